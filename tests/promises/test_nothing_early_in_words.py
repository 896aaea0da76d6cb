"""Nothing early: an embargo or a status that is meant and stands where nobody obeys it; who speaks; who signs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from samples import BODY, FRONT, HERE, sample_config, sample_document, sample_release, sample_text

from newsroom_cli.language import lookalikes
from newsroom_cli.ledger import records
from newsroom_cli.ledger.known_quotes import speeches
from newsroom_cli.linter.check import check
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Check, Person
from newsroom_cli.model.release import PUBLIC, UNCLEAR, Release
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.newsroom.folder import Newsroom

NOW = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
NOVEMBER_28 = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
FILE = "releases/2026-03-02-library.md"
FAMILIES = ["AC", "AP", "CT", "DL", "DT", "EM", "FC", "FM", "HD", "IM", "LD", "LK", "OF", "PH", "PI", "QT", "SO", "TX"]
IGNORED = tuple(Field(family, Span(0, 0)) for family in FAMILIES)


def standing(read: Release, now: dt.datetime = NOW) -> str:
    return Newsroom(HERE, sample_config()).publication_status(sample_document(read), now)


def told(read: Release) -> list[str]:
    """The errors of check although every family of rules is ignored."""
    config = sample_config(check=Check(ignore=IGNORED))
    return [finding.code for finding in check(read, config) if finding.severity == "error"]


def with_body(line: str) -> Release:
    return sample_release(body=f"{line}\n\n{BODY}")


def with_headline(headline: str) -> Release:
    return sample_release(front=FRONT.replace("City Opens Harbour Quarter Library", headline.replace('"', '\\"')))


def with_front(lines: str) -> Release:
    return sample_release(front=FRONT + lines)


def at_top(line: str) -> Release:
    return sample_release(front=f"{line}\n{FRONT}")


def test_the_sample_is_public_and_right() -> None:
    assert standing(sample_release()) == PUBLIC
    assert told(sample_release()) == []


# --- keys that are not where they work ------------------------------------------------------------------------

NESTED = [
    "[x]\nembargo = 2099-01-01T00:00:00Z",
    '[x]\nembargo = ""',
    '[x]\nstatus = "withdrawn"',
    "[x]\nEmbargo = true",
    "[x]\nem-bargo = 2099-01-01",
    '[x]\n"embargo " = 2099-01-01',
    "[x]\nembago = 2099-01-01",
    "[x]\nembrago = 2099-01-01",
    '[x]\nstauts = "draft"',
    "[x]\nembargo_until = 2099-01-01",
    '[x]\n"\u0435mbargo" = 2099-01-01',
    '[x]\n"em\xadbargo" = 2099-01-01',
    '[x]\n"\uff45\uff4d\uff42\uff41\uff52\uff47\uff4f" = 2099-01-01',
    "[x.print]\nembargo = 2099-01-01",
    "[x.embargo]\nuntil = 2099-01-01",
    '[x]\na = { b = { status = "draft" } }',
    "[x]\nruns = [{ embargo = 2099-01-01 }]",
    "[[x.runs]]\nembargo = 2099-01-01",
    '[x]\nruns = [[{ status = "draft" }]]',
    "[dateline.x]\nembargo = 2099-01-01",
    '[event]\nplace = "Library"\nembargo = 2099-01-01',
    '[event]\nstatus = "draft"',
    '[[contacts]]\nname = "Press Desk"\nembargo = 2099-01-01',
    '[[images]]\nfile = "a.png"\nstatus = "withdrawn"',
    "[publishing]\nembargo = 2099-01-01",
    '[[publishing]]\nstatus = "draft"',
    "[seo.more]\nembargo = 2099-01-01",
    "[[x]]\nembargo = 2099-01-01",
    '[[source]]\nstatus = "draft"',
]

TOP = """\
x.embargo = 2099-01-01T00:00:00Z
x.status = "withdrawn"
x = { print = { embargo = 2099-01-01 } }
publish = 2099-01-01
schedule = 2099-01-01T09:00:00Z
available_from = 2099-01-01
public = false
hold_until = 2099-01-01
draft = true
isDraft = true
publish-at = 2099-01-01
published = false
visible = false
private = true
Embargo = 2099-01-01T00:00:00Z
EMBARGO = 2099-01-01T00:00:00Z
embargo-until = 2099-01-01T00:00:00Z
"\u0435mbargo" = 2099-01-01T00:00:00Z
embargo = "2099-01-01T00:00:00Z"
embargo = 2099-01-01
embargo = 2099-01-01T00:00:00
embargo = true
sperrfrist = 2099-01-01T00:00:00Z
go_public_date = 2099-01-01
go_public_on = "2099-01-01"
do-not-release = true
news_embargo = 2099-01-01
publishing = { embargo = 2099-01-01 }""".splitlines()


@pytest.mark.parametrize("lines", NESTED)
def test_a_key_in_a_table_that_does_not_define_it(lines: str) -> None:
    read = with_front(f"{lines}\n")
    assert not read.broken and standing(read) == UNCLEAR
    assert told(read), "check is silent"


@pytest.mark.parametrize("line", TOP)
def test_another_name_for_it(line: str) -> None:
    read = at_top(line)
    assert not read.broken and standing(read) == UNCLEAR
    assert told(read), "check is silent"


@pytest.mark.parametrize(
    "lines",
    [
        '[x]\njob = 7\ntitle = "Spring"\n[x.print]\ncopies = 2',
        "[x]\nstats = 1\nstates = 2\nstatue = 3\nstarts = 4\nstate = 5\nstation = 6\nembark = 7\nschedule = "
        "8\npublish = 9",
        '[x]\nnote = "embargo"',
        "[x]\nembargo_note_for_printers = 1\nstatus_report = 2",
    ],
)
def test_data_of_the_newsroom_stay_free(lines: str) -> None:
    read = with_front(f"{lines}\n")
    assert standing(read) == PUBLIC and told(read) == []


def test_a_draft_with_a_status_of_its_own_is_a_draft() -> None:
    read = release_file.parse(
        sample_text(front=FRONT.replace("approved", "draft") + '[x]\nstatus = "approved"\n'), FILE
    )
    assert standing(read) == "draft"


# --- lines of the body ----------------------------------------------------------------------------------------

SETTINGS = """\
embargo = 2027-01-01T09:00:00Z
embargo: 2027-01-01
embargo: 9 a.m. Friday
Embargo: 1 March 2027
Embargo : tomorrow
embargo until: Friday, 5 March
Embargo date: 03/05/2027
**Embargo:** 5 March 2027
__Embargo:__ March 5, 2027
- embargo: 2027-01-01
> embargo: 2027-01-01
1. embargo: 2027-01-01
# Embargo: 2027-01-01
"embargo": "2027-01-01"
embargo\uff1a 2027-01-01
\uff25\uff2d\uff22\uff21\uff32\uff27\uff2f\uff1a 2027-01-01
\u0415\u041cbargo: 2027-01-01
em\u00adbargo: 2027-01-01
em\u200bbargo: 2027-01-01
em&shy;bargo: 2027-01-01
&#101;mbargo: 2027-01-01
em**bar**go: 2027-01-01
<span>embargo</span>: 2027-01-01
<!-- embargo: 2027-01-01 -->
The city opens. <!-- embargo: 2027-01-01 -->
| Embargo | 5 March 2027 |
| Library | Embargo | 5 March 2027 |
    embargo: 2027-01-01
embago: 2027-01-01
Emabrgo: 5 March
embargo_until = 2027-01-01
embargoUntil: 2027-01-01
Sperrfrist: 5. M\u00e4rz 2027
Embargo jusqu'au : 5 mars 2027
publish_at = 2027-01-01
publish_at: 2027-01-01
hold until: Friday
draft: true
public: false
published = false
status = "draft"
status: draft
Status: withdrawn
status: reveiw
stauts: draft
**Status:** Draft
| Status | Draft |
<!-- status: draft -->
status = pending
x.embargo = 2027-01-01
Press embargo: 5 March 2027
Publication embargo: Friday
embargo 2027-01-01T09:00:00Z
Embargo \u2013 2027-01-01
[^1]: embargo: 2027-01-01
{"embargo": "2027-01-01"}
<!-- {"embargo": "2027-01-01"} -->
<p hidden>embargo: 2027-01-01</p>
![embargo: 2027-01-01](library.png)
[embargo]: 2027-01-01
embargo: true""".splitlines()


@pytest.mark.parametrize("line", SETTINGS)
def test_a_line_of_the_body_that_sets_it(line: str) -> None:
    for read in (with_body(line), sample_release(body=f"{BODY}\n{line}\n")):
        assert standing(read) == UNCLEAR
        assert told(read)


def test_in_code_and_over_several_lines() -> None:
    for lines in (
        "```\nembargo: 2027-01-01\n```",
        "<!--\nembargo: 2027-01-01\n-->",
        "Embargo:\n\n5 March 2027",
        "Embargo:\n2027-01-01",
        "| Key | Value |\n|---|---|\n| embargo | 2027-01-01 |",
        "---\nembargo: 2027-01-01\n---",
    ):
        assert standing(with_body(lines)) == UNCLEAR, lines
        assert told(with_body(lines)), lines


def test_a_text_of_the_front_matter_that_swallowed_it() -> None:
    read = sample_release(
        front=FRONT.replace('text = "Nobody', 'text = """Nobody').replace(
            'book."', 'book.\nembargo = 2099-01-01T00:00:00Z\n"""'
        )
    )
    assert not read.broken and standing(read) == UNCLEAR and told(read)


def test_a_status_that_is_the_releases_own_says_nothing_new() -> None:
    assert standing(with_body("Status: approved")) == PUBLIC


# --- words that open a text -----------------------------------------------------------------------------------

OPENINGS = """\
UNDER EMBARGO: {}
EMBARGOED: {}
EMBARGO: {}
Embargoed: {}
Under embargo - {}
Under strict embargo \u2013 {}
under embargo: {}
DO NOT PUBLISH: {}
DO NOT PUBLISH {}
Do not publish: {}
DON'T PUBLISH: {}
DON\u2019T PUBLISH: {}
PLEASE DO NOT DISTRIBUTE \u2013 {}
NOT FOR RELEASE: {}
NOT FOR RELEASE {}
Not for publication: {}
NOT FOR PUBLICATION OR BROADCAST \u2014 {}
NOT YET FOR RELEASE: {}
NOT TO BE PUBLISHED: {}
HOLD: {}
HOLD \u2013 {}
HOLD FOR RELEASE: {}
[EMBARGOED] {}
(EMBARGOED) {}
**EMBARGOED** {}
***Under embargo*** | {}
EMBARGOED // {}
{} (EMBARGOED)
{} \u2013 UNDER EMBARGO
{} [do not publish]
SPERRFRIST: {}
NICHT VER\u00d6FFENTLICHEN: {}
Nicht zur Ver\u00f6ffentlichung: {}
Unter Embargo: {}
SOUS EMBARGO : {}
NE PAS PUBLIER \u2013 {}
BAJO EMBARGO: {}
EMBARGADO: {}
NO PUBLICAR: {}
E\u041cBARGOED: {}
EM\u00adBARGOED: {}
E\u200bMBARGOED: {}
\uff25\uff2d\uff22\uff21\uff32\uff27\uff2f\uff25\uff24\uff1a {}
\U0001d404\U0001d40c\U0001d401\U0001d400\U0001d411\U0001d406\U0001d40e\U0001d404\U0001d403: {}
EMB\u00c1RGOED: {}
\u1d07\u1d0d\u0299\u1d00\u0280\u0262\u1d0f\u1d07\u1d05: {}
EMBAGOED: {}
DRAFT: {}
DRAFT \u2013 NOT FOR PUBLICATION \u2013 {}
WITHDRAWN: {}""".splitlines()
IN_MARKUP = """\
EM&shy;BARGOED: {}
&#69;MBARGOED: {}
E**MBARG**OED: {}
<b>UNDER EMBARGO:</b> {}
<p>EMBARGOED: {}</p>
# UNDER EMBARGO: {}
> DO NOT PUBLISH: {}
[EMBARGOED](https://port-ellery.example/): {}
<!-- DO NOT PUBLISH --> {}
<!-- embargoed --> {}
DO&nbsp;NOT&nbsp;PUBLISH: {}
DO NOT PUBLISH
UNDER
DO NOT""".splitlines()[:-2]


@pytest.mark.parametrize("words", OPENINGS)
def test_words_that_open_headline_subhead_or_body(words: str) -> None:
    headline = words.format("City Opens Library")
    subhead = FRONT.replace("The branch lends books seven days a week", headline)
    for read in (with_headline(headline), sample_release(front=subhead), with_body(headline)):
        assert standing(read) == UNCLEAR
        assert told(read)


@pytest.mark.parametrize("words", IN_MARKUP)
def test_words_that_markup_hides(words: str) -> None:
    read = with_body(words.format("City Opens Library"))
    assert standing(read) == UNCLEAR
    assert told(read)


def test_words_on_two_lines_and_below_the_first() -> None:
    for lines in (
        "UNDER\nEMBARGO: City Opens",
        "PRESS RELEASE\n\nEMBARGOED: City Opens",
        "DO NOT\nPUBLISH: City Opens",
    ):
        assert standing(with_body(lines)) == UNCLEAR, lines
    assert standing(sample_release(body=f"{BODY}\nDO NOT PUBLISH\n")) == UNCLEAR
    assert standing(sample_release(body=f"{BODY}\n<!-- do not publish -->\n")) == UNCLEAR


# --- lines that say until when --------------------------------------------------------------------------------

WAITING = """\
EMBARGOED UNTIL FRIDAY 5 MARCH 2027, 00:01 GMT
Embargoed until 9 a.m. Friday, March 5
EMBARGOED TO 00:01 HRS FRIDAY
Embargoed to 10am on Monday 8 March 2027
Embargoed for 9 a.m. Friday
EMBARGO 5 MARCH 2027
EMBARGO LIFTS MARCH 5 AT 9 AM
embargoed till friday
Emabrgoed until Friday, 5 March 2027
This press release is under strict embargo until 9 a.m. on Friday.
The information in this release is embargoed until 5 March 2027.
Please note: embargoed until Friday 5 March 2027
Note to editors: embargoed until 5 March 2027
1. Notes to editors: This release is embargoed until 00.01 on Friday 5 March.
[^1]: Embargoed to 00.01 on Friday 5 March.
NEWS RELEASE: UNDER EMBARGO UNTIL 5 MARCH 2027
TODO: embargo until 5 March
HOLD RELEASE UNTIL MARCH 5
Please hold until Friday
NOT FOR USE BEFORE 9 A.M. MARCH 5
No publication before 5 March 2027
FOR RELEASE AFTER 9 A.M. FRIDAY, MARCH 5
Please do not publish before 9 a.m. on Friday.
Sperrfrist bis 5. M\u00e4rz 2027, 9 Uhr
Sperrfrist 5. M\u00e4rz 2027, 9 Uhr
Achtung, Sperrfrist: Freitag, 9 Uhr
Bitte Sperrfrist beachten!
Bitte nicht vor Freitag, 5. M\u00e4rz ver\u00f6ffentlichen
Communiqu\u00e9 sous embargo jusqu\u2019au 5 mars 2027
\u00c0 ne pas diffuser avant le 5 mars 2027
Informaci\u00f3n embargada hasta el 5 de marzo de 2027
BAJO EMBARGO HASTA EL 5 DE MARZO
Por favor, no publicar antes del viernes
Embargo at\u00e9 5 de mar\u00e7o de 2027
\u042d\u043c\u0431\u0430\u0440\u0433\u043e \u0434\u043e 5 \u043c\u0430\u0440\u0442\u0430
\u89e3\u7981\u65e5\u6642\uff1a2027\u5e743\u67085\u65e5
\u0645\u062d\u0638\u0648\u0631 \u0627\u0644\u0646\u0634\u0631 \u062d\u062a\u0649 5 \u0645\u0627\u0631\u0633""".splitlines()


@pytest.mark.parametrize("line", WAITING)
def test_a_line_that_says_until_when(line: str) -> None:
    for read in (
        with_headline(line),
        with_body(line),
        sample_release(body=f"{BODY}\n{line}\n"),
        with_body(f"<!-- {line} -->"),
        sample_release(body=f"{BODY}\n<!--\nTo the desk:\n{line}\n-->\n"),
        at_top(f"# {line}"),
        sample_release(front=FRONT.replace('"approved"', f'"approved"  # {line}')),
    ):
        assert standing(read) == UNCLEAR and told(read)


LINES_BY_THEMSELVES = """\
DO NOT PUBLISH THIS RELEASE
DO NOT PUBLISH THIS YET
Do not publish this press release
DO NOT PUBLISH WITHOUT APPROVAL OF THE MAYOR
Do not publish without the written consent of the mayor
DO NOT USE BEFORE DEC 5
NOT FOR USE BEFORE DEC. 5
HOLD FOR RELEASE DEC. 5
HOLD FOR RELEASE FRIDAY
FOR RELEASE 2026-12-04
FOR RELEASE 2026-12-04, 9 a.m.
FOR RELEASE: FRIDAY 9 A.M.
FOR RELEASE FRIDAY, 9AM
FOR RELEASE TOMORROW
**FOR RELEASE TOMORROW**
Release on or after December 5, 2026
On hold until further notice
On hold until December 15, 2026
Frei ab 5. Dezember 2026
Frei ab 5. Dezember 2026, 9 Uhr""".splitlines()
A_THURSDAY = FRONT.replace("2026-03-02", "2026-11-26")
A_FRIDAY = FRONT.replace("2026-03-02", "2026-11-27")


@pytest.mark.parametrize("line", LINES_BY_THEMSELVES)
def test_a_line_by_itself_that_holds_it_back(line: str) -> None:
    read = sample_release(front=A_THURSDAY, body=f"{line}\n\n{BODY}")
    assert standing(read, NOVEMBER_28) == UNCLEAR and told(read)


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "For release: today",
        "FOR RELEASE Nov. 27, 2026",
        "FOR RELEASE 2026-11-27",
        "FOR RELEASE FRIDAY, 9 A.M.",
        "FOR RELEASE: THURSDAY, 11/26/2026",
        "For release tomorrow, the city has printed maps.",
        "To be released Friday on the city's site",
        "Do not use the bridge before Friday.",
        "Do not publish this address, police say",
        "Do not publish without approval, the court told the paper.",
        "DO NOT PUBLISH YOUR ADDRESS ONLINE, POLICE SAY",
        "The project is on hold until spring.",
        "On hold until further notice, the bridge has cost 3 million.",
        "Harbour bridge – on hold until further notice",
        "The film's release on or after December 5, 2026 is planned.",
        "Release on or after December 5, 2026 is planned for the film.",
        "Frei ab 5. Dezember 2026 sind die Wohnungen am Hafen.",
    ],
)
def test_a_line_of_its_own_day_and_a_sentence_hold_nothing(line: str) -> None:
    assert standing(sample_release(front=A_FRIDAY, body=f"{line}\n\n{BODY}"), NOVEMBER_28) == PUBLIC


def test_comments_that_hold_it_back_in_other_words() -> None:
    for words in (
        "do not publish",
        "EMBARGOED UNTIL THE COUNCIL VOTES",
        "embargoed until delivery",
        "HOLD",
        "DO NOT PUBLISH YET",
    ):
        for read in (
            with_body(f"<!--\n{words}\n-->"),
            sample_release(body=f"{BODY}\n<!-- {words} -->\n"),
            at_top(f"# {words}"),
        ):
            assert standing(read) == UNCLEAR and told(read), words


def test_comments_of_another_kind() -> None:
    for words in (
        "embargo = 2026-03-01T09:00:00-05:00",
        "draft, review, approved or withdrawn",
        "the embargo is over",
        "hold for a photo",
    ):
        assert standing(at_top(f"# {words}")) == PUBLIC, words


# --- what is left alone ---------------------------------------------------------------------------------------

ORDINARY = """\
Embargo on Russian oil takes effect
Embargo lifted after ten years
Embargo: none
Embargo: no
Embargo: lifted in 2015
Arms embargo: 4 November 1977
Embargo: A History of Cuba
EMBARGO ENDS
Embargoed goods seized in harbour
EMBARGOED GOODS SEIZED IN HARBOUR
Under embargo since 1962, the island has few cars
Under embargo rules, ships may dock until 9 a.m.
Council ends embargo on grain
The city ended its embargo on Friday, March 4
Status: open
Status: closed for repairs
Status of the works: draft plans are out
Status report: review of the year 2025
Status: under construction since 2025-03-04
Statue: restored in 2025
Stats: 2025-01-01 to 2025-12-31
Draft budget is out for comment
Draft: the city's plan for trees
Do Not Drink: City warns of lead in water
Do not publish your address online, police say
Hold the line: ferry staff vote
HOLD THE DATE
On hold: the bridge that never was
Household: 4,000 flats for families
Withdrawn from the market: three toys
Not for profit groups may apply
NOT FOR DISTRIBUTION TO UNITED STATES NEWSWIRE SERVICES OR FOR DISSEMINATION IN THE UNITED STATES
Not for release in the United States
Publication: 5 March 2026
Schedule: 9 a.m. doors, 10 a.m. talk
Published: 5 March 2026
Public: yes, and free
Review: ten years of the tram
Opening hours: Monday to Friday
| Project | Status |
| Status | Open |
| State | Draft |
Release date: 2 March 2026
No publicar fotos de menores es la regla
Available: 9 a.m. to 5 p.m.
Estado: abierto
Gesperrt: Hafenbr\u00fccke bis 5. M\u00e4rz
GESPERRT BIS FREITAG: HAFENBR\u00dcCKE
\u89e3\u7981\u65e5\uff1a2026\u5e746\u67081\u65e5
Go-live: 5 March 2027
Embargoed for 50 years: the files of the strike
The embargo on grain lasted until March 5, 2027.
Under embargo until 1994, no ship could dock.
Die Sperrfrist f\u00fcr Fischerei endet am 5. M\u00e4rz.
El embargo a Cuba cumple 60 a\u00f1os
Please do not distribute leaflets on Friday
Hold: 10 minutes on each side""".splitlines()


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_words_are_left_alone(line: str) -> None:
    for read in (with_body(line), with_headline(line)):
        if not (line.startswith("Hold: ") or line.startswith("| ")):
            assert standing(read) == PUBLIC
    assert standing(sample_release(body=f"{BODY}\n{line}\n")) == PUBLIC


EMBARGO_OVER = "embargo = 2026-03-02T09:00:00-05:00\n"


def test_a_banner_of_the_embargo_that_is_over_may_stay() -> None:
    for words in ("EMBARGOED UNTIL 9 a.m. ET, March 2, 2026", "UNDER EMBARGO: City Opens", "Embargo: 2026-03-02, 9:00"):
        assert standing(sample_release(front=EMBARGO_OVER + FRONT, body=f"{words}\n\n{BODY}")) == PUBLIC, words


def test_a_banner_of_another_embargo_may_not() -> None:
    for words in (
        "EMBARGOED UNTIL 9 a.m. ET, March 2, 2099",
        "embargo = 2099-03-02T09:00:00-05:00",
        "<!-- embargo: 2099-01-01 -->",
    ):
        read = sample_release(front=EMBARGO_OVER + FRONT, body=f"{words}\n\n{BODY}")
        assert standing(read) == UNCLEAR and told(read), words


# --- the commands ---------------------------------------------------------------------------------------------

LEAKS = [
    sample_text(front=FRONT + "[x]\nembargo = 2099-01-01T00:00:00Z\n"),
    sample_text(body=f"embargo = 2027-01-01T09:00:00Z\n\n{BODY}"),
    sample_text(front=f"available_from = 2099-01-01\n{FRONT}"),
    sample_text(front=FRONT.replace("City Opens", "UNDER EMBARGO: City Opens")),
    sample_text(body=f"<!-- newsroom: ignore EM, FM -->\n<!-- DO NOT PUBLISH -->\n\n{BODY}"),
]


@pytest.mark.parametrize(
    "off", ['[check]\nignore = ["EM", "FM", "SO"]\n', '[check.per_file_ignores]\n"releases/*" = ["EM", "FM"]\n']
)
@pytest.mark.parametrize("text", LEAKS)
def test_whatever_is_ignored(newsroom, tmp_path: Path, text: str, off: str) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "newsroom.toml").write_text(
        (HERE / "newsroom.toml").read_text(encoding="utf-8") + off, encoding="utf-8"
    )
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    run = newsroom("check")
    assert run.code == 1 and FILE in run.out
    for command in (("build",), ("feed",), ("email", FILE)):
        run = newsroom(*command, "--as-of", "2026-04-01")
        assert run.code == 1 and f"{FILE}:" in run.out + run.err, command
    assert "unclear" in newsroom("list", "--as-of", "2026-04-01").out
    public = tmp_path / "public"
    assert not public.exists() or not [path for path in public.rglob("*") if "library" in path.name]


# --- who speaks -----------------------------------------------------------------------------------------------

MAYOR = Person("Ana Okafor", "Mayor")


def speakers(body: str, *people: Person) -> list[tuple[str, str]]:
    read = sample_release(body=body)
    found = speeches(sample_document(read, sample_config(people=people)))
    return [(quote.quoted.speaker, quote.quoted.role) for quote in found]


@pytest.mark.parametrize("words", ["she said", "he said", "they said", "she added"])
def test_a_pronoun_is_nobody_of_the_newsrooms_list(words: str) -> None:
    body = f"The city opened its ninth library.\n\n\u201cNobody should live far from a book,\u201d {words}.\n"
    assert speakers(body, Person("Jo Park", "Director"), MAYOR) == [("", "")]


def test_a_role_is_nobody_of_the_newsrooms_list() -> None:
    body = "The city opened its ninth library.\n\n\u201cNobody should live far from a book,\u201d the mayor said.\n"
    assert "Okafor" not in str(speakers(body, MAYOR))


def test_a_surname_of_two_people_is_nobody_of_the_list() -> None:
    body = "The city opened its ninth library.\n\n\u201cNobody should live far from a book,\u201d Park said.\n"
    assert speakers(body, Person("Jo Park", "Director"), Person("Kim Park", "Editor"))[0][0] == "Park"
    assert speakers(body, Person("Jo Park", "Director"))[0] == ("Jo Park", "Director")


def test_a_list_with_the_name_in_the_text_tells_the_role() -> None:
    body = "Ana Okafor opened the library.\n\n\u201cNobody should live far from a book,\u201d she said.\n"
    assert speakers(body, Person("Jo Park", "Director"), MAYOR) == [("Ana Okafor", "Mayor")]


# --- who signs ------------------------------------------------------------------------------------------------

CYRILLIC = "Jo \u0420ark"  # the second word begins with a Cyrillic letter


def signed(*names: str) -> Release:
    read = sample_release()
    made = records.approval_record(read, by="X", role="Editor", date=NOW)
    tables = "".join(
        f'[[approvals]]\nby = "{name}"\nrole = "Editor"\ndate = 2026-03-01\ndigest = "{made["digest"]}"\n'
        for name in names
    )
    return sample_release(front=FRONT + tables)


@pytest.mark.parametrize(
    "other",
    [
        "JO PARK",
        "J\u00f3 Park",
        "Jo\u00a0Park",
        "Jo P\u200bark",
        "J\u043e Park",
        CYRILLIC,
        "\uff2a\uff4f Park",
        "Jo  Park.",
        "\u0408\u043e \u0420\u0430\u0433k",
    ],
)
def test_one_person_however_typed_counts_once(other: str) -> None:
    assert len(records.signers(signed("Jo Park", other))) == 1


def test_a_name_of_mixed_scripts_signs_nothing() -> None:
    read = signed(CYRILLIC)
    assert records.signers(read) == ()
    assert any("Cyrillic" in finding.message for finding in check(read, sample_config()) if finding.code == "SO001")


@pytest.mark.parametrize(
    "name",
    [
        "Jo Park",
        "Ana L\u00f3pez-\u00d8rsted",
        "\u0410\u043d\u043d\u0430 \u0421\u043e\u0440\u043e\u043a\u0438\u043d\u0430",
        "\u5c71\u7530 \u592a\u90ce",
        "\u5c71\u7530 \u306f\u306a\u3053",
        "\u674e\u660e (Li Ming)",
        "\uae40 Jo",
        "Ka\u02bbiulani",
        "\u039c\u03b1\u03c1\u03af\u03b1",
        "O\u2019Neil",
        "\u0645\u062d\u0645\u062f",
        "Jo Park III",
        "\u5c71\u7530\u30fcTaro",
        "Fran\u00e7ois \u0152uvrard",
    ],
)
def test_names_of_one_script_are_names(name: str) -> None:
    assert lookalikes.mixed_scripts(name) == ()
    assert records.signers(signed("Kim Lee", name)) == ("Kim Lee", name)


def test_approve_refuses_what_looks_like_another_name(newsroom, tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    toml = (HERE / "newsroom.toml").read_text(encoding="utf-8") + "[approvals]\nrequired = 2\n"
    (tmp_path / "newsroom.toml").write_text(toml, encoding="utf-8")
    (tmp_path / FILE).write_text(sample_text(), encoding="utf-8")
    assert newsroom("approve", FILE, "--by", "Jo Cop", "--role", "Editor").code == 0
    before = (tmp_path / FILE).read_bytes()
    mixed = newsroom("approve", FILE, "--by", "J\u043e Cop", "--role", "Editor")
    assert mixed.code == 2 and "mixes Latin and Cyrillic letters" in mixed.err
    whole = newsroom("approve", FILE, "--by", "\u0408\u043e \u0421\u043e\u0440", "--role", "Editor")
    assert whole.code == 2 and 'looks like "Jo Cop"' in whole.err
    for same in ("J\u00f3 Cop", "JO COP"):
        run = newsroom("approve", FILE, "--by", same, "--role", "Editor")
        assert run.code == 2 and "has signed this release" in run.err
    clear = newsroom("quotes", "clear", FILE, "--speaker", "Okafor", "--by", "\u0408\u043e \u0421\u043e\u0440")
    assert clear.code == 2 and 'looks like "Jo Cop"' in clear.err
    assert (tmp_path / FILE).read_bytes() == before
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor").code == 0
