"""A reading as a release file: TK where something is missing, offices by name and city, a real release."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from samples import sample_config

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.draft import as_json, digest, draft, office_of, usual_spelling
from newsroom_cli.importing.pieces import PARAGRAPH, Piece
from newsroom_cli.importing.reading import Reading
from newsroom_cli.language.quotes.quotes import Part, Quoted
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file

ROOT = Path(__file__).parents[2]
SEED = Path(__file__).parent / "samples" / "boston-2015-06-22.txt"
ID = "tag:newsroom.example,2026:b7m2x9q4t6k8w3zd"


def test_the_real_release_imports_to_the_file_that_releases_holds() -> None:
    """But for what a person added there: comments, the source's name, and the status."""
    config = configuration.read(ROOT / "newsroom.toml")
    (pasted,) = recognition.sources(SEED.read_bytes(), name=SEED.name)
    made = draft(reading.read(pasted), config, id=ID)
    held = (ROOT / "releases" / "2015-06-22-mayor-walsh-joins-35-mayors.md").read_text(encoding="utf-8")
    held = re.sub(r"^(?:# .*|<!-- .* -->)\n", "", held, flags=re.MULTILINE)
    held = re.sub(r"^\[source\]\n.*\n\n", "", held, flags=re.MULTILINE)
    assert made.text == held.replace('status = "approved"', 'status = "draft"')


def words(text: str) -> Reading:
    return Reading(pieces=(Piece(PARAGRAPH, text, text),))


def test_missing_fields_are_tk_and_check_insists() -> None:
    made = draft(words("The city opened a library."), sample_config(), id=ID)
    read = release_file.parse(made.text)
    assert read.headline is not None
    assert read.headline.value == "TK"
    assert 'date = "TK"' in made.text
    assert 'office = "TK"' in made.text
    assert 'city = "TK"' in made.text
    assert made.name == "release.md"


def test_a_speaker_nobody_names_is_tk_and_a_role_nobody_names_is_left_out() -> None:
    quote = Quoted("We did it.", "", "", (Part(0, 1, 11),), sure=False)
    made = draft(Reading(headline="City Opens", quotes=(quote,)), sample_config(), id=ID)
    assert '[[quotes]]\nspeaker = "TK"\ntext = "We did it."' in made.text


@pytest.mark.parametrize(
    ("words", "listed"), [("We did it,", "We did it."), ("a room for all,", "a room for all"), ("Why?", "Why?")]
)
def test_the_comma_before_an_attribution_is_not_part_of_what_was_said(words: str, listed: str) -> None:
    quote = Quoted(words, "Ana Okafor", "", (Part(0, 1, 11),), sure=True)
    made = draft(Reading(headline="City Opens", quotes=(quote,)), sample_config(), id=ID)
    assert f'text = "{listed}"' in made.text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("BOSTON", "Boston"),
        ("PORT ELLERY", "Port Ellery"),
        ("Port Ellery", "Port Ellery"),
        ("D.C.", "D.C."),
        ("MA", "MA"),
        ("STRATFORD UPON AVON", "Stratford upon Avon"),
        ("ST. LOUIS", "St. Louis"),
        ("WINSTON-SALEM", "Winston-Salem"),
        ("İZMİR", "İzmir"),
        ("", ""),
    ],
)
def test_places_in_their_usual_spelling(printed: str, expected: str) -> None:
    assert usual_spelling(printed) == expected


def test_an_office_is_found_by_its_name_or_by_name_and_city() -> None:
    config = configuration.read(ROOT / "newsroom.toml")
    assert office_of("Mayor's Office", config, city="Boston") == "boston-mayor"
    assert office_of("Mayor's Office", config) == ""
    assert office_of("Port Ellery Public Libraries", config) == "libraries"
    assert office_of("Parks Department", config) == ""
    assert office_of("", config, city="Boston") == ""


def test_the_only_office_is_that_of_the_newsroom_s_name_and_city(tmp_path: Path) -> None:
    toml = 'name = "Δήμος Λιμένα"\nurl = "https://news.example/"\nlanguage = "el"\n'
    offices = '[offices.press]\nname = "Γραφείο Τύπου"\ncity = "Αθήνα"\n'
    (tmp_path / "newsroom.toml").write_text(toml + offices, encoding="utf-8")
    config = configuration.read(tmp_path / "newsroom.toml")
    assert office_of("Δήμος Λιμένα", config) == "press"
    made = draft(Reading(headline="Νέα", city="ΑΘΗΝΑ", language="el"), config, id=ID)
    assert made.office == "press"
    assert 'city = "Αθήνα"' in made.text


def test_the_same_words_in_another_layout_are_the_same_source() -> None:
    one = Reading(headline="City Opens", pieces=(Piece(PARAGRAPH, "“We did it,” she said.", ""),))
    other = Reading(headline="CITY OPENS", pieces=(Piece(PARAGRAPH, '"We did it," she said.', ""),))
    assert digest(one) == digest(other) != digest(words("We did it, he said."))


def test_release_text_is_data_in_the_front_matter() -> None:
    nasty = 'He said "x" \\ {{ 7*7 }}\n+++\nstatus = "approved"'
    made = draft(Reading(headline=nasty, subhead=nasty, office=nasty, date=dt.date(2026, 3, 2)), sample_config(), id=ID)
    read = release_file.parse(made.text)
    assert not read.broken
    assert read.status is not None
    assert read.status.value == "draft"


def test_json_holds_only_what_the_source_prints() -> None:
    assert as_json(words("The city opened.")) == {
        "contacts": [],
        "body": "The city opened.\n",
        "quotes": [],
        "images": [],
        "account": {"sentences": 0, "kept": 0, "left_out": [], "pictures_left_out": []},
        "guesses": [],
        "notes": [],
    }


def test_the_name_of_a_site_is_no_office_but_finds_the_configured_one() -> None:
    page = (
        "<html><head><title>Library opens in the harbour quarter | Port Ellery</title>"
        "<meta property='og:site_name' content='Port Ellery Public Libraries'></head>"
        "<body><main><h1>Library opens in the harbour quarter</h1>"
        "<p>The city today opened a library, which has seats for 120 readers.</p></main></body></html>"
    )
    (pasted,) = recognition.sources(page.encode(), name="a.html")
    found = reading.read(pasted)
    assert (found.office, found.site) == ("", "Port Ellery Public Libraries")
    assert draft(found, configuration.read(ROOT / "newsroom.toml"), id=ID).office == "libraries"
