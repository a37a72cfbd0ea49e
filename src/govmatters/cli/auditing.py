"""The command ``audit``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from typing import Annotated

import attrs
import typer

from govmatters.cli import options
from govmatters.cli.inputs import facts_of, region_of, registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.conditions import Answer
from govmatters.design.audit import LIMIT, audits
from govmatters.design.audit import audit as audit_of
from govmatters.measures.audits.claims import ClaimVerdict
from govmatters.measures.audits.results import Audit, Audits
from govmatters.planner import to_json
from govmatters.registry import Registry
from govmatters.report.cleaning import clean

__all__ = ["audit"]

_Bundle = Annotated[
    str | None,
    typer.Argument(help="Id of a bundle. Default: every bundle of which anything is claimed."),
]


def audit(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: _Bundle = None,
    data: options.Data = None,
    on: options.Day = None,
    region: options.Place = None,
    fact: options.Fact = None,
    facts: options.Facts = None,
    limit: options.Limit = LIMIT,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Say which published claims are true, what is missing to check others, and the rows behind."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    claims = _Claims(
        registry=registry,
        on=day,
        facts=facts_of(facts, fact, registry),
        region=region_of(region, registry, day),
        limit=limit,
    )
    return _every(claims, style) if bundle is None else _one(claims, bundle, style)


@attrs.frozen(kw_only=True)
class _Claims:
    """
    What claims are held against.

    Attributes:
        registry: Holds the bundles.
        on: The day.
        facts: Answers by question.
        region: Code of the region; None: each bundle's own.
        limit: Of situations.
    """

    registry: Registry
    on: dt.date
    facts: dict[str, Answer]
    region: str | None
    limit: int

    def audit(self, bundle: str) -> Audit:
        """Audit one bundle."""
        return audit_of(
            self.registry,
            bundle,
            on=self.on,
            facts=self.facts,
            region=self.region,
            limit=self.limit,
        )

    def audits(self) -> Audits:
        """Audit all bundles."""
        return audits(
            self.registry, on=self.on, facts=self.facts, region=self.region, limit=self.limit
        )


def _one(claims: _Claims, bundle: str, style: options.Style) -> int:
    with patience("auditing"):
        found = claims.audit(bundle)
    if style.json:
        write_json(to_json(found))
    else:
        from govmatters.report.audit_tables import audit_report  # noqa: PLC0415 (rich is slow)

        write_report(audit_report(found, claims.registry, style.labels), style)
    return _code([found])


def _every(claims: _Claims, style: options.Style) -> int:
    with patience("auditing"):
        found = claims.audits()
    if style.json:
        write_json(to_json(found))
    else:
        from govmatters.report.audit_tables import audits_report  # noqa: PLC0415 (rich is slow)

        write_report(audits_report(found, claims.registry, style.labels), style)
    for one in found.unaudited:
        for problem in one.problem.splitlines():
            print(clean(f"bundle {one.bundle}: {problem}"), file=sys.stderr)  # noqa: T201
    return 2 if found.unaudited else _code(found.audits)


def _code(found: Iterable[Audit]) -> int:
    """Exit with 1 where a claim is worse than claimed."""
    return int(any(one.verdict is ClaimVerdict.WORSE for one in found))
