"""``python -m benchmarks.imports``: what importing and checking 10,000 matters costs."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.import_steps import WORKS, Found
from benchmarks.machine import machine
from benchmarks.records import MOST, repeated, retitled, write_records
from benchmarks.tables import seconds, table

_JSON = Path(__file__).with_name("import_figures.json")
_MEBIBYTE = 1 << 20
_STEPS = (
    "reading the lines",
    "taking the fields",
    "resolving titles",
    "assembling",
    "writing",
    "loading",
    "checking",
)
_LIMITS = {"reading the lines": "limit of reading", "loading": "limit of loading"}


def main() -> None:
    """Do what the arguments say."""
    arguments = _parser().parse_args()
    about = machine()
    print(table("Machine", ["what"], {name: [one] for name, one in about.items()}))
    found = _measured(arguments.matters, arguments.titles, arguments.rounds)
    _show(found)
    written = {"format": "govmatters-benchmark/1", "machine": about, "figures": found}
    text = json.dumps(written, ensure_ascii=False, indent=2)
    arguments.json.write_text(text + "\n", encoding="utf-8")
    print(f"written: {arguments.json} (times in seconds, sizes in bytes)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--matters", type=_number, default=10_000, help="how many records")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the least time counts")
    parser.add_argument(
        "--titles",
        choices=["same", "new"],
        default="same",
        help="the sample's titles in each copy, or papers that no other record has",
    )
    parser.add_argument("--json", type=Path, default=_JSON, help="where to write")
    return parser


def _number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        message = f"{number} is not between 1 and {MOST}"
        raise argparse.ArgumentTypeError(message)
    return number


def _measured(number: int, titles: str, rounds: int) -> Found:
    """Do every work in a fresh process, in turns; keep the least time and peak of each."""
    found: Found = {}
    with tempfile.TemporaryDirectory() as name:
        records, folder = Path(name) / "records.jsonl", Path(name) / "registry"
        sample = repeated(number)
        write_records(records, sample if titles == "same" else retitled(sample))
        for _ in range(rounds):
            for work in WORKS:
                _keep(found, _done(work, records, folder))
    return found


def _done(work: str, records: Path, folder: Path) -> Found:
    command = [sys.executable, "-m", "benchmarks.import_steps", work, str(records), str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603
    answer: Found = json.loads(done.stdout)
    return answer


def _keep(found: Found, answer: Found) -> None:
    for group, values in answer.items():
        known = found.setdefault(group, {})
        for name, value in values.items():
            known[name] = min(value, known.get(name, value))


def _show(found: Found) -> None:
    """Print the sizes, the steps with their shares and limits, and the peaks."""
    sizes, steps = found["sizes"], found["steps"]
    print(table("What is imported", ["how many"], {k: [f"{v:,.0f}"] for k, v in sizes.items()}))
    together = sum(steps[name] for name in _STEPS)
    cells = {name: _cells(steps, name, together, sizes["records"]) for name in _STEPS}
    cells["together"] = [seconds(together), "100 %", seconds(together / sizes["records"]), ""]
    heads = ["CPU time", "share", "a record", "times json.loads"]
    print(table("Importing and checking", heads, cells))
    peaks = {name: [f"{peak / _MEBIBYTE:,.0f}"] for name, peak in found["peak"].items()}
    print(table("Peak memory of the processes", ["MiB"], peaks))


def _cells(steps: Mapping[str, float], name: str, together: float, records: float) -> list[str]:
    limit = steps.get(_LIMITS.get(name, ""))
    return [
        seconds(steps[name]),
        f"{steps[name] / together:.0%}".replace("%", " %"),
        seconds(steps[name] / records),
        "" if limit is None else f"{steps[name] / limit:.1f}",
    ]


if __name__ == "__main__":
    main()
