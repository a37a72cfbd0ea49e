"""What was already planned, by the inputs that are true: found without evaluating the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from govmatters.model import Bounds
from govmatters.rules.bunches import Bunch, bunches_of, width_of
from govmatters.rules.components import Component
from govmatters.rules.notices import noticed_nodes
from govmatters.rules.parts import Part
from govmatters.rules.programs import Program

__all__ = ["LARGE", "Shortcuts", "remember"]

LARGE = 4_096
"""How many of anything large are remembered: of whole plans, some tens of MiB."""

_REMEMBERED = 100_000
"""How many situations are remembered of anything smaller."""

K = TypeVar("K")
V = TypeVar("V")


class Shortcuts:
    """
    What was planned of one applicant at a time.

    Whatever a plan says but its head depends on the inputs of the network that are true
    (SI-4), a component's share on few of them. Written as bits, these make a key that takes
    one operation. What is remembered only saves time, and may be forgotten.

    Args:
        program: The compiled bundle.
        components: Its components, in order.

    Attributes:
        parts: For each component the inputs that it looks at, as bits, and its shares by
            those of them that are true.
        briefs: The same of shares without lists.
        of_matters: The inputs that the order of the matters, refusals and findings depend on,
            as bits.
        of_ambiguity: Those that the choices among matters depend on.
        matters: By the inputs that are true among `of_matters`: what a plan says of order,
            refusals and findings.
        unambiguous: Those among `of_ambiguity` that make no two matters of a choice apply.
        counts: By all inputs that are true: papers and copies, each before and after.
        plans: By all inputs that are true: whatever a plan says but facts and held papers.
        bunches: Components of the matters that are looked up together.
        own: Those of the bundle's own rows.
        width: Of a figure that bunches pack, in bits.
    """

    def __init__(self, program: Program, components: Sequence[Component]) -> None:
        supports = program.network.supports
        masks = [_joined(supports[node] for node in one.nodes) for one in components]
        waiting = [mask for mask, one in zip(masks, components, strict=True) if _may_wait(one)]
        order = (program.accepted, *(use.active for use in program.uses))
        nodes = (*order, *(node for _, _, node in program.after), *noticed_nodes(program))
        self.parts: tuple[tuple[int, dict[int, Part]], ...] = tuple((mask, {}) for mask in masks)
        self.briefs: tuple[tuple[int, dict[int, Part]], ...] = tuple((mask, {}) for mask in masks)
        self.of_matters = _joined((*waiting, *(supports[node] for node in nodes)))
        self.of_ambiguity = _joined(supports[one.conflict] for one in program.one_ofs)
        self.matters: dict[int, dict[str, Any]] = {}
        self.unambiguous: dict[int, bool] = {}
        self.counts: dict[int, tuple[Bounds[int], ...]] = {}
        self.plans: dict[int, dict[str, Any]] = {}
        places = dict(enumerate(components))
        main = {place: one for place, one in places.items() if not one.is_own}
        own = tuple(place for place, one in places.items() if one.is_own)
        self.bunches: tuple[Bunch, ...] = bunches_of(main, masks)
        self.own = Bunch(_joined(masks[place] for place in own), {}, own)
        self.width = width_of(components)


def remember(known: dict[K, V], key: K, value: V, *, most: int = _REMEMBERED) -> None:
    """
    Keep what was found; forget everything rather than grow without end.

    Args:
        known: Where.
        key: Of what.
        value: What was found.
        most: How many are kept.
    """
    if len(known) >= most:
        known.clear()
    known[key] = value


def _joined(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _may_wait(component: Component) -> bool:
    """Say whether a paper of the component is issued in the bundle, so that it may make a wait."""
    return any(
        occurrence.issuers
        for row in component.rows
        for alternative in row.alternatives
        for occurrence in alternative.occurrences
    )
