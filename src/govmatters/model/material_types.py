"""Material types: what kinds of paper there are, and their electronic forms."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from govmatters.model.provenance import Confidence

__all__ = ["ELicence", "IssuedBy", "MaterialKind", "MaterialType", "Unshareable"]


class MaterialKind(StrEnum):
    """What kind of paper a type is."""

    LICENCE = "licence"
    FORM = "form"
    PROOF = "proof"
    OTHER = "other"


class IssuedBy(StrEnum):
    """Who makes the paper."""

    GOVERNMENT = "government"
    THIRD_PARTY = "third_party"
    APPLICANT = "applicant"


@attrs.frozen(kw_only=True)
class ELicence:
    """
    The electronic form of a licence (电子证照).

    Attributes:
        type: Its licence type code (GB/T 36902), as text; None if not known.
        recognised_in: Regions, with all below them, where it is recognised; None: everywhere.
        since: The first day on which it exists.
        until: The last day on which it exists.
    """

    type: str | None = None
    recognised_in: tuple[str, ...] | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@attrs.frozen(kw_only=True)
class Unshareable:
    """
    That the data of a paper may not be shared among authorities (负面清单, 不予共享).

    Attributes:
        basis: By which law.
        since: The first day on which it may not.
        until: The last day on which it may not.
    """

    basis: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@attrs.frozen(kw_only=True)
class MaterialType:
    """
    A kind of paper (标准材料, 证照类型).

    Attributes:
        id: Named by papers.
        name: Its Chinese name.
        kind: Licence, form, proof or other.
        issued_by: Who makes it.
        aliases: Other names of the same paper.
        codes: Local standard-material codes, (place, code), sorted.
        elicence: Its electronic form, if there is one.
        shared: False if each matter wants its own, so that two are never one (PL-1).
        unshareable: That its data may not be shared among authorities; None: nobody says so.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    name: str
    kind: MaterialKind | None = None
    issued_by: IssuedBy | None = None
    aliases: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    elicence: ELicence | None = None
    shared: bool = True
    unshareable: Unshareable | None = None
    source: str | None = None
    confidence: Confidence | None = None
