"""The roles printed with names: Mayor Ana Ruiz; Ana Ruiz, Director of Parks, Recreation and Tourism."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.tokens import (
    BEHIND_TITLES,
    CAPITAL,
    DEGREES,
    HONORIFICS,
    SUFFIXES,
    TITLES_IN_CAPITALS,
    Token,
    beside,
    is_capital,
    is_title,
)
from newsroom_cli.model.patterns import pattern

LINKS = frozenset(
    (
        "of",
        "for",
        "and",
        "&",
        "the",
        "de",
        "del",
        "la",
        "du",
        "des",
        "et",
        "y",
        "für",
        "und",
        "von",
        "in",
        "at",
        "to",
        "on",
    )
)
STOPS = frozenset((
    "sich", "uns", "mich", "dazu", "se", "nous", "y", "an", "auf", "im", "am", "vom", "beim", "zur", "zum", "mit", "zusammen", "durch", "bei",
    "nach", "vor", "seit", "wegen", "gegen", "über", "zwischen", "ohne", "um", "aus", "sowie", "dass", "wie", "auch", "dem", "den", "ist",
    "sind", "war", "waren", "wird", "wurde", "äusserte", "äussert", "nahm", "kam", "sprach", "traf", "bat", "dabei", "damit", "als",
    "said", "says", "by", "from", "with", "that", "but", "or", "as", "when", "while", "who", "whom", "which", "is", "was", "are", "were",
    "to", "than", "if", "because", "after", "before", "including", "like", "joined", "also", "then", "today", "where", "about", "between",
    "against", "through", "over", "under", "during", "per", "via", "into", "upon", "without", "within", "among", "according", "this",
))  # fmt: skip


def before(parts: Sequence[Token], first: int, name: int, text: str, tongue: Tongue) -> str:
    """The role printed before the name that begins at the token `name`, in a run that begins at `first`."""
    if name == 0:
        return ""
    last = name - 1
    while last >= 0 and parts[last].plain in HONORIFICS and parts[last].plain not in ("prof",):
        last -= 1
    ended = last > 0 and parts[last].text in BEHIND_TITLES
    if (
        last < 0
        or parts[last].text in LINKS | _ADJECTIVES | words(tongue.articles)
        or not (ended or parts[last].is_title(tongue) or _of_titles(parts, last, tongue))
    ):
        return ""
    begin = last
    while begin > 0 and _extends_role(parts, begin, text, tongue):
        begin -= 1
    while begin < last and (parts[begin].text.lower() in LINKS | words(tongue.articles) or parts[begin].text in ",&"):
        begin += 1
    return text[parts[begin].start : parts[last].end]


_ADJECTIVES = frozenset(("major", "general", "private", "principal", "lead", "senior", "chief"))  # in small letters


def _of_titles(parts: Sequence[Token], last: int, tongue: Tongue) -> bool:
    """Whether words end a role such as "Director of Communications" or "chief of staff"."""
    at = last
    while at > 0 and last - at < 4 and parts[at].text not in ("of", "for", "on", ","):
        at -= 1
    return at > 0 and parts[at].text in ("of", "for", "on") and parts[at - 1].is_title(tongue)


def _extends_role(parts: Sequence[Token], begin: int, text: str, tongue: Tongue) -> bool:
    """Whether the word before the token `begin` belongs to the same role."""
    word_before = parts[begin - 1]
    if not beside(parts, begin, text):
        return False
    word = word_before.text.lower()
    if is_capital(word_before):
        return word not in _OF_HEADLINES and (word not in words(tongue.articles) or word_before.text == "The")
    if word in words(tongue.articles) or word in STOPS or not word[0].isalpha():
        return False
    if word in words(tongue.verbs) or word in words(tongue.rather) or word in words(tongue.helpers):
        return False
    if word == "in" and parts[begin].text == "Charge":
        return True
    if word in LINKS:  # only inside a role, behind a title: co-founder and CEO, chief of staff
        return (
            begin >= 2
            and parts[begin - 2].is_title(tongue)
            and word in ("of", "and", "&", "for", "on", "de", "et", "y")
        )
    return not word.endswith("ly")


# Mayor Names Parks Director Ana Ruiz: in a headline, verbs have capitals too.
_OF_HEADLINES = frozenset((
    "names", "named", "announces", "appoints", "appointed", "launches", "unveils", "welcomes", "honors", "honours", "urges", "joins", "calls",
    "selects", "elects", "hires", "promotes", "taps", "picks", "opens", "signs", "visits", "meets", "wins", "leads", "thanks", "congratulates",
    "nominates", "confirms", "praises", "new", "former", "says", "with", "and",
))  # fmt: skip

# --- the role behind a name -----------------------------------------------------------------------------------

_DEGREE = pattern(r",?\s+(?:Jr|Sr|II|III|IV)\b\.?|,\s*(?:[A-Z][\w.]*)(?=[,\s]|$)")
_ABBREVIATED = "|".join(
    rf"(?<=\b{each})\." for each in ("St", "Dr", "Jr", "Mt", "Ft", "Co", "No", "Inc", "Ltd", "Corp", "U.S", "[A-Z]")
)
_SEGMENT = pattern(rf"\s*(?:[^,;:.()\"“”«»—–]|\.(?=\w)|{_ABBREVIATED})*+")
_CUT = pattern(
    r"(?<!\s)\s+(?:who|whose|which|that|where|when|while|after|during|as\s+(?:he|she|they|part)|in\s+(?:a|an|his|her|their|response|reference|remarks)\b|"
    r"at\s+(?:a|an|the\s+(?:event|ceremony|announcement|press|news|time))\b|told|today|yesterday|on\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|about|of\s+the\s+(?:new|announcement|decision|award|partnership|project)\b|regarding|upon|que|quien|quienes|cuy[oa]s?|se\s+ha|ha|han|qui|dont|che|is|was|has|had|will|says|said|to\s+)\b.*",
)


def behind(text: str, end: int, tongue: Tongue) -> tuple[int, str]:
    """Where a name ends, suffixes included, and the role that stands behind it between commas or in brackets."""
    at = end
    while (more := _DEGREE.match(text, at)) is not None:
        word = more.group().strip(" ,").rstrip(".").lower()
        if word in SUFFIXES:
            at = end = more.end()
        elif word in DEGREES or word.replace(".", "") in DEGREES:
            at = more.end()
        else:
            break
    if text[at : at + 2] == " (" and (close := text.find(")", at, at + 120)) > 0:
        inside = text[at + 2 : close]
        if _has_title(inside, tongue):
            return end, inside.strip()
        at = close + 1  # a party, a place, an abbreviation
        following = _NEXT_WORD.match(text, at + 1)
        if text[at : at + 1] == " " and following is not None and following[0][0].islower():
            acts = following[0].endswith(("ing", "ed")) or following[0] in (
                "and",
                "und",
                "y",
                "et",
                "e",
            )  # (D-MN) urging senators to help
            return end, "" if acts else _phrase(text, at + 1, tongue)
    if text[at : at + 1] != ",":
        return end, ""
    return end, _phrase(text, at + 1, tongue)


_NEXT_WORD = pattern(r"\S+")
_AGE = pattern(r"\d{1,3}(?!\w|[-–/]\d)")


# Ana Ruiz, one of the organisers of the fair; no relative clause: Ana Ruiz, die zum Teil ...
_ONE_OF = pattern(
    r"(?:(?:heading|leading|directing|chairing|in charge of|responsible for|who (?:heads|leads|directs|chairs))\s\S+|one of (?:the|our)|ein(?:e[rs]?)? (?:der|von)|une? des|un[oa] de l[ao]s)\s"
)
_RELATIVE = pattern(
    r"(?:der|die|das|den|dem|deren|dessen)\s(?!(?:neue[rn]?|alte[rn]?|erste[rn]?|zweite[rn]?|\w+(?:ige|liche|ische|tierende|dige)[rn]?)\s)[a-zäöü]"
)


def _phrase(text: str, at: int, tongue: Tongue) -> str:
    """A role that begins at a place, commas inside it included: Director of Parks, Recreation and Tourism."""
    first = _SEGMENT.match(text, at)
    if first is None:
        return ""
    role, cut = _cut(first.group(), tongue)
    if (
        not (_has_title(role, tongue, within=3 if tongue.incises else 14) or _ONE_OF.match(role))
        or (tongue.compounds and _RELATIVE.match(role))
        or (not tongue.compounds and _names_another(role, tongue))
        or _AGE.match(role)
        or len(role.split()) > 24
    ):
        return ""
    end, parts = first.end(), 1
    while not cut and parts < _PARTS and text[end : end + 2] == ", ":
        more = _SEGMENT.match(text, end + 1)
        segment, cut = _cut(more.group() if more else "", tongue)
        if more is None or not segment or not _goes_on(role, segment):
            break
        role, end, parts = f"{role}, {segment}", more.end(), parts + 1
    return _without_article(role.strip())


_PARTS = 24  # between commas; no role has more
# What somebody is director or vice president of, without "of".
_FIELDS = frozenset((
    "technology", "technologies", "marketing", "sales", "operations", "communications", "engineering", "product", "products", "strategy",
    "finance", "affairs", "relations", "resources", "security", "cloud", "software", "platform", "partnerships", "innovation", "development",
    "legal", "policy", "research", "digital", "design", "programs", "programmes", "education", "safety", "health", "planning",
))  # fmt: skip


def _names_another(role: str, tongue: Tongue) -> bool:
    """Whether a segment is another person with a title before the name: Mayor Ana Ruiz."""
    parts = role.split()
    last = max((number for number, each in enumerate(parts) if is_title(each.strip(".,").lower(), tongue)), default=-1)
    rest = parts[last + 1 :]
    if last >= 0 and len(rest) > 1 and rest[0].rstrip(".").lower() in HONORIFICS:  # director Dr. Ana Ruiz
        return True
    things = words(tongue.groups) | _FIELDS  # the Justice Department Civil Division
    if any(
        each.strip(".,’'").lower().removesuffix("s") in things or each.strip(".,").lower() in things for each in rest
    ):
        return False
    return parts[0][:1].isupper() and len(rest) >= 2 and all(each[:1].isupper() for each in rest)


def _cut(segment: str, tongue: Tongue) -> tuple[str, bool]:
    """A segment up to the words that go on with something else, and whether there were any."""
    short = _CUT.sub("", f" {segment.strip()}").strip()
    kept: list[str] = []
    for word in short.split():
        if (
            word.strip(",").lower() in words(tongue.verbs)
            and kept
            and kept[-1].lower() not in words(tongue.articles)  # a noted neurologist
            and word.islower()
            and word not in ("lead", "shared")
        ):
            return " ".join(kept), True
        kept.append(word)
    return short, short != segment.strip()


_WORDS = pattern(r"[\s’']+(?!s\b)")  # l’actrice principale


def _has_title(phrase: str, tongue: Tongue, *, within: int = 14) -> bool:
    return any(
        is_title(part.strip(".,’'()").lower(), tongue) or part.strip(".,") in TITLES_IN_CAPITALS
        for part in _WORDS.split(phrase.strip(), maxsplit=within)[:within]
    )


_CAPITALS_ONLY = pattern(
    rf"(?:and\s+|&\s+|of\s+|the\s+)*[{CAPITAL}][\w.’'&/-]*(?:\s+(?:(?:and|&|of|the|for|de|in|to|at|on)\s+)*[{CAPITAL}0-9][\w.’'&/-]*)*"
)
_LIST_END = pattern(r"(?:[\w-]+\s+){0,3}(?:and|&)\s+[\w-]+(?:\s+[\w-]+){0,6}")


def _goes_on(role: str, segment: str) -> bool:
    """Whether a further segment belongs to the role: more of a list, a place, the department."""
    listed = " of " in f" {role} " or " for " in f" {role} "
    if _CAPITALS_ONLY.fullmatch(segment):
        return listed or not segment.startswith("and ")  # mayor, and Idris Lind
    return listed and _LIST_END.fullmatch(segment) is not None and not segment.startswith(("and ", "a ", "an ", "the "))


def _without_article(role: str) -> str:
    first, _, rest = role.partition(" ")
    if (
        first.lower() in ("the", "a", "an", "el", "la", "le", "der", "die", "das", "un", "une", "una", "ein", "eine")
        and rest
        and not _ONE_OF.match(role)
    ):
        return rest
    return role.removeprefix("l’").removeprefix("l'")


def fuller(first: str, second: str) -> str:
    """The role before a name; that behind it where the first is only a form of address."""
    return second if second and first.rstrip(".").lower() in _ADDRESSES else first or second


_ADDRESSES = frozenset(
    (
        "professor",
        "prof",
        "professorin",
        "profesor",
        "profesora",
        "professeur",
        "captain",
        "capt",
        "sergeant",
        "reverend",
        "rev",
        "lieutenant",
        "colonel",
        "sister",
        "father",
        "brother",
        "rabbi",
        "judge",
        "gen",
        "maj. gen",
        "lt. gen",
        "brig. gen",
        "general",
        "major general",
        "admiral",
        "rear admiral",
        "vice admiral",
        "col",
        "lt. col",
        "maj",
        "major",
        "lt",
        "sgt",
        "commander",
        "senator",
        "sen",
        "representative",
        "rep",
        "congressman",
        "congresswoman",
    )
)
