"""Old addresses lead to new ones, by one mechanism for each host; pages of gone releases and moved feeds stay."""

from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from promises.rooms import NOW, add, change, saying, tree
from samples import picture, sample_config

from newsroom_cli.model.config import HOSTS
from newsroom_cli.model.errors import ConfigError, NewsroomError
from newsroom_cli.newsroom.edition import Listing
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.builds import redirects

URL = "https://news.port-ellery.example/"
LIBRARY, OLD = "2026-03-02-library", "2026-02-27-library"
LISTING = Listing(LIBRARY, 'A <b> & "c"', "", NOW, "", "", "en", "ltr")


def host(room: Newsroom, name: str) -> Newsroom:
    toml = room.root / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + f'\n[publishing]\nhost = "{name}"\n', encoding="utf-8")
    return Newsroom.find(room.root)


def with_alias(room: Newsroom, *names: str, file: str = LIBRARY) -> None:
    change(room.folder / f"{file}.md", "status =", f"aliases = {json.dumps(names)}\nstatus =")


def written(name: str, *aliases: str, own: Path | None = None, **changes: object) -> dict[str, bytes]:
    config = sample_config(**changes)
    config = config._replace(publishing=config.publishing._replace(host=name))
    return dict(redirects.files([Record("", "", LISTING, (), (), aliases, "")], config, own))


# --- pages --------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What matters of a page that leads on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.script += data
        self.words += data

    def one(self, tag: str, **attributes: str) -> dict[str, str | None]:
        (found,) = [has for name, has in self.tags if name == tag and attributes.items() <= has.items()]
        return found


def test_the_old_page_leads_on_and_says_so(room: Newsroom) -> None:
    with_alias(room, OLD)
    build(room, now=NOW)
    page = Page(tree(room.output)[f"releases/{OLD}.html"].decode())
    target = f"{URL}releases/{LIBRARY}.html"
    assert page.one("meta", **{"http-equiv": "refresh"})["content"] == f"0; url={target}"
    assert page.one("link", rel="canonical")["href"] == page.one("a")["href"] == target
    assert page.one("html")["lang"] == "en" and "City Opens" in page.words
    assert 'document.querySelector("link").href + location.search + location.hash' in page.script
    assert target not in page.script, "one digest in a content security policy holds for every old address"
    assert not [has for _, has in page.tags if has.get("name") == "robots"]


def test_both_forms_of_the_mail_lead_on(room: Newsroom) -> None:
    with_alias(room, OLD)
    build(room, now=NOW)
    files = tree(room.output)
    assert f"{URL}email/{LIBRARY}.html".encode() in files[f"email/{OLD}.html"]
    assert files[f"email/{OLD}.txt"].decode().strip().endswith(f"{URL}email/{LIBRARY}.txt")
    change(room.root / "newsroom.toml", "[email]", "[email]\npages = false")
    build(Newsroom.find(room.root), now=NOW)
    assert [name for name in tree(room.output) if OLD in name] == [f"releases/{OLD}.html"]


def test_a_headline_is_text_in_the_page_that_leads_on() -> None:
    page = written("any", OLD)[f"releases/{OLD}.html"].decode()
    assert "<b>" not in page and "A &lt;b&gt;" in page


def test_the_script_holds_no_end_of_a_script() -> None:
    page = written("any", OLD, url="https://news.example/</script><b>/")[f"releases/{OLD}.html"].decode()
    assert page.count("</script>") == 1


def test_the_words_of_the_newsroom_and_its_template_are_used(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "words.html").write_text('{% set en = {"moved": "Gone over there:"} %}')
    theme.clear_caches()
    files = written("any", OLD, own=tmp_path)
    theme.clear_caches()
    assert b"Gone over there:" in files[f"releases/{OLD}.html"] and b"Gone over there:" in files[f"email/{OLD}.txt"]


def test_old_addresses_stand_in_no_list(room: Newsroom) -> None:
    with_alias(room, OLD)
    build(room, now=NOW)
    lists = {name for name in tree(room.output) if name.endswith((".xml", ".json")) or name == "index.html"}
    assert not lists & set(saying(room.output, OLD))


def test_a_rehearsal_marks_pages_that_lead_on(room: Newsroom) -> None:
    with_alias(room, OLD)
    report = build(room, now=NOW, rehearse=True)
    page = Page(tree(report.output)[f"releases/{OLD}.html"].decode())
    assert page.one("meta", name="robots")["content"] == "noindex" and "Rehearsal" in page.words.title()


# --- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTS)
def test_an_address_has_a_page_or_a_rule_and_never_both(room: Newsroom, name: str) -> None:
    with_alias(room, OLD, "library")
    room = host(room, name)
    build(room, now=NOW)
    pages = [path for path in tree(room.output) if Path(path).stem in (OLD, "library")]
    rules = [path for path in saying(room.output, f"/{OLD}.html") if path not in (*pages, ".newsroom-manifest")]
    if name == "any":
        assert len(pages) == 6 and rules == []
    else:
        assert pages == [] and rules == [redirects.file(room.config)]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("netlify", f"/releases/{OLD}.html /releases/{LIBRARY}.html 301!"),
        ("netlify", f"/releases/{OLD} /releases/{LIBRARY}.html 301!"),
        ("cloudflare", f"/releases/{OLD}.html /releases/{LIBRARY}.html 301"),
        ("cloudflare", f"/email/{OLD}.txt /email/{LIBRARY}.txt 301"),
        ("gitlab", f"/releases/{OLD}.html /releases/{LIBRARY}.html 301"),
        (
            "nginx",
            f'location = "/releases/{OLD}.html" {{ return 301 "{URL}releases/{LIBRARY}.html$is_args$args"; }}',
        ),
        ("apache", f'Redirect 301 "/releases/{OLD}.html" "{URL}releases/{LIBRARY}.html"'),
    ],
)
def test_rules_are_as_the_host_reads_them(name: str, line: str) -> None:
    (rules,) = written(name, OLD).values()
    assert line in rules.decode().splitlines()


def test_a_site_in_a_folder() -> None:
    def first(name: str) -> str:
        (rules,) = written(name, OLD, url="https://group.gitlab.example/press/").values()
        return next(line for line in rules.decode().splitlines() if f"releases/{OLD}.html" in line)

    assert first("gitlab").startswith(f"/press/releases/{OLD}.html /press/releases/")
    assert first("nginx").startswith(f'location = "/press/releases/{OLD}.html"')
    assert first("netlify").startswith(f"/releases/{OLD}.html /press/releases/")


def test_letters_beyond_ascii_are_escaped_where_the_host_wants_it() -> None:
    (rules,) = written("netlify", "библиотека").values()
    assert rules.isascii() and b"/releases/%D0%B1" in rules
    (rules,) = written("nginx", "библиотека").values()
    assert "/releases/библиотека.html" in rules.decode()


@pytest.mark.parametrize(("name", "most"), [("cloudflare", 2000), ("gitlab", 1000)])
def test_what_a_host_would_not_read_gets_pages(name: str, most: int) -> None:
    aliases = [f"old-{number:04}" for number in range(700)]
    files = written(name, *aliases)
    rules = files.pop("_redirects").decode().splitlines()
    old = {line.split()[0].lstrip("/") for line in rules}
    assert len(rules) < most and sum(map(len, rules)) + len(rules) <= (64_000 if name == "gitlab" else 1_000_000)
    assert files and not old & files.keys()
    assert {path for alias in aliases for path in redirects.output_paths(alias)} <= old | files.keys()


def test_a_rule_that_is_too_long_for_cloudflare_is_a_page() -> None:
    files = written("cloudflare", "語" * 66, url="https://news.example/" + "a" * 400 + "/")
    assert files.keys() == set(redirects.output_paths("語" * 66))


@pytest.mark.parametrize(("name", "count"), [("cloudflare", 5), ("apache", 3)])
def test_rules_of_the_house_come_after_ours(room: Newsroom, name: str, count: int) -> None:
    with_alias(room, OLD)
    room = host(room, name)
    rules = redirects.file(room.config)
    (room.own_templates / "site").mkdir(parents=True)
    (room.own_templates / "site" / rules).write_text("# and ours\n")
    build(room, now=NOW)
    lines = tree(room.output)[rules].decode().splitlines()
    assert lines[-1] == "# and ours" and len(lines) == count + 1
    (room.own_templates / "site" / rules).unlink()
    build(room, now=NOW)
    assert len(tree(room.output)[rules].decode().splitlines()) == count


def test_a_file_of_rules_that_others_wrote_stops_the_build(room: Newsroom) -> None:
    with_alias(room, OLD)
    build(room, now=NOW)
    (room.output / "_redirects").write_text("/mine /yours\n")
    with pytest.raises(NewsroomError, match="not written by newsroom"):
        build(host(room, "netlify"), now=NOW)
    assert tree(room.output)["_redirects"] == b"/mine /yours\n"


def test_another_host_takes_the_pages_away_and_back(room: Newsroom, tmp_path: Path) -> None:
    with_alias(room, OLD)
    build(room, now=NOW)
    before = tree(room.output)
    build(host(room, "netlify"), now=NOW)
    build(room, now=NOW)
    assert tree(room.output) == before


def test_an_unknown_host_is_refused(room: Newsroom) -> None:
    with pytest.raises(ConfigError, match="netlify"):
        host(room, "netlfy")


def test_github_is_not_gitlab(room: Newsroom) -> None:
    with pytest.raises(ConfigError) as caught:
        host(room, "github")
    assert caught.value.hint == 'write "any"'


# --- who may have an address ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
@pytest.mark.parametrize("name", ["any", "netlify", "nginx"])
def test_nothing_leads_to_a_release_that_is_not_public(room: Newsroom, name: str, status: str) -> None:
    room = host(room, name)
    add(room.root, "2026-05-01-secret", extra='aliases = ["xylophone"]\n', status=f'"{status}"')
    build(room, now=NOW)
    assert not saying(room.output, "xylophone", "secret")


@pytest.mark.parametrize("name", ["any", "netlify", "nginx", "apache"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_release_that_is_set_back_takes_its_old_addresses_along(room: Newsroom, name: str, broken: bool) -> None:
    room = host(room, name)
    add(room.root, "2026-05-01-secret", extra='aliases = ["xylophone"]\n')
    with_alias(room, OLD)
    build(room, now=NOW)
    assert saying(room.output, "xylophone")
    change(room.folder / "2026-05-01-secret.md", 'status = "approved"', 'status = "draft"')
    if broken:
        (room.folder / "broken.md").write_bytes(b"\xff")
    report = build(room, now=NOW)
    assert report.removed == ("2026-05-01-secret",) and not saying(room.output, "xylophone", "secret")
    assert saying(room.output, OLD)


@pytest.mark.parametrize("held", ['"draft"', '"approved"'])
def test_an_alias_that_is_the_address_of_a_held_release_stops_the_build(room: Newsroom, held: str) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    add(room.root, "2026-05-01-secret", status=held, extra="embargo = 2099-01-01T00:00:00Z\n")
    with_alias(room, "2026-05-01-secret")
    report = build(room, now=NOW)
    (refusal,) = report.refusals
    assert refusal.code == "CR004" and refusal.path == f"releases/{LIBRARY}.md" and refusal.place.start.line > 1
    assert tree(room.output) == before


def test_an_alias_that_is_the_address_of_a_public_release_stops_the_build(room: Newsroom) -> None:
    add(room.root, "2026-03-05-pool")
    build(room, now=NOW)
    before = tree(room.output)
    with_alias(room, "2026-03-05-pool")
    with_alias(room, LIBRARY, file="2026-03-05-pool")  # a cycle
    report = build(room, now=NOW)
    assert {finding.code for finding in report.refusals} == {"CR004"} and len(report.refusals) == 2
    assert tree(room.output) == before


def test_an_own_address_as_alias_does_no_harm(room: Newsroom) -> None:
    with_alias(room, LIBRARY)
    build(room, now=NOW)
    assert b"City Opens Harbour Quarter Library" in tree(room.output)[f"releases/{LIBRARY}.html"]


def test_a_link_to_an_old_address_of_a_held_release_is_plain_words(room: Newsroom) -> None:
    add(room.root, "2026-05-01-secret", extra='aliases = ["xylophone"]\n', status='"draft"')
    change(
        room.folder / f"{LIBRARY}.md", "The opening hours", f"[More]({URL}releases/xylophone.html). The opening hours"
    )
    build(room, now=NOW)
    assert not saying(room.output, "xylophone")


# --- renamed by hand --------------------------------------------------------------------------------------------------


def test_a_file_renamed_by_hand_keeps_its_old_address(room: Newsroom) -> None:
    build(room, now=NOW)
    feed = tree(room.output)["feed.json"]
    (room.folder / f"{LIBRARY}.md").rename(room.folder / "2026-03-03-library.md")
    for _ in range(2):  # the next build still knows it
        report = build(room, now=NOW)
        assert report.moved == {"releases/2026-03-03-library.md": (LIBRARY,)} and not report.kept
        assert f"{URL}releases/2026-03-03-library.html".encode() in tree(room.output)[f"releases/{LIBRARY}.html"]
    assert [entry["id"] for entry in json.loads(tree(room.output)["feed.json"])["items"]] == [
        entry["id"] for entry in json.loads(feed)["items"]
    ]
    (room.folder / "2026-03-03-library.md").rename(room.folder / "2026-03-04-library.md")
    build(room, now=NOW)
    for old in (LIBRARY, "2026-03-03-library"):  # no chain
        assert f"{URL}releases/2026-03-04-library.html".encode() in tree(room.output)[f"releases/{old}.html"]


def test_a_file_renamed_and_set_back_at_once_leaves_the_site(room: Newsroom) -> None:
    add(room.root, "2026-03-05-pool")
    build(room, now=NOW)
    path = room.folder / f"{LIBRARY}.md"
    change(path, 'status = "approved"', 'status = "draft"')
    path.rename(room.folder / "2026-03-03-library.md")
    report = build(room, now=NOW)
    assert report.removed == (LIBRARY,) and not report.kept and not saying(room.output, "library.html")


def test_a_copy_with_the_same_id_does_not_hold_up_that_a_release_is_set_back(room: Newsroom) -> None:
    add(room.root, "2026-03-05-pool")
    build(room, now=NOW)
    path = room.folder / f"{LIBRARY}.md"
    path.with_name("copy.md").write_bytes(path.read_bytes())
    change(path, 'status = "approved"', 'status = "draft"')
    report = build(room, now=NOW)
    assert report.refusals and report.removed == (LIBRARY,)
    assert f"releases/{LIBRARY}.html" not in tree(room.output)


def test_two_releases_that_swap_their_names_stop_the_build(room: Newsroom) -> None:
    pool = add(room.root, "2026-03-05-pool", headline='"City Opens Pool"')
    build(room, now=NOW)
    aside = pool.with_name("aside.md")
    pool.rename(aside)
    (room.folder / f"{LIBRARY}.md").rename(pool)
    aside.rename(room.folder / f"{LIBRARY}.md")
    before = tree(room.output)
    report = build(room, now=NOW)
    assert [finding.code for finding in report.refusals] == ["CR003", "CR003"] and tree(room.output) == before


def test_a_draft_under_the_old_name_of_a_public_release_stops_the_build(room: Newsroom) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    (room.folder / f"{LIBRARY}.md").rename(room.folder / "2026-03-03-library.md")
    path = add(room.root, LIBRARY, status='"draft"')
    change(path, "26-03-02-library", "another000000000")
    report = build(room, now=NOW)
    assert [finding.code for finding in report.refusals] == ["CR004"] and tree(room.output) == before


def test_a_renamed_release_is_not_new_in_a_blackout_and_for_a_clock_that_goes_back(room: Newsroom) -> None:
    add(room.root, "2026-06-01-now", date="2026-06-01T07:58:00-04:00")
    build(room, now=NOW)
    (room.folder / "2026-06-01-now.md").rename(room.folder / "2026-06-01-then.md")
    assert build(room, now=NOW - dt.timedelta(minutes=5)).public == 2
    toml = room.root / "newsroom.toml"
    toml.write_text(toml.read_text() + "\n[[blackout]]\nstart = 2026-06-01\nend = 2026-07-01\n")
    (room.folder / "2026-06-01-then.md").rename(room.folder / "2026-06-01-when.md")
    assert build(Newsroom.find(room.root), now=NOW).public == 2


# --- gone -------------------------------------------------------------------------------------------------------------


def with_picture(room: Newsroom) -> Path:
    path = add(room.root, "2026-03-05-pool", headline='"City Opens Pool"', date="2026-03-05")
    (room.folder / "pool.png").write_bytes(picture())
    path.write_text(path.read_text(encoding="utf-8") + "\n![The pool](pool.png)\n", encoding="utf-8")
    return path


def test_what_is_public_stays_when_its_file_is_gone(room: Newsroom) -> None:
    path = with_picture(room)
    build(room, now=NOW)
    before = tree(room.output)
    path.unlink()
    (room.folder / "pool.png").unlink()
    report = build(room, now=NOW)
    assert report.kept.keys() == {"2026-03-05-pool"} and report.kept["2026-03-05-pool"].startswith("tag:")
    assert tree(room.output) == before


@pytest.mark.parametrize("form", ["rss.xml", "atom.xml", "feed.json"])
def test_its_entry_stays_at_its_place_among_later_and_earlier_ones(room: Newsroom, form: str) -> None:
    path = with_picture(room)
    build(room, now=NOW)
    path.unlink()
    add(room.root, "2026-04-01-park", headline='"City Opens Park"', date="2026-04-01")
    add(room.root, "2026-01-01-gym", headline='"City Opens Gym"', date="2026-01-01")
    build(room, now=NOW)
    text = tree(room.output)[form].decode()
    order = ["2026-04-01-park", "2026-03-05-pool", LIBRARY, "2026-01-01-gym"]
    assert sorted(order, key=lambda slug: text.index(f"releases/{slug}.html")) == order
    assert text == tree(room.output)[form].decode()
    if form.endswith(".xml"):
        root = ElementTree.fromstring(text)
        assert len([element for element in root.iter() if element.tag.endswith(("}entry", "item"))]) == 4
    index = tree(room.output)["index.html"].decode()
    assert index.index("2026-04-01-park") < index.index("2026-03-05-pool") < index.index(LIBRARY)


def test_a_feed_never_goes_back_in_time(room: Newsroom) -> None:
    path = with_picture(room)
    build(room, now=NOW)
    path.unlink()
    change(room.folder / f"{LIBRARY}.md", "with 40,000 books", "with 50,000 books")
    build(room, now=NOW)
    atom = tree(room.output)["atom.xml"].decode()
    assert re.search(r"<updated>2026-03-05", atom) and "50,000" in atom
    assert b"05 Mar 2026" in re.findall(rb"<lastBuildDate>[^<]*", tree(room.output)["rss.xml"])[0]


def test_a_kept_entry_leaves_a_full_feed_like_every_other(room: Newsroom) -> None:
    toml = room.root / "newsroom.toml"
    toml.write_text(toml.read_text() + "\n[feeds]\nentries = 2\n")
    room = Newsroom.find(room.root)
    path = with_picture(room)
    build(room, now=NOW)
    path.unlink()
    for day in (1, 2):
        add(room.root, f"2026-04-0{day}-park-{day}", date=f"2026-04-0{day}")
        build(room, now=NOW)
    items = json.loads(tree(room.output)["feed.json"])["items"]
    assert [entry["url"].rpartition("/")[2] for entry in items] == ["2026-04-02-park-2.html", "2026-04-01-park-1.html"]
    assert "releases/2026-03-05-pool.html" in tree(room.output)


def test_the_feeds_of_an_office_of_which_everything_is_gone_stay(room: Newsroom) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    (room.folder / f"{LIBRARY}.md").unlink()
    build(room, now=NOW)
    assert tree(room.output) == before


@pytest.mark.parametrize("by", ["id", "slug"])
def test_remove_takes_it_off_the_site(room: Newsroom, tmp_path: Path, by: str) -> None:
    path = with_picture(room)
    build(room, now=NOW)
    path.unlink()
    (slug, id), *_ = build(room, now=NOW).kept.items()
    report = build(room, now=NOW, remove=[id if by == "id" else slug])
    assert report.removed == (slug,) and not report.kept
    build(room, now=NOW, folder=tmp_path / "clean")
    assert tree(room.output) == tree(tmp_path / "clean")


@pytest.mark.parametrize("name", [LIBRARY, "tag:nobody", "offices/nobody"])
def test_remove_refuses_what_has_a_file_or_is_unknown(room: Newsroom, name: str) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    with pytest.raises(NewsroomError, match="no page without a release"):
        build(room, now=NOW, remove=[name])
    assert tree(room.output) == before


def test_remove_of_many_by_id_needs_no_other_word(room: Newsroom) -> None:
    for number in range(20):
        add(room.root, f"2026-04-01-item-{number:03}")
    build(room, now=NOW)
    for number in range(20):
        (room.folder / f"2026-04-01-item-{number:03}.md").unlink()
    gone = build(room, now=NOW).kept
    assert len(build(room, now=NOW, remove=list(gone.values())).removed) == len(gone) == 20


def test_the_release_that_takes_its_place_gets_its_readers(room: Newsroom) -> None:
    path = with_picture(room)
    build(room, now=NOW)
    path.unlink()
    build(room, now=NOW)
    with_alias(room, "2026-03-05-pool")
    report = build(room, now=NOW)
    assert not report.kept
    assert f"{URL}releases/{LIBRARY}.html".encode() in tree(room.output)["releases/2026-03-05-pool.html"]
    assert len(json.loads(tree(room.output)["feed.json"])["items"]) == 1


def test_no_release_with_another_id_takes_the_page_of_one_that_is_gone(room: Newsroom) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    path = room.folder / f"{LIBRARY}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'^id = ".*"', 'id = "tag:news.port-ellery.example,2026:zzzzzzzz"', text, count=1, flags=8))
    report = build(room, now=NOW)
    assert [finding.code for finding in report.refusals] == ["FM007"] and tree(room.output) == before
    assert f"{LIBRARY}" in report.refusals[0].help
    path.write_text(text, encoding="utf-8")
    assert not build(room, now=NOW).has_errors


def test_old_addresses_of_what_is_gone_lead_to_its_page(room: Newsroom) -> None:
    with_alias(room, OLD)
    build(room, now=NOW)
    before = tree(room.output)
    (room.folder / f"{LIBRARY}.md").unlink()
    build(room, now=NOW)
    build(room, now=NOW)
    assert tree(room.output) == before


# --- feeds that moved -------------------------------------------------------------------------------------------------


def rekey(room: Newsroom, more: str = "") -> Newsroom:
    change(room.root / "newsroom.toml", "[offices.mayors-office]", f"[offices.mayor]\n{more}")
    toml = room.root / "newsroom.toml"
    toml.write_text(toml.read_text().replace("[[offices.mayors-office.", "[[offices.mayor."))
    change(room.folder / f"{LIBRARY}.md", 'office = "mayors-office"', 'office = "mayor"')
    return Newsroom.find(room.root)


def test_a_moved_feed_is_written_at_its_old_path_too(room: Newsroom) -> None:
    build(room, now=NOW)
    room = rekey(room, 'former_keys = ["mayors-office"]')
    report = build(room, now=NOW)
    files = tree(room.output)
    assert not report.orphans
    for name in ("rss.xml", "atom.xml", "feed.json"):
        assert files[f"offices/mayor/{name}"] == files[f"offices/mayors-office/{name}"]


def test_a_release_may_name_a_former_key_and_stays_as_it_is_recorded_and_signed(
    room: Newsroom, newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(room.root)
    file, toml = room.folder / f"{LIBRARY}.md", room.root / "newsroom.toml"
    change(file, "kind =", 'author = "Kim Lee"\nkind =')
    toml.write_text(f'{toml.read_text()}\n[approvals]\nrequired = 1\n\n[publishing]\ncorrections = "required"\n')
    assert newsroom("approve", file, "--by", "Jo Park", "--role", "editor").code == 0
    assert newsroom("build").code == 0
    before = (room.output / f"releases/{LIBRARY}.html").read_text()
    rekey(room, 'former_keys = ["mayors-office"]')
    change(file, 'office = "mayor"', 'office = "mayors-office"')
    assert newsroom("check").code == 0 and newsroom("build").code == 0
    assert (room.output / f"releases/{LIBRARY}.html").read_text() == before.replace("/mayors-office/", "/mayor/")
    assert LIBRARY in newsroom("list", "--office", "mayor").out


def test_a_release_whose_file_is_gone_moves_with_its_office(room: Newsroom) -> None:
    add(room.root, "2026-03-05-park", office='"parks"')
    build(room, now=NOW)
    (room.folder / "2026-03-05-park.md").unlink()
    toml = room.root / "newsroom.toml"
    text = toml.read_text().replace("[offices.parks]\n", '[offices.green]\nformer_keys = ["parks"]\n')
    toml.write_text(text.replace("[[offices.parks.", "[[offices.green."))
    room = Newsroom.find(room.root)
    assert build(room, now=NOW).kept
    files = tree(room.output)
    assert (
        b"2026-03-05-park" in files["offices/green/index.html"] and b"2026-03-05-park" in files["offices/green/rss.xml"]
    )
    assert "offices/parks/index.html" in files  # where the page itself, which stays, leads to
    assert files["offices/parks/rss.xml"] == files["offices/green/rss.xml"]


def test_the_feeds_of_an_office_that_nobody_knows_stay_until_a_word_is_said(room: Newsroom) -> None:
    build(room, now=NOW)
    before = {
        name: data
        for name, data in tree(room.output).items()
        if name.startswith("offices/") and not name.endswith(".html")
    }
    room = rekey(room)
    report = build(room, now=NOW)
    assert set(report.orphans) == set(before) and before.items() <= tree(room.output).items()
    assert not build(room, now=NOW, remove=["offices/mayors-office"]).orphans
    assert not before.keys() & tree(room.output).keys()


def test_a_former_key_of_two_offices_is_refused(room: Newsroom) -> None:
    change(room.root / "newsroom.toml", "[offices.mayors-office]", '[offices.mayors-office]\nformer_keys = ["parks"]')
    toml = room.root / "newsroom.toml"
    toml.write_text(toml.read_text() + '\n[offices.greens]\nname = "Greens"\nformer_keys = ["parks"]\n')
    with pytest.raises(ConfigError, match="parks"):
        Newsroom.find(room.root)
