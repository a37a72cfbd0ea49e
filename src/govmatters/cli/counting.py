"""The commands ``population`` and ``changes``: a bundle over a table of cases."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import write_json, write_report
from govmatters.cli.progress import counting
from govmatters.cli.saving import refuse_wrong_file, save
from govmatters.errors import InvalidEntryError, MissingExtraError
from govmatters.planner import to_json
from govmatters.report.cleaning import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from govmatters.populations.changes.differences import Changes
    from govmatters.populations.publishing.published import Published, PublishedChanges
    from govmatters.populations.results import Population
    from govmatters.registry import Registry

__all__ = ["changes", "population"]

T = TypeVar("T", "Population", "Changes")

_Bundle = Annotated[str, typer.Argument(metavar="BUNDLE", help="The bundle's id.")]
_Cases = Annotated[
    str,
    typer.Argument(
        metavar="CASES", help="A table of cases: .parquet, .arrow, .csv, or a folder of Parquet."
    ),
]
_By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="NAME,…",
        help="Group by region, city, province, day, month, year, situation, or questions.",
    ),
]
_On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day of all cases, if no column has it."),
]
_WasOn = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Look at all cases as on this day, before."),
]
_ToOn = Annotated[
    str | None,
    typer.Option("--to-on", metavar="DATE", help="Look at all cases as on this day, then."),
]
_ToData = Annotated[
    list[str] | None,
    typer.Option(
        "--to-data", metavar="PATH", help="The registry as it becomes; repeatable; --data else."
    ),
]
_Region = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help="Where all are handled, if no column has it."),
]
_Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="QUESTION=COLUMN",
        help="A column that is not called like its question, day, region or weight; repeatable.",
    ),
]
_SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Leave out rows that cannot be taken, and say so.")
]
_Below = Annotated[
    int | None,
    typer.Option(
        "--suppress-below",
        metavar="K",
        min=1,
        help="Hide groups with fewer cases, and what would give them away.",
    ),
]
_Out = Annotated[
    str | None,
    typer.Option(
        "--out", metavar="FILE", help="Write .csv, .parquet, .xlsx or .json instead of a report."
    ),
]


def population(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: _Bundle,
    cases: _Cases,
    data: options.Data = None,
    by: _By = None,
    on: _On = None,
    region: _Region = None,
    column: _Columns = None,
    skip_bad: _SkipBad = False,
    suppress_below: _Below = None,
    out: _Out = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Measure a bundle over a table of cases, one row an application: papers before and after."""
    refuse_wrong_file(out, cases)
    _need_extra()
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    day, columns = options.day_of(on), _columns(column)
    registry = registry_of(data)
    from govmatters.populations.populations import population as measure  # noqa: PLC0415 (an extra)

    asked = partial(measure, by=_names(by), on=day, region=region, columns=columns)
    found = _measured(partial(asked, registry, bundle, cases, skip_bad=skip_bad))
    return _tell(found, registry, style, out, suppress_below)


def changes(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: _Bundle,
    cases: _Cases,
    data: options.Data = None,
    to_data: _ToData = None,
    on: _WasOn = None,
    to_on: _ToOn = None,
    by: _By = None,
    region: _Region = None,
    column: _Columns = None,
    skip_bad: _SkipBad = False,
    suppress_below: _Below = None,
    out: _Out = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Measure what a change saves the same cases: another registry, or another day."""
    refuse_wrong_file(out, cases)
    _need_extra()
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    days, columns = (options.day_of(on), options.day_of(to_on, "--to-on")), _columns(column)
    if not to_data and days[0] == days[1]:
        problem = "nothing changes; name another registry, or another day with --to-on"
        raise InvalidEntryError(subject="--to-data", problem=problem)
    was = registry_of(data)
    becomes = registry_of(to_data) if to_data else was
    from govmatters.populations.changes.comparing import changes as compare  # noqa: PLC0415 (an extra)

    asked = partial(compare, by=_names(by), was_on=days[0], becomes_on=days[1])
    asked = partial(asked, region=region, columns=columns, skip_bad=skip_bad)
    found = _measured(partial(asked, was, becomes, bundle, cases))
    registry = was if found.becomes_alone else becomes
    return _tell(found, registry, style, out, suppress_below)


def _measured(measure: Callable[..., T]) -> T:
    """Measure while progress is shown, and say what is left out."""
    with counting("measuring cases") as progress:
        found = measure(progress=progress)
    _say_skipped(found)
    return found


def _need_extra() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("numpy", "pyarrow")):
        raise MissingExtraError(what="a population", extra="population")


def _names(by: Sequence[str] | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in ",".join(by).split(",")) if by else ()
    if "" in names:
        msg = "a name is empty; write names with a comma between two, or leave --by out"
        raise typer.BadParameter(msg, param_hint="--by")
    return names


def _columns(stated: Sequence[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in stated or ():
        question, equals, column = (part.strip() for part in text.partition("="))
        if not (question and equals and column) or question in found:
            problem = "wants QUESTION=COLUMN, once a question"
            raise InvalidEntryError(subject=f"--column {text[:80]!r}", problem=problem)
        found[question] = column
    return found


def _say_skipped(found: Population | Changes) -> None:
    """Say on standard error which rows are left out, whatever becomes of the result."""
    for one in (*map(str, found.problems), f"{found.skipped} rows are left out"):
        if found.skipped:
            print(clean(f"cases: {one}"), file=sys.stderr)  # noqa: T201 (a command line)


def _tell(
    found: Population | Changes,
    registry: Registry,
    style: options.Style,
    out: str | None,
    below: int | None,
) -> int:
    from govmatters.populations.publishing.suppressing import suppress  # noqa: PLC0415 (an extra)

    result = found if below is None else suppress(found, below=below)
    if out is not None:
        save(result, out)
    if style.json:
        write_json(to_json(result))
        return 0
    from govmatters.report.tables import line  # noqa: PLC0415 (rich is slow)

    report = _report(result, registry, style) if out is None else [line("写入", out)]
    write_report(report, style)
    return 0


def _report(
    result: Population | Published | Changes | PublishedChanges,
    registry: Registry,
    style: options.Style,
) -> Iterable[RenderableType]:
    from govmatters.populations import results  # noqa: PLC0415 (an extra)
    from govmatters.populations.changes import differences  # noqa: PLC0415
    from govmatters.populations.publishing import published  # noqa: PLC0415
    from govmatters.report import change_tables, population_tables  # noqa: PLC0415 (rich is slow)

    match result:
        case results.Population():
            return population_tables.population_report(result, registry, style.labels)
        case published.Published():
            return population_tables.published_report(result, registry, style.labels)
        case differences.Changes():
            return change_tables.changes_report(result, registry, style.labels)
    return change_tables.published_changes_report(result, registry, style.labels)
