"""The commands ``export xlsx`` and ``import xlsx``."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from tests.workbooks.editing import REGISTRY, at, exported, put
from tests.workbooks.test_round_trip import EVERY_KEY

from govmatters.cli import BAD_INPUT, WELL, main
from govmatters.io import load
from govmatters.workbooks import read_workbook

Capture = pytest.CaptureFixture[str]


def test_export_and_import(tmp_path: Path, capsys: Capture) -> None:
    """What is exported is imported as the same registry, twice the same bytes."""
    book, folder = tmp_path / "list.xlsx", tmp_path / "registry"

    assert main(["export", "xlsx", str(book), "--data", str(EVERY_KEY)]) == WELL
    assert capsys.readouterr().out == f"写入：{book}\n"
    assert main(["import", "xlsx", str(book), "--out", str(folder)]) == WELL
    assert "新生儿出生一件事" in capsys.readouterr().out
    assert load(folder) == load(EVERY_KEY)

    first = (folder / "registry.yaml").read_bytes()
    assert main(["import", "xlsx", str(book), "--out", str(folder)]) == WELL
    assert (folder / "registry.yaml").read_bytes() == first
    assert [path.name for path in folder.iterdir()] == ["registry.yaml"]


def test_findings_are_exported_unless_unwanted(tmp_path: Path) -> None:
    """The sheet is there anyway."""
    book = tmp_path / "list.xlsx"
    rows = []
    for option in ("--findings", "--no-findings"):
        main(["export", "xlsx", str(book), "--data", str(EVERY_KEY), option])
        rows.append(openpyxl.load_workbook(book)["校验问题"].max_row)

    assert rows[0] > 1 == rows[1]


def test_import_as_json(tmp_path: Path, capsys: Capture) -> None:
    """The registry may be JSON, in place of an earlier YAML; so may the report."""
    book, folder = exported(tmp_path), tmp_path / "registry"
    main(["import", "xlsx", str(book), "--out", str(folder)])
    capsys.readouterr()

    code = main(["import", "xlsx", str(book), "--out", str(folder), "--format", "json", "--json"])
    assert code == WELL
    assert json.loads(capsys.readouterr().out)["digest"] == REGISTRY.digest
    assert [path.name for path in folder.iterdir()] == ["registry.json"]
    assert load(folder) == REGISTRY


def refused(arguments: list[str], capsys: Capture) -> list[str]:
    """Run a command that must fail; give the lines that it says."""
    code = main(arguments)
    written = capsys.readouterr()

    assert code == BAD_INPUT
    assert written.out == ""
    assert "Traceback" not in written.err
    return written.err.splitlines()


def test_faults_are_lines(tmp_path: Path, capsys: Capture) -> None:
    """All of them, by cell; nothing is written."""
    book, folder = exported(tmp_path), tmp_path / "registry"
    put(book, ("实施清单", "事项名称", 2, 7), ("实施清单", "事项类型", 3, "\x9b31m"))
    lines = refused(["import", "xlsx", str(book), "--out", str(folder)], capsys)

    assert [line.partition(": ")[0] for line in lines] == [
        f"{book}[实施清单!{at('实施清单', heading, row)}]"
        for heading, row in (("事项名称", 2), ("事项类型", 3))
    ]
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["export", "xlsx", "list.xls"], "end it with .xlsx"),
        (["export", "xlsx", "missing/list.xlsx"], "cannot be written: No such file or directory"),
        (["export", "xlsx", "list.xlsx", "--data", "missing"], "there is no such path"),
        (["export", "xlsx"], "Missing argument"),
        (["export"], "Missing command"),
        (["export", "csv", "list.csv"], "No such command 'csv'"),
        (["import"], "Missing command"),
        (["import", "xlsx", "list.xlsx"], "Missing option '--out'"),
        (["import", "xlsx", "--out", "a"], "Missing argument"),
        (["import", "xlsx", "missing.xlsx", "--out", "a"], "cannot be read: No such file"),
        (["import", "xlsx", __file__, "--out", "a"], "is no workbook (.xlsx)"),
    ],
)
def test_bad_arguments(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    """Each is one line, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    (line,) = refused(arguments, capsys)

    assert says in line
    assert list(tmp_path.iterdir()) == []


def test_folders_that_are_not_for_imports(tmp_path: Path, capsys: Capture) -> None:
    """Another registry's folder, and what is no folder, are left as they are."""
    book = exported(tmp_path)
    folder = tmp_path / "registry"
    folder.mkdir()
    (folder / "mine.yaml").write_text("format: govmatters/1\n")
    (other,) = refused(["import", "xlsx", str(book), "--out", str(folder)], capsys)
    (file,) = refused(["import", "xlsx", str(book), "--out", str(book)], capsys)

    assert "holds 'mine.yaml' of another registry; name a new folder" in other
    assert [path.name for path in folder.iterdir()] == ["mine.yaml"]
    assert "cannot be written: File exists; name another folder" in file
    assert read_workbook(book) == REGISTRY
