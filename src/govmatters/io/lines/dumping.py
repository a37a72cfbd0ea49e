"""A registry to lines: one record a line, in the order and the form that is read fastest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import msgspec

from govmatters.io.lines.sorting import DECODER
from govmatters.io.sections import FORMAT, SHAPES
from govmatters.io.unstructuring import unstructured_record

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["lines_of"]

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def lines_of(registry: Registry) -> Iterator[bytes]:
    """
    Write a registry as lines.

    Args:
        registry: Any.

    Yields:
        The line of the format, then one a record: collections in the order of the format,
        records by their ids. Equal registries give equal bytes.
    """
    yield _ENCODER.encode({"format": FORMAT}) + b"\n"
    for field in attrs.fields(type(registry)):
        table = getattr(registry, field.name)
        for key in table if field.name in SHAPES else ():
            record = unstructured_record(table[key])
            yield _line({"collection": field.name, "id": record.pop("id"), **record})


def _line(data: dict[str, object]) -> bytes:
    """Write a record, its keys in the order of its type if it has one."""
    written = _ENCODER.encode(data)
    try:
        return _ENCODER.encode(DECODER.decode(written)) + b"\n"
    except ValueError:
        return written + b"\n"
