"""What a result is about, and what is still to be asked: the same for all results."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rich.console import RenderableType

from govmatters.conditions import QuestionType
from govmatters.measures.audits.results import Audit
from govmatters.measures.reduction import Reduction
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import Names, written
from govmatters.report.places import place_name
from govmatters.report.tables import cell, heading, items, line, table
from govmatters.rules.plans import Plan

__all__ = ["head_of", "open_questions_of", "questions_of"]


def head_of(result: Plan | Reduction | Audit, names: Names) -> Iterator[RenderableType]:
    """
    Lay out what a result is about: enough to make it again.

    Args:
        result: A plan, a reduction, or an audit.
        names: Of its bundle.

    Yields:
        The bundle, the region, the day, the registry, the facts, the held papers.
    """
    labels, geography = names.labels, names.registry.geography
    yield cell(f"{names.bundle.name}（{result.bundle}）", "bold")
    yield line(labels("region"), place_name(result.region, geography))
    yield line(labels("day"), result.on.isoformat())
    yield line(labels("data"), result.digest[:12])
    if result.facts:
        facts = (f"{names.ask(key)} {written(answer)}" for key, answer in result.facts.items())
        yield cell(f"{labels('fact')}：", "dim")
        yield from items(facts)
    if not isinstance(result, Audit) and result.held:
        yield line(labels("held"), "；".join(map(names.paper, result.held)))
    if result.situations > 1:
        yield cell(f"{result.situations} {labels('situations')}", "dim")
    if not result.exact:
        yield cell(labels("outer"), "yellow")


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
        (*asked, labels("yes") if asked[1] in result.deciding_questions else None)
        for asked in _asked(result.open_questions, names.registry)
    ]
    yield table([labels(key) for key in ("question", "id", "answer", "undecided")], rows)


def questions_of(
    questions: Collection[str], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out questions on which something depends.

    Args:
        questions: Their ids.
        registry: Holds them.
        labels: Whether the English stands beside the Chinese.

    Yields:
        A table of them in their order; nothing if there are none.
    """
    if questions:
        yield heading(labels("open"), len(questions))
        columns = [labels(key) for key in ("question", "id", "answer")]
        yield table(columns, _asked(questions, registry))


def _asked(questions: Iterable[str], registry: Registry) -> Iterator[tuple[str, str, str]]:
    """Say what each question asks, its id, and what answers it takes."""
    for key in questions:
        yield registry.questions[key].ask, key, _options(key, registry)


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
