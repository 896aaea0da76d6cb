"""Whether another machine builds and deploys the site, so that the output folder here does not show what is public."""

from __future__ import annotations

from newsroom_cli.newsroom import history
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests

# Files and folders of CI services, which may build and deploy the site.
_RECIPES = (
    ".github/workflows",
    ".gitlab-ci.yml",
    ".forgejo/workflows",
    ".gitea/workflows",
    ".woodpecker",
    ".woodpecker.yml",
    ".circleci/config.yml",
    "bitbucket-pipelines.yml",
    "Jenkinsfile",
    "azure-pipelines.yml",
    "netlify.toml",
)


def is_deployed_by_ci(newsroom: Newsroom) -> bool:
    """Whether the newsroom or the repository around it has a recipe for a CI service."""
    folders = {newsroom.root, history.repository(newsroom.root) or newsroom.root}
    return any((folder / recipe).exists() for folder in folders for recipe in _RECIPES)


def is_built_elsewhere(newsroom: Newsroom) -> bool:
    """Whether CI builds the site and nothing was built here; releases that are due then count as public."""
    return is_deployed_by_ci(newsroom) and not manifests.manifest_of(newsroom.output).due_moments
