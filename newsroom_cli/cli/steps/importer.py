"""The steps of `newsroom import`: read sources, show what was recognised and what was left out, ask, and write."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import typer

from newsroom_cli.cli.arguments import options, when
from newsroom_cli.cli.arguments.shared_options import TextOrJson
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.importing import accounting, intake, pictures
from newsroom_cli.importing.draft import as_json
from newsroom_cli.importing.fetching import fetch
from newsroom_cli.importing.intake import Intake
from newsroom_cli.importing.reading import Reading
from newsroom_cli.linter.report import counted
from newsroom_cli.markup import text_lines
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.errors import NewsroomError, NoNewsroomError
from newsroom_cli.newsroom.folder import Newsroom


def run(
    directory: Path | None,
    sources: Sequence[str],
    office: str,
    kind: str,
    form: TextOrJson,
    *,
    yes: bool,
    dry_run: bool,
    review: bool,
) -> None:
    """Import the sources as requested; ends with exit code 1 if one of several could not be imported."""
    newsroom = _newsroom(directory, needed=(form is TextOrJson.text and not dry_run) or yes)
    if newsroom and office and office not in newsroom.config.offices:
        raise NewsroomError(
            f'there is no office "{office}"', hint=f"newsroom.toml has {', '.join(newsroom.config.offices) or 'none'}"
        )
    if newsroom and kind not in newsroom.config.kinds:
        raise NewsroomError(f'there is no kind "{kind}"', hint=f"newsroom.toml has {', '.join(newsroom.config.kinds)}")
    intake = Intake(newsroom, options.moment(None, newsroom)) if newsroom else None
    writes = intake is not None and not dry_run and (yes or form is TextOrJson.text)
    importer = _Importer(intake, office, kind, yes, writes, form, review)
    all_sources = list(_sources(sources))
    if len(all_sources) > 1 and importer.asks and not output.is_interactive():
        raise _nobody_to_ask(all_sources)
    with importer.lock():
        done = 0
        try:
            with output.progress("Importing", hidden=importer.asks) as progress:
                for source in all_sources:
                    importer.import_source(source, many=len(all_sources) > 1)
                    done += 1
                    if progress:
                        progress(done, len(all_sources))
        except BaseException as error:
            stopped = isinstance(error, typer.Abort) or not isinstance(error, Exception)
            if stopped and importer.writes and len(all_sources) > 1:
                output.say(f"{done} of {len(all_sources)} sources done; the same command continues from there")
            raise
    importer.report(len(all_sources))
    if importer.failed:
        raise typer.Exit(1)


def _newsroom(directory: Path | None, *, needed: bool) -> Newsroom | None:
    """The newsroom; None if there is none, unless it is `needed`: then raise NoNewsroomError."""
    try:
        return options.newsroom(directory)
    except NoNewsroomError:
        if needed:
            raise
        return None


class _Source(NamedTuple):
    """A source with its name for people; `get` returns its bytes and its web address, empty if it has none.

    `folder` is the folder of its file.
    """

    name: str
    get: Callable[[], tuple[bytes, str]]
    folder: Path | None = None


def _sources(sources: Sequence[str]) -> Iterator[_Source]:
    """Yield the sources that the arguments name. They are not read yet: one that fails must not stop the others."""
    for source in sources:
        if source == "-":
            yield _Source("pasted text", _read_stdin)
        elif "://" in source[:12]:
            yield _Source(source, partial(_fetch, source))
        else:
            try:
                files = intake.paths(Path(source))
            except NewsroomError as error:
                yield _Source(source, partial(_raise_error, error))
                continue
            for path in files:
                yield _Source(str(path), partial(_read_file, path, named=path == Path(source)), path.parent)


def _raise_error(error: NewsroomError) -> tuple[bytes, str]:
    """Raise an error when the source that caused it is read."""
    raise error


def _read_file(path: Path, *, named: bool) -> tuple[bytes, str]:
    """The bytes of a file; it has no web address."""
    return intake.data_of(path, named=named), ""


def _read_stdin() -> tuple[bytes, str]:
    """The bytes that a person pastes, or that another program prints; they have no web address."""
    if sys.stdin.isatty():
        output.say("Paste the text, then press Enter and Ctrl-D.")
    return intake.read_limited(sys.stdin.buffer), ""


def _fetch(address: str) -> tuple[bytes, str]:
    """The file at a web address, and the address after redirects."""
    if not address.lower().startswith(("http://", "https://")):
        raise NewsroomError(
            "this is not a web address; only http and https are fetched",
            path=address,
            hint="name a file by its path, without file://",
        )
    response = fetch(address)
    return response.data, response.url


@dataclasses.dataclass
class _Importer:
    """Imports one source after the other, and counts the results.

    If it `writes` releases, it asks before each unless `yes` is set. Without a newsroom there is no `intake`.
    """

    intake: Intake | None
    office: str
    kind: str
    yes: bool
    writes: bool
    form: TextOrJson
    review: bool
    written: list[str] = dataclasses.field(default_factory=list)
    known: int = 0
    failed: list[str] = dataclasses.field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether it asks a person before it writes."""
        return self.writes and not self.yes

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other imports waiting while this one writes, so that no source is imported twice."""

        def waiting() -> None:
            output.say("another import is writing into this newsroom; this one continues when it is done")

        with self.intake.lock(waiting) if self.intake and self.writes else contextlib.nullcontext():
            yield

    def import_source(self, source: _Source, *, many: bool) -> None:
        """Import one source; among `many`, a failure is reported and counted, alone it raises NewsroomError."""
        try:
            data, address = source.get()
            name = "-" if source.get is _read_stdin else address or source.name
            config = self.intake.newsroom.config if self.intake else None
            for reading in intake.readings(data, name=name, base=address, config=config, folder=source.folder):
                self._import_reading(address or source.name, reading, many=many)
        except NewsroomError as error:
            error.path = error.path or source.name
            if not many:
                raise
            self.failed.append(str(error))
            output.failure(error)

    def _import_reading(self, name: str, reading: Reading, *, many: bool) -> None:
        """Show what was recognised, and write the draft if it is new and the person agrees."""
        draft = self.intake.draft(reading, office=self.office, kind=self.kind) if self.intake else None
        if self.form is TextOrJson.json:
            output.json({"source": name, **as_json(reading)}, indent=None)
        else:
            show(name, reading, office=draft.office if draft else self.office or None)
            if self.review:
                side_by_side(reading)
        if not self.writes or self.intake is None or draft is None:
            return
        if before := self.intake.earlier_import(draft):
            self.known += 1
            output.say(f"already imported: {before}")
        elif self.yes or _confirm(many=many):
            if self.asks and (answered := ask_for_missing(reading, self.intake.newsroom)) != reading:
                draft = self.intake.draft(answered, office=self.office, kind=self.kind, mark=draft.digest)
            path = self.intake.write(draft)
            self.written.append(path)
            if twin := self.intake.twin(draft, path):
                output.say(f"{path} has the headline and the date of {twin}: if they are one release, delete one")
            if self.form is TextOrJson.text:
                output.result(output.from_here(path, self.intake.newsroom.root))

    def report(self, count: int) -> None:
        """Print how many of `count` sources were written, already known, or not imported."""
        if self.form is TextOrJson.json or count < 2:
            if self.written and self.form is TextOrJson.text:
                output.say("next: newsroom check names what is still missing")
            return
        counts = [f"{len(self.written)} written" if self.writes else "nothing was written: this only shows"]
        if self.known:
            counts.append(f"{self.known} imported before")
        if self.failed:
            counts.append(f"{len(self.failed)} not imported:")
        output.say(", ".join(counts))
        for failure in self.failed:
            output.say(f"  {failure}")


def _confirm(*, many: bool) -> bool:
    """Ask whether to write the release, and return the answer. Raises NewsroomError if nobody can be asked."""
    if not output.is_interactive():
        raise _nobody_to_ask()
    return ask.confirm("Write this release?" if many else "Write it?")


def _nobody_to_ask(sources: Sequence[_Source] = ()) -> NewsroomError:
    """The error for a question that nobody can answer; it counts the sources of a command that has several."""
    noun = "file" if all(source.folder for source in sources) else "source"
    about = f" about {counted(len(sources), noun)}" if sources else ""
    return NewsroomError(
        f"nothing was written: there is nobody to ask{about}", hint="--yes writes without asking, --dry-run only shows"
    )


# --- what a person sees and answers ---------------------------------------------------------------------------


_LONGEST = 400  # characters of a field
_MOST_NAMED = 10  # pictures
_QUOTED = 300  # characters of a part that was left out


def show(name: str, reading: Reading, *, office: str | None = None) -> None:
    """Print the recognised fields on stderr, mark guesses, and say what was left out.

    `office` is the key of the office that the release gets, which the source may not name; it is empty if the newsroom
    does not have the office that the source names, and None if there is no newsroom.
    """
    output.say(output.paint("strong", name))
    has_guesses = False
    for field, value, sure in intake.summary(reading):
        is_unknown = field == "office" and (office == "" or (office is None and not value))
        if is_unknown and (value or reading.issuer):
            output.say(*_wrap(f"  ! {field:9} ", f"TK; the source says: {value or reading.issuer}"))
        elif value:
            mark = " " if sure else "?"
            has_guesses |= not sure
            output.say(*_wrap(f"  {mark} {field:9} ", value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"))
        elif field == "office" and office:
            output.say(f"    {field:9} {office}, which the source does not name")
        elif field in ("headline", "date", "office", "body"):
            output.say(f"  ! {field:9} {output.paint('warning', 'TK, not found in the source')}")
    for note in (*_left_out(reading), *reading.notes):
        output.say(*_wrap("    ", note))
    if has_guesses:
        output.say(output.paint("dim", "    ? is a guess: compare it with the source"))


def _left_out(reading: Reading) -> Iterator[str]:
    """Yield the lines about how many sentences of the source were kept, and which parts were left out.

    Parts that somebody may miss are quoted.
    """
    account = accounting.account(reading)
    if account.sentences:
        yield f"{account.kept} of {account.sentences} sentences kept"
    for piece in account.doubtful:
        yield f"left out, {piece.part}, {counted(piece.words, 'word')}: {shortened(' / '.join(piece.lines), _QUOTED)}"
    words_by_part = Counter[str]()
    for piece in account.left_out:
        if piece not in account.doubtful:
            words_by_part[piece.part] += piece.words
    missed = [picture for picture in account.pictures if picture.why and not picture.part]
    if missed:
        named = "; ".join(f"{picture.name} ({picture.why})" for picture in missed[:_MOST_NAMED])
        named += "; ..." if len(missed) > _MOST_NAMED else ""
        yield f"pictures left out ({len(missed)}): {named}"
        if any(picture.why == pictures.AT_WEB for picture in missed):
            yield "to have pictures at web addresses, save the page complete in a browser and import that file"
    if elsewhere := sum(1 for picture in account.pictures if picture.part):
        yield f"pictures left out as no part of the text: {elsewhere}"
    if words_by_part:
        parts = [f"{part} ({counted(count, 'word')})" for part, count in words_by_part.items()]
        yield f"left out as no text: {', '.join(parts)}"


def _wrap(lead: str, text: str) -> list[str]:
    """The lines of a text that begins with `lead`; the other lines are indented by its length."""
    return textwrap.wrap(
        text, output.width(), initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    )


def side_by_side(reading: Reading) -> None:
    """Print each part of the source in order, with its field and words in the release, or why it was left out."""
    rows = list(accounting.side_by_side(reading))
    if not sys.stdout.isatty():
        cells = [[("", row.field or "left out"), ("", row.source), ("", row.release)] for row in rows]
        output.table(["Field", "Source", "Release"], cells, wrapped="Source")
        return
    before = None
    for row in rows:
        if row.field != before or not row.field:
            name = row.field or f"left out: {row.release}"
            output.result("", output.paint("strong" if row.field else "warning", name))
        before = row.field
        dimmed = (output.paint("dim", line) for line in text_lines.wrap(row.source, output.terminal_width()))
        output.result(*_beside_each_other(row.source, row.release) if row.field else dimmed)


_GAP = 3  # columns between source and release
_TWO = 30  # columns that each of the two texts needs; with fewer, one is below the other


def _beside_each_other(source: str, release: str) -> Iterator[str]:
    """Yield the lines of two texts beside each other, or one below the other on a narrow terminal."""
    width = (output.terminal_width() - _GAP) // 2
    if width < _TWO:
        yield from text_lines.wrap(source, output.terminal_width())
        yield from (f"> {line}" for line in text_lines.wrap(release, output.terminal_width() - 2))
        return
    for left, right in itertools.zip_longest(
        text_lines.wrap(source, width), text_lines.wrap(release, width), fillvalue=""
    ):
        yield f"{left}{' ' * (width - text_lines.columns(left) + _GAP)}{right}".rstrip()


def ask_for_missing(reading: Reading, newsroom: Newsroom) -> Reading:
    """The reading with a missing headline and date as a person answers; without an answer they stay empty."""
    headline, date = reading.headline, reading.date
    if not headline:
        question = "Headline, which the source does not print (or later)"
        headline = " ".join(ask.text(question, empty_words=ask.LATER, is_prose=True).split())
    if date is None:
        date = when.ask("Date (or later)", newsroom)
    return dataclasses.replace(reading, headline=headline, date=date)
