"""Checks of single matters: where they are silent, and what they say beyond the examples."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from govmatters.checks import View, check
from govmatters.checks.wording import row_title, several
from govmatters.io import load_document
from govmatters.model import Alternative, Finding, Material, Paper, Severity

OWN = {"name": "事项", "region": "430100"}


def found(matter: dict[str, Any], **more: Any) -> list[Finding]:  # noqa: ANN401
    """Check one matter."""
    return list(check(load_document({"matters": {"m": OWN | matter}, **more})))


def ids(matter: dict[str, Any], **more: Any) -> set[str]:  # noqa: ANN401
    """Name what is found of one matter, but what its guide leaves out."""
    return {one.check for one in found(matter, **more)} - {"guide-incomplete", "list-not-stated"}


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ({"secret": True, "commitment": {"allowed": True}}, {"commitment-in-secret-matter"}),
        ({"secret": True, "commitment": {"allowed": False}}, set()),
        ({"secret": True, "guide": {"channels": ["window", "online"]}}, {"secret-yet-online"}),
        ({"secret": True, "online": "consult", "guide": {"channels": ["window"]}}, set()),
        ({"secret": False, "online": "full"}, set()),
    ],
)
def test_secret_matters(matter: dict[str, Any], expected: set[str]) -> None:
    """What is secret takes no commitment and goes not online; advice online is no handling."""
    assert ids(matter) == expected


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ({"trips": 2}, {"trip-without-reason"}),
        ({"trips": 2, "guide": {"on_site_reason": "无"}}, {"trip-without-reason"}),
        ({"trips": 2, "guide": {"on_site_reason": "须当面核验"}}, set()),
        ({"trips": 0, "guide": {"on_site_reason": "无。"}}, set()),
        ({"guide": {"on_site_reason": "须当面核验"}}, set()),
        ({"trips": 1, "presence": {"required": "in_person"}}, {"presence-without-basis"}),
        ({"trips": 1, "presence": {"required": "none"}}, {"trip-without-reason"}),
        (
            {"online": "full", "presence": {"required": "on_site", "basis": "法"}},
            {"online-yet-present"},
        ),
        ({"online": "accept", "trips": 0}, set()),
    ],
)
def test_presence(matter: dict[str, Any], expected: set[str]) -> None:
    """A reason or a law is enough; what is not stated is not found."""
    assert ids(matter) == expected


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ({"guide": {"channels": ["window"]}}, set()),
        ({"guide": {"channels": []}}, {"no-window"}),
        ({"trips": 0, "online": "consult", "guide": {"channels": ["window"]}}, {"no-post"}),
        (
            {
                "trips": 1,
                "online": "none",
                "guide": {"channels": ["window"], "on_site_reason": "核验"},
            },
            set(),
        ),
        ({"guide": {"daily_quota": 30}}, set()),
    ],
)
def test_channels(matter: dict[str, Any], expected: set[str]) -> None:
    """Only channels that are stated are judged."""
    assert ids(matter) == expected


@pytest.mark.parametrize(
    ("days", "more", "expected"),
    [
        (20, {"type": "licence"}, set()),
        (21, {"type": "licence"}, {"statutory-above-default"}),
        (30, {"type": "licence", "laws": ["法"]}, set()),
        (31, {"type": "licence", "laws": ["法"]}, {"statutory-above-default"}),
        (90, {"type": "benefit"}, set()),
        (90, {}, set()),
    ],
)
def test_limits_of_licences(days: int, more: dict[str, Any], expected: set[str]) -> None:
    """20 working days, 30 where a law may say more; other matters have no limit of their own."""
    assert ids({"statutory_working_days": days, **more}) == expected


@pytest.mark.parametrize(
    ("guide", "expected"),
    [
        ({"consult_phone": "0731-12345678", "complaint_phone": "12345"}, set()),
        ({"consult_phone": "0731-1234567转8012", "complaint_phone": "400-123-4567"}, set()),
        ({"consult_phone": "13800000000", "complaint_phone": "窗口"}, set()),
        (
            {"consult_phone": "(0731)8222 3333", "complaint_phone": "8222-3333"},
            {"phone-without-area-code"},
        ),
        ({"consult_phone": "0731-82223333", "complaint_phone": "073182223333"}, {"phones-alike"}),
        ({}, set()),
    ],
)
def test_phones(guide: dict[str, Any], expected: set[str]) -> None:
    """Hot lines and mobiles have no area code; a number is the same however it is written."""
    assert ids({"guide": guide}) == expected


@pytest.mark.parametrize(
    ("audience", "themes", "expected"),
    [
        (["person"], {"person_themes": ["就业"]}, set()),
        (["person"], {"enterprise_themes": ["准营"]}, {"themes-against-audience"}),
        (["enterprise"], {"person_themes": [], "enterprise_themes": ["准营"]}, set()),
        (["person", "organisation"], {"person_themes": []}, {"themes-against-audience"}),
        (["person"], {}, set()),
        ([], {"person_themes": []}, set()),
    ],
)
def test_themes(audience: list[str], themes: dict[str, Any], expected: set[str]) -> None:
    """Themes that are not stated are unknown; none at all is stated."""
    assert ids({"audience": audience, "guide": themes}) == expected


@pytest.mark.parametrize(
    ("name", "result", "is_found"),
    [
        ("食品经营许可证", "licence", False),
        ("食品经营许可证", "document", True),
        ("《营业执照》", "licence", False),
        ("关于项目的批复", "approval", False),
        ("关于项目的批复", "licence", True),
        ("准予许可公文", "document", False),
        ("检查意见书", "other", False),
    ],
)
def test_results(name: str, result: str, is_found: bool) -> None:  # noqa: FBT001
    """The end of the name says the kind, where it ends in one of three words."""
    matter = {"outputs": ["r"], "guide": {"result": result}}
    expected = {"result-against-name"} if is_found else set()

    assert ids(matter, material_types={"r": {"name": name}}) == expected


def test_versions_of_a_matter_may_share_their_code() -> None:
    """Two that never exist on one day are one matter that changed."""
    one = {**OWN, "codes": {"implementation": "11100000MB032716991000115035000"}}
    matters = {"a": one | {"until": dt.date(2025, 1, 1)}, "b": one | {"since": dt.date(2025, 1, 2)}}

    assert check(load_document({"matters": matters})) == ()
    matters["b"]["since"] = dt.date(2025, 1, 1)
    assert [one.check for one in check(load_document({"matters": matters}))] == ["code-twice"]


def test_a_code_twice_is_found_behind_an_older_version() -> None:
    """Two that exist on one day are found, though the first of the code has ended."""
    one = {**OWN, "codes": {"implementation": "11100000MB032716991000115035000"}}
    old, new = {"until": dt.date(2025, 1, 1)}, {"since": dt.date(2025, 1, 2)}
    matters = {"a": one | old, "b": one | new, "c": one | new}

    (finding,) = check(load_document({"matters": matters}))
    assert (finding.check, finding.subject) == ("code-twice", "matter c")


def test_local_codes_are_compared_within_a_place() -> None:
    """Two places may use one local code for different things; one place may not."""
    one = {**OWN, "codes": {"implementation": "511A0138000000", "item": "01"}}

    def twice(**other: str) -> list[str]:
        matters = {"a": one, "b": {**one, **other}}
        found = check(load_document({"matters": matters}))
        return [one.subject for one in found if one.check == "code-twice"]

    assert twice() == ["matter b"]
    assert twice(region="430200") == []


def test_a_credit_code_within_a_code_is_of_the_authoritys_region() -> None:
    """An authority that states no credit code is known by those in the codes of its matters."""
    document: dict[str, Any] = {
        "authorities": {"a": {"name": "部门", "region": "430100"}},
        "matters": {
            "m": {
                "name": "事项",
                "authority": "a",
                "codes": {"implementation": "11440300MB2D0722464440127028001"},
            }
        },
    }
    (finding,) = check(load_document(document))

    assert (finding.check, finding.subject) == ("credit-code-outside-region", "matter m")
    document["authorities"]["a"]["region"] = "440000"
    assert check(load_document(document)) == ()
    document["authorities"]["a"] |= {"region": "430100", "uscc": "11440300MB2D072246"}
    assert [one.subject for one in check(load_document(document))] == ["authority a"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"item": "02"}, set()),
        ({"item": "114403006939513773344201505200802"}, set()),
        ({"item": "办理项2"}, {"local-code"}),
        ({"local": "511A0138000000"}, set()),
        ({"basic": "442199806003"}, set()),
        ({"implementation": "11440300007542785T4440709003000"}, {"code-with-slip"}),
    ],
)
def test_codes(codes: dict[str, str], expected: set[str]) -> None:
    """Numbers of items, local codes in their place, and types beyond the list are well."""
    assert ids({"type": "public_service", "codes": codes}) == expected


def test_a_slip_in_the_code_of_an_elicence_is_told() -> None:
    """A code of the standard's form that cannot be says why."""
    types = {"t": {"name": "证", "elicence": {"type": "11100000000013127E001"}}}
    rows = [{"needs": "t", "need": "optional"}]
    (finding,) = found({"laws": ["法"], "materials": rows}, material_types=types)

    assert finding.check == "elicence-code-not-standard"
    assert "check character" in finding.message


def test_business_items_without_numbers_are_not_compared() -> None:
    """One authority's matters of one basic code are items, which may be named otherwise."""
    codes = {"codes": {"basic": "000131024000"}}
    same = {"a": {**OWN, **codes}, "b": {**OWN, **codes, "name": "事项（变更）"}}
    apart = {"a": same["a"], "b": {**same["b"], "region": "430200"}}

    assert check(load_document({"matters": same})) == ()
    assert {one.check for one in check(load_document({"matters": apart}))} == {
        "same-code-other-name"
    }


def test_what_many_inherit_is_found_once_at_its_item() -> None:
    """The catalogue item that states the rows is to be mended."""
    document = {
        "material_types": {"t": {"name": "其他材料"}},
        "catalogue": {"item": {"name": "目录", "laws": ["法"], "materials": [{"needs": "t"}]}},
        "matters": {key: {**OWN, "of": "item"} for key in ("a", "b")},
    }
    (finding,) = check(load_document(document))

    assert (finding.check, finding.subject) == ("catch-all-material", "catalogue item item")


def test_a_check_that_nobody_described_needs_a_severity() -> None:
    """What a city finds says how bad it is."""
    view = View(load_document({}))

    with pytest.raises(ValueError, match="'odd' is no check of the package"):
        view.finding("odd", ("matter", "m"), "is odd", "mend it")
    one = view.finding("odd", ("matter", "m"), "is odd", "mend it", severity=Severity.NOTE)
    assert str(one) == "note: matter m: is odd; mend it [odd]"


def test_long_lists_and_names_are_cut() -> None:
    """A message stays readable, whatever a registry holds."""
    row = Material(alternatives=(Alternative(papers=(Paper("t"),)),), name="长" * 99)

    assert several(["长" * 99]) == "长" * 60 + "…"
    assert several("aabc", most=2) == "a, b and 1 more"
    assert several([row_title(row)]) == "长" * 60 + "…"
