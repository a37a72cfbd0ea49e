"""What a verdict is made of: ways, their states, and the grounds that open or close them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from govmatters.conditions import Answer
from govmatters.errors import UnknownIdError
from govmatters.model import Mechanism
from govmatters.rules.handling.changes import Change, Obstacle

__all__ = ["Act", "Ground", "Spared", "State", "Verdict", "Way", "WayVerdict"]


class Way(StrEnum):
    """How an applicant handles a matter: where it belongs, or in one of the four modes."""

    LOCAL = "local"
    FULL_ONLINE = "full_online"
    ANYWHERE = "anywhere"
    MULTI_PLACE = "multi_place"
    PROXY_COLLECT = "proxy_collect"

    @property
    def name_zh(self) -> str:
        """The way's Chinese name."""
        return _WAYS_ZH[self]


_WAYS_ZH = {
    Way.LOCAL: "属地办理",
    Way.FULL_ONLINE: "全程网办",
    Way.ANYWHERE: "异地受理、无差别办理",
    Way.MULTI_PLACE: "多地联办",
    Way.PROXY_COLLECT: "异地代收代办",
}


class State(StrEnum):
    """Whether a way is open, closed, or not decided by what is known."""

    OPEN = "open"
    CLOSED = "closed"
    UNDECIDED = "undecided"

    @property
    def name_zh(self) -> str:
        """The state's Chinese name."""
        return {"open": "可办", "closed": "不可办", "undecided": "待定"}[self.value]


@attrs.frozen(kw_only=True)
class Ground:
    """
    One thing that a way needs.

    Attributes:
        rule: Number of the rule that needs it.
        obstacle: What is looked at.
        holds: Whether it does; None: not known.
        found: What the registry or the facts say, such as ``"scope is city"``.
        basis: Legal basis, if there is one.
        change: What would make it hold; None if it holds, or nothing would.
        questions: Ids of the questions whose answers decide it, if it is not known.
        missing: Fields that the registry does not state, if it is not known.
    """

    rule: str
    obstacle: Obstacle
    holds: bool | None
    found: str
    basis: str | None = None
    change: Change | None = None
    questions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Act:
    """
    Who does what, where.

    Attributes:
        who: ``applicant``, ``window`` (at the applicant's place) or ``authority``.
        at: Code of the region; None: online, or not known yet.
        does: What, in Chinese.
    """

    who: str
    at: str | None
    does: str


@attrs.frozen(kw_only=True)
class Spared:
    """An exemption that holds where the application is handed in and where it is decided."""

    exemption: str
    of: str
    by: Mechanism
    always: bool


@attrs.frozen(kw_only=True)
class WayVerdict:
    """
    Whether one way is open.

    Attributes:
        way: The way.
        state: Open, closed, or undecided.
        trips: How often the applicant comes; None: not known.
        grounds: All that the way needs, in the order of the rules.
        change: The single change that would open it; None if it is not closed, or if no single
            change would.
        acts: Who does what, in order; empty if it is closed.
        spared: The exemptions that hold on this way (HR-9).
    """

    way: Way
    state: State
    trips: int | None
    grounds: tuple[Ground, ...]
    change: Change | None = None
    acts: tuple[Act, ...] = ()
    spared: tuple[Spared, ...] = ()

    @property
    def closing(self) -> tuple[Ground, ...]:
        """The grounds that do not hold."""
        return tuple(ground for ground in self.grounds if ground.holds is False)


@attrs.frozen(kw_only=True)
class Verdict:
    """
    Whether and how a matter may be handled by an applicant who is at a place.

    Attributes:
        matter: Id of the matter.
        at: Code of the region where the applicant is.
        on: The day.
        digest: Of the registry.
        facts: The answers that were given, by question, sorted.
        competent: Code of the competent region; None: it is not known yet.
        way: The best open way (HR-2, HR-8); None: none is open.
        state: Open if some way is; closed if every way is; undecided otherwise.
        ways: Every way: the open ones as ranked, then the undecided, then the closed.
        questions: Ids of the questions to ask, in the order in which ways name them.
        missing: Fields that the registry does not state and some way depends on.
    """

    matter: str
    at: str
    on: dt.date
    digest: str
    facts: tuple[tuple[str, Answer], ...]
    competent: str | None
    way: Way | None
    state: State
    ways: tuple[WayVerdict, ...]
    questions: tuple[str, ...]
    missing: tuple[str, ...]

    def __getitem__(self, way: Way | str) -> WayVerdict:
        """Look up what is said of one way, or raise UnknownIdError with the ways there are."""
        for one in self.ways:
            if one.way == way:
                return one
        raise UnknownIdError(noun="way", id=str(way), known=tuple(map(str, Way)))

    @property
    def open_ways(self) -> tuple[WayVerdict, ...]:
        """The open ways, as ranked (HR-8)."""
        return tuple(one for one in self.ways if one.state is State.OPEN)
