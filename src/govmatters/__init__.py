"""
Which papers a government matter still asks for, in which order, and what removed the others.

A registry holds matters, materials, exemptions and bundles (“一件事”); `plan` says what an
applicant must hand in, `reduction` how much was removed and by what.
"""

from govmatters.checks import check
from govmatters.errors import GovMattersError
from govmatters.io import dump, load
from govmatters.measures.reduction import Reduction
from govmatters.model import Bounds, Finding, Mechanism, Paper
from govmatters.planner import CompiledBundle, plan, reduction, to_json
from govmatters.planner import compile_bundle as compile  # noqa: A004 (the fixed public name)
from govmatters.registry import Registry
from govmatters.rules.plans import Circle, Deadlock, Fate, Outcome, Plan, Refusal

__all__ = [
    "Bounds",
    "Circle",
    "CompiledBundle",
    "Deadlock",
    "Fate",
    "Finding",
    "GovMattersError",
    "Mechanism",
    "Outcome",
    "Paper",
    "Plan",
    "Reduction",
    "Refusal",
    "Registry",
    "check",
    "compile",
    "dump",
    "load",
    "plan",
    "reduction",
    "to_json",
]


def __dir__() -> list[str]:
    """Show the public names."""
    return __all__
