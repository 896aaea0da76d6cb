"""NR: the tool's own rules, for unreadable files and suppressions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.markup import markdown
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules import suppressions
from newsroom_cli.rules.catalogue import nearest_code
from newsroom_cli.rules.registry import (
    ERROR,
    INFO,
    OFF,
    UNREADABLE,
    WARNING,
    Fix,
    Hit,
    Rule,
    declare,
    replace,
    rule,
    rule_for_problems,
    rules,
)
from newsroom_cli.rules.suppressions import Lines, Suppression

UNUSED = "NR003"


@rule("NR001", "unreadable-file", severity=ERROR)
def unreadable_file(document: Document) -> Iterator[Hit]:
    """Report a file that cannot be read as a release."""
    yield from _unreadable(document)
    if (depth := document.markdown.depth) > markdown.MAX_DEPTH:
        message = f"quotes, lists and emphasis are nested {depth} levels deep; the limit is {markdown.MAX_DEPTH}"
        yield Hit(document.release.body.span, message, "delete the marks that readers do not need")


_unreadable = rule_for_problems("NR001")


@rule("NR002", "unknown-rule", severity=ERROR)
def unknown_rule(document: Document) -> Iterator[Hit]:
    """Report codes in suppressions that no rule has."""
    marks = suppressions.read(document)
    rules_by_code = rules() if marks else {}
    for mark in marks:
        if not mark.codes:
            help = "write newsroom: ignore[DT001] and the reason, with the codes of the rules that are meant"
            yield Hit(mark.span, "this comment names no rule", help)
        for code in mark.codes:
            if code not in rules_by_code:
                yield Hit(mark.span, f'there is no rule "{code}"', help_for_unknown_code(code))


declare(Rule(UNUSED, "unused-suppression", WARNING))


def unused(text: str, marks: Sequence[Suppression], ran: Collection[str]) -> Iterator[Hit]:
    """Report the codes in suppressions that suppressed nothing (NR003); `ran` are the codes of the rules that ran."""
    lines = Lines(text)
    for mark in marks:
        codes = dict.fromkeys(mark.codes)
        idle = [code for code in codes if code in ran and code not in mark.used and code not in UNREADABLE]
        fix = _without(text, lines, mark, idle) if idle else None
        for code in codes:
            if code in UNREADABLE:
                yield Hit(mark.span, f"{code} cannot be suppressed", "fix what it reports and delete the comment")
            elif code in idle:
                help = "delete the comment" if len(codes) == 1 else f"delete {code} from it"
                yield Hit(mark.span, f"this comment suppresses {code}, but {code} finds nothing here", help, fix=fix)


def _without(text: str, lines: Lines, mark: Suppression, idle: Sequence[str]) -> Fix:
    """The fix that deletes unused codes from a comment.

    A comment that has no other codes is deleted, and so is its line if nothing else is on it.
    """
    start, end = mark.span
    remaining = [code for code in dict.fromkeys(mark.codes) if code not in idle]
    if remaining:
        opening, closing = text.index("[", start, end) + 1, text.index("]", start, end)
        return replace(Span(opening, closing), ", ".join(remaining))
    first, last = lines.at(start), lines.at(end)
    if first.words >= start and last.words_end <= end:
        return replace(Span(first.start, min(last.end + 1, len(text))), "")
    while start > first.start and text[start - 1] in " \t":
        start -= 1
    return replace(Span(start, end), "")


@rule("NR004", "suppression-without-reason", severity=INFO, styles=OFF)
def suppression_without_reason(document: Document) -> Iterator[Hit]:
    """Report a suppression without a reason."""
    for mark in suppressions.read(document):
        if mark.codes and not any(map(str.isalnum, mark.reason)):
            message = f"this comment does not say why {', '.join(mark.codes)} may be ignored here"
            yield Hit(mark.span, message, "write the reason after the closing bracket")


def help_for_unknown_code(word: str) -> str:
    """The help for a code that does not exist."""
    rules_by_code = rules()
    if any(code.startswith(word) for code in rules_by_code):
        examples = [code for code in rules_by_code if code.startswith(word)]
        return f"name the rules one by one, such as {examples[0]}"
    near = nearest_code(word)
    return f'did you mean "{near}"?' if near else "newsroom rule lists them"
