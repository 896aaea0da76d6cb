"""`newsroom theme` as a person uses it, and own templates through builds of other versions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rcssmin
from samples import HERE, sample_text

from newsroom_cli.newsroom.templating import template_sources, theme


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    """The current folder as a newsroom with an identity and two public releases, one of them corrected."""
    site = '\n[site]\ncolour = "#ffd400"\nhome = "https://www.city.example/"\n'
    (tmp_path / "newsroom.toml").write_text((HERE / "newsroom.toml").read_text() + site)
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
    event = sample_text().replace("k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2g")
    event = event.replace("[dateline]", '[event]\nstarts = 2026-04-01T10:00:00\nplace = "City Hall"\n\n[dateline]')
    change = '[[corrections]]\ndate = 2026-03-04T09:00:00Z\nchange = "correction"\nreason = "It opens on Monday."\n\n'
    event = event.replace("[[quotes]]", f"{change}[[quotes]]")
    (tmp_path / "releases" / "2026-03-03-hearing.md").write_text(event, encoding="utf-8")
    theme.clear_caches()
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copies(*, whole: bool) -> list[str]:
    """The names of all blocks, or of all templates."""
    templates = template_sources.built_in().values()
    if whole:
        return [template.name for template in templates]
    return [f"{template.name}:{block}" for template in templates for block in template.blocks]


@pytest.mark.oracle
@pytest.mark.parametrize("whole", [False, True])
def test_copies_of_everything_change_nothing(newsroom, room: Path, whole: bool) -> None:
    assert newsroom("build").code == 0
    before = tree(room / "public")
    assert b"It opens on Monday." in before["releases/2026-03-03-hearing.html"]
    copied = newsroom("theme", "copy", *copies(whole=whole), *(["--whole"] if whole else []))
    assert copied.code == 0 and "templates/site/release.html" in copied.out.splitlines()
    assert newsroom("theme", "list").code == 0
    theme.clear_caches()
    assert newsroom("build").code == 0
    after = tree(room / "public")
    if whole:  # it says where it comes from
        for name in "site.css", "lists.css", "search.js":
            mark, after[name] = after[name].split(b"\n", 1)
            assert mark.startswith(f"/* copied from newsroom's site/{name}".encode()) and mark.endswith(b"*/")
        for name in "site.css", "lists.css":  # ours go out without comments and space
            after[name] = re.sub(rb"(?<=[ :,(-])0(?=\.\d)", b"", rcssmin.cssmin(after[name]))
            before[name] = rcssmin.cssmin(before[name])
    assert after.keys() == before.keys() and [path for path in after if after[path] != before[path]] == []


def test_a_file_that_is_there_stays_and_nothing_else_is_written(newsroom, room: Path) -> None:
    mine = room / "templates" / "site" / "release.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    run = newsroom("theme", "copy", "site/index.html:list", "site/release.html:body")
    assert run.code == 2 and "templates/site/release.html: the newsroom has a template" in run.err
    assert mine.read_text() == "mine" and [path.name for path in mine.parent.iterdir()] == ["release.html"]
    shown = newsroom("theme", "copy", "site/release.html:body", "--print")
    assert shown.code == 0 and "{% block body %}" in shown.out and mine.read_text() == "mine"


def test_the_list_shows_what_there_is_and_what_no_longer_fits(newsroom, room: Path) -> None:
    listed = newsroom("theme", "list")
    assert listed.code == 0 and "no templates of your own" in listed.err
    assert "site/release.html  extends site/base.html" in listed.out and "--accent" in listed.out
    own = room / "templates" / "site"
    own.mkdir(parents=True)
    (own / "release.html").write_text('{% extends "builtin/site/release.html" %}\n{% block contact %}{% endblock %}')
    run = newsroom("theme", "list", "site/release.html")
    assert run.code == 1 and "site/index.html" not in run.out
    assert 'templates/site/release.html:2: site/release.html has no block "contact"' in run.err
    assert 'did you mean "contacts"?' in run.err and "1 thing to change" in run.err


@pytest.mark.parametrize("command", ["list", "copy"])
def test_both_teach_with_an_example(newsroom, command: str) -> None:
    shown = newsroom("theme", command, "--help")
    assert shown.code == 0 and f"Example: newsroom theme {command}" in shown.out


# Own templates as the documentation of the first version showed them.
EARLIER = {
    "site/release.html": """\
{% extends "builtin/site/release.html" %}
{% block contacts %}
<p>Photographs: <a href="{{ config.url }}media-kit.zip">media kit</a></p>
{{ super() }}
{% endblock %}
""",
    "site/base.html": """\
{% extends "builtin/site/base.html" %}
{% block head %}
<link rel="stylesheet" href="{{ root }}house.css">
<link rel="icon" href="{{ root }}logo.svg">
{% endblock %}
""",
    "site/house.css": """\
:root { --accent: #7a1f2b; --serif: Georgia, serif; }
@media (prefers-color-scheme: dark) { :root { --accent: #f0a3ad; } }
""",
    "site/words.html": """\
{% set fr = {"contact": "Contact presse", "contacts": "Contacts presse", "topics": "Sujets"} %}
{% set en = {"releases": "Press releases"} %}
""",
    "new/notice.md": """\
{% extends "builtin/new/release.md" %}
{% block body %}
The city gives notice that TK.
{% endblock %}
""",
}


def test_own_templates_of_the_first_version_still_fit_and_do_what_they_did(newsroom, room: Path) -> None:
    for name, text in EARLIER.items():
        (room / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (room / "templates" / name).write_text(text, encoding="utf-8")
    run = newsroom("theme", "list")
    assert run.code == 0, run.err
    assert newsroom("build").code == 0
    page = (room / "public" / "releases" / "2026-03-02-library.html").read_text(encoding="utf-8")
    assert "media-kit.zip" in page and page.index("site.css") < page.index("../house.css")
    assert "Press releases" in (room / "public" / "index.html").read_text(encoding="utf-8")
    assert newsroom("new", "notice", "--headline", "Street Closed", "--date", "2026-03-02").code == 0


FIRST = Path(__file__).parent / "earlier_templates"  # whole copies of the templates before there was an identity
COPIES = sorted(path.relative_to(FIRST).as_posix() for path in FIRST.rglob("*.*"))


@pytest.mark.parametrize("name", COPIES)
def test_a_whole_copy_of_an_earlier_template_works_or_is_named_with_what_to_change(
    newsroom, room: Path, name: str
) -> None:
    own = room / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_bytes((FIRST / name).read_bytes())
    listed, built = newsroom("theme", "list"), newsroom("build")
    assert f"templates/{name}  " in listed.err
    assert (built.code, listed.code) == (0, 0) or f"does not fit: templates/{name}" in listed.err
