"""The population one case after the other, as the rules read: slow, a reference for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.comparison import UnequalError
from benchmarks.population_rules import GROUP, Atom, PlainBundle, When

__all__ = ["by_reason", "read"]

Case = Mapping[str, Any]


def read(path: Path, _plain: PlainBundle) -> list[Case]:
    """Read all cases into memory."""
    cases: list[Case] = pq.read_table(path).to_pylist()
    return cases


def by_reason(plain: PlainBundle) -> Callable[[list[Case]], list[tuple[Any, ...]]]:
    """
    Interpret the rules.

    Args:
        plain: The rules.

    Returns:
        From cases to (group, papers before, papers after, rows spared by each mechanism),
        sorted; it is checked that these, and rows that share their paper, are all that is
        removed.
    """

    def compute(cases: list[Case]) -> list[tuple[Any, ...]]:
        found: dict[str, list[int]] = {}
        for case in cases:
            sums = found.setdefault(case[GROUP], [0] * (2 + len(plain.mechanisms)))
            for place, number in enumerate(_counted(plain, case)):
                sums[place] += number
        return sorted((group, *sums) for group, sums in found.items())

    return compute


def _counted(plain: PlainBundle, case: Case) -> list[int]:
    """Count papers before and after, and rows by the first mechanism that spares them."""
    truths = [_holds(atom, case) for atom in plain.atoms]
    spared = dict.fromkeys(plain.mechanisms, 0)
    due: set[str] = set()
    before = shared = 0
    for row in plain.rows:
        if not (_met(plain.matters[row.matter], truths) and _met(row.when, truths)):
            continue
        before += 1
        by = plain.spared_by(row).items()
        reasons = [name for name, whens in by if any(_met(one, truths) for one in whens)]
        if reasons:
            spared[reasons[0]] += 1
        else:
            shared += row.paper in due
            due.add(row.paper)
    if sum(spared.values()) + shared != before - len(due):
        msg = "reasons and shared papers do not add up to what was removed"
        raise UnequalError(msg)
    return [before, len(due), *spared.values()]


def _holds(atom: Atom, case: Case) -> bool:
    answer = case[atom.column]
    if atom.sign == "is":
        return bool(answer)
    return bool(answer < atom.values[0]) if atom.sign == "<" else answer in atom.values


def _met(when: When, truths: list[bool]) -> bool:
    parts = (truths[one] is holds for one, holds in when.parts)
    return all(parts) if when.word == "and" or not when.parts else any(parts)
