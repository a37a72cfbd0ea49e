"""The commands below ``export``."""

from __future__ import annotations

from typing import Annotated

import typer

from govmatters.checks import check
from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import patience, write_report
from govmatters.errors import InvalidEntryError
from govmatters.report.tables import line
from govmatters.workbooks import write_workbook

__all__ = ["exports"]

exports = typer.Typer(help="Write a registry for other programs.", rich_markup_mode=None)

_SUFFIX = ".xlsx"

_Out = Annotated[str, typer.Argument(metavar="OUT.xlsx", help="The workbook; replaced.")]
_Findings = Annotated[
    bool, typer.Option(help="Check the registry, and write what is found on a sheet of its own.")
]


@exports.command("xlsx")
def xlsx(
    *,
    out: _Out,
    data: options.Data = None,
    findings: _Findings = True,
    no_color: options.NoColour = False,
) -> int:
    """Write a registry as a workbook: a sheet a kind of record, with Chinese headings."""
    if not out.lower().endswith(_SUFFIX):
        problem = f"spreadsheets open a workbook by its name; end it with {_SUFFIX}"
        raise InvalidEntryError(out[:80], problem)
    style = options.style_of(as_json=False, labels=options.LabelChoice.ZH, no_colour=no_color)
    registry = registry_of(data)
    with patience("checking the registry"):
        found = check(registry) if findings else ()
    with patience("writing the workbook"):
        write_workbook(registry, out, found)
    write_report([line("写入", out)], style)
    return 0
