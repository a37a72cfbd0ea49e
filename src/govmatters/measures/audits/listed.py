"""What the rules make of a published list, paper by paper."""

from __future__ import annotations

from enum import StrEnum

import attrs

from govmatters.measures.audits.claims import ClaimVerdict
from govmatters.measures.audits.evidence import AuditRow, Missing
from govmatters.model import Mechanism, Paper

__all__ = ["ListClaim", "ListedPaper", "Standing"]


class Standing(StrEnum):
    """What the rules make of a paper on a published list (AU-6)."""

    HANDED_IN = "handed_in"
    SPARED = "spared"
    SPARED_OTHERWISE = "spared_otherwise"
    DEPENDS = "depends"
    ALTERNATIVE = "alternative"
    OPTIONAL = "optional"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"

    @property
    def name_zh(self) -> str:
        """The standing's Chinese name."""
        return _STANDINGS_ZH[self]


_STANDINGS_ZH = {
    Standing.HANDED_IN: "需提交",
    Standing.SPARED: "免提交",
    Standing.SPARED_OTHERWISE: "以其他方式免提交",
    Standing.DEPENDS: "视情形而定",
    Standing.ALTERNATIVE: "可择一代替",
    Standing.OPTIONAL: "非必要",
    Standing.NOT_ASKED: "所列情形均不要求",
    Standing.UNKNOWN: "没有事项要求",
}


@attrs.frozen(kw_only=True)
class ListedPaper:
    """
    A paper of the published list, or one that the list lacks.

    Attributes:
        paper: The paper.
        by: The mechanism that is claimed to spare it; None if it is to be handed in.
        standing: What the rules make of it.
        verdict: Of its being listed so, or not listed.
        mechanisms: By what the rules spare it, in their standard order.
        always: Whether it stands so in all situations that count.
        missing: What would have to be known; empty unless ``not_checkable``.
        rows: The rows that ask for it, by matter and row.
    """

    paper: Paper
    by: Mechanism | None
    standing: Standing
    verdict: ClaimVerdict
    mechanisms: tuple[Mechanism, ...] = ()
    always: bool = True
    missing: tuple[Missing, ...] = ()
    rows: tuple[AuditRow, ...] = ()


@attrs.frozen(kw_only=True)
class ListClaim:
    """
    A published list, paper by paper.

    Attributes:
        papers: The list's papers, in its order.
        lacking: Papers that are handed in and not listed, as a plan orders them.
        verdict: The gravest of all; no better than ``not_checkable`` while something is
            missing.
        missing: Without what it cannot be said that the list is complete.
    """

    papers: tuple[ListedPaper, ...]
    lacking: tuple[ListedPaper, ...]
    verdict: ClaimVerdict
    missing: tuple[Missing, ...] = ()
