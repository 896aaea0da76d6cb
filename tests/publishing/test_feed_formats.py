"""The table of feed formats: whatever is in it is known everywhere, and every renderer is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import sample_config, sample_edition

from newsroom_cli.cli import feed as command
from newsroom_cli.model import config, json_schema
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.site import pages

every_format = pytest.mark.parametrize("name", FORMATS)


def test_every_renderer_is_in_the_table() -> None:
    sources = Path(feeds.__file__).parent.glob("*.py")
    renderers = {path.stem for path in sources if "\ndef render(feed: Feed" in path.read_text(encoding="utf-8")}
    assert renderers == {feed_format.renderer for feed_format in FORMATS.values()}


def test_no_two_formats_share_a_file_or_a_media_type() -> None:
    assert len({feed_format.file for feed_format in FORMATS.values()}) == len(FORMATS)
    assert len({feed_format.media_type for feed_format in FORMATS.values()}) == len(FORMATS)


def test_configuration_command_line_and_schema_know_the_formats_of_the_table() -> None:
    names = list(FORMATS)
    assert list(command.Format) == names == list(config.Feeds().formats)
    properties = json_schema.newsroom_schema(())["properties"]
    assert properties["feeds"]["properties"]["formats"]["items"]["enum"] == names


@every_format
def test_a_page_links_to_the_feed(name: str) -> None:
    page = pages.release_page(sample_edition(), sample_config(), None).decode()
    assert f'type="{FORMATS[name].media_type}"' in page and f">{FORMATS[name].label}</a>" in page


@every_format
def test_entries_can_be_taken_out_of_a_feed(name: str) -> None:
    """A feed without a release is the feed that was rendered without it, but for the date of its last change."""
    gone, left = (sample_edition(slug=slug, id=f"tag:news.example,2026:{slug}") for slug in ("gone", "left"))
    gone, left = (edition._replace(url=page_url(edition.slug, sample_config().url)) for edition in (gone, left))
    about = feeds.feed(sample_config(), name)
    whole = feeds.render(name, about, [gone, left]).decode()
    without = feeds.renderer(name).without_entries
    assert without(whole, [f"/{page_url('gone', '')}"]) == feeds.render(name, about, [left]).decode()
    assert without(whole, ["/releases/another.html"]) == whole
