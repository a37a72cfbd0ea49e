"""What a case expects, beside what came."""

from __future__ import annotations

import attrs

__all__ = ["Difference"]


@attrs.frozen
class Difference:
    """
    One key of a case whose value is not what came.

    Attributes:
        key: Such as ``to_submit`` or ``by_mechanism.share``.
        expected: What the case wants.
        got: What came.
        why: The fates of the papers that it is about, and what else explains it, a line each.
    """

    key: str
    expected: str
    got: str
    why: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the two beneath each other, then why."""
        lines = [f"{self.key}:", f"  expected {self.expected}", f"  got      {self.got}"]
        return "\n".join([*lines, *(f"    {line}" for line in self.why)])
