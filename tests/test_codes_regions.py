"""Codes of regions (GB/T 2260): their names, and in which years they held."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.codes import national_regions, regions
from govmatters.codes.national_regions import FIRST_YEAR, latest_name, national_names
from govmatters.codes.regions import NATION, RegionName, Regions, is_region, parse_region
from govmatters.errors import CodeError

codes = st.sampled_from(sorted(national_names()))
years = st.integers(FIRST_YEAR, 2030)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("360000", "360000", "江西省"),
        ("360500", "360500", "新余市"),
        ("360502", "360502", "渝水区"),
        ("360521", "360521", "分宜县"),
        (" 360521000000 ", "360521", "分宜县"),
        ("360521000", "360521", "分宜县"),
        ("360100", "360100", "南昌市"),
        ("360302", "360302", "安源区"),
        ("360404", "360404", "柴桑区"),
        ("360800", "360800", "吉安市"),
        ("360900", "360900", "宜春市"),
        ("511602000000", "511602", "广安区"),
        (NATION, NATION, "全国"),
    ],
)
def test_real_regions(text: str, code: str, name: str) -> None:
    """Codes of six digits, or of more with nothing but zeros behind, are regions with a name."""
    region = parse_region(text)

    assert (region.code, region.name, region.subdivision) == (code, name, "")
    assert str(region) == code
    assert is_region(text)
    assert region.abolished is None


def test_towns_keep_their_digits() -> None:
    """The table knows no towns: what follows the county is kept, and nobody vouches for it."""
    town = parse_region("430102003005")

    assert (town.code, town.name, town.subdivision) == ("430102", "芙蓉区", "003005")
    assert str(town) == "430102003005"
    assert str(parse_region("430102003")) == "430102003"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("360541", "positions 5-6 hold '41', which nothing in 新余市 has had since 1980"),
        ("360599", "positions 5-6 hold '99', which nothing in 新余市"),
        ("369900", "positions 3-6 hold '9900', which nothing in 江西省"),
        ("990000", "positions 1-2 hold '99', which is no province"),
        ("4301", "it has 4 digits, not 6, 9 or 12"),
        ("", "it has 0 digits"),
        ("4301O2", "position 5 holds 'O', not a digit"),
        ("４３０１０２", "position 1 holds '４', not a digit"),
        ("43010200" * 100_000, "it has 800000 digits"),
        ("长沙市", "position 1 holds '长'"),
    ],
)
def test_what_is_no_region(text: str, message: str) -> None:
    """Unknown codes name the position where the table ends; zones are said to be declared."""
    assert not is_region(text)
    with pytest.raises(CodeError, match=message) as caught:
        parse_region(text)
    assert caught.value.noun == "region code"


def test_an_abolished_code_knows_its_last_year() -> None:
    """崇文区 became part of 东城区 in July 2010: the table knows the year, not the day."""
    region = parse_region("110103")

    assert region.abolished == 2010
    assert [region.is_valid_in(year) for year in (1979, 1980, 2010, 2011)] == [
        None,
        True,
        True,
        False,
    ]
    assert region.is_valid_on(dt.date(2009, 12, 31)) is True
    assert region.is_valid_on(dt.date(2010, 6, 30)) is None
    assert region.is_valid_on(dt.date(2011, 1, 1)) is False
    assert region.is_valid_on(dt.date(1979, 12, 31)) is None


def test_a_new_code_knows_its_first_year() -> None:
    """昌平 was a county until it became a district, under another code, in the course of 1999."""
    county, district = parse_region("110221"), parse_region("110114")
    days = [dt.date(year, 6, 1) for year in (1998, 1999, 2000)]

    assert [county.is_valid_on(day) for day in days] == [True, None, False]
    assert [district.is_valid_on(day) for day in days] == [False, None, True]
    assert (county.abolished, district.abolished) == (1999, None)
    assert district.names == (RegionName("昌平区", 1999),)


def test_a_new_name_does_not_interrupt_a_code() -> None:
    """东区 was renamed to 芙蓉区 in 1996: the code held all the time."""
    region = parse_region("430102")

    assert region.names == (RegionName("东区", 1983, 1995), RegionName("芙蓉区", 1996))
    assert all(region.is_valid_on(dt.date(year, 1, 1)) for year in range(1984, 2030))


def test_a_code_may_be_given_again() -> None:
    """511400 was 涪陵市, then nothing, then 眉山市."""
    region = parse_region("511400")

    assert [name.name for name in region.names] == ["涪陵市", "眉山市"]
    assert [region.is_valid_in(year) for year in (1996, 1997, 1998, 1999, 2000)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert [region.is_valid_on(dt.date(year, 1, 1)) for year in (1996, 1997, 1998, 2000, 2001)] == [
        True,
        None,
        False,
        None,
        True,
    ]


def test_a_name_dropped_in_its_first_year() -> None:
    """梅州市 was founded and renamed in 1983, which the table writes as 1983-1982."""
    region = parse_region("442401")

    assert region.names == (RegionName("梅州市", 1983, 1983), RegionName("梅县市", 1983, 1987))
    assert region.abolished == 1987


def test_without_the_package_of_the_table_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a requirement, but whoever packs programs may leave it out."""
    monkeypatch.setattr(national_regions, "find_spec", lambda _: None)
    national_names.cache_clear()
    try:
        with pytest.raises(ImportError, match="python-stdnum is not installed; install govmatters"):
            national_names()
    finally:
        national_names.cache_clear()


def test_the_whole_table_is_read() -> None:
    """Every code has names in order of years, of which the last is the one that counts."""
    backwards = 0
    for code, text in national_names().items():
        region = parse_region(code)
        assert region.name == latest_name(text) == Regions().name(code)
        spans = [(name.since or FIRST_YEAR, name.until or 9999) for name in region.names]
        assert all(since <= until for since, until in spans), code
        assert spans == sorted(spans), code
        assert all(name.until is not None for name in region.names[:-1]), code
        assert ",".join(name.name for name in region.names) == re.sub(r"\[[^\]]*\]", "", text)
        years_of = (span.split("-") for span in re.findall(r"\[(\d{4}-\d{4})\]", text))
        backwards += sum(int(until) == int(since) - 1 for since, until in years_of)
    assert backwards == 14, "what ends before it begins ends in the year before, never earlier"


@given(codes, years, st.integers(1, 365))
def test_days_and_years_agree(code: str, year: int, day: int) -> None:
    """What holds on a day holds in its year; what does not hold in a year holds on none of it."""
    region = parse_region(code)
    on = region.is_valid_on(dt.date(year, 1, 1) + dt.timedelta(days=day - 1))
    within = region.is_valid_in(year)

    assert within is not None
    assert (on is False) == (within is False)
    if on is None:
        edges = {edge for name in region.names for edge in (name.since, name.until)}
        assert year in edges


@given(codes, years)
def test_a_code_holds_while_it_has_a_name(code: str, year: int) -> None:
    """In every year of one of its names a code held, and in no other."""
    region = parse_region(code)
    named = any((one.since or FIRST_YEAR) <= year <= (one.until or year) for one in region.names)

    assert region.is_valid_in(year) is named


@given(codes)
def test_codes_that_still_hold_are_not_abolished(code: str) -> None:
    """A code is abolished if it no longer holds; until the table says so it goes on."""
    region = parse_region(code)

    assert region.is_valid_in(2999) is (region.abolished is None)
    assert region.is_valid_on(dt.date(9999, 12, 31)) is (region.abolished is None)


@given(codes, st.sampled_from(["", "000", "000000", "003", "003005", "000005"]))
def test_regions_survive_writing(code: str, rest: str) -> None:
    """A region, written and read, is the same; the regions of a registry know it too."""
    region = parse_region(code + rest)

    assert parse_region(str(region)) == region
    assert Regions().is_known(code + rest)


@given(st.text() | st.from_regex(r"[0-9]{5,13}", fullmatch=True))
def test_any_text_is_a_region_or_the_one_error(text: str) -> None:
    """Whoever reads a text gets a region of the table, or an error that says why not."""
    if is_region(text):
        assert parse_region(text).code in national_names()
    else:
        with pytest.raises(CodeError):
            parse_region(text)


def test_declared_regions_have_a_national_one() -> None:
    """A zone stands for the region that it lies in; a circle outside has none."""
    declared = Regions((("zone", "某园区", "360500"), ("a", "甲", "b"), ("b", "乙", "a")))

    assert declared.national("zone") == "360500"
    assert declared.national("360502001") == "360502"
    assert declared.national("360502") == "360502"
    assert declared.national("a") is None


def test_the_module_offers_what_reads_single_codes() -> None:
    """`regions` gives its names when they are asked for, and no others."""
    assert regions.Region is type(parse_region("430102"))
    with pytest.raises(AttributeError, match="no attribute 'nowhere'"):
        _ = regions.nowhere
