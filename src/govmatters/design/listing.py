"""The published list, paper by paper, and what it lacks (AU-6, AU-7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from govmatters.design.judging import asking
from govmatters.design.rows import rows_by_place, rows_of_paper
from govmatters.design.settings import Setting
from govmatters.design.states import State, states_of
from govmatters.measures.audits.claims import ClaimVerdict, overall
from govmatters.measures.audits.evidence import Lack, Missing
from govmatters.measures.audits.listed import ListClaim, ListedPaper, Standing
from govmatters.model import Mechanism, Paper, PublishedPaper
from govmatters.rules.plans import Fate, Outcome
from govmatters.rules.programs import Row
from govmatters.situations import TRUE

__all__ = ["list_claim_of"]


def list_claim_of(setting: Setting) -> ListClaim | None:
    """
    Judge the published list.

    Args:
        setting: The situations that count; there must be some.

    Returns:
        A verdict on each paper, and the papers that the list lacks; None if there is none.

    Source:
        AU-6, AU-7.
    """
    if setting.published.papers is None:
        return None
    states = states_of(setting) if setting.evaluation.joint else _sure_states(setting)
    papers = tuple(_judged(setting, one, states.get(one.paper)) for one in setting.published.papers)
    lacking = tuple(_lacking(setting, states))
    unlisted = tuple(use.key for use in setting.lacking(Lack.LISTS))
    missing = [Missing(Lack.LISTS, unlisted)] if unlisted else []
    if not setting.evaluation.joint:
        missing.append(Missing(Lack.SITUATIONS, setting.plan.open_questions))
    verdicts = [one.verdict for one in (*papers, *lacking)]
    verdicts.append(ClaimVerdict.NOT_CHECKABLE if missing else ClaimVerdict.CONFIRMED)
    gravest = overall(verdicts) or ClaimVerdict.CONFIRMED
    return ListClaim(papers=papers, lacking=lacking, verdict=gravest, missing=tuple(missing))


_IF_HANDED_IN = {
    Standing.HANDED_IN: ClaimVerdict.CONFIRMED,
    Standing.SPARED: ClaimVerdict.BETTER,
    Standing.ALTERNATIVE: ClaimVerdict.CONFIRMED,
    Standing.OPTIONAL: ClaimVerdict.BETTER,
}
"""Of a paper that the list says is handed in; else not checkable."""

_IF_SPARED = {
    Standing.HANDED_IN: ClaimVerdict.WORSE,
    Standing.SPARED: ClaimVerdict.CONFIRMED,
    Standing.SPARED_OTHERWISE: ClaimVerdict.CONFIRMED,
    Standing.ALTERNATIVE: ClaimVerdict.CONFIRMED,
    Standing.OPTIONAL: ClaimVerdict.CONFIRMED,
}
"""Of a paper that the list says is spared; else not checkable."""


def _is_handed_in(one: PublishedPaper) -> bool:
    """Whether the list wants the paper; what is shared is handed in once."""
    return one.by in {None, Mechanism.SHARE}


def _judged(setting: Setting, one: PublishedPaper, state: State | None) -> ListedPaper:
    standing = _standing(one, state)
    verdicts = _IF_HANDED_IN if _is_handed_in(one) else _IF_SPARED
    verdict = verdicts.get(standing, ClaimVerdict.NOT_CHECKABLE)
    unclear = verdict is ClaimVerdict.NOT_CHECKABLE
    return ListedPaper(
        paper=one.paper,
        by=one.by,
        standing=standing,
        verdict=verdict,
        mechanisms=state.mechanisms if state else (),
        always=_is_always(setting, standing, state),
        missing=(_missing(setting, state),) if unclear else (),
        rows=rows_of_paper(setting, one.paper),
    )


def _standing(one: PublishedPaper, state: State | None) -> Standing:
    """Say what the rules make of a listed paper."""
    if state is None:
        return Standing.UNKNOWN
    if state.handed:
        return Standing.DEPENDS if state.spared else Standing.HANDED_IN
    if state.spared:
        as_claimed = _is_handed_in(one) or one.by in state.mechanisms
        return Standing.SPARED if as_claimed else Standing.SPARED_OTHERWISE
    if Outcome.NOT_CHOSEN in state.outcomes:
        return Standing.ALTERNATIVE
    return Standing.OPTIONAL if Outcome.OPTIONAL in state.outcomes else Standing.NOT_ASKED


def _is_always(setting: Setting, standing: Standing, state: State | None) -> bool:
    """Say whether a paper stands so in all situations."""
    if state is None or standing in {Standing.NOT_ASKED, Standing.DEPENDS}:
        return standing is not Standing.DEPENDS
    mask = {
        Standing.HANDED_IN: state.handed,
        Standing.ALTERNATIVE: state.outcomes.get(Outcome.NOT_CHOSEN, 0),
        Standing.OPTIONAL: state.outcomes.get(Outcome.OPTIONAL, 0),
    }.get(standing, state.spared)
    return mask == setting.evaluation.valid


def _missing(setting: Setting, state: State | None) -> Missing:
    """Say what keeps a listed paper from being judged."""
    if state is None or not state.handed:
        return Missing(Lack.ROWS, tuple(use.key for use in setting.lacking(Lack.LISTS)))
    if not setting.evaluation.joint:
        return Missing(Lack.SITUATIONS, setting.plan.open_questions)
    return Missing(Lack.ANSWERS, asking(setting, (state.handed, state.spared)))


def _sure_states(setting: Setting) -> Mapping[Paper, State]:
    """Where too many situations are open, only what is always handed in is known."""
    sure = {*setting.plan.to_submit, *setting.plan.added}
    return {
        paper: State(handed=1, spared=int(paper not in sure), mechanisms=(), outcomes={})
        for paper, _ in setting.program.ranks
    }


def _lacking(setting: Setting, states: Mapping[Paper, State]) -> Iterator[ListedPaper]:
    """AU-7: papers that are handed in, that the list lacks, and for which it names no other."""
    listed = setting.listed or frozenset()
    for paper, state in states.items():
        is_sure = setting.evaluation.joint or not state.spared
        if state.handed and is_sure and paper not in listed and not _is_met(setting, paper):
            yield ListedPaper(
                paper=paper,
                by=None,
                standing=Standing.HANDED_IN,
                verdict=ClaimVerdict.WORSE,
                always=state.handed == setting.evaluation.valid,
                rows=rows_of_paper(setting, paper),
            )


def _is_met(setting: Setting, paper: Paper) -> bool:
    """Whether each row that hands a paper in would also take papers that are listed."""
    fates = [fate for _, fate in setting.fates if fate.paper == paper and fate.outcome.is_handed_in]
    asked = [(fate, row) for fate in fates for row in fate.rows]
    rows = rows_by_place(setting)
    return bool(asked) and all(
        _takes_listed(setting, rows[fate.matter, row], _equal(fate, row)) for fate, row in asked
    )


def _equal(fate: Fate, row: int) -> set[int]:
    """Take the alternatives of a row that would be as good."""
    return {position for place, position in fate.equal_alternatives if place == row}


def _takes_listed(setting: Setting, row: Row, equal: Collection[int]) -> bool:
    """Whether an alternative that is open names listed papers, one of them to be handed in."""
    published = setting.published.papers or ()
    wanted = {one.paper for one in published if _is_handed_in(one)}
    for way in row.alternatives:
        papers = {one.paper for one in way.occurrences}
        is_open = way.open == TRUE or way.position in equal
        if is_open and papers & wanted and papers <= (setting.listed or frozenset()):
            return True
    return False
