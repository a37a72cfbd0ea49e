"""Whether lines are sound, as far as msgspec does not see it: nothing lost, and texts are texts."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from govmatters.io.fields import CONTROL, is_id
from govmatters.io.lines.words import texts_in
from govmatters.model import Level

__all__ = ["are_plain", "are_whole", "has_controls", "is_odd", "is_whole"]

_CONTROLS = re.compile(rb"\xc2(?=[\x80-\x9f])|\xe2(?=\x80[\xa8\xa9])")
_ESCAPED = re.compile(rb"\\(?:[bfr]|u00(?:[01]|7[fF]|[89])|u202[89]|u[dD])")
_FAR = frozenset({Level.NATION, Level.PROVINCE})
_lists = attrgetter("levels", "laws", "audience", "modes", "also_acts_in", "reachable_at", "roles")
_codes = attrgetter("basic", "implementation", "item", "local")


def has_controls(record: Struct) -> bool:
    """Say whether a text of a record has a control character."""
    texts = texts_in(msgspec.to_builtins(record, str_keys=True))
    return any(CONTROL.search(text) for text in texts)


def is_odd(data: bytes) -> bool:
    """Say whether lines may hold control characters, written as they are or escaped."""
    if b"\x7f" in data or (b"\\" in data and _ESCAPED.search(data) is not None):
        return True
    return (b"\xc2" in data or b"\xe2" in data) and _CONTROLS.search(data) is not None


def is_whole(written: bytes, data: bytes) -> bool:
    """Say whether nothing of lines was lost, given what was read of them, written again."""
    return written == data or _strings(written) == _strings(data)


def _strings(data: bytes) -> int:
    """Count the quotes that begin or end a string."""
    quotes = data.count(b'"')
    if b"\\" not in data:
        return quotes
    return quotes - data.replace(b"\\\\", b"").count(b'\\"')


def are_whole(written: bytes, data: bytes) -> bool:
    """Say the same of several lines; msgspec skips empty ones."""
    if written == data:
        return True
    return is_whole(written, data) and written.count(b"\n") == data.count(b"\n")


def are_plain(records: list[Any]) -> bool:
    """Say whether texts of matters are texts, and lists name nothing twice."""
    for one in records:
        if one.name.isspace() or (one.codes is not UNSET and _is_blank(one.codes)):
            return False
        for row in () if one.materials is UNSET else one.materials:
            if row.name is not UNSET and row.name.isspace():
                return False
        for some in _lists(one):
            if some is not UNSET and len(some) > 1 and len(set(some)) < len(some):
                return False
        if one.reachable_at is not UNSET and not _FAR.isdisjoint(one.reachable_at):
            return False
    return is_id("".join(one.id for one in records))


def _is_blank(codes: Any) -> bool:  # noqa: ANN401 (those of a line, or their narrow twin)
    return any(text is not UNSET and text.isspace() for text in _codes(codes))
