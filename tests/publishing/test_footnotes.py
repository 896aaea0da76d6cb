"""Footnotes in what is published: the same notes in page, mail, feeds and Word file, links on the page alone."""

from __future__ import annotations

import io
import re

import docx
import pytest
from publishing.test_proof import FEEDS, MAIL, OUTPUTS, PAGE, PLAIN, feeds_of, found_in, outputs_of, promises, read
from samples import FRONT, sample_config, sample_document, sample_release, sample_text

from newsroom_cli.ledger import published, records
from newsroom_cli.linter import check
from newsroom_cli.model import release_file
from newsroom_cli.publishing.preview import anchors, marking
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.publishing.proof.comparison import Difference
from newsroom_cli.publishing.word import handout

BODY = """\
Membership is free for all residents.[^who] It costs the city $5 million[^cost] a year.

[^cost]: Budget of 2026.

“Nobody in this city should live more than a short walk from a book,”[^said] said Mayor Ana Okafor.

## Opening hours[^hours]

| Day | Hours[^hours] |
| --- | --- |
| Monday | 9 to 5 |

- Ground floor[^who]

> The roof is dry at last.[^roof]
>
> [^roof]: City Engineer, **June 2** report, see [the plan](https://port-ellery.example/plan).

[^who]: For children under twelve, a parent signs.

    A second paragraph with the [rules](https://port-ellery.example/rules).

[^said]: At the opening.
[^hours]: Except holidays.
[^left]: Nothing refers to this.
"""
TEXT = sample_text(body=BODY)


def test_every_output_has_the_text_with_its_signs_and_the_notes() -> None:
    assert found_in(TEXT) == []


@pytest.mark.parametrize("path", (*OUTPUTS, *FEEDS))
@pytest.mark.parametrize(
    ("old", "new"), [(r"Except holidays", "Except Sundays"), (r"\[1\]", ""), (r"\[4\]", "[3]"), (r"Budget of", "of")]
)
def test_an_output_with_another_note_or_sign_is_refused(path: str, old: str, new: str) -> None:
    config = sample_config()
    document, made = read(TEXT, config=config)
    source = promises(document, made)
    data = (outputs_of(made, config) | feeds_of([made], config))[path].decode()
    place = re.search(old, data[data.index("Membership is free", data.index("<body") if path in (PAGE, MAIL) else 0) :])
    assert place
    at = data.rindex(place.string) + place.start()
    changed = {path: f"{data[:at]}{new}{data[at + len(place[0]) :]}".encode()}
    found: list[Difference] = (
        comparison.differences(source, changed) if path in OUTPUTS else comparison.entry_differences([source], changed)
    )
    assert [(difference.output, difference.part) for difference in found] == [(path, "text")]


def test_the_page_has_links_and_unique_ids_and_the_others_have_neither() -> None:
    config = sample_config()
    _, made = read(TEXT, config=config)
    outputs = {path: data.decode() for path, data in (outputs_of(made, config) | feeds_of([made], config)).items()}
    page = outputs.pop(PAGE)
    ids, targets = re.findall(r' id="([^"]*)"', page), re.findall(r'href="#([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {"note.1", "note.6", "sign.1", "sign.1.2", "sign.4", "sign.4.2", "opening-hours"} <= set(ids)
    assert {f"note.{number}" for number in range(1, 6)} <= set(targets) <= set(ids)
    assert not any("sign.1" in data or "note.1" in data for data in outputs.values())
    assert "Notes" in page


def test_the_page_names_the_notes_in_its_language() -> None:
    config = sample_config()
    _, made = read(sample_text(front=f'language = "de"\n{FRONT}', body=BODY), config=config)
    page = outputs_of(made, config)[PAGE].decode()
    assert 'aria-label="Anmerkungen"' in page
    assert 'aria-label="Zurück zum Text [1]"' in page


def test_a_text_mail_has_the_notes_below_the_text() -> None:
    config = sample_config()
    _, made = read(TEXT, config=config)
    mail = outputs_of(made, config)[PLAIN].decode()
    assert "$5\nmillion[2] a year" in mail or "$5 million[2] a year" in mail
    assert mail.index("* * *") < mail.index("[1] For children") < mail.index("[2] Budget") < mail.index("[6] Nothing")


def test_a_word_file_has_raised_signs_and_the_notes_as_a_list() -> None:
    config = sample_config()
    _, made = read(TEXT, config=config)
    document = docx.Document(io.BytesIO(handout.handout(made, config, None, lambda path: b"")))
    raised = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.superscript]
    assert raised == ["[1]", "[2]", "[3]", "[4]", "[1]", "[5]"]
    numbered = [part.text for part in document.paragraphs if part.style and part.style.name == "List Number"]
    assert numbered[0] == "For children under twelve, a parent signs."
    assert numbered[-1] == "Nothing refers to this."


def test_a_quote_with_a_note_is_the_quote_that_is_listed() -> None:
    document = sample_document(sample_release(body=BODY))
    assert [
        finding.code for finding in check.check(document.release, document.config) if finding.code[:2] == "QT"
    ] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("Except holidays", "Except Sundays"), ("million[^cost]", "million[^said]"), ("residents.[^who]", "residents.")],
)
def test_a_changed_note_is_a_changed_text(old: str, new: str) -> None:
    before, after = release_file.parse(TEXT), release_file.parse(TEXT.replace(old, new))
    assert records.visible_parts(before)["body"] != records.visible_parts(after)["body"]
    assert [part.digest_line for part in published.parts(before)] != [
        part.digest_line for part in published.parts(after)
    ]


def test_moving_a_note_in_the_file_changes_nothing() -> None:
    note = "[^cost]: Budget of 2026.\n\n"
    before, after = release_file.parse(TEXT), release_file.parse(f"{TEXT.replace(note, '')}\n{note}")
    assert records.visible_parts(before)["body"] == records.visible_parts(after)["body"]
    assert [part.digest_line for part in published.parts(before)] == [
        part.digest_line for part in published.parts(after)
    ]


def test_a_fix_deletes_no_sign() -> None:
    body = "Membership is free for the[^1] the residents of Port Ellery.\n\n[^1]: For the the children."
    config = sample_config()
    found = [finding for finding in check.check(sample_release(body=body), config) if finding.code == "TX005"]
    repaired = [finding.repair is not None for finding in found]
    assert repaired == [False, True]


@pytest.mark.parametrize("path", [PAGE, MAIL])
def test_the_preview_marks_words_around_signs_and_in_notes(path: str) -> None:
    config = sample_config()
    document, made = read(TEXT, config=config)
    release = document.release
    words = ("a year", "Budget of", "walk from", "Except holidays")
    blocks = anchors.blocks_of(release)
    numbered = {
        number: anchors.Anchor(block, block.index(text), block.index(text) + len(text), blocks.index(block))
        for number, text in enumerate(words)
        for block in blocks
        if text in block
    }
    html = outputs_of(made, config)[path].decode()
    marked = marking.mark_findings(html, numbered, blocks, dict.fromkeys(numbered, "error"))
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", marked) == ["a year", "walk from", "Budget of", "Except holidays"]
