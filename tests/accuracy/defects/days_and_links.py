"""DT, PI, LK, IM: days, hours, what is nobody's business, addresses and pictures."""

from __future__ import annotations

import datetime as dt
import random

from accuracy.defects import one_of, plants, with_field, with_sentence
from newsroom_cli.model.release import Release

WHAT = (
    "The hearing",
    "The new reading room",
    "The exhibition",
    "The workshop for parents",
    "A public meeting on the budget",
)
NAMES = ("Ana Okafor", "Tomas Lindqvist", "Mary Beth Alvarez", "DeShawn Price", "Li Wen Zhou", "Grace O’Neill")
STREETS = (
    "Harbour Street",
    "N. Quay Avenue",
    "Old Mill Road",
    "Elm St.",
    "Martin Luther King Jr. Boulevard",
    "East 9th Street",
    "Pelican Lane",
)


def _day(read: Release) -> dt.date | None:
    return read.date.value if read.date else None


@plants("DT003")
def today(read: Release, chance: random.Random) -> str | None:
    day = _day(read)
    if day is None:
        return None
    word, shift = chance.choice((("today", 0), ("yesterday", -1), ("tomorrow", 1), ("tonight", 0)))
    wrong = day + dt.timedelta(days=shift + chance.choice((-7, -2, -1, 1, 2, 30)))
    form = chance.choice(
        (
            f"{wrong:%B} {wrong.day}",
            f"{wrong:%A}, {wrong:%B} {wrong.day}",
            f"{wrong:%A}, {wrong:%b}. {wrong.day}, {wrong.year}",
            f"{wrong.day} {wrong:%B}",
        )
    )
    return one_of(read, chance, f"The board met {word}, {form}, at City Hall.", f"Voting closes {word} ({form}).")


@plants("DT004")
def tense(read: Release, chance: random.Random) -> str | None:
    day = _day(read)
    if day is None:
        return None
    if chance.random() < 0.6:
        past = day - dt.timedelta(days=chance.randrange(1, 40))
        verb = chance.choice(
            (
                "will open to the public",
                "will be held at the Port Ellery Library",
                "will take place",
                "is scheduled to begin",
                "will start",
                "will close",
                "will return",
                "is set to open",
            )
        )
        when = chance.choice((f"{past:%B} {past.day}", f"{past:%A}, {past:%B} {past.day}, {past.year}"))
        return with_sentence(read, chance, f"{chance.choice(WHAT)} {verb} on {when}.")
    ahead = day + dt.timedelta(days=chance.randrange(1, 40))
    verb = chance.choice(("was held in the town hall", "was opened", "was closed", "has been approved by the council"))
    return with_sentence(read, chance, f"{chance.choice(WHAT)} {verb} on {ahead:%B} {ahead.day}, {ahead.year}.")


@plants("DT005")
def figures(read: Release, chance: random.Random) -> str | None:
    first, second = chance.sample(range(1, 13), 2)
    year = chance.choice(("2024", "24", "2019"))
    lead = chance.choice(("Applications are due by", "The contract was signed on", "The offer ends"))
    form = chance.choice((f"{first}/{second}/{year}", f"{first:02}/{second:02}/{year}"))
    return with_sentence(read, chance, f"{lead} {form}.")


@plants("DT006")
def zone(read: Release, chance: random.Random) -> str | None:
    summer = chance.random() < 0.5
    day = dt.date(2023, chance.choice((5, 6, 7, 8, 9) if summer else (1, 2, 12)), chance.randrange(1, 28))
    letter = chance.choice("ECMP")
    if letter == "C" and ("Mexic" in read.text or "China" in read.text or "Shanghai" in read.text):
        letter = "E"
    label = f"{letter}{'S' if summer else 'D'}T"
    clock = chance.choice(("10 a.m.", "2:30 p.m.", "9:00 AM", "11:30am", "noon"))
    shape = chance.choice(
        (
            f"The call begins at {clock} {label} on {day:%B} {day.day}, {day.year}.",
            f"Join us on {day:%A}, {day:%b}. {day.day}, {day.year}, at {clock} ({label}).",
        )
    )
    return with_sentence(read, chance, shape)


@plants("DT007")
def year(read: Release, chance: random.Random) -> str | None:
    day = _day(read)
    if day is None:
        return None
    wrong = day.year - chance.choice((1, 2, 3))
    return with_sentence(read, chance, f"The fair returns to the harbour this year, {wrong}, with more stands.")


@plants("DT008")
def backwards(read: Release, chance: random.Random) -> str | None:
    start, end = chance.choice(
        (
            ("3 p.m.", "2 p.m."),
            ("11 a.m.", "10 a.m."),
            ("6:30 PM", "6:00 PM"),
            ("5:30pm", "4pm"),
            ("noon", "11 a.m."),
            ("9:30 a.m.", "9 a.m."),
            ("8 p.m.", "12 p.m."),
            ("2:15 p.m.", "1:45 p.m."),
        )
    )
    join = chance.choice((" to ", "–", " - ", " until "))
    if chance.random() < 0.25:
        return one_of(
            read,
            chance,
            "The fair runs June 8-6.",
            "The show runs May 15 to 12, 2025.",
            "It is open March 9, 2025, through March 2, 2025.",
        )
    return with_sentence(
        read, chance, f"The reading room is open {'from ' if 'to' in join else ''}{start}{join}{end} on weekdays."
    )


@plants("DT009")
def timeless(read: Release, chance: random.Random) -> str | None:
    day = dt.date(2024, chance.randrange(1, 13), chance.randrange(1, 28))
    text = with_field(read, f'kind = "{chance.choice(("advisory", "event"))}"')
    front, mark, body = text.partition("\n+++\n")
    return f"{front}\n\n[event]\nstarts = {day.isoformat()}{mark}{body}"


@plants("PI001")
def number_of_the_state(read: Release, chance: random.Random) -> str | None:
    number = f"{chance.randrange(1, 666):03}-{chance.randrange(1, 100):02}-{chance.randrange(1, 10000):04}"
    if chance.random() < 0.2:
        return with_sentence(read, chance, f"Her Social Security number is {number.replace('-', '')}.")
    lead = chance.choice(("His Social Security number,", "The claim of Ana Okafor (SSN", "The form showed"))
    return with_sentence(read, chance, f"{lead} {number}{')' if '(' in lead else ','} was filed late.")


@plants("PI002")
def card(read: Release, chance: random.Random) -> str | None:
    start, length = chance.choice((("4", 16), ("52", 16), ("2301", 16), ("37", 15), ("6011", 16)))
    digits = start + "".join(str(chance.randrange(10)) for _ in range(length - len(start) - 1))
    total = sum(sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed(digits)))
    digits += str(-total % 10)
    gap = chance.choice(("", " ", "-"))
    parts = (digits[:4], digits[4:10], digits[10:]) if length == 15 else [digits[at : at + 4] for at in range(0, 16, 4)]
    return with_sentence(read, chance, f"The payment was made with card {gap.join(parts)} on Monday.")


@plants("PI003")
def born(read: Release, chance: random.Random) -> str | None:
    day = dt.date(chance.randrange(1975, 2016), chance.randrange(1, 13), chance.randrange(1, 28))
    text = chance.choice(
        (
            f"DOB: {day.month}/{day.day}/{day.year}",
            f"(DOB {day.month}-{day.day}-{day:%y})",
            f"date of birth {day:%B} {day.day}, {day.year}",
            f"born {day:%B} {day.day}, {day.year}",
            f"born on {day.day} {day:%B} {day.year}",
        )
    )
    return with_sentence(read, chance, f"The student, {chance.choice(NAMES)}, {text}, lives in Port Ellery.")


@plants("PI004")
def home(read: Release, chance: random.Random) -> str | None:
    where = f"{chance.randrange(2, 1999)} {chance.choice(STREETS)}"
    name = chance.choice(NAMES)
    return one_of(
        read,
        chance,
        f"{name}, who lives at {where}, called the office.",
        f"{name}, 41, of {where}, was there.",
        f"Officers went to her home at {where} that night.",
        f"The winner resides at {where} in Port Ellery.",
    )


@plants("PI005")
def child(read: Release, chance: random.Random) -> str | None:
    name, age = chance.choice(NAMES), chance.randrange(6, 18)
    return one_of(
        read,
        chance,
        f"The prize went to {name}, {age}, who reads every day.",
        f"The prize went to {age}-year-old {name} of Port Ellery.",
        f"The prize went to {name}, age {age}, and her class.",
        f"The winners are {name} ({age}) and her class.",
    )


@plants("PI006")
def mailbox(read: Release, chance: random.Random) -> str | None:
    host = chance.choice(("gmail.com", "yahoo.com", "hotmail.com", "aol.com", "outlook.com", "icloud.com"))
    return with_sentence(
        read, chance, f"Reporters may write to ana.okafor{chance.randrange(99)}@{host} for an interview."
    )


@plants("PI007")
def mobile(read: Release, chance: random.Random) -> str | None:
    number = f"617-{chance.randrange(200, 999)}-{chance.randrange(1000, 9999)}"
    return one_of(
        read, chance, f"Call Ana Okafor, cell: {number}.", f"Mobile: {number}.", f"Call Ana Okafor, {number} (cell)."
    )


@plants("LK003")
def nothing_said(read: Release, chance: random.Random) -> str | None:
    words = chance.choice(
        ("here", "click here", "Read more", "this link", "Learn more", "More information", "**here**")
    )
    return with_sentence(
        read, chance, f"The plan can be seen [{words}](https://port-ellery.example/plan/{chance.randrange(99)})."
    )


@plants("LK004")
def malformed(read: Release, chance: random.Random) -> str | None:
    wrong = chance.choice(
        (
            "http://https://www.port-ellery.gov/plan",
            "https:/www.port-ellery.gov/plan",
            "https//www.port-ellery.gov",
            "htp://port-ellery.gov/plan",
            "https://www,port-ellery.gov/",
            "https://www.port-ellery..gov/",
            "https://www.port-ellery.con/plan",
            "https://www.portellery/plan",
            "https://port-ellery.gov/plan%20",
            "http:\\\\port-ellery.gov",
        )
    )
    linked = (
        *[wrong] * 2,
        "www.port-ellery.gov/plan",
        "press@port-ellery.gov",
        "https://port-ellery.gov/plan.",
        "https://port-ellery.gov/plan)",
    )
    if chance.random() < 0.6:
        return with_sentence(read, chance, f"The [plan](<{chance.choice(linked)}>) is public.")
    return with_sentence(read, chance, f"The plan is at {wrong} in full.")


@plants("LK006")
def unfit(read: Release, chance: random.Random) -> str | None:
    target = chance.choice(
        (
            "http://localhost:8000/plan",
            "file:///C:/plan.pdf",
            "http://192.168.1.20/plan",
            "https://intranet/plan",
            "https://wiki.port-ellery.local/plan",
            "https://port-ellery.gov/plan?utm_source=mail&utm_medium=email",
            "https://port-ellery.gov/plan?fbclid=IwAR0abc",
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fport-ellery.gov%2Fplan&data=05%7C01",
            "https://urldefense.com/v3/__https://port-ellery.gov/plan__;!!abc$",
            "https://www.google.com/url?q=https://port-ellery.gov/plan&sa=D",
        )
    )
    return with_sentence(read, chance, f"See the [plan for the harbour]({target}).")


@plants("LK007")
def unpublished(read: Release, chance: random.Random) -> str | None:
    target = chance.choice(("report.pdf", "../files/plan.docx", "#contact", "budget.xlsx", "plan"))
    return with_sentence(read, chance, f"See the [plan for the harbour]({target}).")


@plants("LK009")
def bare(read: Release, chance: random.Random) -> str | None:
    return with_sentence(
        read, chance, f"See {chance.choice(('https://port-ellery.gov/plan', 'www.port-ellery.gov'))} for the plan."
    )


@plants("IM002")
def nothing_described(read: Release, chance: random.Random) -> str | None:
    alt = chance.choice(
        (
            "IMG_1234.jpg",
            "DSC_0042",
            "image of the reading room",
            "Photo of Mayor Ana Okafor",
            "library-front.png",
            "picture",
            "…",
        )
    )
    return with_sentence(read, chance, f"![{alt}](library-front.png)")


@plants("IM003")
def uncaptioned(read: Release, chance: random.Random) -> str | None:
    front, mark, body = read.text.partition("\n+++\n")
    given = chance.choice(("", '\ncaption = "The reading room"', '\ncredit = "City of Port Ellery"'))
    return f'{front}\n\n[[images]]\nfile = "room.jpg"\nalt = "The reading room"{given}{mark}{body}'
