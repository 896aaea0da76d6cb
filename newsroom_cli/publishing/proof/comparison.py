"""Proof that page, mail and feeds say what the release says: each is parsed back and compared with its source."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf, no_releases
from newsroom_cli.markup.markdown import Link
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import addresses
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing import headers
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.text import address
from newsroom_cli.publishing.proof import source as promised
from newsroom_cli.publishing.proof import views
from newsroom_cli.publishing.proof.body import Body
from newsroom_cli.publishing.proof.source import Promise, Source
from newsroom_cli.publishing.proof.views import Entry, View, collapsed, ends_between, skeleton, without_addresses


class Omission(NamedTuple):
    """What outputs leave out on purpose."""

    outputs: str
    what: str


_ALL, _MAILS = "page, mail, text, feeds", "mail, text"
OMISSIONS = (
    Omission(_ALL, "links to releases that are not public, and links that lead nowhere: their words stay"),
    Omission(_ALL, "HTML that does not belong into a text: scripts, styles, forms, comments"),
    Omission(_ALL, "all of a killed release but headline, notice, office and contacts"),
    Omission(_MAILS, "the end of a release that is longer than a mail may be: a link leads to the whole"),
    Omission(_MAILS, "the end of a headline above 500 characters, a subhead above 1000, a contact above 200"),
    Omission(_MAILS, "notices after the tenth, contacts after the twentieth, or after the third in a mail that is cut"),
    Omission(_MAILS, "dates in a language that no mail can state: they are in the newsroom's language"),
    Omission(_MAILS, "links of HTML that nothing closes"),
    Omission("mail", "addresses that mail programs do not follow, and those above 2000 characters"),
    Omission("text", "the language, and headings of empty columns"),
    Omission("text", "addresses that are the words of their link"),
    Omission("feeds", "the date in words"),
    Omission("feeds", "the text of a release above 1 MB, for its summary and a link; above 2 MB in all, the oldest"),
)
_LIMITS = {
    promised.HEADLINE: 500,
    promised.SUBHEAD: 1000,
    promised.PLACE: 500,
    promised.CONTACT: 200,
    promised.NOTICE: 2000,
}  # characters in mails


class Difference(NamedTuple):
    """What an output does not have as its release has it.

    `words` are those of the release and `place` is where they are, `path:line`; `found` are the nearest words of the
    output, empty if it has nothing alike.
    """

    output: str
    what: str
    words: str
    place: str
    found: str


def differences(
    document: Document, edition: Edition, outputs: Mapping[str, bytes], *, status_of: StatusOf = no_releases
) -> list[Difference]:
    """What page and mails of a release, by their paths in the output folder, do not have as the release has it.

    `status_of` must be the one that the edition was made with.
    """
    source = promised.read(document, edition, status_of)
    found: list[Difference] = []
    for path, data in outputs.items():
        if path.endswith(".txt"):
            view = views.plain(path, data)
        else:
            view = views.html(path, views.MAIL if path.startswith("email/") else views.PAGE, data, source)
        if not _is_proven(source, view):
            found += _compared(promised.without_held(source, status_of), view)
    return found


def refuse(differences: Iterable[Difference], config: Config) -> None:
    """Raise NewsroomError for the first difference, unless newsroom.toml says that the output omits such things."""
    for output, what, words, place, found in differences:
        if what in config.publishing.omitted:
            continue
        path, _, line = place.rpartition(":") if place.rpartition(":")[2].isdigit() else (place, "", "")
        instead = f'; it has "{found}"' if found else ""
        raise NewsroomError(
            f'{output} would not have the {what} as the release has it, "{words}"{instead}; nothing was changed',
            path=path or None,
            line=int(line) if line else None,
            hint="look at your own template; if it leaves this out on purpose, newsroom.toml says so: "
            f'[publishing] omitted = ["{what}"]',
        )


def _is_proven(source: Source, view: View) -> bool:
    """Whether an output has everything, letter for letter: a quick look that is enough for most."""
    text, form, end = view.text, view.form, 0
    for line in map(without_addresses, source.lines) if form == views.PLAIN else source.lines:
        if text.startswith(line, end + 1) and text[end] == " ":
            end += 1
        elif text.startswith(line, end):
            pass  # side by side, as the items of a list may stand
        elif text[end] != " " or (end := text.find(f" {line}", end) + 1) == 0:
            return False
        end += len(line)
    if text[end] != " ":
        return False
    if source.notices or source.document.release.is_killed or source.headline is None:
        return False
    for promise in source.contacts:
        if (end := text.find(promise.words, end)) < 0:
            return False
    fields = (
        source.fields if form != views.FEED else [promise for promise in source.fields if promise.what != promised.TIME]
    )
    if not all(promise.words in text for promise in fields):
        return False
    headline = source.headline.words
    if form != views.FEED and text.count(source.repeated) < 2:
        return False
    if form == views.PLAIN:
        return f" {headline} " in text and all(addresses.as_typed(link.target) in view.raw for link in source.links)
    hrefs = iter(view.links)
    return (
        (view.title if form == views.FEED else view.heading) == headline
        and headline in (view.title or "")
        and view.language == source.document.language
        and all(link.target in hrefs for link in source.links)
        and all(promise.words in view.links for promise in source.callers)
        and (form != views.PAGE or all(stamp.words.encode() in view.data for stamp in source.stamps))
    )


def _compared(source: Source, view: View) -> Iterator[Difference]:
    """The differences of an output, each part looked at more closely."""
    body = Body(source, view)
    yield from _headline(source, view)
    yield from _notices(source, view)
    for promise, region in body.broken():
        yield _difference(source, view, promise, _nearest(region, promise.words))
    for promise in source.fields:
        if body.is_cut and promise.what == promised.DATELINE:
            continue
        if not _is_left_out(source, view, promise) and not _says(source, view, promise):
            yield _difference(source, view, promise)
    yield from _contacts(source, view, body)
    if view.form != views.PLAIN:
        yield from _addresses(source, view, body)
        yield from _language_differences(source, view)
    elif not body.is_cut:
        yield from _typed_addresses(source, view)
    for stamp in source.stamps if view.form == views.PAGE else ():
        name, _, value = stamp.words[:-1].rpartition('"')
        before = "<time" if name.startswith("<time") else f'{name}"'
        if stamp.words.encode() not in view.data and before.encode() in view.data:
            yield _difference(source, view, stamp._replace(words=value.strip("</time>")), "")
    if source.document.release.is_killed:
        yield from _killed_text(source, view)


def _difference(source: Source, view: View, promise: Promise, found: str | None = None) -> Difference:
    words = collapsed(promise.words)
    nearest = _nearest(collapsed(view.raw), words) if found is None else collapsed(found)
    return Difference(view.path, promise.what, words, source.place(promise.span), nearest)


# --- words ----------------------------------------------------------------------------------------------------


def _bounded(promise: Promise, view: View) -> str:
    """The words as an output has them: mails and titles of feeds cut those that are very long."""
    words = collapsed(promise.words)
    limit = {views.PAGE: len(words), views.FEED: 1000}.get(view.form) or _LIMITS.get(promise.what, len(words))
    return words if len(words) <= limit else shortened(words, limit)[:-1]


def _says(source: Source, view: View, promise: Promise) -> bool:
    words = _bounded(promise, view)
    if promise.what == promised.TIME and promise.words == source.repeated:
        return skeleton(view.raw).count(skeleton(words)) > 1
    return words in collapsed(view.raw) or skeleton(words) in skeleton(view.raw)


def _stands_in(text: str, words: str) -> bool:
    """Whether words stand in a text and not in longer words."""
    at = text.find(words)
    while at >= 0 and not (ends_between(text, at) and ends_between(text, at + len(words))):
        at = text.find(words, at + 1)
    return at >= 0


def _nearest(text: str, words: str) -> str:
    """The stretch of a text that is most like some words; empty if nothing is."""
    wanted, had = words.split(), text.split()[:20_000]
    matches = difflib.SequenceMatcher(None, wanted, had, autojunk=False).get_matching_blocks()[:-1]
    if not matches or 2 * sum(match.size for match in matches) < len(wanted):
        return ""
    first, last = matches[0], matches[-1]
    start, end = max(first.b - first.a, 0), last.b + len(wanted) - last.a
    return shortened(" ".join(had[start:end]), 300) if end - start < 3 * len(wanted) else ""


def _headline(source: Source, view: View) -> Iterator[Difference]:
    if (promise := source.headline) is None:
        return
    words, notices = _bounded(promise, view), source.edition.notices
    title, wanted = f"{notices[0].mark}: {words}" if notices else words, skeleton(words)
    if view.heading is not None:
        had = skeleton(view.heading)
        same = had == wanted or (had.startswith(wanted) and had.endswith("…"))
    else:
        same = view.form == views.FEED or _stands_in(skeleton(view.raw), wanted)
    if not same:
        yield _difference(source, view, promise, view.heading)
    if view.title is not None and skeleton(title) not in skeleton(view.title):
        yield _difference(source, view, promise._replace(words=title), view.title)


def _notices(source: Source, view: View) -> Iterator[Difference]:
    if not source.notices:
        return
    first = source.headline if view.form != views.FEED else None
    below = skeleton(view.raw).find(skeleton(_bounded(first, view))) if first else -1
    above = skeleton(view.raw)[: below if below >= 0 else None]
    for promise, notice in zip(
        source.notices, source.edition.notices[: 10 if view.form in (views.MAIL, views.PLAIN) else None], strict=False
    ):
        if skeleton(_bounded(promise, view)) not in above:
            yield _difference(source, view, promise)
        elif skeleton(notice.label).casefold() not in above.casefold():
            yield _difference(source, view, promise._replace(words=notice.label), "")


def _killed_text(source: Source, view: View) -> Iterator[Difference]:
    """The paragraphs of a killed release that an output still has."""
    text = collapsed(view.raw)
    for block in source.document.markdown.blocks:
        if len(block.text.split()) >= 8 and (words := collapsed(block.text)) in text:
            yield _difference(source, view, Promise(promised.KILLED_TEXT, "", block.span), words)


# --- addresses, language --------------------------------------------------------------------------------------


def _is_left_out(source: Source, view: View, promise: Promise) -> bool:
    """Whether an output has no such text: feeds no date in words, mails another one in languages they cannot state."""
    if view.form == views.FEED:
        return promise.what == promised.TIME
    stated = headers.LANGUAGE_TAG.fullmatch(source.document.language)
    return promise.what in (promised.TIME, promised.EVENT) and view.form in (views.MAIL, views.PLAIN) and not stated


def _shown(promises: Sequence[Promise], view: View, body: Body) -> Sequence[Promise]:
    """The contacts that an output has: mails not more than twenty, and fewer of a release that is cut."""
    whole, cut = (20, 3) if view.form in (views.MAIL, views.PLAIN) else (None, 0)
    return promises[: cut if body.is_cut else whole]


def _contacts(source: Source, view: View, body: Body) -> Iterator[Difference]:
    """The contacts that are missing; else the first that stands with the number or the address of another."""
    shown = _shown(source.contacts, view, body)
    missing = [promise for promise in shown if not _says(source, view, promise)]
    yield from (_difference(source, view, promise) for promise in missing)
    text, at = skeleton(view.raw), 0
    for promise in shown if not missing else ():
        if (at := text.find(skeleton(_bounded(promise, view)), at)) < 0:
            yield _difference(source, view, promise, "another contact's")
            return


def _addresses(source: Source, view: View, body: Body) -> Iterator[Difference]:
    hrefs = iter(map(_with_brackets_encoded, view.links))
    for link in source.links if not body.is_cut else ():
        target = headers.target(link.target) if view.form == views.MAIL else link.target
        if target and _with_brackets_encoded(target) not in hrefs:
            hrefs = iter(map(_with_brackets_encoded, view.links))  # the others are still in order
            if view.form != views.MAIL or _is_closed(source, link):
                yield _difference(source, view, Promise(promised.LINK, target, link.span), "")
    for promise in _shown(source.callers, view, body):
        target = headers.target(promise.words) if view.form == views.MAIL else promise.words
        if target and target not in view.links:
            yield _difference(source, view, promise._replace(words=target), "")


def _with_brackets_encoded(address: str) -> str:
    """The address in the form that the writer of HTML gives it."""
    return address.replace("[", "%5B").replace("]", "%5D")


def _typed_addresses(source: Source, view: View) -> Iterator[Difference]:
    for link in source.links:
        said = addresses.as_typed(link.target)
        if (
            _is_closed(source, link)
            and said not in view.raw
            and addresses.normalized(link.text) != addresses.normalized(said)
        ):
            yield _difference(source, view, Promise(promised.LINK, said, link.span))


def _is_closed(source: Source, link: Link) -> bool:
    """Whether a link of HTML has an end tag in the same paragraph; mails may leave out one that has none."""
    paragraph = source.document.release.text[link.span.end :].partition("\n\n")[0]
    return link.text != promised.UNKNOWN or "</a" in paragraph.lower()


def _language_differences(source: Source, view: View) -> Iterator[Difference]:
    document = source.document
    usable = view.form != views.MAIL or headers.LANGUAGE_TAG.fullmatch(document.language)
    wanted = document.language if usable else document.config.language
    field = document.release.language
    if view.language != wanted:
        yield _difference(
            source, view, Promise(promised.LANGUAGE, wanted, field.span if field else None), view.language or ""
        )


# --- feeds ----------------------------------------------------------------------------------------------------


def entry_differences(
    sources: Sequence[tuple[Document, Edition]], documents: Mapping[str, bytes], *, status_of: StatusOf = no_releases
) -> list[Difference]:
    """What feeds of some releases, by their paths, do not have as the releases have it; all must be in each feed."""
    read = {
        address(edition.url): promised.without_held(promised.read(document, edition, status_of), status_of)
        for document, edition in sources
    }
    known: dict[tuple[str, ...], list[Difference]] = {}  # most entries say the same in all formats
    found: list[Difference] = []
    for path, data in documents.items():
        entries = {entry.url: entry for entry in views.entries(path, data)}
        for url, source in read.items():
            if (entry := entries.get(url)) is None:
                found += _missing_entry(path, data, source)
                continue
            if entry[:4] not in known:
                known[entry[:4]] = list(_entry_differences(source, path, entry))
            found += [difference._replace(output=path) for difference in known[entry[:4]]]
            found += _entry_times(source, path, entry)
        found += [Difference(path, promised.ENTRY, "", "", entries[url].title) for url in entries.keys() - read.keys()]
    return found


def _missing_entry(path: str, data: bytes, source: Source) -> Iterator[Difference]:
    if len(data) + 3 * len(source.edition.html) < feeds.FEED_LIMIT // 3:
        yield Difference(path, promised.ENTRY, source.edition.headline, source.place(None), "")


def _entry_differences(source: Source, path: str, entry: Entry) -> Iterator[Difference]:
    view = views.html(path, views.FEED, entry.content.encode(), source)._replace(title=entry.title)
    if not _is_proven(source, view):
        yield from _compared(source, view)
    release, language = source.document.release, source.document.language
    if entry.language.lower() != language.lower() and headers.LANGUAGE_TAG.fullmatch(language):
        span = release.language.span if release.language else None
        yield _difference(source, view, Promise(promised.LANGUAGE, language, span), entry.language)


def _entry_times(source: Source, path: str, entry: Entry) -> Iterator[Difference]:
    place = source.place(promised.span_of_date(source.document.release))
    wanted = source.moments[:1] + source.moments[-1:]
    for moment, written in zip(wanted, (entry.published, entry.updated), strict=False):
        if views.moment_of(written) != moment.replace(microsecond=0).astimezone(dt.UTC):
            yield Difference(path, promised.TIME, moment.isoformat(timespec="seconds"), place, written)
