"""What is wrong in a workbook is told by sheet and cell, all of it at once."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.workbooks.editing import (
    REGISTRY,
    at,
    change_part,
    edit,
    exported,
    faults_in,
    part_of,
    put,
    set_cell,
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


def test_headings_may_stand_in_any_order(tmp_path: Path) -> None:
    """Columns are found by their headings; those that need not be there may be dropped."""
    path = exported(tmp_path)

    def reverse(book: openpyxl.Workbook) -> None:
        for old in book.worksheets[1:]:
            rows = list(old.iter_rows(values_only=True))
            book.remove(old)
            kept = [n for n in range(old.max_column) if any(row[n] for row in rows[1:])]
            page = book.create_sheet(old.title)
            for row in rows if kept else ():
                page.append([row[n] for n in reversed(kept)])

    edit(path, reverse)
    assert openpyxl.load_workbook(path)[MATTERS].max_column < 12
    assert read_workbook(path) == REGISTRY


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("事项名", "no column '事项名' in this sheet; did you mean 事项名称"),
        ("行政区划", "this column stands twice; drop or rename one"),
        (12, "wants a heading, got the number 12"),
    ],
)
def test_headings_that_are_none(heading: object, says: str, tmp_path: Path) -> None:
    """A heading that nobody knows, or twice, is told with a suggestion, once for its column."""
    path = exported(tmp_path)
    place = at(MATTERS, "办理时间", 1)
    set_cell(path, MATTERS, place, heading)
    (line,) = faults_in(path)

    assert line.startswith(f"list.xlsx[实施清单!{place}]: {says}")


def test_a_column_that_must_be_there(tmp_path: Path) -> None:
    """Without it, one line says so; rows are not blamed one by one at other places."""
    path = exported(tmp_path)
    edit(path, lambda book: book["标准材料"].delete_cols(2))
    lines = faults_in(path)

    assert lines[0] == "list.xlsx[标准材料!A1]: no column '材料名称', which must be there; add it"


def test_what_stands_under_no_heading(tmp_path: Path) -> None:
    """Nothing that was filled in is passed over silently, unless its heading says 备注."""
    path = exported(tmp_path)
    beside = letter_of(len(SHEETS[3].columns) + 1)
    set_cell(path, MATTERS, f"{beside}3", "记得核对")
    (line,) = faults_in(path)

    assert line == (
        f"list.xlsx[实施清单!{beside}3]: no heading above; write one into {beside}1, or clear this"
    )
    set_cell(path, MATTERS, f"{beside}1", "备注：科室")
    assert read_workbook(path) == REGISTRY


def test_sheets_that_are_none(tmp_path: Path) -> None:
    """A sheet that nobody knows is told with a suggestion; one's own begin with 备注."""
    path = exported(tmp_path)
    edit(path, lambda book: book.create_sheet("备注 临时") and None)
    assert read_workbook(path) == REGISTRY

    edit(path, lambda book: setattr(book["目标"], "title", "目 标"))
    (line,) = faults_in(path)
    assert line.startswith("list.xlsx[目 标!A1]: no sheet '目 标' is read; did you mean 目标")


def test_sheets_may_be_missing_and_hidden(tmp_path: Path) -> None:
    """A sheet that is not there is one without rows; a hidden one is read."""
    path = exported(tmp_path)

    def change(book: openpyxl.Workbook) -> None:
        book.remove(book["目标"])
        book[MATTERS].sheet_state = "hidden"
        book[ROWS].sheet_state = "veryHidden"
        book[ROWS].row_dimensions[2].hidden = True
        book.move_sheet("来源", -9)

    edit(path, change)
    assert read_workbook(path) == REGISTRY


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    """Only the first of them has a value; what the others mean is not guessed."""
    path = exported(tmp_path)
    edit(path, lambda book: book[ROWS].merge_cells("A2:A3"))
    lines = faults_in(path)

    assert lines[0].startswith("list.xlsx[申请材料!A2:A3]: merged cells, of which only the first")


def test_rows_without_a_number_stand_where_they_were_put(tmp_path: Path) -> None:
    """Numbers order rows; one without stands behind the row above it."""
    path = exported(tmp_path)
    put(
        path,
        *(((ROWS, "排序", row, number)) for row, number in ((2, 5), (3, None), (4, 2))),
        (ROWS, "事项编号", 4, "permit_matter"),
        (ROWS, "所需材料", 4, "permit"),
        (ROWS, "材料名称", 4, "丙"),
    )
    rows = read_workbook(path).matters["permit_matter"].materials or ()

    assert [row.name for row in rows] == ["丙", "甲", "乙"]


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


@pytest.mark.parametrize(
    ("heading", "value", "field", "wanted"),
    [
        ("生效日期", dt.datetime(2026, 7, 1), "since", dt.date(2026, 7, 1)),  # noqa: DTZ001
        ("生效日期", 46204, "since", dt.date(2026, 7, 1)),
        ("生效日期", 46204.0, "since", dt.date(2026, 7, 1)),
        ("生效日期", "2026-07-01", "since", dt.date(2026, 7, 1)),
        ("生效日期", "0900-07-01", "since", dt.date(900, 7, 1)),
        ("到办事现场次数", 2.0, "trips", 2),
        ("到办事现场次数", "2", "trips", 2),
        ("是否涉密", True, "secret", True),
        ("是否涉密", "true", "secret", True),
        ("是否涉密", " 是 ", "secret", True),
        ("事项类型", "licence", "type", "licence"),
        ("服务对象", "person|企业法人", "audience", ("person", "enterprise")),
        ("设定依据", "无", "laws", ()),
        ("设定依据", r"\无", "laws", ("无",)),
        ("设定依据", r"甲\|乙", "laws", ("甲|乙",)),
    ],
)
def test_values_as_spreadsheets_have_them(
    heading: str, value: object, field: str, wanted: object, tmp_path: Path
) -> None:
    """Days as serial numbers, whole numbers as floats, the format's own words are understood."""
    path = exported(tmp_path)
    put(path, (MATTERS, heading, 3, value))

    assert getattr(read_workbook(path).matters["permit_matter"], field) == wanted


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    """Serial numbers are counted from the day that the workbook says."""
    path = exported(tmp_path)

    def change(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    edit(path, change)
    assert read_workbook(path) == REGISTRY
    put(path, (MATTERS, "生效日期", 3, 44742))
    assert read_workbook(path).matters["permit_matter"].since == dt.date(2026, 7, 1)
    put(path, (MATTERS, "生效日期", 3, 2957_004))
    assert "wants a day" in faults_in(path)[0]


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


def test_the_first_row_must_hold_the_headings(tmp_path: Path) -> None:
    """A title above the headings is not skipped."""
    path = exported(tmp_path)
    edit(path, lambda book: book["标准材料"].insert_rows(1))

    assert "list.xlsx[标准材料!A1]: the first row is empty; the headings belong there" in (
        faults_in(path)
    )


def test_a_hundred_thousand_empty_rows(tmp_path: Path) -> None:
    """Rows that look empty are passed over quickly, formatted or not."""
    path = exported(tmp_path)
    empty = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" t="inlineStr"><is><t> </t></is></c></row>'
        % (row, row, row)
        for row in range(1_000, 101_000)
    )
    change_part(
        path, part_of(MATTERS), lambda part: part.replace(b"</sheetData>", empty + b"</sheetData>")
    )
    begun = time.perf_counter()

    assert read_workbook(path) == REGISTRY
    assert time.perf_counter() - begun < 60


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
