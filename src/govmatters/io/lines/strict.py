"""One line to one record, read strictly: every fault of it, with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from govmatters.errors import SHOWN
from govmatters.io.documents import check_format
from govmatters.io.fields import found, identifier, text
from govmatters.io.json_reading import read_json
from govmatters.io.links import question_id
from govmatters.io.nodes import Kind, MapNode, ScalarNode, WrongError, child_of
from govmatters.io.sections import FORMAT, SHAPES, Entry

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.nodes import Node

__all__ = ["MAX_LINE", "StrictLine", "entry_of", "is_head"]

MAX_LINE = 4 * 1024 * 1024
"""Longest line, in bytes; no record needs a hundredth of it."""

_COLLECTION = re.compile(rb'"collection"\s*:\s*"(\w+)"')
_ID = re.compile(rb'"id"\s*:\s*"([^"\\]+)"')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@attrs.frozen
class StrictLine:
    """
    A line that is to be read strictly.

    Attributes:
        file: What to call its file.
        number: From 1.
        data: Its bytes, without the line break.
    """

    file: str
    number: int
    data: bytes

    def place(self, column: int = 1) -> ScalarNode:
        """Make a node that only says where."""
        return ScalarNode("", Kind.NULL, self.file, self.number, column)


def is_head(line: StrictLine, context: Context) -> bool | None:
    """
    Read the first line of a file.

    Args:
        line: The first.
        context: Gets what is wrong with it.

    Returns:
        True if it says the format; False if it is a record, which is a fault; None if the
        file is of another format and none of its lines can be read.
    """
    node = _node(line, context)
    if node is None:
        return True
    if not isinstance(node, MapNode) or node.get("format") is None:
        message = f'no `format`; begin the file with the line {{"format": "{FORMAT}"}}'
        context.add(WrongError(node, message))
        return False
    try:
        rest = check_format(node, FORMAT)
    except WrongError as wrong:
        context.add(wrong)
        return None
    for key, _ in rest.pairs:
        message = f"the first line says `format` alone, got {key.text[:SHOWN]!r}; move it down"
        context.add(WrongError(key, message))
    return True


def entry_of(line: StrictLine, context: Context) -> Entry | None:
    """
    Find the record of a line.

    Args:
        line: Any but the first.
        context: Gets what is wrong with it.

    Returns:
        The record, not yet read; None if it says neither what it is nor which.
    """
    node = _node(line, context)
    if node is None:
        return None
    if not isinstance(node, MapNode):
        wanted = 'a line is a map such as {"collection": "matters", "id": "a", …}'
        context.add(WrongError(node, f"{wanted}, got {found(node)}"))
        return None
    collection = context.attempt(_collection, node)
    key = node.get("id")
    if key is None:
        context.add(WrongError(node, "this line has no `id`; write it"))
    if collection is None or key is None:
        return None
    name = context.attempt(question_id if collection == "questions" else identifier, key)
    if name is None or not isinstance(key, ScalarNode):
        context.broken.add(getattr(key, "text", ""))
        return None
    pairs = tuple(pair for pair in node.pairs if pair[0].text not in {"collection", "id"})
    return Entry(collection, name, key, attrs.evolve(node, pairs=pairs))


def _collection(node: Node, context: Context) -> str:
    """Read which collection a line's record is of."""
    where = child_of(node, "collection")
    if where is None:
        raise WrongError(node, f"this line has no `collection`; they are {', '.join(SHAPES)}")
    value = text(where, context)
    if value not in SHAPES:
        hint = context.hint(value, SHAPES, f"they are {', '.join(SHAPES)}")
        raise WrongError(where, f"no collection {value[:SHOWN]!r}; {hint}")
    return value


def _node(line: StrictLine, context: Context) -> Node | None:
    """Read a line's JSON, or keep what is wrong with it."""
    problems: list[WrongError] = []
    try:
        node = read_json(_decoded(line), line.file, problems, line=line.number)
    except WrongError as wrong:
        context.add(wrong)
        _lose(line, context)
        return None
    if node is None:
        problems.append(WrongError(line.place(), "an empty line where a record belongs; drop it"))
    for problem in problems:
        context.add(problem)
    return node


def _lose(line: StrictLine, context: Context) -> None:
    """Let what names the record of a line that cannot be read not be blamed, if it says its id."""
    said = [pattern.search(line.data) for pattern in (_COLLECTION, _ID)]
    if all(said):
        collection, key = (one[1].decode(errors="replace") for one in said if one)
        context.lost.setdefault(collection, set()).add(key)
        context.broken.update({key} if collection == "questions" else ())


def _decoded(line: StrictLine) -> str:
    """Read a line's bytes as text."""
    data = line.data
    if len(data) > MAX_LINE:
        message = f"a line of more than {MAX_LINE // 1024 // 1024} MiB; no record is as large"
        raise WrongError(line.place(), message)
    try:
        decoded = data.decode()
    except UnicodeDecodeError as exc:
        column = len(data[: exc.start].decode(errors="ignore")) + 1
        message = f"byte 0x{data[exc.start]:02x} is not UTF-8; save the file as UTF-8 text"
        raise WrongError(line.place(column), message) from exc
    control = _CONTROL.search(decoded)
    if control:
        message = f"control character U+{ord(control.group()):04X}; is this a binary file?"
        raise WrongError(line.place(control.start() + 1), message)
    return decoded
