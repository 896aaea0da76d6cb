"""Texts of wire services: their labels, datelines, contacts and disclaimers are no part of the release."""

from __future__ import annotations

import datetime as dt

import pytest

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.reading import Reading

HEADLINE = "Harbor Pumps Opens a Test Hall in Port Ellery"
DECK = "The hall tests twelve pumps at once and is open to schools"
LEDE = (
    "today opened a hall in which twelve pumps can be tested at the same time. The hall stands beside the old works "
    "and has room for eighty visitors."
)
BODY = (
    'The company invested four million dollars. "We test at night so that the town has power by day," said Idris Lind, '
    "head of the hall."
)
ABOUT = "About Harbor Pumps\nHarbor Pumps builds pumps for towns and farms. It was founded in 1921 in Port Ellery."


def read(*parts: str) -> Reading:
    (pasted,) = recognition.sources("\n\n".join(parts).encode(), name="pasted.txt")
    return reading.read(pasted)


def prn() -> Reading:
    return read(
        f"{HEADLINE}\nUSA - English",
        "News provided by\nHarbor Pumps, Inc.",
        "Mar 02, 2026, 08:00 ET\n\nShare this article",
        DECK,
        f"PORT ELLERY, Texas, March 2, 2026 /PRNewswire/ -- Harbor Pumps, Inc. (NYSE: HPX) {LEDE}",
        BODY,
        ABOUT,
        "MEDIA CONTACT: Ana Ruiz, 512-555-0100, ana@harborpumps.example",
        "SOURCE Harbor Pumps, Inc.",
    )


def dated_with_source() -> Reading:
    return read(
        HEADLINE,
        "March 02, 2026 08:00 ET | Source: Harbor Pumps, Inc.",
        f"PORT ELLERY, Texas, March 02, 2026 (GLOBE NEWSWIRE) -- Harbor Pumps, Inc. {LEDE}",
        BODY,
        "Contact:\nAna Ruiz\nVP, Investor Relations\n512-555-0100",
    )


def with_strokes() -> Reading:
    return read(
        HEADLINE,
        f"PORT ELLERY, TX / ACCESSWIRE / March 2, 2026 / Harbor Pumps, Inc. (NYSE: HPX) {LEDE}",
        BODY,
        "Contact Information",
        "Ana Ruiz\nDirector of Communications\nana@harborpumps.example\n(512) 555-0100",
        "SOURCE: Harbor Pumps, Inc.",
    )


def with_disclaimer() -> Reading:
    return read(
        HEADLINE,
        f"{DECK}.",
        f"PORT ELLERY, TEXAS, UNITED STATES, March 2, 2026 /EINPresswire.com/ -- Harbor Pumps {LEDE}",
        BODY,
        ABOUT,
        "Ana Ruiz\nHarbor Pumps\n+1 512-555-0100\nemail us here\nVisit us on social media:\nFacebook",
        'Legal Disclaimer:\nEIN Presswire provides this news content "as is" without warranty of any kind. We do not '
        "accept any responsibility or liability for the accuracy of the information contained in this article.",
    )


def below_the_end_mark() -> Reading:
    return read(
        HEADLINE,
        f"PORT ELLERY, TX, March 02, 2026 /24-7PressRelease/ -- Harbor Pumps {LEDE}",
        BODY,
        "# # #",
        "Contact Information\nAna Ruiz\nHarbor Pumps\nPort Ellery, TX\nUSA\nVoice: 512-555-0100\nE-Mail: Email Us Here",
    )


def with_author() -> Reading:
    return read(
        HEADLINE,
        f"{DECK}.",
        f"PORT ELLERY, TEXAS (PRWEB) MARCH 02, 2026\nHarbor Pumps {LEDE}",
        BODY,
        "Contact Author\nAna Ruiz\nHarbor Pumps\n+1 5125550100\nEmail >",
    )


WIRES = [prn, dated_with_source, with_strokes, with_disclaimer, below_the_end_mark, with_author]


@pytest.mark.parametrize("wire", WIRES)
def test_the_fields_of_a_wires_text(wire) -> None:
    release = wire()
    assert release.headline == HEADLINE
    assert release.date == dt.date(2026, 3, 2)
    assert release.city.lower() == "port ellery"
    assert release.issuer.startswith("Harbor Pumps")
    assert [contact.name for contact in release.contacts] == ["Ana Ruiz"]
    assert release.contacts[0].phone
    assert release.subhead.rstrip(".") in ("", DECK)
    assert release.body.startswith("Harbor Pumps")
    assert not any(left in release.body for left in ("Disclaimer", "SOURCE", "Ana Ruiz", "Share this"))


def test_a_quotation_above_the_text_is_no_subhead() -> None:
    release = read(
        HEADLINE,
        f"{DECK}.",
        '"Schools asked us for years to show how a pump works."— Ana Ruiz, CEO',
        f"PORT ELLERY, TEXAS, March 2, 2026 /EINPresswire.com/ -- Harbor Pumps {LEDE}",
        BODY,
    )
    assert release.subhead == f"{DECK}."
    assert "how a pump works" in release.body
