"""Page chrome: lines that belong to a web page or print-out, not to the release."""

from __future__ import annotations

from newsroom_cli.language.word_index import WordIndex
from newsroom_cli.language.word_lists import PAGES, WORDING
from newsroom_cli.model.patterns import pattern

_LINES, _BUTTONS = PAGES["chrome_lines"], PAGES["button_words"]
_COOKIES = pattern(
    r"\b(?:we|our (?:web)?site|this (?:web)?site|this page|by (?:continuing|using)|wir|diese (?:web)?seite|ce site|nous"
    r"|este sitio|utilizamos|usamos)\b.{0,120}\bcookies?\b",
)
# The text in place of an embedded film or post until the reader consents.
_PLACEHOLDER = pattern(
    r"\b(?:by|when) (?:loading|playing|viewing|clicking)\b.{0,100}\b(?:agree|accept|consent)\b"
    r"|\bto (?:view|see|watch|show|load) this (?:content|video|map|post|tweet)\b.{0,80}\b(?:accept|enable"
    r"|allow|consent)\b"
    r"|\b(?:einverständnis|einwilligung|zustimmung)\b.{0,60}\bverbindung zu\b"
    r"|\bmit dem (?:laden|abspielen|aktivieren|klick)\b.{0,100}\b(?:akzeptieren|stimmen|willigen)\b"
    r"|\ban dieser stelle\b.{0,60}\bexterne[rn]? inhalt"
    r"|\ben (?:cliquant|chargeant|lisant)\b.{0,100}\b(?:acceptez|consentez)\b",
)
_AGREEING = tuple("agree accept consent enable allow verbindung akzeptieren stimmen willigen inhalt".split())
_BEFORE_MINUTES = ("reading", "lesezeit", "lesedauer", "temps", "tiempo")
_READING_TIME = pattern(
    r"\d{1,3}\s?min(?:ute)?s?\.?[ -](?:read(?:ing time)?|lesezeit|lesedauer|de lecture|de lectura)"
    r"|(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura)\W{0,3}(?:ca\. "
    r"|about )?\d{1,3}\s?min\w{0,5}\.?(?: read)?",
)
_BEFORE_COUNT = tuple(
    "views hits vue vues lu affichages gelesen aufrufe zugriffe visto vistas visitas letto visite acessos".split()
)
_VIEWS = pattern(
    rf"(?:{'|'.join(_BEFORE_COUNT)})\W{{0,3}}\d[\d., ]{{0,8}}(?: (?:fois|veces|mal|times|volte))?"
    r"|\d[\d.,]{0,8} (?:views|hits|vues|aufrufe|vistas|visitas|lecturas|visualizzazioni|visualizações)"
)
_EMBEDDED = pattern(
    r"(?:view this post on|sieh dir diesen beitrag auf|voir cette publication sur|ver esta publicación en) \w+(?: an)?"
    r"|(?:a post shared by|ein beitrag geteilt von|une publication partagée par"
    r"|una publicación compartida (?:de|por)) .{1,80}\(@\S{1,40}\)?"
)
_OF_A_GOVERNMENT = pattern(r"(?:this is )?an official (?:web ?)?site of the [\w .]{3,60}")
_TRAIL = pattern(r"(?:home|start(?:seite)?|accueil|inicio|you are here:?.{0,40})\s*(?:[>›»/|→]|::)\s*\S.*")
_BEFORE_A_TRAIL = ("home", "start", "startseite", "accueil", "inicio", "you")
_PAGE_NUMBER = pattern(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|(?:page|seite|página|p\.)\s*\d{1,3}(?:\s*(?:of|/|von|de|sur)\s*\d{1,3})?"
    r"|\d{1,3}\s*(?:of|/)\s*\d{1,3})",
)
_TAGGED = pattern(r"</?pre>")
_MORE = pattern(r"[-–—(\[\s]*(?:more|continued|cont'?d|mehr|suite)[-–—)\].\s]*")
TRIM = " \t\u00a0.,:;|•·»«›‹→←↑>^<[]()*-–—"
_DELIVERY = pattern(
    r"(?:was sent to \S+@\S+|you (?:are|were) (?:receiving|subscribed|sent) (?:this|to)|this (?:e-?mail"
    r"|message) was sent"
    r"|to unsubscribe\b|unsubscribe from this|manage your subscriptions?|update your subscriptions?)",
)
_DELIVERING = ("sent", "receiving", "subscri")

_END = "ENDS?|Ends?|ENDE|Ende|FIN|Fin|FINE|Fine|FIM|Fim|EINDE|Einde|SLUT|Slut|KONIEC|Koniec|KONEC|Konec"
_END_OF_ALL = (
    "(?i:end of (?:the )?(?:press |news |media )?release|ende der (?:presse|medien)?mitteilung|fin del? comunicado"
    "|fin (?:de la nota|du communiqué)(?: de prensa| de presse)?|fine (?:del )?comunicato)"
)
END_MARK = pattern(
    r"(?:#\s*){1,5}|[-–—]\s*30\s*[-–—]|(?:\*\s*){3,7}|[-–—*#\s]*(?:ENDS?|Ends?)[-–—*#.\s]*"
    rf"|[-–—*#(]\s*(?:[-–—*#]\s*){{0,8}}(?:{_END}|{_END_OF_ALL})\.?\s*(?:[-–—*#]\s*){{0,8}}[-–—*#)]|{_END_OF_ALL}\.?"
    r"|FIN|ENDE|FIM|EINDE|[-–—]\s?ends?\s?[-–—]|XXX|\+\s*\+\s*\+"
)


def is_end_mark(line: str) -> bool:
    """Whether a line is only an end mark such as `###`, `-30-` or ENDS."""
    line = line.strip()
    return 0 < len(line) <= _LONGEST_MARK and END_MARK.fullmatch(line) is not None


_LONGEST_MARK = 45


_FIRST_WORDS = frozenset(line.split()[0].rstrip(":") for line in _LINES)
_BEFORE_A_NAME = ("published", "posted", "written", "last", "by", "filed")
# The first letters and digits of lines that are buttons, trails and the like.
_BEGINNINGS = frozenset(
    first_word.replace("-", " ").replace("'", " ").split()[0]
    for first_word in (*_FIRST_WORDS, *_BUTTONS, *_BEFORE_MINUTES, *_BEFORE_COUNT, *_BEFORE_A_TRAIL, *_BEFORE_A_NAME)
) - {"the"}  # the issuer, among the rare words
_RUN = pattern(r"[^\W_]+")


def may_be_chrome(line: str) -> bool:
    """Whether a line of Markdown begins like page chrome; a quick test."""
    run = _RUN.search(line)
    word = run.group().lower() if run else ""
    return word in _BEGINNINGS or word[:1].isdigit()


_LOADING = frozenset(("loading", "playing", "viewing", "clicking"))
_COOKIE = frozenset(("cookie", "cookies"))
_DELIVERED = frozenset(("receiving", "subscribed", "sent"))


def may_be_in_file(index: WordIndex) -> bool:
    """Whether a file may hold page chrome without a fixed beginning, such as a cookie notice; a quick test."""
    words = index.words
    if not words.isdisjoint(WORDING["page_words"]) or index.has_word(_COOKIE) or ("post" in words and "view" in words):
        return True
    if not words.isdisjoint(WORDING["consent"]) and not (
        words.isdisjoint(_LOADING) and words.isdisjoint(WORDING["shown"])
    ):
        return True
    if (
        "you" in words
        and not words.isdisjoint(_DELIVERED)
        and (index.has_phrase("you are ") or index.has_phrase("you were "))
    ):
        return True
    if "official" in words and (index.has_phrase("official site") or index.has_phrase("official web")):
        return True
    return "sent" in words and index.has_phrase("was sent")


_OTHERS = (
    *"cookie unsubscribe subscription official content video reading minute home".split(),
    *("view ", "sent to", "post shared"),
)


def may_be_page_chrome(line: str) -> bool:
    """Whether a short line may be page chrome; a quick test, because most lines of a release are not."""
    small = line.lower().strip(TRIM)
    first = small.split(None, 1)[0].rstrip(":,") if small else ""
    begins = first in _FIRST_WORDS or first in _BUTTONS or first in _BEFORE_COUNT or small[:1].isdigit()
    return begins or any(map(small.__contains__, _OTHERS))


def is_page_chrome(line: str) -> bool:
    """Whether a whole line is a button, a breadcrumb trail, a cookie notice or the like; never a longer text."""
    words = line.strip()
    if not words or len(words) > 300 or is_end_mark(words):
        return False
    small = words.lower()
    bare = small.strip(TRIM)
    if bare in _LINES or _TAGGED.fullmatch(small) or (len(bare) < 80 and _is_buttons(bare)):
        return True
    if "cookie" in small and len(small) < 300 and _COOKIES.search(small):
        return True
    if any(map(small.__contains__, _AGREEING)) and _PLACEHOLDER.search(small):
        return True
    if (bare[:1].isdigit() or bare.startswith(_BEFORE_MINUTES)) and _READING_TIME.fullmatch(bare):
        return True
    if (bare[:1].isdigit() or bare.startswith(_BEFORE_COUNT)) and _VIEWS.fullmatch(bare):
        return True
    if _OF_A_GOVERNMENT.fullmatch(bare) or _EMBEDDED.fullmatch(bare):
        return True
    return len(small) < 160 and (
        (small.startswith(_BEFORE_A_TRAIL) and _TRAIL.fullmatch(small) is not None)
        or (any(map(small.__contains__, _DELIVERING)) and _DELIVERY.search(small) is not None)
    )


def _is_buttons(bare: str) -> bool:
    """Whether a line consists only of button labels."""
    words = bare.replace("|", " ").replace("/", " ").replace(",", " ").replace("•", " ").replace("·", " ").split()
    return len(words) > 1 and all(word in _BUTTONS for word in words)


def is_page_break(line: str) -> bool:
    """Whether a line only marks the end of a printed page: "Page 2 of 3", "- 2 -", "-more-"."""
    words = line.strip().lower()
    if not words or len(words) > 24 or is_end_mark(words):
        return False
    return _PAGE_NUMBER.fullmatch(words) is not None or (words != "more" and _MORE.fullmatch(words) is not None)
