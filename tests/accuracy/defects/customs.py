"""TX033 to TX053, TX060 to TX066 and HD013: scraps, customs of languages, compounds, names, commas."""

from __future__ import annotations

import random

from accuracy.defects import plants, with_field, with_sentence
from accuracy.defects.slips import one_of
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import to_toml


def in_language(read: Release, chance: random.Random, language: str, *sentences: str) -> str | None:
    """The text as one in a language, with a sentence at its end."""
    text = with_field(read, f'language = "{language}"')
    return f"{text.rstrip()}\n\n{chance.choice(sentences)}\n"


def other_language(read: Release) -> bool:
    """Whether the release is in a language of its own, so that no other can be put on it."""
    return read.language is not None


@plants("TX033")
def scan(read: Release, chance: random.Random) -> str | None:
    text = (
        "The c0uncil met on Monday, and vo1ed on the bri~ge. The t h e a t e r is closed, the m1nutes are public.",
        "Pe0ple have wai1ed for the ope~ing. The w a t e r is clean again, and the fe1ry runs.",
        "The mi11s were cl0sed in May, tl1e work went on. Vi~itors may come; the bui1ding is open, t o o m a n y.",
    )
    return f"{read.text.rstrip()}\n\n{chance.choice(text)}\n" if len(read.body.value.split()) < 700 else None


@plants("TX034")
def scrap(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The report [link] has more.",
        "Port Ellery (PRWEB) opens its library.",
        "[dt_sc_hr] The library is open.",
        "The ferry runs again. -more- Tickets are free.",
        "Page 2 of 3 The ferry runs again.",
        "The photo [foto] is free to use.",
    )


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


@plants("TX038")
def lame_dash(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The bridge– closed since May – opens soon.",
        "The old ferry –built in 1920 – is for sale.",
        "The mayor spoke first, then -Luis Brandt did.",
    )


@plants("TX039")
def typed_dash(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The city will open the new bridge on Monday morning at nine - two weeks early.",
        "The new bridge on Quay Street will be open from Monday on--two weeks early.",
        "Everybody who lives on the north side of the harbour - and many others - will use it.",
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


@plants("TX045")
def compound(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The crew worked through a 12 hour period without a break.",
        "The festival brings world class music to the harbour.",
        "Residents are asked to sign-up for the tour.",
        "It is the first ever ferry of its kind.",
        "They chose a three year plan for the roofs.",
    )


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


def english_or_other(
    read: Release, chance: random.Random, english: tuple[str, ...], others: dict[str, str]
) -> str | None:
    """The text with one of the English sentences, or as one in another language with its sentence."""
    if other_language(read) or chance.random() < 0.5:
        return one_of(read, chance, *english)
    language, sentence = chance.choice(list(others.items()))
    return in_language(read, chance, language, sentence)


@plants("TX048")
def lost_comma(read: Release, chance: random.Random) -> str | None:
    english = (
        "The bridge was closed on March 2, 2017 after a flood.",
        "The work began in Austin, Texas on a Monday.",
        "In addition the council has approved a new road.",
    )
    others = {
        "de": "Die Brücke ist nicht nur gesperrt sondern auch defekt.",
        "es": "Sin embargo el puente sigue cerrado.",
        "fr": "Par ailleurs le pont est fermé aux voitures.",
    }
    return english_or_other(read, chance, english, others)


@plants("TX049")
def no_agreement(read: Release, chance: random.Random) -> str | None:
    english = (
        "Each of the bridges were closed on Monday.",
        "These type of bridges are rare.",
        "The council has made a offer to the owners.",
    )
    others = {
        "de": "Das Gutachten des Institut liegt vor.",
        "es": "Es una problema de todos.",
        "fr": "Il parle de ces même modèles.",
    }
    return english_or_other(read, chance, english, others)


@plants("TX050")
def other_wording(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The team is comprised of two engineers.",
        "The work was done in accordance to the plan.",
        "The hall is open between 9 to 5 on weekdays.",
        "The council is committed to provide a new road.",
    )


@plants("TX051")
def lost_little_word(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The bridge was closed due the flood.",
        "It is one the largest bridges of its kind.",
        "Drivers are able see the works.",
        "The works were the subject of the of report.",
    )


@plants("TX052")
def miswritten_name(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "A german engineer has seen the bridge.",
        "A film of the works is on Youtube and in the library.",
        "The museum will mark Veteran’s Day with a tour.",
    )


@plants("TX053")
def figure_first(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The bridge is old. 26 bolts were found to be loose in the last week.",
        "The works have begun. 120 people will work on the bridge until May.",
        "The survey is out. 40 percent of the drivers want another road to the town.",
    )


@plants("TX060")
def odd_usage(read: Release, chance: random.Random) -> str | None:
    others = {
        "de": "Das Museum wurde bereits schon gelobt.",
        "es": "A pesar que llueve, el puente abre.",
        "fr": "C’est utile, voire même rare.",
    }
    return in_one_of(read, chance, others)


@plants("TX061")
def small_letter(read: Release, chance: random.Random) -> str | None:
    others = {
        "de": "Im folgenden lesen Sie den Plan.",
        "es": "El consejo habla de golpe de estado.",
        "fr": "La ville a reçu un chef d’état.",
    }
    return in_one_of(read, chance, others)


@plants("TX062")
def like_sound(read: Release, chance: random.Random) -> str | None:
    others = {
        "de": "Der Rat stellt sicher, das die Brücke hält.",
        "es": "El puente mas grande abre.",
        "fr": "La ville remercie toute les équipes.",
    }
    return in_one_of(read, chance, others)


@plants("TX063")
def odd_abbreviation(read: Release, chance: random.Random) -> str | None:
    others = {
        "de": "Es kommen nur ca 30 Leute.",
        "es": "La feria dura 15 hs y no más.",
        "fr": "Les voitures, les vélos, les bus, etc... passent.",
    }
    return in_one_of(read, chance, others)


@plants("TX064")
def cut_word(read: Release, chance: random.Random) -> str | None:
    others = {"de": "Die Gelder wurden bereit gestellt.", "fr": "Le texte reste dû mi septembre."}
    return in_one_of(read, chance, others)


@plants("TX065")
def acronym_in_the_plural(read: Release, chance: random.Random) -> str | None:
    others = {"es": "El pueblo y las ONGs esperan.", "fr": "La ville met les APIs en ligne."}
    return in_one_of(read, chance, others)


@plants("TX066")
def foreign_marks(read: Release, chance: random.Random) -> str | None:
    return in_one_of(read, chance, {"de": "Das Museum zeigt “Bilder vom Hafen” und Karten."})


def in_one_of(read: Release, chance: random.Random, others: dict[str, str]) -> str | None:
    """The text as one in one of the languages, with its sentence."""
    return None if other_language(read) else in_language(read, chance, *chance.choice(list(others.items())))
