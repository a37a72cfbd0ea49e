"""YAML and JSON become nodes: nothing is resolved, and every node knows its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.io import load_text
from govmatters.io.json_reading import read_json
from govmatters.io.nodes import MAX_DEPTH, Kind, MapNode, Node, ScalarNode, WrongError
from govmatters.io.yaml_reading import read_yaml
from govmatters.model import Alternative, Paper

scalars = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
values = st.recursive(
    scalars.filter(lambda value: value not in {float("inf"), float("-inf")}),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=4),
    max_leaves=12,
)


def plain(node: Node | None) -> object:
    """Turn nodes of JSON back into what ``json.loads`` makes."""
    match node:
        case None:
            raise AssertionError
        case MapNode():
            return {key.text: plain(value) for key, value in node.pairs}
        case ScalarNode():
            return node.text if node.kind is Kind.TEXT else json.loads(node.text)
    return [plain(item) for item in node.items]


@given(values, st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_json_is_read_as_it_was_written(
    value: object,
    indent: int | str | None,
    ascii_only: bool,  # noqa: FBT001
) -> None:
    """Whatever JSON holds, however it is indented and escaped, the nodes hold it."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert plain(read_json(text, "f", [])) == value


def accepts_json(text: str) -> bool:
    """Ask the standard library, which also takes NaN and infinities."""
    try:
        json.loads(text, parse_constant=lambda word: 1 / 0 if word else None)
    except (ValueError, ZeroDivisionError):
        return False
    return True


@given(
    st.text(alphabet='{}[]:," \\\n\t-+.01eEtruefalsn"/', max_size=12)
    | values.map(json.dumps).flatmap(
        lambda text: st.integers(0, len(text)).map(lambda at: text[:at] + text[at + 1 :])
    )
)
def test_json_is_accepted_where_the_standard_library_accepts_it(text: str) -> None:
    """Our reader takes neither more nor less than JSON."""
    try:
        accepted = read_json(text, "f", []) is not None
    except WrongError:
        accepted = False

    assert accepted == accepts_json(text)


def places(node: Node) -> list[tuple[str, int, int]]:
    """Walk the scalars and where they stand."""
    match node:
        case ScalarNode():
            return [(node.text, node.line, node.column)]
        case MapNode():
            return [place for key, value in node.pairs for part in (key, value)
                    for place in places(part)]  # fmt: skip
    return [place for item in node.items for place in places(item)]


@pytest.mark.parametrize("read", [read_yaml, read_json])
def test_places_are_lines_and_columns_from_one(read: object) -> None:
    """Both readers say where a value begins, in characters."""
    text = '{"甲": "a",\n  "b": ["c",\n\n "d"]}'
    node = read(text, "f", [])  # type: ignore[operator]

    assert places(node) == [
        ("甲", 1, 2),
        ("a", 1, 7),
        ("b", 2, 3),
        ("c", 2, 9),
        ("d", 4, 2),
    ]


def test_plain_scalars_stay_text() -> None:
    """YAML guesses nothing: what looks like a number or a boolean is text until a field asks."""
    node = read_yaml("[010101, no, 1:30, 0x1F, 2026-01-01, 1e5, 'null', ~]", "f", [])
    assert node is not None

    assert [text for text, _, _ in places(node)] == [
        *("010101", "no", "1:30", "0x1F", "2026-01-01", "1e5", "null", "~")
    ]


def test_ordinary_aliases_are_read() -> None:
    """A value that is written once may be used twice."""
    registry = load_text("""\
format: govmatters/1
material_types: {id_card: {name: 身份证}}
matters:
  a: {name: 甲, region: &here "430100", materials: &rows [{needs: id_card, copies: 2}]}
  b: {name: 乙, region: *here, materials: *rows}
""")

    assert registry.matters["a"].materials == registry.matters["b"].materials
    assert registry.matters["b"].region == "430100"


def test_depth_is_limited_alike() -> None:
    """Forty lists in each other are read, forty-one are refused, aliases included."""
    for read in (read_yaml, read_json):
        assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f", []) is not None
        with pytest.raises(WrongError, match="nests deeper than 40"):
            read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "f", [])
    chain = "\n".join(["- &a0 [x]", *(f"- &a{n + 1} [*a{n}]" for n in range(MAX_DEPTH))])
    with pytest.raises(WrongError, match="nests deeper than 40"):
        read_yaml(chain, "f", [])


@pytest.mark.parametrize(
    ("needs", "alternatives"),
    [
        ("form", ((("form", "applicant"),),)),
        ("form of child", ((("form", "child"),),)),
        ("{any_of: [form, card]}", ((("form", "applicant"),), (("card", "applicant"),))),
        ("{any_of: [{all_of: [form, card]}]}", ((("form", "applicant"), ("card", "applicant")),)),
        ("{all_of: [form, card]}", ((("form", "applicant"), ("card", "applicant")),)),
        ("{paper: form}", ((("form", "applicant"),),)),
    ],
)
def test_rows_may_be_written_short(
    needs: str, alternatives: tuple[tuple[tuple[str, str], ...], ...]
) -> None:
    """A row is met by a paper, by papers together, or by alternatives of either."""
    registry = load_text(f"""\
format: govmatters/1
material_types: {{form: {{name: 表}}, card: {{name: 证}}}}
matters: {{m: {{name: 甲, region: "430100", materials: [{{needs: {needs}}}]}}}}
""")
    rows = registry.matters["m"].materials
    assert rows is not None

    assert rows[0].alternatives == tuple(
        Alternative(tuple(Paper(*paper) for paper in papers)) for papers in alternatives
    )
