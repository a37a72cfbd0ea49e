"""Results as plain rows, for notebooks and whatever takes a list of dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from govmatters.measures.reduction import Reduction
from govmatters.model import Mechanism, Paper
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import Names
from govmatters.rules.plans import Fate, Outcome, Plan

__all__ = ["HANDED_IN", "PaperLine", "credit_rows", "fate_rows", "lines_of", "others_of"]

HANDED_IN = frozenset(outcome for outcome in Outcome if outcome.is_handed_in)
"""The outcomes with which a paper is handed in."""


@attrs.frozen(kw_only=True)
class PaperLine:
    """
    A paper of a plan's list, with what the list says of it.

    Attributes:
        paper: The paper.
        times: How often it stands in the list, at least 1: once for each matter that wants
            its own.
        copies: How many copies of it that makes, at most: each time the largest number that
            is asked for.
        matters: Keys of the matters it is for; of the bundle's form, those whose forms it
            replaces; of the bundle's own papers, the bundle's id.
        fates: Those with which it is handed in.
        conditions: On what its being asked for hangs, where that is open; sorted.
    """

    paper: Paper
    times: int
    copies: int
    matters: tuple[str, ...]
    fates: tuple[Fate, ...]
    conditions: tuple[str, ...] = ()


def lines_of(papers: Iterable[Paper], plan: Plan, registry: Registry) -> tuple[PaperLine, ...]:
    """
    Say of each paper of a list what it is for.

    Args:
        papers: One of the lists of the plan.
        plan: The plan.
        registry: What it was made from.

    Returns:
        One line a paper, in the order of the list.
    """
    return tuple(_line(paper, times, plan, registry) for paper, times in Counter(papers).items())


def _line(paper: Paper, times: int, plan: Plan, registry: Registry) -> PaperLine:
    of_paper = [fate for fate in plan.fates if fate.paper == paper]
    fates = [fate for fate in of_paper if fate.outcome in HANDED_IN]
    matters = [fate.matter for fate in fates] or list(_replaced(paper, plan, registry))
    barred = {fate.condition for fate in of_paper if fate.outcome is Outcome.NOT_APPLICABLE}
    return PaperLine(
        paper=paper,
        times=times,
        copies=_copies(fates, times),
        matters=tuple(dict.fromkeys(matters)),
        fates=tuple(fates),
        conditions=tuple(sorted(condition for condition in barred if condition)),
    )


def _copies(fates: Iterable[Fate], times: int) -> int:
    """Sum the largest numbers that different matters ask for; a form that nobody asks for is 1."""
    asked: dict[str, int] = {}
    for fate in fates:
        asked[fate.matter] = max(fate.copies, asked.get(fate.matter, 0))
    largest = sorted(asked.values(), reverse=True)[:times]
    return sum(largest) + times - len(largest)


def _replaced(paper: Paper, plan: Plan, registry: Registry) -> Iterator[str]:
    """Name the matters whose forms the bundle's form stands for (PL-3)."""
    form = registry.bundles[plan.bundle].form
    if form is not None and form.type == paper.type:
        for fate in plan.fates:
            if fate.paper.type in form.replaces and Mechanism.ONE_FORM in fate.mechanisms:
                yield fate.matter


def others_of(plan: Plan) -> tuple[Fate, ...]:
    """
    Take the fates of papers that are not handed in.

    Args:
        plan: The plan.

    Returns:
        By outcome, then in the plan's order. What is only sometimes no matter's business,
        and else handed in, is left out: the list of what may be needed says it already.
    """
    handed = {(fate.matter, fate.paper) for fate in plan.fates if fate.outcome in HANDED_IN}
    others = [
        fate
        for fate in plan.fates
        if fate.outcome not in HANDED_IN
        and (fate.always or fate.outcome is Outcome.SPARED or _place(fate) not in handed)
    ]
    order = list(Outcome)
    return tuple(sorted(others, key=lambda fate: order.index(fate.outcome)))


def _place(fate: Fate) -> tuple[str, Paper]:
    return fate.matter, fate.paper


def fate_rows(plan: Plan, registry: Registry) -> list[dict[str, object]]:
    """
    Write a plan as rows, one a fate.

    Args:
        plan: The plan.
        registry: What it was made from.

    Returns:
        One dictionary for each of ``plan.fates``, in that order, all with the keys
        ``matter``, ``matter_name``, ``paper``, ``paper_name``, ``subject``, ``outcome``,
        ``outcome_name``, ``mechanisms`` (names, joined by ``、``), ``exemptions`` (ids,
        joined by ``,``), ``basis``, ``condition``, ``copies`` and ``always``. Texts are as
        the data have them: escape them where they are rendered.
    """
    names = Names(registry, registry.bundles[plan.bundle], Labels())
    return [_fate_row(fate, names) for fate in plan.fates]


def _fate_row(fate: Fate, names: Names) -> dict[str, object]:
    return {
        "matter": fate.matter,
        "matter_name": names.matter(fate.matter),
        "paper": str(fate.paper),
        "paper_name": names.type(fate.paper),
        "subject": fate.paper.subject,
        "outcome": fate.outcome.value,
        "outcome_name": fate.outcome.name_zh,
        "mechanisms": "、".join(mechanism.name_zh for mechanism in fate.mechanisms),
        "exemptions": ",".join(fate.exemptions),
        "basis": "；".join(names.exemption(key) for key in fate.exemptions),
        "condition": fate.condition,
        "copies": fate.copies,
        "always": fate.always,
    }


def credit_rows(reduction: Reduction) -> list[dict[str, object]]:
    """
    Write a reduction as rows, one a mechanism.

    Args:
        reduction: The reduction.

    Returns:
        Nine dictionaries with ``mechanism``, ``mechanism_name``, ``low`` and ``high``:
        exact fractions of papers.
    """
    return [
        {
            "mechanism": mechanism.value,
            "mechanism_name": mechanism.name_zh,
            "low": credit.low,
            "high": credit.high,
        }
        for mechanism, credit in reduction.by_mechanism.items()
    ]
