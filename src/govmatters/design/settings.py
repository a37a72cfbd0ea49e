"""The situations that a claim is about, and all that the rules compute in them (AU-1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import attrgetter

import attrs

from govmatters.measures.audits.evidence import Lack
from govmatters.model import Matter, Paper, Published
from govmatters.rules.compiled import Compiled
from govmatters.rules.evaluating import Evaluation, Grouped, evaluate
from govmatters.rules.planning import (
    Masked,
    Schedules,
    added_items,
    handed_items,
    masked,
    plan_of,
    schedules_of,
)
from govmatters.rules.plans import Fate, Plan
from govmatters.rules.programs import Program, Use

__all__ = ["Setting", "setting_of"]


@attrs.frozen(eq=False)
class Setting:
    """
    A compiled bundle in the situations that a claim is about.

    Attributes:
        evaluation: The bundle in these situations. If it is not joint there were too many,
            so that those which do not count could not be told apart.
        published: What is claimed of the bundle.
    """

    evaluation: Evaluation
    published: Published

    @property
    def program(self) -> Program:
        """The compiled bundle."""
        return self.evaluation.compiled.program

    @property
    def is_empty(self) -> bool:
        """Whether no situation counts."""
        return self.evaluation.joint and not self.evaluation.valid

    @property
    def count(self) -> int:
        """How many situations count."""
        joint, valid = self.evaluation.joint, self.evaluation.valid
        return valid.bit_count() if joint else self.evaluation.situations.count

    @cached_property
    def plan(self) -> Plan:
        """The plan over these situations; there must be some."""
        return plan_of(self.evaluation)

    @cached_property
    def schedules(self) -> Schedules:
        """The schedules of these situations."""
        return schedules_of(self.evaluation)

    @cached_property
    def fates(self) -> Masked[tuple[int, Fate]]:
        """(rank, fate), each with the situations that have it."""
        return masked(self.evaluation, attrgetter("fates"))

    @cached_property
    def items(self) -> Masked[tuple[int, Paper]]:
        """(rank, paper) that is handed in or added, each with the situations that have it."""
        handed = handed_items(self.evaluation)
        own = added_items(self.evaluation, handed)
        return {**handed, **{(rank + _BEHIND, paper): one for (rank, paper), one in own.items()}}

    @cached_property
    def handed(self) -> Mapping[Paper, int]:
        """For each paper that is handed in or added the situations in which it is; if joint."""
        found: dict[Paper, int] = {}
        for (_, paper), (mask, _) in sorted(self.items.items(), key=lambda one: one[0]):
            found[paper] = found.get(paper, 0) | mask
        return found

    @cached_property
    def listed(self) -> frozenset[Paper] | None:
        """The papers of the published list; None if there is none."""
        papers = self.published.papers
        return None if papers is None else frozenset(one.paper for one in papers)

    def active(self, use: Use) -> int:
        """Tell in which situations a matter applies; where there are too many, 1 for some."""
        if self.evaluation.joint:
            return self.evaluation.values[use.active] & self.evaluation.valid
        return int(self.evaluation.truth(use.active)[0])

    def is_always(self, use: Use) -> bool:
        """Say whether a matter applies in all situations that count."""
        return not self.evaluation.truth(use.active)[1]

    def lacking(self, lack: Lack) -> tuple[Use, ...]:
        """Find the matters that may apply and do not state something."""
        is_unstated = _UNSTATED[lack]
        return tuple(
            use for use in self.program.uses if self.active(use) and is_unstated(use.matter)
        )


_BEHIND = 1 << 100
"""More than any rank: the bundle's own papers come last."""

_UNSTATED: Mapping[Lack, Callable[[Matter], bool]] = {
    Lack.LISTS: lambda matter: matter.materials is None,
    Lack.DAYS: lambda matter: matter.working_days is None,
    Lack.TRIPS: lambda matter: matter.trips is None,
}


def setting_of(
    compiled: Compiled, facts: Mapping[str, object] | None, *, limit: int
) -> tuple[Setting, Evaluation]:
    """
    Keep the situations that a claim is about.

    Args:
        compiled: The bundle.
        facts: Answers by question; missing ones are unknown.
        limit: With more open situations than this nothing is left out, and bounds are outer
            ones.

    Returns:
        (the situations that count, all that are open): a situation counts if a matter
        applies in it, and if neither the bundle nor a matter refuses.

    Raises:
        GovMattersError: As `evaluate`.

    Source:
        AU-1.
    """
    whole = evaluate(compiled, facts, limit=limit)
    published = compiled.program.bundle.published or Published()
    if not whole.joint:
        return Setting(whole, published), whole
    uses, values = compiled.program.uses, whole.values
    applying = 0
    valid = whole.valid & values[compiled.program.accepted]
    for use in uses:
        valid &= ~values[use.refused]
        applying |= values[use.active]
    valid &= applying
    groups = tuple(_kept(group, valid) for group in whole.groups)
    return Setting(attrs.evolve(whole, valid=valid, groups=groups), published), whole


def _kept(group: Grouped, valid: int) -> Grouped:
    """Keep those parts of a component that some situation has."""
    parts = ((mask & valid, part, truths) for mask, part, truths in group.parts)
    return attrs.evolve(group, valid=valid, parts=tuple(one for one in parts if one[0]))
