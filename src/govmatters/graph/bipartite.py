"""Matters and regions as two sides of a graph."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

__all__ = ["handling_graph"]


def handling_graph(pairs: Iterable[tuple[str, str, str]]) -> nx.Graph[str]:
    """
    Draw which matter is handled from which region.

    Args:
        pairs: (matter, region, way) of each pair that some way opens.

    Returns:
        A bipartite graph: a node ``matter <id>`` a matter (``bipartite=0``), a node
        ``region <code>`` a region (``bipartite=1``), and an edge a pair, with its ``way``.
    """
    graph: nx.Graph[str] = nx.Graph()
    for matter, region, way in pairs:
        graph.add_node(f"matter {matter}", bipartite=0, id=matter)
        graph.add_node(f"region {region}", bipartite=1, id=region)
        graph.add_edge(f"matter {matter}", f"region {region}", way=way)
    return graph
