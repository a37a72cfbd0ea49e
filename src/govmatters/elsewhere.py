"""Bundles handled from elsewhere (HR-10): each matter's way, the places, the papers from there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations

import attrs

from govmatters.codes.successions import refuse_abolished
from govmatters.errors import SearchBudgetError
from govmatters.model import Bundle
from govmatters.planner import compile_bundle
from govmatters.registry import Registry
from govmatters.rules.handling.acting import places_of
from govmatters.rules.handling.judging import verdict_at
from govmatters.rules.handling.values import State, Verdict, Way
from govmatters.rules.plans import Plan

__all__ = ["BundleVerdict", "Course", "bundle_handling"]

_MOST_PLACES = 16
"""Of so many places every choice is tried; no bundle has half as many competent regions."""


@attrs.frozen(kw_only=True)
class Course:
    """
    How one matter of a bundle is handled.

    Attributes:
        key: The matter's key in the bundle.
        verdict: As judged from where the applicant is.
        way: The way that was chosen; None: none is open from any place, or it is not decided.
        visits: Code of the region that is visited for it; None: none is, or it is not decided.
    """

    key: str
    verdict: Verdict
    way: Way | None
    visits: str | None

    @property
    def is_decided(self) -> bool:
        """Whether it is known how the matter is handled, or that it cannot be."""
        return self.way is not None or self.verdict.competent is not None


@attrs.frozen(kw_only=True)
class BundleVerdict:
    """
    How a bundle is handled by an applicant who is at a place.

    Attributes:
        bundle: Id of the bundle.
        at: Code of the region where the applicant is.
        on: The day.
        digest: Of the registry.
        courses: One for each matter that may apply, by key.
        places: Codes of the regions to visit, the applicant's own first: as few as possible.
        questions: Ids of the questions whose answers decide what is undecided.
        plan: The plan with the exemptions that hold from there (HR-9); of a matter whose
            competent region is not known, those that hold at the bundle's own region.
        home: The plan at the bundle's own region.
    """

    bundle: str
    at: str
    on: dt.date
    digest: str
    courses: tuple[Course, ...]
    places: tuple[str, ...]
    questions: tuple[str, ...]
    plan: Plan
    home: Plan

    @property
    def undecided(self) -> tuple[str, ...]:
        """The matters of which it is not known how they are handled."""
        return tuple(one.key for one in self.courses if not one.is_decided)

    @property
    def stuck(self) -> tuple[str, ...]:
        """The matters that can be handled neither from there nor where they belong."""
        return tuple(one.key for one in self.courses if one.is_decided and one.way is None)


def bundle_handling(
    registry: Registry,
    bundle: str,
    *,
    at: str,
    on: dt.date,
    facts: Mapping[str, object] | None = None,
) -> BundleVerdict:
    """
    Judge how a bundle is handled by an applicant who is at a place.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        at: Code of the region where the applicant is.
        on: The day.
        facts: Answers by question.

    Returns:
        The verdict. The places are as few as possible, exactly; of equally few, those with the
        applicant's own, then the first by their codes. What is undecided visits no place yet.

    Raises:
        UnknownIdError: If there is no such bundle or region.
        AbolishedRegionError: If the place was abolished before the day.
        FactsError: If a fact cannot be taken.
        SearchBudgetError: If its matters belong to more regions than can be tried.

    Source:
        HR-10.
    """
    found = registry.bundle(bundle)
    refuse_abolished(at, registry.geography, on)
    home = compile_bundle(registry, bundle, on=on).plan(facts)
    journey = _Journey(
        registry=registry,
        bundle=found,
        at=at,
        on=on,
        facts=dict(found.given) | dict(facts or {}),
        keys=tuple(sorted(key for stage in home.stages for key in stage)),
    )
    courses, places = journey.courses()
    from_there = compile_bundle(registry, bundle, on=on, places=journey.working(courses))
    asked = (name for one in courses for name in journey.asked(one.verdict))
    return BundleVerdict(
        bundle=bundle,
        at=at,
        on=on,
        digest=registry.digest,
        courses=courses,
        places=places,
        questions=tuple(dict.fromkeys(asked)),
        plan=from_there.plan(facts),
        home=home,
    )


@attrs.frozen(kw_only=True)
class _Journey:
    """An applicant, a bundle, and the matters of it that may apply."""

    registry: Registry
    bundle: Bundle
    at: str
    on: dt.date
    facts: Mapping[str, object]
    keys: tuple[str, ...]

    def courses(self) -> tuple[tuple[Course, ...], tuple[str, ...]]:
        """Choose a way for each matter, so that the places to visit are as few as possible."""
        matters = {place.key: place.matter for place in self.bundle.matters}
        verdicts = {key: self._verdict(matters[key], self.at) for key in self.keys}
        belong = {one.competent for one in verdicts.values() if one.competent is not None}
        candidates = (self.at, *sorted(belong - {self.at}))
        options = {key: self._options(verdicts[key], matters[key], candidates) for key in self.keys}
        places = self._fewest([set(some) for some in options.values() if some], candidates)
        courses = (self._course(key, verdicts[key], options[key], places) for key in self.keys)
        return tuple(courses), places

    def _verdict(self, matter: str, at: str) -> Verdict:
        return verdict_at(self.registry, matter, at=at, on=self.on, facts=self.facts)

    def _options(
        self, verdict: Verdict, matter: str, candidates: tuple[str, ...]
    ) -> dict[str, Way]:
        """Tell at which places a matter can be handled; none if nobody has to go anywhere."""
        if verdict.competent is None or verdict[Way.FULL_ONLINE].state is State.OPEN:
            return {}
        ways: dict[str, Way] = {}
        for place in candidates:
            there = verdict if place == self.at else self._verdict(matter, place)
            if there.way is not None:
                ways[place] = there.way
        return ways

    def _fewest(self, wanted: list[set[str]], candidates: tuple[str, ...]) -> tuple[str, ...]:
        """Try sets of places, the smallest first, until each matter has one of its places."""
        if len(candidates) > _MOST_PLACES:
            raise SearchBudgetError(self.bundle.id, candidates, 2**_MOST_PLACES)
        for size in range(len(candidates) + 1):
            for some in combinations(candidates, size):
                if all(not places.isdisjoint(some) for places in wanted):
                    return some
        return candidates  # pragma: no cover (all places together always do)

    def _course(
        self, key: str, verdict: Verdict, options: Mapping[str, Way], places: tuple[str, ...]
    ) -> Course:
        visited = next((place for place in places if place in options), None)
        way = options[visited] if visited is not None else None
        if verdict[Way.FULL_ONLINE].state is State.OPEN:
            way = Way.FULL_ONLINE
        return Course(key=key, verdict=verdict, way=way, visits=visited)

    def asked(self, verdict: Verdict) -> tuple[str, ...]:
        """Name what must be answered before it is known where a matter belongs."""
        if verdict.competent is not None:
            return ()
        named = self.registry.matter(verdict.matter).competent
        return verdict.questions or ((named,) if named is not None else ())

    def working(self, courses: tuple[Course, ...]) -> dict[str, tuple[str, ...]]:
        """Tell where exemptions must hold, for each matter that is not handled at home (HR-9)."""
        return {
            one.key: tuple(self._places(one, one.verdict.competent))
            for one in courses
            if one.way is not None and one.verdict.competent is not None
        }

    def _places(self, course: Course, competent: str) -> Iterator[str]:
        """Name where a matter is handed in and decided; at home, that is the bundle's region."""
        regions = self.registry.geography
        for place in places_of(course.way or Way.LOCAL, course.visits or self.at, competent):
            is_home = place == competent and regions.within(self.bundle.region, competent)
            yield self.bundle.region if is_home else place
