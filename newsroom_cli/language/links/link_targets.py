"""Where a linked address really leads: private hosts, click counters, mail filters, tracking parameters."""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlunsplit

from newsroom_cli.language.links.addresses import host_of, is_number, split
from newsroom_cli.model.patterns import pattern

_PRIVATE_ENDS = (".local", ".localhost", ".internal", ".intranet", ".intra", ".corp", ".lan", ".home", ".private")
_DRIVE = pattern(r"[A-Za-z]:[\\/]")


@functools.lru_cache(maxsize=512)
def why_private(url: str, hosts: tuple[str, ...] = ()) -> str:
    """The reason why nobody outside the office can open an address; "" for a public address. `hosts` are internal
    hosts.
    """
    lower = url.strip().lower()
    if lower.startswith("file:") or _DRIVE.match(lower) or lower.startswith("\\\\"):
        return "it is a file on somebody's computer"
    if not lower.startswith(("http://", "https://", "//")):
        return ""
    host = host_of(lower)
    if host in ("localhost", "::1") or host.endswith(".localhost"):
        return "it leads to the reader's own computer"
    if host and any(host == name or host.endswith(f".{name}") for name in hosts):
        return f"{host} is only open to the house"
    if is_number(host):
        number = ipaddress.ip_address(host)
        return "its number is one of a private network" if number.is_private or number.is_loopback else ""
    if host and ("." not in host or host.endswith(_PRIVATE_ENDS)):
        return f'"{host}" is a name of an internal network'
    return next((why for part, why in _WORKSHOPS if part in lower), "")


_WORKSHOPS = (
    ("/wp-admin/", "it opens the workshop of the site, which asks for a password"),
    ("preview=true", "it shows a preview, which only the house can open"),
    ("mail.google.com/", "it opens somebody's mailbox"),
    ("outlook.office.com/mail", "it opens somebody's mailbox"),
    ("outlook.office365.com/mail", "it opens somebody's mailbox"),
)


# Parameters that identify the mail or advertisement through which a reader came.
_CAMPAIGN = pattern(
    r"(?:utm_.*|hsa_\w+|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|sfmc_\w+|vero_\w+|oly_\w+|trk\w*|fb_action_\w+|fb_source"
    r"|hsctatracking|_ga|_gl|s_cid|s_kwcid|ef_id|elqtrack(?:id)?|elqaid|elqat|elqcampaignid|elq|ceid|emci"
    r"|emdi|_openstat"
    r"|rb_clickid|spm|cmpid|mbid|ncid|ref_src|ref_url|guccounter|srsltid|bbeml|sc_campaign|dm_i|ito|soc_src|soc_trk)"
)
# Parameters that identify the reader who opened a mail or saw a page.
_PERSONAL = frozenset(
    (
        "fbclid gclid dclid gclsrc gbraid wbraid msclkid twclid ttclid li_fat_id igshid igsh yclid mc_eid mc_cid "
        "mkt_tok _hsenc _hsmi __hstc __hssc __hsfp _hssc _hstc _hsfp vero_id oly_enc_id oly_anon_id wickedid "
        "trk_contact ml_subscriber ml_subscriber_hash ck_subscriber_id"
    ).split()
)


def is_tracking(name: str) -> bool:
    """Whether a parameter of an address tracks readers."""
    name = unquote(name).lower()
    return name in _PERSONAL or _CAMPAIGN.fullmatch(name) is not None


def tracking_parameters(url: str) -> tuple[list[str], bool]:
    """The parameters of an address that only track readers, and whether one of them identifies a single person."""
    if "?" not in url:
        return [], False
    parts = split(url)
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)] if parts else []
    tracking = [name for name in names if is_tracking(name)]
    return tracking, any(name.lower() in _PERSONAL for name in tracking)


def without_parameters(url: str, parameters: Collection[str]) -> str:
    """An address without the given parameters; the other parameters stay byte for byte."""
    parts = split(url)
    if parts is None:
        return url
    remaining = [part for part in parts.query.split("&") if unquote(part.partition("=")[0]) not in parameters]
    return urlunsplit(parts._replace(query="&".join(remaining)))


def _by_parameter(name: str) -> Callable[[SplitResult], str]:
    """A function that reads the target of a link wrapper from a query parameter."""

    def target(parts: SplitResult) -> str:
        """The value of the parameter, "" without one."""
        return next(iter(parse_qs(parts.query).get(name, ())), "")

    return target


def _proofpoint(parts: SplitResult) -> str:
    """The target inside an address of Proofpoint's second version."""
    return unquote(_by_parameter("u")(parts).replace("-", "%").replace("_", "/"))


def _proofpoint_three(parts: SplitResult) -> str:
    """The target inside an address of Proofpoint's third version; "" if it is encoded."""
    inside = _THREE.match(parts.geturl())
    if inside is None or "*" in inside[1]:
        return ""  # each star stands for a character that is encoded at the end of the address
    scheme, colon, rest = inside[1].partition(":")
    return f"{scheme}://{rest.lstrip('/')}" if colon else ""


_THREE = pattern(r"(?:(?!/v3/__).)*+/v3/__(.+?)__;")


def _google(parts: SplitResult) -> str:
    """The target inside a redirection of Google."""
    return _by_parameter("q")(parts) or _by_parameter("url")(parts)


# Wrappers that mail programs, wires and search engines put around an address, by end of host and start of path.
_WRAPPERS: tuple[tuple[str, str, str, Callable[[SplitResult], str]], ...] = (
    ("safelinks.protection.outlook.com", "/", "Outlook's check of links", _by_parameter("url")),
    ("urldefense.proofpoint.com", "/v", "a mail filter", _proofpoint),
    ("urldefense.com", "/v3/", "a mail filter", _proofpoint_three),
    ("urldefense.us", "/v3/", "a mail filter", _proofpoint_three),
    ("linkprotect.cudasvc.com", "/url", "a mail filter", _by_parameter("a")),
    ("clicktime.symantec.com", "/", "a mail filter", _by_parameter("u")),
    ("protect2.fireeye.com", "/", "a mail filter", _by_parameter("u")),
    ("protect.checkpoint.com", "/", "a mail filter", _by_parameter("u")),
    ("mimecast.com", "/s/", "a mail filter", _by_parameter("u")),
    ("google.com", "/url", "a list of search results", _google),
    ("facebook.com", "/l.php", "Facebook", _by_parameter("u")),
    ("l.instagram.com", "/", "Instagram", _by_parameter("u")),
    ("linkedin.com", "/redir/redirect", "LinkedIn", _by_parameter("url")),
    ("youtube.com", "/redirect", "YouTube", _by_parameter("q")),
    ("out.reddit.com", "/", "Reddit", _by_parameter("url")),
    ("slack-redir.net", "/link", "Slack", _by_parameter("url")),
    ("exit.sc", "/", "SoundCloud", _by_parameter("url")),
    ("c212.net", "/c/link", "a wire's count of clicks", _by_parameter("u")),
    ("globenewswire.com", "/tracker", "a wire's count of clicks", lambda parts: ""),
    ("cts.businesswire.com", "/ct/", "a wire's count of clicks", _by_parameter("url")),
    ("list-manage.com", "/track/", "a mailing's count of clicks", lambda parts: ""),
    ("sendgrid.net", "/", "a mailing's count of clicks", lambda parts: ""),
    ("rs6.net", "/", "a mailing's count of clicks", lambda parts: ""),
    ("mailchi.mp", "/track", "a mailing's count of clicks", lambda parts: ""),
    ("hubspotlinks.com", "/", "a mailing's count of clicks", lambda parts: ""),
    ("mandrillapp.com", "/", "a mailing's count of clicks", lambda parts: ""),
    ("constantcontact.com", "/rs", "a mailing's count of clicks", lambda parts: ""),
    ("lnks.gd", "/", "a mailing's count of clicks", lambda parts: ""),
    ("links.govdelivery.com", "/", "a mailing's count of clicks", _by_parameter("url")),
)
_ENDS = tuple(end for end, _, _, _ in _WRAPPERS)


def wrapper_and_target(url: str) -> tuple[str, str] | None:
    """The service that wraps an address to count or filter clicks, and the wrapped address ("" if unreadable).

    None if the address is not wrapped.
    """
    parts = split(url) if "//" in url else None
    host = (parts.hostname or "") if parts else ""
    if not host.endswith(_ENDS):
        return None
    for end, path, who, target in _WRAPPERS:
        if parts and (host == end or host.endswith(f".{end}")) and (parts.path or "/").lower().startswith(path):
            inside = target(parts)
            return who, inside if inside.lower().startswith(("http://", "https://")) else ""
    return None


# Parts of hosts that usually count clicks: reason enough not to print the address, but not to report it.
_COUNTERS = (".click.", ".clicks.", ".track.", ".tracking.", ".email.mg.")


def hides_target(url: str) -> bool:
    """Whether an address belongs to a click counter whose addresses do not contain their target."""
    inside, parts = wrapper_and_target(url), split(url)
    host = f".{(parts.hostname or '') if parts else ''}"
    return not inside[1] if inside else any(counter in host for counter in _COUNTERS)


def unwrapped(url: str) -> str:
    """The address inside all wrappers of an address; "" if it is unreadable."""
    for _ in range(_LAYERS):
        inside = wrapper_and_target(url)
        if inside is None:
            return url
        url = inside[1]
    return ""


_LAYERS = 4
