"""Words taken for others of like sound, in frames where only the other one can be meant.

A frame is whole words in small letters, listed under the word that is mistaken. What may be right in some sentence is not
here: "more then" may be, "rather then" may not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

_Frames = tuple[tuple[str, str], ...]


def _each(words: str, frame: str, right: str) -> _Frames:
    """The same frame with each of some words in the place of *."""
    return tuple((frame.replace("*", part), right.replace("*", part)) for part in words.split())


_NOUNS = (
    "first second third fourth fifth tenth annual own sixth 10th 20th 25th 50th 100th inaugural latest newest largest"
)
_COMPARED = "rather other greater fewer larger smaller older younger earlier sooner better worse faster higher lower longer shorter stronger"  # fmt: skip

_MISTAKEN: Mapping[str, _Frames] = {
    "it's": (
        *_each(_NOUNS, "in it's *", "in its *"),
        *_each(_NOUNS, "of it's *", "of its *"),
        *_each("annual first second third inaugural", "for it's *", "for its *"),
        *_each("members employees customers residents citizens partners staff board mission services", "of it's *", "of its *"),
        *_each("members employees customers residents partners shareholders", "to it's *", "to its *"),
        *_each("annual first inaugural", "host it's *", "host its *"),
        *_each("annual first inaugural", "celebrate it's *", "celebrate its *"),
        *_each("annual first inaugural own", "at it's *", "at its *"),
        *_each("own", "on it's *", "on its *"),
        *_each("own", "by it's *", "by its *"),
        *_each("own", "with it's *", "with its *"),
        *_each("doors ranks", "opened it's *", "opened its *"),
        *_each("doors", "opens it's *", "opens its *"),
        *_each("doors", "open it's *", "open its *"),
    ),
    "its": (
        *_each("been", "its *", "it's *"),
        *_each("a", "because its *", "because it's *"),
        *_each("a the", "and its not *", "and it's not *"),
        *_each("important essential critical imperative crucial vital", "its * that", "it's * that"),
        *_each("important essential critical imperative crucial vital", "its * to", "it's * to"),
        *_each("time", "its * to", "it's * to"),
        *_each("going", "its * to", "it's * to"),
    ),
    "its'": (("its'", "its"),),
    "then": (
        *_each(_COMPARED, "* then the", "* than the"),
        *_each(_COMPARED, "* then a", "* than a"),
        *_each("rather other", "* then", "* than"),
        *_each("any all", "more then *", "more than *"),
        *_each("ever", "more then *", "more than *"),
        *_each("half one two three four five six ten a", "more then *", "more than *"),
        *_each("half one two three four five six ten a", "less then *", "less than *"),
        *_each("ever before", "better then *", "better than *"),
    ),
    "principle": (
        *_each("investigator reason office place city dancer dancers cast conductor partner owner residence amount balance contractor deputy architect", "principle *", "principal *"),
        *_each("assistant vice deputy", "* principle", "* principal"),
        ("school principle said", "school principal said"),
    ),
    "principles": (*_each("assistant vice deputy", "* principles", "* principals"),),
    "principal": (
        *_each("agreement", "* in principal", "* in principle"),
        *_each("agreed", "* in principal", "* in principle"),
        *_each("approved", "* in principal", "* in principle"),
        *_each("guiding", "* principal", "* principle"),
    ),
    "principals": (*_each("guiding core founding moral ethical democratic accounting", "* principals", "* principles"),),
    "affect": (
        *_each("into", "go * affect", "go * effect"),
        *_each("into", "goes * affect", "goes * effect"),
        *_each("into", "went * affect", "went * effect"),
        *_each("take takes took taking", "* affect on", "* effect on"),
        *_each("takes took taking", "* affect", "* effect"),
        *_each("adverse negative positive direct chilling profound lasting immediate", "* affect on", "* effect on"),
        *_each("side", "* affect", "* effect"),
    ),
    "affects": (*_each("side", "* affects", "* effects"), ("the affects of", "the effects of")),
    "effected": (*_each("adversely negatively directly most severely those", "* effected by", "* affected by"),),
    "your": (("your welcome to", "you're welcome to"), *_each("invited welcome", "your * to", "you're * to")),
    "of": tuple(pair for each in ("could", "should", "would", "must", "might") for pair in ((f"{each} of been", f"{each} have been"), (f"{each} of had", f"{each} have had"), (f"{each} of done", f"{each} have done"))),
    "there": (*_each("own", "there *", "their *"), *_each("on of in by", "* there own", "* their own"), *_each("families homes children lives parents jobs", "of there *", "of their *")),
    "their": (*_each("is are was were will", "their * no", "there * no"), *_each("will", "their * be a", "there * be a")),
    "pubic": (*_each("safety health hearing hearings meeting meetings school schools works comment library libraries transit affairs information service services defender integrity relations notice access", "pubic *", "public *"), ("general pubic", "general public")),
    "untied": (("untied states", "united states"), ("untied kingdom", "united kingdom"), ("untied nations", "united nations")),
    "peak": (*_each("sneak", "* peak", "* peek"),),
    "peaked": (*_each("their his her our the my", "peaked * interest", "piqued * interest"),),
    "reign": (*_each("free", "* reign", "* rein"),),
    "tow": (*_each("the", "tow * line", "toe * line"),),
    "baited": (("baited breath", "bated breath"),),
    "intensive": (("for all intensive purposes", "for all intents and purposes"),),
    "passed": (*_each("few two three five several", "the passed * years", "the past * years"), *_each("year week month decade", "this passed *", "this past *")),
    "loose": (*_each("their his her your its", "to loose * jobs", "to lose * jobs"), *_each("weight sight control money", "loose *", "lose *"), *_each("their his her", "loose * life", "lose * life")),
    "lead": (("were lead by", "were led by"), ("was lead by", "was led by"), ("which lead to the arrest", "which led to the arrest")),
    "breath": (("to breath", "to breathe"),),
    "advise": (*_each("legal medical financial", "* advise", "* advice"),),
    "compliment": (*_each("will would to", "* compliment the existing", "* complement the existing"), *_each("full", "* compliment of", "* complement of")),
    "council": _each("legal special", "* council for the", "* counsel for the"),
    "cite": (*_each("construction web job building crash", "* cite", "* site"),),
    "accept": (*_each("for", "all accept *", "all except *"), *_each("no", "* one accept", "* one except")),
    "past": (*_each("away", "past * on", "passed * on"), *_each("away", "past * in", "passed * in"), *_each("unanimously", "past *", "passed *")),
    "breech": (*_each("of", "breech * contract", "breach * contract"), *_each("of", "breech * trust", "breach * trust"), *_each("data security", "* breech", "* breach")),
    "alter": (("alter boy", "altar boy"), ("alter boys", "altar boys")),
    "manor": (*_each("in", "* a timely manor", "* a timely manner"), *_each("timely safe professional responsible", "* manor", "* manner")),
    "roll": (*_each("vital key crucial critical leading important major", "* roll in", "* role in"),),
    "wave": (*_each("jurisdiction", "wave *", "waive *"), *_each("his her their", "wave * rights", "waive * rights"), *_each("his her their", "wave * right to", "waive * right to")),
    "waved": (*_each("his her their", "waved * rights", "waived * rights"), *_each("his her their", "waved * right to", "waived * right to")),
    "plead": (("has plead guilty", "has pleaded guilty"), ("have plead guilty", "have pleaded guilty")),
    "statue": (*_each("of", "statue * limitations", "statute * limitations"),),
    "trail": (*_each("jury murder criminal bench", "* trail", "* trial"), *_each("awaiting stand stood", "* trail", "* trial"), *_each("court", "trail *", "trial *")),
    "martial": (("martial status", "marital status"), ("fire martial", "fire marshal")),
    "marshall": (("fire marshall", "fire marshal"), ("grand marshall", "grand marshal")),
    "discrete": (("be discrete about", "be discreet about"),),
}  # fmt: skip


def frames(known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The frames of whose words a text in small letters has each, with what is meant; `known` are its words."""
    for word in known.intersection(_MISTAKEN):
        beside = _beside(word)
        for other in known.intersection(beside):
            for words, frame, right in beside[other]:
                if words <= known:
                    yield frame, right


@functools.cache
def _beside(word: str) -> dict[str, list[tuple[frozenset[str], str, str]]]:
    """The frames of a mistaken word by the longest of their other words: the rarest, as a rule."""
    found: dict[str, list[tuple[frozenset[str], str, str]]] = {}
    for frame, right in _MISTAKEN[word]:
        words = re.findall("[a-z']+", frame)
        longest = max((each for each in words if each != word), key=len, default=word)
        found.setdefault(longest, []).append((frozenset(words), frame, right))
    return found
