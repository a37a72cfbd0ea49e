"""Circular proofs (循环证明) as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govmatters.checks.views import View
from govmatters.model import Finding, Severity

if TYPE_CHECKING:
    from govmatters.graph import CircularProof

__all__ = ["circle_finding", "proofs_are_not_circular"]

_SHOWN = 12
"""How many matters of a circle are named."""


def proofs_are_not_circular(view: View) -> Iterator[Finding]:
    """
    PL-5: no matter asks for a paper that only those issue who wait for it.

    Args:
        view: The registry.

    Yields:
        ``circular-proof`` (within a bundle an error, across the registry, where only types
        of papers are compared, a warning) for those that nobody gets out of, and
        ``possible-circular-proof`` (note) where some way may lead out. What a bundle shows
        alike is not repeated across the registry.
    """
    from govmatters.graph import circular_proofs  # noqa: PLC0415 (networkx is slow to import)

    proofs = circular_proofs(view.whole, on=view.on)
    bundled = {
        (_matters(view, proof), proof.certain) for proof in proofs if proof.bundle is not None
    }
    for proof in proofs:
        if proof.bundle is not None or (frozenset(proof.matters), proof.certain) not in bundled:
            yield circle_finding(view, proof)


def _matters(view: View, proof: CircularProof) -> frozenset[str]:
    """Name the matters of a bundle's circle by their own ids."""
    bundle = view.registry.bundles[proof.bundle or ""]
    own = {place.key: place.matter for place in bundle.matters}
    return frozenset(own[key] for key in proof.matters)


def circle_finding(view: View, proof: CircularProof) -> Finding:
    """
    Tell a circular proof.

    Args:
        view: The registry.
        proof: One of its circular proofs.

    Returns:
        ``circular-proof`` or ``possible-circular-proof``.
    """
    in_bundle = proof.bundle is not None
    record = ("bundle", proof.bundle) if proof.bundle else ("matter", proof.circle[0])
    severity = Severity.ERROR if in_bundle else Severity.WARNING
    many = len(proof.matters) > len(proof.circle)
    also = f"; {len(proof.matters)} matters wait for each other" if many else ""
    if proof.certain:
        return view.listing(
            "circular-proof",
            record,
            f"circular proof, out of which no alternative leads: {_chain(proof)}{also}",
            "drop one of the papers, let it be deferred, or add an alternative or an issuer "
            "outside the circle",
            _items(proof),
            severity=severity,
        )
    return view.listing(
        "possible-circular-proof",
        record,
        f"a circular proof that some alternative, issuer, condition or exemption may lead "
        f"out of: {_chain(proof)}{also}",
        "see that everybody has a way out, or mark the paper as `existing`",
        _items(proof),
    )


def _chain(proof: CircularProof) -> str:
    """Write the circle, cut if it is long."""
    steps = zip(proof.circle, proof.papers, strict=True)
    shown = [f"{matter} waits for {paper}" for matter, paper in list(steps)[:_SHOWN]]
    left = len(proof.circle) - _SHOWN
    return ", ".join(shown) + (f", and {left} more" if left > 0 else "")


def _items(proof: CircularProof) -> list[str]:
    """Name every step of the circle, and everybody who waits."""
    steps = zip(proof.circle, proof.papers, strict=True)
    waits = [f"{matter} waits for {paper}" for matter, paper in steps]
    return [*waits, *(f"matter {matter}" for matter in proof.matters)]
