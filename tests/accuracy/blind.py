"""Measures import and check on releases that nobody had read: python -m accuracy.blind FOLDER (see docs/accuracy.md).

FOLDER holds the labelled texts, each named by its label's id and form, such as de07.html. The texts are other people's
and are no part of this project: blind.json says where each comes from, and labels words by their place in the source
and a digest. Errors may be read in the first half alone; the second half gives the figures.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from accuracy.__main__ import digest, same_name, same_office, same_place, same_role
from newsroom_cli.importing import accounting, draft, reading, recognition
from newsroom_cli.importing.reading import Reading
from newsroom_cli.language.words import folded, words
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.toml.option_values import RULE_SETS

LABELS = Path(__file__).with_name("blind.json")  # later.json beside it has the labels of a second set
HALVES = ("first", "second", "all")
# The kinds of defects that a program can find without knowing the world or a grammar (docs/accuracy.md).
FINDABLE = frozenset(
    "hyphen marks breaks typo headline repeated term-two-forms dates left-over apostrophe scanned lost-space "
    "name-two-spellings list-not-parallel quote-without-speaker stray-stop call-without-target figures end-mark "
    "first-person number-form no-contact".split()
)
LIKENESS = 0.9  # of a quotation's words, at least
NEAR = 3  # words between a finding and the marked words, at most


class Score(NamedTuple):
    """What is measured of one release: the name of each figure, and whether it is right."""

    id: str
    name: str
    right: bool
    said: str = ""


# --- the words of a source -------------------------------------------------------------------------------------


def source_words(data: bytes, form: str) -> list[str]:
    """All words of a source in its order, by a reader of its own that knows nothing of import."""
    return folded(_plain(data, form))


def _plain(data: bytes, form: str) -> str:
    if form == "pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=False)
        return done.stdout.decode(errors="replace")
    if form == "docx":
        from docx import Document

        document = Document(io.BytesIO(data))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    text = data.decode(errors="replace")
    if form == "eml":
        import email
        from email.policy import default

        body = email.message_from_bytes(data, policy=default).get_body(("plain", "html"))
        text = str(body.get_content()) if body is not None else text
    if form == "html" or "<p" in text[:20_000].lower():
        from lxml import html

        root = html.fromstring(data)
        for element in list(root.iter("script", "style")):
            element.drop_tree()
        return " ".join(str(part) for part in root.itertext())
    return text


# --- labels ------------------------------------------------------------------------------------------------------


def compiled(label: dict[str, Any], data: bytes) -> dict[str, Any]:
    """A readable label as it is committed: each text as its place in the source and a digest."""
    source = source_words(data, label["form"])
    at = {word: [] for word in set(source)} if source else {}
    for number, word in enumerate(source):
        at[word].append(number)

    def place(text: str | None) -> Any:
        if not text:
            return None
        wanted = folded(text)
        starts = at.get(wanted[0], ()) if wanted else ()
        start = next((start for start in starts if source[start : start + len(wanted)] == wanted), -1)
        return [start, len(wanted), digest(text)]

    def places(texts: Sequence[str]) -> list[Any]:
        return [place(text) for text in texts if text]

    quotes = [
        {
            "text": _parts_of(folded(quote["text"]), source) or place(quote["text"]),
            "speaker": place(quote.get("speaker")),
            "role": place(quote.get("role")),
            "joined_ok": bool(quote.get("joined_ok")),
        }
        for quote in label["quotes"]
    ]
    marked = label["defects"]  # None where nobody marked them
    defects = marked and [{"words": place(defect["words"]), "kind": defect["kind"]} for defect in marked]
    contacts = [
        {name: place(contact.get(name)) for name in ("name", "phone", "email")} for contact in label["contacts"]
    ]
    return {
        **{name: label[name] for name in ("id", "source", "form", "language", "date")},
        "sha256": hashlib.sha256(data).hexdigest(),
        **{name: places(label.get(name) or ()) for name in ("headline", "subhead", "office", "furniture", "keep")},
        **{name: place(label.get(name)) for name in ("place", "first", "last")},
        "last_or": places(label.get("last_or") or ()),
        "contacts": contacts,
        "quotes": quotes,
        "defects": defects,
    }


def _parts_of(wanted: list[str], source: list[str]) -> list[list[int]]:
    """The places of a quotation that the source interrupts, as runs of words in their order; empty if it is not there.

    Each run has at least three words, so "said" and a name between them are left out.
    """
    parts: list[list[int]] = []
    done = after = 0
    while done < len(wanted):
        best = (0, -1)
        for start in range(after, len(source)):
            if source[start] != wanted[done]:
                continue
            length = 0
            while (
                done + length < len(wanted)
                and start + length < len(source)
                and source[start + length] == wanted[done + length]
            ):
                length += 1
            if length > best[0]:
                best = (length, start)
        if best[0] < min(3, len(wanted) - done):
            done += 1  # a word that the label mends
            continue
        parts.append([best[1], best[0]])
        done, after = done + best[0], best[1] + best[0]
    return parts if sum(length for _, length in parts) >= LIKENESS * len(wanted) else []


def opened(label: dict[str, Any], source: Sequence[str]) -> dict[str, Any]:
    """A committed label with the words of the source in place of places; a text that is not found stays a digest."""

    def text(place: Any) -> Any:
        if isinstance(place, list) and place and all(isinstance(part, list) and len(part) == 2 for part in place):
            return " ".join(word for start, count in place for word in source[start : start + count])
        if isinstance(place, list) and len(place) >= 3 and isinstance(place[2], str) and isinstance(place[0], int):
            return " ".join(source[place[0] : place[0] + place[1]]) if place[0] >= 0 else f"#{place[2]}"
        if isinstance(place, list):
            return [text(inner) for inner in place]
        if isinstance(place, dict):
            return {name: text(inner) for name, inner in place.items()}
        return place

    return {name: text(value) for name, value in label.items()}


# --- measuring ---------------------------------------------------------------------------------------------------


def scores(label: dict[str, Any], data: bytes) -> Iterator[Score]:
    """Every figure of a release."""
    source = source_words(data, label["form"])
    wanted = opened(label, source)
    try:
        read = reading.read(next(recognition.sources(data, name=f"{label['id']}.{label['form']}")))
    except (NewsroomError, StopIteration) as error:
        yield Score(label["id"], "read at all", False, str(error))
        read = Reading()
    else:
        yield Score(label["id"], "read at all", True)
    for name, right, said in (
        *_fields(wanted, read),
        *_quotes(wanted, read),
        *_body(wanted, read),
        *_contacts(wanted, read),
    ):
        yield Score(label["id"], name, right, said)
    yield from _findings(wanted, read)


def _is(text: str, wanted: str) -> bool:
    return digest(text) == wanted[1:] if wanted.startswith("#") else folded(text) == folded(wanted)


def _fields(wanted: dict[str, Any], read: Reading) -> Iterator[tuple[str, bool, str]]:
    sure = {guess.field: guess.sure for guess in read.guesses}
    headline = any(_is(read.headline, headline) for headline in wanted["headline"])
    date = (read.date.isoformat()[:10] if read.date else None) == wanted["date"]
    named = read.office or read.issuer
    office = any(same_office(named, office) for office in wanted["office"])
    results = {"headline": headline, "date": date, "place": same_place(read.place, wanted["place"] or "")}
    if wanted["office"]:
        results["office where printed"] = office
    if wanted["subhead"]:
        deck = " ".join(wanted["subhead"])  # its lines, or one of them
        results["subhead where there is one"] = any(
            _is(read.subhead, subhead) for subhead in (*wanted["subhead"], deck)
        )
    else:
        results["no subhead where there is none"] = not read.subhead
    shown = {
        "headline": read.headline,
        "date": str(read.date),
        "place": read.place,
        "office where printed": read.office,
    }
    for name, right in results.items():
        yield name, right, shown.get(name, read.subhead)
    for field, name in (("headline", "headline"), ("date", "date"), ("office", "office where printed")):
        value = shown[name]
        if value and value != "None" and name in results:
            if sure.get(field):
                yield "fields said to be sure", results[name], f"{field}: {value}"
            yield "sure among printed fields", bool(sure.get(field)), f"{field}: {value}"


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts share nine tenths of the words of the longer one."""
    shared = sum((Counter(one) & Counter(other)).values())
    return shared >= LIKENESS * max(len(one), len(other), 1)


def _quotes(wanted: dict[str, Any], read: Reading) -> Iterator[tuple[str, bool, str]]:
    """Precision, recall and speakers, under either convention for neighbours: a joined quotation may be two."""
    labelled = [
        folded(quote["text"]) for quote in wanted["quotes"] if quote["text"] and not quote["text"].startswith("#")
    ]
    quotes = [quote for quote in wanted["quotes"] if quote["text"] and not quote["text"].startswith("#")]
    left = set(range(len(labelled)))
    for found in read.quotes:
        said = folded(found.text)
        match = next((number for number in sorted(left) if _alike(said, labelled[number])), None)
        several = [number for number in sorted(left) if match is None and _contains(said, labelled[number])]
        part = match is None and not several and any(_contains(label, said) for label in labelled)
        yield "quotes, precision", match is not None or bool(several) or part, found.text
        for number in [match] if match is not None else several:
            left.discard(number)
            speaker = quotes[number]["speaker"]
            if speaker and not speaker.startswith("#"):
                yield "speaker", same_name(found.speaker or "", speaker), f"{found.speaker} / {speaker}"
                role = quotes[number]["role"]
                if role and not role.startswith("#"):
                    yield "role", same_role(found.role or "", role), f"{found.role} / {role}"
    parts = [folded(found.text) for found in read.quotes]
    for number, label in enumerate(labelled):
        pieces = [part for part in parts if _contains(label, part)]
        whole = number not in left or _alike([word for part in pieces for word in part], label)
        yield "quotes, recall", whole, " ".join(label[:12])


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    joined = f" {' '.join(longer)} "
    return len(shorter) > 2 and f" {' '.join(shorter)} " in joined


def _body(wanted: dict[str, Any], read: Reading) -> Iterator[tuple[str, bool, str]]:
    body = [word for piece in read.pieces for word in folded(piece.text)]
    joined = f" {' '.join(body)} "
    account = accounting.account(read)
    left = " ".join(" ".join(folded(line)) for part in account.left_out for line in part.lines)
    fields = " ".join(folded(" ".join((read.headline, read.subhead, read.place))))
    contacts = " ".join(folded(" ".join(part for contact in read.contacts for part in contact)))
    missing = []
    for text in wanted["keep"]:
        if text.startswith("#"):
            continue
        there = " ".join(folded(text))
        if f" {there} " not in joined and not _is_dateline(there, joined):
            missing.append(there)
            yield "text lost is named", _is_accounted_for(there, (joined, left, fields, contacts)), there
        yield "sentences kept", there not in missing, there
    furniture = [text for text in wanted["furniture"] if not text.startswith("#") and len(folded(text)) > 1]
    inside = [text for text in furniture if f" {' '.join(folded(text))} " in joined]
    first = wanted["first"] or ""
    begins = first.startswith("#") or " ".join(folded(first)[:6]) in " ".join(body[:40])
    ends = [text for text in (wanted["last"], *wanted["last_or"]) if text]
    ended = any(text.startswith("#") or " ".join(folded(text)[-5:]) in joined for text in ends)
    yield "body begins", begins, " ".join(body[:12])
    yield "body ends", ended or not ends, " ".join(body[-12:])
    yield "body without furniture", not inside, "; ".join(inside)
    yield "body whole, in order, without furniture", begins and (ended or not ends) and not inside and not missing, ""


def _is_accounted_for(words: str, places: Sequence[str]) -> bool:
    """Whether all words stand in the release, a field or what was left out, in runs of three and more."""
    rest = words.split()
    while rest:
        length = next(
            (end for end in range(len(rest), 0, -1) if any(" ".join(rest[:end]) in text for text in places)), 0
        )
        if length < min(_RUN, len(rest)):
            return False
        rest = rest[length:]
    return True


_RUN = 3  # words


def _is_dateline(text: str, body: str) -> bool:
    """Whether a sentence is in the body without the dateline before it."""
    parts = text.split(" ")
    return any(f" {' '.join(parts[cut:])} " in body for cut in range(1, min(7, len(parts) - 4)))


def _contacts(wanted: dict[str, Any], read: Reading) -> Iterator[tuple[str, bool, str]]:
    yield "contact if and only if one is printed", bool(read.contacts) == bool(wanted["contacts"]), str(read.contacts)
    names = [contact.name for contact in read.contacts]
    for contact in wanted["contacts"]:
        name = contact["name"]
        if name and not name.startswith("#"):
            right = any(folded(other) and same_name(other, name) for other in names)
            yield "contact's name where there is one", right, f"{names} / {name}"


# --- what check finds --------------------------------------------------------------------------------------------


def _config() -> configuration.Config:
    """The rules of a new newsroom, and the previews unless nobody wants them."""
    text = f'url = "https://news.example/"\n[check]\nrules = "{RULE_SETS[-1]}"\n'
    config = configuration.parse(text)
    return config._replace(check=config.check._replace(preview="--usual" not in sys.argv))


STRUCTURE = ("FM", "NR", "OF", "DL001", "QT001", "QT005", "HD001", "PH001", "SO", "QT014", "QT015", "QT016", "LD")


def findings(read: Reading) -> tuple[str, list[Finding]]:
    """The draft of a reading as a file, and what check finds in it."""
    made = draft.draft(read, _config(), id="tag:news.example,2026:blind")
    release = release_file.parse(made.text, f"releases/{made.name}")
    return made.text, check.check(release, _config())


def _findings(wanted: dict[str, Any], read: Reading) -> Iterator[Score]:
    if wanted["defects"] is None:
        return
    text, found = findings(read)
    places = words(text)
    flat = [word.folded for word in places]
    spans = [(finding, _words_in(places, finding, text)) for finding in found]
    for defect in wanted["defects"]:
        kind, marked = defect["kind"], defect["words"]
        if marked and marked.startswith("#"):
            continue
        if not marked:
            hit = any(finding.code == "CT001" for finding in found) if kind == "no-contact" else False
        else:
            hit = any(
                first - NEAR <= at[1] and at[0] <= last + NEAR
                for at in _all_places(flat, folded(marked))  # a quotation stands in the front matter, too
                for finding, (first, last) in spans
                if not finding.code.startswith(STRUCTURE) and last - first < 60
            )
        yield Score(wanted["id"], f"defects, {kind}", hit, marked or "")
        yield Score(wanted["id"], "defects, all", hit, f"{kind}: {marked}")
        if kind in FINDABLE:
            yield Score(wanted["id"], "defects, kinds called findable", hit, f"{kind}: {marked}")


def _words_in(places: Sequence[Any], finding: Finding, text: str) -> tuple[int, int]:
    lines = text.split("\n")

    def offset(position: Any) -> int:
        return sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1

    start, end = offset(finding.place.start), offset(finding.place.end)
    inside = [number for number, word in enumerate(places) if word.start <= end + 1 and word.end >= start - 1]
    return (inside[0], inside[-1]) if inside else (-100, -100)


def _all_places(flat: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last number of the words, for each place where they stand."""
    for start in range(len(flat) - len(wanted) + 1):
        if flat[start : start + len(wanted)] == list(wanted):
            yield start, start + len(wanted) - 1


# --- the report --------------------------------------------------------------------------------------------------


def half_of(id: str) -> str:
    """The half of a release: odd numbers are the first, even ones the second."""
    return "first" if int(re.sub(r"\D", "", id) or 0) % 2 else "second"


def interval(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson)."""
    z, share = 1.96, right / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(centre - reach, 0.0), min(centre + reach, 1.0)


def main() -> None:
    """Reads the command line, prints the share that is right of each figure."""
    parser = argparse.ArgumentParser(prog="python -m accuracy.blind", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=HALVES, default="all")
    parser.add_argument("--language", default="")
    parser.add_argument("--usual", action="store_true", help="check without previews")
    parser.add_argument("--wrong", default="", metavar="FIGURE", help="name what is wrong in a figure, first half only")
    parser.add_argument("--labels", type=Path, default=LABELS, help="the labels of the set, by default blind.json")
    parser.add_argument("--compile", type=Path, metavar="READABLE", help="write the labels from readable ones")
    given = parser.parse_args()
    if given.compile:
        _compile(given.compile, given.folder, given.labels)
        return
    measured: dict[str, list[Score]] = defaultdict(list)
    count = missing = 0
    for label in json.loads(given.labels.read_text(encoding="utf-8")):
        if given.half not in ("all", half_of(label["id"])) or not label["language"].startswith(given.language):
            continue
        file = given.folder / f"{label['id']}.{label['form']}"
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != label["sha256"]:
            missing += 1
            continue
        count += 1
        for score in scores(label, file.read_bytes()):
            measured[score.name].append(score)
            if given.wrong and score.name == given.wrong and not score.right and half_of(score.id) == "first":
                print(f"{score.id}  {score.said}")
    if not count:
        sys.exit("none of the labelled texts is in that folder")
    for name, all_scores in sorted(measured.items(), key=lambda pair: (pair[0].startswith("defects"), pair[0])):
        right, total = sum(score.right for score in all_scores), len(all_scores)
        low, high = interval(right, total)
        print(f"{name:42}{right:5} of {total:5}  {right / total:.3f}  ({low:.2f} to {high:.2f})")
    print(f"{count} releases, {missing} texts missing")


def _compile(labels: Path, folder: Path, compiled_labels: Path) -> None:
    made = []
    for path in sorted(labels.rglob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        file = next(iter(folder.rglob(f"{label['id']}.{label['form']}")))
        made.append(compiled(label, file.read_bytes()))
    compiled_labels.write_text(
        "[\n" + ",\n".join(json.dumps(label, ensure_ascii=False) for label in made) + "\n]\n", encoding="utf-8"
    )
    print(f"{len(made)} labels, {sum(len(label['defects'] or ()) for label in made)} defects")


if __name__ == "__main__":
    main()
