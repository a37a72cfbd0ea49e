"""What one bundle removes for whoever applies, or what keeps it from being measured."""

from __future__ import annotations

import datetime as dt

from govmatters.errors import GovMattersError
from govmatters.measures.reduction import Reduction, reduction_of
from govmatters.registry import Registry
from govmatters.rules.choosing import BUDGET
from govmatters.rules.compiled import Compiled
from govmatters.rules.compiling import compile_program
from govmatters.rules.evaluating import LIMIT, evaluate
from govmatters.rules.planning import plan_of

__all__ = ["reduction_on"]


def reduction_on(registry: Registry, bundle: str, on: dt.date) -> Reduction | str:
    """
    Measure what a bundle removes in its own region, for whoever applies.

    Args:
        registry: Holds the bundle.
        bundle: Its id.
        on: The day.

    Returns:
        The reduction; what keeps it from being measured where something does.
    """
    try:
        compiled = Compiled(compile_program(registry, bundle, on=on), budget=BUDGET)
        evaluation = evaluate(compiled, None, limit=LIMIT)
        return reduction_of(evaluation, plan_of(evaluation))
    except GovMattersError as error:
        return str(error)
