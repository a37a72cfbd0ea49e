"""What a workbook is written from is what is read from it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbooks.editing import at

from govmatters.io import bundles, load, load_document, rows
from govmatters.io.sections import SHAPES
from govmatters.io.shapes import Shape
from govmatters.registry import Registry
from govmatters.testing.strategies import registries
from govmatters.workbooks import read_workbook, write_workbook
from govmatters.workbooks.bundle_sheets import GROUP, NONE_ALLOWED
from govmatters.workbooks.escapes import escaped, unescaped
from govmatters.workbooks.sheets import SHEETS

EVERY_KEY = Path(__file__).parent.parent / "fixtures" / "every_key.yaml"

LOADABLE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cc", "Cs", "Zl"], exclude_characters="\u2029"),
        st.sampled_from("|\\+=@'-: \t\n[],_x005F无"),
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() != "")
IDS = st.text(st.sampled_from("ab|+\\=无[]'_x0041"), min_size=1, max_size=6)


def again(registry: Registry, folder: Path) -> Registry:
    """Write and read."""
    path = folder / "registry.xlsx"
    write_workbook(registry, path)
    return read_workbook(path)


def assert_same(registry: Registry, folder: Path) -> None:
    """Write, read and compare: as values, and by the digest."""
    read = again(registry, folder)

    assert read == registry
    assert read.digest == registry.digest


@pytest.mark.parametrize("path", [EVERY_KEY, None], ids=["every key", "packaged"])
def test_reading_after_writing_is_identity(path: Path | None, tmp_path: Path) -> None:
    """Every key, and all packaged records, survive a workbook."""
    assert_same(load() if path is None else load(path), tmp_path)


@settings(max_examples=60)  # each writes a workbook
@given(registries(max_matters=3))
def test_any_registry_survives(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry
) -> None:
    """Whatever the strategies draw is the same after a round trip."""
    assert_same(registry, tmp_path_factory.mktemp("law"))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw records whose ids and texts are full of the signs that cells give a meaning."""
    some = st.lists(LOADABLE, unique=True, max_size=3)
    ids = draw(st.lists(IDS, min_size=2, max_size=4, unique=True))
    papers = st.builds("{} of {}".format, st.sampled_from(ids), st.sampled_from(ids))
    together = st.lists(papers, min_size=1, max_size=3, unique=True)
    condition = st.sampled_from(["yes", "not yes", 'way == "a | b"', 'way != "x + y when z"'])
    alternative = st.fixed_dictionaries({"all_of": together}, optional={"when": condition})
    row = st.fixed_dictionaries(
        {"needs": st.fixed_dictionaries({"any_of": st.lists(alternative, min_size=1, max_size=3)})},
        optional={"name": LOADABLE, "when": condition, "deferral": st.just({})},
    )
    options = draw(st.lists(LOADABLE, min_size=1, max_size=4, unique=True))
    return {
        "material_types": {
            key: {
                "name": draw(LOADABLE),
                "aliases": draw(some),
                "codes": draw(st.dictionaries(IDS, LOADABLE, max_size=3)),
                **draw(st.fixed_dictionaries({}, optional={"elicence": st.just({})})),
            }
            for key in ids
        },
        "questions": {
            "yes": {"ask": draw(LOADABLE), "type": "boolean"},
            "way": {"ask": "？", "type": "choice", "options": ["a | b", "x + y when z"]},
            "one": {"ask": "？", "type": "choice", "options": options},
            "more": {"ask": "？", "type": "choices", "options": options},
        },
        "matters": {
            key: {
                "name": draw(LOADABLE),
                "region": "430100",
                "materials": draw(st.lists(row, max_size=3)),
                **draw(
                    st.fixed_dictionaries(
                        {},
                        optional={
                            "laws": some,
                            "codes": st.dictionaries(
                                st.sampled_from(["basic", "local"]), LOADABLE, max_size=2
                            ),
                            "guide": st.fixed_dictionaries(
                                {}, optional={"flow": st.lists(LOADABLE, max_size=3, unique=True)}
                            ),
                            "outputs": st.lists(papers, max_size=2),
                            "since": st.dates().map(dt.date.isoformat),
                        },
                    )
                ),
            }
            for key in ids
        },
        "bundles": {
            "b": {
                "name": draw(LOADABLE),
                "region": "430100",
                "matters": ids,
                "after": [ids[:2], ids[1::-1]],
                "given": {
                    "one": draw(st.sampled_from(options)),
                    "more": draw(st.lists(st.sampled_from(options), unique=True)),
                },
                **draw(st.fixed_dictionaries({}, optional={"published": st.just({})})),
            }
        },
    }


@settings(max_examples=60)  # each writes a workbook
@given(documents())
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    """Ids and texts may be made of the very signs that part what stands in a cell."""
    assert_same(load_document(document), tmp_path_factory.mktemp("texts"))


CRAFTED = st.lists(
    st.one_of(
        st.text(max_size=3),
        st.sampled_from(
            ["_x", "_", "x", "\\", "0041_", "000B_", "005F_", "x0041", "\x00", "\ufffe"]
        ),
        st.sampled_from(
            ["_x0041_", "_x005F_", "_x000B_", "x\\0041", "_xffff_", "\r\n", "\r", "\n"]
        ),
    ),
    max_size=6,
).map("".join)


@given(CRAFTED)
def test_escapes_are_reversible(text: str) -> None:
    """What XML cannot hold comes back; nothing else looks like it; line ends are those of Unix."""
    written = escaped(text)
    legal = "".join(sign for sign in text if sign in "\t\n" or sign >= " ")
    legal = re.sub("[\ufffe\uffff\ud800-\udfff]", "", legal)

    assert unescaped(written) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", written)
    assert not re.search("x[0-9A-Fa-f]{4}_", escaped(legal))


def test_what_draws_would_rarely_hit(tmp_path: Path) -> None:
    """Options with blanks and brackets, days that spreadsheets do not know."""
    options = [" a ", "[b]", "[", "c, d", "]", "无", "true", "1"]
    days = ["0900-07-01", "1900-02-28", "1900-03-01", "9999-12-31"]
    document = {
        "questions": {
            **{f"q{n}": {"type": "choice", "options": options} for n in range(len(options))},
            "all": {"type": "choices", "options": options},
            "none": {"type": "choices", "options": options},
            "yes": {"type": "boolean"},
            "day": {"type": "date"},
            "count": {"type": "integer"},
        },
        "matters": {
            f"m{n}": {"name": "事", "region": "430100", "since": day} for n, day in enumerate(days)
        },
        "bundles": {
            "b": {
                "name": "一件事",
                "region": "430100",
                "matters": ["m0"],
                "given": {
                    **{f"q{n}": option for n, option in enumerate(options)},
                    "all": options,
                    "none": [],
                    "yes": False,
                    "day": "0900-07-01",
                    "count": -3,
                },
            }
        },
    }
    assert_same(load_document(document), tmp_path)
    page = openpyxl.load_workbook(tmp_path / "registry.xlsx")["实施清单"]
    kinds = [page[at("实施清单", "生效日期", row)].data_type for row in (2, 3, 4, 5)]
    assert kinds == ["s", "s", "d", "d"]


def test_every_key_has_a_column() -> None:
    """Each key that the loader reads stands in one column, or in a sheet of its own."""
    entries = {
        "materials": rows.MATERIAL,
        "outputs": next(one for one in vars(rows).values() if noun_of(one) == "output"),
        "matters": bundles.PLACE,
        "list": bundles.PUBLISHED_PAPER,
    }
    for sheet in SHEETS:
        shape = entries[sheet.below[-1]] if sheet.below else SHAPES[sheet.collection]
        lists = {one.below for one in SHEETS if one.collection == sheet.collection and one.below}
        columns = {column.path for column in sheet.keys}
        wanted = set(paths_of(shape))
        grouping = {GROUP, NONE_ALLOWED} if sheet.title == "一件事事项" else set()
        marks = {path for path in columns if any(one[:-1] == path for one in wanted)}

        assert columns - marks - grouping - lists == wanted - (set() if sheet.below else lists)
        needed = {column.path[0] for column in sheet.keys if column.required}
        assert needed == set(shape.required) - {"matters"}


def noun_of(value: object) -> str:
    """Name a shape."""
    return value.noun if isinstance(value, Shape) else ""


def paths_of(shape: Shape[Any]) -> list[tuple[str, ...]]:
    """Walk the keys of a shape, and those of the maps in it."""
    inner = {key: one for key, one in shape.keys.items() if isinstance(one, Shape)}
    outer = [(key,) for key in shape.keys if key not in inner]
    deeper = ((key, *path) for key, one in inner.items() for path in paths_of(one))
    return [*outer, *deeper]


def test_headings_are_distinct() -> None:
    """No sheet has a heading twice, and no two sheets have the same name."""
    assert len({sheet.title for sheet in SHEETS}) == len(SHEETS)
    for sheet in SHEETS:
        assert len(set(sheet.headings())) == len(sheet.columns)


def test_long_lists_go_on_in_further_rows(tmp_path: Path) -> None:
    """A list that is longer than a cell fills as many rows as it wants, and is one again."""
    keys = [f"matter-{number:05d}" for number in range(8_000)]
    document = {
        "material_types": {
            "t": {"name": "甲", "aliases": ["无", *("乙" * n for n in range(1, 400))]}
        },
        "matters": {key: {"name": "事", "region": "430100"} for key in keys},
        "exemptions": [
            {"id": "e", "of": "t", "by": "data", "matters": keys, "in": ["430000"]},
            {"id": "f", "of": "t", "by": "check"},
        ],
    }
    registry = load_document(document)
    path = tmp_path / "registry.xlsx"
    write_workbook(registry, path)
    page = openpyxl.load_workbook(path)["免提交"]

    assert [row[0].value for row in page.iter_rows(min_row=2)] == ["e"] * 4 + ["f"]
    assert read_workbook(path) == registry


def test_several_workbooks_are_one_registry(tmp_path: Path) -> None:
    """As files are; the order does not count, and a record may name one of another workbook."""
    whole = load(EVERY_KEY)
    parts = [
        load_document({"authorities": {"x": {"name": "甲"}}}),
        load_document({"matters": {"y": {"name": "乙", "region": "430100"}}}),
    ]
    paths = [tmp_path / f"{number}.xlsx" for number in range(3)]
    for part, path in zip([whole, *parts], paths, strict=True):
        write_workbook(part, path)
    read = read_workbook(*reversed(paths))

    assert set(read.authorities) == {*whole.authorities, "x"}
    assert read.digest == read_workbook(*paths, paths[0]).digest
    assert read.origins[("matter", "y")] == f"{paths[2]}[实施清单!A2]"
