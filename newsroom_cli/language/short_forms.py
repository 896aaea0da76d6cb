"""Short forms of names, such as PRB: which a text uses, and whether another text says what one stands for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from newsroom_cli.patterns import pattern

_USED = pattern(r"(?<![\w$#@&/.’'(:-])(?<!: )[A-Z]{3,6}(?=s?\b)(?![\w&/.]*[\w&/])(?!-\d|\)|[®™])")

# What readers know without being told, and names that nobody writes out.
KNOWN = frozenset((
    "AAA", "ABC", "ACLU", "ADHD", "AIDS", "AKA", "AMBER", "ASAP", "ATM", "ATV", "BBB", "BBC", "BBQ", "BMW", "CBC", "CBD", "CBS", "CDC",
    "CEO", "CEOS", "CFO", "CIA", "CIO", "CMO", "CNBC", "CNN", "COO", "COVID", "CPA", "CPR", "CSI", "CTO", "DEA", "DIY", "DJ", "DMV", "DNA",
    "DUI", "DVD", "DWI", "EPA", "ESPN", "ETF", "FAA", "FAQ", "FBI", "FDA", "FDIC", "FEMA", "FIFA", "GDP", "GMC", "GPS", "GPT", "HBO",
    "HIV", "HOV", "HTML", "HVAC", "IBM", "IPO", "IRS", "ISO", "LED", "LGBT", "LGBTQ", "LLC", "LLP", "LPG", "MBA", "MIT", "MLB", "MLK",
    "MRI", "MTV", "MVP", "NAACP", "NHS", "THC", "EBITDA", "NASA", "NASCAR", "NASDAQ", "NATO", "NBA", "NBC", "NCAA", "NFL", "NFT", "NFTS", "NHL", "NPR", "NYC",
    "NYSE", "NYPD", "LAPD", "NYU", "OSHA", "PBS", "PDF", "PGA", "PHD", "PPE", "PTA", "PTSD", "RFID", "ROI", "ROTC", "RSVP", "SAT", "SEC",
    "SEO", "SIM", "SMS", "SUV", "SUVS", "SWAT", "SXSW", "TSA", "UAE", "UCLA", "UFC", "UFO", "UNESCO", "UNICEF", "UPS", "URL", "USA", "USB",
    "USC", "USDA", "USPS", "VIP", "WWE", "WWI", "WWII", "YMCA", "YWCA", "ZIP", "III", "VII", "VIII", "XII", "XIII", "XIV", "XVI",
    "NEWS", "ALERT", "UPDATE", "MEDIA", "PRESS", "ADVISORY", "EVENT", "PHOTO", "PHOTOS", "VIDEO", "FREE", "NEW", "NOT", "AND", "THE", "FOR",
    "ONLY", "TODAY", "NOW", "ALL", "ARE", "WITH", "FROM", "ICYMI", "FYI",
))  # fmt: skip


def used(text: str) -> Iterator[tuple[int, int]]:
    """Where a text uses a short form that not everybody knows: three to six capitals."""
    for match in _USED.finditer(text):
        if match.group() not in KNOWN:
            yield match.span()


_OWNED = pattern(
    r"(?<!\w)(?!(?:The|A|An|In|At|On|By|For|With|From|As|To|If|When|While|And|But|Our|Its|Both|This|That|Said)\b)[A-Z][\w’'&.-]*,?[ ]\Z"
)
_GOES_ON = pattern(r"[®™]|,? [A-Z0-9]|[.-]\w|[’']s [A-Z]")


def is_name(short: str, text: str) -> bool:
    """Whether a text uses a short form as a name or as a part of one: HLX Capital, the Harbour TV, hlx.example."""
    if (
        f"{short.lower()}." in text
        or f"@{short.lower()}" in text
        or f" {short.lower()} " in text
        or f" {short.capitalize()} " in text
    ):
        return True
    found = 0
    for at in _places(short, text):
        behind = at + len(short)
        found += 1
        if _GOES_ON.match(text, behind) or _OWNED.search(text, max(at - 40, 0), at):
            return True
    return not found


def explained(short: str, *texts: str) -> bool:
    """Whether one of the texts has the full name: in brackets beside the short form, or words with these first letters."""
    return any(_bracketed(short, each) or _spelled(short).search(each) is not None for each in texts)


def _bracketed(short: str, text: str) -> bool:
    for at in _places(short, text):
        end = at + len(short)
        before, behind = text[max(at - 6, 0) : at].rstrip("“\"‘'* "), text[end : end + 6].lstrip("”\"’'*s ")
        if before.endswith("(") or behind.startswith("("):
            return True
    return False


def _places(short: str, text: str) -> Iterator[int]:
    at = text.find(short)
    while at >= 0:
        yield at
        at = text.find(short, at + 1)


_SMALL = r"(?:(?:of|the|and|for|in|on|to|de|la|del|du|des|et|y|a|an|by|with|&)[ \n]+)"


@functools.lru_cache(maxsize=64)
def _spelled(short: str) -> re.Pattern[str]:
    """Words in the text whose first letters make up the short form, small words left out or not."""
    letters = [rf"{each}[\w’']*+" for each in short]
    between = rf"[ \n,/-]+{_SMALL}{{0,2}}"
    return re.compile(rf"(?<!\w){between.join(letters)}", re.IGNORECASE)
