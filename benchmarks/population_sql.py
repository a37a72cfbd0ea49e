"""The population as SQL written by hand, row by row in stages: for DuckDB and for Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from benchmarks.population_rules import GROUP, Atom, PlainBundle, PlainRow, When

__all__ = ["by_group", "read", "stages", "statement"]


def read(path: Path, _plain: PlainBundle) -> duckdb.DuckDBPyConnection:
    """Read all columns into a table in memory."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE cases AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
    return connection


def by_group(
    plain: PlainBundle,
) -> Callable[[duckdb.DuckDBPyConnection], list[tuple[str, int, int]]]:
    """
    Write the rules as one statement.

    Args:
        plain: The rules.

    Returns:
        From a database to (group, papers before, papers after), sorted.
    """
    text = statement(plain)

    def compute(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
        return connection.execute(text).fetchall()

    return compute


def statement(plain: PlainBundle) -> str:
    """
    Write the statement.

    Args:
        plain: The rules.

    Returns:
        Its text; it gives the group, papers before and after, from a table ``cases``.
    """
    source, tables = "cases", []
    for number, stage in enumerate(stages(plain)):
        columns = ", ".join(f"{text} AS {name}" for name, text in stage.items())
        tables.append(f"stage{number} AS (SELECT *, {columns} FROM {source})")  # noqa: S608
        source = f"stage{number}"
    joined = ",\n".join(tables)
    sums = ", ".join(f"CAST(SUM(papers_{when}) AS BIGINT)" for when in ("before", "after"))
    return f"WITH {joined}\nSELECT {GROUP}, {sums} FROM {source} GROUP BY {GROUP} ORDER BY {GROUP}"


def stages(plain: PlainBundle) -> Iterator[dict[str, str]]:
    """
    Write the columns of each stage.

    Args:
        plain: The rules.

    Yields:
        Expressions by the names of columns; each looks at earlier stages. The last gives
        ``papers_before`` and ``papers_after`` of a case.
    """
    yield {f"atom{number}": _atom(atom) for number, atom in enumerate(plain.atoms)}
    yield {f"applies{number}": _when(when) for number, when in enumerate(plain.matters)}
    yield {
        f"asked{n}": f"applies{row.matter} AND {_when(row.when)}"
        for n, row in enumerate(plain.rows)
    }
    yield {f"handed{number}": _handed(plain, number, row) for number, row in enumerate(plain.rows)}
    papers: dict[str, list[str]] = {}
    for number, row in enumerate(plain.rows):
        papers.setdefault(row.paper, []).append(f"handed{number}")
    asked = (f"CAST(asked{number} AS INT)" for number in range(len(plain.rows)))
    due = (f"CAST(({' OR '.join(some)}) AS INT)" for some in papers.values())
    yield {"papers_before": " + ".join(asked), "papers_after": " + ".join(due)}


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
