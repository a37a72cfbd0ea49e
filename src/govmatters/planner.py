"""Plans and reductions of a bundle: compiled once, evaluated many times."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence

import attrs

from govmatters.arguments import demand
from govmatters.measures.reduction import Reduction, reduction_of, reduction_of_single
from govmatters.model import Bounds, Finding, Paper
from govmatters.model.plain import plain
from govmatters.registry import Registry
from govmatters.rules.choosing import BUDGET
from govmatters.rules.compiled import Compiled, facts_of
from govmatters.rules.compiling import compile_program
from govmatters.rules.components import Component
from govmatters.rules.evaluating import LIMIT, evaluate
from govmatters.rules.planning import plan_of
from govmatters.rules.plans import Plan
from govmatters.rules.singles import counts_of, plan_of_single, single_of
from govmatters.situations import Situations

__all__ = ["CompiledBundle", "compile_bundle", "plan", "reduction", "to_json"]

Facts = Mapping[str, object]


@attrs.frozen(eq=False)
class CompiledBundle:
    """
    A bundle compiled for a registry, a day and a region.

    It never changes as far as anybody can see, and may be shared between threads; what was
    planned for a situation is remembered.

    Attributes:
        compiled: The program and its components.
    """

    compiled: Compiled

    @property
    def components(self) -> tuple[Component, ...]:
        """Sets of papers that are planned apart; the bundle's own rows come last."""
        return self.compiled.components

    def situations(self, facts: Facts | None = None) -> Situations:
        """
        Enumerate the situations that facts leave open.

        Args:
            facts: Answers by question.

        Returns:
            The situations, one by one on demand; ``.count`` says how many there are.

        Raises:
            FactsError: If a fact cannot be taken.
        """
        program = self.compiled.program
        answers = facts_of(program, facts or {})
        return Situations.given(program.blocks, answers, program.registry.geography)

    def plan(
        self,
        facts: Facts | None = None,
        *,
        held: Iterable[str | Paper] = (),
        limit: int = LIMIT,
    ) -> Plan:
        """
        Plan the bundle for an applicant.

        Args:
            facts: Answers by question; a missing one is unknown.
            held: Papers that the applicant holds already: still handed in, but not waited
                for.
            limit: With more open situations than this, bounds are safe outer ones.

        Returns:
            The plan.

        Raises:
            FactsError: If a fact or a held paper cannot be taken.
            AmbiguousMattersError: If the facts make two matters of a ``one_of`` apply.
            SearchBudgetError: If a choice of alternatives is too large.
            TypeError: If the facts are no mapping, or another argument is of a wrong type.
        """
        single = single_of(self.compiled, facts or {}, held)
        if single is not None:
            return plan_of_single(single)
        return plan_of(evaluate(self.compiled, facts, held=held, limit=limit))

    def counts(
        self,
        facts: Facts | None = None,
        *,
        held: Iterable[str | Paper] = (),
        limit: int = LIMIT,
    ) -> tuple[Bounds[int], Bounds[int]]:
        """
        Count papers, and nothing else.

        Args:
            facts: As in `plan`.
            held: As in `plan`.
            limit: As in `plan`.

        Returns:
            Papers when each matter is handled alone, and papers handed in.

        Raises:
            FactsError: As in `plan`.
            AmbiguousMattersError: As in `plan`.
            SearchBudgetError: As in `plan`.
        """
        single = single_of(self.compiled, facts or {}, held)
        if single is not None:
            return counts_of(single)[:2]
        evaluation = evaluate(self.compiled, facts, held=held, limit=limit, is_brief=True)
        return evaluation.counted("before"), evaluation.counted("after")

    def reduction(
        self,
        facts: Facts | None = None,
        *,
        held: Iterable[str | Paper] = (),
        limit: int = LIMIT,
    ) -> Reduction:
        """
        Measure what the bundle removes for an applicant.

        Args:
            facts: As in `plan`.
            held: As in `plan`.
            limit: As in `plan`.

        Returns:
            The reduction.

        Raises:
            FactsError: As in `plan`.
            AmbiguousMattersError: As in `plan`.
            SearchBudgetError: As in `plan`.
        """
        single = single_of(self.compiled, facts or {}, held)
        if single is not None:
            return reduction_of_single(single, plan_of_single(single))
        evaluation = evaluate(self.compiled, facts, held=held, limit=limit)
        return reduction_of(evaluation, plan_of(evaluation))


def compile_bundle(
    registry: Registry,
    bundle: str,
    *,
    on: dt.date,
    region: str | None = None,
    places: Mapping[str, tuple[str, ...]] | None = None,
    budget: int = BUDGET,
) -> CompiledBundle:
    """
    Compile a bundle, to plan it for many applicants.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        on: The day.
        region: Code of the region where it is handled; the bundle's own by default.
        places: By the matters' keys: the regions in all of which an exemption must hold, for
            those that are handled from elsewhere (HR-9).
        budget: How many conflicts the search for alternatives may meet, at least 1.

    Returns:
        The compiled bundle.

    Raises:
        UnknownIdError: If there is no such bundle or region.
        TypeError: If an argument is of a wrong type.

    Examples:
        >>> import datetime, govmatters as gm
        >>> compiled = gm.compile(gm.load(), "restaurant", on=datetime.date(2026, 7, 1))
        >>> compiled.plan().before.low <= compiled.plan().before.high
        True
    """
    demand(budget=budget)
    program = compile_program(registry, bundle, on=on, region=region, places=places)
    return CompiledBundle(Compiled(program, budget=budget))


def plan(  # noqa: PLR0913 (the day, the place and the applicant are separate things)
    registry: Registry,
    bundle: str,
    *,
    on: dt.date,
    facts: Facts | None = None,
    region: str | None = None,
    held: Iterable[str | Paper] = (),
    limit: int = LIMIT,
) -> Plan:
    """
    Plan a bundle for one applicant; see `compile_bundle` and `CompiledBundle.plan`.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        on: The day.
        facts: Answers by question; a missing one is unknown.
        region: Code of the region where it is handled; the bundle's own by default.
        held: Papers that the applicant holds already.
        limit: With more open situations than this, bounds are safe outer ones.

    Returns:
        The plan.

    Raises:
        GovMattersError: As `compile_bundle` and `CompiledBundle.plan`.
        TypeError: As these.
    """
    return compile_bundle(registry, bundle, on=on, region=region).plan(
        facts, held=held, limit=limit
    )


def reduction(  # noqa: PLR0913 (the day, the place and the applicant are separate things)
    registry: Registry,
    bundle: str,
    *,
    on: dt.date,
    facts: Facts | None = None,
    region: str | None = None,
    held: Iterable[str | Paper] = (),
    limit: int = LIMIT,
) -> Reduction:
    """
    Measure what a bundle removes for one applicant; the arguments are those of `plan`.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        on: The day.
        facts: Answers by question; a missing one is unknown.
        region: Code of the region where it is handled; the bundle's own by default.
        held: Papers that the applicant holds already.
        limit: With more open situations than this, bounds are safe outer ones.

    Returns:
        The reduction.

    Raises:
        GovMattersError: As `plan`.
        TypeError: As `plan`.
    """
    return compile_bundle(registry, bundle, on=on, region=region).reduction(
        facts, held=held, limit=limit
    )


def to_json(result: object) -> str:
    """
    Write a result as JSON.

    Args:
        result: A plan, a reduction, the findings of `check`, indicators, a record, or several
            records.

    Returns:
        Text with a ``format`` such as ``govmatters-plan/1`` on top; keys are attribute
        names, in their order; the same result gives the same bytes.

    Raises:
        TypeError: If the value is no result.
    """
    body = plain(result)
    kind = type(result).__name__.lower()
    if not isinstance(body, dict):
        records = result if isinstance(result, tuple | list) else ()
        kind = _several(records)
        body = {"values" if kind == "list" else kind: body}
    head = {"format": f"govmatters-{kind}/1"}
    return json.dumps({**head, **body}, ensure_ascii=False, indent=2)


_SEVERAL = {
    "Finding": "findings",
    "Indicator": "indicators",
    "NationalIndicator": "national-indicators",
    "Attainment": "targets",
}
"""What several results of a class are called."""


def _several(records: Sequence[object]) -> str:
    """Name a list of results; an empty one is one of findings."""
    classes = {type(record).__name__ for record in records} or {Finding.__name__}
    return _SEVERAL.get(classes.pop(), "list") if len(classes) == 1 else "list"
