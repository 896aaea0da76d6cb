"""TX and PH: what web pages, templates and editors leave behind in a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.wording import page_chrome, placeholders
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, replace, rule


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- TX007 ----------------------------------------------------------------------------------------------------

_TOP, _BOTTOM = 12, 14  # lines of text above and below which the furniture of a page stands
_LABELS = frozenset(("published by", "posted by", "written by", "last updated", "by admin", "posted in", "filed under"))
_LINKED = pattern(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_LONGEST_LINE, _LONGEST_NAME, _LONGEST_SOURCE = 80, 60, 400
# Words that a release has as a line of its own: the label of a contact, the name of a network with its address.
_ALSO_RIGHT = _words("""
    email e-mail print image x close home next back previous search facebook twitter instagram linkedin youtube
    tiktok whatsapp telegram threads bluesky flickr pinterest reddit mastodon messenger xing subscribe follow
""")


class _Line(NamedTuple):
    text: str
    span: Span


@rule("TX007", "page-furniture", severity=WARNING)
def page_furniture(document: Document) -> Iterator[Hit]:
    if not _may_have_furniture(document):
        return
    lines = _edges(document)
    headline = document.release.headline.value if document.release.headline else ""
    pasted = False  # the head of a page, where it prints the office beside its label once more
    seen: set[str] = set()
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST_SOURCE or line is _LONG:
            continue
        words = _shown(line.text)
        if len(words) > _LONGEST_LINE and "ookie" not in words:
            continue
        if _is_furniture(words, linked=_is_linked(line.text)):
            pasted = True
            yield _left_over(document, line, f'"{_short(words)}" belongs to a web page, not to the release')
        elif number < _TOP and words != headline:
            if pasted and words in seen and _is_a_name(words):
                yield _left_over(document, line, f'"{words}" stands here twice')
            seen.add(words)


def _may_have_furniture(document: Document) -> bool:
    """Whether a line of the body is furniture, or some may be whose first words can be any."""
    here = document.word_index
    if page_chrome.may_be_in_file(here):
        return True
    linked = not here.words.isdisjoint(_IN_LINKS)
    for line in [each for each in document.lines if not _is_long(each) or (linked and "](" in each)]:
        if linked if "](" in line else page_chrome.may_begin(line):
            words = _shown(line.strip())
            if (len(words) <= _LONGEST_LINE or "ookie" in words) and _is_furniture(words, linked=_is_linked(line)):
                return True
    return False


# One of these is in a line of furniture that is a link.
_IN_LINKS = frozenset(("back", "skip", "share", "print", "printer", "published", "posted", "written", "updated", "admin", "filed"))  # fmt: skip


def _is_long(line: str) -> bool:
    """Whether a line is a paragraph, by how it begins and ends."""
    return len(line) > _LONGEST_LINE and line[0].isalnum() and line[-1] == "."


def _shown(line: str) -> str:
    """The words of a line without marks and targets."""
    return (_LINKED.sub(r"\1", line) if "](" in line else line).strip(_MARKS)


def _is_linked(line: str) -> bool:
    return "](" in line or "http" in line or "@" in line


def _edges(document: Document) -> list[_Line]:
    """The first and the last lines of the body that hold text."""
    text, body = document.release.text, document.release.body.span
    top: list[_Line] = []
    at = body.start
    while len(top) < _TOP and at < body.end:
        end = text.find("\n", at, body.end)
        end = body.end if end < 0 else end
        if end > at and (line := _line(text[at:end], at)):
            top.append(line)
        at = end + 1
    bottom: list[_Line] = []
    start, end = at, body.end
    while len(bottom) < _BOTTOM and end > start:
        at = max(text.rfind("\n", start, end) + 1, start)
        if end > at and (line := _line(text[at:end], at)):
            bottom.append(line)
        end = at - 1
    return [*top, *reversed(bottom)]


_MARKS = "*_#> \t"
_LONG = _Line("", Span(0, 0))  # stands for a paragraph


def _line(whole: str, at: int) -> _Line | None:
    """A line of the file and where its words stand; None when it has none, _LONG when it has too many."""
    if _is_long(whole) and not ("](" in whole or "ookie" in whole):
        return _LONG
    words = whole.strip()
    return _Line(words, Span(at, at + len(whole.rstrip()))) if words else None


def _is_furniture(words: str, *, linked: bool) -> bool:
    bare = words.lower().rstrip(" :")
    if bare in _LABELS and (words.endswith(":") or bare == "by admin"):
        return True
    if bare.strip(page_chrome.TRIM) in _ALSO_RIGHT or (
        linked and not bare.startswith(("back", "skip", "share", "print"))
    ):
        return False
    return page_chrome.may_be_page_chrome(words) and page_chrome.is_page_chrome(words)


_NAME = pattern(r"[^\W\d_][\w’'&., -]*[^\W_.,]\Z")


def _is_a_name(words: str) -> bool:
    return 3 < len(words) <= _LONGEST_NAME and words[:1].isupper() and _NAME.match(words) is not None


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rstrip()}…"


def _left_over(document: Document, line: _Line, message: str) -> Hit:
    """The line goes with the blank lines under it, for it was a paragraph of its own."""
    end = line.span.end
    while document.release.text[end : end + 1] in ("\r", "\n"):
        end += 1
    return Hit(line.span, message, "delete the line", fix=replace(Span(line.span.start, end), "", safe=False))


# --- PH002 ----------------------------------------------------------------------------------------------------

# What our own templates ask for; a test compares them with templates/new.
TEMPLATE_WORDS = (
    "who did what, when, where and why.",
    "The dateline is put before this paragraph for you.",
    "what it means for people, figures, and where to find more.",
    "what reporters are invited to, in one sentence.",
    "what happens, for whom, and what it costs.",
    "how to get there and how to register.",
    "what the person did before, and what the office does.",
    "why it happened, and where the corrected release is to be found.",
    "(who appoints)",
    "(its headline)",
    "(its date)",
)
_WHOLE = {
    each: frozenset(each.replace("(", "( ").replace(",", "").strip(".)").split()[1:]) for each in TEMPLATE_WORDS
}  # words


_OF_SAMPLES, _HERE = frozenset(("ipsum", "sit", "goes")), frozenset(("here",))


@rule("PH002", "sample-text-left-in", severity=ERROR)
def sample_text_left_in(document: Document) -> Iterator[Hit]:
    text = document.release.text
    here = document.word_index
    known = here.words
    for words, needed in _WHOLE.items():
        at = text.find(words, document.release.body.span.start) if needed <= known else -1
        if at >= 0 and "TK" not in text[max(at - 4, 0) : at] and "TK: " not in text[max(at - 60, 0) : at]:
            message = f'"{words.rstrip(".")}" is what the template asks for'
            yield Hit(Span(at, at + len(words)), message, "write it, or delete the line")
    sampled = here.has_word(_OF_SAMPLES) or (here.has_word(_HERE) and here.has_phrase("text here"))
    if sampled and placeholders.may_hold_samples(text):
        blocks = (document.of_block(each) for each in document.prose)
        for passage in (*(document.of_field(each) for each in document.written()), *blocks):
            for start, end in placeholders.samples(passage.text):
                message = f'"{passage.text[start:end]}" is the text of a template'
                yield Hit(passage.place(start, end), message, "write what belongs here, or delete it")


# --- PH003 ----------------------------------------------------------------------------------------------------

_NOTES = ("[", "??", "cq", "CQ", "<!--", "~~", "{++", "{--", "{>>", "{==")
_ASKING = frozenset("?&")
_DOUBTS = pattern(
    r"\[(?:(?i:(?:please |to )?(?:check|verify|confirm|fact[- ]?check|clarify|fix|add|update|revise|delete|cut|query|awaiting|pending|needs?)(?: [^\[\]\n]{1,60})?"
    r"|(?:ed(?:itor)?|legal|note|todo|fixme|q|query|au|author|comms|press office)(?:['’]s)?(?: note)?\s?:[^\[\]\n]{0,200}"
    r"|link to come|spelling|spelling ok|sp|sp\.|cq|stet|\?{1,5})\??)\](?![(:\[])"
    r"|\((?:cq|CQ|sp\?|\?{2,5})\)"
    r"|(?<![\w?!.”\"’])\?{2,5}(?![\w?])"
    r"|\{(?:\+\+|--|>>|==)"
)
_COMMENT = pattern(
    r"(?i)\s*(?:(?:legal|ed(?:itor)?|todo|fixme|xxx|note(?: to [\w ]{1,30})?|check|query|tbd|tk|comms|press office|q)\b\s*[:?!-]|(?:todo|fixme|tk)\b"
    r"|(?:please )?(?:check|confirm|verify)\b|[^\n]{0,200}\?\s*\Z)"
)
_STRUCK = pattern(r"(?<![~\\])~~(?=[^\s~])")


@rule("PH003", "editors-note-left-in", severity=WARNING, max_severity=ERROR)
def editors_note_left_in(document: Document) -> Iterator[Hit]:
    body, weight = document.release.body.value, ERROR if document.config.check.releasing else ""
    here = document.word_index
    signs = here.characters
    asked = not signs.isdisjoint(_ASKING)  # (sp?) is found beside any other note
    queried = ("cq", "CQ") if asked or "cq" in here.words else ()
    notes = [each for each in _NOTES if (each[0] in signs or each in queried) and each in body]
    if "[" in notes and not asked and not placeholders.may_be_bracketed(document):
        notes.remove("[")
    help = "settle it, and delete the note"
    for passage in _noted(document, notes):
        for match in _DOUBTS.finditer(passage.text):
            words = match.group()
            what = "a mark of changes" if words.startswith("{") else "a note between editors"
            yield Hit(passage.place(*match.span()), f'"{words}" is {what}', help, severity=weight)
    if "<!--" in notes:
        for comment in document.markdown.comments:
            if _COMMENT.match(comment.value) and not comment.value.startswith("newsroom:"):
                yield Hit(comment.span, "a comment asks for something", help, severity=weight)
    if "~~" in notes:
        yield from _struck(document, weight)


def _noted(document: Document, notes: list[str]) -> Iterator[Passage]:
    for each in document.captions:
        if any(map(each.text.__contains__, _NOTES)):
            yield each
    bracket, others = "[" in notes, [each for each in notes if each != "["]
    for block in document.prose if notes else ():
        if (bracket and "[" in block.text) or (others and any(map(block.text.__contains__, others))):
            yield document.of_block(block)


def _struck(document: Document, weight: str) -> Iterator[Hit]:
    for block in document.prose:
        source = document.release.text[slice(*block.span)]
        if "~~" not in source or "~~" in block.text:  # what readers see is no strike-through
            continue
        match = _STRUCK.search(source)
        end = source.find("~~", match.end()) if match else -1
        if match and end > 0:
            at = block.span.start
            help = "delete the words, or the marks around them"
            yield Hit(Span(at + match.start(), at + end + 2), "words are struck out", help, severity=weight)
