"""Names of organisations in the head, contacts and labels of a release: offices, press desks, issuers."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.model.calendar_ import SHORT_MONTHS, WEEKDAYS
from newsroom_cli.model.patterns import pattern

_LONGEST, _LONGEST_IN_CAPITALS = 12, 7  # words in a name, at most
_MARKS = " \t*_|·•–—-,;:=~"


_DAYS = "|".join((*WEEKDAYS, *(rf"{month}[a-z]*\b" for month in SHORT_MONTHS)))
ON_NAME = rf"on(?=\s[A-Z])(?!\s(?:{_DAYS}))"  # Council on Ageing, but not: the Council on Monday
ON = pattern(ON_NAME)


def is_name(text: str) -> bool:
    """Whether a line is only the name of an organisation: a name that contains its kind or legal form.

    The words have capitals, except for joining words and the words after them: Direction de la communication. So a
    headline is no name, because its verb has no capital. English headlines have capitals throughout:
    head_lines.is_office knows English offices.
    """
    named = _SHORT_FORM.sub("", text.strip(_MARKS))
    if (long := _LONG_FORM.fullmatch(named)) is not None:  # Empa (Eidgenössische Materialprüfungsanstalt)
        return is_name(long[1])
    bare = LEGAL_FORM.sub("", named).strip(_MARKS)
    words = bare.split()
    has_form = bare != named and 0 < len(words) < _LONGEST_IN_CAPITALS
    if _JAPANESE.fullmatch(bare):
        return True
    if not (1 - has_form) < len(words) <= (_LONGEST_IN_CAPITALS if bare.isupper() else _LONGEST) or _NO_NAME.search(
        bare
    ):
        return False
    if not (bare[:1].isupper() or is_kind(words[0])):
        return False
    kinds = [number for number, word in enumerate(words) if is_kind(word) or (not number and word == "Association")]
    if has_form and all(word[:1].isupper() or word in _JOINS_FIRMS for word in words):
        return True
    if not kinds or kinds[0] > (_BEFORE_KIND if kinds[-1] != len(words) - 1 else _BEFORE_KIND + 2):
        return False
    if kinds[0] and words[kinds[0] - 1].lower() in PAGES["name_joiners"]:
        return False  # Name und Sitz der Gesellschaft
    return all(number == 0 or _belongs_to_name(words, number) for number in range(len(words)))


_JAPANESE = pattern(
    r"(?:(?:株式|有限|合同)会社|(?:一般|公益)?(?:社団|財団)法人|独立行政法人|国立大学法人)[^\s。、：:「」『』（）()]{1,24}"
    r"|[^\s。、：:「」『』（）()]{1,24}(?:(?:株式|有限)会社|大学|協会|機構|研究所|委員会|財団|連盟|市役所|県庁)"
)
LEGAL_FORM = pattern(
    r"(?i)\b(?:e\.\s?V\.|gGmbH|GmbH|AG|SE|Inc\.?|Ltd\.?|LLC|Corp\.?|S\.A\.|plc|[BN]\.?V\.?|Oyj?|AB|A/S|ApS|SAS|SARL|S\.L\."
    r"|S\.p\.A\.|S\.r\.l\.|Ltda\.?|s\.r\.o\.|sp\. z o\.o\.|(?-i:GbR|OHG|KG|UG|eG))\W*$"
)
_JOINS_FIRMS = frozenset("& + und and et y e of de van der".split())  # but not Neue Halle für Acme GmbH
_SHORT_FORM = pattern(r"\s\([\w-]{2,14}\)\Z")
_LONG_FORM = pattern(r"[A-ZÀ-Þ][\w-]{1,14}\s\(([^()]{12,100})\)")
_BEFORE_KIND = 2  # words before the kind of an organisation, at most: Deutsche Freie Universität
_NO_NAME = pattern(
    r"\A(?i:(?:ma|mon|mes|ta|votre|notre|nos|vos|mein|meine|unser|unsere|ihr|ihre|mi|tu|nuestro|nuestra|la mia"
    r"|nostra|minha|nossa)\s)|[.?!]\Z|[:!?@|]|\d{3}|\b(?:http|www\.)"
)
_ADJECTIVE = pattern(
    r"\w+(?:ales?|aux|els?|elles?|iques?|aires?|iv[eo]s?|ales|[ií]a?nas?|ões|cial|cipal|nal|naux|rale?)"
)


def is_kind(word: str) -> bool:
    """Whether a word is a kind of organisation: Stadt, mairie, Gesundheitsamt."""
    plain = word.strip("„“”«»\"'’,()").lower().removeprefix("l’").removeprefix("l'")
    return plain in PAGES["organisation_kinds"] or (word[:1].isupper() and plain.endswith(_endings()))


@functools.cache
def _endings() -> tuple[str, ...]:
    """The endings of compounds that are kinds of organisations: Bundesverband."""
    return tuple(PAGES["organisation_endings"])


def _belongs_to_name(words: list[str], number: int) -> bool:
    """Whether a word may be part of a name: it has a capital, joins words, or qualifies the word before it."""
    word = words[number].strip("„“”«»\"'’,()&–-")
    if not word or word[0].isupper() or word.lower() in PAGES["name_joiners"] or is_kind(word):
        return True
    if word[1:2] in "’'" and len(word) > 2:  # d'Azur, l'environnement
        return True
    return words[number - 1].lower() in PAGES["name_joiners"] or _ADJECTIVE.fullmatch(word) is not None


def without_by(text: str) -> str:
    """A line without the word "by" before its issuer: von Stadt Altenfurt."""
    return _SIGNED_BY.sub("", text.strip())


def is_desk(text: str) -> bool:
    """Whether a line only names a press desk, which any organisation may have: Presse- und Informationsamt."""
    words = _plain(text)
    return 0 < len(words) <= _LONGEST and _desk_end(words) == len(words)


def without_desk(text: str) -> str:
    """The name without a press desk before it or after a dash: Ufficio stampa Comune di Borgolieto.

    Empty for a press desk alone.
    """
    name, dash, desk = text.rpartition(" - ")
    if dash and is_desk(desk):
        text = name
    words = text.split()
    end = _desk_end(_plain(text))
    return " ".join(words[end:]).strip(_MARKS) if end else text


def _plain(text: str) -> list[str]:
    return [word.strip(_MARKS + ".()&").lower() for word in text.split()]


def _desk_end(words: list[str]) -> int:
    """The number of words at the start that name a press desk, including the joining words after it; 0 if none."""
    desk, joiners = PAGES["desk_words"], PAGES["name_joiners"]
    named = list(itertools.takewhile(lambda word: word in desk or word in joiners or not word, words))
    about_press = any(part in word for word in named if word in desk for part in _PRESS)
    return len(named) if about_press and (len(named) > 1 or len(named[0]) >= _SHORTEST_DESK) else 0


_SHORTEST_DESK = 9  # letters in a desk that is one word, at least: Pressestelle, not "media"
_PRESS = frozenset(
    "press prens impren stampa medi communic comunic kommunik öffentlich public news tisk prasow pers inform".split()
)


# --- the issuer in a release label -----------------------------------------------------------------------------

_OF_LABEL = pattern(
    lambda: (
        rf"\W*(?i:(?>{alternatives('release_labels.txt')}))(?P<by>\s*[:|–—]\s*|\s+-\s+|\s+(?i:{_BY})\s*:?\s*"
        r"|\s+(?i:d|dell|l)['’]|(?i:(?<=práva)|(?<=prasow[ay]))\s+)(?P<who>[^\n:|]{2,140})"
    )
)
_BY = (
    r"(?:der|des|von|vom|de\s+la\s+société|de\s+l['’]association|de\s+la|de\s+l['’]|de\s+los|de\s+las|del|de|du|des"
    r"|della|delle|dello|di|da|do|das|dos|van\s+het|van\s+de|van|of|from|by|från|fra)(?:\s+|(?<=['’])|(?=\s*:))"
)
_SIGNED_BY = pattern(r"(?:von|by|from|par|por|da|door|av|fra|od)\s+(?=\S+\s)")
_TOPIC = pattern(
    r"\s+(?:zu[mr]?|über|anlässlich|vom|für|am|sur|à\s+propos|concernant|pour|relatif|en\s+defensa|sobre|ante|por|para|su"
    r"|sulla?|per|over|on|about|regarding|om|k|ke|EN\s+DEFENSA|SOBRE|ANTE|ZUM|ZUR|SUR|SU|w\s+sprawie|du\s+\d|del?\s+\d)\s.*"
    r"|\s+[–—-]\s.*|[,(]?\s*\d{1,2}[./ ].*"
)


_NUMBER = pattern(r"\b\d+\b")


def of_label(text: str) -> str:
    """The issuer named by a release label: Pressemitteilung der Stadt Altenfurt zum Hafen; empty if there is none."""
    match = _OF_LABEL.match(text.strip())
    if match is None:
        return ""
    name = _TOPIC.sub("", match["who"]).strip(_MARKS + ".")
    starts = name[:1].isupper() or name[:1] in '„“«"' or is_kind(name.split()[0] if name.split() else "")
    colon = not any(map(str.isalpha, match["by"]))
    starts = starts or (not match["by"].strip() and any(word[0].isupper() for word in name.split()))
    if not starts or not 1 <= len(name.split()) <= _LONGEST or _NUMBER.search(name):
        return ""
    return "" if colon and match["by"].strip() and not is_name(name) else name


# --- inside other text -----------------------------------------------------------------------------------------


def organisation_in(text: str) -> str:
    """The organisation named in a part of a contact: Pressesprecher der Stadt Altenfurt; empty if there is none."""
    for part in _PARTS.split(text):
        named = without_desk(part.strip(_MARKS))
        words = named.split()
        held = bool(words) and is_title(words[0].lower(), lexicon_for("de"))  # Leiter Amt für Häfen
        starts = (start for start, word in enumerate(words) if (start == 0 and not held) or is_kind(word))
        if found := next((name for start in starts if is_name(name := " ".join(words[start:]))), ""):
            return found.strip(_MARKS)
    return ""


_PARTS = pattern(r"\s*[,;|\n()/]\s*|\s+[–—-]\s+|:\s")


def at_start(text: str, groups: frozenset[str]) -> str:
    """The organisation with which a sentence begins: El Ayuntamiento de Villarrojas ha inaugurado; else empty.

    `groups` are the language's words for organisations, which may be in lower case inside a name.
    """
    words = text[:_SENTENCE_START].split()
    first = 1 if words[:1] == ["Today"] else 0
    first += 1 if words[first:] and words[first].lower() in _ARTICLES else 0
    end = first
    while end < len(words) and (end == first or _continues(words, end, groups)):
        end += 1
        if words[end - 1].endswith((",", ")", ":")) or ")" in words[end - 1]:
            break
    while end > first and words[end - 1].lower() in PAGES["name_joiners"]:
        end -= 1
    named = [word.removeprefix("L'").removeprefix("L’") for word in words[first:end]]
    kinds = [number for number, word in enumerate(named) if is_kind(word) or word.lower() in groups]
    if kinds and kinds[0] and named[kinds[0] - 1].lower() in PAGES["name_joiners"]:
        named = named[kinds[0] :]  # ein Team der Universität Altenfurt
    if kinds and end < len(words) and words[end - 1].endswith(",") and named[0].lower() in PAGES["portfolios"]:
        named += _further_portfolios(" ".join(words[end:]))
    named = named[: next((at for at in range(1, len(named)) if _begins_person(named, at)), len(named))]
    begins = bool(named) and (named[0][:1].isupper() or is_kind(named[0]))
    first_word = named[0].lower() if named else ""
    is_long = len(named) > 1 or (
        len(first_word) > _LONG_WORD and first_word not in PAGES["organisation_kinds"]
    )  # Bundesumweltministerium
    is_whole = bool(kinds) and is_long and len(named) <= _LONGEST and any(word[:1].isupper() for word in named)
    return _BEHIND_SHORT_FORM.sub("", " ".join(named)).strip(",") if begins and is_whole else ""


def before_verb(headline: str, groups: frozenset[str]) -> str:
    """The organisation at the start of a headline, before a lower-case word: Gemeente Altenfurt opent; else empty."""
    name = at_start(headline, groups)
    return name if " " in name and headline.partition(name)[2][1:2].islower() else ""


_BEHIND_SHORT_FORM = pattern(r"(?<=\))\S+\Z|(?:--|[—–])\S*\Z|-\Z")  # Harbor Council (HC)—an


def _begins_person(named: Sequence[str], at: int) -> bool:
    """Whether a word is the role of a person named after the organisation: Harbor Council Chairman Ana Ruiz."""
    return named[at] in _HEADS and named[at - 1].lower() not in PAGES["name_joiners"] and at + 1 < len(named)


_HEADS = frozenset("Chair Chairman Chairwoman Chairperson President Spokesman Spokeswoman Spokesperson CEO".split())


def _further_portfolios(text: str) -> list[str]:
    """The words that complete the name of a ministry with several portfolios: of Parks, Harbours and Bridges."""
    match = _FURTHER.match(text)
    return match.group().split() if match else []


_PORTFOLIO = (
    r"(?:(?:de\sla|de\slos|de\slas|del?|des?|du|l['’]|de\sl['’])\s?)?[A-ZÀ-Þ][\w’'-]+"
    r"(?:\s(?!(?:y|e|and|et|und)\s)[A-ZÀ-Þ][\w-]+)?"
)
_FURTHER = pattern(rf"(?:{_PORTFOLIO},\s){{0,3}}{_PORTFOLIO}\s(?:y|e|and|et|und|&)\s{_PORTFOLIO}")


def _continues(words: list[str], number: int, groups: frozenset[str]) -> bool:
    word = words[number].strip("„“”«»\"'’,()")
    joins = word in PAGES["name_joiners"] and (not word.endswith(("a", "à")) or word in ("la", "da", "della"))
    following = words[number + 1] if number + 1 < len(words) else ""
    joins = joins or (ON.match(f"{word} {following}") is not None)
    after = words[number - 1] in ("de", "la", "on")
    return word[:1].isupper() or joins or after or is_kind(word) or word.lower() in groups


_SENTENCE_START, _LONG_WORD = 200, 11  # characters
_ARTICLES = frozenset("the die der das el la los las le les l' il lo gli o a os as de het".split())
