"""How messages name rows, and lists of names that may be long."""

from __future__ import annotations

from collections.abc import Iterable

from govmatters.model import Material

__all__ = ["row_title", "several"]

_MOST = 8
_LONGEST = 60


def several(names: Iterable[str], most: int = _MOST) -> str:
    """
    Name a few, and say how many more there are.

    Args:
        names: In their order; one that comes twice is named once.
        most: How many are named.

    Returns:
        Such as ``a, b and 3 more``.

    Examples:
        >>> several("abcd", most=2)
        'a, b and 2 more'
    """
    distinct = tuple(dict.fromkeys(names))
    more = len(distinct) - most
    return ", ".join(map(_cut, distinct[:most])) + (f" and {more} more" if more > 0 else "")


def row_title(row: Material) -> str:
    """
    Name a row: as the official list prints it, else by its papers.

    Args:
        row: A row of a matter or a bundle.

    Returns:
        The title, cut if it is very long. It holds no number, so that rows put before it do not
        make a new finding of an old one.
    """
    papers = " or ".join(" and ".join(map(str, one.papers)) for one in row.alternatives)
    return _cut(row.name or papers)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
