"""Addresses of links: made absolute, freed of what tracks a reader, and refused where they lead nowhere."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from newsroom_cli.patterns import pattern

# Parameters that say through which mail or advertisement a reader came, and which reader.
_TRACKING = pattern(
    r"(?:utm_.*|hsa_\w+|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|sfmc_\w+|vero_\w+|oly_\w+|trk\w*|fb_action_\w+|fb_source"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|mkt_tok"
    r"|_hsenc|_hsmi|__hssc|__hstc|__hsfp|hsctatracking|_ga|_gl|s_cid|s_kwcid|ef_id|elqtrack(?:id)?|elqaid|elqat|elqcampaignid"
    r"|elq|ceid|emci|emdi|_openstat|wickedid|rb_clickid|spm|cmpid|mbid|ncid|ref_src|ref_url|guccounter|srsltid"
    r"|ml_subscriber|ml_subscriber_hash|bbeml|sc_campaign|ck_subscriber_id|dm_i|ito|soc_src|soc_trk)",
)

# Addresses that only pass a click on: where the true one stands in them. The path decides where a host does more.
_REDIRECTS = {
    "www.google.com/url": ("q", "url"),
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "www.linkedin.com/redir/redirect": ("url",),
    "www.youtube.com/redirect": ("q",),
    "out.reddit.com": ("url",),
    "slack-redir.net/link": ("url",),
    "exit.sc/": ("url",),
}
# Click trackers whose address hides the true one.
_HIDING = (
    "lnks.gd", "links.govdelivery.com", "list-manage.com", "click.", "clicks.", "track.", "tracking.", "r20.rs6.net",
    "sendgrid.net", "mailchi.mp/track", "hubspotlinks.com", "mandrillapp.com", "constantcontact.com/rs", "email.mg.",
)  # fmt: skip
_KEPT = {"http", "https", "mailto", "tel"}
_ARCHIVE = pattern(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)(.*)")
_DEFENCE = pattern(r"https://urldefense\.(?:com|us)/v3/__(.*?)__;.*")
_LENGTH = 2000


def absolute(address: str, base: str = "") -> str:
    """The address a link truly leads to, without tracking; empty where it leads nowhere outside its page.

    `base` is the address of the page it stands on. Relative addresses are lost without it, and so is everything but
    web, mail and telephone addresses.
    """
    address = _BLANK.sub("", address).strip()
    if not address or address[0] == "#" or len(address) > _LENGTH:
        return ""
    try:
        scheme = urlsplit(address).scheme.lower()
        if not scheme:
            if not base:
                return ""
            address = urljoin(base, address)
        return _direct(address, depth=0)
    except ValueError:  # such as a half-open bracket for a host
        return ""


_BLANK = pattern("[\x00-\x1f\x7f-\x9f\u200b\ufeff]")


def _direct(address: str, *, depth: int) -> str:
    if archived := _ARCHIVE.fullmatch(address):
        address = archived[1].replace(":/", "://", 1) if "://" not in archived[1][:8] else archived[1]
    parts = urlsplit(address)
    if parts.scheme in ("mailto", "tel"):
        return urlunsplit(parts._replace(query="", fragment="")) if parts.path.strip("/") else ""
    if parts.scheme not in _KEPT or not parts.hostname:
        return ""
    if depth < 3 and (true := _passed_on(address)):
        return _direct(true, depth=depth + 1)
    return urlunsplit(parts._replace(query=_query(parts.query), fragment=_fragment(parts.fragment)))


def _passed_on(address: str) -> str:
    """The address that a redirecting one carries with it."""
    if defended := _DEFENCE.fullmatch(address):
        return defended[1].replace(":/", "://", 1) if "://" not in defended[1] else defended[1]
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    names = _REDIRECTS.get(f"{host}{parts.path}") or (
        ("url",) if host.endswith(".safelinks.protection.outlook.com") else ()
    )
    if not names:
        return ""
    given = dict(parse_qsl(parts.query))
    found = next((given[name] for name in names if given.get(name)), "")
    return found if found.startswith(("http://", "https://")) else ""


def _query(query: str) -> str:
    """The query without tracking; byte for byte the same when there is none."""
    if not query:
        return ""
    kept = [each for each in query.split("&") if not _TRACKING.fullmatch(unquote(each.partition("=")[0]).lower())]
    return "&".join(kept)


def _fragment(fragment: str) -> str:
    if fragment.startswith(("xtor=", ":~:", ".")) or _TRACKING.match(fragment):
        return ""
    route, mark, query = fragment.partition("?")  # sites made of one page have their addresses here
    kept = _query(query)
    return fragment if kept == query else f"{route}{mark}{kept}" if kept else route


def hides(address: str) -> bool:
    """Whether an address is that of a click tracker that does not say where it leads."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    place = f"{(parts.hostname or '').lower()}{parts.path}"
    return any(place.startswith(each) or f".{each}" in f".{place}" for each in _HIDING)


_PRINTED = pattern(
    r"(?:https?://|www\.)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?::\d{2,5})?(?:[/?#][^\s<>\"…]{0,300})?"
)


def printed(words: str) -> str:
    """The address that the words of a link are, where they are nothing else; empty for one that is cut short."""
    words = words.strip().rstrip(".,;:") if not words.rstrip().endswith("..") else ""
    if not _PRINTED.fullmatch(words):
        return ""
    found = absolute(words if "://" in words else f"https://{words}")
    return "" if hides(found) else found


def is_pixel(address: str, width: str | None, height: str | None) -> bool:
    """Whether a picture is there to be loaded, not to be seen."""
    return _tiny(width) or _tiny(height) or _PIXEL.search(address) is not None or _ORNAMENT.search(address) is not None


_PIXEL = pattern(
    r"/(?:pixel|spacer|blank|clear|transparent|1x1|open|track)\.(?:gif|png)|/(?:wf/open|track/open|e2t/o)\b|[?&]open="
)


# Names of pictures that are part of a page's layout: a magnifying glass to click on, an arrow, a flag to choose a language.
_ORNAMENT = pattern(
    r"(?:^|[/_-])(?:icons?|lupe|sprites?|bullet|arrow|pfeil|print|loading|spinner|flag|deutsch|english|uk|en|de|fr|es)\.(?:png|gif|svg)(?:$|[?#])"
)


def _tiny(size: str | None) -> bool:
    return size is not None and (bare := size.strip().removesuffix("px")).isdecimal() and int(bare[:6]) <= 2
