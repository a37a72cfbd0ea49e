"""Values as JSON sees them: one way for digests, results and files alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from govmatters.conditions import Condition
from govmatters.model.papers import Paper

__all__ = ["plain"]


def plain(value: object) -> object:  # noqa: C901, PLR0911 (one line a kind of value)
    """
    Turn a value of the model, or a result, into what ``json.dumps`` writes.

    Args:
        value: Built from attrs classes, tuples, mappings and scalars.

    Returns:
        Dictionaries keyed by attribute name, lists and scalars; papers as ``"t of s"``,
        conditions as their text, days in ISO form, fractions as ``"n/d"``, decimals as
        text, sets sorted.

    Raises:
        TypeError: For a value of any other type.
    """
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Paper() | Condition() | Decimal():
            return str(value)
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case dt.date():
            return value.isoformat()
        case Mapping():
            return {str(plain(key)): plain(part) for key, part in value.items()}
        case frozenset() | set():
            return sorted(map(plain, value), key=str)
        case tuple() | list():
            return [plain(part) for part in value]
    kind: type[Any] = type(value)
    if attrs.has(kind):
        names = (field.name for field in attrs.fields(kind))
        return {name: plain(getattr(value, name)) for name in names}
    msg = f"a {type(value).__name__} has no plain form"
    raise TypeError(msg)
