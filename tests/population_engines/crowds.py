"""Small tables of cases for any bundle, and their sums by each engine, in one form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import duckdb
import ibis
import pyarrow as pa
from hypothesis import strategies as st

import govmatters as gm
from govmatters.conditions import QuestionType
from govmatters.errors import AmbiguousMattersError
from govmatters.measures.credits import SCALE
from govmatters.model import Mechanism
from govmatters.synthetic import synthetic_cases
from govmatters.testing.drawing import answers
from govmatters.testing.strategies import BUNDLE, Document

__all__ = ["Crowd", "counted", "crowds_of", "known", "planned", "stated", "synthetic_crowd"]

TYPES = {
    QuestionType.BOOLEAN: pa.bool_(),
    QuestionType.CHOICE: pa.string(),
    QuestionType.CHOICES: pa.list_(pa.string()),
    QuestionType.INTEGER: pa.int64(),
    QuestionType.DATE: pa.date32(),
    QuestionType.REGION: pa.string(),
}

Sums = dict[str, int]


@attrs.frozen(kw_only=True)
class Crowd:
    """
    Cases of one bundle on one day in one region.

    Attributes:
        registry: Holds the bundle.
        bundle: Its id.
        on: The day.
        region: Where it is handled; None: in its own region.
        rows: Answers by question; None where one is not known.
        weights: How often each row counts.
    """

    registry: gm.Registry
    bundle: str
    on: dt.date
    region: str | None
    rows: Sequence[Mapping[str, Any]]
    weights: Sequence[int]

    def compiled(self) -> gm.CompiledBundle:
        """Compile the bundle."""
        return gm.compile(self.registry, self.bundle, on=self.on, region=self.region)

    def table(self) -> pa.Table:
        """Lay the cases out as a table."""
        columns = {
            name: pa.array([_plain(row.get(name)) for row in self.rows], TYPES[question.type])
            for name, question in self.registry.questions.items()
        }
        return pa.table({**columns, "weight": pa.array(self.weights, pa.int64())})

    def unbound(self) -> ibis.Table:
        """Describe the table, so that a statement can be written for it."""
        return ibis.table(ibis.Schema.from_pyarrow(self.table().schema), name="cases")


def _plain(answer: object) -> object:
    return sorted(answer) if isinstance(answer, frozenset) else answer


def synthetic_crowd(registry: gm.Registry, bundle: str, cases: int, on: dt.date) -> Crowd:
    """Draw cases of a bundle, some of whose questions are not answered, and weights."""
    drawn = synthetic_cases(
        registry, bundle, cases, seed=7, first=on, unknown=Fraction(1, 100)
    ).read_all()
    rows = drawn.drop_columns(["day", "region"]).to_pylist()
    weights = [number % 4 for number in range(cases)]
    return Crowd(registry=registry, bundle=bundle, on=on, region=None, rows=rows, weights=weights)


@st.composite
def crowds_of(draw: st.DrawFn, document: Document, registry: gm.Registry, on: dt.date) -> Crowd:
    """Draw a few cases, most of them wholly known, for the bundle of a drawn document."""
    given = document["bundles"][BUNDLE].get("given", {})
    questions = document["questions"]
    every = {
        name: st.just(given[name]) if name in given else answers(questions[name])
        for name in questions
    }
    some = {name: st.none() | one for name, one in every.items()}
    row = st.one_of(*[st.fixed_dictionaries(every)] * 4, st.fixed_dictionaries(some))
    rows = draw(st.lists(row, min_size=1, max_size=12))
    taken = [
        {
            name: None
            if value is None
            else registry.questions[name].answer(value, registry.geography)
            for name, value in one.items()
        }
        for one in rows
    ]
    return Crowd(
        registry=registry,
        bundle=BUNDLE,
        on=on,
        region=None,
        rows=taken,
        weights=draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows))),
    )


def planned(crowd: Crowd) -> Sums:
    """Plan each case alone, by the pure planner, and add up those that are wholly known."""
    compiled = crowd.compiled()
    asked = {block.question for block in compiled.compiled.program.blocks}
    sums = dict.fromkeys(["cases", "weight", "before", "after"], 0)
    sums |= dict.fromkeys([f"credit_{one}" for one in Mechanism], 0)
    sums |= dict.fromkeys(["open_cases", "ambiguous_cases"], 0)
    for row, weight in zip(crowd.rows, crowd.weights, strict=True):
        facts = {name: answer for name, answer in row.items() if answer is not None}
        if not asked <= facts.keys():
            sums["open_cases"] += 1
            continue
        try:
            found = compiled.reduction(facts)
        except AmbiguousMattersError:
            sums["ambiguous_cases"] += 1
            continue
        sums["cases"] += 1
        sums["weight"] += weight
        sums["before"] += weight * (found.before.low or 0)
        sums["after"] += weight * (found.after.low or 0)
        for one, credit in found.by_mechanism.items():
            sums[f"credit_{one}"] += int(weight * (credit.low or 0) * SCALE)
    return sums


def known(crowd: Crowd) -> Crowd:
    """Keep the cases that are wholly known."""
    asked = {block.question for block in crowd.compiled().compiled.program.blocks}
    both = zip(crowd.rows, crowd.weights, strict=True)
    kept = [pair for pair in both if all(pair[0].get(name) is not None for name in asked)]
    return attrs.evolve(crowd, rows=[row for row, _ in kept], weights=[one for _, one in kept])


def counted(found: gm.Population) -> Sums:
    """Bring what `population` says of wholly known cases into the form of a statement."""
    total = found.total
    sums = {"cases": total.cases, "weight": total.weight}
    ends: dict[str, gm.Bounds[Any]] = {"before": total.before, "after": total.after}
    ends |= {f"credit_{one}": bounds for one, bounds in total.by_mechanism.items()}
    for name, bounds in ends.items():
        assert bounds.low == bounds.high, name
        scaled = Fraction(bounds.low or 0) * (SCALE if name.startswith("credit_") else 1)
        assert scaled.denominator == 1, name
        sums[name] = int(scaled)
    return sums | {"open_cases": 0, "ambiguous_cases": found.skipped}


def stated(crowd: Crowd, by: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Let DuckDB run the text of the statement."""
    with duckdb.connect() as connection:
        connection.register("cases", crowd.table())
        found = connection.sql(gm.sql(crowd.compiled(), by=by, table=crowd.unbound()))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
