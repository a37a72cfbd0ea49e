"""Plain data to JSON that people can read: short things in one line, days as text."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from govmatters.io.plain import fits_a_line

__all__ = ["write_json"]

_SCALARS = json.JSONEncoder(ensure_ascii=False)


def write_json(data: dict[str, Any]) -> str:
    """
    Write plain data.

    Args:
        data: Dictionaries, lists, text, numbers, booleans, days and decimals.

    Returns:
        One document that ends with a line break, the same bytes on every machine.
    """
    return _json(data, "\n") + "\n"


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
    return _SCALARS.encode(data)


def _block(brackets: str, parts: list[str], line: str) -> str:
    """Write parts one below the other."""
    deeper = line + "  "
    return f"{brackets[0]}{deeper}{(',' + deeper).join(parts)}{line}{brackets[1]}"
