"""Who said what: each way releases attribute quotes, in four languages, and what is no speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom_cli.language.quotes.quotes import Paragraph, Quoted, find_quotes
from newsroom_cli.language.words import folded


def quotes(text: str, language: str = "en") -> list[Quoted]:
    """The quotes of a text whose paragraphs stand apart by blank lines; `> ` begins a block quotation."""
    paragraphs = [
        Paragraph(
            paragraph.removeprefix("> ").strip(), quoted=paragraph.startswith("> "), heading=paragraph.startswith("# ")
        )
        for paragraph in text.split("\n\n")
    ]
    return find_quotes(paragraphs, language=language)


def said(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(quote.speaker, quote.role, quote.text) for quote in quotes(text, language)]


RUIZ = "Ana Ruiz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind
        ("“We did it,” said Mayor Ana Ruiz.", (RUIZ, "Mayor", "We did it,")),
        ("“We did it,” said Ana Ruiz, director of parks.", (RUIZ, "director of parks", "We did it,")),
        ("“We did it,” Ana Ruiz said.", (RUIZ, "", "We did it,")),
        ("“We did it,” Ana Ruiz, director of parks, said on Monday.", (RUIZ, "director of parks", "We did it,")),
        (
            '"We did it," says Harbour Club founder and CEO Ana Ruiz.',
            (RUIZ, "Harbour Club founder and CEO", "We did it,"),
        ),
        ("“We did it,” said U.S. Rep. Ana Ruiz, D-Mich., in a statement.", (RUIZ, "U.S. Rep.", "We did it,")),
        ("“We did it,” said Sen. Ana Ruiz (D-Mass.).", (RUIZ, "Sen.", "We did it,")),
        ("Sen. Ana Ruiz (R., Oakvale) said: “We did it.”", (RUIZ, "Sen.", "We did it.")),
        (
            "“We did it,” said New York City Police Commissioner Ana Ruiz.",
            (RUIZ, "New York City Police Commissioner", "We did it,"),
        ),
        (
            "“We did it,” said Dr. Ana Ruiz, MD, MPH, head of surgery at St. Mary’s Hospital.",
            (RUIZ, "head of surgery at St. Mary’s Hospital", "We did it,"),
        ),
        ("“We did it,” said FSF’s executive director Ana Ruiz.", (RUIZ, "FSF’s executive director", "We did it,")),
        ("“We did it,” said Director of Communications Ana Ruiz.", (RUIZ, "Director of Communications", "We did it,")),
        ("“We did it,” said Ana Ruiz of the Harbour Club.", (RUIZ, "", "We did it,")),
        ("“We did it!” Ana Ruiz exclaimed.", (RUIZ, "", "We did it!")),
        ("“We won the cup.” said Ana Ruiz.", (RUIZ, "", "We won the cup.")),
        ("“We won the cup today.” Ana Ruiz said.", (RUIZ, "", "We won the cup today.")),
        ("“We did it,” enthused Ana Ruiz, a teacher.", (RUIZ, "teacher", "We did it,")),
        # before
        ("Ana Ruiz said, “We did it for all.”", (RUIZ, "", "We did it for all.")),
        (
            "Mayor Ana Ruiz told reporters that “we did it for all of you.”",
            (RUIZ, "Mayor", "we did it for all of you."),
        ),
        ("In a letter on Monday, Mayor Ana Ruiz said: “We did it for all.”", (RUIZ, "Mayor", "We did it for all.")),
        (
            "Ana Ruiz, director of the Martin Center, noted: “We did it for all.”",
            (RUIZ, "director of the Martin Center", "We did it for all."),
        ),
        (
            "According to Police Chief Ana Ruiz, “nobody was hurt in the fire.”",
            (RUIZ, "Police Chief", "nobody was hurt in the fire."),
        ),
        (
            "Mayor Ana Ruiz called the deal “a major victory for the people of Ohio.”",
            (RUIZ, "Mayor", "a major victory for the people of Ohio."),
        ),
        ("Ana Ruiz: “We did it for all.”", (RUIZ, "", "We did it for all.")),
        # names that look odd
        ("“We did it,” said Chief Bob O’Brien Jr.", ("Bob O’Brien Jr.", "Chief", "We did it,")),
        ("“We did it,” said Martin J. Earle-Sears III, clerk.", ("Martin J. Earle-Sears III", "clerk", "We did it,")),
        ("“We did it,” said Juan de la Cruz, the mayor.", ("Juan de la Cruz", "mayor", "We did it,")),
        (
            "“We did it,” Ana Ruiz, Director of Parks, Recreation and Tourism, said.",
            (RUIZ, "Director of Parks, Recreation and Tourism", "We did it,"),
        ),
        ("“We did it,” said Ana Ruiz, Vice President, Marketing.", (RUIZ, "Vice President, Marketing", "We did it,")),
        # collective speakers
        (
            "“Our members want it,” the Harbour Coalition said in a statement.",
            ("Harbour Coalition", "", "Our members want it,"),
        ),
        ("“Our members want it,” company officials said.", ("company officials", "", "Our members want it,")),
        (
            "“Our members want it,” said a spokesperson for the company.",
            ("", "spokesperson for the company", "Our members want it,"),
        ),
        # other marks
        ("‘We are delighted with it,’ said Ana Ruiz, mayor.", (RUIZ, "mayor", "We are delighted with it,")),
        ("「これはとても良いことです」 said Ana Ruiz.", (RUIZ, "", "これはとても良いことです")),
        (
            '“This is a 12" pipe that we use,” said engineer Ana Ruiz.',
            (RUIZ, "engineer", 'This is a 12" pipe that we use,'),
        ),
    ],
)
def test_one_quote(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "«Es un gran día para todos», ha señalado la alcaldesa, Ana Ruiz.",
            "es",
            (RUIZ, "alcaldesa", "Es un gran día para todos"),
        ),
        (
            "“Es un gran día para todos”, dijo Juan de la Cruz, alcalde de Madrid.",
            "es",
            ("Juan de la Cruz", "alcalde de Madrid", "Es un gran día para todos"),
        ),
        (
            "« C’est un grand jour pour la ville », a déclaré Marie Dupont, maire de Lyon.",
            "fr",
            ("Marie Dupont", "maire de Lyon", "C’est un grand jour pour la ville"),
        ),
        (
            "„Das ist ein großer Tag“, sagte Oberbürgermeisterin Anna Schmidt.",
            "de",
            ("Anna Schmidt", "Oberbürgermeisterin", "Das ist ein großer Tag"),
        ),
        (
            "« C’est un grand jour », a expliqué le Directeur général Ana Ruiz.",
            "fr",
            ("Ana Ruiz", "Directeur général", "C’est un grand jour"),
        ),
        (
            "“It is a great day,” said Tan Ana Sen, the port’s chief officer.",
            "en",
            ("Tan Ana Sen", "port’s chief officer", "It is a great day,"),
        ),
        (
            'El abogado defensor Juan Ruiz señaló: "Es un gran día para todos".',
            "es",
            ("Juan Ruiz", "abogado defensor", "Es un gran día para todos"),
        ),
        (
            "„Das ist ein großer Tag“, das sagte Anna Schmidt, Leiterin Verkehr.",
            "de",
            ("Anna Schmidt", "Leiterin Verkehr", "Das ist ein großer Tag"),
        ),
        (
            "„Das ist ein großer Tag“, so Anna Schmidt, Geschäftsführerin der Hafen GmbH.",
            "de",
            ("Anna Schmidt", "Geschäftsführerin der Hafen GmbH", "Das ist ein großer Tag"),
        ),
        (
            "„Das ist ein großer Tag“, bemängelt Anna Schmidt, Leiterin Verkehr.",
            "de",
            ("Anna Schmidt", "Leiterin Verkehr", "Das ist ein großer Tag"),
        ),
        (
            "DRK-Generalsekretär Jan Reuter sagte: „Das ist gut für uns alle.“",
            "de",
            ("Jan Reuter", "DRK-Generalsekretär", "Das ist gut für uns alle."),
        ),
    ],
)
def test_one_quote_in_other_languages(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language) == [expected]


def test_a_quote_that_goes_on_behind_its_attribution_is_one() -> None:
    (one,) = quotes("“It was hard,” said Mayor Ana Ruiz. “We did it.”")
    assert (one.text, one.speaker, len(one.parts)) == ("It was hard. We did it.", RUIZ, 2)
    (one,) = quotes("“It was hard,” Ruiz added, “but worth it.”")
    assert one.text == "It was hard, but worth it."


def test_a_short_sentence_with_its_full_stop_outside_goes_on() -> None:
    text = "“We lost readers in that time,” said Ana Ruiz, the mayor. “Never again”{}"
    assert [quote.text for quote in quotes(text.format("."))] == ["We lost readers in that time. Never again"]
    assert [quote.text for quote in quotes(text.format(" is the motto."))] == ["We lost readers in that time,"]


def test_narration_between_parts_two_quotes() -> None:
    found = said(
        "“We need it,” said Ana Ruiz. The bridge was built in 1950 and has been closed since. “It is old,” she added."
    )
    assert [quote[2] for quote in found] == ["We need it,", "It is old,"]
    assert {quote[0] for quote in found} == {RUIZ}


def test_two_speakers_in_one_paragraph_and_in_one_sentence() -> None:
    assert [quote[0] for quote in said("“Good for us,” said Ana Ruiz. “Bad for them,” said Idris Lind.")] == [
        RUIZ,
        "Idris Lind",
    ]
    found = said("“It is open to all,” said Mayor Ana Ruiz, and Idris Lind said: “We waited ten years for it.”")
    assert [quote[0] for quote in found] == [RUIZ, "Idris Lind"]


def test_paragraphs_that_each_open_and_only_the_last_closes_are_one_quote() -> None:
    (one,) = quotes(
        "Mayor Ana Ruiz issued the following statement:\n\n“This is the first of it.\n\n“This is the second, "
        "which ends here.”"
    )
    assert (one.speaker, one.role, [part.paragraph for part in one.parts]) == (RUIZ, "Mayor", [1, 2])


def test_a_speaker_in_the_paragraph_before_and_a_signature_below() -> None:
    assert said("Mayor Ana Ruiz had this to say:\n\n“We did it for all of you.”") == [
        (RUIZ, "Mayor", "We did it for all of you.")
    ]
    found = said(
        "“This means a lot to us.”\n\n— Ana Ruiz, Principal, Harbour School\n\n“We are glad as well.” – Idris "
        "Lind, teacher"
    )
    assert found == [
        (RUIZ, "Principal, Harbour School", "This means a lot to us."),
        ("Idris Lind", "teacher", "We are glad as well."),
    ]


def test_block_quotations() -> None:
    assert said("Mayor Ana Ruiz said:\n\n> We did it for all of you.") == [(RUIZ, "Mayor", "We did it for all of you.")]
    assert said("> We did it for all of you.\n— Ana Ruiz, mayor") == [(RUIZ, "mayor", "We did it for all of you.")]


def test_a_surname_a_pronoun_and_a_role_mean_whoever_was_named_before() -> None:
    start = "Mayor Ana Ruiz opened the bridge.\n\n"
    assert said(start + "“We did it,” Ruiz said.") == [(RUIZ, "Mayor", "We did it,")]
    assert said(start + "“We did it,” she said.") == [(RUIZ, "Mayor", "We did it,")]
    assert said(start + "“We did it,” the mayor said.") == [(RUIZ, "Mayor", "We did it,")]
    assert not quotes(start + "“We did it,” she said.")[0].sure


@pytest.mark.parametrize(
    "text",
    [
        "The programme, “Boston Saves Lives Together,” begins in May.",
        "The so-called “smart city” plan was named in the book “How We Live Now” by many.",
        "The report said “the bridge is in poor condition and must be closed.”",
        "Lind pleaded guilty to “possession with intent to distribute a controlled substance.”",
        "According to the complaint, “the defendant hit the car from behind and drove on.”",
        "“We did it.” ",
        "“We did it for you.” Mayor Ana Ruiz said the city would go on.",
    ],
)
def test_what_is_no_speech_or_nobodys(text: str) -> None:
    assert said(text) == []


def test_a_title_in_the_attribution_is_no_part_of_the_quote() -> None:
    (one,) = quotes("“We did it,” said Ana Ruiz, host of the “Big Show” on Sundays.")
    assert one.text == "We did it,"


@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "‘",
                "’",
                "said ",
                "Ana Ruiz",
                ", ",
                ". ",
                "Mayor ",
                "— ",
                ": ",
                "she ",
                "«",
                "»",
                "\n\n",
                "word ",
                "> ",
                "the ",
                "(",
                ")",
            ]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["en", "es", "fr", "de", "ja", ""]),
)
def test_whatever_the_text_parts_lie_in_their_paragraphs_and_make_the_quote(text: str, language: str) -> None:
    paragraphs = [Paragraph(paragraph) for paragraph in text.split("\n\n")]
    for quote in find_quotes(paragraphs, language=language):
        held = [paragraphs[part.paragraph].text[part.start : part.end] for part in quote.parts]
        assert folded(quote.text) == [word for words in held for word in folded(words)]
        assert all(0 <= part.start <= part.end <= len(paragraphs[part.paragraph].text) for part in quote.parts)


def test_a_heading_below_signs_nothing() -> None:
    assert said("The club was glad.\n\n“We won the cup and shall win it again.”\n\n# Grassroots groups join in") == [
        ("", "", "We won the cup and shall win it again.")
    ]


def test_a_role_told_once_before_the_name_stays_with_it() -> None:
    found = said(
        "Director of Harbour Aid, Ana Ruiz, said: “We did it for all.”\n\n“It took us a year,” Ruiz explained."
    )
    assert [(speaker, role) for speaker, role, _ in found] == [(RUIZ, "Director of Harbour Aid")] * 2


def test_a_quote_whose_opening_mark_was_forgotten() -> None:
    found = said("Our goal is to serve every reader of the town,” Ana Ruiz said. “We shall go on.”")
    assert found == [(RUIZ, "", "Our goal is to serve every reader of the town. We shall go on.")]


def test_the_unnamed_speaker_of_a_group_with_an_article_in_its_name() -> None:
    found = said("“We want a say in it,” said a spokesperson from Save the Harbour.")
    assert [quote[:2] for quote in found] == [("", "spokesperson from Save the Harbour")]


def test_a_name_in_marks_behind_an_article_is_no_speech() -> None:
    assert (
        said("Mayor Ana Ruiz opened it. The rules are part of the “Fit for work in 2030 package”, a plan of the city.")
        == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "“It will be a year for all,” Minister of Industry, Investment and Commerce, Senator the Hon. Ana "
                "Ruiz, told the paper."
            ),
            (RUIZ, "Minister of Industry, Investment and Commerce"),
        ),
        (
            (
                "“It will be a year for all,” says Co-chair of the Harbour Committee, Senior Minister of State for "
                "Law, Ms Ana Ruiz."
            ),
            (RUIZ, "Co-chair of the Harbour Committee, Senior Minister of State for Law"),
        ),
        (
            (
                "Chief Executive Officer (Acting) of the Harbour Authority, Ana Ruiz, added that “this is a good year "
                "for us all.”"
            ),
            (RUIZ, "Chief Executive Officer (Acting) of the Harbour Authority"),
        ),
        (
            "“It will be a year for all,” said U.S. Representative Ana M. Ruiz, (R- NY-26).",
            ("Ana M. Ruiz", "U.S. Representative"),
        ),
        (
            (
                "“It will be a year for all,” said Ana Ruiz, mayor, and Idris Lind, director of parks, in a joint "
                "statement."
            ),
            (RUIZ, "mayor"),
        ),
        (
            "“It will be a year for all,” said Special Agent in Charge Ana Ruiz of the Harbour Field Office.",
            (RUIZ, "Special Agent in Charge"),
        ),
        (
            "“It will be a year for all,” said City Council President Pro Tem Ana Ruiz.",
            (RUIZ, "City Council President Pro Tem"),
        ),
        ("“It will be a year for all,” said Secretary of the Navy Ana Ruiz.", (RUIZ, "Secretary of the Navy")),
        (
            "“It will be a year for all,” said His Excellency Ana Ruiz, Ambassador of Spain.",
            (RUIZ, "Ambassador of Spain"),
        ),
        ("“It will be a year for all,” Rear Admiral (NS) Ana Ruiz said.", (RUIZ, "Rear Admiral")),
        (
            "“It will be a year for all,” said Ana Ruiz, 1st Chairman of Harbour Runners e.V.",
            (RUIZ, "1st Chairman of Harbour Runners e.V."),
        ),
        (
            "For Ana Ruiz (-4, T37), the dream goes on. The two-time champion said: “I played well for three days.”",
            (RUIZ, ""),
        ),
        (
            (
                "“We are glad,” said Idris Lind.\n\nAna Ruiz has been playing well all week, and said: “Six under par "
                "is good.”"
            ),
            (RUIZ, ""),
        ),
        (
            (
                "“We are glad,” said Idris Lind.\n\nDirector Ana Ruiz came too.\n\nDr. Ruiz thanked the town. She "
                "said: “It is a part of our work.”"
            ),
            (RUIZ, "Director"),
        ),
        (
            (
                "Attorney General Ana Sunday spoke.\n\n“These men will answer for it,” Attorney General Sunday said. "
                "“I thank the jurors.”"
            ),
            ("Ana Sunday", "Attorney General"),
        ),
    ],
)
def test_long_titles_and_people_named_before(text: str, expected: tuple[str, str]) -> None:
    speaker, role, _ = said(text)[-1]
    assert (speaker, role) == expected


def test_sentences_of_one_quote_are_apart_by_a_full_stop() -> None:
    assert said("“It is open to all,” said Ana Ruiz. “I am glad of it.”")[0][2] == "It is open to all. I am glad of it."
    assert said("“It is open,” said Ana Ruiz, “I am glad.”")[0][2] == "It is open, I am glad."


def test_a_part_of_a_report_is_no_speech() -> None:
    assert (
        said("The “Risk Factors” section of Harbour, Inc.’s most recent Annual Report says more, Ana Ruiz wrote.") == []
    )


def test_a_name_behind_known_as_the_is_no_speech() -> None:
    assert said("The bill, known as the “Keep Our Town Clean Act of 2026,” passed, said Ana Ruiz.") == []


def test_a_role_told_in_a_sentence_without_a_quote() -> None:
    text = (
        "Chief Officer (Acting) of the Harbour Authority, Ana Ruiz, added that two events will come.\n\n“We "
        "shall go on with it,” said Ms. Ruiz."
    )
    assert said(text)[0][:2] == (RUIZ, "Chief Officer (Acting) of the Harbour Authority")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "« Nous allons continuer pour tous », a dit Ana Ruiz.\n\n« Nous restons ici », indique-t-elle.",
            "fr",
            (RUIZ, "", "Nous restons ici"),
        ),
        (
            "“Vamos a seguir”, aseguró la presidenta de la Junta, Ana Ruiz. “Y ganaremos”, añadió.",
            "es",
            (RUIZ, "presidenta de la Junta", "Vamos a seguir. Y ganaremos"),
        ),
        (
            "La alcaldesa, Ana Ruiz, ha destacado que “es un gran día para todos”.",
            "es",
            (RUIZ, "alcaldesa", "es un gran día para todos"),
        ),
        (
            "„Wir machen weiter“, betont Dr. Ana Ruiz. „Und wir werden gewinnen.“",
            "de",
            (RUIZ, "", "Wir machen weiter. Und wir werden gewinnen."),
        ),
        (
            "Dazu Geschäftsführerin Ana Ruiz: „Wir machen weiter für alle.“",
            "de",
            (RUIZ, "Geschäftsführerin", "Wir machen weiter für alle."),
        ),
    ],
)
def test_other_languages_again(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language)[-1] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "« Nous sommes fiers, explique Ana Ruiz, directrice du port. Le port grandit. »",
            "fr",
            (RUIZ, "directrice du port", "Nous sommes fiers. Le port grandit."),
        ),
        (
            "« Nous sommes fiers, a déclaré Ana Ruiz, et le port grandit. »",
            "fr",
            (RUIZ, "", "Nous sommes fiers, et le port grandit."),
        ),
        (
            "Ana Ruiz était là.\n\n« C’est une étape, a-t-elle ajouté. Le port grandit. »",
            "fr",
            (RUIZ, "", "C’est une étape. Le port grandit."),
        ),
        (
            "« Le port va bien grandir, se réjouit Ana Ruiz, maire de Lyon. »",
            "fr",
            (RUIZ, "maire de Lyon", "Le port va bien grandir,"),
        ),
        (
            "“Es un paso muy importante —explicó Ana Ruiz, directora del puerto—. Seguiremos trabajando”.",
            "es",
            (RUIZ, "directora del puerto", "Es un paso muy importante. Seguiremos trabajando"),
        ),
        (
            "« La ville est prête, et nous le disons. », a dit Ana Ruiz.",
            "fr",
            (RUIZ, "", "La ville est prête, et nous le disons."),
        ),
    ],
)
def test_an_attribution_inside_the_marks_is_no_part_of_the_quote(
    text: str, language: str, expected: tuple[str, str, str]
) -> None:
    assert said(text, language) == [expected]


def test_a_german_compound_means_the_only_one_whose_role_ends_alike() -> None:
    text = (
        "Bundesministerin Ana Ruiz kam heute nach Ellery.\n\n„Wir werden mehr Geld in die Kinder stecken“, so "
        "die Familien- und Frauenministerin."
    )
    assert said(text, "de")[0][:2] == (RUIZ, "Bundesministerin")


def test_a_block_with_marks_is_speech_of_whom_the_paragraph_before_names() -> None:
    text = (
        "Mayor Ana Ruiz spoke about the plans of the port.\n\n> “We will go on with it for the whole "
        "town.\n\n> We will not rest before it is done.”"
    )
    assert said(text) == [
        (RUIZ, "Mayor", "We will go on with it for the whole town. We will not rest before it is done.")
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“It works,” said one resident in Grand Rapids.", "en", ("", "resident in Grand Rapids", "It works,")),
        (
            "“It works,” said a teacher from Harbour High School.",
            "en",
            ("", "teacher from Harbour High School", "It works,"),
        ),
        (
            "“We did it for all of you.” Ana Ruiz, director of parks",
            "en",
            (RUIZ, "director of parks", "We did it for all of you."),
        ),
        (
            "The series, says Ana Ruiz, host, “gives us a chance to listen.”",
            "en",
            (RUIZ, "host", "gives us a chance to listen."),
        ),
        (
            "When opening it, director Dr. Ana Ruiz said, “It is a great day.”",
            "en",
            (RUIZ, "director", "It is a great day."),
        ),
        ("“We did it,” said Harbour Chief of Staff Ana Ruiz.", "en", (RUIZ, "Harbour Chief of Staff", "We did it,")),
        ("“We did it,” said Ana Ruiz, one of the organizers.", "en", (RUIZ, "one of the organizers", "We did it,")),
        (
            "„Wir machen weiter“, sagt Ana Ruiz, eine der Besetzer*innen.",
            "de",
            (RUIZ, "eine der Besetzer*innen", "Wir machen weiter"),
        ),
        (
            "„Wir machen weiter“, sagt Ana Ruiz von der Open Harbour Foundation.",
            "de",
            (RUIZ, "Open Harbour Foundation", "Wir machen weiter"),
        ),
        ("„Wir machen weiter“, sagt Ana von der Leyen.", "de", ("Ana von der Leyen", "", "Wir machen weiter")),
        (
            "„Wir machen weiter“, sagt Ana Ruiz, Leiterin der Bibliothek und führt weiter aus: „Das ist gut für alle.“",
            "de",
            ("Ana Ruiz", "Leiterin der Bibliothek", "Wir machen weiter. Das ist gut für alle."),
        ),
        (
            "„Wir machen weiter“, so Vorstandsmitglied der BUND Gruppe und Biologin, Dr. Ana Ruiz.",
            "de",
            (RUIZ, "Vorstandsmitglied der BUND Gruppe und Biologin", "Wir machen weiter"),
        ),
        (
            "Weiter fordern die Beschäftigten „mehr Geld und mehr Zeit für alle“.",
            "de",
            ("die Beschäftigten", "", "mehr Geld und mehr Zeit für alle"),
        ),
        (
            "Dasselbe hatte Oberbürgermeisterin Ana Ruiz (SPD) festgestellt: „Wir tun zu wenig.“",
            "de",
            (RUIZ, "Oberbürgermeisterin", "Wir tun zu wenig."),
        ),
        (
            "„Wir machen weiter für alle“\n\nso Ana Ruiz, Leiterin der Bücherei.",
            "de",
            (RUIZ, "Leiterin der Bücherei", "Wir machen weiter für alle"),
        ),
        (
            "“La app mette il cittadino al centro”, spiega Ana Ruiz, assessora alla scuola.",
            "it",
            (RUIZ, "assessora alla scuola", "La app mette il cittadino al centro"),
        ),
        (
            "“É um grande dia para todos”, afirmou a prefeita Ana Ruiz.",
            "pt",
            (RUIZ, "prefeita", "É um grande dia para todos"),
        ),
        (
            "“Het is een grote dag voor ons”, aldus wethouder Ana Ruiz.",
            "nl",
            (RUIZ, "wethouder", "Het is een grote dag voor ons"),
        ),
    ],
)
def test_who_is_meant(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language) == [expected]


def test_a_relative_clause_is_no_role_and_a_thing_is_nobody() -> None:
    text = (
        "Es war eine heiße Atmosphäre, die zum Teil von der Oberbürgermeisterin kam.\n\n„Wir machen weiter "
        "für alle.“\n\nerläutert Ana Ruiz, Physikerin."
    )
    assert [quote[0] for quote in said(text, "de")] == [RUIZ]
    text = "Ana Ruiz spoke.\n\nThe National Harbour Plan helps.\n\n“We did it for all of you,” she said."
    assert [quote[0] for quote in said(text)] == [RUIZ]


def test_a_pronoun_means_whom_the_paragraph_before_introduces() -> None:
    text = (
        "“We did it,” said Mayor Bo Chen.\n\nThen Justice Ana Ruiz thanked all of them.\n\n“I am glad to be "
        "here,” she said."
    )
    assert [quote[0] for quote in said(text)] == ["Bo Chen", RUIZ]


def test_paragraphs_of_nothing_but_speech_go_on_with_the_one_before() -> None:
    text = (
        '"We did it," said Mayor Ana Ruiz.\n\n"It took ten years.\n\n"Now we are here."\n\nThe town is glad.\n\n'
        '"They are late," said Bo Chen.\n\n"We are not," said Mayor Ana Ruiz.'
    )
    assert [(quote[0], quote[2]) for quote in said(text)] == [
        (RUIZ, "We did it. It took ten years. Now we are here."),
        ("Bo Chen", "They are late,"),
        (RUIZ, "We are not,"),
    ]


def test_a_term_in_straight_marks_inside_an_open_paragraph() -> None:
    text = '"We have a "new economy". It works.\n\n"And it grows," said Mayor Ana Ruiz.'
    assert said(text) == [(RUIZ, "Mayor", 'We have a "new economy". It works. And it grows,')]


def test_another_clause_leads_to_another_quote() -> None:
    text = "“You will shape this town,” Mayor Ana Ruiz told them, stressing that it needs “a hall that is open to all.”"
    assert [quote[2] for quote in said(text)] == ["You will shape this town,", "a hall that is open to all."]


def test_a_motto_is_no_speech_of_those_who_use_it() -> None:
    assert said("Unter dem Motto „May We Build“ besetzen diesen Monat Schüler*innen die Halle.", "de") == []


def test_a_line_that_goes_on_with_a_sentence_signs_nothing() -> None:
    text = (
        "“We did it for all of you.”\n\nEllery's plan for the harbour has been well received by the towns "
        "around it and by Bo Chen"
    )
    assert said(text)[0][0] != "Ellery"


def test_who_called_somebody_something() -> None:
    text = (
        "Ana Ruiz, the union president, called Chen “a leader in the fight for the harbour” and “a true "
        "champion of all who work there.”"
    )
    assert [quote[0] for quote in said(text)] == [RUIZ, RUIZ]


def test_a_block_quotation_that_its_last_paragraph_signs() -> None:
    text = (
        "> Cette expérience montre que la ville est prête pour demain\n\n> Ana Ruiz, secrétaire d’État chargée du port."
    )
    assert said(text, "fr") == [(RUIZ, "secrétaire d’État chargée du port", text[2:60].split("\n")[0])]


def test_initials_end_no_sentence() -> None:
    text = '"We did it," said Chancellor J.R.R. Ruiz. "And with the "Collaborative" we go on," Ruiz said.'
    assert [quote[:2] for quote in said(text)] == [("J.R.R. Ruiz", "Chancellor")]


def test_a_role_of_one_word_gives_way_to_the_one_of_the_introduction() -> None:
    text = "Foreign Minister Ana Ruiz spoke.\n\n“We did it,” Senator Ruiz said."
    assert said(text) == [(RUIZ, "Foreign Minister", "We did it,")]


def test_a_role_in_a_headline_begins_behind_its_verb() -> None:
    text = "# Mayor Names New Harbour Director Ana Ruiz\n\n“I am glad of it,” Ruiz said."
    assert [quote[:2] for quote in said(text)] == [(RUIZ, "Harbour Director")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            (
                "“We did it,” said Harbour’s Minister in the Mayor’s Office and Second Minister for Finance and "
                "Works, Ana Ruiz."
            ),
            "en",
            (RUIZ, "Harbour’s Minister in the Mayor’s Office and Second Minister for Finance and Works"),
        ),
        (
            "“We did it,” Minister for Small Business, Contractors and the Service Economy Ana Ruiz said.",
            "en",
            (RUIZ, "Minister for Small Business, Contractors and the Service Economy"),
        ),
        (
            (
                "Mr Kho Ana Ruiz, Member of the Chamber of Commerce & Industry (CCI) and Chairman of the Lian Group "
                "said, “We did it for all of you.”"
            ),
            "en",
            ("Kho Ana Ruiz", "Member of the Chamber of Commerce & Industry"),
        ),
        (
            (
                "A senior chain executive from a major US Oil & Gas company said, “Most of those who work here have "
                "to comply.”"
            ),
            "en",
            ("", "senior chain executive from a major US Oil"),
        ),
        (
            "Dr. Ana Ruiz of the School of Medicine at Harbour University says “it is largely a matter of degree.”",
            "en",
            (RUIZ, ""),
        ),
        (
            "“We did it,” said former Congresswoman and chair of patient advocacy Harbour Pact, Ana Ruiz.",
            "en",
            (RUIZ, "former Congresswoman and chair of patient advocacy Harbour Pact"),
        ),
        (
            "“We did it,” said Ana Ruiz, M.D., a noted neurologist at Harbour House.",
            "en",
            (RUIZ, "noted neurologist at Harbour House"),
        ),
        (
            "“We did it,” said Ana Ruiz, VP Open Technology, Harbour Group.",
            "en",
            (RUIZ, "VP Open Technology, Harbour Group"),
        ),
        (
            "“We did it,” says Ana Ruiz, heading the Clean Harbour initiative.",
            "en",
            (RUIZ, "heading the Clean Harbour initiative"),
        ),
        ("“We did it,” said Maj. Gen. Ana Ruiz, the executive director.", "en", (RUIZ, "executive director")),
        ("“We did it,” said Ana Ruiz, Harbour Sheriff-Coroner.", "en", (RUIZ, "Harbour Sheriff-Coroner")),
        ("“We did it,” said Senator Ana Ruiz (D-Harbour) and Representative Bo Chen.", "en", (RUIZ, "Senator")),
        ("„Wir sind stolz auf diesen Preis.“ Sagt Gründer und CEO, Ana Ruiz.", "de", (RUIZ, "Gründer und CEO")),
        ("„Wir sind stolz auf diesen Preis“, erklärt die Ellery Community.", "de", ("die Ellery Community", "")),
        (
            "Für unseren Geschäftsführer Bo Chen ist klar, dass „die Stadt ein Schild aufstellen muss“.",
            "de",
            ("Bo Chen", "Geschäftsführer"),
        ),
        ("Para Ana Ruiz “no es la hora de los rótulos políticos”.", "es", (RUIZ, "")),
        (
            "Además, Ana Ruiz ha puesto de manifiesto “la importancia de esta universidad por ser algo único”.",
            "es",
            (RUIZ, ""),
        ),
    ],
)
def test_long_roles_and_what_is_printed_around_names(text: str, language: str, expected: tuple[str, str]) -> None:
    assert [quote[:2] for quote in said(text, language)] == [expected]


def test_a_surname_with_a_form_of_address_means_the_full_name() -> None:
    text = (
        "Die Spenden wurden durch Ana Ruiz, Leiterin der Bücherei, und Bo Chen, Gründer des Hafens, "
        "überreicht.\n\n„Wir freuen uns sehr über das Geld“, betonte Herr Chen am Montag."
    )
    assert said(text, "de") == [("Bo Chen", "Gründer des Hafens", "Wir freuen uns sehr über das Geld")]


def test_the_name_below_a_long_role_signs() -> None:
    text = (
        "“The measures taken over the past weeks help all of us.”\n\nDepartment of Harbours Deputy Chief of "
        "Law Enforcement\nAna Ruiz."
    )
    assert said(text)[0][0] == RUIZ


def test_a_closing_mark_where_one_should_open() -> None:
    text = (
        "“We need them to be responsible actors in this town,” added Mayor Ana Ruiz.” Sadly, that is not "
        "happening right now. I will work to ensure that it does, for all of us.”"
    )
    (one,) = said(text)
    assert one[0] == RUIZ and one[2].endswith("for all of us.")


def test_a_memo_of_somebody_is_not_its_owner() -> None:
    text = (
        "It will run into trouble, says Ana Ruiz, a member of the board.\n\nRuiz cites President Chen’s "
        "Special Harbour Memo. “They have an advantage in this,” she says."
    )
    assert [quote[0] for quote in said(text)] == [RUIZ]


def test_a_minister_is_the_one_with_just_this_title() -> None:
    text = (
        "Außenministerin Ana Ruiz traf die Außenministerin von Ellery Eva Lind.\n\n„Wir müssen vereint für "
        "die Ordnung eintreten“, so die Außenministerin."
    )
    assert [quote[0] for quote in said(text, "de")] == [RUIZ]


def test_a_mark_that_opens_again_what_is_open() -> None:
    text = (
        "“The city is open to all,” said Mayor Ana Ruiz. “We can do it by working together. “With today’s "
        "agreement we go on.”"
    )
    (found,) = find_quotes([Paragraph(text)])
    assert found.text == "The city is open to all. We can do it by working together. “With today’s agreement we go on."


@pytest.mark.parametrize(
    ("before", "text", "language", "role"),
    [
        (
            "El ministro de Puertos, Ana Ruiz, ha abierto la biblioteca.",
            "Además, ha insistido en que “espera estar a la altura de las expectativas”.",
            "es",
            "ministro de Puertos",
        ),
        (
            "El ministro de Puertos, Ana Ruiz, ha abierto la biblioteca.",
            "Por último, Ruiz ha agradecido a “todos los rectores que me han precedido”.",
            "es",
            "ministro de Puertos",
        ),
        (
            "Il sindaco, Ana Ruiz, ha aperto la biblioteca.",
            "Inoltre, ha sottolineato che “la biblioteca è aperta a tutti i cittadini”.",
            "it",
            "sindaco",
        ),
    ],
)
def test_sentences_without_a_subject_speak_for_the_last(before: str, text: str, language: str, role: str) -> None:
    (found,) = find_quotes([Paragraph(before), Paragraph(text)], language=language)
    assert (found.speaker, found.role) == ("Ana Ruiz", role)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Mayor Ana Ruiz opened the fair. In the film the viewer is then asked ‘Ready for it? Ask your "
            "doctor.’ It runs for a year."
        ),
        (
            "Harbour Homes claimed to run a scheme in which its members could obtain “modern homes and gardens "
            "for all,” which it then sold."
        ),
        (
            "Mayor Ana Ruiz came. Lind’s “Breakwater: Ten Days in May,” charts a failure of justice involving a "
            "couple whom medical evidence suggested to be ill."
        ),
        "Mayor Ana Ruiz came. Bo Chen is known from the show “Going Home with Ruiz.” It ran for ten years.",
        "Mayor Ana Ruiz came. “Whispers of Ellery,” directed by the acclaimed Bo Chen, opens in May.",
        "Mayor Ana Ruiz came. “Whispers of Ellery,” starring Bo Chen, opens in May.",
        (
            "Mayor Ana Ruiz came. Lind’s “Breakwater: Ten Days in May,” charts a failure of justice involving a "
            "couple, freed after evidence suggested it."
        ),
        (
            "Mayor Ana Ruiz came. Only “listed ferry partners” may sell the passes of the harbour line to others, "
            "the city told them."
        ),
        (
            "Mayor Ana Ruiz came. With ten years of “boots on the deck” experience in the town, Bo Chen teaches "
            "what the rule states."
        ),
        "Mayor Ana Ruiz came. The firm did “ferry research,” including a survey of Bo Chen’s boats, in the winter.",
        (
            "Mayor Ana Ruiz came. The club closed “The Late Ferry Show!” for good after the ferry director drew "
            "comments on it."
        ),
        "Mayor Ana Ruiz came. In his book “Dog Days,” he shares what he learned about boats.",
        "Mayor Ana Ruiz came. Calling the harbour a “house on fire,” Ruiz explained how she means to mend it.",
        "Mayor Ana Ruiz came. “Open Harbour” tells the story of those who were promised help by the “Harbour Home.”",
        (
            "‘Ellery. For Good’ was the theme of the evening to which alumni from all over the world came with "
            "Mayor Ana Ruiz."
        ),
    ],
)
def test_titles_and_questions_that_nobody_asks_are_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_later_paragraph_with_an_attribution_of_its_own_is_another_quote() -> None:
    text = "“We did it,” said Mayor Ana Ruiz. “It took ten years.\n\n“Now we are here,” Ruiz added. “We go on.”"
    assert [quote[2] for quote in said(text)] == ["We did it. It took ten years.", "Now we are here. We go on."]
    text = "“We did it. It took ten years.\n\n“Now we are here,” said Mayor Ana Ruiz. “We go on.”"
    assert [quote[2] for quote in said(text)] == ["We did it. It took ten years. Now we are here. We go on."]


def test_a_sentence_that_leads_to_more_of_the_same_speaker_makes_another_quote() -> None:
    text = "“We did it,” said Mayor Ana Ruiz. She emphasized, “It took ten years.”"
    assert said(text) == [(RUIZ, "Mayor", "We did it,"), (RUIZ, "Mayor", "It took ten years.")]


def test_a_quote_that_ends_inside_a_later_paragraph() -> None:
    text = (
        "“We did it,” said Mayor Ana Ruiz. “It took ten years.\n\nNow we are here for all of you.” Other "
        "guests were the Harbour Club and its friends."
    )
    assert [quote[2] for quote in said(text)] == ["We did it. It took ten years. Now we are here for all of you."]


def test_a_name_without_a_space_before_it() -> None:
    text = "“We did it,” saidAna Ruiz, M.D., director of parks. “It took ten years.”"
    assert said(text) == [(RUIZ, "director of parks", "We did it. It took ten years.")]


def test_the_host_of_a_show_that_the_attribution_names() -> None:
    text = "“We did it,” said “Harbour Talk” host Ana Ruiz. “It took ten years.”"
    assert said(text) == [(RUIZ, "host", "We did it. It took ten years.")]


def test_a_title_that_shares_the_closing_mark_of_the_quote() -> None:
    text = (
        "“We are glad to keep “The Tide” and “Night on Film,” says Ana Ruiz, clerk. “It took ten years.” The "
        "films are from 1950."
    )
    assert [quote[2] for quote in said(text)] == [
        "We are glad to keep “The Tide” and “Night on Film. It took ten years."
    ]


def test_block_quotations_that_papers_sign_below() -> None:
    text = (
        "> “One of the best plans of this year, for all of us.”\n\n> — Harbour News\n\n> “A plan that the "
        "whole town has waited for.”\n\n> — Ellery Post"
    )
    assert [quote[::2] for quote in said(text)] == [
        ("Harbour News", "One of the best plans of this year, for all of us."),
        ("Ellery Post", "A plan that the whole town has waited for."),
    ]


def test_a_line_broken_inside_the_role_before_a_colon() -> None:
    text = "Ana Ruiz, director of the harbour and head of works\nat Ellery: “We did it for all of you.”"
    assert [quote[0] for quote in said(text)] == [RUIZ]


def test_who_reminds_somebody() -> None:
    text = (
        "Ruiz reminded the board, “The fact that so few of them came certainly supports the thesis” that "
        "nobody was told."
    )
    assert [quote[2] for quote in said(text)] == ["The fact that so few of them came certainly supports the thesis"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We did it,” said Ana Ruiz, host of “Harbour Days.” The film opens in May.",
            ("host of Harbour Days", "We did it,"),
        ),
        (
            "“We did it,” said Ana Ruiz, author of “The Long Way Home.” “It took ten years.”",
            ("author of The Long Way Home", "We did it. It took ten years."),
        ),
        (
            "Ana Ruiz, author of the book “The Long Way Home,” said: “We did it for all.”",
            ("author of the book The Long Way Home", "We did it for all."),
        ),
    ],
)
def test_a_work_in_the_role_of_its_author_is_no_speech(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [(RUIZ, *expected)]


def test_lines_that_a_page_breaks_are_one_paragraph() -> None:
    text = (
        "“We know that coming to the courthouse of this town is hard,” said\nAna Ruiz, a clerk who keeps the "
        "books of the harbour. “We\nhelp.”"
    )
    assert said(text) == [(RUIZ, "clerk", "We know that coming to the courthouse of this town is hard. We help.")]


def test_an_attribution_whose_verb_was_forgotten() -> None:
    text = "“We know that it is hard,” Mayor Ana Ruiz. “We want you to know.”"
    assert said(text) == [(RUIZ, "Mayor", "We know that it is hard. We want you to know.")]


def test_the_role_of_somebody_appointed_and_a_rank_before_the_name() -> None:
    for news in ("Ana Ruiz has joined the club as", "Ana Ruiz will serve as the", "the promotion of Ana Ruiz to"):
        text = f"The Harbour Club announced today that it welcomes {news} Director of Parks.\n\n“We did it,” Ruiz said."
        assert said(text) == [(RUIZ, "Director of Parks", "We did it,")]
    assert said("“We did it,” said the council’s executive director, Maj. Gen. Ana Ruiz.") == [
        (RUIZ, "council’s executive director", "We did it,")
    ]


def test_a_short_part_of_what_somebody_called_something() -> None:
    assert [quote[2] for quote in said("Mayor Ana Ruiz called the fair “a real success” and went home.")] == [
        "a real success"
    ]
    assert [quote[2] for quote in said("Idris Lind called her “a tireless friend of the harbour” in May.")] == [
        "a tireless friend of the harbour"
    ]
    assert said("Mayor Ana Ruiz called it “school lunch shaming” in May.") == []


def test_a_closing_mark_that_was_forgotten_or_stands_behind_the_attribution() -> None:
    assert said("“It is a good plan. We got all of it, said sophomore Ana Ruiz.\n\nThe town has ten halls.") == [
        (RUIZ, "sophomore", "It is a good plan. We got all of it,")
    ]
    assert said("“It is a good plan of ours, explained Ana Ruiz, the town’s mayor.” The plan helps.") == [
        (RUIZ, "town’s mayor", "It is a good plan of ours,")
    ]


def test_an_employer_behind_a_role_is_not_the_speaker() -> None:
    text = "Dr Ana Nash, Chief Scientific Officer, SVP Head of Research, at HPX said: “We build pumps for every farm.”"
    (quote,) = find_quotes([Paragraph(text)], language="en")
    assert (quote.speaker, quote.role) == ("Ana Nash", "Chief Scientific Officer, SVP Head of Research")


@pytest.mark.parametrize(
    "role",
    [
        "Director of the Office of Foreign Assets Control",
        "Under Secretary of the Treasury for Terrorism and Financial Intelligence",
        "Dean of the School of Medicine",
    ],
)
def test_a_long_title_without_an_article_stands_before_its_name(role: str) -> None:
    title = f"{role} Dr." if role.startswith("Dean") else role
    text = f"“We act today for the whole country,” said {title} Ana Ruiz."
    (quote,) = find_quotes([Paragraph(text)], language="en")
    assert (quote.speaker, quote.role) == ("Ana Ruiz", role)


def test_a_role_ends_before_the_words_about_a_statement() -> None:
    text = "Today Ana Ruiz, CEO of Harbor Pumps released the following statement. “We build pumps for every farm.”"
    (quote,) = find_quotes([Paragraph(text)], language="en")
    assert (quote.speaker, quote.role) == ("Ana Ruiz", "CEO of Harbor Pumps")
