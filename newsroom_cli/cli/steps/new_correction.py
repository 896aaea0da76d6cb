"""`newsroom new correction`: the answers that the corrected release gives, and its link to the correction."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.steps import naming
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.importing.pages.inline import escaped
from newsroom_cli.markup.escaping import for_addresses
from newsroom_cli.model import editing
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.interpretation import language_of, local_day, office_of, published_at
from newsroom_cli.model.release import PUBLIC, Release, text_of
from newsroom_cli.newsroom import edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links import correction_links, notices
from newsroom_cli.newsroom.scaffold import Answers
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import NEW
from newsroom_cli.newsroom.writer import in_place

KIND = "correction"
_SHOWN = 9  # releases to choose from
CHANGES = (
    ("clarification", "the words were right, and easily misread"),
    ("update", "something new has happened since"),
    ("correction", "a fact was wrong"),
)
_CLASSES = tuple(name for name, _ in CHANGES)


def known_answers(newsroom: Newsroom, kind: str, about: Path | None, change: str, reason: str) -> Answers:
    """The answers for a new release that are known already: for a correction, those from the corrected release.

    Raises NewsroomError if a correction names no release, or one that is not public.
    """
    if kind == KIND:
        return _answers_from(newsroom, _corrected_release(newsroom, about), change, reason)
    if about or change or reason:
        raise NewsroomError("only a correction is about another release", hint="newsroom new correction --about FILE")
    return Answers(kind)


def _corrected_release(newsroom: Newsroom, about: Path | None) -> Release:
    """The release that a correction is about, as named or chosen. Raises RefusedError if it is not public."""
    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)

    def is_public(release: Release) -> bool:
        return newsroom.status_by_fields(release, now, due_moments) == PUBLIC

    file = about or _chosen_path(newsroom, is_public)
    release = naming.open_release(newsroom, file, meant=Meant.PUBLIC)
    if not is_public(release):
        raise RefusedError(
            f"there is nothing public to correct: its status is {newsroom.status_by_fields(release, now, due_moments)}",
            path=release.path,
            hint="edit it freely; a correction is about a release that is public",
        )
    return release


def _chosen_path(newsroom: Newsroom, is_public: Callable[[Release], bool]) -> Path:
    """The path of the release that a person chooses among the newest. Raises NewsroomError if nobody can be asked."""
    if not output.is_interactive():
        raise NewsroomError(
            "a correction is about another release, and none is named",
            hint="name it: newsroom new correction --about releases/FILE.md",
        )
    releases = [release for path in newsroom.paths() if is_public(release := newsroom.read(path))]
    releases.sort(key=lambda release: published_at(release, newsroom.config), reverse=True)
    choices = [
        (output.from_here(release.path, newsroom.root), text_of(release.headline)) for release in releases[:_SHOWN]
    ]
    while True:
        answer = ask.choice("Which release is it about (a number, or its file)", choices, free=True)
        try:
            path = naming.release_path(newsroom, answer, meant=Meant.PUBLIC)
            ask.keep_as(path)
            return newsroom.root / path
        except NewsroomError as error:
            output.say(f"{error.message}; {error.hint}")


def _answers_from(newsroom: Newsroom, subject: Release, change: str, reason: str) -> Answers:
    """The answers that a correction takes from the release `subject`; its class and reason may be asked for."""
    config = newsroom.config
    language = language_of(subject, config)
    announced = [note for note in subject.corrections if note.change and note.change.value in _CLASSES]
    last = announced[-1] if announced else None
    usual = last.change.value if last and last.change else "correction"
    chosen = change or ask.choice("What kind of change", CHANGES, usual)
    last_reason = last.reason.value if last and last.reason else ""
    reason_given = reason or ask.text(
        "What readers are told (or later)", last_reason, empty_words=ask.NOBODY, is_prose=True
    )
    headline = text_of(subject.headline) or subject.slug
    path = posixpath.relpath(subject.path, config.releases)
    quoted = theme.words(newsroom.own_templates, language, NEW).quoted
    return Answers(
        KIND,
        headline=f"{getattr(notices.words(newsroom.own_templates, language), chosen)}: {headline}",
        office=office_of(subject, newsroom.config),
        topics=tuple(topic.value for topic in subject.topics),
        language=text_of(subject.language),
        contacts=edition.contacts_of(subject, config) if subject.contacts else (),
        corrects=subject.path,
        about=f"[{quoted.replace('{quote}', escaped(headline, also='[]'))}]({quote(for_addresses(path))})",
        about_date=theme.long_date(local_day(subject.date.value, config), language) if subject.date else "",
        reason=reason_given,
    )


def link_to_correction(newsroom: Newsroom, answers: Answers, path: str) -> tuple[Release, Release]:
    """The release that a correction at `path` is about, first without the link to the correction, then with it.

    Raises NewsroomError if its front matter cannot be edited.
    """
    before = in_place.open_release(newsroom, answers.corrects)
    linked_corrections = [field.value for field in before.corrected_by]
    return before, editing.assign(
        before, "corrected_by", [*linked_corrections, correction_links.relative_path(before.path, path)]
    )


def lacks_link(newsroom: Newsroom, file: Path, before: Release, after: Release) -> bool:
    """Whether a file is a correction of a release that has no link to it yet, because a run was killed in between.

    `before` is that release, `after` the same release with the link.
    """
    correction = newsroom.read(newsroom.name_of(file))
    corrects = correction.corrects and correction.corrects.value
    linked_corrections = {field.value for field in before.corrected_by}
    is_about = corrects == correction_links.relative_path(correction.path, before.path)
    return is_about and any(field.value not in linked_corrections for field in after.corrected_by)
