"""A group of commands that answers an unknown command with the one that is meant."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class CommandGroup(TyperGroup):
    """A group of commands. An unknown one is an error with a remedy, as all others are."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The name of the command, the command, and its arguments. Raises NewsroomError for an unknown one."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            from newsroom_cli.cli import usage_errors

            raise usage_errors.unknown_command(name, list(self.commands), ctx.command_path)
        return super().resolve_command(ctx, args)
