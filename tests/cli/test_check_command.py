"""`newsroom check` in a newsroom: what is asked for, what is written, and what is remembered."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import processes
import pytest
import terminal
from samples import FRONT, HERE, picture, sample_text, write_newsroom

from newsroom_cli.linter import memory

WRONG = "The hall opens on Tuesday, March 9, 2026.\n"
IDLE = "<!-- newsroom: ignore[DT001] meant -->\nOne.\n"


def text(number: int, body: str = "") -> str:
    front = FRONT.replace("k3h8vq2m9x4c7b1f", f"k3h8vq2m9x4c{number:04}")
    return sample_text(front=front) + (f"\n{body}" if body else "")


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    """The current folder as a newsroom of twenty releases, more than too few to remember."""
    write_newsroom(tmp_path)
    for number in range(20):
        put(tmp_path, number)
    return tmp_path


def put(room: Path, number: int, body: str = "", *, age: int = 60) -> Path:
    """A release, written so many seconds ago."""
    file = room / "releases" / f"2026-03-02-{number:03}.md"
    file.write_text(text(number, body), encoding="utf-8")
    then = time.time() - age
    os.utime(file, (then, then))
    return file


def codes(run) -> list[str]:
    return [finding["code"] for finding in json.loads(run.out)]


# --- what is remembered ---------------------------------------------------------------------------------------


def test_what_did_not_change_is_not_read_again_and_told_alike(newsroom, room: Path, monkeypatch) -> None:
    put(room, 3, WRONG)
    first = newsroom("check", "-f", "json")
    assert codes(first) == ["DT001"]
    from newsroom_cli.newsroom.folder import Newsroom

    read: list[str] = []
    reading = Newsroom.read
    monkeypatch.setattr(Newsroom, "read", lambda self, path: (read.append(path), reading(self, path))[1])
    assert newsroom("check", "-f", "json") == first and read == []
    put(room, 5, WRONG, age=30)
    changed = newsroom("check", "-f", "json")
    assert codes(changed) == ["DT001"] * 2 and read == ["releases/2026-03-02-005.md"]
    assert newsroom("check", "-f", "json", "--no-cache") == changed


def test_a_change_of_rules_options_or_files_is_noticed(newsroom, room: Path) -> None:
    put(room, 3, WRONG)
    assert codes(newsroom("check", "-f", "json")) == ["DT001"]
    assert codes(newsroom("check", "-f", "json", "--ignore", "DT001")) == []
    options = room / "newsroom.toml"
    options.write_text(f'{options.read_text(encoding="utf-8")}\n[check]\nignore = ["DT"]\n', encoding="utf-8")
    assert codes(newsroom("check", "-f", "json")) == []
    (room / "releases" / "2026-03-02-003.md").unlink()
    twin = room / "releases" / "2026-03-02-twin.md"
    twin.write_text(text(4), encoding="utf-8")
    assert codes(newsroom("check", "-f", "json")) == ["FM007"]
    assert codes(newsroom("check", "-f", "json")) == ["FM007"]
    twin.unlink()
    assert codes(newsroom("check", "-f", "json")) == []


def test_a_file_written_again_at_once_is_read_again(newsroom, room: Path) -> None:
    put(room, 3, WRONG, age=0)
    assert codes(newsroom("check", "-f", "json")) == ["DT001"]
    state = (room / "releases" / "2026-03-02-003.md").stat()
    file = put(room, 3, WRONG.replace("Tuesday", "Monday "))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    assert codes(newsroom("check", "-f", "json")) == []


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose rules were run, in order."""
    from newsroom_cli.linter import check as checks

    paths: list[str] = []
    checking = checks.check_all
    monkeypatch.setattr(
        checks,
        "check_all",
        lambda documents, config: (
            paths.extend(document.release.path for document in documents),
            checking(documents, config),
        )[1],
    )
    return paths


def test_a_file_with_another_time_and_the_same_content_is_as_it_was(newsroom, room: Path, looked_at: list[str]) -> None:
    put(room, 3, WRONG)
    first = newsroom("check")
    assert len(looked_at) == 20
    for number in range(20):
        put(room, number, WRONG if number == 3 else "", age=30)  # a new checkout has other times
    assert newsroom("check") == first and len(looked_at) == 20
    put(room, 3, WRONG.replace("9", "8"), age=30)  # of the same length
    assert newsroom("check") != first and looked_at[20:] == ["releases/2026-03-02-003.md"]


def test_a_release_that_is_saved_and_not_changed_is_not_checked_again(
    newsroom, room: Path, looked_at: list[str]
) -> None:
    file = put(room, 3, WRONG, age=0)
    first = newsroom("check", file)
    assert newsroom("check", file) == first and len(looked_at) == 20  # the others are what it is compared with
    file.write_bytes(b"\xff" + file.read_bytes())
    assert "NR001" in newsroom("check", file).out
    put(room, 3, WRONG, age=0)
    assert newsroom("check", file) == first and len(looked_at) == 22


def test_a_picture_or_release_that_comes_or_goes_is_noticed(newsroom, room: Path) -> None:
    put(room, 3, "![A tree](tree.png)\n\nSee [the other](other.md).\n")
    tree, other = room / "releases" / "tree.png", room / "releases" / "other.md"
    for _ in range(2):
        assert codes(newsroom("check", "-f", "json")) == ["IM004", "LK007"]
        assert newsroom("check", "releases/2026-03-02-003.md").code == 1
    tree.write_bytes(picture())
    other.write_text(text(31), encoding="utf-8")
    for _ in range(2):
        assert codes(newsroom("check", "-f", "json")) == []
        assert newsroom("check", "releases/2026-03-02-003.md").code == 0
    tree.unlink()
    assert newsroom("check", "releases/2026-03-02-003.md").code == 1
    assert codes(newsroom("check", "-f", "json")) == ["IM004"]


@pytest.mark.parametrize(("in_work", "asked_again"), [(False, False), (True, True)])
def test_what_is_remembered_outlives_an_installation_of_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_work: bool, asked_again: bool
) -> None:
    package = tmp_path / "newsroom_cli"
    for folder in ("language", "rules"):
        (package / folder).mkdir(parents=True)
        (package / folder / "a.py").write_text("one = 1\n", encoding="utf-8")
    if in_work:
        (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(memory, "__file__", str(package / "linter" / "memory.py"))

    def stamp() -> str:
        memory.checksum.cache_clear()
        return memory.stamp(b"", "")

    before = stamp()
    os.utime(package / "rules" / "a.py", (1, 1))
    assert (stamp() != before) == asked_again
    (package / "rules" / "a.py").write_text("one = 12\n", encoding="utf-8")
    assert stamp() != before
    memory.checksum.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"stamp": 1}', b"\xff\x00", "same stamp", "no cards"])
def test_a_broken_memory_is_made_anew_silently(newsroom, room: Path, damage: bytes | str) -> None:
    put(room, 3, WRONG)
    first = newsroom("check", "-f", "json")
    findings, cards = room / ".newsroom-index" / "findings.json", room / ".newsroom-index" / "cards.json"
    if damage == "same stamp":
        findings.write_bytes(findings.read_bytes().replace(b"DT001", b"DT002"))
    elif damage == "no cards":
        cards.unlink()
        put(room, 5, WRONG, age=30)
        assert codes(newsroom("check", "-f", "json")) == ["DT001"] * 2
        return
    else:
        findings.write_bytes(damage)  # type: ignore[arg-type]
        cards.write_bytes(damage)  # type: ignore[arg-type]
    assert newsroom("check", "-f", "json") == first
    assert newsroom("check", "-f", "json") == first


def test_where_nothing_can_be_kept_nothing_is_said(newsroom, room: Path) -> None:
    (room / ".newsroom-index").write_text("in the way", encoding="utf-8")
    run = newsroom("check")
    assert run.code == 0 and run.err == "nothing to fix in 20 releases\n"


def test_an_embargo_ends_though_nothing_changed(newsroom, room: Path) -> None:
    file = room / "releases" / "2026-03-02-003.md"
    held = text(3).replace('status = "approved"', 'status = "draft"\nembargo = 2026-03-02T09:00:00-05:00')
    file.write_text(held, encoding="utf-8")
    os.utime(file, (1e9, 1e9))
    for moment, expected in (("2026-03-02T08:59", []), ("2026-03-02T09:00", ["EM003"]), ("2026-03-02T08:59", [])):
        assert codes(newsroom("check", "-f", "json", "--as-of", moment)) == expected


def test_an_embargoed_release_in_the_output_is_an_error(newsroom, room: Path) -> None:
    assert newsroom("build").code == 0
    file = room / "releases" / "2026-03-02-003.md"
    file.write_text(text(3).replace("status =", "embargo = 2099-03-12T09:00:00-05:00\nstatus ="), encoding="utf-8")
    assert codes(newsroom("check", "-f", "json")) == ["EM006"]
    assert newsroom().out.startswith("error[EM006]: releases/2026-03-02-003.md: the release is embargoed")
    assert "error[EM006]" in newsroom("status", "2026-03-02-003").out
    assert "error[EM006]" not in newsroom("status", "2026-03-02-004").out
    assert newsroom("build").code == 0
    assert codes(newsroom("check", "-f", "json")) == []


# --- what is written ------------------------------------------------------------------------------------------


def test_fix_mends_and_diff_shows(newsroom, room: Path) -> None:
    file = put(room, 3, IDLE)
    before = file.read_bytes()
    shown = newsroom("check", "--diff")
    assert shown.code == 1 and "-<!-- newsroom: ignore[DT001] meant -->\n" in shown.out and file.read_bytes() == before
    assert "1 can be fixed with --fix" in newsroom("check").err
    run = newsroom("check", "--fix")
    assert run.code == 0 and "fixed 1 finding in 1 release\n  releases/" in run.err and ": NR00" in run.err
    assert file.read_text(encoding="utf-8") == text(3, "One.\n")
    again = newsroom("check", "--diff")
    assert (again.code, again.out) == (0, "")


def test_unsafe_fixes_alone_mend_everything(newsroom, room: Path) -> None:
    file = put(room, 3, f"The city built a a library, said Ana Okfaor.\n\n{IDLE}")
    safe, both = (newsroom("check", "--diff", *more).out for more in ((), ("--unsafe-fixes",)))
    assert "+The city built a library, said Ana Okfaor." in safe and "said Ana Okafor." in both
    assert "fixed 3 findings" in newsroom("check", "--unsafe-fixes").err
    assert file.read_text(encoding="utf-8") == text(3, "The city built a library, said Ana Okafor.\n\nOne.\n")


def test_fix_keeps_permissions(newsroom, room: Path) -> None:
    file = put(room, 3, IDLE)
    file.chmod(0o640)
    assert newsroom("check", "--fix").code == 0
    assert file.read_text(encoding="utf-8") == text(3, "One.\n")
    assert file.stat().st_mode & 0o777 == 0o640


def test_fix_does_not_follow_links(newsroom, room: Path) -> None:
    file = put(room, 3, IDLE)
    kept = room / "kept.md"
    file.rename(kept)
    file.symlink_to(kept)
    assert newsroom("check", "--fix").code == 1
    assert file.is_symlink() and kept.read_text(encoding="utf-8") == text(3, IDLE)


def test_fix_writes_all_or_nothing(newsroom, room: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    files = [put(room, 3, IDLE), put(room, 4, IDLE)]
    before = [file.read_bytes() for file in files]
    (room / "releases").chmod(0o500)
    run = newsroom("check", "--fix")
    (room / "releases").chmod(0o700)
    assert run.code == 2 and [file.read_bytes() for file in files] == before


def test_a_file_that_changes_meanwhile_is_not_overwritten(room: Path) -> None:
    from newsroom_cli.model.errors import NewsroomError
    from newsroom_cli.newsroom import writer

    one, two = put(room, 3), put(room, 4)
    before = one.read_bytes()
    with pytest.raises(NewsroomError, match="in the meantime"):
        writer.rewrite({one: (before, b"new"), two: (b"other", b"new")})
    assert one.read_bytes() == before and sorted(file.name for file in room.joinpath("releases").iterdir()) == [
        f"2026-03-02-{number:03}.md" for number in range(20)
    ]


def test_fix_killed_half_way_leaves_every_file_whole(room: Path) -> None:
    texts = {put(room, number, IDLE): (text(number, IDLE), text(number, "One.\n")) for number in range(20)}
    for delay in (0.01, 0.03, 0.05, 0.1, 0.15):
        running = processes.started("check", "--fix", cwd=room, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert all(file.read_text(encoding="utf-8") in whole for file, whole in texts.items())
    assert processes.ran("check", "--fix", cwd=room).returncode == 0
    assert all(file.read_text(encoding="utf-8") == whole[1] for file, whole in texts.items())


def test_comments_are_written_for_an_archive(newsroom, room: Path) -> None:
    put(room, 3, WRONG)
    put(room, 4, WRONG)
    run = newsroom("check", "--add-ignores", "before the style guide")
    assert run.code == 0 and "wrote comments into 2 releases" in run.err
    assert newsroom("check").code == 0


# --- the baseline ---------------------------------------------------------------------------------------------


def draft(file: Path) -> None:
    """Makes a release a draft: what is wrong in one that goes out is told whatever a baseline says."""
    file.write_text(file.read_text(encoding="utf-8").replace('"approved"', '"draft"'), encoding="utf-8")


def test_the_findings_of_a_baseline_are_not_told_again(newsroom, room: Path) -> None:
    draft(put(room, 3, WRONG))
    run = newsroom("check", "--write-baseline")
    assert run.code == 0 and 'add baseline = "newsroom-baseline.json"' in run.err
    assert newsroom("check").code == 1
    options = room / "newsroom.toml"
    options.write_text(
        options.read_text(encoding="utf-8") + '\n[check]\nbaseline = "newsroom-baseline.json"\n', encoding="utf-8"
    )
    run = newsroom("check")
    assert run.code == 0 and "1 finding in the baseline not reported" in run.err
    draft(put(room, 3, f"A new line above.\n\n{WRONG}\n{WRONG.replace('hall', 'pool')}", age=30))
    assert codes(newsroom("check", "-f", "json")) == ["DT001"], "the old one moved, the new one is told"


@pytest.mark.parametrize("content", [None, b"{", b'{"findings": 3}', b'{"findings": [[1]]}'])
def test_a_baseline_that_cannot_be_read(newsroom, room: Path, content: bytes | None) -> None:
    if content is not None:
        (room / "known.json").write_bytes(content)
    run = newsroom("check", "--baseline", "known.json")
    assert run.code == 2 and "--write-baseline" in run.err


# --- what is asked for ----------------------------------------------------------------------------------------


@pytest.fixture
def repository(room: Path, git_of_nobody: None) -> Path:
    git(room, "init", "-q", "-b", "main")
    git(room, "add", "-A")
    git(room, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "one")
    return room


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_only_what_changed_since_a_revision(newsroom, repository: Path) -> None:
    assert newsroom("check", "--since", "main").err == "no release has changed\n"
    put(repository, 3, WRONG)
    put(repository, 30, WRONG.replace("hall", "pool"))
    (repository / "releases" / "2026-03-02-004.md").unlink()
    found = json.loads(newsroom("check", "--since", "HEAD", "-f", "json").out)
    assert [finding["path"] for finding in found] == ["releases/2026-03-02-003.md", "releases/2026-03-02-030.md"]
    assert codes(newsroom("check", "--since", "HEAD", "-f", "json", "releases/2026-03-02-030.md")) == ["DT001"]


def test_since_counts_from_where_the_branch_began(newsroom, repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    put(repository, 3, WRONG)
    git(repository, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qam", "two")
    git(repository, "checkout", "-q", "main")
    put(repository, 5, WRONG)
    git(repository, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qam", "three")
    git(repository, "checkout", "-q", "mine")
    found = json.loads(newsroom("check", "--since", "main", "-f", "json").out)
    assert [finding["path"] for finding in found] == ["releases/2026-03-02-003.md"]


def test_a_change_of_options_concerns_every_release(newsroom, repository: Path) -> None:
    put(repository, 3, WRONG)
    git(repository, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qam", "two")
    options = repository / "newsroom.toml"
    options.write_text(options.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")
    assert codes(newsroom("check", "--since", "HEAD", "-f", "json")) == ["DT001"]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "HEAD~99"])
def test_a_revision_that_is_not_there(newsroom, repository: Path, revision: str) -> None:
    run = newsroom("check", "--since", revision)
    assert run.code == 2 and "git cannot compare" in run.err


def test_since_needs_git(newsroom, room: Path, git_of_nobody: None) -> None:
    assert newsroom("check", "--since", "HEAD").code == 2


def test_stdin_is_a_release(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(content: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode()), isatty=lambda: False))

    given(text(3, WRONG))
    run = newsroom("check", "-", "-f", "concise")
    assert run.code == 1 and run.out.startswith("stdin.md:26:19: DT001 ")
    given(text(3, WRONG))
    named = newsroom("check", "--stdin-filename", "releases/2026-03-02-003.md", "-f", "concise")
    assert named.out.startswith("releases/2026-03-02-003.md:26:19: DT001 ")
    given(text(3, IDLE))
    assert newsroom("check", "-", "--fix").out == text(3, "One.\n")
    given(text(3, IDLE))
    assert newsroom("check", "-", "--diff").code == 1
    assert newsroom("check", "-", "releases").code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "error"), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "DT"), 0),
        (("--select", "HD"), 0),
        (("--select", "HD", "--extend-select", "DT001"), 1),
        (("--select", "ZZ"), 2),
        (("--extend-select", "ZZ"), 2),
    ],
)
def test_exit_codes(newsroom, room: Path, arguments: tuple[str, ...], code: int) -> None:
    put(room, 3, WRONG)
    assert newsroom("check", *arguments).code == code


def test_a_summary_for_the_page_of_a_job(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = room / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    put(room, 3, WRONG)
    run = newsroom("check", "-f", "github")
    assert run.out.startswith("::error file=releases/2026-03-02-003.md,line=26,")
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n### newsroom check\n") and "| error DT001 |" in written


def test_statistics(newsroom, room: Path) -> None:
    put(room, 3, f"{WRONG}\n{IDLE}")
    assert newsroom("check", "--statistics").out.splitlines() == [
        "1  DT001  weekday-of-another-date",
        "1  NR003  unused-suppression  [1 can be fixed]",
    ]


def test_an_unreadable_file_is_a_finding_and_the_others_are_checked(newsroom, room: Path) -> None:
    (room / "releases" / "2026-03-02-001.md").write_bytes(b"+++\n\xff\n+++\n")
    put(room, 3, WRONG)
    assert codes(newsroom("check", "-f", "json")) == ["NR001", "DT001"]
    assert codes(newsroom("check", "-f", "json")) == ["NR001", "DT001"]


def test_watching_checks_again_when_a_file_is_saved(room: Path) -> None:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with processes.started("check", "--watch", "-f", "concise", cwd=room, **pipes) as running:
        assert running.stderr is not None and running.stdout is not None
        assert running.stderr.readline() == "nothing to fix in 20 releases\n"
        assert "waiting for a file to be saved" in running.stderr.readline()
        put(room, 3, WRONG, age=1)
        assert "DT001" in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) == 0


# --- names that end otherwise -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".MD", ".md.txt", ".markdown"])
@pytest.mark.parametrize("given", [(), ("releases",), ("releases/2026-03-03-POOL",)])
def test_a_file_that_does_not_end_in_md_in_small_letters_is_reported_and_not_published(
    newsroom, tmp_path: Path, given: tuple[str, ...], ending: str
) -> None:
    write_newsroom(tmp_path, "releases/2026-03-02-library.md")
    assert newsroom("check").code == newsroom("check").code == 0
    (tmp_path / f"releases/2026-03-03-POOL{ending}").write_text(sample_text(), encoding="utf-8")
    for _ in range(2):
        run = newsroom("check", "-f", "json", *(name.replace("POOL", f"POOL{ending}") for name in given))
        (found,) = json.loads(run.out)
        assert run.code == 1 and found["code"] == "NR001" and found["path"] == f"releases/2026-03-03-POOL{ending}"
        assert f'ends in "{ending}"' in found["message"] and "rename it to 2026-03-03-POOL.md" in found["help"]
    assert newsroom("build").code == 0
    assert [page.name for page in (tmp_path / "public/releases").iterdir()] == ["2026-03-02-library.html"]


def test_a_draft_for_release_has_the_errors_that_approve_refuses(newsroom, room: Path) -> None:
    (room / "newsroom.toml").write_text(
        (HERE / "newsroom.toml").read_text(encoding="utf-8") + '\n[quotes]\nclearance = "required"\n', encoding="utf-8"
    )
    file = room / "releases/2026-03-02-library.md"
    file.write_text(sample_text().replace('status = "approved"', 'status = "draft"'), encoding="utf-8")
    assert newsroom("check", file).code == 0
    refused = newsroom("approve", file, "--by", "Kim Lee", "--role", "Editor")
    assert refused.code == 1 and "QT015" in refused.out
    run = newsroom("check", "--release", file, "--format", "concise")
    assert run.code == 1 and "QT015 the quote of Ana Okafor was not cleared" in run.out and "FM009" in run.out


def test_list_counts_the_findings_that_newsroom_counts(newsroom, room: Path) -> None:
    for path in (room / "releases").iterdir():
        path.unlink()
    text = sample_text().replace('status = "approved"', 'status = "draft"')
    text = text.replace("date = 2026-03-02\n", "date = 2026-03-02T09:00:00-08:00\n")
    (room / "releases/2026-03-02-library.md").write_text(text, encoding="utf-8")
    config = (HERE / "newsroom.toml").read_text(encoding="utf-8") + "\n[check]\npreview = true\n"
    (room / "newsroom.toml").write_text(config, encoding="utf-8")
    found = json.loads(newsroom("check", "--format", "json").out)
    assert {finding["severity"] for finding in found} == {"info"}
    assert f"{len(found)} finding" in newsroom().out
    assert f"{len(found)} info" in newsroom("list").out
    assert newsroom("list", "--findings").out


# --- many findings --------------------------------------------------------------------------------------------


def test_a_person_at_a_terminal_sees_ten_of_many_equal_findings_and_all_are_counted(newsroom, room: Path) -> None:
    put(room, 0, "The hall opens :smile: today.\n\n" * 25)
    command = ["check", "--select", "TX034", "releases/2026-03-02-000.md"]
    seen = terminal.shown(command, folder=room, answers={})
    assert seen.count("warning[TX034]") == 10
    assert "and 15 more of TX034 in releases/2026-03-02-000.md; --format concise lists all" in seen
    assert "25 warnings in 1 of 1 release" in seen
    assert terminal.shown(command, folder=room, answers={}, in_ci=True).count("warning[TX034]") == 25
    assert terminal.shown([*command, "--format", "concise"], folder=room, answers={}).count(": TX034 ") == 25
    run = newsroom(*command)
    assert run.out.count("warning[TX034]") == 25 and "more of" not in run.out
    assert "25 warnings in 1 of 1 release" in run.err
