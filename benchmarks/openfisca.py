"""OpenFisca-Core as a peer, if somebody installed it into a Python of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.comparison import UnequalError
from benchmarks.rules import plain_rows
from benchmarks.subjects import Subject

__all__ = ["openfisca_answer", "openfisca_times"]

_PEER = Path(__file__).with_name("openfisca_peer.py")


def openfisca_times(subject: Subject, python: Path, *, repetitions: int) -> dict[str, float]:
    """
    Time OpenFisca-Core on a bundle without alternatives, and check its answers.

    Args:
        subject: The bundle.
        python: A Python that can import ``openfisca_core``.
        repetitions: Of each figure, of which the median is taken.

    Returns:
        Seconds by name; making the system and setting the facts are left out.

    Raises:
        UnequalError: If an answer differs from ours.
        subprocess.CalledProcessError: If that Python cannot do it.
    """
    work = {
        "rows": plain_rows(subject.document),
        "names": subject.shape.names,
        "situations": subject.situations,
        "rounds": repetitions,
    }
    answer = openfisca_answer(work, python)
    compiled = subject.compiled()
    plans = map(compiled.plan, subject.situations)
    ours = [[plan.before.low, plan.after.low] for plan in plans]
    if ours != answer["counts"]:
        msg = "OpenFisca counts other papers than govmatters"
        raise UnequalError(msg)
    return {
        "counts: OpenFisca-Core": answer["one"],
        "all: OpenFisca-Core, one simulation": answer["every"],
    }


def openfisca_answer(work: Mapping[str, object], python: Path) -> dict[str, Any]:
    """
    Run the program that imports OpenFisca-Core.

    Args:
        work: What `openfisca_peer` reads: rows, names, situations, rounds.
        python: A Python that can import ``openfisca_core``.

    Returns:
        What it writes: seconds of one situation and of all, and the counts of each.

    Raises:
        subprocess.CalledProcessError: If that Python cannot do it.
    """
    done = subprocess.run(  # noqa: S603 (the Python that the user named)
        [str(python), str(_PEER)],
        input=json.dumps(work),
        capture_output=True,
        check=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
