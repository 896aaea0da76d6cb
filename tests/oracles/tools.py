"""Ask real programs to judge what newsroom wrote: validators, a browser, mail and feed readers.

Each function visibly skips the test if its program is missing; if the environment variable CI is set, the test fails.
Node packages are those of package.json beside this file, in $NEWSROOM_NODE_MODULES or in node_modules here.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
PATIENCE = 300  # seconds until a program that hangs is stopped


def nu(paths: Path | Iterable[Path]) -> list[str]:
    """The messages of the Nu HTML checker about HTML files, CSS included: one line each, none for valid files."""
    files = [str(path) for path in ([paths] if isinstance(paths, Path) else paths)]
    jar = _node_modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [_program("java"), "-jar", str(jar), "--also-check-css", "--format", "gnu", "--stdout", *files]
    done = _run(command, good=(0, 1))
    messages = [line for line in done.stdout.splitlines() if line.strip()]
    assert messages or done.returncode == 0, f"the Nu checker failed: {done.stderr}"
    return messages


def html_validate(paths: Iterable[Path]) -> list[str]:
    """The messages of html-validate about HTML files, by its recommended rules: one line each, none for good files."""
    program = _node_modules() / "html-validate" / "bin" / "html-validate.mjs"
    options = ["--preset", "recommended", "--formatter", "json"]
    done = _run([_program("node"), str(program), *options, *map(str, paths)], good=(0, 1))
    found = json.loads(done.stdout)
    assert found or done.returncode == 0, f"html-validate failed: {done.stderr}"
    return [
        f"{report['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for report in found
        for message in report["messages"]
    ]


@dataclass(frozen=True)
class View:
    """A view of a page in a browser; sizes in pixels.

    With `base` the page is at that address: `root` is the site's folder and `path` is relative to it. Without `base`,
    `path` is a file that can load other files by relative links. Nothing else can be loaded.
    """

    path: Path | str
    width: int = 1280
    height: int = 800
    dark: bool = False
    rules_off: tuple[str, ...] = ()
    base: str = ""
    root: Path | str = ""
    picture: str = ""
    pdf: str = ""
    paper: str = "A4"


@dataclass(frozen=True)
class Audit:
    """The results of axe-core and the browser for one view.

    `violations` and `incomplete` have one line for each element, `passes` the rules that were satisfied, `outside`
    the addresses the page wanted beyond its own files, `errors` the scripts and files that failed.
    """

    violations: list[str]
    incomplete: list[str]
    passes: list[str]
    scroll_width: int
    inner_width: int
    outside: list[str]
    errors: list[str]


def axe(
    path: Path | str, *, width: int = 1280, dark: bool = False, rules_off: tuple[str, ...] = (), **more: Any
) -> Audit:
    """The audit of one page; `more` is for the other fields of View."""
    return audits([View(path, width=width, dark=dark, rules_off=rules_off, **more)])[0]


def audits(views: Sequence[View]) -> list[Audit]:
    """The audits of many views, in order, in one run of the browser."""
    return [Audit(**answer) for answer in _browse(views)]


def screenshot(path: Path | str, target: Path, *, width: int = 1280, dark: bool = False, **more: Any) -> Path:
    """Write a picture of the whole page to `target` (PNG)."""
    _browse([View(path, width=width, dark=dark, picture=str(target), **more)])
    return target


@dataclass(frozen=True)
class Visit:
    """A visit of a browser to a server: where it arrived, what the policy refused, what it wanted from other hosts."""

    arrived: str
    violations: list[str]
    outside: list[str]


def visits(paths: Mapping[str, str], *, base: str, server: str) -> dict[str, Visit]:
    """The visits to paths of a server, which the browser believes to be at `base`; both addresses end with a slash.

    The value of a path is the path to which it redirects, empty for a page that does not.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        request = _browser(profile) | {"base": base, "server": server, "paths": list(paths.items())}
        return {path: Visit(**found) for path, found in zip(paths, _node("visits.mjs", request), strict=True)}


@dataclass(frozen=True)
class Print:
    """A printed page: the width and height of each sheet in points, and for each table its width in pixels and whether
    it is turned.
    """

    sheets: list[tuple[float, float]]
    tables: list[tuple[float, bool]]


def printed(path: Path | str, target: Path, *, paper: str, **more: Any) -> Print:
    """Print a page to `target` (PDF) on "A4" or "Letter"."""
    view = View(path, width=UPRIGHT[paper], pdf=str(target), paper=paper, **more)
    tables = [(width, turned) for width, turned in _browse([view])[0]["tables"]]
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", target.read_bytes())
    return Print([(float(width), float(height)) for width, height in boxes], tables)


# Pixels between the margins of site.css, upright and turned.
UPRIGHT = {"A4": 627, "Letter": 649}
TURNED = {"A4": 956, "Letter": 889}


@dataclass(frozen=True)
class Search:
    """A search on a site, whose folder is at an address with a content security policy, or on a disk without one.

    `type` is typed into the field of the page at `url` and sent; `clicks` is how often "more results" is clicked.
    """

    url: str
    root: Path | str = ""
    base: str = ""
    policy: str = ""
    type: str = ""
    clicks: int = 0
    script: bool = True
    width: int = 1280
    dark: bool = False
    axe: bool = False
    picture: str = ""


def searches(jobs: Sequence[Search]) -> list[dict[str, Any]]:
    """The results of some searches by a reader: the status, the results, and what was loaded, refused or failed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        request = _browser(profile) | {"jobs": [dataclasses.asdict(job) | {"root": str(job.root)} for job in jobs]}
        found: list[dict[str, Any]] = _node("searches.mjs", request)
    return found


def preview(address: str, jobs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The pages that a browser shows at the address of a running preview; preview.mjs lists the keys of a job.

    A job is at least a width. Its `saves` are written while the browser looks, each when it shows the one before.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        request = {"address": address, "jobs": [{"width": 1280, "height": 900, **job} for job in jobs]}
        found: list[dict[str, Any]] = _node("preview.mjs", _browser(profile) | request)
    return found


def caniemail(html: str, clients: Sequence[str]) -> dict[str, list[str]]:
    """The features in `html` that each mail program, such as "outlook.windows", does not support."""
    request = {"modules": str(_node_modules()), "clients": list(clients), "html": html}
    found: dict[str, list[str]] = _node("caniemail.mjs", request)
    return found


@dataclass(frozen=True)
class Verdict:
    """The verdict of SpamAssassin: its score (above 5 is spam), the tests that hit, and the whole report."""

    score: float
    hits: tuple[str, ...]
    report: str


def spamassassin(message: bytes) -> Verdict:
    """The verdict on a message as it would be sent (.eml); without network tests."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [_program("spamassassin"), "-t", "-L"], input=message, capture_output=True, timeout=PATIENCE,
            check=True, env={**os.environ, "HOME": home, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    report = done.stdout.decode(errors="replace")
    status = re.search(r"^X-Spam-Status:.*?score=(-?[\d.]+).*?tests=(.*?)\s+autolearn", report, re.M | re.S)
    assert status, f"SpamAssassin gave no score: {report[:2000]}"
    names = [name for name in re.split(r"[,\s]+", status[2]) if name and name != "none"]
    return Verdict(float(status[1]), tuple(names), report)


def newsboat(feed: Path) -> list[dict[str, Any]]:
    """The items that a feed reader stores from an RSS, Atom or JSON feed: guid, title, author, url, pubDate ..."""
    program = _program("newsboat")
    with tempfile.TemporaryDirectory() as home:
        urls, cache, options = Path(home, "urls"), Path(home, "cache.db"), Path(home, "config")
        urls.write_text(f"{feed.resolve().as_uri()}\n", encoding="utf-8")
        options.write_text("", encoding="utf-8")
        files = ["-u", str(urls), "-c", str(cache), "-C", str(options)]
        _run([program, "-q", *files, "-x", "reload"], environment={"HOME": home, "LC_ALL": "C.UTF-8"})
        with closing(sqlite3.connect(cache)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("select * from rss_item order by id")]


def xmllint(path: Path) -> list[str]:
    """The messages of libxml2 about an XML file: one line each, none for a well-formed file."""
    done = _run([_program("xmllint"), "--nonet", "--noout", str(path)], good=range(10))
    return done.stderr.splitlines()


def linkinator(server: str, *, public: str) -> dict[str, str]:
    """All paths that linkinator reaches from the front page of a server, each with "" or what is wrong with the link.

    `server` and `public`, the address of the site in its pages, end with a slash. Fragments must exist, and redirects
    are wrong. Links to other sites are left out.
    """
    program = _node_modules() / "linkinator" / "build" / "src" / "cli.js"
    options = ["--recurse", "--check-fragments", "--check-css", "--redirects", "error", "--format", "json"]
    options += ["--url-rewrite-search", public, "--url-rewrite-replace", server, "--concurrency", "20"]
    done = _run([_program("node"), str(program), server, *options, "--skip", f"^(?!{re.escape(server)})"], good=(0, 1))
    links = json.loads(done.stdout[done.stdout.index("{") :])["links"]
    found: dict[str, str] = {}
    for link in links:
        path, state = link["url"].removeprefix(server), link["state"]
        wrong = "" if state == "OK" else f"{state} {link.get('status')} on {link.get('parent')}"
        found[path] = found.get(path) or wrong
    return found


def sarif(path: Path) -> list[str]:
    """The errors and warnings of Microsoft's SARIF validator about a file, schema included: one line each."""
    program = _node_modules() / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    if not os.access(program, os.X_OK):
        program.chmod(0o755)
    done = _run(
        [str(program), "validate", str(path)], good=range(3), environment={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    )
    assert "files scanned" in done.stdout, f"the SARIF validator failed: {done.stdout}{done.stderr}"
    return [line for line in done.stdout.splitlines() if re.search(r": (error|warning) ", line)]


def taplo(paths: Iterable[Path], schema: Path) -> set[str]:
    """The names of the TOML files in which the Taplo language server finds faults by a JSON Schema."""
    command = [_program("node"), str(_node_modules() / "@taplo" / "cli" / "dist" / "cli.js"), "lint"]
    done = _run([*command, "--schema", schema.resolve().as_uri(), *map(str, paths)], good=(0, 1))
    wrong = {Path(path).name for path in re.findall(r'ERROR .*invalid file .*path="(.*)"', done.stderr)}
    assert bool(wrong) == bool(done.returncode), done.stderr
    return wrong


def action_validator(path: Path) -> list[str]:
    """The errors of action-validator about a workflow or action: one line each, none for a valid file."""
    program = _node_modules() / "@action-validator" / "cli" / "cli.mjs"
    done = _run([_program("node"), str(program), str(path)], good=(0, 1))
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def s3rver(folder: Path, port: int, bucket: str) -> list[str]:
    """The command of an object storage that speaks S3: its objects lie in a folder, it has one bucket."""
    program = _node_modules() / "s3rver" / "bin" / "s3rver.js"
    place = ["--directory", str(folder), "--address", "127.0.0.1", "--port", str(port)]
    return [_program("node"), str(program), *place, "--configure-bucket", bucket]


# --- running them ---------------------------------------------------------------------------------------------


def _browse(views: Sequence[View]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        jobs = [dataclasses.asdict(view) | _place(view) for view in views]
        found: list[dict[str, Any]] = _node("browser.mjs", _browser(profile) | {"jobs": jobs})
    return found


def _browser(profile: str) -> dict[str, Any]:
    program = _program("chromium", "chromium-browser", "google-chrome")
    return {"chromium": program, "modules": str(_node_modules()), "profile": profile}


def _place(view: View) -> dict[str, str]:
    """The place of the page for the browser: always a web address, as file: pages may not read their own styles."""
    if view.base:
        return {"path": Path(view.path).as_posix(), "root": str(view.root)}
    path = Path(view.path).resolve()
    return {"base": "http://files.invalid/", "root": path.anchor, "path": path.relative_to(path.anchor).as_posix()}


def _node(script: str, request: dict[str, Any]) -> Any:
    return json.loads(_run([_program("node"), str(HERE / script)], sent=json.dumps(request)).stdout)


def _node_modules() -> Path:
    told = os.environ.get("NEWSROOM_NODE_MODULES")
    folder = Path(told) if told else HERE / "node_modules"
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if absent := [name for name in wanted if not (folder / name).is_dir()]:
        missing(f"the Node packages {', '.join(absent)}")
    return folder.resolve()


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(names[0])


def missing(what: str) -> NoReturn:
    message = f"this test needs {what}; .ci/run installs it"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def _run(
    command: Sequence[str], *, sent: str = "", good: Iterable[int] = (0,), environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, input=sent, capture_output=True, encoding="utf-8", errors="replace", timeout=PATIENCE,
        check=False, env={**os.environ, **(environment or {})},
    )  # fmt: skip
    assert done.returncode in good, f"{command[0]} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return done
