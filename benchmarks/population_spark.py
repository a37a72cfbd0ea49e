"""
The population on Spark: native expressions in stages, and govmatters inside ``mapInArrow``.

``python -m benchmarks.population_spark KIND FILE REPETITIONS``: one session on two threads of
this machine, in which both take turns; times and answers as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from pyspark.sql import DataFrame, SparkSession, functions

from benchmarks.population_documents import BUNDLE, DAY, document_of
from benchmarks.population_engines import SIZES
from benchmarks.population_ours import papers
from benchmarks.population_rules import GROUP, PlainBundle, plain_bundle
from benchmarks.population_sql import Stage, papers_alone, stages
from govmatters.io import load_document
from govmatters.populations.populations import compile_population

__all__ = ["main"]

Answer = list[tuple[Any, ...]]

_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "3g",
    "spark.log.level": "ERROR",
    # Small pieces, so that both threads have as much to do.
    "spark.sql.files.maxPartitionBytes": "2m",
    "spark.sql.files.openCostInBytes": "0",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def main() -> None:
    """Do what the arguments say."""
    kind, path, repetitions = sys.argv[1:]
    os.environ["PYSPARK_PYTHON"] = sys.executable
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
    builder = SparkSession.builder.master("local[2]").appName("benchmark")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    plain = plain_bundle(SIZES[kind])
    cases = session.read.parquet(path)
    rules = stages(plain, number="INT")
    tasks = {
        "govmatters": _ours(plain, cases),
        "native expressions": _native(rules, cases),
        "native expressions, papers alone": _native(papers_alone(rules), cases),
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    answers: dict[str, Answer] = {}
    for _ in range(int(repetitions)):
        for name, task in tasks.items():
            start = time.perf_counter()
            answers[name] = task()
            times[name].append(time.perf_counter() - start)
    session.stop()
    json.dump({"wall": times, "answers": answers}, sys.stdout)


def _native(rules: list[Stage], cases: DataFrame) -> Callable[[], Answer]:
    """Write the rules as expressions of Spark, once; a repetition only sums them up anew."""
    frame = cases
    for stage in rules:
        frame = frame.selectExpr("*", *(f"{text} AS {name}" for name, text in stage.items()))
    sums = [functions.sum(name).alias(name) for name in rules[-1]]
    # A frame that was collected keeps what it shuffled: each repetition makes a new one.
    return lambda: [tuple(row) for row in frame.groupBy(GROUP).agg(*sums).orderBy(GROUP).collect()]


def _ours(plain: PlainBundle, cases: DataFrame) -> Callable[[], Answer]:
    compiled = compile_population(load_document(document_of(plain)), BUNDLE)

    def compute() -> Answer:
        found = compiled.measure(cases, on=DAY, by=[GROUP])
        return [(one.key[0], *papers(one.tally)) for one in found.groups]

    return compute


if __name__ == "__main__":
    main()
