"""The words behind a quotation that say whose it is, in its sentence or on the line below."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, ROLE, Mention, named_in
from newsroom_cli.language.quotes.clauses import NO_VERBS, ONESELF, REACH, is_parted, is_titled
from newsroom_cli.language.quotes.subjects import first_of, is_document, subject, with_role_before
from newsroom_cli.language.tokens import Token, is_title, tokens
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern

DIRECT, LOOSE, WEAK = "direct", "loose", "weak"


OF_SOMEBODY = ("para", "pour", "für")  # words that say whose view it is only with a name


class Attribution(NamedTuple):
    """Who is said to speak; `end` is where the words that say so end, as an offset into the text they were read from.

    `force` is DIRECT where the quotation is the object of the verb, LOOSE where it is a part of what somebody is
    reported to have said, WEAK where somebody is only spoken of beside it. Without `who` it is whoever spoke last.
    """

    who: Mention | None
    force: str
    end: int
    document: bool = False
    another: bool = False  # somebody else than the last: said Ana Ruiz for her part


_LEAD = pattern(r"[\s,]*")
_GLUED = pattern(r"(?:said|says|added|adds|stated|noted)(?=[A-Z])")
_NEAR = 8  # the same where the quotation may be a term or a title: the “old harbour” district is, said Ana Ruiz, a gem
_BRIEF = 3  # words before a role that is the subject: one of the
_LONGEST = 45  # tokens between a quotation and the verb that belongs to it


def behind(text: str, quoted: str, tongue: Tongue) -> Attribution | None:
    """The attribution with which a text goes on behind a quotation: `said Ana Ruiz, director.` or `Ruiz said.`"""
    text = text[:REACH]
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    rest = text[at:]
    if not rest:
        return None
    if tongue.incises and (turned := _TURNED.match(rest)) is not None:  # formule-t-elle
        return Attribution(Mention(PRONOUN, turned[1], "", 0, 0), DIRECT, at + _clause_end(rest))
    if (found := _dashed(rest, tongue)) is not None:
        return found._replace(end=found.end + at)
    if glued := _GLUED.match(rest):  # a page that lost the space between two tags
        at, rest = at - 1, f"{glued[0]} {rest[glued.end() :]}"
    stop = _clause_end(rest)
    parts = tokens(rest[:stop])
    if not parts:
        return None
    last = quoted.rstrip("\"'’” ")[-1:]
    closed = last == "." and not text.lstrip().startswith(",")
    loose = not (tongue.incises or tongue.compounds) and (
        is_titled(quoted, least=2) or (last.isalnum() and text.lstrip()[:1] not in tuple(",-–—:"))
    )
    found = (
        _verb_first(parts, rest, stop, tongue, closed=closed or loose or is_titled(quoted))
        or _subject_first(parts, rest, stop, tongue, closed=closed, reach=_NEAR if loose else _LONGEST)
        or _signed(rest, tongue, closed=last in (".", "!", "?") and at > 0)
        or (_unsaid(rest[:stop], tongue) if quoted.rstrip().endswith(",") else None)
    )
    if found is None:
        return None
    return found._replace(end=found.end + at, another=_FOR_ONES_PART.search(rest, 0, stop) is not None)


_FOR_ONES_PART = pattern(
    r"\b(?:quant à (?:lui|elles?|eux)|de (?:son|leur) côté|pour sa part|por su (?:parte|lado)|por sua vez|dal canto suo"
    r"|(?:seiner|ihrer)seits|for (?:his|her|their) part)\b"
)


def _is_named(who: Mention) -> bool:
    return who.kind == PERSON and bool(who.role or " " in who.name)


_TURNED = pattern(r"(?!(?:est|sont|était|sera|peut|a|ont|y|dit)-)[a-zß-ÿ]{3,}-(?:t-)?(ils?|elles?)\b")


def _clause_end(rest: str) -> int:
    """The end of the sentence a text begins with, or the next opening mark."""
    end = sentences.ends(rest)[0]
    for mark in '“„«「『"':
        if 0 <= (at := rest.find(mark)) < end:
            end = at
    return end


def inserted(text: str, tongue: Tongue) -> Attribution | None:
    """The attribution that a text begins with, verb first and somebody named; it ends behind the name and its role."""
    parts = tokens(text)
    found = _verb_first(parts, text, len(text), tongue, closed=True) if parts else None
    if found is None or found.who is None:
        return None
    end = text.find(found.who.name) + len(found.who.name)
    at = text.find(found.who.role, end) if found.who.role else -1
    return found._replace(
        end=at + len(found.who.role) if 0 <= at - end < 8 or (at >= 0 and not found.who.name) else end
    )


_DASH = pattern(r"[-–—―~]{1,3}\s*(?=[^\W\d_])")


def _dashed(rest: str, tongue: Tongue) -> Attribution | None:
    """A dash and a name, at the end of a paragraph."""
    dash = _DASH.match(rest)
    if dash is None or len(rest) > 220:
        return None
    who = signature(rest[dash.end() :], tongue)
    return Attribution(who, DIRECT, len(rest)) if who else None


def _signed(rest: str, tongue: Tongue, *, closed: bool) -> Attribution | None:
    """A name and its role, and nothing else up to the end of the paragraph: “We did it.” Ana Ruiz, director of parks"""
    who = signature(rest, tongue) if closed else None
    if who is None or who.start > 0 or not who.role or not rest.rstrip(" .*_)]").endswith(who.role.rstrip(".")):
        return None
    return Attribution(who, DIRECT, len(rest))


def _unsaid(clause: str, tongue: Tongue) -> Attribution | None:
    """A name and its role behind the comma of a quotation, whose verb was forgotten: “We did it,” Mayor Ana Ruiz."""
    who = signature(clause, tongue)
    if who is None or not who.role or " " not in who.name or not clause.rstrip().endswith("."):
        return None
    bare = clause.strip(" .")
    whole = bare == f"{who.role} {who.name}" or (
        bare.startswith(f"{who.name}, ") and bare.endswith(who.role.rstrip("."))
    )
    return Attribution(who, DIRECT, len(clause)) if whole else None


def signature(line: str, tongue: Tongue) -> Mention | None:
    """Who signs a quotation on a line that holds a name, a role and nothing else."""
    line = line.strip()
    inner = line.strip("-–—―~ ()[]*_.").strip()
    if not inner or len(inner) > 220 or len(inner.split()) > 30 or any(each in inner for each in '"“”«»?!:'):
        return None
    found = named_in(inner, tongue)
    first = next((each for each in found if each.kind == PERSON), None)
    if first is None or any(token.text in words(tongue.verbs) for token in tokens(inner)):
        return None
    before = inner[: first.start].strip(" ,\n")
    if before and not first.role and is_title(before.split()[-1].lower(), tongue) | ("\n" in inner[: first.start]):
        first = first._replace(role=" ".join(before.split()))  # Deputy Chief of Law Enforcement, and the name below
    if before and not first.role and (len(before.split()) > 3 or (tongue.compounds and " " not in first.name)):
        return None
    role = first.role
    parted = inner[first.end :].lstrip(" ")[:1] in ",;:|/(–—-\n"
    behind_ = inner[first.end :].strip(" ,;–—-")
    if not role and behind_ and parted and len(behind_.split()) <= 20:
        role = behind_
    return first._replace(role=role)


# --- verb and subject -----------------------------------------------------------------------------------------


def _verb_first(parts: Sequence[Token], rest: str, stop: int, tongue: Tongue, *, closed: bool) -> Attribution | None:
    """`said Ana Ruiz`, `a déclaré Ana Ruiz`, `a-t-elle déclaré`, `according to Ana Ruiz`."""
    spoken = words(tongue.verbs)
    index = 0
    low = [part.text.lower() for part in parts[:8]]
    for phrase in words(tongue.according):
        if low[: len(phrase.split())] == phrase.split() and parts[0].text[0].islower():
            found = _object(parts, len(phrase.split()), rest, stop, tongue)
            named = found is not None and found.who is not None and _is_named(found.who)
            return found if named or phrase not in OF_SOMEBODY else None  # not: pour classer les dossiers
    if tongue.compounds and (" ".join(low[:2]) in ONESELF or is_parted(parts)):
        return _object(parts, 2 if low[1:2] == ["sich"] else 1, rest, stop, tongue)
    if _inverted(low[0], tongue) and low[0].split("-")[0] in spoken:  # indique-t-elle
        return Attribution(Mention(PRONOUN, low[0].split("-")[-1], "", 0, 0), DIRECT, stop)
    while index < min(3, len(parts)) and low[index] not in spoken:
        if (
            low[index] in ("as", "also", "wie", "comme", "como", "so")
            or low[index] in words(tongue.helpers)
            or _inverted(low[index], tongue)
        ):
            index += 1
            continue
        break
    if index < len(low) and low[index] not in spoken and not closed and _names_next(parts, index, rest, tongue):
        return _object(parts, index + 1, rest, stop, tongue)
    if index >= len(low) or low[index] not in spoken:
        return None
    if parts[index].text[0].isupper() and index == 0 and len(parts) > 1 and low[0] != "so":
        return _sentence_of_its_own(parts, rest, stop, tongue)
    if low[index + 1 : index + 2] == ["es"] and tongue.compounds:  # heißt es bei der Feuerwehr
        return _object(parts, index + 2, rest, stop, tongue)
    if any(_inverted(each, tongue) for each in low[:index]):  # a-t-elle déclaré
        return Attribution(Mention(PRONOUN, low[0].split("-")[-1], "", 0, 0), DIRECT, stop)
    following = parts[index + 1].text.lower() if index + 1 < len(parts) else ""
    if following in ("that", "que", "dass", "if", "whether"):
        return None
    if following in ("in", "on", "at", "with", "from", "to", "as", "when") and low[index] not in ("said", "says"):
        return None  # “Harbour Days,” begins in May
    return _object(parts, index + 1, rest, stop, tongue)


def _sentence_of_its_own(parts: Sequence[Token], rest: str, stop: int, tongue: Tongue) -> Attribution | None:
    """Somebody's name and role behind a verb with a capital, and nothing else: “We did it.” Said Mayor Ana Ruiz."""
    found = _object(parts, 1, rest, stop, tongue)
    if found is None or found.who is None or found.who.kind != PERSON or not found.who.role:
        return None
    said = rest[parts[1].start : stop]
    left = said.replace(found.who.name, "", 1).replace(found.who.role, "", 1)
    return found if not left.strip(" ,.\n") else None


def _names_next(parts: Sequence[Token], index: int, rest: str, tongue: Tongue) -> bool:
    """Whether a word that may be a rarer verb stands before somebody's name: bemängelt Rainer Rehak."""
    word = parts[index].text
    if (
        not word.islower()
        or not word.isalpha()
        or word in NO_VERBS
        or word.endswith("ing")
        or index + 1 >= len(parts)
        or parts[index + 1].text in ("by", "with", "from", "at", "for", "to", "on", "as")
        or is_title(word, tongue)
    ):
        return False
    start = parts[index + 1].start
    first = first_of(named_in(rest[start:], tongue), rest[start:], tongue)
    return (
        first is not None
        and first.kind == PERSON
        and " " in first.name
        and len(rest[start : start + first.start].split()) <= 6
    )


def _inverted(word: str, tongue: Tongue) -> bool:
    return "-" in word and word.split("-")[-1] in words(tongue.pronouns)


def _object(parts: Sequence[Token], index: int, rest: str, stop: int, tongue: Tongue) -> Attribution | None:
    """Who stands behind a verb of saying."""
    if index >= len(parts):
        return Attribution(None, DIRECT, stop)
    start = parts[index].start
    phrase = rest[start:stop]
    found = named_in(phrase, tongue)
    first = first_of(found, phrase, tongue)
    if first is None and tongue.compounds and (group := _COLLECTIVE.match(phrase)) is not None:
        return Attribution(Mention(GROUP, group[0].strip(), "", 0, group.end()), DIRECT, stop)
    if first is None:
        return Attribution(None, DIRECT, stop, is_document(phrase, tongue))
    lead = phrase[: first.start].strip()
    if first.kind == PERSON and len(lead.split()) > 12 and len(first.role.split()) < 6:
        return Attribution(None, DIRECT, stop)
    document = first.kind != PERSON and is_document(phrase, tongue)
    return Attribution(first, DIRECT, stop, document)


_COLLECTIVE = pattern(
    r"(?:die|das|der)\s[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){1,3}(?=[.,]|$)"
)  # erklärt die Ellery Community


def _subject_first(
    parts: Sequence[Token], rest: str, stop: int, tongue: Tongue, *, closed: bool, reach: int
) -> Attribution | None:
    """`Ana Ruiz, director of parks, said.` Behind a full stop only where nothing but the verb follows."""
    spoken = words(tongue.verbs)
    for index, part in enumerate(parts[:reach]):
        if index == 0 or part.text not in spoken:
            continue
        phrase = rest[: part.start]
        who = subject(phrase, tongue)
        if who is None or not _is_near(phrase[: who.start], tongue):
            return None
        before = phrase[: who.start].split()
        if who.kind == ROLE and (_SUBORDINATE & {*before} or ("," not in phrase[: who.start] and len(before) > _BRIEF)):
            return None  # “Open Harbour,” charts a decade of justice before records suggested
        following = parts[index + 1] if index + 1 < len(parts) else None
        word = following.text.lower() if following else ""
        if word in _GOES_ON and not (word == "the" and part.text in ("told", "tells", "reminded", "assured")):
            return None
        if closed and not _nothing_more(parts[index + 1 :], phrase):
            return None
        who = with_role_before(who, phrase, tongue)
        return Attribution(who, DIRECT, stop, who.kind != PERSON and is_document(phrase, tongue))
    return None


_SUBORDINATE = frozenset(("after", "before", "when", "while", "because", "since", "until", "although"))
# Behind these words the verb reports something else than the quotation: said that, said the city.
_GOES_ON = frozenset((
    "that", "que", "dass", "the", "it", "there", "he", "she", "they", "we", "this", "how", "why", "what",
))  # fmt: skip


def _is_near(before: str, tongue: Tongue) -> bool:
    """Whether what stands before a subject is little enough, or its role: Minister of Work, Trade and Ports, Ana Ruiz."""
    parts = tokens(before)
    titled = bool(parts) and parts[0].is_title(tongue)
    return before.count(",") <= (4 if titled else 1) and len(parts) <= (24 if titled else 14)


def _nothing_more(following: Sequence[Token], phrase: str) -> bool:
    """Whether a clause ends behind its verb, but for when or where it was said."""
    low = [each.text.lower() for each in following if each.text not in ".?!"]
    if phrase.split()[0].lower() in ("as", "when", "while", "after"):
        return False
    return not low or (
        low[0] in ("in", "at", "on", "during", "when", "after", "today", ",") and len(low) < 14 and "that" not in low
    )
