"""Typer commands with placeholders of one style in their help, and with an error for an unknown command.

A placeholder is one word in capitals, such as FILE; optional arguments are in brackets. The words that an option
accepts are at the end of its help.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose options and arguments have placeholders of one style."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        for parameter in self.params:
            _name_value(parameter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments. If the only argument is a release, several words are one name, as if in quotation marks.

        Raises NewsroomError if these words are paths, because they mean several releases.
        """
        names = [parameter.name for parameter in self.params if parameter.param_type_name == "argument"]
        ctx.allow_extra_args = names == ["file"]
        super().parse_args(ctx, args)
        if ctx.allow_extra_args and ctx.args and not ctx.resilient_parsing:
            from newsroom_cli.cli.arguments import usage_errors

            ctx.params["file"] = usage_errors.name_of_words([ctx.params["file"], *ctx.args], ctx.command_path)
            ctx.args = []
        return list(ctx.args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The words after the name of the command in its usage line."""
        return [
            "[OPTIONS]",
            *map(_usage, (parameter for parameter in self.params if parameter.param_type_name == "argument")),
        ]


def _usage(argument: Any) -> str:
    """An argument in the usage line of its command."""
    word = f"{argument.metavar}..." if argument.nargs != 1 else str(argument.metavar)
    return word if argument.required else f"[{word}]"


def _name_value(parameter: Any) -> None:
    """Give an option or argument its placeholder, and list the words that it accepts in its help."""
    if getattr(parameter, "is_flag", False):
        return
    declared = re.findall(r"[A-Z]+(?:-[A-Z]+)*", parameter.metavar or "")
    choices = [str(getattr(choice, "value", choice)) for choice in getattr(parameter.type, "choices", ())]
    option = next((name.lstrip("-") for name in parameter.opts if name.startswith("--")), parameter.name)
    number = "NUMBER" if parameter.type.name.startswith("integer") else "TEXT"
    parameter.metavar = (
        declared[0] if declared else _PLACEHOLDERS.get(option) or (option.upper() if choices else number)
    )
    text = parameter.help or ""
    if choices and not all(re.search(rf"\b{re.escape(choice)}\b", text) for choice in choices):
        from newsroom_cli.model.toml.values import joined

        parameter.help = f"{text.rstrip('.')}: {joined(choices, 'or')}."


_PLACEHOLDERS = {
    "fail-on": "SEVERITY", "contact": "NAME", "speaker": "NAME", "name": "NAME", "office": "NAME", "city": "NAME",
    "url": "URL", "email": "ADDRESS", "phone": "NUMBER", "time-zone": "ZONE", "language": "TAG", "kind": "KIND",
    "role": "ROLE", "topic": "TOPIC",
}  # fmt: skip


class CommandGroup(TyperGroup):
    """A group of commands. An unknown command is an error with a remedy, like all our errors."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The name of the command, the command, and its arguments. Raises NewsroomError for an unknown one."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            from newsroom_cli.cli.arguments import usage_errors

            raise usage_errors.unknown_command(name, list(self.commands), ctx.command_path)
        return super().resolve_command(ctx, args)


def normal_name(option: str) -> str:
    """The current name of an option, without its dashes; older names are still accepted."""
    return "format" if option == "output-format" else option


STYLE: dict[str, Any] = {
    "no_args_is_help": True,
    "rich_markup_mode": None,
    "context_settings": {
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "token_normalize_func": normal_name,
    },
}


def command_group(name: str, help: str) -> typer.Typer:
    """A command that has commands of its own."""
    return typer.Typer(name=name, cls=CommandGroup, add_completion=False, help=help, **STYLE)
