"""DL: the form of a dateline that is typed into the body: its dashes, date, city and wire service."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.places import dateline
from newsroom_cli.language.places.ap_places import known_city
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Span
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Hit, replace, rule
from newsroom_cli.rules.style.datelines import typed_in

# --- DL003 ----------------------------------------------------------------------------------------------------


@rule("DL003", "dateline-separator", severity=WARNING)
def dateline_separator(document: Document) -> Iterator[Hit]:
    """Report a hyphen, or a dash without spaces, in a typed dateline."""
    opening = typed_in(document)
    if opening is None:
        return
    block, typed = opening
    text, ours = block.text, _dash_of(document.config)
    for start, end in dateline.dashes(text, typed):
        around = Span(len(text[:start].rstrip()), end + len(text[end:]) - len(text[end:].lstrip()))
        if fault := _fault(text, Span(start, end), around, document.config.dateline):
            help = f'write "{ours}" with a space on each side; the printed dateline has its own'
            fix = replace(block.place(*around), f" {ours} ")
            yield Hit(block.place(start, end), fault, help, fix=fix)


def _fault(text: str, dash: Span, around: Span, form: str) -> str:
    """The fault of a dash in a typed dateline, empty if there is none; the newsroom's own form is always right.

    `around` is the dash with the spaces beside it, `form` the newsroom's form of datelines.
    """
    sign = text[slice(*dash)]
    tight = [name for name, gap in (("before", dash.start == around.start), ("after", dash.end == around.end)) if gap]
    if f" {sign}" in form and not tight:
        return ""
    name = _NAMES.get(sign, "a row of dashes") if sign not in ("–", "—") else ""
    apart = f"no space {' and '.join(tight)} it" if tight else ""
    if name:
        return f"{name} is used for the dash of the dateline{f', with {apart}' if apart else ''}"
    return f"the dash of the dateline has {apart}" if apart else ""


_NAMES = {
    "-": "a hyphen",
    "--": "a double hyphen",
    "---": "a row of hyphens",
    "++": "a plus sign",
    "+++": "a plus sign",
}


def _dash_of(config: Config) -> str:
    """The dash in the newsroom's form of datelines; an em dash if it has none."""
    return next((character for character in config.dateline if character in "—–"), "—")


# --- DL008 ----------------------------------------------------------------------------------------------------


@rule("DL008", "dateline-date-in-full", severity=INFO, styles=("ap",))
def dateline_date_in_full(document: Document) -> Iterator[Hit]:
    """Report a weekday, a year or a leading zero in a typed dateline."""
    opening = typed_in(document)
    day = opening[1].date if opening else None
    if opening is None or day is None or not document.is_english:
        return
    block = opening[0]
    named = [name for name, value in (("the weekday", day.weekday), ("the year", day.year)) if value is not None]
    if not named and not _ZERO.search(block.text, day.start, day.end):
        return
    short = f"{dates.short_month(day.month)} {day.day}"
    message = f"the dateline names {' and '.join(named)}" if named else f"the day {day.day} has a leading zero"
    place = block.place(day.start, day.end)
    yield Hit(place, message, f'write "{short}"', fix=replace(place, short, safe=False))


_ZERO = pattern(r"(?<!\d)0\d\b")


# --- DL009 ----------------------------------------------------------------------------------------------------


@rule("DL009", "dateline-of-another-city", severity=WARNING)
def dateline_of_another_city(document: Document) -> Iterator[Hit]:
    """Report a typed dateline that contradicts the printed one, or a city that neither text nor office explains."""
    opening, field = (typed_in(document), document.release.dateline.city if document.release.dateline else None)
    if field and field.value == "TK":  # written by import if the source names no city
        return
    if (
        opening
        and field
        and not _is_same_city(opening[1].city, field.value)
        and (len(opening[1].city) > 3 or opening[1].region)
    ):
        block, typed = opening  # three letters are more often initials
        message = f"this dateline is of {typed.city}, but the printed one is of {field.value}"
        help = "correct the city that is wrong, and delete this dateline from the body"
        place = block.place(typed.start, typed.start + len(typed.city))
        yield Hit(place, message, help, (field.span, "the city of the printed dateline"))
        return
    office = document.office
    if office is None or not office.city or document.release.office is None:
        return
    if field:
        city, place, dateline_end = field.value, field.span, 0
    elif opening:
        city, dateline_end = opening[1].city, opening[1].end
        place = opening[0].place(opening[1].start, opening[1].start + len(city))
    else:
        return
    if any(_is_same_city(city, local) for local in (office.city, *document.config.check.local_cities)):
        return
    if not _names(document, city, besides=dateline_end):
        message = f"the dateline is of {city}, which the release does not name; its office is in {office.city}"
        help = (
            f"write {office.city}, say in the text what happened in {city}, or list it under local_cities in "
            "newsroom.toml"
        )
        elsewhere = any(_is_same_city(city, office.city) for office in document.config.offices.values() if office.city)
        severity = WARNING if elsewhere else INFO  # a copy of that office's release, or somebody travelled
        yield Hit(place, message, help, (document.release.office.span, "the issuing office"), severity)


def _is_same_city(city: str, other: str) -> bool:
    """Whether two names mean the same city, in any spelling; a name of several cities matches each of them."""
    if city == other:
        return True
    one, two = f" {known_city(city)} ", f" {known_city(other)} "
    return one.replace(",", " ") in two.replace(",", " ") or two.replace(",", " ") in one.replace(",", " ")


def _names(document: Document, city: str, *, besides: int) -> bool:
    """Whether the text names a city outside the typed dateline; `besides` is the end of that, 0 without one."""
    word = city.casefold()
    texts: list[Field[str] | None] = [
        document.release.headline,
        document.release.subhead,
        document.release.event.place if document.release.event else None,
    ]
    if any(text and word in text.value.casefold() for text in texts):
        return True
    return document.release.body.value.casefold().count(word) > (1 if besides else 0)


# --- DL010 ----------------------------------------------------------------------------------------------------


@rule("DL010", "dateline-with-a-wire", severity=INFO, styles=OFF)
def dateline_with_a_wire(document: Document) -> Iterator[Hit]:
    """Report the name of a wire service in a typed dateline."""
    opening = typed_in(document)
    place = dateline.wire(opening[0].text, opening[1]) if opening else None
    if opening is None or place is None:
        return
    block, (start, end) = opening[0], place
    text = block.text
    name = text[start:end]
    before = len(text[:start].rstrip())
    if text[:before].endswith(("-", "–", "—")) and (dash := _NEXT_DASH.match(text, end)):
        end = dash.end()
    fix = replace(block.place(before, end), "", safe=False)
    message = f'the dateline names the wire service "{name}"'
    yield Hit(block.place(*place), message, f'delete "{name}"', fix=fix)


_NEXT_DASH = pattern(r"\s*[-–—]+")
