"""The command ``list``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from govmatters.cli import options
from govmatters.cli.inputs import region_of, registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.design.lists import (
    demand_list,
    matching,
    negative_list,
    policy_index,
    responsibility_list,
)
from govmatters.errors import InvalidEntryError
from govmatters.measures.policies import PolicyIndex
from govmatters.planner import to_json
from govmatters.registry import Registry
from govmatters.report.flat_lists import Listing, flat
from govmatters.workbooks import write_list

__all__ = ["lists"]

_SUFFIX = ".xlsx"


class Kind(StrEnum):
    """Which list."""

    DEMAND = "demand"
    RESPONSIBILITY = "responsibility"
    NEGATIVE = "negative"
    POLICIES = "policies"


_MAKE: Mapping[Kind, Callable[..., Listing]] = {
    Kind.DEMAND: demand_list,
    Kind.RESPONSIBILITY: responsibility_list,
    Kind.NEGATIVE: negative_list,
    Kind.POLICIES: policy_index,
}

_Kind = Annotated[Kind, typer.Argument(metavar="KIND", help=f"One of {', '.join(Kind)}.")]
_Region = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help="A region with all below. Default: everywhere."),
]
_Find = Annotated[
    str | None,
    typer.Option("--find", metavar="TEXT", help="Of policies: a part of a title or number."),
]
_Workbook = Annotated[
    str | None,
    typer.Option(
        "--xlsx", metavar="FILE", help="Write a workbook instead of a report; it is replaced."
    ),
]


def lists(  # noqa: PLR0913 (each option is its own)
    *,
    kind: _Kind,
    data: options.Data = None,
    on: options.Day = None,
    region: _Region = None,
    find: _Find = None,
    json: options.AsJson = False,
    xlsx: _Workbook = None,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Make a list that a data bureau keeps.

    demand: who needs which paper of whom. responsibility: who must provide what. negative: what
    may not be shared. policies: what rests on which document.
    """
    _refuse_misuse(kind, find, xlsx)
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    place = region_of(region, registry, day)
    with patience("making the list"):
        found = _MAKE[kind](registry, on=day, region=place)
    if find is not None and isinstance(found, PolicyIndex):
        found = _looked_up(found, find)
    if xlsx is not None:
        write_list(flat(found, registry), xlsx)
    if style.json:
        write_json(to_json(found))
    elif xlsx is None:
        _report(kind, found, registry, style, is_looked_up=find is not None)
    return 0


def _refuse_misuse(kind: Kind, find: str | None, xlsx: str | None) -> None:
    """Refuse before a registry is read."""
    if find is not None and kind is not Kind.POLICIES:
        problem = f"the list {kind} has no titles; look them up in policies"
        raise InvalidEntryError(subject="--find", problem=problem)
    if xlsx is not None and not xlsx.lower().endswith(_SUFFIX):
        problem = f"spreadsheets open a workbook by its name; end it with {_SUFFIX}"
        raise InvalidEntryError(subject=xlsx[:80], problem=problem)


def _looked_up(index: PolicyIndex, part: str) -> PolicyIndex:
    found = matching(index, part)
    if not found.documents:
        problem = "no record of the day rests on such a document; `list policies` shows all"
        raise InvalidEntryError(subject=part[:80], problem=problem)
    return found


def _report(
    kind: Kind, found: Listing, registry: Registry, style: options.Style, *, is_looked_up: bool
) -> None:
    from govmatters.report import policy_tables, supply_tables  # noqa: PLC0415 (rich is slow)

    reports: Mapping[Kind, Callable[..., Any]] = {
        Kind.DEMAND: supply_tables.demand_report,
        Kind.RESPONSIBILITY: supply_tables.responsibility_report,
        Kind.NEGATIVE: supply_tables.negative_report,
        Kind.POLICIES: policy_tables.policies_report,
    }
    if is_looked_up:
        reports = {Kind.POLICIES: policy_tables.documents_report}
    write_report(reports[kind](found, registry, style.labels), style)
