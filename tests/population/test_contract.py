"""What is wrong with a table is told at once, by column and value, and nothing of it is taken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.population import scene

from govmatters.errors import CaseTableError, UnknownIdError
from govmatters.io import load_document
from govmatters.populations import population


def refused(cases: object, **more: Any) -> str:  # noqa: ANN401 (whatever is asked)
    """Measure a table that cannot be measured, and give what is said."""
    with pytest.raises(CaseTableError) as caught:
        population(scene.registry(), scene.BUNDLE, cases, **more)
    return str(caught.value)


def test_a_table_without_a_day_wants_one_for_all() -> None:
    """One day for all takes the place of the column, and never stands beside it."""
    assert "there is no column 'day'" in refused(scene.table(day=None))
    found = population(
        scene.registry(), scene.BUNDLE, scene.table(day=None), on=dt.date(2026, 7, 1)
    )
    assert (found.first, found.last) == (dt.date(2026, 7, 1), dt.date(2026, 7, 1))
    assert "given for all" in refused(scene.table(), on=dt.date(2026, 7, 1))


def test_questions_without_a_column_are_unknown_and_named() -> None:
    """Unknown is never false: the bounds part."""
    found = population(scene.registry(), scene.BUNDLE, scene.table(age=None, home=None))
    assert found.unknown == ("age", "home")
    assert not found.total.before.is_known


def test_columns_may_be_called_otherwise() -> None:
    """Names map questions to columns; a name that leads nowhere is told."""
    table = scene.table().rename_columns(
        [
            {"age": "nianling", "day": "申请日期"}.get(name, name)
            for name in scene.table().schema.names
        ]
    )
    named = {"age": "nianling", "day": "申请日期"}
    assert population(scene.registry(), scene.BUNDLE, table, columns=named) == population(
        scene.registry(), scene.BUNDLE, scene.table()
    )
    assert "no column 'nian'" in refused(table, columns={"age": "nian", "day": "申请日期"})
    assert "no question 'agee'" in refused(scene.table(), columns={"agee": "age"})


def test_types_are_checked_before_anything_is_read() -> None:
    """All columns of a wrong type are told together."""
    said = refused(scene.table(adult=[1, 0, 1, 0, 1, 0], age=[dt.date(2000, 1, 1)] * 6))
    assert "column 'adult' holds int64, but question 'adult' wants boolean or text" in said
    assert "column 'age' holds date32[day], but question 'age' wants whole numbers or text" in said


def test_values_are_told_by_column_and_value_with_their_rows() -> None:
    """Counts add up: rows that are left out, and cells that are wrong."""
    table = scene.table(
        age=[200, 200, 30, 30, 30, -1],
        kind=["new", "nwe", "old", "nwe", "nwe", "nwe"],
        home=["430102", "999999", "430102", "430102", "430102", "430102"],
        weight=[1, 1, 1, -1, 1, 1],
    )
    said = refused(table)
    assert "column 'age': 2 rows (1, 2): question 'age' wants a whole number in 0…150" in said
    assert "column 'kind': 4 rows (2, 4, 5, 6): question 'kind' wants one of new, old" in said
    assert "column 'home': 1 row (2)" in said
    assert "column 'weight': 1 row (4)" in said
    assert "5 of 6 rows cannot be taken" in said
    found = population(scene.registry(), scene.BUNDLE, table, skip_bad=True)
    assert (found.skipped, found.total.cases) == (5, 1)
    assert sum(one.cases for one in found.problems) == 9


def test_a_day_region_or_weight_may_not_be_missing() -> None:
    """These have no unknown: a case without them is none."""
    table = scene.table(
        day=[None, *[dt.date(2026, 1, 1)] * 5],
        region=["430100", None, *["430100"] * 4],
        weight=[1, 1, None, 1, 1, 1],
    )
    said = refused(table)
    assert "column 'day': 1 row (1): day is missing" in said
    assert "column 'region': 1 row (2): region is missing" in said
    assert "column 'weight': 1 row (3): weight is missing" in said


def test_a_day_without_any_matter_is_outside_the_registry() -> None:
    """The day before the matters begin is refused."""
    assert "on: no matter of bundle 'b'" in refused(scene.table(day=None), on=dt.date(2019, 1, 1))
    said = refused(scene.table(day=[dt.date(2019, 12, 31), *[dt.date(2026, 1, 1)] * 5]))
    assert "column 'day': 1 row (1): no matter of bundle 'b' exists on 2019-12-31" in said


@pytest.mark.parametrize(
    "value", ["110101199003070011", "110101 19900307 001X", "a-bc110101-19900307-123X", "张三"]
)
def test_what_may_be_somebodys_own_is_not_repeated(value: str) -> None:
    """Numbers of identity cards, however written, and names."""
    said = refused(scene.table(kind=[value, *["new"] * 5]))
    assert value not in said
    assert "column 'kind': 1 row (1): question 'kind' wants one of new, old" in said
    found = population(
        scene.registry(), scene.BUNDLE, scene.table(kind=[value, *["new"] * 5]), skip_bad=True
    )
    assert value not in str(found)


def test_what_many_rows_have_is_repeated() -> None:
    """Then it is nobody's own, and whoever reads it sees what is wrong."""
    assert "got '自有'" in refused(scene.table(kind=["自有"] * 6))


def test_many_distinct_values_are_few_lines() -> None:
    """As when a column of names was taken for another."""
    size = 5000
    ages = [f"姓名{number}" for number in range(size)]
    table = pa.table({"age": ages, "day": [dt.date(2026, 1, 1)] * size})
    said = refused(table)
    assert len(said.splitlines()) <= 4
    assert "5000 of 5000 rows cannot be taken" in said
    problems = population(scene.registry(), scene.BUNDLE, table, skip_bad=True).problems
    assert sum(one.cases for one in problems) == size


def test_a_table_without_any_answer_is_another_table() -> None:
    """All questions unknown is rather a table that was read wrongly."""
    table = scene.table().select(["name", "day"])
    assert "no column answers a question of bundle 'b'; wanted are adult, age" in refused(table)


def test_lists_of_options_are_judged_as_a_single_case_is() -> None:
    """A gap, nothing, or a strange sign within a list is no option."""
    for wrong in (["x", None], [""], ["x\x1fy"]):
        table = scene.table(extras=[wrong, ["x"], [], None, ["y"], ["z"]])
        assert "column 'extras': 1 row (1)" in refused(table)


def test_what_is_unknown_is_named() -> None:
    """Bundles, regions and names to group by that nobody knows."""
    with pytest.raises(UnknownIdError):
        population(scene.registry(), "nothing", scene.table())
    with pytest.raises(UnknownIdError):
        population(scene.registry(), scene.BUNDLE, scene.table(region=None), region="999999")
    assert "nothing called 'mnth'" in refused(scene.table(), by=["mnth"])
    with pytest.raises(TypeError, match="by wants a list of names"):
        population(scene.registry(), scene.BUNDLE, scene.table(), by="month")


def test_an_answer_that_the_bundle_settles_otherwise_is_refused() -> None:
    """As for a single case."""
    document = scene.document()
    document["bundles"]["b"]["given"] = {"adult": True}
    with pytest.raises(CaseTableError, match="the bundle settles 'adult' as True, got False"):
        population(load_document(document), "b", scene.table())


def test_an_empty_table_measures_nothing() -> None:
    """No case, no group, no day."""
    found = population(scene.registry(), scene.BUNDLE, scene.table().slice(0, 0), by=["month"])
    assert (found.total.cases, found.groups, found.first) == (0, (), None)
    assert found.total.share.low == 0


def test_a_column_that_is_nearly_called_so_is_not_passed_over() -> None:
    """A space or a capital letter would make a question unknown."""
    names = [{"age": "Age ", "day": "day"}.get(name, name) for name in scene.table().schema.names]
    assert "column 'Age ' is not read; call it 'age'" in refused(
        scene.table().rename_columns(names)
    )
    assert "by: 'month' stands twice" in refused(scene.table(), by=["month", "month"])


def test_a_city_is_one_whatever_the_length_of_codes() -> None:
    """Codes of 12 digits lie in their first six."""
    codes = ["430100", "430100000000", "430102", "430102001", "430103", "430102001001"]
    found = population(scene.registry(), scene.BUNDLE, scene.table(region=codes), by=["city"])
    assert [group.key for group in found.groups] == [("430100",)]


def test_a_question_without_a_column_is_one_unknown_group() -> None:
    """As unknown answers are."""
    found = population(scene.registry(), scene.BUNDLE, scene.table(age=None), by=["age"])
    assert [group.key for group in found.groups] == [("",)]
    assert found.groups[0].tally == found.total


def test_a_line_with_too_many_cells_is_not_repeated(tmp_path: Path) -> None:
    """It may hold what is somebody's own."""
    path = tmp_path / "cases.csv"
    path.write_text("age,name\n20,x\n20,430104199001011234,y\n", encoding="utf-8")
    with pytest.raises(CaseTableError, match="got 3 in a line") as caught:
        population(scene.registry(), scene.BUNDLE, path, on=dt.date(2026, 7, 1))
    assert "430104" not in str(caught.value)


def test_a_column_of_numbered_booleans_is_one_of_booleans() -> None:
    """As pandas makes them of categories."""
    plain = scene.table()
    numbered = plain.set_column(1, "adult", plain["adult"].dictionary_encode())
    wanted = population(scene.registry(), scene.BUNDLE, plain)
    assert population(scene.registry(), scene.BUNDLE, numbered) == wanted


@pytest.mark.parametrize("weight", [-1, 10**12 + 1, str(10**13), "1" * 60])
def test_a_weight_outside_its_range_is_told_so(weight: object) -> None:
    """However long, as a number or as text; and it is no question."""
    said = refused(scene.table(weight=[weight] * 6))
    assert "the weight wants a whole number in 0…1000000000000" in said


def test_the_greatest_weight_may_be_text() -> None:
    """As it may be a number."""
    weights = [10**12] * 6
    found = population(scene.registry(), scene.BUNDLE, scene.table(weight=list(map(str, weights))))
    assert found == population(scene.registry(), scene.BUNDLE, scene.table(weight=weights))


def test_a_day_or_region_that_cannot_be_taken_is_no_question() -> None:
    """They are called what they are."""
    assert "the day wants a day that the calendar" in refused(scene.table(day=["2026-13-01"] * 6))
    assert "the region wants the code of a region" in refused(scene.table(region=["x"] * 6))


def test_a_day_before_all_codes_of_regions_is_outside_the_registry() -> None:
    """Also where the matters say of no day that they begin."""
    document = scene.document()
    for matter in document["matters"].values():
        del matter["since"]
    registry = load_document(document)
    last, first = dt.date(1979, 12, 31), dt.date(1980, 1, 1)
    with pytest.raises(CaseTableError, match=r"'day': 1 row \(1\): 1979-12-31 lies before 1980"):
        population(registry, scene.BUNDLE, scene.table(day=[last, *[first] * 5]))
    with pytest.raises(CaseTableError, match="on: 1979-12-31 lies before 1980"):
        population(registry, scene.BUNDLE, scene.table(day=None), on=last)
    assert population(registry, scene.BUNDLE, scene.table(day=[first] * 6)).first == first


@pytest.mark.parametrize(
    ("changed", "advice"),
    [
        ({"adult": [1.0] * 6}, "'adult' wants boolean or text; convert it, in pandas to 'boolean'"),
        ({"adult": [1] * 6}, "convert it, in pandas to 'boolean'"),
        ({"region": [430100.0] * 6}, "codes as whole numbers; convert it, in pandas to 'Int64'"),
    ],
)
def test_numbers_are_told_with_a_way_out(changed: dict[str, list[Any]], advice: str) -> None:
    """Where there are gaps, pandas makes floats of booleans and of codes."""
    assert refused(scene.table(**changed)).endswith(advice)


def test_columns_that_there_are_are_told_with_those_that_are_missing() -> None:
    """So that whoever reads it sees which is which."""
    table = pa.table({"Tag": [dt.date(2026, 1, 1)], "x": [1]})
    said = refused(table)
    assert "there is no column 'day' with the day of each case, among Tag, x; say" in said
    assert "the table has Tag, x" in said
