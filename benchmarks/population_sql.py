"""The population as SQL written by hand, row by row in stages: for DuckDB and for Spark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.population_rules import GROUP, Atom, PlainBundle, PlainRow, When

__all__ = ["Stage", "by_group", "by_reason", "papers_alone", "read", "stages"]

Answer = list[tuple[Any, ...]]

Stage = dict[str, str]
"""Expressions by the names of columns; each looks at columns of earlier stages."""

_BYTE = "UTINYINT"
"""DuckDB adds bytes faster than integers; no case has more rows than a byte counts."""


def read(path: Path, _plain: PlainBundle) -> duckdb.DuckDBPyConnection:
    """Read all columns into a table in memory."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE cases AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
    return connection


def by_group(plain: PlainBundle) -> Callable[[duckdb.DuckDBPyConnection], Answer]:
    """
    Write the rules as one statement that counts papers alone.

    Args:
        plain: The rules.

    Returns:
        From a database to (group, papers before, papers after), sorted.
    """
    return _asking(papers_alone(stages(plain, number=_BYTE)))


def by_reason(plain: PlainBundle) -> Callable[[duckdb.DuckDBPyConnection], Answer]:
    """
    Write the rules as one statement.

    Args:
        plain: The rules.

    Returns:
        From a database to (group, papers before, papers after, rows spared by each mechanism),
        sorted.
    """
    return _asking(stages(plain, number=_BYTE))


def stages(plain: PlainBundle, *, number: str) -> list[Stage]:
    """
    Write the columns of each stage.

    Args:
        plain: The rules.
        number: The type of what a case counts.

    Returns:
        The stages. The last gives ``papers_before`` and ``papers_after`` of a case, and the rows
        that each mechanism spares, in their order.
    """
    rows = list(enumerate(plain.rows))
    papers: dict[str, list[str]] = {}
    for at, row in rows:
        papers.setdefault(row.paper, []).append(f"handed{at}")
    counted = {
        "papers_before": [f"asked{at}" for at, _ in rows],
        "papers_after": [f"({' OR '.join(some)})" for some in papers.values()],
        **_spared(plain),
    }
    return [
        {f"atom{at}": _atom(atom) for at, atom in enumerate(plain.atoms)},
        {f"applies{at}": _when(when) for at, when in enumerate(plain.matters)},
        {f"asked{at}": f"applies{row.matter} AND {_when(row.when)}" for at, row in rows},
        {f"handed{at}": _handed(plain, at, row) for at, row in rows},
        {
            name: " + ".join(f"CAST({one} AS {number})" for one in some)
            for name, some in counted.items()
        },
    ]


def papers_alone(rules: list[Stage]) -> list[Stage]:
    """
    Leave out by which mechanism rows are spared.

    Args:
        rules: All stages.

    Returns:
        Stages that give papers before and after.
    """
    last = {name: text for name, text in rules[-1].items() if name.startswith("papers_")}
    return [*rules[:-1], last]


def _asking(rules: list[Stage]) -> Callable[[duckdb.DuckDBPyConnection], Answer]:
    text = _statement(rules)

    def compute(connection: duckdb.DuckDBPyConnection) -> Answer:
        return connection.execute(text).fetchall()

    return compute


def _statement(rules: list[Stage]) -> str:
    """Sum up the last stage by group, from a table ``cases``."""
    source, tables = "cases", []
    for number, stage in enumerate(rules):
        columns = ", ".join(f"{text} AS {name}" for name, text in stage.items())
        tables.append(f"stage{number} AS (SELECT *, {columns} FROM {source})")  # noqa: S608
        source = f"stage{number}"
    joined = ",\n".join(tables)
    sums = ", ".join(f"CAST(SUM({name}) AS BIGINT)" for name in rules[-1])
    return f"WITH {joined}\nSELECT {GROUP}, {sums} FROM {source} GROUP BY {GROUP} ORDER BY {GROUP}"


def _spared(plain: PlainBundle) -> dict[str, list[str]]:
    """For each mechanism the rows that it is the first to spare."""
    found: dict[str, list[str]] = {f"spared_{name}": [] for name in plain.mechanisms}
    for number, row in enumerate(plain.rows):
        left = f"asked{number}"
        for mechanism, whens in plain.spared_by(row).items():
            spared = " OR ".join(_when(one) for one in whens)
            found[f"spared_{mechanism}"].append(f"({left} AND ({spared}))")
            left += f" AND NOT ({spared})"
    return found


def _handed(plain: PlainBundle, number: int, row: PlainRow) -> str:
    return " AND ".join([f"asked{number}", *(f"NOT {_when(one)}" for one in plain.sparing(row))])


def _atom(atom: Atom) -> str:
    if atom.sign == "is":
        return atom.column
    if atom.sign == "<":
        return f"{atom.column} < {atom.values[0]}"
    options = ", ".join(f"'{value}'" for value in atom.values)
    return f"{atom.column} IN ({options})"


def _when(when: When) -> str:
    parts = [f"atom{one}" if holds else f"NOT atom{one}" for one, holds in when.parts]
    return f"({f' {when.word} '.join(parts)})" if parts else "TRUE"
