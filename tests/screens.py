"""A small newsroom in which every command has something to show."""

from __future__ import annotations

import io
from pathlib import Path

from promises.rooms import add, change, make_room

LIBRARY, POOL, FERRY, BUSES = "2026-03-02-library", "2026-05-30-pool", "2099-06-01-ferry", "2026-06-02-buses"

REVIEWED = """
[approvals]
required = 2
since = 2026-06-01
signers = ["Ines Lind", "Tom Reyes", "Eva Lind"]

"""


def make(root: Path) -> None:
    """Make the newsroom."""
    make_room(root)
    change(root / "newsroom.toml", "[offices.mayors-office]", f"{REVIEWED}[offices.mayors-office]")
    add(
        root, POOL, status='"draft"',
        headline='"City Reopens the Harbour Pool After Two Years of Repairs, With a New Roof and Longer Hours"',
        topics='["sports", "harbour"]',
        body="TK the pool opens at 9am, the city said on Tuesday, May 30, 2026.\n\n“Nobody in this town should live "
        "more than a short walk from a book,” said Mayor Ana Okafor.\n\n“We kept our word to the swimmers of the "
        "harbour, and to those who have yet to learn how to swim,” said Council President Ruth Alvarado.\n",
    )  # fmt: skip
    add(
        root,
        FERRY,
        status='"approved"',
        headline='"Ferry Runs All Night"',
        extra="embargo = 2099-06-01T09:00:00-04:00\n",
    )
    add(root, BUSES, status='"review"', date="2026-06-02")
    picture(root / "releases" / "images" / "harbour-library-reading-room.jpg")
    path = root / "releases" / f"{LIBRARY}.md"
    change(
        path,
        "[[quotes]]",
        '[[images]]\nfile = "images/harbour-library-reading-room.jpg"\nalt = "Shelves"\n\n[[quotes]]',
    )
    own = root / "templates" / "site" / "release.html"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "builtin/site/release.html" %}\n{% block contact_box %}{% endblock %}\n', encoding="utf-8"
    )


def picture(path: Path) -> None:
    """Write a photo as a camera writes it."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "Canon EOS R5"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", (600, 400), "navy").save(file, "JPEG", exif=exif)
    path.parent.mkdir()
    path.write_bytes(file.getvalue())


def publish_errors(root: Path) -> None:
    """Approve the draft with its errors, which stop the next build."""
    change(root / "releases" / f"{POOL}.md", 'status = "draft"', 'status = "approved"')
