"""The words and marks of a text, as the search for names needs them: initials keep their points, titles are known."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language.attribution_lexicon import Lexicon, lexicon_for
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern


class Token(NamedTuple):
    """A word or mark, and its place."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The word in small letters, without the point of an abbreviation and without a French article before it."""
        word = self.text.rstrip(".").lower()
        return word[2:] if word[1:2] in ("’", "'") and word[0] in "ld" and len(word) > 3 else word

    def is_title(self, lexicon: Lexicon) -> bool:
        """Whether the word is a job title."""
        return is_title(self.plain, lexicon) or self.text.rstrip(".") in PEOPLE["titles_in_capitals"]


@functools.lru_cache(maxsize=4096)
def is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in small letters is a job title: mayor, co-founder, Forschungsfeldleiter."""
    titles = _titles(lexicon)
    word = _GENDER.sub("in", word)
    if word.removesuffix("s") in titles:
        return True
    if (
        word in titles
        or (
            "-" in word
            and any(part in titles for part in (word.split("-")[0], word.rsplit("-", 1)[1]) if len(part) > 2)
        )
        or ("/" in word and word.split("/")[0] in titles)
    ):
        return True
    if lexicon.joins_nouns:
        last = word.rsplit("-", 1)[-1]
        forms = (last.removesuffix(ending) for ending in ("", "n", "en", "s", "r"))
        return any(form in titles or form.endswith(_long_titles(lexicon)) for form in forms)
    return False


_GENDER = pattern(r"(?<=[a-zäöüß])[*_:·/]in(?:nen)?\Z")  # Sprecher_in


@functools.cache
def _titles(lexicon: Lexicon) -> frozenset[str]:
    """The titles of a language, the English ones, used everywhere, and those of languages without a lexicon."""
    return lexicon.titles | lexicon_for("en").titles | PEOPLE["titles_elsewhere"]


@functools.cache
def _long_titles(lexicon: Lexicon) -> tuple[str, ...]:
    """The titles with which compounds may end: Aufsichtsratschefin."""
    return tuple(word for word in lexicon.titles if len(word) > _SHORT_TITLE)


_SHORT_TITLE = 3  # letters; other words end like these: Vorrat
CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĢĪİĶŁĻŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_SHORT = (
    r"(?:Univ|Ass)\.-Prof|(?:Dipl|Dr)\.-Ing|Mag|Corp|Inc|Co|Ltd|Bros|Jr|Sr|Dr|Drs|Mr|Mrs|Ms|Mx|St|Ste|Gov|Sen"
    r"|Sens|Rep|Reps|Lt|Sgt|Capt|Cpl|Col|Gen|Prof|Rev|Hon|Atty|Det|Maj|Cmdr|Cmsr|Insp|Supt|Pres|Fr|Asst|Assoc"
    r"|Dept|Adm|Esq|Ph\.D|M\.D|J\.D|Mme|Sra|Srta|Dra|Lic|Licda|Mtro|Mtra|Arq|Abg|Dott|Avv|Mons|DDr"
)
_WORD = r"[^\W_](?:[\w’'‘ʼ&/.+-]*[\w])?[’']?"
_APART = rf"[^\W_](?:(?:[\w’'‘ʼ&/+-]|\.(?=[^\W_A-ZÀ-Þ])|(?<=\b[{CAPITAL}])\.(?=[A-ZÀ-Þ_]))*[\w])?[’']?"


def _pattern_of(word: str) -> re.Pattern[str]:
    """A pattern for tokens: initials and abbreviations with their points, words of this form, and punctuation marks."""
    initials = rf"(?:{_SHORT})\.(?!\w)|[{CAPITAL}]\.(?:-?[{CAPITAL}]\.)*(?!\w)"
    return pattern(rf"{initials}|{word}|[,()\[\]:;—–!?.\"“”«»„]")


_TOKEN = _pattern_of(_WORD)
_TOKEN_APART = _pattern_of(_APART)
_GLUED = pattern(rf"[^\W\d_]{{2}}\.[{CAPITAL}]")  # sentences without a space between them: of Ruiz.The city


def tokens(text: str) -> list[Token]:
    """The words and marks of a text; the points of initials and abbreviations belong to the word."""
    matches = (_TOKEN_APART if _GLUED.search(text) else _TOKEN).finditer(text)
    return [Token(match.group(), *match.span()) for match in matches]


# Words that have a capital only because a sentence begins with them: the English ones, and those of all languages.
ENGLISH_FUNCTION = frozenset(
    (
        "the a an he she they we i it you in on at by for from with to as of and but or if when while after before "
        "since because although though this that these those his her their our my its according also however "
        "meanwhile today yesterday last next during following speaking asked both all many some each every there here "
        "what who how why where said says once under over through upon until additionally finally furthermore "
        "moreover then now not no yes so be is are was were one two three while with within without among statement "
        "adds added"
    ).split()
)
_FUNCTION = ENGLISH_FUNCTION | frozenset(
    (
        "el él ella los las un una según en por para con al se su le les il elle une des selon dans pour avec der die "
        "das ein eine er sie wir laut nach bei im am und zu den dem einen einem einer zur zum vom beim auf aus mit "
        "von für über unter durch als wie wenn da es ist sind war hat haben wird werden auch noch nur schon sehr mehr "
        "diese dieser dieses seit dabei damit denn doch hier jetzt heute dafür dazu weitere neben vor ihr wer además "
        "asimismo también finalmente igualmente así entonces posteriormente último este esta estos estas enfin ainsi "
        "puis également cependant toutefois lors après avant depuis cette ces ce notre nos par chez d’après d'après "
        "sur sous sans entre vers si mais donc quand quant comme face outre malgré parmi plus tout tous toute toutes "
        "c’est c'est ils elles nous vous je au aux l’un deux trois grâce et cet cela celui celle ceux déjà pourtant "
        "pendant alors parce puisque afin chaque plusieurs certains parallèlement notamment actuellement sin sobre "
        "tras ante desde hasta durante mediante cuando pero como mientras aunque gracias después antes hoy ayer ya lo "
        "nuestro nuestra nuestros nuestras todos todas cada ahora porque ellos ellas nosotros esto eso esa ese "
        "estamos queremos tenemos hay muchos muchas quienes actualmente luego viele alle allem alles beide beiden "
        "einige manche man ich uns wo was weil ob während nachdem obwohl bis ohne gegen trotz gemeinsam insgesamt "
        "aktuell bereits ebenso zugleich jede leur leurs son sa ses aujourd’hui aujourd'hui außerdem zudem ferner "
        "schließlich abschließend weiter deshalb daher darüber gleichzeitig allerdings jedoch dennoch inoltre infine "
        "così anche secondo segundo conforme além ainda hierzu hierbei hiermit "
        "demnach somit folglich indes unterdessen danach zuvor anschließend entsprechend ebenfalls darauf daran davon "
        "wichtig rappelons notons précisons soulignons ajoutons interrogé interrogée consulté consultée "
        "consultado consultada preguntado preguntada asimismo además luego tal nada qué quién cómo cuándo dónde porqué "
        "solo sólo tampoco siempre nunca quizás anzi infatti quindi perché dunque invece ecco ciò questo questa "
        "quello quella tutto tutti oltre durante dopo prima inoltre portanto assim então também porém embora isso isto "
        "esse essa este aquele aquela depois antes agora hoje ontem quando onde quem como porque"
    ).split()
)


def is_capital(token: Token) -> bool:
    """Whether a word is capitalised for another reason than its place at the start of a sentence."""
    elided = token.text[0] in "LD" and token.text[1:2] in ("’", "'") and token.text[2:3].islower()  # L’article
    return token.text[0].isupper() and not elided and token.text.lower() not in _FUNCTION


def beside(parts: Sequence[Token], at: int, text: str) -> bool:
    """Whether only a space stands before a token."""
    between = text[parts[at - 1].end : parts[at].start]
    return between != "" and not between.strip(" \xa0") and len(between) < 3
