"""The shortest circle among matters that all wait for each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

import attrs

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
        if (True, matter) in search.behind:
            best = search.circle((True, matter), len(best) // 2) or best
            search.drop((True, matter))
    proven = len(best) == 2 * _SHORTEST or not search.behind
    names = [name for _, name in best]
    return tuple(names[::2]), tuple(names[1::2]), proven


def _part(
    asks: Mapping[str, Sequence[str]],
    issuers: Mapping[str, Sequence[str]],
    matters: Sequence[str],
) -> dict[_Node, list[_Node]]:
    """Draw the waits among some matters; successors keep the order of their names."""
    here = set(matters)
    behind: dict[_Node, list[_Node]] = {}
    for matter in matters:
        papers = behind[True, matter] = []
        for paper in sorted(asks.get(matter, ())):
            node = (False, paper)
            if node not in behind:
                behind[node] = [(True, key) for key in sorted(issuers[paper]) if key in here]
            papers.extend([node] if behind[node] else [])
    return behind


def _turned(behind: Mapping[_Node, list[_Node]]) -> dict[_Node, set[_Node]]:
    """Turn the edges around."""
    before: dict[_Node, set[_Node]] = {node: set() for node in behind}
    for node, nodes in behind.items():
        for other in nodes:
            before[other].add(node)
    return before


@attrs.define
class _Search:
    """
    A search that forgets matters once the circles through them are known.

    Attributes:
        behind: For each node that may still lie on a circle those that it leads to; some of
            them may be forgotten.
        before: For each such node those that lead to it, none of them forgotten.
        degrees: For each such node how many of those behind it are not forgotten.
        steps: How many edges were walked.
    """

    behind: dict[_Node, list[_Node]]
    before: dict[_Node, set[_Node]] = attrs.field(init=False)
    degrees: dict[_Node, int] = attrs.field(init=False)
    steps: int = 0

    def __attrs_post_init__(self) -> None:
        """Count."""
        self.before = _turned(self.behind)
        self.degrees = {node: len(nodes) for node, nodes in self.behind.items()}

    def circle(self, start: _Node, bound: int) -> list[_Node]:
        """Find a shortest circle through a matter, shorter than a bound if there is one."""
        came: dict[_Node, _Node] = {}
        depth = {start: 0}
        left = deque([start])
        while left:
            matter = left.popleft()
            if bound and depth[matter] + 1 >= bound:
                break
            for paper in self.behind[matter]:
                self.steps += 1
                if matter != start and paper in self.before[start]:
                    return [*_path(came, matter), paper]
                if paper not in came and paper in self.behind:
                    came[paper] = matter
                    for issuer in self.behind[paper]:
                        self.steps += 1
                        if issuer not in depth and issuer in self.behind:
                            depth[issuer], came[issuer] = depth[matter] + 1, paper
                            left.append(issuer)
        return []

    def drop(self, node: _Node) -> None:
        """Forget a node, and with it all that lies on no circle any more."""
        left = [node]
        while left:
            one = left.pop()
            if one in self.behind:
                left.extend(self._forget(one))

    def _forget(self, node: _Node) -> Iterator[_Node]:
        """Forget one node; give those that lie on no circle without it."""
        for other in self.before.pop(node):
            self.degrees[other] -= 1
            if not self.degrees[other]:
                yield other
        for other in self.behind.pop(node):
            if other in self.before:
                self.before[other].discard(node)
                if not self.before[other]:
                    yield other


def _path(came: Mapping[_Node, _Node], end: _Node) -> list[_Node]:
    """Walk back to where a search began."""
    path = [end]
    while path[-1] in came:
        path.append(came[path[-1]])
    return path[::-1]
