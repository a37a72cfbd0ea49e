"""NumPy, the pure planner, SQL and Spark say the same of the same cases."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from operator import methodcaller
from types import SimpleNamespace

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyspark.sql import SparkSession, functions
from tests.population_engines.crowds import (
    Crowd,
    counted,
    crowds_of,
    known,
    planned,
    stated,
    synthetic_crowd,
)

import govmatters as gm
from govmatters.codes.regions import Regions
from govmatters.errors import CaseTableError
from govmatters.io import load_document
from govmatters.populations import population
from govmatters.populations.engines import clusters
from govmatters.populations.kernels.compiling import Kernels
from govmatters.populations.kernels.settings import settings_of
from govmatters.populations.populations import measure_of
from govmatters.testing.strategies import BUNDLE, documents

DAY = dt.date(2026, 7, 1)
BUNDLES = ("newborn", "restaurant", "disability")

_FEW = settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""A cluster takes a second for a table."""


@pytest.fixture(scope="module")
def registry() -> gm.Registry:
    """The packaged registry."""
    return gm.load()


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Start Spark on two threads of this machine."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17, which is not installed here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        quiet = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "512m",
            "spark.log.level": "ERROR",
            "spark.sql.shuffle.partitions": "2",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        builder = SparkSession.builder.master("local[2]").appName("govmatters")
        for name, value in quiet.items():
            builder = builder.config(name, value)
        started = builder.getOrCreate()
        yield started
        started.stop()


def measured(crowd: Crowd, cases: object, by: tuple[str, ...] = ()) -> gm.Population:
    """Measure a table of the cases; two matters of a ``one_of`` are a problem, not an end."""
    return population(crowd.registry, crowd.bundle, cases, on=crowd.on, by=by, skip_bad=True)


@pytest.mark.parametrize("bundle", BUNDLES)
def test_all_engines_agree_on_known_cases(
    spark: SparkSession, registry: gm.Registry, bundle: str
) -> None:
    """The sums of wholly known cases are equal by every way there is."""
    crowd = known(synthetic_crowd(registry, bundle, 400, DAY))
    frame = spark.createDataFrame(crowd.table())

    assert len(crowd.rows) > 200
    one_by_one = planned(crowd)
    assert counted(measured(crowd, crowd.table())) == one_by_one
    assert counted(measured(crowd, frame)) == one_by_one
    assert stated(crowd) == [one_by_one]


def test_spark_runs_the_statement(spark: SparkSession, registry: gm.Registry) -> None:
    """The text in Spark's own dialect gives the sums that plans made one by one give."""
    crowd = known(synthetic_crowd(registry, "newborn", 100, DAY))
    spark.createDataFrame(crowd.table()).createOrReplaceTempView("cases")
    text = gm.sql(crowd.compiled(), dialect="pyspark", table=crowd.unbound())

    assert [row.asDict() for row in spark.sql(text).collect()] == [planned(crowd)]


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_cluster_bounds_as_one_machine_does(
    spark: SparkSession, registry: gm.Registry, bundle: str
) -> None:
    """Open questions part the same bounds, in all and in every group."""
    crowd = synthetic_crowd(registry, bundle, 400, DAY)
    months = pa.array([dt.date(2026, 1 + number % 12, 3) for number in range(400)])
    places = pa.array([("430100", "430102", "430200")[number // 12 % 3] for number in range(400)])
    table = crowd.table().append_column("day", months).append_column("region", places)
    by = ["month", "city"]

    here = population(registry, bundle, table, by=by)
    there = population(registry, bundle, spark.createDataFrame(table).repartition(5), by=by)

    assert len(here.groups) == 24
    assert here == there


@_FEW
@given(st.data())
def test_a_cluster_agrees_on_drawn_registries(spark: SparkSession, data: st.DataObject) -> None:
    """Whatever the registry, the cluster says what one machine says."""
    document = data.draw(documents())
    registry = load_document(document)
    assume(settings_of(registry, BUNDLE).has_matters(DAY))  # else there is nothing to measure
    crowd = data.draw(crowds_of(document, registry, DAY))

    here = measured(crowd, crowd.table())
    there = measured(crowd, spark.createDataFrame(crowd.table()))

    assert here.total == there.total
    assert here.skipped == there.skipped


def test_a_cluster_counts_what_is_wrong(spark: SparkSession, registry: gm.Registry) -> None:
    """Problems come by column and value, without rows, which have no numbers there."""
    crowd = synthetic_crowd(registry, "restaurant", 30, DAY)
    wrong = pa.array(["nowhere"] * 7 + ["own"] * 23)
    at = crowd.table().schema.get_field_index("warehouse")
    frame = spark.createDataFrame(crowd.table().set_column(at, "warehouse", wrong))

    found = population(registry, "restaurant", frame, on=DAY, skip_bad=True)

    assert [(one.column, one.value, one.cases, one.rows) for one in found.problems] == [
        ("warehouse", "nowhere", 7, ())
    ]
    assert (found.total.cases, found.skipped) == (23, 7)
    with pytest.raises(CaseTableError, match="nowhere"):
        population(registry, "restaurant", frame, on=DAY)


def test_a_cluster_cuts_what_is_wrong_as_one_machine_does(
    spark: SparkSession, registry: gm.Registry
) -> None:
    """Beyond a thousand values of all shares, all others are one problem."""
    values = [f"place-{number}" for number in range(1400)]
    frame = spark.createDataFrame(pa.table({"warehouse": values})).repartition(3)
    table = clusters.cluster_table(frame)
    assert table is not None
    measure = measure_of(Kernels(settings_of(registry, "restaurant")), table.schema, on=DAY)

    found = table.measured(measure)

    counts = [count for count, _ in found.complaints.values()]
    assert (len(counts), max(counts), sum(counts), found.skipped) == (1001, 400, 1400, 1400)


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_a_cluster_reads_no_other_column(spark: SparkSession, registry: gm.Registry) -> None:
    """A column that no question names is not even computed."""
    crowd = synthetic_crowd(registry, "newborn", 20, DAY)
    frame = spark.createDataFrame(crowd.table())
    fails = functions.udf(lambda _: 1 // 0, "long")
    fatal = frame.withColumn("identity card", fails("weight"))

    assert measured(crowd, fatal).total == measured(crowd, crowd.table()).total


def test_what_fails_on_an_executor_is_told_in_a_line(
    spark: SparkSession, registry: gm.Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of ours comes back as one, and a Python without govmatters is named."""
    frame = spark.createDataFrame(synthetic_crowd(registry, "newborn", 20, DAY).table())

    for sent, told in (
        (pickle.dumps(_Unknown()), "'nowhere'"),
        (b"cno_such_library\nthing\n.", r"No module named 'no_such_library'; install"),
    ):
        monkeypatch.setattr(clusters, "pickle", SimpleNamespace(dumps=lambda _, it=sent: it))
        with pytest.raises(CaseTableError, match=told):
            population(registry, "newborn", frame, on=DAY)


def test_each_fault_of_an_executor_is_a_line(
    spark: SparkSession, registry: gm.Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several come back as several, as this machine would say them."""
    table = synthetic_crowd(registry, "newborn", 20, DAY).table()
    kernels = Kernels(settings_of(registry, "newborn"))
    refused = partial(measure_of, by=["no_such", "nothing"], on=DAY)
    with pytest.raises(CaseTableError) as here:
        refused(kernels, table.schema)
    sent = pickle.dumps(_Made((refused, (kernels, table.schema))))
    monkeypatch.setattr(clusters, "pickle", SimpleNamespace(dumps=lambda _: sent))

    with pytest.raises(CaseTableError) as there:
        population(registry, "newborn", spark.createDataFrame(table), on=DAY)

    assert str(there.value) == str(here.value)
    assert len(there.value.faults) == 2


class _Made:
    """Whoever unpickles it calls a function."""

    def __init__(self, made: tuple[object, tuple[object, ...]]) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.made


class _Unknown:
    """Whoever unpickles it meets an error of ours."""

    def __reduce__(self) -> tuple[object, tuple[Regions]]:
        return methodcaller("name", "nowhere"), (Regions(),)


def test_a_bundle_without_questions_counts_rows(spark: SparkSession) -> None:
    """Where no column is needed, cases are counted all the same."""
    document = {
        "material_types": {"t": {"name": "t"}},
        "matters": {"m": {"name": "m", "region": "430100", "materials": [{"needs": "t"}]}},
        "bundles": {BUNDLE: {"name": "b", "region": "430100", "matters": ["m"]}},
    }
    frame = spark.range(9)

    found = population(load_document(document), BUNDLE, frame, on=DAY)

    assert (found.total.cases, found.total.before.low) == (9, 9)
