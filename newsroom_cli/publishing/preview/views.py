"""What the preview shows of a release at one moment: its outputs, its findings, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import displayed_status, due_moment_if_out, goes_out_at
from newsroom_cli.model.media_types import PICTURES, ending
from newsroom_cli.model.release import EMBARGOED, PUBLIC, SCHEDULED, UNCLEAR, UNDATED, Release, text_of
from newsroom_cli.newsroom import moments, schedule
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing import neighbours
from newsroom_cli.publishing.builds import attaching, preparing
from newsroom_cli.publishing.life import elsewhere
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.preview.anchors import Anchor, anchors, blocks_of

# An output as text, or the reason why it cannot be made.
Output = str | NewsroomError


class Form(StrEnum):
    """The outputs that can be looked at."""

    page = "page"
    mail = "mail"
    text = "text"


class View(NamedTuple):
    """A release as the preview shows it.

    - `site`: the address of the site, where pictures will be.
    - `status`: its publication status, empty if the file is missing; `status_words` says it in words.
    - `findings`: its findings in order of place, and `anchors` for each the words that it belongs to.
    - `blocks`: the texts of the blocks of its body.
    - `outputs`: its outputs; none if the file cannot be read.
    - `error`: what keeps the whole release from being shown.
    - `files`: the pictures and attachments that its outputs may load.
    - `dependencies`: the files on which all this depends, and `until` the moment at which the clock changes it.
    """

    path: str
    site: str = ""
    headline: str = ""
    id: str = ""
    status: str = ""
    status_words: str = ""
    findings: tuple[Finding, ...] = ()
    anchors: tuple[Anchor | None, ...] = ()
    blocks: tuple[str, ...] = ()
    outputs: Mapping[Form, Output] = {}
    error: NewsroomError | None = None
    files: frozenset[str] = frozenset()
    dependencies: tuple[str, ...] = ()
    until: dt.datetime | None = None


def view(newsroom: Newsroom, path: str, now: dt.datetime) -> View:
    """The view of the release in a file of a newsroom at a moment; its problems are part of it."""
    if not disk.is_file(newsroom.root / path):
        gone = NewsroomError("there is no such file any more", path=path, hint="save it again under this name")
        return View(path, error=gone)
    release = newsroom.read(path)
    document = newsroom.document(release)
    due_moments = manifests.manifest_of(newsroom.output).due_moments
    status = newsroom.publication_status(document, now, due_moments)
    findings = _findings(newsroom, release, now)
    shown = View(
        path,
        site=newsroom.config.url,
        headline=text_of(release.headline),
        id=text_of(release.id),
        status=status,
        status_words=status_words(newsroom, release, status, due_moments),
        findings=tuple(findings),
        anchors=tuple(anchors(release, findings)),
        blocks=tuple(blocks_of(release)),
        dependencies=(*newsroom.dependencies(release), *filter(None, [newsroom.config.check.baseline])),
        until=schedule.next_status_change(newsroom, release, now),
    )
    if release.broken:
        return shown
    status_of = newsroom.publication_statuses_at(now, due_moments)
    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=status_of)
    edition = neighbours.with_siblings_on_site(edition, newsroom, status_of)
    edition = attaching.with_copies(edition, _sizes(newsroom, release), newsroom.config.url)
    return shown._replace(outputs=_outputs(newsroom, edition), files=frozenset(newsroom.files_of(release)))


def status_words(newsroom: Newsroom, release: Release, status: str, due_moments: Mapping[str, str]) -> str:
    """The publication status of a release in words: Embargoed until Friday, November 27, 2026, 9 a.m. EST.

    `due_moments` has the moments at which published releases were due, by slug and id.
    """
    if release.broken:
        return "Cannot be read"
    if status in (EMBARGOED, SCHEDULED):
        moment = moments.in_words(goes_out_at(release, newsroom.config), newsroom.config)
        return f"Embargoed until {moment}" if status == EMBARGOED else f"Scheduled for {moment}"
    if status == UNDATED:
        return "Approved, without a date"
    if status == UNCLEAR:
        return "Held back: it has errors"
    if status == PUBLIC and not (due_moment_if_out(release, due_moments) or elsewhere.is_built_elsewhere(newsroom)):
        status = displayed_status(status, release, is_out=False)
    return status.capitalize()


def _findings(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[Finding]:
    """The findings in a release outside the baseline; those of rules over the whole archive are left out."""
    document, config = newsroom.document(release), newsroom.config
    findings = check.check_all([document], config)[0]
    if not release.broken and (card := check.card(document, incremental=True)).notes:
        findings += check.archive_findings([card], config, newsroom.read, now=now, incremental=True)
    findings = sorted(set(findings), key=lambda finding: finding.order)
    if not config.check.baseline:
        return findings
    from newsroom_cli.linter import baseline

    rows = baseline.read(newsroom.root / config.check.baseline)
    matched = baseline.match_baseline(findings, rows, newsroom, now=now)
    return [finding for finding, row in matched if row is None]


def _outputs(newsroom: Newsroom, edition: Edition) -> dict[Form, Output]:
    """The outputs of a release, from the renderers of the build."""
    config, templates = newsroom.config, newsroom.own_templates
    page = next(preparing.renderers(newsroom))
    return {
        Form.page: _output(lambda: page(edition)[1]),
        Form.mail: _output(lambda: message.html(edition, config, templates)),
        Form.text: _output(lambda: message.text(edition, config, templates)),
    }


def _output(render: Callable[[], bytes]) -> Output:
    """An output as text, or the error that it raised."""
    try:
        return render().decode()
    except NewsroomError as error:
        return error


def _sizes(newsroom: Newsroom, release: Release) -> dict[str, attaching.Sizes]:
    """The sizes of the pictures of a release, which the list of downloads shows beside their names."""
    sizes: dict[str, attaching.Sizes] = {}
    for path in newsroom.files_of(release):
        if ending(path) in PICTURES and disk.is_file(newsroom.root / path):
            sizes[path] = (newsroom.root / path).stat().st_size, ()
    return sizes
