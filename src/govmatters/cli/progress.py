"""How far work on many rows has come, for whoever watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["counting"]

_SOON = 1.0
"""Seconds in which nothing is shown."""


@contextmanager
def counting(message: str) -> Iterator[Callable[[int, int | None], None]]:
    """
    Show how many rows are done, if it takes more than a second and somebody is watching.

    Args:
        message: What is being done.

    Yields:
        What is to be told how many rows are done, and of how many, if that is known.
    """
    if not sys.stderr.isatty():
        yield _untold
        return
    from rich.console import Console  # noqa: PLC0415 (rich is slow to import)
    from rich.progress import Progress  # noqa: PLC0415 (rich is slow to import)

    console = Console(stderr=True, markup=False, highlight=False)
    begun = time.monotonic()
    with Progress(console=console, transient=True, disable=False) as shown:
        task = shown.add_task(message, total=None, visible=False)

        def tell(done: int, of: int | None) -> None:
            is_long = time.monotonic() - begun > _SOON
            shown.update(task, completed=done, total=of, visible=is_long)

        yield tell


def _untold(_done: int, _of: int | None) -> None:
    """Nobody watches."""
