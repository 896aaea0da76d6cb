"""Decoding and repair of characters: damaged texts are repaired, sound ones stay byte for byte."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom_cli.importing import charset
from newsroom_cli.importing.repair import repair, without_stray_characters
from newsroom_cli.importing.sources import text as text_source
from newsroom_cli.model.errors import NewsroomError

RIGHT = (
    "“It’s here,” said Zoë Müller – née Ångström – of São Paulo: 5 € for 20 °C, ½ price, 3 × 4… ¿Qué?",
    "L’été, à l’École nationale, « les élèves » paient 2 000 €.",
    "Größe, Straße, Äpfel, „Österreich“ und ‚Grüße‘",
    "ÂGE MOYEN: 40 ANS. PÂTISSERIE. ÎLE D’YEU",
    "Ελληνικά, Русский, 日本語, العربية, हिन्दी, 👩‍👩‍👧",
    "می‌خواهم کتاب بخوانم",
)


@pytest.mark.parametrize("text", RIGHT)
def test_a_sound_text_stays_as_it_is(text: str) -> None:
    assert repair(text) == (text, ())


@pytest.mark.parametrize(
    ("right", "encoding"),
    [
        ("The city’s “ninth library – Müller’s café…", "cp1252"),
        ("The café of Señor Müller in São Paulo", "latin-1"),
        ("Price: 5 € for “all”", "cp1252"),
    ],
)
def test_utf8_read_as_western_is_repaired_and_noted(right: str, encoding: str) -> None:
    pytest.importorskip("ftfy")
    wrong = (
        right.encode()
        .decode(encoding, errors="ignore" if "”" not in right else "surrogateescape")
        .replace("\udc9d", "\x9d")
    )
    made = repair(f"A right line with Müller.\n{wrong}")
    assert made.text == f"A right line with Müller.\n{right}"
    assert made.notes == ("wrongly decoded letters were repaired (lines: 1); check these lines",)


def test_invisible_characters_go() -> None:
    assert (
        without_stray_characters("li\u00adbra\u200bry \ufeffof\u2060 the\x07 o\ufb03ce\r\nnext\u2028line \uf0b7 one")
        == "library of the office\nnext\nline • one"
    )


def test_joiners_stay_where_they_make_letters_and_go_between_plain_ones() -> None:
    assert without_stray_characters("می‌خواهم 👩‍👧 wo\u200drd a\u200c b") == "می‌خواهم 👩‍👧 word a b"
    assert without_stray_characters("says:\n\u200d\n\u200d“It is open.”\u200c") == "says:\n\n“It is open.”"
    assert without_stray_characters("\u200d") == ""


def test_letters_lost_before_are_noted() -> None:
    assert repair("caf\ufffd").notes == ("letters are lost in the source (1); they show as \ufffd",)


@given(st.text())
def test_repair_settles_and_leaves_no_control_characters(text: str) -> None:
    made = without_stray_characters(text)
    assert without_stray_characters(made) == made
    assert not set(made) & set("\x00\x07\x0b\x1b\u00ad\u200b\ufeff\u202e")


# --- bytes ----------------------------------------------------------------------------------------------------

WORDS = "Müller’s “café” – 5 €"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_bytes_are_decoded_without_a_declaration(encoding: str) -> None:
    assert charset.decode((WORDS * 9).encode(encoding)).text == WORDS * 9


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso2022_jp", "shift_jis", "gb18030", "euc-kr", "iso8859-2"])
def test_a_declaration_that_fits_is_believed(encoding: str) -> None:
    text = {
        "cp1251": "Библиотека",
        "koi8-r": "Библиотека",
        "gb18030": "图书馆",
        "euc-kr": "도서관",
        "iso8859-2": "Łódź",
    }.get(encoding, "図書館")
    assert charset.decode(text.encode(encoding), declared=encoding).text == text
    page = f"<meta charset='{encoding}'>{text}"
    assert charset.decode(page.encode(encoding), search_declaration=True).text == page


def test_utf8_declared_as_latin1_is_utf8() -> None:
    made = charset.decode(WORDS.encode(), declared="iso-8859-1")
    assert (made.text, made.notes) == (WORDS, ("the source declares iso-8859-1, but is UTF-8",))


def test_western_text_declared_as_utf8_is_western() -> None:
    made = charset.decode(WORDS.encode("cp1252"), declared="utf-8")
    assert made.text == WORDS
    assert made.notes == ("the source declares utf-8, which it is not; it was read as Western European (Windows-1252)",)


def test_one_lost_byte_does_not_make_utf8_western() -> None:
    data = (WORDS * 20).encode() + b"\xff end"
    assert charset.decode(data, declared="utf-8").text == WORDS * 20 + "\ufffd end"


@pytest.mark.parametrize("name", ["utf-7", "rot13", "hex", "no-such-thing", "undefined", "idna", "\x00", "utf-8\u2028"])
def test_an_unknown_encoding_is_not_believed(name: str) -> None:
    assert charset.decode(b"+ADw-script+AD4- plain", declared=name).text == "+ADw-script+AD4- plain"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NewsroomError, match="not a text"):
        charset.decode(bytes(range(256)) * 4 + b"\x00" * 50)


@settings(deadline=None)  # a library is loaded
@given(st.binary(), st.sampled_from(["", "utf-8", "latin-1", "utf-16", "shift_jis", "utf-7", "hz", "big5"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str) -> None:
    try:
        assert isinstance(charset.decode(data, declared=declared, search_declaration=True).text, str)
    except NewsroomError as error:
        assert error.hint


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Město Port Ellery dnes otevřelo novou knihovnu. Starostka řekla, že příští rok přibudou další pobočky a"
            " že děti budou mít půjčování zdarma. Žádná městská část nezůstane bez čítárny.",
            "cp1250",
        ),
        ("Miasto otworzyło dziś nową bibliotekę, a dzieci będą mogły wypożyczać książki bezpłatnie.", "iso-8859-2"),
        ("Мэр города открыл новую библиотеку.", "koi8-r"),
        ("市は本日、新しい図書館を開館した。来年はさらに分館が増える。", "shift_jis"),
        ("העירייה פתחה היום ספרייה חדשה ברובע הנמל, והיא פתוחה לכל התושבים ולילדיהם.", "cp1255"),
        ("افتتحت البلدية اليوم مكتبة جديدة في حي المرفأ تضم أربعين ألف كتاب ومقاعد للقراءة.", "cp1256"),
        ("นายกเทศมนตรีเปิดห้องสมุดแห่งใหม่ที่ท่าเรือเมื่อเช้าวันนี้ ทุกคนเข้าชมได้ฟรี", "cp874"),
        ("市政府今天宣布新图书馆正式开放，明年将增设更多分馆。", "gbk"),
        ("Die Stadt eröffnete „für alle“ die größte Bücherei; schöner wäre sie früher für Bürger gewesen.", "cp1252"),
    ],
)
def test_a_text_without_a_declaration_is_read_by_its_letters(text: str, encoding: str) -> None:
    decoded = charset.decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.notes[0].startswith("the source declares no encoding")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Місто відкрило нову бібліотеку в порту.", "시는 오늘 항구에 새 도서관을 열었다."])
def test_utf16_of_other_letters_is_known_by_its_spaces(text: str, codec: str) -> None:
    assert charset.decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    "text", ["شهردار می\u200cگوید که پل باز است. " * 8, f"{'Город открыл мост. ' * 10}По мосту 😀 можно ехать"]
)
def test_utf16_may_have_joiners_and_signs_of_two_units(text: str) -> None:
    for start in range(20):
        shifted = " " * start + text
        assert charset.decode(shifted.encode("utf-16-le")).text.strip() == text.strip()


def test_letters_are_one_with_their_accents_and_lines_have_no_marks_of_direction_around_them() -> None:
    decomposed = unicodedata.normalize("NFD", "Thư viện mở cửa ở Gökçeova")
    (piece,) = text_source.read(f"\u200f{decomposed}\u200e").pieces
    assert piece.text == "Thư viện mở cửa ở Gökçeova"


def test_a_page_is_declared_by_its_own_meta_and_not_by_that_of_a_script() -> None:
    page = '<script src="a.js" charset="utf-8"></script><meta charset="windows-1250"><p>Město řeklo: žádná škoda</p>'
    decoded = charset.decode(page.encode("cp1250"), search_declaration=True)
    assert (decoded.text, decoded.notes) == (page, ())
