"""IM: pictures and their alternative texts, captions and credits. AT: attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import text_of
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import ERROR, WARNING, Fix, Hit, replace, rule, rule_for_problems


@rule("IM001", "picture-without-alt", severity=ERROR)
def picture_without_alt(document: Document) -> Iterator[Hit]:
    """Report pictures without alternative text."""
    if document.release.images:
        yield from _in_front_matter(document)
    here = document.word_index
    if "!" in here.characters or "img" in here.words:
        yield from _in_body(document)


def _in_front_matter(document: Document) -> Iterator[Hit]:
    """Yield a hit for each front-matter picture without alternative text."""
    wrong = [problem.span.start for problem in document.release.problems if problem.key == "images.alt"]
    ends = [*(image.span.start for image in document.release.images[1:]), document.release.front.end]
    for image, end in zip(document.release.images, ends, strict=True):
        if image.alt is None and not any(image.span.start <= at < end for at in wrong):
            name = f" {image.file.value}" if image.file else ""
            help = 'add alt = "what it shows", or alt = "" if it only decorates'
            yield Hit(image.span, f"the picture{name} has no alt text", help)


def _in_body(document: Document) -> Iterator[Hit]:
    """Yield a hit for each picture of the body without alternative text."""
    if "![" in document.release.body.value:
        for link in document.markdown.links:
            if link.image and not link.text:
                help = f"say in a few words what it shows: ![words]({link.target})"
                yield Hit(link.span, f"the picture {link.target} has no alt text", help)
    if _IMG.search(document.release.body.value):
        for span in _without_alt(document):
            help = 'add alt="what it shows", or alt="" if it only decorates'
            yield Hit(span, "the <img> has no alt text", help)


# No < inside a tag, so that a text full of unclosed tags is not read repeatedly.
_IMG = pattern(r"""<img(?=[\s/>])(?P<attributes>(?:[^<>"']|"[^<"]*"|'[^<']*')*+)>""", re.IGNORECASE)
_ATTRIBUTE = pattern(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


def _without_alt(document: Document) -> Iterator[Span]:
    """Yield the spans of HTML image tags without an alt attribute; in code or comments a tag is only text."""
    body = document.release.body
    words = _shown_as_words(document)
    for match in _IMG.finditer(body.value):
        names = {match[1].lower() for match in _ATTRIBUTE.finditer(match["attributes"])}
        span = Span(body.span.start + match.start(), body.span.start + match.end())
        if "alt" not in names and span.start not in words:
            yield span


def _shown_as_words(document: Document) -> set[int]:
    """The offsets in the file of each `<img` that is shown as text or commented out, and so is not a tag."""
    parsed = document.markdown
    offsets = set()
    for block in parsed.blocks:
        if block.kind != markdown.HTML:
            offsets |= {block.place(*match.span()).start for match in _OPENING.finditer(block.text)}
    for comment in parsed.comments:
        offsets |= {match.start() for match in _OPENING.finditer(document.release.text, *comment.span)}
    return offsets


_OPENING = pattern("<img", re.IGNORECASE)


rule("IM004", "picture-not-there", severity=ERROR)(rule_for_problems("IM004"))
rule("IM005", "picture-too-large", severity=WARNING)(rule_for_problems("IM005"))
rule("AT001", "attachment-not-there", severity=ERROR)(rule_for_problems("AT001"))


# --- IM002 ----------------------------------------------------------------------------------------------------

_FILE = pattern(r"[\w() .%+-]*\.(?:jpe?g|png|gif|webp|tiff?|heic|bmp|svg|avif|pdf)", re.IGNORECASE)
_CAMERA = pattern(
r"(?:img|dsc[fn]?|dcim|p\d|photo|image|picture|pic|screenshot|screen shot|untitled|scan|file|foto|bild"
r"|imagen)[-_ .]*(?:\d[\d._ ()-]*)?", re.IGNORECASE)  # fmt: skip
_PICTURE_OF = pattern(
    r"(?:an?\s+|the\s+)?(?:image|picture|photo(?:graph)?|graphic)\s+(?:of|showing|that shows)\s+(?=\S)"
    r"|(?:imagen|foto(?:grafía)?)\s+de\s+(?=\S)|(?:image|photo)\s+d(?:e\s+|['’])(?=\S)|(?:bild"
    r"|foto)\s+(?:von|der|des)\s+(?=\S)",
    re.IGNORECASE,
)


@rule("IM002", "alt-that-describes-nothing", severity=WARNING, yields_to=("PH001",))
def alt_that_describes_nothing(document: Document) -> Iterator[Hit]:
    """Report alternative texts such as a file name, "image" or "photo of"."""
    for image in document.release.images:
        if image.alt is not None and image.alt.value:
            alt = image.alt
            for message, start in _undescribed(alt.value, text_of(image.file)):
                place = document.span_of_part(alt, 0, start)
                fix = _capitalised(document, place, alt.value[start:]) if start and place != alt.span else None
                yield Hit(alt.span, message, _SHOWN, fix=fix)
    if "![" in document.release.body.value or "<img" in document.release.body.value:
        parsed = document.markdown
        for link in (*parsed.links, *parsed.html_links):
            if link.image and link.text:
                for message, _ in _undescribed(link.text, link.target):
                    yield Hit(link.span, message, _SHOWN)


_SHOWN = "say in a few words what the picture shows"


def _undescribed(alt: str, file: str) -> Iterator[tuple[str, int]]:
    """Yield each fault of an alternative text, with the length of the useless words at its start (0 if none)."""
    words = alt.strip(" \t\"'“”‘’.*_-–—")
    name = file.rpartition("/")[2]
    if not any(word.isalnum() for word in words):
        yield "the alt text has no words", 0
    elif _FILE.fullmatch(words) or (name and words.lower() in (name.lower(), name.rpartition(".")[0].lower())):
        yield f'the alt text "{words}" is the name of a file', 0
    elif _CAMERA.fullmatch(words):
        yield f'the alt text "{words}" says nothing about the picture', 0
    elif opening := _PICTURE_OF.match(alt):
        yield f'the alt text begins with "{opening.group().strip()}", which listeners have heard already', opening.end()


def _capitalised(document: Document, place: Span, rest: str) -> Fix:
    """The fix that deletes useless words at the start of an alternative text, and capitalises the next word."""
    first = rest[:1]
    return replace(
        Span(place.start, place.end + 1), first.upper() if document.release.text[place.end] == first else first
    )


# --- IM003 ----------------------------------------------------------------------------------------------------


@rule("IM003", "picture-without-caption-or-credit", severity=WARNING)
def picture_without_caption_or_credit(document: Document) -> Iterator[Hit]:
    """Report pictures without caption or credit."""
    for image in document.release.images:
        if image.alt is not None and not image.alt.value:
            continue  # empty alt text: the picture only decorates
        missing = [name for name in ("caption", "credit") if not getattr(image, name)]
        if missing:
            name = f" {image.file.value}" if image.file else ""
            listed = " and no ".join(missing)
            help = " and ".join(f'{key} = "{_ASKED[key]}"' for key in missing)
            yield Hit(image.span, f"the picture{name} has no {listed}", f"add {help}")


_ASKED = {"caption": "who and what is seen, where and when", "credit": "who made the picture"}
