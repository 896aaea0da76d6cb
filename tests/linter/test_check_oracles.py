"""What check prints and what editors and services take it with, judged by the real programs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from oracles import tools
from samples import FRONT, HERE, sample_text, write_newsroom

ROOT = HERE.parent
pytestmark = pytest.mark.oracle
WRONG = "The hall opens on Tuesday, March 9, 2026.\n\n<!-- newsroom: ignore[LK001] -->\nOne.\n"


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    """A newsroom with a right release and a wrong one, whose name needs care in addresses."""
    write_newsroom(tmp_path, "releases/2026-03-02-library.md")
    front = FRONT.replace("k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2f")
    wrong = sample_text(front=front) + WRONG
    (tmp_path / "releases" / "2026-03-02 ä&b.md").write_text(wrong, encoding="utf-8")
    return tmp_path


# --- SARIF ----------------------------------------------------------------------------------------------------


def test_sarif_is_valid(newsroom, room: Path) -> None:
    for arguments in ((), ("--select", "HD")):
        run = newsroom("check", "-f", "sarif", *arguments)
        (room / "found.sarif").write_text(run.out, encoding="utf-8")
        messages = tools.sarif(room / "found.sarif")
        # A project without a public address has none to give.
        assert [message for message in messages if "informationUri" not in message] == []


def test_the_sarif_oracle_speaks_up(newsroom, room: Path) -> None:
    found = json.loads(newsroom("check", "-f", "sarif").out)
    found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    (room / "found.sarif").write_text(json.dumps(found), encoding="utf-8")
    assert any("error" in result for result in tools.sarif(room / "found.sarif"))


# --- editors --------------------------------------------------------------------------------------------------


def front_matter(release: str) -> str:
    return release.split("+++\n")[1]


def test_editors_take_releases_and_options_that_are_right(newsroom, room: Path) -> None:
    (room / "release.json").write_text(newsroom("schema").out, encoding="utf-8")
    (room / "newsroom.json").write_text(newsroom("schema", "newsroom").out, encoding="utf-8")
    (room / "release.toml").write_text(FRONT, encoding="utf-8")
    assert tools.taplo(room / "release.toml", room / "release.json") == []
    assert tools.taplo(room / "newsroom.toml", room / "newsroom.json") == []


@pytest.mark.parametrize(
    "wrong",
    [
        'ofice = "parks"\n', 'kind = "relaese"\n', 'status = "done"\n', 'date = "March 2"\n', "headline = 3\n",
        'office = "nobody"\n', "[dateline]\ntown = 'Boston'\n", "quotes = 'a'\n", "topics = 'a'\n",
    ],
)  # fmt: skip
def test_editors_are_told_what_is_wrong_in_a_release(newsroom, room: Path, wrong: str) -> None:
    (room / "release.json").write_text(newsroom("schema").out, encoding="utf-8")
    name = wrong.split(" ")[0]
    lines = [line for line in FRONT.split("\n\n")[0].splitlines() if not line.startswith(f"{name} ")]
    (room / "release.toml").write_text("\n".join([*lines, wrong]), encoding="utf-8")
    assert tools.taplo(room / "release.toml", room / "release.json")


@pytest.mark.parametrize(
    "wrong", ["nmae = 'a'\n", "style = 'apa'\n", "[check]\nselekt = []\n", "[check.severity]\nDT = 'bad'\n"]
)
def test_editors_are_told_what_is_wrong_in_options(newsroom, room: Path, wrong: str) -> None:
    (room / "newsroom.json").write_text(newsroom("schema", "newsroom").out, encoding="utf-8")
    (room / "wrong.toml").write_text(f"url = 'https://a.example/'\n{wrong}", encoding="utf-8")
    assert tools.taplo(room / "wrong.toml", room / "newsroom.json")


# --- GitHub Actions -------------------------------------------------------------------------------------------

ACTION = ROOT / ".github" / "actions" / "check" / "action.yml"
beside = pytest.mark.skipif(not ACTION.exists(), reason="the action is not beside the tests")


@beside
def test_the_action_is_valid() -> None:
    assert tools.action_validator(ACTION) == []


@beside
@pytest.mark.parametrize(("since", "code", "told"), [("", 1, 1), ("HEAD", 0, 0)])
def test_the_step_of_the_action_checks(room: Path, git_of_nobody: None, since: str, code: int, told: int) -> None:
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "1"),
    ):
        subprocess.run(["git", *arguments], cwd=room, check=True, capture_output=True)
    program = room / "tools" / "newsroom" / "bin" / "newsroom"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m newsroom_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    step = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"][-1]["run"]
    given = {
        "RUNNER_TEMP": str(room / "tools"), "DIRECTORY": ".", "PATHS": "", "SINCE": since, "FAIL_ON": "warning",
        "SARIF": "found.sarif", "GITHUB_STEP_SUMMARY": str(room / "summary.md"),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
        cwd=room, env={**os.environ, **given}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert done.stdout.count("::error file=releases/2026-03-02 ä&b.md,") == told
    assert len(json.loads((room / "found.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 2 * told
    assert (room / "summary.md").read_text(encoding="utf-8").count("### newsroom check") == 1


# --- pre-commit -----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (ROOT / ".pre-commit-hooks.yaml").exists(), reason="the hooks are not beside the tests")
def test_the_real_pre_commit_stops_a_commit_and_mends(room: Path, git_of_nobody: None, tmp_path: Path) -> None:
    program = shutil.which("pre-commit") or tools.missing("pre-commit")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    # The program of this checkout: to install it anew would need the network.
    local = [
        {
            **hook,
            "language": "system",
            "entry": re.sub(r"^newsroom", f"{sys.executable} -m newsroom_cli", hook["entry"]),
        }
        for hook in hooks
    ]
    (room / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]}), encoding="utf-8"
    )
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*arguments], cwd=room, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    run("git", "init", "-q")
    run("git", "config", "user.name", "A")
    run("git", "config", "user.email", "a@b.c")
    run(program, "install")
    run("git", "add", "-A")
    refused = run("git", "commit", "-m", "one")
    assert refused.returncode == 1 and "DT001" in refused.stderr + refused.stdout, refused.stderr
    file = room / "releases" / "2026-03-02 ä&b.md"
    assert "ignore[LK001]" not in file.read_text(encoding="utf-8"), "what can be mended is"
    file.write_text(file.read_text(encoding="utf-8").replace("Tuesday, March 9", "Monday, March 9"), encoding="utf-8")
    run("git", "add", "-A")
    accepted = run("git", "commit", "-m", "one")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
