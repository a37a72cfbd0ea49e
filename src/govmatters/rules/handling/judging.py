"""One matter, one place: every way judged, ranked, and told what would open it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from govmatters.arguments import demand, demand_if_given
from govmatters.codes.successions import refuse_abolished
from govmatters.conditions import Answer
from govmatters.errors import FactsError, InvalidEntryError, UnknownIdError
from govmatters.model import Matter
from govmatters.registry import Registry
from govmatters.rules.handling.acting import acts_of, decides_at, places_of
from govmatters.rules.handling.grounds import Case, grounds_of, single_change
from govmatters.rules.handling.places import possible_regions
from govmatters.rules.handling.sparing import spared_in
from govmatters.rules.handling.values import Ground, Spared, State, Verdict, Way, WayVerdict
from govmatters.rules.handling.visits import own_region

__all__ = ["answers_of", "handling", "verdict_at"]

_REMOTE_TRIPS = {Way.FULL_ONLINE: 0, Way.ANYWHERE: 1, Way.MULTI_PLACE: 1, Way.PROXY_COLLECT: 1}
_RANK = {State.OPEN: 0, State.UNDECIDED: 1, State.CLOSED: 2}
_ORDER = {way: number for number, way in enumerate(Way)}


def handling(
    registry: Registry,
    matter: str,
    *,
    at: str,
    on: dt.date,
    facts: Mapping[str, object] | None = None,
) -> Verdict:
    """
    Judge whether a matter may be handled by an applicant who is at a place.

    Args:
        registry: Holds the matter, agreements and regions.
        matter: The matter's id.
        at: Code of the region where the applicant is.
        on: The day.
        facts: Answers by question; the competent region is one where the matter says so.

    Returns:
        The verdict: every way, open, closed or undecided, with the grounds of each.

    Raises:
        UnknownIdError: If there is no such matter or region.
        AbolishedRegionError: If the place was abolished before the day.
        InvalidEntryError: If the matter does not exist on the day.
        FactsError: If a fact cannot be taken.
        TypeError: If an argument is of a wrong type.

    Source:
        HR-1 to HR-9.
    """
    demand(registry=registry, matter=matter, at=at, on=on)
    demand_if_given(facts=facts)
    refuse_abolished(at, registry.geography, on)
    return verdict_at(registry, matter, at=at, on=on, facts=facts)


def verdict_at(
    registry: Registry,
    matter: str,
    *,
    at: str,
    on: dt.date,
    facts: Mapping[str, object] | None = None,
) -> Verdict:
    """
    Judge as `handling` does, from any place that the registry names.

    Args:
        registry: Holds the matter, agreements and regions.
        matter: The matter's id.
        at: Code of the place; a matter's own may have been abolished while the registry stood.
        on: The day.
        facts: Answers by question.

    Returns:
        The verdict.

    Raises:
        UnknownIdError: If there is no such matter or region.
        InvalidEntryError: If the matter does not exist on the day.
        FactsError: If a fact cannot be taken.
    """
    found = registry.matter_on(matter, on)
    if found is None:
        raise InvalidEntryError(matter, f"this matter does not exist on {on}; take another day")
    registry.geography.name(at)
    answers = answers_of(registry, facts or {})
    return _Judged(registry=registry, matter=found, at=at, on=on, facts=answers).verdict()


def answers_of(registry: Registry, facts: Mapping[str, object]) -> dict[str, Answer]:
    """Check facts, and bring them into canonical form."""
    answers: dict[str, Answer] = {}
    problems: list[str] = []
    for name in sorted(facts, key=str):
        try:
            answers[name] = registry.questions[name].answer(facts[name], registry.geography)
        except (UnknownIdError, ValueError) as error:
            problems.append(f"facts: {error}")
    if problems:
        raise FactsError(tuple(problems))
    return answers


@attrs.frozen(kw_only=True)
class _Judged:
    """A matter while it is judged."""

    registry: Registry
    matter: Matter
    at: str
    on: dt.date
    facts: Mapping[str, Answer]

    def verdict(self) -> Verdict:
        """Judge every way, and rank them."""
        competent = self._competent()
        ways = sorted((self._way(way, competent) for way in Way), key=_rank)
        best = next((one for one in ways if one.state is State.OPEN), None)
        undecided = [one for one in ways if one.state is State.UNDECIDED]
        state = State.OPEN if best else (State.UNDECIDED if undecided else State.CLOSED)
        grounds = [ground for one in undecided for ground in one.grounds if ground.holds is None]
        return Verdict(
            matter=self.matter.id,
            at=self.at,
            on=self.on,
            digest=self.registry.digest,
            facts=tuple(sorted(self.facts.items())),
            competent=competent,
            way=best.way if best else None,
            state=state,
            ways=tuple(ways),
            questions=_distinct(name for ground in grounds for name in ground.questions),
            missing=_distinct(name for ground in grounds for name in ground.missing),
        )

    def _competent(self) -> str | None:
        """Tell the competent region: the answer that the matter names, else its own."""
        if self.matter.competent is None:
            return self.matter.region
        answer = self.facts.get(self.matter.competent)
        return answer if isinstance(answer, str) else None

    def _way(self, way: Way, competent: str | None) -> WayVerdict:
        also = tuple(self._answer(name) for name in self.matter.also_acts_in or ())
        known = (
            possible_regions(self.registry, self.matter, self.at, also, self.on)
            if competent is None
            else (competent,)
        )
        seen = [self._grounds(way, code, also) for code in known]
        states = {_state(grounds) for grounds in seen}
        state = states.pop() if len(states) == 1 else State.UNDECIDED
        grounds = self._merged(seen)
        there = decides_at(way, self.at, competent, own_region(self.registry, self.matter))
        return WayVerdict(
            way=way,
            state=state,
            trips=self.matter.trips if way is Way.LOCAL else _REMOTE_TRIPS[way],
            grounds=grounds,
            change=single_change(grounds) if state is State.CLOSED else None,
            acts=acts_of(way, self.at, there) if state is not State.CLOSED else (),
            spared=self._spared(way, there) if state is not State.CLOSED else (),
        )

    def _answer(self, question: str) -> str | None:
        answer = self.facts.get(question)
        return answer if isinstance(answer, str) else None

    def _grounds(self, way: Way, code: str, also: tuple[str | None, ...]) -> tuple[Ground, ...]:
        case = Case(
            registry=self.registry,
            matter=self.matter,
            at=self.at,
            competent=code,
            also=also,
            on=self.on,
        )
        return grounds_of(way, case)

    def _merged(self, seen: list[tuple[Ground, ...]]) -> tuple[Ground, ...]:
        """Put the grounds of all possible regions together: what differs hangs on the question."""
        merged: list[Ground] = []
        for same in zip(*seen, strict=True):
            first, *others = same
            if all(one == first for one in others):
                merged.append(first)
            else:
                merged.append(self._hanging(same))
        return tuple(merged)

    def _hanging(self, same: tuple[Ground, ...]) -> Ground:
        """Write a ground that depends on the competent region."""
        first = same[0]
        held = {ground.holds for ground in same}
        holds = held.pop() if len(held) == 1 else None
        named = self.matter.competent
        asked = (named,) if named is not None and holds is None else ()
        missing = ("region",) if named is None and holds is None else ()
        return attrs.evolve(
            first,
            holds=holds,
            found=f"depends on {named or 'the region of the matter'}",
            change=None,
            questions=_distinct((*asked, *(q for one in same for q in one.questions))),
            missing=_distinct((*missing, *(m for one in same for m in one.missing))),
        )

    def _spared(self, way: Way, there: str | None) -> tuple[Spared, ...]:
        if there is None:
            return ()
        places = places_of(way, self.at, there)
        return spared_in(self.registry, self.matter, places=places, facts=self.facts, on=self.on)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _state(grounds: tuple[Ground, ...]) -> State:
    """HR-1: a way is open if all grounds hold, closed if one does not, else undecided."""
    held = [ground.holds for ground in grounds]
    if False in held:
        return State.CLOSED
    return State.UNDECIDED if None in held else State.OPEN


def _rank(one: WayVerdict) -> tuple[int, int]:
    """
    HR-8: open before undecided before closed; locally first, then fewer trips, then the order.

    The ways are declared in that order: only full online handling takes no trip.
    """
    return _RANK[one.state], _ORDER[one.way]
