"""Measures the proof of outputs on generated releases: python -m benchmarks.proving N.

Processor time of one core for a release's page and two mails, and for an entry in three feeds, beside the time that
the parser needs for the body of a release, because machines differ.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import generate
from newsroom_cli.language.links.linked import no_releases
from newsroom_cli.markup import markdown
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.publishing.proof import source as promised
from newsroom_cli.publishing.site import pages

ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("releases", type=int)
    with tempfile.TemporaryDirectory() as folder:
        generate.newsroom(parser.parse_args().releases, Path(folder), lean=False)
        measure(Newsroom.find(Path(folder)))


def measure(newsroom: Newsroom) -> None:
    config = newsroom.config
    releases = [newsroom.read(path) for path in newsroom.paths()]
    sources = [(newsroom.document(release), newsroom.edition(release)) for release in releases]
    outputs = [files_of(made, newsroom) for _, made in sources]
    heads = {form: feeds.feed(config, form) for form in config.feeds.formats}
    latest = sources[: config.feeds.entries]
    documents = {
        heads[form].url.removeprefix(config.url): data
        for form, data in feeds.render_all(heads, [made for _, made in latest]).items()
    }

    def prove() -> None:
        for (document, made), files in zip(sources, outputs, strict=True):
            assert comparison.differences(promised.read(document, made, no_releases), files) == []

    def parse() -> None:
        for release in releases:
            markdown.read.__wrapped__(release.body)  # type: ignore[attr-defined]

    show("Markdown of a release, parsed", parse, len(releases))
    show("page and mails of a release, proven", prove, len(releases))
    show(
        "entry in three feeds, proven",
        lambda: comparison.entry_differences(
            [promised.read(document, made, no_releases) for document, made in latest], documents
        ),
        len(latest),
    )


def files_of(made: Edition, newsroom: Newsroom) -> dict[str, bytes]:
    renderers = (
        ("releases", "html", pages.release_page),
        ("email", "html", message.html),
        ("email", "txt", message.text),
    )
    config, own = newsroom.config, newsroom.own
    return {f"{folder}/{made.slug}.{ending}": render(made, config, own) for folder, ending, render in renderers}


def show(name: str, work: Callable[[], Any], count: int) -> None:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) / count)
    print(f"{name:40} best {min(times) * 1e6:6.0f} us, median {sorted(times)[ROUNDS // 2] * 1e6:6.0f} us")


if __name__ == "__main__":
    main()
