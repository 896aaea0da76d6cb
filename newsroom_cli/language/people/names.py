"""People in a text: their names, the roles printed before or behind them, and phrases that stand for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.people import roles
from newsroom_cli.language.people.name_words import CALENDAR, DETERMINERS, NOUN, PLURALS, SERVICES, SURNAMES, THINGS
from newsroom_cli.language.people.roles import LINKS, STOPS
from newsroom_cli.language.tokens import (
    BEHIND_TITLES,
    HONORIFICS,
    PARTICLES,
    SUFFIXES,
    Token,
    beside,
    is_capital,
    is_title,
    tokens,
)
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.overlaps import Overlaps
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span

PERSON, GROUP, PRONOUN, ROLE = "person", "group", "pronoun", "role"


class Mention(NamedTuple):
    """Somebody named in a text: offsets of the name, its spelling without title, and the role printed with it.

    `kind` is PERSON for a name, GROUP for an organisation, ROLE for words such as "the mayor", PRONOUN for he or she.
    """

    kind: str
    name: str
    role: str
    start: int
    end: int

    @property
    def surname(self) -> str:
        """The last part of the name, as later mentions use it."""
        parts = [part for part in self.name.split() if part.rstrip(".").lower() not in SUFFIXES]
        return parts[-1] if parts else ""


def mentions(text: str, tongue: Tongue) -> list[Mention]:
    """The people and organisations that a text names, in order."""
    found = []
    parts = tokens(text)
    for first, last in _runs(parts, text):
        found += list(_read(parts, first, last, text, tongue))
    return found


def _runs(parts: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    """The stretches of words with capitals that stand side by side, particles between them included."""
    index = 0
    while index < len(parts):
        if not is_capital(parts[index]):
            index += 1
            continue
        last = index
        while (following := _continued(parts, last, text)) is not None:
            last = following
        yield index, last + 1
        index = last + 1


def _continued(parts: Sequence[Token], last: int, text: str) -> int | None:
    """The next word of a run, over particles and nicknames; None where the run ends."""
    at = last + 1
    if at + 1 < len(parts) and parts[at].text == "in" and parts[at + 1].text == "Charge":  # Special Agent in Charge
        return at + 1
    while at < len(parts) and at - last <= 3 and parts[at].text in PARTICLES and beside(parts, at, text):
        if parts[at].text in ("der", "den") and parts[at - 1].text not in ("von", "van", "zu", "in"):
            break  # an article, outside of names such as van der Berg
        at += 1
    if at < len(parts) and is_capital(parts[at]) and beside(parts, at, text):
        return at
    at = last + 1
    nick = at + 2 < len(parts) and parts[at].text in ("“", '"', "(", "‘") and parts[at + 2].text in ("”", '"', ")", "’")
    if nick and at + 3 < len(parts) and is_capital(parts[at + 1]) and is_capital(parts[at + 3]):
        return at + 3
    return None


def _read(parts: Sequence[Token], first: int, last: int, text: str, tongue: Tongue) -> Iterator[Mention]:
    """Who or what a run of words with capitals names: its titles first, then the name."""
    run = parts[first:last]
    cut = _titles_before(run, parts[last] if last < len(parts) else None, tongue)
    name = _without_particles(run[cut:], titled=cut > 0)
    if not cut and len(name) == 1 and name[0].text.lower() in words(tongue.articles):
        return  # La alcaldesa
    if not name:
        yield Mention(ROLE, "", _joined(run, text), run[0].start, run[-1].end)
        return
    if (mixed := _unmixed(run, cut, parts, first, tongue)) is not None:
        cut, name = mixed, run[mixed:]
    if not cut and _is_nobody(parts, first, name, text, tongue):
        return
    name, of = _without_club(name, tongue)
    if not cut and _is_group(name, tongue):
        yield Mention(GROUP, text[run[0].start : run[-1].end], "", run[0].start, run[-1].end)
        return
    name = _owner(name) if "’" in text or "'" in text else name
    if tongue.compounds and not cut and any(NOUN.match(each.text) for each in name):
        return
    yield _person(parts, first, first + cut, name, of, text=text, tongue=tongue)


def _person(
    parts: Sequence[Token],
    first: int,
    at: int,
    name: Sequence[Token],
    of: Sequence[Token],
    *,
    text: str,
    tongue: Tongue,
) -> Mention:
    """Somebody whose titles begin at the token `first` and end before `at`, with the role printed before or behind."""
    behind_title = parts[at].text if tongue.compounds and first < at < len(parts) else ""
    before = "" if behind_title in words(tongue.articles) else roles.before(parts, first, at, text, tongue)
    if behind_title == "von" and len(name) > 2:  # Ministerin von Ellery Ana Ruiz
        name = name[-2:]
        before = text[parts[at - 1].start : name[0].start].strip()
    end, behind = roles.behind(text, name[-1].end, tongue)
    role = roles.fuller(before, behind) or (_joined(of, text) if of else "")
    return Mention(PERSON, _possessive(_joined(name, text)), role, name[0].start, end)


def _titles_before(run: Sequence[Token], following: Token | None, tongue: Tongue) -> int:
    """How many words of a run are titles; of two such words the second may be a name: Howard Dean."""
    cut = len(run)
    while cut and not _is_before_names(run, cut - 1, tongue):
        cut -= 1
    goes_on = following is not None and following.text in ("of", "for")  # the Harbour Chief of Staff
    named = cut == len(run) == 2 and run[1].plain in SURNAMES and not goes_on
    return 0 if named and not (run[0].is_title(tongue) or run[0].plain in HONORIFICS) else cut


def _without_particles(name: Sequence[Token], *, titled: bool) -> Sequence[Token]:
    while name and ((name[0].plain in PARTICLES and name[0].text[0].islower()) or _FROM.match(name[0].text)):
        name = name[1:]
    if titled and len(name) > 3 and name[0].text == "(" and name[2].text == ")":  # Rear Admiral (NS) Ana Ruiz
        name = name[3:]
    return name


_FROM = pattern(r"[^\W\d_]+-(?:based|born|raised|trained|winning)\Z")  # Sydney-based Ana Ruiz


def _is_nobody(parts: Sequence[Token], first: int, name: Sequence[Token], text: str, tongue: Tongue) -> bool:
    """Whether a name without title is a noun, or a day or month."""
    if tongue.compounds and name[0].plain in ("ende", "anfang", "mitte") and name[-1].plain in CALENDAR:
        return True
    if tongue.compounds and _is_noun(parts, first) and not _is_listed(parts, first, name, text, tongue):
        return True
    return len(name) == 1 and (name[0].plain in CALENDAR or name[0].plain in THINGS)


def _owner(name: Sequence[Token]) -> Sequence[Token]:
    """A name up to what is called somebody's: Ruiz’s Harbour Memo."""
    owner = next((index for index, each in enumerate(name[:-1]) if each.text.endswith(("’s", "'s"))), None)
    return name if owner is None else name[: owner + 1]


def _without_club(name: Sequence[Token], tongue: Tongue) -> tuple[Sequence[Token], Sequence[Token]]:
    """A name and the club behind its "von": Ana Ruiz von der Open Harbour Foundation, but Ursula von der Leyen."""
    at = next((index for index, each in enumerate(name) if index and each.text in ("von", "de", "del", "di")), 0)
    club = list(name[at + 1 :])
    while club and club[0].text in PARTICLES:
        club.pop(0)
    if not at or not club:
        return name, ()
    many = len(club) > (1 if tongue.compounds else 2)  # María de la Cruz Ruiz
    return (name[:at], club) if many or club[0].text.isupper() or club[0].plain in words(tongue.groups) else (name, ())


def _is_before_names(run: Sequence[Token], index: int, tongue: Tongue) -> bool:
    """Whether a word is a title or a form of address; the M. of Thomas M. Reynolds is no Monsieur."""
    each = run[index]
    if each.is_title(tongue):
        return True
    if index and each.text in BEHIND_TITLES and _is_before_names(run, index - 1, tongue):
        return True
    addressed = each.plain in HONORIFICS
    return addressed and (len(each.plain) > 1 or index == 0 or _is_before_names(run, index - 1, tongue))


def _is_noun(parts: Sequence[Token], first: int) -> bool:
    """Whether words with capitals are German nouns: an article or preposition stands before them."""
    return first > 0 and parts[first - 1].text.lower() in DETERMINERS


def _is_listed(parts: Sequence[Token], first: int, name: Sequence[Token], text: str, tongue: Tongue) -> bool:
    """Whether a name of two words behind "und" or "mit" has a role behind it: mit Ana Ruiz, Leiterin der Bücherei."""
    joined = parts[first - 1].text.lower() in ("und", "mit", "für")
    return joined and len(name) > 1 and roles.behind(text, name[-1].end, tongue)[1] != ""


def _unmixed(run: Sequence[Token], cut: int, parts: Sequence[Token], first: int, tongue: Tongue) -> int | None:
    """Where the name begins behind "Director of Communications Jane Doe": its last two words."""
    service = first >= 3 and parts[first - 1].text == "the" and parts[first - 2].text == "of"
    if cut == 0 and service and parts[first - 3].is_title(tongue) and len(run) > 1 and run[0].plain in SERVICES:
        return 1  # Secretary of the Navy Ana Ruiz
    at = first - (2 if first and parts[first - 1].text == "the" else 1)
    of = at >= 1 and parts[at].text in ("of", "for", "&", "and", "für") and _in_a_title(parts, at, tongue)
    if cut == 0 and of and len(run) >= 3 and not _is_thing(run[-2:], tongue):
        return len(run) - (3 if len(run) > 3 and run[-2].text.endswith(".") else 2)
    return None


_FAR = 12  # words of a long title: Minister for Small Business, Contractors and the Service Economy Ana Ruiz


def _in_a_title(parts: Sequence[Token], at: int, tongue: Tongue) -> bool:
    """Whether "of" or "and" at a place goes on with a title, over capitals, commas and further such words."""
    if parts[at - 1].is_title(tongue):
        return True
    index = at - 1
    while index > 0 and at - index < _FAR and (is_capital(parts[index]) or parts[index].text.lower() in _LINKED):
        index -= 1
        if parts[index].is_title(tongue) and parts[index + 1].text in ("of", "for"):
            return True
    return False


_LINKED = frozenset(("of", "for", "and", "&", ",", "the"))


def _is_group(name: Sequence[Token], tongue: Tongue) -> bool:
    """Whether a name is an organisation's, or a thing's."""
    if len(name) == 1:
        plain = name[0].plain
        return plain in words(tongue.groups) or (name[0].text.isupper() and len(plain) > 1)
    return _is_thing(name, tongue) or sum(each.text[0].isalpha() for each in name) > _LONGEST


_LONGEST = 5  # words of a person's name


def _is_thing(name: Sequence[Token], tongue: Tongue) -> bool:
    """Whether a name of several words is hardly anybody's."""
    groups = words(tongue.groups)
    return any(each in groups or each in THINGS for each in (token.plain.removesuffix("’s") for token in name))


def _possessive(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s").removesuffix("’").rstrip("'")


def _joined(run: Sequence[Token], text: str) -> str:
    return text[run[0].start : run[-1].end]


# --- phrases that stand for somebody ----------------------------------------------------------------------------


@cached_per_paragraph
def named_in(phrase: str, tongue: Tongue) -> tuple[Mention, ...]:
    """The people, organisations, pronouns and roles of a short phrase, in order."""
    found = list(mentions(phrase, tongue))
    taken = Overlaps(Span(each.start, each.end) for each in found if each.kind in (PERSON, GROUP))
    parts = tokens(phrase)
    for index, token in enumerate(parts):
        if taken.with_any(Span(token.start, token.start + 1)):
            continue
        word = token.text.lower()
        if word in words(tongue.pronouns):
            found.append(Mention(PRONOUN, word, "", token.start, token.end))
        elif (token.text.islower() or (token.text[1:2] in ("’", "'") and token.text[2:].islower())) and (
            is_title(token.plain, tongue) or token.plain in words(tongue.groups) or token.plain in PLURALS
        ):
            found.append(_described(parts, index, phrase, tongue))
    return tuple(sorted(found, key=lambda each: each.start))


def _describes(parts: Sequence[Token], at: int, phrase: str, tongue: Tongue) -> bool:
    """Whether the token goes on with "a spokesperson for the Harbour Club"."""
    word = parts[at].text.lower()
    if not beside(parts, at, phrase) or not word[0].isalpha() or word in words(tongue.verbs) | words(tongue.helpers):
        return False
    if word in ("from", "with", "of", "for", "at"):
        return at + 1 < len(parts) and (
            parts[at + 1].text[0].isupper() or parts[at + 1].text.lower() in words(tongue.articles)
        )
    if word in words(tongue.articles) and parts[at - 1].text[0].isupper():  # a spokesperson from Save the Harbour
        return at + 1 < len(parts) and parts[at + 1].text[0].isupper()
    return word not in STOPS


def _described(parts: Sequence[Token], index: int, phrase: str, tongue: Tongue) -> Mention:
    """A role or group in small letters, with the words that belong to it: a spokesperson for the company."""
    begin = index
    while (
        begin > 0
        and parts[begin - 1].text[0].isalpha()
        and beside(parts, begin, phrase)
        and parts[begin - 1].text.lower() not in words(tongue.articles) | STOPS | LINKS
    ):
        begin -= 1
    end = index
    kind = GROUP if parts[index].plain in words(tongue.groups) or parts[index].plain in PLURALS else ROLE
    while end + 1 < len(parts) and end - index < 14 and _describes(parts, end + 1, phrase, tongue):
        end += 1
    return Mention(kind, "", phrase[parts[begin].start : parts[end].end], parts[begin].start, parts[end].end)
