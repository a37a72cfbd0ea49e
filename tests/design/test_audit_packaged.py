"""
The claims of six packaged bundles, judged by hand.

What is claimed is what the portal of Hunan prints for Changsha; each verdict here was found
with pencil and the lists of ``data/matters/changsha``, and says why.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import govmatters as gm
from govmatters.measures.audits.evidence import Lack
from govmatters.measures.audits.listed import Standing
from govmatters.measures.audits.results import Claim

DAY = dt.date(2026, 7, 1)
C, B, W, N = (one.value for one in gm.ClaimVerdict)

VERDICTS = {
    # Six papers are handed in for certain, four are claimed. 5+1+10+30+20+1+15 = 82 days alone,
    # 5+10+30 = 45 in a chain. Seven matters, seven steps. 科学育儿指导 has no known list.
    "newborn": [N, W, B, W, N, N, C, C, W],
    # No list of 营业执照核验 is known. 37 days add up both food licences and both fire checks,
    # 12 to 22 are all that anybody waits; a food licence alone takes 10. Four steps only for
    # those who need a fire check.
    "restaurant": [N, N, W, W, N, N, N, C, W],
    # Three matters, two without a vehicle: at most 12 days and 3 steps, not 30 and 7. With a
    # vehicle the certificate waits for the licence: 5 days or 10.
    "transport_company": [N, N, W, N, N, N, W, C, N],
    # Nine matters without a list. 30 days are used up by pensions and deposits, and never more:
    # the promise is kept, the number holds for some. At most 13 matters, not 35 steps.
    "after_death": [N, N, N, N, N, N, W, C, C],
    # 户籍信息确认 alone promises 35 days, not 22. At most 11 matters, not 16 steps.
    "retirement": [N, N, N, W, N, N, W, C, W],
    # Six services of one certificate exclude each other: at most 66 days alone, not 130. A new
    # certificate of 22 days and a subsidy of 15 that waits for it make the promised 37.
    "disability": [N, N, W, N, N, N, N, C, C],
}
"""By bundle: materials, days, trips and steps, before and after each; the bundle's promise."""


@cache
def audited(bundle: str) -> gm.Audit:
    """Audit a packaged bundle for everybody."""
    return gm.audit(gm.load(), bundle, on=DAY)


def claim(bundle: str, figure: str) -> Claim:
    """Take the claim of a number."""
    (one,) = [one for one in audited(bundle).claims if one.figure.value == figure]
    return one


@pytest.mark.parametrize("bundle", VERDICTS)
def test_verdicts_are_those_found_by_hand(bundle: str) -> None:
    """Nine claims a bundle; walking all situations takes no outer bounds."""
    assert audited(bundle).exact
    assert [one.verdict.value for one in audited(bundle).claims] == VERDICTS[bundle]


@pytest.mark.parametrize(
    ("bundle", "figure", "computed"),
    [
        ("newborn", "materials_after", ["6…?", "6…?", "12…?"]),
        ("newborn", "days_before", ["82"]),
        ("newborn", "days_after", ["45"]),
        ("newborn", "steps_before", ["7"]),
        ("restaurant", "days_before", ["12…22"]),
        ("restaurant", "days_after", ["10"]),
        ("restaurant", "steps_before", ["3…4"]),
        ("transport_company", "days_before", ["7…12"]),
        ("transport_company", "days_after", ["5…10"]),
        ("transport_company", "steps_before", ["2…3"]),
        ("after_death", "days_after", ["3…30"]),
        ("after_death", "steps_before", ["4…13"]),
        ("retirement", "days_after", ["35"]),
        ("retirement", "steps_before", ["5…11"]),
        ("disability", "days_before", ["1…66"]),
        ("disability", "promised_working_days", ["1…37"]),
    ],
)
def test_bounds_are_those_found_by_hand(bundle: str, figure: str, computed: list[str]) -> None:
    """Over applicants whom the bundle and its matters accept."""
    assert [str(one.computed) for one in claim(bundle, figure).readings] == computed


def test_a_newborns_days_are_a_chain_of_three_matters() -> None:
    """The card waits for the registration, which waits for the birth certificate."""
    assert [(one.matters, one.number) for one in claim("newborn", "days_after").amounts] == [
        (("birth_certificate",), 5),
        (("birth_registration",), 10),
        (("social_security_card",), 30),
    ]


@pytest.mark.parametrize(
    ("bundle", "matters"),
    [
        ("newborn", ("childcare_guidance",)),
        ("restaurant", ("business_licence_check",)),
        ("transport_company", ("transport_business_licence_check",)),
    ],
)
def test_matters_without_a_list_are_named(bundle: str, matters: tuple[str, ...]) -> None:
    """Their papers keep what stood there before from being counted."""
    missing = {one.what: one.subjects for one in claim(bundle, "materials_before").missing}

    assert missing[Lack.LISTS] == matters


def test_an_ordinary_restaurant_hands_in_an_eleventh_paper() -> None:
    """With all answers the list of ten lacks the drawing of the sign, and nothing else."""
    facts = {
        "registered_in_province": True,
        "premises_comply": True,
        "small_catering": False,
        "fire_route": "general",
        "business_licence_verifiable": True,
        "warehouse": "none",
        "food_licence_by_agent": False,
        "premises_differ": False,
        "vending_machine": False,
        "fire_law_asks_more": False,
    }
    found = gm.audit(gm.load(), "restaurant", on=DAY, facts=facts)
    (after,) = [one for one in found.claims if one.figure.value == "materials_after"]
    assert found.list is not None

    assert after.verdict is gm.ClaimVerdict.WORSE
    assert after.readings[0].computed.low == 11
    assert {str(row.paper) for row in after.rows if not row.listed and row.outcomes != SPARED} == {
        "signboard_drawing of applicant"
    }
    assert [str(one.paper) for one in found.list.lacking] == ["signboard_drawing of applicant"]
    assert {one.verdict for one in found.list.papers} == {gm.ClaimVerdict.CONFIRMED}


SPARED = (gm.Outcome.SPARED,)


@pytest.mark.parametrize(
    ("bundle", "lacking"),
    [
        # The guide names it for a father who acts alone, its list does not.
        ("newborn", ["power_of_attorney of mother"]),
        # No mechanism is named for either card; a sole trader signs another promise.
        (
            "transport_company",
            [
                "id_card of legal_representative",
                "id_card of agent",
                "safety_commitment of applicant",
            ],
        ),
        # The matter wants cards of three people, the list one.
        (
            "retirement",
            ["only_child_loss_proof of applicant", "id_card of spouse", "id_card of child"],
        ),
        # Two papers that explanations of other rows name; the bank card of the heir.
        (
            "after_death",
            [
                *("bank_card of applicant", "housing_fund_statement of applicant"),
                "death_promise of applicant",
            ],
        ),
    ],
)
def test_lists_lack_what_was_found_by_hand(bundle: str, lacking: list[str]) -> None:
    """What a matter's own list asks for, and the bundle's does not print."""
    listed = audited(bundle).list
    assert listed is not None

    assert {str(one.paper) for one in listed.lacking} == set(lacking)


@pytest.mark.parametrize(
    ("bundle", "paper", "standing", "verdict"),
    [
        ("newborn", "id_card of mother", Standing.SPARED, C),
        ("newborn", "bank_card of mother", Standing.OPTIONAL, B),
        # A card from the age of seven on: of no child of this bundle.
        ("newborn", "card_photo of child", Standing.NOT_ASKED, N),
        # The death certificate is what another matter of the bundle issues.
        ("after_death", "death_certificate of deceased", Standing.SPARED, B),
        ("after_death", "court_judgment of applicant", Standing.ALTERNATIVE, C),
        ("retirement", "applicant_image of applicant", Standing.OPTIONAL, C),
        # Photos are reused online only; at the window three prints are handed in.
        ("disability", "disability_photo of applicant", Standing.DEPENDS, N),
    ],
)
def test_listed_papers_stand_as_found_by_hand(
    bundle: str, paper: str, standing: Standing, verdict: str
) -> None:
    """What becomes of some papers of the published lists."""
    listed = audited(bundle).list
    assert listed is not None
    (one,) = [one for one in listed.papers if str(one.paper) == paper]

    assert one.standing is standing
    assert one.verdict.value == verdict
