"""The body: blocks that know where each character stands, and HTML in which nothing dangerous or broken is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from sampling import sample

from newsroom_cli.markup import cleaning, markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.newsroom.edition import locator

LOCATE = locator("releases", "https://news.example/")
BASE = 1000  # where the body begins in the file


def body(text: str) -> Field[str]:
    return Field(text, Span(BASE, BASE + len(text)))


def html(text: str) -> str:
    return markdown.html(text, locate=LOCATE)


def at(text: str, span: Span) -> str:
    """What stands at a place."""
    return text[span.start - BASE : span.end - BASE]


# --- places ---------------------------------------------------------------------------------------------------

WORDS = """\
The *city* today **opened** its [ninth é 𝄞 library](https://x.example/a_b "title"),
in the “Harbour” Quarter \\* not a star \\\\ and `code  with` and ``a ` tick``.
AT&amp;T, 5&nbsp;km, &copy;&#233;&lt;b&gt;, &notanentity; <span lang="de">Straße</span> ![a *picture*](p.png) ends.

> Quoted *words* go
> on `over a
> line` here.

- tight é item
- second
  goes on
  1. inner **é**

* loose

  with a paragraph

## A *heading* é ##

| a é | `b\\|c` |
|-----|------|
| d\\|e | *f* |

    indented é code
      more

```text
fenced é
code
```

<div>raw é
html</div>

last hard  
break\\
é end
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_character_is_found_in_the_file(newline: str) -> None:
    text = WORDS.replace("\n", newline)
    document = markdown.read(body(text))
    assert len(document.blocks) == 16
    for block in document.blocks:
        for offset, character in enumerate(block.text):
            place = block.place(offset, offset + 1)
            written = at(text, place)
            assert (
                written == character
                or (character in " \n" and written.strip("\\ ") in ("\n", "\r\n", "\r"))
                or (written.startswith("&") and written.endswith(";"))
            ), (block.text, offset, written)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("city", "city"),
        ("city today", "city* today"),
        ("opened its ninth é", "opened** its [ninth é"),
        ("library,", 'library](https://x.example/a_b "title"),'),
        ("* not a star", "* not a star"),
        ("AT&T", "AT&amp;T"),
        ("AT&", "AT&amp;"),
        ("&T", "&amp;T"),
        ("5\u00a0km", "5&nbsp;km"),
        ("©é<b>", "&copy;&#233;&lt;b&gt;"),
        ("<b", "&lt;b"),
        ("&notanentity;", "&notanentity;"),
        ("Straße", "Straße"),
        ("code  with", "code  with"),
        ("a ` tick", "a ` tick"),
        ("line here", "line` here"),
        ("Quoted words go on", "Quoted *words* go{n}> on"),
        ("second goes on", "second{n}  goes on"),
        ("inner é", "inner **é"),
        ("with a paragraph", "with a paragraph"),
        ("A heading é", "A *heading* é"),
        ("b|c", "b\\|c"),
        ("d|e", "d\\|e"),
        ("indented é code", "indented é code"),
        ("fenced é", "fenced é"),
        ("hard\nbreak\né", "hard  {n}break\\{n}é"),
    ],
)
def test_the_place_of_words(newline: str, shown: str, written: str) -> None:
    text = WORDS.replace("\n", newline)
    blocks = [block for block in markdown.read(body(text)).blocks if shown in block.text]
    assert blocks, f"{shown!r} is in no block"
    block = min(blocks, key=lambda block: len(block.text))
    start = block.text.index(shown)
    assert at(text, block.place(start, start + len(shown))) == written.replace("{n}", newline)


def test_kinds_of_blocks() -> None:
    document = markdown.read(body(WORDS))
    assert [(block.kind, block.quoted, block.item) for block in document.blocks] == [
        ("paragraph", False, False),
        ("paragraph", True, False),
        *[("paragraph", False, True)] * 5,
        ("heading", False, False),
        *[("table", False, False)] * 4,
        *[("code", False, False)] * 2,
        ("html", False, False),
        ("paragraph", False, False),
    ]


def test_links_and_pictures() -> None:
    text = (
        '[a *b*](x.md) ![c *d*](e.png "t") <https://f.example> <g@h.example> [i]\n\n[i]: j.md\n\n'
        '<img src="k&amp;l.png" alt="m"> n <a href=\'o\'>p</a>'
    )
    document = markdown.read(body(text))
    assert [(link.text, link.target, link.image) for link in document.links] == [
        ("a b", "x.md", False),
        ("c d", "e.png", True),
        ("https://f.example", "https://f.example", False),
        ("g@h.example", "mailto:g@h.example", False),
        ("i", "j.md", False),
    ]
    assert at(text, document.links[1].span) == '![c *d*](e.png "t")'
    assert [(link.text, link.target, link.image) for link in document.html_links] == [
        ("m", "k&l.png", True),
        ("", "o", False),
    ]
    assert [at(text, link.span) for link in document.html_links] == ['<img src="k&amp;l.png" alt="m">', "<a href='o'>"]


@pytest.mark.parametrize("start", ["> <!-- who?", "- <!-- who?\n- two", "> said\n>\n> <!-- who?\n> they", "1. <!-- é"])
def test_an_unclosed_comment_hides_nothing_behind_its_quotation_or_list(start: str) -> None:
    shown = html(f"{start}\n\nThe rest.")
    assert "<p>The rest.</p>" in shown and "who" not in shown


def test_of_two_addresses_of_a_link_in_html_the_first_counts() -> None:
    document = markdown.read(body('A <a href="/one" HREF="/two">link</a>.'))
    assert [link.target for link in document.html_links] == ["/one"]


def test_a_no_break_space_is_part_of_an_address_in_html() -> None:
    assert [link.target for link in markdown.read(body("A <a href=\xa00>link</a>.")).html_links] == ["\xa00"]


def test_html_links_in_code_and_comments_are_words() -> None:
    document = markdown.read(
        body("`<img src=x>` and\n\n    <img src=y>\n\n\\<img src=z> <!-- <img src=w> -->\n\n<!-- <a href=v> -->")
    )
    assert document.html_links == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments(newline: str) -> None:
    text = (
        "a <!-- one --> b\n\n<!-- two -->\n\n<!--\nthree\nlines -->\n\n> <!-- é\n> four -->\n\n`<!-- code -->`\n"
        "\n<!-- open"
    )
    text = text.replace("\n", newline)
    found = markdown.read(body(text)).comments
    assert [comment.value.replace("\r\n", "\n") for comment in found] == ["one", "two", "three\nlines", "é\nfour"]
    for comment in found:
        written = at(text, comment.span)
        assert written.startswith("<!--") and written.endswith("-->")


def test_characters_that_no_reader_can_show_are_replaced() -> None:
    text = "a &#1;&#x1F;&#xFFFE; b"
    assert markdown.read(body(text)).blocks[0].text == "a \ufffd\ufffd\ufffd b"
    assert html(text) == "<p>a \ufffd\ufffd\ufffd b</p>\n"
    assert html("<b title='&#1;'>&#2;</b>") == "<p><b>\ufffd</b></p>\n"
    assert markdown.plain(body(text)) == "a \ufffd\ufffd\ufffd b\n"


@pytest.mark.parametrize(
    ("text", "lede"),
    [
        ("First *line*\ngoes on.\n\nSecond.", "First line goes on."),
        ("## Heading\n\nFirst.", "First."),
        ("![picture](a.png)\n\nFirst.", "First."),
        ("> Quoted.\n\nFirst.", "First."),
        ("- item\n\nFirst.", "First."),
        ("> Only quoted.", "Only quoted."),
        ("<!-- note -->\n\nFirst.", "First."),
        ("    code", ""),
        ("", ""),
    ],
)
def test_lede(text: str, lede: str) -> None:
    assert markdown.lede(body(text)) == lede


def test_place_outside_of_the_text_stays_in_the_block() -> None:
    (block,) = markdown.read(body("word")).blocks
    assert block.place(0, 99) == Span(BASE, BASE + 4)
    assert block.place(4, 4) == Span(BASE + 4, BASE + 4)
    assert Block("html", Span(3, 9), "", ()).place(0, 0) == Span(3, 3)


# --- clean HTML -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("# H\n\n## I", "<h2>H</h2>\n<h2>I</h2>\n"),
        ('<h1 class="x">H</h1>\n\n<H1>I</H1>', "<h2>H</h2>\n<h2>I</h2>"),
        ("`<h1>` h1", "<p><code>&lt;h1&gt;</code> h1</p>\n"),
        ("![](a.png)", '<p><img src="https://news.example/releases/a.png" alt=""></p>\n'),
        (
            '![é &amp; "q"](a.png)',
            '<p><img src="https://news.example/releases/a.png" alt="é &amp; &quot;q&quot;"></p>\n',
        ),
        ('<img src="a.png">', '<img src="https://news.example/releases/a.png">'),
        ("![words](data:image/png;base64,AA)", "<p>words</p>\n"),
        ('<img src="javascript:x" alt="a &lt;b&gt; c">', "a &lt;b&gt; c"),
        ("<img>", ""),
        ("a <!-- c --> b\n\n<!--\nd\n-->", "<p>a  b</p>\n"),
        (
            "| a |\n|:-:|\n| b |",
            '<table><thead><tr><th style="text-align: center">a</th></tr></thead><tbody>\n'
            '<tr><td style="text-align: center">b</td></tr>\n</tbody></table>\n',
        ),
        ("<table><tr><td>x", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        ("un <b>balanced", "<p>un <b>balanced</b></p><b>\n</b>"),
        ("<i><b>x</i>y</b>", "<p><i><b>x</b></i><b>y</b></p>\n"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("~~old~~ <mark>new</mark>", "<p><del>old</del> <mark>new</mark></p>\n"),
        ("5. a", '<ol start="5">\n<li>a</li>\n</ol>\n'),
        ('<div dir="rtl" lang="ar" class="x" id="y" style="z" onclick="w">a</div>', '<div dir="rtl" lang="ar">a</div>'),
        ("<custom-element>a</custom-element>", "<p>a</p>\n"),
        ("a  \nb\\\nc<br/>d", "<p>a<br>\nb<br>\nc<br>d</p>\n"),
    ],
)
def test_what_is_kept(text: str, clean: str) -> None:
    assert html(text).rstrip("\n") == clean.rstrip("\n")


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://a.example/b?c=d&e#f", "https://a.example/b?c=d&amp;e#f"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+1-617", "tel:+1-617"),
        ("b.pdf", "https://news.example/releases/b.pdf"),
        ("../b.pdf", "https://news.example/b.pdf"),
        ("/b.pdf", "https://news.example/b.pdf"),
        ("//a.example/b", "https://a.example/b"),
        ("2015-other.md", "https://news.example/releases/2015-other.html"),
    ],
)
def test_addresses_that_are_kept(target: str, href: str) -> None:
    assert html(f"[x]({target})") == f'<p><a href="{href}">x</a></p>\n'
    assert html(f'<a href="{target}">x</a>') == f'<p><a href="{href}">x</a></p>\n'


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:alert(1)", "java&Tab;script:alert(1)",
        "&#106;avascript:alert(1)", "&#14; javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "ftp://a.example/", "blob:x", "#top", "", "?q", "http://[x",
    ],
)  # fmt: skip
def test_addresses_that_are_dropped(target: str) -> None:
    assert html(f'<a href="{target}">x</a>') == "<p>x</p>\n"
    assert html(f'<a href="{target}" title="T" lang="fr">x</a>') == "<p>x</p>\n"
    made = html(f"[x](<{target}>)")  # entities of blanks and controls make a relative address of it
    assert "href" not in made or made.startswith('<p><a href="https://news.example/releases/')


DANGEROUS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x></SCRIPT>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe src=//evil.example></iframe>",
    "<object data=x></object>", "<embed src=x>", "<form action=//evil.example><input name=a><button>b</button></form>",
    "<style>*{display:none}</style>", "<link rel=stylesheet href=//evil.example>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;//evil.example'>", "<p style='background:url(//evil.example)'>a</p>",
    "<a href='https://a.example' target=_blank ping=//evil.example>a</a>", "<video src=x autoplay></video>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<img alt='><script>alert(1)</script>' src=x>",
    "<!--><script>alert(1)</script>-->", "<textarea><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<blockquote cite='javascript:alert(1)'>a</blockquote>", "<details open ontoggle=alert(1)>a</details>",
    "<img srcset='x, //evil.example 2x' src=x>", "<input autofocus onfocus=alert(1)>", "<p id=x class=y name=z>a</p>",
]  # fmt: skip
ALLOWED = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "div", "em", "figcaption", "figure", "h2",
    "h3",
    "hr", "i", "img", "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads HTML as a browser begins to, and refuses what is not allowed or not balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in {"href", "src", "alt", "title", "lang", "dir", "start"}
            if name in ("href", "src"):
                assert re.match(r"(https?://|mailto:|tel:)", value or "", re.IGNORECASE)
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment is left: {data}")


@pytest.mark.parametrize("source", DANGEROUS)
@pytest.mark.parametrize(
    "around", ["{}", "{}\n\nafter", "before {} after", "> {}\n\nafter", "- {}", "| {} |\n|---|\n| b |"]
)
def test_nothing_dangerous_or_unbalanced_is_left(source: str, around: str) -> None:
    made = html(around.format(source))
    reader = Reader()
    reader.feed(made)
    reader.close()
    assert reader.open == []
    assert not re.search(r"<[^>]*evil\.example", made)


@pytest.mark.parametrize(
    "tag",
    [
        "script",
        "STYLE",
        "title",
        "iframe",
        "textarea",
        "xmp",
        "plaintext",
        "noscript",
        "template",
        "object",
        "select",
        "svg",
    ],
)
def test_a_tag_that_nobody_closes_does_not_swallow_the_rest(tag: str) -> None:
    made = html(f"First <{tag}> words.\n\nSecond paragraph.")
    assert made == f"<p>First &lt;{tag}&gt; words.</p>\n<p>Second paragraph.</p>\n"
    assert "Second paragraph." in markdown.plain(body(f"First <{tag}> words.\n\nSecond paragraph."))


def test_a_closed_script_goes_and_the_rest_stays() -> None:
    assert html("First <script>x</script> words.\n\nSecond.") == "<p>First  words.</p>\n<p>Second.</p>\n"
    assert html("<script>\nx\n\ny\n</script>\n\nSecond.").strip() == "<p>Second.</p>"


# --- size and depth -------------------------------------------------------------------------------------------

MONSTERS: dict[str, Callable[[], str]] = {
    "nested quotes": lambda: ">" * 20_000 + " a",
    "nested lists": lambda: "- " * 10_000 + "a",
    "nested emphasis": lambda: "*" * 50_000 + "a" + "*" * 50_000,
    "brackets": lambda: "[" * 50_000 + "a" + "](x)" * 50_000,
    "nested elements": lambda: "<div>" * 50_000 + "a",
    "nested elements on lines": lambda: "<div>\n" * 100_000,
    "unclosed formats": lambda: "a " + "<b>" * 50_000,
    "unclosed links": lambda: "<a href=x>" * 20_000 + "a",
    "unclosed pictures": lambda: "a <img " * 50_000,
    "unclosed comments": lambda: "<!-- " * 50_000,
    "backticks": lambda: "".join("`" * n + " " for n in range(1, 500)),
    "many links": lambda: "[a](https://x.example/y) " * 50_000,
    "a long body": lambda: "The city today opened its library. " * 60_000,
    "many paragraphs": lambda: "The city today opened its é library.\n\n" * 30_000,
}


@pytest.mark.parametrize("monster", sample(MONSTERS, 3))
def test_no_text_takes_forever_or_ends_the_process(monster: str) -> None:
    text = MONSTERS[monster]()
    markdown.read(body(text))
    markdown.plain(body(text))
    assert cleaning.depth(html(text)) <= markdown.MAX_DEPTH


def test_text_below_the_limit_keeps_its_form_and_above_it_comes_out_flat() -> None:
    assert html(">" * 98 + " a").count("<blockquote>") == 98
    flat = html(">" * 120 + " a &lt;b&gt; *c*")
    assert flat == "<p>a &lt;b&gt; c</p>"
    assert markdown.read(body(">" * 120 + " a")).depth == 121
    deepest = html("<div>" * 30_000 + "a <b> &lt;i&gt; <script>x</script>")
    assert "<div" not in deepest and "<script" not in deepest and "&lt;i&gt;" in deepest


def test_depth_does_not_count_what_stands_in_attributes() -> None:
    made = html(f'<img src="a.png" alt="{"<b>" * 150}">\n\n' + "a *b* c\n\n" * 200)
    assert made.count("<p>") == 200
