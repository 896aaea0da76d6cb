"""Reading a release's language: dates, datelines, quotations, and agreed words against printed ones."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_config, sample_release
from sampling import sample

from newsroom_cli.language.dates import dates
from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.language.places import dateline
from newsroom_cli.linter.check import check


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Monday, June 22, 2015"),
        ("es", "lunes, 22 de junio de 2015"),
        ("fr", "lundi 22 juin 2015"),
        ("de", "Montag, 22. Juni 2015"),
        ("th", "วันจันทร์ที่ 22 มิถุนายน 2558"),
        ("zz", "Monday, June 22, 2015"),
    ],
)
def test_a_date_is_written_as_its_language_does(language: str, expected: str) -> None:
    assert dates.full(dt.date(2015, 6, 22), language) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("Boston", "", ""), "BOSTON — Monday, June 22, 2015 —"),
        (("Salem", "Ore.", ""), "SALEM, Ore. — Monday, June 22, 2015 —"),
        (("McALLEN", "Texas", ""), "McALLEN, Texas — Monday, June 22, 2015 —"),
        (("Bogota", "", "Colombia"), "BOGOTA, Colombia — Monday, June 22, 2015 —"),
    ],
)
def test_a_dateline_is_written_in_the_houses_form(place: tuple[str, str, str], expected: str) -> None:
    assert dateline.write(place, dt.date(2015, 6, 22), form="{place} — {date} —", language="en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "BOSTON- Monday, June 22, 2015 - The",
        "BOSTON — Monday, June 22, 2015 — The",
        "SALEM, Ore. (June 22, 2015) – The",
        "SALEM, Ore., June 22, 2015 -- The",
        "KANSAS CITY, Mo. — The",
        "WILKES-BARRE, Pa. — The",
    ],
)
def test_a_typed_dateline_is_recognised_to_its_end(text: str) -> None:
    found = dateline.parse(text)
    assert found is not None and text[found.end :].strip() == "The"


@pytest.mark.parametrize(
    "text", ["The city today", "JVTA is the first bill", "CEASE – a network of cities – has", "NASA and ESA agreed"]
)
def test_capitals_alone_are_no_dateline(text: str) -> None:
    assert dateline.parse(text) is None


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("on Tuesday, June 22, 2015, he", "en", [(1, 6, 22, 2015)]),
        ("on Tues., Sept. 5", "en", [(1, 9, 5, None)]),
        ("on Monday 22 June 2015", "en", [(0, 6, 22, 2015)]),
        ("in June 2015 and in May", "en", []),
        ("el lunes 22 de junio de 2015", "es", [(0, 6, 22, 2015)]),
        ("le lundi 22 juin 2015", "fr", [(0, 6, 22, 2015)]),
        ("am Montag, dem 22. Juni 2015", "de", [(0, 6, 22, 2015)]),
    ],
)
def test_dates_in_a_text_are_found(text: str, language: str, found: list[tuple[int, int, int, int | None]]) -> None:
    dates = mentions(text, language)
    assert [(date.weekday, date.month, date.day, date.year) for date in dates] == found


# --- agreed words ---------------------------------------------------------------------------------------------

AGREED = (
    "We must do everything we can to raise awareness and put an end to this crime, by working together. "
    "We will not rest."
)
WORDS = AGREED.split()


def findings(agreed: str, body: str) -> list[str]:
    import json

    front = f'[[quotes]]\nspeaker = "Ana Okafor"\ntext = {json.dumps(agreed)}\n'
    release = sample_release(front=front, body=body)
    return [finding.code for finding in check(release, sample_config()) if finding.code == "QT005"]


FORMS = [
    "“{}” she said.\n",
    '"{}" she said.\n',
    "> {}\n",
    "> “{}”\n",
    "«{}» she said.\n",
    "Mayor Ana Okafor said, *“{}”*\n",
]


@pytest.mark.parametrize("form", FORMS)
def test_the_agreed_words_are_found_in_any_form(form: str) -> None:
    assert findings(AGREED, form.format(AGREED)) == []


def test_a_quote_broken_off_for_its_attribution_is_one_quote() -> None:
    first, second = AGREED.split(". ")
    assert findings(AGREED, f"“{first},” said Mayor Ana Okafor. “{second}”\n") == []
    assert findings(AGREED, f"“{first}.\n\n“{second}” she said.\n") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We", "We  "),
        ("crime, by", "crime,\nby"),
        ("everything", "every\u00adthing"),
        ("can", "*can*"),
        (" to ", "\u00a0to "),
        ("end", "ｅｎｄ"),
    ],
)
def test_typographic_changes_are_none(old: str, new: str) -> None:
    assert findings(AGREED, f"“{AGREED.replace(old, new)}” she said.\n") == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(0, len(WORDS) - 1),
    st.sampled_from(["replaced", "left out", "added", "doubled"]),
    st.sampled_from(FORMS),
)
def test_one_changed_word_anywhere_is_found(at: int, change: str, form: str) -> None:
    if change in ("added", "doubled"):  # before or behind the agreed words, more words are another quote's
        at = min(max(at, 1), len(WORDS) - 2)
    words = list(WORDS)
    words[at : at + 1] = {
        "replaced": ["never"],
        "left out": [],
        "added": [words[at], "not"],
        "doubled": [words[at], words[at]],
    }[change]
    assert findings(AGREED, form.format(" ".join(words))) == ["QT005"]


@pytest.mark.parametrize(
    "piece", sample(["“", '"', "[", "“a” ", '"a" ', "12 ", "> ", "Monday, June 31 ", "TK ", "visit: ", "’"], 2)
)
def test_hostile_lines_of_a_megabyte_come_to_an_end(piece: str) -> None:
    body = piece * (200_000 // len(piece))
    check(sample_release(body=body), sample_config())
