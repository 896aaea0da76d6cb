"""Words that tell names of people from those of things, days and offices, as data."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern

SURNAMES = frozenset(("dean", "bishop", "judge", "major", "marshal", "page", "fellow", "lead", "coach", "host", "parent", "whip", "chief", "farmer", "planner", "singer", "steward", "son", "ranger", "clerk"))  # fmt: skip

# Endings of German nouns that no name has, and nouns of time.
NOUN = pattern(
    r"\w{4,}(?:ungen|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?|innen|ismus|tät(?:en)?|nisse|"
    r"gesetz(?:es)?|politik|projekte?s?|programme?s?)\Z|\w{6,}ung\Z|"
    r"(?:Jahre?s?|Monate?n?|Wochen?|Tage?n?|Uhr)\Z"
)

CALENDAR = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july",
    "august", "september", "october", "november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "a.m", "p.m", "et",
))  # fmt: skip

DETERMINERS = frozenset((
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "zur", "zum", "vom", "beim", "im", "am", "ins",
    "ans", "kein", "keine", "keinen", "unser", "unsere", "unserer", "unseren", "sein", "seine", "seiner", "ihr", "ihre", "ihrer", "diese", "dieser",
    "dieses", "jede", "jeder", "alle", "viele", "mehr", "neue", "neuen", "neuer", "für", "mit", "ohne", "aus", "und",
))  # fmt: skip

SERVICES = frozenset(("navy", "army", "interior", "treasury", "commonwealth", "exchequer", "senate", "house", "board"))

# Words with which things are called, and hardly anybody: Space Shuttle Atlantis, Plan Nacional de Desarrollo.
THINGS = frozenset((
    "plan", "plans", "forum", "secretariat", "summit", "shuttle", "framework", "agenda", "initiative", "policy", "strategy", "report",
    "survey", "index", "protocol", "agreement", "treaty", "convention", "award", "awards", "prize", "festival", "conference", "session",
    "rights", "highway", "avenue", "suite", "scorecard", "environment", "environmental", "international", "national", "global", "worldwide",
    "enforcement", "business", "services", "systems", "solutions", "technologies", "act", "amendment", "olympics", "olympic", "championship", "championships", "league",
    "week", "month", "year", "economy", "health", "security", "energy", "climate", "safety", "development", "management", "research",
    "nacional", "proyecto", "programa", "ley", "pubblica", "amministrazione", "legge", "progetto", "programme", "projet", "loi",
))  # fmt: skip

PLURALS = frozenset((
    "officials", "prosecutors", "leaders", "organizers", "organisers", "authors", "researchers", "scientists", "investigators", "police",
    "students", "teachers", "lawyers", "attorneys", "mayors", "senators", "representatives", "members", "residents", "advocates", "company",
    "spokespersons", "judges", "commissioners", "experts", "parents", "workers", "employees", "firm", "startup", "nonprofit", "charity", "duo",
    "couple", "families", "family", "co-chairs", "legislators", "lawmakers", "governors", "coalition", "man", "woman", "officer", "defendant",
    "groups", "organizations", "partners", "firefighters", "farmers", "engineers", "developers", "maintainers", "team", "trustees",
))  # fmt: skip
