"""Nothing lost on the site: what the manifest may do, files of others, empty folders, wrong clocks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from samples import BODY

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import MANIFEST, Output
from newsroom_cli.publishing.build import build
from promises.rooms import NOW, add, change, tree

Run = Callable[..., Result]


def refused(room: Newsroom, match: str) -> None:
    """A build stops before anything moves."""
    before = tree(room.root)
    with pytest.raises(NewsroomError, match=match) as caught:
        build(room, now=NOW)
    assert caught.value.hint and tree(room.root) == before


def _dumped(manifest: Manifest) -> bytes:
    parts: list[bytes] = []
    manifests.dump(manifest, parts.append)
    return b"".join(parts)


# --- the manifest -----------------------------------------------------------------------------------------------


def test_a_line_added_to_the_manifest_deletes_nothing(room: Newsroom) -> None:
    build(room, now=NOW)
    with manifests.path_beside(room.output).open("a") as file:
        file.write(f"{room.root}/newsroom.toml\n")
    refused(room, "damaged or was edited")


@pytest.mark.parametrize(
    "kind", ["bit", "cut", "empty", "swap", "file added", "digest", "no json", "deep", "null", "form"]
)
def test_a_damaged_manifest_stops_the_build(room: Newsroom, kind: str) -> None:
    build(room, now=NOW)
    path = manifests.path_beside(room.output)
    data, manifest = path.read_bytes(), manifests.read(room.output)
    content = json.loads(data)
    assert manifest
    edited = {
        "bit": data.replace(b"index.html", b"indez.html", 1),
        "cut": data[: len(data) // 2],
        "empty": b"",
        "swap": data.replace(b"rss.xml", b"../.xml", 1),
        "file added": json.dumps({**content, "files": {**content["files"], "CNAME": ["00"]}}).encode(),
        "digest": data.replace(content["files"]["index.html"][0].encode(), b"0" * 32, 1),
        "no json": b"hello",
        "deep": b"[" * 100_000,
        "null": b"null",
        "form": _dumped(manifest._replace(releases={"2026-03-02-library": ("k3h8vq2m9x4c7b1f",)})),
    }[kind]
    path.write_bytes(edited)
    refused(room, "damaged or was edited")


def test_the_remedy_for_a_damaged_manifest_works_when_followed_to_the_letter(room: Newsroom) -> None:
    build(room, now=NOW)
    manifests.path_beside(room.output).write_bytes(b"")
    with pytest.raises(NewsroomError, match="damaged") as caught:
        build(room, now=NOW)
    assert "move the folder of the site away" in str(caught.value.hint)
    room.output.rename(room.root / "away")
    build(room, now=NOW)
    assert (room.output / "index.html").is_file()


def test_the_manifest_of_a_later_version_stops_the_build_and_says_so(room: Newsroom) -> None:
    build(room, now=NOW)
    path = manifests.path_beside(room.output)
    path.write_bytes(path.read_bytes().replace(b'"format":1,', b'"format":12,"pages":[],', 1))
    refused(room, "a later version of newsroom wrote the list of published files")


def test_a_manifest_that_cannot_be_read_stops_the_build(room: Newsroom) -> None:
    build(room, now=NOW)
    manifests.path_beside(room.output).unlink()
    manifests.path_beside(room.output).mkdir()
    refused(room, "cannot be read")


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "", ".", "..", "../newsroom.toml", "a/../../x", "a//b", "a/./b", "a\0b", "x/", MANIFEST]
)
def test_a_manifest_with_a_right_checksum_and_a_wrong_path_stops_the_build(room: Newsroom, name: str) -> None:
    build(room, now=NOW)
    manifest = manifests.read(room.output)
    assert manifest
    manifests.path_beside(room.output).write_bytes(_dumped(manifest._replace(files={**manifest.files, name: ["00"]})))
    refused(room, "never wrote")


def test_no_file_name_breaks_out_of_the_manifest(tmp_path: Path) -> None:
    names = ["a\nb", 'a"b', "a\\", "a\u2028b", "#a", "a\r", "é", "checksum", '"checksum": "']
    with Output(tmp_path / "public") as output:
        output.commit({name: output.stage(name, b"1") for name in names}, {})
    manifest = manifests.read(tmp_path / "public")
    assert manifest and sorted(manifest.files) == sorted(names)
    with Output(tmp_path / "public") as output:
        output.commit({}, {})
    assert set(tree(tmp_path / "public")) == {MANIFEST}
    with Output(tmp_path / "public") as output, pytest.raises(NewsroomError, match="no text"):
        output.stage("\udcff", b"1")


def test_the_manifest_lists_old_and_new_files_before_the_first_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    out = tmp_path / "public"
    with Output(out) as output:
        output.commit({name: output.stage(name, b"1") for name in ("a", "b")}, {})
    seen: list[Manifest | None] = []
    real = os.replace

    def replace(source: Path, to: Path) -> None:
        if Path(to).parent == out and Path(to).name != MANIFEST:
            seen.append(manifests.read(out))
        real(source, to)

    monkeypatch.setattr(os, "replace", replace)
    with Output(out) as output:
        output.commit({name: output.stage(name, b"2") for name in ("b", "c")}, {})
    assert len(seen) == 2
    for known in seen:
        assert known and set(known.files) == {"a", "b", "c"} and len(known.files["b"]) == 2


# --- files of others --------------------------------------------------------------------------------------------


def test_files_of_others_are_named_and_left_alone(room: Newsroom, newsroom: Run) -> None:
    newsroom("-C", room.root, "build")
    (room.output / "CNAME").write_bytes(b"theirs")
    (room.output / "releases" / "old.html").write_bytes(b"theirs")
    (room.output / "own").mkdir()
    (room.output / "own" / "x.html").write_bytes(b"theirs")
    result = newsroom("-C", room.root, "build")
    assert "left alone: CNAME, releases/old.html" in result.err and "own/x.html" not in result.err
    assert tree(room.output)["CNAME"] == tree(room.output)["releases/old.html"] == b"theirs"


def test_a_page_that_somebody_edited_is_written_anew_and_named(room: Newsroom, newsroom: Run) -> None:
    newsroom("-C", room.root, "build")
    (room.output / "index.html").write_bytes(b"by hand")
    result = newsroom("-C", room.root, "build")
    assert "written anew: index.html" in result.err and tree(room.output)["index.html"] != b"by hand"
    assert "anew" not in newsroom("-C", room.root, "build").err


@pytest.mark.parametrize("name", ["rss.xml", "releases/2026-04-01-pool.html", "email/2026-04-01-pool.txt"])
def test_a_folder_in_the_place_of_a_file_stops_the_build_before_anything_moves(room: Newsroom, name: str) -> None:
    add(room.root, "2026-04-01-pool")
    build(room, now=NOW)
    (room.output / name).unlink()
    (room.output / name).mkdir()
    add(room.root, "2026-05-01-baths")
    refused(room, "a folder stands where a file must be")


def test_a_folder_in_the_place_of_a_file_that_goes_is_left_alone(room: Newsroom, tmp_path: Path) -> None:
    path = add(room.root, "2026-04-01-pool")
    build(room, now=NOW)
    theirs = room.output / "email" / "2026-04-01-pool.html"
    theirs.unlink()
    theirs.mkdir()
    (theirs / "note").write_bytes(b"theirs")
    path.unlink()
    build(room, now=NOW, remove=[path.stem])
    assert (theirs / "note").read_bytes() == b"theirs"
    build(room, now=NOW, folder=tmp_path / "clean")
    left = {name: data for name, data in tree(room.output).items() if data != b"theirs"}
    assert left == tree(tmp_path / "clean")


def test_a_folder_of_the_site_that_is_a_link_is_refused_though_nothing_changes(room: Newsroom, tmp_path: Path) -> None:
    build(room, now=NOW)
    (room.output / "releases").rename(tmp_path / "elsewhere")
    (room.output / "releases").symlink_to(tmp_path / "elsewhere")
    refused(room, "a link leads out")


def test_a_link_among_folders_of_files_that_go_stops_the_build_before_anything_moves(
    room: Newsroom, tmp_path: Path
) -> None:
    build(room, now=NOW)
    (room.output / "email").rename(tmp_path / "elsewhere")
    (room.output / "email").symlink_to(tmp_path / "elsewhere")
    change(room.root / "newsroom.toml", "[email]\n", "[email]\npages = false\n")
    add(room.root, "2026-05-01-baths")
    before = tree(tmp_path / "elsewhere")
    refused(Newsroom.find(room.root), "a link leads out")
    assert tree(tmp_path / "elsewhere") == before


# --- emptied folders and wrong clocks ---------------------------------------------------------------------------


def many(room: Newsroom, number: int) -> None:
    for index in range(number):
        add(room.root, f"2026-04-01-item-{index:03}")
    assert build(room, now=NOW).public > number


def test_a_missing_releases_folder_is_exit_2(room: Newsroom, newsroom: Run) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    room.folder.rename(room.root / "r2")
    for command in ("build", "feed"):
        result = newsroom("-C", room.root, command)
        assert result.code == 2 and "there is no such folder" in result.err
    assert tree(room.output) == before


@pytest.mark.parametrize("number", [0, 5, 30])
def test_an_empty_releases_folder_removes_nothing(room: Newsroom, newsroom: Run, number: int) -> None:
    many(room, number)
    before = tree(room.output)
    room.folder.rename(room.root / "r2")
    room.folder.mkdir()
    for _ in range(2):
        result = newsroom("-C", room.root, "build")
        assert result.code == 1 and "2026-03-02-library" in result.err and "--remove" in result.err
        assert tree(room.output) == before


@pytest.mark.parametrize(("there", "gone", "stops"), [(40, 11, True), (40, 10, False), (150, 12, False)])
def test_more_than_a_tenth_and_more_than_ten_need_a_word(room: Newsroom, there: int, gone: int, stops: bool) -> None:
    many(room, there)
    for index in range(gone):
        change(room.folder / f"2026-04-01-item-{index:03}.md", 'status = "approved"', 'status = "draft"')
    if stops:
        refused(room, "off the site")
        assert len(build(room, now=NOW, remove_many=True).removed) == gone
    else:
        assert build(room, now=NOW).public == there + 1 - gone


def test_a_withdrawal_of_many_is_held_to_the_same_while_errors_stop_the_build(room: Newsroom) -> None:
    many(room, 30)
    for index in range(20):
        change(room.folder / f"2026-04-01-item-{index:03}.md", 'status = "approved"', 'status = "draft"')
    (room.folder / "broken.md").write_bytes(b"\xff")
    refused(room, "off the site")
    report = build(room, now=NOW, remove_many=True)
    assert report.refusals and len(report.removed) == 20


@pytest.mark.parametrize("held_by", ["date", "embargo"])
def test_a_clock_that_goes_back_takes_nothing_back(room: Newsroom, held_by: str) -> None:
    if held_by == "date":
        add(room.root, "2026-06-01-now", date="2026-06-01T07:58:00-04:00")
    else:
        add(room.root, "2026-06-01-now", extra="embargo = 2026-06-01T07:58:00-04:00\n")
    many(room, 12)
    before = tree(room.output)
    assert build(room, now=NOW - dt.timedelta(minutes=5)).public == 14 and tree(room.output) == before
    with pytest.raises(NewsroomError, match="14 of 14"):  # trusted by mistake
        build(room, now=NOW - dt.timedelta(days=365 * 26), trust_clock=True)
    assert tree(room.output) == before


def test_what_was_not_out_stays_held_when_the_clock_goes_back(room: Newsroom) -> None:
    build(room, now=NOW)
    add(room.root, "2026-06-01-now", date="2026-06-01T07:58:00-04:00")
    assert [held.status for held in build(room, now=NOW - dt.timedelta(minutes=5)).held] == ["scheduled"]


@pytest.mark.parametrize("edit", ["date = 2026-06-02", 'status = "draft"', "embargo = 2026-06-02T00:00:00Z"])
def test_an_edit_takes_back_what_is_out(room: Newsroom, edit: str) -> None:
    path = add(room.root, "2026-05-30-now")
    build(room, now=NOW)
    key = edit.split(" =")[0]
    old = {"date": "date = 2026-03-02", "status": 'status = "approved"', "embargo": 'kind = "release"'}[key]
    change(path, old, f"{old}\n{edit}" if key == "embargo" else edit)
    assert build(room, now=NOW).public == 1
    assert "releases/2026-05-30-now.html" not in tree(room.output)


def test_a_feed_by_a_clock_that_went_back_keeps_what_is_out(room: Newsroom) -> None:
    from newsroom_cli.publishing.feeds.single_feed import feed

    add(room.root, "2026-06-01-now", date="2026-06-01T07:58:00-04:00")
    build(room, now=NOW)
    data, errors = feed(room, "json", now=NOW - dt.timedelta(minutes=5))
    assert not errors and len(json.loads(data)["items"]) == 2


# --- the disk ---------------------------------------------------------------------------------------------------


def test_everything_is_synced_before_the_first_move_and_after_the_last(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    steps: list[str] = []
    monkeypatch.setattr(Output, "_sync", lambda self: steps.append("sync"))

    def moving(real: Callable[..., None]) -> Callable[..., None]:
        def move(source: Path, to: Path) -> None:
            if Path(to).name != MANIFEST and room.output in (
                Path(to),
                *Path(to).parents,
            ):  # the manifest is synced by itself
                steps.append("move")
            real(source, to)

        return move

    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, moving(getattr(os, name)))
    build(room, now=NOW)
    moves = [index for index, step in enumerate(steps) if step == "move"]
    assert steps.count("sync") == 2 and steps[0] == "sync" and steps[-1] == "sync" and moves
    steps.clear()
    build(room, now=NOW)
    assert steps == []


def test_a_page_that_somebody_deleted_after_its_release_stops_no_build(room: Newsroom) -> None:
    path = add(room.root, "2026-04-01-pool")
    build(room, now=NOW)
    path.unlink()
    assert build(room, now=NOW).kept
    (room.output / "releases" / "2026-04-01-pool.html").unlink()
    for _ in range(2):
        assert build(room, now=NOW).kept and not (room.output / "releases" / "2026-04-01-pool.html").exists()


LINKING = f"{BODY}\nIt is where [the pool](2026-04-01-pool.md) was.\n"


def test_a_link_to_a_page_that_stays_stops_no_build_and_leads_to_it(room: Newsroom, newsroom: Run) -> None:
    path = add(room.root, "2026-04-01-pool")
    add(room.root, "2026-04-02-ferry", body=LINKING)
    build(room, now=NOW)
    text = path.read_text(encoding="utf-8")
    path.unlink()
    add(room.root, "2026-04-03-urgent")
    for _ in range(2):
        report = build(room, now=NOW)
        assert not report.refusals and report.kept and report.has_errors
    there = tree(room.output)
    assert "releases/2026-04-03-urgent.html" in there and "releases/2026-04-01-pool.html" in there
    assert b'<a href="../releases/2026-04-01-pool.html"' in there["releases/2026-04-02-ferry.html"]
    assert b"news.port-ellery.example/releases/2026-04-01-pool.html" in there["email/2026-04-02-ferry.txt"]
    refused = build(room, now=NOW, remove=["2026-04-01-pool"])
    assert [finding.code for finding in refused.refusals] == ["LK007"] and tree(room.output) == there
    path.write_text(text, encoding="utf-8")
    report = build(room, now=NOW)
    assert not report.has_errors, report
    ferry = "releases/2026-04-02-ferry.html"
    assert tree(room.output)[ferry] == there[ferry]


def test_a_link_to_a_page_that_is_gone_with_its_release_stops_the_build(room: Newsroom) -> None:
    path = add(room.root, "2026-04-01-pool")
    add(room.root, "2026-04-02-ferry", body=LINKING)
    build(room, now=NOW)
    path.unlink()
    (room.output / "releases" / "2026-04-01-pool.html").unlink()
    assert [finding.code for finding in build(room, now=NOW).refusals] == ["LK007"]


NAMING = {
    "CR005": 'corrects = "2026-04-01-pool.md"\n',
    "TR001": 'language = "es"\ntranslation = { of = "2026-04-01-pool.md" }\n',
}


@pytest.mark.parametrize("code", NAMING)
def test_a_correction_or_translation_of_a_page_that_stays_stops_no_build(room: Newsroom, code: str) -> None:
    path = add(room.root, "2026-04-01-pool", extra='corrected_by = ["2026-04-02-ferry.md"]\n')
    add(room.root, "2026-04-02-ferry", extra=NAMING[code])
    build(room, now=NOW)
    before, text = tree(room.output), path.read_text(encoding="utf-8")
    path.unlink()
    add(room.root, "2026-03-01-urgent")
    for _ in range(2):
        report = build(room, now=NOW)
        assert not report.refusals and report.kept and report.has_errors
    there = tree(room.output)
    assert "releases/2026-03-01-urgent.html" in there
    pool, ferry = "releases/2026-04-01-pool.html", "releases/2026-04-02-ferry.html"
    assert there[pool] == before[pool] and there[ferry] == before[ferry]
    assert b"2026-04-01-pool.html" in there[ferry] and b"2026-04-02-ferry.html" in there[pool]
    refused = build(room, now=NOW, remove=["2026-04-01-pool"])
    assert [finding.code for finding in refused.refusals] == [code] and tree(room.output) == there
    path.write_text(text, encoding="utf-8")
    report = build(room, now=NOW)
    assert not report.has_errors, report
    assert tree(room.output) == there


@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("held", ['"draft"', '"review"'])
def test_a_page_stays_when_another_release_that_is_held_takes_the_name_of_its_file(
    room: Newsroom, held: str, stopped: bool
) -> None:
    path = add(room.root, "2026-04-01-pool", headline='"City Opens Pool"')
    build(room, now=NOW)
    before = tree(room.output)
    path.unlink()
    other = add(room.root, "2026-04-01-pool", id='"tag:news.port-ellery.example,2026:an0ther0r1ease00"', status=held)
    if stopped:
        add(room.root, "2026-04-02-broken", headline='""')
    report = build(room, now=NOW)
    assert bool(report.refusals) == stopped and not report.removed
    if not stopped:
        assert list(report.kept) == ["2026-04-01-pool"] and report.has_errors
    assert tree(room.output) == before
    change(other, "an0ther0r1ease00", "2026-04-01-pool0")  # the same release: now the page goes
    assert build(room, now=NOW).removed == ("2026-04-01-pool",)
