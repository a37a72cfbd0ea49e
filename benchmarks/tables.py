"""Figures as a table for readers and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["seconds", "table"]

_UNITS = ((1e-3, 1e6, "µs"), (1.0, 1e3, "ms"))


def seconds(value: float) -> str:
    """
    Write a duration with three figures.

    Args:
        value: In seconds, at least 0.

    Returns:
        It in µs, ms or s.

    Examples:
        >>> seconds(0.0000445), seconds(0.0151), seconds(2)
        ('44.5 µs', '15.1 ms', '2.00 s')
    """
    for below, scale, unit in _UNITS:
        if value < below:
            return f"{_three(value * scale)} {unit}"
    return f"{_three(value)} s"


def _three(value: float) -> str:
    """Write three figures, or all that stand before the point."""
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f}"  # noqa: PLR2004


def table(title: str, heads: Iterable[str], rows: Mapping[str, Iterable[str]]) -> str:
    """
    Lay out a table in Markdown.

    Args:
        title: What stands above it.
        heads: Of all columns after the first.
        rows: Cells by the first column.

    Returns:
        Lines, with a blank one at the end.
    """
    lines = [["", *heads], *([name, *cells] for name, cells in rows.items())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    written = ["| " + " | ".join(_padded(cells, widths)) + " |" for cells in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([f"## {title}", "", written[0], rule, *written[1:], ""])


def _padded(cells: list[str], widths: list[int]) -> Iterable[str]:
    first, *rest = zip(cells, widths, strict=True)
    yield first[0].ljust(first[1])
    yield from (cell.rjust(width) for cell, width in rest)
