"""QT: quotations without a speaker, speakers without a full name or a title, and speakers with two titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.people import names, ranks
from newsroom_cli.language.quotes import attributed, unattributed
from newsroom_cli.language.quotes.attributed import NamedSpeaker
from newsroom_cli.language.quotes.unattributed import UnattributedQuote
from newsroom_cli.ledger import known_quotes
from newsroom_cli.markup.markdown import Block
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.model.config import Config, Person
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import APPROVED, Span, text_of
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule

# --- QT002 ----------------------------------------------------------------------------------------------------


@rule("QT002", "quotation-without-speaker", severity=WARNING)
def quotation_without_speaker(document: Document) -> Iterator[Hit]:
    """Report a quotation for which neither the text nor a listed quote names a speaker."""
    may_be_bare = (
        unattributed.may_be_unattributed(document.without_code(block)) for _, block in document.quoting_blocks
    )
    if _is_a_statement(document) or not any(may_be_bare):
        return
    listed = known_quotes.paragraphs(document)
    for quote in unattributed.unattributed_quotes(
        [paragraph for paragraph, _ in listed], lexicon_for(document.language)
    ):
        block = listed[quote.paragraph][1]
        if not block.item and not _is_attributed(quote, document):
            help = "name the speaker and the title beside them: said Ana Ruiz, the director"
            yield Hit(block.place(quote.start, quote.end), "these words have no speaker", help)


_STATEMENT = pattern(
    r"(?i)\b(?:statements?|remarks|speech|letter|testimony|op-ed|message|comments?|reactions?|response|quotes?)\b"
)


def _is_a_statement(document: Document) -> bool:
    """Whether the whole release is somebody's statement, by its kind or headline."""
    if document.release.kind_name == "statement":
        return True
    headline = document.release.headline
    return headline is not None and _STATEMENT.search(headline.value) is not None


def _is_attributed(bare: UnattributedQuote, document: Document) -> bool:
    """Whether the words belong to a quote whose speaker or role is certain, or whose speaker is also named near it."""
    for speech in known_quotes.speeches(document):
        quoted = speech.quoted
        parts = [part for part in quoted.parts if part.paragraph == bare.paragraph]
        overlaps = any(part.start <= bare.end and part.end >= bare.start for part in parts)
        if overlaps and (quoted.speaker or quoted.role):
            near = quoted.role and quoted.speaker and quoted.speaker.split()[-1] in bare.around
            return quoted.sure or bool(near)
    return False


# --- QT006 ----------------------------------------------------------------------------------------------------


@rule("QT006", "speaker-not-introduced", severity=WARNING, yields_to=("FC006", "FC009"), language="en")
def speaker_not_introduced(document: Document) -> Iterator[Hit]:
    """Report a speaker who is quoted without a title, or before the full name is given."""
    seen: set[str] = set()
    for number, speaker in _speakers(document):
        if speaker.surname not in seen and len(seen) < _PEOPLE:
            seen.add(speaker.surname)
            yield from _not_introduced(document, number, speaker)


_PEOPLE = 60  # speakers of one release that are checked; the whole text is searched for each


@per_document
def _speakers(document: Document) -> tuple[tuple[int, NamedSpeaker], ...]:
    """The people named beside the quotations of the body, each with the index of the block."""
    return tuple(
        [
            (number, speaker)
            for number, block in document.quoting_blocks
            for speaker in attributed.speakers_beside_quotes(block.text)
        ]
    )


def _not_introduced(document: Document, number: int, speaker: NamedSpeaker) -> Iterator[Hit]:
    """Yield a hit if readers do not know a speaker's full name or title yet; `number` is the index of the block."""
    text = document.prose[number].text
    if " " not in speaker.name:
        yield from _without_full_name(document, number, speaker)
    elif not (speaker.title or attributed.is_introduced_after(text, speaker.end)):
        yield from _without_title(document, number, speaker)


def _without_full_name(document: Document, number: int, speaker: NamedSpeaker) -> Iterator[Hit]:
    """Yield a hit for a speaker with a surname alone, unless the full name comes before it."""
    block, name = document.prose[number], speaker.name
    before = _texts_before(document, number, speaker)
    if any(any(attributed.full_names(text, name)) or attributed.has_surname_after(text, name) for text in before):
        return
    later = _full_name(document.prose[number:], speaker.surname, block.place(speaker.end, speaker.end).start)
    # Dean may be a first name: Dean Burns.
    titled = speaker.title != "Dean" if speaker.title else attributed.has_title_after(block.text, speaker.end)
    if later is None and not titled:
        return
    also = (later, "the full name is only here") if later else None
    message = f'"{block.text[speaker.start : speaker.end]}" is quoted here before the full name is given'
    help = f"write first name, name and title here: {_introduction(document.config, speaker)}"
    yield Hit(block.place(speaker.start, speaker.end), message, help, also)


def _without_title(document: Document, number: int, speaker: NamedSpeaker) -> Iterator[Hit]:
    """Yield a hit for a speaker with a full name but no title, unless the name comes before or a title follows."""
    block, surname = document.prose[number], speaker.surname
    if any(surname in text for text in _texts_before(document, number, speaker)):
        return
    rest = [block.text[speaker.end :], *(block.text for block in document.prose[number + 1 :])]
    if not any(attributed.introduces(text, surname) for text in rest):
        help = f"write the title or function beside the name: {_introduction(document.config, speaker)}"
        yield Hit(block.place(speaker.start, speaker.end), f'nothing says who "{speaker.name}" is', help)


def _texts_before(document: Document, number: int, speaker: NamedSpeaker) -> list[str]:
    """Headline, subhead and the text of the body before a speaker; `number` is the index of the speaker's block."""
    blocks = document.prose
    headlines = text_of(document.release.headline), text_of(document.release.subhead)
    return [*headlines, *(block.text for block in blocks[:number]), blocks[number].text[: speaker.start]]


def _full_name(blocks: Sequence[Block], surname: str, since: int) -> Span | None:
    """The span of the first full name with this surname at or after an offset of the file; None without one."""
    for block in blocks:
        for start, end in attributed.full_names(block.text, surname):
            span = block.place(start, end)
            if span.start >= since:
                return span
    return None


def _introduction(config: Config, speaker: NamedSpeaker) -> str:
    """The name and role of the listed person whose name ends in the speaker's; an example if there is none."""
    listed = (person for person in config.people if f" {person.name}".endswith(f" {speaker.name}"))
    return next((f"{person.name}, {person.role}" for person in listed if person.role), "said Ana Ruiz, the director")


# --- QT009 ----------------------------------------------------------------------------------------------------


@rule("QT009", "speaker-with-two-titles", severity=WARNING)
def speaker_with_two_titles(document: Document) -> Iterator[Hit]:
    """Report a speaker with two titles that contradict each other."""
    if not document.is_english:
        yield from _ranks_of_listed_people(document)
        return
    blocks = document.prose
    surnames = list(dict.fromkeys(speaker.surname for _, speaker in _speakers(document)))[:_PEOPLE]
    for before, here in ranks.contradictory_titles([block.text for block in blocks], surnames):
        span, earlier = (blocks[titled.paragraph].place(titled.start, titled.end) for titled in (here, before))
        message = f'{here.name} is "{excerpt(here.role)}" here and "{excerpt(before.role)}" before'
        help = "find out which title is right, and use it in both places"
        yield Hit(span, message, help, (earlier, "the other title"))
    if document.release.status_name != APPROVED:  # in an approved release, a title may have changed since
        yield from _titles_of_listed_people(document)


def _titles_of_listed_people(document: Document) -> Iterator[Hit]:
    """Yield hits for titles, in the text and at the quotes, that contradict the person's title in newsroom.toml."""
    blocks, text = document.prose, document.word_index.text
    for person in document.config.people:
        surname = person.name.rpartition(" ")[2]
        if not (person.role and surname and surname.lower() in text):
            continue
        listed = f"{person.name}, {person.role}, said."
        for known, here in ranks.contradictory_titles([listed, *(block.text for block in blocks)], [surname]):
            if known.paragraph == 0:
                span = blocks[here.paragraph - 1].place(here.start, here.end)
                yield _another_title(span, person, here.role)
    roles = {person.name: person for person in document.config.people if person.role}
    for quote in document.release.quotes:
        known_person = roles.get(quote.speaker.value) if quote.speaker else None
        if known_person and quote.role and ranks.exclude_one_another(quote.role.value, known_person.role):
            yield _another_title(quote.role.span, known_person, quote.role.value)


def _another_title(span: Span, person: Person, role: str, since: str = "2026.2") -> Hit:
    """The hit for a title that differs from the one in newsroom.toml."""
    message = f'{person.name} is "{excerpt(role)}" here and "{excerpt(person.role)}" in newsroom.toml'
    return Hit(span, message, "find out which title is right; correct it here, or under [[people]]", since=since)


def _ranks_of_listed_people(document: Document) -> Iterator[Hit]:
    """Yield hits for titles in other languages than English that give a listed person another rank: Bürgermeisterin."""
    people = [person for person in document.config.people if person.role]
    if not people or document.release.status_name == APPROVED or not document.config.check.preview:
        return
    lexicon = lexicon_for(document.language)
    for person in people:
        surname = person.name.rpartition(" ")[2]
        for block in document.prose:
            for mention in names.mentions(block.text, lexicon) if surname in block.text else ():
                if not person.name.endswith(mention.name) or not ranks.differ_in_prefix(mention.role, person.role):
                    continue
                if not _OTHER_TIME.search(block.text, max(mention.start - _NEAR, 0), mention.end + _NEAR):
                    yield _another_title(block.place(mention.start, mention.end), person, mention.role, PREVIEW)
        for quote in document.release.quotes:
            is_theirs = quote.speaker is not None and quote.speaker.value == person.name
            if is_theirs and quote.role and ranks.differ_in_prefix(quote.role.value, person.role):
                yield _another_title(quote.role.span, person, quote.role.value, PREVIEW)


_NEAR = 60  # characters around a name
_OTHER_TIME = pattern(
    r"(?i)\b(?:ehemalig|früher|damalig|bisherig|einstig|künftig|designiert|gewählt|neue[rn]?\b|alt-|ex-|ancien|futur|antigu"
    r"|entonces|nuev|nouve|élue?\b|elect|già\b|był|voormalig)"
)
