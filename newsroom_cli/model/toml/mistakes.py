"""Explanations for mistakes in TOML: what is wrong in plain words, and how to write the line."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import mistyped_dates

EXAMPLE = 'write it like headline = "City Opens Pool"'


class Explanation(NamedTuple):
    """A mistake in plain words, the remedy, and the character offset of the mistake."""

    message: str
    help: str
    offset: int


class _ParserError(NamedTuple):
    """An error of the TOML parser: its complaint, the text `toml`, and the offset where the parser stopped.

    `line` is the text of the line with that offset, `line_start` the offset of its first character.
    """

    toml: str
    offset: int
    line_start: int
    line: str
    complaint: str

    @property
    def character(self) -> str:
        """The character where the parser stopped, "" at the end."""
        return self.toml[self.offset : self.offset + 1]


_FIELD = pattern(r"\s*(?P<key>[\w.-]+)\s*(?P<sign>=[=>]|:=|[=:＝：])\s*(?P<value>.*?)\s*$", re.DOTALL)
_TYPOGRAPHIC = "“”„‟‘’‚‛«»‹›＂´`′″"


def explain(toml: str, offset: int, message: str) -> Explanation:
    """The explanation in plain words for an error of the parser; `offset` is where the parser stopped."""
    start = toml.rfind("\n", 0, offset) + 1
    end = toml.find("\n", offset)
    line = toml[start : len(toml) if end < 0 else end].rstrip("\r")
    error = _ParserError(toml, offset, start, line, message)
    explanations = (
        _explain_duplicate,
        _explain_carriage_return,
        _explain_unclosed_above,
        _explain_invisible,
        _explain_unclosed,
        _explain_backslash,
        _explain_key_value,
        _explain_header,
        _explain_no_equals,
    )
    for explanation in explanations:
        if (found := explanation(error)) is not None:
            return found
    return Explanation("this line is not understood", EXAMPLE, offset)


# --- texts ----------------------------------------------------------------------------------------------------


def _explain_duplicate(error: _ParserError) -> Explanation | None:
    if "cannot extend value" in error.complaint:
        name = re.match(r"[\w-]*", error.toml[error.offset :])
        return Explanation(f'"{name[0] if name else ""}" is given already', "rename one of them", error.offset)
    if "duplicate key" not in error.complaint:
        return None
    header = re.match(r"\s*(\[\[?)\s*([^\]\n]*?)\s*\]", error.line)
    if header is None:
        name = re.match(r"[\w-]*", error.toml[error.offset :])
        headers = re.findall(r"^[ \t]*(\[\[[^\]\n]*\]\]|\[)", error.toml[: error.line_start], re.MULTILINE)
        entry = headers[-1] if headers and headers[-1] != "[" else ""
        help = "keep one of them" + f"; or write {entry} above this line if another one begins here" * bool(entry)
        return Explanation(f'"{name[0] if name else ""}" is given twice', help, error.offset)
    escaped, above = re.escape(header[2]), error.toml[: error.line_start]
    if re.search(rf"^\s*{escaped}\s*=", above, re.MULTILINE):
        return Explanation(f"{header[2]} is given twice, as a field and as a table", "keep one of them", error.offset)
    if header[1] == "[[" or re.search(rf"^\s*\[\[\s*{escaped}\s*\]\]", above, re.MULTILINE):
        help = f"write [[{header[2]}]], in two brackets, above each of them"
        return Explanation(f"[{header[2]}] and [[{header[2]}]] do not go together", help, error.offset)
    return Explanation(f"[{header[2]}] is given twice", f"put all its fields under one [{header[2]}]", error.offset)


def _explain_carriage_return(error: _ParserError) -> Explanation | None:
    if "carriage return" not in error.complaint:
        return None
    return Explanation(
        "this line ends in a way that is not understood", "save the file with ordinary line ends", error.offset
    )


_OPEN = pattern(r"""^[ \t]*[\w.-]+[ \t]*=[ \t]*(?:"(?!"")(?:[^"\\\n]|\\.)*|'(?!'')[^'\n]*)$""", re.MULTILINE)
_OPEN_LIST = pattern(
    r"""^[ \t]*[\w.-]+[ \t]*=[ \t]*(\[)(?:[^\[\]"'#]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*)*\Z""", re.MULTILINE
)


def _explain_unclosed_above(error: _ParserError) -> Explanation | None:
    """Explain a string or list that was opened further up and not closed; parsers notice it only lines later."""
    above = error.toml[: error.line_start]
    opening = _OPEN_LIST.search(above) if "comma between array" in error.complaint and "=" in error.line else None
    opening = opening or (
        _OPEN_LIST.search(error.toml[: error.offset]) if "unclosed array, " in error.complaint else None
    )
    if opening:
        return Explanation("the list is not closed", "end it with ]", opening.start(1))
    if re.search("key with no value|unquoted key|unexpected key", error.complaint):
        for found in _OPEN.finditer(above):
            if above.count("\n", found.end()) <= 40:
                return _unclosed_string(error, found.start(), found.group())
    return None


def _explain_invisible(error: _ParserError) -> Explanation | None:
    character = error.character
    if character in " \t\r\n" or unicodedata.category(character or " ") not in ("Zs", "Cf", "Cc", "Zl", "Zp"):
        return None
    message = f"an invisible character (U+{ord(character):04X}) stands here"
    return Explanation(message, "delete it; where a space is wanted, type it with the space bar", error.offset)


def _explain_unclosed(error: _ParserError) -> Explanation | None:
    if "visible characters" in error.complaint:
        return Explanation("the text holds a character that no reader can show", "delete it", error.offset)
    if multi_line := re.search(r"invalid multi-line (basic|literal) string", error.complaint):
        marks = '"""' if multi_line[1] == "basic" else "'''"
        at = error.toml.rfind(marks, 0, error.offset)
        return Explanation(f"the text that begins here with {marks} is not closed", f"end it with {marks}", max(at, 0))
    if re.search(r"invalid (basic|literal) string", error.complaint):
        return _unclosed_string(error, error.line_start, error.line)
    return None


def _unclosed_string(error: _ParserError, start: int, line: str) -> Explanation:
    """The explanation for a string that is not closed on its line, or is closed with another mark."""
    opening = re.search(r"[\"']", line)
    mark = opening[0] if opening else '"'
    at = start + (opening.start() if opening else 0)
    next_line = error.toml[start + len(line) :].lstrip("\r").removeprefix("\n").split("\n", 1)[0]
    continues = next_line.strip() and not re.match(r"\s*([\w.-]+\s*=|\[|#|\"\"\")", next_line)
    last = line.rstrip()[-1:]
    if last != mark and last in _TYPOGRAPHIC + "\"'":
        return Explanation(f"the text begins with {mark} but ends with {last}", f"end it with {mark}", at)
    more = '; a text of several lines stands between """ and """' if continues else ""
    return Explanation("the text in quotes is not closed on its line", f"end it with {mark}{more}", at)


def _explain_backslash(error: _ParserError) -> Explanation | None:
    if not any(word in error.complaint for word in ("escape", "unicode", "hexadecimal")):
        return None
    return Explanation("a backslash in the text is not understood", "write \\\\ for a backslash", error.offset)


# --- fields ---------------------------------------------------------------------------------------------------


def _explain_key_value(error: _ParserError) -> Explanation | None:
    """Explain a mistake in a line of the form `key = value`."""
    match = _FIELD.match(error.line)
    if match is None:
        return None
    key, sign = match["key"], match["sign"]
    value = match["value"] if match["value"][:1] in "\"'" else re.sub(r"(^|\s+)#.*", "", match["value"])
    at = error.line_start + match.start("value")
    if sign != "=":
        sign_name = {":": "a colon", "＝": "a wide =", "：": "a wide colon"}.get(sign, sign)
        message, at = f"{sign_name} stands where = belongs", error.line_start + match.start("sign")
        return Explanation(message, f"write {_correct_line(key, value)}", at)
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", key):
        message = "a key has only the letters a to z, digits, - and _"
        return Explanation(message, "write the key in plain letters", error.offset)
    if not value:
        return Explanation("a value is missing after the =", f'write {key} = "...", or delete the line', error.offset)
    for explanation in (
        _explain_typographic,
        _explain_boolean,
        _explain_date_or_time,
        _explain_list,
        _explain_after_text,
        _explain_inline_table,
    ):
        if (found := explanation(error, key, value)) is not None:
            return Explanation(
                *found, error.offset if explanation in (_explain_after_text, _explain_inline_table) else at
            )
    if value[0] in "\"'[{":
        return None
    missing = "the opening quotation mark is missing" if value[-1] in "\"'" else _TEXT_WITHOUT_MARKS
    return Explanation(missing, f"write {_correct_line(key, value)}", at)


_TEXT_WITHOUT_MARKS = "text needs quotation marks; only numbers, dates, true and false stand without"


def _correct_line(key: str, value: str) -> str:
    """The line that sets a key to a value, as it should be written; "..." stands for a long or missing value."""
    if not value or len(value) > 80:
        return f'{key} = "..."'
    return f"{key} = {value}" if value[0] in "[{" or _DATE.fullmatch(value) else f"{key} = {_quote(value)}"


_DATE = pattern(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


def _quote(value: str) -> str:
    """A value as a TOML string in quotation marks."""
    bare = value.strip(_TYPOGRAPHIC + "\"' ")
    if '"' in bare and "'" not in bare:
        return f"'{bare}'"
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_Advice = tuple[str, str] | None


def _explain_typographic(error: _ParserError, key: str, value: str) -> _Advice:
    """Explain a string in curly quotation marks."""
    mark = value.lstrip("[ ")[0] if value.lstrip("[ ") else ""
    if mark not in _TYPOGRAPHIC or not mark:
        return None
    return (
        f'the text begins with {mark}; here it takes the straight quotation mark, "',
        f"write {_with_straight_marks(key, value)}",
    )


def _with_straight_marks(key: str, value: str) -> str:
    """The line with straight quotation marks for curly ones."""
    if value.startswith("["):
        return f"{key} = " + re.sub(f"[{_TYPOGRAPHIC}]", '"', value)
    return _correct_line(key, value)


def _explain_boolean(error: _ParserError, key: str, value: str) -> _Advice:
    """Explain a true, false, yes, no or null that TOML does not accept."""
    word = value.lower()
    if word in ("true", "false"):
        return f"{word} is written in small letters", f"write {key} = {word}"
    if word in ("yes", "no", "on", "off"):
        boolean = "true" if word in ("yes", "on") else "false"
        return f"{value} is not understood", f'write {key} = {boolean}; a text stands in quotes: "{value}"'
    if word in ("null", "none", "nil"):
        return f"{value} means nothing here", "delete the line to leave the field empty"
    return None


def _explain_list(error: _ParserError, key: str, value: str) -> _Advice:
    """Explain a list without brackets, commas or quotation marks."""
    from newsroom_cli.model.toml.schema import is_list

    if re.fullmatch(r"(\"[^\"]*\"\s*,\s*)+\"[^\"]*\"", value):
        return "several texts stand in brackets", f"write {key} = [{value}]"
    if not value.startswith("["):
        return _explain_bare_list(key, value) if value[0] not in "\"'{" and is_list(key) else None
    if "comma between array" in error.complaint:
        return "a comma is missing between two texts of the list", f'write it like {key} = ["one", "two"]'
    if "string values must be quoted" in error.complaint or "opening quote" in error.complaint:
        return "each text of a list needs quotation marks", f"write {_list_line(key, value)}"
    return ("the list is not closed", "end it with ]") if "unclosed array" in error.complaint else None


def _explain_bare_list(key: str, value: str) -> _Advice:
    """Explain several texts without brackets and quotation marks."""
    return f"{key} is a list: it stands in brackets, each text in quotation marks", f"write {_list_line(key, value)}"


def _list_line(key: str, value: str) -> str:
    """The line that sets a key to a list of the texts that commas separate in a value."""
    words = [word.strip(" \"'" + _TYPOGRAPHIC) for word in value.strip("[] ").split(",")]
    listed = ", ".join(_quote(word) for word in words if word)
    return f"{key} = [{listed}]"


def _explain_after_text(error: _ParserError, key: str, value: str) -> _Advice:
    """Explain text after a closed string: another field, a comma, or the rest of a string with marks inside it."""
    mark = value[0]
    if mark not in "\"'" or "unexpected" not in error.complaint:
        return None
    rest = error.toml[error.offset : error.line_start + len(error.line)].strip()
    if re.fullmatch(r"[,;.]+", rest):
        return f"nothing may stand after the text, but {rest} does", f"delete the {rest}"
    if another := re.match(r"([\w-]+)\s*=", rest):
        return "two fields stand on one line", f"start a new line before {another[1]}"
    if mark == "'":
        return "an apostrophe ends a text that begins with one", 'put the text between " and "'
    return "a quotation mark inside the text ends it", 'write \\" for a quotation mark inside, or use “ and ”'


def _explain_inline_table(error: _ParserError, key: str, value: str) -> _Advice:
    """Explain a mistake in a table between braces."""
    if not value.startswith("{"):
        return None
    if "unclosed" in error.complaint:
        return "the table is not closed", "end it with }"
    return "this table is not understood", f'write it like {key} = {{ city = "Boston" }}'


_BETWEEN = pattern(r"expected (day|month|hour|minute|second)s? between (\d+) and (\d+)")


def _explain_date_or_time(error: _ParserError, key: str, value: str) -> _Advice:
    """Explain a date or time in another notation, or one that does not exist."""
    if limits := _BETWEEN.search(error.complaint):
        unit, first, last = limits.groups()
        span = f"that month has {last} days" if unit == "day" else f"the {unit} goes from {first} to {last}"
        return f"{value} does not exist", span + ("; the order is year-month-day" if unit in ("day", "month") else "")
    if not mistyped_dates.looks_like_date(value):
        return _explain_date_in_words(key, value)
    written = mistyped_dates.as_toml(value)
    if written is None and (both := mistyped_dates.both_orders(value)):
        message = f"{value} may be {' or '.join(both)}: a date is written year-month-day"
        return message, f"write it like {key} = {both[0]}"
    if written is None:
        return "a date is written year-month-day", f"write it like {key} = 2026-03-01"
    if "T" not in written:
        return "a date is written year-month-day", f"write {key} = {written}"
    return "a time is written after T, from 00:00 to 23:59, with its offset", f"write {key} = {written}"


_ISO_DAY = pattern(r"\d{4}-\d\d-\d\d(?=[T\s\d:.+-])")
_CLOCK = pattern(r"\d\s*[ap]\.?m\b|\d[:.h]\d\d|\b(?:noon|midnight)\b|\dT", re.IGNORECASE)


def _explain_date_in_words(key: str, value: str) -> _Advice:
    """Explain a date or time that is written in words or damaged: `9 am Friday`, `2026-03-02T0900`."""
    from newsroom_cli.model.toml.schema import is_date

    typed_day = _ISO_DAY.match(value)
    if value[0] in "\"'[{" or not (typed_day or is_date(key)):
        return None
    day = typed_day[0] if typed_day else "2026-03-01"
    if typed_day or _CLOCK.search(value):
        return (
            f'"{value}" is not a time that is understood; the day comes first, then T, the time and its offset',
            f"write it like {key} = {day}T09:00:00",
        )
    return f'"{value}" is not a date that is understood; it is written year-month-day', f"write it like {key} = {day}"


# --- lines without = ------------------------------------------------------------------------------------------


def _explain_header(error: _ParserError) -> Explanation | None:
    match = re.match(r"\s*(\[+)([^\[\]\"'=#]*)(\]*)\s*(.*)$", error.line)
    if match is None:
        return None
    opening, name, closing, rest = (part.strip() for part in match.groups())
    at = error.line_start + match.start(1)
    if not name:
        return Explanation("the table has no name", "write it like [dateline]", at)
    if rest and not rest.startswith("#") and closing:
        return Explanation(f"nothing may stand after [{name}]", "start a new line for what follows", error.offset)
    marks = ("[[", "]]") if "[[" in opening or len(closing) > 1 else ("[", "]")
    if opening != marks[0] or closing != marks[1]:
        return Explanation("the brackets around the table's name do not match", f"write {marks[0]}{name}{marks[1]}", at)
    return None


_NO_EQUALS = (
    (r"<{7}|>{7}", "the file holds both sides of a merge", "keep one side, and delete the lines that git added"),
    (r"(//|/\*|<!--|;|%)", "this is not a comment here", "start a comment with #"),
    (r"-{3,}\s*$", "a line of dashes means nothing here", "delete it; the front matter ends with +++"),
    (r"[-*•]\s", "a list is written in brackets, after its key", 'write it like topics = ["parks", "libraries"]'),
    (r"=", "a key is missing before the =", EXAMPLE),
    (r"\+", "this line is not understood", "the front matter ends with three plus signs, +++"),
    (rf"[{_TYPOGRAPHIC}\"']", "a key stands without quotation marks", EXAMPLE),
)  # fmt: skip


def _explain_no_equals(error: _ParserError) -> Explanation | None:
    line = error.line.strip()
    for shape, message, help in _NO_EQUALS:
        if re.match(shape, line):
            return Explanation(message, help, error.offset)
    if match := re.match(r"([\w-]+)\s+([\"'“„‘].*)$", line):
        return Explanation(
            f"a = is missing after {match[1]}", f"write {_correct_line(match[1], match[2])}", error.offset
        )
    if match := re.match(r"([\w-]+(?:[ \t]+[\w-]+)+)\s*[=:]", line):
        name = re.sub(r"\s+", "_", match[1])
        return Explanation(f'the key "{match[1]}" has a space in it', f"write {name}, if that is meant", error.offset)
    if match := re.fullmatch(r"([\w.-]+)(\]+)", line):
        table = f"{'[' * len(match[2])}{line}"
        return Explanation("the bracket before the table's name is missing", f"write {table}", error.offset)
    if re.fullmatch(r"[\w.-]+", line):
        return Explanation("a key needs = and a value", f'write {line} = "..."', error.offset)
    if match := re.fullmatch(r"(\[{1,2})([^\[\]\"'=]+)(\]{1,2})", line):
        name = ".".join(re.sub(r"[^\w]+", "-", part.strip()).strip("-").lower() for part in match[2].split("."))
        return Explanation("a name in brackets has no spaces", f"write {match[1]}{name}{match[3]}", error.offset)
    if re.match(r"\S+\s+\S+", line):
        message = "this line is neither a field nor a comment"
        return Explanation(message, 'write key = "value", or start the line with #', error.offset)
    return None
