"""The one place that reads from the network: a page or file whose address a person typed into `newsroom import`."""

from __future__ import annotations

from typing import NamedTuple

from newsroom_cli.errors import NewsroomError

LARGEST = 20_000_000  # bytes
PATIENCE = 20  # seconds


class Fetched(NamedTuple):
    """What an address holds, and the address it was found at in the end."""

    data: bytes
    url: str
    type: str


def fetch(url: str) -> Fetched:
    """The file at a web address. Raises NewsroomError with the reason when there is none to be had."""
    import urllib.error
    import urllib.request

    request = urllib.request.Request(url, headers={"User-Agent": "newsroom import", "Accept": "text/html,*/*;q=0.8"})
    hint = "save the page from your browser and import that file"
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            data = answer.read(LARGEST + 1)
            found = Fetched(data, answer.geturl(), answer.headers.get("Content-Type", ""))
    except urllib.error.HTTPError as error:
        raise NewsroomError(f"the server answered {error.code} {error.reason}", path=url, hint=hint) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NewsroomError(f"the page cannot be reached: {reason}", path=url, hint=hint) from error
    if len(data) > LARGEST:
        raise NewsroomError(f"the page is larger than {LARGEST // 1_000_000} MB", path=url, hint=hint)
    return found
