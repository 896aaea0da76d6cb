"""What a newsroom looks like: its logo, icon, colours and links, as templates and feeds need them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from newsroom_cli.model.config import Config
from newsroom_cli.model.site_options import SiteOptions
from newsroom_cli.publishing.identity import logos
from newsroom_cli.publishing.identity.colours import Palette, palette
from newsroom_cli.publishing.identity.logos import Logo

HOUSE = Palette("#124e8c", "#124e8c", "#93bdf0")  # the palette of site.css, for a newsroom.toml without a colour
_FILES = ("logo", "logo_dark", "favicon")  # the options that name files


class Identity(NamedTuple):
    """The identity of a newsroom. `icon` is always there; `palette` is that of site.css by default."""

    logo: Logo | None
    logo_dark: Logo | None
    icon: Logo
    palette: Palette
    logo_alt: str
    home_name: str

    @property
    def files(self) -> dict[str, bytes]:
        """The content of its files, by path in the output."""
        return {picture.path: picture.data for picture in (self.logo, self.logo_dark, self.icon) if picture}


_latest: list[tuple[Config, Identity]] = []  # the identity read last: every page and mail asks for it


def identity(config: Config) -> Identity:
    """The identity of a newsroom. Raises NewsroomError, with place and remedy, if a picture cannot be published."""
    for known_config, known in _latest:
        if known_config is config:
            return known
    found = _read(config)
    _latest[:] = [(config, found)]
    return found


def palette_of(config: Config) -> Palette:
    """The colours of a newsroom."""
    return palette(config.site.colour.value) if config.site.colour else HOUSE


def files_of(site: SiteOptions) -> list[str]:
    """The files that the identity is made of, as paths in the newsroom."""
    return [field.value for option in _FILES if (field := getattr(site, option)) is not None]


def _read(config: Config) -> Identity:
    """The identity, read from newsroom.toml and its files."""
    site = config.site
    colours = palette_of(config)
    logo = logos.read(config, "logo", logos.LOGO)
    icon = logos.read(config, "favicon", logos.ICON)
    if icon is None:
        icon = logo if logo and logo.is_square else logos.letter(config.name, colours.brand)
    host = urlsplit(site.home).hostname or site.home
    dark = logos.read(config, "logo_dark", logos.LOGO_DARK)
    alt = site.logo_alt or (config.name if site.logo_has_name else "")
    return Identity(logo, dark, icon, colours, alt, site.home_name or host.removeprefix("www."))


def style(config: Config) -> str:
    """The rules for the end of site.css that give pages the house colour; empty where newsroom.toml names none."""
    if config.site.colour is None:
        return ""
    colours = palette_of(config)
    return (
        "\n/* --- the colour in newsroom.toml, and what can be read of it --- */\n\n"
        f"@media screen {{\n  :root {{\n    --brand: {colours.brand};\n    --accent: {colours.light};\n  }}\n}}\n\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n    --accent: {colours.dark};\n  }}\n}}\n"
    )


def corrections(config: Config) -> Iterator[str]:
    """Yield a message for each kind of screen on which the house colour was changed so that it can be read.

    Raises NewsroomError, with place and remedy, if a picture cannot be published.
    """
    colours = identity(config).palette
    if config.site.colour is None:
        return
    line = config.line_of(config.site.colour.span)
    place = f"{config.path.name}:{line}"
    if colours.light != colours.brand:
        yield f"{place}: {colours.brand} is too light on white; links use {colours.light}"
    if colours.dark != colours.brand:
        yield f"{place}: {colours.brand} is too dark on dark screens; links use {colours.dark} there"
