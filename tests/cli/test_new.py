"""`newsroom new`: what it asks, what it finds by a part of a name, what it keeps, and what it starts from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import terminal
from promises.rooms import change
from samples import sample_text, write_newsroom

from newsroom_cli.model import release_file
from newsroom_cli.model.release import Release

OLD = "releases/2026-03-02-library.md"
MORE = """
[[people]]
name = "Jürgen Lindqvist"
role = "Transportation Commissioner"
"""


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return write_newsroom(tmp_path, OLD, more=MORE)


def made(room: Path) -> Release:
    (path,) = [path for path in sorted((room / "releases").iterdir()) if path.name != Path(OLD).name]
    return release_file.parse(path.read_text(encoding="utf-8"), path.name)


def said(release: Release) -> list[tuple[str, str, str]]:
    return [
        (quote.speaker.value, quote.role.value if quote.role else "", quote.text.value)
        for quote in release.quotes
        if quote.speaker and quote.text
    ]


TO_COME = [("TK", "", "TK")]

# --- names by a part ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Lindqvist", "jurgen lindqvist", "JÜRGEN", "Transportation Commissioner"])
def test_a_known_person_is_found_by_a_part(newsroom, room: Path, typed: str) -> None:
    run = newsroom("new", "--headline", "Pool", "--speaker", typed, "--quote", "Good.")
    assert "Jürgen Lindqvist, Transportation Commissioner" in run.err
    assert said(made(room)) == [("Jürgen Lindqvist", "Transportation Commissioner", "Good.")]


def test_a_person_who_is_not_known_stays_as_typed(newsroom, room: Path) -> None:
    newsroom("new", "--headline", "Pool", "--speaker", "Linda Quist", "--role", "Auditor")
    assert said(made(room)) == [("Linda Quist", "Auditor", "TK")]


def test_an_office_is_found_by_a_part_of_its_name_and_never_guessed(newsroom, room: Path) -> None:
    assert newsroom("new", "--headline", "Pool", "--office", "PARK").code == 0
    office = made(room).office
    assert office and office.value == "parks"
    assert newsroom("new", "--headline", "Pond", "--office", "zzz").code == 2


def test_a_topic_is_written_as_before(newsroom, room: Path) -> None:
    known = release_file.parse(sample_text()).topics[0].value
    newsroom("new", "--headline", "Pool", "--topic", known.upper(), "--topic", "Entirely New")
    assert [topic.value for topic in made(room).topics] == [known, "Entirely New"]


def test_several_speakers_say_each_their_words(newsroom, room: Path) -> None:
    order = ["--speaker", "Lindqvist", "--quote", "Good.", "--speaker", "Mira Solano", "--quote", "Better."]
    assert newsroom("new", "--headline", "Pool", *order).code == 0
    release = made(room)
    assert [row[2] for row in said(release)] == ["Good.", "Better."]
    assert "“Good,” said" in release.body.value and "“Better,” said" in release.body.value


@pytest.mark.parametrize(
    ("typed", "person", "role"),
    [
        ("Mayor Petra Ost", "Petra Ost", "Mayor"),
        ("Petra Ost (Mayor)", "Petra Ost", "Mayor"),
        ("Prof. Petra Ost, Dean", "Prof. Petra Ost", "Dean"),
    ],
)
def test_an_office_beside_a_name_is_the_role_and_a_title_is_not(newsroom, room: Path, typed, person, role) -> None:
    assert newsroom("new", "--headline", "Pool", "--speaker", typed, "--quote", "Good.").code == 0
    assert said(made(room)) == [(person, role, "Good.")]


def test_a_release_in_another_language_starts_in_its_words(newsroom, room: Path) -> None:
    (room / "templates" / "words").mkdir(parents=True)
    (room / "templates" / "words" / "de.toml").write_text('[new]\nmeaning = "TK: Was folgt?"\n', encoding="utf-8")
    order = ["--language", "de", "--speaker", "Petra Ost", "--role", "Dezernentin", "--quote", "Das hilft."]
    newsroom("new", "--headline", "Bad öffnet", *order)
    asked, quote, own = made(room).body.value.strip().split("\n\n")
    assert asked.startswith("TK: wer was getan hat") and own == "TK: Was folgt?"
    assert quote == "„Das hilft“, sagte Dezernentin Petra Ost."


def test_words_without_their_speaker_are_refused(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--speaker", "A B", "--speaker", "C D", "--quote", "Good.")
    assert run.code == 2 and "there are 2 speakers, and 1 of --quote" in run.err


def test_an_embargo_that_is_over_is_refused(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--embargo", "2026-01-02 9am")
    assert run.code == 2 and "Friday, January 2, 2026, 9 a.m. EST is past" in run.err
    assert newsroom("new", "--from", OLD, "--embargo", "2026-01-02T09:00").code == 2
    assert len(list((room / "releases").iterdir())) == 1


def test_a_long_name_does_not_end_in_the(newsroom, room: Path) -> None:
    headline = "Harbour City opens the densest river sensor network in the country"
    assert newsroom("new", "--headline", headline, "--date", "2026-12-01").code == 0
    assert made(room).path == "2026-12-01-harbour-city-opens-the-densest-river-sensor.md"


def test_an_empty_headline_is_refused(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "")
    assert run.code == 2 and "--headline is empty" in run.err and len(list((room / "releases").iterdir())) == 1


# --- questions ------------------------------------------------------------------------------------------------


def test_it_asks_for_several_speakers_and_their_words(room: Path) -> None:
    answers = terminal.ByPart(
        {
            "Headline": "Pool Opens",
            "Who is quoted": "lindqvist",
            "What Jürgen": "Good.",
            "Who else is quoted": "",
            "Kind": "release",
            "": "",
        }
    )
    seen = terminal.shown(["new"], folder=room, answers=answers)
    assert said(made(room)) == [("Jürgen Lindqvist", "Transportation Commissioner", "Good.")], seen
    assert "Role of" not in seen


def test_a_city_that_is_known_later_is_asked_for_by_check(newsroom, room: Path) -> None:
    answers = terminal.ByPart({"Headline": "Pool Opens", "City": "later", "": ""})
    terminal.shown(["new", "release"], folder=room, answers=answers)
    release = made(room)
    assert release.dateline and release.dateline.city and release.dateline.city.value == "TK"
    assert 'city = "TK"' in release.text and "PH001" in newsroom("check").out


def test_ctrl_c_writes_nothing_and_offers_the_answers_again(newsroom, room: Path) -> None:
    stopped = terminal.ByPart({"Headline": "Pool Opens", "City": "Harbour", "Topics": terminal.CTRL_C, "": ""})
    seen = terminal.shown(["new", "release"], folder=room, answers=stopped)
    assert "newsroom new offers them again" in seen and len(list((room / "releases").iterdir())) == 1
    assert (room / ".newsroom-index/.gitignore").read_text() == "*\n"
    seen = terminal.shown(["new", "release"], folder=room, answers=terminal.ByPart({"": ""}))
    assert "Headline (or later) [Pool Opens]" in seen and "City of the dateline [Harbour]" in seen
    headline = made(room).headline
    assert headline and headline.value == "Pool Opens"
    seen = terminal.shown(["new", "release"], folder=room, answers=terminal.ByPart({"Head": "Next", "": ""}))
    assert "Pool Opens" not in seen


@pytest.mark.parametrize(
    ("word", "quoted"), [(word, []) for word in ("none", "No", "nobody")] + [(word, TO_COME) for word in ("-", "later")]
)
def test_nobody_is_quoted_or_it_is_not_known_yet(newsroom, room: Path, word: str, quoted: list) -> None:
    asked = dict.fromkeys(("Who is quoted", "Topics", "City"), word)
    seen = terminal.shown(["new", "release"], folder=room, answers=terminal.ByPart({**asked, "": ""}))
    release = made(room)
    assert said(release) == quoted and ("said" in release.body.value) is bool(quoted) and release.topics == (), seen
    assert release.dateline and release.dateline.city and release.dateline.city.value != word


def test_a_speaker_may_say_no(newsroom, room: Path) -> None:
    answers = {"Who is quoted": "Mira Solano", "Role": "none", "What Mira": "No.", "": ""}
    terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=terminal.ByPart(answers))
    assert said(made(room)) == [("Mira Solano", "", "No.")]


def test_a_word_for_nobody_is_no_name_in_an_option_either(newsroom, room: Path) -> None:
    assert newsroom("new", "--headline", "Pool", "--speaker", "later").code == 0
    assert said(made(room)) == TO_COME
    made_by_option = newsroom("new", "--headline", "Quay", "--speaker", "nobody").out.strip()
    assert "[[quotes]]" not in (room / made_by_option).read_text(encoding="utf-8")
    run = newsroom("new", "--headline", "Pond", "--contact-name", "none")
    assert run.code == 2 and '"none" is not a name' in run.err and "office's contacts" in run.err


# --- from an older release ------------------------------------------------------------------------------------


def test_a_copy_has_a_life_of_its_own(newsroom, room: Path) -> None:
    life = 'embargo = 2026-03-02T09:00:00-05:00\nupdated = 2026-03-04\naliases = ["old-name"]\nstatus = "approved"'
    record = '[[corrections]]\nchange = "correction"\ndate = 2026-03-03\nreason = "It was wrong."\n\n[[quotes]]'
    text = sample_text().replace('status = "approved"', life).replace("[[quotes]]", record, 1)
    (room / OLD).write_text(text, encoding="utf-8")
    newsroom("approve", OLD, "--by", "Ana Okafor", "--role", "Mayor", "--sign-only")
    newsroom("quotes", "clear", OLD, "--speaker", "Okafor", "--by", "Ana Okafor")
    older = release_file.parse((room / OLD).read_text(encoding="utf-8"))
    assert newsroom("new", "--from", OLD, "--headline", "Pool Opens", "--date", "2026-05-04").code == 0
    copy = made(room)
    assert not copy.problems and copy.status_name == "draft"
    assert copy.id and older.id and copy.id.value != older.id.value and copy.date
    assert (copy.embargo, copy.updated, copy.aliases, copy.corrections, copy.approvals) == (None, None, (), (), ())
    assert [quote.clearance for quote in copy.quotes] == [None] * len(older.quotes)
    assert {row[2] for row in said(copy)} == {"TK"} and copy.office and older.office
    assert copy.office.value == older.office.value


def test_a_copy_holds_no_word_that_somebody_said(newsroom, room: Path) -> None:
    newsroom("new", "--from", OLD, "--headline", "Pool Opens")
    copy = made(room)
    assert "Nobody in this city" not in copy.text and "“TK,” said" in copy.body.value
    assert newsroom("check", "releases").code == 1 and copy.body.value.startswith("TK")


def test_a_copy_names_the_old_dates_and_changes_none(newsroom, room: Path) -> None:
    body = (
        "It opens on Sunday, Dec. 14, 2025, and was built in 1962.\n\nSee https://pool.example/2024/plan, No. 3031.\n"
    )
    (room / OLD).write_text(sample_text(body=body), encoding="utf-8")
    run = newsroom("new", "--from", OLD, "--headline", "Pool Opens")
    dates = "Sunday, Dec. 14, 2025; 1962"
    assert f"its dates are the old ones: {dates}" in " ".join(run.err.split())
    copy = made(room)
    assert f"Look at its dates ({dates}" in copy.body.value and body.strip() in copy.body.value


def test_a_copy_without_a_new_headline_asks_for_one(newsroom, room: Path) -> None:
    newsroom("new", "--from", OLD)
    headline = made(room).headline
    assert headline and headline.value.startswith("TK ")


def test_a_copy_takes_no_option_that_the_older_release_answers(newsroom, room: Path) -> None:
    run = newsroom("new", "--from", OLD, "--office", "parks")
    assert run.code == 2 and "--from takes --office from the older release" in run.err
    assert re.search(r"there is no such release", newsroom("new", "--from", "nowhere").err)


AGREED = ("new", "--headline", "City Opens Pier", "--speaker", "Ana Okafor", "--role", "Mayor", "--quote")
MARKED = ["We work fast.", '"We work fast."', "“We work fast.”", "‘We work fast.’", "“We work fast.", "«We work fast.»"]


@pytest.mark.parametrize("typed", MARKED)
def test_marks_that_are_typed_around_a_quote_are_not_doubled(newsroom, room: Path, typed: str) -> None:
    assert newsroom(*AGREED, typed).code == 0
    assert said(made(room)) == [("Ana Okafor", "Mayor", "We work fast.")]
    assert "“We work fast,” said Mayor Ana Okafor" in made(room).body.value


def test_marks_inside_a_quote_stay(newsroom, room: Path) -> None:
    typed = "“Yes” is what I said, and “No” is what they heard: “Ho”"
    newsroom(*AGREED, typed)
    assert said(made(room)) == [("Ana Okafor", "Mayor", typed)]


@pytest.mark.parametrize(
    ("typed", "dateline"),
    [
        ("Boston", {"city": "Boston"}),
        ("Portland, Oregon", {"city": "Portland", "state": "Ore."}),
        ("Bangor", {"city": "Bangor", "state": "Maine"}),
        ("Brackwater", {"city": "Brackwater", "state": "Maine"}),
        ("Paris, France", {"city": "Paris"}),
        ("Nice, France", {"city": "Nice", "country": "France"}),
    ],
)
def test_another_city_has_no_state_of_the_office_that_is_not_its_own(
    newsroom, tmp_path: Path, git_of_nobody, typed: str, dateline: dict[str, str]
) -> None:
    newsroom("init", ".", "--city", "Brackwater, Maine", "--style", "ap", "--office", "Press Office")
    run = newsroom("new", "--headline", "Pool Opens", "--city", typed)
    (file,) = (tmp_path / "releases").iterdir()
    front = tomllib.loads(file.read_text(encoding="utf-8").split("+++")[1])
    assert front["dateline"] == dateline
    assert (f"dateline: {', '.join(dateline.values())}" in run.err) is (typed != "Brackwater")


def test_a_person_is_known_by_their_office_with_an_article(newsroom, room) -> None:
    answers = terminal.InTurn(
        "Who is quoted", "the transportation commissioner", others={"Headline": "Pool Opens", "": ""}
    )
    terminal.shown(["new", "release"], folder=room, answers=answers)
    (file,) = (room / "releases").glob("*-pool-opens.md")
    assert 'speaker = "Jürgen Lindqvist"' in file.read_text(encoding="utf-8")


def test_an_own_template_leaves_the_kinds_in_their_order(newsroom, room) -> None:
    before = [line.split("\t")[0] for line in newsroom("new", "--list").out.splitlines()]
    own = room / "templates/new/release.md"
    own.parent.mkdir(parents=True)
    own.write_text("+++\n+++\n", encoding="utf-8")
    listed = newsroom("new", "--list").out
    assert [line.split("\t")[0] for line in listed.splitlines()] == before and "templates/new/release.md" in listed


def test_a_headline_in_place_of_the_kind_is_told_where_it_goes(newsroom, room) -> None:
    run = newsroom("new", "Pool Opens Friday")
    assert run.code == 2 and "newsroom new --headline 'Pool Opens Friday'" in run.err


@pytest.mark.parametrize("typed", ["media advisory", "an advisory"])
def test_a_kind_may_stand_among_other_words(newsroom, room, typed: str) -> None:
    answers = terminal.InTurn("Kind", typed, others={"Headline": "Pool Opens", "": ""})
    terminal.shown(["new"], folder=room, answers=answers)
    (file,) = (room / "releases").glob("*-pool-opens.md")
    assert 'kind = "advisory"' in file.read_text(encoding="utf-8")


# --- kinds ----------------------------------------------------------------------------------------------------


def test_an_unknown_kind_is_asked_for_and_the_nearest_is_offered(newsroom, room) -> None:
    run = newsroom("new", "obituary", "--headline", "Pool")
    assert run.code == 2 and "there are advisory, appointment" in run.err
    answers = terminal.InTurn("Kind", "statement", others={"Headline": "Pool Opens", "": ""})
    seen = terminal.shown(["new", "obituary"], folder=room, answers=answers)
    assert 'there is no kind "obituary"' in seen and "Kind [release]" in seen and made(room).kind_name == "statement"
    seen = terminal.shown(["new", "advisery"], folder=room, answers=terminal.ByPart({"Kind": terminal.CTRL_C}))
    assert "Kind [advisory]" in seen


# --- examples -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "offset"), [("2026-03-02", "-08:00"), ("2026-07-06", "-07:00")])
def test_the_example_of_an_embargo_has_the_offset_of_the_newsroom(newsroom, room, day: str, offset: str) -> None:
    toml = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(toml.replace("America/New_York", "America/Los_Angeles"), encoding="utf-8")
    run = newsroom("new", "advisory", "--headline", "Mayor to Open Pool", "--date", day)
    text = (room / run.out.strip()).read_text(encoding="utf-8")
    assert f"\n# embargo = {day}T09:00:00{offset}\n" in text and f"\n# starts = {day}T09:00:00{offset}\n" in text


# --- long names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headline", "end"),
    [
        ("The City Opens a New Library " * 14, "the-city-opens-a-new-library-the-city-opens"),
        ("x" * 400, "x" * 48),
        ("Mayor's Office Opens", "mayors-office-opens"),
    ],
)
def test_a_long_headline_makes_a_short_name_that_ends_with_a_word(newsroom, room, headline: str, end: str) -> None:
    run = newsroom("new", "--headline", headline, "--date", "2026-03-02")
    assert run.code == 0 and run.out.strip() == f"releases/2026-03-02-{end}.md"


def test_a_name_that_no_disk_can_hold_is_refused_with_the_remedy(newsroom, room) -> None:
    run = newsroom("init", "n" * 300)
    assert run.code == 2 and "the name of the folder is too long" in run.err and "choose a shorter one" in run.err


SPELLED_OUT = {
    ("de", "Stadt eröffnet Übergang an der Großen Brücke"): "stadt-eroeffnet-uebergang-an-der-grossen-bruecke",
    ("de-AT", "ÖFFNUNGSZEITEN"): "oeffnungszeiten",
    ("da", "Ørestad åbner en sæson"): "oerestad-aabner-en-saeson",
    ("nb", "Åpner økonomisk år i Sør-Ærø"): "apner-okonomisk-ar-i-sor-aero",
    ("sv", "Öppnar ån på fjärde året"): "oppnar-an-pa-fjarde-aret",
    ("en", "Zoë Müller Opens Café"): "zoe-muller-opens-cafe",
}


@pytest.mark.parametrize(("language", "headline"), SPELLED_OUT)
def test_a_new_name_spells_letters_out_by_the_customs_of_its_language(
    newsroom, room: Path, language: str, headline: str
) -> None:
    words = SPELLED_OUT[language, headline]
    assert newsroom("new", "--headline", headline, "--language", language, "--date", "2026-05-04").code == 0
    file = room / f"releases/2026-05-04-{words}.md"
    assert file.is_file(), [*room.glob("releases/*")]
    assert newsroom("status", file).out.count("no word of its headline") == 0


def test_a_rename_and_an_import_spell_letters_out_and_existing_names_keep_their_address(newsroom, room: Path) -> None:
    text = (room / OLD).read_text(encoding="utf-8").replace("kind =", 'language = "de"\nkind =', 1)
    old = room / "releases/2026-03-02-eröffnung.md"
    old.write_text(text, encoding="utf-8")
    (room / OLD).unlink()
    newsroom("build")
    assert (room / "public/releases/2026-03-02-eroffnung.html").is_file()
    assert newsroom("rename", old, "Größe der Brücke", "--yes").code == 0
    (new,) = room.glob("releases/*.md")
    assert new.name == "2026-03-02-groesse-der-bruecke.md"
    assert 'aliases = ["2026-03-02-eroffnung"]' in new.read_text(encoding="utf-8")
    source = "Stadt eröffnet Übergang\n\nDie Stadt hat heute den Übergang eröffnet. Er ist für alle da.\n"
    (room / "source.txt").write_text(source, encoding="utf-8")
    change(room / "newsroom.toml", 'language = "en"', 'language = "de"')
    assert newsroom("import", "source.txt", "--yes").code == 0
    assert [*room.glob("releases/*stadt-eroeffnet-uebergang.md")]
    assert newsroom("translate", new, "da", "--name", "Ø bro").code == 0 and [*room.glob("releases/oe-bro.md")]
