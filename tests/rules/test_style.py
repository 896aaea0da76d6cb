"""The rules of house styles: what their fixes write, exactly, and that nothing is found afterwards."""

from __future__ import annotations

import pytest
from samples import sample_config, with_changes
from sampling import sample

from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Change
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Check, Config
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.rules.registry import rules
from newsroom_cli.rules.style import style

STYLE_RULES = [code for code in rules() if code.startswith("AP")]


def house(name: str, *codes: str) -> Config:
    selected = tuple(Field(code, Span(0, 0)) for code in codes)
    return sample_config()._replace(style=name, check=Check(select=selected))


def fixed(text: str, config: Config) -> str:
    """A text after all fixes, until there is none left to apply; of two that overlap the first goes first."""
    for _ in range(6):
        repairs = [finding.repair.changes for finding in check(releases.parse(text), config) if finding.repair]
        taken: list[Change] = []
        for changes in repairs:
            if not any(
                one.span.start < other.span.end and other.span.start < one.span.end
                for one in changes
                for other in taken
            ):
                taken += changes
        text = with_changes(text, taken)
    return text


def body_fixed(body: str, config: Config, date: str = "2026-03-02") -> str:
    front = f"+++\ndate = {date}\n+++\n\n"
    return fixed(f"{front}{body}\n", config).removeprefix(front).removesuffix("\n")


AP = [
    ("AP001", "It opens on September 5.", "It opens on Sept. 5."),
    ("AP001", "It runs from **September** 5 to\nOctober 05.", "It runs from **Sept.** 5 to\nOct. 5."),
    ("AP001", "On 5 July 2025 the pool closed.", "On July 5, 2025, the pool closed."),
    ("AP001", "It closed on 5 October. It opens on 8 Sept.", "It closed on Oct. 5. It opens on Sept. 8."),
    ("AP002", "It opens on Sept 5, closes Apr. 4 and Sep. 6.", "It opens on Sept. 5, closes April 4 and Sept. 6."),
    ("AP002", "It was built in Oct. 2004.", "It was built in October 2004."),
    (
        "AP002",
        "The fair ends on 7 November. The last day is free.",
        "The fair ends on 7 November. The last day is free.",
    ),
    ("AP003", "From May 5th and 6th through the 9th, 2026.", "From May 5 and 6 through 9, 2026."),
    ("AP003", "It opens on the 3rd of June 2026.", "It opens on June 3, 2026."),
    ("AP004", "In May, 2026, and on May 5 2026 it rained.", "In May 2026, and on May 5, 2026, it rained."),
    ("AP005", "At 9AM. Then 5:30 pm, 3 P.M. and 6 p.m.", "At 9 a.m. Then 5:30 p.m., 3 p.m. and 6 p.m."),
    ("AP005", "From 9-11am to 2.15pm.", "From 9-11 a.m. to 2:15 p.m."),
    ("AP006", "Come from 9:00-10:00 a.m. or at 3.00 p.m.", "Come from 9-10 a.m. or at 3 p.m."),
    ("AP006", "Come from 09:00-10:00 a.m. or at 07:00 p.m.", "Come from 9-10 a.m. or at 7 p.m."),
    ("AP005", "Come at 09.30 AM or 07:15pm.", "Come at 9:30 a.m. or 7:15 p.m."),
    ("AP007", "12 p.m. is lunch. It ends at 12 noon.", "Noon is lunch. It ends at noon."),
    (
        "AP007",
        "The doors of the hall close to all of the public at 12:00 a.m.",
        "The doors of the hall close to all of the public at midnight.",
    ),
    ("AP008", "At 9 a.m. this morning, 8 p.m. on Monday night.", "At 9 a.m. today, 8 p.m. on Monday."),
    ("AP008", "At 3 p.m. in the\nafternoon, at 9 p.m. at night.", "At 3 p.m., at 9 p.m."),
    ("AP009", "It rose by 5 percent, 3-4 percent and 2 %.", "It rose by 5%, 3%-4% and 2%."),
    ("AP009", "It rose from 3 to 4\npercent.", "It rose from 3% to 4%."),
    ("AP009", "A share of .08 percent is enough.", "A share of .08% is enough."),
    ("AP010", "It has 4 parks and twelve trees.", "It has four parks and 12 trees."),
    ("AP012", "A firm in Salem, Ore. built it.", "A firm in Salem, Oregon, built it."),
    ("AP012", "It was built in Salem, Ore. The city paid.", "It was built in Salem, Oregon. The city paid."),
    ("AP012", "It was built in Salem, Ore.", "It was built in Salem, Oregon."),
    ("AP012", "A Reno, Nev.-based firm of Salem, Ore.", "A Reno, Nevada-based firm of Salem, Oregon."),
    ("AP013", "It was built in Salem, OR by a firm.", "It was built in Salem, Oregon, by a firm."),
    ("AP013", "It was shown in Washington, DC.", "It was shown in Washington, D.C."),
    ("AP014", "So said Ana Okafor, Vice President and CEO.", "So said Ana Okafor, vice president and CEO."),
    ("AP015", "Last week deputy mayor Ana Okafor sang.", "Last week Deputy Mayor Ana Okafor sang."),
    ("AP016", "It is in the US. The US’s best.", "It is in the U.S. The U.S.’s best."),
    ("AP016", "It is sold in the US", "It is sold in the U.S."),
    ("AP017", "It is red, white, and blue.", "It is red, white and blue."),
    ("AP018", "It is at 9 Main Street.", "It is at 9 Main St."),
    ("AP018", "It is at 9 W. 5th Avenue, near 8 Park Street NW.", "It is at 9 W. Fifth Ave., near 8 Park St. NW."),
    ("AP019", "It cost $5 million dollars.", "It cost $5 million."),
    ("AP020", "It is from the 1990's.", "It is from the 1990s."),
    ("AP021", "Towards noon the advisors met.", "Toward noon the advisers met."),
]
GOVUK = [
    ("AP001", "On September 5, 2026, it opens.", "On 5 September 2026, it opens."),
    ("AP002", "On 5 Sept. it opens.", "On 5 September it opens."),
    (
        "AP002",
        "It opens on 5 Sept. The mayor speaks on 6 Sep.",
        "It opens on 5 September. The mayor speaks on 6 September.",
    ),
    ("AP003", "On the 3rd of June, 2026 it opens.", "On 3 June 2026 it opens."),
    ("AP005", "It opens at 9 a.m. and closes at 6 P.M.", "It opens at 9am and closes at 6 P.M."),
    ("AP005", "It opens at 9 a.m. The mayor speaks.", "It opens at 9am. The mayor speaks."),
    ("AP007", "It opens at 12 p.m. on Monday.", "It opens at midday on Monday."),
    ("AP009", "It rose by 5 per cent.", "It rose by 5%."),
    ("AP016", "The U.S. economy and the U.K. The U.N. agreed.", "The US economy and the UK. The UN agreed."),
]
BOSTON = [
    ("AP002", "It opens on Sept. 5.", "It opens on September 5."),
    ("AP009", "It rose by 5-6%.", "It rose by 5-6 percent."),
]
CASES = (
    [("ap", *example) for example in AP]
    + [("govuk", *example) for example in GOVUK]
    + [("boston", *state) for state in BOSTON]
)


@pytest.mark.parametrize(("name", "code", "before", "after"), CASES)
def test_fix(name: str, code: str, before: str, after: str) -> None:
    assert body_fixed(before, house(name, code)) == after


@pytest.mark.parametrize("name", style.HOUSES)
def test_all_fixes_come_to_rest_together(name: str) -> None:
    body = "\n\n".join(before for _, _, before, _ in CASES)
    config = house(name, *STYLE_RULES)
    once = body_fixed(body, config)
    assert body_fixed(once, config) == once


@pytest.mark.parametrize("name", style.HOUSES)
def test_quotations_and_other_languages_are_left_alone(name: str) -> None:
    bad = "It opened on Sep. 5th, 2025 at 9:00 A.M in the US, said mayor Ana Okafor, Director, 5 percent towards noon."
    for front, body in (("", f"“{bad}”"), ("", f"> {bad}"), ("", f"`{bad}`"), ('language = "de"\n', bad)):
        text = f"+++\n{front}+++\n\n{body}\n"
        assert check(releases.parse(text), house(name, *STYLE_RULES)) == []


def test_dates_decide_where_a_style_has_changed() -> None:
    body = "It rose by 5 percent in Salem, Ore., and in Reno, NV."
    assert body_fixed(body, house("ap", "AP009", "AP012", "AP013"), "2013-01-01") == body.replace("NV", "Nev").rstrip()
    assert body_fixed(body, house("ap", "AP009"), "2018-12-31") == body


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    "part",
    sample(
        [
            "5 ",
            "May 5-",
            "1.1.",
            "9 a.m. ",
            ", Ore. ",
            ", OR",
            "US ",
            "U.S. ",
            "A ",
            "Ana Okafor, Director ",
            "mayor Ana ",
            "9 A ",
            "May 5th, ",
            "$5 ",
            "a, ",
        ],
        3,
    ),
)
def test_long_texts_take_no_longer_than_they_are(part: str) -> None:
    text = f"+++\n+++\n\n{part * (200_000 // len(part))}.\n"
    check(releases.parse(text), house("ap", *STYLE_RULES))
