"""PH, LK: gaps that nobody filled, links that lead nowhere, sentences that send readers nowhere."""

from __future__ import annotations

import random

from accuracy.defects import plants
from accuracy.defects.quotations import _paragraph
from newsroom_cli.model.release import Release


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
