"""Measures the reading of releases against labels: python -m accuracy FOLDER (see docs/accuracy.md).

FOLDER holds the labelled texts, each named by its label's id and form, such as a01.html. The texts are other people's
and are no part of this project: labels.json says where each comes from. Words are labelled by digests of them, so a
quote counts only when every word of it is right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.reading import Reading
from newsroom_cli.language.words import folded
from newsroom_cli.model.errors import NewsroomError

LABELS = Path(__file__).with_name("labels.json")
FIELDS = ("headline", "date", "dateline place", "office", "contact", "body begins", "body ends", "no page chrome")


def main() -> None:
    """Reads the command line, prints the share that is right of each field."""
    parser = argparse.ArgumentParser(prog="python -m accuracy", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="name what is wrong")
    parser.add_argument("--language", default="", help="only texts read as this one, such as en")
    given = parser.parse_args()
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missing, seconds = 0, []
    for label in labels:
        text = given.folder / f"{label['id']}.{label['form']}"
        if not text.is_file() or hashlib.sha256(text.read_bytes()).hexdigest() != label["sha256"]:
            missing += 1
            continue
        began = time.perf_counter()
        found = read(text)
        if given.language and (found.language or "en").split("-")[0] != given.language:
            continue
        seconds.append(time.perf_counter() - began)
        for field, ok in judged(label, found):
            total[field] += 1
            right[field] += ok
            if given.wrong and not ok:
                print(f"{label['id']}  {field}: {_said(field, found)}")
    if not seconds:
        sys.exit("none of the labelled texts is in that folder")
    report(right, total)
    print(
        f"{len(seconds)} releases, {missing} texts missing; median "
        f"{sorted(seconds)[len(seconds) // 2] * 1e3:.1f} ms each"
    )


def read(text: Path) -> Reading:
    """A labelled text as it is read; nothing of one that is refused."""
    try:
        return reading.read(next(recognition.sources(text.read_bytes(), name=text.name)))
    except NewsroomError:
        return Reading()


def judged(label: dict[str, Any], found: Reading) -> Iterator[tuple[str, bool]]:
    """Each field of a label, and whether it was read right."""
    yield "headline", digest(found.headline) in label["headline"]
    yield "date", (found.date.isoformat()[:10] if found.date else None) == label["date"]
    yield "dateline place", same_place(found.place, label["place"] or "")
    yield "office", any(same_office(found.office, office) for office in offices(label))
    yield "contact", bool(found.contacts) == label["contact"]
    words = [word for piece in found.pieces for word in folded(piece.text)]
    yield (
        "body begins",
        digest(" ".join(words[:60]), first=6) in label["first"]
        or any(
            digest(" ".join(words[:n])) in label["first"] for n in range(1, 41)
        ),  # a Japanese label has a word for each letter
    )
    yield "body ends", _holds(words, label["last"], label["last_words"])
    yield (
        "no page chrome",
        not any(_holds(words, one, count) for one, count in zip(label["chrome"], label["chrome_words"], strict=True)),
    )
    yield from _quotes(label["quotes"], found)


def _quotes(labelled: Sequence[dict[str, Any]], found: Reading) -> Iterator[tuple[str, bool]]:
    left = {one["digest"]: one for one in labelled}
    for quote in found.quotes:
        label = left.pop(digest(quote.text), None)
        yield "quotes, precision", label is not None
        if label is not None:
            yield "speaker", same_name(quote.speaker, label["speaker"] or "")
            roles = (
                label["role"] or "",
                *([label["role_also"]] if isinstance(label.get("role_also"), str) else label.get("role_also", ())),
            )
            yield "role", any(same_role(quote.role, role) for role in roles)
    missed = set(left)
    for one in labelled:
        yield "quotes, recall", one["digest"] not in missed


def digest(text: str, *, first: int = 0) -> str:
    """What stands for words in a label."""
    words = folded(text)
    return hashlib.sha256(" ".join(words[:first] if first else words).encode()).hexdigest()[:16]


def _holds(words: Sequence[str], wanted: str, count: int) -> bool:
    return any(digest(" ".join(words[at : at + count])) == wanted for at in range(len(words) - count + 1))


def offices(label: dict[str, Any]) -> Sequence[str]:
    """What is right for an office: the one printed; where nothing but the issuer's name is, that name or none."""
    printed, issuer = label["office"] or "", label["issuer"]
    return ("", printed, issuer) if not printed or same_office(printed, issuer) else (printed,)


def same_place(one: str, other: str) -> bool:
    """Whether two places are one, as printed or without the state."""
    left, right = (re.sub(r"[^a-z]", "", side.lower()) for side in (one, other))
    return left == right or bool(left and right and (left.startswith(right) or right.startswith(left)))


def same_office(one: str, other: str) -> bool:
    """Whether most words of the shorter name are in the longer."""
    left, right = set(folded(one)), set(folded(other))
    return left == right or bool(left and right and len(left & right) >= 0.6 * min(len(left), len(right)))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one person's: all words of one are in the other."""
    left, right = set(folded(one)), set(folded(other))
    return left == right or bool(left and right and (left <= right or right <= left))


def same_role(one: str, other: str) -> bool:
    """Whether one role is a part of the other, or half of their words are the same."""
    left, right = folded(one), folded(other)
    if not left or not right:
        return left == right
    shared = set(left) & set(right)
    return set(left) <= set(right) or set(right) <= set(left) or len(shared) * 2 >= max(len(left), len(right))


def _said(field: str, found: Reading) -> str:
    values = {
        "headline": found.headline,
        "date": found.date,
        "dateline place": found.place,
        "office": found.office,
        "contact": found.contacts,
    }
    return str(values.get(field, ""))


def report(right: Counter[str], total: Counter[str]) -> None:
    """The shares as a table."""
    for field in (*FIELDS, "quotes, precision", "quotes, recall", "speaker", "role"):
        if total[field]:
            print(f"{field:20}{right[field]:5} of {total[field]:4}  {right[field] / total[field]:.3f}")


if __name__ == "__main__":
    main()
