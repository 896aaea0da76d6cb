"""Who signs: asked once and remembered; and what a signer may take back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import terminal
from samples import remember_signer, sample_text, write_newsroom

FILE = "releases/2026-03-02-library.md"
SIGN = "Sign it as it is? [Y/n]"
CLEAR = ("quotes", "clear", FILE, "--speaker", "okafor")


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom that asks for two signatures, with a release under embargo."""
    write_newsroom(tmp_path, more="\n[approvals]\nrequired = 2\n")
    held = sample_text().replace("date = 2026-03-02", "date = 2026-03-02\nembargo = 2099-03-02T09:00:00-05:00", 1)
    (tmp_path / FILE).write_text(held.replace('status = "approved"', 'status = "review"'), encoding="utf-8")
    return tmp_path


def text(room: Path) -> str:
    return (room / FILE).read_text(encoding="utf-8")


def approve(newsroom, name: str, *more: str):
    return newsroom("approve", FILE, "--by", name, "--role", "Editor", *more)


@pytest.mark.parametrize(
    ("option", "command"),
    [
        ("--by", ("approve", FILE, "--role", "Editor")),
        ("--role", ("approve", FILE, "--by", "Jo Park")),
        ("--by", CLEAR),
        ("--via", (*CLEAR, "--by", "Jo Park")),
    ],
)
@pytest.mark.parametrize("character", ["\x1b", "\u202e"])
def test_no_record_holds_what_no_reader_can_show(
    newsroom, room: Path, option: str, command: tuple[str, ...], character: str
) -> None:
    before = text(room)
    run = newsroom(*command, option, f"Kim {character}Lee")
    assert run.code == 2 and f"character U+{ord(character):04X}" in run.err and text(room) == before


# --- remembered -----------------------------------------------------------------------------------------------


def test_name_and_role_are_asked_once(newsroom, room: Path) -> None:
    answers = {"Your name": "Kim Lee", "Your role": "Editor", SIGN: ""}
    seen = terminal.shown(["approve", FILE], folder=room, answers=answers)
    assert "signed by Kim Lee" in seen and "remembered in" in seen
    assert 'by = "Kim Lee"\nrole = "Editor"' in text(room)
    (room / FILE).write_text(text(room).partition("[[approvals]]")[0] + "+++" + text(room).rpartition("+++")[2])
    assert "signed by Kim Lee" in terminal.shown(["approve", FILE], folder=room, answers={SIGN: ""})
    assert newsroom(*CLEAR).code == 0 and 'clearance = { by = "Kim Lee"' in text(room)


def test_who_signs_for_somebody_else_is_asked(newsroom, room: Path) -> None:
    answers = {"Your name": "Kim Lee", "Your role": "Editor", SIGN: ""}
    terminal.shown(["approve", FILE], folder=room, answers=answers)
    line = ["approve", FILE, "--by", "Jo Park", "--role", "Mayor"]
    question = "Jo Park signs, and you are Kim Lee here. Does Jo Park agree to these words?"
    seen = terminal.shown(line, folder=room, answers=terminal.ByPart({"Jo Park signs": "n", "": ""}))
    assert question in " ".join(seen.split()) and "nothing was signed" in seen and "Jo Park" not in text(room)
    terminal.shown(line, folder=room, answers=terminal.ByPart({"Jo Park signs": "y", "": ""}))
    assert 'by = "Jo Park"' in text(room)


def test_gits_name_is_the_default_of_the_question(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = room / "gitconfig"
    config.write_text('[user]\nname = "Jo Park"\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    seen = terminal.shown(list(CLEAR), folder=room, answers={"Your name [Jo Park]": ""})
    assert "cleared: no. 1" in seen and 'by = "Jo Park"' in text(room)


def test_whoever_is_remembered_under_a_wrong_name_is_told_where(room: Path, newsroom) -> None:
    remember_signer("Kim Leee")
    question = "Kim Lee signs, and you are Kim Leee here. Does Kim Lee agree to these words? [y/N]"
    seen = terminal.shown(["approve", FILE, "--by", "Kim Lee"], folder=room, answers={question: "n", "": ""})
    assert "not Kim Leee? delete " in " ".join(seen.split()) and "signer.toml" in seen


def test_a_name_in_an_option_is_not_remembered(newsroom, room: Path) -> None:
    approve(newsroom, "Kim Lee")
    assert not (Path(os.environ["XDG_CONFIG_HOME"]) / "newsroom").exists()


def test_a_damaged_file_is_as_none(newsroom, room: Path) -> None:
    remember_signer('"')
    assert "nobody is named" in newsroom(*CLEAR).err


# --- the author -----------------------------------------------------------------------------------------------

START = ("new", "release", "--headline", "Ferry Returns", "--date", "2026-03-03", "--quote", "It is back.")
STARTED = "releases/2026-03-03-ferry-returns.md"


@pytest.mark.parametrize("more", [(), ("--from", FILE)])
def test_whoever_starts_a_release_is_its_author(newsroom, room: Path, more: tuple[str, ...]) -> None:
    remember_signer("Kim Lee")
    order = (*START[:1], *more, *START[2:6]) if more else START
    assert newsroom(*order).code == 0
    assert 'author = "Kim Lee"\n' in (room / STARTED).read_text(encoding="utf-8")
    assert newsroom(*order, "--author", "Jo Park", "--name", "two").code == 0
    assert 'author = "Jo Park"\n' in (room / "releases/2026-03-03-two.md").read_text(encoding="utf-8")


def test_nobody_is_author_of_a_release_whom_nobody_named(newsroom, room: Path) -> None:
    assert newsroom(*START).code == 0
    assert "author" not in (room / STARTED).read_text(encoding="utf-8")


def test_who_signs_says_who_wrote_what_names_no_author(newsroom, room: Path) -> None:
    settings = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(settings.replace("required = 2", "required = 1"), encoding="utf-8")
    order = ["approve", FILE, "--by", "Jo Park", "--role", "Editor"]
    seen = terminal.shown(order, folder=room, answers=terminal.ByPart({"Who wrote it": "Kim Lee", "": ""}))
    assert 'author = "Kim Lee"\n' in text(room) and "approved" in seen


def test_an_author_whose_signature_is_not_enough_is_told_before_it_is_written(newsroom, room: Path) -> None:
    settings = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(settings.replace("required = 2", "required = 1"), encoding="utf-8")
    by_kim = text(room).replace('status = "', 'author = "Kim Lee"\nstatus = "', 1)
    (room / FILE).write_text(by_kim, encoding="utf-8")
    seen = terminal.shown(["approve", FILE], folder=room, answers=terminal.ByPart({"Your name": "Kim Lee", "": ""}))
    assert "Kim Lee wrote it, and somebody else must sign it here." in seen and "nothing was signed" in seen
    assert text(room) == by_kim


def test_where_somebody_else_must_sign_the_author_is_asked_for(newsroom, room: Path) -> None:
    settings = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(settings.replace("required = 2", "required = 1"), encoding="utf-8")
    answers = terminal.ByPart({"Your name": "Kim Lee", "": ""})
    terminal.shown(list(START), folder=room, answers=answers)
    written = (room / STARTED).read_text(encoding="utf-8")
    assert 'author = "Kim Lee"\n' in written


# --- taken back -----------------------------------------------------------------------------------------------


def test_the_signer_takes_a_clearance_back(newsroom, room: Path) -> None:
    before = text(room)
    assert newsroom(*CLEAR, "--by", "Kim Lee").code == 0
    run = newsroom(*CLEAR, "--by", "Kim Lee", "--undo")
    assert run.code == 0 and "not cleared any more: no. 1, Ana Okafor" in run.err and text(room) == before
    assert "no clearance to take back" in newsroom(*CLEAR, "--by", "Kim Lee", "--undo").err


def test_nobody_else_takes_it_back(newsroom, room: Path) -> None:
    newsroom(*CLEAR, "--by", "Kim Lee"), approve(newsroom, "Kim Lee")
    before = text(room)
    for order in (CLEAR, ("approve", FILE)):
        run = newsroom(*order, "--by", "Jo Park", "--undo")
        assert run.code != 0 and "Kim Lee" in run.err, order
    remember_signer("Jo Park")
    for order in (CLEAR, ("approve", FILE)):
        assert "only Kim Lee can take that back" in newsroom(*order, "--by", "Kim Lee", "--undo").err
    assert text(room) == before


def test_who_signed_for_somebody_takes_it_back_for_them(newsroom, room: Path) -> None:
    remember_signer("Kim Lee")
    before = text(room)
    answers = terminal.InTurn("Role of Jo Park", "n", "", "Editor", others={"Jo Park signs": "y"})
    seen = terminal.shown(["approve", FILE, "--by", "Jo Park"], folder=room, answers=answers)
    assert "please type a role" in seen and 'by = "Jo Park"\nrole = "Editor"' in text(room)
    signed = text(room)
    order, question = ["approve", FILE, "--by", "Jo Park", "--undo"], "Jo Park signed it, and you are Kim Lee here."
    seen = terminal.shown(order, folder=room, answers=terminal.ByPart({question: ""}))
    assert "only Jo Park can take that back" in seen and text(room) == signed
    seen = terminal.shown(order, folder=room, answers=terminal.ByPart({question: "y"}))
    assert "taken back: the signature of Jo Park" in seen and text(room) == before


def test_what_undoes_an_approval_is_named(newsroom, room: Path) -> None:
    for word in ("undo", "unapprove"):
        run = newsroom(word)
        assert run.code == 2 and "newsroom approve --undo" in run.err and "newsroom status FILE draft" in run.err


def test_what_a_speaker_took_back_stays_on_record(newsroom, room: Path) -> None:
    newsroom(*CLEAR, "--by", "Kim Lee"), newsroom(*CLEAR, "--withdraw")
    run = newsroom(*CLEAR, "--by", "Kim Lee", "--undo")
    assert run.code == 1 and "stays on record" in run.err and "withdrawn = " in text(room)


def test_a_signature_is_taken_back_and_the_approval_with_it(newsroom, room: Path) -> None:
    approve(newsroom, "Kim Lee")
    once = text(room)
    assert "approved: public" in approve(newsroom, "Jo Park").err and list((room / "published").rglob("*.toml"))
    run = newsroom("approve", FILE, "--by", "Jo Park", "--undo")
    assert run.code == 0 and "the signature of Jo Park" in run.err and "its status is review" in run.err
    assert text(room) == once and not list((room / "published").rglob("*.toml"))


def test_the_signature_of_another_person_stays(newsroom, room: Path) -> None:
    approve(newsroom, "Kim Lee", "--sign-only"), approve(newsroom, "Jo Park", "--sign-only")
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--undo").code == 0
    assert 'by = "Jo Park"' in text(room) and 'by = "Kim Lee"' not in text(room)


def test_what_is_public_keeps_its_records(newsroom, room: Path) -> None:
    (room / FILE).write_text(text(room).replace("embargo = 2099-03-02T09:00:00-05:00\n", ""), encoding="utf-8")
    newsroom(*CLEAR, "--by", "Kim Lee"), approve(newsroom, "Kim Lee"), approve(newsroom, "Jo Park")
    assert newsroom("build").code == 0
    before = text(room)
    for order in (CLEAR, ("approve", FILE)):
        run = newsroom(*order, "--by", "Kim Lee", "--undo")
        assert run.code == 1 and "is public" in run.err
    assert text(room) == before
