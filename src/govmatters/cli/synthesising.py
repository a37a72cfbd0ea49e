"""The commands below ``synthetic``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from govmatters.cli import options
from govmatters.cli.inputs import place_of, registry_of
from govmatters.cli.output import write_report
from govmatters.cli.progress import counting
from govmatters.errors import InvalidEntryError
from govmatters.registry import Registry
from govmatters.report.tables import line
from govmatters.synthetic import (
    synthetic_cases,
    synthetic_records,
    write_cases,
    write_records,
)
from govmatters.synthetic.marginal_files import read_marginals
from govmatters.synthetic.marginals import MOST

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["synthetic"]

synthetic = typer.Typer(
    help="Make up cases or a registry, which say that they are made up.", rich_markup_mode=None
)

_Seed = Annotated[
    int,
    typer.Option("--seed", min=0, help="The same seed gives the same bytes.", show_default=False),
]
_Regions = Annotated[
    list[str] | None,
    typer.Option("--region", metavar="CODE", help="Where matters are handled; repeatable."),
]


@synthetic.command("cases")
def cases(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: Annotated[str, typer.Argument(metavar="BUNDLE", help="The bundle's id.")],
    number: Annotated[int, typer.Option("--number", min=0, max=10**12, help="How many cases.")],
    seed: _Seed,
    out: Annotated[
        str,
        typer.Option("--out", metavar="FILE", help="Ends with .parquet, .arrow or .csv; replaced."),
    ],
    data: options.Data = None,
    marginals: Annotated[
        str | None,
        typer.Option(
            "--marginals",
            metavar="FILE",
            help="YAML or JSON: by question, weights by answer. Default: situations equally often.",
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day. Default: today.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The last day. Default: the first.")
    ] = None,
    region: _Regions = None,
    unknown: Annotated[
        str, typer.Option("--unknown", metavar="SHARE", help="Of answers not known, as 1/10.")
    ] = "0",
    no_color: options.NoColour = False,
) -> int:
    """Make up cases of a bundle, to measure a population before there is one."""
    registry = registry_of(data)
    since, until = _days(first, last)
    share = _share(unknown)
    places = [place_of(code, registry, since, option="--region") for code in region or ()]
    drawn = synthetic_cases(
        registry,
        bundle,
        number,
        seed=seed,
        first=since,
        last=until,
        regions=places,
        marginals=_marginals(marginals, registry),
        unknown=share,
    )
    with counting("writing synthetic cases") as tell:
        done = write_cases(drawn, out, progress=lambda count: tell(count, number))
    _report(f"{done} synthetic cases", out, no_colour=no_color)
    return 0


@synthetic.command("registry")
def registry(  # noqa: PLR0913 (each option is its own)
    *,
    matters: Annotated[int, typer.Option("--matters", min=1, max=10**7, help="How many matters.")],
    seed: _Seed,
    out: Annotated[
        str,
        typer.Option("--out", metavar="FILE.jsonl|FOLDER", help="A file, replaced; a new folder."),
    ],
    catalogue: Annotated[
        int | None,
        typer.Option(
            "--catalogue",
            min=0,
            max=10**7,
            help="How many catalogue items; 0: matters state all themselves. Default: 1 for 250.",
        ),
    ] = None,
    bundles: Annotated[
        int | None,
        typer.Option("--bundles", min=0, max=10**7, help="How many. Default: one a region."),
    ] = None,
    region: _Regions = None,
    like: Annotated[
        list[str] | None,
        typer.Option(
            "--like", metavar="PATH", help="A registry whose shape it has. Default: a portal's."
        ),
    ] = None,
    no_color: options.NoColour = False,
) -> int:
    """Make up a registry of any size, shaped like a real one."""
    records = synthetic_records(
        matters,
        seed=seed,
        catalogue=catalogue,
        bundles=bundles,
        regions=[
            place_of(code, Registry(), options.today(), option="--region") for code in region or ()
        ],
        like=registry_of(like) if like else None,
    )
    with counting("writing synthetic records") as tell:
        done = write_records(records, out, progress=lambda count: tell(count, None))
    _report(f"{done} synthetic records", out, no_colour=no_color)
    return 0


def _days(first: str | None, last: str | None) -> tuple[dt.date, dt.date]:
    since = options.day_of(first, "--from") or options.today()
    until = options.day_of(last, "--to") or since
    if until < since:
        problem = f"{until} lies before the first day, {since}; write a later one"
        raise InvalidEntryError(subject="--to", problem=problem)
    return since, until


def _share(text: str) -> Fraction:
    try:
        share = Fraction(text) if len(text) <= 20 else Fraction(-1)  # noqa: PLR2004
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1 or share.denominator > MOST:
        problem = f"{text[:80]!r} is no share in 0…1 of at most 12 digits; write it as 1/10 or 0.1"
        raise InvalidEntryError(subject="--unknown", problem=problem)
    return share


def _marginals(file: str | None, registry: Registry) -> dict[str, dict[object, object]] | None:
    return None if file is None else read_marginals(file, registry)


def _report(what: str, out: str, *, no_colour: bool) -> None:
    style = options.style_of(as_json=False, labels=options.LabelChoice.ZH, no_colour=no_colour)
    write_report([line("写入", f"{out}: {what}")], style)
