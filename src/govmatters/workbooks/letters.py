"""Columns by their letters, and the order of cells in a workbook."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["column_of", "letter_of", "order_of"]

_PLACE = re.compile(r"(.*)\[(.*)!([A-Z]{1,3})([0-9]{1,7})(?::[A-Z0-9]+)?\]", re.DOTALL)
_LETTERS = 26


@cache
def letter_of(column: int) -> str:
    """
    Name a column.

    Args:
        column: From 1.

    Returns:
        Its letters.

    Examples:
        >>> letter_of(1), letter_of(26), letter_of(27)
        ('A', 'Z', 'AA')
    """
    more, last = divmod(column - 1, _LETTERS)
    return (letter_of(more) if more else "") + chr(ord("A") + last)


def column_of(letters: str) -> int:
    """
    Count a column.

    Args:
        letters: As `letter_of` gives them.

    Returns:
        From 1.
    """
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column


def order_of(place: str, titles: list[str]) -> tuple[str, int, int, int]:
    """
    Order places as a reader meets them.

    Args:
        place: Such as ``list.xlsx[实施清单!C7]``, or a file alone.
        titles: Of the sheets, in their order.

    Returns:
        What to sort by: file, sheet, row, column.
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        return place, -1, 0, 0
    file, title, letters, row = found.groups()
    sheet = titles.index(title) if title in titles else len(titles)
    return file, sheet, int(row), column_of(letters)
