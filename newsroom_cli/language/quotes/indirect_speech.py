"""Quoted fragments in reported speech that continues without another verb of saying, and their speakers."""

from __future__ import annotations

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import PRONOUN, Mention
from newsroom_cli.language.quotes.attributions import DIRECT, LOOSE, WEAK, Attribution, attribution_after
from newsroom_cli.language.quotes.lead_ins import attribution_before
from newsroom_cli.language.quotes.stretches import Stretch
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern

_MAX_SENTENCE_LENGTH = 400  # characters of a sentence, at most
_MAX_WORDS_BETWEEN_PARTS = 30  # words between two parts of one sentence


def continued_attribution(
    stretch: Stretch, previous: Stretch | None, text: str, lexicon: Lexicon
) -> Attribution | None:
    """The attribution of a quoted part that has none of its own; None if its speaker is not that of the previous part.

    The speaker may also be that of the sentence before.
    """
    since = previous.marks_end if previous is not None else 0
    since = max(since, stretch.marks_start - _MAX_SENTENCE_LENGTH)
    lead = text[since : stretch.marks_start]
    attribution = _attribution_of(previous) if previous is not None else None
    if attribution is not None and lexicon.topics and _SHORT_LEAD_IN.fullmatch(lead):
        return attribution._replace(force=DIRECT)
    part = previous is not None and (lexicon.compounds or previous.text[:1].islower())
    if attribution is not None and part and _is_same_sentence(lead):
        return attribution._replace(force=LOOSE)
    if not lexicon.compounds:
        return None
    start = sentences.ends(lead.rstrip())[-2] if len(sentences.ends(lead.rstrip())) > 1 else 0
    tail = text[stretch.marks_end : stretch.marks_end + _MAX_SENTENCE_LENGTH]
    own = {
        word.strip(",()–").lower()
        for word in f"{lead[start:]} {tail[: sentences.ends(tail)[0]] if tail else ''}".split()
    }
    if own & QUOTES["reporting"] or (attribution is not None and own & QUOTES["still_reporting"]):
        who = attribution.who if attribution is not None else _last_named_speaker(text, since + start, lexicon)
        return Attribution(who or Mention(PRONOUN, "", "", 0, 0), LOOSE, 0)
    return None


_SHORT_LEAD_IN = pattern(r"[.\s]*[A-ZÀ-Þ]\w+(?:\s\w+){0,2}:\s*")  # Und weiter:


def _last_named_speaker(text: str, end: int, lexicon: Lexicon) -> Mention | None:
    """The speaker in the last sentence with a verb of saying: Der Hafen wachse, erklärt Leiterin Ana Ruiz."""
    since = max(end - _MAX_SENTENCE_LENGTH, 0)
    for start, stop in reversed(list(sentences.split(text[since:end]))):
        sentence = text[since + start : since + stop]
        if (verb := _VERB.search(sentence)) is not None and (
            attribution := attribution_after(sentence[verb.start() :], "", lexicon)
        ):
            return attribution.who
        if (
            attribution := attribution_before(f"{sentence.rstrip('.')}:", lexicon)
        ) is not None and attribution.who is not None:
            return attribution.who
    return None


_VERB = pattern(
    r",\s(?:so|erklärt|erklärte|sagt|sagte|betont|betonte|berichtet|berichtete|meint|meinte|teilte|heißt)\s"
)


def _attribution_of(previous: Stretch) -> Attribution | None:
    """The attribution of the previous stretch if it names a person and is not weak, else None."""
    attributions = (previous.after, previous.before)
    attribution = next((attribution for attribution in attributions if attribution and attribution.who), None)
    return attribution if attribution is not None and not attribution.document and attribution.force != WEAK else None


def _is_same_sentence(lead: str) -> bool:
    """Whether the words between two quoted parts continue one sentence."""
    return (
        len(lead.split()) <= _MAX_WORDS_BETWEEN_PARTS
        and not any(mark in lead for mark in ".!?:;\n")
        and lead.strip(" ,") != ""
    )
