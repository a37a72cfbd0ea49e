"""
What the records of lines consist of, as msgspec reads it: rows, papers, guides.

These types say of a file exactly what the shapes of `govmatters.io` say, as far as one object
shows it: a key that is none, a value of another type, a number out of range are refused. What
a text must be besides, its mark says (`govmatters.io.lines.marks`).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from govmatters.io.lines.marks import (
    ConditionText,
    PaperText,
    Phrase,
    RegionCode,
    SourceId,
    Text,
    Whole,
    WholeOfOne,
)
from govmatters.model import (
    Channel,
    Confidence,
    Copy,
    HandlingKind,
    Medium,
    Need,
    PresenceRequired,
    ResultKind,
    Scope,
)

__all__ = [
    "AnyOf",
    "Strict",
    "WrittenAlternative",
    "WrittenCodes",
    "WrittenCommitment",
    "WrittenDeferral",
    "WrittenELicence",
    "WrittenFee",
    "WrittenGuide",
    "WrittenIntermediary",
    "WrittenOutput",
    "WrittenPlaceByLaw",
    "WrittenPresence",
    "WrittenRow",
    "WrittenUnshareable",
    "refuse_backwards",
]


class Strict(Struct, forbid_unknown_fields=True, gc=False, kw_only=True):
    """An object of a line: every key is one of its own; what is not written is `UNSET`."""


def refuse_backwards(since: dt.date | UnsetType, until: dt.date | UnsetType) -> None:
    """Refuse what ends before it begins (AP-3)."""
    if until is not UNSET and since is not UNSET and since > until:
        msg = f"until {until} lies before since {since}"
        raise ValueError(msg)


class WrittenAlternative(Strict):
    """Papers that together meet a row."""

    paper: PaperText | UnsetType = UNSET
    all_of: Annotated[tuple[PaperText, ...], Meta(min_length=1)] | UnsetType = UNSET
    when: ConditionText | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Want `paper` or `all_of`, not both, and no paper twice."""
        papers = () if self.all_of is UNSET else self.all_of
        if (self.paper is UNSET) is (self.all_of is UNSET) or len(set(papers)) < len(papers):
            msg = "an alternative wants either `paper` or `all_of`"
            raise ValueError(msg)


class AnyOf(Strict):
    """Alternatives that meet a row."""

    any_of: Annotated[tuple[PaperText | WrittenAlternative, ...], Meta(min_length=1)]


class WrittenDeferral(Strict):
    """What is said of a paper that may be handed in later."""

    working_days: Whole | UnsetType = UNSET
    consequence: Phrase | UnsetType = UNSET


class WrittenRow(Strict):
    """One row of a matter's list; whoever reads it refuses what ends before it begins."""

    needs: PaperText | AnyOf
    name: Text | UnsetType = UNSET
    when: ConditionText | UnsetType = UNSET
    need: Need | UnsetType = UNSET
    existing: bool | UnsetType = UNSET
    copies: WholeOfOne | UnsetType = UNSET
    copy: Copy | UnsetType = UNSET
    medium: Medium | UnsetType = UNSET
    deferral: WrittenDeferral | UnsetType = UNSET
    basis: Phrase | UnsetType = UNSET
    since: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET


class WrittenOutput(Strict):
    """A paper that a matter issues, with days."""

    paper: PaperText
    since: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse what ends before it begins."""
        refuse_backwards(self.since, self.until)


class WrittenCodes(Strict):
    """By which codes others know a matter."""

    basic: Text | UnsetType = UNSET
    implementation: Text | UnsetType = UNSET
    item: Text | UnsetType = UNSET
    local: Text | UnsetType = UNSET


class WrittenPresence(Strict):
    """Who must come, and by which law."""

    required: PresenceRequired
    basis: Phrase | UnsetType = UNSET


class WrittenPlaceByLaw(Strict):
    """How far the law lets the applicant choose the place."""

    scope: Scope
    basis: Phrase | UnsetType = UNSET


class WrittenCommitment(Strict):
    """Whether a paper may be replaced by a commitment."""

    allowed: bool
    basis: Phrase | UnsetType = UNSET


class WrittenFee(Strict):
    """Whether a matter costs something."""

    charged: bool
    item: Phrase | UnsetType = UNSET
    standard: Phrase | UnsetType = UNSET
    basis: Phrase | UnsetType = UNSET
    online_payment: bool | UnsetType = UNSET


class WrittenIntermediary(Strict):
    """Whether somebody else's service is a condition of handling."""

    needed: bool
    name: Phrase | UnsetType = UNSET
    basis: Phrase | UnsetType = UNSET


class WrittenGuide(Strict):
    """What a matter's guide says beside what the rules plan with."""

    conditions: Text | UnsetType = UNSET
    kind: HandlingKind | UnsetType = UNSET
    channels: tuple[Channel, ...] | UnsetType = UNSET
    on_site_reason: Text | UnsetType = UNSET
    result: ResultKind | UnsetType = UNSET
    result_sample: bool | UnsetType = UNSET
    fee: WrittenFee | UnsetType = UNSET
    intermediary: WrittenIntermediary | UnsetType = UNSET
    quantity_limit: Text | UnsetType = UNSET
    daily_quota: Whole | UnsetType = UNSET
    bookable: bool | UnsetType = UNSET
    consult_phone: Text | UnsetType = UNSET
    complaint_phone: Text | UnsetType = UNSET
    place: Text | UnsetType = UNSET
    hours: Text | UnsetType = UNSET
    person_themes: tuple[Text, ...] | UnsetType = UNSET
    enterprise_themes: tuple[Text, ...] | UnsetType = UNSET
    flow: tuple[Text, ...] | UnsetType = UNSET
    common_questions: Whole | UnsetType = UNSET


class WrittenELicence(Strict):
    """The electronic form of a licence."""

    type: Text | UnsetType = UNSET
    recognised_in: tuple[RegionCode, ...] | UnsetType = UNSET
    since: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse what ends before it begins."""
        refuse_backwards(self.since, self.until)


class WrittenUnshareable(Strict):
    """That the data of a paper may not be shared among authorities."""

    basis: Phrase | UnsetType = UNSET
    since: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse what ends before it begins."""
        refuse_backwards(self.since, self.until)
