"""The oracles themselves: each must speak up about something bad and be silent about something good."""

from __future__ import annotations

import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from servers import free_port, running

from oracles import tools

pytestmark = pytest.mark.oracle

GOOD = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="stylesheet" href="site.css"></head>
<body><main><h1>A page</h1><p>Some words.</p></main></body></html>
"""
RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>News</title><link>https://news.example/</link><description>News</description>
<item><title>One &amp; two</title><link>https://news.example/1</link><guid isPermaLink="false">tag:one</guid></item>
</channel></rss>
"""


def page(folder: Path, html: str = GOOD, css: str = "p { color: #222 }") -> Path:
    folder.joinpath("site.css").write_text(css)
    path = folder / "a page.html"
    path.write_text(html)
    return path


def test_nu_is_silent_about_a_valid_page_and_names_the_file_and_the_fault_of_another(tmp_path: Path) -> None:
    good = page(tmp_path).rename(tmp_path / "good.html")
    bad = page(tmp_path, GOOD.replace("<p>Some", '<p style="colour: red"><center>Some'))
    said = tools.nu([good, bad])
    assert all("a%20page.html" in word for word in said)
    assert any("center" in word for word in said) and any("colour" in word for word in said)


def test_html_validate_is_silent_about_a_good_page_and_names_the_fault_of_another(tmp_path: Path) -> None:
    good = GOOD.replace("<!doctype", "<!DOCTYPE")
    assert tools.html_validate([page(tmp_path, good)]) == []
    (said,) = tools.html_validate([page(tmp_path, good.replace("Some words", '<a href="tel:911">9 11</a>'))])
    assert "a page.html" in said and "tel-non-breaking" in said


def test_linkinator_tells_what_is_missing_where_and_which_part_of_a_page_is(tmp_path: Path) -> None:
    links = '<a href="gone.html">1</a> <a href="a%20page.html#gone">2</a> <a href="https://elsewhere.example/">3</a>'
    page(tmp_path, GOOD.replace("</main>", f'{links} <a href="a%20page.html">4</a></main>'))
    (tmp_path / "index.html").write_bytes((tmp_path / "a page.html").read_bytes())
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with running(command, port, tmp_path / "log"):
        found = tools.linkinator(f"http://127.0.0.1:{port}/", public="https://news.example/")
    assert {path for path, wrong in found.items() if wrong} == {"gone.html", "a%20page.html#gone"}
    assert {"", "a%20page.html", "site.css"} <= found.keys() and "404" in found["gone.html"]


def test_a_print_tells_its_sheets_and_the_widths_of_its_tables(tmp_path: Path) -> None:
    html = GOOD.replace("<p>Some words.</p>", '<div class="turned"><table><tr><td>1</td></tr></table></div><p>End.</p>')
    css = "@page turned { size: landscape } .turned { page: turned } table { width: 700px }"
    told = tools.printed(page(tmp_path, html, css), tmp_path / "page.pdf", paper="Letter")
    assert told.tables == [(700, True)]
    assert [width > height for width, height in told.sheets] == [False, True, False]


def test_axe_passes_a_plain_page_at_the_width_asked_for(tmp_path: Path) -> None:
    audit = tools.axe(page(tmp_path), width=360)
    assert (audit.violations, audit.incomplete, audit.outside, audit.errors) == ([], [], [], [])
    assert audit.scroll_width == audit.inner_width == 360
    assert "color-contrast" in audit.passes


def test_axe_sees_the_dark_colours_and_a_page_too_wide(tmp_path: Path) -> None:
    css = "p { width: 900px } @media (prefers-color-scheme: dark) { p { color: #ccc } }"
    path = page(tmp_path, css=css)
    light, dark, spared = tools.audits([
        tools.View(path, width=600),
        tools.View(path, width=600, dark=True),
        tools.View(path, width=600, dark=True, rules_off=("color-contrast",)),
    ])  # fmt: skip
    assert light.violations == [] and light.scroll_width > light.inner_width
    assert ["color-contrast" in violation for violation in dark.violations] == [True]
    assert spared.violations == []


def test_a_site_is_seen_at_its_own_address_and_nowhere_else(tmp_path: Path) -> None:
    links = '<link rel="stylesheet" href="/news/site.css"><img src="https://elsewhere.example/x.png" alt="">'
    page(tmp_path, GOOD.replace("</main>", f'{links}<img src="none.png" alt=""></main>'), css="p { color: #eee }")
    audit = tools.axe("a page.html", base="https://news.example/news/", root=tmp_path)
    assert audit.outside == ["https://elsewhere.example/x.png"]
    assert audit.errors == ["not found: https://news.example/news/none.png"]
    assert any("color-contrast" in violation for violation in audit.violations)


def test_a_screenshot_is_a_picture_of_the_whole_page(tmp_path: Path) -> None:
    tall = page(tmp_path, css="main { height: 3000px }")
    data = tools.screenshot(tall, tmp_path / "page.png", width=400).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == 400 and int.from_bytes(data[20:24]) >= 3000


def test_caniemail_tells_what_each_client_lacks() -> None:
    found = tools.caniemail('<p style="display:flex">x</p>', ["outlook.windows", "apple-mail.macos"])
    assert found == {"outlook.windows": ["display:flex"], "apple-mail.macos": []}


def test_spamassassin_scores_a_plain_mail_below_its_own_sample_of_spam() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@news.example", "b@paper.example", "Library opens"
    message["Date"], message["Message-ID"] = "Mon, 02 Mar 2026 09:00:00 -0500", "<1@news.example>"
    message.set_content("The city opened a library today.\n")
    plain = tools.spamassassin(bytes(message))
    message.set_content("XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\n")
    spam = tools.spamassassin(bytes(message))
    assert plain.score < 5
    assert spam.score > 500 and "GTUBE" in spam.hits


def test_newsboat_gives_the_items_of_a_feed_and_none_of_a_broken_one(tmp_path: Path) -> None:
    feed = tmp_path / "rss.xml"
    feed.write_text(RSS)
    assert [(entry["guid"], entry["title"]) for entry in tools.newsboat(feed)] == [("tag:one", "One & two")]
    feed.write_text(RSS.replace("rss", "rsss"))
    assert tools.newsboat(feed) == []


def test_xmllint_tells_what_is_not_well_formed(tmp_path: Path) -> None:
    feed = tmp_path / "rss.xml"
    feed.write_text(RSS)
    assert tools.xmllint(feed) == []
    feed.write_text(RSS.replace("</item>", ""))
    assert any("item" in line for line in tools.xmllint(feed))


def test_a_missing_program_skips_here_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs xmllint"):
        tools.xmllint(tmp_path)
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="needs xmllint"):
        tools.xmllint(tmp_path)
