"""PH, LK: gaps that nobody filled, links that lead nowhere, sentences that send readers nowhere."""

from __future__ import annotations

import random

from accuracy.defects import plants, with_sentence
from accuracy.defects.quotations import _paragraph
from newsroom_cli.model.release import Release


@plants("PH001")
def gap(read: Release, chance: random.Random) -> str | None:
    return with_sentence(
        read,
        chance,
        chance.choice(
            (
                "The room opens on TK.",
                "It cost $TK million.",
                "The date is TBD.",
                "The hall seats XXX people.",
                "Mayor [NAME] opened it.",
                "The room is in [CITY].",
                "It was {{count}} books.",
                "The host is ____ this year.",
                "Ask [insert name] for a card.",
                "The fee is $XX a year.",
                "It opens March XX.",
                "Call 617-XXX-XXXX for a seat.",
                "The [DATE] reading is free.",
                "Write to [email address].",
                "The fair is on [Insert Date].",
                "He is [TITLE] of the club.",
                "The sum is [AMOUNT].",
                "TKTK will speak.",
                "The speaker is to be named: [SPEAKER].",
                "It rose by XX%.",
                "The sponsor is <COMPANY NAME>.",
                "See [link] for the plan.",
            )
        ),
    )


@plants("LK001")
def sent_nowhere(read: Release, chance: random.Random) -> str | None:
    said = chance.choice(
        (
            "For more information, please visit:",
            "For more information on the plan, visit",
            "To register, please go to:",
            "The list is available at:",
            "Questions? Please contact us at",
            "Tickets are sold online here.",
            "To read the report, click here.",
            "For the full schedule, click here.",
            "To see the programme, please visit.",
            "The full report can be found here:",
            "To apply, email",
            "For details, call",
            "More information can be found at",
            "To learn more, please visit our website at",
            "Watch the meeting live at:",
            "Sign up here.",
        )
    )
    return _paragraph(read, chance, said, "The branch has 40,000 books and is open on Sundays.")


@plants("LK002")
def empty(read: Release, chance: random.Random) -> str | None:
    return with_sentence(
        read,
        chance,
        chance.choice(
            (
                "Read the [report]().",
                "Read the [report](#).",
                "Read the [report](https://).",
                "The plan is [here](URL).",
                "The branch [](https://port-ellery.example/) is open.",
                "Read the [report][report-2026].",
                "Read the [report]( ).",
                "![The room]()",
                "Read the [plan](http://).",
                "Write to [the desk](mailto:).",
                "The [ ](https://port-ellery.example/plan) is public.",
                "Read the [plan](<>).",
                "Read the [plan](link).",
                "Call [the desk](tel:).",
                '<a href="">The plan</a> is public.',
                "Read the [plan][].",
            )
        ),
    )
