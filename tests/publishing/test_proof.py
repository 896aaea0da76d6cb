"""What page, mail and feeds say is compared with the release: every change of theirs is found, and no other."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from benchmarks import generate
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from samples import BODY, FRONT, HERE, sample_config, sample_text
from sampling import examples, sample

import newsroom_cli
from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf, no_releases
from newsroom_cli.markup import cleaning
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Config
from newsroom_cli.newsroom import edition
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.publishing.proof import source as promised
from newsroom_cli.publishing.proof.comparison import Difference
from newsroom_cli.publishing.proof.source import Source
from newsroom_cli.publishing.site import pages

PAGE, MAIL, PLAIN = OUTPUTS = (
    "releases/2026-03-02-library.html",
    "email/2026-03-02-library.html",
    "email/2026-03-02-library.txt",
)
RSS, ATOM, JSON = FEEDS = ("rss.xml", "atom.xml", "feed.json")

LONG_FRONT = (
    FRONT.replace("date = 2026-03-02", 'date = 2026-03-02T09:30:00-05:00\nlanguage = "en"').replace(
        "[dateline]",
        """[event]
starts = 2026-03-09T18:00:00-04:00
place = "Quay Hall, 4 Quay Street"

[dateline]""",
    )
    + """
[[contacts]]
name = "Zoë Müller"
phone = "+1 617 555 0133"
email = "zoe@port-ellery.example"

[[contacts]]
name = "Ben Hart"
phone = "+1 617 555 0177"

[[corrections]]
change = "correction"
date = 2026-03-03T10:15:00-05:00
reason = "The library has 40,000 books, not 4,000."
"""
)
LONG_BODY = (
    BODY
    + """
## What it costs

- 3 million for the building
- 1 million for the books

> “We counted every brick,” said Harbour Master Ines Varga.

“The roof is dry at last,” said City Engineer Tomas Lindqvist.

| Year | Books |
|------|-------|
| 2026 | 40,000 |

Write to [the desk](mailto:desk@port-ellery.example) or see [the plan](https://port-ellery.example/plan?a=1&b=2).
"""
)


def read(
    text: str, *, config: Config, path: str = "releases/2026-03-02-library.md", status_of: StatusOf = no_releases
) -> tuple[Document, Edition]:
    release = release_file.parse(text, path)
    return Document(release, config), edition.edition(release, config, status_of=status_of)


def outputs_of(made: Edition, config: Config) -> dict[str, bytes]:
    """Page and mails of a release as the build writes them."""
    return {
        f"releases/{made.slug}.html": pages.release_page(made, config, None),
        f"email/{made.slug}.html": message.html(made, config, None),
        f"email/{made.slug}.txt": message.text(made, config, None),
    }


def feeds_of(made: list[Edition], config: Config) -> dict[str, bytes]:
    heads = {form: feeds.feed(config, form) for form in config.feeds.formats}
    rendered = feeds.render_all(heads, made)
    return {heads[form].url.removeprefix(config.url): data for form, data in rendered.items()}


def promises(document: Document, made: Edition, status_of: StatusOf = no_releases) -> Source:
    return promised.read(document, made, status_of)


def found_in(text: str, *, config: Config | None = None, status_of: StatusOf = no_releases) -> list[Difference]:
    """The differences in all outputs of a release that nothing has changed."""
    config = config or sample_config()
    document, made = read(text, config=config, status_of=status_of)
    source = promises(document, made, status_of)
    found = comparison.differences(source, outputs_of(made, config), status_of=status_of)
    return found + comparison.entry_differences([source], feeds_of([made], config), status_of=status_of)


@cache
def whole() -> tuple[Document, Edition, dict[str, bytes]]:
    config = sample_config()
    document, made = read(sample_text(front=LONG_FRONT, body=LONG_BODY), config=config)
    return document, made, outputs_of(made, config) | feeds_of([made], config)


def after(path: str, old: str, new: str) -> list[Difference]:
    """The differences of one output in which words were replaced; they must be there."""
    document, made, outputs = whole()
    data = outputs[path].decode()
    changed = re.sub(old, new, data, count=1, flags=re.DOTALL | re.MULTILINE)
    assert changed != data, "the mutation changes nothing"
    if path in OUTPUTS:
        return comparison.differences(promises(document, made), {path: changed.encode()})
    return comparison.entry_differences([promises(document, made)], {path: changed.encode()})


ALL, HTML = (*OUTPUTS, *FEEDS), (PAGE, MAIL, *FEEDS)
SPACE = r"(?:\s|&nbsp;|&amp;nbsp;|\\n|\u00a0)+"
NOTE = r'(?:role="note"|class="change"|\n\nCORRECTION \()'
# Where, what is found, what is changed (a pattern), into what.
MUTATIONS = [
    *[(path, "headline", "(<h1[^>]*>City Opens) Harbour", r"\1 Harbor") for path in (PAGE, MAIL)],
    *[(path, "headline", "(<h1[^>]*>City Opens Harbour Quarter Librar)y", r"\1ies") for path in (PAGE, MAIL)],
    *[(path, "headline", "(<title[^>]*>[^<]*)Quarter", r"\1Quarters") for path in (PAGE, MAIL)],
    *[(path, "headline", "(<title[^>]*>)CORRECTED: ", r"\1") for path in (PAGE, MAIL)],
    (PLAIN, "headline", "\nCity Opens", "\nTown Opens"),
    (PLAIN, "headline", "Quarter Library\n", "Quarter Librarys\n"),
    *[(path, "headline", "(<item>.*?<title>|<entry>.*?<title>|\"items\".*?\"title\": \")CORRECTED: City", r"\1CORRECTED: Town") for path in FEEDS],
    *[(path, "headline", "(<item>.*?<title>|<entry>.*?<title>|\"items\".*?\"title\": \")CORRECTED: ", r"\1") for path in FEEDS],
    *[(path, "subhead", "seven days a week(?!.*seven days a week)", "six days a week") for path in OUTPUTS],
    *[(path, "dateline", "(>|&gt;|\n)PORT ELLERY", r"\1PORT ELLERS") for path in ALL],
    *[(path, "notice", f"({NOTE}.*?)40,000{SPACE}books, not 4,000", r"\g<1>4,000 books, not 40,000") for path in OUTPUTS],
    *[(path, "notice", "40,000 books, not 4,000", "4,000 books, not 40,000") for path in FEEDS],
    *[(path, "notice", "(<strong[^>]*>|^)C(orrection|ORRECTION)(</strong>| \\()", r"\1Note\3") for path in OUTPUTS],
    *[(path, "notice", "(strong(&gt;|>))Correction", r"\1Note") for path in FEEDS],
    (PAGE, "headline", '"headline":"City', '"headline":"Town'),
    (PAGE, "dateline", '"dateline":"PORT', '"dateline":"FORT'),
    *[(path, "quote", f"a{SPACE}short{SPACE}walk{SPACE}from{SPACE}a{SPACE}book,”", "a short walk from a pub,”") for path in ALL],
    *[(path, "quote", "We counted every brick", "We counted every stone") for path in ALL],
    *[(path, "quote", "The roof is dry at last", "The roof is dry at lasts") for path in ALL],
    *[(path, "speaker", f"City{SPACE}Engineer{SPACE}Tomas{SPACE}Lindqvist", "City Engineer Tomas Lindquist") for path in ALL],
    *[(path, "speaker", f"Ana{SPACE}Okafor(.*?)Tomas{SPACE}Lindqvist", r"Tomas Lindqvist\1Ana Okafor") for path in ALL],
    *[(path, "text", f"1{SPACE}million for the books", "7 million for the books") for path in ALL],
    *[(path, "text", f"its{SPACE}ninth{SPACE}library", "itsninth library") for path in ALL],
    *[(path, "link", "port-ellery.example/library", "port-ellery.example/librari") for path in ALL],
    *[(path, "link", "mailto:desk@", "mailto:disk@") for path in HTML],
    (PLAIN, "link", "<desk@port", "<disk@port"),
    *[(path, "link", r"plan\?a=1", "plan?a=2") for path in ALL],
    *[(path, "contact", f"617{SPACE}555{SPACE}0133", "617 555 0138") for path in ALL],
    *[(path, "contact", r"tel:\+16175550133", "tel:+16175550138") for path in HTML],
    *[(path, "contact", "mailto:zoe@", "mailto:joe@") for path in HTML],
    *[(path, "contact", f"617{SPACE}555{SPACE}0133(.*?)617{SPACE}555{SPACE}0177", r"617 555 0177\1617 555 0133") for path in ALL],
    *[(path, "contact", "Zoë Müller(.*?)Ben Hart", r"Ben Hart\1Zoë Müller") for path in ALL],
    *[(path, "contact", "Ben Hart", "Ben Hard") for path in ALL],
    *[(path, "place", r"(> ?|&gt;|\n|\\n|: )Quay Hall, 4", r"\1Quay Hall, 5") for path in ALL],
    *[(path, "language", '<html lang="en"', '<html lang="fr"') for path in (PAGE,)],
    (PAGE, "language", '"inLanguage":"en"', '"inLanguage":"fr"'),
    (MAIL, "language", '(<div class="wrapper".*? lang=)"en"', r'\1"fr"'),
    *[(path, "language", r'(&lt;div lang=|<div lang=\\?)(&quot;|\\?")en', r"\1\2fr") for path in FEEDS],
    *[(path, "time", f"March{SPACE}2,{SPACE}2026,{SPACE}9:30{SPACE}a\\.m\\.", "March 2, 2026, 9:31 a.m.") for path in OUTPUTS],
    (PAGE, "time", '<time datetime="2026-03-02T09:30', '<time datetime="2026-03-02T09:31'),
    (PAGE, "time", '"article:published_time" content="2026-03-02', '"article:published_time" content="2026-03-03'),
    (PAGE, "time", '"datePublished":"2026-03-02T09', '"datePublished":"2026-03-02T08'),
    (PAGE, "time", '"dateModified":"2026-03-03', '"dateModified":"2026-03-04'),
    (PAGE, "event", '<time datetime="2026-03-09T18', '<time datetime="2026-03-09T19'),
    *[(path, "event", f"March{SPACE}9,{SPACE}2026,{SPACE}6{SPACE}p\\.m\\.", "March 9, 2026, 7 p.m.") for path in ALL],
    (RSS, "time", "<pubDate>Mon, 02 Mar 2026 09:30:00 -0500</pubDate>(?=(?:(?!<item>).)*</item>)", "<pubDate>Mon, 02 Mar 2026 09:30:00 -0400</pubDate>"),
    (RSS, "time", "(<atom:updated>|<ns0:updated[^>]*>|<[a-z0-9]+:updated[^>]*>)2026-03-03", r"\g<1>2026-03-05"),
    (ATOM, "time", "<published>2026-03-02", "<published>2026-03-01"),
    (ATOM, "time", "(<entry>.*?<updated>)2026-03-03", r"\g<1>2026-03-02"),
    (JSON, "time", '"date_published": "2026-03-02T09', '"date_published": "2026-03-02T19'),
    (JSON, "time", '"date_modified": "2026-03-03', '"date_modified": "2026-03-04'),
    (RSS, "entry", "<item>.*</item>", ""),
    (ATOM, "entry", "<entry>.*</entry>", ""),
    (JSON, "entry", r'"items": \[.*\]', '"items": []'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "what", "old", "new"), MUTATIONS, ids=lambda value: value[:40] if isinstance(value, str) else None
)
def test_a_change_in_an_output_is_found(path: str, what: str, old: str, new: str) -> None:
    found = after(path, old, new)
    assert what in {difference.part for difference in found}
    assert {difference.output for difference in found} == {path}


DROPPED = {
    PAGE: "<p>“The roof.*?</p>",
    MAIL: "<p[^>]*>“The roof.*?</p>",
    PLAIN: "“The roof.*?\n\n",
    RSS: "&lt;p&gt;“The roof.*?&lt;/p&gt;|<p>“The roof.*?</p>",
    ATOM: "&lt;p&gt;“The roof.*?&lt;/p&gt;",
    JSON: "<p>“The roof.*?</p>",
}


@pytest.mark.parametrize("path", ALL)
def test_a_dropped_paragraph_is_named_with_its_quote_and_its_place(path: str) -> None:
    found = after(path, DROPPED[path], "")
    assert [(difference.part, difference.words) for difference in found] == [("quote", "The roof is dry at last,")]
    text = whole()[0].release.text
    line = text[: text.index("The roof")].count("\n") + 1
    assert found[0].place == f"releases/2026-03-02-library.md:{line}"


@pytest.mark.parametrize("path", (PAGE, MAIL))
def test_a_paragraph_that_browsers_do_not_show_is_missing(path: str) -> None:
    assert [difference.part for difference in after(path, "(<p[^>]*>“The roof.*?</p>)", r"<!-- \1 -->")] == ["quote"]
    assert "quote" in {difference.part for difference in after(path, "<p[^>]*>“The roof", '<p title="“The roof')}


def test_a_difference_says_what_the_output_has_instead() -> None:
    (found,) = after(PLAIN, "1 million for the books", "7 million for the books")
    assert (found.words, found.nearest) == ("1 million for the books", "7 million for the books")


@pytest.mark.parametrize("path", OUTPUTS)
def test_the_text_of_a_killed_release_is_found(path: str) -> None:
    config = sample_config()
    front = LONG_FRONT.replace('"approved"', '"withdrawn"').replace('"correction"', '"killed"')
    document, made = read(sample_text(front=front, body=LONG_BODY), config=config)
    outputs = outputs_of(made, config)
    assert comparison.differences(promises(document, made), outputs) == []
    leaking = (
        outputs[path].replace(b"</body>", b"<p>")
        + b"\nThe city today opened its ninth library, in the Harbour Quarter, with 40,000 books and a reading room that looks over the water."
    )
    assert [found.part for found in comparison.differences(promises(document, made), {path: leaking})] == [
        "killed text"
    ]
    assert comparison.entry_differences([promises(document, made)], feeds_of([made], config)) == []


# --- nothing else is found ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sample(sorted((HERE.parent / "releases").glob("*.md")), 10), ids=lambda path: path.name
)
def test_the_releases_of_this_newsroom_have_no_difference(path: Path) -> None:
    assert found_in(path.read_text(encoding="utf-8")) == []


def test_a_release_with_everything_has_no_difference() -> None:
    assert found_in(sample_text(front=LONG_FRONT, body=LONG_BODY)) == []


@pytest.mark.parametrize("language", ("ar", "de", "el", "fr", "he", "hi", "ja", "pt-BR", "zh-Hant", "fy", "x-klingon"))
def test_no_language_makes_a_difference(language: str) -> None:
    assert (
        found_in(sample_text(front=LONG_FRONT.replace('language = "en"', f'language = "{language}"'), body=LONG_BODY))
        == []
    )


SCRIPTS = {
    "ja": "市は本日、港地区に九番目の図書館を開館しました。「この街の誰もが本の近くに住むべきだ」と市長は述べた。",
    "zh": "市政府今天在港区开设了第九座图书馆，藏书四万册。“每个人都应该住在离书不远的地方，”市长说。",
    "th": "เมืองเปิดห้องสมุดแห่งที่เก้าในวันนี้ “ไม่มีใครควรอยู่ไกลจากหนังสือ” นายกเทศมนตรีกล่าว",
    "ko": "시는 오늘 아홉 번째 도서관을 열었습니다. “누구도 책에서 멀리 살아서는 안 됩니다”라고 시장이 말했다.",
    "ar": "افتتحت المدينة اليوم مكتبتها التاسعة. «لا ينبغي لأحد أن يعيش بعيدا عن كتاب» قالت العمدة آنا أوكافور.",
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_no_script_makes_a_difference(language: str) -> None:
    words = SCRIPTS[language]
    front = LONG_FRONT.replace('language = "en"', f'language = "{language}"').replace(
        "City Opens Harbour Quarter Library", words
    )
    body = f"{words * 3}\n\n- {words} [{words}](https://port-ellery.example/a)\n\n> {words * 2}\n"
    assert found_in(sample_text(front=front, body=body)) == []
    document, made = read(sample_text(front=front, body=body), config=sample_config())
    for path, data in outputs_of(made, sample_config()).items():
        place = data.rindex(words[4:6].encode())
        changed = data[:place] + "水".encode() + data[place + len(words[4:5].encode()) :]
        assert comparison.differences(promises(document, made), {path: changed}), path


def test_generated_releases_have_no_difference() -> None:
    numbers = sample(range(400), 30)
    assert [found for number in numbers for found in found_in(generate.release(number, slips=number % 4)[1])] == []


EXAMPLE = re.compile(r"^(`{3,})markdown[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_rules_have_no_difference() -> None:
    texts = [
        match[2]
        for path in (Path(newsroom_cli.__file__).parent / "rules" / "pages").glob("*.md")
        for match in EXAMPLE.finditer(path.read_text(encoding="utf-8"))
        if path.stem != "LK004"  # what is no address becomes words, and the rule stops the build
    ]
    texts = [text for text in texts if "==>" not in text and not release_file.parse(text, "releases/a.md").broken]
    assert len(texts) > 700
    assert [found for text in sample(texts, 80) for found in found_in(text)] == []


PIECES = st.sampled_from(
    ["\n", "\n\n", '"', "“", "”", "*", "**", "_", "`", "```\n", "> ", "- ", "1. ", "# ", "---\n", "|", "|-|\n", "![", "](", ")", "<", ">",
     "</", "<!--", "-->", "<script>", "</script>", "<div>", "<p>", "<b>", "<br>", "<a href=", "<table>", "<td>", "&amp;", "&#0;",
     "javascript:", "https://", "x.md", "  \n", "\t", "    ", "~~", "\u200f", "\u2028", "\xa0", "é", "𝄞", "“Yes,” said Ana Okafor. "]
)  # fmt: skip


@settings(max_examples=examples(400), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=8)), max_size=40))
@example(pieces=["“Yes,” said Ana Okafor. ", "0㐀%", "“Yes,” said Ana Okafor. "])  # a line ends behind the wide letter
def test_no_text_makes_a_difference(pieces: list[str]) -> None:
    assume("<!--" not in re.sub("<!--.*?-->", "", "".join(pieces), flags=re.DOTALL))  # it hides the rest of a page
    assert found_in(sample_text(body=BODY + "".join(pieces))) == []


def test_a_mail_that_is_cut_has_no_difference_but_a_gap_in_it_has() -> None:
    config = sample_config()
    body = "\n\n".join(
        f"Paragraph {number} says “number {number} is true,” said Ana Okafor. " + "More words. " * 40
        for number in range(300)
    )
    document, made = read(sample_text(body=body), config=config)
    outputs = outputs_of(made, config)
    assert b"Paragraph 299 " in outputs[PAGE]
    assert b"Paragraph 299 " not in outputs[MAIL] + outputs[PLAIN]
    assert comparison.differences(promises(document, made), outputs) == []
    gap = re.sub(rb"<p[^>]*>Paragraph 3 .*?</p>", b"", outputs[MAIL], flags=re.DOTALL)
    assert "quote" in {found.part for found in comparison.differences(promises(document, made), {MAIL: gap})}


@pytest.mark.parametrize("gap", ["\u00a0" * 15_000, "&nbsp;" * 15_000, "<br>" * 30_000])
@pytest.mark.parametrize(
    "around",
    ["The city{}opened a pool.\n", "The [pool](https://port-ellery.example/pool) {} is open.\n\nIt is warm.\n",
     "## Pool\n\nThe city {} opened a pool.\n", "{}\nThe city opened a pool.\n\nIt is warm.\n"],
)  # fmt: skip
def test_few_words_in_a_text_too_large_for_a_mail_make_no_difference(gap: str, around: str) -> None:
    body, config = around.format(gap), sample_config()
    _, made = read(sample_text(body=body), config=config)
    mail, plain = (output.decode() for path, output in outputs_of(made, config).items() if path in (MAIL, PLAIN))
    assert made.dateline in mail.replace("&nbsp;", " ") and made.dateline in plain and "Read the whole release" in mail
    assert found_in(sample_text(body=body)) == []


def test_a_link_to_a_release_that_is_held_is_left_out_on_purpose() -> None:
    body = BODY + "\nAs [announced](2026-04-01-held.md) before.\n"
    body += "\nIt is at https://news.port-ellery.example/releases/2026-04-01-held.html, too.\n"
    assert found_in(sample_text(body=body), status_of=lambda slug: "embargoed") == []


def test_a_mail_may_leave_out_a_link_of_html_that_nothing_closes_and_that_has_no_words() -> None:
    assert found_in(sample_text(body=BODY + '\n"<table><a href="https://x.example/a">\n')) == []


@pytest.mark.parametrize("tag", sorted(cleaning.UNSEEN))
def test_words_that_no_reader_sees_are_not_missing(tag: str) -> None:
    hidden = f"It opens <{tag}>var <i>x</i></{tag.upper()} > on Monday with <{tag}>one</{tag}> or two rooms."
    assert found_in(sample_text(body=f"{BODY}\n{hidden}\n\n> A <{tag}> that nothing closes in its paragraph.\n")) == []


@pytest.mark.parametrize(
    "target", ["http://old.port-ellery.example/map.png", "data:image/png;base64,AAAA", "map.png", ""]
)
def test_the_description_of_a_picture_within_a_sentence_is_no_difference(target: str) -> None:
    body = f"{BODY}\nThe way ![A map [west] of   the & quay]({target}) is short, says [the ![seal]({target}) city](https://a.example/).\n\n駅の![地図]({target})です。\n"
    assert found_in(sample_text(body=body)) == []


def test_a_notice_that_names_the_headline_is_no_difference() -> None:
    reason = "The headline is City Opens Harbour Quarter Library; it said that the city closes it."
    assert found_in(sample_text(front=LONG_FRONT.replace("The library has 40,000 books, not 4,000.", reason))) == []


@pytest.mark.parametrize(
    "long", ["library " * 150, "library " * 400 + "x" * 1200, "x" * 950, "Opens " + "x" * 501, "図書館" * 700]
)
def test_no_length_of_a_field_makes_a_difference(long: str) -> None:
    fields = re.findall(r'(?m)^(headline|subhead|place|caption|alt|credit|title|name|city|state) = "(.*)"$', LONG_FRONT)
    assert len(fields) > 5
    for key, value in fields:
        text = sample_text(
            front=LONG_FRONT.replace(f'{key} = "{value}"', f'{key} = "{long.strip()}"', 1), body=LONG_BODY
        )
        assert found_in(text) == [], key


def test_a_table_too_large_for_a_feed_makes_no_difference() -> None:
    head, row = f"{'| a ' * 300}|\n{'|---' * 300}|\n", f"{'| b ' * 300}|\n"
    assert found_in(sample_text(body=f"{BODY}\n{head}{row * 300}")) == []


def test_a_table_with_which_a_mail_is_cut_makes_no_difference() -> None:
    """What stands in its cells may stand elsewhere in the mail, too."""
    rows = "".join(f"| {number} | {number % 40} |\n" for number in range(700))
    assert found_in(sample_text(body=f"{BODY}\n| a | b |\n|---|---|\n{rows}\nMore about it in May.\n")) == []


def test_a_short_mail_must_be_whole() -> None:
    found = after(MAIL, "<p[^>]*>Write to.*?</p>", "")
    assert "text" in {difference.part for difference in found}


# --- what pages write in another form than the release ----------------------------------------------------------


def test_decomposed_letters_are_no_difference_once_they_are_composed() -> None:
    text = sample_text(front=LONG_FRONT.replace("City Opens", "Café Opens"), body=LONG_BODY + "\nQué más, “así”.\n")
    assert found_in(unicodedata.normalize("NFD", text)) == []


def test_a_number_without_places_to_break_is_no_difference_but_another_number_is() -> None:
    front = LONG_FRONT.replace("+1 617 555 0133", "+1 617-555-0133")
    config = sample_config()
    document, made = read(sample_text(front=front, body=LONG_BODY), config=config)
    page = pages.release_page(made, config, None).decode()
    assert "+1\u00a0617\u2011555\u20110133" in page
    assert comparison.differences(promises(document, made), {PAGE: page.encode()}) == []
    other = page.replace("617\u2011555\u20110133", "617\u2011555\u20110134")
    assert [found.part for found in comparison.differences(promises(document, made), {PAGE: other.encode()})] == [
        "contact"
    ]


def test_a_title_cut_short_is_no_difference_but_another_title_is() -> None:
    headline = "City Opens Harbour Quarter Library With Forty Thousand Books and a Reading Room Over the Water"
    front, config = FRONT.replace("City Opens Harbour Quarter Library", headline), sample_config()
    document, made = read(sample_text(front=front), config=config)
    page = pages.release_page(made, config, None).decode()
    (title,) = re.findall("<title>.*</title>", page)
    assert title.endswith("…</title>") and comparison.differences(promises(document, made), {PAGE: page.encode()}) == []
    for wrong in ("<title>City…</title>", title.replace("Harbour", "Harbor"), title.replace("…", "")):
        found = comparison.differences(promises(document, made), {PAGE: page.replace(title, wrong).encode()})
        assert [difference.part for difference in found] == ["headline"], wrong


def test_a_relative_link_to_another_release_is_the_link_and_one_elsewhere_is_not() -> None:
    config = sample_config()
    document, made = read(sample_text(body=BODY + "\nSee [the other](other.md#part).\n"), config=config)
    page = pages.release_page(made, config, None).decode()
    assert comparison.differences(promises(document, made), {PAGE: page.encode()}) == []
    changed = page.replace('href="../releases/other.html#part"', 'href="../releases/others.html#part"')
    assert [found.part for found in comparison.differences(promises(document, made), {PAGE: changed.encode()})] == [
        "link"
    ]
