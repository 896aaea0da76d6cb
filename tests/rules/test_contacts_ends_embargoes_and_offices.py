"""CT, EM, FM, OF: what the rules about contacts, ends, embargoes, front matter and offices say and mend."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from samples import FRONT, sample_config, sample_document, sample_release, with_changes

from newsroom_cli.linter.check import archive_findings, card, check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import config as configuration
from newsroom_cli.model.config import Check, Config
from newsroom_cli.rules.selection import code_without_place

HELD = "embargo = 2026-03-04T09:00:00-05:00\n"
CITY = configuration.parse('url = "https://news.city.gov/"\ntime_zone = "America/New_York"\n')


def findings(
    code: str, *, front: str = "", body: str = "", config: Config | None = None, path: str = "a.md"
) -> list[Finding]:
    release = sample_release(front=front, body=body, path=path)
    return [hit for hit in check(release, config or sample_config()) if hit.code == code]


def finding(code: str, **parts: Any) -> Finding:
    (only,) = findings(code, **parts)
    return only


def mended(code: str, *, front: str = "", body: str = "", config: Config | None = None) -> str:
    """The text with the only fix of a rule applied; the rule must be silent of it."""
    found = finding(code, front=front, body=body, config=config)
    assert found.repair is not None
    text = with_changes(sample_release(front=front, body=body).text, found.repair.changes)
    head, _, rest = text.removeprefix("+++\n").partition("+++\n\n")
    assert findings(code, front=head, body=rest, config=config) == []
    return rest if body else head


# --- contacts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "message"),
    [
        ("617-555-012", "has 9 digits, and a number written like this has 10"),
        ("(617) 234-56789", "has 11 digits, and a number written like this has 10"),
        ("+1 617 234 567", "has 9 digits after +1, and a North American number has 10"),
        ("+49 30 12", "has 6 digits, too few for a number with its country's code"),
        ("234-56", "has 5 digits, too few for a number that reporters can call"),
        ("+49 30 1234567890123", "has 17 digits, and no number has more than 15"),
        ("617-234-5678 or 617-234-567", "has 9 digits, and a number written like this has 10"),
        ("617-555-0123", "is a number of films and samples: 555-0100 to 555-0199 reach nobody"),
        ("+1 (212) 555-0199 ext. 4", "is a number of films and samples: 555-0100 to 555-0199 reach nobody"),
    ],
)  # fmt: skip
def test_a_number_nobody_can_call(phone: str, message: str) -> None:
    found = finding("CT004", front=f'[[contacts]]\nphone = "{phone}"\n', config=CITY)
    assert found.message == f'"{phone}" {message}'


@pytest.mark.parametrize(
    "phone",
    [
        "617-234-5678",
        "+1 617 234 5678",
        "1 (617) 234-5678 x 12",
        "1.617.234.5678",
        "234-5678",
        "311",
        "116 117",
        "1-800-LIBRARY",
        "020 7946 0018",
        "+44 (0)20 7946 0018",
        "912 345 678",
        "05723 / 955-440",
        "01 42 34 56 78",
        "+33 1 42 34 56 78",
        "617-555-1212",
        "Tel.: 030 123456-78",
        "617-234-5678; 617-234-5679",
        "(11) 91234-5678",
        "0049 30 1234567",
        "ask the desk",
        "040-1234567",
    ],
)
def test_a_number_that_can_be_called(phone: str) -> None:
    assert findings("CT004", front=f'[[contacts]]\nphone = "{phone}"\n', config=CITY) == []


def test_the_offices_number_is_shown_in_the_release_that_uses_it() -> None:
    office = (
        '[offices.parks]\nname = "Parks"\n[[offices.parks.contacts]]\nname = "Ana Ruis"\nphone = '
        '"617-555-012"\nemail = "ruiz@city.gov"\n'
    )
    config = configuration.parse(f'url = "https://news.city.gov/"\n{office}')
    for code in ("CT004", "CT005"):
        found = finding(code, front='office = "parks"\n', config=config)
        assert found.place.start == (2, 10) and found.help.endswith("in newsroom.toml, [[offices.parks.contacts]]")


@pytest.mark.parametrize(
    ("name", "local", "part"),
    [
        ("Ana Ruis", "ruiz", "ruiz"),
        ("Ana Ruis", "aruiz", "ruiz"),
        ("Ana Ruis", "ana.ruiz2", "ruiz"),
        ("Ana Ruis", "anaruiz", "ruiz"),
        ("Idris Lindqvist", "lindqivst.i", "lindqivst"),
        ("Ana M. Okafor, Ph.D.", "amokaffor", "okaffor"),
        ("Jörg Müller", "muler", "muler"),
        ("Ruth O'Connor", "roconner", "oconner"),
    ],
)
def test_an_address_of_another_spelling(name: str, local: str, part: str) -> None:
    found = finding("CT005", front=f'[[contacts]]\nname = "{name}"\nemail = "{local}@city.gov"\n', config=CITY)
    assert f'spells "{part}"' in found.message


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Ana Ruiz", "ruiz"),
        ("Ana Ruiz", "aruiz3"),
        ("Ana Ruiz", "press"),
        ("Ana Ruiz", "ana"),
        ("Ana Ruiz", "ar"),
        ("Jörg Müller", "mueller"),
        ("Jörg Müller", "j.muller"),
        ("Søren Ørsted", "orsted"),
        ("Ana Okafor-Ruiz", "okafor"),
        ("Ana Okafor Lindqvist", "aokafor"),
        ("Idris Lindqvist", "lindq"),
        ("Idris Lindqvist", "idris.lindqvists"),
        ("Press Desk", "desk"),
        ("Press Desk", "press"),
        ("Harbour Office", "officer.on.duty"),
        ("Jane Miller", "tiller"),
        ("Ana Ruiz, Mayor", "ana.ruiz"),
        ("Tom Hart", "tom.hartmann"),
        ("Anna Marie", "marie.anne"),
        ("Li Wei", "wei.li"),
    ],
)
def test_an_address_that_fits_or_is_of_something_else(name: str, local: str) -> None:
    assert findings("CT005", front=f'[[contacts]]\nname = "{name}"\nemail = "{local}@city.gov"\n', config=CITY) == []


# --- the end --------------------------------------------------------------------------------------------------

MARKS = [
    "###",
    "#####",
    "# # #",
    "\\###",
    "\\# # #",
    "-30-",
    "\\- 30 -",
    "– 30 –",
    "ENDS",
    "Ends.",
    "**ENDS**",
    "– ENDS –",
    "END",
    "*** END ***",
    "- End -",
    "-end-",
    "— end of press release —",
    "(ENDS)",
    "[Ends]",
    "### ENDS ###",
    "- FIN -",
    "– Ende –",
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_typed_end_mark_is_deleted(mark: str, newline: str) -> None:
    body = f"The library opened.{newline}{newline}{mark}{newline}"
    assert mended("CT006", body=body) == f"The library opened.{newline}"
    repair = finding("CT006", body=body).repair
    assert repair is not None and repair.safe


@pytest.mark.parametrize(
    "line", ["End of year", "THE END", "- 30", "30", "### Hours", "***", "---", "Weekends", "end", "- ends meet", "#30"]
)
def test_a_line_that_is_no_end_mark(line: str) -> None:
    assert findings("CT006", body=f"The library opened.\n\n{line}\n") == []


def test_an_end_mark_above_text_is_deleted_only_when_asked() -> None:
    body = "The library opened.\n\n###\n\nAnother library will be opened by the city in May, said the mayor.\n"
    repair = finding("CT006", body=body).repair
    assert repair is not None and not repair.safe
    found = finding("CT008", body=body)
    assert found.place.start == (8, 1) and found.also is not None and found.also[0].start == (6, 1)


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("piece", ["###\n", "###\n\n", "\n", "ENDS ", "-", "*", "# ", "```\n###\n```\n"])
def test_hostile_ends_come_to_an_end(piece: str) -> None:
    config = sample_config(check=Check(select=(code_without_place("CT"),)))
    assert check(sample_release(front="", body=piece * (100_000 // len(piece))), config)


# --- embargoes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "EMBARGOED UNTIL 9 a.m. ET, March 4",
        "Embargoed until 14:00 GMT, 4 March 2026",
        "Under embargo until Wednesday",
        "STRICTLY EMBARGOED",
        "Embargoed until 6 a.m. Pacific",
        "Embargo: 2026-03-04 09:00",
        "Not for release before 9 a.m. on Wednesday",
        "STRICT EMBARGO: 1400 UTC",
        "Embargoed for release: 0900 hrs, 4 March",
        "Embargoed until 15:00 (Brussels time), March 4",
    ],
)
def test_a_banner_that_agrees(words: str) -> None:
    assert findings("EM005", front=HELD, body=f"{words}\n\nThe library opened.\n") == []


@pytest.mark.parametrize(
    "words",
    [
        "EMBARGOED UNTIL 9 p.m. ET, March 4",
        "Embargoed until 9:00 GMT, 4 March 2026",
        "Under embargo until Thursday",
        "Embargoed until 9 a.m. Pacific",
        "Embargo: 2026-03-05 09:00",
        "Embargoed until 9 a.m. on March 4, 2025",
        "Embargoed until noon Wednesday",
        "Embargoed until March 14",
        "Embargoed for release: 0001 hrs, 4 March",
    ],
)
def test_a_banner_of_another_moment_is_written_anew(words: str) -> None:
    right = mended("EM005", front=HELD, body=f"{words}\n\nThe library opened.\n")
    assert right.lower() == "embargoed until 9 a.m. est, wednesday, march 4, 2026\n\nthe library opened.\n"


@pytest.mark.parametrize("hour", ["12:00", "00:00"])
def test_the_label_that_the_fix_writes_is_right_at_noon_and_at_midnight(hour: str) -> None:
    front = f"embargo = 2026-03-04T{hour}:00-05:00\n"
    right = mended("EM005", front=front, body="EMBARGOED UNTIL MARCH 7, 2026\n")
    assert ("noon" in right) == (hour == "12:00")
    assert findings("EM005", front=front, body=right.rpartition("+++")[2]) == []


def test_a_banner_names_both_moments() -> None:
    found = finding("EM005", front=HELD, body="EMBARGOED UNTIL MARCH 5\n")
    assert (
        found.message
        == '"EMBARGOED UNTIL MARCH 5" is not when the embargo ends, which is 9 a.m. EST, Wednesday, March 4, 2026'
    )
    assert found.also is not None and found.also[0].start == (2, 11)


def test_an_immediate_label_is_deleted_only_when_asked() -> None:
    assert (
        mended("EM002", front=HELD, body="FOR IMMEDIATE RELEASE\n\nThe library opened.\n")
        == "\n\nThe library opened.\n"
    )
    repair = finding("EM002", front=HELD, body="FOR IMMEDIATE RELEASE\n").repair
    assert repair is not None and not repair.safe
    assert finding("EM002", front=HELD, body="For immediate release, March 2\n").repair is None


def test_the_embargo_of_the_front_matter_is_deleted_from_the_text_only_when_asked() -> None:
    body = "Embargoed until 9 a.m. ET, March 4, 2026\n\nThe library opened.\n"
    config = sample_config(check=Check(preview=True))
    assert mended("EM008", front=HELD, body=body, config=config) == "The library opened.\n"
    repair = finding("EM008", front=HELD, body=body, config=config).repair
    assert repair is not None and not repair.safe
    assert finding("EM008", front=HELD, body="Embargoed until March 4 <b>now</b>\n", config=config).repair is None


@pytest.mark.parametrize(
    ("moment", "message", "help"),
    [
        (
            "2026-03-08T02:30:00",
            "there is no 02:30 on March 8, 2026",
            "write 2026-03-08T03:30:00-04:00, or an earlier time",
        ),
        (
            "2026-11-01T01:30:00",
            "01:30 on November 1, 2026 comes twice",
            "write 2026-11-01T01:30:00-04:00 for the first time, 2026-11-01T01:30:00-05:00 for the second",
        ),
    ],
)
def test_a_time_off_the_clock_has_a_remedy(moment: str, message: str, help: str) -> None:
    found = finding("EM004", front=f"embargo = {moment}\n")
    assert found.message.startswith(message) and found.help == help
    assert finding("EM004", front=f"date = {moment}\n").severity == "warning"


# --- front matter and offices ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "tag"), [("english", "en"), ("pt_BR", "pt-BR"), ("español", "es"), ("Deutsch", "de")])
def test_a_language_in_words_becomes_its_tag(name: str, tag: str) -> None:
    assert mended("FM010", front=f'language = "{name}"\n') == f'language = "{tag}"\n'


def test_an_offices_name_becomes_its_key_where_only_one_has_it() -> None:
    config = configuration.parse('url = "https://news.example/"\n[offices.parks]\nname = "Parks Department"\n')
    assert mended("OF001", front='office = "Parks department"\n', config=config) == 'office = "parks"\n'
    assert finding("OF001", front='office = "Parks"\n', config=config).repair is None


def test_an_office_whose_key_was_changed_keeps_its_releases_as_they_are() -> None:
    config = configuration.parse('url = "https://news.example/"\n[offices.boats]\nname = "Harbour Boats"\n')
    assert (
        'former_keys = ["ferries"] under the new one'
        in finding("OF001", front='office = "ferries"\n', config=config).help
    )
    assert "former_keys" not in finding("OF001", front='office = "The Ferries"\n', config=config).help


def test_a_file_of_another_date_is_told_its_name() -> None:
    found = finding("FM006", front="date = 2026-03-03\n", path="releases/2026-03-02-library.md")
    assert found.help == "correct the date, or newsroom rename releases/2026-03-02-library.md 2026-03-03-library.md"


def test_what_is_not_approved_is_told_only_when_it_goes_out() -> None:
    going = sample_config(check=Check(releasing=True))
    review = FRONT.replace('"approved"', '"review"')
    assert findings("FM009", front=review) == findings("FM009", front=FRONT, config=going) == []
    assert (
        finding("FM009", front=review, config=going).message
        == 'the status is "review", and only what is approved goes out'
    )
    assert "status is not" not in finding("FM009", front="", config=going).message


def test_the_longest_variant_of_an_offices_name_counts() -> None:
    named = 'name = "Parks Department"\nvariants = ["Department of Parks", "Department of Parks and Trees", "Parks"]\n'
    config = configuration.parse(f'url = "https://news.example/"\n[offices.parks]\n{named}')
    body = "The Department of Parks and Trees, once Parks, is the Parks Department; the Sparks and Parkside are not."
    found = findings("OF002", body=body, config=config)
    assert [hit.message.split('"')[1] for hit in found] == ["Department of Parks and Trees", "Parks"]


def test_an_incomplete_office_is_told_once() -> None:
    config = configuration.parse('url = "https://news.example/"\n[offices.parks]\nname = "Parks"\n')
    read = {path: sample_release(front='office = "parks"\n', path=path) for path in ("a.md", "b.md", "c.md")}
    cards = [card(sample_document(release, config)) for release in read.values()]
    now = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    found = [hit for hit in archive_findings(cards, config, read.__getitem__, now=now) if hit.code == "OF003"]
    assert [(hit.path, hit.severity) for hit in found] == [("newsroom.toml", "warning")]
    assert found[0].message == 'the office "parks" of c.md has no contact and no boilerplate'
