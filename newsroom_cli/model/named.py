"""NamedTuple as typing has it, declared in half the time: each start declares some hundred, and none reads the types.

typing makes an object of each annotation, which here is a text, and compiles it.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class Naming(type):
        """Makes named tuples of the classes that are derived from its own."""

        def __new__(cls, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> type:
            """The class with the fields that `content` annotates, in order; what else it holds becomes its attributes."""
            if not bases:
                return super().__new__(cls, name, bases, content)
            fields = content["__annotations__"]
            defaults = [content.pop(each) for each in fields if each in content]
            made = collections.namedtuple(name, fields, defaults=defaults, module=content.pop("__module__"))
            for attribute, value in content.items():
                setattr(made, attribute, value)
            return made

    class NamedTuple(metaclass=Naming):
        """A tuple with names for its values; see typing.NamedTuple."""
