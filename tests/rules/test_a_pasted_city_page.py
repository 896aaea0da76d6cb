"""The release of June 22, 2015, as the city's page has it and as imported: what check must find, and what not.

One line for each thing an editor sees in the text, and for each that only a careless program would report.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import sample_config, sample_text

from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Check
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.rules.selection import code_without_place

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "tests" / "importing" / "samples" / "boston-2015-06-22.txt").read_bytes().decode()
(IMPORTED,) = (ROOT / "releases").glob("2015-06-22-*.md")
HEADLINE = 'headline = "Mayor Walsh Joins 35 Mayors in Fight Against Sex Trafficking"\ndate = 2015-06-22\n'
TYPED = "BOSTON- Monday, June 22, 2015 - "


def on_the_page(code: str, *, front: str = HEADLINE, body: str = PAGE, style: str = "none") -> list[Finding]:
    """What a rule finds in the page pasted as the body of a release."""
    config = sample_config(style=style, check=Check(select=(code_without_place(code),)))
    text = sample_text(front=front, body=body)
    return [
        finding
        for finding in check(releases.parse(text, "releases/2015-06-22-mayors.md"), config)
        if finding.code == code
    ]


def words(found: list[Finding]) -> list[str]:
    """The words of the file that findings stand at."""
    return [finding.place.source[finding.place.start.column - 1 : finding.place.end.column - 1] for finding in found]


CAUGHT = [
    ("TX007", "none", ["Back to top", "Published by:", "Mayor's Office"]),
    ("DL003", "none", ["-", "-"]),
    ("DL011", "none", [TYPED.rstrip()]),
    ("DL008", "ap", ["Monday, June 22, 2015"]),
    ("LK001", "none", ["please visit:"]),
    ("TX006", "none", ["cities across the city"]),
    ("AC002", "none", ["(CEASE)", "(LIHEAP)"]),
    ("TX004", "none", ["'"]),
    ("TX001", "none", ["\xa0"]),
    ("TX003", "none", ["\xa0"]),
    ("TX009", "none", [""]),
    ("CT001", "none", ["+++"]),
    ("FC007", "none", ["Annual Meeting"]),  # the Conference, the Annual Conference
    ("AP014", "ap", ["Executive Director"]),
]


@pytest.mark.parametrize(("code", "style", "expected"), CAUGHT, ids=[defect[0] for defect in CAUGHT])
def test_caught(code: str, style: str, expected: list[str]) -> None:
    assert [word.strip(" ") for word in words(on_the_page(code, style=style))] == expected


SILENT = [
    ("DL007", "none"),  # the typed date is the release's
    ("DT001", "none"),  # June 22, 2015 was a Monday
    ("AP009", "ap"),  # "20 percent" was right in 2015
    ("FC001", "none"),  # 35 mayors in headline and body
    ("FC003", "none"),  # 11 mayors in a network are others
    ("CT006", "none"),  # no end mark is typed: it is printed below every release
    ("DT003", "none"),  # "today" in a release with a date
]


@pytest.mark.parametrize(("code", "style"), SILENT, ids=[defect[0] for defect in SILENT])
def test_silent(code: str, style: str) -> None:
    assert on_the_page(code, style=style) == []


def test_a_typed_dateline_and_its_dashes_are_reported() -> None:
    config = sample_config(
        check=Check(select=tuple(map(code_without_place, ("DL001", "DL003", "DL007", "DL009", "DL011"))))
    )
    text = sample_text(front=HEADLINE, body=PAGE)
    found = check(releases.parse(text, "releases/2015-06-22-mayors.md"), config)
    assert {finding.code for finding in found} == {"DL003", "DL011"}
    assert any(finding.code == "DL011" and 'city = "Boston"' in finding.help for finding in found)


def test_another_date_in_the_fields_is_an_error() -> None:
    (found,) = on_the_page("DL007", front=HEADLINE.replace("2015-06-22", "2015-06-23"))
    assert found.severity == "error"


def test_a_missing_word_needs_a_reader() -> None:
    """Nothing in the usual rules claims to see "a resolution equity in" or "agencies ensure that"."""
    places = [PAGE.index("sponsored a resolution"), PAGE.index("funding agencies ensure")]
    lines = {sample_text(front=HEADLINE, body=PAGE)[: -len(PAGE) + place].count("\n") + 1 for place in places}
    found = check(
        releases.parse(sample_text(front=HEADLINE, body=PAGE), "releases/2015-06-22-mayors.md"), sample_config()
    )
    assert [finding.code for finding in found if finding.place.start.line in lines] == []


def test_imported() -> None:
    """The release in the archive: the acronyms are left; what the source lacks is suppressed, with the reason."""
    newsroom = Newsroom(ROOT, configuration.read(ROOT / configuration.FILE_NAME))
    release = newsroom.read(str(IMPORTED.relative_to(ROOT)))
    usual = ["much needed", "much needed", "(CEASE)", "(LIHEAP)", "Annual Meeting"]
    assert words(check(release, newsroom.config)) == usual
    bare = "\n".join(line for line in release.text.split("\n") if "newsroom: ignore" not in line)
    found = check(releases.parse(bare, release.path), newsroom.config)
    assert [finding.code for finding in found] == ["CT001", "TX045", "TX045", "AC002", "AC002", "FC007", "LK001"]
