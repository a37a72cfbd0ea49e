"""The commands ``plan`` and ``reduce``."""

from __future__ import annotations

from typing import Annotated

import attrs
import typer

from govmatters.cli import options
from govmatters.cli.asking import asked
from govmatters.cli.inputs import facts_of, region_of, registry_for
from govmatters.cli.output import patience, write_json, write_report
from govmatters.conditions import Answer
from govmatters.model import Severity
from govmatters.planner import CompiledBundle, compile_bundle, to_json
from govmatters.registry import Registry
from govmatters.rules.evaluating import LIMIT
from govmatters.rules.plans import Plan

__all__ = ["plan", "reduce"]

_Bundle = Annotated[str, typer.Argument(help="Id of a bundle; `govmatters show` lists them.")]
_Ask = Annotated[
    bool, typer.Option("--ask", help="Ask what is open, until no answer can change the list.")
]


@attrs.frozen(kw_only=True)
class _Case:
    """
    What is to be planned.

    Attributes:
        registry: Holds the bundle.
        compiled: The bundle on the day, in the region.
        facts: Answers by question.
        held: Papers that the applicant holds.
        limit: Of situations.
    """

    registry: Registry
    compiled: CompiledBundle
    facts: dict[str, Answer]
    held: tuple[str, ...]
    limit: int

    def plan(self, facts: dict[str, Answer]) -> Plan:
        """Plan for these facts."""
        with patience("planning"):
            return self.compiled.plan(facts, held=self.held, limit=self.limit)


def plan(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: _Bundle,
    data: options.Data = None,
    on: options.Day = None,
    region: options.Place = None,
    fact: options.Fact = None,
    facts: options.Facts = None,
    held: options.Held = None,
    ask: _Ask = False,
    limit: options.Limit = LIMIT,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Say which papers to hand in, what becomes of the others, and in which order matters run.

    Without facts it asks nothing and shows bounds and the open questions.
    """
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_for(data, bundle, region)
    case = _case(registry, bundle, on, region, facts=facts_of(facts, fact, registry))
    case = attrs.evolve(case, held=tuple(held or ()), limit=limit)
    result = case.plan(case.facts)
    if ask:
        result = asked(result, case.plan, registry, style.labels)
    if style.json:
        write_json(to_json(result))
    else:
        from govmatters.report.plan_tables import plan_report  # noqa: PLC0415 (rich is slow)

        write_report(plan_report(result, registry, style.labels), style)
    return _code(result)


def reduce(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: _Bundle,
    data: options.Data = None,
    on: options.Day = None,
    region: options.Place = None,
    fact: options.Fact = None,
    facts: options.Facts = None,
    held: options.Held = None,
    limit: options.Limit = LIMIT,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Say how many papers the bundle removes, what removed them, and what is claimed."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_for(data, bundle, region)
    case = _case(registry, bundle, on, region, facts=facts_of(facts, fact, registry))
    with patience("measuring"):
        result = case.compiled.reduction(case.facts, held=held or (), limit=limit)
    if style.json:
        write_json(to_json(result))
    else:
        from govmatters.report.reduction_tables import (  # noqa: PLC0415 (rich is slow)
            reduction_report,
        )

        write_report(reduction_report(result, registry, style.labels), style)
    return 0


def _case(
    registry: Registry,
    bundle: str,
    on: str | None,
    region: str | None,
    *,
    facts: dict[str, Answer],
) -> _Case:
    day = options.day_of(on) or options.today()
    place = region_of(region, registry, day)
    with patience("compiling the bundle"):
        compiled = compile_bundle(registry, bundle, on=day, region=place)
    return _Case(registry=registry, compiled=compiled, facts=facts, held=(), limit=LIMIT)


def _code(plan: Plan) -> int:
    """Exit with 1 where something is wrong with the records, or nobody can obtain a paper."""
    is_bad = any(finding.severity is not Severity.NOTE for finding in plan.findings)
    return 1 if is_bad or plan.deadlocks else 0
