"""How wide columns are, and how high rows must be for what stands in them."""

from __future__ import annotations

from collections.abc import Iterable

from govmatters.workbooks.columns import Column
from govmatters.workbooks.rows import Written

__all__ = ["height_of", "width_of"]

_LINE = 15.0
"""Of a line of text, in points."""

_MOST = 8
"""How many lines of a cell are shown; longer ones can be opened."""

_WIDEST_HEADING = 24


def width_of(column: Column) -> int:
    """
    Tell how wide a column is.

    Args:
        column: The column.

    Returns:
        Its width in Latin letters; a Chinese one takes two.
    """
    return max(column.kind.width, min(2 * len(column.heading) + 4, _WIDEST_HEADING))


def height_of(row: Iterable[Written], widths: Iterable[int]) -> float | None:
    """
    Estimate how high a row must be; not every spreadsheet does so when it opens a workbook.

    Args:
        row: What stands in it.
        widths: Of its columns.

    Returns:
        The height in points; None for a single line.

    Examples:
        >>> height_of(["甲", 5], [20, 20]), height_of(["甲乙丙" * 10], [20])
        (None, 60.0)
    """
    lines = max(map(_lines, row, widths), default=1)
    return min(lines, _MOST) * _LINE if lines > 1 else None


def _lines(value: Written, width: int) -> int:
    """Count the lines that a text fills."""
    if not isinstance(value, str) or ("\n" not in value and 2 * len(value) < width):
        return 1
    written = (len(line.encode("gbk", errors="replace")) for line in value.split("\n"))
    return sum(1 + max(0, length - 1) // (width - 1) for length in written)
