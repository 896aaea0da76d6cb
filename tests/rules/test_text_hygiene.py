"""TX and PH002, PH003: what the fixes make of a text, that they change nothing more, and what the messages say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from samples import FRONT, HERE, sample_config, sample_text, with_changes
from sampling import sample

from newsroom_cli.language.wording.mistaken import right_words
from newsroom_cli.language.wording.mojibake import find
from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Config, Vocabulary
from newsroom_cli.model.toml import parsing
from newsroom_cli.newsroom import scaffold
from newsroom_cli.newsroom.scaffold import TO_COME
from newsroom_cli.newsroom.templating import words
from newsroom_cli.newsroom.templating.theme import builtin

EMPTY = "+++\n+++\n\n"


def config(*codes: str, vocabulary: Vocabulary | None = None, releasing: bool = False) -> Config:
    asked = configuration.parse(f'url = "https://news.example/"\n[check]\nselect = {list(codes)}\n')
    check = asked.check._replace(releasing=releasing)
    return sample_config()._replace(check=check, vocabulary=vocabulary or Vocabulary())


def findings(text: str, asked: Config) -> list[Finding]:
    return [finding for finding in check(releases.parse(text), asked) if not finding.code.startswith("NR")]


def fixed(text: str, asked: Config, *, safe: bool = True) -> str:
    """A text after the fixes of all findings, the last first; each of them has one."""
    changes = []
    for finding in findings(text, asked):
        assert finding.repair is not None and finding.repair.safe is safe, finding
        changes += finding.repair.changes
    return with_changes(text, changes)


def body(text: str) -> str:
    return f"{EMPTY}{text}\n"


def head(value: str) -> str:
    return f"+++\nheadline = {value}\n+++\n\nIt’s here.\n"


HOUSE = Vocabulary(
    rejected=("stakeholder",),
    preferred=(
        ("web site", "website"),
        ("utilize", "use"),
        ("Port Ellery", "City of Port Ellery"),
        ("internet", "Internet"),
    ),
)

SAFE = [
    ("TX001", body("A quay. \t\n\nOn  \nand   \non \nand.\xa0"), body("A quay.\n\nOn  \nand  \non\nand.")),
    ("TX002", body("A  quay,   here."), body("A quay, here.")),
    (
        "TX003",
        "\ufeff" + body("A\xa0quay\xa0 of a li\u200bbra\u00adry, 5\xa0km."),
        "\ufeff" + body("A quay of a library, 5\xa0km."),
    ),
    ("TX003", head('"A\u200b quay\xa0here"'), head('"A quay here"')),
    ("TX004", body("It's its own, isn’t it, and wasn’t."), body("It’s its own, isn’t it, and wasn’t.")),
    ("TX004", body('"It\'s here," he said. "It’s so."'), body('"It\'s here," he said. "It\'s so."')),
    ("TX004", body('“A,” “B,” “C,” and "D."'), body("“A,” “B,” “C,” and “D.”")),
    ("TX004", body("’60s and '90s, rock 'n' roll’s end’s."), body("’60s and ’90s, rock ’n’ roll’s end’s.")),
    ("TX004", body('It’s “so,” isn’t it, 6" or "A.'), body('It’s “so,” isn’t it, 6" or “A.')),
    ("TX004", head('"The city\'s quay"'), head('"The city’s quay"')),
    ("TX005", body("It is of of the\nthe quay."), body("It is of the quay.")),
    ("TX005", body("It is the end of the\nthe quay."), body("It is the end of the quay.")),
    ("TX008", body("cafâ€™s, cafÃ©, Ã¢â‚¬â„¢s, 5 Â°C"), body("caf’s, café, ’s, 5 °C")),
    ("TX008", head('"Parks &amp; Quays&rsquo; cafÃ©"'), head('"Parks & Quays’ café"')),
    ("TX008", body("Parks &amp;amp; Quays"), body("Parks &amp; Quays")),
    ("TX009", EMPTY + "A quay", body("A quay")),
    ("TX009", "+++\r\n+++\r\n\r\nA quay", "+++\r\n+++\r\n\r\nA quay\r\n"),
    ("TX009", "+++\r\n+++\r\n\r\nA quay\nso\r\n", "+++\r\n+++\r\n\r\nA quay\r\nso\r\n"),
    ("TX009", body("A quay\r\nso"), body("A quay\nso")),
    ("TX011", body("Recieved, and SEPERATE alot."), body("Received, and SEPARATE a lot.")),
    ("TX013", body("From the ‘90s, ‘til now."), body("From the ’90s, ’til now.")),
    (
        "TX020",
        body("Web sites of Port Ellery utilize it, WEB SITE."),
        body("Websites of City of Port Ellery use it, WEBSITE."),
    ),
    ("TX020", body("The City of Port Ellery has internet."), body("The City of Port Ellery has Internet.")),
    ("TX020", head("'The web site'"), head("'The website'")),
]
UNSAFE = [
    ("TX004", body('It’s “so,” isn’t it " A.'), body("It’s “so,” isn’t it “ A.")),
    ("TX005", body("The quay quay is in in here."), body("The quay is in here.")),
    ("TX007", body("Back to top\n\nA quay.\n\nPrint this page"), body("A quay.\n\n")[:-1]),
    ("TX014", body("It ended.The quay was.See it."), body("It ended. The quay was. See it.")),
    ("TX015", body("It is in it’s first year, rather then none."), body("It is in its first year, rather than none.")),
    ("TX001", '+++\nx = { a = """b \nc""" }\n+++\n', '+++\nx = { a = """b\nc""" }\n+++\n'),
]


@pytest.mark.parametrize(("code", "text", "right"), SAFE, ids=[f"{code}-{n}" for n, (code, *_) in enumerate(SAFE)])
def test_safe_fix(code: str, text: str, right: str) -> None:
    asked = config(code, vocabulary=HOUSE)
    assert fixed(text, asked) == right
    assert findings(right, asked) == []


@pytest.mark.parametrize(("code", "text", "right"), UNSAFE, ids=[f"{code}-{n}" for n, (code, *_) in enumerate(UNSAFE)])
def test_unsafe_fix(code: str, text: str, right: str) -> None:
    asked = config(code)
    assert fixed(text, asked, safe=False) == right
    assert findings(right, asked) == []


@pytest.mark.parametrize(
    "value", ['"“A” and the \'B\', “C” and ‘D’ of \\"E\\""', "'The “A” of \"B\"'", '"The \\u201cA\\u201d \\"B\\""']
)
def test_marks_of_a_toml_text_stay_a_toml_text(value: str) -> None:
    asked = config("TX004")
    for text in (head(value), head(value).replace("It’s", '"It\'s" "so" \'so\' "so" "so"')):
        for finding in findings(text, asked):
            for change in reversed(finding.repair.changes if finding.repair else ()):
                text = text[: change.span.start] + change.text + text[change.span.end :]
        assert not releases.parse(text).broken
        assert parsing.parse(text.split("+++\n")[1]).values["headline"]


@pytest.mark.parametrize(
    ("code", "text", "message", "help"),
    [
        ("TX001", body("a \n\nb "), "2 lines end in spaces", "delete them"),
        ("TX004", body("it's, isn’t, wasn’t"), "1 straight apostrophe among 3", "write curly marks throughout"),
        ("TX008", body("cafÃ©"), '"Ã©" is "é" read in a wrong encoding', 'write "é"'),
        ("TX008", body("caf\ufffd"), "a letter was lost when this was copied", "write it again"),
        (
            "TX012",
            body("a (b"),
            "the bracket ( is never closed",
            "put the other one where it belongs, or delete this (",
        ),
        (
            "TX012",
            head('"[A"'),
            "the bracket [ is never closed",
            "put the other one where it belongs, or delete this [",
        ),
        ("TX017", body("of mankind’s"), '"mankind" may hurt or leave out some readers', '"humanity" may be better'),
        ("TX020", body("a stakeholder"), 'the house does not write "stakeholder"', "write it in other words"),
        ("TX020", body("he utilized it"), 'the house does not write "utilized"', "write the house's own word"),
    ],
)
def test_message(code: str, text: str, message: str, help: str) -> None:
    (found,) = findings(text, config(code, vocabulary=HOUSE))
    assert (found.message, found.help) == (message, help)


def test_an_editors_note_is_an_error_when_the_release_goes_out() -> None:
    text = body("It costs ?? dollars.")
    assert [finding.severity for finding in findings(text, config("PH003"))] == ["warning"]
    assert [finding.severity for finding in findings(text, config("PH003", releasing=True))] == ["error"]


def test_words_in_quotations_are_not_changed() -> None:
    (found,) = findings(body("“It is in in the quay,” he said."), config("TX005"))
    assert found.repair is None


LANGUAGES = sorted(path.stem for path in (builtin() / words.FOLDER).glob("*.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(path.stem for path in (builtin() / "new").glob("*.md")))
def test_what_a_new_release_asks_for_is_found_in_every_language(kind: str, language: str) -> None:
    newsroom = config("PH")._replace(language=language)
    text = scaffold.release_text(scaffold.Answers(kind, date=dt.date(2026, 3, 2)), newsroom, HERE / "templates")
    asked = releases.parse(text).body.value
    assert [finding.code for finding in findings(body(asked), newsroom)] == ["PH001"] * asked.count(TO_COME)
    left = [line for line in asked.splitlines() if line.startswith("TK: ")]
    found = findings(body("\n\n".join(line.removeprefix("TK: ") for line in left)), newsroom)
    assert {finding.code for finding in found} <= {"PH002"} and len(found) >= len(left)


def test_no_misspelling_is_another_ones_right_form() -> None:
    rights = {word.lower() for right in right_words("misspellings").values() for word in right.split()}
    assert rights.isdisjoint(right_words("misspellings"))


@pytest.mark.parametrize(
    "text", ["É”", "“AMANHÔ", "«CHÂ»", "São", "Århus", "à Â", "Ñuñoa", "50 Â", "naïve’s", "Ä…", "ÖÄ“"]
)
def test_right_letters_are_no_ruins(text: str) -> None:
    assert [ruin for ruin in find(text, limit=9) if ruin.right] == []


RAW = Path(__file__).parent.parent / "importing" / "samples" / "boston-2015-06-22.txt"


def test_a_page_as_it_was_copied() -> None:
    """The release of 2015 with the page around it: its furniture, its marks, its spaces and its end."""
    text = sample_text(front=FRONT, body=RAW.read_bytes().decode())
    found = findings(text, config("TX"))
    lines = text.split("\n")
    assert [lines[finding.place.start.line - 1] for finding in found if finding.code == "TX007"] == [
        "Back to top",
        "Published by:",
        "Mayor's Office",
    ]
    assert {"TX001", "TX003", "TX004", "TX009"} <= {finding.code for finding in found}
    assert {finding.code for finding in found} & {
        "TX005",
        "TX011",
        "TX012",
        "TX013",
        "TX014",
        "TX015",
        "TX016",
    } == set()
    (twice,) = findings(text, config("TX006"))
    assert "cities across the city" in twice.message


HOSTILE = [
    "'\"",
    "“‘",
    "( [",
    "Ã¢â‚¬",
    "* ",
    "‘9",
    "a  ",
    "\xa0",
    "the the ",
    "??[",
    "~~a",
    "{++",
    "a.B",
    "\u200b",
    "1) ",
]


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("part", sample(HOSTILE, 3))
def test_hostile_text_ends(part: str) -> None:
    text = body(part * (60_000 // len(part)) + "x ’s “so” it's")
    for code in ("TX", "PH002", "PH003"):
        findings(text, config(code, vocabulary=HOUSE))
