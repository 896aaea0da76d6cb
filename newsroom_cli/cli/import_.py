"""`newsroom import`: turn texts, pages, documents, mails and feeds into release files."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsroom_cli.cli import ask, options, output
from newsroom_cli.cli.shared_options import Directory, TextOrJson
from newsroom_cli.linter.report import counted
from newsroom_cli.model.errors import NewsroomError, NoNewsroomError
from newsroom_cli.model.release import DEFAULT_KIND

if TYPE_CHECKING:
    from newsroom_cli.importing.intake import Intake
    from newsroom_cli.importing.reading import Reading
    from newsroom_cli.newsroom.folder import Newsroom


def _kinds_of_sources() -> str:
    """The kinds of sources that can be imported, as the help of the command lists them."""
    from newsroom_cli.importing.recognition import SOURCES

    return "; ".join(source.help for source in SOURCES)


def import_(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help=f"Files, folders, web addresses, or - for pasted text: {_kinds_of_sources()}."
        ),
    ],
    office: Annotated[str, typer.Option(metavar="KEY", help="The issuing office; else the one the source names.")] = "",
    kind: Annotated[str, typer.Option(help="The kind of release these are.")] = DEFAULT_KIND,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what was recognised, and write nothing.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Show the source and what became of it, side by side.")
    ] = False,
    form: Annotated[
        TextOrJson, typer.Option("--format", "-f", help="json prints one object a release and writes only with --yes.")
    ] = TextOrJson.text,
    directory: Directory = None,
) -> None:
    """Turn pasted text, saved pages, Word files, mails and feeds into releases.

    Shows what it recognised and how sure it is, then asks. What the source does not print is never made up: where a
    release needs it, the file says TK. The same source is never imported twice, so a long import can be run again.

    Example: newsroom import saved-page.html

    In a script, where nobody is asked: newsroom import archive/ --yes
    """
    newsroom = _newsroom(directory, needed=(form is TextOrJson.text and not dry_run) or yes)
    if newsroom and office and office not in newsroom.config.offices:
        raise NewsroomError(
            f'there is no office "{office}"', hint=f"newsroom.toml has {', '.join(newsroom.config.offices) or 'none'}"
        )
    if newsroom and kind not in newsroom.config.kinds:
        raise NewsroomError(f'there is no kind "{kind}"', hint=f"newsroom.toml has {', '.join(newsroom.config.kinds)}")
    intake = None
    if newsroom is not None:
        from newsroom_cli.importing.intake import Intake

        intake = Intake(newsroom, options.moment(None, newsroom))
    importer = _Importer(
        intake,
        office=office,
        kind=kind,
        yes=yes,
        write=not dry_run and (yes or form is TextOrJson.text),
        form=form,
        review=review,
    )
    all_sources = list(_sources(sources))
    if len(all_sources) > 1 and importer.asks and not output.is_interactive():
        raise _nobody_to_ask(all_sources)
    with importer.alone():
        _import_all(importer, all_sources)
    importer.report(len(all_sources))
    if importer.failed:
        raise typer.Exit(1)


def _newsroom(directory: Path | None, *, needed: bool) -> Newsroom | None:
    """The newsroom, None if there is none. Raises NoNewsroomError if there is none and it is `needed`."""
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


def _import_all(importer: _Importer, sources: list[_Source]) -> None:
    """Import one source after the other; after an interruption, print that the same command continues."""
    done = 0
    try:
        with output.progress("Importing", hidden=importer.asks) as progress:
            for source in sources:
                importer.import_source(source, many=len(sources) > 1)
                done += 1
                if progress:
                    progress(done, len(sources))
    except BaseException as error:
        stopped = isinstance(error, typer.Abort) or not isinstance(error, Exception)
        if stopped and importer.writes and len(sources) > 1:
            output.say(f"{done} of {len(sources)} sources done; the same command continues from there")
        raise


def _sources(sources: list[str]) -> Iterator[_Source]:
    """Yield the sources that the arguments name. They are not read yet: one that fails must not stop the others."""
    from newsroom_cli.importing import intake

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
    from newsroom_cli.importing import intake

    return intake.data_of(path, named=named), ""


def _read_stdin() -> tuple[bytes, str]:
    """The bytes that a person pastes, or that another program prints; they have no web address."""
    from newsroom_cli.importing import intake

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
    from newsroom_cli.importing.fetching import fetch

    response = fetch(address)
    return response.data, response.url


class _Importer:
    """Imports one source after the other, and counts the results.

    It `writes` releases if `write` is set and there is an `intake`, and asks before each unless `yes` is set.
    """

    def __init__(
        self, intake: Intake | None, *, office: str, kind: str, yes: bool, write: bool, form: TextOrJson, review: bool
    ) -> None:
        self._intake = intake
        self._office = office
        self._kind = kind
        self._yes = yes
        self._form = form
        self._review = review
        self.writes = write and intake is not None
        self.asks = self.writes and not yes
        self.written: list[str] = []
        self.known = 0
        self.failed: list[str] = []

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other imports waiting while this one writes, so that no source is imported twice."""

        def waiting() -> None:
            output.say("another import is writing into this newsroom; this one continues when it is done")

        with self._intake.alone(waiting) if self._intake and self.writes else contextlib.nullcontext():
            yield

    def import_source(self, source: _Source, *, many: bool) -> None:
        """Import one source; among `many`, a failure is reported and counted, alone it raises NewsroomError."""
        from newsroom_cli.importing import intake

        try:
            data, address = source.get()
            name = "-" if source.get is _read_stdin else address or source.name
            config = self._intake.newsroom.config if self._intake else None
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
        from newsroom_cli.cli import import_questions, import_review

        draft = self._intake.draft(reading, office=self._office, kind=self._kind) if self._intake else None
        if self._form is TextOrJson.json:
            from newsroom_cli.importing.draft import as_json

            output.json({"source": name, **as_json(reading)}, indent=None)
        else:
            import_review.show(name, reading, office=draft.office if draft else self._office)
            if self._review:
                import_review.side_by_side(reading)
        if not self.writes or self._intake is None or draft is None:
            return
        if before := self._intake.seen(draft):
            self.known += 1
            output.say(f"already imported: {before}")
        elif self._yes or _confirm(many=many):
            if self.asks and (answered := import_questions.completed(reading, self._intake.newsroom)) != reading:
                draft = self._intake.draft(answered, office=self._office, kind=self._kind, mark=draft.digest)
            path = self._intake.write(draft)
            self.written.append(path)
            if self._form is TextOrJson.text:
                output.result(output.from_here(path, self._intake.newsroom.root))

    def report(self, count: int) -> None:
        """Print how many of `count` sources were written, already known, or not imported."""
        if self._form is TextOrJson.json or count < 2:
            if self.written and self._form is TextOrJson.text:
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
    question = "Write this release?" if many else "Write it?"
    return ask.confirm(question)


def _nobody_to_ask(sources: Sequence[_Source] = ()) -> NewsroomError:
    """The error for a question that nobody can answer; it counts the sources of a command that has several."""
    noun = "file" if all(source.folder for source in sources) else "source"
    about = f" about {counted(len(sources), noun)}" if sources else ""
    return NewsroomError(
        f"nothing was written: there is nobody to ask{about}", hint="--yes writes without asking, --dry-run only shows"
    )
