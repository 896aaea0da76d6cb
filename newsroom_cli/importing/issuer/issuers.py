"""Find the issuer of a release: an office at its top, else a name in the text, the contacts or the page's data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.contacts.contact_blocks import PrintedContact
from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import about_paragraphs, announcers, issuer_doubts, organisations
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import PARAGRAPH, Piece
from newsroom_cli.language.word_lists import PAGES, PEOPLE
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

Note = Callable[[str, str, str, bool], None]

# Press Release: Green Party
LABEL_WITH_ISSUER = pattern(
    r"(?i:press|media|news) (?i:release|statement)\s*[:–—-]\s*"
    r"(?P<who>(?:[A-ZÀ-Þ][\w’'.&-]*)(?:\s(?:[A-ZÀ-Þ][\w’'.&-]*|of|the|for|and|&)){0,7})"
)
_STATE = pattern(r"(?i)(?:state|commonwealth|republic|government|freistaat|land|république|república|gobierno)\b")
_FROM = pattern(
    r"(?i)^\W*(?:published|posted|issued|released|(?:news\s+)?provided)\s+by\s*:?\s*"
    r"|^\W*(?:by|from|office|source|department|agency|organi[sz]ation|company(?:\s+name)?|autor|herausgeber|issuer)\s*:\s*"
    r"|^\W*(?:press|news|media)\s+(?:release|advisory|alert|statement)\s*[:–—-]+\s*"
)


def office(head: Sequence[head_lines.Line], title: str, site: str, body: Sequence[Piece], note: Note) -> str:
    """The office that a line of the head names, else the site, else a line of the contact; empty if none is an office.

    A site that the release does not name is never sure: it may be a service that many issuers use.
    """
    named = [
        _FROM.sub("", line.text).strip(" :*–—-")
        for number, line in enumerate(head)
        if line.kind == head_lines.OFFICE and not _is_in_title(head, number, title)
    ]
    dated = (part for line in head if line.kind == head_lines.DATE for part in _BESIDE_DATE.split(line.text))
    named += [part.strip() for part in dated if organisations.is_name(part)]  # Stadt Altenfurt, 2. März 2026
    named = [_LABEL_BEHIND.sub("", name) for name in named]
    named = [organisations.of_label(name) or organisations.without_desk(name) for name in named]
    named = [name for name in named if " " in name or not organisations.is_kind(name)]  # not just Polizei
    named = [name for name in named if not (head_lines.is_carrier(name) or organisations.is_desk(name))]
    named = [name for name in named if not _ADDRESS.fullmatch(name)]
    if len(named) > 1 and _STATE.match(named[0]) and named[1]:
        named = named[1:]  # the department below the name of its state
    if owner := next((name for name in named if name and folded(name) == folded(site)), ""):
        named = [owner]  # the page's owner comes before other names
    sure = [name for name in named if name]
    body_words = _spaced_words(piece.text for piece in body)
    is_titled = any(line.kind == head_lines.TITLE and not LABEL_WITH_ISSUER.fullmatch(line.text) for line in head)
    released = (LABEL_WITH_ISSUER.fullmatch(line.text) for line in head if is_titled and line.text != title)
    named += [match["who"].strip() for match in released if match]
    labelled = filter(None, map(organisations.of_label, (*(line.text for line in head), title)))
    named += [name for name in labelled if head_lines.is_issuer(name) or _spaced_words([name]) in body_words]
    if name_found := next((name for name in named if name), ""):
        certain = name_found in sure or head_lines.is_office(name_found)
        note("office", name_found, "a line at the top", certain and not _share_no_word(name_found, site))
        return name_found
    suffix = "" if head_lines.is_carrier(site_of(title, site)) else site_of(title, site)
    words = _spaced_words([line.text for line in head] + [piece.text for piece in body])
    short = _IN_BRACKETS.search(suffix)
    printed = bool(_printed_name(suffix, words) or (short and _spaced_words([short[1]]) in words))
    if head_lines.is_issuer(suffix) and (printed or not _describes_another(head, body)):
        note("office", suffix, "the site's name", printed)
        return suffix
    contacts = (line.text for line in head if line.kind == head_lines.CONTACT and not organisations.is_desk(line.text))
    beside = next((text for text in contacts if head_lines.is_issuer(text)), "")
    note("office", beside, "a line of the contact", False)
    return beside


# Harbour Commission - Press release
_LABEL_BEHIND = pattern(lambda: rf"(?i)\s+[|·•–—-]+\s+(?:{alternatives('release_labels.txt')})\W*\Z")
_IN_BRACKETS = pattern(r"\(([A-Z][\w&-]{1,12})\)\Z")  # Harbor Readers Society (HRS)
_BESIDE_DATE = pattern(r"\s*[,|•·–—]\s+|\s-\s")


_ADDRESS = pattern(r"(?i)https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")  # a web address, no name


def _share_no_word(name: str, site: str) -> bool:
    """Whether an office and the organisation that owns the page have no word in common."""
    words = {word for word in folded(site) if len(word) > _SHORT_WORD}
    return head_lines.is_issuer(site) and words.isdisjoint(folded(name))


_SHORT_WORD = 3  # letters


def _describes_another(head: Sequence[head_lines.Line], body: Sequence[Piece]) -> bool:
    """Whether an "About" paragraph describes an organisation that the head or the first paragraphs name."""
    lead = _spaced_words([*(line.text for line in head), *(piece.text for piece in body[:_FIRST_PARAGRAPHS])])
    return any(_printed_name(name, lead) for name in about_paragraphs.names(body))


def _is_in_title(head: Sequence[head_lines.Line], number: int, title: str) -> bool:
    """Whether a line of the head, with a line beside it, is part of the title or of a longer line."""
    pairs = [head[start : start + 2] for start in (number - 1, number) if 0 <= start < len(head) - 1]
    pairs = [pair for pair in pairs if all(_spaced_words([line.text]).strip() for line in pair)]
    return any(
        _spaced_words(line.text for line in pair) in _spaced_words([text])
        for pair in pairs
        for text in (title, *(line.text for line in head if line not in pair))
    )


SITE_SEPARATOR = pattern(r"\s+[|–—\-·•»«:/›ǀ]+\s+|\s*\|\s*|\s+::\s+")


def site_of(title: str, site: str) -> str:
    """The name of the site, else the office at the end of the page's title; empty if there is none."""
    if site:
        return site.strip()
    parts = [part.strip() for part in SITE_SEPARATOR.split(title) if part.strip()]
    return next((part for part in reversed(parts[1:]) if head_lines.is_office(part)), "")


# --- no line of the head names it ------------------------------------------------------------------------------

_FIRST_PARAGRAPHS = 4  # first paragraphs, which name the issuer


class Evidence(NamedTuple):
    """The evidence for the issuer: the text, its contacts, its speakers' roles, and names in the source's own data.

    `below` has the pieces below the release, `contact_lines` the lines of the contacts, `groups` the words for
    organisations in the language of the text.
    """

    headline: str = ""
    body: Sequence[Piece] = ()
    below: Sequence[Piece] = ()
    contacts: Sequence[PrintedContact] = ()
    contact_lines: Sequence[str] = ()
    site: str = ""
    author: str = ""
    url: str = ""
    roles: Sequence[str] = ()
    groups: frozenset[str] = frozenset()
    dated: Sequence[str] = ()  # the lines of the head with a date
    above: Sequence[str] = ()  # the other lines of the head above the headline
    owner: str = ""  # the owner of the page
    title: str = ""  # the title of the page if it is no headline


def issuer(evidence: Evidence) -> tuple[str, str]:
    """The issuer's name as printed, and where it was found; both empty if there is no evidence."""
    named = ((issuer_doubts.without_article(name), where) for name, where in _candidates(evidence) if name)
    return next(
        ((name, where) for name, where in named if name and not issuer_doubts.names_no_issuer(name, evidence.groups)),
        ("", ""),
    )


def _candidates(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield names that may be the issuer's and where they were found, the likeliest first; some names are empty."""
    body, below = evidence.body, evidence.below
    body_words = _spaced_words(piece.text for piece in body)
    for line in (line for piece in [*body[-3:], *below] for line in piece.text.split("\n")):
        if (match := _SOURCE.match(line)) and not contact_blocks.is_person(match["name"]):
            yield match["name"].strip(" *"), "the line that names the source"
    for line in evidence.above:
        if len(line.split()) > 1 and _PLAIN_NAME.fullmatch(line):
            yield _printed_name(line, body_words + _spaced_words(evidence.contact_lines)), "a line above the headline"
    yield announcers.of_statement(evidence.headline), "the headline"
    yield announcers.pleased_organisation(body), "the first sentence"
    before, colon, _ = evidence.headline.partition(": ")
    short = before.strip().isupper() and len(before.split()) == 1 and _printed_name(before.strip(), body_words)
    named = organisations.is_name(before) or short
    yield before.strip() if colon and named else "", "the start of the headline"  # Stadt Altenfurt: New
    if _is_issuers_site(evidence):
        yield _printed_name(evidence.site, body_words), "the site's name, which the text repeats"
    for part in (part for line in evidence.dated for part in _BESIDE.split(line)[1:]):  # 2 March 2026 | Acme Pumps
        named = part[:1].isupper() and not any(map(str.isdigit, part)) and _printed_name(part, body_words)
        named = named and not (evidence.owner and part == evidence.author)  # not the author of the page
        yield part if named else "", "the line with the date"
    if _may_be_issuer(evidence.owner) and not _MEDIUM.search(evidence.owner):
        yield evidence.owner, "the owner of the page"
    yield from ((name, "the contact") for name in map(organisations.organisation_in, evidence.contact_lines))
    yield announcers.office(body), "the first sentence"
    lead = _spaced_words([evidence.headline, *(piece.text for piece in body[:_FIRST_PARAGRAPHS])])
    opening = next((piece.text for piece in body if piece.kind == PARAGRAPH), "").removeprefix("The ")
    described = [name for name in about_paragraphs.names([*body, *below]) if _printed_name(name, lead)]
    yield (
        min(described, key=lambda name: (not opening.startswith(name), _place_in(lead, name)), default=""),
        "the paragraph about it",
    )
    yield next(filter(head_lines.is_office, evidence.contact_lines), ""), "the contact"
    yield _name_of_host(evidence), "an address of the issuer"
    yield from ((name, "the contact, which the text repeats") for name in _firms_in(evidence.contact_lines, body_words))
    yield from ((name, "the contact, which the text repeats") for name in _names_in_contact_and_text(evidence, lead))
    yield _signing_office(body), "the signature"
    yield announcers.announcer(body, evidence.headline), "the first sentence"
    last = [line for piece in body[-_SIGNATURES:] for line in piece.text.split("\n")]
    last = [line for line in last if len(line.split()) <= _SIGNATURE_WORDS]
    yield next(filter(None, map(organisations.organisation_in, last)), ""), "the signature"
    yield _name_of_host(evidence, first_parts=True), "an address of the issuer"
    yield evidence.owner if _may_be_issuer(evidence.owner) else "", "the owner of the page"
    first = next((piece.text for piece in body if piece.kind == PARAGRAPH), "")
    yield organisations.at_start(first, evidence.groups), "the start of the first sentence"
    yield _employer(evidence.roles, lead), "the role of who speaks"
    yield from _less_certain_candidates(evidence)


def _place_in(lead: str, name: str) -> int:
    return lead.find(_spaced_words([name]).strip())


_BESIDE = pattern(r"\s[·•|-]\s")
_MEDIUM = pattern(
    r"(?i)\b(?:news|nachrichten|zeitung|tageblatt|anzeiger|kurier|rundschau|gazette|herald|times|tribune|journal|magazine?"
    r"|diario|periódico|noticias|correio|jornal|gazzetta|giornale|corriere|quotidien|pressebox|presse-?portal|firmenpresse"
    r"|openpr|lifepr|informationsdienst wissenschaft|verbände forum|archive?|cision|comunicae|europa press)\b"
)  # sites that publish other people's releases


def _firms_in(lines: Iterable[str], text: str) -> Iterator[str]:
    """Yield the lines of a contact that are the name of a firm, if the text has the first word of the name."""
    for bare in (line.strip(" :*") for line in lines):
        named = (
            organisations.LEGAL_FORM.search(bare)
            and len(bare.split()) <= _NAME_WORDS
            and not about_paragraphs.begins(bare)
        )
        if named and ":" not in bare and f" {folded(bare)[0]}" in text:
            yield bare


def _names_in_contact_and_text(evidence: Evidence, lead: str) -> Iterator[str]:
    """Yield names in the lines of a contact that the first paragraphs repeat, except the names of the people."""
    people = {contact.name.lower() for contact in evidence.contacts}
    for bare in (line.strip(" :*") for line in evidence.contact_lines):
        if _PLAIN_NAME.fullmatch(bare) and bare.lower() not in people and not organisations.is_desk(bare):
            yield _printed_name(bare, lead)


_PLAIN_NAME = pattern(r"[A-ZÀ-Þ][\w’'&.-]+(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|and|&)){0,5}")
_SOURCE = pattern(
    r"(?i)(?:(?-i:SOURCE)\s+(?=\w)(?!.*:)|[\W_]*(?:source|quelle|fuente|fonte|bron|zdroj|źródło|kilde|källa|herausgeber(?:in)?|v\.?\s?i\.?\s?s\.?\s?d\.?\s?p\.?"
    r"|(?:issued|published|released)\s+by|publié\s+par|(?:emitido|publicado)\s+por|original-content\s+von|aussender(?:in)?"
    r"|uitgever|afzender|avsändare|afsender|出典|配信元|会社名|社名|企業名)[\s*_]*[:：][\s*_]*)(?P<name>[^\W\d_][^,;|(\n:]{1,80}?)(?:\s*[,;|(].*)?\s*\Z"
)


def _employer(roles: Sequence[str], lead: str) -> str:
    """The organisation that most speakers' roles name, if the first paragraphs have it; empty if there is none."""
    named = [_OF.split(role)[-1] for role in roles if _OF.search(role) and not _FORMER.match(role)]
    named = [name for name in named if name[:1].isupper() and _printed_name(name, lead)]
    named = [name for name in named if PEOPLE["fields"].isdisjoint(folded(name)) and not _is_common_noun(name, roles)]
    return max(named, key=named.count, default="")


def _is_common_noun(name: str, roles: Sequence[str]) -> bool:
    """Whether a word after a German article is a common noun, with a capital like any noun: Sprecherin des Camps."""
    is_one_word = " " not in name and name[1:].islower()
    return is_one_word and any(re.search(rf"\s(?:des|der)\s{re.escape(name)}\Z", role) for role in roles)


_FORMER = pattern(r"(?i)\W*(?:former|ex-|ehemalige|ancien|antig[uo]|ex\s)")
_OF = pattern(r"\s(?:of|at|der|des|von|de\sla|de\sl['’]|de|du|del|della|dell['’]|da|do|van)\s?(?=[A-ZÀ-Þ])")


def _signing_office(body: Sequence[Piece]) -> str:
    """The office on a line of its own at the end, perhaps with a date below it: MINISTRY OF LAW; empty without one."""
    last = [line.strip(" *_") for piece in body[-2:] for line in piece.text.split("\n")]
    return next((line for line in reversed(last[-_SIGNATURES:]) if head_lines.is_office(line)), "")


_SIGNED = pattern(
    r"(?P<name>[^\W\d_a-z][^\n.!?:@]{2,70}?)(?:,?\s\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+)\s?\d{2,4})?\s*(?:\n|\Z)"
)
_SIGNATURE_WORDS = 8  # words in a signature, at most
_NAME_WORDS, _SIGNATURES = 6, 3  # words in a firm's name, at most; pieces at the end that may be signatures


def _less_certain_candidates(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield less certain names that may be the issuer's and where they were found, the likeliest first."""
    body, author, site = evidence.body, _MAILBOX.sub("", evidence.author), evidence.site
    body_words = _spaced_words(piece.text for piece in body)
    yield from ((name, "the paragraph about it") for name in about_paragraphs.names([*body, *evidence.below]))
    of_title = _TITLE_OF_RELEASES.fullmatch(evidence.title)
    yield of_title["who"] if of_title and _may_be_issuer(of_title["who"]) else "", "the page's title"
    titled = 0 < len(evidence.title.split()) <= _TITLE_WORDS and evidence.title[:1].isupper()
    repeated = body_words.count(_spaced_words([evidence.title]).rstrip() + " ") >= _TWICE
    yield evidence.title if titled and repeated else "", "the page's title, which the text repeats"
    yield _acting_organisation(evidence), "the name that begins the headline"
    people, _, firm = author.partition(", ")  # Ana Ruiz, Lynden University
    author = firm if contact_blocks.is_person(people) and head_lines.is_issuer(firm) else author
    by_people = all(map(contact_blocks.is_person, _AND.split(author)))
    named = author[:1].isupper() and not by_people  # not a person or the name of an account
    if named and len(author.split()) <= _SIGNATURE_WORDS:
        yield author, "the author that the source names"
    names = [contact.name for contact in evidence.contacts if contact.name[:1].isupper()]  # 山田太郎 is no firm
    firms = (name for name in names if not contact_blocks.is_person(name) and not organisations.is_desk(name))
    yield from ((firm, "the contact") for firm in firms)
    last = body[-1].text if len(body) > 1 else ""
    signed = _SIGNED.match(last) if len(last.split()) <= 2 * _SIGNATURE_WORDS else None
    name = signed["name"].rstrip(" ,") if signed else ""
    above = _spaced_words(piece.text for piece in body[:-1])
    printed = above.count(_spaced_words([name]).rstrip()) >= (1 if " " in name else _TWICE) and _printed_name(
        name, above
    )
    known = "„" in name or head_lines.is_issuer(name) or organisations.is_desk(name) or bool(printed)
    name = name if known else ""  # citizens' initiatives put their name in quotation marks
    if name and len(name.split()) <= _SIGNATURE_WORDS and not contact_blocks.is_person(name):
        yield "" if organisations.is_desk(name) else name, "the signature"
    if _is_issuers_site(evidence) and "|" not in site:
        yield site, "the site's name"
    yield _repeated_acronym(evidence), "the name that begins the headline and recurs"
    yield _name_of_host(evidence, in_headline=True), "an address of the issuer"
    yield organisations.before_verb(evidence.headline, evidence.groups), "the start of the headline"


# Tribunal of the Harbour: Press: Press Releases
_TITLE_OF_RELEASES = pattern(
    lambda: (
        rf"(?P<who>.+?)\s*[:–—-]?\s(?i:(?:press|news|media)\s?[:–—-]\s)?(?i:{alternatives('release_labels.txt')})\W*"
    )
)
_AND = pattern(r",\s(?:and\s)?|\s(?:and|und|et|y|&)\s")
_MAILBOX = pattern(r"\s*<[^<>]*>\s*\Z")
_TITLE_WORDS = 3  # words in a page title that names its owner, at most


def _acting_organisation(evidence: Evidence) -> str:
    """The name before a business verb at the start of the headline, if the text repeats it: Harbor Pumps raises."""
    match = _ACTS.match(evidence.headline)
    name = match["name"].strip() if match else ""
    text = _spaced_words(piece.text for piece in evidence.body)
    return name if name and text.count(_spaced_words([name]).rstrip()) >= _TWICE else ""


_TWICE = 2  # occurrences of a name in the text
_ACTS = pattern(
    r"(?P<name>(?:[A-ZÀ-Þ][\w’'&.-]*\s){1,4}?)(?:\([A-Z][^()]{1,30}\)\s)?(?i:announces?|raises|launch(?:es)?|appoints|unveils|introduces|expands"
    r"|acquires|opens|completes|closes|partners|releases|secures|enlists)\s"
)


def _repeated_acronym(evidence: Evidence) -> str:
    """The first word of the headline, if it is an acronym that the text repeats: NLUUG joins the appeal."""
    first = evidence.headline.partition(" ")[0].rstrip(":,")
    text = _spaced_words(piece.text for piece in evidence.body)
    named = sum(map(str.isupper, first)) > 1 and first.isalpha() and not evidence.headline.isupper()
    return first if named and text.count(f" {first.lower()} ") >= _TWICE else ""


def _may_be_issuer(name: str) -> bool:
    """Whether a name may be an issuer's: not too long, and not that of a wire service."""
    words = name.split()
    most = 2 * _MOST_WORDS if words and organisations.is_kind(words[0]) else _MOST_WORDS
    return 0 < len(words) <= most and not head_lines.is_carrier(name)


_MOST_WORDS = 9  # words in a name, at most; that of a ministry may have more


def _is_issuers_site(evidence: Evidence) -> bool:
    """Whether the site's name may be the issuer's. Some pages have the headline in its place."""
    words = f" {' '.join(folded(evidence.headline))} "
    return _may_be_issuer(evidence.site) and (not words.strip() or words not in f" {' '.join(folded(evidence.site))} ")


def _spaced_words(texts: Iterable[str]) -> str:
    """The words of some texts in lower case, separated and surrounded by spaces."""
    return f" {' '.join(_WORDS.findall(' '.join(texts).lower()))} "


_WORDS = pattern(r"\w+(?:[.'’&-]\w+)*")


def _printed_name(name: str, text: str) -> str:
    """The name, or its part before or after a dash, bar or comma, if the text has it; else empty."""
    for part in (name, *_NAME_SEPARATOR.split(name)):
        words = _spaced_words([part])
        if part != name and part.strip().upper() in issuer_doubts.places():
            continue  # Harbor Pumps | Texas
        if len(words.replace(" ", "")) > 2 and words in text:
            return part.strip()
    return ""


_NAME_SEPARATOR = pattern(r"\s+[|–—·•:-]\s+|\s*\|\s*|,\s+")


_CAPITALISED_WORDS = pattern(
    r"(?:\b[a-z])?[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|&|and|de|für|der|des|la)){0,6}"
)


def _name_of_host(evidence: Evidence, *, first_parts: bool = False, in_headline: bool = False) -> str:
    """The name in the text that matches a domain of the contacts' addresses or of the page; empty if there is none.

    `first_parts` also counts the part of a domain before its hyphen. `in_headline` searches the headline, not the text.
    """
    addresses = [contact.email.rpartition("@")[2] for contact in evidence.contacts]
    notes = [line for line in evidence.contact_lines if not line.startswith("[")]
    addresses += [match[1] for text in (evidence.url, *notes) for match in _HOST.finditer(text)]
    labels = {label.replace("-", "") for host in addresses for label in host.lower().split(".")[:-1]}
    if first_parts:
        labels |= {label.split("-")[0] for host in addresses for label in host.lower().split(".")[:-1]}
    hosts = {label for label in labels if len(label) >= _SHORTEST} - PAGES["common_in_sites"]
    texts = [*(piece.text for piece in evidence.body), *evidence.contact_lines] if hosts else []
    for text in texts:
        for short in _SHORT_FORM.finditer(text):
            if "".join(folded(short["short"])) in hosts:
                # Ana Ruiz (Hafenpartei), but not Nordwind Energie (Nordwind)
                party = short["short"][1:].islower() and short["short"] not in short["name"]
                party = party and contact_blocks.is_person(short["name"])
                return short["short" if party else "name"].strip()
    for text in [evidence.headline] if in_headline else [*texts[:_FIRST_PARAGRAPHS], *evidence.contact_lines]:
        for run in _CAPITALISED_WORDS.finditer(text):
            words = run.group().split()
            for count in range(len(words), 0, -1):
                if "".join(folded(" ".join(words[:count]))) in hosts:
                    return _whole_name(words, count, texts)
    if "".join(folded(evidence.site)) in hosts:
        return evidence.site
    long = {host for host in hosts if len(host) >= _LONG}
    return next((word[0] for text in texts for word in _WORD_ALONE.finditer(text) if word[0].lower() in long), "")


def _whole_name(words: Sequence[str], count: int, texts: Sequence[str]) -> str:
    """The first `count` words of a name, and the next one if the texts always have it there: Harbor Digital."""
    short = " ".join(words[:count]).rstrip(".,")
    longer = " ".join(words[: count + 1]).rstrip(".,")
    text = _spaced_words(texts)
    times = text.count(_spaced_words([longer]))
    is_whole = count < len(words) and not words[count][0].islower() and times >= _TWICE
    return longer if is_whole and times == text.count(_spaced_words([short])) else short


_HOST = pattern(r"(?i)(?:https?://|\bwww\.)((?:[\w-]+\.)+[a-z]{2,12})")
_SHORT_FORM = pattern(
    r"(?P<name>[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|and|de|du|des|la|le|les|del|et|y|für|der|di|do|da|dos"
    r"|van|voor|och|og|&)){1,9})\s\((?P<short>[\w-]{2,14})\)"
)
_WORD_ALONE = pattern(r"(?<![\w@./_-])\w+(?![\w@/_]|\.\w|-\w)")
_LONG = 8  # letters in a domain that may occur as a word in lower case, at least
_SHORTEST = 3  # letters in a domain that identify a name, at least
