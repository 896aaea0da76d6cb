"""DL: what the rules about datelines say and mend, in the fields and where one was typed into the body."""

from __future__ import annotations

from typing import Any

import pytest
from samples import sample_config, sample_release, with_changes

from newsroom_cli.language.places import ap_places, dateline
from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.config import Check, Config
from newsroom_cli.model.release import Release
from newsroom_cli.rules.selection import code_without_place

AP = sample_config(style="ap")
LEDE = "Mayor Martin J. Walsh today reinforced his commitment to combating sex trafficking in Boston."


def findings(release: Release, config: Config = AP, codes: str = "DL") -> list[Finding]:
    return [finding for finding in check(release, config) if finding.code.startswith(codes)]


def mended(code: str, *, config: Config = AP, unsafe: bool = False, **parts: Any) -> str:
    """The text with every fix of a rule applied; the rule, run alone, must have nothing to say of it."""
    config = config._replace(check=config.check._replace(select=(code_without_place(code),)))
    release = sample_release(**{"front": "", "body": "", **parts})
    changes = [change for found in findings(release, config, code) if found.repair for change in found.repair.changes]
    assert changes and all(found.repair.safe != unsafe for found in findings(release, config, code) if found.repair)
    text = with_changes(release.text, changes)
    body = text.partition("+++\n\n")[2]
    front = text.partition("+++\n")[2].partition("+++\n")[0]
    again = sample_release(front=front, body=body)
    assert findings(again, config, code) == []
    return body if parts.get("body") else front


def test_the_first_release_given_to_the_project() -> None:
    body = f"Back to top\n\nJune 22, 2015\n\nMayor's Office\n\nBOSTON- Monday, June 22, 2015 - {LEDE}\n"
    release = sample_release(front="date = 2015-06-22\n", body=body)
    found = findings(release)
    assert [(finding.code, finding.severity, finding.place.start) for finding in found] == [
        ("DL011", "warning", (11, 1)),
        ("DL003", "warning", (11, 7)),
        ("DL008", "info", (11, 9)),
        ("DL003", "warning", (11, 31)),
    ]
    assert found[2].message == "the dateline names the weekday and the year" and found[2].help == 'write "June 22"'
    dashes = [finding for finding in found if finding.code == "DL003"]
    assert dashes[0].message == "a hyphen is used for the dash of the dateline, with no space before it"


@pytest.mark.parametrize(
    ("code", "line", "right"),
    [
        ("DL002", "Port Ellery, Mass. —", "PORT ELLERY, Mass. —"),
        ("DL002", "McAllen, Texas —", "McALLEN, Texas —"),
        ("DL003", "BOSTON- Monday, June 22, 2015 -", "BOSTON — Monday, June 22, 2015 —"),
        ("DL003", "WILKES-BARRE, Pa.--", "WILKES-BARRE, Pa. —"),
        ("DL003", "SALEM, Ore.–", "SALEM, Ore. —"),
        ("DL004", "BOSTON, Mass. —", "BOSTON —"),
        ("DL004", "NEW YORK, NY, USA, March 2 —", "NEW YORK, March 2 —"),
        ("DL004", "TORONTO, Ontario, Canada —", "TORONTO —"),
        ("DL006", "AUSTIN, TX, March 2 —", "AUSTIN, Texas, March 2 —"),
        ("DL006", "RENO, Nevada —", "RENO, Nev. —"),
        ("DL006", "SALEM, Ore —", "SALEM, Ore. —"),
    ],
)  # fmt: skip
def test_a_typed_dateline_is_mended(code: str, line: str, right: str) -> None:
    assert mended(code, body=f"{line} {LEDE}") == f"{right} {LEDE}"


@pytest.mark.parametrize(
    ("code", "line", "right"),
    [
        ("DL008", "SALEM, Ore., Thursday, May 2, 2024 —", "SALEM, Ore., May 2 —"),
        ("DL008", "SALEM, Ore. (September 04, 2024) —", "SALEM, Ore. (Sept. 4) —"),
        ("DL010", "SALEM, Ore., May 2 /HarborNewswire/ --", "SALEM, Ore., May 2 --"),
        ("DL010", "SALEM, Ore.--(HARBOR WIRE)--", "SALEM, Ore.--"),
    ],
)
def test_what_may_be_meant_is_mended_when_asked(code: str, line: str, right: str) -> None:
    config = sample_config(style="ap", check=sample_config().check)
    if code == "DL010":
        config = sample_config(check=_only("DL010"))
    assert mended(code, config=config, unsafe=True, body=f"{line} {LEDE}") == f"{right} {LEDE}"


def _only(code: str) -> Any:
    from newsroom_cli.rules.selection import code_without_place

    return Check(select=(code_without_place(code),))


@pytest.mark.parametrize(
    ("code", "fields", "right"),
    [
        ("DL002", 'city = "PORT Ellery"\n', 'city = "PORT ELLERY"\n'),
        ("DL004", 'city = "Boston"\nstate = "Mass."\n', 'city = "Boston"\n'),
        ("DL004", 'city = "Paris"\ncountry = "France"\n', 'city = "Paris"\n'),
        ("DL006", 'city = "Salem"\nstate = "OR"\n', 'city = "Salem"\nstate = "Ore."\n'),
    ],
)
def test_the_fields_are_mended(code: str, fields: str, right: str) -> None:
    assert mended(code, front=f"[dateline]\n{fields}") == f"[dateline]\n{right}"


def test_the_house_has_its_own_dash() -> None:
    config = sample_config(dateline="{place} – {date} – ")
    assert mended("DL003", config=config, body=f"SALEM, Ore. - {LEDE}") == f"SALEM, Ore. – {LEDE}"


def test_an_inline_table_is_left_to_people() -> None:
    (found,) = findings(sample_release(front='dateline = {city = "Boston", state = "Mass."}\n', body=""), codes="DL004")
    assert found.repair is None and found.help == 'delete "Mass."'


@pytest.mark.parametrize("language", ["es", "fr", "de"])
def test_ap_style_is_of_english_texts(language: str) -> None:
    front = f'language = "{language}"\n[dateline]\ncity = "Boston"\nstate = "MA"\n'
    assert findings(sample_release(front=front, body=f"Salem, OR, 2 May 2024 – {LEDE}"), codes="DL00") == []


def test_another_office_weighs_more_than_a_journey() -> None:
    config = sample_config()
    moved = {**config.offices, "harbour": type(config.offices["parks"])(name="Harbour Office", city="Salem")}
    front = 'office = "parks"\n[dateline]\ncity = "{}"\n'
    for city, severity in (("Salem", "warning"), ("Eugene", "info")):
        (found,) = findings(sample_release(front=front.format(city), body=LEDE), sample_config(offices=moved), "DL009")
        assert found.severity == severity
        assert (
            found.message == f"the dateline is of {city}, which the release does not name; its office is in Port Ellery"
        )


def test_each_state_has_one_form_beside_a_city() -> None:
    for name, (short, code) in ap_places.states().items():
        assert {ap_places.beside_a_city(region) for region in (name, short, code, short.upper())} == {short}
    for city in ap_places.us_cities():
        own = [region for region in (*ap_places.states(), "D.C.") if ap_places.is_own(city, region)]
        assert len(own) == 1, city


@pytest.mark.parametrize(
    ("line", "dashes", "wire"),
    [
        ("BOSTON- Monday, June 22, 2015 - The city", ["-", "-"], None),
        ("ATLANTA, GA, May 02, 2024 /24-7PressRelease/ -- The city", ["--"], "/24-7PressRelease/"),
        ("(Boston, MA - March 2, 2026) The city", ["-"], None),
        ("Coeur d'Alene, Idaho — The city", ["—"], None),
        ("SALEM, Ore., May 2 – 3 — The city", ["—"], None),
        ("SALEM, OR — Harbor Newswire — The city", ["—", "—"], "Harbor Newswire"),
    ],
)
def test_the_parts_of_a_typed_dateline_have_places(line: str, dashes: list[str], wire: str | None) -> None:
    typed = dateline.parse(line)
    assert typed is not None and line[typed.start :].startswith(typed.city)
    assert line[typed.region_start :].startswith(typed.region)
    assert [line[start:end] for start, end in dateline.dashes(line, typed)] == dashes
    found = dateline.wire(line, typed)
    assert (line[slice(*found)] if found else None) == wire


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("piece", ["BOSTON- ", "BOSTON, Mass. — ", "- ", "/a/ ", "(a wire) ", "A, ", "May 2, 2024 "])
def test_hostile_datelines_come_to_an_end(piece: str) -> None:
    config = sample_config(style="ap", check=_only("DL"))
    release = sample_release(front=f'office = "parks"\n[dateline]\ncity = "{piece * 2000}"\n', body=piece * 50_000)
    assert len(check(release, config)) < 50
