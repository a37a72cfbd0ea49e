"""The rows that make a number of materials, or that ask for a paper (AU-8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from govmatters.design.settings import Setting
from govmatters.measures.audits.evidence import AuditRow
from govmatters.model import Mechanism, Need, Paper
from govmatters.rules.evaluating import Grouped
from govmatters.rules.plans import Fate, Outcome
from govmatters.rules.programs import Row
from govmatters.rules.settling import ALL

__all__ = ["rows_after", "rows_before", "rows_by_place", "rows_of_paper"]

_Place = tuple[str, int, Paper]
"""Who asks, in which row, for what."""


@attrs.frozen(kw_only=True)
class _Found:
    """What is known of a paper in a row."""

    outcomes: set[Outcome] = attrs.field(factory=set)
    mechanisms: set[Mechanism] = attrs.field(factory=set)
    masks: list[tuple[int, int]] = attrs.field(factory=list)

    @property
    def always(self) -> bool:
        """Whether the situations that were noted are all that count."""
        covered, valid = 0, -1
        for mask, of in self.masks:
            covered, valid = covered | mask, of
        return covered == valid


def rows_after(setting: Setting) -> tuple[AuditRow, ...]:
    """
    Find the rows that hand something in.

    Args:
        setting: The situations that count; there must be some.

    Returns:
        By the matters' keys and rows; the bundle's form first, its own rows last. A row
        whose paper the form stands for is there too.
    """
    found = _noted(setting.fates.items(), _counts_after)
    for group in setting.evaluation.groups:
        for place, mask in _handed(setting, group, ALL):
            # A paper's fate names the rows that decided it; another row may hand it in as well.
            one = found.setdefault(place, _Found())
            one.masks.append((mask, group.valid))
            one.outcomes.update(() if one.outcomes else (_own_outcome(setting, place),))
    kept = ((place, one) for place, one in found.items() if one.masks)
    return (*_form(setting), *_written(setting, kept))


def rows_before(setting: Setting) -> tuple[AuditRow, ...]:
    """
    Find the rows that would hand something in if each matter were handled alone.

    Args:
        setting: The situations that count; there must be some.

    Returns:
        By the matters' keys and rows; what becomes of each paper in the bundle beside it.
    """
    found: dict[_Place, _Found] = {}
    for group in setting.evaluation.groups:
        if not group.component.is_own:
            for place, mask in _handed(setting, group, 0):
                found.setdefault(place, _Found()).masks.append((mask, group.valid))
    by_paper = {(matter, paper): one for (matter, _, paper), one in found.items()}
    for _, fate in setting.fates:
        if (fate.matter, fate.paper) in by_paper:
            by_paper[fate.matter, fate.paper].outcomes.add(fate.outcome)
            by_paper[fate.matter, fate.paper].mechanisms.update(fate.mechanisms)
    return tuple(_written(setting, found.items()))


def rows_of_paper(setting: Setting, paper: Paper) -> tuple[AuditRow, ...]:
    """
    Find the rows that ask for a paper, or whose form it stands for.

    Args:
        setting: The situations that count; there must be some.
        paper: The paper.

    Returns:
        By the matters' keys and rows.
    """
    form = setting.program.form
    replaces = form.replaces if form is not None and form.paper == paper else frozenset()
    fates = (
        one
        for one in setting.fates.items()
        if one[0][1].paper == paper
        or (one[0][1].paper.type in replaces and Mechanism.ONE_FORM in one[0][1].mechanisms)
    )
    return tuple(_written(setting, _noted(fates, _counts_after).items()))


def _counts_after(fate: Fate) -> bool:
    """Whether a row hands its paper in, or the form that alone stands for it."""
    return fate.outcome.is_handed_in or fate.mechanisms == (Mechanism.ONE_FORM,)


def _noted(
    fates: Iterable[tuple[tuple[int, Fate], tuple[int, int]]],
    counts: Callable[[Fate], bool],
) -> dict[_Place, _Found]:
    """Collect fates by row and paper, and the situations of those that count."""
    found: dict[_Place, _Found] = {}
    for (_, fate), masks in fates:
        for row in fate.rows:
            one = found.setdefault((fate.matter, row, fate.paper), _Found())
            one.outcomes.add(fate.outcome)
            one.mechanisms.update(fate.mechanisms)
            one.masks.extend([masks] if counts(fate) else [])
    return found


def _own_outcome(setting: Setting, place: _Place) -> Outcome:
    """Say what becomes of a paper in a row of which its fate does not speak."""
    matter, row, _ = place
    material = rows_by_place(setting)[matter, row].material
    return Outcome.DEFERRED if material.need is Need.DEFERRABLE else Outcome.SUBMIT


def _handed(setting: Setting, group: Grouped, mechanisms: int) -> Iterator[tuple[_Place, int]]:
    """Walk what a component hands in with some mechanisms in force, and in which situations."""
    compiled = setting.evaluation.compiled
    number = setting.evaluation.groups.index(group)
    for mask, part, truths in group.parts:
        if group.is_outer:
            for _, fate in part.fates if not mechanisms else ():
                yield from (((fate.matter, row, fate.paper), mask) for row in fate.rows)
            continue
        local = compiled.local(number, truths)
        in_force = local.in_force(mechanisms)
        for handing, _, flows in local.settled(mechanisms).handings:
            if local.item(handing, in_force, flows=flows) is not None:
                name = setting.program.name(handing.row.use)
                yield (name, handing.row.place, handing.occurrence.paper), mask


def _form(setting: Setting) -> Iterator[AuditRow]:
    """PL-3: the bundle's form, where it is handed in and no row asks for it itself."""
    form = setting.program.form
    if form is None:
        return
    masks = [one for (_, paper), one in setting.items.items() if paper == form.paper]
    asked = any(fate.paper == form.paper and fate.outcome.is_handed_in for _, fate in setting.fates)
    if masks and not asked:
        yield AuditRow(
            matter=setting.program.bundle.id,
            row=None,
            name=None,
            paper=form.paper,
            outcomes=(Outcome.SUBMIT,),
            mechanisms=(),
            always=_Found(masks=masks).always,
            listed=_is_listed(setting, form.paper),
            confidence=setting.program.bundle.confidence,
        )


def _written(setting: Setting, found: Iterable[tuple[_Place, _Found]]) -> Iterator[AuditRow]:
    """Write rows in the order of matters' keys and rows, the bundle's own last."""
    own, rows = setting.program.bundle.id, rows_by_place(setting)
    uses = {use.key: use for use in setting.program.uses}
    for (matter, place, paper), one in sorted(found, key=lambda each: _order(own, each[0])):
        material = rows[matter, place].material
        behind = uses[matter].matter if matter in uses else setting.program.bundle
        yield AuditRow(
            matter=matter,
            row=place,
            name=material.name,
            paper=paper,
            outcomes=tuple(outcome for outcome in Outcome if outcome in one.outcomes),
            mechanisms=tuple(by for by in Mechanism if by in one.mechanisms),
            always=one.always,
            listed=_is_listed(setting, paper),
            confidence=material.confidence or behind.confidence,
        )


def _order(own: str, place: _Place) -> tuple[bool, str, int, Paper]:
    matter, row, paper = place
    return matter == own, matter, row, paper


def rows_by_place(setting: Setting) -> Mapping[tuple[str, int], Row]:
    """
    Index the rows of a bundle.

    Args:
        setting: Of the bundle.

    Returns:
        By the matter's key and the place of the row; its own rows by the bundle's id.
    """
    program = setting.program
    every = (*program.rows, *program.own_rows)
    return {(program.name(row.use), row.place): row for row in every}


def _is_listed(setting: Setting, paper: Paper) -> bool | None:
    return None if setting.listed is None else paper in setting.listed
