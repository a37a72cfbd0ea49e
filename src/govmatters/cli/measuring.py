"""The commands ``indicators``, ``targets`` and ``ledger``."""

from __future__ import annotations

from typing import Annotated

import typer

from govmatters.cli import options
from govmatters.cli.inputs import region_of, registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.measures.indicators.ledger import ledger as ledger_of
from govmatters.measures.indicators.measuring import indicators as indicators_of
from govmatters.measures.indicators.targets import targets as targets_of
from govmatters.model import Level
from govmatters.planner import to_json

__all__ = ["indicators", "ledger", "targets"]

_Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        help="Indicators, each shown with its matters. Default: a table of all.",
    ),
]
_Region = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help="A region with all below. Default: everywhere."),
]
_Authority = Annotated[
    str | None, typer.Option("--authority", metavar="ID", help="Matters of this authority only.")
]
_Level = Annotated[
    Level | None, typer.Option("--level", help="Matters handled at this level of government only.")
]
_Unit = Annotated[
    str | None, typer.Option("--unit", metavar="NAME", help="Tasks of this unit only.")
]


def indicators(  # noqa: PLR0913 (each option is its own)
    *,
    names: _Names = None,
    data: options.Data = None,
    on: options.Day = None,
    region: _Region = None,
    authority: _Authority = None,
    level: _Level = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Compute indicators: what is reached, what counts, what is left out, what is not known."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    with patience("computing indicators"):
        found = indicators_of(
            registry,
            on=day,
            region=region_of(region, registry, day),
            authority=authority,
            level=level,
            names=names or None,
        )
    if style.json:
        write_json(to_json(found))
        return 0
    from govmatters.report import indicator_tables as lay  # noqa: PLC0415 (rich is slow)

    report = lay.indicator_report if names else lay.indicators_report
    write_report(report(found, registry, style.labels), style)
    return 0


def targets(
    *,
    data: options.Data = None,
    on: options.Day = None,
    region: _Region = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Say which targets are met, and the shortest list of matters to mend to meet the others."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    with patience("computing indicators"):
        found = targets_of(registry, on=day, region=region_of(region, registry, day))
    if style.json:
        write_json(to_json(found))
    else:
        from govmatters.report.target_tables import targets_report  # noqa: PLC0415 (rich is slow)

        write_report(targets_report(found, registry, style.labels), style)
    return int(any(one.is_missed for one in found))


def ledger(  # noqa: PLR0913 (each option is its own)
    *,
    data: options.Data = None,
    on: options.Day = None,
    region: _Region = None,
    unit: _Unit = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Show the key tasks of a plan: what is due, by unit, with the indicators beside them."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    with patience("computing indicators"):
        found = ledger_of(registry, on=day, region=region_of(region, registry, day), unit=unit)
    if style.json:
        write_json(to_json(found))
    else:
        from govmatters.report.ledger_tables import ledger_report  # noqa: PLC0415 (rich is slow)

        write_report(ledger_report(found, registry, style.labels), style)
    return 0
