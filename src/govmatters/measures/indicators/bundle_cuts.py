"""What bundles remove, each and all together (减材料、减环节、减时间、减跑动)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from govmatters.measures.indicators.formulas import Figure
from govmatters.measures.indicators.standings import Need, Reason, Standing
from govmatters.measures.reduction import Reduction
from govmatters.model import Bounds

__all__ = ["Cut", "cut_of", "share_of_cuts"]


@attrs.frozen(kw_only=True)
class Cut:
    """
    What one bundle removes of one thing.

    Attributes:
        standing: Of the bundle.
        is_known: Whether it counts, and its figures have ends.
        removed: From the least to the most.
        after: What is left, from the least to the most.
    """

    standing: Standing
    is_known: bool = False
    removed: Bounds[int] = Bounds(None, None, exact=False)
    after: Bounds[int] = Bounds(None, None, exact=False)


_SIDES = {
    Figure.PAPERS: ("before", "after"),
    Figure.STEPS: ("steps_alone", "steps"),
    Figure.WORKING_DAYS: ("working_days_alone", "working_days"),
    Figure.TRIPS: ("trips_alone", "trips"),
}


def cut_of(bundle: str, found: Reduction | str, figure: Figure, hidden: tuple[str, ...]) -> Cut:
    """
    Tell what one bundle removes.

    Args:
        bundle: Its id.
        found: As `reduction_on` gives it.
        figure: What is compared.
        hidden: Keys whose absence hides whether it belongs.

    Returns:
        The cut: left out if there is nothing to remove, unknown if figures have no end.
    """
    if isinstance(found, str):
        return _unknown(bundle, Need(criterion="plan", todo=found, todo_zh=found))
    before, after = (getattr(found, name) for name in _SIDES[figure])
    if before.high == 0:
        reason = Reason(criterion="plan", text="has none to remove", text_zh="单独办理即为零")
        return Cut(standing=Standing(id=bundle, reason=reason))
    if hidden or before.high is None or after.high is None:
        missing = hidden or (figure.value,)
        return _unknown(bundle, Need(criterion="plan", todo="", todo_zh="", missing=missing))
    removed = found.removed if figure is Figure.PAPERS else _difference(before, after)
    return Cut(standing=Standing(id=bundle), is_known=True, removed=removed, after=after)


def _unknown(bundle: str, need: Need) -> Cut:
    return Cut(standing=Standing(id=bundle, needs=(need,)))


def _difference(before: Bounds[int], after: Bounds[int]) -> Bounds[int]:
    """Bound what is removed from outside."""
    low, high = (before.low or 0) - (after.high or 0), (before.high or 0) - (after.low or 0)
    return Bounds(low, high, exact=low == high)


def share_of_cuts(cuts: Iterable[Cut]) -> Bounds[Fraction]:
    """
    Bound what bundles remove together.

    Args:
        cuts: All that count or may count.

    Returns:
        Removed / (removed + left), from outside: a share grows with what is removed and
        shrinks with what is left. From 0 to 1 if some cut is unknown; None at both ends if there
        is none.
    """
    some = [one for one in cuts if one.standing.reason is None]
    if not some:
        return Bounds(None, None, exact=False)
    if not all(one.is_known for one in some):
        return Bounds(Fraction(0), Fraction(1), exact=False)
    removed = sum(one.removed.low or 0 for one in some), sum(one.removed.high or 0 for one in some)
    after = sum(one.after.low or 0 for one in some), sum(one.after.high or 0 for one in some)
    low, high = _ratio(removed[0], after[1]), _ratio(removed[1], after[0])
    return Bounds(low, high, exact=low == high)


def _ratio(removed: int, after: int) -> Fraction:
    return Fraction(removed, removed + after) if removed + after else Fraction(0)
