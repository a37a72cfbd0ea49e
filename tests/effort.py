"""How many examples a law draws whose every example takes long."""

from hypothesis import settings

__all__ = ["FEWER"]

FEWER = settings(max_examples=min(100, settings().max_examples))
"""At most 100, whatever the profile: laws over whole registries, workbooks and audits."""
