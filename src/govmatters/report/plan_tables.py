"""A plan for reading: what to hand in, what becomes of the rest, in which order, what is open."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.model import Bounds
from govmatters.registry import Registry
from govmatters.report.finding_tables import SEVERITY_STYLES
from govmatters.report.heads import head_of, open_questions_of
from govmatters.report.labels import Labels
from govmatters.report.naming import Names, figure
from govmatters.report.paper_tables import others_table, papers_table
from govmatters.report.tables import heading, items, table
from govmatters.rules.plans import Plan

__all__ = ["plan_report"]


def plan_report(plan: Plan, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out a plan.

    Args:
        plan: The plan.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other.
    """
    names = Names(registry, registry.bundles[plan.bundle], labels)
    yield from head_of(plan, names)
    yield from _refusals(plan, names)
    yield from papers_table("to_submit", plan.to_submit, plan, names)
    yield from papers_table("may_submit", plan.may_submit, plan, names)
    yield from papers_table("added", plan.added, plan, names)
    yield from papers_table("may_add", plan.may_add, plan, names)
    yield from others_table(plan, names)
    yield from _stages(plan, names)
    yield from _figures(plan, labels)
    yield from _troubles(plan, names)
    yield from open_questions_of(plan, names)


def _stages(plan: Plan, names: Names) -> Iterator[RenderableType]:
    """List the matters in their order."""
    if not plan.stages:
        return
    labels = names.labels
    circles = {circle.matters for circle in plan.circles}
    yield heading(labels("stages"))
    columns = ["", labels("matter"), labels("working_days")]
    rows = [
        (number if key == stage[0] else None, f"{names.matter(key)}{mark}", _days(key, names))
        for number, stage in enumerate(plan.stages, start=1)
        for mark in [f"（{labels('circle')}）" if stage in circles else ""]
        for key in stage
    ]
    yield table(columns, rows, right=[columns[0], columns[2]])


def _days(key: str, names: Names) -> int | str:
    days = names.days(key)
    return names.labels.unknown if days is None else days


def _figures(plan: Plan, labels: Labels) -> Iterator[RenderableType]:
    yield heading(labels("figures"))
    columns = ["", labels("before"), labels("after")]
    rows: list[tuple[str, Bounds[int], Bounds[int]]] = [
        ("papers", plan.before, plan.after),
        ("rows", plan.rows_before, plan.rows_after),
        ("copies", plan.copies_before, plan.copies_after),
        ("working_days", plan.working_days_alone, plan.working_days),
        ("trips", plan.trips_alone, plan.trips),
        ("steps", plan.steps_alone, plan.steps),
    ]
    shown = ((labels(word), figure(one, labels), figure(two, labels)) for word, one, two in rows)
    yield table(columns, shown, right=columns[1:])


def _refusals(plan: Plan, names: Names) -> Iterator[RenderableType]:
    """List who refuses the applicant."""
    if plan.refused:
        labels = names.labels
        yield heading(labels("refused"))
        refusals = (
            f"{names.matter(one.subject)}，{labels('unmet')}：{one.condition}"
            f"{_sometimes(one.always, labels)}"
            for one in plan.refused
        )
        yield from items(refusals, "yellow")


def _troubles(plan: Plan, names: Names) -> Iterator[RenderableType]:
    """List what nobody can obtain, who waits in a circle, and findings."""
    labels = names.labels
    if plan.deadlocks:
        yield heading(labels("deadlocks"))
        yield from items(
            (
                f"{names.paper(one.paper)}：{names.matter(one.matter)}，"
                f"{labels('issuers')} {names.matters(one.issuers)}{_sometimes(one.always, labels)}"
                for one in plan.deadlocks
            ),
            "red",
        )
    if plan.circles:
        yield heading(labels("circle"))
        yield from items(
            f"{names.matters(one.matters)}：{'；'.join(map(names.paper, one.papers))}"
            f"{_sometimes(one.always, labels)}"
            for one in plan.circles
        )
    if plan.findings:
        yield heading(labels("check"), len(plan.findings))
        for finding in plan.findings:
            yield from items([finding], SEVERITY_STYLES[finding.severity])


def _sometimes(always: bool, labels: Labels) -> str:  # noqa: FBT001 (what the record says)
    return "" if always else f"（{labels('possible')}）"
