"""Whatever changes, in whatever way, a rebuild says what a clean build says."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import samples

from newsroom_cli.ledger import published
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.build import build
from promises.rooms import add, change, make_room, tree

# Later than the files on the disk: what a build remembers of them counts, as in an archive.
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=30)


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    yield make_room(tmp_path / "room").root
    theme.clear_caches()


def made(root: Path, folder: Path | None = None, now: dt.datetime = NOW) -> dict[str, bytes]:
    """The files of a build that stands for a process of its own."""
    theme.clear_caches()
    report = build(Newsroom.find(root), now=now, folder=folder)
    assert not report.refusals
    return {path: data for path, data in tree(folder or root / "public").items() if path != ".newsroom-manifest"}


def settle(root: Path, now: dt.datetime = NOW) -> None:
    """Build until everything is remembered."""
    made(root, now=now)
    made(root, now=now)


def rebuilt_and_clean(root: Path, now: dt.datetime = NOW) -> tuple[dict[str, bytes], dict[str, bytes]]:
    rebuilt = made(root, now=now)
    return rebuilt, made(root, root.parent / "clean", now)


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Change a file without a change of its size and time, as unpacking an archive may do."""
    state, data = path.stat(), path.read_bytes()
    assert old in data and len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_a_release_of_the_same_size_and_time_is_read_again(root: Path) -> None:
    settle(root)
    rewrite(root / "releases" / "2026-03-02-library.md", b"40,000", b"60,000")
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and b"60,000" in rebuilt["releases/2026-03-02-library.html"]


def test_a_picture_of_the_same_size_and_time_is_read_again(root: Path) -> None:
    before, after = (samples.picture("GIF", colour=colour) for colour in (1, 2))
    plan = root / "releases" / "plan.gif"
    plan.write_bytes(before)
    add(root, "2026-04-02-plan", body=f"{samples.BODY}\n![A plan](plan.gif)\n")
    settle(root)
    assert len(before) == len(after) and before != after
    rewrite(plan, before, after)
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and rebuilt["releases/plan.gif"] == after


def test_an_output_of_the_same_size_and_time_is_written_again(root: Path) -> None:
    settle(root)
    rewrite(root / "public" / "releases" / "2026-03-02-library.html", b"40,000", b"60,000")
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean


@pytest.mark.parametrize("name", ["site", "."])
def test_a_template_in_a_folder_that_is_a_link_counts(root: Path, name: str) -> None:
    shared = root.parent / "shared"
    shared.mkdir()
    own = root / "templates"
    if name == ".":
        own.symlink_to(shared)
        shared = shared / "site"
        shared.mkdir()
    else:
        own.mkdir()
        (own / "site").symlink_to(shared)
    template = shared / "index.html"
    template.write_text('{% extends "builtin/site/index.html" %}\n')
    settle(root)
    template.write_text('{% extends "builtin/site/index.html" %}{% block main %}<p>New</p>{% endblock %}')
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and b"<p>New</p>" in rebuilt["index.html"]


def while_it_builds(root: Path, edit: Callable[[], object]) -> dict[str, bytes]:
    """The files of a build during which, after the releases have been read, somebody edits something."""
    done = []

    def progress(*_: object) -> None:
        if not done:
            done.append(edit())

    theme.clear_caches()
    build(Newsroom.find(root), now=NOW, progress=progress)
    assert done
    return rebuilt_and_clean(root)[0]


def aged(path: Path) -> None:
    """Give a file the time of a file that is older than the build."""
    os.utime(path, (NOW.timestamp() - 7200, NOW.timestamp() - 7200))


def saved(path: Path, old: str, new: str) -> None:
    change(path, old, new)
    aged(path)


def test_a_release_that_is_saved_while_a_build_runs_is_read_by_the_next(root: Path) -> None:
    change(root / "newsroom.toml", "[offices.mayors-office]", "[feeds]\nentries = 5\n\n[offices.mayors-office]")
    for number in range(8):  # more than a feed has, so that the build does not notice
        add(root, f"2026-04-{number + 1:02}-bridge-{number}", headline=f'"City Opens Bridge {number}"')
    settle(root)
    change(root / "releases" / "2026-04-08-bridge-7.md", "40,000", "70,000")
    oldest = root / "releases" / "2026-03-02-library.md"
    while_it_builds(root, lambda: saved(oldest, "40,000", "60,000"))
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and b"60,000" in rebuilt["releases/2026-03-02-library.html"]


def test_a_template_that_is_saved_while_a_build_runs_is_used_by_the_next(root: Path) -> None:
    template = root / "templates" / "site" / "figure.html"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "builtin/site/figure.html" %}\n')
    style = template.with_name("site.css")
    style.write_text("p { margin: 1px }\n")
    page = template.with_name("release.html")
    page.write_text('{% extends "builtin/site/release.html" %}\n')
    settle(root)
    change(root / "releases" / "2026-03-02-library.md", "40,000", "70,000")
    words = '{% extends "builtin/site/release.html" %}{% block end_mark %}<p>New</p>{% endblock %}'
    while_it_builds(root, lambda: page.write_text(words))
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean


def test_a_logo_that_is_saved_while_a_build_runs_is_used_by_the_next(root: Path) -> None:
    wide = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"/>'
    (root / "logo.svg").write_text(wide)
    toml = root / "newsroom.toml"
    toml.write_text(f'{toml.read_text(encoding="utf-8")}\n[site]\nlogo = "logo.svg"\n', encoding="utf-8")
    settle(root)
    change(root / "releases" / "2026-03-02-library.md", "40,000", "70,000")
    while_it_builds(root, lambda: (root / "logo.svg").write_text(wide.replace("0 0 200", "0 0 100")))
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and b'width="140" height="56"' in rebuilt["index.html"]


def record(root: Path, path: Path) -> None:
    """Record a release as withdrawn, and as public since another year than that of its date."""
    id = Newsroom.find(root).read(f"releases/{path.name}").id
    assert id
    file = root / "published" / "2025" / published.file_name(id.value)
    file.parent.mkdir(parents=True)
    file.write_text(
        f'format = 1\nwords = 2\nid = "{id.value}"\naddresses = ["{path.stem}"]\n'
        'first_public = 2025-12-31T09:00:00Z\nedition = 2\nchange = "withdrawn"\nblocks = []\n'
    )


def test_a_record_in_the_folder_of_another_year_counts(root: Path) -> None:
    path = add(root, "2026-04-02-pool", status='"withdrawn"')
    change(
        path,
        "[dateline]",
        '[[corrections]]\ndate = 2026-04-03T09:00:00Z\nchange = "withdrawn"\nreason = "Off."\n\n[dateline]',
    )
    (root / "published").mkdir()
    settle(root)
    record(root, path)
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and "releases/2026-04-02-pool.html" in clean


def test_a_notice_that_waits_for_its_day_comes_out_on_it(root: Path) -> None:
    path = add(root, "2026-04-02-pool", status='"withdrawn"', extra=f"embargo = {NOW:%Y-%m-%dT%H:%M:%SZ}\n")
    notice = '[[corrections]]\ndate = 2026-04-03T09:00:00Z\nchange = "withdrawn"\nreason = "Off."\n\n[dateline]'
    change(path, "[dateline]", notice)
    record(root, path)
    settle(root, NOW - dt.timedelta(hours=1))
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and "releases/2026-04-02-pool.html" in clean


def test_a_name_that_another_release_declares_too_is_asked_for_again(root: Path) -> None:
    add(root, "2026-04-03-pool", extra='aliases = ["2026-01-01-lake"]\n', status='"draft"')
    path = add(root, "2026-04-05-tree")
    add(
        root,
        "2026-04-04-zoo",
        body=f"{samples.BODY}\nSee https://news.port-ellery.example/releases/2026-01-01-lake.html now.\n",
    )
    settle(root)
    change(path, "kind =", 'aliases = ["2026-01-01-lake"]\nkind =')
    rebuilt, clean = rebuilt_and_clean(root)
    assert rebuilt == clean and b"2026-01-01-lake.html" in clean["releases/2026-04-04-zoo.html"]
