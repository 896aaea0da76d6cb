"""`newsroom rule`: what a code means."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.errors import NewsroomError


def rule(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="The code of a finding, such as DT001.")] = None,
) -> None:
    """Explain a rule, or list them all.

    Its page says why the rule is there, with bad and good examples.

    Example: newsroom rule DT001
    """
    from newsroom_cli.commands import output
    from newsroom_cli.rules import catalogue

    known = {each.code: each for each in catalogue.titles()}
    if code is None:
        rows = [
            [("strong", each.code), (_style(each.severity), each.severity), ("", each.name)] for each in known.values()
        ]
        output.table(["Code", "Severity", "What it finds"], rows)
        return
    if code.upper() not in known:
        near = catalogue.nearest_code(code)
        raise NewsroomError(
            f'there is no rule "{code}"', hint=f"did you mean {near}?" if near else "newsroom rule lists them all"
        )
    output.page(catalogue.page(code.upper()))


def _style(severity: str) -> str:
    return severity if severity in ("error", "warning") else "dim"
