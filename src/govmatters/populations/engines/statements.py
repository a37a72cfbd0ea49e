"""The stages of a compiled bundle as columns of Ibis, and the sums over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import attrs

from govmatters.codes.regions import Regions
from govmatters.errors import MissingExtraError
from govmatters.populations.engines.comparisons import comparison
from govmatters.populations.engines.staging import BranchOf, ClassOf, NodeOf, Part, Staging
from govmatters.populations.kernels.gauges import FIGURES
from govmatters.situations import FALSE, TRUE, Gate

if TYPE_CHECKING:
    import ibis

__all__ = ["SUMS", "Statement", "column_of", "ibis_of"]

_COUNTED = tuple(name if name in {"before", "after"} else f"credit_{name}" for name in FIGURES)

SUMS = ("cases", "weight", *_COUNTED, "open_cases", "ambiguous_cases")
"""The columns of sums, in their order."""

Written = Any
"""An expression of Ibis; its types depend on the columns."""


def ibis_of() -> Any:  # noqa: ANN401 (a module)
    """
    Import Ibis.

    Returns:
        The module.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import ibis  # noqa: PLC0415 (an extra)
    except ImportError:
        raise MissingExtraError(what="a statement of SQL", extra="sql") from None
    return ibis


def column_of(part: NodeOf | BranchOf) -> str:
    """
    Name the column of a part.

    Args:
        part: A node, or a branch of a gauge's diagram.

    Returns:
        ``_node_7``, or ``_class_3_0`` for what gauge 3 reaches from branch 0 on; no question
        begins with a line.
    """
    if isinstance(part, NodeOf):
        return f"_node_{part.node}"
    return f"_class_{part.gauge}_{part.branch}"


@attrs.frozen
class Statement:
    """
    What is computed of a table of cases.

    Attributes:
        staging: Which parts are columns.
        regions: Knows which region lies in which.
        questions: What must be answered for a case to count.
        conflicts: Nodes that are true where two matters of a ``one_of`` apply.
    """

    staging: Staging
    regions: Regions
    questions: tuple[str, ...]
    conflicts: tuple[int, ...]

    def summed(
        self, cases: ibis.Table, keys: Mapping[str, Written], weight: str | None
    ) -> ibis.Table:
        """
        Write the whole statement.

        Args:
            cases: With a column a question.
            keys: What to group by, by name.
            weight: The column that says how often a case counts.

        Returns:
            A row a group, sorted by it; the columns are those of `query`.
        """
        table = self._counted(self._staged(cases.mutate(**keys).alias("cases_by_group")), weight)
        columns = {
            name: table[f"_{name}"].cast("int64").sum().fill_null(0).cast("int64") for name in SUMS
        }
        if not keys:
            return table.aggregate(**columns)
        return table.group_by(list(keys)).aggregate(**columns).order_by(list(keys))

    def _staged(self, cases: ibis.Table) -> ibis.Table:
        """Give the cases with a column for each part that several others look at."""
        table, known = cases, frozenset[Part]()
        for number, stage in enumerate(self.staging.stages):
            reader = _Reader(self, table, known)
            columns = {
                column_of(one): reader.inside(one) for one in stage if not isinstance(one, ClassOf)
            }
            table = table.mutate(**columns).alias(f"stage_{number}")
            known |= set(stage)
        return table

    def _counted(self, staged: ibis.Table, weight: str | None) -> ibis.Table:
        """Add what each case counts; nothing, where it is open or ambiguous."""
        ibis, known = ibis_of(), self.staging.columns
        false = ibis.literal(value=False)
        is_open = reduce(or_, [staged[one].isnull() for one in self.questions], false)
        reader = _Reader(self, staged, known)
        conflict = reduce(or_, [reader.of(NodeOf(one)) for one in self.conflicts], false)
        table = staged.mutate(_open_cases=is_open, _ambiguous_cases=~is_open & conflict)
        counts = ~table["_open_cases"] & ~table["_ambiguous_cases"]
        table = table.mutate(_cases=counts).alias("judged")
        times = table[weight] if weight else ibis.literal(1, "int64")
        table = table.mutate(_weight=ibis.ifelse(table["_cases"], times, 0)).alias("weighed")
        reader = _Reader(self, table, known)
        figures = {
            f"_{name}": reader.figure(number) * table["_weight"]
            for number, name in enumerate(_COUNTED)
        }
        return table.mutate(**figures).alias("counted")


@attrs.frozen
class _Reader:
    """Writes parts over a table that has some of them as columns."""

    statement: Statement
    table: ibis.Table
    known: frozenset[Part]

    def of(self, part: Part) -> Written:
        """Refer to a part's column, or write the part."""
        if part in self.known and not isinstance(part, ClassOf):
            return self.table[column_of(part)]
        return self.inside(part)

    def inside(self, part: Part) -> Written:
        """Write what a part is."""
        match part:
            case ClassOf(number):
                return ibis_of().literal(number, "int32")
            case NodeOf():
                return self._truth(part)
            case BranchOf():
                node, low, high = self.statement.staging.branch(part)
                return ibis_of().ifelse(self.of(node), self.of(high), self.of(low))

    def _truth(self, part: NodeOf) -> Written:
        staging = self.statement.staging
        one = staging.input(part)
        if part.node in {FALSE, TRUE} or isinstance(one, str):  # no case holds papers already
            return ibis_of().literal(value=part.node == TRUE)
        if one is not None:
            return comparison(self.table, one, self.statement.regions)
        gate, left, right = staging.gate(part)
        if gate == Gate.NOT:
            return ~self.of(left)
        both = self.of(left), self.of(right)
        return both[0] & both[1] if gate == Gate.AND else both[0] | both[1]

    def figure(self, number: int) -> Written:
        """Write a figure of a case: the sum over all gauges, added in pairs."""
        terms = []
        for at, gauge in enumerate(self.statement.staging.gauges):
            found = {place: one[number] for place, one in enumerate(gauge.figures) if one[number]}
            terms += [self._of_class(self.statement.staging.root(at), found)] if found else []
        return _added(terms)

    def _of_class(self, root: Part, figures: Mapping[int, int]) -> Written:
        """Look up a class's figure; 0 for those that are not named."""
        ibis = ibis_of()
        if isinstance(root, ClassOf):
            return ibis.literal(figures.get(root.number, 0), "int64")
        by_figure: dict[int, list[int]] = {}
        for place, figure in figures.items():
            by_figure.setdefault(figure, []).append(place)
        branches = [
            (self.of(root).isin(places), ibis.literal(figure, "int64"))
            for figure, places in sorted(by_figure.items())
        ]
        return ibis.cases(*branches, else_=ibis.literal(0, "int64"))


def _added(terms: Sequence[Written]) -> Written:
    """Add in pairs, so that the expression is no deeper than it must be."""
    if not terms:
        return ibis_of().literal(0, "int64")
    parts = list(terms)
    while len(parts) > 1:
        pairs = [one + other for one, other in zip(parts[::2], parts[1::2], strict=False)]
        parts = pairs + parts[len(pairs) * 2 :]
    return parts[0]
