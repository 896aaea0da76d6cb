"""What the ledger takes for the same words and for other ones, and what a signature covers."""

from __future__ import annotations

import datetime as dt

import pytest
from samples import BODY, FRONT, sample_config, sample_document, sample_release

from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.model import editing, release_file
from newsroom_cli.model.config import Approvals, Quotes
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Clearance, Quote, Release
from newsroom_cli.model.toml.schema import declared_keys
from newsroom_cli.rules.fields.requirements import unmet_requirements

MOMENT = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
WORDS = "Nobody in this city should live more than a short walk from a book."


def quote(text: str = WORDS, speaker: str = "Ana Okafor", role: str = "Mayor") -> Quote:
    front = "".join(
        f"{key} = {release_file.to_toml(value)}\n"
        for key, value in (("speaker", speaker), ("role", role), ("text", text))
    )
    return release_file.parse(f"+++\n[[quotes]]\n{front}+++\n").quotes[0]


# --- clearances -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "Nobody – in this city – should live more than a short walk from a book",
        "“Nobody in this city should live\nmore than a short walk from a book!”",
        "nobody in this city should live more than a **short** walk from a book.",
        "Nobody\u00a0in this\u00ad city should live more than a short walk from a book ...",
        "«Nobody in this city should live more than a short walk from a book.»",
    ],
)
def test_marks_and_layout_are_no_words(other: str) -> None:
    assert records.quote_digest(quote(other)) == records.quote_digest(quote())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WORDS, WORDS.replace("short", "brief")),
        (WORDS, WORDS.replace("a short", "short")),
        (WORDS, WORDS.replace("live more", "more live")),
        ("We will not close it.", "We will close it."),
        ("It cost 5,000 euros.", "It cost 5.000 euros."),
        ("It cost 5,000.", "It cost 5,001."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("It was −5 degrees.", "It was 5 degrees."),
        ("10² rooms", "102 rooms"),
        ("a 5% rise", "a 5 rise"),
        ("It cost $5.", "It cost €5."),
        ("the workers' can't", "the workers' cant"),
    ],
)
def test_one_changed_word_is_another_quote(one: str, other: str) -> None:
    assert records.quote_digest(quote(one)) != records.quote_digest(quote(other))
    assert records.differences(one, other)


def test_the_attribution_is_part_of_it() -> None:
    digests = {
        records.quote_digest(variant)
        for variant in (
            quote(),
            quote(speaker="Bo Okafor"),
            quote(role="Acting Mayor"),
            quote(role=""),
            quote(speaker="Ana", role="Okafor Mayor"),
        )
    }
    assert len(digests) == 5
    assert records.quote_digest(quote(speaker="ANA  OKAFOR")) == records.quote_digest(quote())


def test_digests_stay_what_they_are() -> None:
    """Records lie in people's files: a change of what counts as a word would void them all."""
    assert records.quote_digest(quote()).startswith("sha256:08daf256ec8f979e")
    content = records.visible_parts(sample_release())
    assert records.release_digest(content) == DIGEST
    assert records.part_digests(content)[1] == "headline 352388ef"


DIGEST = "sha256:650b93dd7baa68c1bf1146e95945f8fc25e67d6e5c5df7e667c59cda3db8cb18"


def cleared(text: str = WORDS) -> Release:
    read = sample_release(front=FRONT.replace(WORDS, text), body=BODY.replace(WORDS[:-1], text.rstrip(".")))
    return records.record_clearances(read, [0], by="Kim Lee", date=MOMENT, via="e-mail")[0]


def test_a_statement_is_no_question_whatever_the_record_says_now() -> None:
    text = cleared("Should people live far from a book?").text
    changed = release_file.parse(text.replace("book?", "book."))
    assert records.clearance_status(changed.quotes[0]) == records.VOID
    assert known_quotes.quotes_of_release(sample_document(changed))[0].clearance == records.VOID


@pytest.mark.parametrize(
    ("before", "now"),
    [("far from a book?", "far from a book."), ("live far", "~~live~~ far"), ("live far", "<del>live far</del>")],
)
def test_the_body_must_not_change_the_sense_of_cleared_words(before: str, now: str) -> None:
    read = cleared("Should people live far from a book? No.")
    assert known_quotes.quotes_of_release(sample_document(read))[0].clearance == records.CLEARED
    front, body = read.text[: read.body.span.start], read.body.value
    altered = release_file.parse(front + body.replace(before, now))
    assert altered.body.value != body
    assert known_quotes.quotes_of_release(sample_document(altered))[0].clearance == records.VOID
    config = sample_config(quotes=Quotes(clearance="required"))
    assert "QT014" in {problem.code for problem in unmet_requirements(sample_document(altered, config=config))}


def test_a_clearance_is_a_record_beside_its_quote() -> None:
    record = cleared().quotes[0].clearance
    assert record is not None and record.by is not None and record.via is not None and record.words is not None
    assert (record.by.value, record.via.value, record.words.value) == ("Kim Lee", "e-mail", WORDS)
    assert record.attribution is not None and record.attribution.value == "Ana Okafor, Mayor"
    assert records.clearance_status(cleared().quotes[0]) == records.CLEARED


def test_a_changed_word_voids_it_and_the_old_word_restores_it() -> None:
    read = cleared()
    changed = editing.assign(read, "quotes.0.text", WORDS.replace("short", "brief"))
    assert records.clearance_status(changed.quotes[0]) == records.VOID
    assert records.clearance_status(editing.assign(changed, "quotes.0.text", WORDS).quotes[0]) == records.CLEARED


@pytest.mark.parametrize("key", ["by", "date", "digest"])
def test_a_record_without_who_when_or_what_clears_nothing(key: str) -> None:
    record = cleared().quotes[0].clearance
    fields = {name: getattr(record, name) for name in declared_keys(Clearance) if name != key}
    left = {name: field.value for name, field in fields.items() if field}
    read = editing.assign(cleared(), "quotes.0.clearance", left)
    assert records.clearance_status(read.quotes[0]) == records.VOID


def test_what_the_body_does_not_say_cannot_be_cleared() -> None:
    read = sample_release(body=BODY.replace("short", "brief"))
    with pytest.raises(NewsroomError, match=r"does not have quote no\. 1 word for word"):
        records.record_clearances(read, [0], by="Kim Lee", date=MOMENT)


@pytest.mark.parametrize("text", ['text = "—"\n', ""])
def test_a_quote_without_words_cannot_be_cleared(text: str) -> None:
    read = sample_release(front=f'[[quotes]]\nspeaker = "Ana Okafor"\n{text}')
    with pytest.raises(NewsroomError, match="has no words"):
        records.record_clearances(read, [0], by="Kim Lee", date=MOMENT)


def test_clearing_twice_keeps_the_first_record() -> None:
    after, done = records.record_clearances(cleared(), [0], by="Bo Chen", date=MOMENT)
    assert done == [] and after.text == cleared().text


def test_a_clearance_can_be_taken_back_and_given_again() -> None:
    back, done = records.record_withdrawals(cleared(), [0], date=MOMENT)
    assert done == [0] and records.clearance_status(back.quotes[0]) == records.TAKEN_BACK
    again, done = records.record_clearances(back, [0], by="Bo Chen", date=MOMENT)
    assert done == [0] and records.clearance_status(again.quotes[0]) == records.CLEARED
    with pytest.raises(NewsroomError, match="no clearance to withdraw"):
        records.record_withdrawals(sample_release(), [0], date=MOMENT)


def test_differences_are_told_in_words() -> None:
    found = records.differences("It was -5 degrees and we did not close.", "It was 5 degrees and, sadly, we did close.")
    assert list(map(str, found)) == ['"-5" is "5" now', '"sadly" was added', '"not" was taken out']
    assert records.differences("a " * 5000, "b " * 5000)[0].before.startswith("a a")


# --- found beside listed --------------------------------------------------------------------------------------


def known(body: str, *listed: str) -> list[tuple[str, str, tuple[int, ...]]]:
    front = "".join(f'[[quotes]]\nspeaker = "Ana Okafor"\ntext = {release_file.to_toml(text)}\n' for text in listed)
    rows = known_quotes.quotes_of_release(sample_document(front=front, body=body))
    return [(row.listed, row.clearance, row.numbers) for row in rows]


TWO = "“It is open to all,” said Mayor Ana Okafor.\n\n“Nobody should live far from a book,” she added."


def test_quotes_of_the_body_are_found_in_the_list() -> None:
    assert known(TWO) == [("no", "no", ()), ("no", "no", ())]
    assert known(TWO, "It is open to all.") == [("yes", "no", (0,)), ("no", "no", ())]
    assert [row[2] for row in known(TWO, "It is open to all. Nobody should live far from a book.")] == [(0,), (0,)]
    assert known("“It is open to all. Come in,” said Mayor Ana Okafor.", "Come in.", "It is open to all.") == [
        ("yes", "no", (1, 0))
    ]


def test_a_quote_that_was_changed_or_cut_is_known() -> None:
    body = "“Nobody should live very far from a book,” said Mayor Ana Okafor."
    assert known(body, "Nobody should live far from a book.") == [("changed", "no", (0,))]
    assert known(body, "Nobody should live very far from a book, nor from a park.")[0][0] == "changed"


def test_what_is_listed_and_not_said_is_known() -> None:
    assert known("The city opened a library.", "It is open to all.") == [("not in the body", "no", (0,))]
    assert known("It is open to all.", "It is open to all.") == [("yes", "no", (0,))]  # a statement, without marks


@pytest.mark.parametrize(
    ("name", "numbers"), [("Ana Okafor", [0]), ("okafor", [0]), ("Bo", [1]), ("Lee", []), ("x", [])]
)
def test_a_speaker_is_named_by_what_is_theirs_alone(name: str, numbers: list[int]) -> None:
    names = ("Ana Okafor", "Bo Lee", "Kim Lee")
    read = sample_release(front="".join(f'[[quotes]]\nspeaker = "{speaker}"\ntext = "a"\n' for speaker in names))
    assert known_quotes.numbers_of_speaker(read, name) == numbers


# --- approvals ------------------------------------------------------------------------------------------------


def signed(read: Release | None = None, by: str = "Kim Lee") -> Release:
    made = records.approval_record(read or sample_release(), by=by, role="Editor", date=MOMENT)
    return editing.append(read or sample_release(), "approvals", made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('status = "approved"', 'status = "review"'),
        ('kind = "release"', '# noted\nkind = "release"\nauthor = "Ana Ruiz"'),
        ("“Nobody", '"Nobody'),
        ("The city today", "The **city**\ntoday"),
        ("ninth library, in", "ninth library,   in"),
        ("The opening hours", "<!-- check them -->\n\nThe opening hours"),
        ("The opening hours", "# The opening hours"),
        ("\n\nThe opening hours", "\n\n- The opening hours"),
    ],
)
def test_what_readers_do_not_see_may_change(old: str, new: str) -> None:
    read = signed()
    assert old in read.text
    assert records.signers(release_file.parse(read.text.replace(old, new, 1))) == ("Kim Lee",)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Harbour Quarter Library", "Harbour Library", "headline"),
        ("Quarter Library", "quarter library", "headline"),
        ("seven days", "five days", "subhead"),
        ("2026-03-02\n", "2026-03-03\n", "date"),
        ("date = ", "embargo = 2026-03-02T09:00:00Z\ndate = ", "embargo"),
        ('city = "Port Ellery"', 'city = "Boston"', "dateline"),
        ('office = "mayors-office"', 'office = "parks"', "office"),
        ("libraries", "parks", "topics"),
        ("40,000", "50,000", "body"),
        ("today opened", "today ~~opened~~", "body"),
        ("The opening hours", "> The opening hours", "body"),
        ("port-ellery.example/library", "port-ellery.example/libary", "body"),
        ("over the water.", "over the water?", "body"),
        ('role = "Mayor"', 'role = "Acting Mayor"', "quotes"),
        ("[[quotes]]", '[[images]]\nfile = "a.png"\n[[quotes]]', "images"),
        ("[[quotes]]", '[[contacts]]\nname = "Desk"\n[[quotes]]', "contacts"),
    ],
)
def test_what_readers_see_may_not(old: str, new: str, part: str) -> None:
    read = signed()
    assert old in read.text
    changed = release_file.parse(read.text.replace(old, new, 1))
    assert changed.problems == ()
    assert records.signers(changed) == ()
    assert records.changed_parts(changed.approvals[0], records.visible_parts(changed)) == [part]


def test_a_clearance_and_a_further_signature_void_no_signature() -> None:
    read, _ = records.record_clearances(signed(), [0], by="Kim Lee", date=MOMENT)
    assert records.signers(signed(read, by="Jo Park")) == ("Kim Lee", "Jo Park")


def test_a_person_who_signs_twice_is_one() -> None:
    assert records.signers(signed(signed(), by="KIM  LEE")) == ("KIM  LEE",)


# --- what the gate asks ---------------------------------------------------------------------------------------


def codes(read: Release, *, clearance: str = "optional", required: int = 0, since: dt.date | None = None) -> list[str]:
    config = sample_config(quotes=Quotes(clearance, since), approvals=Approvals(required, since=since))
    return [finding.code for finding in unmet_requirements(sample_document(read, config))]


def test_nothing_is_asked_unless_newsroom_toml_asks() -> None:
    assert codes(sample_release()) == []


def test_clearances_are_asked_of_each_quote() -> None:
    assert codes(sample_release(), clearance="required") == ["QT015"]
    assert codes(cleared(), clearance="required") == []
    unlisted = sample_release(front=FRONT.split("[[quotes]]")[0])
    assert codes(unlisted, clearance="required") == ["QT015"]
    body_changed = release_file.parse(cleared().text.replace("short walk from a book,”", "brief walk from a book,”"))
    assert codes(body_changed, clearance="required") == ["QT005"]
    assert codes(records.record_withdrawals(cleared(), [0], date=MOMENT)[0], clearance="required") == ["QT016"]


def test_a_clearance_that_cannot_be_read_is_none() -> None:
    misspelt = release_file.parse(cleared().text.replace(" }\n", ', withdrawm = "yesterday" }\n', 1))
    assert codes(misspelt, clearance="required") == ["FM002"]


def test_approvals_are_asked_of_different_people() -> None:
    once, twice = signed(), signed(signed(), by="Jo Park")
    assert codes(sample_release(), required=2) == ["SO002"]
    assert codes(once, required=2) == ["SO002"]
    assert codes(twice, required=2) == []
    assert codes(signed(once), required=2) == ["SO002"]
    assert codes(once, required=1) == ["SO003"]
    assert codes(release_file.parse(once.text.replace("status", 'author = "Kim Lee"\nstatus')), required=1) == ["SO003"]
    assert codes(release_file.parse(once.text.replace("status", 'author = "Jo Park"\nstatus')), required=1) == []


def test_no_comment_in_the_release_lifts_a_requirement() -> None:
    read = sample_release(front="# newsroom: ignore-file[SO002, QT015] in a hurry\n" + FRONT)
    assert codes(read, clearance="required", required=1) == ["QT015", "SO002"]


@pytest.mark.parametrize(("since", "asked"), [(dt.date(2026, 3, 2), ["SO002"]), (dt.date(2026, 3, 3), [])])
def test_requirements_begin_on_a_day(since: dt.date, asked: list[str]) -> None:
    assert codes(sample_release(), required=1, since=since) == asked


def test_a_release_without_date_is_new() -> None:
    read = sample_release(front=FRONT.replace("date = 2026-03-02\n", ""))
    assert codes(read, required=1, since=dt.date(2026, 3, 3)) == ["SO002"]


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_only_approved_releases_are_asked(status: str) -> None:
    read = sample_release(front=FRONT.replace('"approved"', f'"{status}"'))
    assert codes(read, clearance="required", required=2) == []


def test_a_broken_release_is_asked_nothing_here() -> None:
    broken = sample_release()._replace(broken=True, status=None)
    assert codes(broken, clearance="required", required=2) == []


def test_a_difference_has_its_place_in_both_texts() -> None:
    before, now = "We open on every day of the week.", "We open on most days of the week."
    (changed,) = records.differences(before, now)
    assert before[changed.before_start : changed.before_end] == "every day"
    assert now[changed.start : changed.end] == "most days"
    (removed,) = records.differences("open for everybody", "open everybody")
    assert (removed.before_start, removed.before_end, removed.start, removed.end) == (5, 8, 5, 5)
