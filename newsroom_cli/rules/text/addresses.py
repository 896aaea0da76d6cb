"""LK: the addresses that links lead to, and those that readers see."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from urllib.parse import unquote

from newsroom_cli.language import passages
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.links import addresses, link_targets
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Link
from newsroom_cli.model.interpretation import newsroom_path
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, INFO, OFF, WARNING, Fix, Hit, replace, reported, rule


def _links(document: Document) -> Sequence[Link]:
    """The links of the body, pictures left out, Markdown first."""
    parsed = document.markdown
    if not parsed.links and not parsed.html_links:
        return ()
    return [each for each in (*parsed.links, *parsed.html_links) if not each.image]


def _instead(document: Document, link: Link, target: str) -> Fix | None:
    """The fix that gives a link another target, where it is written as it is read."""
    at = document.release.text.rfind(link.target, *link.span) if target else -1
    return replace(Span(at, at + len(link.target)), target, safe=False) if at >= 0 else None


# --- addresses written as text --------------------------------------------------------------------------------

_BARE = pattern(r"[^\s<>\"“”`|]{1,2000}")  # no address that opens is longer
_TRAILING = ".,;:!?'’”»*_)]}"


@per_document
def bare(document: Document) -> tuple[tuple[Span, str], ...]:
    """The web addresses that stand in the text of a body without being links, and where."""
    text = document.release.body.value
    if "http" not in text and "www" not in text and "://" not in text:
        return ()
    parsed = document.markdown
    links = sorted([each.span for each in (*parsed.links, *parsed.html_links)])
    starts = list(_outside(links, [document.release.body.span.start + each for each in _starts(text)]))
    found = []
    for start in _outside(sorted((*links, *_closed(document))), starts) if starts else ():
        match = _BARE.match(text, start - document.release.body.span.start)
        if match and (written := _without_marks(match.group())):
            found.append((Span(start, start + len(written)), written))
    return tuple(found)


_LAST = 1 << 60  # behind every place of a file


def _outside(spans: Sequence[Span], places: Sequence[int]) -> Iterator[int]:
    """The places that lie in none of some spans, which are in order and may lie in one another."""
    ends = list(accumulate([each.end for each in spans], max))  # how far each and those before it reach
    for each in places:
        index = bisect_right(spans, (each, _LAST)) - 1
        if index < 0 or ends[index] <= each:
            yield each


def _closed(document: Document) -> Iterator[Span]:
    """Where an address is no text: code, HTML, comments and the definitions of links."""
    for block in document.markdown.blocks:
        if block.kind in (markdown.CODE, markdown.HTML):
            yield block.span
    if "`" in document.release.body.value:
        for span in passages.code_spans(document.release.body.value):
            yield Span(document.release.body.span.start + span.start, document.release.body.span.start + span.end)
    if "]:" in document.release.body.value:
        for match in _DEFINED.finditer(document.release.body.value):
            yield Span(document.release.body.span.start + match.start(), document.release.body.span.start + match.end())


_DEFINED = pattern(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[^\n]*", re.MULTILINE)
_ALONE = frozenset(" \n\t(\u00a0:,;*_[“\"‘'—–>\r")


def _starts(body: str) -> Iterator[int]:
    """Where an address may begin: http or www at the start of a word, or what was meant to be http before ://."""
    for word in ("http", "www"):
        at = body.find(word)
        while at >= 0:
            if at == 0 or body[at - 1] in _ALONE:
                yield at
            at = body.find(word, at + len(word))
    at = body.find("://")
    while at >= 0:
        right = body.endswith(("http", "https"), max(at - 5, 0), at)
        begun = None if right else _MISTYPED.search(body, max(at - 6, 0), at)
        if begun and (begun.start() == 0 or body[begun.start() - 1] in _ALONE):
            yield begun.start()
        at = body.find("://", at + 3)


_MISTYPED = pattern(r"(?:htt?t?|hht?t?|tt|ht)ps?\Z(?<!http)(?<!https)|ttps?\Z", re.IGNORECASE)


def _without_marks(written: str) -> str:
    """What stands there without the marks of the sentence behind it."""
    while written and written[-1] in _TRAILING:
        if written[-1] == ")" and written.count("(") >= written.count(")"):
            break
        written = written[:-1]
    return written if "." in written and len(written) > 6 else ""


# --- the rules ------------------------------------------------------------------------------------------------


@rule("LK004", "malformed-address", severity=ERROR, yields_to=("LK002",))
def malformed_address(document: Document) -> Iterator[Hit]:
    for link in _links(document):
        if link.target and (wrong := addresses.fault(link.target)):
            yield Hit(link.span, wrong.message, _saying(wrong), fix=_instead(document, link, _sound(wrong.meant)))
    if "](http" in document.release.body.value:
        yield from _no_links(document)
    for span, written in bare(document):
        if not written.lower().startswith("www.") and (wrong := addresses.fault(written)):
            meant = _sound(wrong.meant)
            yield Hit(span, wrong.message, _saying(wrong), fix=replace(span, meant, safe=False) if meant else None)


def _sound(meant: str) -> str:
    """A correction with which nothing is wrong any more, else nothing."""
    again = addresses.fault(meant) if meant else None
    while again and again.meant and again.meant != meant:
        meant, again = again.meant, addresses.fault(again.meant)
    return "" if again else meant


def _saying(wrong: addresses.Fault) -> str:
    meant = _sound(wrong.meant)
    return f"{wrong.help}: {meant[:200]}" if meant else wrong.help


_NO_LINK = pattern(r"\]\((?P<address>https?://[^()\s]{1,500}\s[^()\n]{0,200})\)")


def _no_links(document: Document) -> Iterator[Hit]:
    """What was meant for a link, and is printed with its brackets because a space stands in its address."""
    for block in [each for each in document.prose if "](http" in each.text]:
        for match in _NO_LINK.finditer(document.without_code(block)):
            span = block.place(*match.span("address"))
            fix = replace(span, "%20".join(match["address"].split()), safe=False)
            message = "a space in its address keeps this from being a link"
            yield Hit(span, message, "write %20 for it, or delete it", fix=fix)


@rule("LK005", "address-of-another-site", severity=ERROR)
def address_of_another_site(document: Document) -> Iterator[Hit]:
    for link in _links(document):
        if "." not in link.text:
            continue
        if link.target.lower().startswith("mailto:"):
            yield from _other_mailbox(link)
            continue
        seen, target = addresses.seen_host(link.text), link_targets.unwrapped(link.target)
        led = addresses.host_of(target)
        if seen and led and not addresses.same_site(seen, led) and not _leads_on(target, seen):
            message = f"readers see {seen}, but the link leads to {led}"
            yield Hit(link.span, message, "write the address that is meant in both places")


def _leads_on(target: str, seen: str) -> bool:
    """Whether an address that cannot be followed here names the seen site as the place it leads on to."""
    return addresses.fault(target) is not None or addresses.bare_host(seen) in unquote(target.partition("?")[2]).lower()


_MAILBOX = pattern(r"(?<![^\s@<>()])[^\s@<>()]++@[\w-]+(?:\.[\w-]+)+")


def _other_mailbox(link: Link) -> Iterator[Hit]:
    seen = _MAILBOX.search(link.text)
    led = unquote(link.target[7:].partition("?")[0]).strip()
    if seen and led and "," not in led and seen.group().lower() != led.lower():
        message = f"readers see {seen.group()}, but the link writes to {led}"
        yield Hit(link.span, message, "write the address that is meant in both places")


@rule("LK006", "private-or-tracking-link", severity=WARNING, yields_to=("LK004",))
def private_or_tracking_link(document: Document) -> Iterator[Hit]:
    for link in _links(document):
        yield from _unfit(link.span, link.target, document, link)
    for span, written in bare(document):
        yield from _unfit(span, written, document, None)


def _unfit(span: Span, target: str, document: Document, link: Link | None) -> Iterator[Hit]:
    """What readers should not be led to, or through."""

    def instead(meant: str) -> Fix | None:
        return _instead(document, link, meant) if link else replace(span, meant, safe=False)

    if inside := link_targets.wrapper_and_target(target):
        who, meant = inside[0], _plain(target)
        help = (
            f"link to {meant[:200]} itself" if meant else "link to the page itself: copy its address from the browser"
        )
        yield Hit(span, f"the link goes through {who}", help, fix=instead(meant) if meant else None)
    elif why := link_targets.why_private(target, document.config.check.internal_hosts):
        yield Hit(span, f"nobody outside can open this link: {why}", "link to a public page")
    else:
        names, personal = link_targets.tracking_parameters(target)
        if names:
            several = ", ".join(dict.fromkeys(names))
            severity = "" if personal else INFO
            help = "leave them out of the address" if len(names) > 1 else "leave it out of the address"
            message = f"the link follows its readers: {several}"
            yield Hit(span, message, help, severity=severity, fix=instead(_plain(target)))


def _plain(url: str) -> str:
    """An address without its wrappers and what follows readers; empty where it cannot be read."""
    inside = link_targets.unwrapped(url)
    return link_targets.without_parameters(inside, link_targets.tracking_parameters(inside)[0]) if inside else ""


@rule("LK007", "link-to-nothing-published", severity=ERROR, yields_to=("LK002", "TX007"))
def link_to_nothing_published(document: Document) -> Iterator[Hit]:
    yield from reported("LK007")(document)
    shown: set[str | None] = set()
    for link in _links(document):
        target = link.target.strip()
        path = target.partition("#")[0].partition("?")[0]
        if not target or _ABSOLUTE.match(target) or addresses.fault(target) or link_targets.why_private(target):
            continue
        if not path and len(target) > 1:
            message = f'the link leads to "{target}" on its own page, where no place has that name'
            yield Hit(link.span, message, "link to a page, or say where it stands in words")
        elif path and not path.lower().endswith((".md", ".html", ".xml", ".json", "/")):
            shown = shown or _shown(document)
            yield from _unpublished(document, link, path, shown)


_ABSOLUTE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def _shown(document: Document) -> set[str | None]:
    """The files of the pictures that the release shows, and None for those that are elsewhere."""
    body = (newsroom_path(document.release, each.target) for each in document.markdown.links if each.image)
    return {
        None,
        *body,
        *(newsroom_path(document.release, each.file.value) for each in document.release.images if each.file),
    }


def _unpublished(document: Document, link: Link, path: str, shown: Collection[str | None]) -> Iterator[Hit]:
    """A file beside the release: pages and pictures of releases are published, nothing else is."""
    file = newsroom_path(document.release, path)
    if file is None:
        yield Hit(link.span, f'"{path}" lies outside the newsroom', "link to a page on the web, from https:// on")
    elif file not in shown:
        help = "attachments are not published yet: put the file on the web yourself and link to it from https:// on"
        yield Hit(link.span, f'the link leads to "{path}", which is not published with the release', help)


@rule("LK009", "bare-address", severity=INFO, styles=OFF)
def bare_address(document: Document) -> Iterator[Hit]:
    for span, written in bare(document):
        full = written if written.lower().startswith("http") else f"https://{written}"
        if addresses.fault(full) is None and not any(each in written for each in "()[]"):
            help = "write it between < and >, or link the words that say what it is"
            fix = (
                replace(span, f"<{written}>") if full is written else replace(span, f"[{written}]({full})", safe=False)
            )
            yield Hit(span, "this address is text, not a link", help, fix=fix)
