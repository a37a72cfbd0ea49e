"""One applicant of a heavy bundle: the whole plan beside others' counts and beside the limit."""

from __future__ import annotations

import random
from pathlib import Path

import attrs

import govmatters as gm
from benchmarks.comparison import UnequalError
from benchmarks.openfisca import openfisca_answer
from benchmarks.peers import Database, Limit
from benchmarks.population_documents import BUNDLE, DAY, document_of
from benchmarks.population_rules import HEAVY, Atom, PlainBundle, When, options_of, plain_bundle
from benchmarks.rules import PlainRow
from benchmarks.timing import Task, interleaved
from govmatters.io import load_document

__all__ = ["single_times"]

_HEAVY = attrs.evolve(HEAVY, licences=0)
"""240 rows, 140 papers, 10 questions, 37 atoms, three exemptions a paper."""

_WARM = 64
"""How many situations the warm figures take turns in."""

_IN_TURN = 2_000
"""How many applicants come in turn, again and again: so many plans are remembered, and more."""

_MET = 4_000
"""How many applicants the bundle in use has met: nearly every component in all that comes."""

_ASKED = 16
"""Of how many applicants OpenFisca is asked at most: it takes some hundredth of a second each."""

Facts = dict[str, object]


def single_times(
    *, rounds: int, repetitions: int, openfisca: Path | None = None, met: int = _MET
) -> dict[str, float]:
    """
    Time plans of one applicant, and others who only count papers.

    The others are told which comparisons hold, which we have to find out from the answers.

    Args:
        rounds: As in `interleaved`.
        repetitions: As in `interleaved`.
        openfisca: A Python that can import OpenFisca-Core.
        met: How many applicants the bundle has met before.

    Returns:
        Seconds by name.

    Raises:
        UnequalError: If somebody counts other papers than we do.
    """
    plain = plain_bundle(_HEAVY)
    draw = random.Random(7)  # noqa: S311 (nothing secret)
    known = [_facts(draw, plain) for _ in range(met)]
    fresh = [_facts(draw, plain) for _ in range(rounds * repetitions)]
    warm = known[:_WARM]
    registry = load_document(document_of(plain))
    compiled, served = (gm.compile(registry, BUNDLE, on=DAY) for _ in range(2))
    parted = known[-rounds * repetitions :]
    for facts in known:
        compiled.plan(facts)
    compiled.compiled.shortcuts.plans.clear()  # of these all parts are met, and no more
    for facts in warm:
        compiled.plan(facts)
        compiled.counts(facts)
    in_turn = known[:_IN_TURN]
    for facts in in_turn:
        served.plan(facts)
    rows, names = _rows(plain), [f"atom{number}" for number in range(len(plain.atoms))]
    truths = [_truths(plain, facts) for facts in warm]
    database, limit = Database(rows, names), Limit(rows, plain.columns)
    _check(compiled, warm, [database.counts(one) for one in truths])
    tasks: dict[str, Task] = {
        "plan: govmatters, situation met before": lambda n: compiled.plan(warm[n % len(warm)]),
        "plan: govmatters, 2,000 in turn": lambda n: served.plan(in_turn[n % len(in_turn)]),
        "plan: govmatters, new, but its components met": lambda n: compiled.plan(parted[n]),
        "plan: govmatters, new after 4,000 others": lambda n: compiled.plan(fresh[n]),
        "counts: govmatters, situation met before": lambda n: compiled.counts(warm[n % len(warm)]),
        "counts: sqlite": lambda n: database.counts(truths[n % len(warm)]),
        "limit: a lookup and a comparison a row": lambda n: limit.counts(warm[n % len(warm)]),  # type: ignore[arg-type]
    }
    times = interleaved(tasks, rounds=rounds, repetitions=repetitions)
    database.close()
    if openfisca is not None:
        some = truths[:_ASKED]
        work = {"rows": rows, "names": names, "situations": some, "rounds": 2 * rounds + 1}
        answer = openfisca_answer(work, openfisca)
        _check(compiled, warm[:_ASKED], [tuple(one) for one in answer["counts"]])
        times["counts: OpenFisca-Core"] = answer["one"]
    return times


def _check(compiled: gm.CompiledBundle, asked: list[Facts], counted: list[tuple[int, ...]]) -> None:
    """Demand equal counts, of the plan and of the counts alone."""
    for facts, counts in zip(asked, counted, strict=True):
        plan = compiled.plan(facts)
        before, after = compiled.counts(facts)
        if not (plan.before.low, plan.after.low) == (before.low, after.low) == counts:
            raise UnequalError(facts)


def _facts(draw: random.Random, plain: PlainBundle) -> Facts:
    return {column: _answer(draw, column) for column in plain.columns}


def _answer(draw: random.Random, column: str) -> object:
    if column.startswith("number"):
        return draw.randint(0, 100)
    return draw.choice(options_of(column)) if column.startswith("one") else draw.random() < 1 / 2


def _truths(plain: PlainBundle, facts: Facts) -> dict[str, bool]:
    return {f"atom{number}": _truth(one, facts) for number, one in enumerate(plain.atoms)}


def _truth(atom: Atom, facts: Facts) -> bool:
    answer = facts[atom.column]
    if atom.sign == "<":
        return int(str(answer)) < int(atom.values[0])
    return answer in atom.values if atom.sign == "in" else bool(answer)


def _rows(plain: PlainBundle) -> list[PlainRow]:
    """Write the rules as text over atoms."""
    return [
        PlainRow(
            f"m{row.matter}",
            row.paper,
            _both(_text(plain.matters[row.matter]), _text(row.when)),
            tuple(("", _text(when)) for when in plain.sparing(row)),
        )
        for row in plain.rows
    ]


def _both(one: str, other: str) -> str:
    parts = [f"( {part} )" for part in (one, other) if part != "True"]
    return " and ".join(parts) or "True"


def _text(when: When) -> str:
    parts = (f"atom{one}" if holds else f"not atom{one}" for one, holds in when.parts)
    return f" {when.word} ".join(parts) or "True"
