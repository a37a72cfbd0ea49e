"""The registry as a graph: its nodes and edges, its circles, and what it is written as."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.errors import UnknownIdError
from govmatters.graph import (
    CircularProof,
    bundle_graph,
    circular_proofs,
    registry_graph,
    to_graphml,
    to_json,
    to_mermaid,
)
from govmatters.graph.shortest import shortest_circle
from govmatters.io import load_document
from govmatters.model import Authority
from govmatters.registry import Registry
from govmatters.tables import Table
from govmatters.testing.strategies import BUNDLE, registries


def asking(*rows: object, outputs: tuple[object, ...] = (), **more: object) -> dict[str, Any]:
    """Write a matter that asks and issues."""
    needs = [row if isinstance(row, dict) and "needs" in row else {"needs": row} for row in rows]
    return {
        "name": "事项",
        "region": "430100",
        "materials": needs,
        "outputs": list(outputs),
        **more,
    }


def loaded(matters: dict[str, Any], **collections: object) -> Registry:
    """Load matters, with every type that they could want."""
    kinds: dict[str, dict[str, Any]] = {name: {"name": f"材料{name}"} for name in "abcdxyz"}
    kinds["own"] = {"name": "各自", "shared": False}
    document = {"material_types": kinds, "matters": matters}
    return load_document(document | collections)


def two(a_asks: object, **collections: object) -> Registry:
    """Load `ma`, which issues a and asks, and `mb`, which issues b and asks for a."""
    matters = {"ma": asking(a_asks, outputs=("a",)), "mb": asking("a", outputs=("b",))}
    return loaded(matters, **collections)


WHOLE: dict[str, Any] = {
    "authorities": {"office": {"name": "某局", "region": "430100"}},
    "material_types": {
        "card": {"name": "身份证", "kind": "licence", "elicence": {"recognised_in": ["430000"]}},
        "form": {"name": "申请表", "kind": "form"},
        "old_form": {"name": "旧表"},
        "permit": {"name": "许可证"},
        "other": {"name": "别的"},
    },
    "questions": {"local": {"ask": "本地？", "type": "boolean"}},
    "catalogue": {"item": {"name": "基本目录项"}},
    "matters": {
        "grant": {
            "name": "许可",
            "of": "item",
            "authority": "office",
            "promised_working_days": 3,
            "materials": [
                {"needs": {"any_of": ["card", {"all_of": ["other", "old_form"], "when": "local"}]}}
            ],
            "outputs": ["permit"],
        },
        "use": {
            "name": "使用",
            "authority": "office",
            "materials": [{"needs": "permit", "name": "许可证复印件", "when": "local"}],
        },
        "elsewhere": {"name": "无关", "authority": "office"},
    },
    "exemptions": [
        {"id": "e1", "of": "card", "by": "licence", "matters": ["grant"]},
        {"id": "e2", "of": "card", "by": "data", "matters": ["elsewhere"]},
    ],
    "bundles": {
        "both": {
            "name": "一件事",
            "region": "430100",
            "lead": "office",
            "matters": ["use", {"matter": "grant", "when": "local"}],
            "after": [["use", "grant"]],
            "form": {"is": "form", "replaces": ["old_form"]},
            "materials": [{"needs": "other"}],
        }
    },
}


def edges_of(graph: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    """Take the edges with their kinds."""
    return {(source, data["kind"], target) for source, target, data in graph.edges(data=True)}


def test_every_noun_is_a_node() -> None:
    """The graph has a node a record, a row, an e-licence and an output, with its Chinese name."""
    graph = registry_graph(load_document(WHOLE))

    assert {node: data["name"] for node, data in graph.nodes(data=True)} == {
        "authority:office": "某局",
        "material_type:card": "身份证",
        "e_licence:card": "身份证",
        "material_type:form": "申请表",
        "material_type:old_form": "旧表",
        "material_type:other": "别的",
        "material_type:permit": "许可证",
        "catalogue_item:item": "基本目录项",
        "matter:elsewhere": "无关",
        "matter:grant": "许可",
        "material:grant#1": "身份证或别的＋旧表",
        "output:grant#1": "许可证",
        "matter:use": "使用",
        "material:use#1": "许可证复印件",
        "exemption:e1": "电子证照调用：身份证",
        "exemption:e2": "数据共享核验：身份证",
        "bundle:both": "一件事",
        "material:bundle:both#1": "别的",
    }
    assert all(data["kind"] == node.split(":")[0] for node, data in graph.nodes(data=True))


def test_every_relation_is_an_edge() -> None:
    """The edges say who asks, issues, inherits, spares and contains."""
    graph = registry_graph(load_document(WHOLE))

    assert edges_of(graph) == {
        ("material_type:card", "has_elicence", "e_licence:card"),
        ("matter:elsewhere", "handled_by", "authority:office"),
        ("matter:grant", "handled_by", "authority:office"),
        ("matter:use", "handled_by", "authority:office"),
        ("matter:grant", "inherits", "catalogue_item:item"),
        ("matter:grant", "asks", "material:grant#1"),
        ("material:grant#1", "is_of", "material_type:card"),
        ("material:grant#1", "is_of", "material_type:other"),
        ("material:grant#1", "is_of", "material_type:old_form"),
        ("matter:grant", "issues", "output:grant#1"),
        ("output:grant#1", "is_of", "material_type:permit"),
        ("matter:use", "asks", "material:use#1"),
        ("material:use#1", "is_of", "material_type:permit"),
        ("exemption:e1", "spares", "material_type:card"),
        ("exemption:e1", "limited_to", "matter:grant"),
        ("exemption:e2", "spares", "material_type:card"),
        ("exemption:e2", "limited_to", "matter:elsewhere"),
        ("bundle:both", "led_by", "authority:office"),
        ("bundle:both", "contains", "matter:use"),
        ("bundle:both", "contains", "matter:grant"),
        ("bundle:both", "asks", "material:bundle:both#1"),
        ("material:bundle:both#1", "is_of", "material_type:other"),
        ("bundle:both", "one_form", "material_type:form"),
        ("bundle:both", "replaces", "material_type:old_form"),
    }
    row = graph.edges["material:grant#1", "material_type:old_form", 0]
    assert row == {"kind": "is_of", "alternative": 2, "subject": "applicant", "when": "local"}


def test_a_bundle_has_its_own_part() -> None:
    """A bundle's graph leaves out what it does not lead to, and shows who waits for whom."""
    graph = bundle_graph(load_document(WHOLE), "both")

    assert "matter:elsewhere" not in graph
    assert "exemption:e2" not in graph
    assert {"exemption:e1", "e_licence:card", "catalogue_item:item"} <= set(graph)
    waits = [
        data | {"from": source, "to": target}
        for source, target, data in graph.edges(data=True)
        if data["kind"] in {"waits_for", "after"}
    ]
    ends = {"from": "matter:use", "to": "matter:grant", "as": "use", "for": "grant"}
    assert waits == [
        {"kind": "after", **ends},
        {"kind": "waits_for", "paper": "permit of applicant", **ends},
    ]


def test_an_unknown_bundle_is_named() -> None:
    """A bundle that is not there is an error with a suggestion."""
    with pytest.raises(UnknownIdError, match="did you mean both"):
        bundle_graph(load_document(WHOLE), "bot")


def test_the_registry_offers_its_graph() -> None:
    """`registry.graph()` is the registry's graph."""
    registry = load_document(WHOLE)

    assert to_json(registry.graph()) == to_json(registry_graph(registry))


def test_networkx_is_imported_when_it_is_used() -> None:
    """Importing the package and checking nothing leaves networkx alone."""
    code = "import sys, govmatters; sys.exit('networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)

    assert done.returncode == 0


@pytest.mark.rule("PL-5")
def test_two_matters_that_want_each_others_paper_are_a_circle() -> None:
    """Nobody gets out if each wants what only the other issues."""
    assert circular_proofs(two("b")) == (
        CircularProof(
            bundle=None,
            matters=("ma", "mb"),
            circle=("ma", "mb"),
            papers=("b", "a"),
            certain=True,
        ),
    )


@pytest.mark.rule("PL-5")
@pytest.mark.parametrize(
    "row",
    [
        {"needs": "b", "need": "optional"},
        {"needs": "b", "need": "deferrable"},
        {"needs": "b", "existing": True},
        {"needs": "c"},
        {"needs": "own"},
    ],
    ids=["optional", "deferrable", "existing", "issued by nobody", "not shared"],
)
def test_a_row_that_makes_no_wait_closes_no_circle(row: dict[str, Any]) -> None:
    """What is optional, deferrable, existing, or issued by nobody is not waited for."""
    assert circular_proofs(two(row)) == ()


@pytest.mark.parametrize(
    "row",
    [
        {"needs": {"any_of": ["b", "c"]}},
        {"needs": "b", "when": "local"},
        {"needs": "b", "until": dt.date(2030, 1, 1)},
    ],
    ids=["another alternative", "a condition", "a last day"],
)
def test_a_way_out_leaves_the_circle_possible(row: dict[str, Any]) -> None:
    """Another alternative, a condition, or a day may lead out."""
    local = {"local": {"ask": "本地？", "type": "boolean"}}
    proofs = circular_proofs(two(row, questions=local))

    assert [proof.certain for proof in proofs] == [False]


def test_on_a_day_dates_are_settled() -> None:
    """A circle that rests on a dated row is certain on its days, and gone on others."""
    registry = two({"needs": "b", "until": dt.date(2030, 1, 1)})

    assert circular_proofs(registry, on=dt.date(2029, 1, 1))[0].certain
    assert circular_proofs(registry, on=dt.date(2031, 1, 1)) == ()


def test_another_issuer_leads_out() -> None:
    """A paper that somebody outside the circle issues can be had."""
    matters = {
        "ma": asking("b", outputs=("a",)),
        "mb": asking("a", outputs=("b",)),
        "mc": asking("c", outputs=("b",)),
    }

    assert [proof.certain for proof in circular_proofs(loaded(matters))] == [False]


def test_an_issuer_that_is_stuck_elsewhere_leads_nowhere() -> None:
    """Two ways that both lead back are none, and whoever only waits for them is no part."""
    matters = {
        "ma": asking({"any_of": ["b", {"all_of": ["c", "d"]}]}, outputs=("a",)),
        "mb": asking("a", outputs=("b",)),
        "mc": asking("a", outputs=("c",)),
        "victim": asking("a"),
    }
    proofs = circular_proofs(loaded(matters))

    assert [(proof.matters, proof.certain) for proof in proofs] == [(("ma", "mb", "mc"), True)]


@pytest.mark.parametrize(
    ("exemption", "expected"),
    [
        ({"by": "commitment"}, []),
        ({"by": "reuse", "matters": ["ma"]}, []),
        ({"by": "reuse", "matters": ["mb"]}, [True]),
        ({"by": "reuse", "in": ["430000"]}, [False]),
        ({"by": "data"}, [True]),
    ],
)
def test_commitment_and_reuse_lift_waits(exemption: dict[str, Any], expected: list[bool]) -> None:
    """Who may commit need not wait; where that holds only at times, the circle stays possible."""
    registry = two("b", exemptions=[{"id": "e", "of": "b", **exemption}])

    assert [proof.certain for proof in circular_proofs(registry)] == expected


def test_a_matter_that_excludes_commitment_waits() -> None:
    """EX-3: where commitment is excluded it lifts nothing."""
    matters = {
        "ma": asking("b", outputs=("a",), commitment={"allowed": False}),
        "mb": asking("a", outputs=("b",)),
    }
    registry = loaded(matters, exemptions=[{"id": "e", "of": "b", "by": "commitment"}])

    assert [proof.certain for proof in circular_proofs(registry)] == [True]


def test_roles_meet_only_within_a_bundle() -> None:
    """By type there is a circle; within the bundle the papers are of different persons."""
    matters = {
        "ma": asking("b of child", outputs=("a of child",), roles=["child"]),
        "mb": asking("a of holder", outputs=("b of holder",), roles=["holder"]),
    }

    def bundle(holder: str) -> dict[str, Any]:
        place = {"matter": "mb", "roles": {"holder": holder}}
        return {"name": "一件事", "region": "430100", "matters": ["ma", place]}

    registry = loaded(matters, bundles={"same": bundle("child"), "other": bundle("mother")})
    proofs = circular_proofs(registry)

    assert [(proof.bundle, proof.papers) for proof in proofs] == [
        (None, ("b", "a")),
        ("same", ("b of child", "a of child")),
    ]


def test_a_stated_order_closes_a_circle_of_its_bundle() -> None:
    """`after` is a wait, though no paper makes it."""
    matters = {"ma": asking(outputs=("a",)), "mb": asking("a")}
    bundle = {"name": "甲", "region": "430100", "matters": ["ma", "mb"], "after": [["ma", "mb"]]}
    (proof,) = circular_proofs(loaded(matters, bundles={"circle": bundle}))

    assert proof.papers == ("after:mb", "a of applicant")
    assert proof.certain
    assert str(proof) == "ma —after:mb→ mb —a of applicant→ ma"


def test_a_place_that_applies_only_at_times_leaves_the_circle_possible() -> None:
    """A matter that does not apply issues nothing, so that the paper is handed in."""
    bundle = {
        "name": "甲",
        "region": "430100",
        "matters": ["ma", {"matter": "mb", "when": "local"}],
    }
    local = {"local": {"ask": "本地？", "type": "boolean"}}
    proofs = circular_proofs(two("b", bundles={"some": bundle}, questions=local))

    assert [(proof.bundle, proof.certain) for proof in proofs] == [(None, True), ("some", False)]


def test_a_certain_circle_inside_a_larger_possible_one_is_named_too() -> None:
    """Both are reported, each with a shortest circle of its own."""
    matters = {
        "ma": asking("b", {"any_of": ["c", "z"]}, outputs=("a",)),
        "mb": asking("a", outputs=("b",)),
        "mc": asking("b", outputs=("c",)),
    }
    proofs = circular_proofs(loaded(matters))

    assert [(proof.matters, proof.certain) for proof in proofs] == [
        (("ma", "mb"), True),
        (("ma", "mb", "mc"), False),
    ]


def test_a_search_that_ends_early_says_so() -> None:
    """Beyond its budget the first circle is given, marked."""
    names = ["a", "b", "c", "d"]
    asks = dict.fromkeys(names, names)
    ring = {"a": ["xa"], "b": ["xb"], "c": ["xc", "xa"], "d": ["xd"]}
    issuers = {"xa": ["b"], "xb": ["c"], "xc": ["d"], "xd": ["a"]}

    assert shortest_circle(asks, {one: [one] for one in names}, names)[2]
    assert shortest_circle(ring, issuers, names, budget=0) == (
        ("a", "b", "c", "d"),
        ("xa", "xb", "xc", "xd"),
        False,
    )
    assert shortest_circle(ring, issuers, names)[0] == ("b", "c")


_NODES = st.sampled_from("abcdef")
_RELATION = st.dictionaries(_NODES, st.lists(_NODES, max_size=3, unique=True), max_size=6)


@given(asks=_RELATION, issues=_RELATION)
def test_the_circle_is_a_shortest_one_of_its_part(
    asks: dict[str, list[str]], issues: dict[str, list[str]]
) -> None:
    """Parts are the strongly connected ones, and no simple cycle is shorter than the circle."""
    types = {name: {"name": name} for name in "abcdef"}
    matters = {
        name: asking(*asks.get(name, ()), outputs=tuple(issues.get(name, ()))) for name in "abcdef"
    }
    registry = load_document({"material_types": types, "matters": matters})
    waits: nx.DiGraph[str] = nx.DiGraph(
        (one, other)
        for one in "abcdef"
        for other in "abcdef"
        if one != other and set(asks.get(one, ())) & set(issues.get(other, ()))
    )
    proofs = circular_proofs(registry)

    parts = {
        tuple(sorted(part)) for part in nx.strongly_connected_components(waits) if len(part) > 1
    }
    assert {proof.matters for proof in proofs} >= parts
    assert {proof.matters for proof in proofs if not proof.certain} <= parts
    for proof in proofs:
        ring = [*proof.circle, proof.circle[0]]
        for one, paper, other in zip(proof.circle, proof.papers, ring[1:], strict=True):
            assert paper in asks[one]
            assert paper in issues[other]
        cycles = nx.simple_cycles(waits.subgraph(proof.matters))
        assert proof.certain or len(proof.circle) == min(len(cycle) for cycle in cycles)
        assert proof.circle[0] == min(proof.circle)


@given(registries())
def test_any_registry_can_be_drawn_and_written(registry: Registry) -> None:
    """Every drawn registry gives graphs that all three forms take, with nodes of every end."""
    for graph in (registry_graph(registry), bundle_graph(registry, BUNDLE)):
        assert all({"kind", "name"} <= set(data) for _, data in graph.nodes(data=True))
        assert json.loads(json.dumps(to_json(graph))) == to_json(graph)
        again = nx.parse_graphml(to_graphml(graph))
        assert (len(again), again.size()) == (len(graph), graph.size())
        assert to_mermaid(graph).count("\n") == 1 + len(graph) + graph.size()


HOSTILE = 'a"] --> n1\n%% <b>&"`{}()[]|#;\\ 中文\u202e\u2028\ud800\x01'


def test_hostile_names_stay_inside_their_labels() -> None:
    """Quotes, brackets, line ends, HTML and half characters are written as numbers."""
    offices = [Authority(id="one", name=HOSTILE), Authority(id="two", name="乙")]
    text = to_mermaid(registry_graph(Registry(authorities=Table.of("authority", offices))))

    lines = text.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith('    n0[["a#34;#93; --#62; n1 #37;#37; #60;b#62;')
    assert lines[1].endswith('"]]')
    assert lines[1].count('"') == 2
    assert "中文#8238;" in lines[1]
    assert not set("<>&`{}()|\\") & set(lines[1])


def test_hostile_names_are_valid_xml() -> None:
    """What XML cannot hold is replaced; the rest comes back as it was."""
    office = Authority(id="one", name=HOSTILE)
    text = to_graphml(registry_graph(Registry(authorities=Table.of("authority", [office]))))
    again = nx.parse_graphml(text)

    assert again.nodes["authority:one"]["name"] == HOSTILE[:-2] + "\ufffd\ufffd"


def test_writing_is_stable_whatever_the_order_of_records() -> None:
    """The same content gives the same bytes, in another process and another order too."""
    turned = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value[::-1]
        for key, value in reversed(WHOLE.items())
    }
    graphs = [registry_graph(load_document(one)) for one in (WHOLE, turned)]

    for write in (to_mermaid, to_graphml, to_json):
        one, other = (write(graph) for graph in graphs)
        assert one == other


@pytest.mark.parametrize("seed", ["1", "2"])
def test_writing_does_not_depend_on_hashes(seed: str) -> None:
    """Another seed of the hashes changes nothing."""
    code = (
        "import sys, json; from govmatters.io import load_document; from govmatters.graph import *;"
        "r = load_document(json.load(sys.stdin)); g = bundle_graph(r, 'both');"
        "sys.stdout.buffer.write((to_mermaid(g) + to_graphml(g)).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(WHOLE).encode(),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
    )
    graph = bundle_graph(load_document(WHOLE), "both")

    assert done.stdout.decode() == to_mermaid(graph) + to_graphml(graph)
