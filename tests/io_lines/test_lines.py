"""Files of lines: what is read is what was written, every fault has its place, nothing is lost."""

from __future__ import annotations

import gc
import json
import pickle
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given
from tests.effort import FEWER
from tests.io_lines.spoiling import EVERY_KEY, HEAD, data_lines, written

import govmatters as gm
from govmatters.errors import InvalidEntryError, LoadError, UnknownIdError
from govmatters.io import load, load_document
from govmatters.io.context import Context
from govmatters.io.lines import strict, wire, wire_parts
from govmatters.io.lines.loading import load_lines
from govmatters.io.lines.sorting import Sorted, sort_lines
from govmatters.io.sections import SHAPES
from govmatters.io.shapes import Shape
from govmatters.registry import Registry
from govmatters.tables import Table
from govmatters.testing.strategies import registries


def saved(folder: Path, *lines: dict[str, Any] | bytes, name: str = "registry.jsonl") -> Path:
    """Write a file of lines, the head aside."""
    path = folder / name
    raw = [
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join([HEAD, *raw]) + b"\n")
    return path


def faults(path: Path) -> list[str]:
    """Load a file that is wrong, and say how, from the line on."""
    with pytest.raises(LoadError) as error:
        load(path)
    return [str(fault).removeprefix(f"{path}:") for fault in error.value.faults]


def many(count: int) -> list[dict[str, Any]]:
    """Write records that share their words, so that most are read narrowly."""
    rows = [{"needs": "card", "name": "身份证"}, {"needs": "card of child", "when": "local"}]
    matters = [
        {
            "collection": "matters",
            "id": f"m{number:04}",
            "name": f"事项{number}",
            "authority": "a",
            "roles": ["child"],
            "materials": json.loads(json.dumps(rows)),
        }
        for number in range(count)
    ]
    return [
        {"collection": "authorities", "id": "a", "name": "局", "region": "430100"},
        {"collection": "material_types", "id": "card", "name": "证"},
        {"collection": "questions", "id": "local", "type": "boolean"},
        *matters,
    ]


@FEWER
@given(registry=registries())
def test_what_is_dumped_is_loaded(
    registry: Registry, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The registry is equal, and so are digest, pickle, and what is dumped again."""
    path = tmp_path_factory.getbasetemp() / "dumped.jsonl"
    gm.dump(registry, path)
    first = path.read_bytes()
    again = load(path)
    gm.dump(again, path)

    assert again == registry == again
    assert again.digest == registry.digest
    assert hash(again) == hash(registry)
    assert pickle.loads(pickle.dumps(again)) == registry  # noqa: S301 (our own)
    assert path.read_bytes() == first


def test_every_key_is_read_as_from_yaml(tmp_path: Path) -> None:
    """The file that uses every key becomes the same registry either way."""
    registry = load(EVERY_KEY)
    path = tmp_path / "every.jsonl"
    gm.dump(registry, path)

    assert load(path) == registry
    assert load(path).digest == registry.digest


def test_types_of_lines_have_the_keys_of_the_shapes() -> None:
    """Each type knows every key that the strict reader knows, but for what is left to that."""
    left = {"exemptions": {"subjects"}}
    for collection, kind in wire.LINES.items():
        keys = {field.encode_name for field in msgspec.structs.fields(kind)}
        assert keys - {"id"} == set(SHAPES[collection].keys) - left.get(collection, set())
    from govmatters.io import guides, matters, records, rows  # noqa: PLC0415 (private shapes)

    pairs: dict[type[msgspec.Struct], Shape[Any]] = {
        wire_parts.WrittenRow: rows.MATERIAL,
        wire_parts.WrittenGuide: guides.GUIDE,
        wire_parts.WrittenFee: guides._FEE,  # noqa: SLF001
        wire_parts.WrittenIntermediary: guides._INTERMEDIARY,  # noqa: SLF001
        wire_parts.WrittenCodes: matters._CODES,  # noqa: SLF001
        wire_parts.WrittenPresence: matters._PRESENCE,  # noqa: SLF001
        wire_parts.WrittenPlaceByLaw: matters._PLACE_BY_LAW,  # noqa: SLF001
        wire_parts.WrittenCommitment: matters._COMMITMENT,  # noqa: SLF001
        wire_parts.WrittenDeferral: rows._DEFERRAL,  # noqa: SLF001
        wire_parts.WrittenOutput: rows._OUTPUT,  # noqa: SLF001
        wire_parts.WrittenAlternative: rows._ALTERNATIVE,  # noqa: SLF001
        wire_parts.AnyOf: rows._ANY_OF,  # noqa: SLF001
        wire_parts.WrittenELicence: records._ELICENCE,  # noqa: SLF001
        wire_parts.WrittenUnshareable: records._UNSHAREABLE,  # noqa: SLF001
    }
    for part, shape in pairs.items():
        assert {field.encode_name for field in msgspec.structs.fields(part)} == set(shape.keys)


def test_every_fault_has_its_place(tmp_path: Path) -> None:
    """One run tells them all, by line and column; a line that is no JSON hides no other."""
    lines = many(3)
    lines[3]["nmae"] = "x"
    lines[4]["materials"][0] = {"needs": "cart", "copies": "2"}
    path = saved(tmp_path, *lines[:5], b"{", b"", lines[5] | {"trips": 1.5}, lines[3])

    assert faults(path) == [
        "5:189: matter 'm0000': this matter has no key 'nmae'; did you mean name?",
        "6:119: matter 'm0001', `needs`: no 'cart' among material_types; did you mean card?",
        (
            "6:137: matter 'm0001', `copies`: wants a whole number of at least 1, got text '2'; "
            "write it without quotes"
        ),
        "7:2: not JSON: it ends before '}'; is the line cut off?",
        "8:1: an empty line where a record belongs; drop it",
        "9:198: matter 'm0002', `trips`: wants a whole number of at least 0, got '1.5'",
        "10:33: matters has 'm0000' twice, first at " + f"{path}:5; drop or rename one",
    ]


def test_what_names_a_line_that_is_no_json_is_not_blamed(tmp_path: Path) -> None:
    """Mending that line mends all; a record of another collection with its id is still missing."""
    lines: list[dict[str, Any] | bytes] = [*many(3)]
    for number in range(3):
        lines[number] = json.dumps(lines[number]).encode()[:-1]
    more = {"collection": "matters", "id": "m", "name": "事", "authority": "local", "source": "a"}
    found = faults(saved(tmp_path, *lines, more))

    assert [fault.split(":")[0] for fault in found] == ["2", "3", "4", "8", "8"]
    assert "not JSON" in found[2]
    assert "no 'local' among authorities" in found[3]
    assert "no 'a' among sources" in found[4]


@pytest.mark.parametrize("name", ["A.JSONL", "a.JsonL"])
def test_capitals_name_the_same_format(tmp_path: Path, name: str) -> None:
    """Of a file that is named, of one in a folder, and of one that is written."""
    path = saved(tmp_path, *many(3), name=name)
    registry = load(path)

    assert len(registry.matters) == 3
    assert load(tmp_path) == registry
    gm.dump(registry, path)
    assert load(path) == registry
    assert path.read_bytes().startswith(HEAD + b"\n")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (b'"name": "\\u4e8b\\u9879149", "name"', "the key 'name' stands twice"),
        (b'"name": " ", "window"', "wants text, got an empty one"),
        (b'"name": "a\x7fb", "window"', "control character U+007F"),
        (b'"name": "a\\u0085b", "window"', "control character U+0085"),
        (b'"name": 5, "window"', "wants text, got number 5"),
        (b'"nam": "x", "name"', "has no key 'nam'"),
        (b'"of": "i", "name"', "no 'i' among catalogue"),
        (b'"source": "s", "name"', "no 's' among sources"),
        (b'"accepts_when": "locl", "name"', "no question 'locl'"),
        (b'"since": "2026-02-30", "name"', "wants a day"),
        (b'"since": "2026-02-02", "until": "2026-02-01", "name"', "lies before since"),
        (b'"levels": ["city", "city"], "name"', "stands twice in the list"),
        (b'"laws": [""], "name"', "wants text"),
        (b'"reachable_at": ["nation"], "name"', "wants one of city, county"),
        (b'"outputs": ["card of mother"], "name"', "'mother' is no role"),
        (b'"trips": 1000000000000, "name"', "wants a whole number"),
        (b'"codes": {"basic": " "}, "name"', "wants text, got an empty one"),
        (b'"secret": "true", "name"', "wants true or false"),
        (b'"trips": null, "name"', "got nothing"),
    ],
)
def test_a_fault_among_many_good_lines(tmp_path: Path, spoil: bytes, said: str) -> None:
    """What is wrong in one line of hundreds, which were read narrowly, is told of it alone."""
    lines: list[dict[str, Any] | bytes] = [*many(300)]
    lines[150] = json.dumps(lines[150]).encode().replace(b'"name"', spoil, 1)
    found = faults(saved(tmp_path, *lines))

    assert [fault.split(":")[0] for fault in found] == ["152"]
    assert said in found[0]


def test_good_lines_are_read_narrowly(tmp_path: Path) -> None:
    """Once the words are known msgspec alone judges; the strict reader has nothing to do."""
    path, found = saved(tmp_path, *many(2000)), Sorted()
    with path.open("rb") as stream:
        sort_lines(str(path), stream, found, Context())

    assert found.strict == []
    assert any(isinstance(chunk.numbers, range) for chunk in found.chunks["matters"].chunks)
    assert found.chunks["matters"].size == 2000


def test_what_lines_inherit_is_checked(tmp_path: Path) -> None:
    """A matter's item may stand after it; where it is and whose papers it takes come from both."""
    item = {
        "collection": "catalogue",
        "id": "i",
        "name": "目",
        "materials": [{"needs": "card of x"}],
    }
    lines = many(200)
    for line in lines[3:]:
        line["of"] = "i"
        line["roles"] = ["child", "x"]
    lines[100]["roles"] = ["child"]
    del lines[101]["authority"]
    del lines[102]["materials"], lines[102]["roles"]
    del lines[103]["materials"]
    lines[103]["roles"] = ["child"]
    found = faults(saved(tmp_path, *lines, item))

    assert [fault.partition(":")[0] for fault in found] == ["103", "105"]
    assert "neither `authority` nor `region`" in found[0]
    assert "hands down has the subject 'x'" in found[1]
    lines[101]["region"] = "430100"
    lines[103]["roles"] = ["x"]
    registry = load(saved(tmp_path, *lines, item))
    assert registry.matter("m0099").materials == registry.catalogue["i"].materials


def test_lines_and_other_files_make_one_registry(tmp_path: Path) -> None:
    """A folder may hold both; ids are one whole, and an id in both is told."""
    saved(tmp_path, *many(200)[1:])
    more = tmp_path / "a.json"
    rest = {"a": {"name": "局", "region": "430100"}}
    bundles = {"b": {"name": "事", "region": "430100", "matters": ["m0001", "m0150"]}}
    head = {"format": "govmatters/1", "authorities": rest, "bundles": bundles}
    more.write_text(json.dumps(head), encoding="utf-8")
    registry = load(tmp_path)

    assert len(registry.matters) == 200
    assert registry.origins["matter", "m0001"] == f"{tmp_path / 'registry.jsonl'}:5"
    assert registry.origins["authority", "a"] == f"{more}:1"
    assert len(registry.origins) == len(dict(registry.origins)) == 204
    with pytest.raises(KeyError):
        registry.origins["matter", "none"]
    more.write_text(json.dumps(head | {"matters": {"m0150": {"name": "二"}}}), encoding="utf-8")
    with pytest.raises(
        LoadError, match=r"jsonl:154:33: matters has 'm0150' twice, first at .*a\.json:1"
    ):
        load(tmp_path)


def test_records_are_made_when_wanted(tmp_path: Path) -> None:
    """A registry of lines is used as any other, and makes a record once."""
    lines = many(300)
    registry = load(saved(tmp_path, *lines))
    names = ("authorities", "material_types", "questions", "matters")
    document: dict[str, dict[str, Any]] = {name: {} for name in names}
    for line in lines:
        own = {key: value for key, value in line.items() if key not in {"collection", "id"}}
        document[line["collection"]][line["id"]] = own
    other = load_document(document)
    one = registry.matters["m0200"]

    assert registry.matters["m0200"] is one
    assert registry.matters.get("m0200") is one
    assert registry.matters.get("none") is None
    assert ("m0200" in registry.matters, "none" in registry.matters) == (True, False)
    assert registry.matter("m0007") == other.matter("m0007")
    assert list(registry.matters)[:2] == ["m0000", "m0001"]
    assert registry == other
    assert other == registry
    assert registry.matters.records[200] is one
    assert registry != attrs.evolve(other, matters=Table("matter", ()))
    assert registry.matters != Table("item", other.matters.records)
    assert registry.matters != 5
    with pytest.raises(UnknownIdError, match="did you mean m0200"):
        registry.matters["m200"]


def test_the_head_is_demanded(tmp_path: Path) -> None:
    """A file says its format first; one of another format is not read on."""
    path = tmp_path / "registry.jsonl"
    path.write_bytes(b"")
    assert faults(path) == [
        " the file is empty; begin it with the line of its `format`, or remove it"
    ]
    path.write_bytes(b'{"collection": "sources", "id": "a b"}')
    assert [fault[:30] for fault in faults(path)] == [
        "1:1: no `format`; begin the fi",
        "1:33: the id 'a b' has ' ' in ",
    ]
    path.write_bytes(b'{"format": "govmatters/2"}\n{')
    assert faults(path) == [
        "1:12: format 'govmatters/2' is not read here, only govmatters/1; mend it"
    ]
    path.write_bytes(b'{"format": "govmatters/1", "sources": {}}\n')
    assert "the first line says `format` alone" in faults(path)[0]
    path.write_bytes(b"\xef\xbb\xbf" + HEAD)
    assert load(path) == Registry()


def test_a_line_has_a_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without end is told, and not read to its end."""
    for module in (strict, __import__("govmatters.io.lines.sorting", fromlist=["x"])):
        monkeypatch.setattr(module, "MAX_LINE", 1 << 17)
    path = saved(tmp_path, {"collection": "sources", "id": "s", "url": "x" * (1 << 20)}, b"{")

    assert faults(path)[0].startswith("2:1: a line of more than ")


def test_a_deep_line_is_refused(tmp_path: Path) -> None:
    """Depth is bounded, as everywhere."""
    path = saved(tmp_path, b'{"collection":"matters","id":"m","name":' + b"[" * 10_000)

    assert "nests deeper than" in faults(path)[0]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told by its name."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = saved(tmp_path)
    with pytest.raises(LoadError, match="cannot be read: Permission denied"):
        load_lines([path], Context(), refuse)
    del monkeypatch


@pytest.mark.parametrize("name", ["x.yaml", "x.yml", "x.json", "x.jsonl"])
def test_a_dump_is_whole_or_not_at_all(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be finished leaves what was there, and nothing beside it."""
    path, registry = tmp_path / name, load(EVERY_KEY)
    gm.dump(registry, path)
    assert load(path) == registry
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InvalidEntryError, match="No space left"):
        gm.dump(Registry(), path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_dump_names_its_format(tmp_path: Path) -> None:
    """Another ending says nothing."""
    with pytest.raises(InvalidEntryError, match=r"end the name in \.yaml"):
        gm.dump(Registry(), tmp_path / "registry.txt")
    with pytest.raises(InvalidEntryError, match="cannot be written"):
        gm.dump(Registry(), tmp_path / "none" / "registry.jsonl")


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    """It rests while lines are read, and goes on afterwards, also if they are wrong."""
    load(saved(tmp_path, *many(3)))
    assert gc.isenabled()
    assert faults(saved(tmp_path, b"{"))
    assert gc.isenabled()
    assert data_lines(written(Registry())) == []
