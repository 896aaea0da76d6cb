"""Copies, uploads and timers of docs/deploying.md run with rsync, rclone and systemd."""

from __future__ import annotations

import hashlib
import http.client
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from oracles import tools
from promises.rooms import NOW, add, change, make_room, tree
from recipes import BIN, beside, command, recipe, run
from servers import free_port, running

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build

pytestmark = [pytest.mark.oracle, beside]

LIBRARY = "releases/2026-03-02-library"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A newsroom with three releases, which is built."""
    root = tmp_path / "news"
    make_room(root)
    for name in "2026-03-03-second", "2026-03-04-third":
        add(root, name)
    assert not build(Newsroom.find(root), now=NOW).refusals
    return root


def served(folder: Path) -> dict[str, bytes]:
    """A site without the marker that no reader needs."""
    return {path: data for path, data in tree(folder).items() if not path.startswith(".")}


def times(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*.*") if path.is_file()}


def build_anew(room: Path) -> None:
    """Change one release, take one back, and build into an empty folder, as a new checkout does."""
    shutil.rmtree(room / "public")
    shutil.rmtree(room / ".newsroom-output-public")
    change(room / f"{LIBRARY}.md", "its ninth library", "its tenth library")
    (room / "releases" / "2026-03-03-second.md").unlink()
    assert not build(Newsroom.find(room), now=NOW).refusals


def test_rsync_copies_what_changed_and_leaves_the_times_of_the_rest(room: Path, tmp_path: Path) -> None:
    shutil.which("rsync") or tools.missing("rsync")
    web = tmp_path / "web"
    line = command("rsync ").replace("web:/srv/www/news", str(web))
    web.mkdir()
    (room / "public" / "site.css").chmod(0o600)
    assert run(["sh", "-c", line], room).returncode == 0
    assert tree(web) == served(room / "public")
    assert {path.stat().st_mode & 0o777 for path in web.rglob("*")} == {0o644, 0o755}
    before = times(web)
    build_anew(room)
    assert run(["sh", "-c", line], room).returncode == 0
    assert tree(web) == served(room / "public")
    kept = {path for path, time in times(web).items() if before.get(path) == time}
    assert {"site.css", "email/2026-03-04-third.html"} <= kept and f"{LIBRARY}.html" not in kept


def _digest(folder: Path) -> str:
    return hashlib.sha256(repr(served(folder)).encode()).hexdigest()


def test_a_switched_link_never_shows_half_a_site(room: Path, tmp_path: Path) -> None:
    shutil.which("rsync") or tools.missing("rsync")
    versions = tmp_path / "versions"
    for year in range(2020, 2025):
        (versions / f"{year}0101T000000.0Z").mkdir(parents=True)
    current = versions / "current"
    script = recipe("/usr/local/bin/newsroom-switch")
    script = script.replace("/srv/news", str(room)).replace("/srv/www/news", str(versions))
    assert run(["sh", "-c", script], tmp_path).returncode == 0
    assert tree(current) == served(room / "public")
    first = current.resolve()
    assert run(["sh", "-c", script], tmp_path).returncode == 0 and current.resolve() == first, "nothing has changed"

    seen, ended = set(), threading.Event()

    def read() -> None:
        while not ended.is_set():
            folder = current.resolve()  # as a web server opens one file after the other
            seen.add(_digest(folder))
            ended.wait(0.005)

    reader = threading.Thread(target=read)
    reader.start()
    states = [_digest(current)]
    for number in range(2):
        change(room / f"{LIBRARY}.md", f"40,00{number}", f"40,00{number + 1}")
        assert run(["sh", "-c", script], tmp_path).returncode == 0
        states.append(_digest(current))
    ended.set()
    reader.join()
    assert seen <= set(states) and len(set(states)) == 3
    assert len([path for path in versions.iterdir() if path.name.startswith("2")]) == 5
    assert times(first)["site.css"] == times(current.resolve())["site.css"]


HEADERS = {
    ".html": ("text/html; charset=utf-8", 60),
    ".txt": ("text/plain; charset=utf-8", 60),
    ".css": ("text/css; charset=utf-8", 300),
    ".js": ("text/javascript; charset=utf-8", 300),
    ".xml": ("text/xml; charset=utf-8", 300),
    ".json": ("application/json", 300),
    ".ics": ("text/calendar; charset=utf-8", 300),
    ".opml": ("text/x-opml; charset=utf-8", 300),
    ".svg": ("image/svg+xml", 3600),
    "rss.xml": ("application/rss+xml; charset=utf-8", 300),
    "atom.xml": ("application/atom+xml; charset=utf-8", 300),
    "feed.json": ("application/feed+json; charset=utf-8", 300),
}


def _stage(path: str, change: str) -> int:
    """When a change may be made: pages and mails first, then what lists them, the feeds, and deletions."""
    if change == "Deleted":
        return 3
    if path.startswith(("releases/", "email/")):
        return 0
    return 1 if path.endswith(".html") else 2


class Bucket:
    """A bucket of object storage on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    @property
    def variables(self) -> dict[str, str]:
        """What `rclone config` asks for, and no certificates of this machine's own."""
        told = {"TYPE": "s3", "PROVIDER": "Other", "ACCESS_KEY_ID": "S3RVER", "SECRET_ACCESS_KEY": "S3RVER"}
        told["NO_HEAD"] = "true"  # s3rver answers a question about an object before it has all of it
        told["ENDPOINT"] = f"http://127.0.0.1:{self.port}"
        return {f"RCLONE_CONFIG_NEWS_{key}": value for key, value in told.items()} | {"AWS_CA_BUNDLE": ""}

    def get(self, path: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", f"/site/{path}")
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[Bucket]:
    port = free_port()
    with running(tools.s3rver(tmp_path / "objects", port, "site"), port, tmp_path / "log"):
        yield Bucket(port)


def test_rclone_uploads_pages_before_what_lists_them_and_deletes_last(
    room: Path, tmp_path: Path, bucket: Bucket
) -> None:
    shutil.which("rclone") or tools.missing("rclone")
    script = recipe("/usr/local/bin/newsroom-upload").replace("/srv/news", str(room)).replace("BUCKET", "site")
    script = script.replace("--quiet", "--verbose")
    done = run(["sh", "-c", script], tmp_path, **bucket.variables)
    assert done.returncode == 0, done.stderr
    for path, data in served(room / "public").items():
        status, headers, body = bucket.get(path)
        assert (status, body) == (200, data), path
        name = Path(path).name
        media_type, lifetime = HEADERS.get(name) or HEADERS[Path(path).suffix]
        assert (headers["Content-Type"], headers["Cache-Control"]) == (media_type, f"max-age={lifetime}"), path
    assert bucket.get(".newsroom-manifest")[0] == 404

    build_anew(room)
    done = run(["sh", "-c", script], tmp_path, **bucket.variables)
    assert done.returncode == 0, done.stderr
    changes = re.findall(r"INFO  : (\S+): (Copied|Deleted)", done.stderr)
    assert {path for path, change in changes if change == "Deleted"} == {
        "releases/2026-03-03-second.html", "email/2026-03-03-second.html", "email/2026-03-03-second.txt",
    }  # fmt: skip
    order = [_stage(path, change) for path, change in changes]
    assert order == sorted(order) and set(order) == {0, 1, 2, 3}, changes
    assert len(changes) == len(set(changes)), "nothing is stored twice"
    assert ("email/2026-03-04-third.html", "Copied") not in changes, "equal files are not sent again"


def test_the_units_are_valid_and_arm_the_timer_for_the_next_moment(room: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze") or tools.missing("systemd-analyze")
    units = []
    for name in "newsroom.service", "newsroom.timer":
        unit = tmp_path / name
        unit.write_text(recipe(f"~/.config/systemd/user/{name}").replace("%h/.local/bin", str(BIN)), encoding="utf-8")
        units.append(str(unit))
    verified = run([program, "--user", "verify", *units], tmp_path, XDG_RUNTIME_DIR=str(tmp_path))
    assert (verified.returncode, verified.stderr) == (0, "")
    every = re.findall(r"OnCalendar=(.*)", recipe("~/.config/systemd/user/newsroom.timer"))
    assert run([program, "calendar", *every], tmp_path).returncode == 0

    add(room, "2031-03-02-later", date="2031-03-02")
    (arming,) = re.findall(r"/bin/sh -c '(.*?)'\n", (tmp_path / "newsroom.service").read_text(), re.DOTALL)
    asking, _, setting = arming.replace("$$", "$").replace("\\\n", "").partition("exec ")
    assert "newsroom.service" in setting and "AccuracySec=1s" in setting
    (span,) = re.findall(r'--on-active="(.*?)"', setting)
    said = run(["sh", "-c", f'{asking}echo "{span}"'], room).stdout.strip()
    assert run([program, "timespan", said], tmp_path).returncode == 0 and int(said.removesuffix("s")) > 86_400
    (room / "releases" / "2031-03-02-later.md").unlink()
    nothing = run(["sh", "-c", f'{asking}echo "{span}"'], room)
    assert (nothing.returncode, nothing.stdout) == (0, ""), "the hourly timer is enough"
    add(room, "2026-03-02-missed", date="2026-03-02")  # it came due while the build ran
    assert run(["sh", "-c", f'{asking}echo "{span}"'], room).stdout == "60s\n"
