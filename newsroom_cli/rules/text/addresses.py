"""LK: the targets of links, and addresses that are printed as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from newsroom_cli.language import passages
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.links import addresses, link_targets
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Link
from newsroom_cli.model.interpretation import newsroom_path
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, INFO, OFF, PREVIEW, WARNING, Fix, Hit, replace, rule, rule_for_problems


def _links(document: Document) -> Sequence[Link]:
    """The links of the body without pictures: Markdown links first, then HTML."""
    parsed = document.markdown
    if not parsed.links and not parsed.html_links:
        return ()
    return [link for link in (*parsed.links, *parsed.html_links) if not link.image]


def _retargeted(document: Document, link: Link, target: str) -> Fix | None:
    """The fix that gives a link another target; None if the file spells the present target differently."""
    at = document.release.text.rfind(link.target, *link.span) if target else -1
    return replace(Span(at, at + len(link.target)), target, safe=False) if at >= 0 else None


# --- addresses written as text --------------------------------------------------------------------------------

_BARE = pattern(r"[^\s<>\"“”`|]{1,2000}")  # browsers do not open longer addresses
_TRAILING = ".,;:!?'’”»*_)]}"


@per_document
def bare_addresses(document: Document) -> tuple[tuple[Span, str], ...]:
    """The web addresses that the body prints without a link, each with its span."""
    body, parsed = document.release.body, document.markdown
    links = [link.span for link in (*parsed.links, *parsed.html_links)]
    starts = [body.span.start + offset for offset in _starts(body.value)]
    no_text = SpanSet((*links, *_no_text(document)) if starts else ())
    bare = []
    for start in starts:
        match = _BARE.match(body.value, start - body.span.start)
        if match and not no_text.overlaps(Span(start, start + 1)) and (written := _without_marks(match.group())):
            bare.append((Span(start, start + len(written)), written))
    return tuple(bare)


def _no_text(document: Document) -> Iterator[Span]:
    """Yield the spans in which an address is not text: code, HTML blocks and link definitions."""
    body = document.release.body
    for block in document.markdown.blocks:
        if block.kind in (markdown.CODE, markdown.HTML):
            yield block.span
    if "`" in body.value:
        for span in passages.code_spans(body.value):
            yield Span(body.span.start + span.start, body.span.start + span.end)
    if "]:" in body.value:
        for match in _DEFINITION.finditer(body.value):
            yield Span(body.span.start + match.start(), body.span.start + match.end())


_DEFINITION = pattern(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[^\n]*", re.MULTILINE)
_BEFORE_AN_ADDRESS = frozenset(" \n\t(\u00a0:,;*_[“\"‘'—–>\r")


def _starts(body: str) -> Iterator[int]:
    """Yield the offsets where an address may begin: http or www at the start of a word, or misspelt http before ://."""
    for word in ("http", "www"):
        for at in occurrences(body, word):
            if at == 0 or body[at - 1] in _BEFORE_AN_ADDRESS:
                yield at
    for at in occurrences(body, "://"):
        right = body.endswith(("http", "https"), max(at - 5, 0), at)
        scheme = None if right else _MISSPELT_HTTP.search(body, max(at - 6, 0), at)
        if scheme and (scheme.start() == 0 or body[scheme.start() - 1] in _BEFORE_AN_ADDRESS):
            yield scheme.start()


_MISSPELT_HTTP = pattern(r"(?:htt?t?|hht?t?|tt|ht)ps?\Z(?<!http)(?<!https)|ttps?\Z", re.IGNORECASE)


def _without_marks(written: str) -> str:
    """An address without the punctuation of its sentence; empty if what is left is not an address."""
    while written and written[-1] in _TRAILING:
        if written[-1] == ")" and written.count("(") >= written.count(")"):
            break
        written = written[:-1]
    return written if "." in written and len(written) > 6 else ""


# --- the rules ------------------------------------------------------------------------------------------------


@rule("LK004", "malformed-address", severity=ERROR, yields_to=("LK002",))
def malformed_address(document: Document) -> Iterator[Hit]:
    """Report addresses that cannot work."""
    for link in _links(document):
        if link.target and (wrong := addresses.fault(link.target)):
            yield Hit(link.span, wrong.message, _help(wrong), fix=_retargeted(document, link, _corrected(wrong)))
    yield from _broken_links(document)
    for span, written in bare_addresses(document):
        if not written.lower().startswith("www.") and (wrong := addresses.fault(written)):
            right = _corrected(wrong)
            yield Hit(span, wrong.message, _help(wrong), fix=replace(span, right, safe=False) if right else None)
    for passage in document.passages if "@" in document.word_index.characters else ():
        for start, end, wrong in addresses.broken_mailboxes(passage.text) if "@" in passage.text else ():
            span = passage.place(start, end)
            yield Hit(span, wrong.message, _help(wrong), fix=replace(span, wrong.corrected, safe=False), since=PREVIEW)


def _corrected(fault: addresses.Fault) -> str:
    """The corrected address; empty if it still has a fault or none is known."""
    right = fault.corrected
    again = addresses.fault(right) if right else None
    while again and again.corrected and again.corrected != right:
        right, again = again.corrected, addresses.fault(again.corrected)
    return "" if again else right


def _help(fault: addresses.Fault) -> str:
    """The help for a faulty address, with the corrected address if known."""
    right = _corrected(fault)
    return f"{fault.help}: {right[:200]}" if right else fault.help


_BROKEN_LINK = pattern(r"\]\((?P<address>https?://[^()\s]{1,500}\s[^()\n]{0,200})\)")


def _broken_links(document: Document) -> Iterator[Hit]:
    """Yield hits for links whose brackets readers see, because a space in the address breaks the Markdown."""
    for block in document.prose:
        for match in _BROKEN_LINK.finditer(document.without_code(block)) if "](http" in block.text else ():
            span = block.place(*match.span("address"))
            fix = replace(span, "%20".join(match["address"].split()), safe=False)
            message = "a space in its address keeps this from being a link"
            yield Hit(span, message, "write %20 for it, or delete it", fix=fix)


@rule("LK005", "address-of-another-site", severity=ERROR)
def address_of_another_site(document: Document) -> Iterator[Hit]:
    """Report links whose text shows a site or mailbox other than their target."""
    for link in _links(document):
        if "." not in link.text:
            continue
        if link.target.lower().startswith("mailto:"):
            yield from _other_mailbox(link)
            continue
        seen, target = addresses.seen_host(link.text), link_targets.unwrapped(link.target)
        host = addresses.host_of(target)
        if (seen, host) in _SHORTENED:
            continue
        if seen and host and not addresses.same_site(seen, host) and not _leads_on(target, seen) and not _is_file(link):
            message = f"readers see {seen}, but the link leads to {host}"
            yield Hit(link.span, message, "write the address that is meant in both places")


_SHORTENED = {("pic.twitter.com", "t.co"), ("pic.x.com", "t.co")}  # pictures in posts, which link through t.co


def _leads_on(target: str, seen: str) -> bool:
    """Whether an address is faulty, or redirects to the site that readers see."""
    return addresses.fault(target) is not None or addresses.bare_host(seen) in unquote(target.partition("?")[2]).lower()


def _is_file(link: Link) -> bool:
    """Whether readers see the name of the file that a link leads to, such as notes.org."""
    return link.target.lower().endswith(f"/{link.text.strip().lower()}")


_MAILBOX = pattern(r"(?<![^\s@<>()])[^\s@<>()]++@[\w-]+(?:\.[\w-]+)+")


def _other_mailbox(link: Link) -> Iterator[Hit]:
    """Yield a hit for a link to a mailbox other than the one that its text shows."""
    seen = _MAILBOX.search(link.text)
    mailbox = unquote(link.target[7:].partition("?")[0]).strip()
    if seen and mailbox and "," not in mailbox and seen.group().lower() != mailbox.lower():
        message = f"readers see {seen.group()}, but the link writes to {mailbox}"
        yield Hit(link.span, message, "write the address that is meant in both places")


@rule("LK006", "private-or-tracking-link", severity=WARNING, yields_to=("LK004",))
def private_or_tracking_link(document: Document) -> Iterator[Hit]:
    """Report links that go to private places or through click counters, or that track readers."""
    for link in _links(document):
        yield from _unfit(link.span, link.target, document, link)
    for span, written in bare_addresses(document):
        yield from _unfit(span, written, document, None)


def _unfit(span: Span, target: str, document: Document, link: Link | None) -> Iterator[Hit]:
    """Yield a hit for an address that is wrapped, private or tracks readers; `link` is None for a printed address."""

    def with_target(new_target: str) -> Fix | None:
        """The fix that replaces the target of the link, or the printed address."""
        return _retargeted(document, link, new_target) if link else replace(span, new_target, safe=False)

    if inside := link_targets.wrapper_and_target(target):
        who, meant = inside[0], _plain(target)
        help = (
            f"link to {meant[:200]} itself" if meant else "link to the page itself: copy its address from the browser"
        )
        yield Hit(span, f"the link goes through {who}", help, fix=with_target(meant) if meant else None)
    elif why := link_targets.why_private(target, document.config.check.internal_hosts):
        yield Hit(span, f"nobody outside can open this link: {why}", "link to a public page")
    else:
        names, personal = link_targets.tracking_parameters(target)
        if names:
            several = ", ".join(dict.fromkeys(names))
            severity = "" if personal else INFO
            help = "leave them out of the address" if len(names) > 1 else "leave it out of the address"
            message = f"the link tracks its readers: {several}"
            yield Hit(span, message, help, severity=severity, fix=with_target(_plain(target)))


def _plain(url: str) -> str:
    """An address without wrappers and tracking parameters; empty if it cannot be unwrapped."""
    inside = link_targets.unwrapped(url)
    return link_targets.without_parameters(inside, link_targets.tracking_parameters(inside)[0]) if inside else ""


@rule("LK007", "link-to-nothing-published", severity=ERROR, yields_to=("LK002", "TX007"))
def link_to_nothing_published(document: Document) -> Iterator[Hit]:
    """Report links to files or places that are not published."""
    yield from rule_for_problems("LK007")(document)
    files: set[str | None] = set()
    for link in _links(document):
        target = link.target.strip()
        path = target.partition("#")[0].partition("?")[0]
        if not target or _ABSOLUTE.match(target) or addresses.fault(target) or link_targets.why_private(target):
            continue
        if not path and len(target) > 1:
            message = f'the link leads to "{target}" on its own page, where no place has that name'
            yield Hit(link.span, message, "link to a page, or say in words where it is")
        elif path and not path.lower().endswith((".md", ".html", ".xml", ".json", "/")):
            files = files or own_files(document)
            yield from _unpublished(document, link, path, files)


_ABSOLUTE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def own_files(document: Document) -> set[str | None]:
    """The files in the newsroom that are the release's pictures and attachments; None stands for files outside it."""
    release = document.release
    targets = [link.target for link in document.markdown.links if link.image]
    targets += [image.file.value for image in release.images if image.file]
    targets += [attachment.file.value for attachment in release.attachments if attachment.file]
    return {None, *[newsroom_path(release, target) for target in targets]}


def _unpublished(document: Document, link: Link, path: str, files: Collection[str | None]) -> Iterator[Hit]:
    """Yield a hit for a file beside the release that is neither a picture nor an attachment: it is not published."""
    file = newsroom_path(document.release, path)
    if file is None:
        yield Hit(link.span, f'"{path}" is outside the newsroom', "link to a page on the web, starting with https://")
    elif file not in files:
        help = "list the file under [[attachments]]; or put it on the web yourself, and link to it from https:// on"
        yield Hit(link.span, f'the link leads to "{path}", which is not published with the release', help)


@rule("LK009", "bare-address", severity=INFO, styles=OFF)
def bare_address(document: Document) -> Iterator[Hit]:
    """Report web addresses that are not links."""
    for span, written in bare_addresses(document):
        full = written if written.lower().startswith("http") else f"https://{written}"
        if addresses.fault(full) is None and not any(bracket in written for bracket in "()[]"):
            help = "write it between < and >, or link the words that say what it is"
            linked = f"<{written}>" if full is written else f"[{written}]({full})"
            fix = replace(span, linked, safe=full is written)
            yield Hit(span, "this address is text, not a link", help, fix=fix)
