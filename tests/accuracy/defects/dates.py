"""DT: dates that cannot be right."""

from __future__ import annotations

import calendar
import datetime as dt
import random

from accuracy.defects import plants, with_sentence
from newsroom_cli.model.release import Release


@plants("DT001")
def weekday(read: Release, chance: random.Random) -> str | None:
    day = dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3000))
    wrong = calendar.day_name[(day.weekday() + chance.randrange(1, 7)) % 7]
    return with_sentence(read, chance, f"The hearing is set for {wrong}, {day:%B} {day.day}, {day.year}.")


@plants("DT002")
def impossible(read: Release, chance: random.Random) -> str | None:
    wrong = chance.choice(("June 31", "Feb. 30", "September 31, 2021", "April 31", "Feb. 29, 2023"))
    return with_sentence(read, chance, f"The hearing is set for {wrong} at City Hall.")
