"""Writes a newsroom of N invented releases, the same ones every time: python -m benchmarks.generate N FOLDER.

Each body has 603 to 876 words (median about 733), two subheads, a list, links and spoken words; a third of the
releases record their quotes in the front matter. The city and everyone in it are invented.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import words

SHORTEST, USUAL, LONGEST = 603, 733, 876
ZONE = ZoneInfo("America/New_York")
HELD = "2099-01-05T09:00:00-05:00"  # the end of the embargo of a release that is held
FIRST_DAY, DAYS = dt.date(2016, 1, 4), 3650

CONFIG = """\
name = "City of Ellerholm"
url = "https://news.ellerholm.example/"
description = "News of the invented city of Ellerholm"
language = "en"
time_zone = "America/New_York"
"""
OFFICE = """
[offices.{key}]
name = "{name}"
city = "Ellerholm"
boilerplate = "**About the {name}:** it serves the [invented city of Ellerholm](https://ellerholm.example/{key})."

[[offices.{key}.contacts]]
name = "{name} Press Desk"
phone = "+1 617 555 {number:04}"
email = "{key}@ellerholm.example"
"""
# What the other tools of the race make too, and nothing else: pages, one index, one feed.
LEAN = """
[feeds]
formats = ["rss"]
offices = false

[email]
pages = false
"""


@dataclass(frozen=True)
class Quote:
    """Spoken words, who said them and in what role."""

    speaker: str
    role: str
    text: str


def release(number: int, *, slips: int = 0) -> tuple[str, str]:
    """File name and text of a release; the same number gives the same release, however many there are.

    Its body has `slips` mistakes, each of which `newsroom check` reports.
    """
    chance = random.Random(f"newsroom {number}")
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
    place = chance.choice(words.PLACES)
    headline = f"{chance.choice(words.ACTORS)} {chance.choice(words.DEEDS)} {place} {chance.choice(words.THINGS)}"
    quotes = [_quote(chance) for _ in range(chance.choice((2, 2, 3)))]
    name = f"{day.isoformat()}-{headline.lower().replace(' ', '-')}-{number:05}.md"
    front = _front(number, day, headline, place, quotes=quotes if number % 3 == 0 else [], chance=chance)
    body = _body(chance, day, place, quotes)
    for slip in chance.sample(words.SLIPS, slips):
        body = _with_slip(body, slip, chance)
    return name, f"+++\n{front}+++\n\n{body}"


def newsroom(count: int, folder: Path, *, lean: bool = True, slips: int = 0, held: int = 0) -> None:
    """A whole newsroom of `count` public releases in an empty folder; `lean` writes no e-mail and one feed.

    Each release has `slips` mistakes; `held` more are under an embargo.
    """
    releases = folder / "releases"
    releases.mkdir(parents=True)
    offices = "".join(
        OFFICE.format(key=key, name=name, number=100 + index) for index, (key, name) in enumerate(words.OFFICES)
    )
    folder.joinpath("newsroom.toml").write_text(CONFIG + (LEAN if lean else "") + offices, encoding="utf-8")
    for number in range(count + held):
        name, text = release(number, slips=slips)
        if number >= count:
            text = text.replace("\nstatus = ", f"\nembargo = {HELD}\nstatus = ", 1)
        releases.joinpath(name).write_text(text, encoding="utf-8")


def _front(number: int, day: dt.date, headline: str, place: str, *, quotes: list[Quote], chance: random.Random) -> str:
    office, _ = chance.choice(words.OFFICES)
    moment = dt.datetime.combine(day, dt.time(chance.randrange(8, 17), chance.choice((0, 15, 30))), ZONE)
    lines = [
        f'id = "tag:news.ellerholm.example,{day.year}:{chance.getrandbits(64):016x}"',
        'kind = "release"',
        f'headline = "{headline}"',
        f'subhead = "{chance.choice(words.SUBHEADS).format(place=place, number=chance.randrange(20, 400))}"',
        f"date = {moment.isoformat()}",
        f'office = "{office}"',
        'status = "approved"',
    ]
    if number % 2 == 0:
        lines.append("topics = [" + ", ".join(f'"{topic}"' for topic in chance.sample(words.TOPICS, 2)) + "]")
    lines += ["", "[dateline]", 'city = "Ellerholm"']
    for quote in quotes:
        lines += ["", "[[quotes]]", f'speaker = "{quote.speaker}"', f'role = "{quote.role}"', f'text = "{quote.text}"']
    return "\n".join(lines) + "\n"


def _quote(chance: random.Random) -> Quote:
    speaker, role = chance.choice(words.PEOPLE)
    return Quote(speaker, role, f"{chance.choice(words.SAYINGS)} {chance.choice(words.HOPES)}")


def _body(chance: random.Random, day: dt.date, place: str, quotes: list[Quote]) -> str:
    length = chance.triangular(SHORTEST, LONGEST - 26, USUAL - 43)  # the last paragraph adds about half its length
    spoken = [_said(quote, chance) for quote in quotes]
    points = "\n".join(f"- {point}" for point in chance.sample(words.POINTS, 5))
    ready = day + dt.timedelta(days=chance.randrange(20, 200))
    fixed = [
        f"## {chance.choice(words.SECTIONS)}",
        chance.choice(words.LINKS).format(place=place, slug=place.lower().replace(" ", "-")),
        spoken[0],
        f"## {chance.choice(words.ENDINGS)}",
        f"{chance.choice(words.LISTS)}\n\n{points}",
        f"The first part of the work is to be ready on {ready:%A, %B} {ready.day}, {ready.year}.",
        *spoken[1:],
        chance.choice(words.CLOSINGS).format(slug=place.lower().replace(" ", "-")),
    ]
    taken = len(" ".join(fixed).split())
    paragraphs: list[str] = []
    while taken < length:
        paragraph = _paragraph(chance, place)
        taken += len(paragraph.split())
        paragraphs.append(paragraph)
    while taken > LONGEST:  # the last sentences, until it fits
        taken -= len(paragraphs[-1].split())
        paragraphs[-1] = paragraphs[-1].rpartition(". ")[0] + "."
        taken += len(paragraphs[-1].split())
    for at, paragraph in enumerate(fixed[:-1]):
        paragraphs.insert(min(2 + 2 * at, len(paragraphs)), paragraph)
    return "\n\n".join([*paragraphs, fixed[-1]]) + "\n"


def _with_slip(body: str, slip: str, chance: random.Random) -> str:
    """The body with a sentence at the end of one of its plain paragraphs."""
    paragraphs = body.rstrip("\n").split("\n\n")
    plain = [at for at, paragraph in enumerate(paragraphs) if paragraph[0] not in "#-“" and paragraph.endswith(".")]
    paragraphs[chance.choice(plain)] += f" {slip}"
    return "\n\n".join(paragraphs) + "\n"


def _paragraph(chance: random.Random, place: str) -> str:
    return " ".join(_sentence(chance, place) for _ in range(chance.choice((2, 3, 3, 4))))


def _sentence(chance: random.Random, place: str) -> str:
    return chance.choice(words.SENTENCES).format(
        place=place,
        who=chance.choice(words.TEAMS),
        what=chance.choice(words.WORKS),
        why=chance.choice(words.REASONS),
        street=chance.choice(words.STREETS),
        number=chance.randrange(12, 900),
        few=chance.choice(("two", "three", "four", "five", "six", "seven")),
    )


def _said(quote: Quote, chance: random.Random) -> str:
    first, _, rest = quote.text.partition(". ")
    who = chance.choice((f"said {quote.speaker}, {quote.role}", f"{quote.role} {quote.speaker} said"))
    return f"“{first},” {who}. “{rest}”"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many releases")
    parser.add_argument("folder", type=Path, help="a folder that does not exist or is empty")
    parser.add_argument(
        "--everything", action="store_true", help="all feeds and e-mail pages, as newsroom does by default"
    )
    given = parser.parse_args()
    newsroom(given.count, given.folder, lean=not given.everything)


if __name__ == "__main__":
    main()
