"""The same work done by others: answers are checked first, then all take turns."""

from __future__ import annotations

from time import process_time

import govmatters as gm
from benchmarks.peers import Closures, Counts, Database, Limit
from benchmarks.rules import plain_rows
from benchmarks.subjects import Subject
from benchmarks.timing import interleaved

__all__ = ["UnequalError", "peer_times"]


class UnequalError(Exception):
    """Two programs gave different answers, so that their times say nothing."""


def peer_times(
    subject: Subject, *, rounds: int, repetitions: int
) -> tuple[dict[str, float], dict[str, float]]:
    """
    Time ours and others on a bundle without alternatives.

    Args:
        subject: The bundle.
        rounds: As in `interleaved`.
        repetitions: Of single cases; all situations together are counted a tenth as often.

    Returns:
        Seconds by name, of one case and of all situations.

    Raises:
        UnequalError: If somebody's answer differs from ours.
    """
    rows, names, some = plain_rows(subject.document), subject.shape.names, subject.situations
    compiled, closures, database = subject.compiled(), Closures(rows), Database(rows, names)
    limit = Limit(rows, names)
    database.store(some)
    _check(subject, compiled, closures, database)

    def case(number: int) -> dict[str, bool]:
        return some[number % len(some)]

    one = interleaved(
        {
            "counts: govmatters": lambda n: compiled.counts(case(n)),
            "counts: closures": lambda n: closures.counts(case(n)),
            "counts: sqlite": lambda n: database.counts(case(n)),
            "limit: a lookup and a comparison a row": lambda n: limit.counts(case(n)),
            "plan: govmatters": lambda n: compiled.plan(case(n)),
            "plan: closures (fates alone)": lambda n: closures.fates(case(n)),
        },
        rounds=rounds,
        repetitions=repetitions,
    )
    fresh = [subject.compiled() for _ in range(rounds * max(repetitions // 10, 2))]
    every = interleaved(
        {
            "all: govmatters, first": lambda n: fresh[n].counts({}),
            "all: govmatters, warm": lambda _: compiled.counts({}),
            "all: closures, one by one": lambda _: closures.every(some),
            "all: sqlite, one statement": lambda _: database.every(),
        },
        rounds=rounds,
        repetitions=max(repetitions // 10, 2),
        clock=process_time,
    )
    database.close()
    return one, every


def _check(
    subject: Subject, compiled: gm.CompiledBundle, closures: Closures, database: Database
) -> None:
    """Hold everybody to equal answers, in all situations and in each."""
    bounds = tuple((one.low, one.high) for one in compiled.counts({}))
    _agree("all situations", bounds, closures.every(subject.situations), database.every())
    for facts in subject.situations:
        plan = compiled.plan(facts)
        counts = (plan.before.low, plan.after.low)
        _agree(facts, counts, _counted(compiled, facts), closures.counts(facts))
        _agree(facts, counts, database.counts(facts))
        fates = sorted(
            (one.matter, one.paper.type, str(one.outcome), tuple(sorted(set(one.mechanisms))))
            for one in plan.fates
        )
        others = [(*rest, tuple(sorted(set(by)))) for *rest, by in closures.fates(facts)]
        _agree(facts, fates, sorted(others))


def _counted(compiled: gm.CompiledBundle, facts: dict[str, bool]) -> Counts:
    before, after = compiled.counts(facts)
    return before.low or 0, after.low or 0


def _agree(what: object, *answers: object) -> None:
    for other in answers[1:]:
        if other != answers[0]:
            msg = f"{what}: {answers[0]} is not {other}"
            raise UnequalError(msg)
