"""LK: links, and the words that promise one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsroom_cli import markdown
from newsroom_cli.config import Config
from newsroom_cli.language import passages
from newsroom_cli.markdown import Block, Link
from newsroom_cli.model import Release, Span
from newsroom_cli.rules.registry import ERROR, Hit, rule

# --- LK001 ----------------------------------------------------------------------------------------------------

_LAST_WORDS = frozenset(
    "visit to see on click call email e-mail at via here visite visitez consulte consultez sur unter en aquí ici".split()
)
_GO = r"visit|go to|see|log on to|check out|click(?: on)?|call|e-?mail"
_FOUND = r"available|found|viewed|seen|read|watched|accessed|downloaded|purchased|obtained|ordered|streamed|posted|listed|located online"
_MORE = r"information|info|details|more|register|registration|apply|applications?|rsvp|tickets|sign up|online|web ?site|web ?page"
_HOLE = re.compile(
    rf"""(?:
      \b(?:please|kindly)\s+(?:also\s+)?(?P<please>{_GO})
      |\b(?:{_MORE}|learn|read|view|watch|download|donate|participate|join|see|find\sout|order|buy)\b[^.!?]*,?\s(?P<framed>visit|see|go\sto|click|log\son\sto)(?=\s*:?\s*\Z)
      |\b(?P<colon>visit|go\sto|log\son\sto|click)(?=\s*:)
      |\b(?:{_FOUND})\s+(?:online\s+)?(?P<there>at|on|via|here)
      |\b(?:{_MORE}|(?:visit|call|contact|e-?mail|reach|follow)\sus)\s+(?P<at>at|here)
      |\b(?P<other>visite|visitez|consulte|consultez|rendez-vous\ssur|besuchen\ssie|unter|disponible\s(?:en|sur)|(?:clic|cliquez)\s(?:aquí|ici))(?=\s*:)
    )\s*[:.]?\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_TARGET = re.compile(
    r"https?://|www\.|\S@\S|\b[\w-]+\.(?:com|org|net|gov|edu|info|io|eu|uk|us|ca|de|fr|es)\b|[+(]?\d[\d\s().-]{6,}\d",
    re.IGNORECASE,
)
_CLICK_HERE = re.compile(r"\bclick (here)\b(?!\s*[:(–—-]*\s*(?:https?:|www\.))", re.IGNORECASE)


@rule("LK001", "nothing-after-visit", severity=ERROR)
def nothing_after_visit(release: Release, config: Config) -> Iterator[Hit]:
    document = markdown.read(release.body)
    for index, block in enumerate(document.blocks):
        if block.kind == markdown.PARAGRAPH and _last_word(block.text) in _LAST_WORDS:
            match = _HOLE.search(block.text, max(len(block.text) - 160, 0))
            if match and not _answered(match, index, document.blocks, document.links):
                yield _hole(release, block, match)
    if "lick here" in release.body.value.lower():
        yield from _unlinked(release, document)
