"""Reminders of what newsroom does not do: put the site on a server, and build at the right time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom_cli.newsroom.folder import Newsroom

# What lies in a repository whose CI builds and deploys.
_RECIPES = (
    *(
        ".github/workflows",
        ".gitlab-ci.yml",
        ".forgejo/workflows",
        ".gitea/workflows",
        ".woodpecker",
        ".woodpecker.yml",
    ),
    *(".circleci/config.yml", "bitbucket-pipelines.yml", "Jenkinsfile", "azure-pipelines.yml", "netlify.toml"),
)


def local_lines(newsroom: Newsroom, folder: Path) -> Iterator[str]:
    """Yield a line, for a person at a terminal, that the site is only in a folder here; none if CI deploys it."""
    from newsroom_cli.cli import output

    if output.is_watched() and not _is_deployed_by_ci(newsroom):
        shown = output.from_here(folder, newsroom.root)
        yield f"only on this computer until you put the folder {shown} on your web server"


def scheduled_lines(newsroom: Newsroom) -> Iterator[str]:
    """Yield a line, for a person at a terminal, that somebody must build then; none if CI does."""
    from newsroom_cli.cli import output

    if output.is_watched() and not _is_deployed_by_ci(newsroom):
        yield "  not by itself: newsroom build must run then, started by you or by a scheduler"


def is_built_elsewhere(newsroom: Newsroom) -> bool:
    """Whether CI builds the site, and nothing was built here: then what is due counts as public."""
    from newsroom_cli.newsroom.writer import manifest as manifests

    return _is_deployed_by_ci(newsroom) and not manifests.published_in(newsroom.output)


def _is_deployed_by_ci(newsroom: Newsroom) -> bool:
    """Whether the newsroom or the repository around it has a recipe for a CI service."""
    from newsroom_cli.newsroom import history

    folders = {newsroom.root, history.repository(newsroom.root) or newsroom.root}
    return any((folder / recipe).exists() for folder in folders for recipe in _RECIPES)
