"""The population by Polars: lazy, each comparison and condition a column of its own, in stages."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from pathlib import Path

import polars as pl

from benchmarks.population_rules import GROUP, Atom, PlainBundle, When

__all__ = ["by_group", "few", "read", "scan", "total"]

Answer = list[tuple[str, int, int]]


def read(path: Path, _plain: PlainBundle) -> pl.DataFrame:
    """Read all columns into memory."""
    return pl.read_parquet(path)


def few(cases: pl.DataFrame) -> pl.DataFrame:
    """Keep a few cases, of which all that is left is what every call costs."""
    return cases.head(64)


def scan(path: Path, _plain: PlainBundle) -> pl.LazyFrame:
    """Leave the cases in their file."""
    return pl.scan_parquet(path)


def by_group(plain: PlainBundle) -> Callable[[pl.DataFrame | pl.LazyFrame], Answer]:
    """
    Write the rules as expressions, with the papers of each case.

    Args:
        plain: The rules.

    Returns:
        From cases to (group, papers before, papers after), sorted.
    """
    stages, (asked, due) = _stages(plain), _papers(plain)

    def compute(cases: pl.DataFrame) -> Answer:
        frame = _staged(cases, stages).select(GROUP, before=_sum(asked), after=_sum(due))
        return (
            frame.group_by(GROUP).agg(pl.col("before", "after").sum()).sort(GROUP).collect().rows()
        )

    return compute


def total(plain: PlainBundle) -> Callable[[pl.DataFrame], Answer]:
    """
    Write the rules as expressions, with the sum of each row and paper over all cases.

    Args:
        plain: The rules.

    Returns:
        From cases to papers before and after, as the only group.
    """
    stages, (asked, due) = _stages(plain), _papers(plain)
    columns = {f"sum{number}": one.sum() for number, one in enumerate([*asked, *due])}

    def compute(cases: pl.DataFrame) -> Answer:
        sums = _staged(cases, stages).select(**columns).collect().row(0)
        return [("", sum(sums[: len(asked)]), sum(sums[len(asked) :]))]

    return compute


def _staged(cases: pl.DataFrame | pl.LazyFrame, stages: list[list[pl.Expr]]) -> pl.LazyFrame:
    frame = cases.lazy()
    for stage in stages:
        frame = frame.with_columns(stage)
    return frame


def _papers(plain: PlainBundle) -> tuple[list[pl.Expr], list[pl.Expr]]:
    """Say which rows ask, and which papers are due."""
    papers: dict[str, list[str]] = {}
    for number, row in enumerate(plain.rows):
        papers.setdefault(row.paper, []).append(f"handed{number}")
    asked = [pl.col(f"asked{number}") for number in range(len(plain.rows))]
    return asked, [pl.any_horizontal(some) for some in papers.values()]


def _sum(truths: list[pl.Expr]) -> pl.Expr:
    """Add in pairs, as bytes: faster than ``sum_horizontal`` and than one after the other."""
    parts = [one.cast(pl.UInt8) for one in truths]
    while len(parts) > 1:
        pairs = zip(parts[::2], parts[1::2], strict=False)
        parts = [one + other for one, other in pairs] + parts[len(parts) // 2 * 2 :]
    return parts[0].cast(pl.UInt32)


def _stages(plain: PlainBundle) -> list[list[pl.Expr]]:
    whens = dict.fromkeys(
        [*plain.matters, *(one.when for one in plain.rows), *(x.when for x in plain.exemptions)]
    )
    name = {when: f"when{number}" for number, when in enumerate(whens)}
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
        [_when(when).alias(name[when]) for when in whens],
        asked,
        handed,
    ]


def _atom(atom: Atom) -> pl.Expr:
    if atom.sign == "is":
        return pl.col(atom.column)
    if atom.sign == "<":
        return pl.col(atom.column) < atom.values[0]
    return pl.col(atom.column).is_in(list(atom.values))


def _when(when: When) -> pl.Expr:
    parts = [pl.col(f"atom{one}") if holds else ~pl.col(f"atom{one}") for one, holds in when.parts]
    return reduce(and_ if when.word == "and" else or_, parts) if parts else pl.lit(value=True)
