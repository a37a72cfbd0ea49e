"""Who waits for whom (PL-5), and what follows for `output` (EX-4)."""

from __future__ import annotations

from collections.abc import Iterable

from tests.oracle.scene import Ask, Scene

__all__ = [
    "Issuers",
    "Waits",
    "asks_that_count",
    "candidates",
    "deadlocked",
    "issuers",
    "makes_wait",
    "possible_waits",
    "reachable",
    "spared_by_output",
    "waits",
]

Waits = dict[str, set[str]]
"""Matter → the matters that it waits for."""

Issuers = dict[Ask, list[str]]
"""Paper of a row → the matters that may issue it."""


def makes_wait(scene: Scene, ask: Ask) -> bool:
    """PL-5: unless held, existing, deferrable, or covered by a commitment or a reuse."""
    covered = any(by in {"commitment", "reuse"} for _, by in ask.exemptions)
    held = ask.paper in scene.held
    return not (held or ask.existing or ask.deferrable or covered)


def candidates(scene: Scene, ask: Ask, *, refused: bool = False) -> list[str]:
    """
    PL-5: the other applying matters that output a paper, before any is dropped.

    A paper of a type that is not shared is another paper in each matter (PL-1), and a bundle
    that is refused passes nothing on (AP-5).

    Args:
        scene: What applies.
        ask: The paper.
        refused: Ask for the refused matters instead.
    """
    if scene.bundle_refused or not ask.shared:
        return []
    found = []
    for key, matter in (scene.refused if refused else scene.matters).items():
        for output in matter["outputs"]:
            record = {"paper": output} if isinstance(output, str) else output
            exists = record.get("since", scene.on) <= scene.on <= record.get("until", scene.on)
            if exists and key != ask.matter and _paper(scene, key, record["paper"]) == ask.paper:
                found.append(key)
    return sorted(set(found))


def _paper(scene: Scene, key: str, text: str) -> str:
    """PL-1: map a paper's role to the bundle's."""
    kind, _, role = text.partition(" of ")
    role = role or "applicant"
    return f"{kind} of {scene.roles[key].get(role, role)}"


def _after(scene: Scene) -> Waits:
    """PL-5: a pair counts only when both apply and neither is refused."""
    found: Waits = {key: set() for key in scene.matters}
    if scene.bundle_refused:
        return found
    for first, second in scene.bundle.get("after", []):
        if first in scene.matters and second in scene.matters:
            found[first].add(second)
    return found


def reachable(waits: Waits) -> Waits:
    """Follow waits to their ends: matter → all that it waits for, directly or through others."""
    found = {key: set(others) for key, others in waits.items()}
    for _ in waits:
        for key in waits:
            for other in list(found[key]):
                found[key] |= found[other]
    return found


def asks_that_count(scene: Scene) -> list[Ask]:
    """AP-2: the papers of the open alternatives of the rows that count."""
    return [
        ask
        for row in scene.rows
        if row.counts
        for position in row.open
        for ask in row.alternatives[position]
    ]


def possible_waits(scene: Scene) -> Waits:
    """PL-5: the waits over all open alternatives, before any issuer is dropped, and `after`."""
    found = _after(scene)
    for ask in asks_that_count(scene):
        if makes_wait(scene, ask):
            found[ask.matter] |= set(candidates(scene, ask))
    return found


def issuers(scene: Scene) -> Issuers:
    """PL-5: issuers that could wait for the matter are dropped while one remains that could not."""
    could_wait = reachable(possible_waits(scene))
    found = {}
    for ask in asks_that_count(scene):
        every = candidates(scene, ask)
        free = [key for key in every if ask.matter not in could_wait[key]]
        found[ask] = free or every
    return found


def waits(scene: Scene, issued_by: Issuers, chosen: Iterable[Ask]) -> Waits:
    """PL-5: for the issuers of the chosen papers that make a wait, and for what `after` names."""
    found = _after(scene)
    for ask in chosen:
        if makes_wait(scene, ask):
            found[ask.matter] |= set(issued_by[ask])
    return found


def deadlocked(scene: Scene, issued_by: Issuers, ask: Ask, reach: Waits) -> bool:
    """PL-5: it makes a wait, has an issuer, and all its issuers wait for its matter."""
    some = issued_by[ask]
    return makes_wait(scene, ask) and bool(some) and all(ask.matter in reach[key] for key in some)


def spared_by_output(scene: Scene, issued_by: Issuers, ask: Ask, reach: Waits) -> bool:
    """EX-4: an issuer does not wait for the matter, and the paper is not held or existing."""
    if ask.existing or ask.paper in scene.held:
        return False
    return any(ask.matter not in reach[key] for key in issued_by[ask])
