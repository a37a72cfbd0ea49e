"""Laws of the places that a bundle visits (HR-10): against trying all regions, on drawn bundles."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER

from govmatters.codes.regions import NATION, Regions
from govmatters.codes.successions import refuse_abolished
from govmatters.elsewhere import bundle_handling
from govmatters.errors import GovMattersError
from govmatters.io import load_document
from govmatters.rules.handling.judging import handling
from govmatters.rules.handling.values import State, Way
from govmatters.rules.handling.visits import fewest_places

ON = dt.date(2026, 7, 1)
PROVINCES = ("11", "31", "36", "44")
REGIONS = ["110000", "110101", "310000", "360000", "360500", "360502", "440000", "440300"]
"""All that matters, agreements and places are drawn from."""
KEYS = ("m0", "m1", "m2")


def is_place(code: str) -> bool:
    """Say whether somebody can be there on the day."""
    try:
        refuse_abolished(code, Regions(), ON)
    except GovMattersError:
        return False
    return True


ALL = [
    one for one in Regions().codes() if one[:2] in PROVINCES and one[4:] == "00" and is_place(one)
]
ALL += ["110101", "360502", "360521", "440305", "530000", "530102"]


regions = st.sampled_from(REGIONS)
scopes = st.sampled_from(["county", "county", "county", "city", "province"])
presence = st.sampled_from(["on_site", "on_site", "none"])


def matters(number: int) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a matter: of an authority's own region or of one that is asked for; seldom online."""
    belongs = st.sampled_from([{"competent": f"q{number}"}, {"competent": f"q{number}"}, {}])
    stated = st.sampled_from([{"online": "none"}, {"online": "none"}, {"online": "full"}, {}])
    return st.builds(
        lambda authority, scope, required, *more: {
            "name": "事",
            "authority": authority,
            "scope": scope,
            "presence": {"required": required},
            "modes": ["full_online"],
            **more[0],
            **more[1],
        },
        st.sampled_from(["a0", "a0", "a1"]),
        scopes,
        presence,
        belongs,
        stated,
    )


@st.composite
def bundles(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a bundle of three matters, and agreements about some of them."""
    hub, others = draw(regions), st.lists(st.sampled_from([*REGIONS, NATION]), min_size=1)
    agreement = st.fixed_dictionaries(
        {
            "name": st.just("协议"),
            "members": others.map(lambda some: list(dict.fromkeys([hub, *some[:2]]))),
            "modes": st.just(["proxy_collect"]),
        },
        optional={"items": st.just(list(KEYS))},
    )
    agreements = draw(st.lists(agreement, max_size=3))
    return {
        "authorities": {key: {"name": "局", "region": draw(regions)} for key in ("a0", "a1")},
        "questions": {f"q{number}": {"ask": "何地", "type": "region"} for number in range(3)},
        "matters": {f"m{number}": draw(matters(number)) for number in range(3)},
        "agreements": {f"g{number}": one for number, one in enumerate(agreements)},
        "bundles": {"b": {"name": "一件事", "region": "360500", "matters": list(KEYS)}},
    }


facts_drawn = st.fixed_dictionaries({f"q{number}": regions for number in range(3)})


def fewest(wanted: list[set[str]]) -> int:
    """Try all sets of regions, the smallest first."""
    for size in range(len(wanted) + 1):
        if any(all(some & set(one) for some in wanted) for one in combinations(ALL, size)):
            return size
    raise AssertionError


@pytest.mark.rule("HR-10")
@FEWER
@given(bundles(), st.sampled_from([*REGIONS, "530102"]), facts_drawn)
def test_no_region_at_all_would_spare_a_place(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """The places are as few as trying all regions finds; the bound, too; each course is open."""
    registry = load_document(document)
    found = bundle_handling(registry, "b", at=at, facts=facts, on=ON)
    sure, perhaps = [], []
    for course in found.courses:
        online = course.verdict[Way.FULL_ONLINE].state
        seen = {
            one: handling(registry, course.key, at=one, facts=facts, on=ON)
            for one in (ALL if online is not State.OPEN else [])
        }
        if online is not State.OPEN:
            sure.append({one for one, verdict in seen.items() if verdict.way})
            assert course.visits is not None
            assert seen[course.visits].way is course.way
        if online is State.CLOSED:
            perhaps.append({one for one, it in seen.items() if it.state is not State.CLOSED})

    assert len(found.places) == fewest(sure)
    assert found.at_least == fewest(perhaps)


@FEWER
@given(
    st.dictionaries(st.sampled_from("mnopq"), st.frozensets(st.sampled_from("abcdef"), min_size=1)),
    st.permutations("abcdef"),
)
def test_the_choice_is_the_first_of_the_smallest(
    wanted: dict[str, frozenset[str]], order: list[str]
) -> None:
    """Leaving out, taking what is forced, and parting change nothing of what trying all finds."""
    tried = (some for size in range(len(order) + 1) for some in combinations(order, size))
    expected = next(some for some in tried if all(one & set(some) for one in wanted.values()))

    assert fewest_places("b", wanted, order) == expected
