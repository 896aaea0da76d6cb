"""Whatever files are called and say: nothing of it acts on a terminal, a CI log or a program that reads our output."""

from __future__ import annotations

import ast
import fcntl
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import termios
import unicodedata
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import processes
import pytest
import syntax
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from oracles import tools
from samples import BODY, FRONT, HERE, sample_text
from sampling import sample
from terminal import read_all

from newsroom_cli.__main__ import main
from newsroom_cli.markup.escaping import for_json, for_people, for_xml, without_ci_commands
from newsroom_cli.newsroom import release_files

NAMES = {
    "escape": b"\x1b[31mred\x1b[0m\x1b[2K",
    "title": b"\x1b]0;owned\x07",
    "link": b"\x1b]8;;http:evil.example\x1b\\x\x1b]8;;\x1b\\",
    "clipboard": b"\x1b]52;c;aGFjaw==\x07",
    "bell": b"bell\x07\x08\x7f",
    "control of eight bits": "c1\x9b31mred\x85".encode(),
    "override": "abc\u202egnp\u202c".encode(),
    "isolate": "abc\u2066\u2069\u200f".encode(),
    "line break": b"a\n::error::injected",
    "carriage return": b"a\r::error::injected",
    "line separator": "a\u2028::error::injected\u2029".encode(),
    "command": b"a ##[error]injected ##vso[task.x]y",
    "start": b"::error::injected",
    "percent": b"%0A::error::injected%0D%25",
    "properties": b"a,line=9,title=x::injected",
    "tab": b"a\tb",
    "marks": b"`tick` |pipe| *x* [a](javascript:x) @you #1 https:x",
    "markup": b"<script>alert(1)<!-- &amp; ]]>",
    "quotes": b"a\"b'c$(x)",
    "not UTF-8": b"caf\xe9 \xff\x9b31m",
    "zero width": "a\u200bb\u200dc\u2060\ufeffd\xad".encode(),
    "tags": "a\U000e0041\U000e0042\U000e007f\U000e0101".encode(),
    "long": b"x" * 240,
}
STARTS = b"2026-03-02-"
# Which of these texts a release may say: those with control characters make the file unreadable, with a finding.
TEXTS = {what: name.decode(errors="replace") for what, name in NAMES.items()}
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def release(what: str) -> str:
    """A release that says a hostile text wherever it can; without an error, so that it is published, where it may."""
    text = CONTROL.sub("", TEXTS[what]).replace("\u2028", "").replace("\u2029", "")
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    front = FRONT.replace("k3h8vq2m9x4c7b1f", f"k3h8vq2m9x4c{list(TEXTS).index(what):04}")
    front = front.replace("Harbour Quarter", f"{quoted} Quarter").replace("seven days", f"{quoted} days")
    body = BODY.replace("over the water", f"over {text} water")
    return sample_text(
        front=front, body=f"{body}\n{text} the the\n\n{TEXTS[what] if what in ('escape', 'bell') else ''}\n"
    )


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom of hostile names and texts."""
    room = tmp_path_factory.mktemp("hostile")
    config = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    config = config.replace('"Parks Department"', '"Parks \u202eDepartment ##[error]x"')
    (room / "newsroom.toml").write_text(f'{config}\n[[people]]\nname = "Jo\u202e Park"\nrole = "::error::x"\n')
    (room / "releases").mkdir()
    for what, name in NAMES.items():
        path = os.fsencode(room / "releases") + b"/" + STARTS + name + b".md"
        Path(os.fsdecode(path)).write_text(release(what), encoding="utf-8", newline="")
    (room / "releases" / "2026-03-03-approved.md").write_text(
        sample_text(front=FRONT.replace("k3h8vq2m9x4c7b1f", "approved").replace("approved", "\u202eapproved", 0)),
        encoding="utf-8",
    )
    subprocess.run(["git", "init", "-q"], cwd=room, check=True)
    return room


@pytest.fixture
def room(hostile: Path, tmp_path: Path) -> Path:
    """A copy of it, to write into."""
    return Path(shutil.copytree(hostile, tmp_path / "room"))


def publishable(room: Path) -> None:
    """Take away what cannot be published."""
    for finding in json.loads(piped(room, "check", "-f", "json").stdout):
        for path in (room / "releases").iterdir():
            if finding["severity"] == "error" and finding["path"].replace("\ufffd", "?") == told(path, room):
                path.unlink()


def told(path: Path, room: Path) -> str:
    """How JSON names a file, with a question mark for what is not UTF-8."""
    return os.fsencode(path.relative_to(room)).decode(errors="replace").replace("\ufffd", "?")


def named(what: str) -> str:
    return "releases/" + os.fsdecode(STARTS + NAMES[what]) + ".md"


ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")},
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "TERM": "xterm-256color",
    "EDITOR": "true",
    "VISUAL": "",
}


def piped(room: Path, *arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command whose output a program reads."""
    return processes.ran(*arguments, cwd=room, given=given, env={**ENVIRONMENT, **environment})


def on_a_terminal(room: Path, *arguments: str) -> bytes:
    """What a terminal is sent by a command; a person presses Enter at each question."""
    master, slave = pty.openpty()
    settings = termios.tcgetattr(slave)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(slave, termios.TCSANOW, settings)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 130, 0, 0))
    process = processes.started(*arguments, cwd=room, stdin=slave, stdout=slave, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    os.write(master, b"\n" * 30)
    sent = read_all(master)
    os.close(master)
    process.wait(60)
    return sent.replace(b"\r\n", b"\n")


OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x1b\x07]*;(?:file|https)://[!-~]*\x1b\\|\x1b\]8;;\x1b\\")


def dangers(sent: bytes, *, terminal: bool = False, allowed: str = "\n") -> list[str]:
    """What in an output acts on a terminal, is not seen, or is read as a command of a CI job."""
    text = sent.decode()
    text = OURS.sub("", text) if terminal else text
    unseen = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    unseen |= {sign for sign in text if 0xFE00 <= ord(sign) <= 0xFE0F or 0xE0000 <= ord(sign) <= 0xE0FFF}
    unseen -= set(allowed)
    lines = [line for line in text.split("\n") if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]
    return [*map(ascii, sorted(unseen)), *lines]


# --- the functions ----------------------------------------------------------------------------------------------------

SPELT = {
    "\x1b[2J": r"\x1b[2J",
    "a\nb\tc\r": r"a\nb\tc\r",
    "\x7f\x9b": r"\x7f\x9b",
    "\u202egnp": r"\u202egnp",
    "a\u2028b": r"a\u2028b",
    "a\u200bb": r"a\u200bb",
    "a\u200db": r"a\u200db",
    "a\u200f!": r"a\u200f!",
    "a\xadb": r"a\xadb",
    chr(0xDCE9): r"\udce9",
    chr(0xD800): r"\ud800",
    "a\U000e0041": r"a\U000e0041",
    "a\ufe01": r"a\ufe01",
    "\ufeffa": r"\ufeffa",
    "\u3164": r"\u3164",
    "🎉\ufe0f\ufe0f": "🎉\ufe0f" + r"\ufe0f",
    "🎉\u200d\u200d🎉": r"🎉\u200d\u200d🎉",
    "🏴\U000e0068\U000e0069\U000e007f": r"🏴\U000e0068\U000e0069\U000e007f",
}


@pytest.mark.parametrize(("text", "spelt"), SPELT.items(), ids=map(ascii, SPELT))
def test_what_is_not_seen_is_spelt_out(text: str, spelt: str) -> None:
    assert for_people(text) == spelt


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "“Größe” — naïve café, São Paulo, e\u0301",
        "東京都",
        "葛\U000e0100城市",
        "مرحبا",
        "می\u200cخواهم",
        "שלום\u200f!",
        "क्\u200dष",
        "ไทย\u200bไทย",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "👋🏽",
        "🇫🇷",
        "10\xa0000\u202f€",
        "Z\u0351\u036b",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🧑\u200d⚕\ufe0f",
        "🏳\ufe0f\u200d🌈",
        "\\x1b C:\\new",
    ],
)
def test_what_writing_needs_stays(text: str) -> None:
    assert for_people(text) == text


@given(st.text(st.characters(), max_size=30))
def test_any_text_can_be_shown(text: str) -> None:
    shown = for_people(text)
    assert for_people(shown) == shown
    assert not set(shown) & set("\n\r\t\x1b\x07\x9b\u2028\u202e\u2066\ufeff\u2060")
    shown.encode()


@given(st.text(st.characters(), max_size=30) | st.text("#[]:x\n &\x1b\ud800", max_size=30))
def test_any_text_comes_back_from_json_and_xml(text: str) -> None:
    read = text.encode(errors="replace").decode()
    made = for_json({"a": [text]}, indent=2)
    assert json.loads(made) == {"a": [read]} or any("\udc80" <= sign <= "\udcff" for sign in text)
    assert not dangers(made.encode(), allowed="\n")
    possible = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", read)
    root = ElementTree.fromstring(f'<a b="{for_xml(text)}">{for_xml(text)}</a>')
    assert (root.get("b"), root.text or "") == (possible, possible) or any(
        "\udc80" <= sign <= "\udcff" for sign in text
    )
    assert not dangers(f"<a>{for_xml(text)}</a>".encode())


def test_a_name_that_is_not_utf8_is_told_in_json_by_what_can_be_read() -> None:
    assert json.loads(for_json(os.fsdecode(b"caf\xc3\xa9"))) == "café"
    assert json.loads(for_json("caf\udcc3\udca9 \udcff")) == "café \ufffd"


@pytest.mark.parametrize(
    "line", ["::error::x", " \t::warning file=a::x", "a ##[error]x", "##vso[task]x", "\u3000::x::"]
)
def test_a_line_is_no_command_of_a_ci_job(line: str) -> None:
    assert dangers(line.encode(), allowed="\t") and not dangers(without_ci_commands(line).encode(), allowed="\t")
    assert without_ci_commands(without_ci_commands(line)) == without_ci_commands(line)


# --- every command, for people ----------------------------------------------------------------------------------------

APPROVED = "releases/2026-03-03-approved.md"
SHOWS = [
    *(["check", "-f", form] for form in ("full", "concise", "grouped")),
    ["check", "--statistics"],
    ["check", "--diff", "--unsafe-fixes"],
    ["check", "--fix"],
    ["check", "--fix", "--unsafe-fixes"],
    ["check", "--add-ignores", "\u202ereason"],
    ["check", "--write-baseline", "--baseline", "b\x1b[31m.json"],
    ["check", "--since", "\x1b[31m\n::error::x"],
    ["check", "--select", "\x1b[31mDT\n::error::x"],
    ["check", "no\n::error::x\x1b[31m.md"],
    ["check", "--as-of", "\x1b[31m\n::error::x"],
    ["check", "-f", "\x1b[31m\n::error::x"],
    ["check", "--x\x1b[31m\n::error::x"],
    ["\x1b[31m\n::error::x"],
    ["rule", "\x1b[31m\n::error::x"],
    ["rule", "--search", "\u202e##[error]"],
    ["rule"],
    *(["rule", code] for code in ("TX001", "TX002", "TX003", "TX004", "TX005", "PH001")),
    ["list"],
    ["list", "--office", "\x1b[31m\n::error::x"],
    ["list", "-C", "no\n::error::x"],
    *(["show", named(what)] for what in NAMES),
    ["show", "no\n::error::x"],
    *(
        ["approve", named(what), "--by", "Ana\u202e Okafor", "--role", "::error::x\u202e"]
        for what in ("override", "not UTF-8", "line break")
    ),
    *(["approvals", named(what)] for what in ("override", "start", "not UTF-8")),
    ["approvals", "\x1b[31m"],
    *(["quotes", "list", named(what)] for what in ("override", "start", "command", "not UTF-8", "tags")),
    *(["quotes", "sync", named(what)] for what in ("override", "start", "line break")),
    ["quotes", "sync", "--dry-run", named("command")],
    ["quotes", "clear", named("line break"), "--speaker", "Okafor", "--by", "\u202eX", "--via", "\u202e"],
    ["quotes", "clear", named("override"), "--speaker", "\x1b[31m\n::error::x"],
    ["quotes", "sheet", named("override"), "--speaker", "\x1b[31m\n::error::x"],
    ["quotes", "sheet", named("override"), "--speaker", "Okafor", "-o", "sheet\x1b[31m"],
    ["quotes", "search", "nobody"],
    ["quotes", "search", "--speaker", "\x1b[31mx\n::error::x"],
    ["quotes", "search", "--since", "\x1b[31m"],
    ["build"],
    ["build", "--as-of", "2020-01-01"],
    ["build", "-o", "::error::x\x1b[31m\n"],
    ["build", "--as-of", "\x1b[31m"],
    ["feed", "--office", "\x1b[31m\n::error::x"],
    ["feed", "-o", "no\x1b[31m/x\n::error::x"],
    ["email", named("escape")],
    ["email", named("not UTF-8"), "--proof", "-o", "::error::x\x1b[31m"],
    ["email", "\x1b[31m\n::error::x"],
    ["new", "\x1b[31m\n::error::x"],
    ["new", "release", "--office", "\x1b[31m\n::error::x"],
    ["new", "--list"],
    ["new", "release", "--headline", "\u202eA ##[error] headline", "--office", "parks", "--name", "x"],
    ["init", "\x1b[31m\n::error::x"],
    ["init", "new", "--name", "\u202e##[error]", "--url", "\x1b[31m\n::error::x"],
    ["init", "releases"],
    ["schema", "\x1b[31m\n::error::x"],
    *(["import", "-n", f"sources/{what}.txt"] for what in ("override", "command", "escape", "start")),
    ["import", "-y", "sources"],
    ["import", "no\x1b[31m\n::error::x"],
    ["import", "x\x1b[31m\n://::error::x"],
]


def sources(room: Path) -> None:
    """Sources to import, with hostile names and texts."""
    (room / "sources").mkdir()
    for what, text in TEXTS.items():
        said = (
            f"PRESS RELEASE\nMarch 2, 2026\n\nCity Opens {text} Library\n\nPORT ELLERY — The city {text} opened a "
            "library.\n"
        )
        (room / "sources" / f"{what}.txt").write_text(said, encoding="utf-8")
    Path(room / "sources" / os.fsdecode(NAMES["line break"] + NAMES["not UTF-8"] + b".txt")).write_text(
        "City Opens It\n"
    )
    Path(room / "sources" / os.fsdecode(NAMES["escape"] + b".docx")).write_bytes(b"PK\x03\x04 \x1b[31m")


def titled(arguments: list[str]) -> str:
    return " ".join(map(ascii, arguments))[:60]


@pytest.mark.parametrize("arguments", sample(SHOWS, 30), ids=titled)
def test_nothing_reaches_who_reads_a_pipe(
    room: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    sources(room)
    monkeypatch.chdir(room)
    code = main(arguments)
    run = capfdbinary.readouterr()
    assert code in (0, 1, 2), run.err.decode()
    table = arguments[0] in ("list", "rule", "quotes", "approvals", "new")
    assert dangers(run.out, allowed=allowed(arguments) + "\t" * table) == []
    assert dangers(run.err) == []
    assert run.out or run.err


# What is a file's bytes in a pipe.
FILES = [
    ["feed"],
    ["feed", "-f", "json"],
    *(["email", APPROVED, "-f", form] for form in ("html", "text", "eml")),
    *(
        ["email", named(what), "--proof", "-f", "text"]
        for what in ("override", "command", "start", "tags", "zero width")
    ),
    *(["quotes", "sheet", named("override"), "--speaker", "Okafor", "-f", form] for form in ("html", "text", "eml")),
]


@pytest.mark.parametrize("arguments", sample([*SHOWS, *FILES], 24), ids=titled)
def test_nothing_reaches_a_terminal(room: Path, arguments: list[str]) -> None:
    sources(room)
    sent = on_a_terminal(room, *arguments)
    assert sent and dangers(sent, terminal=True, allowed=allowed(arguments)) == []


def allowed(arguments: list[str]) -> str:
    """A line break; the page about characters that nobody sees shows the emoji and Persian words that need them."""
    return "\n\u200c\u200d\u200f\ufe0f" if arguments == ["rule", "TX003"] else "\n"


def test_what_is_painted_is_painted_where_colour_is_asked_for(hostile: Path) -> None:
    run = piped(hostile, "check", "-f", "concise", FORCE_COLOR="1")
    assert b"\x1b[1;38;5;131m" in run.stdout and dangers(run.stdout, terminal=True) == []
    assert rb"\x1b[31mred" in run.stdout


def test_a_release_on_stdin_has_a_name_too(hostile: Path) -> None:
    name = named("line break").replace("injected", "\x1b[31m")
    for arguments in ([], ["--diff"], ["-f", "github"], ["-f", "junit"], ["-f", "concise"]):
        run = piped(hostile, "check", "-", "--stdin-filename", name, *arguments, given=release("escape").encode())
        sent = run.stdout if "github" not in arguments else run.stdout.replace(b"::error file=", b"")
        assert run.returncode in (0, 1) and dangers(sent) == dangers(run.stderr) == []


def test_each_finding_is_one_line(hostile: Path) -> None:
    found = json.loads(piped(hostile, "check", "-f", "json").stdout)
    lines = piped(hostile, "check", "-f", "concise").stdout.decode().splitlines()
    assert len(lines) == len(found) > 20
    assert all(re.match(r"releases/.*:\d+:\d+: [A-Z]{2}\d{3} ", line) for line in lines)


def test_a_file_is_named_at_the_start_of_a_line_and_is_no_command(room: Path) -> None:
    (room / "releases" / "::error::x.md").write_text("+++\n+++\n")
    for form in ("concise", "grouped"):
        run = piped(room / "releases", "check", "-f", form, "::error::x.md")
        assert run.returncode == 1 and rb"\x3a:error::x.md" in run.stdout and dangers(run.stdout) == []


def test_a_diff_is_a_patch_where_all_of_it_can_be_seen(room: Path) -> None:
    (room / "releases").rename(room / "hidden")
    (room / "releases").mkdir()
    path = room / "releases" / "2026-03-02-a.md"
    text = sample_text(body=f"{BODY}\n\tTwo  spaces\tand a tab…  here.\n\n“Größe”  counts the the most .\n").replace(
        "\n", "\r\n"
    )
    path.write_bytes(text.encode())
    patch = piped(room, "check", "--diff", "--unsafe-fixes", PYTHONIOENCODING="ascii").stdout
    assert patch.count(b"\n+") > 1
    subprocess.run(["git", "apply", "-p0", "-"], cwd=room, input=patch, check=True)
    by_patch = path.read_bytes()
    path.write_bytes(text.encode())
    piped(room, "check", "--fix", "--unsafe-fixes")
    assert path.read_bytes() == by_patch != text.encode()


def test_a_diff_spells_out_what_it_would_hide(room: Path) -> None:
    front = FRONT.replace("Harbour", "\u202eHar\u200bbour")
    (room / APPROVED).write_text(sample_text(front=front), encoding="utf-8")
    found = piped(room, "check", "--diff", APPROVED).stdout
    assert (
        rb'-headline = "City Opens \u202eHar\u200bbour' in found and rb'+headline = "City Opens \u202eHarbour' in found
    )
    assert dangers(found) == []
    applied = subprocess.run(["git", "apply", "-p0", "-"], cwd=room, input=found, check=False, capture_output=True)
    assert applied.returncode != 0  # rather than to write what is spelt out into the release


# --- every format, for programs ---------------------------------------------------------------------------------------

CONSOLES = [
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "utf-16"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": "C"},
]
JSON = [
    *(["check", "-f", form] for form in ("json", "jsonl", "sarif", "gitlab", "rdjson")),
    ["list", "-f", "json"],
    ["approvals", "-f", "json", named("override")],
    ["quotes", "list", "-f", "json", named("command")],
    ["quotes", "search", "-f", "json", "nobody"],
    ["import", "-f", "json", "-n", "sources/command.txt"],
    ["import", "-f", "json", "-n", "sources"],
    ["schema"],
    ["schema", "newsroom"],
    ["feed", "-f", "json"],
]


@pytest.mark.parametrize("console", CONSOLES, ids=str)
@pytest.mark.parametrize("arguments", sample(JSON, 7), ids=titled)
def test_json_is_utf8_and_can_be_read(room: Path, arguments: list[str], console: dict[str, str]) -> None:
    sources(room)
    if arguments[0] == "feed":
        publishable(room)
    run = piped(room, *arguments, **console)
    assert run.returncode in (0, 1), run.stderr.decode(errors="replace")
    lines = arguments[0] == "import" or "jsonl" in arguments
    for text in run.stdout.decode("utf-8").splitlines() if lines else [run.stdout.decode("utf-8")]:
        json.loads(text)
    if arguments[0] != "feed":  # a feed is a file, byte for byte as build writes it
        assert run.stdout and dangers(run.stdout) == []


@pytest.mark.parametrize("console", CONSOLES, ids=str)
def test_xml_is_utf8_and_can_be_read(hostile: Path, console: dict[str, str]) -> None:
    junit = piped(hostile, "check", "-f", "junit", **console).stdout
    found = len(json.loads(piped(hostile, "check", "-f", "json").stdout))
    assert b'encoding="UTF-8"' in junit and JUnitXml.fromstring(junit).failures == found
    checkstyle = piped(hostile, "check", "-f", "checkstyle", **console).stdout
    assert len(ElementTree.fromstring(checkstyle.decode("utf-8")).findall("file/error")) == found
    assert dangers(junit) == dangers(checkstyle) == []


@pytest.mark.parametrize("console", CONSOLES, ids=str)
def test_an_annotation_a_finding_and_no_other(hostile: Path, console: dict[str, str]) -> None:
    run = piped(hostile, "check", "-f", "github", **console)
    lines = run.stdout.decode("utf-8").splitlines()
    assert len(lines) == len(json.loads(piped(hostile, "check", "-f", "json").stdout))
    shape = re.compile(
        r"::(error|warning|notice) file=([^,:]*),line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[^,:]*::"
    )
    files = {shape.match(line)[2] for line in lines}  # type: ignore[index]
    assert "releases/2026-03-02-a%0A%3A%3Aerror%3A%3Ainjected.md" in files
    assert "releases/2026-03-02-a%2Cline=9%2Ctitle=x%3A%3Ainjected.md" in files
    assert "releases/2026-03-02-%250A%3A%3Aerror%3A%3Ainjected%250D%2525.md" in files
    assert dangers(re.sub(shape, "", run.stdout.decode()).encode()) == []
    assert dangers(run.stderr) == []


@pytest.mark.parametrize("console", CONSOLES, ids=str)
def test_tables_are_utf8_with_the_cells_they_should_have(room: Path, console: dict[str, str]) -> None:
    for arguments in (
        ["list"],
        ["quotes", "list", named("tab")],
        ["quotes", "search", "nobody"],
        ["new", "--list"],
        ["rule"],
    ):
        table = piped(room, *arguments, **console).stdout.decode("utf-8")
        rows = [line.split("\t") for line in table.removesuffix("\n").split("\n")]
        assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}
        assert dangers(table.encode(), allowed="\n\t") == []
    files = {line.rpartition("\t")[2] for line in piped(room, "list").stdout.decode().splitlines()}
    assert {r"releases/2026-03-02-a\tb.md", r"releases/2026-03-02-a\n::error::injected.md"} <= files


def test_sarif_names_each_file_by_its_bytes(hostile: Path) -> None:
    run = json.loads(piped(hostile, "check", "-f", "sarif").stdout)["runs"][0]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert all(re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri) for uri in uris)
    for what in ("not UTF-8", "line break", "escape", "override"):
        assert os.fsencode(named(what)) in {unquote_to_bytes(uri) for uri in uris}, what


@pytest.mark.oracle
def test_a_validator_takes_the_sarif(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "found.sarif").write_bytes(piped(hostile, "check", "-f", "sarif").stdout)
    assert [result for result in tools.sarif(tmp_path / "found.sarif") if ": error " in result] == []


def test_the_job_summary_is_a_table_and_nothing_else(room: Path) -> None:
    from markdown_it import MarkdownIt

    piped(room, "check", GITHUB_STEP_SUMMARY=str(room / "summary.md"), PYTHONIOENCODING="cp1252")
    page = (room / "summary.md").read_bytes()
    assert dangers(page) == []
    assert not re.search(rb"https?:|www\.", page)  # which GitHub makes links
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page.decode())
    kinds = {child.type for token in tokens for child in [token, *(token.children or [])]}
    assert kinds <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "text_special",
        *(f"{element}_{end}" for element in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")),
    }  # fmt: skip
    cells = [token.content for token in tokens if token.type == "inline"]
    assert not any(re.search(r"(?<![\\&\w])@\w", cell) for cell in cells)


def test_text_for_people_follows_the_console(hostile: Path) -> None:
    said = piped(hostile, "show", APPROVED, PYTHONIOENCODING="cp1252").stdout
    assert "“Nobody in this city".encode("cp1252") in said
    assert b'"Nobody in this city' in piped(hostile, "show", APPROVED, PYTHONIOENCODING="ascii").stdout


# --- what is a file's bytes, what is a fault --------------------------------------------------------------------------


def test_files_on_stdout_are_the_bytes_that_would_be_written(room: Path) -> None:
    publishable(room)
    for arguments in (["feed"], ["feed", "-f", "atom"], ["email", APPROVED], ["email", APPROVED, "-f", "text"]):
        bytes_of = {str(console): piped(room, *arguments, **console).stdout for console in CONSOLES[:2]}
        assert piped(room, *arguments, "-o", "file").returncode == 0
        assert set(bytes_of.values()) == {(room / "file").read_bytes()}


def test_the_words_of_a_fault_are_spelt_out(newsroom, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom_cli.linter import overview

    def fault(*_: object, **__: object) -> None:
        raise ValueError("\x1b]0;owned\x07\u202e\n::error::x")

    monkeypatch.setattr(overview, "overview", fault)
    run = newsroom("list", "-C", hostile)
    assert run.code == 3 and r"ValueError: \x1b]0;owned\x07\u202e" in run.err
    assert dangers(run.err.encode()) == []


# --- it cannot be forgotten -------------------------------------------------------------------------------------------

PRINTING = {"print", "typer.echo", "typer.secho", "typer.style", "typer.prompt", "typer.confirm", "warnings.warn"}
STREAMS = re.compile(r"sys\.std(out|err)\.(write|buffer)|sys\.__std")


def _may_be_of_a_stream(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr.startswith(("write", "buffer", "__std"))


def test_nothing_prints_by_itself() -> None:
    said, streams = [], []
    for name, node in syntax.nodes(r"\b(print|echo|secho|style|prompt|confirm|warn)\b|std(out|err)|sys\.__std"):
        if isinstance(node, ast.Call):
            call = ast.unparse(node.func)
            if call in PRINTING or re.match(r"sys\.(stdout|stderr)\.(?!isatty)", call):
                said.append((name, call))
        elif _may_be_of_a_stream(node) and STREAMS.match(ast.unparse(node)):
            streams.append(name)
    printers = {"cli/terminal/output.py", "cli/terminal/ask.py"}
    assert [word for word in said if word[0] not in printers] == [
        ("__main__.py", "sys.stdout.flush"),
        ("__main__.py", "print"),
    ]  # its version is the one thing that is told at once
    assert {*streams} <= printers


# --- templates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", ["cli/", "__main__"])
def test_a_line_break_in_a_line_is_nobodys_intent(package: str) -> None:
    """It would be spelt out: each line is an argument of its own."""
    said_in = syntax.nodes(r"\b_?(say|say_below|result)\b")
    calls = [node for name, node in said_in if name.startswith(package) and isinstance(node, ast.Call)]
    said = [call for call in calls if re.fullmatch(r"(output\.)?_?(say|say_below|result)", ast.unparse(call.func))]
    texts = [ast.unparse(argument) for call in said for argument in call.args]
    assert texts
    assert [text for text in texts if "\\n" in text and not text.endswith(".split('\\n')")] == []


def test_templates_are_said_to_be_code() -> None:
    said = " ".join((HERE.parent / "docs" / "templates.md").read_text(encoding="utf-8").split())
    assert "trusted code" in said and "Releases are never templates" in said


def test_a_release_is_never_a_template(newsroom, tmp_path: Path) -> None:
    config = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    (tmp_path / "newsroom.toml").write_text(f'{config}\n[check]\nignore = ["PH001"]\n', encoding="utf-8")
    (tmp_path / "releases").mkdir()
    code = "{{ 6 * 7 }}{% include 'site/words.html' %}"
    front = FRONT.replace("Harbour", code).replace("Port Ellery", f"Port {code}")
    text = sample_text(front=front, body=BODY.replace("over the water", f"over {code}"))
    (tmp_path / "releases" / "2026-03-02-a.md").write_text(text, encoding="utf-8")
    assert newsroom("build").code == 0
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "public").rglob("*") if path.is_file()]
    assert sum("{{ 6 * 7 }}" in text for text in written) > 4 and not any("42{" in text for text in written)


def test_a_name_that_the_system_cannot_say_is_no_file(tmp_path: Path) -> None:
    names = ["\ud800.md", "a\0.md"]
    assert release_files.states(str(tmp_path), names) == dict.fromkeys(names, release_files.UNKNOWN)
