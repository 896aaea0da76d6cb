"""newsroom.toml read: what it means, and an error with line and remedy for each thing that cannot be meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsroom_cli import __version__
from newsroom_cli.model import config
from newsroom_cli.model.config import Contact
from newsroom_cli.model.errors import ConfigError

URL = 'url = "https://news.example/"\n'


def test_the_least_that_is_needed() -> None:
    made = config.parse(URL)
    assert made.url == "https://news.example/"
    assert (made.name, made.language, made.time_zone, made.releases, made.output) == (
        "Newsroom", "en", "UTC", "releases", "public",
    )  # fmt: skip
    assert made.offices == {} and made.people == ()
    assert made.kinds["release"].requires == ("id", "headline", "date", "office", "contact", "body", "dateline")


def test_everything_is_read() -> None:
    made = config.parse(
        URL
        + """
time_zone = "America/New_York"
dateline = "{place}, {month} {day}, {year} —"

[offices.mayors-office]
name = "Office of the Mayor"
city = "Port Ellery"
boilerplate = \"""
**About** the office.
\"""
[[offices.mayors-office.contacts]]
name = "Press Desk"
email = "press@news.example"

[offices.parks]
contacts = [{ phone = "+1" }, {}]

[[people]]
name = "Ana Okafor"
spellings = ["Anna Okafor"]

[kinds.notice]
requires = ["id", "event.starts"]

[check]
ignore = ["HD001"]

[feeds]
formats = ["atom"]
entries = 10
"""
    )
    assert made.zone.key == "America/New_York"
    assert made.offices["mayors-office"].boilerplate == "**About** the office."
    assert made.contacts_of("mayors-office") == (Contact("Press Desk", "", "press@news.example"),)
    assert made.contacts_of("parks") == (Contact(phone="+1"),), "an empty contact is nobody"
    assert made.contacts_of("nobody") == ()
    assert made.people[0].spellings == ("Anna Okafor",)
    assert made.kinds["notice"].label == "" and made.kinds["notice"].requires == ("id", "event.starts")
    assert made.line_of(made.check.ignore[0].span) == 27
    assert made.feeds.formats == ("atom",)


def test_an_own_kind_changes_only_what_it_says() -> None:
    ours = config.parse(URL).kinds["release"]
    made = config.parse(URL + "[kinds.release]\nquotes = 0\n").kinds["release"]
    assert (made.label, made.requires, made.quotes) == (ours.label, ours.requires, 0)
    assert config.parse(URL + "[kinds.release]\nrequires = []\n").kinds["release"].requires == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTPS://News.Example:8443/a/b/", "https://news.example:8443/a/b/"),
        ("https://news.example:65535", "https://news.example:65535/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://münchen.example/büro heute".replace(" ", "-"), "https://xn--mnchen-3ya.example/b%C3%BCro-heute/"),
        ("https://news.example/a%20b", "https://news.example/a%20b/"),
    ],
)
def test_addresses(written: str, meant: str) -> None:
    assert config.parse(f'url = "{written}"\n').url == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("public", "public"), ("./pub//site/", "pub/site"), ("out/a", "out/a"), ("", "public")]
)
def test_folders(written: str, meant: str) -> None:
    assert config.parse(f'{URL}output = "{written}"\n').output == meant


# newsroom.toml behind the url -> the line, words of the message, words of the hint
WRONG = {
    # names
    'nmae = "x"': (2, 'unknown key "nmae"', 'did you mean "name"?'),
    "\n\n[feeds]\nentrys = 5": (5, 'unknown key "entrys" in [feeds]', 'did you mean "entries"?'),
    '[offices.x]\ncitty = "a"': (3, 'unknown key "citty" in [offices.x]', 'did you mean "city"?'),
    '[offices.x]\n[[offices.x.contacts]]\nfone = "1"': (4, 'unknown key "fone" in [offices.x.contacts]', '"phone"?'),
    'people = [{naem = "a"}]': (2, 'unknown key "naem" in [people]', '"name"?'),
    'sender = "x"': (2, 'unknown key "sender"', "sender belongs under [email]"),
    '[feeds]\nname = "x"': (3, 'unknown key "name" in [feeds]', "name belongs above the first [table]"),
    "[feed]\nentries = 5": (2, 'unknown key "feed"', 'did you mean "feeds"?'),
    "zzz = 1": (2, 'unknown key "zzz"', "known here: name, url"),
    '[[people]]\nname = "A B"\ntitle = "Mayor"': (4, 'unknown key "title" in [people]', 'did you mean "role"?'),
    # kinds of values
    "name = 5": (2, "name: expected text in quotes, found 5", 'write "5"'),
    "name = Boston": (2, "text needs quotation marks", 'write name = "Boston"'),
    'name = "a"\nname = "b"': (3, '"name" is given twice', "keep one"),
    'name = "a\\u0000"': (2, "name: found a NUL character", "delete it"),
    '[feeds]\nentries = "5"': (3, 'feeds.entries: expected a whole number, found "5"', "without quotes"),
    "[feeds]\nentries = -1": (3, "feeds.entries: expected a whole number, found -1", "such as 50"),
    "[feeds]\nentries = true": (3, "expected a whole number, found true", "such as 50"),
    '[feeds]\nformats = ["rss", "aton"]': (3, 'expected rss, atom or json, found "aton"', 'did you mean "atom"?'),
    '[check]\nselect = "DT"': (3, 'check.select: expected a list, found "DT"', 'write select = ["DT"]'),
    '[check]\nselect = "DT, HD"': (3, "expected a list", 'write select = ["DT", "HD"]'),
    "[quotes]\nclearance = true": (3, "expected optional or required, found true", 'write "optional" or "required"'),
    'style = "AP Style"': (2, 'found "AP Style"', 'did you mean "ap"?'),
    'style = "x"': (2, 'found "x"', 'write "none", "ap", "boston" or "govuk"'),
    '[email]\npages = "true"': (3, 'email.pages: expected true or false, found "true"', "without quotes"),
    '[kinds.note]\nrequires = ["headlne"]': (3, 'kinds.note.requires: expected id, headline', '"headline"?'),
    'people = "x"': (2, 'people: expected [[people]] tables, found "x"', "write [[people]]"),
    '[people]\nname = "x"': (2, "expected [[people]] tables, found [people]", "two brackets"),
    'offices = "x"': (2, 'offices: expected one table, found "x"', "[offices]"),
    '[offices]\nname = "x"': (3, 'offices.name: expected a table, found "x"', "[offices.some-name]"),
    '[[offices]]\nname = "x"': (2, "offices: expected one table, found several", "[offices]"),
    # addresses
    '[email]\naddress = "Press <press@x.example>"': (3, "email.address: expected an e-mail address", "one address"),
    '[email]\naddress = "press"': (3, "expected an e-mail address", "one address"),
    '[offices.x]\ncontacts = [{email = "a@b, c@d"}]':
        (3, "offices.x.contacts.email: expected an e-mail", "one address"),
    '[email]\nunsubscribe = "mailto:a@b.example?subject=No x"': (3, "email.unsubscribe: expected", "from mailto: on"),
    '[email]\nunsubscribe = "unsubscribe"': (3, "email.unsubscribe: expected the address of a page", "https://"),
    # time zone and language
    'time_zone = "New York"': (2, '"New York" is not a time zone', '"America/New_York"?'),
    'time_zone = "america/new york"': (2, "is not a time zone", '"America/New_York"?'),
    'time_zone = "Europe/Berlni"': (2, "is not a time zone", '"Europe/Berlin"?'),
    'time_zone = "../../etc/passwd"': (2, "is not a time zone", "nearest large city"),
    'time_zone = "Portland"': (2, "is not a time zone", "nearest large city"),
    'time_zone = "UTC+5"': (2, "is not a time zone", ""),
    'time_zone = "localtime"': (2, "is not a time zone", ""),
    'time_zone = "right/America/New_York"': (2, "is not a time zone", "America/New_York"),
    'time_zone = ""': (2, "is not a time zone", "nearest large city"),
    'language = "en_US"': (2, 'expected a language tag such as "en" or "pt-BR", found "en_US"', '"en-US"?'),
    'language = "English"': (2, 'found "English"', "such as en for English"),
    # the dateline
    'dateline = "{plcae} —"': (2, "a dateline has no {plcae}", 'did you mean "{place}"?'),
    'dateline = "{place"': (2, "a brace in", "use {place} {city}"),
    'dateline = "}"': (2, "a brace in", "use {place} {city}"),
    'dateline = "{}"': (2, "a dateline has no {}", "use {place} {city}"),
    'dateline = "{place.__class__}"': (2, "a dateline has no {place.__class__}", ""),
    'dateline = "{place:>999999999}"': (2, "a dateline has no {place}", ""),
    # offices and folders
    '[offices.Mayor]\nname = "x"': (2, "offices.Mayor: the key of an office has only small letters", "[offices.mayor]"),
    '[offices."Mayor\'s Office"]': (2, "has only small letters", "[offices.mayors-office]"),
    "[offices.Parks, Trees]": (2, "a name in brackets has no spaces", "write [offices.parks-trees]"),
    '[offices.a]\nname = "A"\n[[offices.b.contacts]]\nphone = "1"':
        (4, "the office b has contacts, but no name", "write [[offices.a.contacts]] here; else add [offices.b]"),
    '[[offices.b.contacts]]\nphone = "1"': (2, "the office b has contacts, but no name", "add [offices.b]"),
    f"[offices.{'x' * 81}]": (2, "has at most 80 characters", "shorten it"),
    '[offices.a]\n[offices."../x"]': (3, "has only small letters", "[offices.x]"),
    'output = "../x"': (2, "output: expected a folder inside the newsroom", "such as public"),
    'output = "/x"': (2, "output: expected a folder inside the newsroom", "such as public"),
    'output = "C:/x"': (2, "output: expected a folder inside the newsroom", "such as public"),
    'output = "a\\\\b"': (2, "output: expected a folder inside the newsroom", "such as public"),
    'output = "x/.git"': (2, "output: expected a folder inside the newsroom", "such as public"),
    'output = "."': (2, 'build would write into the folder "releases"', "such as public"),
    'output = "Releases"': (2, 'build would write into the folder "releases"', "such as public"),
    'output = "releases/public"': (2, 'build would write into the folder "releases"', "such as public"),
    'releases = "public/releases"': (2, 'build writes into the folder "public"', "such as public"),
    'output = "templates"': (2, 'build would write into the folder "templates"', "such as public"),
}  # fmt: skip


@pytest.mark.parametrize("behind", WRONG)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_cannot_be_meant_is_an_error_with_line_and_remedy(behind: str, newline: str) -> None:
    line, message, hint = WRONG[behind]
    source = f"{URL}{behind}\n".replace("\n", newline)
    with pytest.raises(ConfigError) as caught:
        config.parse(source, Path("newsroom.toml"))
    error = caught.value
    assert message in error.message and error.hint is not None and hint in error.hint
    assert error.line == line
    assert str(error).startswith(f"newsroom.toml:{line}: ")
    assert not error.message.endswith(".")


@pytest.mark.parametrize(
    ("url", "message", "hint"),
    [
        ('""', "url is missing", "add url ="),
        ('"https://news.example:65536"', "expected an address", "a port is at most 65535"),
        ('"news.example"', "expected an address", 'did you mean "https://news.example/"?'),
        ('"www.news.example/a"', "expected an address", 'did you mean "https://www.news.example/a/"?'),
        ('"ftp://news.example/"', "expected an address", "from https:// on"),
        ('"https://"', "expected an address", "correct its host"),
        ('"https://news..example/"', "expected an address", "correct its host"),
        ('"https://-news.example/"', "expected an address", "correct its host"),
        ('"https://news example/"', "expected an address", "from https:// on"),
        ('"https://press:secret@news.example/"', "a user name or a password", "leave it out"),
        ('"https://news.example/?a=b"', "expected an address", "leave out what follows"),
        ('"https://news.example/#a"', "expected an address", "leave out what follows"),
        ('"javascript:alert(1)"', "expected an address", "from https:// on"),
        ("5", "expected text in quotes, found 5", 'write "5"'),
    ],
)
def test_wrong_addresses(url: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(f"# the newsroom\nurl = {url}\n")
    assert message in caught.value.message and caught.value.hint is not None and hint in caught.value.hint
    assert caught.value.line == (1 if "missing" in message else 2)
    assert "secret" not in str(caught.value)


def test_the_first_of_several_errors_is_told() -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(URL + '[feeds]\nentries = "x"\n[email]\npages = 1\n')
    assert caught.value.line == 3


def test_files_are_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.toml"
    for data in (URL.encode(), b"\xef\xbb\xbf" + URL.encode(), URL.replace("\n", "\r\n").encode()):
        path.write_bytes(data)
        assert config.read(path).url == "https://news.example/"
    assert config.read(path).path == path


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (URL.encode() + 'name = "Café"\n'.encode("latin-1"), 2, "not UTF-8"),
        (URL.encode("utf-16"), 1, "UTF-16, not UTF-8"),
        (b"\xef\xbb\xbf" + URL.encode() + b"\n\nname = 1\n", 4, "expected text"),
        (b"\xef\xbb\xbf" + URL.encode() + b"\nname = \xff\n", 3, "not UTF-8"),
    ],
)
def test_files_that_are_not_utf_8_say_on_which_line(tmp_path: Path, data: bytes, line: int, message: str) -> None:
    path = tmp_path / "newsroom.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        config.read(path)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == (path, line)
    assert caught.value.hint


def test_a_file_that_is_not_there_and_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        config.read(tmp_path / "newsroom.toml")
    with pytest.raises(ConfigError, match="a folder, not a file"):
        config.read(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.toml"
    path.write_text(URL)
    path.chmod(0)
    with pytest.raises(ConfigError, match="cannot be read: permission denied"):
        config.read(path)


# --- versions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["required_version", "required-version"])
@pytest.mark.parametrize("allowed", [f"=={__version__}", f">={__version__}", ">=0.1,<9", "!=0.0.1", ""])
def test_this_version_may_be_asked_for(key: str, allowed: str) -> None:
    assert config.parse(f'{key} = "{allowed}"\n{URL}').required_version == allowed


@pytest.mark.parametrize("refused", [">=9", "==0.0.1", f"!={__version__}"])
def test_another_version_stops_before_anything_else_is_complained_about(refused: str) -> None:
    with pytest.raises(ConfigError) as error:
        config.parse(f'name = "X"\nan_option_of_a_later_version = 1\nrequired_version = "{refused}"\n')
    assert (error.value.line, error.value.hint) == (3, f'install the right one: pip install "newsroom-cli{refused}"')
    assert f"asks for newsroom {refused}, and this is {__version__}" in str(error.value)


def test_what_names_no_version_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r'"newest" names no versions'):
        config.parse(f'required_version = "newest"\n{URL}')


def test_a_set_of_rules_of_a_later_version_is_named() -> None:
    with pytest.raises(ConfigError, match=r'no set of rules "2099\.1"') as error:
        config.parse(f'{URL}[check]\nrules = "2099.1"\n')
    assert error.value.line == 3 and error.value.hint is not None and "later version" in error.value.hint
