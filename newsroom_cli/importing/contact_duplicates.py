"""One contact for each that a release prints twice, such as at its top and at its end."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.contact_blocks import PrintedContact


def without_duplicates(contacts: Sequence[PrintedContact]) -> list[PrintedContact]:
    """The contacts, with those merged that have the same name or address."""
    merged: list[PrintedContact] = []
    for contact in contacts:
        for index, earlier in enumerate(merged):
            if (contact.email and contact.email == earlier.email) or (contact.name and contact.name == earlier.name):
                merged[index] = PrintedContact(*(one or other for one, other in zip(earlier, contact, strict=True)))
                break
        else:
            merged.append(contact)
    return merged
