"""The questions of `newsroom new` for what no option gives; offices, topics and people may be named in part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.cli.arguments import options, when
from newsroom_cli.cli.steps import init_questions
from newsroom_cli.cli.steps.init_questions import city_name
from newsroom_cli.cli.terminal import ask, output, person_names
from newsroom_cli.language.places import ap_places
from newsroom_cli.language.quotation_marks import without_outer_marks
from newsroom_cli.model import disk
from newsroom_cli.model.config import Kind
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import instant
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import DEFAULT_KIND
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom import known_names, scaffold, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.scaffold import NewQuote
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.life import renaming


def chosen_kind(newsroom: Newsroom, kind: str) -> str:
    """The kind from the option or the answer; a person at a terminal is asked for another if it does not exist.

    Raises NewsroomError if it does not exist and nobody can be asked.
    """
    kinds = {name: kind_label(newsroom, name) for name in scaffold.kinds(newsroom.own_templates)}
    is_unknown = bool(kind) and kind not in kinds and output.is_interactive()
    if is_unknown:
        output.say(f'there is no kind "{kind}"; these are the kinds there are')
    asked = is_unknown or not kind
    chosen = ask.choice("Kind", list(kinds.items()), nearest(kind, kinds) or DEFAULT_KIND) if asked else kind
    scaffold.require_kind(chosen, newsroom.own_templates)
    return chosen


def kind_label(newsroom: Newsroom, kind: str) -> str:
    """The label of a kind on pages, empty if newsroom.toml does not declare it."""
    declared = newsroom.config.kinds.get(kind)
    return declared.label if declared else ""


def chosen_headline(headline: str | None, default: str) -> str:
    """The headline from the option or the answer, empty for later. Raises NewsroomError for an empty option."""
    if headline is None:
        return ask.text("Headline (or later)", default, empty_words=ask.LATER, is_prose=True)
    if not headline.strip():
        raise NewsroomError("--headline is empty", hint="write one, or leave the option out and write it later")
    return headline


def chosen_event(newsroom: Newsroom, kind: Kind | None, starts: str, place: str) -> tuple[dt.datetime | None, str]:
    """Time and place of the event, from the options, or from answers if the kind needs an event."""
    begins: dt.date | None = moment(starts, newsroom, "--event-starts")
    if kind and "event.starts" in kind.requires:
        begins = begins or when.ask("Event begins, such as March 1 at 9am (or later)", newsroom, timed=True)
        place = place or ask.text("Event is at (or later)", empty_words=ask.NOBODY)
    return instant(begins, newsroom.config) if begins else None, place


def moment(typed: str, newsroom: Newsroom, option: str, *, ahead: bool = False) -> dt.datetime | None:
    """The moment in an option; None if it is empty. With `ahead`, raises NewsroomError for one that is past."""
    value = when.moment(typed, newsroom, option=option, confirms=True, ahead=ahead) if typed else None
    if ahead and value and value <= options.moment(None, newsroom):
        raise NewsroomError(f"{option}: {when.in_words(value, newsroom)} is past", hint="name a moment to come")
    return value


def chosen_office(newsroom: Newsroom, office: str) -> str:
    """The key of the office: from the option or the answer, or the only office. A part of its name is enough."""
    offices = newsroom.config.offices
    pairs = [(key, office.name) for key, office in offices.items()]
    if not office and offices:
        office = pairs[0][0] if len(offices) == 1 else ask.choice("Office", pairs, pairs[0][0])
    if office in offices or not (office or offices):
        return office
    found = known_names.matching(office, [(key, (name,)) for key, name in pairs])
    if len(found) == 1:
        return found[0]
    near = nearest(office, offices)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(offices) or 'none; add [offices.KEY]'}"
    if found:
        hint = f"write which one: {', '.join(found)}"
    raise NewsroomError(f'there is no office "{office}" in newsroom.toml', hint=hint)


def chosen_city(newsroom: Newsroom, office: str, city: str) -> str:
    """The city from the option or the answer; the office's city by default."""
    if city:
        return init_questions.as_option("--city", city_name, city)
    own_office = newsroom.config.offices.get(office)
    own_city = own_office.city if own_office else ""
    without = ask.NOBODY - _NOT_YET
    answer = ask.text("City of the dateline", own_city, validate=city_name, empty_words=without)
    return scaffold.TO_COME if answer.casefold() in _NOT_YET else answer


_NOT_YET = frozenset(("later", "tk"))  # other words for nothing mean a release without a dateline of its own


def place_of_dateline(newsroom: Newsroom, office: str, typed: str) -> dict[str, str]:
    """The city of the dateline, with its state and country if these are not those of the office.

    They may be typed, as in "Portland, Oregon". They are empty if the city stands alone, as Boston for an office in
    Maine. Otherwise the city is assumed to be in the state of the office. Without a city, or for the office's own city,
    the result is empty.
    """
    config, place = newsroom.config, init_questions.place_of(typed)
    own = config.offices.get(office)
    if not place.city or (own and place.city == own.city and not place.region):
        return {}
    needs_none = (
        own and own.state and ap_places.stands_alone(place.city) and not ap_places.is_own(place.city, own.state)
    )
    is_local = place.city in config.check.local_cities
    found = {"city": place.city}
    if place.region or needs_none or is_local:
        found = init_questions.as_printed(place, config.style)
    region = [found.get(name, getattr(own, name, "")) for name in ("state", "country")]
    output.say(f"dateline: {', '.join(filter(None, (place.city, *region)))}")
    return found


_NEWEST = 300  # releases whose topics are read


def chosen_topics(newsroom: Newsroom, topics: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
    """The topics from the options or the answer, as earlier releases write them."""
    question = "Topics, with commas between (or later)"
    typed = [
        without_outer_marks(topic.strip())
        for topic in topics or default or ask.text(question, empty_words=ask.NOBODY).split(",")
        if topic.strip()
    ]
    if not typed or tuple(typed) == tuple(default):
        return tuple(typed)
    releases = map(newsroom.read, newsroom.paths()[-_NEWEST:])
    known = [(name, ()) for name in dict.fromkeys(topic.value for read in releases for topic in read.topics)]
    found = [known_names.matching(topic, known, whole_words=True) for topic in typed]
    return tuple(
        dict.fromkeys(names[0] if len(names) == 1 else topic for topic, names in zip(typed, found, strict=True))
    )


def create_release(newsroom: Newsroom, file: Path, text: str) -> Path:
    """Write a new release, print its path, and return the file. Raises NewsroomError if its name is taken."""
    path = output.from_here(file, newsroom.root)
    if not disk.is_there(file):
        renaming.refuse_owned(newsroom, newsroom.name_of(file), manifests.manifest_of(newsroom.output))
    try:
        writer.create(file, text.encode())
    except NewsroomError as error:
        error.path = path
        raise
    output.result(path)
    return file


# --- quotes ---------------------------------------------------------------------------------------------------


def chosen_quotes(
    newsroom: Newsroom, speakers: Sequence[str], roles: Sequence[str], words: Sequence[str], *, asks: bool
) -> tuple[NewQuote, ...] | None:
    """The quotes of the release: from the options, or with `asks` from answers; None if nobody is quoted.

    Roles and words belong to the speakers in the order in which they are given. Raises NewsroomError if there are more
    of them than speakers, or only some have one.
    """
    if not (speakers or roles or words):
        return _asked_quotes(newsroom) if asks else ()
    if len(speakers) == 1 and _means_nobody(speakers[0]) and not (roles or words):
        return None
    names = ["" if ask.means_empty(name) else name for name in speakers] or [
        _asked_speaker(newsroom, "Who is quoted (or later)", ask.NOBODY) if asks else ""
    ]
    for option, given in (("--role", roles), ("--quote", words)):
        if given and len(given) != len(names) and (len(given) > 1 or len(names) > 1):
            raise NewsroomError(
                f"there are {len(names)} speakers, and {len(given)} of {option}",
                hint=f"give each --speaker a {option}, in the same order; leave one empty with {option} ''",
            )
    people = [_known_person(newsroom, name) for name in names]
    return tuple(
        NewQuote(name, (roles[number] if roles else "") or role, words[number] if words else "")
        for number, (name, role) in enumerate(people)
    )


def _asked_quotes(newsroom: Newsroom) -> tuple[NewQuote, ...] | None:
    """The quotes from answers, asked for until nobody else is named; None if nobody is quoted."""
    said: list[NewQuote] = []
    speaker = _asked_speaker(newsroom, "Who is quoted (or nobody, or later)", ask.LATER)
    if _means_nobody(speaker):
        return None
    while speaker:
        name, role = _known_person(newsroom, speaker)
        question, refuse = f"Role of {name} (or later)", person_names.refuse_no_role
        role = role or ask.text(question, validate=refuse, empty_words=ask.NOBODY)
        words = ask.text(f"What {name} says (or later)", empty_words=ask.LATER, is_prose=True)
        said.append(NewQuote(name, role, words))
        speaker = _asked_speaker(newsroom, "Who else is quoted (or nobody)", ask.NOBODY)
    return tuple(said)


def _means_nobody(name: str) -> bool:
    """Whether an answer says that nobody is quoted, not that the name is to come."""
    return ask.means_empty(name) and not ask.means_empty(name, ask.LATER)


def _asked_speaker(newsroom: Newsroom, question: str, empty_words: Collection[str]) -> str:
    """The name that a person answers, chosen from the known people or new; empty for one of `empty_words`."""
    people = [(person.name, person.role) for person in newsroom.config.people]
    refuse = person_names.unless_known(lambda typed: _means_nobody(typed) or bool(_matching_people(newsroom, typed)))
    return ask.choice(question, people, free=True, validate=refuse, empty_words=empty_words)


def _matching_people(newsroom: Newsroom, typed: str) -> list[str]:
    """The names of the people in newsroom.toml whose name, role or spelling has the typed words."""
    people = newsroom.config.people
    entries = [(person.name, (f"{person.name} {person.role}", *person.spellings)) for person in people]
    return known_names.matching(typed, entries, whole_words=True)


def _known_person(newsroom: Newsroom, typed: str) -> tuple[str, str]:
    """Name and role of the person in newsroom.toml whose name or role has the typed words; else as typed.

    Raises NewsroomError if several people have these words.
    """
    people = {person.name: person for person in newsroom.config.people}
    found = _matching_people(newsroom, typed)
    if len(found) > 1:
        raise NewsroomError(f'"{typed}" may be {" or ".join(found)}', hint="write the whole name")
    if not found:
        return known_names.name_and_role(typed)
    if found[0] != typed:
        output.say(f'"{typed}" is {", ".join(filter(None, (found[0], people[found[0]].role)))}')
    return found[0], people[found[0]].role


# --- when it may be published ---------------------------------------------------------------------------------


WHEN = "When may it be published (or once approved)"
_EXAMPLES = "  such as Dec 24 or Friday 9am; if reporters get it before: embargo Friday 9am"
_WHEN_APPROVED = frozenset(
    (
        *("when approved", "once approved", "as soon as it is approved", "now", "at once", "immediately"),
        *("asap", "as soon as possible", "for immediate release", "no embargo", "not yet", "unknown"),
        *("sofort", "ab sofort", "keine sperrfrist", "ohne sperrfrist", "nach freigabe"),
        *("inmediato", "de inmediato", "inmediatamente", "sin embargo", "publicación inmediata"),
    )
)


class Plan(NamedTuple):
    """The date of a new release, which may have a time, and the end of its embargo; None if it has none."""

    date: dt.date
    embargo: dt.datetime | None


def chosen_plan(newsroom: Newsroom, date: str, embargo: dt.datetime | None) -> Plan:
    """The date from the option, or else today, with the embargo; if both are empty, the plan that a person answers."""
    now = options.moment(None, newsroom)
    if date:
        return Plan(when.typed_time(date, newsroom, option="--date", confirms=True), embargo)
    return Plan(now.date(), embargo) if embargo else _asked_plan(newsroom, now)


def _asked_plan(newsroom: Newsroom, now: dt.datetime) -> Plan:
    """The plan that a person answers and confirms; today and no embargo without a terminal."""
    ask.begin_question()
    if output.is_interactive():
        output.say(output.paint("dim", _EXAMPLES))
    when.forget_past(WHEN, now)
    while answer := ask.text(WHEN, empty_words=ask.NOBODY | _WHEN_APPROVED):
        typed = _BEHIND.sub("", _BEFORE.sub("", answer))
        is_embargo = typed != answer
        value = when.answered_time(typed, newsroom, timed=is_embargo, ahead=is_embargo) if typed else None
        if not typed:
            output.say(f"until when? such as embargo Friday 9am; {when.EXAMPLES}")
        elif value and is_embargo and isinstance(value, dt.datetime) and value <= now:
            output.say("this moment is past; an embargo ends at one that is to come")
        elif value and ask.confirm(f"{_plan_in_words(value, newsroom, now, is_embargo=is_embargo)}. Right?"):
            ask.keep_as(f"{'embargo ' * is_embargo}{when.in_figures(value, newsroom)}")
            return Plan(now.date(), value) if is_embargo and isinstance(value, dt.datetime) else Plan(value, None)
        ask.forget()
    return Plan(now.date(), None)


_WORD = r"(?:(?:under|unter|mit|con|bajo|sous) )?(?:(?:an|un) )?(?:embargo(?:e?d)?|embargad[oa]|sperrfrist|gesperrt)"
_UNTIL = r"(?:until|till|til|to|for|of|on|by|bis|hasta|jusqu['’]au)"
_BEFORE = pattern(rf"(?i)^{_WORD}\b[\s:,]*(?:{_UNTIL}\b)?\s*")
_BEHIND = pattern(rf"(?i)[\s,(]+{_WORD}\)?$")


def _plan_in_words(value: dt.date, newsroom: Newsroom, now: dt.datetime, *, is_embargo: bool) -> str:
    """The meaning of an answer in words: with weekday and full date, a moment with its time and zone."""
    words = when.in_words(value, newsroom)
    if is_embargo:
        return f"Under embargo until {words}"
    is_past = instant(value, newsroom.config) <= now
    return f"Dated {words}; public once it is approved" if is_past else f"Not public before {words}"
