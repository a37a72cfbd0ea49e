"""Folders of national registries: whole or not at all, and what is said where they are broken."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govmatters as gm
from govmatters.errors import InvalidEntryError, LoadError, UnknownIdError
from govmatters.io import load_document
from govmatters.model import Bundle, BundleMatter, Matter
from govmatters.national import open_national, write_national
from govmatters.national.tables import with_tables
from govmatters.registry import Registry

ITEM = {"name": "事项", "type": "licence", "materials": [{"needs": "card"}], "trips": 2}


def small(**collections: Any) -> Registry:  # noqa: ANN401
    """Make a small registry with one catalogue item."""
    document: dict[str, Any] = {
        "material_types": {"card": {"name": "身份证"}},
        "catalogue": {"item": ITEM, "other": ITEM},
    }
    return load_document({**document, **collections})


def template(*items: str, region: str = "430102") -> Bundle:
    """Make a bundle of catalogue items."""
    return Bundle(
        id="one",
        name="一件事",
        region=region,
        entries=tuple(BundleMatter(matter=key) for key in items),
        after=((items[-1], items[0]),),
    )


def matters(**regions: str) -> dict[str, Any]:
    """Make matters of the item in regions."""
    return {
        key: {"name": "事项", "of": key.partition("_")[0], "region": code}
        for key, code in regions.items()
    }


def test_items_of_a_bundle_are_handled_in_the_county_or_above(tmp_path: Path) -> None:
    """The county goes before its city, and the order of the bundle still holds."""
    registry = small(matters=matters(item_1="430102", item_2="430100", other_1="430100"))
    registry = with_tables(registry, bundles=[template("item", "other")])
    write_national(registry, tmp_path / "nation")
    local = open_national(tmp_path / "nation").registry("one", region="430102")

    assert list(local.matters) == ["item_1", "other_1"]
    plan = gm.plan(local, "one", on=dt.date(2026, 7, 1))
    assert plan.stages == (("item",), ("other",))
    elsewhere = open_national(tmp_path / "nation").registry("one", region="430103")
    assert list(elsewhere.matters) == ["item_2", "other_1"]


def test_items_that_nobody_or_several_handle(tmp_path: Path) -> None:
    """Both are told, with what to do."""
    registry = small(matters=matters(item_1="430102", item_2="430102"))
    registry = with_tables(registry, bundles=[template("item", "other")])
    write_national(registry, tmp_path / "nation")

    with pytest.raises(InvalidEntryError, match=r"several at once: item_1, item_2.*'other' is han"):
        open_national(tmp_path / "nation").registry("one")


def test_nothing_stands_under_the_name_before_all_is_written(tmp_path: Path) -> None:
    """A stream that breaks off leaves the earlier folder as it was, and nothing beside it."""
    folder = tmp_path / "nation"
    before = write_national(small(matters=matters(item_1="430102")), folder)

    def broken() -> Iterator[Matter]:
        yield Matter(id="a", name="甲", region="430102")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_national(small(), folder, matters=broken())
    assert [one.name for one in tmp_path.iterdir()] == ["nation"]
    assert open_national(folder).manifest == before


def test_what_matters_name_must_be_there(tmp_path: Path) -> None:
    """Every fault is told in one run, and nothing is written."""
    wrong = [
        Matter(id="a", name="甲", of="itm", region="430102"),
        Matter(id="b", name="甲", authority="nobody"),
        Matter(id="c", name="甲", region="999999"),
        Matter(id="d", name="甲", of="item"),
        Matter(id="e", name="甲", region="430102"),
        Matter(id="e", name="甲", region="430102"),
    ]
    with pytest.raises(LoadError) as caught:
        write_national(small(), tmp_path / "nation", matters=wrong)

    said = str(caught.value)
    for word in ("'itm'", "'nobody'", "'999999'", "neither `authority` nor", "'e': stands twice"):
        assert word in said
    assert not (tmp_path / "nation").exists()


@pytest.mark.parametrize("name", ["common.json", "catalogue.parquet", "matters-00000.parquet"])
def test_a_file_that_was_cut_off_is_named(tmp_path: Path, name: str) -> None:
    """A copy that broke off is seen when it is opened."""
    folder = tmp_path / "nation"
    write_national(small(matters=matters(item_1="430102")), folder)
    (folder / name).write_bytes((folder / name).read_bytes()[:-3])

    with pytest.raises(InvalidEntryError, match=name):
        open_national(folder)
    (folder / name).unlink()
    with pytest.raises(InvalidEntryError, match=name):
        open_national(folder)


@pytest.mark.parametrize("text", ["", "[]", '{"format": "x"}', '{"format": 1, "files": 3}'])
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    """Whatever stands there, no traceback."""
    (tmp_path / "national.json").write_text(text, encoding="utf-8")

    with pytest.raises(InvalidEntryError, match="write the folder anew"):
        open_national(tmp_path)


def test_records_at_fault_are_told_all_at_once(tmp_path: Path) -> None:
    """Somebody changed the Parquet file: unknown keys, no JSON, values of another type."""
    folder = tmp_path / "nation"
    write_national(
        small(matters=matters(item_1="430102", item_2="430103", item_3="430104")), folder
    )
    file = folder / "matters-00000.parquet"
    table = pq.read_table(file)
    wrong = pa.array(['{"trips": "x"}', '{"trip": 1}', "{"])
    pq.write_table(table.set_column(4, "differs", wrong), file)
    manifest = json.loads((folder / "national.json").read_text(encoding="utf-8"))
    manifest["files"][file.name]["bytes"] = file.stat().st_size
    (folder / "national.json").write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(LoadError) as caught:
        open_national(folder).check()
    assert len(caught.value.faults) == 3
    with pytest.raises(LoadError):
        open_national(folder).matter("item_1")


def test_ids_that_there_are_not(tmp_path: Path) -> None:
    """Each is an UnknownIdError, as in an ordinary registry."""
    write_national(small(matters=matters(item_1="430102")), tmp_path / "nation")
    known = open_national(tmp_path / "nation")

    with pytest.raises(UnknownIdError, match="item_1"):
        known.matter("item_2")
    with pytest.raises(UnknownIdError):
        known.registry("one")
    with pytest.raises(UnknownIdError):
        known.indicators(on=dt.date(2026, 7, 1), names=["x"])


def test_an_empty_nation(tmp_path: Path) -> None:
    """Nothing is found, nothing counts."""
    write_national(small(), tmp_path / "nation")
    known = open_national(tmp_path / "nation")

    assert sum(one.count for one in known.check()) == len(gm.check(small()))
    with pytest.raises(UnknownIdError):
        known.matter("item_1")


def test_without_the_extra_the_command_is_told() -> None:
    """Somebody who has no PyArrow learns what to install."""
    code = (
        "import sys; sys.modules['pyarrow'] = None; import govmatters as gm\n"
        "try: gm.open_national('x')\n"
        "except gm.errors.MissingExtraError as exc: print(exc)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "pip install 'govmatters[population]'" in done.stdout


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_an_earlier_nation_survives_a_renaming_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """What is there is moved aside, and comes back when the new one cannot take its place."""
    folder = tmp_path / "nation"
    before = write_national(small(matters=matters(item_1="430102")), folder)
    rename, done = Path.replace, []

    def replace(old: Path, new: Path) -> Path:
        done.append(old)
        if len(done) == 2:
            raise error
        return rename(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        with pytest.raises((InvalidEntryError, KeyboardInterrupt)):
            write_national(small(), folder)

    assert [one.name for one in tmp_path.iterdir()] == ["nation"]
    assert open_national(folder).manifest == before


def test_a_nation_of_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million rows a file; here three, and the last has what is left."""
    monkeypatch.setattr("govmatters.national.gathering._BATCH", 3)
    monkeypatch.setattr("govmatters.national.writing._FILE", 3)
    registry = small(matters=matters(**{f"item_{n}": f"43010{2 + n % 3}" for n in range(7)}))
    folder = tmp_path / "nation"
    written = write_national(registry, folder)

    assert written.matters == tuple(f"matters-0000{n}.parquet" for n in range(3))
    sizes = [pq.read_metadata(folder / name).num_rows for name in written.matters]
    assert sizes == [3, 3, 1]
    with open_national(folder) as known:
        assert [known.matter(key) for key in registry.matters] == [
            registry.matter(key) for key in registry.matters
        ]
        assert sum(one.count for one in known.check()) == len(gm.check(registry))


def test_an_ordinary_load_says_what_it_is(tmp_path: Path) -> None:
    """One line, however many records there are; a file may have its name all the same."""
    write_national(small(), tmp_path / "nation")
    with pytest.raises(LoadError) as caught:
        gm.load(tmp_path / "nation")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "national.json").write_text('{"format": "govmatters/1"}', encoding="utf-8")

    (fault,) = caught.value.faults
    assert "is a national registry; open it with gm.open_national" in str(fault)
    assert gm.load(tmp_path / "own") == Registry()
