"""
Components: sets of papers that can be planned apart from each other.

Two papers belong together when they can be chosen against each other in one row, when the
bundle's form replaces both, or when matters that ask for them can wait for each other in a
circle. All other rows never touch each other, so that the counts of a bundle are the sums
over its components, and so are the credits of mechanisms.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

import attrs

from govmatters.conditions import Atom
from govmatters.model import Paper
from govmatters.rules.programs import Form, Occurrence, Program, Row
from govmatters.situations import FALSE, TRUE

__all__ = ["Component", "components_of", "joined"]

T = TypeVar("T", bound=Hashable)

_Unit = tuple[Paper, int | None]


@attrs.frozen(kw_only=True)
class Component:
    """
    Papers that are planned together.

    Attributes:
        program: What it is a part of.
        rows: Rows, each with those of its papers that belong here, by place and row.
        form: The bundle's form, if its papers are here.
        after: (who waits, for whom, node), where that can close a circle here.
        is_circular: Whether waits may close a circle here.
        is_own: Whether the rows are the bundle's own (RD-6).
    """

    program: Program
    rows: tuple[Row, ...]
    form: Form | None
    after: tuple[tuple[int, int, int], ...]
    is_circular: bool
    is_own: bool

    @cached_property
    def nodes(self) -> tuple[int, ...]:
        """The constants, then every node that the plan of these rows looks at, sorted."""
        return (FALSE, TRUE, *sorted(set(self._nodes()) - {FALSE, TRUE}))

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms that these rows depend on."""
        inputs = self.program.network.support(self.nodes)
        return tuple(one for one in inputs if not isinstance(one, str))

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers, sorted; one that is not shared stands once a matter."""
        units = {occurrence.unit for row in self.rows for occurrence in _occurrences(row)}
        return tuple(sorted(paper for paper, _ in units))

    def _nodes(self) -> Iterator[int]:
        uses = self.program.uses
        yield self.program.accepted
        yield from (node for _, _, node in self.after)
        yield from (ground.node for ground in (self.form.grounds if self.form else ()))
        for row in self.rows:
            yield from (row.active, row.asked)
            yield from (alternative.open for alternative in row.alternatives)
            for occurrence in _occurrences(row):
                yield occurrence.held
                yield from (ground.node for ground in occurrence.grounds)
                for issuer in occurrence.issuers:
                    yield from (uses[issuer].active, uses[issuer].refused)


def components_of(program: Program) -> tuple[Component, ...]:
    """
    Take a program apart.

    Args:
        program: The compiled bundle.

    Returns:
        Its components in the order of their first rows, the bundle's own rows last. Every
        paper of every row is in exactly one.
    """
    rings = _rings(program)
    return (
        *_components(program, program.rows, rings, is_own=False),
        *_components(program, program.own_rows, (), is_own=True),
    )


def _components(
    program: Program, rows: Sequence[Row], rings: tuple[frozenset[int], ...], *, is_own: bool
) -> Iterator[Component]:
    form = None if is_own else program.form
    sets = joined(_links(rows, form, rings))
    for units, asking in zip(sets, _asking(rows, sets), strict=True):
        parts = tuple(part for row in asking if (part := _part(row, units)) is not None)
        here = [ring for ring in rings if _in_ring(parts, ring)]
        yield Component(
            program=program,
            rows=parts,
            form=form if form and (form.paper, None) in units else None,
            after=tuple(one for one in program.after if any({*one[:2]} <= ring for ring in here)),
            is_circular=bool(here),
            is_own=is_own,
        )


def _links(
    rows: Sequence[Row], form: Form | None, rings: tuple[frozenset[int], ...]
) -> Iterator[list[_Unit]]:
    """Give sets of papers that belong together."""
    for row in rows:
        possible = [one for one in row.alternatives if one.open != FALSE]
        if len(possible) > 1 and not row.is_optional:
            yield [occurrence.unit for one in possible for occurrence in one.occurrences]
        yield from ([occurrence.unit] for occurrence in _occurrences(row))
    if form is not None:
        yield [
            (form.paper, None),
            *(o.unit for row in rows for o in _occurrences(row) if o.paper.type in form.replaces),
        ]
    for ring in rings:
        yield [o.unit for row in rows for o in _occurrences(row) if _closes(row, o, ring)]


def joined(links: Iterable[Iterable[T]]) -> list[dict[T, None]]:
    """
    Join sets that overlap.

    Args:
        links: Sets of things that belong together.

    Returns:
        Sets that do not overlap, in the order in which their members are first met.
    """
    home: dict[T, dict[T, None]] = {}
    for things in links:
        merged: dict[T, None] = {}
        for thing in things:
            for member in home.get(thing, {thing: None}):
                merged[member] = None
        for member in merged:
            home[member] = merged
    return list({id(things): things for things in home.values()}.values())


def _asking(rows: Iterable[Row], sets: list[dict[_Unit, None]]) -> list[list[Row]]:
    """For each component the rows that ask for one of its papers."""
    home = {unit: place for place, units in enumerate(sets) for unit in units}
    found: list[list[Row]] = [[] for _ in sets]
    for row in rows:
        for place in dict.fromkeys(home[one.unit] for one in _occurrences(row)):
            found[place].append(row)
    return found


def _part(row: Row, units: dict[_Unit, None]) -> Row | None:
    """Keep those papers of a row that are among some."""
    if all(one.unit in units for one in _occurrences(row)):
        return row
    alternatives = []
    for alternative in row.alternatives:
        own = tuple(one for one in alternative.occurrences if one.unit in units)
        if own:
            alternatives.append(attrs.evolve(alternative, occurrences=own))
    return attrs.evolve(row, alternatives=tuple(alternatives)) if alternatives else None


def _occurrences(row: Row) -> Iterator[Occurrence]:
    for alternative in row.alternatives:
        yield from alternative.occurrences


def _closes(row: Row, occurrence: Occurrence, ring: frozenset[int]) -> bool:
    """Whether a paper is issued by a place that may wait for the one that asks."""
    counts = not row.is_optional and not row.material.existing
    return counts and row.use in ring and not ring.isdisjoint(occurrence.issuers)


def _in_ring(rows: Iterable[Row], ring: frozenset[int]) -> bool:
    return any(_closes(row, occurrence, ring) for row in rows for occurrence in _occurrences(row))


def _rings(program: Program) -> tuple[frozenset[int], ...]:
    """Find the strongly connected parts of the graph of all possible waits."""
    waits: dict[int, set[int]] = {number: set() for number in range(len(program.uses))}
    for one, other, _ in program.after:
        waits[one].add(other)
    for row in program.rows:
        if row.use is not None and _may_wait(row):
            waits[row.use].update(i for o in _occurrences(row) for i in o.issuers)
    reach = {number: _reached(waits, number) for number in waits}
    rings = {
        frozenset({number, *(other for other in reach[number] if number in reach[other])})
        for number in waits
        if number in reach[number]
    }
    return tuple(sorted(rings, key=sorted))


def _may_wait(row: Row) -> bool:
    """A deferred paper makes no wait, but whether an output spares it hangs on circles too."""
    return not row.material.existing and not row.is_optional


def _reached(waits: dict[int, set[int]], start: int) -> set[int]:
    """Walk from a place to all that it waits for, directly or through others."""
    reached: set[int] = set()
    left = list(waits[start])
    while left:
        place = left.pop()
        if place not in reached:
            reached.add(place)
            left.extend(waits[place])
    return reached
