"""
Which papers a government matter still asks for, in which order, and what removed the others.

A registry holds matters, materials, exemptions and bundles (“一件事”); `plan` says what an
applicant must hand in, `reduction` how much was removed and by what, `audit` whether what is
claimed of it is true.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govmatters.checks import check
    from govmatters.design.audit import audit
    from govmatters.design.lists import (
        demand_list,
        negative_list,
        policy_index,
        responsibility_list,
    )
    from govmatters.elsewhere import BundleVerdict, bundle_handling
    from govmatters.errors import GovMattersError
    from govmatters.graph.closures import Closure, Prerequisites, prerequisites
    from govmatters.io import dump, load
    from govmatters.measures.audits.claims import ClaimVerdict
    from govmatters.measures.audits.results import Audit
    from govmatters.measures.handling.judging import handling_matrix
    from govmatters.measures.handling.matrices import HandlingMatrix
    from govmatters.measures.handling.openings import Opening, openings
    from govmatters.measures.indicators.ledger import Ledger, ledger
    from govmatters.measures.indicators.measuring import Indicator, indicators
    from govmatters.measures.indicators.targets import Attainment, targets
    from govmatters.measures.reduction import Reduction
    from govmatters.model import Bounds, Finding, Mechanism, Paper
    from govmatters.national import (
        NationalCheck,
        NationalIndicator,
        NationalTally,
        open_national,
        write_national,
    )
    from govmatters.planner import CompiledBundle, plan, reduction, to_json
    from govmatters.planner import compile_bundle as compile  # noqa: A004 (the fixed public name)
    from govmatters.populations import Group, Population, Problem, Tally, population
    from govmatters.populations.changes.comparing import changes
    from govmatters.populations.changes.differences import Changes
    from govmatters.populations.engines.queries import query, sql
    from govmatters.populations.populations import CompiledPopulation, compile_population
    from govmatters.populations.publishing.published import Published, PublishedChanges
    from govmatters.populations.publishing.rows import population_rows
    from govmatters.populations.publishing.suppressing import suppress
    from govmatters.registry import Registry
    from govmatters.rules.handling.judging import handling
    from govmatters.rules.handling.values import State, Verdict, Way
    from govmatters.rules.plans import Circle, Deadlock, Fate, Outcome, Plan, Refusal
    from govmatters.synthetic import synthetic_cases, synthetic_registry

__all__ = [
    "Attainment",
    "Audit",
    "Bounds",
    "BundleVerdict",
    "Changes",
    "Circle",
    "ClaimVerdict",
    "Closure",
    "CompiledBundle",
    "CompiledPopulation",
    "Deadlock",
    "Fate",
    "Finding",
    "GovMattersError",
    "Group",
    "HandlingMatrix",
    "Indicator",
    "Ledger",
    "Mechanism",
    "NationalCheck",
    "NationalIndicator",
    "NationalTally",
    "Opening",
    "Outcome",
    "Paper",
    "Plan",
    "Population",
    "Prerequisites",
    "Problem",
    "Published",
    "PublishedChanges",
    "Reduction",
    "Refusal",
    "Registry",
    "State",
    "Tally",
    "Verdict",
    "Way",
    "audit",
    "bundle_handling",
    "changes",
    "check",
    "compile",
    "compile_population",
    "demand_list",
    "dump",
    "handling",
    "handling_matrix",
    "indicators",
    "ledger",
    "load",
    "negative_list",
    "open_national",
    "openings",
    "plan",
    "policy_index",
    "population",
    "population_rows",
    "prerequisites",
    "query",
    "reduction",
    "responsibility_list",
    "sql",
    "suppress",
    "synthetic_cases",
    "synthetic_registry",
    "targets",
    "to_json",
    "write_national",
]

_HOMES = {
    "checks": ["check"],
    "design.audit": ["audit"],
    "design.lists": ["demand_list", "negative_list", "policy_index", "responsibility_list"],
    "elsewhere": ["BundleVerdict", "bundle_handling"],
    "errors": ["GovMattersError"],
    "graph.closures": ["Closure", "Prerequisites", "prerequisites"],
    "io": ["dump", "load"],
    "measures.audits.results": ["Audit"],
    "measures.audits.claims": ["ClaimVerdict"],
    "measures.handling.judging": ["handling_matrix"],
    "measures.indicators.measuring": ["Indicator", "indicators"],
    "measures.indicators.ledger": ["Ledger", "ledger"],
    "measures.handling.matrices": ["HandlingMatrix"],
    "measures.handling.openings": ["Opening", "openings"],
    "measures.reduction": ["Reduction"],
    "measures.indicators.targets": ["Attainment", "targets"],
    "model": ["Bounds", "Finding", "Mechanism", "Paper"],
    "national": [
        "NationalCheck",
        "NationalIndicator",
        "NationalTally",
        "open_national",
        "write_national",
    ],
    "planner": ["CompiledBundle", "compile", "plan", "reduction", "to_json"],
    "populations": ["Group", "Population", "Problem", "Tally", "population"],
    "populations.populations": ["CompiledPopulation", "compile_population"],
    "populations.changes.comparing": ["changes"],
    "populations.changes.differences": ["Changes"],
    "populations.engines.queries": ["query", "sql"],
    "populations.publishing.rows": ["population_rows"],
    "populations.publishing.published": ["Published", "PublishedChanges"],
    "populations.publishing.suppressing": ["suppress"],
    "registry": ["Registry"],
    "rules.handling.judging": ["handling"],
    "rules.handling.values": ["State", "Verdict", "Way"],
    "rules.plans": ["Circle", "Deadlock", "Fate", "Outcome", "Plan", "Refusal"],
    "synthetic": ["synthetic_cases", "synthetic_registry"],
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
_ROOMS = {"errors", "io", "model"}


def __getattr__(name: str) -> object:
    """Import what is public when it is first used: all of it takes a tenth of a second."""
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    room = _room(name)
    found: object = getattr(room, "compile_bundle" if name == "compile" else name)
    globals()[name] = found
    return found


def _room(name: str) -> ModuleType:
    """Import where a name lives; of what an extra brings, say which one."""
    try:
        return import_module(f"{__name__}.{_HOME[name]}")
    except ModuleNotFoundError as error:
        if error.name not in {"numpy", "pyarrow"}:
            raise
        from govmatters.errors import MissingExtraError  # noqa: PLC0415 (only then)

        raise MissingExtraError(what=name, extra="population") from None


def __dir__() -> list[str]:
    """Show the public names."""
    return __all__
