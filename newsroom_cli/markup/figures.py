"""Figures that stay on one line with the words that belong to them: 9 p.m., $5 million, 2 May."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern

_TIME = r"\d?(?:[:.]\d\d)?[ \n](?:[ap]\.[ \n]?m\.|[ap]m\b|[AP]M\b|[صم]\b|Uhr\b|h\b(?:[ \n]\d\d\b)?)"
_SCALE = (
    r"(?:(?:[BbMm]illi(?:on|ard)|[Tt]rillion|mill[oó]n|milion|miliard|mil[hj]|bilh)\w*"
    r"|(?:Mio|Mrd|mln|mld|bn)\b\.?|(?:mil|mila)\b)"
)
_NUMBER = r"[\d.,]{0,20}(?: \d{3}(?!\d)){0,6}"
_SUM = rf"{_NUMBER}[ \n](?:{_SCALE}(?:[ \n][$€£¥])?|[$€£¥%])"
_SUM_BEHIND_SIGN = rf"[ \n]\d{_NUMBER}(?:[ \n]{_SCALE})?"
# The first character comes first: the search skips to it.
_FIGURE = rf"[\d$€£¥](?:(?<=\d)(?:{_TIME}|{_SUM})|(?<=\D){_SUM_BEHIND_SIGN})"
_ATTRIBUTES = r'(?:[^"<>]|"[^"]*")*+'
_MAY_HAVE_FIGURE = pattern(_FIGURE)
_CODE = r"pre\b[\s\S]*?</pre|code\b[\s\S]*?</code"  # its spaces and line ends are kept as typed
_TAG_OR_FIGURE = pattern(rf"<(?:{_CODE}|{_ATTRIBUTES})>|(?<![\w.,:])({_FIGURE})")
_NO_BREAK = str.maketrans({" ": "\u00a0", "\n": "\u00a0"})
# In a date: beside its figures, and inside "2 de marzo de 2026".
_IN_DATE = pattern(
    r"(?<=\d) de (?=\w)|(?<=\w) de (?=\d)|(?<=\d) |(?<=\d[.,]) |(?<=[^\W\d]) (?=\d)|(?<=[^\W\d]\.) (?=\d)"
)


def with_unbroken_figures(html: str) -> str:
    """Clean HTML with no-break spaces inside times of day and sums; attributes and code stay as they are."""
    if not _MAY_HAVE_FIGURE.search(html):
        return html
    return _TAG_OR_FIGURE.sub(lambda match: match[0].translate(_NO_BREAK) if match[1] else match[0], html)


def unbroken_date(text: str) -> str:
    """A date or dateline in which day, month and year stay together."""
    return _IN_DATE.sub(lambda match: match[0].replace(" ", "\u00a0"), text)
