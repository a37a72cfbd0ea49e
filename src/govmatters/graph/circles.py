"""Circular proofs (循环证明): papers that can only be had by who already has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import attrs
import networkx as nx

from govmatters.graph.shortest import shortest_circle
from govmatters.graph.waits import WaitingRow, Waits, bundle_waits, registry_waits
from govmatters.registry import Registry

__all__ = ["CircularProof", "circular_proofs"]

_Asks = Mapping[str, Sequence[str]]


@attrs.frozen(kw_only=True)
class CircularProof:
    """
    Matters each of which may have to wait for every other.

    Attributes:
        bundle: Id of the bundle in which they meet; None: across the registry.
        matters: All of them, two or more, sorted: ids, or within a bundle the names of
            their places there.
        circle: A shortest circle among them, from its least matter on: each waits for the
            next, the last for the first.
        papers: What each of the circle waits for: a material type across the registry, a
            paper within a bundle, and ``after:`` with a place where the bundle only states
            the order.
        certain: Whether nobody gets out: each matter has a row, asked for in every
            situation, of which every alternative wants a paper that only such matters
            issue. Else some alternative, issuer, condition or day may lead out.
        is_shortest: Whether there is surely no shorter circle; among very many matters it
            is not searched to the end.
    """

    bundle: str | None
    matters: tuple[str, ...]
    circle: tuple[str, ...]
    papers: tuple[str, ...]
    certain: bool
    is_shortest: bool = True

    def __str__(self) -> str:
        """Write the circle as a chain."""
        steps = (f"{one} —{paper}→" for one, paper in zip(self.circle, self.papers, strict=True))
        return " ".join([*steps, self.circle[0]])


def circular_proofs(registry: Registry, *, on: dt.date | None = None) -> tuple[CircularProof, ...]:
    """
    Find every circular proof of a registry.

    Across the registry a paper is compared by its material type alone, as roles of
    different matters only meet within a bundle; regions are not looked at. Within each
    bundle it is compared as the paper that it is in the bundle's roles, and the bundle's
    ``after`` counts too. Optional, deferrable and existing papers, those that are not
    shared, and those that a commitment or reuse covers in any case, make no wait (PL-5).
    Handling conditions are not looked at: who is refused does not get the paper either.

    Args:
        registry: Any registry; the work grows with its rows, papers and outputs (about ten
            seconds for 100,000 matters that each want a paper of another).
        on: The day; None: whatever the day, where a circle that rests on a dated record is
            only possible.

    Returns:
        One for each strongly connected part of the possible waits, and one for each part of
        those that are certain, if it is not the same. First those across the registry, then
        by bundle; certain ones first, then by their matters.

    Source:
        PL-5.
    """
    dated = on is not None
    view = registry if on is None else registry.on(on)
    found = list(_proofs(registry_waits(view, dated=dated), None))
    for bundle in view.bundles.records:
        found.extend(_proofs(bundle_waits(view, bundle, dated=dated), bundle.id))
    return tuple(sorted(found, key=_order))


def _order(proof: CircularProof) -> tuple[str, bool, tuple[str, ...]]:
    return proof.bundle or "", not proof.certain, proof.matters


def _proofs(waits: Waits, bundle: str | None) -> Iterator[CircularProof]:
    """Find the possible parts first: those that are certain lie within them."""
    possible = _possible(waits)
    parts = _parts(possible, waits.issuers)
    if not parts:
        return
    certain = _certain(waits)
    inside = {matter: certain[matter] for part in parts for matter in part if matter in certain}
    stuck = _parts(inside, waits.issuers)
    for matters in stuck:
        yield _proof(inside, waits, matters, bundle, certain=True)
    for matters in sorted(set(parts) - set(stuck)):
        yield _proof(possible, waits, matters, bundle, certain=False)


def _proof(
    asks: _Asks, waits: Waits, matters: tuple[str, ...], bundle: str | None, *, certain: bool
) -> CircularProof:
    circle, papers, is_shortest = shortest_circle(asks, waits.issuers, matters)
    return CircularProof(
        bundle=bundle,
        matters=matters,
        circle=circle,
        papers=papers,
        certain=certain,
        is_shortest=is_shortest,
    )


def _parts(asks: _Asks, issuers: _Asks) -> list[tuple[str, ...]]:
    """
    Find the strongly connected parts of two or more matters, sorted.

    Matters are the numbers from 0, papers those from -1 down: networkx is much faster on
    numbers than on names.
    """
    names = tuple(asks)
    matters = {name: number for number, name in enumerate(names)}
    papers: dict[str, int] = {}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(
        (matters[matter], papers.setdefault(paper, -1 - len(papers)))
        for matter, wanted in asks.items()
        for paper in wanted
    )
    graph.add_edges_from(
        (number, matters[key])
        for paper, number in papers.items()
        for key in issuers[paper]
        if key in matters
    )
    parts = (
        tuple(sorted(names[number] for number in part if number >= 0))
        for part in nx.strongly_connected_components(graph)
    )
    return sorted(part for part in parts if len(part) > 1)


def _possible(waits: Waits) -> dict[str, tuple[str, ...]]:
    """Take every paper of every alternative."""
    return {
        matter: tuple(
            sorted({ask.paper for row in rows for papers in row.alternatives for ask in papers})
        )
        for matter, rows in waits.rows.items()
    }


def _certain(waits: Waits) -> dict[str, tuple[str, ...]]:
    """
    Take the papers of those who are stuck in any case.

    All are thought stuck at first. Who has no row left of which every alternative wants a
    paper that only stuck ones issue is freed, which may free others.
    """
    open_papers = set(waits.unsure)
    asked_by, issues = _turned(_possible(waits)), _turned(waits.issuers)
    stuck, left = dict(waits.rows), list(waits.rows)
    while left:
        matter = left.pop()
        if matter in stuck and not _stuck_rows(stuck[matter], open_papers):
            del stuck[matter]
            freed = [paper for paper in issues.get(matter, ()) if paper not in open_papers]
            open_papers.update(freed)
            left.extend(other for paper in freed for other in asked_by.get(paper, ()))
    return {
        matter: tuple(sorted(_stuck_papers(rows, open_papers))) for matter, rows in stuck.items()
    }


def _turned(lists: _Asks) -> dict[str, list[str]]:
    """Turn a relation around."""
    turned: dict[str, list[str]] = {}
    for one, others in lists.items():
        for other in others:
            turned.setdefault(other, []).append(one)
    return turned


def _stuck_rows(rows: Sequence[WaitingRow], open_papers: set[str]) -> list[WaitingRow]:
    """Give the firm rows of which every alternative wants a paper that nobody can have."""
    return [
        row
        for row in rows
        if row.is_firm
        and all(
            any(not ask.liftable and ask.paper not in open_papers for ask in papers)
            for papers in row.alternatives
        )
    ]


def _stuck_papers(rows: Sequence[WaitingRow], open_papers: set[str]) -> set[str]:
    return {
        ask.paper
        for row in _stuck_rows(rows, open_papers)
        for papers in row.alternatives
        for ask in papers
        if not ask.liftable and ask.paper not in open_papers
    }
