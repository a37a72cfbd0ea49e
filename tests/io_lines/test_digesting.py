"""The digest of a line is that of its record, in whatever words the line says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.io_lines.spoiling import EVERY_KEY, HEAD, data_lines, written

import govmatters as gm
from govmatters.io import load
from govmatters.io.lines.digesting import digests_of
from govmatters.model.contents import content_digest

COMMON: list[dict[str, Any]] = [
    {"collection": "authorities", "id": "a", "name": "局", "region": "430100"},
    {"collection": "material_types", "id": "card", "name": "证"},
    {"collection": "material_types", "id": "form", "name": "表"},
    {"collection": "questions", "id": "local", "type": "boolean"},
]
MATTER: dict[str, Any] = {
    "collection": "matters",
    "id": "m",
    "name": "事项",
    "authority": "a",
    "roles": ["child"],
    "laws": ["甲 乙", "甲"],
    "audience": ["person", "enterprise"],
    "outputs": ["form", "card"],
    "materials": [{"needs": "card"}, {"needs": "card of child", "when": "local", "copies": 2}],
}


def registry_of(folder: Path, *matters: dict[str, Any]) -> gm.Registry:
    """Load matters from lines."""
    return loaded(folder, [*COMMON, *matters])


def loaded(folder: Path, records: list[dict[str, Any]]) -> gm.Registry:
    """Write records as lines, and load them."""
    path = folder / "registry.jsonl"
    lines = [json.dumps(one, ensure_ascii=False).encode() for one in records]
    path.write_bytes(b"\n".join([HEAD, *lines]) + b"\n")
    return load(path)


@pytest.mark.parametrize(
    "said",
    [
        {
            "laws": ["甲", "甲 乙"],
            "audience": ["enterprise", "person"],
            "outputs": ["card", "form"],
        },
        {"outputs": [{"paper": "card"}, "form of applicant"]},
        {"materials": [{"needs": "card of applicant", "need": "required"}, MATTER["materials"][1]]},
        {"materials": [{"needs": {"any_of": ["card"]}, "copies": 1}, MATTER["materials"][1]]},
        {"materials": [{"needs": "card", "existing": False}, {**MATTER["materials"][1]}]},
        {"materials": [{"needs": "card"}, {**MATTER["materials"][1], "when": " local "}]},
    ],
)
def test_the_same_in_other_words_has_the_same_digest(tmp_path: Path, said: dict[str, Any]) -> None:
    """What need not be said may be said, and papers may be written in full."""
    one = registry_of(tmp_path, MATTER).digest

    assert registry_of(tmp_path, {**MATTER, **said}).digest == one
    assert registry_of(tmp_path, {**MATTER, **said, "name": "别的"}).digest != one


def test_rows_in_another_order_have_another_digest(tmp_path: Path) -> None:
    """A row is its place in its list."""
    other = {**MATTER, "materials": MATTER["materials"][::-1]}

    assert registry_of(tmp_path, other).digest != registry_of(tmp_path, MATTER).digest


def test_the_digests_of_lines_are_those_of_records(tmp_path: Path) -> None:
    """So it is with every key of the format, and no record is kept for it."""
    lines = loaded(tmp_path, data_lines(written(load(EVERY_KEY))))
    for registry in (lines, registry_of(tmp_path, MATTER, {**MATTER, "id": "n"})):
        store: Any = registry.matters.kept
        made = len(store.made)
        found = dict(digests_of(store.chunks, store.make))

        assert found
        assert len(store.made) == made
        assert found == {key: content_digest(store[key]) for key in found}
    assert lines.digest == load(EVERY_KEY).digest
