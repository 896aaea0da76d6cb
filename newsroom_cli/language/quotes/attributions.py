"""Attributions after a quotation, in the same sentence or on the line below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, ROLE, Mention, mentions_in_phrase
from newsroom_cli.language.people.roles import with_comma_before_role
from newsroom_cli.language.quotes.clauses import REACH, is_parted, is_titled
from newsroom_cli.language.quotes.subjects import (
    first_mention,
    is_document,
    name_beside_comma,
    subject_of,
    with_role_before,
)
from newsroom_cli.language.tokens import Token, is_title, tokens
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern

DIRECT, LOOSE, WEAK = "direct", "loose", "weak"


OF_SOMEBODY = ("para", "pour", "für")  # introduces a view only if a name follows


class Attribution(NamedTuple):
    """A speaker; `end` is the offset where the attribution ends in its text.

    `force` is DIRECT if the quotation is the object of the verb, LOOSE if it is part of reported speech, WEAK if a
    person is only mentioned beside it. If `who` is None, the speaker is the previous one. `document` is true if a
    document is quoted, not a person.
    """

    who: Mention | None
    force: str
    end: int
    document: bool = False
    another: bool = False  # another speaker than the last: said Ana Ruiz for her part


_LEAD = pattern(r"[\s,]*")
_GLUED = pattern(r"(?:said|says|added|adds|stated|noted)(?=[A-Z])")
# The most tokens between quoted words that may be a term and the verb: the “old harbour” is, said Ana Ruiz, a gem.
_MAX_TOKENS_TO_VERB_AFTER_TERM = 8
_TERM = 3  # quoted words that may be a term: the “old harbour” – said to be
_BRIEF = 3  # the most words before a role that is the subject: one of the
_MAX_TOKENS_TO_VERB = 45  # tokens between a quotation and the verb that belongs to it


def attribution_after(text: str, quoted: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution at the start of the text after a quotation: `said Ana Ruiz, director.` or `Ruiz said.`"""
    text = text[:REACH]
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    rest = text[at:]
    if not rest:
        return None
    if lexicon.interrupts and (turned := _TURNED.match(rest)) is not None:  # formule-t-elle
        return Attribution(Mention(PRONOUN, turned[1], "", 0, 0), DIRECT, at + _clause_end(rest))
    dash = _DASH.match(rest) if len(quoted.split()) > _TERM else None
    if dash and rest[dash.end() :].split(maxsplit=1)[0] in lexicon.verbs | lexicon.helpers:  # “We open it” – said Ruiz
        at, rest = at + dash.end(), rest[dash.end() :]
    if (attribution := _attribution_after_dash(rest, lexicon)) is not None:
        return attribution._replace(end=attribution.end + at)
    if glued := _GLUED.match(rest):  # the page lost the space between two tags
        at, rest = at - 1, f"{glued[0]} {rest[glued.end() :]}"
    stop = _clause_end(rest)
    parts = tokens(rest[:stop])
    if not parts:
        return None
    last = quoted.rstrip("\"'’” ")[-1:]
    closed = last == "." and not text.lstrip().startswith(",")
    loose = not (lexicon.interrupts or lexicon.compounds) and (
        is_titled(quoted, least=2) or (last.isalnum() and text.lstrip()[:1] not in tuple(",-–—:"))
    )
    attribution = (
        _attribution_verb_first(parts, rest, stop, lexicon, closed=closed or loose or is_titled(quoted))
        or _attribution_subject_first(
            parts,
            rest,
            stop,
            lexicon,
            closed=closed,
            reach=_MAX_TOKENS_TO_VERB_AFTER_TERM if loose else _MAX_TOKENS_TO_VERB,
        )
        or _attribution_by_signature(rest, lexicon, closed=last in (".", "!", "?") and at > 0)
        or (_attribution_without_verb(rest[:stop], lexicon) if quoted.rstrip().endswith(",") else None)
    )
    if attribution is None:
        return None
    return attribution._replace(end=attribution.end + at, another=_FOR_ONES_PART.search(rest, 0, stop) is not None)


_FOR_ONES_PART = pattern(
    r"\b(?:quant à (?:lui|elles?|eux)|de (?:son|leur) côté|pour sa part|por su (?:parte|lado)|por sua vez|dal canto suo"
    r"|(?:seiner|ihrer)seits|for (?:his|her|their) part)\b"
)


def _is_named_person(who: Mention) -> bool:
    """Whether a mention is a person with a role or a full name."""
    return who.kind == PERSON and bool(who.role or " " in who.name)


_TURNED = pattern(r"(?!(?:est|sont|était|sera|peut|a|ont|y|dit)-)[a-zß-ÿ]{3,}-(?:t-)?(ils?|elles?)\b")


def _clause_end(rest: str) -> int:
    """The end of the first sentence of a text, or the next opening mark."""
    end = sentences.ends(rest)[0]
    for mark in '“„«「『"':
        if 0 <= (at := rest.find(mark)) < end:
            end = at
    return end


def attribution_inside(text: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution with a name, verb first, at the start of a text; its `end` is after the name and its role.

    None without one.
    """
    parts = tokens(text)
    attribution = _attribution_verb_first(parts, text, len(text), lexicon, closed=True) if parts else None
    if attribution is None or attribution.who is None:
        return None
    end = text.find(attribution.who.name) + len(attribution.who.name)
    at = text.find(attribution.who.role, end) if attribution.who.role else -1
    return attribution._replace(
        end=at + len(attribution.who.role) if 0 <= at - end < 8 or (at >= 0 and not attribution.who.name) else end
    )


_DASH = pattern(r"[-–—―~]{1,3}\s*(?=[^\W\d_])")


def _attribution_after_dash(rest: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution that begins with a dash and fills the rest of the paragraph."""
    dash = _DASH.match(rest)
    if dash is None or len(rest) > 220:
        return None
    who = signature(rest[dash.end() :], lexicon)
    return Attribution(who, DIRECT, len(rest)) if who else None


def _attribution_by_signature(rest: str, lexicon: Lexicon, *, closed: bool) -> Attribution | None:
    """The attribution by a name and role alone at the end of a paragraph: “We did it.” Ana Ruiz, director of parks"""
    who = signature(rest, lexicon) if closed else None
    if who is not None and _IN_BRACKETS.fullmatch(rest):  # “We did it.” (Ana Ruiz)
        return Attribution(who, DIRECT, len(rest)) if who.role or " " in who.name else None
    if who is None or who.start > 0 or not who.role or not rest.rstrip(" .*_)]").endswith(who.role.rstrip(".")):
        return None
    return Attribution(who, DIRECT, len(rest))


_IN_BRACKETS = pattern(r"\([^()]{3,160}\)[\s.]*")


def _attribution_without_verb(clause: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution by a name and role after a comma, without a verb: “We did it,” Mayor Ana Ruiz."""
    who = signature(clause, lexicon)
    if who is None or not who.role or " " not in who.name or not clause.rstrip().endswith("."):
        return None
    bare = clause.strip(" .")
    lead = bare.removesuffix(f"{who.role} {who.name}").removesuffix(f"{who.role}, {who.name}").strip()
    whole = lead.lower() in ("", *lexicon.articles) or (
        bare.startswith(f"{who.name}, ") and bare.endswith(who.role.rstrip("."))
    )
    return Attribution(who, DIRECT, len(clause)) if whole else None


def signature(line: str, lexicon: Lexicon) -> Mention | None:
    """The person on a line that has only a name and a role; None for any other line."""
    line = line.strip()
    inner = line.strip("-–—―~ ()[]*_.").strip()
    if not inner or len(inner) > 220 or len(inner.split()) > 30 or any(mark in inner for mark in '"“”«»?!:'):
        return None
    mentioned = mentions_in_phrase(inner, lexicon)
    first = name_beside_comma(mentioned, inner, lexicon)
    first = first or next((mention for mention in mentioned if mention.kind == PERSON), None)
    if first is None or any(token.text in lexicon.verbs for token in tokens(inner)):
        return None
    first = first if first.role else with_role_before(first, inner, lexicon)
    before = inner[: first.start].strip(" ,\n")
    if before and not first.role and is_title(before.split()[-1].lower(), lexicon) | ("\n" in inner[: first.start]):
        # Deputy Chief of Law Enforcement, with the name on the next line
        first = first._replace(role=" ".join(before.split()))
    if before and not first.role and (len(before.split()) > 3 or (lexicon.compounds and " " not in first.name)):
        return None
    role = first.role
    parted = inner[first.end :].lstrip(" ")[:1] in ",;:|/(–—-\n"
    after = inner[first.end :].strip(" ,;–—-")
    if not role and after and parted and len(after.split()) <= 20:
        role = after
    return first._replace(role=role)


# --- verb and subject -----------------------------------------------------------------------------------------


def _attribution_verb_first(
    parts: Sequence[Token], rest: str, stop: int, lexicon: Lexicon, *, closed: bool
) -> Attribution | None:
    """The attribution with the verb first: `said Ana Ruiz`, `a déclaré Ana Ruiz`, `a-t-elle déclaré`."""
    spoken = lexicon.verbs
    index = 0
    low = [token.text.lower() for token in parts[:8]]
    for phrase in lexicon.according:
        if low[: len(phrase.split())] == phrase.split() and parts[0].text[0].islower():
            attribution = _attribution_after_verb(parts, len(phrase.split()), rest, stop, lexicon)
            named = attribution is not None and attribution.who is not None and _is_named_person(attribution.who)
            return attribution if named or phrase not in OF_SOMEBODY else None  # not: pour classer les dossiers
    if lexicon.compounds and (" ".join(low[:2]) in QUOTES["oneself"] or is_parted(parts)):
        return _attribution_after_verb(parts, 2 if low[1:2] == ["sich"] else 1, rest, stop, lexicon)
    if _is_inverted(low[0], lexicon) and low[0].split("-")[0] in spoken:  # indique-t-elle
        return Attribution(Mention(PRONOUN, low[0].split("-")[-1], "", 0, 0), DIRECT, stop)
    while index < min(3, len(parts)) and low[index] not in spoken:
        if (
            low[index] in ("as", "also", "wie", "comme", "como", "so")
            or low[index] in lexicon.helpers
            or _is_inverted(low[index], lexicon)
            or (lexicon.compounds and low[index] == "das" and low[index + 1 : index + 2] and low[index + 1] in spoken)
        ):
            index += 1
            continue
        break
    if (
        index < len(low)
        and low[index] not in spoken
        and not closed
        and _is_verb_before_name(parts, index, rest, lexicon)
    ):
        return _attribution_after_verb(parts, index + 1, rest, stop, lexicon)
    if index >= len(low) or low[index] not in spoken:
        return None
    if parts[index].text[0].isupper() and index == 0 and len(parts) > 1 and low[0] != "so":
        return _attribution_in_own_sentence(parts, rest, stop, lexicon)
    if low[index + 1 : index + 2] == ["es"] and lexicon.compounds:  # heißt es bei der Feuerwehr
        return _attribution_after_verb(parts, index + 2, rest, stop, lexicon)
    if any(_is_inverted(word, lexicon) for word in low[:index]):  # a-t-elle déclaré
        return Attribution(Mention(PRONOUN, low[0].split("-")[-1], "", 0, 0), DIRECT, stop)
    following = parts[index + 1].text.lower() if index + 1 < len(parts) else ""
    if following in ("that", "que", "dass", "if", "whether"):
        return None
    if following in ("in", "on", "at", "with", "from", "to", "as", "when") and low[index] not in ("said", "says"):
        return None  # “Harbour Days,” begins in May
    return _attribution_after_verb(parts, index + 1, rest, stop, lexicon)


def _attribution_in_own_sentence(parts: Sequence[Token], rest: str, stop: int, lexicon: Lexicon) -> Attribution | None:
    """The attribution by a capitalised verb, a name and a role, and nothing else: “We did it.” Said Mayor Ana Ruiz."""
    attribution = _attribution_after_verb(parts, 1, rest, stop, lexicon)
    if attribution is None or attribution.who is None or attribution.who.kind != PERSON or not attribution.who.role:
        return None
    clause = rest[parts[1].start : stop]
    left = clause.replace(attribution.who.name, "", 1).replace(attribution.who.role, "", 1)
    return attribution if not left.strip(" ,.\n") else None


def _is_verb_before_name(parts: Sequence[Token], index: int, rest: str, lexicon: Lexicon) -> bool:
    """Whether a word may be an unlisted verb before a name: bemängelt Rainer Rehak."""
    word = parts[index].text
    if (
        not word.islower()
        or not word.isalpha()
        or word in QUOTES["no_verbs"]
        or word.endswith("ing")
        or index + 1 >= len(parts)
        or parts[index + 1].text in ("by", "with", "from", "at", "for", "to", "on", "as")
        or is_title(word, lexicon)
    ):
        return False
    start = parts[index + 1].start
    first = first_mention(mentions_in_phrase(rest[start:], lexicon), rest[start:], lexicon)
    return (
        first is not None
        and first.kind == PERSON
        and " " in first.name
        and len(rest[start : start + first.start].split()) <= 6
    )


def _is_inverted(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a verb with its pronoun: dit-elle."""
    return "-" in word and word.split("-")[-1] in lexicon.pronouns


def _attribution_after_verb(
    parts: Sequence[Token], index: int, rest: str, stop: int, lexicon: Lexicon
) -> Attribution | None:
    """The attribution in the words after a verb of saying."""
    if index >= len(parts):
        return Attribution(None, DIRECT, stop)
    phrase = _ASIDES.sub(lambda match: " " * len(match[0]), rest[parts[index].start : stop])
    phrase = with_comma_before_role(phrase, lexicon)
    mentioned = mentions_in_phrase(phrase, lexicon)
    first = first_mention(mentioned, phrase, lexicon)
    if first is None and lexicon.compounds and (group := _COLLECTIVE.match(phrase)) is not None:
        return Attribution(Mention(GROUP, group[0].strip(), "", 0, group.end()), DIRECT, stop)
    if first is None:
        return Attribution(None, DIRECT, stop, is_document(phrase, lexicon))
    lead = phrase[: first.start].strip()
    if first.kind == PERSON and len(lead.split()) > 12 and len(first.role.split()) < 6:
        return Attribution(None, DIRECT, stop)
    document = first.kind != PERSON and is_document(phrase, lexicon)
    return Attribution(first, DIRECT, stop, document)


_ASIDES = pattern(  # asides about when and to whom: dijo ayer a la prensa la alcaldesa
    r"\A(?:ayer|hoy|anoche|est[ea] (?:mañana|tarde|noche|lunes|martes|miércoles|jueves|viernes|sábado|domingo))\b"
    r"|\A(?:vorgestern|gestern|heute|morgen)(?: (?:Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht))?\b"
    r"|\b(?:a|ante) (?:la|los|las) (?:prensa|periodistas|medios(?: de comunicación)?|vecin[oa]s"
    r"|asistentes|presentes|ciudadan[oa]s|preguntas?)\b|\ben (?:una |la )?(?:rueda|conferencia) de prensa\b"
)
# As in: erklärt die Ellery Community
_COLLECTIVE = pattern(r"(?:die|das|der)\s[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){1,3}(?=[.,]|$)")


def _attribution_subject_first(
    parts: Sequence[Token], rest: str, stop: int, lexicon: Lexicon, *, closed: bool, reach: int
) -> Attribution | None:
    """The attribution with the subject first: `Ana Ruiz, director of parks, said.`

    If the quotation is `closed`, only the verb may follow the subject.
    """
    spoken = lexicon.verbs
    for index, token in enumerate(parts[:reach]):
        if index == 0 or token.text not in spoken:
            continue
        phrase = rest[: token.start]
        who = subject_of(phrase, lexicon)
        if who is None or not _is_near(phrase[: who.start], lexicon):
            return None
        before = phrase[: who.start].split()
        if who.kind == ROLE and (
            QUOTES["clause_openers"] & {*before} or ("," not in phrase[: who.start] and len(before) > _BRIEF)
        ):
            return None  # “Open Harbour,” charts a decade of justice before records suggested
        following = parts[index + 1] if index + 1 < len(parts) else None
        word = following.text.lower() if following else ""
        if word in QUOTES["going_on"] and not (
            word == "the" and token.text in ("told", "tells", "reminded", "assured")
        ):
            return None
        if closed and not _ends_with_verb(parts[index + 1 :], phrase):
            return None
        who = with_role_before(who, phrase, lexicon)
        return Attribution(who, DIRECT, stop, who.kind != PERSON and is_document(phrase, lexicon))
    return None


def _is_near(before: str, lexicon: Lexicon) -> bool:
    """Whether a subject follows after few words, or after its role: Minister of Work, Trade and Ports, Ana Ruiz."""
    parts = tokens(before)
    titled = bool(parts) and parts[0].is_title(lexicon)
    return before.count(",") <= (4 if titled else 1) and len(parts) <= (24 if titled else 14)


_REPORTED = ("man", "er", "sie", "es", "dass", "que")  # words that begin reported speech without marks


def _ends_with_verb(following: Sequence[Token], phrase: str) -> bool:
    """Whether a clause ends with its verb, or with a time or place after it."""
    low = [token.text.lower() for token in following if token.text not in ".?!"]
    if phrase.split()[0].lower() in ("as", "when", "while", "after"):
        return False
    if low[0:1] == [","] and low[1:2] and low[1] in _REPORTED:
        return False  # „Es ist auf.“ Ruiz ergänzt, man habe gelernt
    return not low or (
        low[0] in ("in", "at", "on", "during", "when", "after", "today", ",") and len(low) < 14 and "that" not in low
    )
