"""Whole processes: what importing, loading and the command line cost somebody who just starts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from benchmarks.timing import Task, interleaved

__all__ = ["process_times", "pulled_in"]

_LOAD = """
import time
import govmatters
start = time.perf_counter()
govmatters.load()
print(time.perf_counter() - start)
"""

_PULLED_IN = """
import sys
from govmatters import *
own = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(*sorted(own - {"__main__"}))
"""


def process_times(*, rounds: int, repetitions: int) -> dict[str, float]:
    """
    Time fresh processes, in turns.

    Args:
        rounds: As in `interleaved`.
        repetitions: As in `interleaved`.

    Returns:
        Seconds by name. Byte code is cached before anything is timed, as it is wherever a
        package was used once. The command line is left out if its extra is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        commands = {
            "python -c pass": ["-c", "pass"],
            "python -c 'import attrs'": ["-c", "import attrs"],
            "python -c 'import networkx'": ["-c", "import networkx"],
            "python -c 'import govmatters'": ["-c", "import govmatters"],
            "python -c 'from govmatters import *'": ["-c", "from govmatters import *"],
            "govmatters plan restaurant": ["-m", "govmatters", "plan", "restaurant"],
        }
        for name, command in list(commands.items()):
            if not _works(command, environment):
                del commands[name]
        tasks = {name: _task(command, environment) for name, command in commands.items()}
        times = interleaved(tasks, rounds=rounds, repetitions=repetitions)
        loads = [
            [float(_run(["-c", _LOAD], environment)) for _ in range(repetitions)]
            for _ in range(rounds)
        ]
    bare = times["python -c pass"]
    return {
        **times,
        "import govmatters, less the bare process": times["python -c 'import govmatters'"] - bare,
        "all its public names, less the same": times["python -c 'from govmatters import *'"] - bare,
        "load the packaged data": min(map(statistics.median, loads)),
    }


def pulled_in() -> tuple[str, ...]:
    """
    Say what importing every public name of the package imports.

    Returns:
        Top-level modules outside the standard library, sorted.
    """
    return tuple(_run(["-c", _PULLED_IN], os.environ).split())


def _works(command: list[str], environment: Mapping[str, str]) -> bool:
    """Run once, which also fills the cache of byte code; a plan may have findings (1)."""
    done = subprocess.run(  # noqa: S603 (this very Python)
        [sys.executable, *command], env=dict(environment), capture_output=True, check=False
    )
    return done.returncode in {0, 1}


def _task(command: list[str], environment: Mapping[str, str]) -> Task:
    def task(_: int) -> None:
        subprocess.run(  # noqa: S603 (this very Python)
            [sys.executable, *command], env=dict(environment), capture_output=True, check=False
        )

    return task


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 (this very Python)
        [sys.executable, *command],
        env=dict(environment),
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout
