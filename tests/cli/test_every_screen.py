"""What each command shows at 60, 80 and 120 columns, in colour and without, and to a program."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
import screens
import terminal

from newsroom_cli.cli.commands import COMMANDS
from newsroom_cli.cli.terminal import palette
from newsroom_cli.markup.commands import protect_spaces
from newsroom_cli.markup.text_lines import columns

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals"),
]

WIDTHS = (60, 80, 120)
LIBRARY, POOL, FERRY, BUSES = (
    f"releases/{slug}.md" for slug in (screens.LIBRARY, screens.POOL, screens.FERRY, screens.BUSES)
)
SIGNED = ["--by", "Eva Lind", "--role", "Press Officer"]
WHY = "The number of books was wrong in the second paragraph of the release"

# What is typed, by a name for it.
TYPED: dict[str, list[str]] = {
    "what waits": [],
    "help": ["--help"],
    "help of a command": ["check", "--help"],
    "unknown command": ["deploy"],
    "unknown value": ["list", "--status", "published"],
    "no such release": ["show", "nothing like it"],
    "init": ["init", "other", "--name", "City of Port Ellery"],
    "new": ["new", "release", "--headline", "City Opens a Ferry to the Harbour Quarter in the Spring of Next Year"],
    "new --list": ["new", "--list"],
    "import": ["import", POOL, "--dry-run"],
    "translate": ["translate", LIBRARY, "--to", "es"],
    "check": ["check"],
    "check -f concise": ["check", "-f", "concise"],
    "check -f grouped": ["check", "-f", "grouped"],
    "check --statistics": ["check", "--statistics"],
    "check --fix": ["check", "--fix", POOL],
    "rule": ["rule"],
    "rule QT005": ["rule", "QT005"],
    "rule --search": ["rule", "--search", "quote"],
    "list": ["list", "library"],
    "list --upcoming": ["list", "--upcoming"],
    "show": ["show", LIBRARY],
    "show a draft": ["show", POOL],
    "quotes list": ["quotes", "list", POOL],
    "quotes sync": ["quotes", "sync", POOL],
    "quotes clear": ["quotes", "clear", POOL, *SIGNED[:2], "--speaker", "Okafor", "--via", "e-mail"],
    "quotes search": ["quotes", "search", "walk"],
    "status": ["status"],
    "status of a draft": ["status", POOL],
    "embargo": ["embargo", FERRY],
    "approve": ["approve", BUSES, *SIGNED],
    "approve an error": ["approve", POOL, *SIGNED],
    "approvals": ["approvals", BUSES],
    "publish": ["publish", FERRY, "--yes"],
    "publish an error": ["publish", POOL, "--yes"],
    "correct": ["correct", LIBRARY, "--class", "correction", "--reason", WHY, "--yes"],
    "withdraw": ["withdraw", LIBRARY, "--reason", WHY, "--yes"],
    "rename": ["rename", LIBRARY, "2026-03-02-harbour-quarter-library"],
    "record": ["record"],
    "next": ["next"],
    "theme list": ["theme", "list"],
    "theme copy": ["theme", "copy", "site/base.html:footer"],
    "build": ["build", "-o", "site"],
    "build --verify": ["build", "--verify"],
    "build of errors": ["build"],
    "export": ["export", FERRY],
    "images": ["images"],
    "attach": ["attach", POOL, "plan.pdf", "--title", "Plan of the pool"],
    "vocabulary add": ["vocabulary", "add", "Acme PlayLab"],
}
# What is a file, and so goes out as it is.
FILES: dict[str, list[str]] = {
    "schema": ["schema", "release"],
    "feed": ["feed", "--format", "json"],
    "email": ["email", LIBRARY, "--format", "text"],
    "quotes sheet": ["quotes", "sheet", POOL, "--speaker", "Okafor"],
    "theme copy --print": ["theme", "copy", "site/base.html:footer", "--print"],
}
ELSEWHERE = {"open", "preview"}  # they begin something else, and say one line
LEFT_OUT = {
    "list": r"mayors-office|\S+\.md",
    "list --upcoming": r"mayors-office|\S+\.md",
    "status": r"\S+\.md",
}  # columns, on a narrow terminal


def test_every_command_is_here() -> None:
    assert {line[0] for line in (*TYPED.values(), *FILES.values()) if line} - {"--help", "deploy"} | ELSEWHERE == {
        *COMMANDS
    }


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom that was built."""
    root = tmp_path_factory.mktemp("prepared") / "room"
    screens.make(root)
    return root


@pytest.fixture
def look(prepared: Path, tmp_path: Path, newsroom, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in a fresh copy of the newsroom, on a terminal of a width or, without one, for a program."""
    for name in ("COLUMNS", "CI", "COLORTERM", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    room = tmp_path / "room"

    def run(name: str, arguments: list[str], width: int, *, colour: bool = False) -> str:
        monkeypatch.setenv("NO_COLOR", "" if colour else "1")
        shutil.rmtree(room, ignore_errors=True)
        shutil.copytree(prepared, room)
        monkeypatch.chdir(room)
        if name == "build of errors":
            screens.publish_errors(room)
        if width:
            return terminal.in_process(arguments, width)[1]
        shown = newsroom(*arguments)
        return shown.out + shown.err

    return run


def is_one_piece(line: str) -> bool:
    """Whether a line cannot be broken: it is one word, such as a path or an address, or one command."""
    return " " not in protect_spaces(line.strip())


def words(text: str) -> Counter[str]:
    """The words of a screen without what is drawn: carets, the lines of files above these, and headings of tables."""
    text = re.sub(r"\d+(:\d\d)? [ap]\.m\.", "TIME", text)
    lines = [line for line in text.splitlines() if not re.match(r" *\d+ \| ", line)]
    headings = {word.casefold() for line in lines if re.fullmatch(r"[A-Z.]+ [A-Z. ]+", line) for word in line.split()}
    found = Counter(word.casefold() for line in lines for word in line.split() if not re.fullmatch(r"[|^\-─━]+", word))
    return Counter({word: number for word, number in found.items() if word not in headings})


@pytest.mark.parametrize("name", TYPED)
def test_a_screen_fits_and_nothing_is_lost(name: str, look) -> None:
    shown = {width: look(name, TYPED[name], width) for width in WIDTHS}
    for width, text in shown.items():
        assert "\x1b" not in text, "NO_COLOR is set"
        assert "Traceback" not in text and text.strip()
        too_long = [line for line in text.splitlines() if columns(line.rstrip()) > width and not is_one_piece(line)]
        assert not too_long, f"at {width} columns"
    lost = words(shown[120]) - words(shown[60])
    assert not [word for word in lost if not re.fullmatch(LEFT_OUT.get(name, ""), word)]
    coloured = look(name, TYPED[name], 80, colour=True)
    assert re.sub(r"\x1b\]8;;.*?\x1b\\", "", re.sub(r"\x1b\[[0-9;]*m", "", coloured)) == shown[80]
    codes = {*re.findall(r"\x1b\[([0-9;]*)m", coloured)}
    assert codes <= {*map(palette.ansi, palette.STYLES), "0", "1", "1;4", "2", "3", "4"}, "tests/cli/test_palette.py"
    assert "\x1b" not in look(name, TYPED[name], 0, colour=True)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_shown_as_it_is_at_any_width(name: str, look) -> None:
    narrow, wide = (look(name, FILES[name], width) for width in (60, 120))
    assert narrow == wide == look(name, FILES[name], 0)


@pytest.mark.parametrize("arguments", [["init"], ["new"]])
def test_questions_fit_into_60_columns(arguments: list[str], prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "room"
    shutil.copytree(prepared, folder) if arguments == ["new"] else folder.mkdir()
    shown = terminal.shown(arguments, folder=folder, answers=terminal.ByPart({"": ""}), columns="60")
    too_long = [line for line in shown.splitlines() if columns(line) > 60 and not is_one_piece(line)]
    assert not too_long and "next:" in shown
