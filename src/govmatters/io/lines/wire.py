"""
The records that files of lines hold many of, as msgspec reads them, each from one line.

Records of other collections, and exemptions that name subjects, have no type here: the strict
reader reads them.
"""

from __future__ import annotations

import datetime as dt

from msgspec import UNSET, Struct, UnsetType

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
    "SourceLine",
]


class SourceLine(Strict, tag_field="collection", tag="sources"):
    """A publication that records rest on."""

    id: Text
    publisher: Text | UnsetType = UNSET
    url: Text | UnsetType = UNSET
    retrieved: dt.date | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET


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


Line = SourceLine | AuthorityLine | MaterialTypeLine | CatalogueLine | MatterLine | ExemptionLine

LINES: dict[str, type[Struct]] = {
    "sources": SourceLine,
    "authorities": AuthorityLine,
    "material_types": MaterialTypeLine,
    "catalogue": CatalogueLine,
    "matters": MatterLine,
    "exemptions": ExemptionLine,
}
"""The type of each collection's lines."""
