"""CT: contacts for reporters."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from newsroom_cli.language.document import Document
from newsroom_cli.language.wording import placeholders
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import kind_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span, text_of
from newsroom_cli.rules import keys
from newsroom_cli.rules.registry import ERROR, INFO, OFF, WARNING, Hit, rule


@rule("CT001", "nobody-to-call", severity=ERROR)
def nobody_to_call(document: Document) -> Iterator[Hit]:
    """Report a release for which nobody can be called: no contact has a telephone number or an address."""
    if (
        "contact" not in kind_of(document.release, document.config).requires
        or keys.unread_fields(document) & _CONTACT_FIELDS
    ):
        return
    if document.release.contacts:
        if not any(contact.phone or contact.email for contact in document.release.contacts):
            first = document.release.contacts[0]
            name = f" {first.name.value}" if first.name else ""
            yield Hit(first.span, f"the contact{name} has neither phone nor email", "add phone or email to it")
        return
    office = document.office
    if document.release.office and office and not any(contact.phone or contact.email for contact in office.contacts):
        add = f"[[offices.{document.office_key}.contacts]] to newsroom.toml, or [[contacts]] to the release"
        message = (
            f'neither the release nor its office "{document.release.office.value}" names a contact with phone or email'
        )
        yield Hit(document.release.office.span, message, f"add {add}")
    elif document.release.office and next(
        placeholders.placeholders(document.release.office.value, document.release.office.value), None
    ):
        help = "write the office, whose contacts then count, or add [[contacts]] with name and phone or email"
        yield Hit(document.release.office.span, "the release names nobody whom reporters may call", help)
    elif not document.release.office and "office" not in keys.unread_fields(document):
        help = "add [[contacts]] with name and phone or email, or the office, whose contacts then count"
        yield Hit(document.release.opening, "the release names nobody whom reporters may call", help)


_CONTACT_FIELDS = frozenset(("contacts", "contacts.phone", "contacts.email"))


@rule("CT002", "contact-without-phone-and-email", severity=WARNING)
def contact_without_phone_and_email(document: Document) -> Iterator[Hit]:
    """Report a contact without telephone number and e-mail address."""
    if keys.unread_fields(document) & _CONTACT_FIELDS:
        return
    reachable = any(contact.phone or contact.email for contact in document.release.contacts)
    if not reachable and "contact" in kind_of(document.release, document.config).requires:
        return  # CT001 reports that nobody can be reached
    for contact in document.release.contacts:
        if not (contact.phone or contact.email):
            name = f" {contact.name.value}" if contact.name else ""
            yield Hit(contact.span, f"the contact{name} has neither phone nor email", "add one of them, or delete it")


@rule("CT007", "boilerplate-missing", severity=INFO, styles=OFF)
def boilerplate_missing(document: Document) -> Iterator[Hit]:
    """Report a release with boilerplate neither in its body nor at its office."""
    office = document.office
    if office is None or document.release.office is None or office.boilerplate:
        return
    if not any(_ABOUT.match(block.text) for block in document.prose[-_LAST:]):
        message = f'neither the release nor its office "{document.release.office.value}" says who issues it'
        help = f'add boilerplate = "..." under [offices.{document.office_key}] in newsroom.toml'
        yield Hit(document.release.office.span, message, help)


_LAST = 12  # blocks at the end that may contain the boilerplate
_ABOUT = pattern(
    r"\W*(?:About|ABOUT|Who we are|Acerca de|Sobre|À propos|A propos|Über|Informazioni su"
    r"|Over)\s(?!\d)(?=\S)|\W*(?:Boilerplate|Who [Ww]e [Aa]re)\W*\Z"
)


class Way(NamedTuple):
    """A phone number or e-mail address, with the name of its contact and the span to report.

    `where` is the end of a help text that names the place to correct; empty if that is the span.
    """

    words: str
    name: str
    span: Span
    where: str


def ways(document: Document, key: str) -> Iterator[Way]:
    """Yield the phones or emails (`key`) of the release's contacts; without contacts, those of its office."""
    for contact in document.release.contacts:
        if field := getattr(contact, key):
            yield Way(field.value, text_of(contact.name), field.span, "")
    if document.release.office and not document.release.contacts:
        for known in document.config.contacts_of(document.release.office.value):
            if words := getattr(known, key):
                where = f"; in newsroom.toml, [[offices.{document.office_key}.contacts]]"
                yield Way(words, known.name, document.release.office.span, where)


@rule("CT003", "bad-email-address", severity=ERROR, yields_to=("PH001",))
def bad_email_address(document: Document) -> Iterator[Hit]:
    """Report a contact's e-mail address that cannot work."""
    for words, _, span, where in ways(document, "email"):
        if fault := _fault(words, rehearsal=is_rehearsal(document.config)):
            yield Hit(span, f"{fault[0]}{' (a contact of the office)' if where else ''}", f"{fault[1]}{where}")


# Names that never lead anywhere (RFC 2606 and 6761): they are reserved for documents and tests.
_RESERVED_ENDS = (".example", ".test", ".invalid", ".localhost", ".example.com", ".example.net", ".example.org")


def is_rehearsal(config: Config) -> bool:
    """Whether the newsroom's own address is an example address; example addresses and numbers are then allowed."""
    return _is_example(config.url)


@functools.lru_cache(maxsize=8)
def _is_example(url: str) -> bool:
    """Whether a web address is reserved for examples."""
    return _is_reserved(urlsplit(url).hostname or "")


def _is_reserved(host: str) -> bool:
    """Whether a host name is reserved for examples."""
    return f".{host.lower().rstrip('.')}".endswith(_RESERVED_ENDS)


def _fault(address: str, *, rehearsal: bool) -> tuple[str, str] | None:
    """What is wrong with an e-mail address, and the remedy; None if nothing is. `rehearsal` allows examples."""
    if (why := _not_an_address(address)) is not None:
        return f'"{address}" is not an e-mail address: {why}', "write it like press@city.gov"
    domain = address.rpartition("@")[2]
    if not rehearsal and _is_reserved(domain):
        return f'"{address}" is an example: mail to {domain} reaches nobody', "write the real address"
    return None


# The characters of RFC 5322, and any letter or digit beyond ASCII (RFC 6531).
_LOCAL = pattern(r"""[^\x00-\x20\x7f()<>\[\]:;@\\,."]+""")
_NO_LABEL = r"\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x60\x7b-\x7f"  # forbidden in a label, as are outer hyphens
_LABEL = pattern(rf"[^-{_NO_LABEL}](?:[^{_NO_LABEL}]*[^-{_NO_LABEL}])?")


def _not_an_address(address: str) -> str | None:
    """The reason why a text is not an e-mail address, None if it is one."""
    local, at, domain = address.rpartition("@")
    if not at:
        return "it has no @"
    if address.lower().startswith("mailto:"):
        return "mailto: belongs to links"
    if any(character.isspace() or character in "<>,;" for character in address):
        return "it must be one address and nothing else"
    if "@" in local:
        return "it has more than one @"
    return _wrong_local(local) or _wrong_domain(domain)


def _wrong_local(local: str) -> str | None:
    """What is wrong with the part before the @, None if nothing is."""
    if not local:
        return "there is nothing before the @"
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return "there is a dot at the start or end of a part, or next to another dot"
    if len(local.encode()) > 64 or not all(_LOCAL.fullmatch(part) for part in local.split(".")):
        return f'"{local[:40]}" cannot come before the @'
    return None


def _wrong_domain(domain: str) -> str | None:
    """What is wrong with the part after the @, None if nothing is."""
    labels = domain.split(".")
    if not domain:
        return "there is nothing after the @"
    if "" in labels:
        return "there is a dot at the start or end of a part, or next to another dot"
    if len(labels) < 2 or labels[-1].isdigit() or len(labels[-1]) < 2:
        return f'"{domain[:40]}" has no ending such as .org'
    if len(domain) > 253 or not all(len(label) <= 63 and _LABEL.fullmatch(label) for label in labels):
        return f'"{domain[:40]}" cannot be the name of a computer'
    return None
