"""Plain data to YAML that people like to read: blocks, short things in one line, no folding."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

from govmatters.io.plain import fits_a_line

__all__ = ["write_yaml"]

_TAG = "tag:yaml.org,2002:"
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][-+0-9.:_eExX/]*")


def write_yaml(data: dict[str, Any]) -> str:
    """
    Write plain data.

    Args:
        data: Dictionaries, lists, text, numbers, booleans, days and decimals.

    Returns:
        One document, the same bytes on every machine.
    """
    # The emitter written in Python, even where the faster one in C is present: the bytes
    # must not depend on the machine.
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


class _Dumper(yaml.SafeDumper):
    """Writes short lists and maps of scalars in one line, and everything else in blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the base asks for it)
        """Write every value out."""
        return True


def _list(dumper: _Dumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence(f"{_TAG}seq", data, flow_style=fits_a_line(data))


def _map(dumper: _Dumper, data: dict[str, Any]) -> yaml.Node:
    flat = [part for pair in data.items() for part in pair]
    return dumper.represent_mapping(f"{_TAG}map", data, flow_style=fits_a_line(flat))


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
