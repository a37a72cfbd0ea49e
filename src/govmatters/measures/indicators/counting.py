"""Which matters an indicator counts, and which leave its denominator by law."""

from __future__ import annotations

from govmatters.measures.indicators.criteria import Criterion, Exclusion
from govmatters.measures.indicators.elicences import available_elicences
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Matter, MatterType, PresenceRequired, ResultKind

__all__ = [
    "COMPREHENSIVE",
    "GRANTS_BENEFIT",
    "HAS_ELICENCE",
    "HAS_LIMIT",
    "HIGH_FREQUENCY",
    "INTERNAL",
    "IN_HALL",
    "ON_APPLICATION",
    "PRESENCE_BY_LAW",
    "SEALS",
    "SECRET",
]

COMPREHENSIVE = frozenset({"comprehensive", "综合窗口", "综合受理窗口"})
"""Names of the window that takes all matters of a hall."""

_ON_APPLICATION = frozenset(
    {
        MatterType.LICENCE,
        MatterType.BENEFIT,
        MatterType.CONFIRMATION,
        MatterType.REWARD,
        MatterType.ADJUDICATION,
        MatterType.OTHER_POWER,
        MatterType.PUBLIC_SERVICE,
    }
)
_GRANTING = frozenset({MatterType.BENEFIT, MatterType.REWARD})
_SEALED = frozenset({ResultKind.LICENCE, ResultKind.DOCUMENT, ResultKind.APPROVAL})


def _on_application(matter: Matter, _survey: Survey) -> bool | None:
    return None if matter.type is None else matter.type in _ON_APPLICATION


def _internal(matter: Matter, _survey: Survey) -> bool | None:
    return None if matter.type is None else matter.type is MatterType.INTERNAL


def _high_frequency(matter: Matter, _survey: Survey) -> bool | None:
    return matter.high_frequency


def _in_hall(matter: Matter, _survey: Survey) -> bool | None:
    """A matter that the comprehensive window takes is in the hall."""
    return True if matter.window in COMPREHENSIVE else matter.in_hall


def _grants_benefit(matter: Matter, _survey: Survey) -> bool | None:
    """A matter that says how its benefit is delivered grants one."""
    if matter.delivery is not None:
        return True
    return None if matter.type is None else matter.type in _GRANTING


def _has_elicence(matter: Matter, survey: Survey) -> bool | None:
    found = available_elicences(survey.registry, matter, survey.on)
    return None if found is None else bool(found)


def _seals(matter: Matter, _survey: Survey) -> bool | None:
    """A matter that issues a paper, or says that its result is one, seals it."""
    result = matter.guide.result if matter.guide is not None else None
    if matter.eseal or matter.outputs or result in _SEALED:
        return True
    return False if matter.outputs is not None or result is ResultKind.NONE else None


def _has_limit(matter: Matter, _survey: Survey) -> bool:
    """The formula leaves out what states no limit; a limit of no days cannot be cut."""
    return bool(matter.statutory_working_days)


ON_APPLICATION = Criterion(
    name="on_application",
    said="handled on application",
    said_zh="依申请办理",
    keys=("type",),
    judge=_on_application,
    otherwise="not handled on application",
    otherwise_zh="非依申请办理",
)
INTERNAL = Criterion(
    name="internal",
    said="that government handles for itself",
    said_zh="机关内部办理",
    keys=("type",),
    judge=_internal,
    otherwise="not internal",
    otherwise_zh="非机关内部事项",
)
HIGH_FREQUENCY = Criterion(
    name="high_frequency",
    said="asked for often",
    said_zh="高频",
    keys=("high_frequency",),
    judge=_high_frequency,
    otherwise="not asked for often",
    otherwise_zh="非高频事项",
)
IN_HALL = Criterion(
    name="in_hall",
    said="that have come into a hall",
    said_zh="进驻政务大厅",
    keys=("in_hall",),
    judge=_in_hall,
    otherwise="not in a hall",
    otherwise_zh="未进驻政务大厅",
)
GRANTS_BENEFIT = Criterion(
    name="grants_benefit",
    said="that grant a benefit",
    said_zh="兑现惠企利民政策",
    keys=("type",),
    judge=_grants_benefit,
    otherwise="grants no benefit",
    otherwise_zh="不涉及政策兑现",
)
HAS_ELICENCE = Criterion(
    name="has_elicence",
    said="that ask for a paper with an e-licence",
    said_zh="所需材料有可用电子证照",
    keys=("materials", "region"),
    judge=_has_elicence,
    otherwise="asks for no paper with an e-licence",
    otherwise_zh="所需材料无可用电子证照",
)
SEALS = Criterion(
    name="seals",
    said="that issue something to be sealed",
    said_zh="出具用印结果",
    keys=("outputs", "guide.result"),
    judge=_seals,
    otherwise="issues nothing to be sealed",
    otherwise_zh="不出具用印结果",
)
HAS_LIMIT = Criterion(
    name="has_limit",
    said="with a statutory limit of days",
    said_zh="有法定办结时限",
    keys=("statutory_working_days",),
    judge=_has_limit,
    otherwise="no statutory limit of days is stated",
    otherwise_zh="未列法定办结时限",
)

SECRET = Exclusion(
    name="secret",
    said="secret",
    said_zh="涉密",
    holds=lambda matter: matter.secret is True,
    basis=lambda _matter: None,
)
PRESENCE_BY_LAW = Exclusion(
    name="presence_by_law",
    said="the law wants somebody to come",
    said_zh="法律法规规定须到现场",
    holds=lambda matter: (
        matter.presence is not None
        and matter.presence.required is not PresenceRequired.NONE
        and matter.presence.basis is not None
    ),
    basis=lambda matter: matter.presence.basis if matter.presence is not None else None,
)
