"""What a plan says: fates of papers, refusals, deadlocks, circles, and bounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from operator import attrgetter

import attrs

from govmatters.conditions import Answer
from govmatters.model import Bounds, Finding, Mechanism, Paper

__all__ = ["DEADLOCK_ORDER", "Circle", "Deadlock", "Fate", "Outcome", "Plan", "Refusal"]


class Outcome(StrEnum):
    """What becomes of a paper in a matter (PL-7), from what asks most to what asks nothing."""

    DEADLOCKED = "deadlocked"
    SUBMIT = "submit"
    SHARED = "shared"
    DEFERRED = "deferred"
    SPARED = "spared"
    NOT_CHOSEN = "not_chosen"
    OPTIONAL = "optional"
    NOT_APPLICABLE = "not_applicable"

    @property
    def name_zh(self) -> str:
        """The outcome's Chinese name."""
        return _NAMES_ZH[self]

    @property
    def is_handed_in(self) -> bool:
        """Whether the paper is handed in, now or later."""
        return self in {Outcome.DEADLOCKED, Outcome.SUBMIT, Outcome.SHARED, Outcome.DEFERRED}


_NAMES_ZH = {
    Outcome.DEADLOCKED: "循环证明",
    Outcome.SUBMIT: "需提交",
    Outcome.SHARED: "一次提交、共用",
    Outcome.DEFERRED: "容缺后补",
    Outcome.SPARED: "免提交",
    Outcome.NOT_CHOSEN: "择一未选",
    Outcome.OPTIONAL: "非必要",
    Outcome.NOT_APPLICABLE: "不适用",
}


@attrs.frozen(kw_only=True)
class Fate:
    """
    What becomes of one paper in one matter, and why (PL-7).

    Attributes:
        matter: The matter's key in the bundle; the bundle's id for its own rows.
        paper: The paper, in the bundle's roles.
        outcome: What becomes of it.
        rows: Places, from 1, of the rows that ask for it and decided the outcome; sorted.
        mechanisms: By what it is spared, in their standard order; else empty.
        exemptions: Ids of the exemptions that spare it, sorted.
        issuers: Keys of the matters whose output it is, sorted.
        shared_with: Keys of the other matters that it is handed in for, sorted; empty where it
            is not handed in here (PL-7).
        refused: Keys of refused matters that would have issued it, sorted (AP-5).
        condition: Why it does not apply, or on what its being asked for hangs.
        equal_alternatives: (place of the row, position of an alternative) that would have
            been equally good, all else as it is (PL-4).
        copies: The largest number that the rows ask for.
        always: False if only some of the open situations have this outcome, for these rows
            and reasons. Issuers, companions, refusals and equal alternatives are those of
            all the situations that have it.
    """

    matter: str
    paper: Paper
    outcome: Outcome
    rows: tuple[int, ...]
    mechanisms: tuple[Mechanism, ...] = ()
    exemptions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    shared_with: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    condition: str | None = None
    equal_alternatives: tuple[tuple[int, int], ...] = ()
    copies: int = 1
    always: bool = True


@attrs.frozen(kw_only=True)
class Refusal:
    """
    A matter, or the bundle, whose handling condition is not met (AP-5).

    Attributes:
        subject: The matter's key, or the bundle's id.
        condition: The condition.
        always: False if only some of the open situations refuse it.
    """

    subject: str
    condition: str
    always: bool = True


@attrs.frozen(kw_only=True)
class Deadlock:
    """
    A paper that nobody can obtain: all its issuers wait for who needs it (PL-5).

    Attributes:
        paper: The paper.
        matter: Key of the matter that needs it.
        issuers: Keys of its issuers, sorted.
        always: False if only some of the open situations have it.
    """

    paper: Paper
    matter: str
    issuers: tuple[str, ...]
    always: bool = True


DEADLOCK_ORDER = attrgetter("matter", "paper", "issuers")
"""The order of deadlocks in a plan."""


@attrs.frozen(kw_only=True)
class Circle:
    """
    Matters that wait for each other (循环证明).

    Attributes:
        matters: Their keys, sorted; two or more.
        papers: The papers that make them wait, sorted.
        always: False if only some of the open situations have it.
    """

    matters: tuple[str, ...]
    papers: tuple[Paper, ...]
    always: bool = True


@attrs.frozen(kw_only=True)
class Plan:
    """
    What an applicant must hand in, in which order the matters run, and why.

    Attributes:
        bundle: Id of the bundle.
        region: Code of the region where it is handled.
        on: The day.
        digest: Of the registry's content.
        facts: Answers by question, as given, in canonical form; sorted.
        held: Papers that the applicant holds already, sorted.
        situations: How many situations the facts leave open.
        exact: False if there were too many of them, so that bounds are safe outer ones.
        to_submit: Papers handed in, in every situation that is open; the bundle's form
            first, then by the matters' keys and rows. A paper of which each matter wants
            its own stands once a matter.
        may_submit: Papers handed in, in some of the situations but not in all.
        added: The bundle's own papers, which no matter hands in (RD-6).
        may_add: The same, in some situations but not in all.
        fates: Every (matter, paper) of applying matters with what becomes of it, by the
            matters' keys and rows; with open questions it may have several.
        stages: Keys of matters that can run side by side, in order; a circle is a stage of
            its own.
        circles: The stages that are circles.
        before: Papers when each matter is handled alone.
        after: Papers handed in.
        rows_before: Rows with a paper handed in, alone.
        rows_after: Rows with a paper handed in.
        copies_before: Copies, alone.
        copies_after: Copies.
        working_days: The longest chain of promised days.
        working_days_alone: The sum of promised days.
        trips: Desks to visit.
        trips_alone: The sum of trips.
        steps: Steps of the bundle.
        steps_alone: The sum of steps.
        refused: Matters, or the bundle, that refuse the applicant.
        deadlocks: Papers nobody can obtain.
        open_questions: Unanswered questions on which anything above depends, in the order
            worth asking.
        deciding_questions: Those whose answer can change the papers handed in or added.
        findings: What is wrong with the bundle's records here.
    """

    bundle: str
    region: str
    on: dt.date
    digest: str
    facts: Mapping[str, Answer] = attrs.field(hash=False)
    held: tuple[Paper, ...]
    situations: int
    exact: bool
    to_submit: tuple[Paper, ...]
    may_submit: tuple[Paper, ...]
    added: tuple[Paper, ...]
    may_add: tuple[Paper, ...]
    fates: tuple[Fate, ...]
    stages: tuple[tuple[str, ...], ...]
    circles: tuple[Circle, ...]
    before: Bounds[int]
    after: Bounds[int]
    rows_before: Bounds[int]
    rows_after: Bounds[int]
    copies_before: Bounds[int]
    copies_after: Bounds[int]
    working_days: Bounds[int]
    working_days_alone: Bounds[int]
    trips: Bounds[int]
    trips_alone: Bounds[int]
    steps: Bounds[int]
    steps_alone: Bounds[int]
    refused: tuple[Refusal, ...]
    deadlocks: tuple[Deadlock, ...]
    open_questions: tuple[str, ...]
    deciding_questions: tuple[str, ...]
    findings: tuple[Finding, ...]
