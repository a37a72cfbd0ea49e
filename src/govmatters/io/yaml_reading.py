"""
YAML to nodes, from the events of the parser.

Nothing is resolved: a plain scalar stays text, a tag is refused, an alias is the node that it
names. Reading needs no recursion, so that a hostile file is refused while it is read.
"""

from __future__ import annotations

from typing import Any

import yaml

from govmatters.errors import SHOWN
from govmatters.io.building import Builder
from govmatters.io.nodes import Kind, Node, ScalarNode, WrongError

__all__ = ["read_yaml"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The stubs do not tell PyYAML's two parsers apart, and call every mark optional.
_Event = Any
_Mark = Any

_ADVICE = (
    ("cannot start any token", "indent with spaces, not tabs; quote text that begins with @ ` %"),
    ("mapping values are not allowed", "quote text that holds a colon and a space"),
    ("expected <block end>", "lines of one map or list begin in one column"),
    ("control characters", "save the file as UTF-8 text"),
    ("special characters", "save the file as UTF-8 text"),
    ("end of stream", "close the quote or bracket"),
    ("document indicator", "close the quote or bracket"),
    ("simple key", "write `key: value`, with a space after the colon"),
)


def read_yaml(text: str, file: str, problems: list[WrongError]) -> Node | None:
    """
    Read one YAML document.

    Args:
        text: The whole file.
        file: What to call it in messages.
        problems: Gets what is wrong and does not keep the rest from being read: tags, and
            maps with a key twice.

    Returns:
        Its node; None if there is no document.

    Raises:
        WrongError: If it is not YAML, not one document, too deep, or repeats too much by
            aliases.
    """
    reader = _Reader(Builder(file, problems))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.YAMLError as exc:
        raise _translated(exc, reader.builder) from exc
    return reader.builder.root


class _Reader:
    """Takes the parser's events."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.anchors: dict[str, Node] = {}
        self.open_anchors: list[str | None] = []
        self.documents = 0

    def take(self, event: _Event) -> None:
        """Take one event."""
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.remember(self.open_anchors.pop(), self.builder.end())
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.DocumentStartEvent():
                self.document(event)

    def document(self, event: _Event) -> None:
        """Refuse a second document."""
        self.documents += 1
        if self.documents > 1:
            where = self.at(event.start_mark)
            raise WrongError(where, "a second document; put each into a file of its own")

    def begin(self, event: _Event) -> None:
        """Open a list or a map."""
        self.refuse_tag(event)
        mark = event.start_mark
        is_map = isinstance(event, yaml.MappingStartEvent)
        self.builder.begin(mark.line + 1, mark.column + 1, is_map=is_map)
        self.open_anchors.append(event.anchor)

    def scalar(self, event: _Event) -> None:
        """Add a scalar; places in its text are known if it stands in one line."""
        self.refuse_tag(event)
        start, end = event.start_mark, event.end_mark
        kind = Kind.QUOTED if event.style else Kind.PLAIN
        lead = -1 if start.line != end.line else len(event.style or "")
        place = (self.builder.file, start.line + 1, start.column + 1)
        node = ScalarNode(event.value, kind, *place, lead)
        self.builder.add(node)
        self.remember(event.anchor, node)

    def alias(self, event: _Event) -> None:
        """Repeat what an alias names."""
        node = self.anchors.get(event.anchor)
        where = self.at(event.start_mark)
        if node is None:
            name = event.anchor[:SHOWN]
            raise WrongError(where, f"the alias *{name} names nothing that ends before it")
        self.builder.repeat(node, where)

    def remember(self, anchor: str | None, node: Node) -> None:
        """Keep what an anchor names."""
        if anchor is not None:
            self.anchors[anchor] = node

    def refuse_tag(self, event: _Event) -> None:
        """Refuse tags: they would name types, and fields have theirs."""
        if event.tag is not None:
            message = f"the tag {event.tag[:SHOWN]!r} is not read; drop it, fields know their types"
            self.builder.problems.append(WrongError(self.at(event.start_mark), message))

    def at(self, mark: _Mark) -> ScalarNode:
        """Make a node that only says where."""
        return self.builder.place(mark.line + 1, mark.column + 1)


def _translated(exc: yaml.YAMLError, builder: Builder) -> WrongError:
    """Turn the parser's error into one line with advice."""
    mark = getattr(exc, "problem_mark", None) or getattr(exc, "context_mark", None)
    parts = [getattr(exc, "context", None), getattr(exc, "problem", None)]
    said = " ".join(part for part in parts if part) or str(exc).partition("\n")[0]
    advice = next((hint for sign, hint in _ADVICE if sign in said), "see the lines before it")
    where = builder.place(mark.line + 1, mark.column + 1) if mark else builder.place(0, 0)
    return WrongError(where, f"not YAML: {said[: 2 * SHOWN]}; {advice}")
