"""The identity in newsroom.toml: logo, icon, colour and links on the site, and what no logo may bring along."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode
from pathlib import Path

import lxml.html
import pytest
from oracles import tools
from PIL import Image
from samples import FRONT, sample_config, sample_text

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.identity import colours, identity, logos, svg
from newsroom_cli.publishing.site import pages

TOML = """\
name = "City of Port Ellery"
url = "https://news.example/"

[offices.mayors-office]
name = "Office of the Mayor"
city = "Port Ellery"
boilerplate = "About us."
contacts = [{ name = "Press Desk", email = "press@news.example" }]

[site]
"""
START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 40">'
WIDE, SEAL = (f'{START.format(width)}\n<path d="M0 0h9"/>\n</svg>\n'.encode() for width in (200, 40))


def png(width: int, height: int, *extra: bytes) -> bytes:
    """A grey PNG; `extra` are names of further chunks before the picture itself."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    more = b"".join(chunk(kind, bytes(8)) for kind in extra)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def room(folder: Path, site: str = "", **files: bytes) -> Newsroom:
    """A newsroom with a public release, options of [site], and files: `logo_svg` is art/logo.svg."""
    theme.clear_caches()
    (folder / "releases").mkdir(exist_ok=True)
    (folder / "art").mkdir(exist_ok=True)
    (folder / "releases" / "2026-03-02-library.md").write_text(sample_text(front=FRONT), encoding="utf-8")
    for name, data in files.items():
        (folder / "art" / name.replace("_", ".")).write_bytes(data)
    (folder / "newsroom.toml").write_text(TOML + site, encoding="utf-8")
    return Newsroom.find(folder)


def page(folder: Path, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((folder / "public" / path).read_text(encoding="utf-8"))


PAGES = [("index.html", ""), ("releases/2026-03-02-library.html", "../")]

# --- logo and icon --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "root"), PAGES)
def test_a_logo_has_its_size_on_the_page_and_stands_beside_the_name(
    newsroom, tmp_path: Path, path: str, root: str
) -> None:
    room(tmp_path, 'logo = "art/logo.svg"\nlogo_alt = "The seal"\n', logo_svg=SEAL)
    assert newsroom("build").code == 0
    (image,) = page(tmp_path, path).xpath("//header//img")
    assert dict(image.attrib) == {"src": f"{root}site-logo.svg", "alt": "The seal", "width": "72", "height": "72"}
    (name,) = page(tmp_path, path).xpath("//p[@class='name']")
    assert name.text_content().strip() == "City of Port Ellery"
    assert page(tmp_path, path).xpath("//link[@rel='icon']/@href") == [f"{root}site-logo.svg"]
    assert (tmp_path / "public" / "site-logo.svg").read_bytes() == SEAL
    assert not (tmp_path / "public" / "site-icon.svg").exists()


@pytest.mark.parametrize(("path", "root"), PAGES)
def test_a_logo_with_the_name_stands_in_its_place(newsroom, tmp_path: Path, path: str, root: str) -> None:
    options = 'logo = "art/logo.svg"\nlogo_dark = "art/dark.png"\nlogo_has_name = true\n'
    room(tmp_path, options, logo_svg=WIDE, dark_png=png(400, 80))
    assert newsroom("build").code == 0
    (image,) = page(tmp_path, path).xpath("//header//img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("City of Port Ellery", "280", "56")
    (dark,) = page(tmp_path, path).xpath("//header//source")
    assert (dark.get("srcset"), dark.get("media")) == (f"{root}site-logo-dark.png", "(prefers-color-scheme: dark)")
    (name,) = page(tmp_path, path).xpath("//p[@class='name']")
    assert name.text_content().strip() == ""
    assert page(tmp_path, path).xpath("//link[@rel='icon']/@href") == [f"{root}site-icon.svg"]


@pytest.mark.parametrize("path", ["index.html", "archive/index.html", "offices/mayors-office/index.html"])
@pytest.mark.parametrize(("name", "data"), [("logo.png", png(90, 90)), ("logo.svg", SEAL)])
def test_a_link_to_a_list_shows_the_logo_unless_it_is_a_drawing(
    newsroom, tmp_path: Path, path: str, name: str, data: bytes
) -> None:
    room(tmp_path, f'logo = "art/{name}"\n', **{name.replace(".", "_"): data})
    assert newsroom("build").code == 0
    shown = page(tmp_path, path).xpath("//meta[starts-with(@property, 'og:image')]/@content")
    assert shown == (["https://news.example/site-logo.png", "City of Port Ellery"] if name == "logo.png" else [])


@pytest.mark.oracle
def test_a_short_name_stands_beside_the_logo_in_a_browser(newsroom, tmp_path: Path) -> None:
    toml = room(tmp_path, 'logo = "art/logo.png"\n', logo_png=png(72, 72)).root / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("City of Port Ellery", "Port Ellery"), encoding="utf-8")
    assert newsroom("build").code == 0
    with Image.open(tools.screenshot(tmp_path / "public" / "index.html", tmp_path / "page.png")) as picture:
        pixels = picture.convert("L")
    seal = [x for x in range(640) if pixels.getpixel((x, 60)) == 128]  # its grey, half way down the head
    beside = pixels.crop((seal[-1] + 8, 30, seal[-1] + 300, 90))
    assert len(seal) == 72 and beside.getextrema()[0] < 64


def test_without_a_logo_the_icon_is_the_first_letter_on_the_house_colour(newsroom, tmp_path: Path) -> None:
    room(tmp_path, 'colour = "#ffd400"\n')
    assert newsroom("build").code == 0
    icon = (tmp_path / "public" / "site-icon.svg").read_bytes()
    assert b'fill="#ffd400"' in icon and b'fill="#000000">C</text>' in icon
    assert svg.checked_size(icon) == (64, 64)


@pytest.mark.parametrize("name", ["«»", "", "<script>", "東京"])
def test_a_letter_is_always_a_picture(name: str) -> None:
    assert svg.checked_size(logos.letter(name, "#124e8c").data)


def test_a_favicon_of_its_own_goes_before_the_logo(tmp_path: Path) -> None:
    made = identity.identity(
        room(tmp_path, 'logo = "art/logo.svg"\nfavicon = "art/icon.png"\n', logo_svg=SEAL, icon_png=png(32, 32)).config
    )
    assert (made.icon.path, made.icon.type) == ("site-icon.png", "image/png")
    assert set(made.files) == {"site-logo.svg", "site-icon.png"}


def test_a_changed_logo_is_published_by_the_next_build_and_a_lost_one_is_reported(newsroom, tmp_path: Path) -> None:
    room(tmp_path, 'logo = "art/logo.svg"\n', logo_svg=SEAL)
    assert newsroom("build").code == 0
    (tmp_path / "art" / "logo.svg").write_bytes(WIDE)
    assert newsroom("build").code == 0
    assert (tmp_path / "public" / "site-logo.svg").read_bytes() == WIDE
    assert 'width="280"' in (tmp_path / "public" / "index.html").read_text()
    (tmp_path / "art" / "logo.svg").unlink()
    for command in "build", "check":
        run = newsroom(command)
        assert run.code == 2
        assert "newsroom.toml:11: site.logo: art/logo.svg is not there" in run.err and "help:" in run.err
    assert (tmp_path / "public" / "site-logo.svg").read_bytes() == WIDE


def test_a_mail_needs_no_logo(newsroom, tmp_path: Path) -> None:
    room(tmp_path, 'logo = "art/logo.svg"\n')
    assert newsroom("email", "2026-03-02-library").code == 0
    assert newsroom("build").code == 2


def test_a_page_that_stays_keeps_its_logo(newsroom, tmp_path: Path) -> None:
    room(tmp_path, 'logo = "art/logo.svg"\n', logo_svg=SEAL, logo_png=png(90, 90))
    assert newsroom("build").code == 0
    (tmp_path / "releases" / "2026-03-02-library.md").unlink()
    (tmp_path / "newsroom.toml").write_text(f'{TOML}logo = "art/logo.png"\n')
    assert newsroom("build").code == 1  # a person must say what becomes of the page
    assert {"site-logo.svg", "site-logo.png"} <= {file.name for file in (tmp_path / "public").iterdir()}


def test_a_file_of_the_newsroom_is_never_replaced_by_the_logo(newsroom, tmp_path: Path) -> None:
    room(tmp_path, 'logo = "art/logo.svg"\n', logo_svg=SEAL)
    (tmp_path / "templates" / "site").mkdir(parents=True)
    (tmp_path / "templates" / "site" / "site-logo.svg").write_bytes(WIDE)
    run = newsroom("build")
    assert run.code == 2 and "site-logo.svg: build writes a file of this name itself" in run.err
    assert not (tmp_path / "public").exists()


WEBP = b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")  # one pixel


def test_a_logo_may_be_webp_but_not_move(tmp_path: Path) -> None:
    made = identity.identity(room(tmp_path, 'logo = "art/logo.webp"\n', logo_webp=WEBP).config)
    assert made.logo and (made.logo.path, made.logo.type) == ("site-logo.webp", "image/webp")
    extended = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + bytes(6)
    moving = b"RIFF" + struct.pack("<I", 4 + len(extended)) + b"WEBP" + extended
    for data, message in (moving, "must stand still"), (WEBP[:-9], "is damaged"):
        with pytest.raises(NewsroomError, match=message):
            identity.identity(room(tmp_path, 'logo = "art/logo.webp"\n', logo_webp=data).config)


# --- what is refused ------------------------------------------------------------------------------------------

BAD = [
    ("logo.svg", f"{START}\n<script>1</script></svg>", "art/logo.svg:2: ", "has the element <script>"),
    ("logo.svg", f'{START}\n\n<g onclick="x()"/></svg>', "art/logo.svg:3: ", "event handler onclick"),
    ("logo.svg", f"{START}<foreignObject/></svg>", "art/logo.svg:1: ", "the element <foreignObject>"),
    ("logo.svg", f'{START}<image href="https://a.example/b.png"/></svg>', "", "outside the file"),
    ("logo.svg", f'{START}<use href="b.svg#x"/></svg>', "", "outside the file"),
    ("logo.svg", f'{START}<use href="data:image/svg+xml,x"/></svg>', "", "outside the file"),
    ("logo.svg", f'{START}<a href="javascript:x()"/></svg>', "", "the element <a>"),
    ("logo.svg", f"{START}<style>@import 'b.css';</style></svg>", "", "may load a file"),
    ("logo.svg", f"{START}<style>p {{ fill: u\\72l(x) }}</style></svg>", "", "may load a file"),
    ("logo.svg", f'{START}<g fill="url(https://a.example/#x)"/></svg>', "", "may load a file"),
    ("logo.svg", f'{START}<animate attributeName="href"/></svg>', "", "the element <animate>"),
    ("logo.svg", f'{START}<g style="animation: a 1s infinite"/></svg>', "", "must stand still"),
    ("logo.svg", f'{START}<x:script xmlns:x="http://www.w3.org/1999/xhtml"/></svg>', "", "the element <script>"),
    ("logo.svg", f'<?xml-stylesheet href="b.css"?>{START}</svg>', "", "instruction <?xml-stylesheet?>"),
    ("logo.svg", f'<!DOCTYPE svg [<!ENTITY a "x">]>\n{START}<text>&a;</text></svg>', "art/logo.svg:1", "entities"),
    ("logo.svg", f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>{START}</svg>', "", "attributes of its own"),
    ("logo.svg", f'<!DOCTYPE svg SYSTEM "/etc/passwd">{START}<text>&a;</text></svg>', "", "the entity &a;"),
    ("logo.svg", f'<?xml version="1.0" encoding="UTF-7"?>{START}</svg>', "", "encoding is UTF-7"),
    ("logo.svg", f"{START}{'<g>' * 9000}{'</g>' * 9000}</svg>", "", "is damaged"),
    ("logo.svg", "<html/>", "", "is not an SVG picture"),
    ("logo.svg", "", "", "is damaged"),
    ("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "", "has no size"),
    ("logo.svg", b"\xff\xfe<\0s\0", "newsroom.toml:11: ", "is not UTF-8"),
    ("logo.svg", SEAL + b" " * logos.LARGEST, "newsroom.toml:11: ", "more than the 200 kB"),
    ("logo.png", SEAL, "newsroom.toml:11: ", "is no PNG picture"),
    ("logo.webp", png(9, 9), "newsroom.toml:11: ", "is no WebP picture"),
    ("logo.png", png(900, 900)[:400], "", "is damaged"),
    ("logo.png", png(9, 9, b"acTL"), "", "must stand still"),
    ("logo.png", png(5000, 1), "", "5000 × 1 pixels"),
]


@pytest.mark.parametrize(("name", "content", "place", "message"), BAD)
def test_a_picture_that_must_not_go_out_stops_the_build_with_place_and_remedy(
    newsroom, tmp_path: Path, name: str, content: str | bytes, place: str, message: str
) -> None:
    data = content.replace("{}", "40").encode() if isinstance(content, str) else content
    room(tmp_path, f'logo = "art/{name}"\n', **{name.replace(".", "_"): data})
    run = newsroom("build")
    assert run.code == 2 and run.err.startswith(f"error: {place}"), run.err
    assert message in run.err and "\nhelp: " in run.err
    assert not (tmp_path / "public").exists()


def test_a_logo_behind_a_link_or_in_the_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_bytes(SEAL)
    made = room(tmp_path, 'logo = "art/logo.svg"\n')
    (tmp_path / "art" / "logo.svg").symlink_to(tmp_path / "secret.svg")
    with pytest.raises(NewsroomError, match="it is a link"):
        identity.identity(made.config)
    with pytest.raises(NewsroomError, match="lies in public/, which build writes"):
        identity.identity(room(tmp_path, 'logo = "public/logo.svg"\n').config)


def test_what_drawing_programs_write_for_themselves_may_stay() -> None:
    written = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with a program -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="30mm" height="9mm"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 30,9" inkscape:version="1.3">'
        '<inkscape:grid id="on"/><metadata/><style>.a { fill: url(#b); }</style>'
        '<defs><linearGradient id="b" xlink:href="#c"/></defs>'
        '<image xlink:href="data:image/png;base64,AAAA"/><path class="a" d="M0 0"/></svg>'
    )
    assert svg.checked_size(written.encode()) == (30, 9)


# --- the colour -----------------------------------------------------------------------------------------------


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    css = (theme.builtin() / "site" / "site.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")[:2]
    for names, backgrounds in (light, colours.LIGHT), (dark, colours.DARK):
        found = [re.search(rf"--{name}: (#\w+)", names)[1] for name in ("paper", "tint")]  # type: ignore[index]
        assert [colour if len(colour) == 7 else "#ffffff" for colour in found] == list(backgrounds)
    house = [re.search(r"--accent: (#\w+)", part)[1] for part in (light, dark)]  # type: ignore[index]
    assert house == [identity.HOUSE.light, identity.HOUSE.dark]


@pytest.mark.parametrize("step", [0x33])
def test_every_colour_becomes_readable_by_the_least_change(step: int) -> None:
    shades = range(0, 256, step)
    for colour in (f"#{red:02x}{green:02x}{blue:02x}" for red in shades for green in shades for blue in shades):
        made = colours.palette(colour)
        for shown, backgrounds in (made.light, colours.LIGHT), (made.dark, colours.DARK):
            ratio = min(colours.contrast(shown, background) for background in backgrounds)
            enough = min(colours.contrast(colour, background) for background in backgrounds) >= colours.AA
            if enough or colours.is_grey(colour):
                assert shown == (colour if enough else colours.INK[backgrounds]), (colour, shown)
            else:
                assert colours.AA <= ratio < 4.6, (colour, shown, ratio)
        for text, button in (colours.text_on(colour), colour), ("#ffffff", made.light), ("#10151a", made.dark):
            assert colours.contrast(text, button) >= colours.AA


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == colours.contrast(other, one) == pytest.approx(ratio, abs=0.005)


def built_in_style() -> str:
    """The built-in style sheet without comments and space."""
    return dict(pages.assets(sample_config(), None))["site.css"].decode()


def test_build_and_check_say_what_was_changed_in_a_colour(newsroom, tmp_path: Path) -> None:
    room(tmp_path, 'colour = "#FD0"\n')
    said = "newsroom.toml:11: #ffdd00 is too light on white; links use #"
    assert said in newsroom("build").err and said in newsroom("check").err
    assert said not in newsroom("build").err  # nothing has changed
    css = (tmp_path / "public" / "site.css").read_text()
    assert css.startswith(built_in_style()) and "--brand:#ffdd00;" in css
    mail = (tmp_path / "public" / "email" / "2026-03-02-library.html").read_text()
    assert "border-top: 4px solid #ffdd00" in mail and identity.HOUSE.light not in mail
    assert f"color: {colours.palette('#ffdd00').light}" in mail
    room(tmp_path, 'colour = "#007a33"\n')
    assert newsroom("check").err.count("too dark on dark screens") == 1


def test_without_a_colour_the_style_sheet_is_the_built_in_one(newsroom, tmp_path: Path) -> None:
    room(tmp_path)
    assert newsroom("build").code == 0
    assert (tmp_path / "public" / "site.css").read_text() == built_in_style()


# --- links ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "root"), PAGES)
def test_links_to_the_city_stand_in_head_and_foot(newsroom, tmp_path: Path, path: str, root: str) -> None:
    options = (
        'home = "https://www.city.example/"\nimprint = "https://www.city.example/legal"\n'
        'accessibility = "https://www.city.example/a11y"\n'
        'links = { "Data & <maps>" = "https://data.city.example/?a&b" }\n'
    )
    room(tmp_path, options)
    assert newsroom("build").code == 0
    (home,) = page(tmp_path, path).xpath("//header//p[@class='home']/a")
    assert (home.get("href"), home.text_content()) == ("https://www.city.example/", "city.example")
    links = page(tmp_path, path).xpath("//footer//ul[contains(@class, 'links')]//a")
    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("city.example", "https://www.city.example/"),
        ("Legal notice", "https://www.city.example/legal"),
        ("Accessibility statement", "https://www.city.example/a11y"),
        ("Data & <maps>", "https://data.city.example/?a&b"),
    ]


@pytest.mark.parametrize(
    ("option", "message", "help"),
    [
        ('logo = "../seal.svg"', "a picture inside the newsroom", "put the file into the newsroom"),
        ('logo = "https://a.example/seal.svg"', "a picture inside the newsroom", "put the file into the newsroom"),
        ('logo = "art/seal.gif"', "an SVG, PNG or WebP file", "save it as SVG or PNG"),
        ('colour = "yellow"', "a colour such as", "six digits"),
        ('colour = "ffd400"', "a colour such as", 'did you mean "#ffd400"?'),
        ('color = "#ffd400"', 'unknown key "color"', 'did you mean "colour"?'),
        ('home = "www.city.example"', "the address of a page", "https://"),
        ('links = { " " = "https://city.example/" }', "the words of a link", "what readers click on"),
        ('imprint = "javascript:x()"', "the address of a page", "https://"),
    ],
)
def test_a_wrong_option_is_an_error_with_its_line(
    newsroom, tmp_path: Path, option: str, message: str, help: str
) -> None:
    (tmp_path / "newsroom.toml").write_text(f"{TOML}{option}\n")
    run = newsroom("check")
    assert run.code == 2 and "newsroom.toml:11: " in run.err
    assert message in run.err and help in run.err
