"""The nouns: frozen values, one noun a module, with no behaviour beyond their own fields."""

from govmatters.model.agreements import Agreement, Target
from govmatters.model.bundles import (
    Bundle,
    BundleMatter,
    Counts,
    Form,
    OneOf,
    Published,
    PublishedPaper,
)
from govmatters.model.exemptions import Exemption, Mechanism
from govmatters.model.guides import Channel, Fee, Guide, HandlingKind, Intermediary, ResultKind
from govmatters.model.material_types import (
    ELicence,
    IssuedBy,
    MaterialKind,
    MaterialType,
    Unshareable,
)
from govmatters.model.materials import Alternative, Copy, Deferral, Material, Medium, Need
from govmatters.model.matter_codes import MatterCodes
from govmatters.model.matters import (
    Audience,
    Commitment,
    Delivery,
    Level,
    Matter,
    MatterType,
    Mode,
    OnlineDepth,
    Output,
    PlaceByLaw,
    Presence,
    PresenceRequired,
    Scope,
)
from govmatters.model.papers import APPLICANT, Paper
from govmatters.model.places import Authority, Region
from govmatters.model.provenance import Confidence, Source, holds_on
from govmatters.model.results import Bounds, Finding, Severity
from govmatters.model.tasks import Task

__all__ = [
    "APPLICANT",
    "Agreement",
    "Alternative",
    "Audience",
    "Authority",
    "Bounds",
    "Bundle",
    "BundleMatter",
    "Channel",
    "Commitment",
    "Confidence",
    "Copy",
    "Counts",
    "Deferral",
    "Delivery",
    "ELicence",
    "Exemption",
    "Fee",
    "Finding",
    "Form",
    "Guide",
    "HandlingKind",
    "Intermediary",
    "IssuedBy",
    "Level",
    "Material",
    "MaterialKind",
    "MaterialType",
    "Matter",
    "MatterCodes",
    "MatterType",
    "Mechanism",
    "Medium",
    "Mode",
    "Need",
    "OneOf",
    "OnlineDepth",
    "Output",
    "Paper",
    "PlaceByLaw",
    "Presence",
    "PresenceRequired",
    "Published",
    "PublishedPaper",
    "Region",
    "ResultKind",
    "Scope",
    "Severity",
    "Source",
    "Target",
    "Task",
    "Unshareable",
    "holds_on",
]
