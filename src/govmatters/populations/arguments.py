"""What the functions of populations are given: a wrong type is told before anything is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from types import UnionType

from govmatters.conditions import Atom
from govmatters.registry import Registry

__all__ = ["demand"]


def demand(**given: object) -> None:
    """
    Demand that arguments are of the types that their names want.

    Args:
        given: Arguments of `population` and its like, by name.

    Raises:
        TypeError: With all that are not.
    """
    faults = [
        f"{name} wants {_WANTED[name][0]}, got {_shown(value)}"
        for name, value in given.items()
        if not _WANTED[name][1](value)
    ]
    if faults:
        raise TypeError("; ".join(faults))


_PLAIN = str | int | float | dt.date | list | tuple | dict | None  # type: ignore[type-arg]
_SHORT = 60


def _shown(value: object) -> str:
    """Write what is short; a registry or a table would be long."""
    text = repr(value)[:_SHORT] if isinstance(value, _PLAIN) else f"a {type(value).__name__}"
    return f"the text {text}" if isinstance(value, str) else text


def _are_all(kind: type | UnionType, value: object) -> bool:
    if isinstance(value, str | bytes) or not isinstance(value, Collection):
        return False
    return all(isinstance(one, kind) for one in value)


def _is_day(value: object) -> bool:
    return value is None or type(value) is dt.date  # a moment is a date too, but none of ours


def _are_texts(value: object) -> bool:
    return isinstance(value, Mapping) and _are_all(str, [*value, *value.values()])


_Kind = tuple[str, Callable[[object], bool]]

_REGISTRY: _Kind = ("a registry, as gm.load gives one", lambda one: isinstance(one, Registry))
_DAY: _Kind = ("a day as datetime.date", _is_day)

_WANTED: Mapping[str, _Kind] = {
    "registry": _REGISTRY,
    "was": _REGISTRY,
    "becomes": _REGISTRY,
    "bundle": ("the id of a bundle as text", lambda one: isinstance(one, str)),
    "by": ("a list of names", lambda one: _are_all(str, one)),
    "on": _DAY,
    "was_on": _DAY,
    "becomes_on": _DAY,
    "region": (
        "the code of a region as text, such as '430100'",
        lambda one: one is None or isinstance(one, str),
    ),
    "columns": (
        "a mapping from questions to names of columns",
        lambda one: one is None or _are_texts(one),
    ),
    "atoms": (
        "atoms of conditions",
        lambda one: one is None or _are_all(Atom, one),
    ),
    "skip_bad": ("True or False", lambda one: isinstance(one, bool)),
    "progress": (
        "a function of the rows done, and of how many",
        lambda one: one is None or callable(one),
    ),
}
"""By the name of an argument what it wants, and whether a value is that."""
