"""Remove releases that are no longer public from the site, and publish notices, even if errors stop a build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from newsroom_cli.model import disk
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import format_of
from newsroom_cli.model.release import PUBLIC, UNCLEAR
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.newsroom.writer.output import Output, Staged, Written
from newsroom_cli.publishing.builds import redirects, unlinking
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.site import list_pages


def no_longer_public(output: Output, newsroom: Newsroom, now: dt.datetime, due_moments: Mapping[str, str]) -> list[str]:
    """The slugs of published releases that no longer pass the gate; `due_moments` has those that count as published.

    A release whose status is unclear stays, because the intention is unknown. A release whose file is gone stays, and
    so does one that is public under another name.
    """
    known = {} if output.manifest.rehearsal else {slug: record.id for slug, record in output.manifest.releases.items()}
    status_of = newsroom.publication_statuses_at(now, due_moments)
    if all(status_of(slug) in (PUBLIC, UNCLEAR) for slug in known):
        return []
    statuses_by_name: dict[tuple[str, str | None], set[str]] = {}  # by slug and id, and by each of them alone
    for document in (newsroom.document(newsroom.read(path)) for path in newsroom.paths()):
        release = document.release
        id = release.id.value if release.id else ""
        status = newsroom.publication_status(document, now, due_moments)
        for name in ((release.slug, id), ("", id), (release.slug, None)):
            statuses_by_name.setdefault(name, set()).add(status)

    def is_gone(slug: str, id: str) -> bool:
        """Whether no release with this slug and id, or else with this id, is public or unclear.

        Where one of the ids is not known, the slug decides. A copy with the same id must not keep this release public;
        another release that has its slug now, as name or alias, says nothing of it.
        """
        names = ((slug, id), ("", id), (slug, "")) if id else ((slug, None),)
        statuses: set[str] = next((statuses_by_name[name] for name in names if name in statuses_by_name), set())
        return bool(statuses) and not statuses & {PUBLIC, UNCLEAR}

    return [slug for slug, id in known.items() if is_gone(slug, id)]


class Notice(NamedTuple):
    """The notice of a release that is taken back: the path of the release, its record, and its staged files.

    `former` is the slug under which the site has the release; it is not the present one if the release was renamed.
    """

    path: str
    record: Record
    files: Mapping[str, Staged]
    former: str

    @property
    def is_renamed(self) -> bool:
        """Whether the site has the release under a former name."""
        return self.former != self.record.listing.slug

    @property
    def is_killed(self) -> bool:
        """Whether the text of the release is gone from its page."""
        return self.record.listing.killed


class Gone(NamedTuple):
    """What is no longer on the site: the slugs of releases, and the addresses of lists that have no releases left.

    Of killed releases only the notice stays, of withdrawn ones the text, too. `front` is the address of the front page.
    """

    removed: Collection[str] = ()
    killed: Collection[str] = ()
    withdrawn: Collection[str] = ()
    lists: Collection[str] = ()
    front: str = ""


IsClean = Callable[[Mapping[str, bytes], str], bool]  # takes files by path, and a text that is public


def clean_notices(output: Output, notices: Mapping[str, Notice], is_clean: IsClean) -> dict[str, Notice]:
    """The notices, by slug, whose files contain no leak."""

    def has_no_leak(notice: Notice) -> bool:
        contents = {path: output.content(path, staged) for path, staged in notice.files.items()}
        return is_clean(contents, "")

    return {slug: notice for slug, notice in notices.items() if has_no_leak(notice)}


def remove_from_site(
    output: Output,
    removed: Collection[str],
    newsroom: Newsroom,
    notices: Mapping[str, Notice],
    is_clean: IsClean,
    now: dt.datetime,
) -> Written:
    """Remove releases, by slug, with their pages, mails, files, feed entries, redirects and lines in lists.

    All other files keep their bytes. `notices` replace the pages of releases that are taken back, by slug; feeds lose
    their entries, and get the notices in the next build that succeeds. Raises NewsroomError if the folder cannot be
    written.
    """
    killed = [notice.former for notice in notices.values() if notice.is_killed]
    taken_back = [notice.former for notice in notices.values()]
    leaving = [*removed, *(notice.former for notice in notices.values() if notice.is_renamed)]
    records = output.manifest.releases
    remaining = {slug: record for slug, record in records.items() if slug not in leaving}
    remaining |= {slug: notice.record for slug, notice in notices.items()}
    needed = {path for record in remaining.values() for path in record.shared}
    shared = {path for record in records.values() for path in record.shared}
    deleted = {path for slug in leaving for path in records[slug].files} - needed
    deleted |= {path for slug in (*removed, *taken_back) for path in records[slug].shared} - needed
    deleted |= {path for slug in removed for alias in records[slug].aliases for path in redirects.output_paths(alias)}
    lists = _safe_lists(records, remaining, newsroom, is_clean, output.manifest.built or now)
    empty = {path for path, page in lists.items() if page is None}
    topics = tuple(path.removesuffix("index.html") for path in empty if path.startswith("topics/"))
    deleted |= empty | {path for path in output.manifest.files if topics and path.startswith(topics)}
    url = newsroom.config.url
    gone = Gone(removed, killed, taken_back, [url + quote(path.removesuffix("index.html")) for path in empty], url)
    notice_files = {path: staged for notice in notices.values() for path, staged in notice.files.items()}
    notice_files |= {path: output.stage(path, data) for path, data in _redirects(notices, remaining, newsroom)}
    files: dict[str, Staged] = {}
    for path, digests in output.manifest.files.items():
        if path in deleted or path in notice_files:
            continue
        try:
            data = lists.pop(path, None)
            if data is None and path not in shared:
                data = file_without(output.folder / path, gone)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # another program changed this feed: its content is unknown
        files[path] = Staged(digests[-1], changed=False) if data is None else output.stage(path, data)
    files |= {path: output.stage(path, page) for path, page in lists.items() if page is not None}
    return output.commit(files | notice_files, remaining)


def _redirects(
    notices: Mapping[str, Notice], remaining: Mapping[str, Record], newsroom: Newsroom
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that redirect from former names of releases to their notices; broken templates are not used."""
    aliases = [alias for notice in notices.values() if notice.is_renamed for alias in notice.record.aliases]
    if not aliases:
        return
    wanted = {redirects.file(newsroom.config), *(path for alias in aliases for path in redirects.output_paths(alias))}
    for templates in (newsroom.own_templates, None):
        try:
            files = list(redirects.files(remaining.values(), newsroom.config, templates))
        except NewsroomError:
            continue
        yield from (file for file in files if file[0] in wanted)
        return


def file_without(path: Path, gone: Gone) -> bytes | None:
    """A page, mail, feed or file of redirects without what is gone; None if nothing in it changes.

    Pages also lose the killed releases among their neighbours and versions; feeds lose killed and withdrawn ones.
    Redirects to these stay, because their pages stay. Raises OSError, ValueError, KeyError or TypeError for a file that
    another program changed.
    """
    if name := format_of(path.name):  # checked first: a feed may end in .txt, too
        return _feed_without(disk.read(path), name, gone)
    if path.suffix == ".html":
        return unlinking.page_without(disk.read(path), gone.removed, gone.killed)
    if path.suffix == ".txt":
        return unlinking.mail_text_without(disk.read(path), gone.removed, gone.killed)
    if path.name not in redirects.FILES:
        return None
    before = disk.read(path)
    after = redirects.without(before, gone.removed)
    return None if after == before else after


def _safe_lists(
    records: Mapping[str, Record],
    remaining: Mapping[str, Record],
    newsroom: Newsroom,
    is_clean: IsClean,
    now: dt.datetime,
) -> dict[str, bytes | None]:
    """The pages that list removed releases, rendered without them; None for a page that has no other releases.

    If they have errors or leaks, they are rendered without the newsroom's templates, then without its logo, then
    without its notice. Pages that leak even then stay as they are.
    """
    config = newsroom.config
    before = list_pages.plan([record.listing for record in records.values()], config, None, now)
    listings = [record.listing for record in remaining.values()]
    gone: dict[str, bytes | None] = {}
    unadorned = config._replace(site=config.site._replace(logo=None, logo_dark=None, favicon=None))
    tries = (newsroom.own_templates, config), (None, config), (None, unadorned), (None, unadorned._replace(notice=""))
    for templates, shown in tries:
        after = list_pages.plan(listings, shown, templates, now)
        gone = dict.fromkeys(before.keys() - after.keys())
        changed = [page for path, page in after.items() if path not in before or page.inputs != before[path].inputs]
        try:
            rendered = {page.path: page.render() for page in changed}
        except NewsroomError:
            continue
        if is_clean(rendered, list_pages.words(listings)):
            return gone | rendered
    return gone


def _feed_without(feed: bytes, format: str, gone: Gone) -> bytes | None:
    """A feed without the entries of releases that are gone, and without links to them; None if nothing changes.

    A feed whose list page is gone leads to the front page, as after every build.
    """
    before = feed.decode()
    slugs = (*gone.removed, *gone.killed, *gone.withdrawn)
    after = feeds.renderer(format).without_entries(before, [page_url(slug, "/") for slug in slugs])
    after = unlinking.without_links(after, gone.removed)
    for address in gone.lists:
        after = after.replace(f'{address}"', f'{gone.front}"').replace(f"{address}<", f"{gone.front}<")
    return None if after == before else after.encode()
