"""AC: acronyms that a text never explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording.acronyms import KNOWN, appendix, in_text, is_spelled_out, shouts
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, OFF, Hit, rule

# --- AC001 ----------------------------------------------------------------------------------------------------


@rule("AC001", "acronym-never-spelled-out", severity=INFO, styles=OFF, language="en")
def acronym_never_spelled_out(document: Document) -> Iterator[Hit]:
    """Report acronyms that the text never spells out."""
    seen = set(KNOWN | RULES["emphasis"]) | _own_acronyms(document)
    for passage in document.narrative:
        if passage.block is None or passage.block.kind != PARAGRAPH or shouts(passage.text):
            continue
        if 0 <= appendix(document) <= passage.block.span.start:
            break
        for acronym, start, end in in_text(passage.text):
            if acronym in seen or (start < _DATELINE and _SEPARATOR.search(passage.text, end, end + _DATELINE)):
                continue
            if len(seen) > _MANY:
                return
            seen.add(acronym)
            if _is_code(passage.text, start, end) or is_spelled_out(document, acronym):
                continue
            help = f"write the name first, {acronym} in brackets after it"
            yield Hit(passage.place(start, end), f"{acronym} is never spelled out", help)


_MANY = 600  # acronyms, including known ones; the whole text is searched for each
_DATELINE = 60  # characters of a dateline, which may be in capitals
_SEPARATOR = pattern(r"\s(?:--|[–—-])\s|/\s?--")


def _own_acronyms(document: Document) -> set[str]:
    """The words in capitals in names of the newsroom, its people and its offices."""
    names = document.config.own_names
    return {word for name in names for word in re.split(r"[\s,()]+", name) if word.isupper()}


_NAME_BESIDE = pattern(
    r"(?!(?:The|An?|This|Our|Its|Their|In|At|For|With|By|And|When|While|If|As|From|Both|All|Each|Some|To|Of|On)\s)"
    r"\b(?:[A-Z][\w.’'-]*|[A-Z]{2,})\s\Z"
)
_GOES_ON = pattern(r"\s(?:[A-Z]|\d)|[’']s\s[A-Z]|/|,\s(?:[A-Z]{2,}|Inc|LLC)\b")


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether capitals are part of a name or number: the HTC Vive, Class AB, Ana Ruiz RA, Boston MA 02118, (ABC)."""
    beside = _NAME_BESIDE.search(text, max(start - 30, 0), start) or _GOES_ON.match(text, end)
    marked = (
        text[start - 1 : start] in ("(", "[")
        or text[end : end + 1] in ("®", "™", ":")
        or text[start - 2 : start] == ": "
    )
    marked = marked or text[start - 3 : start] == "., " or (end - start == 2 and text[start - 2 : start] == ", ")
    return beside is not None or marked or len(set(text[start:end])) == 1
