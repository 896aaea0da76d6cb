"""Check and clean texts and addresses for mails, and shorten addresses to the form people read."""

from __future__ import annotations

import functools
import ipaddress
import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

from newsroom_cli.markup.escaping import unusual_characters
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.templating import theme

ADDRESS_LIMIT = 2000  # characters: mail clients cut longer addresses
_IN_PATH = "%!$&'()*+,;=~-._/:@"
_WHITE_SPACE = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\\s]+")
# Embeddings, overrides and isolates can disguise a text. The simple direction marks stay: Arabic needs them.
_INVISIBLE = pattern("[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# Characters that no document may hold, and those that show text in another order than it is written.
# The simple direction marks stay: Arabic and Hebrew need them.
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_LINE_BREAKS = ("\r\n", "\r", "\u2028", "\u2029")
_UNCLEAN = pattern(lambda: rf"[\r\u2028\u2029\ud800-\udfff]|{_FORBIDDEN.pattern}")
_LABEL = r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?"
_DOMAIN = pattern(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*", re.I)
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL_PART = pattern(rf"(?=.{{1,64}}$){_WORD}(\.{_WORD})*")
_UNSUPPORTED_FORMATS = pattern(r"\.(svgz?|webp|avif|bmp|tiff?|heic|heif|ico|jxl|eps|pdf)$", re.I)
_SHOWN_HOST = pattern(r"(?:https?://|www\.)([^\s/?#]+)", re.I)
_BARE_HOST = pattern(r"((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?", re.I)
_FILE_NAME = pattern(r"\.(pdf|docx?|xlsx?|pptx?|odt|csv|txt|zip|jpe?g|png|gif|html?|md|mp[34])$", re.I)


def without_surrogates(value: str) -> str:
    """The text with replacements for lone surrogates, which UTF-8 cannot encode."""
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def header_text(value: str) -> str:
    """A text that a header can carry: composed characters, one line, nothing invisible, no encoded words.

    A space breaks a text that looks like an encoded word, `=?utf-8?q?...?=`: some versions of the standard library
    decode it while they fold, and write its content as separate lines.
    """
    composed = unicodedata.normalize("NFC", without_surrogates(value))
    return _WHITE_SPACE.sub(" ", _INVISIBLE.sub("", composed)).strip().replace("=?", "= ?")


def clean(words: str) -> str:
    """The text with composed letters, without forbidden characters, every line break a line feed."""
    words = words if words.isascii() else unicodedata.normalize("NFC", words)
    if not _UNCLEAN.search(unusual_characters(words)):
        return words
    cleaned = without_surrogates(words)
    for line_break in _LINE_BREAKS:
        cleaned = cleaned.replace(line_break, "\n")
    return _FORBIDDEN.sub("", cleaned)


def one_line(words: str) -> str:
    """The text on one line."""
    return " ".join(clean(words).split())


def host(name: str) -> str:
    """The ASCII form of a host name, empty if it is invalid."""
    ascii_host = addresses.ascii_host(name)
    return ascii_host.lower() if _DOMAIN.fullmatch(ascii_host) else ""


def mailbox(address: str) -> tuple[str, str]:
    """The local part and the domain of an e-mail address, both empty if some server would refuse it."""
    local, _, domain = without_surrogates(address).strip().rpartition("@")
    ascii_host = host(domain)
    return (local, ascii_host) if ascii_host and _LOCAL_PART.fullmatch(local) else ("", "")


@functools.lru_cache(maxsize=512)
def web_address(url: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """A web address in ASCII, empty if it is invalid.

    User name and password are left out, because they can mislead: `https://bank.example@other.example/`.
    """
    try:
        parts = urlsplit(without_surrogates(url).strip())
        name, port = parts.hostname or "", parts.port
        ascii_host = f"[{ipaddress.IPv6Address(name)}]" if ":" in name else host(name)
    except ValueError:
        return ""
    if parts.scheme not in schemes or not ascii_host:
        return ""
    query = f"?{addresses.percent_encode(parts.query, safe=_IN_PATH + '?')}" if parts.query else ""
    fragment = f"#{addresses.percent_encode(parts.fragment, safe=_IN_PATH + '?')}" if parts.fragment else ""
    path = addresses.percent_encode(parts.path, safe=_IN_PATH) or "/"
    return f"{parts.scheme}://{ascii_host}{f':{port}' if port else ''}{path}{query}{fragment}"


def mail_address(url: str) -> str:
    """A checked mailto: address, empty unless it has exactly one mailbox."""
    address, _, query = url.strip().removeprefix("mailto:").partition("?")
    local, domain = mailbox(unquote(address))
    if not domain:
        return ""
    return f"mailto:{quote(local, safe='!$&*+=_~.-')}@{domain}" + (
        f"?{addresses.percent_encode(query, safe=_IN_PATH + '?')}" if query else ""
    )


def phone_address(number: str) -> str:
    """The tel: address of a printed number or a tel: address; empty if it is not a telephone number."""
    return theme.tel(unquote(number.removeprefix("tel:")))


def target(href: str) -> str:
    """The checked address of a link, empty if mail clients would not follow it."""
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() == "mailto":
        address = mail_address(rest)
    elif scheme.lower() == "tel":
        address = phone_address(rest)
    else:
        address = web_address(href)
    return address if len(address) <= ADDRESS_LIMIT else ""


def picture_url(src: str) -> str:
    """The checked address of a picture, empty if some mail clients would not show it."""
    url = web_address(src, schemes=("https",))
    path = url.partition("?")[0].partition("#")[0]
    return "" if len(url) > ADDRESS_LIMIT or _UNSUPPORTED_FORMATS.search(path) else url


def shown_address(address: str) -> str:
    """The short form of an address that people read: the host without www, the mailbox, or the number."""
    scheme, _, rest = address.partition(":")
    if scheme in ("mailto", "tel"):
        return rest.partition("?")[0]
    return rest.lstrip("/").partition("/")[0].removeprefix("www.")


def misleads(label: str, address: str) -> bool:
    """Whether the words of a link name another host or mailbox than its address."""
    actual = shown_address(address)
    if address.startswith("mailto:"):
        return "@" in label and " " not in label and label.lower() != actual.lower()
    host_in_label = _SHOWN_HOST.search(label) or _BARE_HOST.fullmatch(label)
    if host_in_label is None or address.startswith("tel:") or _FILE_NAME.search(label):
        return False
    named_host = host(host_in_label[1].rpartition("@")[2].partition(":")[0].rstrip(".,;:!?)")).removeprefix("www.")
    actual = actual.partition(":")[0]
    return not (named_host == actual or actual.endswith(f".{named_host}") or named_host.endswith(f".{actual}"))
