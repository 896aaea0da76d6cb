"""Lines that ask reporters to wait for a time: "This release is embargoed until Friday", `Sperrfrist bis 5. März`."""

from __future__ import annotations

import re

from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import keys

_EMBARGO_PARTS = pattern("em[abrgo]{4}"), pattern("perrfrist")  # both begin with letters: a fast search

# Words that may precede the request on its line.
_BEFORE = pattern(
    r"""[\W_]*(?:\d{1,3}[.)\]])?(?:[\W_]*(?:
      (?:the\s+)?(?:contents?|information|text)\s+(?:of|in)\s+this\s+(?:(?:press|news|media)\s+)?release\s+(?:is|are)
      |es\s+gilt\s+das\s+gesprochene\s+wort|(?:please\s+note|n\.?b|notes?|nota|attention|achtung|hinweis|important|todo|fixme|xxx)
        (?:\s+(?:to|an)?\s*(?:the\s+|die\s+)?(?:editors?|media|press|desks?|journalists?|redaktion(?:en)?))?
      |(?:press|news|media)\s+release|(?:presse|medien)(?:mitteilung|information)|nota\s+de\s+prensa|informaci?on
      |comunicado(?:\s+de\s+prensa)?|communique(?:\s+de\s+presse)?|comunicato(?:\s+stampa)?|information
      |please|bitte|por\s+favor|merci\s+de|priere\s+de|es\s+gilt\s+eine|fin\s+d|levee\s+de\s+l|(?:time|date)\s+of(?:\s+the)?
      |keep\s+(?:this|it)(?:\s+(?:release|text))?
      |this(?:\s+(?:(?:press|news|media)\s+)?(?:release|material|announcement|information|statement|document|text|story))?\s+is
      |strictly
    )\b)*+[\W_]*""",
    re.VERBOSE | re.IGNORECASE,
)
_EMBARGO = pattern(
    r"""(?P<of_the_press>(?:(?:strict(?:ly)?|press|news|media|under(?:\s+an?)?|sous|bajo|sotto|sob|onder|unter|mit)\s+)*+)
    (?P<word>[^\W\d_]{6,12})(?:['’]d)?(?:\s+strict)?(?P<heed>\s+beachten)?
    (?P<until>(?:[\W_]+(?:until|till?|to|for|on|at|lifts?|ends?|expires?|time|period|details?|release|publication|broadcast|use|not|before
      |bis|zu[mr]?|endet|am|dem|jusqu\w*|le|au|a|hasta|el|al|las|ate|tot|fino)\b)*+)(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_OUT = r"(?:release|publication|broadcast|distribution|use)"
_NOT_BEFORE = pattern(
    rf"""(?:(?:not\s+(?:yet\s+)?(?:for\s+{_OUT}|to\s+be\s+(?:used|published|released|broadcast))|no\s+{_OUT}
        |do(?:\s+no|n.?)t\s+(?:publish|release|send|broadcast|use|share|post|print|distribute|circulate|forward)
        |withhold|(?:strictly\s+)?confidential)\s+(?:before|until|till|prior\s+to)
      |hold(?:\s+(?:this\s+)?release|\s+for\s+release)?\s+(?:until|till)|hold\s+for\s+release(?:\s+after)?|for\s+{_OUT}\s+(?:(?:on\s+or\s+)?after|not\s+before|upon|when|once)
      |release\s+time\s*:\s*(?:on|upon|after|when)|(?:a\s+)?ne\s+pas\s+(?:publier|diffuser)\s+avant|(?:diffusion|publication)\s+interdite\s+(?:avant|jusqu\w*)
      |no\s+(?:publicar|difundir)\s+(?:hasta|antes)|non\s+(?:pubblicare|diffondere)\s+prima|nao\s+publicar\s+antes
      |niet\s+publiceren\s+voor|veroffentlichung\s+(?:erst\s+(?:ab|nach|mit)|nicht\s+vor)|nicht\s+vor(?=.{{4,40}}\s(?:veroffentlich|verbreit)))
    (?:\s+(?:le|el|al|del|de|il|dem|am|the|on)\b)*+(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_UNTIL_THE_SPEECH = pattern(
    r"(?:gesperrt\s+bis(?:\s+zu[rm])?|frei(?:gegeben)?\s+(?:erst\s+)?(?:ab|nach|mit))\s+(?P<rest>.*)", re.IGNORECASE
)
# Requests in other alphabets.
_OTHER_ALPHABETS = pattern(
    r"""[\W_]*(?:эмбарго\s*(?:до\b|:)|не\s+публиковать(?:\s+до\b|\W*\Z)
      |(?:(?:情報|報道|発表|公表)解禁(?:日時?)?|解禁日時)\s*[:：】]\s*\d|解禁前\W*\Z|(?:公開|掲載|報道)禁止\W*\Z|エンバーゴ\s*[:：]|禁止发布\W*\Z|禁发至|엠바고\s*[:：]
      |(?:محظور\s+النشر|ي[^\w\s]?حظر\s+(?:ال)?نشر|حظر\s+(?:ال)?نشر)\s+(?:حتى|قبل))""",
    re.VERBOSE | re.IGNORECASE,
)
_LIFTS = pattern(r"(?:lift|end|expire)s?\b", re.IGNORECASE)
_UNTIL = pattern(r"\b(?:until|till?|bis|jusqu\w*|hasta|ate|tot|fino)\b", re.IGNORECASE)
_MAX_OPENING_LENGTH = 160  # characters at the start of a line that are searched


def triggers(text: str) -> list[int]:
    """The offsets in a lower-case text where an embargo is named, even if misspelt."""
    return [match.start() for part in _EMBARGO_PARTS for match in part.finditer(text)]


def in_another_alphabet(line: str) -> bool:
    """Whether a line asks to wait in Cyrillic, Arabic or East Asian writing."""
    return not line.isascii() and _OTHER_ALPHABETS.match(unescape(line[:_MAX_OPENING_LENGTH])) is not None


def asks_to_wait(line: str, when: re.Pattern[str], *, aside: bool) -> bool:
    """Whether a line, as people read it, asks reporters to wait until a time; `when` matches the start of a time.

    In a comment (`aside`) and in capitals, any words may name the time: "EMBARGOED UNTIL THE COUNCIL VOTES".
    """
    text = line[:_MAX_OPENING_LENGTH]
    before = _BEFORE.match(text)
    text = text[before.end() :] if before else text
    if match := _NOT_BEFORE.match(text):
        return when.match(match["rest"]) is not None or _is_moment_of_the_press(match["rest"])
    if match := _UNTIL_THE_SPEECH.match(text):
        return _is_moment_of_the_press(match["rest"])
    match = _EMBARGO.match(text)
    if match is None or not _is_embargo(match["word"].lower()):
        return False
    if _LIFTS.search(match["until"]) and not (aside or match["word"].isupper()):
        return False  # "Embargo ends Friday for grain" is about trade; `embargo.labels` reads other labels
    if match["heed"] or when.match(match["rest"]):
        return True
    if not _UNTIL.search(match["until"]) and match["word"].lower() != "sperrfrist":
        return False
    if aside or match["word"].isupper():
        return True
    certain = match["of_the_press"] or match["word"].lower().endswith("ed")
    return _is_short_clause(match["rest"]) if certain else _is_moment_of_the_press(match["rest"])


def _is_short_clause(words: str) -> bool:
    """Whether the words are a short end of a line and not about the past: "until the council meets on Dec. 15"."""
    return _SHORT_CLAUSE.fullmatch(words) is not None and len(words.split()) <= _MOST_WORDS


def _is_moment_of_the_press(words: str) -> bool:
    """Whether the words are a short end of a line and name an event that reporters wait for: "the mayor's speech"."""
    moments = tuple(RULES["press_moments"])
    return _is_short_clause(words) and any(word.endswith(moments) for word in re.findall(r"[a-z]+", words.lower()))


_MOST_WORDS = 12
_SHORT_CLAUSE = pattern(
    r"(?![\W_]*\d{4}\b)(?![^\n]*\b(?:was|were|had|ended|lifted|came)\b)(?:[^,;:!?.\n]|[.,:]\d|\d\.(?=\s)|\b[A-Z]?[a-z]{0,4}\.(?=\s\d))+[\W_]*"
)


def _is_embargo(word: str) -> bool:
    """Whether a word means an embargo, even if misspelt."""
    return word == "sperrfrist" or word.startswith("embargad") or keys.gate_field(word) == "embargo"
