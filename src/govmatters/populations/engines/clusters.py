"""
Cases on a Spark cluster: each executor measures its share, and Spark adds the sums up.

What travels is the same `Measure` that works on one machine; what comes back are sums by group.
Every number is a decimal of 38 digits on the way, so that nothing is rounded and nothing
overflows unnoticed.
"""

from __future__ import annotations

import json
import pickle
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from typing import Any

import attrs
import pyarrow as pa

from govmatters.errors import CaseTableError, GovMattersError
from govmatters.populations.cases.tables import gathered
from govmatters.populations.engines.parcels import Parcel, parcel_of
from govmatters.populations.measuring import Measure
from govmatters.populations.partials import Complaints, Partial, joined, merged
from govmatters.populations.tallies import WIDTH, Key

__all__ = ["ClusterTable", "cluster_table"]

_SCHEMA = "kind string, key string, place int, number decimal(38,0)"
_NUMBER = pa.decimal128(38)
_FIELDS = pa.schema(
    [("kind", pa.string()), ("key", pa.string()), ("place", pa.int32()), ("number", _NUMBER)]
)

_Row = tuple[str, str, int, int]
"""(what is counted, of which group or complaint, which of its numbers, the number)."""


@attrs.frozen(eq=False)
class ClusterTable:
    """
    Cases on a cluster.

    Attributes:
        schema: Their columns.
        frame: The data frame of Spark, classic or Connect.
    """

    schema: pa.Schema
    frame: Any

    def measured(self, measure: Measure) -> Partial:
        """
        Measure the cases where they are; only the columns that are needed leave their source.

        Args:
            measure: What is asked. Executors need govmatters with its extra ``population``.

        Returns:
            The contribution of all cases. Complaints name no rows: on a cluster rows have no
            numbers.

        Raises:
            CaseTableError: If executors cannot do it: they lack govmatters, there are too many
                situations to group by, or too large a choice of alternatives.
        """
        from pyspark.sql import functions  # noqa: PLC0415 (an extra)

        parcel = parcel_of(self.schema, measure.contract.needed)
        share = _Share(pickle.dumps(measure), parcel)
        number = functions.col("number")
        figures = [functions.sum(number).alias("total")]
        figures += [functions.min(number).alias("least"), functions.max(number).alias("most")]
        with _quiet():
            shares = self.frame.selectExpr(*parcel.expressions).mapInArrow(share, _SCHEMA)
            found = _collected(shares.groupBy("kind", "key", "place").agg(*figures))
        return _decoded(found)


def cluster_table(cases: object) -> ClusterTable | None:
    """
    Take a data frame of Spark as cases; none of them is read.

    Args:
        cases: Anything.

    Returns:
        The cases; None if it is no such data frame. Spark is not imported to find out.
    """
    frame: Any = cases
    if type(cases).__module__.split(".")[0] != "pyspark" or not hasattr(cases, "mapInArrow"):
        return None
    from pyspark.sql.pandas.types import to_arrow_type  # noqa: PLC0415 (an extra)

    fields = []
    for field in frame.schema.fields:
        try:
            fields.append((field.name, to_arrow_type(field.dataType)))
        except TypeError:  # a type that no column of answers has
            fields.append((field.name, pa.binary()))
    return ClusterTable(pa.schema(fields), frame)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep PySpark's warning about pandas 3 away: no batch becomes a frame of pandas."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        yield


def _collected(summed: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (a data frame of Spark)
    """Run the job."""
    from pyspark.errors import PySparkException  # noqa: PLC0415 (an extra)

    try:
        rows: list[dict[str, Any]] = summed.toArrow().to_pylist()
    except PySparkException as error:
        lacking = _LACKING.search(str(error))
        if lacking is None:
            raise
        fault = (
            f"the Python of the executors has {lacking.group()}; install the same govmatters "
            "there, with its extra population, or name a Python that has it in PYSPARK_PYTHON"
        )
        raise CaseTableError((fault,)) from None
    return rows


_LACKING = re.compile(r"No module named '[\w.]+'")


@attrs.frozen
class _Share:
    """
    What an executor does with its share of the cases; it is sent there.

    Attributes:
        measure: What is asked, pickled: a worker that has met it needs not compile it again.
        parcel: How the columns travelled.
    """

    measure: bytes
    parcel: Parcel

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Measure batches; one batch of sums comes of all of them."""
        try:
            measure = _met(self.measure)
            parts = (measure.of(self.parcel.unpacked(one), 1) for one in gathered(iter(batches)))
            rows = list(_encoded(joined(parts)))
        except CaseTableError as error:  # told by the driver, without Spark's traces
            rows = [("failed", fault, 0, 1) for fault in error.faults]
        except GovMattersError as error:
            rows = [("failed", str(error), 0, 1)]
        kinds, keys, places, numbers = zip(*rows, strict=True)
        arrays = [kinds, keys, places, pa.array(map(Decimal, numbers), _NUMBER)]
        yield pa.record_batch(arrays, schema=_FIELDS)


@lru_cache(maxsize=4)
def _met(measure: bytes) -> Measure:
    """Unpickle what is asked; it keeps what it has compiled, for the next share."""
    found: Measure = pickle.loads(measure)  # noqa: S301 (sent by the driver, as the code is)
    return found


def _encoded(partial: Partial) -> Iterator[_Row]:
    """Write a contribution as rows of which those with equal names are added up."""
    yield "rows", "", 0, partial.rows
    yield "skipped", "", 0, partial.skipped
    for day in partial.days or ():
        yield "days", "", 0, day
    for key, sums in partial.sums.items():
        text = json.dumps(key)
        yield from (("sums", text, place, number) for place, number in enumerate(sums))
    for complaint, (count, _) in partial.complaints.items():
        yield "complaints", json.dumps(complaint), 0, count


def _decoded(rows: Sequence[dict[str, Any]]) -> Partial:
    """Read the contribution of all shares."""
    sums: dict[Key, list[int]] = {}
    complaints: list[Complaints] = []
    days: tuple[int, int] | None = None
    counts = {"rows": 0, "skipped": 0}
    failed = sorted(row["key"] for row in rows if row["kind"] == "failed")
    if failed:
        raise CaseTableError(tuple(failed))
    for row in sorted(rows, key=lambda row: row["key"]):
        total = int(row["total"])
        match row["kind"]:
            case "sums":
                own = sums.setdefault(tuple(json.loads(row["key"])), [0] * WIDTH)
                own[row["place"]] = total
            case "complaints":
                column, value, message = json.loads(row["key"])
                complaints.append({(column, value, message): (total, ())})
            case "days":
                days = int(row["least"]), int(row["most"])
            case kind:
                counts[kind] = total
    return Partial(
        sums={key: tuple(numbers) for key, numbers in sums.items()},
        days=days,
        complaints=merged(complaints),
        **counts,
    )
