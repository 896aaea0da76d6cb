"""The words that attribute speech to a speaker, by language."""

from __future__ import annotations

import functools

from newsroom_cli.language.word_lists import WordLists

LANGUAGES = (
    "en",
    "es",
    "fr",
    "de",
    "it",
    "pt",
    "nl",
    "sv",
    "no",
    "da",
    "pl",
    "cs",
    "ca",
    "el",
    "fi",
    "ga",
    "id",
    "ro",
    "uk",
)
_SAME = {"nb": "no", "nn": "no"}


class Lexicon:
    """The words of one language, read from data/attribution_<language>.txt."""

    def __init__(self, language: str) -> None:
        lists = WordLists(f"attribution_{language}")
        self.verbs = lists["verbs"]  # verbs of speech that may precede their subject
        # Verbs of speech only with words such as "it" or "as": called it "a step"
        self.loose_verbs = lists["loose_verbs"]
        self.helpers = lists["helpers"]  # may stand before a participle: ha dicho, a déclaré
        self.pronouns = lists["pronouns"]
        self.according = lists["according"]
        self.articles = lists["articles"]
        self.titles = lists["titles"]
        self.documents = lists["documents"]
        self.groups = lists["groups"]
        # Words before quotation marks around a work's title or a name, not around speech
        self.before_names = lists["before_names"]
        self.statement = lists["statement"]  # words that announce what a speaker says
        # Words before a motto or title, even with others between: Motto des Hafentages: „...“
        self.mottos = lists["mottos"]
        self.topics = lists["topics"]  # right before the title of a paper or talk, or its question
        traits = lists["traits"]
        self.interrupts = "interrupts" in traits  # an attribution inside the marks: « C’est fait, dit Ana Ruiz. »
        self.drops_subject = "drops-subject" in traits  # a sentence needs no subject: Además, ha señalado que
        self.compounds = "compounds" in traits  # nouns have capitals
        self.joins_nouns = "joins-nouns" in traits  # a title may end a word: Forschungsfeldleiter
        self.genitives = "genitives" in traits  # an office stands before the name without "of": primátor Jihlavy Ruiz
        self.dashes = "dashes" in traits  # speech begins with a dash: – Vi är glada, säger Ana Ruiz.


def lexicon_for(language: str) -> Lexicon:
    """The lexicon of a language; the English one for a language without its own."""
    return _lexicon(_code(language) if has_lexicon(language) else "en")


def has_lexicon(language: str) -> bool:
    """Whether a language has its own lexicon."""
    return _code(language) in LANGUAGES


def _code(language: str) -> str:
    code = language.split("-")[0].split("_")[0].lower()
    return _SAME.get(code, code)


_lexicon = functools.cache(Lexicon)
