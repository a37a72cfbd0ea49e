"""Whole imports: the document loads, the account adds up, and nothing is guessed silently."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govmatters as gm
from govmatters.intake import (
    AnalystMapping,
    Import,
    Outcome,
    Portal,
    files_of,
    import_portal,
    load_mapping,
    write_import,
)
from govmatters.intake.account import leaves
from govmatters.intake.guesses import RULES
from govmatters.intake.mappings import MappedRow
from govmatters.intake.reporting import report_of
from govmatters.io import load_document

ROOT = Path(__file__).parents[2]
RECORDS = [ROOT / "examples/portal/matters.jsonl", ROOT / "examples/portal/guides.jsonl"]
PORTAL = Portal(source="p", place="hunan", region="430000")


def imported(tmp_path: Path, *records: object, mapping: AnalystMapping | None = None) -> Import:
    """Import these records."""
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    return import_portal([file], portal=PORTAL, mapping=mapping)


def matter(*rows: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Write a record of a single matter."""
    return {
        "rightsCode": "000120042000",
        "ywCode": "02",
        "unifyName": "饲料生产许可",
        "orgName": "湖南省农业农村厅",
        **fields,
        "materialList": list(rows),
    }


def row(title: str, **fields: object) -> dict[str, Any]:
    """Write a row of a list."""
    return {"materialTitle": title, "materialCode": f"M-{title}", "isMust": "必要", **fields}


@pytest.fixture(scope="module")
def real() -> Import:
    """Import the real records that lie under examples/."""
    return import_portal(RECORDS, portal=PORTAL)


def test_the_real_records_load_as_a_registry(real: Import) -> None:
    """Every record becomes a matter, and nothing is lost."""
    registry = load_document(real.document)

    assert real.faults == ()
    assert len(real.accounts) == 83
    assert {one.id for one in real.accounts} <= set(registry.matters)
    assert len(registry.bundles) == 9


def test_counts_add_up_to_the_input(real: Import) -> None:
    """Every field has one note, every row one, and the report counts them all."""
    records = [
        json.loads(line) for file in RECORDS for line in file.read_text("utf-8").splitlines()
    ]
    report = report_of(real)

    assert report["counts"]["fields"]["total"] == sum(len(list(leaves(one))) for one in records)
    assert report["counts"]["rows"]["total"] == sum(len(one["materialList"]) for one in records)
    assert (
        sum(counts["total"] for counts in report["fields"].values())
        == (report["counts"]["fields"]["total"])
    )
    for one in records[:3]:
        assert len(list(leaves(one))) == len({path for path, _ in leaves(one)})


def test_every_rule_of_a_note_is_explained(real: Import) -> None:
    """A note names a rule that says what it does; every guess says how sure it is."""
    notes = [note for one in real.accounts for note in one.notes]

    assert {note.rule for note in notes} <= RULES.keys() | {""}
    assert all(note.rule for note in notes if note.outcome is not Outcome.AS_IS)
    guesses = {note.rule for note in notes if note.outcome is Outcome.GUESSED}
    assert all(RULES[rule].certainty for rule in guesses if rule not in {"alias", "subject"})


def test_importing_twice_gives_the_same_bytes(real: Import) -> None:
    """No clock, no order of hashes."""
    assert files_of(import_portal(RECORDS, portal=PORTAL)) == files_of(real)


def test_the_order_of_records_changes_no_type(real: Import, tmp_path: Path) -> None:
    """What papers are known rests on all records, not on those before."""
    lines = [line for file in RECORDS for line in file.read_text(encoding="utf-8").splitlines()]
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_text("\n".join(reversed(lines)), encoding="utf-8")

    other = load_document(import_portal([backwards], portal=PORTAL).document)

    assert other.digest == load_document(real.document).digest


def test_a_condition_becomes_a_question_with_its_text(tmp_path: Path) -> None:
    """The row is neither wanted nor not, until somebody answers."""
    made = imported(tmp_path, matter(row("信用承诺书", materialExplain="（仅设立情形提供）")))
    registry = load_document(made.document)
    (question,) = registry.questions.records
    (material,) = registry.matters["000120042000-02"].materials or ()

    assert "仅设立情形提供" in question.ask
    assert str(material.when) == question.id


def test_the_same_condition_is_one_question(tmp_path: Path) -> None:
    """Two rows of a matter with one text ask once."""
    said = {"materialExplain": "委托办理的，需提供"}
    made = imported(tmp_path, matter(row("委托书", **said), row("身份证", **said)))

    assert len(made.document["questions"]) == 1


@pytest.mark.parametrize(
    ("fields", "need", "mechanism"),
    [
        ({"isMust": "必要"}, "required", None),
        ({"isMust": "非必要"}, "optional", None),
        ({"isMust": "容缺后补"}, "deferrable", None),
        ({"isMust": "信用后补"}, "deferrable", None),
        ({"isMust": "信用免交"}, "required", "commitment"),
        ({"freeSubmission": "电子证照代替"}, "required", "licence"),
        ({"freeSubmission": "数据共享"}, "required", "data"),
        ({"freeSubmission": "无"}, "required", None),
        ({"freeSubmission": "没听说过"}, "required", None),
    ],
)
def test_marks_become_exemptions(
    tmp_path: Path, fields: dict[str, str], need: str, mechanism: str | None
) -> None:
    """Each word of necessity and each mark of free submission, or a note that it is not known."""
    registry = load_document(imported(tmp_path, matter(row("营业执照", **fields))).document)
    (material,) = registry.matters["000120042000-02"].materials or ()

    assert material.need == need
    assert [str(one.by) for one in registry.exemptions.records] == [mechanism] * bool(mechanism)


def test_a_row_that_is_no_paper_is_left_out_and_told(tmp_path: Path) -> None:
    """无需材料 asks for nothing."""
    made = imported(tmp_path, matter(row("无需材料")))

    assert made.document["matters"]["000120042000-02"]["materials"] == []
    assert [(one.outcome, one.rules) for one in made.accounts[0].rows] == [
        (Outcome.LEFT_OUT, ("no-material",))
    ]


def test_a_matter_without_a_list_has_none(tmp_path: Path) -> None:
    """Not stated is not empty."""
    record = matter()
    del record["materialList"]

    assert "materials" not in imported(tmp_path, record).document["matters"]["000120042000-02"]


def test_records_of_the_same_codes_are_told_apart(tmp_path: Path) -> None:
    """By the record's own id, as a guess; a record that stands twice is kept once."""
    first, second = matter(unifyId="a"), matter(unifyId="b", unifyName="另一事项")
    made = imported(tmp_path, first, second, first)

    assert list(made.document["matters"]) == ["000120042000-02", "000120042000-02-b"]
    assert len(made.repeated) == 1
    assert "code-twice" in {note.rule for note in made.accounts[1].notes}


def test_a_mapping_corrects_guesses(tmp_path: Path) -> None:
    """Names, rows, bearers, questions and regions; what it names in vain is told."""
    file = tmp_path / "my.mapping.yaml"
    file.write_text(
        """
format: govmatters-mapping/1
names: {主体资格证明: 营业执照}
rows:
  M-申请人简历: {needs: {any_of: [{all_of: [简历 of agent, 营业执照 of agent]}]}, need: optional}
  M-无关: {skip: true}
  M-没有: {skip: true}
roles: {投资主体: [investor]}
regions: {湖南省农业农村厅: "430100"}
questions: {c_000120042000_02_05: {id: is_new, ask: 是否新设立？}}
types: {简历: {name: 个人简历, kind: other}, 没人要: {name: 没人要}}
""",
        encoding="utf-8",
    )
    made = imported(
        tmp_path,
        matter(
            row("主体资格证明（复印件）"),
            row("申请人简历"),
            row("无关"),
            row("投资主体营业执照"),
            row("信用承诺书", materialExplain="仅设立情形提供"),
        ),
        mapping=load_mapping(file),
    )
    record = made.document["matters"]["000120042000-02"]

    assert [one["needs"] for one in record["materials"]] == [
        "营业执照 of applicant",
        {"any_of": [{"all_of": ["简历 of agent", "营业执照 of agent"]}]},
        "营业执照 of investor",
        "信用承诺书 of applicant",
    ]
    assert record["materials"][1]["need"] == "optional"
    assert record["materials"][3]["when"] == "is_new"
    assert made.document["questions"]["is_new"]["ask"] == "是否新设立？"
    assert made.document["authorities"]["湖南省农业农村厅"]["region"] == "430100"
    assert made.document["material_types"]["简历"] == {
        "name": "个人简历",
        "kind": "other",
        "source": "p",
    }
    assert made.unused == ("row M-没有", "type 没人要")
    registry = load_document(made.document)
    assert set(registry.questions) == {"is_new"}


def test_faults_of_a_mapping_are_located(tmp_path: Path) -> None:
    """All of them in one run, with line and column."""
    file = tmp_path / "bad.mapping.yaml"
    file.write_text(
        "format: govmatters-mapping/1\nrows: {a: {}, b: {needs: a b}}\n"
        'regions: {x: "999999"}\nnane: {}\n'
    )

    with pytest.raises(gm.errors.LoadError) as caught:
        load_mapping(file)

    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (2, 11),
        (2, 26),
        (3, 14),
        (4, 1),
    ]


def test_markup_and_formulas_are_text(tmp_path: Path) -> None:
    """What a browser would run is escaped in the page, and kept in the registry."""
    title = "<script>alert(1)</script>营业执照=HYPERLINK(1)"
    made = imported(tmp_path, matter(row(title), unifyName="<img src=x onerror=alert(1)>"))
    files = files_of(made)
    page = files["import.report.html"]

    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert load_document(made.document).matters["000120042000-02"].name.startswith("<img")


def test_a_folder_of_other_files_is_not_touched(tmp_path: Path) -> None:
    """Only an earlier import is replaced."""
    made = imported(tmp_path, matter())
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.yaml").write_text("x")

    with pytest.raises(gm.errors.InvalidEntryError, match="holds other files"):
        write_import(made, other)

    folder = tmp_path / "out"
    assert write_import(made, folder) == write_import(made, folder)
    assert gm.load(folder).digest == load_document(made.document).digest


def test_json_and_yaml_are_the_same_registry(tmp_path: Path) -> None:
    """The quicker format says the same."""
    made = import_portal(RECORDS, portal=PORTAL)
    write_import(made, tmp_path / "yaml")
    write_import(made, tmp_path / "json", is_json=True)

    assert gm.load(tmp_path / "yaml") == gm.load(tmp_path / "json")


SCALARS = st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats() | st.text(max_size=30)
WORDS = st.sampled_from(
    [
        "营业执照",
        "父母身份证",
        "、",
        "或",
        "（",
        "复印件",
        "无",
        "必要",
        "电子证照代替",
        "如需的，应提供",
        "\x00",
        "of",
    ]
)
TEXTS = st.lists(WORDS, max_size=6).map("".join)
VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a record whose fields hold anything at all."""
    model: dict[str, Any] = json.loads(draw(st.sampled_from(_LINES)))
    for _ in range(draw(st.integers(0, 8))):
        target = model
        rows = model.get("materialList")
        if isinstance(rows, list) and rows and draw(st.booleans()):
            filled = [one for one in rows if isinstance(one, dict) and one]
            target = draw(st.sampled_from(filled or [model]))
        target[draw(st.sampled_from(sorted(target)))] = draw(VALUES)
    return model


_LINES = [line for file in RECORDS for line in file.read_text(encoding="utf-8").splitlines()]


@given(st.lists(records(), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_whatever_the_fields_hold_the_import_ends_and_adds_up(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, Any]]
) -> None:
    """No record brings the import down; what it writes loads; every field has its note."""
    folder = tmp_path_factory.mktemp("drawn")
    file = folder / "records.json"
    text = json.dumps(drawn)
    file.write_text(
        text.replace("NaN", "null").replace("-Infinity", "null").replace("Infinity", "null")
    )
    made = import_portal([file], portal=PORTAL)
    report = report_of(made)

    read = [json.loads(line) for line in (json.dumps(one) for one in drawn)]
    assert len(made.accounts) + len(made.repeated) + len(made.faults) == len(read)
    assert load_document(made.document) is not None
    for account in made.accounts:
        paths = Counter(note.path for note in account.notes)
        assert report["counts"]["fields"]["total"] >= paths.total()
    assert files_of(made)["import.report.html"].startswith("<!DOCTYPE html>")


def test_a_mapped_row_names_its_papers() -> None:
    """Papers in alternatives and together, conditions aside."""
    said = MappedRow(needs={"any_of": [{"all_of": ["a", "b of c"]}, {"paper": "d", "when": "x"}]})

    assert [str(paper) for paper in said.papers] == [
        "a of applicant",
        "b of c",
        "d of applicant",
    ]


def test_the_packaged_import_is_what_the_examples_give() -> None:
    """data/matters/hunan is nobody's handiwork: the documented command writes these bytes."""
    data = ROOT / "data/matters"
    made = import_portal(
        RECORDS,
        portal=Portal(
            source="hunan-portal",
            publisher="湖南政务服务网",
            url="https://zwfw-new.hunan.gov.cn/",
            retrieved=dt.date(2026, 7, 24),
            place="hunan",
            region="430000",
        ),
        given=gm.load(data / "common.yaml", data / "changsha"),
    )

    for name, text in files_of(made, is_json=True).items():
        written = (data / "hunan" / name).read_text(encoding="utf-8")
        assert written.replace(f"{ROOT}/", "") == text.replace(f"{ROOT}/", ""), name
