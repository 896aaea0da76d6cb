"""The quick reader of heads says the same as the parser of releases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samples import sample_text

from newsroom_cli.model import release_file
from newsroom_cli.newsroom import head_words, heads

LONG = "x" * 5000
FRONTS = {
    "plain": 'headline = "A"\nid = "tag:a"\ndate = 2026-03-02\nstatus = "approved"\n',
    "other order, spaces and comments": (
        "status='review'# so\n  date  = 2026-03-02T09:00:00-05:00  # at nine\nheadline= 'It’s'\n"
    ),
    "escapes": 'headline = "The \\"Big\\" \\u2018Opening\\u2019"\n',
    "several lines": 'headline = """\nA\nB"""\n',
    "a line in a text that looks like a key": 'notes_to_editors = """\nheadline = "wrong"\n"""\nheadline = "right"\n',
    "quoted key": '"headline" = "A"\n',
    "date as text": 'headline = "A"\ndate = "Nov 26, 2026"\n',
    "date with a space": "date = 2026-03-02 09:00:00\n",
    "wrong type": 'headline = 5\ndate = "soon"\n',
    "behind much else": f'subhead = "{LONG}"\nheadline = "A"\n',
    "in a table": '[dateline]\ncity = "B"\nheadline = "wrong"\n',
    "a key that begins alike": 'headlines = "wrong"\nidx = "wrong"\nheadline = "right"\n',
    "unclosed": 'headline = "A\n',
    "windows": 'headline = "A"\r\ndate = 2026-03-02\r\n[dateline]\r\ncity = "B"\r\n',
    "empty": "",
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
@pytest.mark.parametrize("opening", ["+++\n", "\ufeff\n+++\n"], ids=["", "after a mark"])
def test_a_head_is_what_the_parser_reads(tmp_path: Path, front: str, opening: str) -> None:
    text = f'{opening}{front}+++\n\n[A link](x) opens the body.\n\nheadline = "wrong"\n'
    (tmp_path / "a.md").write_text(text, encoding="utf-8", newline="")
    (head,) = heads.heads(str(tmp_path), ["a.md"])
    release = release_file.parse(text, "a.md")
    expected = [field.value if field else "" for field in (release.headline, release.id, release.status)]
    assert [head.headline, head.id, head.status] == expected
    assert head.date[:10] == (release.date.value.isoformat()[:10] if release.date else "")


def test_a_release_with_a_mistake_is_still_known_by_its_headline(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('+++\nheadline = "Bikes"\n[dateline\ncity = \n+++\n', encoding="utf-8")
    assert next(heads.heads(str(tmp_path), ["a.md"])).headline == "Bikes"


def test_what_cannot_be_read_has_a_path_and_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "good.md").write_text(sample_text(), encoding="utf-8")
    (folder / "bytes.md").write_bytes(b"+++\n\xff\xfe\x00")
    (folder / "nothing.md").write_bytes(b"")
    (folder / "link.md").symlink_to("good.md")
    (folder / "broken.md").symlink_to("gone.md")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    paths = heads.paths(str(tmp_path), str(folder))
    by_name = {head.name: head.headline for head in heads.heads(str(tmp_path), paths)}
    assert by_name.pop("good") == "City Opens Harbour Quarter Library"
    assert set(by_name) == {"bytes", "nothing", "link", "broken", "folder", "pipe"} and not any(by_name.values())


def test_releases_outside_the_newsroom_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.md").write_text(sample_text(), encoding="utf-8")
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "releases").symlink_to(tmp_path / "secret")
    assert heads.paths(str(tmp_path / "room"), str(tmp_path / "room" / "releases")) == []
    assert heads.paths(str(tmp_path / "room"), str(tmp_path / "room" / "gone")) == []


HEADLINES = (
    '"Library"', "'O''", '"Mayor\'s Caf\\u00e9"', '"Müller’s Café"', '"O\'Brien Is Mayor"', '"""\nBikes\n"""',
)  # fmt: skip


def test_a_search_in_bytes_leaves_no_release_out_that_has_the_word(tmp_path: Path) -> None:
    for number, headline in enumerate(HEADLINES):
        (tmp_path / f"N{number}-Tram.md").write_text(f"+++\nheadline = {headline}\n+++\n", encoding="utf-8")
    (tmp_path / "long.md").write_text(f'+++\n#{"x" * 9000}\nheadline = "Late Bikes"\n+++\n', encoding="utf-8")
    paths = heads.paths(str(tmp_path), str(tmp_path))
    read = list(heads.heads(str(tmp_path), paths))
    words = {word for head in read for word in head_words.own_words(head) if word.isascii()}
    assert {"cafe", "mullers", "muellers", "mayors", "obrien", "bikes", "late", "tram"} <= words
    for typed in words:
        found = [head for head in read if head_words.all_begin([typed], head_words.own_words(head))]
        searched = heads.heads(str(tmp_path), paths, having=typed)
        assert [head for head in searched if head_words.all_begin([typed], head_words.own_words(head))] == found
