"""Pages that servers show in the place of a release, and releases that sound like them."""

from __future__ import annotations

import pytest

from newsroom_cli.importing import recognition
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.model.errors import NewsroomError

ROBOTS = [
    (
        "Just a moment...",
        "<h1>portellery.example</h1><p>Verifying you are human. This may take a few seconds.</p>"
        "<noscript>Enable JavaScript and cookies to continue</noscript>",
    ),
    (
        "Pardon Our Interruption",
        "<h1>Pardon Our Interruption...</h1><p>As you were browsing, something about your browser made us think "
        "you might be a bot.</p><ul><li>You've disabled cookies in your web browser.</li></ul>",
    ),
    (
        "Access Denied",
        '<h1>Access Denied</h1>You don\'t have permission to access "http://www.portellery.example/news" on '
        "this server.<p>Reference #18.4d2d3e17</p>",
    ),
    (
        "Attention Required! | Cloudflare",
        "<h1>Sorry, you have been blocked</h1><p>This website is using a security service to protect itself "
        "from online attacks.</p>",
    ),
    (
        "City news",
        "<h1>Please enable JavaScript</h1><p>Please enable JavaScript to view the page content. Your support ID "
        "is: 123.</p>",
    ),
    ("portellery.example", "<p>Checking your browser before accessing portellery.example.</p>"),
    ("Request Rejected", "<p>The requested URL was rejected. Please consult with your administrator.</p>"),
    ("Zugriff verweigert", "<p>Sie haben keine Berechtigung, diese Seite zu sehen.</p>"),
]
ERRORS = [
    ("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>server</center>"),
    (
        "Page not found | City of Port Ellery",
        "<h1>Page not found</h1><p>We are sorry, the page you were looking for could not be found.</p>",
    ),
    ("Page has moved", "<p>Click here.</p>"),
    ("Service Unavailable", "<p>The server is temporarily unable to service your request.</p>"),
    ("Seite nicht gefunden – Müllheim", "<p>Die Seite, die Sie suchen, gibt es nicht mehr.</p>"),
]


def page(title: str, body: str) -> list[Pasted]:
    return list(
        recognition.sources(
            f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>".encode(),
            name="a.html",
        )
    )


@pytest.mark.parametrize(("title", "body"), ROBOTS)
def test_a_check_against_robots_is_no_release(title: str, body: str) -> None:
    with pytest.raises(NewsroomError, match="check against robots") as caught:
        page(title, body)
    assert "browser" in (caught.value.hint or "")


@pytest.mark.parametrize(("title", "body"), ERRORS)
def test_an_error_is_no_release(title: str, body: str) -> None:
    with pytest.raises(NewsroomError, match="an error in place of the page"):
        page(title, body)


@pytest.mark.parametrize(
    "headline",
    [
        "Access Denied No More: City Opens Library",
        "Just a Moment of Silence for Port Ellery",
        "404 Homes to Be Built",
        "Blocked Street Opens Again",
        "City Adds Security Checks",
        "File Not Found in Archive Turns Up",
        "A Page Not Found in History Books",
    ],
)
def test_a_release_may_be_about_an_error(headline: str) -> None:
    (made,) = page(
        headline,
        f"<article><h1>{headline}</h1><p>The city of Port Ellery today opened a library in the harbour "
        f"quarter.</p></article>",
    )
    assert made.pieces[0].text == headline


def test_a_long_text_is_no_error_page() -> None:
    said = "The city of Port Ellery today opened a library in the harbour quarter. " * 30
    assert page("Access Denied", f"<article><h1>Access Denied</h1><p>{said}</p></article>")
