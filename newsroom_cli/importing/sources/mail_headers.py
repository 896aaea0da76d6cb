"""Mail as it arrives, parsed: a header that the standard library trips over stays as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from email.message import EmailMessage


_LONGEST = 4000  # characters of a header; the standard library takes as long as their square to parse it


def parsed(data: bytes) -> EmailMessage:
    """The parts of a mail. Raises RecursionError where they are nested without end."""
    import email
    from email.policy import EmailPolicy

    class Lenient(EmailPolicy):
        """Foreign headers, such as a parameter without a value, raise errors of many kinds in the usual policy."""

        def header_fetch_parse(self, name: str, value: str) -> Any:
            if len(value) > _LONGEST and name.lower() != "subject":
                return " ".join(value.split())
            try:
                return super().header_fetch_parse(name, value)
            except Exception:  # whatever the parser of headers makes of it
                return " ".join(value.split())

    policy: Any = Lenient(raise_on_defect=False)
    return cast("EmailMessage", email.message_from_bytes(data, policy=policy))
