"""Any release under every rule: checking never raises, and a fixed release needs no fix again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from model.test_fuzz import TEXT, mutated, read
from samples import sample_config, sample_document
from sampling import examples, sample

from newsroom_cli.linter import check, fixing
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.config import STYLES, Check, Config
from newsroom_cli.model.release import Release
from newsroom_cli.rules.selection import code_without_place

CONFIGS = [
    sample_config()._replace(style=style, check=Check(select=(code_without_place("ALL"),) if everything else ()))
    for style in STYLES
    for everything in (False, True)
]

# A release with something for most rules to say, and much that looks like it.
FAULTY = """+++
id = "tag:news.example,2026:k3h8vq2m9x4c7b1f"
headline = "CITY OPENS “HARBOUR” LIBRARY NEAR O’NEILL PARK"
date = 2026-03-02
status = "draft"
embargo = 2026-03-04T09:00:00-05:00

[dateline]
city = "Port Ellery"
state = "MA"

[[quotes]]
speaker = "Ana Okafor"
role = "Mayor"
text = "Nobody should live far from a book."

[[contacts]]
name = "Sam Reed"
email = "sam.read@port-ellery.example"
phone = "617-555-010"
+++

FOR IMMEDIATE RELEASE

PORT ELLERY, MA, Tuesday, March 2nd, 2026 - The Port Ellery Port Authority (PEPA) announced today that the the library will open on June 31, 2025, from 3:00 p.m. until 2 PM in the evening , at 12 Main Street,Salem, OR.

“Nobody should live far from a book”, said Mayor Ana Okafor. "It is 'open' to all," she added. “We have 40,000 books.

<!-- newsroom: ignore[DT002] the date is a joke -->

Officer Bo Chen, 17, of 31 Quay Street, was born March 5, 2010. His number is 123-45-6789; call [NAME] at 617-555-XXXX, or write to ana@gmail.com.

- 12 of the 20 rooms, or 50 percent, opened; 5 + 6 rooms are 12 in all
- Read more [here](http://https://port-ellery.gov), [there]() and at www.port-ellery.gov/plan.

> *"All rooms are open"* `TK` &amp;amp; â€œruinedâ€\u009d text\u200b

| Day | Hour |
|---|---|
| Monday | 9 A.M. to 6 P.M. |

![IMG_1234.jpg](room.jpg)

###

# # #
"""


def fit_to_check(parsed: Release, config: Config) -> Sequence[Finding]:
    found = check.check(parsed, config)
    for finding in found:
        assert finding.message
        assert finding.place.start >= (1, 1)
        for change in finding.repair.changes if finding.repair else ():
            assert 0 <= change.span.start <= change.span.end <= len(parsed.text)
    check.card(sample_document(parsed, config))
    check.card(sample_document(parsed, config), incremental=True)
    return found


def errors(found: Sequence[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in found if finding.severity == "error")


def fit_to_mend(parsed: Release, config: Config, found: Sequence[Finding]) -> None:
    made = fixing.apply_fixes(parsed, config, unsafe=True)
    again = read(made.text)
    assert not errors(check.check(again, config)) - errors(found)
    assert fixing.apply_fixes(again, config, unsafe=True).text == made.text


@given(mutated(FAULTY), st.sampled_from(CONFIGS), st.booleans())
@example(FAULTY, CONFIGS[0], True)
@example(FAULTY.replace("\n", "\r\n"), CONFIGS[-1], True)
@settings(max_examples=examples(150))
def test_a_release_that_was_damaged(text: str, config: Config, mend: bool) -> None:
    parsed = read(text)
    found = fit_to_check(parsed, config)
    if mend and not parsed.broken:
        fit_to_mend(parsed, config, found)


@given(TEXT, st.sampled_from(CONFIGS))
@settings(max_examples=examples(100))
def test_any_body(text: str, config: Config) -> None:
    parsed = read(f"+++\ndate = 2026-03-02\n[dateline]\ncity = 'A'\n+++\n{text}")
    fit_to_mend(parsed, config, fit_to_check(parsed, config))


# --- hostile size ---------------------------------------------------------------------------------------------

UNITS = [
    '"',
    "“a” ",
    "“",
    "(",
    "[x](y) ",
    "1, ",
    "(ABC) ",
    "Name Name ",
    "Jan. 5 ",
    "http://a.b ",
    "| a |",
    "\u200e",
    "*",
    "Dr. ",
    "<!-- newsroom: ignore[DT001] --> ",
    "“He went there,” said Ana Okafor. ",
]
LENGTH = 80_000


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("unit", sample(UNITS, 2))
def test_a_huge_text_takes_no_longer_than_its_length(unit: str, lines: bool) -> None:
    line = unit * (60 // len(unit) + 1)
    text = f"{line}\n" * (LENGTH // len(line)) if lines else unit * (LENGTH // len(unit))
    fit_to_check(read(f'+++\nheadline = "City Opens Library"\ndate = 2026-03-02\n+++\nThe {text}\n'), CONFIGS[3])
