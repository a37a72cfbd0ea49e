"""Conditions in all their situations side by side, and facts that show one of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from govmatters.conditions import Answer, Condition
from govmatters.conditions.expressions import literal
from govmatters.registry import Registry
from govmatters.situations import NetworkBuilder, Situations, blocks_of

__all__ = ["LIMIT", "Truths", "truths_of"]

LIMIT = 4096
"""How many situations are looked at; more are not enumerated."""


@attrs.frozen
class Truths:
    """
    The truths of some conditions in every situation of their atoms.

    Attributes:
        situations: The situations, at most `LIMIT`.
        planes: For each condition a plane: the situations in which it is true.
    """

    situations: Situations
    planes: tuple[int, ...]

    @property
    def ones(self) -> int:
        """The plane of all situations."""
        return self.situations.ones

    def facts(self, plane: int) -> str:
        """
        Write facts that lie in a plane.

        Args:
            plane: Not empty.

        Returns:
            Answers such as ``age = 0, settle_with = "father"``, by question; ``any facts``
            if there is no question.
        """
        first = (plane & -plane).bit_length() - 1
        facts = self.situations.at(first).facts
        return ", ".join(f"{name} = {_written(answer)}" for name, answer in facts) or "any facts"


def truths_of(
    registry: Registry,
    conditions: Sequence[Condition | None],
    given: Iterable[tuple[str, Answer]] = (),
) -> Truths | None:
    """
    Evaluate conditions together.

    Args:
        registry: Holds their questions and regions.
        conditions: None is always true.
        given: Answers that are settled.

    Returns:
        Their truths; None if there are more than `LIMIT` situations.
    """
    atoms = dict.fromkeys(
        atom for condition in conditions if condition is not None for atom in condition.atoms
    )
    regions = registry.geography
    blocks = blocks_of(atoms, questions=registry.questions, regions=regions)
    situations = Situations.given(blocks, dict(given), regions)
    if situations.count > LIMIT:
        return None
    build = NetworkBuilder(tuple(atoms), {})
    nodes = [build.condition(condition) for condition in conditions]
    planes = situations.planes()
    values = build.network().evaluate([planes[atom] for atom in atoms], situations.ones)
    return Truths(situations, tuple(values[node] for node in nodes))


def _written(answer: Answer) -> str:
    """Write an answer as facts are written."""
    if isinstance(answer, bool):
        return str(answer).lower()
    if isinstance(answer, frozenset):
        return f"[{', '.join(sorted(answer))}]"
    return literal(answer)
