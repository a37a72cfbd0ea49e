"""Laws of the checks: what adding a fact can never do, and what order never changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.checks import check
from govmatters.checks.catch_alls import is_catch_all, is_catch_all_condition
from govmatters.io import load, load_document
from govmatters.model import Exemption, Finding, Guide, Matter, Mechanism
from govmatters.names import is_nothing
from govmatters.registry import Registry

BAD = Path(__file__).parent / "checks" / "bad"
FILES = sorted(BAD.glob("*.yaml"))
NO_BASIS = {"proof-without-basis", "material-without-basis"}
ASKED = {"elicence-not-used", "government-paper-asked"}

examples = st.sampled_from(FILES).map(load)


def named(registry: Registry, *names: str) -> set[Finding]:
    """Keep the findings of some kinds."""
    return {one for one in check(registry) if one.check in names}


def altered(registry: Registry, **tables: Any) -> Registry:  # noqa: ANN401
    """Put other records into some tables."""
    return attrs.evolve(registry, **tables)


def changed(registry: Registry, **fields: Any) -> Registry:  # noqa: ANN401
    """State fields of every matter."""
    matters = [attrs.evolve(one, **fields) for one in registry.matters.records]
    return altered(registry, matters=matters)


@given(examples)
def test_a_law_never_makes_a_row_less_founded(registry: Registry) -> None:
    """Whoever states laws for all rows has no row without a basis."""
    founded = [
        attrs.evolve(
            one,
            materials=tuple(attrs.evolve(row, basis="《法》第一条") for row in one.materials or ()),
        )
        for one in registry.matters.records
    ]

    assert not named(altered(registry, matters=founded), *NO_BASIS)


@given(examples, st.sampled_from(["食品安全法", "户口登记条例", "无关的法"]))
def test_naming_a_law_of_the_matter_never_adds_a_row_without_basis(
    registry: Registry, law: str
) -> None:
    """More laws, fewer rows without one."""
    laws = {
        one.id: (*(one.laws or ()), *(() if law in (one.laws or ()) else (law,)))
        for one in registry.matters.records
    }
    more = [attrs.evolve(one, laws=laws[one.id]) for one in registry.matters.records]

    assert not named(altered(registry, matters=more), *NO_BASIS) - named(registry, *NO_BASIS)


@given(examples, st.sampled_from([Mechanism.DATA, Mechanism.CHECK, Mechanism.LICENCE]))
def test_an_exemption_never_makes_the_government_ask_more(
    registry: Registry, by: Mechanism
) -> None:
    """With every paper spared there is nothing that the government asks for again."""
    types = registry.material_types.records
    spared = [Exemption(id=f"all-{kind.id}", of=kind.id, by=by) for kind in types]
    with_them = altered(registry, exemptions=[*registry.exemptions.records, *spared])
    subjects = {one.subject for one in named(registry, *ASKED)}

    assert {one.subject for one in named(with_them, *ASKED)} <= subjects
    if by is Mechanism.DATA:
        assert not named(with_them, *ASKED)


@given(examples, st.integers(0, 60), st.integers(0, 60))
def test_promising_less_is_never_worse(registry: Registry, one: int, other: int) -> None:
    """If a promise is lawful, so is every shorter one."""
    short, long = sorted((one, other))

    def found(promised: int) -> bool:
        stated = changed(registry, statutory_working_days=20, promised_working_days=promised)
        return bool(named(stated, "promised-above-statutory"))

    assert found(long) or not found(short)


@given(examples)
def test_what_is_unknown_is_no_violation(registry: Registry) -> None:
    """Matters that state nothing but their names break no data rule."""
    blank = [
        Matter(id=one.id, name="事项", authority=one.authority, region=one.region, guide=Guide())
        for one in registry.matters.records
    ]
    quiet = {"guide-incomplete", "list-not-stated"}
    bare = altered(registry, matters=blank, bundles=(), exemptions=(), catalogue=())

    assert {one.check for one in check(bare) if one.subject.startswith("matter ")} <= quiet


@given(st.lists(st.sampled_from(FILES), min_size=1, max_size=3, unique=True), st.randoms())
def test_the_order_of_records_changes_nothing(files: list[Path], chance: Any) -> None:  # noqa: ANN401
    """Shuffled records give the same findings."""
    for file in files:
        registry = load(file)
        fields: dict[str, Any] = {}
        for field in attrs.fields(Registry):
            if field.eq:
                records = list(getattr(registry, field.name).records)
                chance.shuffle(records)
                fields[field.name] = records

        assert check(altered(registry, **fields)) == check(registry)


@given(st.text(max_size=200))
def test_any_name_is_judged(name: str) -> None:
    """Hostile names are no more than names."""
    assert isinstance(is_catch_all(name), bool)
    assert isinstance(is_nothing(name), bool)
    found = is_catch_all_condition(name)
    assert found is None or found


@pytest.mark.parametrize(
    "name",
    [
        "其他材料",
        "其它材料",
        "有关材料",
        "其他证明",
        "法律、法规规定的其他材料",
        "法律、行政法规规定的材料",
        "登记机关认为需要提供的其他资料",
        "其他（无处罚处分证明、三清证明等）材料",
        "依法应当提供的有关材料",
        "与变更登记事项对应的相关资料",
        "申请表及相关变更资料",
        "身份证、户口簿等材料",
        "其他相关证明文件（如有）复印件",
        "其他",
    ],
)
def test_catch_alls_are_found(name: str) -> None:
    """What stands for whatever else is wanted names no paper."""
    assert is_catch_all(name)


@pytest.mark.parametrize(
    "name",
    [
        "居民身份证或其他有效身份证明",
        "经营场所的相关权属证书复印件",
        "购进合同和相关凭证复印件",
        "相关的仪器设备清单",
        "本单位相关资质情况说明",
        "职业病诊断医师等相关技术人员情况表",
        "有关专业技术人员材料",
        "提供符合标准要求的相关说明材料",
        "药师或者其他药学技术人员资格证书",
        "所在地县级人民政府有关部门核拨编制的证明",
        "营业执照等主体资格证明文件",
        "职业技能等级证明",
    ],
)
def test_precise_names_are_no_catch_alls(name: str) -> None:
    """A word such as 相关 or 其他 within a precise name is none."""
    assert not is_catch_all(name)


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ("（一）年满十八周岁；（二）法律、法规规定的其他条件。", "规定的其他条件"),
        ("具有独立法人资格，符合国家有关规定", "符合国家有关规定"),
        ("符合《食品安全法》第三十五条规定的条件", None),
        ("有与其他经营者相区别的名称", None),
    ],
)
def test_conditions_that_say_nothing_are_found(conditions: str, words: str | None) -> None:
    """The words that stand for whatever else is demanded are named."""
    assert is_catch_all_condition(conditions) == words


def asked(kind: dict[str, Any], **more: Any) -> list[str]:  # noqa: ANN401
    """Check one matter that asks for one government paper."""
    row = {"needs": {"any_of": ["paper of child"]}, **more.pop("row", {})}
    document = {
        "material_types": {"paper": {"name": "证照", **kind}, "other": {"name": "说明"}},
        "matters": {
            "m": {
                "name": "事项",
                "region": "430100",
                "roles": ["child"],
                "laws": ["法"],
                "materials": [row],
            }
        },
        **more,
    }
    return [one.check for one in check(load_document(document)) if one.check in ASKED]


LICENCE = {"kind": "licence", "elicence": {"recognised_in": ["430000"]}}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (LICENCE, ["elicence-not-used"]),
        ({"elicence": {"recognised_in": ["440000"]}}, ["government-paper-asked"]),
        ({"elicence": {}}, ["elicence-not-used"]),
        ({"issued_by": "government"}, ["government-paper-asked"]),
        ({"codes": {"hunan": "L2000016"}}, ["government-paper-asked"]),
        ({"codes": {"hunan": "L2000016"}, "issued_by": "third_party"}, []),
        ({"codes": {"hunan": "T1000027"}}, []),
        ({"issued_by": "government", "kind": "form"}, []),
        ({"kind": "licence"}, []),
    ],
)
def test_what_makes_a_paper_the_governments(kind: dict[str, Any], expected: list[str]) -> None:
    """Its e-licence there, who issues it, or the standard code of a licence; a form never is."""
    assert asked(kind) == expected


@pytest.mark.parametrize(
    ("exemption", "is_spared"),
    [
        ({"by": "licence"}, True),
        ({"by": "licence", "in": ["430100"]}, True),
        ({"by": "licence", "in": ["430000"]}, True),
        ({"by": "licence", "in": ["440000"]}, False),
        ({"by": "licence", "subjects": ["child"]}, True),
        ({"by": "licence", "subjects": ["applicant"]}, False),
        ({"by": "data", "matters": ["m"]}, True),
    ],
)
def test_which_exemptions_spare(exemption: dict[str, Any], is_spared: bool) -> None:  # noqa: FBT001
    """One of the region, the matter and the subject, under whatever condition."""
    found = asked(LICENCE, exemptions=[{"id": "e", "of": "paper", **exemption}])

    assert found == ([] if is_spared else ["elicence-not-used"])


@pytest.mark.parametrize(
    "row",
    [
        {"need": "optional"},
        {"need": "deferrable"},
        {"needs": {"any_of": ["paper of child", "other"]}},
    ],
)
def test_what_nobody_must_hand_in_is_not_asked_again(row: dict[str, Any]) -> None:
    """An optional row, or another way, is no demand for the government's paper."""
    assert asked(LICENCE, row=row) == []
