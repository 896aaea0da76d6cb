"""What leaves it unclear whether or when a release may be public: the gate asks here, so no rule that is off opens it."""

from __future__ import annotations

import datetime as dt

from newsroom_cli.model.config import Config
from newsroom_cli.model.release import APPROVED, Problem, Release
from newsroom_cli.rules import keys
from newsroom_cli.rules.fields import embargo, held_words

GATE = ("status", "date", "embargo")


def doubts(release: Release, *names: str) -> tuple[Problem, ...]:
    """The problems that leave it unclear whether or when a release may be public; no suppression hides them.

    They are about the fields of GATE, or about those of them that are named.
    """
    wanted = names or GATE
    found = [each for each in release.problems if each.code == keys.WRONG and each.key in wanted]
    for problem, meaning in keys.unknown(release) if release.problems or release.x else ():
        if meaning.field in wanted and not ("." in problem.key and _is_held(release)):
            found.append(problem._replace(help=meaning.help))
    if "embargo" in wanted:
        found += _about_embargo(release)
    if "status" in wanted:
        found += held_words.against_status(release)
    return tuple(found)


def decisive(release: Release, config: Config) -> tuple[Problem, ...]:
    """For what the gate refuses a release as it is; of one that its status holds back, only doubts about the status."""
    if release.broken:
        return ()
    return doubts(release, "status") if _is_held(release) else (*doubts(release), *unmet(release, config))


def unmet(release: Release, config: Config) -> tuple[Problem, ...]:
    """What newsroom.toml requires of an approved release and it does not have, and where its words deny its embargo."""
    found = contradictions(release, config)
    if not config.approvals.required and config.quotes.clearance != "required":
        return found
    from newsroom_cli.rules.fields import requirements

    return (*found, *requirements.unmet(release, config))


def contradictions(release: Release, config: Config) -> tuple[Problem, ...]:
    """Where the text names another end of the embargo than the front matter."""
    if release.embargo is None or not embargo.labels(release):
        return ()
    from newsroom_cli.rules.fields import embargo_banners

    hits = embargo_banners.banner_of_another_embargo(release, config)
    return tuple(Problem("EM005", each.span, each.message, each.help) for each in hits)


def _is_held(release: Release) -> bool:
    """Whether a release says in so many words that it is not to go out."""
    return release.status is not None and release.status.value != APPROVED


def _about_embargo(release: Release) -> list[Problem]:
    if release.embargo is None:
        if "embargo" in keys.unread(release):
            return []
        return [Problem("EM001", hit.span, hit.message, hit.help) for hit in embargo.only_in_words(release)]
    moment = release.embargo.value
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return []
    code = "FM005" if isinstance(moment, dt.datetime) else "EM001"
    message = "the embargo has no time with an offset, so nobody can know when it ends"
    return [Problem(code, release.embargo.span, message, "write it like 2026-03-01T09:00:00-05:00")]
