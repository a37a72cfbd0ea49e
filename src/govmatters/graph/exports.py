"""Graphs as text: Mermaid to look at, GraphML and node-link JSON for other programs."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import networkx as nx

__all__ = ["to_graphml", "to_json", "to_mermaid"]

_UNSAFE = re.compile(r"""[^\w \-+,./:=，。、：；（）《》“”·—…〔〕？！＋]""")
_SHAPES = {
    "authority": ("[[", "]]"),
    "bundle": ("([", "])"),
    "catalogue_item": ("[/", "/]"),
    "e_licence": ("[(", ")]"),
    "exemption": ("{{", "}}"),
    "material_type": ("(", ")"),
}


def to_mermaid(graph: nx.MultiDiGraph[str]) -> str:
    """
    Write a graph as a Mermaid flowchart.

    Args:
        graph: As `registry_graph` or `bundle_graph` draws it.

    Returns:
        Lines, each ended. Nodes have short ids of their own in the order of the graph and
        their Chinese names as labels; whatever could end a label is written as a number.
    """
    short = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["flowchart LR"]
    for node, data in graph.nodes(data=True):
        kind = str(data.get("kind", ""))
        left, right = _SHAPES.get(kind, ("[", "]"))
        lines.append(f'    {short[node]}{left}"{_label(data.get("name") or node)}"{right}')
    for source, target, data in graph.edges(data=True):
        said = _label(data.get("kind", ""))
        arrow = f'-->|"{said}"|' if said else "-->"
        lines.append(f"    {short[source]} {arrow} {short[target]}")
    return "\n".join(lines) + "\n"


def _label(text: object) -> str:
    """Write whatever is neither a letter nor plain punctuation as Mermaid's entity."""
    plain = " ".join(str(text).split())
    return _UNSAFE.sub(lambda sign: f"#{ord(sign[0])};", plain)


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """
    Write a graph as GraphML.

    Args:
        graph: As `registry_graph` or `bundle_graph` draws it.

    Returns:
        An XML document, ended by a newline; edges are numbered in the order of the graph.
    """
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (source, target, data) in enumerate(graph.edges(data=True), start=1):
        numbered.add_edge(source, target, key=f"e{number}", **data)
    written = BytesIO()
    nx.write_graphml_xml(numbered, written)
    return written.getvalue().decode().rstrip() + "\n"


def to_json(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """
    Write a graph as node-link data.

    Args:
        graph: As `registry_graph` or `bundle_graph` draws it.

    Returns:
        What ``json.dumps`` takes: ``nodes`` with ``id``, ``kind`` and ``name``; ``edges``
        with ``source``, ``target`` and ``kind``; both in the order of the graph.
    """
    data: dict[str, Any] = nx.node_link_data(graph, edges="edges")
    return data
