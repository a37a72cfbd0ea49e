"""How messages name rows, and lists of names that may be long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import count, islice

from govmatters.model import Material

__all__ = ["counted", "row_title", "several"]

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


def counted(names: Iterable[str]) -> tuple[str, ...]:
    """
    Tell things of one name apart, so that one more of them shows.

    Args:
        names: In any order.

    Returns:
        As many as there are names, sorted, each once.

    Examples:
        >>> counted(["b", "a", "b"])
        ('a', 'b', 'b (2)')
    """
    counts = Counter(names)
    told = set(counts)
    for name in sorted(counts):
        free = (one for place in count(2) if (one := f"{name} ({place})") not in told)
        told.update(list(islice(free, counts[name] - 1)))
    return tuple(sorted(told))


def row_title(row: Material) -> str:
    """
    Name a row: as the official list prints it, else by its papers.

    Args:
        row: A row of a matter or a bundle.

    Returns:
        The title in full; `several` cuts it. It holds no number, so that rows put before it do
        not make a new finding of an old one.
    """
    papers = " or ".join(" and ".join(map(str, one.papers)) for one in row.alternatives)
    return row.name or papers


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
