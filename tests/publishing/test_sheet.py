"""The clearance sheet: one person's words, and nothing of anybody else."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from samples import FRONT, sample_config, sample_document, sample_edition

from newsroom_cli.publishing import sheet
from newsroom_cli.publishing.sheet import Entry

BODY = """\
The city today opened its ninth library for $9 million.

“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor. The budget is secret. \
“We waited ten years,” said Idris Lindqvist, director of libraries.

“It is open to all,” said Mayor Okafor, while “it is a Palace of Paper,” said Idris Lindqvist. \
The tender was won by a firm.

“The doors are open.” That was how Mayor Okafor put it on Monday.
"""
FIELDS = FRONT.split("[[quotes]]")[0].replace("Harbour Quarter Library", "a Secret")


def entries(body: str = BODY, front: str = FIELDS, speaker: str = "Ana Okafor") -> list[Entry]:
    return sheet.entries(sample_document(front=front, body=body), speaker)


def contexts(found: list[Entry]) -> list[str]:
    return ["".join(piece.text for line in entry.context for piece in line) for entry in found]


def rendered(form: str, found: list[Entry], language: str = "en") -> bytes:
    config = sample_config()
    edition = sample_edition(front=FIELDS + "[x]\na = 1\n", body=BODY, language=language)
    return getattr(sheet, form)(edition, config, None, "Ana Okafor", found)  # type: ignore[no-any-return]


def test_a_person_sees_their_words_in_the_sentence_that_names_them() -> None:
    assert contexts(entries())[0] == (
        "“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor."
    )
    assert contexts(entries(speaker="Idris Lindqvist"))[0] == (
        "“We waited ten years,” said Idris Lindqvist, director of libraries."
    )


def test_what_others_say_in_the_same_sentence_is_left_out() -> None:
    assert contexts(entries())[1] == "“It is open to all,” said Mayor Okafor, while “[…]” said Idris Lindqvist."


@pytest.mark.parametrize("form", ["text", "html", "eml"])
@pytest.mark.parametrize("secret", ["Secret", "secret", "$9", "Palace", "ten years", "tender", "ninth", "2026"])
def test_nothing_else_of_the_release_is_on_it(form: str, secret: str) -> None:
    made = rendered(form, entries())
    assert secret.encode() not in made
    assert b"Nobody in this city should live" in made


def test_a_guessed_speaker_is_on_nobodys_sheet() -> None:
    body = (
        "Mayor Ana Okafor met Idris Lindqvist, director of libraries.\n\n"
        "“Books need people and people need books,” he said."
    )
    rows = entries(body), entries(body, speaker="Idris Lindqvist")
    assert rows == ([], [])
    counts = [
        sheet.guessed_quotes(sample_document(front=FIELDS, body=body), speaker)
        for speaker in ("Ana Okafor", "Idris Lindqvist")
    ]
    assert sum(counts) <= 1


def test_the_agreed_words_go_before_those_of_the_body() -> None:
    listed = FIELDS + '[[quotes]]\nspeaker = "Ana Okafor"\ntext = "It is open, to all."\n'
    assert "It is open, to all." in [entry.words for entry in entries(front=listed)]
    assert "It is open to all." in [entry.words for entry in entries()]


def test_a_statement_without_marks_has_its_words() -> None:
    listed = FIELDS + '[[quotes]]\nspeaker = "Ana Okafor"\ntext = "We mourn with the families."\n'
    (entry,) = entries("We mourn with the families. It is a dark day.", listed)
    assert entry.words == "We mourn with the families." and entry.context == ()


def test_lines_of_the_text_fit_a_mail() -> None:
    lines = rendered("text", entries()).decode().splitlines()
    assert max(map(len, lines)) <= 72
    assert "HOW TO ANSWER" in lines and "    press@port-ellery.example" in lines


def test_release_text_is_never_markup() -> None:
    body = "“<script>alert(1)</script> & {{ config }} said plainly <b>so</b>,” said Mayor Ana Okafor."
    listed = FIELDS + "[[quotes]]\nspeaker = \"Ana Okafor\"\ntext = '<script>x</script> {{ config }} so it is'\n"
    page = rendered("html", [*entries(body), *entries("<script>x</script> {{ config }} so it is", listed)]).decode()
    assert "<script" not in page and "{{ config }}" in page


@pytest.mark.parametrize(
    ("language", "word"),
    [("es", "Cita 1"), ("fr", "Citation 1"), ("de", "Zitat 1"), ("nl", "Citaat 1"), ("sv", "Quote 1")],
)
def test_the_words_around_are_in_the_releases_language(language: str, word: str) -> None:
    assert word in rendered("text", entries(), language).decode()


def test_the_mail_reads_back() -> None:
    raw = rendered("eml", entries())
    assert raw == rendered("eml", entries())
    read = message_from_bytes(raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert read["To"] == read["From"] == "City of Port Ellery <press@port-ellery.example>"
    assert read["Subject"] == "Your words: please confirm" and read["X-Unsent"] == "1" and read["Date"] is None
    plain, page = read.get_body(("plain",)), read.get_body(("html",))
    assert plain is not None and page is not None
    assert plain.get_content().splitlines() == rendered("text", entries()).decode().splitlines()
    assert page.get_content().splitlines() == rendered("html", entries()).decode().splitlines()
