"""Texts of which a pattern needs one."""

from __future__ import annotations

import random
import re

import pytest
from drawing import Sampler
from samples import sample_document
from sampling import sample

from newsroom_cli.language.attribution_lexicon import LANGUAGES
from newsroom_cli.language.document import Document
from newsroom_cli.language.forms import Form, form_names, forms
from newsroom_cli.language.prefilter import EDGE, required
from newsroom_cli.rules.text import shapes

FORMS = [
    (language, name, form)
    for language in ("", *sorted(LANGUAGES))
    for name in sorted(form_names(language) - {"kinds", "pairs"})
    for form in forms(name, language)
]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("harbour", "harbour"),
        (r"\b(?:[Mm]ore|less) boats\b", "|more boats|,|less boats|"),
        (r"harbou?r \w{2,}ed by", "harbor ,harbour "),
        (r"\w+ (?:on|at) (?=the quay)", " on the quay, at the quay"),
        (r"\d+(?: ferry|-boat)s", " ferrys,-boats"),
        (r"(?<=the )(?!old )p[aio]rt(?![\w-])", "the part|,the pirt|,the port|"),
        (r"(?:old )?(?:quay )*pier+|l[’']île\u00a0", "pier,l'île"),
        (r"\bno(?:(?<=o)rth|rth\w+ pier)", "|no,|north"),
        (r"[^a-z]*\d?(?:boat){0}", ""),
        (r"(?i)boat", ""),
        (r"(?P<boat>ferry)\d(?P=boat)", ""),
    ],
)
def test_what_is_required(pattern: str, texts: str) -> None:
    assert {text.replace(EDGE, "|") for text in required(pattern)} == set(filter(None, texts.split(",")))


def test_what_a_form_finds_is_looked_for() -> None:
    """No form is kept from a text that it matches, whatever words stand in it."""
    for language, name, form in sample(FORMS, 450):
        for text in drawn(form):
            document = sample_document(front=f'language = "{language or "en"}"\n', body=f"The quay {text} is there.\n")
            if any(re.search(form.pattern, passage.text) for passage in document.typed_passages):
                assert (form.pattern, form.right) in looked_for(name, document), text


def drawn(form: Form) -> list[str]:
    """Texts that a form matches, on one line."""
    pattern = re.compile(form.pattern)
    texts = [Sampler(pattern, random.Random(number)).draw() for number in range(6)]
    return [text for text in texts if pattern.search(text) and "\n" not in text]


def looked_for(name: str, document: Document) -> list[tuple[str, str]]:
    return [(pattern.pattern, right) for pattern, right in shapes.shapes_of(name, document)]
