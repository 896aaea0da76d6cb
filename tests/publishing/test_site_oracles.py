"""The pages as validators and a real browser see them: valid, accessible, narrow, and whole when opened from a disk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from oracles import tools
from PIL import Image
from samples import BODY, FRONT, picture, sample_config, sample_edition
from sampling import VIEWS, sample

from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Contact
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.attached.edition_files import Attachment, Rendition
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.site import list_pages
from newsroom_cli.publishing.site import pages as site

pytestmark = pytest.mark.oracle

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsgebäude" * 3
ADDRESS = "https://port-ellery.example/" + "a" * 200
ARABIC = "افتتحت المدينة اليوم مكتبتها التاسعة في حي الميناء"

RICH = """
## What the branch offers

> “I learned to read in a library like this one,” said Ana Okafor.

![Floor plan](plan.png)

### Hours

| Day | Opens | Closes | Librarians on duty | Reading hour | Notes for visitors | More |
|---|---|---|---|---|---|---|
| Monday to Friday | 8 a.m. | 9 p.m. | 6 | 4 p.m. | Workshops in the evening | none |

1. Get a card at the desk.
2. Borrow books, `card` in hand, ~~twice~~ once.

---

Done.
"""
EVENT = """
[event]
starts = 2026-03-07T10:00:00-05:00
ends = 2026-03-07T12:30:00-05:00
place = "12 Quay Street"

[source]
name = "Office of the Mayor"
url = "https://port-ellery.example/1"

[[images]]
file = "hall.png"
alt = "The hall"
caption = "The hall."
credit = "City"

[[images]]
file = "plan.png"
alt = "The plan"
"""


def editions_of_all_kinds() -> Iterator[tuple[str, Edition]]:
    rich = sample_edition(front=FRONT + EVENT, body=BODY + RICH, updated=dt.datetime(2026, 3, 3, 16, 15, tzinfo=dt.UTC))
    url = sample_config().url
    sized = tuple(
        shown._replace(width=640, height=400, size=90_000, renditions=(Rendition(f"{url}pictures/small.png", 480),))
        for shown in rich.pictures
    )
    attached = Attachment(f"{url}releases/plan.pdf", "releases/plan.pdf", 'The plan & "more"', "application/pdf", 1)
    yield "rich", rich._replace(pictures=sized, attachments=(attached, attached._replace(title=LONG, size=10**10)))
    yield "plain", sample_edition()
    yield "proof", sample_edition(draft=True, embargo=dt.datetime(2026, 3, 4, 11, tzinfo=dt.UTC))
    yield "empty", sample_edition(front="", body="", draft=True)
    yield (
        "arabic",
        sample_edition(
            front=f'headline = "{ARABIC}"\nlanguage = "ar"\ndate = 2026-03-02\noffice = "mayors-office"\n',
            body=f"{ARABIC}\n\n> {ARABIC}\n\n- {ARABIC}",
        ),
    )
    contacts = (Contact(LONG, "1" * 90, f"{'e' * 60}@{'d' * 60}.example"),)
    yield (
        "long",
        sample_edition(
            language="de",
            headline=LONG,
            subhead=LONG,
            topics=(LONG,),
            contacts=contacts,
            body=f"{ADDRESS} <{ADDRESS}>\n\n# {LONG}\n\n> {LONG}\n\n```\n{LONG}\n```\n\n- {LONG}\n\n"
            f"| {LONG} | b |\n|---|---|\n| {ADDRESS} | 2 |",
        ),
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site in a folder, without its feeds and mails."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "releases").mkdir()
    lines = []
    for name, made in editions_of_all_kinds():
        edition = made._replace(slug=name, url=page_url(name, sample_config().url))
        (folder / "releases" / f"{name}.html").write_bytes(site.release_page(edition, sample_config(), None))
        lines.append(editions.listing(edition))
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for path, page in list_pages.plan(lines, sample_config(), None, now).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        at_the_root = page.render().replace(b'="/', b'="') if path == list_pages.NOT_FOUND else page.render()
        (folder / path).write_bytes(at_the_root)
    none = list_pages.plan([], sample_config(language="ar"), None, now)["index.html"]
    (folder / "none.html").write_bytes(none.render())
    for name in "hall", "plan":
        (folder / "releases" / f"{name}.png").write_bytes(picture("PNG", 640, 400))
    (folder / "pictures").mkdir()
    (folder / "pictures" / "small.png").write_bytes(picture("PNG", 480, 300))
    (folder / "releases" / "plan.pdf").write_bytes(b"%PDF-1.7")
    for name, data in site.assets(sample_config(), None):
        (folder / name).write_bytes(data)
    return folder


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def kinds_of_pages(folder: Path) -> list[Path]:
    """All releases, and one page of each kind of list: a month, a topic and so on look like any other."""
    kinds: dict[str, Path] = {}
    for page in pages(folder):
        name = page.relative_to(folder).as_posix()
        kinds.setdefault(re.sub(r"^(offices|topics|languages)/[^/]+/|\d+", r"\1", name), page)
    return list(kinds.values())


def test_the_nu_checker_has_nothing_to_say(built: Path) -> None:
    assert tools.nu([*pages(built), built / "site.css", built / "lists.css"]) == []


def test_pages_are_accessible_and_never_wider_than_the_screen(built: Path) -> None:
    found = sample(kinds_of_pages(built), 15)
    views = [tools.View(page, width=width, dark=dark) for page in found for width, dark in VIEWS]
    for view, audit in zip(views, tools.audits(views), strict=True):
        assert (audit.violations, audit.incomplete) == ([], []), view
        assert "color-contrast" in audit.passes
        assert audit.scroll_width <= audit.inner_width, view
        assert (audit.outside, audit.errors) == ([], []), view


def test_pages_opened_from_a_disk_find_their_style_and_their_pictures(built: Path) -> None:
    names = ("index", "archive/index", "releases/rich", "releases/plain", "releases/arabic")
    found = [Path(f"{name}.html") for name in names]
    views = [tools.View(page, base=built.as_uri() + "/", root=built) for page in found]
    for view, audit in zip(views, tools.audits(views), strict=True):
        assert (audit.outside, audit.errors) == ([], []), view.path


@pytest.mark.parametrize("width", [340, 360])
def test_a_menu_of_long_words_leaves_none_alone_on_its_line(built: Path, tmp_path: Path, width: int) -> None:
    config = sample_config(language="de", name="Neuhafen", notice="")
    for name in ("site.css", "lists.css"):
        (tmp_path / name).write_bytes((built / name).read_bytes())
    front = list_pages.plan([], config, None, dt.datetime(2026, 3, 3, tzinfo=dt.UTC))["index.html"].render()
    (tmp_path / "index.html").write_bytes(front)
    with Image.open(tools.screenshot(tmp_path / "index.html", tmp_path / "page.png", width=width)) as shown:
        pixels = shown.convert("L")
    lines: list[tuple[int, int]] = []  # the top of each line of the head, and how far its ink reaches
    for y in range(10, 200):
        ink = [x for x in range(width) if pixels.getpixel((x, y)) < 128]
        if ink and lines and y - lines[-1][0] < 24:
            lines[-1] = (lines[-1][0], max(lines[-1][1], ink[-1]))
        elif ink:
            lines.append((y, ink[-1]))
    assert [end > 0.8 * width for _, end in lines[1:3]] == [True, True], "below the name, both lines end at the edge"


def test_pages_work_below_any_address(built: Path) -> None:
    view = tools.View("releases/rich.html", base="https://elsewhere.example/some/where/", root=built)
    (audit,) = tools.audits([view])
    assert (audit.outside, audit.errors) == ([], [])
