"""
A boolean network over atoms: the conditions of a bundle, each distinct part once.

Nodes are numbered; node 0 is never true, node 1 always. A node only looks at nodes with
smaller numbers, so that one pass in order evaluates all of them, on planes of any width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import reduce

import attrs

from govmatters.conditions import All, Any, Atom, Condition, Constant, Expression, Not

__all__ = ["FALSE", "TRUE", "Gate", "Network", "NetworkBuilder"]

FALSE = 0
TRUE = 1


class Gate(IntEnum):
    """What a node does with the two nodes that it looks at."""

    AND = 1
    OR = 2
    NOT = 3


_AND, _OR = int(Gate.AND), int(Gate.OR)
"""Looked up once: a member of an enumeration takes longer to find than to compare."""


@attrs.frozen
class Network:
    """
    A finished network.

    Attributes:
        gates: (what, left, right) of each node from 2; inputs come first.
        inputs: Atoms, or names of other inputs, in the order of their nodes.
        supports: For each node the set of inputs that it looks at, as bits.
    """

    gates: tuple[tuple[int, int, int], ...]
    inputs: tuple[Atom | str, ...]
    supports: tuple[int, ...]

    def evaluate(self, planes: Iterable[int], ones: int) -> list[int]:
        """
        Evaluate every node side by side.

        Args:
            planes: One an input, in order.
            ones: The plane in which every situation is true.

        Returns:
            A plane a node.
        """
        values = [0, ones, *planes]
        append = values.append
        for gate, left, right in self.gates:
            if gate == _AND:
                append(values[left] & values[right])
            elif gate == _OR:
                append(values[left] | values[right])
            else:
                append(values[left] ^ ones)
        return values

    def may(self, planes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """
        Evaluate every node in Kleene's logic.

        Args:
            planes: For each input whether it may be true and whether it may be false.

        Returns:
            The same for each node; safe, that is at times wider than need be.
        """
        values = [(0, 1), (1, 0), *planes]
        for gate, left, right in self.gates:
            (true_l, false_l), (true_r, false_r) = values[left], values[right]
            if gate == _AND:
                values.append((true_l & true_r, false_l | false_r))
            elif gate == _OR:
                values.append((true_l | true_r, false_l & false_r))
            else:
                values.append((false_l, true_l))
        return values

    def support(self, nodes: Iterable[int]) -> tuple[Atom | str, ...]:
        """Name the inputs that nodes look at, in order."""
        bits = reduce(int.__or__, (self.supports[node] for node in nodes), 0)
        return tuple(one for place, one in enumerate(self.inputs) if bits >> place & 1)


class NetworkBuilder:
    """
    Builds a network; equal parts become one node and constants are folded away.

    Args:
        inputs: Atoms, or names of other inputs; known truths are left out.
        known: Atoms whose truth is settled.
    """

    def __init__(self, inputs: Sequence[Atom | str], known: Mapping[Atom, bool]) -> None:
        self._inputs = tuple(inputs)
        self._known = known
        self._place: dict[Atom | str, int] = {one: 2 + i for i, one in enumerate(self._inputs)}
        self._first = 2 + len(self._inputs)
        self._gates: list[tuple[int, int, int]] = []
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._supports = [0, 0, *(1 << i for i in range(len(self._inputs)))]

    def input(self, one: Atom | str) -> int:
        """Find the node of an input, or the constant that it is known to be."""
        if one in self._place:
            return self._place[one]
        return TRUE if self._known[one] else FALSE  # type: ignore[index]

    def condition(self, condition: Condition | None) -> int:
        """Build a condition; none is always true."""
        return TRUE if condition is None else self._expression(condition.expression)

    def all(self, nodes: Iterable[int]) -> int:
        """Join nodes by and."""
        return self._join(Gate.AND, set(nodes), neutral=TRUE)

    def any(self, nodes: Iterable[int]) -> int:
        """Join nodes by or."""
        return self._join(Gate.OR, set(nodes), neutral=FALSE)

    def inverse(self, node: int) -> int:
        """Negate a node."""
        if node in {FALSE, TRUE}:
            return TRUE - node
        gate = self._gates[node - self._first] if node >= self._first else None
        return gate[1] if gate and gate[0] == Gate.NOT else self._gate(Gate.NOT, node, node)

    def _join(self, gate: Gate, nodes: set[int], *, neutral: int) -> int:
        """Fold constants, repetitions and contradictions; chain what is left."""
        nodes.discard(neutral)
        absorbing = TRUE - neutral
        opposed = any(
            (int(Gate.NOT), n, n) in self._nodes and self._nodes[int(Gate.NOT), n, n] in nodes
            for n in nodes
        )
        if absorbing in nodes or opposed:
            return absorbing
        return reduce(lambda a, b: self._gate(gate, a, b), sorted(nodes)) if nodes else neutral

    def network(self) -> Network:
        """Finish."""
        return Network(tuple(self._gates), self._inputs, tuple(self._supports))

    def _expression(self, expression: Expression) -> int:
        match expression:
            case Constant(truth):
                return TRUE if truth else FALSE
            case Not(part):
                return self.inverse(self._expression(part))
            case All(parts):
                return self.all([self._expression(part) for part in parts])
            case Any(parts):
                return self.any([self._expression(part) for part in parts])
            case _:
                return self.input(expression)

    def _gate(self, gate: Gate, left: int, right: int) -> int:
        """Find or add a node."""
        key = (int(gate), left, right)
        if key not in self._nodes:
            self._nodes[key] = self._first + len(self._gates)
            self._gates.append(key)
            self._supports.append(self._supports[left] | self._supports[right])
        return self._nodes[key]
