"""What the programs of others say of our mails: the HTML checker, a browser, client data, a spam filter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from oracles import tools
from samples import BODY, FRONT, sample_config, sample_edition
from sampling import sample

from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.edition import Edition, Picture
from newsroom_cli.publishing.mail import message

pytestmark = pytest.mark.oracle

RICH = f"""\
{BODY}
> “We asked two thousand neighbours what they wanted.”
>
> — Tomas Lind, Chief Librarian

## What is inside

- A children's floor with [story hours](https://port-ellery.example/story)
- Study rooms
  - ten for two
  - three for eight

#### Opening hours

| Day | Opens | |
|---|---|---|
| Monday | 8 a.m. | a |
| Saturday | 9 a.m. | b |

| Department | Budget 2026 | Spent | Share | Staff | Change | Remarks |
|---|--:|--:|--:|--:|--:|---|
| Parks and Forestry | $41,200,000 | $28,840,000 | 70% | 1,812 | +3% | The pool reopened in June after repairs |

1. Come in.
2. Borrow a book.

![The reading room at noon](../images/room.png) ![A plan of it](../images/plan.svg)

`code`, H<sub>2</sub>O, <mark>marked</mark>, <small>small</small>, <kbd>Ctrl</kbd>, ~~old~~

```
curl https://port-ellery.example/api/v1/books?branch=harbour-quarter&format=json&limit=100000&page=1000000000
```

<https://port-ellery.example/{"a-very-long-address/" * 10}> {"x" * 90}

[https://bank.example](https://evil.example/)

---

Last words.
"""
SOUP = """\
<b>

loose

</b> <ul>text<p>x</p><hr></ul> <li>stray</li> <span><div>in</div></span> <h2><p>in</p></h2> <h4></h4> <h5>Deep</h5>
<p lang="!!" dir="up" title='a<b>"c'>x</p> <ol start="x"><li>q</li></ol> <dl><dd>only</dd></dl> <td>cell</td>
<table><thead><tr><th>Alone</th></tr></thead></table> <table><caption>c</caption></table>
<table><tfoot><tr><td>f</td></tr></tfoot></table>
<figure><img src="https://x.example/a.png" width="50%" height="auto"><figcaption>Caption</figcaption></figure>
<a href="https://u:p@x.example/%zz?[q]|^"></a> <a href="https://x.example/"><img src="https://x.example/a.png"></a>
<dfn>a<dfn>b</dfn></dfn> <blockquote cite="::"><ul><ul><li>deep</li></ul></ul></blockquote> <pre>a
<b>b</b></pre> &#x202e; {{ 7*7 }} ]]> <![if !mso]>
"""
ARABIC = """\
افتتحت المدينة اليوم مكتبتها التاسعة في حي الميناء، وتضم 40,000 كتاب.

> «لا ينبغي أن يعيش أحد بعيدًا عن كتاب»، قالت العمدة.

- قاعة للأطفال
- غرف للدراسة

| اليوم | يفتح |
|---|---|
| الاثنين | 8 |
"""


def config() -> Config:
    made = sample_config()
    return made._replace(email=made.email._replace(unsubscribe="https://news.port-ellery.example/out"))


def arabic() -> Edition:
    front = FRONT.replace("City Opens Harbour Quarter Library", "المدينة تفتتح مكتبة حي الميناء")
    front = front.replace("The branch lends books seven days a week", "الفرع الجديد يعير الكتب سبعة أيام في الأسبوع")
    return sample_edition(front='language = "ar"\n' + front, body=ARABIC)


def advisory() -> Edition:
    event = '\n[event]\nstarts = 2026-03-05T10:00:00-05:00\nplace = """Harbour Quarter Library\n12 Quay Street"""\n'
    front = FRONT.replace("[dateline]", "embargo = 2026-03-02T06:00:00-05:00\n[dateline]") + event
    return sample_edition(front=front, draft=True)


PICTURE = Picture("https://news.port-ellery.example/images/a.jpg", "", "The front", "On opening day.", "Lena Brook")
EDITIONS: dict[str, Any] = {
    "plain": sample_edition,
    "rich": lambda: sample_edition(body=RICH, pictures=(PICTURE,)),
    "advisory": advisory,
    "arabic": arabic,
    "soup": lambda: sample_edition(body=SOUP),
    "long": lambda: sample_edition(body=RICH * 80),
    "swahili": lambda: sample_edition(language="sw", source_name="Times", source_url="https://times.example/"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mails")
    for name, edition in EDITIONS.items():
        made.joinpath(f"{name}.html").write_bytes(message.html(edition(), config(), None))
    return made


def test_the_html_checker_has_nothing_to_say(folder: Path) -> None:
    assert tools.nu(sorted(folder.glob("*.html"))) == []


def test_everybody_can_read_it_wide_and_narrow_in_light_and_in_dark(folder: Path) -> None:
    views = [
        # A mail is shown inside a page that has the landmarks.
        tools.View(path, width=width, dark=dark, rules_off=("region", "landmark-one-main"))
        for path in sample(sorted(folder.glob("*.html")), 7)
        for width, dark in ((600, False), (360, True))
    ]
    for view, audit in zip(views, tools.audits(views), strict=True):
        assert (audit.violations, audit.incomplete) == ([], []), view
        assert audit.scroll_width == audit.inner_width == view.width, view
        assert "color-contrast" in audit.passes
        assert all(path.endswith((".png", ".jpg")) for path in audit.outside), "nothing but pictures is loaded"


def test_everybody_can_read_it_where_the_style_sheet_is_dropped(folder: Path) -> None:
    paths = []
    for name in ("rich", "advisory", "arabic"):
        path = folder / f"{name}-bare.htm"
        path.write_text(without_style_sheet((folder / f"{name}.html").read_text(encoding="utf-8")), encoding="utf-8")
        paths.append(path)
    views = [tools.View(path, width=360, rules_off=("region", "landmark-one-main")) for path in paths]
    for view, audit in zip(views, tools.audits(views), strict=True):
        assert (audit.violations, audit.incomplete) == ([], []), view
        assert audit.scroll_width == audit.inner_width, view


CLIENTS = [
    "gmail.desktop-webmail", "gmail.mobile-webmail", "gmail.ios", "gmail.android", "outlook.windows",
    "outlook.windows-mail", "outlook.outlook-com", "outlook.macos", "outlook.ios", "outlook.android",
    "apple-mail.macos",
    "apple-mail.ios", "yahoo.desktop-webmail", "yahoo.ios", "yahoo.android", "samsung-email.android",
    "thunderbird.macos",
]  # fmt: skip
# What some clients leave out, and why a mail loses nothing there.
HARMLESS = {
    "color-scheme meta tag",  # colours stay the light ones, or the client inverts them
    "<body> element",  # its colour is also on the wrapper
    "role attribute",  # for those who listen, where the client lets it through
    "aria-label attribute",  # likewise
    "word-break",  # a word of 90 letters is cut or scrolls
    "table-layout",  # the Word engine has a table of 600 pixels around it
    "overflow",  # the Word engine makes the mail wider for a table that is too wide
    "white-space",  # long lines of code are not wrapped
}


def without_style_sheet(html: str) -> str:
    """The mail as the strictest clients see it; the preview line is hidden there by itself or shown as text."""
    return re.sub(r'<style>.*?</style>|<!--.*?-->|<div class="preheader".*?</div>', "", html, flags=re.S)


@pytest.mark.parametrize("name", ["rich", "advisory", "arabic"])
def test_every_mail_client_takes_what_the_mail_needs(folder: Path, name: str) -> None:
    html = without_style_sheet((folder / f"{name}.html").read_text(encoding="utf-8"))
    found = tools.caniemail(html, CLIENTS[:-1])
    # The data of the last client lacks two features, and the program gives up on them.
    found |= tools.caniemail(re.sub(r"(table-layout|word-break):[^;\"]*;?", "", html), CLIENTS[-1:])
    assert {client: sorted(set(lacks) - HARMLESS) for client, lacks in found.items()} == {
        client: [] for client in CLIENTS
    }


@pytest.mark.parametrize("name", EDITIONS)
def test_the_spam_filter_has_nothing_against_it(name: str) -> None:
    verdict = tools.spamassassin(message.eml(EDITIONS[name](), config(), None))
    assert verdict.score <= 0.1, verdict.report
