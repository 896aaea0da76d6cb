"""The options of `newsroom build` in one table."""

# Annotations are values here: they are the table.
from pathlib import Path
from typing import Annotated, NamedTuple

from newsroom_cli.cli.option import AS_OF, DIRECTORY, Option


class Request(NamedTuple):
    """The options of one build, with their defaults."""

    folder: Annotated[
        Path | None, Option("The folder to write; else newsroom.toml's.", "-o", "DIR", names=("--output",))
    ] = None
    as_of: Annotated[str | None, AS_OF] = None
    remove_many: Annotated[bool, Option("Let this build take more than a tenth of the releases off the site.")] = False
    remove: Annotated[
        list[str] | None, Option("Take a page off the site whose release is gone; repeatable.", metavar="ID")
    ] = None
    quiet: Annotated[bool, Option("Print nothing when nothing has changed.", "-q")] = False
    form: Annotated[
        str,
        Option(
            "How the result is printed; json names what is held back.",
            "-f",
            choices=("text", "json"),
            names=("--format",),
        ),
    ] = "text"
    wait: Annotated[bool, Option("Wait while another build is writing.")] = False
    trust_clock: Annotated[bool, Option("Build although the last build was later than now.")] = False
    verify: Annotated[bool, Option("Rebuild everything, and search all of it for what is not public.")] = False
    directory: Annotated[Path | None, DIRECTORY] = None
