"""Runs the selected rules over releases: hits become findings, suppressions are honoured and judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsroom_cli import markdown
from newsroom_cli.config import Config
from newsroom_cli.errors import ConfigError
from newsroom_cli.model import Position, Release
from newsroom_cli.rules.registry import ERROR, Card, Hit, Rule, rules
from newsroom_cli.schema import Field, Span
from newsroom_cli.values import nearest


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, for people: a span as lines and columns from 1, and the source line it starts on.

    `end` is the position behind the last character; a span over several lines is marked to the end of its first.
    """

    start: Position
    end: Position
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of a rule in a file, with all that a report needs."""

    path: str
    code: str
    name: str
    severity: str
    message: str
    help: str
    place: Place
    also: tuple[Place, str] | None = None

    @property
    def order(self) -> tuple[str, Position, str]:
        return self.path, self.place.start, self.code


def selected(config: Config) -> dict[str, Rule]:
    """The rules newsroom.toml asks for. Raises ConfigError for a code that does not exist (NR002)."""
    known = rules()
    for each in (*config.check.select, *config.check.ignore):
        if not any(code.startswith(each.value) for code in known):
            near = nearest_code(each.value)
            raise ConfigError(
                f'NR002 there is no rule "{each.value}"', path=config.path, line=config.line_of(each.span),
                hint=f'did you mean "{near}"?' if near else "newsroom rule lists them",
            )  # fmt: skip
    wanted = tuple(each.value for each in config.check.select)
    unwanted = tuple(each.value for each in config.check.ignore)
    return {
        code: rule
        for code, rule in known.items()
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    }


def nearest_code(word: str) -> str | None:
    """The rule code that a mistyped one was probably meant to be."""
    near = nearest(word, [code.lower() for code in rules()])
    return near.upper() if near else None


def check(release: Release, config: Config) -> list[Finding]:
    """The findings in one release, in order of place; rules over the whole archive are not run."""
    return _Desk(release, config).findings()


def check_across(cards: Sequence[Card], config: Config) -> Iterator[tuple[str, Rule, Hit]]:
    """The hits of the rules that look at all releases together, with the path each belongs to."""
    for rule in selected(config).values():
        if rule.across is not None:
            for path, hit in rule.across(cards):
                yield path, rule, hit


def finding(release: Release, rule: Rule, hit: Hit) -> Finding:
    """A hit with its place in the release's file."""
    also = (_place(release, hit.also[0]), hit.also[1]) if hit.also else None
    return Finding(
        release.path, rule.code, rule.name, rule.severity, hit.message, hit.help, _place(release, hit.span), also
    )


def worst_is_error(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids to publish."""
    return any(each.severity == ERROR for each in findings)


def _place(release: Release, span: Span) -> Place:
    start = release.position(span.start)
    end = release.position(max(span.end, span.start))
    source = release.line_at(min(span.start, len(release.text)))
    if end.line != start.line:
        end = Position(start.line, len(source) + 1)
    return Place(start, end, source[:2000])


# --- suppressions ---------------------------------------------------------------------------------------------

_SUPPRESSION = re.compile(r"newsroom:\s*(ignore-file|ignore)\s*\[([^\]\n]*)\]\s*(.*)", re.DOTALL)


@dataclass(slots=True)
class Suppression:
    """A comment that says a finding is meant: its codes, where it stands, and the stretch of text it covers."""

    codes: tuple[str, ...]
    reason: str
    span: Span
    covers: Span
    used: bool = False

    def holds(self, code: str, span: Span) -> bool:
        return code in self.codes and self.covers.start <= span.start <= self.covers.end


def suppressions(release: Release) -> list[Suppression]:
    """The suppressions of a release: HTML comments in the body, `#` comments in the front matter.

    A comment beside text covers its line; on a line of its own it covers the next line of the front matter,
    the next block of the body; `ignore-file` covers the file.
    """
    if "newsroom:" not in release.text or release.broken:
        return []
    found = [_in_front_matter(release, match) for match in _front_comments(release)]
    found += [_in_body(release, comment) for comment in markdown.read(release.body).comments]
    return [each for each in found if each is not None]


def _front_comments(release: Release) -> Iterator[re.Match[str]]:
    pattern = re.compile(r"#[^\n]*?(?=newsroom:)")
    at = release.front.start
    while (match := pattern.search(release.text, at, release.front.end)) is not None:
        yield match
        at = match.end() + 1


def _in_front_matter(release: Release, match: re.Match[str]) -> Suppression | None:
    line_start = release.text.rfind("\n", 0, match.start()) + 1
    line_end = _line_end(release.text, match.start())
    alone = not release.text[line_start : match.start()].strip()
    covers = Span(line_end + 1, _line_end(release.text, line_end + 1)) if alone else Span(line_start, line_end)
    return _suppression(release, release.text[match.end() : line_end], Span(match.start(), line_end), covers)


def _in_body(release: Release, comment: Field[str]) -> Suppression | None:
    start, end = comment.span
    line_start, line_end = release.text.rfind("\n", 0, start) + 1, _line_end(release.text, end)
    if release.text[line_start:start].strip() or release.text[end:line_end].strip():
        covers = Span(line_start, line_end)
    else:
        after = next((each for each in markdown.read(release.body).blocks if each.span.start >= end), None)
        covers = after.span if after else Span(line_end, len(release.text))
    return _suppression(release, comment.value, comment.span, covers)


def _suppression(release: Release, words: str, span: Span, covers: Span) -> Suppression | None:
    match = _SUPPRESSION.match(words.strip())
    if match is None:
        return None
    codes = tuple(each.strip() for each in match[2].split(",") if each.strip())
    whole = Span(0, len(release.text))
    return Suppression(codes, match[3].strip(), span, whole if match[1] == "ignore-file" else covers)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


# --- one release ----------------------------------------------------------------------------------------------


class _Desk:
    """Runs the rules over one release and judges its suppressions."""

    def __init__(self, release: Release, config: Config) -> None:
        self._release = release
        self._config = config
        self._rules = selected(config)
        self._suppressions = suppressions(release)

    def findings(self) -> list[Finding]:
        found = [finding(self._release, rule, hit) for rule, hit in self._hits()]
        return sorted(found, key=lambda each: each.order)

    def _hits(self) -> Iterator[tuple[Rule, Hit]]:
        for rule in self._rules.values():
            if rule.find is None or (self._release.broken and rule.code not in ("NR001", "FM004")):
                continue
            for hit in rule.find(self._release, self._config):
                if not self._suppressed(rule.code, hit.span):
                    yield rule, hit
        yield from self._judged()

    def _suppressed(self, code: str, span: Span) -> bool:
        holding = [each for each in self._suppressions if each.holds(code, span)]
        for each in holding:
            each.used = True
        return bool(holding)

    def _judged(self) -> Iterator[tuple[Rule, Hit]]:
        """NR002 for suppressed codes that do not exist, NR003 for suppressions that suppressed nothing."""
        known = rules()
        for each in self._suppressions:
            for code in each.codes:
                if code not in known and "NR002" in self._rules:
                    near = nearest_code(code)
                    help = f'did you mean "{near}"?' if near else "newsroom rule lists them"
                    yield known["NR002"], Hit(each.span, f'there is no rule "{code}"', help)
            ran = all(code in self._rules and self._rules[code].find is not None for code in each.codes)
            if not each.used and ran and "NR003" in self._rules:
                codes = ", ".join(each.codes) or "no code"
                yield known["NR003"], Hit(each.span, f"this comment suppresses {codes}, but nothing is found here", "delete the comment")  # fmt: skip
