"""Are the claims true: what is published of a bundle, beside what the rules compute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from govmatters.design.amounts import amounts_of
from govmatters.design.judging import judged, readings_of
from govmatters.design.listing import list_claim_of
from govmatters.design.rows import rows_after, rows_before
from govmatters.design.settings import Setting, setting_of
from govmatters.errors import GovMattersError
from govmatters.measures.audits.claims import ClaimVerdict, Figure, claims_of, overall
from govmatters.measures.audits.evidence import Lack, Missing
from govmatters.measures.audits.listed import ListClaim, ListedPaper, Standing
from govmatters.measures.audits.results import Audit, Audits, Claim, Reading, Unaudited
from govmatters.model import Bounds
from govmatters.planner import compile_bundle
from govmatters.registry import Registry
from govmatters.rules.evaluating import Evaluation
from govmatters.rules.notices import findings_of, refusals_of

__all__ = ["LIMIT", "audit", "audits"]

LIMIT = 1 << 18
"""How many situations are walked before bounds become outer ones; half a second of work."""

Facts = Mapping[str, object]


def audit(
    registry: Registry,
    bundle: str,
    *,
    on: dt.date,
    facts: Facts | None = None,
    region: str | None = None,
    limit: int = LIMIT,
) -> Audit:
    """
    Compare all that is claimed of a bundle with what the rules compute.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        on: The day.
        facts: Answers by question; a missing one is unknown, so that a claim that does not
            hold in all situations cannot be checked.
        region: Code of the region where it is handled; the bundle's own by default.
        limit: With more open situations than this, bounds are safe outer ones.

    Returns:
        A verdict on each number and each paper of the published list, what is missing where
        there is none, and the rows behind it.

    Raises:
        GovMattersError: As `plan`.

    Examples:
        >>> import datetime, govmatters as gm
        >>> found = gm.audit(gm.load(), "newborn", on=datetime.date(2026, 7, 1))
        >>> [(one.figure.value, one.verdict.value) for one in found.claims][3]
        ('days_after', 'worse')

    Source:
        AU-1 to AU-8 in docs/audit.md.
    """
    compiled = compile_bundle(registry, bundle, on=on, region=region).compiled
    setting, whole = setting_of(compiled, facts, limit=limit)
    claims = tuple(_claims(setting, whole))
    listed = _unaccepted_list(setting, whole) if setting.is_empty else list_claim_of(setting)
    program, published = setting.program, setting.published
    return Audit(
        bundle=bundle,
        region=program.region,
        on=on,
        digest=registry.digest,
        facts=whole.facts,
        situations=setting.count,
        exact=whole.joint,
        counts=published.counts,
        source=published.source,
        confidence=published.confidence,
        verdict=overall([*(one.verdict for one in claims), *([listed.verdict] if listed else [])]),
        claims=claims,
        list=listed,
        findings=findings_of(program, whole.truth),
    )


def audits(
    registry: Registry,
    *,
    on: dt.date,
    facts: Facts | None = None,
    region: str | None = None,
    limit: int = LIMIT,
) -> Audits:
    """
    Audit every bundle of which anything is claimed.

    Args:
        registry: Holds the bundles.
        on: The day.
        facts: As in `audit`, for all of them.
        region: As in `audit`, for all of them.
        limit: As in `audit`.

    Returns:
        The audits by the bundles' ids. One that cannot be made is named with the reason and
        keeps no other from being made.
    """
    found: list[Audit] = []
    failed: list[Unaudited] = []
    for key in sorted(registry.bundles):
        record = registry.bundles[key]
        if not claims_of(record) and (record.published is None or record.published.papers is None):
            continue
        try:
            found.append(audit(registry, key, on=on, facts=facts, region=region, limit=limit))
        except GovMattersError as error:
            failed.append(Unaudited(key, str(error)))
    return Audits(on=on, digest=registry.digest, audits=tuple(found), unaudited=tuple(failed))


def _claims(setting: Setting, whole: Evaluation) -> Iterator[Claim]:
    """Judge each number; none if no situation counts."""
    for figure, number in claims_of(setting.program.bundle):
        if setting.is_empty:
            yield _unaccepted(setting, whole, figure, number)
            continue
        judgement = judged(setting, figure, number)
        claim = Claim(
            figure=figure,
            claimed=number,
            readings=judgement.readings,
            verdict=judgement.verdict,
            missing=judgement.missing,
        )
        yield _explained(setting, claim)


def _explained(setting: Setting, claim: Claim) -> Claim:
    """Add what makes the computed number."""
    if claim.figure is Figure.MATERIALS_BEFORE:
        return attrs.evolve(claim, rows=rows_before(setting))
    if claim.figure is Figure.MATERIALS_AFTER:
        return attrs.evolve(claim, rows=rows_after(setting))
    return attrs.evolve(claim, amounts=amounts_of(setting, claim.figure, claim.verdict))


def _refusing(setting: Setting, whole: Evaluation) -> Missing:
    """Name who refuses every applicant of these facts; nobody, if no matter applies."""
    refusals = refusals_of(setting.program, whole.truth)
    return Missing(Lack.ACCEPTANCE, tuple(one.subject for one in refusals))


def _unaccepted(setting: Setting, whole: Evaluation, figure: Figure, number: int) -> Claim:
    unknown: Bounds[int] = Bounds(None, None, exact=False)
    return Claim(
        figure=figure,
        claimed=number,
        readings=tuple(
            Reading(counts=counts, computed=unknown, verdict=ClaimVerdict.NOT_CHECKABLE)
            for counts in readings_of(setting, figure)
        ),
        verdict=ClaimVerdict.NOT_CHECKABLE,
        missing=(_refusing(setting, whole),),
    )


def _unaccepted_list(setting: Setting, whole: Evaluation) -> ListClaim | None:
    if setting.published.papers is None:
        return None
    missing = (_refusing(setting, whole),)
    papers = tuple(
        ListedPaper(
            paper=one.paper,
            by=one.by,
            standing=Standing.NOT_ASKED,
            verdict=ClaimVerdict.NOT_CHECKABLE,
            missing=missing,
        )
        for one in setting.published.papers
    )
    return ListClaim(papers=papers, lacking=(), verdict=ClaimVerdict.NOT_CHECKABLE, missing=missing)
