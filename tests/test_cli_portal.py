"""The command ``import portal``: reports, exit codes, bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, FINDINGS, WELL, main

ROOT = Path(__file__).parents[1]
RECORDS = [str(ROOT / "examples/portal" / name) for name in ("matters.jsonl", "guides.jsonl")]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; give its exit code and what it wrote."""
    code = main(list(arguments))
    written = capsys.readouterr()
    return code, written.out, written.err


def test_the_examples_become_a_registry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written loads, and the report says what became of every field."""
    out = tmp_path / "out"
    code, said, _ = run(
        capsys, "import", "portal", *RECORDS, "--out", str(out), "--region", "430000"
    )
    report = json.loads((out / "import.report.json").read_text(encoding="utf-8"))

    assert code == WELL
    assert "导入记录：83" in said
    assert len(gm.load(out).bundles) == 9
    assert report["counts"]["rows"]["total"] == 517
    assert (out / "import.report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_broken_record_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is imported, and the exit code says that something was not."""
    file = tmp_path / "some.jsonl"
    first = Path(RECORDS[0]).read_text(encoding="utf-8").splitlines()[0]
    file.write_text(f"{first}\n{{broken\n", encoding="utf-8")
    code, _, wrong = run(capsys, "import", "portal", str(file), "--out", str(tmp_path / "out"))

    assert code == FINDINGS
    assert "some.jsonl:2:2: is no JSON" in wrong


def test_json_has_counts_and_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The records themselves stand in the report's file."""
    out = str(tmp_path / "out")
    _, said, _ = run(capsys, "import", "portal", RECORDS[1], "--out", out, "--json")

    assert json.loads(said)["counts"]["records"] == {"imported": 9, "repeated": 0, "faults": 0}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--region", "1"], "--region"),
        (["--retrieved", "yesterday"], "is no day"),
        (["--mapping", "none.yaml"], "none.yaml"),
        (["--data", "nowhere"], "nowhere"),
    ],
)
def test_bad_options_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    """Nothing is written."""
    out = tmp_path / "out"
    code, _, err = run(capsys, "import", "portal", RECORDS[0], "--out", str(out), *more)

    assert code == BAD_INPUT
    assert says in err
    assert not out.exists()


def test_a_file_without_records_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing could be imported, so nothing is written."""
    file = tmp_path / "none.json"
    file.write_text("[]", encoding="utf-8")
    code, _, err = run(capsys, "import", "portal", str(file), "--out", str(tmp_path / "out"))

    assert code == BAD_INPUT
    assert "no record" in err


def test_other_files_are_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that holds no earlier import is left alone."""
    (tmp_path / "mine.txt").write_text("x")
    code, _, err = run(capsys, "import", "portal", RECORDS[0], "--out", str(tmp_path))

    assert code == BAD_INPUT
    assert "holds other files" in err
