"""Addresses in plain ASCII, the form that browsers, feed readers and mail programs all accept."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

from newsroom_cli.model.patterns import pattern

_KEPT = "/%:@!$&'()*+,;=~?"
_PLAIN = pattern(r"(?!tel:)[!$&-;=?A-Z_a-z~]*(?:#[!$&-;=?-Z_a-z~]*)?")
_PLAIN_WEB = pattern(r"https?://[a-z0-9.-]+(?:/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?")
_STRAY_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")
# Characters browsers drop from a host, dots they accept, characters they refuse (Unicode Technical Standard 46).
_DROPPED = pattern("[\u00ad\u034f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff]")
_DOTS = pattern("[\u3002\uff0e\uff61]")
_REFUSED = pattern(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f\ufffd]")
_REFUSED_KINDS = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"}
_JOINERS = "\u200c\u200d"  # letters of Persian and of Indian scripts need them


def percent_encode(part: str, *, safe: str = _KEPT) -> str:
    """A part of an address with forbidden characters percent-encoded; existing percent-encodings stay."""
    return _STRAY_PERCENT.sub("%25", quote(part, safe=safe, errors="replace"))


def page_url(slug: str, url: str) -> str:
    """The absolute address of a release's page on the site at `url`."""
    return f"{url}releases/{quote(slug)}.html"


def ascii_host(name: str) -> str:
    """The ASCII form of a host, `xn--mller-kva.example` for `müller.example`; empty when it is not valid.

    The codec of the standard library dates from 2003 and takes `straße.example` to another site than browsers do.
    """
    ascii_name = unquote(name) if "%" in name else name
    if ascii_name.isascii():
        return "" if _REFUSED.search(ascii_name) else ascii_name
    ascii_name = unicodedata.normalize("NFKC", _DOTS.sub(".", _DROPPED.sub("", ascii_name)).lower())
    if _REFUSED.search(ascii_name) or any(
        unicodedata.category(character) in _REFUSED_KINDS for character in ascii_name if character not in _JOINERS
    ):
        return ""
    labels = [
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in ascii_name.split(".")
    ]
    return "" if max(map(len, labels)) > 63 else ".".join(labels)


def ascii_web_address(url: str) -> str:
    """The ASCII form of an absolute web address; empty if the text is not one.

    User name and password, which can mislead, are left out.
    """
    if _PLAIN_WEB.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host_in_ascii = f"[{host}]" if ":" in host else ascii_host(host)
    if parts.scheme not in ("http", "https") or not host_in_ascii or "\\" in parts.netloc:
        return ""
    place = host_in_ascii + (f":{port}" if port is not None else "")
    query, fragment = (
        sign + percent_encode(part) if part else "" for sign, part in (("?", parts.query), ("#", parts.fragment))
    )
    return f"{parts.scheme}://{place}{percent_encode(parts.path)}{query}{fragment}"


def tel(number: str) -> str:
    """The `tel:` address for a number, with hyphens for spaces; empty when nobody can call it."""
    dialled = "-".join(unquote(number).split())
    return f"tel:{dialled}" if _DIALLED.fullmatch(dialled) else ""


_DIALLED = pattern(r"\+?(?:[().-]*\d){3,20}[().-]*(?:;[a-z-]+=[\w.+%-]+)*", re.ASCII)


def mailto(mailboxes_and_parameters: str) -> str:
    """The `mailto:` address for one or several mailboxes, perhaps with parameters such as a subject after a `?`.

    Empty when one of the mailboxes is not valid.
    """
    mailboxes, mark, more = mailboxes_and_parameters.partition("?")
    ascii_mailboxes = []
    for mailbox in mailboxes.split(","):
        local, at, domain = mailbox.strip().rpartition("@")
        if at and not (local and ascii_host(domain)):
            return ""
        ascii_mailboxes.append(f"{percent_encode(local, safe='%!$&*+=_~.-')}{at}{ascii_host(domain) if at else ''}")
    return f"mailto:{','.join(ascii_mailboxes)}{mark}{percent_encode(more)}"


def ascii_target(href: str) -> str:
    """The ASCII form of a link's target; empty for a number nobody can call, else an invalid target stays as it is."""
    if _PLAIN.fullmatch(href):
        return href
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() == "tel":
        return tel(rest)
    ascii_address = mailto(rest) if scheme.lower() == "mailto" else ascii_web_address(href)
    return ascii_address or href


def as_typed(address: str) -> str:
    """A mailto: or tel: address as people type it: only the mailboxes or the number, without parameters."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return ", ".join(map(unquote, rest.partition("?")[0].split(",")))
    if scheme.lower() == "tel":
        number, _, more = unquote(rest).partition(";")
        extension = re.search(r"\bext=(\d+)", more)
        return number + (f" ext. {extension[1]}" if extension else "")
    return address


def in_letters(address: str) -> str:
    """An address for the eye: letters of other scripts as they are, every other percent-encoding as it was."""
    return _ENCODED_LETTERS.sub(_decoded, address)


_ENCODED_LETTERS = pattern("(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


def _decoded(encoded: re.Match[str]) -> str:
    letters = unquote(encoded[0])
    return letters if all(unicodedata.category(letter)[0] in "LMN" for letter in letters) else encoded[0]


def normalized(address: str) -> str:
    """An address in a form for comparison: without scheme and final slash, in small letters; a number as digits."""
    bare = _SCHEME.sub("", address)
    return re.sub(r"[^\d+]", "", bare) if _NUMBER.fullmatch(bare) else bare.rstrip("/").lower()


_SCHEME = pattern(r"\A(?:https?://|mailto:|tel:)", re.IGNORECASE)
_NUMBER = pattern(r"\+?[\d\s().-]+")
