"""An embargo that a source asks for in words holds the release back after import, or has to be answered."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from email.message import EmailMessage

import docx
import pytest
from imported import read_pasted

from newsroom_cli.importing import draft, intake, reading, recognition
from newsroom_cli.importing.reading import Reading
from newsroom_cli.model import config as configuration

CONFIG = configuration.parse('url = "https://news.example/"\ntime_zone = "America/Los_Angeles"\n')
NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
TEXT = (
    "PORT ELLERY — December 3, 2026 — The city today opened a library in the harbour quarter, with 40,000 books.\n\n"
    "The library is open every day from nine in the morning, and it lends tools as well as books to all.\n"
)


def front(label: str, *, now: dt.datetime = NOW) -> dict[str, object]:
    """The front matter of a release that is imported with a label on top."""
    reading = read_pasted(f"{label}\n\nHarbour Quarter Has a Library\n\n{TEXT}")
    assert reading.headline == "Harbour Quarter Has a Library" and "opened a library" in reading.body
    text = draft.draft(reading, CONFIG, id="tag:a", now=now).text
    return tomllib.loads(text.split("+++")[1])


@pytest.mark.parametrize(
    ("label", "end"),
    [
        ("EMBARGOED UNTIL Thursday, December 3, 2026, 9 a.m.", "2026-12-03T09:00:00-08:00"),
        ("FOR RELEASE: Thursday, December 3, 2026, 9 a.m. EMBARGOED UNTIL THEN", "2026-12-03T09:00:00-08:00"),
        ("Not for release before 9 a.m. on December 3", "2026-12-03T09:00:00-08:00"),
        ("HOLD FOR RELEASE: December 3, 2026, 9 a.m. EST", "2026-12-03T09:00:00-05:00"),
        ("For release Dec. 3, 9 a.m.", "2026-12-03T09:00:00-08:00"),
        ("EMBARGO: 9am Dec. 3, 2026", "2026-12-03T09:00:00-08:00"),
    ],
)
def test_words_with_day_and_time_become_the_embargo(label: str, end: str) -> None:
    found = front(label)["embargo"]
    assert isinstance(found, dt.datetime) and found.isoformat() == end


@pytest.mark.parametrize(
    "label",
    [
        "EMBARGOED UNTIL FRIDAY",
        "Strictly embargoed until 12/03/2026 09:00",
        "EMBARGOED UNTIL Friday, December 3, 2026, 9 a.m.",
        "under embargo until the council meets on Dec. 15",
        "Strictly embargoed until start of press conference",
        "Not for publication before the council has voted",
        "FOR RELEASE ON DECEMBER 15",
        "DO NOT PUBLISH OR DISTRIBUTE",
        "INTERNAL: do not share",
        "Sperrfrist: Redebeginn",
        "Ne pas publier avant le discours de la maire",
        "NO PUBLICAR NI DIFUNDIR",
    ],
)
def test_what_may_mean_several_moments_has_to_be_answered(label: str) -> None:
    assert front(label)["embargo"] == "TK"


@pytest.mark.parametrize(
    ("label", "embargo"),
    [
        ("EMBARGOED UNTIL December 3, 2026, 9 a.m.", dt.datetime.fromisoformat("2026-12-03T09:00-08:00")),
        (
            "Fwd: EMBARGOED UNTIL Thursday, December 3, 2026, 9 a.m. EST",
            dt.datetime.fromisoformat("2026-12-03T09:00-05:00"),
        ),
        ("FOR RELEASE DEC. 3", "TK"),
        ("EMBARGOED", "TK"),
        ("FOR IMMEDIATE RELEASE", None),
        ("FOR RELEASE", None),
        ("Press release", None),
    ],
)
def test_the_subject_of_a_mail_asks_for_an_embargo_where_its_text_does_not(label: str, embargo: object) -> None:
    head = f"From: Ana Ruiz <ana@ellery.example>\nTo: desk@paper.example\nSubject: {label}: Harbour Has a Library\n"
    mail = f"{head}Date: Sat, 28 Nov 2026 09:00:00 -0800\nMIME-Version: 1.0\n\nHarbour Has a Library\n\n{TEXT}"
    for data, name in (
        (mail.encode(), "release.eml"),
        (mail.replace("MIME-Version: 1.0\n", "").encode(), "pasted.txt"),
    ):
        [reading] = intake.readings(data, name=name)
        text = draft.draft(reading, CONFIG, id="tag:a", now=NOW).text
        assert tomllib.loads(text.split("+++")[1]).get("embargo") == embargo, name


def test_an_embargo_without_a_time_in_an_old_mail_is_over() -> None:
    mail = "From: Ana Ruiz <ana@ellery.example>\nTo: desk@paper.example\nSubject: EMBARGOED: Harbour Has a Library\n"
    mail += f"Date: Sat, 02 May 2026 09:00:00 -0800\nMIME-Version: 1.0\n\n{TEXT.replace(' — December 3, 2026', '')}"
    [reading] = intake.readings(mail.encode(), name="release.eml")
    assert "embargo" not in tomllib.loads(draft.draft(reading, CONFIG, id="tag:a", now=NOW).text.split("+++")[1])


@pytest.mark.parametrize("is_document", [True, False])
@pytest.mark.parametrize(
    ("subject", "words", "is_held"),
    [
        ("EMBARGOED UNTIL December 3, 2026, 9 a.m.: Library", "Please find it attached.", True),
        ("Library", "EMBARGO: 9am Dec. 3, 2026", True),
        ("Library", "Please find it attached.\n\nThis e-mail is confidential. Do not distribute it.", False),
    ],
)
def test_a_mail_around_the_release_asks_for_an_embargo(
    subject: str, words: str, is_held: bool, is_document: bool
) -> None:
    mail, inner = EmailMessage(), EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana Ruiz <ana@ellery.example>", "desk@paper.example", subject
    mail.set_content(f"Hello,\n\n{words}\n")
    if is_document:
        document, data = docx.Document(), io.BytesIO()
        for paragraph in ("Harbour Quarter Has a Library", *TEXT.strip().split("\n\n")):
            document.add_paragraph(paragraph)
        document.save(data)
        mail.add_attachment(data.getvalue(), maintype="application", subtype="msword", filename="library.docx")
    else:
        inner["From"], inner["Subject"] = "Jo Park <jo@ellery.example>", "Harbour Quarter Has a Library"
        inner.set_content(TEXT)
        mail.add_attachment(inner)
    [reading] = intake.readings(bytes(mail), name="release.eml")
    text = draft.draft(reading, CONFIG, id="tag:a", now=NOW).text
    assert (str(tomllib.loads(text.split("+++")[1]).get("embargo", ""))[:16] == "2026-12-03 09:00") == is_held


@pytest.mark.parametrize("label", ["FOR IMMEDIATE RELEASE", "FOR RELEASE: December 3, 2026", "PRESS RELEASE"])
def test_other_labels_are_no_embargo(label: str) -> None:
    assert "embargo" not in front(label)


@pytest.mark.parametrize("label", ["EMBARGOED UNTIL December 3, 2026, 9 a.m.", "EMBARGOED UNTIL FRIDAY"])
def test_an_embargo_that_is_over_is_left_out(label: str) -> None:
    assert "embargo" not in front(label, now=dt.datetime(2027, 2, 1, tzinfo=dt.UTC))


def test_an_order_not_to_publish_is_never_over() -> None:
    assert front("DO NOT PUBLISH", now=dt.datetime(2036, 2, 1, tzinfo=dt.UTC))["embargo"] == "TK"


def test_people_are_told_where_the_words_give_no_exact_time() -> None:
    reading = read_pasted(f"EMBARGOED UNTIL THE VOTE\n\nHarbour Quarter Has a Library\n\n{TEXT}")
    assert ("embargo", "EMBARGOED UNTIL THE VOTE (no exact time)", False) in intake.summary(reading)


def with_attachment(subject: str, letter: str) -> Reading:
    """What is read from a mail with a covering letter and an attached Word file that has no headline."""
    written = docx.Document()
    for paragraph in TEXT.split("\n\n"):
        written.add_paragraph(paragraph.strip())
    held = io.BytesIO()
    written.save(held)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "press@city.example", subject
    mail.set_content(f"Dear all,\n\n{letter}\n\nAna Ruiz\n")
    mail.add_attachment(held.getvalue(), "application", "octet-stream", filename="release.docx")
    (found,) = recognition.sources(mail.as_bytes(), name="mail.eml")
    return reading.read(found)


@pytest.mark.parametrize(
    "letter",
    [
        "Please find attached our release, which is embargoed until 9 a.m. on Thursday, December 3, 2026. Thank you.",
        "Here is our release. It is under embargo until December 3, 9 a.m., as we said on the phone.",
        "Attached is our release. Please do not publish it before Thursday, December 3, 2026, 9 a.m. Thank you.",
        "Attached is our release. Please don’t publish it before Thursday, December 3, 2026, 9 a.m. Thank you.",
        "We lift the embargo on Thursday, December 3, 2026, at 9 a.m.",
        "Anbei unsere Mitteilung. Bitte beachten Sie die Sperrfrist: Donnerstag, 3. Dezember 2026, 9 Uhr. Danke.",
        "Bitte veröffentlichen Sie die Mitteilung nicht vor Donnerstag, 3. Dezember 2026, 9 Uhr.",
        "Voici notre communiqué, sous embargo jusqu’au jeudi 3 décembre 2026 à 9 heures.",
        "Adjuntamos nuestra nota, embargada hasta el jueves 3 de diciembre de 2026 a las 9:00.",
    ],
)
def test_a_sentence_of_the_covering_mail_is_an_embargo(letter: str) -> None:
    found = with_attachment("Harbour Quarter Has a Library", letter).embargo
    assert found is not None
    end = found.end(CONFIG, 2026)
    assert end is not None and end.isoformat() == "2026-12-03T09:00:00-08:00"


def test_an_embargo_of_the_covering_mail_without_a_time_is_asked_for() -> None:
    found = with_attachment(
        "A Library", "Our release is embargoed until Thursday, December 3, 2026. Thank you."
    ).embargo
    assert found is not None and found.end(CONFIG, 2026) is None


@pytest.mark.parametrize(
    "letter",
    [
        "Please find our release attached.",
        "It is about the embargo on oil.",
        "Call me on December 3, 2026, at 9 a.m.",
        "We did not release the figures before December 3, 2026, 9 a.m.",
    ],
)
def test_a_covering_mail_without_an_embargo(letter: str) -> None:
    assert with_attachment("Harbour Quarter Has a Library", letter).embargo is None


@pytest.mark.parametrize("above", ["Dear all,\n\n{}\n\n", "{}\n\n-------- Forwarded message --------\n"])
def test_a_sentence_above_the_release_in_the_same_mail_is_an_embargo(above: str) -> None:
    letter = above.format("Here is our release, which is embargoed until 9 a.m. on Thursday, December 3, 2026.")
    head = "From: press@city.example\nSubject: Harbour Quarter Has a Library\nDate: Mon, 30 Nov 2026 09:00:00 +0000\n"
    inner = head if "Forwarded" in letter else ""
    mail = f"{head}MIME-Version: 1.0\n\n{letter}{inner}\n{TEXT}"
    (found,) = recognition.sources(mail.encode(), name="mail.eml")
    embargo = reading.read(found).embargo
    assert embargo is not None and embargo.end(CONFIG, 2026) is not None


@pytest.mark.parametrize(
    "label", ["FOR RELEASE: ", "FOR RELEASE DEC. 3: ", "Fwd: For release – ", "RELEASE: ", "Para difusión: "]
)
def test_a_label_of_the_subject_is_no_headline(label: str) -> None:
    assert with_attachment(f"{label}Harbour Quarter Has a Library", "").headline == "Harbour Quarter Has a Library"


@pytest.mark.parametrize(
    "label", ["FOR RELEASE: ", "FOR RELEASE DEC. 3: ", "FOR RELEASE – ", "For immediate release | "]
)
def test_a_label_before_a_headline_on_its_line_is_no_headline(label: str) -> None:
    found = read_pasted(f"{label}Harbour Quarter Has a Library\n\n{TEXT}")
    assert found.headline == "Harbour Quarter Has a Library"


HELD = """
FOR IMMEDIATE RELEASE AFTER DEC. 15, 2026, 9 A.M.
Release after 9 a.m. on Dec. 15, 2026
Release date: Dec. 15, 2026, 9 a.m.
Publication: 15 December 2026, 09:00
Sperrvermerk: 15.12.2026, 9 Uhr
Sperrfrist 15.12.2026 9:00
Gesperrt bis 15. Dezember 2026, 9 Uhr
Frei ab Dienstag, 15. Dezember 2026, 9.00 Uhr
Freigabe: 15.12.2026, 9 Uhr
Zur Veröffentlichung ab 15. Dezember 2026, 9 Uhr
Diffusion à partir du 15 décembre 2026 à 9h00
À publier après le 15 décembre 2026, 9 heures
Publication autorisée à partir du 15 décembre 2026 à 9h
Para su publicación a partir del 15 de diciembre de 2026, 9:00 h
Difusión a partir del 15 de diciembre de 2026 a las 9 horas
"""
TEXTS = {
    "en": "The city today opened a library in the harbour quarter, and it is open for all who want to read.",
    "de": "Die Stadt hat heute im Hafenviertel eine Bücherei eröffnet, und sie ist offen für alle, die lesen.",
    "fr": "La ville a ouvert ce jour une bibliothèque dans le quartier du port, et elle est ouverte à tous.",
    "es": "La ciudad ha abierto hoy una biblioteca en el barrio del puerto, que está abierta para todos.",
}


@pytest.mark.parametrize("label", HELD.strip().splitlines())
def test_other_words_for_an_embargo(label: str) -> None:
    signs = {"de": "Sperr Gesperrt Frei Zur", "fr": "Diffusion À autorisée", "es": "Para Difusión"}
    words = label.replace("Sperrfrist", "Sperr").replace("Sperrvermerk:", "Sperr").replace("Freigabe:", "Frei").split()
    language = next((language for language, few in signs.items() if set(few.split()) & set(words)), "en")
    reading = read_pasted(f"{label}\n\nHarbour Quarter Has a Library\n\nPORT ELLERY, 2026-12-14 – {TEXTS[language]}\n")
    assert reading.headline == "Harbour Quarter Has a Library" and reading.embargo
    end = reading.embargo.end(CONFIG, 2026)
    assert end and end.isoformat()[:16] == "2026-12-15T09:00"


@pytest.mark.parametrize(
    "label", ["Publication: 14 December 2026, 09:00", "Frei ab 12 Jahren", "Release: December 15, 2026"]
)
def test_a_day_of_publication_is_no_embargo(label: str) -> None:
    reading = read_pasted(f"{label}\n\nHarbour Quarter Has a Library\n\nPORT ELLERY, 2026-12-14 – {TEXTS['en']}\n")
    assert reading.embargo is None


def test_an_embargo_behind_the_headline_is_no_part_of_it() -> None:
    reading = read_pasted(f"City Opens New Rink (embargo Dec. 15, 9 a.m.)\n\n{TEXT}")
    assert reading.headline == "City Opens New Rink" and reading.embargo
    end = reading.embargo.end(CONFIG, 2026)
    assert end and end.isoformat()[:16] == "2026-12-15T09:00"


def test_a_second_release_below_the_end_mark_is_left_out_with_its_embargo() -> None:
    second = f"EMBARGOED UNTIL DEC. 20, 2026, 9 A.M.\n\nCity Closes Rink\n\n{TEXT.replace('opened', 'closed')}"
    reading = read_pasted(f"Harbour Quarter Has a Library\n\n{TEXT}\n###\n\n{second}\n###\n")
    assert reading.headline == "Harbour Quarter Has a Library" and reading.embargo is None
    assert "closed" not in reading.body and "Rink" not in reading.body
    assert any("a second release follows" in note for note in reading.notes)
    assert not any("second" in note for note in read_pasted(f"City Opens Library\n\n{TEXT}\n###\n\nNote\n").notes)
