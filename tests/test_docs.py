"""What README and docs/ show is what happens."""

from __future__ import annotations

import json
import re
import runpy
import shlex
from pathlib import Path

import pytest

import newsroom_cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURES = ROOT / "docs" / "pictures"
PICTURE = PICTURES / "check.svg"
PACKAGE = Path(newsroom_cli.__file__).parent
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for path in (README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"))
]
pytestmark = pytest.mark.skipif(not README.exists(), reason="the documents are not beside the tests")

COMMANDS = ROOT / "docs" / "commands.md"


def readme() -> str:
    return README.read_text(encoding="utf-8")


def test_the_readme_is_short_and_begins_with_two_lines_to_run() -> None:
    assert len(readme().splitlines()) <= 120
    two = [line for line in readme().splitlines() if line.startswith("python3 -m venv")]
    assert [line.rpartition("&& ")[2] for line in two] == [
        ".venv/bin/newsroom build",
        ".venv/bin/pytest -m growth tests/promises",
    ]


def test_the_picture_of_a_check_shows_what_check_says() -> None:
    made = runpy.run_path(str(PICTURES / "make.py"))["check_svg"]()
    words, now = (re.findall(r"<text[^>]*>(.*?)</text>", svg) for svg in (PICTURE.read_text(encoding="utf-8"), made))
    assert words == now, "run docs/pictures/make.py check"


def test_the_pictures_are_small_and_described() -> None:
    shown = re.findall(r'<img src="(docs/pictures/[^"]*)" width="\d+"\s+alt="[^"]{20,}">', readme())
    assert len(shown) == 2
    assert all((ROOT / path).stat().st_size < 150_000 for path in shown)


def test_the_quotes_of_the_commands_go_as_they_say(newsroom, tmp_path: Path) -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    newsroom("init", ".", "--url", "https://news.example/", "--city", "Springfield")
    release = runpy.run_path(str(PICTURES / "make.py"))["RELEASE"]
    right = release.replace("open for all", "open to all").replace("Tuesday", "Monday")
    file = tmp_path / "releases" / "2026-03-02-library.md"
    file.write_text(right, encoding="utf-8")
    lines = re.findall(r"^newsroom (quotes .*?)(?:\s+#.*)?$", text, re.MULTILINE)
    runs = {
        line.split()[1]: newsroom(*shlex.split(line), "--by", "I. Lind")
        if "clear" in line
        else newsroom(*shlex.split(line))
        for line in lines
    }
    assert runs.pop("search").code == 1  # nothing about housing, as grep says it
    assert {name: run.code for name, run in runs.items()} == dict.fromkeys(("list", "sync", "sheet", "clear"), 0)
    assert "Ana Okafor" in runs["list"].out
    assert "It is open to all" in runs["sheet"].out
    assert 'text = "It is open to all."' in file.read_text(encoding="utf-8")
    assert newsroom("check").code == 0


def test_the_documents_name_every_command_and_format(newsroom) -> None:
    from newsroom_cli.cli.commands import COMMANDS as known

    table = re.findall(r"^\| `newsroom (\w+)`", COMMANDS.read_text(encoding="utf-8"), re.MULTILINE)
    assert table == list(known)
    named = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"{', '.join(named[:-1])} or {named[-1]}" in " ".join(newsroom("check", "--help").out.split())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    prose = re.sub(r"^(`{3,}).*?^\1|`[^`\n]+`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), f"{document} links to {target}"


def test_a_reader_of_the_readme_finds_every_document() -> None:
    found, waiting = set(), [README]
    while waiting:
        document = waiting.pop()
        found.add(document)
        for target in re.findall(r"\]\(([^)#\s:]+\.md)[^)]*\)", document.read_text(encoding="utf-8")):
            path = (document.parent / target).resolve()
            if path.exists() and path not in found:
                waiting.append(path)
    assert {ROOT / document for document in DOCUMENTS} <= found


FOLDERS = (ROOT, PACKAGE, ROOT / "tests", ROOT / "tests" / "promises")  # from which documents name modules


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_modules_that_documents_name_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    text = re.sub(r"^`\S+`:$", "", text, flags=re.MULTILINE)  # a file that the block below makes
    named = re.findall(r"`([a-z_][\w./-]*(?:\.py|/))`", text)
    paths = [name.removeprefix("newsroom_cli/") for name in named if name.endswith(".py") or "architecture" in document]
    assert [path for path in paths if not any((folder / path).exists() for folder in FOLDERS)] == []


def test_the_architecture_names_the_packages_in_their_order() -> None:
    from test_architecture import PACKAGES

    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert re.findall(r"^\d+\. `(\w+)/`:", text, re.MULTILINE) == list(PACKAGES)


def test_the_repository_checks_and_shows_the_dateline_of_its_real_release(newsroom) -> None:
    run = newsroom("check", "-C", ROOT, "-f", "json")
    found = json.loads(run.out)
    assert all(finding["severity"] != "error" and "2015-06-22" in finding["path"] for finding in found), run.out
    assert {finding["code"] for finding in found} >= {"AC002"}, "it is printed as it was, with what an editor would fix"
    shown = newsroom("show", "-C", ROOT, "2015-06-22-mayor-walsh-joins-35-mayors").out
    assert "BOSTON — Monday, June 22, 2015 — Mayor Martin J. Walsh today reinforced" in " ".join(shown.split())
