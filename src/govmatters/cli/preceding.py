"""The command ``before``."""

from __future__ import annotations

import json as writing
from typing import Annotated

import attrs
import typer

from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.graph.closures import Closure, prerequisites
from govmatters.model.plain import plain
from govmatters.registry import Registry

__all__ = ["before"]

_Matters = Annotated[list[str], typer.Argument(metavar="MATTER...", help="Ids of matters.")]


def before(
    *,
    matters: _Matters,
    data: options.Data = None,
    on: options.AnyDay = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Say what may have to be done before some matters, in order, and what all of it asks for.

    The matters asked about are marked with a star.
    """
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    day = options.day_of(on)
    registry = registry_of(data)
    _refuse_bundles(matters, registry)
    with patience("finding who waits for whom"):
        closure = prerequisites(registry, on=day).of(matters)
    if style.json:
        write_json(_written(closure, registry, None if day is None else day.isoformat()))
        return 0
    from govmatters.report.closure_tables import closure_report  # noqa: PLC0415 (rich is slow)

    write_report(closure_report(closure, registry, style.labels), style)
    return 0


def _refuse_bundles(matters: list[str], registry: Registry) -> None:
    """Say what a bundle is asked with instead."""
    for key in matters:
        if key in registry.bundles and key not in registry.matters:
            raise InvalidEntryError(
                key[:SHOWN],
                "is a bundle, not a matter; name its matters, which "
                f"`govmatters show bundle {key}` lists, or write `govmatters plan {key}`",
            )


def _written(closure: Closure, registry: Registry, day: str | None) -> str:
    head = {"format": "govmatters-closure/1", "on": day, "digest": registry.digest}
    body = {name: plain(getattr(closure, name)) for name in _NAMES}
    return writing.dumps({**head, **body}, ensure_ascii=False, indent=2)


_NAMES = [field.name for field in attrs.fields(Closure)]
