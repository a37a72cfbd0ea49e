"""
The records that files of lines hold many of, as msgspec reads them, each from one line.

Records of other collections, and what only few records say (subjects of exemptions, the question
``channel``), have no type here: the strict
reader reads them.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from govmatters.conditions import QuestionType
from govmatters.io.lines.marks import (
    AuthorityId,
    ConditionText,
    Identifier,
    ItemId,
    MatterId,
    PaperText,
    Phrase,
    RegionCode,
    RegionQuestion,
    SourceId,
    Text,
    TypeId,
    Uscc,
    Whole,
    WholeOfAnySign,
)
from govmatters.io.lines.wire_parts import (
    Strict,
    WrittenCodes,
    WrittenCommitment,
    WrittenELicence,
    WrittenGuide,
    WrittenOutput,
    WrittenPlaceByLaw,
    WrittenPresence,
    WrittenRow,
    WrittenUnshareable,
    refuse_backwards,
)
from govmatters.model import (
    Audience,
    Confidence,
    Delivery,
    IssuedBy,
    Level,
    MaterialKind,
    MatterType,
    Mechanism,
    Mode,
    OnlineDepth,
    Scope,
)

__all__ = [
    "LINES",
    "AuthorityLine",
    "CatalogueLine",
    "ExemptionLine",
    "Line",
    "MaterialTypeLine",
    "MatterLine",
    "QuestionLine",
    "SourceLine",
]


class SourceLine(Strict, tag_field="collection", tag="sources"):
    """A publication that records rest on."""

    id: Text
    publisher: Text | UnsetType = UNSET
    url: Text | UnsetType = UNSET
    retrieved: dt.date | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET


class QuestionLine(Strict, tag_field="collection", tag="questions"):
    """What conditions look at."""

    id: Text
    type: QuestionType
    ask: Text | UnsetType = UNSET
    options: Annotated[tuple[Text, ...], Meta(min_length=1)] | UnsetType = UNSET
    unit: Text | UnsetType = UNSET
    min: WholeOfAnySign | UnsetType = UNSET
    max: WholeOfAnySign | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse keys that do not fit the type, and another meaning of ``channel``."""
        has_options = self.options is not UNSET
        is_bounded = not (self.unit is UNSET and self.min is UNSET and self.max is UNSET)
        is_backwards = (
            isinstance(self.min, int) and isinstance(self.max, int) and self.min > self.max
        )
        is_stray = is_bounded and self.type is not QuestionType.INTEGER
        wants_options = self.type in {QuestionType.CHOICE, QuestionType.CHOICES}
        if has_options is not wants_options or is_stray or is_backwards or self.id == "channel":
            msg = "a question whose keys do not fit its type"
            raise ValueError(msg)


class AuthorityLine(Strict, tag_field="collection", tag="authorities"):
    """Who handles matters."""

    id: Text
    name: Text
    region: RegionCode | UnsetType = UNSET
    uscc: Uscc | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET


class MaterialTypeLine(Strict, tag_field="collection", tag="material_types"):
    """A kind of paper."""

    id: Text
    name: Text
    kind: MaterialKind | UnsetType = UNSET
    issued_by: IssuedBy | UnsetType = UNSET
    aliases: tuple[Text, ...] | UnsetType = UNSET
    codes: dict[Identifier, Text] | UnsetType = UNSET
    elicence: WrittenELicence | UnsetType = UNSET
    shared: bool | UnsetType = UNSET
    unshareable: WrittenUnshareable | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET


class CatalogueLine(Strict, tag_field="collection", tag="catalogue"):
    """What many authorities handle alike."""

    id: Text
    name: Text
    authority: AuthorityId | UnsetType = UNSET
    region: RegionCode | UnsetType = UNSET
    codes: WrittenCodes | UnsetType = UNSET
    type: MatterType | UnsetType = UNSET
    levels: tuple[Level, ...] | UnsetType = UNSET
    laws: tuple[Phrase, ...] | UnsetType = UNSET
    audience: tuple[Audience, ...] | UnsetType = UNSET
    accepts_when: ConditionText | UnsetType = UNSET
    statutory_working_days: Whole | UnsetType = UNSET
    promised_working_days: Whole | UnsetType = UNSET
    trips: Whole | UnsetType = UNSET
    steps: Whole | UnsetType = UNSET
    online: OnlineDepth | UnsetType = UNSET
    scope: Scope | UnsetType = UNSET
    modes: tuple[Mode, ...] | UnsetType = UNSET
    presence: WrittenPresence | UnsetType = UNSET
    competent: RegionQuestion | UnsetType = UNSET
    also_acts_in: tuple[RegionQuestion, ...] | UnsetType = UNSET
    place_by_law: WrittenPlaceByLaw | UnsetType = UNSET
    commitment: WrittenCommitment | UnsetType = UNSET
    secret: bool | UnsetType = UNSET
    high_frequency: bool | UnsetType = UNSET
    window: Phrase | UnsetType = UNSET
    in_hall: bool | UnsetType = UNSET
    delivery: Delivery | UnsetType = UNSET
    assisted: bool | UnsetType = UNSET
    self_service: bool | UnsetType = UNSET
    reachable_at: tuple[Level, ...] | UnsetType = UNSET
    eseal: bool | UnsetType = UNSET
    roles: tuple[Identifier, ...] | UnsetType = UNSET
    materials: tuple[WrittenRow, ...] | UnsetType = UNSET
    outputs: tuple[PaperText | WrittenOutput, ...] | UnsetType = UNSET
    guide: WrittenGuide | UnsetType = UNSET
    since: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse what ends before it begins, or is reached at no place near."""
        refuse_backwards(self.since, self.until)
        near = () if self.reachable_at is UNSET else self.reachable_at
        if Level.NATION in near or Level.PROVINCE in near:
            msg = "wants one of city, county, township, village"
            raise ValueError(msg)


class MatterLine(CatalogueLine, tag_field="collection", tag="matters"):
    """What one authority handles in one region."""

    of: ItemId | UnsetType = UNSET


class ExemptionLine(Strict, tag_field="collection", tag="exemptions", rename={"regions": "in"}):
    """Why papers of a type need not be handed in, whoever's they are."""

    id: Text
    of: TypeId
    by: Mechanism
    regions: tuple[RegionCode, ...] | UnsetType = UNSET
    matters: tuple[MatterId, ...] | UnsetType = UNSET
    when: ConditionText | UnsetType = UNSET
    basis: Phrase | UnsetType = UNSET
    since: dt.date | UnsetType = UNSET
    until: dt.date | UnsetType = UNSET
    source: SourceId | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse what ends before it begins, and what follows from a bundle itself."""
        refuse_backwards(self.since, self.until)
        if self.by.is_structural:
            msg = f"{self.by} follows from the bundle itself"
            raise ValueError(msg)


Line = (
    SourceLine
    | QuestionLine
    | AuthorityLine
    | MaterialTypeLine
    | CatalogueLine
    | MatterLine
    | ExemptionLine
)

LINES: dict[str, type[Struct]] = {
    "sources": SourceLine,
    "questions": QuestionLine,
    "authorities": AuthorityLine,
    "material_types": MaterialTypeLine,
    "catalogue": CatalogueLine,
    "matters": MatterLine,
    "exemptions": ExemptionLine,
}
"""The type of each collection's lines."""
