"""Laws of what changes would open: counted pair by pair, they are the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from tests.rules.test_laws_handling import ON, PLACES, documents

from govmatters.io import load_document
from govmatters.measures.handling.judging import handling_matrix
from govmatters.measures.handling.openings import openings
from govmatters.rules.handling.changes import Obstacle
from govmatters.rules.handling.judging import handling
from govmatters.rules.handling.values import State, Way


@pytest.mark.rule("HR-8")
@given(documents())
@settings(max_examples=60)
def test_openings_count_what_each_verdict_says(document: dict[str, Any]) -> None:
    """The loop over all closed pairs gives the same changes with the same pairs, scopes summed."""
    registry = load_document(document)
    matrix = handling_matrix(registry, on=ON, regions=PLACES)
    counted: dict[tuple[Any, Way, str], int] = {}
    for key in matrix.matters:
        for at in matrix.regions:
            verdict = handling(registry, key, at=at, on=ON)
            if any(one.state is not State.CLOSED for one in verdict.ways):
                continue
            for one in verdict.ways:
                if one.way is not Way.LOCAL and one.change is not None:
                    place = one.change, one.way, key
                    counted[place] = counted.get(place, 0) + 1

    found = {
        (one.change, one.way, key)
        for one in openings(registry, matrix)
        for key in one.matters
        if one.change.what is not Obstacle.SCOPE
    }
    assert found == {place for place in counted if place[0].what is not Obstacle.SCOPE}
    for opening in openings(registry, matrix):
        if opening.change.what is not Obstacle.SCOPE:
            named = ((opening.change, opening.way, key) for key in opening.matters)
            assert opening.pairs == sum(counted[one] for one in named)
