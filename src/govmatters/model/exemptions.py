"""Exemptions (免提交), and the mechanisms that spare papers (rules EX, §3)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from govmatters.conditions import Condition
from govmatters.model.provenance import Confidence

__all__ = ["Exemption", "Mechanism"]


class Mechanism(StrEnum):
    """A kind of reason why a paper need not be handed in (免交方式)."""

    OUTPUT = "output"
    LICENCE = "licence"
    DATA = "data"
    CHECK = "check"
    COMMITMENT = "commitment"
    PREFILL = "prefill"
    REUSE = "reuse"
    SHARE = "share"
    ONE_FORM = "one_form"

    @property
    def is_structural(self) -> bool:
        """Whether the bundle itself spares the paper, so that no exemption names it."""
        return self in {Mechanism.OUTPUT, Mechanism.SHARE, Mechanism.ONE_FORM}

    @property
    def name_zh(self) -> str:
        """The mechanism's Chinese name."""
        return _NAMES_ZH[self]


_NAMES_ZH = {
    Mechanism.OUTPUT: "前序结果流转",
    Mechanism.LICENCE: "电子证照调用",
    Mechanism.DATA: "数据共享核验",
    Mechanism.CHECK: "部门核验、行政协助",
    Mechanism.COMMITMENT: "告知承诺",
    Mechanism.PREFILL: "表单自动生成",
    Mechanism.REUSE: "已存材料复用",
    Mechanism.SHARE: "一次提交、共用",
    Mechanism.ONE_FORM: "多表合一",
}


@attrs.frozen(kw_only=True)
class Exemption:
    """
    Why papers of a type need not be handed in.

    Attributes:
        id: Unique among exemptions.
        of: Id of the material type.
        by: The mechanism; never a structural one.
        regions: Codes of regions, with all below them, where it works; None: everywhere
            (the file's key ``in``).
        matters: Ids of matters; None: every matter.
        subjects: The matters' own roles; None: whoever.
        when: The condition under which it works; None: always.
        since: The first day on which it works.
        until: The last day on which it works.
        basis: By which law or document.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    of: str
    by: Mechanism
    regions: tuple[str, ...] | None = None
    matters: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None
    when: Condition | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    basis: str | None = None
    source: str | None = None
    confidence: Confidence | None = None
