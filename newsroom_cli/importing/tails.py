"""What pages print below a release and decoders cannot tell from it: tags, dates of changes, bars of links, buttons."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.pieces import Piece
from newsroom_cli.model.calendar_ import SHORT_MONTHS
from newsroom_cli.model.patterns import pattern

# A line that is none of the release's, where it is one of the last.
_LINE = pattern(
    r"(?i)(?:press release number:?\s*[\w-]*|"
    r"(?:(?:beitrag|artikel|seite|meldung|pressemitteilung) teilen|share this (?:post|article|page|release|story))\W*|"
    r".{0,60}\b(?:letzte änderung|zuletzt geändert|dernière mise à jour|última actualización|last (?:change|update))\b.{0,25}\d{4}|.{3,160}\s>>|"
    r"(?:this page was )?(?:last\s+)?(?:updated|modified|reviewed|aktualisiert|mis à jour|actualizado)(?:\s+(?:on|am|le|el))?\s*:?\s.{0,25}\d{4}|"
    r"\W?(?:top|seitenanfang|ready|news|sources?|ends?|-\s?ends?\s?-)\W?|sources?\s*:?\s*https?://\S+|(?:back|return|go|zurück|retour|volver)\s+(?:to|zu[mr]?|à|aux?|al?)\s.{1,40}|"
    r"view original (?:content|version).{0,300}|source:?\s+[A-Z][^.]{1,60}|follow [A-Z][^.:]{2,60}:|(?:full )?(?:media|press|news) release\W{0,3}.{0,30}(?:click here|pdf|download).{0,20}|"
    r"download .{0,60}\bpdf\W*|(?-i:(?:[Bb]y\s)?[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}(?<=[a-z])"
    rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?\s\d{{1,2}},\s\d{{4}})|"
    r"(?:click here|to (?:watch|download|listen)\b.{0,80}\bclick here)\b.{0,80}|to (?:read|view|see)\b.{0,80}\bclick here\b.{0,80}(?<!\.)|"
    r"(?:(?:twitter|x|facebook|linkedin|instagram|youtube|tiktok|mastodon|bluesky)\s*:\s*\S+(?:\s+|\Z))+|\w+ \d{1,2}, \d{4}\s?(?:by|von|par|por)\s.{2,40}|"
    r"issn:? [\d-]{8,12}|(?:nach oben|zum seitenanfang|scroll to top|haut de page)(?: scrollen)?|(?:need|looking for) an expert\b.{0,100}|\(?[\d.,]{1,9}\s?[kmg]b\)?|"
    r".{0,160}\b(?:do|does) not necessarily (?:reflect|represent) the (?:views?|opinions?|plans|positions?)\b.{0,120}|"
    r"the eqs (?:distribution services|group)\b.{0,200}|\d{6,9}\s+\d\d\.\d\d\.\d{4}\b.{0,30}|"
    r"see a way to (?:make|improve) this page.{0,60}|edit (?:this|here)\b.{0,40}|find more from .{0,80}|"
    r"(?:suivre|suivez|síganos|síguenos|folgen sie|follow (?:us|@)|seguici|siga-nos).{0,120}|(?:#\w+\s*){2,}|[→←‹›].{0,160}|\{%.{0,80}%\}|"
    r"\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|(?:tags?|categor(?:y|ies))\s+\S.{0,80}[^.!?]|(?:[^|\n]{1,45}\s\|\s){2,}[^|\n]{1,60})\s*"
)
# A line below which nothing of the release follows.
_CUT = pattern(
    r"(?i)(?:tagged as:?|component\(s\):?|topic\(s\):?|(?:_|\W)?categor(?:y|ies)(?:_|\W)?\s.{1,80}[^.!?]|advertisement\b.{0,40}|anzeige|publicidad|using scoop for work\?|aktuelles pressefoto|online-pressemappe\b.{0,160}|hinweis: für den inhalt der (?:presse)?(?:mitteilung|meldung).{0,160})\s*"
)
_FEW, _MOST = 16, 0.7  # pieces that may be cut off, and the part of a text's words that stands above


def without(body: Sequence[Piece]) -> list[Piece]:
    """A body without such lines at its end."""
    body = _above_news(body)
    kept = list(body)
    total = sum(len(each.text) for each in body)
    above = 0
    for index, piece in enumerate(body):
        if index and len(body) - index <= _FEW and above >= _MOST * total and _CUT.fullmatch(piece.text):
            kept = kept[:index]
            break
        above += len(piece.text)
    last = max(len(kept) - _LAST, 1)
    kept = [*kept[:last], *(each for each in kept[last:] if not _LEADS.fullmatch(each.text.strip()))]
    while len(kept) > 2 and _SIZE.fullmatch(kept[-1].text.strip()):
        kept = kept[: -2 if len(kept[-2].text.split()) <= _NAMED and kept[-2].text[-1:] not in ".!?" else -1]
    before = len(kept)
    while len(kept) > 1 and (_LINE.fullmatch(kept[-1].text.strip()) or _invites(kept[-1])):
        kept.pop()
    if before > len(kept) > 1 and _BOLD.fullmatch(kept[-1].markdown):  # what stood above them
        kept.pop()
    return _without_teasers(kept)


_SHARED = pattern(
    r"(?i)(?:(?:beitrag|artikel|seite|meldung|pressemitteilung) teilen|share this (?:post|article|page|release|story))\W*"
)
_NEWS = pattern(
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\W{1,5}\[[^\]\s]{1,60}(?: [^\]\s]{1,60}){2,40}\]\([^()\s]{1,400}\)"
)  # 31.01.2026 [The title of another text](https://city.example/other)


def _above_news(body: Sequence[Piece]) -> Sequence[Piece]:
    """A body without the list of other news below it: two or more titles that are links, each behind its date."""
    titles = [index for index, each in enumerate(body) if _NEWS.fullmatch(each.markdown)]
    if len(titles) < 2 or not titles[0]:
        return body
    shared = (index for index in range(max(titles[0] - 3, 1), titles[0]) if _SHARED.fullmatch(body[index].text))
    end = next(shared, titles[0])
    while end > 1 and body[end - 1].text.endswith(("…", "...")):
        end -= 1  # the beginning of another text
    return body[:end]


_SIZE = pattern(r"(?i)[(\[]?(?:pdf|docx?|zip|jpe?g)?[\s,]*[\d.,]{1,9}\s?[kmg]b[)\]]?")  # of a file, its name above
_NAMED = 12  # words of a file's name
_LAST = 6  # pieces among which lines that lead to other things may stand between others
_LEADS = pattern(
    r"(?i)(?:[^.!?]{0,140}\bfollow(?:ing)? us on [^.!?]{0,40}|read the (?:full |press |news |media )*release|para (?:ver|escuchar|leer|descargar)\b.{0,60}\baqu[ií]|click here\b.{0,80}|hier geht['’]?s zum .{1,40})\W*"
)
_INVITES = pattern(
    r"(?i)(?:read|download|view|watch|see|join|register|click|lire|voir|télécharger|ver|leer|descargar|zum|zur|hier)\b"
)
_LINK = pattern(r"\[[^\]]{3,160}\]\(([^()\s]+)\)")
_FILE = pattern(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|csv|mp[34]|jpe?g|png)(?:[?#].*)?\Z")
_TITLE = 3  # words of a link that is the title of another page
_BOLD = pattern(r"\*\*[^*\n.!?]{3,40}:?\*\*")
_SHORT = 8  # words of a button


def _without_teasers(kept: list[Piece]) -> list[Piece]:
    """A body without the titles of other pages at its end: two or more lines of nothing but a link, not announced."""
    above = len(kept)
    while above > 1 and _is_teaser(kept[above - 1]):
        above -= 1
    announced = kept[above - 1].text.rstrip().endswith(":") if kept else True
    return kept if announced or len(kept) - above < 2 else kept[:above]


def _is_teaser(piece: Piece) -> bool:
    link = _LINK.fullmatch(piece.markdown.replace("**", ""))
    titled = len(piece.text.split()) >= _TITLE and piece.text[-1:] not in ".:;,"
    return link is not None and titled and not _FILE.search(link[1])


def _invites(piece: Piece) -> bool:
    """Whether a line is nothing but a link that leads on: Read the full report."""
    bare = piece.markdown.replace("**", "")
    leads = _INVITES.match(piece.text) is not None and piece.text[-1:] not in ".!?:;,"
    return leads and (_LINK.fullmatch(bare) is not None or len(piece.text.split()) <= _SHORT)
