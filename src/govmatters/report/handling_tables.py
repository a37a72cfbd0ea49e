"""Handling elsewhere for reading: the verdict, what each way needs, who does what, the papers."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.elsewhere import BundleVerdict
from govmatters.registry import Registry
from govmatters.report.heads import questions_of
from govmatters.report.labels import Labels
from govmatters.report.naming import written
from govmatters.report.places import change_text, place_name
from govmatters.report.stated import stated_now
from govmatters.report.tables import cell, heading, items, line, table
from govmatters.rules.handling.values import Ground, State, Verdict, WayVerdict

__all__ = ["bundle_verdict_report", "verdict_report"]

_STYLES = {State.OPEN: "green", State.UNDECIDED: "yellow", State.CLOSED: "red"}
_MARKS = {True: "✓", False: "✗", None: "?"}


def verdict_report(
    verdict: Verdict, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out a matter's verdict.

    Args:
        verdict: The verdict.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The verdict in a line, the ways, what the closed and undecided ones lack, who does what
        on the best one, the exemptions that hold on it, and the questions to ask.
    """
    matter = registry.matter(verdict.matter)
    yield cell(f"{matter.name}（{verdict.matter}）", "bold")
    yield line(labels("at"), _region(verdict.at, registry))
    yield line(labels("competent"), _region(verdict.competent, registry) or labels.unknown)
    yield line(labels("day"), verdict.on.isoformat())
    yield line(labels("data"), verdict.digest[:12])
    facts = [f"{registry.questions[key].ask} {written(one)}" for key, one in verdict.facts]
    yield from items(facts)
    yield line(labels("state"), _state(verdict, labels), _STYLES[verdict.state])
    yield heading(labels("modes"))
    yield _ways(verdict, registry, labels)
    yield from _lacking(verdict, registry, labels)
    yield from _best(verdict, registry, labels)
    yield from _open(verdict, registry, labels)


def _region(code: str | None, registry: Registry) -> str:
    return "" if code is None else place_name(code, registry.geography)


def _state(verdict: Verdict, labels: Labels) -> str:
    state = labels.beside(verdict.state.name_zh, verdict.state)
    if verdict.way is None:
        return state
    return f"{state}：{labels.beside(verdict.way.name_zh, verdict.way)}"


def _ways(verdict: Verdict, registry: Registry, labels: Labels) -> RenderableType:
    """List every way, as ranked."""
    columns = [labels("way"), labels("state"), labels("trips"), labels("single_change")]
    rows = [
        (
            labels.beside(one.way.name_zh, one.way),
            labels.beside(one.state.name_zh, one.state),
            "" if one.state is State.CLOSED else _trips(one, labels),
            _change(one, registry, labels),
        )
        for one in verdict.ways
    ]
    return table(columns, rows, right=[columns[2]])


def _change(one: WayVerdict, registry: Registry, labels: Labels) -> str:
    if one.change is None:
        return ""
    return labels.beside(change_text(one.change, registry.geography), str(one.change))


def _trips(one: WayVerdict, labels: Labels) -> str:
    return labels.unknown if one.trips is None else str(one.trips)


def _lacking(verdict: Verdict, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """List what ways need that does not hold, or is not known to."""
    rows = [
        (
            labels.beside(one.way.name_zh, one.way),
            _MARKS[ground.holds],
            labels.beside(ground.obstacle.name_zh, ground.obstacle),
            labels.beside(stated_now(ground, registry), ground.found),
            ground.rule,
            _hangs(ground, registry, labels) or ground.basis,
        )
        for one in verdict.ways
        for ground in one.grounds
        if ground.holds is not True
    ]
    if rows:
        yield heading(labels("ground"))
        keys = ("ground", "stated_now", "rule", "reason")
        yield table([labels("way"), "", *map(labels, keys)], rows)


def _hangs(ground: Ground, registry: Registry, labels: Labels) -> str:
    """Say on what a ground hangs that is not known."""
    asked = [registry.questions[name].ask for name in ground.questions]
    unstated = [f"{labels('missing')} {', '.join(ground.missing)}"] if ground.missing else []
    return "；".join([*asked, *unstated])


def _best(verdict: Verdict, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """Lay out the best open way: who does what, and what it spares."""
    if verdict.way is None:
        return
    best = verdict[verdict.way]
    yield heading(labels("steps_of"))
    columns = ["", labels("who"), labels("region"), labels("act")]
    rows = [
        (number, labels(f"who_{act.who}"), _region(act.at, registry), act.does)
        for number, act in enumerate(best.acts, start=1)
    ]
    yield table(columns, rows, right=[""])
    if best.spared:
        yield heading(labels("spared"), len(best.spared))
        columns = [labels("material"), labels("mechanism"), labels("condition")]
        kinds, exemptions = registry.material_types, registry.exemptions
        yield table(
            columns,
            [
                (
                    labels.beside(kinds[one.of].name, one.of),
                    labels.beside(one.by.name_zh, one.by),
                    "" if one.always else exemptions[one.exemption].when,
                )
                for one in best.spared
            ],
        )


def _open(verdict: Verdict, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    yield from questions_of(verdict.questions, registry, labels)
    if verdict.missing:
        yield line(labels("missing"), ", ".join(verdict.missing))


def bundle_verdict_report(
    found: BundleVerdict, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out a bundle's verdict.

    Args:
        found: The verdict.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The places to visit, what would perhaps spare them, each matter's way, the papers from there
        beside those at home, and the questions to ask.
    """
    bundle = registry.bundles[found.bundle]
    yield cell(f"{bundle.name}（{found.bundle}）", "bold")
    yield line(labels("at"), _region(found.at, registry))
    yield line(labels("day"), found.on.isoformat())
    yield line(labels("data"), found.digest[:12])
    places = "；".join(_region(code, registry) for code in found.places) or labels("nobody")
    yield line(labels("places"), places, "bold")
    yield from _not_sure(found, registry, labels)
    yield heading(labels("course"), len(found.courses))
    yield _courses(found, registry, labels)
    yield heading(labels("papers"))
    yield _papers(found, registry, labels)
    yield from questions_of(found.questions, registry, labels)


def _not_sure(found: BundleVerdict, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """Say that fewer places are perhaps enough, for which matters, and what is not stated."""
    if found.at_least < len(found.places):
        yield line(labels("at_least"), found.at_least)
    if found.perhaps_without_visit:
        matters = {one.key: registry.matter(one.verdict.matter) for one in found.courses}
        names = (labels.beside(matters[key].name, key) for key in found.perhaps_without_visit)
        yield line(labels("perhaps_without_visit"), "；".join(names))
    if found.missing:
        yield line(labels("missing"), ", ".join(found.missing))


def _courses(found: BundleVerdict, registry: Registry, labels: Labels) -> RenderableType:
    """List each matter with its way and the place that is visited for it."""
    columns = [labels("matter"), labels("competent"), labels("way"), labels("visit")]
    rows = []
    for one in found.courses:
        name = labels.beside(registry.matters[one.verdict.matter].name, one.key)
        way = "" if one.way is None else labels.beside(one.way.name_zh, one.way)
        state = labels("undecided_ways") if not one.is_decided else labels("stuck")
        competent = _region(one.verdict.competent, registry)
        rows.append((name, competent, way or state, _region(one.visits, registry)))
    return table(columns, rows)


def _papers(found: BundleVerdict, registry: Registry, labels: Labels) -> RenderableType:
    """Set the papers from there beside those at home."""
    papers = dict.fromkeys((*found.plan.to_submit, *found.home.to_submit, *found.plan.may_submit))
    marks = {True: "✓", False: ""}
    rows: list[tuple[object, ...]] = [
        (
            labels.beside(registry.material_types[paper.type].name, paper.type),
            labels.role(paper.subject),
            "?" if paper in found.plan.may_submit else marks[paper in found.plan.to_submit],
            "?" if paper in found.home.may_submit else marks[paper in found.home.to_submit],
        )
        for paper in papers
    ]
    rows.append((labels("total"), "", found.plan.after, found.home.after))
    columns = [labels("material"), labels("subject"), labels("there"), labels("home")]
    return table(columns, rows, right=columns[2:])
