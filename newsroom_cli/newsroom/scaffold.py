"""New files from templates: a release of a kind, or a new newsroom.toml."""

from __future__ import annotations

import datetime as dt
import secrets
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.model import disk, interpretation, language_tags
from newsroom_cli.model.config import Config, Contact
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import DEFAULT_KIND
from newsroom_cli.model.release_file import slugify, spelled_out
from newsroom_cli.model.toml.option_values import RULE_SETS
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom.links import correction_links
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating import words as word_files

# The placeholder for text that a person must still write; rule PH001 reports it.
TO_COME = "TK"

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # without letters and digits that look alike


class NewQuote(NamedTuple):
    """A quote in a new release: the speaker, the speaker's role, and the words."""

    speaker: str = ""
    role: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The values for a new release file; unknown values become TK or are left out.

    If `contacts` is empty, or `state` or `country` is None, the release gets those of its office. `quotes` is None if
    nobody is quoted. `corrects` is the path, inside the newsroom, of the release that a correction is about; `about` is
    a Markdown link to that release, `about_date` its date in words, `reason` the reason for the correction.
    """

    kind: str = DEFAULT_KIND
    headline: str = ""
    subhead: str = ""
    date: dt.date = dt.date.min
    embargo: dt.datetime | None = None
    office: str = ""
    city: str = ""
    state: str | None = None
    country: str | None = None
    topics: tuple[str, ...] = ()
    language: str = ""
    quotes: tuple[NewQuote, ...] | None = ()
    event_starts: dt.datetime | None = None
    event_place: str = ""
    contacts: tuple[Contact, ...] = ()
    author: str = ""
    corrects: str = ""
    about: str = ""
    about_date: str = ""
    reason: str = ""


def kinds(templates: Path) -> dict[str, Path]:
    """The path of the template of each kind, by the name of the kind; the newsroom's own replace built-in ones."""
    paths_by_kind: dict[str, Path] = {}
    for folder in (templates / "new", theme.builtin() / "new"):
        for path in sorted(folder.glob("*.md")) if disk.is_folder(folder) else ():
            paths_by_kind.setdefault(path.stem, path)
    return dict(sorted(paths_by_kind.items()))


def require_kind(name: str, templates: Path) -> str:
    """The same name, if there is a template for the kind. Raises NewsroomError, with the most similar kind, if not."""
    paths_by_kind = kinds(templates)
    if name in paths_by_kind:
        return name
    near = nearest(name, paths_by_kind)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(paths_by_kind)}"
    if not near and " " in name:
        hint += f"; a headline stands behind --headline: newsroom new --headline {shlex.quote(name)}"
    raise NewsroomError(f'there is no template for the kind "{name}"', hint=hint)


def release_text(answers: Answers, config: Config, templates: Path) -> str:
    """The text of a new release file. Raises NewsroomError if the template is wrong."""
    office = config.offices.get(answers.office)
    kind = config.kinds.get(answers.kind)
    words = theme.words(templates, language_tags.canonical(answers.language) or config.language, word_files.NEW)
    said = () if answers.quotes is None else answers.quotes or (NewQuote(),)
    quotes = [_quote_values(quote, words) for quote in said]
    return theme.render(
        templates,
        f"new/{answers.kind}.md",
        id=new_id(config, answers.date.year),
        kind=answers.kind,
        headline=_line(answers.headline),
        subhead=_line(answers.subhead),
        date=answers.date,
        embargo=answers.embargo,
        nine_o_clock=interpretation.nine_o_clock(answers.date, config),
        office=answers.office,
        office_name=office.name if office else "",
        city=_line(answers.city) or (office.city if office else ""),
        state=office.state if office and answers.state is None else _line(answers.state or ""),
        country=office.country if office and answers.country is None else _line(answers.country or ""),
        contacts=answers.contacts or (office.contacts if office else ()),
        topics=list(answers.topics),
        language=language_tags.canonical(answers.language),
        author=_line(answers.author),
        **(quotes or [_quote_values(NewQuote(), words)])[0],
        quotes=quotes,
        event_starts=answers.event_starts,
        event_place=_line(answers.event_place),
        corrects=correction_links.relative_path(f"{config.releases}/", answers.corrects) if answers.corrects else "",
        about=answers.about,
        about_date=answers.about_date,
        reason=_line(answers.reason),
        needs_dateline=kind is None or "dateline" in kind.requires,
        TK=TO_COME,
        words=words,
    )


def file_name(answers: Answers, config: Config, name: str = "") -> str:
    """The name of a new release's file: its date and a few words, `2026-03-02-harbour-library.md`."""
    words = short_slug(name or answers.headline, answers.language or config.language) or answers.kind
    day = answers.date.date() if isinstance(answers.date, dt.datetime) else answers.date
    return f"{words}.md" if words.startswith(day.isoformat()) else f"{day.isoformat()}-{words}.md"


_MOST_LETTERS = 48  # of the words in a file name: with folder and command, it fits on one line of a terminal


def short_slug(text: str, language: str) -> str:
    """The first words of a text as part of an address; a cut text does not end in short words such as "the"."""
    words = slugify(spelled_out(text.translate(_APOSTROPHES), language))
    if len(words) > _MOST_LETTERS:
        words = _SHORT_WORDS_AT_END.sub("", words[:_MOST_LETTERS].rsplit("-", 1)[0])
    return words


_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´·"))  # Mayor’s Office: mayors-office; Catalan Intel·ligència
_SHORT_WORDS_AT_END = pattern(r"(?:-[a-z]{1,3}){1,3}$")


def new_id(config: Config, year: int) -> str:
    """A new tag: URI (RFC 4151) under the newsroom's host; it reveals no headline, day or file."""
    return f"tag:{interpretation.authority(config)},{year:04}:{''.join(secrets.choice(_ALPHABET) for _ in range(16))}"


def newsroom_text(**answers: Any) -> str:
    """The text of a new newsroom.toml."""
    return theme.render(None, "init/newsroom.toml", rules=RULE_SETS[-1], **answers)


def _quote_values(said: NewQuote, words: Any) -> dict[str, str]:
    """The values of a quote for a template: `spoken` are its words before "said", `sentence` adds the attribution."""
    speaker, role, quote = map(_line, said)
    quote = quotation_marks.without_outer_marks(quote)
    person = (words.person if role else "{speaker}").replace("{role}", role).replace("{speaker}", speaker or TO_COME)
    quoted_words, sentence = quote or TO_COME, words.said.replace("{person}", person)
    if quoted_words.endswith(("?", "!", ",", "…", "..", "？", "！")):
        sentence = _COMMA_AFTER_QUOTE.sub("", sentence)
        spoken = quoted_words
    else:
        quoted_words = quoted_words.removesuffix(".").removesuffix("。")
        spoken = f"{quoted_words},"
    return {
        "speaker": speaker,
        "role": role,
        "quote": quote,
        "spoken": spoken,
        "person": person,
        "sentence": sentence.replace("{quote}", quoted_words),
    }


_COMMA_AFTER_QUOTE = pattern(r"(?<=\{quote\})[,。]")  # inside the quotation marks


def _line(text: str) -> str:
    return " ".join(text.split())
