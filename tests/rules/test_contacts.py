"""CT003 on addresses as people type them, and where a mistake in newsroom.toml is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import sample_release

from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import config as configuration

CONTACTS = '\n[check]\nselect = ["CT"]\n'
CITY = configuration.parse(f'url = "https://news.city.gov/"\n{CONTACTS}', Path("newsroom.toml"))
REHEARSAL = configuration.parse(f'url = "https://news.port-ellery.example/"\n{CONTACTS}', Path("newsroom.toml"))

ADDRESSES = [
    "press@city.gov",
    "a@b.io",
    "first.last+library@media.city.gov.uk",
    "o'brien_jr@x-y.org",
    "1234567@163.com",
    "press@xn--mnchen-3ya.de",
    "jürgen@münchen.de",
    "新闻@例子.中国",
    "पत्र@उदाहरण.भारत",
    "पत्र.दूत@उदाहरण.भारत",
    "press@test.city.gov",
    "press@example.city.gov",
    "press@myexample.com",
    "x" * 64 + "@city.gov",
]

BROKEN = {
    "press": "it has no @",
    "press.city.gov": "it has no @",
    "@city.gov": "there is nothing before the @",
    "press@": "there is nothing after the @",
    "press@city": '"city" has no ending such as .org',
    "press@10.0.0.1": '"10.0.0.1" has no ending such as .org',
    "press@@city.gov": "it has more than one @",
    "press@city@gov.org": "it has more than one @",
    "press@city.gov.": "there is a dot at the start or end of a part, or next to another dot",
    "press@city..gov": "there is a dot at the start or end of a part, or next to another dot",
    ".press@city.gov": "there is a dot at the start or end of a part, or next to another dot",
    "press..desk@city.gov": "there is a dot at the start or end of a part, or next to another dot",
    "press desk@city.gov": "it must be one address and nothing else",
    "press@city.gov, desk@city.gov": "it must be one address and nothing else",
    "Press Desk <press@city.gov>": "it must be one address and nothing else",
    "mailto:press@city.gov": "mailto: belongs to links",
    "press@-city.gov": '"-city.gov" cannot be the name of a computer',
    "press@city_hall.gov": '"city_hall.gov" cannot be the name of a computer',
    "pre(ss)@city.gov": '"pre(ss)" cannot come before the @',
    "x" * 65 + "@city.gov": f'"{"x" * 40}" cannot come before the @',
    "press [at] city.gov": "it has no @",
}

EXAMPLES = ["a@example.com", "a@mail.example.org", "a@EXAMPLE.NET", "a@city.example", "a@city.test", "a@city.invalid"]


def judged(address: str, config: configuration.Config = CITY) -> list[Finding]:
    front = f"[[contacts]]\nemail = {json.dumps(address, ensure_ascii=False)}\n"
    return [finding for finding in check(sample_release(front=front), config) if finding.code == "CT003"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_is_fine(address: str) -> None:
    assert judged(address) == []


@pytest.mark.parametrize(("address", "why"), BROKEN.items())
def test_broken_address_is_reported_with_its_fault(address: str, why: str) -> None:
    (found,) = judged(address)
    assert found.message == f'"{address}" is not an e-mail address: {why}'
    assert found.place.start == (3, 9)


@pytest.mark.parametrize("address", EXAMPLES)
def test_example_address_is_reported_but_not_in_a_rehearsal(address: str) -> None:
    (found,) = judged(address)
    assert "reaches nobody" in found.message
    assert judged(address, REHEARSAL) == []


def test_mistake_in_the_configuration_is_shown_at_the_office() -> None:
    toml = 'url = "https://news.city.gov/"\n[offices.parks]\n[[offices.parks.contacts]]\nemail = "parks@city"\n'
    config = configuration.parse(toml + CONTACTS, Path("newsroom.toml"))
    (found,) = [e for e in check(sample_release(front='office = "parks"\n'), config) if e.code == "CT003"]
    assert found.place.start == (2, 10)
    assert "newsroom.toml" in found.help
    own = 'office = "parks"\n[[contacts]]\nphone = "1"\n'
    assert "CT003" not in [finding.code for finding in check(sample_release(front=own), config)]


def test_office_without_contact_is_shown_at_the_office() -> None:
    config = configuration.parse('url = "https://news.city.gov/"\n[offices.parks]\nname = "Parks"\n' + CONTACTS)
    (found,) = [e for e in check(sample_release(front='office = "parks"\n'), config) if e.code == "CT001"]
    assert found.place.start == (2, 10)
    assert "[[offices.parks.contacts]]" in found.help
