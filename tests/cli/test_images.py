"""images: what pictures beside releases tell about camera and place, and clean copies that lose nothing."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from pathlib import Path

import pytest
import terminal
from PIL import Image
from promises.rooms import add, change
from samples import HERE, picture

from newsroom_cli.model.config import Pictures
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.publishing.pictures import originals


def photo(width: int = 3000, height: int = 2000, *, turned: int = 1) -> bytes:
    """A photo as a camera writes it, with its maker and the place where it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B], exif[0x0112] = "Canon", "Canon EOS R5", "A. Photographer", turned
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    images = tmp_path / "releases" / "images"
    images.mkdir(parents=True)
    (images / "hall.jpg").write_bytes(photo(turned=6))
    path = add(tmp_path, "2026-03-02-library", body="The hall.\n\n![The hall](images/hall.jpg)\n")
    change(path, "[[quotes]]", '[[images]]\nfile = "images/hall.jpg" # by the mayor\nalt = "The hall"\n\n[[quotes]]')
    return tmp_path


def test_a_picture_tells_where_and_with_what_it_was_taken(room: Path, newsroom) -> None:
    result = newsroom("images", "2026-03-02-library")
    assert result.code == 0
    assert "2000 × 3000 pixels" in result.out
    assert "GPS" in result.out and "Canon EOS R5" in result.out and "Canon Canon" not in result.out
    assert "1 of 1 should be replaced" in result.err
    (found,) = json.loads(newsroom("images", "--format", "json").out)
    assert found["has_place"] and found["camera"] == "Canon EOS R5" and found["width"] == 2000


def test_a_clean_copy_is_shown_in_its_place_and_the_picture_stays(room: Path, newsroom) -> None:
    images, release = room / "releases" / "images", room / "releases" / "2026-03-02-library.md"
    before = (images / "hall.jpg").read_bytes()
    result = newsroom("images", "--clean")
    assert result.code == 0, result.err
    assert (images / "hall.jpg").read_bytes() == before
    with Image.open(images / "hall-clean.jpg") as copy:
        assert copy.size == (1600, 2400)
        assert dict(copy.getexif()) == {0x013B: "A. Photographer"}
    text = release.read_text(encoding="utf-8")
    assert 'file = "images/hall-clean.jpg" # by the mayor' in text and "![The hall](images/hall-clean.jpg)" in text
    assert "nothing to do" in newsroom("images").err


def test_a_copy_replaces_no_other_file(room: Path, newsroom) -> None:
    other = room / "releases" / "images" / "hall-clean.jpg"
    other.write_bytes(b"other")
    assert newsroom("images", "--clean").code == 0
    assert other.read_bytes() == b"other"
    assert (other.with_name("hall-clean1.jpg")).exists()


def test_a_picture_that_cannot_be_read_is_named_and_the_others_go_on(room: Path, newsroom) -> None:
    images, release = room / "releases" / "images", room / "releases" / "2026-03-02-library.md"
    (images / "cut.jpg").write_bytes(photo()[:3000])
    change(release, "![The hall]", "![Cut](images/cut.jpg)\n\n![The hall]")
    result = newsroom("images", "--clean")
    assert result.code == 0 and "cut.jpg" in result.out + result.err
    assert (images / "hall-clean.jpg").exists()


def test_a_picture_over_the_limit_says_by_how_much() -> None:
    found = originals.original(photo(), "hall.jpg", Pictures(megabytes=10, megapixels=5))
    assert next(originals.problems(found)) == "too large: 6.0 million pixels, and the limit is 5"
    assert not originals.original(photo(), "hall.jpg", Pictures(megabytes=0, megapixels=0)).over_limit


def test_a_picture_that_moves_gets_no_copy() -> None:
    file = io.BytesIO()
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 255)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(PictureError, match="moves"):
        originals.clean_copy(file.getvalue(), "dance.gif")


# --- added ----------------------------------------------------------------------------------------------------

LIBRARY = "releases/2026-03-02-library.md"


def shown(room: Path) -> list[dict]:
    """The pictures of the release."""
    return tomllib.loads((room / LIBRARY).read_text(encoding="utf-8").split("+++")[1])["images"]


@pytest.fixture
def bridge(newsroom, room: Path, tmp_path: Path) -> Path:
    """A picture outside the folder of the releases."""
    file = tmp_path / "My Bridge.JPG"
    file.write_bytes(photo(300, 200))
    return file


def test_a_picture_is_copied_beside_the_release_and_shown(room: Path, newsroom, bridge: Path) -> None:
    words = ("--alt", "The bridge at dusk", "--caption", "The bridge", "--credit", "Photo: Ana Ruiz")
    run = newsroom("images", "add", LIBRARY, bridge, *words)
    assert run.code == 0 and run.out == "releases/my-bridge.jpg\n", run.err
    assert (room / "releases/my-bridge.jpg").read_bytes() == bridge.read_bytes()
    assert shown(room)[-1] == {
        "file": "my-bridge.jpg", "alt": "The bridge at dusk", "caption": "The bridge", "credit": "Photo: Ana Ruiz",
    }  # fmt: skip
    assert "GPS" in run.err and "--clean" in run.err
    found = json.loads(newsroom("check", "-f", "json").out)
    assert not [
        finding["code"] for finding in found if finding["code"].startswith("IM") and "my-bridge" in finding["message"]
    ]
    assert "shows my-bridge.jpg already" in newsroom("images", "add", LIBRARY, bridge, *words).err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_picture_makes_signatures_void_and_that_is_said(room: Path, newsroom, bridge: Path) -> None:
    pier, words = "releases/2026-03-05-pier.md", ("--alt", "A bridge", "--caption", "", "--credit", "")
    add(room, "2026-03-05-pier")
    assert newsroom("approve", pier, "--by", "Kim Lee", "--role", "Editor", "--yes").code == 0
    assert "its signatures are void with another picture" in newsroom("images", "add", pier, bridge, *words).err
    (room / "other.png").write_bytes(picture())
    run = newsroom("images", "add", pier, "other.png", *words)
    assert "added" in run.err and "void" not in run.err


def test_a_person_is_asked_what_the_picture_shows(room: Path, newsroom, bridge: Path) -> None:
    answers = {"What it shows (or later)": "later", "Caption (or none)": "none"}
    answers |= {"Who made it, such as Photo: Ana Ruiz (or none)": "Photo: Bo Chen"}
    seen = terminal.shown(["images", "add", "library", bridge.name], folder=room, answers=answers)
    assert shown(room)[-1] == {"file": "my-bridge.jpg", "alt": "TK", "credit": "Photo: Bo Chen"}
    assert "stands as TK" in " ".join(seen.split())


def test_a_picture_that_lies_beside_the_release_stays_where_it_is(room: Path, newsroom) -> None:
    (room / "releases/images/Pier.jpg").write_bytes(photo(30, 20))
    run = newsroom("images", "add", LIBRARY, "releases/images/Pier.jpg", "--alt", "The pier")
    assert run.out == "releases/images/Pier.jpg\n" and shown(room)[-1]["file"] == "images/Pier.jpg"
    assert "shows images/hall.jpg already" in newsroom("images", "add", LIBRARY, "releases/images/hall.jpg").err


def test_no_picture_is_replaced(room: Path, newsroom, bridge: Path) -> None:
    (room / "releases/my-bridge.jpg").write_bytes(photo(30, 20))
    run = newsroom("images", "add", LIBRARY, bridge, "--alt", "A bridge")
    assert run.out == "releases/my-bridge-2.jpg\n" and shown(room)[-1]["file"] == "my-bridge-2.jpg"
    assert (room / "releases/my-bridge.jpg").read_bytes() == photo(30, 20)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((LIBRARY, "gone.jpg"), "there is no such picture"),
        ((LIBRARY,), "no picture is named"),
        ((LIBRARY, "x.md", "My Bridge.JPG"), "are two releases"),
        ((LIBRARY, "text.png"), "text.png"),
    ],
)
def test_what_cannot_be_added_changes_nothing(room: Path, newsroom, bridge: Path, names, said: str) -> None:
    (room / "text.png").write_text("no picture")
    before = (room / LIBRARY).read_bytes()
    run = newsroom("images", "add", *names, "--alt", "x")
    assert run.code == 2 and said in run.err and (room / LIBRARY).read_bytes() == before
    assert {file.name for file in (room / "releases").iterdir()} == {"images", "2026-03-02-library.md"}


def test_a_picture_in_place_of_a_release_is_explained(newsroom, room: Path, bridge: Path) -> None:
    assert "newsroom images add FILE 'My Bridge.JPG'" in newsroom("images", "My Bridge.JPG").err
