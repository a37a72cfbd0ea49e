"""The sums over cases of one setting, by group: those that are fully known, and the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from types import ModuleType
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.codes.regions import Regions
from govmatters.conditions import Answer, Atom
from govmatters.populations.cases.answers import Answers
from govmatters.populations.cases.grouping import Groups
from govmatters.populations.kernels.adding import TURN, added_up, loops_for
from govmatters.populations.kernels.gaps import Ends, Known, bounded, known_in, situations_in
from govmatters.populations.kernels.kernels import Counter, Evaluated, Kernel
from govmatters.populations.kernels.outer import outer_ends
from govmatters.populations.kernels.planes import Plane, Stretches, packed, unpacked
from govmatters.populations.kernels.schedules import Costs, costs_counted
from govmatters.populations.tallies import Sums
from govmatters.rules.evaluating import LIMIT

__all__ = ["Slice", "summed"]

Conflict = tuple[tuple[str, ...], NDArray[np.intp]]
"""(places of a bundle of which only one can apply, the cases in which more do)."""


@attrs.frozen(eq=False, kw_only=True)
class Slice:
    """
    Cases of one setting, sorted by group.

    Attributes:
        kernel: The bundle in the setting.
        answers: By question.
        groups: The group of each case; rising.
        weights: How often each counts; None: once.
        regions: Knows which region lies in which.
        order: The place of each case among the answers; None: answers are in order.
    """

    kernel: Kernel
    answers: Mapping[str, Answers]
    groups: Groups
    weights: NDArray[np.int64] | None
    regions: Regions
    order: NDArray[np.intp] | None = None

    @property
    def size(self) -> int:
        """How many cases there are."""
        return len(self.groups)

    def taken(self, rows: NDArray[np.intp]) -> Slice:
        """Keep some cases, in a given order."""
        return attrs.evolve(
            self,
            groups=self.groups[rows],
            weights=None if self.weights is None else self.weights[rows],
            order=rows if self.order is None else self.order[rows],
        )

    def in_order(self) -> Slice:
        """Put the answers in order."""
        if self.order is None:
            return self
        answers = {name: one.taken(self.order) for name, one in self.answers.items()}
        return attrs.evolve(self, answers=answers, order=None)

    @property
    def is_permuted(self) -> bool:
        """Whether all answers are of these cases, in another order."""
        sizes = {len(one.values) for one in self.answers.values()}
        return self.order is not None and sizes == {self.size}

    @property
    def gaps(self) -> NDArray[np.bool_]:
        """Whether a question that the bundle looks at is not answered."""
        asked = {block.question for block in self.kernel.compiled.program.blocks}
        if not asked <= self.answers.keys():
            return np.ones(self.size, dtype=np.bool_)
        some = [one.gaps for name, one in self.answers.items() if name in asked]
        known = [one for one in some if one is not None]
        if not known:
            return np.zeros(self.size, dtype=np.bool_)
        found: NDArray[np.bool_] = reduce(np.logical_or, known)
        return found if self.order is None else found.take(self.order)

    @property
    def counter(self) -> tuple[Counter, list[int]]:
        """What counts the cases, and the groups in the order of its columns."""
        starts = np.flatnonzero(np.concatenate([[True], self.groups[1:] != self.groups[:-1]]))
        edges = np.append(starts, self.size).astype(np.int64)
        return Counter(Stretches(edges), self.weights), self.groups[starts].tolist()

    def truths(self, atom: Atom) -> NDArray[np.bool_]:
        """The truth of an atom, answer by answer; anything where it is unknown."""
        one = self.answers.get(atom.question)
        return (
            np.zeros(self.size, dtype=np.bool_) if one is None else one.truths(atom, self.regions)
        )

    def plane(self, atom: Atom) -> Plane:
        """Say the same as bits."""
        one = self.answers.get(atom.question)
        return packed(self.truths(atom)) if one is None else one.plane(atom, self.regions)


def summed(cases: Slice) -> tuple[list[tuple[int, Sums]], list[Conflict]]:
    """
    Sum cases.

    Args:
        cases: Some cases of one setting, at least one.

    Returns:
        (group and its sums, of the cases that are fully known and of the others; the cases
        that are left out because more than one matter of a ``one_of`` applies).
    """
    gaps = cases.gaps
    open_rows = np.flatnonzero(gaps)
    if not len(open_rows):
        return _known(cases)
    with TURN:
        sums, conflicts = _open(cases.taken(open_rows))
    conflicts = [(uses, open_rows[rows]) for uses, rows in conflicts]
    if len(open_rows) < cases.size:
        rows = np.flatnonzero(~gaps)
        own, found = _known(cases.taken(rows))
        sums += own
        conflicts += [(uses, rows[some]) for uses, some in found]
    return sums, conflicts


def _known(cases: Slice) -> tuple[list[tuple[int, Sums]], list[Conflict]]:
    """Count cases that are fully known: by class, not one by one."""
    counter, groups = cases.counter
    counter = attrs.evolve(counter, exactly=_exactly(cases))
    loops = loops_for(counter)
    evaluated, figures, waits = added_up(loops, cases.kernel, _inputs(loops, cases), counter)
    papers = np.concatenate(
        [figures[:, :2], figures[:, :1] - figures[:, 1:2], figures[:, 2:]], axis=1
    )
    none = np.zeros(papers.shape, dtype=np.int64)
    lows, highs, endless, vague = _costs(counter, *costs_counted(loops, evaluated, waits, counter))
    valid = evaluated.valid[None, :]
    rows = attrs.evolve(counter, weights=None).planes(valid).T
    columns = [rows, counter.planes(valid).T, papers, lows, papers, highs]
    columns += [none, endless, none, vague]
    table = np.concatenate([column.astype(object) for column in columns], axis=1)
    return _rows_of(groups, table), list(_conflicts(evaluated))


def _inputs(loops: ModuleType | None, cases: Slice) -> list[Plane]:
    """A plane for each input of the network, in order; no paper is held."""
    if loops is None or not cases.is_permuted:
        return _planes(cases.in_order())
    # Bits are put in order faster than answers.
    planes = _planes(cases)
    return list(loops.arranged(np.stack(planes), cases.order)) if planes else []


def _planes(cases: Slice) -> list[Plane]:
    none = packed(np.zeros(cases.size, dtype=np.bool_))
    inputs = cases.kernel.compiled.program.network.inputs
    return [none if isinstance(one, str) else cases.plane(one) for one in inputs]


def _exactly(cases: Slice) -> type:
    """Whole numbers of 64 bits, where no sum can be larger."""
    total = cases.size if cases.weights is None else int(cases.weights.sum(dtype=object))
    return np.int64 if total * cases.kernel.most < 1 << 62 else object


def _costs(
    counter: Counter, costs: Costs, counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], ...]:
    """Sum what schedules cost: lows, highs, cases without a high end, cases not exact."""
    endless = costs.endless.astype(np.int64)
    vague = (costs.endless | (costs.lows != costs.highs)).astype(np.int64)
    columns = costs.lows, costs.highs, endless, vague
    return tuple(counter.total(counts, one) for one in columns)


def _rows_of(groups: Sequence[int], table: NDArray[np.object_]) -> list[tuple[int, Sums]]:
    """Take the sums of groups that have any case."""
    rows = [tuple(int(number) for number in row) for row in table.tolist()]
    return [(group, row) for group, row in zip(groups, rows, strict=True) if row[0]]


def _conflicts(evaluated: Evaluated) -> Iterator[Conflict]:
    """AP-1: the cases in which more than one of a choice of matters applies."""
    program = evaluated.kernel.compiled.program
    left = ~np.zeros_like(evaluated.valid)
    for one in program.one_ofs:
        rows = np.flatnonzero(unpacked(evaluated.values[one.conflict] & left, evaluated.cases))
        left &= ~evaluated.values[one.conflict]
        if len(rows):
            yield tuple(program.uses[use].key for use in one.uses), rows


def _open(cases: Slice) -> tuple[list[tuple[int, Sums]], list[Conflict]]:
    """Bound cases with unknown facts, each distinct knowledge once."""
    cases = cases.in_order()
    program = cases.kernel.compiled.program
    answers = [cases.answers.get(block.question) for block in program.blocks]
    every = np.ones(cases.size, dtype=np.bool_)
    known = known_in(
        program.blocks,
        [[cases.truths(atom) for atom in block.atoms] for block in program.blocks],
        [every if one is None else one.gaps for one in answers],
        cases.size,
    )
    ends = _ends(cases, known)
    out = np.flatnonzero(~ends.valid[known.places])
    # Of several choices, it may be one in some situations and another in others.
    choice = program.one_ofs[0].uses if len(program.one_ofs) == 1 else ()
    uses = tuple(program.uses[use].key for use in choice)
    table = _summed_rows(cases, ends, known.places)
    _, groups = cases.counter
    return _rows_of(groups, table), [(uses, out)] if len(out) else []


def _ends(cases: Slice, known: Known) -> Ends:
    """Bound each distinct knowledge: exactly up to the planner's limit, else as it does."""
    many = situations_in(cases.kernel, known.rows) > LIMIT
    if not many.any():
        return bounded(cases.kernel, known.rows)
    facts = [_facts(cases, int(row)) for row in known.first[many]]
    beyond = outer_ends(cases.kernel.compiled, facts)
    return (
        beyond
        if many.all()
        else Ends.merged(bounded(cases.kernel, known.rows[~many]), beyond, many)
    )


def _facts(cases: Slice, row: int) -> dict[str, Answer]:
    """The answers of one case."""
    found = {name: one.answer(row) for name, one in cases.answers.items()}
    return {name: answer for name, answer in found.items() if answer is not None}


def _summed_rows(cases: Slice, ends: Ends, places: NDArray[np.intp]) -> NDArray[np.object_]:
    """Sum bounds case by case, by group."""
    counter, _ = cases.counter
    starts, exactly = counter.stretches.edges[:-1], _exactly(cases)
    valid: NDArray[Any] = ends.valid[places].astype(exactly)
    weights = valid if cases.weights is None else valid * cases.weights.astype(exactly)
    times = weights[:, None]
    columns = [valid[:, None], times, ends.lows[places] * times, ends.highs[places] * times]
    columns += [ends.endless[places] * times, ends.vague[places] * times]
    summed_up = [np.add.reduceat(column, starts, axis=0) for column in columns]
    return np.concatenate([one.astype(object) for one in summed_up], axis=1)
