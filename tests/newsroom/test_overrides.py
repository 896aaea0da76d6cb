"""Own templates beside the built-in ones: what they change, whether they fit, and copies that change nothing yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import HERE

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.templating import overrides, template_copies, template_sources, theme
from newsroom_cli.newsroom.templating.overrides import Override

DOC = (HERE / "docs" / "templates.md") if (HERE / "docs").is_dir() else Path(__file__).parents[2] / "docs/templates.md"


def judged(own: Path, name: str, text: str, **others: str) -> Override:
    """What is said of an own template; `others` are further files: `site_part_html` is site/part.html."""
    for path, content in {name: text, **{_path(key): words for key, words in others.items()}}.items():
        (own / path).parent.mkdir(parents=True, exist_ok=True)
        (own / path).write_text(content, encoding="utf-8")
    return next(override for override in overrides.overrides(own) if override.name == name)


def _path(key: str) -> str:
    folder, name, ending = key.split("_")
    return f"{folder}/{name}.{ending}"


EXTENDS = '{% extends "builtin/site/release.html" %}\n'

MISFITS = [
    ("site/release.html", EXTENDS + "{% block contact %}{% endblock %}", 2, 'no block "contact"', '"contacts"'),
    ("site/release.html", EXTENDS + "{% block quux %}{% endblock %}", 2, 'no block "quux"', "it has title, meta"),
    ("site/page.html", EXTENDS + "{% block contact %}{% endblock %}", 2, 'no block "contact"', '"contacts"'),
    ("site/index.html", '{% extends "builtin/site/indx.html" %}', 1, "no template", '"builtin/site/index.html"'),
    ("site/index.html", "\n{{ yearss }}", 2, 'no variable "yearss"', '"years"'),
    ("site/index.html", "{{ whatever }}", 1, 'no variable "whatever"', "docs/templates.md"),
    ("site/release.html", "{{ release.headlin }}", 1, 'release has no "headlin"', '"headline"'),
    ("site/release.html", "{{ config.descripton }}", 1, 'config has no "descripton"', '"description"'),
    ("site/release.html", "{{ words.topicz }}", 1, 'words has no "topicz"', '"topic"'),
    ("site/words.html", '{% set en = {\n"topicks": "About"} %}', 2, 'the word "topicks"', '"topics"'),
    ("site/release.html", "\n{% if %}", 2, "syntax error", "correct it"),
    ("site/release.html", "\n{{ release.headline|shout }}", 2, "no filter named 'shout'", "correct it"),
    (
        "site/release.html",
        "{% if 1 %}{% extends 'x' %}{% endif %}{% block a %}{% extends 'x' %}{% endblock %}",
        1,
        "non top-level",
        "correct",
    ),
    ("site/house.css", "p {}\np { color: var(--acent) }", 2, "no style sheet sets --acent", '"--accent"'),
    ("site/house.css", ":root {\n --acent: #123456 }", 2, "no style sheet uses --acent", '"--accent"'),
    ("email/release.html", "{{ sendr }}", 1, 'no variable "sendr"', '"sender"'),
]


@pytest.mark.parametrize(("name", "text", "line", "message", "help"), MISFITS)
def test_what_does_not_fit_is_named_with_what_to_change(
    tmp_path: Path, name: str, text: str, line: int, message: str, help: str
) -> None:
    (misfit,) = judged(tmp_path, name, text).misfits
    assert misfit.line == line and message in misfit.message and help in misfit.help


FITTING = [
    ("site/release.html", EXTENDS + "{% block contacts %}{% block mine %}{{ super() }}{% endblock %}{% endblock %}"),
    ("site/release.html", '{% set release = {"x": 1} %}{{ release.x }}'),
    ("site/release.html", "{% for year in range(3) %}{{ loop.index }}{{ year }}{% endfor %}"),
    ("site/release.html", '{% set mine = 1 %}{% include "site/part.html" %}'),
    ("site/words.html", '{% set fr = {"topics": "Sujets", "own": "à nous"} %}'),
    ("site/release.html", "{{ words.weather }}"),
    ("site/house.css", ":root { --mine: 1px; --accent: #123456 } p { margin: var(--mine); padding: var(--x, 1px) }"),
    ("site/index.html", '{% extends "site/layout.html" %}{% block mine %}{% endblock %}'),
    ("site/logo.png", "not text at all"),
    ("site/release.html", "{% set a, b = {}, {} %}{% set c = namespace() %}{% set c.d = {} %}{{ a }}{{ b }}"),
]


@pytest.mark.parametrize(("name", "text"), FITTING)
def test_what_is_right_is_not_reported(tmp_path: Path, name: str, text: str) -> None:
    others = {"site_part_html": "{{ mine }}{{ words.own }}", "site_layout_html": "{% block mine %}{% endblock %}"}
    others["words_fr_toml"] = '[own]\nweather = "Météo"\n'
    assert judged(tmp_path, name, text, **others).misfits == ()


@pytest.mark.parametrize(
    ("name", "text", "does", "template", "blocks"),
    [
        (
            "site/release.html",
            EXTENDS + "{% block body %}{% endblock %}",
            overrides.BLOCKS,
            "site/release.html",
            ("body",),
        ),
        ("site/release.html", "{{ release.headline }}", overrides.WHOLE, "site/release.html", ()),
        ("site/words.html", '{% set en = {"topics": "About"} %}', overrides.WORDS, "", ()),
        ("words/en.toml", '[site]\ntopics = "About"\n', overrides.WORDS, "words/en.toml", ()),
        ("words/sv.toml", '[site]\ntopics = "Om"\n', overrides.WORDS, "", ()),
        ("site/page.html", EXTENDS, overrides.ADDED, "site/release.html", ()),
        ("site/house.css", "p {}", overrides.ADDED, "", ()),
        ("site/site.css", "p {}", overrides.WHOLE, "site/site.css", ()),
    ],
)
def test_each_own_file_is_known_for_what_it_does(
    tmp_path: Path, name: str, text: str, does: str, template: str, blocks: tuple[str, ...]
) -> None:
    made = judged(tmp_path, name, text)
    assert (made.does, made.template, made.blocks) == (does, template, blocks)


def test_a_replaced_template_names_the_blocks_that_it_leaves_out(tmp_path: Path) -> None:
    made = judged(tmp_path, "site/base.html", "{% block main %}{% endblock %}{% block title %}{% endblock %}")
    assert "footer" in made.absent and not {"main", "title"} & {*made.absent}


def test_a_template_that_is_no_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "release.html").write_bytes(b"M\xfcnchen")
    (found,) = overrides.overrides(tmp_path)
    assert "cannot be read" in found.misfits[0].message


def test_without_own_templates_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert overrides.overrides(tmp_path / "templates") == []


# --- copies ---------------------------------------------------------------------------------------------------


def test_a_copy_says_when_the_built_in_one_has_changed(tmp_path: Path) -> None:
    for argument, whole in ("site/release.html:contacts", False), ("site/event.html", True), ("site/site.css", True):
        theme.clear_caches()
        (copy,) = template_copies.templates_to_copy([argument], whole=whole)
        text = template_copies.text(copy)
        assert judged(tmp_path, copy.template.name, text).misfits == ()
        (digest,) = re.findall(r", (\w{12}) [#*]", text)
        (misfit,) = judged(tmp_path, copy.template.name, text.replace(digest, "0" * 12)).misfits
        assert f"{argument} has changed since it was copied" in misfit.message
        assert f"newsroom theme copy {argument}{' --whole' if whole else ''} --print" in misfit.help


@pytest.mark.parametrize("name", [name for name, template in template_sources.built_in().items() if template.blocks])
def test_the_copy_of_a_block_begins_and_ends_with_its_tags(name: str) -> None:
    for block in template_sources.built_in()[name].blocks:
        text = template_sources.block_source(name, block)
        assert text.startswith(f"{{% block {block} %}}") and text.rstrip().endswith("{% endblock %}")
        assert text.count("{% block ") == text.count("{% endblock %}")


@pytest.mark.parametrize(
    ("names", "whole", "message", "hint"),
    [
        (["site/relese.html"], False, "no built-in template", "did you mean site/release.html?"),
        (["relase.html:body"], False, "no built-in template", "release.html?"),
        (["quux"], False, "no built-in template", "there are email/figure.html"),
        (["init/newsroom.toml"], False, "no built-in template", ""),
        (["site/release.html:contact"], False, 'no block "contact"', "did you mean site/release.html:contacts?"),
        (["site/event.html:when"], False, 'no block "when"', "--whole copies all of it"),
        (["site/release.html"], False, "has the blocks title", "--whole"),
        (["site/release.html:body"], True, "is one block", "leave out --whole"),
    ],
)
def test_what_cannot_be_copied_is_explained(names: list[str], whole: bool, message: str, hint: str) -> None:
    with pytest.raises(NewsroomError) as caught:
        template_copies.templates_to_copy(names, whole=whole)
    assert message in caught.value.message and hint in str(caught.value.hint)


def test_a_block_inside_another_one_is_copied_once() -> None:
    (copy,) = template_copies.templates_to_copy(["site/base.html:links", "site/base.html:footer"], whole=False)
    assert template_copies.text(copy).count("{% block links %}") == 1


# --- what the documentation promises --------------------------------------------------------------------------


def test_the_documented_variables_are_known(tmp_path: Path) -> None:
    text = DOC.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", text[text.index("## Variables") :], re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert len(names) > 20
    assert judged(tmp_path, "site/release.html", " ".join(f"{{{{ {name} }}}}" for name in names)).misfits == ()
