"""The roles printed with names: Mayor Ana Ruiz; Ana Ruiz, Director of Parks, Recreation and Tourism."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.groups import names_organisation
from newsroom_cli.language.tokens import CAPITAL, Token, beside, is_capital, is_title
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern


def role_before(parts: Sequence[Token], name: int, text: str, lexicon: Lexicon) -> str:
    """The role printed before the name at token `name`."""
    if name == 0:
        return ""
    last = name - 1
    while last >= 0 and parts[last].plain in PEOPLE["honorifics"] and parts[last].plain not in ("prof",):
        last -= 1
    ended = last > 0 and parts[last].text in PEOPLE["after_titles"]
    if (
        last < 0
        or parts[last].text in PEOPLE["links"] | PEOPLE["adjectives"] | lexicon.articles
        or not (ended or parts[last].is_title(lexicon) or _of_titles(parts, last, lexicon))
    ):
        return ""
    begin = last
    while begin > 0 and _extends_role(parts, begin, text, lexicon):
        begin -= 1
    while begin < last and (
        parts[begin].text.lower() in PEOPLE["links"] | lexicon.articles or parts[begin].text in ",&"
    ):
        begin += 1
    elided = 2 if _ELIDED.match(parts[begin].text) else 0  # l’assessore
    return text[parts[begin].start + elided : parts[last].end]


_ELIDED = pattern(r"[LlDd][’']\w{3}")
_OF = ("of", "for", "on", "der", "alla", "della")
_ELIDED_OF = pattern(r"(?:all|dell|[ld])[’']\w")  # assessora all’Ambiente, adjointe à l’urbanisme


def _of_titles(parts: Sequence[Token], last: int, lexicon: Lexicon) -> bool:
    """Whether the words up to a token are a role such as "Director of Communications" or "chief of staff"."""
    at = last
    while at > 0 and last - at < 4 and parts[at].text not in (*_OF, ",") and not _ELIDED_OF.match(parts[at].text):
        at -= 1
    elided = _ELIDED_OF.match(parts[at].text) is not None
    at -= elided and parts[at - 1].text in ("à", "de")
    return at > 0 and (elided or parts[at].text in _OF) and parts[at - 1].is_title(lexicon)


def _extends_role(parts: Sequence[Token], begin: int, text: str, lexicon: Lexicon) -> bool:
    """Whether the word before the token `begin` belongs to the same role."""
    word_before = parts[begin - 1]
    if not beside(parts, begin, text):
        return False
    word = word_before.text.lower()
    if is_capital(word_before):
        if word == "new" and parts[begin].plain in PEOPLE["new_places"]:
            return True
        if lexicon.compounds and word in PEOPLE["calendar"]:  # heute Vormittag Stadträtin Ana Ruiz
            return False
        if word in PEOPLE["headline_words"] or word in lexicon.according:  # Volgens bewoner Ana Ruiz
            return False
        return word not in lexicon.articles or word_before.text == "The"
    if word in ("der", "des") and lexicon.compounds and begin > 1 and parts[begin - 2].is_title(lexicon):
        return True  # Sprecherin der Stadtratsfraktion
    if word in lexicon.articles | lexicon.according or word in PEOPLE["stops"] or not word[0].isalpha():
        return False
    if word in lexicon.verbs or word in lexicon.loose_verbs or word in lexicon.helpers:
        return False
    if word == "in" and parts[begin].text == "Charge":
        return True
    if word in PEOPLE["links"]:  # only inside a role, after a title: co-founder and CEO, chief of staff
        return (
            begin >= 2
            and parts[begin - 2].is_title(lexicon)
            and word in ("of", "and", "&", "for", "on", "de", "et", "y")
        )
    return not word.endswith("ly")


# --- the role after a name ------------------------------------------------------------------------------------

_DEGREE = pattern(r",?\s+(?:Jr|Sr|II|III|IV)\b\.?|,\s*(?:[A-Z][\w.]*)(?=[,\s]|$)")
_ABBREVIATED = "|".join(
    rf"(?<=\b{short})\." for short in ("St", "Dr", "Jr", "Mt", "Ft", "Co", "No", "Inc", "Ltd", "Corp", "U.S", "[A-Z]")
)
_SEGMENT = pattern(rf"\s*(?:[^,;:.()\"“”«»—–]|\.(?=\w)|{_ABBREVIATED})*+")
_CUT = pattern(
    r"(?<!\s)\s+(?:who|whose|which|that|where|when|while|after|during|as\s+(?:he|she|they|part)|"
    r"in\s+(?:a|an|his|her|their|response|reference|remarks)\b|"
    r"at\s+(?:a|an|the\s+(?:event|ceremony|announcement|press|news|time))\b|told|today|yesterday|"
    r"on\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|about|"
    r"of\s+the\s+(?:new|announcement|decision|award|partnership|project)\b|regarding|upon|que|quien|"
    r"(?:released|issued|made|gave|offered|provided|shared)\s+(?:the|this|a|these)\s+(?:following|statement|remarks)|"
    r"quienes|cuy[oa]s?|se\s+ha|ha|han|qui|dont|che|is|was|has|had|will|says|said|to\s+)\b.*",
)


def role_after(text: str, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """The end of a name including suffixes such as Jr., and the role after it, between commas or in brackets."""
    at = end
    while (suffix := _DEGREE.match(text, at)) is not None:
        word = suffix.group().strip(" ,").rstrip(".").lower()
        if word in PEOPLE["suffixes"]:
            at = end = suffix.end()
        elif word in PEOPLE["degrees"] or word.replace(".", "") in PEOPLE["degrees"]:
            at = suffix.end()
        else:
            break
    if text[at : at + 2] == " (" and (close := text.find(")", at, at + 120)) > 0:
        inside = text[at + 2 : close]
        if _has_title(inside, lexicon):
            return end, inside.strip()
        at = close + 1  # the brackets hold a party, a place or an abbreviation
        following = _NEXT_WORD.match(text, at + 1)
        if text[at : at + 1] == " " and following is not None and following[0][0].islower():
            acts = following[0].endswith(("ing", "ed")) or following[0] in _AND  # (D-MN) urging senators to help
            return end, "" if acts else _role_at(text, at + 1, lexicon)
    if text[at : at + 1] != ",":
        return end, ""
    return end, _role_at(text, at + 1, lexicon)


def employer(text: str, end: int, lexicon: Lexicon) -> str:
    """The organisation after a name and a preposition: said Ana Ruiz of the Harbour Council; empty without one.

    It needs a word for an organisation: Ana Ruiz of Port Ellery may live there.
    """
    if lexicon.genitives and (office := _office_after(text, end, lexicon)):
        return office
    match = _EMPLOYER.match(text, end)
    if match is None:
        return ""
    named = names_organisation(match["name"].lower().split(), lexicon)
    following = match["next"].strip()
    ended = not following[:1].isalnum() or following in lexicon.verbs
    return match["name"] if named and ended and match["name"] != match["name"].lower() else ""


def _office_after(text: str, end: int, lexicon: Lexicon) -> str:
    """The organisation after "from", up to a verb or mark; its name goes on in small letters. Empty without one."""
    match = _FROM_OFFICE.match(text, end)
    words = match["name"].split() if match else []
    count = next((number for number, word in enumerate(words) if word in lexicon.verbs), len(words))
    ended = count < len(words) or (match is not None and not text[match.end() : match.end() + 1].isspace())
    named = names_organisation([word.lower() for word in words[:count]], lexicon)
    return " ".join(words[:count]) if ended and named else ""


_FROM_OFFICE = pattern(rf",?\sze?\s(?P<name>[{CAPITAL}][\w-]+(?:\s[^\W\d_]+){{0,6}})")
_OF_EMPLOYER = (
    r"(?:of|from|von|vom|de|del|di|do|da|van|från|fra|på|hos|z|ze)\s(?:(?:the|der|dem|la|las|los|les|het|de)\s|l['’])?"
    r"|(?:du|della|dello|dei|delle|dos|das)\s|dell['’]|d['’]"
)
_EMPLOYER = pattern(
    rf",?\s(?:{_OF_EMPLOYER})(?P<name>[^\W\d_][\w’'&-]*"
    rf"(?:\s(?:(?:of|for|and|the|de|du|des|la|del|y|e|et|di|da|do|der|für|und|&)\s){{0,2}}[{CAPITAL}][\w’'&-]*){{0,8}}"
    r"(?:\s(?:de\sla|du|des|del|della|do|da)\s[a-zà-ÿ]{3,}){0,2}(?:\se\.\s?V\.)?)(?P<next>\s[\w-]+|[^\w\s]|\Z)"
)


_AND = ("and", "und", "y", "et", "e")
_NEXT_WORD = pattern(r"\S+")
_AGED = pattern(r"\s?(?:(?:aged|de|di|im Alter von)\s)?\d{1,3}(?:\s(?:ans|años|anni|anos|Jahren?|jaar))?,(?=\s)")
_AGE = pattern(r"\d{1,3}(?!\w|[-–/]\d)")


# Ana Ruiz, one of the organisers of the fair. Not a relative clause: Ana Ruiz, die zum Teil ...
_ONE_OF = pattern(
    r"(?:(?:heading|leading|directing|chairing|in charge of|responsible for|"
    r"who (?:heads|leads|directs|chairs))\s\S+|one of (?:the|our)|ein(?:e[rs]?)? (?:der|von)|une? des|"
    r"un[oa] de l[ao]s)\s"
)
_RELATIVE = pattern(
    r"(?:der|die|das|den|dem|deren|dessen)\s(?!(?:neue[rn]?|alte[rn]?|erste[rn]?|zweite[rn]?|"
    r"\w+(?:ige|liche|ische|tierende|dige)[rn]?)\s)[a-zäöü]"
)


def _role_at(text: str, at: int, lexicon: Lexicon) -> str:
    """The role that begins at an offset; it may contain commas: Director of Parks, Recreation and Tourism."""
    aged = _AGED.match(text, at)
    first = _SEGMENT.match(text, aged.end() if aged else at)
    if first is None:
        return ""
    role, cut = _cut_at_verb(first.group(), lexicon)
    if (
        not (
            _has_title(role, lexicon, within=3 if lexicon.interrupts else 14)
            or _ONE_OF.match(role)
            or _is_description(role, lexicon)
        )
        or (lexicon.compounds and _RELATIVE.match(role))
        or (not lexicon.compounds and _names_another(role, lexicon))
        or _AGE.match(role)
        or role.split()[0] in _AND  # Honorato Ruiz, y la presidenta de la peña
        or len(role.split()) > 24
    ):
        return ""
    end, parts = first.end(), 1
    while not cut and parts < _PARTS and text[end : end + 2] == ", ":
        next_segment = _SEGMENT.match(text, end + 1)
        segment, cut = _cut_at_verb(next_segment.group() if next_segment else "", lexicon)
        if next_segment is None or not segment or not _continues_role(role, segment):
            break
        role, end, parts = f"{role}, {segment}", next_segment.end(), parts + 1
    role = _PREFIX.sub("", role) if lexicon.compounds else role
    return _without_article(role.strip())


# The prefix of the verb: fügt ... hinzu
_PREFIX = pattern(r"\s(?:hinzu|fest|heraus|hervor|an|aus|ein|vor|mit|weiter|zusammen)\s*\Z")


def _is_description(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase describes a person without a title: beneficiaria de la iniciativa, expert in energy law."""
    if not lexicon.compounds and _POSITION.match(phrase):
        return True
    match = _DESCRIPTION.match(phrase)
    if match is None:
        return False
    words = [*match["words"].split(), match["next"]]
    verbs_and_links = lexicon.documents | lexicon.verbs | lexicon.loose_verbs | lexicon.helpers | lexicon.pronouns
    verbs_and_links |= PEOPLE["stops"] | PEOPLE["links"]
    return not any(word in verbs_and_links or _ACTS.search(word) for word in words)


_DESCRIPTION = pattern(
    r"(?:(?:the|an?|le|la|l['’]|el|il|der|die|das|une?|una|eine?)\s)?(?P<words>[a-zà-ÿ][\w-]{3,}(?:\s[a-zà-ÿ][\w-]+){0,1})\s"
    r"(?:of|at|in|for|à|au|aux|de|del|della|du|des|der|en|für|von|da|do|van)\s(?:(?:the|la|el|le|los|las)\s)?(?P<next>[\w’'-]+)"
)
_POSITION = pattern(
    r"(?:Senior|Junior|Lead|Chief|Deputy|Assistant|Associate|Vice|Head|Principal|Executive|Global|Regional|National"
    r"|Managing|First|Interim|Acting|Founding)\s[A-Z][\w-]+(?:\s[A-Z&][\w-]*){0,4}\s(?:at|of|for|with)\s"
)  # Senior Campaigner at Open Harbour
_ACTS = pattern(r"(?:ing|ed|ando|endo|ant|ent|end|ly|mente?|ó|ée?s?)\Z")  # adding, añadiendo, insistant, arrivée
_PARTS = 24  # parts between commas; no role has more


def _names_another(role: str, lexicon: Lexicon) -> bool:
    """Whether the words between two commas name another person, with a title: Mayor Ana Ruiz."""
    parts = role.split()
    last = max((number for number, word in enumerate(parts) if is_title(word.strip(".,").lower(), lexicon)), default=-1)
    rest = parts[last + 1 :]
    if last >= 0 and len(rest) > 1 and rest[0].rstrip(".").lower() in PEOPLE["honorifics"]:  # director Dr. Ana Ruiz
        return True
    things = lexicon.groups | PEOPLE["fields"]  # the Justice Department Civil Division
    if any(
        word.strip(".,’'").lower().removesuffix("s") in things or word.strip(".,").lower() in things for word in rest
    ):
        return False
    return parts[0][:1].isupper() and len(rest) >= 2 and all(word[:1].isupper() for word in rest)


def _cut_at_verb(segment: str, lexicon: Lexicon) -> tuple[str, bool]:
    """The words up to the first one that cannot belong to a role, and whether the segment was cut."""
    short = _CUT.sub("", f" {segment.strip()}").strip()
    kept: list[str] = []
    for word in short.split():
        if (
            word.strip(",").lower() in lexicon.verbs
            and kept
            and kept[-1].lower() not in lexicon.articles  # a noted neurologist
            and word.islower()
            and word not in ("lead", "shared")
        ):
            while kept and kept[-1].lower() in PEOPLE["links"]:  # Geschäftsführer der Stiftung und führt aus
                kept.pop()
            return " ".join(kept), True
        kept.append(word)
    return short, short != segment.strip()


_WORDS = pattern(r"[\s’']+(?!s\b)")  # l’actrice principale


def _has_title(phrase: str, lexicon: Lexicon, *, within: int = 14) -> bool:
    """Whether one of the first words of a phrase is a title."""
    return any(
        is_title(word.strip(".,’'()").lower(), lexicon) or word.strip(".,") in PEOPLE["titles_in_capitals"]
        for word in _WORDS.split(phrase.strip(), maxsplit=within)[:within]
    )


_CAPITALS_ONLY = pattern(
    rf"(?:and\s+|&\s+|of\s+|the\s+)*[{CAPITAL}][\w.’'&/-]*(?:\s+(?:(?:and|&|of|the|for|de|in|to|at|on)\s+)*[{CAPITAL}0-9][\w.’'&/-]*)*"
)
_LIST_END = pattern(r"(?:[\w-]+\s+){0,3}(?:and|&)\s+[\w-]+(?:\s+[\w-]+){0,6}")


def _continues_role(role: str, segment: str) -> bool:
    """Whether the next segment between commas continues a role: the rest of a list, a place, a department."""
    listed = " of " in f" {role} " or " for " in f" {role} "
    if _CAPITALS_ONLY.fullmatch(segment):
        return listed or not segment.startswith("and ")  # mayor, and Idris Lind
    return listed and _LIST_END.fullmatch(segment) is not None and not segment.startswith(("and ", "a ", "an ", "the "))


def _without_article(role: str) -> str:
    """A role without its article."""
    first, _, rest = role.partition(" ")
    if (
        first.lower() in ("the", "a", "an", "el", "la", "le", "der", "die", "das", "un", "une", "una", "ein", "eine")
        and rest
        and not _ONE_OF.match(role)
    ):
        return rest
    return role.removeprefix("l’").removeprefix("l'")


def fuller_role(first: str, second: str) -> str:
    """The role before a name, or the role after it if the first is empty or only a form of address."""
    return second if second and first.rstrip(".").lower() in PEOPLE["addresses"] else first or second


# --- a role without its comma ---------------------------------------------------------------------------------

_RANK = r"(?:Chief|Senior|Vice|Executive|Deputy|Managing|General|Associate|Assistant|Interim|Acting|Regional|National)"
_NAME_AND_ROLE = pattern(
    r"\W{0,3}(?P<name>[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-Z]\.)? [A-ZÀ-Þ][\w’'-]+)"
    rf" (?:{_RANK}(?: [A-Z]\w+)? )?(?P<title>[\w-]+)(?: (?:and|&) (?:[A-Z][\w-]+ ){{,2}}[A-Z][\w-]+)?"
    r" (?:of|at|for) (?:the )?(?P<of>[A-ZÀ-Þ][\w’&.-]*(?: [A-ZÀ-Þ&][\w’.-]*)*)"
)
_MOST_OF_NAME = 3  # words of a firm; in more, a name may follow the area of responsibility


def with_comma_before_role(phrase: str, lexicon: Lexicon) -> str:
    """The phrase with a comma in the place of the space between a name and its role: Ana Ruiz President of Pier Inc.

    Unchanged where that may be a firm before the role of somebody else: Pier Inc President of Sales Ana Ruiz.
    """
    match = _NAME_AND_ROLE.match(phrase)
    if match is None or not is_title(match["title"].lower(), lexicon):
        return phrase
    words, of = match["name"].split(), match["of"].split()
    if names_organisation(words, lexicon) or any(is_title(word.lower(), lexicon) for word in words):
        return phrase
    if len(of) > _MOST_OF_NAME or of[0].lower() in PEOPLE["fields"]:
        return phrase
    at = match.end("name")
    return f"{phrase[:at]},{phrase[at + 1 :]}"
