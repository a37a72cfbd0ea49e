"""From an evaluation to a plan (rules PL-6 to PL-8, RD-6)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter
from typing import Any, TypeVar

import attrs

from govmatters.model import Bounds, Paper
from govmatters.rules.asking import Column, questions_worth_asking
from govmatters.rules.evaluating import Evaluation
from govmatters.rules.notices import findings_of, refusals_of
from govmatters.rules.parts import Part
from govmatters.rules.plans import DEADLOCK_ORDER, Circle, Deadlock, Fate, Plan
from govmatters.rules.scheduling import Figure, Schedule, Wait, by_places, schedule
from govmatters.situations import split

__all__ = [
    "Items",
    "Masked",
    "Schedules",
    "added_items",
    "handed_items",
    "masked",
    "plan_of",
    "schedules_of",
]

_SOMETIMES = -1
"""Situations that are not all that there are."""

T = TypeVar("T", bound=Hashable)

Masked = dict[T, tuple[int, int]]
"""Things, each with the situations that have it and the situations that there are."""

Items = Masked[tuple[int, Paper]]
"""Papers handed in, by rank."""


@attrs.frozen(kw_only=True)
class Schedules:
    """
    The schedules of all situations that are open.

    Attributes:
        by_situations: (situations, their schedule); if they were walked.
        whole: The schedule of all matters that may apply, over all waits that may be.
        exact: Whether the situations were walked.
    """

    by_situations: tuple[tuple[int, Schedule], ...]
    whole: Schedule
    exact: bool

    def figure(self, name: str) -> Bounds[int]:
        """Take the bounds of a figure: exact where every record states it."""
        figures: list[Figure] = [getattr(one, name) for _, one in self.by_situations]
        highs = [high for _, high in figures if high is not None]
        stated = self.exact and all(low == high for low, high in figures)
        if len(highs) < len(figures):
            return Bounds(min(low for low, _ in figures), None, exact=False)
        return Bounds(min(low for low, _ in figures), max(highs), exact=stated)


def plan_of(evaluation: Evaluation) -> Plan:
    """
    Write the plan of an evaluation.

    Args:
        evaluation: A compiled bundle over the situations that are open.

    Returns:
        The plan.

    Source:
        PL-6, PL-7, PL-8, RD-6.
    """
    schedules = schedules_of(evaluation)
    items = handed_items(evaluation)
    added = added_items(evaluation, items)
    return Plan(
        **_head(evaluation),
        **_papers_listed(items, added),
        **_figures(evaluation),
        **_course(evaluation, schedules),
        **_noticed(evaluation),
        **_questions(evaluation, schedules, items, added),
        fates=_fates(evaluation),
    )


def _head(evaluation: Evaluation) -> dict[str, Any]:
    """Say of whom, where and when the plan is."""
    program = evaluation.compiled.program
    return {
        "bundle": program.bundle.id,
        "region": program.region,
        "on": program.on,
        "digest": program.registry.digest,
        "facts": evaluation.facts,
        "held": evaluation.held,
        "situations": evaluation.situations.count,
        "exact": evaluation.joint,
    }


def _papers_listed(items: Items, added: Items) -> dict[str, Any]:
    """List what is handed in and what the bundle adds, always and at times."""
    return {
        "to_submit": _papers(items, always=True),
        "may_submit": _papers(items, always=False),
        "added": _papers(added, always=True),
        "may_add": _papers(added, always=False),
    }


def _figures(evaluation: Evaluation) -> dict[str, Any]:
    """Bound papers, copies and rows, before and after."""
    summed = "before", "after", "copies_before", "copies_after"
    rows = "rows_before", "rows_after"
    return {
        **{name: evaluation.counted(name) for name in summed},
        **{name: _rows(evaluation, name) for name in rows},
    }


def _course(evaluation: Evaluation, schedules: Schedules) -> dict[str, Any]:
    """PL-6: in which order matters run; days, trips and steps."""
    figures = "working_days", "trips", "steps"
    alone = "working_days_alone", "trips_alone", "steps_alone"
    return {
        "stages": schedules.whole.stages,
        "circles": _circles(evaluation, schedules),
        **{name: schedules.figure(name) for name in (*figures, *alone)},
    }


def _noticed(evaluation: Evaluation) -> dict[str, Any]:
    """Name who refuses, what nobody can obtain, and what is wrong with the records here."""
    program = evaluation.compiled.program
    return {
        "refused": refusals_of(program, evaluation.truth),
        "deadlocks": _deadlocks(evaluation),
        "findings": findings_of(program, evaluation.truth),
    }


def _questions(
    evaluation: Evaluation, schedules: Schedules, items: Items, added: Items
) -> dict[str, Any]:
    """PL-8: which questions are open, and which of them decide on papers."""
    open_ones, deciding = questions_worth_asking(
        evaluation, _columns(evaluation, schedules), _item_columns(items, added)
    )
    return {"open_questions": open_ones, "deciding_questions": deciding}


def masked(
    evaluation: Evaluation, listed: Callable[[Part], Iterable[T]], *, own: bool | None = None
) -> Masked[T]:
    """
    Collect what parts list.

    Args:
        evaluation: A compiled bundle over the situations that are open.
        listed: Takes a list of a part.
        own: Whether of the bundle's own rows, or of the matters' only; None: of all.

    Returns:
        Each thing with the situations that have it, and those that there are.
    """
    found: Masked[T] = {}
    for group in evaluation.groups:
        if own is None or group.component.is_own == own:
            for mask, part, _ in group.parts:
                for one in listed(part):
                    found[one] = found.get(one, (0, 0))[0] | mask, group.valid
    return found


def _papers(items: Items, *, always: bool) -> tuple[Paper, ...]:
    """Take the papers of ranked items that are handed in always, or at times."""
    kept = sorted(one for one, (mask, valid) in items.items() if (mask == valid) == always)
    return tuple(paper for _, paper in kept)


def handed_items(evaluation: Evaluation) -> Items:
    """
    Collect the papers that matters hand in.

    Args:
        evaluation: A compiled bundle over the situations that are open.

    Returns:
        (rank, paper), each with the situations that have it.
    """
    return masked(evaluation, _ITEMS, own=False)


def added_items(evaluation: Evaluation, items: Items) -> Items:
    """
    Collect the bundle's own papers, where no matter hands them in.

    Args:
        evaluation: A compiled bundle over the situations that are open.
        items: What the matters hand in.

    Returns:
        (rank, paper), each with the situations that have it.

    Source:
        RD-6.
    """
    types = evaluation.compiled.program.registry.material_types
    handed: dict[Paper, int] = {}
    sure: set[Paper] = set()
    for (_, paper), (mask, valid) in items.items():
        handed[paper] = handed.get(paper, 0) | mask
        sure.update([paper] if mask == valid else [])
    left: Items = {}
    for (rank, paper), (mask, valid) in masked(evaluation, _ITEMS, own=True).items():
        rest = mask
        if types[paper.type].shared and evaluation.joint:
            rest &= ~handed.get(paper, 0)
        elif types[paper.type].shared and paper in handed:
            rest = 0 if paper in sure else _SOMETIMES
        if rest:
            left[rank, paper] = rest, valid
    return left


def _fates(evaluation: Evaluation) -> tuple[Fate, ...]:
    """PL-7: by matter, row and paper; several fates of one paper by outcome."""
    alike: dict[tuple[object, ...], list[tuple[Fate, int]]] = {}
    valids: dict[tuple[object, ...], int] = {}
    found: Masked[tuple[int, Fate]] = masked(evaluation, attrgetter("fates"))
    for (rank, fate), (mask, valid) in found.items():
        key = rank, fate.outcome, fate.rows, fate.mechanisms, fate.exemptions, fate.condition or ""
        alike.setdefault(key, []).append((fate, mask))
        valids[key] = valid
    return tuple(_joined(alike[key], valids[key]) for key in sorted(alike))


def _joined(fates: list[tuple[Fate, int]], valid: int) -> Fate:
    """Join fates of one outcome for the same rows and reasons."""
    first, mask = fates[0][0], 0
    for _, own in fates:
        mask |= own
    several: dict[str, Any] = {
        name: tuple(sorted({one for fate, _ in fates for one in getattr(fate, name)}))
        for name in ("issuers", "shared_with", "refused", "equal_alternatives")
    }
    copies = max(fate.copies for fate, _ in fates)
    return attrs.evolve(first, always=mask == valid, copies=copies, **several)


def _deadlocks(evaluation: Evaluation) -> tuple[Deadlock, ...]:
    found: Masked[Deadlock] = masked(evaluation, attrgetter("deadlocks"))
    ordered = sorted(found.items(), key=lambda one: DEADLOCK_ORDER(one[0]))
    return tuple(
        one if mask == valid else attrs.evolve(one, always=False) for one, (mask, valid) in ordered
    )


_ITEMS: Callable[[Part], tuple[tuple[int, Paper], ...]] = attrgetter("items")


def _rows(evaluation: Evaluation, name: str) -> Bounds[int]:
    """RD-5: count rows; a row whose papers lie in several components counts once."""
    if evaluation.joint:
        rows: Masked[tuple[int, int]] = masked(evaluation, attrgetter(name), own=False)
        return evaluation.summed((mask, 1) for mask, _ in rows.values())
    sure: set[tuple[int, int]] = set()
    ever: set[tuple[int, int]] = set()
    for group in evaluation.groups:
        if not group.component.is_own:
            listed = [frozenset(getattr(part, name)) for _, part, _ in group.parts]
            sure |= frozenset.intersection(*listed)
            ever |= frozenset.union(*listed)
    return Bounds(len(sure), len(ever), exact=len(sure) == len(ever))


def schedules_of(evaluation: Evaluation) -> Schedules:
    """
    Schedule the matters in all situations that are open.

    Args:
        evaluation: A compiled bundle over the situations.

    Returns:
        The schedules; a single one if too many situations are open.
    """
    program = evaluation.compiled.program
    found_waits: Masked[Wait] = masked(evaluation, attrgetter("waits"), own=False)
    waits = {wait: mask for wait, (mask, _) in found_waits.items()}
    if not evaluation.joint:
        return _outer(evaluation, list(waits))
    values = evaluation.values
    for one, other, node in program.after:
        if values[node] & evaluation.valid:
            waits[one, other, None] = values[node]
    columns = list(waits)
    actives = [values[use.active] for use in program.uses] + [values[program.accepted]]
    schedule_of, size = evaluation.compiled.schedule, len(actives)

    def scheduled(truths: tuple[int, ...]) -> Schedule:
        held = [wait for wait, truth in zip(columns, truths[size:], strict=True) if truth]
        return schedule_of(truths[:size], tuple(sorted(held, key=by_places)))

    planes = [*actives, *waits.values()]
    found = [(mask, scheduled(truths)) for mask, truths in split(planes, evaluation.valid)]
    ever = tuple([int(bool(plane & evaluation.valid)) for plane in planes])
    whole = found[0][1] if len(found) == 1 else scheduled(ever)
    return Schedules(by_situations=tuple(found), whole=whole, exact=True)


def _outer(evaluation: Evaluation, waits: list[Wait]) -> Schedules:
    """Bound the schedule from outside, where the situations are too many."""
    program = evaluation.compiled.program
    nodes = evaluation.may()
    active = [number for number, use in enumerate(program.uses) if nodes[use.active][0]]
    waits += [(a, b, None) for a, b, node in program.after if nodes[node][0]]
    whole = schedule(program, active, waits, together=True)
    low, high = (0, 0), whole.working_days_alone
    nothing = attrs.evolve(
        whole,
        working_days=low,
        working_days_alone=low,
        trips=low,
        trips_alone=low,
        steps=low,
        steps_alone=low,
    )
    most = attrs.evolve(
        whole,
        working_days=high,
        trips=whole.trips_alone,
        steps=(0, max(whole.steps[1] or 0, whole.steps_alone[1] or 0)),
    )
    return Schedules(by_situations=((1, nothing), (2, most)), whole=whole, exact=False)


def _circles(evaluation: Evaluation, schedules: Schedules) -> tuple[Circle, ...]:
    """PL-5: circles of real situations, each with how often it is there."""
    found: dict[Circle, int] = {}
    for mask, one in schedules.by_situations:
        for circle in one.circles:
            found[circle] = found.get(circle, 0) | mask
    valid = evaluation.valid if evaluation.joint else 0
    return tuple(
        circle if mask == valid else attrs.evolve(circle, always=False)
        for circle, mask in sorted(found.items(), key=lambda one: (one[0].matters, one[0].papers))
    )


def _columns(evaluation: Evaluation, schedules: Schedules) -> Callable[[], Iterator[Column]]:
    """Whatever a plan says, as planes: a question that changes one of them is open."""

    def columns() -> Iterator[Column]:
        for group in evaluation.groups:
            alike: dict[object, int] = {}
            for mask, part, _ in group.parts:
                alike[part] = alike.get(part, 0) | mask
            yield from alike.values()
        yield from (mask for mask, _ in schedules.by_situations)
        program = evaluation.compiled.program
        yield from (evaluation.values[use.refused] for use in program.uses)
        yield from (evaluation.values[one.none] for one in program.one_ofs)
        yield evaluation.values[program.accepted]

    return columns


def _item_columns(*lists: Items) -> Callable[[], Iterable[Column]]:
    """The papers handed in and added, as planes."""
    return lambda: (mask for items in lists for mask, _ in items.values())
