"""Each matter in view judged by a formula, on its own."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.measures.indicators.criteria import Criterion
from govmatters.measures.indicators.formulas import Formula, Unit
from govmatters.measures.indicators.shares import Weight
from govmatters.measures.indicators.standings import Judged, Need, Reason, Standing
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Matter

__all__ = ["judged_by"]


def judged_by(formula: Formula, survey: Survey) -> tuple[Judged, ...]:
    """
    Judge every matter in view.

    Args:
        formula: One that looks at matters.
        survey: The view.

    Returns:
        Each matter in view, by id.
    """
    reached = formula.reached
    if reached is None:
        return ()
    return tuple(
        _judged(formula, reached, matter, hidden, survey) for matter, hidden in survey.matters
    )


def _judged(
    formula: Formula,
    reached: Criterion,
    matter: Matter,
    hidden: tuple[str, ...],
    survey: Survey,
) -> Judged:
    answers = [(one, one.judge(matter, survey)) for one in formula.counts]
    reason = _reason(formula, answers, matter)
    if reason is not None:
        return Judged(standing=Standing(id=matter.id, reason=reason))
    unsure = [Need(criterion="view", todo="", todo_zh="", missing=hidden)] if hidden else []
    unsure += [one.unsure(matter) for one, answer in answers if answer is None]
    weight = _weight(formula, reached.judge(matter, survey), matter, is_sure=not unsure)
    needs = (*unsure, *_needs(reached, weight, matter))
    return Judged(standing=Standing(id=matter.id, needs=needs), weight=weight)


def _reason(
    formula: Formula, answers: list[tuple[Criterion, bool | None]], matter: Matter
) -> Reason | None:
    """Say why a matter is left out: it is not what is counted, or says that a law excludes it."""
    for criterion, answer in answers:
        if answer is False:
            return criterion.reason()
    return next((one.reason(matter) for one in formula.without if one.holds(matter)), None)


def _weight(
    formula: Formula,
    reached: bool | None,  # noqa: FBT001 (a truth, not a flag)
    matter: Matter,
    *,
    is_sure: bool,
) -> Weight:
    """Count a matter as one; or its days, of which an unknown promise may cut none or all."""
    if formula.unit is not Unit.WORKING_DAYS:
        return Weight(int(reached is True), int(reached is not False), 1, is_sure)
    limit, promised = matter.statutory_working_days or 0, matter.promised_working_days
    if promised is None:
        return Weight(0, limit, limit, is_sure)
    return Weight(limit - promised, limit - promised, limit, is_sure)


def _needs(reached: Criterion, weight: Weight, matter: Matter) -> Iterator[Need]:
    """Say what keeps a matter from being reached whole for certain."""
    if weight.low < weight.high:
        yield reached.open(matter)
    elif weight.high < weight.whole:
        yield reached.lacking()
