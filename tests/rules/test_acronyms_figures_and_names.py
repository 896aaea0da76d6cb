"""What the rules about acronyms, figures and names say and fix, and that no text makes them hang."""

from __future__ import annotations

import pytest
from samples import sample_config, sample_release, with_changes
from sampling import sample

from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Check
from newsroom_cli.rules.registry import rules
from newsroom_cli.rules.selection import code_without_place

CODES = [code for code in rules() if code.startswith(("AC", "FC"))]
LONG = "The trees stand on the quay and in the park. " * 8


def findings(code: str, body: str, front: str = "") -> list[Finding]:
    config = sample_config(check=Check(select=(code_without_place(code),)))
    return [finding for finding in check(sample_release(front=front, body=body), config) if finding.code == code]


def fixed(code: str, body: str) -> str:
    """The body after every fix of a rule."""
    release = sample_release(front="", body=body)
    config = sample_config(check=Check(select=(code_without_place(code),)))
    changes = [change for finding in check(release, config) if finding.repair for change in finding.repair.changes]
    return with_changes(release.text, changes).partition("+++\n\n")[2]


@pytest.mark.parametrize(
    ("code", "front", "body", "message", "also"),
    [
        ("AC002", "", "The Library Access Fund (LAF) pays.", "LAF is introduced and never used again", None),
        (
            "AC004",
            "",
            "The PRB met. The Parks Review Board (PRB) is new.",
            "PRB is used before it is introduced",
            "introduced here",
        ),
        (
            "FC001",
            'headline = "City Plants 40 Trees"\n',
            f"{LONG}The city planted 45 trees.",
            "the headline says 40 trees, the body says 45",
            "the body says 45 here",
        ),
        (
            "FC001",
            'headline = "City Plants 40 Trees"\n',
            LONG,
            "the headline says 40 trees, the body has no such figure",
            None,
        ),
        (
            "FC002",
            'subhead = "Repairs cost $3M"\n',
            f"{LONG}They cost $3.9 million.",
            "the subhead says $3M, the body says $3.9 million",
            "the body says $3.9 million here",
        ),
        ("FC003", "", "There are 35 new shelters. The 36 shelters are open.", "36 shelters here, 35 before", "35 here"),
        (
            "FC004",
            "",
            "The yard has 12 workers: five drivers and six clerks.",
            "the parts make 11, not 12",
            "these are 11",
        ),
        (
            "FC005",
            "",
            "Visits rose 20 percent, from 40 to 50.",
            "40 to 50 is an increase of 25 percent, not 20 percent",
            "counted from this",
        ),
        (
            "FC006",
            "",
            "Bo Lindqvist came. The car of Bo Lindqivst did not. Bo Lindqvist waited.",
            "Bo Lindqivst here, Bo Lindqvist elsewhere",
            "Bo Lindqvist here",
        ),
        ("FC006", "", "The hall was opened by Ana Okofor.", "Ana Okofor here, Ana Okafor in newsroom.toml", None),
        (
            "FC008",
            "date = 2026-03-02\n",
            "The club, founded in 2012, marks its 10th anniversary.",
            "the 10th anniversary does not fit 2012: that is 14 years before 2026",
            "founded in 2012 here",
        ),
        ("FC009", "", "Leo Abernaty came. Mr. Abernathy spoke.", "Mr. Abernathy is never introduced", None),
        (
            "FC010",
            "",
            "There are three awards:\n\n- one\n- two\n",
            "three awards are announced, the list has 2",
            "the list of 2 begins here",
        ),
    ],
)
def test_messages_name_both_places(code: str, front: str, body: str, message: str, also: str | None) -> None:
    (found,) = findings(code, body, front)
    assert (found.message, found.also and found.also[1]) == (message, also)
    assert found.help


def test_a_stranger_with_nearly_a_known_name_is_told_of_it() -> None:
    (found,) = findings("FC009", "Leo Abernaty came. Mr. Abernathy spoke.")
    assert found.help == "the text has Abernaty: is that the same name?"


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("AC002", "The Library Access Fund (LAF), it says.\n", "The Library Access Fund, it says.\n"),
        ("AC002", "The Harbour Road Board ([HRB](https://a.example/)) met.\n", "The Harbour Road Board met.\n"),
        ("AC002", "The *Harbour Road Board* (HRB) met.\n", "The *Harbour Road Board* met.\n"),
        ("AC002", "The Harbour Road Board **(HRB)** met.\n", None),  # marks of Markdown would be left
        ("AC002", "The Harbour Road Board (“HRB”) met.\n", None),  # nothing in quotation marks is changed
        (
            "AC003",
            "Quay Safety Agency (QSA)! The Quay Safety Agency (QSA) met.\n",
            "Quay Safety Agency (QSA)! The Quay Safety Agency met.\n",
        ),
        ("AC006", "Two ATM machines and a PIN number.\n", "Two ATMs and a PIN.\n"),
        ("FC006", "The hall was opened by Ana Okofor.\n", "The hall was opened by Ana Okafor.\n"),
        ("FC006", "The hall was opened by Mayor Okofor.\n", "The hall was opened by Mayor Okafor.\n"),
    ],
)
def test_fixes(code: str, before: str, after: str | None) -> None:
    assert findings(code, before)
    assert fixed(code, before) == (after or before)
    assert after is None or findings(code, after) == []


def test_only_what_the_text_says_elsewhere_is_left_out_safely() -> None:
    text = (
        "The Quay Safety Agency (QSA) met. The Harbour Road Board (HRB) did not. The Quay Safety Agency (QSA) voted.\n"
    )
    found = check(sample_release(front="", body=text), sample_config(check=Check(select=(code_without_place("AC"),))))
    assert {(finding.code, finding.repair.safe) for finding in found} == {("AC002", False), ("AC003", True)}


def test_the_seed_release() -> None:
    """Two acronyms for nothing; 35 mayors and 11 of them are no contradiction."""
    text = open("releases/2015-06-22-mayor-walsh-joins-35-mayors.md", encoding="utf-8").read()  # noqa: SIM115
    config = sample_config(check=Check(select=(code_without_place("AC"), code_without_place("FC"))))
    found = check(releases.parse(text), config)
    assert [finding.message.split()[0] for finding in found if finding.code == "AC002"] == ["CEASE", "LIHEAP"]
    assert {finding.code for finding in found} == {"AC002", "FC007"}


HOSTILE = (
    "Aa Bb Cc (ABC) ",
    "the 36 trees ",
    "4: 3 a, 2 b and 1 c ",
    "rose 5 percent from 3 to 4 ",
    "Mr. Okafor ",
    "” Okafor said. ",
    "A",
    "1,111",
    "(",
    "Ana Okafor Ana Okfaor ",
    "three things:\n- one\n",
    "Annual Conference Annual Meeting ",
    "10th anniversary founded in 1990 ",
    "one hundred ",
)


@pytest.mark.usefixtures("in_time")
def test_capitals_without_end_after_an_acronym_come_to_an_end() -> None:
    release = sample_release(front="date = 2026-03-02\n", body=f"Harbour Bus Association (HBA) {'A' * 60_000}!")
    check(release, sample_config(check=Check(select=(code_without_place("AC002"),))))


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("piece", sample(HOSTILE, 3))
def test_long_texts_come_to_an_end(piece: str) -> None:
    body = piece * (200_000 // len(piece))
    release = sample_release(front='headline = "40 Trees"\ndate = 2026-03-02\n', body=body)
    config = sample_config(check=Check(select=tuple(code_without_place(code) for code in CODES)))
    check(release, config)
