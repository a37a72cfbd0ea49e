"""The course of a bundle: who waits for whom, for which papers, and what takes longest."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from govmatters.model import Paper
from govmatters.registry import Registry
from govmatters.rules.chains import Chains, longest_chains
from govmatters.rules.compiled import Compiled
from govmatters.rules.compiling import compile_program
from govmatters.rules.evaluating import LIMIT, Evaluation, evaluate
from govmatters.rules.planning import schedules_of
from govmatters.rules.plans import Plan

__all__ = ["Course", "Stop", "Wait", "course_of"]


@attrs.frozen(kw_only=True)
class Stop:
    """
    A matter in the course of a bundle.

    Attributes:
        key: The matter's key in the bundle.
        name: Its Chinese name.
        stage: From 0; what lies in one stage can run side by side, or is a circle.
        days: Working days, at least 0; None if no record states them.
        is_promised: Whether the authority promises the days; else the law allows them.
        always: False if the matter applies in some of the open situations only.
        critical: Whether it lies on a longest chain.
    """

    key: str
    name: str
    stage: int
    days: int | None
    is_promised: bool
    always: bool = True
    critical: bool = False


@attrs.frozen(kw_only=True)
class Wait:
    """
    A matter that waits for another.

    Attributes:
        waiting: Key of the matter that waits.
        awaited: Key of the matter it waits for.
        papers: What it waits for, sorted; none where only the bundle's order demands it.
        always: False if it waits in some of the open situations only.
        critical: Whether it lies on a longest chain.
    """

    waiting: str
    awaited: str
    papers: tuple[Paper, ...]
    always: bool = True
    critical: bool = False


@attrs.frozen(kw_only=True)
class Course:
    """
    All matters of a plan and their waits.

    Attributes:
        stops: By stage and key.
        waits: By who waits, then for whom.
        circles: Keys of matters that wait for each other (循环证明), as in the plan.
        chain_days: Working days of the longest chain; what no record states counts nothing.
            None where the matters are handled alone, or where too many situations are open.
    """

    stops: tuple[Stop, ...]
    waits: tuple[Wait, ...]
    circles: tuple[tuple[str, ...], ...]
    chain_days: int | None


def course_of(plan: Plan, registry: Registry) -> Course:
    """
    Find who waits for whom in a plan.

    Args:
        plan: The plan.
        registry: What it was made from.

    Returns:
        The course. With open questions it holds every matter that may apply and every wait
        that may be; the chain is that of a situation that takes longest.

    Raises:
        ValueError: If the plan was made from another registry.

    Source:
        PL-5, PL-6.
    """
    if plan.digest != registry.digest:
        msg = (
            f"the plan of {plan.bundle!r} was made from registry {plan.digest[:12]}, this one is "
            f"{registry.digest[:12]}; plan again, or load the registry of the plan"
        )
        raise ValueError(msg)
    program = compile_program(registry, plan.bundle, on=plan.on, region=plan.region)
    limit = plan.situations if plan.exact else min(LIMIT, plan.situations - 1)
    evaluation = evaluate(Compiled(program), plan.facts, held=plan.held, limit=max(limit, 1))
    masks = _masks(evaluation)
    chains = _longest_chains(evaluation, masks)
    place = {key: number for number, stage in enumerate(plan.stages) for key in stage}
    return Course(
        stops=tuple(_stops(evaluation, place, chains)),
        waits=tuple(_waits(evaluation, masks, chains)),
        circles=tuple(circle.matters for circle in plan.circles),
        chain_days=chains.days,
    )


_Masks = dict[tuple[int, int], dict[Paper | None, tuple[int, int]]]
"""(who waits, for whom), for which paper: (situations that have it, all situations)."""


def _masks(evaluation: Evaluation) -> _Masks:
    found: _Masks = {}
    for group in evaluation.groups:
        for mask, part, _ in group.parts:
            for one, other, paper in part.waits:
                papers = found.setdefault((one, other), {})
                papers[paper] = papers.get(paper, (0, 0))[0] | mask, group.valid
    for one, other, node in evaluation.compiled.program.after:
        yes, no = evaluation.truth(node)
        if yes:
            mask = evaluation.values[node] & evaluation.valid if evaluation.joint else int(not no)
            found.setdefault((one, other), {})[None] = mask, evaluation.valid
    return found


def _stops(evaluation: Evaluation, place: dict[str, int], chains: Chains) -> Iterator[Stop]:
    uses = {use.key: use for use in evaluation.compiled.program.uses}
    for key, stage in sorted(place.items(), key=lambda item: (item[1], item[0])):
        matter = uses[key].matter
        yield Stop(
            key=key,
            name=matter.name,
            stage=stage,
            days=matter.working_days,
            is_promised=matter.promised_working_days is not None,
            always=not evaluation.truth(uses[key].active)[1],
            critical=key in chains.keys,
        )


def _waits(evaluation: Evaluation, masks: _Masks, chains: Chains) -> Iterator[Wait]:
    program = evaluation.compiled.program
    for (one, other), papers in sorted(masks.items()):
        waiting, awaited = program.name(one), program.name(other)
        yield Wait(
            waiting=waiting,
            awaited=awaited,
            papers=tuple(sorted(paper for paper in papers if paper is not None)),
            always=_always(evaluation, papers),
            critical=(waiting, awaited) in chains.links,
        )


def _always(evaluation: Evaluation, papers: dict[Paper | None, tuple[int, int]]) -> bool:
    """Whether every open situation has the wait, for one of the papers or another."""
    if any(mask == valid for mask, valid in papers.values()):
        return True
    covered = 0
    for mask, _ in papers.values():
        covered |= mask
    return evaluation.joint and covered == evaluation.valid


def _longest_chains(evaluation: Evaluation, masks: _Masks) -> Chains:
    """PL-6: what lies on a longest chain, in a situation where the bundle takes longest."""
    program = evaluation.compiled.program
    together = [
        (mask, schedule)
        for mask, schedule in (schedules_of(evaluation).by_situations if evaluation.joint else ())
        if mask & evaluation.values[program.accepted]
    ]
    if not together:
        return Chains()
    mask, schedule = max(together, key=lambda one: one[1].working_days[0])
    edges = {
        (program.name(one), program.name(other))
        for (one, other), papers in masks.items()
        if any(mask & held for held, _ in papers.values())
    }
    matters = {use.key: use.matter for use in program.uses}
    days = {unit: sum(matters[key].working_days or 0 for key in unit) for unit in schedule.units}
    return longest_chains(days, edges)
