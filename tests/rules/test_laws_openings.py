"""Laws of what changes would open: counted pair by pair, they are the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.test_laws_handling import ON, PLACES, documents

from govmatters.errors import GovMattersError
from govmatters.io import load, load_document
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


@pytest.mark.rule("HR-8")
@given(documents(), st.data())
@settings(max_examples=60)
def test_cases_weigh_the_pairs_of_their_matter(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """A change weighs each pair as often as its matter has cases; a matter without is named."""
    registry = load_document(document)
    matrix = handling_matrix(registry, on=ON, regions=PLACES)
    number = st.integers(0, 9)
    drawn = data.draw(st.dictionaries(st.sampled_from(matrix.matters), number, max_size=4))
    alone = {
        key: {
            (one.change, one.way): one.weight
            for one in openings(registry, matrix, cases={key: 1})
            if key in one.matters
        }
        for key in drawn
    }
    ranked = openings(registry, matrix, cases=drawn)

    for one in ranked:
        counted = [key for key in one.matters if key in drawn]
        assert one.uncounted == tuple(key for key in one.matters if key not in drawn)
        if one.change.what is not Obstacle.SCOPE:
            assert one.weight == sum(
                drawn[key] * alone[key][one.change, one.way] for key in counted
            )
    assert [one.weight for one in ranked] == sorted((one.weight for one in ranked), reverse=True)


def test_without_cases_every_pair_weighs_one() -> None:
    """The weight is the number of pairs, and no matter is uncounted."""
    registry = load("examples/synthetic_handling.yaml")
    matrix = handling_matrix(registry, on=ON, regions=["fictional_b1", "440300"])
    found = openings(registry, matrix)

    assert found
    assert all(one.weight == one.pairs and one.uncounted == () for one in found)


@pytest.mark.parametrize(
    ("key", "number", "says"), [("fictional_hom", 1, "no matter"), (None, -1, "at least 0")]
)
def test_cases_that_cannot_be_are_refused(key: str | None, number: int, says: str) -> None:
    """What cannot be counted is told, not passed over."""
    registry = load("examples/synthetic_handling.yaml")
    matrix = handling_matrix(registry, on=ON, regions=["440300"])

    with pytest.raises(GovMattersError, match=says):
        openings(registry, matrix, cases={key or matrix.matters[0]: number})
