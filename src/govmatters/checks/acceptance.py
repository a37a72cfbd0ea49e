"""
Findings that somebody has looked at and accepts for now: a baseline, and what is new beside it.

A finding is the same finding wherever its record stands in the files, and however many rows were
put before it: what tells it is the check, the record and the message without numbers of rows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import attrs

from govmatters.model import Finding

__all__ = ["Accepted", "Verdict", "fingerprint", "judged"]

_ROW = re.compile(r"\brow \d+")


@attrs.frozen(kw_only=True)
class Accepted:
    """
    A finding that is accepted.

    Attributes:
        check: Id of the check.
        subject: Which record.
        message: What was found.
        reason: Why it is accepted; None: nobody said.
    """

    check: str
    subject: str
    message: str
    reason: str | None = None

    @classmethod
    def of(cls, finding: Finding) -> Accepted:
        """Accept a finding."""
        return cls(check=finding.check, subject=finding.subject, message=finding.message)

    @property
    def fingerprint(self) -> str:
        """What tells it from others; see `fingerprint`."""
        told = "\0".join((self.check, self.subject, _ROW.sub("row", self.message)))
        return hashlib.sha256(told.encode(errors="backslashreplace")).hexdigest()[:32]


@attrs.frozen(kw_only=True)
class Verdict:
    """
    Findings beside a baseline.

    Attributes:
        new: Findings that nobody accepted, in their order.
        accepted: Findings that somebody did, in their order.
        stale: What was accepted and is found no more, in the order of the baseline.
    """

    new: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    stale: tuple[Accepted, ...] = ()


def fingerprint(finding: Finding) -> str:
    """
    Tell a finding from others.

    Args:
        finding: Any.

    Returns:
        32 hexadecimal digits, the same for the same check, record and message, whatever the line
        of the record and the number of a row.
    """
    return Accepted.of(finding).fingerprint


def judged(findings: Sequence[Finding], accepted: Iterable[Accepted]) -> Verdict:
    """
    Sort findings out by a baseline.

    Args:
        findings: All that are found.
        accepted: The baseline.

    Returns:
        Each finding as new or accepted, and what of the baseline is stale.

    Examples:
        >>> from govmatters.model import Severity
        >>> one = Finding(check="c", severity=Severity.NOTE, subject="matter m", message="is odd")
        >>> judged([one], [Accepted.of(one)]).new
        ()
    """
    known = {one.fingerprint: one for one in accepted}
    told = [(fingerprint(finding), finding) for finding in findings]
    there = {key for key, _ in told}
    return Verdict(
        new=tuple(finding for key, finding in told if key not in known),
        accepted=tuple(finding for key, finding in told if key in known),
        stale=tuple(one for key, one in known.items() if key not in there),
    )
