"""The shortest circle among matters that all wait for each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

import attrs
import networkx as nx

__all__ = ["BUDGET", "shortest_circle"]

BUDGET = 1_000_000
"""How many steps are searched before the shortest circle found so far is taken."""

_SHORTEST = 2
_Node = tuple[bool, str]
"""Whether it is a matter, and its name; matters lead to papers, papers to who issues them."""


def shortest_circle(
    asks: Mapping[str, Sequence[str]],
    issuers: Mapping[str, Sequence[str]],
    matters: Sequence[str],
    *,
    budget: int = BUDGET,
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """
    Find a shortest circle.

    Args:
        asks: For each matter the papers that it waits for.
        issuers: For each paper the matters that issue it.
        matters: Two or more, strongly connected, sorted.
        budget: How many steps to search before the best so far is taken; the first circle
            is always found.

    Returns:
        (matters from the least of the circle on, what each of them waits for, whether there
        is surely no shorter one). Of equally short ones, that of the least matter.

    Examples:
        >>> shortest_circle({"a": ["x"], "b": ["y"]}, {"x": ["b"], "y": ["a"]}, ["a", "b"])
        (('a', 'b'), ('x', 'y'), True)
    """
    search = _Search(_part(asks, issuers, matters))
    best: list[_Node] = []
    for matter in matters:
        if best and (search.steps > budget or len(best) == 2 * _SHORTEST):
            break
        if (True, matter) in search.graph:
            best = search.circle((True, matter), len(best) // 2) or best
            search.drop((True, matter))
    proven = len(best) == 2 * _SHORTEST or search.graph.number_of_nodes() == 0
    names = [name for _, name in best]
    return tuple(names[::2]), tuple(names[1::2]), proven


def _part(
    asks: Mapping[str, Sequence[str]],
    issuers: Mapping[str, Sequence[str]],
    matters: Sequence[str],
) -> nx.DiGraph[_Node]:
    """Draw the waits among some matters; successors keep the order of their names."""
    here = set(matters)
    graph: nx.DiGraph[_Node] = nx.DiGraph()
    for matter in matters:
        for paper in sorted(asks.get(matter, ())):
            inside = [key for key in issuers[paper] if key in here]
            graph.add_edges_from(((False, paper), (True, key)) for key in sorted(inside))
            graph.add_edges_from([((True, matter), (False, paper))] if inside else [])
    return graph


@attrs.define
class _Search:
    """A search that forgets matters once the circles through them are known."""

    graph: nx.DiGraph[_Node]
    steps: int = 0

    def circle(self, start: _Node, bound: int) -> list[_Node]:
        """Find a shortest circle through a matter, shorter than a bound if there is one."""
        came: dict[_Node, _Node] = {}
        depth = {start: 0}
        left = deque([start])
        while left:
            matter = left.popleft()
            if bound and depth[matter] + 1 >= bound:
                break
            for paper in self.graph.succ[matter]:
                self.steps += 1
                if matter != start and self.graph.has_edge(paper, start):
                    return [*_path(came, matter), paper]
                if paper not in came:
                    came[paper] = matter
                    for issuer in self.graph.succ[paper]:
                        self.steps += 1
                        if issuer not in depth:
                            depth[issuer], came[issuer] = depth[matter] + 1, paper
                            left.append(issuer)
        return []

    def drop(self, node: _Node) -> None:
        """Forget a node, and with it all that lies on no circle any more."""
        left = [node]
        while left:
            one = left.pop()
            if one in self.graph:
                before, behind = list(self.graph.pred[one]), list(self.graph.succ[one])
                self.graph.remove_node(one)
                left.extend(near for near in before if not self.graph.succ[near])
                left.extend(near for near in behind if not self.graph.pred[near])


def _path(came: Mapping[_Node, _Node], end: _Node) -> list[_Node]:
    """Walk back to where a search began."""
    path = [end]
    while path[-1] in came:
        path.append(came[path[-1]])
    return path[::-1]
