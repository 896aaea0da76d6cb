"""Lines under a headline that look like a subhead and are none: datelines, repetitions, bylines, facts, quotations."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import head_lines, place_openings, printed_dates
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import Piece
from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.places import dateline
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.words import folded
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern


def is_no_subhead(text: str, headline: str, below: Sequence[Piece], language: str) -> bool:
    """Whether a line in the place of a subhead is none; `below` has the pieces of the text."""
    return (
        _is_dateline(text, language)
        or begins_report(text, language)
        or _repeats(text, headline)
        or begins_text(text, below)
        or _QUOTED.search(text) is not None
        or _IN_BRACKETS.fullmatch(text.strip()) is not None
        or _is_author(text)
        or _BYLINE.match(text) is not None
        or len(_NEXT_SENTENCE.findall(text)) > 1
        or (text.rstrip().endswith(":") and len(text.split()) > _FEW)
        or _STAMP.match(text) is not None
        or _ABOUT_FILE.match(text) is not None
        or _is_date_with_code(text, language)
        or (len(text.split()) <= _PLACE_WORDS and _DATED.match(text) is not None)
        or _NUMBERED.match(text) is not None
        or (len(text.split()) <= _PLACE_WORDS and _DATE_LABEL.fullmatch(text) is not None)
        or _OF_RELEASE.fullmatch(text) is not None
        or _FACT.match(text) is not None
        or head_lines.is_office(text)
        or printed_dates.is_only_date_words(text)
    )


def _is_dateline(text: str, language: str) -> bool:
    """Whether a line is only the place of a dateline: SANTA ANA –, or Port Ellery, Texas."""
    bare = text.strip(" .")
    if place_openings.known_cities(bare):
        return True
    if len(bare.split()) > _PLACE_WORDS:
        return False
    if _ENDS_IN_DASH.search(bare):
        return True
    if _CITY_AND_REGION.fullmatch(text):
        return True
    place, _, region = bare.rpartition(", ")
    return bool(place) and dateline.is_state(region) and dateline.parse(f"{bare} — Xyz", language) is not None


def begins_report(text: str, language: str) -> bool:
    """Whether a line is the first paragraph of the text, by its dateline or by the day it speaks of."""
    return _opens_with_dateline(text, language) or _reports(text, language)


def _opens_with_dateline(text: str, language: str) -> bool:
    """Whether a line is the first paragraph of the text: SALEM, March 2, 2026 – The city opens a pool.

    With a state in place of a date, it must be a sentence: SALEM, Ore. – The city opens a pool.
    """
    typed = dateline.parse(text, language)
    if typed is None or not (rest := text[typed.end :].strip()):
        return False
    return typed.date is not None or (bool(typed.region) and rest.endswith(sentences.STOPS))


def _reports(text: str, language: str) -> bool:
    """Whether a line is a whole sentence about today, as first paragraphs are: The mayor announced today that ..."""
    return language_tags.base(language) == "en" and text.rstrip().endswith(".") and _TODAY.search(text) is not None


_TODAY = pattern(r"\b[Tt]oday (?:announced|joined|said|sent|called|released|introduced|issued|signed)\b|\A\W*Today\b")


_PLACE_WORDS = 6  # words in a place, or on a line with a date or its label, at most
_PROPER = r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:(?:de|del|la|las|los|do|da|d’|sur|am|an der)\s)?[A-ZÀ-Þ][\w’'-]+){0,3}"
_CITY_AND_REGION = pattern(rf"{_PROPER},\s{_PROPER}\.")  # Puerto Elleria, Costa Verde.
_ENDS_IN_DASH = pattern(r"\A[^\W\d_a-z].*\s?[–—]\Z|\A[^\W\d_a-z].*\s-{1,2}\Z")
_QUOTED = pattern(r"[”\"»]\s?[–—-]{1,2}\s?[A-ZÀ-Þ]")  # "We open the pool." — Ana Ruiz, Mayor


_IN_BRACKETS = pattern(r"\([^()]{3,60}\)(?:\s?[A-Z]{1,4}-\d+)?\W*")  # (Port Ellery, March 2), (archived)


_BYLINE = pattern(r"(?i:by|von|por|par|di|door|av|przez)\s+[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3}\s*[|•·]")
_NEXT_SENTENCE = pattern(r"[a-zà-ÿ)”\"]{2}[.!?]\s+[A-ZÀ-Þ“\"]")  # a subhead has two sentences at most
_ABOUT_FILE = pattern(r"(?i)\W*to\s(?:view|print|read|open|download)\b.{3,80}\b(?:pdf|acrobat|reader|page)\b")


def _is_date_with_code(text: str, language: str) -> bool:
    """Whether a line is a date, perhaps with the number of the release: March 2, 2026 TG-79."""
    rest = folded(printed_dates.text_without_date(text, language))
    return printed_dates.first_date(text, language) is not None and len(rest) <= _CODE_WORDS


_CODE_WORDS = 2  # words in a release's number, at most
_DATED = pattern(r"\W*\d{1,2}[./]\d{1,2}[./]\d{4}")  # 02/03/2026 przez admin
_DATE_LABEL = pattern(  # Date of the announcement
    r"(?i)(?:(?:release|publication|event|press)\s)?(?:date|datum|fecha|data|dato)(?:\s(?:of|der|des|de|del|da|di|du|van|af|av)\s[^.!?]+)?:?"
)
_NUMBERED = pattern(r"\d{1,2}[.)]\s")  # a numbered heading of the text
_OF_RELEASE = pattern(
    lambda: rf"(?:\S+\s){{1,4}}(?i:{alternatives('release_labels.txt')})\W*"
)  # Port Ellery’s press release
_FACT = pattern(  # Location: Harbour Hall; Media contact Ana Ruiz; Tatzeit: 2. Mai, gegen 14 Uhr
    r"(?i)(?:(?:location|venue|where|ort|veranstaltungsort|lieu|lugar|luogo|local|date|when|time|nummer|number|no|source)"
    r"\s*:\s*[^.!?]{2,80}|(?:media|press|presse|medien)[- ]?(?:contacts?|kontakt)\b[^.!?]{0,60})\Z"
    r"|(?:tat|unfall|einsatz|brand|ereignis)?(?:zeit|ort)(?:punkt)?\s?:\s"
)
_STAMP = pattern(
    r"\W*\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\b.{0,20}(?i:kategori|categor|tag|posted|filed|rubri|schlagw|temas)"
)


def _is_author(text: str) -> bool:
    """Whether a line is only a person's name and role, or a role: Ana Ruiz, Staff Attorney; Deputy Chair, HRS."""
    name, _, role = text.lstrip("&– ").partition(", ")
    words = role.split()
    held = bool(name) and len(text.split()) <= _FEW and is_title(name.split()[-1].lower(), lexicon_for("en"))
    if not 0 < len(words) <= _ROLE_WORDS or not (held or contact_blocks.is_person(name)) or text[-1:] in ".!?":
        return False
    english = lexicon_for("en")
    return (held or any(is_title(word.strip(",").lower(), english) for word in words)) and all(
        word[:1].isupper() or word in ("of", "and", "for", "the", "at", "&") for word in words
    )


_ROLE_WORDS = 12  # words in a role, at most


def _repeats(text: str, headline: str) -> bool:
    """Whether a line repeats the headline, perhaps in another order."""
    words, others = folded(text), folded(headline)
    if len(words) < _FEW or len(others) < _FEW:
        return words == others
    shared = len(set(words) & set(others))
    if words[:_SAME_START] == others[:_SAME_START] and shared >= _ALIKE * min(len(set(words)), len(set(others))):
        return True  # one of them goes on, for example with an acronym spelled out
    return shared >= _ALIKE * max(len(set(words)), len(set(others)))


_FEW, _ALIKE, _SAME_START = 4, 0.75, 5  # words; the share of words in common; words at the start


def begins_text(text: str, below: Sequence[Piece]) -> bool:
    """Whether one of the first paragraphs has all words of a line in the same order, so that the line repeats it."""
    words = " ".join(folded(text))
    if len(words.split()) < _FEW:
        return False
    paragraphs = [piece for piece in below if len(piece.text.split()) >= _FEW][:_FIRST]
    return any(f" {words} " in f" {' '.join(folded(piece.text))} " for piece in paragraphs)


_FIRST = 3  # first paragraphs of the text
