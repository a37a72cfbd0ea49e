"""Targets: met, not met or open; the gap; the shortest list to mend; days left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.documents import DAY, matters, registry_with

import govmatters as gm
from govmatters.errors import UnknownIdError
from govmatters.measures.indicators.targets import Status
from govmatters.model import Bounds

LICENCE = {"type": "licence"}
MENDED: dict[str, dict[str, Any]] = {
    "online_rate": {"type": "licence", "online": "full"},
    "citywide_rate": {"type": "licence", "high_frequency": True, "scope": "city"},
    "one_window_rate": {"type": "licence", "in_hall": True, "window": "comprehensive"},
    "eseal_rate": {"eseal": True},
    "days_cut_rate": {"type": "licence", "promised_working_days": 0},
}
"""What a matter says once it counts and is reached."""


def attained(
    some: dict[str, dict[str, Any]], indicators: dict[str, float], by: str = "2026-12-31"
) -> tuple[gm.Attainment, ...]:
    """Hold matters against what is wanted."""
    target = {"region": "360500", "by": by, "indicators": indicators}
    return gm.targets(registry_with(some, targets={"t": target}), on=DAY)


def online(**depths: str | None) -> dict[str, dict[str, Any]]:
    """Make licences that go online so far."""
    return {
        key: LICENCE | ({} if depth is None else {"online": depth}) for key, depth in depths.items()
    }


@pytest.mark.rule("IN-5")
@pytest.mark.parametrize(
    ("wanted", "status", "gap", "fixes"),
    [
        (0.2, Status.MET, Bounds(0, 0, exact=False), ""),
        (0.4, Status.UNKNOWN, Bounds(0, 1, exact=False), "b"),
        (0.7, Status.NOT_MET, Bounds(1, 2, exact=False), "bc"),
        (1, Status.NOT_MET, Bounds(2, 3, exact=False), "bcd"),
    ],
)
def test_one_reached_two_not_one_open(
    wanted: float, status: Status, gap: Bounds[int], fixes: str
) -> None:
    """Of four, one is reached and one is open: from a quarter to a half."""
    some = online(a="full", b="none", c="consult", d=None)

    (found,) = attained(some, {"online_rate": wanted})

    assert found.status is status
    assert found.gap == gap
    assert "".join(one.id for one in found.fixes) == fixes


def test_what_lacks_least_comes_first() -> None:
    """A matter of which two things are open comes after those that lack one."""
    some = online(b="none") | {"a": {}, "c": {"online": "none"}}

    (found,) = attained(some, {"online_rate": 1})

    assert [(one.id, len(one.needs)) for one in found.fixes] == [("b", 1), ("a", 2), ("c", 2)]
    assert str(found.fixes[1].needs[0]) == "state `type`"


def test_days_are_cut_where_most_are_left() -> None:
    """Of working days the matters with most days left are the fewest to mend."""
    some = {
        "a": LICENCE | {"statutory_working_days": 20, "promised_working_days": 4},
        "b": LICENCE | {"statutory_working_days": 10, "promised_working_days": 8},
        "c": LICENCE | {"statutory_working_days": 10, "promised_working_days": 3},
    }
    (found,) = attained(some, {"days_cut_rate": 0.7})

    assert found.indicator is not None
    assert str(found.indicator.share) == "5/8"
    assert (found.gap, [one.id for one in found.fixes]) == (Bounds(1, 1), ["b"])


@pytest.mark.rule("IN-6")
@pytest.mark.parametrize("name", MENDED)
@given(some=matters(most=5), wanted=st.sampled_from([0.3, 0.5, 0.8, 1]))
def test_whoever_mends_the_list_has_met_the_target(
    name: str, some: dict[str, dict[str, Any]], wanted: float
) -> None:
    """After mending what is listed, the target is met; a list of none means that it is."""
    city = {key: one for key, one in some.items() if one.get("authority") != "east_office"}
    (before,) = attained(city, {name: wanted})
    listed = {one.id for one in before.fixes}
    mended = {
        key: one | {"secret": False, "presence": {"required": "none"}} | MENDED[name]
        if key in listed
        else one
        for key, one in city.items()
    }
    (after,) = attained(mended, {name: wanted})

    assert before.gap.high in {None, len(listed)}
    if listed:
        assert after.status is Status.MET
        assert after.gap.high == 0
    elif before.indicator is not None and before.indicator.denominator:
        assert before.status is Status.MET


@pytest.mark.rule("IN-5")
def test_what_is_due() -> None:
    """A target is due on its day; only one that is due and not met is missed."""
    some = online(a="none")
    (today,) = attained(some, {"online_rate": 1}, by=DAY.isoformat())
    (tomorrow,) = attained(some, {"online_rate": 1}, by="2026-07-02")
    (unknown,) = attained(online(a=None), {"online_rate": 1}, by="2026-06-30")

    assert (today.days_left, today.is_due, today.is_missed) == (0, True, True)
    assert (tomorrow.days_left, tomorrow.is_due, tomorrow.is_missed) == (1, False, False)
    assert (unknown.is_due, unknown.status, unknown.is_missed) == (True, Status.UNKNOWN, False)


@pytest.mark.rule("IN-5")
def test_what_cannot_be_known() -> None:
    """Nothing counts, nothing may count, no such indicator, none that a registry can tell."""
    found = attained(
        {"a": LICENCE | {"online": "none", "scope": "county"}},
        {
            "citywide_rate": 1,
            "internal_one_trip_rate": 1,
            "sharing_rate": 1,
            "cloud_rate": 1,
            "onlin_rate": 1,
        },
    )

    assert {one.status for one in found} == {Status.UNKNOWN}
    assert {one.name: one.missing[0].partition(",")[0] for one in found} == {
        "citywide_rate": "whether any matter counts",
        "internal_one_trip_rate": "no matter or bundle counts",
        "sharing_rate": "the catalogue of data resources",
        "cloud_rate": "the information systems of the city",
        "onlin_rate": "there is no indicator 'onlin_rate'; did you mean online_rate",
    }
    assert [one.name for one in found][-1] == "onlin_rate"


def test_more_than_all_is_told() -> None:
    """A percentage in place of a share is not met, whatever is mended; the text says why."""
    (found,) = attained(online(a="full", b="none"), {"online_rate": 95})

    assert (found.status, found.fixes, found.gap) == (
        Status.NOT_MET,
        (),
        Bounds(None, None, exact=True),
    )
    assert "95 % as 0.95" in found.missing[0]


def test_targets_of_bundles_have_a_status_and_no_list() -> None:
    """What bundles remove is held against a target; no list of matters can be told."""
    target = {"region": "360500", "by": "2026-12-31", "indicators": {"bundle_cut": 0.5}}
    registry = registry_with(
        {"a": {"materials": [{"needs": "card"}]}, "b": {"materials": [{"needs": "card"}]}},
        bundles={"one": {"name": "甲", "region": "360500", "matters": ["a", "b"]}},
        targets={"t": target},
    )

    (found,) = gm.targets(registry, on=DAY)

    assert (found.status, found.fixes) == (Status.MET, ())


def test_only_the_targets_of_a_region() -> None:
    """Of a region its own targets are looked at, and those of all below; others are not."""
    wanted = {"by": "2026-12-31", "indicators": {"online_rate": 1}}
    registry = registry_with(
        {}, targets={"city": wanted | {"region": "360500"}, "far": wanted | {"region": "430100"}}
    )

    assert [one.target for one in gm.targets(registry, on=DAY)] == ["city", "far"]
    assert [one.target for one in gm.targets(registry, on=DAY, region="360000")] == ["city"]
    with pytest.raises(UnknownIdError):
        gm.targets(registry, on=DAY, region="x")


def test_the_packaged_plan() -> None:
    """The targets of Xinyu are open: the registry holds no matter of the city."""
    found = gm.targets(gm.load(), on=dt.date(2026, 12, 31), region="360500")

    assert len(found) == 11
    assert {one.status for one in found} == {Status.UNKNOWN}
    assert all(one.missing for one in found)
