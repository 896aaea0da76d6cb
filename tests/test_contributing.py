"""Every recipe of CONTRIBUTING.md is followed in a copy of the package, and its command shows what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import newsroom_cli

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "CONTRIBUTING.md"
PACKAGE = Path(newsroom_cli.__file__).parent
pytestmark = pytest.mark.skipif(not GUIDE.exists(), reason="the guide is not beside the tests")

TEXT = GUIDE.read_text(encoding="utf-8") if GUIDE.exists() else ""
RECIPES = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", TEXT, re.DOTALL | re.MULTILINE))

NEWSROOM = """\
url = "https://news.example/"
offices.press-office = { name = "Press Office", city = "Springfield", contacts = [{ email = "press@news.example" }] }
"""
RELEASE = """\
+++
id = "tag:news.example,2026:k3h8vq2m9x4c7b5f"
headline = "City Opens Harbour Library"
date = 2026-03-02
office = "press-office"
status = "approved"
kind = "correction"
[dateline]
city = "Springfield"
+++

Everyone may utilize the [library](https://library.example/) that the city opens.
"""
GEMTEXT = "# City Opens Harbour Library\n\nThe city today opened its ninth library.\n=> /card A card\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources, as far as recipes change them, and a newsroom with a release."""
    sources = tmp_path / "sources"
    being_written = shutil.ignore_patterns("*.pyc.*")  # by tests that run beside this one
    shutil.copytree(PACKAGE, sources / "newsroom_cli", ignore=being_written)  # with what is compiled
    in_wheel = (PACKAGE / "templates").exists()
    shutil.copytree(
        (PACKAGE if in_wheel else PACKAGE.parent) / "templates", sources / "templates", ignore=being_written
    )
    shutil.rmtree(sources / "newsroom_cli" / "templates", ignore_errors=True)
    (tmp_path / "releases").mkdir()
    (tmp_path / "newsroom.toml").write_text(NEWSROOM, encoding="utf-8")
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "page.gmi").write_text(GEMTEXT, encoding="utf-8")
    return sources


def blocks(recipe: str) -> Iterator[tuple[str, str, str]]:
    """The blocks of a recipe: language, file (empty for none) and text."""
    fence = r"(?:^`(\S+)`:\n\n)?^(`{3,})(\w+)\n(.*?)^\2$"
    for file, _, language, text in re.findall(fence, recipe, re.DOTALL | re.MULTILINE):
        yield language, file, text


def changes(diff: str) -> Iterator[tuple[str, str]]:
    """The old and the new text of each change of a diff: lines that stay or go, and then lines that are new."""
    for change in re.findall(r"(?:^[ -].*\n)+(?:^\+.*\n)+", diff, re.MULTILINE):
        lines = change.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in marks) for marks in (" -", " +"))
        yield old, new


def follow(recipe: str, sources: Path) -> list[str]:
    """Does what a recipe says; returns the files that it touched."""
    touched = []
    for language, name, text in blocks(recipe):
        if not name:
            continue
        file = sources / name
        touched.append(name)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if language != "diff":
            file.write_text(f"{before}\n\n{text}" if before else text, encoding="utf-8")
            continue
        for old, new in changes(text):
            assert before.count(old) == 1, f"{name} has {before.count(old)} times:\n{old}"
            before = before.replace(old, new)
        file.write_text(before, encoding="utf-8")
    return touched


def ran(sources: Path, *arguments: str) -> str:
    """What the copy of newsroom prints, on both streams."""
    environment = {**os.environ, "PYTHONPATH": str(sources), "COLUMNS": "100"}
    command = [sys.executable, "-P", "-m", "newsroom_cli", *arguments]
    done = subprocess.run(
        command,
        cwd=sources.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.mark.oracle
@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_does_what_it_says(name: str, copy: Path) -> None:
    touched = follow(RECIPES[name], copy)
    assert touched and len({file for file in touched if not file.startswith("templates/")}) <= 2
    for language, _, text in blocks(RECIPES[name]):
        if language == "console":
            command, _, expected = text.removeprefix("$ newsroom ").partition("\n")
            assert expected.rstrip() in ran(copy, *shlex.split(command))


def test_the_page_of_the_recipe_is_a_page_as_all_are(copy: Path) -> None:
    follow(RECIPES["A rule"], copy)
    tests = copy.parent / "tests"
    shutil.copytree(ROOT / "tests" / "rules", tests / "rules")
    for name in ("samples.py", "newsroom.toml"):
        shutil.copy(ROOT / "tests" / name, tests)
    command = [
        sys.executable,
        "-P",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "rules/test_pages.py",
        "-k",
        "TX071",
    ]
    environment = {**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{tests}"}
    done = subprocess.run(command, cwd=tests, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_a_key_of_the_recipe_is_read_and_shown(copy: Path) -> None:
    follow(RECIPES["A front-matter key"], copy)
    file = copy.parent / "releases" / "2026-03-02-library.md"
    file.write_text(RELEASE.replace("kind =", 'series = "Libraries"\nkind ='), encoding="utf-8")
    assert "built 1 public release" in ran(copy, "build")
    assert '<p class="series">Libraries</p>' in (
        copy.parent / "public" / "releases" / "2026-03-02-library.html"
    ).read_text(encoding="utf-8")


def test_an_option_of_the_recipe_changes_pages_that_were_built_before(copy: Path) -> None:
    follow(RECIPES["An option"], copy)
    page = copy.parent / "public" / "releases" / "2026-03-02-library.html"
    second = RELEASE.replace("k3h8vq2m9x4c7b5f", "k3h8vq2m9x4c7b6f").replace("03-02", "03-03")
    (copy.parent / "releases" / "2026-03-03-library.md").write_text(second, encoding="utf-8")
    for written, is_shown in (("", True), ("[site]\nneighbours = false\n", False)):
        (copy.parent / "newsroom.toml").write_text(NEWSROOM + written, encoding="utf-8")
        assert "built 2 public releases" in ran(copy, "build")
        assert ('<nav class="neighbours"' in page.read_text(encoding="utf-8")) is is_shown


def test_a_release_that_is_set_back_leaves_the_feed_of_the_recipe_though_errors_stop_the_build(copy: Path) -> None:
    follow(RECIPES["A feed format"], copy)
    file, feed = copy.parent / "releases" / "2026-03-02-library.md", copy.parent / "public" / "feed.txt"
    ran(copy, "build")
    assert "City Opens Harbour Library" in feed.read_text(encoding="utf-8")
    file.write_text(RELEASE.replace("approved", "draft"), encoding="utf-8")
    (file.parent / "broken.md").write_bytes(b"\xff")
    assert "not built" in ran(copy, "build")
    assert feed.read_text(encoding="utf-8") == ""


def test_every_family_of_rules_is_in_the_table() -> None:
    table = re.findall(r"\| ([A-Z]{2}) ", RECIPES["A rule"])
    assert table == sorted({path.stem[:2] for path in (PACKAGE / "rules" / "pages").glob("*.md")})


@pytest.mark.skipif(not (ROOT / ".ci" / "run").exists(), reason="the workflows are not beside the tests")
def test_the_workflows_of_forks_run_what_ci_runs() -> None:
    github = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert github[True].keys() == {"push", "pull_request"}  # YAML reads on as true
    assert github["permissions"] == {"contents": "read"}
    steps = github["jobs"]["run"]["steps"]
    assert steps[-1] == {"run": ".ci/run"}
    assert all(re.search(r"@v\d", step["uses"]) for step in steps if "uses" in step)
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["run"]["script"] == [".ci/run"]
