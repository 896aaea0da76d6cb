"""The head of a mail: its headers in order, identifiers independent of the clock, and a check of the final bytes.

The standard library folds some headers wrongly; docs/decisions/email.md lists the faults that this module avoids.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import hashlib
import re
import textwrap
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import with_offset
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.mail import headers

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

_SUBJECT_LIMIT = 250  # characters; no client shows more
_NAME_LIMIT = 200
_UNFOLDED = (
    *("list-id", "list-unsubscribe", "list-unsubscribe-post", "content-language"),
    *("message-id", "in-reply-to", "references"),
)


def headers_of(edition: Edition, config: Config, *, subject: str) -> dict[str, Any]:
    """The headers of a mail, in order. Raises NewsroomError if the configured address is invalid.

    The sender is also the addressee: recipients belong in Bcc, or in the To of a copy for each.
    """
    sender = _mailbox(config.email.sender or config.name, config.email.address or _default_address(config))
    fields = {"From": sender, "To": sender, "Subject": _shortened(subject, _SUBJECT_LIMIT)}
    sent = edition.advance.date if edition.advance else edition.updated  # spam filters distrust a mail from the future
    if sent.year >= 1970:
        fields["Date"] = with_offset(sent)
    fields["Message-ID"] = _message_id(edition, edition.updated, sender.domain)
    if edition.notices:
        first = _message_id(edition, edition.published, sender.domain)
        fields |= {"In-Reply-To": first, "References": first}
    if language_tags.is_tag(edition.language):
        fields["Content-Language"] = edition.language
    return fields | _list_headers(config, sender.domain)


def _message_id(edition: Edition, moment: dt.datetime, domain: str) -> str:
    """The Message-ID of a mail with the version of a release at a moment."""
    copy = (edition.advance.outlet, edition.advance.date.isoformat()) if edition.advance else ()
    return f"<{digest(edition.id or edition.slug, moment.isoformat(), *copy)}@{domain}>"


def _list_headers(config: Config, domain: str) -> dict[str, str]:
    """The headers with which mail programs offer to unsubscribe; one click needs a web address (RFC 8058)."""
    unsubscribe = headers.target(config.email.unsubscribe)
    if not unsubscribe or len(unsubscribe) > 900:  # no line of a mail may be longer than 998
        return {}
    fields = {"List-Id": f"<releases.{domain}>", "List-Unsubscribe": f"<{unsubscribe}>"}
    if unsubscribe.startswith("https:"):
        fields["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return fields


def _mailbox(name: str, address: str) -> Address:
    """A name with an e-mail address as a header has them. Raises NewsroomError if the address is invalid."""
    from email.headerregistry import Address

    local, domain = headers.mailbox(address)
    if not domain:
        before = address.rpartition("@")[0]
        reason = "" if before.isascii() else "; many servers refuse letters such as é before the @"
        raise NewsroomError(
            f'"{_shortened(address, 80)}" is not an e-mail address{reason}',
            hint='write address = "press@city.example" under [email] in newsroom.toml',
        )
    return Address(_shortened(name, _NAME_LIMIT), local, domain)


def _default_address(config: Config) -> str:
    """An address at the site's own host, for a newsroom without configured address."""
    host = headers.host(urlsplit(config.url).hostname or "").removeprefix("www.")
    return f"newsroom@{host or 'newsroom.invalid'}"


def _shortened(value: str, limit: int) -> str:
    text = headers.header_text(value)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def digest(*parts: str) -> str:
    """A digest of some texts: 32 hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


@functools.cache
def policy() -> Any:
    """The policy of our mails: CRLF and short lines; we encode texts ourselves and never fold or encode addresses."""
    from email.headerregistry import HeaderRegistry, UniqueAddressHeader, UniqueUnstructuredHeader, UnstructuredHeader
    from email.policy import SMTP

    class Text(UniqueUnstructuredHeader):
        def fold(self: Any, *, policy: Any) -> str:
            return f"{self.name}: {encoded(str(self))}{policy.linesep}"

    class Mailboxes(UniqueAddressHeader):
        def fold(self: Any, *, policy: Any) -> str:
            written = (f"{_phrase(address.display_name)}<{address.addr_spec}>" for address in self.addresses)
            return f"{self.name}: {f',{policy.linesep} '.join(written)}{policy.linesep}"

    class Unfolded(UnstructuredHeader):
        def fold(self: Any, *, policy: Any) -> str:
            return f"{self.name}: {self}{policy.linesep}"

    registry: Any = HeaderRegistry()
    registry.map_to_type("subject", Text)
    for name in ("from", "to"):
        registry.map_to_type(name, Mailboxes)
    for name in _UNFOLDED:
        registry.map_to_type(name, Unfolded)
    return SMTP.clone(max_line_length=76, header_factory=registry)


def encoded(text: str) -> str:
    """Header text as ASCII, folded: unchanged if possible, else as encoded words of RFC 2047.

    Lines leave space for a header name of ten characters.
    """
    if text.isascii() and max(map(len, text.split(" "))) <= 60:
        return "\r\n ".join(textwrap.wrap(text, 66, break_long_words=False, break_on_hyphens=False))
    return _encoded_words(text)


def _encoded_words(text: str) -> str:
    """Text as encoded words of RFC 2047 in Base64, one on each line."""
    chunks = [""]
    for character in text:
        if len((chunks[-1] + character).encode()) > 39:  # 52 letters of Base64, 64 in an encoded word
            chunks.append("")
        chunks[-1] += character
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(chunk.encode()).decode()}?=" for chunk in chunks)


def _phrase(name: str) -> str:
    """A name as it precedes an address: as it is, in quotation marks, or encoded."""
    if not name:
        return ""
    if not name.isascii() or len(name) > 60:
        return _encoded_words(name) + "\r\n "
    if re.fullmatch(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+", name):
        return name + " "
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" '


def verify(raw: bytes, built: EmailMessage, *, path: str) -> None:
    """Raise NewsroomError unless the parsed bytes have the same headers as the message `built`."""
    from email.header import decode_header, make_header
    from email.parser import BytesHeaderParser
    from email.utils import parseaddr

    parsed = BytesHeaderParser().parsebytes(raw)
    head = raw.partition(b"\r\n\r\n")[0]
    subject = re.sub(r"\r?\n(?=[ \t])", "", parsed["Subject"])
    is_same = parsed.keys() == built.keys() and str(make_header(decode_header(subject))) == built["Subject"]
    for name in ("From", "To"):
        is_same = is_same and parseaddr(parsed[name])[1] == built[name].addresses[0].addr_spec
    if not is_same or not head.isascii() or max(map(len, head.split(b"\r\n"))) > 998:
        raise NewsroomError(
            "the headers of this e-mail do not read back as they were written",
            path=path,
            hint="look for unusual characters in the headline and in the sender's name",
        )
