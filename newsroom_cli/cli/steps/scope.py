"""The releases and rules that `newsroom check` covers."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.cli.terminal import output
from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    from newsroom_cli.linter.desk import CheckResult
    from newsroom_cli.linter.findings import Finding


class Scope(NamedTuple):
    """The releases to check (`paths`) and all releases of the newsroom (`all_paths`), as paths from its root.

    `named` are the files on the command line, `changed` those that git reports; None means all.
    """

    paths: list[str]
    all_paths: list[str]
    named: Container[str] | None = None
    changed: Container[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the scope is the whole newsroom."""
        return self.named is None and self.changed is None

    def covers(self, finding: Finding, dependencies: Iterable[str]) -> bool:
        """Whether a finding concerns the scope: by its file, the release it also names, or a file it depends on."""
        paths = (finding.path, finding.other)
        named = self.named is None or any(path in self.named for path in paths)
        return named and (self.changed is None or any(path in self.changed for path in (*paths, *dependencies)))


def with_selection(
    newsroom: Newsroom, *, select: str, extend: str, ignore: str, preview: bool, releasing: bool
) -> Newsroom:
    """The newsroom with the rules that the command line selects. Raises NewsroomError for an unknown code.

    `select`, `extend` and `ignore` are lists of codes as typed; `preview` and `releasing` are the options --preview and
    --release.
    """
    if not (select or extend or ignore or preview or releasing):
        return newsroom
    from newsroom_cli.rules.selection import code_without_place

    check = newsroom.config.check
    if select:
        check = check._replace(select=tuple(map(code_without_place, _codes(select, "--select"))))
    if extend:
        more = map(code_without_place, _codes(extend, "--extend-select"))
        check = check._replace(extend_select=(*check.extend_select, *more))
    if ignore:
        check = check._replace(ignore=(*check.ignore, *map(code_without_place, _codes(ignore, "--ignore"))))
    asked = repr((select, extend, ignore, preview, releasing))
    check = check._replace(preview=preview or check.preview, releasing=releasing, asked=asked)
    return newsroom._replace(config=newsroom.config._replace(check=check))


def _codes(text: str, option: str) -> list[str]:
    """The codes in the value of an option. Raises NewsroomError if no rule has one of them."""
    from newsroom_cli.rules.catalogue import nearest_code, titles

    all_codes = [title.code for title in titles()]
    wanted = [word.strip().upper() for word in text.replace(" ", ",").split(",") if word.strip()]
    for word in wanted:
        if word != "ALL" and not any(code.startswith(word) for code in all_codes):
            families = {code.rstrip("0123456789").lower() for code in all_codes}
            near = nearest_code(word) or (nearest(word, families) or "").upper()
            raise NewsroomError(
                f'{option}: there is no rule "{word}"',
                hint=f"did you mean {near}?" if near else "newsroom rule lists them",
            )
    return wanted


def scope_of(newsroom: Newsroom, paths: Sequence[Path], *, since: str, staged: bool) -> Scope:
    """The scope of a check. Raises NewsroomError for an unknown file or revision."""
    all_paths = newsroom.paths() if disk.is_folder(newsroom.folder) or not paths else []
    misnamed = _misnamed_paths(newsroom, newsroom.folder) if disk.is_folder(newsroom.folder) else []
    named_paths = {name for path in paths for name in _paths_at(newsroom, path)} if paths else None
    changed_paths = _changes(newsroom, named_paths or (), since=since, staged=staged) if since or staged else None
    if staged or (named_paths and FILE_NAME in named_paths) or named_paths == {*all_paths, *misnamed}:
        named_paths = None  # the files that a hook names count as changed
    names = sorted([*all_paths, *misnamed] if named_paths is None else named_paths)
    return Scope(
        [name for name in names if changed_paths is None or name in changed_paths],
        all_paths,
        named_paths,
        changed_paths,
    )


def _paths_at(newsroom: Newsroom, path: Path) -> list[str]:
    """The release files at a path: the file itself, or all files in a folder."""
    file_or_folder = next((file for file in (path.absolute(), newsroom.root / path) if os.path.lexists(file)), None)
    if file_or_folder is None:
        raise NewsroomError("there is no such file or folder", path=path, hint="newsroom list shows the releases")
    if not disk.is_folder(file_or_folder):
        return [newsroom.name_of(file_or_folder)]
    return [*newsroom.paths(file_or_folder), *_misnamed_paths(newsroom, file_or_folder)]


def _misnamed_paths(newsroom: Newsroom, folder: Path) -> list[str]:
    """The files below a folder that no other command takes for releases: their names end in .MD or the like."""
    return [newsroom.name_of(file) for file in release_files.misnamed(str(folder))]


def _changes(newsroom: Newsroom, named: Iterable[str], *, since: str, staged: bool) -> Container[str] | None:
    """The files that changed since a revision or change with the next commit; None if every release is affected."""
    from newsroom_cli.newsroom import history

    root, config = newsroom.root, newsroom.config
    everywhere = [FILE_NAME, "templates", *filter(None, [config.check.baseline])]
    sources = [config.releases, *everywhere]
    changes = [history.changed_since(root, since, sources)] if since else []
    if staged:
        changes += [history.staged_changes(root, sources), history.ChangedFiles(named)]
        if base := os.environ.get("PRE_COMMIT_FROM_REF"):  # pre-commit compares with this, and nothing is staged
            changes.append(history.changed_since(root, base, []))
    if any(change.touches(path) for change in changes for path in everywhere):
        return None
    return history.ChangedFiles(name for change in changes for name in change.files)


def check_scope(newsroom: Newsroom, scope: Scope, *, now: dt.datetime, use_cache: bool) -> CheckResult:
    """The findings that concern a scope, with a progress bar for many releases."""
    from newsroom_cli.linter import desk

    with output.progress("checking") as progress:
        return desk.check_releases(
            newsroom,
            scope.all_paths,
            now=now,
            other_paths=sorted({*scope.paths} - {*scope.all_paths}),
            is_wanted=scope.covers,
            progress=progress,
            use_cache=use_cache,
        )
