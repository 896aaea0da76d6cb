"""`newsroom rule`: explain a rule, or list all rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli.arguments import completion
from newsroom_cli.cli.arguments.shared_options import TextOrJson, argument
from newsroom_cli.cli.terminal import output
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.rules import catalogue

if TYPE_CHECKING:
    from newsroom_cli.rules.catalogue import Title


def rule(
    code: Annotated[str | None, argument("[CODE]", "The code of a finding, such as DT001.", completion.codes)] = None,
    search: Annotated[str, typer.Option(metavar="WORD", help="List the rules whose pages have these words.")] = "",
    form: Annotated[TextOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TextOrJson.text,
) -> None:
    """Explain a rule, or list them all.

    Prints its page: the reason for the rule, with bad and good examples.

    Example: newsroom rule DT001
    """
    titles_by_code = {title.code: title for title in catalogue.titles()}
    if code is None:
        listed = catalogue.search(search) if search else list(titles_by_code.values())
        if not listed:
            raise NewsroomError(
                f'no page of a rule mentions "{search}"', hint="try another word; newsroom rule lists them all"
            )
        if form is TextOrJson.json:
            output.json([_record(title) for title in listed])
            return
        rows = [
            [
                ("strong", title.code),
                (title.severity if title.severity in ("error", "warning") else "dim", title.severity),
                ("", title.name),
                ("dim", title.when),
            ]
            for title in listed
        ]
        output.table(["Code", "Severity", "What it finds", "When"], rows, wrapped="When")
        return
    wanted = (
        code.upper()
        if code.upper() in titles_by_code
        else next((title.code for title in titles_by_code.values() if title.name == code), "")
    )
    if not wanted:
        near = catalogue.nearest_code(code)
        hint = f"did you mean {near}?" if near else f'newsroom rule --search "{code}" looks for a word'
        raise NewsroomError(f'there is no rule "{code}"', hint=hint)
    if form is TextOrJson.json:
        output.json([_record(titles_by_code[wanted])])
        return
    if not sys.stdout.isatty():
        output.page(catalogue.page(wanted))
        return
    from newsroom_cli.linter import rule_pages  # it marks the words that the rule reports

    columns = output.page_width() - len(output.INDENT)
    output.page(rule_pages.page(wanted, columns=columns, measure=output.measure))


def _record(title: Title) -> dict[str, Any]:
    return {
        "code": title.code,
        "uri": catalogue.uri(title.code),
        "name": title.name,
        "severity": title.severity,
        "when": title.when or None,
        "page": catalogue.page(title.code),
    }
