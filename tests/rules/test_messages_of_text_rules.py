"""What the rules about text say, where their pages only show where they say it; and that nothing makes them hang."""

from __future__ import annotations

from typing import Any

import pytest
from samples import FRONT, sample_config, sample_document, sample_release
from sampling import sample

from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.config import Check, Config, Kind
from newsroom_cli.rules.registry import rules
from newsroom_cli.rules.selection import code_without_place

FAMILIES = ("DL", "DT", "HD", "LK", "PH", "QT")


def findings(code: str, *, front: str = "", body: str = "", config: Config | None = None) -> list[Finding]:
    release = sample_release(front=front, body=body)
    return [hit for hit in check(release, config or sample_config()) if hit.code == code]


def finding(code: str, **parts: Any) -> Finding:
    (only,) = findings(code, **parts)
    return only


def marked(found: Finding) -> str:
    """The words a finding points at."""
    return found.place.source[found.place.start.column - 1 : found.place.end.column - 1]


def test_the_sample_release_is_clean() -> None:
    found = check(sample_release(), sample_config())
    assert [hit.code for hit in found if hit.code.startswith(FAMILIES)] == []


def test_an_accent_for_an_apostrophe_is_said_to_be_one() -> None:
    config = sample_config(check=Check(preview=True))
    assert finding("TX034", body="The city´s harbour is open.\n", config=config).help == "write ’"
    assert finding("TX034", body="The harbour ´is open.\n", config=config).help == "delete it"


def test_an_association_at_a_free_provider_has_no_personal_mailbox() -> None:
    found = finding("PI006", body="Write to port.ellery.fair@gmail.com.\n")
    assert found.message == "port.ellery.fair@gmail.com is at a provider of private mailboxes"


@pytest.mark.parametrize(("first", "second"), [("compared", "competed"), ("competed", "compared")])
def test_of_two_right_forms_of_a_misspelt_word_the_first_in_the_text_is_named(first: str, second: str) -> None:
    config = sample_config(check=Check(preview=True))
    found = finding("TX040", body=f"The teams {first} notes, {second} for prizes and compered again.\n", config=config)
    assert found.help.startswith(f'write "{first}"')


def test_messages_read_alike() -> None:
    """Lower case, no full stop, and a remedy beside each."""
    body = "BOSTON — March 3 — “See, said he: [NAME].\n\n[x]() on Tuesday, March 9, or June 31, please visit:"
    front = 'headline = "News"\ndate = 2026-03-02\n[[quotes]]\ntext = "We never said so in any way."\n'
    found = [
        hit for hit in check(sample_release(front=front, body=body), sample_config()) if hit.code.startswith(FAMILIES)
    ]
    assert {hit.code for hit in found} >= {
        "HD001",
        "DL007",
        "DL011",
        "DT001",
        "DT002",
        "LK001",
        "LK002",
        "PH001",
        "QT003",
        "QT005",
    }
    for hit in found:
        assert hit.help and not hit.message.endswith(".") and not hit.help.endswith(".")
        assert not hit.message[0].isupper() or hit.message.split()[0] in ("March", "June"), hit.message


# --- datelines ------------------------------------------------------------------------------------------------


def test_a_missing_dateline_names_the_offices_city() -> None:
    assert (
        finding("DL001", front='office = "parks"\n').help
        == 'add city = "Port Ellery" under [dateline]; the date is printed beside it'
    )
    assert 'city = "..."' in finding("DL001").help


def test_a_kind_of_ones_own_may_need_no_dateline() -> None:
    config = sample_config()
    config = config._replace(kinds={**config.kinds, "note": Kind("Note", ("headline",), 0)})
    assert findings("DL001", front='kind = "note"\n', config=config) == []
    assert len(findings("DL001", front='kind = "unheard"\n', config=config)) == 1


@pytest.mark.parametrize(
    ("kind", "word"),
    [("advisory", "advisory"), ("note", "City note"), ("unheard", "release")],
    ids=["built in", "with a label", "unknown"],
)
def test_a_missing_field_names_the_kind_that_needs_it(kind: str, word: str) -> None:
    config = sample_config()
    config = config._replace(kinds={**config.kinds, "note": Kind("City note", ("office",), 0)})
    messages = [hit.message for hit in findings("FM001", front=f'kind = "{kind}"\n', config=config)]
    assert f'office is missing; a release of the kind "{word}" needs it' in messages


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("PORT ELLERY —", 'city = "Port Ellery"'),
        ("ISLE OF WIGHT, May 2 —", 'city = "Isle of Wight"'),
        ("McALLEN, Texas —", 'city = "McALLEN", state = "Texas"'),
        ("TORONTO, Ontario, Canada —", 'city = "Toronto", state = "Ontario", country = "Canada"'),
        ("MEXICO CITY, MEXICO –", 'city = "Mexico City", country = "Mexico"'),
        ("DUBAI, UAE –", 'city = "Dubai", country = "UAE"'),
    ],
)
def test_a_typed_dateline_is_told_as_fields(line: str, fields: str) -> None:
    found = finding("DL011", body=f"{line} The city opened a library.")
    assert found.help == f'delete "{line}" and write {fields} under [dateline]'
    assert marked(found) == line


def test_a_typed_dateline_beside_fields_points_at_them() -> None:
    found = finding("DL011", front='[dateline]\ncity = "Boston"\n', body="**BOSTON** — The city opened a library.")
    assert found.help == 'delete "BOSTON —" from the body'
    assert found.also is not None and found.also[0].start.line == 3


def test_a_dateline_of_another_date_names_all_dates() -> None:
    front = "date = 2026-03-02T23:30:00-05:00\nembargo = 2026-03-04T09:00:00-05:00\n"
    found = finding("DL007", front=front, body="PORT ELLERY, March 3 — The city opened a library.")
    assert (
        found.message
        == 'the dateline says "March 3", but the release is dated March 2, 2026 and is held back until March 4, 2026'
    )
    assert found.also is not None and found.also[0].start.line == 2


def test_the_dates_of_a_dateline_are_those_of_the_newsroom() -> None:
    front = "date = 2026-03-03T03:00:00Z\n"  # the evening of March 2 in New York
    assert findings("DL007", front=front, body="PORT ELLERY, March 2 — The city opened a library.") == []


# --- dates ----------------------------------------------------------------------------------------------------


def test_a_wrong_weekday_has_both_remedies() -> None:
    found = finding("DT001", front="date = 2015-06-20\n", body="It opens on Tuesday, June 22, 2015.")
    assert found.message == "June 22, 2015 is a Monday, not a Tuesday"
    assert found.help == "write Monday, or June 23, 2015, which is a Tuesday"
    assert marked(found) == "Tuesday, June 22, 2015" and found.also is None


@pytest.mark.parametrize(("weekday", "nearest"), [("Thursday", "25"), ("Friday", "19"), ("Sunday", "21")])
def test_the_nearest_day_of_the_weekday_is_offered(weekday: str, nearest: str) -> None:
    assert f"June {nearest}, 2015" in finding("DT001", body=f"{weekday}, June 22, 2015").help


def test_a_wrong_year_is_offered_too() -> None:
    found = finding("DT001", front="date = 2014-01-12\n", body="He will be heard on Tuesday, Jan. 14, 2013.")
    assert found.help.endswith("; in 2014 the day is a Tuesday")


def test_a_date_without_year_points_at_the_date_it_was_counted_from() -> None:
    found = finding("DT001", front="date = 2015-12-20\n", body="It opens on Tuesday, Jan. 4.")
    assert found.message == "January 4, 2016 is a Monday, not a Tuesday"
    assert found.also is not None and "2016" in found.also[1] and found.also[0].start.line == 2


def test_a_date_without_year_in_a_quotation_is_a_warning() -> None:
    front = "date = 2015-06-20\n"
    assert finding("DT001", front=front, body="“We open on Tuesday, June 22,” she said.").severity == "warning"
    assert finding("DT001", front=front, body="“We open on Tuesday, June 22, 2015,” she said.").severity == "error"
    assert finding("DT001", front=front, body="“We open.” The day is Tuesday, June 22.").severity == "error"


def test_messages_are_in_one_language_and_what_is_to_be_written_in_that_of_the_release() -> None:
    found = finding("DT001", front='language = "de"\n', body="Am Dienstag, dem 22. Juni 2015, geht es los.")
    assert found.message.startswith("June 22, 2015 is a Monday, not a Tuesday")
    assert found.help.startswith("write Montag, or 23. Juni 2015, which is a Tuesday")


@pytest.mark.parametrize("date", ["1000-01-02", "9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-02"])
@pytest.mark.parametrize("day", ["Jan. 1", "Jan. 5", "Dec. 28", "Dec. 31"])
def test_the_calendar_has_an_end(date: str, day: str) -> None:
    """No day follows the last one, and a release of the year 1 has no date that can be read: both are left alone."""
    body = " ".join(f"{weekday}, {day}." for weekday in ("Monday", "Wednesday", "Friday", "Sunday"))
    is_in_calendar = date.startswith("1000") or (date.startswith("9999") and day.startswith("Dec."))
    found = findings("DT001", front=f"date = {date}\n", body=body)
    assert len(found) in ((3, 4) if is_in_calendar else (0,)), [hit.message for hit in found]


@pytest.mark.parametrize(
    ("date", "message", "help"),
    [
        ("June 31", "June has 30 days, not 31", "the last day is June 30, the next is July 1"),
        (
            "Feb. 29, 2015",
            "2015 is not a leap year: February has 28 days",
            "the last day is February 28, the next is March 1",
        ),
        ("February 30", "February has 29 days, not 30", "the last day is February 29, the next is March 1"),
        ("Dec. 38, 2015", "December has 31 days, not 38", "write the right day"),
        ("May 00, 2015", "May has no day 0", "write the right day"),
    ],
)
def test_a_day_that_does_not_exist(date: str, message: str, help: str) -> None:
    found = finding("DT002", body=f"It is due on {date}.")
    assert (found.message, found.help, marked(found)) == (message, help, date)


# --- quotes ---------------------------------------------------------------------------------------------------


def test_how_many_quotes_are_missing() -> None:
    config = sample_config()
    two = config._replace(kinds={**config.kinds, "release": Kind("Press release", (), 2)})
    body = "“Nobody should live far from a book,” said Ana Okafor."
    assert findings("QT001", body=body) == []
    assert finding("QT001", body=body, config=two).message == "1 quote found, and a release needs at least 2"
    assert finding("QT001").message == "no quote found, and a release needs at least 1"
    appointment = finding("QT001", front='kind = "appointment"\n')
    assert appointment.message == "no quote found, and an appointment needs at least 1"


def test_a_quote_that_is_listed_and_printed_is_one() -> None:
    config = sample_config()
    two = config._replace(kinds={**config.kinds, "release": Kind("Press release", (), 2)})
    quote = '[[quotes]]\ntext = "Nobody should live far from a book"\n'
    assert len(findings("QT001", front=quote, body="“Nobody should live far from a book,” she said.", config=two)) == 1


def test_marks_are_told_apart() -> None:
    messages = {
        "“Nobody, she said.": "this quotation mark opens, but nothing closes it",
        "Nobody,” she said.": "this quotation mark closes, but nothing opened it",
        "“Nobody.\n\nNobody,” she said.": "the quotation goes on in this paragraph without a new opening mark",
    }
    for body, message in messages.items():
        assert finding("QT003", body=body).message == message


def test_a_line_break_is_no_end_of_a_quotation() -> None:
    assert findings("QT003", body="“One,\\\ntwo,\\\nthree.”") == []
    assert marked(finding("QT003", body="One,\\\n“two,\\\nthree.")) == "“"


def test_ditto_marks_of_a_table_are_none() -> None:
    assert findings("QT003", body='| a | b |\n|---|---|\n| One | " |\n| " | ” |\n') == []
    assert len(findings("QT003", body='| a | b |\n|---|---|\n| "One | two |\n')) == 1


def test_a_changed_quote_says_what_changed_and_where() -> None:
    front = '[[quotes]]\nspeaker = "Ana Okafor"\ntext = "Nobody should live far from a book."\n'
    found = finding("QT005", front=front, body="“Nobody should ever live away from a book,” said Mayor Ana Okafor.")
    assert found.message == (
        'the body does not have the agreed quote of Ana Okafor word for word: "ever" was added there; "far" '
        'is "away" there'
    )
    assert found.also is not None
    assert found.also[1] == 'the body has "ever" here' and found.also[0].start.column == len("“Nobody should ") + 1


def test_many_changes_are_not_all_told() -> None:
    words = [f"word{number}" for number in range(30)]
    changed = [f"other{number}" if number in (4, 9, 14, 19, 24) else word for number, word in enumerate(words)]
    front = f'[[quotes]]\ntext = "{" ".join(words)}"\n'
    found = finding("QT005", front=front, body=f"“{' '.join(changed)},” she said.")
    assert found.message.count(" there") == 3 and found.message.endswith("; and 2 more")


def test_a_quote_of_several_lines_is_pointed_at_as_a_whole() -> None:
    front = '[[quotes]]\ntext = """\nNobody should live\nfar from a book."""\n'
    found = finding("QT005", front=front, body="“Nobody should live away from a book.”")
    assert (found.place.start.line, found.place.start.column) == (3, 8)


def test_words_in_a_comment_are_not_in_the_body() -> None:
    front = '[[quotes]]\ntext = "Nobody should live far from a book."\n'
    assert len(findings("QT005", front=front, body="<!-- Nobody should live far from a book. -->\n\nText.")) == 1


def test_a_longer_word_or_figure_is_another() -> None:
    for text, body in {
        "We lend to all": "“We lend to allies,” she said.",
        "We hire 5": "“We hire 5,000 people,” she said.",
        "We hire 5.": "We “hire” 5.5 people, she said.",
        "we won": "“Nobody said we won't,” she said.",
    }.items():
        assert len(findings("QT005", front=f'[[quotes]]\ntext = "{text}"\n', body=body)) == 1, text


# --- links and placeholders -----------------------------------------------------------------------------------


def test_windows_line_endings_move_nothing() -> None:
    release = sample_release(front=FRONT.replace("\n", "\r\n"), body="Text.\r\n\r\nSee [NAME], please visit:\r\n")
    found = {hit.code: hit for hit in check(release, sample_config())}
    assert marked(found["PH001"]) == "[NAME]" and marked(found["LK001"]) == "please visit:"


def test_html_links_are_links() -> None:
    assert findings("LK001", body='To register, <a href="https://x.example">click here</a>.') == []


def test_a_link_of_many_pictures_is_read_to_the_first() -> None:
    assert findings("LK002", body="[![](a.png) ![The hall](b.png)](https://x.example)") == []
    alone = sample_config(check=Check(ignore=(code_without_place("IM001"),)))  # which says so of each picture
    assert len(findings("LK002", body="[![](a.png) ![](b.png)](https://x.example)", config=alone)) == 1


def test_suppressions_hold() -> None:
    body = "<!-- newsroom: ignore[PH001] the form is printed so -->\nName: ____\n\nName: ____\n"
    assert [hit.place.start.line for hit in findings("PH001", body=body)] == [7]


def test_a_template_nobody_filled_in_is_not_listed_for_ever() -> None:
    assert len(findings("PH001", body="[NAME] " * 500)) == 99


# --- anything at all ------------------------------------------------------------------------------------------

HOSTILE = {
    "marks": '" ',
    "open": "“a ",
    "open paragraphs": "“a\n\n",
    "closed paragraphs": "a”\n\n",
    "every mark": "“ ” „ « » 「 ",
    "inches": '12" ',
    "brackets": "[",
    "names": "[NAME] ",
    "insertions": "“[city]” ",
    "references": "[a][b] ",
    "empty links": "[]() ",
    "bare links": "[](x) ",
    "pictures": "[![](a)](b) ",
    "calls": "please visit:\n\n",
    "linked calls": "please visit:\n\n[a](b)\n\n",
    "clicks": "click here ",
    "dates": "June 31 ",
    "weekdays": "Tuesday, June 22, 2015 ",
    "ranges": "Monday-",
    "digits": "1-",
    "blanks": "____ ",
    "codes": "TK XXX TBD ",
    "ticks": '`"` ',
    "capitals": "ABC, ",
    "dashes": "— ",
    "words": "the ",
    "items": "- “a\n",
    "block quotations": "> “a\n\n",
    "lines": "“a\\\n",
}


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("name", sample(HOSTILE, 4))
def test_hostile_bodies_come_to_an_end(name: str) -> None:
    front = 'date = 2015-06-22\n[[quotes]]\ntext = "the the zebra [city] June 1 please visit a b c"\n'
    piece = HOSTILE[name]
    release = sample_release(front=front, body=piece * (80_000 // len(piece)))
    config = sample_config()
    for code, rule in rules().items():
        if rule.find is not None and code.startswith(FAMILIES):
            for hit in rule.find(sample_document(release, config)):
                assert 0 <= hit.span.start <= hit.span.end <= len(release.text)


@pytest.mark.usefixtures("in_time")
def test_hostile_front_matter_comes_to_an_end() -> None:
    quotes = "".join(f'[[quotes]]\ntext = "zebra {number} the b c d"\n' for number in range(300))
    release = sample_release(
        front=f'headline = "{"“[city] Tuesday, June 1 ” " * 3000}"\n{quotes}', body="“the b c d e” he said. " * 3000
    )
    assert len([hit for hit in check(release, sample_config()) if hit.code == "QT005"]) == 200


@pytest.mark.parametrize(("language", "closing"), [("de", "“"), ("pl", "”")])
def test_low_marks_are_closed_as_the_language_does(language: str, closing: str) -> None:
    config = sample_config(check=Check(select=(code_without_place("TX046"),)))
    body = "Port Ellery: “Ana Okafor” a „Luis Brandt“."
    found = finding("TX046", front=f'language = "{language}"\n', body=body, config=config)
    assert found.help == f"open it with „ and close it with {closing}"


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    ("code", "language", "body"),
    [
        ("TX035", "pt", "rua 5 de Maio " * 18_000),
        ("TX057", "it", " ".join(f"par{number:05}abcde. la casa" for number in range(20_000))),
    ],
)
def test_many_dates_and_small_letters_come_to_an_end(code: str, language: str, body: str) -> None:
    config = sample_config(check=Check(select=(code_without_place(code),)))
    check(sample_release(front=f'language = "{language}"\n', body=body), config)
