"""The fast reader of lines and the strict one judge every file alike."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER
from tests.io_lines.spoiling import EVERY_KEY, data_lines, spoilt, written

from govmatters.errors import LoadError
from govmatters.io import load
from govmatters.io.context import Context
from govmatters.io.lines import sorting
from govmatters.io.lines.loading import load_lines
from govmatters.io.lines.sorting import Sorted, sort_lines, sort_strictly
from govmatters.registry import Registry
from govmatters.testing.strategies import registries

EVERY = load(EVERY_KEY)


def sort_line_by_line(file: str, stream: BinaryIO, found: Sorted, context: Context) -> None:
    """Make a narrow reader after every line, so that few lines try it out."""
    found.patience = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_BLOCK", 1)
        sort_lines(file, stream, found, context)


def judged(path: Path, sort: object) -> object:
    """Load a file, and say what came of it."""
    try:
        registry = load_lines([path], Context(), sort)  # type: ignore[arg-type]
    except LoadError as error:
        return error.faults
    return registry.digest, len(registry.origins), sorted(registry.origins.items())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that each example writes anew."""
    return tmp_path_factory.mktemp("lines") / "registry.jsonl"


@FEWER
@given(registry=registries(max_matters=3), random=st.randoms(use_true_random=False))
def test_both_readers_judge_alike(path: Path, registry: Registry, random: Random) -> None:
    """What one refuses the other refuses, for the same faults; else their registries are equal."""
    lines = data_lines(written(registry))
    path.write_bytes(b"\n".join(spoilt(random, lines)))
    strict = judged(path, sort_strictly)

    assert judged(path, sort_lines) == strict
    assert judged(path, sort_line_by_line) == strict


@FEWER
@given(random=st.randoms(use_true_random=False))
def test_both_readers_judge_every_key_alike(path: Path, random: Random) -> None:
    """So it is with every key of the format."""
    path.write_bytes(b"\n".join(spoilt(random, data_lines(written(EVERY)), most=4)))
    strict = judged(path, sort_strictly)

    assert judged(path, sort_lines) == strict
    assert judged(path, sort_line_by_line) == strict
