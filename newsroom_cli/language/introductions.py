"""The people of a text by name: who is meant by a surname, a pronoun or "the mayor", and the role they were introduced with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_words import Tongue
from newsroom_cli.language.names import GROUP, PERSON, PRONOUN, Mention, mentions
from newsroom_cli.language.subjects import with_role_before

_LIKE = 7  # letters
Place = tuple[int, int]  # paragraph, offset


class _Known(NamedTuple):
    name: str
    surname: str
    role: str
    place: Place


class People:
    """Everybody whom a text names in full, in order."""

    def __init__(self, texts: Sequence[str], tongue: Tongue, known: Sequence[tuple[str, str]] = ()) -> None:
        self._tongue = tongue
        self._roles: dict[str, str] = {}
        self._known = [_Known(name, _surname(name), role, (-1, 0)) for name, role in known]
        self._named: list[_Known] = []  # by surname alone as well
        for number, text in enumerate(texts):
            for each in mentions(text, tongue):
                if each.kind != PERSON:
                    continue
                one = _Known(each.name, each.surname, each.role or _before(text, each, tongue), (number, each.start))
                self._named.append(one)
                if " " in each.name or each.role:
                    self._known.append(one)

    def resolve(
        self, who: Mention, at: Place, last: tuple[str, str] | None, *, before: str = ""
    ) -> tuple[str, str, bool]:
        """The full name and role of somebody mentioned at a place, and whether that is sure.

        `last` spoke last, `before` is what stands before the quote in its paragraph.
        """
        if who.kind == PRONOUN:
            return self._by_pronoun(at, last, before)
        if who.kind == PERSON:
            name, sure = self._full(who, at)
            if who.role and " " in name:  # Director of Parks, Ana Ruiz, said: only the attribution tells
                self._roles.setdefault(name, who.role)
            if self._tongue.compounds and " " not in name and not who.role:  # any noun has a capital there
                return (*last, False) if last else ("", "", False)
            return name, who.role or self._role(name), sure
        if who.kind == GROUP:
            return who.name or who.role, "", True
        return self._by_role(who, at, before)

    def first_in(self, at: Place, before: str) -> tuple[str, str] | None:
        """The first person whom a paragraph names before a place, where the full name is known."""
        for each in self._named:
            if each.place[0] == at[0] and each.place[1] < len(before):
                name, sure = self._full(Mention(PERSON, each.name, "", 0, 0), at)
                if sure and " " in name and any(other.name == name for other in self._known):
                    return name, each.role or self._role(name)
        return None

    def _full(self, who: Mention, at: Place) -> tuple[str, bool]:
        if " " in who.name:
            return who.name, True
        named = [
            each
            for each in self._known
            if " " in each.name and (each.surname == who.surname or each.name.split()[0] == who.name)
        ]
        earlier = [each for each in named if each.place <= at]
        chosen = earlier[-1] if earlier else named[0] if named else None
        return (chosen.name, True) if chosen else (who.name, bool(who.role))

    def _role(self, name: str) -> str:
        same = [
            each
            for each in self._known
            if each.name == name
            or (" " in name and each.surname == _surname(name) and each.name.split()[0] == name.split()[0])
        ]
        found = next((each.role for each in same if each.role), "")
        if found:
            return found
        surname = _surname(name)
        addressed = next((each.role for each in self._known if each.role and each.name == surname), "")
        return addressed or self._roles.get(name, "")

    def _by_pronoun(self, at: Place, last: tuple[str, str] | None, before: str) -> tuple[str, str, bool]:
        """Whoever was named with a role in the same paragraph, else spoke last, else was named with a role before."""
        earlier = [each for each in self._known if each.place <= at]
        near = [each for each in earlier if each.place[0] == at[0] and each.place[1] < len(before) and each.role]
        if near and not (last and any(each.surname == _surname(last[0]) for each in near)):
            return (*self._introduced(near[0], at), False)
        if (named := self._just_named(at, before)) is not None:
            return (*self._introduced(named, at), False)
        if (first := self.first_in(at, before)) is not None and not (last and self._speaks(last[0], at, before)):
            return (*first, False)
        if last is not None:
            return (*last, False)
        chosen = [each for each in earlier if each.role] or earlier
        return (*self._introduced(chosen[-1], at), False) if chosen else ("", "", False)

    def _speaks(self, name: str, at: Place, before: str) -> bool:
        """Whether a paragraph names somebody before a place."""
        return any(
            each.place[0] == at[0] and each.place[1] < len(before) and each.surname == _surname(name)
            for each in self._named
        )

    def _just_named(self, at: Place, before: str) -> _Known | None:
        """The person whom the sentence before the quote names in full."""
        start = sentences.around(before, max(len(before) - 2, 0))[0] if before.strip() else 0
        found = [each for each in self._known if each.place[0] == at[0] and start <= each.place[1] < len(before)]
        plain = [
            each
            for each in found
            if " " in each.name and not any(part.isupper() and len(part) > 1 for part in each.name.split())
        ]
        return plain[-1] if plain else None

    def _introduced(self, known: _Known, at: Place) -> tuple[str, str]:
        name, _ = self._full(Mention(PERSON, known.name, "", 0, 0), at)
        return name, known.role or self._role(name)

    def _with_like_role(self, wanted: str) -> tuple[str, str] | None:
        """The only person whose role ends as a compound does: Frauenministerin, of the Bundesministerin."""
        alike = [
            each for each in self._known if each.role and _ends_alike(each.role.lower().rpartition(" ")[2], wanted)
        ]
        names = {_surname(each.name) for each in alike}
        if len(names) != 1:
            return None
        name, _ = self._full(Mention(PERSON, alike[-1].name, "", 0, 0), alike[-1].place)
        return name, alike[0].role

    def _by_role(self, who: Mention, at: Place, before: str) -> tuple[str, str, bool]:
        head = next((each for each in reversed(who.role.lower().split()) if each.isalpha()), "")
        first = who.role.lower().split()[0] if who.role else ""
        for wanted in dict.fromkeys((who.role.lower(), first, head)):
            named = [each for each in self._known if wanted and _holds(each.role.lower(), wanted, self._tongue)]
            earlier = [each for each in named if each.place <= at]
            if earlier:
                name, _ = self._full(Mention(PERSON, earlier[-1].name, "", 0, 0), at)
                return name, earlier[-1].role, False
        if self._tongue.compounds and (alike := self._with_like_role(head)) is not None:
            return (*alike, False)
        first_named = self.first_in(at, before)
        return (*first_named, False) if first_named else (who.role, "", False)


def _before(text: str, who: Mention, tongue: Tongue) -> str:
    """The role in `Chief Executive Officer of the Harbour Authority, Ana Ruiz, ...`."""
    if " " not in who.name or text[who.end : who.end + 1] != "," or not text[: who.start].rstrip().endswith(","):
        return ""
    start = sentences.around(text, who.start)[0]
    return with_role_before(who._replace(start=who.start - start), text[start : who.end], tongue).role


def _ends_alike(one: str, other: str) -> bool:
    return len(one) >= _LIKE and len(other) >= _LIKE and one[-_LIKE:] == other[-_LIKE:]


def _holds(role: str, wanted: str, tongue: Tongue) -> bool:
    """Whether a role is, or has the word, that somebody is called by later."""
    parts = role.split()
    return wanted == role or wanted in parts or (tongue.compounds and any(each.endswith(wanted) for each in parts))


def _surname(name: str) -> str:
    return Mention(PERSON, name, "", 0, 0).surname
