"""The rules, one module for each family. A rule is a pure generator over a document; its page is in pages/."""

from __future__ import annotations

import importlib

# A new family is a new name here. The second list is loaded only for a house style or if rules are selected by name.
FAMILIES = (
    "suppression_rules",
    *(
        f"facts.{name}"
        for name in "counts dates days figures hours introductions lists people repetitions shares sums tables".split()
    ),
    *(f"fields.{name}" for name in "aliases approvals contacts corrections embargo embargo_banners endings".split()),
    *(f"fields.{name}" for name in "front_matter headlines images ledes offices phones_and_emails".split()),
    *(f"fields.{name}" for name in "privacy publication topics translations".split()),
    *(f"quotes.{name}" for name in "clearances quote_marks quotes speakers".split()),
    *(f"style.{name}" for name in "datelines typed_datelines".split()),
    *(f"text.{name}" for name in "acronyms addresses characters consistency echoes items links marks names".split()),
    *(f"text.{name}" for name in "customs_of_words leftovers paragraph_ends placeholders reading scraps".split()),
    *(
        f"text.{name}"
        for name in "grammar slips spacing spelling spelling_customs terms typography unread usage wording".split()
    ),
)
HOUSE_STYLE_FAMILIES = (
    *(f"style.{name}" for name in "ap_datelines style_dates style_numbers style_people style_places".split()),
    *(f"style.{name}" for name in "style_times style_words".split()),
    "quotes.quote_words",
    "text.unexplained",
)


def load(*, all_styles: bool) -> None:
    """Import the families, each of which declares its rules; without `all_styles`, not those of house styles."""
    for name in (*FAMILIES, *(HOUSE_STYLE_FAMILIES if all_styles else ())):
        importlib.import_module(f"{__name__}.{name}")
