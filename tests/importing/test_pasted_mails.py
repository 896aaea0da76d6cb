"""Mails that were copied as text: their headers, greetings and footers are no part of the release."""

from __future__ import annotations

import pytest
from imported import read_pasted

RELEASE = (
    "FOR IMMEDIATE RELEASE\nMarch 2, 2026\n\nCONTACT:\nJenna Ruiz, Public Works\n(503) 555-0177\n"
    "jruiz@ellery.example\n\n"
    "CITY READY FOR WINTER WITH 14 PLOWS\nNew trucks cover all streets within 18 hours\n\n"
    "PORT ELLERY, Ore. — The Department of Public Works has 14 plows, and 31 drivers are on call around the clock.\n\n"
    "Residents must clear sidewalks within 24 hours after snow stops falling, and may ask for help at 311.\n\n"
    "# # #\n\n"
    "Jenna Ruiz\nCommunications Specialist | City of Port Ellery\n"
    "CONFIDENTIALITY NOTICE: This e-mail may contain privileged information.\n"
)
OUTLOOK = (
    "From: Jenna Ruiz <jruiz@ellery.example>\nSent: Friday, February 27, 2026 4:52 PM\n"
    "To: Delia Lind <dlind@ellery.example>\n"
    "Cc: Webmaster\nSubject: FW: RELEASE - Snow plan\n\nHi Delia,\n\n"
    "Here is the final text. Can you post it Monday?\n\nJenna\n\n"
    "-----Original Message-----\nFrom: Public Works\nSent: Friday, February 27, 2026 3:10 PM\n"
    "To: Jenna Ruiz\n"
    "Subject: RELEASE - Snow plan\n\n"
)
GMAIL = (
    "---------- Forwarded message ---------\nFrom: Jenna Ruiz <jruiz@ellery.example>\n"
    "Date: Fri, Feb 27, 2026 at 4:52 PM\n"
    "Subject: Snow plan\nTo: Delia Lind <dlind@ellery.example>\n\n\n"
    "Hi Delia, final text below. Please post Monday.\nJenna\n\n"
)
GERMAN = (
    "Von: Jenna Ruiz <jruiz@ellery.example>\nGesendet: Freitag, 27. Februar 2026 16:52\nAn: Delia Lind\n"
    "Betreff: WG: Winterdienst\n\n"
)
NOTE = "Hi Delia, here is the final text, the Chief has seen it.\n\nThanks, Jenna\n\n"


@pytest.mark.parametrize("above", ["", OUTLOOK, GMAIL, GERMAN, NOTE])
def test_the_release_begins_below_the_mails(above: str) -> None:
    found = read_pasted(above + RELEASE)
    assert found.headline == "CITY READY FOR WINTER WITH 14 PLOWS"
    assert found.subhead == "New trucks cover all streets within 18 hours"
    assert [contact.name for contact in found.contacts] == ["Jenna Ruiz"]
    assert found.pieces[0].text.startswith("The Department of Public Works has 14 plows")
    assert not any(word in found.body for word in ("Delia", "From:", "CONFIDENTIALITY"))


def test_a_text_with_one_such_line_is_no_mail() -> None:
    found = read_pasted(
        "From: the Office of the Mayor\n\nCity Opens Library in the Harbour\n\nThe city today opened it.\n"
    )
    assert found.headline == "City Opens Library in the Harbour"


def test_a_subject_is_no_headline_where_a_longer_line_of_the_mail_has_its_words() -> None:
    found = read_pasted(
        "From: Ana Ruiz <ana@ellery.example>\nTo: Press <press@ellery.example>\nSubject: water main\n"
        "Date: Tue, 1 Dec 2026 09:12:00 -0500\n\nHi Eva,\n\nplease put this out today.\n\n"
        "Water Main on Quay Street to Be Replaced by March\n\n"
        "PORT ELLERY, Dec. 1, 2026 — The city will replace the water main on Quay Street by the end of March, the "
        "Department of Public Works said today. The old pipe is from 1911 and broke three times this year.\n"
    )
    assert found.headline == "Water Main on Quay Street to Be Replaced by March" and not found.subhead
