"""
Lists that a data bureau keeps, computed from a registry.

`demand_list` says which authority needs which paper of which other, `responsibility_list` what
each must provide, `negative_list` what may not be shared, `policy_index` what rests on a document.
"""

from govmatters.design.lists.demanding import demand_list
from govmatters.design.lists.indexing import matching, policy_index
from govmatters.design.lists.providing import responsibilities_in, responsibility_list
from govmatters.design.lists.withholding import negative_list

__all__ = [
    "demand_list",
    "matching",
    "negative_list",
    "policy_index",
    "responsibilities_in",
    "responsibility_list",
]
