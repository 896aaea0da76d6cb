"""A newsroom: a folder with newsroom.toml and releases. It reads releases, and its gate decides which may be public."""

from __future__ import annotations

import datetime as dt
import errno
import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from newsroom_cli.model import config as configuration
from newsroom_cli.model import disk, interpretation, release_file
from newsroom_cli.model.config import RECORDS, Config
from newsroom_cli.model.errors import NewsroomError, NoNewsroomError, reason_of
from newsroom_cli.model.feed_formats import ENDINGS
from newsroom_cli.model.release import (
    APPROVED,
    BLACKOUT,
    EMBARGOED,
    KILLED,
    PUBLIC,
    SCHEDULED,
    TAKEN_BACK,
    UNCLEAR,
    UNDATED,
    Problem,
    Release,
    Span,
)
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.attached import attached_files

if TYPE_CHECKING:
    from newsroom_cli.language.document import Document
    from newsroom_cli.language.links.linked import StatusOf
    from newsroom_cli.newsroom.edition import Edition

LARGEST = 20_000_000  # bytes; a release is text

_NONE: Mapping[str, str] = {}
_WRONG_LINK = (
    "if the file was renamed, newsroom rename NEWFILE corrects the links to it; if it was deleted, put it back or take "
    "this link out; else correct its name here"
)


class Newsroom(NamedTuple):
    """The newsroom in the folder `root`, with the configuration in its newsroom.toml."""

    root: Path
    config: Config

    @classmethod
    def find(cls, start: Path) -> Newsroom:
        """The newsroom around the folder `start`. Raises NewsroomError if there is none or newsroom.toml is wrong."""
        # A link keeps its name, but `..` after a link leads out of the folder to which the link points.
        start_folder = disk.real(start) if ".." in start.parts else start.absolute()
        if not disk.is_folder(start_folder):
            raise NewsroomError("this is not a folder", path=start, hint="name the folder that holds newsroom.toml")
        for folder in (start_folder, *start_folder.parents):
            if os.path.lexists(folder / configuration.FILE_NAME):
                return cls(folder, configuration.read(folder / configuration.FILE_NAME))
        raise NoNewsroomError(
            f"there is no {configuration.FILE_NAME} in this folder or above it",
            path=start_folder,
            hint="newsroom init makes a newsroom; -C DIR names another one",
        )

    @property
    def own_templates(self) -> Path:
        """The folder of the newsroom's own templates, which may be missing."""
        return self.root / "templates"

    @property
    def output(self) -> Path:
        """The output folder of build, unless the command names another."""
        return self.root / self.config.output

    @property
    def folder(self) -> Path:
        """The folder of the releases."""
        return self.root / self.config.releases

    # --- reading ----------------------------------------------------------------------------------------------

    def paths(self, start: Path | None = None) -> list[str]:
        """The release files below a folder (by default, all), as sorted paths inside the newsroom.

        They include links to folders, and anything else named like a release, which are read as releases with problems.
        Raises NewsroomError if a folder cannot be read, or the folder of the releases leads out of the newsroom.
        """
        folder = self.folder if start is None else start
        if disk.is_link(folder) and self.folder in folder.absolute().parents:
            return [self.name_of(folder)]
        if not disk.is_folder(folder):
            raise NewsroomError(
                "there is no such folder",
                path=folder,
                hint="newsroom new makes it with your first release; if you have releases, check that their disk or "
                "submodule is there",
            )
        if folder == self.folder and disk.leads_out(folder, self.root):
            raise NewsroomError(
                "the folder is a link to a place outside the newsroom", path=folder, hint="put the folder itself here"
            )
        try:
            found = release_files.files(os.path.abspath(folder))  # noqa: PTH100
            return sorted(sys.intern(self._name_inside(path)) for path in found)
        except OSError as error:
            raise NewsroomError(
                "the folder cannot be read", path=error.filename, hint="check its permissions"
            ) from error

    def name_of(self, path: str | Path) -> str:
        """The path of a file inside the newsroom, with `/`; its absolute path if it is elsewhere."""
        return self._name_inside(os.path.abspath(path))  # noqa: PTH100  a link keeps the name it was given

    def _name_inside(self, name: str) -> str:
        """The result of `name_of` for an absolute path."""
        root = os.fspath(self.root)
        return name[len(root) + 1 :].replace(os.sep, "/") if name.startswith(root + os.sep) else name

    def read(self, path: str) -> Release:
        """The release in a file, by its path inside the newsroom. Never raises: its `problems` say what is wrong.

        They include problems on disk: a file that cannot be read (NR001), pictures and attachments that cannot be
        published (IM004, IM005, AT001), and missing or unusable releases (LK007, CR005, CR006, TR001 and the like).
        """
        release = self.read_alone(path)
        if _may_name_files(release):
            release = self._with_files_to_compare(release.with_problems(attached_files.problems(self, release)))
        problems = [
            Problem("LK007", span, f'there is no release in "{target}"', _WRONG_LINK, key=path)
            for path, target, span in linked_releases(release)
            if not disk.is_file(self.root / path)
        ]
        if release.corrects or release.corrected_by or release.translation:
            from newsroom_cli.newsroom.links import correction_links, translation_links

            problems += correction_links.problems(release, self._named_release)
            problems += translation_links.problems(self.config, release, self._named_release)
        return release.with_problems(problems)

    def read_alone(self, path: str) -> Release:
        """The release in a file, without the problems of other files that it names, such as pictures.

        That is enough to know its status, dates and words, but not to know all its errors.
        """
        root = os.fspath(self.root)
        file = os.path.join(root, path)  # noqa: PTH118  Path would take a tenth of the time it takes to read a release
        try:
            if self.passes_through_link(file):
                return release_file.unreadable_release(
                    path, "a folder on the way to the file is a link", "put the folder itself in the place of the link"
                )
            with open(disk.open_regular(file), "rb", buffering=0) as opened:  # noqa: PTH123
                size = os.fstat(opened.fileno()).st_size
                data = (opened.read() or b"") if size <= LARGEST else b""
        except OSError as error:
            return release_file.unreadable_release(
                path, f"the file cannot be read: {reason_of(error)}", disk.remedy(error)
            )
        if size > LARGEST:
            return release_file.unreadable_release(
                path, f"the file is larger than {LARGEST // 1_000_000} MB", "a release is text; keep files apart"
            )
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            return release_file.release_not_in_utf8(path, data, error)
        return release_file.parse(text, path)

    def passes_through_link(self, file: str) -> bool:
        """Whether a folder above a file is a link."""
        root = os.fspath(self.root)
        return disk.passes_through_link(file, root, os.path.join(root, self.config.releases))  # noqa: PTH118

    def _named_release(self, path: str) -> Release | None:
        """The release in a file that another release names; None if there is no such file."""
        return self.read_alone(path) if disk.is_file(self.root / path) else None

    def _with_files_to_compare(self, release: Release) -> Release:
        """The release with digests of its files if there is a signature or a record to compare them with."""
        is_recorded = release.id is not None and disk.is_there(self.root / RECORDS)
        is_compared = bool(release.approvals) or is_recorded
        return self.with_files(release) if release.files is None and is_compared else release

    def with_files(self, release: Release) -> Release:
        """The release with digests of its pictures and attachments as they are now, to compare or to sign them."""
        return attached_files.with_files(self, release)

    def dependencies(self, release: Release) -> list[str]:
        """The other files on which the findings in a release depend, even missing ones, as paths in the newsroom."""
        paths = self._record_paths(release)
        if release.corrects or release.corrected_by or release.translation:
            from newsroom_cli.newsroom.links import correction_links, translation_links

            paths += correction_links.linked_releases(release, self._named_release)
            paths += translation_links.originals(release, self._named_release)
        if not _may_name_files(release):
            return paths
        return sorted({*paths, *attached_files.places(release), *(path for path, _, _ in linked_releases(release))})

    def _record_paths(self, release: Release) -> list[str]:
        """A list with the path of a release's record, even if it is not written yet; empty if there are no records."""
        if release.id is None or release.date is None or not disk.is_there(self.root / RECORDS):
            return []
        from newsroom_cli.ledger.published import file_name
        from newsroom_cli.newsroom import published

        year = interpretation.goes_out_at(release, self.config).astimezone(dt.UTC).year
        path = published.path_of_record(self.root, release.id.value)
        return [path or f"{RECORDS}/{year}/{file_name(release.id.value)}"]

    def output_test(self) -> Callable[[str], bool]:
        """A function that tells by slug whether the output folder has a page or a feed entry of a release."""
        output = self.output

        @functools.cache
        def feeds() -> bytes:
            files = (file for ending in ENDINGS for file in output.rglob(f"*{ending}") if disk.is_file(file))
            return b"\n".join(file.read_bytes() for file in files)

        def appears(slug: str) -> bool:
            """Whether the output has a page or a feed entry of the release."""
            page = f"{slug}.html"
            has_page = any(disk.is_there(output / folder / page) for folder in ("releases", "email"))
            return has_page or f"/{quote(page)}".encode() in feeds()

        return appears

    def files_of(self, release: Release) -> list[str]:
        """The pictures and attachments of a release that can be published, as paths inside the newsroom."""
        return attached_files.paths(release)

    def content_of(self, path: str) -> bytes:
        """The bytes of a picture or attachment, by its path inside the newsroom.

        Raises OSError if the file cannot be read, or a folder above it is a link.
        """
        file = os.fspath(self.root / path)
        if self.passes_through_link(file):
            raise disk.NotRegular(errno.EINVAL, "a folder on the way to it is a link", file)
        return disk.read(file)

    # --- the gate ---------------------------------------------------------------------------------------------

    def document(self, release: Release) -> Document:
        """A release in this newsroom, as the rules and the gate read it."""
        from newsroom_cli.language.document import Document  # slow to load, and not all commands need it

        if _may_name_files(release):
            release = self._with_files_to_compare(release)
        return Document(self._with_record_problems(release), self.config)

    def _with_record_problems(self, release: Release) -> Release:
        """The release with a problem for each difference from its record, or for a damaged record."""
        may_be_public = release.status_name == APPROVED or release.is_taken_back
        if release.id is None or not may_be_public or not disk.is_there(self.root / RECORDS):
            return release
        from newsroom_cli.newsroom import published

        return release.with_problems(published.differences(self.root, release, self.output, self.config))

    def publication_status(self, document: Document, now: dt.datetime, due_moments: Mapping[str, str] = _NONE) -> str:
        """The gate: the publication status of a release at an instant, PUBLIC or the reason to hold it back.

        In doubt it is UNCLEAR, never PUBLIC. `due_moments` has, by slug and by id, the moments at which published
        releases were due: a clock set back does not take back such a release, but an edited date or embargo does.
        """
        from newsroom_cli.rules import doubts, keys

        release = document.release
        questions = keys.GATE if release.status_name == APPROVED else ("status",)
        if release.broken or doubts.doubts(document, *questions):
            return UNCLEAR
        status = self.status_by_fields(release, now, due_moments)
        return UNCLEAR if status == PUBLIC and doubts.unmet_requirements(document) else status

    def status_by_fields(self, release: Release, now: dt.datetime, due_moments: Mapping[str, str] = _NONE) -> str:
        """The publication status of a release that has no errors; an error would make it UNCLEAR.

        No other method tests status, date and embargo.
        """
        if release.broken:
            return UNCLEAR
        if release.status_name != APPROVED and not release.is_taken_back:
            return release.status_name
        if release.date is None:
            return UNDATED
        if release.is_taken_back:
            return PUBLIC if self._shows_notice(release, now, due_moments) else release.status_name
        hold = ""
        begins = interpretation.instant(release.date.value, self.config)
        ends = interpretation.embargo_end(release, self.config)
        if ends and ends > now and ends >= begins:
            hold = EMBARGOED
        elif begins > now:
            hold = SCHEDULED
        elif self._is_held_by_blackout(release, now, due_moments):
            return BLACKOUT
        if hold and interpretation.due_moment_if_out(release, due_moments) != interpretation.due_moment(
            release, self.config
        ):
            return hold
        return PUBLIC

    def _is_held_by_blackout(self, release: Release, now: dt.datetime, due_moments: Mapping[str, str]) -> bool:
        """Whether a blackout holds back a release that is not out yet.

        Where no build is known, the record of a release that was approved in the blackout says that it waits.
        """
        if interpretation.is_held_by_blackout(release, now, due_moments, self.config):
            return True
        if due_moments or release.is_taken_back or interpretation.blackout_at(release, now, self.config) is None:
            return False
        from newsroom_cli.newsroom import published

        return published.is_recorded_to_wait(self.root, release, now)

    def _shows_notice(self, release: Release, now: dt.datetime, due_moments: Mapping[str, str]) -> bool:
        """Whether readers see the notice of a release that was taken back, whatever its date says.

        They do not see it if the release was never public, or if its text is under a new embargo.
        """
        is_known_as_it_is = interpretation.due_moment_if_out(release, due_moments) == interpretation.due_moment(
            release, self.config
        )
        ends = interpretation.embargo_end(release, self.config)
        is_embargoed = ends is not None and ends > now and not (release.is_killed or is_known_as_it_is)
        return not is_embargoed and self._was_published(release, now, due_moments)

    def _was_published(self, release: Release, now: dt.datetime, due_moments: Mapping[str, str]) -> bool:
        """Whether a release is out, or its record proves that it was; only then may a notice show its text.

        A record is written at the approval, so it proves nothing before its first public moment. After that moment it
        proves publication if it includes a withdrawal. Without one it does so only if no build is known that would list
        the release, and a notice is not older than that moment: releases with older notices never went out.
        """
        from newsroom_cli.newsroom import published
        from newsroom_cli.newsroom.writer import manifest as manifests

        if interpretation.due_moment_if_out(release, due_moments) is not None:
            return True
        try:
            record = published.record_of(self.root, release)
        except NewsroomError:  # a damaged record must not delay a withdrawal
            return True
        if record is None or record.first_public > now:
            return False
        if record.change in (TAKEN_BACK, KILLED):
            return True
        is_output_unknown = manifests.manifest_of(self.output).built is None
        first = max(record.first_public, interpretation.dated_at(release, self.config))  # the date may be later now
        first = interpretation.after_blackouts(release, first, self.config)
        return is_output_unknown and interpretation.is_noted_since(release, first, self.config)

    def publication_statuses(self, due_moments: Mapping[str, str] = _NONE) -> Callable[[str, dt.datetime], str | None]:
        """A function from slug and time to publication status, None for an unknown slug; it reads each file once.

        A slug that no file has may be the alias of a release, its earlier name.
        """

        @functools.cache
        def paths() -> dict[str, list[str]]:
            """The paths of the releases by slug."""
            paths_by_slug: dict[str, list[str]] = {}
            for path in self.paths():
                paths_by_slug.setdefault(release_file.slug_of(path), []).append(path)
            return paths_by_slug

        read = functools.cache(self.read)

        @functools.cache
        def paths_by_alias() -> dict[str, list[str]]:
            """The paths of the releases by alias."""
            by_alias: dict[str, list[str]] = {}
            for path in self.paths():  # a quick test, because most releases have no aliases
                for alias in read(path).aliases if disk.contains(self.root / path, b"aliases") else ():
                    by_alias.setdefault(alias.value, []).append(path)
            return by_alias

        @functools.cache
        def status(slug: str, now: dt.datetime) -> str | None:
            candidates = paths().get(slug) or paths_by_alias().get(slug, [])
            statuses = [self.publication_status(self.document(read(path)), now, due_moments) for path in candidates]
            return PUBLIC if PUBLIC in statuses else next(iter(statuses), None)

        return status

    def publication_statuses_at(self, now: dt.datetime, due_moments: Mapping[str, str] = _NONE) -> StatusOf:
        """`publication_statuses` with the time fixed to `now`."""
        statuses = self.publication_statuses(due_moments)
        return lambda slug: statuses(slug, now)

    def edition(
        self,
        release: Release,
        *,
        draft: bool = False,
        text: bool = True,
        body: bool = True,
        columns: int = 72,
        status_of: StatusOf | None = None,
    ) -> Edition:
        """A release ready for publication, with the sizes of its files; it passed the gate, or the caller sets `draft`.

        Without `text` its plain text stays empty; without `body` plain text, HTML and boilerplate do. Lines of plain
        text have at most `columns`. `status_of` returns the publication status of a linked release by its slug.
        """
        from newsroom_cli.language.links.linked import no_releases
        from newsroom_cli.newsroom import edition as editions
        from newsroom_cli.newsroom.attached import edition_files

        edition = editions.edition(
            release,
            self.config,
            self.own_templates,
            draft=draft,
            text=text,
            body=body,
            columns=columns,
            status_of=status_of or no_releases,
        )
        return edition_files.with_sizes(edition, self.root, self.config.url)


def _may_name_files(release: Release) -> bool:
    """Whether a release may name a picture, an attachment or another release; a quick test, because most do not."""
    body = release.body.value
    return bool(release.images or release.attachments) or "![" in body or "<img" in body or ".md" in body


def linked_releases(release: Release) -> Iterator[tuple[str, str, Span]]:
    """Yield the releases to which a release links, in Markdown or HTML: path inside the newsroom, target, span."""
    if ".md" not in release.body.value:
        return
    from newsroom_cli.markup import markdown

    parsed = markdown.read(release.body)
    for link in (*parsed.links, *parsed.html_links):
        target = link.target.partition("#")[0]
        is_release = not link.image and target.endswith(".md")
        if is_release and (path := interpretation.newsroom_path(release, target)) is not None:
            yield path, link.target, link.span
