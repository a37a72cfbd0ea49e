"""
One applicant whose situation is known: the short way to the same plan.

`planning` plans many situations side by side. Where one is left, nothing has to be grouped
by situations, and a request should cost no more than looking up what was planned before.
Both ways give equal plans; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

import attrs

from govmatters.conditions import Answer
from govmatters.model import Bounds, Paper
from govmatters.rules.bunches import Bunch, Merged, merged, unpacked
from govmatters.rules.compiled import Compiled, held_of
from govmatters.rules.evaluating import valid_in
from govmatters.rules.notices import findings_of, refusals_of
from govmatters.rules.parts import Part
from govmatters.rules.plans import DEADLOCK_ORDER, Plan
from govmatters.rules.programs import Program
from govmatters.rules.scheduling import Figure, Schedule, Wait, by_places
from govmatters.rules.shortcuts import LARGE, remember

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

    @cached_property
    def values(self) -> list[int]:
        """The truth of every node, 0 or 1."""
        return self.compiled.values_in(self.bits)

    def parts(self, numbers: Iterable[int], *, is_brief: bool = False) -> list[Part]:
        """Take the shares of components, or of them only what counts papers."""
        return self.compiled.parts_in(self.bits, lambda: self.values, numbers, is_brief=is_brief)

    @property
    def main(self) -> list[Part]:
        """The shares of the matters' components."""
        return self.parts(range(self.compiled.own_from))


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
        remember(shortcuts.plans, single.bits, said, most=LARGE)
    return Plan(facts=single.facts, held=single.held, **said)


def _said(single: Single) -> dict[str, Any]:
    """Say all of a plan that depends on the situation alone."""
    program, shortcuts = single.compiled.program, single.compiled.shortcuts
    own = _added_by(single, shortcuts.own)
    figures, items, fates = zip(own, *_added_by_all(single), strict=True)
    to_submit = _in_order(chain.from_iterable(items[1:]))
    return {
        "bundle": program.bundle.id,
        "region": program.region,
        "on": program.on,
        "digest": program.registry.digest,
        "to_submit": to_submit,
        "added": _added(program, own.items, to_submit),
        "fates": _in_order(chain.from_iterable(fates)),
        **_figures(sum(figures[1:]), shortcuts.width),
        **_of_matters(single),
        **_NOTHING_OPEN,
    }


def _added_by_all(single: Single) -> list[Merged]:
    """Look up what each bunch of the matters' components adds."""
    bits, bunches = single.bits, single.compiled.shortcuts.bunches
    try:
        return [known[bits & mask] for mask, known, _ in bunches]
    except KeyError:
        return [_added_by(single, bunch) for bunch in bunches]


def _added_by(single: Single, bunch: Bunch) -> Merged:
    """Merge what the components of a bunch add, or remember it."""
    mask, known, numbers = bunch
    key = single.bits & mask
    found = known.get(key)
    if found is None:
        found = merged(single.parts(numbers), single.compiled.shortcuts.width)
        remember(known, key, found, most=LARGE)
    return found


_NOTHING_OPEN = {
    "situations": 1,
    "exact": True,
    "may_submit": (),
    "may_add": (),
    "open_questions": (),
    "deciding_questions": (),
}
"""What plans say of one situation, whatever it is."""


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
        parts = single.parts(range(compiled.own_from), is_brief=True)
        columns = zip((0, 0, 0, 0), *[part.counts for part in parts], strict=True)
        known = tuple([_known(sum(column)) for column in columns])
        remember(compiled.shortcuts.counts, bits, known)
    before, after, copies_before, copies_after = known
    return before, after, copies_before, copies_after


def _figures(packed: int, width: int) -> dict[str, Bounds[int]]:
    before, after, copies_before, copies_after, rows_before, rows_after = unpacked(packed, width)
    return {
        "before": _known(before),
        "after": _known(after),
        "copies_before": _known(copies_before),
        "copies_after": _known(copies_after),
        "rows_before": _known(rows_before),
        "rows_after": _known(rows_after),
    }


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


def _added(
    program: Program, own: Iterable[tuple[int, Paper]], handed: tuple[Paper, ...]
) -> tuple[Paper, ...]:
    """RD-6: the bundle's own papers, where no matter hands them in."""
    types = program.registry.material_types
    return tuple([one for _, one in own if one not in handed or not types[one.type].shared])


def _of_matters(single: Single) -> dict[str, Any]:
    """Say in which order matters run, what stops them and who refuses, or remember it."""
    shortcuts = single.compiled.shortcuts
    key = single.bits & shortcuts.of_matters
    said = shortcuts.matters.get(key)
    if said is None:
        parts = single.main
        deadlocks = chain.from_iterable([part.deadlocks for part in parts])
        said = {
            **_said_of(_scheduled(single, {wait for part in parts for wait in part.waits})),
            "deadlocks": tuple(sorted(deadlocks, key=DEADLOCK_ORDER)),
            **_noticed(single),
        }
        remember(shortcuts.matters, key, said)
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
    program, values = single.compiled.program, single.values

    def truth(node: int) -> tuple[bool, bool]:
        return bool(values[node]), not values[node]

    return {"refused": refusals_of(program, truth), "findings": findings_of(program, truth)}
