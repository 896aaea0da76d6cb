"""Labels before a headline on the same line, such as "Press release:", and in mail subjects, such as "[Presse]"."""

from __future__ import annotations

from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.model.patterns import pattern


def without_label(text: str) -> str:
    """A headline without a label before it, an embargo behind it, and arrows and signs around it."""
    text = _SIGNS_AROUND.sub("", text) or text
    text = without_embargo(text)
    text = FOR_RELEASE.sub("", text, count=1) or text
    return _RELEASE_LABEL.sub("", text, count=1)


def without_embargo(text: str) -> str:
    """A headline without the embargo behind it, in brackets or after a dash."""
    headline = _EMBARGO_BEHIND.match(text) if _EMBARGO.search(text) else None
    return headline[1] if headline else text


_EMBARGO = pattern(r"(?i)embarg|sperr")
_EMBARGO_BEHIND = pattern(
    r"(?i)(\S+(?:\s\S+){2,20}?)\s*(?:[(\[]|\s[–—-]\s)\W*(?:(?:strictly|under|unter|sous|bajo|sotto)\s)?"
    r"(?:embargo(?:ed)?|embargado|sperrfrist|sperrvermerk)\b[^()\[\]]{,60}[)\]]?\s*\Z"
)


def without_subject_label(subject: str) -> str:
    """The subject of a mail without labels before the headline: PM:, Embargoed until Friday 9am:."""
    return _SUBJECT_LABEL.sub("", subject)


# Arrows and warning signs beside a headline.
_SIGNS = r"[\u2190-\u21FF\u26A0\u2B00-\u2BFF\uFE0F]"
_SIGNS_AROUND = pattern(rf"\A(?:{_SIGNS}\s*)+|(?:\s*{_SIGNS})+\Z")
_RELEASE_LABEL = pattern(
    lambda: (
        r"(?i)\A\W*(?:protected\s*:|(?:press|news|media)\s+release\s*(?::|\s[–—-]|\s?\|))\s*(?=\S+(?:\s\S+){2,})"
        r"|\A\W*(?:for|hold\s+for)\s+release\b.{0,60}?\s?(?::(?!\d)|\s[–—|-])\s*(?=\S+(?:\s\S+){2,})"
        r"|\A\W*for\s+immediate\s+release\s*\|\s*(?=\S+(?:\s\S+){2,})"
        rf"|\A\W*(?:{alternatives('release_labels.txt')})\s*(?:{_SIGNS}\s*)+(?=\S+(?:\s\S+){{2,}})"
    )
)  # Press release: City Opens Library
_SUBJECT_LABEL = pattern(
    lambda: (
        rf"(?i)\A(?:\W*(?:\[(?:{alternatives('release_labels.txt')}|press|presse|media|prensa|stampa|pm|cp|ndp)\]"
        rf"|(?:{alternatives('release_labels.txt')}|(?-i:PM|MM|CP|CdP|NDP|NdP)"
        r"|(?-i:RELEASE|NEWS|PRESS)|(?:zur|pour|para(?:\s+su)?|per\s+la)\s+(?:veröffentlichung|diffusion|difusión"
        r"|publicación|divulgação|publication|pubblicazione)|à\s+diffuser"
        r"|(?:(?:hold\s+)?for\s+(?:immediate\s+)?(?:release|publication)|(?:strictly\s+|under\s+)?(?:embargo\w*|sperrfrist))\b.{0,60}?)"
        r"\s?(?::(?!\d)|\s[–—|-])))+\s*(?=\S+(?:\s\S+){2,})"
    )
)
FOR_RELEASE = pattern(
    r"(?i)^\W*(?:for\s+immediate\s+release|immediate\s+release|para\s+(?:su\s+)?(?:publicación|difusión)\s+inmediata"
    r"|pour\s+diffusion\s+immédiate|zur\s+sofortigen\s+veröffentlichung|tisková\s+zpráva|comunicato\s+stampa"
    r"|(?:presse|medien)(?:mitteilung|information|meldung)(?:\s(?:nr)?\.?\s?\d[\d/-]{0,8})?)\s*[:–—-]+\s*"
)
