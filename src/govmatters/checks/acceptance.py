"""
Findings that somebody has looked at and accepts for now: a baseline, and what is new beside it.

A finding is the same finding wherever its record stands in the files, and however many rows were
put before it. What tells it is the check, the record, and the things that it lists; of one that
lists nothing, the message without numbers of rows.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from govmatters.model import Finding

__all__ = ["Accepted", "Verdict", "fingerprint", "judged", "matched"]

_ROW = re.compile(r"\brow \d+")


@attrs.frozen(kw_only=True)
class Accepted:
    """
    A finding that is accepted.

    Attributes:
        check: Id of the check.
        subject: Which record.
        message: What was found.
        items: The things that it listed, which are accepted with any of them mended; empty if it
            listed none, or the baseline is older than such lists.
        reason: Why it is accepted; None: nobody said.
    """

    check: str
    subject: str
    message: str
    items: tuple[str, ...] = ()
    reason: str | None = None

    @classmethod
    def of(cls, finding: Finding) -> Accepted:
        """Accept a finding."""
        named = {"check": finding.check, "subject": finding.subject, "message": finding.message}
        return cls(**named, items=finding.items)

    @property
    def fingerprint(self) -> str:
        """What tells it from others; see `fingerprint`."""
        what = ("", *sorted(set(self.items))) if self.items else (_plain(self.message),)
        told = "\0".join((self.check, self.subject, *what))
        return hashlib.sha256(told.encode(errors="backslashreplace")).hexdigest()[:32]

    def takes(self, finding: Finding) -> bool:
        """
        Say whether a finding is this one.

        Args:
            finding: Any.

        Returns:
            Whether check and record are the same, and all that the finding lists is among the
            items; where there are no items, whether the message is the same.
        """
        if (self.check, self.subject) != (finding.check, finding.subject):
            return False
        if self.items:
            return bool(finding.items) and set(finding.items) <= set(self.items)
        return _plain(self.message) == _plain(finding.message)


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


def _plain(message: str) -> str:
    return _ROW.sub("row", message)


def fingerprint(finding: Finding) -> str:
    """
    Tell a finding from others.

    Args:
        finding: Any.

    Returns:
        32 hexadecimal digits, the same for the same check, record and items, or message if there
        are none, whatever the line of the record, the order of rows and the number of one.
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
    known = tuple(accepted)
    pairs = matched(findings, known)
    taken = Counter(one.fingerprint for _, one in pairs if one is not None)
    return Verdict(
        new=tuple(finding for finding, one in pairs if one is None),
        accepted=tuple(finding for finding, one in pairs if one is not None),
        stale=tuple(one for one in known if not _is_found(one, taken)),
    )


def matched(
    findings: Sequence[Finding], accepted: Iterable[Accepted]
) -> tuple[tuple[Finding, Accepted | None], ...]:
    """
    Find what accepts each finding.

    Args:
        findings: All that are found.
        accepted: The baseline. What has no items accepts one finding, so that a further row with
            the same fault is new.

    Returns:
        Each finding in its order, with what accepts it, the nearest one; None: nothing does.
    """
    left: dict[tuple[str, str], list[Accepted]] = {}
    for one in accepted:
        left.setdefault((one.check, one.subject), []).append(one)
    return tuple((one, _taken(one, left.get((one.check, one.subject), []))) for one in findings)


def _taken(finding: Finding, left: list[Accepted]) -> Accepted | None:
    """Choose what accepts a finding, and use it up if it accepts no other."""
    fitting = (one for one in left if one.takes(finding))
    nearest = min(fitting, key=lambda one: (not one.items, len(one.items)), default=None)
    if nearest is not None and not nearest.items:
        left.remove(nearest)
    return nearest


def _is_found(one: Accepted, taken: Counter[str]) -> bool:
    """Whether some finding took it; each takes one of those that have no items."""
    found = taken[one.fingerprint] > 0
    if found and not one.items:
        taken[one.fingerprint] -= 1
    return found
