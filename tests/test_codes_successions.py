"""Codes of regions that were abolished: since when, and what perhaps stands in their place."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.codes.endings import Abolition
from govmatters.codes.national_regions import FIRST_YEAR, national_names
from govmatters.codes.regions import Regions, parse_region
from govmatters.codes.successions import abolition_of, refuse_abolished
from govmatters.errors import AbolishedRegionError, InvalidEntryError, LoadError, UnknownIdError
from govmatters.io import load_document

TABLE = Regions()
TODAY = dt.date(2026, 7, 1)

codes = st.sampled_from(sorted(national_names()))
days = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("code", "year", "heirs"),
    [
        ("430122", 2011, [("430112", "望城区")]),
        ("360122", 2015, [("360112", "新建区")]),
        ("441421", 2013, [("441403", "梅县区")]),  # 梅 alone is no name
        ("430124", 2017, [("430182", "宁乡市")]),
        ("522200", 2011, [("520600", "铜仁市")]),  # 地区 → 市
        ("522230", 2011, [("520603", "万山区")]),  # 特区 → 区
        ("632859", 2018, [("632803", "茫崖市")]),
        ("340823", 2015, [("340722", "枞阳县")]),  # moved to another city
        ("522223", 2011, [("520622", "玉屏侗族自治县")]),
        ("542124", 2014, [("540323", "类乌齐县")]),  # its city got another code
        ("654121", 2001, [("654021", "伊宁县")]),  # not 伊宁市, which began in the same year
        ("220604", 1992, [("220681", "临江市")]),  # through 临江县, which lasted a year
        ("632121", 2013, [("630203", "平安区")]),  # through 平安县 of another city
        ("460004", 2002, [("460107", "琼山区")]),
        ("412502", 1986, [("411281", "义马市")]),  # not 济源市, which has an old code of it today
    ],
)
def test_what_stands_in_its_place(code: str, year: int, heirs: list[tuple[str, str]]) -> None:
    """The code that began when another ended, under a like name, is told as a hint."""
    found = abolition_of(code, TABLE)

    assert found is not None
    assert (found.code, found.year, list(found.successors)) == (code, year, heirs)
    assert found.hint == f"perhaps {heirs[0][0]} ({heirs[0][1]}) stands in its place"


@pytest.mark.parametrize(
    "code",
    [
        "110103",  # 崇文区 became a part of 东城区
        "360421",  # 九江县 became 柴桑区: another name
        "371200",  # 莱芜市, a city, became 莱芜区 and 钢城区, districts
        "522201",  # 铜仁市, a county, is not 铜仁市, the city
        "140202",  # 城区 of 大同 is not the 城区 of another city
        "500222",  # 綦江县 became a part of 綦江区, whose code was 万盛区 before
    ],
)
def test_nothing_is_guessed(code: str) -> None:
    """Where no like name begins at the same level, the table shows nothing, and that is said."""
    found = abolition_of(code, TABLE)

    assert found is not None
    assert found.successors == ()
    assert found.hint == "the national table shows nothing in its place"


def test_several_are_all_told() -> None:
    """Which of them is meant is for somebody else to say."""
    found = Abolition("1", "甲县", 2000, (("2", "甲区"), ("3", "甲市")))

    assert str(found) == (
        "1 (甲县) was abolished in 2000; perhaps 2 (甲区) or 3 (甲市) stands in its place"
    )


def test_only_the_day_counts() -> None:
    """In the year of its end a code may still hold; later it does not, and its heir may change."""
    years = {year: abolition_of("632121", TABLE, dt.date(year, 7, 1)) for year in range(2012, 2018)}

    assert years[2012] is None
    assert years[2013] is None
    assert [years[year].successors[0][0] for year in (2014, 2015, 2016)] == [  # type: ignore[union-attr]
        "630221",
        "630221",
        "630203",
    ]


def test_a_code_that_is_given_again_holds_again() -> None:
    """511400 was 涪陵市, then nothing, then 眉山市."""
    between = abolition_of("511400", TABLE, dt.date(1998, 7, 1))

    assert between is not None
    assert (between.name, between.year) == ("涪陵市", 1997)
    assert abolition_of("511400", TABLE, dt.date(2000, 1, 1)) is None
    assert abolition_of("511400", TABLE) is None


def test_what_has_yet_to_begin_is_not_abolished() -> None:
    """望城区 began in 2011; before that it had not ended."""
    assert abolition_of("430112", TABLE, dt.date(2005, 1, 1)) is None


def test_towns_go_with_their_county() -> None:
    """A code of nine or twelve digits ends with its first six."""
    town = abolition_of("430122003005", TABLE, TODAY)

    assert town is not None
    assert (town.code, town.name) == ("430122", "望城县")


def test_declared_regions_are_not_abolished() -> None:
    """What a registry declares holds, whatever the table says of its code or of its parent."""
    declared = Regions((("430122", "某县", "430100"), ("zone", "某园区", "110103")))

    assert abolition_of("430122", declared) is None
    assert abolition_of("430122003", declared) is None
    assert abolition_of("zone", declared) is None
    assert abolition_of("a", Regions((("a", "甲", "b"), ("b", "乙", "a")))) is None


def test_an_unknown_code_is_an_error() -> None:
    """It was never there, so it was not abolished."""
    with pytest.raises(UnknownIdError):
        abolition_of("430199", TABLE)


def test_abolished_codes_are_refused() -> None:
    """The error says since when, and the hint, and can be sent to another process."""
    with pytest.raises(AbolishedRegionError) as caught:
        refuse_abolished("430122", TABLE, TODAY)

    assert str(caught.value) == (
        "region '430122' (望城县) was abolished in 2011, before 2026-07-01; perhaps 430112 "
        "(望城区) stands in its place: write a code that holds on the day"
    )
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 (our own)
    refuse_abolished("430122", TABLE, dt.date(2011, 7, 1))


@pytest.mark.parametrize("code", ["430182", "430182001"])
def test_codes_yet_to_begin_are_refused(code: str) -> None:
    """宁乡市 exists since 2017; in that very year it is taken, and so is a day before the table."""
    with pytest.raises(InvalidEntryError, match=r"430182 \(宁乡市\) exists since 2017, not yet on"):
        refuse_abolished(code, TABLE, dt.date(2010, 1, 1))
    refuse_abolished(code, TABLE, dt.date(2017, 1, 1))
    refuse_abolished(code, TABLE, dt.date(1970, 1, 1))
    refuse_abolished("430182", Regions((("430182", "某市", "430100"),)), dt.date(2010, 1, 1))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("望城县", "did you mean 430122 (望城县, abolished in 2011, perhaps 430112)?"),
        ("望城", "did you mean 430112, 430122 (望城县, abolished in 2011, perhaps 430112)?"),
        ("341499", "did you mean 341400 (巢湖市, abolished in 2011)?"),
        ("430199", "did you mean 430100?"),
    ],
)
def test_suggestions_say_what_was_abolished(written: str, hint: str) -> None:
    """Codes that hold come first; of the others it is told that they do not."""
    assert TABLE.suggestion(written) == hint


def test_loading_says_what_was_abolished() -> None:
    """Who writes a name where a code belongs is told the code, and that it is none any more."""
    authority = {"name": "某局", "region": "望城县"}
    with pytest.raises(LoadError, match=r"430122 \(望城县, abolished in 2011, perhaps 430112\)"):
        load_document({"authorities": {"a": authority}})


@given(codes, days)
def test_only_what_ended_is_abolished(code: str, day: dt.date) -> None:
    """What is told to be abolished does not hold on the day, and the reverse if it had begun."""
    region = parse_region(code)
    found = abolition_of(code, TABLE, day)
    had_begun = any((one.since or FIRST_YEAR) <= day.year for one in region.names)

    assert (found is not None) is (region.is_valid_on(day) is False and had_begun)
    if found is not None:
        assert found.year < day.year
        assert found.name in {one.name for one in region.names}


@given(codes, days)
def test_successors_may_hold_on_the_day(code: str, day: dt.date) -> None:
    """A successor is another code of the province, of the same level, that may hold on the day."""
    found = abolition_of(code, TABLE, day)
    for heir, name in found.successors if found is not None else ():
        region = parse_region(heir)
        assert heir != code
        assert heir[:2] == code[:2]
        assert [heir.endswith("00"), heir.endswith("0000")] == [
            code.endswith("00"),
            code.endswith("0000"),
        ]
        assert region.is_valid_on(day) is not False
        assert abolition_of(heir, TABLE, day) is None
        assert name in {one.name for one in region.names}
