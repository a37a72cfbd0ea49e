"""Where the matters of an import are handled."""

from __future__ import annotations

import attrs

from govmatters.codes.regions import Regions
from govmatters.intake.account import Outcome
from govmatters.intake.authorities import region_named_in
from govmatters.intake.drafts import Draft
from govmatters.intake.mappings import AnalystMapping

__all__ = ["region_of"]


def region_of(draft: Draft, mapping: AnalystMapping, regions: Regions) -> str | None:
    """
    Tell where a matter is handled: by the mapping, by its code, by its authority's name.

    Args:
        draft: The record; its account gets a note where the region was guessed.
        mapping: What the analyst says.
        regions: The regions there are.

    Returns:
        Code of the region; None if none of the three tells one.
    """
    name = draft.authority or ""
    for region, rule in (
        (mapping.regions.get(name), "mapped-name"),
        (draft.region, "area-in-code"),
        (region_named_in(name, regions), "authority-region"),
    ):
        if region is not None and regions.is_known(region):
            _check_area(draft, region, regions)
            if rule == "authority-region":
                _renote(draft, "orgName", f"authority; region {region}", rule)
            return region
    return None


def _check_area(draft: Draft, region: str, regions: Regions) -> None:
    """Compare the area's printed name with the region's."""
    basic = draft.record.data.get("basicInfo")
    area = str(basic.get("areaName", "")) if isinstance(basic, dict) else ""
    if area and area != regions.name(region):
        _renote(draft, "basicInfo.areaName", f"region: {region}", "area-disagrees")


def _renote(draft: Draft, path: str, became: str, rule: str) -> None:
    noted = draft.account.notes.get(path)
    if noted is not None:
        draft.account.notes[path] = attrs.evolve(
            noted, outcome=Outcome.GUESSED, became=became, rule=rule
        )
