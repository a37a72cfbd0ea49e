"""
What meets a row, in one cell: ``a + b when x | c of mother``.

``|`` parts alternatives, ``+`` joins papers that go together, ``when`` begins the condition under
which an alternative is open. Signs and word stand alone, between blanks.
"""

from __future__ import annotations

import re
from typing import Any

from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.workbooks.cells import Cell
from govmatters.workbooks.parts import SEPARATOR, bare, guarded
from govmatters.workbooks.syntax import texts_in

__all__ = ["read_needs", "written_needs"]

_WHEN = re.compile(r"(?:^|(?<=\s))when(?=\s|$)")
_JOIN = re.compile(r"(?:^|(?<=\s))\+(?=\s|$)")
_WORDS = frozenset({"+", "when"})


def read_needs(cell: Cell) -> Node:
    """Read alternatives, at least one."""
    alternatives = tuple(_alternative(part, cell) for part in texts_in(cell))
    return _map(cell, any_of=SequenceNode(alternatives, cell.place))


def written_needs(value: Any) -> str:  # noqa: ANN401 (a paper, or a map of alternatives)
    """Write alternatives."""
    some = value["any_of"] if isinstance(value, dict) else [value]
    return SEPARATOR.join(_written(one) for one in some)


def _alternative(part: str, cell: Cell) -> Node:
    """Read papers, and the condition if there is one."""
    papers, *condition = _WHEN.split(part, maxsplit=1)
    texts = _JOIN.split(papers)
    if not all(text.strip() for text in texts):
        message = "a paper is missing before or after + or when; write it, or drop the sign"
        raise WrongError(cell.node, message)
    nodes = SequenceNode(tuple(_scalar(bare(text), cell) for text in texts), cell.place)
    if not condition:
        return _map(cell, all_of=nodes)
    return _map(cell, all_of=nodes, when=_scalar(bare(condition[0]), cell))


def _written(one: Any) -> str:  # noqa: ANN401 (a paper, or a map)
    """Write one alternative."""
    if not isinstance(one, dict):
        return _paper(one)
    papers = " + ".join(map(_paper, one["all_of"] if "all_of" in one else [one["paper"]]))
    return f"{papers} when {guarded(one['when'])}" if "when" in one else papers


def _paper(text: str) -> str:
    """Write a paper whose ids may look like the signs between papers."""
    ids = (guarded(part) for part in text.split())
    return " ".join(f"\\{part}" if part in _WORDS else part for part in ids)


def _scalar(text: str, cell: Cell) -> ScalarNode:
    return ScalarNode(text, Kind.QUOTED, cell.place)


def _map(cell: Cell, **pairs: Node) -> MapNode:
    """Make a map whose keys stand where the cell does."""
    return MapNode(
        tuple((_scalar(key, cell), node) for key, node in pairs.items()),
        cell.place,
    )
