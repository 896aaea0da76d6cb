"""Speech that begins with a dash: – Vi är glada, säger Ana Ruiz. – Cieszymy się – mówi Ana Ruiz. – To dobry dzień."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.quotes.attributions import Attribution, attribution_after
from newsroom_cli.language.quotes.stretches import Stretch
from newsroom_cli.model.patterns import pattern

_OPENS = pattern(r"[\s*_]*[-–—―]\s*(?=[^\W\d_])")
_DASH = pattern(r"\s[-–—―]+\s+")
# The marks that may end speech: a comma before the verb, or a dash.
_TURN = pattern(r"[,!?.…][*_]*\s+(?=[^\W\d_])|[*_]*\s[-–—―]+\s+(?=[^\W\d_])")
_REACH = 300  # characters of an attribution, at most


def stretches(index: int, text: str, before: str, lexicon: Lexicon) -> list[Stretch]:
    """The spoken parts of a paragraph that begins with a dash; empty if nobody speaks, as in a list.

    A paragraph without an attribution is speech if the paragraph above, whose text is `before`, has one.
    """
    spoken_parts = list(_spoken(index, text, lexicon))
    if any(stretch.after for stretch in spoken_parts):
        return spoken_parts
    follows = bool(spoken_parts) and any(stretch.after for stretch in _spoken(index, before, lexicon))
    return [spoken_parts[0].replaced(fills_paragraph=True)] if follows else []


def _spoken(index: int, text: str, lexicon: Lexicon) -> Iterator[Stretch]:
    """Yield the words between the opening dash and the attributions of a paragraph, each with its attribution."""
    opening = _OPENS.match(text) if lexicon.dashes else None
    at, marks = opening.end() if opening else len(text), 0
    while at < len(text.rstrip()):
        turn, attribution = next(_turns(text, at, lexicon), (None, None))
        end = turn.start() + (turn[0][0] in ",!?.…") if turn else len(text.rstrip())
        spoken = text[at:end].strip().strip("*_").strip()
        until = turn.end() if turn else end
        stretch = Stretch(index, at, end, spoken, marks_start=marks, marks_end=until, continues=marks > 0)
        stretch.after = attribution
        yield stretch
        if turn is None:
            return
        rest = text[until : until + _REACH]
        ended = sentences.ends(rest)[0]
        dashed = _DASH.match(turn[0].lstrip("*_,!?.…")) is not None
        closing = _DASH.search(rest, 0, ended) if dashed else None
        marks = until + (closing.start() if closing else len(rest[:ended].rstrip()))
        again = _DASH.match(text, marks)
        if dashed and again is None:
            return  # without another dash the rest is not spoken
        at = again.end() if again else marks + len(text[marks:]) - len(text[marks:].lstrip())


def _turns(text: str, at: int, lexicon: Lexicon) -> Iterator[tuple[re.Match[str], Attribution]]:
    """Yield the places after an offset where an attribution begins, with the attribution."""
    for turn in _TURN.finditer(text, at):
        rest = text[turn.end() : turn.end() + _REACH]
        if rest.split(None, 1)[0].strip(".,") not in lexicon.verbs | lexicon.helpers:
            continue
        attribution = attribution_after(f", {rest}", text[at : turn.start() + 1], lexicon)
        if attribution is not None and not attribution.document and attribution.who is not None:
            yield turn, attribution._replace(end=attribution.end - 2)
