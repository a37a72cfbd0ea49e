"""A sheet to rows by column: headings found wherever they stand, what has none refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from govmatters.errors import SHOWN
from govmatters.io.context import Context
from govmatters.io.nodes import Kind, Node, ScalarNode, WrongError
from govmatters.workbooks.cells import Cell, text_in
from govmatters.workbooks.columns import Column, Sheet
from govmatters.workbooks.letters import letter_of
from govmatters.workbooks.pages import Page
from govmatters.workbooks.sheets import REMARK

__all__ = ["MAX_FAULTS", "Line", "lines_of"]

MAX_FAULTS = 1_000
"""With more faults than this, a sheet is not read on."""


@attrs.frozen(eq=False)
class _Headings:
    """
    The first row of a sheet.

    Attributes:
        columns: By place, from 1: the columns that are read.
        places: The same the other way round.
        cells: All places that have a heading.
    """

    columns: Mapping[int, Column]
    places: Mapping[Column, int]
    cells: frozenset[int]


@attrs.frozen(eq=False)
class Line:
    """
    One row below the headings.

    Attributes:
        nodes: What its cells hold, by column; those at fault are left out.
        filled: The columns whose cells are filled in, at fault or not.
        page: The sheet.
        row: From 1.
        places: By column: where it stands in the sheet, from 1.
    """

    nodes: Mapping[Column, Node]
    filled: frozenset[Column]
    page: Page
    row: int
    places: Mapping[Column, int]

    def place(self, column: Column) -> str:
        """Name the cell of a column, filled in or not."""
        return self.page.place(self.places[column], self.row)


def lines_of(page: Page, sheet: Sheet, context: Context) -> Iterator[Line]:
    """
    Read a sheet.

    Args:
        page: The sheet as it was found.
        sheet: What it should hold.
        context: Gets the faults.

    Yields:
        The rows that hold anything.
    """
    for area in page.merged:
        message = "merged cells, of which only the first has a value; unmerge them, fill in each"
        context.add(WrongError(_where(page.named(area)), message))
    try:
        yield from _lines(page, sheet, context)
    except WrongError as wrong:
        context.add(wrong)


def _lines(page: Page, sheet: Sheet, context: Context) -> Iterator[Line]:
    """Read headings, then rows, until there is no sense in going on."""
    before = len(context.faults)
    headings: _Headings | None = None
    for row, cells in page.rows():
        if headings is not None:
            yield _line(page, row, cells, headings, context)
        elif row > 1:
            message = "the first row is empty; the headings belong there"
            raise WrongError(_where(page.place(1, 1)), message)
        else:
            headings = _headings(page, sheet, cells, context)
        if len(context.faults) - before > MAX_FAULTS:
            message = f"more than {MAX_FAULTS} faults; mend these first"
            raise WrongError(_where(page.place(1, row)), message)


def _where(place: str) -> ScalarNode:
    return ScalarNode("", Kind.NULL, place)


def _headings(page: Page, sheet: Sheet, cells: Mapping[int, Cell], context: Context) -> _Headings:
    """Find each column by its heading, and blame headings that are none, twice or missing."""
    known = {column.heading: column for column in sheet.columns}
    columns: dict[int, Column] = {}
    for place, cell in cells.items():
        try:
            column = _column(cell, known, context)
        except WrongError as wrong:
            context.add(wrong)
            continue
        if column in columns.values():
            context.add(WrongError(cell.node, "this column stands twice; drop or rename one"))
        elif column is not None:
            columns[place] = column
    for column in sheet.columns:
        if column.required and column not in columns.values():
            message = f"no column {column.heading!r}, which must be there; add it"
            context.add(WrongError(_where(page.place(1, 1)), message))
    places = {column: place for place, column in columns.items()}
    return _Headings(columns, places, frozenset(cells))


def _column(cell: Cell, known: Mapping[str, Column], context: Context) -> Column | None:
    """Find the column of a heading; None for one that is not to be read."""
    heading = text_in(cell, "a heading").strip()
    if heading.startswith(REMARK):
        return None
    if heading not in known:
        hint = context.hint(heading, known, f"they are {', '.join(known)}")
        keep = f"begin it with {REMARK} if it is yours"
        raise WrongError(cell.node, f"no column {heading[:SHOWN]!r} in this sheet; {hint}; {keep}")
    return known[heading]


def _line(
    page: Page, row: int, cells: Mapping[int, Cell], headings: _Headings, context: Context
) -> Line:
    """Read the cells of a row, and blame what stands under no heading."""
    nodes: dict[Column, Node] = {}
    for place, cell in cells.items():
        column = headings.columns.get(place)
        if column is None and place not in headings.cells:
            message = f"no heading above; write one into {letter_of(place)}1, or clear this"
            context.add(WrongError(cell.node, message))
        if column is None:
            continue
        try:
            nodes[column] = column.kind.read(cell, context)
        except WrongError as wrong:
            context.add(wrong)
    filled = frozenset(headings.columns[place] for place in cells if place in headings.columns)
    return Line(nodes, filled, page, row, headings.places)
