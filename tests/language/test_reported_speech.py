"""Whose words are in marks in German, French, Spanish, Italian and Portuguese, and which of them nobody says."""

from __future__ import annotations

import pytest

from newsroom_cli.language.quotes.quotes import Paragraph, find_quotes

RUIZ, LIND = "Ana Ruiz", "Idris Lind"


def said(text: str, language: str) -> list[tuple[str, str]]:
    """Speakers and words of the quotes of a text whose paragraphs stand apart by blank lines; `> ` begins a block."""
    paragraphs = [
        Paragraph(paragraph.removeprefix("> "), quoted=paragraph.startswith("> ")) for paragraph in text.split("\n\n")
    ]
    return [(quote.speaker, quote.text) for quote in find_quotes(paragraphs, language=language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zur Frage „Was wird aus dem Hafen?“ spricht Prof. Ana Ruiz.", "de"),
        ("Passend zum Motto des 12. Hafentages: „Wir bauen um!“ zeigt Ana Ruiz ihre Bilder.", "de"),
        ("In ihrem Positionspapier „Was der Hafen jetzt braucht: neue Wege“ fordert Ana Ruiz mehr Geld.", "de"),
        ("Leiterin Ana Ruiz sagte, das Motto der Woche lautet „Alle Wege führen zum Hafen“.", "de"),
        ("Ana Ruiz a présenté l’atelier « Comment vivre avec la mer ? » et a expliqué le programme.", "fr"),
        ("Ana Ruiz a expliqué que le nom du port pourrait être « port libre de la vieille ville ».", "fr"),
        ("En 1972, Ana Ruiz expliquait le terme de « maladie des gens de la mer » à ses élèves.", "fr"),
        ("Quelques villes utilisent des « équipes de nuit du port » pour garder les quais.", "fr"),
        ("La alcaldesa Ana Ruiz abrió la jornada “Los puertos que vienen” y dijo que vendrán más.", "es"),
        ("Ana Ruiz señaló que rumbo a los “Primeros cien días del puerto” hay avances.", "es"),
        ("Ana Ruiz informó de la resolución 12 en la que se acordó “abrir el puerto a todos los vecinos”.", "es"),
        ("Ana Ruiz ha spiegato il convegno “Il porto che verrà domani” ai cittadini.", "it"),
        ("José “Pepe” Lind llegó al puerto.", "es"),
        ("Der Lind-Bericht ist da. „Der Hafen wird enger“ steht darin, und so titelt das Blatt Hafenpost.", "de"),
        ("Gast der Podiumsdiskussion zum Thema: „Wie weit darf der Hafen wachsen?“ war Ana Ruiz.", "de"),
        ("Ellery-Post, « Les quais de la ville sont vieux ». (Mai 2024)", "fr"),
        ("La maire Ana Ruiz a annoncé la création d’un fonds « Nouveaux quais de la ville » en mai.", "fr"),
        ("El tribunal ha declarado que “los muelles son de todos los vecinos”.", "es"),
        ("Ana Ruiz recuerda que las leyes establecen que “Los muelles son de todos los vecinos”.", "es"),
        ("Ana Ruiz lobt das geplante Baugebiet „Auf der Hafenwiese“ sehr.", "de"),
        ("Leiterin Ana Ruiz sprach mit Schülern des „Offener Hafen Ellery“-Programms über den Kai.", "de"),
        ("Unter „#HafenFürAlle“ ruft Ana Ruiz zur Spende auf, sagt sie.", "de"),
        ("La loi « pour un port durable et solidaire » a été votée, rappelle Ana Ruiz.", "fr"),
        ("L’article 3 précise que « les quais doivent rester libres en tout temps ».", "fr"),
        ("“Estamos contentos con la obra”, concluye la nota de prensa.", "es"),
        # what documents say
        ("Ana Ruiz est venue. Le rapport concluait : « Les quais sont vieux et dangereux. »", "fr"),
        ("Le tribunal a conclu : « Les quais sont vieux et dangereux. »", "fr"),
        ("La révision de l’étude est parue. Elle note que « les quais de la ville sont vieux ».", "fr"),
        ("Les auteurs ont publié une étude, expliquant que « les quais de la ville sont vieux ».", "fr"),
    ],
)
def test_what_nobody_says(text: str, language: str) -> None:
    assert said(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # German reports by the subjunctive
        (
            "Der Hafen wachse, erklärt Leiterin Ana Ruiz. Das sei gut, denn „so kommen mehr Schiffe in die Stadt“.",
            "de",
            "so kommen mehr Schiffe in die Stadt",
        ),
        (
            "Der Hafen wachse, erklärt Leiterin Ana Ruiz. Es gebe eine „große Zahl von neuen Schiffen am Kai“.",
            "de",
            "große Zahl von neuen Schiffen am Kai",
        ),
        (
            "Leiterin Ana Ruiz ruft die Leute dazu auf, „an jedem Abend die Lichter am Kai zu löschen“.",
            "de",
            "an jedem Abend die Lichter am Kai zu löschen",
        ),
        # verbs that begin a sentence, subjects behind their verb
        (
            "La alcaldesa Ana Ruiz visitó el puerto. Manifestó también que “el puerto es de todos nosotros”.",
            "es",
            "el puerto es de todos nosotros",
        ),
        (
            "La idea que propone Ana Ruiz “no es un juguete. Es un plan para el puerto.”",
            "es",
            "no es un juguete. Es un plan para el puerto.",
        ),
        (
            "« Le port était vide, on n’en parlait pas », formule Ana Ruiz.",
            "fr",
            "Le port était vide, on n’en parlait pas",
        ),
        ("Et Ana Ruiz de conclure : « Nous allons tous gagner. »", "fr", "Nous allons tous gagner."),
        (
            "Ana Ruiz holt Hilfe. Diese ist schon lange dabei: «Die Idee fand ich super. Ich baue mit.»",
            "de",
            "Die Idee fand ich super. Ich baue mit.",
        ),
        (
            (
                "El ministro recuerda a Ana Ruiz. La directora Ana Ruiz cree que la decisión “es una muy buena "
                "noticia para el puerto”."
            ),
            "es",
            "es una muy buena noticia para el puerto",
        ),
        (
            "Der Geiger Ana Ruiz sagte einmal: „Musik ist der Wind, den der Hafen braucht.“",
            "de",
            "Musik ist der Wind, den der Hafen braucht.",
        ),
        # marks
        ("« Le port était vide et c’était triste« , déclare Ana Ruiz.", "fr", "Le port était vide et c’était triste"),
        (
            (
                '"Es urgente que la ciudad tenga por fin un plan de "puerto abierto", '
                "explica Ana Ruiz, gestora del puerto."
            ),
            "es",
            'Es urgente que la ciudad tenga por fin un plan de "puerto abierto',
        ),
        (
            '"El puerto crece" " afirmó Ana Ruiz, directora."Y queremos mucho más".',
            "es",
            "El puerto crece. Y queremos mucho más",
        ),
        (
            "Ana Ruiz salue les efforts : « C’est un grand jour. » Pour moi, poursuit-elle, c’est une fête ».",
            "fr",
            "C’est un grand jour. Pour moi, c’est une fête",
        ),
        (
            "« Le port grandit » a déclaré Ana Ruiz. « Et nous aussi » a ajouté Ana.",
            "fr",
            "Le port grandit. Et nous aussi",
        ),
    ],
)
def test_one_speaker(text: str, language: str, expected: str) -> None:
    assert said(text, language) == [(RUIZ, expected)]


def test_the_name_of_a_group_is_no_part_of_the_quote() -> None:
    text = (
        "„Wir bleiben hier am Kai“, zeigt sich die Bürgerinitiative „Hafen ohne Lärm“ enttäuscht. „Und wir "
        "werden mehr.“"
    )
    assert "Hafen ohne Lärm" not in [quote[1] for quote in said(text, "de")]
    text = "„Wir bleiben hier am Kai“, stellt „Hafen ohne Lärm“ fest."
    assert [quote[1] for quote in said(text, "de")] == ["Wir bleiben hier am Kai"]


def test_a_pronoun_behind_its_verb_attributes_whatever_the_verb() -> None:
    text = "Ana Ruiz est venue.\n\n« Le port était vide, on n’en parlait pas », formule-t-elle."
    assert said(text, "fr") == [(RUIZ, "Le port était vide, on n’en parlait pas")]


def test_a_german_subject_that_no_list_knows() -> None:
    assert said("Der Ellerysche Hafenring warnt: „Der Kai ist alt und gefährlich.“", "de") == [
        ("der Ellerysche Hafenring", "Der Kai ist alt und gefährlich.")
    ]
    text = "Die Unterzeichner kritisieren, dass die „bisherigen Einblicke in den Bau des Hafens nicht offen“ sind."
    assert [quote[0] for quote in said(text, "de")] == ["die Unterzeichner"]


def test_the_mayor_of_the_sentence_before_speaks() -> None:
    text = (
        "Il Sindaco è intervenuto con parole di stima. «Sono orgoglioso che il porto possa crescere».\n\nIl "
        "porto è grande."
    )
    (one,) = find_quotes([Paragraph(paragraph) for paragraph in text.split("\n\n")], language="it")
    assert one.role == "Sindaco"


def test_parts_of_one_sentence_are_of_one_speaker() -> None:
    text = (
        "Für Leiterin Ana Ruiz ist klar, dass „die Stadt handeln muss“, da sich „die Leute das einfach nicht "
        "mehr leisten können“."
    )
    assert said(text, "de") == [
        (RUIZ, "die Stadt handeln muss"),
        (RUIZ, "die Leute das einfach nicht mehr leisten können"),
    ]
    text = (
        "El ministro Idris Lind ha señalado el “carácter único de este gran puerto”, ya que la ciudad “solo "
        "está aquí para cuidarlo”."
    )
    assert [quote[0] for quote in said(text, "es")] == [LIND, LIND]


def test_reported_speech_goes_on_in_the_next_sentence() -> None:
    text = (
        "Leiterin Ana Ruiz warnt, dass „der Kai bald nicht mehr sicher ist“. Dabei sollten alle „auf die "
        "Sicherheit der Leute am Wasser achten“."
    )
    assert [quote[0] for quote in said(text, "de")] == [RUIZ, RUIZ]


def test_who_speaks_for_his_part_is_another() -> None:
    text = "« Nous avons gagné », explique le jeune pêcheur. « C’est un beau jour », estime quant à lui Idris Lind."
    assert [quote[1] for quote in said(text, "fr")] == ["Nous avons gagné", "C’est un beau jour"]


def test_a_block_quotation_that_nobody_says() -> None:
    text = "« Le port grandit », a déclaré Ana Ruiz.\n\n> Découvrez l’appel « Pour un port plus vert »"
    assert said(text, "fr") == [(RUIZ, "Le port grandit")]
    text = (
        "„Der Hafen wächst“, sagt Ana Ruiz.\n\nZwei Leitgedanken lenken unser Tun:\n\n> «Mehr Meer sein und "
        "weniger Mauer.»"
    )
    assert said(text, "de") == [(RUIZ, "Der Hafen wächst")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "“Un evento per giocatori e amatori - ha dichiarato l’assessore Guccio - torna in città”.",
            "it",
            ["Un evento per giocatori e amatori torna in città"],
        ),
        (
            "“Il porto è un’occasione per tutti”, le parole della sindaca Ana Ruiz.",
            "it",
            ["Il porto è un’occasione per tutti"],
        ),
        (
            "Ana Ruiz, maire d’Ellery, s’est dite « très heureuse de voir enfin ce port ouvrir ».",
            "fr",
            ["très heureuse de voir enfin ce port ouvrir"],
        ),
        (
            (
                "«El puerto es una oportunidad», ha subrayado la alcaldesa, quien ha añadido que «la ciudad está "
                "preparada para el reto»."
            ),
            "es",
            ["El puerto es una oportunidad", "la ciudad está preparada para el reto"],
        ),
        (
            "“El puerto crece”, ha dicho Ana Ruiz, para quien “no hay marcha atrás en la obra del puerto”.",
            "es",
            ["El puerto crece", "no hay marcha atrás en la obra del puerto"],
        ),
        (
            "En palabras de Ana Ruiz, “el puerto es una oportunidad para todos”.",
            "es",
            ["el puerto es una oportunidad para todos"],
        ),
        (
            "Ana Ruiz se ha mostrado “muy satisfecha con los resultados del primer año del puerto”.",
            "es",
            ["muy satisfecha con los resultados del primer año del puerto"],
        ),
        ("„Der Hafen ist eine Chance“, ist sich Bürgermeisterin Ana Ruiz sicher.", "de", ["Der Hafen ist eine Chance"]),
        (
            "„Der Hafen ist eine Chance“, fasst Ruiz zusammen. Ana Ruiz leitet den Hafen.",
            "de",
            ["Der Hafen ist eine Chance"],
        ),
        (
            "Bürgermeisterin Ana Ruiz ist überzeugt, dass „der Hafen eine Chance für alle ist“.",
            "de",
            ["der Hafen eine Chance für alle ist"],
        ),
        (
            "Ana Ruiz betont: „Der Hafen wächst. Das freut uns.“ Und weiter: „Wir bauen aus.“",
            "de",
            ["Der Hafen wächst. Das freut uns.", "Wir bauen aus."],
        ),
        (
            "Nach Ansicht von Bürgermeisterin Ana Ruiz ist der Hafen „eine große Chance für die ganze Stadt“.",
            "de",
            ["eine große Chance für die ganze Stadt"],
        ),
        (
            (
                "Der Hafen sei „gut für die nächsten Jahre gerüstet“, betonte Leiterin Ana Ruiz, und werde „weiter "
                "wachsen wie bisher geplant“."
            ),
            "de",
            ["gut für die nächsten Jahre gerüstet", "weiter wachsen wie bisher geplant"],
        ),
        (
            "De acordo com Ana Ruiz, “o porto é uma oportunidade para todos”.",
            "pt",
            ["o porto é uma oportunidade para todos"],
        ),
        (
            "Volgens Ana Ruiz is de haven “een grote kans voor iedereen in de stad”.",
            "nl",
            ["een grote kans voor iedereen in de stad"],
        ),
    ],
)
def test_ways_to_say_that_somebody_says(text: str, language: str, expected: list[str]) -> None:
    assert [quote[1] for quote in said(text, language)] == expected
