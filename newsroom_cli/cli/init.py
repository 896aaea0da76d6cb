"""`newsroom init`: a new newsroom in a new or empty folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.model import config, disk
from newsroom_cli.model.errors import NewsroomError

_HARMLESS = ("README", "LICENSE", ".")


def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make it in.")] = Path(),
    name: Annotated[str, typer.Option(help="The name of the newsroom, shown on its pages.")] = "",
    url: Annotated[str, typer.Option(help="The public address of its site.")] = "",
    language: Annotated[str, typer.Option(help="The language of the releases, such as en or es.")] = "",
    time_zone: Annotated[str, typer.Option(help="The time zone of its dates, such as Europe/Paris.")] = "",
    office: Annotated[str, typer.Option(help="The office that issues releases.")] = "",
    city: Annotated[str, typer.Option(help="The city in its datelines, such as Salem, Oregon.")] = "",
    contact: Annotated[str, typer.Option(help="Whom reporters may ask for.")] = "",
    email: Annotated[str, typer.Option(help="The e-mail address for reporters.")] = "",
    phone: Annotated[str, typer.Option(help="The telephone number for reporters.")] = "",
    person: Annotated[
        list[str] | None, typer.Option(metavar="NAME,ROLE", help="A person who is often quoted; repeatable.")
    ] = None,
    style: Annotated[str, typer.Option(help="The house style: none, ap, boston or govuk.")] = "",
    clearance: Annotated[
        bool | None, typer.Option("--clearance/--no-clearance", help="Whether speakers must clear their quotes.")
    ] = None,
    signatures: Annotated[int | None, typer.Option(min=0, help="How many people must sign a release.")] = None,
    author_alone: Annotated[
        bool | None,
        typer.Option("--author-alone/--no-author-alone", help="Whether authors may approve what they wrote."),
    ] = None,
) -> None:
    """Make a newsroom in a new or empty folder.

    Writes newsroom.toml and makes a folder for releases. On a terminal it asks for what no option says; elsewhere it
    uses defaults, which you can change in newsroom.toml.

    Example: newsroom init city-news --name "City of Springfield" --url https://news.springfield.gov/
    """
    from newsroom_cli.cli.steps import init_questions
    from newsroom_cli.cli.terminal import unfinished

    directory = _usable_folder(directory)
    folder = directory.absolute()

    def answers() -> dict[str, Any]:
        values = _site_values(name, url, language, folder)
        place = init_questions.chosen_place(city, values["title"])
        values |= _office_values(office, contact, email, phone, values["url"], values["language"])
        values |= {"time_zone": init_questions.chosen_zone(time_zone, place, values["language"], _host(values["url"]))}
        values |= {
            "people": init_questions.chosen_people(person or ()),
            "style": init_questions.chosen_style(style),
            "clearance": "required" if _needs_clearance(clearance) else "optional",
            "signatures": init_questions.chosen_signatures(signatures),
        }
        values |= {"author_alone": init_questions.may_approve_own(author_alone, values["signatures"])}
        values |= init_questions.as_printed(place, values["style"])
        values |= {"has_git": init_questions.wants_git(folder)}
        if output.is_interactive() and ask.answered:
            output.say(*_summary(values))
            if not ask.confirm("Is all of it right?"):
                output.say(f"{ask.SIGN} goes back further; Enter keeps an answer")
                raise ask.GoBack
        return values

    with unfinished.answers_in(Path(typer.get_app_dir("newsroom"), "unfinished"), "init"):
        values = ask.with_way_back(answers)
        wants_git = values.pop("has_git")
        _make(directory, values)
    output.result(output.from_here(config.FILE_NAME, folder))
    init_questions.start_git(folder, wanted=wants_git)
    _say_what_is_next(folder, values)


def _site_values(name: str, url: str, language: str, folder: Path) -> dict[str, Any]:
    """Name, address and language of the newsroom, from the options or the answers."""
    from newsroom_cli.cli.steps import init_questions

    default_name = folder.name.replace("-", " ").replace("_", " ").title() or "Newsroom"
    placeholder = config.EXAMPLE_URL
    name = name or ask.name("Name of the newsroom", default_name, validate=init_questions.newsroom_name)
    site, whole = ("Public address of its site", placeholder), init_questions.whole_address
    url = url or ask.text(*site, validate=whole, empty_words=ask.NOBODY) or placeholder
    url = init_questions.as_option("--url", whole, url)
    tag = init_questions.language_tag
    language = language or ask.text("Language of the releases", "en", validate=tag)
    language = init_questions.as_option("--language", tag, language)
    return {"title": name, "url": url, "language": language}


def _host(url: str) -> str:
    """The host of the site, without www."""
    return (urlsplit(url).hostname or urlsplit(config.EXAMPLE_URL).hostname or "").removeprefix("www.")


def _mail_host(url: str) -> str:
    """The most likely host of the office's mail addresses: that of the site without a first word such as news."""
    first, _, domain = _host(url).partition(".")
    return (
        domain if first in ("news", "newsroom", "press", "presse", "prensa", "media") and "." in domain else _host(url)
    )


def _office_values(office: str, contact: str, email: str, phone: str, url: str, language: str) -> dict[str, Any]:
    """The offices and how to reach them, from the options or the answers. With the option there is only one office.

    An answer such as none counts as empty.
    """
    from newsroom_cli.cli.steps import init_questions

    if office and ask.means_empty(office):
        raise NewsroomError(
            f'--office: "{office}" is not a name', hint="write the name of the office that issues releases"
        )
    name = office or ask.name("Office that issues releases", "Press Office")
    first = init_questions.reachable(name, contact, email, phone, f"press@{_mail_host(url)}", language)
    return {"offices": [first, *([] if office else init_questions.more_offices(first, language))], "email": first.email}


def _needs_clearance(clearance: bool | None) -> bool:
    """Whether speakers must clear their quotes: from the option or the answer."""
    if clearance is not None or not output.is_interactive():
        return bool(clearance)
    explanation = "  y: no quote goes out before you note that its speaker agreed; n: none waits"
    output.say(output.paint("dim", explanation))
    return ask.confirm("Must speakers clear their quotes before a release goes out?", default=False, is_kept=True)


def _make(directory: Path, values: dict[str, Any]) -> None:
    from newsroom_cli.cli.steps import init_questions
    from newsroom_cli.newsroom import scaffold, writer

    text = scaffold.newsroom_text(**values)
    config.parse(text, directory / config.FILE_NAME)  # nothing is written if newsroom.toml would be wrong
    folder = directory.absolute()
    init_questions.ignore_made_files(folder)
    (folder / "releases").mkdir(exist_ok=True)
    writer.create(folder / config.FILE_NAME, text.encode())  # last: with it the folder is a newsroom


def _say_what_is_next(folder: Path, values: dict[str, Any]) -> None:
    inside = "" if folder == Path.cwd() else f"cd {output.from_here('', folder).rstrip('/')}, then "
    output.say(f"{output.paint('good', 'made')} the newsroom {values['title']}; next: {inside}newsroom new")
    if _host(values["url"]).endswith(".example"):
        output.say("before you publish, put your real url and e-mail address into newsroom.toml")


def _summary(values: dict[str, Any]) -> list[str]:
    """What will be written, in lines for a person."""
    offices = ", ".join(f"{office.name} ({office.key})" for office in values["offices"])
    dateline = ", ".join(filter(None, (values[name] for name in ("city", "state", "country")))) or "no city"
    people = "; ".join(", ".join(filter(None, person)) for person in values["people"])
    people = people or "none yet; newsroom.toml shows how to add them"
    first = values["offices"][0]
    contact = ", ".join(filter(None, (first.contact, first.phone, first.email)))
    return [
        f"  name        {values['title']}",
        f"  site        {values['url']}, language {values['language']}",
        f"  offices     {offices}",
        f"  reporters   {contact or 'no contact'}",
        f"  people      {people}",
        f"  dateline    {dateline}",
        f"  time zone   {values['time_zone']}, house style {values['style']}",
        f"  going out   quote clearance {values['clearance']}, signatures required: {values['signatures']}"
        + (", also the author's own" if values["author_alone"] else ""),
    ]


def _usable_folder(directory: Path) -> Path:
    """The folder to make the newsroom in. A person at a terminal names another one if it is in use."""
    from newsroom_cli.newsroom import writer

    while True:
        writer.sweep(directory.absolute())
        try:
            _refuse_if_used(directory.absolute(), directory)
            _confirm_inside_another(directory.absolute())
            return directory
        except NewsroomError as error:
            if not output.is_interactive() or _has_newsroom(directory.absolute()):
                raise
            output.say(f"{error.message}: {directory.absolute()}")
        if not (answer := ask.text("Name of a new folder for the newsroom", _NEW_FOLDER, validate=_folder_name)):
            raise NewsroomError("no folder is named; nothing was written", hint="newsroom init NAME")
        directory = (directory if directory.is_dir() else directory.parent) / answer


_NEW_FOLDER = "newsroom"


def _folder_name(answer: str) -> None:
    """Raise ValueError for an answer that is no name of a new folder, such as a command of the shell."""
    parts = Path(answer).parts
    if ".." in parts or answer.split()[0] in ("cd", "mkdir", "ls", "dir") or not answer.isprintable():
        raise ValueError("please type a name for the new folder, such as city-news; Ctrl-C stops")


def _confirm_inside_another(folder: Path) -> None:
    """Print which newsroom is around a folder, if any, and ask on a terminal whether to make another one inside it.

    Ends with exit code 1 if the answer is no.
    """
    around = next((parent for parent in folder.parents if _has_newsroom(parent)), None)
    if around is None:
        return
    output.say(f"this folder is inside the newsroom {output.from_here('', around) or '.'}, and would not be part of it")
    if output.is_interactive() and not ask.confirm("Make another newsroom inside it?", default=False):
        output.say("nothing was written; newsroom new starts a release in the newsroom that is there")
        raise typer.Exit(1)


def _has_newsroom(folder: Path) -> bool:
    return disk.is_there(folder / config.FILE_NAME)


_LONGEST_NAME = 255  # bytes, in the usual file systems


def _refuse_if_used(folder: Path, shown_path: Path) -> None:
    """Raise NewsroomError unless the folder is new or empty; README, LICENSE and hidden files may be there."""
    if any(len(part.encode()) > _LONGEST_NAME for part in folder.parts):
        raise NewsroomError("the name of the folder is too long", path=shown_path, hint="choose a shorter one")
    if disk.is_there(folder) and not disk.is_folder(folder):
        raise NewsroomError("this is a file, not a folder", path=shown_path, hint="name a new folder")
    if disk.is_there(folder / "newsroom.toml"):
        raise NewsroomError(
            "there is a newsroom here already", path=shown_path, hint="newsroom new starts a release in it"
        )
    try:
        names = sorted(entry.name for entry in folder.iterdir()) if disk.is_folder(folder) else []
    except OSError as error:
        raise NewsroomError(
            f"cannot be read: {error.strerror}", path=shown_path, hint="check its permissions"
        ) from error
    names = [name for name in names if not name.startswith(_HARMLESS) and not _is_empty(folder / name)]
    if names:
        raise NewsroomError(
            f"the folder is not empty, it holds {', '.join(names[:3])}",
            path=shown_path,
            hint="name a new folder: newsroom init NAME",
        )


def _is_empty(folder: Path) -> bool:
    return disk.is_folder(folder) and not any(folder.iterdir())
