"""The commands below ``national``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.cli.progress import counting
from govmatters.model import Level, Severity
from govmatters.national import open_national, write_national
from govmatters.planner import to_json
from govmatters.report.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["national"]

national = typer.Typer(
    help="Registries of national size, in folders of Parquet files.", rich_markup_mode=None
)

_Folder = Annotated[str, typer.Argument(metavar="FOLDER", help="Of a national registry.")]
_Id = Annotated[str, typer.Argument(metavar="ID", help="Of a matter.")]
_Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Indicators. Default: all.")
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
_All = Annotated[bool, typer.Option("--all", help="Write every finding, a line each.")]


def _telling() -> Callable[[str], object]:
    """Say on a terminal what is being done."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda said: print(clean(said), file=sys.stderr)  # noqa: T201


@national.command("write")
def write(*, out: _Folder, data: options.Data = None, no_color: options.NoColour = False) -> int:
    """Write a registry as the folder of a national one, whole or not at all."""
    from govmatters.report.tables import line  # noqa: PLC0415 (rich is slow)

    style = options.style_of(as_json=False, labels=options.LabelChoice.ZH, no_colour=no_color)
    registry = registry_of(data)
    with counting("matters") as progress:
        written = write_national(registry, out, progress=lambda done: progress(done, None))
    counts = "，".join(f"{count} {name}" for name, count in written.counts.items())
    write_report([line("写入", f"{out}（{counts}）")], style)
    return 0


@national.command("show")
def show(*, folder: _Folder, matter: _Id) -> int:
    """Show a matter with all that it inherits, as JSON."""
    with patience("looking it up"):
        found = open_national(folder).matter(matter)
    write_json(to_json(found))
    return 0


@national.command("check")
def check(
    *,
    folder: _Folder,
    on: options.AnyDay = None,
    every: _All = False,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Check everything: how much each check finds, with examples; or each finding.

    Before, the files are compared with their digests.
    """
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    known, day = open_national(folder), options.day_of(on)
    known.verify()
    if every:
        is_bad = False
        for finding in known.findings(day, progress=_telling()):
            is_bad = is_bad or finding.severity is not Severity.NOTE
            sys.stdout.write(f"{clean(finding)}\n")
        return int(is_bad)
    found = known.check(day, progress=_telling())
    if style.json:
        write_json(to_json(found))
    else:
        from govmatters.cli.nation_tables import check_report  # noqa: PLC0415 (rich is slow)

        write_report(check_report(found, style.labels), style)
    return int(any(one.severity is not Severity.NOTE for one in found))


@national.command("indicators")
def indicators(  # noqa: PLR0913 (each option is its own)
    *,
    folder: _Folder,
    names: _Names = None,
    on: options.Day = None,
    region: _Region = None,
    authority: _Authority = None,
    level: _Level = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Compute indicators in counts: what is reached, counted, left out, not known."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    day = options.day_of(on) or options.today()
    with patience("computing indicators"):
        found = open_national(folder).indicators(
            on=day, region=region, authority=authority, level=level, names=names or None
        )
    if style.json:
        write_json(to_json(found))
    else:
        from govmatters.cli.nation_tables import indicators_report  # noqa: PLC0415 (rich is slow)

        write_report(indicators_report(found, style.labels), style)
    return 0
