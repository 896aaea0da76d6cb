"""Explanations for mistakes in TOML: what is wrong in plain words, and how to write the line."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import mistyped_dates

EXAMPLE = 'write it like headline = "City Opens Pool"'


class Explained(NamedTuple):
    """What is wrong and what to do; `at` is the character offset of the mistake."""

    message: str
    help: str
    at: int


class _Place(NamedTuple):
    """The place where the parser stopped: offset `at` of `toml`, in the line that starts at `start`.

    `complaint` is the parser's error message.
    """

    toml: str
    at: int
    start: int
    line: str
    complaint: str

    @property
    def character(self) -> str:
        """The character where the parser stopped, "" at the end."""
        return self.toml[self.at : self.at + 1]


_FIELD = pattern(r"\s*(?P<key>[\w.-]+)\s*(?P<sign>=[=>]|:=|[=:＝：])\s*(?P<value>.*?)\s*$", re.DOTALL)
_TYPOGRAPHIC = "“”„‟‘’‚‛«»‹›＂´`′″"


def explain(toml: str, at: int, complaint: str) -> Explained:
    """Explain the parser's error message in plain words; `at` is the offset where the parser stopped."""
    start = toml.rfind("\n", 0, at) + 1
    end = toml.find("\n", at)
    line = toml[start : len(toml) if end < 0 else end].rstrip("\r")
    place = _Place(toml, at, start, line, complaint)
    explanations = (
        _given_twice,
        _carriage_return,
        _unclosed_above,
        _invisible,
        _unclosed,
        _backslash,
        _key_value_mistake,
        _header,
        _no_equals,
    )
    for explanation in explanations:
        if (found := explanation(place)) is not None:
            return found
    return Explained("this line is not understood", EXAMPLE, at)


# --- texts ----------------------------------------------------------------------------------------------------


def _given_twice(place: _Place) -> Explained | None:
    """Explain a key or table that is given twice."""
    if "cannot extend value" in place.complaint:
        name = re.match(r"[\w-]*", place.toml[place.at :])
        return Explained(f'"{name[0] if name else ""}" is given already', "rename one of them", place.at)
    if "duplicate key" not in place.complaint:
        return None
    header = re.match(r"\s*(\[\[?)\s*([^\]\n]*?)\s*\]", place.line)
    if header is None:
        name = re.match(r"[\w-]*", place.toml[place.at :])
        return Explained(f'"{name[0] if name else ""}" is given twice', "keep one of them", place.at)
    escaped, above = re.escape(header[2]), place.toml[: place.start]
    if re.search(rf"^\s*{escaped}\s*=", above, re.MULTILINE):
        return Explained(f"{header[2]} is given twice, as a field and as a table", "keep one of them", place.at)
    if header[1] == "[[" or re.search(rf"^\s*\[\[\s*{escaped}\s*\]\]", above, re.MULTILINE):
        help = f"write [[{header[2]}]], in two brackets, above each of them"
        return Explained(f"[{header[2]}] and [[{header[2]}]] do not go together", help, place.at)
    return Explained(f"[{header[2]}] is given twice", f"put all its fields under one [{header[2]}]", place.at)


def _carriage_return(place: _Place) -> Explained | None:
    """Explain a carriage return without a line feed."""
    if "carriage return" not in place.complaint:
        return None
    return Explained(
        "this line ends in a way that is not understood", "save the file with ordinary line ends", place.at
    )


_OPEN = pattern(r"""^[ \t]*[\w.-]+[ \t]*=[ \t]*(?:"(?!"")(?:[^"\\\n]|\\.)*|'(?!'')[^'\n]*)$""", re.MULTILINE)
_OPEN_LIST = pattern(
    r"""^[ \t]*[\w.-]+[ \t]*=[ \t]*(\[)(?:[^\[\]"'#]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*)*\Z""", re.MULTILINE
)


def _unclosed_above(place: _Place) -> Explained | None:
    """Explain a string or list that was opened further up and not closed; parsers notice it only lines later."""
    above = place.toml[: place.start]
    begun = _OPEN_LIST.search(above) if "comma between array" in place.complaint and "=" in place.line else None
    begun = begun or (_OPEN_LIST.search(place.toml[: place.at]) if "unclosed array, " in place.complaint else None)
    if begun:
        return Explained("the list is not closed", "end it with ]", begun.start(1))
    if re.search("key with no value|unquoted key|unexpected key", place.complaint):
        for found in _OPEN.finditer(above):
            if above.count("\n", found.end()) <= 40:
                return _not_closed(place, found.start(), found.group())
    return None


def _invisible(place: _Place) -> Explained | None:
    """Explain an invisible character."""
    found = place.character
    if found in " \t\r\n" or unicodedata.category(found or " ") not in ("Zs", "Cf", "Cc", "Zl", "Zp"):
        return None
    message = f"an invisible character (U+{ord(found):04X}) stands here"
    return Explained(message, "delete it; where a space is wanted, type it with the space bar", place.at)


def _unclosed(place: _Place) -> Explained | None:
    """Explain a string that is not closed."""
    if "visible characters" in place.complaint:
        return Explained("the text holds a character that no reader can show", "delete it", place.at)
    if many := re.search(r"invalid multi-line (basic|literal) string", place.complaint):
        marks = '"""' if many[1] == "basic" else "'''"
        at = place.toml.rfind(marks, 0, place.at)
        return Explained(f"the text that begins here with {marks} is not closed", f"end it with {marks}", max(at, 0))
    if re.search(r"invalid (basic|literal) string", place.complaint):
        return _not_closed(place, place.start, place.line)
    return None


def _not_closed(place: _Place, start: int, line: str) -> Explained:
    """The explanation for a string that is not closed on its line, or is closed with another mark."""
    opening = re.search(r"[\"']", line)
    mark = opening[0] if opening else '"'
    at = start + (opening.start() if opening else 0)
    below = place.toml[start + len(line) :].lstrip("\r").removeprefix("\n").split("\n", 1)[0]
    goes_on = below.strip() and not re.match(r"\s*([\w.-]+\s*=|\[|#|\"\"\")", below)
    last = line.rstrip()[-1:]
    if last != mark and last in _TYPOGRAPHIC + "\"'":
        return Explained(f"the text begins with {mark} but ends with {last}", f"end it with {mark}", at)
    more = '; a text of several lines stands between """ and """' if goes_on else ""
    return Explained("the text in quotes is not closed on its line", f"end it with {mark}{more}", at)


def _backslash(place: _Place) -> Explained | None:
    """Explain a backslash inside quotation marks."""
    if not any(word in place.complaint for word in ("escape", "unicode", "hexadecimal")):
        return None
    return Explained("a backslash in the text is not understood", "write \\\\ for a backslash", place.at)


# --- fields ---------------------------------------------------------------------------------------------------


def _key_value_mistake(place: _Place) -> Explained | None:
    """Explain a mistake in a line of the form `key = value`."""
    match = _FIELD.match(place.line)
    if match is None:
        return None
    key, sign = match["key"], match["sign"]
    value = match["value"] if match["value"][:1] in "\"'" else re.sub(r"(^|\s+)#.*", "", match["value"])
    at = place.start + match.start("value")
    if sign != "=":
        what = {":": "a colon", "＝": "a wide =", "：": "a wide colon"}.get(sign, sign)
        message, at = f"{what} stands where = belongs", place.start + match.start("sign")
        return Explained(message, f"write {_corrected(key, value)}", at)
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", key):
        message = "a key has only the letters a to z, digits, - and _"
        return Explained(message, "write the key in plain letters", place.at)
    if not value:
        return Explained("a value is missing after the =", f'write {key} = "...", or delete the line', place.at)
    for explanation in (_typographic, _boolean, _date_or_time, _list, _after_text, _inline):
        if (found := explanation(place, key, value)) is not None:
            return Explained(*found, place.at if explanation in (_after_text, _inline) else at)
    if value[0] in "\"'[{":
        return None
    missing = "the opening quotation mark is missing" if value[-1] in "\"'" else "text needs quotation marks"
    return Explained(missing, f"write {_corrected(key, value)}", at)


def _corrected(key: str, value: str) -> str:
    """The line as it should be written; a long value is shortened."""
    if not value or len(value) > 80:
        return f'{key} = "..."'
    return f"{key} = {value}" if value[0] in "[{" or _DATE.fullmatch(value) else f"{key} = {_in_quotes(value)}"


_DATE = pattern(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


def _in_quotes(value: str) -> str:
    """A value as a TOML string in quotation marks."""
    bare = value.strip(_TYPOGRAPHIC + "\"' ")
    if '"' in bare and "'" not in bare:
        return f"'{bare}'"
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_Advice = tuple[str, str] | None


def _typographic(place: _Place, key: str, value: str) -> _Advice:
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
    return _corrected(key, value)


def _boolean(place: _Place, key: str, value: str) -> _Advice:
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


def _list(place: _Place, key: str, value: str) -> _Advice:
    """Explain a list without brackets, commas or quotation marks."""
    if re.fullmatch(r"(\"[^\"]*\"\s*,\s*)+\"[^\"]*\"", value):
        return "several texts stand in brackets", f"write {key} = [{value}]"
    if not value.startswith("["):
        return None
    if "comma between array" in place.complaint:
        return "a comma is missing between two texts of the list", f'write it like {key} = ["one", "two"]'
    if "string values must be quoted" in place.complaint or "opening quote" in place.complaint:
        words = [word.strip(" \"'" + _TYPOGRAPHIC) for word in value.strip("[] ").split(",")]
        listed = ", ".join(f'"{word}"' for word in words if word)
        return "each text of a list needs quotation marks", f"write {key} = [{listed}]"
    return ("the list is not closed", "end it with ]") if "unclosed array" in place.complaint else None


def _after_text(place: _Place, key: str, value: str) -> _Advice:
    """Explain text after a closed string: another field, a comma, or the rest of a string with marks inside it."""
    mark = value[0]
    if mark not in "\"'" or "unexpected" not in place.complaint:
        return None
    rest = place.toml[place.at : place.start + len(place.line)].strip()
    if re.fullmatch(r"[,;.]+", rest):
        return f"nothing may stand after the text, but {rest} does", f"delete the {rest}"
    if another := re.match(r"([\w-]+)\s*=", rest):
        return "two fields stand on one line", f"start a new line before {another[1]}"
    if mark == "'":
        return "an apostrophe ends a text that begins with one", 'put the text between " and "'
    return "a quotation mark inside the text ends it", 'write \\" for a quotation mark inside, or use “ and ”'


def _inline(place: _Place, key: str, value: str) -> _Advice:
    """Explain a mistake in a table between braces."""
    if not value.startswith("{"):
        return None
    if "unclosed" in place.complaint:
        return "the table is not closed", "end it with }"
    return "this table is not understood", f'write it like {key} = {{ city = "Boston" }}'


_BETWEEN = pattern(r"expected (day|month|hour|minute|second)s? between (\d+) and (\d+)")
_WITH_OFFSET = pattern(r"Z$|[+-]\d\d:\d\d$")


def _date_or_time(place: _Place, key: str, value: str) -> _Advice:
    """Explain a date or time in another notation, or one that does not exist."""
    if limits := _BETWEEN.search(place.complaint):
        unit, first, last = limits.groups()
        span = f"that month has {last} days" if unit == "day" else f"the {unit} goes from {first} to {last}"
        return f"{value} does not exist", span + ("; the order is year-month-day" if unit in ("day", "month") else "")
    if not mistyped_dates.looks_like_date(value):
        return None
    written = mistyped_dates.as_toml(value)
    if written is None:
        return "a date is written year-month-day", f"write it like {key} = 2026-03-01"
    if "T" not in written:
        return "a date is written year-month-day", f"write {key} = {written}"
    more = "" if _WITH_OFFSET.search(written) else " and the offset, such as -05:00"
    return "a time is written after T, from 00:00 to 23:59, with its offset", f"write {key} = {written}{more}"


# --- lines without = ------------------------------------------------------------------------------------------


def _header(place: _Place) -> Explained | None:
    """Explain a mistake in the header of a table."""
    match = re.match(r"\s*(\[+)([^\[\]\"'=#]*)(\]*)\s*(.*)$", place.line)
    if match is None:
        return None
    opening, name, closing, rest = (part.strip() for part in match.groups())
    at = place.start + match.start(1)
    if not name:
        return Explained("the table has no name", "write it like [dateline]", at)
    if rest and not rest.startswith("#") and closing:
        return Explained(f"nothing may stand after [{name}]", "start a new line for what follows", place.at)
    marks = ("[[", "]]") if "[[" in opening or len(closing) > 1 else ("[", "]")
    if opening != marks[0] or closing != marks[1]:
        return Explained("the brackets around the table's name do not match", f"write {marks[0]}{name}{marks[1]}", at)
    return None


_NO_EQUALS = (
    (r"(//|/\*|<!--|;|%)", "this is not a comment here", "start a comment with #"),
    (r"-{3,}\s*$", "a line of dashes means nothing here", "delete it; the front matter ends with +++"),
    (r"[-*•]\s", "a list is written in brackets, after its key", 'write it like topics = ["parks", "libraries"]'),
    (r"=", "a key is missing before the =", EXAMPLE),
    (r"\+", "this line is not understood", "the front matter ends with three plus signs, +++"),
    (rf"[{_TYPOGRAPHIC}\"']", "a key stands without quotation marks", EXAMPLE),
)  # fmt: skip


def _no_equals(place: _Place) -> Explained | None:
    """Explain a line without an equals sign."""
    line = place.line.strip()
    for shape, message, help in _NO_EQUALS:
        if re.match(shape, line):
            return Explained(message, help, place.at)
    if match := re.match(r"([\w-]+)\s+([\"'“„‘].*)$", line):
        return Explained(f"a = is missing after {match[1]}", f"write {_corrected(match[1], match[2])}", place.at)
    if match := re.match(r"([\w-]+(?:[ \t]+[\w-]+)+)\s*[=:]", line):
        name = re.sub(r"\s+", "_", match[1])
        return Explained(f'the key "{match[1]}" has a space in it', f"write {name}, if that is meant", place.at)
    if re.fullmatch(r"[\w.-]+", line):
        return Explained("a key needs = and a value", f'write {line} = "..."', place.at)
    if re.match(r"\S+\s+\S+", line):
        message = "this line is neither a field nor a comment"
        return Explained(message, 'write key = "value", or start the line with #', place.at)
    return None
