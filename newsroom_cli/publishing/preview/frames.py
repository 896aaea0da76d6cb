"""The pages of the preview itself: the list of releases, and the frame with findings around a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from html import escape
from typing import NamedTuple

from newsroom_cli.linter.findings import Finding, Place
from newsroom_cli.markup import markdown
from newsroom_cli.markup.escaping import for_people
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.preview.anchors import Anchor
from newsroom_cli.publishing.preview.marking import mark_findings, numbers_in
from newsroom_cli.publishing.preview.preview import Row
from newsroom_cli.publishing.preview.views import Form, View
from newsroom_cli.rules import catalogue

MARKS = "newsroom-preview-marks.css"  # beside the style sheet of the site
FILES = {"preview.css": "text/css", "preview.js": "text/javascript", "icon.svg": "image/svg+xml", MARKS: "text/css"}
MOST_ROWS = 500
FORM_NAMES = {Form.page: "Page", Form.mail: "E-mail", Form.text: "Plain text"}
SEVERITY_NAMES = {"error": "Error", "warning": "Warning", "info": "Note"}


class Width(StrEnum):
    """The widths at which an output can be looked at."""

    desk = "desk"
    phone = "phone"


class Link(NamedTuple):
    """A choice in the bar of the frame."""

    name: str
    href: str
    is_current: bool


class Note(NamedTuple):
    """A finding as the frame shows it.

    `excerpt` is the line of the file before, at and after its place, shown if the finding has no mark; `also` describes
    its second place.
    """

    number: int
    severity: str
    label: str
    code: str
    message: str
    help: str
    line: int
    words: str
    excerpt: tuple[str, str, str]
    also: str


class Addresses(NamedTuple):
    """The addresses that a page needs: the list, this release, its output, its change events, files and rules."""

    home: str
    frame: str
    output: str
    events: str
    files: str
    rules: str


def output(view: View, form: Form) -> str:
    """An output of a release as HTML with its findings marked. Raises the NewsroomError that prevented the output."""
    content = view.outputs[form]
    if isinstance(content, NewsroomError):
        raise content
    html = (
        _render("text.html", text=content)
        if form is Form.text
        else content.replace(f' src="{escape(view.site)}', ' src="../')
    )
    numbered = _numbered(view)
    placed = {number: anchor for number, (_, anchor) in numbered.items() if anchor}
    classes = {number: finding.severity for number, (finding, _) in numbered.items()}
    head = f'<base target="_blank"><link rel="stylesheet" href="../{MARKS}">'
    return mark_findings(html, placed, view.blocks, classes).replace("</head>", f"{head}</head>", 1)


def frame(view: View, form: Form, width: Width | None, version: str, addresses: Addresses) -> str:
    """The page around an output of a release, with its findings."""
    error, seen_numbers, has_output = view.error, set[int](), form in view.outputs
    if has_output:
        try:
            seen_numbers = numbers_in(output(view, form))
        except NewsroomError as wrong:
            error, has_output = wrong, False
    notes = [_note(number, finding) for number, (finding, _) in _numbered(view).items()]
    return _render(
        "frame.html",
        view=view,
        error=error,
        has_output=has_output,
        version=version,
        addresses=addresses,
        width=width,
        form_name=FORM_NAMES[form],
        forms=[
            Link(name, f"{addresses.frame}?as={choice}{f'&width={width}' if width else ''}", choice is form)
            for choice, name in FORM_NAMES.items()
        ],
        widths=[
            Link(choice.capitalize(), f"{addresses.frame}?as={form}&width={choice}", choice is width)
            for choice in Width
        ],
        above=[note for note in notes if note.number not in seen_numbers],
        beside=[note for note in notes if note.number in seen_numbers],
        counts=_counts(view.findings),
    )


def listing(
    name: str, rows: Sequence[Row], query: str, *, hrefs: Mapping[str, str], version: str, addresses: Addresses
) -> str:
    """The list of the releases that have all words of a query; `hrefs` are their addresses by path."""
    words = query.casefold().split()
    found = [row for row in rows if all(word in " ".join(map(str, row)).casefold() for word in words)]
    return _render(
        "list.html",
        newsroom=name,
        rows=found[:MOST_ROWS],
        found=len(found),
        total=len(rows),
        query=query,
        hrefs=hrefs,
        version=version,
        addresses=addresses,
    )


def rule(code: str, addresses: Addresses) -> str | None:
    """The page of a rule; None if there is none with this code."""
    from markupsafe import Markup

    title = next((title for title in catalogue.titles() if title.code == code), None)
    if title is None:
        return None
    body = markdown.html(catalogue.page(code).partition("\n")[2], locate=lambda target: None)
    severity = SEVERITY_NAMES[title.severity]
    return _render("rule.html", title=title, severity=severity, body=Markup(body), addresses=addresses, version="")


def problem(error: NewsroomError, addresses: Addresses | None = None, version: str = "") -> str:
    """A page that says what is wrong, and how to fix it."""
    return _render("problem.html", error=error, addresses=addresses, version=version)


def file(name: str) -> bytes:
    """A file of the preview, by its name in FILES."""
    return (theme.builtin() / "preview" / name).read_bytes()


def arrival(address: str, addresses: Addresses) -> str:
    """A page that redirects at once: browsers send a strict cookie only when one of our own pages leads there."""
    href = escape(address)
    icon = escape(f"{addresses.files}icon.svg")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Preview</title>'
        f'<link rel="icon" href="{icon}"><meta http-equiv="refresh" content="0; url={href}"></head>'
        f'<body><p><a href="{href}">Go on</a></p></body></html>\n'
    )


def _render(name: str, **variables: object) -> str:
    return theme.render(None, f"preview/{name}", **variables)


def _numbered(view: View) -> dict[int, tuple[Finding, Anchor | None]]:
    """The findings and their anchors by number, in the order of reading; at one place the most severe comes first."""
    pairs = [*zip(view.findings, view.anchors, strict=True)]
    severities = [*SEVERITY_NAMES]
    pairs.sort(key=lambda pair: (*_reading_order(pair[1]), severities.index(pair[0].severity), pair[0].order))
    return dict(enumerate(pairs, 1))


def _reading_order(anchor: Anchor | None) -> tuple[bool, int, int]:
    """The sort key of an anchor: words of the front matter, then the body, then what readers do not see."""
    return (True, 0, 0) if anchor is None else (False, anchor.block, anchor.start)


def _note(number: int, finding: Finding) -> Note:
    """A finding as the frame shows it."""
    place = finding.place
    also = ""
    if finding.also:
        other, label = finding.also
        words = _words(other)
        also = f"Line {other.start.line}{f', “{words}”' if words else ''}: {label}"
    return Note(
        number,
        finding.severity,
        SEVERITY_NAMES[finding.severity],
        finding.code,
        finding.message,
        finding.help,
        place.start.line,
        _words(place),
        _excerpt(place),
        also,
    )


def _words(place: Place) -> str:
    """The words at a place, shortened; an ellipsis stands for further lines, and invisible characters are spelt out."""
    words = " ".join(place.source[place.start.column - 1 : place.end.column - 1].split())
    return for_people(f"{shortened(words, 80)}{' …' * bool(words and place.last)}")


def _excerpt(place: Place, most: int = 60) -> tuple[str, str, str]:
    """The line of a place in three parts: the text before it, its words, and the text after it; long parts are cut.

    Empty for the line above the front matter, where findings about what is missing have their place.
    """
    if place.source.strip() == "+++":
        return "", "", ""
    start, end = place.start.column - 1, max(place.end.column, place.start.column) - 1
    before, words, after = place.source[:start], place.source[start:end], place.source[end:]
    before = f"…{before[-most:]}" if len(before) > most else before
    after = f"{after[:most]}…" if len(after) > most else after
    return for_people(before), for_people(shortened(words, 2 * most)), for_people(after)


def _counts(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """The number of findings of each severity, in words: ("error", "2 errors")."""
    counts = []
    for severity, name in SEVERITY_NAMES.items():
        if number := sum(finding.severity == severity for finding in findings):
            counts.append((severity, f"{number} {name.lower()}{'' if number == 1 else 's'}"))
    return counts
