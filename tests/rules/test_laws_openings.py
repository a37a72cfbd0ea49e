"""Laws of what changes would open: counted pair by pair, they are the same."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.test_laws_handling import ANSWERS, ON, PLACES, documents

from govmatters.errors import GovMattersError
from govmatters.io import load, load_document
from govmatters.measures.handling.judging import handling_matrix
from govmatters.measures.handling.matrices import HandlingMatrix
from govmatters.measures.handling.openings import openings
from govmatters.model import Scope
from govmatters.registry import Registry
from govmatters.rules.handling.areas import joining, joins
from govmatters.rules.handling.changes import Change, Obstacle
from govmatters.rules.handling.judging import handling
from govmatters.rules.handling.values import State, Way

COLUMNS = [*PLACES, "360000", "440100", "440103", "440304", "110000"]
CITIES = ["360500", "360502", "440300", "440304", "110000", "360000"]
TOGETHER = {Obstacle.AGREEMENT, Obstacle.REACH}
LADDER = [str(one) for one in Scope]


@st.composite
def settled(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a matter of which all is stated, and an agreement that has cities as members."""
    document = draw(documents())
    online = draw(st.sampled_from(["none", "full"]))
    matter: dict[str, Any] = {"name": "甲", "authority": "a", "online": online}
    matter |= {"modes": [], "scope": draw(st.sampled_from(LADDER[:3]))}
    matter |= {"presence": {"required": draw(st.sampled_from(["in_person", "on_site", "none"]))}}
    matter |= draw(st.sampled_from([{}, {"also_acts_in": ["birth"]}]))
    members = draw(st.lists(st.sampled_from(CITIES), min_size=2, max_size=3, unique=True))
    modes = draw(st.sampled_from([["proxy_collect"], ["multi_place"]]))
    items = draw(st.sampled_from([None, ["m"]]))
    city = {"name": "协议", "members": members, "modes": modes}
    return {
        **document,
        "matters": {**document["matters"], "m": matter},
        "agreements": {"city": city | ({} if items is None else {"items": items})},
    }


def counted_one_by_one(
    registry: Registry, matrix: HandlingMatrix, facts: dict[str, str]
) -> dict[tuple[Change, Way, str], int]:
    """Count the changes of all closed pairs, each judged by itself."""
    counted: dict[tuple[Change, Way, str], int] = {}
    for key, at in product(matrix.matters, matrix.regions):
        verdict = handling(registry, key, at=at, on=ON, facts=facts)
        if all(one.state is State.CLOSED for one in verdict.ways):
            for one in verdict.ways:
                if one.way is not Way.LOCAL and one.change is not None:
                    place = one.change, one.way, key
                    counted[place] = counted.get(place, 0) + 1
    return counted


def with_lesser_scopes(
    counted: dict[tuple[Change, Way, str], int],
) -> dict[tuple[Change, Way, str], int]:
    """A scope opens what lesser ones would."""
    return {
        (change, way, key): sum(
            pairs
            for (other, also, same), pairs in counted.items()
            if (also, same) == (way, key)
            and (
                other == change
                or (
                    other.what is change.what is Obstacle.SCOPE
                    and LADDER.index(other.to[0]) < LADDER.index(change.to[0])
                )
            )
        )
        for change, way, key in counted
    }


@pytest.mark.rule("HR-8")
@given(
    documents() | settled(),
    st.permutations(COLUMNS),
    st.integers(1, len(COLUMNS)),
    st.dictionaries(st.sampled_from(["hukou", "birth"]), st.sampled_from(ANSWERS)),
)
@settings(max_examples=100)
def test_openings_count_what_each_verdict_says(
    document: dict[str, Any], columns: list[str], number: int, facts: dict[str, str]
) -> None:
    """The loop over all closed pairs gives the same changes and pairs, whatever the order."""
    registry = load_document(document)
    matrix = handling_matrix(registry, on=ON, regions=columns[:number], facts=facts)
    expected: dict[tuple[Change, Way, tuple[str, ...]], int] = {}
    counted = with_lesser_scopes(counted_one_by_one(registry, matrix, facts))
    for (change, way, key), pairs in counted.items():
        same = tuple(sorted(k for c, w, k in counted if (c, w) == (change, way)))
        place = change, way, same if change.what in TOGETHER else (key,)
        expected[place] = expected.get(place, 0) + pairs

    found = openings(registry, matrix)
    assert {(one.change, one.way, one.matters): one.pairs for one in found} == expected


@pytest.mark.rule("HR-6")
@given(documents() | settled(), st.sampled_from(COLUMNS), st.sampled_from(COLUMNS))
def test_agreements_are_found_by_their_members(
    document: dict[str, Any], one: str, other: str
) -> None:
    """Looking only at those with a member above both gives what looking at all gives."""
    registry = load_document(document)
    regions = registry.geography

    found = list(joining(registry, one, other))

    assert found == [a for a in registry.agreements.records if joins(a, one, other, regions)]


@pytest.mark.rule("HR-8")
@pytest.mark.parametrize(
    ("columns", "pairs"),
    [
        (["440100", "440300"], 1),
        (["440300", "440100"], 1),
        (["440303", "440304", "440103"], 2),
    ],
)
def test_a_city_that_is_a_member_does_not_stand_for_its_province(
    columns: list[str], pairs: int
) -> None:
    """Only from the city that the agreement joins would another kind of presence do."""
    matter: dict[str, Any] = {"name": "虚构事项", "authority": "bj", "online": "none", "modes": []}
    matter |= {"scope": "county", "presence": {"required": "in_person"}}
    agreement: dict[str, Any] = {"name": "虚构协议", "members": ["110000", "440300"]}
    registry = load_document(
        {
            "authorities": {"bj": {"name": "虚构的局", "region": "110000"}},
            "matters": {"m": matter},
            "agreements": {"x": {**agreement, "modes": ["proxy_collect"], "items": ["m"]}},
        }
    )
    matrix = handling_matrix(registry, on=ON, regions=columns)
    found = [
        one.pairs for one in openings(registry, matrix) if one.change.what is Obstacle.PRESENCE
    ]
    assert found == [pairs]


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
