"""An audit for reading: each claim with its verdict, what is missing, and what makes the gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.measures.audits.claims import ClaimVerdict
from govmatters.measures.audits.evidence import Lack, Missing
from govmatters.measures.audits.listed import ListClaim, ListedPaper
from govmatters.measures.audits.results import Audit, Audits, Claim
from govmatters.registry import Registry
from govmatters.report.audit_rows import evidence_of
from govmatters.report.finding_tables import SEVERITY_STYLES
from govmatters.report.heads import head_of, questions_of
from govmatters.report.labels import Labels
from govmatters.report.naming import Names, figure
from govmatters.report.published import published_lines
from govmatters.report.tables import cell, heading, items, line, table

__all__ = ["audit_report", "audits_report"]


def audits_report(audits: Audits, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out the audits of several bundles.

    Args:
        audits: The audits.
        registry: What they were made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The audits one below the other, then a table of how many verdicts each has.
    """
    for one in audits.audits:
        yield from audit_report(one, registry, labels)
        yield cell("")
    yield heading(labels("audits"), len(audits.audits))
    columns = [labels("bundle"), *(_verdict(one, labels) for one in ClaimVerdict)]
    yield table(
        columns,
        (
            (
                labels.beside(registry.bundles[one.bundle].name, one.bundle),
                *map(Counter(_verdicts(one)).__getitem__, ClaimVerdict),
            )
            for one in audits.audits
        ),
        right=columns[1:],
    )
    if audits.unaudited:
        yield heading(labels("unaudited"), len(audits.unaudited))
        yield from items((f"{one.bundle}：{one.problem}" for one in audits.unaudited), "red")


def _verdicts(audit: Audit) -> Iterator[ClaimVerdict]:
    """Walk all verdicts of an audit."""
    yield from (claim.verdict for claim in audit.claims)
    if audit.list is not None:
        yield from (one.verdict for one in (*audit.list.papers, *audit.list.lacking))


def audit_report(audit: Audit, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out the audit of a bundle.

    Args:
        audit: The audit.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other.
    """
    names = Names(registry, registry.bundles[audit.bundle], labels)
    yield from head_of(audit, names)
    yield from published_lines(names)
    yield heading(labels("claims"), len(audit.claims))
    if audit.claims:
        yield _claims(audit, names)
    else:
        yield from items([labels("nobody")])
    if audit.list is not None:
        yield from _listed(audit.list, names)
    yield from evidence_of(audit, names)
    yield from questions_of(tuple(dict.fromkeys(_questions(audit))), registry, labels)
    if audit.findings:
        yield heading(labels("check"), len(audit.findings))
        for finding in audit.findings:
            yield from items([finding], SEVERITY_STYLES[finding.severity])


def _questions(audit: Audit) -> Iterator[str]:
    """Walk the questions on which verdicts depend, as often as they are named."""
    papers = audit.list.papers if audit.list else ()
    lacks = [*(one.missing for one in audit.claims), *(one.missing for one in papers)]
    for missing in (each for some in lacks for each in some):
        yield from missing.subjects if missing.what in _ASKING else ()


_ASKING = {Lack.ANSWERS, Lack.SITUATIONS}
"""What is missing where questions are open."""


def _claims(audit: Audit, names: Names) -> RenderableType:
    labels = names.labels
    columns = ["", *(labels(key) for key in ("claimed", "computed", "verdict", "lack"))]
    rows = (
        (
            labels(claim.figure.value),
            claim.claimed,
            "；".join(_readings(claim, labels)),
            _verdict(claim.verdict, labels),
            _missing(claim.missing, names),
        )
        for claim in audit.claims
    )
    return table(columns, rows, right=columns[1:2])


def _readings(claim: Claim, labels: Labels) -> Iterator[str]:
    """Write what is computed, by what is counted."""
    for reading in claim.readings:
        number = figure(reading.computed, labels)
        counted = reading.counts
        yield number if counted is None else f"{labels(f'counted_as_{counted.value}')} {number}"


def _verdict(verdict: ClaimVerdict, labels: Labels) -> str:
    return labels.beside(verdict.name_zh, verdict.value)


def _missing(missing: tuple[Missing, ...], names: Names) -> str:
    return "。".join(_lacks(one, names) for one in missing)


def _lacks(missing: Missing, names: Names) -> str:
    """Say what is missing, and of whom."""
    said = names.labels(f"lack_{missing.what.value}")
    if missing.what in _ASKING:
        subjects = "、".join(missing.subjects)
    else:
        subjects = names.matters(missing.subjects)
    return f"{said}：{subjects}" if subjects else said


def _listed(listed: ListClaim, names: Names) -> Iterator[RenderableType]:
    """Lay out the published list, and the papers that it lacks."""
    labels = names.labels
    yield heading(labels("published_list"), len(listed.papers))
    yield line(labels("verdict"), _verdict(listed.verdict, labels))
    if listed.missing:
        yield line(labels("lack"), _missing(listed.missing, names))
    words = ("material", "subject", "claimed_as", "computed_as", "verdict", "lack")
    columns = [labels(key) for key in words]
    yield table(columns, (_entry(one, names) for one in listed.papers))
    if listed.lacking:
        yield heading(labels("lacking"), len(listed.lacking))
        columns = [labels(key) for key in ("material", "subject", "used_for", "confidence")]
        yield table(columns, (_lacked(one, names) for one in listed.lacking))


def _entry(one: ListedPaper, names: Names) -> tuple[object, ...]:
    labels = names.labels
    by = one.by
    return (
        names.type(one.paper),
        labels.role(one.paper.subject),
        labels("hand_in") if by is None else labels.beside(by.name_zh, by.value),
        _standing(one, labels),
        _verdict(one.verdict, labels),
        _missing(one.missing, names),
    )


def _standing(one: ListedPaper, labels: Labels) -> str:
    """Say what the rules make of a paper, by which mechanisms, and whether only sometimes."""
    said = labels.beside(one.standing.name_zh, one.standing.value)
    by = "、".join(mechanism.name_zh for mechanism in one.mechanisms)
    sometimes = "" if one.always else f"（{labels('possible')}）"
    return f"{said}{f'：{by}' if by else ''}{sometimes}"


def _lacked(one: ListedPaper, names: Names) -> tuple[object, ...]:
    labels = names.labels
    sometimes = "" if one.always else f"（{labels('possible')}）"
    sure = dict.fromkeys(row.confidence.value for row in one.rows if row.confidence)
    return (
        f"{names.type(one.paper)}{sometimes}",
        labels.role(one.paper.subject),
        names.matters(dict.fromkeys(row.matter for row in one.rows)),
        "、".join(sure),
    )
