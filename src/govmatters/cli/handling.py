"""The commands ``handling`` and ``matrix``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from govmatters.cli import options
from govmatters.cli.inputs import cases_of, facts_of, place_of, registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.elsewhere import BundleVerdict, bundle_handling
from govmatters.errors import InvalidEntryError, UnknownIdError
from govmatters.measures.handling.judging import handling_matrix
from govmatters.measures.handling.openings import openings
from govmatters.planner import to_json
from govmatters.registry import Registry
from govmatters.rules.handling.judging import handling as handling_of
from govmatters.rules.handling.values import State, Verdict

__all__ = ["handling", "matrix"]

_What = Annotated[str, typer.Argument(metavar="MATTER", help="Id of a matter, or of a bundle.")]
_At = Annotated[
    str, typer.Option("--at", metavar="REGION", help="Where the applicant is, such as 440300.")
]
_Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        metavar="CODE",
        help="A region to look from; repeatable. Default: every county of the country, "
        "and every region that the registry declares.",
    ),
]
_Cases = Annotated[
    str | None,
    typer.Option(
        "--cases",
        metavar="FILE",
        help="A YAML or JSON map of matters to their cases, by which changes are ranked.",
    ),
]
_Most = Annotated[int, typer.Option(min=0, help="How many changes are listed.")]


def handling(  # noqa: PLR0913 (each option is its own)
    *,
    matter: _What,
    at: _At,
    data: options.Data = None,
    on: options.Day = None,
    fact: options.Fact = None,
    facts: options.Facts = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Say whether and how a matter, or a bundle, is handled by an applicant who is elsewhere.

    Every way is told with what it needs; of a closed one the single change that would open it.
    """
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    place = place_of(at, registry, day, option="--at")
    answers = facts_of(facts, fact, registry)
    _refuse_unknown(matter, registry)
    if matter in registry.bundles and matter not in registry.matters:
        with patience("judging"):
            of_bundle = bundle_handling(registry, matter, at=place, on=day, facts=answers)
        return _told_of_bundle(of_bundle, registry, style)
    with patience("judging"):
        verdict = handling_of(registry, matter, at=place, on=day, facts=answers)
    return _told_of_matter(verdict, registry, style)


def _refuse_unknown(what: str, registry: Registry) -> None:
    """Refuse what is neither, with what is near among both."""
    if what not in registry.matters and what not in registry.bundles:
        raise UnknownIdError(
            noun="matter or bundle", id=what, known=(*registry.bundles, *registry.matters)
        )


def _told_of_matter(verdict: Verdict, registry: Registry, style: options.Style) -> int:
    """Exit with 1 if it is closed: what is undecided is not."""
    if style.json:
        write_json(to_json(verdict))
    else:
        from govmatters.report.handling_tables import verdict_report  # noqa: PLC0415 (rich)

        write_report(verdict_report(verdict, registry, style.labels), style)
    return int(verdict.state is State.CLOSED)


def _told_of_bundle(verdict: BundleVerdict, registry: Registry, style: options.Style) -> int:
    """Exit with 1 if any matter can be handled neither from there nor where it belongs."""
    if style.json:
        write_json(to_json(verdict))
    else:
        from govmatters.report.handling_tables import bundle_verdict_report  # noqa: PLC0415 (rich)

        write_report(bundle_verdict_report(verdict, registry, style.labels), style)
    return int(bool(verdict.stuck))


def matrix(  # noqa: PLR0913 (each option is its own)
    *,
    data: options.Data = None,
    on: options.Day = None,
    region: _Regions = None,
    fact: options.Fact = None,
    facts: options.Facts = None,
    cases: _Cases = None,
    most: _Most = 20,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Judge every matter from every region: what each way covers, and which change opens most.

    The regions are the counties in force on the day, and those that the registry declares.
    """
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    registry = registry_of(data)
    day = options.day_of(on) or options.today()
    _known(region or [], registry, day)
    answers = facts_of(facts, fact, registry)
    counted = cases_of(cases, registry)
    with patience("judging every matter from every region"):
        made = handling_matrix(registry, on=day, regions=region, facts=answers)
        ranked = openings(registry, made, cases=counted) if most else ()
    from govmatters.report.matrix_tables import matrix_json, matrix_report  # noqa: PLC0415 (rich)

    if style.json:
        write_json(matrix_json(made, ranked))
    else:
        write_report(matrix_report(made, ranked[:most], registry, style.labels), style)
    return 0


def _known(regions: list[str], registry: Registry, on: dt.date) -> None:
    for code in regions:
        place_of(code, registry, on, option="--region")
    if len(set(regions)) < len(regions):
        twice = next(code for code in regions if regions.count(code) > 1)
        raise InvalidEntryError(subject="--region", problem=f"{twice!r} stands twice; drop one")
