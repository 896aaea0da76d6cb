"""EM001 in words: labels that newsrooms type over a release, and sentences about embargoes that are none."""

from __future__ import annotations

import pytest
from samples import FRONT, sample_config, sample_release

from newsroom_cli.linter.check import check
from newsroom_cli.model.config import Check
from newsroom_cli.model.toml.schema import Field, Span

CONFIG = sample_config(check=Check(select=(Field("EM001", Span(0, 0)), Field("FM002", Span(0, 0)))))

LABELS = """\
EMBARGOED UNTIL Friday
Embargoed until 9 a.m. ET, March 4, 2026
Embargoed until: 9 a.m. ET
EMBARGOED: 12:01 a.m. Friday
Under embargo
UNDER EMBARGO UNTIL DELIVERY
Embargoed until delivery
Under strict embargo until 00.01 hrs on Tuesday 3 March
STRICT EMBARGO: 0001 GMT, Tuesday 3 March
Embargo: 10.00 Tuesday 3rd March 2026
Press embargo until 6 pm
Embargo – Wednesday 4 March, 10:00 CET
Embargo until Wednesday, 4 March 2026 at 11:00 (Brussels time)
Embargo lifts Friday at 9 a.m.
Embargo: Not for release until 6 a.m. Tuesday
EMBARGOED FOR RELEASE UNTIL 4:00 P.M. (CT) MONDAY
EMBARGOED FOR MEDIA RELEASE 2 P.M.
Embargoed for release: Monday, June 22, 2015
STRICTLY EMBARGOED
[EMBARGOED UNTIL MARCH 5]
*** EMBARGOED UNTIL 6AM ***
**Embargoed until Monday**
NOT FOR PUBLICATION OR BROADCAST BEFORE 6 PM ON SUNDAY
Not for release before 10 a.m. on Wednesday
HOLD FOR RELEASE UNTIL 5 P.M. EST
Embargoed until the start of the hearing, Tuesday at 10 a.m.
Embargoed for Release until 10:00 a.m. Eastern time, Wednesday, November 25
Embargoed until further notice
EMBARGOED COPY – NOT FOR RELEASE
Embargo jusqu'au 4 mars 2026 à 9 h
Embargado hasta el 4 de marzo a las 9
Sperrfrist: Mittwoch, 4. März, 10 Uhr
Under embargo until the council meets on Dec. 15
This release is under embargo until the council meets on Dec. 15.
Strictly embargoed until the start of the press conference
Embargoed until the mayor speaks
Embargo: until the mayor speaks
Embargo until the vote
Hold until the mayor's speech
Please hold until after the council vote.
Please keep this under embargo until the mayor speaks.
Information in this release is under embargo until the council votes.
don't publish before the mayor's speech
Do not share before the announcement.
Confidential until the vote
For release upon delivery
Release time: upon delivery of the mayor's speech
Sperrfrist bis zum Beginn der Pressekonferenz
Mit Sperrfrist bis zur Ratssitzung am 15. Dezember
Es gilt das gesprochene Wort – Sperrfrist Redebeginn
Gesperrt bis zur Rede der Bürgermeisterin
Bitte nicht vor der Rede der Bürgermeisterin veröffentlichen
Veröffentlichung erst nach der Ratssitzung
Frei erst nach der Ratssitzung
Sous embargo jusqu'au discours de la maire
Embargo jusqu'à la séance du conseil
Merci de ne pas publier avant le conseil municipal
Publication interdite avant le conseil
Embargado hasta el discurso de la alcaldesa
Embargo hasta el inicio de la rueda de prensa
Por favor, no publicar hasta el pleno""".splitlines()

SENTENCES = """\
Embargo on Grain Lifted
Embargoed goods were seized in the harbour on Friday, March 4.
Embargoed until 2015, the papers show that the minister knew.
Under embargo since 1962, the island has few cars.
Under embargo rules, ships may dock until 9 a.m.
Embargo: A History of Cuba
Embargo: 1962-1972
Embargo
EMBARGO ENDS
Embargo Act of 1807
Embargo ends hardship for 3 million
Embargo ends Friday for grain, the ministry said, after 9 months
Embargoed for 50 years, the files were opened Friday.
The embargo until Friday was lifted.
The study is embargoed until Friday at 9 a.m.
Embargoes until 1990 were common.
El embargo hasta 2015 fue largo.
Embargo hasta que se pague la deuda
FOR RELEASE: Monday, June 22, 2015
FOR IMMEDIATE RELEASE
NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION, IN WHOLE OR IN PART, DIRECTLY OR INDIRECTLY, IN THE UNITED STATES
Not for distribution to U.S. newswire services or for dissemination in the United States
Not for profit groups may apply until Friday at 9 a.m.
Not for use before the age of 3
NOT FOR USE BEFORE AGE 3
Hold for 10 minutes until it sets
> The study was embargoed until Friday at 9 a.m.
Under embargo until the council lifted it, the island had few cars.
Embargo until the end of the war
Embargo de bienes hasta el pago de la deuda
An embargo until the vote hurt farmers.
Do not share needles.
Don’t share your password before the bank has called you.
Hold until the water runs clear.
Gesperrt bis Freitag ist die Hafenstraße.
Gesperrt bis zum Ende der Bauarbeiten
Frei ab 18 Jahren
Confidential until 2015, the papers show that the minister knew.""".splitlines()


def found_in(body: str, *, front: str = "") -> list[str]:
    """What EM001 marks in a body."""
    places = [e.place for e in check(sample_release(front=front, body=body), CONFIG) if e.code == "EM001"]
    return [place.source[place.start.column - 1 : place.end.column - 1] for place in places]


@pytest.mark.parametrize("label", LABELS)
def test_label_is_found(label: str) -> None:
    assert len(found_in(f"{label}\n\nThe city today opened its ninth library.\n")) == 1
    assert len(found_in(f"PRESS RELEASE\n{label}\nFOR THE PRESS\n")) == 1


@pytest.mark.parametrize("label", LABELS)
def test_label_over_a_release_with_an_embargo_is_fine(label: str) -> None:
    assert found_in(f"{label}\n", front="embargo = 2026-03-04T09:00:00-05:00\n") == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_left_alone(sentence: str) -> None:
    assert found_in(f"{sentence}\n\nThe city today opened its ninth library.\n") == []


@pytest.mark.parametrize(
    ("line", "date", "is_later"),
    [
        ("FOR RELEASE 11/27/2026", "2026-11-20", True),
        ("FOR RELEASE 11/27/26", "2026-11-27", False),
        ("FOR RELEASE 05/12/2026", "2026-11-20", False),  # May 12 or December 5
        ("Frei zur Veröffentlichung ab 15.12.2026, 10 Uhr", "2026-12-01", True),
        ("À diffuser à partir du 15/12/2026", "2026-12-01", True),
        ("Para publicar a partir del 15/12/2026", "2026-12-15", False),
    ],
)
def test_a_day_in_figures_is_compared_with_the_date(line: str, date: str, is_later: bool) -> None:
    assert found_in(f"{line}\n\nThe city today opened its ninth library.\n", front=f"date = {date}\n") == (
        [line] if is_later else []
    )


def test_only_the_label_is_marked() -> None:
    assert found_in("PRESS\n*** Embargoed until 9 a.m. Friday ***\nCity opens library\n") == [
        "Embargoed until 9 a.m. Friday ***"
    ]


def test_line_that_happens_to_start_with_the_word_is_left_alone() -> None:
    assert found_in("The study, the office said, is\nembargoed until Friday at 9 a.m.\n") == []


def test_misspelt_embargo_is_reported_once() -> None:
    release = sample_release(front="publish_at = 2026-03-04T09:00:00-05:00\n", body="EMBARGOED UNTIL Friday\n")
    codes = [finding.code for finding in check(release, CONFIG)]
    assert (codes.count("FM002"), codes.count("EM001")) == (1, 0)


def test_an_embargo_that_is_to_come_says_how_it_is_settled() -> None:
    release = sample_release(front=FRONT.replace("date =", 'embargo = "TK"\ndate =', 1))
    [finding] = [found for found in check(release, sample_config()) if found.code == "FM003"]
    assert finding.help.startswith("newsroom embargo releases/")
