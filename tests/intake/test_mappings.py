"""Mappings: no paper is invented by a typo, and marks go to no paper that they are not of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import govmatters as gm
from govmatters.intake import (
    AnalystMapping,
    Import,
    MappedRow,
    MappedType,
    Portal,
    import_portal,
    load_mapping,
)
from govmatters.io import load_document, load_text

ROOT = Path(__file__).parents[2]
RECORDS = [ROOT / "examples/portal/matters.jsonl", ROOT / "examples/portal/guides.jsonl"]
ID = "中华人民共和国居民身份证"
GIVEN = """
format: govmatters/1
material_types:
  permit: {name: 饲料生产许可证, kind: licence, elicence: {recognised_in: ["430000"]}}
  plan: {name: 选址方案, kind: other}
"""


def imported(tmp_path: Path, mapping: AnalystMapping | str, *titles: str, **fields: str) -> Import:
    """Import one matter with these rows, beside a registry of two papers."""
    rows = [{"materialTitle": one, "materialCode": f"M-{one}", **fields} for one in titles]
    record = {
        "rightsCode": "000120042000",
        "ywCode": "02",
        "unifyName": "饲料生产许可",
        "orgName": "湖南省农业农村厅",
        "materialList": rows,
    }
    file = tmp_path / "records.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    if isinstance(mapping, str):
        said = tmp_path / "my.mapping.yaml"
        said.write_text(f"format: govmatters-mapping/1\n{mapping}", encoding="utf-8")
        mapping = load_mapping(said)
    portal = Portal(source="p", region="430000")
    return import_portal([file], portal=portal, given=load_text(GIVEN), mapping=mapping)


def faults(tmp_path: Path, mapping: AnalystMapping | str, *titles: str) -> list[str]:
    """Tell what is wrong with a mapping, each ``line:column: message``."""
    with pytest.raises(gm.errors.LoadError) as caught:
        imported(tmp_path, mapping, *titles)
    return [str(one).removeprefix(f"{tmp_path}/my.mapping.yaml:") for one in caught.value.faults]


NEW = "(if it is new, declare it under `types`)"


def test_typos_are_located_all_at_once(tmp_path: Path) -> None:
    """In names and in needs, with what was meant, each as often as it stands."""
    mapping = """names: {主体资格证明: 营业执着, 甲: permi}
rows:
  M-选址: {needs: {any_of: [permit, {all_of: [营业执着 of agent, 身份证]}, {paper: zzz, when: x}]}}
"""
    told = faults(tmp_path, mapping, "主体资格证明", "选址")

    assert told == [
        f"2:17: no material type '营业执着'; did you mean 营业执照? {NEW}",
        f"2:26: no material type 'permi'; did you mean permit? {NEW}",
        f"4:45: no material type '营业执着'; did you mean 营业执照? {NEW}",
        f"4:60: no material type '身份证'; did you mean {ID}? {NEW}",
        "4:75: no material type 'zzz'; write the id of a paper that --data or the records have "
        + NEW,
    ]


def test_what_is_given_printed_or_declared_is_known(tmp_path: Path) -> None:
    """A registry's paper, the vocabulary's, a printed title's own, and one of `types`."""
    mapping = """names: {甲: permit, 乙: 营业执照}
rows: {M-防污作业申请书: {needs: 防污作业申请书 of agent}, M-选址: {needs: 履历}}
types: {履历: {name: 个人履历}}
"""
    made = imported(tmp_path, mapping, "甲", "乙", "防污作业申请书", "选址", "个人履历")
    rows = made.document["matters"]["000120042000-02"]["materials"]

    assert [one["needs"] for one in rows] == [
        "permit of applicant",
        "营业执照 of applicant",
        "防污作业申请书 of agent",
        "履历",
        "履历 of applicant",
    ]
    assert made.document["material_types"]["履历"]["name"] == "个人履历"
    assert made.unused == ()


def test_a_type_is_not_declared_twice(tmp_path: Path) -> None:
    """Neither what --data declares, nor a known paper under another id; a name it must have."""
    mapping = "types:\n  permit: {name: 许可}\n  biz: {name: 营业执照}\n"

    given, other = faults(tmp_path, mapping)
    assert given.startswith("3:3: material type 'permit' is declared by --data already")
    assert other.startswith("4:3: material type 'biz' has the name of '营业执照', which is known")
    (unnamed,) = faults(tmp_path, "types: {a: {kind: form}}\n")
    assert unnamed == "2:12: this mapped type has no `name`; write it"


def test_a_mapping_made_in_python_is_held_to_the_same(tmp_path: Path) -> None:
    """The place is then the path into it."""
    mapping = AnalystMapping(
        names={"甲": "permi"},
        rows={"M-甲": MappedRow(needs={"any_of": ["营业执着", "简历"]})},
        types={"简历": MappedType(name="简历")},
    )

    assert faults(tmp_path, mapping, "甲") == [
        f"mapping.names.甲: no material type 'permi'; did you mean permit? {NEW}",
        f"mapping.rows.M-甲.needs: no material type '营业执着'; did you mean 营业执照? {NEW}",
    ]


@pytest.mark.parametrize(
    ("needs", "spared", "rule"),
    [
        ("permit", ["permit"], "marked-paper"),
        ("{any_of: [permit, permit]}", ["permit"], "marked-paper"),
        ("plan", ["plan"], "given-without-elicence"),
        ("{any_of: [{all_of: [permit, plan]}]}", ["permit"], "marked-elicences"),
        ("{any_of: [plan, 营业执照]}", [], "mark-of-several"),
    ],
)
def test_a_mark_is_of_the_only_paper_or_of_elicences(
    tmp_path: Path, needs: str, spared: list[str], rule: str
) -> None:
    """What else a mapped row wants is not spared; the account says so."""
    mapping = f"rows: {{M-甲: {{needs: {needs}}}}}\n"
    made = imported(tmp_path, mapping, "甲", freeSubmission="电子证照代替")
    notes: dict[str, Any] = {note.path: note for note in made.accounts[0].notes}

    assert [one["of"] for one in made.document.get("exemptions", ())] == spared
    assert notes["materialList[0].freeSubmission"].rule == rule


def test_the_documented_mapping_works(tmp_path: Path) -> None:
    """What docs/import.md shows names no paper that nobody knows."""
    page = (ROOT / "docs/import.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(format: govmatters-mapping/1\n.*?)```", page, re.DOTALL)
    file = tmp_path / "my.mapping.yaml"
    file.write_text(text, encoding="utf-8")
    made = import_portal(RECORDS, portal=Portal(region="430000"), mapping=load_mapping(file))

    assert made.document["material_types"]["履历"]["name"] == "个人履历"
    assert load_document(made.document) is not None


def test_what_the_report_says_of_needs_may_be_copied_into_a_mapping(tmp_path: Path) -> None:
    """Each row's `needs` is written as a mapping takes it, and means the same there."""
    made = import_portal(RECORDS, portal=Portal(region="430000"))
    rows = {row.key: row.needs for one in made.accounts for row in one.rows if row.needs}
    said = tmp_path / "my.mapping.yaml"
    lines = [f"  {json.dumps(key)}: {{needs: {needs}}}" for key, needs in rows.items()]
    text = "\n".join(["format: govmatters-mapping/1", "rows:", *lines])
    said.write_text(text, encoding="utf-8")
    again = import_portal(RECORDS, portal=Portal(region="430000"), mapping=load_mapping(said))

    assert {row.key: row.needs for one in again.accounts for row in one.rows if row.needs} == rows
    assert set(again.document["material_types"]) == set(made.document["material_types"])
