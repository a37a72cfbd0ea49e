"""What is wrong in a workbook is told by sheet and cell, all of it at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbooks.editing import (
    REGISTRY,
    at,
    edit,
    exported,
    faults_in,
    put,
)

from govmatters.errors import LoadError
from govmatters.workbooks import read_workbook
from govmatters.workbooks.letters import column_of, letter_of, order_of
from govmatters.workbooks.sheets import SHEETS
from govmatters.workbooks.tables import MAX_FAULTS

Put = tuple[str, str, int, Any]
MATTERS, ROWS, PLACES = "实施清单", "申请材料", "一件事事项"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (
            [(MATTERS, "业务办理项编码", 3, 1)],
            "wants text, got the number 1; zeros before it would be lost; format the cell as text",
        ),
        ([(MATTERS, "行政区划", 3, 430100)], "wants text, got the number 430100"),
        ([(MATTERS, "行政区划", 3, 430100.0)], "wants text, got the number 430100"),
        ([(MATTERS, "事项名称", 3, True)], "wants text, got boolean TRUE"),
        ([(MATTERS, "办理时间", 3, dt.datetime(2026, 7, 1))], "got the day 2026-07-01"),  # noqa: DTZ001
        ([(MATTERS, "事项名称", 3, "=A2")], "a formula; its result is not taken"),
        ([(MATTERS, "到办事现场次数", 3, "=1+1")], "a formula; its result is not taken"),
        ([(MATTERS, "是否涉密", 3, "=TRUE()")], "a formula; its result is not taken"),
        ([(MATTERS, "生效日期", 3, "=TODAY()")], "a formula; its result is not taken"),
        ([(MATTERS, "到办事现场次数", 3, 1.5)], "wants a whole number of at least 0, got '1.5'"),
        ([(MATTERS, "到办事现场次数", 3, -1)], "wants a whole number of at least 0, got '-1'"),
        ([(MATTERS, "到办事现场次数", 3, 1e300)], "wants a whole number"),
        (
            [(MATTERS, "到办事现场次数", 3, "一次")],
            "wants a whole number of at least 0, got '一次'",
        ),
        ([(MATTERS, "到办事现场次数", 3, False)], "wants a whole number, got boolean FALSE"),
        ([(MATTERS, "是否涉密", 3, "不是")], "wants 是 or 否, got text '不是'"),
        ([(MATTERS, "是否涉密", 3, 1)], "wants 是 or 否, got the number 1"),
        ([(MATTERS, "生效日期", 3, "去年")], "wants a day such as 2026-07-01, got '去年'"),
        ([(MATTERS, "生效日期", 3, "2026-02-30")], "wants a day such as 2026-07-01"),
        ([(MATTERS, "生效日期", 3, 20260701)], "got the number 20260701"),
        ([(MATTERS, "生效日期", 3, 60)], "got the number 60"),
        ([(MATTERS, "生效日期", 3, 46204.5)], "got the number 46204.5"),
        ([(MATTERS, "生效日期", 3, True)], "got boolean TRUE"),
        (
            [(MATTERS, "事项类型", 3, "行政许克")],
            "wants one of 行政许可, 行政处罚",
        ),
        ([(MATTERS, "事项类型", 3, "行政许克")], "did you mean 行政许可"),
        ([(MATTERS, "服务对象", 3, "自然人 | 人")], "wants one of 自然人"),
        ([(MATTERS, "服务对象", 3, "自然人 | 自然人")], "'person' stands twice in the list"),
        ([(MATTERS, "设定依据", 3, "甲 | | 乙")], "an empty entry between two |"),
        ([(MATTERS, "受理条件式", 3, "lokal")], "did you mean local?"),
        ([(MATTERS, "实施主体", 3, "offise")], "did you mean office?"),
        ([(MATTERS, "咨询方式", 3, "#N/A")], "the error #N/A; write the value, or clear the cell"),
        (
            [(MATTERS, "无办事指南", 3, "是"), (MATTERS, "办理地点", 3, "甲")],
            "办理地点 is filled in",
        ),
        ([(ROWS, "所需材料", 2, "id_card +")], "a paper is missing before or after +"),
        ([(ROWS, "所需材料", 2, "id_kard")], "did you mean id_card?"),
        ([(ROWS, "所需材料", 2, "id_card when lokal")], "did you mean local?"),
        ([(ROWS, "所需材料", 2, "身份证 或 许可证")], "is no paper; write it as"),
        (
            [(ROWS, "事项编号", 2, "permit_mater")],
            "in the sheet 实施清单; did you mean permit_matter",
        ),
        ([(ROWS, "排序", 3, 1)], "the number 1 stands twice for this record"),
        ([(ROWS, "排序", 3, 1.5)], "wants a whole number"),
        ([("标准材料", "地方材料编码", 2, "hunan：1")], "is no `key: value` with a colon of ASCII"),
        ([("标准材料", "地方材料编码", 2, "a: 1 | a: 2")], "the key 'a' stands twice"),
        ([("一件事", "办理先后", 2, "other < again")], "does not say who waits for whom"),
        ([("一件事", "已知答案", 2, "local: 3")], "wants true or false"),
        ([("一件事", "已知答案", 2, "local: [true]")], "wants a single answer, got a list"),
        (
            [(PLACES, "可都不办", 3, "否")],
            "the rows of this group differ on whether none is allowed",
        ),
    ],
)
def test_a_bad_cell_is_named(cells: list[Put], says: str, tmp_path: Path) -> None:
    """One line names workbook, sheet and cell, what is wanted and what was found."""
    path = exported(tmp_path)
    put(path, *cells)
    (line,) = faults_in(path)
    title, heading, row, _ = cells[0]

    assert line.startswith(f"list.xlsx[{title}!{at(title, heading, row)}]: ")
    assert says in line
    assert len(line) < 400


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ((MATTERS, "编号", 3, None), "编号 is empty; write whose row this is"),
        ((MATTERS, "事项名称", 3, None), "this matter has no `name`; write it"),
        ((ROWS, "所需材料", 2, "  "), "this row has no `needs`; write it"),
        ((ROWS, "事项编号", 2, None), "事项编号 is empty; write whose row this is"),
    ],
)
def test_a_cell_that_must_be_filled_in_is_named(cell: Put, place: str, tmp_path: Path) -> None:
    """The fault stands at the empty cell itself."""
    path = exported(tmp_path)
    put(path, cell)
    title, heading, row, _ = cell

    assert f"list.xlsx[{title}!{at(title, heading, row)}]: " in "\n".join(faults_in(path))
    assert place in "\n".join(faults_in(path))


def test_all_faults_are_told_in_the_order_of_the_workbook(tmp_path: Path) -> None:
    """Faults of cells, of records and among records come in one run, sheet by sheet."""
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exported(tmp_path).rename(first)
    exported(tmp_path).rename(second)
    put(
        first,
        (ROWS, "所需材料", 3, "nothing"),
        (MATTERS, "事项类型", 3, "x"),
        (MATTERS, "到办事现场次数", 2, 0.5),
        ("标准材料", "材料名称", 3, 7),
    )
    put(second, (MATTERS, "行政区划", 2, "999999"))
    lines = [line.partition("]")[0] for line in faults_in(first, second)]
    own, twice = lines[:4], lines[4:]

    assert own == [
        f"a.xlsx[实施清单!{at(MATTERS, '到办事现场次数', 2)}",
        f"a.xlsx[实施清单!{at(MATTERS, '事项类型', 3)}",
        f"a.xlsx[申请材料!{at(ROWS, '所需材料', 3)}",
        f"a.xlsx[标准材料!{at('标准材料', '材料名称', 3)}",
    ]
    assert twice[0] == "b.xlsx[实施清单!A2"


def test_an_id_twice_names_both_cells(tmp_path: Path) -> None:
    """A row copied and forgotten is told with the row that it was copied from."""
    path = exported(tmp_path)
    put(path, (MATTERS, "编号", 4, "other"), (MATTERS, "事项名称", 4, "又"))
    (line,) = faults_in(path)

    assert line == (
        "list.xlsx[实施清单!A4]: matters has 'other' twice, first at list.xlsx[实施清单!A2]; "
        "drop or rename one"
    )


def test_a_list_that_is_empty_and_is_not(tmp_path: Path) -> None:
    """Rows of a record that says it has none are a contradiction."""
    path = exported(tmp_path)
    put(path, (MATTERS, "无申请材料", 3, "是"))
    (line,) = faults_in(path)

    assert line.startswith(
        f"list.xlsx[实施清单!{at(MATTERS, '无申请材料', 3)}]: says that there is none"
    )


def test_no_is_not_yes(tmp_path: Path) -> None:
    """否 in a column for what is stated to be absent, or empty, states nothing."""
    path = exported(tmp_path)
    put(path, (MATTERS, "无申请材料", 3, "否"), ("标准材料", "是否电子证照", 2, "否"))
    assert read_workbook(path) == REGISTRY

    put(path, ("标准材料", "电子证照类型代码", 2, "1"))
    (line,) = faults_in(path)
    assert "是否电子证照 says that there is none, but 电子证照类型代码 is filled in" in line


def test_lists_that_go_on_name_a_key_twice(tmp_path: Path) -> None:
    """A second row of a record adds to its lists, and may not contradict the first."""
    path = exported(tmp_path)
    row = 4
    put(
        path,
        ("标准材料", "地方材料编码", 2, "a: 1"),
        ("标准材料", "编号", row, "id_card"),
        ("标准材料", "地方材料编码", row, "b: 2"),
        ("标准材料", "别名", row, "甲 | 乙"),
    )
    kind = read_workbook(path).material_types["id_card"]
    assert (kind.codes, kind.aliases) == ((("a", "1"), ("b", "2")), ("甲", "乙"))

    put(path, ("标准材料", "地方材料编码", row, "a: 2"))
    (line,) = faults_in(path)
    assert "the key 'a' stands in the row before too" in line


def test_a_sheet_that_is_faulty_throughout_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A thousand faults are enough to see that something else is wrong."""
    path = exported(tmp_path)

    def change(book: openpyxl.Workbook) -> None:
        for row in range(10, MAX_FAULTS + 100):
            book[MATTERS].cell(row, 1, f"m{row}")
            book[MATTERS].cell(row, 2, row)
            book[MATTERS][at(MATTERS, "行政区划", row)].value = "430100"

    edit(path, change)
    lines = faults_in(path)

    assert len(lines) == MAX_FAULTS + 2
    assert f"more than {MAX_FAULTS} faults; mend these first" in lines[-2]


def test_payloads_are_text_in_messages(tmp_path: Path) -> None:
    """What would run in a page or a terminal stands in one line, quoted."""
    path = exported(tmp_path)
    put(path, (MATTERS, "事项类型", 3, "<script>\nalert(1)</script>"))
    (line,) = faults_in(path)

    assert "'<script>\\nalert(1)</script>'" in line


def test_places_are_ordered_as_a_reader_meets_them() -> None:
    """By file, sheet, row, column; a file as a whole comes first."""
    places = [f"a[{title}!{cell}]" for title in "甲乙" for cell in ("B2", "AA2", "A10", "A11:B12")]

    drawn = ["a", *places][::-1]

    assert sorted(drawn, key=lambda one: order_of(one, ["甲", "乙"])) == drawn[::-1]
    assert [column_of(letter_of(number)) for number in (1, 26, 27, 702, 703)] == [
        *(1, 26, 27, 702, 703)
    ]


@settings(max_examples=60)  # each writes a workbook
@given(st.data())
def test_any_damage_reads_or_faults(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever is put into cells, the answer is a registry or located lines."""
    path = exported(tmp_path_factory.mktemp("damage"))
    value = st.one_of(
        st.text(max_size=9).filter(str.isprintable),
        st.integers(-(10**16), 10**16),
        st.floats(),
        st.booleans(),
        st.dates().filter(lambda day: day.year > 1900),
        st.sampled_from(["=1", "|", "a | b", "\\", ":", "[", "a: [b", "x when", "+", "无", "是"]),
    )
    cells = []
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = data.draw(st.sampled_from(SHEETS))
        heading = data.draw(st.sampled_from(list(sheet.headings())))
        cells.append((sheet.title, heading, data.draw(st.integers(1, 4)), data.draw(value)))
    put(path, *cells)
    error = None
    try:
        read_workbook(path)
    except LoadError as raised:
        error = raised

    assert error is None or all(fault.file.startswith(str(path)) for fault in error.faults)
