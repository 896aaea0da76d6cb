"""`newsroom rule`: what a code means."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.model.errors import NewsroomError


def rule(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="The code of a finding, such as DT001.")] = None,
    search: Annotated[str, typer.Option(metavar="WORD", help="List the rules whose pages have these words.")] = "",
) -> None:
    """Explain a rule, or list them all.

    Its page says why the rule is there, with bad and good examples.

    Example: newsroom rule DT001
    """
    from newsroom_cli.cli import output
    from newsroom_cli.rules import catalogue

    known = {each.code: each for each in catalogue.titles()}
    if code is None:
        shown = catalogue.search(search) if search else list(known.values())
        if not shown:
            raise NewsroomError(f'no rule speaks of "{search}"', hint="try another word; newsroom rule lists them all")
        rows = [
            [("strong", each.code), (_style(each.severity), each.severity), ("", each.name), ("dim", each.when)]
            for each in shown
        ]
        output.table(["Code", "Severity", "What it finds", "When"], rows)
        return
    wanted = (
        code.upper() if code.upper() in known else next((each.code for each in known.values() if each.name == code), "")
    )
    if not wanted:
        near = catalogue.nearest_code(code)
        hint = f"did you mean {near}?" if near else f'newsroom rule --search "{code}" looks for a word'
        raise NewsroomError(f'there is no rule "{code}"', hint=hint)
    output.page(catalogue.page(wanted))


def _style(severity: str) -> str:
    return severity if severity in ("error", "warning") else "dim"
