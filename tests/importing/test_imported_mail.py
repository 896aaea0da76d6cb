"""Mails: the best part, the mail inside, the header of a forwarded mail, and notes on attachments."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import pytest

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.sources import mails
from newsroom_cli.model.errors import NewsroomError

BODY = "PORT ELLERY – The city opened its ninth library today. " * 8
HTML = f"<h1>Port Ellery Opens Library</h1><p>{BODY}<a href='https://portellery.example/?mc_eid=1'>More</a></p>"


def mail(plain: str = BODY, html: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press Office <press@portellery.example>"
    made["Subject"] = "Port Ellery Opens Library"
    made["Date"] = "Mon, 02 Mar 2026 08:00:00 -0500"
    for name, value in headers.items():
        del made[name]
        made[name] = value
    made.set_content(plain)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def test_the_html_part_is_read_for_its_shape_and_the_head_for_its_facts() -> None:
    made = mails.read(mail(html=HTML).as_bytes())
    assert [piece.kind for piece in made.pieces] == ["heading", "paragraph"]
    assert "[More](https://portellery.example/)" in made.pieces[1].markdown
    assert (made.title, made.author, made.date_source) == (
        "Port Ellery Opens Library",
        "Press Office",
        "Date of the mail",
    )
    assert made.date == dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=-5)))


@pytest.mark.parametrize(
    "label",
    [
        "FOR RELEASE: ",
        "FOR RELEASE DEC. 3: ",
        "Media Advisory: ",
        "Fwd: [EXTERNAL] Press release – ",
        "[Presse] ",
        "PM: ",
        "CP - ",
        "EMBARGOED until Dec 3, 9:00 am: ",
        "Embargo: Nota de prensa: ",
    ],
)
def test_what_a_sender_puts_before_the_headline_is_no_part_of_it(label: str) -> None:
    made = mail(f"Dear editors,\n\nplease find our release below.\n\n{BODY}", Subject=f"{label}City Opens a Library")
    found = reading.read(mails.read(made.as_bytes()))
    assert found.headline == "City Opens a Library"


def test_a_headline_about_an_embargo_keeps_its_words() -> None:
    words = "Embargo Lifted on Harbour Plans After Ten Years"
    assert reading.read(mails.read(mail(Subject=words).as_bytes())).headline == words


def test_plain_text_is_read_where_html_says_less() -> None:
    assert (
        mails.read(mail(html="<img src='https://portellery.example/a.png'>").as_bytes()).pieces[0].text == BODY.strip()
    )


def test_attachments_are_noted() -> None:
    made = mail()
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="map.pdf")
    made.add_attachment(b"x", maintype="image", subtype="png", filename="library.png")
    assert mails.read(made.as_bytes()).notes == ("2 attachments were not imported: map.pdf, library.png",)


def test_a_mail_inside_a_cover_letter_is_the_source() -> None:
    cover = mail("Please see below.", Subject="FW: news")
    cover.add_attachment(mail(Date="Sun, 01 Mar 2026 08:00:00 +0000"))
    made = mails.read(cover.as_bytes())
    assert (made.title, made.date_source) == ("Port Ellery Opens Library", "Date of the forwarded mail")
    assert isinstance(made.date, dt.datetime)
    assert made.date.day == 1
    assert made.notes == ("the mail forwards another mail, which was imported instead",)


HEAD = (
    "---------- Forwarded message ---------\nFrom: Press Office <press@portellery.example>\n"
    "Date: Mon, Mar 2, 2026 at 8:00 AM\nSubject: Port Ellery Opens Library\nTo: Desk <desk@paper.example>\n\n"
)
OUTLOOK = (
    "-----Original Message-----\nFrom: Press Office <press@portellery.example>\n"
    "Sent: Monday, March 2, 2026 8:00 AM\nTo: Desk\nSubject: Port Ellery Opens Library\n\n"
)
GERMAN = (
    "Von: Press Office <press@portellery.example>\nGesendet: Montag, 2. März 2026 08:00\nAn: Desk\n"
    "Betreff: Port Ellery Opens Library\n\n"
)


@pytest.mark.parametrize("head", [HEAD, OUTLOOK, GERMAN])
def test_a_mail_forwarded_in_the_text_has_its_own_header(head: str) -> None:
    made = mails.read(mail(f"FYI, Sam\n\n{head}{BODY}", Subject="Fwd: [EXTERNAL] Re: whatever").as_bytes())
    assert [piece.text for piece in made.pieces] == [BODY.strip()]
    assert (made.title, made.author) == ("Port Ellery Opens Library", "Press Office")
    assert (made.date, made.date_source) == (dt.date(2026, 3, 2), "Date of the forwarded mail")


def test_a_contact_that_looks_like_a_header_cuts_nothing() -> None:
    made = mails.read(mail(f"From: the desk of the mayor\n\n{BODY}").as_bytes())
    assert made.pieces[0].text == "From: the desk of the mayor"


def test_latin1_declared_as_utf8_and_odd_headers() -> None:
    data = (
        b"MIME-Version: 1.0\nFrom: \xe9 <a@b\nSubject: =?utf-8?q?Biblioth=C3=A8que?=\nDate: soon\n"
        b"Content-Type: text/plain; charset=utf-8\n\nLa biblioth\xe8que est ouverte.\n"
    )
    made = mails.read(data)
    assert (made.pieces[0].text, made.title, made.date) == ("La bibliothèque est ouverte.", "Bibliothèque", None)
    assert len(made.notes) == 1


def test_every_mail_of_a_mailbox() -> None:
    box = b"".join(
        b"From sender Mon Mar  2 08:00:00 2026\n"
        + mail(f"Release {number}\n\n{BODY}\n\nFrom here on").as_bytes()
        + b"\n"
        for number in range(3)
    )
    found = [mails.read(message) for message in mails.messages(box)]
    assert [release.pieces[0].text for release in found] == ["Release 0", "Release 1", "Release 2"]
    assert [release.pieces[-1].text for release in found] == ["From here on"] * 3


def test_a_mail_without_text_is_refused() -> None:
    made = EmailMessage()
    made.set_content(b"x", maintype="application", subtype="zip", filename="a.zip")
    with pytest.raises(NewsroomError, match="no text"):
        mails.read(made.as_bytes())


def test_parts_nested_too_deep_are_refused() -> None:
    data = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number) for number in range(2000)
    )
    with pytest.raises(NewsroomError, match=r"deep|parts"):
        mails.read(data)


def test_an_attached_document_that_cannot_be_read_is_named_with_its_mail() -> None:
    made = mail("Please see the attached release.")
    made.add_attachment(b"PK\x03\x04", maintype="application", subtype="octet-stream", filename="re\x1b[2Jlease.docx")
    with pytest.raises(NewsroomError, match=r"re\[2Jlease\.docx: the file is damaged") as caught:
        list(recognition.sources(made.as_bytes(), name="a.eml"))
    assert caught.value.path == "a.eml"
    assert caught.value.hint


def test_a_saved_page_with_a_wrong_address_has_none() -> None:
    page = (
        "MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: {}\n\n<h1>City Opens Library</h1>"
        "<p>The city opened a <a href='/x'>library</a> today.</p>"
    )
    assert mails.read(page.format("javascript:run()").encode()).url == ""
    made = mails.read(page.format("https://portellery.example/news?utm_source=x").encode())
    assert made.url == "https://portellery.example/news"
    assert "(https://portellery.example/x)" in made.pieces[-1].markdown


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; charset",
        "Content-Type: text/plain;",
        "Content-Type: text/plain; x*0*=",
        "Content-Disposition: inline; filename*",
        "Content-Type: text/html; charset*=''",
        "Date: ,",
        "From: <",
        'From: "',
        "Subject: =?utf-8?q?=?=",
    ],
)
def test_headers_with_mistakes_do_no_harm(header: str) -> None:
    made = mails.read(f"MIME-Version: 1.0\nTo: a@b.example\n{header}\n\nThe city opened a library.\n".encode())
    assert made.pieces[-1].text == "The city opened a library."
