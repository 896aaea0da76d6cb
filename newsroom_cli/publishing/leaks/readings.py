"""All readings of a file: without tags, decoded, unpacked, and reduced to the letters that distinguish texts."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsroom_cli.model.patterns import pattern

_MOST_LAYERS = 6  # layers of encoding: an escaped page in JSON in a mail has four
_LARGEST_FILE = 50_000_000  # bytes of an unpacked file


def letters_of(text: str) -> str:
    """The letters and digits of a text, normalized, without spaces and punctuation."""
    return "".join(filter(str.isalnum, normalized(text)))


def has_whole_words(text: str, letters: str) -> bool:
    """Whether a normalized text has, as whole words, the words from which `letters_of` made these letters."""
    if letters.encode(errors="replace").translate(None, _NOT_ALPHANUMERIC) not in _ascii_alphanumerics(text):
        return False  # a quick test that answers most calls
    written, edges = _joined_words(text)
    start = written.find(letters)
    while start >= 0 and not (start in edges and start + len(letters) in edges):
        start = written.find(letters, start + 1)
    return start >= 0


@functools.lru_cache(maxsize=4)  # a search asks about the same file many times
def _ascii_alphanumerics(text: str) -> bytes:
    """The ASCII letters and digits of a text."""
    return text.encode(errors="replace").translate(None, _NOT_ALPHANUMERIC)


_NOT_ALPHANUMERIC = bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalnum()))


@functools.lru_cache(maxsize=4)
def _joined_words(text: str) -> tuple[str, frozenset[int]]:
    """The words of a text joined without spaces, and the offsets at which a word begins or ends."""
    words = _WORD.findall(text)
    return "".join(words), frozenset(itertools.accumulate(map(len, words), initial=0))


_WORD = pattern(r"[^\W_]+")


@dataclass
class Reading:
    """A file, or a decoded layer of it: its bytes, its text without tags, and the tags that were not seen before."""

    written: bytes
    text: bytes
    tags: tuple[bytes, ...]

    @functools.cached_property
    def attributes(self) -> bytes:
        """The tags as one text."""
        return _without_common_escapes(b"\n".join(self.tags))

    @functools.cached_property
    def normalized(self) -> tuple[str, ...]:
        """The normalized text in four forms: tags removed, tags as spaces, as it is written, and the tags alone."""
        spaced = _without_common_escapes(_TAG.sub(b" ", self.written))
        return tuple(normalized(as_text(part)) for part in (self.text, spaced, self.written, self.attributes))


def readings(data: bytes, seen: Collection[bytes] = (), depth: int = 0) -> Iterator[Reading]:
    """Yield a file as it is written, then every layer that decoding reveals, without the tags in `seen`."""
    text, tags = _text_and_tags(data, seen)
    yield Reading(data, text, tuple(tags))
    if depth == _MOST_LAYERS:
        return
    attributes = b"\n".join(tags)
    layers = [*_unpacked(data), *_embedded(text), *_embedded(attributes), *_unescaped(attributes)]
    if any(_unescaped(text)):  # with the tags, because they separate words
        layers += _unescaped(data)
    for layer in layers:
        yield from readings(layer, seen, depth + 1)


_TAG = pattern(rb"""<((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>""")


def _text_and_tags(data: bytes, seen: Collection[bytes]) -> tuple[bytes, list[bytes]]:
    """The text of a file without its tags, and the tags that are not in `seen`; a style sheet counts as a tag.

    Inside comments and CDATA sections, text counts as tags and tags count as text; their order stays.
    """
    styles: list[bytes] = []
    while (start := data.find(b"<style", 0, _STYLES_WITHIN)) >= 0 and (end := data.find(b"</style>", start)) >= 0:
        styles.append(data[start:end])
        data = data[:start] + data[end + 8 :]
    if b"<" not in data:
        return _without_common_escapes(data), styles
    parts = data.replace(b">", b"<").split(b"<")
    tags = list(itertools.filterfalse(seen.__contains__, parts[1::2]))
    if not all(map(_TAG_NAME.match, tags)):  # the text itself contains < or >
        parts = _TAG.split(data)
        tags = parts[1::2]
    tags += [style for style in styles if style not in seen]
    return _without_common_escapes(b"".join(parts[::2])), tags


_STYLES_WITHIN = 4096


def _without_common_escapes(text: bytes) -> bytes:
    """A text with the most common escapes decoded, so that few files need the slow decoding."""
    for escape, character in _COMMON_ESCAPES if b"&" in text else ():
        text = text.replace(escape, character)
    return text.replace(b"\\n", b" ") if b"\\" in text else text


_TAG_NAME = pattern(rb"[/A-Za-z!?]")
_COMMON_ESCAPES = ((b"&#39;", b"'"), (b"&#34;", b'"'), (b"&quot;", b'"'), (b"&amp;", b"&"), (b"&nbsp;", b" "))


def as_text(data: bytes) -> str:
    """The bytes decoded as UTF-8, or else as ISO 8859-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def normalized(text: str) -> str:
    """A text in lower case and compatibility form (NFKC), without invisible characters."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()


# --- decoding -------------------------------------------------------------------------------------------------

_ENTITY = pattern(rb"&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z]\w*);?")
_PERCENT = pattern(rb"%[0-9A-Fa-f]{2}")
_ESCAPE = pattern(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)


def _unescaped(data: bytes) -> Iterator[bytes]:
    """Yield the bytes with JSON, percent and HTML escapes decoded, if they have any."""
    decoded = data
    if b"\\" in decoded:
        text = _ESCAPE.sub(_unescaped_character, decoded.decode(errors="replace"))
        decoded = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    if b"%" in decoded and _PERCENT.search(decoded):
        from urllib.parse import unquote_to_bytes

        decoded = unquote_to_bytes(decoded)
    if b"&" in decoded and _ENTITY.search(decoded):
        from newsroom_cli.markup.escaping import unescape

        decoded = decoded.replace(b"&lt;", b"<").replace(b"&gt;", b">")  # the most common entities
        decoded = unescape(decoded.decode(errors="replace")).encode(errors="replace")
    if decoded != data:
        yield decoded


def _unescaped_character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else " " if match[3] in "nrtbfv" else match[3]


# --- unpacking ------------------------------------------------------------------------------------------------

_BASE64 = pattern(rb"base64,([A-Za-z0-9+/=\s]+)")
_MAIL_HEADER = pattern(rb"(?im)^content-transfer-encoding:|^[\w-]+: .*=\?")


def _embedded(stream: bytes) -> Iterator[bytes]:
    """Yield the files that `data:` addresses contain in Base64."""
    if b"base64" in stream:
        yield from (_from_base64(match[1]) for match in _BASE64.finditer(stream))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield the headers and parts of a mail, or the members of an archive, if the file is one."""
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        yield from _archive_members(data)
    elif data[:1] not in b"<{[" and (b"ransfer-" in data or b"=?" in data) and _MAIL_HEADER.search(data):
        yield from _mail_parts(data)


def _from_base64(data: bytes) -> bytes:
    """The bytes that Base64 encodes, even if it is cut off; empty if it is invalid."""
    import base64
    import binascii

    letters = b"".join(data.split()).rstrip(b"=")
    try:
        return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + b"===")
    except binascii.Error:
        return b""


def _mail_parts(data: bytes) -> Iterator[bytes]:
    """Yield the headers and the decoded content of each part of a mail."""
    import email
    from email import policy

    message = email.message_from_bytes(data, policy=policy.default.clone(raise_on_defect=False))
    for part in message.walk():
        yield "\n".join(f"{name}: {value}" for name, value in part.items()).encode(errors="replace")
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content not in data:
            yield (
                content.decode(_known_charset(part.get_content_charset()), "replace").encode()
                if (part.get_content_maintype() == "text")
                else content
            )


def _known_charset(name: str | None) -> str:
    """The name of a character set as Python knows it; utf-8 if it is unknown."""
    import codecs

    try:
        return codecs.lookup(name or "utf-8").name
    except LookupError:
        return "utf-8"


def _archive_members(data: bytes) -> Iterator[bytes]:
    """Yield the names and the contents of the members of a ZIP or gzip archive, if it can be read."""
    import io
    import zipfile
    import zlib

    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield "\n".join(archive.namelist()).encode()
                yield from (archive.read(file) for file in archive.infolist() if file.file_size <= _LARGEST_FILE)
        else:
            yield zlib.decompressobj(31).decompress(data, _LARGEST_FILE)
    except (zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return


# --- skeletons ------------------------------------------------------------------------------------------------

# Digits and the less frequent consonants: a third of a text distinguishes it as surely, in a third of the time. Of
# characters beyond U+0080 to U+017F and U+2000 to U+2FFF the first byte stays, to show that folding is needed.
_KEPT_LETTERS = b"bcdfghjklmpqvwxyzBCDFGHJKLMPQVWXYZ0123456789"
_LOWER = bytes(range(256)).lower()
_DROPPED = bytes(
    byte for byte in range(256) if byte not in _KEPT_LETTERS and not (0xC6 <= byte <= 0xF4 and byte != 0xE2)
)
_DROPPED_ASCII = bytes(byte for byte in range(128) if byte not in _KEPT_LETTERS)
_DROPPED_WORD = _DROPPED_ASCII.replace(b"\n", b"")
_IGNORED = pattern("[\u2000-\u2fff]")
_LATIN = pattern("[\u0080-\u017f\u0300-\u036f]")
_NO_LETTERS = pattern(r"[^\w\n]+|_+")


def skeleton(data: bytes) -> bytes:
    """The letters and digits that distinguish a text, without case, spaces, accents and typography."""
    letters = data.translate(_LOWER, _DROPPED)
    return (
        letters
        if letters.isascii()
        else _folded_letters(data.decode(errors="replace")).translate(_LOWER, _DROPPED_ASCII)
    )


def skeletons(words: Collection[bytes]) -> list[bytes]:
    """The skeleton of each word."""
    text = b"\n".join(words)
    text = text if text.isascii() else _folded_letters(text.decode())
    return text.translate(_LOWER, _DROPPED_WORD).split(b"\n") if words else []


def _folded_letters(text: str) -> bytes:
    """The folded letters of a text: no typography, no accented Latin letters, one form for each other letter."""
    latin = unicodedata.normalize("NFC", _IGNORED.sub("", text))
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", _LATIN.sub("", latin)).casefold()).encode(errors="replace")
