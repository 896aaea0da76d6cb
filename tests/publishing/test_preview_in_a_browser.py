"""newsroom preview in a real browser: saves, findings beside their words, widths, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from oracles import tools
from previews import previewing
from promises.rooms import add, change, make_room
from samples import picture

pytestmark = pytest.mark.oracle

FILE = "releases/2026-03-02-library.md"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("preview") / "room"
    make_room(root)
    (root / "releases" / "quay.png").write_bytes(picture())
    release = root / FILE
    change(release, "a week", "a TK week")
    change(release, "\n[dateline]", '\n[[images]]\nfile = "quay.png"\nalt = "The quay"\n\n[dateline]')
    change(release, "ninth library", "ninth library on the the quay, on Friday, March 3, 2026")
    outside = '\n<img src="https://elsewhere.example/a.png" alt="A map"> <script src="https://elsewhere.example/a.js"></script>\n'
    release.write_text(release.read_text(encoding="utf-8") + outside, encoding="utf-8")
    add(root, "2026-04-01-held", extra="embargo = 2099-01-05T09:00:00-05:00\n")
    return root


@pytest.fixture(scope="module")
def address(room: Path) -> Iterator[str]:
    with previewing(room, FILE) as running:
        yield running.address


def test_a_press_officer_at_work(room: Path, address: str) -> None:
    """One browser for all, because it takes its time to start."""
    text = (room / FILE).read_text(encoding="utf-8")
    corrected = text.replace("the the", "the")
    saves = [
        {"file": str(room / FILE), "text": text.replace("date = 2026-03-02", "date = ")},
        {"file": str(room / FILE), "text": corrected},
    ]
    desk, saved, phone, chosen, mail, plain, listing = tools.preview(
        address,
        [
            {"axe": True},
            {"saves": saves},
            {"width": 360, "dark": True, "axe": True},
            {"query": "?width=phone"},
            {"query": "?as=mail", "dark": True},
            {"query": "?as=text", "axe": True, "click": "mark", "inside": True},
            {"query": "../../", "width": 360, "axe": True},
        ],
    )
    everything = (desk, saved, phone, chosen, mail, plain, listing)
    assert [seen["violations"] for seen in everything] == [[]] * 7
    assert [seen["outside"] for seen in everything] == [[]] * 7
    assert [seen["scroll_width"] for seen in everything] == [seen["inner_width"] for seen in everything]
    _findings_stand_beside_their_words(desk)
    assert {finding["words"] for finding in desk["beside"]} >= {"TK", "the the", "Friday, March 3, 2026"}
    assert {finding["words"] for finding in saved["beside"]} == {
        finding["words"] for finding in desk["beside"] if finding["words"] != "the the"
    }
    assert "on the quay" in saved["page"]
    assert saved["live"].startswith("Updated at ")
    assert (desk["layout"], phone["layout"], chosen["layout"]) == (1024, phone["sheet"]["width"], 390)
    assert min(finding["top"] for finding in phone["beside"]) >= phone["sheet"]["bottom"]
    _findings_stand_beside_their_words(chosen)
    _findings_stand_beside_their_words(mail)
    assert "City Opens Harbour Quarter Library" in mail["page"]
    assert [finding["active"] for finding in plain["beside"]].index(True) == 0
    assert listing["title"] == "All releases · Preview"


def _findings_stand_beside_their_words(seen: dict) -> None:  # type: ignore[type-arg]
    """The first at the height of its words, each other there or right below the one before it."""
    beside = seen["beside"]
    assert beside
    assert all(finding["left"] > seen["sheet"]["right"] for finding in beside)
    assert abs(beside[0]["top"] - beside[0]["words_top"]) < 20
    assert all(finding["top"] > finding["words_top"] - 20 for finding in beside)
    assert [finding["top"] for finding in beside] == sorted(finding["top"] for finding in beside)
