"""Phone numbers as printed, told apart from dates, case numbers, house numbers and postal codes."""

from __future__ import annotations

import re

from newsroom_cli.model.patterns import pattern

PHONE = pattern(
    r"(?<![\w.+])\+\d{1,3}[\s.-]?\d{7,12}(?!\w)|\(\+\d{1,3}\)\s?\d[\d\s.-]{6,16}\d(?!\w)"
    r"|(?<![\w.,/-])(?!\d{5}-\d{3}(?!\d))"
    r"(?!\d{1,2}[./]\d{1,2}(?:[ ./](?:19|20)\d\d(?!\d)|\.\s?[–-]))(?:\+\s?\d{1,3}[\s.()-]{0,3})?"
    r"(?:\(\s?0?\d{1,5}\s?\)[\s.-]{0,2})?\d{1,5}(?:[\s.–/-]{1,3}\d{2,8}){1,5}(?!\w)"
    r"(?:\s*(?:ext|x|extension)\.?\s*\d{1,6})?",
    re.IGNORECASE,
)
HAN = r"[\u3040-\u30ff\u3400-\u9fff]"
_JAPANESE_LETTER = pattern(HAN)


def first_in(text: str) -> str | None:
    """The first phone number in a text; None if there is none."""
    text = _JAPANESE_LETTER.sub(" ", text)  # 電話03-1234-5678
    for match in PHONE.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        number = _SECOND_NUMBER.sub(r"\1", match.group().strip())
        dated = _DATE.fullmatch(number) or _DAY_AND_YEAR.search(number) or _HOUSE_AND_TOWN.fullmatch(number)
        if 7 <= digits <= 16 and not dated and not _is_case_number(text[: match.start()], number):
            return _NOT_OF_THE_NUMBER.sub("", number) if digits > _DIGITS else number
    return None


_SECOND_NUMBER = pattern(r"\A((?:\+?\d[ .()-]{0,2}){9,14}\b) ?/ (?:\d[ .-]?){5,14}\Z")
_DIGITS = 12  # digits in a number, at most; more belong to the words after it: 06 27 00 00 00 – 777@...
_NOT_OF_THE_NUMBER = pattern(r"\s[–-]\s\d{1,4}\Z")


def _is_case_number(before: str, number: str) -> bool:
    """Whether a number is that of a case, a release or a file: #22-17588."""
    return _NUMBERED.search(before[-20:]) is not None or _CASE.fullmatch(number) is not None


_NUMBERED = pattern(r"(?i)(?:#|\bISSN|\bISBN|\bno\.?|\bn\.?\s?[º°]|\bnr\.?|\bnumber|\bcase|\bincident)\s*:?\s*\Z")
_CASE = pattern(r"[1-9]\d-\d{5}")
_DAY_AND_YEAR = pattern(
    r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:[-/]\d|\Z)|(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d"
)  # 02/05/202603/05/2026
_HOUSE_AND_TOWN = pattern(r"\d{1,3}(?:/\d{1,3})? [–-] \d{5}")  # 18/20 - 26100 Cremona
_DATE = pattern(
    r"\d{1,2}[.:]\d\d\s*[–-]\s*\d{1,2}[.:]\d\d|\d{5}-\d{4}|(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d\d|(?:19"
    r"|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?:\s.*)?|(?:19|20)\d\d[ ]\d\d[ ]\d\d|(?:19|20)\d\d\s*[-–/]\s*(?:19|20)?\d\d"
    r"|(?:(?:19|20)\d\d-\d\d ?){2,4}|(?:(?:19|20)\d\d\s){2,5}(?:19|20)\d\d"  # months or years of a chart
)
