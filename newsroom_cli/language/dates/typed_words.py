"""Words of dates that people type in other languages, or in short, as the English words that are read.

The library reads months and words such as heute; what is read here before it is asked must be English.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

_ENGLISH = (
    (r"(\d{4})([-/.])(\d{1,2})\2(\d)", r"\1-\3-0\4"),
    (r"(\d{4})[-/.](\d)[-/.](\d{2})", r"\1-0\2-\3"),
    (r"tmrw?|tomm?orr?ow|tommorow", "tomorrow"),
    (r",?\s*(?:sharp|local\s+time)", ""),
    (r"(two|three|four|\d{1,2}|an?|one)\s+weeks?\s+(today|tomorrow)", r"\1 weeks from \2"),
)
_HOURS_DE = ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_HOURS_ES = ("una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce")
# Patterns and what they mean, in the order in which they are looked for.
_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "de": (
        (r"(?:in\s+der\s+)?nächste[nr]?\s+woche", "next week"),
        (r"(?:in\s+)?diese[r]?\s+woche", "this week"),
        (r"nächste[nrs]?", "next"),
        (r"kommende[nrs]?|diese[nrs]?", "coming"),
        (r"heute\s+(?:abend|nacht)", "tonight"),
        (r"(?:am\s+)?(?:vormittags?|früh|morgens)|(?<=morgen\s)vormittag", "in the morning"),
        (r"(?:am\s+)?nachmittags?", "in the afternoon"),
        (r"(?:am\s+)?abends?", "in the evening"),
        (r"(?:in\s+der\s+)?nachts?", "at night"),
        (r"(\d{1,2})\s*uhr\s*(\d{2})(?=\s*(?:,|$))", r"\1:\2 Uhr"),
        (r"12\s*uhr\s*mittags?", "mittags"),
        (r"sonnabend", "Samstag"),
        (r"(?:am\s+)?(\w+(?:tag|woch))\s+in\s+einer\s+woche", r"a week from \1"),
        *((rf"(?:um\s+)?halb\s+{word}", f"um {(hour - 1) or 12}:30") for hour, word in enumerate(_HOURS_DE, 1)),
        *((rf"um\s+{word}|{word}(?=\s+uhr)", f"um {hour}") for hour, word in enumerate(_HOURS_DE, 1)),
        (r"ab|bis|zum|den|der", ""),
    ),
    "es": (
        (r"(?:de\s+|en\s+)?la\s+(?:próxima\s+semana|semana\s+(?:que\s+viene|próxima))", "next week"),
        (r"(?:de\s+)?esta\s+semana", "this week"),
        (r"(?:el\s+)?(\w+)\s+(?:que\s+viene|próximo)|el\s+próximo\s+(\w+)", r"next \1\2"),
        (r"este", "this"),
        (r"esta\s+(?:noche|tarde)", "tonight"),
        (r"(?:de|por)\s+la\s+mañana", "in the morning"),
        (r"(?:de|por)\s+la\s+tarde", "in the afternoon"),
        (r"(?:de|por)\s+la\s+noche", "at night"),
        (r"al?\s+mediodía", "noon"),
        (r"a\s+(?:la\s+)?medianoche", "midnight"),
        (r"pasado\s+mañana", "day after tomorrow"),
        *((rf"las?\s+{word}\s+y\s+media", f"las {hour}:30") for hour, word in enumerate(_HOURS_ES, 1)),
        *((rf"las?\s+{word}(?:\s+en\s+punto)?", f"las {hour}") for hour, word in enumerate(_HOURS_ES, 1)),
        (r"(?:hasta\s+|^)las(?=\s+\d)", "a las"),
        (r"(\d{1,2}[:.]\d{2})\s*horas", r"\1 h"),
        (r"(?:1\.?[ºo°]|primero)(?=\s+de\s)", "1"),
        *(
            (rf"{word}(?=\s+(?:días?|semanas?|meses|horas?))", str(number))
            for number, word in enumerate(("una?", "dos", "tres", "cuatro", "cinco"), 1)
        ),
        (r"del?(?=\s+\w+$)|el|desde|hasta|a\s+partir\s+del?", ""),
    ),
    "fr": (
        (r"(?:de\s+)?la\s+semaine\s+prochaine", "next week"),
        (r"(?:de\s+)?cette\s+semaine", "this week"),
        (r"(\w+)\s+prochain", r"next \1"),
        (r"ce\s+soir|cette\s+nuit", "tonight"),
        (r"ce", "this"),
        (r"(?:du\s+)?matin", "in the morning"),
        (r"(?:de\s+l['’])?après-midi", "in the afternoon"),
        (r"(?:du\s+)?soir", "in the evening"),
        (r"(\d{1,2})\s*h\s*(\d{2})(?=\s*(?:,|$))", r"\1h\2"),
        (r"le|dès|jusqu['’]à|à\s+partir\s+de", ""),
    ),
}


def in_english(phrase: str, language: str) -> str:
    """The phrase with words of the language, and short forms of English ones, in full and in English."""
    for words, meaning in _patterns(language.split("-")[0].lower()):
        phrase = words.sub(meaning, phrase)
    return " ".join(phrase.split()).strip(" ,")


@functools.cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of a language and of English, and what they mean."""
    both = (*_WORDS.get(language, ()), *_ENGLISH)
    return tuple((re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), meaning) for words, meaning in both)
