"""The schemas for editors match the declared keys; tests/linter/test_check_oracles.py asks a language server."""

from __future__ import annotations

import json
from pathlib import Path

from samples import sample_config

from newsroom_cli.model import json_schema
from newsroom_cli.model.config import Config, default_config
from newsroom_cli.model.release import STATUSES, Release
from newsroom_cli.model.toml.schema import declared_keys


def test_a_release_offers_what_the_newsroom_has() -> None:
    made = json_schema.release_schema(sample_config())
    fields = made["properties"]
    assert set(fields) == set(declared_keys(Release)) and made["additionalProperties"] is False
    assert fields["office"]["enum"] == list(sample_config().offices)
    assert fields["kind"]["enum"] == list(sample_config().kinds) and fields["kind"]["default"] == "release"
    assert fields["status"]["enum"] == list(STATUSES)
    speaker = fields["quotes"]["items"]["properties"]["speaker"]
    assert speaker["anyOf"][0]["enum"] == [person.name for person in sample_config().people]
    assert all(field["description"].endswith(".") for field in fields.values())


def test_what_a_kind_requires_is_required() -> None:
    made = json_schema.release_schema(default_config())
    needed = {rule["if"]["properties"]["kind"]["const"]: rule["then"]["required"] for rule in made["allOf"]}
    assert needed["release"] == ["id", "headline", "date", "office", "dateline"]
    assert needed["advisory"] == ["id", "headline", "date", "office", "event"]
    assert "enum" not in made["properties"]["office"], "no newsroom, no offices"


def test_options_have_defaults_and_both_spellings() -> None:
    made = json_schema.newsroom_schema(["DT001", "HD001"])
    assert {name for name in made["properties"] if "-" not in name} == set(declared_keys(Config))
    check = made["properties"]["check"]["properties"]
    assert check["extend-select"]["items"] == check["extend_select"]["items"]
    assert check["select"]["items"]["anyOf"][0]["enum"] == ["ALL", "DT", "HD", "DT001", "HD001"]
    assert made["properties"]["feeds"]["properties"]["entries"]["default"] == 50


def test_the_command_works_without_a_newsroom(newsroom, tmp_path: Path) -> None:
    assert json.loads(newsroom("schema").out)["title"] == "newsroom release"
    assert json.loads(newsroom("schema", "newsroom").out)["required"] == ["url"]
    (tmp_path / "newsroom.toml").write_text("nmae = 1\n", encoding="utf-8")
    assert newsroom("schema").code == 2
    assert newsroom("schema", "-C", "nowhere").code == 2
