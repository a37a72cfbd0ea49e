"""What records say, each in one form only: what digests are taken of."""

from __future__ import annotations

import datetime as dt
import hashlib
import types
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec

from govmatters.conditions import Condition
from govmatters.model.materials import Alternative
from govmatters.model.matters import Output
from govmatters.model.papers import APPLICANT, Paper
from govmatters.tables import Store

__all__ = ["ORDERED", "content_digest", "content_json", "content_of", "joint_digest", "paper_text"]

ORDERED = frozenset({"flow", "materials", "needs", "papers", "units"})
"""Lists whose order is content: rows, alternatives, papers of one, a guide's stages, units."""

_KEYS = {"alternatives": "needs"}
"""Attributes that have another name in texts: that of files."""

_BARE = (str, int, Enum, dt.date, type(None))
"""What JSON has as it is."""

content_json = msgspec.json.Encoder(order="sorted").encode


def content_digest(record: object) -> bytes:
    """
    Take the digest of what a record says.

    Args:
        record: Of any class of the model.

    Returns:
        SHA-256 of JSON without spaces: what is stated by attribute, in the order of their
        names. Equal records have equal digests; the order of lists does not count but for
        `ORDERED` ones.

    Raises:
        TypeError: If it holds a value of no type of the model.
    """
    return hashlib.sha256(content_json(_content(record))).digest()


def joint_digest(tables: Iterable[tuple[str, tuple[Any, ...] | Store[Any]]]) -> str:
    """
    Take the digest of whole tables.

    Args:
        tables: The name of each, and its records in the order of their ids.

    Returns:
        SHA-256 of the names, the numbers of records and the digest of each, in hexadecimal.
    """
    told = hashlib.sha256()
    for name, kept in tables:
        told.update(f"{name} {len(kept)}\n".encode())
        digests = map(content_digest, kept) if isinstance(kept, tuple) else kept.digests()
        for digest in digests:
            told.update(digest)
    return told.hexdigest()


def paper_text(paper: Paper) -> str:
    """Write a paper as files do, the applicant's by its type alone."""
    return paper.type if paper.subject == APPLICANT else str(paper)


def _content(record: Any) -> dict[str, object]:  # noqa: ANN401 (of any class of the model)
    fields = _fields(record.__class__)
    values = zip(fields.keys, fields.values_of(record), strict=True)
    said: dict[str, object] = {key: value for key, value in values if value is not None}
    for key in fields.made:
        if key in said:
            said[key] = content_of(said[key], key)
    return said


@attrs.frozen
class _Fields:
    """
    How records of a class are written.

    Attributes:
        keys: The key of each attribute.
        values_of: Takes the values of all attributes at once.
        made: The keys of what JSON has not as it is.
    """

    keys: tuple[str, ...]
    values_of: Callable[[object], tuple[object, ...]]
    made: tuple[str, ...]


@cache
def _fields(kind: type[Any]) -> _Fields:
    if not attrs.has(kind):
        msg = f"a {kind.__name__} is nothing that a record says"
        raise TypeError(msg)
    hints = get_type_hints(kind)
    names = [field.name for field in attrs.fields(kind)]
    made = [name for name in names if not _is_bare(hints[name])]
    keys, made_keys = (tuple(_KEYS.get(one, one) for one in some) for some in (names, made))
    return _Fields(keys, attrgetter(*names), made_keys)


def _is_bare(hint: Any) -> bool:  # noqa: ANN401 (an annotation)
    """Say whether JSON has what an attribute holds as it is."""
    if get_origin(hint) in {Union, types.UnionType}:
        return all(map(_is_bare, get_args(hint)))
    return isinstance(hint, type) and issubclass(hint, _BARE)


def content_of(value: object, key: str = "") -> object:
    """Write what stands under a key; what has none is a pair, or stands in a list."""
    kind = type(value)
    if kind is tuple or kind is list:
        return _list(value, key)  # type: ignore[arg-type]
    write = _WRITERS.get(kind)
    if write is not None:
        return write(value)
    return value if isinstance(value, _BARE) else _content(value)


def _list(values: tuple[object, ...], key: str) -> object:
    """Write a list; a row that one paper meets has that paper for its list."""
    parts = list(map(content_of, values))
    if key == "needs" and len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    is_sorted = len(parts) < 2 or not key or key in ORDERED  # noqa: PLR2004 (one is in order)
    return parts if is_sorted else sorted(parts, key=content_json)


def _alternative(way: Alternative) -> object:
    """Write a way to meet a row: a paper alone as that paper."""
    if way.when is None and len(way.papers) == 1:
        return paper_text(way.papers[0])
    return _content(way)


def _output(output: Output) -> object:
    """Write what a matter issues: a paper alone as that paper."""
    said = _content(output)
    return said["paper"] if len(said) == 1 else said


def _decimal(number: Decimal) -> str:
    """Write a number so that equal ones are written alike, whatever zeros they end in."""
    return "/".join(map(str, number.as_integer_ratio())) if number.is_finite() else str(number)


_WRITERS: Mapping[type[Any], Callable[[Any], object]] = types.MappingProxyType(
    {
        Alternative: _alternative,
        Condition: str,
        Decimal: _decimal,
        Output: _output,
        Paper: paper_text,
        frozenset: sorted,
    }
)
"""What is written in another way than attribute by attribute."""
