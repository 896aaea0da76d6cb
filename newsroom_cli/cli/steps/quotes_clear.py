"""The steps of `newsroom quotes clear`: record that a speaker agreed to their words."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.steps import naming, notes, signing
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.model import editing
from newsroom_cli.model.errors import DeclinedError, NewsroomError, RefusedError
from newsroom_cli.model.interpretation import due_moment_if_out
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.model.toml.values import describe
from newsroom_cli.newsroom import moments
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.publishing.life import changes


def clear(
    newsroom: Newsroom,
    file: str | None,
    speaker: Sequence[str],
    number: int,
    by: str,
    via: str,
    date: str | None,
    *,
    withdraw: bool,
    undo: bool,
) -> None:
    """Record that a speaker agreed to these words, or took that back; or take back what was recorded by mistake."""
    release = naming.open_release(newsroom, file)
    clears = not (undo or withdraw)
    asked = "" if speaker or number else _asked_speaker(release, clears=clears)
    numbers = _chosen_numbers(release, speaker or [asked], number, clears=clears)
    numbers = _without_placeholder(release, numbers) if clears else numbers
    is_of_several = len({text_of(release.quotes[number].speaker) for number in numbers}) > 1
    if output.is_interactive() and (is_of_several or (asked and clears)):
        output.say(*_words(release, numbers, with_names=is_of_several))
    if asked and clears:
        missing = "please say how they agreed; if they did not, Ctrl-C stops, and nothing is written"
        via = via or ask.name("How they agreed, such as by e-mail", missing=missing)
    if output.is_interactive() and is_of_several:
        question = "Did each of them agree to these words?" if clears else "Take back the clearance of all of these?"
        if not ask.confirm(question, default=False):
            raise DeclinedError("nothing was written", hint="--speaker NAME names one of them")
    if undo:
        _undo(newsroom, release, numbers, by)
        return
    moment = signing.record_moment(date, newsroom)
    if withdraw:
        after, done = records.record_withdrawals(release, numbers, date=moment)
    else:
        _refuse_other_sense(newsroom, release, numbers)
        signer, language = signing.signer_name(by, newsroom, records.recorded_names(release)), newsroom.config.language
        after, done = records.record_clearances(release, numbers, by=signer, date=moment, via=via, language=language)
    in_place.save_release(newsroom, release, after)
    for number in numbers:
        _print_cleared(after, number, newsroom, done=number in done, withdraw=withdraw)
    shown = output.from_here(release.path, newsroom.root)
    names = [quote.speaker.value for quote in map(after.quotes.__getitem__, numbers) if quote.speaker]
    rows = (row for row in known_quotes.quotes_of_release(newsroom.document(after)) if row.listed == known_quotes.NO)
    more = sum(any(records.have_same_words(row.speaker, name) for name in names) for row in rows)
    if more:
        are = "is" if more == 1 else "are"
        output.say(f"{more} more of theirs in the body {are} not listed: newsroom quotes sync {shlex.quote(shown)}")
    output.say(*notes.uncleared_lines(after, shown))


ALL = "all"  # the name that means everybody


def _refuse_other_sense(newsroom: Newsroom, release: Release, numbers: Iterable[int]) -> None:
    """Raise NewsroomError for quotes with another sense in the body: a question or none, or words struck out."""
    document = newsroom.document(release)
    for speech in known_quotes.speeches(document):
        for number in {*known_quotes.listing_of(release, speech)[1]} & {*numbers}:
            if change := known_quotes.change_of_sense(document, speech):
                raise NewsroomError(
                    f"the body has quote no. {number + 1} in another sense: {change}",
                    path=output.from_here(release.path, newsroom.root),
                    line=release.position(speech.span.start).line,
                    hint="write it alike in the body and under [[quotes]]",
                )


def _asked_speaker(release: Release, *, clears: bool) -> str:
    """The listed speaker whom a person on a terminal chooses, by default the only one; empty without a terminal.

    With `clears`, only speakers whose words can be cleared are offered; raises RefusedError if there are none.
    """
    if not output.is_interactive():
        return ""
    offered = [
        quote
        for number, quote in enumerate(release.quotes)
        if not (clears and known_quotes.unfinished_parts(release, number))
    ]
    if release.quotes and not offered:
        raise _placeholder_error(release, 0)
    roles = {quote.speaker.value: text_of(quote.role) for quote in offered if quote.speaker}
    left = [name for name in known_quotes.uncleared_speakers(release) if name in roles] if clears else list(roles)
    everybody = {ALL: "the words of everybody"} if len(left) > 1 else {}
    return chosen_speaker(roles | everybody, left[0] if len(left) == 1 else "")


def chosen_speaker(roles: Mapping[str, str], default: str) -> str:
    """The speaker whom a person chooses, by name; `default` if there is none to choose from."""
    return ask.choice("Whose words", list(roles.items()), default)


def _words(release: Release, numbers: Iterable[int], *, with_names: bool) -> Iterator[str]:
    """Yield the words of some quotes, each on a line; `with_names` adds number and speaker."""
    for number in numbers:
        quote = release.quotes[number]
        name = f"no. {number + 1}, {text_of(quote.speaker) or 'nobody named'}: " if with_names else ""
        yield f"{name}“{' '.join(text_of(quote.text).split())}”"


def _without_placeholder(release: Release, numbers: list[int]) -> list[int]:
    """The indexes of the quotes without a placeholder; prints the others. Raises RefusedError if none is finished."""
    finished = [number for number in numbers if not known_quotes.unfinished_parts(release, number)]
    if numbers and not finished:
        raise _placeholder_error(release, numbers[0])
    for number in sorted(set(numbers) - set(finished)):
        output.say(f"not cleared: {_placeholder_error(release, number).message}")
    return finished


def _placeholder_error(release: Release, number: int) -> RefusedError:
    """The error for clearing a quote with a placeholder: what is missing, where, and the remedy."""
    quote, parts = release.quotes[number], known_quotes.unfinished_parts(release, number)
    names = {id(quote.text): "its words", id(quote.speaker): "the speaker", id(quote.role): "the speaker's role"}
    missing = " and ".join(names[id(part)] for part in parts)
    are = "is" if len(parts) == 1 and parts[0] is not quote.text else "are"
    return RefusedError(
        f"quote no. {number + 1} cannot be cleared yet: {missing} {are} still missing ({describe(parts[0].value)})",
        path=release.path,
        line=release.position(parts[0].span.start).line,
        hint="write it in the file, or delete the [[quotes]] table; then have the speaker agree",
    )


def _chosen_numbers(release: Release, speakers: Sequence[str], number: int, *, clears: bool) -> list[int]:
    """The indexes of the chosen quotes, by number or by speakers.

    For the speaker ALL these are all quotes, or with `clears` those not cleared yet if there are any. Raises
    NewsroomError if no such quote is listed.
    """
    if number:
        if not 0 < number <= len(release.quotes):
            raise NewsroomError(
                f"there is no quote no. {number}", path=release.path, hint="newsroom quotes list shows them"
            )
        return [number - 1]
    if ALL not in [name.casefold() for name in speakers]:
        return list(dict.fromkeys(number for name in speakers for number in _numbers_of(release, name)))
    if not release.quotes:
        hint = "newsroom quotes sync lists the quotes of the body"
        raise NewsroomError("no quote is listed", path=release.path, hint=hint)
    everybody = list(range(len(release.quotes)))
    is_open = [records.clearance_status(quote) != records.CLEARED for quote in release.quotes]
    return [number for number in everybody if is_open[number]] if clears and any(is_open) else everybody


def _numbers_of(release: Release, speaker: str) -> list[int]:
    """The indexes of the listed quotes of a speaker. Raises NewsroomError if there are none."""
    if not speaker:
        hint = 'say whose words were cleared: --speaker "First Last", or --speaker all'
        raise NewsroomError("nobody is named", hint=hint)
    if numbers := known_quotes.numbers_of_speaker(release, speaker):
        return numbers
    names = list(dict.fromkeys(quote.speaker.value for quote in release.quotes if quote.speaker))
    near = known_quotes.nearest_speaker(names, speaker)
    choices = f"there are {', '.join(names)}" if names else "newsroom quotes sync lists the quotes of the body"
    raise NewsroomError(
        f'no quote of "{speaker}" is listed', path=release.path, hint=f'did you mean "{near}"?' if near else choices
    )


def _undo(newsroom: Newsroom, release: Release, numbers: list[int], by: str) -> None:
    """Remove the clearances that the person at the terminal recorded by mistake.

    Raises RefusedError if somebody else recorded one, if the speaker took it back, or if the release is public.
    """
    cleared = [number for number in numbers if release.quotes[number].clearance]
    if not cleared:
        raise NewsroomError(
            "there is no clearance to take back", path=release.path, hint="newsroom quotes list shows it"
        )
    due_moments = options.due_moments(newsroom)
    if changes.was_public(newsroom, release, options.moment(None, newsroom), due_moments):
        hint = "--withdraw records that the speaker took it back; newsroom withdraw takes the release back"
        is_public = "is public" if due_moment_if_out(release, due_moments) else "may be public already"
        raise RefusedError(f"the release {is_public}, with these words", path=release.path, hint=hint)
    after = release
    for number in cleared:
        record = release.quotes[number].clearance
        if record and record.withdrawn:
            raise RefusedError("the speaker took it back; that stays on record", path=release.path)
        if record and record.by:
            signing.own_name(by, newsroom, record.by.value)
        after = editing.remove_key(after, f"quotes.{number}.clearance")
    in_place.save_release(newsroom, release, after)
    for number in cleared:
        quote = after.quotes[number]
        output.say(f"not cleared any more: no. {number + 1}{f', {quote.speaker.value}' if quote.speaker else ''}")


def _print_cleared(release: Release, number: int, newsroom: Newsroom, *, done: bool, withdraw: bool) -> None:
    """Print that a clearance was recorded, or with `withdraw` withdrawn; without `done`, that it had been before."""
    quote = release.quotes[number]
    record = quote.clearance
    words = excerpt(quote.text.value) if quote.text else ""
    outcome = "withdrawn" if withdraw else "cleared"
    if not done and record:
        by = f" by {record.by.value}" if record.by and not withdraw else ""
        day = record.withdrawn if withdraw else record.date
        outcome = f"{outcome} already{by}" + (f" on {moments.date_in_words(day.value, newsroom.config)}" if day else "")
    output.say(f"{outcome}: no. {number + 1}{f', {quote.speaker.value}' if quote.speaker else ''}: “{words}”")
