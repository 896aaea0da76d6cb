"""What `newsroom init` asks: address, language, offices, people, house style and signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsroom_cli.cli import ask, output, person_names
from newsroom_cli.model.config import STYLES
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release_file import slugify
from newsroom_cli.model.toml import option_values, values
from newsroom_cli.model.toml.option_values import mailbox
from newsroom_cli.model.toml.values import WrongValue


class NewOffice(NamedTuple):
    """An office of a new newsroom, whom reporters may ask for there, and how to reach them."""

    key: str
    name: str
    contact: str
    email: str
    phone: str


class NewPerson(NamedTuple):
    """A person who is quoted often."""

    name: str
    role: str


def office_key(name: str) -> str:
    """The key of an office: its name in small ASCII letters without apostrophes, such as `mayors-press-office`."""
    plain = name.translate(dict.fromkeys(map(ord, "'’‘ʼ`´")))
    return slugify(plain).encode("ascii", "ignore").decode().strip("-") or "office"


def whole_address(typed: str) -> str:
    """The address of a site; https:// is put before a host that is typed alone. Raises WrongValue for other texts."""
    is_host = "://" not in typed and "." in typed and "@" not in typed
    return option_values.address(f"https://{typed}" if is_host else typed)


def language_tag(typed: str) -> str:
    """The tag of a language that is named by tag or by name. Raises WrongValue if there is none."""
    from newsroom_cli.language import language_names

    return language_names.tag_of(typed) or option_values.language_tag(typed)


def reachable(name: str, contact: str, email: str, phone: str, default: str) -> NewOffice:
    """An office, with whom reporters may ask for, from the options or the answers; a word such as none is left out.

    `default` is the e-mail address that is offered.
    """
    question, refuse = "Whom reporters may ask for", person_names.unless_known(name.__eq__)
    contact = contact or ask.text(question, name, validate=refuse, empty_words=ask.NOBODY)
    email = email or ask.text("E-mail address for reporters", default, validate=mail_address, empty_words=ask.NOBODY)
    question = "Telephone number for reporters (may be empty)"
    phone = phone or ask.text(question, validate=telephone, empty_words=ask.NOBODY)
    contact, email, phone = ("" if ask.means_empty(part) else part for part in (contact, email, phone))
    return NewOffice(office_key(name), name, contact, email, phone)


def more_offices(first: NewOffice) -> list[NewOffice]:
    """The further offices that a person names, each with a key of its own, and how to reach them."""
    offices: list[NewOffice] = []
    while name := ask.text("Another office (or none)", empty_words=ask.NOBODY):
        key = office_key(name)
        if key in (first.key, *(office.key for office in offices)):
            output.say("there is an office with that name already")
            continue
        email = ask.text(f"E-mail address of {name}", first.email, validate=mail_address, empty_words=ask.NOBODY)
        phone = ask.text(f"Telephone number of {name}", first.phone, validate=telephone, empty_words=ask.NOBODY)
        offices.append(NewOffice(key, name, name, email, phone))
    return offices


def newsroom_name(typed: str) -> None:
    """Raise WrongValue for an address in place of a name."""
    if "@" in typed or "://" in typed or typed.startswith("www."):
        raise WrongValue("please type a name, such as City of Salem; the address is asked for next")


def mail_address(typed: str) -> None:
    """Raise WrongValue for a text that is no e-mail address, and for one whose end, such as .gov, is missing."""
    if typed and "." not in mailbox(typed).rpartition("@")[2]:
        raise WrongValue("please type the whole e-mail address, such as press@city.gov")


def telephone(typed: str) -> None:
    """Raise WrongValue for a text without digits, and for an e-mail address."""
    if "@" in typed or not any(map(str.isdigit, typed)):
        raise WrongValue("please type a telephone number, or none")


def chosen_people(given: Sequence[str]) -> list[NewPerson]:
    """The people who are quoted often: from options such as "Ana Okafor, Mayor", or from answers."""
    from newsroom_cli.newsroom import known_names

    if given:
        return [NewPerson(*known_names.name_and_role(person)) for person in given if not ask.means_empty(person)]
    people: list[NewPerson] = []
    question = "Who is often quoted (or nobody)"
    while typed := ask.text(question, validate=person_names.refuse_no_name, empty_words=ask.NOBODY):
        name, role = known_names.name_and_role(typed)
        if not role or "," not in typed:
            question, refuse = f"Role of {name} (or later)", person_names.refuse_no_role
            role = ask.text(question, role, validate=refuse, empty_words=ask.NOBODY)
        people.append(NewPerson(name, role))
        question = "Who else (or nobody)"
    return people


def as_option(option: str, read: Callable[[str], str], typed: str) -> str:
    """What is typed as value of an option. Raises NewsroomError, with its name, where `read` raises WrongValue."""
    try:
        return read(typed)
    except WrongValue as error:
        raise NewsroomError(f"{option}: {error}", hint=error.help) from None


_STYLES = {
    "none": "facts and structure only",
    "ap": "The Associated Press",
    "boston": "the City of Boston's style",
    "govuk": "GOV.UK",
}


def chosen_style(style: str) -> str:
    """The house style from the option or the answer. Raises NewsroomError if there is none of that name."""
    if style:
        return as_option("--style", values.one_of(*STYLES), style)
    return ask.choice("House style", [(name, _STYLES.get(name, "")) for name in STYLES], "none")


_NUMBERS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4"}


def chosen_signatures(signatures: int | None) -> int:
    """How many people must sign a release: from the option or the answer."""

    def number(answer: str) -> int:
        answer = _NUMBERS.get(answer.casefold(), answer)
        if not answer.isascii() or not answer.isdecimal() or int(answer) > 99:
            raise WrongValue("please type a number, such as 2")
        return int(answer)

    if signatures is not None:
        return signatures
    if output.is_interactive():
        explanation = "  0: whoever publishes decides; 1: somebody else than the author; 2: two people"
        output.say(output.paint("dim", explanation))
    question = "How many people must sign a release before it goes out"
    return number(ask.text(question, "0", validate=number, empty_words=ask.NOBODY) or "0")


def may_approve_own(given: bool | None, signatures: int) -> bool:
    """Whether the author's signature is enough where one is required: from the option or the answer."""
    if given is not None or signatures != 1 or not output.is_interactive():
        return bool(given)
    return ask.confirm("May you approve what you wrote yourself?", default=False, is_kept=True)
