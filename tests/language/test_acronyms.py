"""Which acronyms a text introduces, uses and explains."""

from __future__ import annotations

import pytest
from samples import sample_document

from newsroom_cli.language.wording.acronyms import in_text, introductions, is_spelled_out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Parks Review Board (PRB) met.", [("PRB", "Parks Review Board")]),
        (
            "The [Parks Review Board](https://a.example/) ([PRB](https://b.example/)) met.",
            [("PRB", "Parks Review Board")],
        ),
        ("Night bus drivers (“NBDs”) met.", [("NBD", "Night bus drivers")]),
        ("The Board of Parks and Roads (BPR or the “Board”) met.", [("BPR", "Board of Parks and Roads")]),
        (
            "The Low Income Home Energy Assistance Program (LIHEAP) pays.",
            [("LIHEAP", "Low Income Home Energy Assistance Program")],
        ),
        ("The Women of the Quay (W.O.Q.) sang.", [("W.O.Q.", "Women of the Quay")]),
        ("The U.S. Conference of Mayors (USCM) met.", [("USCM", "U.S. Conference of Mayors")]),
        ("Quay Works (NYSE: QWK) and Okafor Marine (the “Company”), Ana Okafor (D), the ferry (IMO 912)", []),
        ("It is new. Roads (PRB) are not.", []),
    ],
)
def test_introductions(text: str, found: list[tuple[str, str]]) -> None:
    introduced = introductions(sample_document(body=text))
    assert [(acronym.acronym, acronym.name) for acronym in introduced if acronym.fits] == found


@pytest.mark.parametrize(
    "text",
    [
        "The PRB (Parks Review Board) met.",
        "The PRB, or Parks Review Board, met.",
        "The Parks Review Board met.",
        "Parks Review Board (PRB)",
    ],
)
def test_ways_to_spell_out(text: str) -> None:
    assert is_spelled_out(sample_document(body=text), "PRB")
    assert not is_spelled_out(sample_document(body=text), "QSA")


def test_codes_and_addresses_are_no_acronyms() -> None:
    text = "The PRBs and PRB’s QSA-2, (NYSE: QWK), www.NBD.example, @HRF, LAF@a.example, KLX400"
    assert [acronym for acronym, _, _ in in_text(text)] == ["PRB", "PRB", "QWK"]
