"""The commands ``population`` and ``changes``: reports, files, bad input, interruption."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, WELL, main
from govmatters.populations import populations
from govmatters.populations.changes.comparing import changes
from govmatters.populations.populations import population
from govmatters.populations.publishing.suppressing import suppress
from govmatters.report.audit_words import AUDIT_WORDS
from govmatters.report.handling_words import HANDLING_WORDS
from govmatters.report.labels import Labels
from govmatters.report.list_words import LIST_WORDS
from govmatters.report.measure_words import MEASURE_WORDS
from govmatters.report.population_words import POPULATION_WORDS

SHOP = str(Path(__file__).parents[1] / "fixtures" / "cli" / "shop.yaml")
REGISTRY = gm.load(SHOP)
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 2, 28)


@pytest.fixture(scope="module")
def cases() -> pa.Table:
    """Cases of a shop; they are synthetic."""
    drawn = gm.synthetic_cases(REGISTRY, "shop", 300, seed=3, first=FIRST, last=LAST)
    return drawn.read_all()


@pytest.fixture(scope="module")
def file(cases: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Keep them in a file."""
    path = tmp_path_factory.mktemp("cases") / "cases.parquet"
    pq.write_table(cases, path)
    return str(path)


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command: its code, and what it writes."""
    code = main([*arguments, "--data", SHOP])
    out, err = capsys.readouterr()
    return code, out, err


def test_json_is_that_of_the_library(
    file: str, cases: pa.Table, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--json`` prints what `to_json` gives, suppressed or not."""
    command = ["population", "shop", file, "--by", "month, kind", "--json"]
    found = population(REGISTRY, "shop", cases, by=["month", "kind"])

    assert said(command, capsys) == (WELL, gm.to_json(found) + "\n", "")
    published = gm.to_json(suppress(found, below=55))
    assert said([*command, "--suppress-below", "55"], capsys) == (WELL, published + "\n", "")


def test_a_report_says_before_and_after(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The total, what removed the papers, and a line a group."""
    code, out, err = said(["population", "shop", file, "--by", "region,month"], capsys)

    assert (code, err) == (WELL, "")
    for text in (
        "办件数：300",
        "前后对比",
        "各方式减少的材料",
        "电子证照调用",
        "2026-01",
        "2026-02",
    ):
        assert text in out
    assert "430100" in out


def test_a_report_to_publish_hides(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Hidden groups are stars, and the report says what that means, in both languages too."""
    command = ["population", "shop", file, "--by", "day", "--suppress-below", "6"]
    _, out, _ = said([*command, "--labels", "both"], capsys)

    assert "*" in out
    assert "is hidden" in out
    assert "… " not in out.splitlines()[-1]


def test_changes_are_told(file: str, cases: pa.Table, capsys: pytest.CaptureFixture[str]) -> None:
    """The sum first, a year beside it with its factor; JSON as the library has it."""
    command = ["changes", "shop", file, "--to-on", "2026-07-01", "--by", "situation"]

    code, out, _ = said(command, capsys)
    assert code == WELL
    for text in ("调整影响", "折合全年（365 天） × 365/59", "没有变化的分组", "天数：59"):
        assert text in out
    found = changes(
        REGISTRY,
        REGISTRY,
        "shop",
        cases,
        by=["situation"],
        becomes_on=dt.date(2026, 7, 1),
    )
    assert said([*command, "--json"], capsys)[1] == gm.to_json(found) + "\n"


def test_changes_to_publish(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A report and JSON that hide, and say so."""
    command = ["changes", "shop", file, "--to-on", "2026-07-01", "--by", "staff,adult"]
    command += ["--suppress-below", "4"]

    _, out, _ = said([*command, "--labels", "both"], capsys)
    assert "*" in out
    assert "is hidden" in out
    body = json.loads(said([*command, "--json"], capsys)[1])
    assert body["format"] == "govmatters-publishedchanges/1"
    assert [one for one in body["groups"] if one["cases"] is None]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet", "xlsx"])
def test_files_of_every_kind(
    suffix: str, file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is written whole; the same input gives the same bytes."""
    contents = []
    for name in ("one", "other"):
        out = tmp_path / f"{name}.{suffix}"
        code, text, _ = said(["population", "shop", file, "--out", str(out)], capsys)
        assert (code, text) == (WELL, f"写入：{out}\n")
        contents.append(out.read_bytes())

    assert contents[0] == contents[1]
    assert len(list(tmp_path.iterdir())) == 2


def test_bad_rows_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten thousand rows with one fault are one line; with ``--skip-bad`` the rest is measured."""
    bad = tmp_path / "bad.csv"
    rows = ["day,adult", *["2026-01-05,perhaps"] * 10_000, "2026-01-06,true"]
    bad.write_text("\n".join(rows), "utf-8")

    code, out, err = said(["population", "shop", str(bad)], capsys)
    assert (code, out) == (BAD_INPUT, "")
    assert len(err.splitlines()) == 2
    assert "perhaps" in err
    assert "10000 of 10001 rows" in err

    target = tmp_path / "out.json"
    command = ["population", "shop", str(bad), "--skip-bad", "--out", str(target)]
    code, _, err = said(command, capsys)
    body = json.loads(target.read_text("utf-8"))
    assert (code, body["total"]["cases"], body["skipped"]) == (WELL, 1, 10_000)
    assert "10000 rows are left out" in err


def test_an_interrupted_run_leaves_nothing(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle: no file, and no half of one."""

    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(populations, "joined", broken_off)

    command = ["population", "shop", file, "--data", SHOP, "--out", str(tmp_path / "a.csv")]
    assert main(command) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said_of_it"),
    [
        (["population", "shop", "no.parquet"], "no.parquet"),
        (["population", "no_such", "FILE"], "no_such"),
        (["population", "shop", "FILE", "--by", "mnth"], "mnth"),
        (["population", "shop", "FILE", "--by", ""], "a name is empty"),
        (["population", "shop", "FILE", "--by", "month,"], "a name is empty"),
        (["population", "shop", "FILE", "--out", "a.doc"], ".parquet"),
        (["population", "shop", "FILE", "--column", "kind"], "QUESTION=COLUMN"),
        (["population", "shop", "FILE", "--column", "kind=no_such"], "no_such"),
        (["population", "shop", "FILE", "--on", "2026-13-01"], "no day"),
        (["population", "shop", "FILE", "--suppress-below", "0"], "suppress-below"),
        (["changes", "shop", "FILE"], "nothing changes"),
        (["changes", "shop", "FILE", "--to-on", "2026-07-01", "--by", "month"], "month"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], said_of_it: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line that says what is wrong, and no traceback."""
    code, out, err = said([file if one == "FILE" else one for one in arguments], capsys)

    assert (code, out) == (BAD_INPUT, "")
    assert len(err.splitlines()) == 1
    assert said_of_it in err


def test_columns_may_be_called_otherwise(
    cases: pa.Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--column`` says which."""
    renamed = cases.rename_columns({"kind": "消防", "day": "受理日期"})
    pq.write_table(renamed, tmp_path / "own.parquet")
    command = ["population", "shop", str(tmp_path / "own.parquet"), "--json"]
    command += ["--column", "kind=消防", "--column", "day=受理日期"]

    body = json.loads(said(command, capsys)[1])

    assert body["unknown"] == []
    assert body["total"]["cases"] == 300


def test_words_take_no_other_place() -> None:
    """What a population's reports say is called by keys of their own."""
    others = AUDIT_WORDS.keys() | HANDLING_WORDS.keys() | LIST_WORDS.keys() | MEASURE_WORDS.keys()

    assert others.isdisjoint(POPULATION_WORDS)
    assert all(Labels()(key) == chinese for key, (chinese, _) in POPULATION_WORDS.items())


@pytest.mark.parametrize("command", ["population", "changes"])
def test_the_table_of_cases_is_not_overwritten(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However its path is written, and before anything is read."""
    table = tmp_path / "cases.csv"
    table.write_text("adult\ntrue\n", "utf-8")
    same = tmp_path / "." / "nowhere" / ".." / "cases.csv"
    code, out, err = said([command, "shop", str(table), "--out", str(same)], capsys)

    assert (code, out) == (BAD_INPUT, "")
    assert "name another file" in err
    assert table.read_text("utf-8") == "adult\ntrue\n"


def test_groups_may_be_named_one_by_one(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As ``--column`` and ``--data`` may: none replaces another."""
    together = said(["population", "shop", file, "--by", "month,kind", "--json"], capsys)

    one_by_one = ["population", "shop", file, "--by", "month", "--by", "kind", "--json"]
    assert said(one_by_one, capsys) == together
