"""Words with emphasis, links and breaks, as plain text and as Markdown that parses to the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newsroom_cli.importing.pages import addresses
from newsroom_cli.importing.pieces import Picture
from newsroom_cli.model.patterns import pattern

BREAK = "\n"


class Run(NamedTuple):
    """Words in one style; a `text` that is only a line feed is a break, unless it describes a `picture`.

    The sign of a footnote has its number as `note`, and no text.
    """

    text: str
    href: str = ""
    bold: bool = False
    italic: bool = False
    picture: Picture | None = None
    note: str = ""


_SPACES = pattern(r"[ \t\r\n\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def single_spaced(text: str) -> str:
    """The text with single spaces; no-break spaces and line ends count as spaces."""
    return _SPACES.sub(" ", text)


def tidy(runs: Iterable[Run]) -> list[Run]:
    """The runs with single spaces, and none around a break or at either end; adjacent runs of one style are joined."""
    tidied: list[Run] = []
    after_space, was_spaced = True, False
    for run in runs:
        if run.text == BREAK and not run.picture:
            _strip_end(tidied)
            if tidied and tidied[-1].text != BREAK:
                tidied.append(Run(BREAK))
            after_space = True
            continue
        if run.note:  # a space before it goes behind it
            was_spaced = _strip_end(tidied) or was_spaced
            tidied.append(run)
            after_space = False
            continue
        text = single_spaced(run.text)
        if was_spaced and text[:1].isalnum():
            text = f" {text}"
        was_spaced = False
        text = text.lstrip(" ") if after_space else text
        if text or run.picture:
            after_space = text.endswith(" ")
            _add(tidied, run._replace(text=text))
    while tidied and (_strip_end(tidied) or (tidied and tidied[-1].text == BREAK)):
        if tidied and tidied[-1].text == BREAK:
            tidied.pop()
    return _whole_words(_without_styled_marks(tidied))


def _without_styled_marks(runs: list[Run]) -> list[Run]:
    """The runs; one with only punctuation, such as a dash, takes the style of the words before it."""
    if not any((run.bold or run.italic) and not _has_words(run) for run in runs):
        return runs
    restyled: list[Run] = []
    for run in runs:
        if (run.bold or run.italic) and run.text != BREAK and not _has_words(run):
            last = (
                restyled[-1] if restyled and restyled[-1].text != BREAK and restyled[-1].href == run.href else Run("")
            )
            run = run._replace(bold=last.bold, italic=last.italic)
        _add(restyled, run)
    return restyled


def _has_words(run: Run) -> bool:
    return bool(run.picture) or any(map(str.isalnum, run.text))


_WORD_END, _WORD_START = pattern(r"[^\W_]{1,40}$"), pattern(r"[^\W_]{1,40}")


def _whole_words(runs: list[Run]) -> list[Run]:
    """The runs; emphasis that ends within a word moves to the nearer end of the word.

    A run that is only part of a word stays: its emphasis was intended.
    """
    for index in range(len(runs) - 1):
        left, right = runs[index], runs[index + 1]
        if left.href != right.href or left.picture or right.picture:
            continue
        end, start = _WORD_END.search(left.text[-41:]), _WORD_START.match(right.text)
        if not end or not start or end.group() == left.text or start.group() == right.text:
            continue
        words = left.text + right.text
        at = len(left.text) + (start.end() if start.end() < len(end.group()) else -len(end.group()))
        runs[index : index + 2] = [left._replace(text=words[:at]), right._replace(text=words[at:])]
    return runs


def _strip_end(runs: list[Run]) -> bool:
    """Strip the spaces at the end, and runs that are only spaces; return whether there were any."""
    any_spaces = False
    while runs and runs[-1].text != BREAK and not runs[-1].picture and runs[-1].text.endswith(" "):
        any_spaces = True
        left = runs.pop()
        if stripped := left.text.rstrip(" "):
            runs.append(left._replace(text=stripped))
    return any_spaces


def _add(runs: list[Run], run: Run) -> None:
    """Add a run to the runs; join it with the last one if both have the same style."""
    last = runs[-1] if runs else None
    if last and not (run.picture or last.picture or last.note) and last.text != BREAK and last[1:] == run[1:]:
        runs[-1] = last._replace(text=last.text + run.text)
    else:
        runs.append(run)


def plain(runs: Sequence[Run]) -> str:
    """The text of tidy runs as a reader sees it, without pictures."""
    return "".join(run.text for run in runs if not run.picture)


# --- Markdown -------------------------------------------------------------------------------------------------


def markdown(runs: Sequence[Run], *, breaks: str = "\\\n") -> str:
    """Tidy runs as Markdown; `breaks` is the text written for each break."""
    also = _ambiguous_characters(plain(runs), runs)
    parts: list[str] = []
    groups = [(href, list(inside)) for href, inside in groupby(runs, key=lambda run: run.href)]
    for index, (href, inside) in enumerate(groups):
        before = groups[index - 1][1][-1].text[-1:] if index else ""
        after = groups[index + 1][1][0].text[:1] if index + 1 < len(groups) else ""
        if not href:
            words = "".join(_styled(inside, before=before, after=after, also=also))
            # An exclamation mark before a link would make it a picture.
            if index + 1 < len(groups) and words.endswith("!"):
                words = words[:-1] + "\\!"
            parts.append(words)
        else:
            parts.append(_link(href, inside))
    lines = _SIGN_AND_BRACKET.sub(r"\g<0> ", "".join(parts)).split("\n")
    return breaks.join(_with_escaped_start(line, number) for number, line in enumerate(lines))


def _link(href: str, runs: Sequence[Run]) -> str:
    """A link as Markdown; its bare words if they are only spaces."""
    words = plain(runs)
    if not words.strip() and not any(run.picture for run in runs):
        return words
    if words in (href, href.removeprefix("mailto:")) and _is_address(words):
        return f"<{words}>"
    # A break would end the line inside the brackets of the link.
    inside = "".join(_styled([run._replace(text=" ") if run.text == BREAK else run for run in runs], also="[]~"))
    start = len(inside) - len(inside.lstrip(" "))
    end = len(inside.rstrip(" "))
    return f"{inside[:start]}[{inside[start:end]}]({target(href)}){inside[end:]}"


def _is_address(words: str) -> bool:
    """Whether words are nothing but an address."""
    match = _PRINTED_ADDRESS.fullmatch(words)
    return match is not None and _address(match) == words


def target(href: str) -> str:
    """An address that is safe between the round brackets of a Markdown link."""
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode(errors="replace")), href)


_UNSAFE = pattern(r"[\s<>()\\\"\x00-\x1f\x7f`\[\]|]|&(?=#?\w+;)")


def _styled(runs: Sequence[Run], *, before: str = "", after: str = "", also: str) -> Iterator[str]:
    """Yield the words as Markdown; emphasis is dropped where Markdown would not read its marks."""
    marked = False  # whether the run before ends with a mark
    for index, run in enumerate(runs):
        if run.picture:
            yield f"![{escaped(run.text, also='[]~')}]({target(run.picture.address)})"
            marked = False
            continue
        if run.note:
            yield f"[^{run.note}]"
            marked = False
            continue
        words = run.text
        core = words.strip(" ")
        mark = "*" * (2 * run.bold + run.italic)
        left = runs[index - 1].text[-1:] if index else before
        right = runs[index + 1].text[:1] if index + 1 < len(runs) else after
        lead, trail = words[: len(words) - len(words.lstrip(" "))], words[len(words.rstrip(" ")) :]
        fits = bool(mark and core) and not (marked and not lead)
        if fits and _is_read_as_mark(lead or left, core[0]) and _is_read_as_mark(trail or right, core[-1]):
            yield f"{lead}{mark}{escaped(core, also=also)}{mark}{trail}"
            marked = not trail
        else:
            yield escaped(words, also=also)
            marked = False


def _is_read_as_mark(outside: str, inside: str) -> bool:
    """Whether Markdown reads an emphasis mark between an outer and an inner character."""
    # A character that this Python does not know yet (Cn) may be punctuation for a Markdown parser.
    if not outside[-1:].strip() or not (
        unicodedata.category(inside)[0] in "PS" or unicodedata.category(inside) == "Cn"
    ):
        return True
    # Parsers disagree whether symbols such as the euro sign are punctuation.
    return unicodedata.category(outside[-1])[0] == "P" or (outside[-1].isascii() and not outside[-1].isalnum())


_SPECIAL = pattern(r"[*`<]|\\(?=[!-/:-@\[-`{-~]| *$|\n)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)")
_SOMETIMES = pattern(r"[\[\]~](?:(?<=\[)(?=(\^)))?")


def escaped(text: str, *, also: str = "") -> str:
    """The text without meaning for Markdown: special characters escaped, and those of `[]~` that `also` names.

    A bracket that would begin the sign of a footnote is always escaped.
    """
    escaped_text = _SPECIAL.sub(r"\\\g<0>", text)
    if not also and "[^" not in text:
        return escaped_text
    return _SOMETIMES.sub(lambda match: f"\\{match[0]}" if match[0] in also or match[1] else match[0], escaped_text)


def _ambiguous_characters(text: str, runs: Sequence[Run]) -> str:
    """The characters of `[]~` that Markdown might read as a link or as struck-out words in a text."""
    linked = any(map(text.__contains__, ("](", "][", "]:"))) or any(run.href or run.picture for run in runs)
    return ("[]" if linked else "") + ("~" if text.count("~") > 1 else "")


# The beginning of a heading, list, quotation, rule, table or fence.
_BLOCK_START = pattern(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|(?:-\s*){2,}$|(?:_\s*){3,}$|~{3}|[|:]|--)")
_NUMBERED = pattern(r"(\d{1,9})([.)])(?=\s|$)")
_SIGN_AND_COLON = pattern(r"(\[\^\d{1,4}\]):")
_SIGN_AND_BRACKET = pattern(r"(?<!\\)(?:\\\\)*\[\^\d{1,4}\](?=\(|\[(?!\^))")  # together they would be a link


def _with_escaped_start(line: str, number: int) -> str:
    """A line, escaped if it would begin a heading, a list item or a quotation."""
    if sign := _SIGN_AND_COLON.match(line):  # with the colon it would begin a note
        return f"{sign[1]}\\{line[sign.end(1) :]}"
    if _BLOCK_START.match(line) and not (line[0] == ":" and number == 0):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() and _NUMBERED.match(line) else line


# --- addresses in running text --------------------------------------------------------------------------------

_PRINTED_ADDRESS = pattern(
    r"https?://[^\s<>\"“”«»]+|(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])"
)
_LONGEST = 2000


def _address(match: re.Match[str]) -> str:
    """The address in a match, without the punctuation of its sentence or an unmatched bracket; empty if too long."""
    words = match.group()
    if "://" not in words:
        return words
    if len(words) > 2 * _LONGEST:
        return ""
    while words and (words[-1] in ".,;:!?'’*_" or (words[-1] in ")]" and words.count("(") + words.count("[") == 0)):
        words = words[:-1]
    return words if "://" in words and not words.endswith("://") and len(words) <= _LONGEST else ""


def link_addresses(text: str) -> Iterator[Run]:
    """Yield plain text as runs, with addresses as links and line feeds as breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Run(BREAK)
        at = 0
        for match in _PRINTED_ADDRESS.finditer(line) if "@" in line or "://" in line else ():
            if not (words := _address(match)):
                continue
            yield Run(line[at : match.start()])
            if "://" in words:
                words = addresses.absolute(words) or words
                yield Run(words, words)
            else:
                yield Run(words, f"mailto:{words}")
            at = match.start() + len(_address(match))
        yield Run(line[at:])
