"""
The registry as a graph: who asks for what, who issues it, what must come first, and circles.

This package alone imports networkx, which is slow. What needs it is imported when it is first
used; `prerequisites` does not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govmatters.graph.bipartite import handling_graph
    from govmatters.graph.circles import CircularProof, circular_proofs
    from govmatters.graph.closures import Closure, Prerequisites, prerequisites
    from govmatters.graph.drawing import bundle_graph, registry_graph
    from govmatters.graph.exports import to_graphml, to_json, to_mermaid

__all__ = [
    "CircularProof",
    "Closure",
    "Prerequisites",
    "bundle_graph",
    "circular_proofs",
    "handling_graph",
    "prerequisites",
    "registry_graph",
    "to_graphml",
    "to_json",
    "to_mermaid",
]

_HOMES = {
    "bipartite": ["handling_graph"],
    "circles": ["CircularProof", "circular_proofs"],
    "drawing": ["bundle_graph", "registry_graph"],
    "exports": ["to_graphml", "to_json", "to_mermaid"],
    "closures": ["Closure", "Prerequisites", "prerequisites"],
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import what is offered when it is first used."""
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """Show what is offered."""
    return __all__
