"""The population by Polars: lazy, each comparison and condition a column of its own, in stages."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from pathlib import Path

import polars as pl

from benchmarks.population_rules import GROUP, Atom, PlainBundle, When

__all__ = ["by_group", "by_reason", "few", "read", "scan", "total"]

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


def by_reason(plain: PlainBundle) -> Callable[[pl.DataFrame | pl.LazyFrame], Answer]:
    """
    Write the rules as expressions, and count by what each row's paper was spared.

    The first mechanism that spares a row is its reason, and what several matters share is
    counted for the first of them: simpler than shares of credit, and as much as a query says.

    Args:
        plain: The rules.

    Returns:
        From cases to (group, papers before, papers after), sorted; it is checked that reasons
        add up to what was removed.
    """
    stages, (asked, due) = _stages(plain), _papers(plain)
    reasons = _reasons(plain)
    handed = [pl.col(f"handed{number}") for number in range(len(plain.rows))]
    columns = {"before": _sum(asked), "after": _sum(due), "rows": _sum(handed)}
    columns |= {name: _sum(some) for name, some in reasons.items()}

    def compute(cases: pl.DataFrame) -> Answer:
        frame = _staged(cases, stages).select(GROUP, **columns)
        found = frame.group_by(GROUP).agg(pl.col(*columns).sum()).sort(GROUP).collect()
        spared = found.select(pl.sum_horizontal(*reasons) + pl.col("rows") - pl.col("after"))
        removed = found.select(pl.col("before") - pl.col("after"))
        if spared.to_series().to_list() != removed.to_series().to_list():
            msg = "reasons do not add up"
            raise ValueError(msg)
        return found.select(GROUP, "before", "after").rows()

    return compute


def _reasons(plain: PlainBundle) -> dict[str, list[pl.Expr]]:
    """For each mechanism the rows that it is the first to spare."""
    name = _names(plain)
    found: dict[str, list[pl.Expr]] = {}
    for number, row in enumerate(plain.rows):
        left = pl.col(f"asked{number}")
        for mechanism, whens in plain.spared_by(row).items():
            spared = reduce(or_, [pl.col(name[when]) for when in whens])
            found.setdefault(mechanism, []).append(left & spared)
            left = left & ~spared
    return found


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
