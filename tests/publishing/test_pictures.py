"""Pictures on the site: upright, without metadata but the credit, in several sizes, made once; and bad ones named."""

from __future__ import annotations

import io
import json
import os
import re
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from promises.rooms import NOW, add, change, tree
from samples import BODY, picture

from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.pictures import making, remembered
from newsroom_cli.publishing.pictures.making import published_picture

FORMATS = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp", "AVIF": "a.avif", "GIF": "a.gif"}
ORIENTATION, ARTIST, COPYRIGHT, MAKE, GPS = 0x0112, 0x013B, 0x8298, 0x010F, 0x8825


def exif(**values: Any) -> bytes:
    """Exif of a telephone: where it was, what it is, and which way it was held."""
    found = Image.Exif()
    found[MAKE] = "Telephone of Port Ellery"
    found[ORIENTATION] = values.get("orientation", 1)
    found[ARTIST], found[COPYRIGHT] = "Lena Brook", "City of Port Ellery"
    found.get_ifd(GPS)[1], found.get_ifd(GPS)[2] = "N", (42.0, 21.0, 30.0)
    return found.tobytes()


def opened(data: bytes) -> Any:
    return Image.open(io.BytesIO(data))


def front(file: str) -> str:
    """A picture in the front matter of a release."""
    return f'images = [{{ file = "{file}", alt = "The room", caption = "Tall windows.", credit = "Lena Brook" }}]\n'


# --- what is made -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_of_the_metadata_stays_but_creator_and_rights(format: str) -> None:
    data = picture(format, 900, 600, exif=exif())
    assert b"Telephone" in data
    result = published_picture(data, FORMATS[format])
    for copy in (result.whole, *(copy for _, copy in result.smaller)):
        kept = opened(copy).getexif()
        assert (kept[ARTIST], kept[COPYRIGHT]) == ("Lena Brook", "City of Port Ellery")
        assert set(kept) == {ARTIST, COPYRIGHT} and not kept.get_ifd(GPS)
        assert b"Telephone" not in copy


def test_comments_text_chunks_thumbnails_and_what_cameras_put_behind_the_end_go() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "secret room")
    words.add_itxt("XML:com.adobe.xmp", "<x>secret room</x>")
    assert b"secret" not in published_picture(picture("PNG", pnginfo=words), "a.png").whole
    data = picture("JPEG", comment=b"secret room") + b"SEFT secret trailer"
    assert b"secret" in data and b"secret" not in published_picture(data, "a.jpg").whole


def test_the_credit_is_found_where_agencies_write_it() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Ana Okafor</rdf:li>'
        b"</rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li>City Archive</rdf:li></rdf:Alt></dc:rights>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    kept = opened(published_picture(picture("JPEG", xmp=packet), "a.jpg").whole).getexif()
    assert (kept[ARTIST], kept[COPYRIGHT]) == ("Ana Okafor", "City Archive")
    fields = [(2, 80, b"Lena Brook"), (2, 116, b"The Harbour Agency")]
    iptc = b"".join(b"\x1c" + bytes((*field[:2],)) + struct.pack(">H", len(field[2])) + field[2] for field in fields)
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    segment = b"Photoshop 3.0\0" + resource
    data = picture("JPEG")
    data = data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]
    kept = opened(published_picture(data, "a.jpg").whole).getexif()
    assert (kept[ARTIST], kept[COPYRIGHT]) == ("Lena Brook", "The Harbour Agency")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(orientation: int) -> None:
    data = picture("JPEG", 900, 600, exif=exif(orientation=orientation), quality=95)
    result = published_picture(data, "a.jpg")
    upright = (600, 900) if orientation > 4 else (900, 600)
    head = picture_heads.head(io.BytesIO(data), "a.jpg")
    assert (result.width, result.height) == (head.width, head.height) == opened(result.whole).size == upright
    from PIL import ImageChops, ImageOps

    difference = ImageChops.difference(ImageOps.exif_transpose(opened(data)), opened(result.whole))
    assert max(highest for _, highest in difference.getextrema()) < 12


def test_a_jpeg_keeps_its_own_quality() -> None:
    for quality in (60, 95):
        data = picture("JPEG", 900, 600, quality=quality)
        assert opened(published_picture(data, "a.jpg").whole).quantization == opened(data).quantization


def test_a_colour_profile_stays_and_smaller_copies_are_in_srgb() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    result = published_picture(picture("JPEG", 900, 600, icc_profile=srgb), "a.jpg")
    assert opened(result.whole).info["icc_profile"] == srgb
    assert all("icc_profile" not in opened(copy).info for _, copy in result.smaller)
    assert published_picture(
        picture("JPEG", 900, 600, icc_profile=profile), "a.jpg"
    ).smaller  # of other colours than the picture
    assert published_picture(picture("JPEG", 900, 600, icc_profile=b"nonsense" * 40), "a.jpg").smaller


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_published(mode: str) -> None:
    file, format = io.BytesIO(), "JPEG" if mode == "CMYK" else "PNG"
    shown = opened(picture("PNG", 900, 600))
    (shown.convert("L").convert("I").convert(mode) if mode == "I;16" else shown.convert(mode)).save(file, format)
    result = published_picture(file.getvalue(), FORMATS[format])
    assert opened(result.whole).mode == mode
    for width, copy in result.smaller:
        assert opened(copy).width == width and opened(copy).mode != "CMYK"


@pytest.mark.parametrize("format", FORMATS)
def test_no_copy_is_wider_or_heavier_than_the_picture_and_equal_input_gives_equal_bytes(format: str) -> None:
    for width in (1, 479, 481, 900, 2600):
        data = picture(format, width, 200)
        result = published_picture(data, FORMATS[format])
        assert result == published_picture(data, FORMATS[format]) and opened(result.whole).size == (width, 200)
        assert all(copy_width < width and len(copy) < len(result.whole) for copy_width, copy in result.smaller)
        assert [width for width, _ in result.smaller] == sorted({width for width, _ in result.smaller})


def moving(format: str, **options: Any) -> bytes:
    frames = [opened(picture("PNG", 600, 400, colour=colour)) for colour in (0, 90, 180)]
    file = io.BytesIO()
    frames[0].save(file, format, save_all=True, append_images=frames[1:], duration=100, loop=0, **options)
    return file.getvalue()


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_goes_out_as_it_is(format: str) -> None:
    data = moving(format)
    result = published_picture(data, FORMATS[format])
    assert (result.whole, result.smaller) == (data, ()) and (result.width, result.height) == (600, 400)


def test_a_picture_that_moves_and_tells_where_it_was_made_is_refused() -> None:
    with pytest.raises(PictureError, match="where it was made") as raised:
        published_picture(moving("WEBP", exif=exif()), "a.webp")
    assert "metadata" in raised.value.hint


# --- what is no picture -------------------------------------------------------------------------------------------


def huge(width: int, height: int) -> bytes:
    """A PNG of few bytes whose head says that it is very large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BAD = {
    "words": ("a.png", b"no picture at all", "is no picture"),
    "nothing": ("a.png", b"", "is no picture"),
    "a page": ("a.jpg", b"<html><script>alert(1)</script>", "is no picture"),
    "another format": ("a.jpg", picture("PNG"), "is a picture of the format PNG, not JPEG"),
    "200 megapixels": ("a.png", huge(20_000, 10_000), "has 200 million pixels; the most is 100"),
    "a bomb": ("a.png", huge(60_000, 60_000), "has 3,600 million pixels"),
    "cut off PNG": ("a.png", picture("PNG", 900, 600)[:-600], "is cut off"),
    "cut off JPEG": ("a.jpg", picture("JPEG", 900, 600)[:-600], "is cut off"),
    "cut off WebP": ("a.webp", picture("WEBP", 900, 600)[:-600], "is cut off|is no picture"),
    "cut off GIF": ("a.gif", picture("GIF", 900, 600)[:-600], "is cut off"),
    "SVG": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "is not a picture that can be"),
}


@pytest.mark.parametrize("ignored", [False, True])
@pytest.mark.parametrize("what", BAD)
def test_what_is_no_picture_stops_the_build_at_its_line_whatever_is_ignored(
    room: Newsroom, what: str, ignored: bool
) -> None:
    name, data, message = BAD[what]
    if ignored:
        change(
            room.root / "newsroom.toml",
            "[offices.mayors-office]",
            '[check]\nignore = ["IM004"]\n\n[offices.mayors-office]',
        )
        room = Newsroom.find(room.root)
    build(room, now=NOW)
    before = tree(room.output)
    (room.folder / name).write_bytes(data)
    path = add(room.root, "2026-03-03-room", extra=front(name))
    report = build(room, now=NOW)
    if what == "SVG" and ignored:  # it is not published, as no file is that is no picture
        assert "releases/a.svg" not in tree(room.output)
        return
    (finding,) = report.refusals
    assert finding.code == "IM004" and re.search(message, finding.message), finding
    assert finding.path == f"releases/{path.name}" and finding.place.start.line == 2 and finding.help
    assert tree(room.output) == before


def test_a_missing_picture_is_named_with_its_line_although_its_rule_is_off(room: Newsroom) -> None:
    change(
        room.root / "newsroom.toml", "[offices.mayors-office]", '[check]\nignore = ["IM"]\n\n[offices.mayors-office]'
    )
    add(room.root, "2026-03-03-room", body=f"{BODY}\n![The room](gone.png)\n")
    (finding,) = build(Newsroom.find(room.root), now=NOW).refusals
    assert (finding.path, finding.place.start.line) == (
        "releases/2026-03-03-room.md",
        26,
    ) and "gone.png" in finding.message


def test_damage_that_only_a_decoder_sees_holds_back_the_release_alone_if_so_configured(room: Newsroom) -> None:
    data = bytearray(picture("PNG", 900, 600))
    data[len(data) // 2] ^= 0xFF
    (room.folder / "a.png").write_bytes(data)
    add(room.root, "2026-03-03-room", extra=front("a.png"))
    (finding,) = build(room, now=NOW).refusals
    assert finding.code == "IM004" and "cannot be decoded" in finding.message and finding.place.start.line == 2
    change(
        room.root / "newsroom.toml",
        "[offices.mayors-office]",
        '[publishing]\nbroken = "hold"\n\n[offices.mayors-office]',
    )
    report = build(Newsroom.find(room.root), now=NOW)
    assert [finding.code for finding in report.broken] == ["IM004"]
    assert "releases/2026-03-02-library.html" in tree(room.output)
    assert "releases/2026-03-03-room.html" not in tree(room.output) and "releases/a.png" not in tree(room.output)


def test_build_refuses_a_picture_of_which_a_part_is_missing_although_it_can_be_decoded(
    newsroom: Any, room: Newsroom
) -> None:
    whole = picture("JPEG", 900, 600)
    (room.folder / "a.jpg").write_bytes(whole[: len(whole) * 3 // 4] + whole[-2:])
    add(room.root, "2026-03-03-room", extra=front("a.jpg"))
    (refusal,) = build(room, now=NOW).refusals
    (found,) = json.loads(newsroom("check", "-C", str(room.root), "--select", "IM", "-f", "json").out)
    assert found["message"] == refusal.message and "a part of it is missing" in refusal.message
    assert "copy the file again" in found["help"]


@pytest.mark.parametrize(("name", "format"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_check_and_status_find_the_damage_that_build_finds_until_the_file_is_whole(
    newsroom: Any, room: Newsroom, name: str, format: str
) -> None:
    whole = picture(format, 900, 600)
    damaged = bytearray(whole)
    damaged[whole.index(b"\xff\xc4") + 4 if format == "JPEG" else len(whole) // 2] ^= 0xFF
    (room.folder / name).write_bytes(damaged)
    path = add(room.root, "2026-03-03-room", extra=front(name))
    (refusal,) = build(room, now=NOW).refusals
    for options in ((), (), ("--no-cache",)):
        run = newsroom("check", "-C", str(room.root), "--select", "IM", "-f", "json", *options)
        (found,) = json.loads(run.out)
        assert run.code == 1 and (found["code"], found["message"]) == ("IM004", refusal.message)
        assert found["start"]["line"] == 2 and found["help"]
    assert "cannot be decoded" in newsroom("status", "-C", str(room.root), str(path)).out
    (room.folder / name).write_bytes(whole)
    assert newsroom("check", "-C", str(room.root), "--select", "IM").code == 0


def test_a_picture_is_decoded_by_one_check_only_and_remembered_by_content(
    newsroom: Any, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[str] = []
    decode = picture_heads.refuse_damaged
    monkeypatch.setattr(picture_heads, "refuse_damaged", lambda data, name: (decoded.append(name), decode(data, name)))
    (room.folder / "a.png").write_bytes(picture("PNG", 900, 600))
    path = add(room.root, "2026-03-03-room", extra=front("a.png"))
    for text in ("the room", "The hall", "The house"):
        change(path, 'alt = "', f'alt = "{text}, ')
        assert newsroom("check", "-C", str(room.root), "--select", "IM").code == 0
    assert decoded == ["releases/a.png"]
    (room.folder / "a.png").write_bytes(picture("PNG", 900, 601))
    assert newsroom("check", "-C", str(room.root), "--select", "IM").code == 0
    assert decoded == ["releases/a.png", "releases/a.png"]


# --- on the site --------------------------------------------------------------------------------------------------


def tags(page: str) -> list[dict[str, str]]:
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in re.findall("<img[^>]*>", page)]


def test_pages_have_sizes_and_choices_and_only_the_first_picture_is_loaded_at_once(room: Newsroom) -> None:
    (room.folder / "big room.jpg").write_bytes(picture("JPEG", 2600, 1300, exif=exif(orientation=6), quality=90))
    (room.folder / "plan.png").write_bytes(picture("PNG", 900, 600))
    (room.folder / "small.gif").write_bytes(picture("GIF", 30, 20))
    body = f"{BODY}\n![A plan](plan.png)\n\nA sign: ![A sign](small.gif)\n"
    add(room.root, "2026-03-03-room", extra=front("big room.jpg"), body=body)
    build(room, now=NOW)
    site = tree(room.output)
    first, plan, sign = tags(site["releases/2026-03-03-room.html"].decode())
    assert (first["width"], first["height"]) == ("1300", "2600") and "loading" not in first
    assert (plan["width"], plan["height"], plan["loading"]) == ("900", "600", "lazy")
    assert (sign["width"], sign["height"], sign["loading"]) == ("30", "20", "lazy") and "srcset" not in sign
    for tag, widths in ((first, [480, 800, 1200, 1300]), (plan, [480, 800, 900])):
        choices = [choice.split() for choice in tag["srcset"].split(", ")]
        assert [width for _, width in choices] == [f"{width}w" for width in widths] and tag["sizes"]
        for address, width in choices:
            data = site[address.removeprefix("../").replace("%20", " ")]
            assert opened(data).width == int(width[:-1])


def test_a_picture_that_only_the_body_shows_first_is_loaded_at_once(room: Newsroom) -> None:
    (room.folder / "plan.png").write_bytes(picture("PNG", 900, 600))
    add(room.root, "2026-03-03-room", body=f"![A plan](plan.png)\n\n{BODY}\n![A plan](plan.png)\n")
    build(room, now=NOW)
    first, second = tags((room.output / "releases/2026-03-03-room.html").read_text(encoding="utf-8"))
    assert "loading" not in first and second["loading"] == "lazy"


def test_search_engines_have_the_true_size_and_readers_the_whole_picture(room: Newsroom) -> None:
    (room.folder / "room.jpg").write_bytes(picture("JPEG", 2600, 1300, exif=exif(orientation=6)))
    add(room.root, "2026-03-03-room", extra=front("room.jpg"))
    build(room, now=NOW)
    site = {path: data.decode(errors="replace") for path, data in tree(room.output).items()}
    page = site["releases/2026-03-03-room.html"]
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]
    assert (data["image"][0]["width"], data["image"][0]["height"]) == (1300, 2600)
    assert data["image"][0]["creditText"] == "Lena Brook"
    downloads = re.search('<section class="downloads.*?</section>', page, re.DOTALL)[0]  # type: ignore[index]
    assert 'href="../releases/room.jpg"' in downloads and "JPEG, 1300 × 2600, " in downloads
    assert "kB" in downloads and "Lena Brook" in downloads


def test_feeds_and_link_previews_load_a_picture_of_a_size_for_phones(newsroom: Any, room: Newsroom) -> None:
    (room.folder / "wide.jpg").write_bytes(picture("JPEG", 2600, 5200))
    for name, size in ("plan.png", (1400, 700)), ("small.jpg", (1200, 500)):
        (room.folder / name).write_bytes(picture(name[-3:].upper().replace("JPG", "JPEG"), *size))
    body = f"{BODY}\n![A plan](plan.png)\n\n![Small](small.jpg)\n"
    add(room.root, "2026-03-03-room", extra=front("wide.jpg"), body=body)
    build(room, now=NOW)
    site = tree(room.output)
    copies, url = f"{room.config.url}email/pictures/releases/", room.config.url
    entry = json.loads(site["feed.json"])["items"][0]
    wanted = {
        f"{copies}wide.jpg": (1200, 2400),
        f"{copies}plan.png": (1200, 600),
        f"{url}releases/small.jpg": (1200, 500),
    }
    shown = {tag["src"]: (int(tag["width"]), int(tag["height"])) for tag in tags(entry["content_html"])}
    assert shown == wanted and entry["image"] == f"{copies}wide.jpg"
    for source, size in wanted.items():
        assert opened(site[source.removeprefix(url)]).size == size
    page = site["releases/2026-03-03-room.html"].decode()
    assert re.findall(r'"og:image(?::width|:height)?" content="([^"]+)"', page) == [f"{copies}wide.jpg", "1200", "2400"]
    for form, file in ("rss", "rss.xml"), ("atom", "atom.xml"), ("json", "feed.json"):
        feed = site[file].decode()
        assert f"{copies}wide.jpg" in feed and newsroom("feed", "-C", str(room.root), "-f", form).out == feed


def test_mails_load_a_picture_in_their_size_and_lead_to_the_whole_one(newsroom: Any, room: Newsroom) -> None:
    (room.folder / "wide.jpg").write_bytes(picture("JPEG", 2600, 1300))
    (room.folder / "plan.png").write_bytes(picture("PNG", 1300, 900))
    (room.folder / "small.jpg").write_bytes(picture("JPEG", 1200, 500))
    body = f'{BODY}\n![A plan](plan.png)\n\n<img src="plan.png" alt="">\n\n![Small](small.jpg)\n'
    path = add(room.root, "2026-03-03-room", extra=front("wide.jpg"), body=body)
    build(room, now=NOW)
    site = tree(room.output)
    mail = site["email/2026-03-03-room.html"].decode()
    url = room.config.url
    sources = [tag["src"] for tag in tags(mail)]
    mail_plan = f"{url}email/pictures/releases/plan.png"
    small, wide = f"{url}releases/small.jpg", f"{url}email/pictures/releases/wide.jpg"
    assert sorted(sources) == sorted([mail_plan, mail_plan, small, wide])
    for source in (wide, mail_plan):
        assert opened(site[source.removeprefix(url)]).width == 1200
    for name, count in (("wide.jpg", 1), ("plan.png", 1), ("small.jpg", 0)):  # without words a link has no name
        assert len(re.findall(f'<a [^>]*href="{url}releases/{name}"[^>]*><img ', mail)) == count
    assert f"<{url}releases/wide.jpg>" in site["email/2026-03-03-room.txt"].decode()
    assert newsroom("email", "-C", str(room.root), str(path), "-f", "html").out == mail
    change(path, 'status = "approved"', 'status = "draft"')
    build(room, now=NOW)
    assert not [path for path in tree(room.output) if path.startswith("email/pictures/")]


# --- made once ----------------------------------------------------------------------------------------------------


def test_a_picture_is_decoded_once_whatever_changes_around_it(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    (room.folder / "plan.png").write_bytes(picture("PNG", 900, 600))
    path = add(room.root, "2026-03-03-room", extra=front("plan.png"))
    decoded: list[str] = []
    real = making.published_picture
    monkeypatch.setattr(making, "published_picture", lambda data, name: decoded.append(name) or real(data, name))
    build(room, now=NOW)
    first = tree(room.output)
    assert decoded == ["plan.png"]
    change(path, "with 40,000 books", "with 60,000 books")
    build(room, now=NOW)
    add(room.root, "2026-03-04-again", extra=front("plan.png"))
    build(room, now=NOW)
    build(room, now=NOW, folder=room.root / "elsewhere")
    assert decoded == ["plan.png"]
    assert {path: data for path, data in first.items() if path.endswith(".png")} == {
        path: data for path, data in tree(room.root / "elsewhere").items() if path.endswith(".png")
    }


def test_what_is_remembered_may_be_deleted_or_damaged(room: Newsroom) -> None:
    (room.folder / "plan.png").write_bytes(picture("PNG", 900, 600))
    add(room.root, "2026-03-03-room", extra=front("plan.png"))
    build(room, now=NOW)
    before = tree(room.output)
    kept = [file for file in (room.root / ".newsroom-index" / "pictures").rglob("*-*") if file.is_file()]
    assert len(kept) == 1
    kept[0].write_bytes(kept[0].read_bytes()[:-9])
    assert remembered.found_for(room, (room.folder / "plan.png").read_bytes()) is None
    build(room, now=NOW, folder=room.root / "elsewhere")
    again = tree(room.root / "elsewhere")
    assert all(again[path] == data for path, data in before.items() if path.endswith((".png", ".html")))


def test_a_build_forgets_pictures_that_no_release_names_and_keeps_those_of_held_ones(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, width in (("kept.png", 900), ("held.png", 901), ("old.png", 902), ("gone.png", 903)):
        (room.folder / name).write_bytes(picture("PNG", width, 600))
        add(room.root, f"2026-03-03-{name[:-4]}", extra=front(name))
    build(room, now=NOW)
    folder = room.root / ".newsroom-index" / "pictures"

    def entries() -> set[str]:
        return {path.name for path in folder.iterdir() if "-" in path.name}

    def entry(data: bytes) -> str:
        [name] = [name for name in entries() if name.startswith(digest(data))]
        return name

    assert len(entries()) == 4
    names = {name: entry((room.folder / f"{name}.png").read_bytes()) for name in ("kept", "held", "old", "gone")}
    (folder / names["kept"].replace("-", "-0")).write_bytes(b"of an older encoder")
    for path in folder.iterdir():
        os.utime(path, (NOW.timestamp() - 7200,) * 2)
    os.utime(folder / names["kept"], (NOW.timestamp() - 7000,) * 2)
    change(room.folder / "2026-03-03-held.md", 'status = "approved"', 'status = "draft"')
    (room.folder / "old.png").write_bytes(new := picture("PNG", 910, 600))
    (room.folder / "2026-03-03-gone.md").unlink()
    for stops in (True, False):
        (room.folder / "2026-03-05-wrong.md").write_text("+++\nstatus = 5\n+++\n") if stops else None
        before, report = entries(), build(room, now=NOW)
        assert bool(report.refusals) == stops
        if stops:
            assert before <= entries(), "a build that errors stop forgets nothing"
            (room.folder / "2026-03-05-wrong.md").unlink()
    assert entries() == {names["kept"], names["held"], entry(new)}
    states = release_files.states(str(room.root), [f"releases/{name}.png" for name in ("kept", "held", "old")])
    monkeypatch.setattr(Newsroom, "content_of", lambda room, path: pytest.fail(f"{path} was read again"))
    remembered.prune(room, [states], NOW)
    assert entries() == {names["kept"], names["held"], entry(new)}


def test_a_picture_that_another_build_has_just_made_stays(room: Newsroom) -> None:
    (room.folder / "a.png").write_bytes(picture("PNG", 900, 600))
    add(room.root, "2026-03-03-room", extra=front("a.png"))
    build(room, now=NOW)
    other = room.root / ".newsroom-index" / "pictures" / f"{digest(b'other')}-00000000"
    other.write_bytes(b"")
    for age, stays in ((1800, True), (7200, False)):
        os.utime(other, (NOW.timestamp() - age,) * 2)
        add(room.root, f"2026-03-04-{stays}")
        build(room, now=NOW)
        assert other.exists() == stays


def test_a_copy_that_somebody_damaged_is_written_again(room: Newsroom) -> None:
    (room.folder / "plan.png").write_bytes(picture("PNG", 900, 600))
    add(room.root, "2026-03-03-room", extra=front("plan.png"))
    build(room, now=NOW)
    before = tree(room.output)
    copies = sorted((room.output / "pictures").iterdir())
    copies[0].write_bytes(b"other")
    copies[1].unlink()
    build(room, now=NOW)
    assert {path: data for path, data in tree(room.output).items() if not path.startswith(".")} == {
        path: data for path, data in before.items() if not path.startswith(".")
    }


def test_smaller_copies_leave_the_site_with_their_release_and_stay_for_another(room: Newsroom) -> None:
    (room.folder / "plan.png").write_bytes(picture("PNG", 900, 600))
    paths = [add(room.root, f"2026-03-0{day}-room", extra=front("plan.png")) for day in (3, 4)]
    build(room, now=NOW)
    shown = {path for path in tree(room.output) if path.endswith(".png")}
    assert len(shown) == 3
    change(paths[0], 'status = "approved"', 'status = "draft"')
    build(room, now=NOW)
    assert {path for path in tree(room.output) if path.endswith(".png")} == shown
    change(paths[1], 'status = "approved"', 'status = "draft"')
    change(room.folder / "2026-03-02-library.md", "40,000 books", "TK books")  # an error: only what must go goes
    assert build(room, now=NOW).refusals
    assert not {path for path in tree(room.output) if path.endswith(".png")}


def test_a_new_picture_gets_new_names_for_its_copies(room: Newsroom) -> None:
    plan = room.folder / "plan.png"
    plan.write_bytes(picture("PNG", 900, 600))
    add(room.root, "2026-03-03-room", extra=front("plan.png"))
    build(room, now=NOW)
    before = {path for path in tree(room.output) if path.startswith("pictures/")}
    plan.write_bytes(picture("PNG", 900, 600, colour=200))
    build(room, now=NOW)
    after = {path for path in tree(room.output) if path.startswith("pictures/")}
    assert len(before) == len(after) == 2 and before.isdisjoint(after)


def test_the_published_form_of_a_held_picture_is_a_leak_too(room: Newsroom) -> None:
    """It was made when the release was public, and lies in the folder of made pictures."""
    from newsroom_cli.model.errors import NewsroomError

    (room.folder / "room.jpg").write_bytes(picture("JPEG", 900, 600, exif=exif()))
    path = add(room.root, "2026-03-03-room", extra=front("room.jpg"))
    build(room, now=NOW)
    site = tree(room.output)
    copies = [data for name, data in site.items() if name.endswith(".jpg")]
    assert len(copies) == 2
    change(path, 'status = "approved"', 'status = "draft"')
    build(room, now=NOW)
    for copy in copies:
        (room.own_templates / "site").mkdir(parents=True, exist_ok=True)
        (room.own_templates / "site" / "harbour.jpg").write_bytes(copy)
        with pytest.raises(NewsroomError, match="a picture or attachment of this release"):
            build(room, now=NOW)
