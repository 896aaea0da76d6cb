"""PI: private details of people in a release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.people import private_details
from newsroom_cli.rules.registry import ERROR, INFO, OFF, WARNING, Hit, rule
from newsroom_cli.rules.triggers import shapes, substrings, words


@rule("PI001", "social-security-number", severity=ERROR, looks_for=substrings("SSN", "ocial") | shapes("-00-0000"))
def social_security_number(document: Document) -> Iterator[Hit]:
    """Report numbers that look like a Social Security number."""
    text = document.release.body.value
    inside = private_details.mentions_social_security(text) or any(
        True for _ in private_details.social_security_numbers(text)
    )
    for passage in document.passages if inside else document.captions:
        for detail in private_details.social_security_numbers(passage.text):
            message = "this looks like a Social Security number"
            yield Hit(passage.place(detail.start, detail.end), message, "delete it; a release never needs one")


@rule("PI002", "card-number", severity=ERROR, looks_for=shapes("00000000", "0000 0000", "0000-0000"))
def card_number(document: Document) -> Iterator[Hit]:
    """Report numbers that look like a payment card's."""
    inside = any(True for _ in private_details.card_numbers(document.release.body.value))
    for passage in document.passages if inside else document.captions:
        for detail in private_details.card_numbers(passage.text):
            message = f"this looks like the number of a card ({detail.who}): its check digit is right"
            yield Hit(passage.place(detail.start, detail.end), message, "delete it")


@rule("PI003", "date-of-birth", severity=WARNING, looks_for=substrings(*private_details.OF_BIRTHS))
def date_of_birth(document: Document) -> Iterator[Hit]:
    """Report full dates of birth."""
    issued = document.issue_date
    for passage in document.passages:
        for detail, labelled in private_details.birthdays(passage.text):
            age = private_details.age_in(detail.number, issued) if detail.number else None
            if not labelled and age is not None and age > _LIFE:
                continue
            message = "this is somebody's full date of birth"
            help = "delete it; the age or the year is enough for readers"
            yield Hit(passage.place(detail.start, detail.end), message, help)


_LIFE = 90  # years; people born earlier are historical


_LIVING = words(*"live lives lived living reside resides resided residing home house residence apartment".split())
_RESIDENT = words("resident", "residents") | shapes(", of 0")


@rule(
    "PI004",
    "home-address",
    severity=WARNING,
    language="en",
    looks_for=shapes(" at 0") & _LIVING | shapes(" of 0") & _RESIDENT,
)
def home_address(document: Document) -> Iterator[Hit]:
    """Report street addresses of people's homes."""
    if next(private_details.homes(document.release.body.value), None) is None:
        return
    for passage in document.passages:
        for detail in private_details.homes(passage.text):
            written = passage.text[detail.start : detail.end]
            message = f'"{written}" is said to be where somebody lives'
            help = "name the town or the street without the number"
            yield Hit(passage.place(detail.start, detail.end), message, help)


@rule("PI005", "minor-named", severity=WARNING)
def minor_named(document: Document) -> Iterator[Hit]:
    """Report people under 18 whose name and age the text gives."""
    settled = {*document.config.vocabulary.accepted, *(person.name for person in document.config.people)}
    in_body = private_details.may_name_minors(document.release.body.value)
    for passage in document.passages if in_body else document.captions:
        for detail in private_details.minors(passage.text, document.language):
            if detail.who not in settled:
                settled.add(detail.who)  # each is reported once
                message = f"{detail.who} is named as a child of {detail.number}"
                consent = "<!-- newsroom: ignore[PI005] parents agreed -->"
                help = f"leave out the name, or suppress this with the consent: {consent}"
                yield Hit(passage.place(detail.start, detail.end), message, help)


@rule("PI006", "personal-mailbox", severity=INFO)
def personal_mailbox(document: Document) -> Iterator[Hit]:
    """Report mailboxes at providers for private use, such as Gmail."""
    help = "give an address under the name of the office, which somebody reads when the person is away"
    reported = set()
    for contact in document.release.contacts:
        if (
            contact.email
            and private_details.is_personal(contact.email.value)
            and not _is_of_the_issuer(document, contact.email.value)
        ):
            reported.add(contact.email.value.lower())
            yield Hit(contact.email.span, f"{contact.email.value} is at a provider of private mailboxes", help)
    if "@" in document.release.body.value:
        for passage in document.passages:
            for detail in private_details.personal_mailboxes(passage.text):
                written = passage.text[detail.start : detail.end]
                if written.lower() not in reported and not _is_of_the_issuer(document, written):
                    reported.add(written.lower())
                    place = passage.place(detail.start, detail.end)
                    yield Hit(place, f"{written} is at a provider of private mailboxes", help)


def _is_of_the_issuer(document: Document, address: str) -> bool:
    """Whether a mailbox has the acronym of an organisation that the release names: HarVOC of harvoc@gmail.com."""
    local = address.partition("@")[0]
    named = re.finditer(rf"(?<![\w.@-]){re.escape(local)}(?![\w@-])", document.release.text, re.IGNORECASE)
    return any(sum(map(str.isupper, name.group())) > 1 for name in named)


@rule("PI007", "mobile-number", severity=INFO, styles=OFF)
def mobile_number(document: Document) -> Iterator[Hit]:
    """Report mobile telephone numbers."""
    help = "give the number of the desk, unless the person agreed"
    for passage in document.passages:
        for detail in private_details.mobile_numbers(passage.text):
            yield Hit(passage.place(detail.start, detail.end), "this is the number of somebody's mobile", help)
