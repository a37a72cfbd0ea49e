"""The commands below ``import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govmatters.cli import options
from govmatters.cli.options import Format
from govmatters.cli.output import patience, write_json, write_report
from govmatters.cli.portals import portal
from govmatters.io import dump, dump_json
from govmatters.io.writing import write_folder
from govmatters.planner import to_json
from govmatters.report.overview import overview_of
from govmatters.workbooks import read_workbook

__all__ = ["imports"]

imports = typer.Typer(help="Make a registry of what you have.", rich_markup_mode=None)


imports.command("portal")(portal)

_Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Workbooks (.xlsx).")]
_Out = Annotated[
    str, typer.Option("--out", metavar="DIR", help="A new folder, or one of an earlier import.")
]


@imports.command("xlsx")
def xlsx(
    *,
    files: _Files,
    out: _Out,
    format: options.FormatIn = Format.YAML,  # noqa: A002 (the name of the option)
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Read workbooks into one registry, and write it as DIR/registry.yaml (or .json)."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    with patience("reading the workbooks"):
        registry = read_workbook(*files)
    with patience("writing the registry"):
        text = dump(registry) if format is Format.YAML else dump_json(registry)
        names = [f"registry.{one}" for one in Format]
        write_folder(Path(out), {f"registry.{format}": text}, names=names)
    overview = overview_of(registry)
    if style.json:
        write_json(to_json(overview))
        return 0
    from govmatters.report.record_tables import overview_report  # noqa: PLC0415 (rich is slow)

    write_report(overview_report(overview, registry, style.labels), style)
    return 0
