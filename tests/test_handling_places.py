"""Handling elsewhere from places whose code no longer holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, main
from govmatters.elsewhere import bundle_handling
from govmatters.errors import AbolishedRegionError, InvalidEntryError, UnknownIdError
from govmatters.io import load_document
from govmatters.measures.handling.judging import handling_matrix
from govmatters.rules.handling.judging import handling, verdict_at
from govmatters.rules.handling.values import State, Way

DAY = dt.date(2026, 7, 1)
REGISTRY = load_document(
    {
        "regions": {"zone": {"name": "虚构功能区", "parent": "430122"}},
        "authorities": {"county": {"name": "虚构的县局", "region": "430122"}},
        "questions": {"home": {"ask": "户籍所在地", "type": "region"}},
        "matters": {
            "m": {"name": "虚构事项", "authority": "county", "scope": "county"},
            "asked": {
                "name": "虚构户籍事项",
                "authority": "county",
                "competent": "home",
                "scope": "county",
            },
        },
        "bundles": {"b": {"name": "虚构一件事", "region": "430100", "matters": ["m"]}},
    }
)
JUDGES: dict[str, Callable[[str, dt.date], object]] = {
    "handling": lambda at, on: handling(REGISTRY, "m", at=at, on=on),
    "bundle_handling": lambda at, on: bundle_handling(REGISTRY, "b", at=at, on=on),
    "handling_matrix": lambda at, on: handling_matrix(REGISTRY, on=on, regions=[at, "430102"]),
}
every_judge = pytest.mark.parametrize("judge", JUDGES.values(), ids=list(JUDGES))


@pytest.mark.rule("HR-2")
@every_judge
@pytest.mark.parametrize("at", ["430122", "430122003", "430122003005"])
def test_an_abolished_place_is_refused(judge: Callable[[str, dt.date], object], at: str) -> None:
    """Nobody is at a place that is none any more; the error says since when, and the hint."""
    with pytest.raises(AbolishedRegionError, match=r"abolished in 2011.*perhaps 430112") as caught:
        judge(at, DAY)

    assert (caught.value.region, caught.value.year, caught.value.on) == (at, 2011, DAY)


@pytest.mark.rule("HR-2")
@every_judge
@pytest.mark.parametrize("day", [dt.date(2010, 7, 1), dt.date(2011, 12, 31)])
def test_before_its_end_a_place_is_one(
    judge: Callable[[str, dt.date], object], day: dt.date
) -> None:
    """The table knows no days: in the very year of its end it is taken."""
    judge("430122", day)


@pytest.mark.rule("HR-2")
@every_judge
def test_declared_places_hold(judge: Callable[[str, dt.date], object]) -> None:
    """A zone that the registry declares is a place, even in a county that is none any more."""
    judge("zone", DAY)


def test_an_answer_may_be_an_old_place() -> None:
    """A household may have been registered in a county that is none any more."""
    verdict = handling(REGISTRY, "asked", at="430102", on=DAY, facts={"home": "430122"})

    assert verdict.competent == "430122"


def test_the_registrys_own_places_are_judged() -> None:
    """A bundle may belong where the registry still has an old code: nobody named it but that."""
    found = bundle_handling(REGISTRY, "b", at="430102", on=DAY)

    assert found.places == ("430122",)
    assert verdict_at(REGISTRY, "m", at="430122", on=DAY)[Way.LOCAL].state is State.OPEN


def test_the_command_line_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    """It ends like any bad input, with one line."""
    code = main(["handling", "newborn", "--at", "430122", "--on", "2026-07-01"])

    assert code == BAD_INPUT
    assert "perhaps 430112 (望城区) stands in its place" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "column", "way", "says"),
    [
        ("n", "430102", "local", "no row 'n' among 2"),
        ("m", "430103", "local", "no column '430103' among 1; did you mean 430102?"),
        ("m", "430102", "online", "no way 'online' among"),
    ],
)
def test_what_a_matrix_has_not_is_named(row: str, column: str, way: str, says: str) -> None:
    """Which row, column or way there is none of, and what there is."""
    matrix = handling_matrix(REGISTRY, on=dt.date(2011, 7, 1), regions=["430102"])

    with pytest.raises(UnknownIdError, match=re.escape(says)):
        matrix.state(row, column, way)


LOOKS: tuple[Callable[..., object], ...] = (
    *(gm.indicators, gm.targets, gm.ledger),
    *(gm.demand_list, gm.responsibility_list, gm.negative_list, gm.policy_index),
)


@pytest.mark.parametrize("look", LOOKS)
def test_a_region_that_does_not_hold_is_not_looked_at(look: Callable[..., object]) -> None:
    """An empty answer for a region that is none any more would look like a finding."""
    with pytest.raises(AbolishedRegionError, match=r"abolished in 2011.*perhaps 430112"):
        look(REGISTRY, on=DAY, region="430122")
    with pytest.raises(InvalidEntryError, match="2011"):
        look(REGISTRY, on=dt.date(2009, 7, 1), region="430112")
    look(REGISTRY, on=dt.date(2010, 7, 1), region="430122")


def test_names_of_indicators_are_several() -> None:
    """One text is not read letter by letter."""
    with pytest.raises(TypeError, match="several names"):
        gm.indicators(REGISTRY, on=DAY, names="online_rate")
