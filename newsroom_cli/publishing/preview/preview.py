"""The interface of the preview: views of releases, cached until something that they depend on changes."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import local_day, office_of
from newsroom_cli.model.release import text_of
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.publishing.identity import identity
from newsroom_cli.publishing.preview import views
from newsroom_cli.publishing.preview.views import View
from newsroom_cli.publishing.site import pages

_TRIES = 3
# The version of a view that changed while it was read: a browser that has it is notified at once.
_UNSETTLED = "unsettled"
_REPLACED = 0.1  # seconds: some editors delete a file to write it anew
_Value = TypeVar("_Value")


class Row(NamedTuple):
    """A release in the list."""

    path: str
    headline: str
    date: dt.date | None
    office: str
    status: str
    status_words: str


class Preview:
    """The releases of the newsroom in a folder, read from disk whenever they have changed. It writes nothing.

    `clock` returns the present moment. Browsers ask from several threads; a lock lets only one of them use the
    renderers.
    """

    def __init__(self, root: Path, clock: Callable[[], dt.datetime]) -> None:
        self.root = root
        self._clock = clock
        self._lock = threading.RLock()
        self._newsroom: tuple[str, Newsroom] | None = None
        self._views: dict[str, tuple[str, View]] = {}
        self._rows: dict[str, tuple[str, Row]] = {}

    def view(self, path: str) -> tuple[str, View]:
        """The view of a release, by the path of its file, and the version of all that it depends on."""
        with self._lock:
            for _ in range(_TRIES):
                known = self._views.get(path)
                before = self.version(path)
                if known and known[0] == before:
                    break
                view = self._view(path, known[1] if known else None)
                # Somebody may have saved the file meanwhile, or it depends on other files now: then it is read again.
                is_current = self._version(path, view) == before
                self._views[path] = (before if is_current else _UNSETTLED, view)
            return self._views[path]

    def version(self, path: str) -> str:
        """The version of everything that a release depends on; files and the clock change it."""
        known = self._views.get(path)
        return self._version(path, known[1] if known else None)

    def is_release(self, path: str) -> bool:
        """Whether a path is a release of the newsroom, or was one since the preview began."""
        with self._lock:
            return path in self._views or path in self.newsroom().paths()

    def path_of(self, slug: str) -> str | None:
        """The path of the release with a slug; None if there is none."""
        return next((path for path in self.newsroom().paths() if slug_of(path) == slug), None)

    def rows(self) -> list[Row]:
        """A row for each release, newest first; those without a date come on top."""
        with self._lock:
            newsroom, now = self.newsroom(), self._clock()
            paths = newsroom.paths()
            states = release_files.release_states_below(os.fspath(newsroom.root), os.fspath(newsroom.folder))
            due_moments = manifests.manifest_of(newsroom.output).due_moments
            rows, shared = {}, f"{self._shared_version()} {now:%Y-%m-%d %H:%M}"
            for path in paths:
                version = f"{states.get(path)} {shared}"
                known = self._rows.get(path)
                is_known = known is not None and known[0] == version
                rows[path] = known if known and is_known else (version, self._row(newsroom, path, now, due_moments))
            self._rows = rows
            found = [row for _, row in rows.values()]
            return sorted(found, key=lambda row: (row.date or dt.date.max, row.path), reverse=True)

    def list_version(self) -> str:
        """The version of what the list of releases depends on."""
        folder = self._newsroom[1].folder if self._newsroom else self.root
        try:
            states = release_files.release_states_below(os.fspath(self.root), os.fspath(folder))
        except OSError:
            states = {}
        return digest(f"{self._shared_version()} {states}".encode(errors="replace"))[:16]

    def asset(self, name: str) -> bytes | None:
        """The style sheet, the icon or another file that all pages load; None if there is none of this name."""
        with self._lock:
            newsroom = self.newsroom()
            return dict(pages.assets(newsroom.config, newsroom.own_templates)).get(name)

    def file(self, path: str, name: str) -> bytes | None:
        """A picture or attachment that the release in a file names; None for any other, or if it cannot be read."""
        _, view = self.view(path)
        if name not in view.files:
            return None
        try:
            return self.newsroom().content_of(name)
        except OSError:
            return None

    def newsroom(self) -> Newsroom:
        """The newsroom as it is now. Raises ConfigError if newsroom.toml is wrong."""
        with self._lock:
            version = self._shared_version()
            if self._newsroom is None or self._newsroom[0] != version:
                theme.clear_caches()
                self._newsroom = None
                self._newsroom = version, Newsroom.find(self.root)
                self._newsroom = self._shared_version(), self._newsroom[1]  # it may name a logo now
            return self._newsroom[1]

    def _view(self, path: str, before: View | None) -> View:
        """The view of a release. An error of newsroom.toml or a template is part of it."""
        if before and not before.error and not disk.is_file(self.root / path):
            threading.Event().wait(_REPLACED)
        try:
            view = views.view(self.newsroom(), path, self._clock())
            if view.error and before and (new := self._new_place(before.id)):
                view.error.hint = f"it is {new} now: choose it from all releases"
        except NewsroomError as error:
            view = View(path, error=error)
        view = view._replace(
            error=self._with_inner_path(view.error),
            outputs={form: self._with_inner_path(made) for form, made in view.outputs.items()},
        )
        if before is None:
            return view
        return view._replace(id=view.id or before.id, headline=view.headline or before.headline)

    def _with_inner_path(self, value: _Value) -> _Value:
        """The value; if it is an error, its path becomes relative to the newsroom, as in all that the preview shows."""
        if isinstance(value, NewsroomError) and value.path:
            with contextlib.suppress(ValueError):
                value.path = Path(value.path).relative_to(self.root).as_posix()
        return value

    def _new_place(self, id: str) -> str | None:
        """The path of the release with an id; None if there is none."""
        newsroom = self.newsroom()
        found = (path for path in newsroom.paths() if id and disk.contains(newsroom.root / path, id.encode()))
        return next(found, None)

    def _row(self, newsroom: Newsroom, path: str, now: dt.datetime, due_moments: dict[str, str]) -> Row:
        """The row of a release."""
        release = newsroom.read(path)
        status = newsroom.publication_status(newsroom.document(release), now, due_moments)
        office = newsroom.config.offices.get(office_of(release, newsroom.config))
        return Row(
            path,
            text_of(release.headline),
            local_day(release.date.value, newsroom.config) if release.date else None,
            office.name if office else "",
            status,
            views.status_words(newsroom, release, status, due_moments),
        )

    def _version(self, path: str, view: View | None) -> str:
        """The version of what a view depends on."""
        files = (path, *(view.dependencies if view else ()))
        states = release_files.states(os.fspath(self.root), files)
        is_over = view is not None and view.until is not None and view.until <= self._clock()
        others = self.list_version() if view and view.error else ""  # the file may come back under another name
        return digest(f"{self._shared_version()} {states} {is_over} {others}".encode(errors="replace"))[:16]

    def _shared_version(self) -> str:
        """The version of newsroom.toml, templates, logo and icon, on which every view depends."""
        files = [FILE_NAME]
        templates: object = ""
        if self._newsroom:
            newsroom = self._newsroom[1]
            files += identity.files_of(newsroom.config.site)
            with contextlib.suppress(OSError):  # most newsrooms have no such folder
                templates = release_files.states_below(os.fspath(newsroom.own_templates))
        return f"{release_files.states(os.fspath(self.root), files)} {templates}"
