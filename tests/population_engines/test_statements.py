"""The statement says of wholly known cases what planning each of them alone says."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.population_engines.crowds import crowds_of, planned, stated

from govmatters.io import load_document
from govmatters.testing.drawing import DAYS
from govmatters.testing.strategies import documents

_FEW = settings(max_examples=30)
"""Ibis and DuckDB take a tenth of a second for a statement."""


@_FEW
@given(st.data())
def test_a_statement_sums_what_plans_count(data: st.DataObject) -> None:
    """Papers, credits, open and ambiguous cases are those of the planner, case by case."""
    document = data.draw(documents())
    registry = load_document(document)
    on = dt.date.fromisoformat(data.draw(st.sampled_from(DAYS)))
    crowd = data.draw(crowds_of(document, registry, on))

    assert stated(crowd) == [planned(crowd)]
