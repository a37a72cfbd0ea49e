"""Materials: the rows of a matter's list, and the alternatives that meet them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from govmatters.conditions import Condition
from govmatters.model.papers import Paper
from govmatters.model.provenance import Confidence

__all__ = ["Alternative", "Copy", "Deferral", "Material", "Medium", "Need"]


class Need(StrEnum):
    """How firmly a row asks."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    DEFERRABLE = "deferrable"


class Copy(StrEnum):
    """Whether the paper itself is wanted, or a copy of it (材料类型)."""

    ORIGINAL = "original"
    COPY = "copy"
    BOTH = "both"
    EITHER = "either"


class Medium(StrEnum):
    """On paper, or in a file (材料形式)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    BOTH = "both"
    EITHER = "either"


@attrs.frozen(kw_only=True)
class Deferral:
    """
    What is said of a paper that may be handed in later (容缺后补).

    Attributes:
        working_days: By when, counted from acceptance, at least 0.
        consequence: What happens otherwise.
    """

    working_days: int | None = None
    consequence: str | None = None


@attrs.frozen
class Alternative:
    """
    Papers that together meet a row.

    Attributes:
        papers: At least one, distinct, in the order of the list.
        when: The condition under which the alternative is open; None: always.
    """

    papers: tuple[Paper, ...]
    when: Condition | None = None


@attrs.frozen(kw_only=True)
class Material:
    """
    One row of a matter's list (申请材料).

    Attributes:
        alternatives: At least one, in the order that the analyst prefers.
        name: The row as the official list prints it.
        when: The condition under which the row applies; None: always.
        need: Required, optional or deferrable (容缺后补).
        existing: Whether the paper is wanted as it is before the bundle (EX-4).
        copies: Of each paper of the row, at least 1.
        copy: Whether the paper itself or a copy is wanted.
        medium: On paper, or in a file.
        deferral: Until when a deferrable paper may come.
        basis: Legal basis of asking for it.
        since: The first day on which the row exists.
        until: The last day on which the row exists.
        source: Id of the source.
        confidence: How sure the record is.
    """

    alternatives: tuple[Alternative, ...]
    name: str | None = None
    when: Condition | None = None
    need: Need = Need.REQUIRED
    existing: bool = False
    copies: int = 1
    copy: Copy | None = None
    medium: Medium | None = None
    deferral: Deferral | None = None
    basis: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    confidence: Confidence | None = None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper that the row may take, once, in the order of its alternatives."""
        return tuple(dict.fromkeys(paper for one in self.alternatives for paper in one.papers))
