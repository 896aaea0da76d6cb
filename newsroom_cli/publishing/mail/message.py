"""A release as an e-mail: HTML that every client shows, plain text from the release, and a message with both."""

from __future__ import annotations

import binascii
import functools
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.figures import unbroken_date, with_unbroken_figures
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.markup.text_lines import columns, is_narrow, wrap
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.language_tags import in_capitals
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import KILLED
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.mail import body, head
from newsroom_cli.publishing.mail.facts import (
    TIMES,
    Limits,
    captioned_pictures,
    embargo_in_words,
    variables,
    with_short_fields,
    words,
)
from newsroom_cli.publishing.mail.headers import clean, header_text
from newsroom_cli.publishing.mail.styles import inlined
from newsroom_cli.publishing.phones import with_isolated_numbers, with_marked_numbers
from newsroom_cli.publishing.tables import boxed

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["eml", "header_text", "html", "message", "text"]

LIMIT = 102_000  # bytes: Gmail cuts longer mails and drops their style sheet
SHORTEN = 90_000  # bytes: from here on a mail shows the beginning and a link
TEXT_LIMIT = 1_000_000  # characters of the plain text
COLUMNS = 72

_BREAKS = pattern(r"\n\n\n\n+")
_WHOLE = Limits(SHORTEN, SHORTEN, 20, 20)
_TEASERS = (Limits(12_000, 4_000, 10, 3), Limits(3_000, 1_000, 5, 1), Limits(0, 0, 3, 0))


class _Fitted(NamedTuple):
    """A mail within the size limit: its HTML, its plain text up to the same point, and the limits of other parts."""

    page: bytes
    text: str
    boilerplate: str
    limits: Limits
    whole: bool


def page(edition: Edition, config: Config, templates: Path | None) -> bytes:
    """The page on which the site shows a mail: it tells search engines that the release has a page of its own.

    The page of a killed release's mail asks them to leave it out. A mail itself has no such element, because mail
    programs do not know it.
    """
    if edition.draft or config.rehearsal:
        element = ""
    elif edition.taken_back == KILLED:
        element = '<meta name="robots" content="noindex">\n'
    else:
        element = f'<link rel="canonical" href="{escape(edition.url)}">\n'
    return html(edition, config, templates).replace(b"<title>", f"{element}<title>".encode(), 1)


def html(edition: Edition, config: Config, templates: Path | None) -> bytes:
    """The HTML of a mail with inlined styles, at most LIMIT bytes; a long release is cut.

    Raises NewsroomError if the newsroom's own templates are wrong or too large.
    """
    return _fitted_mail(with_short_fields(edition, templates), config, templates).page


def text(edition: Edition, config: Config, templates: Path | None, *, whole: bool = False) -> bytes:
    """The plain text as UTF-8: lines of at most COLUMNS, only addresses and single words may be longer.

    It ends where the HTML ends, because spam filters compare the two; with `whole`, for a text without HTML, it does
    not.
    """
    edition = with_short_fields(edition, templates)
    fitting = _Fitted(
        b"",
        _within_text_limit(edition.text),
        _within_text_limit(edition.boilerplate_text),
        _WHOLE,
        len(edition.text) <= TEXT_LIMIT,
    )
    if not whole and _may_be_too_long(edition.html + edition.boilerplate_html):
        fitted = _fitted_mail(edition, config, templates)
        fitting = fitting if fitted.whole else fitted
    context = variables(edition, config, templates, limits=fitting.limits, whole=fitting.whole)
    shown = _with_words_of_pictures(fitting.text, edition, templates)
    context |= {"text": shown, "boilerplate": fitting.boilerplate, "rule": _rule}
    rendered = clean(theme.render(templates, "email/release.txt", **context))
    rendered = with_marked_numbers(rendered) if edition.direction == "rtl" else rendered
    rendered = rendered.expandtabs(4) if "\t" in rendered else rendered
    short = COLUMNS if is_narrow(rendered) else COLUMNS // 2  # no letter is wider than two columns
    lines = [
        line.rstrip() if len(line) <= short and line != "-- " else "\n".join(_wrapped(line))
        for line in rendered.split("\n")
    ]
    return (_BREAKS.sub("\n\n\n", "\n".join(lines)).strip("\n") + "\n").encode()


def message(edition: Edition, config: Config, templates: Path | None) -> EmailMessage:
    """The whole mail, addressed to its own sender: recipients belong in Bcc, or in the To of a copy for each.

    The same release gives the same bytes every time. Raises NewsroomError if an address is invalid.
    """
    from email.message import EmailMessage

    parts = {"plain": text(edition, config, templates), "html": html(edition, config, templates)}
    mail = EmailMessage(policy=head.policy())
    for name, value in head.headers_of(edition, config, subject=_subject(edition, config, templates)).items():
        mail[name] = value
    boundary = "=_" + head.digest(*(part.decode() for part in parts.values()))
    mail["MIME-Version"] = "1.0"
    mail["Content-Type"] = f'multipart/alternative; boundary="{boundary}"'
    for kind, content in parts.items():
        mail.attach(_part(kind, content))
    return mail


def eml(edition: Edition, config: Config, templates: Path | None) -> bytes:
    """The mail as a file that mail programs open; Outlook opens it ready to send.

    Raises NewsroomError if the headers do not read back as written.
    """
    mail = message(edition, config, templates)
    mail["X-Unsent"] = "1"
    raw = mail.as_bytes()
    head.verify(raw, mail, path=edition.path)
    return raw


# --- HTML -----------------------------------------------------------------------------------------------------


def _fitted_mail(edition: Edition, config: Config, templates: Path | None) -> _Fitted:
    """The whole mail, or as much of it as fits; `with_short_fields` must have shortened the fields of `edition`."""
    page = functools.partial(_page, edition, config, templates)
    copies = {picture.url: picture.shared.url for picture in (*edition.pictures, *edition.body_pictures)}
    label = escape(theme.words(templates, edition.language).table)
    fitted = body.fitting_blocks(edition.html, limit=SHORTEN, copies=copies)
    blocks = tuple(boxed(block, label) for block in _with_captions(fitted, edition, templates))
    if max(len(edition.html), len(edition.boilerplate_html)) <= SHORTEN:
        page_bytes, _ = page(blocks, limits=_WHOLE, whole=True)
        if len(page_bytes) <= SHORTEN:
            return _Fitted(page_bytes, edition.text, edition.boilerplate_text, _WHOLE, whole=True)
    for limits in _TEASERS:
        beginning = _teaser_blocks(blocks, limits.body)
        lede = "" if beginning or not edition.lede else f"{edition.dateline} {shortened(edition.lede, 1000)}".lstrip()
        page_bytes, boilerplate = page(beginning or _paragraph_of(lede), limits=limits, whole=False)
        if len(page_bytes) <= SHORTEN:
            break
    if len(page_bytes) > LIMIT:
        raise NewsroomError(
            f"even without the text the e-mail has {len(page_bytes) // 1000} kB, "
            f"more than the {LIMIT // 1000} kB that Gmail shows",
            path=edition.path,
            hint="make the newsroom's own templates in templates/email smaller",
        )
    return _Fitted(
        page_bytes,
        lede and lede + "\n" if not beginning else _paragraphs_as_far_as(edition.text, beginning),
        _paragraphs_as_far_as(edition.boilerplate_text, boilerplate),
        limits,
        whole=False,
    )


def _with_captions(blocks: tuple[str, ...], edition: Edition, templates: Path | None) -> Iterator[str]:
    """Yield the blocks of a body; a picture that stands alone gets its caption and credit, as on the page."""
    pictures = captioned_pictures(edition)
    phrases = words(templates, edition.language)
    for block in blocks:
        match = _LONE_PICTURE.fullmatch(block) if pictures else None
        if match and (picture := pictures.get(match[1])):
            words_lang = theme.language_attributes(phrases.language, edition.language, "ltr")
            figure = {"picture": picture, "release": edition, "words": phrases, "words_lang": words_lang}
            yield theme.render(templates, "email/figure.html", **figure).strip()
        else:
            yield block


_LONE_PICTURE = pattern(r'<(?:p|div)>(?:<a href="[^"]*">)?<img src="([^"]*)"[^<>]*>(?:</a>)?\s*</(?:p|div)>')


def _may_be_too_long(html: str) -> bool:
    """Whether the HTML could be too long for a mail once styles are inlined."""
    return len(html.encode(errors="replace")) + 300 * html.count("<") > SHORTEN // 2


def _page(
    edition: Edition, config: Config, templates: Path | None, blocks: tuple[str, ...], *, limits: Limits, whole: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The HTML with these blocks as its body, and the blocks of the boilerplate that fit."""
    from markupsafe import Markup

    context = variables(edition, config, templates, limits=limits, whole=whole)
    boilerplate = _boilerplate(edition.boilerplate_html, limits.boilerplate)
    context |= {name: unbroken_date(context[name]) for name in TIMES}  # a search in plain text misses such dates
    context |= {"body": list(map(Markup, blocks)), "boilerplate": list(map(Markup, boilerplate))}
    context["blocks"] = Markup("\n".join(blocks))  # the same as `body`, for templates that use the body as a whole
    page = clean(theme.render(templates, "email/release.html", **context))
    head, start, shown = page.partition("<body")
    shown = with_isolated_numbers(shown) if edition.direction == "rtl" else shown
    dateline = escape(edition.dateline, quote=False)
    shown = shown.replace(dateline, unbroken_date(dateline), 1) if dateline else shown
    page = head + start + with_unbroken_figures(shown)
    return inlined(page, context["palette"]).encode(), boilerplate


def _teaser_blocks(blocks: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """The blocks at the start that fit; never the last of `blocks`, which may be cut off in the middle."""
    fitting = _blocks_that_fit(blocks[:-1], limit)
    while fitting and re.match(r"<h\d", fitting[-1]):  # a heading whose text is omitted
        fitting = fitting[:-1]
    return fitting


def _paragraph_of(words: str) -> tuple[str, ...]:
    """A paragraph of HTML as the only block; no block without words."""
    from markupsafe import escape as escaped_markup

    return (f"<p>{escaped_markup(words)}</p>",) if words else ()


@functools.lru_cache(maxsize=64)
def _boilerplate(html: str, limit: int) -> tuple[str, ...]:
    return _blocks_that_fit(body.fitting_blocks(html, limit=limit), limit)


def _blocks_that_fit(blocks: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """The first blocks that together have at most `limit` characters."""
    count = size = 0
    for block in blocks:
        size += len(block)
        if size > limit:
            break
        count += 1
    return blocks[:count]


# --- plain text -----------------------------------------------------------------------------------------------


def _paragraphs_as_far_as(text: str, blocks: tuple[str, ...]) -> str:
    """The paragraphs of a plain text that these HTML blocks cover; it counts letters and digits to find the end."""
    letters_left = _letters(body.visible_text("".join(blocks)))
    paragraphs = []
    for paragraph in text.split("\n\n"):
        if letters_left <= 0:
            break
        paragraphs.append(paragraph)
        letters_left -= _letters(_NOT_IN_HTML.sub("", paragraph))
    return "\n\n".join(paragraphs).strip("\n") + "\n" if paragraphs else ""


def _with_words_of_pictures(text: str, edition: Edition, templates: Path | None) -> str:
    """A plain text whose pictures have caption and credit above their addresses."""
    pictures = {picture.whole: picture for picture in captioned_pictures(edition).values()}
    credit = words(templates, edition.language).credit

    def address(match: re.Match[str]) -> str:
        """The line of an address, below the words of the picture if it is that of one."""
        if (picture := pictures.get(match[2])) is None:
            return match[0]
        caption = picture.caption if picture.caption != picture.alt else ""
        lines = (caption, picture.credit and f"{credit} {picture.credit}", f"<{match[2]}>")
        return "\n".join(match[1] + line for line in lines if line)

    return _LINE_OF_ADDRESS.sub(address, text) if pictures else text


_LINE_OF_ADDRESS = pattern(r"^([> ]*)<([^<>\s]+)>$", re.MULTILINE)
_NOT_IN_HTML = pattern(r"<[^<>\s]+>|\[Image: [^\]]*\]|^[> ]*(?:\d+\. )?", re.MULTILINE)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _within_text_limit(words: str) -> str:
    """The first paragraphs of a text that fit into TEXT_LIMIT."""
    if len(words) <= TEXT_LIMIT:
        return words
    return (words[:TEXT_LIMIT].rpartition("\n\n")[0] or words[:TEXT_LIMIT]) + "\n"


def _rule(words: str) -> str:
    """A line of hyphens as long as the longest line of the wrapped words."""
    return "-" * min(max(map(columns, _wrapped(words))), COLUMNS)


def _wrapped(line: str) -> list[str]:
    """The line, wrapped if it is too long; quotation marks and indents are repeated."""
    if columns(line) <= COLUMNS:
        return [line if line == "-- " else line.rstrip()]
    indent = line[: min(len(line) - len(line.lstrip("> ")), 30)]
    return wrap(line[len(indent) :], COLUMNS, indent, indent)


# --- the message ----------------------------------------------------------------------------------------------


def _subject(edition: Edition, config: Config, templates: Path | None) -> str:
    """The headline, after a mark if the mail is a rehearsal, a proof or an advance copy.

    The standard headline of a killed release is followed by its date, which says which release it was.
    """
    headline = edition.title or words(templates, edition.language).no_headline
    if edition.taken_back == KILLED:
        headline += f" ({theme.long_date(dates.local(edition.published, config.zone), edition.language)})"
    if config.rehearsal:
        headline = f"[{config.rehearsal}] {headline}"
    if not edition.draft:
        return headline
    if edition.advance and edition.embargo:
        until = embargo_in_words(dates.local(edition.embargo, config.zone), edition.language)
        phrases = words(templates, edition.language)
        return f"{in_capitals(phrases.embargo, phrases.language)} {until}: {headline}"
    phrases = words(templates, config.language)
    return f"[{phrases.embargo_mark if edition.embargo else phrases.proof_mark}] {headline}"


def _part(kind: str, content: bytes) -> EmailMessage:
    """A part of a mail: plain text or HTML, in quoted-printable.

    A line never starts with "From ", which some programs change.
    """
    from email.message import EmailMessage

    part = EmailMessage(policy=head.policy())
    part["Content-Type"] = f'text/{kind}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    encoded = binascii.b2a_qp(content, istext=True).decode("ascii")
    part.set_payload(re.sub(r"(?m)^From ", "=46rom=\n ", encoded))
    return part
