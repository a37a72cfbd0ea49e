"""Where results go: standard output, safe on a terminal; and what is said while one waits."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from govmatters.cli.options import Style
from govmatters.report.cleaning import clean_lines, escaped

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.status import Status

__all__ = ["patience", "write_json", "write_report", "write_text"]

_WIDTH = 110
"""Of reports that no terminal shows: the same wherever they are written."""


def write_json(text: str) -> None:
    """
    Write JSON, the same bytes that `to_json` gives; on a terminal without hidden characters.

    Args:
        text: The JSON.
    """
    sys.stdout.write((escaped(text) if sys.stdout.isatty() else text).rstrip("\n") + "\n")


def write_text(text: str) -> None:
    """
    Write text for other programs; on a terminal without what could steer it.

    Args:
        text: Lines, ended by newlines.
    """
    sys.stdout.write(clean_lines(text) if sys.stdout.isatty() else text)


def write_report(parts: Iterable[RenderableType], style: Style) -> None:
    """
    Write a readable report.

    Args:
        parts: One below the other.
        style: Says whether in colour.
    """
    from govmatters.report.tables import printed  # noqa: PLC0415 (rich is slow to import)

    width = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
    sys.stdout.write(printed(parts, width=width, colour=style.colour))


@contextmanager
def patience(message: str) -> Iterator[None]:
    """
    Show that work goes on, if it takes more than a second and somebody is watching.

    Args:
        message: What is being done.

    Yields:
        Nothing, while the work is done.
    """
    if not sys.stderr.isatty():
        yield
        return
    shown: list[Status] = []
    timer = threading.Timer(1.0, lambda: shown.append(_started(message)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()


def _started(message: str) -> Status:
    from rich.console import Console  # noqa: PLC0415 (rich is slow to import)

    status = Console(stderr=True, markup=False, highlight=False).status(message)
    status.start()
    return status
