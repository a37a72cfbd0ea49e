"""A registry to one document: what `load` reads is what `dump` writes, comments aside."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govmatters.io.plain import fits_a_line
from govmatters.io.sections import FORMAT

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["dump", "dump_json"]


def dump(registry: Registry) -> str:
    """
    Write a registry as YAML.

    Args:
        registry: Any.

    Returns:
        One document, from which `load_text` makes an equal registry. Equal registries give
        equal text: collections stand in the order of the format, records by their ids, and
        what has its default value is left out. Texts that look like numbers are quoted.

    Examples:
        >>> from govmatters.io import load_text
        >>> print(dump(load_text("{format: govmatters/1, sources: {a: {retrieved: 2026-07-24}}}")))
        format: govmatters/1
        sources:
          a: {retrieved: 2026-07-24}
        <BLANKLINE>
    """
    from govmatters.io.yaml_writing import write_yaml  # noqa: PLC0415 (PyYAML takes 25 ms)

    return write_yaml(_document(registry))


def dump_json(registry: Registry) -> str:
    """
    Write a registry as JSON of the same shape.

    Args:
        registry: Any.

    Returns:
        One document that ends with a line break, from which `load_text` with ``is_json``
        makes an equal registry.
    """
    return _json(_document(registry), "\n") + "\n"


def _document(registry: Registry) -> dict[str, Any]:
    """Take a registry apart."""
    from govmatters.io.unstructuring import unstructured  # noqa: PLC0415 (cattrs is slow)

    return {"format": FORMAT, **unstructured(registry)}


def _json(data: Any, line: str) -> str:  # noqa: ANN401 (plain data of any kind)
    """Write plain data; ``json.dumps`` would make floats of the decimals."""
    deeper = line + "  "
    match data:
        case dict():
            parts = [f"{_json(key, '')}: {_json(value, deeper)}" for key, value in data.items()]
            flat = [part for pair in data.items() for part in pair]
            return f"{{{', '.join(parts)}}}" if fits_a_line(flat) else _block("{}", parts, line)
        case list():
            parts = [_json(part, deeper) for part in data]
            return f"[{', '.join(parts)}]" if fits_a_line(data) else _block("[]", parts, line)
        case Decimal():
            return format(data, "f")
        case dt.date():
            return f'"{data.isoformat()}"'
    return json.dumps(data, ensure_ascii=False)


def _block(brackets: str, parts: list[str], line: str) -> str:
    """Write parts one below the other."""
    deeper = line + "  "
    return f"{brackets[0]}{deeper}{(',' + deeper).join(parts)}{line}{brackets[1]}"
