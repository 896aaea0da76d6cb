"""What people who are not programmers type where TOML expects something else, and what they are told."""

from __future__ import annotations

import re

import pytest

from newsroom_cli.model.release_file import parse
from newsroom_cli.model.toml import mistyped_dates, parsing

# What was typed -> line and column of the TOML, words of the message, words of the help.
MISTAKES = {
    # texts
    "date = 03/04/2026": (1, 8, "may be 2026-03-04 or 2026-04-03", "write it like date = 2026-03-04"),
    "headline = City Opens Pool": (1, 12, "text needs quotation marks", 'write headline = "City Opens Pool"'),
    "kind = release # what it is": (1, 8, "text needs quotation marks", 'write kind = "release"'),
    "headline = He said \"no\"": (1, 12, "opening quotation mark is missing", "write headline = 'He said \"no'"),
    "phone = +1 617 555 0100": (1, 9, "text needs quotation marks", 'write phone = "+1 617 555 0100"'),
    "phone = 617-555-0100": (1, 9, "text needs quotation marks", 'write phone = "617-555-0100"'),
    "zip = 02134": (1, 7, "text needs quotation marks", 'write zip = "02134"'),
    "email = press@x.example": (1, 9, "text needs quotation marks", 'write email = "press@x.example"'),
    "url = https://x.example/": (1, 7, "text needs quotation marks", 'write url = "https://x.example/"'),
    "headline = “City Opens Pool”": (1, 12, "begins with “; here it takes the straight",
        'write headline = "City Opens Pool"'),
    "headline = „Stadt öffnet Bad“": (1, 12, "begins with „", 'write headline = "Stadt öffnet Bad"'),
    "headline = «Ville»": (1, 12, "begins with «", 'write headline = "Ville"'),
    "headline = ‘Pool’": (1, 12, "begins with ‘", 'write headline = "Pool"'),
    "headline = `Pool`": (1, 12, "begins with `", 'write headline = "Pool"'),
    'headline = "City Opens Pool': (1, 12, "not closed on its line", 'end it with "'),
    'headline = "City Opens Pool\nkind = "release"': (1, 12, "not closed on its line", 'end it with "'),
    'kind = "release"\nheadline = "City\nOpens Pool"': (2, 12, "not closed on its line", 'between """ and """'),
    'headline = "City Opens Pool”': (1, 12, 'begins with " but ends with ”', 'end it with "'),
    "headline = 'City Opens Pool": (1, 12, "not closed on its line", "end it with '"),
    'headline = City Opens Pool"': (1, 12, "opening quotation mark is missing", 'write headline = "City Opens Pool"'),
    "headline = 'The Mayor's Pool'": (1, 23, "an apostrophe ends", 'between " and "'),
    'headline = "City Opens "Pool" Today"': (1, 25, "a quotation mark inside the text ends it", 'write \\" for'),
    'kind = "x"\ntext = """City\nOpens Pool\n\n': (2, 8, 'begins here with """ is not closed', 'end it with """'),
    "text = '''City\nOpens Pool": (1, 8, "begins here with ''' is not closed", "end it with '''"),
    'headline = "C:\\Users\\new"': (1, 17, "a backslash in the text", "write \\\\ for a backslash"),
    'headline = "50 \\% more"': (1, 17, "a backslash in the text", "write \\\\ for a backslash"),
    'headline = "a",': (1, 15, "nothing may stand after the text, but , does", "delete the ,"),
    'headline = "a";': (1, 15, "nothing may stand after the text, but ; does", "delete the ;"),
    # signs and keys
    'headline: "City Opens Pool"': (1, 9, "a colon stands where = belongs", 'write headline = "City Opens Pool"'),
    "headline: City Opens Pool": (1, 9, "a colon stands where = belongs", 'write headline = "City Opens Pool"'),
    "approvals]": (1, 10, "the bracket before the table's name is missing", "write [approvals]"),
    "embargo: 2027-03-05": (1, 8, "a colon stands where = belongs", "write embargo = 2027-03-05"),
    "embargo: 2027-03-05T09:00:00-05:00": (1, 8, "a colon stands where = belongs", "write embargo = 2027-03-05T09"),
    'headline == "a"': (1, 10, "== stands where = belongs", 'write headline = "a"'),
    'headline => "a"': (1, 10, "=> stands where = belongs", 'write headline = "a"'),
    'headline ＝ "a"': (1, 10, "a wide = stands where = belongs", 'write headline = "a"'),
    'headline "City Opens Pool"': (1, 10, "a = is missing after headline", 'write headline = "City Opens Pool"'),
    "headline": (1, 9, "a key needs = and a value", 'write headline = "..."'),
    "headline =": (1, 11, "a value is missing after the =", 'write headline = "...", or delete the line'),
    'headline = # later\nkind = "a"': (1, 12, "a value is missing after the =", "or delete the line"),
    ' = "a"': (1, 2, "a key is missing before the =", "write it like headline"),
    'time zone = "a"': (1, 6, 'the key "time zone" has a space in it', "write time_zone"),
    'büro = "a"': (1, 2, "only the letters a to z", "plain letters"),
    '“headline” = "a"': (1, 1, "a key stands without quotation marks", "write it like headline"),
    'headline = "a" kind = "b"': (1, 16, "two fields stand on one line", "start a new line before kind"),
    'headline = "a"\nkind = "b"\nheadline = "c"': (3, 1, '"headline" is given twice', "keep one of them"),
    '[[corrections]]\nchange = "minor"\nchange = "correction"': (
        3, 1, '"change" is given twice', "keep one of them; or write [[corrections]] above this line"
    ),
    '[[corrections]]\n[dateline]\ncity = "a"\ncity = "b"': (4, 1, '"city" is given twice', "keep one of them"),
    # invisible characters
    '\u00a0city = "a"': (1, 1, "an invisible character (U+00A0)", "with the space bar"),
    'city =\u00a0"a"': (1, 7, "an invisible character (U+00A0)", "with the space bar"),
    'city = "a"\n\u200bstate = "b"': (2, 1, "an invisible character (U+200B)", "delete it"),
    'city = "a"\n\ufeffstate = "b"': (2, 1, "an invisible character (U+FEFF)", "delete it"),
    'city = "a"\rstate = "b"': (1, 12, "this line ends in a way", "ordinary line ends"),
    # dates
    "date = 2026-02-30": (1, 8, "2026-02-30 does not exist", "that month has 28 days"),
    "date = 2026-13-01": (1, 8, "2026-13-01 does not exist", "year-month-day"),
    "date = 3/2/2026": (1, 8, "a date is written year-month-day", "write it like date = 2026-03-02"),
    "date = 3/22/2026": (1, 8, "a date is written year-month-day", "write date = 2026-03-22"),
    "date = 02.03.2026": (1, 8, "a date is written year-month-day", "write date = 2026-03-02"),
    "date = 2026-3-2": (1, 8, "a date is written year-month-day", "write date = 2026-03-02"),
    "date = 2026/03/02": (1, 8, "a date is written year-month-day", "write date = 2026-03-02"),
    "date = 2026-03": (1, 8, "a date is written year-month-day", "write it like date = 2026-03-01"),
    "date = March 2, 2026": (1, 8, "a date is written year-month-day", "write date = 2026-03-02"),
    "date = Monday, 2 March 2026": (1, 8, "a date is written year-month-day", "write date = 2026-03-02"),
    "date = 0000-01-01": (1, 1, "not in the calendar", "correct it"),
    "embargo = 2026-03-02 9:00 am": (1, 11, "a time is written after T", "write embargo = 2026-03-02T09:00:00"),
    "embargo = 2026-03-02T9:00:00-05:00": (1, 11, "a time is written after T",
        "write embargo = 2026-03-02T09:00:00-05:00"),
    "embargo = 2026-03-02T09:00:00-0500": (1, 11, "a time is written after T",
        "write embargo = 2026-03-02T09:00:00-05:00"),
    "embargo = 2026-03-02T09:00:00 EST": (1, 11, "a time is written after T",
        "write embargo = 2026-03-02T09:00:00-05:00"),
    "embargo = 2026-03-02T25:00:00Z": (1, 11, "does not exist", "the hour goes from 00 to 23"),
    "embargo = 2026-03-02T09:61:00Z": (1, 11, "does not exist", "the minute goes from 00 to 59"),
    "embargo = 9 am Friday": (1, 11, '"9 am Friday" is not a time that is understood',
        "write it like embargo = 2026-03-01T09:00:00"),
    "embargo = tomorrow": (1, 11, "it is written year-month-day", "write it like embargo = 2026-03-01"),
    "embargo = 2026-11-27T0900": (1, 11, "the day comes first, then T",
        "write it like embargo = 2026-11-27T09:00:00"),
    "sent = 2026-11-27T09:00-5": (1, 8, "the day comes first, then T",
        "write it like sent = 2026-11-27T09:00:00"),
    # words for true, false and nothing
    "pages = True": (1, 9, "true is written in small letters", "write pages = true"),
    "pages = yes": (1, 9, "yes is not understood", "write pages = true"),
    "headline = null": (1, 12, "null means nothing here", "delete the line"),
    "headline = None": (1, 12, "None means nothing here", "delete the line"),
    # tables and lists
    '[dateline\ncity = "a"': (1, 1, "brackets around the table's name do not match", "write [dateline]"),
    '[[contacts]\nname = "a"': (1, 1, "brackets around the table's name do not match", "write [[contacts]]"),
    '[dateline]]\ncity = "a"': (1, 1, "brackets around the table's name do not match", "write [[dateline]]"),
    '[]\ncity = "a"': (1, 1, "the table has no name", "write it like [dateline]"),
    '[dateline] city = "a"': (1, 12, "nothing may stand after [dateline]", "start a new line"),
    '[dateline]\ncity = "a"\n[dateline]\nstate = "b"': (3, 2, "[dateline] is given twice", "under one [dateline]"),
    '[contacts]\nname = "a"\n[[contacts]]\nname = "b"': (3, 3, "do not go together", "write [[contacts]]"),
    'dateline = "a"\n[dateline]\ncity = "b"': (2, 2, "as a field and as a table", "keep one of them"),
    'topics = ["a", "b"\nkind = "x"': (1, 10, "the list is not closed", "end it with ]"),
    'topics = ["a", "b"': (1, 10, "the list is not closed", "end it with ]"),
    'topics = ["a" "b"]': (1, 10, "a comma is missing", 'like topics = ["one", "two"]'),
    "topics = [libraries, city parks]": (1, 10, "each text of a list needs",
        'write topics = ["libraries", "city parks"]'),
    "topics = transport, cycling": (1, 10, "topics is a list", 'write topics = ["transport", "cycling"]'),
    "topics = city parks": (1, 10, "topics is a list", 'write topics = ["city parks"]'),
    "city = Hull, Mass.": (1, 8, "only numbers, dates, true and false stand without", 'write city = "Hull, Mass."'),
    "topics = [“a”, “b”]": (1, 10, "begins with “", 'write topics = ["a", "b"]'),
    'topics = "a", "b"': (1, 10, "several texts stand in brackets", 'write topics = ["a", "b"]'),
    'dateline = {city = "a"': (1, 23, "the table is not closed", "end it with }"),
    'dateline = {"city": "a"}': (1, 19, "this table is not understood", "write it like dateline = {"),
    # other formats
    "topics:\n  - a\n  - b": (1, 7, "a colon stands where = belongs", "write topics"),
    "topics =\n  - a": (2, 5, "a list is written in brackets", 'like topics = ["parks", "libraries"]'),
    'headline = "a"\n---\n': (2, 4, "a line of dashes means nothing here", "ends with +++"),
    "// a comment": (1, 4, "this is not a comment here", "start a comment with #"),
    "<!-- a comment -->": (1, 6, "this is not a comment here", "start a comment with #"),
    "The city today opened its ninth library.": (1, 5, "neither a field nor a comment", "start the line with #"),
    "++": (1, 3, "this line is not understood", "three plus signs"),
}  # fmt: skip

# Words that only the parser's authors use.
JARGON = re.compile(
    r"expected `|invalid|unexpected|literal|unquoted|escape|array|inline|token|parse|basic string", re.I
)


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistake_is_explained_where_it_was_made(typed: str) -> None:
    line, column, message, help = MISTAKES[typed]
    with pytest.raises(parsing.TomlError) as caught:
        parsing.parse(f"{typed}\n")
    error = caught.value
    assert message in error.message and help in error.help
    assert (error.line, error.column) == (line, column)
    assert not JARGON.search(error.message + error.help)
    assert not error.message.endswith(".")


@pytest.mark.parametrize("typed", MISTAKES)
@pytest.mark.parametrize("before", ['# é 日本\ntitle = "𝄞é"\n', '# a\r\ntitle = "b"\r\n\r\n'])
def test_the_place_is_right_below_other_lines(typed: str, before: str) -> None:
    line, column, *_ = MISTAKES[typed]
    with pytest.raises(parsing.TomlError) as caught:
        parsing.parse(f"{before}{typed}\n")
    assert (caught.value.line - before.count("\n"), caught.value.column) == (line, column)


@pytest.mark.parametrize("typed", MISTAKES)
def test_the_line_as_it_should_be_is_toml(typed: str) -> None:
    """Where the help gives the corrected line, that line can be read."""
    with pytest.raises(parsing.TomlError) as caught:
        parsing.parse(f"{typed}\n")
    if match := re.match(
        r"write ((?!key )\w+ = .*?)(?:, or delete the line| and the offset.*|; .*)?$", caught.value.help
    ):
        parsing.parse(match[1])


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_release_with_it_points_at_the_same_place(typed: str) -> None:
    line, column, *_ = MISTAKES[typed]
    read = parse(f"+++\n{typed}\n+++\nBody\n")
    (problem,) = read.problems
    assert (problem.code, *read.position(problem.span.start)) == ("FM004", line + 1, column)


def test_control_characters_are_named() -> None:
    with pytest.raises(parsing.TomlError) as caught:
        parsing.parse('name = "a\x01b"')
    assert "invisible character (U+0001)" in caught.value.message


@pytest.mark.parametrize(
    "deep", ["a = " + "[" * 64 + "]" * 64, "a = " + "{a=" * 80 + "1" + "}" * 80, "[" + "a." * 99 + "a]"]
)
def test_nesting_has_a_limit(deep: str) -> None:
    with pytest.raises(parsing.TomlError, match="nested too deep"):
        parsing.parse(deep)


def test_nesting_below_the_limit_and_brackets_in_texts_are_fine() -> None:
    assert parsing.parse("a = " + "[" * 60 + "]" * 60).values["a"]
    assert parsing.parse("\n".join(f'a{n} = "[x] (b) [y]"' for n in range(200))).values["a199"] == "[x] (b) [y]"


LONG_NUMBERS = ["9" * 4301, f"-{'9' * 4301}", f"0x{'f' * 4000}", "9_" * 2151 + "9", "9" * 5_000_000]


@pytest.mark.parametrize("number", LONG_NUMBERS)
@pytest.mark.parametrize("line", ["a = {}", "a = [1, {}]", "a = {{ b = {} }}", '[x]\n"a" = "b\\"" # c\na = {}'])
def test_numbers_have_a_limit(number: str, line: str, in_time: None) -> None:
    start = line.format("?").rpartition("\n")[2].index("?") + number.startswith("-")
    with pytest.raises(parsing.TomlError, match="more than 3,500 digits") as caught:
        parsing.parse(line.format(number))
    assert (caught.value.line, caught.value.column) == (line.count("\n") + 1, start + 1) and caught.value.help


def test_digits_in_texts_and_comments_are_fine() -> None:
    digits = "9" * 5000
    assert parsing.parse(f'a = "{digits}" # {digits}\nb = """\n{digits}"""\nc = \'{digits}\'').values["a"] == digits


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("March 2, 2026", "2026-03-02"),
        ("Mar. 2nd 2026", "2026-03-02"),
        ("2 March 2026", "2026-03-02"),
        ("Sept 30, 2026", "2026-09-30"),
        ("12/11/2026", None),
        ("11/11/2026", "2026-11-11"),
        ("31.12.2026", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("February 30, 2026", None),
        ("Smarch 2, 2026", None),
        ("2026-03-02 17.30", "2026-03-02T17:30:00"),
        ("March 2, 2026 at 5 p.m. EST", "2026-03-02T17:00:00-05:00"),
        ("March 2, 2026, 12 am", "2026-03-02T00:00:00"),
        ("2026-03-02 12:00 pm Z", "2026-03-02T12:00:00Z"),
        ("2026-03-02 25:00", None),
        ("2026-03-02 09:00 XYZ", None),
        ("2026", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(words: str, meant: str | None) -> None:
    assert mistyped_dates.as_toml(words) == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# one\na = 1 # two\n", ["# one", "# two"]),
        ('a = "# no" # yes', ["# yes"]),
        ("a = '# no' # yes", ["# yes"]),
        ('a = """\n# no\n"# no"\n""" # yes', ["# yes"]),
        ("a = '''\n# no \\\n'' # no''' # yes", ["# yes"]),
        ('a = """no""""" # yes', ["# yes"]),
        ('a = "no \\" # no" # yes # and on', ["# yes # and on"]),
        ("a = '' # yes", ["# yes"]),
        ('"a # no" = 1', []),
    ],
)
def test_comments_are_told_from_strings(text: str, found: list[str]) -> None:
    assert parsing.parse(text).values
    assert [text[start:end] for start, end in parsing.comments(text)] == found
