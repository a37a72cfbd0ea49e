"""Kinds of columns: how a value of the format becomes a cell, and a cell a node."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs

from govmatters.errors import SHOWN
from govmatters.io.context import Context
from govmatters.io.nodes import Kind as Written
from govmatters.io.nodes import MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.workbooks.cells import Cell, boolean, day, integer, text_in, verbatim, word
from govmatters.workbooks.needs import read_needs, written_needs
from govmatters.workbooks.parts import bare, listed
from govmatters.workbooks.syntax import (
    read_answers,
    read_list,
    read_map,
    read_pairs,
    texts_in,
    written_answers,
    written_map,
    written_pairs,
)
from govmatters.workbooks.words import NO, NONE, WORDS, YES

__all__ = ["Kind", "Value"]

Value = str | int | dt.date | list[str] | None
"""What a cell gets: text, a number, a day, parts of a list, or nothing."""

_EARLIEST = dt.date(1900, 3, 1)


@attrs.frozen(kw_only=True)
class Kind:
    """
    What a column holds.

    Attributes:
        noun: In Chinese, what to fill in.
        write: Makes a value of the format what a cell holds.
        read: Makes a cell a node, or raises WrongError.
        choices: What may be chosen from, if anything.
        format: The spreadsheet's format of numbers.
        width: In columns of a terminal.
        is_list: Whether it may go on in further rows.
    """

    noun: str
    write: Callable[[Any], Value]
    read: Callable[[Cell, Context], Node]
    choices: tuple[str, ...] = ()
    format: str = "@"
    width: int = 20
    is_list: bool = False


def _of(read: Callable[[Cell], Node]) -> Callable[[Cell, Context], Node]:
    """Take a way to read that wants nothing but the cell."""
    return lambda cell, _context: read(cell)


def choice(kind: type[StrEnum]) -> Kind:
    """Make the kind of one of a few words, in Chinese or as the format has them."""
    chinese = {str(word): WORDS[kind][word] for word in kind}
    return Kind(
        noun="选一项",
        write=chinese.__getitem__,
        read=lambda cell, context: _scalar(_meant(text_in(cell), chinese, cell, context), cell),
        choices=tuple(chinese.values()),
        width=14,
    )


def choices(kind: type[StrEnum]) -> Kind:
    """Make the kind of several of a few words."""
    chinese = {str(word): WORDS[kind][word] for word in kind}

    def read(cell: Cell, context: Context) -> Node:
        words = (_meant(bare(part), chinese, cell, context) for part in texts_in(cell))
        return SequenceNode(tuple(_scalar(word, cell) for word in words), cell.place)

    return Kind(
        noun="选若干项：" + "、".join(chinese.values()),
        write=lambda value: listed([chinese[word] for word in value]),
        read=read,
        is_list=True,
    )


def _scalar(text: str, cell: Cell) -> ScalarNode:
    return ScalarNode(text, Written.TEXT, cell.place)


def _meant(text: str, chinese: dict[str, str], cell: Cell, context: Context) -> str:
    """Find the format's word."""
    said = text.strip()
    found = next((word for word, name in chinese.items() if said in {word, name}), None)
    if found is None:
        hint = context.hint(said, chinese.values(), "")
        message = f"wants one of {', '.join(chinese.values())}, got {said[:SHOWN]!r}"
        raise WrongError(cell.node, f"{message}; {hint}" if hint else message)
    return found


def _day(value: dt.date) -> Value:
    """Write a day as text where spreadsheets do not know it."""
    return value if value >= _EARLIEST else value.isoformat()


def _empty(cell: Cell, node: Node) -> Node:
    """Read 是 as a list or map that is stated to be empty."""
    return node if boolean(cell).text == "true" else ScalarNode("", Written.NULL, cell.place)


TEXT = Kind(noun="文本", write=str, read=_of(verbatim), width=36)
WORD = Kind(noun="编号", write=str, read=_of(word), width=26)
CODE = Kind(noun="代码（文本）", write=str, read=_of(verbatim))
REGION = Kind(noun="区划代码（文本）", write=str, read=_of(word), width=14)
CONDITION = Kind(noun="条件", write=str, read=_of(word), width=36)
PAPER = Kind(noun="材料，如 id_card of mother", write=str, read=_of(word), width=28)
NEEDS = Kind(
    noun="材料；择一用 | 隔开，一并提交用 + 连接，附条件写 when",
    write=written_needs,
    read=_of(read_needs),
    width=44,
)
INTEGER = Kind(noun="整数", write=int, read=_of(integer), format="0", width=12)
BOOLEAN = Kind(
    noun="是或否",
    write=lambda value: YES if value else NO,
    read=_of(boolean),
    choices=(YES, NO),
    width=10,
)
DAY = Kind(noun="日期", write=_day, read=_of(day), format="yyyy-mm-dd", width=13)
TEXTS = Kind(
    noun=f"文本，多项用 | 隔开，明确没有写{NONE}",
    write=listed,
    read=_of(read_list),
    width=36,
    is_list=True,
)
WORDS_LIST = attrs.evolve(TEXTS, noun=f"编号，多个用 | 隔开，明确没有写{NONE}", width=28)
REGIONS = attrs.evolve(TEXTS, noun=f"区划代码，多个用 | 隔开，明确没有写{NONE}", width=28)
MAP = Kind(
    noun="键: 值，多项用 | 隔开",
    write=written_map,
    read=_of(read_map),
    width=28,
    is_list=True,
)
ANSWERS = Kind(
    noun="问题: 答案，多项用 | 隔开，多选写 [a, b]",
    write=written_answers,
    read=_of(read_answers),
    width=28,
    is_list=True,
)
PAIRS = Kind(
    noun="后者 after 先者，多对用 | 隔开",
    write=written_pairs,
    read=_of(read_pairs),
    width=28,
    is_list=True,
)
STATED = Kind(
    noun="是或否",
    write=lambda _value: YES,
    read=lambda cell, _context: _empty(cell, MapNode((), cell.place)),
    choices=(YES, NO),
    width=14,
)
NO_KEYS = Kind(
    noun="明确为空时写是",
    write=lambda value: None if value else YES,
    read=STATED.read,
    choices=(YES,),
    width=12,
)
NO_ROWS = attrs.evolve(
    NO_KEYS,
    noun="明确没有时写是",
    read=lambda cell, _context: _empty(cell, SequenceNode((), cell.place)),
)
