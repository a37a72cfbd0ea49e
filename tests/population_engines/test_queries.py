"""Statements: what they group by, what they refuse and how they say so."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.population_engines.crowds import Crowd, known, stated, synthetic_crowd

import govmatters as gm
from govmatters.codes.national_regions import national_names
from govmatters.codes.regions import Regions
from govmatters.conditions import Within
from govmatters.errors import MissingExtraError, QueryError
from govmatters.io import load_document
from govmatters.populations.engines.comparisons import comparison
from govmatters.populations.populations import population
from govmatters.testing.drawing import REGIONS

DAY = dt.date(2026, 7, 1)


@pytest.fixture(scope="module")
def registry() -> gm.Registry:
    """The packaged registry."""
    return gm.load()


@pytest.fixture(scope="module")
def compiled(registry: gm.Registry) -> gm.CompiledBundle:
    """A bundle of many questions."""
    return gm.compile(registry, "restaurant", on=DAY)


def test_groups_are_those_of_the_population(registry: gm.Registry) -> None:
    """Grouped by a question, each group has the sums that `population` gives it."""
    crowd = known(synthetic_crowd(registry, "restaurant", 200, DAY))
    found = population(registry, "restaurant", crowd.table(), on=DAY, by=["warehouse"])
    rows = stated(crowd, by=["warehouse"])

    wanted = [
        (g.key[0], g.tally.cases, g.tally.before.low, g.tally.after.low) for g in found.groups
    ]
    assert [(r["warehouse"], r["cases"], r["before"], r["after"]) for r in rows] == wanted


def test_months_are_made_of_days(compiled: gm.CompiledBundle, registry: gm.Registry) -> None:
    """A column ``day`` gives days, months and years, as text."""
    crowd = synthetic_crowd(registry, "restaurant", 24, DAY)
    days = [dt.date(2025 + number % 2, 1 + number % 3, 9) for number in range(24)]
    table = crowd.table().append_column("day", pa.array(days))
    with duckdb.connect() as connection:
        connection.register("cases", table)
        text = gm.sql(compiled, by=["year", "month"])
        rows = connection.sql(text).fetchall()

    months = Counter((f"{day.year}", f"{day:%Y-%m}") for day in days)
    assert [row[:2] for row in rows] == sorted(months)
    assert [row[2] + row[-2] + row[-1] for row in rows] == [months[key] for key in sorted(months)]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "trino", "clickhouse", "pyspark"])
def test_dialects(registry: gm.Registry, dialect: str) -> None:
    """A bundle can be written in the usual dialects."""
    text = gm.sql(gm.compile(registry, "newborn", on=DAY), dialect=dialect)

    assert text.startswith("-- bundle newborn on 2026-07-01")
    assert "cases" in text.partition("FROM ")[2]


def test_the_same_bundle_is_the_same_text(registry: gm.Registry) -> None:
    """Nothing of a text depends on what was compiled before."""
    first, second = (gm.sql(gm.compile(registry, "newborn", on=DAY)) for _ in range(2))

    assert first == second


def test_what_cannot_be_grouped_by(compiled: gm.CompiledBundle) -> None:
    """All names that mean nothing are told, with what is near."""
    with pytest.raises(QueryError) as refused:
        gm.query(compiled, by=["warehous", "moon"])

    first, second = str(refused.value).splitlines()
    assert "'warehous'; did you mean warehouse?" in first
    assert "'moon'" in second


def test_tables_that_do_not_fit(compiled: gm.CompiledBundle) -> None:
    """Missing columns and other types are told together."""
    table = ibis.table({"warehouse": "int64", "vending_machin": "boolean"}, name="cases")

    with pytest.raises(QueryError) as refused:
        gm.query(compiled, table=table)

    text = str(refused.value)
    assert "column 'warehouse' holds int64, wanted is string; cast it" in text
    assert "no column 'vending_machine'; did you mean vending_machin?" in text
    assert "no column 'fire_route'; add it" in text


def test_unknown_dialects(compiled: gm.CompiledBundle) -> None:
    """A dialect that Ibis does not know is no traceback."""
    with pytest.raises(QueryError, match=r"'klingon'.*take another dialect"):
        gm.sql(compiled, dialect="klingon")


def test_ibis_may_be_missing(compiled: gm.CompiledBundle, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "ibis", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'govmatters\[sql\]'"):
        gm.sql(compiled)


def test_comments_cannot_be_left() -> None:
    """An option with a line break stays inside its comment."""
    document = {
        "questions": {"q": {"ask": "?", "type": "choice", "options": ["a", "b\nDROP TABLE cases"]}},
        "material_types": {"t": {"name": "t"}},
        "matters": {
            "m": {
                "name": "m",
                "region": "430100",
                "materials": [{"needs": "t", "when": 'q != "a"'}],
            }
        },
        "bundles": {"b": {"name": "b", "region": "430100", "matters": ["m"]}},
    }
    crowd = Crowd(
        registry=load_document(document),
        bundle="b",
        on=DAY,
        region=None,
        rows=[{"q": "b\nDROP TABLE cases"}, {"q": "a"}],
        weights=[1, 1],
    )

    assert stated(crowd)[0]["before"] == 1


DECLARED = Regions(
    (
        ("zone", "园区", "430102"),
        ("430102001", "街道", "430104"),
        ("430103", "划走的区", "430200"),
    )
)
CODES = [
    *sorted(national_names())[::40],
    *("430100", "430102", "430103", "430103005", "430102001", "430102001003", "430102002"),
    *("430104", "430200", "zone", "100000", "360541", "429004", "429004001"),
]


@settings(max_examples=15)
@given(st.sampled_from([*REGIONS, "430000", "420000", "429004", "430104", "100000", "zone"]))
def test_a_region_lies_where_the_registry_says(region: str) -> None:
    """Declared codes, towns and villages are looked up as `Regions` does."""
    known_codes = [code for code in CODES if DECLARED.is_known(code)]
    if not DECLARED.is_known(region):
        return
    table = ibis.table({"place": "string"}, name="cases")
    text = ibis.to_sql(
        table.select("place", inside=comparison(table, Within("place", region), DECLARED)),
        dialect="duckdb",
    )
    with duckdb.connect() as connection:
        connection.register("cases", pa.table({"place": [*known_codes, None]}))
        rows = connection.sql(str(text)).fetchall()

    wanted = [(code, DECLARED.within(code, region)) for code in known_codes]
    assert rows == [*wanted, (None, None)]
