"""The commands below ``import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govmatters.cli import options
from govmatters.cli.output import patience, write_json, write_report
from govmatters.cli.portals import Format, portal
from govmatters.errors import InvalidEntryError
from govmatters.io import dump, dump_json
from govmatters.io.files import registry_files
from govmatters.io.nodes import WrongError
from govmatters.planner import to_json
from govmatters.report.overview import overview_of
from govmatters.workbooks import read_workbook

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["imports"]

imports = typer.Typer(help="Make a registry of what you have.", rich_markup_mode=None)


imports.command("portal")(portal)

_Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Workbooks (.xlsx).")]
_Out = Annotated[
    str, typer.Option("--out", metavar="DIR", help="A new folder, or one of an earlier import.")
]
_Format = Annotated[Format, typer.Option("--format", help="How the registry is written.")]


@imports.command("xlsx")
def xlsx(
    *,
    files: _Files,
    out: _Out,
    format: _Format = Format.YAML,  # noqa: A002 (the name of the option)
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Read workbooks into one registry, and write it as DIR/registry.yaml (or .json)."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    with patience("reading the workbooks"):
        registry = read_workbook(*files)
    with patience("writing the registry"):
        _save(registry, Path(out), format)
    overview = overview_of(registry)
    if style.json:
        write_json(to_json(overview))
        return 0
    from govmatters.report.record_tables import overview_report  # noqa: PLC0415 (rich is slow)

    write_report(overview_report(overview, registry, style.labels), style)
    return 0


def _save(registry: Registry, folder: Path, wanted: Format) -> None:
    """Write one file, in place of that of an earlier import, and beside no other registry."""
    file = folder / f"registry.{wanted}"
    earlier = {folder / f"registry.{one}" for one in Format}
    text = dump(registry) if wanted is Format.YAML else dump_json(registry)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_others(folder, earlier)
        new = folder / f".{file.name}.new"
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(file)
        for old in earlier - {file}:
            old.unlink(missing_ok=True)
    except (OSError, ValueError) as exc:
        problem = f"cannot be written: {getattr(exc, 'strerror', None) or exc}; name another folder"
        raise InvalidEntryError(str(folder)[:80], problem) from None


def _refuse_others(folder: Path, earlier: set[Path]) -> None:
    """Refuse a folder whose other files would be read together with the import."""
    try:
        others = [path for path in registry_files(folder) if path not in earlier]
    except WrongError:
        return
    if others:
        problem = f"holds {others[0].name[:80]!r} of another registry; name a new folder"
        raise InvalidEntryError(str(folder)[:80], problem)
