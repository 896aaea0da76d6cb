"""TX033 to TX053 and HD013: scraps, customs of languages, names; what only adds a sentence is in sentences.toml."""

from __future__ import annotations

import random

from accuracy.defects import one_of, plants, with_field, with_sentence
from accuracy.defects.planted_sentences import in_language, other_language
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import to_toml


@plants("TX033")
def scan(read: Release, chance: random.Random) -> str | None:
    text = (
        "The c0uncil met on Monday, and vo1ed on the bri~ge. The t h e a t e r is closed, the m1nutes are public.",
        "Pe0ple have wai1ed for the ope~ing. The w a t e r is clean again, and the fe1ry runs.",
        "The mi11s were cl0sed in May, tl1e work went on. Vi~itors may come; the bui1ding is open, t o o m a n y.",
    )
    return f"{read.text.rstrip()}\n\n{chance.choice(text)}\n" if len(read.body.value.split()) < 700 else None


@plants("TX035")
def capital_day(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    if chance.random() < 0.5:
        return in_language(read, chance, "es", "Abre el Lunes 2 de marzo.", "Se presentó el 28 de Enero en la plaza.")
    return in_language(read, chance, "fr", "Le pont ouvre du 17 Avril au 21 avril.", "Il ouvre le Lundi 2 mars.")


@plants("TX036")
def glued_sign(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    return in_language(
        read,
        chance,
        chance.choice(("de", "fr")),
        "Rund 20% der Kosten.",
        "Es sind 35% mehr.",
        "Die Strecke: 12km lang.",
    )


@plants("TX037")
def spaced_mark(read: Release, chance: random.Random) -> str | None:
    if other_language(read) or chance.random() < 0.5:
        return one_of(read, chance, "Is the bridge open ? It is.", "Three things : buses, ferries, trains.")
    return in_language(
        read, chance, "fr", "Les décisions suivantes ont été retenues: deux ponts.", "Et la route? Elle ouvre."
    )


@plants("TX041")
def not_opened(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    return in_language(
        read, chance, "es", "Cuándo abre el puente?", "Gracias a todos!", "El puente abre. Quién lo paga?"
    )


@plants("TX042")
def old_form(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    language, sentences = chance.choice(
        (
            ("fr", ("A partir de lundi, il ouvre.", "Le Conseil d’Etat a été saisi.", "Une oeuvre est exposée.")),
            ("es", ("El dia de la apertura vienen todos.", "Vienen de tres paises.", "Hay buses, trenes, ect.")),
            ("de", ("Die Stadt sagt, daß sie offen ist.", "Sie muß noch warten.", "Das ist zB. hier so.")),
            ("it", ("Qual’è il costo?", "E’ stata aperta.", "Un pò di tempo.")),
        )
    )
    return in_language(read, chance, language, *sentences)


@plants("TX043")
def long_ordinal(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    if chance.random() < 0.5:
        return in_language(read, chance, "fr", "C’est la 8ème édition.", "Le 2ème pont ouvre.")
    return in_language(
        read, chance, "es", "Se cerró en marzo de 2.012 por obras.", "Abre desde el año 2.011 sin costo."
    )


@plants("TX044")
def capital_function(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    if chance.random() < 0.5:
        return in_language(
            read, chance, "fr", "Le pont plaît au Directeur des travaux.", "Il voit un ancien Président du conseil."
        )
    return in_language(read, chance, "es", "Habló la Ministra de obras.", "Vinieron los Alcaldes de la zona.")


@plants("TX046")
def other_marks(read: Release, chance: random.Random) -> str | None:
    if other_language(read):
        return None
    one, two = "„Die Brücke ist offen“, sagte Ana Okafor.", "„Wir freuen uns sehr“, sagte sie."
    three = chance.choice(('"Sie ist schön", sagte Luis Brandt.', "«Sie ist schön», sagte Luis Brandt."))
    quoted = any(sign in read.body.value for sign in '“”"„«')
    return None if quoted else in_language(read, chance, "de", f"{one}\n\n{two}\n\n{three}")


@plants("TX047")
def other_capitals(read: Release, chance: random.Random) -> str | None:
    first, second = chance.choice((("HackLab", "Hacklab"), ("PVDFest", "PVDfest"), ("StartMail", "Startmail")))
    text = with_sentence(read, chance, f"The {first} opens on Monday.")
    return text and f"{text.rstrip()}\n\nEverybody can come to the {second}.\n"


@plants("HD013")
def label(read: Release, chance: random.Random) -> str | None:
    headline = read.headline.value if read.headline else ""
    made = chance.choice((f"Press Release: {headline}", f"Comunicado de prensa – {headline}", "Communiqué du conseil"))
    return with_field(read, f"headline = {to_toml(made)}") if headline else None
