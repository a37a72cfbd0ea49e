"""What the rules compute for a claimed number, situation by situation (AU-3, AU-4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import attrs

from govmatters.design.settings import Setting
from govmatters.design.states import states_of
from govmatters.measures.audits.claims import Figure, measure_of
from govmatters.measures.audits.evidence import Lack
from govmatters.model import Bounds, Counts
from govmatters.rules.planning import Masked, masked
from govmatters.situations import count_planes, split

__all__ = ["Spread", "spread_of"]

_Column = Iterator[tuple[int, int]]
"""(situations, number to add in each of them)."""

_Planes = Iterator[int]
"""Sets of situations."""


@attrs.frozen
class Spread:
    """
    A number over the situations that count.

    Attributes:
        parts: (situations, least, greatest), at least one; the greatest is None where some
            record does not state it.
        is_outer: Whether there were too many situations: the one part bounds them all.
    """

    parts: tuple[tuple[int, int, int | None], ...]
    is_outer: bool = False

    @property
    def bounds(self) -> Bounds[int]:
        """The least and the greatest over all situations."""
        low = min(least for _, least, _ in self.parts)
        highs = [most for _, _, most in self.parts if most is not None]
        stated = not self.is_outer and all(least == most for _, least, most in self.parts)
        return Bounds(low, max(highs) if len(highs) == len(self.parts) else None, exact=stated)


def spread_of(setting: Setting, figure: Figure, counts: Counts | None) -> Spread:
    """
    Compute a number in all situations that count.

    Args:
        setting: The situations; there must be some.
        figure: Which number.
        counts: What is counted, if materials are.

    Returns:
        The number. Matters without a stated list leave the number of materials open at the
        top, never at what is known.

    Source:
        AU-3, AU-4.
    """
    if not setting.evaluation.joint:
        return Spread(((1, *_outer(setting, figure, counts)),), is_outer=True)
    if not figure.is_of_materials:
        name = _name(figure)
        found = setting.schedules.by_situations
        return Spread(tuple((mask, *getattr(schedule, name)) for mask, schedule in found))
    unknown = 0
    for use in setting.lacking(Lack.LISTS):
        unknown |= setting.active(use)
    return Spread(tuple(_summed(_column(setting, figure, counts), unknown, setting)))


def _name(figure: Figure) -> str:
    """Name the attribute of plans and schedules that is the number."""
    return f"{measure_of(figure, None)}{'_alone' if figure.is_before else ''}"


def _summed(
    column: _Column, unknown: int, setting: Setting
) -> Iterator[tuple[int, int, int | None]]:
    """Sum a column in every situation; where something is unknown, only from below."""
    digits = count_planes(column)
    for mask, bits in split([unknown, *digits], setting.evaluation.valid):
        number = sum(bit << place for place, bit in enumerate(bits[1:]))
        yield mask, number, None if bits[0] else number


def _column(setting: Setting, figure: Figure, counts: Counts | None) -> _Column:
    match figure, counts:
        case Figure.MATERIALS_BEFORE, Counts.ROWS:
            return _ones(masked(setting.evaluation, attrgetter("rows_before"), own=False))
        case Figure.MATERIALS_BEFORE, Counts.LISTED:
            uses, lengths = setting.program.uses, _lengths(setting)
            return (
                (setting.active(use), length) for use, length in zip(uses, lengths, strict=True)
            )
        case Figure.MATERIALS_BEFORE, _:
            groups = (group for group in setting.evaluation.groups if not group.component.is_own)
            return ((mask, part.before) for group in groups for mask, part, _ in group.parts)
        case _, Counts.ROWS:
            return _ones(masked(setting.evaluation, attrgetter("rows_after")))
        case _, Counts.LISTED:
            return ((mask, 1) for mask in _put_right(setting))
    return _ones(setting.items)


def _ones(found: Masked[Any]) -> _Column:
    return ((mask, 1) for mask, _ in found.values())


def _lengths(setting: Setting) -> list[int]:
    """Count the rows of each matter's list, whether they apply or not."""
    rows = Counter(row.use for row in setting.program.rows)
    return [rows[number] for number in range(len(setting.program.uses))]


def _put_right(setting: Setting) -> _Planes:
    """
    Put the published list right: what nobody asks for leaves, what is handed in joins.

    What is spared stays if it is printed, as lists print such papers or leave them out.
    """
    listed = setting.listed or ()
    for paper, state in states_of(setting).items():
        yield state.handed | (state.spared if paper in listed else 0)


def _outer(setting: Setting, figure: Figure, counts: Counts | None) -> tuple[int, int | None]:
    """Bound a number from outside, where the situations are too many."""
    plan = setting.plan
    if not figure.is_of_materials:
        found: Bounds[int] = getattr(plan, _name(figure))
        return found.low or 0, found.high
    low, high = (
        _outer_before(setting, counts) if figure.is_before else _outer_after(setting, counts)
    )
    return low, None if setting.lacking(Lack.LISTS) else high


def _outer_before(setting: Setting, counts: Counts | None) -> tuple[int, int]:
    if counts is Counts.LISTED:
        pairs = list(zip(setting.program.uses, _lengths(setting), strict=True))
        low = sum(length for use, length in pairs if setting.is_always(use))
        return low, sum(length for use, length in pairs if setting.active(use))
    found = setting.plan.rows_before if counts is Counts.ROWS else setting.plan.before
    return found.low or 0, found.high or 0


def _outer_after(setting: Setting, counts: Counts | None) -> tuple[int, int]:
    plan = setting.plan
    if counts is Counts.LISTED:
        sure, ever = {*plan.to_submit, *plan.added}, {*plan.may_submit, *plan.may_add}
        return len(sure), len(sure | ever | (setting.listed or frozenset()))
    if counts is Counts.ROWS:
        own = len(setting.program.own_rows)
        return plan.rows_after.low or 0, (plan.rows_after.high or 0) + own
    added = len(plan.added)
    return (plan.after.low or 0) + added, (plan.after.high or 0) + added + len(plan.may_add)
