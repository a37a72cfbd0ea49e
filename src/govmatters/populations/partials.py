"""What one batch of cases contributes: sums by group, the days met, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from govmatters.populations.results import Problem
from govmatters.populations.tallies import Key, Sums, added

__all__ = ["Complaints", "Partial", "complained", "joined", "problems_of"]

_ROWS = 5
"""How many rows with the same problem are named."""

_VALUES = 1000
"""How many distinct problems are told apart; all others are counted together."""

_SHOWN = 40
_LONG_NUMBER = re.compile(r"\d{11,}")

Complaint = tuple[str, str, str]
"""(column, value, message)."""

Complaints = Mapping[Complaint, tuple[int, tuple[int, ...]]]
"""For each complaint how many rows there are, and the first few."""


@attrs.frozen(kw_only=True)
class Partial:
    """
    The contribution of some cases.

    Attributes:
        sums: By group.
        days: The first and the last day, as days since 1970; None if there is no case.
        rows: How many rows were read.
        skipped: How many of them were left out.
        complaints: Why.
    """

    sums: Mapping[Key, Sums]
    days: tuple[int, int] | None
    rows: int
    skipped: int
    complaints: Complaints


def complained(column: str, value: str, message: str, rows: list[int]) -> Complaints:
    """
    Put rows with one problem together; what may be an identifier is not repeated.

    Args:
        column: Name of the column.
        value: What stands there.
        message: What is wrong with it.
        rows: The rows, from 1, rising.

    Returns:
        The complaint; long numbers in it, such as those of identity cards, are hidden.
    """
    key = column, _shortened(_hidden(value)), _hidden(message)
    return {key: (len(rows), tuple(rows[:_ROWS]))}


def _hidden(text: str) -> str:
    return _LONG_NUMBER.sub(lambda found: f"<{len(found.group())} digits>", text)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def joined(some: Iterable[Partial]) -> Partial:
    """Add contributions up; the order does not count, but for which of many problems are told."""
    parts = tuple(some)
    days = [one.days for one in parts if one.days is not None]
    return Partial(
        sums=added(one.sums for one in parts),
        days=(min(first for first, _ in days), max(last for _, last in days)) if days else None,
        rows=sum(one.rows for one in parts),
        skipped=sum(one.skipped for one in parts),
        complaints=merged(one.complaints for one in parts),
    )


def merged(some: Iterable[Complaints]) -> Complaints:
    """Add complaints up; beyond a thousand of a column, values are no longer told apart."""
    found: dict[Complaint, tuple[int, tuple[int, ...]]] = {}
    for one in some:
        for key, (count, rows) in one.items():
            if key not in found and len(found) >= _VALUES:
                key = key[0], "…", "further values that cannot be taken"  # noqa: PLW2901
            former, named = found.get(key, (0, ()))
            found[key] = former + count, tuple(sorted({*named, *rows}))[:_ROWS]
    return found


def problems_of(complaints: Complaints) -> tuple[Problem, ...]:
    """Write complaints by column, the most frequent first."""
    ordered = sorted(complaints.items(), key=lambda one: (one[0][0], -one[1][0], one[0]))
    return tuple(
        Problem(column=column, value=value, message=message, cases=count, rows=rows)
        for (column, value, message), (count, rows) in ordered
    )
