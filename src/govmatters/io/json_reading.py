"""
JSON to nodes, with the place of each.

The standard library's reader forgets where a value stood, and YAML's reads another language
(tabs, pairs of surrogates), so this one is written out: one regular expression tells the
tokens, one loop puts them together. It needs no recursion.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from govmatters.errors import SHOWN
from govmatters.io.building import Builder
from govmatters.io.nodes import Kind, Node, ScalarNode, WrongError

__all__ = ["read_json"]

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]++)
    |(?P<text>"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")
    |(?P<mark>[][{},:])
    |(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)
    |(?P<word>[A-Za-z_]++)
    """,
    re.VERBOSE,
)
_WORDS = {"true": Kind.BOOLEAN, "false": Kind.BOOLEAN, "null": Kind.NULL}
_CLOSERS = {"{": "}", "[": "]"}


def read_json(
    text: str, file: str, problems: list[WrongError], *, line: int | None = None
) -> Node | None:
    """
    Read one JSON text.

    Args:
        text: The whole file, or one line of it.
        file: What to call it in messages.
        problems: Gets what is wrong and does not keep the rest from being read: maps with
            a key twice.
        line: The number of the line, if it is one.

    Returns:
        Its node; None if there is nothing but white space.

    Raises:
        WrongError: If it is not JSON, or too deep.
    """
    reader = _Reader(text, Builder(file, problems), line)
    reader.read()
    return reader.builder.root


class _Reader:
    """Goes through the tokens; `wants` says what may come next."""

    def __init__(self, text: str, builder: Builder, line: int | None) -> None:
        self.text = text
        self.builder = builder
        self.whole = "file" if line is None else "line"
        self.line = line or 1
        self.line_start = 0
        self.at = 0
        self.closers: list[str] = []
        self.wants = "value"

    @property
    def column(self) -> int:
        """The column of the token, from 1."""
        return self.at - self.line_start + 1

    def fail(self, message: str) -> NoReturn:
        """Raise at the token."""
        where = self.builder.place(self.line, self.column)
        raise WrongError(where, f"not JSON: {message}")

    def read(self) -> None:
        """Read every token."""
        while self.at < len(self.text):
            token = _TOKEN.match(self.text, self.at)
            if token is None:
                self.unreadable()
            self.take(str(token.lastgroup), token.group())
            self.at = token.end()
        if self.builder.root is None and (self.closers or self.wants != "value"):
            self.fail(f"it ends before {self.closers[-1]!r}; is the {self.whole} cut off?")

    def unreadable(self) -> NoReturn:
        """Say what a character that begins no token may be."""
        found = self.text[self.at]
        if found == '"':
            self.fail("text that is not closed, or has a wrong escape, or a raw line break in it")
        self.fail(f"{found!r} begins no value; text stands in double quotes, comments are none")

    def take(self, group: str, sign: str) -> None:
        """Take one token."""
        if group == "space":
            self.lines(sign)
        elif group == "mark":
            self.mark(sign)
        elif group == "text":
            self.string(sign)
        elif group == "number":
            self.value(sign, Kind.NUMBER)
        elif sign in _WORDS:
            self.value(sign, _WORDS[sign])
        else:
            self.fail(f"{sign[:SHOWN]!r} is no value; text stands in double quotes")

    def lines(self, space: str) -> None:
        """Count the lines that white space holds."""
        breaks = space.count("\n")
        if breaks:
            self.line += breaks
            self.line_start = self.at + space.rindex("\n") + 1

    def mark(self, sign: str) -> None:
        """Take a bracket, a comma or a colon."""
        if sign in _CLOSERS:
            self.want("value", "first value", sign=sign)
            self.builder.begin(self.line, self.column, is_map=sign == "{")
            self.closers.append(_CLOSERS[sign])
            self.wants = "first key" if sign == "{" else "first value"
        elif sign in "}]":
            self.want("comma", "first key", "first value", sign=sign)
            if not self.closers or self.closers[-1] != sign:
                self.fail(f"{sign!r} closes nothing that is open")
            self.closers.pop()
            self.builder.end()
            self.after_value()
        elif sign == ",":
            self.want("comma", sign=sign)
            self.wants = "key" if self.closers[-1] == "}" else "value"
        else:
            self.want("colon", sign=sign)
            self.wants = "value"

    def string(self, sign: str) -> None:
        """Take a text, which is a key or a value."""
        if self.wants in {"key", "first key"}:
            self.builder.add(self.scalar(sign, Kind.TEXT))
            self.wants = "colon"
        else:
            self.value(sign, Kind.TEXT)

    def value(self, sign: str, kind: Kind) -> None:
        """Take a scalar that is a value."""
        self.want("value", "first value", sign=sign)
        self.builder.add(self.scalar(sign, kind))
        self.after_value()

    def scalar(self, sign: str, kind: Kind) -> ScalarNode:
        """Make the node, without quotes and escapes."""
        place = (self.builder.file, self.line, self.column)
        if kind is not Kind.TEXT:
            return ScalarNode(sign, kind, *place)
        if "\\" not in sign:
            return ScalarNode(sign[1:-1], kind, *place, 1)
        return ScalarNode(json.loads(sign), kind, *place)

    def after_value(self) -> None:
        """Say what may follow a value."""
        self.wants = "comma" if self.closers else "end"

    def want(self, *allowed: str, sign: str) -> None:
        """Refuse a token that may not stand here."""
        if self.wants not in allowed:
            closer = f" or {self.closers[-1]!r}" if self.closers else ""
            wanted = {
                "comma": f"a comma{closer}",
                "colon": "a colon",
                "end": f"the end of the {self.whole}",
                "first key": f"a key{closer}",
                "first value": f"a value{closer}",
            }.get(self.wants, f"a {self.wants}")
            hint = "mend it or the sign before it"
            self.fail(f"{sign[:SHOWN]!r} where {wanted} is wanted; {hint}")
