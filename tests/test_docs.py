"""What README and docs/ show is what happens."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
pytestmark = pytest.mark.skipif(not README.exists(), reason="the documents are not beside the tests")

_PAINT = re.compile(r"\x1b\[[0-9;]*m")


def test_the_first_day_of_the_readme_goes_as_it_says(newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as a person sees it
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 4
    commands = [each for block in blocks for each in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    ran = 0
    for each in commands:
        line, _, expected = each.partition("\n")
        program, *arguments = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            continue
        run = newsroom(*arguments)
        pattern = ".*".join(re.escape(part) for part in expected.rstrip("\n").split("..."))
        shown = _PAINT.sub("", run.out + run.err).rstrip("\n")
        assert re.fullmatch(pattern, shown, re.DOTALL), f"{line}\n{shown}"
        ran += 1
    assert ran == 4


def test_the_release_of_the_readme_passes_the_check(newsroom, tmp_path: Path) -> None:
    (example,) = re.findall(r"```markdown\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    newsroom("init", ".", "--url", "https://news.example/", "--city", "Springfield")
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(example, encoding="utf-8")
    run = newsroom("check")
    assert run.code == 0, run.out
    assert "SPRINGFIELD — Monday, March 2, 2026 — The city today" in newsroom("show", "2026-03-02-library").out


def test_the_quotes_of_the_readme_go_as_it_says(newsroom, tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    (example,) = re.findall(r"```markdown\n(.*?)```", text, re.DOTALL)
    newsroom("init", ".", "--url", "https://news.example/", "--city", "Springfield")
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(example, encoding="utf-8")
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
    assert 'text = "It is open to all."' in (tmp_path / "releases" / "2026-03-02-library.md").read_text(
        encoding="utf-8"
    )
    assert newsroom("check").code == 0


def test_the_readme_names_every_command() -> None:
    from newsroom_cli.cli.app import COMMANDS

    table = set(re.findall(r"^\| `newsroom (\w+)`", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert table == set(COMMANDS)


@pytest.mark.parametrize(
    "document", ["README.md", *(f"docs/{each.relative_to(ROOT / 'docs')}" for each in (ROOT / "docs").rglob("*.md"))]
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    prose = re.sub(r"^(`{3,}).*?^\1|`[^`\n]+`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), f"{document} links to {target}"


def test_the_repository_checks_and_shows_the_dateline_of_its_real_release(newsroom) -> None:
    run = newsroom("check", "-C", ROOT, "-f", "json")
    found = json.loads(run.out)
    assert all(each["severity"] != "error" and "2015-06-22" in each["path"] for each in found), run.out
    assert {each["code"] for each in found} >= {"AC002"}, "it is printed as it was, with what an editor would mend"
    shown = newsroom("show", "-C", ROOT, "2015-06-22-mayor-walsh-joins-35-mayors").out
    assert "BOSTON — Monday, June 22, 2015 — Mayor Martin J. Walsh today reinforced" in " ".join(shown.split())
