"""Findings as groups: one finding, and the rows of which it is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs
import numpy as np

from govmatters.checks.catalogue import described
from govmatters.model import Finding, Severity
from govmatters.national.columns import Rows

__all__ = ["Group"]

_BATCH = 1 << 14


@attrs.frozen(eq=False)
class Group:
    """
    A finding, once or of many implementations.

    Attributes:
        finding: Of the first of them; None if it is made only when it is asked for.
        rows: Numbers of the rows; None if the finding is of another record, or one only.
        make: Makes it; a finding that lists a million things is not kept.
        kind: Of one that is made: which check.
    """

    finding: Finding | None
    rows: np.ndarray | None = None
    make: Callable[[], Finding] | None = None
    kind: str = ""

    @classmethod
    def lazy(cls, check: str, make: Callable[[], Finding]) -> Group:
        """
        Let a finding be made when it is asked for.

        Args:
            check: Which check finds it.
            make: Makes it.

        Returns:
            The group of this one.
        """
        return cls(None, None, make, check)

    @property
    def check(self) -> str:
        """Which check it is of."""
        return self.kind if self.finding is None else self.finding.check

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return described()[self.kind].severity if self.finding is None else self.finding.severity

    @property
    def count(self) -> int:
        """How many findings it stands for."""
        return 1 if self.rows is None else len(self.rows)

    def findings(self, rows: Rows) -> Iterator[Finding]:
        """
        Give each finding.

        Args:
            rows: Knows the ids.

        Yields:
            One a row, by id; else the only one.
        """
        found = self.finding
        if found is None:
            yield from () if self.make is None else (self.make(),)
        elif self.rows is None:
            yield found
        else:
            for start in range(0, len(self.rows), _BATCH):
                for key in rows.ids_of(self.rows[start : start + _BATCH]):
                    yield attrs.evolve(found, subject=f"matter {key}")
