"""Building blocks of readable reports: headings, tables and lists for a terminal, made safe."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govmatters.report.cleaning import clean

__all__ = ["cell", "heading", "items", "line", "printed", "table"]


def cell(value: object, style: str = "") -> Text:
    """
    Write a value as it is: never as markup, and with nothing that steers a terminal.

    Args:
        value: Whatever data hold.
        style: One of rich's styles.

    Returns:
        The text.
    """
    return Text(clean(value), style=style)


def heading(title: str, count: int | None = None) -> Text:
    """
    Write the title of a part.

    Args:
        title: The title.
        count: How many there are in it, if that is worth saying.

    Returns:
        The title, below an empty line.
    """
    number = "" if count is None else f"（{count}）"
    return Text.assemble("\n", (clean(title), "bold"), (number, "dim"))


def line(name: str, value: object, style: str = "") -> Text:
    """
    Write a name with its value.

    Args:
        name: What it is.
        value: How it is.
        style: Of the value, one of rich's styles.

    Returns:
        Both in one line.
    """
    return Text.assemble((f"{clean(name)}：", "dim"), (clean(value), style))


def items(texts: Iterable[object], style: str = "") -> list[RenderableType]:
    """
    Write a list, an item a line.

    Args:
        texts: The items.
        style: One of rich's styles.

    Returns:
        The lines, indented.
    """
    return [Padding(cell(f"· {clean(text)}", style), (0, 0, 0, 2)) for text in texts]


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Sequence[str] = (),
    dim: Sequence[str] = (),
) -> Table:
    """
    Write rows below the names of their columns.

    Args:
        columns: The names.
        rows: A value for each column; None leaves a cell empty.
        right: Names of columns of figures.
        dim: Names of columns that matter less.

    Returns:
        The table; Chinese characters take two places.
    """
    made = Table(box=SIMPLE_HEAD, show_edge=False, header_style="bold")
    for name in columns:
        side: Literal["left", "right"] = "right" if name in right else "left"
        style = "dim" if name in dim else ""
        made.add_column(cell(name), justify=side, style=style, overflow="fold")
    for row in rows:
        made.add_row(*(cell("" if value is None else value) for value in row))
    return made


def printed(parts: Iterable[RenderableType], *, width: int, colour: bool) -> str:
    """
    Lay out a report.

    Args:
        parts: One below the other.
        width: In columns of the terminal; a Chinese character takes two.
        colour: Whether to write the codes that colour a terminal.

    Returns:
        Lines without blanks at their ends, each ended by a newline.
    """
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="auto" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        for part in parts:
            # A line of text is never broken: terminals do that, and other programs read lines.
            console.print(part, soft_wrap=isinstance(part, Text))
    return "\n".join(row.rstrip() for row in capture.get().splitlines()) + "\n"
