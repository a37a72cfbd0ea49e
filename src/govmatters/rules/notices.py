"""Who refuses an applicant, and what is wrong with a bundle's records here (AP-1, AP-2, AP-5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govmatters.model import Finding, Severity
from govmatters.rules.plans import Refusal
from govmatters.rules.programs import OneOf, Program, Row

__all__ = ["Truth", "findings_of", "noticed_nodes", "refusals_of"]

Truth = Callable[[int], tuple[bool, bool]]
"""Whether a node is true in some open situation, and whether it is false in some."""


def noticed_nodes(program: Program) -> tuple[int, ...]:
    """Give every node that refusals and findings look at."""
    return (
        program.accepted,
        *(use.refused for use in program.refusing),
        *(one.none for one in program.one_ofs),
        *(row.unmet for row in program.closing),
    )


def refusals_of(program: Program, truth: Truth) -> tuple[Refusal, ...]:
    """
    Name who refuses the applicant.

    Args:
        program: The compiled bundle.
        truth: Of nodes, over the situations that are open.

    Returns:
        The bundle's refusal first, then those of matters by key.

    Source:
        AP-5.
    """
    return tuple(_refusals(program, truth))


def _refusals(program: Program, truth: Truth) -> Iterator[Refusal]:
    yes, no = truth(program.accepted)
    if no:
        condition = str(program.bundle.accepts_when)
        yield Refusal(subject=program.bundle.id, condition=condition, always=not yes)
    for use in program.refusing:
        yes, no = truth(use.refused)
        if yes:
            condition = str(use.matter.accepts_when)
            yield Refusal(subject=use.key, condition=condition, always=not no)


def findings_of(program: Program, truth: Truth) -> tuple[Finding, ...]:
    """
    Name what is wrong with the bundle's records in the situations that are open.

    Args:
        program: The compiled bundle.
        truth: Of nodes, over the situations that are open.

    Returns:
        What compilation noticed, then choices of matters of which none applies (AP-1), then
        rows whose alternatives are all closed (AP-2).
    """
    return (*program.findings, *_none_applies(program, truth), *_unmet(program, truth))


def _none_applies(program: Program, truth: Truth) -> Iterator[Finding]:
    for one in program.one_ofs:
        yes, no = truth(one.none)
        if yes:
            yield _no_choice(program, one, always=not no)


def _no_choice(program: Program, one: OneOf, *, always: bool) -> Finding:
    keys = ", ".join(program.uses[use].key for use in one.uses)
    return Finding(
        check="one-of-none",
        severity=Severity.ERROR,
        subject=f"bundle {program.bundle.id}",
        message=f"none of its one_of applies ({keys})",
        advice="widen a `when`, or write `none: allowed`",
        place=program.registry.origins.get(("bundle", program.bundle.id)),
        basis="AP-1",
        always=always,
    )


def _unmet(program: Program, truth: Truth) -> Iterator[Finding]:
    for row in program.closing:
        yes, no = truth(row.unmet)
        if yes:
            yield _closed(program, row, always=not no)


def _closed(program: Program, row: Row, *, always: bool) -> Finding:
    if row.use is None:
        noun, name = "bundle", program.bundle.id
    else:
        noun, name = "matter", program.uses[row.use].matter.id
    return Finding(
        check="row-unmet",
        severity=Severity.ERROR,
        subject=f"{noun} {name}",
        message=f"all alternatives of row {row.place} are closed",
        advice="open one of them, or give the row a `when`",
        place=program.registry.origins.get((noun, name)),
        basis="AP-2",
        always=always,
    )
