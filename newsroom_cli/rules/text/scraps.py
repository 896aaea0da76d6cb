"""TX: scraps that machines leave in a text: scanning noise, tags of wire services and systems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- TX033 ----------------------------------------------------------------------------------------------------

# A digit inside a lower-case word, single letters, signs that are on no keyboard, a stray stroke or tilde.
# Each pattern begins with the sign itself: this is found faster than the text before it.
_NOISES = (
    pattern(r"[01](?<=[a-zà-ÿ]{2}[01])(?=[a-zà-ÿ])"),
    pattern(r"[~^¬¦|\\](?<=[a-zà-ÿ].)(?=[a-zà-ÿ])|[~^¬¦\\](?<= .)(?= )|;(?<=[a-zà-ÿ]{2};)(?=[a-zà-ÿ]{2})"),
    pattern(r" [a-zà-ÿ] [a-zà-ÿ] [a-zà-ÿ] [a-zà-ÿ](?= [a-zà-ÿ]\b)"),
)
_FEW, _WORDS_FOR_ONE = 4, 200  # signs of noise in a text, at least, and words for each of them, at most
_ADDRESS_SIGNS = ("@", "://", "www.", "/")


@rule("TX033", "noise-of-a-scan", severity=WARNING, since="2026.2")
def noise_of_a_scan(document: Document) -> Iterator[Hit]:
    """Report a text that was scanned from paper and not corrected, with one hit for the release."""
    found: list[tuple[Span, str]] = []
    count = 0
    for block in document.prose:
        passage = document.of_block(block)
        count += passage.text.count(" ") + 1
        for match in (match for shape in _NOISES for match in shape.finditer(passage.text)):
            word = _word_around(passage.text, match.start())
            is_address = word.strip(".").count(".") > 1 or any(map(word.__contains__, _ADDRESS_SIGNS))
            if CODE not in word and not is_address:
                found.append((passage.place(*match.span()), word.strip(".,;:")))
    if len(found) >= _FEW and len(found) * _WORDS_FOR_ONE >= count:
        examples = ", ".join(f'"{word}"' for word in dict.fromkeys(word for _, word in found[:3]))
        message = f"the text has {len(found)} signs of a scan that nobody corrected, such as {examples}"
        yield Hit(found[0][0], message, "compare it with the paper, word by word")


def _word_around(text: str, at: int) -> str:
    """The word at an offset, with the signs around it; at a space, the next word with the space."""
    start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at + 1)
    return text[start : end if end >= 0 else len(text)]


# --- TX034 ----------------------------------------------------------------------------------------------------

_SCRAP = pattern(
    r"\[(?:link|enlace|lien|links?|foto|photo|image|imagen|video|vídeo|endif|if [^\]\n]{1,40})\](?!\()"
    r"|\[/?[a-z]+(?:_[a-z]+)+(?:\s[^\]\n]{0,200})?\](?!\()|\[/?(?:caption|embed|gallery|vc_row)[^\]\n]{0,200}\](?!\()"
    r"|-\s?-?\s?(?:more|mehr|suite|sigue)\s?-\s?-?(?=\s|\Z)|\((?:more|MORE)\)"
    r"|(?:Page|Seite|Página|Pagina)\s\d{1,2}\s(?:of|von|de|sur|di)\s\d{1,2}(?=\s|\Z)"
    r"|&(?:nbsp|amp|quot|lt|gt|rsquo|lsquo|rdquo|ldquo|ndash|mdash|#\d{2,4});|\bicon::\w+\([^)\n]{0,40}\)"
    r"|/(?:PR\s?Newswire|PRNewswire-USNewswire|EINPresswire|CNW|EINPresswire\.com)[^/\n]{0,20}/(?:\s?--)?"
    r"|\((?:PRWEB|Business Wire|BUSINESS WIRE|GLOBE NEWSWIRE|Marketwired|PRNewswire)\)|\bPRNewswire\b"
    r"|/共同通信PRワイヤー|\(pts/\d[\d./:]{5,30}\)|[“\"]wikilink[”\"]"
    r"|(?:View|View original|Voir la) (?:source version|content|version source)[^\n.]{0,60}"
    r"\b(?:businesswire|prnewswire|newswire|newsdirect)"
    r"|(?i:copyright business wire \d{4})|\bSOURCE:? [A-Z][\w&.,’' -]{2,60}\Z"
    r"|\[(?:PDF|DOCX?|XLSX?)(?:[,; ][^\]\n]{0,20})?\](?!\()|\bwww\.[\w-]{3,40}(?=[\s,;)])|-{2,3}@-{2,3}"
    r"|<o:p>|\{\{?\s?(?:[a-z_]+\.)+[a-z_]+\s?\}?\}|<<\s?(?=[^\W\d_])|(?<=[^\W_])\s?>>|´(?=[\w'’])|(?<=[^\W\d_])`(?=[^\W\d_])"
    r"|(?<=[.!?…] )(?:Read more|Continue reading|Weiterlesen|Lire la suite|Leer más|Seguir leyendo)(?=\W*\Z)"
)


# Each match contains one of these.
_IN_SCRAPS = (
    *"[ & < >> { ´ ` :: ( PRN /PR EINP CNW ワイヤー wikilink SOURCE opyright www. -@- more MORE".split(),
    *"mehr suite sigue".split(),
    *("Page ", "Seite ", "Página ", "Pagina ", "View ", "Voir la "),
    *("ontinue reading", "eiterlesen", "Leer más", "eguir leyendo"),
)


_CUT_OFF = pattern(r"\[(?:…|\.\.\.)\]\s*$", re.MULTILINE)
# For each pattern, the strings of which a match contains one.
_FURTHER = (
    ((":",), pattern(r":(?=[a-z]{3,}[a-z_]*:(?![\w:/]))(?<![\w:/].)[a-z_]+:")),
    (("{",), pattern(r"\{\{?[<%:#][^{}\n]{0,200}\}")),
    (("[…", "[..."), _CUT_OFF),
    (("IMG", "DSC", "PXL"), pattern(r"\b(?:IMG|DSCN?|PXL)_?\d{3,}\w*")),
    (
        (".jp", ".JP", ".png", ".PNG", ".doc"),
        pattern(r"(?<![\w/.-])[\w-]{3,60}\.(?:jpe?g|JPE?G|png|PNG|docx?)\b(?!/)"),
    ),
    (("<",), pattern(r"</?(?:p|div|span|br|strong|em|b|i|li|ul|img|h\d|a)\b[^<>\n]{0,200}>")),
    (("](",), pattern(r"\](?=\([^)\s]{4,300}\))")),
    (("**",), pattern(r"(?<![\w*])\*\*(?=[^\s*)])[^*\n]{2,200}\*\*(?!\*)")),
)
_PAGE = pattern(
    r"(?i)[-–— ]*(?:(?:page|seite|página|pagina|strana|side)\s)?\d{1,2}(?:\s?/\s?|\s(?:of|von|de|sur|di)\s)\d{1,2}\W*"
    r"|[-–—]\s?\d{1,2}\s?[-–—]"
)


def _further(document: Document) -> Iterator[tuple[Passage, int, int]]:
    """Yield the places of codes, file names, Markdown signs and page text that readers see."""
    text = document.release.text
    shapes = [shape for signs, shape in _FURTHER if any(map(text.__contains__, signs)) and shape.search(text)]
    for passage in document.passages:
        for shape in shapes:
            if shape is _CUT_OFF and not _ends_the_text(document, passage):
                continue  # the sign for something left out of a quotation
            found = (match for match in shape.finditer(passage.text) if CODE not in match.group())
            yield from ((passage, *match.span()) for match in found)
        if len(passage.text) < _LINE and passage.block is not None:
            words = passage.text.lower().strip(" .:…»›→<>*_|[]")
            if words in RULES["scrap_lines"] or _PAGE.fullmatch(passage.text.strip()) or _is_toolbar(words):
                yield passage, 0, len(passage.text)


def _ends_the_text(document: Document, passage: Passage) -> bool:
    """Whether a passage is the last block of a release, outside a quoted one, or its headline, subhead or caption."""
    return passage.block is None or (passage.block is document.prose[-1] and not passage.block.quoted)


def _is_toolbar(line: str) -> bool:
    """Whether a short line consists mostly of words on a page's buttons: print, share, PDF."""
    words = line.split()
    buttons = sum(map(RULES["scrap_buttons"].__contains__, words))
    return buttons >= _TOOLS and 2 * buttons > len(words)


_TOOLS = 3  # words of buttons, at least
_LINE = 80  # characters of a short line


@rule("TX034", "scrap-of-a-system", severity=WARNING, yields_to=("TX008",), since="2026.2")
def scrap_of_a_system(document: Document) -> Iterator[Hit]:
    """Report scraps that wires, programs and pages leave in a text: [link], -more-, &nbsp;, /PRNewswire/."""
    for passage in document.passages:
        for match in _SCRAP.finditer(passage.text) if any(map(passage.text.__contains__, _IN_SCRAPS)) else ():
            words = match.group()
            place = passage.place(*match.span())
            if words in "´`" and passage.text[: match.start()][-1:].isalpha():
                yield Hit(place, f'"{words}" is an accent, not an apostrophe', "write ’")
            elif CODE not in words and document.release.text[place.end : place.end + 2] != "](":  # Report [PDF]
                yield Hit(place, f'"{words}" was left by a program or a wire', "delete it")
    for passage, start, end in _further(document):
        words = passage.text[start:end]
        yield Hit(passage.place(start, end), f'"{words}" was left by a program or a page', "delete it")
