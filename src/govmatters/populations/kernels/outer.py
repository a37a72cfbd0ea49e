"""Cases that leave more situations open than are walked: bounds as the planner gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from govmatters.conditions import Answer
from govmatters.errors import AmbiguousMattersError
from govmatters.measures.credits import SCALE
from govmatters.measures.reduction import Reduction, reduction_of
from govmatters.model import Bounds, Mechanism
from govmatters.populations.kernels.gaps import Ends
from govmatters.populations.tallies import COSTS, QUANTITIES
from govmatters.rules.compiled import Compiled
from govmatters.rules.evaluating import evaluate
from govmatters.rules.planning import plan_of

__all__ = ["outer_ends"]


def outer_ends(compiled: Compiled, facts: Sequence[Mapping[str, Answer]]) -> Ends:
    """
    Bound cases one by one.

    Args:
        compiled: The bundle.
        facts: The answers of each case.

    Returns:
        Safe bounds, each as if the case were planned alone.

    Source:
        PL-8.
    """
    shape = len(facts), len(QUANTITIES)
    ends = Ends(
        lows=np.zeros(shape, dtype=np.int64),
        highs=np.zeros(shape, dtype=np.int64),
        endless=np.zeros(shape, dtype=np.bool_),
        vague=np.zeros(shape, dtype=np.bool_),
        valid=np.ones(len(facts), dtype=np.bool_),
    )
    for row, one in enumerate(facts):
        try:
            evaluation = evaluate(compiled, one)
            bounds = _bounds(reduction_of(evaluation, plan_of(evaluation)))
        except AmbiguousMattersError:
            ends.valid[row] = False
            continue
        for at, bound in enumerate(bounds):
            ends.lows[row, at] = bound.low or 0
            ends.highs[row, at] = bound.high or 0
            ends.endless[row, at] = bound.high is None
            ends.vague[row, at] = not bound.exact
    return ends


def _bounds(reduction: Reduction) -> list[Bounds[int]]:
    """Write a reduction in the order of the quantities."""
    found: list[Bounds[int]] = [reduction.before, reduction.after, reduction.removed]
    for mechanism in Mechanism:
        credit = reduction.by_mechanism[mechanism]
        low, high = int((credit.low or 0) * SCALE), int((credit.high or 0) * SCALE)
        found.append(Bounds(low, high, credit.exact))
    return [*found, *(getattr(reduction, name) for name in COSTS)]
