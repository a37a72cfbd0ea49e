"""The population by govmatters, from a table in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq

from benchmarks.comparison import UnequalError
from benchmarks.population_documents import BUNDLE, DAY, document_of
from benchmarks.population_rules import GROUP, PlainBundle, is_choice
from govmatters.io import load_document
from govmatters.populations.populations import compile_population
from govmatters.populations.results import Tally

__all__ = [
    "by_group",
    "by_group_without_numba",
    "few",
    "papers",
    "read",
    "read_numbered",
    "scan",
    "total",
]

Answer = list[tuple[str, int, int]]


def read(path: Path, _plain: PlainBundle) -> pa.Table:
    """Read all columns into memory."""
    return pq.read_table(path)


def read_numbered(path: Path, plain: PlainBundle) -> pa.Table:
    """Read all columns into memory, choices as numbers of their options."""
    return pq.read_table(path, read_dictionary=[one for one in plain.columns if is_choice(one)])


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
        return [(one.key[0], *papers(one.tally)) for one in found.groups]

    return compute


def by_group_without_numba(plain: PlainBundle) -> Callable[[pa.Table | Path], Answer]:
    """Do the same as who has not installed the extra ``fast``."""
    sys.modules["numba"] = None  # type: ignore[assignment]
    return by_group(plain)


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
        return [("", *papers(compiled.measure(cases, on=DAY).total))]

    return compute


def papers(tally: Tally) -> tuple[int, int]:
    """
    Take the papers of a tally; all mechanisms together have credit for what was removed.

    Args:
        tally: Of cases that have answered everything.

    Returns:
        Papers before and after.

    Raises:
        UnequalError: If credits add up to anything else.
    """
    before, after = tally.before.low or 0, tally.after.low or 0
    if sum(one.low or 0 for one in tally.by_mechanism.values()) != before - after:
        msg = "govmatters: credits do not add up to what was removed"
        raise UnequalError(msg)
    return before, after
