"""Where the preview puts the marks of findings, and where it cannot."""

from __future__ import annotations

import html
import re

import pytest
from samples import BODY, FRONT, sample_config, sample_document, sample_release, sample_text

from newsroom_cli.linter import check
from newsroom_cli.linter.findings import findings_of_hits
from newsroom_cli.model import release_file
from newsroom_cli.newsroom import edition
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.preview.anchors import Anchor, anchors, blocks_of
from newsroom_cli.publishing.preview.marking import mark_findings, numbers_in
from newsroom_cli.publishing.site import pages
from newsroom_cli.rules.registry import Hit, Span, rules


def words_marked(marked_html: str) -> dict[int, str]:
    """The marked words by the number of their finding."""
    words: dict[int, str] = {}
    for numbers, text in re.findall(r'<mark [^>]*data-findings="([\d ]+)"[^>]*>(.*?)</mark>', marked_html, re.DOTALL):
        for number in map(int, numbers.split()):
            words[number] = words.get(number, "") + html.unescape(text)
    return words


def shown(*, front: str = FRONT, body: str = BODY) -> dict[str, set[str]]:
    """The marked words of each rule's findings on the page of a release and in its mail, which must agree."""
    release = sample_release(front=front, body=body)
    findings = check.check_all([sample_document(release)], sample_config())[0]
    places = {number: anchor for number, anchor in enumerate(anchors(release, findings)) if anchor}
    severities = {number: finding.severity for number, finding in enumerate(findings)}
    made = edition.edition(release, sample_config(), draft=True)
    seen = []
    for output in (pages.release_page(made, sample_config(), None), message.html(made, sample_config(), None)):
        by_code: dict[str, set[str]] = {}
        for number, words in words_marked(
            mark_findings(output.decode(), places, blocks_of(release), severities)
        ).items():
            by_code.setdefault(findings[number].code, set()).add(" ".join(words.split()))
        seen.append(by_code)
    assert seen[0] == seen[1]
    return seen[0]


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("It opens on the the quay.\n", "TX005", {"the the"}),
        ("It opens. It opens.\n\n- one\n- a **the the** list\n", "TX005", {"the the"}),
        ("“It is the *the* one,” it said &amp; the the end.\n", "TX005", {"the the"}),
        ("It opens on Tuesday,\nMarch 3, 2026, at noon.\n", "DT001", set()),
        ("It opens on Friday,\nMarch 3, 2026, at noon.\n", "DT001", {"Friday, March 3, 2026"}),
        ("> It opens on *Friday,\n> March* 3, 2026, at noon.\n", "DT001", {"Friday, March 3, 2026"}),
        ("- It opens on Friday,\n  March 3,\n  2026, at noon.\n", "DT001", {"Friday, March 3, 2026"}),
        ("Zoë’s café opens on Friday, March 3, 2026.\n", "DT001", {"Friday, March 3, 2026"}),
        ("A | B\n--- | ---\nthe the | two\n", "TX005", {"the the"}),
    ],
)
def test_the_words_of_a_finding_are_marked_on_page_and_mail_alike(body: str, code: str, words: set[str]) -> None:
    assert shown(body=body).get(code, set()) == words


def test_words_of_the_front_matter_are_marked_where_pages_show_them() -> None:
    assert shown(front=FRONT.replace("seven days a week", "TK days a week"))["PH001"] == {"TK"}


def test_a_finding_about_an_agreed_quote_belongs_to_the_words_in_the_body() -> None:
    assert shown(body=BODY.replace("short walk", "long walk"))["QT005"] == {"long"}


def test_what_readers_do_not_see_has_no_mark() -> None:
    assert "FM008" not in shown(front=FRONT + "[[contacts]]\n")
    broken = release_file.parse(sample_text(front='headline = "a\n'), "releases/a.md")
    findings = check.check_all([sample_document(broken)], sample_config())[0]
    assert findings
    assert anchors(broken, findings) == [None] * len(findings)


def test_the_same_words_are_marked_at_their_own_place() -> None:
    page = "<title>one two</title><main><p>one two</p><p>one <b>two</b></p></main>"
    made = mark_findings(page, {1: Anchor("one two", 4, 7, 1)}, ["one two", "one two"], {1: "error"})
    assert made == page.replace(
        "<b>two</b>", '<b><mark class="finding error" data-findings="1" data-ends="1">two</mark></b>'
    )


def test_marks_may_overlap_and_never_break_a_tag() -> None:
    page = '<main><p title="a b c">a &lt;b&gt; <i>c</i> d</p></main>'
    places = {1: Anchor("a <b> c d", 0, 7, 0), 2: Anchor("a <b> c d", 2, 9, 0)}
    made = mark_findings(page, places, ["a <b> c d"], {1: "error", 2: "info"})
    assert re.sub(r"</?mark[^>]*>", "", made) == page
    assert words_marked(made) == {1: "a <b> c", 2: "<b> c d"}
    assert numbers_in(made) == {1, 2}


def test_a_finding_over_several_blocks_is_marked_to_its_end() -> None:
    body = "One two *three*.\n\n- four\n- five &amp; six\n\nSeven.\n"
    release = sample_release(body=body)
    start, end = release.text.index("two"), release.text.index(" six")
    hit = Hit(Span(start, end), "too long")
    findings = findings_of_hits(sample_document(release), [(rules()["TX005"], hit)])
    (anchor,) = anchors(release, findings)
    assert anchor
    page = "<main><p>One two <em>three</em>.</p><ul><li>four</li><li>five &amp; six</li></ul><p>Seven.</p></main>"
    made = mark_findings(page, {1: anchor}, blocks_of(release), {1: "error"})
    assert re.sub(r"</?mark[^>]*>", "", made) == page
    assert words_marked(made) == {1: "two three.fourfive &"} and made.count("data-ends") == 1


def test_a_part_of_a_value_over_several_lines_is_marked_alone() -> None:
    front = FRONT + '\n[event]\nstarts = 2026-03-02T09:00:00-05:00\nplace = """\nHarbour Hall\nTK street"""\n'
    release = sample_release(front=front)
    findings = [
        found for found in check.check_all([sample_document(release)], sample_config())[0] if found.code == "PH001"
    ]
    (anchor,) = anchors(release, findings)
    assert anchor and anchor.text[anchor.start : anchor.end] == "TK"


def test_what_is_hidden_is_not_marked() -> None:
    page = '<body><div style="display: none; height: 0">one two</div><script>one two</script><p>one two</p></body>'
    made = mark_findings(page, {1: Anchor("one two", 0, 3, 0)}, ["one two"], {1: "info"})
    assert made == page.replace("<p>one", '<p><mark class="finding info" data-findings="1" data-ends="1">one</mark>')


def test_a_page_without_the_words_stays_as_it_is() -> None:
    page = "<main><p>something else</p></main>"
    assert mark_findings(page, {1: Anchor("one two", 0, 3, 0)}, ["one two"], {1: "info"}) == page
