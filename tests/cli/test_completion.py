"""The tab key offers what can stand there, in real shells, and nothing in a release can harm a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import processes
import pytest
from samples import HERE, sample_text
from shells import Shell

# A TOML string. The first part would be run by zsh: a backslash ends its protection of the dollar sign.
HOSTILE = r"""\\$(touch pwned) `touch pwned` '; touch pwned; ' \" && touch pwned :: ((x)) \u202e 50% for $5"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A newsroom with four releases; two have hostile headlines, one a hostile file name."""
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
    (folder / "2026-11-26-bikes.md").write_text(
        f'+++\nheadline = "{HOSTILE}"\ndate = 2026-11-26\n+++\n', encoding="utf-8"
    )
    (folder / "2026-11-27-title.md").write_bytes(b'+++\nheadline = "Trams \x1b]0;x\x07"\n+++\n')
    (folder / "2026-11-26-$(touch pwned) x.md").write_text('+++\nheadline = "X"\n+++\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a shell in which `newsroom` is this one."""
    home = tmp_path_factory.mktemp("home")
    program = home / "newsroom"
    program.write_text(f"#!{sys.executable}\nimport sys\nfrom newsroom_cli.__main__ import main\nsys.exit(main())\n")
    program.chmod(0o755)
    path = f"{home}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(home), "TERM": "xterm", "PS1": "$ "}


def offered(room: Path, environment: dict[str, str], shell: str, *words: str) -> str:
    """What newsroom answers a shell in which a person presses tab behind words."""
    line = " ".join(("newsroom", *words))
    done = processes.ran(
        cwd=room, encoding="utf-8", env={
            **environment, "_NEWSROOM_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words)),
            "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        },
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# --- what is offered ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["show", ""], ["2026-03-02-library", "2026-11-26-bikes", "2026-11-27-title"]),
        (["approve", "2026-11"], ["2026-11-26-bikes", "2026-11-27-title"]),
        (["email", "lib"], ["library"]),
        (["email", "harb"], ["2026-03-02-library"]),
        (["email", "HARBOUR-QU"], ["2026-03-02-library"]),
        (["email", "tram"], ["2026-11-27-title"]),
        (["email", "t"], ["title", "2026-11-26-bikes"]),
        (["email", "x"], ["x", "2026-11-26-bikes", "2026-11-27-title"]),
        (["email", "ouch"], []),
        (["check", "releases/2026-0"], ["releases/2026-03-02-library.md"]),
        (["publish", "2026-03-02-library", "2026-11-26"], ["2026-11-26-bikes"]),
        (["list", "--office", "may"], ["mayors-office"]),
        (["list", "--status", "wi"], ["withdrawn"]),
        (["status", "2026-11-26-bikes", "r"], ["review"]),
        (["new", "adv"], ["advisory"]),
        (["rule", "DT00"], [f"DT00{number}" for number in range(1, 10)]),
        (["check", "--select", "QT005,DT001"], ["QT005,DT001"]),
        (["quotes", "sheet", "--speaker", "Oka"], ["Okafor"]),
        (["show", "nothing-like-it"], []),
    ],
)
def test_bash_is_offered_what_can_stand_there(
    room: Path, environment: dict[str, str], words: list[str], values: list[str]
) -> None:
    assert offered(room, environment, "bash", *words).split() == values


@pytest.mark.parametrize(
    ("shell", "offer"),
    [
        ("zsh", "('2026-03-02-library  -- 2026-03-02 City Opens Harbour Quarter Library')"),
        ("fish", "harbour-quarter-library\t2026-03-02 City Opens Harbour Quarter Library"),
        ("powershell", "2026-03-02-library:::2026-03-02 City Opens Harbour Quarter Library"),
    ],
)
def test_a_word_of_the_headline_offers_its_release(
    room: Path, environment: dict[str, str], shell: str, offer: str
) -> None:
    assert offer in offered(room, environment, shell, "show", "harb")


@pytest.mark.parametrize("typed", ["muller", "mueller", "MÜLLER", "o’briens", "obriens", "cafe"])
def test_accents_and_apostrophes_need_not_be_typed(room: Path, environment: dict[str, str], typed: str) -> None:
    headline = "O'Brien's Caf\\u00e9 and M\\u00fcller"
    (room / "releases/2026-05-04-a.md").write_text(f'+++\nheadline = "{headline}"\n+++\n', encoding="utf-8")
    (room / "releases/2026-05-04-b.md").write_text("+++\nheadline = \"O'Brien's Müller Café\"\n+++\n", encoding="utf-8")
    assert {"2026-05-04-a", "2026-05-04-b"} <= {*offered(room, environment, "bash", "show", typed).split()}


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_the_headline_stands_beside_a_release(room: Path, environment: dict[str, str], shell: str) -> None:
    assert "2026-03-02 City Opens Harbour Quarter Library" in offered(room, environment, shell, "show", "2026")


def test_what_names_another_newsroom_is_followed(
    room: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert offered(elsewhere, environment, "bash", "show", "") == "\n"
    assert "2026-03-02-library" in offered(elsewhere, environment, "bash", "-C", str(room), "show", "")
    assert "2026-03-02-library" in offered(elsewhere, environment, "bash", "show", "-C", str(room), "")


@pytest.mark.parametrize(
    "toml", ['releases = "texts"\n', "people = 5\noffices = []\n", "no TOML [", '[[people]]\n"x" = 1\n']
)
def test_a_wrong_newsroom_is_no_noise_in_the_middle_of_a_line(
    room: Path, environment: dict[str, str], toml: str
) -> None:
    (room / "newsroom.toml").write_text(toml, encoding="utf-8")
    for words in (["show", ""], ["list", "--office", ""], ["quotes", "sheet", "--speaker", ""], ["new", ""]):
        offered(room, environment, "bash", *words)


def test_completion_loads_nothing_heavy(room: Path, environment: dict[str, str]) -> None:
    probe = (
        "import sys\nfrom newsroom_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint('loaded:', *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=room, capture_output=True, encoding="utf-8", check=True,
        env={**environment, "_NEWSROOM_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "newsroom show 2026"},
    )  # fmt: skip
    loaded = set(done.stderr.split("loaded:")[1].split())
    assert "newsroom_cli.newsroom.heads" in loaded and "2026-03-02-library" in done.stdout
    heavy = {"rich.console", "jinja2", "babel", "newsroom_cli.newsroom.folder", "newsroom_cli.model.config"}
    assert heavy & loaded == set()


# --- real shells ----------------------------------------------------------------------------------------------

RC = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(newsroom --show-completion bash)"\n'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(newsroom --show-completion zsh)"\n'),
    "fish": (["fish", "--no-config", "-i"], "newsroom --show-completion fish | source\n"),
}


@pytest.fixture
def shell(room: Path, environment: dict[str, str]) -> Iterator[Callable[[str], Shell]]:
    """Starts a shell in the newsroom, with completion set up."""
    started: list[Shell] = []

    def start(name: str) -> Shell:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
        command, setup = RC[name]
        # The answer of Typer depends on the shell that it thinks it runs in, unless it must not look.
        told = {**environment, "LC_ALL": "C.UTF-8", "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
        started.append(Shell(command, folder=room, environment=told))
        started[-1].type(f"{setup}echo read''y\n")
        started[-1].wait_for("ready")
        return started[-1]

    yield start
    for running in started:
        running.close()


@pytest.mark.oracle
@pytest.mark.parametrize("name", RC)
def test_the_tab_key_completes_a_release(shell: Callable[[str], Shell], room: Path, name: str) -> None:
    person = shell(name)
    person.type("newsroom show 2026-03\t")
    person.wait_for("-02-library")


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("name", "whole"),
    [("bash", "2026-03-02-library"), ("zsh", "2026-03-02-library"), ("fish", "harbour-quarter-library")],
)
def test_the_tab_key_completes_a_word_of_a_headline(shell: Callable[[str], Shell], name: str, whole: str) -> None:
    person = shell(name)
    person.type("newsroom show harb\t")
    person.wait_for(whole[4:])
    person.type("\x01echo is''now: \n")  # shows the line as it is now
    person.wait_for(f"isnow: newsroom show {whole}")


@pytest.mark.oracle
@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_the_typed_word_stays_while_several_releases_have_it(shell: Callable[[str], Shell], name: str) -> None:
    person = shell(name)
    person.type("newsroom show x\t\t")
    person.wait_for("2026-11-26-bikes")
    assert "2026-11-27-title" in person.seen


@pytest.mark.oracle
@pytest.mark.parametrize("name", RC)
def test_no_headline_and_no_file_name_is_run_by_a_shell(shell: Callable[[str], Shell], room: Path, name: str) -> None:
    person = shell(name)
    person.type("newsroom show touch\t\t")
    shown = person.wait_for("pwned" if name == "fish" else "bikes")
    person.type("\x15newsroom show 2026-11-2\t\t")
    shown += person.wait_for("6-bikes")
    person.type("\x15echo fin''ished\n")
    shown += person.wait_for("finished")
    assert "\x1b]0;x" not in shown
    assert not (room / "pwned").exists()
