"""Doubts about whether or when a release may be public.

The gate asks here and not the findings, so switching a rule off lets nothing through.
"""

from __future__ import annotations

import datetime as dt

from newsroom_cli.language.document import Document
from newsroom_cli.model import interpretation
from newsroom_cli.model.release import APPROVED, Problem
from newsroom_cli.rules import keys
from newsroom_cli.rules.fields import embargo, held_words


def doubts(document: Document, *names: str) -> tuple[Problem, ...]:
    """The problems that leave it unclear whether or when a release may be public; no suppression hides them.

    They concern the fields of `keys.GATE`, or only the named ones.
    """
    wanted = names or keys.GATE
    problems = [
        problem for problem in document.release.problems if problem.code == keys.WRONG and problem.key in wanted
    ]
    for problem, meaning in keys.undeclared_keys(document) if document.release.problems or document.release.x else ():
        if meaning.field in wanted and not ("." in problem.key and _is_held(document)):
            problems.append(problem._replace(help=meaning.help))
    if "embargo" in wanted:
        problems += _about_embargo(document)
    if "status" in wanted:
        problems += held_words.against_status(document)
    return tuple(problems)


def decisive(document: Document) -> tuple[Problem, ...]:
    """The problems that hold a release back; if its status alone does, only the problems of the status.

    A release that is taken back needs only a clear status, and its requirements met. A broken file has no problems
    here.
    """
    if document.release.broken:
        return ()
    if document.release.is_taken_back:
        return (*doubts(document, "status"), *unmet_requirements(document))
    return doubts(document, "status") if _is_held(document) else (*doubts(document), *unmet_requirements(document))


def unmet_requirements(document: Document) -> tuple[Problem, ...]:
    """The requirements of newsroom.toml that a release does not meet, and text that contradicts its embargo."""
    problems = contradictions(document)
    config = document.config
    if not config.approvals.required and "required" not in (config.quotes.clearance, config.publishing.corrections):
        return problems
    from newsroom_cli.rules.fields import requirements

    return (*problems, *requirements.unmet_requirements(document))


def contradictions(document: Document) -> tuple[Problem, ...]:
    """The places where the text gives a different end of the embargo from the front matter."""
    if document.release.embargo is None or not embargo.labels(document):
        return ()
    from newsroom_cli.rules.fields import embargo_banners

    hits = embargo_banners.banner_of_another_embargo(document)
    return tuple(Problem("EM005", hit.span, hit.message, hit.help) for hit in hits)


def _is_held(document: Document) -> bool:
    """Whether the status of a release says that it must not go out."""
    return document.release.status is not None and document.release.status.value != APPROVED


def _about_embargo(document: Document) -> list[Problem]:
    """The problems of an embargo without an exact end."""
    if document.release.embargo is None:
        if "embargo" in keys.unread_fields(document):
            return []
        return [Problem("EM001", hit.span, hit.message, hit.help) for hit in embargo.only_in_words(document)]
    moment = document.release.embargo.value
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return []
    code = "FM005" if isinstance(moment, dt.datetime) else "EM001"
    message = "the embargo has no time with an offset, so nobody can know when it ends"
    example = interpretation.nine_o_clock(moment, document.config).isoformat()
    return [Problem(code, document.release.embargo.span, message, f"write it like {example}")]
