"""The dates, times and figures that a person is shown before signing."""

from __future__ import annotations

import pytest

from newsroom_cli.language.wording.main_facts import main_facts


@pytest.mark.parametrize(
    ("language", "text", "dates", "figures"),
    [
        (
            "de",
            "Die Brücke kostet 4,2 Millionen Euro und öffnet am Freitag, 5. Juni 2026, um 10.30 Uhr; 12.500 Menschen.",
            ["Freitag, 5. Juni 2026", "10.30 Uhr"],
            ["4,2 Millionen Euro", "12.500 Menschen"],
        ),
        (
            "fr",
            "Le pont coûte 4,2 millions d’euros ; 12 500 000 habitants, 35 % de plus, le 5 juin 2026 à 10 h 30.",
            ["5 juin 2026", "10 h 30"],
            ["4,2 millions d’euros", "12 500 000 habitants", "35 %"],
        ),
        (
            "es",
            "El puente cuesta 4,2 millones de euros; abre el 5 de junio a las 10:30, con 1.250 árboles.",
            ["5 de junio", "10:30"],
            ["4,2 millones de euros", "1.250 árboles"],
        ),
        (
            "en",
            "It opens June 5 from 9 a.m. to 8 p.m. with 40,000 books for $4.2 million; the ninth library, one of many.",
            ["June 5", "9 a.m.", "8 p.m."],
            ["40,000 books", "$4.2 million", "ninth library"],
        ),
        ("en", "See https://city.example/2026/12/950 or news.city.example/2026/77, and call 617 555 0100.", [], []),
        ("de", "Telefon 030 1234567, www.stadt.example/4711, stadt.de/4712, seit 2019.", [], []),
        ("fr", "Téléphone 01 23 45 67 89", [], []),
        (
            "ko",
            "2026년 6월 5일 오후 2시에 1,204건 가운데 87건을 공개하고 35%를 고친다.",
            ["2026년 6월 5일", "오후 2시"],
            ["1,204건", "87건", "35%"],
        ),
        ("ja", "6月5日午前9時に開館し、蔵書は4万冊です。", ["6月5日", "午前9時"], ["4万冊"]),
        ("he", "הספרייה עלתה כ-3.2 מיליון ויש בה 40,000 ספרים", [], ["3.2 מיליון", "40,000 ספרים"]),
        ("ar", "تضم المكتبة 40 ألف كتاب و120 مقعدا", [], ["40", "120 مقعدا"]),
        ("fa", "هزینه ۳٫۲ میلیارد تومان بود", [], ["۳٫۲ میلیارد"]),
        ("th", "ค่าโดยสาร 60 บาทต่อเที่ยว", [], ["60"]),
        ("de", "Am 05.06.2026 kommen 90 Gäste.", ["05.06.2026"], ["90 Gäste"]),
        ("en", "Both of them hold both sellers and buyers of 12 boats to account.", [], ["12 boats"]),
        ("en", "On 2026-06-05 at 14:30, 12 new shelters open.", ["2026-06-05", "14:30"], ["12 new shelters"]),
    ],
)
def test_main_facts(language: str, text: str, dates: list[str], figures: list[str]) -> None:
    assert main_facts(text, language) == (tuple(dates), tuple(figures))
