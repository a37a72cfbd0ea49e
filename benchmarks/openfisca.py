"""OpenFisca-Core as a peer, if somebody installed it into a Python of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from benchmarks.comparison import UnequalError
from benchmarks.rules import plain_rows
from benchmarks.subjects import Subject

__all__ = ["openfisca_times"]

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
    done = subprocess.run(  # noqa: S603 (the Python that the user named)
        [str(python), str(_PEER)],
        input=json.dumps(work),
        capture_output=True,
        check=True,
        text=True,
    )
    answer = json.loads(done.stdout)
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
