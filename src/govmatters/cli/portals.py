"""The command ``import portal``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.options import Format
from govmatters.cli.output import patience, write_json, write_report
from govmatters.codes.regions import Regions
from govmatters.errors import Fault, InvalidEntryError, LoadError
from govmatters.io import load
from govmatters.report.cleaning import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from govmatters.intake import Import, Portal
    from govmatters.registry import Registry

__all__ = ["portal"]

_SHOWN_FAULTS = 20


_Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="JSON Lines, or one JSON a file: matters and guides."),
]
_Out = Annotated[
    str, typer.Option("--out", metavar="DIR", help="A new folder, or an earlier import.")
]
_Known = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        metavar="PATH",
        help="A registry whose papers are known already; repeatable. None by default.",
    ),
]
_Mapping = Annotated[
    str | None, typer.Option("--mapping", metavar="FILE", help="What you say of guesses.")
]
_Region = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help="Of records that tell none, such as 430000."),
]
_Publisher = Annotated[str | None, typer.Option(help="Who published the records.")]
_Url = Annotated[str | None, typer.Option(help="Where they were published.")]
_Retrieved = Annotated[
    str | None, typer.Option("--retrieved", metavar="DATE", help="When they were read.")
]
_Source = Annotated[str, typer.Option(help="Id of the source that every record names.")]
_Place = Annotated[str, typer.Option(help="The word under which standard codes are kept.")]


def portal(  # noqa: PLR0913 (each option is its own)
    *,
    files: _Files,
    out: _Out,
    data: _Known = None,
    mapping: _Mapping = None,
    region: _Region = None,
    publisher: _Publisher = None,
    url: _Url = None,
    retrieved: _Retrieved = None,
    source: _Source = "portal",
    place: _Place = "portal",
    format: options.FormatIn = Format.YAML,  # noqa: A002 (the name of the option)
    json: options.AsJson = False,
    no_color: options.NoColour = False,
) -> int:
    """
    Read a portal's records (single matters, one-thing guides) into files of the format.

    Beside them it writes import.report.json and import.report.html: what was taken as is,
    normalised, guessed by which rule, or left out, for every field and every row.
    """
    from govmatters.intake import Portal  # noqa: PLC0415 (other commands do not need it)

    style = options.style_of(as_json=json, labels=options.LabelChoice.ZH, no_colour=no_color)
    described = Portal(
        source=source,
        publisher=publisher,
        url=url,
        retrieved=options.day_of(retrieved, "--retrieved"),
        place=place,
        region=_known_region(region),
    )
    known = registry_of(data) if data else None
    made = _imported([Path(file) for file in files], described, known, mapping)
    report = _written(made, Path(out), data or [], is_json=format is Format.JSON)
    if style.json:
        from json import dumps  # noqa: PLC0415 (beside the option of that name)

        write_json(
            dumps({k: v for k, v in report.items() if k != "records"}, ensure_ascii=False, indent=2)
        )
    else:
        write_report(_summary(report, out), style)
    for fault in made.faults:
        print(clean(fault), file=sys.stderr)  # noqa: T201 (this is the command line)
    return 1 if made.faults or made.unused else 0


def _known_region(code: str | None) -> str | None:
    if code is not None and not Regions().is_known(code):
        problem = f"no region {code[:80]!r}; {Regions().suggestion(code)}"
        raise InvalidEntryError(subject="--region", problem=problem)
    return code


def _imported(
    files: list[Path], portal: Portal, known: Registry | None, mapping: str | None
) -> Import:
    """Import, or raise what is wrong if not one record could be read."""
    from govmatters.intake import import_portal, load_mapping  # noqa: PLC0415

    said = load_mapping(Path(mapping)) if mapping else None
    with patience("importing the records"):
        made = import_portal(files, portal=portal, given=known, mapping=said)
    if not made.accounts:
        raise LoadError(made.faults)
    return made


def _written(made: Import, out: Path, known: list[str], *, is_json: bool) -> dict[str, Any]:
    """See that everything loads, and only then replace an earlier import."""
    from govmatters.intake import write_import  # noqa: PLC0415
    from govmatters.intake.reporting import report_of  # noqa: PLC0415

    with patience("writing the registry"), TemporaryDirectory() as scratch:
        trial = Path(scratch) / "trial"
        write_import(made, trial, is_json=is_json)
        try:
            load(*known, trial)
        except LoadError as exc:
            raise LoadError(tuple(_at_home(fault, trial, out) for fault in exc.faults)) from None
        write_import(made, out, is_json=is_json)
    return report_of(made)


def _at_home(fault: Fault, trial: Path, out: Path) -> Fault:
    """Tell a fault of what would be written by where it would stand, and what to do."""
    if not fault.file.startswith(str(trial)):
        return fault
    file = str(out / Path(fault.file).name)
    return attrs.evolve(
        fault, file=file, message=f"{fault.message}; nothing was written: mend the mapping"
    )


def _summary(report: dict[str, Any], out: str) -> Iterator[RenderableType]:
    """Lay out what became of the input, in a screen."""
    from govmatters.report.tables import heading, items, line  # noqa: PLC0415 (rich is slow)

    counts = report["counts"]
    yield line("导入记录", counts["records"]["imported"])
    if counts["records"]["faults"]:
        yield line("无法读取", counts["records"]["faults"], "red")
    yield _outcomes(counts)
    for key, title in (("unused", "对照表中未用到"), ("repeated", "重复")):
        if report[key]:
            yield heading(title, len(report[key]))
            shown = [one if isinstance(one, str) else one["place"] for one in report[key]]
            yield from items(shown[:_SHOWN_FAULTS])
    guesses = {rule: told for rule, told in report["rules"].items() if "certainty" in told}
    yield heading("推测", sum(told["count"] for told in guesses.values()))
    yield _rules(guesses, ["certainty"], ["把握"])
    yield heading("其余规则")
    yield _rules({k: v for k, v in report["rules"].items() if k not in guesses}, [], [])
    yield line("写入", out)
    yield line("逐项说明", str(Path(out) / "import.report.html"))


def _outcomes(counts: dict[str, Any]) -> RenderableType:
    from govmatters.intake import Outcome  # noqa: PLC0415 (other commands do not need it)
    from govmatters.report.tables import table  # noqa: PLC0415 (rich is slow)

    heads = [*(one.name_zh for one in Outcome), "合计"]
    rows = [
        [name, *(counts[key].get(str(one), "") for one in Outcome), counts[key]["total"]]
        for key, name in (("fields", "字段"), ("rows", "材料行"))
    ]
    return table(["", *heads], rows, right=heads)


def _rules(rules: dict[str, Any], more: list[str], heads: list[str]) -> RenderableType:
    """Lay out rules, the most used first, with more of what the report tells of each."""
    from govmatters.report.tables import table  # noqa: PLC0415 (rich is slow)

    ordered = sorted(rules.items(), key=lambda pair: (-pair[1]["count"], pair[0]))
    rows = [
        [told["count"], *(told[key] for key in more), rule, told["says_zh"]]
        for rule, told in ordered
    ]
    return table(["次数", *heads, "规则", "说明"], rows, right=["次数"])
