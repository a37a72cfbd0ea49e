"""One bundle: plans, counts and reductions, warm and cold, and how they grow with its rows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from time import process_time

import govmatters as gm
from benchmarks.documents import BUNDLE
from benchmarks.subjects import DAY, Subject
from benchmarks.timing import Task, interleaved

__all__ = ["plan_times"]

_WARM = 64
"""How many situations the warm figures take turns in."""

_MET = 100
"""How many situations were met before the one that is new to a bundle in use."""

Work = Callable[[gm.CompiledBundle, dict[str, bool]], object]

_WORKS: dict[str, Work] = {
    "plan": gm.CompiledBundle.plan,
    "counts": gm.CompiledBundle.counts,
    "reduction": gm.CompiledBundle.reduction,
}


def plan_times(subject: Subject, *, rounds: int, repetitions: int) -> dict[str, float]:
    """
    Time what a bundle is asked for.

    Args:
        subject: The bundle.
        rounds: As in `interleaved`.
        repetitions: Of warm work; cold work is repeated a tenth as often.

    Returns:
        Seconds by name. ``warm``: the situation was met before. ``new``: it was not, but
        100 others were. ``first``: it is the first that this compiled bundle meets.
    """
    fewer = max(repetitions // 10, 2)
    times = interleaved(_warm(subject), rounds=rounds, repetitions=repetitions)
    for name, work in _WORKS.items():
        fresh = [subject.compiled() for _ in range(rounds * fewer)]
        used = [_used(subject, work) for _ in range(rounds)]
        tasks = {
            f"{name} new": _next(subject, work, used, fewer),
            f"{name} first": _next(subject, work, fresh, 1),
        }
        times |= interleaved(tasks, rounds=rounds, repetitions=fewer, clock=process_time)
    fresh = [subject.compiled() for _ in range(rounds * fewer)]
    every: Task = lambda number: fresh[number].counts({})  # noqa: E731 (a name for a line)
    whole = {"all situations first": every, **_whole(subject)}
    return times | interleaved(whole, rounds=rounds, repetitions=fewer, clock=process_time)


def _warm(subject: Subject) -> dict[str, Task]:
    """Plan situations that were all planned before."""
    compiled, some = subject.compiled(), subject.situations[:_WARM]
    for facts in some:
        compiled.reduction(facts)
    compiled.counts({})

    def task(work: Work) -> Task:
        return lambda number: work(compiled, some[number % len(some)])

    tasks = {f"{name} warm": task(work) for name, work in _WORKS.items()}
    tasks["all situations warm"] = lambda _: compiled.counts({})
    return tasks


def _used(subject: Subject, work: Work) -> gm.CompiledBundle:
    """Give a bundle that has met some situations already."""
    compiled = subject.compiled()
    for facts in subject.situations[:_MET]:
        work(compiled, facts)
    return compiled


def _next(subject: Subject, work: Work, bundles: list[gm.CompiledBundle], turns: int) -> Task:
    """Show each bundle so many situations, none of them twice; making bundles is not timed."""
    situations = subject.situations

    def task(number: int) -> object:
        return work(bundles[number // turns], situations[(_MET + number) % len(situations)])

    return task


def _whole(subject: Subject) -> dict[str, Task]:
    """Compile, and plan without keeping what was compiled."""
    registry, facts = subject.registry, cycle(subject.situations)
    return {
        "compile": lambda _: subject.compiled(),
        "compile and plan once": lambda _: gm.plan(registry, BUNDLE, facts=next(facts), on=DAY),
    }
