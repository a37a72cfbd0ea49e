"""What one city checks its guides for: telephones, themes, stages, results (D02, D07 to D10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Audience, Finding, Guide, Matter, MatterType, ResultKind

__all__ = ["guides_of_licences_explain", "phones_are_given", "results_are_shown", "themes_fit"]

_STAGES = 5
_PHONE = re.compile(r"[0-9][0-9()\- ]{4,}[0-9]")
_COMPLETE = re.compile(r"0[1-9][0-9]{8,14}|[48]00[0-9]{7}|1[3-9][0-9]{9}|1[0-9]{4}|9[0-9]{4,7}")
_ENDINGS = {
    "批复": ResultKind.APPROVAL,
    "证": ResultKind.LICENCE,
    "文": ResultKind.DOCUMENT,
}


def phones_are_given(view: View) -> Iterator[Finding]:
    """
    D07: there are two numbers, which differ, with their area codes.

    Args:
        view: The registry.

    Yields:
        ``phones-incomplete``, ``phones-alike`` (warnings), ``phone-without-area-code`` (note);
        nothing where neither number is stated (`guide-incomplete` says that).
    """
    for matter in view.matters.values():
        if matter.guide is not None:
            yield from _phones(view, matter, matter.guide)


def _phones(view: View, matter: Matter, guide: Guide) -> Iterator[Finding]:
    record = view.owner(matter, "guide")
    consult, complaint = guide.consult_phone, guide.complaint_phone
    if (consult is None) is not (complaint is None):
        missing = "consult_phone" if consult is None else "complaint_phone"
        message = f"gives one number, and no {missing}"
        yield view.finding("phones-incomplete", record, message, f"add `{missing}`")
    if consult is not None and complaint is not None and _digits(consult) == _digits(complaint):
        message = f"complaints go to the number that gives advice: {several([consult])}"
        yield view.finding("phones-alike", record, message, "give another number for complaints")
    bare = [one for one in (consult, complaint) if one is not None and _is_bare(one)]
    if bare:
        message = f"has a number without an area code: {several(bare)}"
        advice = "write it as 0790-6440000"
        yield view.listing("phone-without-area-code", record, message, advice, bare)


def _digits(phone: str) -> str:
    return re.sub(r"[^0-9]", "", phone) or phone


def _is_bare(phone: str) -> bool:
    """Whether some number in a text lacks its area code; hot lines and mobiles have none."""
    numbers = (_digits(one) for one in _PHONE.findall(phone[:500]))
    return any(_COMPLETE.fullmatch(number) is None for number in numbers)


def themes_fit(view: View) -> Iterator[Finding]:
    """
    D08: whom a matter is for has themes, and nobody else has.

    Args:
        view: The registry.

    Yields:
        ``themes-against-audience`` (warning), only where audience and some themes are stated.
    """
    for matter in view.matters.values():
        guide = matter.guide
        if guide is None or not matter.audience:
            continue
        for_person = Audience.PERSON in matter.audience
        for_others = set(matter.audience) != {Audience.PERSON}
        wrong = [
            *_theme("person_themes", guide.person_themes, wanted=for_person),
            *_theme("enterprise_themes", guide.enterprise_themes, wanted=for_others),
        ]
        if wrong:
            yield view.listing(
                "themes-against-audience",
                view.owner(matter, "guide"),
                f"is for {', '.join(matter.audience)}, and yet {' and '.join(wrong)}",
                "mend the themes, or `audience`",
                wrong,
            )


def _theme(key: str, stated: tuple[str, ...] | None, *, wanted: bool) -> Iterator[str]:
    if stated is not None and bool(stated) is not wanted:
        yield f"has {'no' if wanted else 'some'} `{key}`"


def guides_of_licences_explain(view: View) -> Iterator[Finding]:
    """
    D09: the guide of a licence answers a question, and has five stages.

    Args:
        view: The registry.

    Yields:
        ``no-common-question``, ``flow-too-short`` (warnings), only where they are stated.
    """
    for matter in view.matters.values():
        guide = matter.guide
        if guide is None or matter.type is not MatterType.LICENCE:
            continue
        record = view.owner(matter, "guide")
        if guide.common_questions == 0:
            message = "is a licence, and answers no common question"
            yield view.finding("no-common-question", record, message, "answer one at least")
        if guide.flow is not None and len(guide.flow) < _STAGES:
            stages = f" ({several(guide.flow)})" if guide.flow else ""
            message = f"is a licence with {len(guide.flow)} stages{stages}"
            advice = "name them all: 受理, 审核, 审批, 办结, 送达"
            yield view.finding("flow-too-short", record, message, advice)


def results_are_shown(view: View) -> Iterator[Finding]:
    """
    D02, D10: the kind of a result fits its name, and there is a sample of it.

    Args:
        view: The registry.

    Yields:
        ``result-against-name``, ``result-without-sample`` (warnings), only where the kind, or
        that there is no sample, is stated.
    """
    for matter in view.matters.values():
        guide, outputs = matter.guide, matter.outputs
        if guide is None or not outputs:
            continue
        names = [view.registry.material_types[one.paper.type].name for one in outputs]
        kinds = {kind for name in names for kind in _kinds(name)}
        record = view.owner(matter, "guide")
        if guide.result is not None and kinds and guide.result not in kinds:
            message = f"has a result of the kind `{guide.result}`, named {several(names)}"
            advice = f"write `result: {'` or `'.join(sorted(kinds))}`, or mend the name"
            items = [f"{guide.result}: {name}" for name in names]
            yield view.listing("result-against-name", record, message, advice, items)
        if guide.result_sample is False:
            message = f"shows no sample of {several(names)}"
            yield view.listing("result-without-sample", record, message, "add a sample", names)


def _kinds(name: str) -> Iterator[ResultKind]:
    for ending, kind in _ENDINGS.items():
        if name.rstrip("》 ").endswith(ending):
            yield kind
            return
