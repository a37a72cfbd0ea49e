"""
The command line: ``govmatters plan | reduce | show | graph | check``.

Exit codes: 0 well; 1 findings (errors or warnings, or papers that nobody can obtain); 2 bad input;
130 interrupted; 141 nobody read on.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govmatters.errors import GovMattersError, MissingExtraError
from govmatters.report.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BAD_INPUT", "FINDINGS", "WELL", "main"]

WELL = 0
FINDINGS = 1
BAD_INPUT = 2
_INTERRUPTED = 130
_PIPE_BROKEN = 141
_SHOWN_PLACES = 20
_EXTRA = frozenset({"click", "rich", "typer"})


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command line.

    Args:
        arguments: Without the program's name; those of the process by default.

    Returns:
        The exit code.
    """
    _prepare_streams()
    try:
        code = _guarded(lambda: _run(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return _PIPE_BROKEN
    except OSError as exc:
        _forget_output()
        return _refuse([f"standard output: {exc.strerror or exc}; write it elsewhere"])
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _forget_output() -> None:
    """Give the interpreter, which flushes once more at its end, something that takes it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str]) -> int:
    from govmatters.cli.app import run  # noqa: PLC0415 (typer may be missing, and is slow)

    return run(arguments)


def _guarded(work: Callable[[], int]) -> int:
    """Say what is wrong in one line each; what nobody foresaw stays a traceback."""
    try:
        return work()
    except GovMattersError as exc:
        return _refuse(str(exc).splitlines())
    except ModuleNotFoundError as exc:
        if (exc.name or "").partition(".")[0] not in _EXTRA:
            raise
        return _refuse([str(MissingExtraError("the command line", "cli"))])


def _refuse(lines: Sequence[str]) -> int:
    for line in _told(lines):
        print(clean(line), file=sys.stderr)  # noqa: T201 (this is the command line)
    return BAD_INPUT


def _told(lines: Sequence[str]) -> Iterator[str]:
    """Say every fault, but the same one at many places only so often, and how often besides."""
    seen: Counter[str] = Counter()
    for line in lines:
        message = line.partition(": ")[2]
        seen[message] += 1
        if seen[message] <= _SHOWN_PLACES:
            yield line
    for message, count in seen.items():
        if count > _SHOWN_PLACES:
            yield f"and at {count - _SHOWN_PLACES} more places: {message}"


def _prepare_streams() -> None:
    """Let neither a closed stream nor a character that it cannot take end in a traceback."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
