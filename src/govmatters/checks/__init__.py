"""
Checks: what the format, the law, the standards and sources demand of a registry, as findings.

A check is a function from a `View` of the registry to findings; it says what it rests on and which
ids its findings have. `govmatters.checks.catalogue` describes every id, with its articles. Dangling
references are no findings but errors of loading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from govmatters.checks.agreements import agreements_agree, agreements_join, agreements_open
from govmatters.checks.bases import (
    bases_are_the_matters_own,
    issuers_are_known,
    rows_are_papers,
    rows_have_bases,
)
from govmatters.checks.bundles import (
    choices_are_exact,
    forms_replace,
    matters_are_accepted,
    matters_exist,
)
from govmatters.checks.catch_alls import conditions_are_specific, rows_are_specific
from govmatters.checks.channels import (
    channels_are_open,
    quotas_are_bookable,
    secrets_stay_offline,
)
from govmatters.checks.circles import proofs_are_not_circular
from govmatters.checks.codes import (
    codes_agree,
    codes_are_read,
    codes_name_one_matter,
    credit_codes_fit,
    licence_codes_fit,
)
from govmatters.checks.commitments import commitments_are_allowed
from govmatters.checks.conditions import conditions_decide
from govmatters.checks.deferrals import deferrals_have_terms, main_materials_remain
from govmatters.checks.details import (
    guides_of_licences_explain,
    phones_are_given,
    results_are_shown,
    themes_fit,
)
from govmatters.checks.exemptions import exemptions_apply, licences_are_backed
from govmatters.checks.fees import fees_have_bases, intermediaries_have_bases
from govmatters.checks.guides import guides_are_complete, lists_are_stated
from govmatters.checks.kinds import licences_are_not_disguised
from govmatters.checks.limits import kinds_fit_limits, limits_are_lawful
from govmatters.checks.modes import modes_are_possible, modes_reach_somewhere
from govmatters.checks.names import papers_have_one_type
from govmatters.checks.presence import nobody_comes_for_what_is_online, trips_have_reasons
from govmatters.checks.provenance import general_knowledge_is_marked, records_have_sources
from govmatters.checks.regions import regions_hold, regions_reach_their_level
from govmatters.checks.repeats import papers_are_asked_once, published_papers_are_listed
from govmatters.checks.rows import rows_can_be_met
from govmatters.checks.sameness import matters_of_one_code_agree
from govmatters.checks.sharing import bans_on_sharing_have_bases, shared_data_may_be_shared
from govmatters.checks.sparing import government_papers_are_spared, spared_papers_are_not_wanted
from govmatters.checks.usage import questions_are_used, types_are_used
from govmatters.checks.views import View
from govmatters.model import Finding
from govmatters.registry import Registry

__all__ = ["CHECKS", "Check", "View", "check"]

Check = Callable[[View], Iterator[Finding]]
"""One check: yields what it finds, in any order."""

CHECKS: tuple[Check, ...] = (
    conditions_decide,
    rows_can_be_met,
    choices_are_exact,
    matters_exist,
    matters_are_accepted,
    forms_replace,
    proofs_are_not_circular,
    issuers_are_known,
    licences_are_backed,
    exemptions_apply,
    commitments_are_allowed,
    shared_data_may_be_shared,
    bans_on_sharing_have_bases,
    government_papers_are_spared,
    spared_papers_are_not_wanted,
    rows_are_specific,
    conditions_are_specific,
    rows_are_papers,
    rows_have_bases,
    bases_are_the_matters_own,
    papers_are_asked_once,
    published_papers_are_listed,
    deferrals_have_terms,
    main_materials_remain,
    limits_are_lawful,
    kinds_fit_limits,
    trips_have_reasons,
    nobody_comes_for_what_is_online,
    channels_are_open,
    quotas_are_bookable,
    secrets_stay_offline,
    licences_are_not_disguised,
    modes_are_possible,
    modes_reach_somewhere,
    agreements_join,
    agreements_open,
    agreements_agree,
    lists_are_stated,
    guides_are_complete,
    fees_have_bases,
    intermediaries_have_bases,
    phones_are_given,
    themes_fit,
    guides_of_licences_explain,
    results_are_shown,
    codes_are_read,
    codes_agree,
    codes_name_one_matter,
    credit_codes_fit,
    licence_codes_fit,
    regions_hold,
    regions_reach_their_level,
    matters_of_one_code_agree,
    papers_have_one_type,
    types_are_used,
    questions_are_used,
    records_have_sources,
    general_knowledge_is_marked,
)
"""Every check that the package brings."""


def check(
    registry: Registry, on: dt.date | None = None, *, also: Sequence[Check] = ()
) -> tuple[Finding, ...]:
    """
    Check a registry.

    Args:
        registry: Any registry that could be loaded.
        on: The day; None: all records, whatever their days.
        also: Checks of one's own, beside those of the package.

    Returns:
        What is found, distinct, by file and line, then subject, then check; empty if all
        is well.

    Examples:
        >>> from govmatters.io import load_document
        >>> asked = {"local": {"ask": "是否本地户籍？", "type": "boolean"}}
        >>> [finding.check for finding in check(load_document({"questions": asked}))]
        ['unused-question']
    """
    view = View(registry, on)
    return tuple(sorted({one for family in (*CHECKS, *also) for one in family(view)}, key=_order))


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    """Sort lines as numbers."""
    file, _, line = (finding.place or "").rpartition(":")
    if not line.isdecimal():
        file, line = finding.place or "", "0"
    return file, int(line), finding.subject, finding.check, finding.message
