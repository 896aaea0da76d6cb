"""Remove speakers that are no people, such as a place after a preposition, and words of a sentence before a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.attribution_lexicon import Lexicon, has_lexicon, lexicon_for
from newsroom_cli.language.quotes.quotes import Quoted
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern


def without_false_speakers(quotes: Sequence[Quoted], text: str, language: str) -> list[Quoted]:
    """The quotes; a speaker without a role becomes empty if nothing in the text shows that it is a person.

    So does a speaker who is only guessed in a language whose verbs of saying are unknown. Roles lose words of the
    sentence before them.
    """
    if not has_lexicon(language):
        quotes = [quote if quote.sure else quote._replace(speaker="", role="") for quote in quotes]
    lexicon = lexicon_for(language)
    roles = {role: _without_sentence(role, lexicon) for role in {quote.role for quote in quotes}}
    quotes = [quote._replace(role=roles[quote.role]) for quote in quotes]
    if language_tags.base(language) == "en":
        quotes = [quote._replace(role=_of_one(quote.role, lexicon)) if quote.speaker else quote for quote in quotes]
    return [
        quote._replace(speaker="") if quote.speaker and not quote.role and _is_no_person(quote.speaker, text) else quote
        for quote in quotes
    ]


# Words in lower case, or a language to which the page can be switched, are no speaker.
_NO_PERSON = pattern(
    r"[a-zà-ÿ][\w-]*(?: [a-zà-ÿ][\w-]*)*|English|Español|Français|Deutsch|Italiano|Português|Nederlands|Polski|Svenska"
)


def _without_sentence(role: str, lexicon: Lexicon) -> str:
    """A role without words of the sentence before it: sieht Verbandspräsidentin.

    Empty for an account's name or a date.
    """
    if "@" in role or role[:1] in ("/", "|"):
        return ""  # the name of an account, a date
    words = role.split()
    title = next((at for at, word in enumerate(words) if is_title(word.strip(",.").lower(), lexicon)), 0)
    if lexicon.compounds:
        verbs = [at for at, word in enumerate(words[:title]) if _VERB.fullmatch(word)]
        return " ".join(words[verbs[-1] + 1 :]) if verbs else role
    begins = title > 1 and words[title - 1].lower() in _BY
    return " ".join(words[title:]) if begins and not is_title(words[0].lower(), lexicon) else role


def _of_one(role: str, lexicon: Lexicon) -> str:
    """An English role that two people share, for one of them: Montana Senators, as in Senators Ruiz and Lind.

    What a colleague's name leaves behind is dropped: Senators Ruiz and.
    """
    shared = _SHARED.match(role)
    if shared is None or not is_title(shared["title"].removesuffix("s").lower(), lexicon):
        return role
    rest = "" if _LEFT_OF_NAME.fullmatch(shared["rest"]) else shared["rest"]
    return f"{shared['before']}{shared['title'].removesuffix('s')}{shared['stop']}{rest}"


_SHARED = pattern(
    r"(?P<before>(?:[A-Z][\w.’'-]* )*)(?P<title>[A-Za-z-]+s)(?P<stop>\.?)"
    r"(?P<rest>(?: (?:of|for|at|from|and) .*|,.*| [^,]* and)?)\Z"
)
_LEFT_OF_NAME = pattern(r" [A-Z][\w.’' -]* and")


# Sieht, findet, verkündete; but not words that may be part of a role: bekannt, gesamt.
_VERB = pattern(r"(?!(?:bekannt|gesamt|nicht|seit|mit)\b)[a-zß-ÿ]{3,}(?:t|dete|tete|ierte)|habe|sei|voran")
_BY = frozenset("pelo pela ao del al par por".split())


def _is_no_person(name: str, text: str) -> bool:
    """Whether a name is no person's: the text has it only after prepositions, or a single word only starts sentences.

    Words in lower case and names of languages are no people's either.
    """
    if _NO_PERSON.fullmatch(name):
        return True
    before = list(_words_before(name, text))
    is_one_word = " " not in name
    placed = all((_OF_ONE if is_one_word else _WHERE).search(lead) is not None for lead in before)
    begins = is_one_word and not name.isupper() and all(map(_ends_a_sentence, before))
    return bool(before) and (placed or begins)


def _ends_a_sentence(lead: str) -> bool:
    """Whether nothing of a sentence stands before a name, not even a short form of address: M. Ruiz."""
    address = lead.rstrip().removesuffix(".").rpartition(" ")[2].lower()
    return _BEGINS.search(lead) is not None and address not in PEOPLE["honorifics"]


def _words_before(name: str, text: str) -> Iterator[str]:
    """Yield the text before each occurrence of a name."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum() or text[end : end + 1] == ":"):
            yield text[max(at - _NEAR, 0) : at]
        at = text.find(name, end)


_NEAR = 24  # characters before a name
_ARTICLE = r"(?:(?:el|la|los|las|le|les|il|lo|o|a|os|as|der|die|das|dem|den)\s)?\Z"
_WHERE = pattern(r"(?i)(?:^|[^\w’'])(?:en|à|au|aux|dans|sur|in|im|aus|nach|nel|nella|em|na|no|a)\s" + _ARTICLE)
_OF_ONE = pattern(
    r"(?i)(?:^|[^\w’'])(?:en|à|au|aux|dans|sur|in|im|aus|nach|nel|nella|em|na|no|a|de|del|du|des|di|della|do|da|por|von|vom"
    r"|bei|über|zu|zur)\s" + _ARTICLE + r"|\b[dl][’']\Z"
)
_BEGINS = pattern(r"(?:\A|[.!?:…\n“”„«»\"])[\s*>-]*\Z")
