"""Titles of real lists, and the papers that they mean."""

from __future__ import annotations

import pytest

from govmatters.intake.account import Outcome
from govmatters.intake.dictionary import dictionary_of
from govmatters.intake.resolving import Reader
from govmatters.intake.vocabulary import vocabulary
from govmatters.model import MaterialType

CODES = [
    ("L1000005", "营业执照"),
    ("L2000016", "中华人民共和国居民身份证"),
    ("L1000065", "放射诊疗许可证"),
    ("L1000034", "基金会法人登记证书"),
    ("E1000010", "法定监护人证明材料"),
]
ID = "中华人民共和国居民身份证"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Read with a few standard codes."""
    return Reader(dictionary_of((), CODES, ["《药品经营许可证》"], vocabulary()), vocabulary())


def needs(reader: Reader, title: str, code: str | None = None) -> list[list[str]]:
    """Tell what a title means, alternative by alternative; the applicant's papers by type."""
    meaning = reader.meaning(title, code)
    return [[str(p).removesuffix(" of applicant") for p in some] for some in meaning.alternatives]


@pytest.mark.parametrize(
    ("title", "code", "expected", "outcome"),
    [
        ("营业执照", "L1000005", [["营业执照"]], Outcome.AS_IS),
        ("《营业执照》（正、副本）复印件；", None, [["营业执照"]], Outcome.NORMALISED),
        ("工商 营业执照", "L1000005", [["营业执照"]], Outcome.NORMALISED),
        ("企业营业执照扫描件", None, [["营业执照"]], Outcome.NORMALISED),
        ("自然人身份证复印件", "L2000016", [[ID]], Outcome.NORMALISED),
        ("药品经营许可证", None, [["药品经营许可证"]], Outcome.AS_IS),
        # whose
        ("法定代表人身份证", None, [[f"{ID} of legal_representative"]], Outcome.NORMALISED),
        ("法定代表人有效身份证件", None, [[f"{ID} of legal_representative"]], Outcome.NORMALISED),
        (
            "新生儿父母身份证",
            None,
            [[f"{ID} of mother", f"{ID} of father"]],
            Outcome.NORMALISED,
        ),
        (
            "法人代表、主要经营者的身份证",
            "L2000016",
            [[f"{ID} of legal_representative", f"{ID} of 主要经营者"]],
            Outcome.GUESSED,
        ),
        ("配送食盐企业的营业执照", "L1000005", [["营业执照 of 配送食盐企业"]], Outcome.GUESSED),
        # lists and alternatives
        (
            "保安服务许可证和工商营业执照",
            "L1000005",
            [["保安服务许可证", "营业执照"]],
            Outcome.GUESSED,
        ),
        (
            "食品经营许可证或食品生产许可证",
            None,
            [["食品经营许可证"], ["食品生产许可证"]],
            Outcome.GUESSED,
        ),
        # not safe to split
        (
            "居民身份证或其他有效身份证明",
            "L2000016",
            [[ID], ["居民身份证或其他有效身份证明"]],
            Outcome.GUESSED,
        ),
        (
            "法定代表人或者主要负责人的身份证和履历",
            "L2000016",
            [[ID, "法定代表人或者主要负责人的身份证和履历"]],
            Outcome.GUESSED,
        ),
        ("教职工名单及证明材料", None, [["教职工名单及证明材料"]], Outcome.UNRESOLVED),
        # the code knows more
        ("申请人身份证明", "L2000016", [[ID]], Outcome.GUESSED),
        ("死亡人员户口页、身份材料", None, [["死亡人员户口页、身份材料"]], Outcome.UNRESOLVED),
        # age
        ("旧营业执照", "L1000005", [["旧营业执照"]], Outcome.UNRESOLVED),
        ("已变更营业执照复印件", "L1000005", [["营业执照"]], Outcome.GUESSED),
        # nothing known
        ("防污作业申请书", None, [["防污作业申请书"]], Outcome.UNRESOLVED),
    ],
)
def test_a_title_means_papers(
    reader: Reader, title: str, code: str | None, expected: list[list[str]], outcome: Outcome
) -> None:
    """Each kind of title, with or without a code, and how sure its reading is."""
    assert needs(reader, title, code) == expected
    assert reader.meaning(title, code).outcome is outcome


def test_a_code_that_contradicts_the_title_is_told(reader: Reader) -> None:
    """The title goes before the code, as a guess; the mark of the code spares nothing."""
    meaning = reader.meaning("营业执照", "L2000016")

    assert [str(paper) for paper in meaning.papers] == ["营业执照 of applicant"]
    assert meaning.outcome is Outcome.GUESSED
    assert meaning.rules == ("code-disagrees",)
    assert meaning.coded == ()


def test_a_known_registry_goes_before_all_others() -> None:
    """Its ids are used, found by its own codes and aliases."""
    own = MaterialType(id="id_card", name="居民身份证", codes=(("x", "L2000016"),))
    known = dictionary_of([own], CODES, [], vocabulary())
    reader = Reader(known, vocabulary())

    assert needs(reader, "二代身份证复印件") == [["id_card"]]
    assert needs(reader, "中华人民共和国居民身份证", "L2000016") == [["id_card"]]


def test_the_mark_is_of_the_coded_paper(reader: Reader) -> None:
    """Of a list, the paper that the code names."""
    meaning = reader.meaning("保安服务许可证和工商营业执照", "L1000005")

    assert [str(paper) for paper in meaning.coded] == ["营业执照 of applicant"]
