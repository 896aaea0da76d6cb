"""The files that `newsroom check` writes on request: fixes, and comments that suppress findings."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom_cli.cli.steps.scope import Scope
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter.report import counted
from newsroom_cli.model import disk, release_file
from newsroom_cli.model.config import FILE_NAME
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.folder import LARGEST, Newsroom

if TYPE_CHECKING:
    from newsroom_cli.cli.steps.reporter import Reporter
    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.linter.fixing import FixedText


def fix(newsroom: Newsroom, scope: Scope, *, unsafe: bool) -> None:
    """Write the fixes into all releases of a scope, or into none; `unsafe` includes unsafe fixes."""
    from newsroom_cli.newsroom.writer import in_place

    in_place.tidy(newsroom, scope.paths)
    fixed_releases = list(_fixed_releases(newsroom, scope, unsafe=unsafe))
    if in_place.save_releases(newsroom, [(release, fixed.text) for release, fixed in fixed_releases]):
        number = sum(len(fixed.applied) for _, fixed in fixed_releases)
        done = output.paint("good", f"fixed {counted(number, 'finding')}")
        output.say(f"{done} in {counted(len(fixed_releases), 'release')}")
        lines = [
            f"  {output.from_here(found.path, newsroom.root)}:{found.place.start.line}: {found.code} {found.message}"
            for _, fixed in fixed_releases
            for found in fixed.applied
        ]
        output.say(*lines[:_SHOWN])
        if len(lines) > _SHOWN:
            output.say(f"  and {len(lines) - _SHOWN:,} more")


_SHOWN = 20  # fixed findings, at most


def show_difference(newsroom: Newsroom, scope: Scope, *, unsafe: bool) -> bool:
    """Print what the fixes would change as a diff; return whether they would change anything."""
    has_changes = False
    for release, fixed in _fixed_releases(newsroom, scope, unsafe=unsafe):
        has_changes = True
        output.difference(release.text, fixed.text, output.from_here(release.path, newsroom.root))
    if not has_changes:
        output.say("there is nothing that --fix would change")
    return has_changes


def _fixed_releases(newsroom: Newsroom, scope: Scope, *, unsafe: bool) -> Iterator[tuple[Release, FixedText]]:
    """Yield the releases that fixes change, with the fixed text."""
    from newsroom_cli.linter import fixing

    for path in scope.paths:
        release = newsroom.read(path)
        if (
            not release.broken
            and (fixed := fixing.apply_fixes(release, newsroom.config, unsafe=unsafe)).text != release.text
        ):
            yield release, fixed


def suppress(newsroom: Newsroom, scope: Scope, reason: str, findings: Sequence[Finding]) -> None:
    """Write comments that suppress the findings into all releases of a scope, or into none."""
    from newsroom_cli.linter import suppressing
    from newsroom_cli.newsroom.writer import in_place

    in_place.tidy(newsroom, scope.paths)
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    changed: dict[str, tuple[bytes, bytes]] = {}
    for path in scope.paths:
        release = newsroom.read(path)
        if (
            not release.broken
            and (text := suppressing.add_ignore_comments(release, newsroom.config, reason, by_path[path]))
            != release.text
        ):
            changed[path] = release.text.encode(), text.encode()
    if options := by_path[FILE_NAME]:
        before = disk.read(newsroom.root / FILE_NAME, links=True)
        changed[FILE_NAME] = (
            before,
            suppressing.add_ignore_comments_to_options(before.decode(), options, reason).encode(),
        )
    in_place.rewrite(newsroom, changed)
    releases = counted(len(changed) - bool(options), "release")
    output.say(f"wrote comments into {releases}{f' and {FILE_NAME}' if options else ''}")


def from_stdin(reporter: Reporter, name: Path | None, *, fix: bool, unsafe: bool, diff: bool) -> int:
    """Check the release on stdin. With `fix` the fixed text goes to stdout. Returns the exit code."""
    from newsroom_cli.linter import check, fixing

    newsroom = reporter.newsroom
    path = newsroom.name_of(name.absolute()) if name else "stdin.md"
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise NewsroomError(
                f"stdin is larger than {LARGEST // 1_000_000} MB", hint="a release is text; keep files apart"
            )
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NewsroomError(f"byte {error.start + 1} of stdin is not UTF-8", hint="send it as UTF-8") from error
    except OSError as error:
        hint = "send a release there: ... | newsroom check -"
        raise NewsroomError(f"stdin cannot be read: {reason_of(error)}", hint=hint) from error
    release = release_file.parse(text, path)
    if not fix and not diff:
        return reporter.report(check.check(release, newsroom.config), Scope([path], [path]))
    fixed = fixing.apply_fixes(release, newsroom.config, unsafe=unsafe)
    if diff:
        output.difference(text, fixed.text, path)
        return int(fixed.text != text)
    output.data(fixed.text.encode())
    return reporter.exit_code(fixed.left)
