"""The rules, one module a family. A rule is a pure generator over a release; its page lies in pages/."""

from __future__ import annotations


def load(*, all_styles: bool) -> None:
    """Import the families; each declares its rules. A new family is added to one of the lists by hand.

    Those of which newsroom runs no rule unless a house style or a selection asks for it can be left out.
    """
    from newsroom_cli.rules import suppression_rules
    from newsroom_cli.rules.facts import (
        counts,
        dates,
        days,
        figures,
        hours,
        introductions,
        lists,
        people,
        repetitions,
        sums,
    )
    from newsroom_cli.rules.fields import (
        approvals,
        contacts,
        embargo,
        embargo_banners,
        endings,
        front_matter,
        headlines,
        images,
        ledes,
        offices,
        phones_and_emails,
        privacy,
        publication,
    )
    from newsroom_cli.rules.quotes import clearances, quote_marks, quotes, speakers
    from newsroom_cli.rules.style import datelines, typed_datelines
    from newsroom_cli.rules.text import (
        acronyms,
        addresses,
        characters,
        leftovers,
        links,
        placeholders,
        reading,
        spacing,
        typography,
        wording,
    )

    if all_styles:
        from newsroom_cli.rules.quotes import quote_words
        from newsroom_cli.rules.style import (
            ap_datelines,
            style_dates,
            style_numbers,
            style_people,
            style_places,
            style_times,
            style_words,
        )
        from newsroom_cli.rules.text import unexplained
