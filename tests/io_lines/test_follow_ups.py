"""What is wrong with a line is told once: what follows from it is not told as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.io_lines.spoiling import HEAD

from govmatters.errors import LoadError
from govmatters.io import load

Line = dict[str, Any]

AUTHORITY: Line = {"collection": "authorities", "id": "office", "name": "局", "region": "430100"}
PAPER: Line = {"collection": "material_types", "id": "card", "name": "证"}
QUESTION: Line = {"collection": "questions", "id": "local", "type": "boolean"}
MATTER: Line = {
    "collection": "matters",
    "id": "birth",
    "name": "事",
    "authority": "office",
    "materials": [{"needs": "card", "when": "local"}],
}
BUNDLE: Line = {
    "collection": "bundles",
    "id": "newborn",
    "name": "件",
    "region": "430100",
    "matters": ["birth"],
}
LINES = (AUTHORITY, PAPER, QUESTION, MATTER, BUNDLE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of lines that is not there yet."""
    return tmp_path / "registry.jsonl"


def written(line: Line | bytes) -> bytes:
    """Write a line."""
    return line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()


def faults(path: Path, *lines: Line | bytes) -> list[str]:
    """Load lines that are wrong, and say how, from the number of the line on."""
    path.write_bytes(b"\n".join(map(written, lines)))
    with pytest.raises(LoadError) as error:
        load(path)
    return [str(fault).removeprefix(f"{path}:") for fault in error.value.faults]


def renamed(line: Line, old: str, new: str) -> Line:
    """Misspell a key."""
    return {new if key == old else key: value for key, value in line.items()}


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(
    ("key", "wrong"),
    [("collection", "colection"), ("collection", "Collection"), ("id", "Id"), ("id", "idd")],
)
def test_a_misspelt_key_of_a_line_is_one_fault(
    path: Path, place: int, key: str, wrong: str
) -> None:
    """What names the record is not blamed; the key that was meant is told."""
    lines = [renamed(line, key, wrong) if n == place else line for n, line in enumerate(LINES)]
    (fault,) = faults(path, HEAD, *lines)

    assert fault.startswith(f"{place + 2}:")
    assert fault.endswith(f"this line has no key {wrong!r}; did you mean {key}?")


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("wrong", ["{}x", "x", 5])
def test_a_misspelt_collection_is_one_fault(path: Path, place: int, wrong: str | int) -> None:
    """So it is if the collection is near to one, near to none, or no text."""
    stated = wrong.format(LINES[place]["collection"]) if isinstance(wrong, str) else wrong
    lines = [line | {"collection": stated} if n == place else line for n, line in enumerate(LINES)]
    (fault,) = faults(path, HEAD, *lines)

    assert fault.startswith(f"{place + 2}:16: ")


@pytest.mark.parametrize("place", range(4))
def test_a_line_that_is_no_map_is_one_fault(path: Path, place: int) -> None:
    """What names the record in a list is not blamed."""
    lines = [b"[" + written(line) + b"]" if n == place else line for n, line in enumerate(LINES)]
    (fault,) = faults(path, HEAD, *lines)

    assert fault.startswith(f"{place + 2}:1: a line is a map such as ")


def test_what_names_no_record_is_blamed_beside_a_lost_one(path: Path) -> None:
    """A line that says its collection and its id hides nothing but what names that."""
    matter = MATTER | {"authority": "card", "source": "office"}
    found = faults(path, HEAD, renamed(AUTHORITY, "id", "Id"), PAPER, QUESTION, matter, BUNDLE)

    assert [fault.partition(":")[0] for fault in found] == ["2", "5", "5"]
    assert "no 'card' among authorities" in found[1]
    assert "no 'office' among sources" in found[2]


@pytest.mark.parametrize(
    "more",
    [
        b'"authority": "none"',
        b'"name": 5',
        b'"id": "death"',
        b'"collection": "bundles"',
        b'"materials": [{"needs": "none"}]',
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_key_that_stands_twice_is_one_fault(path: Path, more: bytes, *, is_first: bool) -> None:
    """Neither value is judged, as it is not known which one is meant."""
    own = written(MATTER)[1:-1]
    line = b"{" + b", ".join([more, own] if is_first else [own, more]) + b"}"
    (fault,) = faults(path, HEAD, AUTHORITY, PAPER, QUESTION, line, BUNDLE)

    assert fault.startswith("5:")
    assert "stands twice, first at 5:" in fault


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b'{"fromat": "govmatters/1"}', "1:2: this line has no key 'fromat'; did you mean format?"),
        (b'{"FORMAT": "govmatters/1"}', "1:2: this line has no key 'FORMAT'; did you mean format?"),
        (b"{}", "1:1: no `format`; begin the file with the line"),
        (b"[]", "1:1: no `format`; begin the file with the line"),
        (b'"govmatters/1"', "1:1: no `format`; begin the file with the line"),
        (b'{"format": govmatters/1}', "1:12: not JSON: 'govmatters' is no value"),
        (b'{"format": "govmatters/1", "format": "x"}', "1:28: the key 'format' stands twice"),
        (HEAD + b"\n" + HEAD, "2:1: `format` stands in the first line alone"),
        (HEAD + b'\n{"format": "govmatters/2"}', "2:1: `format` stands in the first line alone"),
        (written(AUTHORITY | {"id": "other"}), "1:1: no `format`; begin the file with the line"),
    ],
)
def test_a_wrong_first_line_is_one_fault(path: Path, head: bytes, said: str) -> None:
    """One that is misspelt, missing, or there twice; the other lines are read all the same."""
    (fault,) = faults(path, head, *LINES)

    assert fault.startswith(said)
    assert len(faults(path, head, *LINES, {**PAPER, "id": "form", "nmae": "x"})) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (b",", "2:79: not JSON: ',' where the end of the line is wanted"),
        (written(PAPER), "2:79: not JSON: '{' where the end of the line is wanted"),
        (b"\n{", "3:2: not JSON: it ends before '}'; is the line cut off?"),
    ],
)
def test_a_line_ends_where_it_ends(path: Path, more: bytes, said: str) -> None:
    """A fault of a line speaks of the line, not of the file."""
    (fault,) = faults(path, HEAD, written(AUTHORITY) + more, *LINES[1:])

    assert fault.startswith(said)


REGION: Line = {"collection": "regions", "id": "430199", "name": "区", "parent": "430100"}
ITEM: Line = {"collection": "catalogue", "id": "item", "name": "项", "authority": "office"}


def test_a_region_or_an_item_that_could_not_be_read_is_missed_by_nobody(path: Path) -> None:
    """Who lies in the one, or inherits from the other, is not blamed."""
    office = AUTHORITY | {"region": REGION["id"]}
    matter = {"collection": "matters", "id": "birth", "name": "事", "of": "item"}
    doubled = [written(one)[:-1] + b', "name": "x"}' for one in (REGION, ITEM)]
    found = faults(path, HEAD, *doubled, office, matter)
    assert [one.split(":")[0] for one in found] == ["2", "3"]


def test_a_key_of_other_records_is_not_taken_for_a_misspelt_one(path: Path) -> None:
    """``kind`` is near to ``id``, but is what it says."""
    paper = {"collection": "material_types", "name": "a", "kind": "form"}
    assert faults(path, HEAD, paper) == ["2:1: this line has no `id`; write it"]
