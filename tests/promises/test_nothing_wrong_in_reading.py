"""Nothing wrong in what is read: language tags in any case, problems by key, one list of tracking parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import syntax
from samples import BODY, FRONT, HERE, sample_config, sample_document, sample_release, sample_text

from newsroom_cli.importing.pages import addresses
from newsroom_cli.language.links import link_targets
from newsroom_cli.ledger import records
from newsroom_cli.linter.check import check
from newsroom_cli.model import config, interpretation, language_tags, release_file
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Key, declared_keys
from newsroom_cli.rules.fields.requirements import unmet_requirements

# --- language tags --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("EN", "en"),
        ("En-us", "en-US"),
        ("eN-gB", "en-GB"),
        ("ES", "es"),
        ("PT-br", "pt-BR"),
        ("zh-HANT-tw", "zh-Hant-TW"),
        ("SR-latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("de-ch-1996", "de-CH-1996"),
        ("EN-X-Port", "en-x-port"),
        ("eng", "en"),
        ("ENG-us", "en-US"),
        ("deu", "de"),
        ("enm", "enm"),
        ("en-uk", "en-GB"),
        ("de-ERE", "de-ERE"),
        ("English", "English"),
        ("en_US", "en_US"),
    ],
)
def test_a_tag_has_one_form(written: str, tag: str) -> None:
    assert language_tags.canonical(written) == tag
    assert language_tags.canonical(tag) == tag
    read = sample_release(front=f'language = "{written}"\n{FRONT}')
    assert read.language and read.language.value == tag
    assert read.text[slice(*read.language.span)] == f'"{written}"'


@pytest.mark.parametrize(
    ("written", "tag"), [("de-ERE", "de"), ("pt_BR", "pt-BR"), ("en-GB-x", "en-GB"), ("Spanish", "en"), ("", "en")]
)
def test_what_is_no_tag_does_not_go_out(written: str, tag: str) -> None:
    read = sample_release(front=f'language = "{written}"\n{FRONT}')
    assert interpretation.language_of(read, sample_config()) == tag


@pytest.mark.parametrize(
    ("tag", "english"), [("en", True), ("en-GB", True), ("en_US", True), ("enm", False), ("e", False), ("es", False)]
)
def test_what_is_english(tag: str, english: bool) -> None:
    assert language_tags.is_english(tag) is english


FAULTY = f"""{BODY}
The library will open on Monday, March 3, 2026 at 9:00 AM. The city paid 5 percent. Readers get a PIN number.
"""


def findings(tag: str, *, of_newsroom: bool) -> list[tuple[str, int, str]]:
    toml = 'style = "ap"\n' + (HERE / "newsroom.toml").read_text(encoding="utf-8")
    if of_newsroom:
        lines = [line for line in toml.splitlines() if not line.startswith("language")]
        toml = f'language = "{tag}"\n' + "\n".join(lines)
    front = FRONT if of_newsroom else f'language = "{tag}"\n{FRONT}'
    read = sample_release(front=front, body=FAULTY)
    found = check(read, config.parse(toml, Path("newsroom.toml")))
    return sorted(
        (finding.code, finding.place.start.line, finding.message) for finding in found if finding.code != "FM010"
    )


@pytest.mark.parametrize("of_newsroom", [True, False])
@pytest.mark.parametrize("tag", ["EN", "En", "En-us", "EN-GB", "eng"])
def test_the_case_of_a_tag_switches_no_rule_off(tag: str, of_newsroom: bool) -> None:
    proper = findings(language_tags.canonical(tag), of_newsroom=of_newsroom)
    assert len(proper) > 4
    assert findings(tag, of_newsroom=of_newsroom) == proper


def test_a_language_that_only_begins_like_english_is_not() -> None:
    assert {code for code, *_ in findings("enm", of_newsroom=False)} < {
        code for code, *_ in findings("en", of_newsroom=False)
    }


def test_nothing_asks_how_a_tag_begins() -> None:
    for path, node in syntax.nodes("startswith"):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "startswith":
            prefixes = [arg.value for arg in ast.walk(ast.Tuple(node.args)) if isinstance(arg, ast.Constant)]
            assert not {"en", "en-", "de", "fr", "es"} & set(prefixes), f"{path}:{node.lineno}"


def test_pages_feeds_and_mails_print_the_usual_form(newsroom, tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    toml = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    (tmp_path / "newsroom.toml").write_text(toml, encoding="utf-8")
    file = "releases/2026-03-02-library.md"
    (tmp_path / file).write_text(sample_text(front=f'language = "EN-us"\n{FRONT}'), encoding="utf-8")
    assert newsroom("build").code == 0
    outputs = [path for path in (tmp_path / "public").rglob("*") if path.suffix in (".html", ".xml", ".json")]
    assert outputs
    for path in outputs:
        assert "EN-us" not in path.read_text(encoding="utf-8"), path
    assert 'lang="en-US"' in (tmp_path / "public/releases/2026-03-02-library.html").read_text(encoding="utf-8")


def test_new_and_import_write_the_usual_form(newsroom, tmp_path: Path) -> None:
    assert newsroom("init", ".", "--name", "Port Ellery", "--language", "EN").code == 0
    assert newsroom("new", "release", "--language", "ES-mx", "--headline", "Abre la biblioteca").code == 0
    (tmp_path / "page.html").write_text(
        "<html lang='ES-mx'><title>Abre la biblioteca</title><h1>Abre la biblioteca</h1><p>2 de marzo de "
        f"2026</p><p>{'La ciudad abre su biblioteca. ' * 9}</p>",
        encoding="utf-8",
    )
    newsroom("import", "page.html", "--yes")
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "releases").glob("*.md")]
    assert len(written) == 2
    assert all('language = "es-MX"' in text for text in written)


# --- problems have keys ---------------------------------------------------------------------------------------


def test_nothing_reads_the_wording_of_a_message() -> None:
    parses = "startswith endswith split partition match fullmatch search findall find".split()
    for path, node in syntax.nodes(r"\bmessage\b"):
        read: list[ast.expr] = []
        if isinstance(node, ast.Compare) and any(isinstance(sign, ast.In | ast.NotIn | ast.Eq) for sign in node.ops):
            read = node.comparators
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            read = [node.func.value, *node.args] if node.func.attr in parses else []
        for part in read:
            of_finding = isinstance(part, ast.Attribute) and part.attr == "message"
            assert not of_finding, f"{path}:{node.lineno} parses a message"


@pytest.mark.parametrize(
    ("front", "key"),
    [
        ('embargo = "tomorrow"', "embargo"),
        ("embago = 1", "embago"),
        ("[dateline]\ncity = 1", "dateline.city"),
        ('[dateline]\n"a.b" = 1', "dateline.a.b"),
        ('[[quotes]]\nspeaker = "A"\nclearance = { by = 1 }', "quotes.clearance.by"),
        ('[[quotes]]\nspeaker = "A"\nclearance = { who = "B" }', "quotes.clearance.who"),
        ('[[images]]\nalt = 3', "images.alt"),
        ("topics = [1]", "topics"),
        ("x = 1", "x"),
        ("[[event]]\nplace = 1", "event"),
    ],
)  # fmt: skip
def test_a_problem_names_its_key(front: str, key: str) -> None:
    assert [problem.key for problem in release_file.parse(f"+++\n{front}\n+++\n").problems] == [key]


def test_the_gate_goes_by_the_key() -> None:
    said = release_file.parse(sample_text(front=f'"quotes.clearance" = 1\n{FRONT}'))
    table = release_file.parse(
        sample_text(front=FRONT.replace('role = "Mayor"', 'role = "Mayor"\nclearance = { withdrawm = "yes" }'))
    )
    required = sample_config(quotes=config.Quotes("required"))
    assert [finding.code for finding in unmet_requirements(sample_document(table, required))].count("FM002") == 1
    assert [problem.key for problem in said.problems] == ["quotes.clearance"]


# --- what a signature covers ----------------------------------------------------------------------------------


def fields(of: type[Any] = Release, above: str = "") -> Iterator[tuple[str, Key]]:
    for name, key in declared_keys(of).items():
        yield f"{above}{name}", key
        if key.table is not None:
            yield from fields(key.table, f"{above}{name}.")


def holding(name: str, word: str) -> Release:
    """A release with a text in one field, as far as the field takes it."""
    head, *inner = name.split(".")
    key = declared_keys(Release)[head]
    for part in inner:
        assert key.table is not None
        key = declared_keys(key.table)[part]
    kind = getattr(key.convert, "__name__", "")
    number = len(word)
    value = f"2026-01-{number:02}" if kind == "day" else f'"{word}"'
    if name in ("status", "corrections.status_before"):
        value = '"draft"' if word == "one" else '"review"'
    if name == "corrections.change":
        value = '"update"' if word == "one" else '"correction"'
    if name == "language":
        value = '"en"' if word == "one" else '"es"'
    if key.table is not None or name == "x":
        value = f'{{ {"city" if head == "dateline" else "by"} = "{word}" }}'
    elif key.shape == "many":
        value = f"[{value}]"
    for part in reversed(inner):
        value = f"{{ {part} = {value} }}"
    listed = declared_keys(Release)[head].shape == "many" and declared_keys(Release)[head].table is not None
    read = release_file.parse(
        f"+++\n{head} = {f'[{value}]' if listed else value}\n+++\n\nThe city opens its library.\n"
    )
    assert not read.broken
    return read


TABLES = (
    *("dateline", "event", "source", "translation", "contacts", "quotes", "images", "attachments", "corrections"),
    "approvals",
    "quotes.clearance",
)


@pytest.mark.parametrize("name", [name for name, _ in fields() if name not in TABLES])
def test_a_signature_covers_each_declared_field_or_says_that_it_does_not(name: str) -> None:
    one, other = holding(name, "one"), holding(name, "other")
    assert one != other and not one.problems and not other.problems
    unseen = any(name == prefix or name.startswith(f"{prefix}.") for prefix in records.UNSEEN)
    same = records.release_digest(records.visible_parts(one)) == records.release_digest(records.visible_parts(other))
    assert same is unseen


def test_the_fields_that_are_not_covered_exist() -> None:
    assert {name for name, _ in fields()} >= records.UNSEEN


def test_the_body_is_covered() -> None:
    other = sample_release(body=BODY.replace("40,000", "50,000"))
    assert records.visible_parts(sample_release()) != records.visible_parts(other)


# --- what follows readers -------------------------------------------------------------------------------------

PARAMETERS = tuple(
    (
        "utm_source utm_id UTM_medium hsa_cam pk_campaign mtm_source fbclid gclid gbraid wbraid ttclid li_fat_id igsh "
        "mc_eid mkt_tok _hsenc __hstc __hsfp _ga _gl elqTrackId emci srsltid ck_subscriber_id trk_contact "
        "ml_subscriber_hash spm ref_src"
    ).split()
)
WRAPPED = """\
https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fport-ellery.example%2Fplan&data=05
https://urldefense.com/v3/__https://port-ellery.example/plan__;!!abc$
https://urldefense.us/v3/__https://port-ellery.example/plan__;!!abc$
https://urldefense.proofpoint.com/v2/url?u=https-3A__port-2Dellery.example_plan&d=x
https://www.google.com/url?q=https://port-ellery.example/plan&sa=D
https://google.com/url?url=https://port-ellery.example/plan
https://l.facebook.com/l.php?u=https%3A%2F%2Fport-ellery.example%2Fplan
https://lm.facebook.com/l.php?u=https%3A%2F%2Fport-ellery.example%2Fplan
https://l.instagram.com/?u=https%3A%2F%2Fport-ellery.example%2Fplan
https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fport-ellery.example%2Fplan
https://www.youtube.com/redirect?q=https%3A%2F%2Fport-ellery.example%2Fplan
https://out.reddit.com?url=https%3A%2F%2Fport-ellery.example%2Fplan
https://slack-redir.net/link?url=https%3A%2F%2Fport-ellery.example%2Fplan
https://exit.sc/?url=https%3A%2F%2Fport-ellery.example%2Fplan
https://c212.net/c/link/?t=0&u=https%3A%2F%2Fport-ellery.example%2Fplan
https://linkprotect.cudasvc.com/url?a=https%3A%2F%2Fport-ellery.example%2Fplan
https://cts.businesswire.com/ct/CT?id=smartlink&url=https%3A%2F%2Fport-ellery.example%2Fplan""".splitlines()


@pytest.mark.parametrize("name", PARAMETERS)
def test_import_and_check_know_the_same_parameters(name: str) -> None:
    url = f"https://port-ellery.example/plan?page=2&{name}=abc"
    assert addresses.absolute(url) == "https://port-ellery.example/plan?page=2"
    assert link_targets.tracking_parameters(url)[0] == [name]


@pytest.mark.parametrize("name", ["page", "id", "q", "ref", "source", "item", "lang", "track", "ga", "spmx"])
def test_other_parameters_are_kept(name: str) -> None:
    url = f"https://port-ellery.example/plan?{name}=abc"
    assert (addresses.absolute(url), link_targets.tracking_parameters(url)) == (url, ([], False))


@pytest.mark.parametrize("url", WRAPPED)
def test_import_and_check_know_the_same_redirectors(url: str) -> None:
    plan = "https://port-ellery.example/plan"
    assert addresses.absolute(url) == link_targets.unwrapped(url) == plan
    read = sample_release(body=f"{BODY}\nSee [the plan]({url}).\n")
    assert any(finding.code == "LK006" for finding in check(read, sample_config()))
