"""`newsroom init`: a new newsroom in a new or empty folder."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.model.errors import NewsroomError

_HARMLESS = ("README", "LICENSE", ".")
_IGNORED = "/public/\n/public-rehearsal/\n.newsroom-*/\n"


def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make it in.")] = Path(),
    name: Annotated[str, typer.Option(help="The newsroom's name, as on its pages.")] = "",
    url: Annotated[str, typer.Option(help="The public address of its site.")] = "",
    language: Annotated[str, typer.Option(help="The language of the releases, such as en or es.")] = "",
    time_zone: Annotated[str, typer.Option(help="The zone its dates are meant in, such as Europe/Paris.")] = "",
    office: Annotated[str, typer.Option(help="The office that issues releases.")] = "",
    city: Annotated[str, typer.Option(help="The city that its datelines name.")] = "",
    contact: Annotated[str, typer.Option(help="Whom reporters may ask for.")] = "",
    email: Annotated[str, typer.Option(help="The e-mail address reporters may write to.")] = "",
    phone: Annotated[str, typer.Option(help="The number reporters may call.")] = "",
) -> None:
    """Make a newsroom in a new or empty folder.

    It writes newsroom.toml and makes a place for releases. Asks on a terminal what no option says; elsewhere it takes
    defaults, to be changed in newsroom.toml.

    Example: newsroom init city-news --name "City of Springfield" --url https://news.springfield.gov/
    """
    from urllib.parse import urlsplit

    from newsroom_cli.cli import ask, output
    from newsroom_cli.model import config
    from newsroom_cli.model.release_file import slugify
    from newsroom_cli.model.toml import option_values
    from newsroom_cli.newsroom import scaffold, writer

    folder = directory.absolute()
    writer.sweep(folder)
    _refuse_if_used(folder, directory)
    default_name = folder.name.replace("-", " ").replace("_", " ").title() or "Newsroom"
    name = name or ask.text("Name of the newsroom", default_name)
    url = url or ask.text("Public address of its site", "https://newsroom.example/", validate=option_values.address)
    host = (urlsplit(url).hostname or "newsroom.example").removeprefix("www.")
    language = language or ask.text("Language of the releases", "en", validate=option_values.language_tag)
    time_zone = time_zone or ask.text("Time zone", _local_zone(), validate=option_values.zone)
    office = office or ask.text("Office that issues releases", "Press Office")
    city = city or ask.text("City that its datelines name (may be empty)")
    contact = contact or ask.text("Whom reporters may ask for", office)
    email = email or ask.text("Their e-mail address", f"press@{host}")
    phone = phone or ask.text("Their telephone number (may be empty)")
    text = scaffold.newsroom_text(
        title=name,
        url=url,
        language=language,
        time_zone=time_zone,
        office=office,
        contact=contact,
        office_key=slugify(office).encode("ascii", "ignore").decode().strip("-") or "office",
        city=city,
        email=email,
        phone=phone,
    )
    config.parse(text, Path(directory) / config.FILE_NAME)
    with contextlib.suppress(writer.TakenError):
        writer.create(folder / ".gitignore", _IGNORED.encode())
    (folder / "releases").mkdir(exist_ok=True)
    writer.create(folder / config.FILE_NAME, text.encode())  # last: with it the folder is a newsroom
    output.result(output.from_here(config.FILE_NAME, folder))
    inside = "" if folder == Path.cwd() else f"cd {output.from_here('', folder).rstrip('/')}, then "
    output.say(f"{output.paint('good', 'made')} the newsroom {name}; next: {inside}newsroom new")
    if host.endswith(".example"):
        output.say("before you publish, put your real url and e-mail address into newsroom.toml")


def _refuse_if_used(folder: Path, shown_path: Path) -> None:
    """Raise NewsroomError unless the folder is new or empty; README, LICENSE and hidden files may be there."""
    from newsroom_cli.model import disk

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
    """Whether a folder is empty."""
    from newsroom_cli.model import disk

    return disk.is_folder(folder) and not any(folder.iterdir())


def _local_zone() -> str:
    """This machine's time zone by name, UTC if it has none."""
    zone = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime")
    name = zone.split("/zoneinfo/")[-1]
    from newsroom_cli.model.toml import option_values
    from newsroom_cli.model.toml.values import WrongValue

    try:
        return option_values.zone(name)
    except WrongValue:
        return "UTC"
