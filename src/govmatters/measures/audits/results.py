"""What an audit says: a verdict on each claim, what is missing, and the rows behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from govmatters.conditions import Answer
from govmatters.measures.audits.claims import ClaimVerdict, Figure
from govmatters.measures.audits.evidence import Amount, AuditRow, Missing
from govmatters.measures.audits.listed import ListClaim
from govmatters.model import Bounds, Confidence, Counts, Finding

__all__ = ["Audit", "Audits", "Claim", "Reading", "Unaudited"]


@attrs.frozen(kw_only=True)
class Reading:
    """
    What the rules compute for a claim, read in one way.

    Attributes:
        counts: What is counted; None where there is no choice.
        computed: Over the situations that count (AU-1).
        verdict: Of the claim, read so.
    """

    counts: Counts | None
    computed: Bounds[int]
    verdict: ClaimVerdict


@attrs.frozen(kw_only=True)
class Claim:
    """
    A number that is claimed, and what it is worth.

    Attributes:
        figure: Which number.
        claimed: The number.
        readings: What the rules compute; several only where what was counted is unknown.
        verdict: The one verdict of all readings, else ``not_checkable``.
        missing: What would have to be known; empty unless ``not_checkable``.
        rows: Of materials: the rows that make the computed number, by matter and row.
        amounts: Of days, trips and steps: what makes the computed number. Of days after, a
            longest chain in its order: in a situation that takes least where every one
            takes longer than claimed, else in one that takes longest.
    """

    figure: Figure
    claimed: int
    readings: tuple[Reading, ...]
    verdict: ClaimVerdict
    missing: tuple[Missing, ...] = ()
    rows: tuple[AuditRow, ...] = ()
    amounts: tuple[Amount, ...] = ()


@attrs.frozen(kw_only=True)
class Audit:
    """
    What is claimed of a bundle, beside what the rules compute.

    Attributes:
        bundle: Id of the bundle.
        region: Code of the region where it is handled.
        on: The day.
        digest: Of the registry's content.
        facts: Answers by question, as given, in canonical form; sorted.
        situations: How many situations count (AU-1).
        exact: False if there were too many to be walked, so that bounds are safe outer ones.
        counts: What the authority counted, if known.
        source: Id of the source of what is published.
        confidence: How sure the record of what is published is.
        verdict: The gravest of all; None if nothing is claimed.
        claims: The numbers that are claimed, in the order of `Figure`.
        list: The published list; None if there is none.
        findings: What is wrong with the bundle's records here.
    """

    bundle: str
    region: str
    on: dt.date
    digest: str
    facts: Mapping[str, Answer] = attrs.field(hash=False)
    situations: int
    exact: bool
    counts: Counts | None
    source: str | None
    confidence: Confidence | None
    verdict: ClaimVerdict | None
    claims: tuple[Claim, ...]
    list: ListClaim | None
    findings: tuple[Finding, ...]


@attrs.frozen
class Unaudited:
    """A bundle that could not be audited, and why."""

    bundle: str
    problem: str


@attrs.frozen(kw_only=True)
class Audits:
    """
    The audits of all bundles of a registry of which anything is claimed.

    Attributes:
        on: The day.
        digest: Of the registry's content.
        audits: By the bundles' ids.
        unaudited: Bundles that could not be audited, by id.
    """

    on: dt.date
    digest: str
    audits: tuple[Audit, ...]
    unaudited: tuple[Unaudited, ...] = ()
