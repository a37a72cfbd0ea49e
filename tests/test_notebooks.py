"""The notebooks in examples/ run from top to bottom, and are kept without outputs."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def read(file: Path) -> nbformat.NotebookNode:
    """Read a notebook."""
    return nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call, no-any-return]


def test_there_are_notebooks() -> None:
    """The folder is where these tests look."""
    assert NOTEBOOKS


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_kept_without_outputs(file: Path) -> None:
    """What a run makes stays out of git, so that changes can be read."""
    notebook = read(file)
    nbformat.validate(notebook)

    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs(file: Path, tmp_path: Path) -> None:
    """Every cell works on the packaged data, in a fresh kernel, and pictures come out."""
    notebook = read(file)
    client = NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT / "src")})

    outputs = [one for cell in notebook.cells for one in cell.get("outputs", ())]
    assert any("image/svg+xml" in one.get("data", {}) for one in outputs)
    assert not [one for one in outputs if one.get("name") == "stderr"]
