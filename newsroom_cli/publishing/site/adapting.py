"""The clean HTML of a release, adapted to its page: relative addresses, wide tables, telephone numbers, its date."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from html import escape
from urllib.parse import unquote

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.figures import unbroken_date, with_unbroken_figures
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.attached.edition_files import Picture
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.phones import with_unbroken_numbers
from newsroom_cli.publishing.tables import boxed

# The style sheet adds the visible sign, so that programs that read the words of a heading do not find it.
ANCHOR = '<a class="anchor" href="#{id}" aria-hidden="true" tabindex="-1"></a>'
_ALIGNED_CELL = pattern(r'(<t[dh](?: [a-z]+="[^"]*")*?) style="text-align: (left|center|right)"')
_BARE_LINK = pattern(r'<a href="((?:https?://)?([^"]*))">(\1|\2)</a>')


# The width of a picture on a page, as site.css sets it: a phone without its margins, or the column of the text.
SIZES = "(max-width: 700px) calc(100vw - 36px), 646px"
_NO_PICTURES: Mapping[str, Picture] = {}


def adapt_html(html: str, config: Config, *, table: str, pictures: Mapping[str, Picture] = _NO_PICTURES) -> str:
    """Adapt clean HTML to a page in a folder of the site, with composed letters.

    The newsroom's pictures and public releases get relative addresses, wide tables a scrolling box with the label
    `table`, and aligned cells a class. Links that show their address get a class, too: on paper the style sheet adds
    the address to all others. `pictures` has the pictures with smaller copies, by relative address.
    """
    html = unicodedata.normalize("NFC", html)
    if "<a " in html:
        html = _BARE_LINK.sub(r'<a class="bare" href="\1">\3</a>', html)
        html = _own_link(config.url).sub(_relative_link, html)
    if "<img" in html:
        html = _own_picture(config.url).sub(lambda match: _relative_picture(match, pictures), html)
    if "text-align" in html:
        html = _ALIGNED_CELL.sub(r'\1 class="\2"', html)
    return with_unbroken_figures(with_unbroken_numbers(boxed(html, escape(table))))


@functools.lru_cache(maxsize=8)
def _own_link(url: str) -> re.Pattern[str]:
    """The start of a link to a release of the newsroom at `url`: its class, the newsroom's address, and the page."""
    base = re.escape(escape(url))
    return re.compile(rf'<a (class="bare" )?href="({base})(releases/[^"/?#]+\.html(?:[?#][^"]*)?)"')


def _relative_link(match: re.Match[str]) -> str:
    """A link with a relative address; it keeps the absolute address for paper, unless its words are the address."""
    bare, base, page = match.groups()
    return f'<a {bare or ""}href="../{page}"' + ("" if bare else f' data-address="{base}{page}"')


@functools.lru_cache(maxsize=8)
def _own_picture(url: str) -> re.Pattern[str]:
    """A picture of the newsroom at `url`: up to its address, its address inside the newsroom, and what follows."""
    return re.compile(rf'(<img (?:[a-z]+="[^"]*" )*src="){re.escape(escape(url))}([^"]*)("(?: [a-z]+="[^"]*")*)>')


def _relative_picture(match: re.Match[str], pictures: Mapping[str, Picture]) -> str:
    """A picture with a relative address, and with the smaller copies from which a browser may choose."""
    address = f"../{match[2]}"
    picture = pictures.get(unquote(unescape(address)))
    choice = f' srcset="{escape(picture.srcset)}" sizes="{SIZES}"' if picture and picture.srcset else ""
    decoding = ' decoding="async"' if picture else ""
    return f"{match[1]}{address}{match[3]}{choice}{decoding}>"


def with_time(body: str, edition: Edition, config: Config) -> tuple[str, bool]:
    """The body with the date in its dateline marked for machines, and whether the dateline has this date.

    The date counts only if it has the words that the page would print above the text: the whole day, and no time of
    day. Any other date, as one without a year, just stays on one line.
    """
    published = dates.local(edition.published, config.zone)
    dateline, day = (
        escape(unicodedata.normalize("NFC", words), quote=False)
        for words in (edition.dateline, theme.moment(published, edition.language))
    )
    start = body.find(dateline) if edition.dateline else -1
    if start < 0:
        return body, False
    if day not in dateline:
        return f"{body[:start]}{unbroken_date(dateline)}{body[start + len(dateline) :]}", False
    start += dateline.index(day)
    marked = f'<time datetime="{theme.iso(published)}">{day}</time>'
    return f"{body[:start]}{marked}{body[start + len(day) :]}", True
