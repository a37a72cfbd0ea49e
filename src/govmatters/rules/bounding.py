"""Safe outer bounds of a component whose situations are too many to be walked (PL-8)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govmatters.model import Paper
from govmatters.rules.components import Component
from govmatters.rules.parts import Part, item_rank
from govmatters.rules.plans import Fate, Outcome
from govmatters.rules.programs import Occurrence, Row
from govmatters.situations import Network, Situations

__all__ = ["kleene", "outer_parts"]

_Nodes = list[tuple[int, int]]
"""For each node whether it may be true, and whether it may be false."""


def outer_parts(
    component: Component, situations: Situations, held: Collection[str]
) -> tuple[tuple[int, Part, tuple[int, ...]], ...]:
    """
    Bound a component from outside.

    Args:
        component: The component.
        situations: Those that the facts leave open.
        held: Text of the papers that the applicant holds.

    Returns:
        Two made-up situations: in the first only what is handed in for certain is, in the
        second all that may be. The truth of every real one lies between.
    """
    nodes = kleene(component.program.network, situations, held)
    rows = [row for row in component.rows if not row.is_optional and nodes[row.asked][0]]
    sure = [(row, one) for row in rows for one in _sure(row, nodes)]
    perhaps = [(row, one) for row in rows for one in _perhaps(row, nodes)]
    together = not nodes[component.program.accepted][1]
    least = [(row, one) for row, one in sure if _stays(one, nodes)]
    most = [(row, one) for row, one in perhaps if _may_stay(one, nodes)]
    return (
        (1, _least(component, sure, least, together=together), ()),
        (2, _most(component, perhaps, most, together=together), ()),
    )


def kleene(network: Network, situations: Situations, held: Collection[str]) -> _Nodes:
    """
    Evaluate a network in Kleene's logic.

    Args:
        network: The network.
        situations: Those that the facts leave open.
        held: Text of the papers that the applicant holds.

    Returns:
        For each node whether it may be true, and whether it may be false.
    """
    known: dict[object, tuple[int, int]] = {}
    for block in situations.blocks:
        for atom, truths in zip(block.atoms, zip(*block.truths, strict=True), strict=True):
            known[atom] = int(any(truths)), int(not all(truths))
    return network.may(
        [known.get(one, (1, 0) if one in held else (0, 1)) for one in network.inputs]
    )


def _sure(row: Row, nodes: _Nodes) -> Iterator[Occurrence]:
    """Papers that the row asks for, whatever the facts are."""
    ways = [way for way in row.alternatives if nodes[way.open][0]]
    if len(ways) == 1 and not nodes[row.asked][1] and not nodes[ways[0].open][1]:
        yield from ways[0].occurrences


def _perhaps(row: Row, nodes: _Nodes) -> Iterator[Occurrence]:
    """Papers that the row may ask for."""
    for way in row.alternatives:
        if nodes[way.open][0]:
            yield from way.occurrences


def _stays(one: Occurrence, nodes: _Nodes) -> bool:
    """Whether nothing can spare a paper that is asked for."""
    return not one.issuers and not any(nodes[ground.node][0] for ground in one.grounds)


def _may_stay(one: Occurrence, nodes: _Nodes) -> bool:
    """Whether no exemption spares a paper whatever the facts are."""
    return all(nodes[ground.node][1] for ground in one.grounds)


_Papers = list[tuple[Row, Occurrence]]


def _least(component: Component, asked: _Papers, handed: _Papers, *, together: bool) -> Part:
    """What is handed in for certain: merged as far as a bundle ever merges."""
    form = component.form
    if form is not None and form.grounds:
        handed = [(row, one) for row, one in handed if one.paper.type not in form.replaces]
    items, forms = _items(component, handed, merged=True)
    listed = {**items, **forms} if together else items
    return _part(component, (asked, handed), counted={**items, **forms}, listed=listed)


def _most(component: Component, asked: _Papers, handed: _Papers, *, together: bool) -> Part:
    """What may be handed in: each matter's own, if the bundle may be refused."""
    items, forms = _items(component, handed, merged=together)
    counted = {**items, **forms} if together else items
    return _part(component, (asked, handed), counted=counted, listed={**items, **forms})


_Items = dict[tuple[int, Paper], int]


def _items(component: Component, handed: _Papers, *, merged: bool) -> tuple[_Items, _Items]:
    """Rank papers with their copies; apart from them the form that stands for some."""
    program, form = component.program, component.form
    items: _Items = {}
    forms: _Items = {}
    askers: dict[object, dict[int | None, int]] = {}
    for row, one in handed:
        copies = row.material.copies
        times = askers.setdefault(one.unit, {})
        time = times.setdefault(None if merged else row.use, len(times) + 1)
        item = item_rank(program.ranks[one.unit], time), one.paper
        replaced = form is not None and one.paper.type in form.replaces
        if form is not None and replaced:
            behind = item_rank(0, 1), form.paper
            forms[behind] = max(copies, forms.get(behind, 0))
        if not (merged and replaced):
            items[item] = max(copies, items.get(item, 0))
    return items, forms


def _part(
    component: Component, papers: tuple[_Papers, _Papers], *, counted: _Items, listed: _Items
) -> Part:
    """Count papers; alone, nothing is spared."""
    asked, handed = papers
    alone: dict[tuple[Paper, int | None], int] = {}
    for row, one in asked:
        key = one.paper, row.use
        alone[key] = max(row.material.copies, alone.get(key, 0))
    return Part(
        before=len(alone),
        after=len(counted),
        copies_before=sum(alone.values()),
        copies_after=sum(counted.values()),
        rows_before=_rows(asked),
        rows_after=_rows(handed),
        items=tuple(sorted(listed)),
        fates=tuple(_fates(component, handed)),
    )


def _rows(papers: list[tuple[Row, Occurrence]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(-1 if row.use is None else row.use, row.place) for row, _ in papers}))


def _fates(
    component: Component, handed: list[tuple[Row, Occurrence]]
) -> Iterator[tuple[int, Fate]]:
    program = component.program
    for row, one in handed:
        fate = Fate(
            matter=program.name(row.use),
            paper=one.paper,
            outcome=Outcome.SUBMIT,
            rows=(row.place,),
            copies=row.material.copies,
        )
        yield program.rank(row.use, row.place, one.unit), fate
