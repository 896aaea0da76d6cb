"""What a file says, however it is written: without tags, decoded, unpacked, and reduced to the letters that tell."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsroom_cli.model.patterns import pattern

_DEEPEST = 6  # layers of encoding: an escaped page in JSON in a mail has four
_LARGEST = 50_000_000  # bytes of an unpacked file


def letters_of(text: str) -> str:
    """The letters and digits of a text in one form of each, without all between them."""
    return "".join(filter(str.isalnum, plainly(text)))


def has_words(text: str, letters: str) -> bool:
    """Whether these letters are whole words of a text, whatever stands between them."""
    if letters.encode(errors="replace").translate(None, _SIGNS) not in _without_signs(text):
        return False  # the usual answer, in a tenth of the time
    written, edges = _words(text)
    start = written.find(letters)
    while start >= 0 and not (start in edges and start + len(letters) in edges):
        start = written.find(letters, start + 1)
    return start >= 0


@functools.lru_cache(maxsize=4)  # one file, which may have many words that are searched for
def _without_signs(text: str) -> bytes:
    """The letters and digits of ASCII in a text."""
    return text.encode(errors="replace").translate(None, _SIGNS)


_SIGNS = bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalnum()))


@functools.lru_cache(maxsize=4)
def _words(text: str) -> tuple[str, frozenset[int]]:
    """The letters and digits of a text without all between them, and the places where a word begins or ends."""
    words = _WORD.findall(text)
    return "".join(words), frozenset(itertools.accumulate(map(len, words), initial=0))


_WORD = pattern(r"[^\W_]+")


@dataclass
class Reading:
    """A file, or a layer of it, as it is written: its text without tags, and its tags that were not seen before."""

    written: bytes
    text: bytes
    tags: tuple[bytes, ...]

    @functools.cached_property
    def attributes(self) -> bytes:
        """The tags as one text."""
        return _cleaned(b"\n".join(self.tags))

    @functools.cached_property
    def plain(self) -> tuple[str, ...]:
        """The file in one form of each letter: without tags in two ways, as it is written, and its tags alone."""
        spaced = _cleaned(_TAG.sub(b" ", self.written))
        return tuple(plainly(as_text(part)) for part in (self.text, spaced, self.written, self.attributes))


def readings(data: bytes, seen: Collection[bytes] = (), depth: int = 0) -> Iterator[Reading]:
    """A file as it is written, then every layer that decoding shows; tags in `seen` are left out."""
    text, tags = _parts(data, seen)
    yield Reading(data, text, tuple(tags))
    if depth == _DEEPEST:
        return
    attributes = b"\n".join(tags)
    layers = [*_unpacked(data), *_embedded(text), *_embedded(attributes), *_decoded(attributes)]
    if any(_decoded(text)):  # with its tags: they separate words
        layers += _decoded(data)
    for layer in layers:
        yield from readings(layer, seen, depth + 1)


_TAG = pattern(rb"""<((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>""")


def _parts(data: bytes, seen: Collection[bytes]) -> tuple[bytes, list[bytes]]:
    """The text of a file without its tags, and the tags that are not in `seen`; a style sheet counts as a tag.

    Inside comments and CDATA text and tags change places, and each stays in order.
    """
    styles: list[bytes] = []
    while (start := data.find(b"<style", 0, _HEAD)) >= 0 and (end := data.find(b"</style>", start)) >= 0:
        styles.append(data[start:end])
        data = data[:start] + data[end + 8 :]
    if b"<" not in data:
        return _cleaned(data), styles
    pieces = data.replace(b">", b"<").split(b"<")
    tags = list(itertools.filterfalse(seen.__contains__, pieces[1::2]))
    if not all(map(_TAG_NAME.match, tags)):  # the text has signs of its own
        pieces = _TAG.split(data)
        tags = pieces[1::2]
    tags += [style for style in styles if style not in seen]
    return _cleaned(b"".join(pieces[::2])), tags


_HEAD = 4096


def _cleaned(text: bytes) -> bytes:
    """A text without the escapes that most files have, so that few need a second look."""
    for escape, character in _FREQUENT if b"&" in text else ():
        text = text.replace(escape, character)
    return text.replace(b"\\n", b" ") if b"\\" in text else text


_TAG_NAME = pattern(rb"[/A-Za-z!?]")
_FREQUENT = ((b"&#39;", b"'"), (b"&#34;", b'"'), (b"&quot;", b'"'), (b"&amp;", b"&"), (b"&nbsp;", b" "))


def as_text(data: bytes) -> str:
    """The characters of UTF-8, or else of ISO 8859-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


_UNSEEN = pattern("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def plainly(text: str) -> str:
    """A text in one form of each letter, without characters that nobody sees."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()


# --- decoding -------------------------------------------------------------------------------------------------

_ENTITY = pattern(rb"&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z]\w*);?")
_PERCENT = pattern(rb"%[0-9A-Fa-f]{2}")
_ESCAPE = pattern(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)


def _decoded(data: bytes) -> Iterator[bytes]:
    """The bytes without escapes of JSON, addresses and HTML, if there are any."""
    plain = data
    if b"\\" in plain:
        text = _ESCAPE.sub(_escaped, plain.decode(errors="replace"))
        plain = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    if b"%" in plain and _PERCENT.search(plain):
        from urllib.parse import unquote_to_bytes

        plain = unquote_to_bytes(plain)
    if b"&" in plain and _ENTITY.search(plain):
        from html import unescape

        plain = plain.replace(b"&lt;", b"<").replace(b"&gt;", b">")  # most are these
        plain = unescape(plain.decode(errors="replace")).encode(errors="replace")
    if plain != data:
        yield plain


def _escaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else " " if match[3] in "nrtbfv" else match[3]


# --- unpacking ------------------------------------------------------------------------------------------------

_BASE64 = pattern(rb"base64,([A-Za-z0-9+/=\s]+)")
_MAIL = pattern(rb"(?im)^content-transfer-encoding:|^[\w-]+: .*=\?")


def _embedded(stream: bytes) -> Iterator[bytes]:
    """The files in addresses."""
    if b"base64" in stream:
        yield from (_from_base64(match[1]) for match in _BASE64.finditer(stream))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The parts and headers of a mail, or the members of an archive."""
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        yield from _members(data)
    elif data[:1] not in b"<{[" and (b"ransfer-" in data or b"=?" in data) and _MAIL.search(data):
        yield from _mail(data)


def _from_base64(data: bytes) -> bytes:
    import base64
    import binascii

    letters = b"".join(data.split()).rstrip(b"=")
    try:
        return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + b"===")
    except binascii.Error:
        return b""


def _mail(data: bytes) -> Iterator[bytes]:
    import email
    from email import policy

    message = email.message_from_bytes(data, policy=policy.default.clone(raise_on_defect=False))
    for part in message.walk():
        yield "\n".join(f"{name}: {value}" for name, value in part.items()).encode(errors="replace")
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content not in data:
            yield (
                content.decode(_charset(part.get_content_charset()), "replace").encode()
                if (part.get_content_maintype() == "text")
                else content
            )


def _charset(name: str | None) -> str:
    import codecs

    try:
        return codecs.lookup(name or "utf-8").name
    except LookupError:
        return "utf-8"


def _members(data: bytes) -> Iterator[bytes]:
    import io
    import zipfile
    import zlib

    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield "\n".join(archive.namelist()).encode()
                yield from (archive.read(file) for file in archive.infolist() if file.file_size <= _LARGEST)
        else:
            yield zlib.decompressobj(31).decompress(data, _LARGEST)
    except (zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return


# --- the letters that tell ------------------------------------------------------------------------------------

# Digits and the less frequent consonants: a third of a text tells it from others as surely, in a third of the time. Of
# characters beyond U+0080 to U+017F and U+2000 to U+2FFF the first byte stays, as a sign that folding is needed.
_KEPT = b"bcdfghjklmpqvwxyzBCDFGHJKLMPQVWXYZ0123456789"
_LOWER = bytes(range(256)).lower()
_DROPPED = bytes(byte for byte in range(256) if byte not in _KEPT and not (0xC6 <= byte <= 0xF4 and byte != 0xE2))
_DROPPED_ASCII = bytes(byte for byte in range(128) if byte not in _KEPT)
_DROPPED_WORD = _DROPPED_ASCII.replace(b"\n", b"")
_IGNORED = pattern("[\u2000-\u2fff]")
_LATIN = pattern("[\u0080-\u017f\u0300-\u036f]")
_NO_LETTERS = pattern(r"[^\w\n]+|_+")


def skeleton(data: bytes) -> bytes:
    """The letters and digits of a text that tell it from others: case, spaces, accents and typography are gone."""
    letters = data.translate(_LOWER, _DROPPED)
    return letters if letters.isascii() else _folded(data.decode(errors="replace")).translate(_LOWER, _DROPPED_ASCII)


def skeletons(words: Collection[bytes]) -> list[bytes]:
    """The skeleton of each word."""
    text = b"\n".join(words)
    text = text if text.isascii() else _folded(text.decode())
    return text.translate(_LOWER, _DROPPED_WORD).split(b"\n") if words else []


def _folded(text: str) -> bytes:
    """A text without typography and accented letters, and with one form for each other letter."""
    latin = unicodedata.normalize("NFC", _IGNORED.sub("", text))
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", _LATIN.sub("", latin)).casefold()).encode(errors="replace")
