"""Pictures come along with their release: those of the text, from beside the page or out of the file, and no others."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import os
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm
from promises.rooms import make_room
from samples import picture, sample_config
from typer.testing import CliRunner

from newsroom_cli.cli.app import app
from newsroom_cli.importing import accounting, intake, pictures
from newsroom_cli.importing.draft import draft
from newsroom_cli.importing.pictures import PrintedPicture
from newsroom_cli.importing.pieces import Picture
from newsroom_cli.importing.reading import Reading
from newsroom_cli.model.release_file import parse

PARAGRAPH = "The city opened the new bridge today after a long and careful repair of its old arches and railings."
PAGE = f"""<!doctype html><html><head><title>Bridge reopens after repair</title></head><body>
<header class="site-header"><img src="page_files/banner.png" alt="City of Lynden"></header>
<main><article><h1>Bridge reopens after repair</h1><p>March 2, 2026</p>{{}}
<p>LYNDEN, Ohio – {PARAGRAPH}</p><p>{PARAGRAPH} It is {{}}</p><p>{PARAGRAPH}</p></article></main></body></html>"""
FIGURE = (
    '<figure><img src="page_files/bridge.jpg" alt="People on a bridge">'
    "<figcaption><p>The first walkers on the bridge. Photo: Jo Park</p></figcaption></figure>"
)


def page_reading(folder: Path, figures: str, files: dict[str, bytes] | None = None) -> Reading:
    """The release in a page with some figures, and with files beside it."""
    for name, data in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    [read] = intake.readings(PAGE.format(figures, "open.").encode(), name="page.html", folder=folder)
    return read


def reasons(read: Reading) -> list[str]:
    return [image.why for image in read.images]


def test_a_saved_page_brings_its_pictures_along(tmp_path: Path) -> None:
    photo = picture("JPEG", 640, 480)
    read = page_reading(tmp_path, FIGURE, {"page_files/bridge.jpg": photo, "page_files/banner.png": picture()})
    [image] = read.images
    assert (image.data, image.ending, image.why) == (photo, "jpg", "")
    assert (image.picture.alt, image.caption, image.credit) == (
        "People on a bridge", "The first walkers on the bridge.", "Jo Park",
    )  # fmt: skip
    assert "walkers" not in read.body
    account = accounting.account(read)
    assert account.kept == account.sentences
    assert not account.doubtful
    assert [(trace.name, trace.why) for trace in account.pictures] == [
        ("page_files/banner.png", "head of the page"), ("page_files/bridge.jpg", ""),
    ]  # fmt: skip


def test_what_is_no_picture_of_the_text_is_left_out_by_name(tmp_path: Path) -> None:
    bomb = picture("PNG", 300, 300)
    size = struct.pack(">II", 20_000, 10_000)
    head = bomb[12:16] + size + bomb[24:29]
    bomb = bomb[:12] + head + struct.pack(">I", zlib.crc32(head)) + bomb[33:]
    files = {
        "mark.png": picture("PNG", 64, 64),
        "strip.png": picture("PNG", 600, 40),
        "city-logo.png": picture("PNG", 400, 200),
        "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"><script>run()</script></svg>',
        "page.jpg": b"<html>not found</html>",
        "half.jpg": picture("JPEG", 640, 480)[:3000],
        "huge.png": bomb,
        "scan.bmp": picture("BMP", 300, 300),
    }
    read = page_reading(tmp_path, "".join(f'<div><img src="{name}"></div>' for name in files), files)
    assert dict(zip(files, reasons(read), strict=True)) == {
        "mark.png": "too small for a picture of the text: 64 × 64 pixels",
        "strip.png": "too small for a picture of the text: 600 × 40 pixels",
        "city-logo.png": "a logo, by its name: 400 × 200 pixels",
        "drawing.png": "a drawing (SVG), which can hold scripts",
        "page.jpg": "is no picture that can be published: PNG, JPEG, GIF, WebP or AVIF",
        "half.jpg": "is cut off: its end is missing",
        "huge.png": "has 200 million pixels; the most is 100",
        "scan.bmp": "is no picture that can be published: PNG, JPEG, GIF, WebP or AVIF",
    }
    assert not any(image.data for image in read.images)


def test_no_picture_is_read_from_outside_of_the_folder_of_the_page(tmp_path: Path) -> None:
    folder, photo = tmp_path / "saved", picture("JPEG", 640, 480)
    folder.mkdir()
    (tmp_path / "secret.jpg").write_bytes(photo)
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "there").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.jpg")
    (folder / "folder.jpg").mkdir()
    sources = {
        "../secret.jpg": "outside of the folder of the source",
        "..%2Fsecret.jpg": "outside of the folder of the source",
        "../../../../../../../../../../etc/passwd": "outside of the folder of the source",
        str(tmp_path / "secret.jpg"): "outside of the folder of the source",
        (tmp_path / "secret.jpg").as_uri(): "not in the source",
        "link.jpg": "outside of the folder of the source",
        "there/secret.jpg": "outside of the folder of the source",
        "pipe.jpg": "cannot be read: it is a pipe, not a file",
        "folder.jpg": "cannot be read: it is a folder, not a file",
        "gone.jpg": "not beside the source",
        "a%00b.jpg": "not beside the source",
        f"{'a' * 300}.jpg": "cannot be read: file name too long",
        "https://city.example/a.jpg": "at a web address",
        "//city.example/b.jpg": "at a web address",
    }
    read = page_reading(folder, "".join(f'<div><img src="{name}"></div>' for name in sources))
    assert dict(zip(sources, reasons(read), strict=True)) == sources


def test_a_picture_inside_the_page_is_imported_once(tmp_path: Path) -> None:
    photo = picture("WEBP", 640, 480)
    inside = f'<p><img alt="A bridge" src="data:image/webp;base64,{base64.b64encode(photo).decode()}"></p>'
    drawing = f'<p><img src="data:image/svg+xml,{"%3Csvg%3E" * 200}"></p>'
    read = page_reading(tmp_path, inside + inside.replace("A bridge", "") + drawing)
    assert [image.data for image in read.images] == [photo, b"", b""]
    assert reasons(read)[1:] == ["the same picture stands above", "a drawing (SVG), which can hold scripts"]


def test_a_picture_that_a_script_loads_later_is_found_by_its_address(tmp_path: Path) -> None:
    photo = picture("PNG", 640, 480)
    later = '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="bridge.png?w=640"></p>'
    assert page_reading(tmp_path, later, {"bridge.png": photo}).images[0].data == photo


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The bridge at dawn. Photo: Jo Park", "The bridge at dawn.", "Jo Park"),
        ("Die Brücke am Morgen (Foto: Stadt Lynden)", "Die Brücke am Morgen", "Stadt Lynden"),
        ("Die Brücke am Morgen. Foto: © Stadt Lynden / J. Park", "Die Brücke am Morgen.", "Stadt Lynden / J. Park"),
        ("Le pont à l'aube. Crédit photo : Ville de Lynden", "Le pont à l'aube.", "Ville de Lynden"),
        ("El puente al alba | Créditos: Ciudad de Lynden", "El puente al alba", "Ciudad de Lynden"),
        ("The bridge © City of Lynden", "The bridge", "City of Lynden"),
        ("The bridge (© Jo Park) seen from the east", "The bridge seen from the east", "Jo Park"),
        ("(Photo: Jo Park). The bridge at dawn", "The bridge at dawn", "Jo Park"),
        ("The bridge. Photo: Parks Department of Lynden", "The bridge.", "Parks Department of Lynden"),
        ("Photo: Mayor Varga opens the bridge", None, ""),
        ("The bridge. Photo: it stands again for all who walk", None, ""),
        ("The bridge. Foto: lynden.example", "The bridge.", "lynden.example"),
        ("Sie tragen Masken.Foto: Jo Park via Unsplash", "Sie tragen Masken.", "Jo Park via Unsplash"),
        ("The bridge - © jo - stock.example", "The bridge", "jo - stock.example"),
        ("© Foto: lynden press", "", "lynden press"),
        ("© Jo Park", "", "Jo Park"),
        ("Bildnachweis: Jo Park", "", "Jo Park"),
        ("Photo by Jo Park", "", "Jo Park"),
        ("The bridge at dawn (Photo courtesy of Jo Park)", "The bridge at dawn", "Jo Park"),
        ("Photo: The mayor opens the bridge with the children of the town.", None, ""),
        ("In this photo: the mayor", None, ""),
        ("In the photo: Mayor Ines Varga", None, ""),
        ("A photo by the river", None, ""),
        ("Photo by the bridge", None, ""),
        ("The bridge, photographed in 2026", None, ""),
    ],
)  # fmt: skip
def test_a_credit_is_split_from_its_caption(text: str, caption: str | None, credit: str) -> None:
    assert pictures.split_credit(text) == (text if caption is None else caption, credit)


def test_captions_belong_to_the_picture_beside_them(tmp_path: Path) -> None:
    below = "".join(
        f'<figure><img src="{name}.png"><figcaption>The {name} side of it</figcaption></figure>' for name in ("a", "b")
    )
    above = "".join(
        f'<figure><figcaption>The {name} side of it</figcaption><img src="{name}.png"></figure>' for name in ("a", "b")
    )
    gallery = f"<ul><li>{below.replace('</figure><figure>', '</figure></li><li><figure>')}</li></ul>"
    for figures in (below, above, gallery):
        read = page_reading(tmp_path, figures)
        assert [image.caption for image in read.images] == ["The a side of it", "The b side of it"], figures
    read = page_reading(tmp_path, f"<figure><video></video><figcaption>A film of it</figcaption></figure>{below}")
    assert [image.caption for image in read.images] == ["The a side of it", "The b side of it"]
    assert any("A film of it" in left.lines for left in accounting.account(read).left_out)


def test_pictures_above_the_headline_and_below_the_text_belong_to_the_release(tmp_path: Path) -> None:
    figure = '<p><img src="{}.png" alt="{}"></p>'
    page = PAGE.format(figure.format("b", "B"), f"open.</p>{figure.format('c', 'C')}<p>It is free.")
    page = page.replace("<h1>", f"{figure.format('a', 'A')}<h1>").replace("</article>", f"{figure.format('d', 'D')}")
    for number, name in enumerate("abcd"):
        (tmp_path / f"{name}.png").write_bytes(picture("PNG", 640, 480, colour=number))
    [read] = intake.readings(page.encode(), name="page.html", folder=tmp_path)
    assert [image.picture.alt for image in read.images if image.data] == ["A", "B", "C", "D"]


def test_the_text_is_read_as_if_the_pictures_were_not_there(tmp_path: Path) -> None:
    teasers = "".join(f'<p>{{}}<a href="https://city.example/{name}">Another text</a></p>' for name in "abc")
    with_pictures, without = (
        intake.readings(
            PAGE.format(shown * 2, "open.").replace("</article>", teasers.replace("{}", shown)).encode(),
            name="page.html",
            folder=tmp_path,
        )
        for shown in ('<img src="bus.png" alt="A bus">', "")
    )
    assert next(with_pictures).body == next(without).body


def test_markdown_names_pictures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/bridge.png").write_bytes(picture("PNG", 640, 480))
    text = f"# Bridge reopens after repair\n\nLYNDEN – {PARAGRAPH}\n\n![A bridge](img/bridge.png)\n\n{PARAGRAPH}\n"
    [read] = intake.readings(text.encode(), name="release.md", folder=tmp_path)
    assert [(image.picture.alt, image.why) for image in read.images] == [("A bridge", "")]


# --- Word and mail --------------------------------------------------------------------------------------------


def word_file(*parts: Any) -> bytes:
    """A Word file: paragraphs, captions in a tuple, pictures as bytes."""
    document = docx.Document()
    document.add_heading("Bridge reopens after repair", 0)
    document.add_paragraph(f"LYNDEN, Ohio, March 2, 2026 – {PARAGRAPH}")
    for part in parts:
        if isinstance(part, bytes):
            document.add_picture(io.BytesIO(part), width=Cm(12))._inline.docPr.set("descr", "People on a bridge")
        elif isinstance(part, tuple):
            document.add_paragraph(part[0], style="Caption")
        else:
            document.add_paragraph(part)
    document.add_paragraph(PARAGRAPH)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_pictures_of_a_word_file_come_with_description_and_caption() -> None:
    photo, icon = picture("PNG", 640, 480), picture("PNG", 60, 60)
    data = word_file(photo, ("The first walkers on it (Foto: Jo Park)",), icon, PARAGRAPH, ("Table 1: Walkers a day",))
    [read] = intake.readings(data, name="release.docx")
    assert [(image.data, image.why[:9]) for image in read.images] == [(photo, ""), (b"", "too small")]
    assert (read.images[0].picture.alt, read.images[0].caption, read.images[0].credit) == (
        "People on a bridge", "The first walkers on it", "Jo Park",
    )  # fmt: skip
    assert "Table 1: Walkers a day" in read.body
    assert "walkers on it" not in read.body
    assert not accounting.account(read).doubtful
    assert [trace.why[:9] for trace in accounting.account(read).pictures] == ["", "too small"]


def test_pictures_within_a_mail_come_along() -> None:
    photo = picture("JPEG", 640, 480)
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Bridge reopens after repair", "press@lynden.example"
    mail.set_content(PARAGRAPH)
    mail.add_alternative(
        f'<p>LYNDEN – {PARAGRAPH}</p><p><img src="cid:a@b"></p><p>{PARAGRAPH}</p><img src="cid:none">', subtype="html"
    )
    mail.get_payload()[1].add_related(photo, "image", "jpeg", cid="<a@b>")
    [read] = intake.readings(mail.as_bytes(), name="mail.eml")
    assert [(image.data, image.why) for image in read.images] == [(photo, ""), (b"", "not in the source")]


def test_a_page_that_a_browser_saved_as_one_file_has_its_pictures_in_it() -> None:
    photo, related = picture("JPEG", 640, 480), EmailMessage()
    related["Subject"], related["Snapshot-Content-Location"] = "Bridge", "https://lynden.example/a.html"
    related.set_content(PAGE.format('<p><img src="/files/bridge.jpg"></p>', "open."), subtype="html")
    related["Content-Location"] = "https://lynden.example/a.html"
    related.make_related()
    for name, data in (("bridge", photo), ("sprite", picture("JPEG"))):
        related.add_related(
            data, "image", "jpeg", headers=[f"Content-Location: https://lynden.example/files/{name}.jpg"]
        )
    [read] = intake.readings(related.as_bytes(), name="page.mht")
    assert [(image.data, image.why) for image in read.images] == [(photo, "")]
    assert [trace.why for trace in accounting.account(read).pictures] == [
        "head of the page", "", "outside of the release",
    ]  # fmt: skip


def test_a_mail_reads_no_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "private.png").write_bytes(picture("PNG", 640, 480))
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Bridge reopens after repair", "press@lynden.example"
    mail.set_content(f'<p>LYNDEN – {PARAGRAPH}</p><p><img src="private.png"></p><p>{PARAGRAPH}</p>', subtype="html")
    [read] = intake.readings(mail.as_bytes(), name="mail.eml", folder=tmp_path)
    assert reasons(read) == ["not in the source"]


def test_a_word_file_with_a_damaged_picture_is_still_imported() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(picture("PNG", 640, 480)))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"no picture" if name.startswith("word/media/") else old.read(name))
    [read] = intake.readings(data.getvalue(), name="release.docx")
    assert reasons(read) == ["is no picture that can be published: PNG, JPEG, GIF, WebP or AVIF"]
    assert read.headline == "Bridge reopens after repair"


# --- the command ----------------------------------------------------------------------------------------------


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A newsroom without releases, and a saved page with a picture beside it."""
    make_room(tmp_path / "room")
    for release in (tmp_path / "room/releases").rglob("*.md"):
        release.unlink()
    monkeypatch.chdir(tmp_path / "room")
    page = tmp_path / "saved/page.html"
    (page.parent / "page_files").mkdir(parents=True)
    (page.parent / "page_files/bridge.jpg").write_bytes(picture("JPEG", 640, 480))
    page.write_text(PAGE.format(FIGURE, "open."))
    return page


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_picture_lies_beside_its_release_and_the_release_names_it(saved: Path) -> None:
    before = files_below(Path())
    assert run(saved, "--dry-run").exit_code == 0
    assert run(saved, "--format", "json").exit_code == 0
    assert files_below(Path()) == before
    assert run(saved, "--yes").exit_code == 0
    name = "releases/2026-03-02-bridge-reopens-after-repair.md"
    assert files_below(Path()) - before == {name, "releases/images/bridge.jpg"}
    assert Path("releases/images/bridge.jpg").read_bytes() == (saved.parent / "page_files/bridge.jpg").read_bytes()
    [image] = parse(Path(name).read_text(), path=name).images
    assert [field and field.value for field in image[:4]] == [
        "images/bridge.jpg", "People on a bridge", "The first walkers on the bridge.", "Jo Park",
    ]  # fmt: skip


def test_names_do_not_collide_and_equal_pictures_are_one_file(saved: Path) -> None:
    Path("releases/images").mkdir(parents=True)
    Path("releases/images/bridge.jpg").write_bytes(b"another picture")
    assert run(saved, "--yes").exit_code == 0
    (saved.parent / "page_files/bridge.jpg").rename(saved.parent / "page_files/renamed.jpg")
    saved.write_text(PAGE.format(FIGURE.replace("bridge.jpg", "renamed.jpg"), "another text."))
    assert run(saved, "--yes").exit_code == 0
    assert files_below(Path("releases/images")) == {"bridge.jpg", "bridge-2.jpg"}
    assert Path("releases/images/bridge.jpg").read_bytes() == b"another picture"
    texts = [path.read_text() for path in Path("releases").glob("*.md")]
    assert len(texts) == 2
    assert all('file = "images/bridge-2.jpg"' in text for text in texts)


def test_a_picture_without_description_has_none_in_the_release(saved: Path) -> None:
    saved.write_text(PAGE.format(FIGURE.replace("People on a bridge", ""), "open."))
    assert run(saved, "--yes").exit_code == 0
    [text] = [path.read_text() for path in Path("releases").glob("*.md")]
    assert "[[images]]" in text
    assert "alt" not in text.partition("[[images]]")[2].partition("[x]")[0]
    assert "IM001" in CliRunner().invoke(app, ["check"]).stdout


def test_without_room_for_a_picture_nothing_is_written(saved: Path) -> None:
    Path("releases/images").write_text("a file where the folder would be")
    before = files_below(Path())
    result = run(saved, "--yes")
    assert result.exit_code == 1, result.output
    assert files_below(Path()) == before
    Path("releases/images").unlink()
    Path("releases/images").symlink_to(saved.parent)
    assert run(saved, "--yes").exit_code == 1
    assert files_below(Path()) == before - {"releases/images"}
    assert files_below(saved.parent) == {"page.html", "page_files/bridge.jpg"}


def test_the_folder_of_a_saved_page_is_no_source_of_its_own(saved: Path) -> None:
    result = run(saved.parent, "--yes")
    assert result.exit_code == 0, result.output
    assert len(list(Path("releases").glob("*.md"))) == 1
    assert files_below(Path("releases/images")) == {"bridge.jpg"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a/Harbour%20Bridge.PNG?w=640", "harbour-bridge.png"),
        ("IMG_2042.jpeg", "2026-03-02-bridge-reopens-after-repair.png"),
        ("image1.png", "2026-03-02-bridge-reopens-after-repair.png"),
        ("csm_bridge_a81f.jpg", "csm-bridge-a81f.png"),
        ("8f3e2d.png", "2026-03-02-bridge-reopens-after-repair.png"),
        ("imagery.png", "imagery.png"),
        ("..hidden/.png", "2026-03-02-bridge-reopens-after-repair.png"),
        ("cid:bridge@lynden", "2026-03-02-bridge-reopens-after-repair.png"),
        ("data:image/png;base64,aaa/bridge.png", "2026-03-02-bridge-reopens-after-repair.png"),
    ],
)
def test_a_picture_keeps_a_name_that_says_something(source: str, name: str) -> None:
    image = PrintedPicture(Picture(source), data=b"x", ending="png")
    made = draft(
        Reading(headline="Bridge reopens after repair", date=dt.date(2026, 3, 2), images=(image,)),
        sample_config(),
        id="tag:lynden.example,2026:a",
    )
    assert list(made.pictures) == [f"images/{name}"]


def test_programs_and_people_see_which_pictures_were_kept(saved: Path) -> None:
    saved.write_text(PAGE.format(f'{FIGURE}<p><img src="https://city.example/a.jpg" alt="A bus"></p>', "open."))
    shown = json.loads(run(saved, "--format", "json").stdout)
    assert shown["images"] == [
        {
            "source": "page_files/bridge.jpg",
            "alt": "People on a bridge",
            "caption": "The first walkers on the bridge.",
            "credit": "Jo Park",
        }
    ]
    assert shown["account"]["pictures_left_out"] == [
        {"picture": "page_files/banner.png", "alt": "City of Lynden", "why": "head of the page"},
        {"picture": "https://city.example/a.jpg", "alt": "A bus", "why": "at a web address"},
    ]
    result = run(saved, "--dry-run")
    said = " ".join(result.stderr.split())
    assert "pictures page_files/bridge.jpg" in said
    assert "pictures left out (1): https://city.example/a.jpg (at a web address)" in said
    assert "pictures left out as no part of the text: 1" in said
