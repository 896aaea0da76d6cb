"""Forms that are previews: each is found in a sentence that has it, and not once the sentence is right."""

from __future__ import annotations

import re

import pytest
from samples import sample_config, sample_release, with_changes

from newsroom_cli.language.forms import form_names, forms
from newsroom_cli.linter.check import check
from newsroom_cli.model.config import Check

PREVIEWS = sample_config(check=Check(preview=True))
CODES = {"TX022", "TX023", "TX043", "TX048", "TX049", "TX060", "TX061", "TX062", "TX064"}

# A sentence as it should not be, and what stands there in its place.
GERMAN = """
Am Sonntag den 7. Juni beginnt das Fest. | Sonntag, den
Wir freuen uns, das viele Menschen kamen. | dass viele
Er spricht von der Hoffnung, das alle kommen. | dass alle
Sie kamen, ohne das sie jemand rief. | dass sie
Für dass Fest wurde lange geprobt. | Für das Fest
Das Rückgrad des Vereins sind die Helfer. | Das Rückgrat
Zur Reflektion über das Jahr luden wir ein. | Reflexion
Das Ergebniss der Wahl steht noch nicht fest. | Das Ergebnis
Die zwei stündige Führung beginnt um zehn. | zweistündige
Das Fest ging reibungslos von statten. | vonstatten
Der Erlös soll der Jugend zu gute kommen. | zugute kommen
Er mochte das Amt, das er lange inne hatte. | innehatte
Wir sprachen mit allen, die uns kritisch gegenüber stehen. | gegenüberstehen
Der Obst -und Gartenbauverein lud alle ein. | Obst- und
Wir sind in sofern zufrieden mit dem Fest. | insofern
Es bleibt offen, in wie weit das gelingt. | inwieweit
Wir antworten schnellst möglich auf alle Fragen. | schnellstmöglich
Es war das meist besuchte Fest am Hafen. | meistbesuchte
Das ist um so wichtiger, weil viele kommen. | umso wichtiger
Das hat irgend jemand so bestimmt. | irgendjemand
Vor der OB Wahl sprachen wir mit vielen Menschen. | OB-Wahl
Der 2.Vorsitzende begrüßte die Gäste im Saal. | 2. Vorsitzende
Der Wagen wurde uns zu Verfügung gestellt. | zur Verfügung
Das kann Lärm zu Folge haben. | zur Folge haben
Die Helfer trafen sich Abends am Hafen. | abends
Die Helfer trafen sich Morgens am Hafen. | morgens
Bei Kaffee kann mann sich austauschen. | kann man
Das Mißverständnis ist geklärt. | Missverständnis
Die Feier umfaßte Musik und Tanz. | umfasste
Das Schloß ist offen. | Schloss
Ein Gast kam aus Rußland. | Russland
Alles in Allem war es ein Erfolg. | Alles in allem
Das Fest beginnt am 5ten Mai. | 5. Mai
Das Fest dauert von 10-18 Uhr. | von 10 bis 18
Die Kosten liegen zwischen 8-12 Euro. | zwischen 8 und 12
Zu aller erst danken wir den Helfern. | Zuallererst
Wir würden uns freuen wenn viele kommen. | freuen, wenn
Wir bitten darum pünktlich zu kommen. | darum, pünktlich
Für das leibliche wohl ist gesorgt. | leibliche Wohl
Wir freuen uns auf Euer kommen. | Euer Kommen
Zur Feier kam die feuerwehr mit zwei Wagen. | Feuerwehr
Kommen sie vorbei und lesen Sie mit. | Kommen Sie
Der Verein lädt ihre Freunde ein. | seine Freunde
Die Stadt muss seinen Beitrag leisten. | ihren Beitrag
Wer am Fest helfen möchte kann sich melden. | möchte, kann
Um das Fest bezahlen zu können ist ein Zuschuss nötig. | können, ist
Es gibt Gelegenheit sich den Hafen anzusehen. | Gelegenheit, sich
Der Verein hat 10000 € gesammelt. | 10.000 €
"""
FRENCH = """
La fête ce déroulera samedi au port. | se déroulera
Les enfants ce sont amusés toute la journée. | se sont
Le repas c’est déroulé dans le calme. | s’est
Il faut régler se problème. | ce problème
Un grand merci a tous les bénévoles. | merci à tous
Nous avons des projets a réaliser cette année. | projets à réaliser
Le club à organisé une fête au port. | club a organisé
Les bénévoles on travaillé toute la nuit. | bénévoles ont
Les inscriptions son ouvertes. | inscriptions sont
Le concert a eut lieu dans la salle. | a eu lieu
Les travaux dureront prés de deux ans. | près de
Voila une bonne nouvelle pour la ville. | Voilà
Malgrés la pluie, la fête a été belle. | Malgré
La salle est deja ouverte. | déjà
Ou se trouve la salle de la fête ? | Où se trouve
La fête aura lieu la ou vous savez. | là où
La fête aura lieu dans la mesure ou nous serons prêts. | où nous
Quelque soit la météo, la fête aura lieu. | Quelle que soit
Le soussol de la salle est fermé. | sous-sol
La ville a une salle à a place du port. | à la place
Vous pouvez adhérez à l’association. | pouvez adhérer
Nous remercions ceux qui ont participés. | ont participé
Nous attendons les personnes intéressés samedi. | personnes intéressées
La place est situé au port. | est située
La fête s’est déroulé dans le calme. | s’est déroulée
Les informations sont disponible sur le site. | disponibles
A nos amis, nous disons merci. | À nos amis
Le centre Economique reste ouvert. | Économique
Nous venons d’Ile de France pour la fête. | Île-de-France
Nous venons des Pays Bas pour la fête. | Pays-Bas
Nous venons du Royaume Uni pour la fête. | Royaume-Uni
Nous venons des États Unis pour la fête. | États-Unis
Sur ce point, permettez nous de le dire. | permettez-nous
Retrouvons nous samedi au port. | Retrouvons-nous
Rendez vous samedi au port. | Rendez-vous
Le vide grenier aura lieu dimanche. | vide-grenier
La salle est au rez de chaussée. | rez-de-chaussée
Un arc en ciel est peint au mur. | arc-en-ciel
La fête apporte une plus value à la ville. | plus-value
Nous cherchons de la main d’œuvre. | main-d’œuvre
Un pique nique est prévu au port. | pique-nique
Un haut parleur est posé au port. | haut-parleur
Le restaurant est en libre service. | libre-service
Le jeu des questions réponses a plu. | questions-réponses
Nos amis du Burkina-Faso viendront. | Burkina Faso
La Nouvelle Aquitaine soutient la fête. | Nouvelle-Aquitaine
Un billet pour l’outre mer coûte cher. | outre-mer
Dans ce cas, peut on faire mieux ? | peut-on
Pour la fête, inscrivez vous en ligne : inscrivez vous ! | inscrivez-vous
N’hésitez pas à nous contactez. | contacter
Merci de nous confirmé votre venue. | confirmer
Pour venir, contacter nous au bureau. | contactez-nous
La réunion aura lieu jeudi a 20h. | à 20h
Le conseil municipal c’est réuni hier. | s’est réuni
Le match c’est joué hier. | s’est joué
Les jeunes ont pus visiter le port. | ont pu
Ils ont étés accueillis par le maire. | ont été
Nous avons reçus beaucoup de dons. | avons reçu
La salle est ouvert. | ouverte
Le parking sera fermer samedi. | sera fermé
Il faut que se soit clair. | que ce soit
Ils y a du monde au port. | Il y a
Elle vous souhaites une bonne année. | souhaite
Il vous rappel les règles. | rappelle
Elles ont fait preuves de courage. | preuve de
Il fait parti du bureau. | fait partie
La fête a eu lieux au port. | lieu
La fête est d’hors et déjà prête. | d’ores
Le port est entrain de changer. | en train
Le retard est du à la pluie. | dû à
Il est récement venu. | récemment
Il a suffisament plu. | suffisamment
Les bénévoles était au port. | étaient
La fête aura lieu le 12mai au port. | 12 mai
Peut être faudra-t-il attendre. | Peut-être
Le pont a t il un toit ? | a-t-il
La ville a versé 10000 € à la fête. | 10 000 €
Le port compte 38445 transferts. | 38 445 transferts
Le projet de l association est prêt. | l’association
"""
SPANISH = """
La fiesta es el 12de mayo en el puerto. | 12 de mayo
El plan socio económico ayuda a la ciudad. | socioeconómico
Es una reunión franco alemana en el puerto. | franco-alemana
Invitamos a los vecinos ha participar. | a participar
El alcalde a inaugurado la plaza. | ha inaugurado
Vamos haber si llega la ayuda. | a ver si
Hace falta que hallan más vecinos. | que haya más
Tubo lugar una reunión en la plaza. | Tuvo lugar
Se llevó acabo la fiesta del puerto. | a cabo
La fiesta será apartir del lunes. | a partir del
Osea que la fiesta será en mayo. | O sea que
Ayudan a todos, sobretodo a los niños. | sobre todo
Estamos deacuerdo con la obra. | de acuerdo
Sinembargo la obra sigue. | Sin embargo,
Hablaron entorno a la obra. | en torno a
Fuerón los vecinos quienes hablaron. | Fueron
Los vecinos hicierón la obra. | hicieron
Por que razón se cerró, nadie lo sabe. | Por qué razón
La ministra dijo que esta contenta con la obra. | está contenta
La plaza abrirá la primer semana de mayo. | la primera
Fueron alrededor 200 personas. | alrededor de 200
Coincidió con en la necesidad de ayudar. | en la necesidad
Se percató que faltaban sillas. | percató de que
Es importante de que vengan todos. | importante que
El ex contratista habló con los vecinos. | excontratista
Se llevo a cabo la fiesta. | Se llevó
La alcaldesa señalo que la obra sigue. | señaló
Ayer asistio mucha gente. | asistió
El alcalde hizó una visita. | hizo
Fue un buén partido. | buen
Es un honor para mi estar aquí. | para mí
El se comprometió a volver. | Él
Vive en tú ciudad. | tu ciudad
Mas de 200 niños jugaron. | Más
Vieron a el alcalde. | al alcalde
Fue un exito la fiesta. | éxito
Cabe señalar, que la obra sigue. | señalar que
Cabe destacar de que la obra sigue. | destacar que
El puerto tiene 15000 litros de agua. | 15 000 litros
La obra costó $ 450 millones. | $450
Es la 4ª edición de la feria. | 4.ª edición
"""
ENGLISH = """
The members are asked too bring a chair. | asked to
Visitors can chose between two shows. | can choose
The club may loose its home. | lose its
The office will advice residents. | advise
The office gives advise on taxes. | gives advice
The plan is bad, and that effects everyone. | affects
All areas effected by the storm are open. | affected by
He was suppose to open the park. | supposed to
She use to work at the library. | used to
The park is open everyday from noon. | every day
Everyday the park is open. | Every day
Please feel to contact the office. | feel free to
We thank to all the helpers. | thank all
The park is located in between of two roads. | between
The prize went to Sam and I. | Sam and me
The show begins at 8 AM in the morning. | 8 AM.
The show begins at 8 PM in the evening. | 8 PM.
The library opened in april. | April
The library opened last may. | last May
The show is on Saturday may 5. | May 5
The treasurers report was read. | treasurer’s report
There’s a few seats left. | There are a few
All proceeds goes to the library. | proceeds go
One of the member is the mayor. | members is
The mayor will attended the show. | will attend
The the park is open. | The park
Prices will rised in May. | will rise
The office did not responded. | not respond
We wants to help the port. | want
They knows the port. | know
They has a boat at the port. | have
Our members has asked for it. | have
This are the winners of the prize. | These are
A boat will be provide at noon. | be provided
She could of won the prize. | could have
He hoped to of won the prize. | to have
He earned there rest. | their rest
The band played. Than we ate. | Then we
The boat weights about two tons. | weighs
Shes a member of the club. | She’s
He has a masters degree. | master’s degree
The club has it’s own boat. | its own
Its the only boat in the port. | It’s the only
The mayor welcomed it’s new members. | its
She is a long time resident. | longtime
The club is a non profit group. | nonprofit
The plan is state wide and free. | statewide
It is a one day event. | one-day
It is a two and a half hour show. | two-and-a-half-hour
It is a follow up meeting. | follow-up
This years show begins at noon. | This year’s
Lets meet at the park. | Let’s
Dont forget to bring a chair. | Don’t
Please answer by may 5. | May 5
It rained, however the show went on. | however,
She said that, “the park is open.” | that
The show runs from 9-5 on Friday. | from 9 to 5
The pier cost $40million to build. | $40 million
The pier cost $45000 to build. | $45,000
The ferry had 1,5 million riders. | 1.5 million
The vote is on June12 in the hall. | June 12
It took twenty five helpers. | twenty-five
The port had year on year growth. | year-on-year growth
They came from north America. | North America
It is the cities largest park. | city’s largest
If you would like to help at the fair please write to us. | fair, please
"""
ITALIAN = """
Il sindaco dice che e' importante. | è importante
Non abbiamo nè pane nè vino. | né pane
Il comitato stà lavorando. | sta
La festa è quì in piazza. | qui
Andiamo sù in piazza. | su
La festa va avanti apartire dalle dieci. | a partire
Daccordo con tutti, si parte. | D’accordo
Propio per questo è bella. | Proprio
Aldilà dei numeri, è bella. | Al di là
C'è ne sono molti. | Ce ne
Il comune da il via ai lavori. | dà il via
La festa dell' associazione è bella. | dell’associazione
"""
PORTUGUESE = """
Os moradores tem que se inscrever. | têm que
Devido a chuva, a festa acabou. | Devido à
Ha dois anos a praça abriu. | Há dois
É proibido a entrada de cães. | É proibida
"""
TEXTS = {"it": ITALIAN, "pt": PORTUGUESE, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "en": ENGLISH}
SENTENCES = [(language, *line.split(" | ")) for language, text in TEXTS.items() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "wrong", "right"), SENTENCES)
def test_a_form_is_found(language: str, wrong: str, right: str) -> None:
    release = sample_release(front=f'language = "{language}"\n', body=f"{wrong}\n")
    found = [hit for hit in check(release, sample_config(check=Check(preview=True))) if hit.code in CODES]
    assert found, right
    usual = [hit for hit in check(release, sample_config()) if hit.code in CODES]
    assert len(found) > len(usual), "is no preview"


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_right_is_left_alone(language: str) -> None:
    right = "\n".join(words for other, _, words in SENTENCES if other == language)
    sections = (name for name in form_names(language) if name.startswith("newer "))
    for form in (form for name in sections for form in forms(name, language)):
        assert not re.search(form.pattern, right), form.pattern


@pytest.mark.parametrize(
    ("language", "code", "right", "wrong"),
    [
        ("en", "TX048", "For further information contact: Ana Ruiz.", "For further information contact Ana Ruiz."),
        ("es", "TX041", "El libro Who Owns the Moon? trata del mar.", "El libro trata del mar, verdad?"),
        ("es", "TX041", "El lema es Where Do We Go From Here? Vengan.", "Dónde está el puerto? Vengan."),
    ],
)
def test_what_only_looks_like_a_mistake_is_left_alone(language: str, code: str, right: str, wrong: str) -> None:
    """A form before a colon is a label; a title in English keeps its marks."""

    def codes(body: str) -> set[str]:
        release = sample_release(front=f'language = "{language}"\n', body=f"{body}\n")
        return {finding.code for finding in check(release, sample_config(check=Check(preview=True)))}

    assert code in codes(wrong)
    assert code not in codes(right)


def test_bullets_that_were_pasted_become_a_list() -> None:
    body = "There will be:\n•\tFree entry\n• Free buses\n\uf0b7\tA towel\no\tCoffee\n\nA • in the text, and 5 · 6.\n"
    (hit,) = (hit for hit in check(sample_release(front="", body=body), PREVIEWS) if hit.code == "TX070")
    assert hit.place.start == (5, 1) and hit.repair
    mended = with_changes(sample_release(front="", body=body).text, hit.repair.changes)
    assert mended.endswith("be:\n- Free entry\n- Free buses\n- A towel\n- Coffee\n\nA • in the text, and 5 · 6.\n")
    assert not [hit for hit in check(sample_release(front="", body=mended[8:]), PREVIEWS) if hit.code == "TX070"]


def test_a_short_text_with_another_figure_than_its_headline_is_found() -> None:
    def found(body: str) -> list[str]:
        release = sample_release(front='headline = "City to Plant 500 Trees"\n', body=f"{body}\n")
        return [hit.message for hit in check(release, PREVIEWS) if hit.code == "FC001"]

    assert found("The city will plant 5,000 trees.") == ["the headline says 500 trees, the body says 5,000"]
    assert not found("The city will plant 500 trees.") and not found("The city will plant trees.")
