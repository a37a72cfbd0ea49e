"""Audits of small bundles: each reading of docs/audit.md in a case that is counted by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import govmatters as gm
from govmatters.design.audit import audits
from govmatters.errors import FactsError, UnknownIdError
from govmatters.io import load_document
from govmatters.measures.audits.claims import Figure, claims_of, overall
from govmatters.measures.audits.evidence import Basis, Lack, Missing
from govmatters.measures.audits.listed import ListedPaper, Standing
from govmatters.measures.audits.results import Claim
from govmatters.model import Counts

DAY = dt.date(2026, 7, 1)
DOCS = Path(__file__).parents[2] / "docs"
QUESTIONS: dict[str, Any] = {
    "local": {"ask": "本地？", "type": "boolean"},
    "grown": {"ask": "成年？", "type": "boolean"},
}
KINDS: dict[str, Any] = {
    **{kind: {"name": kind} for kind in ("card", "deed", "photo", "plan", "form", "slip")},
    "licence": {"name": "licence", "elicence": {}},
    "proxy": {"name": "proxy", "shared": False},
}


def registry(
    *matters: dict[str, Any],
    exemptions: tuple[dict[str, Any], ...] = (),
    **bundle: Any,  # noqa: ANN401 (whatever JSON holds)
) -> gm.Registry:
    """Write a registry with one bundle of some matters, m1 and so on."""
    named = {
        f"m{n}": {"name": f"事项{n}", "region": "430100", **one} for n, one in enumerate(matters, 1)
    }
    one = {"name": "一件事", "region": "430100", "matters": list(named), **bundle}
    return load_document(
        {
            "questions": QUESTIONS,
            "material_types": KINDS,
            "matters": named,
            "exemptions": [{"id": f"e{n}", **each} for n, each in enumerate(exemptions)],
            "bundles": {"one": one},
        }
    )


def rows(*papers: str | dict[str, Any], **more: object) -> dict[str, Any]:
    """Write a matter that asks for papers."""
    asked = [{"needs": one} if isinstance(one, str) else one for one in papers]
    return {"materials": asked, "promised_working_days": 5, "trips": 1, **more}


def audit(found: gm.Registry, **facts: object) -> gm.Audit:
    """Audit the bundle."""
    return gm.audit(found, "one", on=DAY, facts=facts)


def claim(found: gm.Audit, figure: str) -> Claim:
    """Take the claim of a number."""
    (one,) = [claim for claim in found.claims if claim.figure.value == figure]
    return one


def listed(found: gm.Audit) -> dict[str, ListedPaper]:
    """Take the papers of the list, and those that it lacks, by name."""
    assert found.list is not None
    return {str(one.paper): one for one in (*found.list.papers, *found.list.lacking)}


# AU-1


@pytest.mark.rule("AU-1")
def test_a_claim_is_about_those_whom_the_bundle_accepts() -> None:
    """Who is refused as a whole hands in more, and does not make the claim false."""
    found = registry(
        rows("card"),
        rows("card"),
        accepts_when="local",
        published={"materials_after": 1, "counts": "papers"},
    )

    assert str(gm.reduction(found, "one", on=DAY).after) == "1…2"
    assert claim(audit(found), "materials_after").verdict is gm.ClaimVerdict.CONFIRMED
    assert audit(found).situations == 1


@pytest.mark.rule("AU-1")
def test_a_claim_is_about_those_whom_every_matter_accepts() -> None:
    """A matter that refuses is not handled, so that nothing is claimed of its days."""
    found = registry(
        rows("card", promised_working_days=3),
        rows("deed", promised_working_days=9, accepts_when="grown"),
        published={"days_after": 9},
    )

    assert claim(audit(found), "days_after").verdict is gm.ClaimVerdict.CONFIRMED
    missing = claim(audit(found, grown=False), "days_after").missing
    assert missing == (Missing(Lack.ACCEPTANCE, ("m2",)),)


@pytest.mark.rule("AU-1")
def test_who_wants_nothing_is_not_counted() -> None:
    """A situation in which no matter applies has no steps, and no claim is about it."""
    found = registry(
        rows("card"), matters=[{"matter": "m1", "when": "local"}], published={"steps_after": 1}
    )

    assert claim(audit(found), "steps_after").verdict is gm.ClaimVerdict.CONFIRMED
    nobody = audit(found, local=False)
    assert claim(nobody, "steps_after").missing == (Missing(Lack.ACCEPTANCE),)
    assert nobody.situations == 0
    assert nobody.verdict is gm.ClaimVerdict.NOT_CHECKABLE


@pytest.mark.rule("AU-1")
def test_a_list_for_nobody_cannot_be_checked() -> None:
    """Facts that the bundle refuses leave the list unjudged, and say who refuses."""
    found = registry(rows("card"), accepts_when="local", published={"list": [{"needs": "card"}]})
    refused = audit(found, local=False).list

    assert refused is not None
    assert refused.verdict is gm.ClaimVerdict.NOT_CHECKABLE
    assert refused.missing == refused.papers[0].missing == (Missing(Lack.ACCEPTANCE, ("one",)),)


# AU-2


@pytest.mark.rule("AU-2")
@pytest.mark.parametrize(
    ("figure", "claimed", "verdict"),
    [
        ("materials_before", 1, "better"),
        ("materials_before", 2, "confirmed"),
        ("materials_before", 3, "worse"),
        ("materials_after", 0, "worse"),
        ("materials_after", 1, "confirmed"),
        ("materials_after", 2, "better"),
        ("days_before", 9, "better"),
        ("days_before", 11, "worse"),
        ("days_after", 4, "worse"),
        ("days_after", 6, "better"),
        ("trips_before", 3, "worse"),
        ("trips_after", 0, "worse"),
        ("trips_after", 1, "confirmed"),
        ("trips_after", 2, "better"),
        ("steps_before", 2, "confirmed"),
        ("steps_after", 1, "confirmed"),
        ("promised_working_days", 4, "worse"),
        ("promised_working_days", 5, "confirmed"),
        ("promised_working_days", 6, "better"),
    ],
)
def test_worse_is_that_less_is_removed(figure: str, claimed: int, verdict: str) -> None:
    """Two matters share a card: 2 papers and 10 days before, 1 paper and 5 days after."""
    claims: dict[str, Any] = {"published": {figure: claimed, "counts": "papers"}}
    if figure == "promised_working_days":
        claims = {figure: claimed}
    found = registry(rows("card"), rows("card"), window="大厅", **claims)

    assert claim(audit(found), figure).verdict.value == verdict


@pytest.mark.rule("AU-2")
def test_a_promise_is_a_limit_and_a_number_is_a_number() -> None:
    """Ten days promised and sometimes needed: the promise is kept, the number holds for some."""
    found = registry(
        rows("card"),
        rows("deed", promised_working_days=10),
        matters=["m1", {"matter": "m2", "when": "local"}],
        promised_working_days=10,
        published={"days_after": 10},
    )

    assert claim(audit(found), "promised_working_days").verdict is gm.ClaimVerdict.CONFIRMED
    number = claim(audit(found), "days_after")
    assert number.verdict is gm.ClaimVerdict.NOT_CHECKABLE
    assert number.missing == (Missing(Lack.ANSWERS, ("local",)),)
    assert (
        claim(audit(found, local=False), "promised_working_days").verdict is gm.ClaimVerdict.BETTER
    )


@pytest.mark.rule("AU-2")
def test_a_promise_that_some_situation_breaks_asks_which() -> None:
    """Only the question on which breaking hangs is asked, not one that leaves more room."""
    found = registry(
        rows("card", promised_working_days=1),
        rows("deed", promised_working_days=3),
        rows("photo", promised_working_days=9),
        matters=["m1", {"matter": "m2", "when": "grown"}, {"matter": "m3", "when": "local"}],
        promised_working_days=3,
    )

    promise = claim(audit(found), "promised_working_days")
    assert promise.missing == (Missing(Lack.ANSWERS, ("local",)),)


# AU-3

COUNTED: dict[str, Any] = {
    "form": {"is": "form", "replaces": ["plan"]},
    "materials": [{"needs": "slip"}],
}
ONE = rows("card", "plan", {"needs": "photo", "need": "optional"}, {"needs": "licence"})
TWO = rows("card", "proxy", {"needs": "deed", "when": "local"})
SPARED = ({"of": "licence", "by": "licence"},)


@pytest.mark.rule("AU-3")
@pytest.mark.parametrize(
    ("counts", "before", "after"),
    [
        # card, plan, licence; card, proxy, deed. After: the card twice, plan, proxy, deed, slip.
        ("rows", 6, 6),
        # … the card once, the form for the plan, proxy, deed, and the bundle's own slip.
        ("papers", 6, 5),
        # … all seven rows; card, form, proxy, deed, slip, and the licence, which is printed.
        ("listed", 7, 6),
    ],
)
def test_what_was_counted_decides_what_is_computed(counts: str, before: int, after: int) -> None:
    """Rows, papers and entries of a list are counted apart."""
    published = {"materials_before": before, "materials_after": after, "counts": counts}
    printed = {"list": [{"needs": "licence", "by": "licence"}]}
    found = registry(ONE, TWO, exemptions=SPARED, published={**published, **printed}, **COUNTED)
    audited = audit(found, local=True)

    assert claim(audited, "materials_before").verdict is gm.ClaimVerdict.CONFIRMED
    assert claim(audited, "materials_after").verdict is gm.ClaimVerdict.CONFIRMED


@pytest.mark.rule("AU-3")
def test_a_way_of_counting_that_is_unknown_is_tried_in_every_way() -> None:
    """A verdict needs all ways to agree: 5 after is too few in all, 6 in some only."""
    for claimed, verdict in ((5, gm.ClaimVerdict.WORSE), (6, gm.ClaimVerdict.NOT_CHECKABLE)):
        found = registry(ONE, TWO, published={"materials_after": claimed}, **COUNTED)
        audited = claim(audit(found, local=True), "materials_after")
        assert [one.counts for one in audited.readings] == [Counts.ROWS, Counts.PAPERS]
        assert audited.verdict is verdict
    found = registry(ONE, TWO, exemptions=SPARED, published={"materials_after": 5}, **COUNTED)
    audited = claim(audit(found, local=True), "materials_after")
    assert [one.verdict.value for one in audited.readings] == ["worse", "confirmed"]
    assert audited.missing == (Missing(Lack.COUNTS),)


@pytest.mark.rule("AU-3")
def test_entries_of_a_list_that_is_not_published_cannot_be_counted() -> None:
    """`counts: listed` without a list says what is missing."""
    found = registry(rows("card"), published={"materials_after": 1, "counts": "listed"})
    audited = claim(audit(found), "materials_after")

    assert audited.missing == (Missing(Lack.PUBLISHED_LIST),)
    assert audited.readings[0].computed.low is None


# AU-4


@pytest.mark.rule("AU-4")
@pytest.mark.parametrize(
    ("figure", "claimed", "verdict"),
    [
        ("materials_before", 0, "better"),
        ("materials_before", 1, "not_checkable"),
        ("materials_before", 9, "not_checkable"),
        ("materials_after", 0, "worse"),
        ("materials_after", 1, "not_checkable"),
        ("materials_after", 9, "not_checkable"),
    ],
)
def test_a_list_that_nobody_states_is_never_empty(figure: str, claimed: int, verdict: str) -> None:
    """One matter asks for a card, of the other nothing is known: at least one paper."""
    found = registry(rows("card"), {}, published={figure: claimed, "counts": "papers"})
    audited = claim(audit(found), figure)

    assert audited.verdict.value == verdict
    wanted = () if verdict != "not_checkable" else (Missing(Lack.LISTS, ("m2",)),)
    assert audited.missing == wanted


@pytest.mark.rule("AU-4")
def test_a_matter_without_a_list_is_missed_only_where_it_applies() -> None:
    """With facts that rule it out the claim is checked."""
    found = registry(
        rows("card"),
        {},
        matters=["m1", {"matter": "m2", "when": "local"}],
        published={"materials_after": 1, "counts": "papers"},
    )

    missing = claim(audit(found), "materials_after").missing
    assert missing == (Missing(Lack.LISTS, ("m2",)), Missing(Lack.ANSWERS, ("local",)))
    assert claim(audit(found, local=False), "materials_after").verdict is gm.ClaimVerdict.CONFIRMED


@pytest.mark.rule("AU-4")
def test_an_empty_list_is_stated() -> None:
    """A matter that asks for nothing leaves nothing open."""
    found = registry(rows(), published={"materials_after": 0, "counts": "papers"})

    assert claim(audit(found), "materials_after").verdict is gm.ClaimVerdict.CONFIRMED


@pytest.mark.rule("AU-4")
def test_days_and_trips_that_nobody_states_are_named() -> None:
    """A limit stands in for a promise; with neither, and without trips, nothing is checked."""
    found = registry(
        rows("card"),
        {"materials": [], "statutory_working_days": 2, "trips": 0},
        {"materials": []},
        published={"days_before": 7, "trips_before": 1, "trips_after": 1, "days_after": 4},
    )
    audited = audit(found)

    assert claim(audited, "days_before").missing == (Missing(Lack.DAYS, ("m3",)),)
    assert claim(audited, "trips_before").missing == (Missing(Lack.TRIPS, ("m3",)),)
    assert claim(audited, "trips_after").missing == (Missing(Lack.TRIPS, ("m3",)),)
    assert claim(audited, "days_after").verdict is gm.ClaimVerdict.WORSE


# AU-5


@pytest.mark.rule("AU-5")
def test_a_claim_that_holds_for_some_asks_the_questions_that_decide() -> None:
    """One paper or two by `local`, whatever `grown` says; and no claim outside needs facts."""
    both = rows("card", {"needs": "deed", "when": "local"})
    for claimed, verdict in ((0, "worse"), (1, "not_checkable"), (3, "better")):
        found = registry(both, published={"materials_after": claimed, "counts": "papers"})
        assert claim(audit(found), "materials_after").verdict.value == verdict
    found = registry(
        both,
        rows({"needs": "card", "when": "grown"}),
        published={"materials_after": 1, "counts": "papers"},
    )
    missing = claim(audit(found), "materials_after").missing
    assert missing == (Missing(Lack.ANSWERS, ("local",)),)
    assert claim(audit(found, local=False), "materials_after").verdict is gm.ClaimVerdict.CONFIRMED


@pytest.mark.rule("AU-5")
def test_too_many_situations_leave_outer_bounds() -> None:
    """A claim outside them is judged all the same; the others name the open questions."""
    both = rows("card", {"needs": "deed", "when": "local"})
    claims = {"materials_after": 1, "days_after": 4, "counts": "papers", "materials_before": 1}
    found = registry(both, published={**claims, "list": [{"needs": "card"}, {"needs": "deed"}]})
    outer = gm.audit(found, "one", on=DAY, limit=1)

    assert not outer.exact
    assert claim(outer, "days_after").missing == (Missing(Lack.SITUATIONS, ("local",)),)
    assert claim(outer, "materials_after").missing == (Missing(Lack.SITUATIONS, ("local",)),)
    assert listed(outer)["card of applicant"].standing is Standing.HANDED_IN
    assert listed(outer)["deed of applicant"].missing == (Missing(Lack.SITUATIONS, ("local",)),)
    assert claim(outer, "days_after").amounts == ()
    assert {str(one.paper) for one in claim(outer, "materials_before").rows} == {
        "card of applicant",
        "deed of applicant",
    }


@pytest.mark.rule("AU-5")
@pytest.mark.parametrize(("counts", "low", "high"), [("papers", 1, 2), ("rows", 1, 2)])
def test_outer_bounds_hold_what_the_bundle_may_add(counts: str, low: int, high: int) -> None:
    """A row of the bundle's own that only some must meet is at the top, not at the bottom."""
    own = [{"needs": "slip", "when": "local"}]
    found = registry(
        rows("card"), materials=own, published={"materials_after": 9, "counts": counts}
    )
    (claimed,) = gm.audit(found, "one", on=DAY, limit=1).claims

    assert (claimed.readings[0].computed.low, claimed.readings[0].computed.high) == (low, high)
    assert not claimed.readings[0].computed.exact
    assert claimed.verdict is gm.ClaimVerdict.BETTER


# AU-6

ASKING = rows(
    "card",
    "licence",
    {"needs": "photo", "need": "optional"},
    {"needs": {"any_of": ["deed", "plan"]}},
    {"needs": "slip", "when": "local"},
)
SPARING = (
    {"of": "licence", "by": "data"},
    {"of": "slip", "by": "data", "when": "grown"},
)


@pytest.mark.rule("AU-6")
@pytest.mark.parametrize(
    ("paper", "standing", "handed_in", "spared"),
    [
        ("card", Standing.HANDED_IN, "confirmed", "worse"),
        ("licence", Standing.SPARED, "better", "confirmed"),
        ("photo", Standing.OPTIONAL, "better", "confirmed"),
        ("plan", Standing.ALTERNATIVE, "confirmed", "confirmed"),
        ("slip", Standing.DEPENDS, "not_checkable", "not_checkable"),
        ("proxy", Standing.UNKNOWN, "not_checkable", "not_checkable"),
    ],
)
def test_a_listed_paper_is_worth_what_the_table_says(
    paper: str, standing: Standing, handed_in: str, spared: str
) -> None:
    """Each standing, listed as to be handed in and as spared by data."""
    for by, verdict in (({}, handed_in), ({"by": "share"}, handed_in), ({"by": "data"}, spared)):
        published = {"list": [{"needs": paper, **by}]}
        found = audit(registry(ASKING, exemptions=SPARING, published=published))
        assert found.list is not None
        (one,) = found.list.papers
        assert one.standing is standing
        assert one.verdict.value == verdict


@pytest.mark.rule("AU-6")
def test_what_keeps_a_listed_paper_from_being_judged_is_named() -> None:
    """The question that decides; the matters that may ask for a paper nobody asks for."""
    entries = [{"needs": "slip"}, {"needs": "proxy"}]
    found = registry(ASKING, {}, exemptions=SPARING, published={"list": entries})
    papers = listed(audit(found))

    assert papers["slip of applicant"].missing == (Missing(Lack.ANSWERS, ("grown",)),)
    assert papers["proxy of applicant"].missing == (Missing(Lack.ROWS, ("m2",)),)
    assert listed(audit(found, local=False))["slip of applicant"].standing is Standing.NOT_ASKED


@pytest.mark.rule("AU-6")
def test_what_one_matter_spares_and_another_does_not_is_handed_in() -> None:
    """The applicant brings the licence for the second matter, whatever the first one calls."""
    only_first = ({"of": "licence", "by": "data", "matters": ["m1"]},)
    published = {"list": [{"needs": "licence", "by": "data"}]}
    found = registry(rows("licence"), rows("licence"), exemptions=only_first, published=published)
    licence = listed(audit(found))["licence of applicant"]

    assert licence.standing is Standing.HANDED_IN
    assert licence.verdict is gm.ClaimVerdict.WORSE
    assert licence.always
    assert licence.mechanisms == ()
    assert [row.outcomes[0].value for row in licence.rows] == ["spared", "submit"]


@pytest.mark.rule("AU-6")
def test_another_mechanism_spares_as_well() -> None:
    """What is spared by data and not by licence is confirmed, and told."""
    published = {"list": [{"needs": "licence", "by": "licence"}]}
    one = listed(audit(registry(ASKING, exemptions=SPARING, published=published)))
    licence = one["licence of applicant"]

    assert licence.standing is Standing.SPARED_OTHERWISE
    assert licence.verdict is gm.ClaimVerdict.CONFIRMED
    assert licence.mechanisms == (gm.Mechanism.DATA,)


@pytest.mark.rule("AU-6")
def test_the_bundles_form_is_listed_like_a_paper() -> None:
    """The form stands for another: handed in, or spared by what spares the form itself."""
    form: dict[str, Any] = {"form": {"is": "form", "replaces": ["plan"]}}
    published = {"list": [{"needs": "form", "by": "prefill"}, {"needs": "plan", "by": "one_form"}]}
    plain = listed(audit(registry(rows("plan"), published=published, **form)))
    spared = listed(
        audit(
            registry(
                rows("plan"),
                exemptions=({"of": "form", "by": "prefill"},),
                published=published,
                **form,
            )
        )
    )

    assert plain["form of applicant"].verdict is gm.ClaimVerdict.WORSE
    assert plain["plan of applicant"].verdict is gm.ClaimVerdict.CONFIRMED
    assert spared["form of applicant"].standing is Standing.SPARED
    assert spared["form of applicant"].mechanisms == (gm.Mechanism.PREFILL,)
    assert [one.matter for one in spared["form of applicant"].rows] == ["m1"]


# AU-7


@pytest.mark.rule("AU-7")
def test_a_list_lacks_what_somebody_hands_in() -> None:
    """A condition is no excuse: the list is for everybody."""
    found = registry(
        rows("card", {"needs": "deed", "when": "local"}), published={"list": [{"needs": "card"}]}
    )
    audited = audit(found)
    deed = listed(audited)["deed of applicant"]

    assert audited.list is not None
    assert audited.list.verdict is audited.verdict is gm.ClaimVerdict.WORSE
    assert [(row.matter, row.row, row.listed) for row in deed.rows] == [("m1", 2, False)]
    assert not deed.always
    assert audit(found, local=False).verdict is gm.ClaimVerdict.CONFIRMED


@pytest.mark.rule("AU-7")
@pytest.mark.parametrize(
    ("alternatives", "entry", "lacking"),
    [
        (["deed", "plan"], {"needs": "plan"}, []),
        (["deed", "plan"], {"needs": "plan", "by": "licence"}, ["deed of applicant"]),
        (["deed", {"paper": "plan", "when": "local"}], {"needs": "plan"}, ["deed of applicant"]),
        (["deed", {"all_of": ["plan", "slip"]}], {"needs": "plan"}, ["deed of applicant"]),
    ],
)
def test_a_list_may_name_another_alternative(
    alternatives: list[Any], entry: dict[str, str], lacking: list[str]
) -> None:
    """Whoever follows the list meets the row; but not where the alternative is closed to some."""
    found = registry(rows({"needs": {"any_of": alternatives}}), published={"list": [entry]})
    audited = audit(found, local=False).list

    assert audited is not None
    assert [str(one.paper) for one in audited.lacking] == lacking


@pytest.mark.rule("AU-7")
def test_a_list_is_not_complete_while_a_matters_list_is_unknown() -> None:
    """All that is known is listed; what is not known may be lacking."""
    found = audit(registry(rows("card"), {}, published={"list": [{"needs": "card"}]})).list

    assert found is not None
    assert found.verdict is gm.ClaimVerdict.NOT_CHECKABLE
    assert found.missing == (Missing(Lack.LISTS, ("m2",)),)
    assert found.papers[0].verdict is gm.ClaimVerdict.CONFIRMED


@pytest.mark.rule("AU-7")
def test_an_empty_list_is_a_list() -> None:
    """Who publishes that nothing is handed in claims something."""
    nothing = audit(registry(rows(), published={"list": []}))
    something = audit(registry(rows("card"), published={"list": []}))

    assert nothing.verdict is gm.ClaimVerdict.CONFIRMED
    assert something.verdict is gm.ClaimVerdict.WORSE


# AU-8


@pytest.mark.rule("AU-8")
def test_rows_name_matter_place_paper_and_fate() -> None:
    """Before, all that is asked for; after, what is handed in, the form without a place."""
    published = {"materials_before": 0, "materials_after": 0, "list": [{"needs": "card"}]}
    one = rows("plan", {"needs": "card", "name": "身份证件", "confidence": "inferred"})
    found = audit(registry(one, rows("card"), published=published, **COUNTED))
    before, after = (claim(found, key).rows for key in ("materials_before", "materials_after"))

    assert [(row.matter, row.row, str(row.paper)) for row in before] == [
        ("m1", 1, "plan of applicant"),
        ("m1", 2, "card of applicant"),
        ("m2", 1, "card of applicant"),
    ]
    assert [(row.matter, row.row, row.listed) for row in after] == [
        ("one", None, False),
        ("m1", 1, False),
        ("m1", 2, True),
        ("m2", 1, True),
        ("one", 1, False),
    ]
    assert after[2].name == "身份证件"
    assert after[2].confidence is not None
    assert after[2].confidence.value == "inferred"
    assert [row.outcomes[0].value for row in after] == [
        *("submit", "spared", "submit", "shared", "submit"),
    ]


@pytest.mark.rule("AU-8")
def test_days_after_come_with_the_chain_that_makes_them() -> None:
    """The second matter waits for the deed of the first; the third runs beside them."""
    found = registry(
        rows("card", outputs=["deed"]),
        rows("deed", promised_working_days=4),
        rows("photo", promised_working_days=7),
        published={"days_after": 8, "days_before": 1, "trips_after": 9, "trips_before": 9},
    )
    audited = audit(found)

    chain = claim(audited, "days_after").amounts
    assert [(one.matters, one.number, one.basis) for one in chain] == [
        (("m1",), 5, Basis.PROMISED),
        (("m2",), 4, Basis.PROMISED),
    ]
    assert [one.number for one in claim(audited, "days_before").amounts] == [5, 4, 7]
    assert [one.desk for one in claim(audited, "trips_after").amounts] == ["m1", "m2", "m3"]


@pytest.mark.rule("AU-8")
@pytest.mark.parametrize(("claimed", "days"), [(1, [3]), (5, [3, 4]), (9, [3, 4])])
def test_the_chain_is_of_the_situation_that_proves_most(claimed: int, days: list[int]) -> None:
    """Too little for everybody: the shortest proves it. Else: the longest."""
    found = registry(
        rows("card", promised_working_days=3, outputs=["deed"]),
        rows("deed", promised_working_days=4),
        matters=["m1", {"matter": "m2", "when": "local"}],
        published={"days_after": claimed},
    )

    assert [one.number for one in claim(audit(found), "days_after").amounts] == days


@pytest.mark.rule("AU-8")
def test_a_circle_of_matters_is_one_link_of_a_chain() -> None:
    """Matters that wait for each other take the sum of their days; one unknown, and it is."""
    first, second = rows("deed", outputs=["card"]), rows("card", outputs=["deed"])
    limit = {**second, "promised_working_days": None, "statutory_working_days": 6}
    unknown = {key: value for key, value in second.items() if key != "promised_working_days"}
    limit = {key: value for key, value in limit.items() if value is not None}
    for other, number, basis in (
        (second, 10, Basis.PROMISED),
        (limit, 11, Basis.STATED),
        (unknown, None, Basis.UNSTATED),
    ):
        found = audit(registry(first, other, published={"days_after": 1}))
        (link,) = claim(found, "days_after").amounts
        assert (link.matters, link.number, link.basis) == (("m1", "m2"), number, basis)


@pytest.mark.rule("AU-8")
def test_desks_and_steps_say_on_what_they_rest() -> None:
    """One desk takes two matters; unstated steps count as one, by the rule."""
    found = registry(
        rows("card", window="大厅"),
        {"materials": [], "window": "大厅"},
        rows("card", trips=0, steps=3),
        steps=2,
        published={"trips_after": 0, "steps_before": 0, "steps_after": 0},
    )
    audited = audit(found)

    (desk,) = claim(audited, "trips_after").amounts
    assert (desk.matters, desk.number, desk.desk) == (("m1", "m2"), 1, "大厅")
    steps = claim(audited, "steps_before").amounts
    assert [(one.number, one.basis.value) for one in steps] == [
        (1, "rule"),
        (1, "rule"),
        (3, "stated"),
    ]
    (after,) = claim(audited, "steps_after").amounts
    assert (after.matters, after.number, after.basis) == (("one",), 2, Basis.STATED)


# Around


def test_a_bundle_of_which_nothing_is_claimed() -> None:
    """It can be audited, and has no verdict; among all bundles it is left out."""
    found = registry(rows("card"))

    assert audit(found).verdict is None
    assert audit(found).claims == ()
    assert audits(found, on=DAY).audits == ()


def test_one_bundle_that_fails_keeps_no_other_from_being_audited() -> None:
    """The one whose choice is no choice is named with the reason."""
    one = {"name": "一件事", "region": "430100", "promised_working_days": 5}
    matters = {key: {"name": key, "region": "430100", **rows("card")} for key in ("m1", "m2")}
    document = {
        "material_types": {"card": {"name": "card"}},
        "matters": matters,
        "bundles": {
            "bad": {**one, "matters": [{"one_of": ["m1", "m2"]}]},
            "good": {**one, "matters": ["m1", "m2"]},
        },
    }
    found = audits(load_document(document), on=DAY)

    assert [one.bundle for one in found.audits] == ["good"]
    assert [one.bundle for one in found.unaudited] == ["bad"]
    assert "m1" in found.unaudited[0].problem
    assert gm.to_json(found).startswith('{\n  "format": "govmatters-audits/1"')


def test_input_that_is_bad_is_an_error() -> None:
    """An unknown bundle, an unknown fact, a day that is none."""
    found = registry(rows("card"), published={"days_after": 1})

    with pytest.raises(UnknownIdError, match="no bundle"):
        gm.audit(found, "two", on=DAY)
    with pytest.raises(FactsError, match="nobody"):
        audit(found, nobody=True)
    with pytest.raises(TypeError, match="on wants a day"):
        gm.audit(found, "one", on="2026-07-01")  # type: ignore[arg-type]


def test_claims_are_collected_in_their_order() -> None:
    """Zero is a claim; what nobody states is none."""
    found = registry(rows("card"), promised_working_days=0, published={"trips_after": 0})

    assert claims_of(found.bundles["one"]) == (
        (Figure.TRIPS_AFTER, 0),
        (Figure.PROMISED_WORKING_DAYS, 0),
    )
    assert overall([]) is None


def test_json_says_what_the_audit_says() -> None:
    """The format stands on top; the same audit gives the same bytes."""
    found = registry(rows("card"), published={"materials_after": 1, "counts": "papers"})
    written = gm.to_json(audit(found))

    assert written.startswith('{\n  "format": "govmatters-audit/1",\n  "bundle": "one"')
    assert written == gm.to_json(audit(found))


def test_the_page_names_every_word() -> None:
    """Verdicts, standings and what can be missing stand in the tables of docs/audit.md."""
    text = (DOCS / "audit.md").read_text(encoding="utf-8")
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")

    for word in (*gm.ClaimVerdict, *Standing):
        assert f"| `{word}` | {word.name_zh} |" in text
    assert [lack for lack in Lack if f"| `{lack}` |" not in text] == []
    assert [one for one in gm.ClaimVerdict if f"| `{one}` | {one.name_zh} |" not in glossary] == []
