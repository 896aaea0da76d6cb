"""One cause, one report: where two rules speak of the same words, the one that says less is silent."""

from __future__ import annotations

import pytest
from samples import BODY, FRONT, sample_config, sample_release

from newsroom_cli.linter.check import check
from newsroom_cli.model.config import Check, Quotes
from newsroom_cli.rules.registry import rules
from newsroom_cli.rules.selection import code_without_place

LEAD = "The city today opened its ninth library, in the Harbour Quarter, with 40,000 books and a reading room."
DATED = 'date = 2026-03-02\n\n[dateline]\ncity = "Salem"\n'

OVERLAPS = [
    ("DL009", "DL011", DATED, f"EUGENE — {LEAD} It was built in Salem."),
    ("FC009", "QT006", "", "“The library opens in May,” said Dr. Abernaty."),
    ("FC006", "QT006", "", f"{LEAD}\n\n“Nobody should live far from a book,” said Ana Okfaor."),
    ("IM001", "LK002", "", "[![](plan.png)](https://port-ellery.example/plan)"),
    ("LK002", "LK004", "", "See [the programme](https://)."),
    ("LK002", "LK007", "", "See [the plan of the branch](URL)."),
    ("LK004", "LK006", "", "See [the plan of the branch](http://https://port-ellery.gov/plan)."),
    ("TX007", "LK007", "", f"{LEAD}\n\n[Back to top](#top)"),
    ("EM004", "FM005", "date = 2026-03-02\nembargo = 2026-03-08T02:30:00\n", LEAD),
    ("DT008", "AP007", "", "The bar is open from 8 p.m. to 12 p.m."),
    ("PI004", "AP018", "", "The driver lives at 9 Harbour Street in Port Ellery."),
    ("PH001", "OF001", 'office = "TK"\n', LEAD),
    ("PH001", "FM003", 'kind = "TK"\n', LEAD),
    ("PH001", "CT003", '[[contacts]]\nname = "Ana Okafor"\nemail = "TK"\n', LEAD),
    ("PH001", "IM002", '[[images]]\nfile = "tk.png"\nalt = "TK"\n', LEAD),
    ("TX011", "TX040", "", f"{LEAD} The accademic library waits."),
    ("TX008", "TX034", 'headline = "City&#39;s Library Opens"\n', LEAD),
    ("TX004", "TX046", 'language = "de"\n', '„Lesen“ und „Hören“ und „Sehen“ und "Reden" sind „Wege“ der Stadt.'),
    ("TX042", "TX040", 'language = "es"\n', f"{LEAD}\n\nHoy abre la linea del tren de la ciudad."),
    ("TX062", "TX040", 'language = "es"\n', f"{LEAD}\n\nEs dificil que la ciudad cierre el tren de la tarde."),
    ("DL008", "AP001", "", f"PORT ELLERY — May 02 — {LEAD}"),
    ("AP019", "TX050", "", f"{LEAD} The new rooms cost $4 million dollars."),
    ("TX043", "TX050", "", f"{LEAD} The new rooms cost $4 million dollars."),
    ("TX050", "TX060", "", f"{LEAD} The rooms are open from 3-4 p.m. on weekdays."),
    ("FC006", "TX047", "", f"{LEAD} The plan is by Ana LaFleur. On Monday, Ana Lafleur read it to the board."),
    ("AP003", "TX043", "", f"{LEAD} It opens on April 2nd."),
    ("AP019", "TX043", "", f"{LEAD} The new rooms cost $4 million dollars."),
    ("AP004", "TX048", "", f"{LEAD} It was on March 2, 2026 that the doors were opened to the public."),
    ("AP005", "TX031", "", f"{LEAD} It opens at 9 AM and closes at 5 p.m."),
    ("AP006", "TX031", "", f"{LEAD} It opens at 9:00 a.m. and closes at 5 pm."),
    ("AP007", "TX031", "", f"{LEAD} It opens at 9:30 a.m. and closes at 12 pm."),
    ("AP009", "TX031", "", f"{LEAD} Of these 12% are new and 40 percent old."),
    ("AP016", "TX031", "", f"{LEAD} The US has more libraries than the U.S. Senate."),
    ("AP021", "TX031", "", f"{LEAD} It leads towards the harbour and toward the hills."),
    ("TX045", "TX031", "", f"{LEAD} A community based plan is a community-based plan."),
    ("QT007", "TX067", "", f"{LEAD} Mayor Ana Okafor said, “The doors of the new library are open to everybody”."),
    ("TX042", "TX062", 'language = "de"\n', "Der Beschluß der Stadt steht seit dem Morgen fest."),
    ("TX042", "TX064", 'language = "fr"\n', "Vous trouverez ci joint le programme de la fête."),
    ("TX045", "TX064", 'language = "de"\n', "Die EU Kommission hat das Geld bewilligt."),
    ("TX055", "TX038", "", f"{LEAD} It has an infor- mation office."),
    ("AP011", "TX053", "", f"{LEAD} 26 people came to see its rooms on the first day."),
]


def found(code: str, front: str, body: str, *others: str) -> list[str]:
    """The codes of some rules that have a finding in a release."""
    select = tuple(code_without_place(other) for other in (code, *others))
    config = sample_config(style="ap", check=Check(select=select, preview=True))
    return [finding.code for finding in check(sample_release(front=front, body=f"{body}\n"), config)]


@pytest.mark.parametrize(("telling", "silent", "front", "body"), OVERLAPS, ids=lambda each: each[:5])
def test_the_more_telling_rule_speaks_alone(telling: str, silent: str, front: str, body: str) -> None:
    assert silent in found(silent, front, body), "nothing to be silent about"
    assert set(found(telling, front, body, silent)) == {telling}


def test_every_rule_that_yields_is_tested() -> None:
    tested = {(silent, telling) for telling, silent, *_ in OVERLAPS}
    elsewhere = {("DT001", "DL007"), ("DT005", "PI003"), ("QT015", "PH001")}
    assert {(rule.code, code) for rule in rules().values() for code in rule.yields_to} == tested | elsewhere


def test_both_speak_of_different_words() -> None:
    body = "“The library opens in May,” said Mayor Abernaty. The plan is the work of Ms. Thornbury and her staff."
    assert found("FC009", "", body, "QT006") == ["QT006", "FC009"]


def test_a_quote_to_come_is_a_placeholder_and_no_missing_clearance() -> None:
    config = sample_config(quotes=Quotes(clearance="required"))
    for old, new in (("Nobody", "TK nobody"), ('role = "Mayor"', 'role = "TK"')):
        front, body = FRONT.replace(old, new), BODY.replace(old, new)
        everything = check(sample_release(front=front, body=body), config)
        assert {finding.code for finding in everything} & {"PH001", "QT015"} == {"PH001"}
        without = check(
            sample_release(front=front, body=body), config._replace(check=Check(ignore=(code_without_place("PH001"),)))
        )
        assert "QT015" in {finding.code for finding in without}  # the gate does not depend on the other rule
