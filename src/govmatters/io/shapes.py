"""Shapes: which keys a record has, how each is read, and what they make together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from govmatters.errors import SHOWN
from govmatters.io.context import Context
from govmatters.io.fields import found
from govmatters.io.nodes import MapNode, Node, ScalarNode, WrongError

if TYPE_CHECKING:
    from govmatters.io.context import Parse

__all__ = ["Check", "Shape", "Values"]

_T = TypeVar("_T")

Values = dict[str, Any]
"""What was read of a record, by attribute; what is at fault is left out."""

Check = Callable[[Values, MapNode, Context], None]
"""Looks at a record as a whole; adds faults to the context."""


@attrs.frozen
class Shape(Generic[_T]):
    """
    The form of a record in a file.

    Attributes:
        noun: What the record is, for messages; without an article.
        type: The class that it becomes.
        keys: How each key is read.
        required: The keys that must stand.
        attributes: The attribute of each key that has another name.
        checks: What must hold among the keys; called with what could be read.
    """

    noun: str
    type: Callable[..., _T]
    keys: Mapping[str, Parse[Any]]
    required: tuple[str, ...] = ()
    attributes: Mapping[str, str] = attrs.field(factory=dict)
    checks: tuple[Check, ...] = ()

    def __call__(self, node: Node, context: Context) -> _T | None:
        """Read a record that has no id of its own."""
        return self.read(node, context, {})

    def read(self, node: Node, context: Context, given: Values) -> _T | None:
        """
        Read a record, and keep everything that is wrong with it.

        Args:
            node: A map.
            context: Gets the faults.
            given: Attributes that do not stand in the map, such as the id.

        Returns:
            The record; None if anything in it is at fault.
        """
        before = len(context.faults)
        if not isinstance(node, MapNode):
            wanted = f"wants a map of the keys of a record ({self.noun})"
            context.add(WrongError(node, f"{wanted}, got {found(node)}"))
            return None
        values = given | self._values(node, context)
        for key in self.required:
            if node.get(key) is None:
                context.add(WrongError(node, f"this {self.noun} has no `{key}`; write it"))
        _refuse_backwards(values, node, context)
        for check in self.checks:
            check(values, node, context)
        return self.type(**values) if len(context.faults) == before else None

    def _values(self, node: MapNode, context: Context) -> Values:
        values: Values = {}
        for key, child in node.pairs:
            parse = self.keys.get(key.text)
            if parse is None:
                self._unknown(key, context)
                continue
            outer, context.key = context.key, key.text
            value = context.attempt(parse, child)
            context.key = outer
            if value is not None:
                values[self.attributes.get(key.text, key.text)] = value
        return values

    def _unknown(self, key: ScalarNode, context: Context) -> None:
        """Blame a key that is none."""
        listing = f"its keys are {', '.join(self.keys)}"
        hint = context.hint(key.text, self.keys, listing)
        if key.text == "<<":
            hint = "merge keys are not read; write the keys out"
        message = f"this {self.noun} has no key {key.text[:SHOWN]!r}; {hint}"
        context.add(WrongError(key, message))


def _refuse_backwards(values: Values, node: MapNode, context: Context) -> None:
    """Refuse a record that ends before it begins (AP-3)."""
    since, until = values.get("since"), values.get("until")
    if isinstance(since, dt.date) and isinstance(until, dt.date) and since > until:
        message = f"until {until} lies before since {since}; swap or mend them"
        context.add(WrongError(node.get("until") or node, message))
