"""A release as it goes out: moments, languages, contacts, addresses and pictures, for any date and any path."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from samples import BODY, FRONT, sample_config, sample_edition, sample_release

from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import config
from newsroom_cli.model.config import Contact
from newsroom_cli.model.interpretation import instant, local_day, newsroom_path
from newsroom_cli.model.language_tags import direction_of
from newsroom_cli.model.release import Field, Release, Span
from newsroom_cli.model.release_file import parse
from newsroom_cli.model.toml.schema import declared_keys
from newsroom_cli.newsroom import edition
from newsroom_cli.newsroom.edition import listing, locator
from newsroom_cli.newsroom.links import notices
from newsroom_cli.newsroom.templating.theme import long_date

NEW_YORK = ZoneInfo("America/New_York")
EVERYWHERE = [dt.timezone(dt.timedelta(hours=hours, minutes=59)) for hours in (-23, 0, 22)] + [
    ZoneInfo(name) for name in ("Pacific/Kiritimati", "Etc/GMT+12")
]


def made(front: str, body: str = BODY, **changes: Any) -> edition.Edition:
    return edition.edition(sample_release(front=front, body=body), sample_config(**changes))


# --- moments --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("date = 2026-03-02\n", "2026-03-02T00:00:00-05:00"),
        ("date = 2026-07-02\n", "2026-07-02T00:00:00-04:00"),
        ("date = 2026-03-02T09:30:00\n", "2026-03-02T09:30:00-05:00"),
        ("date = 2026-03-02T09:30:00+01:00\n", "2026-03-02T09:30:00+01:00"),
        ("date = 2026-03-02\nembargo = 2026-03-02T09:00:00-05:00\n", "2026-03-02T09:00:00-05:00"),
        ("date = 2026-03-02\nembargo = 2026-03-01T09:00:00Z\n", "2026-03-02T00:00:00-05:00"),
        ("date = 2026-03-02\nembargo = 2026-03-02T04:59:00Z\n", "2026-03-02T00:00:00-05:00"),
        ("embargo = 2026-03-02T09:00:00Z\n", "2026-03-02T09:00:00+00:00"),
        ("date = 2026-03-08T02:30:00\n", "2026-03-08T02:30:00-05:00"),  # the hour that is skipped
        ("date = 2026-11-01T01:30:00\n", "2026-11-01T01:30:00-04:00"),  # the hour that comes twice: the first
        ("date = 1880-03-02\n", "1880-03-02T04:56:02+00:00"),  # no offset of whole minutes yet
        ("date = 9999-12-31\n", "9999-12-30T00:00:00-05:00"),
        ("date = 2026-03-02\nembargo = 9999-12-31T23:59:59-12:00\n", "9999-12-30T00:00:00-12:00"),
    ],
)
def test_published_is_the_date_or_the_end_of_the_embargo(front: str, published: str) -> None:
    assert made(front).published.isoformat() == published


@pytest.mark.parametrize(
    "front",
    [
        "",
        "date = 1000-01-01\n",
        "date = 9999-12-31\n",
        "date = 9999-12-31T23:59:59-23:59\n",
        "date = 9999-12-31T00:00:00+23:59\n",
        "date = 1000-01-01T00:00:00+23:59\n",
    ],
)
@pytest.mark.parametrize(
    "time_zone", ["America/New_York", "Pacific/Kiritimati", "Etc/GMT+12", "Africa/Monrovia", "UTC"]
)
def test_no_date_is_too_far_for_any_zone(front: str, time_zone: str) -> None:
    front += '[dateline]\ncity = "Boston"\n[event]\nstarts = 9999-12-31T23:59:59Z\nends = 9999-12-31T00:00:00\n'
    edited = made(front, time_zone=time_zone)
    moments = [edited.published, edited.updated, edited.event_starts, edited.event_ends]
    for moment in moments:
        assert moment is not None
        offset = moment.utcoffset()
        assert offset is not None and offset.seconds % 60 == 0
        for zone in EVERYWHERE:
            assert moment.astimezone(zone) == moment
    assert edited.published <= edited.updated
    assert edited.dateline.startswith("BOSTON")


def test_updated_is_never_before_published() -> None:
    assert made("date = 2026-03-02\nupdated = 2026-03-05\n").updated.isoformat() == "2026-03-05T00:00:00-05:00"
    early = made("date = 2026-03-02\nupdated = 2026-03-01\n")
    assert early.updated == early.published


def test_the_first_moment_of_the_calendar() -> None:
    assert instant(dt.date(1, 1, 1), sample_config()) == dt.datetime(1, 1, 2, 4, 56, 2, tzinfo=dt.UTC)
    assert instant(dt.datetime(1, 1, 1, tzinfo=dt.UTC), sample_config()).astimezone(NEW_YORK)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.date(2026, 3, 2), "2026-03-02"),
        (dt.datetime(2026, 3, 2, 23), "2026-03-02"),
        (dt.datetime(2026, 3, 2, 3, tzinfo=dt.UTC), "2026-03-01"),
        (dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC), "9999-12-29"),  # some day at the end of the calendar
    ],
)
def test_the_day_is_the_newsrooms(value: dt.date, day: str) -> None:
    assert local_day(value, sample_config()).isoformat() == day


# --- languages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "dateline"),
    [
        ("en", "PORT ELLERY — Monday, March 2, 2026 —"),
        ("en-US", "PORT ELLERY — Monday, March 2, 2026 —"),
        ("en-GB", "PORT ELLERY — Monday 2 March 2026 —"),
        ("de", "PORT ELLERY — Montag, 2. März 2026 —"),
        ("fr", "PORT ELLERY — lundi 2 mars 2026 —"),
        ("es-MX", "PORT ELLERY — lunes, 2 de marzo de 2026 —"),
        ("zh", "PORT ELLERY — 2026年3月2日星期一 —"),
        ("qqq", "PORT ELLERY — Monday, March 2, 2026 —"),
        ("not a tag", "PORT ELLERY — Monday, March 2, 2026 —"),
    ],
)
def test_the_dateline_speaks_the_releases_language(language: str, dateline: str) -> None:
    edited = made(FRONT.replace('kind = "release"', f'language = "{language}"'))
    assert edited.dateline.replace("Monday, 2", "Monday 2") == dateline  # a comma that Unicode's tables had until 2023
    assert edited.language == (language if language != "not a tag" else "en")
    assert f"<p>{edited.dateline} The city today" in edited.html
    assert " ".join(edited.text.split()).startswith(f"{edited.dateline} The city today")


@pytest.mark.parametrize(
    ("language", "city", "capitals"),
    [
        ("tr", "Işıkli Liman", "IŞIKLİ LİMAN"),
        ("en", "Işıkli Liman", "IŞIKLI LIMAN"),
        ("el", "Πορτ Έλερι, Ευβοΐα", "ΠΟΡΤ ΕΛΕΡΙ, ΕΥΒΟΪΑ"),
        ("ga-IE", "Port na hÉilí, i nGort", "PORT NA hÉILÍ, I nGORT"),
        ("ka", "პორტი", "პორტი"),
        ("uk", "Порт Еллері", "ПОРТ ЕЛЛЕРІ"),
    ],
)
def test_the_city_of_a_dateline_has_the_capitals_of_its_language(language: str, city: str, capitals: str) -> None:
    place = FRONT.replace('kind = "release"', f'language = "{language}"').replace("Port Ellery", city)
    assert made(place).dateline.startswith(f"{capitals} —")


def test_arabic_is_written_from_right_to_left() -> None:
    edited = made(FRONT.replace('kind = "release"', 'language = "ar"'))
    assert edited.direction == "rtl"
    assert "الاثنين" in edited.dateline
    day = edited.dateline.removeprefix("PORT ELLERY")
    isolated = f'<p><span dir="rtl"><span dir="ltr">PORT ELLERY</span>{day}</span> <span dir="ltr">The city today'
    assert isolated in edited.html and f"PORT ELLERY{day} The city" in " ".join(edited.text.split())
    assert made(FRONT, language="he").direction == listing(made(FRONT, language="he")).direction == "rtl"


def test_a_city_with_an_ampersand_stays_text_from_right_to_left() -> None:
    city = FRONT.replace('city = "Port Ellery"', 'city = "Bath & <b>Wells</b>"')
    edited = made(city.replace('kind = "release"', 'language = "he"'))
    assert '<span dir="ltr">BATH &amp; </span>' not in edited.html and "<b>" not in edited.html
    assert edited.html.count("<span") == edited.html.count("</span>")
    assert unescape(re.sub("<[^>]*>", "", edited.html)).startswith(edited.dateline)


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"), ("ar", "rtl"), ("AR-eg", "rtl"), ("ar_EG", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"),
        ("ur", "rtl"), ("de-CH", "ltr"), ("he-IL", "rtl"), ("skr", "rtl"), ("zz", "ltr"),
        ("az", "ltr"), ("az-Arab", "rtl"), ("az-arab-IR", "rtl"), ("az-Latn", "ltr"), ("pa", "ltr"), ("pa-Arab", "rtl"),
        ("pa-PK", "rtl"), ("pa-Guru-PK", "ltr"), ("ar-Latn", "ltr"), ("ku", "ltr"), ("ckb", "rtl"), ("sd-Deva", "ltr"),
        ("yi", "rtl"), ("zh-Hant", "ltr"), ("ff-Adlm", "rtl"), ("", "ltr"),
    ],
)  # fmt: skip
def test_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


# --- the dateline in the body ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("The city.\n\nMore.", "<p>{} The city.</p>\n<p>More.</p>"),
        ("## H\n\nThe city.", "<h2>H</h2>\n<p>{} The city.</p>"),
        (
            "![A](b.png)\n\nThe city.",
            '<p><img src="https://news.port-ellery.example/releases/b.png" alt="A"></p>\n<p>{} The city.</p>',
        ),
        (
            "[![A](b.png)](https://x.example/)\n\nThe city.",
            '<p><a href="https://x.example/"><img '
            'src="https://news.port-ellery.example/releases/b.png" alt="A"></a></p>\n<p>{} The city.</p>',
        ),
        ("***\n\nThe city.", "<hr>\n<p>{} The city.</p>"),
        ('<p lang="es">La ciudad.</p>', '<p lang="es">{} La ciudad.</p>'),
        ("- a\n\nThe city.", "<p>{}</p>\n<ul>\n<li>a</li>\n</ul>\n<p>The city.</p>"),
        ("> a\n\nThe city.", "<p>{}</p>\n<blockquote>\n<p>a</p>\n</blockquote>\n<p>The city.</p>"),
        ("<div>a</div>", "<p>{}</p>\n<div>a</div>"),
        ("    <p>code", "<p>{}</p>\n<pre><code>&lt;p&gt;code</code></pre>"),
        ("", "<p>{}</p>"),
    ],
)
def test_the_dateline_opens_the_first_paragraph(body: str, html: str) -> None:
    edited = made(FRONT, body)
    assert edited.html.strip() == html.format("PORT ELLERY — Monday, March 2, 2026 —").replace("><h2", ">\n<h2")
    assert edited.text.count("PORT ELLERY — Monday, March 2, 2026 —") == 1


def test_a_dateline_is_words_not_markup() -> None:
    edited = made('date = 2026-03-02\n[dateline]\ncity = "A <b>& *B*"\n')
    assert "<p>A &lt;B&gt;&amp; *B* — Monday" in edited.html
    assert edited.text.startswith("A <B>& *B* — Monday")


@pytest.mark.parametrize(
    ("date", "language", "form", "written"),
    [
        ("2026-11-26", "en", "{place} — {date} —", "PORT ELLERY — Thursday, Nov. 26, 2026 —"),
        ("2026-11-26", "en", "{place}, {month} {day} —", "PORT ELLERY, Nov. 26 —"),
        ("2026-06-22", "en", "{place} — {date} —", "PORT ELLERY — Monday, June 22, 2026 —"),
        ("2026-11-26", "es", "{place} — {date} —", "PORT ELLERY — jueves, 26 de noviembre de 2026 —"),
    ],
)
def test_ap_style_shortens_months_in_english_datelines(date: str, language: str, form: str, written: str) -> None:
    front = FRONT.replace("2026-03-02", date, 1).replace("[dateline]", f'language = "{language}"\n[dateline]')
    release = sample_release(front=front)
    assert edition.dateline_of(release, sample_config(style="ap", dateline=form)) == written
    assert "Nov." not in edition.dateline_of(release, sample_config(dateline=form))


def test_without_city_there_is_no_dateline() -> None:
    edited = made("date = 2026-03-02\n[dateline]\nstate = 'x'\n")
    assert edited.dateline == "" and edited.html.startswith("<p>The city today")


# --- people ---------------------------------------------------------------------------------------------------

PRESS_DESK = Contact("Press Desk", "+1 617 555 0100", "press@port-ellery.example")


@pytest.mark.parametrize(
    ("front", "contacts"),
    [
        ('office = "mayors-office"\n', (PRESS_DESK,)),
        ('office = "mayors-office"\n[[contacts]]\n[[contacts]]\nname = ""\n', (PRESS_DESK,)),
        ('office = "mayors-office"\n[[contacts]]\nphone = "1"\n', (Contact(phone="1"),)),
        ('office = "mayors-office"\ncontacts = []\n', (PRESS_DESK,)),
        ('office = "nobody"\n', ()),
        ("", ()),
    ],
)
def test_contacts_are_the_releases_else_the_offices(front: str, contacts: tuple[Contact, ...]) -> None:
    assert made(front).contacts == contacts


def test_an_unknown_office_and_kind() -> None:
    edited = made('office = "nobody"\nkind = "nothing"\n')
    assert (edited.office, edited.office_name, edited.boilerplate_html, edited.boilerplate_text) == (
        "nobody",
        "",
        "",
        "",
    )
    assert (edited.kind, edited.kind_label) == ("nothing", "Press release")


def test_boilerplate_is_the_offices_and_its_links_begin_at_the_newsroom() -> None:
    room = config.parse(
        'url = "https://x.example/news/"\n[offices.a]\nboilerplate = "**About:** [us](about.html) & more"\n'
    )
    edited = edition.edition(parse('+++\noffice = "a"\n+++\nText.\n', "releases/2015/a.md"), room)
    assert (
        edited.boilerplate_html
        == '<p><strong>About:</strong> <a href="https://x.example/news/about.html">us</a> &amp; more</p>\n'
    )
    assert edited.boilerplate_text == "About: us <https://x.example/news/about.html> & more\n"


def test_missing_parts_are_empty() -> None:
    edited = edition.edition(parse(""), sample_config())
    assert (edited.id, edited.headline, edited.lede, edited.summary, edited.text, edited.html) == ("",) * 6
    assert edited.published.year == 1 and edited.pictures == () and edited.event_starts is None


def test_only_the_keys_of_its_notice_are_left_of_a_killed_release() -> None:
    every_key = dict.fromkeys(declared_keys(Release), Field("of the text", Span(0, 0)))
    left = notices.without_text(sample_release()._replace(**every_key), None, "en")
    assert left.body.value == "" and left.headline and left.headline.value == "This release has been withdrawn"
    assert {name for name in every_key if getattr(left, name)} == {
        *("id", "kind", "headline", "date", "updated", "embargo", "embargo_lifted", "embargo_lifted_from"),
        *("office", "language", "status", "translation", "contacts", "corrections"),
    }


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("withdrawn", "WITHDRAWN: City Opens Harbour Quarter Library"),
        ("killed", "This release has been withdrawn"),
    ],
)
def test_lists_say_once_that_a_release_is_withdrawn(change: str, line: str) -> None:
    correction = f'[[corrections]]\nchange = "{change}"\ndate = 2026-03-03T09:00:00Z\nreason = "It was not ours."\n'
    withdrawn = FRONT.replace('"approved"', '"withdrawn"') + correction
    assert listing(made(withdrawn)).headline == line
    assert bool(made(withdrawn).boilerplate_html) == (change == "withdrawn"), "it would be all that is left to read"


def test_the_summary_is_the_subhead_else_the_lede() -> None:
    assert sample_edition().summary == "The branch lends books seven days a week"
    assert made("date = 2026-03-02\n").summary.startswith("The city today opened")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("a b", "a b"),
        ("word " * 10, "word word word…"),
        ("w" * 30, "w" * 19 + "…"),
        ("one two – three four five", "one two…"),
    ],
)
def test_shortened(text: str, short: str) -> None:
    assert shortened(text, 20 if text != "one two – three four five" else 12) == short


# --- addresses ------------------------------------------------------------------------------------------------

URL = "https://x.example/news/"


@pytest.mark.parametrize(
    ("folder", "target", "address"),
    [
        ("releases", "a.png", "https://x.example/news/releases/a.png"),
        ("releases", "./a.png", "https://x.example/news/releases/a.png"),
        ("releases/2015", "../a.png", "https://x.example/news/releases/a.png"),
        ("releases", "../../../etc/passwd", "https://x.example/etc/passwd"),
        ("", "a.png", "https://x.example/news/a.png"),
        ("releases/é ü", "a b.png", "https://x.example/news/releases/%C3%A9%20%C3%BC/a%20b.png"),
        ("releases", "a%20b.png", "https://x.example/news/releases/a%20b.png"),
        ("releases", "ö.pdf?a=b#c", "https://x.example/news/releases/%C3%B6.pdf?a=b#c"),
        ("releases", "/a.png", "https://x.example/a.png"),
        ("releases", "//other.example/a", "https://other.example/a"),
        ("releases", "first.md", "https://x.example/news/releases/first.html"),
        ("releases/2015", "../2014/First One.md#part", "https://x.example/news/releases/first-one.html#part"),
        ("releases", "first.md#qu\u0065\u0301-hay", "https://x.example/news/releases/first.html#qu%C3%A9-hay"),
        ("releases", 'first.md?a#b#"<c d>', "https://x.example/news/releases/first.html#b%23%22%3Cc%20d%3E"),
        ("releases", "first.md#", "https://x.example/news/releases/first.html"),
        ("releases", "First%20One.MD", "https://x.example/news/releases/first-one.html"),
        ("releases", "市.md", "https://x.example/news/releases/%E5%B8%82.html"),
        ("releases", "index.md", "https://x.example/news/releases/index-release.html"),
        ("releases", "#part", None),
        ("releases", "?a", None),
        ("releases", "", None),
        ("releases", "//[x", None),
    ],
)
def test_relative_addresses(folder: str, target: str, address: str | None) -> None:
    assert locator(folder, URL)(target) == address


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("a.png", "releases/2015/a.png"),
        ("./img/a.png", "releases/2015/img/a.png"),
        ("../../images/a b.png", "images/a b.png"),
        ("a%20b.png", "releases/2015/a b.png"),
        ("100%.png", "releases/2015/100%.png"),
        ("é.png", "releases/2015/é.png"),
        ("../../../etc/passwd", None),
        ("../../../../../../etc/passwd", None),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", None),
        ("..%2f..%2f..%2fetc/passwd", None),
        ("..\\..\\..\\etc\\passwd", None),
        ("img/..\\..\\x", None),
        ("/etc/passwd", None),
        ("//host/a.png", None),
        ("https://host/a.png", None),
        ("file:///etc/passwd", None),
        ("C:/a.png", None),
        ("data:image/png;base64,AA", None),
        ("a%00.png", None),
        ("#a", None),
        ("", None),
        ("../..", None),
        ("../../", None),
        ("http://[", None),
    ],
)
def test_files_of_a_release_lie_in_the_newsroom(file: str, path: str | None) -> None:
    assert newsroom_path(sample_release(path="releases/2015/a.md"), file) == path


def test_files_of_a_release_that_lies_elsewhere_are_elsewhere() -> None:
    assert newsroom_path(sample_release(path="/home/me/a.md"), "a.png") is None


def test_pictures_that_cannot_be_shown_are_left_out() -> None:
    front = (
        "".join(
            f"[[images]]\nfile = '{file}'\nalt = 'x'\n"
            for file in ("a b.png", "../../../etc/passwd", "https://x.example/c.png", "javascript:x", "")
        )
        + "[[images]]\ncaption = 'd'\n"
    )
    edited = made(front)
    assert [(picture.url, picture.file) for picture in edited.pictures] == [
        ("https://news.port-ellery.example/releases/a%20b.png", "releases/a b.png"),
        ("https://x.example/c.png", ""),
    ]


def test_the_releases_own_addresses() -> None:
    edited = sample_edition(path="releases/2026/Größe & Co.md")
    assert edited.url == "https://news.port-ellery.example/releases/grosse-co.html"
    foreign = sample_edition(path="releases/市 1.md")
    assert foreign.url == "https://news.port-ellery.example/releases/%E5%B8%82-1.html"


def test_sources_are_on_the_web_or_not_linked() -> None:
    assert made('[source]\nname = "a"\nurl = "https://x.example/"\n').source_url == "https://x.example/"
    assert made('[source]\nname = "a"\nurl = "javascript:x"\n').source_url == ""


LIFTED = "embargo_lifted = 2026-03-03T15:00:00-05:00\nembargo_lifted_from = 2026-03-04T10:00:00-05:00\n"


@pytest.mark.parametrize(
    ("lifted", "day"),
    [("", "March 4, 2026"), (LIFTED.partition("\n")[0] + "\n", "March 4, 2026"), (LIFTED, "March 3, 2026")],
)
def test_the_dateline_has_the_day_of_publication(lifted: str, day: str) -> None:
    front = FRONT.replace("date =", f"embargo = 2026-03-04T10:00:00-05:00\n{lifted}date =")
    edited = sample_edition(front=front)
    assert day in edited.dateline and long_date(edited.published.astimezone(NEW_YORK), "en") == day
