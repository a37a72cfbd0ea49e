"""
Others who read lines of matters: dictionaries, classes of pydantic, of cattrs, of msgspec.

None of them looks for misspelt keys, unknown ids, conditions that are none, or keys that stand
twice; all but orjson make words of enumerations and days of days. All read a line at a time, as
one does with a file of lines, which is also faster than joining the lines to one document.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import msgspec
import orjson
import pydantic
from cattrs.preconf.orjson import make_converter

from govmatters.model import (
    Audience,
    Confidence,
    Copy,
    Level,
    MatterType,
    Medium,
    Need,
    OnlineDepth,
    Scope,
)

__all__ = ["PEERS", "Read"]

Read = Callable[[Path], list[Any]]
"""Reads the matters of a file."""

_ROW: dict[str, Any] = {
    "needs": str,
    "name": str | None,
    "when": str | None,
    "need": Need | None,
    "copies": int | None,
    "copy": Copy | None,
    "medium": Medium | None,
    "basis": str | None,
    "since": dt.date | None,
    "source": str | None,
}
_MATTER: dict[str, Any] = {
    "id": str,
    "name": str,
    "authority": str | None,
    "region": str | None,
    "type": MatterType | None,
    "levels": list[Level],
    "laws": list[str],
    "audience": list[Audience],
    "statutory_working_days": int | None,
    "promised_working_days": int | None,
    "trips": int | None,
    "steps": int | None,
    "online": OnlineDepth | None,
    "scope": Scope | None,
    "roles": list[str],
    "since": dt.date | None,
    "source": str | None,
    "confidence": Confidence | None,
}
_WANTED = ("needs", "id", "name")
"""What a row or a matter cannot be without; a row's name may be missing, and never is here."""

_START = b'{"collection":"matters"'


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from (line for line in stream if line.startswith(_START))


def _dictionaries(path: Path) -> list[Any]:
    return [orjson.loads(line) for line in _lines(path)]


def _structs() -> Read:
    """Decode into objects that the garbage collector does not know: the limit."""
    row = msgspec.defstruct("Row", _fields(_ROW), gc=False, kw_only=True)
    fields = _fields({**_MATTER, "materials": list[row]})  # type: ignore[valid-type]
    decode = msgspec.json.Decoder(
        msgspec.defstruct("Matter", fields, gc=False, kw_only=True)
    ).decode
    return lambda path: [decode(line) for line in _lines(path)]


def _fields(hints: dict[str, Any]) -> list[Any]:
    return [
        (name, hint) if name in _WANTED or name == "materials" else (name, hint, None)
        for name, hint in hints.items()
    ]


def _cattrs() -> Read:
    """Structure into attrs classes with the converter that cattrs brings for orjson."""
    row = _attrs("Row", _ROW)
    matter = _attrs("Matter", {**_MATTER, "materials": list[row]})  # type: ignore[valid-type]
    loads = make_converter().loads
    return lambda path: [loads(line, matter) for line in _lines(path)]


def _attrs(name: str, hints: dict[str, Any]) -> type[Any]:
    fields: dict[str, Any] = {
        key: attrs.field(type=hint)
        if key in _WANTED or key == "materials"
        else attrs.field(type=hint, default=None)
        for key, hint in hints.items()
    }
    return attrs.make_class(name, fields, frozen=True, kw_only=True, slots=True)


def _pydantic() -> Read:
    """Validate into models."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the format has a key `copy`
        row: Any = pydantic.create_model("Row", **_models(_ROW))
    matter: Any = pydantic.create_model("Matter", **_models({**_MATTER, "materials": list[row]}))
    validate = matter.model_validate_json
    return lambda path: [validate(line) for line in _lines(path)]


def _models(hints: dict[str, Any]) -> dict[str, Any]:
    return {
        key: (hint, ... if key in _WANTED or key == "materials" else None)
        for key, hint in hints.items()
    }


PEERS: dict[str, Callable[[], Read]] = {
    "orjson.loads, a line each": lambda: _dictionaries,
    "limit: msgspec.Struct(gc=False)": _structs,
    "cattrs.preconf.orjson": _cattrs,
    "pydantic": _pydantic,
}
"""By name: what makes the function that reads."""
