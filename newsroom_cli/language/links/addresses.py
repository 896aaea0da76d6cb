"""Web addresses: faults in their form, their hosts, and whether visible text shows one."""

from __future__ import annotations

import functools
import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.model.patterns import pattern


class Fault(NamedTuple):
    """A fault of an address, its remedy, and the correct address, "" unless it is certain."""

    message: str
    help: str
    corrected: str = ""


@functools.lru_cache(maxsize=512)
def split(url: str) -> SplitResult | None:
    """The parts of an address; None for a malformed one."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


@functools.lru_cache(maxsize=512)
def host_of(url: str) -> str:
    """The host of an address in small letters, empty if it has none."""
    parts = split(url)
    return (parts.hostname or "").rstrip(".") if parts else ""


def bare_host(host: str) -> str:
    """A host without its leading www."""
    return host[4:] if host.startswith("www.") else host


# --- its form -------------------------------------------------------------------------------------------------

_DOUBLED = pattern(r"(?:https?(?::/{0,3}|//)){2,}", re.IGNORECASE)
_SCHEME = pattern(r"(?:h{0,2}t{1,3}ps?|htp|http|https);?:{0,2}[/\\]{0,3}", re.IGNORECASE)
_ENDING = r"(?:com|org|net|gov|edu|mil|info|eu|uk|us|ca|de|fr|es|ch|at|example)"
_NO_SCHEME = pattern(
    rf"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+){{0,4}})\.{_ENDING}(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
_MAILBOX = pattern(r"(?<![^\s@/:])[^\s@/:]++@[\w-]+(?:\.[\w-]+)+")
_TRAIL = ".,;:!'\"’”»>)]}*"
_ENDS_SHORT = pattern(r"(?:(?:\b|_)(?:Inc|Co|Jr|Sr|Ltd|Corp|St|Bros)|[_.(-]\w|\W\w)\.\Z")  # .../wiki/Harbor_Inc.
_LABEL = pattern(r"[^\W_](?:[\w-]*[^\W_])?")


@functools.lru_cache(maxsize=512)
def fault(url: str) -> Fault | None:
    """The fault in the form of a linked address; None if the address may work."""
    url = url.strip()
    lower = url.lower()
    if lower.startswith("mailto:"):
        return _wrong_mailbox(url[7:])
    if _MAILBOX.fullmatch(url):
        return Fault(
            f'"{url}" is an e-mail address, so the link leads to no page', "write mailto: before it", f"mailto:{url}"
        )
    begun = _SCHEME.match(lower)
    if begun and any(mark in begun.group() for mark in (":", "//", "\\")):
        return _wrong_web(url)
    if _NO_SCHEME.fullmatch(url):
        return Fault(
            f'"{url}" does not begin with https://, so it is taken for a file of this site',
            "write it in full",
            f"https://{url}",
        )
    return None


def _wrong_mailbox(written: str) -> Fault | None:
    """The fault of a mailto: address, None if its mailboxes are well formed."""
    address = unquote(written.partition("?")[0]).strip()
    if not address or all(_MAILBOX.fullmatch(part.strip()) for part in address.replace(";", ",").split(",")):
        return None
    mailbox = _MAILBOX.search(address)
    return Fault(
        f'"{address[:80]}" is not an e-mail address',
        "write it like mailto:press@city.gov",
        f"mailto:{mailbox.group()}" if mailbox else "",
    )


_WITH_COMMA = pattern(
    rf"(?<![^\s(<>:,;“\"*_])[\w.+-]{{1,64}}@(?![^\s,]{{1,200}}\.{_ENDING},)[\w-]+(?:(?:\.|,|\.\.)[\w-]+){{0,4}}(?:,|\.\.)"
    rf"(?:[\w-]+\.){{0,2}}{_ENDING}(?![\w@-]|\.\w)",
    re.IGNORECASE,
)


def broken_mailboxes(text: str) -> Iterator[tuple[int, int, Fault]]:
    """Yield the start, end and fault of e-mail addresses in a text with a comma or two dots in place of a dot."""
    for match in _WITH_COMMA.finditer(text):
        right = re.sub(r"[.,]+", ".", match.group())
        yield *match.span(), Fault(f'"{match.group()[:80]}" is not an e-mail address', "one dot is meant", right)


def _wrong_web(url: str) -> Fault | None:
    """The fault of a web address, None if it may work."""
    if doubled := _DOUBLED.match(url):
        scheme = "https" if doubled.group().lower().rstrip(":/").endswith("s") else "http"
        return Fault("the address begins twice", "write https:// once", f"{scheme}://{url[doubled.end() :]}")
    if not url.lower().startswith(("http://", "https://")) or url[url.index("//") :].startswith(("///", "//:")):
        begun = _SCHEME.match(url)
        rest = url[begun.end() :].lstrip(":/\\") if begun else ""
        scheme = "http" if begun and begun.group().lower().startswith("http:") else "https"
        shown = begun.group() if begun else url[:8]
        return Fault(
            f'the address begins with "{shown}"', "write https:// before the name", f"{scheme}://{rest}" if rest else ""
        )
    parts = split(url)
    if parts is None:
        return Fault("the address cannot be read", "copy it again from the address bar of your browser")
    return _wrong_host(url, parts) or _wrong_end(url)


def _wrong_host(url: str, parts: SplitResult) -> Fault | None:
    """The fault in the name of the site, None if the name may exist."""
    place, host = parts.netloc, unquote(parts.hostname or "")
    if "@" in place:
        return Fault("the address holds an e-mail address or a password", "write mailto: for an e-mail address")
    plain = unicodedata.normalize("NFKC", host)
    if plain != unicodedata.normalize("NFC", host):  # ①.example
        return Fault(f'browsers read "{host}" as "{plain}"', f"write {plain}", url.replace(host, plain, 1))
    if not host:
        return Fault("the address names no site", "write it in full, from https:// on")
    if "[" in place:  # pages and mails would show it in another form than the release
        return Fault(f'"{place[:80]}" is a number in brackets, not the name of a site', "write the name of the site")
    if is_number(host) or "." not in host.rstrip("."):
        return None  # a matter for `why_private`: the form has no fault
    labels = host.split(".")
    clean = place.strip().replace("%20", "").replace(" ", "").replace(",", ".").strip(".")
    while ".." in clean:
        clean = clean.replace("..", ".")
    corrected = urlunsplit(parts._replace(netloc=clean)) if clean != place else ""
    if any(character.isspace() or character in "<>\"'’“”*()" for character in host):
        return Fault(f'the name "{host}" holds a space or a mark', "correct the name of the site", corrected)
    if not all(_LABEL.fullmatch(label) for label in labels) and not all(map(_may_be_label, labels)):
        return Fault(f'"{host}" cannot be the name of a site', "correct it", corrected)
    if (labels[0] in ("www", "ww", "wwww") and len(labels) == 2) or labels[-1].isdigit():
        return Fault(f'"{host}" has no ending such as .org', "write the whole name of the site")
    if labels[-1] in WORDING["mistyped_ends"]:
        return Fault(f'no site ends in ".{labels[-1]}"', "correct the ending of its name")
    if labels[:2] == ["www", "www"]:
        return Fault("the name begins with www. twice", "write it once", url.replace("www.", "", 1))
    return None


def _may_be_label(label: str) -> bool:
    """Whether a part of a host between dots is well formed; underscores at its ends are allowed."""
    return bool(_LABEL.fullmatch(label.strip("_"))) and not label.startswith("-")


def is_number(host: str) -> bool:
    """Whether a host is a numeric network address, not a name."""
    if ":" not in host and not host.strip("[]")[-1:].isdigit():
        return False
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _wrong_end(url: str) -> Fault | None:
    """The fault of an address with spaces in it, or with a sentence's punctuation at its end."""
    end = url
    while end and (end.endswith("%20") or (end[-1] in _TRAIL and not _is_part_of_address(end))):
        end = end.removesuffix("%20") if end.endswith("%20") else end[:-1]
    if end != url:
        mark = url[len(end) :].replace("%20", " ")
        what = f'"{mark.strip()}"' if mark.strip() else "a space"
        return Fault(f"the address ends in {what}, which belongs to the sentence", "leave it out of the link", end)
    if any(character.isspace() for character in url):
        return Fault("there is a space in the address", "write %20 for it, or delete it", "%20".join(url.split()))
    return None


def _is_part_of_address(url: str) -> bool:
    """Whether the punctuation mark at the end of an address belongs to it, as a closing bracket may."""
    last = url[-1]
    if last in ")]}":
        opening = {")": "(", "]": "[", "}": "{"}[last]
        return url.count(last) <= url.count(opening)
    if last == ".":
        return _ENDS_SHORT.search(url) is not None or (url.endswith("..") and "?" in url)  # the end of a code
    return last in "*':" and "?" in url


# --- its visible text ---------------------------------------------------------------------------------------

_SEEN = pattern(
    r"\s*(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|mil|info|int|io|co|eu|uk|us|ca"
    r"|au|de|fr|es|ch|at|it|nl|nz|ie|mx|tv|news|example))(?=[/?#:\s]|\Z)[^\s]*\s*",
    re.IGNORECASE,
)


def seen_host(text: str) -> str:
    """The host of a link whose visible text is an address; "" if the text is plain words."""
    match = _SEEN.fullmatch(text) if "." in text else None
    return match["host"].lower() if match else ""


def same_site(one: str, other: str) -> bool:
    """Whether two hosts belong to one site: they are equal except for www, or one is a subdomain of the other."""
    one, other = bare_host(one), bare_host(other)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
