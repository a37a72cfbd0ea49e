"""Other records in the tables of a registry."""

from __future__ import annotations

from typing import Any

import attrs

from govmatters.registry import Registry

__all__ = ["with_tables"]


def with_tables(registry: Registry, **tables: Any) -> Registry:  # noqa: ANN401 (records of each kind)
    """
    Put other records into some tables.

    `Registry` sorts records into tables itself, but a type checker lets `attrs.evolve` take none
    but tables: this is the one place where that is not checked.

    Args:
        registry: Any.
        tables: Records, in any order, by the name of their table.

    Returns:
        The registry with these.
    """
    return attrs.evolve(registry, **tables)
