"""One line to one record, read strictly: every fault of it, with its place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from govmatters.errors import SHOWN, suggestion
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

_BOTH = ("collection", "id")
"""The keys that every record's line has."""

_COLLECTION = re.compile(r'"collection"\s*:\s*"(\w+)"')
_ID = re.compile(r'"id"\s*:\s*"([^"\\]+)"')
_VALUE = re.compile(r':\s*"([^"\\]+)"')
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
        _lose(line, context)
        return True
    if child_of(node, "format") is None:
        message = f'no `format`; begin the file with the line {{"format": "{FORMAT}"}}'
        is_record = _is_record(node)
        context.add(WrongError(node, message) if is_record else _lack(node, "format", message))
        return not is_record
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
        The record, not yet read; None if it cannot be told what it is, or which.
    """
    node = _node(line, context)
    entry = None if node is None else context.attempt(_entry, node)
    if entry is None:
        _lose(line, context)
    return entry


def _entry(node: Node, context: Context) -> Entry | None:
    """Find the record of a line that is JSON."""
    if not isinstance(node, MapNode):
        wanted = 'a line is a map such as {"collection": "matters", "id": "a", …}'
        raise WrongError(node, f"{wanted}, got {found(node)}")
    if node.get("format") is not None and not _is_record(node):
        raise WrongError(node, "`format` stands in the first line alone; move or drop this one")
    collection = context.attempt(_collection, node)
    key = node.get("id")
    if key is None:
        raise _lack(node, "id", "this line has no `id`; write it")
    name = context.attempt(question_id if collection == "questions" else identifier, key)
    if collection is None or name is None or not isinstance(key, ScalarNode):
        return None
    pairs = tuple(pair for pair in node.pairs if pair[0].text not in _BOTH)
    return Entry(collection, name, key, attrs.evolve(node, pairs=pairs))


def _is_record(node: Node) -> bool:
    """Say whether a line says what it is, or which."""
    return any(child_of(node, key) is not None for key in _BOTH)


def _collection(node: Node, context: Context) -> str:
    """Read which collection a line's record is of."""
    where = child_of(node, "collection")
    if where is None:
        lack = f"this line has no `collection`; they are {', '.join(SHAPES)}"
        raise _lack(node, "collection", lack)
    value = text(where, context)
    if value not in SHAPES:
        hint = context.hint(value, SHAPES, f"they are {', '.join(SHAPES)}")
        raise WrongError(where, f"no collection {value[:SHOWN]!r}; {hint}")
    return value


def _node(line: StrictLine, context: Context) -> Node | None:
    """Read a line's JSON, or keep what is wrong with it, such as a key that stands twice."""
    problems: list[WrongError] = []
    try:
        node = read_json(_decoded(line), line.file, problems, line=line.number)
    except WrongError as wrong:
        context.add(wrong)
        return None
    if node is None:
        problems.append(WrongError(line.place(), "an empty line where a record belongs; drop it"))
    for problem in problems:
        context.add(problem)
    return None if problems else node


def _lack(node: Node, key: str, message: str) -> WrongError:
    """Say that a line has not a key, or has it misspelt; a key of some record is not misspelt."""
    for name, _ in node.pairs if isinstance(node, MapNode) else ():
        is_known = name.text in _BOTH or any(name.text in shape.keys for shape in SHAPES.values())
        if not is_known and (hint := suggestion(name.text.lower(), [key])):
            return WrongError(name, f"this line has no key {name.text[:SHOWN]!r}; {hint}")
    return WrongError(node, message)


def _lose(line: StrictLine, context: Context) -> None:
    """Let what may name the record of a line that cannot be read not be blamed."""
    data = line.data.decode(errors="replace")
    ids = _ID.findall(data) or _VALUE.findall(data)
    for collection in _collections(data):
        context.lost.setdefault(collection, set()).update(ids)
        if collection == "questions":
            context.broken.update(ids)


def _collections(data: str) -> list[str]:
    """Tell of which collections the record of a line may be that cannot be read."""
    said = _COLLECTION.findall(data)
    stated = [one for one in said or _VALUE.findall(data) if one in SHAPES]
    near = [name for one in said for name in get_close_matches(one[:SHOWN], SHAPES)]
    return stated or near or list(SHAPES)


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
