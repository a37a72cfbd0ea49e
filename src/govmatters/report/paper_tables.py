"""The papers of a plan: those handed in, those that may be needed, and what spares the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from govmatters.model import Mechanism, Paper
from govmatters.report.labels import Labels
from govmatters.report.naming import Names
from govmatters.report.rows import PaperLine, lines_of, others_of
from govmatters.report.tables import heading, items, table
from govmatters.rules.plans import Fate, Outcome, Plan

__all__ = ["others_table", "papers_table"]


def papers_table(
    word: str, papers: Sequence[Paper], plan: Plan, names: Names
) -> Iterator[RenderableType]:
    """
    List papers with what they are for.

    Args:
        word: Which list: ``to_submit``, ``may_submit``, ``added`` or ``may_add``.
        papers: The list.
        plan: The plan.
        names: Of its bundle.

    Yields:
        A heading and a table; nothing for an empty list, ``to_submit`` aside.
    """
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
    equal = sorted({(fate.matter, *pair) for fate in one.fates for pair in fate.equal_alternatives})
    if equal:
        places = "、".join(
            f"{names.matter(key)} 第 {row} 行之 {number}" for key, row, number in equal
        )
        yield f"{names.labels('equal')}：{places}"
    refused = sorted({key for fate in one.fates for key in fate.refused})
    if refused:
        yield f"{names.labels('refused')}：{names.matters(refused)}"
    if is_open and one.conditions:
        yield f"{names.labels('condition')}：{' / '.join(one.conditions)}"


def others_table(plan: Plan, names: Names) -> Iterator[RenderableType]:
    """
    List what is not handed in, and why not.

    Args:
        plan: The plan.
        names: Of its bundle.

    Yields:
        A heading and a table, where matters with the same reason share a row; nothing if
        every paper is handed in.
    """
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
