"""What comes out of a case of handling elsewhere (HR), beside what it expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govmatters.rules.handling.judging import handling
from govmatters.rules.handling.values import State, Verdict
from govmatters.testing.differing import Difference

if TYPE_CHECKING:
    from govmatters.io import Case
    from govmatters.registry import Registry

__all__ = ["verdict_differences"]


def verdict_differences(case: Case, matter: str, registry: Registry) -> Iterator[Difference]:
    """
    Judge a case and compare.

    Args:
        case: A place and facts, and what must come out.
        matter: Id of the matter that it is about.
        registry: Holds the matter.

    Yields:
        What differs: `open` and `questions` are compared whole, other lists must be contained.

    Raises:
        GovMattersError: If the case cannot be judged.
    """
    verdict = handling(registry, matter, at=case.at or "", on=case.on, facts=dict(case.facts))
    yield from _words(case, verdict)
    yield from _lists(case, verdict)
    yield from _changes(case, verdict)


def _words(case: Case, verdict: Verdict) -> Iterator[Difference]:
    expect = case.expect
    got = {
        "state": (expect.state, str(verdict.state)),
        "way": (expect.way, str(verdict.way or "none")),
        "competent": (expect.competent, verdict.competent or "unknown"),
    }
    for key, (wanted, came) in got.items():
        if wanted is not None and wanted != came:
            yield Difference(key, str(wanted), came, tuple(_why(verdict)))


def _lists(case: Case, verdict: Verdict) -> Iterator[Difference]:
    expect = case.expect
    opened = [str(one.way) for one in verdict.open_ways]
    best = verdict[verdict.way].spared if verdict.way is not None else ()
    whole = {"open": (expect.open, opened), "questions": (expect.questions, verdict.questions)}
    for key, (wanted, came) in whole.items():
        if wanted is not None and list(wanted) != list(came):
            yield Difference(key, _listed(wanted), _listed(came), tuple(_why(verdict)))
    parts = {
        "closed": (expect.closed, _ways(verdict, State.CLOSED)),
        "undecided": (expect.undecided, _ways(verdict, State.UNDECIDED)),
        "missing": (expect.missing, list(verdict.missing)),
        "spared": (expect.spared, [one.exemption for one in best]),
    }
    for key, (wanted, came) in parts.items():
        lacking = [one for one in wanted or () if one not in came]
        if lacking:
            yield Difference(key, _listed(lacking), _listed(came), tuple(_why(verdict)))
    surplus = [one for one in expect.not_spared or () if one in parts["spared"][1]]
    if surplus:
        yield Difference("not_spared", f"not {_listed(surplus)}", _listed(parts["spared"][1]))


def _changes(case: Case, verdict: Verdict) -> Iterator[Difference]:
    for way, part in case.expect.changes or ():
        came = verdict[way].change
        if came is None or part not in str(came):
            told = str(came or "(nothing)")
            yield Difference(f"changes.{way}", part, told, tuple(_why(verdict)))


def _ways(verdict: Verdict, state: State) -> list[str]:
    return [str(one.way) for one in verdict.ways if one.state is state]


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values)) or "(nothing)"


def _why(verdict: Verdict) -> Iterator[str]:
    """Tell the grounds of each way that do not hold for sure."""
    for one in verdict.ways:
        told = [f"{g.rule} {g.found}" for g in one.grounds if g.holds is not True]
        yield f"{one.way}: {one.state}{'; ' if told else ''}{'; '.join(told)}"
