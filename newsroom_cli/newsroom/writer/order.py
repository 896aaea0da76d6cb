"""The order of paths in manifests, moves and deletions."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator


def merge_sorted(before: Collection[str], after: Collection[str]) -> list[str]:
    """The paths of `after`, sorted. `before` is sorted already, which leaves little to sort."""
    return sorted([*filter(after.__contains__, before), *itertools.filterfalse(before.__contains__, after)])


def pages_first(path: str) -> tuple[bool, bool, str]:
    """The sort key for the deletion of files: a page comes before the mails and pictures to which it links."""
    is_page = path.endswith(".html")
    return not is_page, is_page and not path.startswith("releases/"), path


def folder_runs(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield groups of consecutive paths with the same top folder, each with the name of that folder.

    The name is "" for files without a folder, and for a folder whose paths are not all consecutive.
    """
    runs = [(folder, list(files)) for folder, files in itertools.groupby(paths, key=_top_folder)]
    times = Counter(folder for folder, _ in runs)
    for folder, files in runs:
        yield folder if times[folder] == 1 else "", files


def _top_folder(path: str) -> str:
    folder, slash, _ = path.partition("/")
    return folder if slash else ""
