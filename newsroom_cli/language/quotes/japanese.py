"""Quotes in Japanese: 代表の山田太郎は次のように述べています。「…」 and 「…」と山田太郎は話しています。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.model.patterns import pattern


class Spoken(NamedTuple):
    """Spoken words: the index of their paragraph, the offsets in it, the speaker and the speaker's role."""

    paragraph: int
    start: int
    end: int
    speaker: str
    role: str


_SAYS = r"(?:述べ|コメント|話し|話す|語っ|語る|説明し|強調し)"
_SUBJECT = r"(?P<who>[^。「」『』、,\n]{1,60}(?:、[^。「」『』、,\n]{2,40})?)"
_BEFORE = pattern(
    rf"(?:\A|[。\n])\s*{_SUBJECT}(?:は|が)[、,]?[^。「」\n]{{0,60}}(?:次|以下|下記)のように{_SAYS}[^。「」\n]{{0,14}}[。:：]?\s*\Z"
)
_AFTER = pattern(rf"\s*と[、,]?\s*{_SUBJECT}(?:は|が)[、,]?[^。「」\n]{{0,20}}{_SAYS}")
# 市長は「…」と述べています
_SUBJECT_BEFORE = pattern(rf"(?:\A|[。\n])\s*{_SUBJECT}(?:は|が)[、,]?\s*\Z")
_VERB_AFTER = pattern(rf"\s*と[、,]?[^。「」\n]{{0,20}}{_SAYS}")
_SIGNED = pattern(r"(?:\A|\n)\s*(?P<who>[^。「」\n]{4,60}?)(?:のコメント|コメント)[:：]?\s*\Z")
# The particles between a role and a name: 社長である 山田太郎, 社長の山田太郎, 社長　山田太郎
_ROLE_AND_NAME = pattern(
    r"(?P<role>.+?(?:である|の|\s|(?<=[長表役者員授事])))(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*"
    r"|[\u30a0-\u30ff]+(?:[・＝][\u30a0-\u30ff]+)*|[\u3400-\u9fff々]{1,4}[ \u3000]?[\u3040-\u309f\u3400-\u9fff々]{1,4})"
)
_HONORIFIC = pattern(r"(?:氏|さん|様|先生)\Z")
_SHORTEST = 12  # characters of speech; fewer are a name or a term


def attributed_words(paragraphs: Sequence[str]) -> Iterator[Spoken]:
    """Yield the quoted words that have a speaker, in order."""
    for number, text in enumerate(paragraphs):
        for start, end in quotation_marks.pair(text).pairs:
            if text[start] != "「" or end - start <= _SHORTEST:
                continue
            lead = text[:start] if text[:start].strip() else (paragraphs[number - 1] if number else "")
            match = _AFTER.match(text, end + 1) or _BEFORE.search(lead) or _SIGNED.search(lead)
            if match is None and _VERB_AFTER.match(text, end + 1):
                match = _SUBJECT_BEFORE.search(text[:start])
            if match is not None:
                yield Spoken(number, start + 1, end, *_speaker_and_role(match["who"]))


def _speaker_and_role(subject: str) -> tuple[str, str]:
    """The name and role in a subject; a subject that is only a role has no name."""
    bare = _HONORIFIC.sub("", subject.strip())
    match = _ROLE_AND_NAME.fullmatch(bare)
    if match is None:
        return (bare, "") if not bare.endswith(("長", "者", "役", "表")) else ("", bare)
    return match["name"], match["role"].removesuffix("である").removesuffix("の").strip()
