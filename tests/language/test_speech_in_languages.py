"""Quotes as Swedish, Norwegian, Danish, Polish and Czech releases print them."""

from __future__ import annotations

import pytest

from newsroom_cli.language.quotes.quotes import Paragraph, find_quotes


def quotes(language: str, *paragraphs: str) -> list[tuple[str, str, str]]:
    """Speaker, role and words of each quote."""
    found = find_quotes([Paragraph(text) for text in paragraphs], language=language)
    return [(quote.speaker, quote.role, quote.text) for quote in found]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role", "words"),
    [
        (
            "sv",
            "– Vi är glada över beslutet, säger Anna Holm, kommunalråd i Sjövik. Det betyder mycket för barnen.",
            "Anna Holm",
            "kommunalråd i Sjövik",
            "Vi är glada över beslutet. Det betyder mycket för barnen.",
        ),
        ("sv", "”Vi ser fram emot våren”, säger generaldirektör Bo Lind.", "Bo Lind", "generaldirektör", None),
        ("no", "– Dette er en stor dag, sier ordfører Kari Vik (XY).", "Kari Vik", "ordfører", "Dette er en stor dag,"),
        ("nb", "- Barna gleder seg, forteller rektor ved Vik skole, Ola Lie.", "Ola Lie", "rektor ved Vik skole", None),
        ("no", "– Det er viktig, sier markedssjef i HAVN, Tor-Egil Lie.", "Tor-Egil Lie", "markedssjef i HAVN", None),
        (
            "da",
            "»Det er et stort skridt,« udtaler formand for Havneforeningen Jens Bo.",
            "Jens Bo",
            "formand for Havneforeningen",
            None,
        ),
        (
            "pl",
            "– Cieszymy się z nowej szkoły – mówi Jan Wrona, prezes Fundacji Port. – To ważny dzień dla miasta.",
            "Jan Wrona",
            "prezes Fundacji Port",
            "Cieszymy się z nowej szkoły. To ważny dzień dla miasta.",
        ),
        (
            "cs",
            "„Možnosti jsou opravdu široké,“ říká krajský radní pro životní prostředí, odpady a zemědělství Jan Novák.",
            "Jan Novák",
            "krajský radní pro životní prostředí, odpady a zemědělství",
            None,
        ),
        ("de", "„Wir haben noch viele Ideen“, so Chefentwicklerin Ina Ruiz.", "Ina Ruiz", "Chefentwicklerin", None),
        (
            "de",
            "„Davon halten wir nichts“, sagte Ina Ruiz, Pressesprecher_in der Hafenszene.",
            "Ina Ruiz",
            "Pressesprecher_in der Hafenszene",
            None,
        ),
        (
            "en",
            "“Nobody should live far from a book,” said Ana Ruiz, Senior Campaigner at OpenHarbour.",
            "Ana Ruiz",
            "Senior Campaigner at OpenHarbour",
            None,
        ),
        (
            "en",
            "Mr Jon Lind, Country Director of ABC, speaking on this partnership stated, “We are glad to be here.”",
            "Jon Lind",
            "Country Director of ABC",
            None,
        ),
        (
            "en",
            "Speaking about this plan, the Minister of Ports, Trade and Research, Hon. Ana Ruiz, stated “We are glad.”",
            "Ana Ruiz",
            "Minister of Ports, Trade and Research",
            None,
        ),
        (
            "pl",
            "– Dziękujemy wszystkim za pomoc – dodaje burmistrz Portowa Anna Sowa. Wieczorem odbył się koncert.",
            "Anna Sowa",
            "burmistrz Portowa",
            "Dziękujemy wszystkim za pomoc",
        ),
        (
            "cs",
            "„Most stojí a jsme rádi,“ říká primátorka Lučan Karolína Dubá.",
            "Karolína Dubá",
            "primátorka Lučan",
            None,
        ),
        (
            "cs",
            "“Je to dobrý den pro město,” doplňuje předseda klubu Přátel přístavu a Finančního výboru Viktor Kos (XY).",
            "Viktor Kos",
            "předseda klubu Přátel přístavu a Finančního výboru",
            None,
        ),
    ],
)
def test_a_quote_has_its_speaker_and_role(language: str, text: str, speaker: str, role: str, words: str | None) -> None:
    ((who, office, spoken),) = quotes(language, text)
    assert (who, office) == (speaker, role)
    assert words is None or spoken == words


def test_a_paragraph_after_a_dash_goes_on_with_the_speaker_above() -> None:
    above = "– Vi är glada över beslutet, säger Anna Holm, kommunalråd."
    ((who, _, words),) = quotes("sv", above, "– Nu börjar arbetet med den nya hamnen!")
    assert (who, words) == ("Anna Holm", "Vi är glada över beslutet. Nu börjar arbetet med den nya hamnen!")


@pytest.mark.parametrize("language", ["sv", "pl", "de"])
def test_a_list_with_dashes_has_no_quote(language: str) -> None:
    assert not quotes(language, "– tre nya lekplatser i hamnen.", "– en ny bro till ön och en park.")


def test_the_leader_is_the_only_person_named_above() -> None:
    found = quotes(
        "es",
        "En la asamblea del puerto, el ejecutivo de la Central de Muelles, Juan Huerta, anunció un paro.",
        "“Vamos a parar los muelles desde el martes”, manifestó el dirigente.",
    )
    assert [who for who, _, _ in found] == ["Juan Huerta"]


@pytest.mark.parametrize(
    ("texts", "speaker", "role"),
    [
        (
            [
                "代表取締役社長の山田太郎は次のように述べています。",
                "「港をもっと身近に感じていただけるように工夫しました。」",
            ],
            "山田太郎",
            "代表取締役社長",
        ),
        (
            ["港町の責任者であるAna Ruizは、次のように述べています。「港の施設をだれでも簡単に予約できます。」"],
            "Ana Ruiz",
            "港町の責任者",
        ),
        (
            ["「とても使いやすいサービスだと思っています。」と広報部長の鈴木花子氏は話しています。"],
            "鈴木花子",
            "広報部長",
        ),
    ],
)
def test_who_speaks_in_japanese(texts: list[str], speaker: str, role: str) -> None:
    ((who, office, _),) = quotes("ja", *texts)
    assert (who, office) == (speaker, role)


def test_names_in_japanese_marks_are_no_quotes() -> None:
    assert not quotes("ja", "港町は、新しい予約サービス「ミナトナビ・プレミアム・プラス」の提供を開始します。")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bei der sogenannten „Small fiber neuropathy“ (SFN) sterben Nerven, sagt Anna Ruiz."),
        ("fr", "Le CNPL, dit Anna Ruiz, rappelle les « 10 propositions pour le port » du mois dernier."),
        ("es", "Ana Ruiz dice que la «Gran Carrera del Puerto» empieza el lunes."),
    ],
)
def test_a_name_after_an_article_or_before_its_short_form_is_no_quote(language: str, text: str) -> None:
    assert not quotes(language, text)


def test_an_office_in_capitals_is_a_role() -> None:
    ((who, role, _),) = quotes(
        "de", "„Wir setzen auf Forschung und auf neue Wege“, sagt Jan Adamski, CSO (acting) Lumen."
    )
    assert (who, role) == ("Jan Adamski", "CSO")


def test_what_somebody_had_to_say() -> None:
    lead = "Jon Lind joins the board. On joining Harbour Pumps, Jon had the following to say:"
    assert quotes("en", lead, "“The harbour has a bright future.”")[0][0].endswith("Jon Lind")
