"""Files of a portal's records: JSON Lines or one JSON a file, in an envelope or without."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

import attrs

from govmatters.errors import Fault

__all__ = ["MAX_BYTES", "MAX_LINE", "Kind", "Record", "records_of"]

MAX_BYTES = 512 * 1024 * 1024
"""Largest file, in bytes."""
MAX_LINE = 16 * 1024 * 1024
"""Longest line of JSON Lines, in bytes; a record has some tens of thousands."""
_MAX_DEPTH = 24
_SHOWN = 80
_WELL = {0, "0", 200, "200", None}


class Kind(StrEnum):
    """What a record is."""

    MATTER = "matter"
    GUIDE = "guide"


@attrs.frozen
class Record:
    """
    One record of a portal.

    Attributes:
        kind: A single matter, or a one-thing guide.
        data: As read, without its envelope.
        file: Where it was read.
        line: From 1.
        which: Which of several of one JSON value, for messages; ``""`` for the only one.
    """

    kind: Kind
    data: Mapping[str, Any]
    file: str
    line: int
    which: str = ""

    @property
    def place(self) -> str:
        """Where it stands: ``file:line``, and which of several of one value."""
        return f"{self.file}:{self.line}{f' {self.which[:-2]}' if self.which else ''}"

    def fault(self, message: str) -> Fault:
        """Say what is wrong with it."""
        return Fault(self.file, self.line, 1, f"{self.which}{message}")


class _BrokenError(ValueError):
    """A record that cannot be taken; never leaves this module."""

    def __init__(self, message: str, down: int = 0, column: int = 1) -> None:
        super().__init__(message)
        self.down = down
        self.column = column


def records_of(paths: Iterable[Path], faults: list[Fault]) -> Iterator[Record]:
    """
    Read the records of files.

    Args:
        paths: Files of JSON Lines or of one JSON value: a record, a list of records, or an
            envelope ``{code, data}`` of either.
        faults: Gets what cannot be read, a fault a record; the rest is read.

    Yields:
        The records in their order.
    """
    for path in paths:
        file = str(path)
        for line, text in _texts(path, faults):
            try:
                parts = _records(_parsed(text))
            except _BrokenError as broken:
                where = line + broken.down
                faults.append(Fault(file, where, broken.column, str(broken)))
                continue
            if not parts:
                faults.append(Fault(file, line, 1, "holds no record; leave it out"))
            for number, part in enumerate(parts, start=1):
                which = f"record {number} of {len(parts)}: " if len(parts) > 1 else ""
                yield from _record(part, Record(Kind.MATTER, {}, file, line, which), faults)


def _texts(path: Path, faults: list[Fault]) -> Iterator[tuple[int, str]]:
    """Cut a file into texts of JSON, each with its line: the whole, or a line each."""
    file = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            faults.append(Fault(file, 0, 0, f"larger than {MAX_BYTES >> 20} MiB; split it"))
            return
        data = path.read_bytes()
    except (OSError, ValueError) as exc:
        problem = getattr(exc, "strerror", None) or exc
        faults.append(Fault(file, 0, 0, f"cannot be read: {problem}; name a file of JSON"))
        return
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if not any(line.strip() for line in lines):
        faults.append(Fault(file, 0, 0, "the file is empty; name a file of JSON records"))
    elif _is_one_value(lines):
        yield from _text(b"\n".join(lines), 1, file, faults)
    else:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from _text(line, number, file, faults)


def _is_one_value(lines: list[bytes]) -> bool:
    """Tell a value that spans lines from a value a line, even where some lines are broken."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) == 1 or filled[0].startswith(b"["):
        return True
    if _is_json(filled[0]):
        return False
    return _is_json(b"\n".join(lines)) or not any(line.startswith(b"{") for line in filled[1:])


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _text(line: bytes, number: int, file: str, faults: list[Fault]) -> Iterator[tuple[int, str]]:
    if len(line) > (MAX_LINE if number > 1 else MAX_BYTES):
        faults.append(Fault(file, number, 1, f"longer than {MAX_LINE >> 20} MiB; no record is"))
        return
    try:
        yield number, line.decode("utf-8")
    except UnicodeDecodeError as exc:
        message = f"byte 0x{line[exc.start]:02x} is not UTF-8; save the file as UTF-8"
        faults.append(Fault(file, number, exc.start + 1, message))


def _parsed(text: str) -> object:
    """Parse JSON; refuse what JSON has not, keys that stand twice, and what nests too deep."""
    try:
        value = json.loads(text, object_pairs_hook=_distinct, parse_constant=_no_constant)
        _limit_depth(value)
    except json.JSONDecodeError as exc:
        message = f"is no JSON: {exc.msg.removesuffix(' at')}; mend it, or leave the record out"
        raise _BrokenError(message, exc.lineno - 1, exc.colno) from None
    except RecursionError:
        message = f"nests deeper than {_MAX_DEPTH}; no record does"
        raise _BrokenError(message) from None
    except _BrokenError:
        raise
    except ValueError:
        message = "holds a number that is none; mend it"
        raise _BrokenError(message) from None
    return value


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"the key {twice[:_SHOWN]!r} stands twice; drop one"
        raise _BrokenError(message)
    return made


def _no_constant(word: str) -> NoReturn:
    message = f"{word} is no JSON; write a number, or null"
    raise _BrokenError(message)


def _limit_depth(value: object) -> None:
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [
            part
            for one in level
            if isinstance(one, dict | list)
            for part in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    raise RecursionError


def _records(value: object) -> list[object]:
    """Take records out of their envelope, or out of a list."""
    if isinstance(value, dict) and "code" in value and {"data", "msg"} & value.keys():
        if value["code"] not in _WELL:
            said = str(value.get("msg", ""))[:_SHOWN]
            message = f"the portal answered code {str(value['code'])[:_SHOWN]}: {said!r}; ask again"
            raise _BrokenError(message)
        value = value.get("data")
    for key in ("list", "records", "rows") if isinstance(value, dict) else ():
        if isinstance(value, dict) and isinstance(value.get(key), list):
            value = value[key]
    return value if isinstance(value, list) else [value]


def _record(part: object, where: Record, faults: list[Fault]) -> Iterator[Record]:
    """Tell what a record is by the keys that only such a record has."""
    if isinstance(part, dict):
        if {"sxmc", "theme_code"} & part.keys():
            yield attrs.evolve(where, kind=Kind.GUIDE, data=part)
            return
        if {"unifyName", "rightsCode"} & part.keys():
            yield attrs.evolve(where, data=part)
            return
    wanted = "a matter has `unifyName` and `rightsCode`, a one-thing guide `sxmc` and `theme_code`"
    keys = ", ".join(map(str, list(part)[:6])) if isinstance(part, dict) else ""
    found = f"the keys {keys}" if keys else "an empty map" if part == {} else "no map"
    faults.append(where.fault(f"is no record: {wanted}; found {found}"))
