"""DL: the dateline, which is printed from the fields of a release and should not be typed."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.places import dateline
from newsroom_cli.language.places.dateline import Typed
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import language_tags
from newsroom_cli.model.interpretation import kind_of, local_day
from newsroom_cli.model.release import Span
from newsroom_cli.rules import keys
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, rule


@rule("DL001", "dateline-missing", severity=WARNING)
def dateline_missing(document: Document) -> Iterator[Hit]:
    """Report a release without a city for its dateline, where its kind requires one."""
    if (
        "dateline" not in kind_of(document.release, document.config).requires
        or _city_span(document)
        or typed_in(document)
    ):
        return
    if {"dateline", "dateline.city"} & keys.unread_fields(document):
        return
    office = document.office
    city = office.city if office and office.city else "..."
    span = document.release.dateline.span if document.release.dateline else document.release.opening
    help = f'add city = "{city}" under [dateline]; the date is printed beside it'
    yield Hit(span, f'the kind "{document.release.kind_name}" opens with a dateline, and no city is named', help)


@rule("DL007", "dateline-of-another-date", severity=ERROR)
def dateline_of_another_date(document: Document) -> Iterator[Hit]:
    """Report a typed dateline with a date other than that of the front matter."""
    opening = typed_in(document)
    mention = opening[1].date if opening else None
    if opening is None or mention is None or document.release.date is None:
        return
    day = local_day(document.release.date.value, document.config)
    language = language_tags.english(document.language)
    if mention.in_year(mention.year or day.year) == day:
        return
    block = opening[0]
    written = block.text[mention.start : mention.end]
    embargo = local_day(document.release.embargo.value, document.config) if document.release.embargo else None
    held = f" and is held back until {dates.long(embargo, language)}" if embargo else ""
    yield Hit(
        block.place(mention.start, mention.end),
        f'the dateline says "{written}", but the release is dated {dates.long(day, language)}{held}',
        "correct the one that is wrong; the printed dateline shows the date of the front matter",
        (document.release.date.span, "the release's date"),
    )


@rule("DL011", "typed-dateline", severity=WARNING, yields_to=("DL009",))
def typed_dateline(document: Document) -> Iterator[Hit]:
    """Report a dateline that is typed into the body."""
    opening = typed_in(document)
    if opening is None:
        return
    block, typed = opening
    span, city = block.place(0, typed.end), _city_span(document)
    words = " ".join(block.text[: typed.end].split())
    if city is not None:
        message = "this dateline is printed from the fields as well, so it would appear twice"
        yield Hit(span, message, f'delete "{words}" from the body', (city, "the city of the printed dateline"))
    else:
        message = "this dateline is typed into the body, so feeds and pages take it for part of the text"
        yield Hit(span, message, f'delete "{words}" and write {_fields(typed)} under [dateline]')


def _city_span(document: Document) -> Span | None:
    return document.release.dateline.city.span if document.release.dateline and document.release.dateline.city else None


_LABEL = 160  # characters; a shorter paragraph without full stop may be a label or a headline above the text
_PASTED = 12  # most paragraphs at the top that are read


def typed_in(document: Document) -> tuple[Block, Typed] | None:
    """The paragraph at the start of the body that begins with a typed dateline, and the dateline; None without one."""
    for block in document.prose[:_PASTED]:
        if block.is_own_paragraph and not block.quoted:
            if typed := dateline.parse(block.text, document.language):
                return block, typed
            if len(block.text) > _LABEL or block.text.rstrip().endswith("."):
                return None
    return None


def _fields(typed: Typed) -> str:
    """The place of a typed dateline as lines for the [dateline] table."""
    fields = [("city", _usual(typed.city))]
    parts = [part.strip() for part in typed.region.split(",") if part.strip()]
    if parts and (len(parts) > 1 or dateline.is_state(parts[0])):
        fields.append(("state", parts.pop(0)))
    if parts:
        fields.append(("country", _usual(parts[-1])))
    return ", ".join(f'{name} = "{value}"' for name, value in fields)


_SMALL = {"OF": "of", "THE": "the", "ON": "on", "AND": "and", "DE": "de", "DEL": "del", "LA": "la", "UPON": "upon"}


def _usual(name: str) -> str:
    """A name in capitals in its usual spelling; abbreviations such as TX and USA stay."""
    if not name.isupper() or len(name) < 4:
        return name
    first, *rest = name.split(" ")
    return " ".join([first.title(), *(_SMALL.get(word, word.title()) for word in rest)])
