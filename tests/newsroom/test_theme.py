"""The templates in force: whose comes first, what may be changed, and how mistakes in them are told."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
import pytest
from samples import sample_edition

from newsroom_cli.language.dates import dates
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer.compiled import compiled_in


def write(own: Path, name: str, text: str) -> Path:
    path = own / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def failure(own: Path, name: str = "site/mine.html") -> NewsroomError:
    with pytest.raises(NewsroomError) as caught:
        theme.render(own, name, release=sample_edition(), language="en")
    assert caught.value.hint
    return caught.value


def test_a_template_of_the_newsroom_goes_before_ours(tmp_path: Path) -> None:
    write(tmp_path, "site/figure.html", "theirs")
    assert theme.render(tmp_path, "site/figure.html") == "theirs"
    assert "<figure>" in theme.environment(tmp_path).loader.get_source(None, "builtin/site/figure.html")[0]


def test_our_templates_are_compiled_once_and_those_of_a_newsroom_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    ours, own = tmp_path / "ours", tmp_path / "own"
    for folder in (ours, own):
        write(folder, "a.html", f"{{{{ name }}}} of {folder.name}")

    def rendered(folder: Path) -> str:
        kept = compiled_in(ours, jinja2.FileSystemBytecodeCache, "1.0")
        loader = jinja2.FileSystemLoader(folder)
        return jinja2.Environment(loader=loader, bytecode_cache=kept).get_template("a.html").render(name="page")

    assert [rendered(own), rendered(ours)] == ["page of own", "page of ours"]
    [file] = (ours / "__pycache__").iterdir()
    for content in (file.read_bytes(), file.read_bytes()[:20], b"damaged"):
        file.write_bytes(content)
        assert rendered(ours) == "page of ours"
    write(ours, "a.html", "another {{ name }}")
    assert rendered(ours) == "another page" and not (own / "__pycache__").exists()


@pytest.mark.parametrize("own", [None, Path("no-such-folder")])
def test_without_own_templates_ours_are_used(own: Path | None) -> None:
    assert "<figure>" in theme.environment(own).loader.get_source(None, "site/figure.html")[0]


def test_the_template_folder_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real", "site/mine.html", "here")
    link = tmp_path / "templates"
    link.symlink_to(tmp_path / "real", target_is_directory=True)
    assert theme.render(link, "site/mine.html") == "here"


def test_a_byte_order_mark_and_windows_lines_are_no_content(tmp_path: Path) -> None:
    path = tmp_path / "site" / "mine.html"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf{% if true %}\r\nyes\r\n{% endif %}\r\n")
    assert theme.render(tmp_path, "site/mine.html") == "yes\n"


def test_changes_count_after_forget(tmp_path: Path) -> None:
    write(tmp_path, "site/mine.html", "one")
    assert theme.render(tmp_path, "site/mine.html") == "one"
    write(tmp_path, "site/mine.html", "two")
    theme.clear_caches()
    assert theme.render(tmp_path, "site/mine.html") == "two"


@pytest.mark.parametrize(("name", "escaped"), [("a.html", True), ("a.xml", True), ("a.txt", False), ("a.md", False)])
def test_markup_is_escaped_where_there_is_markup(tmp_path: Path, name: str, escaped: bool) -> None:
    write(tmp_path, name, "{{ release.headline }}")
    written = theme.render(tmp_path, name, release=sample_edition(headline="<b> & {{ 7*7 }}"))
    assert written == ("&lt;b&gt; &amp; {{ 7*7 }}" if escaped else "<b> & {{ 7*7 }}")


# --- mistakes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n{% fi %}", 2, "syntax error: encountered unknown tag 'fi'"),
        ("a\nb\n{{ release.headline|shout }}", 3, "syntax error: no filter named 'shout'"),
        ("{% if true %}", 1, "syntax error: unexpected end of template"),
        ("a\n\n{{ 1 / 0 }}", 3, "fails: division by zero"),
        ("{{ release.published|tojson }}", 1, "fails: "),
        ("a\n{{ release.headline.upper(1) }}", 2, "fails: "),
        ('a\n{% include "site/nothing.html" %}', 2, 'there is no template "site/nothing.html"'),
        ('{% include "../secret.html" %}', 1, 'there is no template "../secret.html"'),
        ('{% extends "/etc/hostname" %}', 1, 'there is no template "/etc/hostname"'),
        ("a\n{{ headlin }}", 2, '"headlin" is not known in this template'),
        ("a\n{{ release.headlin }}", 2, '"headlin" is not known in this template'),
        ('{% extends "site/mine.html" %}', None, "contains itself"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    path = write(tmp_path, "site/mine.html", text)
    error = failure(tmp_path)
    assert message in error.message
    assert error.path == path and (line is None or error.line == line)
    assert not error.message.endswith(".")


def test_a_name_almost_right_is_suggested(tmp_path: Path) -> None:
    write(tmp_path, "site/mine.html", "{{ release.headlin }}")
    assert failure(tmp_path).hint == 'did you mean "headline"?'
    write(tmp_path, "site/mine.html", "{{ headline }}")
    theme.clear_caches()
    assert failure(tmp_path).hint == 'did you mean "release.headline"?'
    write(tmp_path, "site/mine.html", "{{ zzz }}")
    theme.clear_caches()
    assert "docs/templates.md" in str(failure(tmp_path).hint)


def test_a_mistake_in_a_block_of_a_template_that_changes_ours_is_told_at_its_own_line(tmp_path: Path) -> None:
    write(tmp_path, "site/part.html", "\n\n{{ 1 / 0 }}")
    write(tmp_path, "site/words.html", "\n{% set en = {1: 1 / 0} %}")
    with pytest.raises(NewsroomError) as caught:
        theme.words(tmp_path, "en")
    assert (caught.value.path, caught.value.line) == (tmp_path / "site/words.html", 2)
    write(tmp_path, "site/mine.html", '{% extends "builtin/site/figure.html" %}\n')
    write(tmp_path, "site/outer.html", 'a\n{% include "site/part.html" %}')
    error = failure(tmp_path, "site/outer.html")
    assert (error.path, error.line) == (tmp_path / "site/part.html", 3)


def test_a_template_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "site/mine.html", "")
    path.write_bytes(b"one\ntwo\nM\xfcnchen\n")
    error = failure(tmp_path)
    assert (error.path, error.line, error.message) == (path, 3, "this template is not UTF-8")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "site/mine.html", "x")
    path.chmod(0)
    error = failure(tmp_path)
    assert error.path == path and "cannot be read: permission denied" in error.message


def test_a_link_that_leads_in_circles_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.html").symlink_to("mine.html")
    error = failure(tmp_path)
    assert error.path == tmp_path / "site" / "mine.html" and "cannot be read" in error.message


def test_ours_missing_what_theirs_no_longer_gives_is_laid_at_theirs(tmp_path: Path) -> None:
    path = write(tmp_path, "site/figure.html", "{% set first = 1 %}")
    write(tmp_path, "site/mine.html", '{% import "site/figure.html" as parts %}{{ parts.nothing }}')
    assert failure(tmp_path).path in (path, tmp_path / "site/mine.html")


def test_our_own_mistake_stays_an_ordinary_exception() -> None:
    import jinja2

    with pytest.raises(jinja2.UndefinedError):
        theme.render(None, "site/figure.html")


def test_words_that_the_newsroom_leaves_out_are_ours(tmp_path: Path) -> None:
    ours = theme.words(None, "en")
    write(tmp_path, "site/words.html", '{% set fr = {"contact": "Nous joindre"} %}{% set en = {"topics": "About"} %}')
    french, english, swedish = (theme.words(tmp_path, language) for language in ("fr-CA", "en-US", "sv"))
    assert (french.language, french.contact, french.topics) == ("fr-CA", "Nous joindre", "Thèmes")
    assert (english.language, english.contact, english.topics) == ("en-US", ours.contact, "About")
    assert (swedish.language, swedish.topics, swedish.when) == ("en", "About", ours.when)


# --- filters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "moment", "weekday"),
    [
        ("en", "March 7, 2026, 10:30 a.m.", "Saturday, March 7, 2026"),
        ("de", "7. März 2026, 10:30 Uhr", "Samstag, 7. März 2026"),
        ("ja", "2026年3月7日 10:30", "2026年3月7日土曜日"),
        ("fr-CA", "7 mars 2026, 10 h 30", "samedi 7 mars 2026"),
        ("ar", "7 مارس 2026، 10:30 ص", "السبت، 7 مارس 2026"),
        ("fa", "۷ مارس ۲۰۲۶،\u200f ۱۰:۳۰", "شنبه ۷ مارس ۲۰۲۶"),
        ("mr", "७ मार्च, २०२६, १०:३० AM", "शनिवार, ७ मार्च, २०२६"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, moment: str, weekday: str) -> None:
    value = dt.datetime(2026, 3, 7, 10, 30)
    assert theme.moment(value, language) == moment
    assert theme.full_date(value, language) == weekday
    assert theme.moment(value.replace(hour=0, minute=0), language) == theme.long_date(value, language)


@pytest.mark.parametrize(
    ("language", "noon", "midnight"),
    [("en", "noon", "0:00 (midnight)"), ("en-CA", "noon", "0:00 (midnight)"), ("en-GB", "12:00", "00:00")],
)
def test_noon_and_midnight_have_their_names_where_the_afternoon_is_pm(language: str, noon: str, midnight: str) -> None:
    assert theme.clock(dt.datetime(2026, 12, 2, 12), language) == noon
    assert theme.clock(dt.datetime(2026, 12, 2), language) == midnight
    assert theme.moment(dt.datetime(2026, 12, 2, 12), "en") == "December 2, 2026, noon"
    assert theme.moment(dt.datetime(2026, 12, 2), "en") == "December 2, 2026"


@pytest.mark.parametrize(
    ("language", "month", "year", "name"),
    [
        ("en", "November 2026", "2026", "English"),
        ("es", "noviembre de 2026", "2026", "Español"),
        ("pl", "listopad 2026", "2026", "Polski"),
        ("ja", "2026年11月", "2026年", "日本語"),
        ("ar", "نوفمبر 2026", "2026", "العربية"),
        ("zz", "November 2026", "2026", "zz"),
    ],
)
def test_months_years_and_languages_are_named_as_the_language_does(
    language: str, month: str, year: str, name: str
) -> None:
    made = theme.month_name(2026, 11, language), theme.year_name(2026, language), dates.name_of_language(language)
    assert made == (month, year, name)


def test_the_name_of_a_month_does_not_depend_on_the_languages_asked_for_before() -> None:
    code = (
        "from babel import localedata\n"
        "from newsroom_cli.newsroom.templating import theme\n"
        "names = localedata.locale_identifiers()\n"
        "tags = sorted(name.replace('_', '-') for name in names if not name[-2:].isupper())[::7] + ['pl']\n"
        "names = {tag: theme.month_name(2026, 11, tag) for tag in tags[::STEP]}\n"
        "print([names[tag] for tag in tags])"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code.replace("STEP", step)], capture_output=True, text=True, check=True)
        for step in ("1", "-1")
    ]
    assert runs[0].stdout == runs[1].stdout and "listopad 2026" in runs[0].stdout


def test_a_language_that_nobody_knows_is_written_as_english() -> None:
    assert theme.full_date(dt.date(2026, 3, 7), "zz-unknown") == "Saturday, March 7, 2026"


def test_equal_moments_in_two_zones_keep_their_own_days() -> None:
    late = dt.datetime(2026, 3, 2, 23, tzinfo=ZoneInfo("America/New_York"))
    early = late.astimezone(dt.UTC)
    assert late == early
    assert (theme.moment(late, "en"), theme.moment(early, "en")) == ("March 2, 2026, 11 p.m.", "March 3, 2026, 4 a.m.")


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("America/New_York", "EST"),
        ("Asia/Kolkata", "IST"),
        ("America/Sao_Paulo", "UTC−3"),
        ("Asia/Kathmandu", "UTC+5:45"),
    ],
)
def test_zones_have_a_name(zone: str, name: str) -> None:
    assert theme.zone(dt.datetime(2026, 3, 2, 9, tzinfo=ZoneInfo(zone))) == name


@pytest.mark.parametrize(
    ("language", "month", "name"),
    [
        ("de", 3, "MEZ"),
        ("de-AT", 7, "MESZ"),
        ("es", 7, "CEST"),
        ("es-MX", 3, "CET"),
        ("fr", 3, "CET"),
        ("ja", 3, "CET"),
    ],
)
def test_a_zone_has_the_letters_that_readers_of_the_language_know(language: str, month: int, name: str) -> None:
    assert theme.zone(dt.datetime(2026, month, 2, 9, tzinfo=ZoneInfo("Europe/Berlin")), language) == name


def test_german_times_say_uhr_once() -> None:
    zone = ZoneInfo("Europe/Berlin")
    starts, ends = (dt.datetime(2026, 12, 12, hour, tzinfo=zone) for hour in (11, 17))
    assert str(event_time(starts, ends, "de", zone)) == "Samstag, 12. Dezember 2026, 11:00 – 17:00 Uhr MEZ"
    assert str(event_time(starts, None, "de", zone)) == "Samstag, 12. Dezember 2026, 11:00 Uhr MEZ"
    assert str(event_time(starts, ends, "es", zone)) == "sábado, 12 de diciembre de 2026, 11:00 – 17:00 CET"


def test_machines_get_moments_that_they_can_read() -> None:
    zone = ZoneInfo("America/New_York")
    assert theme.iso(dt.datetime(2026, 3, 2, 9, 30, 1, 500, zone)) == "2026-03-02T09:30:01-05:00"
    # Before standard time the zone was 4 h 56 min 2 s behind, which no offset in HTML or JSON can say.
    assert theme.iso(dt.datetime(1880, 3, 2, 9, tzinfo=zone)) == "1880-03-02T09:00:00-04:57"


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+1 617 555 0100", "tel:+16175550100"),
        ("(617) 555-0100", "tel:6175550100"),
        ("617.555.0100 ext. 12", "tel:6175550100;ext=12"),
        ("617-555-0100 x012", "tel:6175550100;ext=012"),
        ("+49 (0)30 1234-567", "tel:+49301234567"),
        ("617‑555‑0100", "tel:6175550100"),
        ("٠١٢٣٤٥", "tel:012345"),
        ("311", "tel:311"),
        ("617-555-0100 or 617-555-0101", ""),
        ("617-555-0100 / 0101", ""),
        ("1-800-GOT-NEWS", ""),
        ("call the desk", ""),
        ("12345678901234567890", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_telephone_number_becomes_an_address_when_it_is_plainly_one(phone: str, address: str) -> None:
    assert theme.tel(phone) == address


@pytest.mark.parametrize(
    ("email", "address"),
    [
        ("press@port-ellery.example", "mailto:press@port-ellery.example"),
        ("a+b?cc=x@port-ellery.example", "mailto:a+b%3Fcc%3Dx@port-ellery.example"),
        ("not an address", ""),
        ("Press <press@port-ellery.example>", ""),
    ],
)
def test_an_email_address_becomes_a_link_when_it_is_one(email: str, address: str) -> None:
    assert theme.mailto(email) == address
