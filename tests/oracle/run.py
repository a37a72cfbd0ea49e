"""
Compare the package with the oracle on random registries, until they differ.

``python -m tests.oracle.run --examples 100000 --seed 1``, from the clone's root. The first case
in which they differ is made as small as can be and printed as YAML, which the package loads.
Exit code 0: no difference; 1: a difference.
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.oracle.comparison import differences, report

from govmatters.testing.strategies import Case, cases

__all__ = ["first_difference"]

ROUND = 500
"""Examples between two lines of progress."""


class DifferenceError(AssertionError):
    """The package and the oracle differ; its text is the report."""


def first_difference(examples: int, *, start: int) -> str | None:
    """
    Draw cases until one differs.

    Args:
        examples: How many, at most.
        start: Seed.

    Returns:
        The smallest case found that differs, as a report; None if none does.
    """

    @seed(start)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def compare(case: Case) -> None:
        found = differences(case)
        if found:
            raise DifferenceError(report(case, found))

    try:
        compare()
    except DifferenceError as error:
        return str(error)
    return None


def main() -> int:
    """Compare round by round, each with a seed of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun, done = time.monotonic(), 0
    while done < options.examples:
        some = min(ROUND, options.examples - done)
        found = first_difference(some, start=options.seed * 1_000_000 + done)
        if found is not None:
            sys.stdout.write(f"{found}\n")
            return 1
        done += some
        seconds = time.monotonic() - begun
        sys.stderr.write(f"{done} of {options.examples} registries agree, {seconds:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
