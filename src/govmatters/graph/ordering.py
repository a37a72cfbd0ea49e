"""Everything that some nodes wait for, in an order in which it can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

import attrs

__all__ = ["Circles", "Node", "ordered"]


@attrs.define(eq=False)
class Node:
    """
    What waits, and is awaited; nodes hold each other, so that a walk looks nothing up.

    Attributes:
        key: Its name.
        materials: What it asks for.
        behind: The nodes that it waits for, set when all nodes are there.
    """

    key: str
    materials: tuple[str, ...] = ()
    behind: tuple[Node, ...] = attrs.field(default=(), repr=False)


Circles = tuple[tuple[Node, ...], ...]


def ordered(seeds: Iterable[Node]) -> tuple[tuple[Node, ...], Circles]:
    """
    Walk from some nodes to all that they wait for, directly or through others.

    Args:
        seeds: Where to begin.

    Returns:
        (every node reached, the seeds too, each once and behind all that it waits for; those
        that wait for each other, in that order). The members of a circle stand side by side,
        sorted by key; who waits for itself alone is in none. The same seeds give the same order.

    Examples:
        >>> a, b, c = Node("a"), Node("b"), Node("c")
        >>> a.behind, b.behind = (b, c), (c,)
        >>> [node.key for node in ordered([a])[0]]
        ['c', 'b', 'a']

    Source:
        R. Tarjan, *Depth-first search and linear graph algorithms* (1972): parts that are
        strongly connected are left behind all that they lead to.
    """
    some = tuple(seeds)
    done = _without_circles(some)
    if done is not None:
        return tuple(done), ()
    parts = tuple(_parts(some))
    return tuple(node for part in parts for node in part), tuple(p for p in parts if len(p) > 1)


def _without_circles(seeds: Iterable[Node]) -> dict[Node, None] | None:
    """Walk as long as no circle is met: the short way, which nearly every registry takes."""
    done: dict[Node, None] = {}
    path: dict[Node, Iterator[Node]] = {}  # with what is left of those beside each
    rest = iter(seeds)
    while True:
        for node in rest:
            if node in done:
                continue
            behind = node.behind
            if behind:
                if node in path:
                    return None
                path[node] = rest
                rest = iter(behind)
                break
            done[node] = None
        else:
            if not path:
                return done
            node, rest = path.popitem()
            done[node] = None


def _parts(seeds: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
    """Give the strongly connected parts that are reached, each behind what it leads to."""
    met: dict[Node, int] = {}  # when
    lowest: dict[Node, int] = {}  # the earliest open node that each open one leads back to
    for seed in seeds:
        path = [] if seed in met else [(seed, iter(seed.behind))]
        while path:
            node, rest = path[-1]
            if node not in met:
                met[node] = lowest[node] = len(met)
            fresh = next((one for one in rest if one not in met), None)
            if fresh is not None:
                path.append((fresh, iter(fresh.behind)))
                continue
            path.pop()
            lowest[node] = min(lowest[one] for one in (node, *node.behind) if one in lowest)
            if lowest[node] == met[node]:
                part = [node]
                while (one := lowest.popitem()[0]) is not node:
                    part.append(one)
                yield tuple(sorted(part, key=attrgetter("key")))
