"""
What must be done before 8 matters, of a made-up registry of 100,000, in order and with materials.

Ours against networkx and rustworkx, who are handed the edges that we had to find; making each
graph is shown apart.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from time import process_time
from typing import Any, TypeVar

import networkx as nx
import rustworkx as rx

import govmatters as gm
from benchmarks.comparison import UnequalError
from benchmarks.timing import Task, interleaved
from govmatters.model import Alternative, Material, MaterialType, Matter, Output, Paper
from govmatters.tables import Table

__all__ = ["closure_registry", "closure_times"]

_SEEDS = 8
_POOL = 5_000
"""How many kinds of paper there are that nobody issues."""

_OWN = 6
"""How many of them a matter asks for."""

_LEVELS = (0.4, 0.3, 0.2, 0.1)
"""Which share of the matters waits for none, for those that wait for none, and so on."""

T = TypeVar("T")


def closure_registry(matters: int, *, seed: int = 1) -> gm.Registry:
    """
    Draw a registry of matters that ask for what others issue, in chains of up to four.

    Args:
        matters: How many, at least 10.
        seed: Of everything that is drawn.

    Returns:
        A registry without circles; every matter issues a paper of its own, six in ten ask
        for one to four of them.
    """
    draw = random.Random(seed)  # noqa: S311 (nothing secret)
    bounds = [round(matters * sum(_LEVELS[:level])) for level in range(len(_LEVELS))]
    papers = {f"o{number}": Paper(f"o{number}") for number in range(matters)}
    papers |= {f"p{number}": Paper(f"p{number}") for number in range(_POOL)}
    records = []
    for number in range(matters):
        lower = max(bound for bound in bounds if bound <= number)
        own = [f"p{draw.randrange(_POOL)}" for _ in range(_OWN)]
        asked = [f"o{draw.randrange(lower)}" for _ in range(draw.randint(1, 4) if lower else 0)]
        records.append(
            Matter(
                id=f"m{number}",
                name=f"虚构事项{number}",
                region="430100",
                materials=tuple(
                    Material(alternatives=(Alternative((papers[one],)),))
                    for one in dict.fromkeys((*own, *asked))
                ),
                outputs=(Output(paper=papers[f"o{number}"]),),
            )
        )
    types = (MaterialType(id=one, name="虚构材料") for one in papers)
    return gm.Registry(
        matters=Table.of("matter", records), material_types=Table.of("material type", types)
    )


def closure_times(matters: int, *, rounds: int, repetitions: int) -> dict[str, float]:
    """
    Time closures of 8 matters, and making what answers them.

    Args:
        matters: How many the registry has.
        rounds: As in `interleaved`.
        repetitions: As in `interleaved`; each asks about 8 other matters.

    Returns:
        Seconds by name; ``make`` is CPU time of one run.

    Raises:
        UnequalError: If a peer finds other matters or materials, or an order that is none.
    """
    registry = closure_registry(matters)
    gc.collect()
    gc.freeze()
    ours, ours_made = _made(lambda: gm.prerequisites(registry))
    edges, asks = _edges(registry), _asks(registry)
    graph, graph_made = _made(lambda: _Networkx(edges, asks))
    rust, rust_made = _made(lambda: _Rustworkx(edges, asks))
    asked = list(_asked(matters, rounds * repetitions))
    for some in asked[:100]:
        found = ours.of(some)
        _check(graph.of(some), found, edges)
        _check(graph.of_any_order(some), found, edges)
        _check(rust.of(some), found, edges)
        if rust.reached(some) != set(found.order):
            raise UnequalError(some)
    tasks: dict[str, Task] = {
        "closure: govmatters": lambda n: ours.of(asked[n]),
        "closure: networkx": lambda n: graph.of(asked[n]),
        "closure: networkx, an order that changes": lambda n: graph.of_any_order(asked[n]),
        "closure: rustworkx": lambda n: rust.of(asked[n]),
        "matters alone: rustworkx": lambda n: rust.reached(asked[n]),
    }
    times = interleaved(tasks, rounds=rounds, repetitions=repetitions)
    gc.unfreeze()
    made = {"govmatters": ours_made, "networkx": graph_made, "rustworkx": rust_made}
    return times | {f"make: {name}": taken for name, taken in made.items()}


def _made(make: Callable[[], T]) -> tuple[T, float]:
    start = process_time()
    made = make()
    return made, process_time() - start


def _asked(matters: int, times: int) -> Iterator[tuple[str, ...]]:
    draw = random.Random(2)  # noqa: S311 (nothing secret)
    for _ in range(times):
        yield tuple(f"m{number}" for number in draw.sample(range(matters), _SEEDS))


def _edges(registry: gm.Registry) -> dict[str, tuple[str, ...]]:
    """Write who waits for whom: what `closure_registry` draws needs no rules."""
    return {
        matter.id: tuple(
            f"m{kind[1:]}" for kind in _types(matter.materials or ()) if kind.startswith("o")
        )
        for matter in registry.matters.records
    }


def _asks(registry: gm.Registry) -> dict[str, tuple[str, ...]]:
    return {one.id: tuple(_types(one.materials or ())) for one in registry.matters.records}


def _types(rows: Sequence[Material]) -> Iterator[str]:
    for row in rows:
        yield from (paper.type for paper in row.papers)


Found = tuple[list[str], set[str]]
"""Matters in order, and the materials that they ask for."""


class _Networkx:
    """The prerequisites alone: with materials as nodes a closure takes twice as long."""

    def __init__(
        self, edges: Mapping[str, Iterable[str]], asks: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._asks = asks
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_nodes_from(edges)
        self._graph.add_edges_from((b, a) for a, some in edges.items() for b in some)

    def of(self, matters: Iterable[str]) -> Found:
        """Sort ties, as the order of sets changes from process to process."""
        return self._with(nx.lexicographical_topological_sort(self._part(matters)))

    def of_any_order(self, matters: Iterable[str]) -> Found:
        return self._with(nx.topological_sort(self._part(matters)))

    def _part(self, matters: Iterable[str]) -> nx.DiGraph[str]:
        reached = set(matters)
        for one in matters:
            reached |= nx.ancestors(self._graph, one)
        return self._graph.subgraph(reached)

    def _with(self, found: Iterable[str]) -> Found:
        order = list(found)
        return order, set(chain.from_iterable([self._asks[one] for one in order]))


class _Rustworkx:
    """The same on numbers; names are looked up on the way in and out."""

    def __init__(
        self, edges: Mapping[str, Iterable[str]], asks: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._asks, self._names = asks, list(edges)
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._graph: Any = rx.PyDiGraph(multigraph=False)
        self._graph.add_nodes_from(self._names)
        numbers = self._numbers
        self._graph.add_edges_from_no_data(
            [(numbers[b], numbers[a]) for a, some in edges.items() for b in some]
        )

    def _reached(self, matters: Iterable[str]) -> set[int]:
        numbers = {self._numbers[one] for one in matters}
        return numbers.union(*[rx.ancestors(self._graph, one) for one in numbers])

    def reached(self, matters: Iterable[str]) -> set[str]:
        return {self._names[number] for number in self._reached(matters)}

    def of(self, matters: Iterable[str]) -> Found:
        part = self._graph.subgraph(list(self._reached(matters)))
        order = [part[number] for number in rx.topological_sort(part)]
        return order, set(chain.from_iterable([self._asks[one] for one in order]))


def _check(peer: Found, ours: gm.Closure, edges: Mapping[str, Iterable[str]]) -> None:
    """Demand equal matters and materials, and from both an order."""
    order, materials = peer
    if set(order) != set(ours.order) or materials != set(ours.materials):
        raise UnequalError(ours.matters)
    for some in (order, ours.order):
        place = {one: number for number, one in enumerate(some)}
        if any(place[b] > place[a] for a in some for b in edges[a]):
            raise UnequalError(ours.matters)
