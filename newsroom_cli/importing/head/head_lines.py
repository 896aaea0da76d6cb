"""The lines above a release's first paragraph, each with its kind: a label, date, office, contact or title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.importing.contacts import contact_blocks, printed_addresses
from newsroom_cli.importing.head import embargoes, headline_labels, place_openings, printed_dates
from newsroom_cli.importing.issuer import organisations
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PICTURE, RULE, TABLE, Piece
from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.places import dateline
from newsroom_cli.model.patterns import pattern

LABEL, DATE, OFFICE, CONTACT, TITLE, OTHER = "label", "date", "office", "contact", "title", "other"


class Line(NamedTuple):
    """A line of the head: the index of its piece, its text, and its kind."""

    piece: int
    text: str
    kind: str
    level: int = 0  # the level of a heading; 0 for other lines


_LABEL = pattern(
    lambda: rf"(?i)\W*(?:{alternatives('head_labels.txt')}|(?:{alternatives('release_labels.txt')}){_LABEL_NUMBER})\W*"
)
_LABEL_NUMBER = (
    r"(?:\s*[-–—|,:(]?\s*(?:nr|n|no|num|nummer|número|numéro|number|č|#)?\s?[.°º:]{0,2}\s?"
    r"\d[\d\s/.-]{0,14}(?:[A-Z]{1,3}\b)?)?"
)
_PUBLISHED_BY = pattern(
    r"\W*(?:published|posted|issued|released|(?:news\s+)?provided)\s+by\s*:?\W*|\W*(?:from|office|department|agency|organi[sz]ation"
    r"|company(?:\s+name)?|source|autor|herausgeber|issuer)\s*:\W*",
    re.IGNORECASE,
)
_RELEASE_LABEL = pattern(
    r"(?i)\W*(?:for\s+immediate\s+release|immediate\s+release|for\s+release|(?:joint\s+)?(?:press|news|media)\s+release"
    r"|media\s+advisory|embargoed)\b"
)


def is_label(text: str) -> bool:
    """Whether a line is only a label, such as FOR IMMEDIATE RELEASE, perhaps with spaced letters."""
    text = _PLACEHOLDER.sub("", text)
    return len(text) < 90 and (_LABEL.fullmatch(text) is not None or _is_spaced_label(text))


_PLACEHOLDER = pattern(r"\s*[\[<][A-Za-z ]{2,40}[\]>]\s*\Z")  # FOR IMMEDIATE RELEASE: [DATE]


def _is_spaced_label(text: str) -> bool:
    """Whether a line is a label with spaces between its letters: N E W S  R E L E A S E."""
    return _SPACED.fullmatch(text) is not None and _NAMED_RELEASE.fullmatch("".join(text.split())) is not None


_SPACED = pattern(r"(?:\w\s+){4,}\w\W*")
_NAMED_RELEASE = pattern(
    lambda: rf"(?i)\W*(?:for)?(?:immediaterelease|{alternatives('release_labels.txt')})\W*".replace(r"\s+", r"\s*")
)


def is_release_label(text: str) -> bool:
    """Whether a short line labels a text as a release, such as For Immediate Release or Press release no. 3."""
    if len(text) >= _LONGEST_LABEL:
        return False
    return _RELEASE_LABEL.match(text) is not None or _NAMED_LABEL.fullmatch(text) is not None or _is_spaced_label(text)


_LONGEST_LABEL = 60  # characters
_NAMED_LABEL = pattern(lambda: rf"(?i)\W*(?:{alternatives('release_labels.txt')}){_LABEL_NUMBER}\W*")


_OFFICE = pattern(
    r"(?i:\b(?:(?:district|state(?:['’]s)?|county|city|commonwealth['’]s)\s+attorney|attorney\s+general|office"
    r"|department|dept|division|bureau|agency|authority|commission|council|ministry|university|college|institute"
    r"|committee|board|foundation|association|society|"
    r"federation|alliance|coalition|guild|diocese|archdiocese|constabulary|trades?\s+union|chamber\s+of|"
    r"court|police|district|county|city\s+of|town\s+of|state\s+of|village\s+of|government|secretary|secretariat))\b|['’]s\s+(?i:office)\b",
)
# An office ends the line or continues with "of": not "Labor Department Analysis Reveals Flaws".
_ENDS = pattern(r"(?:['’]s)?\s*(?:$|[,&()/–—|:-]|(?i:(?:of|for|on|and|in|at|the|de|del|des|du|für|der|y|et|und)\b))")
_VERB = pattern(
    r"\b(?:announces?|announced|launch(?:es|ed)?|opens?|receives?|awarded|awards|names|named|joins?|wins?|won|calls?"
    r"|urges?|releases|released|unveils?|celebrates?|hosts?|to|will|is|are|was|were|has|have|gets?|seeks?|signs?|"
    r"issues?|sues?|agrees?|settles?|publish(?:es)?|warns?|proposes?|investigates?|recovers?|extends?|holds?|begins?|files|filed|says|said|charged|sentenced|convicted|arrested|pleads?|pleaded|found|guilty"
    r"|introduces?|introduced|elects?|elected|appoints?|appointed|hires?|hired|welcomes?|donates?|donated|reaches|approves?|approved|adopts?|adds|expands?|completes?|partners?|statement|new"
    r"|for|with|against|after|during)\b",
    re.IGNORECASE,
)


GREETING = pattern(
    r"(?:Liebe[rs]?|Sehr geehrte[rs]?|Dear|Ch[eè]re?s?|Mesdames|Madame|Monsieur|Estimad[oa]s?|Querid[oa]s|Gentil[ei]"
    r"|Spett|Car[ei]|Prezad[oa]s?|Geachte|Beste|Kära|Kære|Kjære|Vážen|Szanown)\w*\b.{0,60}[,!:]"
    r"|(?i:good (?:morning|afternoon|evening|day)|guten (?:tag|morgen|abend)|bonjour|bonsoir"
    r"|buen[oa]s (?:días|tardes|noches)|buongiorno|buonasera|bo[am] (?:dia|tarde|noite)|goedemorgen|goedemiddag"
    r"|dobrý den|dzień dobry)[,!.]?"
)  # Liebe Kolleginnen und Kollegen,
# A note to a colleague above the release: Hi Delia, here is the final text. Thanks, Jenna
_NOTE = pattern(
    r"(?:(?i:hi|hey|hello)(?:\s[A-ZÀ-Þ][\w’'-]+){1,2}|(?:Hallo|Bonjour|Hola|Ciao|Salut|Hoi|Hej)\s[A-ZÀ-Þ][\w’'-]+),\s+\S"
    r"|(?i:thanks|thank you|thx|best|cheers|regards|best regards|many thanks|merci|gracias|danke),"
    r"\s[A-ZÀ-Þ][\w’'-]+\.?\Z"
    r"|\[[^\[\]]{12,200}\]\Z"  # [Delia: please check the figure]
)
_CARRIER = pattern(
    r"(?i)\b(?:newswire|wire|presse?portal|scoop|github|medium|wordpress|blogger|blog|newsroom|yahoo|openpr|feed|rss"
    r"|home\s?page|facebook|twitter)\b"
)


_DATELINE = pattern(r"\d\s+(?:--|[–—])\s")


def is_carrier(name: str) -> bool:
    """Whether a name is that of a wire service, or of a site that publishes other people's releases."""
    return _CARRIER.search(name) is not None


def is_office(text: str) -> bool:
    """Whether a line is only the name of an office that may issue releases."""
    return organisations.is_name(text) or _is_english_office(text)


def is_issuer(text: str) -> bool:
    """Whether a name may be an issuer's: an office, an official, or a name with a legal form."""
    return (
        is_office(text)
        or _OFFICIAL.fullmatch(text) is not None
        or (1 < len(text.split()) <= 10 and organisations.LEGAL_FORM.search(text) is not None)
    )


_OFFICIAL = pattern(
    r"(?:(?:U\.?S\.?|State)\s)?(?:Congress(?:man|woman|member)|Senator|Representative|Assembly(?:man|woman|member)"
    r"|(?:Lieutenant\s)?Governor|Mayor|Attorney\sGeneral)(?:\s[A-ZÀ-Þ][\w.’'-]+){2,4}"
)  # Senator Ana Ruiz, whose office has no other name


def _is_english_office(text: str) -> bool:
    """Whether a line is only the name of an English office.

    The check is stricter than in other languages, because English headlines are capitalised like names.
    """
    bare = text.strip(" \t*_:|·•–—-")
    count = len(bare.split())
    return (
        1 < count <= 12
        and bare[:1].isupper()
        and _DATELINE.search(bare) is None
        and _HOLDER.match(bare) is None
        and _BRANCH.fullmatch(bare) is None
        and _ADDRESS.search(bare) is None
        and not bare.endswith((".", "?", "!"))
        and any(
            match.group().lower().endswith("of") or _ENDS.match(bare, match.end()) for match in _OFFICE.finditer(bare)
        )
        and _VERB.search(bare) is None
        and (count <= _SHORT_NAME or sum(word.islower() and word not in _JOINS for word in bare.split()) < 2)
    )


_SHORT_NAME = (
    5  # words; a longer name has capitals, so "Report highlights leading research at Ellery University" is none
)
_JOINS = frozenset("of for on and in at the to with by & de del des du la für der und et y".split())
_ADDRESS = pattern(r":\s.*\d")  # Head Office: Hafenweg 3
_BRANCH = pattern(
    r"(?:.*,\s[A-Z]{2}|Washington|District|Capitol|Local|Regional|Field|Main|Head)\s(?:D\.?C\.?\s)?Office"
)
_HOLDER = pattern(r"(?i)(?:about(?:\s+the)?|deputy|assistant|associate|supervising|acting)\s")  # Deputy Attorney


def is_running_text(piece: Piece, language: str) -> bool:
    """Whether a piece is running text, and not a line of the head."""
    if piece.kind in (HEADING, PICTURE, RULE, TABLE):
        return False
    text = piece.text.strip()
    count = len(text.split())
    if contact_blocks.is_labelled(text) or is_label(text) or _is_contact(text):
        return False
    typed = dateline.parse(text, language or "en")
    if typed is not None and len(text) - typed.end > 40:
        return True
    if count >= _ANSWER_WORDS and (_INVITATION_LINE.match(text) or _INVITATION_INSIDE.search(text[:_START])):
        return True
    if piece.kind == ITEM:
        return count >= 8
    if not count and len(text) > 60:
        return True
    if len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text)) > 30 and "。" in text:
        return True
    if len(_WITHOUT_SPACES.findall(text[:_START])) > _LONGEST_HEADLINE:
        return True
    ended = _SYMBOLS.sub("", text.rstrip("\"'”“’»«)]* _")).endswith((*sentences.STOPS, *"…:"))
    if count >= 45 or (count >= 14 and ended and not text.isupper()):
        return True
    return count >= 6 and ended and quotation_marks.has_mark(text[:2]) and "\n" not in text


# Letters of Thai, Lao, Burmese and Khmer, which have no spaces between words, and mostly no stops; no vowel signs.
_WITHOUT_SPACES = pattern(r"[\u0e01-\u0e30\u0e40-\u0e46\u0e81-\u0eb0\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3]")
_LONGEST_HEADLINE = 90  # such letters
_SYMBOLS = pattern(r"[\s\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+\Z")  # 🎉


def _is_contact(text: str) -> bool:
    """Whether a text is a person's name with a number or an address below it."""
    first, _, below = text.partition("\n")
    return contact_blocks.is_person(first.strip()) and contact_blocks.has_number_or_address(below)


# WHO: The city council. A line of an invitation that answers such questions one by one.
_INVITATION_LINE = pattern(
    r"(?:WHO|WHAT|WHEN|WHERE|WHY|WER|WAS|WANN|WO|QUI|QUOI|QUAND|OÙ|QUIÉN|QUÉ|CUÁNDO|DÓNDE)\s*:\s*\S", re.I
)
_INVITATION_INSIDE = pattern(r"(?<=[^\w\s] )(?:WHO|WHAT|WHEN|WHERE|WHY):\s\S")  # an invitation on one line
_START = 400  # characters at the start of a text
_ANSWER_WORDS = 4  # words in a line that answers such a question, at least


_DATED_HEADING = pattern(
    r"((?:[A-Z][A-Za-z ]{2,24}:\s)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}"
    r"|[A-Z][a-z]{2,8} \d{1,2}, \d{4}))(?:\s?[:|–—-]\s+|(?<=\d{4})(?=[A-Z]))(\S+(?:\s\S+){2,})"
)  # Date: 2 March 2026City Opens Library
_BEFORE_FACTS = pattern(
    r"\s+\|\s+(?=(?:Source|Issuer|Provided by)\s*:?\s)"
    r"|\s+(?=(?:(?:Media|Press|News)\s+)?(?:Contact|Contacto|CONTACT|Contacts|Kontakt)\s*:)"
)


def lines(pieces: Sequence[Piece], until: int, language: str) -> list[Line]:
    """The lines of the pieces before index `until`, each with its kind."""
    head: list[Line] = []
    previous = ""
    in_contact, last = False, -1
    for number, piece in enumerate(pieces[:until]):
        for text in (part.strip() for line in piece.text.split("\n") for part in _BEFORE_FACTS.split(line)):
            if not text:
                continue
            if piece.kind == HEADING and (dated := _DATED_HEADING.fullmatch(text)):  # 02.03.2026: City Opens Library
                head.append(Line(number, dated[1], DATE))
                text = dated[2]
            within = in_contact and (last == number or len(text.split()) < 4)
            kind = _kind_of(text, piece, previous, language, in_contact=within)
            in_contact = kind == CONTACT or (in_contact and kind == OFFICE)
            last = number
            head.append(Line(number, text, kind, piece.level if piece.kind == HEADING else 0))
            previous = text
        in_contact = in_contact and piece.kind != HEADING and len(piece.text) < 200
    return _with_contact_names(_with_event_as_title(head))


def _with_event_as_title(head: list[Line]) -> list[Line]:
    """The lines of the head; without any title, a label that announces an event and its day becomes the title."""
    if any(line.kind == TITLE for line in head):
        return head
    return [line._replace(kind=TITLE) if printed_dates.announces_event(line.text) else line for line in head]


def _with_contact_names(head: list[Line]) -> list[Line]:
    """The lines of the head; a name and role right above a contact's number become part of the contact.

    A name below the label "Author" is no title either.
    """
    for number in range(len(head) - 1, 0, -1):
        line, above = head[number], head[number - 1]
        count = len(above.text.split())
        few = count <= 4 or (count <= 8 and _ROLE.search(above.text) is not None)
        named = few and above.text[:1].isupper() and not above.text.isupper() and not above.level and number > 1
        if line.kind == CONTACT and above.kind == TITLE and named and not any(map(str.isdigit, above.text)):
            head[number - 1] = above._replace(kind=CONTACT)
        if (
            above.kind == LABEL
            and above.text.strip(" :").lower() == "author"
            and line.kind == TITLE
            and len(line.text.split()) <= 4
        ):
            head[number] = line._replace(kind=OTHER)
    return head


_ROLE = pattern(r",\s*(?i:media|press|public|communications?|marketing|director|manager|spokes\w+)\b")


# La ville achète la parcelle 92064 000. Such a sentence has a number but asks nobody to call: it is no contact.
_SENTENCE = pattern(r"(?i)(?-i:[A-ZÀ-Þ])(?!.*(?:call|phon|tel|appel|ruf|llam|chiam))[^@:;|()+\n]{20,}\.")
_MORE_FROM = pattern(r"(?i)\W*for\s+(?:more|further|additional)\s+info(?:rmation)?(?:\s+contact)?\s*[:–—-]")
_RUNNING = pattern(r"\s[a-zà-ÿ]{2,}\s[a-zà-ÿ]{2,}\s")


def _kind_of(text: str, piece: Piece, previous: str, language: str, *, in_contact: bool) -> str:
    """The kind of a line; `in_contact` says that the line above it is part of a contact."""
    if piece.kind in (PICTURE, RULE) or (piece.kind == TABLE and not contact_blocks.is_labelled(text)):
        return OTHER
    is_sentence = _SENTENCE.fullmatch(text) and _RUNNING.search(text) and not contact_blocks.asks_to_call(text)
    verb = _VERB.search(text, asked.end() if (asked := _MORE_FROM.match(text)) else 0)
    has_contact = contact_blocks.has_number_or_address(text) and not (verb or is_sentence)
    if contact_blocks.is_labelled(text) or (has_contact and len(text.split()) < 14):
        return CONTACT
    if printed_dates.announces_event(text) and len(text.split()) <= 14:
        return LABEL
    typed = dateline.parse(text, language)
    if typed is not None and typed.date is not None and not text[typed.end :].strip():
        return DATE  # BOSTON, March 2, 2026 /PRNewswire/ --
    printed = printed_dates.first_date(text, language)
    if printed is not None and (
        printed.alone
        or _is_row_with_date(text, language)
        or _is_entry_line(text, language)
        or (len(text.split()) <= 14 and (_RELEASE_LABEL.match(text) or _beside_date(text, language)))
        or (len(text.split()) <= 16 and _FILED.match(printed_dates.text_without_date(text, language)))
        or printed_dates.is_stamp(text)
        or (text.startswith(("📅", "🗓")) and len(text.split()) <= 16)
        or (len(text.split()) <= 16 and _AND_PLACE.fullmatch(printed_dates.text_after_date(text, language)))
    ):
        return DATE
    if is_label(text) or embargoes.asks_for_embargo(headline_labels.without_embargo(text), language):
        return LABEL
    if _CRUMBS.match(text) and is_label(_CRUMBS.sub("", text)):
        return OTHER
    if (
        printed_addresses.is_address_line(text)
        or _TRAIL.fullmatch(text)
        or GREETING.fullmatch(text)
        or _NOTE.match(text)
        or _WEB_ADDRESS.fullmatch(text)
    ):
        return OTHER
    if piece.kind != HEADING and place_openings.line(text, language) is not None:
        return OTHER  # Madrid.-
    if _PUBLISHED_BY.fullmatch(previous) and len(text.split()) <= 14:
        return OFFICE
    if _PUBLISHED_BY.match(text) and len(text.split()) <= 14:
        return OFFICE
    if piece.kind != HEADING and is_office(text):
        return OFFICE
    if not in_contact and organisations.is_desk(text):
        return OTHER
    if in_contact and len(text.split()) <= 8 and piece.kind != HEADING and not text.isupper():
        return CONTACT
    return TITLE if len(text) > 2 and any(map(str.isalpha, text)) else OTHER


_CRUMBS = pattern(r"(?:[^\W\d_][\w ]{0,24} [>»›/] )+")  # News > Press Release
_TRAIL = pattern(r"[^>»›«]{1,60}(?:\s[>»›]\s[^>»›«]{1,160}){2,6}")  # Harbour > News > City Opens Library
_WEB_ADDRESS = pattern(r"(?i)\W*(?:https?://|www\.)\S+\W*|\W+")
_AND_PLACE = pattern(r"(?:,\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?){1,2}\.?")  # Grupo Solar 2 de mayo de 2026, Salta
_FILED = pattern(
    r"(?i)(?:posted|published|filed)\s+(?:in|on|under|by|to)\b"
    r"|(?:\d\d:\d\d\W*)?(?:kategori|categor|tags?\b|rubri|schlagw)\w*\s*:"
)


def _is_row_with_date(text: str, language: str) -> bool:
    """Whether a line is a row of short parts, one of which is a date: News | 2 March 2026 | 3 minutes."""
    parts = _ROW.split(text)
    dates = (printed_dates.first_date(part, language) for part in parts)
    return len(parts) > 2 and len(text.split()) <= _ROW_WORDS and any(day is not None and day.alone for day in dates)


_ROW = pattern(r"\s+[|•·/]\s+")
_ROW_WORDS = 18  # words in a row, at most


def _is_entry_line(text: str, language: str) -> bool:
    """Whether a line is the author, the date and the topics of a blog entry, separated by commas."""
    before = printed_dates.text_before_date(text, language)
    after = printed_dates.text_after_date(text, language)
    topics = after.split(",")[1:]
    few = len(before.split()) <= _NAME_WORDS and before.rstrip()[-1:] in ("", ",") and after.startswith((",", " ,"))
    return few and len(topics) > 1 and all(len(topic.split()) <= _NAME_WORDS for topic in topics)


_NAME_WORDS = 3  # words in an author's name or a topic, at most


def _beside_date(text: str, language: str) -> bool:
    """Whether the words beside a date are a place, a name or a label, and not a sentence or headline."""
    rest = printed_dates.text_without_date(text, language)
    before = printed_dates.text_before_date(text, language)
    return (
        len(rest.split()) <= 7
        and not (_FROM_DAY.search(before) and len(before.split()) > _NAME_WORDS)
        and _VERB.search(rest) is None
        and (len(rest.split()) <= 5 or not text.rstrip().endswith((".", "?", "!")))
    )


_FROM_DAY = pattern(  # No Paint Without a Label From 1 January 2026
    r"(?i)\b(?:from|until|till|since|before|after|by|ab|bis|seit|jusqu['’]au|à (?:partir|compter) du|dès le"
    r"|hasta el|desde el|a partir del?|dal|fino al|entro il|até|desde|vanaf|tot|od|do)\W*\Z"
)
