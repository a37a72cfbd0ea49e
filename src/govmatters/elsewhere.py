"""Bundles handled from elsewhere (HR-10): each matter's way, the places, the papers from there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import attrs

from govmatters.arguments import demand, demand_if_given
from govmatters.codes.successions import refuse_abolished
from govmatters.model import Bundle, Matter
from govmatters.planner import compile_bundle
from govmatters.registry import Registry
from govmatters.rules.handling.acting import decides_at, places_of
from govmatters.rules.handling.judging import verdict_at
from govmatters.rules.handling.values import State, Verdict, Way
from govmatters.rules.handling.visits import fewest_places, own_region, worth_visiting
from govmatters.rules.plans import Plan

__all__ = ["BundleVerdict", "Course", "bundle_handling"]


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

    @property
    def perhaps_without_visit(self) -> bool:
        """Whether a place is visited only as it is not known that it is handled online (HR-4)."""
        return self.visits is not None and self.verdict[Way.FULL_ONLINE].state is State.UNDECIDED


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
        places: Codes of the regions to visit, the applicant's own first: as few as possible by the
            ways that are known to be open. A region stands for any place in it.
        at_least: How many of them would still be visited if every undecided way were open, and
            what is undecided belonged where one goes anyway.
        perhaps_without_visit: The matters for which a place is visited, but perhaps need not be:
            whether they can be handled fully online is undecided.
        questions: Ids of the questions whose answers decide what is undecided, or perhaps spare
            a visit.
        missing: Fields that the registry does not state and that perhaps spare a visit.
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
    at_least: int
    perhaps_without_visit: tuple[str, ...]
    questions: tuple[str, ...]
    missing: tuple[str, ...]
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
        applicant's own, then competent regions, then others, each by their codes. What is
        undecided visits no place yet.

    Raises:
        UnknownIdError: If there is no such bundle or region.
        AbolishedRegionError: If the place was abolished before the day.
        FactsError: If a fact cannot be taken.
        PlacesBudgetError: If the fewest places cannot be settled exactly.
        TypeError: If an argument is of a wrong type.

    Source:
        HR-10.
    """
    demand(registry=registry, bundle=bundle, at=at, on=on)
    demand_if_given(facts=facts)
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
    return journey.verdict(home, facts)


@attrs.frozen(kw_only=True)
class _Journey:
    """An applicant, a bundle, and the matters of it that may apply."""

    registry: Registry
    bundle: Bundle
    at: str
    on: dt.date
    facts: Mapping[str, object]
    keys: tuple[str, ...]

    def verdict(self, home: Plan, facts: Mapping[str, object] | None) -> BundleVerdict:
        """Put together how all matters are handled, and the plan from there beside that at home."""
        courses, places, at_least = self._courses()
        working = self._working(courses)
        compiled = compile_bundle(self.registry, self.bundle.id, on=self.on, places=working)
        return BundleVerdict(
            bundle=self.bundle.id,
            at=self.at,
            on=self.on,
            digest=self.registry.digest,
            courses=courses,
            places=places,
            at_least=at_least,
            perhaps_without_visit=tuple(one.key for one in courses if one.perhaps_without_visit),
            questions=_distinct(name for one in courses for name in self._asked(one)),
            missing=_distinct(name for one in courses for name in self._unstated(one)),
            plan=compiled.plan(facts),
            home=home,
        )

    def _courses(self) -> tuple[tuple[Course, ...], tuple[str, ...], int]:
        """Choose a way for each matter, so that the places to visit are as few as possible."""
        verdicts = {key: self._verdict(key, self.at) for key in self.keys}
        order = self._order(verdicts)
        there = {key: self._there(key, one, order) for key, one in verdicts.items()}
        ways = {key: _open_ways(some) for key, some in there.items()}
        wanted = {key: frozenset(some) for key, some in ways.items() if some}
        places = fewest_places(self.bundle.id, wanted, order)
        perhaps = {key: _perhaps(some) for key, some in there.items() if _must_visit(verdicts[key])}
        at_least = len(fewest_places(self.bundle.id, perhaps, order))
        courses = (self._course(key, verdicts[key], ways[key], places) for key in self.keys)
        return tuple(courses), places, at_least

    def _order(self, verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
        """Find the places worth visiting, those that are preferred first."""
        known = (
            (self._matter(key), one.competent)
            for key, one in verdicts.items()
            if one.competent is not None
        )
        return worth_visiting(self.registry, known, at=self.at, on=self.on)

    def _matter(self, key: str) -> Matter:
        matter = next(place.matter for place in self.bundle.matters if place.key == key)
        return self.registry.matter_on(matter, self.on) or self.registry.matter(matter)

    def _verdict(self, key: str, at: str) -> Verdict:
        matter = self._matter(key).id
        return verdict_at(self.registry, matter, at=at, on=self.on, facts=self.facts)

    def _there(self, key: str, verdict: Verdict, order: tuple[str, ...]) -> dict[str, Verdict]:
        """Judge a matter at each place; at none if nobody has to go anywhere."""
        if verdict.competent is None or verdict[Way.FULL_ONLINE].state is State.OPEN:
            return {}
        return {
            place: verdict if place == self.at else self._verdict(key, place) for place in order
        }

    def _course(
        self, key: str, verdict: Verdict, options: Mapping[str, Way], places: tuple[str, ...]
    ) -> Course:
        visited = next((place for place in places if place in options), None)
        way = options[visited] if visited is not None else None
        if verdict[Way.FULL_ONLINE].state is State.OPEN:
            way = Way.FULL_ONLINE
        return Course(key=key, verdict=verdict, way=way, visits=visited)

    def _asked(self, course: Course) -> tuple[str, ...]:
        """Name what must be answered before it is known where a matter belongs, or is handled."""
        verdict = course.verdict
        if verdict.competent is not None:
            return verdict.questions if course.visits not in {None, self.at} else ()
        named = self.registry.matter(verdict.matter).competent
        return verdict.questions or ((named,) if named is not None else ())

    def _unstated(self, course: Course) -> tuple[str, ...]:
        """Name the fields that would perhaps spare the visit, or another place than one's own."""
        if course.visits not in {None, self.at}:
            return course.verdict.missing
        online = course.verdict[Way.FULL_ONLINE].grounds if course.perhaps_without_visit else ()
        return tuple(name for ground in online for name in ground.missing)

    def _working(self, courses: tuple[Course, ...]) -> dict[str, tuple[str, ...]]:
        """Tell where exemptions must hold, for each matter that is not handled at home (HR-9)."""
        return {
            one.key: tuple(self._places(one))
            for one in courses
            if one.way is not None and one.verdict.competent is not None
        }

    def _places(self, course: Course) -> Iterator[str]:
        """Name where a matter is handed in and decided; at home, that is the bundle's region."""
        regions, own = self.registry.geography, own_region(self.registry, self._matter(course.key))
        way, visited = course.way or Way.LOCAL, course.visits or self.at
        decided = decides_at(way, visited, course.verdict.competent, own) or visited
        for place in places_of(way, visited, decided):
            is_home = place == decided and regions.within(self.bundle.region, decided)
            yield self.bundle.region if is_home else place


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _open_ways(there: Mapping[str, Verdict]) -> dict[str, Way]:
    """Tell the way at each place where one is open."""
    return {place: one.way for place, one in there.items() if one.way is not None}


def _must_visit(verdict: Verdict) -> bool:
    """Say whether a place is surely visited for a matter: it is known, and nothing is online."""
    return verdict.competent is not None and verdict[Way.FULL_ONLINE].state is State.CLOSED


def _perhaps(there: Mapping[str, Verdict]) -> frozenset[str]:
    """Tell at which places some way is open, or perhaps is."""
    return frozenset(place for place, one in there.items() if one.state is not State.CLOSED)
