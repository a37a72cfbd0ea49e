"""The benchmark of populations runs, and all whom it times count the same; no time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from govmatters.io import load_document

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_tiny_benchmark_of_populations_checks_its_peers(tmp_path: Path) -> None:
    """Unequal answers would end it; the figures are seconds and bytes above nought."""
    written = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks.population", "--tiny", "--json", str(written)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    figures = json.loads(written.read_text(encoding="utf-8"))["figures"]
    found = figures["everyday, 1000"]
    assert {"govmatters", "Polars", "DuckDB, SQL row by row"} <= set(found)
    assert {"Polars, papers alone", "one case after the other"} <= set(found)
    assert all(value > 0 for engine in found.values() for value in engine.values())
    assert "| everyday: peak at 2,000 from the file" in done.stdout


def test_the_heavy_bundle_is_what_the_peers_are_told() -> None:
    """Its document loads, with as many rows, papers and questions as it is to have."""
    code = """
import json, sys
from benchmarks.population_documents import document_of
from benchmarks.population_rules import HEAVY, plain_bundle
json.dump(document_of(plain_bundle(HEAVY)), sys.stdout)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    document = json.loads(done.stdout)
    registry = load_document(document)

    assert len(registry.questions.records) == 50
    assert sum(len(matter.materials or ()) for matter in registry.matters.records) == 240
    assert len(registry.material_types.records) == 140
    assert all("合成" in matter.name for matter in registry.matters.records)
