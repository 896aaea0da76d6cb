"""images: what pictures beside releases tell about camera and place, and clean copies that lose nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from promises.rooms import add, change
from samples import HERE

from newsroom_cli.model.config import Pictures
from newsroom_cli.newsroom.picture_heads import PictureError
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
    assert next(originals.told(found)) == "too large: 6.0 million pixels, and the limit is 5"
    assert not originals.original(photo(), "hall.jpg", Pictures(megabytes=0, megapixels=0)).over_limit


def test_a_picture_that_moves_gets_no_copy() -> None:
    file = io.BytesIO()
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 255)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(PictureError, match="moves"):
        originals.clean_copy(file.getvalue(), "dance.gif")
