"""IM: pictures and the words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli import markdown
from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.patterns import pattern
from newsroom_cli.rules.registry import ERROR, Hit, Rule, declare, reported, rule
from newsroom_cli.schema import Span


@rule("IM001", "picture-without-alt", severity=ERROR)
def picture_without_alt(release: Release, config: Config) -> Iterator[Hit]:
    wrong = [each.span.start for each in release.problems if each.message.startswith("images.alt: ")]
    ends = [*(each.span.start for each in release.images[1:]), release.front.end]
    for image, end in zip(release.images, ends, strict=False):
        if image.alt is None and not any(image.span.start <= at < end for at in wrong):
            name = f" {image.file.value}" if image.file else ""
            help = 'add alt = "what it shows", or alt = "" if it only decorates'
            yield Hit(image.span, f"the picture{name} has no alt text", help)
    yield from _in_body(release)


def _in_body(release: Release) -> Iterator[Hit]:
    if "![" in release.body.value:
        for link in markdown.read(release.body).links:
            if link.image and not link.text:
                help = f"say in a few words what it shows: ![words]({link.target})"
                yield Hit(link.span, f"the picture {link.target} has no alt text", help)
    if _IMG.search(release.body.value):
        for span in _without_alt(release):
            help = 'add alt="what it shows", or alt="" if it only decorates'
            yield Hit(span, "the <img> has no alt text", help)


# No < inside a tag, so that a text full of unclosed tags is not read again and again.
_IMG = pattern(r"""<img(?=[\s/>])(?P<attributes>(?:[^<>"']|"[^<"]*"|'[^<']*')*+)>""", re.IGNORECASE)
_ATTRIBUTE = pattern(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


def _without_alt(release: Release) -> Iterator[Span]:
    """The HTML tags of pictures without an alt attribute; not those in code or comments, which are only words."""
    body = release.body
    words = _shown_as_words(release)
    for match in _IMG.finditer(body.value):
        names = {each[1].lower() for each in _ATTRIBUTE.finditer(match["attributes"])}
        span = Span(body.span.start + match.start(), body.span.start + match.end())
        if "alt" not in names and span.start not in words:
            yield span


def _shown_as_words(release: Release) -> set[int]:
    """Where <img stands in the file without being a tag."""
    document = markdown.read(release.body)
    found = set()
    for block in document.blocks:
        if block.kind != markdown.HTML:
            found |= {block.place(*match.span()).start for match in _OPENING.finditer(block.text)}
    for comment in document.comments:
        inside = _OPENING.finditer(release.text, *comment.span)
        found |= {match.start() for match in inside}
    return found


_OPENING = pattern("<img", re.IGNORECASE)


declare(Rule("IM004", "picture-not-there", ERROR, find=reported("IM004")))
