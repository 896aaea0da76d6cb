"""What elements of HTML mean for a text: which stand within a line, which style words, which lose what cannot be kept."""

from __future__ import annotations

from collections import Counter

from newsroom_cli.importing.pages.inline import BREAK, Run
from newsroom_cli.importing.pages.tree import WITHIN, Element, tag
from newsroom_cli.model.patterns import pattern


class Lost(Counter[str]):
    """How many links, pictures and the like could not be kept, by reason."""

    def notes(self) -> tuple[str, ...]:
        """One plain sentence for each reason."""
        return tuple(
            one if self[reason] == 1 else many.format(self[reason])
            for reason, (one, many) in _NOTES.items()
            if self[reason]
        )


_NOTES = {
    "nowhere": (
        "one link lost its address: it is relative, and the address of the page is not known",
        "{} links lost their addresses: they are relative, and the address of the page is not known",
    ),
    "hidden": (
        "one link leads through a click tracker that hides where to; put the true address in",
        "{} links lead through click trackers that hide where to; put the true addresses in",
    ),
    "embedded": (
        "one picture is part of the source and was not imported",
        "{} pictures are part of the source and were not imported",
    ),
    "deep": (
        "one part was nested too deep to keep its layout; its words are there",
        "{} parts were nested too deep to keep their layout; their words are there",
    ),
}

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
INLINE = WITHIN  # all others are blocks


def is_last(element: Element) -> bool:
    """Whether nothing stands behind an element in the one around it."""
    return element.getnext() is None and not (element.tail or "").strip()


def parted(runs: list[Run]) -> list[list[Run]]:
    """Runs, parted where two breaks or more stand in a row."""
    if sum(1 for run in runs if run.text == BREAK) < 2:
        return [runs]
    parts: list[list[Run]] = [[]]
    waiting: list[Run] = []
    for run in runs:
        if run.text == BREAK and not run.picture:
            waiting.append(run)
        elif not run.text.strip() and not run.picture:
            parts[-1] += [] if waiting else [run]
        else:
            if len(waiting) > 1:
                parts.append([])
            else:
                parts[-1] += waiting
            waiting = []
            parts[-1].append(run)
    return parts


TOO_MUCH = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "article", "section", "pre"}
LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dt", "dd", "address"}
BLANK_LINE = pattern(r"\n[ \t]*\n")
RELATIVE = pattern(r"(?!(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//))")
_CAPTION = pattern(
    r"(?:\b|_|fig)caption|bildunterschrift|bildbeschreibung|picture-?text|image-?desc|image-?credit|photo-?credit|legend",
    2,
)
_WEIGHT = pattern(r"font-weight\s*:\s*(?:bold|[6-9]00)", 2)
_SLANT = pattern(r"font-style\s*:\s*italic", 2)


def styled(element: Element, name: str, style: Run) -> Run:
    css = element.get("style") or ""
    bold = name in _BOLD or (bool(css) and _WEIGHT.search(css) is not None)
    italic = name in _ITALIC or (bool(css) and _SLANT.search(css) is not None)
    return style._replace(bold=style.bold or bold, italic=style.italic or italic) if bold or italic else style


def is_caption(home: Element) -> bool:
    return tag(home) == "figcaption" or _CAPTION.search(home.get("class") or "") is not None


def is_layout(quote: Element) -> bool:
    """Whether a block quotation only indents: mail programs and old pages use it for whole documents."""
    return any(tag(each) in ("table", "h1", "h2") for each in quote.iter())


def number_of(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= 6 else otherwise
