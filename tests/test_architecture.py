"""The shape of the package, read from its source: what may import what, sizes, and what start-up may cost."""

from __future__ import annotations

import ast
import functools
import graphlib
import itertools
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from promises.rooms import add, make_room
from samples import picture, sample_text

import newsroom_cli

PACKAGE = Path(newsroom_cli.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py"
}

# The packages from the top down: a module may import from its own package and from those behind it.
PACKAGES = (
    "cli",
    "publishing",
    "importing",
    "linter",
    "newsroom",
    "rules",
    "ledger",
    "language",
    "markup",
    "model",
)
ABOVE = {"cli", "__main__"}
# Each library has one home, a module or a room; its quirks are known there and nowhere else.
HOMES = {
    "rich": "cli.terminal.output",
    "toml_rs": "model.toml.parsing",
    "pyromark": "markup.markdown",
    "nh3": "markup.cleaning",
    "jinja2": "newsroom.templating.theme",
    "feedgen": "publishing.feeds",
    "css_inline": "publishing.mail",
    "ahocorasick_rs": "publishing.leaks.held",
    "selectolax": "publishing",
    "docx": "publishing.word",
    "mammoth": "importing.sources.word",
    "feedparser": "importing.sources.feed",
    "ftfy": "importing.repair",
    "yaml": "importing.front_matter",
    "werkzeug": "publishing.preview.server",
    "dateparser": "language.dates.typed_dates",
}
# Modules of the standard library that take milliseconds to import.
SLOW = {
    *(
        "asyncio concurrent email http importlib.metadata multiprocessing smtplib sqlite3 ssl tomllib unittest xml"
    ).split()
}
NETWORK = {"ftplib", "http", "smtplib", "socket", "ssl", "urllib.request"}
# What `newsroom --help` must not load.
HEAVY = {
    *(
        "ahocorasick_rs asyncio babel concurrent.futures css_inline dateparser email feedgen feedparser ftfy jinja2 "
        "lxml PIL mammoth markdown_it multiprocessing nh3 pydantic pygments pyromark rich selectolax tomli_w toml_rs "
        "werkzeug yaml"
    ).split()
}


@functools.cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@functools.cache
def parts(module: str) -> tuple[ast.AST, ...]:
    """Every node of the syntax of a module."""
    return tuple(ast.walk(tree(module)))


@pytest.fixture(autouse=True, scope="module")
def trees_are_forgotten() -> Iterator[None]:
    """They take more memory than all other tests."""
    yield
    tree.cache_clear()
    parts.cache_clear()


def imported(module: str, *, at_import: bool = False) -> Iterator[str]:
    """The modules that a module imports anywhere in its text; `at_import` leaves out what functions import."""
    for node in _statements(tree(module)) if at_import else parts(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            if source.partition(".")[0] == "newsroom_cli":
                yield from (_one_of_ours(f"{source}.{alias.name}") for alias in node.names)
            else:
                yield source


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _statements(child)


def _one_of_ours(name: str) -> str:
    """The module behind `from package import name`: the name itself, or the package when it is no module."""
    inside = name.removeprefix("newsroom_cli.")
    return name if inside in MODULES else name.rpartition(".")[0]


@functools.cache
def ours(module: str, *, at_import: bool = False) -> set[str]:
    """The modules of the package that a module imports, without the package's own name."""
    found = (
        name.removeprefix("newsroom_cli.") for name in imported(module, at_import=at_import) if name != "newsroom_cli"
    )
    return {name for name in found if name in MODULES}


@functools.cache
def foreign(module: str, *, at_import: bool = False) -> set[str]:
    """The modules from elsewhere that a module imports."""
    return {name for name in imported(module, at_import=at_import) if name.partition(".")[0] != "newsroom_cli"}


def package(module: str) -> str:
    return module.partition(".")[0]


def matching(names: set[str], banned: set[str]) -> set[str]:
    return {module for module in names if any(module == name or module.startswith(f"{name}.") for name in banned)}


BELOW = [module for module in MODULES if package(module) not in ABOVE]


def nodes(modules: Iterable[str] = tuple(MODULES)) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the syntax of modules, with its module."""
    return ((module, node) for module in modules for node in parts(module))


def test_the_packages_are_all_there_is() -> None:
    assert {package(name) for name in MODULES} == {*PACKAGES, "__main__"}
    assert len(MODULES) > 20, "the package was not found"


def test_imports_point_down() -> None:
    order = {name: number for number, name in enumerate(("__main__", *PACKAGES))}
    assert [
        (module, needed)
        for module in MODULES
        for needed in ours(module)
        if order[package(module)] > order[package(needed)] or needed == "__main__"
    ] == []


def test_commands_are_above_their_steps_options_and_terminal() -> None:
    """The tables of commands and of their options name the commands, which are imported when they run."""
    rooms = ("terminal", "arguments", "steps")
    levels = {module: rooms.index(module.split(".")[1]) for module in MODULES if module.startswith(CLI_ROOMS)}
    tables = {"cli.commands", "cli.arguments.plain_options"}
    assert [
        (module, needed)
        for module, level in levels.items()
        if module not in tables
        for needed in ours(module) - tables
        if needed.startswith("cli.") and levels.get(needed, len(rooms)) > level
    ] == []


CLI_ROOMS = ("cli.terminal.", "cli.arguments.", "cli.steps.")


def test_few_packages_need_each_other() -> None:
    arrows = {(package(module), package(name)) for module in MODULES if module != "__main__" for name in ours(module)}
    assert len({(one, other) for one, other in arrows if one != other}) <= 45


def test_no_two_modules_need_each_other() -> None:
    needs = {module: ours(module, at_import=True) for module in MODULES}
    graphlib.TopologicalSorter(needs).prepare()  # raises CycleError with the modules in a ring


def test_sizes() -> None:
    assert [module for module, path in MODULES.items() if path.read_text(encoding="utf-8").count("\n") > 450] == []
    functions = [(module, node) for module, node in nodes() if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [(module, node.name) for module, node in functions if (node.end_lineno or 0) - node.lineno + 1 > 67] == []


def test_no_class_is_made_by_a_metaclass_of_ours() -> None:
    makers = {"type", "abc.ABCMeta", "ABCMeta", "EnumMeta", "EnumType"}
    classes = [(module, node) for module, node in nodes() if isinstance(node, ast.ClassDef)]
    assert [
        (module, node.name)
        for module, node in classes
        if "metaclass" in {keyword.arg for keyword in node.keywords} or makers & {*map(ast.unparse, node.bases)}
    ] == []


def test_a_module_says_what_it_knows() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


def libraries(names: set[str]) -> set[str]:
    return {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}


def test_libraries_are_imported_where_they_are_used() -> None:
    names = {module: foreign(module, at_import=True) for module in BELOW}
    assert {
        module: found for module in BELOW if (found := libraries(names[module]) | matching(names[module], SLOW))
    } == {}


def test_commands_import_their_work_when_they_run() -> None:
    commands = MODULES.keys() - {*BELOW}
    names = set().union(*(foreign(module, at_import=True) for module in commands))
    assert libraries(names) <= {"typer", "typer.core"}
    assert matching(names, SLOW) == set()


def test_months_are_listed_once() -> None:
    """Lexicons aside, whose forms are not the plain names."""
    lexicons = {"language.dates.mentions", "language.people.name_words", "language.sentences", "rules.text.wording"}
    listing = {
        module for module, path in MODULES.items() if re.search(r"(?i)\bjan\w*\W{1,12}feb", path.read_text("utf-8"))
    }
    assert listing - lexicons == {"model.calendar_"}


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_a_library_has_one_home(library: str, home: str) -> None:
    users = {module for module in MODULES if matching(foreign(module), {library})}
    assert users
    assert all(module == home or module.startswith(f"{home}.") for module in users), users


def test_nothing_but_fetching_and_the_preview_talks_to_a_network() -> None:
    users = {module for module in MODULES if matching(foreign(module), NETWORK)}
    assert users <= {"importing.fetching", "publishing.preview.server"}


def test_nothing_below_the_commands_prints_exits_or_reads_the_clock() -> None:
    calls = [(module, ast.unparse(node.func)) for module, node in nodes(BELOW) if isinstance(node, ast.Call)]
    assert [call for call in calls if call[1] in {"print", "exit", "sys.exit", "input", "os._exit"}] == []
    assert [call for call in calls if call[1].endswith((".now", ".utcnow", ".today", "time.time", "monotonic"))] == []


def test_only_the_writer_writes() -> None:
    writing = {"write_text", "write_bytes", "mkdir", "touch", "unlink", "rmtree", "makedirs"}
    assert [
        (module, node.func.attr)
        for module, node in nodes(BELOW)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
        if not module.startswith("newsroom.writer")
    ] == []


PROBE = """
import sys
from newsroom_cli.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\nloaded:", *sys.modules)
"""


def loaded_by(*arguments: str, folder: Path | None = None) -> set[str]:
    """The modules that a command, run in a folder, has loaded when it ends."""
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=folder)
    return set(done.stdout.rpartition("\nloaded:")[2].split())


def test_version_is_told_before_anything_is_loaded() -> None:
    loaded = loaded_by("--version")
    assert "newsroom_cli.__main__" in loaded
    assert matching(loaded, HEAVY | {"typer", "dataclasses", "newsroom_cli.cli.app"}) == set()


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("build", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "typer" in loaded
    assert matching(loaded, HEAVY) == set()


@pytest.mark.parametrize(
    "arguments", [("check", "a.md"), ("-C", ".", "check", "--fail-on=error", "-f", "github", "a.md")]
)
def test_a_check_loads_no_typer(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text('url = "https://news.example/"\n', encoding="utf-8")
    (tmp_path / "a.md").write_text(sample_text(), encoding="utf-8")
    loaded = loaded_by(*arguments, folder=tmp_path)
    needless = {
        "typer",
        "rich",
        "dataclasses",
        "inspect",
        "jinja2",
        "newsroom_cli.cli.app",
        "newsroom_cli.newsroom.edition",
    }
    assert "newsroom_cli.linter.check" in loaded
    assert matching(loaded, needless) == set()


def test_an_overview_of_checked_releases_looks_at_no_picture(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room")
    (room.folder / "a.png").write_bytes(picture())
    add(room.root, "2026-03-03-room", extra='images = [{ file = "a.png", alt = "The room" }]\n')
    add(room.root, "2026-03-04-draft", status='"draft"')
    later = ("--as-of", "2035-01-01")  # files that were just written are not cached
    assert matching(loaded_by("check", *later, folder=room.root), {"PIL"})
    for command in ("list", "status", "next"):
        assert matching(loaded_by(command, folder=room.root), {"PIL"}) == set(), command


STYLES_PROBE = """
import sys
from newsroom_cli.rules.registry import rules, usual_rules
usual = list(usual_rules())
assert "newsroom_cli.rules.style.style_dates" not in sys.modules
assert usual == [code for code, rule in rules().items() if "none" in rule.styles]
"""


def test_families_of_a_house_style_wait_until_one_is_asked_for() -> None:
    """Without a style the same rules are run, whether the other families were loaded or not."""
    subprocess.run([sys.executable, "-c", STYLES_PROBE], check=True)


LOOKS = {"TX007", "LK001", "TX014", "FC004", "LD001", "CT006", "CT008", "TX001", "PH001"}  # their look is their work


def test_no_rule_looks_for_a_word_before_it_begins() -> None:
    """What a rule looks for is declared with it, as a trigger; see rules/triggers.py."""
    looking = []
    for function in [node for module in MODULES if module.startswith("rules.") for node in tree(module).body]:
        declared = [node for node in getattr(function, "decorator_list", ()) if isinstance(node, ast.Call)]
        codes = [ast.literal_eval(node.args[0]) for node in declared if ast.unparse(node.func) == "rule"]
        if not isinstance(function, ast.FunctionDef) or not codes:
            continue
        for statement in itertools.takewhile(lambda node: not isinstance(node, ast.For | ast.While), function.body):
            if isinstance(statement, ast.If) and any(isinstance(node, ast.Return) for node in statement.body):
                test = ast.unparse(statement.test)
                if re.search(r"word_index|\bin document\.release\.(text|body)|\.__contains__|\.count\(", test):
                    looking += codes
    assert set(looking) - LOOKS == set()


def test_a_loop_names_what_it_runs_over() -> None:
    names = []
    for module, node in nodes():
        if isinstance(node, ast.For | ast.comprehension):
            names += [(module, name.id) for name in ast.walk(node.target) if isinstance(name, ast.Name)]
        elif isinstance(node, ast.Lambda):
            names += [(module, argument.arg) for argument in node.args.args]
    assert [name for name in names if name[1] in {"each", "item", "thing", "it"}] == []
    loops = re.compile(r"\bfor (?:\w+, )*(?:each|item|thing)(?:, \w+)* in\b")
    tests = Path(__file__).parent.rglob("*.py")
    assert [path for path in tests if loops.search(path.read_text(encoding="utf-8"))] == []
