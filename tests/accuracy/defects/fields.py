"""FM, NR, HD001, DL, OF, CT, EM, IM: front matter that lacks something, means nothing or contradicts the text."""

from __future__ import annotations

import datetime as dt
import random
import re

from accuracy.defects import one_of, plants, with_field, with_sentence
from accuracy.defects.datelines import place, typed
from accuracy.defects.desk import NAMES, on_top, with_contact
from newsroom_cli.model.release import Release

KNOWN_ID = "tag:news.example,2024:k3h8vq2m9x4c7b1f"
OFFICES = (
    '[offices.parks]\nname = "Parks Department"\ncity = "Port Ellery"\n[[offices.parks.contacts]]\nname '
    '= "Desk"\nphone = "617-555-0100"\n'
)


def without_field(read: Release, name: str) -> str:
    front = re.sub(rf"(?m)^{name} = .*\n", "", read.text[: read.front.end], count=1)
    return front + read.text[read.front.end :]


def on_one_line(read: Release, *names: str) -> list[str]:
    """Which of these fields have their value on their own line."""
    front = read.text[: read.front.end].partition("\n[")[0]
    return [
        name
        for name in names
        if re.search(rf"(?m)^{name} = [^\n]*[^'\n\[{{,]$", front) and f'{name} = """' not in front
    ]


def in_table(read: Release, header: str, *lines: str) -> str:
    """The text with one table more at the end of its front matter."""
    end = read.front.end
    return f"{read.text[:end].rstrip()}\n\n{header}\n" + "".join(f"{line}\n" for line in lines) + read.text[end:]


# --- FM and NR ------------------------------------------------------------------------------------------------


@plants("FM001")
def missing(read: Release, chance: random.Random) -> str | None:
    names = on_one_line(read, "id", "date", "office")  # a headline is missed by another rule
    if not names:
        return None
    name = chance.choice(names)
    kind = chance.random()
    if kind < 0.3:
        return with_field(read, f'kind = "{chance.choice(("advisory", "event"))}"')
    return without_field(read, name) if kind < 0.7 else with_field(read, f'{name} = "{chance.choice(("", " "))}"')


@plants("FM002")
def unknown(read: Release, chance: random.Random) -> str | None:
    if chance.random() < 0.3:
        return in_table(
            read,
            "[[contacts]]",
            'name = "Press Desk"',
            chance.choice(('mail = "a@b.org"', 'tel = "1"', 'fax = "617-555-0100"', 'telephone = "2"')),
        )
    name = chance.choice(
        (
            "titel",
            "subtitle",
            "release_date",
            "Headline",
            "embargoed",
            "tags",
            "author_name",
            "sub-head",
            "offices",
            "contact",
        )
    )
    return with_field(read, f'{name} = "{chance.choice(("yes", "2026-03-02", "Press Desk"))}"')


@plants("FM003")
def wrong(read: Release, chance: random.Random) -> str | None:
    return with_field(
        read,
        chance.choice(
            (
                'date = "March 2"',
                'date = "2026-03-02"',
                "date = 2026",
                "date = true",
                'status = "aproved"',
                'status = "final"',
                'kind = "relase"',
                "headline = 7",
                'headline = ["City", "Library"]',
                'contacts = "Press Desk"',
                'images = "room.jpg"',
                'id = "https://news.example/a"',
                'id = "tag:news.example,2026-13:a"',
                'topics = "parks"',
                'embargo = "noon"',
                "office = 7",
                "language = true",
                "subhead = 2026-03-02",
            )
        ),
    )


@plants("FM004")
def broken(read: Release, chance: random.Random) -> str | None:
    names = on_one_line(read, "headline", "status", "kind")
    if not names:
        return None
    name = chance.choice(names)
    line = re.search(rf"(?m)^{name} = (.*)$", read.text)
    assert line is not None
    value = line[1]
    made = chance.choice(
        (
            f"{name} = {value[:-1]}",
            f"{name} = {value[1:]}",
            f"{name}: {value}",
            f"{name} {value}",
            f"{name} =",
            f"{name} = {value}\n{name} = {value}",
            f"{name} = {value}\ndate_ = 2026-02-30",
            f"{name} = “{value[1:-1]}”",
            f"{name} = {value}\n[event",
            f"{name} = {value[1:-1]}",
            f"{name} = {value}\nplace = {{ a = 1",
            f"= {value}",
        )
    )
    return read.text[: line.start()] + made + read.text[line.end() :]


@plants("FM005")
def no_offset(read: Release, chance: random.Random) -> str | None:
    day = f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
    moment = f"{day}T{chance.randint(0, 23):02}:{chance.choice(('00', '30', '30:15'))}"
    if len(moment) == 16:
        moment += ":00"
    moment = chance.choice((moment, moment.replace("T", " ")))
    if chance.random() < 0.3:
        return in_table(read, "[event]", f"{chance.choice(('starts', 'ends'))} = {moment}", 'place = "City Hall"')
    return with_field(read, f"{chance.choice(('date', 'embargo', 'updated'))} = {moment}")


@plants("FM006")
def another_date(read: Release, chance: random.Random) -> str | None:
    named = re.match(r"releases/(\d{4}-\d\d-\d\d)-", read.path)
    if named is None:
        return None
    try:
        day = dt.date.fromisoformat(named[1]) + dt.timedelta(days=chance.choice((-1, 1, 7, 31, 365, -365)))
    except ValueError:
        return None
    return with_field(read, f"date = {day}{chance.choice(('', 'T12:00:00-05:00'))}")


@plants("FM007", beside=(f'+++\nid = "{KNOWN_ID}"\nheadline = "City Opens Museum"\ndate = 2024-03-02\n+++\n',))
def copied(read: Release, chance: random.Random) -> str | None:
    return with_field(read, chance.choice((f'id = "{KNOWN_ID}"', f"id = '{KNOWN_ID}'")))


@plants("NR001")
def unreadable(read: Release, chance: random.Random) -> str | None:
    front, body = read.text[: read.front.end], read.text[read.front.end :].removeprefix("+++\n")
    at = chance.randrange(len(body))
    return chance.choice(
        (
            body, front + body, read.text.removeprefix("+++\n"), f"---\n{front.removeprefix('+++')}\n---\n{body}",
            f"{front}+++\n{body[:at]}{chance.choice(chr(0) + chr(1) + chr(27) + chr(0x0B))}{body[at:]}",
            f"{front}+++\n{'> ' * 130}The city\n\n{body}", "", f"{front}+++\n{body}\n\n{'- ' * 150}a\n",
        )
    )  # fmt: skip


@plants("NR002")
def no_such_rule(read: Release, chance: random.Random) -> str | None:
    codes = chance.choice(("DT999", "QX001", "DT", "headline-missing", "dt001x", "ALL", "DT001; QT002", ""))
    comment = f"newsroom: {chance.choice(('ignore', 'ignore-file'))}[{codes}] it is meant"
    comment = chance.choice((comment, "newsroom: ignore", "newsroom: disable DT001"))
    if chance.random() < 0.3:
        return read.text.replace("+++\n", f"+++\n# {comment}\n", 1)
    return with_sentence(read, chance, f"<!-- {comment} -->")


@plants("NR003")
def for_nothing(read: Release, chance: random.Random) -> str | None:
    code = chance.choice(("SO002", "QT016", "DT009"))
    return with_sentence(read, chance, f"<!-- newsroom: ignore[{code}] it is meant -->")


# --- HD, DL, OF -----------------------------------------------------------------------------------------------


@plants("HD001")
def no_headline(read: Release, chance: random.Random) -> str | None:
    if not on_one_line(read, "headline"):
        return None
    label = chance.choice(
        (
            "For Immediate Release",
            "PRESS RELEASE",
            "Press Release",
            "News release",
            "Media Advisory",
            "MEDIA RELEASE",
            "---",
            "",
            "Statement",
            "NEWS",
            "PRESS RELEASE: For Immediate Release",
            "***",
            "Media Alert",
            "Pressemitteilung",
            "Press release:",
        )
    )
    return without_field(read, "headline") if chance.random() < 0.3 else with_field(read, f'headline = "{label}"')


@plants("DL001")
def nowhere(read: Release, chance: random.Random) -> str | None:
    if read.dateline is None or read.dateline.city is None:
        return None
    made = re.sub(
        r"(?m)^city = .*\n", "" if read.dateline.state else chance.choice(("", 'state = "Mass."\n')), read.text, count=1
    )
    return made.replace("[dateline]\n", chance.choice(("", "[dateline]\n")), 1) if "state =" not in made else made


@plants("DL007")
def another_day(read: Release, chance: random.Random) -> str | None:
    day = dt.date(2026, chance.randint(1, 12), chance.randint(1, 28))
    other = day + dt.timedelta(days=chance.choice((-1, 1, 2, 7, -30, 300, -365)))
    year = chance.choice(("", f", {other.year}")) if other.year == day.year else f", {other.year}"
    said = chance.choice(
        (
            f"{place(chance)}, {other:%B} {other.day}{year} —",
            f"{place(chance)} — {other:%B} {other.day}{year} —",
            f"{place(chance)} ({other:%B} {other.day}{year}) –",
            f"{place(chance)}, {other:%b}. {other.day}{year} --".replace("May.", "May"),
            f"{other:%B} {other.day}{year} – {place(chance)} –",
            f"{place(chance)} – {other:%A}, {other:%B} {other.day}{year} –",
        )
    )
    made = typed(read, said)
    return re.sub(r"(?m)^date = .*$", f"date = {day}", made, count=1) if made and "\ndate = " in made else None


@plants("DL011")
def beside_the_fields(read: Release, chance: random.Random) -> str | None:
    day = chance.choice(("", ", March 2", ", Jan. 14, 2025", " (Feb. 2)"))
    return typed(read, f"{place(chance)}{day} {chance.choice(('—', '–', '--'))}")


@plants("OF001", settings=OFFICES)
def no_such_office(read: Release, chance: random.Random) -> str | None:
    return with_field(
        read, f'office = "{chance.choice(("park", "Parks", "Parks Department", "mayors-office", "library"))}"'
    )


@plants(
    "OF002",
    settings=OFFICES.replace("city", 'variants = ["Dept. of Parks", "Department of Parks", "Parks Dept."]\ncity'),
)
def variant(read: Release, chance: random.Random) -> str | None:
    name = chance.choice(("Dept. of Parks", "Department of Parks", "Parks Dept."))
    return one_of(read, chance, f"The {name} planted 40 trees.", f"Visit the {name} in the town hall on a weekday.")


# --- CT, EM, IM -----------------------------------------------------------------------------------------------


@plants("CT001", settings=OFFICES)
def nobody_to_call(read: Release, chance: random.Random) -> str | None:
    front, body = read.text[: read.front.end], read.text[read.front.end :]
    front = re.sub(r"\n\[\[contacts\]\]\n(?:[^\[\n]*\n)*?(?=\n|\[|\Z)", "\n", re.sub(r"(?m)^office = .*\n", "", front))
    front = front.replace("+++\n", '+++\noffice = "parks"\n', 1) if read.office is None and not read.contacts else front
    if "contacts" in front:
        return None
    if 'office = "parks"' in front:
        front = front.replace('office = "parks"\n', "")
    name = f'\n[[contacts]]\nname = "{chance.choice(NAMES)}"\n' if chance.random() < 0.5 else ""
    return f"{front.rstrip()}\n{name}{body}"


@plants("CT003", settings='url = "https://news.port-ellery.gov/"\n')
def cannot_work(read: Release, chance: random.Random) -> str | None:
    email = chance.choice(
        (
            "ana@citygov",
            "press.city.gov",
            "press@@city.gov",
            "press@city..gov",
            "press@city.gov, desk@city.gov",
            "Ana <press@city.gov>",
            "press city@city.gov",
            "press@",
            "@city.gov",
            "press@example.com",
            "press@city.gov.",
            "mailto:press@city.gov",
            "press@city,gov",
            "press(at)city.gov",
            "name@example.org",
            ".press@city.gov",
            "press@-city.gov",
            "press@city.gov;",
        )
    )
    return with_contact(read, 'name = "Press Desk"', f'email = "{email}"')


@plants("EM001")
def timeless(read: Release, chance: random.Random) -> str | None:
    if chance.random() < 0.3:
        return with_field(read, f"embargo = 2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}")
    if read.embargo or (read.language and not read.language.value.startswith("en")):
        return None
    when = chance.choice(
        (
            "9 a.m. ET, March 4, 2026",
            "Friday",
            "noon on Tuesday",
            "00:01 GMT, Wednesday 4 March",
            "March 4 at 10:30 AM",
            "6 p.m.",
        )
    )
    lead = chance.choice(
        (
            "EMBARGOED UNTIL",
            "Embargoed until",
            "UNDER EMBARGO UNTIL",
            "**EMBARGOED UNTIL",
            "EMBARGO:",
            "Strictly embargoed until",
            "Not for release before",
            "NOT FOR PUBLICATION BEFORE",
            "HOLD FOR RELEASE UNTIL",
            "Embargoed for release:",
        )
    )
    return on_top(read, f"{lead} {when}{'**' if lead.startswith('*') else ''}")


@plants("EM003")
def over_already(read: Release, chance: random.Random) -> str | None:
    day = dt.date(2026, 3, 2) - dt.timedelta(days=chance.randrange(1, 400))
    held = with_field(read, f"embargo = {day}T09:00:00-05:00")
    return re.sub(r"(?m)^status = .*$", 'status = "draft"', held, count=1) if "\nstatus = " in held else None


@plants("EM006")
def out_before_its_time(read: Release, chance: random.Random) -> str | None:
    held = with_field(read, f"embargo = 20{chance.randint(27, 60)}-03-02T{chance.randint(0, 23):02}:00:00Z")
    return re.sub(r"(?m)^status = .*$", 'status = "approved"', held, count=1) if "\nstatus = " in held else None


@plants("IM001")
def undescribed(read: Release, chance: random.Random) -> str | None:
    file = chance.choice(("room.jpg", "https://port-ellery.example/room.jpg", "pictures/room.png"))
    if chance.random() < 0.4:
        return in_table(
            read, "[[images]]", f'file = "{file}"', chance.choice(('caption = "The reading room"', 'credit = "City"'))
        )
    return one_of(read, chance, f"![]({file})", f"![ ]({file})", f'<img src="{file}">', f'![]({file} "Room")')
