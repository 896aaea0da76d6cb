"""A release as an e-mail: HTML that every client shows, plain text written from the release, a message that is both."""

from __future__ import annotations

import binascii
import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.markup.text_lines import columns, is_narrow, wrapped
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.headers import clean, header_text
from newsroom_cli.publishing.mail import body, head
from newsroom_cli.publishing.mail.facts import Room, bounded, embargo_in_words, variables, words

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["eml", "header_text", "html", "message", "text"]

LIMIT = 102_000  # bytes: Gmail cuts longer mails and drops their style sheet
SHORTEN = 90_000  # bytes: from here on a mail shows the beginning and a link
TEXT_LIMIT = 1_000_000  # characters of the plain text
COLUMNS = 72

_WHOLE = Room(SHORTEN, SHORTEN, 20, 20)
_TEASERS = (Room(12_000, 4_000, 10, 3), Room(3_000, 1_000, 5, 1), Room(0, 0, 3, 0))


class _Fitted(NamedTuple):
    """A mail within the size limit: the HTML, the plain text to the same point, and the room of the other parts."""

    page: bytes
    text: str
    boilerplate: str
    room: Room
    whole: bool


def html(edition: Edition, config: Config, own: Path | None) -> bytes:
    """The mail's HTML on its own, styles inlined, at most LIMIT bytes; a long release is cut to its beginning.

    Raises NewsroomError if the newsroom's own templates are wrong or too large.
    """
    return _fitted(bounded(edition, config, own), config, own).page


def text(edition: Edition, config: Config, own: Path | None, *, whole: bool = False) -> bytes:
    """The plain text as UTF-8: lines of at most COLUMNS, only addresses and single words may be longer.

    It ends where the HTML ends, because spam filters compare the two; `whole` is for a text that stands alone.
    """
    edition = bounded(edition, config, own)
    shown = _Fitted(b"", _cut(edition.text), _cut(edition.boilerplate_text), _WHOLE, len(edition.text) <= TEXT_LIMIT)
    if not whole and _may_be_too_long(edition.html + edition.boilerplate_html):
        fitted = _fitted(edition, config, own)
        shown = shown if fitted.whole else fitted
    known = variables(edition, config, own, room=shown.room)
    known |= {"whole": shown.whole, "text": shown.text, "boilerplate": shown.boilerplate, "rule": _rule}
    rendered = clean(theme.render(own, "email/release.txt", **known)).expandtabs(4)
    short = COLUMNS if is_narrow(rendered) else COLUMNS // 2  # no letter is wider than two columns
    lines: list[str] = []
    for line in rendered.split("\n"):
        if len(line) <= short and line != "-- ":
            lines.append(line.rstrip())
        else:
            lines += _wrapped(line)
    return (re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n") + "\n").encode()


def message(edition: Edition, config: Config, own: Path | None) -> EmailMessage:
    """The whole mail, addressed to its own sender: recipients belong in Bcc, or in the To of a copy for each.

    The same release gives the same bytes every time. Raises NewsroomError if an address is invalid.
    """
    from email.message import EmailMessage

    parts = {"plain": text(edition, config, own), "html": html(edition, config, own)}
    made = EmailMessage(policy=head.policy())
    for name, value in head.headers_of(edition, config, subject=_subject(edition, config, own)).items():
        made[name] = value
    boundary = "=_" + head.digest(*(part.decode() for part in parts.values()))
    made["MIME-Version"] = "1.0"
    made["Content-Type"] = f'multipart/alternative; boundary="{boundary}"'
    for kind, content in parts.items():
        made.attach(_part(kind, content))
    return made


def eml(edition: Edition, config: Config, own: Path | None) -> bytes:
    """The mail as a file that mail programs open; Outlook opens it ready to send.

    Raises NewsroomError if the headers do not read back as written.
    """
    made = message(edition, config, own)
    made["X-Unsent"] = "1"
    raw = made.as_bytes()
    head.verify(raw, made, path=edition.path)
    return raw


# --- HTML -----------------------------------------------------------------------------------------------------


def _fitted(edition: Edition, config: Config, own: Path | None) -> _Fitted:
    """The whole mail, or as much as fits; `edition` is bounded."""
    page = functools.partial(_page, edition, config, own)
    blocks = body.fit(edition.html, limit=SHORTEN)
    if max(len(edition.html), len(edition.boilerplate_html)) <= SHORTEN:
        made, _ = page(blocks, room=_WHOLE, whole=True)
        if len(made) <= SHORTEN:
            return _Fitted(made, edition.text, edition.boilerplate_text, _WHOLE, whole=True)
    for room in _TEASERS:
        beginning = _beginning(blocks, room.body)
        first = "" if beginning else shortened(edition.lede, 1000)
        made, about = page(beginning or _paragraph_of(first), room=room, whole=False)
        if len(made) <= SHORTEN:
            break
    if len(made) > LIMIT:
        raise NewsroomError(
            f"even without the text the e-mail has {len(made) // 1000} kB, "
            f"more than the {LIMIT // 1000} kB that Gmail shows",
            path=edition.path,
            hint="make the newsroom's own templates in templates/email smaller",
        )
    return _Fitted(
        made,
        first and first + "\n" if not beginning else _paragraphs_as_far_as(edition.text, beginning),
        _paragraphs_as_far_as(edition.boilerplate_text, about),
        room,
        whole=False,
    )


def _may_be_too_long(html: str) -> bool:
    """Whether the HTML could be too long for a mail once styles are inlined."""
    return len(html.encode(errors="replace")) + 300 * html.count("<") > SHORTEN // 2


def _page(
    edition: Edition, config: Config, own: Path | None, blocks: tuple[str, ...], *, room: Room, whole: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The HTML with these blocks as its body, and the blocks of the boilerplate that fit."""
    from markupsafe import Markup

    known = variables(edition, config, own, room=room)
    about = _blocks_that_fit(body.fit(edition.boilerplate_html, limit=room.boilerplate), room.boilerplate)
    known |= {"whole": whole, "body": list(map(Markup, blocks)), "boilerplate": list(map(Markup, about))}
    return _inlined(clean(theme.render(own, "email/release.html", **known))).encode(), about


def _beginning(blocks: tuple[str, ...], room: int) -> tuple[str, ...]:
    """The first blocks that fit, never the last one, which may be cut."""
    found = _blocks_that_fit(blocks[:-1], room)
    while found and re.match(r"<h\d", found[-1]):  # a heading of what is left out
        found = found[:-1]
    return found


def _paragraph_of(words: str) -> tuple[str, ...]:
    from markupsafe import escape

    return (f"<p>{escape(words)}</p>",) if words else ()


def _blocks_that_fit(blocks: tuple[str, ...], room: int) -> tuple[str, ...]:
    taken = used = 0
    for block in blocks:
        used += len(block)
        if used > room:
            break
        taken += 1
    return blocks[:taken]


@functools.cache
def _inliner() -> Any:
    import css_inline

    return css_inline.CSSInliner(
        keep_style_tags=True, remove_inlined_selectors=True, keep_at_rules=True, load_remote_stylesheets=False
    )


def _inlined(page: str) -> str:
    import css_inline

    try:
        made = str(_inliner().inline(page)) + "\n"
    except css_inline.InlineError as error:
        raise NewsroomError(
            f"the style sheet of the e-mail has an error: {error}", hint="correct templates/email/mail.css"
        ) from error
    return _escaped_attributes(made) if "&lt;" in page or "&gt;" in page else made


_WITH_ATTRIBUTES = pattern(r'<[a-z](?:"[^"]*"|[^">])*>')


def _escaped_attributes(page: str) -> str:
    """The page with `<` and `>` escaped in attributes as well: the inliner leaves them bare, and some mail filters
    do not parse HTML as browsers do."""

    def escaped(tag: re.Match[str]) -> str:
        inside = tag[0][1:-1]
        return f"<{inside.replace('<', '&lt;').replace('>', '&gt;')}>"

    return _WITH_ATTRIBUTES.sub(escaped, page)


# --- plain text -----------------------------------------------------------------------------------------------


def _paragraphs_as_far_as(text: str, blocks: tuple[str, ...]) -> str:
    """The paragraphs of plain text up to the end of these blocks of HTML, found by counting letters and digits."""
    room = _letters(body.visible_text("".join(blocks)))
    kept = []
    for paragraph in text.split("\n\n"):
        if room <= 0:
            break
        kept.append(paragraph)
        room -= _letters(_NOT_IN_HTML.sub("", paragraph))
    return "\n\n".join(kept).strip("\n") + "\n" if kept else ""


_NOT_IN_HTML = pattern(r"<[^<>\s]+>|\[Image: [^\]]*\]|^[> ]*(?:\d+\. )?", re.MULTILINE)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _cut(words: str) -> str:
    """The paragraphs that fit into TEXT_LIMIT."""
    if len(words) <= TEXT_LIMIT:
        return words
    return (words[:TEXT_LIMIT].rpartition("\n\n")[0] or words[:TEXT_LIMIT]) + "\n"


def _rule(words: str) -> str:
    """A rule as long as the longest line of the wrapped words."""
    return "-" * min(max(map(columns, _wrapped(words))), COLUMNS)


def _wrapped(line: str) -> list[str]:
    """The line, wrapped if it is too long; marks of quotations and indents are repeated."""
    if columns(line) <= COLUMNS:
        return [line if line == "-- " else line.rstrip()]
    indent = line[: min(len(line) - len(line.lstrip("> ")), 30)]
    return wrapped(line[len(indent) :], COLUMNS, indent, indent)


# --- the message ----------------------------------------------------------------------------------------------


def _subject(edition: Edition, config: Config, own: Path | None) -> str:
    """The headline; a proof is marked as one, in the newsroom's language."""
    headline = edition.title or words(own, edition.language).no_headline
    if config.rehearsal:
        headline = f"[{config.rehearsal}] {headline}"
    if not edition.draft:
        return headline
    if edition.advance and edition.embargo:
        until = embargo_in_words(dates.local(edition.embargo, config.zone), edition.language)
        return f"{words(own, edition.language).embargo.upper()} {until}: {headline}"
    said = words(own, config.language)
    return f"[{said.embargo_mark if edition.embargo else said.proof_mark}] {headline}"


def _part(kind: str, content: bytes) -> EmailMessage:
    from email.message import EmailMessage

    part = EmailMessage(policy=head.policy())
    part["Content-Type"] = f'text/{kind}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(_quoted_printable(content))
    return part


def _quoted_printable(content: bytes) -> str:
    """Lines of at most 76 characters; "From " at the start of a line is encoded, because some programs change it."""
    encoded = binascii.b2a_qp(content, istext=True).decode("ascii")
    return re.sub(r"(?m)^From ", "=46rom=\n ", encoded)
