"""Conditions in three values, straight from the text (SI-1)."""

from __future__ import annotations

import ast
import datetime as dt
import functools
import operator
from collections.abc import Callable
from typing import Any

from tests.oracle.places import lies_in

__all__ = ["conditions_in", "names_in", "truth"]

Truth = bool | None


def truth(text: str | None, facts: dict[str, Any], document: dict[str, Any]) -> Truth:
    """
    SI-1: a condition is true, false or unknown; a missing fact is unknown.

    Args:
        text: The condition; None is always true.
        facts: Answers as JSON has them: booleans, options, lists of options, integers,
            codes of regions, days as text.
        document: Its questions say what the answers mean.

    Returns:
        True, False, or None for unknown.
    """
    if text is None:
        return True
    return _value(_parsed(text), facts, document)


@functools.cache
def _parsed(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


def _value(  # noqa: PLR0911 (one return a kind of syntax)
    node: ast.expr, facts: dict[str, Any], document: dict[str, Any]
) -> Truth:
    match node:
        case ast.BoolOp(op=op, values=parts):
            values = [_value(part, facts, document) for part in parts]
            return _all(values) if isinstance(op, ast.And) else _any(values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            value = _value(operand, facts, document)
            return None if value is None else not value
        case ast.Compare():
            return _comparison(node, facts, document)
        case ast.Call(args=[ast.Name(id=name), ast.Constant(value=str(place))]):
            return None if name not in facts else lies_in(facts[name], place, document)
        case ast.Name(id="true"):
            return True
        case ast.Name(id="false"):
            return False
        case ast.Name(id=name):
            return None if name not in facts else facts[name] is True
    msg = f"what is {ast.dump(node)}?"
    raise AssertionError(msg)


def _all(values: list[Truth]) -> Truth:
    """Join by `and`: one false is enough for false."""
    if False in values:
        return False
    return None if None in values else True


def _any(values: list[Truth]) -> Truth:
    """Join by `or`: one true is enough for true."""
    if True in values:
        return True
    return None if None in values else False


def _comparison(node: ast.Compare, facts: dict[str, Any], document: dict[str, Any]) -> Truth:
    """Compare one question with literals."""
    op, left, right = node.ops[0], node.left, node.comparators[0]
    if isinstance(left, ast.Constant):
        assert isinstance(right, ast.Name)
        holds = None if right.id not in facts else left.value in facts[right.id]
        return not holds if isinstance(op, ast.NotIn) and holds is not None else holds
    assert isinstance(left, ast.Name)
    if left.id not in facts:
        return None
    answer = facts[left.id]
    if document["questions"][left.id]["type"] == "date":
        answer = dt.date.fromisoformat(answer)
    return COMPARE[type(op)](answer, _literal(right))


COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda answer, literals: answer in literals,
    ast.NotIn: lambda answer, literals: answer not in literals,
}


def _literal(node: ast.expr) -> Any:  # noqa: ANN401
    """Read a literal; a list of literals gives a list."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
        case ast.Call(func=ast.Name(id="date"), args=[ast.Constant(value=str(day))]):
            return dt.date.fromisoformat(day)
        case ast.Name(id="true" | "false"):
            return node.id == "true"
        case ast.List(elts=items):
            return [_literal(item) for item in items]
    raise AssertionError(ast.dump(node))


def conditions_in(part: Any) -> set[str]:  # noqa: ANN401
    """SI-2: every condition of a document, as it is written."""
    found: set[str] = set()
    if isinstance(part, list):
        for item in part:
            found |= conditions_in(item)
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"when", "accepts_when"} and isinstance(value, str):
                found.add(value)
            else:
                found |= conditions_in(value)
    return found


def names_in(text: str) -> dict[str, list[Any]]:
    """Name the questions of a condition, each with the literals that it is compared with."""
    found: dict[str, list[Any]] = {}
    tree = _parsed(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in {"true", "false", "date", "within"}:
            found.setdefault(node.id, [])
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            literal = _literal(node.comparators[0])
            found[node.left.id] += literal if isinstance(literal, list) else [literal]
    return found
