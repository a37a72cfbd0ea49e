"""One cell as it was read, and what it holds: text, a number, a day, yes or no."""

from __future__ import annotations

import datetime as dt

import attrs

from govmatters.errors import SHOWN
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.workbooks.escapes import unescaped
from govmatters.workbooks.words import NO, YES

__all__ = ["Cell", "boolean", "day", "integer", "is_blank", "text_in", "verbatim", "word"]

_FIRST_SERIAL = 61
"""1900-03-01: on the days before, spreadsheets disagree."""

_EXACT = 10**15
"""Larger whole numbers may have lost their last digits."""


@attrs.frozen
class Cell:
    """
    One cell.

    Attributes:
        value: Text, a number, true or false, a moment; never None.
        type: ``f`` for a formula, ``e`` for an error, else whatever the value says.
        place: Such as ``list.xlsx[实施清单!C7]``.
        epoch: Day 0 of the workbook's calendar.
    """

    value: object
    type: str
    place: str
    epoch: dt.datetime

    @property
    def node(self) -> ScalarNode:
        """A node that says where."""
        return ScalarNode("", Kind.NULL, self.place)

    def __str__(self) -> str:
        """Name what was found, for messages."""
        match self.value:
            case bool():
                return f"boolean {str(self.value).upper()}"
            case int() | float():
                return f"the number {_number(self.value)}"
            case dt.datetime() | dt.date():
                return f"the day {str(self.value).removesuffix(' 00:00:00')}"
            case str():
                shown = self.value[:SHOWN]
                return f"text {shown!r}" + ("…" if len(self.value) > SHOWN else "")
        return f"a {type(self.value).__name__}"


def is_blank(value: object) -> bool:
    """Say whether a cell looks empty."""
    return value is None or (isinstance(value, str) and not value.strip())


def _refuse_computed(cell: Cell) -> None:
    """Refuse what a spreadsheet would compute, and what it could not."""
    if cell.type == "f":
        message = "a formula; its result is not taken: copy the cell, and paste the value only"
        raise WrongError(cell.node, message)
    if cell.type == "e":
        raise WrongError(cell.node, f"the error {cell.value}; write the value, or clear the cell")


def text_in(cell: Cell, wanted: str = "text") -> str:
    """Take text as it stands."""
    _refuse_computed(cell)
    if isinstance(cell.value, str):
        return unescaped(cell.value)
    advice = "format the cell as text, and write it again"
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        advice = f"zeros before it would be lost; {advice}, whole"
    raise WrongError(cell.node, f"wants {wanted}, got {cell}; {advice}")


def verbatim(cell: Cell) -> ScalarNode:
    """Read text with its outer blanks."""
    return ScalarNode(text_in(cell), Kind.QUOTED, cell.place)


def word(cell: Cell) -> ScalarNode:
    """Read text around which blanks do not count: an id, a code, a condition."""
    return ScalarNode(text_in(cell).strip(), Kind.QUOTED, cell.place)


def integer(cell: Cell) -> ScalarNode:
    """Read a number, or text that the field takes for one."""
    _refuse_computed(cell)
    if isinstance(cell.value, str):
        return word(cell)
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        raise WrongError(cell.node, f"wants a whole number, got {cell}")
    return ScalarNode(_number(cell.value), Kind.NUMBER, cell.place)


def boolean(cell: Cell) -> ScalarNode:
    """Read 是 or 否, or what the format or a spreadsheet calls them."""
    _refuse_computed(cell)
    if isinstance(cell.value, bool):
        return ScalarNode(str(cell.value).lower(), Kind.BOOLEAN, cell.place)
    said = cell.value.strip() if isinstance(cell.value, str) else ""
    if said not in {YES, NO, "true", "false"}:
        raise WrongError(cell.node, f"wants {YES} or {NO}, got {cell}")
    meant = "true" if said in {YES, "true"} else "false"
    return ScalarNode(meant, Kind.BOOLEAN, cell.place)


def day(cell: Cell) -> ScalarNode:
    """Read a day: as such, as its serial number, or as text."""
    _refuse_computed(cell)
    match cell.value:
        case str():
            return word(cell)
        case dt.datetime() if cell.value.time() == dt.time():
            return ScalarNode(cell.value.date().isoformat(), Kind.QUOTED, cell.place)
        case bool():
            pass
        case int() | float() if cell.value in _serials(cell.epoch):
            found = cell.epoch.date() + dt.timedelta(days=int(cell.value))
            return ScalarNode(found.isoformat(), Kind.QUOTED, cell.place)
    raise WrongError(cell.node, f"wants a day such as 2026-07-01, got {cell}")


def _serials(epoch: dt.datetime) -> range:
    """Tell which numbers are days, counted from the workbook's epoch."""
    return range(_FIRST_SERIAL, (dt.date.max - epoch.date()).days + 1)


def _number(value: object) -> str:
    """Write a number; one without a fraction as a whole one."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    shown = str(value)
    return shown if len(shown) <= SHOWN else "of too many digits"
