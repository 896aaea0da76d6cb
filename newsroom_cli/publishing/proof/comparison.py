"""Proof that page, mail and feeds say what the release says: parse each output and compare it with the release."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf, no_releases
from newsroom_cli.markup.markdown import Link
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import addresses
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.text import address
from newsroom_cli.publishing.mail import headers
from newsroom_cli.publishing.proof import source as promised
from newsroom_cli.publishing.proof import views
from newsroom_cli.publishing.proof.body import Body
from newsroom_cli.publishing.proof.source import Promise, Source
from newsroom_cli.publishing.proof.views import Entry, View, collapsed, is_word_boundary, skeleton, without_addresses

_LIMITS = {
    promised.HEADLINE: 500,
    promised.SUBHEAD: 1000,
    promised.PLACE: 500,
    promised.CONTACT: 200,
    promised.NOTICE: 2000,
}  # characters in mails


class Difference(NamedTuple):
    """Something that differs between an output and its release.

    `part` is the kind of thing, such as "headline"; `words` are the words of the release and `place` is their
    `path:line`; `nearest` are the most similar words of the output, empty if there are none.
    """

    output: str
    part: str
    words: str
    place: str
    nearest: str


def differences(source: Source, outputs: Mapping[str, bytes], *, status_of: StatusOf = no_releases) -> list[Difference]:
    """The differences between a release and its page and mails, given by their paths in the output folder.

    `status_of` must be the function with which its edition was made.
    """
    all_differences: list[Difference] = []
    for path, data in outputs.items():
        if path.endswith(".txt"):
            view = views.plain(path, data)
        else:
            view = views.html(path, views.MAIL if path.startswith("email/") else views.PAGE, data, source)
        if not _is_complete(source, view):
            all_differences += _detailed_differences(promised.without_held(source, status_of), view)
    return all_differences


def refuse(differences: Iterable[Difference], config: Config) -> None:
    """Raise NewsroomError for the first difference, except those that newsroom.toml allows: [publishing] omitted."""
    for output, what, words, place, nearest in differences:
        if what in config.publishing.omitted:
            continue
        path, _, line = place.rpartition(":") if place.rpartition(":")[2].isdigit() else (place, "", "")
        nearest_shown = f'; it has "{nearest}"' if nearest else ""
        raise NewsroomError(
            f'{output} would not have the {what} as the release has it, "{words}"{nearest_shown}; nothing was changed',
            path=path or None,
            line=int(line) if line else None,
            hint="look at your own template; if it leaves this out on purpose, newsroom.toml says so: "
            f'[publishing] omitted = ["{what}"]',
        )


def _is_complete(source: Source, view: View) -> bool:
    """Whether an output has everything letter for letter: a quick test that most outputs pass."""
    text, form, end = view.text, view.form, 0
    for line in map(without_addresses, source.lines) if form == views.PLAIN else source.lines:
        if text.startswith(line, end + 1) and text[end] == " ":
            end += 1
        elif text.startswith(line, end):
            pass  # without a space between them, as the items of a list may stand
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
    if not all(promise.words in text for promise in _fields(source, view)):
        return False
    headline = source.headline.words
    if form == views.PLAIN:
        return f" {headline} " in text and all(addresses.as_typed(link.target) in view.raw for link in source.links)
    hrefs = iter(view.links)
    return (
        (view.title if form == views.FEED else view.heading) == headline
        and (headline in (view.title or "") or _has_title(source, view, skeleton(headline)))
        and view.language == source.document.language
        and all(link.target in hrefs for link in source.links)
        and all(promise.words in view.links for promise in source.contact_addresses)
        and (form != views.PAGE or all(_has_markup(view, stamp.words) for stamp in source.metadata))
    )


def _fields(source: Source, view: View) -> Iterator[Promise]:
    """Yield the fields that this kind of output has: feeds omit dates in words."""
    return (promise for promise in source.fields if view.form != views.FEED or promise.part != promised.TIME)


def _has_markup(view: View, markup: str) -> bool:
    """Whether a page has some HTML or JSON-LD; a no-break space counts as a space."""
    return markup.encode() in view.data or markup.replace("\u00a0", " ").encode() in view.data.replace(
        b"\xc2\xa0", b" "
    )


def _detailed_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield the differences of an output, after a slow comparison of each part."""
    body = Body(source, view)
    yield from _headline_differences(source, view)
    yield from _notice_differences(source, view)
    for promise, region in body.broken():
        yield _difference(source, view, promise, _nearest(region, promise.words))
    for promise in _fields(source, view):
        if not (body.is_cut and promise.part == promised.DATELINE) and not _contains(view, promise):
            yield _difference(source, view, promise)
    yield from _contact_differences(source, view, body)
    if view.form != views.PLAIN:
        yield from _link_differences(source, view, body)
        yield from _language_differences(source, view)
    elif not body.is_cut:
        yield from _typed_address_differences(source, view)
    if view.form == views.PAGE:
        yield from _metadata_differences(source, view)
    if source.document.release.is_killed:
        yield from _killed_text_differences(source, view)


def _difference(source: Source, view: View, promise: Promise, nearest_words: str | None = None) -> Difference:
    """The difference for a broken promise; it finds the nearest words itself if the caller gives none."""
    words = collapsed(promise.words)
    nearest = _nearest(collapsed(view.raw), words) if nearest_words is None else collapsed(nearest_words)
    return Difference(view.path, promise.part, words, source.place(promise.span), nearest)


# --- words ----------------------------------------------------------------------------------------------------


def _shortened_words(promise: Promise, view: View) -> str:
    """The words of a promise, cut as mails and titles of feeds cut very long ones."""
    words = collapsed(promise.words)
    limit = {views.PAGE: len(words), views.FEED: 1000}.get(view.form) or _LIMITS.get(promise.part, len(words))
    return words if len(words) <= limit else shortened(words, limit)[:-1]


def _contains(view: View, promise: Promise) -> bool:
    """Whether an output contains the words of a promise."""
    words = _shortened_words(promise, view)
    return words in collapsed(view.raw) or skeleton(words) in skeleton(view.raw)


def _has_whole_words(text: str, words: str) -> bool:
    """Whether a text contains these words, and not only as a part of longer words."""
    offset = text.find(words)
    while offset >= 0 and not (is_word_boundary(text, offset) and is_word_boundary(text, offset + len(words))):
        offset = text.find(words, offset + 1)
    return offset >= 0


def _nearest(text: str, words: str) -> str:
    """The part of a text that is most similar to some words; empty if no part is similar."""
    expected, actual = words.split(), text.split()[:20_000]
    matches = difflib.SequenceMatcher(None, expected, actual, autojunk=False).get_matching_blocks()[:-1]
    if not matches or 2 * sum(match.size for match in matches) < len(expected):
        return ""
    first, last = matches[0], matches[-1]
    start, end = max(first.b - first.a, 0), last.b + len(expected) - last.a
    return shortened(" ".join(actual[start:end]), 300) if end - start < 3 * len(expected) else ""


def _headline_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield the differences of the heading and of the title, which starts with the mark of the newest notice."""
    if (promise := source.headline) is None:
        return
    words, notices = _shortened_words(promise, view), source.edition.notices
    whole = promise.words if view.form == views.FEED else words  # a feed cuts the title with its mark
    marked = promise._replace(words=f"{notices[0].mark}: {whole}" if notices else whole)
    title, expected = _shortened_words(marked, view) if view.form == views.FEED else marked.words, skeleton(words)
    if view.heading is not None:
        actual = skeleton(view.heading)
        is_same = actual == expected or (actual.startswith(expected) and actual.endswith("…"))
    else:
        is_same = view.form == views.FEED or _has_whole_words(skeleton(view.raw), expected)
    if not is_same:
        yield _difference(source, view, promise, view.heading)
    if view.title is not None and not _has_title(source, view, skeleton(title)):
        yield _difference(source, view, promise._replace(words=title), view.title)


def _has_title(source: Source, view: View, expected: str) -> bool:
    """Whether the title of an output contains the expected one; a page may cut it short, with an ellipsis."""
    actual = skeleton(view.title or "")
    if expected in actual:
        return True
    beginning, ellipsis, after = actual.removeprefix(f"{source.document.config.rehearsal}: ").rpartition("…")
    is_cut = view.form == views.PAGE and bool(ellipsis) and not after and len(beginning) >= _SHORTEST_TITLE
    return is_cut and expected.startswith(beginning)


_SHORTEST_TITLE = 25  # characters of a title that was cut


def _notice_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield the notices of corrections that are missing above the headline, or have another label."""
    if not source.notices:
        return
    text = without_notices = skeleton(view.raw)
    shown = source.notices[: 10 if view.form in (views.MAIL, views.PLAIN) else None]
    expected = [skeleton(_shortened_words(promise, view)) for promise in shown]
    for words in expected:  # a notice may name the headline
        without_notices = without_notices.replace(words, "~" * len(words), 1)
    headline = source.headline if view.form != views.FEED else None
    below = without_notices.find(skeleton(_shortened_words(headline, view))) if headline else -1
    above = text[: below if below >= 0 else None]
    for promise, words, notice in zip(shown, expected, source.edition.notices, strict=False):
        if words not in above:
            yield _difference(source, view, promise)
        elif skeleton(notice.label).casefold() not in above.casefold():
            yield _difference(source, view, promise._replace(words=notice.label), "")


def _metadata_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield the metadata that a page states with another value; metadata that it omits are not a difference."""
    for promise in source.metadata:  # such as "inLanguage":"de" or <time datetime="2026-03-02">2. März 2026</time>
        name, _, value = promise.words[:-1].rpartition('"')
        opening = "<time" if name.startswith("<time") else f'{name}"'
        if not _has_markup(view, promise.words) and opening.encode() in view.data:
            yield _difference(source, view, promise._replace(words=value.removeprefix(">").removesuffix("</time")), "")


def _killed_text_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield the paragraphs of a killed release that an output still shows."""
    text = collapsed(view.raw)
    for block in source.document.markdown.blocks:
        if len(block.text.split()) >= 8 and (words := collapsed(block.text)) in text:
            yield _difference(source, view, Promise(promised.KILLED_TEXT, "", block.span), words)


# --- addresses, language --------------------------------------------------------------------------------------


def _expected_contacts(promises: Sequence[Promise], view: View, body: Body) -> Sequence[Promise]:
    """The promises about contacts that an output keeps: a mail shows at most twenty, and fewer if it is cut."""
    whole, cut = (20, 3) if view.form in (views.MAIL, views.PLAIN) else (None, 0)
    return promises[: cut if body.is_cut else whole]


def _contact_differences(source: Source, view: View, body: Body) -> Iterator[Difference]:
    """Yield the missing contacts, or else the first contact with the number or address of another one."""
    shown = _expected_contacts(source.contacts, view, body)
    missing = [promise for promise in shown if not _contains(view, promise)]
    yield from (_difference(source, view, promise) for promise in missing)
    text, offset = skeleton(view.raw), 0
    for promise in shown if not missing else ():
        if (offset := text.find(skeleton(_shortened_words(promise, view)), offset)) < 0:
            yield _difference(source, view, promise, "another contact's")
            return


def _link_differences(source: Source, view: View, body: Body) -> Iterator[Difference]:
    """Yield the links of the body and the addresses of contacts that HTML lacks, or has in another order."""
    hrefs = iter(view.links)
    for link in source.links if not body.is_cut else ():
        target = headers.target(link.target) if view.form == views.MAIL else link.target
        if target and target not in hrefs:
            hrefs = iter(view.links)  # start again: the other links may still be in order
            if view.form != views.MAIL or _is_closed(source, link):
                yield _difference(source, view, Promise(promised.LINK, target, link.span), "")
    for promise in _expected_contacts(source.contact_addresses, view, body):
        target = headers.target(promise.words) if view.form == views.MAIL else promise.words
        if target and target not in view.links:
            yield _difference(source, view, promise._replace(words=target), "")


def _typed_address_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield the links whose addresses a plain text lacks."""
    for link in source.links:
        typed = addresses.as_typed(link.target)
        if (
            _is_closed(source, link)
            and typed not in view.raw
            and addresses.normalized(link.text) != addresses.normalized(typed)
        ):
            yield _difference(source, view, Promise(promised.LINK, typed, link.span))


def _is_closed(source: Source, link: Link) -> bool:
    """Whether a link is closed in its paragraph; mails may leave out an HTML link without end tag."""
    paragraph = source.document.release.text[link.span.end :].partition("\n\n")[0]
    return link.text != promised.UNKNOWN or "</a" in paragraph.lower()


def _language_differences(source: Source, view: View) -> Iterator[Difference]:
    """Yield a difference if an output states a wrong language."""
    expected, field = source.document.language, source.document.release.language
    if view.language != expected:
        yield _difference(
            source, view, Promise(promised.LANGUAGE, expected, field.span if field else None), view.language or ""
        )


# --- feeds ----------------------------------------------------------------------------------------------------


def entry_differences(
    sources: Iterable[Source], documents: Mapping[str, bytes], *, status_of: StatusOf = no_releases
) -> list[Difference]:
    """The differences between releases and feeds, given by path; each feed must have an entry for each release."""
    sources_by_url = {address(source.edition.url): promised.without_held(source, status_of) for source in sources}
    differences_by_entry: dict[tuple[str, ...], list[Difference]] = {}  # most entries say the same in all formats
    all_differences: list[Difference] = []
    for path, data in documents.items():
        if not path.endswith(views.READABLE):
            continue
        entries = {entry.url: entry for entry in views.entries(path, data)}
        for url, source in sources_by_url.items():
            if (entry := entries.get(url)) is None:
                all_differences += _missing_entry(path, data, source)
                continue
            if entry[:4] not in differences_by_entry:
                differences_by_entry[entry[:4]] = list(_entry_differences(source, path, entry))
            all_differences += [difference._replace(output=path) for difference in differences_by_entry[entry[:4]]]
            all_differences += _entry_time_differences(source, path, entry)
        others = entries.keys() - sources_by_url.keys()
        all_differences += [Difference(path, promised.ENTRY, "", "", entries[url].title) for url in others]
    return all_differences


def _missing_entry(path: str, data: bytes, source: Source) -> Iterator[Difference]:
    """Yield a difference for a release without entry, unless the feed may be full."""
    if len(data) + 3 * len(source.edition.html) < feeds.FEED_LIMIT // 3:
        yield Difference(path, promised.ENTRY, source.edition.headline, source.place(None), "")


def _entry_differences(source: Source, path: str, entry: Entry) -> Iterator[Difference]:
    """Yield the differences between a release and its entry in a feed, apart from times."""
    view = views.html(path, views.FEED, entry.content.encode(), source)._replace(title=entry.title)
    if not _is_complete(source, view):
        yield from _detailed_differences(source, view)
    release, language = source.document.release, source.document.language
    if entry.language.lower() != language.lower():
        span = release.language.span if release.language else None
        yield _difference(source, view, Promise(promised.LANGUAGE, language, span), entry.language)


def _entry_time_differences(source: Source, path: str, entry: Entry) -> Iterator[Difference]:
    """Yield a difference if an entry has another time of publication or of the last change."""
    place = source.place(promised.span_of_date(source.document.release))
    expected = source.moments[:1] + source.moments[-1:]
    for moment, written in zip(expected, (entry.published, entry.updated), strict=False):
        if views.moment_of(written) != moment.replace(microsecond=0).astimezone(dt.UTC):
            yield Difference(path, promised.TIME, moment.isoformat(timespec="seconds"), place, written)
