"""The commands below ``synthetic``: what they write, what they say, what they refuse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, WELL, main

CASES = ["synthetic", "cases", "restaurant", "--number", "500", "--seed", "7"]


def test_cases_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With marginals, days, regions and gaps, as the library draws them."""
    marginals, out = tmp_path / "m.yaml", tmp_path / "cases.parquet"
    marginals.write_text("small_catering: {true: 3, false: 1}\n", encoding="utf-8")
    code = main(
        [
            *CASES,
            *("--out", str(out), "--marginals", str(marginals)),
            *("--from", "2026-01-01", "--to", "2026-12-31"),
            *("--region", "430102", "--region", "430103", "--unknown", "1/10"),
        ]
    )
    said = capsys.readouterr()
    table = pq.read_table(out)

    assert code == WELL
    assert "500 synthetic cases" in said.out
    assert said.err == ""
    assert table.num_rows == 500
    assert set(table["region"].to_pylist()) == {"430102", "430103"}
    assert 20 < table["small_catering"].null_count < 90


def test_a_registry_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a folder that loads."""
    out = tmp_path / "made"
    code = main(["synthetic", "registry", "--matters", "100", "--seed", "7", "--out", str(out)])

    assert code == WELL
    assert "synthetic records" in capsys.readouterr().out
    assert gm.load(out) == gm.synthetic_registry(100, seed=7)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--out", "cases.txt"], "ends with .parquet"),
        (["--out", "cases.csv", "--unknown", "2"], "--unknown"),
        (["--out", "cases.csv", "--unknown", "1/0"], "--unknown"),
        (["--out", "cases.csv", "--unknown", "0.123456789012345"], "12 digits"),
        (["--out", "cases.csv", "--number", "9" * 20], "--number"),
        (["--out", "cases.csv", "--from", "2026-02-30"], "--from"),
        (["--out", "cases.csv", "--from", "2026-02-01", "--to", "2026-01-01"], "--to"),
        (["--out", "cases.csv", "--region", "430122"], "abolished"),
        (["--out", "cases.csv", "--region", "长沙"], "--region"),
        (["--out", "cases.csv", "--marginals", "none.yaml"], "none.yaml"),
        (["--out", "none/cases.csv"], "cannot be written"),
        ([], "--out"),
    ],
)
def test_bad_input_is_told(
    more: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line each, exit code 2, and no file."""
    monkeypatch.chdir(tmp_path)
    code = main([*CASES, *more])
    said = capsys.readouterr()

    assert code == BAD_INPUT
    assert says in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("package", ["numpy", "pyarrow"])
def test_a_missing_extra_is_named(package: str, tmp_path: Path) -> None:
    """With the command that installs it."""
    code = (
        f"import sys; sys.modules[{package!r}] = None;"
        "import govmatters.cli as line; sys.exit(line.main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *CASES, "--out", str(tmp_path / "cases.csv")],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )

    assert run.returncode == BAD_INPUT
    assert run.stderr == (
        "a table of cases needs more packages: pip install 'govmatters[population]'\n"
    )


def test_bad_registries_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is neither file nor folder, a region that is none."""
    for more, says in (
        (["--out", str(tmp_path / "a.yaml")], "rename it"),
        (["--out", str(tmp_path / "a.jsonl"), "--region", "999999"], "no region '999999'"),
        (["--out", str(tmp_path / "a.jsonl"), "--region", "430122"], "abolished in 2011"),
    ):
        code = main(["synthetic", "registry", "--matters", "10", "--seed", "1", *more])

        assert code == BAD_INPUT
        assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
