"""The population by govmatters, from a table in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq

from benchmarks.population_documents import BUNDLE, DAY, document_of
from benchmarks.population_rules import GROUP, PlainBundle
from govmatters.io import load_document
from govmatters.populations.populations import compile_population
from govmatters.populations.results import Tally

__all__ = ["by_group", "few", "read", "scan", "total"]


Answer = list[tuple[str, int, int]]


def read(path: Path, _plain: PlainBundle) -> pa.Table:
    """Read all columns into memory."""
    return pq.read_table(path)


def few(cases: pa.Table) -> pa.Table:
    """Keep a few cases, of which all that is left is what every call costs."""
    return cases.slice(0, 64)


def scan(path: Path, _plain: PlainBundle) -> Path:
    """Leave the cases in their file."""
    return path


def by_group(plain: PlainBundle) -> Callable[[pa.Table | Path], Answer]:
    """
    Load the rules as a registry; the bundle is compiled by the first call.

    Args:
        plain: The rules.

    Returns:
        From cases to (group, papers before, papers after), sorted; credits, trips and days are
        counted too.
    """
    compiled = compile_population(load_document(document_of(plain)), BUNDLE)

    def compute(cases: pa.Table | Path) -> Answer:
        found = compiled.measure(cases, on=DAY, by=[GROUP])
        return [(one.key[0], *_papers(one.tally)) for one in found.groups]

    return compute


def total(plain: PlainBundle) -> Callable[[pa.Table], Answer]:
    """
    Load the rules as a registry, to count all cases together; compiled by the first call.

    Args:
        plain: The rules.

    Returns:
        From cases to papers before and after, as the only group.
    """
    compiled = compile_population(load_document(document_of(plain)), BUNDLE)

    def compute(cases: pa.Table) -> Answer:
        return [("", *_papers(compiled.measure(cases, on=DAY).total))]

    return compute


def _papers(tally: Tally) -> tuple[int, int]:
    return tally.before.low or 0, tally.after.low or 0
