"""What check does around the rules: selection, suppressions and their judgement, places, order, the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import FRONT, sample_config, sample_document, sample_release, sample_text

from newsroom_cli.language.document import Document
from newsroom_cli.linter.check import archive_findings, card, check, check_all
from newsroom_cli.linter.findings import Finding, findings_of_hits
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import STYLES, Check, Config
from newsroom_cli.model.errors import ConfigError
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.rules import selection, suppressions
from newsroom_cli.rules.catalogue import nearest_code
from newsroom_cli.rules.registry import FIRST_SET, PREVIEW, UNREADABLE, Card, Hit, Rule, rules
from newsroom_cli.rules.selection import selected, unknown_codes

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
LABEL = 'headline = "Press Release"'


def narrowed(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Config:
    here = Span(0, 0)
    asked = Check(
        select=tuple(Field(code, here) for code in select), ignore=tuple(Field(code, here) for code in ignore)
    )
    return sample_config()._replace(check=asked)


def told(text: str, *select: str) -> list[str]:
    """The findings of some rules in a text, as `CODE line:column`."""
    found = check(releases.parse(text), narrowed((*select, "NR001", "NR002", "NR003")))
    return [f"{finding.code} {finding.place.start.line}:{finding.place.start.column}" for finding in found]


@pytest.mark.parametrize(("tag", "codes"), [("en-GB", "XX000 XX001"), ("de-AT", "XX000 XX002"), ("fr", "XX000")])
def test_a_rule_reads_only_releases_in_its_language(tag: str, codes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(document: Document) -> Iterator[Hit]:
        yield Hit(Span(0, 3), "read")

    languages = {"XX000": "", "XX001": "en", "XX002": "de"}
    here = {code: Rule(code, "any", "warning", find, language=language) for code, language in languages.items()}
    monkeypatch.setattr(selection, "selected", lambda config: here)
    release = sample_release(front=f'language = "{tag}"\n{FRONT}')
    assert [finding.code for finding in check(release, sample_config())] == codes.split()


@pytest.mark.parametrize("kind", ["withdrawn", "killed"])
def test_of_a_killed_release_only_what_readers_still_see_is_checked(kind: str) -> None:
    notice = f'[[corrections]]\nchange = "{kind}"\ndate = 2026-03-03T10:00:00-05:00\nreason = "No."\n'
    picture = '[[images]]\nfile = "gone.jpg"\nalt = "A room"\n'
    front = FRONT.replace('"approved"', '"withdrawn"').replace('"mayors-office"', '"nobody"') + picture + notice
    body = "TK opens. <!-- newsroom: ignore[PH001] it will come -->\n"
    document = sample_document(front=front, body=body)
    found = {finding.code for finding in check(document.release, sample_config())}
    noted = {code for is_incremental in (True, False) for code in card(document, incremental=is_incremental).notes}
    assert "OF001" in found and "FM007" in noted
    families = {code[:2] for code in found | noted}
    assert (families <= {"CR", "CT", "FM", "NR", "OF"}) == (kind == "killed"), families


# --- selection ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_the_rules_of_the_style_are_run_unless_told_otherwise(style: str) -> None:
    chosen = selected(sample_config(style=style))
    assert list(chosen) == [code for code, rule in rules().items() if style in rule.styles and rule.since == FIRST_SET]


def test_all_means_all() -> None:
    in_sets = {code for code, rule in rules().items() if rule.since == FIRST_SET}
    assert set(selected(narrowed(["ALL"]))) == in_sets
    assert set(selected(narrowed(["ALL"], ["FM"]))) == {c for c in in_sets if not c.startswith("FM")} | {"FM004"}


@pytest.fixture
def tried_out(monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of a rule that is a preview, and has one hit of a set that is later than its own."""

    def find(document: Document) -> Iterator[Hit]:
        yield Hit(Span(0, 3), "it is tried out")

    new = Rule("XX001", "tried-out", "warning", find, since=PREVIEW)
    old = Rule("XX002", "learned-more", "warning", lambda document: iter([Hit(Span(0, 3), "more", since=PREVIEW)]))
    for name in ("rules", "usual_rules"):
        monkeypatch.setattr(selection, name, lambda: {**rules(), "XX001": new, "XX002": old})
    selection._selected.cache_clear()
    yield "XX001"
    selection._selected.cache_clear()


def test_what_is_new_runs_only_when_it_is_asked_for(tried_out: str) -> None:
    def codes(check_table: Check) -> set[str]:
        config = sample_config()._replace(check=check_table)
        return {finding.code for finding in check(sample_release(), config) if finding.code.startswith("XX")}

    everything, named = (Field("ALL", Span(0, 0)),), (Field(tried_out, Span(0, 0)),)
    assert codes(Check()) == codes(Check(select=everything)) == set()
    assert codes(Check(preview=True)) == {"XX001", "XX002"}
    assert codes(Check(extend_select=named)) == {"XX001"}
    assert codes(Check(preview=True, ignore=named)) == {"XX002"}


def test_what_is_named_more_exactly_counts() -> None:
    assert "FM005" in selected(narrowed(["FM005"], ["FM"]))
    assert "FM002" not in selected(narrowed(["FM005"], ["FM"]))
    assert "FM005" not in selected(narrowed(["FM005"], ["FM005"]))


def test_a_rule_beside_the_usual_ones() -> None:
    config = sample_config(check=Check(extend_select=(Field("FC011", Span(0, 0)),)))
    usual = selected(sample_config())
    assert "FC011" not in usual and set(selected(config)) == {*usual, "FC011"}


def test_severity_is_the_newsrooms_to_set() -> None:
    config = configuration.parse(
        'url = "https://news.example/"\n[check.severity]\nHD = "info"\nHD001 = "warning"\nALL = "error"\n'
    )
    chosen = selected(config)
    assert chosen["HD001"].severity == "warning" and chosen["QT001"].severity == "error"
    found = check(releases.parse(f"+++\n{LABEL}\n+++\n"), config)
    assert {finding.code: finding.severity for finding in found}["HD001"] == "warning"


def test_files_may_have_rules_left_out() -> None:
    options = 'url = "https://news.example/"\n[check.per_file_ignores]\n"releases/2019-*" = ["HD", "NR001"]\n'
    config = configuration.parse(options)
    text = f"+++\n{LABEL}\n+++\n"
    old, new = (check(releases.parse(text, f"releases/{year}-a.md"), config) for year in (2019, 2020))
    assert {finding.code for finding in new} - {finding.code for finding in old} == {"HD001"}
    broken = check(releases.parse("no front matter", "releases/2019-a.md"), config)
    assert broken, "what cannot be read is told everywhere"


@pytest.mark.parametrize(
    "table",
    ['[check.severity]\nAC9 = "info"', '[check.per_file_ignores]\n"*" = ["AC9"]', "[check]\nextend-select = ['AC9']"],
)
def test_unknown_codes_are_told_wherever_they_stand(table: str) -> None:
    with pytest.raises(ConfigError) as caught:
        selected(configuration.parse(f'url = "https://news.example/"\n{table}\n'))
    assert "AC9" in caught.value.message and caught.value.line == 3


def test_select_and_ignore_take_codes_and_families() -> None:
    usual = set(selected(sample_config()))
    assert set(selected(narrowed(["FM", "HD001"]))) == {c for c in rules() if c.startswith("FM")} | {"HD001", "NR001"}
    assert usual - set(selected(narrowed(ignore=["FM", "HD001"]))) == {
        code for code in usual if code.startswith("FM") and code != "FM004"
    } | {"HD001"}
    assert "FM005" not in selected(narrowed(["FM"], ["FM005"]))


@pytest.mark.parametrize("code", UNREADABLE)
def test_what_keeps_a_file_from_being_read_cannot_be_left_out(code: str) -> None:
    assert code in selected(narrowed(["HD"]))
    assert code in selected(narrowed(ignore=[code]))


def test_unknown_code_in_the_configuration_is_an_error_with_line_and_hint() -> None:
    config = configuration.parse('url = "https://news.example/"\n\n[check]\nignore = ["HD001", "headline-mising"]\n')
    with pytest.raises(ConfigError) as caught:
        selected(config)
    assert caught.value.line == 4
    assert "headline-mising" in caught.value.message
    assert caught.value.hint == 'did you mean "HD001"?'
    assert [code.value for code in unknown_codes(config)] == ["headline-mising"]


def test_selection_is_made_once_for_a_configuration() -> None:
    assert selected(narrowed(["FM"])) is selected(narrowed(["FM"]))


@pytest.mark.parametrize(
    ("word", "code"),
    [("FM07", "FM007"), ("hd001", "HD001"), ("FMOO7", "FM007"), ("headline-missing", "HD001"), ("qqqqq", None)],
)
def test_nearest_code(word: str, code: str | None) -> None:
    assert nearest_code(word) == code


# --- broken files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "NR001"), ("# City opens library\n", "NR001"), ("+++\nheadline =\n+++\n![](a.png)\n", "FM004")],
)
@pytest.mark.parametrize("config", [sample_config(), narrowed(["IM"]), narrowed(ignore=["NR", "FM"])])
def test_broken_release_has_one_finding(text: str, code: str, config: Config) -> None:
    assert [finding.code for finding in check(releases.parse(text), config)] == [code]


def test_nothing_is_suppressed_in_a_broken_release() -> None:
    text = "+++\n# newsroom: ignore-file[FM004] no\nheadline =\n+++\n"
    assert told(text) == ["FM004 3:11"]


def test_text_nested_too_deep_is_reported_whatever_a_comment_says() -> None:
    text = f"+++\n# newsroom: ignore-file[NR001] no\n+++\n\n{'> ' * 150}a\n"
    assert told(text) == ["NR003 2:1", "NR001 5:1"]


@pytest.mark.parametrize("body", ["- " * 80 + "a", "*a " + "_b *c " * 60 + "d* e_ " * 60, "1. " * 80 + "a"])
def test_every_kind_of_nesting_counts(body: str) -> None:
    assert "NR001 4:1" in told(f"+++\n+++\n\n{body}\n")


@pytest.mark.parametrize("body", ["> " * 10 + "a", "* * *\n" * 100, "*a* _b_ ~~c~~ [d](e)\n\n" * 100, " " * 50 + "a"])
def test_many_marks_side_by_side_are_not_nested(body: str) -> None:
    assert told(f"+++\n+++\n\n{body}\n") == []


# --- suppressions ---------------------------------------------------------------------------------------------


def test_comment_beside_a_field_covers_its_line() -> None:
    assert told(f"+++\n{LABEL} # newsroom: ignore[HD001] a film\n+++\n", "HD") == []


def test_comment_above_a_field_covers_the_next_line_only() -> None:
    mark = "# newsroom: ignore[HD001] a film"
    assert told(f"+++\n{mark}\n{LABEL}\n+++\n", "HD") == []
    assert told(f'+++\n{mark}\nid = ""\n{LABEL}\n+++\n', "HD") == ["NR003 2:1", "HD001 4:12"]


def test_comment_above_the_closing_line_covers_nothing() -> None:
    assert told(f"+++\n{LABEL}\n# newsroom: ignore[HD001]\n+++\n", "HD") == ["HD001 2:12", "NR003 3:1"]


BELOW = "<!-- newsroom: ignore[IM001] drawn by a child -->"


@pytest.mark.parametrize(
    "body",
    [
        f"{BELOW}\n![](a.png)\n",
        f"{BELOW}\n\n\n\nA line.\n![](a.png)\n",
        f"{BELOW}\n\n- one\n- ![](a.png)\n- ![](b.png)\n",
        f"{BELOW}\n\n| a | b |\n|---|---|\n| c | ![](a.png) |\n",
        f"Here: ![](a.png) {BELOW}\n",
        f"  {BELOW}  \n![](a.png)\n",
        "Below all.\n\n![](a.png)\n\n<!-- newsroom: ignore-file[IM001] -->\n",
        f"> {BELOW}\n> ![](a.png)\n",
    ],
)
def test_comment_in_the_body_covers(body: str) -> None:
    assert told(f"+++\n+++\n\n{body}", "IM") == []
    assert told(f"+++\n+++\n\n{body}".replace("\n", "\r\n"), "IM") == []
    assert "IM001" in "".join(told(f"+++\n+++\n\n{body.replace('newsroom', 'newsrom')}", "IM"))


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        (f"{BELOW}\n\nA line.\n\n![](a.png)\n", ["NR003 4:1", "IM001 8:1"]),
        (f"![](a.png)\n\n{BELOW}\n", ["IM001 4:1", "NR003 6:1"]),
        (f"A line. {BELOW}\n\n![](a.png)\n", ["NR003 4:9", "IM001 6:1"]),
        ("    <!-- newsroom: ignore[IM001] code -->\n\n![](a.png)\n", ["IM001 6:1"]),
        ("`<!-- newsroom: ignore-file[IM001] -->`\n\n![](a.png)\n", ["IM001 6:1"]),
        ("<!-- newsroom: ignore[HD001] -->\n\n![](a.png)\n", ["IM001 6:1"]),  # HD001 was not run: nothing to judge
    ],
)
def test_comment_in_the_body_does_not_cover(body: str, findings: list[str]) -> None:
    assert told(f"+++\n+++\n\n{body}", "IM") == findings


def test_each_code_of_a_comment_is_judged_by_itself() -> None:
    text = f"+++\n{LABEL} # newsroom: ignore[HD001, FM003,IM001] a film\n+++\n"
    found = check(releases.parse(text), narrowed(["NR", "HD", "FM003"]))
    assert [finding.message for finding in found] == ["this comment suppresses FM003, but FM003 finds nothing here"]


def test_unused_suppression_can_itself_be_suppressed() -> None:
    assert told(f"+++\n# newsroom: ignore-file[NR003] old releases\n+++\n\n{BELOW}\n", "IM") == []


def test_words_inside_a_text_are_no_comment() -> None:
    text = '+++\nheadline = "Press Release"\nsubhead = """\n# newsroom: ignore-file[HD001]\n"""\n+++\n'
    assert told(text, "HD") == ["HD001 2:12"]
    assert told('+++\nheadline = "# newsroom: ignore[HD001]" # newsroom: ignore[FM005]\n+++\n', "HD", "FM005") == [
        "NR003 2:40"
    ]


def test_comment_keeps_its_reason() -> None:
    (mark,) = suppressions.read(
        sample_document(releases.parse(f"+++\n{LABEL} # newsroom: ignore[HD001] a film of 1931\n+++\n"))
    )
    assert (mark.codes, mark.reason) == (("HD001",), "a film of 1931")
    (mark,) = suppressions.read(
        sample_document(releases.parse("+++\n+++\n\n<!-- newsroom:\n  ignore-file[A,\n B]\n two\nlines -->\n"))
    )
    assert (mark.codes, mark.reason) == (("A", "B"), "two\nlines")


@pytest.mark.parametrize("words", ["ignore", "ignore[]", "disable[HD001]", "ignore HD001", "noqa"])
def test_comment_that_names_no_rule_is_reported(words: str) -> None:
    assert told(f"+++\n+++\n\n<!-- newsroom: {words} -->\n") == ["NR002 4:1"]


@pytest.mark.parametrize("words", ["photographs follow", "please call", "Newsroom: ignore this draft"])
def test_notes_to_a_newsroom_are_left_alone(words: str) -> None:
    assert told(f"+++\n+++\n\n<!-- newsroom: {words} -->\n") == []


# --- places ---------------------------------------------------------------------------------------------------

ANY = Rule("ZZ001", "any", "warning")


def at(text: str, start: int, end: int) -> Finding:
    return findings_of_hits(sample_document(releases.parse(text)), [(ANY, Hit(Span(start, end), "found"))])[0]


def test_columns_count_characters_tabs_and_wide_letters_as_one() -> None:
    text = "+++\n+++\n\n\t新闻 👩‍👩‍👧 é: here\n"
    place = at(text, text.index("here"), text.index("here") + 4).place
    line = text.splitlines()[3]
    assert place.start == (4, line.index("here") + 1)
    assert place.end == (4, line.index("here") + 5)
    assert place.source == line


def test_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    text = "+++\r\n+++\r\n\r\nOne two\r\nthree\r\n"
    place = at(text, text.index("two"), text.index("three") + 5).place
    assert (place.start, place.end, place.source) == ((4, 5), (4, 8), "One two")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("+++\n+++\n\nEnd", 4, 4),
        ("+++\n+++\n\nEnd\n", 4, 4),
        ("+++\r\n+++\r\n\r\nEnd\r\n", 4, 4),
        ("+++\n+++\n", 2, 4),
        ("+++\n+++\n\n", 3, 1),
        ("", 1, 1),
    ],
)
def test_end_of_the_file_is_the_end_of_its_last_line(text: str, line: int, column: int) -> None:
    place = at(text, len(text), len(text)).place
    assert place.start == place.end == (line, column)
    assert place.source == (text.splitlines() or [""])[line - 1]


def test_second_place_is_placed_too() -> None:
    text = '+++\nheadline = "A"\n+++\n\nB\n'
    hit = Hit(Span(text.index("B"), text.index("B") + 1), "found", also=(Span(15, 18), "here it says A"))
    (found,) = findings_of_hits(sample_document(releases.parse(text)), [(ANY, hit)])
    assert found.also is not None
    assert (found.also[0].start, found.also[1]) == ((2, 12), "here it says A")


# --- findings -------------------------------------------------------------------------------------------------


def test_sample_release_has_nothing_to_find() -> None:
    assert check(sample_release(), sample_config()) == []


def test_findings_come_in_order_of_place_then_code() -> None:
    front = 'updated = 2026-03-02T09:00:00\nlanguage = "english"\nid = "x"\nembargo = 2026-03-02\n'
    found = check(sample_release(front=front, body="![](a.png) ![](b.png)\n"), narrowed(["FM", "EM", "IM", "CT"]))
    assert [(finding.place.start, finding.code) for finding in found] == sorted((e.place.start, e.code) for e in found)
    assert {"CT001", "EM001", "FM001", "FM003", "FM005", "FM010", "IM001"} == {finding.code for finding in found}


def test_one_case_of_a_rule_may_weigh_less_than_the_rule() -> None:
    front = "updated = 2026-03-02T09:00:00\nembargo = 2026-03-02T09:00:00\n"
    found = check(sample_release(front=front), narrowed(["FM005"]))
    assert [finding.severity for finding in found] == ["warning", "error"]
    assert "America/New_York" in found[0].message
    assert found[0].help == "write updated = 2026-03-02T09:00:00-05:00"


def test_an_offset_of_another_zone_is_told_in_both_times() -> None:
    front = "embargo = 2026-07-06T09:00:00-05:00\ndate = 2026-07-06T09:00:00Z\n"
    assert check(sample_release(front=front), narrowed(["FM005"])) == []
    config = narrowed(["FM005"])
    (found,) = check(sample_release(front=front), config._replace(check=config.check._replace(rules="2026.2")))
    assert found.message == "embargo: 9 a.m. at -05:00 is 10 a.m. in America/New_York"
    assert found.help == "write 2026-07-06T09:00:00-04:00 if 9 a.m. is meant there, else 2026-07-06T10:00:00-04:00"
    assert found.severity == "warning"


def test_a_damaged_time_is_corrected_with_the_offset_of_the_newsroom() -> None:
    (found,) = check(sample_release(front="embargo = 9 am Friday\n"), narrowed(["FM004"]))
    assert found.help == "write it like embargo = 2026-03-01T09:00:00-05:00"
    (found,) = check(sample_release(front="embargo = 2026-07-06 9:00 am\n"), narrowed(["FM004"]))
    assert found.help == "write embargo = 2026-07-06T09:00:00-04:00"


def test_proposed_id_is_an_id_and_stays_the_same() -> None:
    front = FRONT.replace('id = "tag:news.port-ellery.example,2026:k3h8vq2m9x4c7b1f"\n', "")
    texts = [sample_text(front=front), sample_text(front=front, body="Another.\n")]
    helps = [check(releases.parse(text, "a.md"), narrowed(["FM"]))[0].help for text in (*texts, texts[0])]
    assert helps[0] == helps[2] != helps[1]
    line, _, about_old_id = helps[0].removeprefix("add ").partition(";")
    assert about_old_id == " if it was public before, give its old id back: published/ and git have it"
    draft = check(releases.parse(texts[0].replace('"approved"', '"draft"'), "a.md"), narrowed(["FM"]))
    assert draft[0].help.startswith('add id = "tag:') and "old id" not in draft[0].help
    assert line.startswith('id = "tag:news.port-ellery.example,2026:')
    assert check(releases.parse(sample_text(front=f"{line}\n{front}"), "a.md"), narrowed(["FM"])) == []


# --- the archive ----------------------------------------------------------------------------------------------

TWIN = '+++\nid = "tag:news.port-ellery.example,2026:twin"{mark}\n+++\n'


def in_archive(files: dict[str, str], config: Config | None = None) -> tuple[list[Finding], list[str]]:
    """The findings over several files, and which of them were read for it."""
    parsed = {path: releases.parse(text, path) for path, text in files.items()}
    asked: list[str] = []

    def read(path: str) -> Release:
        asked.append(path)
        return parsed[path]

    asked_for = config or sample_config()
    cards = [card(sample_document(release, asked_for)) for release in reversed(parsed.values())]
    return archive_findings(cards, asked_for, read, now=NOW), asked


def test_only_files_with_a_hit_are_read_again() -> None:
    twin = TWIN.format(mark="")
    files = {"a.md": twin, "b.md": "+++\n+++\n", "c.md": twin, "d.md": twin, "e/b.md": "+++\n+++\n"}
    found, asked = in_archive(files)
    assert [(finding.path, finding.code) for finding in found] == [
        (path, "FM007") for path in ("c.md", "d.md", "e/b.md")
    ]
    assert ["a.md" in found[0].message, "a.md" in found[1].message, "b.md" in found[2].message] == [True] * 3
    assert asked == ["c.md", "d.md", "e/b.md"]


def test_archive_rules_are_selected_and_suppressed_like_others() -> None:
    twin = TWIN.format(mark="")
    assert in_archive({"a.md": twin, "b.md": twin}, narrowed(ignore=["FM007"])) == ([], [])
    marked = TWIN.format(mark=" # newsroom: ignore[FM007] meant")
    assert in_archive({"a.md": twin, "b.md": marked})[0] == []
    assert check(releases.parse(marked), narrowed(["NR"])) == []


def test_card_of_a_release_without_id_points_at_its_first_line() -> None:
    made = card(sample_document(releases.parse("+++\n+++\n", "releases/A b.md")))
    assert made == Card("releases/A b.md", "a-b", Span(0, 3), {"CR004": [], "FM007": (True, "", 0, 3)})


def test_a_topic_of_another_spelling_is_shown_the_usual_one_and_who_writes_it() -> None:
    written = {"a.md": "Parks Trees", "b.md": "Parks & Trees", "c.md": "Parks & Trees", "d.md": "PARKS: TREES"}
    found, _ = in_archive({path: f'+++\ntopics = ["{topic}"]\n+++\n' for path, topic in written.items()})
    assert [(finding.path, finding.code, finding.place.start.line) for finding in found] == [
        ("a.md", "FM011", 2),
        ("d.md", "FM011", 2),
    ]
    assert found[0].message == (
        '"Parks Trees" has the same address as "Parks & Trees", topics/parks-trees/, so both are one topic; '
        '2 releases, such as b.md, write "Parks & Trees"'
    )
    assert found[0].help.startswith('write "Parks & Trees"') and found[0].other == "b.md"


# --- anything -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["+++\n", "+++", "\n", "\r\n", " ", "headline = ", '"City"', "embargo = 2026-03-04", "T09:00:00", "[[images]]\n",
     "[event]\n", 'office = "parks"\n', "# newsroom: ignore[HD001]", "<!-- newsroom: ignore-file[IM001] -->", "<!--",
     "-->", "![](a.png)", "<img src=a>", "`", "> ", "- ", "EMBARGOED UNTIL Friday", "é新", "\t", 'id = "tag:x"\n',
     "email = "]
)  # fmt: skip


@settings(deadline=None)  # by the clock, any text is slow on a busy machine
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200).map(lambda body: f"+++\n+++\n{body}"))
def test_any_text_is_judged_and_every_place_lies_inside_it(text: str) -> None:
    release = releases.parse(text)
    found = check(release, sample_config())
    assert found == check(release, sample_config())
    errors = [finding for finding in check(release, sample_config(), errors_only=True) if finding.severity == "error"]
    assert errors == [finding for finding in found if finding.severity == "error"], "a build sees every error"
    assert [finding.order for finding in found] == sorted(finding.order for finding in found)
    lines = text.split("\n")
    for finding in found:
        start, end = finding.place.start, finding.place.end
        assert 1 <= start.line <= max(len(text.splitlines()), 1) or not text.strip()
        assert finding.place.source == lines[start.line - 1].rstrip("\r")
        assert start.column <= end.column or start.line < end.line
        assert (finding.message and finding.message[0] != finding.message[0].upper()) or not finding.message[
            0
        ].isalpha()
        assert finding.help, f"{finding.code} says nothing to do"


def test_many_releases_are_told_as_each_by_itself() -> None:
    """Whatever one of them holds: it is broken, its file is left out, a comment suppresses something or nothing."""
    config = configuration.parse(
        'url = "https://news.example/"\n[check.per_file_ignores]\n"releases/2019-*" = ["DT", "NR003"]\n'
    )
    wrong, idle = "It opens on Tuesday, March 9, 2026.\n", "<!-- newsroom: ignore[DT001] meant -->\n"
    bodies = ("", wrong, idle, idle + wrong, wrong + "\n" + idle)
    names = ("releases/2026-03-02-a.md", "releases/2019-03-02-a.md")
    made = [sample_release(body=body, path=name) for body in bodies for name in names]
    made.append(releases.parse("no front matter"))
    documents = [sample_document(release, config) for release in made]
    found = check_all(documents, config)
    assert found == [check(name, config) for name in made]
    assert len({tuple(finding.code for finding in findings) for findings in found}) > 3
    assert check_all(documents, config, errors_only=True) == [check(name, config, errors_only=True) for name in made]
    assert check_all([], config) == []
