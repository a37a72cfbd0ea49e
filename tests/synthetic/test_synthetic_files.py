"""Files of made-up cases: whole or not there, the same bytes for the same seed, read back."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest

import govmatters as gm
from govmatters.errors import InvalidEntryError, LoadError
from govmatters.synthetic import write_cases
from govmatters.synthetic.marginal_files import read_marginals

FIRST = dt.date(2026, 1, 1)
REGISTRY = gm.load()


def cases(number: int = 300_000, bundle: str = "disability") -> Any:  # noqa: ANN401 (pyarrow)
    """Draw cases with lists, choices, numbers and gaps."""
    return gm.synthetic_cases(
        REGISTRY, bundle, number, seed=7, first=FIRST, unknown=Fraction(1, 10)
    )


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv"])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    """Whatever the format."""
    for name in ("a", "b"):
        write_cases(cases(2_000), tmp_path / f"{name}{suffix}")

    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_parquet_is_written_in_groups_and_says_that_it_is_synthetic(tmp_path: Path) -> None:
    """Groups of a size that readers share among cores; whatever the batches that are read."""
    file = tmp_path / "cases.parquet"
    told: list[int] = []

    assert write_cases(cases(), file, progress=told.append) == 300_000
    read = pq.ParquetFile(file)
    sizes = [read.metadata.row_group(n).num_rows for n in range(read.num_row_groups)]
    rebatched = pa.Table.from_batches(read.iter_batches(batch_size=7_777))
    assert sizes == [131_072, 131_072, 37_856]
    assert told == [131_072, 262_144, 300_000]
    assert read.schema_arrow.metadata[b"govmatters"] == b"synthetic cases"
    assert read.metadata.metadata[b"govmatters"] == b"synthetic cases"
    assert rebatched.equals(cases().read_all())


def test_arrow_is_read_back(tmp_path: Path) -> None:
    """With what the metadata say."""
    write_cases(cases(2_000), tmp_path / "cases.arrow")
    read = pa.ipc.open_file(tmp_path / "cases.arrow").read_all()

    assert read.equals(cases(2_000).read_all(), check_metadata=True)


def test_csv_is_read_back(tmp_path: Path) -> None:
    """A column says that it is synthetic; what is not known is empty, no option is ``""``."""
    write_cases(cases(2_000), tmp_path / "cases.csv")
    options = pa.csv.ConvertOptions(
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        column_types={"region": pa.string()},
    )
    read = pa.csv.read_csv(tmp_path / "cases.csv", convert_options=options)
    wanted = cases(2_000).read_all()
    lists = [
        None if one is None else ",".join(one) for one in wanted["disability_services"].to_pylist()
    ]

    assert read.column_names == ["synthetic", *wanted.column_names]
    assert set(read["synthetic"].to_pylist()) == {True}
    assert read["disability_services"].to_pylist() == lists
    assert "" in lists
    for name in set(wanted.column_names) - {"disability_services"}:
        assert read[name].to_pylist() == wanted[name].to_pylist(), name


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv"])
def test_who_breaks_it_off_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    """And what was there before stays."""
    file = tmp_path / f"cases{suffix}"
    file.write_text("before", encoding="utf-8")

    def break_off(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_cases(cases(), file, progress=break_off)

    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    assert file.read_text(encoding="utf-8") == "before"


_RUN = """
import datetime as dt, os, resource, signal, sys
import govmatters as gm
from govmatters.synthetic import write_cases

def killed(done):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "full":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
cases = gm.synthetic_cases(gm.load(), "newborn", 300_000, seed=7, first=dt.date(2026, 1, 1))
write_cases(cases, sys.argv[1], progress=killed if sys.argv[2] == "killed" else None)
"""


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    """A file that may not grow further is as good as a disk that is full."""
    file = tmp_path / f"cases{suffix}"
    run = subprocess.run(
        [sys.executable, "-c", _RUN, str(file), "full"], check=False, capture_output=True, text=True
    )

    assert "InvalidEntryError" in run.stderr
    assert "cannot be written" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    """What is left is hidden, and nobody takes it for a table."""
    file = tmp_path / "cases.parquet"
    run = subprocess.run([sys.executable, "-c", _RUN, str(file), "killed"], check=False)

    assert run.returncode == -signal.SIGKILL
    assert not file.exists()
    assert all(one.name.startswith(".") for one in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "says"),
    [("cases.txt", "ends with .parquet, .arrow, .csv"), ("none/cases.csv", "No such file")],
)
def test_files_that_cannot_be_written(tmp_path: Path, name: str, says: str) -> None:
    """It is said which, and what to do."""
    with pytest.raises(InvalidEntryError, match=says):
        write_cases(cases(10), tmp_path / name)


def test_only_what_is_synthetic_is_written(tmp_path: Path) -> None:
    """So that nothing else is taken for it."""
    table = pa.table({"a": [1]}).to_reader()
    with pytest.raises(InvalidEntryError, match="only synthetic cases"):
        write_cases(table, tmp_path / "cases.csv")


def registry_of(question: str, options: list[str]) -> gm.Registry:
    """Make a bundle that asks one question."""
    return gm.io.load_document(
        {
            "questions": {question: {"type": "choice", "options": options}},
            "matters": {
                "m": {
                    "name": "甲",
                    "region": "430100",
                    "accepts_when": f'{question} == "{options[0]}"',
                }
            },
            "bundles": {"b": {"name": "乙", "region": "430100", "matters": ["m"]}},
        }
    )


@pytest.mark.parametrize(
    ("question", "options"), [("kind", ["=1+1", "b"]), ("synthetic", ["a", "b"])]
)
def test_csv_refuses_formulas_and_its_own_column(
    tmp_path: Path, question: str, options: list[str]
) -> None:
    """An option that a spreadsheet would run is not escaped, for then it would be another."""
    registry = registry_of(question, options)

    for suffix in (".parquet", ".arrow"):
        drawn = gm.synthetic_cases(registry, "b", 10, seed=1, first=FIRST)
        write_cases(drawn, tmp_path / f"cases{suffix}")
    with pytest.raises(InvalidEntryError, match=r"write \.parquet or \.arrow instead"):
        write_cases(
            gm.synthetic_cases(registry, "b", 10, seed=1, first=FIRST), tmp_path / "cases.csv"
        )


def test_marginals_are_read_from_files(tmp_path: Path) -> None:
    """Text of answers, exact weights; JSON as YAML."""
    yaml, json = tmp_path / "m.yaml", tmp_path / "m.json"
    yaml.write_text(
        "channel: {window: 9, online: 1/3}\ndisability_grade: {1..2: 0.25, 4: 1}\n",
        encoding="utf-8",
    )
    json.write_text('{"channel": {"window": 9, "online": "1/3"}}', encoding="utf-8")

    assert read_marginals(yaml, REGISTRY) == {
        "channel": {"window": Fraction(9), "online": Fraction(1, 3)},
        "disability_grade": {"1..2": Fraction(1, 4), "4": Fraction(1)},
    }
    assert read_marginals(json, REGISTRY)["channel"]["online"] == Fraction(1, 3)


def test_every_fault_of_a_file_of_marginals_is_located(tmp_path: Path) -> None:
    """Line and column, all of them in one run."""
    file = tmp_path / "m.yaml"
    file.write_text(
        "channel: {widnow: 9, online: -1}\nnone_such: {a: 1}\ndisability_grade: [1]\n"
        "disability_services: {training: [1]}\n",
        encoding="utf-8",
    )
    with pytest.raises(LoadError) as error:
        read_marginals(file, REGISTRY)
    places = [(fault.line, fault.column) for fault in error.value.faults]

    assert places == [(1, 11), (1, 30), (2, 1), (3, 19), (4, 33)]
