"""The options of the table [site]: how the site looks, and its links to other sites."""

# Annotations are evaluated here: typing compiles those that are strings, which would cost every start a millisecond.
from typing import NamedTuple

from newsroom_cli.model.toml.option_values import hex_colour, link_words, logo_file, page_address
from newsroom_cli.model.toml.schema import Field, pairs_key, record, scalar_key
from newsroom_cli.model.toml.values import flag, line


@record
class SiteOptions(NamedTuple):
    """The identity of the newsroom: logo, colour, and links to the city's other pages."""

    logo: Field[str] | None = scalar_key(logo_file, "the logo or seal in the head of every page")
    logo_dark: Field[str] | None = scalar_key(
        logo_file, "the logo for dark screens; else the logo stands on white there"
    )
    logo_alt: str = scalar_key(
        line, "what the logo shows, in words; empty where the name beside it says enough", default=""
    )
    logo_has_name: bool = scalar_key(
        flag, "whether the logo shows the newsroom's name, which is then not printed beside it", default=False
    )
    favicon: Field[str] | None = scalar_key(
        logo_file, "the small picture of browser tabs; else the logo if it is square, or a letter"
    )
    colour: Field[str] | None = scalar_key(
        hex_colour, "the house colour, of links, lines and the band on top of each page"
    )
    home: str = scalar_key(page_address, "the address of the main site, in the head and foot of each page", default="")
    home_name: str = scalar_key(line, "the name of the main site; else its host", default="")
    imprint: str = scalar_key(page_address, "the address of the imprint or legal notice", default="")
    accessibility: str = scalar_key(page_address, "the address of the accessibility statement", default="")
    links: tuple[tuple[str, str], ...] = pairs_key(
        page_address, "more links in the foot of each page", names=link_words
    )
