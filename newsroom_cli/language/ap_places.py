"""Places as American newspaper style has them: the cities that stand alone in a dateline, the states and their short forms.

Sources: the dateline and state pages named on rule DL004's page; tests count the tables.
"""

from __future__ import annotations

US_CITIES = frozenset((
    "ATLANTA", "BALTIMORE", "BOSTON", "CHICAGO", "CINCINNATI", "CLEVELAND", "DALLAS", "DENVER", "DETROIT", "HONOLULU", "HOUSTON",
    "INDIANAPOLIS", "LAS VEGAS", "LOS ANGELES", "MIAMI", "MILWAUKEE", "MINNEAPOLIS", "NEW ORLEANS", "NEW YORK", "OKLAHOMA CITY",
    "PHILADELPHIA", "PHOENIX", "PITTSBURGH", "ST. LOUIS", "SALT LAKE CITY", "SAN ANTONIO", "SAN DIEGO", "SAN FRANCISCO",
    "SEATTLE", "WASHINGTON",
))  # fmt: skip
CITIES_ABROAD = frozenset((
    "AMSTERDAM", "BAGHDAD", "BANGKOK", "BEIJING", "BEIRUT", "BERLIN", "BRUSSELS", "CAIRO", "DJIBOUTI", "DUBLIN", "GENEVA",
    "GIBRALTAR", "GUATEMALA CITY", "HAVANA", "HELSINKI", "HONG KONG", "ISLAMABAD", "ISTANBUL", "JERUSALEM", "JOHANNESBURG",
    "KUWAIT CITY", "LONDON", "LUXEMBOURG", "MACAU", "MADRID", "MEXICO CITY", "MILAN", "MONACO", "MONTREAL", "MOSCOW", "MUNICH",
    "NEW DELHI", "PANAMA CITY", "PARIS", "PRAGUE", "QUEBEC CITY", "RIO DE JANEIRO", "ROME", "SAN MARINO", "SAO PAULO", "SHANGHAI",
    "SINGAPORE", "STOCKHOLM", "SYDNEY", "TOKYO", "TORONTO", "VATICAN CITY", "VIENNA", "ZURICH",
))  # fmt: skip

# The states that are shortened beside a city, with their postal codes.
SHORT = {
    "Alabama": ("Ala.", "AL"), "Arizona": ("Ariz.", "AZ"), "Arkansas": ("Ark.", "AR"), "California": ("Calif.", "CA"),
    "Colorado": ("Colo.", "CO"), "Connecticut": ("Conn.", "CT"), "Delaware": ("Del.", "DE"), "Florida": ("Fla.", "FL"),
    "Georgia": ("Ga.", "GA"), "Illinois": ("Ill.", "IL"), "Indiana": ("Ind.", "IN"), "Kansas": ("Kan.", "KS"),
    "Kentucky": ("Ky.", "KY"), "Louisiana": ("La.", "LA"), "Maryland": ("Md.", "MD"), "Massachusetts": ("Mass.", "MA"),
    "Michigan": ("Mich.", "MI"), "Minnesota": ("Minn.", "MN"), "Mississippi": ("Miss.", "MS"), "Missouri": ("Mo.", "MO"),
    "Montana": ("Mont.", "MT"), "Nebraska": ("Neb.", "NE"), "Nevada": ("Nev.", "NV"), "New Hampshire": ("N.H.", "NH"),
    "New Jersey": ("N.J.", "NJ"), "New Mexico": ("N.M.", "NM"), "New York": ("N.Y.", "NY"), "North Carolina": ("N.C.", "NC"),
    "North Dakota": ("N.D.", "ND"), "Oklahoma": ("Okla.", "OK"), "Oregon": ("Ore.", "OR"), "Pennsylvania": ("Pa.", "PA"),
    "Rhode Island": ("R.I.", "RI"), "South Carolina": ("S.C.", "SC"), "South Dakota": ("S.D.", "SD"), "Tennessee": ("Tenn.", "TN"),
    "Vermont": ("Vt.", "VT"), "Virginia": ("Va.", "VA"), "Washington": ("Wash.", "WA"), "West Virginia": ("W.Va.", "WV"),
    "Wisconsin": ("Wis.", "WI"), "Wyoming": ("Wyo.", "WY"),
}  # fmt: skip
# The states that are always written out, with their postal codes.
WRITTEN_OUT = {
    "Alaska": "AK", "Hawaii": "HI", "Idaho": "ID", "Iowa": "IA", "Maine": "ME", "Ohio": "OH", "Texas": "TX", "Utah": "UT",
}  # fmt: skip
CAPITAL_DISTRICT = ("District of Columbia", "D.C.", "DC")
