"""Word lists: what each file holds, and that every list is read by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import sample_document

from newsroom_cli.language import word_lists
from newsroom_cli.language.attribution_lexicon import LANGUAGES, Lexicon, lexicon_for
from newsroom_cli.language.forms import Form, FormFile, form_names, forms, kinds_of_writing
from newsroom_cli.language.word_lists import PEOPLE, QUOTES, WordLists
from newsroom_cli.rules.text import shapes

DATA = Path(word_lists.__file__).parent / "data"
PACKAGE = DATA.parent.parent
FILES = sorted(path.stem for path in DATA.glob("*.txt") if not path.name.startswith("forms"))
FORMS = {path.name: path.stem.removeprefix("forms") for path in DATA.glob("forms*.txt")}
WORDS = re.compile(r"^\[(\w+)\].*\n([^\[]*)", re.MULTILINE)


def listed(file: str) -> dict[str, list[str]]:
    """The words of each list of a file, as typed."""
    text = (DATA / f"{file}.txt").read_text(encoding="utf-8")
    return {name: words.split() for name, words in WORDS.findall(text)}


def test_each_language_with_an_attribution_file_has_the_same_lists() -> None:
    files = {file for file in FILES if "_" in file}
    assert files == {f"attribution_{language}" for language in LANGUAGES}
    assert {tuple(listed(file)) for file in files} == {tuple(listed("attribution_en"))}


@pytest.mark.parametrize("file", FILES)
def test_no_list_is_empty_and_no_word_is_typed_twice(file: str) -> None:
    lists = listed(file)
    assert all(lists.values()) or "_" in file
    assert {name: len(WordLists(file)[name]) for name in lists} == {name: len(words) for name, words in lists.items()}


@pytest.mark.parametrize("file", [name for name in FILES if "_" not in name])
def test_every_list_is_used(file: str) -> None:
    """By its name, or by that without its language: RULES["hype"], CUSTOMS.of_language("spellings", "de")."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(rf'\b{file.upper()}\["(\w+)"\]', code))
    asked = set(re.findall(rf'\b{file.upper()}\.of_language\("(\w+)"', code))
    asked |= {"modifiers", "more_modifiers"}  # by a loop over both
    of_languages = {name for name in listed(file) if name.rpartition("_")[0] in asked}
    assert named.isdisjoint(of_languages) and named | of_languages == set(listed(file))


def test_every_form_is_a_pattern_and_is_used() -> None:
    """The names of the sections are those that rules ask for; the pattern tells what it finds."""
    sections = {f"{name}{suffix}" for suffix in FORMS.values() for name in form_names(suffix.removeprefix("_"))}
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    asked = re.findall(
        r'\b(?:forms|kinds_of_writing|scan(?:_by_set)?|hits|shapes_of)\((?:document, )?"([a-z]\w+)"', code
    )
    assert {section.partition("_")[0].removeprefix("newer ") for section in sections} == set(asked)
    for section in sections:
        name, _, language = section.partition("_")
        patterns = [form.pattern for form in forms(name, language)]
        if name in ("kinds", "pairs"):
            patterns = [shape for line in kinds_of_writing(name, language) for _, shape in line]
        assert all(map(re.compile, patterns)), section


@pytest.mark.parametrize("file", FORMS)
def test_words_with_a_name_are_in_forms_and_lines_are_short(file: str) -> None:
    text = (DATA / file).read_text(encoding="utf-8")
    names = re.findall(r"^(\w+) = ", text, re.MULTILINE)
    everything = text if FORMS[file] else "".join((DATA / file).read_text(encoding="utf-8") for file in FORMS)
    assert [name for name in names if f"{{{name}}}" not in everything] == []
    assert [line for line in text.splitlines() if len(line) > 120] == []


def test_a_form_may_have_words_by_name_and_lines_below(tmp_path: Path) -> None:
    (tmp_path / "forms_en.txt").write_text(
        r"""How they are written.

[words]
sizes = {units}
  square_mile
[slips]
{after the_ an_}(?:two|\d{2,3}) {sizes}
    s\b(?= [a-z])
    => x where ,\d unless colour
{not after -ing un}a => b
[kinds]
km => \d km ;; mile
    => \d {units}
""",
        encoding="utf-8",
    )
    file = FormFile(tmp_path / "forms_en.txt", {"units": ["foot", "inch"]})
    assert list(file.forms("slips")) == [
        Form(
            r"(?<=[en] )(?:(?<=\bthe )|(?<=\ban ))(?:two|\d{2,3}) (?:foot|inch|square mile)s\b(?= [a-z])",
            "x",
            r",\d",
            "colour",
        ),
        Form(r"(?<!ing)(?<!\bun)a", "b"),
    ]
    assert list(file.kinds("kinds")) == [(("km", r"\d km"), ("mile", r"\d (?:foot|inch)"))]
    assert file.names == {"slips", "kinds"}


def test_a_form_may_ask_for_more_of_a_release() -> None:
    def commas(body: str) -> int:
        return len(
            list(
                shapes.scan(document := sample_document(front="", body=body), "newer numbers", document.typed_passages)
            )
        )

    assert commas("More than 1000 boats came.") == 0
    assert commas("More than 1000 boats came, of 2,000.") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_has_every_list_of_its_file(language: str) -> None:
    lexicon = Lexicon(language)
    traits = {name.replace("_", "-") for name, value in vars(lexicon).items() if value is True}
    assert traits == set(listed(f"attribution_{language}")["traits"])
    sets = {name for name, value in vars(lexicon).items() if isinstance(value, frozenset)}
    assert {*sets, "traits"} == set(listed(f"attribution_{language}"))


def test_phrases_have_spaces() -> None:
    assert {"according to", "attributable to"} < lexicon_for("en").according
    assert not any("_" in phrase for phrase in lexicon_for("en").according)
    assert "maj. gen" in PEOPLE["addresses"]


def test_a_list_that_is_missing_is_no_empty_list() -> None:
    with pytest.raises(KeyError, match="nobody"):
        QUOTES["nobody"]


@pytest.mark.parametrize(
    ("tag", "language"), [("de-AT", "de"), ("pt_BR", "pt"), ("FR", "fr"), ("ja", "en"), ("", "en")]
)
def test_a_language_has_its_lexicon_or_the_english_one(tag: str, language: str) -> None:
    assert lexicon_for(tag) is lexicon_for(language)
