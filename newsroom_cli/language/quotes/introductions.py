"""The people of a text by name: who is meant by a surname, a pronoun or "the mayor", and the role they were introduced with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Tongue
from newsroom_cli.language.people import roles
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, Mention, mentions
from newsroom_cli.language.quotes.subjects import with_role_before
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern

_LIKE = 7  # letters
_REACH = 1000  # characters of a sentence, at most
Place = tuple[int, int]  # paragraph, offset


class _Known(NamedTuple):
    name: str
    surname: str
    role: str
    place: Place


class People:
    """Everybody whom a text names, in order; a question costs no more in a long text than in a short one."""

    def __init__(self, texts: Sequence[str], tongue: Tongue, known: Sequence[tuple[str, str]] = ()) -> None:
        self._texts = texts
        self._tongue = tongue
        self._known: list[_Known] = []  # in full, or with a role; all of them are named in the text
        self._titled: list[_Known] = []  # with a role
        self._named: defaultdict[int, list[_Known]] = defaultdict(list)  # by paragraph, by surname alone as well
        self._full_names: defaultdict[str, list[_Known]] = defaultdict(list)  # by surname and by first name
        self._roles: dict[tuple[str, str], str] = {}  # by first name and surname
        self._first: dict[tuple[int, str], Place] = {}  # where a paragraph names a surname first
        self._first_role: dict[tuple[int, str], Place] = {}  # and where with a role
        self._first_titled: dict[int, _Known] = {}
        self._first_known: dict[int, _Known | None] = {}
        self._holders: dict[str, list[_Known]] = {}
        self._listed = [_Known(name, _surname(name), role, (-1, 0)) for name, role in known]  # named by nobody here
        for one in self._listed:
            if one.role:
                self._roles.setdefault(_ends(one.name), one.role)
        for number, text in enumerate(texts):
            for mention in mentions(text, tongue):
                if mention.kind != PERSON:
                    continue
                one = _Known(mention.name, mention.surname, _before(text, mention, tongue), (number, mention.start))
                self._named[number].append(one)
                self._first.setdefault((number, one.surname), one.place)
                if (one.role or self._is_full(one)) and text[mention.end - 2 : mention.end] not in (
                    "’s",
                    "'s",
                ):  # her memo
                    self._add(one)

    def _add(self, one: _Known) -> None:
        self._known.append(one)
        if " " in one.name:
            for key in {one.surname, one.name.split()[0]}:
                self._full_names[key].append(one)
        if one.role:
            self._titled.append(one)
            self._first_titled.setdefault(one.place[0], one)
            self._first_role.setdefault((one.place[0], one.surname), one.place)
            self._roles.setdefault(_ends(one.name), one.role)

    def resolve(self, who: Mention, at: Place, last: tuple[str, str] | None) -> tuple[str, str, bool]:
        """The full name and role of somebody mentioned for a quote, and whether that is sure; `last` spoke last."""
        if who.kind == PRONOUN:
            return self._by_pronoun(at, last)
        if who.kind == PERSON:
            name, sure = self._full(who, at)
            if who.role and " " in name:  # Director of Parks, Ana Ruiz, said: only the attribution tells
                self._roles.setdefault(_ends(name), who.role)
            if self._tongue.compounds and " " not in name and not who.role:  # any noun has a capital there
                return (*last, False) if last else ("", "", False)
            return name, self._fuller(who.role, name), sure
        if who.kind == GROUP:
            return who.name or who.role, "", True
        return self._by_role(who, at)

    def first_in(self, at: Place) -> tuple[str, str] | None:
        """The first person whom a paragraph names before a place, where the full name is known."""
        if at[0] not in self._first_known:
            full = (each for each in self._named[at[0]] if self._is_full(each) or self._full_names.get(each.surname))
            self._first_known[at[0]] = next(full, None)
        first = self._first_known[at[0]]
        return self._introduced(first, at) if first is not None and first.place < at else None

    def _full(self, who: Mention, at: Place) -> tuple[str, bool]:
        if " " in who.name:
            return who.name, True
        named = self._full_names.get(who.surname, ())
        chosen = _last_before(named, at) or (named[0] if named else self._only_listed(who.surname))
        return (chosen.name, True) if chosen else (who.name, bool(who.role))

    def _is_full(self, one: _Known) -> bool:
        """Whether a name is printed in full, or the newsroom's list has the rest of it."""
        return " " in one.name or self._only_listed(one.surname) is not None

    def _only_listed(self, called: str) -> _Known | None:
        """The only person of the newsroom's list who has a surname or first name."""
        found = [one for one in self._listed if " " in one.name and called in (one.surname, one.name.split()[0])]
        return found[0] if len({one.name for one in found}) == 1 else None

    def _role(self, name: str) -> str:
        """The role somebody was introduced with, by full name or by surname: Mayor Ruiz."""
        surname = _surname(name)
        return self._roles.get(_ends(name)) or self._roles.get((surname, surname), "")

    def _fuller(self, role: str, name: str) -> str:
        """The role printed with a mention; of one word, such as Director, the longer one of the introduction."""
        known = self._role(name)
        return known if not role or (" " not in role.strip() and len(known.split()) > 1) else role

    def _by_pronoun(self, at: Place, last: tuple[str, str] | None) -> tuple[str, str, bool]:
        """Whoever was named with a role in the same paragraph, else spoke last, else was named with a role before."""
        spoke = (at[0], _surname(last[0])) if last else (at[0], "")
        titled = self._first_titled.get(at[0])
        told_of = self._first_role.get(spoke, at) < at or self._first.get(spoke, at) < (titled.place if titled else at)
        if titled is not None and titled.place < at and not told_of:
            return (*self._introduced(titled, at), False)
        if (named := self._just_named(at)) is not None and (last is None or self._has_role(named)):
            return (*self._introduced(named, at), False)
        if (
            not self._first.get(spoke, at) < at
            and (first := self.first_in(at)) is not None
            and (last is None or first[1])
        ):
            return (*first, False)
        if last is not None:
            told = self._first.get(spoke, at) < at  # of whom this paragraph speaks
            newer = None if told else self._introduced_above(at, spoke[1])
            return (*(newer or last), False)
        chosen = _last_before(self._titled, at) or _last_before(self._known, at)
        return (*self._introduced(chosen, at), False) if chosen else ("", "", False)

    def _just_named(self, at: Place) -> _Known | None:
        """The person whom the sentence before the quote names in full."""
        if at[0] < 0 or not (before := self._texts[at[0]][max(at[1] - _REACH, 0) : at[1]].rstrip("“”„«\"‘' ")):
            return None
        start = sentences.around(before, len(before) - 1)[0] + max(at[1] - _REACH, 0)
        named = self._named[at[0]]
        since = bisect_left(named, (at[0], start), key=_place)
        for each in reversed(named[since : bisect_left(named, at, key=_place)]):
            if " " in each.name and not any(part.isupper() and len(part) > 1 for part in each.name.split()):
                return each
        return None

    def _has_role(self, known: _Known) -> bool:
        return bool(known.role or self._role(known.name))

    def _introduced_above(self, at: Place, spoke: str) -> tuple[str, str] | None:
        """Whom the paragraph before names with a role, when it does not name who spoke last."""
        above = self._first_titled.get(at[0] - 1)
        if above is None or " " not in above.name or (at[0] - 1, spoke) in self._first:
            return None
        return self._introduced(above, at)

    def _introduced(self, known: _Known, at: Place) -> tuple[str, str]:
        name, _ = self._full(Mention(PERSON, known.name, "", 0, 0), at)
        return name, known.role or self._role(name)

    def _with_like_role(self, wanted: str) -> tuple[str, str] | None:
        """The only person whose role ends as a compound does: Frauenministerin, of the Bundesministerin."""
        alike = [each for each in self._titled if _ends_alike(each.role.lower().rpartition(" ")[2], wanted)]
        names = {_surname(each.name) for each in alike}
        if len(names) != 1:
            return None
        name, _ = self._full(Mention(PERSON, alike[-1].name, "", 0, 0), alike[-1].place)
        return name, alike[0].role

    def _by_role(self, who: Mention, at: Place) -> tuple[str, str, bool]:
        head = next((part for part in reversed(who.role.lower().split()) if part.isalpha()), "")
        first = who.role.lower().split()[0] if who.role else ""
        for wanted in dict.fromkeys((who.role.lower(), first, head)):
            if not wanted:
                continue
            exact = [each for each in self._holding(wanted) if each.role.lower() == wanted]
            if (earlier := _last_before(exact, at) or _last_before(self._holding(wanted), at)) is not None:
                return (*self._introduced(earlier, at), False)
        if self._tongue.compounds and (alike := self._with_like_role(head)) is not None:
            return (*alike, False)
        first_named = self.first_in(at) if len(who.role.split()) < _DESCRIBED else None
        return (*first_named, False) if first_named else ("", who.role, True)

    def _holding(self, wanted: str) -> list[_Known]:
        """Those whose role is, or has, a word."""
        if wanted not in self._holders:
            self._holders[wanted] = [each for each in self._titled if _holds(each.role.lower(), wanted, self._tongue)]
        return self._holders[wanted]


_DESCRIBED = 4  # words of a role that tell more than whose it is: a chain executive from an oil company


def _place(known: _Known) -> Place:
    return known.place


def _last_before(known: Sequence[_Known], at: Place) -> _Known | None:
    """The last of several people in the order of the text who is named before a place."""
    count = bisect_right(known, at, key=_place)
    return known[count - 1] if count else None


def _ends(name: str) -> tuple[str, str]:
    """First name and surname."""
    return name.split()[0] if name.split() else "", _surname(name)


# What somebody is appointed to: Ana Ruiz has joined the club as Director of Parks; the promotion of Ana Ruiz to Director
_APPOINTED = pattern(
    r"(?:\s(?:has|had|will|is|was|been|be|recently))*(?:\s(?:named|appointed|elected)|"
    r"(?:\s(?:joins|joined|join|promoted|hired|selected|serves|serve|served)(?:\s[^\s,.;:]+){0,6}?)?\s(?:as|to))"
    r"\s(?:(?:its|the|our|a|an|new|next|be)\s)*(?=[A-Z])"
)
_JOINING = ("and", "of", "for", "&", "the")  # words that a longer role goes on with


def _before(text: str, who: Mention, tongue: Tongue) -> str:
    """The role in `Chief Executive Officer of the Harbour Authority, Ana Ruiz, ...`; the whole of one that was read in part."""
    if who.role:
        at = text.rfind(who.role, 0, who.start)
        if at < 0 or text[max(at - 5, 0) : at].rstrip().rpartition(" ")[2] not in _JOINING:
            return who.role
        start = sentences.around(text, who.start)[0]
        whole = with_role_before(who._replace(start=who.start - start), text[start : who.end], tongue).role
        return whole if whole.endswith(who.role) else who.role
    if " " in who.name and (new := _APPOINTED.match(text, who.end)) is not None:
        return roles.behind(f", {text[new.end() : new.end() + _REACH]}", 0, tongue)[1]
    if (
        " " not in who.name
        or text[who.end : who.end + 1] not in (",", ";", ".")
        or not text[: who.start].rstrip().endswith(",")
    ):
        return ""
    start = sentences.around(text, who.start)[0]
    return with_role_before(who._replace(start=who.start - start), text[start : who.end], tongue).role


def _ends_alike(one: str, other: str) -> bool:
    return len(one) >= _LIKE and len(other) >= _LIKE and one[-_LIKE:] == other[-_LIKE:]


def _holds(role: str, wanted: str, tongue: Tongue) -> bool:
    """Whether a role is, or has the word, that somebody is called by later."""
    parts = role.split()
    return wanted == role or wanted in parts or (tongue.compounds and any(part.endswith(wanted) for part in parts))


def _surname(name: str) -> str:
    return Mention(PERSON, name, "", 0, 0).surname
