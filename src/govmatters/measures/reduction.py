"""How much was removed, and what removed it, without counting anything twice (rules RD)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import Any

import attrs

from govmatters.conditions import Answer
from govmatters.measures.credits import SCALE, credits_of
from govmatters.model import Bounds, Mechanism, Paper
from govmatters.rules.evaluating import Evaluation
from govmatters.rules.parts import Part
from govmatters.rules.plans import Plan
from govmatters.rules.singles import Single
from govmatters.situations import distinct_sums

__all__ = ["Reduction", "reduction_of", "reduction_of_single"]


@attrs.frozen(kw_only=True)
class Reduction:
    """
    Papers before and after, and the credit of each mechanism.

    Attributes:
        bundle: Id of the bundle.
        region: Code of the region where it is handled.
        on: The day.
        digest: Of the registry's content.
        facts: Answers by question, as given, in canonical form; sorted.
        held: Papers that the applicant holds already, sorted.
        situations: How many situations the facts leave open.
        exact: False if there were too many of them, so that bounds are safe outer ones.
        before: Papers when each matter is handled alone: ``count(∅)``.
        after: Papers handed in: ``count(all)``.
        removed: ``before − after``.
        share: ``removed / before``, without unit, in 0…1; 0 where before is 0.
        by_mechanism: The credit of each of the nine mechanisms, in papers; with no open
            question they sum exactly to ``removed``.
        rows_before: Rows with a paper handed in, alone.
        rows_after: Rows with a paper handed in.
        copies_before: Copies, alone.
        copies_after: Copies.
        working_days_alone: The sum of promised days.
        working_days: The longest chain of promised days.
        trips_alone: The sum of trips.
        trips: Desks to visit.
        steps_alone: The sum of steps.
        steps: Steps of the bundle.
        added: The bundle's own papers, outside before and after (RD-6).
        open_questions: Unanswered questions on which the plan depends.
        deciding_questions: Those whose answer can change the papers handed in or added.
    """

    bundle: str
    region: str
    on: dt.date
    digest: str
    facts: Mapping[str, Answer] = attrs.field(hash=False)
    held: tuple[Paper, ...]
    situations: int
    exact: bool
    before: Bounds[int]
    after: Bounds[int]
    removed: Bounds[int]
    share: Bounds[Fraction]
    by_mechanism: Mapping[Mechanism, Bounds[Fraction]] = attrs.field(hash=False)
    rows_before: Bounds[int]
    rows_after: Bounds[int]
    copies_before: Bounds[int]
    copies_after: Bounds[int]
    working_days_alone: Bounds[int]
    working_days: Bounds[int]
    trips_alone: Bounds[int]
    trips: Bounds[int]
    steps_alone: Bounds[int]
    steps: Bounds[int]
    added: tuple[Paper, ...]
    open_questions: tuple[str, ...]
    deciding_questions: tuple[str, ...]


def reduction_of(evaluation: Evaluation, plan: Plan) -> Reduction:
    """
    Measure what a bundle removes.

    Args:
        evaluation: The compiled bundle over the situations that are open.
        plan: The plan of the same evaluation.

    Returns:
        The reduction; what a plan measures too is the plan's.

    Raises:
        SearchBudgetError: If a choice of alternatives is too large with some mechanisms.

    Source:
        RD-1, RD-3, RD-5, RD-6.
    """
    return Reduction(
        removed=_removed(evaluation),
        share=_share(evaluation, plan),
        by_mechanism=dict(_credits(evaluation)),
        **_of_plan(plan),
    )


def reduction_of_single(single: Single, plan: Plan) -> Reduction:
    """
    Measure what a bundle removes in one situation.

    Args:
        single: The compiled bundle in the situation.
        plan: The plan of the same situation.

    Returns:
        The reduction, equal to that of the evaluation side by side.

    Raises:
        SearchBudgetError: As in `reduction_of`.
    """
    compiled = single.compiled
    locals_ = compiled.locals_in(single.values)[: compiled.own_from]
    credited = [sum(column) for column in zip(*map(credits_of, locals_), strict=True)]
    before, after = plan.before.low or 0, plan.after.low or 0
    share = _ratio(before - after, before)
    return Reduction(
        removed=Bounds(before - after, before - after),
        share=Bounds(share, share),
        by_mechanism={
            mechanism: Bounds(Fraction(credit, SCALE), Fraction(credit, SCALE))
            for mechanism, credit in zip(Mechanism, credited or [0] * len(Mechanism), strict=True)
        },
        **_of_plan(plan),
    )


_SHARED = [
    field.name
    for field in attrs.fields(Reduction)
    if field.name in {other.name for other in attrs.fields(Plan)}
]


def _of_plan(plan: Plan) -> dict[str, Any]:
    """Take over what a plan measures too."""
    return {name: getattr(plan, name) for name in _SHARED}


_Column = list[tuple[int, int]]


def _by_part(evaluation: Evaluation, figure: Callable[[Part], int]) -> list[_Column]:
    """For each component of the matters a figure of its parts, by situations."""
    return [
        [(mask, figure(part)) for mask, part, _ in group.parts]
        for group in evaluation.groups
        if not group.component.is_own
    ]


def _removed(evaluation: Evaluation) -> Bounds[int]:
    if evaluation.joint:
        columns = _by_part(evaluation, lambda part: part.before - part.after)
        return evaluation.summed(pair for column in columns for pair in column)
    return _summed(
        [(0, max(p.before for _, p, _ in group.parts))]
        if group.is_outer
        else [(part.before - part.after,) * 2 for _, part, _ in group.parts]
        for group in evaluation.groups
        if not group.component.is_own
    )


def _summed(groups: Iterable[list[tuple[int, int]]]) -> Bounds[int]:
    """Sum the least and the greatest over components that were bounded apart."""
    low, high = 0, 0
    for group in groups:
        low += min(least for least, _ in group)
        high += max(most for _, most in group)
    return Bounds(low, high, exact=low == high)


def _credits(evaluation: Evaluation) -> Iterator[tuple[Mechanism, Bounds[Fraction]]]:
    """RD-3: the bounds of each mechanism's credit."""
    credited = [
        _credited(evaluation, number)
        for number, group in enumerate(evaluation.groups)
        if not group.component.is_own
    ]
    for place, mechanism in enumerate(Mechanism):
        if evaluation.joint:
            whole = evaluation.summed((m, c[place]) for group in credited for m, c in group)
        else:
            whole = _summed([(c[place],) * 2 for _, c in group] for group in credited)
        low, high = Fraction(whole.low or 0, SCALE), Fraction(whole.high or 0, SCALE)
        yield mechanism, Bounds(low, high, whole.exact)


def _credited(evaluation: Evaluation, number: int) -> list[tuple[int, tuple[int, ...]]]:
    """The credits of a component by situations; bounded from outside, from nothing to all."""
    group, local = evaluation.groups[number], evaluation.compiled.local
    if group.is_outer:
        most = SCALE * max(part.before for _, part, _ in group.parts)
        return [(mask, (total,) * len(Mechanism)) for mask, total in ((0b01, 0), (0b10, most))]
    return [(mask, credits_of(local(number, truths))) for mask, _, truths in group.parts]


def _share(evaluation: Evaluation, plan: Plan) -> Bounds[Fraction]:
    """RD-4: the bounds of the share, over situations and not over bounds."""
    if evaluation.joint:
        figures = (lambda part: part.before), (lambda part: part.after)
        columns = [chain.from_iterable(_by_part(evaluation, figure)) for figure in figures]
        pairs = distinct_sums(columns, evaluation.valid)
        return Bounds.of(tuple(_ratio(before - after, before) for before, after in pairs))
    before, after = plan.before, plan.after
    low = _ratio(max(0, (before.low or 0) - (after.high or 0)), before.low or 0)
    high = _ratio((before.high or 0) - (after.low or 0), before.high or 0)
    return Bounds(low, high, exact=low == high)


def _ratio(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
