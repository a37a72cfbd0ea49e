"""
One applicant whose situation is known: the short way to the same plan.

`planning` plans many situations side by side. Where one is left, nothing has to be grouped
by situations, and a request should cost no more than looking up what was planned before.
Both ways give equal plans; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from operator import itemgetter

import attrs

from govmatters.conditions import Answer
from govmatters.model import Bounds, Paper
from govmatters.rules.compiled import Compiled, held_of
from govmatters.rules.evaluating import valid_in
from govmatters.rules.notices import findings_of, refusals_of
from govmatters.rules.parts import Part
from govmatters.rules.plans import DEADLOCK_ORDER, Plan
from govmatters.rules.scheduling import Figure, Schedule, Wait, by_places

__all__ = ["Single", "counts_of", "plan_of_single", "single_of"]


@attrs.frozen
class Single:
    """
    A compiled bundle in one situation.

    Attributes:
        compiled: The bundle.
        facts: Answers in canonical form, by question.
        held: Papers that the applicant holds, sorted.
        values: The truth of every node, 0 or 1.
        parts: The share of each component in the plan.
    """

    compiled: Compiled
    facts: Mapping[str, Answer]
    held: tuple[Paper, ...]
    values: list[int]
    parts: list[Part]

    def truth(self, node: int) -> tuple[bool, bool]:
        """Say whether a node is true, and whether it is false."""
        return bool(self.values[node]), not self.values[node]

    @property
    def main(self) -> list[Part]:
        """The shares of the matters' components."""
        return self.parts[: self.compiled.own_from]


def single_of(
    compiled: Compiled,
    facts: Mapping[str, object],
    held: Iterable[str | Paper] = (),
    *,
    is_brief: bool = False,
) -> Single | None:
    """
    Evaluate a bundle for facts that leave one situation.

    Args:
        compiled: The bundle.
        facts: Answers by question.
        held: Papers that the applicant holds already.
        is_brief: Whether papers are only counted.

    Returns:
        The evaluation; None if more than one situation is open.

    Raises:
        FactsError: If a fact or a held paper cannot be taken.
        AmbiguousMattersError: If the facts make two matters of a ``one_of`` apply.
        SearchBudgetError: If a choice of alternatives is too large.
    """
    answers, bits = compiled.answered(facts)
    if bits is None:
        return None
    papers = held_of(compiled.program, held) if held else ()
    for paper in papers:
        place = compiled.held_inputs.get(str(paper))
        if place is not None:
            bits[place] = 1
    values = compiled.program.network.evaluate(bits, 1)
    if compiled.program.one_ofs:
        valid_in(compiled.program, values, 1)
    return Single(compiled, answers, papers, values, compiled.parts_in(values, is_brief=is_brief))


def plan_of_single(single: Single) -> Plan:
    """
    Write the plan of one situation.

    Args:
        single: A compiled bundle in it.

    Returns:
        The plan, equal to that of the evaluation side by side.
    """
    compiled, main = single.compiled, single.main
    program = compiled.program
    items = sorted(chain.from_iterable([part.items for part in main]))
    fates = sorted(chain.from_iterable([part.fates for part in single.parts]), key=_RANK)
    deadlocks = [one for part in main for one in part.deadlocks]
    before, after, copies_before, copies_after = counts_of(single)
    schedule = _schedule(single)
    to_submit = tuple([paper for _, paper in items])
    return Plan(
        bundle=program.bundle.id,
        region=program.region,
        on=program.on,
        digest=program.registry.digest,
        facts=single.facts,
        held=single.held,
        situations=1,
        exact=True,
        to_submit=to_submit,
        may_submit=(),
        added=_added(single, to_submit),
        may_add=(),
        fates=tuple([fate for _, fate in fates]),
        stages=schedule.stages,
        circles=schedule.circles,
        before=before,
        after=after,
        rows_before=_known(len({row for part in main for row in part.rows_before})),
        rows_after=_known(len({row for part in main for row in part.rows_after})),
        copies_before=copies_before,
        copies_after=copies_after,
        working_days=_stated(schedule.working_days),
        working_days_alone=_stated(schedule.working_days_alone),
        trips=_stated(schedule.trips),
        trips_alone=_stated(schedule.trips_alone),
        steps=_stated(schedule.steps),
        steps_alone=_stated(schedule.steps_alone),
        refused=refusals_of(program, single.truth) if compiled.may_refuse else (),
        deadlocks=tuple(sorted(deadlocks, key=DEADLOCK_ORDER)),
        open_questions=(),
        deciding_questions=(),
        findings=findings_of(program, single.truth) if compiled.may_warn else program.findings,
    )


def counts_of(single: Single) -> tuple[Bounds[int], Bounds[int], Bounds[int], Bounds[int]]:
    """
    Count papers, and nothing else.

    Args:
        single: A compiled bundle in one situation.

    Returns:
        Papers before and after, copies before and after.
    """
    before = after = copies_before = copies_after = 0
    for part in single.main:
        before += part.before
        after += part.after
        copies_before += part.copies_before
        copies_after += part.copies_after
    return _known(before), _known(after), _known(copies_before), _known(copies_after)


_RANK = itemgetter(0)


@lru_cache(maxsize=4096)
def _known(number: int) -> Bounds[int]:
    """Make the bounds of a known number, once."""
    return Bounds(number, number)


@lru_cache(maxsize=4096)
def _stated(figure: Figure) -> Bounds[int]:
    """Make the bounds of a figure that records state, or leave open."""
    low, high = figure
    return Bounds(low, high, exact=low == high)


def _added(single: Single, handed: tuple[Paper, ...]) -> tuple[Paper, ...]:
    """RD-6: the bundle's own papers, where no matter hands them in."""
    own = single.parts[single.compiled.own_from :]
    items = sorted(item for part in own for item in part.items) if own else []
    types = single.compiled.program.registry.material_types
    return tuple(paper for _, paper in items if paper not in handed or not types[paper.type].shared)


def _schedule(single: Single) -> Schedule:
    """Schedule the situation, or remember that it was."""
    program, values = single.compiled.program, single.values
    waits: set[Wait] = {wait for part in single.main for wait in part.waits}
    waits.update([(one, other, None) for one, other, node in program.after if values[node]])
    truths = (*[values[use.active] for use in program.uses], values[program.accepted])
    return single.compiled.schedule(truths, tuple(sorted(waits, key=by_places)))
