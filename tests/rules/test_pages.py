"""Every rule page is documentation and test at once: its examples are run, and say where the rule must report.

A fence is opened with ```` ```markdown bad 2:12 5:1 ```` (every line:column at which the page's own rule reports,
in order) or ```` ```markdown good ````. A ```` ```toml ```` example is a newsroom.toml. `==> name.md <==` on a line of
its own starts another file; the places are then those in the last file. One named newsroom.toml replaces options of the
sample newsroom, and holds the places of a rule that reports there. The page's own rule runs, and whatever rule the
example names; one that names --release is checked so. A last line that ends in ⌫ has no line break behind it.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from samples import picture, sample_config, sample_document

from newsroom_cli.ledger import published
from newsroom_cli.linter.check import archive_findings, card, check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Check, Config
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.rules import registry
from newsroom_cli.rules.registry import Rule, rules
from newsroom_cli.rules.selection import unknown_codes
from newsroom_cli.rules.triggers import Triggers

PAGES = Path(registry.__file__).parent / "pages"
SECTIONS = ("Why", "Bad", "Good", "Source")
CONFIG = sample_config()


@dataclass(frozen=True)
class Example:
    """One fence of a page: `line` is where it opens, `section` the heading above it, `info` the words behind ```."""

    code: str
    line: int
    section: str
    info: tuple[str, ...]
    text: str

    @property
    def bad(self) -> bool:
        return "bad" in self.info

    @property
    def expected(self) -> list[str]:
        return list(self.info[2:])

    def __str__(self) -> str:
        return f"{self.code}:{self.line}"


def examples_of(code: str, page: str) -> list[Example]:
    """The fences of a page."""
    found: list[Example] = []
    fence, info, opened, lines, section = "", "", 0, [""], ""
    for number, line in enumerate(page.splitlines(), 1):
        if not fence and (opening := re.match(r"(`{3,})(.*)", line)):
            fence, info, opened, lines = opening[1], opening[2], number, []
        elif fence and line.rstrip() == fence:
            found.append(Example(code, opened, section, tuple(info.split()), "".join(f"{line}\n" for line in lines)))
            fence = ""
        elif fence:
            lines.append(line)
        elif line.startswith("## "):
            section = line[3:].strip()
    assert not fence, f"{code}: the example opened on line {opened} is not closed"
    return found


def outside_fences(page: str) -> str:
    """The page without its examples."""
    return re.sub(r"^(`{3,}).*?^\1[ \t]*$", "", page, flags=re.MULTILINE | re.DOTALL)


def faults(page: str, rule: Rule) -> list[str]:
    """What is wrong with the form of a page."""
    prose = outside_fences(page)
    found = []
    if prose.splitlines()[:1] != [f"# {rule.code} {rule.name} ({rule.level})"]:
        found.append(f"the title is not # {rule.code} {rule.name} ({rule.level})")
    parts = re.split(r"^## (.*)$", prose, flags=re.MULTILINE)
    headings = [part.strip() for part in parts[1::2]]
    if tuple(heading for heading in headings if heading != "Options") != SECTIONS:
        found.append(f"the sections are {headings}, not {list(SECTIONS)}")
    if not parts[0].partition("\n")[2].strip():
        found.append("nothing under the title says what the rule reports")
    texts = dict(zip(headings, parts[2::2], strict=True))
    found += [f"{name} is empty" for name in ("Why", "Source") if not texts.get(name, "?").strip()]
    examples = examples_of(rule.code, page)
    for verdict in ("bad", "good"):
        if not any(example.info[1:2] == (verdict,) for example in examples):
            found.append(f"there is no {verdict} example")
    return found + [fault for example in examples for fault in _example_faults(example)]


def _example_faults(example: Example) -> list[str]:
    if example.section not in ("Bad", "Good"):
        return []
    language, verdict, *places = (*example.info, "", "")[: max(len(example.info), 2)]
    found = []
    if language not in ("markdown", "toml") or verdict != example.section.lower():
        found.append(
            f"line {example.line}: an example under {example.section} says ```markdown {example.section.lower()}"
        )
    if (verdict == "bad") != bool(places) or not all(re.fullmatch(r"\d+:\d+", place) for place in places):
        found.append(f"line {example.line}: a bad example names line:column, a good one does not")
    return found


def reported(example: Example, *, newline: str = "\n") -> list[str]:
    """Where the page's rule reports in an example, as line:column."""
    text = example.text.removesuffix("⌫\n").replace("\n", newline)
    if example.info[0] == "toml":
        config = configuration.parse(text)
        unknown = unknown_codes(config)
        assert example.code == "NR002", "only NR002 looks at newsroom.toml"
        return [_place(text, code.span.start) for code in unknown]
    files, config = _files(text), _narrowed(example)
    if files[0][0] == configuration.FILE_NAME:
        config = _with(config, files.pop(0)[1])
    records = {path: content for path, content in files if path.startswith("published/")}
    files = [(path, content) for path, content in files if path not in records]
    read = {path: _compared(_read(example, path, dict(files), config), records) for path, _ in files}
    found: list[Finding] = []
    if rules()[example.code].across is not None:
        found = _across(read, config, alone=rules()[example.code].incremental)
        last = {files[-1][0], configuration.FILE_NAME}
        assert {finding.path for finding in found} <= last, "reported in another file than the last"
    else:
        assert len(files) == 1 or example.code in BESIDE, "only rules over the archive look at several files"
    if rules()[example.code].find is not None or rules()[example.code].across is None:
        found += check(read[files[-1][0]], config)
    starts = [finding.place.start for finding in found if finding.code == example.code]
    return [f"{start.line}:{start.column}" for start in starts]


NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def _across(read: dict[str, Release], config: Config, *, alone: bool) -> list[Finding]:
    """What the rules over the archive find in the year 2030, when every release is in the folder that build writes."""
    cards = [card(sample_document(release, config), incremental=alone) for release in read.values()]
    room = Newsroom(Path(), config)

    def stands(slug: str, at: dt.datetime) -> str | None:
        for release in read.values():
            if slug in (release.slug, *(alias.value for alias in release.aliases)):
                return room.publication_status(room.document(release), at)
        return None

    return archive_findings(
        cards,
        config,
        read.__getitem__,
        now=NOW,
        incremental=alone,
        appears=lambda slug: True,
        publication_status=stands,
    )


BESIDE = (
    "IM004",
    "IM005",
    "AT001",
    "CR005",
    "CR006",
    "TR001",
    "TR002",
    "TR003",
    "TR004",
)  # about files beside a release


def _read(example: Example, path: str, files: dict[str, str], config: Config) -> Release:
    """A file of an example; one about files beside it is read from a newsroom that holds reading-room.jpg and .pdf."""
    if example.code not in BESIDE:
        return releases.parse(files[path], path)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            file = Path(folder, name)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content.encode())
        Path(folder, path).with_name("reading-room.jpg").write_bytes(picture("JPEG", 1300, 800))
        Path(folder, path).with_name("reading-room.pdf").write_bytes(b"%PDF-1.7")
        return Newsroom(Path(folder), config).read(path)


def _compared(release: Release, records: dict[str, str]) -> Release:
    """A release with what its newsroom finds when it compares it with the records of an example."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in records.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True)
            for part in published.parts(release):
                content = content.replace(part.kind.upper(), part.digest_line.rpartition(" ")[2])
            file.write_text(content, encoding="utf-8")
        return Newsroom(Path(folder), CONFIG).document(release).release


def _narrowed(example: Example) -> Config:
    """The sample newsroom with the rules an example is about: a mistake in another rule is not this page's."""
    codes = {example.code, *re.findall(r"[A-Z]{2}\d{3}", example.text)} & set(rules())
    select = tuple(Field(code, Span(0, 0)) for code in sorted(codes))
    return CONFIG._replace(check=Check(select=select, releasing="--release" in example.text))


def _with(config: Config, options: str) -> Config:
    """The sample newsroom with what an example's newsroom.toml says in place of its own."""
    written = tomllib.loads(options)
    asked = configuration.parse(options if "url" in written else f'url = "https://news.example/"\n{options}')
    changes = {name: getattr(asked, name) for name in written if name != "check"}
    check = asked.check._replace(select=config.check.select, releasing=config.check.releasing)
    return config._replace(**changes, check=check, text=options)


def _place(text: str, offset: int) -> str:
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def _files(text: str) -> list[tuple[str, str]]:
    head, *rest = re.split(r"^==> (.+) <==\r?\n", text, flags=re.MULTILINE)
    if not rest:
        return [("releases/2026-03-02-example.md", head)]
    return list(zip(rest[::2], rest[1::2], strict=True))


PAGE_OF = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md"))}
EXAMPLES = [example for code, page in PAGE_OF.items() for example in examples_of(code, page) if len(example.info) > 1]


EXAMPLES_OF = {code: [example for example in EXAMPLES if example.code == code] for code in rules()}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("code", rules())
def test_examples(code: str, newline: str) -> None:
    found = {str(example): reported(example, newline=newline) for example in EXAMPLES_OF[code]}
    assert found == {str(example): example.expected if example.bad else [] for example in EXAMPLES_OF[code]}


@pytest.mark.parametrize("code", [code for code, rule in rules().items() if rule.trigger])
def test_a_trigger_hides_nothing(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the trigger does not occur, the rule finds nothing."""
    triggered = {str(example): reported(example) for example in EXAMPLES_OF[code]}
    monkeypatch.setattr(Triggers, "rules_to_run", lambda triggers, index: triggers.codes)
    assert {str(example): reported(example) for example in EXAMPLES_OF[code]} == triggered


@pytest.mark.parametrize("code", rules())
def test_rule_has_a_page_in_good_form(code: str) -> None:
    assert code in PAGE_OF, f"write newsroom_cli/rules/pages/{code}.md"
    assert faults(PAGE_OF[code], rules()[code]) == []


def test_pages_have_a_rule() -> None:
    assert PAGE_OF.keys() - rules().keys() == set()


def test_rules_are_named_well() -> None:
    for code, rule in rules().items():
        assert re.fullmatch(r"[A-Z]{2}\d{3}", code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name), code
        assert rule.severity in registry.SEVERITIES, code
        assert [other.code for other in rules().values() if other.name == rule.name] == [code], "two rules of one name"


# --- the refusals themselves ----------------------------------------------------------------------------------

WHOLE = """\
# HD001 headline-missing (error)
No headline.
## Why
Because.
## Bad
```markdown bad 1:1
+++
+++
```
## Good
```markdown good
+++
headline = "City Opens Library"
+++
```
## Source
A guide.
"""


def test_whole_page_has_no_faults() -> None:
    assert faults(WHOLE, rules()["HD001"]) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("headline-missing", "no-headline", "the title is not # HD001 headline-missing (error)"),
        ("No headline.\n", "", "nothing under the title says what the rule reports"),
        ("Because.\n", "", "Why is empty"),
        ("A guide.\n", "", "Source is empty"),
        ("## Why", "## Reason", f"the sections are ['Reason', 'Bad', 'Good', 'Source'], not {list(SECTIONS)}"),
        ("## Source\nA guide.\n", "", f"the sections are ['Why', 'Bad', 'Good'], not {list(SECTIONS)}"),
        ("```markdown good", "```markdown", "there is no good example"),
        ("```markdown bad 1:1", "```markdown bad", "line 6: a bad example names line:column, a good one does not"),
        ("```markdown good", "```markdown good 1:1", "line 11: a bad example names line:column, a good one does not"),
        ("```markdown bad 1:1", "```yaml bad 1:1", "line 6: an example under Bad says ```markdown bad"),
    ],
)  # fmt: skip
def test_faulty_page_is_refused(old: str, new: str, fault: str) -> None:
    assert fault in faults(WHOLE.replace(old, new), rules()["HD001"])


def test_wrong_place_is_noticed() -> None:
    (bad, good) = examples_of("HD001", WHOLE)
    assert reported(bad) == bad.expected == ["1:1"]
    assert reported(good) == []
    assert reported(Example("HD001", 1, "Bad", ("markdown", "bad", "3:1"), bad.text)) != ["3:1"]
