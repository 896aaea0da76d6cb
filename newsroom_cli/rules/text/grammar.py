"""TX: grammar: commas that a language always sets in some form of sentence, and words that must agree."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import matches
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.text import verb_forms
from newsroom_cli.rules.text.shapes import in_own_language, once_each, scan_by_set


@rule("TX048", "comma-missing-or-stray", severity=INFO, yields_to=("AP004",), since="2026.2")
def comma_missing_or_stray(document: Document) -> Iterator[Hit]:
    """Report commas that a language always sets in such a sentence and that are missing, and commas it never sets."""
    rights, sets = {}, {}
    for since, (passage, match, right) in scan_by_set(document, "commas", document.typed_passages):
        rights[passage, match], sets[passage, match] = right, since
    for passage, match in in_own_language(document, rights):
        if match.group().endswith("),") and not _begins_its_sentence(passage.text, match.start()):
            continue  # the comma may close an insertion that another comma opens
        better = match.expand(rights[passage, match])
        word = _LAST_WORD.search(match.group())
        place = passage.place(word.start() + match.start() if word else match.start(), match.end())
        message = "a comma is missing here" if better.endswith(",") else "this comma is one too many"
        help = "put one here" if better.endswith(",") else "delete it"
        yield Hit(place, message, help, since=sets[passage, match])


_LAST_WORD = pattern(r"\S+\Z")


def _begins_its_sentence(text: str, at: int) -> bool:
    """Whether no mark is between the beginning of a sentence and an offset inside it."""
    start, _ = sentences.around(text, at)
    return at - start > 1 and not any(sign in text[start:at] for sign in ",;:()–—")


@rule("TX049", "words-that-do-not-agree", severity=WARNING, since="2026.2")
def words_that_do_not_agree(document: Document) -> Iterator[Hit]:
    """Report adjacent words whose number, gender or form cannot be right: an alumni, des même."""
    language = document.base_language
    by_set = list(scan_by_set(document, "agreement", document.typed_passages))
    newer = {(passage, match) for since, (passage, match, _) in by_set if since == PREVIEW}
    found = [(passage, match) for _, (passage, match, _) in by_set]
    if language == "fr" and (lexicon := lexicons.lexicon("fr")):
        found += [
            hit
            for hit in matches(document.typed_passages, _FRENCH_PLURAL)
            if hit[1][1][-1] not in "sxz" and f"{hit[1][1]}s" in lexicon.common and hit[1][1] in lexicon.common
        ]
    if document.config.check.preview:
        more = list(verb_forms.wrong_verbs(document))
        found, newer = found + more, newer.union(more)
    for passage, match in in_own_language(document, once_each(found)):
        after = _WORD_AFTER.match(passage.text, match.end()) if match.group().endswith(" ") else None
        end = after.end() if after else match.end()
        if passage.text[end : end + 1] == "-" and passage.text[end + 1 : end + 2].isalpha():
            continue  # the first part of a compound, as in: are schedule-driven
        words = passage.text[match.start() : end].lstrip()
        place, since = passage.place(end - len(words), end), PREVIEW if (passage, match) in newer else FIRST_SET
        yield Hit(place, f'"{words}" do not agree', "see which of the two is meant", since=since)


_WORD_AFTER = pattern(r"[^\W_]+")
_FRENCH_PLURAL = pattern(
    r"\b(?:[Cc]es|nos|vos|[Pp]lusieurs|[Qq]uelques|certaines|leurs|ses|mes) "
    r"(?!(?:parmi|dont|entre|sont|avec|pour|dans|sans|sous|chez|comme|vont|font)\b)([a-zà-ÿ]{4,})\b(?![’'-]|[·.(]\w)"
)
