"""Shares with unknown parts: bounds are attained, and no shorter list to mend is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.measures.indicators.shares import (
    Weight,
    bounds_of,
    fewest_at_best,
    fewest_to_be_sure,
)


def _weight(low: int, more: int, rest: int, *, is_sure: bool) -> Weight:
    return Weight(low, low + more, low + more + rest, is_sure)


counted = st.sampled_from([(0, 0), (0, 1), (1, 1)]).flatmap(
    lambda ends: st.builds(Weight, st.just(ends[0]), st.just(ends[1]), st.just(1), st.booleans())
)
days = st.builds(
    _weight, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), is_sure=st.booleans()
)
weights = st.lists(counted | days, max_size=5)
shares = st.fractions(0, 1, max_denominator=6)


def completions(some: Sequence[Weight]) -> Iterator[list[tuple[int, int]]]:
    """Walk all that may turn out: each may count or not, and be reached least or most."""
    yield from map(
        list,
        product(
            *(
                {(one.low, one.whole), (one.high, one.whole), *(() if one.is_sure else {(0, 0)})}
                for one in some
            )
        ),
    )


def share(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """Divide the sums."""
    whole = sum(whole for _, whole in pairs)
    return Fraction(sum(part for part, _ in pairs), whole) if whole else None


@pytest.mark.rule("IN-2")
@given(weights)
def test_bounds_are_the_least_and_the_greatest_share(some: list[Weight]) -> None:
    """Of all that may turn out, something gives either end, and nothing lies beyond."""
    found = [one for pairs in completions(some) if (one := share(pairs)) is not None]
    bounds = bounds_of(some)

    if found:
        assert (bounds.low, bounds.high) == (min(found), max(found))
    else:
        assert (bounds.low, bounds.high) == (None, None)


def is_sure_of(some: Sequence[Weight], wanted: Fraction) -> bool:
    """Say whether what is wanted is reached, whatever turns out."""
    return all(
        sum((part - wanted * whole for part, whole in pairs), Fraction(0)) >= 0
        for pairs in completions(some)
    )


def mended(some: Sequence[Weight], places: Sequence[int]) -> list[Weight]:
    """Let some count and be reached whole."""
    return [
        Weight(one.whole, one.whole, one.whole) if place in places else one
        for place, one in enumerate(some)
    ]


@pytest.mark.rule("IN-6")
@given(weights, shares)
def test_no_shorter_list_is_enough(some: list[Weight], wanted: Fraction) -> None:
    """What is chosen makes it sure; nothing of fewer places does."""
    ranks = [(0, str(place)) for place in range(len(some))]
    chosen = fewest_to_be_sure(some, wanted, ranks)
    assert chosen is not None

    assert is_sure_of(mended(some, chosen), wanted)
    for fewer in range(len(chosen)):
        for places in combinations(range(len(some)), fewer):
            assert not is_sure_of(mended(some, places), wanted)


@given(weights, shares)
def test_at_best_fewer_are_enough(some: list[Weight], wanted: Fraction) -> None:
    """If all turns out well, at most as many are to be mended; none if the share can be met."""
    best = fewest_at_best(some, wanted)
    chosen = fewest_to_be_sure(some, wanted, [(0, "")] * len(some))
    assert best is not None
    assert chosen is not None
    high = bounds_of(some).high

    assert best <= len(chosen)
    if high is not None and any(one.is_sure and one.whole for one in some):
        assert (best == 0) == (high >= wanted)


def test_ranks_decide_among_equals() -> None:
    """Of matters that bring equally much, those that lack least are mended first."""
    some = [Weight(0, 0, 1), Weight(0, 1, 1), Weight(0, 0, 1)]

    assert fewest_to_be_sure(some, Fraction(1, 3), [(2, "a"), (1, "c"), (1, "b")]) == (2,)


@pytest.mark.parametrize("wanted", [Fraction(3, 2), Fraction(95)])
def test_more_than_all_is_never_reached(wanted: Fraction) -> None:
    """No share exceeds 1; mending everything is not enough."""
    assert fewest_to_be_sure([Weight(0, 0, 1), Weight(1, 1, 1)], wanted, [(0, "")] * 2) is None
    assert fewest_at_best([Weight(0, 0, 1), Weight(1, 1, 1)], wanted) is None
