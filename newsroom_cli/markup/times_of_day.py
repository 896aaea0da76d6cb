"""Times of day that stay on one line on pages and in mails: 9 p.m., 10 Uhr, 9 h 30."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern

_TIME = r"\d{1,2}(?:[:.]\d\d)?[ \n](?:[ap]\.[ \n]?m\.|[ap]m\b|[AP]M\b|Uhr\b|h\b(?:[ \n]\d\d\b)?)"
_ATTRIBUTES = r'(?:[^"<>]|"[^"]*")*+'
_MAY_HAVE_TIME = pattern(_TIME)
_TAG_OR_TIME = pattern(rf"<(?:{_ATTRIBUTES})>|(?<![\w.,:])({_TIME})")
_NO_BREAK = str.maketrans({" ": "\u00a0", "\n": "\u00a0"})


def with_unbroken_times(html: str) -> str:
    """Clean HTML with no-break spaces inside times of day; attributes stay as they are."""
    if not _MAY_HAVE_TIME.search(html):
        return html
    return _TAG_OR_TIME.sub(lambda match: match[0].translate(_NO_BREAK) if match[1] else match[0], html)
