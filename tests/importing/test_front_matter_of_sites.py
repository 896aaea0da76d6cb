"""Front matter as sites have it: a comment above it, entities and labels in titles, headlines printed again."""

from __future__ import annotations

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.reading import Reading

TEXT = (
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages. It is open every day "
    "from nine in the morning, and it lends tools as well as books to everybody in the county.\n"
)


def read(text: str, name: str = "release.md") -> Reading:
    (pasted,) = recognition.sources(text.encode(), name=name)
    return reading.read(pasted)


def test_a_comment_may_stand_above_front_matter() -> None:
    release = read(f"<!-- checked by the desk\n2026 -->\n---\ntitle: A Library Opens\ndate: 2026-03-02\n---\n\n{TEXT}")
    assert (release.headline, str(release.date)) == ("A Library Opens", "2026-03-02")
    assert "checked by" not in release.body


def test_a_title_is_read_without_its_label_and_entities() -> None:
    title = "Press Release&#58; A Library Opens in the Harbor &amp; a Pool in Spring"
    assert read(f'---\ntitle: "{title}"\n---\n\n{TEXT}').headline == "A Library Opens in the Harbor & a Pool in Spring"


def test_a_label_before_a_bar_is_no_part_of_the_headline() -> None:
    assert read(f"---\ntitle: Press Release | A Library Opens in Spring\n---\n\n{TEXT}").headline.startswith(
        "A Library"
    )


def test_an_hour_of_one_digit() -> None:
    assert str(read(f"---\ntitle: A Library Opens\ndate: 2026-03-02 5:43:18 -0400\n---\n\n{TEXT}").date).startswith(
        "2026-03-02 05:43"
    )


def test_shortcodes_of_an_exported_site_are_no_text() -> None:
    found = read(f'---\ntitle: A Library Opens\n---\n\n{TEXT}\n\n[caption id="a1" width="90"] The hall[/caption]\n')
    assert found.pieces[-1].text == "The hall"


def test_a_label_of_the_text_below_a_preamble_is_no_text() -> None:
    found = read(f"Title: A Library Opens\nDate: 2026-03-02\n\nContent:\nPORT ELLERY, Texas — {TEXT}", "release.txt")
    assert found.city == "PORT ELLERY"


def test_the_headline_that_the_text_prints_is_no_subhead() -> None:
    body = f"## Port Ellery: A Library Opens in the Harbor\n\n### The county gave half of the money\n\n{TEXT}"
    release = read(f'---\ntitle: "Press Release: A Library Opens in the Harbor"\n---\n\n{body}')
    assert release.subhead == "The county gave half of the money"


def test_a_label_within_the_printed_title_is_left_out() -> None:
    body = f"*** STATEMENT ***\n\nLIBRARY OPENS IN THE HARBOR QUARTER\n\n{TEXT}"
    release = read(f'---\ntitle: "STATEMENT: Library Opens in the Harbor Quarter"\n---\n\n{body}')
    assert release.headline == "LIBRARY OPENS IN THE HARBOR QUARTER"


def test_the_parts_of_a_contact_may_have_names_of_their_own() -> None:
    keys = "contact_name: Ana Ruiz\ncontact_email: ruiz@ellery.example\norganization: Harbor Library"
    (contact,) = read(f"---\ntitle: A Library Opens in Spring\n{keys}\n---\n\n{TEXT}").contacts
    assert (contact.name, contact.email) == ("Ana Ruiz", "ruiz@ellery.example")
