"""Decode bytes: by a byte order mark, as UTF-8, by a declaration that fits, by their letters, else as Windows-1252."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern


class Text(NamedTuple):
    """Decoded text, the name of its encoding, and notes that tell people about doubts."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = pattern(
    rb"""(?:<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?|<\?xml[^>]{0,60}encoding\s*=\s*["'])([A-Za-z0-9_.:-]{2,40})""", 2
)
# The encoding that a page declares, and the larger one that browsers use instead.
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_LOOK = 16_384  # bytes at the beginning to search for the declaration


def decode(data: bytes, *, declared: str = "", search_declaration: bool = False) -> Text:
    """Decode bytes; `declared` is the encoding that a mail header or server names.

    With `search_declaration`, look for a declaration in the bytes, too. Raises NewsroomError if the bytes are not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Text(data.decode(name, errors="replace").removeprefix("\ufeff"), name)
    if not declared and search_declaration and (declaration := _DECLARED.search(data[:_LOOK])):
        declared = declaration[1].decode("ascii")
    if (wide := _unmarked_utf16(data)) is not None:
        return Text(data.decode(wide, errors="replace"), wide)
    if (zeros := data.count(b"\x00")) and zeros * 1000 <= len(data):
        data = data.replace(b"\x00", b"")  # a few zeros are accidents
    elif zeros:
        raise NewsroomError("this is not a text", hint="import a page, a Word or Markdown file, a mail, a feed or text")
    codec = _codec_name(declared)
    # Bytes beyond ASCII are never valid UTF-8 by chance, whatever was declared.
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as_legacy(data, declared, codec)
    if codec.startswith(("iso2022", "hz")):  # these encodings consist of ASCII bytes
        return _decoded_strictly(data, codec) or Text(text, "utf-8")
    wrong = codec not in ("", "utf-8") and not data.isascii()
    return Text(text, "utf-8", (f"the source declares {declared}, but is UTF-8",) if wrong else ())


def _decoded_as_legacy(data: bytes, declared: str, codec: str) -> Text:
    """Decode bytes that are not valid UTF-8."""
    if codec == "utf-8" and _is_damaged(data):
        return Text(data.decode("utf-8", errors="replace"), "utf-8")
    if codec not in ("", "utf-8") and (text := _decoded_strictly(data, codec)):
        return text
    reason = f"the source declares {declared}, which it is not" if declared else "the source declares no encoding"
    if (name := _detected(data)) and (text := _decoded_strictly(data, name)):
        return text._replace(notes=(f"{reason}; by its letters it is {name}",))
    return Text(_as_windows_1252(data), "cp1252", (f"{reason}; it was read as Western European (Windows-1252)",))


def _detected(data: bytes) -> str:
    """Python's name of the encoding that the letters suggest; empty for Western encodings and for few letters.

    Encodings in which releases are not written are ignored.
    """
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) < _FEW:
        return ""
    import chardet

    sample = data[:_SAMPLE]
    found = _codec_name(chardet.detect(sample)["encoding"] or "")
    beyond, latin = (sum(map(test, sample)) for test in (_BEYOND_ASCII.__contains__, _LATIN.__contains__))
    return found if found in _USUAL or (found in _WITHOUT_LATIN and beyond > latin) else ""


_BEYOND_ASCII = frozenset(range(0x80, 0x100))
_LATIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


_SAMPLE = 100_000  # bytes
_FEW = 12  # fewer bytes beyond ASCII are too few to judge
_USUAL = frozenset(
    """
    big5 big5hkscs cp1250 cp1251 cp1253 cp1254 cp1257 cp932 cp949 euc_jp gb18030 iso8859-2 iso8859-5 iso8859-7 koi8-r
    koi8-u
    """.split()
)
# Of Hebrew, Arabic and Thai, and of Cyrillic in old systems: a text in them has few Latin letters.
_WITHOUT_LATIN = frozenset("cp1255 cp1256 cp866 cp874 iso8859-6 iso8859-8 tis-620".split())


def _is_damaged(data: bytes) -> bool:
    """Whether bytes are UTF-8 of which a few bytes were cut off or lost."""
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 20 <= sum(1 for character in text if character > "\x7f")


def _as_windows_1252(data: bytes) -> str:
    """Decode bytes as Windows-1252, with Latin-1 in its five gaps, as browsers do."""
    return data.decode("cp1252", errors="surrogateescape").translate(_GAPS)


_GAPS = {0xDC00 + code: chr(code) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def _decoded_strictly(data: bytes, name: str) -> Text | None:
    """Decode bytes in an encoding; None if they are not valid in it."""
    if name == "cp1252":
        return Text(_as_windows_1252(data), name)
    try:
        return Text(data.decode(name), name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _codec_name(declared: str) -> str:
    """Python's name of an encoding; empty if it is unknown or does not encode text."""
    try:
        info = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return ""
    if not getattr(info, "_is_text_encoding", True) or info.name in _NO_TEXT:
        return ""
    return _ALIASES.get(info.name, info.name)


_JOINERS_AND_MARKS = "\u200c\u200d\u200e\u200f"  # as in Persian words, and of the direction of writing
_MOSTLY = 3  # times as many zeros in one place of the pairs; in the other, they are parts of letters
_NO_TEXT = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}


def _unmarked_utf16(data: bytes) -> str | None:
    """The UTF-16 codec of bytes without a byte order mark, or None.

    Every second byte of Western text is zero; of other texts, the second byte of spaces and line ends.
    """
    head = data[:400]
    if len(head) < 4 or len(data) % 2 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    codec = "utf-16-be" if even > odd else "utf-16-le"
    if max(even, odd) < _MOSTLY * min(even, odd):
        return None
    text = head.decode(codec, errors="replace")[:-1]  # the last one may be half a letter
    plain = all(letter.isprintable() or letter.isspace() or letter in _JOINERS_AND_MARKS for letter in text)
    return codec if plain and "\ufffd" not in text and sum(map(str.isalpha, text)) > half * 0.5 else None
