"""Pictures that are damaged without a decoder saying so: they are found, and no whole picture is taken for one."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from samples import picture

from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.attached.picture_heads import PictureError


def with_preview(**options: object) -> bytes:
    """A JPEG with Exif in which a whole small JPEG lies, as cameras write it."""
    exif = Image.Exif()
    exif[0x9286] = picture("JPEG")
    return picture("JPEG", 300, 200, exif=exif.tobytes(), **options)


def flat(**options: object) -> bytes:
    """A white JPEG, in which missing data would look like the rest."""
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(file, "JPEG", **options)
    return file.getvalue()


JPEGS = {
    "baseline": picture("JPEG", 300, 200),
    "progressive": picture("JPEG", 300, 200, progressive=True),
    "restarts": picture("JPEG", 300, 200, restart_marker_blocks=3),
    "full colour": picture("JPEG", 301, 199, subsampling=0, quality=98),
    "preview in Exif": with_preview(),
    "progressive, preview in Exif": with_preview(progressive=True),
    "white": flat(),
    "a pixel": picture("JPEG", 1, 1),
}
# What telephones put behind the end: a film or data of the maker, longer than the picture.
TRAILS = {"nothing": b"", "zeros": bytes(20_000), "a film": b"ftypmp42" + bytes(range(255)) * 90}
OTHERS = {
    "a.png": (picture("PNG", 300, 200), picture("PNG", 300, 200) + bytes(100)),
    "a.gif": (picture("GIF", 300, 200),),
    "a.webp": (picture("WEBP", 300, 200), picture("WEBP", 300, 200, lossless=True)),
}


def is_refused(data: bytes, name: str = "a.jpg") -> bool:
    try:
        picture_heads.refuse_damaged(data, name)
    except PictureError as error:
        assert error.hint
        return True
    return False


@pytest.mark.parametrize("trail", TRAILS)
@pytest.mark.parametrize("kind", JPEGS)
def test_a_whole_jpeg_is_no_damage_whatever_follows_its_end(kind: str, trail: str) -> None:
    assert not is_refused(JPEGS[kind] + TRAILS[trail])


@pytest.mark.parametrize("name", OTHERS)
def test_other_whole_pictures_are_no_damage(name: str) -> None:
    assert not any(is_refused(data, name) for data in OTHERS[name])


def test_metadata_of_a_webp_may_end_with_zeros() -> None:
    exif = Image.Exif()
    exif[0x9286] = bytes(1_000)
    data = picture("WEBP", 300, 200, exif=exif.tobytes() + bytes(1_000))
    assert data.endswith(bytes(500)) and not is_refused(data, "a.webp")


@pytest.mark.parametrize("part", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("kind", sorted(JPEGS.keys() - {"white", "a pixel"}))
def test_a_jpeg_that_ends_too_early_is_found_although_it_has_an_end(kind: str, part: float) -> None:
    whole = JPEGS[kind]
    start = whole.rindex(b"\xff\xda")  # its last data
    data = whole[: start + int((len(whole) - start) * part)] + b"\xff\xd9"
    Image.open(io.BytesIO(data)).load()  # the decoder says nothing
    assert is_refused(data) and is_refused(data + TRAILS["a film"]) and is_refused(data[:-2])


def test_a_byte_of_a_png_that_is_another_is_found_wherever_it_is() -> None:
    whole = picture("PNG", 300, 200)
    start, end = whole.index(b"IDAT"), whole.index(b"IEND")
    for place in range(start + 4, end - 8, 97):
        assert is_refused(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], "a.png"), place


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_copy_that_was_interrupted_and_filled_with_zeros_is_found(name: str) -> None:
    whole = picture({"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name[2:]], 900, 600)
    assert is_refused(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2), name)


def test_the_end_of_a_jpeg_is_that_of_its_first_picture_not_that_of_its_preview() -> None:
    whole = with_preview()
    assert whole.count(b"\xff\xd9") == 2 and picture_heads.of_jpeg(whole).place == len(whole) - 2
    assert picture_heads.of_jpeg(whole[:-2]).place == picture_heads.of_jpeg(b"").place == -1
