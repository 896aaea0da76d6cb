"""Quoted parts of speech that goes on being reported without another verb of saying, and whose they are then."""

from __future__ import annotations

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Tongue
from newsroom_cli.language.people.names import PRONOUN, Mention
from newsroom_cli.language.quotes import attributions, lead_ins
from newsroom_cli.language.quotes.attributions import DIRECT, LOOSE, WEAK, Attribution
from newsroom_cli.language.quotes.stretches import Stretch
from newsroom_cli.model.patterns import pattern

# Forms with which German reports what somebody says, and hardly does anything else: Das sei „...“.
_REPORTS = frozenset((
    "sei", "seien", "habe", "gebe", "werde", "könne", "müsse", "solle", "dürfe", "wolle", "wisse", "brauche", "bedeute", "bleibe", "zeige",
    "stehe", "handle", "handele", "gehe", "komme", "liege", "lasse", "stelle", "biete", "ermögliche", "leiste", "trage", "setze", "sehe",
))  # fmt: skip
# And with which it goes on reporting, though they may tell of the past as well.
_GOES_ON = frozenset(
    (
        "sollten",
        "müssten",
        "könnten",
        "dürften",
        "wollten",
        "hätten",
        "wären",
        "würden",
        "gäbe",
        "wäre",
        "hätte",
        "würde",
    )
)
_REACH = 400  # characters of a sentence, at most
_FAR = 30  # words between two parts of one sentence


def whose(one: Stretch, previous: Stretch | None, text: str, tongue: Tongue) -> Attribution | None:
    """Who goes on speaking in a stretch of a paragraph that neither the words before nor those behind attribute."""
    since = previous.right if previous is not None else 0
    since = max(since, one.left - _REACH)
    lead = text[since : one.left]
    said = _said(previous) if previous is not None else None
    if said is not None and tongue.topics and _SHORTLY.fullmatch(lead):
        return said._replace(force=DIRECT)
    part = previous is not None and (tongue.compounds or previous.text[:1].islower())
    if said is not None and part and _same_sentence(lead):
        return said._replace(force=LOOSE)
    if not tongue.compounds:
        return None
    start = sentences.ends(lead.rstrip())[-2] if len(sentences.ends(lead.rstrip())) > 1 else 0
    tail = text[one.right : one.right + _REACH]
    own = {
        part.strip(",()–").lower()
        for part in f"{lead[start:]} {tail[: sentences.ends(tail)[0]] if tail else ''}".split()
    }
    if own & _REPORTS or (said is not None and own & _GOES_ON):
        who = said.who if said is not None else _told(text, since + start, tongue)
        return Attribution(who or Mention(PRONOUN, "", "", 0, 0), LOOSE, 0)
    return None


_SHORTLY = pattern(r"[.\s]*[A-ZÀ-Þ]\w+(?:\s\w+){0,2}:\s*")  # Und weiter:


def _told(text: str, end: int, tongue: Tongue) -> Mention | None:
    """Whom the last sentence with a verb of saying before an offset names: Der Hafen wachse, erklärt Leiterin Ana Ruiz."""
    since = max(end - _REACH, 0)
    for start, stop in reversed(list(sentences.split(text[since:end]))):
        sentence = text[since + start : since + stop]
        if (verb := _VERB.search(sentence)) is not None and (
            said := attributions.behind(sentence[verb.start() :], "", tongue)
        ):
            return said.who
        if (said := lead_ins.before(f"{sentence.rstrip('.')}:", tongue)) is not None and said.who is not None:
            return said.who
    return None


_VERB = pattern(
    r",\s(?:so|erklärt|erklärte|sagt|sagte|betont|betonte|berichtet|berichtete|meint|meinte|teilte|heißt)\s"
)


def _said(previous: Stretch) -> Attribution | None:
    """What tells whose the stretch before is."""
    told = (each for each in (previous.behind, previous.before) if each is not None and each.who is not None)
    said = next(told, None)
    return said if said is not None and not said.document and said.force != WEAK else None


def _same_sentence(lead: str) -> bool:
    return len(lead.split()) <= _FAR and not any(mark in lead for mark in ".!?:;\n") and lead.strip(" ,") != ""
