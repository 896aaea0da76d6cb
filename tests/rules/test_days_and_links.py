"""DT, PI, LK, IM: what they say, that their fixes work and work once, and that one cause is told once."""

from __future__ import annotations

import pytest
from samples import sample_config, sample_release, with_changes

from newsroom_cli.language.dates import clock
from newsroom_cli.language.links import addresses
from newsroom_cli.language.people.private_details import card_numbers
from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Check
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field, Span

DATED = "date = 2026-03-02\n"


def found(read: Release, *codes: str, ignore: tuple[str, ...] = ()) -> list[Finding]:
    """The findings of some rules, which may be off by default."""
    here = Span(0, 0)
    asked = Check(select=tuple(Field(code, here) for code in codes), ignore=tuple(Field(code, here) for code in ignore))
    return [finding for finding in check(read, sample_config()._replace(check=asked)) if finding.code != "NR001"]


def fixed(body: str, code: str) -> tuple[str, set[bool]]:
    """A body after every fix of a rule, and whether the fixes are safe; the rule has nothing to say about it then."""
    read = sample_release(front=DATED, body=body)
    repairs = [finding.repair for finding in found(read, code) if finding.repair]
    text = with_changes(read.text, (change for repair in repairs for change in repair.changes))
    assert found(releases.parse(text, read.path), code) == []
    return text.partition("+++\n\n")[2], {repair.safe for repair in repairs}


@pytest.mark.parametrize(
    ("code", "body", "after", "safe"),
    [
        ("DT006", "At 10 a.m. EST on July 14, 2026.", "At 10 a.m. ET on July 14, 2026.", True),
        ("DT006", "At noon Pacific Daylight Time on Jan. 5, 2027.", "At noon Pacific Time on Jan. 5, 2027.", True),
        ("DT006", "At 15:00 CET on July 14, 2026.", "At 15:00 CEST on July 14, 2026.", False),
        ("LK004", "See https:/port-ellery.gov/plan.", "See https://port-ellery.gov/plan.", False),
        ("LK004", "[a](http://https://port-ellery.gov)", "[a](https://port-ellery.gov)", False),
        ("LK004", "See http:\\\\port-ellery.gov.", "See http://port-ellery.gov.", False),
        ("LK004", "[a](https://www,port-ellery..gov/plan.)", "[a](https://www.port-ellery.gov/plan)", False),
        ("LK004", "[a](press@port-ellery.gov)", "[a](mailto:press@port-ellery.gov)", False),
        ("LK006", "[a](https://a.gov/?utm_source=b&c=%20d#e)", "[a](https://a.gov/?c=%20d#e)", False),
        ("LK006", "[a](https://www.google.com/url?q=https://a.gov/%3Ffbclid%3D1)", "[a](https://a.gov/)", False),
        ("LK006", "https://urldefense.com/v3/__https://a.gov/b__;!!c$", "https://a.gov/b", False),
        ("LK009", "See https://a.gov/b.", "See <https://a.gov/b>.", True),
        ("LK009", "See www.a.gov, please.", "See [www.a.gov](https://www.a.gov), please.", False),
    ],
)
def test_fixes(code: str, body: str, after: str, safe: bool) -> None:
    assert fixed(body, code) == (after, {safe})


def test_words_that_announce_a_picture_go() -> None:
    read = sample_release(front='images = [{ file = "a.jpg", alt = "Photo of the quay" }]\n', body="")
    (only,) = found(read, "IM002")
    assert only.repair and [change.text for change in only.repair.changes] == ["T"]
    (change,) = only.repair.changes
    assert read.text[: change.span.start] + change.text + read.text[change.span.end :] == read.text.replace(
        "Photo of the", "The"
    )


@pytest.mark.parametrize(
    ("code", "body", "message"),
    [
        ("DT003", "Open today, March 3.", '"today" is Monday, March 2, 2026, counted from the date of the release'),
        (
            "DT004",
            "It will open on Feb. 2.",
            '"will open" does not fit February 2, 2026, which is before the date of the release',
        ),
        (
            "DT005",
            "By 5/6/26 or 7/8/26.",
            '"5/6/26" is one day in America and another in Europe, and 1 more of the kind',
        ),
        ("DT008", "From 3 p.m. to 2 p.m.", '"3 p.m. to 2 p.m." ends before it begins'),
        ("LK005", "[a.gov](https://b.org)", "readers see a.gov, but the link leads to b.org"),
        ("LK006", "[a](https://a.gov/?utm_id=1)", "the link tracks its readers: utm_id"),
        ("LK006", "[a](http://10.0.0.7/)", "nobody outside can open this link: its number is one of a private network"),
        ("LK007", "[a](plan.pdf)", 'the link leads to "plan.pdf", which is not published with the release'),
        ("PI005", "Li Zhou, 9, read.", "Li Zhou is named as a child of 9"),
    ],
)
def test_messages(code: str, body: str, message: str) -> None:
    (only,) = found(sample_release(front=DATED, body=body), code)
    assert only.message == message
    assert only.help


def test_a_campaign_weighs_less_than_a_mark_of_one_person() -> None:
    body = "[a](https://a.gov/?utm_id=1) [b](https://a.gov/?utm_id=1&mc_eid=2)"
    assert [finding.severity for finding in found(sample_release(body=body), "LK006")] == ["info", "warning"]


# --- one cause, one report ------------------------------------------------------------------------------------


def test_a_dateline_of_another_date_is_told_once() -> None:
    read = sample_release(front=DATED, body="PORT ELLERY, Monday, March 3, 2026 — The city opened a library.")
    assert [finding.code for finding in found(read, "DT", "DL007")] == ["DL007"]
    assert [finding.code for finding in found(read, "DT", "DL007", ignore=("DL007",))] == ["DT001"]
    allowed = read.text.replace("PORT", "<!-- newsroom: ignore[DL007] the wire asked for it -->\nPORT")
    assert [finding.code for finding in found(releases.parse(allowed), "DT", "DL007")] == ["DT001"]


def test_the_right_day_in_a_wrong_weekday_of_a_dateline_is_told_by_its_own_rule() -> None:
    read = sample_release(front=DATED, body="PORT ELLERY, Tuesday, March 2, 2026 — The city opened a library.")
    assert [finding.code for finding in found(read, "DT", "DL007")] == ["DT001"]


def test_a_birthday_in_figures_is_told_once() -> None:
    read = sample_release(front=DATED, body="Ana Okafor (DOB 5/6/1990) was there.")
    assert [finding.code for finding in found(read, "DT", "PI")] == ["PI003"]


# --- what lies below ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://a.gov",
        "HTTPS://A.gov/x",
        "http://münchen.de/ä",
        "https://a.gov:8080/?q=[1]",
        "//a.gov/x",
        "/library",
        "plan.pdf",
        "#x",
        "https://192.168.0.1/x",
        "https://localhost/x",
        "tel:+1",
        "ftp://a.gov",
        "https://a.gov/x_(y)",
        "https://xn--mnchen-3ya.de/",
        "https://a.gov/it's",
        "https://a-b.co.uk/~x",
        "mailto:a@b.gov,c@d.gov",
        "mailto:a@b.gov; c@d.gov",
        "tps/plan.pdf",
        "http/plan.pdf",
        "mailto:?subject=x",
        "data:text/plain,x",
        "other.md",
    ],
)
def test_addresses_in_which_nothing_is_wrong(url: str) -> None:
    assert addresses.fault(url) is None


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        ("12:30 p.m. to 1 p.m.", False),
        ("12 a.m. to 1 a.m.", False),
        ("11 a.m. to 12 p.m.", False),
        ("noon to 11 a.m.", True),
        ("noon to midnight", False),
        ("6 p.m. to noon", False),
        ("9 p.m. – 8:30 p.m.", True),
        ("22:00-06:30", False),
        ("15:00 to 14:30", True),
    ],
)
def test_times_that_last(text: str, backwards: bool) -> None:
    assert any(times.backwards for times in clock.time_ranges(text, "en")) is backwards


def test_numbers_of_cards_by_their_issuer() -> None:
    numbers = "4111 1111 1111 1111, 5555-5555-5555-4444, 378282246310005, 6011111111111117, 30569309025904"
    assert [number.who for number in card_numbers(numbers)] == ["Visa", "Mastercard", "American Express", "Discover"]


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    "part",
    [
        "3 p.m. to 2 p.m. ",
        "noon",
        "1/2/",
        "123-45-",
        "4111 ",
        "today, ",
        " at 1 A",
        ", 9, ",
        " (9)",
        "9-year-old A ",
        "http://",
        "[a](",
        "h",
        " Uhr",
        "://",
        "www.",
        "born ",
        " EST",
        "will open ",
        "](b.md)",
        "Jan. 1 to ",
    ],
)
def test_hostile_texts_are_read_in_time(part: str) -> None:
    read = sample_release(front=DATED, body=part * (60_000 // len(part)))
    found(read, "DT", "PI", "LK003", "LK004", "LK005", "LK006", "LK007", "LK009", "IM")
