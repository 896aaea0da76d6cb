"""Find the release that a person means: by path, slug, id, date or words of the headline, or without a name."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.terminal import output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import displayed_status, due_moment_if_out, embargo_end
from newsroom_cli.model.release import APPROVED, EMBARGOED, PUBLIC, WITHDRAWN
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom import finding
from newsroom_cli.newsroom import heads as release_heads
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.finding import Rank
    from newsroom_cli.newsroom.heads import Head


_SHOWN = 9  # releases to choose from, at most
_LISTED = 5  # releases in an error, at most
_LONGEST = 150  # characters of a headline


def release_path(
    newsroom: Newsroom, typed: Path | str | None, *, reads_only: bool = False, meant: Meant = Meant.WAITING
) -> str:
    """The path inside the newsroom of the release that a person means; without a name, one that the command is for.

    A command that writes asks for confirmation, unless the name is a path, slug or id, or the whole headline or slug
    without its date and no other release has these words. Any command asks if several releases match. Raises
    NewsroomError, with the most similar releases, if none matches, or if nobody can be asked.
    """
    name = None if typed is None else os.fspath(typed)
    meant = Meant.LAST if reads_only and meant is Meant.WAITING else meant
    if name and (path := _path_of_file(newsroom, name)):
        return path
    found, rank = _matching_heads(newsroom, name, meant)
    if len(found) == 1 and rank == finding.Rank.EXACT:
        return found[0].path
    is_whole = rank == finding.Rank.WHOLE
    if len(found) == 1 and (reads_only or (is_whole and output.is_interactive())):
        output.say(f"release: {_description(found[0], newsroom)}")
        return found[0].path
    if not output.is_interactive():
        raise _cannot_ask(newsroom, name, found)
    return _confirmed_path(newsroom, found[0]) if len(found) == 1 else _chosen_path(newsroom, found)


def open_release(
    newsroom: Newsroom, typed: Path | str | None, *, reads_only: bool = False, meant: Meant = Meant.WAITING
) -> Release:
    """The release that a person means, read from its file."""
    from newsroom_cli.newsroom.writer import in_place

    return in_place.open_release(newsroom, release_path(newsroom, typed, reads_only=reads_only, meant=meant))


def is_exact(newsroom: Newsroom, name: str) -> bool:
    """Whether a text is the path or the slug of a release."""
    is_slug = any(finding.is_exact(name, path) for path in newsroom.paths())
    return is_slug or bool(_path_of_file(newsroom, name))


def matches_any(newsroom: Newsroom, name: str) -> bool:
    """Whether a text may mean a release."""
    try:
        return bool(_matching_heads(newsroom, name, Meant.LAST)[0])
    except NewsroomError:
        return False


def _path_of_file(newsroom: Newsroom, name: str) -> str:
    """The path of the release in a file, named from here, from the root or from the folder of the releases."""
    places = (Path(name).absolute(), newsroom.root / name, newsroom.folder / name)
    return next((newsroom.name_of(place) for place in places if disk.is_file(place)), "")


def _matching_heads(newsroom: Newsroom, name: str | None, meant: Meant) -> tuple[list[Head], Rank]:
    """The releases that match a typed name, those that are `meant` first, then the best; and the rank of the best.

    Raises NewsroomError if none matches.
    """
    root, paths = os.fspath(newsroom.root), newsroom.paths() if disk.is_folder(newsroom.folder) else []
    if name is None:
        return candidates(newsroom, list(release_heads.heads(root, paths)), meant), finding.Rank.BEGINNINGS
    if exact := [path for path in paths if finding.is_exact(name, path)]:
        return list(release_heads.heads(root, exact)), finding.Rank.EXACT
    heads = list(release_heads.heads(root, paths))
    found = finding.matches(name, heads)
    if not found or (finding.is_path(name) and found[0].rank != finding.Rank.EXACT):
        near = finding.nearest(name.removesuffix(".md"), heads)
        hint = f"did you mean {_in_words(near, newsroom)}?" if near else "newsroom list shows them"
        if near and " " in name.strip():
            hint += " All words count as its name; what is not belongs in an option, which --help lists"
        if renamed := _path_after_rename(newsroom, name, [head.path for head in heads]):
            hint = f"it was renamed, and is {renamed} now"
        raise NewsroomError("there is no such release", path=name or '""', hint=hint)
    rank = found[0].rank
    if rank == finding.Rank.WHOLE and not finding.is_only_match(name, heads):
        rank = finding.Rank.WORDS
    return suited_first(newsroom, [match.head for match in found], meant), rank


def paths_to_check(newsroom: Newsroom, names: Sequence[Path], *, reads_only: bool) -> list[Path]:
    """The files and folders to check: each name if it is a path, or else the file of the release that it means.

    Without a terminal only paths, slugs and ids are accepted, because no check in CI may pass by a guess.
    """
    reads_only = reads_only and output.is_interactive()
    return [
        name
        if finding.is_path(str(name))
        or any(os.path.lexists(place) for place in (name.absolute(), newsroom.root / name))
        else newsroom.root / release_path(newsroom, name, reads_only=reads_only)
        for name in names
    ]


# --- asking ---------------------------------------------------------------------------------------------------


def _confirmed_path(newsroom: Newsroom, head: Head) -> str:
    """The path of a release that a person agrees to. Ends with exit code 1 if it is another one."""
    import typer

    from newsroom_cli.cli.terminal import ask

    output.say(*_lines(head, newsroom))
    if not ask.confirm("Is this the release?"):
        output.say("nothing was changed")
        raise typer.Exit(1)
    return head.path


def _chosen_path(newsroom: Newsroom, heads: Sequence[Head]) -> str:
    """The path of the release that a person chooses by its number. Ends with exit code 1 without an answer."""
    import typer

    from newsroom_cli.cli.terminal import ask

    shown = heads[:_SHOWN]
    for number, head in enumerate(shown, 1):
        first, *others = _lines(head, newsroom)
        output.say(f"  {number}  {first}", *(f"     {line}" for line in others))
    if more := len(heads) - len(shown):
        output.say(f"  and {more:,} more; another word of the headline leaves fewer")

    def validate(answer: str) -> None:
        if not (answer.isdecimal() and 1 <= int(answer) <= len(shown)):
            raise ValueError(f"please type a number from 1 to {len(shown)}; Enter alone takes none")

    answer = ask.text("Which release", validate=validate)
    ask.forget()  # the same number means another release the next time
    if not answer:
        output.say("nothing was chosen, and nothing was changed")
        raise typer.Exit(1)
    return shown[int(answer) - 1].path


def _lines(head: Head, newsroom: Newsroom) -> list[str]:
    """The lines that show a release to a person: headline; date, status and file."""
    from newsroom_cli.cli.steps import standing
    from newsroom_cli.markup.plain_text import shortened
    from newsroom_cli.publishing.life import elsewhere

    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)
    release = newsroom.read_alone(head.path)
    is_out = due_moment_if_out(release, due_moments) is not None or elsewhere.is_built_elsewhere(newsroom)
    status = displayed_status(newsroom.status_by_fields(release, now, due_moments), release, is_out=is_out)
    status = release.status_name if release.is_taken_back else standing.words(status)  # not public: only its notice is
    if status == EMBARGOED and (ends := embargo_end(release, newsroom.config)):
        status += f" to {ends.astimezone(newsroom.config.zone):%Y-%m-%d %H:%M}"
    headline = output.paint("strong", shortened(_headline(head, newsroom), _LONGEST) or "(no headline)")
    return [headline, f"{head.date[:10] or 'no date'}  {status}  {output.from_here(head.path, newsroom.root)}"]


def _headline(head: Head, newsroom: Newsroom) -> str:
    """The headline of a release; for a translation without one, TK and that of its original."""
    from newsroom_cli.newsroom import translating

    return translating.shown_headline(newsroom, newsroom.read_alone(head.path)) or head.headline


# --- errors ---------------------------------------------------------------------------------------------------


def _description(head: Head, newsroom: Newsroom) -> str:
    """A release on one line: its file, and on a terminal its headline, because other people read logs."""
    shown = output.from_here(head.path, newsroom.root)
    headline = _headline(head, newsroom) if output.is_watched() else ""
    return f"{shown}: {headline}" if headline else shown


def _in_words(heads: Sequence[Head], newsroom: Newsroom) -> str:
    """A list of releases in words: the first few, and the number of the others."""
    shown = ", ".join(_description(head, newsroom) for head in heads[:_LISTED])
    more = len(heads) - _LISTED
    return f"{shown} and {more:,} more" if more > 0 else shown


def _cannot_ask(newsroom: Newsroom, name: str | None, found: Sequence[Head]) -> NewsroomError:
    """The error for a missing or ambiguous name if nobody can be asked."""
    if name is None:
        message = "no release is named, and nobody is there to ask"
        return NewsroomError(message, hint=f"name it by path, slug or id; last changed: {_in_words(found, newsroom)}")
    if len(found) > 1:
        return NewsroomError(f'"{name}" means {len(found):,} releases', hint=f"name one: {_in_words(found, newsroom)}")
    return NewsroomError(
        f'"{name}" is not the path, slug or id of a release, and nobody is there to ask',
        hint=f"if you mean it: {_in_words(found, newsroom)}",
    )


def _path_after_rename(newsroom: Newsroom, name: str, paths: Sequence[str]) -> str | None:
    """The path of the release that once had this name, according to its aliases or its record; None if none had it."""
    from newsroom_cli.newsroom import published

    slug = slug_of(Path(name).name)
    try:
        ids = {known.id for known in published.records_with_address(newsroom.root, slug)}
    except NewsroomError:
        ids = set()
    for path in paths:
        if not any(disk.contains(newsroom.root / path, word.encode()) for word in (slug, *ids)):
            continue
        release = newsroom.read(path)
        if (release.id and release.id.value in ids) or any(alias.value == slug for alias in release.aliases):
            return path
    return None


# --- when no release is named ---------------------------------------------------------------------------------


_RECENT = 50  # last changed releases, whose words and signatures are read
_OFFERED = 9


_REMEDIES = {
    Meant.TO_SIGN: "newsroom alone shows what waits, and newsroom approve FILE signs any",
    Meant.CHANGED: "edit it first, with newsroom open --edit FILE; then newsroom correct FILE tells readers",
}


def candidates(newsroom: Newsroom, heads: Sequence[Head], meant: Meant) -> list[Head]:
    """The releases that a command may mean without a name, the last changed first: one, or several to choose from.

    Raises NewsroomError if there is none.
    """
    ordered = sorted(heads, key=lambda head: (head.changed, head.path), reverse=True)
    find: dict[Meant, Callable[[Newsroom, Sequence[Head]], Iterator[Head]]] = {
        Meant.WAITING: _waiting, Meant.TO_SIGN: _to_sign, Meant.TO_PUBLISH: _to_publish,
        Meant.CHANGED: _changed, Meant.PUBLIC: _public,
        Meant.TAKEN_BACK: _taken_back,
    }  # fmt: skip
    is_single = meant in (Meant.WAITING, Meant.TO_SIGN, Meant.TO_PUBLISH)
    found = list(islice(find[meant](newsroom, ordered) if meant in find else ordered, 1 if is_single else _OFFERED))
    found = [*islice(_waiting(newsroom, ordered), 1)] or found if meant is Meant.LAST else found
    if found:
        return found
    raise NewsroomError(
        f"no release is named, and {meant.value}" if heads else "there are no releases yet",
        hint=_REMEDIES.get(meant, "name one: a word of its headline, its date or its file")
        if heads
        else "newsroom new starts one",
    )


def suited_first(newsroom: Newsroom, heads: Sequence[Head], meant: Meant) -> list[Head]:
    """The releases in their order, but first those that the command is for: the public or the withdrawn ones.

    The gate is asked only about the first releases that are likely by the first lines of their files.
    """
    if meant not in (Meant.PUBLIC, Meant.CHANGED, Meant.TAKEN_BACK):
        return list(heads)
    status, find = (WITHDRAWN, _taken_back) if meant is Meant.TAKEN_BACK else (APPROVED, _public)
    likely = sorted(heads, key=lambda head: head.status != status)
    suited = set(find(newsroom, likely[:_RECENT]))
    return sorted(likely, key=lambda head: head not in suited)


def _waiting(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are not public, first those that are likely by the first lines of their files."""
    today = f"{options.moment(None, newsroom):%Y-%m-%d}"
    likely = [head for head in ordered if head.status != APPROVED or not "" < head.date < today]
    status_of = _statuses(newsroom)
    yield from (head for head in dict.fromkeys((*likely, *ordered)) if status_of(head) not in _OUT)


def _to_sign(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are not approved, or have changed since they were signed."""
    from newsroom_cli.publishing.life import readiness
    from newsroom_cli.publishing.life.readiness import About

    now, status_of = options.moment(None, newsroom), _statuses(newsroom)
    for head in ordered[:_RECENT]:
        if head.status != APPROVED and status_of(head) not in _OUT:
            yield head
            continue
        release = newsroom.with_files(newsroom.read(head.path))
        state = readiness.assess(newsroom, release, now=now, due_moments={}, compared=())
        if not release.is_taken_back and state.about(About.SIGNATURE):
            yield head
    yield from (head for head in _waiting(newsroom, ordered[_RECENT:]) if head.status != APPROVED)


def _to_publish(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are not public, or that the next build publishes or changes."""
    from newsroom_cli.cli.steps import standing

    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)
    status_of = _statuses(newsroom)
    for head in ordered[:_RECENT]:
        release = newsroom.read_alone(head.path)
        if status_of(head) not in _OUT or (
            not release.is_taken_back and any(standing.due_with_next_build(newsroom, [release], now, due_moments))
        ):
            yield head
    yield from _waiting(newsroom, ordered[_RECENT:])


def _changed(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the public releases whose words differ from their record."""
    from newsroom_cli.publishing.life import changes

    for head in _public(newsroom, ordered[:_RECENT]):
        with contextlib.suppress(NewsroomError):  # a damaged record, which check reports
            if changes.differs_from_record(newsroom, newsroom.with_files(newsroom.read(head.path))):
                yield head


def _public(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are public and not withdrawn."""
    status_of = _statuses(newsroom)
    yield from (head for head in ordered if head.status == APPROVED and status_of(head) == PUBLIC)


def _taken_back(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are withdrawn."""
    yield from (head for head in ordered if head.status == WITHDRAWN)


_OUT = ("public", "withdrawn")


def _statuses(newsroom: Newsroom) -> Callable[[Head], str]:
    """A function for the publication status of a release now, by its fields; approved if it only has to be built."""
    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)

    def status_of(head: Head) -> str:
        release = newsroom.read_alone(head.path)
        is_out = not due_moments or due_moment_if_out(release, due_moments) is not None
        return displayed_status(newsroom.status_by_fields(release, now, due_moments), release, is_out=is_out)

    return status_of
