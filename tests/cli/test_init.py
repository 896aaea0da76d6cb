"""`newsroom init`: what it asks, what it refuses, and what it writes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import terminal


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return tmp_path


def written(folder: Path) -> dict:
    return tomllib.loads((folder / "newsroom.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("office", "key"),
    [
        ("Mayor's Press Office", "mayors-press-office"),
        ("Mayor’s Press Office", "mayors-press-office"),
        ("Bürgeramt", "burgeramt"),
        ("市役所", "office"),
    ],
)
def test_the_key_of_an_office_has_no_apostrophe(newsroom, room: Path, office: str, key: str) -> None:
    assert newsroom("init", "n", "--office", office).code == 0
    assert list(written(room / "n")["offices"]) == [key]


def test_the_key_of_a_german_office_spells_letters_out(newsroom, room: Path) -> None:
    site = ("--language", "de", "--url", "https://presse.lindenau.example/", "--contact", "Petra Kühn")
    assert newsroom("init", "n", *site, "--office", "Amt für Stadtgrün").code == 0
    found = written(room / "n")
    assert list(found["offices"]) == ["amt-fuer-stadtgruen"]
    assert found["email"]["address"] == "press@lindenau.example"


@pytest.mark.parametrize(
    ("typed", "place"),
    [("EST", "America/New_York"), ("CT", "America/Chicago"), ("hst", "Pacific/Honolulu"), ("CET", "Europe/Berlin")],
)
def test_a_zone_without_a_place_is_explained_and_refused(newsroom, room: Path, typed: str, place: str) -> None:
    run = newsroom("init", "n", "--time-zone", typed)
    assert run.code == 2 and "summer and winter" in run.err and place in run.err and not (room / "n").exists()


def test_options_say_all_that_it_asks(newsroom, room: Path) -> None:
    people = ["--person", "Ana Okafor, Mayor", "--person", "Bo Chen"]
    rest = ["--style", "ap", "--clearance", "--signatures", "2", "--time-zone", "UTC"]
    assert newsroom("init", "n", *people, *rest).code == 0
    found = written(room / "n")
    assert found["people"] == [{"name": "Ana Okafor", "role": "Mayor"}, {"name": "Bo Chen"}]
    assert (found["style"], found["quotes"], found["approvals"], found["time_zone"]) == (
        "ap",
        {"clearance": "required"},
        {"required": 2},
        "UTC",
    )
    assert newsroom("-C", "n", "check").code == 0


def test_an_unknown_style_is_refused(newsroom, room: Path) -> None:
    run = newsroom("init", "n", "--style", "bostn")
    assert run.code == 2 and "--style" in run.err and "boston" in run.err


def test_it_asks_for_what_matters_and_shows_what_it_wrote(room: Path) -> None:
    offices, others = iter(["Parks Dept.", ""]), iter(["Bo Chen, Auditor", ""])

    class Answers(terminal.ByPart):
        def __getitem__(self, question: str) -> str:
            if question.startswith("Another office"):
                return next(offices)
            return next(others) if question.startswith("Who else") else self.__missing__(question)

    answers = Answers(
        {
            "City": "Chicago",
            "Time zone": "",
            "Office": "Mayor's Office",
            "Who is often": "Ana Okafor",
            "Role of Ana": "Mayor",
            "House style": "boston",
            "Must speakers": "y",
            "How many": "2",
            "": "",
        }
    )
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    found = written(room / "n")
    assert found["time_zone"] == "America/Chicago", seen
    assert {key: office["name"] for key, office in found["offices"].items()} == {
        "mayors-office": "Mayor's Office",
        "parks-dept": "Parks Dept.",
    }
    assert [tuple(person.values()) for person in found["people"]] == [("Ana Okafor", "Mayor"), ("Bo Chen", "Auditor")]
    assert found["approvals"] == {"required": 2} and found["quotes"] == {"clearance": "required"}
    assert "Mayor's Office (mayors-office), Parks Dept. (parks-dept)" in seen and "house style boston" in seen


def test_a_zone_is_asked_again_until_it_has_a_place(room: Path) -> None:
    zones = iter(["EST", "Nowhere", "denver"])

    class Answers(terminal.ByPart):
        def __getitem__(self, question: str) -> str:
            return next(zones) if question.startswith("Time zone") else self.__missing__(question)

    seen = terminal.shown(["init", "n"], folder=room, answers=Answers({"Must": "", "": ""}))
    assert "EST names no place" in seen and "is not a time zone" in seen
    assert written(room / "n")["time_zone"] == "America/Denver"


def test_a_folder_in_use_stays_as_it_is_and_another_one_is_asked_for(newsroom, room: Path) -> None:
    (room / "budget.xlsx").write_text("x")
    assert newsroom("init").code == 2
    seen = terminal.shown(["init"], folder=room, answers=terminal.ByPart({"Name of a new folder": "city-news", "": ""}))
    assert "it holds budget.xlsx" in seen and "cd city-news" in seen
    assert written(room / "city-news")["name"] == "City News" and not (room / "newsroom.toml").exists()


def test_ctrl_c_leaves_nothing_and_offers_the_answers_again(newsroom, room: Path) -> None:
    answers = {"Name of": "Port Ellery", "Must": "y", "House style": "govuk", "How many": terminal.CTRL_C, "": ""}
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart(answers))
    assert not (room / "n").exists() and "newsroom init offers them again" in seen
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart({"": ""}))
    found = written(room / "n")
    assert "offered again" in seen and (found["name"], found["style"]) == ("Port Ellery", "govuk")
    assert found["quotes"] == {"clearance": "required"}
    seen = terminal.shown(["init", "m"], folder=room, answers=terminal.ByPart({"Must": "", "": ""}))
    assert "offered again" not in seen and "Port Ellery" not in seen


@pytest.mark.parametrize("word", ["none", "No", "nobody", "n/a", "-", "later"])
def test_a_word_for_nobody_is_no_name(newsroom, room: Path, word: str) -> None:
    asked = ("City", "Another office", "Whom reporters", "E-mail", "Telephone", "Who is often", "How many")
    answers = terminal.ByPart({**dict.fromkeys(asked, word), "Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    found = written(room / "n")
    assert list(found["offices"].values()) == [{"name": "Press Office"}], seen
    assert "people" not in found and "email" not in found and found["approvals"] == {"required": 0}


def test_a_word_for_nobody_is_no_name_in_an_option_either(newsroom, room: Path) -> None:
    nobody = ["--contact", "none", "--email", "none", "--phone", "none", "--person", "nobody"]
    assert newsroom("init", "n", *nobody).code == 0
    found = written(room / "n")
    assert "people" not in found and list(found["offices"].values()) == [{"name": "Press Office"}]
    run = newsroom("init", "m", "--office", "none")
    assert run.code == 2 and '"none" is not a name' in run.err and not (room / "m").exists()


def test_an_office_without_a_name_is_asked_for_again(newsroom, room: Path) -> None:
    answers = terminal.InTurn("Office that", "none", "Town Hall", others={"Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert "please type a name" in seen and list(written(room / "n")["offices"]) == ["town-hall"]


def test_an_address_is_looked_at_when_it_is_typed(newsroom, room: Path) -> None:
    answers = terminal.InTurn(
        "E-mail", "press at city", "press@city", "press@city.example", others={"Must": "", "": ""}
    )
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert "expected an e-mail address" in seen and "please type the whole e-mail address" in seen
    assert written(room / "n")["email"] == {"address": "press@city.example"}


def test_what_it_writes_names_no_file_that_is_not_there(newsroom, room: Path) -> None:
    newsroom("init", "n")
    text = (room / "n/newsroom.toml").read_text(encoding="utf-8")
    assert "docs/" not in text and all(line.startswith("#") or len(line) < 121 for line in text.splitlines())


# --- what people type -----------------------------------------------------------------------------------------


def asked(room: Path, *arguments: str, **answers: str) -> tuple[str, dict]:
    """What a terminal shows of init, with answers by the first word of the question, and what is written."""
    given = {question.replace("_", " "): answer for question, answer in answers.items()}
    seen = terminal.shown(
        ["init", "n", *arguments], folder=room, answers=terminal.ByPart({**given, "Must": "", "": ""})
    )
    return seen, written(room / "n")


def test_an_address_and_a_language_are_completed(room: Path) -> None:
    _, found = asked(room, Public="news.portalder.gov", Language="English")
    assert (found["url"], found["language"]) == ("https://news.portalder.gov/", "en")
    assert found["email"] == {"address": "press@portalder.gov"}


@pytest.mark.parametrize(
    ("typed", "style", "city", "state", "country", "zone"),
    [
        ("Port Alder, Oregon", "none", "Port Alder", "Oregon", None, "America/Los_Angeles"),
        ("Port Alder, OR", "ap", "Port Alder", "Ore.", None, "America/Los_Angeles"),
        ("Boston, Massachusetts", "ap", "Boston", None, None, "America/New_York"),
        ("Boston", "none", "Boston", None, None, "America/New_York"),
        ("Paris, France", "none", "Paris", None, "France", "Europe/Paris"),
    ],
)
def test_a_city_brings_its_state_and_its_zone(room: Path, typed, style, city, state, country, zone) -> None:
    _, found = asked(room, City=typed, House=style)
    office = found["offices"]["press-office"]
    assert (office["city"], office.get("state"), office.get("country")) == (city, state, country)
    assert found["time_zone"] == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("Boston", "America/New_York"), ("Oregon", "America/Los_Angeles"), ("Eugene, Ore.", "America/Los_Angeles")],
)
def test_a_zone_is_known_by_a_city_or_a_state(room: Path, typed: str, zone: str) -> None:
    assert asked(room, Time=typed)[1]["time_zone"] == zone


def test_the_city_in_the_name_is_offered(room: Path) -> None:
    seen, found = asked(room, Name="City of Chicago")
    assert "(or none) [Chicago]" in seen and found["offices"]["press-office"]["city"] == "Chicago"
    assert found["time_zone"] == "America/Chicago"


def test_a_second_office_is_asked_how_it_is_reached(room: Path) -> None:
    answers = terminal.InTurn("Another office", "Parks", "", others={"Telephone number of": "+1 503 555 0199"})
    answers |= {"Telephone number for": "+1 503 555 0100", "Must": "", "": ""}
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    offices = written(room / "n")["offices"]
    assert "Telephone number of Parks [+1 503 555 0100]" in seen
    assert offices["parks"]["contacts"][0]["phone"] == "+1 503 555 0199"
    assert offices["press-office"]["contacts"][0]["phone"] == "+1 503 555 0100"


def test_a_telephone_number_is_no_persons_name(room: Path) -> None:
    answers = terminal.InTurn("Who is often", "+1 617 555 0100", "Ana Okafor, Mayor", others={"Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert "please type a name" in seen
    assert written(room / "n")["people"] == [{"name": "Ana Okafor", "role": "Mayor"}]


def test_utc_is_chosen_and_never_taken_from_a_server(room: Path) -> None:
    answers = terminal.InTurn("Time zone", "", "UTC", others={"Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers, TZ="UTC")
    assert "dates and times need a place" in seen and written(room / "n")["time_zone"] == "UTC"


def test_utc_is_named_where_nobody_can_be_asked(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert "dates and times are meant in UTC" in newsroom("init", "n").err
    assert "UTC" not in newsroom("init", "o", "--time-zone", "America/Chicago").err


ON_A_SERVER: list[tuple[list[str], str]] = [
    (["--city", "Graz, Austria"], "Europe/Vienna"),
    (["--language", "de-CH"], "Europe/Zurich"),
    (["--url", "https://news.leeds.gov.uk/"], "Europe/London"),
    (["--url", "https://presse.stadt.de/", "--language", "de-CH"], ""),
    (["--language", "en-US"], ""),
    (["--city", "Vigo, Spain", "--language", "de-CH"], ""),
]


@pytest.mark.parametrize(("options", "zone"), ON_A_SERVER, ids=str)
def test_on_a_server_a_zone_is_proposed_where_one_is_likely_and_not_taken(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], zone: str
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    run = newsroom("init", "n", *options)
    assert (f"names the place, such as {zone}\n" if zone else "names the place\n") in run.err
    assert written(room / "n")["time_zone"] == "UTC"


def test_on_a_server_a_person_is_offered_the_likely_zone(room: Path) -> None:
    answers = terminal.ByPart({"City": "Graz, Austria", "Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers, TZ="UTC")
    assert "Europe/Vienna" in seen and written(room / "n")["time_zone"] == "Europe/Vienna"


def test_what_a_choice_means_and_what_was_completed_is_shown(room: Path) -> None:
    seen, _ = asked(room, Public="news.portalder.gov", Language="Spanish")
    assert "0: whoever publishes decides" in seen and "y: no quote goes out before" in seen
    assert "site        https://news.portalder.gov/, language es" in seen


def test_a_number_is_no_city(room: Path) -> None:
    answers = terminal.InTurn("City", "1", "Salem, Oregon", others={"Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert (
        "that is no city's name; type it alone" in seen
        and written(room / "n")["offices"]["press-office"]["city"] == "Salem"
    )


def test_a_title_before_a_name_is_offered_as_role(room: Path) -> None:
    others = {"Who is often": "Mayor Tomas Berg", "Must": "", "": ""}
    answers = terminal.InTurn("Who else", "Parks Director Ana Okafor", "Dr. Bo Chen, Auditor", others=others)
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert "Role of Tomas Berg (or later) [Mayor]:" in seen
    people = [tuple(person.values()) for person in written(room / "n")["people"]]
    assert people == [("Tomas Berg", "Mayor"), ("Ana Okafor", "Parks Director"), ("Dr. Bo Chen", "Auditor")]


# --- the only press officer -----------------------------------------------------------------------------------


def test_the_only_press_officer_may_approve_her_work(newsroom, room: Path) -> None:
    seen, found = asked(room, How="1", May="y")
    assert "May you approve what you wrote yourself? [y/N]" in seen
    assert found["approvals"] == {"required": 1, "author_alone": True}


def test_nobody_is_asked_that_where_more_or_nobody_must_sign(newsroom, room: Path) -> None:
    seen, found = asked(room, How="2")
    assert "May you" not in seen and found["approvals"] == {"required": 2}
    assert newsroom("init", "m", "--signatures", "1", "--author-alone").code == 0
    assert written(room / "m")["approvals"] == {"required": 1, "author_alone": True}


# --- folders --------------------------------------------------------------------------------------------------


def test_a_newsroom_around_the_folder_is_named(newsroom, room: Path) -> None:
    newsroom("init", ".")
    inner = room / "releases"
    seen = terminal.shown(["init"], folder=inner, answers=terminal.ByPart({"Make another newsroom": "", "": ""}))
    assert "is inside the newsroom" in seen and "nothing was written" in seen and not [*inner.iterdir()]


def test_a_command_is_no_name_of_a_folder(newsroom, room: Path) -> None:
    (room / "budget.xlsx").write_text("x")
    answers = terminal.InTurn("Name of a new folder", "cd ..", "city-news", others={"Must": "", "": ""})
    seen = terminal.shown(["init"], folder=room, answers=answers)
    assert "please type a name" in seen and {path.name for path in room.iterdir()} == {"budget.xlsx", "city-news"}
