"""From a document to what rests on it: by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import govmatters as gm
from govmatters.design.lists import matching
from govmatters.io import load_document
from govmatters.measures.policies import Document, PolicyIndex

ON = dt.date(2026, 7, 1)
DOCUMENT: dict[str, Any] = {
    "material_types": {"card": {"name": "证", "unshareable": {"basis": "保密法 第一条"}}},
    "catalogue": {
        "item": {
            "name": "目录项",
            "laws": ["中华人民共和国甲法"],
            "presence": {"required": "on_site", "basis": "甲法 第二条"},
            "materials": [{"needs": "card", "basis": "甲法 第三条"}],
        },
        "old": {"name": "旧目录项", "laws": ["子法"], "until": "2025-12-31"},
    },
    "matters": {
        "heir": {"name": "继承", "of": "item", "region": "360500"},
        "own": {
            "name": "自述",
            "of": "item",
            "region": "430100",
            "laws": ["《甲法》（2020修正）", "乙办法（国发〔2015〕23号）"],
            "commitment": {"allowed": False, "basis": "丙规定"},
            "place_by_law": {"scope": "nation", "basis": "丁规定 第五条"},
            "guide": {
                "fee": {"charged": True, "basis": "戊通知"},
                "intermediary": {"needed": True, "basis": "己办法"},
            },
            "materials": [
                {"needs": "card"},
                {"needs": "card", "basis": "国发[2015]23号 第一条; 甲法 第四条"},
                {"needs": "card", "basis": "庚法", "until": "2025-12-31"},
                {"needs": "card", "basis": "办理需要"},
            ],
        },
        "gone": {"name": "已止", "region": "360500", "laws": ["辛法"], "until": "2025-12-31"},
    },
    "exemptions": [
        {"id": "e", "of": "card", "by": "data", "matters": ["own"], "basis": "甲法 第九条"},
        {"id": "there", "of": "card", "by": "data", "in": ["430000"], "basis": "湘规定"},
        {"id": "over", "of": "card", "by": "data", "until": "2025-12-31", "basis": "壬法"},
    ],
    "bundles": {
        "shop": {
            "name": "开店",
            "region": "430100",
            "matters": ["own"],
            "materials": [{"needs": "card", "basis": "癸法"}],
        }
    },
}
REGISTRY = load_document(DOCUMENT)


def index(**more: Any) -> PolicyIndex:  # noqa: ANN401
    """Index the registry of these tests."""
    return gm.policy_index(REGISTRY, on=ON, **more)


def document(found: PolicyIndex, title: str) -> Document:
    """Give the document of a title."""
    (one,) = (one for one in found.documents if one.title == title)
    return one


def test_every_kind_of_basis_is_found_at_the_record_that_states_it() -> None:
    """Laws, presence, place, commitment, fee, intermediary, rows, exemptions, bundles, bans."""
    places = {
        (one.title, each.noun, each.field, each.row)
        for one in index().documents
        for each in one.citations
    }

    assert places == {
        ("甲法", "catalogue item", "laws", None),
        ("甲法", "catalogue item", "presence.basis", None),
        ("甲法", "catalogue item", "materials", 1),
        ("甲法", "matter", "laws", None),
        ("甲法", "matter", "materials", 2),
        ("甲法", "exemption", "basis", None),
        ("乙办法", "matter", "laws", None),
        ("乙办法", "matter", "materials", 2),
        ("丙规定", "matter", "commitment.basis", None),
        ("丁规定", "matter", "place_by_law.basis", None),
        ("戊通知", "matter", "guide.fee.basis", None),
        ("己办法", "matter", "guide.intermediary.basis", None),
        ("办理需要", "matter", "materials", 4),
        ("湘规定", "exemption", "basis", None),
        ("癸法", "bundle", "materials", 1),
        ("保密法", "material type", "unshareable.basis", None),
    }


def test_a_document_names_the_matters_that_inherit_it_and_their_bundles() -> None:
    """What a matter states itself it does not inherit."""
    law = document(index(), "甲法")
    inherited = {each.field: each.matters for each in law.citations if each.noun != "matter"}

    assert law.matters == ("heir", "own")
    assert law.bundles == ("shop",)
    assert inherited["laws"] == ("heir",)
    assert inherited["materials"] == ("heir",)
    assert inherited["presence.basis"] == ("heir", "own")
    assert inherited["basis"] == ("own",)


def test_articles_editions_and_the_printed_text_are_kept() -> None:
    """Whatever else a text names stands with each document that it names."""
    law = document(index(), "甲法")
    (row,) = (each for each in law.citations if (each.noun, each.row) == ("matter", 2))

    assert row.article == "第四条"
    assert row.text == "国发[2015]23号 第一条; 甲法 第四条"
    assert {each.edition for each in law.citations} == {"", "2020修正"}


def test_a_number_stands_below_the_one_title_that_is_printed_with_it() -> None:
    """And is a way to look the document up."""
    found = document(index(), "乙办法")

    assert found.numbers == ("国发〔2015〕23号",)
    assert [one.title for one in matching(index(), "国发(2015)23号").documents] == ["乙办法"]


def test_a_number_with_two_titles_stands_by_itself() -> None:
    """Nobody guesses which is meant."""
    laws = ["乙办法（国发〔2015〕23号）", "另一办法（国发〔2015〕23号）", "国发〔2015〕23号"]
    held = load_document({"matters": {"m": {"name": "事", "region": "360500", "laws": laws}}})
    titles = [one.title for one in gm.policy_index(held, on=ON).documents]

    assert titles == ["乙办法", "另一办法", "国发〔2015〕23号"]


def test_texts_that_name_no_document_are_told_apart() -> None:
    """They stand in the index all the same."""
    no_document = [one.title for one in index().documents if not one.is_document]

    assert no_document == ["办理需要"]


@pytest.mark.parametrize(
    ("part", "titles"),
    [
        ("甲", ["甲法"]),
        ("《中华人民共和国甲法》", ["甲法"]),
        (" 规 定 ", ["丁规定", "丙规定", "湘规定"]),
        ("没有", []),
    ],
)
def test_documents_are_looked_up_by_a_part_of_their_titles(part: str, titles: list[str]) -> None:
    """In the form that titles have."""
    assert [one.title for one in matching(index(), part).documents] == titles


def test_a_region_keeps_its_matters_what_they_inherit_and_what_works_there() -> None:
    """Documents that nothing there rests on are left out."""
    xinyu = {one.title: one.matters for one in index(region="360500").documents}
    changsha = {one.title for one in index(region="430100").documents}

    assert xinyu == {"甲法": ("heir",), "保密法": ()}
    assert changsha >= {"甲法", "湘规定", "癸法", "乙办法"}
