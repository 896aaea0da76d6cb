"""Printed addresses become links; what is a link, code or no address stays as it is."""

import pytest

from newsroom_cli.markup.bare_links import with_links


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("See https://example.org/a?b=1&amp;c=2.", 'See <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.'),
        ("(www.example.org/x(y)).", '(<a href="https://www.example.org/x(y)">www.example.org/x(y)</a>).'),
        ("Mail press@example.org, please", 'Mail <a href="mailto:press@example.org">press@example.org</a>, please'),
        ("https://example.org/?a=1&amp;", '<a href="https://example.org/?a=1&amp;">https://example.org/?a=1&amp;</a>'),
        ("https://example.org/a—which", '<a href="https://example.org/a">https://example.org/a</a>—which'),
        ("https://example.org&nbsp;now", '<a href="https://example.org">https://example.org</a>&nbsp;now'),
        ("https://example.org/<em>b</em>", '<a href="https://example.org/">https://example.org/</a><em>b</em>'),
        ("https://münchen.example/ä", '<a href="https://xn--mnchen-3ya.example/%C3%A4">https://münchen.example/ä</a>'),
    ],
    ids=["query", "brackets", "mail", "reference", "dash", "space", "element", "letters"],
)  # fmt: skip
def test_a_printed_address_is_a_link(html: str, linked: str) -> None:
    assert with_links(html) == linked


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org">https://example.org <em>here</em></a>',
        "<code>https://example.org</code>",
        '<img src="a.png" alt="see https://example.org > www.example.org">',
        "javascript:alert(1)@example.org",
        "ftp://www.example.org/x",
        "@user@social.example",
        "https://example",
        "reader@host",
    ],
)
def test_what_is_a_link_or_code_or_no_address_stays(html: str) -> None:
    assert with_links(html) == html


def test_a_quotation_mark_never_ends_the_attribute() -> None:
    assert (
        with_links("https://example.org/&quot;onclick=x")
        == '<a href="https://example.org/">https://example.org/</a>&quot;onclick=x'
    )
    assert 'href="https://example.org/&#x27;onclick=x"' in with_links("https://example.org/'onclick=x")
