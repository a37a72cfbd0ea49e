"""Results as rows and files: nothing lost, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.population_output.populations import population, tally

import govmatters as gm
from govmatters.cli.saving import save
from govmatters.errors import InvalidEntryError
from govmatters.model import Bounds, Mechanism
from govmatters.populations.changes.differences import Changes, change_of
from govmatters.populations.publishing.rows import population_rows
from govmatters.populations.publishing.suppressing import suppress
from govmatters.populations.publishing.writing import csv_bytes, parquet_bytes

MEASURED = population(
    ("region", "month"),
    {
        ("430102", "2026-01"): tally(40, unsure=3),
        ("430102", "2026-02"): tally(3),
        ("", "2026-01"): tally(60, 600),
        ("", "2026-02"): tally(90),
    },
)
CHANGES = Changes(
    bundle="restaurant",
    was_digest="0" * 64,
    becomes_digest="1" * 64,
    by=("small_catering",),
    first=None,
    last=None,
    days=None,
    a_year=None,
    total=change_of((), tally(20, unsure=2), tally(20)),
    groups=(change_of(("true",), tally(20, unsure=2), tally(20)),),
)


def test_a_row_a_group_and_one_for_all() -> None:
    """The total comes first; ends of bounds have columns of their own, unknown ends are None."""
    total, *groups = population_rows(MEASURED)

    assert (total["level"], total["region"], total["month"]) == ("total", "*", "*")
    assert [(one["region"], one["cases"]) for one in groups] == [
        ("", 60),
        ("", 90),
        ("430102", 40),
        ("430102", 3),
    ]
    assert {tuple(one) for one in groups} == {tuple(total)}
    assert (groups[2]["after_low"], groups[2]["after_high"]) == (160, 163)
    assert groups[2]["share_low"] == round(197 / 360, 6)
    assert groups[2]["working_days_high"] is None
    assert sum(groups[3][f"credit_{one}_low"] or 0 for one in Mechanism) == 15  # type: ignore[misc]


def test_hidden_rows_say_so() -> None:
    """Figures of a hidden group are None, not nothing at all; sums say what they cover."""
    total, *others = population_rows(suppress(MEASURED, below=5))

    hidden = [one for one in others if one["hidden"] == "yes"]
    assert [one["level"] for one in others] == ["subtotal"] * 4 + ["group"] * 4
    assert len(hidden) == 4
    assert all(
        value is None
        for one in hidden
        for name, value in one.items()
        if name not in {"level", "hidden", "region", "month"}
    )
    assert (total["cases"], total["shown_cases"], total["before_low"]) == (193, None, None)


def test_a_question_may_be_called_like_a_column() -> None:
    """Then its answers stand behind ``by_``."""
    odd = population(("weight",), {("3",): tally(2)})

    assert population_rows(odd)[1]["by_weight"] == "3"
    assert population_rows(odd)[1]["weight"] == 2


@pytest.mark.parametrize(
    "result", [MEASURED, CHANGES, suppress(MEASURED, below=2), suppress(CHANGES, below=2)]
)
def test_no_figure_stands_over_an_answer(result: Any) -> None:  # noqa: ANN401 (four kinds)
    """Whatever a question is called, its answers and every figure have their own column."""
    figures = set(population_rows(result)[0]) - set(result.by)
    names = sorted({*figures, *(f"by_{name}" for name in figures), "by_agent", "share_of"})
    answers = {name: f"answer to {name}" for name in names}
    group = attrs.evolve(result.groups[0], key=tuple(answers.values()))
    odd = attrs.evolve(result, by=tuple(answers), groups=(group,))
    if hasattr(odd, "subtotals"):
        odd = attrs.evolve(odd, total=group, subtotals=())

    row = population_rows(odd)[-1]

    assert len(row) == len(figures) + len(names)
    assert set(answers.values()) <= set(row.values())
    assert (row["by_agent"], row["share_of"]) == (answers["by_agent"], answers["share_of"])


def test_questions_like_shares_are_text_in_files() -> None:
    """A question whose name begins as a figure does is no number."""
    odd = population(("share_before", "credit_share_low"), {("a", "b"): tally(2)})

    rows = population_rows(odd)

    assert pq.read_table(pa.BufferReader(parquet_bytes(rows))).to_pylist() == rows
    assert rows[1]["by_credit_share_low"] == "b"


def test_changes_as_rows() -> None:
    """What is saved comes before what was and what becomes."""
    row = population_rows(CHANGES)[1]

    assert (row["small_catering"], row["saved_papers_low"], row["saved_papers_high"]) == (
        "true",
        0,
        2,
    )
    assert (row["was_after_high"], row["becomes_after_high"]) == (82, 80)


def test_changes_to_publish_as_rows() -> None:
    """The columns of changes, and whether a row is hidden; kinds of files take them too."""
    rows = population_rows(suppress(CHANGES, below=30))
    plain = population_rows(CHANGES)[0]

    assert [(one["level"], one["hidden"]) for one in rows] == [("total", "yes"), ("group", "yes")]
    assert set(rows[0]) == {*plain, "hidden", "shown_cases"}
    assert rows[1]["saved_papers_low"] is rows[1]["was_after_low"] is rows[1]["cases"] is None
    assert pq.read_table(pa.BufferReader(parquet_bytes(rows))).to_pylist() == rows


def test_a_csv_runs_nothing() -> None:
    """Whoever opens it in a spreadsheet runs no formula of somebody's answer."""
    evil = population(("place",), {("=1+1",): tally(2), ("@x",): tally(3), ("a,\n“b”",): tally(4)})

    content = csv_bytes(population_rows(evil))

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in rows] == ["place", "*", "'=1+1", "'@x", "a,\n“b”"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert csv_bytes(population_rows(evil)) == content


def test_parquet_has_the_same_types_whatever_the_values() -> None:
    """Also where a column is unknown all through."""
    known = pq.read_table(pa.BufferReader(parquet_bytes(population_rows(MEASURED))))
    few = population(("region", "month"), {("a", "2026-01"): tally(1)})
    hidden = pq.read_table(pa.BufferReader(parquet_bytes(population_rows(suppress(few, below=9)))))

    assert known.to_pylist() == population_rows(MEASURED)
    assert known.schema.field("share_low").type == hidden.schema.field("share_low").type
    assert hidden.schema.field("trips_high").type == pa.int64()


def test_a_workbook_has_chinese_headings(tmp_path: Path) -> None:
    """All cells are text."""
    save(MEASURED, str(tmp_path / "all.xlsx"))

    workbook = openpyxl.load_workbook(tmp_path / "all.xlsx")
    (head, total, *_) = workbook["办件测算"].values
    assert head[:6] == ("层次", "区划", "月份", "办件行数", "办件数", "单独办理材料（最少）")
    assert total[:4] == ("合计", "*", "*", "193")


def test_json_has_the_exact_fractions(tmp_path: Path) -> None:
    """The same as `to_json`, with a format by kind of result."""
    for one, kind in (
        (MEASURED, "population"),
        (suppress(MEASURED, below=5), "published"),
        (CHANGES, "changes"),
    ):
        save(one, str(tmp_path / "one.json"))
        text = (tmp_path / "one.json").read_text("utf-8")
        assert text == gm.to_json(one) + "\n"
        assert json.loads(text)["format"] == f"govmatters-{kind}/1"
    body = json.loads(gm.to_json(MEASURED))
    assert body["groups"][2]["tally"]["share"] == {"low": "197/360", "high": "5/9", "exact": True}
    assert (
        Fraction(body["total"]["by_mechanism"]["share"]["low"])
        == MEASURED.total.by_mechanism[Mechanism.SHARE].low
    )


def test_nothing_is_left_of_a_file_that_fails(tmp_path: Path) -> None:
    """A file that cannot be written leaves the former one, and no other."""
    former = tmp_path / "all.csv"
    former.write_text("former")
    (tmp_path / "folder.csv").mkdir()

    with pytest.raises(InvalidEntryError, match="cannot be written"):
        save(MEASURED, str(tmp_path / "folder.csv"))
    with pytest.raises(InvalidEntryError, match="cannot be written"):
        save(MEASURED, str(tmp_path / "none" / "all.csv"))

    assert former.read_text() == "former"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["all.csv", "folder.csv"]


def test_bounds_that_are_unknown_stay_so() -> None:
    """A sum with an unknown end has none."""
    vague = attrs.evolve(tally(2), trips=Bounds(None, None, exact=False))
    found = population(("month",), {("2026-01",): vague, ("2026-02",): tally(3)})

    assert found.total.trips == Bounds(None, None, exact=False)
    assert population_rows(found)[0]["trips_low"] is None
