"""
A compiled bundle under facts: every component in every situation that is open.

Situations are evaluated side by side. A component only sees the nodes that it looks at, so
that situations which agree on them are planned once, and what was planned is remembered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from govmatters.arguments import demand
from govmatters.conditions import Answer
from govmatters.errors import AmbiguousMattersError
from govmatters.model import Bounds, Paper
from govmatters.rules.bounding import kleene, outer_parts
from govmatters.rules.compiled import Compiled, facts_of, held_of
from govmatters.rules.components import Component
from govmatters.rules.parts import Part
from govmatters.rules.programs import Program
from govmatters.situations import Situations, distinct_sums, split

__all__ = ["LIMIT", "Evaluation", "Grouped", "evaluate", "valid_in"]

LIMIT = 4096
"""How many situations are evaluated side by side before bounds become outer ones (PL-8)."""


@attrs.frozen
class Grouped:
    """
    A component over the situations that are open.

    Attributes:
        component: The component.
        valid: The situations, as a plane.
        parts: (situations, its share of the plan in them, the truths that it sees).
        is_outer: Whether the parts are made up: the least and the most there can be.
    """

    component: Component
    valid: int
    parts: tuple[tuple[int, Part, tuple[int, ...]], ...]
    is_outer: bool = False


@attrs.frozen(kw_only=True)
class Evaluation:
    """
    A compiled bundle over all situations that are open.

    Attributes:
        compiled: What was evaluated.
        facts: Answers in canonical form, by question.
        held: Papers the applicant holds, sorted.
        situations: All of them.
        joint: Whether all components were evaluated in the same situations; if not, there
            were too many and every component was bounded by itself.
        valid: The situations in which no two of a ``one_of`` apply; if joint.
        values: A plane for each node of the network; if joint.
        groups: Components over situations.
    """

    compiled: Compiled
    facts: Mapping[str, Answer]
    held: tuple[Paper, ...]
    situations: Situations
    joint: bool
    valid: int
    values: list[int]
    groups: tuple[Grouped, ...]

    def counted(self, figure: str) -> Bounds[int]:
        """
        Sum a figure over the components of the matters.

        Args:
            figure: Name of a whole number of `Part`.

        Returns:
            Its bounds: exact if joint, else safe outer ones.
        """
        columns = [
            [(mask, getattr(part, figure)) for mask, part, _ in group.parts]
            for group in self.groups
            if not group.component.is_own
        ]
        if self.joint:
            return self.summed(pair for column in columns for pair in column)
        lows = sum(min(number for _, number in column) for column in columns)
        highs = sum(max(number for _, number in column) for column in columns)
        return Bounds(lows, highs, exact=lows == highs)

    def summed(self, column: Iterable[tuple[int, int]]) -> Bounds[int]:
        """
        Sum numbers in every situation; only if joint.

        Args:
            column: (situations, number to add in each of them).

        Returns:
            The exact bounds of the sum.
        """
        if self.valid == 1:
            total = sum([number for _, number in column])
            return Bounds(total, total)
        sums = distinct_sums([list(column)], self.valid)
        return Bounds.of(tuple(total for (total,) in sums))

    def may(self) -> list[tuple[int, int]]:
        """For each node whether it may be true and whether it may be false, in Kleene's logic."""
        names = frozenset(str(paper) for paper in self.held)
        return kleene(self.compiled.program.network, self.situations, names)

    def truth(self, node: int) -> tuple[bool, bool]:
        """Say whether a node is true in some open situation, and whether it is false in some."""
        if self.joint:
            plane = self.values[node] & self.valid
            return bool(plane), plane != self.valid
        true, false = self.may()[node]
        return bool(true), bool(false)


def evaluate(
    compiled: Compiled,
    facts: Mapping[str, object] | None,
    *,
    held: Iterable[str | Paper] = (),
    limit: int = LIMIT,
    is_brief: bool = False,
) -> Evaluation:
    """
    Evaluate a compiled bundle under facts.

    Args:
        compiled: The bundle.
        facts: Answers by question; missing ones are unknown (SI-1).
        held: Papers that the applicant holds already.
        limit: How many open situations are evaluated together, at least 1.
        is_brief: Whether papers are only counted where they are evaluated together.

    Returns:
        The evaluation.

    Raises:
        ValueError: If the limit is below 1.
        TypeError: If an argument is of a wrong type.
        FactsError: If a fact names no question, is of the wrong type or outside its
            options, or contradicts what the bundle gives; all such facts at once.
        AmbiguousMattersError: If the facts make two matters of a ``one_of`` apply (AP-1).
        SearchBudgetError: If a choice of alternatives is too large (PL-4).
    """
    demand(limit=limit)
    if limit < 1:
        msg = f"limit wants a number of situations of at least 1, got {limit}"
        raise ValueError(msg)
    program = compiled.program
    answers = facts_of(program, facts or {})
    papers = held_of(program, held)
    names = frozenset(str(paper) for paper in papers)
    situations = Situations.given(program.blocks, answers, program.registry.geography)
    joint = situations.count <= limit
    values: list[int] = []
    valid = 1
    if joint:
        values = _values(program, situations, names)
        valid = valid_in(program, values, situations.ones)
        groups = tuple(
            _grouped(compiled, number, values, valid, is_brief=is_brief)
            for number in range(len(compiled.components))
        )
    else:
        groups = tuple(
            _apart(compiled, number, answers, names, limit)
            for number in range(len(compiled.components))
        )
    return Evaluation(
        compiled=compiled,
        facts=answers,
        held=papers,
        situations=situations,
        joint=joint,
        valid=valid,
        values=values,
        groups=groups,
    )


def _values(program: Program, situations: Situations, held: Collection[str]) -> list[int]:
    """Evaluate the network; inputs that nothing looks at are false."""
    planes: dict[object, int] = dict(situations.planes().items())
    ones = situations.ones
    inputs = program.network.inputs
    return program.network.evaluate(
        [planes.get(one, 0) if one not in held else ones for one in inputs], ones
    )


def valid_in(program: Program, values: Sequence[int], ones: int) -> int:
    """
    Leave out the situations in which two of a ``one_of`` apply (AP-1).

    Args:
        program: The compiled bundle.
        values: A plane a node.
        ones: All situations.

    Returns:
        The situations that are left, as a plane; not empty.

    Raises:
        AmbiguousMattersError: If none is left.
    """
    valid = ones
    for one in program.one_ofs:
        valid &= ~values[one.conflict]
    if valid:
        return valid
    first = next(one for one in program.one_ofs if values[one.conflict])
    applying = [program.uses[use] for use in first.uses if values[program.uses[use].applies]]
    raise AmbiguousMattersError(program.bundle.id, tuple(use.key for use in applying))


def _grouped(
    compiled: Compiled, number: int, values: list[int], valid: int, *, is_brief: bool = False
) -> Grouped:
    """Plan a component once for each distinct set of truths that it sees."""
    component = compiled.components[number]
    planes = [values[node] for node in component.nodes]
    parts = tuple(
        [
            (mask, compiled.part(number, truths, is_brief=is_brief), truths)
            for mask, truths in split(planes, valid)
        ]
    )
    return Grouped(component, valid, parts)


def _apart(
    compiled: Compiled,
    number: int,
    facts: Mapping[str, Answer],
    held: frozenset[str],
    limit: int,
) -> Grouped:
    """Bound a component by itself, over its own atoms; where they too are many, from outside."""
    program, component = compiled.program, compiled.components[number]
    own = frozenset(component.atoms)
    blocks = tuple(block for block in program.blocks if not own.isdisjoint(block.atoms))
    situations = Situations.given(blocks, facts, program.registry.geography)
    if situations.count <= limit:
        values = _values(program, situations, held)
        return _grouped(compiled, number, values, situations.ones)
    every = Situations.given(program.blocks, facts, program.registry.geography)
    return Grouped(component, 0b11, outer_parts(component, every, held), is_outer=True)
