"""TX: words cut in two, marks in a row, sentences without a capital, quotations nested in the same marks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.passages import CODE, Passage, matches
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import INFO, WARNING, Hit, rule
from newsroom_cli.rules.triggers import characters, substrings

_MOST = 8  # hits of one kind in a release, at most

# --- TX055 ----------------------------------------------------------------------------------------------------

_CUT = pattern(r"-[ \n](?<=[^\W\d_]{2}-.)(?=([a-zà-ÿ]{2,})(?![\w-]))", re.DOTALL)
_LEFT = pattern(r"(?<![\w-])[^\W\d_]{2,30}\Z")
_AND = frozenset(
    "und oder bzw sowie and or to et ou y e o u og eller en of och i a nebo oraz lub bis noch aber als wie".split()
)


@rule("TX055", "word-cut-in-two", severity=WARNING, looks_for=substrings("- ", "-\n"), since="2026.2")
def word_cut_in_two(document: Document) -> Iterator[Hit]:
    """Report words that a hyphen of an earlier line break cuts in two: Initia- tive."""
    reported = 0
    for passage, match in matches((passage for passage in document.passages if "-" in passage.text), _CUT):
        left, right = _LEFT.search(passage.text, max(match.start() - 30, 0), match.start()), match[1]
        if left is None or right in _AND or reported >= _MOST or not _is_one_word(document, left.group(), right):
            continue
        reported += 1
        start, end, whole = left.start(), match.end(1), left.group() + right
        fix = rewriting.fix(document, passage, start, end, whole, safe=False)
        message = f'"{whole}" is cut in two by the hyphen of a line break'
        yield Hit(passage.place(start, end), message, f'write "{whole}"', fix=fix)


def _is_one_word(document: Document, left: str, right: str) -> bool:
    """Whether two parts make a known word, and are not both words of their own: eco- friendly."""
    lexicon = lexicons.lexicon(document.language)
    whole = f"{left}{right}".lower()
    if lexicon is not None and {left.lower(), right} <= lexicon.common.keys():
        return False
    return whole in document.word_index.words or (lexicon is not None and lexicon.knows(whole))


# --- TX056 ----------------------------------------------------------------------------------------------------

_ROW = pattern(
    r"(?<![.…])\.{4,6}(?!\.)|…\s?…|…\.{1,3}|(?<!\.)\.{1,3}…|!!+|\?\?+|[!?]{3,}|(?<=[^\W\d_])-[.](?=\s|\Z)"
    r"|(?<=[^\W\d_.])\.\.(?= [a-zà-ÿ])|(?<=[a-zà-ÿ])[!?][.:](?=\s|\Z)"
)
_ROW_SIGNS = ("..", "…", "!!", "??", "!?", "?!", "-.", "!.", "?.", "!:", "?:")


@rule(
    "TX056",
    "marks-in-a-row",
    severity=INFO,
    looks_for=substrings("..", "!!", "??", "!?", "?!", "-.", "!.", "?.", "!:", "?:") | characters("…&"),
    since="2026.2",
)
def marks_in_a_row(document: Document) -> Iterator[Hit]:
    """Report marks in a row that one sentence does not need: !!!, ??, ...., or a hyphen before a full stop."""
    for passage in document.passages:
        found = _ROW.finditer(passage.text) if any(map(passage.text.__contains__, _ROW_SIGNS)) else ()
        for match in [match for match in found if CODE not in match.group()][:_MOST]:
            marks = match.group()
            if marks == "-." and _INSERTED.search(passage.text, 0, match.start()):
                continue
            if marks in ("?:", "!:") and document.base_language == "es":
                continue  # ¿Cuándo?: the Academy allows it
            right = "…" if "…" in marks or marks.startswith("..") else marks[0] if marks[0] in "!?" else marks[-1]
            yield Hit(passage.place(*match.span()), f'"{marks}" has too many marks', f'write "{right}"')


_INSERTED = pattern(r" -[^\W\d_][^-\n]*\Z")  # Spanish puts dashes around an insertion -like this one-.


# --- TX057 ----------------------------------------------------------------------------------------------------

_SMALL = pattern(r"\.(?<=[^\W\d_]{4}\.)(?<![IVXLC]{3}\.) ([a-zà-ÿ]{2,})(?= [^\W\d_]|,)")
_BEGINS = pattern(r"[a-zà-ÿ]{2,}(?=[ ,’'])")
_BRANDS = pattern(r"[a-z]+[A-Z]|[a-z]{1,2}\d")


@rule("TX057", "sentence-begins-small", severity=WARNING, since="2026.2")
def sentence_begins_small(document: Document) -> Iterator[Hit]:
    """Report sentences that begin in lower case, after a full stop or at the start of a paragraph."""
    small = [passage for passage in document.typed_passages if passage.text[:1].islower()]
    for passage, match in matches(document.typed_passages, _SMALL):
        word = passage.text[passage.text.rfind(" ", 0, match.start()) + 1 : match.start()].strip(_BESIDE_WORDS)
        is_known = _is_common(word, document.language) and _is_common(match[1], document.language)
        is_short = word.lower() in RULES["shortened_words"] or sentences.is_abbreviation(word)
        is_motto = "*" in document.release.text[slice(*passage.place(*match.span()))]  # **Local. Loud.** is how we work
        if is_known and not is_short and not is_motto and _words_before_small(document)[word] < _OFTEN:
            message = f'the sentence begins with a small letter: "{match[1]}"'
            yield Hit(passage.place(*match.span(1)), message, "begin with a capital")
    for passage in small if len(small) <= _FEW else ():
        begin = _BEGINS.match(passage.text)
        if begin and _is_common(begin.group(), document.language) and _is_paragraph_of_sentences(document, passage):
            yield Hit(passage.place(*begin.span()), "the paragraph begins with a small letter", "begin with a capital")


@per_document
def _words_before_small(document: Document) -> Counter[str]:
    """How often each word stands before a full stop and a small letter; empty for a language with a lexicon."""
    if lexicons.lexicon(document.language) is not None:
        return Counter()
    pairs = itertools.pairwise(document.release.body.value.split())
    return Counter(word[:-1].strip(_BESIDE_WORDS) for word, after in pairs if word[-1] == "." and after[0].islower())


_BESIDE_WORDS = "(„“”\"'’"
_OFTEN = 2  # times from which a word before a full stop and a small letter is an abbreviation
_FEW = 2  # paragraphs that begin in lower case; if there are more, they are lines of a page and not paragraphs


def _is_common(word: str, language: str) -> bool:
    """Whether a word is common in a language; always true in a language without a lexicon."""
    lexicon = lexicons.lexicon(language)
    return lexicon is None or word.lower().strip('(“„«"') in lexicon.common


def _is_paragraph_of_sentences(document: Document, passage: Passage) -> bool:
    """Whether a passage is a paragraph of sentences that does not continue the paragraph above it."""
    block = passage.block
    if block is None or not block.is_own_paragraph or block.quoted or _BRANDS.match(passage.text):
        return False
    if passage.text.rstrip()[-1:] not in (".", "!", "?") or passage.text.count(" ") < _MOST:
        return False
    number = document.prose.index(block)
    above = document.prose[number - 1] if number else None
    is_below_a_sentence = above is None or above.kind != PARAGRAPH or above.text.rstrip()[-1:] in (".", "!", "?")
    return is_below_a_sentence and (above is None or not above.item)


# --- TX059 ----------------------------------------------------------------------------------------------------

_STRAIGHT = pattern(r'(?P<opens>(?<![^\s(\[„“«–—-])"(?=[^\W_]))|(?P<closes>(?<=[^\s(\[„“«–—-])"(?![^\W_]))|"')


@rule("TX059", "same-marks-within", severity=INFO, looks_for=substrings('"'), since="2026.2")
def same_marks_within(document: Document) -> Iterator[Hit]:
    """Report a quotation in straight marks inside another one in straight marks."""
    if document.is_english:
        return  # QT008
    for _, block in document.quoting_blocks:
        passage = document.of_block(block)
        open_ = 0
        for match in _STRAIGHT.finditer(passage.text) if passage.text.count('"') > 2 else ():
            if match["opens"]:
                open_ += 1
                if open_ > 1 and _is_closed_twice(passage.text, match.end()):
                    message = "this mark opens a quotation within another one that has the same marks"
                    yield Hit(passage.place(*match.span()), message, "use other marks within")
            elif match["closes"]:
                open_ = max(open_ - 1, 0)
            else:
                break


def _is_closed_twice(text: str, at: int) -> bool:
    """Whether after an offset at least two more marks close than open."""
    found = list(_STRAIGHT.finditer(text, at))
    return sum(bool(match["closes"]) for match in found) - sum(bool(match["opens"]) for match in found) > 1
