"""Exemptions that can never spare anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from govmatters.checks.views import View
from govmatters.model import APPLICANT, ELicence, Exemption, Finding, Material, Mechanism, Severity

__all__ = ["exemptions_apply", "licences_are_backed"]


@attrs.frozen
class _Ask:
    """Who asks for a type, and of whom: the matter (None: a bundle), and its own role."""

    matter: str | None
    subject: str


def licences_are_backed(view: View) -> Iterator[Finding]:
    """
    EX-2: a licence exemption has an e-licence that is recognised where and when it works.

    Args:
        view: The registry.

    Yields:
        ``licence-without-elicence``, ``licence-not-recognised`` and
        ``licence-outside-its-days`` (warnings).
    """
    for exemption in view.registry.exemptions.records:
        if exemption.by is Mechanism.LICENCE:
            elicence = view.registry.material_types[exemption.of].elicence
            problem = _unbacked(view, exemption, elicence)
            if problem is not None:
                check, message, advice = problem
                record = ("exemption", exemption.id)
                yield view.finding(check, Severity.WARNING, record, message, advice, "EX-2")


def _unbacked(
    view: View, exemption: Exemption, elicence: ELicence | None
) -> tuple[str, str, str] | None:
    """Say why an exemption can never hold."""
    if elicence is None:
        day = "" if view.on is None else f" on {view.on}"
        return (
            "licence-without-elicence",
            f"is by licence, but {exemption.of!r} has no e-licence{day}: it never holds",
            "state the e-licence of the material type, or another mechanism",
        )
    if not _days_meet(exemption, elicence):
        return (
            "licence-outside-its-days",
            f"ends before the e-licence of {exemption.of!r} exists, or begins after it",
            "mend since/until of one of them",
        )
    if not _regions_meet(view, exemption.regions, elicence.recognised_in):
        return (
            "licence-not-recognised",
            f"works only where the e-licence of {exemption.of!r} is not recognised",
            "mend `in` of the exemption, or `recognised_in` of the e-licence",
        )
    return None


def _days_meet(one: Exemption, other: ELicence) -> bool:
    since = max(one.since or dt.date.min, other.since or dt.date.min)
    return since <= min(one.until or dt.date.max, other.until or dt.date.max)


def _regions_meet(view: View, one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    """Whether some region lies in one of each; no regions named is everywhere."""
    if one is None or other is None:
        return True
    within = view.registry.geography.within
    return any(within(a, b) or within(b, a) for a in one for b in other)


def exemptions_apply(view: View) -> Iterator[Finding]:
    """
    EX-1, EX-3: an exemption's type is asked for in its matters, of its subjects.

    Args:
        view: The registry.

    Yields:
        ``exemption-never-applies`` and ``exemption-excluded`` (warnings), and
        ``exemption-partly-idle`` (note) where only some of its matters or subjects never
        ask for the type.
    """
    asks: dict[str, dict[_Ask, None]] = {}
    for kind, ask in _asks(view):
        asks.setdefault(kind, {})[ask] = None
    for exemption in view.registry.exemptions.records:
        found = [one for one in asks.get(exemption.of, ()) if _is_meant(exemption, one)]
        record = ("exemption", exemption.id)
        if not found:
            yield view.finding(
                "exemption-never-applies",
                Severity.WARNING,
                record,
                f"none of its matters asks for {exemption.of!r}{_whose(exemption)}: it spares "
                "nothing",
                "mend `of`, `matters` or `subjects`, or drop the exemption",
                "EX-1",
            )
        elif all(_is_excluded(view, exemption, one) for one in found):
            yield view.finding(
                "exemption-excluded",
                Severity.WARNING,
                record,
                "is by commitment, which every matter that asks for the paper excludes",
                "mend `commitment` of the matters, or drop the exemption",
                "EX-3",
            )
        elif idle := _idle(view, exemption, found):
            yield view.finding(
                "exemption-partly-idle",
                Severity.NOTE,
                record,
                f"names {', '.join(idle)}, where {exemption.of!r} is never asked for",
                "drop what is idle, or mend the matters' rows",
                "EX-1",
            )


def _asks(view: View) -> Iterator[tuple[str, _Ask]]:
    """Walk (type, who asks); a bundle's form counts as asked for in each of its matters."""
    for matter in view.matters.values():
        yield from _of_rows(matter.id, matter.materials or ())
    for bundle in view.registry.bundles.records:
        yield from _of_rows(None, bundle.materials)
        for place in bundle.matters if bundle.form is not None else ():
            roles = dict(place.roles)
            own = [role for role, mapped in place.roles if mapped == APPLICANT]
            for role in [*own, *([] if APPLICANT in roles else [APPLICANT])]:
                yield bundle.form.type, _Ask(place.matter, role)  # type: ignore[union-attr]


def _of_rows(matter: str | None, rows: tuple[Material, ...]) -> Iterator[tuple[str, _Ask]]:
    for row in rows:
        for alternative in row.alternatives:
            for paper in alternative.papers:
                yield paper.type, _Ask(matter, paper.subject)


def _is_meant(exemption: Exemption, ask: _Ask) -> bool:
    """EX-1, without region, day and condition."""
    return (exemption.matters is None or ask.matter in exemption.matters) and (
        exemption.subjects is None or ask.subject in exemption.subjects
    )


def _is_excluded(view: View, exemption: Exemption, ask: _Ask) -> bool:
    """EX-3: a matter that excludes commitment."""
    if exemption.by is not Mechanism.COMMITMENT or ask.matter is None:
        return False
    matter = view.matters.get(ask.matter)
    return matter is not None and matter.commitment is not None and not matter.commitment.allowed


def _whose(exemption: Exemption) -> str:
    return "" if exemption.subjects is None else f" of {' or '.join(exemption.subjects)}"


def _idle(view: View, exemption: Exemption, found: list[_Ask]) -> list[str]:
    """Name the matters, of those there are, and the subjects that never ask for the type."""
    matters, subjects = {one.matter for one in found}, {one.subject for one in found}
    there = [key for key in exemption.matters or () if key in view.matters]
    return [
        *(f"matter {key}" for key in there if key not in matters),
        *(f"subject {role}" for role in exemption.subjects or () if role not in subjects),
    ]
