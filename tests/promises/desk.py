"""A newsroom in which people do one thing after another, at random: by hand, and with the functions of commands."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from samples import picture

from newsroom_cli.cli import correct
from newsroom_cli.cli.approve import approve
from newsroom_cli.cli.arguments.plain_options import Build
from newsroom_cli.cli.arguments.shared_options import command_of
from newsroom_cli.cli.publish import publish
from newsroom_cli.cli.rename import rename
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer import manifest as manifests
from promises.rooms import add, make_room

# Later than the files on the disk, so that a build trusts what it cached about them, as in an archive.
START = dt.datetime.now(dt.UTC).replace(hour=12, minute=49, second=54, microsecond=0) + dt.timedelta(days=30)


class Desk:
    """A newsroom and random edits of it, which are the same for the same number."""

    def __init__(self, root: Path, number: int) -> None:
        self.random = random.Random(number)
        self.now = START
        self.names = 0
        self.gone: dict[Path, str] = {}  # the files that were deleted
        self.taken: set[str] = set()  # files of the output that another program deleted since the last build
        self.done: list[str] = []
        make_room(root)
        if number % 2:  # so few that releases move into archives
            with (root / "newsroom.toml").open("a", encoding="utf-8") as toml:
                toml.write("\n[feeds]\nentries = 2\n")
        self.root = root
        for _ in range(4):
            self.new()

    def files(self) -> list[Path]:
        return sorted((self.root / "releases").rglob("*.md"))

    def any(self) -> Path:
        return self.random.choice(self.files())

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    # --- edits ------------------------------------------------------------------------------------------------

    def new(self) -> None:
        name, offices = self.name(), list(Newsroom.find(self.root).config.offices)
        office = f'"{self.random.choice(offices)}"'
        add(self.root, name, headline=f'"City Opens Item {self.names}"', office=office)

    def name(self) -> str:
        self.names += 1
        return f"2026-0{self.random.randint(1, 5)}-1{self.random.randint(0, 8)}-item-{self.names}"

    def text(self) -> None:
        self.edit(self.any(), "The opening hours", f"In {self.random.randrange(2000, 2030)} the opening hours")

    def headline(self) -> None:
        self.edit(self.any(), "City Opens", "City Closes")

    def same_size(self) -> None:
        self.edit(self.any(), "40,000", f"{self.random.randrange(10, 99)},000")

    def rename_by_hand(self) -> None:
        path = self.any()
        path.rename(path.with_name(f"{self.name()}.md"))

    def delete(self) -> None:
        if len(self.files()) > 2:
            path = self.any()
            self.gone[path] = path.read_text(encoding="utf-8")
            path.unlink()

    def put_back(self) -> None:
        ids = {line for path in self.files() for line in path.read_text(encoding="utf-8").splitlines()[:9]}
        for path, text in self.gone.items():
            if text.splitlines()[1] not in ids and not path.exists():
                path.write_text(text, encoding="utf-8")
        self.gone.clear()

    def remove(self) -> None:
        manifest = manifests.read(self.root / "public")
        slugs = {path.stem for path in self.files()}
        if manifest and (gone := [slug for slug in manifest.releases if slug not in slugs]):
            self.command(command_of(Build), remove=gone, remove_many=True, trust_clock=True)

    def status(self) -> None:
        path, status = self.any(), self.random.choice(["draft", "review", "withdrawn", "approved"])
        for before in ("draft", "review", "withdrawn", "approved"):
            self.edit(path, f'status = "{before}"', f'status = "{status}"')

    def mistake(self) -> None:
        self.edit(self.any(), "The opening hours", "TK the opening hours")

    def mend(self) -> None:
        for path in self.files():
            self.edit(path, "TK the opening hours", "The opening hours")

    def alias(self) -> None:
        path = self.any()
        if "aliases =" not in path.read_text(encoding="utf-8"):
            self.edit(path, "kind =", f'aliases = ["{self.name()}"]\nkind =')

    def embargo(self) -> None:
        ends = self.now + dt.timedelta(hours=self.random.randrange(1, 60))
        self.edit(self.any(), "kind =", f"embargo = {ends:%Y-%m-%dT%H:%M:%SZ}\nkind =")

    def picture(self) -> None:
        path = self.any()
        (path.parent / "plan.png").write_bytes(picture(width=self.random.randrange(20, 60)))
        with path.open("a", encoding="utf-8") as file:
            file.write("\n![A plan](plan.png)\n")

    def drawn_anew(self) -> None:
        for path in (self.root / "releases").rglob("plan.png"):
            path.write_bytes(picture(colour=self.random.randrange(256)))

    def link(self) -> None:
        path = self.any()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nAlso see [another release]({self.address(path.parent)}).\n")

    def translation(self) -> None:
        path, original = self.any(), self.any()
        named = any(f'of = "{path.name}"' in other.read_text(encoding="utf-8") for other in self.files())
        if path != original and not named and "[translation]" not in original.read_text(encoding="utf-8"):
            language = self.random.choice(["es", "pt", "ar"])
            self.edit(path, "kind =", f'language = "{language}"\nkind =')
            self.edit(path, "[dateline]", f'[translation]\nof = "{original.name}"\n\n[dateline]')

    def boilerplate(self) -> None:
        words = f"**About:** see [it]({self.address(self.root)})."
        toml = self.root / "newsroom.toml"
        lines = [line for line in toml.read_text(encoding="utf-8").splitlines() if "**About:**" not in line]
        toml.write_text("\n".join((*lines, "")), encoding="utf-8")
        self.edit(toml, "[[offices.parks", f"boilerplate = '{words}'\n[[offices.parks")

    def address(self, start: Path) -> str:
        """The address of some release: its file as seen from a folder, or its page."""
        target = self.any()
        page = f"https://news.port-ellery.example/releases/{target.stem}.html"
        return self.random.choice([page, os.path.relpath(target, start)])

    def settings(self) -> None:
        self.edit(self.root / "newsroom.toml", 'description = "', f'description = "{self.random.randrange(9)} ')
        toml = self.root / "newsroom.toml"
        toml.write_text(f"{toml.read_text(encoding='utf-8')}\n# {self.random.random()}\n", encoding="utf-8")

    def publishing(self) -> None:
        toml = self.root / "newsroom.toml"
        host = self.random.choice(["any", "netlify", "cloudflare", "gitlab"])
        broken = self.random.choice(["stop", "hold"])
        words = toml.read_text(encoding="utf-8").split("[publishing]\n")[0]
        toml.write_text(f'{words}[publishing]\nhost = "{host}"\nbroken = "{broken}"\n', encoding="utf-8")

    def office(self) -> None:
        """Give an office another key, and list the old ones in it."""
        toml = self.root / "newsroom.toml"
        config = Newsroom.find(self.root).config
        key = next(key for key in config.offices if key.startswith("parks"))
        former, new = [*config.offices[key].former_keys, key], f"parks-{len(config.offices[key].former_keys)}"
        lines = toml.read_text(encoding="utf-8").replace(f"[offices.{key}]", f"[offices.{new}]").replace(
            f"[[offices.{key}.contacts]]", f"[[offices.{new}.contacts]]"
        ).splitlines()  # fmt: skip
        lines = [line for line in lines if not line.startswith("former_keys")]
        lines.insert(lines.index(f"[offices.{new}]") + 1, f"former_keys = {former}")
        toml.write_text("\n".join((*lines, "")), encoding="utf-8")
        for path in self.files():
            self.edit(path, f'office = "{key}"', f'office = "{new}"')

    def template(self) -> None:
        own = self.root / "templates" / "site" / "figure.html"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(
            f'{{% extends "builtin/site/figure.html" %}}\n{{# {self.random.random()} #}}\n', encoding="utf-8"
        )

    def style(self) -> None:
        own = self.root / "templates" / "site" / "site.css"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"p {{ margin: {self.random.randrange(9)}px }}\n", encoding="utf-8")

    def identity(self) -> None:
        logo, toml = self.root / "art" / "logo.svg", self.root / "newsroom.toml"
        logo.parent.mkdir(exist_ok=True)
        size = f"{self.random.randrange(200, 400)} 40"
        logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"/>', encoding="utf-8")
        options = f'[site]\nlogo = "art/logo.svg"\ncolour = "#{self.random.randrange(1 << 24):06x}"\n'
        toml.write_text(f"{toml.read_text(encoding='utf-8').partition('[site]')[0]}{options}", encoding="utf-8")

    def tampering(self) -> None:
        paths = [
            path for path in sorted((self.root / "public").rglob("*.*")) if path.suffix in (".html", ".txt", ".xml")
        ]
        for path in self.random.sample(paths, min(len(paths), 2)):
            if self.random.random() < 0.5:
                path.unlink()
                self.taken.add(path.relative_to(self.root / "public").as_posix())
            else:
                path.write_bytes(path.read_bytes().replace(b"e", b"x", 1))

    def forgetting(self) -> None:
        shutil.rmtree(self.root / INDEX, ignore_errors=True)

    def time(self) -> None:
        self.now += dt.timedelta(hours=self.random.randrange(1, 48))

    def clock(self) -> None:
        self.now -= dt.timedelta(minutes=self.random.randrange(1, 9))

    def nothing(self) -> None:
        pass

    # --- commands ---------------------------------------------------------------------------------------------

    def command(self, run: Callable[..., None], *arguments: Any, **options: Any) -> None:
        """Run a command in this process at the moment of the desk; a refusal is an answer, too."""
        theme.clear_caches()
        with contextlib.suppress(NewsroomError, typer.Exit):
            run(*arguments, **options, directory=self.root)

    def rename(self) -> None:
        self.command(rename, self.any(), self.name())

    def rename_back(self) -> None:
        path = self.any()
        if aliases := Newsroom.find(self.root).read(f"releases/{path.name}").aliases:
            self.command(rename, path, self.random.choice(aliases).value)

    def keep_addresses(self) -> None:
        for path in self.files():
            self.command(rename, path)

    def correct(self) -> None:
        change = self.random.choice(list(correct.Change))
        self.command(correct.correct, self.any(), change, "It opens in 2027.", yes=True)

    def withdraw(self) -> None:
        change = self.random.choice(list(correct.Withdrawal))
        self.command(correct.withdraw, self.any(), change, "It was wrong.", yes=True)

    def undo(self) -> None:
        for path in self.files():
            self.command(correct.withdraw, path, yes=True, undo=True)

    def record(self) -> None:
        self.command(correct.record)

    def approve(self) -> None:
        self.command(approve, self.any(), "Ana Okafor", "Mayor")

    def publish(self) -> None:
        now, lift = self.random.choice([(False, False), (True, False), (False, True)])
        self.command(publish, [self.any()], now, lift, yes=True)


EDITS: list[Callable[[Desk], None]] = [
    Desk.new, Desk.text, Desk.headline, Desk.same_size, Desk.rename_by_hand, Desk.delete, Desk.put_back, Desk.remove,
    Desk.status, Desk.mistake, Desk.mend, Desk.alias, Desk.embargo, Desk.embargo, Desk.picture, Desk.drawn_anew,
    Desk.link, Desk.link, Desk.translation, Desk.translation, Desk.boilerplate, Desk.settings, Desk.publishing,
    Desk.office, Desk.template, Desk.style, Desk.identity, Desk.tampering, Desk.forgetting,
    Desk.time, Desk.time, Desk.time, Desk.clock, Desk.nothing, Desk.rename, Desk.rename,
    Desk.rename_back, Desk.keep_addresses, Desk.correct, Desk.correct, Desk.withdraw, Desk.withdraw,
    Desk.undo, Desk.record, Desk.approve, Desk.publish, Desk.publish,
]  # fmt: skip
