"""Contacts for reporters as printed in releases: labelled lines with a name, a phone number, an e-mail address."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing.contacts import glued_lines, phone_numbers, printed_addresses
from newsroom_cli.importing.contacts.phone_numbers import HAN
from newsroom_cli.importing.contacts.printed_addresses import EMAIL, address_in
from newsroom_cli.importing.issuer import organisations
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.language.attribution_lexicon import LANGUAGES, lexicon_for
from newsroom_cli.language.tokens import CAPITAL, is_title
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.model.patterns import pattern


class PrintedContact(NamedTuple):
    """A contact as printed; missing parts are empty."""

    name: str = ""
    phone: str = ""
    email: str = ""


LABEL = pattern(
    lambda: rf"{_LABEL}|\W*(?:{alternatives('contact_labels.txt')})\s*(?:\([^)]*\))?\s*(?:[:：]|$)", re.IGNORECASE
)
_LABEL = (
    r"\W*(?:ihre?\s+|(?-i:(?:[A-Z][\w&.’'-]*\s){1,4}?)(?=(?:media|press|investor)\s(?:relations\s)?contacts?\b))?(?:(?:for\s+)?(?:media|press|news|public\s+affairs|communications?|investor|public|general"
    r"|interview)\s+)?(?:(?:relations|office|inquiries|enquiries|information|requests)\s+)?"
    r"(?:contact\s+(?:the|our)\s+(?:press|media)\s+(?:office|team)|contacts?|inquir(?:y|ies)|enquir(?:y|ies)"
    r"|ansprechpartner(?:in)?|pressekontakte?|medienkontakt|kontakte?|contactos?(?:\s+(?:de|con|para)\s+(?:la\s+"
    r"|los\s+)?(?:prensa|medios)(?:\s+de\s+comunicación)?)?|contacts?\s+presse|pressestelle|rückfragen"
    r"|press\s+office|media\s+relations|investor\s+relations|media\s+office|kontakty?|contatt[oi]|contatos?"
    r"|(?:contatt[oi]|ufficio)\s+stampa|contato\s+de\s+imprensa|perscontact|presskontakt(?:er)?)"
    r"(?:\s+(?:person|information|details|info|us|presse|stampa|pro\s+média|dla\s+mediów|for\s+(?:the\s+)?(?:media|press)"
    r"|für\s+(?:die\s+)?(?:presse|medien|rückfragen|pressefragen|presseanfragen"
    r"|medienanfragen)))?\b\s*(?:\([^)]*\))?[\s>\])】]*(?:[:\-–—|]|$)"
)
_CONTACT_SENTENCE = pattern(
    r"\b(?:for\s+(?:more|further|additional|media|press)?\s*(?:information|info|details|inquiries|enquiries"
    r"|questions)|(?:media|press|reporters|journalists)\b.{0,120}\b(?:contact|call|e-?mail)\s|(?:presse"
    r"|medien)anfragen\b|contactos?\s+(?:con|para)\s+(?:los\s+medios|la\s+prensa)\b|please\s+contact|"
    r"(?:to\s(?:find\sout|learn|know)\smore|(?:more|further|additional)\sinformation)\b.{0,80}\b(?:call|contact|e-?mail)\s|contact\b.{0,60}\bat\b|(?:für|bei)\s+(?:rückfragen|weitere|presseanfragen)|para\s+más\s+información"
    r"|pour\s+(?:plus|tout)\b|(?:inquir|enquir)ies\s+to\b|(?:voor\s+(?:meer|nadere|verdere)|per\s+(?:ulteriori|maggiori)"
    r"|para\s+(?:mais|mayor)|för\s+(?:mer|ytterligare)|(?:for\s+)?(?:yderligere|mer)|pro\s+(?:více|bližší)|więcej)\s+(?:informa|vragen|oplysninger))",
    re.IGNORECASE,
)
_FIELD_LABELS = pattern(
    r"(?i)\b(?:phone|telephone|tel|cell|mobile|facsimile|fax|e-?mail|mailto|ph|telefon|teléfono|téléphone"
    r"|correo|courriel|website|celular|móvil|mobil|handy|desk line)\b\s*[.:]{0,2}\s*(?=$|[\s,|(+\d])"
    r"|\b(?:office|direct|mail|contacts?|media|press|name|title|web|oficina|bureau)\b"
    r"\s*[.:]\s*(?=$|[\s,|(+\d])"
    r"|^\W*(?:office|direct|mail|media|press|main)\W*$|\b[pocmte]\b(?:\s*:|\.?\s*(?=$|[(+\d]))",
)


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label such as "Media contact:"."""
    first = line.lstrip("\n").split("\n")[0]
    return len(line) < 600 and (LABEL.match(first) is not None or _ASKING_LABEL.match(first) is not None)


_ASKING_LABEL = pattern(
    r"(?i)\W*(?:contact details"
    r"|(?:für\s+)?(?:rückfragen|presseanfragen|weitere (?:informationen|auskünfte))\b.{0,60}:\s*$"
    r"|pour\s+(?:en\s+savoir\s+plus|plus|tout).{0,60}:\s*$|para\s+(?:más|mayor).{0,60}:\s*$|"
    r"(?:for\s+)?(?:more|further|additional|media|press)\b.{0,60}\b(?:information|contact|inquiries|enquiries"
    r"|details)\b.{0,30}(?::\s*$|\bcontact\s*$|\bcontact:\w))"
)


_DETAILS_LABEL = pattern(r"(?i)^\W*contact details\s*:?")


def asks_to_call(text: str) -> bool:
    """Whether a text has the mailbox of a press office, or asks to contact somebody at an address or number."""
    mailed = "@" in text
    if has_press_mailbox(text):
        return True
    return (
        (mailed or any(map(str.isdigit, text)) or "(at)" in text)
        and _CONTACT_SENTENCE.search(text) is not None
        and has_number_or_address(text)
    )


def has_press_mailbox(text: str) -> bool:
    """Whether a text has the mailbox of a press office: press@city.example."""
    return "@" in text and _MAILBOX.search(text) is not None


_MAILBOX = pattern(
    r"(?i)(?<![\w.@-])(?:press|media|news|newsroom|presse|pressestelle|medien|prensa|comunicacion|pr|comms"
    r"|communications?|publicaffairs|pressoffice|mediarelations)(?:[._-][\w.-]{1,40})?@[\w-]+\.\w"
)


def has_number_or_address(text: str) -> bool:
    """Whether a text has an e-mail address or a telephone number."""
    return EMAIL.search(text) is not None or phone_numbers.first_in(text) is not None


def contacts(lines: Iterable[str]) -> list[PrintedContact]:
    """The contacts in the lines of a block.

    A new contact begins at a name that follows a number or address, or at a second address. A contact without either
    counts only in a block with labels.
    """
    finished: list[_ContactParts] = []
    current = _ContactParts()
    lines = _NAME_IN_PARTS.sub(r"\1 \2", "\n".join(lines)).split("\n")
    lines = list(glued_lines.people_apart(lines, is_person, (EMAIL, phone_numbers.PHONE)))
    has_labels = any(":" in line for line in lines)  # without labels it may be a menu: Contact Us, View Publications
    for line in (part for glued in glued_lines.without_fields_of_firms(lines) for part in glued_lines.lines(glued)):
        line = _GLUED.sub(" | ", _DETAILS_LABEL.sub("", line, count=1))
        for part in re.split(r"\s*[|;\n]\s*|\s{3,}", LABEL.sub("", line, count=1) if is_labelled(line) else line):
            for contact_text in _contacts_apart(part):
                current = _with_part(contact_text, current, finished)
    found = _with_own_mailbox([*finished, current])
    return [contact for contact in found if contact.phone or contact.email or (has_labels and is_person(contact.name))]


def _with_own_mailbox(found: Sequence[_ContactParts]) -> list[PrintedContact]:
    """Each contact with one name; a name between two mailboxes goes to its own: press@, Ana Ruiz, ruiz@."""
    contacts = [PrintedContact(_name_of(contact), contact.phone, contact.email) for contact in found]
    for at in range(len(contacts) - 2, -1, -1):
        here, below = contacts[at], contacts[at + 1]
        words = here.name.lower().split()
        own, other = (_has_mailbox(words, contact.email.lower().partition("@")[0]) for contact in (below, here))
        if own and not other and not below.name and here.email:
            contacts[at : at + 2] = [here._replace(name=""), below._replace(name=here.name)]
    return contacts


class _ContactParts(NamedTuple):
    """The parts of one contact as its lines have them: several names, of which one may be a firm's."""

    names: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""


def _name_of(contact: _ContactParts) -> str:
    """The name of a contact: a person named in its mailbox, else the first not named like its site, else any name."""
    mailbox, _, site = contact.email.lower().rpartition("@")
    people = [name for name in contact.names if is_person(name)]
    addressed = [name for name in people if _has_mailbox(name.lower().split(), mailbox)]
    people = [name for name in people if name.lower().split()[0] not in site.split(".")] or people
    words = next(iter((*addressed, *people, *contact.names)), "").split()
    while len(words) > 2 and words[-1].lower() == site.partition(".")[0] and is_person(" ".join(words)):
        words.pop()  # Ana Ruiz Acme, Inc.
    return " ".join(words)


def _has_mailbox(words: Sequence[str], mailbox: str) -> bool:
    """Whether a mailbox contains a word of a name. A mailbox that joins three or more words of a name is a firm's."""
    return any(len(word) > 2 and word in mailbox for word in words) and (len(words) < 3 or "".join(words) != mailbox)


_NAME_IN_PARTS = pattern(
    r"(?im)^\W*(?:vorname|prénom|first name|given name|nombre|nome)\s*:\s*(\w[^\n:]{0,30}?)\s*\n?\W*"
    r"(?:nachname|familienname|nom|last name|surname|family name|apellidos?|cognome|apelido)\s*:\s*(\w[^\n:]{0,30})$"
)  # Vorname: Ana, Nachname: Ruiz
# The gap between a name and a label or role that only the page's style sets apart: Ana RuizTel. 0361 57-4311
_GLUED = pattern(
    r"(?<=[a-zà-ÿ])(?=(?:Tel|Telefon|Fax|Mobil|Mail|E-Mail|Téléphone|Teléfono|Pressesprecher(?:in)?"
    r"|Medienverantwortlicher?|Leiter(?:in)?|Referent(?:in)?)(?:\b|(?=[A-Z])))"
)


def _contacts_apart(part: str) -> Iterator[str]:
    """Split a line into its contacts: each ends with its number or address if a name or a label follows."""
    start = 0
    towns = [town.span() for town in printed_addresses.TOWN.finditer(part)]
    for match in _REACHED.finditer(part):
        in_town = any(begin < match.end() <= end for begin, end in towns)  # 10117 Berlin: a postal code, no number
        if not in_town and match.end() < len(part) and _BEGINS_CONTACT.match(part, match.end()):
            yield part[start : match.end()]
            start = match.end()
    yield part[start:]


_REACHED = pattern(rf"{EMAIL.pattern}|(?<=[\d ])\d{{2}}(?=[\s)])")
_BEGINS_CONTACT = pattern(
    r"[)\s,/–-]+(?:(?:or|ou|oder|und|and|et|y|e|o|of)\s)?(?:[^\W\d_]+(?:\s\d)?:\s|[A-ZÀ-Þ][a-zà-ÿ]+\s[A-ZÀ-Þ][a-zà-ÿ]+\b)"
)


def _with_part(part: str, current: _ContactParts, finished: list[_ContactParts]) -> _ContactParts:
    """Add the name, phone and e-mail address in a part of a line to the contact `current`, and return the contact.

    If the part begins another contact, `current` goes to `finished`, and the part is the first of a new contact.
    """
    email = address_in(part)
    phone = phone_numbers.first_in(printed_addresses.TOWN.sub(" ", part))
    part = _ABOUT_LABEL.sub("", _LOCATED.sub("", part, count=1), count=1)
    is_label = (
        _ACCOUNT.match(part) is not None
        or part.rstrip().endswith((":", "："))
        or ("://" in part and not (email or phone))
    )
    names = [] if is_label else [*_people_in(part)]
    if not (names or is_label or organisations.LEGAL_FORM.search(part)):
        names = [*filter(None, [_contact_name(part)])]
    begins = bool(names) and (
        (bool(current.names) and bool(current.email or current.phone)) or bool(current.email and current.phone)
    )
    if begins or (email and current.email):
        finished.append(current)
        current = _ContactParts()
    names = [*names, *current.names] if phone or email else [*current.names, *names]  # its owner stands beside a number
    return _ContactParts(tuple(names), current.phone or (phone or ""), current.email or email)


_ACCOUNT = pattern(r"(?i)\W*(?:facebook|twitter|instagram|linkedin|mastodon|bluesky|youtube|tiktok|telegram)\s*:")
_LOCATED = pattern(
    r"\W*(?:In|À|Em|En|W)\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?\s?[,:]\s(?=[A-ZÀ-Þ])"
)  # In Paris, Ana Ruiz
# Kontakt zum Hafenverein: Ana Ruiz, Sprecherin
_ABOUT_LABEL = pattern(
    r"\W*(?i:\w*kontakt|contacto?|contatto|\w*ansprechpartner(?:in)?|\w*anfragen|\w*rückfragen|questions?|inquiries)\s"
    r"(?:z[ur]|zum|zur|für|bei|an|for|with|at|de|del|du|pour|para|per)\s[^:@\d]{2,80}:\s"
    r"(?=[A-ZÀ-Þ][\w’'-]+\s[A-ZÀ-Þ][\w’'-]+[,;|(\s])"
)
_FIRST = rf"(?:[{CAPITAL}][\w’'-]+|[A-Z]\.)"
_NAMED = pattern(
    rf"(?<![\w@.])({_FIRST}(?:\s(?:{_FIRST}|(?:de|da|do|dos|van|von|der|den|di|del|la|le|du|zu|y|e|i)(?=\s)))*\s{_FIRST})(?![\w@])"
)
_JAPANESE = pattern(
    r"(?:担当者?\s*[:：]?\s*(?:\S{1,12}[部課長室]\s+)?|[部課室係]\s+(?!担当))"
    rf"(?P<who>{HAN}{{1,6}}(?:[ \u3000](?!電話|メール){HAN}{{1,4}})?)"
)
_LONGEST_NAME = 5  # words


def _person_in(part: str) -> str:
    """The first person named in a part of a line; empty if there is none."""
    return next(_people_in(part), "")


def _people_in(part: str) -> Iterator[str]:
    """Yield the people named in a part: two to five capitalised words, none of which belongs to an organisation."""
    bare = printed_addresses.without_address(_AT.split(phone_numbers.PHONE.sub("|", EMAIL.sub("|", part)))[0])
    if (
        printed_addresses.TOWN.search(bare)
        or printed_addresses.STREET.search(bare)
        or printed_addresses.is_town(bare)
        or organisations.LEGAL_FORM.search(bare)
    ):
        return
    if _LICENCE.search(bare):
        return
    if japanese := _JAPANESE.search(bare):
        yield japanese["who"]
        return
    for match in _NAMED.finditer(bare):
        words = match[1].split()
        if organisations.LEGAL_FORM.search(match[1]):
            continue  # ACME PUMPS LTD
        before_name = bare[: match.start()]
        if _NAMED_AFTER.search(before_name) and any(map(organisations.is_kind, before_name.split())):
            continue  # Comité de soutien à Ana Ruiz
        if _HOUSE_NUMBER.search(bare, 0, match.start()) and words[0].rstrip(".") in ("N", "E", "S", "W"):
            continue  # 200 W. Adams
        if words[0].isupper() and _initials(bare[: match.start()]).endswith(words[0]):
            continue  # Harbor Port Authority - HPA Port Ellery
        if _is_firm_before(words):
            words = list(itertools.dropwhile(str.isupper, words))
        words = _without_labels(words)
        before = [at for at, word in enumerate(words[:-2]) if _is_title_of(word)]
        words = words[before[-1] + 1 :] if before else words  # Port Ellery PD Detective Ana Ruiz
        impersonal = any(_is_impersonal(word) for word in words)
        if 2 <= len(words) <= _LONGEST_NAME and not impersonal and not _NO_NAME.search(match[1]):
            yield " ".join(words)


_NAMED_AFTER = pattern(r"(?i)\b(?:(?:à|de|of|for|für|von|pour|para|per|di|do|da|van)\s|d['’])\Z")
_HOUSE_NUMBER = pattern(r"\d\s\Z")


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


_AT = pattern(r"(?i)\s(?:at|unter)(?:\s|\Z)")


def _plain(word: str) -> str:
    return word.lower().strip(".")


def _without_labels(words: list[str]) -> list[str]:
    """The words of a name without the labels and roles around it: Pressekontakt Ana Ruiz Sprecherin Telefon."""

    def belongs(word: str) -> bool:
        return word[0].isupper() and not (_is_impersonal(word) or _plain(word) in PAGES["field_labels"])

    kept = list(itertools.dropwhile(lambda word: not belongs(word), words))
    if any(map(organisations.is_kind, words[: len(words) - len(kept)])) and {"de", "del", "do", "da", "of"} & {*words}:
        return words  # Instituto Nacional de Puertos, Prefeitura de Porto Novo
    title = next((at for at, word in enumerate(kept) if at > 1 and _is_role(_plain(word))), len(kept))
    if kept and _is_role(_plain(kept[-1])):
        kept = kept[:title]  # Ana Ruiz Chief Financial Officer
    while kept and not belongs(kept[-1]):
        kept.pop()
    return kept if len(kept) < len(words) and 1 < len(kept) <= _LONGEST_NAME else words


def _is_title_of(word: str) -> bool:
    """Whether a word may stand before a name as a title, form of address or role."""
    plain = _plain(word)
    return plain in PAGES["name_titles"] or _is_role(plain)


def _is_firm_before(words: Sequence[str]) -> bool:
    """Whether the words in capitals before a name are the name of a firm: ACME COMMUNICATION Ana Ruiz."""
    capitals = list(itertools.takewhile(str.isupper, words))
    return len(words) - len(capitals) > 1 and any(map(_is_impersonal, capitals[1:]))


def _is_role(word: str) -> bool:
    """Whether a word in lower case is the title of a role in any of the languages, and nowhere a usual name."""
    return word.startswith(_OF_PRESS) or any(is_title(word, lexicon_for(language)) for language in _LANGUAGES_OF_ROLES)


# In the others, titles are names elsewhere: Hakim and Wali in Indonesian, Garda in Irish, Sergent in Catalan.
_LANGUAGES_OF_ROLES = tuple(language for language in LANGUAGES if language not in ("ca", "ga", "id", "ro"))
_OF_PRESS = ("presse", "pressa", "kommunik")  # Pressechef, pressansvarig


def _is_impersonal(word: str) -> bool:
    """Whether a word is part of an organisation's name, a label or a role, and so not of a person's name."""
    plain = _plain(word)
    words = (PAGES["organisations"], PAGES["desk_words"], PAGES["field_labels"])
    return any(plain in known for known in words) or organisations.is_kind(word) or _is_role(plain)


_NO_NAME = pattern(
    r"(?i)\b(?:https?|www\.|cc\s?by|street|avenue|suite|room|floor|road|blvd|sie|ihnen|uns|vous|nous|usted"
    r"|p\.?o\.? box|building|straße|rue|calle|twitter|facebook|@\w|immediate|release|date|website|fax|us|our|your"
    r"|united (?:states|kingdom)|forward[- ]looking|drive|notice|confidentiality|disclaimer|unsubscribe"
    r"|(?:service|öffnungs|sprech)zeiten|uhr|maps|karte|termine?|bundeshaus|osten|westen|norden|süden)\b"
    r"|^(?:to|for|more|further|please|für|bei|weitere|pour|para|más|plus|source|quelle|fuente)\b"
)


_LICENCE = pattern(r"(?i)©|\bCC[ -]BY\b|\b(?:licen[cs]|lizenz|licenz|licència|copyright)\w*\b")  # a licence, no contact


def _contact_name(part: str) -> str:
    """The person or desk at the start of a part, without the title after a comma; empty if there is none."""
    if printed_addresses.TOWN.search(part) or printed_addresses.is_town(part) or "://" in part or _LICENCE.search(part):
        return ""
    bare = EMAIL.sub(" ", part)
    bare = phone_numbers.PHONE.sub(" ", bare)
    bare = _FIELD_LABELS.sub(" ", bare)
    bare = re.sub(r"[()<>\[\]*_]", " ", bare).strip(" ,:;-–—•/&|.")
    bare = re.split(r",|\s[-–—]\s|\bat\b|\bunter\b", bare)[0].strip(" :：.-")
    words = _ATTENTION.sub("", bare.rpartition(": ")[2]).split()
    if len(words) <= 3 and words and any(is_title(word.lower(), lexicon_for("en")) for word in words):
        return ""  # Chief of Staff
    if (
        not 1 <= len(words) <= 7
        or _NO_NAME.search(bare)
        or printed_addresses.STREET.search(part)
        or "：" in bare  # behind a label that nobody knows
        or all(_plain(unicodedata.normalize("NFKC", word)) in PAGES["field_labels"] for word in words)
        or any(map(str.isdigit, bare))
        or not words[0][0].isalpha()
        or words[0][0].islower()
        or sum(map(str.isalpha, bare)) < _SHORTEST_NAME
    ):
        return ""
    small = sum(word[:1].islower() for word in words)
    return " ".join(words) if small <= len(words) / 2 else ""


_SHORTEST_NAME = 3  # letters
_ATTENTION = pattern(r"(?i)\Aatt(?:n|ention)?\.?:?\s+")


def is_person(line: str) -> bool:
    """Whether a line looks like a person's name: two or more capitalised words, none of an organisation."""
    joined = " and " in line.lower()  # LIKE AND FOLLOW is no name
    return _PERSON.fullmatch(line) is not None and not joined and not any(map(_is_impersonal, line.split()))


_PERSON = pattern(
    r"(?:[^\W\d_a-z][\w.'’-]{0,30} ){1,4}(?:(?:von|van|de|zu|du|la|ter|ten|di|da|do|dos|del|della|le|bin|al|af|av)"
    r" (?:der |den )?){0,2}[^\W\d_a-z][\w.'’-]{1,30}"
)


def contacts_in_sentence(text: str) -> list[PrintedContact]:
    """The contacts in a sentence such as "For more information, contact Ana Ruiz at ... or Idris Lind at ...".

    If no name has a number or address of its own, there is one contact: the first name, number and address. Empty if
    the sentence has neither.
    """
    if not has_number_or_address(text):
        return []
    asked = (match.end() for match in _ASKED.finditer(text))
    start = next((at for at in asked if (name := _NAMED.match(text, at)) and _person_in(name[1])), len(text))
    named = _merged([_contact_in(part) for part in _contacts_apart(text[start:])])
    named = [contact for contact in named if contact.name and (contact.phone or contact.email)]
    return named or [_contact_in(text)._replace(name=_person_in(text[start:].split(",")[0]))]


def _merged(contacts: Sequence[PrintedContact]) -> list[PrintedContact]:
    """Merge a number or address without a name into the contact before it, if that lacks it."""
    joined: list[PrintedContact] = []
    for contact in contacts:
        before = joined[-1] if joined else PrintedContact()
        fits = not contact.name and not (contact.phone and before.phone) and not (contact.email and before.email)
        if before.name and fits:
            joined[-1] = PrintedContact(before.name, before.phone or contact.phone, before.email or contact.email)
        else:
            joined.append(contact)
    return joined


def _contact_in(part: str) -> PrintedContact:
    """A contact of the first name, number and address in a part of a sentence."""
    return PrintedContact(_person_in(part), phone_numbers.first_in(part) or "", address_in(part))


_ASKED = pattern(
    r"\b(?i:(?:contact|kontakt|skontakt)\w{0,5}|call|e-?mail|(?:directed|addressed)\s+to|opnemen\s+met|wenden\s+sie\s+sich(?:\s+bitte)?\s+an|an\s+(?=frau|herrn?)|(?:steht|stehen)(?:\s+ihnen)?(?:\s+gerne)?(?=\s+(?:frau|herrn?|\w+\s\w+\s+unter)\b)"
    r"|(?:anfragen|rückfragen)\s+an|(?:inquir|enquir)ies\s+to|auprès\s+de)\s*:?\s+(?:[a-zà-ÿ’'-]+\s){0,4}"
)


def without_duplicates(contacts: Sequence[PrintedContact]) -> list[PrintedContact]:
    """Merge contacts that have the same name or the same address."""
    merged: list[PrintedContact] = []
    for contact in contacts:
        for index, earlier in enumerate(merged):
            if (contact.email and contact.email == earlier.email) or (contact.name and contact.name == earlier.name):
                merged[index] = PrintedContact(*(value or other for value, other in zip(earlier, contact, strict=True)))
                break
        else:
            merged.append(contact)
    return merged
