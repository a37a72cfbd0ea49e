"""A registry to one document: what `load` reads is what `dump` writes, comments aside."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from govmatters.io.sections import FORMAT

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["dump", "dump_json"]

_LINE = 76
"""How many characters of a list or map of scalars still stand in one line."""

_TAG = "tag:yaml.org,2002:"
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][-+0-9.:_eExX/]*")


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
    # The emitter written in Python, even where the faster one in C is present: the bytes
    # must not depend on the machine.
    return yaml.dump(
        _document(registry),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
    )


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
            return f"{{{', '.join(parts)}}}" if _fits(flat) else _block("{}", parts, line)
        case list():
            parts = [_json(part, deeper) for part in data]
            return f"[{', '.join(parts)}]" if _fits(data) else _block("[]", parts, line)
        case Decimal():
            return format(data, "f")
        case dt.date():
            return f'"{data.isoformat()}"'
    return json.dumps(data, ensure_ascii=False)


def _block(brackets: str, parts: list[str], line: str) -> str:
    """Write parts one below the other."""
    deeper = line + "  "
    return f"{brackets[0]}{deeper}{(',' + deeper).join(parts)}{line}{brackets[1]}"


class _Dumper(yaml.SafeDumper):
    """Writes short lists and maps of scalars in one line, and everything else in blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the base asks for it)
        """Write every value out."""
        return True


def _list(dumper: _Dumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence(f"{_TAG}seq", data, flow_style=_fits(data))


def _map(dumper: _Dumper, data: dict[str, Any]) -> yaml.Node:
    flat = [part for pair in data.items() for part in pair]
    return dumper.represent_mapping(f"{_TAG}map", data, flow_style=_fits(flat))


def _text(dumper: _Dumper, data: str) -> yaml.Node:
    """Write text, in quotes where a person or another reader could take it for a number."""
    style = "|" if "\n" in data else ('"' if _LIKE_A_NUMBER.fullmatch(data) else None)
    return dumper.represent_scalar(f"{_TAG}str", data, style=style)


def _decimal(dumper: _Dumper, data: Decimal) -> yaml.Node:
    text = format(data, "f")
    return dumper.represent_scalar(f"{_TAG}{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _map)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _decimal)


def _fits(parts: list[Any]) -> bool:
    """Say whether these are scalars that fit into a line."""
    if any(isinstance(part, list | dict) for part in parts):
        return False
    # A Chinese character is two columns wide.
    width = sum(len(str(part).encode("gbk", errors="replace")) + 2 for part in parts)
    return width <= _LINE
