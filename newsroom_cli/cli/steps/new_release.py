"""The steps of `newsroom new` and `newsroom translate`: a release from answers, from an older one, or a translation."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.steps import editor, naming, new_correction, new_questions, signing
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.language import language_names
from newsroom_cli.model import editing, language_tags
from newsroom_cli.model.config import Contact
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.interpretation import language_of
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.newsroom import copying, scaffold, translating, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links import translation_links
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer import in_place


def start(newsroom: Newsroom, given: Mapping[str, Any]) -> Path:
    """Write a release from the options and the answers, and return its file; `given` are the options by name."""
    embargo = new_questions.moment(given["embargo"], newsroom, "--embargo", ahead=True)
    kind = new_questions.chosen_kind(newsroom, given["kind"] or "")
    known = new_correction.known_answers(
        newsroom, kind, given["about"] and Path(given["about"]), given["change"] or "", given["reason"]
    )
    declared = newsroom.config.kinds.get(kind)
    office = new_questions.chosen_office(newsroom, given["office"] or known.office)
    plan = new_questions.chosen_plan(newsroom, given["date"], embargo)
    headline = new_questions.chosen_headline(given["headline"], known.headline)
    city = given["city"] if known.corrects else new_questions.chosen_city(newsroom, office, given["city"])
    dateline = new_questions.place_of_dateline(newsroom, office, city)
    begins, place = new_questions.chosen_event(newsroom, declared, given["event_starts"], given["event_place"])
    said = [given[name] or () for name in ("speaker", "role", "quote")]
    contact = [given[f"contact_{name}"] for name in ("name", "phone", "email")]
    answers = dataclasses.replace(
        known,
        headline=headline,
        subhead=given["subhead"],
        date=plan.date,
        office=office,
        **dateline,
        embargo=plan.embargo,
        topics=new_questions.chosen_topics(newsroom, given["topic"] or (), known.topics),
        language=given["language"] or known.language,
        quotes=new_questions.chosen_quotes(newsroom, *said, asks=declared is None or declared.quotes > 0),
        event_starts=begins,
        event_place=place,
        contacts=_contacts(*contact) or known.contacts,
        author=given["author"] or signing.author_name(newsroom),
    )
    file = newsroom.folder / scaffold.file_name(answers, newsroom.config, given["name"])
    text = scaffold.release_text(answers, newsroom.config, newsroom.own_templates)
    edited = new_correction.link_to_correction(newsroom, answers, newsroom.name_of(file)) if answers.corrects else None
    try:
        new_questions.create_release(newsroom, file, text)
    except writer.TakenError:
        if not (edited and new_correction.lacks_link(newsroom, file, *edited)):
            raise
        output.result(output.from_here(file, newsroom.root))
    if edited:
        in_place.save_release(newsroom, *edited)
        output.say(f"{output.from_here(edited[0].path, newsroom.root)} links to this correction once it is public")
    if answers.kind not in newsroom.config.kinds:
        output.say(f"newsroom.toml does not say what a {answers.kind} needs; a [kinds.{answers.kind}] table would")
    return file


def _contacts(*parts: str) -> tuple[Contact, ...]:
    """The contact with this name, telephone number and e-mail address; no contact if all are empty.

    Raises NewsroomError for a name such as none.
    """
    if parts[0] and ask.means_empty(parts[0]):
        raise NewsroomError(f'--contact-name: "{parts[0]}" is not a name', hint="without it the office's contacts stay")
    return (Contact(*parts),) if any(parts) else ()


_OPTIONS = ("author", "headline", "subhead", "date", "embargo", "name", "edit", "from_", "directory", "yes")


def original_release(newsroom: Newsroom, file: Path, given: Mapping[str, Any]) -> Release:
    """The older release in a file, to start from; `given` are the options of the command by name.

    Raises NewsroomError for an option whose value comes from the older release.
    """
    extra = next((name for name, value in given.items() if value and name not in _OPTIONS), None)
    if extra:
        shown = "another KIND" if extra == "kind" else f"--{extra.replace('_', '-')}"
        raise NewsroomError(f"--from takes {shown} from the older release", hint="leave it out, and change it later")
    return in_place.open_release(newsroom, naming.release_path(newsroom, file))


def start_from(newsroom: Newsroom, original: Release, given: Mapping[str, Any]) -> Path:
    """Write a release that starts from an older one, and return its file; `given` are the options by name."""
    older = text_of(original.headline)
    embargo = new_questions.moment(given["embargo"], newsroom, "--embargo", ahead=True)
    headline = new_questions.chosen_headline(given["headline"], older)
    plan = new_questions.chosen_plan(newsroom, given["date"], embargo)
    chosen = copying.Start(
        plan.date,
        "" if headline == older else headline,
        given["subhead"],
        plan.embargo,
        given["author"] or signing.author_name(newsroom),
    )
    document = newsroom.document(original)
    text = copying.text(document, newsroom.config, newsroom.own_templates, chosen)
    language = text_of(original.language)
    answers = scaffold.Answers(original.kind_name, headline=headline or older, date=chosen.date, language=language)
    target = (newsroom.root / original.path).with_name(scaffold.file_name(answers, newsroom.config, given["name"]))
    written = new_questions.create_release(newsroom, target, text)
    output.say(f"it starts from {output.from_here(original.path, newsroom.root)}; its quotes are empty")
    if days := copying.days_and_years(document):
        output.say(f"its dates are the old ones: {'; '.join(days)}")
    return written


def print_next(newsroom: Newsroom, file: Path, *, edit: bool) -> None:
    """Open the release in the editor if that is wanted, and print what to do next."""
    if edit:
        editor.edit(newsroom, file)
    how = " (newsroom open --edit opens your editor)" if output.is_interactive() and not edit else ""
    output.say(f"next: write it{how}, then newsroom check {shlex.quote(output.from_here(file, newsroom.root))}")


def list_kinds(newsroom: Newsroom) -> None:
    """Print the kinds that have a template."""
    rows = []
    for kind, path in scaffold.kinds(newsroom.own_templates).items():
        own = not path.is_relative_to(theme.builtin())
        rows.append(
            [
                ("strong", kind),
                ("", new_questions.kind_label(newsroom, kind)),
                ("dim", output.from_here(path, newsroom.root) if own else "built in"),
            ]
        )
    output.table(["Kind", "Label", "Template"], rows, wrapped="Template")


# --- `newsroom translate` -------------------------------------------------------------------------------------


def translate(newsroom: Newsroom, file: str | None, to: str, name: str, *, renew: bool, edit: bool) -> None:
    """Start a translation of a release, or record that one is up to date."""
    if not (to or renew):
        file, to = _release_and_language(newsroom, file)
    if to and renew:
        raise NewsroomError("--to starts a translation, --renew notes one", hint="leave one of them out")
    if not (to or renew or output.is_interactive()):
        raise NewsroomError("nobody says into which language", hint="--to es; --renew notes that one is up to date")
    release = in_place.open_release(newsroom, naming.release_path(newsroom, file, meant=Meant.LAST))
    if renew:
        problem = next((found for found in release.problems if found.code == translation_links.NO_ORIGINAL), None)
        path = translation_links.original_path(release)
        if problem or not path:
            message = problem.message if problem else "this release is no translation"
            hint = problem.help if problem else "name the original: [translation] of = ..."
            raise RefusedError(message, path=release.path, hint=hint)
        digest = translation_links.digest_of(newsroom.read(path))
        after = editing.assign(release, "translation.digest", digest)
        original = output.from_here(path, newsroom.root)
        if in_place.save_release(newsroom, release, after):
            output.say(f"noted that this says what {original} says now")
        else:
            output.say(f"{original} has not changed since this was noted")
        output.result(output.from_here(release.path, newsroom.root))
    else:
        _start_translation(newsroom, release, _language(newsroom, release, to), name, edit=edit)


def _release_and_language(newsroom: Newsroom, typed: str | None) -> tuple[str | None, str]:
    """The words for a release and the language after them, as in `library Spanish`; empty if no language is named.

    A short tag such as `it` may be a word of a headline. It is the language only if the words before it name a release
    exactly, or if no release matches all of the words.
    """
    words = (typed or "").split()
    if typed is None or len(words) < 2 or not language_names.tag_of(words[-1]):
        return typed, ""
    release = " ".join(words[: -2 if words[2:] and words[-2] in ("to", "into", "in") else -1])
    is_sure = len(words[-1]) >= _SHORTEST_NAME or naming.is_exact(newsroom, release)
    return (release, words[-1]) if is_sure or not naming.matches_any(newsroom, typed) else (typed, "")


_SHORTEST_NAME = 4


def _language(newsroom: Newsroom, original: Release, to: str) -> str:
    """The tag of the language from the option or the answer, as tag or name. Raises NewsroomError if there is none."""

    def tag(typed: str) -> str:
        if found := language_names.tag_of(typed) or (language_tags.is_tag(typed) and language_tags.canonical(typed)):
            return found
        message = f'{"--to: " * bool(to)}"{typed}" is not a language'
        raise NewsroomError(message, hint="such as Spanish or es, pt-BR or zh-Hant")

    if to:
        return tag(to)
    written_in = language_of(original, newsroom.config)
    question = f"Into which language (it is in {language_names.name_of(written_in)})"
    return tag(ask.name(question, what="language, such as Spanish or es", validate=tag))


def _start_translation(newsroom: Newsroom, original: Release, language: str, name: str, *, edit: bool) -> None:
    """Write a new translation, and print what to do next."""
    text = translating.text(original, newsroom.config, language, signing.author_name(newsroom))
    file = (newsroom.root / original.path).with_name(translating.file_name(original, language, name))
    new_questions.create_release(newsroom, file, text)
    if edit:
        editor.edit(newsroom, file)
    output.say(
        f"next: translate what says TK, then newsroom check {shlex.quote(output.from_here(file, newsroom.root))}"
    )
