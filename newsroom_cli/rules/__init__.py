"""The rules, one module a family. A rule is a pure generator over a release; its page lies in pages/."""

from __future__ import annotations


def load() -> None:
    """Import every family; each declares its rules. A new family is added to this list by hand."""
    from newsroom_cli.rules import (  # noqa: F401
        acronyms,
        ap_datelines,
        approvals,
        clearances,
        contacts,
        datelines,
        dates,
        embargo,
        embargo_banners,
        endings,
        figures,
        front_matter,
        headlines,
        images,
        introductions,
        itself,
        ledes,
        links,
        lists,
        offices,
        people,
        placeholders,
        publication,
        quote_marks,
        quote_words,
        quotes,
        repetitions,
        speakers,
        style_dates,
        style_numbers,
        style_people,
        style_places,
        style_times,
        style_words,
        sums,
        typed_datelines,
        unexplained,
        ways_to_call,
    )
