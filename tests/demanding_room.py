"""A newsroom with a demanding site: the releases of tests/demanding, and others over many months for long lists."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from promises.rooms import NOW, add, change
from samples import HERE, picture

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build

URL = "https://news.port-ellery.example/"
OPTIONS = """
[feeds]
entries = 20
hub = "https://hub.port-ellery.example/"
rights = "© City of Port Ellery & others"

[site]
logo = "seal.svg"
home = "https://port-ellery.example/"
home_name = "City of Port Ellery"
imprint = "https://port-ellery.example/imprint"
accessibility = "https://port-ellery.example/accessibility"

[site.links]
"Open data & maps" = "https://data.port-ellery.example/"
"""
SEAL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><circle cx="36" cy="36" r="34" fill="#145"/></svg>'
EVENT = "event = {{ starts = {starts}, ends = {ends}, place = {place} }}\n"
TOPICS = ("Parks & Pools", "Écologie", "الحدائق", "C++/<b>", "Ferry")
CORRECTION = '[[corrections]]\ndate = 2026-05-01T10:00:00Z\nchange = "{}"\nreason = "{} & <b>more</b>"\n\n[dateline]'
PICTURES = """
[[images]]
file = "images/hall.png"
alt = "The hall, seen from the quay"
caption = "The hall of the new library."
credit = "Jo Lee"

[[images]]
file = "images/plan.png"
alt = "A plan of the ground floor"

[[attachments]]
file = "files/plan.pdf"
title = "The plan & \\"more\\""

[dateline]"""


def built(root: Path, url: str = URL) -> Path:
    """Write and build such a newsroom in `root`, and return its output folder. Fails if errors stop the build."""
    _begin(root, url)
    taken_back = [add(root, f"2026-04-29-{change}", date="2026-04-29") for change in ("withdrawn", "killed")]
    _build(root)
    for path in taken_back:
        change(path, "[dateline]", CORRECTION.format(path.stem.rpartition("-")[2], "It was not ours."))
        change(path, 'status = "approved"', 'status = "withdrawn"')
    _many(root)
    _special(root)
    return _build(root)


def _build(root: Path) -> Path:
    room = Newsroom.find(root)
    report = build(room, now=NOW)
    assert not report.refusals, report.refusals
    return room.output


def _begin(root: Path, url: str) -> None:
    """Write the newsroom with the releases of tests/demanding."""
    shutil.copytree(HERE / "demanding", root)
    toml = root / "newsroom.toml"
    for path in [toml, *root.glob("releases/*.md")]:
        path.write_text(path.read_text(encoding="utf-8").replace(URL, url), encoding="utf-8")
    change(toml, "[offices.parks]", '[offices.parks]\nformer_keys = ["greens"]')
    toml.write_text(toml.read_text(encoding="utf-8") + OPTIONS, encoding="utf-8")
    root.joinpath("seal.svg").write_text(SEAL, encoding="utf-8")


def _many(root: Path) -> None:
    """Write releases over many months."""
    for number in range(50):
        day = dt.date(2026, 4, 28) - dt.timedelta(days=number * 5)
        add(
            root,
            f"{day}-number-{number}",
            date=str(day),
            headline=f'"Release {number} of the & <i>City</i>"',
            topics=f'["libraries", "{TOPICS[number % len(TOPICS)]}"]',
            office=('"parks"', '"mayors-office"')[number % 2],
        )


def _special(root: Path) -> None:
    """Write releases with pictures, an event, translations, an earlier name, and a correction."""
    rich = add(root, "2026-05-20-rich", date="2026-05-20", extra='aliases = ["2026-05-20-former"]\n')
    change(rich, "[dateline]", PICTURES)
    for folder in "images", "files":
        root.joinpath("releases", folder).mkdir()
    for name, colour in ("hall", 60), ("plan", 200):
        root.joinpath("releases", "images", f"{name}.png").write_bytes(picture("PNG", 1600, 900, colour=colour))
    root.joinpath("releases", "files", "plan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")

    coming = EVENT.format(starts="2026-06-20T10:00:00Z", ends="2026-06-20T12:00:00Z", place='"Xylophone Hall & more"')
    add(root, "2026-05-25-event", date="2026-05-25", extra=coming, headline='"Concert in the Hall"')
    days = EVENT.format(starts="2026-07-01", ends="2026-07-04", place='"The whole harbour"')
    add(root, "2026-05-26-days", date="2026-05-26", extra=days, headline='"Harbour Days Come Back"')
    for language, headline in ("es", "Abre la biblioteca del puerto"), ("ar", "افتتاح مكتبة حي الميناء"):
        name, extra = f"2026-05-21-{language}", f'language = "{language}"\n'
        translated = add(root, name, date="2026-05-21", extra=extra, headline=f'"{headline}"')
        change(translated, "[dateline]", f'[translation]\nof = "{rich.name}"\n\n[dateline]')

    corrected = add(root, "2026-04-30-corrected", date="2026-04-30")
    change(corrected, "[dateline]", CORRECTION.format("correction", "The street is Quay Street."))
