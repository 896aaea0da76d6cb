"""What unknown fields are taken for: each guess must be a field that exists, and none may be made out of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import FRONT, sample_document

from newsroom_cli.language import word_lists
from newsroom_cli.model import release_file
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import MOST_SUGGESTIONS, declared_keys
from newsroom_cli.rules import keys
from newsroom_cli.rules.fields import front_matter


def guess(front: str) -> keys.Meaning:
    (only,) = [
        meaning for _, meaning in keys.undeclared_keys(sample_document(release_file.parse(f"+++\n{front}\n+++\n")))
    ]
    return only


@pytest.mark.parametrize("table", word_lists.sections(Path(keys.__file__).with_name("key_names.txt")))
def test_other_words_stand_for_fields_that_exist(table: str) -> None:
    top = declared_keys(Release)
    fields = declared_keys(top[table].table) if table and top[table].table else top
    assert set(keys._synonyms(table).values()) <= set(fields)
    assert not set(keys._synonyms(table)) & set(fields), "a field stands for itself"
    assert all(word == keys._without_marks(word) for word in (*keys._synonyms(table), *keys._ELSEWHERE))


@pytest.mark.parametrize(
    ("front", "field"),
    [
        ("title = 1", "headline"),
        ("Title = 1", "headline"),
        ("hedline = 1", "headline"),
        ("HEADLINE = 1", "headline"),
        ("sub-head = 1", "subhead"),
        ("subtitle = 1", "subhead"),
        ("authors = 1", "author"),
        ("publish_at = 1", "embargo"),
        ("embargoUntil = 1", "embargo"),
        ("embago = 1", "embargo"),
        ("tags = 1", "topics"),
        ("lang = 1", "language"),
        ("dat = 1", "date"),
        ("[evnt]\na = 1", "event"),
        ("[[quote]]\na = 1", "quotes"),
        ("city = 1", "dateline"),
        ("speaker = 1", "quotes"),
        ("[event]\nbegins = 1", "event.starts"),
        ("[event]\ndate = 1", "event.starts"),
        ("[event]\nvenue = 1", "event.place"),
        ("[[contacts]]\nmobile = 1", "contacts.phone"),
        ("[[quotes]]\ntitle = 1", "quotes.role"),
        ("[[images]]\nsrc = 1", "images.file"),
        ("[dateline]\nstatus = 1", "status"),
    ],
)
def test_meaning(front: str, field: str) -> None:
    assert guess(front).field == field


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("slug = 1", "file's own name"),
        ("body = 1", "under the closing +++"),
        ("boilerplate = 1", "newsroom.toml"),
        ('end_mark = "x"', "option of newsroom.toml"),
        ("zzz = 1", "[x]"),
        ("name = 1", "belongs under [source] or [[contacts]]"),
        ('headline = "A"\n[[images]]\nheadline = 1', "known here: file"),
        ("[dateline]\nzzz = 1", "known here: city, state, country"),
    ],
)  # fmt: skip
def test_no_field_is_guessed_where_none_is_meant(front: str, words: str) -> None:
    meaning = guess(front)
    assert meaning.field == ""
    assert words in meaning.help


def test_fields_that_were_written_but_not_taken() -> None:
    front = 'date = "soon"\ntitle = "A"\n[event]\nstarts = 1\nends = 2026-03-02'
    assert keys.unread_fields(sample_document(release_file.parse(f"+++\n{front}\n+++\n"))) == {
        "date",
        "headline",
        "event.starts",
    }
    assert keys.unread_fields(sample_document(release_file.parse('+++\nheadline = "A"\n+++\n'))) == frozenset()


def test_every_unknown_key_the_parser_reports_gets_a_meaning() -> None:
    front = '"a \\" b] in [c" = 1\n"" = 1\nzzz.yyy = 1\n[dateline]\n"x in [y]" = 1'
    read = release_file.parse(f"+++\n{front}\n+++\n")
    assert (
        len(list(keys.undeclared_keys(sample_document(read))))
        == len([p for p in read.problems if p.code == "FM002"])
        == 4
    )


def test_a_missing_time_of_an_event_is_shown_as_an_example_in_the_zone_of_the_newsroom() -> None:
    document = sample_document(front=FRONT.replace('kind = "release"', 'kind = "event"'))
    help = next(hit.help for hit in front_matter.missing_field(document) if "event.starts" in hit.message)
    assert help.startswith("add starts = 2026-03-02T10:00:00-05:00 under [event]") and "YYYY" not in help


def test_in_a_heap_of_unknown_fields_only_the_first_are_guessed_and_the_gate_always() -> None:
    heap = "\n".join(f"zqx{number} = 1" for number in range(MOST_SUGGESTIONS))
    front = f"hedline = 1\n{heap}\nsubhed = 1\nembago = 2026-03-02\ndat = 1"
    document = sample_document(release_file.parse(f"+++\n{front}\n+++\n"))
    assert [meaning.field for _, meaning in keys.undeclared_keys(document) if meaning.field] == [
        "headline",
        "embargo",
        "date",
    ]
