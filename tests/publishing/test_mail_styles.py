"""Styles in mails: what is remembered of css_inline's work is what css_inline would do again."""

from __future__ import annotations

import re
from pathlib import Path

import css_inline
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import sample_config, sample_edition
from sampling import examples

from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.identity.identity import HOUSE
from newsroom_cli.publishing.mail import message, styles

# Pieces that are put around each other and one after another.
CELLS = '<thead><tr><th>A</th></tr></thead><tbody><tr><td style="text-align: right">{}</td></tr></tbody>'
WRAPS = (
    *("<p>{}</p>", "<h2>{}</h2>", "<ul>\n<li>{}</li>\n<li>x</li>\n</ul>", "<ol start='3'><li><p>{}</p></li></ol>"),
    *("<blockquote><p>{}</p></blockquote>", "<p lang='es'><em>{}</em> y <strong>{}</strong></p>", "<hr>{}"),
    *(
        f"<table>{CELLS}</table>",
        "<pre>\n{}</pre>",
        "<pre>{}</pre>",
        "<p><img src='https://a.example/a.png' alt='a picture'></p>",
    ),
    "<p><a href='https://a.example/?a=1&amp;b=2' title='it&#39;s &quot;a&quot;'>{}</a><br>{}</p>",
)
WORDS = ("words", "“quoted”", "&lt;b&gt;", "&amp;amp;", "a\u00a0b", "it's", '"', "&nbsp;", "x > y", "日本語", "&copy;")

pieces = st.builds(lambda wrap, word: wrap.replace("{}", word), st.sampled_from(WRAPS), st.sampled_from(WORDS))


def by_css_inline(page: str) -> str:
    """The page as css_inline writes it, without the style sheet that is left."""
    inliner = css_inline.CSSInliner(keep_style_tags=True, remove_inlined_selectors=True, keep_at_rules=True)
    return without_sheet(inliner.inline(page) + "\n")


def without_sheet(page: str) -> str:
    return re.sub(r"<style>[^<]*</style>(?=\s*</head>)", "", page)


def rendered(body: str, own: Path | None = None, **changes: str) -> tuple[str, str]:
    """The page of a mail before its styles are inlined, and after."""
    seen: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(message, "inlined", lambda page, palette: seen.append(page) or styles.inlined(page, palette))
        made = message.html(sample_edition(html=body, **changes), sample_config(), own).decode()
    return seen[-1], made


@example(["<p>words</p>", "<pre>words</pre>"], "Plain")
@example([f"<p>{' '.join(WORDS[:-1])}</p>"], "Plain")
@settings(max_examples=examples(200), deadline=None)
@given(st.lists(pieces, max_size=6), st.sampled_from(["Plain", 'It\'s “new” & "bold"', "a\u00a0b"]))
def test_a_mail_has_the_styles_that_css_inline_gives_it(body: list[str], headline: str) -> None:
    for _ in range(2):
        page, made = rendered("\n".join(body), headline=headline)
        assert without_sheet(made) == by_css_inline(page)


def test_of_our_sheet_only_what_has_no_element_of_its_own_stays_in_the_head() -> None:
    _, made = rendered("<p>words</p>")
    sheet = made.rpartition("<style>")[2].partition("</style>")[0]
    assert sheet.startswith("a:hover") and "@media (prefers-color-scheme: dark)" in sheet and "[data-ogsb]" in sheet
    rules = theme.render(None, "email/mail.css", right_to_left=False, palette=HOUSE)
    selectors = re.findall(r"([^{}]+)\{[^{}]*\}", rules.partition("a:hover")[0])
    assert selectors and not any(re.search(r"[\[:+~>*]", selector) for selector in selectors)


@pytest.mark.parametrize("css", ["p + p { color: #123456 }", "a[href^='https'] { color: #123456 }", "p:first-child {}"])
def test_a_sheet_that_looks_further_is_left_to_css_inline(tmp_path: Path, css: str) -> None:
    tmp_path.joinpath("email").mkdir()
    tmp_path.joinpath("email", "mail.css").write_text(css)
    for words in ("one", "two"):
        page, made = rendered(f"<p>{words}</p>\n<p><a href='https://a.example/'>x</a></p>", tmp_path)
        assert without_sheet(made) == by_css_inline(page)
        assert ("#123456" in made) == ("#123456" in css)


def test_a_template_of_the_newsroom_that_is_not_balanced_is_left_to_css_inline(tmp_path: Path) -> None:
    tmp_path.joinpath("email").mkdir()
    tmp_path.joinpath("email", "release.html").write_text(
        '{% extends "builtin/email/release.html" %}{% block foot %}<p>one<p id=x>{{ release.slug }}<b>{% endblock %}'
    )
    for words in ("one", "two", "three"):
        page, made = rendered(f"<p>{words}</p>", tmp_path, slug=words)
        assert without_sheet(made) == by_css_inline(page)
