"""The ledger of a plan's key tasks (台账): what is due, whose it is, and what measures it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

import attrs

from govmatters.codes.successions import refuse_abolished
from govmatters.errors import UnknownIdError
from govmatters.measures.indicators.measuring import Indicator, indicator_of, known_indicators
from govmatters.measures.indicators.surveys import Survey, survey_of
from govmatters.measures.indicators.targets import Attainment, targets
from govmatters.model import Task
from govmatters.registry import Registry

__all__ = ["Entry", "Ledger", "Stage", "Workload", "ledger"]


class Stage(StrEnum):
    """Where a task stands on a day."""

    DUE = "due"
    OPEN = "open"
    STANDING = "standing"
    UNDATED = "undated"
    DONE = "done"

    @property
    def name_zh(self) -> str:
        """The stage in Chinese."""
        return _STAGES_ZH[self]


_STAGES_ZH = {
    Stage.DUE: "已到期",
    Stage.OPEN: "未到期",
    Stage.STANDING: "常态化",
    Stage.UNDATED: "未列时限",
    Stage.DONE: "已完成",
}


@attrs.frozen(kw_only=True)
class Entry:
    """
    One task on a day.

    Attributes:
        task: The task.
        stage: Where it stands. Due is what has its last day, or had it, and of which nobody
            says that it is done.
        days_left: Days to its last day; None if it has none.
        attainments: What targets of its region want of the indicators that measure it.
        indicators: Those that measure it and that no target of its region wants, of its region
            with all below.
    """

    task: Task
    stage: Stage
    days_left: int | None
    attainments: tuple[Attainment, ...]
    indicators: tuple[Indicator, ...]


@attrs.frozen(kw_only=True)
class Workload:
    """How many tasks a unit has, by stage, in the order of the stages."""

    unit: str
    counts: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Ledger:
    """
    The tasks of a registry on a day.

    Attributes:
        on: The day.
        digest: Of the registry's content.
        region: Code of the region whose tasks these are, with all below; None: all.
        unit: Name of the unit whose tasks these are; None: all.
        entries: By stage, then by their last day, number and id.
        units: Every unit with tasks, in the order in which tasks name them.
    """

    on: dt.date
    digest: str
    region: str | None
    unit: str | None
    entries: tuple[Entry, ...]
    units: tuple[Workload, ...]


def ledger(
    registry: Registry, *, on: dt.date, region: str | None = None, unit: str | None = None
) -> Ledger:
    """
    Open the ledger.

    Args:
        registry: Holds tasks, targets and matters.
        on: The day.
        region: Code of a region: its tasks and those of all below; all by default.
        unit: Name of a unit; all by default.

    Returns:
        The ledger.

    Raises:
        UnknownIdError: If there is no such region, or no task names the unit.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.

    Examples:
        >>> import datetime, govmatters as gm
        >>> found = gm.ledger(gm.load(), on=datetime.date(2026, 7, 1), unit="市档案馆")
        >>> [(one.task.number, one.stage.value) for one in found.entries]
        [(18, 'due'), (34, 'open')]
    """
    if region is not None:
        refuse_abolished(region, registry.geography, on)
    tasks = [
        task
        for task in registry.tasks.records
        if region is None or registry.geography.within(task.region, region)
    ]
    named = tuple(dict.fromkeys(name for task in _by_number(tasks) for name in task.units))
    if unit is not None and unit not in named:
        raise UnknownIdError(noun="unit", id=unit, known=named)
    chosen = [task for task in tasks if unit is None or unit in task.units]
    entries = sorted(_entries(registry, chosen, on), key=_place)
    return Ledger(
        on=on,
        digest=registry.digest,
        region=region,
        unit=unit,
        entries=tuple(entries),
        units=tuple(_workload(name, entries) for name in named if unit in {None, name}),
    )


def _by_number(tasks: list[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.region, task.number is None, task.number, task.id))


def _entries(registry: Registry, tasks: list[Task], on: dt.date) -> Iterator[Entry]:
    """Look at each task, and at what measures it."""
    known, wanted = known_indicators(), targets(registry, on=on)
    surveys: dict[str, Survey] = {}
    for task in tasks:
        survey = surveys.setdefault(task.region, survey_of(registry, on=on, region=task.region))
        attainments = tuple(
            one for one in wanted if one.region == task.region and one.name in task.indicators
        )
        names = [name for name in task.indicators if name in known]
        others = [name for name in names if name not in {one.name for one in attainments}]
        yield Entry(
            task=task,
            stage=_stage(task, on),
            days_left=None if task.deadline is None else (task.deadline - on).days,
            attainments=attainments,
            indicators=tuple(indicator_of(known[name], survey) for name in others),
        )


def _stage(task: Task, on: dt.date) -> Stage:
    if task.done is not None and task.done <= on:
        return Stage.DONE
    if task.deadline is not None:
        return Stage.DUE if task.deadline <= on else Stage.OPEN
    return Stage.STANDING if task.standing else Stage.UNDATED


def _place(entry: Entry) -> tuple[int, dt.date, float, str]:
    """Order entries: what is due first, what has been due longest before the others."""
    task, stages = entry.task, list(Stage)
    number = float("inf") if task.number is None else task.number
    return stages.index(entry.stage), task.deadline or dt.date.max, number, task.id


def _workload(unit: str, entries: list[Entry]) -> Workload:
    own = [entry.stage for entry in entries if unit in entry.task.units]
    return Workload(unit=unit, counts=tuple(own.count(stage) for stage in Stage))
