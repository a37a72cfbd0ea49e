"""A plan for reading: what to hand in, what becomes of the rest, in which order, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from govmatters.conditions import QuestionType
from govmatters.measures.reduction import Reduction
from govmatters.model import Bounds, Mechanism, Paper
from govmatters.registry import Registry
from govmatters.report.finding_tables import SEVERITY_STYLES
from govmatters.report.labels import Labels
from govmatters.report.naming import Names, figure, written
from govmatters.report.rows import PaperLine, lines_of, others_of
from govmatters.report.tables import cell, heading, items, line, table
from govmatters.rules.plans import Fate, Outcome, Plan

__all__ = ["head_of", "open_questions_of", "plan_report"]


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
    yield from _papers("to_submit", plan.to_submit, plan, names)
    yield from _papers("may_submit", plan.may_submit, plan, names)
    yield from _papers("added", plan.added, plan, names)
    yield from _papers("may_add", plan.may_add, plan, names)
    yield from _others(plan, names)
    yield from _stages(plan, names)
    yield from _figures(plan, labels)
    yield from _troubles(plan, names)
    yield from open_questions_of(plan, names)


def head_of(result: Plan | Reduction, names: Names) -> Iterator[RenderableType]:
    """
    Lay out what a result is about: enough to make it again.

    Args:
        result: A plan or a reduction.
        names: Of its bundle.

    Yields:
        The bundle, the region, the day, the registry, the facts, the held papers.
    """
    labels, geography = names.labels, names.registry.geography
    yield cell(f"{names.bundle.name}（{result.bundle}）", "bold")
    yield line(labels("region"), f"{geography.name(result.region)} {result.region}")
    yield line(labels("day"), result.on.isoformat())
    yield line(labels("data"), result.digest[:12])
    if result.facts:
        facts = (f"{names.ask(key)} {written(answer)}" for key, answer in result.facts.items())
        yield cell(f"{labels('fact')}：", "dim")
        yield from items(facts)
    if result.held:
        yield line(labels("held"), "；".join(map(names.paper, result.held)))
    if result.situations > 1:
        yield cell(f"{result.situations} {labels('situations')}", "dim")
    if not result.exact:
        yield cell(labels("outer"), "yellow")


def _papers(
    word: str, papers: Sequence[Paper], plan: Plan, names: Names
) -> Iterator[RenderableType]:
    """List papers with what they are for."""
    lines = lines_of(papers, plan, names.registry)
    if not lines and word != "to_submit":
        return
    labels = names.labels
    yield heading(labels(word), len(papers) if word in {"to_submit", "added"} else len(lines))
    if not lines:
        yield from items([labels("nobody")])
        return
    columns = [labels(key) for key in ("material", "subject", "used_for", "copies", "reason")]
    is_open = word.startswith("may")
    rows = [
        (
            names.type(one.paper),
            labels.role(one.paper.subject),
            names.matters(one.matters),
            one.copies,
            "；".join(_remarks(one, names, is_open=is_open)),
        )
        for one in lines
    ]
    yield table(columns, rows, right=[labels("copies")])


def _remarks(one: PaperLine, names: Names, *, is_open: bool) -> Iterator[str]:
    """Say what is special about handing a paper in."""
    outcomes = {fate.outcome for fate in one.fates}
    for outcome in (Outcome.DEADLOCKED, Outcome.DEFERRED):
        if outcome in outcomes:
            yield names.labels.beside(outcome.name_zh, outcome.value)
    refused = sorted({key for fate in one.fates for key in fate.refused})
    if refused:
        yield f"{names.labels('refused')}：{names.matters(refused)}"
    if is_open and one.conditions:
        yield f"{names.labels('condition')}：{' / '.join(one.conditions)}"


def _others(plan: Plan, names: Names) -> Iterator[RenderableType]:
    """List what is not handed in, and why not; matters with the same reason in one row."""
    grouped: dict[tuple[str, Paper, str], list[str]] = {}
    for fate in others_of(plan):
        key = _outcome(fate, names.labels), fate.paper, _reason(fate, names)
        grouped.setdefault(key, []).append(fate.matter)
    if not grouped:
        return
    labels = names.labels
    yield heading(labels("fates"))
    columns = [labels(key) for key in ("outcome", "material", "subject", "used_for", "reason")]
    yield table(
        columns,
        (
            (outcome, names.type(paper), labels.role(paper.subject), names.matters(keys), reason)
            for (outcome, paper, reason), keys in (
                (key, dict.fromkeys(keys)) for key, keys in grouped.items()
            )
        ),
    )


def _outcome(fate: Fate, labels: Labels) -> str:
    said = labels.beside(fate.outcome.name_zh, fate.outcome.value)
    return said if fate.always else f"{said}（{labels('possible')}）"


def _reason(fate: Fate, names: Names) -> str:
    """Say what spares a paper, or which condition rules it out."""
    labels = names.labels
    if fate.condition is not None:
        return f"{labels('condition')}：{fate.condition}"
    reasons = [labels.beside(one.name_zh, one.value) for one in fate.mechanisms]
    if Mechanism.OUTPUT in fate.mechanisms and fate.issuers:
        reasons.append(f"{labels('issuers')}：{names.matters(fate.issuers)}")
    bases = dict.fromkeys(names.exemption(key) for key in fate.exemptions)
    return "；".join([*reasons, *bases])


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


def open_questions_of(result: Plan | Reduction, names: Names) -> Iterator[RenderableType]:
    """
    Lay out the questions that are worth asking.

    Args:
        result: A plan or a reduction.
        names: Of its bundle.

    Yields:
        A table of them in the order worth asking; nothing if none is open.
    """
    if not result.open_questions:
        return
    labels = names.labels
    yield heading(labels("open"), len(result.open_questions))
    rows = [
        (
            names.registry.questions[key].ask,
            key,
            _options(key, names.registry),
            labels("yes") if key in result.deciding_questions else None,
        )
        for key in result.open_questions
    ]
    yield table([labels(key) for key in ("question", "id", "answer", "undecided")], rows)


def _options(key: str, registry: Registry) -> str:
    """Say what answers a question takes."""
    question = registry.questions[key]
    match question.type:
        case QuestionType.BOOLEAN:
            return "true | false"
        case QuestionType.CHOICE:
            return " | ".join(question.options)
        case QuestionType.CHOICES:
            return ",".join(question.options)
        case QuestionType.INTEGER:
            low = "…" if question.min is None else question.min
            high = "…" if question.max is None else question.max
            return f"{low}–{high} {question.unit or ''}".rstrip()
        case QuestionType.DATE:
            return "YYYY-MM-DD"
        case QuestionType.REGION:
            return "GB/T 2260"
