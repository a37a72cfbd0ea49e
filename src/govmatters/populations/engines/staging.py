"""
A compiled bundle as columns that build on each other: what a statement computes, in stages.

The nodes of the network and the branches of the gauges' diagrams form one graph. A part that
several others look at is a column of its own, so that it is computed once; all else stands
inside what looks at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from govmatters.conditions import Atom
from govmatters.populations.kernels.gauges import Gauge
from govmatters.situations import FALSE, TRUE, Network

__all__ = ["BranchOf", "ClassOf", "NodeOf", "Part", "Staging", "staging_of"]


class NodeOf(NamedTuple):
    """The truth of a node of the network."""

    node: int


class BranchOf(NamedTuple):
    """The class that a gauge's diagram reaches from a branch on."""

    gauge: int
    branch: int


class ClassOf(NamedTuple):
    """A class that is settled."""

    number: int


Part = NodeOf | BranchOf | ClassOf


@attrs.frozen
class Staging:
    """
    Which parts are columns, and in which order.

    Attributes:
        network: The nodes.
        gauges: The diagrams.
        stages: Parts that are columns; each looks only at columns of stages before its own.
            The first stage holds the atoms.
    """

    network: Network
    gauges: tuple[Gauge, ...]
    stages: tuple[tuple[Part, ...], ...]

    @property
    def columns(self) -> frozenset[Part]:
        """All parts that are columns."""
        return frozenset(part for stage in self.stages for part in stage)

    def gate(self, part: NodeOf) -> tuple[int, NodeOf, NodeOf]:
        """Say what a node does with which two nodes."""
        gate, left, right = self.network.gates[part.node - 2 - len(self.network.inputs)]
        return gate, NodeOf(left), NodeOf(right)

    def input(self, part: NodeOf) -> Atom | str | None:
        """Name the input that a node is; None if it is none."""
        place = part.node - 2
        return self.network.inputs[place] if 0 <= place < len(self.network.inputs) else None

    def branch(self, part: BranchOf) -> tuple[NodeOf, Part, Part]:
        """Say which node a branch looks at, and what it leads to if that is false, or true."""
        gauge = self.gauges[part.gauge]
        place, low, high = gauge.branches[part.branch]
        return NodeOf(gauge.nodes[place]), _child(part.gauge, low), _child(part.gauge, high)

    def root(self, number: int) -> Part:
        """Say where a gauge's diagram begins."""
        return _child(number, self.gauges[number].root)

    def parts_of(self, part: Part) -> tuple[Part, ...]:
        """Say what a part looks at."""
        match part:
            case BranchOf():
                return self.branch(part)
            case NodeOf(node) if node not in {FALSE, TRUE} and self.input(part) is None:
                return tuple(dict.fromkeys(self.gate(part)[1:]))
            case _:
                return ()


def _child(gauge: int, child: int) -> Part:
    return BranchOf(gauge, child) if child >= 0 else ClassOf(~child)


def staging_of(network: Network, gauges: Sequence[Gauge], further: Iterable[int]) -> Staging:
    """
    Arrange what a statement computes.

    Args:
        network: The compiled bundle's.
        gauges: With complete diagrams.
        further: Nodes that are wanted beside them.

    Returns:
        The stages; the class of each gauge and each further node is a column, unless it is
        settled.
    """
    plain = Staging(network, tuple(gauges), ())
    roots = [plain.root(number) for number in range(len(gauges))]
    roots += [NodeOf(node) for node in further]
    order = list(_ordered(plain, roots))
    uses = Counter(part for one in order for part in plain.parts_of(one))
    uses.update(dict.fromkeys(roots, 2))
    depths: dict[Part, int] = {}
    kept: dict[int, list[Part]] = {}
    for part in order:
        below = max((depths[one] for one in plain.parts_of(part)), default=0)
        is_atom = isinstance(part, NodeOf) and not isinstance(plain.input(part), str | None)
        is_column = is_atom or (uses[part] > 1 and bool(plain.parts_of(part)))
        depths[part] = below + 1 if is_column else below
        if is_column:
            kept.setdefault(depths[part], []).append(part)
    return attrs.evolve(plain, stages=tuple(tuple(kept[depth]) for depth in sorted(kept)))


def _ordered(plain: Staging, roots: Iterable[Part]) -> Iterator[Part]:
    """Give every part that roots look at, each once, after all that it looks at itself."""
    seen: set[Part] = set()
    todo = [(root, False) for root in reversed(list(roots))]
    while todo:
        part, is_done = todo.pop()
        if is_done:
            yield part
        elif part not in seen:
            seen.add(part)
            todo.append((part, True))
            todo += [(one, False) for one in reversed(plain.parts_of(part))]
