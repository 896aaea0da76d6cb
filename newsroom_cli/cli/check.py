"""`newsroom check`: the copy desk."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from newsroom_cli.cli import completion
from newsroom_cli.cli.check_options import Request
from newsroom_cli.cli.option import Option
from newsroom_cli.cli.shared_options import as_typer


def check(**values: Any) -> None:
    """Check releases like a good copy desk.

    It finds what is missing, wrong or contradicts itself.

    Exit code 0: nothing found. 1: findings. 2: it cannot be done. 3: a fault of newsroom.

    Example: newsroom check releases/2026-03-02-library.md
    """
    from newsroom_cli.cli import checking

    raise typer.Exit(checking.run(Request(**values)))


def _parameter(name: str, type: Any, option: Option) -> inspect.Parameter:
    """A field of Request as a parameter for Typer."""
    if name == "paths":
        type, declared = (
            list[Path],
            typer.Argument(
                metavar=option.metavar, help=option.help, readable=False, autocompletion=completion.releases
            ),
        )
    else:
        type, declared = Literal[option.choices] if option.choices else type, as_typer(name, option)
    default = Request._field_defaults[name]
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[type, declared]
    )


_PARAMETERS = [_parameter(name, *get_args(hint)) for name, hint in Request.__annotations__.items()]
check.__signature__ = inspect.Signature(_PARAMETERS)  # type: ignore[attr-defined]
