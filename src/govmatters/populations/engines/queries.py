"""
A compiled bundle as one statement over a table of cases, for those who must stay in SQL.

It says what `population` says of cases whose questions are all answered, on one day in one
region: a cross-check, and a text that can be audited. Cases with an open question, or in which
two matters of a ``one_of`` apply, are counted apart and are in no other sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govmatters.arguments import demand, refuse
from govmatters.errors import QueryError, suggestion
from govmatters.planner import CompiledBundle
from govmatters.populations.engines.comparisons import COLUMN_TYPES
from govmatters.populations.engines.staging import staging_of
from govmatters.populations.engines.statements import SUMS, Statement, ibis_of
from govmatters.populations.kernels.gauges import Gauge, gauges_of
from govmatters.situations import FALSE

if TYPE_CHECKING:
    import ibis

    from govmatters.rules.compiled import Compiled

__all__ = ["query", "sql"]

_SPANS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_WEIGHT = "weight"


def query(
    compiled: CompiledBundle, *, by: Sequence[str] = (), table: ibis.Table | None = None
) -> ibis.Table:
    """
    Write a compiled bundle as an Ibis expression.

    Args:
        compiled: The bundle. Its day and region hold for all cases, whatever columns say.
        by: What to group by: ``day``, ``month`` or ``year`` of a column ``day``, ``region``,
            or a question's id.
        table: Cases as a table of Ibis, with a column a question: text for a choice or a
            region, an array of text for several options. With a column ``weight`` a case
            counts that often. By default a table named ``cases`` that is bound to nothing.

    Returns:
        A row a group, sorted; a single one if nothing is grouped by. Its columns: those of
        ``by``; ``cases`` and their ``weight``; ``before`` and ``after`` in papers;
        ``credit_…`` of each mechanism, in whole parts of 1/362880 of a paper;
        ``open_cases``, in which a question that the bundle looks at is not answered, and
        ``ambiguous_cases``, in which two matters of a ``one_of`` apply: rows that are in
        none of the other sums.

    Raises:
        MissingExtraError: If Ibis is not installed.
        QueryError: If something cannot be grouped by, a column is missing or of another
            type, or papers depend on too much together for a statement.
        TypeError: If an argument is of a wrong type.

    Source:
        SI-1, AP-1, PL-2 to PL-5, RD-1, RD-3.
    """
    ibis_of()
    given = [by] if isinstance(by, str) else by
    _refuse_types(compiled, given, table)
    inner = compiled.compiled
    names = list(dict.fromkeys(given))
    gauges = gauges_of(inner)
    questions = tuple(sorted({block.question for block in inner.program.blocks}))
    problems = [*_ungrouped(inner, names), *_too_wide(inner, gauges)]
    columns = {} if problems else _columns(inner, questions, names)
    problems += _unfit(table, columns)
    if problems:
        raise QueryError(inner.program.bundle.id, tuple(problems))
    cases = _unbound(columns) if table is None else table
    conflicts = tuple(one.conflict for one in inner.program.one_ofs if one.conflict != FALSE)
    staging = staging_of(inner.program.network, gauges, conflicts)
    statement = Statement(staging, inner.program.registry.geography, questions, conflicts)
    weight = _WEIGHT if _WEIGHT in cases.columns else None
    return statement.summed(cases, {one: _key(cases, one) for one in names}, weight)


def sql(
    compiled: CompiledBundle,
    *,
    dialect: str = "duckdb",
    by: Sequence[str] = (),
    table: ibis.Table | None = None,
) -> str:
    """
    Write a compiled bundle as the text of one statement of SQL.

    Args:
        compiled: As in `query`.
        dialect: Which SQL: ``duckdb``, ``postgres``, ``mysql``, ``clickhouse``, ``trino``,
            ``pyspark``, ``snowflake``, ``bigquery`` or another that Ibis knows.
        by: As in `query`.
        table: As in `query`.

    Returns:
        The text, which begins with comments: what the columns ``_node_…`` compare.

    Raises:
        MissingExtraError: As in `query`.
        QueryError: As in `query`; also if there is no such dialect, or it cannot say this.
        TypeError: As in `query`.
    """
    demand(dialect=dialect)
    found = query(compiled, by=by, table=table)
    ibis, program = ibis_of(), compiled.compiled.program
    try:
        text = str(ibis.to_sql(found, dialect=dialect))
    except (ValueError, AttributeError, ibis.common.exceptions.IbisError) as error:
        problem = f"cannot be written in {dialect!r}: {_line(error)}; take another dialect"
        raise QueryError(program.bundle.id, (problem,)) from None
    about = f"bundle {program.bundle.id} on {program.on} in {program.region}"
    digest = f"registry {program.registry.digest}"
    inputs = enumerate(program.network.inputs, 2)
    meanings = [f"_node_{node}: {one}" for node, one in inputs if not isinstance(one, str)]
    return "\n".join([*(f"-- {_line(one)}" for one in (about, digest, *meanings)), text])


def _refuse_types(compiled: object, by: object, table: object) -> None:
    """Refuse what is no compiled bundle, no names or no table, before anything breaks on it."""
    if not isinstance(compiled, CompiledBundle):
        refuse("compiled", "a bundle, as gm.compile gives one", compiled)
    demand(by=by)
    if table is not None and not isinstance(table, ibis_of().Table):
        refuse("table", "a table of Ibis", table)


def _line(value: object) -> str:
    """Write in one line, without anything that could end a comment."""
    return "".join(one if one.isprintable() else " " for one in str(value))


def _ungrouped(compiled: Compiled, names: Sequence[str]) -> Iterator[str]:
    known = {*_SPANS, "region", *compiled.program.registry.questions}
    for name in names:
        if name not in known:
            hint = suggestion(name, known) or "take day, month, year, region or a question"
            yield f"cannot be grouped by {name!r}; {hint}"
        elif name in SUMS:
            yield f"cannot be grouped by {name!r}, as a sum is called so; rename the question"


def _too_wide(compiled: Compiled, gauges: Sequence[Gauge]) -> Iterator[str]:
    for one in gauges:
        if not one.is_tabled:
            papers = ", ".join(map(str, compiled.components[one.number].papers[:12]))
            yield (
                f"{papers}: too many conditions bear on them together for a statement; measure "
                "the cases by population()"
            )


def _columns(
    compiled: Compiled, questions: Sequence[str], names: Sequence[str]
) -> Mapping[str, str]:
    """Name the columns that are looked at, and their types."""
    registry = compiled.program.registry
    wanted = [*questions, *(name for name in names if name in registry.questions)]
    columns = {one: COLUMN_TYPES[registry.questions[one].type] for one in wanted}
    columns |= {"day": "date"} if set(names) & set(_SPANS) else {}
    columns |= {"region": "string"} if "region" in names else {}
    return columns


def _unbound(columns: Mapping[str, str]) -> ibis.Table:
    """Name a table that is bound to nothing; it has a column at least."""
    return ibis_of().table(columns or {"day": "date"}, name="cases")


def _unfit(table: ibis.Table | None, columns: Mapping[str, str]) -> Iterator[str]:
    ibis = ibis_of()
    schema = {} if table is None else dict(table.schema().items())
    for name, kind in sorted(columns.items()) if table is not None else ():
        if name not in schema:
            hint = suggestion(name, schema) or "add it, or rename the column that has it"
            yield f"the table has no column {name!r}; {hint}"
        elif not schema[name].castable(ibis.dtype(kind)) or _differs(str(schema[name]), kind):
            yield f"column {name!r} holds {schema[name]}, wanted is {kind}; cast it"


def _differs(held: str, wanted: str) -> bool:
    """Whether text and what is not text are taken for each other."""
    return wanted != "int64" and held.strip("!") != wanted


def _key(cases: ibis.Table, name: str) -> Any:  # noqa: ANN401 (Ibis types by column)
    span = _SPANS.get(name)
    day: Any = cases["day"] if span else None
    return cases[name] if span is None else day.strftime(span)
