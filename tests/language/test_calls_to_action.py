"""Paragraphs that end where a link should follow, and sentences that end there well."""

from __future__ import annotations

import pytest

from newsroom_cli.language.wording.calls import click_here_places, names_a_target, open_ending


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("For details, please visit:", "please visit:"),
        ("For more information, visit.", "visit."),
        ("For more information visit", "visit"),
        ("To learn more about the tours, go to", "go to"),
        ("To reserve a place, click", "click"),
        ("The plan can be found at", "found at"),
        ("It is available online at:", "online at:"),
        ("Tickets are available here.", "available here."),
        ("Register here:", "Register here:"),
        ("Visit us at", "Visit us at"),
        ("Please call", "Please call"),
        ("Para más información, visite:", "visite:"),
        ("Pour en savoir plus, rendez-vous sur :", "rendez-vous sur :"),
        ("Mehr dazu: besuchen Sie:", "besuchen Sie:"),
    ],
)
def test_open(text: str, words: str) -> None:
    place = open_ending(f"{text} ")
    assert place is not None and text[slice(*place)] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We hope many will visit.",
        "The inspector announced a visit.",
        "Plan your visit",
        "Things to see and places to visit",
        "There is much to see.",
        "What are we looking at.",
        "He is somebody to listen to.",
        "The lights are on.",
        "They deserve a call.",
        "For more information, visit our website.",
        "She is glad to be here.",
        "Participants will learn how to:",
        "The programme focuses on:",
    ],
)
def test_closed(text: str) -> None:
    assert open_ending(text) is None


@pytest.mark.parametrize(
    "text",
    ["https://x.example", "www.x.example", "Web: x.example/y", "press@x.example", "+1 617 555 0100", "(617) 555-0100"],
)
def test_targets(text: str) -> None:
    assert names_a_target(text)


def test_words_are_no_target() -> None:
    assert not names_a_target("The library has 40,000 books, and 3,000 more to come.")


def test_click_here() -> None:
    assert len(list(click_here_places("To register, Click here. CLICK HERE"))) == 2
    assert list(click_here_places("click here: https://x.example, click (www.x.example)")) == []


@pytest.mark.parametrize(
    "text",
    ["please visit " * 10_000, "to learn " * 10_000, ":" * 100_000, "click here " * 10_000, " " * 100_000 + "visit:"],
)
def test_hostile_lines_come_to_an_end(text: str) -> None:  # fmt: skip
    open_ending(text)
    assert len(list(click_here_places(text))) in (0, 10_000)
