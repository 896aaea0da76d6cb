"""Find the headline, among the lines of the head and in the page's own title."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.head import head_lines, headline_labels, letterheads, printed_dates
from newsroom_cli.importing.head.head_lines import Line
from newsroom_cli.importing.issuer import issuers, organisations
from newsroom_cli.importing.issuer.issuers import Note
from newsroom_cli.importing.pages import metadata
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import MAIL, TEXT, Pasted, Piece
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

NumberedLine = tuple[int, Line]  # a line and its number in the head


def headline(head: Sequence[Line], title: str, pasted: Pasted, note: Note) -> tuple[str, int]:
    """The headline, without labels such as FOR IMMEDIATE RELEASE, and the number of its last line in the head.

    The number is -1 if no line has the headline. The headline is empty if there is none.
    """

    def note_with_doubt(field: str, text: str, source: str, sure: bool) -> None:
        note(field, text, source, sure and not _is_doubtful(text))

    title = headline_labels.without_subject_label(title) if pasted.title_of == MAIL else title
    text, at = _headline(head, "" if letterheads.NO_HEADLINE.match(title) else title, pasted, note_with_doubt)
    bare, bar, last = text.rpartition(" | ")
    text = bare if bar and any(same_words(last, name) for name in (pasted.site, pasted.owner)) else text
    return headline_labels.without_label(text), at


def _is_doubtful(text: str) -> bool:
    """Whether a headline may be something else: very short or long, a label with a few words, cut off, or a setting."""
    words = text.split()
    labelled = bool(words) and (head_lines.is_release_label(text) or head_lines.is_label(words[0])) and ":" not in text
    cut = text[:1].islower() or "=" in text or text.endswith(("=", "―")) or _GLUED.search(text) is not None
    return not letterheads.SHORTEST_SURE <= len(words) <= letterheads.LONGEST_SURE or labelled or cut


_GLUED = pattern(r"[A-Z]{3,}[a-z]{4,}")  # lost spaces: CITYopens
_FILE = pattern(r"\S+\.[A-Za-z]{2,5}")


def _headline(head: Sequence[Line], title: str, pasted: Pasted, note: Note) -> tuple[str, int]:
    """The headline with its labels, and the number of its last line in the head; -1 if no line has it."""
    for number, line in enumerate(head):
        named = letterheads.LABELLED_LINE.fullmatch(line.text) if line.kind == head_lines.TITLE else None
        if named and named["label"].lower() in PAGES["headline_labels"]:
            note("headline", named["text"], "a line that says so", True)
            return named["text"], number
    heading = _printed_prefix(title, [line for line in head if line.level])
    title = heading or (title if pasted.title_of == TEXT else without_site(title, pasted.site, head))
    is_field = pasted.date_source or pasted.title_of == TEXT
    if len(title.split()) < 2 and not _JAPANESE.search(title) and (not is_field or _FILE.fullmatch(title)):
        title = ""  # "Document", "Home", "ex991.htm"
    titles = _without_issuers([(number, line) for number, line in enumerate(head) if line.kind == head_lines.TITLE])
    title = "" if _names_owner(title, titles) else title
    title, titles = _without_generic_titles(title, _without_owner(titles, pasted.owner))
    longer = [(number, line) for number, line in titles if len(line.text.split()) >= _HEADLINE_WORDS]
    if longer and pasted.owner and same_words(metadata.without_sections(title), pasted.owner):
        title, titles = "", longer  # the page's title is its owner's name
    if (
        pasted.title_of != TEXT
        and head_lines.is_office(title)
        and any(len(line.text.split()) >= _HEADLINE_WORDS for _, line in titles)
    ):
        title = ""
    if title and not head_lines.is_label(title) and (printed := _printed_title(head, titles, title, pasted, note)):
        return printed
    has_marks = any(line.kind in (head_lines.LABEL, head_lines.CONTACT, head_lines.DATE) for line in head)
    if pasted.title_of == MAIL and (printed := _printed_in_mail(titles, title, head, has_marks=has_marks)) is not None:
        note("headline", printed[0], "the line above the release in the mail", True)
        return printed
    long = len(title.split()) > 2 and not any(line.level for _, line in titles)
    is_named = pasted.title_of or pasted.date_source or long
    tops = [
        (number, line)
        for number, line in titles
        if line.level == 1 and len(line.text.split()) >= letterheads.SHORTEST_SURE
    ]
    if len(tops) == 1 and not pasted.title_of and pasted.lines and not head_lines.is_office(tops[0][1].text):
        alike = len(title.split()) < letterheads.SHORTEST_SURE or _shares_words(tops[0][1].text, title)
        note("headline", tops[0][1].text, "the first heading", alike)
        return tops[0][1].text, tops[0][0]
    if pasted.title and is_named and title and not head_lines.is_label(title):
        rivals = [line for _, line in titles if line.level and len(line.text.split()) >= _HEADLINE_WORDS]
        note("headline", title, "the title that the source names", not rivals or pasted.title_of != "")
        return title, -1
    if (similar := _heading_like_title(titles, title)) is not None:
        note("headline", similar[1].text, "the heading with most words of the page's title", False)
        return similar[1].text, similar[0]
    if not title and (repeated := _printed_twice(titles)) is not None:
        note("headline", repeated[1].text, "the line that stands twice above the text", True)
        return repeated[1].text, repeated[0]
    if pasted.title and titles and not same_words(titles[0][1].text, pasted.title):
        titles = _without_kickers(titles)
    if level := min((line.level for _, line in titles if line.level), default=0):
        text, last = _whole_headline([(number, line) for number, line in titles if line.level == level], head)
        note("headline", text, "the first heading", _agrees(text, title))
        return text, last
    titles = [(number, line) for number, line in titles if not _is_sentence(line.text)]
    if titles:
        text, last = _whole_headline(titles if title else _without_kickers(titles), head)
        sure = len(titles) <= _CERTAIN_AMONG and _agrees(text, title) and not (len(titles) > 1 and text.endswith("."))
        note("headline", text, "the first line that is no label, date, office or contact", sure)
        return text, last
    if title:
        note("headline", title, "the title that the source names", not head_lines.is_label(title))
        return title, -1
    return "", -1


def _names_owner(title: str, titles: Sequence[NumberedLine]) -> bool:
    """Whether the page's title only names its owner: Harbour Works Ltd., or Press releases: City of Ellery."""
    is_firm = organisations.LEGAL_FORM.search(title) is not None and organisations.is_name(title)
    is_printed = any(same_words(line.text, title) for _, line in titles)
    is_listing = organisations.of_label(title) != "" and any(line.level for _, line in titles)
    return (is_firm and not is_printed) or is_listing


def _without_owner(titles: list[NumberedLine], owner: str) -> list[NumberedLine]:
    """The candidates without those of one or two words of the owner's name, if a headline is left: Harbor/Quays."""
    words = set(folded(owner))
    kept = [
        (number, line) for number, line in titles if not set(folded(line.text)) & words or len(folded(line.text)) > 2
    ]
    return kept if any(len(line.text.split()) >= _HEADLINE_WORDS for _, line in kept) else titles


def _without_kickers(titles: list[NumberedLine]) -> list[NumberedLine]:
    """The candidates from the first that is longer than a kicker (a topic or button); all if none is long."""
    lengths = [len(line.text.split()) for _, line in titles]
    long = next((at for at, words in enumerate(lengths) if words > _KICKER_WORDS), 0)
    return titles[long:] if lengths[long] > _KICKER_WORDS + 1 else titles


def _printed_twice(titles: Sequence[NumberedLine]) -> NumberedLine | None:
    """The candidate that occurs twice, as when breadcrumbs end with the headline; None if there is none."""
    found: dict[tuple[str, ...], int] = {}
    for number, line in titles:
        words = tuple(folded(line.text))
        if len(words) >= _KICKER_WORDS + 2 and found.setdefault(words, number) != number:
            return number, line
    return None


def _without_generic_titles(title: str, titles: list[NumberedLine]) -> tuple[str, list[NumberedLine]]:
    """The title and the candidates, without titles such as "Port Ellery Press Release".

    Unchanged if no other candidate is as long as a headline.
    """
    others = [(number, line) for number, line in titles if not _GENERIC_TITLE.fullmatch(line.text)]
    longer = any(
        len(line.text.split()) > _RELEASE_WORDS and (line.level or line.text[-1:] not in ".!") for _, line in others
    )
    if not longer:
        return title, titles
    return "" if _GENERIC_TITLE.fullmatch(title) else title, others


# Port Ellery Press Release; Tribunal of the Harbour: Press: Press Releases; HARBOUR NEWS
_GENERIC_TITLE = pattern(
    lambda: (
        rf"(?i)(?:\S+(?:\s\S+){{0,3}}|\S+(?:\s\S+){{0,12}}:)\s(?:{alternatives('release_labels.txt')})\W*"
        r"|\S+\snews\W*"
    )
)
_RELEASE_WORDS = 5  # a headline below such a title has more words
_CERTAIN_AMONG = 3  # candidates, at most, among which the first is certain
_KICKER_WORDS = 2  # words in the topic above a headline, at most


def _heading_like_title(titles: Sequence[NumberedLine], title: str) -> NumberedLine | None:
    """The heading that shares most words with the page's title; None unless it shares most of the title's words.

    Also None if it is the first heading, or if the title is very short.
    """
    wanted = set(folded(title))
    headings = [(number, line) for number, line in titles if line.level]
    best = max(headings, key=lambda heading: len(wanted.intersection(folded(heading[1].text))), default=None)
    if len(wanted) < letterheads.SHORTEST_SURE or best is None or best == headings[0]:
        return None
    return best if 2 * len(wanted.intersection(folded(best[1].text))) > len(wanted) else None


def _agrees(line: str, title: str) -> bool:
    """Whether a line may be the headline of a source with this title; a title of a few words may be the site's name."""
    return len(title.split()) < _HEADLINE_WORDS or _mostly_same_words(line, title)


def _printed_title(
    head: Sequence[Line], titles: Sequence[NumberedLine], title: str, pasted: Pasted, note: Note
) -> tuple[str, int] | None:
    """The headline and the number of its last line if the page prints its title, perhaps reworded; else None."""
    tops = [(number, line) for number, line in titles if line.level == 1]
    alike = len({tuple(folded(line.text)) for _, line in tops}) == 1 and (
        _mostly_same_words(tops[0][1].text, title) or _is_shorter_form(tops[0][1].text, title)
    )
    if alike and not _ends_with(tops[0][1].text, title):
        number, line = tops[0]
        note("headline", line.text, "the first heading, which the page's title repeats", True)
        return line.text, number
    for number, line in enumerate(head):
        if same_words(line.text, title):
            note("headline", line.text, "the page's title, which the page prints", True)
            return line.text, number
    if joined := _title_over_lines(head, title):
        note("headline", joined[0], "the page's title, which the page prints on several lines", True)
        return joined
    for number, line in titles if pasted.title_of != MAIL else ():
        if _ends_with(line.text, title) or _is_title_with_date(line.text, title):
            note("headline", title, "the page's title, which the page prints after a date or label", True)
            return title, number
    for number, line in titles:
        if _mostly_same_words(line.text, title) or (line.level and _begins_with(line.text, title)):
            note("headline", line.text, "the page's title, which the page prints in other words", True)
            return line.text, number
    return None


def is_cut(text: str, title: str) -> bool:
    """Whether a line is the beginning of the title, cut off as in breadcrumbs: Home / News / More room for ..."""
    return text.endswith(("...", "…")) and title.startswith(text.rstrip(".… "))


def _is_sentence(text: str) -> bool:
    """Whether a line is too long for a headline and ends like a sentence."""
    return len(text.split()) > _LONGEST_HEADLINE and text.rstrip().endswith(".")


_LONGEST_HEADLINE = 30  # words in a headline, at most


def _printed_in_mail(
    titles: list[NumberedLine], subject: str, head: Sequence[Line], *, has_marks: bool
) -> tuple[str, int] | None:
    """The headline below a mail's greeting, and the number of its last line; None if only the subject has it.

    Without marks of a release (labels, contacts, dates), any line may be anything. Then the headline must have all
    words of the subject.
    """
    long = [
        (number, line)
        for number, line in titles
        if len(line.text.split()) >= _HEADLINE_WORDS and line.text.rstrip()[-1:] not in ".,:!?"
    ]
    if not has_marks:
        long = [(number, line) for number, line in long if set(folded(subject)) <= set(folded(line.text))]
    return _whole_headline(titles[titles.index(long[0]) :], head) if long else None


def _without_issuers(titles: list[NumberedLine]) -> list[NumberedLine]:
    """The candidates without names of organisations, unless none of the others is as long as a headline."""
    headlines = [(number, line) for number, line in titles if not organisations.is_name(line.text)]
    return headlines if any(len(line.text.split()) >= _HEADLINE_WORDS for _, line in headlines) else titles


_HEADLINE_WORDS = 5  # words in a line that is long enough for a headline, at least


def _whole_headline(titles: Sequence[NumberedLine], head: Sequence[Line]) -> tuple[str, int]:
    """The headline that begins on the first of the lines, and the number of its last line in the head.

    An office is no headline, but it may complete one that breaks off: Mayor Ruiz to Leave the / Harbour Commission.
    """
    last, line = titles[0]
    text = line.text
    candidates = {number for number, _ in titles}
    for number, next_line in enumerate(head[last + 1 : last + 3], last + 1):
        same = next_line.piece == line.piece
        capitals = same and text.isupper() and next_line.text.isupper()
        japanese = same and _JAPANESE.search(text) is not None and not next_line.text.startswith(_BEGINS_SUBHEAD)
        continues = capitals or japanese or _continues_on(text, next_line.text)
        completes = _breaks_off(text) and next_line.kind in (head_lines.TITLE, head_lines.OFFICE)
        if not completes and not (continues and number in candidates):
            break
        text, last = f"{text} {next_line.text}", number
    return text, last


_JAPANESE = pattern(r"[\u3040-\u30ff]")
_BEGINS_SUBHEAD = ("～", "〜", "~", "－", "―", "（", "(", "“", "-")


def _title_over_lines(head: Sequence[Line], title: str) -> tuple[str, int] | None:
    """The title as printed on several lines, and the number of the last of them; None if no lines print it."""
    wanted = folded(title)
    for first in range(len(head)):
        words: list[str] = []
        for last in range(first, min(first + 4, len(head))):
            words += folded(head[last].text)
            if words == wanted and last > first and head[last].level == 1 and not head[first].level:
                return head[last].text, last  # the headline alone, without the topic above it
            if words == wanted:
                printed = [line.text for line in head[first : last + 1] if line.kind != head_lines.LABEL]
                return " ".join(printed or [title]), last
    return None


def same_words(left: str, right: str) -> bool:
    """Whether two texts have the same words, apart from punctuation and case; False if they have none."""
    return folded(left) == folded(right) != []


def _mostly_same_words(left: str, right: str) -> bool:
    """Whether two lines share most of their words."""
    words, others = set(folded(left)), set(folded(right))
    return len(words) > 3 and len(words & others) >= 0.75 * max(len(words), len(others))


def _is_shorter_form(line: str, title: str) -> bool:
    """Whether nearly all words of a line are in a title that was extended for search engines."""
    words = set(folded(line))
    return len(words) > 3 and len(words - set(folded(title))) <= 1


def _begins_with(line: str, title: str) -> bool:
    """Whether a line begins with the title, if that is long enough for a headline, and is not much longer."""
    words, wanted = folded(line), folded(title)
    return words[: len(wanted)] == wanted and len(wanted) >= _HEADLINE_WORDS and len(words) <= 2 * len(wanted)


def _shares_words(left: str, right: str) -> bool:
    """Whether two lines share at least half of the words of the shorter one."""
    words, others = set(folded(left)), set(folded(right))
    return 2 * len(words & others) >= min(len(words), len(others))


def without_site(title: str, site: str, head: Sequence[Line]) -> str:
    """The page's title without the names of the site at its start or end."""
    title = " ".join(title.split())
    parts = [part for part in issuers.SITE_SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if whole := _printed_prefix(title, head):
        return whole
    for prefix in reversed(_prefixes(title)):
        if len(prefix.split()) > 4 and any(
            _ends_with(line.text, prefix) for line in head if line.kind == head_lines.TITLE
        ):
            return prefix
    if site and any(same_words(parts[-1], name) for name in (site, *issuers.SITE_SEPARATOR.split(site))):
        return _prefixes(title)[-1].strip()
    if site and same_words(parts[0], site):
        return title[len(parts[0]) :].strip(" |–—-·•:»«/")
    if "|" in title:
        return title.split("|")[0].strip()
    if head_lines.is_office(parts[-1]) and len(parts[0].split()) > 3:
        return _prefixes(title)[-1].strip()
    return title


def _printed_prefix(title: str, head: Sequence[Line]) -> str:
    """The line of the head that is the title up to a separator, or a part between bars; empty if there is none.

    Of several such lines, the last one that is not part of another: the site's name stands above the headline.
    """
    parts = (*_prefixes(title), *title.split("|"))
    lines = [
        line.text
        for line in head
        if line.kind == head_lines.TITLE and any(same_words(line.text, part) for part in parts)
    ]
    whole = [line for line in lines if not any(line != other and line in other for other in lines)]
    return whole[-1] if whole else ""


def _is_title_with_date(line: str, words: str) -> bool:
    """Whether a line is the title followed by a date."""
    wanted = folded(words)
    folded_line = folded(line)
    return (
        folded_line[: len(wanted)] == wanted
        and 0 < len(folded_line) - len(wanted) < _DATE_WORDS
        and printed_dates.first_date(line, "en") is not None
    )


_DATE_WORDS = 10  # a date and its label have fewer words


def _ends_with(line: str, words: str) -> bool:
    """Whether a line ends with the given words."""
    wanted = folded(words)
    return folded(line)[-len(wanted) :] == wanted


def _prefixes(title: str) -> list[str]:
    """The beginnings of the title up to each of its separators; the whole title if it has none."""
    return [title[: match.start()] for match in issuers.SITE_SEPARATOR.finditer(title)] or [title]


def without_site_title(pieces: list[Piece], pasted: Pasted) -> tuple[list[Piece], str, str]:
    """The pieces without the page title (Headline | Site) of a page that was copied whole; the headline; the site."""
    if len(pieces) < 4 or pasted.title:
        return pieces, pasted.title, pasted.site
    first = pieces[0].text.split("\n")[0].strip()
    for prefix in _prefixes(first):
        wanted = folded(prefix)
        if len(wanted) < 4 or prefix == first:
            continue
        words: list[str] = []
        for piece in pieces[1:400]:
            for line in piece.text.split("\n"):
                words += folded(line)
        joined = f" {' '.join(words)} "
        if f" {' '.join(wanted)} " in joined and pieces[0].text.strip() == first:
            return pieces[1:], prefix, first[len(prefix) :].strip(" |–—-·•:»«/")
    return pieces, "", pasted.site


def _continues_on(line: str, following: str) -> bool:
    """Whether a headline continues on the following line."""
    if following[:1].islower():
        return True
    if head_lines.is_release_label(following):
        return False
    if any(line.count(opening) > line.count(closing) for opening, closing in _PAIRS):
        return True
    first = following.split()[0].lower() if following.split() else ""
    return _breaks_off(line) or first in letterheads.BINDING or line.endswith((",", ":", "-", "–", "—"))


def _breaks_off(line: str) -> bool:
    """Whether a line ends with a word that cannot be the last of a headline, such as "the"."""
    last = line.split()[-1].lower() if line.split() else ""
    return last in _BOUND or last in PAGES["name_joiners"]


_PAIRS = (("«", "»"), ("„", "“"), ("“", "”"), ("(", ")"))
_BOUND = letterheads.BINDING | frozenset(
    "the in a an on at by from – — - as but after its their that "
    "der die das des dem den ein eine einen einer im am zum zur für mit von vom bei und oder auf "
    "le la les l’ l' un une de du des d’ d' à aux au en pour par sur avec dans chez ou "
    "el los las del al con por para sobre una lo su sus il lo gli di della dei per tra e o do da dos das no na".split()
)
