"""The bundle that is measured: loaded, compiled, and its situations."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

import attrs

import govmatters as gm
from benchmarks.documents import BUNDLE, Shape, document
from govmatters.io import load_document

__all__ = ["DAY", "Subject", "subject"]

DAY = dt.date(2026, 7, 1)
"""The day for which everything is compiled."""


@attrs.frozen
class Subject:
    """
    A bundle to measure.

    Attributes:
        shape: Its size.
        document: The plain data that it was loaded from.
        registry: The registry.
        situations: All of them as facts, shuffled.
    """

    shape: Shape
    document: Mapping[str, Any]
    registry: gm.Registry
    situations: tuple[dict[str, bool], ...]

    def compiled(self) -> gm.CompiledBundle:
        """Compile the bundle afresh: nothing is remembered."""
        return gm.compile(self.registry, BUNDLE, on=DAY)


def subject(shape: Shape) -> Subject:
    """
    Draw and load a bundle.

    Args:
        shape: Its size.

    Returns:
        The bundle with all its situations.
    """
    names = shape.names
    every = [
        {name: bool(number >> place & 1) for place, name in enumerate(names)}
        for number in range(1 << len(names))
    ]
    random.Random(shape.seed).shuffle(every)  # noqa: S311 (nothing secret)
    plain = document(shape)
    return Subject(shape, plain, load_document(plain), tuple(every))
