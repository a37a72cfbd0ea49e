"""Situations (情形): all facts that make the same atoms true, and their evaluation side by side."""

from govmatters.situations.blocks import Block, blocks_of
from govmatters.situations.enumeration import Situation, Situations
from govmatters.situations.network import FALSE, TRUE, Gate, Network, NetworkBuilder
from govmatters.situations.planes import count_planes, distinct_sums, split

__all__ = [
    "FALSE",
    "TRUE",
    "Block",
    "Gate",
    "Network",
    "NetworkBuilder",
    "Situation",
    "Situations",
    "blocks_of",
    "count_planes",
    "distinct_sums",
    "split",
]
