"""Key tasks of a plan (重点任务): who does what by which day."""

from __future__ import annotations

import datetime as dt

import attrs

from govmatters.model.provenance import Confidence

__all__ = ["Task"]


@attrs.frozen(kw_only=True)
class Task:
    """
    What some units are to do, as a plan's annex lists it.

    Attributes:
        id: Unique among tasks.
        region: Code of the region whose plan it is.
        work: What is to be done.
        number: Its number in the plan, at least 0.
        section: The part of the plan that it stands in.
        area: The field of work within that part.
        units: Names of who is responsible, in the plan's order; they need not be authorities
            of the registry.
        deadline: The last day; None if it is standing or not stated.
        standing: Whether it goes on for ever (常态化工作); None: not stated.
        done: The day on which it was done; None: not done, or nobody says so.
        indicators: Names of the indicators that measure it.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    region: str
    work: str
    number: int | None = None
    section: str | None = None
    area: str | None = None
    units: tuple[str, ...] = ()
    deadline: dt.date | None = None
    standing: bool | None = None
    done: dt.date | None = None
    indicators: tuple[str, ...] = ()
    source: str | None = None
    confidence: Confidence | None = None
