"""The end of a release and the lines of the page below it: notes, lists and marks, hashtags and files."""

from __future__ import annotations

import json

import pytest
from imported import read_markdown as read

from newsroom_cli.importing.reading import Reading
from newsroom_cli.importing.sources import records

HEADLINE = "City Opens Harbour Quarter Library"
FIRST = "The city of Port Ellery today opened a library in the harbour quarter, which has 40,000 books and 120 seats."
SECOND = "The library is open every day from nine in the morning, and lends tools as well as books to all readers."
BODY = f"{FIRST}\n\n{SECOND}\n"


def page(below: str) -> Reading:
    """A page with some HTML below the release, and a menu around it."""
    menu = "".join(f"<li><a href='/{label}'>{label}</a></li>" for label in ("Home", "News", "City hall"))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (FIRST, SECOND))
    return read(
        f"<html><body><ul>{menu}</ul><main><h1>{HEADLINE}</h1>{text}{below}</main><footer>{menu}</footer></body>"
        f"</html>",
        "a.html",
    )


def test_notes_that_are_addresses_are_no_menu() -> None:
    notes = [f"https://city.example/report-{number}" for number in (1, 2, 3)]
    below = "".join(f"<p>[{at}] <a href='{note}'>{note}</a></p>" for at, note in enumerate(notes, 1))
    assert all(note in page(below).body for note in notes)


def test_a_sentence_that_offers_a_file_is_text_and_a_button_is_not() -> None:
    said = "Pictures of the new library are here for you to use."
    found = page(f"<p><a href='https://city.example/pictures.zip'>{said}</a></p>")
    assert said in found.body
    assert "Pictures" not in page("<p><a href='https://city.example/pictures.zip'>Pictures</a></p>").body


def test_short_points_at_the_end_of_a_list_belong_to_it() -> None:
    long = "The society of the friends of the libraries of the harbour"
    names = [
        long,
        "Readers Port Ellery",
        "Quay",
        "Tool Lenders",
        "Books for All",
        "Chess Club",
        "Open Doors",
        "The Reef",
    ]
    points = "\n".join(f"- {name}" for name in [*names, "Sea School", "Harbour Choir", "Night Walkers", "Row Club"])
    assert "Row Club" in read(f"# {HEADLINE}\n\n{BODY}\nWith it are:\n\n{points}\n").body


def test_a_number_to_call_in_a_list_is_a_point() -> None:
    found = read(
        f"# {HEADLINE}\n\n{BODY}\nHow to reach the library:\n\n- website: library.example\n- Call 0800 555010\n"
    )
    assert "Call 0800 555010" in found.body


def test_lines_above_the_end_mark_belong_to_the_release() -> None:
    below = "The report on the library is at:\n\nhttps://city.example/report\n\n-end-\n\nIdris Lind\n\n202-555-0110\n"
    assert "https://city.example/report" in read(f"# {HEADLINE}\n\n{BODY}\n{below}").body


@pytest.mark.parametrize(
    "line",
    [
        "#PortEllery #Library #HarbourQuarter",
        "Follow us on socials - City Facebook | City Instagram",
        "Download the full press release [PDF, 104KB]",
    ],
)
def test_lines_of_the_page_within_the_text(line: str) -> None:
    found = read(
        f"# {HEADLINE}\n\n{BODY}\n{line}\n\nThe city built the library in two years, and paid two million for it.\n"
    )
    assert line.split()[-1] not in found.body
    assert "two million" in found.body


@pytest.mark.parametrize(
    "line",
    [
        "The plan of the library\n\n(265,191 KB)",
        "City of Port Ellery - last change 18.12.2025",
        "Next release: The bridge >>",
    ],
)
def test_lines_of_the_page_below_the_text(line: str) -> None:
    assert read(f"# {HEADLINE}\n\n{BODY}\n{line}\n").pieces[-1].text == SECOND


@pytest.mark.parametrize("line", ["- Join us", "Additional Resources", "To unsubscribe, write to the mailing list."])
def test_lines_of_a_site_below_the_end_mark(line: str) -> None:
    assert read(f"# {HEADLINE}\n\n{BODY}\n\\###\n\n{line}\n").pieces[-1].text == SECOND


def test_other_news_below_a_release_each_with_its_date() -> None:
    news = "".join(
        f"<p>0{day}.02.2026 <a href='https://city.example/{day}'>The council meets about bridge {day}</a></p>"
        f"<p>The city council meets on Monday"
        f" at nine in the town hall about bridge {day}, and whoever likes to may come and …</p>"
        for day in (1, 2)
    )
    found = page(
        f"<p>Share this article:</p><p>The bridge, which the city will build in the years to come, is …</p>{news}"
    )
    assert found.pieces[-1].text == SECOND


def test_the_release_before_this_one_is_no_part_of_it() -> None:
    link = "<a class='post-nav post-prev' href='/other'><span>City mourns a librarian</span></a>"
    assert "mourns" not in page(f"{link}<a rel='next' href='/next'>City mourns a bridge</a>").body


def test_a_sentence_that_leads_to_a_document_is_text() -> None:
    assert "To read the plan" in read(f"# {HEADLINE}\n\n{BODY}\nTo read the plan, click here.\n").body
    assert "To watch" not in read(f"# {HEADLINE}\n\n{BODY}\nTo watch the opening, click here\n").body


def test_the_lines_of_an_invitation_that_run_together_are_text() -> None:
    line = "The plan is called “Harbour,” WHEN: Monday at nine"
    assert (
        line
        in read(f"MEDIA ADVISORY\n\n{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{line}\n\nTagged with:\n\nHarbour\n").body
    )


def test_a_record_with_a_tree_of_blocks() -> None:
    blocks = [
        {"type": "paragraph", "content": [{"type": "text", "text": FIRST}]},
        {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "For all"}]},
        {
            "type": "bullet_list",
            "content": [
                {
                    "type": "list_item",
                    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Books & tools"}]}],
                },
            ],
        },
        {"type": "divider"},
        {
            "type": "paragraph",
            "content": [
                {
                    "type": "text",
                    "text": SECOND,
                    "marks": [{"type": "bold"}, {"type": "link", "attrs": {"href": "https://city.example/"}}],
                },
            ],
        },
    ]
    record = {"page": {"title": HEADLINE, "date": "2 Mar 2026"}, "content": blocks}
    found = read(json.dumps(record), "a.json")
    assert (found.headline, str(found.date)) == (HEADLINE, "2026-03-02")
    assert "### For all" in found.body and "- Books & tools" in found.body
    assert "](https://city.example/)" in found.body and found.pieces[0].text == FIRST


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ([{"type": "p", "children": [{"text": "1 < 2"}]}], "<p>1 &lt; 2</p>"),
        (
            {
                "nodeType": "document",
                "content": [
                    {"nodeType": "heading-4", "content": [{"nodeType": "text", "value": "On"}]},
                    {"nodeType": "paragraph", "content": []},
                ],
            },
            "<h4>On</h4><p></p>",
        ),
        ("text", ""),
        (["a"], ""),
        ([{"type": 3}], ""),
    ],
)
def test_trees_of_blocks_of_other_editors(value: object, html: str) -> None:
    assert records.html_of(value) == html
