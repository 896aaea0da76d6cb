"""A logo as SVG: nothing in it may run, load, move or hide text, whoever opens the file."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from newsroom_cli.model.patterns import pattern

_ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata "
    "style linearGradient radialGradient stop clipPath mask pattern marker image switch filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence".split()
)
_SVG = "http://www.w3.org/2000/svg"
_XLINK, _XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
# The namespaces of data that drawing programs keep for themselves; browsers ignore it.
_EDITORS = (
    "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/", "http://web.resource.org/cc/", "http://purl.org/dc/", "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/", "http://www.serif.com/", "http://vectornator.io",
)  # fmt: skip
_DECLARED_ENCODING = pattern(r"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")
_INNER_PICTURE = pattern(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*")
_NOT_INSIDE = pattern(r"""url\(\s*["']?(?!\s*["']?#)|@import|\\|expression\(|image-set\(|src\(""", re.IGNORECASE)
_MOVING = pattern(r"@keyframes|(?:animation|transition)[\w-]*\s*:", re.IGNORECASE)
_DECLARATION = pattern(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b")
_WORDS = pattern(r"id|class|d|points|transform|data-[\w-]*|aria-[\w-]*")  # attributes whose values are not styles
_LENGTH = pattern(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*")
_PLAIN = "export it as plain SVG, without scripts and links, or as PNG"


class Refused(ValueError):
    """Raised for a file that must not be a logo: the message says why, `line` where, `help` is the remedy."""

    def __init__(self, message: str, line: int | None = None, help: str = _PLAIN) -> None:
        super().__init__(message)
        self.line = line
        self.help = help


class Size(NamedTuple):
    """Width and height of a picture."""

    width: float
    height: float


def checked_size(data: bytes) -> Size:
    """The size of an SVG file. Raises Refused if it is not SVG, or has anything that a logo does not need."""
    root = _parsed(_text(data))
    if root.tag != f"{{{_SVG}}}svg":
        raise Refused("is not an SVG picture", root.sourceline, "open it in a drawing program and save it as SVG")
    for element in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        _check_element(element)
    return _size(root)


def _text(data: bytes) -> str:
    """The text of the file. Raises Refused if it is not UTF-8 or declares entities or attributes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("is not UTF-8 text, as SVG is", None, "save it again as SVG, or as PNG") from None
    declared = _DECLARED_ENCODING.match(text)
    if declared and declared[1].lower() not in ("utf-8", "us-ascii", "ascii"):
        raise Refused(f"says that its encoding is {declared[1]}", 1, "save it as UTF-8")
    if declaration := _DECLARATION.search(text):  # a browser would fill in entities and attributes from them
        raise Refused("declares entities or attributes of its own", text.count("\n", 0, declaration.start()) + 1)
    return text


def _parsed(text: str) -> Any:
    """The root element. Raises Refused for text that is not XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).partition(", line ")[0]
        raise Refused(f"is damaged: {reason[:1].lower()}{reason[1:]}", error.lineno, "save it again as SVG") from None
    return root


def _check_element(element: Any) -> None:
    """Raise Refused for an element that a logo does not need, or for one of its attributes."""
    line = element.sourceline
    if not isinstance(element.tag, str):  # a comment, an entity or an instruction
        if getattr(element, "target", None):
            raise Refused(f"has an instruction <?{element.target}?>, which may load a file", line)
        if type(element).__name__ == "_Entity":
            raise Refused(f"uses the entity {element.text}", line)
        return
    namespace, _, name = element.tag.removeprefix("{").rpartition("}")
    if namespace.startswith(_EDITORS):
        return
    if namespace != _SVG or name not in _ELEMENTS:
        raise Refused(f"has the element <{name}>, which a logo must not have", line)
    for attribute, value in element.attrib.items():
        _check_attribute(attribute, value, line)
    if name == "style":
        if len(element):
            raise Refused("has elements inside <style>", line)
        _check_style(element.text or "", line)


def _check_attribute(attribute: str, value: str, line: int) -> None:
    """Raise Refused for an attribute that runs or loads something."""
    namespace, _, name = attribute.removeprefix("{").rpartition("}")
    if namespace.startswith(_EDITORS):
        return
    if namespace not in ("", _XLINK, _XML) or (namespace == _XML and name == "base"):
        raise Refused(f"has the attribute {name}, which a logo must not have", line)
    if name.lower().startswith("on"):
        raise Refused(f"has the event handler {name}, which runs a script", line)
    if name in ("href", "src"):
        if not value.strip().startswith("#") and not _INNER_PICTURE.fullmatch(value.strip()):
            raise Refused(f'refers to "{value.strip()[:60]}", which is outside the file', line)
    elif not _WORDS.fullmatch(name):
        _check_style(value, line)


def _check_style(css: str, line: int) -> None:
    """Raise Refused for styles that load something or move."""
    if found := _NOT_INSIDE.search(css):
        raise Refused(f'has a style with "{found[0].strip()}", which may load a file', line)
    if _MOVING.search(css):
        raise Refused("moves, and a logo must stand still", line, "save it without animation")


def _size(root: Any) -> Size:
    """The size of the picture from its viewBox, else from width and height. Raises Refused if it has none."""
    parts = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(parts) == 4 and all(_LENGTH.fullmatch(part) for part in parts[2:]):
        size = Size(float(parts[2]), float(parts[3]))
    else:
        lengths = [_LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
        size = Size(*(float(length[1]) if length else 0.0 for length in lengths))
    if not (0 < size.width < 1e6 and 0 < size.height < 1e6):
        raise Refused("has no size", root.sourceline, 'add viewBox="0 0 WIDTH HEIGHT" to its <svg>')
    return size
