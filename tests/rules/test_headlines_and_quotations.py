"""What the rules about headlines, ledes and quotations say and fix, beside what their pages show."""

from __future__ import annotations

import json

import pytest
from samples import sample_config, sample_document, with_changes
from sampling import sample

from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Check, Person
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.rules.registry import rules

CODES = ("HD", "LD", "NR004", "QT002", "QT004", "QT006", "QT007", "QT008", "QT009", "QT010", "QT011", "QT012")


def findings(text: str, *codes: str) -> list[Finding]:
    select = tuple(Field(code, Span(0, 0)) for code in codes)
    return check(releases.parse(text), sample_config()._replace(check=Check(select=select)))


def release(body: str, headline: str = "City Opens Library") -> str:
    return f"+++\nheadline = {json.dumps(headline, ensure_ascii=False)}\n+++\n\n{body}\n"


def fixed(text: str, code: str) -> str:
    """A text after the fixes of a rule, safe or not, have been applied from its end on."""
    changes = [change for finding in findings(text, code) if finding.repair for change in finding.repair.changes]
    return with_changes(text, changes)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("HD003", "CITY AND NTSB AGREE ON McALLEN FERRY", "City and NTSB Agree on McAllen Ferry"),
        (
            "HD003",
            "O’NEILL ASKS FOR ID AFTER HIT-AND-RUN NEAR HARBOUR",
            "O’Neill Asks for ID after Hit-and-Run near Harbour",
        ),
        ("HD003", "HEAD-ON CRASH TRIAL IS CONTINUED TO 2018", "Head-On Crash Trial Is Continued to 2018"),
        (
            "HD003",
            "FRIEND’S BOAT FOUND: A NEW CLUE IN THE U.S. HARBOUR",
            "Friend’s Boat Found: A New Clue in the U.S. Harbour",
        ),
        ("HD004", "City Opens Library.", "City Opens Library"),
        ("HD006", "City Opens “Book Harbour”", "City Opens ‘Book Harbour’"),
        ("HD006", 'City Opens "Book Harbour"', "City Opens 'Book Harbour'"),
        ("HD006", "“City’s ‘Big’ Day” Begins", "“City’s ‘Big’ Day” Begins"),  # the marks would look alike
    ],
)
def test_headline_is_mended(code: str, before: str, after: str) -> None:
    body = "The NTSB is in McAllen."
    assert fixed(release(body, before), code) == release(body, after)
    if before != after:
        assert findings(release(body, after), code) == []


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        (
            "QT004",
            "“We open. Come in,” said Mayor Ana Okafor. “Bring books.”\n\n“Read them.”",
            "“We open. Come in,” said Mayor Ana Okafor. “Bring books.\n\n“Read them.”",
        ),
        (
            "QT004",
            '"We open," said Mayor Ana Okafor. "Bring your books."\n\n"Read them."',
            '"We open," said Mayor Ana Okafor. "Bring your books.\n\n"Read them."',
        ),
        ("QT007", "“We are open”, said Ana Okafor, “and free”.", "“We are open,” said Ana Okafor, “and free.”"),
        ("QT008", "“They call it “Harbour Day” here,” he said.", "“They call it ‘Harbour Day’ here,” he said."),
        ("QT008", '"They call it "Harbour Day" here," he said.', "\"They call it 'Harbour Day' here,\" he said."),
    ],
)
def test_marks_are_mended(code: str, before: str, after: str) -> None:
    assert fixed(release(before), code) == release(after)
    assert findings(release(after), code, "QT003") == []


@pytest.mark.parametrize(
    ("code", "text", "message"),
    [
        ("HD002", release("", "a" * 131), "the headline has 131 characters; the limit is 130"),
        ("HD003", release("", "CITY OPENS HARBOUR LIBRARY"), "the headline is all in capitals"),
        ("HD005", release("", "Unprecedented Ferry"), '"Unprecedented" in the headline is praise, not news'),
        (
            "LD001",
            release("The city " + "and its harbour " * 20 + "sing."),
            "the first sentence has 63 words; the limit is 50",
        ),
        (
            "QT006",
            release("“We are open to all,” said Mayor Okafor."),
            '"Mayor Okafor" is quoted here before the full name is given',
        ),
        ("QT006", release("“We are open to all,” said Ana Okafor."), 'nothing says who "Ana Okafor" is'),
        (
            "QT009",
            release("“We are open,” said Ana Okafor, deputy director of parks. “So it is,” Director Okafor said."),
            'Okafor is "Director" here and "deputy director of parks" before',
        ),
        (
            "QT010",
            release("“We are\nthrilled to open,” she said."),
            'the quotation opens with the stock words "We are thrilled to"',
        ),
        ("QT012", release("“We are open to all,” gushed Ana Okafor."), '"gushed" says more than that somebody spoke'),
        (
            "NR004",
            release("<!-- newsroom: ignore[HD001, QT003] -->\n\nx"),
            "this comment does not say why HD001, QT003 may be ignored here",
        ),
    ],
)
def test_message(code: str, text: str, message: str) -> None:
    (found,) = findings(text, code)
    assert found.message == message
    assert found.help


def test_the_newsrooms_people_are_the_help() -> None:
    (found,) = findings(release("“We are open to all,” said Mayor Okafor."), "QT006")
    assert found.help == "write first name, name and title here: Ana Okafor, Mayor"


@pytest.mark.parametrize("listed", ["Ana Torelli", "Ana McLi", "Ana Ruiz-Li", "Li-Ann Ruiz"])
def test_the_help_names_nobody_whose_name_only_ends_alike(listed: str) -> None:
    config = sample_config()._replace(
        check=Check(select=(Field("QT006", Span(0, 0)),)), people=(Person(listed, "Mayor"), Person("Bo Li", "Director"))
    )
    (found,) = check(releases.parse(release("“We are open to all,” said Director Li.")), config)
    assert found.help == "write first name, name and title here: Bo Li, Director"


def test_two_titles_show_both_places() -> None:
    text = release("“We are open,” said Ana Okafor, deputy director of parks.\n\n“So it is,” Director Okafor said.")
    (found,) = findings(text, "QT009")
    assert found.also
    assert (found.also[0].start.line, found.place.start.line) == (5, 7)


HOSTILE = {
    "speeches": "“We open seven days a week,” said Mayor Ruiz, deputy director. Director Ruiz left.\n\n",
    "nested": "“a “b” c ” ",
    "names": "Ana Ruiz ",
    "said": "“We are all open now,” said Ana ",
    "closed": "“We are open now.”\n\n",
    "short forms": "PEHA ",
    "ranks": "deputy chief director ",
    "initials": "A. B. ",
    "commas": ", a",
    "dates": "PORT ELLERY, 2015 ",
    "stock": "“We are very very ",
    "verbs": "“We are all open,” noted Ruiz noted. ",
}


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("name", sample(HOSTILE, 3))
def test_hostile_texts_come_to_an_end(name: str) -> None:
    piece = HOSTILE[name]
    text = release(piece * (100_000 // len(piece)), f"PEHA {piece.strip()}" * 50)
    read, config = releases.parse(text), sample_config()
    for code, rule in rules().items():
        if rule.find is not None and code.startswith(CODES):
            for hit in rule.find(sample_document(read, config)):
                assert 0 <= hit.span.start <= hit.span.end <= len(text)


@pytest.mark.usefixtures("in_time")
def test_many_speakers_come_to_an_end() -> None:
    names = [
        f"{chr(65 + one)}{chr(97 + two)}{chr(97 + three)}ez"
        for one in range(26)
        for two in range(26)
        for three in range(3)
    ]
    body = "\n\n".join(f"“We open seven days a week,” said Director {name}, deputy chief." for name in names)
    assert len(findings(release(body), "QT006", "QT009")) <= 120
