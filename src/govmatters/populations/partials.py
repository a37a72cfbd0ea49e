"""What one batch of cases contributes: sums by group, the days met, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from govmatters.populations.results import Problem
from govmatters.populations.tallies import Key, Sums, add_to

__all__ = ["Complaints", "Joining", "Partial", "complained", "joined", "problems_of", "spanned"]

_ROWS = 5
"""How many rows with the same problem are named."""

_VALUES = 1000
"""How many distinct problems are told apart; all others are counted together."""

_SHOWN = 40
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){10,}[Xx]?")
"""As identity cards and telephones have, however they are written."""

_PLAIN = re.compile(r"[A-Za-z0-9_.+:/-]*")
"""What names of persons are not made of, as a rule: shown, however rare it is."""

_DIGITS = 8
"""As many as a day has; beside letters one less."""

_MANY = 5
"""Other texts are shown if so many rows have them: then they are nobody's own."""

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
    Put rows with one problem together.

    Args:
        column: Name of the column.
        value: What stands there.
        message: What is wrong with it.
        rows: The rows, from 1, rising.

    Returns:
        The complaint; the value is still as it is (see `problems_of`).
    """
    return {(column, value[:_SHOWN], message): (len(rows), tuple(rows[:_ROWS]))}


@attrs.define(kw_only=True)
class Joining:
    """
    Contributions, added up as they come: there may be thousands, each with all its groups.

    The order does not count, but for which of many problems are told.

    Attributes:
        sums: As in `Partial`, like all that follow.
        days: Of all so far.
        rows: Of all so far.
        skipped: Of all so far.
        complaints: Of all so far.
    """

    sums: dict[Key, Sums] = attrs.field(factory=dict)
    days: tuple[int, int] | None = None
    rows: int = 0
    skipped: int = 0
    complaints: dict[Complaint, tuple[int, tuple[int, ...]]] = attrs.field(factory=dict)

    def add(self, one: Partial) -> None:
        """Add one."""
        add_to(self.sums, one.sums)
        self.days = spanned(self.days, one.days)
        self.rows += one.rows
        self.skipped += one.skipped
        _merge(self.complaints, one.complaints)

    @property
    def total(self) -> Partial:
        """All that were added."""
        return Partial(**attrs.asdict(self, recurse=False))


def joined(some: Iterable[Partial]) -> Partial:
    """Add contributions up, one by one."""
    joining = Joining()
    for one in some:
        joining.add(one)
    return joining.total


def spanned(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    """Give the first and the last day of two spans; None has no day."""
    if one is None or other is None:
        return other if one is None else one
    return min(one[0], other[0]), max(one[1], other[1])


def merged(some: Iterable[Complaints]) -> Complaints:
    """Add complaints up; beyond a thousand, values of a column are no longer told apart."""
    found: dict[Complaint, tuple[int, tuple[int, ...]]] = {}
    for one in some:
        _merge(found, one)
    return found


def _merge(found: dict[Complaint, tuple[int, tuple[int, ...]]], more: Complaints) -> None:
    for key, (count, rows) in more.items():
        if key not in found and len(found) >= _VALUES:
            key = key[0], "…", "further values that cannot be taken"  # noqa: PLW2901
        former, named = found.get(key, (0, ()))
        found[key] = former + count, tuple(sorted({*named, *rows}))[:_ROWS]


def problems_of(complaints: Complaints) -> tuple[Problem, ...]:
    """
    Write complaints by column, the most frequent first.

    Args:
        complaints: All of them.

    Returns:
        The problems. What may be somebody's own is not repeated: long numbers, such as those
        of identity cards and telephones, and texts other than plain words that few rows have.
    """
    shown = merged({_shown(key, count): (count, rows)} for key, (count, rows) in complaints.items())
    ordered = sorted(shown.items(), key=lambda one: (one[0][0], -one[1][0], one[0]))
    return tuple(
        Problem(column=column, value=value, message=message, cases=count, rows=rows)
        for (column, value, message), (count, rows) in ordered
    )


def _shown(complaint: Complaint, count: int) -> Complaint:
    column, value, message = complaint
    if _LONG_NUMBER.search(value) or not (_is_plain(value) or count >= _MANY):
        head, got, _ = message.partition(", got ")
        return column, "…", f"{head}{got}a value that is not repeated here" if got else head
    return column, value, message


def _is_plain(value: str) -> bool:
    """Whether a text is a word or a number of few digits, and no number of a passport."""
    digits = sum(letter.isdigit() for letter in value)
    return bool(_PLAIN.fullmatch(value)) and digits <= _DIGITS - any(map(str.isalpha, value))
