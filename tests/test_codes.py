"""Regions and unified social credit codes."""

from __future__ import annotations

import pickle

import pytest

from govmatters.codes.regions import NATION, Regions
from govmatters.codes.uscc import is_uscc, parse_uscc
from govmatters.errors import UnknownIdError

ZONE = Regions((("360541", "新余高新技术产业开发区", "360500"), ("zone", "某园区", "360541")))


@pytest.mark.rule("HR-2")
@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("100000", ()),
        ("430000", ("100000",)),
        ("430100", ("430000", "100000")),
        ("430102", ("430100", "430000", "100000")),
        ("429004", ("429000", "420000", "100000")),
        ("110101", ("110000", "100000")),
        ("110100", ("110000", "100000")),
        ("500228", ("500000", "100000")),
        ("441900", ("440000", "100000")),
        ("441900003", ("441900", "440000", "100000")),
        ("430102003005", ("430102", "430100", "430000", "100000")),
    ],
)
def test_a_region_lies_in_its_ancestors(code: str, path: tuple[str, ...]) -> None:
    """Parents follow the table; in the four municipalities the city is the province's code."""
    assert Regions().ancestors(code) == (code, *path)


@pytest.mark.rule("HR-2")
def test_declared_regions_win() -> None:
    """What a registry declares has the parent that it states."""
    assert ZONE.ancestors("zone") == ("zone", "360541", "360500", "360000", NATION)
    assert ZONE.name("360541") == "新余高新技术产业开发区"
    assert ZONE.ancestors("360541001")[1] == "360541"
    assert ZONE.within("360541001002", "360541")


@pytest.mark.rule("HR-2")
@pytest.mark.parametrize("code", ["441901", "999999", "", "４３０１０２", "43010", "999999001"])
def test_an_unknown_code_is_an_error(code: str) -> None:
    """Nothing is guessed from digits."""
    regions = Regions()

    assert not regions.is_known(code)
    for ask in (regions.parent, regions.ancestors, regions.name):
        with pytest.raises(UnknownIdError, match="no region"):
            ask(code)
    with pytest.raises(UnknownIdError):
        regions.within(code, "430000")
    with pytest.raises(UnknownIdError):
        regions.within("430000", code)


def test_a_declared_circle_ends() -> None:
    """Parents that run in a circle do not hang."""
    regions = Regions((("a", "甲", "b"), ("b", "乙", "a")))

    assert regions.ancestors("a") == ("a", "b")
    assert not regions.within("a", "430000")


def test_names_are_the_latest() -> None:
    """Of several names the table's last counts."""
    regions = Regions()

    assert regions.name("430102") == "芙蓉区"
    assert regions.name(NATION) == "全国"
    assert regions.name("430102003") == "芙蓉区430102003"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("长沙市", "430100"), ("430199", "4301"), ("439999", "43"), ("Atlantis", "GB/T 2260")],
)
def test_suggestions_help(written: str, meant: str) -> None:
    """A name or a slip leads to a code."""
    assert meant in Regions().suggestion(written)


def test_regions_are_values() -> None:
    """Equal declarations are equal, hashable, and survive pickling."""
    copy = pickle.loads(pickle.dumps(ZONE))  # noqa: S301 (our own bytes)

    assert copy == ZONE
    assert hash(copy) == hash(ZONE)
    assert copy.within("zone", "360000")


def test_a_credit_code_is_checked() -> None:
    """The check character tells slips."""
    assert parse_uscc("91110000600037341L") == "91110000600037341L"
    assert is_uscc("91110000600037341L")
    with pytest.raises(ValueError, match="does not fit"):
        parse_uscc("91110000600037342L")
    with pytest.raises(ValueError, match="18 characters"):
        parse_uscc("9111")
    with pytest.raises(ValueError, match="capitals without"):
        parse_uscc("9111000060003734_L")
