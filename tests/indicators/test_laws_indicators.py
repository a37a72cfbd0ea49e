"""What holds of indicators of every registry."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER
from tests.indicators.documents import COUNTIES, DAY, completion, matters, registry_with

import govmatters as gm
from govmatters.measures.indicators.formulas import FORMULAS
from govmatters.measures.indicators.measuring import Indicator

NAMES = [one.name for one in FORMULAS if one.reached is not None]
EXEMPTIONS = [{"id": "x", "of": "card", "by": "licence"}]
Matters = dict[str, dict[str, Any]]

names = st.sampled_from(NAMES)


def computed(some: Matters, name: str, **view: str) -> Indicator:
    """Compute one indicator."""
    registry = registry_with(some, exemptions=EXEMPTIONS)
    (found,) = gm.indicators(registry, on=DAY, names=[name], **view)
    return found


def open_ones(found: Indicator) -> set[str]:
    """Name the matters of which it is not known."""
    return {one.id for one in found.unknown}


@pytest.mark.rule("IN-1")
@FEWER
@given(matters(), names)
def test_whoever_is_in_view_stands_in_one_list(some: Matters, name: str) -> None:
    """Denominator, exclusions and unknown ones are all matters, each once; reached ones count."""
    found = computed(some, name)
    lists = [*found.denominator, *(one.id for one in (*found.excluded, *found.unknown))]

    assert sorted(lists) == sorted(some)
    assert set(found.numerator) <= set(found.denominator)
    assert {one.id for one in found.lacking} <= set(found.denominator)
    assert all(one.needs for one in (*found.lacking, *found.unknown))
    assert all(one.reason is not None for one in found.excluded)


@pytest.mark.rule("IN-2")
@FEWER
@given(matters(), names, st.data())
def test_bounds_hold_whatever_turns_out(some: Matters, name: str, data: st.DataObject) -> None:
    """However the open keys are filled in, exclusions aside, the share lies in its bounds."""
    found = computed(some, name)
    counting = {"secret": False, "presence": {"required": "none"}}
    whole = {key: data.draw(completion()) | counting | one for key, one in some.items()}
    known = computed(whole, name)
    if known.share.low is None or found.share.low is None or found.share.high is None:
        return

    if name != "days_cut_rate":  # silence on a statutory limit takes a matter out of it
        assert not open_ones(known)
        assert found.share.low <= known.share.low <= found.share.high
        assert set(found.denominator) <= set(known.denominator)
        assert set(found.numerator) <= set(known.numerator)


@FEWER
@given(matters(), st.data())
def test_full_online_never_lowers_the_online_rate(some: Matters, data: st.DataObject) -> None:
    """A matter that goes online from end to end lowers neither bound of what goes online."""
    if not some:
        return
    key = data.draw(st.sampled_from(sorted(some)))
    name = data.draw(st.sampled_from(["online_rate", "full_online_rate", "zero_trip_rate"]))
    before, after = (
        computed(some, name),
        computed(some | {key: some[key] | {"online": "full"}}, name),
    )

    if before.share.low is not None:
        assert after.share.low is not None
        assert after.share.low >= before.share.low
        assert (after.share.high or 0) >= (before.share.high or 0)


@FEWER
@given(matters(), names, st.randoms(use_true_random=False))
def test_order_does_not_count(some: Matters, name: str, random: Any) -> None:  # noqa: ANN401
    """Shuffled records give the same bytes."""
    keys = list(some)
    random.shuffle(keys)
    shuffled = {key: dict(sorted(some[key].items(), reverse=True)) for key in keys}

    assert gm.to_json(computed(shuffled, name)) == gm.to_json(computed(some, name))


@pytest.mark.rule("IN-4")
@FEWER
@given(matters(most=6), names)
def test_a_city_is_its_counties_and_its_own(some: Matters, name: str) -> None:
    """What counts in a city is what counts in its counties, and in the city itself."""
    places = {"city_office": "360500", "east_office": "360502"}
    own = {
        key: one
        for key, one in some.items()
        if one.get("region", places.get(one.get("authority", ""))) == "360500"
    }
    parts = [computed(some, name, region=code) for code in COUNTIES]
    parts.append(computed(own, name))
    city = computed(some, name, region="360500")

    for kind in ("numerator", "denominator"):
        assert sorted(key for one in parts for key in getattr(one, kind)) == sorted(
            getattr(city, kind)
        )
    assert {key for one in parts for key in open_ones(one)} == open_ones(city)


@pytest.mark.rule("IN-3")
@FEWER
@given(matters(), names)
def test_what_is_left_out_does_not_count(some: Matters, name: str) -> None:
    """Without the matters that are left out, the share is the same."""
    found = computed(some, name)
    out = {one.id for one in found.excluded}

    assert (
        computed({key: one for key, one in some.items() if key not in out}, name).share
        == found.share
    )


@pytest.mark.rule("IN-1")
@FEWER
@given(matters(), names)
def test_known_shares_are_the_division_of_the_lists(some: Matters, name: str) -> None:
    """Where matters are counted and nothing is open, the share is one list over the other."""
    found = computed(some, name)

    if not found.unknown and found.denominator and name != "days_cut_rate":
        assert found.share.low == Fraction(len(found.numerator), len(found.denominator))
        assert found.share.exact


@pytest.mark.rule("IN-3")
@FEWER
@given(matters())
def test_secret_matters_never_count(some: Matters) -> None:
    """Once every matter is secret, no indicator of matters counts any."""
    hidden = {key: one | {"secret": True} for key, one in some.items()}

    assert all(computed(hidden, name).denominator == () for name in NAMES)
