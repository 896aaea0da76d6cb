"""HD: the headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from newsroom_cli.language import passages, quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import has_lexicon
from newsroom_cli.language.document import Document
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording import acronyms, headline_case, placeholders
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, text_of
from newsroom_cli.rules import keys
from newsroom_cli.rules.registry import ERROR, INFO, OFF, WARNING, Fix, Hit, replace, rule

_WORDS = (
    r"for\s+immediate\s+(?:release|use|distribution)|(?:press|news|media)\s+(?:release|advisory|alert"
    r"|statement|invitation|kit)|release|statement|advisory"
    r"|news|update|announcement|headline|title|untitled|draft|new\s+release|comunicado\s+de\s+prensa|nota\s+de\s+prensa"
    r"|communiqué(?:\s+de\s+presse)?|pressemitteilung|presseinformation"
)
_WORD = pattern(r"[^\W_]+")
_LABELLING = frozenset("".join([word if word.isalpha() else " " for word in _WORDS]).split())  # the words of labels
_LABEL = pattern(rf"\b(?:{_WORDS})\b", re.IGNORECASE)


@rule("HD001", "headline-missing", severity=ERROR)
def headline_missing(document: Document) -> Iterator[Hit]:
    """Report a missing headline, or one that is only a label such as "Press release"."""
    headline = document.release.headline
    if headline is None:
        if "headline" not in keys.unread_fields(document):
            help = 'add headline = "..." to the front matter'
            yield Hit(document.release.opening, "the release has no headline", help)
    elif not _LABELLING.issuperset(_WORD.findall(headline.value.lower())):
        return
    elif not _has_words(headline.value):
        yield Hit(headline.span, "the headline has no words", "say in a few words what happened")
    elif not _has_words(_LABEL.sub("", headline.value)):
        message = f'"{headline.value}" is a label, not a headline'
        yield Hit(headline.span, message, "say in a few words what happened")


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _rewritten(field: Field[str], text: str, *, safe: bool = True) -> Fix:
    """The fix that replaces the whole value of a field: TOML can write a character in several ways."""
    from newsroom_cli.model.release_file import to_toml

    return replace(field.span, to_toml(text), safe=safe)


# --- HD002 ----------------------------------------------------------------------------------------------------

_LIMIT = 130  # characters
_GOVUK_LIMIT = 65
_GOVUK_SUMMARY = 160


@rule("HD002", "headline-too-long", severity=WARNING)
def headline_too_long(document: Document) -> Iterator[Hit]:
    """Report a headline with too many characters."""
    govuk = document.config.style == "govuk"
    limit = document.config.check.headline_limit or (_GOVUK_LIMIT if govuk else _LIMIT)
    if document.release.headline:
        yield from _too_long("headline", document.release.headline, limit)
    if govuk and document.release.subhead:
        yield from _too_long("subhead", document.release.subhead, _GOVUK_SUMMARY)


def _too_long(name: str, field: Field[str], limit: int) -> Iterator[Hit]:
    """Yield a hit if a field has more characters than the limit."""
    if len(field.value) > limit and (length := _characters(field.value)) > limit:
        message = f"the {name} has {length} characters; the limit is {limit}"
        yield Hit(field.span, message, "say only what happened; the rest belongs under it or into the first paragraph")


def _characters(text: str) -> int:
    """The number of characters as people count them: an accent counts with its letter."""
    return sum(not unicodedata.combining(character) for character in unicodedata.normalize("NFC", text))


# --- HD003 ----------------------------------------------------------------------------------------------------


@rule("HD003", "headline-in-capitals", severity=WARNING)
def headline_in_capitals(document: Document) -> Iterator[Hit]:
    """Report a headline that is all in capitals."""
    headline = document.release.headline
    if headline and headline_case.is_capitals(headline.value):
        english = document.is_english  # other languages have no title case
        right = headline_case.in_title_case(headline.value, document.release.body.value) if english else ""
        fix = _rewritten(headline, right, safe=False) if right != headline.value and english else None
        help = "write it with small letters; pages may print it as they like"
        yield Hit(headline.span, "the headline is all in capitals", help, fix=fix)


# --- HD004 ----------------------------------------------------------------------------------------------------


@rule("HD004", "headline-ends-with-a-period", severity=INFO)
def headline_ends_with_a_period(document: Document) -> Iterator[Hit]:
    """Report a period at the end of a headline."""
    headline = document.release.headline
    if headline is None or not headline.value.endswith(".") or headline.value.endswith(".."):
        return
    words = headline.value[:-1].split()
    if len(words) < 2 or sentences.is_abbreviation(words[-1]) or len(sentences.ends(headline.value)) > 1:
        return
    fix = _rewritten(headline, headline.value[:-1])
    yield Hit(headline.span, "the headline ends with a period", "a headline has none at its end", fix=fix)


# --- HD005 ----------------------------------------------------------------------------------------------------


@rule("HD005", "hype-in-the-headline", severity=INFO, styles=OFF)
def hype_in_the_headline(document: Document) -> Iterator[Hit]:
    """Report exclamation marks and words of hype in a headline."""
    headline = document.release.headline
    if headline is None:
        return
    for match in _HYPED.finditer(passages.own_words(headline.value)):
        word = match.group()
        if word == "!" or (word.lower() in RULES["hype"] and word not in document.config.vocabulary.accepted):
            praise = f'"{word}" in the headline is praise, not news'
            message = "an exclamation mark in the headline" if word == "!" else praise
            place = document.span_of_part(headline, *match.span())
            yield Hit(place, message, "say what happened, and let readers judge")


_HYPED = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*|!")


# --- HD006 ----------------------------------------------------------------------------------------------------

_TO_SINGLE = str.maketrans({"“": "‘", "”": "’", '"': "'"})


@rule("HD006", "double-marks-in-the-headline", severity=INFO, styles=("ap", "boston"))
def double_marks_in_the_headline(document: Document) -> Iterator[Hit]:
    """Report double quotation marks in an English headline."""
    headline = document.release.headline
    if headline is None or not document.is_english:
        return
    pairs = quotation_marks.pair(headline.value).pairs
    if not pairs or headline.value[pairs[0][0]] not in '“"':
        return
    start, end = pairs[0]
    nested = any(mark in headline.value for mark in ("‘", " '", "' "))  # would look like the outer ones
    fix = None if nested else _rewritten(headline, headline.value.translate(_TO_SINGLE))
    place = document.span_of_part(headline, start, end + 1)
    yield Hit(place, "quotation marks in a headline are single", "write ‘ and ’", fix=fix)


# --- HD007 ----------------------------------------------------------------------------------------------------


@rule("HD007", "headline-in-another-case", severity=INFO)
def headline_in_another_case(document: Document) -> Iterator[Hit]:
    """Report a headline whose case is not the one that newsroom.toml sets: title case or sentence case."""
    headline, wanted = document.release.headline, document.config.check.headline_case
    if not wanted or headline is None or not document.is_english:
        return
    if headline_case.is_capitals(headline.value):
        return
    accepted_words = {word for accepted in document.config.vocabulary.accepted for word in accepted.split()}
    if wanted == "title":
        wrong_words = headline_case.uncapitalised_words(headline.value)
    else:
        wrong_words = headline_case.capitalised_words(headline.value, document.release.body.value)
    wrong_words = [word for word in wrong_words if word not in accepted_words]
    if len(wrong_words) >= _TELLING:
        here = "a capital" if wanted == "title" else "a small letter"
        words = ", ".join(f'"{word}"' for word in wrong_words[:3])
        message = f"headlines here are in {wanted} case, this one is not: {words}"
        yield Hit(headline.span, message, f"begin these words with {here}")


_TELLING = 2  # words that show the case; a single one may be a name


# --- HD008 ----------------------------------------------------------------------------------------------------


@rule("HD008", "unexplained-acronym-in-the-headline", severity=WARNING, styles=OFF)
def unexplained_acronym_in_the_headline(document: Document) -> Iterator[Hit]:
    """Report a short form in the headline that the release does not explain."""
    headline = document.release.headline
    if headline is None or not document.is_english:
        return
    short_forms_used = list(acronyms.unknown_short_forms(passages.own_words(headline.value)))
    if not short_forms_used or headline_case.is_capitals(headline.value):
        return
    known = {
        *document.config.vocabulary.accepted,
        *(name for office in document.config.offices.values() for name in office.name.split()),
    }
    subhead = text_of(document.release.subhead)
    for start, end in short_forms_used:
        word = headline.value[start:end]
        if (
            word not in known
            and not acronyms.is_explained(word, subhead, document.release.body.value)
            and not acronyms.is_name(word, document.release.body.value)
        ):
            message = f'nothing in the release says what "{word}" stands for'
            help = f"write the name out in the body where it first appears, with ({word}) after it"
            yield Hit(document.span_of_part(headline, start, end), message, help)


# --- HD009 ----------------------------------------------------------------------------------------------------

_NAME_WORDS = pattern(r"[^\W\d_]{3,}")


@rule("HD009", "issuer-not-in-the-headline", severity=INFO, styles=OFF)
def issuer_not_in_the_headline(document: Document) -> Iterator[Hit]:
    """Report a headline and subhead that name neither the issuing office nor its city."""
    headline = document.release.headline
    office = document.office
    if headline is None or office is None or not office.name:
        return
    printed = f"{headline.value} {text_of(document.release.subhead)}"
    words = {part.lower() for part in _NAME_WORDS.findall(printed)}
    words |= {word.removesuffix("s") for word in words}
    name_words = [part.lower() for part in _NAME_WORDS.findall(f"{office.name} {office.city}")]
    distinctive = {word for word in name_words if word not in RULES["common_in_headlines"]} or set(name_words)
    short = "".join(part[0] for part in office.name.split() if part[0].isupper())
    if (
        not distinctive & words
        and not {word.removesuffix("s") for word in distinctive} & words
        and (len(short) < 2 or short not in printed)
    ):
        message = f'neither headline nor subhead names "{office.name}"'
        yield Hit(headline.span, message, "say in the headline or the subhead whose news it is")


# --- HD010 ----------------------------------------------------------------------------------------------------

_CUT = pattern(r"(?:\.\.\.|…|[,;:–—]|\s-)\Z")


@rule("HD010", "headline-cut", severity=WARNING, since="2026.2")
def headline_cut(document: Document) -> Iterator[Hit]:
    """Report a headline that breaks off: at dots, a comma, or a word that cannot be the last."""
    headline = document.release.headline
    words = headline.value.split() if headline else []
    if headline is None or len(words) < _HEADLINE_WORDS:
        return
    last = len(headline.value)
    cut = _CUT.search(headline.value)
    if cut and not (cut.group() == ";" and document.base_language == "el"):  # the Greek question mark
        start, message = cut.start(), "the headline breaks off"
    elif words[-1] in RULES["open_words"] and _may_be_open(words[-1], document.language):
        start, message = last - len(words[-1]), f'the headline breaks off after "{words[-1]}"'
    else:
        return
    span = document.span_of_part(headline, start, last)
    yield Hit(span, message, "say all of it; pages shorten it where they must")


def _may_be_open(word: str, language: str) -> bool:
    """Whether a word such as "du" cannot end a headline; in Basque, for one, it is a verb."""
    return has_lexicon(language) and not (language[:2] == "de" and word in _PARTICLES)


_HEADLINE_WORDS = 4
_PARTICLES = frozenset({"an", "mit"})  # parts of a German verb, which end its sentence: Die Stadt bietet Kurse an


# --- HD011 ----------------------------------------------------------------------------------------------------


@rule("HD011", "headline-without-subject", severity=WARNING, language="en", since="2026.2")
def headline_without_subject(document: Document) -> Iterator[Hit]:
    """Report a headline that begins with a verb and does not say who acts: Announces New Library."""
    headline = document.release.headline
    words = headline.value.split() if headline else []
    if headline and len(words) >= _HEADLINE_WORDS and words[0].lower() in RULES["headline_verbs"]:
        message = f'the headline begins with "{words[0]}" and does not say who does it'
        yield Hit(document.span_of_part(headline, 0, len(words[0])), message, "begin with whose news it is")


# --- HD012 ----------------------------------------------------------------------------------------------------

_ALIKE, _TELLING_WORDS = 0.7, 4
_CONTAINED = 0.95  # share of the headline's words that the subhead contains


@rule("HD012", "subhead-says-the-headline", severity=INFO, since="2026.2")
def subhead_says_the_headline(document: Document) -> Iterator[Hit]:
    """Report a subhead that repeats nearly all words of the headline."""
    headline, subhead = document.release.headline, document.release.subhead
    if headline is None or subhead is None:
        return
    first, second = (set(map(str.lower, _NAME_WORDS.findall(field.value))) for field in (headline, subhead))
    shared = len(first & second)
    contains = len(first) > _TELLING_WORDS and shared >= _CONTAINED * len(first)  # all of the headline, and more
    if min(len(first), len(second)) >= _TELLING_WORDS and (contains or shared >= _ALIKE * len(first | second)):
        message, help = "the subhead says what the headline says", "say in it what the headline leaves out"
        yield Hit(subhead.span, message, help, (headline.span, "the headline"))


# --- HD013 ----------------------------------------------------------------------------------------------------

_BEGINS_WITH_LABEL = pattern(
    r"(?i)(?:press|news|media) release\b|n\s?e\s?w\s?s r\s?e\s?l\s?e\s?a\s?s\s?e\b|pressemitteilung\b"
    r"|presseinformation\b"
    r"|(?:voici le )?communiqué(?: de presse)?\b|comunicado(?: de prensa| a la opinión pública| oficial)?\b"
    r"|nota (?:de prensa|de imprensa|oficial|stampa)\b"
    r"|comunicato stampa\b|comunicato\b(?=.{0,12}\s[–—:-]\s)"
    r"|persbericht\b|pressmeddelande\b|pressemeddelelse\b|tisková zpráva\b|informacja prasowa\b"
)
_OF_WHOM = pattern(r" (?:du|de la|de los|des|del|dell[ae’']|der|da|do|of the)\b")
_NEWS_WORDS = 4


@rule("HD013", "headline-with-a-label", severity=WARNING, since="2026.2")
def headline_with_a_label(document: Document) -> Iterator[Hit]:
    """Report a headline that begins with a label such as "Press release:", or that has few words after one."""
    headline = document.release.headline
    label = _BEGINS_WITH_LABEL.match(headline.value.strip()) if headline else None
    if headline is None or label is None:
        return
    rest = headline.value.strip()[label.end() :]
    words = _WORD.findall(rest)
    if words and (rest.lstrip()[:1] in ":-–|" or len(words) <= _NEWS_WORDS or _OF_WHOM.match(rest)):
        place, message = document.span_of_part(headline, 0, label.end()), f'the headline begins with "{label.group()}"'
        yield Hit(place, message, "begin with the news; the page says what it is")


# --- HD014 ----------------------------------------------------------------------------------------------------

_MOST, _TITLED = 0.75, 3  # share of title-case words in a headline, and the fewest that show title case


@rule("HD014", "headline-in-two-cases", severity=INFO, language="en", since="2026.2")
def headline_in_two_cases(document: Document) -> Iterator[Hit]:
    """Report lower-case words in a headline whose other words have the capitals of title case."""
    headline, lexicon = document.release.headline, lexicons.lexicon(document.language)
    if headline is None or lexicon is None or headline_case.is_capitals(headline.value):
        return
    text = re.split(r"[;:–—]| - ", passages.own_words(headline.value))[0]
    small = [
        word
        for word in headline_case.uncapitalised_words(text)
        if word in lexicon.common and word not in RULES["may_be_small"]
    ]
    large = headline_case.capitalised_words(text, document.release.body.value) if small else []
    if small and len(large) >= max(_TITLED, _MOST * (len(large) + len(small))):
        words = ", ".join(f'"{word}"' for word in small)
        message = f"the headline is in title case, and {words} in small letters"
        yield Hit(headline.span, message, "write it in one case throughout")


# --- HD015, HD016 ---------------------------------------------------------------------------------------------

_SHORT = 2  # words of a headline that only names a thing
_SHORT_LETTERS = 24
_OLD_LABEL = pattern(r"(?i)(?:news ?letter|nieuwsbrief|rundbrief|boletín|bulletin|lettre d.info\w*)\b.{0,25}")
_MONTH_ONLY = pattern(r"[^\W\d_]{3,10}\.? (?:19|20)\d\d")


@rule("HD015", "headline-says-too-little", severity=INFO, since="2026.2")
def headline_says_too_little(document: Document) -> Iterator[Hit]:
    """Report a headline of one or two words, or one that names only a newsletter or a month."""
    headline = document.release.headline
    text = headline.value.strip() if headline else ""
    if headline is None or not _has_words(_LABEL.sub("", text)) or any(placeholders.placeholders(text)):
        return
    short = len(text.split()) <= _SHORT and len(text) <= _SHORT_LETTERS and not text.endswith(("!", "?"))
    is_spaced = not any("\u3040" <= sign <= "\u9fff" for sign in text)  # Japanese and Chinese have no spaces
    if is_spaced and (short or _OLD_LABEL.fullmatch(text) or _MONTH_ONLY.fullmatch(text)):
        yield Hit(headline.span, "the headline does not say what happened", "say it in a sentence, with who and what")


_SIGN = pattern(r"\s[|=»›•·→]+\s|\s//\s|->|=>|→|[\U0001F300-\U0001FAFF\u2600-\u27BF]|#[^\W\d_]\w+|__+")


@rule("HD016", "sign-in-the-headline", severity=INFO, since="2026.2")
def sign_in_the_headline(document: Document) -> Iterator[Hit]:
    """Report the first stroke, arrow, equals sign, hashtag or pictogram in a headline."""
    headline = document.release.headline
    if headline is None:
        return
    for match in _SIGN.finditer(headline.value):
        sign = match.group().strip()
        if sign != "»" or "«" not in headline.value[: match.start()]:
            place = document.span_of_part(headline, *match.span())
            yield Hit(place, f'"{sign}" does not belong in a headline', "say it in words")
            return
