"""Nothing takes longer than its text: four times the text takes at most six times as long, whatever the text is.

A case is a line: its name, what makes a text of about so many characters, and what is done with it. The time is the
processor's, the best of five in one of three rounds, for texts that take long enough to be measured; beside other tests
on the same processors it would tell nothing, so that these are skipped where xdist runs them.
"""

from __future__ import annotations

import gc
import itertools
import json
import math
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from samples import sample_config, sample_document

from newsroom_cli.importing import intake
from newsroom_cli.ledger import records
from newsroom_cli.linter import check, fingerprints, fixing, suppressing
from newsroom_cli.markup import headings, markdown
from newsroom_cli.model import caching, release_file
from newsroom_cli.model.config import STYLES, Check, Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.option_values import RULE_SETS
from newsroom_cli.newsroom import edition
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing.builds import assembling
from newsroom_cli.rules import doubts
from newsroom_cli.rules.fields import embargo
from newsroom_cli.rules.selection import code_without_place

pytestmark = pytest.mark.growth

TIMES, LIMIT = 4, 6  # so many times the text, and at most so many times the time
TRIES, ROUNDS = 5, 3
LEAST, SHORTEST, LONGEST = 0.005, 4_000, 64_000  # seconds that a text takes at least, and the characters it may have

Done = Callable[[str], object]


class Case(NamedTuple):
    """What is tried: `made` gives a text of about so many characters, `done` is what must not take longer than it."""

    name: str
    made: Callable[[int], str]
    done: Done


# --- texts ----------------------------------------------------------------------------------------------------


def again(unit: str, before: str = "The ", behind: str = "") -> Callable[[int], str]:
    """A text that repeats a piece on and on."""
    return lambda size: f"{before}{unit * (size // len(unit) + 1)}{behind}"


def longer(made: Callable[[int], str]) -> Callable[[int], str]:
    """A text eight times as long, for what shows only in a long one."""
    return lambda size: made(8 * size)


def paragraphs(unit: str) -> Callable[[int], str]:
    """A text of many paragraphs."""
    return again(f"{unit}\n\n", before="")


def attributes(size: int) -> str:
    """An element with many attributes, each of another name."""
    names = " ".join(f'a{number}="b"' for number in range(size // 10))
    return f"<p {names}>The city of Port Ellery today opened a library.</p>"


SAID = "“We open seven days a week. It is good for all of us. We went there. We went,” said "
HEAD = (
    "City Opens Library\n\nPORT ELLERY, March 2, 2026 — The city of Port Ellery today opened a library "
    "in the harbour quarter.\n\n"
)


# --- what is done with them -----------------------------------------------------------------------------------


def everything(style: str) -> Config:
    """A house in a style that selects every rule."""
    made = sample_config(style=style, check=Check(select=(code_without_place("ALL"),), rules=RULE_SETS[-1]))
    return made._replace(
        vocabulary=made.vocabulary._replace(rejected=("stakeholder",), preferred=(("mail", "e-mail"),))
    )


def ordered(words: str) -> None:
    """Put a page for each word into the order of appearance."""
    slugs = [f"{number}-{word}" for number, word in enumerate(words.split())]
    pages = {f"releases/{slug}.html": Staged("", changed=True) for slug in slugs}
    assembling.ordered(pages, pages.keys())


HOUSES = {style: everything(style) for style in STYLES}
HOUSE = HOUSES["govuk"]
USUAL = sample_config()


def of_body(body: str) -> Release:
    return release_file.parse(f'+++\nheadline = "City Opens Library"\ndate = 2026-03-02\n+++\n\n{body}\n')


def of_headline(headline: str) -> Release:
    line = json.dumps(headline.replace("\n", " "), ensure_ascii=False)  # a headline has no line breaks
    made = release_file.parse(f"+++\nheadline = {line}\ndate = 2026-03-02\n+++\n\nThe city.\n")
    assert made.headline
    return made


def checked(config: Config, read: Callable[[str], Release] = of_body) -> Done:
    """All rules of a house over a release, as `check` runs them: what is remembered of a text goes with it."""

    def done(text: str) -> None:
        for batch in caching.batches([read(text)]):
            documents = [sample_document(release, config) for release in batch]
            check.check_all(documents, config)
            check.card(documents[0])

    return done


def searched_for_embargoes(text: str) -> None:
    document = sample_document(of_body(text))
    list(embargo.labels(document))
    doubts.doubts(document)


def recognised(text: str) -> None:
    fingerprints.fingerprints(check.check(of_body(text), USUAL))


def fixed(text: str) -> None:
    fixing.apply_fixes(of_body(text), USUAL, unsafe=True)


def ignored(text: str) -> None:
    suppressing.add_ignore_comments(of_body(text), USUAL, "before the style guide")


def published(text: str) -> None:
    made = edition.edition(of_body(text), USUAL)
    assert made.html or made.text


def cleaned(text: str) -> None:
    markdown.html(text, locate=str)


def headed(text: str) -> None:
    headings.with_ids(markdown.html(text, locate=str), reserved=(), anchor="")


def signed(text: str) -> None:
    records.without_typography(text)


MAIL_HEAD = "From: press@city.example\nSubject: City Opens Library\nDate: Mon, 2 Mar 2026 09:00:00 -0500\n"


def links_to_one_place(size: int) -> str:
    """A page of which half are links like signs of footnotes, and the other half the place to which they lead."""
    links, marks = '<a href="#x">1</a> ' * (size // 40), "<b></b>" * (size // 14)
    return f"<html><body><p>{links}</p><div id='x'>{marks}</div></body></html>"


def imported(name: str) -> Done:
    """What import makes of a source of that name; it may be refused."""

    def done(text: str) -> None:
        try:
            list(intake.readings(text.encode(), name=name, config=USUAL))
        except NewsroomError as error:
            assert error.hint

    return done


CASES = [
    *[
        Case(
            f"every rule, {style}",
            paragraphs("The city opened a library on March 2, 2026, said Ana Okafor."),
            checked(house),
        )
        for style, house in HOUSES.items()
    ],
    Case("CT008: lines of #", again("#\n"), checked(HOUSE)),
    Case("CT008: end marks", paragraphs("###"), checked(HOUSE)),
    Case("QT011: names behind a quotation", again("Ana Okafor, Mayor, ", before=SAID), checked(HOUSE)),
    Case("names without commas behind a quotation", again("Ana Okafor and ", before=SAID), checked(HOUSE)),
    Case("TX020: a word that the house rejects", again("stakeholder "), checked(HOUSE)),
    Case("TX020: a word inside its better one", again("e-mail mail "), checked(HOUSE)),
    Case(
        "marks without a space behind",
        again("!", before="“We open seven days ", behind="x,” said Ana Okafor."),
        checked(HOUSE),
    ),
    Case("percentages in a headline", again("50 percent, ", before=""), checked(HOUSE, of_headline)),
    Case("entities in a headline", again("&amp; ", before=""), checked(HOUSE, of_headline)),
    Case("escapes in a headline", again("“5 percent” \t", before=""), checked(HOUSE, of_headline)),
    Case("words written twice in a headline", again("the the ", before=""), checked(HOUSE, of_headline)),
    Case("ages behind a quotation", again("Bo Chen, 17, ", before=SAID), checked(HOUSE)),
    Case("datelines behind a quotation", again("PORT ELLERY, ", before=SAID), checked(HOUSE)),
    Case("addresses in one word", again("http:"), checked(HOUSE)),
    Case("TX047: a word with many capitals", again("Ab"), checked(HOUSE)),
    Case("TX029: short words that come again", again("*a ", before=""), checked(HOUSE)),
    *[
        Case(f"embargoes: {part.strip()}", again(part, before="Line\n"), searched_for_embargoes)
        for part in (
            "embargo: 2027-01-01\n",
            "DO NOT PUBLISH\n",
            "<!-- embargo: 2027-01-01 -->",
            "| embargo | 2027 ",
            "* ",
            "1) ",
            "(embargoed ",
            "&shy;",
            "please note: ",
            "<!-- embargoed ",
            "embargoed until ",
            "nicht vor ",
            "a: ",
            "- ",
            "<b",
            "_x_",
            "not for release or publication, ",
            "embargo – ",
            "d\u00e9 ",
            "\u200b",
        )
    ],
    Case("--fix", paragraphs("The the library opens  on March 2nd , 2026."), fixed),
    Case("--add-ignores", paragraphs("It opens on Tuesday, March 9, 2026."), ignored),
    Case(
        "--add-ignores where no comment can stand",
        again("| c | Tuesday, March 9, 2026 |\n", before="| a | b |\n|---|---|\n"),
        ignored,
    ),
    Case(
        "baseline of many findings in a line", again("The the library opens on June 31, 2025 , at 5 P.M. "), recognised
    ),
    Case("files of a site in their order", again("page ", before=""), ordered),
    Case("edition", paragraphs("The [library](https://port-ellery.example/x) is **open** to all."), published),
    Case("edition: printed addresses", again("www.a.example@b:http://(x). ", before=""), published),
    Case("edition: an address that goes on", again("www.a.", before=""), published),
    Case("headings with the same words", again("# a\n", before=""), headed),
    Case("spaces in what is signed", again(" ", behind="."), signed),
    Case("attributes", attributes, cleaned),
    Case("tags without end", again("<b "), cleaned),
    Case(
        "import: a paragraph without a full stop",
        again("the city opened a library and ", before=HEAD),
        imported("a.txt"),
    ),
    Case("import: only a paragraph without a full stop", again("the city opened a library and "), imported("-")),
    Case("import: single marks", again("'we go there now, ", before=HEAD), imported("a.txt")),
    Case(
        "import: a word without end below a title",
        again(
            "a",
            before="<html><head><title>City Opens Library today</title></head><body><p>",
            behind="</p></body></html>",
        ),
        imported("a.html"),
    ),
    Case("import: attributes", attributes, imported("a.html")),
    Case("import: CDATA without end", again("<![CDATA[", before="<html><body><p>"), imported("a.html")),
    Case("import: divided words", again("library-\n", before=HEAD), imported("a.txt")),
    Case(
        "import: the sender of a mail",
        again("- ", before="Subject: City\nDate: Mon, 2 Mar 2026 09:00:00 -0500\nFrom: ", behind=f"\n\n{HEAD}"),
        imported("a.eml"),
    ),
    Case(
        "import: the sentences of a covering mail",
        longer(
            again(
                "We met at 9. ",
                before=f"{MAIL_HEAD}\n",
                behind=f"\n\n-------- Forwarded message --------\n{MAIL_HEAD}\n{HEAD}",
            )
        ),
        imported("a.eml"),
    ),
    Case("import: links to one place", longer(links_to_one_place), imported("a.html")),
    Case(
        "import: one quote in many parts",
        longer(again("“It is open to all,” she said. ", before=HEAD)),
        imported("a.txt"),
    ),
]


# --- measuring ------------------------------------------------------------------------------------------------

_numbers = itertools.count()


@pytest.fixture(scope="module", autouse=True)
def nothing_else_is_collected() -> Iterator[None]:
    """What other tests have loaded is no garbage: to look through it takes longer than what is measured."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(case: Case, size: int) -> float:
    """The processor time of one try, with a text that nobody has seen."""
    text = f"{case.made(size)}\n\n{next(_numbers)}"
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        case.done(text)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_four_times_the_text_takes_no_more_than_six_times_as_long(case: Case, in_time: None) -> None:
    seconds(case, 100)  # patterns are compiled and modules loaded
    size = SHORTEST
    while seconds(case, size) < LEAST and size < LONGEST:
        size *= 2
    for _ in range(ROUNDS):  # the processor may be slower for a while, in the midst of a round
        short = max(min(seconds(case, size) for _ in range(TRIES)), LEAST)
        long = math.inf
        for _ in range(TRIES):
            long = min(long, seconds(case, size * TIMES))
            if long <= LIMIT * short:
                return
    pytest.fail(f"{size} characters take {short:.3f} s, {size * TIMES} take {long:.3f} s")
