"""How an option is declared for Typer and for the parser of `newsroom check`, and the options that commands share."""

# Annotations are values in what every check loads: typing compiles those that are texts, which takes 0.7 ms.
from typing import NamedTuple


class Option(NamedTuple):
    """What people type for an option and read about it. Its long name is that of its field or parameter."""

    help: str
    short: str = ""
    metavar: str | None = None
    choices: tuple[str, ...] = ()

    def long(self, name: str) -> str:
        """The long name of the option of a field: `--output-format` of output_format."""
        return f"--{name.replace('_', '-')}"


DIRECTORY = Option("Work in the newsroom in DIR; else in the one around here.", "-C", "DIR")
AS_OF = Option("Rehearse: pretend it is TIME, such as 2026-03-01T09:00 or 2026-03-01.", metavar="TIME")
