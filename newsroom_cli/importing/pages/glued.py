"""Words that a page sets apart by its style alone: `<span class="fn">Ana Ruiz</span><span class="org">`."""

from __future__ import annotations

from newsroom_cli.importing.pages.tree import Element, tag


def separate(root: Element) -> None:
    """Put a line break between spans with classes whose words would become one: Ana RuizCity of Port Ellery."""
    for element in list(root.iter("span")):
        before = element.getprevious()
        if (
            before is None
            or tag(before) != "span"
            or (before.tail or "")
            or not (before.get("class") and element.get("class"))
        ):
            continue
        last, first = "".join(before.itertext())[-1:], "".join(element.itertext())[:1]
        if (last.islower() and (first.isupper() or first.isdigit())) or (last.isdigit() and first.isalpha()):
            element.addprevious(element.makeelement("br"))
