"""Options of newsroom.toml that cannot be right together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsroom_cli.model.calendar_ import day_of
from newsroom_cli.model.toml.schema import Problem, SourceLines, Span
from newsroom_cli.model.toml.values import did_you_mean, nearest

if TYPE_CHECKING:
    from newsroom_cli.model.config import Blackout, Config
    from newsroom_cli.model.toml import parsing


def conflicts_of_options(config: Config, document: parsing.Document, lines: SourceLines) -> list[Problem]:
    """Problems between options: no address, or an output folder that overlaps the sources."""
    found = []
    if not document.values.get("url"):
        help = 'add url = "https://news.example/", the public address of the site'
        found.append(Problem("option", Span(0, 0), "url is missing", help))
    for source in (config.releases, "templates"):
        if _overlap(config.output, source):
            name = "output" if "output" in document.nodes else "releases"
            message = f'output: build would write into the folder "{source}"'
            if name == "releases":
                message = f'releases: build writes into the folder "{config.output}"'
            help = "name a folder of its own, such as public"
            found.append(Problem("option", lines.span(document.nodes[name], "value"), message, help))
    found += _offices_without_table(config, lines)
    found += _former_key_problems(config, lines)
    for blackout in config.blackout:
        found += _blackout_problems(blackout, config)
    return found


def _offices_without_table(config: Config, lines: SourceLines) -> Iterator[Problem]:
    """Problems with offices that only their contacts name, as when one of several headings was given a new key."""
    for (before, above), (key, office) in itertools.pairwise([("", None), *config.offices.items()]):
        place = lines.header(f"offices.{key}.contacts")
        has_table = lines.header(f"offices.{key}") != place
        if place and not has_table and office and office._replace(contacts=()) == type(office)():
            help = f'add [offices.{key}] with name = "..." above'
            if above and not above.contacts:
                help = f"if its key was changed, write [[offices.{before}.contacts]] here; else {help}"
            yield Problem("option", place, f"the office {key} has contacts, but no name", help)


def _former_key_problems(config: Config, lines: SourceLines) -> Iterator[Problem]:
    """Problems with former keys of offices that another office has now: two feeds would have one address."""
    owners: dict[str, str] = dict.fromkeys(config.offices, "")
    for office, settings in config.offices.items():
        for former in settings.former_keys:
            if owners.setdefault(former, office) != office:
                place = lines.header(f"offices.{office}") or Span(0, 0)
                message = f'former_keys of {office}: "{former}" is the key of another office, or was'
                yield Problem("option", place, message, "an address has one feed: leave it out in one of the two")


def _blackout_problems(blackout: Blackout, config: Config) -> Iterator[Problem]:
    """Problems with a blackout: a missing start or end, a wrong order, or an unknown office."""
    start, end = blackout.start, blackout.end
    if start is None or end is None:
        missing, which = ("start", "first") if start is None else ("end", "last")
        known = start or end
        example = day_of(known.value) if known else "2026-10-06"
        help = f"add its {which} day, such as {missing} = {example}, without quotes"
        yield Problem("option", blackout.span, f"a blackout has no {missing}", help)
    elif day_of(end.value) < day_of(start.value):
        message = f"the blackout ends on {day_of(end.value)}, before it starts on {day_of(start.value)}"
        yield Problem("option", end.span, message, "correct one of the two")
    for office in blackout.offices:
        if office.value not in config.offices:
            near = nearest(office.value, config.offices)
            help = did_you_mean(near) if near else "name offices by their keys under [offices]"
            yield Problem("option", office.span, f'blackout: there is no office "{office.value}"', help)


def _overlap(output: str, source: str) -> bool:
    """Whether one folder equals or contains the other; a `source` that is the newsroom's folder does not count.

    Capitals do not count: on some computers they make no difference.
    """
    output, source = output.casefold(), source.casefold()
    return output in (".", source) or source.startswith(f"{output}/") or output.startswith(f"{source}/")
