"""Render templates: the newsroom's own replace the built-in ones; release text is only ever a variable."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from newsroom_cli.language import word_lists
from newsroom_cli.language.dates import dates
from newsroom_cli.markup import directions
from newsroom_cli.model import addresses, disk
from newsroom_cli.model.errors import NewsroomError, unreadable
from newsroom_cli.model.language_tags import in_capitals, is_english
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom.templating import words as word_files
from newsroom_cli.newsroom.writer.compiled import compiled_in

_CORRECT = "correct it, or delete the file to use the built-in one"


builtin = word_lists.builtin_templates


@functools.lru_cache(maxsize=4)
def environment(templates: Path | None) -> Any:
    """The Jinja2 environment for a newsroom with its own templates in the folder `templates`.

    Such a template may `{% extends "builtin/site/release.html" %}` and change one block. Each template is read and
    compiled once, until `clear_caches`.
    """
    import jinja2

    builtin_loader = jinja2.FileSystemLoader(builtin())
    loaders: list[jinja2.BaseLoader] = [builtin_loader, jinja2.PrefixLoader({"builtin": builtin_loader})]
    if templates is not None:
        loaders.insert(0, jinja2.FunctionLoader(_reader(templates)))
    maker = f"{jinja2.__version__}-{Path(__file__).stat().st_mtime_ns}"
    jinja = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=jinja2.select_autoescape(("html", "xml")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled_in(builtin(), jinja2.FileSystemBytecodeCache, maker),  # type: ignore[arg-type]
    )
    from newsroom_cli.model.release_file import to_toml

    jinja.filters.update(
        toml=to_toml,
        long_date=long_date,
        full_date=full_date,
        clock=clock,
        month_name=month_name,
        year_name=year_name,
        language_name=dates.name_of_language,
        moment=moment,
        zone=zone,
        iso=iso,
        tel=tel,
        breakable=breakable,
        unbroken=unbroken,
        capitals=in_capitals,
        scores=scores,
        within=within,
        mailto=mailto,
        in_letters=addresses.in_letters,
        file_size=file_size,
    )
    return jinja


def clear_caches() -> None:
    """Read all templates again at their next use."""
    environment.cache_clear()
    words.cache_clear()
    ids.cache_clear()
    word_files.clear_caches()


def render(templates: Path | None, name: str, **variables: Any) -> str:
    """The text of a filled-in template. Raises NewsroomError, with file and line, if one of the newsroom's is wrong."""
    with _explaining_errors(templates, variables):
        return str(environment(templates).get_template(name).render(variables))


@functools.lru_cache(maxsize=512)
def words(templates: Path | None, language: str, table: str = word_files.SITE) -> SimpleNamespace:
    """The words of a table in a language; the entry `language` says which language they are in.

    The newsroom's own words replace the built-in ones; a word that is missing in the language is English.
    """
    merged: dict[str, Any] = {}
    spoken = language if is_english(language) else "en"
    by_template = _words_of_template(templates, table) if templates else {}
    for tag in dict.fromkeys(("en", *word_files.tags(language))):
        of_template = by_template.get(tag.lower().replace("-", "_"), {})
        for tables in (built_in_words(tag), of_template, _words_of_newsroom(templates, tag)):
            for name in (table, word_files.OWN):
                merged = word_files.merged(merged, tables.get(name, {}), tag)
            if tag != "en" and tables.get(table):
                spoken = language
    return SimpleNamespace(**merged | {"language": spoken})


def built_in_words(tag: str) -> Mapping[str, Any]:
    """The tables of the built-in words for a language tag."""
    return word_files.tables(builtin() / word_files.FOLDER, tag)


def _words_of_newsroom(templates: Path | None, tag: str) -> Mapping[str, Any]:
    """The tables of the newsroom's own file of words for a language tag."""
    if templates is None:
        return {}
    return word_files.tables(templates / word_files.FOLDER, tag, known=built_in_words("en"))


# The templates in which a newsroom could change words before there were word files; they still take effect.
WORD_TEMPLATES = {
    word_files.SITE: "site/words.html",
    word_files.NOTICES: "site/notices.html",
    word_files.MAIL: "email/words.html",
    word_files.SHEET: "email/sheet-words.html",
}


def _words_of_template(templates: Path, table: str) -> dict[str, Mapping[str, Any]]:
    """The words that a template of the newsroom sets for a table, by language: `{% set fr = {...} %}`."""
    name = WORD_TEMPLATES.get(table)
    with _explaining_errors(templates, {}):
        if name is None or _reader(templates)(name) is None:
            return {}
        template = environment(templates).get_template(name)
        template.render()  # only a rendering reports the line of a mistake
        values = vars(template.make_module())
    return {key.lower(): {table: value} for key, value in values.items() if isinstance(value, dict)}


def parsed(name: str, source: str, path: Path) -> tuple[Any, set[str]]:
    """The syntax tree of a template, and the variables that it needs from outside.

    Raises NewsroomError, with the line, for a syntax error.
    """
    import jinja2.meta

    jinja = environment(None)
    try:
        tree = jinja.parse(source, name, str(path))
        return tree, jinja2.meta.find_undeclared_variables(tree) - jinja.globals.keys()
    except jinja2.TemplateSyntaxError as error:
        raise NewsroomError(_syntax_error(error), path=path, line=error.lineno, hint=_CORRECT) from error


@functools.lru_cache(maxsize=8)
def ids(templates: Path | None, name: str) -> frozenset[str]:
    """The ids that a template, and those it extends or includes, give to the elements of a page."""
    from jinja2 import TemplateNotFound

    found: set[str] = set()
    seen: set[str] = set()
    waiting = [name]
    with _explaining_errors(templates, {}):
        jinja = environment(templates)
        while waiting:
            seen.add(template := waiting.pop())
            with contextlib.suppress(TemplateNotFound):  # an include may say `ignore missing`
                source = jinja.loader.get_source(jinja, template)[0]
                found.update(_ID.findall(source))
                waiting += {*_TEMPLATE.findall(source)} - seen
    return frozenset(found)


_TEMPLATE = pattern(r"""\{%[-+]?\s*(?:extends|include|import|from)\s+["']([^"']+)""")  # parsing takes ten times as long
_ID = pattern(r"""\bid\s*=\s*["']?([^\s"'<>{}]+)""")


def _reader(templates: Path) -> Callable[[str], tuple[str, str, None] | None]:
    """A function that reads a template of the newsroom by name, or returns None if there is none."""
    from jinja2.loaders import split_template_path

    def read(name: str) -> tuple[str, str, None] | None:
        """The source of a template; None if the newsroom has no template with this name."""
        path = templates.joinpath(*split_template_path(name))  # raises an error for names that lead out of the folder
        try:
            data = disk.read(path, links=True)
            return data.decode("utf-8-sig"), str(path), None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise NewsroomError(
                "this template is not UTF-8", path=path, line=line, hint="save the file as UTF-8 in your editor"
            ) from error
        except OSError as error:
            raise unreadable(path, error, "this template") from error

    return read


# --- errors in templates --------------------------------------------------------------------------------------


@contextlib.contextmanager
def _explaining_errors(templates: Path | None, variables: Mapping[str, Any]) -> Iterator[None]:
    """Turn errors in a template of the newsroom into messages with file and line; our own bugs stay exceptions."""
    try:
        yield
    except NewsroomError:
        raise
    except Exception as error:
        if (explained := _template_error(error, templates, variables)) is None:
            raise
        raise explained from error


def _template_error(error: Exception, templates: Path | None, variables: Mapping[str, Any]) -> NewsroomError | None:
    """The message for an error in a template of the newsroom; None if the error is ours."""
    import jinja2

    path, line = _error_location(error, templates)
    if isinstance(error, jinja2.TemplateNotFound):
        remedy = f"write it in {templates}, or correct the name" if path else "newsroom new --list shows them"
        if str(error.name).removeprefix("builtin/") in WORD_TEMPLATES.values():
            remedy = f"the built-in words are in {word_files.FOLDER}/en.toml now: leave this line out"
        return NewsroomError(f'there is no template "{error.name}"', path=path, line=line, hint=remedy)
    if path is None:
        return None
    if isinstance(error, jinja2.TemplateSyntaxError):
        message, hint = _syntax_error(error), _CORRECT
    elif isinstance(error, jinja2.UndefinedError):
        message, hint = _undefined_name(str(error.message), variables)
    elif isinstance(error, RecursionError):
        message, hint = "this template contains itself", 'to change ours, extend "builtin/..." and not its own name'
    else:
        message, hint = f"this template fails: {_as_our_message(str(error)) or type(error).__name__}", _CORRECT
    return NewsroomError(message, path=path, line=line, hint=hint)


def _error_location(error: Exception, templates: Path | None) -> tuple[Path | None, int | None]:
    """The last file and line in the traceback of an error that belong to a template of the newsroom."""
    import jinja2

    if templates is None:
        return None, None
    if isinstance(error, jinja2.TemplateSyntaxError):
        is_inside = error.filename is not None and Path(error.filename).is_relative_to(templates)
        return (Path(str(error.filename)), error.lineno) if is_inside else (None, None)
    path, line, traceback = None, None, error.__traceback__
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if file.is_relative_to(templates):
            path, line = file, traceback.tb_lineno
        traceback = traceback.tb_next
    if path is None and not isinstance(error, jinja2.TemplateNotFound):
        # A built-in template uses a name that the newsroom's own version of another template no longer defines.
        loaded = (Path(template.filename) for template in environment(templates).cache.values() if template.filename)
        path = next((file for file in loaded if file.is_relative_to(templates)), None)
    return path, line


def _undefined_name(message: str, variables: Mapping[str, Any]) -> tuple[str, str]:
    """Message and remedy for an undefined name in a template."""
    match = re.search(r"^'(\w+)' is undefined|has no attribute '(\w+)'|requested name '?(\w+)", message)
    if match is None:
        return f"this template fails: {_as_our_message(message)}", _CORRECT
    name = match[1] or match[2] or match[3]
    fields = [(key, field) for key, value in variables.items() for field in getattr(value, "_fields", ())]
    names = {field: f"{key}.{field}" if match[1] else field for key, field in fields}
    names |= {key: key for key in variables}
    near = nearest(name, sorted(names))
    hint = f'did you mean "{names[near]}"?' if near else "the variables are in docs/templates.md"
    return f'"{name}" is not known in this template', hint


def _syntax_error(error: Any) -> str:
    return f"this template has a syntax error: {_as_our_message(str(error.message))}"


def _as_our_message(message: str) -> str:
    """A library's message in the style of ours: lower case, no full stop."""
    return message[:1].lower() + message[1:].rstrip(". ")


# --- filters for templates ------------------------------------------------------------------------------------


def long_date(value: dt.date, language: str) -> str:
    """A date without weekday, as the language writes it: June 22, 2015."""
    return _date(value.year, value.month, value.day, language, False)


def full_date(value: dt.date, language: str) -> str:
    """A date with weekday, as the language writes it: Monday, June 22, 2015."""
    return _date(value.year, value.month, value.day, language, True)


def month_name(year: int, month: int, language: str) -> str:
    """A month of a year, as the language writes it: June 2015."""
    return dates.month_and_year(dt.date(year, month, 1), language)


def year_name(year: int, language: str) -> str:
    """A year, as the language writes it: 2015, 2015年."""
    return dates.year(dt.date(year, 1, 1), language)


def clock(value: dt.datetime, language: str) -> str:
    """A time of day, as the language writes it: 9:30 a.m."""
    return _clock(value.hour, value.minute, language)


def moment(value: dt.datetime, language: str, *, weekday: bool = False, time: bool | None = None) -> str:
    """Date and time of day: June 22, 2015, 9:30 a.m.

    Without `time` midnight is left out: a date without time is stored as midnight.
    """
    day = (full_date if weekday else long_date)(value, language)
    timed = bool(value.hour or value.minute) if time is None else time
    return _date_and_time(language).format(clock(value, language), day) if timed else day


def zone(value: dt.datetime, language: str = "en") -> str:
    """The name of a moment's time zone in a language: EST, MEZ, or UTC+5:30 if the zone has no letters."""
    if name := dates.zone(value, language):
        return name
    minutes = (value.utcoffset() or dt.timedelta()) // dt.timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def iso(value: dt.datetime) -> str:
    """A moment for machines, to the second, with its offset: 2015-06-22T09:30:00-04:00."""
    return dates.with_whole_minutes(value).isoformat(timespec="seconds")


# Equal moments in different zones may be different days, so a moment must never be the key of a cache.
@functools.lru_cache(maxsize=4096)
def _date(year: int, month: int, day: int, language: str, weekday: bool) -> str:
    return (dates.full if weekday else dates.long)(dt.date(year, month, day), language)


@functools.lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, language: str) -> str:
    return dates.clock(dt.datetime(2000, 1, 1, hour, minute), language)


@functools.cache
def _date_and_time(language: str) -> str:
    """The language's pattern for a time, {0}, and a date, {1}."""
    if is_english(language):
        return "{1}, {0}"
    from babel.dates import get_datetime_format

    return str(get_datetime_format("medium", locale=dates.locale_of(language)))


@functools.lru_cache(maxsize=256)
def language_attributes(language: str, outer_language: str, direction: str = "") -> Any:
    """The `lang` and `dir` attributes of an element, as safe HTML; empty if the text around has the same language."""
    from markupsafe import Markup

    if language.split("-")[0].lower() == outer_language.split("-")[0].lower():
        return Markup("")
    return Markup(' lang="{}"').format(language) + (Markup(' dir="{}"').format(direction) if direction else "")


_LONGEST_PHONE = 200  # characters of a possible number
_PHONE = pattern(r"(\+?[\d\s().·‐-―-]+?)(?:[\s,;]*(?:extension|ext|x|#)[.:]?\s*(\d{1,7}))?", re.IGNORECASE)


@functools.lru_cache(maxsize=256)
def tel(phone: str) -> str:
    """The `tel:` address (RFC 3966) of a printed telephone number, empty unless it is clearly a single number."""
    match = _PHONE.fullmatch(" ".join(phone.split())) if len(phone) < _LONGEST_PHONE else None
    if match is None:
        return ""
    number = match[1].replace("(0)", "") if match[1].startswith("+") else match[1]
    digits = _digits(number)
    if not 3 <= len(digits) <= 15:
        return ""
    extension = f";ext={_digits(match[2])}" if match[2] else ""
    return f"tel:{'+' if number.startswith('+') else ''}{digits}{extension}"


def unbroken(phone: str) -> str:
    """A printed telephone number with non-breaking spaces and hyphens."""
    return phone.translate(_NO_BREAK)


_NO_BREAK = str.maketrans({" ": "\u00a0", "-": "\u2011"})


def breakable(address: str) -> Any:
    """An e-mail address as HTML that a narrow column breaks behind its @ or a dot, and not within a word."""
    from markupsafe import Markup, escape

    return Markup(str(escape(address)).replace("@", "@<wbr>").replace(".", ".<wbr>"))


def scores(headline: str) -> Any:
    """A headline as HTML in which no line breaks inside a score, a range or a time of day, such as 7-2 or 9 p.m."""
    from markupsafe import Markup, escape

    from newsroom_cli.markup.figures import with_unbroken_figures

    html = with_unbroken_figures(str(escape(headline)))
    return Markup(_SCORE.sub(r'<span class="score">\g<0></span>', html))


def within(text: str, direction: str) -> Any:
    """A text with its direction, if that of the text around it would move its marks to the wrong end."""
    from markupsafe import Markup

    other = directions.opposite_direction(Markup(text).striptags() if hasattr(text, "__html__") else text, direction)
    return Markup('<span dir="{}">{}</span>').format(other, text) if other else text


_SCORE = pattern(r"(?<![\w&#-])\d{1,4}-\d{1,4}(?![\w-])")


def _digits(text: str) -> str:
    """The decimal digits of a text in any script, as 0 to 9."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


@functools.lru_cache(maxsize=256)
def mailto(email: str) -> str:
    """The `mailto:` address (RFC 6068) of an e-mail address, empty for an invalid one."""
    local, _, domain = email.rpartition("@")
    ascii_host = addresses.ascii_host(domain) if re.fullmatch(r"[^\s@<>()\"]+@[^\s@<>()\"]+", email) else ""
    return f"mailto:{quote(local, safe='+!$*')}@{ascii_host}" if ascii_host else ""


def file_size(size: int, language: str) -> str:
    """A number of bytes as people read it: 240 kB, 1.2 MB."""
    from babel.numbers import format_decimal

    number, unit = (size / 1_000_000, "MB") if size >= 999_500 else (max(size / 1000, 1), "kB")
    shape = "#,##0.#" if unit == "MB" and number < 10 else "#,##0"
    written = format_decimal(number, shape, dates.locale_of(language), numbering_system="default")
    return f"{dates.in_digits(str(written), language)}\u00a0{unit}"
