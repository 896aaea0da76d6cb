"""TX: customs of a language: capitals of days, spaces before signs, opening marks, dashes, numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage, matches
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import CUSTOMS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.text.shapes import Found, once_each, scan, scan_by_set

_MOST = 5  # hits of one kind in a release, at most; the last one counts the rest


def _some(
    document: Document, matched: Iterable[Found], message: str, help: str, better: str = "", *, since: str = FIRST_SET
) -> Iterator[Hit]:
    """Yield the first hits; in message and help `{}` is the match, and `better` its replacement as in `re.sub`."""
    found = list(matched)
    for passage, match in found[:_MOST]:
        words = match.group().strip()
        more = f", and {len(found) - _MOST} more like it" if len(found) > _MOST and match is found[_MOST - 1][1] else ""
        fix = rewriting.fix(document, passage, *match.span(), match.expand(better), safe=False) if better else None
        span = passage.place(*match.span())
        yield Hit(span, message.replace("{}", words) + more, help.replace("{}", words), fix=fix, since=since)


# --- TX035 ----------------------------------------------------------------------------------------------------


@rule("TX035", "day-or-month-in-capitals", severity=INFO, since="2026.2")
def day_or_month_in_capitals(document: Document) -> Iterator[Hit]:
    """Report days and months with a capital within a sentence, in languages that write them in lower case."""
    names = CUSTOMS.of_language("calendar", document.base_language)
    if not names:
        return
    titled = "|".join(name.capitalize() for name in sorted(names))
    shape = re.compile(rf"(?:(?<=[a-zà-ÿ\d,] )|(?<=[a-zà-ÿ\d], ))(?:{titled})\b(?! [A-ZÀ-Þ])")
    found = (hit for hit in matches(document.narrative, shape) if not _is_in_a_name(document.base_language, hit, names))
    yield from _some(document, found, '"{}" has a capital within a sentence', "write it with a small letter")


# Plaza 25 de Mayo, Movimiento 17 de Agosto
_NAMED_BY_DAY = pattern(r"([A-ZÀ-Þ][a-zà-ÿ]{3,})\.? \d{1,2}\.? (?:de |di )?\Z")
_HOLY_DAY = pattern(r"(?:\b(?:Goede|Witte|Stille) |(?<!\w)[A-ZÀ-Þ][\w’'-]+ op )\Z")  # Goede Vrijdag, WNL op Zondag
_NAMED_BY_MONTH = pattern(r"(?<!\w)([A-ZÀ-Þ][\w’'-]+) d[ei] \Z")  # Plaza de Mayo, Rio de Janeiro, Monarchie de Juillet
_DAY_OF_MONTH = pattern(r"(?:(\S+) \(?)?(?<![^\s(])\d{1,2}(?:º|\.º|ro)? de \Z")
_YEAR = pattern(r",? (?:de |del )?\d{4}\b")


_NEAR = 60  # characters before a day or month


def _is_in_a_name(language: str, found: Found, names: Collection[str]) -> bool:
    """Whether a day or month belongs to a name: of a place, a street, a holiday or a programme."""
    passage, match = found
    before = passage.text[max(match.start() - _NEAR, 0) : match.start()]
    if (named := _NAMED_BY_DAY.search(before)) and named[1].lower() not in names:
        return True
    if language == "nl" and _HOLY_DAY.search(before) and not passage.text[match.end() + 1 : match.end() + 2].isdigit():
        return True
    if _YEAR.match(passage.text, match.end()):
        return False
    if named := _NAMED_BY_MONTH.search(before):
        return named[1].lower() not in names
    if language not in ("es", "pt") or not (day := _DAY_OF_MONTH.search(before)) or day[1] is None:
        return False
    word, numbered = day[1].lower().strip("(,:*_"), before[: day.start(1)].rstrip()[-1:].isdigit()
    return not (word in CUSTOMS["before_dates"] or word in names or numbered)


# --- TX036, TX037 ---------------------------------------------------------------------------------------------

_SPACED_SIGNS = frozenset("de fr es cs sv da nb no fi sk".split())
_GLUED_SIGN = pattern(r"(?<=\d)(%|€|km/h|km|kg|MW|kWh|ha)(?![\w%])")
_GLUED_UNIT = pattern(r"(?<=\d)([Kk]m/h|[Kk]m|kg|MW|kWh|ha)(?![\w%])")
_FURTHER_UNIT = pattern(r"(?<=\d)([kKMGTP]B|[kMG]?Hz|[mc]m|m[²³]|mg|ml|kW|[GT]Wh?|MWh|min|°C)(?![\w%/²³])")
_LATIN_BEFORE = pattern(r"[^\W\d_][:;?!](?=\s|\Z)")
_SPACE_BEFORE = pattern(r"(?<=[^\W\d_])[ \u00a0\u202f]+[:;?!](?=\s|\Z)(?<![:;?!] [?!])")
_SPACED_MARKS = tuple(space + mark for space in " \u00a0\u202f" for mark in ":;?!")
_GUILLEMETS = pattern(r"«(?=[^\s«])|(?<=[^\s»])»")
_OPEN_SPACED = ("( ", " )", "¡ ", "¿ ")
_SLASH = pattern(r"(?<=[^\W\d_]{3})/ (?=[^\W\d_]{3})|(?<=[^\W\d_]{3}) /(?=[^\W\d_]{3})(?![\w.-]+/)")
_BEHIND_APOSTROPHE = pattern(r"(?<!\w)(?:[dlsjmcDLSJMC]|[Qq]u)[’'] (?=\w)")
_IN_BRACKETS = pattern(r"(?<=[¡¿]) |\([ \u00a0](?=[^\W_])|(?<=[^\W_])[ \u00a0]\)")


@rule("TX036", "number-and-sign-together", severity=INFO, since="2026.2")
def number_and_sign_together(document: Document) -> Iterator[Hit]:
    """Report percentages and units without the space that the language puts before the sign: 20%."""
    shape = _GLUED_SIGN if document.base_language in _SPACED_SIGNS else _GLUED_UNIT
    if document.is_english:
        return
    passages = (*document.captions, *document.typed_passages)
    yield from _some(document, matches(passages, shape), _GLUED, "put a space there", r" \1")
    if document.config.check.preview:
        found = matches((passage for passage in passages if _counts(passage.text)), _FURTHER_UNIT)
        yield from _some(document, found, _GLUED, "put a space there", r" \1", since=PREVIEW)


def _counts(text: str) -> bool:
    """Whether a text has a digit and is not a line of a program."""
    return "=" not in text and any(map(text.__contains__, "0123456789"))


_GLUED = "there is no space between the number and its sign"


@rule("TX037", "space-before-a-mark", severity=INFO, since="2026.2")
def space_before_a_mark(document: Document) -> Iterator[Hit]:
    """Report a space before : ; ? ! where the language has none, and a missing one in French."""
    language, passages = document.base_language, (*document.captions, *document.typed_passages)
    quoting = [document.of_block(block) for _, block in document.quoting_blocks]
    if language == "fr" and not document.language.lower().endswith(("-ca", "-ch")):
        found = matches(passages, _LATIN_BEFORE)
        yield from _some(document, found, "there is no space before this mark", "French puts a space before : ; ? !")
        found = matches(quoting, _GUILLEMETS)
        yield from _some(document, found, "there is no space inside the mark", "French puts a space within « »")
        found = matches(passages, _BEHIND_APOSTROPHE)
        yield from _some(document, found, "there is a space after the apostrophe", "delete it", since=PREVIEW)
    elif language != "fr":
        spaced = (passage for passage in passages if any(map(passage.text.__contains__, _SPACED_MARKS)))
        found = (hit for hit in matches(spaced, _SPACE_BEFORE) if not _is_smiley(hit[1]))
        yield from _some(document, found, 'there is a space before "{}"', "delete it")
    slashed = (passage for passage in passages if "/ " in passage.text or " /" in passage.text)
    found = (hit for hit in matches(slashed, _SLASH) if not _is_in_a_path(*hit))
    yield from _some(document, found, "there is a space on one side of the slash", "delete it")
    bracketed = (passage for passage in passages if any(map(passage.text.__contains__, _OPEN_SPACED)))
    found = matches(bracketed, _IN_BRACKETS)
    yield from _some(document, found, "there is a space just inside the bracket, or after the mark", "delete it")
    if language != "fr" and document.config.check.preview:
        found = matches(quoting, _IN_MARKS)
        found = (hit for hit in found if hit[1].group()[-1] != '"' or hit[0].text.count('"', 0, hit[1].start()) % 2)
        yield from _some(document, found, "there is a space just inside the marks", "delete it", since=PREVIEW)


def _is_in_a_path(passage: Passage, slash: re.Match[str]) -> bool:
    """Whether another slash stands in the word before: images/harbour/ and its folders."""
    return "/" in passage.text[max(slash.start() - _LONGEST_PATH, 0) : slash.start()].rpartition(" ")[2]


_LONGEST_PATH = 80  # characters before its last slash

# A space before a closing ” or straight mark, and after an opening “ or „.
_IN_MARKS = pattern(
    r"(?<=[^\W_][.!?])[ \u00a0][”\"](?=[\s.,;:)]|\Z)|(?<=[^\W_])[ \u00a0](?:”(?![^\W_])|\"(?=[.,;:)]|\Z))"
    r"|(?:(?<=\s)|\A)“ (?=[^\W_])|„ (?=[^\W_])"
)


def _is_smiley(match: re.Match[str]) -> bool:
    """Whether the colon or semicolon at the end of a match begins a smiley such as :) or ;-)."""
    return match.string[match.end() : match.end() + 2].strip()[:1] in (")", "(", "-")


# --- TX038, TX039 ---------------------------------------------------------------------------------------------

_LEFT = pattern(
    r"(?<=[^\W\d_]{2})[–—](?=\s[^\W\d_])"
    r"|(?<=[a-zà-ÿ]{3})-(?=\s(?!und |oder |bzw|and |or |et |y |o |e |to |bis |Ecke )[A-ZÀ-Þ])"
    r"|(?<=[a-zà-ÿ]{4})-(?= (?!und|oder|bzw|bezieh|sowie|sondern|als|wie|statt|bis|noch|aber|and|or|to|et|ou|en|och|og"
    r"|eller|samt|oraz|nebo)[a-zà-ÿ]{4})"
)
_RIGHT = pattern(
    r"(?<=[^\W_]\s)[–—](?=[^\W\d_]{2})|(?<=[^\W_]\s)-(?=[A-ZÀ-Þ][a-zà-ÿ]{2})(?<!und -)(?<!oder -)(?<!bzw. -)"
    r"(?<!sowie -)"
    r"|(?<=[.!?][”\"»]\s)[-–—](?=[A-ZÀ-Þ])|\A-(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
_ONE_SIDE = pattern(r"(?<=[A-Z)\d]\d)-(?= [A-ZÀ-Þ][A-Za-zÀ-ÿ]{2})")
# In Spanish, a hyphen that opens an insertion that another dash should close.
_OPENS = pattern(r"(?<=[a-zá-ÿ]{3} )(?<!sufijo )(?<!prefijo )(?<!ación )-(?=[a-zá-ÿ]{3,} [a-zá-ÿ]{2,} [a-zá-ÿ])")
_RANGE = pattern(r"(?<=\b[12]\d{3})(?:[-–] | [-–])(?=[12]\d{3}\b)|(?<=[a-zà-ÿ]{3})(?:[-–] )(?=\d{1,4}\b)")
# Spanish and Italian insertions, with dashes or -hyphens-.
_PAIR = pattern(r"\s([-–—])[^\s–—][^–—\n]{1,300}?[^\s–—]\1(?=[\s,.;:]|\Z)")


_DASHES = ("–", "—", " -", "- ")
_SIGNATURE = 5  # words after a dash that may be the author's name


_ONE_SPACE = "the dash has a space on one side only", "put one on both sides, or on none"
_NO_ITEM = "pages show no list here: no space stands behind the hyphen", "put a space behind each such hyphen"


@rule("TX038", "dash-with-one-space", severity=WARNING, yields_to=("TX055",), since="2026.2")
def dash_with_one_space(document: Document) -> Iterator[Hit]:
    """Report dashes with a space on one side only."""
    found = 0
    shapes = [(shape, FIRST_SET) for shape in (_LEFT, _RIGHT, _RANGE)]
    if document.config.check.preview:
        shapes += [(shape, PREVIEW) for shape in (_ONE_SIDE, *((_OPENS,) if document.base_language == "es" else ()))]
    for passage in document.typed_passages:
        if not any(map(passage.text.__contains__, _DASHES)) and passage.text[:1] != "-":
            continue
        text = _PAIR.sub(lambda match: "x" * len(match.group()), passage.text)
        is_signature = text[:1] == "-" and len(text.split()) <= _SIGNATURE
        for shape, since in shapes if not is_signature else ():
            for match in shape.finditer(text):
                spoken = match.group() == "—" and document.base_language == "es"  # as in dialogues
                if not spoken and CODE not in text[max(match.start() - 1, 0) : match.end() + 1]:
                    span = passage.place(match.start(), match.end())
                    found += 1
                    if found <= _MOST:
                        is_item = text[:1] == match.group() == "-"
                        yield Hit(span, *(_NO_ITEM if is_item else _ONE_SPACE), since=since)


_TYPED_DASH = pattern(
    r" - (?<=[^\W_] - )(?=[^\W\d_])|--(?<=[^\W\d_]--)(?=[^\W\d_])| - (?<=[ ,]\d{2} - )(?=\d{1,2}[ .,]\D)"
    r"| -- (?<=[^\W\d_] -- )(?=[^\W\d_])| - (?<=\d\. - )(?=\d{1,2}\. [A-ZÀ-Þ])"
    r"| - (?<=\d - )(?=[$€£]?\d[\d,.]* [a-zà-ÿ]{3,})"
)
_LONG = 8  # words; in a shorter sentence, a hyphen may not be a dash
_TIMES = pattern(
    r" - (?:(?<=\d - )(?=\d{1,2} ?(?:Uhr|uur|horas|heures|[ap]\.?m)\b)|(?<=\d[:.]\d\d - )(?=\d{1,2}[:.]\d\d))"
)


@rule("TX039", "hyphen-for-a-dash", severity=INFO, since="2026.2")
def hyphen_for_a_dash(document: Document) -> Iterator[Hit]:
    """Report hyphens that stand for dashes in sentences."""
    passages = (*document.narrative_captions, *document.typed_passages)
    dashed = (passage for passage in passages if " - " in passage.text or "--" in passage.text)
    long = (passage for passage in dashed if passage.block is None or len(passage.text.split()) >= _LONG)
    found = [hit for hit in matches(long, _TYPED_DASH) if hit[0].block is None or hit[1].start() > _DATELINE]
    message, help = "a hyphen is used as a dash", "write – or —, as your house does"
    yield from _some(document, found, message, help)
    if document.config.check.preview:
        found = list(matches((passage for passage in passages if " - " in passage.text), _TIMES))
        if document.base_language in _DASHED:
            found += matches((passage for passage in document.typed_passages if " -" in passage.text), _HYPHENS)
        yield from _some(document, found, message, help, since=PREVIEW)


# An insertion between -hyphens-, in languages that put dashes there.
_HYPHENS = pattern(r"(?:(?<=[^\W_] )|(?<=[)”»] ))-(?=[^\W\d_][^-–—\n]{2,250}[^\W_]-(?:[\s,.;:]|\Z))")
_DASHED = frozenset("es fr it pt ca gl".split())

_DATELINE = 40  # characters at the start of a paragraph, where a dateline may end with a hyphen

# --- TX041, TX042, TX043 --------------------------------------------------------------------------------------

_ASKED = pattern(r"(?:\A|(?<=[.!?…] )|(?<=[.!?…]\n))[^¿?!¡.\n]{2,200}[?!](?=\s|\Z)")


@rule("TX041", "opening-mark-missing", severity=WARNING, since="2026.2")
def opening_mark_missing(document: Document) -> Iterator[Hit]:
    """Report Spanish questions and exclamations without ¿ or ¡."""
    if document.base_language != "es":
        return
    for passage, match in matches((*document.captions, *document.narrative), _ASKED):
        sign = "¿" if match.group()[-1] == "?" else "¡"
        if sign not in match.group() and not _ends_in_english(match.group()):
            message = f'the sentence ends with "{match.group()[-1]}" and does not begin with "{sign}"'
            yield Hit(passage.place(match.end() - 1, match.end()), message, f"write {sign}")


_LAST_WORDS = pattern(r"(?:[\w’']+ ){,3}[\w’']+(?=[?!]\Z)")


def _ends_in_english(sentence: str) -> bool:
    """Whether the longer of the last four words are rather English than Spanish, as in: el libro Who Owns the Moon?"""
    last = _LAST_WORDS.search(sentence)
    spanish, english = lexicons.lexicon("es"), lexicons.lexicon("en")
    words = [word for word in last.group().lower().split() if len(word) > _SHORT] if last else []
    if not (words and spanish and english):
        return False
    ranks = ((english.common.get(word), spanish.common.get(word)) for word in words)
    return all(in_english is not None and (rank is None or in_english < rank) for in_english, rank in ranks)


_SHORT = 2  # letters


_OFTEN = 3  # hits of one word, at most


@rule("TX042", "form-of-another-time", severity=WARNING, since="2026.2")
def form_of_another_time(document: Document) -> Iterator[Hit]:
    """Report words without their accent or ligature, old spellings and wrong forms: Etat, Qual’è, daß, mêmes si."""
    language, passages = document.base_language, (*document.captions, *document.typed_passages)
    found = _listed(CUSTOMS.of_language("spellings", language), passages)
    found += [(passage, match, match.expand(right)) for passage, match, right in scan(document, "slips", passages)]
    if language == "de" and "ß" in document.release.text:
        found += [(passage, match, f"{match[1]}ß{match[2]}") for passage, match in matches(passages, _SHARP)]
    if language == "fr":
        found += _bare_capitals(document)
    yield from _misspelt(document, found, FIRST_SET)
    if document.config.check.preview:
        more = _listed(CUSTOMS.of_language("more_spellings", language), passages)
        yield from _misspelt(document, more, PREVIEW)


_Misspelt = tuple[Passage, re.Match[str], str]


def _listed(entries: frozenset[str], passages: tuple[Passage, ...]) -> list[_Misspelt]:
    """The words of a list in some passages, each with its correct spelling."""
    shape, right = _spellings(entries)
    return [(passage, match, right[match.group().replace("'", "’")]) for passage, match in matches(passages, shape)]


def _misspelt(document: Document, found: list[_Misspelt], since: str) -> Iterator[Hit]:
    """Yield a hit for each misspelt word; only the first few of one word."""
    counts: dict[str, int] = {}
    for passage, match, right in found:
        counts[right] = counts.get(right, 0) + 1
        if counts[right] <= _OFTEN:
            fix = rewriting.fix(document, passage, *match.span(), right, safe=False)
            message, help = f'"{match.group().strip()}" is written "{right.strip()}"', f'write "{right.strip()}"'
            yield Hit(passage.place(*match.span()), message, help, fix=fix, since=since)


# Long vowels before an ss that is ß outside Switzerland, for a text that has ß elsewhere.
_SHARP = pattern(
    r"(?<![\w-])((?:\w*[Ss]tra|\w*[Ff]u|\w*[Gg]r[oö]|\w*[Gg]rü|\w*[Mm]a(?=ssnahm)|[Aa]u(?=sser)|\w*schlie|[Hh]ei"
    r"|[Ww]ei|[Dd]rei|\w*[Gg]ie)(?=ss(?:e|n|s?\b|l|g|a)))ss(\w*)(?<!sel)"
)


def _bare_capitals(document: Document) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """Yield French words whose capital E lacks its accent, with the correction; none before a name: Etudiant."""
    lexicon = lexicons.lexicon("fr")
    for passage, match in matches(document.own_passages, _BARE_E) if lexicon else ():
        word = match.group()
        if lexicon and f"é{word[1:]}" in lexicon.common and not lexicon.knows(word.lower()):
            yield passage, match, f"É{word[1:]}"


_BARE_E = pattern(r"(?<![\w-])E[a-zà-ÿ]{3,}\b(?! [A-ZÀ-Þ])")


@functools.cache
def _spellings(entries: frozenset[str]) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of the wrong spellings in a list, and the correction of each."""
    right = dict(entry.partition("=")[::2] for entry in entries)
    wrong = "|".join(re.escape(form).replace("’", "[’']") for form in sorted(right, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{wrong})(?![\w-])" if right else r"(?!)"), right


_NUMBER_TWICE = pattern(r" \(0?\d{1,2}\)(?! ?%)")
_BEFORE_NUMBER = pattern(r"(?<![\w-])([^\W\d_]+)(-[^\W\d_]+)?\Z")
_THOUSANDS = pattern(r"(?<![\d.,$€£])[1-9]\d{0,2}([.,])\d{3}\b(?![.,]\d)(?=\s[^\W\d_]{3})")


_NAMED_BY_NUMBER = pattern(
    r"(?:articles?|artículos?|annexes?|phase|fase|niveau|nivel|numéro|página|page|versions?|tome|n) \Z"
)


_COUNTED = pattern(
    r"\b(?:[Ll]es|[Cc]es|[Nn]os|leurs|[Ss]es|[Ll][oa]s|[Ee]st[oa]s|[Ss]us|[Dd]iese|[Uu]nsere|[Aa]lle) \Z"
)


def _is_lone_number(found: Found) -> bool:
    """Whether a number is the only one in figures in its sentence, and counts something."""
    passage, match = found
    start, end = sentences.around(passage.text, match.start())
    return (
        sum(map(str.isdigit, passage.text[start:end])) == 1
        and not _NAMED_BY_NUMBER.search(passage.text, start, match.start())
        and passage.text[start].isupper()
    )


@rule("TX043", "number-in-another-form", severity=INFO, yields_to=("AP003", "AP019"), since="2026.2")
def number_in_another_form(document: Document) -> Iterator[Hit]:
    """Report numbers in forms that the language does not use: 8ème, 2.013, 06 de mayo; and 2,000 beside 3.500."""
    passages = (*document.captions, *document.narrative)
    numbers = scan_by_set(document, "numbers", passages)
    for since, (passage, match, right) in (*numbers, *((PREVIEW, hit) for hit in scan(document, "dates", passages))):
        better = match.expand(right).strip()
        message = f'"{match.group().strip()}" is written "{better}"'
        yield Hit(passage.place(*match.span()), message, f'write "{better}"', since=since)
    for passage, match in matches(passages, _NUMBER_TWICE):
        word = _BEFORE_NUMBER.search(passage.text, max(match.start() - 20, 0), match.start())
        if word and word[1].lower() in CUSTOMS["numbers"]:
            message = f'"{word.group()}" and "{match.group().strip()}" say the same'
            since = PREVIEW if word[2] else FIRST_SET
            yield Hit(passage.place(match.start() + 1, match.end()), message, "delete the figure", since=since)
    small = [(passage, match) for passage, match, _ in scan(document, "small", document.narrative)]
    found = (hit for hit in small if _is_lone_number(hit) or _COUNTED.search(hit[0].text, 0, hit[1].start()))
    yield from _some(document, found, '"{}" is in figures', "write small numbers in words")
    signs: dict[str, list[Found]] = {}
    for passage, match in matches(passages if not document.is_english else (), _THOUSANDS):
        signs.setdefault(match[1], []).append((passage, match))
    if len(signs) > 1:
        (few, many) = sorted(signs.values(), key=lambda written: (len(written), written[0][1][1] != ","))
        passage, match = few[0]
        other = many[0][1].group()
        message = f'"{match.group()}" has a different thousands separator from "{other}"'
        yield Hit(passage.place(*match.span()), message, "use one sign throughout")


# --- TX044 ----------------------------------------------------------------------------------------------------


@rule("TX044", "function-in-capitals", severity=INFO, since="2026.2")
def function_in_capitals(document: Document) -> Iterator[Hit]:
    """Report functions and bodies with a capital within a sentence, in languages that write them in lower case."""
    names = CUSTOMS.of_language("functions", document.base_language)
    written = document.typed_passages if document.is_english else document.narrative
    phrases = [(passage, match) for passage, match, _ in scan(document, "capitals", written)]
    phrases = [hit for hit in phrases if not _LONG_NAME.search(hit[0].text, 0, hit[1].start())]
    for passage, match in once_each(phrases)[:_MOST]:
        word = match.group().split()[-1]
        place = passage.place(match.end() - len(word), match.end())
        yield Hit(place, f'"{word}" has a capital too many', "write it with a small letter")
    if not names:
        return
    shape = re.compile(rf"(?<=[a-zà-ÿ’',] |[a-zà-ÿ]['’])(?:{'|'.join(name.capitalize() for name in sorted(names))})\b")
    found = (hit for hit in matches(document.narrative, shape) if not _may_have_a_capital(hit))
    yield from _some(document, found, '"{}" has a capital within a sentence', "write it with a small letter")


# Comité de Ministros
_PART_OF_NAME = pattern(r"[A-ZÀ-Þ][\w’-]+ (?:del?|des|du|di|dei|degli|da|do|das|dos)(?: la| los| las| les)? \Z")
_LINK = r"(?:(?:y|e|et|al?|aux?|del?|des?|du|di|dei|degli|d[aeo]s?|della|delle)(?: l[aeo]s?)? )?"
# The Ley del Servicio Civil de los Trabajadores
_LONG_NAME = pattern(rf"(?<![\w’-])(?:[A-ZÀ-Þ][\w’-]{{0,30}} {_LINK}){{3,6}}\Z|\bEstados?,? (?:y )?\Z")
_ADDRESSED = pattern(r"\A\W*(?:Monsieur|Madame|Messieurs|Mesdames|Se[ñn]or(?:es|a)?) (?:l[ae]s?|los) \Z")
_ONLY_NAMES = pattern(r"\A\W*(?:[A-ZÀ-Þ][\w’.-]*,? ){2,6}\Z")
_SIGNED = 12  # words of a line that may be a name and function, or the title of a list


def _may_have_a_capital(found: Found) -> bool:
    """Whether a function is part of a name, is addressed at the start of a letter, or is in a signature."""
    text, at, end = found[0].text, found[1].start(), found[1].end()
    if _PART_OF_NAME.search(text, 0, at) or _LONG_NAME.search(text, 0, at):
        return True
    if _ADDRESSED.match(text[:at]) and text[end : end + 1] in (",", ":"):
        return True
    is_line = len(text.split()) <= _SIGNED and text.rstrip()[-1:] not in (".", "!", "?", ":", ",", ";")
    return is_line and _ONLY_NAMES.match(text[:at]) is not None
