"""`newsroom new --from`: a release that starts from an older one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsroom_cli.cli import new_questions, output, publication_question, signing
from newsroom_cli.cli import options as shared
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place

_TAKEN = ("author", "headline", "subhead", "date", "embargo", "name", "edit", "from_", "directory", "yes")


def original_release(newsroom: Newsroom, file: Path, options: Mapping[str, Any]) -> Release:
    """The older release that is named; `options` are those of the command.

    Raises NewsroomError for an option whose value the older release gives.
    """
    given = next((name for name, value in options.items() if value and name not in _TAKEN), None)
    if given:
        shown = "another KIND" if given == "kind" else f"--{given.replace('_', '-')}"
        raise NewsroomError(f"--from takes {shown} from the older release", hint="leave it out, and change it later")
    return in_place.open_release(newsroom, shared.release_path(newsroom, file))


def start(newsroom: Newsroom, original: Release, options: Mapping[str, Any]) -> Path:
    """Write a release that starts from an older one, and return its path; `options` are those of the command."""
    from newsroom_cli.newsroom import copying, scaffold

    older = text_of(original.headline)
    embargo = new_questions.moment(options["embargo"], newsroom, "--embargo", ahead=True)
    headline = new_questions.chosen_headline(options["headline"], older)
    plan = publication_question.chosen(newsroom, options["date"], embargo)
    chosen = copying.Start(
        plan.date,
        "" if headline == older else headline,
        options["subhead"],
        plan.embargo,
        options["author"] or signing.author_name(newsroom),
    )
    document = newsroom.document(original)
    text = copying.text(document, newsroom.config, newsroom.own, chosen)
    answers = scaffold.Answers(original.kind_name, headline=headline or older, date=chosen.date)
    target = (newsroom.root / original.path).with_name(scaffold.file_name(answers, options["name"]))
    written = new_questions.created(newsroom, target, text)
    output.say(f"it starts from {output.from_here(original.path, newsroom.root)}; its quotes are empty")
    if days := copying.days_and_years(document):
        output.say(f"its dates are the old ones: {'; '.join(days)}")
    return written
