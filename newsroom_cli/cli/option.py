"""The declaration of an option, for Typer and for the parser of `newsroom check`, and two shared options."""

# No postponed annotations in modules that every check loads: typing compiles strings, and the first takes 0.7 ms.
from typing import NamedTuple


class Option(NamedTuple):
    """An option as people type it and read about it. Its long name comes from its field or parameter.

    `names` are long names in place of that; the first is documented, the others are understood.
    """

    help: str
    short: str = ""
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def long(self, name: str) -> str:
        """The long name of the option of a field: `--fail-on` of fail_on."""
        return self.names[0] if self.names else f"--{name.replace('_', '-')}"


DIRECTORY = Option("Work in the newsroom in DIR; else in the one around here.", "-C", "DIR")
AS_OF = Option("Rehearse: pretend it is TIME, such as 2026-03-01T09:00 or 2026-03-01.", metavar="TIME")
