"""The templates in force: the newsroom's own first, ours behind; release text is only ever a variable."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from newsroom_cli.errors import NewsroomError


def builtin() -> Path:
    """The folder of our own templates: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    carried = package / "templates"
    return carried if carried.is_dir() else package.parent / "templates"


@functools.lru_cache(maxsize=4)
def environment(own: Path | None) -> Any:
    """The Jinja2 environment for a newsroom whose own templates lie in `own`.

    A template of the newsroom's may `{% extends "builtin/site/release.html" %}` and change one block.
    """
    import jinja2

    ours = jinja2.FileSystemLoader(builtin())
    loaders: list[jinja2.BaseLoader] = [ours, jinja2.PrefixLoader({"builtin": ours})]
    if own is not None and own.is_dir():
        loaders.insert(0, jinja2.FileSystemLoader(own))
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=jinja2.select_autoescape(("html", "xml")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(_filters())
    return made


def render(own: Path | None, name: str, **variables: Any) -> str:
    """A template filled in. Raises NewsroomError, with file and line, when a template of the newsroom is wrong."""
    import jinja2

    try:
        return str(environment(own).get_template(name).render(**variables))
    except jinja2.TemplateSyntaxError as error:
        raise NewsroomError(
            f"this template is not understood: {error.message}", path=error.filename or error.name, line=error.lineno,
            hint="correct it, or delete the file to use the built-in one",
        ) from error  # fmt: skip
    except jinja2.TemplateNotFound as error:
        raise NewsroomError(f'there is no template "{error.name}"', hint="newsroom new --list shows them") from error
    except jinja2.UndefinedError as error:
        raise NewsroomError(
            f"{name}: {error.message}", path=str(own or builtin()), hint="the variables are in docs/templates.md"
        ) from error


def _filters() -> dict[str, Any]:
    from newsroom_cli.language import dates
    from newsroom_cli.release import to_toml

    return {"toml": to_toml, "long_date": dates.long, "full_date": dates.full, "clock": dates.clock}
