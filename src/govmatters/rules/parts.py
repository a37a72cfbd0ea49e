"""A component's share of a plan in one situation: counts, what is handed in, and fates (PL-7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from govmatters.model import Mechanism, Paper
from govmatters.rules.plans import Deadlock, Fate, Outcome
from govmatters.rules.programs import Row
from govmatters.rules.settling import ALL, Asked, Handing, Item, Local, Settled

__all__ = ["Part", "brief_of", "item_rank", "part_of"]

Rank = int
"""Where a thing stands in a list; ranks of a program are unique."""

_WIDE = 1_000_000
"""More than any paper is handed in."""


class Part(NamedTuple):
    """
    A component's share of a plan: a tuple, so that many are added up column by column.

    Attributes:
        before: Papers when each matter is handled alone.
        after: Papers handed in.
        copies_before: Their copies, alone.
        copies_after: Their copies.
        rows_before: (matter, row) with a paper handed in, alone.
        rows_after: (matter, row) with a paper handed in.
        items: (rank, paper) handed in; ranks are unique.
        fates: (rank, fate); ranks are unique.
        waits: (who waits, for whom, for which paper).
        deadlocks: Papers nobody can obtain.
    """

    before: int
    after: int
    copies_before: int
    copies_after: int
    rows_before: tuple[tuple[int, int], ...]
    rows_after: tuple[tuple[int, int], ...]
    items: tuple[tuple[Rank, Paper], ...]
    fates: tuple[tuple[Rank, Fate], ...] = ()
    waits: tuple[tuple[int, int, Paper], ...] = ()
    deadlocks: tuple[Deadlock, ...] = ()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Papers and copies, each before and after."""
        return self.before, self.after, self.copies_before, self.copies_after


@attrs.frozen
class _Entry:
    """What one row says of a paper."""

    outcome: Outcome
    row: Row
    paper: Paper
    handing: Handing | None = None
    condition: str | None = None
    mechanisms: frozenset[Mechanism] = frozenset()


def part_of(local: Local) -> Part:
    """
    Plan a component in one situation.

    Args:
        local: The component in the situation.

    Returns:
        Its share of the plan with all mechanisms in force, beside that with none.

    Raises:
        SearchBudgetError: If the choice of alternatives is too large.
    """
    settled, alone = local.settled(), local.settled(0)
    return Part(
        before=len(alone.items),
        after=len(settled.items),
        copies_before=sum(alone.items.values()),
        copies_after=sum(settled.items.values()),
        rows_before=_rows(local, alone, 0),
        rows_after=_rows(local, settled, ALL),
        items=_items(local, settled),
        fates=tuple(_fates(local, settled)),
        waits=tuple(_waits(settled)),
        deadlocks=tuple(dict.fromkeys(_deadlocks(local, settled))),
    )


def brief_of(local: Local) -> Part:
    """
    Count a component's papers in one situation, and nothing else.

    Args:
        local: The component in the situation.

    Returns:
        Its share of the plan without any lists: they take twice the time of the counts.

    Raises:
        SearchBudgetError: If the choice of alternatives is too large.
    """
    settled, alone = local.settled(), local.settled(0)
    return Part(
        before=len(alone.items),
        after=len(settled.items),
        copies_before=sum(alone.items.values()),
        copies_after=sum(settled.items.values()),
        rows_before=(),
        rows_after=(),
        items=(),
    )


def _rows(local: Local, settled: Settled, mechanisms: int) -> tuple[tuple[int, int], ...]:
    """RD-5: the rows with a paper handed in."""
    rows = {
        (-1 if handing.row.use is None else handing.row.use, handing.row.place)
        for handing, _, flows in settled.handings
        if local.item(handing, local.in_force(mechanisms), flows=flows) is not None
    }
    return tuple(sorted(rows))


def _items(local: Local, settled: Settled) -> tuple[tuple[Rank, Paper], ...]:
    """Rank what is handed in; of one paper handed in for several matters, first to last."""
    ranks = local.program.ranks
    found: dict[int, int] = {}
    items = []
    for paper, tag in sorted(settled.items, key=_by_tag):
        rank = ranks.get((paper, tag), ranks.get((paper, None), 0))
        found[rank] = found.get(rank, 0) + 1
        items.append((item_rank(rank, found[rank]), paper))
    return tuple(sorted(items))


def _by_tag(item: Item) -> tuple[Paper, int]:
    paper, tag = item
    return paper, -1 if tag is None else tag


def _waits(settled: Settled) -> Iterator[tuple[int, int, Paper]]:
    """PL-5: who waits for whom, because of the chosen papers."""
    for handing, _, _ in settled.handings:
        if handing.makes_wait and handing.row.use is not None:
            for issuer in handing.issuers:
                yield handing.row.use, issuer, handing.occurrence.paper


def _deadlocks(local: Local, settled: Settled) -> Iterator[Deadlock]:
    for handing, is_dead, _ in settled.handings:
        if is_dead:
            names = tuple(local.program.name(issuer) for issuer in handing.issuers)
            yield Deadlock(
                paper=handing.occurrence.paper,
                matter=local.program.name(handing.row.use),
                issuers=names,
            )


def item_rank(paper: int, time: int) -> Rank:
    """Rank a paper handed in by where it stands, and for which time, from 1, it is."""
    return paper * _WIDE + time


def _fates(local: Local, settled: Settled) -> Iterator[tuple[Rank, Fate]]:
    """PL-7: one fate for each matter and paper, by what asks most of it."""
    entries: dict[tuple[int, Paper], list[_Entry]] = {}
    for entry in _entries(local, settled):
        use = len(local.program.uses) if entry.row.use is None else entry.row.use
        entries.setdefault((use, entry.paper), []).append(entry)
    deciding = {key: _deciding(some) for key, some in entries.items()}
    sharing = _sharing(local, deciding)
    swaps = dict(_swaps(local, settled))
    for (use, paper), some in deciding.items():
        place = min(entry.row.place for entry in some)
        rank = local.program.rank(some[0].row.use, place, _unit(some[0]))
        yield rank, _fate(local, (use, paper), some, sharing.get(paper, ()), swaps)


def _unit(entry: _Entry) -> tuple[Paper, int | None]:
    units = (one.unit for way in entry.row.alternatives for one in way.occurrences)
    return next(unit for unit in units if unit[0] == entry.paper)


def _entries(local: Local, settled: Settled) -> Iterator[_Entry]:
    """What every row says of its papers."""
    yield from _of_chosen(local, settled)
    chosen = {
        id(asked.row): place for asked, place in zip(local.asked, settled.choice, strict=True)
    }
    open_rows = {id(asked.row): asked for asked in local.asked}
    for row in local.component.rows:
        if local.holds(row.active):
            yield from _of_others(local, row, open_rows.get(id(row)), chosen.get(id(row)))


def _of_chosen(local: Local, settled: Settled) -> Iterator[_Entry]:
    form = local.component.form
    mechanisms = local.in_force(ALL)
    for handing, is_dead, flows in settled.handings:
        item = local.item(handing, mechanisms, flows=flows)
        by = {ground.mechanism for ground in handing.grounds}
        by.update([Mechanism.OUTPUT] if flows else [])
        replaced = not by and form is not None and handing.occurrence.paper.type in form.replaces
        if replaced and local.is_together:
            outcome, by = Outcome.SPARED, {Mechanism.ONE_FORM, *local.form_mechanisms}
        elif item is None:
            outcome = Outcome.SPARED
        elif is_dead:
            outcome, by = Outcome.DEADLOCKED, set()
        else:
            outcome = Outcome.SUBMIT if handing.counts_now else Outcome.DEFERRED
        paper = handing.occurrence.paper
        yield _Entry(outcome, handing.row, paper, handing, mechanisms=frozenset(by))


def _of_others(local: Local, row: Row, asked: Asked | None, chosen: int | None) -> Iterator[_Entry]:
    """Papers of rows that do not apply, are optional, and of alternatives not chosen."""
    applies = local.holds(row.asked)
    when = None if applies or row.material.when is None else str(row.material.when)
    taken = None if asked is None or chosen is None else asked.alternatives[chosen].position
    for way in row.alternatives:
        if way.position == taken:
            continue
        outcome = Outcome.OPTIONAL if row.is_optional else Outcome.NOT_CHOSEN
        if not applies or not (row.is_optional or local.holds(way.open)):
            outcome = Outcome.NOT_APPLICABLE
        condition = (when or way.condition) if outcome is Outcome.NOT_APPLICABLE else None
        for occurrence in way.occurrences:
            yield _Entry(outcome, row, occurrence.paper, condition=condition)


def _deciding(entries: list[_Entry]) -> list[_Entry]:
    """Keep the entries with the outcome that asks most."""
    order = list(Outcome)
    first = min(order.index(entry.outcome) for entry in entries)
    return [entry for entry in entries if entry.outcome is order[first]]


def _sharing(
    local: Local, deciding: dict[tuple[int, Paper], list[_Entry]]
) -> dict[Paper, tuple[int, ...]]:
    """PL-3: for each paper handed in once for several matters, those matters."""
    found: dict[Paper, list[int]] = {}
    handed = {Outcome.SUBMIT, Outcome.DEFERRED, Outcome.DEADLOCKED}
    for (use, paper), some in deciding.items():
        shared = local.is_together and _unit(some[0])[1] is None
        if shared and some[0].outcome in handed:
            found.setdefault(paper, []).append(use)
    return {paper: tuple(sorted(uses)) for paper, uses in found.items() if len(uses) > 1}


def _fate(
    local: Local,
    key: tuple[int, Paper],
    entries: list[_Entry],
    sharing: tuple[int, ...],
    swaps: dict[tuple[int | None, int], tuple[int, ...]],
) -> Fate:
    use, paper = key
    first, program = entries[0], local.program
    name = program.name(None if use == len(program.uses) else use)
    outcome = first.outcome
    if outcome is Outcome.SUBMIT and sharing and use != sharing[0]:
        outcome = Outcome.SHARED
    handings = [entry.handing for entry in entries if entry.handing is not None]
    mechanisms = frozenset().union(*(entry.mechanisms for entry in entries))
    spared = outcome is Outcome.SPARED
    places = sorted({entry.row.place for entry in entries})
    others = (other for other in sharing if other != use) if use in sharing else ()
    return Fate(
        matter=name,
        paper=paper,
        outcome=outcome,
        rows=tuple(places),
        mechanisms=tuple(one for one in Mechanism if spared and one in mechanisms),
        exemptions=_exemptions(local, handings, mechanisms) if spared else (),
        issuers=_names(local, (i for one in handings for i in one.issuers)),
        shared_with=_names(local, others),
        refused=() if spared else _names(local, _refused(local, handings)),
        condition=first.condition,
        equal_alternatives=tuple(
            (place, position)
            for place in places
            for position in (swaps.get((first.row.use, place), ()) if handings else ())
        ),
        copies=max(entry.row.material.copies for entry in entries),
    )


def _names(local: Local, uses: Iterable[int]) -> tuple[str, ...]:
    return tuple(local.program.uses[use].key for use in sorted(set(uses)))


def _exemptions(
    local: Local, handings: Iterable[Handing], mechanisms: frozenset[Mechanism]
) -> tuple[str, ...]:
    """EX-6: all exemptions that hold; of a replaced form, those that spare the form."""
    found = {ground.exemption for one in handings for ground in one.grounds}
    form = local.component.form
    if form and Mechanism.ONE_FORM in mechanisms:
        found.update(ground.exemption for ground in form.grounds if local.holds(ground.node))
    return tuple(sorted(found))


def _refused(local: Local, handings: Iterable[Handing]) -> Iterator[int]:
    """AP-5: who would have issued a paper that nobody issues now."""
    for one in handings:
        if not one.issuers:
            for issuer in one.occurrence.issuers:
                if local.holds(local.program.uses[issuer].refused):
                    yield issuer


def _swaps(
    local: Local, settled: Settled
) -> Iterator[tuple[tuple[int | None, int], tuple[int, ...]]]:
    """PL-4: alternatives that would have been equally good, all else as it is."""
    mechanisms = local.in_force(ALL)
    for number, (asked, chosen) in enumerate(zip(local.asked, settled.choice, strict=True)):
        equal = []
        for place, alternative in enumerate(asked.alternatives):
            swapped = (*settled.choice[:number], place, *settled.choice[number + 1 :])
            if place != chosen and local.outcome(swapped, mechanisms).merit == settled.merit:
                equal.append(alternative.position)
        if equal:
            yield (asked.row.use, asked.row.place), tuple(equal)
