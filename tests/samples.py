"""Values the tests start from: the newsroom of tests/newsroom.toml and releases made from a few fields."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsroom_cli.language.document import Document
from newsroom_cli.linter.findings import Change
from newsroom_cli.model import config, release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import edition
from newsroom_cli.newsroom.edition import Edition

HERE = Path(__file__).parent

FRONT = """\
id = "tag:news.port-ellery.example,2026:k3h8vq2m9x4c7b1f"
kind = "release"
headline = "City Opens Harbour Quarter Library"
subhead = "The branch lends books seven days a week"
date = 2026-03-02
office = "mayors-office"
topics = ["libraries"]
status = "approved"

[dateline]
city = "Port Ellery"

[[quotes]]
speaker = "Ana Okafor"
role = "Mayor"
text = "Nobody in this city should live more than a short walk from a book."
"""

BODY = """\
The city today opened its ninth library, in the Harbour Quarter, with 40,000 books and a reading room that looks over the water.

“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor.

The opening hours are on the [library's page](https://port-ellery.example/library).
"""


def sample_config(**changes: Any) -> Config:
    """The newsroom of tests/newsroom.toml; `changes` replace fields of Config."""
    return config.read(HERE / "newsroom.toml")._replace(**changes)


def sample_text(*, front: str = FRONT, body: str = BODY) -> str:
    """A whole release file."""
    return f"+++\n{front}+++\n\n{body}"


def write_newsroom(root: Path, *files: str, more: str = "") -> Path:
    """Write the newsroom of tests/newsroom.toml, with `more` options, and files with the sample; returns the folder."""
    (root / "releases").mkdir(parents=True)
    toml = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    (root / "newsroom.toml").write_text(f"{toml}{more}", encoding="utf-8")
    for file in files:
        (root / file).write_text(sample_text(), encoding="utf-8")
    return root


def sample_release(*, front: str = FRONT, body: str = BODY, path: str = "releases/2026-03-02-library.md") -> Release:
    """A parsed release."""
    return release_file.parse(sample_text(front=front, body=body), path)


def sample_document(release: Release | None = None, config: Config | None = None, **parts: str) -> Document:
    """A release in its newsroom as rules read it; `parts` are those of `sample_release`."""
    return Document(release or sample_release(**parts), config or sample_config())


def sample_edition(
    *, front: str = FRONT, body: str = BODY, path: str = "releases/2026-03-02-library.md", **changes: Any
) -> Edition:
    """A release as it goes out; `changes` replace fields of Edition."""
    made = edition.edition(sample_release(front=front, body=body, path=path), sample_config())
    return made._replace(**changes)


def with_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes of some fixes, applied from the last to the first."""
    for change in sorted(changes, key=lambda change: change.span, reverse=True):
        text = text[: change.span.start] + change.text + text[change.span.end :]
    return text


def picture(format: str = "PNG", width: int = 40, height: int = 30, *, colour: int = 0, **options: Any) -> bytes:
    """A real picture with some detail; `colour` tells pictures apart, `options` are those with which Pillow saves."""
    from PIL import Image

    across, down = (Image.linear_gradient("L").resize((width, height)).rotate(angle) for angle in (0, 180))
    file = io.BytesIO()
    Image.merge("RGB", (across, down, Image.new("L", (width, height), colour))).save(file, format, **options)
    return file.getvalue()


def remember_signer(name: str) -> None:
    """Write into the person's configuration folder who signs here."""
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "newsroom"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "signer.toml").write_text(f'name = "{name}"\n', encoding="utf-8")
