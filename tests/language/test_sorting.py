"""The order of names in a language."""

from __future__ import annotations

import random

import pytest

from newsroom_cli.language.sorting import sorting_key

ORDERS = {  # compared once with the collation of ICU
    "en": "10 apples, Ärzte, “Bees”, buses, C, C++, Łódź, Lublin, Øresund, Zoo, zoo",
    "de": "Äcker, Ahorn, Öffentlichkeit, Ordnung, Strasse, Straßen, Straßenbau, Über uns, Zoo",
    "uk": "Гараж, Ґанок, Дача, Енергія, Єдність, Іскра, Їжа, Йод, Культура, Щука, Юність, Ялта",
    "tr": "Cadde, Çarşı, Gaz, Ğ, Irmak, İzmir, Ordu, Özgürlük, Su, Şehir, Ulaşım, Üretim, Yol",
    "hr": "Cesta, Čistoća, Ćuprija, Dan, Džep, Đak, Luka, Ljeto, Nada, Njiva, Sport, Škola, Zakon, Život",
    "cs": "Cesta, Čtvrť, Hřiště, Chodník, Ikona, Ruka, Řeka, Sál, Škola, Úřad, Volby, Zoo, Život",
    "sv": "Affärer, Vatten, Zoo, Åkrar, Ärenden, Öppet",
    "da": "Bibliotek, Zoo, Ældre, Øer, Aabenraa, Ågade, Årsmøde",
    "hu": "Cukor, Csatorna, Dal, Nap, Nyár, Ország, Öröm, Őrség, Park, Sajtó, Szoba, Zene, Zsír",
    "vi": "An, Ăn, Ân, Ấn Độ, Dân, Đà Nẵng, Đền, Oanh, Ông, Ở nhà",
    "fa": "آب, بندر, پل, جاده, چاه, راه, زمین, ژاله, قانون, کار, گاز, نفت, ورزش, هنر, یزد",
}


@pytest.mark.parametrize("language", ORDERS)
def test_names_are_sorted_as_the_language_sorts(language: str) -> None:
    names = ORDERS[language].split(", ")
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=lambda name: sorting_key(name, language)) == names
