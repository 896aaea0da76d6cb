"""Places as American newspaper style has them: the cities that stand alone in a dateline, the states and their short forms.

Sources: the dateline and state pages named on rule DL004's page; tests count the tables.
"""

from __future__ import annotations

import functools
import unicodedata

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

# The state of each city at home that stands alone, and the country of each abroad, as datelines name them.
_STATES_OF = {
    "ATLANTA": "Georgia", "BALTIMORE": "Maryland", "BOSTON": "Massachusetts", "CHICAGO": "Illinois", "CINCINNATI": "Ohio",
    "CLEVELAND": "Ohio", "DALLAS": "Texas", "DENVER": "Colorado", "DETROIT": "Michigan", "HONOLULU": "Hawaii", "HOUSTON": "Texas",
    "INDIANAPOLIS": "Indiana", "LAS VEGAS": "Nevada", "LOS ANGELES": "California", "MIAMI": "Florida", "MILWAUKEE": "Wisconsin",
    "MINNEAPOLIS": "Minnesota", "NEW ORLEANS": "Louisiana", "NEW YORK": "New York", "OKLAHOMA CITY": "Oklahoma",
    "PHILADELPHIA": "Pennsylvania", "PHOENIX": "Arizona", "PITTSBURGH": "Pennsylvania", "ST. LOUIS": "Missouri",
    "SALT LAKE CITY": "Utah", "SAN ANTONIO": "Texas", "SAN DIEGO": "California", "SAN FRANCISCO": "California",
    "SEATTLE": "Washington", "WASHINGTON": "District of Columbia",
}  # fmt: skip
_COUNTRIES_OF = {
    "AMSTERDAM": "Netherlands", "BAGHDAD": "Iraq", "BANGKOK": "Thailand", "BEIJING": "China", "BEIRUT": "Lebanon",
    "BERLIN": "Germany", "BRUSSELS": "Belgium", "CAIRO": "Egypt", "DUBLIN": "Ireland", "GENEVA": "Switzerland",
    "GUATEMALA CITY": "Guatemala", "HAVANA": "Cuba", "HELSINKI": "Finland", "HONG KONG": "China", "ISLAMABAD": "Pakistan",
    "ISTANBUL": "Turkey", "JERUSALEM": "Israel", "JOHANNESBURG": "South Africa", "KUWAIT CITY": "Kuwait", "LONDON": "England",
    "MADRID": "Spain", "MEXICO CITY": "Mexico", "MILAN": "Italy", "MONTREAL": "Quebec/Canada", "MOSCOW": "Russia",
    "MUNICH": "Germany", "NEW DELHI": "India", "PANAMA CITY": "Panama", "PARIS": "France", "PRAGUE": "Czech Republic/Czechia",
    "QUEBEC CITY": "Quebec/Canada", "RIO DE JANEIRO": "Brazil", "ROME": "Italy", "SAO PAULO": "Brazil", "SHANGHAI": "China",
    "SINGAPORE": "Singapore", "STOCKHOLM": "Sweden", "SYDNEY": "Australia", "TOKYO": "Japan", "TORONTO": "Ontario/Canada",
    "VIENNA": "Austria", "ZURICH": "Switzerland",
}  # fmt: skip
_HOME = frozenset(("usa", "us", "unitedstates", "unitedstatesofamerica"))
_BRITAIN = frozenset(("uk", "unitedkingdom", "greatbritain", "britain"))
# Forms of states that are neither AP's nor the post office's, as letters only.
_OTHER_FORMS = {
    "cal": "California", "flor": "Florida", "ida": "Idaho", "kans": "Kansas", "massachussetts": "Massachusetts", "nebr": "Nebraska",
    "nmex": "New Mexico", "ncar": "North Carolina", "ndak": "North Dakota", "oreg": "Oregon", "penn": "Pennsylvania",
    "penna": "Pennsylvania", "scar": "South Carolina", "sdak": "South Dakota", "tex": "Texas", "wisc": "Wisconsin", "wvirg": "West Virginia",
}  # fmt: skip
_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island",
    "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip


def letters(name: str) -> str:
    """The letters of a name, small and without accents: what is left of it however it is pointed and spaced."""
    plain = name if name.isascii() else unicodedata.normalize("NFD", name)
    return "".join(filter(str.isalpha, plain)).lower()


def known_city(name: str) -> str:
    """A city as the tables have it: in capitals, without accents, St. for Saint."""
    if not name.isascii():
        name = "".join([each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each)])
    words = name.upper().split()
    if words[:1] in (["SAINT"], ["ST"]):
        words[0] = "ST."
    return _ALSO.get(name := " ".join(words), name)


_ALSO = {"NEW YORK CITY": "NEW YORK", "HONG KONG SAR": "HONG KONG", "ST. LOUIS CITY": "ST. LOUIS"}


def stands_alone(city: str) -> bool:
    """Whether a city needs neither state nor country beside it."""
    known = known_city(city)
    return known in US_CITIES or known in CITIES_ABROAD


def state(region: str) -> str | None:
    """The name of the American state that a name, a short form or a postal code means; the capital's district is one."""
    return _by_letters().get(letters(region))


@functools.cache
def _by_letters() -> dict[str, str]:
    forms = {"dc": CAPITAL_DISTRICT[0], letters(CAPITAL_DISTRICT[0]): CAPITAL_DISTRICT[0], **_OTHER_FORMS}
    for name, (short, code) in SHORT.items():
        forms |= dict.fromkeys((letters(name), letters(short), code.lower()), name)
    for name, code in WRITTEN_OUT.items():
        forms |= dict.fromkeys((letters(name), code.lower()), name)
    return forms


def beside_a_city(region: str) -> str | None:
    """How a dateline writes a state or province; None for what is neither, or has no form of its own."""
    if province := _PROVINCES.get(region):
        return province
    name = state(region)
    if name is None or name == CAPITAL_DISTRICT[0]:
        return None
    return SHORT[name][0] if name in SHORT else name


def is_own(city: str, region: str) -> bool:
    """Whether a state or country is the one of a city that stands alone, and not of another city of that name."""
    known, word = known_city(city), letters(region)
    if known in _STATES_OF:
        return state(region) == _STATES_OF[known] or word in _HOME
    named = _COUNTRIES_OF.get(known, "")
    names = {letters(part) for part in named.split("/") if part}
    provinces = {code.lower() for code, name in _PROVINCES.items() if name in named}
    return word in names | provinces or (known == "LONDON" and word in _BRITAIN)


def is_a_region(name: str) -> bool:
    """Whether a name is that of a state or country itself, which no state need stand beside."""
    word = letters(name)
    return word in _REGIONS or (state(name) is not None and len(word) > 2)


_REGIONS = frozenset(map(letters, (
    "Puerto Rico", "Guam", "American Samoa", "U.S. Virgin Islands", "Virgin Islands", "British Virgin Islands", "Cayman Islands", "United Nations", "Bermuda", "Bahrain", "Malta", "England",
    "Scotland", "Wales", "Northern Ireland", "Ireland", "France", "Germany", "Italy", "Spain", "India", "China", "Japan", "Canada",
    "Mexico", "Brazil", "Australia", "Israel", "Ukraine", "Switzerland", "Austria", "Netherlands", "Belgium", "Denmark", "Norway", "Sweden",
    "Finland", "Poland", "Portugal", "Greece", "Turkey", "Egypt", "Kenya", "Nigeria", "South Africa", "New Zealand", "South Korea", "Taiwan",
    "Thailand", "Vietnam", "Malaysia", "Indonesia", "Philippines", "United Kingdom", "UK", "United States", "USA", "UAE", "Haiti", "Cuba",
)))  # fmt: skip
