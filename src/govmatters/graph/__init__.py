"""
The registry as networkx sees it: who asks for what, who issues it, and where that runs in circles.

This package alone imports networkx, which is slow; import it where it is used.
"""

from govmatters.graph.bipartite import handling_graph
from govmatters.graph.circles import CircularProof, circular_proofs
from govmatters.graph.drawing import bundle_graph, registry_graph
from govmatters.graph.exports import to_graphml, to_json, to_mermaid

__all__ = [
    "CircularProof",
    "bundle_graph",
    "circular_proofs",
    "handling_graph",
    "registry_graph",
    "to_graphml",
    "to_json",
    "to_mermaid",
]
