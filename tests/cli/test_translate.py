"""translate: a draft that nothing untranslated can leave, and a note of which version of the original it has."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import terminal
from promises.rooms import NOW, change
from samples import remember_signer, sample_text, write_newsroom

from newsroom_cli.ledger import records
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build

ORIGINAL, SPANISH = "releases/2026-03-02-library.md", "releases/2026-03-02-library-es.md"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom with one public release."""
    return write_newsroom(tmp_path, ORIGINAL)


def front(file: Path) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8").split("+++")[1])


def codes(newsroom, path: str) -> dict[str, str]:
    """The findings about translations in a file: message by code."""
    found = json.loads(newsroom("check", path, "--format", "json").out)
    return {finding["code"]: finding["message"] for finding in found if finding["code"].startswith("TR")}


def translated(room: Path) -> None:
    """Put words in the place of every TK of the translation."""
    for name in ("headline", "subhead", "role", "text"):
        change(room / SPANISH, f'{name} = "TK"', f'{name} = "Texto"')
    change(room / SPANISH, "\nTK\n", "\nTexto.\n")


def git(folder: Path, *arguments: str) -> None:
    words = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", *arguments)
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


# --- the draft ------------------------------------------------------------------------------------------------


def test_a_translation_takes_along_what_stays_and_nothing_that_was_agreed_to(newsroom, room: Path) -> None:
    assert newsroom("quotes", "clear", ORIGINAL, "--number", "1", "--by", "Kim").code == 0
    assert newsroom("approve", ORIGINAL, "--by", "Kim", "--role", "Editor").code == 0
    change(room / ORIGINAL, "kind =", "embargo = 2026-03-02T09:00:00-05:00\nkind =")
    change(room / ORIGINAL, "\n+++\n", '\n[[attachments]]\nfile = "plan.pdf"\ntitle = "Plan of the library"\n+++\n')
    run = newsroom("translate", ORIGINAL, "--to", "ES")
    assert run.code == 0 and run.out.strip() == SPANISH
    before, now = front(room / ORIGINAL), front(room / SPANISH)
    kept = ("kind", "date", "embargo", "office", "topics", "dateline")
    assert {name: now[name] for name in kept} == {name: before[name] for name in kept}
    assert now["id"] != before["id"] and now["status"] == "draft" and now["language"] == "es"
    assert now["headline"] == now["subhead"] == "TK"
    assert now["quotes"] == [{"speaker": "Ana Okafor", "role": "TK", "text": "TK"}]
    assert now["attachments"] == [{"file": "plan.pdf", "title": "TK"}]
    assert now["translation"]["of"] == "2026-03-02-library.md" and "approvals" not in now
    assert codes(newsroom, SPANISH) == {}


def test_no_word_of_the_original_goes_out_as_a_translation(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    change(room / SPANISH, '"draft"', '"approved"')
    report = build(Newsroom.find(room), now=NOW)
    assert {finding.path for finding in report.refusals} == {SPANISH}
    translated(room)
    report = build(Newsroom.find(room), now=NOW)
    assert not report.refusals, report.refusals
    for path in (room / "public").rglob("2026-03-02-library-es.*"):
        words = path.read_text(encoding="utf-8")
        assert "Texto" in words and "opened its ninth library" not in words and "short walk" not in words


def test_a_list_shows_of_which_release_a_draft_is_the_translation(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    for order in (("list",), ("status",), ()):
        assert f"TK: {front(room / ORIGINAL)['headline']}" in newsroom(*order).out, order
    seen = terminal.shown(["show", "2026-03-02"], folder=room, answers={"Which release": ""})
    assert f"TK: {front(room / ORIGINAL)['headline']}" in seen


def test_each_block_of_the_body_waits_for_its_translation_in_its_form(newsroom, room: Path) -> None:
    body = "# Hours\n\n- Monday\n- Tuesday\n\n> Said --> so\n\n![Plan](plan.png)\n\nSee [it][1].\n\n[1]: https://a.example/\n"
    (room / ORIGINAL).write_text(sample_text(body=body), encoding="utf-8")
    newsroom("translate", ORIGINAL, "--to", "es")
    assert (room / SPANISH).read_text(encoding="utf-8").split("+++\n\n")[1] == (
        "<!-- # Hours -->\n\n# TK\n\n<!-- - Monday\n- Tuesday -->\n\n- TK\n\n<!-- > Said -- > so -->\n\n> TK\n\n"
        "<!-- ![Plan](plan.png) -->\n\n![TK](plan.png)\n\n<!-- See [it][1]. -->\n\nTK\n\n[1]: https://a.example/\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((ORIGINAL,), "nobody says into which language"),
        ((ORIGINAL, "--to", "es", "--renew"), "leave one of them out"),
        ((ORIGINAL, "--to", "Spanish, please"), "is not a language"),
        ((ORIGINAL, "--to", "en"), "is in this language"),
        ((ORIGINAL, "--renew"), "is no translation"),
        ((SPANISH, "--to", "pt"), "is itself a translation"),
        ((ORIGINAL, "--to", "es"), "exists"),
    ],
)
def test_what_cannot_be_translated_is_refused_and_nothing_is_written(newsroom, room: Path, arguments, words) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    before = {path: path.read_bytes() for path in (room / "releases").iterdir()}
    run = newsroom("translate", *arguments)
    assert run.code in (1, 2) and words in run.err
    assert {path: path.read_bytes() for path in (room / "releases").iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_person_is_asked_for_the_language_until_it_is_one_and_is_the_author(newsroom, room: Path) -> None:
    answers = terminal.InTurn("Into which language", "", "Elvish?", "spanish", others={})
    seen = terminal.shown(["translate", ORIGINAL], folder=room, answers=answers)
    assert "it is in English" in seen and "please type a language" in seen and '"Elvish?" is not a language' in seen
    assert front(room / SPANISH)["language"] == "es" and "author" not in front(room / SPANISH)


@pytest.mark.parametrize("language", ["Spanish", "to Spanish", "es", "into es"])
@pytest.mark.parametrize("release", ["2026-03-02-library", ORIGINAL])
def test_a_language_may_stand_behind_the_release(newsroom, room: Path, release: str, language: str) -> None:
    assert newsroom("translate", release, *language.split()).out.strip() == SPANISH


def test_a_short_tag_behind_words_of_a_headline_is_the_language_unless_a_headline_has_it(newsroom, room: Path) -> None:
    seen = terminal.shown(["translate", "harbour", "library", "es"], folder=room, answers=terminal.ByPart({"": "y"}))
    assert SPANISH in seen
    change(room / ORIGINAL, "City Opens", "It Opens as")
    seen = terminal.shown(
        ["translate", "library", "it"], folder=room, answers=terminal.ByPart({"Into": terminal.CTRL_C, "": "y"})
    )
    assert "Into which language" in seen


def test_who_translates_is_its_author(newsroom, room: Path) -> None:
    remember_signer("Dana Ruiz")
    assert newsroom("translate", ORIGINAL, "--to", "Spanish").code == 0
    assert front(room / SPANISH)["author"] == "Dana Ruiz"


# --- when the original changes --------------------------------------------------------------------------------


def test_a_changed_original_is_reported_with_the_words_that_git_has(newsroom, room: Path) -> None:
    git(room, "init", "-q")
    git(room, "add", "releases")
    git(room, "commit", "-qm", "a release")
    newsroom("translate", ORIGINAL, "--to", "es")
    change(room / ORIGINAL, "40,000", "45,000")
    assert codes(newsroom, SPANISH) == {
        "TR003": 'the original has changed since this was translated: body: "40,000" is "45,000" now'
    }


def test_a_changed_original_is_reported_without_git_and_until_somebody_notes_the_new_version(
    newsroom, room: Path
) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    change(room / ORIGINAL, "40,000", "45,000")
    assert codes(newsroom, SPANISH) == {"TR003": "the original has changed since this was translated"}
    run = newsroom("translate", SPANISH, "--renew")
    assert run.code == 0 and "noted" in run.err
    assert codes(newsroom, SPANISH) == {}
    assert "has not changed" in newsroom("translate", SPANISH, "--renew").err


def test_a_status_a_clearance_or_another_name_of_the_original_is_no_change(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    newsroom("quotes", "clear", ORIGINAL, "--number", "1", "--by", "Kim")
    change(room / ORIGINAL, '"approved"', '"review"')
    assert newsroom("rename", ORIGINAL, "2026-03-02-branch").code == 0
    assert front(room / SPANISH)["translation"]["of"] == "2026-03-02-branch.md"
    assert set(codes(newsroom, SPANISH)) == {"TR006"}


def test_a_note_of_a_new_version_leaves_signatures_valid(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    translated(room)
    assert newsroom("approve", SPANISH, "--by", "Kim", "--role", "Editor").code == 0
    change(room / ORIGINAL, "40,000", "45,000")
    assert newsroom("translate", SPANISH, "--renew").code == 0
    assert records.signers(Newsroom.find(room).read(SPANISH)) == ("Kim",)


def test_a_mail_of_a_public_release_leads_to_the_translations_on_the_site(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    translated(room)
    change(room / SPANISH, '"draft"', '"approved"')
    assert newsroom("build").code == 0
    mail = newsroom("email", ORIGINAL, "--format", "text").out
    assert "Español:\n<https://news.port-ellery.example/releases/2026-03-02-library-es.html>" in mail
    assert mail == (room / "public" / "email" / "2026-03-02-library.txt").read_text(encoding="utf-8")
    change(room / SPANISH, '"approved"', '"draft"')
    assert "Español" not in newsroom("email", ORIGINAL, "--format", "text").out


def test_the_feed_that_is_printed_names_translations_as_the_built_one_does(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es")
    translated(room)
    change(room / SPANISH, '"draft"', '"approved"')
    assert newsroom("build").code == 0
    printed = newsroom("feed", "--format", "json").out
    assert printed == (room / "public" / "feed.json").read_text(encoding="utf-8") and '"translations"' in printed


def test_a_log_says_that_a_translation_stands_alone_and_does_not_name_its_original(newsroom, room: Path) -> None:
    newsroom("translate", ORIGINAL, "--to", "es", "--name", "biblioteca nueva")
    (room / "releases" / "biblioteca-nueva.md").rename(room / SPANISH)
    translated(room)
    change(room / SPANISH, '"draft"', '"approved"')
    change(room / ORIGINAL, '"approved"', '"draft"')
    run = newsroom("build")
    assert run.code == 0 and "warning[TR006]" in run.err and "original of this translation is not public" in run.err
    assert "2026-03-02-library.md" not in run.err + run.out


def test_a_lifted_embargo_stays_lifted_in_the_translation(newsroom, room: Path) -> None:
    embargo, lifted = "2096-03-02T10:00:00-05:00", "2026-03-02T08:00:00-05:00"
    lines = f"embargo = {embargo}\nembargo_lifted = {lifted}\nembargo_lifted_from = {embargo}\n"
    change(room / ORIGINAL, "date = 2026-03-02\n", f"date = 2026-03-02\n{lines}")
    assert newsroom("translate", ORIGINAL, "--to", "es").code == 0
    assert front(room / SPANISH)["embargo"].isoformat() == embargo
    assert front(room / SPANISH)["embargo_lifted"].isoformat() == lifted
    translated(room)
    assert newsroom("approve", SPANISH, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert newsroom("build").code == 0 and (room / "public/releases/2026-03-02-library-es.html").exists()
    change(room / SPANISH, f"embargo = {embargo}", "embargo = 2097-03-02T10:00:00-05:00")  # it is held until then
    assert "EM003" in newsroom("check", SPANISH).out
    newsroom("approve", SPANISH, "--by", "Kim Lee", "--role", "Editor")
    assert newsroom("build").code == 0 and not (room / "public/releases/2026-03-02-library-es.html").exists()


def test_a_release_that_starts_from_an_older_one_has_neither_its_embargo_nor_the_lifting(newsroom, room: Path) -> None:
    lines = "embargo = 2096-03-02T10:00:00-05:00\nembargo_lifted = 2026-03-02T08:00:00-05:00\n"
    change(room / ORIGINAL, "date = 2026-03-02\n", f"date = 2026-03-02\n{lines}")
    run = newsroom("new", "--from", ORIGINAL, "--headline", "City Opens Another Library", "--date", "2026-04-02")
    assert run.code == 0
    assert not {"embargo", "embargo_lifted"}.intersection(front(room / run.out.strip()))


def test_a_correction_names_the_translations_that_still_say_it(newsroom, room: Path) -> None:
    assert newsroom("translate", ORIGINAL, "--to", "es").code == 0
    translated(room)
    change(room / SPANISH, 'status = "draft"', 'status = "approved"')
    assert newsroom("build").code == newsroom("record").code == 0
    correct = ("correct", ORIGINAL, "--reason", "It is 50,000 books.", "--yes", "--class")
    change(room / ORIGINAL, "40,000", "50,000")
    assert f"newsroom translate {SPANISH} --renew" in newsroom(*correct, "correction").err
    change(room / ORIGINAL, "reading room", "reading-room")
    assert SPANISH not in newsroom(*correct, "minor").err


def test_a_withdrawal_names_the_translations_that_stay(newsroom, room: Path) -> None:
    assert newsroom("translate", "--to", "es", ORIGINAL).code == 0
    translated(room)
    withdraw = ("--reason", "It is wrong.", "--yes")
    assert SPANISH not in newsroom("withdraw", ORIGINAL, *withdraw).err  # a draft has no readers
    assert newsroom("withdraw", ORIGINAL, "--undo", "--yes").code == 0
    change(room / SPANISH, 'status = "draft"', 'status = "approved"')
    assert newsroom("build").code == 0
    assert f"newsroom withdraw {SPANISH}" in newsroom("withdraw", ORIGINAL, *withdraw).err
    assert "the original has been withdrawn" in codes(newsroom, SPANISH)["TR003"]
    assert newsroom("withdraw", SPANISH, *withdraw).code == 0
    assert "TR003" not in codes(newsroom, SPANISH)
