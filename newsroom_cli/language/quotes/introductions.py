"""The people in a text: the person and role that a surname, a pronoun or "the mayor" refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, Mention, mentions
from newsroom_cli.language.people.roles import role_after
from newsroom_cli.language.quotes.subjects import HONORED, with_role_before
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern

_SIMILAR_ENDING = 7  # letters at the end of two words that must be equal for the words to be similar
_AGE = pattern(
    r"(?:,\s|\s\()\d{1,3}(?:[,)](?!\d)|\s(?:ans|años|anos|anni|Jahre|jaar|år)\b)"
)  # Ana Ruiz, 67, from Lynden; Ana Ruiz (67)
_MAX_SENTENCE_LENGTH = 1000  # characters of a sentence, at most
Place = tuple[int, int]  # paragraph, offset


class _Person(NamedTuple):
    """A person whom the text names: name, role, and the place of the mention."""

    name: str
    surname: str
    role: str
    place: Place


class People:
    """All people whom a text names, in order. A look-up takes no longer in a long text than in a short one."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon, known: Sequence[tuple[str, str]] = ()) -> None:
        self._texts = texts
        self._lexicon = lexicon
        self._known: list[_Person] = []  # named in full, or with a role, in the text
        self._titled: list[_Person] = []  # with a role
        self._named: defaultdict[int, list[_Person]] = defaultdict(list)  # by paragraph, by surname alone as well
        self._full_names: defaultdict[str, list[_Person]] = defaultdict(list)  # by surname and by first name
        # By two surnames, or one with its particle: Alcántara Ruiz, de Boer.
        self._longer_names: defaultdict[str, list[_Person]] = defaultdict(list)
        self._roles: dict[tuple[str, str], str] = {}  # by first name and surname
        self._first: dict[tuple[int, str], Place] = {}  # the first place of a surname in a paragraph
        self._first_role: dict[tuple[int, str], Place] = {}  # the first place of a surname with a role
        self._first_titled: dict[int, _Person] = {}
        self._holders: dict[str, list[_Person]] = {}
        self._listed = [_Person(name, _surname(name), role, (-1, 0)) for name, role in known]  # not in the text
        for person in self._listed:
            if person.role:
                self._roles.setdefault(_first_and_last(person.name), person.role)
        for number, text in enumerate(texts):
            for mention in mentions(text, lexicon):
                if mention.kind != PERSON:
                    continue
                person = _Person(
                    mention.name, mention.surname, _role_of_mention(text, mention, lexicon), (number, mention.start)
                )
                self._named[number].append(person)
                self._first.setdefault((number, person.surname), person.place)
                if (person.role or self._is_full(person)) and text[mention.end - 2 : mention.end] not in (
                    "’s",
                    "'s",
                ):  # her memo
                    self._add(person)

    def _add(self, person: _Person) -> None:
        """Add a person to the indexes by name, surname, role and paragraph."""
        self._known.append(person)
        if " " in person.name:
            for key in {person.surname, person.name.split()[0]}:
                self._full_names[key].append(person)
            words = person.name.casefold().split()
            for start in range(1, len(words) - 1):
                if self._lexicon.drops_subject or words[start] in PEOPLE["particles"]:
                    self._longer_names[" ".join(words[start:])].append(person)
        if person.role:
            self._titled.append(person)
            self._first_titled.setdefault(person.place[0], person)
            self._first_role.setdefault((person.place[0], person.surname), person.place)
            self._roles.setdefault(_first_and_last(person.name), person.role)

    def resolve(self, who: Mention, at: Place, last: tuple[str, str] | None) -> tuple[str, str, bool]:
        """The full name and role of a person mentioned beside a quote, and whether they are certain.

        `last` is the name and role of the previous speaker, to whom a pronoun may refer.
        """
        if who.kind == PRONOUN:
            return self._resolve_pronoun(at, last)
        if who.kind == PERSON:
            name, sure = self._full_name(who, at)
            if who.role and " " in name:  # Director of Parks, Ana Ruiz, said: only the attribution has the role
                self._roles.setdefault(_first_and_last(name), who.role)
            if self._lexicon.compounds and " " not in name and not who.role:  # any noun has a capital in this language
                return (*last, False) if last else ("", "", False)
            return name, self._fuller_role(who.role, name), sure
        if who.kind == GROUP:
            return who.name or who.role, "", True
        return self._resolve_role(who, at)

    def first_person_in(self, at: Place, *, since: int = 0) -> tuple[str, str] | None:
        """The name and role of the first person with a known full name between two offsets of a paragraph, or None."""
        named = (person for person in self._named[at[0]] if (at[0], since) <= person.place < at)
        full = (person for person in named if self._is_full(person) or self._full_names.get(person.surname))
        first = next(full, None)
        return self._name_and_role(first, at) if first is not None else None

    def _full_name(self, who: Mention, at: Place) -> tuple[str, bool]:
        """The full name for a mention, and whether it is certain."""
        if " " in who.name:
            longer = self._longer_names.get(who.name.casefold(), ())
            chosen = _last_before(longer, at) or next(iter(longer), None)
            return chosen.name if chosen else who.name, True
        named = self._full_names.get(who.surname, ())
        chosen = _last_before(named, at) or (named[0] if named else self._only_listed(who.surname))
        return (chosen.name, True) if chosen else (who.name, bool(who.role))

    def _is_full(self, person: _Person) -> bool:
        """Whether a name is a full name, or belongs to one person in the newsroom's list."""
        return " " in person.name or self._only_listed(person.surname) is not None

    def _only_listed(self, name: str) -> _Person | None:
        """The only person in the newsroom's list with a surname or first name."""
        candidates = [
            person for person in self._listed if " " in person.name and name in (person.surname, person.name.split()[0])
        ]
        return candidates[0] if len({person.name for person in candidates}) == 1 else None

    def _role_of(self, name: str) -> str:
        """The role in the introduction of a person, by full name or by surname: Mayor Ruiz."""
        surname = _surname(name)
        return self._roles.get(_first_and_last(name)) or self._roles.get((surname, surname), "")

    def _fuller_role(self, role: str, name: str) -> str:
        """The role of a mention; the longer role of the introduction in place of no role or a single word such as
        Director.
        """
        introduced = self._role_of(name)
        return introduced if not role or (" " not in role.strip() and len(introduced.split()) > 1) else role

    def _resolve_pronoun(self, at: Place, last: tuple[str, str] | None) -> tuple[str, str, bool]:
        """The person whom a pronoun means: with an age or role in the same paragraph, else the last speaker, else the
        last with a role.
        """
        if (aged := self._with_age(at)) is not None:
            return (*self._name_and_role(aged, at), False)
        spoke = (at[0], _surname(last[0])) if last else (at[0], "")
        titled = self._first_titled.get(at[0])
        mentioned = self._first_role.get(spoke, at) < at or self._first.get(spoke, at) < (
            titled.place if titled else at
        )
        if titled is not None and titled.place < at and not mentioned:
            return (*self._name_and_role(titled, at), False)
        if (named := self._just_named(at)) is not None and (
            last is None or named.role or self._role_of(named.name) or " " not in named.name
        ):
            return (*self._name_and_role(named, at), False)
        if (
            not self._first.get(spoke, at) < at
            and (first := self.first_person_in(at)) is not None
            and (last is None or first[1])
        ):
            return (*first, False)
        if last is not None:
            speaks_of_last = self._first.get(spoke, at) < at
            newer = None if speaks_of_last else self._introduced_above(at, spoke[1])
            return (*(newer or last), False)
        chosen = _last_before(self._titled, at) or _last_before(self._known, at)
        return (*self._name_and_role(chosen, at), False) if chosen else ("", "", False)

    def _with_age(self, at: Place) -> _Person | None:
        """The first person of a paragraph before a place, if the paragraph says how old they are; else None.

        None, too, if another person with a role begins the sentence before the place.
        """
        text = self._texts[at[0]]
        first = next((person for person in self._named[at[0]] if person.place < at), None)
        if first is None or not _AGE.match(text, first.place[1] + len(first.name)):
            return None
        named = self._just_named(at)
        if named is None or not named.role or named.surname == first.surname:
            return first
        begins = sentences.around(text, named.place[1])[0] == named.place[1]
        return None if begins else first

    def _just_named(self, at: Place) -> _Person | None:
        """The person whose full name is in the sentence before the quote, or whose surname begins it; else None."""
        paragraph, offset = at
        if paragraph < 0:
            return None
        nearby = max(offset - _MAX_SENTENCE_LENGTH, 0)
        before = self._texts[paragraph][nearby:offset].rstrip("“”„«\"‘' ")
        if not before:
            return None
        start = nearby + sentences.around(before, len(before) - 1)[0]
        named = self._named[paragraph]
        since = bisect_left(named, (paragraph, start), key=_place_of)
        for person in reversed(named[since : bisect_left(named, at, key=_place_of)]):
            begins = person.place[1] == start and person.surname in self._full_names  # Ruiz, for her part, sails. “...”
            if begins or (
                " " in person.name and not any(word.isupper() and len(word) > 1 for word in person.name.split())
            ):
                return person
        return None

    def _introduced_above(self, at: Place, spoke: str) -> tuple[str, str] | None:
        """The person with a role in the paragraph before; None if that paragraph names the last speaker."""
        above = self._first_titled.get(at[0] - 1)
        if above is None or " " not in above.name or (at[0] - 1, spoke) in self._first:
            return None
        return self._name_and_role(above, at)

    def _name_and_role(self, person: _Person, at: Place) -> tuple[str, str]:
        """The full name of a person, and the role printed here or at the introduction."""
        name, _ = self._full_name(Mention(PERSON, person.name, "", 0, 0), at)
        return name, person.role or self._role_of(name)

    def _with_similar_role(self, wanted: str) -> tuple[str, str] | None:
        """The only person whose role ends like the wanted one; None if there is none, or several.

        Example: the Bundesministerin, when Frauenministerin is wanted.
        """
        alike = [person for person in self._titled if _ends_alike(person.role.lower().rpartition(" ")[2], wanted)]
        names = {_surname(person.name) for person in alike}
        if len(names) != 1:
            return None
        name, _ = self._full_name(Mention(PERSON, alike[-1].name, "", 0, 0), alike[-1].place)
        return name, alike[0].role

    def _resolve_role(self, who: Mention, at: Place) -> tuple[str, str, bool]:
        """The name and role of the person in "the mayor said", and whether they are certain."""
        head = next((word for word in reversed(who.role.lower().split()) if word.isalpha()), "")
        first = who.role.lower().split()[0] if who.role else ""
        for wanted in dict.fromkeys((who.role.lower(), first, head)):
            if not wanted:
                continue
            exact = [person for person in self._holders_of(wanted) if person.role.lower() == wanted]
            if (earlier := _last_before(exact, at) or _last_before(self._holders_of(wanted), at)) is not None:
                return (*self._name_and_role(earlier, at), False)
        if self._lexicon.compounds and (alike := self._with_similar_role(head)) is not None:
            return (*alike, False)
        first_named = self.first_person_in(at) if len(who.role.split()) < _DESCRIBED else None
        above = self._only_one_above(at) or self._begins_above(at)
        named = first_named or (above if " " not in who.role.strip() else None)
        is_another = named is not None and _is_possessor(named[0], who.role)  # Ana Ruiz’s lawyer said
        return (*named, False) if named and not is_another else ("", who.role, True)

    def _only_one_above(self, at: Place) -> tuple[str, str] | None:
        """The person with a full name before an offset, if the text above names no other: said the leader."""
        above = self._known[: bisect_right(self._known, at, key=_place_of)]
        people = [person for person in above if " " in person.name]
        return self._name_and_role(people[-1], at) if len({_surname(person.name) for person in people}) == 1 else None

    def _begins_above(self, at: Place) -> tuple[str, str] | None:
        """The person whose name begins the paragraph above: Ruiz led the harbour. “We did it,” said the minister."""
        first = next(iter(self._named[at[0] - 1]), None) if at[0] > 0 else None
        return (
            self._name_and_role(first, at)
            if first and first.place[1] == 0 and self._full_names[first.surname]
            else None
        )

    def _holders_of(self, wanted: str) -> list[_Person]:
        """The people whose role is, or contains, the wanted word."""
        if wanted not in self._holders:
            self._holders[wanted] = [
                person for person in self._titled if _role_matches(person.role.lower(), wanted, self._lexicon)
            ]
        return self._holders[wanted]


def _is_possessor(name: str, role: str) -> bool:
    """Whether a role belongs to somebody who works for a person or firm of this name."""
    return any(f"{_surname(name)}{apostrophe}s " in role for apostrophe in "'’")


_DESCRIBED = 4  # words; a longer role is a description: a chain executive from an oil company


def _place_of(person: _Person) -> Place:
    return person.place


def _last_before(people: Sequence[_Person], at: Place) -> _Person | None:
    """The last of several people whom the text names before an offset."""
    count = bisect_right(people, at, key=_place_of)
    return people[count - 1] if count else None


def _first_and_last(name: str) -> tuple[str, str]:
    """The first name and the surname in a full name."""
    return name.split()[0] if name.split() else "", _surname(name)


# Appointments: Ana Ruiz has joined the club as Director of Parks; the promotion of Ana Ruiz to Director
_APPOINTED = pattern(
    r"(?:\s(?:has|had|will|is|was|been|be|recently))*(?:\s(?:named|appointed|elected)|"
    r"(?:\s(?:joins|joined|join|promoted|hired|selected|serves|serve|served)(?:\s[^\s,.;:]+){0,6}?)?\s(?:as|to))"
    r"\s(?:(?:its|the|our|a|an|new|next|be)\s)*(?=[A-Z])"
)
_LOOK_BACK_FOR_ADDRESS = 60  # characters before a name that may hold a form of address: le maire, M. Ruiz
_JOINING = ("and", "of", "for", "&", "the")  # words that continue a longer role


def _role_of_mention(text: str, who: Mention, lexicon: Lexicon) -> str:
    """The whole role of a mention: `Chief Executive Officer of the Harbour Authority, Ana Ruiz, ...`"""
    if who.role:
        at = text.rfind(who.role, 0, who.start)
        if at < 0 or text[max(at - 5, 0) : at].rstrip().rpartition(" ")[2] not in _JOINING:
            return who.role
        start = sentences.around(text, who.start)[0]
        whole = with_role_before(who._replace(start=who.start - start), text[start : who.end], lexicon).role
        return whole if whole.endswith(who.role) else who.role
    if " " in who.name and (new := _APPOINTED.match(text, who.end)) is not None:
        return role_after(f", {text[new.end() : new.end() + _MAX_SENTENCE_LENGTH]}", 0, lexicon)[1]
    if (
        " " not in who.name
        or text[who.end : who.end + 1] not in (",", ";", ".")
        or not HONORED.sub("", text[max(who.start - _LOOK_BACK_FOR_ADDRESS, 0) : who.start]).rstrip().endswith(",")
    ):
        return ""
    start = sentences.around(text, who.start)[0]
    return with_role_before(who._replace(start=who.start - start), text[start : who.end], lexicon).role


def _ends_alike(first: str, second: str) -> bool:
    """Whether two long words end in the same letters."""
    return min(len(first), len(second)) >= _SIMILAR_ENDING and first.endswith(second[-_SIMILAR_ENDING:])


def _role_matches(role: str, wanted: str, lexicon: Lexicon) -> bool:
    """Whether a role is, or contains, the word that the text uses later for the person."""
    parts = role.split()
    return wanted == role or wanted in parts or (lexicon.compounds and any(word.endswith(wanted) for word in parts))


def _surname(name: str) -> str:
    return Mention(PERSON, name, "", 0, 0).surname
