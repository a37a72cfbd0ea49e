"""What public functions are given: a wrong type is told by name before anything breaks on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from types import UnionType
from typing import NoReturn

from govmatters.conditions import Atom
from govmatters.registry import Registry

__all__ = ["demand", "demand_if_given", "refuse"]


def demand(**given: object) -> None:
    """
    Demand that arguments are of the types that their names want.

    Args:
        given: Arguments of `plan`, `population` and their like, by name.

    Raises:
        TypeError: With all that are not.
    """
    faults = [
        _fault(name, _WANTED[name][0], value)
        for name, value in given.items()
        if not _WANTED[name][1](value)
    ]
    if faults:
        raise TypeError("; ".join(faults))


def demand_if_given(**given: object) -> None:
    """
    Demand the same of arguments that may be None.

    Args:
        given: As in `demand`.

    Raises:
        TypeError: As `demand`.
    """
    demand(**{name: value for name, value in given.items() if value is not None})


def refuse(name: str, wanted: str, value: object) -> NoReturn:
    """
    Refuse an argument that is not what its own function alone wants.

    Args:
        name: The argument.
        wanted: What it must be.
        value: What it is.

    Raises:
        TypeError: Always.
    """
    raise TypeError(_fault(name, wanted, value))


_PLAIN = str | int | float | dt.date | list | tuple | dict | None  # type: ignore[type-arg]
_SHORT = 60


def _fault(name: str, wanted: str, value: object) -> str:
    """Write what is short; a registry or a table would be long."""
    shown = repr(value)[:_SHORT] if isinstance(value, _PLAIN) else f"a {type(value).__name__}"
    return f"{name} wants {wanted}, got {shown}"


_Kind = tuple[str, Callable[[object], bool]]


def _instance(wanted: str, kind: type | UnionType) -> _Kind:
    return wanted, lambda one: isinstance(one, kind)


def _sequence(wanted: str, kind: type | UnionType) -> _Kind:
    return (
        wanted,
        lambda some: (
            isinstance(some, Sequence)
            and not isinstance(some, str)
            and all(isinstance(one, kind) for one in some)
        ),
    )


def _mapping(wanted: str, kind: type) -> _Kind:
    return (
        wanted,
        lambda some: (
            isinstance(some, Mapping) and all(isinstance(one, kind) for one in some.values())
        ),
    )


_BOOLEAN = _instance("True or False", bool)
_REGISTRY = _instance("a registry, as gm.load gives one", Registry)
_DAY: _Kind = (
    "a day as datetime.date",
    lambda one: type(one) is dt.date,  # a moment is a date too, but compares with none
)
_CODE = _instance("a code as text, such as '430100'", str)
_NUMBER: _Kind = (
    "a whole number",
    lambda one: isinstance(one, Integral) and not isinstance(one, bool),
)

_WANTED: Mapping[str, _Kind] = {
    "registry": _REGISTRY,
    "was": _REGISTRY,
    "becomes": _REGISTRY,
    "bundle": _instance("the id of a bundle as text", str),
    "matter": _instance("the id of a matter as text", str),
    "dialect": _instance("the name of a dialect as text", str),
    "on": _DAY,
    "was_on": _DAY,
    "becomes_on": _DAY,
    "first": _DAY,
    "last": _DAY,
    "region": _CODE,
    "at": _CODE,
    "regions": _sequence("a list of codes as text", str),
    "places": _instance("a mapping from keys of matters to codes of regions", Mapping),
    "facts": _instance("a mapping from questions to answers", Mapping),
    "by": _sequence("a list of names", str),
    "columns": _mapping("a mapping from questions to names of columns", str),
    "marginals": _mapping("a mapping from questions to weights by answer", Mapping),
    "atoms": _sequence("a list of atoms of conditions", Atom),
    "limit": _NUMBER,
    "budget": _NUMBER,
    "number": _NUMBER,
    "seed": _NUMBER,
    "unknown": _instance("a share as a number", int | float | Fraction | Decimal),
    "skip_bad": _BOOLEAN,
    "progress": ("a function of the rows done, and of how many", callable),
}
"""By the name of an argument what it wants, and whether a value is that."""
