"""The population by Polars: lazy, each comparison and condition a column of its own, in stages."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import islice
from operator import and_, or_
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.population_rules import GROUP, Atom, PlainBundle, When, is_choice, options_of

__all__ = [
    "by_group",
    "by_reason",
    "by_reason_of_cases",
    "few",
    "read",
    "read_numbered",
    "scan",
    "total",
]

Answer = list[tuple[Any, ...]]

_AS_WRITTEN = pl.QueryOptFlags.none()
"""Nothing is found in these stages; looking for it took a quarter of a heavy bundle's CPU time."""

Sets = dict[str, list[pl.Expr]]
"""What is counted, by name: of so many expressions those that hold."""


def read(path: Path, _plain: PlainBundle) -> pl.DataFrame:
    """Read all columns into memory."""
    return pl.read_parquet(path)


def read_numbered(path: Path, plain: PlainBundle) -> pl.DataFrame:
    """Read all columns into memory, choices as numbers of their options."""
    choices = [one for one in plain.columns if is_choice(one)]
    return pl.read_parquet(path).with_columns(
        pl.col(one).cast(pl.Enum(options_of(one))) for one in choices
    )


def few(cases: pl.DataFrame) -> pl.DataFrame:
    """Keep a few cases, of which all that is left is what every call costs."""
    return cases.head(64)


def scan(path: Path, _plain: PlainBundle) -> pl.LazyFrame:
    """Leave the cases in their file."""
    return pl.scan_parquet(path)


def by_group(plain: PlainBundle) -> Callable[[pl.DataFrame], Answer]:
    """
    Write the rules as expressions, with the papers of each case.

    Args:
        plain: The rules.

    Returns:
        From cases to (group, papers before, papers after), sorted.
    """
    return _case_by_case(plain, _papers(plain))


def by_reason_of_cases(plain: PlainBundle) -> Callable[[pl.LazyFrame], Answer]:
    """
    Write the rules as expressions, with the papers of each case, and the rows that are spared.

    Args:
        plain: The rules.

    Returns:
        As `by_reason`; slower in memory, but nothing need be in memory.
    """
    return _case_by_case(plain, _papers(plain) | _reasons(plain))


def by_reason(plain: PlainBundle) -> Callable[[pl.DataFrame], Answer]:
    """
    Write the rules as expressions, with the sum of each of them over the cases of a group.

    Args:
        plain: The rules.

    Returns:
        From cases to (group, papers before, papers after, rows spared by each mechanism),
        sorted.
    """
    stages, sets = _stages(plain), _papers(plain) | _reasons(plain)

    def compute(cases: pl.DataFrame) -> Answer:
        parts = cases.partition_by(GROUP)
        queries = [_summed(part, stages, sets) for part in parts]
        sums = pl.collect_all(queries, optimizations=_AS_WRITTEN)
        pairs = zip(parts, sums, strict=True)
        return sorted((part[GROUP][0], *_added(sums, sets)) for part, sums in pairs)

    return compute


def total(plain: PlainBundle) -> Callable[[pl.DataFrame], Answer]:
    """
    Write the rules as expressions, with the sum of each of them over all cases.

    Args:
        plain: The rules.

    Returns:
        From cases to what `by_reason` gives, as the only group.
    """
    stages, sets = _stages(plain), _papers(plain) | _reasons(plain)

    def compute(cases: pl.DataFrame) -> Answer:
        query = _summed(cases, stages, sets)
        return [("", *_added(query.collect(optimizations=_AS_WRITTEN), sets))]

    return compute


def _case_by_case(
    plain: PlainBundle, sets: Sets
) -> Callable[[pl.DataFrame | pl.LazyFrame], Answer]:
    stages = _stages(plain)
    columns = {name: _sum(some) for name, some in sets.items()}

    def compute(cases: pl.DataFrame | pl.LazyFrame) -> Answer:
        frame = _staged(cases, stages).select(GROUP, **columns)
        found = frame.group_by(GROUP).agg(pl.col(*columns).sum()).collect()
        return sorted(found.rows())

    return compute


def _summed(cases: pl.DataFrame, stages: list[list[pl.Expr]], sets: Sets) -> pl.LazyFrame:
    """Sum every expression by itself: bits are counted, and no case is written."""
    every = [one for some in sets.values() for one in some]
    sums = {f"sum{number}": one.sum() for number, one in enumerate(every)}
    return _staged(cases, stages).select(**sums)


def _added(sums: pl.DataFrame, sets: Sets) -> list[int]:
    numbers = iter(sums.row(0))
    return [sum(islice(numbers, len(some))) for some in sets.values()]


def _reasons(plain: PlainBundle) -> Sets:
    """For each mechanism the rows that it is the first to spare."""
    name = _names(plain)
    found: Sets = {mechanism: [] for mechanism in plain.mechanisms}
    for number, row in enumerate(plain.rows):
        left = pl.col(f"asked{number}")
        for mechanism, whens in plain.spared_by(row).items():
            spared = reduce(or_, [pl.col(name[when]) for when in whens])
            found[mechanism].append(left & spared)
            left = left & ~spared
    return found


def _staged(cases: pl.DataFrame | pl.LazyFrame, stages: list[list[pl.Expr]]) -> pl.LazyFrame:
    frame = cases.lazy()
    for stage in stages:
        frame = frame.with_columns(stage)
    return frame


def _papers(plain: PlainBundle) -> Sets:
    """Say which rows ask, and which papers are due."""
    papers: dict[str, list[str]] = {}
    for number, row in enumerate(plain.rows):
        papers.setdefault(row.paper, []).append(f"handed{number}")
    asked = [pl.col(f"asked{number}") for number in range(len(plain.rows))]
    return {"before": asked, "after": [pl.any_horizontal(some) for some in papers.values()]}


def _sum(truths: list[pl.Expr]) -> pl.Expr:
    """Add in pairs, as bytes: faster than ``sum_horizontal`` and than one after the other."""
    parts = [one.cast(pl.UInt8) for one in truths]
    while len(parts) > 1:
        pairs = zip(parts[::2], parts[1::2], strict=False)
        parts = [one + other for one, other in pairs] + parts[len(parts) // 2 * 2 :]
    return parts[0].cast(pl.UInt32)


def _stages(plain: PlainBundle) -> list[list[pl.Expr]]:
    name = _names(plain)
    asked = [
        (pl.col(name[plain.matters[row.matter]]) & pl.col(name[row.when])).alias(f"asked{number}")
        for number, row in enumerate(plain.rows)
    ]
    handed = [
        reduce(
            and_, [~pl.col(name[when]) for when in plain.sparing(row)], pl.col(f"asked{number}")
        ).alias(f"handed{number}")
        for number, row in enumerate(plain.rows)
    ]
    return [
        [_atom(atom).alias(f"atom{number}") for number, atom in enumerate(plain.atoms)],
        [_when(when).alias(column) for when, column in name.items()],
        asked,
        handed,
    ]


def _names(plain: PlainBundle) -> dict[When, str]:
    """A column for each distinct condition."""
    whens = dict.fromkeys(
        [*plain.matters, *(one.when for one in plain.rows), *(x.when for x in plain.exemptions)]
    )
    return {when: f"when{number}" for number, when in enumerate(whens)}


def _atom(atom: Atom) -> pl.Expr:
    if atom.sign == "is":
        return pl.col(atom.column)
    if atom.sign == "<":
        return pl.col(atom.column) < atom.values[0]
    return pl.col(atom.column).is_in(list(atom.values))


def _when(when: When) -> pl.Expr:
    parts = [pl.col(f"atom{one}") if holds else ~pl.col(f"atom{one}") for one, holds in when.parts]
    return reduce(and_ if when.word == "and" else or_, parts) if parts else pl.lit(value=True)
