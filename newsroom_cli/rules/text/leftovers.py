"""TX and PH: leftovers of web pages, templates and editing in a text."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_index import WordIndex
from newsroom_cli.language.word_lists import RULES, builtin_templates
from newsroom_cli.language.wording import page_chrome, placeholders
from newsroom_cli.model import disk
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.model.toml import parsing
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, replace, rule
from newsroom_cli.rules.triggers import characters, substrings, words

# --- TX007 ----------------------------------------------------------------------------------------------------

_TOP, _BOTTOM = 12, 14  # the first and last lines of text that may be page chrome
_LINKED = pattern(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_LONGEST_LINE, _LONGEST_NAME, _LONGEST_SOURCE = 80, 60, 400


class _Line(NamedTuple):
    text: str
    span: Span


@rule("TX007", "page-furniture", severity=WARNING)
def page_furniture(document: Document) -> Iterator[Hit]:
    """Report lines near the top and bottom that are page chrome: they belong to a web page."""
    if not _may_have_page_chrome(document):
        return
    headline = document.release.headline.value if document.release.headline else ""
    pasted = False  # whether the text comes from a page, whose head may print a name twice
    seen: set[str] = set()
    for number, line in enumerate(_first_and_last_lines(document)):
        if len(line.text) > _LONGEST_SOURCE:
            continue
        words = _visible(line.text)
        if len(words) > _LONGEST_LINE and "ookie" not in words:
            continue
        if _is_chrome_line(words, linked=_is_linked(line.text)):
            pasted = True
            yield _leftover(document, line, f'"{_shortened(words)}" belongs to a web page, not to the release')
        elif number < _TOP and words != headline:
            if pasted and words in seen and _is_name(words):
                yield _leftover(document, line, f'"{words}" is written here twice')
            seen.add(words)


def _may_have_page_chrome(document: Document) -> bool:
    """Whether the body may have a line of page chrome; a quick test."""
    index, lines = document.word_index, filter(None, document.release.body.value.split("\n"))
    if page_chrome.may_be_in_file(index):
        return True
    linked = not index.words.isdisjoint(RULES["in_links"])
    for line in [line for line in lines if not _is_long(line) or (linked and "](" in line)]:
        if linked if "](" in line else page_chrome.may_be_chrome(line):
            words = _visible(line.strip())
            if (len(words) <= _LONGEST_LINE or "ookie" in words) and _is_chrome_line(words, linked=_is_linked(line)):
                return True
    return False


def _is_long(line: str) -> bool:
    """Whether a line is a paragraph: long, starting with a letter or digit and ending with a full stop."""
    return len(line) > _LONGEST_LINE and line[0].isalnum() and line[-1] == "."


def _visible(line: str) -> str:
    """The words of a line without Markdown marks and link targets."""
    return (_LINKED.sub(r"\1", line) if "](" in line else line).strip(_MARKS)


def _is_linked(line: str) -> bool:
    """Whether a line may contain a link or an address."""
    return "](" in line or "http" in line or "@" in line


def _first_and_last_lines(document: Document) -> list[_Line]:
    """The first and the last lines of the body that have text."""
    lines, at = [], document.release.body.span.start
    for whole in document.release.body.value.split("\n"):
        if words := whole.strip():
            lines.append(_Line(words, Span(at, at + len(whole.rstrip()))))
        at += len(whole) + 1
    return [*lines[:_TOP], *lines[_TOP:][-_BOTTOM:]]


_MARKS = "*_#> \t"


def _is_chrome_line(words: str, *, linked: bool) -> bool:
    """Whether the words of a line are page chrome.

    With a link or an address in the line (`linked`), only "Back ...", "Skip ...", "Share ..." and "Print ..." count.
    """
    bare = words.lower().rstrip(" :")
    if bare in RULES["page_labels"] and (words.endswith(":") or bare == "by admin"):
        return True
    if bare.strip(page_chrome.TRIM) in RULES["allowed_lines"]:
        return False
    if linked and not bare.startswith(("back", "skip", "share", "print")):
        return False
    return page_chrome.may_be_page_chrome(words) and page_chrome.is_page_chrome(words)


_NAME = pattern(r"[^\W\d_][\w’'&., -]*[^\W_.,]\Z")


def _is_name(words: str) -> bool:
    """Whether a line may be a person's name."""
    return 3 < len(words) <= _LONGEST_NAME and words[:1].isupper() and _NAME.match(words) is not None


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rstrip()}…"


def _leftover(document: Document, line: _Line, message: str) -> Hit:
    """The hit for a line, with a fix that deletes the line and the blank lines below it."""
    end = line.span.end
    while document.release.text[end : end + 1] in ("\r", "\n"):
        end += 1
    return Hit(line.span, message, "delete the line", fix=replace(Span(line.span.start, end), "", safe=False))


# --- PH002 ----------------------------------------------------------------------------------------------------


@functools.cache
def prompts(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The prompts that templates of new releases contain, in a language and in English, each with its set of words."""
    found = dict[str, frozenset[str]]()
    paths = (builtin_templates() / "words").glob("*.toml")
    for path in sorted(path for path in paths if path.stem.partition("-")[0] in ("en", language)):
        for text in parsing.parse(disk.read(path, links=True).decode()).values["new"].values():
            after = text.partition("TK: ")[2] if text.startswith("TK: ") else ""
            asked = _SENTENCE_END.split(after) if after else _IN_BRACKETS.findall(text)[:1]
            found |= {sentence: WordIndex(sentence, "").words for sentence in asked if "{" not in sentence}
    return tuple(found.items())


_SENTENCE_END = pattern(r"(?<=\.)\s|(?<=。)(?=.)")
_IN_BRACKETS = pattern(r"(?<=TK )\([^()]*\)")  # TK (who appoints) today appointed TK (name)


@rule("PH002", "sample-text-left-in", severity=ERROR)
def sample_text_left_in(document: Document) -> Iterator[Hit]:
    """Report the prompts and sample text of templates."""
    text, index = document.release.text, document.word_index
    for prompt, words_of_prompt in prompts(document.base_language):
        at = text.find(prompt, document.release.body.span.start) if words_of_prompt <= index.words else -1
        if at >= 0 and _begins_a_sentence(text[text.rfind("\n", 0, at) + 1 : at], prompt):
            message = f'"{prompt.rstrip(".。")}" is what the template asks for'
            yield Hit(Span(at, at + len(prompt)), message, "write it, or delete the line")
    sampled = index.has_word(_LATIN) or (index.has_word(_DUMMY) and "here" in index.words)
    passages = (*map(document.of_field, document.written()), *map(document.of_block, document.prose)) if sampled else ()
    for passage in passages:
        for start, end in placeholders.samples(passage.text):
            message = f'"{passage.text[start:end]}" is the text of a template'
            yield Hit(passage.place(start, end), message, "write what belongs here, or delete it")


def _begins_a_sentence(before: str, prompt: str) -> bool:
    """Whether a prompt is still as in a template: it begins a sentence; after a TK, PH001 reports it.

    `before` is the text of its line before it.
    """
    if "TK: " in before or before.endswith("TK "):
        return False
    return prompt.startswith("(") or not before.strip(" #>*-") or before.rstrip().endswith((".", "。"))


_LATIN, _DUMMY = frozenset(("ipsum", "sit")), frozenset(("goes", "text"))  # lorem ipsum; headline goes here


# --- PH003 ----------------------------------------------------------------------------------------------------

_NOTE = pattern(
    r"\[(?:(?i:(?:please |to )?(?:check|verify|confirm|fact[- ]?check|clarify|fix|add|update|revise|delete|cut|query"
    r"|awaiting|pending|needs?)(?: [^\[\]\n]{1,60})?"
    r"|(?:ed(?:itor)?|legal|note|todo|fixme|q|query|au|author|comms|press office)(?:['’]s)?(?: note)?\s?:"
    r"[^\[\]\n]{0,200}"
    r"|link to come|spelling|spelling ok|sp|sp\.|cq|stet|\?{1,5})\??)\](?![(:\[])"
    r"|\((?:cq|CQ|sp\?|\?{2,5})\)"
    r"|(?<![\w?!.”\"’])\?{2,5}(?![\w?])"
    r"|\{(?:\+\+|--|>>|==)"
)
_COMMENT = pattern(
    r"(?i)\s*(?:(?:legal|ed(?:itor)?|todo|fixme|xxx|note(?: to [\w ]{1,30})?|check|query|tbd|tk|comms|press office|q)"
    r"\b\s*[:?!-]|(?:todo|fixme|tk)\b"
    r"|(?:please )?(?:check|confirm|verify)\b|[^\n]{0,200}\?\s*\Z)"
)
_STRUCK = pattern(r"(?<![~\\])~~(?=[^\s~])")


@rule(
    "PH003",
    "editors-note-left-in",
    severity=WARNING,
    max_severity=ERROR,
    looks_for=characters("[?<~{&") | words("cq"),
)
def editors_note_left_in(document: Document) -> Iterator[Hit]:
    """Report notes between editors, unsettled comments and struck-out words."""
    severity = ERROR if document.config.check.releasing else ""
    help = "settle it, and delete the note"
    for passage in document.passages:
        for match in _NOTE.finditer(passage.text) if _may_have_note(passage.text) else ():
            words = match.group()
            what = "a mark of changes" if words.startswith("{") else "a note between editors"
            yield Hit(passage.place(*match.span()), f'"{words}" is {what}', help, severity=severity)
    for comment in document.markdown.comments:
        if _COMMENT.match(comment.value) and not comment.value.startswith("newsroom:"):
            yield Hit(comment.span, "a comment asks for something", help, severity=severity)
    if "~~" in document.release.body.value:
        yield from _struck(document, severity)


@rule("PH004", "comment-never-closed", severity=ERROR, looks_for=substrings("<!--"))
def comment_never_closed(document: Document) -> Iterator[Hit]:
    """Report comments without an end, which hide all text after them."""
    for comment in document.markdown.unclosed:
        message = "this comment is never closed, so readers see nothing that comes after it"
        yield Hit(Span(comment.start, comment.start + len("<!--")), message, "end it with -->")


def _may_have_note(text: str) -> bool:
    """Whether a text may have a note, by its characters; a quick test."""
    return any(map(text.__contains__, ("[", "{", "??", "cq", "CQ")))


def _struck(document: Document, severity: str) -> Iterator[Hit]:
    """Yield a hit for the first struck-out words of each block."""
    for block in document.prose:
        source = document.release.text[slice(*block.span)]
        if "~~" not in source or "~~" in block.text:  # readers see the marks, so nothing is struck out
            continue
        match = _STRUCK.search(source)
        end = source.find("~~", match.end()) if match else -1
        if match and end > 0:
            at = block.span.start
            help = "delete the words, or the marks around them"
            yield Hit(Span(at + match.start(), at + end + 2), "words are struck out", help, severity=severity)
