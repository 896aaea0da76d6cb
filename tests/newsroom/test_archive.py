"""Quotes are found again by their words and speakers, and the index never knows better than the files."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import HERE, write_newsroom
from sampling import sample

from newsroom_cli.newsroom.archive import search
from newsroom_cli.newsroom.archive.search import Answer, Query
from newsroom_cli.newsroom.folder import Newsroom

NOW = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
LONG_AGO = 1_700_000_000_000_000_000  # ns

Ask = Callable[..., Answer]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """An empty newsroom."""
    return write_newsroom(tmp_path)


@pytest.fixture
def ask(room: Path) -> Ask:
    """Asks the archive of the newsroom: `ask("housing", speaker="mayor")`."""

    def asked(words: str = "", *, now: dt.datetime = NOW, **wanted: str) -> Answer:
        return search.search(Newsroom.find(room), Query(words, **wanted), now=now)

    return asked


def put(
    room: Path, name: str, body: str, *, date: str | None = "2026-03-02", more: str = "", written: int = LONG_AGO
) -> Path:
    """Writes a release; `more` is further front matter."""
    file = room / "releases" / f"{name}.md"
    when = f"date = {date}\n" if date else ""
    status = "" if "status" in more else 'status = "approved"\n'
    file.write_text(f'+++\nheadline = "City Opens {name}"\n{when}{status}{more}+++\n\n{body}\n', encoding="utf-8")
    os.utime(file, ns=(written, written))
    return file


def said(words: str, by: str = "Ana Okafor", role: str = "Mayor") -> str:
    return f"The city met today. “{words},” said {by}, {role}."


def listed(words: str, *, speaker: str = "Ana Okafor", role: str = "Mayor") -> str:
    return f'\n[[quotes]]\nspeaker = "{speaker}"\nrole = "{role}"\ntext = "{words}"\n'


def names(answer: Answer) -> list[str]:
    return [Path(quote.path).stem for quote in answer.quotes]


def index(room: Path) -> Path:
    return room / ".newsroom-index" / "quotes.db"


# --- what is found --------------------------------------------------------------------------------------------

HOUSING = "Every family needs a house that it can afford near the school"


@pytest.mark.parametrize(
    "words",
    [
        "house",
        "housing",
        "HOUSES",
        "afford house",
        "family schools",
        "affordable",
        '"needs a house"',
        "“needs a house”",
        "house “near the school”",
    ],
)
def test_words_are_found_in_any_order_and_inflection(room: Path, ask: Ask, words: str) -> None:
    put(room, "homes", said(HOUSING))
    put(room, "trees", said("Trees make a street where people like to stop and talk"))
    assert names(ask(words)) == ["homes"]


@pytest.mark.parametrize("words", ["house tram", '"a needs house"', '"needs house"', "amil", "household", "Houston"])
def test_what_is_not_said_is_not_found(room: Path, ask: Ask, words: str) -> None:
    put(room, "homes", said(HOUSING))
    assert names(ask(words)) == []


def test_narrative_around_a_quote_is_not_searched(room: Path, ask: Ask) -> None:
    put(room, "homes", "The tramway was not mentioned. " + said(HOUSING))
    assert names(ask("tramway")) == []


@pytest.mark.parametrize("words", ["café", "CAFE", "naïve", "senora", "oresund", "don’t", "don't", "café's"])
def test_accents_case_and_apostrophes_are_ignored(room: Path, ask: Ask, words: str) -> None:
    put(room, "cafes", said("I don't believe that a naïve café at the Øresund would have helped the señora"))
    assert names(ask(words)) == ["cafes"]


@pytest.mark.parametrize("words", ["vivienda", "viviendas", "Vivienda barrio", '"cada barrio"', "escuela"])
def test_other_languages_are_found_by_the_beginnings_of_words(room: Path, ask: Ask, words: str) -> None:
    front = 'language = "es"\n' + listed("Las viviendas y escuelas de cada barrio son nuestra prioridad")
    put(room, "vivir", "Texto.", more=front)
    put(room, "homes", said(HOUSING))
    assert names(ask(words)) == ["vivir"]


def test_languages_without_spaces_are_found(room: Path, ask: Ask) -> None:
    put(
        room,
        "kita",
        "本文。",
        more='language = "ja"\n' + listed("新しい住宅をもっと増やします", speaker="山田太郎", role="市長"),
    )
    assert names(ask("住宅")) == names(ask(speaker="市長")) == names(ask(speaker="山田")) == ["kita"]
    assert names(ask("宅住")) == names(ask(speaker="田山")) == []


@pytest.mark.parametrize("words", ["house", "houses", "schools family", '"needs a house"'])
def test_a_sqlite_without_full_text_search_scans_the_words(
    room: Path, ask: Ask, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search.index, "_ENGLISH", "CREATE VIRTUAL TABLE english USING a_module_that_is_not_there(said)")
    put(room, "homes", said(HOUSING))
    put(room, "trees", said("Trees make a street where people like to stop and talk"))
    ask()
    before = index(room).read_bytes()
    assert names(ask(words)) == ["homes"]
    put(room, "more", said(HOUSING), date="2026-05-01")
    assert names(ask(words)) == ["more", "homes"]
    assert index(room).read_bytes() != before and b"fts5" not in index(room).read_bytes()


# --- who and when ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("speaker", ["mayor", "Okafor", "ana okafor", "MAYOR OKAFOR", "Oka", "Ána"])
def test_a_speaker_is_found_by_a_part_of_name_or_role(room: Path, ask: Ask, speaker: str) -> None:
    put(room, "homes", said(HOUSING))
    put(room, "books", said("Books are how a town talks to itself", by="Mei Tanaka", role="City Librarian"))
    assert names(ask(speaker=speaker)) == ["homes"]
    assert names(ask("books", speaker=speaker)) == []


def test_newsroom_toml_knows_roles_and_other_spellings(room: Path, ask: Ask) -> None:
    toml = (room / "newsroom.toml").read_text(encoding="utf-8")
    people = '[[people]]\nname = "Martin Reyes"\nrole = "Harbour Master"\nspellings = ["Marty Reyes"]\n'
    (room / "newsroom.toml").write_text(f"{toml}\n{people}", encoding="utf-8")
    put(room, "boats", "Text.", more='\n[[quotes]]\nspeaker = "Marty Reyes"\ntext = "The harbour is open again"\n')
    assert names(ask(speaker="Martin")) == names(ask(speaker="harbour master")) == ["boats"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026", "", ["may", "march"]),
        ("2026-03-03", "", ["may"]),
        ("2026-03-02", "2026-03-02", ["march"]),
        ("", "2026-03", ["march", "last"]),
        ("", "2025", ["last"]),
        ("2027", "", []),
    ],
)
def test_both_ends_of_a_time_belong_to_it(room: Path, ask: Ask, since: str, until: str, found: list[str]) -> None:
    put(room, "last", said(HOUSING), date="2025-12-31")
    put(room, "march", said(HOUSING), date="2026-03-02")
    put(room, "may", said(HOUSING), date="2026-05-01T01:00:00-04:00")
    put(room, "undated", said(HOUSING), date=None, more='status = "draft"\n')
    assert names(ask("house", since=since, until=until)) == found


def test_undated_drafts_come_first_then_the_newest(room: Path, ask: Ask) -> None:
    for name, date in [("b", "2024-01-01"), ("c", "2026-01-01"), ("a", None)]:
        put(room, name, said(HOUSING), date=date)
    assert [(quote.date, Path(quote.path).stem) for quote in ask("house").quotes] == [
        ("", "a"),
        ("2026-01-01", "c"),
        ("2024-01-01", "b"),
    ]


@pytest.mark.parametrize("speaker", ["Okafro", "Okaffor", "ana okafur"])
def test_the_nearest_names_are_told_when_nothing_is_found(room: Path, ask: Ask, speaker: str) -> None:
    put(room, "homes", said(HOUSING))
    put(room, "books", said("Books are how a town talks to itself", by="Mei Tanaka", role="City Librarian"))
    assert ask("house", speaker=speaker).speakers == ["Ana Okafor"]


def test_a_name_among_the_words_is_recognised(room: Path, ask: Ask) -> None:
    put(room, "homes", said(HOUSING))
    assert ask("okafor house").speakers == ["Ana Okafor"]
    assert ask("tramway").speakers == []
    assert ask("the mayor tramway").speakers == [], "a role is no name"


# --- one quote, one entry -------------------------------------------------------------------------------------


def test_a_quote_in_body_and_front_matter_is_one_as_agreed_and_where_it_is_read(room: Path, ask: Ask) -> None:
    body = "Text.\n\n“Every family needs a house,” said Ana Okafor. “We build them near the school.”"
    agreed = "Every family needs a house. We build them near the school."
    file = put(room, "homes", body, more=listed(agreed, role="Mayor of Port Ellery"))
    (found,) = ask("house").quotes
    assert (found.text, found.speaker, found.role) == (agreed, "Ana Okafor", "Mayor of Port Ellery")
    assert (found.listed, found.sure) == ("yes", True)
    assert file.read_text(encoding="utf-8").splitlines()[found.line - 1].startswith("“Every family")
    assert (found.path, found.date, found.headline) == ("releases/homes.md", "2026-03-02", "City Opens homes")


def test_a_listed_quote_that_the_body_lacks_points_to_the_front_matter(room: Path, ask: Ask) -> None:
    file = put(room, "homes", "Text.", more=listed(HOUSING))
    (found,) = ask("house").quotes
    assert HOUSING in file.read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert found.listed == "not in the body"


# --- standing -------------------------------------------------------------------------------------------------


def test_drafts_and_embargoed_releases_are_found_and_marked(room: Path, ask: Ask) -> None:
    put(room, "draft", said(HOUSING), more='status = "draft"\n')
    put(room, "held", said(HOUSING), more="embargo = 2026-08-01T09:00:00-04:00\n")
    put(room, "out", said(HOUSING))
    assert {Path(quote.path).stem: quote.standing for quote in ask("house").quotes} == {
        "draft": "draft",
        "held": "embargoed",
        "out": "public",
    }


def test_an_embargo_that_has_passed_is_seen_without_a_change_of_the_file(room: Path, ask: Ask) -> None:
    put(room, "held", said(HOUSING), more="embargo = 2026-08-01T09:00:00-04:00\n")
    put(room, "soon", said(HOUSING), date="2026-07-15")
    assert sorted(quote.standing for quote in ask("house").quotes) == ["embargoed", "scheduled"]
    before = index(room).read_bytes()
    later = ask("house", now=dt.datetime(2026, 8, 1, 13, tzinfo=dt.UTC))
    assert [quote.standing for quote in later.quotes] == ["public", "public"]
    assert index(room).read_bytes() == before


def test_releases_that_cannot_be_read_are_counted(room: Path, ask: Ask) -> None:
    put(room, "homes", said(HOUSING))
    (room / "releases" / "broken.md").write_text("+++\nheadline = \n+++\n\n“A house.”\n", encoding="utf-8")
    (room / "releases" / "latin.md").write_bytes(b"+++\n+++\n\ncaf\xe9\n")
    (room / "releases" / "link.md").symlink_to(HERE / "samples.py")
    assert ask("house").unreadable == 3 and names(ask("house")) == ["homes"]
    before = index(room).stat().st_mtime_ns
    assert ask("house").unreadable == 3
    assert index(room).stat().st_mtime_ns == before


# --- the index follows the files ------------------------------------------------------------------------------


def test_changed_new_renamed_and_deleted_files_are_followed(room: Path, ask: Ask) -> None:
    homes = put(room, "homes", said(HOUSING))
    trees = put(room, "trees", said("Trees make a street where people like to stop and talk"))
    assert (names(ask("house")), names(ask("tree"))) == (["homes"], ["trees"])
    put(room, "homes", said("A tram for every street that asks for one"), written=LONG_AGO + 1)
    assert (names(ask("house")), names(ask("tram"))) == ([], ["homes"])
    trees.rename(trees.with_name("park.md"))
    assert names(ask("tree")) == ["park"]
    homes.unlink()
    assert names(ask("tram")) == []
    put(room, "books", said("Books are how a town talks to itself"))
    assert names(ask(speaker="okafor")) == ["books", "park"]


def test_a_touched_file_is_read_by_its_words(room: Path, ask: Ask) -> None:
    file = put(room, "homes", said(HOUSING))
    ask()
    os.utime(file, ns=(LONG_AGO + 9, LONG_AGO + 9))
    assert names(ask("house")) == ["homes"]
    before = index(room).stat().st_mtime_ns
    assert names(ask("house")) == ["homes"]
    assert index(room).stat().st_mtime_ns == before, "nothing changed, and the index was written"


def test_a_file_written_twice_within_a_tick_of_the_clock_is_read_again(room: Path, ask: Ask) -> None:
    just_now = int(NOW.timestamp() * 1e9)
    put(room, "homes", said("We plan a tram"), written=just_now)
    assert names(ask("tram")) == ["homes"]
    put(room, "homes", said("We plan a park"), written=just_now)  # same size, same time
    assert (names(ask("tram")), names(ask("park"))) == ([], ["homes"])


def test_nothing_changed_nothing_written(room: Path, ask: Ask) -> None:
    put(room, "homes", said(HOUSING))
    assert ask("house").kept
    before = index(room).stat()
    assert ask("house").kept and ask("tram").kept
    assert index(room).stat() == before or index(room).stat().st_mtime_ns == before.st_mtime_ns


def test_what_newsroom_toml_says_about_speakers_renews_the_index(room: Path, ask: Ask) -> None:
    put(room, "homes", said(HOUSING, by="Martin Reyes", role=""))
    assert names(ask(speaker="harbour master")) == []
    with (room / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[people]]\nname = "Martin Reyes"\nrole = "Harbour Master"\n')
    assert names(ask(speaker="harbour master")) == ["homes"]


def test_an_empty_newsroom_gets_no_index(room: Path, ask: Ask) -> None:
    assert ask("house") == Answer([], 0, True, [])
    (room / "releases").rmdir()
    assert ask("house") == Answer([], 0, True, [])
    assert not index(room).parent.exists()


# --- the index on disk ----------------------------------------------------------------------------------------


def test_git_does_not_see_the_index(room: Path, ask: Ask) -> None:
    put(room, "homes", said(HOUSING))
    ask("house")
    assert (room / ".newsroom-index" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def overwrite(file: Path, at: int, data: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(data)


def older(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("UPDATE made SET by = 'an older version'")
    database.execute("DELETE FROM quotes")
    database.commit()
    database.close()


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "not a database": lambda file: file.write_bytes(b"no database" * 1000),
    "empty": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "overwritten": lambda file: overwrite(file, 4096, os.urandom(file.stat().st_size - 4096)),
    "another database": lambda file: (file.unlink(), sqlite3.connect(file).execute("CREATE TABLE made (by)")),
    "of an older version": older,
    "deleted": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_made_anew(room: Path, ask: Ask, damage: str) -> None:
    put(room, "homes", said(HOUSING))
    ask("house")
    DAMAGE[damage](index(room))
    assert names(ask("house")) == ["homes"]
    assert ask("house").kept
    database = sqlite3.connect(index(room))
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


@pytest.mark.parametrize("filling", [b"\xff", b"\x00", b"\x0d", b"a"])
def test_a_damaged_page_anywhere_is_noticed_by_the_search_that_needs_it(room: Path, ask: Ask, filling: bytes) -> None:
    for number in range(40):
        put(room, f"r{number}", said(f"{HOUSING} number {number}"))
    ask("house")
    whole = index(room).read_bytes()
    for at in sample(range(0, len(whole), 4096), 6):
        index(room).write_bytes(whole)
        overwrite(index(room), at, filling * 4096)
        assert len(ask("house", speaker="mayor").quotes) == 40, at


def test_where_nothing_can_be_written_the_answer_comes_from_memory(room: Path, ask: Ask) -> None:
    put(room, "homes", said(HOUSING))
    (room / ".newsroom-index").write_text("in the way", encoding="utf-8")
    answer = ask("house")
    assert (names(answer), answer.kept) == (["homes"], False)


def test_a_link_does_not_lead_the_index_elsewhere(
    room: Path, ask: Ask, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "quotes.db").write_bytes(b"mine")
    put(room, "homes", said(HOUSING))
    (room / ".newsroom-index").symlink_to(elsewhere)
    answer = ask("house")
    assert (names(answer), answer.kept) == (["homes"], False)
    assert [file.name for file in elsewhere.iterdir()] == ["quotes.db"]
    assert (elsewhere / "quotes.db").read_bytes() == b"mine"


RACE = """
import datetime as dt, pathlib, sys
from newsroom_cli.newsroom.archive import search
from newsroom_cli.newsroom.folder import Newsroom
room = Newsroom.find(pathlib.Path(sys.argv[1]))
for _ in range(10):
    answer = search.search(room, search.Query("house"), now=dt.datetime.now(dt.UTC))
    assert answer.kept
    print(len(answer.quotes))
    file = room.folder / f"{sys.argv[2]}.md"
    whole = file.with_suffix(f".{sys.argv[2]}")
    whole.write_text(file.read_text() + "\\nMore.\\n")
    whole.replace(file)
"""


def test_several_processes_at_once_do_each_other_no_harm(room: Path, ask: Ask) -> None:
    for number in range(40):
        put(room, f"r{number}", said(f"{HOUSING} number {number}"))
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(room), f"r{number}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    ends = [(*run.communicate(), run.returncode) for run in runs]
    assert [end[1:] for end in ends] == [("", 0)] * 3
    assert {line for end in ends for line in end[0].split()} == {"40"}
    assert len(ask("house").quotes) == 40
    assert sorted(file.name for file in index(room).parent.iterdir()) == [".gitignore", "quotes.db"]


# --- hostile questions ----------------------------------------------------------------------------------------

HOSTILE = [
    "house NEAR school", "NEAR(house school, 2)", "house AND tram", "hous*", "^every", "said:house", "who : house",
    '"house', 'house"', '"', '""', "'", "''; DROP TABLE quotes; --", "(house", "house)", "{house}", "[house]", "-house",
    "+house", "%", "_", "ho_se", "\\", "🎉", "house 🎉", "\udcff", "house\x00school", "«house", "\u200b", "a" * 10_000,
    "house " * 2000, " ".join(f"w{number}" for number in range(2000)), '"house school" ' * 700, '"' * 5001, "住" * 3000,
    "AND", "OR NOT", "rank", "english",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_question_is_words_and_nothing_else(room: Path, ask: Ask, text: str) -> None:
    put(room, "homes", said(HOUSING))
    ask("house")
    answers = ask(text), ask(speaker=text)
    for answer in answers:
        assert answer.kept and len(answer.quotes) <= 1
    assert names(ask("house")) == ["homes"]


@pytest.mark.parametrize("text", ["said:house", "house AND tram", "house OR tram", "hous*x", "NOT tram"])
def test_operators_are_words_that_must_occur(room: Path, ask: Ask, text: str) -> None:
    put(room, "homes", said(HOUSING))
    assert names(ask(text)) == []


@pytest.mark.parametrize("text", ["^every", "(house)", "+house -school", '"house', "{house}", "house 🎉"])
def test_signs_around_words_do_not_matter(room: Path, ask: Ask, text: str) -> None:
    put(room, "homes", said(HOUSING))
    assert names(ask(text)) == ["homes"]


@pytest.mark.parametrize(
    ("text", "words"), [("", False), ("  ", False), ("🎉", False), ("?!“”", False), ("é", True), ("5", True)]
)
def test_whether_there_is_a_word_to_look_for(text: str, words: bool) -> None:
    assert search.has_words(text) is words


@pytest.mark.parametrize(
    ("words", "marked"),
    [("housing", ["house"]), ('"a house" school', ["a", "house", "school"]), ("École", ["École"]), ("of", [])],
)
def test_the_places_of_what_was_wanted(words: str, marked: list[str]) -> None:
    text = "We build a house near the school and the École, household by household."
    assert [text[start:end] for start, end in search.positions(Query(words), text)][: len(marked) + 1] == marked
