"""The pictures of a release with their captions and credits, as the source prints them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing.pages.images import EMBEDDED
from newsroom_cli.importing.pieces import PICTURE, Picture, Piece
from newsroom_cli.model.patterns import pattern


class PrintedPicture(NamedTuple):
    """A picture of a release with its caption and credit; `printed` is the text that has both in the source.

    After the search for its file, either `data` has its bytes and `ending` the file ending of its format, or `why` has
    the reason why it is left out.
    """

    picture: Picture
    caption: str = ""
    credit: str = ""
    printed: str = ""
    data: bytes = b""
    ending: str = ""
    why: str = ""


AT_WEB = "at a web address"  # why a picture is left out
_LONGEST_ADDRESS = 200  # characters to show, at most


def name_of(picture: Picture, why: str = "") -> str:
    """The name of a picture for people, at most 200 characters: its address as written in the source.

    A picture left out because it is on the web (`why`) has its absolute address. One in a `data:` address has its
    description.
    """
    if picture.source.startswith(EMBEDDED):
        return f"a picture in the page{f': {picture.alt}' if picture.alt else ''}"[:_LONGEST_ADDRESS]
    return (picture.address if why == AT_WEB and picture.address else picture.source)[:_LONGEST_ADDRESS]


def of_release(pieces: Sequence[Piece], release: Sequence[Piece]) -> list[PrintedPicture]:
    """The pictures among a source's pieces that are inside the release, or right above or below it."""
    places = {id(piece): place for place, piece in enumerate(pieces)}
    inside = [places[id(piece)] for piece in release if id(piece) in places]
    if not inside:
        return []
    first, end = min(inside), max(inside) + 1
    while first and pieces[first - 1].kind == PICTURE:
        first -= 1
    while end < len(pieces) and pieces[end].kind == PICTURE:
        end += 1
    return printed(pieces[first:end])


def printed(pieces: Sequence[Piece]) -> list[PrintedPicture]:
    """The pictures among some pieces, with the captions beside them."""
    found: list[PrintedPicture] = []
    for kind, group in itertools.groupby(pieces, key=lambda piece: piece.kind):
        if kind == PICTURE:
            found += _captioned(list(group))
    return found


def _captioned(pieces: Sequence[Piece]) -> Iterator[PrintedPicture]:
    """Yield the pictures of a row of pictures and captions, with their captions.

    Captions belong to the picture below them if the row begins with a caption and ends with a picture.
    """
    are_above = pieces[0].picture is None and pieces[-1].picture is not None
    found: list[tuple[Picture, list[str]]] = []
    above: list[str] = []
    for piece in pieces:
        if piece.picture is not None:
            found.append((piece.picture, above if are_above else []))
            above = [] if are_above else above
        elif are_above or not found:
            above.append(piece.text)
        else:
            found[-1][1].append(piece.text)
    for number, (picture, captions) in enumerate(found):
        image = _with_captions(PrintedPicture(picture), captions)
        if not number and not image.caption:  # the caption may be above, and the credit below
            image = _with_captions(image, above)
        yield image


def _with_captions(image: PrintedPicture, captions: Sequence[str]) -> PrintedPicture:
    for caption in captions:
        image = _with_caption(image, caption)
    return image


def _with_caption(printed_picture: PrintedPicture, text: str) -> PrintedPicture:
    """The picture with a text added to its caption or its credit, or to both."""
    caption, credit = split_credit(text)
    caption = " ".join(dict.fromkeys(filter(None, (printed_picture.caption, caption))))
    credit = ", ".join(dict.fromkeys(filter(None, (printed_picture.credit, credit))))
    return printed_picture._replace(caption=caption, credit=credit, printed=f"{printed_picture.printed} {text}".strip())


_LABEL = (
    r"(?:(?:photo|foto|fotografía|image|imagen|bild|picture)s?\s*(?:credits?|courtesy(?: of)?|by|nachweis|quelle)?"
    r"|(?:bild|foto)(?:nachweis|quelle|rechte)|crédits?(?:\s+photos?)?|créditos?(?: de (?:la )?foto)?|credits?"
    r"|copyright)"
)
# A credit begins the caption, or follows a sentence, a bracket or a dash: "in this photo: the mayor" has none.
_CREDIT = pattern(
    rf"(?:^|(?<=[.!?…\"”»)])\s?|[\n(\[|/]|\s[–—|/-]\s)\s*(?:{_LABEL}\s?[:：]\s*(?:©|\(c\))?|{_LABEL}\s*©"
    r"|photo(?:graph)? (?:by|courtesy of)\s|fotos? (?:de|von)\s(?=[A-ZÀ-Þ])|©|\(c\)\s)\s*",
    2,
)
_SIGN = pattern(r"\s*©\s*")
_LONGEST = 100  # characters in a credit, at most
_LONGEST_CAPTION = 2000  # characters in a caption that is searched for a credit, at most
_MOST_WORDS = 12  # words in a credit, at most
_SENTENCE = pattern(r"[a-zà-ÿ]{3}[.!?]\s+\S")  # a credit is no sentence


def split_credit(text: str) -> tuple[str, str]:
    """Split a caption into its words and its credit: the name after "Photo:" or ©; either may be empty."""
    text = " ".join(text.split())
    if not any(map(str.isalnum, text)):
        return "", ""
    if len(text) > _LONGEST_CAPTION:
        return text, ""
    places = [*_CREDIT.finditer(text), *_SIGN.finditer(text)]
    for match in sorted(places, key=lambda found: (found.start(), -found.end())):
        before, credit, after = text[: match.start()], text[match.end() :], ""
        if closing := _CLOSING.get(match.group().lstrip()[:1]):
            credit, _, after = credit.partition(closing)
        before, credit = before.rstrip(" ([|/–—-"), credit.strip(" \t–—-|/")
        credit = _LABEL_AGAIN.sub("", credit)
        credit = credit.rstrip(" .") if credit.count(".") == 1 else credit
        caption = " ".join(part for part in (before, after.lstrip(" .,;")) if part)
        if _is_name(credit, alone=not caption and "©" not in match.group()):
            return caption, credit
    return text, ""


_LABEL_AGAIN = pattern(rf"\A{_LABEL}\s?:\s*", 2)
_CLOSING = {"(": ")", "[": "]"}
_SMALL = frozenset(
    "of the and for by at via von der die das für und im am zu de la le les du des et y e del para da do".split()
)


def _is_name(credit: str, *, alone: bool) -> bool:
    """Whether words name a person, an agency or an office; if they are `alone`, they may also be a caption."""
    words = credit.split()
    if not credit or len(credit) > _LONGEST or len(words) > _MOST_WORDS or _SENTENCE.search(credit):
        return False
    small = sum(1 for word in words if word.islower() and word.strip(",") not in _SMALL and "." not in word)
    return small <= (0 if alone else _SMALL_WORDS)


_SMALL_WORDS = 2  # words in lower case, apart from those that names contain, at most
