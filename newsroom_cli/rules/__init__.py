"""The rules, one module a family. A rule is a pure generator over a release; its page lies in pages/."""

from __future__ import annotations


def load(*, all_styles: bool) -> None:
    """Import the families; each declares its rules. A new family is added to one of the lists by hand.

    Those of which newsroom runs no rule unless a house style or a selection asks for it can be left out.
    """
    from newsroom_cli.rules import (  # noqa: F401
        acronyms,
        addresses,
        approvals,
        characters,
        clearances,
        contacts,
        counts,
        datelines,
        dates,
        days,
        embargo,
        embargo_banners,
        endings,
        figures,
        front_matter,
        headlines,
        hours,
        images,
        introductions,
        itself,
        ledes,
        links,
        lists,
        offices,
        people,
        placeholders,
        privacy,
        publication,
        quote_marks,
        quotes,
        reading,
        repetitions,
        residue,
        spacing,
        speakers,
        sums,
        typed_datelines,
        typography,
        ways_to_call,
        wording,
    )

    if all_styles:
        from newsroom_cli.rules import (  # noqa: F401
            ap_datelines,
            quote_words,
            style_dates,
            style_numbers,
            style_people,
            style_places,
            style_times,
            style_words,
            unexplained,
        )
