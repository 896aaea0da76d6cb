"""QT, SO: quotes that were changed after they were agreed, cleared or signed; and the house's own words (TX020)."""

from __future__ import annotations

import datetime as dt
import random
import re

from accuracy.defects import plants, with_field, with_sentence
from accuracy.defects.desk import NAMES
from accuracy.defects.fields import in_table
from accuracy.defects.quotations import _SAID, _marks, _paragraph
from newsroom_cli.ledger import records
from newsroom_cli.markup import markdown
from newsroom_cli.model import release_file
from newsroom_cli.model.release import Release

ZONE = dt.timezone(dt.timedelta(hours=-5))
MOMENT = dt.datetime(2026, 2, 27, 16, 5, tzinfo=ZONE)
CLEARANCE = '[quotes]\nclearance = "required"\n'
LONG = "we waited eleven years for this boat, and it will carry children to school before the winter"


def listed(read: Release, chance: random.Random) -> Release | None:
    """The release with one quote more, in the body and listed."""
    (opening, closing), said, name = _marks(read, chance), ". ".join(chance.sample(_SAID, 2)), chance.choice(NAMES)
    made = _paragraph(read, chance, f"{opening}{said},{closing} said {name}, harbour master.")
    if made is None:
        return None
    again = release_file.parse(made, read.path)
    text = in_table(again, "[[quotes]]", f'speaker = "{name}"', 'role = "Harbour master"', f'text = "{said}."')
    return release_file.parse(text, read.path)


def other_words(text: str, chance: random.Random) -> str:
    """A text with a word changed, left out or put in."""
    words = text.split()
    at = chance.randrange(1, len(words) - 1)
    made = chance.choice(
        (words[:at] + words[at + 1 :], [*words[:at], "truly", *words[at:]], [*words[:at], "perhaps", *words[at + 1 :]])
    )
    return " ".join(made)


@plants("QT005")
def changed(read: Release, chance: random.Random) -> str | None:
    made = listed(read, chance)
    text = made.quotes[-1].text if made else None
    if made is None or text is None:
        return None
    new = other_words(text.value, chance) if chance.random() < 0.8 else chance.choice(("Never again.", LONG))
    return made.text[: text.span.start] + f'"{new}"' + made.text[text.span.end :]


@plants("QT014")
def void(read: Release, chance: random.Random) -> str | None:
    made = listed(read, chance)
    if made is None or made.broken:
        return None
    cleared, _ = records.record_clearances(made, [len(made.quotes) - 1], by="Kim Lee", date=MOMENT)
    quote = cleared.quotes[-1]
    assert quote.text and quote.speaker and quote.role
    if chance.random() < 0.6:
        field, new = quote.text, other_words(quote.text.value, chance)
    else:
        field, new = chance.choice(((quote.role, "Deputy mayor"), (quote.speaker, "Lou Quist")))
    return cleared.text[: field.span.start] + f'"{new}"' + cleared.text[field.span.end :]


def approved(text: str) -> str | None:
    return re.sub(r"(?m)^status = .*$", 'status = "approved"', text, count=1) if "\nstatus = " in text else None


@plants("QT015", settings=CLEARANCE)
def uncleared(read: Release, chance: random.Random) -> str | None:
    made = listed(read, chance)
    if made is None:
        return None
    if chance.random() < 0.5:
        return approved(made.text)
    (opening, closing), said, name = _marks(read, chance), ". ".join(chance.sample(_SAID, 2)), chance.choice(NAMES)
    text = _paragraph(
        read,
        chance,
        chance.choice((f"{opening}{said},{closing} said {name}.", f"{name} said: {opening}{said}.{closing}")),
    )
    return approved(text) if text else None


@plants("QT016")
def taken_back(read: Release, chance: random.Random) -> str | None:
    made = listed(read, chance)
    if made is None or made.broken:
        return None
    last = [len(made.quotes) - 1]
    cleared, _ = records.record_clearances(made, last, by="Kim Lee", date=MOMENT)
    taken, _ = records.record_withdrawals(cleared, last, date=MOMENT + dt.timedelta(days=chance.randrange(1, 9)))
    return taken.text


@plants("QT001")
def nobody_speaks(read: Release, chance: random.Random) -> str | None:
    """Takes every paragraph with a quotation mark, every block quotation and all listed quotes away."""
    front = re.sub(r"\n\[\[quotes\]\]\n(?:[^\[\n]*\n)*", "\n", read.text[: read.front.end])
    if "quotes" in front or not read.quotes:
        return None
    body = read.text[read.front.end :]
    start = read.front.end
    blocks = [block for block in markdown.read(read.body).prose if block.quoted or re.search('["“”„«»]', block.text)]
    for block in reversed(blocks):
        body = body[: block.span.start - start] + body[block.span.end - start :]
    return None if re.search('["“”„«»>]|\n- ', body) else front + body


@plants("QT003")
def unbalanced(read: Release, chance: random.Random) -> str | None:
    (opening, closing), (one, two), name = _marks(read, chance), chance.sample(_SAID, 2), chance.choice(NAMES)
    whole = chance.choice(
        (
            f"{opening}{one},{closing} said {name}. {opening}{two}.{closing}",
            f"{opening}{one},{closing} said {name}, harbour master.",
            f"{name} said: {opening}{one}. {two}.{closing}",
            f"{opening}{one},{closing} {name} said, {opening}and {two.lower()}.{closing}",
        )
    )
    places = [at for at, character in enumerate(whole) if character in (opening, closing)]
    at = chance.choice(places)
    made = whole[:at] + whole[at + 1 :]
    return _paragraph(read, chance, made, "The branch has 40,000 books and is open on Sundays.")


@plants("QT013", beside=(f"+++\ndate = 2024-03-02\n+++\n\n“{LONG.capitalize()},” said Ana Okafor, harbour master.\n",))
def in_other_words(read: Release, chance: random.Random) -> str | None:
    opening, closing = _marks(read, chance)
    said = other_words(LONG.capitalize(), chance)
    made = _paragraph(read, chance, f"{opening}{said},{closing} said Ana Okafor, harbour master.")
    return re.sub(r"(?m)^date = .*$", "date = 2026-03-02", made, count=1) if made else None


# --- signatures -----------------------------------------------------------------------------------------------


def signed(read: Release, *names: str) -> str:
    """The text approved, with signatures under it."""
    made = read
    for name in names:
        record = records.approval_record(made, by=name, role="Editor", date=MOMENT)
        text = in_table(
            made, "[[approvals]]", f'by = "{name}"', 'role = "Editor"', "date = 2026-02-27T16:05:00-05:00",
            f'digest = "{record["digest"]}"', f"parts = {record['parts']}".replace("'", '"'),
        )  # fmt: skip
        made = release_file.parse(text, made.path)
    return made.text


@plants("SO001")
def changed_since(read: Release, chance: random.Random) -> str | None:
    made = release_file.parse(signed(read, chance.choice(NAMES)), read.path)
    if chance.random() < 0.3:
        return with_field(made, 'subhead = "The ninth one opens"')
    return with_sentence(made, chance, "The branch has 40,000 books.")


@plants("SO002", settings="[approvals]\nrequired = 2\n")
def too_few(read: Release, chance: random.Random) -> str | None:
    names = [chance.choice(NAMES)] * chance.randrange(3)
    return approved(signed(read, *names))


@plants("SO003", settings="[approvals]\nrequired = 1\n")
def alone(read: Release, chance: random.Random) -> str | None:
    name = chance.choice(NAMES)
    made = approved(signed(read, name))
    return made and made.replace("+++\n", f'+++\nauthor = "{chance.choice((name, name.upper()))}"\n', 1)


# --- the house's words ----------------------------------------------------------------------------------------


@plants(
    "TX020",
    settings=(
        '[vocabulary]\nrejected = ["stakeholder", "synergy"]\n[vocabulary.preferred]\n"web site" = '
        '"website"\nutilize = "use"\n'
    ),
)
def rejected(read: Release, chance: random.Random) -> str | None:
    said = chance.choice(
        (
            "All stakeholders met in May.",
            "The web site is new.",
            "Utilize the side door.",
            "The synergies are great.",
            "The city utilizes it.",
        )
    )
    return with_sentence(read, chance, said)
