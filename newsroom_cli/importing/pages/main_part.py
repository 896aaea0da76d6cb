"""Find the main part of a page by its prose, without the page around it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.pages import chrome
from newsroom_cli.importing.pages.tree import UNSEEN, Element, ancestors, drop, letters, tag, words
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern


class Weights:
    """The amount of prose in each element of a page: the characters of sentences outside links."""

    def __init__(self, root: Element) -> None:
        self._own: dict[Element, int] = {}
        for element in root.iter():
            if not tag(element) or tag(element) in UNSEEN:
                continue
            weight = _prose(element.text) if tag(element) != "a" else 0
            parent = element.getparent()
            self._add(element, weight)
            if parent is not None:
                self._add(parent, _prose(element.tail))
        self._sums: dict[Element, int] = {}
        self._sum()

    def _add(self, element: Element, weight: int) -> None:
        """Add to the weight of an element's own text."""
        if weight:
            self._own[element] = self._own.get(element, 0) + weight

    def _sum(self) -> None:
        """Sum the weights of each element and all elements in it."""
        for element, weight in self._own.items():
            for outer in ancestors(element):
                self._sums[outer] = self._sums.get(outer, 0) + weight

    def of(self, element: Element) -> int:
        """The amount of prose in an element and all elements inside it."""
        return self._sums.get(element, 0)


def _prose(text: str | None) -> int:
    """The number of characters of a text that is long enough for prose; 0 for labels and the texts of links."""
    if not text or len(text) < 30:
        return 0
    bare = len(text.strip())
    return bare if bare >= 60 or text.count(" ") >= 7 else 0


def find(root: Element, titles: Sequence[str]) -> Element:
    """The part of a page with its text, from its headline on; `titles` are the page's own titles.

    Everything else is removed from the tree.
    """
    body = root.find("body")
    body = root if body is None else body
    chrome.without_hidden(body)
    weights = Weights(body)
    headline = _headline(body, titles)
    chrome.drop_chrome(body, weights.of, headline)
    return _from_headline(body, _with_short_siblings(_innermost_with_prose(body, Weights(body))), headline)


# --- finding --------------------------------------------------------------------------------------------------

_SHARE = 0.85  # the share of the prose around it; an element with more contains the text


def _innermost_with_prose(body: Element, weights: Weights) -> Element:
    """The innermost element with nearly all prose."""
    element = body
    marked = _marked_article(body, weights)
    if marked is not None:
        element = marked
    while True:
        total = sum(weights.of(child) for child in element if tag(child))
        best = max((child for child in element if tag(child)), key=weights.of, default=None)
        if best is None or tag(best) in _LEAVES or weights.of(best) < _SHARE * max(total, 1) or not weights.of(best):
            return element
        element = best


def _with_short_siblings(main: Element) -> Element:
    """An element around the main part, if all it adds is short and no menu: a contact, an end mark."""
    steps, whole = 2, main
    while steps:
        parent = main.getparent()
        if parent is None or tag(parent) in ("body", "html"):
            break
        siblings = [sibling for sibling in main.itersiblings() if words(sibling)]
        sections = [sibling for sibling in siblings if _is_section_of_text(sibling, main)]
        siblings = [sibling for sibling in siblings if sibling not in sections]
        texts = [(main.tail or "").strip(), *(words(sibling) for sibling in siblings)]
        linked = sum(
            len(words(link)) for sibling in siblings for link in sibling.iter("a") if not _is_contact_or_file(link)
        )
        length = sum(map(len, texts))
        if length > _REST or linked * 2 > length or any(map(_ENDS_PAGE.match, texts)):
            break
        main = parent
        if length or sections:
            whole = parent
            steps -= 1
    return whole


def _is_section_of_text(sibling: Element, main: Element) -> bool:
    """Whether an element is a further section of the text, as page builders divide it."""
    if tag(sibling) != tag(main) or not _first_class(main) or _first_class(sibling) != _first_class(main):
        return False
    if any(tag(inner) in ("form", "input", "article") for inner in sibling.iter()):
        return False
    if any(chrome.begins_aside(words(heading)) for heading in sibling.iter("h1", *_HEADINGS)):
        return False
    text = words(sibling)
    linked = sum(len(words(link)) for link in sibling.iter("a") if not _is_contact_or_file(link))
    return len(text) >= _PROSE and linked * _LINKED < len(text) and _prose(text) > 0


_LINKED = 5  # a section of text has more than so many times the characters of its links


def _first_class(element: Element) -> str:
    return (element.get("class") or "").partition(" ")[0]


_ENDS_PAGE = pattern(r"(?:©|\(c\)|copyright\b|all rights reserved)", 2)
_REST = 400  # characters around the main part that go with it, at most


def _is_contact_or_file(link: Element) -> bool:
    """Whether a link leads to a number, an address or a file; links of menus do not."""
    kind, _, rest = (link.get("href") or "").strip().lower().partition(":")
    if kind in ("mailto", "tel"):
        return rest[:1] not in ("", "?")  # a mail without an address recommends the page
    return (rest or kind).endswith((".pdf", ".jpg", ".jpeg", ".png", ".zip", ".doc", ".docx", ".mp3", ".mp4", ".vcf"))


_LEAVES = frozenset("p li ul ol table tbody tr td blockquote h1 h2 h3 pre dl a span strong b em".split())


def _marked_article(body: Element, weights: Weights) -> Element | None:
    """The element marked as the article or main part, if it has most of the prose; otherwise None."""
    most = weights.of(body)
    for mark in (
        ".//*[@itemprop='articleBody']",
        ".//article",
        ".//main",
        ".//*[@role='main']",
    ):
        largest = max(body.iterfind(mark), key=weights.of, default=None)
        if largest is not None and weights.of(largest) >= 0.6 * most and most:
            return largest
    return None


def _headline(body: Element, titles: Sequence[str]) -> Element | None:
    """The element with the headline: a first-level heading, or an element with the page's own title.

    Otherwise the heading above the text; None if there is none.
    """
    parts = (part for title in titles for part in (title, title.partition("|")[0].strip()))
    names = [part for part in dict.fromkeys(parts) if len(part) >= 8]
    best: tuple[int, Element] | None = None
    paragraphs = 0
    for element in body.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong"):
        level = tag(element)
        text = "".join(element.itertext())
        paragraphs += level == "p" and len(text) > _PROSE
        other = level in ("p", "div", "span", "strong")
        if other and (not names or len(element) > 1 or paragraphs >= _TEXT_BEGAN):
            continue
        if (
            not 8 <= len(text) <= 600
            or len(letters(text)) < 8
            or (other and head_lines.is_issuer(text.strip(" ©\n\t")))
        ):
            continue
        rank = max((_likeness(text, name, in_words=level == "h1") for name in names), default=0)
        rank += {"h1": 40, "h2": 15, "h3": 5}.get(level, 0)
        if rank >= 40 and (best is None or rank > best[0]):
            best = rank, element
    if best is not None:
        return best[1]
    if (first := body.find(".//h1")) is not None:
        return first
    return _last_heading(body) if names else _only_heading(body)


def _last_heading(body: Element) -> Element | None:
    """The last heading above the first long paragraph, if it is as long as a headline; otherwise None."""
    last = None
    for block in body.iter("p", "td", "div", *_HEADINGS):
        if tag(block) in _HEADINGS:
            last = block
        elif len((block.text or "").strip()) > _PROSE:
            break
    return last if last is not None and len(words(last).split()) >= _HEADLINE_WORDS else None


_HEADLINE_WORDS = 4  # words in a headline, at least


def _only_heading(body: Element) -> Element | None:
    """The only heading below the first level, if it is above the text; None if there are several."""
    headings = list(itertools.islice(body.iter(*_HEADINGS), 2))
    first = next(
        (block for block in body.iter("p", *_HEADINGS) if tag(block) != "p" or len(words(block)) > _PROSE), None
    )
    return first if len(headings) == 1 and first is headings[0] else None


_TEXT_BEGAN = 2  # long paragraphs; no line below so many is the headline
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_PROSE = 80  # characters in a long paragraph, at least


def _likeness(line: str, title: str, *, in_words: bool) -> int:
    """The likeness of a line and a page's title, from 0 to 100, by their letters or, with `in_words`, their words."""
    text, name = letters(line), letters(title)
    if (text in name or name in text) and len(text) <= 3 * len(name):
        return 100 * min(len(text), len(name)) // max(len(text), len(name))
    if not in_words:
        return 0
    line_words, title_words = set(folded(line)), set(folded(title))
    shared, total = len(line_words & title_words), len(line_words | title_words)
    return 100 * shared // total if shared >= _SHARED_WORDS and 2 * shared > total else 0


_SHARED_WORDS = 4  # words that a line and a title share, at least


_LETTERHEAD = 600  # characters above a headline that stay, at most
_DATED = 150  # characters in a line with a date above a headline, at most
_YEAR = pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d\d\b")


def _from_headline(body: Element, main: Element, headline: Element | None) -> Element:
    """The smallest element with headline and main part, without the elements before and after them.

    A letterhead or a line with a date above the headline stays; a menu does not.
    """
    if headline is None:
        return main
    above = set(ancestors(main))
    common = next((outer for outer in ancestors(headline) if outer in above), body)
    if common is main and _length_before(main, headline) <= _LETTERHEAD:
        return main
    if common is not main and not _precedes(common, headline, main):
        return main
    _cut_before(common, headline)
    if common is not main:
        _cut_after(common, main)
    return common


def _length_before(main: Element, headline: Element) -> int:
    """The number of characters in an element before the headline inside it."""
    total, element = 0, headline
    while element is not main:
        for sibling in element.itersiblings(preceding=True):
            total += len(words(sibling)) + len(sibling.tail or "")
        element = element.getparent()
        total += len(element.text or "")
    return total


def _precedes(common: Element, headline: Element, main: Element) -> bool:
    """Whether the headline comes before the main part inside the element that contains both."""
    first, last = set(ancestors(headline)), set(ancestors(main))
    return next((child in first for child in common if child in first or child in last), False)


def _cut_before(common: Element, headline: Element) -> None:
    """Drop the elements before the headline, except dated lines right above it."""
    element, near = headline, True
    while element is not common:
        for sibling in list(element.itersiblings(preceding=True)):
            text = words(sibling)
            near = near and len(text) <= _DATED
            if not (near and _YEAR.search(text)):
                sibling.tail = None if not near else sibling.tail
                drop(sibling)
        element = element.getparent()
        element.text = None


def _cut_after(common: Element, main: Element) -> None:
    """Drop the elements after the main part."""
    element = main
    while element is not common:
        for sibling in list(element.itersiblings()):
            sibling.tail = None
            drop(sibling)
        element.tail = None
        element = element.getparent()
