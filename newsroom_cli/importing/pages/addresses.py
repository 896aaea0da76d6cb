"""Addresses of links: made absolute, without tracking, and empty if they lead nowhere."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

from newsroom_cli.language.links import link_targets
from newsroom_cli.model.patterns import pattern

_KEPT = {"http", "https", "mailto", "tel"}
_ARCHIVE = pattern(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)(.*)")
_LENGTH = 2000


def absolute(address: str, base: str = "") -> str:
    """The absolute address of a link, without tracking; empty if it leads nowhere outside its page.

    `base` is the address of the page; without it, relative addresses become empty. So do all addresses other than web,
    mail and telephone addresses.
    """
    address = _BLANK.sub("", address).strip()
    if not address or address[0] == "#" or len(address) > _LENGTH:
        return ""
    try:
        if not urlsplit(address).scheme.lower():
            if not base:
                return ""
            address = urljoin(base, address)
        return _unwrapped_target(address, depth=0)
    except ValueError:  # for example, a host with an unmatched bracket
        return ""


_BLANK = pattern("[\x00-\x1f\x7f-\x9f\u200b\ufeff]")


def _unwrapped_target(address: str, *, depth: int) -> str:
    """The address inside archives and click trackers, without tracking; empty for other schemes."""
    if archived := _ARCHIVE.fullmatch(address):
        address = archived[1].replace(":/", "://", 1) if "://" not in archived[1][:8] else archived[1]
    parts = urlsplit(address)
    if parts.scheme in ("mailto", "tel"):
        return urlunsplit(parts._replace(query="", fragment="")) if parts.path.strip("/") else ""
    if parts.scheme not in _KEPT or not parts.hostname:
        return ""
    wrapped = link_targets.wrapper_and_target(address) if depth < 3 else None
    if wrapped and wrapped[1]:
        return _unwrapped_target(wrapped[1], depth=depth + 1)
    return urlunsplit(
        parts._replace(query=_query_without_tracking(parts.query), fragment=_fragment_without_tracking(parts.fragment))
    )


def _query_without_tracking(query: str) -> str:
    """The query without parameters that track readers; unchanged if it has none."""
    if not query:
        return ""
    remaining = [
        parameter
        for parameter in query.split("&")
        # A parameter may be an unescaped address with a query of its own.
        if not link_targets.is_tracking(parameter.partition("=")[0].rpartition("?")[2])
    ]
    return "&".join(remaining)


def _fragment_without_tracking(fragment: str) -> str:
    """The fragment without parameters that track readers."""
    if fragment.startswith(("xtor=", ":~:", ".")) or link_targets.is_tracking(fragment.partition("=")[0]):
        return ""
    route, mark, query = fragment.partition("?")  # single-page sites have their routes in fragments
    remaining = _query_without_tracking(query)
    return fragment if remaining == query else f"{route}{mark}{remaining}" if remaining else route


_PRINTED = pattern(
    r"(?:https?://|www\.)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?::\d{2,5})?(?:[/?#][^\s<>\"…]{0,300})?"
)


def printed_address(words: str) -> str:
    """The address that is the whole text of a link; empty for other texts and for shortened addresses."""
    words = words.strip().rstrip(".,;:") if not words.rstrip().endswith("..") else ""
    if not _PRINTED.fullmatch(words):
        return ""
    printed = absolute(words if "://" in words else f"https://{words}")
    return "" if link_targets.hides_target(printed) else printed


def is_pixel(address: str, width: str | None, height: str | None) -> bool:
    """Whether a picture is a tracking pixel or an ornament of the page."""
    return (
        _is_tiny(width)
        or _is_tiny(height)
        or _PIXEL.search(address) is not None
        or _ORNAMENT.search(address) is not None
    )


_PIXEL = pattern(
    r"/(?:pixel|spacer|blank|clear|transparent|1x1|open|track)\.(?:gif|png)|/(?:wf/open|track/open|e2t/o)\b|[?&]open="
)


# File names of ornaments: a magnifying glass, an arrow, a flag that chooses a language.
_ORNAMENT = pattern(
    r"(?:^|[/_-])(?:icons?|lupe|sprites?|bullet|arrow|pfeil|print|loading|spinner|flag|deutsch|english|uk|en|de|fr"
    r"|es)\.(?:png|gif|svg)(?:$|[?#])"
)


def _is_tiny(size: str | None) -> bool:
    return size is not None and (bare := size.strip().removesuffix("px")).isdecimal() and int(bare[:6]) <= 2
