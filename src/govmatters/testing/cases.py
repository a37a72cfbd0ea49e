"""What comes out of a case, beside what it expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from govmatters.elsewhere import bundle_handling
from govmatters.model import Bounds, Mechanism, Paper
from govmatters.planner import compile_bundle
from govmatters.testing.differing import Difference
from govmatters.testing.handling import verdict_differences

if TYPE_CHECKING:
    from govmatters.io import Case, CaseFile, Span
    from govmatters.measures.reduction import Reduction
    from govmatters.registry import Registry
    from govmatters.rules.plans import Fate, Plan

__all__ = ["Difference", "differences"]

_NOTHING = "(nothing)"


def differences(case: Case, file: CaseFile, registry: Registry) -> tuple[Difference, ...]:
    """
    Plan or judge a case and compare.

    Args:
        case: A situation, and what must come out.
        file: Says which bundle or matter it is about.
        registry: Holds it.

    Returns:
        What differs, by the order of the keys: lists of papers must be contained, maps are
        compared key by key, stages and open questions whole. Empty if the case holds.

    Raises:
        GovMattersError: If the case cannot be planned.

    Examples:
        >>> str(Difference("after", "4", "5")).splitlines()
        ['after:', '  expected 4', '  got      5']
    """
    if file.matter is not None:
        return tuple(verdict_differences(case, file.matter, registry))
    if case.at is not None:
        return tuple(_elsewhere(case, file.bundle or "", registry))
    compiled = compile_bundle(registry, file.bundle or "", on=case.on, region=case.region)
    facts = dict(case.facts)
    plan = compiled.plan(facts, held=case.held)
    reduction = compiled.reduction(facts, held=case.held)
    return (
        *_paper_lists(case, plan),
        *_whole_lists(case, plan),
        *_credits(case, reduction),
        *_figures(case, reduction, plan),
    )


def _elsewhere(case: Case, bundle: str, registry: Registry) -> Iterator[Difference]:
    """Compare a bundle that is handled from elsewhere: its places, and the papers from there."""
    found = bundle_handling(registry, bundle, at=case.at or "", on=case.on, facts=dict(case.facts))
    yield from _paper_lists(case, found.plan)
    yield from _whole_lists(case, found.plan)
    if case.expect.places is not None and case.expect.places != found.places:
        why = tuple(f"{one.key}: {one.way} at {one.visits}" for one in found.courses)
        yield Difference("places", _listed(case.expect.places), _listed(found.places), why)


def _paper_lists(case: Case, plan: Plan) -> Iterator[Difference]:
    """Compare lists that must be contained."""
    expect = case.expect
    deadlocks = [one.paper for one in plan.deadlocks]
    got: dict[str, Iterable[Paper | str]] = {
        "to_submit": plan.to_submit,
        "may_submit": plan.may_submit,
        "added": plan.added,
        "deadlocks": deadlocks,
        "refused": [one.subject for one in plan.refused],
    }
    for key, papers in got.items():
        wanted: Iterable[Paper | str] = getattr(expect, key) or ()
        missing = [one for one in wanted if one not in papers]
        if missing:
            yield Difference(key, _listed(missing), _listed(papers), _why(plan, missing))
    surplus = [one for one in expect.not_to_submit or () if one in plan.to_submit]
    if surplus:
        why = _why(plan, surplus)
        yield Difference("not_to_submit", f"not {_listed(surplus)}", _listed(plan.to_submit), why)


def _whole_lists(case: Case, plan: Plan) -> Iterator[Difference]:
    """Compare lists that must be equal."""
    stages, questions = case.expect.stages, case.expect.open_questions
    if stages is not None and stages != plan.stages:
        why = tuple(f"circle: {', '.join(one.matters)}" for one in plan.circles)
        yield Difference("stages", _staged(stages), _staged(plan.stages), why)
    if questions is not None and questions != plan.open_questions:
        yield Difference("open_questions", _listed(questions), _listed(plan.open_questions))


def _credits(case: Case, reduction: Reduction) -> Iterator[Difference]:
    """Compare the credits that are named."""
    for mechanism, span in case.expect.by_mechanism or ():
        got = reduction.by_mechanism[mechanism]
        if span != (got.low, got.high):
            others = [f"{one}: {credit}" for one, credit in reduction.by_mechanism.items()]
            key, why = f"by_mechanism.{mechanism}", (f"all: {', '.join(others)}",)
            yield Difference(key, _spanned(span), str(got), why)


_COUNTED: dict[str, Callable[[Plan], Iterable[Paper]]] = {
    "after": lambda plan: plan.to_submit,
    "removed": lambda plan: plan.to_submit,
    "copies_after": lambda plan: plan.to_submit,
    "rows_after": lambda plan: plan.to_submit,
}
"""Figures that papers handed in explain."""

_FIGURES = (
    *("before", "after", "removed", "rows_before", "rows_after", "copies_before", "copies_after"),
    *("working_days", "trips", "steps"),
)


def _figures(case: Case, reduction: Reduction, plan: Plan) -> Iterator[Difference]:
    """Compare the figures that are named."""
    for key in _FIGURES:
        span: Span | None = getattr(case.expect, key)
        got: Bounds[int] = getattr(reduction, key)
        if span is not None and span != (got.low, got.high):
            yield Difference(key, _spanned(span), str(got), tuple(_explained(key, plan)))


def _explained(key: str, plan: Plan) -> Iterator[str]:
    if key in _COUNTED:
        yield f"handed in: {_listed(plan.to_submit)}"
        if plan.may_submit:
            yield f"perhaps: {_listed(plan.may_submit)}"


def _spanned(span: Span) -> str:
    """Write a span as bounds are written."""
    low, high = span
    return str(Bounds[Fraction](low, high))


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values)) or _NOTHING


def _staged(stages: tuple[tuple[str, ...], ...]) -> str:
    return " → ".join(", ".join(stage) for stage in stages) or _NOTHING


def _why(plan: Plan, concerned: Iterable[Paper | str]) -> tuple[str, ...]:
    """Explain papers by their fates; a paper without one is asked for by no row."""
    lines: list[str] = []
    for one in concerned:
        if isinstance(one, Paper):
            fates = [fate for fate in plan.fates if fate.paper == one]
            nowhere = f"{one}: no row of an applying matter asks for it"
            lines += [_fate(fate) for fate in fates] or [nowhere]
    return tuple(lines)


def _fate(fate: Fate) -> str:
    """Write a fate in one line."""
    rows = ", ".join(map(str, fate.rows))
    plural = "s" if len(fate.rows) > 1 else ""
    head = f"{fate.paper} in {fate.matter}, row{plural} {rows}: {fate.outcome}"
    often = "" if fate.always else " in some situations"
    return f"{head}{often}{''.join(_reasons(fate))}"


def _reasons(fate: Fate) -> Iterator[str]:
    if fate.mechanisms:
        yield f" by {', '.join(map(str, sorted(fate.mechanisms, key=list(Mechanism).index)))}"
    if fate.exemptions:
        yield f" ({', '.join(fate.exemptions)})"
    if fate.issuers:
        yield f", issued by {', '.join(fate.issuers)}"
    if fate.shared_with:
        yield f", shared with {', '.join(fate.shared_with)}"
    if fate.refused:
        yield f", refused by {', '.join(fate.refused)}"
    if fate.condition:
        yield f", when {fate.condition}"
