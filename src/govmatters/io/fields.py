"""How scalars, lists and maps are read from nodes, each typed by its field."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from govmatters.errors import SHOWN
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError

if TYPE_CHECKING:
    from govmatters.io.context import Context, Parse

__all__ = [
    "CONTROL",
    "boolean",
    "choice",
    "day",
    "decimal",
    "found",
    "identifier",
    "integer",
    "is_id",
    "is_null",
    "list_of",
    "map_of",
    "text",
    "uscc",
]

_T = TypeVar("_T")
_Choice = TypeVar("_Choice", bound=StrEnum)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that no text of a file has, but for tabs and line breaks."""

_NOT_IN_IDS = re.compile(r"[\s:,]")
_INTEGER = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?(?:[eE][-+]?[0-9])?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def found(node: Node) -> str:
    """Name what was found, for messages."""
    if is_null(node):
        return "nothing; leave the key out if it is not known"
    return str(node)


def is_null(node: Node) -> bool:
    """Say whether nothing was written where a value belongs."""
    if not isinstance(node, ScalarNode):
        return False
    return node.kind is Kind.NULL or (node.kind is Kind.PLAIN and node.text in _NULLS)


def _scalar(node: Node, wanted: str, *kinds: Kind) -> str:
    """Take a scalar that is written in YAML, or in JSON as one of some kinds."""
    if not isinstance(node, ScalarNode) or is_null(node):
        raise WrongError(node, f"wants {wanted}, got {found(node)}")
    if node.kind in {Kind.PLAIN, Kind.QUOTED} or node.kind in kinds:
        return node.text
    quote = "; put it in quotes" if Kind.TEXT in kinds else "; write it without quotes"
    raise WrongError(node, f"wants {wanted}, got {found(node)}{quote}")


def text(node: Node, _context: Context) -> str:
    """Read text, which is never empty."""
    value = _scalar(node, "text", Kind.TEXT)
    if not value.strip():
        raise WrongError(node, "wants text, got an empty one; leave the key out")
    control = CONTROL.search(value)
    if control:
        code = f"U+{ord(control.group()):04X}"
        raise WrongError(node, f"text with the control character {code}; take it out")
    return value


def is_id(value: str) -> bool:
    """Say whether a text may be an id: it has neither white space nor ``:`` nor ``,``."""
    return _NOT_IN_IDS.search(value) is None


def identifier(node: Node, context: Context) -> str:
    """Read an id: text without white space, ``:`` or ``,``."""
    value = text(node, context)
    wrong = _NOT_IN_IDS.search(value)
    if wrong:
        message = f"the id {value[:SHOWN]!r} has {wrong.group()!r} in it; use _ or -"
        raise WrongError(node, message)
    return value


def integer(low: int | None = 0) -> Parse[int]:
    """Read a whole number that is at least something."""
    wanted = "a whole number" if low is None else f"a whole number of at least {low}"

    def parse(node: Node, _context: Context) -> int:
        value = _scalar(node, wanted, Kind.NUMBER)
        if not _INTEGER.fullmatch(value) or (low is not None and int(value) < low):
            raise WrongError(node, f"wants {wanted}, got {value[:SHOWN]!r}")
        return int(value)

    return parse


def decimal(node: Node, _context: Context) -> Decimal:
    """Read an exact decimal of at least 0, in its shortest form: 0.80 is 0.8."""
    wanted = "a number of at least 0, such as 0.8"
    value = _scalar(node, wanted, Kind.NUMBER)
    if not _DECIMAL.fullmatch(value):
        raise WrongError(node, f"wants {wanted}, got {value[:SHOWN]!r}")
    return Decimal(format(Decimal(value).normalize(), "f"))


def boolean(node: Node, _context: Context) -> bool:
    """Read ``true`` or ``false``, and nothing else that YAML takes for them."""
    value = _scalar(node, "true or false", Kind.BOOLEAN)
    if value not in {"true", "false"}:
        raise WrongError(node, f"wants true or false, got {value[:SHOWN]!r}")
    return value == "true"


def day(node: Node, _context: Context) -> dt.date:
    """Read a day in ISO form."""
    value = _scalar(node, "a day such as 2026-07-01", Kind.TEXT)
    try:
        if _DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise WrongError(node, f"wants a day such as 2026-07-01, got {value[:SHOWN]!r}")


def choice(kind: type[_Choice]) -> Parse[_Choice]:
    """Read one of a few words."""
    words = ", ".join(kind)

    def parse(node: Node, context: Context) -> _Choice:
        value = _scalar(node, f"one of {words}", Kind.TEXT)
        try:
            return kind(value)
        except ValueError:
            hint = context.hint(value, kind, "")
            message = f"wants one of {words}, got {value[:SHOWN]!r}"
            raise WrongError(node, f"{message}; {hint}" if hint else message) from None

    return parse


def list_of(parse: Parse[_T], *, low: int = 0, distinct: bool = True) -> Parse[tuple[_T, ...]]:
    """Read a list, and keep what is wrong with each of its items."""

    def parse_list(node: Node, context: Context) -> tuple[_T, ...]:
        if not isinstance(node, SequenceNode):
            raise WrongError(node, f"wants a list such as [a, b], got {found(node)}")
        if len(node.items) < low:
            wanted = "at least one entry" if low == 1 else f"at least {low} entries"
            raise WrongError(node, f"wants {wanted}, got {len(node.items)}")
        values: list[_T] = []
        seen: set[_T] = set()
        for item in node.items:
            value = context.attempt(parse, item)
            if value is None:
                continue
            if distinct and value in seen:
                shown = str(value)[:SHOWN]
                context.add(WrongError(item, f"{shown!r} stands twice in the list; drop one"))
            seen.add(value)
            values.append(value)
        return tuple(values)

    return parse_list


def map_of(key: Parse[str], parse: Parse[_T]) -> Parse[tuple[tuple[str, _T], ...]]:
    """Read a map as pairs, sorted by key, and keep what is wrong with each."""

    def parse_map(node: Node, context: Context) -> tuple[tuple[str, _T], ...]:
        if not isinstance(node, MapNode):
            raise WrongError(node, f"wants a map such as {{a: b}}, got {found(node)}")
        pairs: list[tuple[str, _T]] = []
        for name, value in node.pairs:
            left, right = context.attempt(key, name), context.attempt(parse, value)
            if left is not None and right is not None:
                pairs.append((left, right))
        return tuple(sorted(pairs, key=lambda pair: pair[0]))

    return parse_map


def uscc(node: Node, context: Context) -> str:
    """Read a unified social credit code, whose check character fits."""
    from govmatters.codes.uscc import parse_uscc  # noqa: PLC0415 (python-stdnum takes 15 ms)

    try:
        return parse_uscc(text(node, context))
    except ValueError as exc:
        raise WrongError(node, str(exc)) from None
