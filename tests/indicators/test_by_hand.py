"""Each indicator computed by hand: what is reached, what counts, what is left out, what is open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from tests.indicators.documents import DAY, registry_with

import govmatters as gm
from govmatters.errors import UnknownIdError
from govmatters.measures.indicators.formulas import BEYOND, FORMULAS, PROPOSED
from govmatters.model import Bounds

BY_LAW = {"required": "in_person", "basis": "某法第一条"}
LICENCE = {"type": "licence"}


@attrs.frozen(kw_only=True)
class Case:
    """
    What matters come to.

    Attributes:
        matters: By id.
        numerator: Ids, one letter each; so are those that follow.
        denominator: Known to count.
        excluded: Left out.
        unknown: Open.
        low: The least share.
        high: The greatest.
        others: What else the registry holds.
    """

    matters: dict[str, dict[str, Any]]
    numerator: str
    denominator: str
    excluded: str = ""
    unknown: str = ""
    low: Fraction
    high: Fraction
    others: dict[str, Any] = attrs.field(factory=dict)


CASES = {
    "online_rate": Case(
        matters={
            "a": LICENCE | {"online": "apply"},
            "b": LICENCE | {"online": "consult"},
            "c": LICENCE | {"online": "none", "presence": BY_LAW},
            "d": LICENCE | {"online": "none", "secret": True},
            "e": {"type": "penalty", "online": "full"},
            "f": LICENCE | {"online": "none", "presence": {"required": "on_site"}},
            "g": LICENCE,
        },
        numerator="a",
        denominator="abf",
        excluded="cde",
        unknown="g",
        low=Fraction(1, 4),
        high=Fraction(2, 4),
    ),
    "full_online_rate": Case(
        matters={
            "a": LICENCE | {"online": "full"},
            "b": LICENCE | {"online": "accept"},
            "c": {"online": "full"},
            "d": {"online": "none"},
        },
        numerator="a",
        denominator="ab",
        unknown="cd",
        low=Fraction(1, 3),
        high=Fraction(2, 3),
    ),
    "instant_rate": Case(
        matters={
            "a": LICENCE | {"promised_working_days": 0},
            "b": LICENCE | {"promised_working_days": 3, "guide": {"kind": "instant"}},
            "c": LICENCE | {"guide": {"kind": "instant"}},
            "d": LICENCE | {"guide": {"kind": "promised"}},
            "e": LICENCE | {"secret": True, "promised_working_days": 0},
        },
        numerator="ac",
        denominator="abcd",
        excluded="e",
        low=Fraction(1, 2),
        high=Fraction(1, 2),
    ),
    "days_cut_rate": Case(
        matters={
            "a": LICENCE | {"statutory_working_days": 20, "promised_working_days": 5},
            "b": LICENCE | {"statutory_working_days": 10, "promised_working_days": 10},
            "c": LICENCE | {"promised_working_days": 5},
            "d": LICENCE | {"statutory_working_days": 0, "promised_working_days": 0},
            "e": LICENCE | {"statutory_working_days": 10},
        },
        numerator="a",
        denominator="ab",
        excluded="cd",
        unknown="e",
        low=Fraction(15, 40),
        high=Fraction(25, 40),
    ),
    "zero_trip_rate": Case(
        matters={
            "a": LICENCE | {"trips": 0},
            "b": LICENCE | {"trips": 1, "online": "full"},
            "c": LICENCE | {"trips": 1, "online": "accept"},
            "d": LICENCE | {"trips": 1},
            "e": LICENCE | {"trips": 2, "presence": BY_LAW},
        },
        numerator="ab",
        denominator="abc",
        excluded="e",
        unknown="d",
        low=Fraction(2, 4),
        high=Fraction(3, 4),
    ),
    "one_trip_rate": Case(
        matters={
            "a": LICENCE | {"trips": 1},
            "b": LICENCE | {"trips": 2, "online": "none"},
            "c": LICENCE | {"trips": 1, "presence": BY_LAW},
        },
        numerator="ac",
        denominator="abc",
        low=Fraction(2, 3),
        high=Fraction(2, 3),
    ),
    "citywide_rate": Case(
        matters={
            "a": LICENCE | {"high_frequency": True, "scope": "city"},
            "b": LICENCE | {"high_frequency": True, "scope": "county"},
            "c": LICENCE | {"high_frequency": False, "scope": "county"},
            "d": LICENCE | {"scope": "nation"},
            "e": LICENCE | {"high_frequency": True, "place_by_law": {"scope": "nation"}},
        },
        numerator="ae",
        denominator="abe",
        excluded="c",
        unknown="d",
        low=Fraction(2, 3),
        high=Fraction(3, 4),
    ),
    "cross_region_rate": Case(
        matters={
            "a": LICENCE | {"high_frequency": True, "scope": "province"},
            "b": LICENCE
            | {
                "high_frequency": True,
                "scope": "city",
                "online": "full",
                "presence": {"required": "none"},
                "modes": ["full_online"],
            },
            "c": LICENCE
            | {"high_frequency": True, "scope": "county", "online": "none", "presence": BY_LAW},
            "d": LICENCE
            | {
                "high_frequency": True,
                "scope": "county",
                "online": "none",
                "presence": {"required": "on_site"},
            },
            "e": LICENCE | {"high_frequency": True},
        },
        others={
            "agreements": {
                "pair": {
                    "name": "甲",
                    "members": ["360500", "440300"],
                    "modes": ["proxy_collect"],
                    "items": ["c", "d"],
                }
            }
        },
        numerator="abd",
        denominator="abcd",
        unknown="e",
        low=Fraction(3, 5),
        high=Fraction(4, 5),
    ),
    "one_window_rate": Case(
        matters={
            "a": LICENCE | {"window": "comprehensive"},
            "b": LICENCE | {"in_hall": True, "window": "综合窗口"},
            "c": LICENCE | {"in_hall": True, "window": "tax"},
            "d": LICENCE | {"in_hall": False, "window": "tax"},
            "e": LICENCE | {"in_hall": True},
            "f": LICENCE | {"window": "tax"},
        },
        numerator="ab",
        denominator="abc",
        excluded="d",
        unknown="ef",
        low=Fraction(2, 5),
        high=Fraction(3, 4),
    ),
    "elicence_use_rate": Case(
        matters={
            "a": {"materials": [{"needs": "card"}]},
            "b": {"materials": [{"needs": "card"}]},
            "c": {"materials": [{"needs": "far_card"}]},
            "d": {"materials": [{"needs": "form"}]},
            "e": {},
            "f": {"materials": [{"needs": "card", "need": "optional"}]},
        },
        others={
            "exemptions": [
                {"id": "x", "of": "card", "by": "licence", "matters": ["a"]},
                {"id": "y", "of": "card", "by": "data", "matters": ["b"]},
            ]
        },
        numerator="a",
        denominator="ab",
        excluded="cdf",
        unknown="e",
        low=Fraction(1, 3),
        high=Fraction(2, 3),
    ),
    "eseal_rate": Case(
        matters={
            "a": {"eseal": True},
            "b": {"eseal": False, "outputs": ["permit"]},
            "c": {"eseal": False, "outputs": []},
            "d": {"guide": {"result": "document"}},
            "e": {"guide": {"result": "none"}},
            "f": {"eseal": False},
        },
        numerator="a",
        denominator="ab",
        excluded="ce",
        unknown="df",
        low=Fraction(1, 4),
        high=Fraction(2, 3),
    ),
    "internal_one_trip_rate": Case(
        matters={
            "a": {"type": "internal", "trips": 1},
            "b": {"type": "internal", "trips": 2, "online": "none"},
            "c": LICENCE | {"trips": 0},
            "d": {"type": "internal", "trips": 0, "secret": True},
        },
        numerator="a",
        denominator="ab",
        excluded="cd",
        low=Fraction(1, 2),
        high=Fraction(1, 2),
    ),
    "internal_zero_trip_rate": Case(
        matters={
            "a": {"type": "internal", "trips": 0},
            "b": {"type": "internal", "trips": 1, "online": "none"},
        },
        numerator="a",
        denominator="ab",
        low=Fraction(1, 2),
        high=Fraction(1, 2),
    ),
    **{
        f"{level}_reach_rate": Case(
            matters={
                "a": LICENCE | {"reachable_at": [level]},
                "b": LICENCE | {"reachable_at": []},
                "c": LICENCE,
            },
            numerator="a",
            denominator="ab",
            unknown="c",
            low=Fraction(1, 3),
            high=Fraction(2, 3),
        )
        for level in ("city", "county", "township", "village")
    },
    **{
        f"{key}_rate": Case(
            matters={
                "a": LICENCE | {key: True},
                "b": LICENCE | {key: False},
                "c": LICENCE | {key: False},
            },
            numerator="a",
            denominator="abc",
            low=Fraction(1, 3),
            high=Fraction(1, 3),
        )
        for key in ("assisted", "self_service")
    },
    **{
        f"{kind}_delivery_rate": Case(
            matters={
                "a": {"type": "benefit", "delivery": kind},
                "b": {"delivery": other},
                "c": LICENCE,
                "d": {"type": "reward"},
                "e": {},
            },
            numerator="a",
            denominator="ab",
            excluded="c",
            unknown="de",
            low=Fraction(1, 4),
            high=Fraction(3, 4),
        )
        for kind, other in (
            ("no_application", "instant"),
            ("instant", "promise"),
            ("promise", "no_application"),
        )
    },
}


@pytest.mark.parametrize("name", CASES)
def test_by_hand(name: str) -> None:
    """What is reached, what counts, what is left out and what is open are as by hand."""
    case = CASES[name]
    registry = registry_with(case.matters, **case.others)

    (found,) = gm.indicators(registry, on=DAY, names=[name])

    assert "".join(found.numerator) == case.numerator
    assert "".join(found.denominator) == case.denominator
    assert "".join(one.id for one in found.excluded) == case.excluded
    assert "".join(one.id for one in found.unknown) == case.unknown
    assert found.share == Bounds(case.low, case.high, exact=not case.unknown)


def test_every_formula_of_matters_has_a_case() -> None:
    """No indicator that looks at matters is left without a case."""
    looked_at = {one.name for one in FORMULAS if one.reached is not None}

    assert set(CASES) == looked_at


@pytest.mark.rule("IN-3")
def test_reasons_and_needs_are_told() -> None:
    """An exclusion names its law, a matter in the way what to do, an open one what to state."""
    registry = registry_with(CASES["online_rate"].matters)
    (found,) = gm.indicators(registry, on=DAY, names=["online_rate"])

    reasons = {one.id: one.reason for one in found.excluded}
    assert reasons["c"] is not None
    assert reasons["c"].basis == "某法第一条"
    assert reasons["d"] is not None
    assert reasons["d"].text == "secret"
    assert {one.id: str(one.needs[0]) for one in found.lacking} == dict.fromkeys(
        "bf", "take applications online (`online: apply` or more)"
    )
    assert str(found.unknown[0].needs[0]).startswith("state `online`; wanted: take applications")


def test_what_cannot_be_computed_says_what_it_would_need() -> None:
    """A share of data resources is not made up from matters."""
    registry = registry_with(CASES["online_rate"].matters)
    names = ["sharing_rate", *(one.name for one in BEYOND)]

    for found in gm.indicators(registry, on=DAY, names=names):
        assert (found.share.low, found.share.high) == (None, None)
        assert found.missing
        assert len(found.missing_zh) == len(found.missing)
        assert [*found.denominator, *found.excluded, *found.unknown] == []


@pytest.mark.rule("IN-1")
def test_an_empty_view_has_no_share() -> None:
    """Where nothing counts there is no share, neither none nor all."""
    (found,) = gm.indicators(registry_with({}), on=DAY, names=["online_rate"])

    assert (found.share.low, found.share.high) == (None, None)


def test_bundles_are_measured_together() -> None:
    """Two bundles that remove 2 of 4 and 0 of 2 papers together remove a third."""
    rows = [{"needs": "card"}, {"needs": "form"}]
    registry = registry_with(
        {"a": {"materials": rows}, "b": {"materials": rows}, "c": {"materials": rows}, "d": {}},
        bundles={
            "one": {"name": "甲", "region": "360500", "matters": ["a", "b"]},
            "two": {"name": "乙", "region": "360500", "matters": ["c"]},
            "none": {"name": "丙", "region": "360500", "matters": ["d"]},
        },
    )
    (papers, days) = gm.indicators(registry, on=DAY, names=["bundle_cut", "bundle_days_cut"])

    assert papers.share == Bounds(Fraction(1, 3), Fraction(1, 3))
    assert (papers.numerator, papers.denominator) == (("one",), ("one", "two"))
    assert [one.id for one in papers.excluded] == ["none"]
    assert [one.id for one in days.unknown] == ["none", "one", "two"]
    assert days.share == Bounds(Fraction(0), Fraction(1), exact=False)


@pytest.mark.rule("IN-4")
def test_views_narrow() -> None:
    """A region holds all below it; what does not say where it belongs is open."""
    registry = registry_with(
        {
            "a": LICENCE | {"authority": "city_office", "levels": ["city"], "online": "full"},
            "b": LICENCE | {"authority": "east_office", "levels": ["county"], "online": "none"},
            "c": LICENCE | {"region": "430100", "levels": ["city"], "online": "none"},
            "d": LICENCE | {"region": "360521", "online": "none"},
            "e": LICENCE | {"authority": "placeless_office", "levels": [], "online": "full"},
        }
    )

    def counted(**view: str) -> tuple[str, str]:
        (found,) = gm.indicators(registry, on=DAY, names=["online_rate"], **view)
        return "".join(found.denominator), "".join(one.id for one in found.unknown)

    assert counted() == ("abcde", "")
    assert counted(region="360500") == ("abd", "e")
    assert counted(region="360502") == ("b", "e")
    assert counted(authority="east_office") == ("b", "cd")
    assert counted(level="city") == ("ac", "d")
    assert counted(level="county", region="360500") == ("b", "d")


def test_a_matter_is_taken_at_its_own_region() -> None:
    """Where an applicant's home is competent, the region that handles the matter stands for it."""
    often = LICENCE | {"high_frequency": True, "online": "none", "presence": {"required": "none"}}
    registry = registry_with(
        {
            "a": often | {"of": "item", "scope": "city"},
            "b": often | {"competent": "home", "scope": "province"},
        },
        catalogue={"item": {"name": "甲", "competent": "home"}},
    )
    (found,) = gm.indicators(registry, on=DAY, names=["cross_region_rate"])

    assert (found.numerator, found.denominator) == (("b",), ("a", "b"))


def test_days_matter() -> None:
    """A matter outside its days is not in view; an e-licence that does not exist yet is none."""
    registry = registry_with(
        {
            "a": LICENCE | {"online": "full", "until": "2026-06-30"},
            "b": LICENCE | {"online": "none"},
        }
    )
    (before,) = gm.indicators(registry, on=DAY.replace(month=6), names=["online_rate"])
    (after,) = gm.indicators(registry, on=DAY, names=["online_rate"])

    assert (before.denominator, after.denominator) == (("a", "b"), ("b",))


@pytest.mark.parametrize(
    "view",
    [{"region": "999999"}, {"authority": "nobody"}, {"level": "street"}, {"names": ["onlin_rate"]}],
)
def test_unknown_views_are_errors(view: dict[str, Any]) -> None:
    """What there is not cannot be looked at; the error says what is near."""
    with pytest.raises(UnknownIdError):
        gm.indicators(registry_with({}), on=DAY, **view)


def test_sources_are_told() -> None:
    """Each formula has a source, or says that it is proposed."""
    proposed = {one.name for one in FORMULAS if one.source == PROPOSED}

    assert "citywide_rate" in proposed
    assert "online_rate" not in proposed
    assert all(one.source and one.text and one.text_zh for one in FORMULAS)
