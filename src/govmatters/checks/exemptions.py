"""Exemptions that can never spare anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from govmatters.checks.views import View, days_meet
from govmatters.checks.wording import several
from govmatters.model import APPLICANT, Exemption, Finding, Material, Mechanism

__all__ = ["exemptions_apply", "licences_are_backed"]

_ANY = ","
"""Stands for whoever asks: no matter has this id."""


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
            yield from _unbacked(view, exemption)


def _unbacked(view: View, exemption: Exemption) -> Iterator[Finding]:
    """Say why an exemption can never hold."""
    record = ("exemption", exemption.id)
    elicence = view.registry.material_types[exemption.of].elicence
    if elicence is None:
        day = "" if view.on is None else f" on {view.on}"
        yield view.finding(
            "licence-without-elicence",
            record,
            f"is by licence, but {exemption.of!r} has no e-licence{day}: it never holds",
            "state the e-licence of the material type, or another mechanism",
        )
    elif not days_meet(exemption, elicence):
        yield view.finding(
            "licence-outside-its-days",
            record,
            f"ends before the e-licence of {exemption.of!r} exists, or begins after it",
            "mend since/until of one of them",
        )
    elif not view.regions_meet(exemption.regions, elicence.recognised_in):
        yield view.finding(
            "licence-not-recognised",
            record,
            f"works only where the e-licence of {exemption.of!r} is not recognised",
            "mend `in` of the exemption, or `recognised_in` of the e-licence",
        )


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
    asks: dict[tuple[str, str | None], dict[_Ask, None]] = {}
    for kind, ask in _asks(view):
        for matter in (ask.matter, _ANY):
            asks.setdefault((kind, matter), {})[ask] = None
    for exemption in view.registry.exemptions.records:
        found = list(_meant(exemption, asks))
        record = ("exemption", exemption.id)
        if not found:
            yield view.finding(
                "exemption-never-applies",
                record,
                f"none of its matters asks for {exemption.of!r}{_whose(exemption)}: it spares "
                "nothing",
                "mend `of`, `matters` or `subjects`, or drop the exemption",
            )
        elif all(_is_excluded(view, exemption, one) for one in found):
            yield view.finding(
                "exemption-excluded",
                record,
                "is by commitment, which every matter that asks for the paper excludes",
                "mend `commitment` of the matters, or drop the exemption",
            )
        elif idle := _idle(view, exemption, found):
            yield view.listing(
                "exemption-partly-idle",
                record,
                f"names {several(idle)}, where {exemption.of!r} is never asked for",
                "drop what is idle, or mend the matters' rows",
                idle,
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
        for paper in row.papers:
            yield paper.type, _Ask(matter, paper.subject)


def _meant(
    exemption: Exemption, asks: Mapping[tuple[str, str | None], Iterable[_Ask]]
) -> Iterator[_Ask]:
    """EX-1, without region, day and condition."""
    for matter in (_ANY,) if exemption.matters is None else exemption.matters:
        for ask in asks.get((exemption.of, matter), ()):
            if exemption.subjects is None or ask.subject in exemption.subjects:
                yield ask


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
