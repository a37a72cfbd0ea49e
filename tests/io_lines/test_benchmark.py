"""The benchmark of loading runs, and everybody whom it times read the same; no time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_a_tiny_load_is_measured_against_its_peers(tmp_path: Path) -> None:
    """Unequal answers would end it; times are above nought."""
    for name in ("cattrs", "orjson", "pydantic"):
        pytest.importorskip(name)
    written = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks.loading", "--tiny", "--json", str(written)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert not done.stderr
    figures = json.loads(written.read_text(encoding="utf-8"))["figures"]
    assert figures["sizes"]["matters"] == 200
    assert len(figures["cpu"]) == 6
    assert all(taken > 0 for taken in figures["cpu"].values())
