"""How each type of field is read from a node: the scalars, lists, maps and references."""

from __future__ import annotations

import datetime as dt
import keyword
import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from govmatters.conditions import Condition, parse_condition
from govmatters.conditions.parsing import RESERVED
from govmatters.errors import SHOWN, ConditionError
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.model import Paper

if TYPE_CHECKING:
    from govmatters.io.context import Context, Parse

__all__ = [
    "boolean",
    "choice",
    "condition",
    "day",
    "decimal",
    "found",
    "identifier",
    "integer",
    "list_of",
    "map_of",
    "paper",
    "question_id",
    "reference",
    "region",
    "text",
    "uscc",
]

_T = TypeVar("_T")
_Choice = TypeVar("_Choice", bound=StrEnum)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_IDS = re.compile(r"[\s:,]")
_INTEGER = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?(?:[eE][-+]?[0-9])?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def found(node: Node) -> str:
    """Name what was found, for messages."""
    if isinstance(node, ScalarNode) and _is_null(node):
        return "nothing; leave the key out if it is not known"
    return str(node)


def _is_null(node: ScalarNode) -> bool:
    return node.kind is Kind.NULL or (node.kind is Kind.PLAIN and node.text in _NULLS)


def _scalar(node: Node, wanted: str, *kinds: Kind) -> str:
    """Take a scalar that is written in YAML, or in JSON as one of some kinds."""
    if not isinstance(node, ScalarNode) or _is_null(node):
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
    control = _CONTROL.search(value)
    if control:
        code = f"U+{ord(control.group()):04X}"
        raise WrongError(node, f"text with the control character {code}; take it out")
    return value


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


def reference(*collections: str) -> Parse[str]:
    """Read the id of a record of one of some collections."""

    def parse(node: Node, context: Context) -> str:
        value = identifier(node, context)
        if any(value in context.ids.get(name, ()) for name in collections):
            return value
        known = [known for name in collections for known in context.ids.get(name, ())]
        where = " or ".join(collections)
        hint = context.hint(value, known, "declare it, or mend the id")
        raise WrongError(node, f"no {value[:SHOWN]!r} among {where}; {hint}")

    return parse


def region(node: Node, context: Context) -> str:
    """Read the code of a region."""
    value = text(node, context)
    if not context.regions.is_known(value):
        hint = context.region_hint(value)
        raise WrongError(node, f"no region {value[:SHOWN]!r}; {hint}")
    return value


def paper(node: Node, context: Context) -> Paper:
    """Read a paper, whose type is declared; remember its place."""
    written = text(node, context)
    try:
        read = Paper.parse(written)
    except ValueError as exc:
        raise WrongError(node, str(exc)) from None
    for part in (read.type, read.subject):
        if _NOT_IN_IDS.search(part):
            raise WrongError(node, f"{part[:SHOWN]!r} is no id; ids have no : or , in them")
    types = context.ids.get("material_types", {})
    if read.type not in types:
        hint = context.hint(read.type, types, "declare it, or mend the id")
        raise WrongError(node, f"no {read.type[:SHOWN]!r} among material_types; {hint}")
    context.papers.append((read, node))
    return read


def condition(node: Node, context: Context) -> Condition | None:
    """Read a condition; None only if it names a question that is itself at fault."""
    written = text(node, context)
    try:
        return parse_condition(written, questions=context.questions, regions=context.regions)
    except ConditionError as exc:
        if any(name in written for name in context.broken):
            return None
        offset = len(written) - len(written.lstrip()) + exc.offset
        raise WrongError(node, f"condition {exc.text[:SHOWN]!r}: {exc.problem}", offset) from None


def question_id(node: Node, context: Context) -> str:
    """Read the id of a question: an identifier that conditions can name."""
    value = identifier(node, context)
    plain = unicodedata.normalize("NFKC", value)
    if not plain.isidentifier() or keyword.iskeyword(plain) or plain in RESERVED:
        reserved = keyword.iskeyword(plain) or plain in RESERVED
        why = "is a word of conditions" if reserved else "is no identifier (letters, digits, _)"
        raise WrongError(node, f"the question id {value[:SHOWN]!r} {why}; rename it")
    if plain != value:
        raise WrongError(node, f"conditions read the id {value!r} as {plain!r}; write that")
    return value


def uscc(node: Node, context: Context) -> str:
    """Read a unified social credit code, whose check character fits."""
    from govmatters.codes.uscc import parse_uscc  # noqa: PLC0415 (python-stdnum takes 15 ms)

    try:
        return parse_uscc(text(node, context))
    except ValueError as exc:
        raise WrongError(node, str(exc)) from None
