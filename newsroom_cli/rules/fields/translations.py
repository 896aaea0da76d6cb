"""TR: translations and their originals."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Sequence
from typing import Any

from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import is_file
from newsroom_cli.language.wording.translated_figures import Figures, StatedFigure, differences, figures_of
from newsroom_cli.model.interpretation import newsroom_path, published_at
from newsroom_cli.model.release import EMBARGOED, PUBLIC, WITHDRAWN, Span
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.rules.fields.publication import STANDING
from newsroom_cli.rules.registry import ERROR, PREVIEW, WARNING, Archive, Hit, archive_rule, rule, rule_for_problems

NOT_PUBLIC = "TR006"

rule("TR001", "translation-without-original", severity=ERROR)(rule_for_problems("TR001"))
rule("TR002", "translation-of-translation", severity=WARNING)(rule_for_problems("TR002"))
rule("TR003", "translation-out-of-date", severity=WARNING)(rule_for_problems("TR003"))
rule("TR004", "translation-in-same-language", severity=WARNING)(rule_for_problems("TR004"))


def original_of(document: Document) -> tuple[str, Span] | None:
    """The path inside the newsroom of the original that a translation names, and the span of that; None without one."""
    translation = document.release.translation
    if translation is None or translation.of is None or not is_file(translation.of.value):
        return None
    path = newsroom_path(document.release, translation.of.value)
    return (path, translation.of.span) if path and path != document.release.path else None


def _original_and_language(document: Document) -> tuple[str, str, int, int] | None:
    """The note on a translation: the path of its original, its language, and the span that names the original."""
    original = original_of(document)
    if original is None or document.release.status_name == WITHDRAWN:
        return None
    path, span = original
    return path, document.language.lower(), *span


@archive_rule("TR005", "translated-twice", severity=WARNING, note=_original_and_language)
def translated_twice(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report translations of one release into one language, except the first."""
    first: dict[tuple[str, str], str] = {}
    for path, _, _, (original, language, start, end) in archive.releases:
        if (other := first.setdefault((original, language), path)) != path:
            message = f"{posixpath.basename(other)} is a translation of the same release into the same language"
            yield path, Hit(Span(start, end), message, "keep one of the two, or correct its language", other=other)


def _original_and_due_time(document: Document) -> tuple[str, str, str, int, int] | None:
    """The note on a translation: its original's path, its own status, its time of publication, and the span.

    The time is empty without a date. None without an original, or if the translation is withdrawn.
    """
    original, release = original_of(document), document.release
    if original is None or release.status_name == WITHDRAWN:
        return None
    path, span = original
    return path, release.status_name, published_at(release, document.config).isoformat() if release.date else "", *span


@archive_rule(
    NOT_PUBLIC,
    "original-not-public",
    severity=WARNING,
    max_severity=ERROR,
    note=_original_and_due_time,
    incremental=True,
)
def original_not_public(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a translation whose original is not public when the translation goes out."""
    for path, _, _, (original, _, due, start, end) in archive.releases:
        when = max(archive.now, dt.datetime.fromisoformat(due)) if due else archive.now
        status = archive.publication_status(slug_of(original), when)
        if status not in (PUBLIC, None):
            yield path, held_original(original, Span(start, end), str(status))


def held_original(original: str, span: Span, status: str) -> Hit:
    """The hit for a translation that goes out before its original."""
    if status == EMBARGOED:
        return broken_embargo(span)
    name = posixpath.basename(original)
    message = f"the original, {name}, is {STANDING[status]}: this page leads there only once that is public"
    return Hit(span, message, "publish the original first, or at the same time")


def broken_embargo(span: Span) -> Hit:
    """The hit for a translation that goes out before the embargo of its original ends."""
    message = "the original of this translation is under embargo, and this goes out before that ends"
    return Hit(span, message, "put this under the same embargo: newsroom embargo", severity=ERROR)


# --- TR007 ----------------------------------------------------------------------------------------------------


def _figures(document: Document) -> tuple[str, int, int, tuple[Any, ...]] | None:
    """The note on a release with figures: its original's path and the span that names it, and the figures.

    The path is empty if the release is not a translation.
    """
    figures, original = figures_of(document), original_of(document)
    if document.release.status_name == WITHDRAWN or not figures.stated:
        return None
    path, span = original or ("", Span(0, 0))
    return path, *span, figures


@archive_rule("TR007", "figures-of-another-text", severity=WARNING, note=_figures, since=PREVIEW)
def figures_of_another_text(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report figures in only one of a translation and its original, and pairs of figures that differ."""
    notes = {release.path: release.note for release in archive.releases}
    for path, (original, start, end, figures) in notes.items():
        if original in notes:
            for difference in differences(_read(figures), _read(notes[original][3])):
                yield path, _other_figure(*difference, original, Span(start, end))


def _read(note: Sequence[Any]) -> Figures:
    """The figures in a note, which may come from JSON."""
    said, values = note
    return Figures(tuple(StatedFigure(*one) for one in said), tuple(values))


def _other_figure(translated: StatedFigure | None, said: StatedFigure | None, original: str, names_it: Span) -> Hit:
    """The hit for a figure that differs or is missing in one text; `names_it` is the span that names the original."""
    name, help = posixpath.basename(original), "compare the two texts, and correct the one that is wrong"
    if translated is None:
        message = f"{said.words if said else ''} is in {name}, but not in this translation"
        return Hit(names_it, message, help, other=original)
    place = Span(translated.start, translated.end)
    if said is None:
        return Hit(place, f"{translated.words} is not in {name}", help, other=original)
    return Hit(place, f"{translated.words} here, {said.words} in {name}", help, other=original)
