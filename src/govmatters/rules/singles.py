"""
One applicant whose situation is known: the short way to the same plan.

`planning` plans many situations side by side. Where one is left, nothing has to be grouped
by situations, and a request should cost no more than looking up what was planned before.
Both ways give equal plans; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import attrs

from govmatters.conditions import Answer
from govmatters.model import Bounds, Paper
from govmatters.rules.compiled import Compiled, held_of
from govmatters.rules.evaluating import valid_in
from govmatters.rules.notices import findings_of, refusals_of
from govmatters.rules.parts import Part
from govmatters.rules.plans import DEADLOCK_ORDER, Deadlock, Fate, Plan
from govmatters.rules.programs import Program
from govmatters.rules.scheduling import Figure, Schedule, Wait, by_places
from govmatters.rules.shortcuts import remember

__all__ = ["Single", "counts_of", "plan_of_single", "single_of"]

T = TypeVar("T")


@attrs.frozen
class Single:
    """
    A compiled bundle in one situation.

    Attributes:
        compiled: The bundle.
        facts: Answers in canonical form, by question.
        held: Papers that the applicant holds, sorted.
        bits: The inputs of the network that are true, as bits.
    """

    compiled: Compiled
    facts: Mapping[str, Answer]
    held: tuple[Paper, ...]
    bits: int

    @property
    def values(self) -> list[int]:
        """The truth of every node, 0 or 1."""
        return self.compiled.values_in(self.bits)

    @property
    def main(self) -> list[Part]:
        """The shares of the matters' components."""
        return self.compiled.parts_in(self.bits)[: self.compiled.own_from]


def single_of(
    compiled: Compiled, facts: Mapping[str, object], held: Iterable[str | Paper] = ()
) -> Single | None:
    """
    Take facts that leave one situation.

    Args:
        compiled: The bundle.
        facts: Answers by question.
        held: Papers that the applicant holds already.

    Returns:
        The bundle in the situation; None if more than one is open.

    Raises:
        FactsError: If a fact or a held paper cannot be taken.
        AmbiguousMattersError: If the facts make two matters of a ``one_of`` apply.
    """
    answers, bits = compiled.answered(facts)
    if bits is None:
        return None
    papers = held_of(compiled.program, held) if held else ()
    for paper in papers:
        place = compiled.held_inputs.get(str(paper))
        if place is not None:
            bits |= 1 << place
    single = Single(compiled, answers, papers, bits)
    if compiled.program.one_ofs:
        _demand_one(single)
    return single


def _demand_one(single: Single) -> None:
    """AP-1: of matters to choose from one applies."""
    shortcuts = single.compiled.shortcuts
    key = single.bits & shortcuts.of_ambiguity
    if key not in shortcuts.unambiguous:
        valid_in(single.compiled.program, single.values, 1)
        remember(shortcuts.unambiguous, key, value=True)


def plan_of_single(single: Single) -> Plan:
    """
    Write the plan of one situation, or remember all of it but its head (SI-4).

    Args:
        single: A compiled bundle in it.

    Returns:
        The plan, equal to that of the evaluation side by side.

    Raises:
        SearchBudgetError: If a choice of alternatives is too large.
    """
    shortcuts = single.compiled.shortcuts
    said = shortcuts.plans.get(single.bits)
    if said is None:
        said = _said(single)
        shortcuts.keep_plan(single.bits, said)
    return Plan(facts=single.facts, held=single.held, **said)


def _said(single: Single) -> dict[str, Any]:
    """Say all of a plan that depends on the situation alone."""
    compiled, program = single.compiled, single.compiled.program
    parts = compiled.parts_in(single.bits)
    main, own = _columns(parts[: compiled.own_from]), parts[compiled.own_from :]
    to_submit = _in_order(chain.from_iterable(main.items))
    deadlocks = chain.from_iterable(main.deadlocks) if any(main.deadlocks) else ()
    count = _all if compiled.shortcuts.rows_apart else _distinct
    return {
        "bundle": program.bundle.id,
        "region": program.region,
        "on": program.on,
        "digest": program.registry.digest,
        "to_submit": to_submit,
        "added": _added(program, own, to_submit),
        "fates": _in_order(chain.from_iterable([*main.fates, *(part.fates for part in own)])),
        "deadlocks": tuple(sorted(deadlocks, key=DEADLOCK_ORDER)),
        **_counts(main),
        "rows_before": _known(count(main.rows_before)),
        "rows_after": _known(count(main.rows_after)),
        **_schedule(single, main.waits),
        **_noticed(single),
        **_NOTHING_OPEN,
    }


_NOTHING_OPEN = {
    "situations": 1,
    "exact": True,
    "may_submit": (),
    "may_add": (),
    "open_questions": (),
    "deciding_questions": (),
}
"""What plans say of one situation, whatever it is."""


class _Columns(NamedTuple):
    """The shares of components, each attribute of all of them side by side."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    copies_before: tuple[int, ...] = ()
    copies_after: tuple[int, ...] = ()
    rows_before: tuple[tuple[tuple[int, int], ...], ...] = ()
    rows_after: tuple[tuple[tuple[int, int], ...], ...] = ()
    items: tuple[tuple[tuple[int, Paper], ...], ...] = ()
    fates: tuple[tuple[tuple[int, Fate], ...], ...] = ()
    waits: tuple[tuple[Wait, ...], ...] = ()
    deadlocks: tuple[tuple[Deadlock, ...], ...] = ()


def _columns(parts: Sequence[Part]) -> _Columns:
    return _Columns(*zip(*parts, strict=True))


def counts_of(single: Single) -> tuple[Bounds[int], Bounds[int], Bounds[int], Bounds[int]]:
    """
    Count papers, and nothing else.

    Args:
        single: A compiled bundle in one situation.

    Returns:
        Papers before and after, copies before and after.

    Raises:
        SearchBudgetError: If a choice of alternatives is too large.
    """
    compiled, bits = single.compiled, single.bits
    known = compiled.shortcuts.counts.get(bits)
    if known is None:
        parts = compiled.parts_in(bits, is_brief=True)[: compiled.own_from]
        known = tuple(_counts(_columns(parts)).values())
        remember(compiled.shortcuts.counts, bits, known)
    before, after, copies_before, copies_after = known
    return before, after, copies_before, copies_after


def _counts(main: _Columns) -> dict[str, Bounds[int]]:
    return {
        "before": _known(sum(main.before)),
        "after": _known(sum(main.after)),
        "copies_before": _known(sum(main.copies_before)),
        "copies_after": _known(sum(main.copies_after)),
    }


def _distinct(rows: Iterable[Sequence[tuple[int, int]]]) -> int:
    """Count rows; one whose papers are planned apart counts once."""
    return len(set(chain.from_iterable(rows)))


def _all(rows: Iterable[Sequence[tuple[int, int]]]) -> int:
    """Count rows where none stands twice."""
    return sum(map(len, rows))


_RANK = itemgetter(0)


def _in_order(ranked: Iterable[tuple[int, T]]) -> tuple[T, ...]:
    """Sort by rank, and leave ranks out."""
    return tuple([one for _, one in sorted(ranked, key=_RANK)])


@lru_cache(maxsize=4096)
def _known(number: int) -> Bounds[int]:
    """Make the bounds of a known number, once."""
    return Bounds(number, number)


@lru_cache(maxsize=4096)
def _stated(figure: Figure) -> Bounds[int]:
    """Make the bounds of a figure that records state, or leave open."""
    low, high = figure
    return Bounds(low, high, exact=low == high)


def _added(program: Program, own: Sequence[Part], handed: tuple[Paper, ...]) -> tuple[Paper, ...]:
    """RD-6: the bundle's own papers, where no matter hands them in."""
    items = _in_order(chain.from_iterable([part.items for part in own]))
    types = program.registry.material_types
    return tuple(paper for paper in items if paper not in handed or not types[paper.type].shared)


def _schedule(single: Single, waits: Iterable[Iterable[Wait]]) -> dict[str, Any]:
    """Say in which order matters run and what it costs, or remember it."""
    shortcuts = single.compiled.shortcuts
    key = single.bits & shortcuts.of_schedule
    said = shortcuts.schedules.get(key)
    if said is None:
        said = _said_of(_scheduled(single, set(chain.from_iterable(waits))))
        remember(shortcuts.schedules, key, said)
    return said


def _scheduled(single: Single, waits: set[Wait]) -> Schedule:
    program, values = single.compiled.program, single.values
    waits.update((one, other, None) for one, other, node in program.after if values[node])
    truths = (*[values[use.active] for use in program.uses], values[program.accepted])
    return single.compiled.schedule(truths, tuple(sorted(waits, key=by_places)))


def _said_of(schedule: Schedule) -> dict[str, Any]:
    return {
        "stages": schedule.stages,
        "circles": schedule.circles,
        "working_days": _stated(schedule.working_days),
        "working_days_alone": _stated(schedule.working_days_alone),
        "trips": _stated(schedule.trips),
        "trips_alone": _stated(schedule.trips_alone),
        "steps": _stated(schedule.steps),
        "steps_alone": _stated(schedule.steps_alone),
    }


def _noticed(single: Single) -> dict[str, Any]:
    """Name who refuses, and what is wrong with the records here."""
    compiled, program = single.compiled, single.compiled.program
    if not (compiled.may_refuse or compiled.may_warn):
        return {"refused": (), "findings": program.findings}
    values = single.values

    def truth(node: int) -> tuple[bool, bool]:
        return bool(values[node]), not values[node]

    return {"refused": refusals_of(program, truth), "findings": findings_of(program, truth)}
