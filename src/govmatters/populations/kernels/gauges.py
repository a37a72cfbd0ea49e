"""
Gauges: each component of a compiled bundle as a table over all that it can see.

A component sees the truths of a few nodes of the network. All views that its atoms can show
are planned once by the exact planner; views that count the same are one class, and a diagram
finds the class of a case. A case's figures are the sums over the gauges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from govmatters.conditions import Answer, Atom
from govmatters.errors import SearchBudgetError
from govmatters.measures.credits import credits_of
from govmatters.model import Mechanism
from govmatters.populations.kernels.diagrams import Branch, diagram_of
from govmatters.rules.compiled import Compiled
from govmatters.rules.components import Component
from govmatters.rules.scheduling import Wait
from govmatters.situations import TRUE, Block, Situations, split

__all__ = ["FIGURES", "WIDEST", "Gauge", "gauges_of", "view_class"]

FIGURES: tuple[str, ...] = ("before", "after", *Mechanism)
"""What a class counts: papers before and after; the credit of each mechanism, in parts of
`measures.credits.SCALE` of a paper."""

WIDEST = 1 << 18
"""How many situations of a component are tabled; one with more is planned as cases come."""


@attrs.frozen(kw_only=True)
class Gauge:
    """
    A component as a function of the nodes that it sees.

    Attributes:
        number: Which component of the compiled bundle; the first of several that are alike.
        nodes: Nodes of the network that it looks at, without constants.
        branches: A decision diagram over them: (place in ``nodes``, child if it is false,
            child if it is true); a child of at least 0 is a branch, one below 0 ``~class``.
        root: Where the diagram begins.
        figures: For each class its figures, in the order of `FIGURES`, summed over all
            components that are alike.
        waits: For each class the waits between matters that it causes.
        is_tabled: Whether classes and diagram are complete; if not, there were too many
            situations, and views are planned as cases show them.
    """

    number: int
    nodes: tuple[int, ...]
    branches: tuple[Branch, ...] = ()
    root: int = 0
    figures: tuple[tuple[int, ...], ...] = ()
    waits: tuple[tuple[Wait, ...], ...] = ()
    is_tabled: bool = True

    @property
    def likeness(self) -> object:
        """What gauges have in common that can be counted together."""
        table = self.nodes, self.branches, self.root, self.figures, self.waits
        return table if self.is_tabled else self.number


def gauges_of(compiled: Compiled) -> tuple[Gauge, ...]:
    """
    Table every component of the matters.

    Args:
        compiled: The bundle.

    Returns:
        The gauges in the order of their components; components that are alike share one.
        The bundle's own rows are left out, as they are outside before and after (RD-6).

    Source:
        PL-2 to PL-5, RD-1, RD-3.
    """
    alike: dict[object, list[Gauge]] = {}
    for number in range(compiled.own_from):
        gauge = _gauge(compiled, number)
        alike.setdefault(gauge.likeness, []).append(gauge)
    return tuple(_together(gauges) for gauges in alike.values())


def view_class(compiled: Compiled, number: int, truths: tuple[int, ...]) -> _Class:
    """
    Plan a component in one view.

    Args:
        compiled: The bundle.
        number: The component.
        truths: The truth of each of its nodes, the two constants first.

    Returns:
        (its figures, the waits that it causes).

    Raises:
        SearchBudgetError: If a choice of alternatives is too large.
    """
    component = compiled.components[number]
    part = compiled.part(number, truths, is_brief=not _may_wait(component))
    credited = credits_of(compiled.local(number, truths))
    return (part.before, part.after, *credited), tuple(sorted(set(part.waits), key=str))


_Class = tuple[tuple[int, ...], tuple[Wait, ...]]


def _together(gauges: Sequence[Gauge]) -> Gauge:
    """Count gauges that are alike as one."""
    first, times = gauges[0], len(gauges)
    figures = tuple(tuple(figure * times for figure in one) for one in first.figures)
    return attrs.evolve(first, figures=figures)


def _gauge(compiled: Compiled, number: int) -> Gauge:
    component = compiled.components[number]
    nodes = tuple(dict.fromkeys(node for node in _counting(component) if node > TRUE))
    views = list(_views(compiled, number, nodes))
    try:
        classes = [view_class(compiled, number, every) for _, every in views]
    except SearchBudgetError:
        # Perhaps no case shows this view; if one does, it is told then.
        classes = []
    if not classes:
        return Gauge(number=number, nodes=component.nodes[2:], is_tabled=False)
    places = {one: place for place, one in enumerate(dict.fromkeys(classes))}
    pairs = zip(views, classes, strict=True)
    diagram = diagram_of([(truths, places[one]) for (truths, _), one in pairs])
    return Gauge(
        number=number,
        nodes=nodes,
        branches=diagram.branches,
        root=diagram.root,
        figures=tuple(figures for figures, _ in places),
        waits=tuple(waits for _, waits in places),
    )


def _counting(component: Component) -> Iterator[int]:
    """
    The nodes that counts hang on; what else a component sees only says why.

    Which rows ask comes first: it gives a third of the branches of other orders.
    """
    uses = component.program.uses
    for row in component.rows:
        yield row.asked
    yield component.program.accepted
    yield from (node for _, _, node in component.after)
    yield from (ground.node for ground in (component.form.grounds if component.form else ()))
    for row in component.rows:
        yield from (way.open for way in row.alternatives)
        for occurrence in (one for way in row.alternatives for one in way.occurrences):
            yield from (ground.node for ground in occurrence.grounds)
            yield from (uses[issuer].active for issuer in occurrence.issuers)


def _views(
    compiled: Compiled, number: int, nodes: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """
    All truths of some nodes that a component can see; none if there are too many situations.

    Yields:
        (the truths of the nodes, those of all nodes of the component in one such situation).
    """
    program, component = compiled.program, compiled.components[number]
    own = frozenset(component.atoms)
    blocks = (block for block in program.blocks if not own.isdisjoint(block.atoms))
    situations = Situations(tuple(_narrowed(block, own) for block in blocks))
    if situations.count > WIDEST:
        return
    planes = situations.planes()
    inputs = [0 if isinstance(one, str) else planes.get(one, 0) for one in program.network.inputs]
    values = program.network.evaluate(inputs, situations.ones)
    for mask, truths in split([values[node] for node in nodes], situations.ones):
        at = (mask & -mask).bit_length() - 1
        yield truths, tuple(values[node] >> at & 1 for node in component.nodes)


def _narrowed(block: Block, own: frozenset[Atom]) -> Block:
    """Keep some atoms of a block: rows that differ only in others become one."""
    places = [place for place, atom in enumerate(block.atoms) if atom in own]
    rows: dict[tuple[bool, ...], Answer] = {}
    for truths, witness in zip(block.truths, block.witnesses, strict=True):
        rows.setdefault(tuple(truths[place] for place in places), witness)
    atoms = tuple(block.atoms[place] for place in places)
    return Block(block.question, atoms, tuple(rows), tuple(rows.values()))


def _may_wait(component: Component) -> bool:
    """Whether a paper here has an issuer in the bundle, so that somebody may wait."""
    return any(
        occurrence.issuers
        for row in component.rows
        for way in row.alternatives
        for occurrence in way.occurrences
    )
