"""The words of pages, mails and sheets: complete in every language, and a newsroom may change each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from samples import FRONT, sample_config, sample_release

import newsroom_cli
from newsroom_cli.language.dates import dates
from newsroom_cli.model import config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import CHANGES
from newsroom_cli.newsroom import edition
from newsroom_cli.newsroom.templating import theme, words

FOLDER = theme.builtin() / words.FOLDER
TAGS = sorted(path.stem for path in FOLDER.glob("*.toml"))
ENGLISH = words.tables(FOLDER, "en")
ROOT = Path(__file__).parents[2]


def own(folder: Path, text: str, name: str = "fr.toml") -> Path:
    (folder / words.FOLDER).mkdir(exist_ok=True)
    path = folder / words.FOLDER / name
    path.write_text(text, encoding="utf-8")
    return path


def texts(table: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a table by name; the plural forms as name.form."""
    found = {}
    for name, word in table.items():
        found |= {f"{name}.{form}": text for form, text in word.items()} if isinstance(word, dict) else {name: word}
    return found


# --- the languages --------------------------------------------------------------------------------------------


def test_the_promised_languages_are_there() -> None:
    assert {"en", "es", "fr", "de", "pt", "it", "nl", "pl", "ar", "he", "zh", "ja"} <= set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_has_every_word_and_no_other(tag: str) -> None:
    found = words.tables(FOLDER, tag)
    assert set(found) - {"reviewed"} == set(words.TABLES) - {words.OWN} and isinstance(found["reviewed"], bool)
    for name in ENGLISH.keys() - {"reviewed"}:
        assert list(found[name]) == list(ENGLISH[name]), f"[{name}] of {tag}.toml, in the order of en.toml"
        assert all(text.strip() == text != "" for text in texts(found[name]).values())
    assert "language" not in {key for name in words.TABLES for key in found.get(name, {})}, "templates need this name"


@pytest.mark.parametrize("tag", TAGS)
def test_a_counted_word_has_every_plural_form_of_its_language(tag: str) -> None:
    needed = {words.plural_form(count, tag) for count in range(1001)} | {"other"}
    for name in ENGLISH.keys() - {"reviewed"}:
        for key, word in words.tables(FOLDER, tag)[name].items():
            assert isinstance(word, dict) == isinstance(ENGLISH[name][key], dict)
            if isinstance(word, dict):
                assert needed <= word.keys() <= {*needed, "many"} and words.COUNT in word["other"], key


_PLACEHOLDER = re.compile(r"\{[^}]*\}|%\w")


@pytest.mark.parametrize("tag", TAGS)
def test_a_word_has_the_placeholders_of_the_english_one(tag: str) -> None:
    for name in ENGLISH.keys() - {"reviewed"}:
        for key, text in texts(words.tables(FOLDER, tag)[name]).items():
            found = set(_PLACEHOLDER.findall(text))
            assert found <= {words.COUNT} if "." in key else found == {*_PLACEHOLDER.findall(ENGLISH[name][key])}, key


@pytest.mark.parametrize("tag", TAGS)
def test_a_file_of_ours_is_valid_as_a_file_of_a_newsroom(tag: str, tmp_path: Path) -> None:
    own(tmp_path, (FOLDER / f"{tag}.toml").read_text(encoding="utf-8"), f"{tag}.toml")
    for table in words.TABLES:
        assert vars(theme.words(tmp_path, tag, table)).keys() == vars(theme.words(None, tag, table)).keys()


def test_the_documentation_lists_the_languages_and_which_are_reviewed() -> None:
    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \|[^|]+\| (yes|not yet) \|$", text, re.MULTILINE))
    reviewed = {tag: "yes" if words.tables(FOLDER, tag)["reviewed"] else "not yet" for tag in TAGS}
    assert rows == reviewed


def test_every_word_is_used_by_a_template_or_by_our_code() -> None:
    folders = [theme.builtin() / folder for folder in ("email", "new", "preview", "site")]
    files = [
        *Path(newsroom_cli.__file__).parent.rglob("*.py"),
        *(path for folder in folders for path in folder.iterdir()),
    ]
    found = re.findall(r"\.(\w+)|[\"'](\w+)[\"']", "".join(path.read_text(encoding="utf-8") for path in files))
    used = {first or second for first, second in found} | {f"{change}_mark" for change in CHANGES}
    tables = [table for table in ENGLISH.values() if isinstance(table, Mapping)]
    assert [word for table in tables for word in table if word not in used] == []


def test_every_word_that_a_template_asks_for_is_there() -> None:
    tables = {"site": [words.SITE], "email": [words.MAIL, words.SHEET], "new": [words.NEW]}
    for folder, names in tables.items():
        known = {key for name in names for key in ENGLISH[name]} | {"language"}
        for path in (theme.builtin() / folder).glob("*.*"):
            asked = set(re.findall(r"(?<!\.)\bwords\.(\w+)", path.read_text(encoding="utf-8")))
            assert path.suffix == ".css" or asked <= known, path


def test_no_word_of_ours_takes_the_newsroom_for_an_authority() -> None:
    """Universities and companies have offices, too: these words are for ministries and town halls alone."""
    authority = re.compile(r"\b(?:Amt|Amtes|[ÄA]mtern?|Behörden?|[Uu]rz[ąę]d\w*)\b|משרד|órgão")
    for tag in TAGS:
        tables = words.tables(FOLDER, tag)
        shown = {key: text for name in (words.SITE, words.MAIL, words.NEW) for key, text in texts(tables[name]).items()}
        assert [key for key, text in shown.items() if authority.search(text)] == [], tag


# --- numbers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 0, "0 releases"),
        ("en", 1, "1 release"),
        ("en-GB", 1200, "1,200 releases"),
        ("de", 1200, "1.200 Mitteilungen"),
        ("fr", 0, "0 communiqué"),
        ("pl", 2, "2 informacje"),
        ("pl", 5, "5 informacji"),
        ("pl", 22, "22 informacje"),
        ("ar", 2, "بيانان"),
        ("ar", 7, "7 بيانات"),
        ("he", 2, "שתי הודעות"),
        ("ja", 1, "1件の発表"),
        ("sv", 2, "2 releases"),
    ],
)
def test_a_count_is_in_the_plural_of_its_language(language: str, count: int, text: str) -> None:
    assert theme.words(None, language).count_releases(count) == text


def test_a_millionth_has_a_form_too() -> None:
    assert dates.locale_of("es").plural_form(1_000_000) == "many"
    assert theme.words(None, "es").count_releases(1_000_000).endswith(" comunicados")


# --- a newsroom's own words -----------------------------------------------------------------------------------


def test_a_newsroom_changes_single_words(tmp_path: Path) -> None:
    own(tmp_path, '[site]\ntopics = "Sujets"\n[mail]\ncontact = "Nous joindre"\n')
    changed, ours = theme.words(tmp_path, "fr-CA"), theme.words(None, "fr")
    assert (changed.topics, changed.contact, changed.language) == ("Sujets", ours.contact, "fr-CA")
    assert theme.words(tmp_path, "fr", words.MAIL).contact == "Nous joindre"
    assert theme.words(tmp_path, "de").topics == theme.words(None, "de").topics


def test_a_file_for_a_region_goes_before_that_of_the_language(tmp_path: Path) -> None:
    own(tmp_path, '[site]\ncontact = "Contacto de imprensa"\n', "pt-pt.toml")
    assert theme.words(tmp_path, "pt-PT").contact == "Contacto de imprensa"
    assert theme.words(tmp_path, "pt-BR").contact == theme.words(None, "pt").contact


def test_a_region_has_the_words_of_its_script() -> None:
    assert {theme.words(None, tag).releases for tag in ("zh", "zh-Hans-CN")} == {"新闻稿"}
    assert {theme.words(None, tag).releases for tag in ("zh-TW", "zh-Hant-HK", "zh-hk")} == {"新聞稿"}


def test_a_newsroom_adds_a_language(tmp_path: Path) -> None:
    own(tmp_path, '[site]\ncount_releases = { one = "ett", other = "{count} st" }\n', "sv.toml")
    swedish = theme.words(tmp_path, "sv")
    assert (swedish.language, swedish.count_releases(1), swedish.count_releases(3)) == ("sv", "ett", "3 st")
    assert swedish.topics == "Topics" and theme.words(tmp_path, "sv", words.MAIL).language == "en"


def test_a_counted_word_may_be_one_text(tmp_path: Path) -> None:
    own(tmp_path, '[site]\ncount_releases = "total {count}"\n')
    assert theme.words(tmp_path, "fr").count_releases(1) == "total 1"


def test_words_of_its_own_are_for_its_templates(tmp_path: Path) -> None:
    own(tmp_path, '[own]\nweather = "Météo"\n')
    assert theme.words(tmp_path, "fr").weather == theme.words(tmp_path, "fr", words.MAIL).weather == "Météo"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("site/words.html", words.SITE),
        ("site/notices.html", words.NOTICES),
        ("email/words.html", words.MAIL),
        ("email/sheet-words.html", words.SHEET),
    ],
)
def test_words_in_a_template_still_count(name: str, table: str, tmp_path: Path) -> None:
    key = next(iter(ENGLISH[table]))
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text('{% set fr = {"' + key + '": "À nous"} %}\n{% set pt_br = {"' + key + '": "Nosso"} %}\n')
    assert getattr(theme.words(tmp_path, "fr", table), key) == "À nous"
    assert getattr(theme.words(tmp_path, "pt-BR", table), key) == "Nosso"
    assert getattr(theme.words(tmp_path, "pt", table), key) == words.tables(FOLDER, "pt")[table][key]
    own(tmp_path, f'[{table}]\n{key} = "Plus récent"\n')
    theme.clear_caches()
    assert getattr(theme.words(tmp_path, "fr", table), key) == "Plus récent"


def test_a_template_that_extends_the_former_words_is_told_what_to_change(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "words.html").write_text('\n{% extends "builtin/site/words.html" %}{% set fr = {} %}')
    with pytest.raises(NewsroomError) as caught:
        theme.words(tmp_path, "fr")
    assert (caught.value.path, caught.value.line) == (tmp_path / "site" / "words.html", 2)
    assert caught.value.hint == "the built-in words are in words/en.toml now: leave this line out"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('[site]\n\ntopic_s = "Sujets"\n', 3, 'there is no word "topic_s" in [site]', 'did you mean "topics"?'),
        ('[site]\nxyz = "Météo"\n', 2, 'no word "xyz"', "words of your own stand under [own]"),
        ('\n[sites]\ntopics = "Sujets"\n', 2, '"sites" has no place', "[site]"),
        ('topics = "Sujets"\n', 1, '"topics" has no place', "[site]"),
        ("[site]\ntopics = 7\n", 2, "topics: this is no word", 'write topics = "..."'),
        ('[site]\ntopics = { other = "Sujets" }\n', 2, "topics: this is no word", 'write topics = "..."'),
        ('[site]\nsearch_found = { one = "un" }\n', 2, "search_found: this is no word", "write"),
        ('[site]\ntopics = "Sujets\n', 2, "", ""),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str, hint: str, tmp_path: Path) -> None:
    path = own(tmp_path, text)
    with pytest.raises(NewsroomError) as caught:
        theme.words(tmp_path, "fr")
    assert (caught.value.path, caught.value.line) == (path, line)
    assert message in caught.value.message and hint in str(caught.value.hint) and caught.value.hint


def test_a_file_that_is_named_after_no_language_is_told(tmp_path: Path) -> None:
    path = own(tmp_path, "[site]\n", "french.toml")
    with pytest.raises(NewsroomError, match="the name of this file is no language") as caught:
        theme.words(tmp_path, "en")
    assert caught.value.path == path


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    own(tmp_path, "").write_bytes(b'[site]\ntopics = "M\xfc"\n')
    with pytest.raises(NewsroomError, match="not UTF-8"):
        theme.words(tmp_path, "fr")


# --- kinds ----------------------------------------------------------------------------------------------------


def label(language: str, kind: str = "release", toml: str = "", own: Path | None = None) -> str:
    front = FRONT.replace('kind = "release"', f'kind = "{kind}"\nlanguage = "{language}"')
    made = config.parse(f'url = "https://news.example/"\n{toml}') if toml else sample_config()
    return edition.edition(sample_release(front=front), made, own).kind_label


def test_the_label_of_a_kind_is_in_the_language_of_the_release() -> None:
    assert [label(tag) for tag in ("en-GB", "es", "de", "ja", "sv")] == [
        "Press release", "Comunicado de prensa", "Pressemitteilung", "報道発表", "Press release",
    ]  # fmt: skip
    assert label("es", "no-such-kind") == "Comunicado de prensa"


def test_a_label_in_newsroom_toml_goes_first() -> None:
    assert label("es", toml='[kinds.release]\nlabel = "City news"\n') == "City news"
    assert label("es", toml="[kinds.release]\nquotes = 0\n") == "Comunicado de prensa"


def test_a_kind_of_the_newsroom_may_have_a_word_in_each_language(tmp_path: Path) -> None:
    toml = "[kinds.obituary]\nquotes = 0\n"
    assert label("es", "obituary", toml) == "Obituary"
    own(tmp_path, '[kinds]\nobituary = "Necrológica"\n', "es.toml")
    assert label("es", "obituary", toml, tmp_path) == "Necrológica"


def test_a_label_says_which_language_it_is_in() -> None:
    newsroom = sample_config(language="de")
    assert edition.language_of_label("Comunicado de prensa", "es", newsroom, None) == "es"
    assert edition.language_of_label("Press release", "sv", newsroom, None) == "en"
    assert edition.language_of_label("Stadtnachricht", "es", newsroom, None) == "de"
