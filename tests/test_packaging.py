"""What people install: the wheel and the sdist are built from the sources and opened."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "newsroom_cli"
# Libraries that come with a declared one and belong to it.
CARRIED = {"markupsafe": "jinja2", "lxml": "feedgen", "yaml": "pyyaml", "PIL": "pillow", "docx": "python_docx"}

pytestmark = pytest.mark.skipif(not PACKAGE.is_dir(), reason="the sources are not here; an installed wheel is tested")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(opened.read(name).decode())


def sources(folder: Path) -> set[str]:
    """The files of a folder of the checkout, relative to the checkout."""
    found = (path.relative_to(ROOT) for path in folder.rglob("*") if path.is_file())
    made = {"__pycache__", "node_modules"}
    return {path.as_posix() for path in found if not any(part in made or part[0] == "." for part in path.parts[:-1])}


def in_sdist(dist: Path) -> set[str]:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as opened:
        return {member.name.partition("/")[2] for member in opened.getmembers() if member.isfile()}


@pytest.mark.oracle
def test_the_wheel_carries_the_package_and_the_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    carried = {name for name in names if ".dist-info/" not in name}
    templates = {f"newsroom_cli/{path}" for path in sources(ROOT / "templates")}
    assert carried == sources(PACKAGE) | templates
    assert {"newsroom_cli/templates/new/release.md", "newsroom_cli/templates/site/release.html"} <= carried
    assert {
        "newsroom_cli/templates/email/release.html",
        "newsroom_cli/rules/pages/HD001.md",
        "newsroom_cli/py.typed",
    } <= carried
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


AT_THE_ROOT = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "newsroom.toml"}


@pytest.mark.oracle
def test_the_sdist_has_what_its_tests_need(dist: Path) -> None:
    wanted = set(AT_THE_ROOT)
    for folder in ("newsroom_cli", "templates", "tests", "docs", "releases"):
        wanted |= sources(ROOT / folder)
    assert wanted - in_sdist(dist) == set()


@pytest.mark.oracle
def test_the_sdist_has_nothing_of_the_workplace(dist: Path) -> None:
    allowed = {"newsroom_cli", "templates", "tests", "docs", "releases"}
    files = AT_THE_ROOT | {"PKG-INFO", ".gitignore"}
    assert {name for name in in_sdist(dist) if name.partition("/")[0] not in allowed} <= files
    assert not {name for name in in_sdist(dist) if "node_modules" in name or "__pycache__" in name}


@pytest.mark.oracle
def test_the_metadata_says_what_it_is(metadata: Message) -> None:
    from newsroom_cli import __version__

    assert metadata["Name"] == "newsroom-cli"
    assert metadata["Version"] == __version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT AND CC-BY-SA-4.0"
    assert metadata["Description-Content-Type"] == "text/markdown"


@pytest.mark.oracle
def test_the_command_is_called_newsroom(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".dist-info/entry_points.txt"))
        assert opened.read(name).decode().split() == [
            "[console_scripts]",
            "newsroom",
            "=",
            "newsroom_cli.__main__:main",
        ]


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"]
    return {_module(re.split(r"[\s<>=~!;\[]", requirement)[0]) for requirement in wanted}


def _module(name: str) -> str:
    return name.lower().replace("-", "_")


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    imported = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    libraries = imported - set(sys.stdlib_module_names) - {"newsroom_cli"}
    assert {CARRIED.get(library, library) for library in libraries} == declared() - {"tzdata"}


def test_every_dependency_has_its_reason_written_down() -> None:
    text = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").lower().replace("-", "_")
    assert {name for name in declared() if f"**{name}**" not in text} == set()


def test_what_is_pinned_is_hashed_and_names_no_host() -> None:
    text = (ROOT / ".ci" / "pinned.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-(?!-hash)", text, re.MULTILINE)
    pins = re.findall(r"^([a-z0-9-]+)==\S+(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert {_module(name) for name, _ in pins} >= declared()
    assert [name for name, rest in pins if "--hash=sha256:" not in rest] == []
