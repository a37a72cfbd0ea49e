"""When a matter has reached what an indicator measures."""

from __future__ import annotations

from collections.abc import Callable

from govmatters.measures.indicators.counting import COMPREHENSIVE
from govmatters.measures.indicators.criteria import Criterion
from govmatters.measures.indicators.elicences import called_elicences
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Delivery, HandlingKind, Level, Matter, OnlineDepth, Scope

__all__ = [
    "ASSISTED",
    "CALLS_ELICENCE",
    "CITYWIDE",
    "CUTS_DAYS",
    "DELIVERED",
    "ELSEWHERE",
    "ESEALED",
    "FULLY_ONLINE",
    "INSTANT",
    "ONE_TRIP",
    "ONE_WINDOW",
    "ONLINE",
    "REACHED_AT",
    "SELF_SERVICE",
    "ZERO_TRIPS",
]

_APPLIED = frozenset({OnlineDepth.APPLY, OnlineDepth.ACCEPT, OnlineDepth.FULL})
_CITYWIDE = frozenset({Scope.CITY, Scope.PROVINCE, Scope.NATION})

Judge = Callable[[Matter, Survey], bool | None]


def _goes_online(matter: Matter, _survey: Survey) -> bool | None:
    return None if matter.online is None else matter.online in _APPLIED


def _fully_online(matter: Matter, _survey: Survey) -> bool | None:
    return None if matter.online is None else matter.online is OnlineDepth.FULL


def _instant(matter: Matter, _survey: Survey) -> bool | None:
    """The promise decides; where there is none, the kind does."""
    if matter.promised_working_days is not None:
        return matter.promised_working_days == 0
    kind = matter.guide.kind if matter.guide is not None else None
    return None if kind is None else kind is HandlingKind.INSTANT


def _trips_at_most(most: int) -> Judge:
    """Count trips; who handles a matter online from end to end makes none."""

    def judge(matter: Matter, _survey: Survey) -> bool | None:
        if matter.online is OnlineDepth.FULL:
            return True
        if matter.trips is not None and matter.trips > most:
            return None if matter.online is None else False
        return None if matter.trips is None else True

    return judge


def _citywide(matter: Matter, _survey: Survey) -> bool | None:
    """HR-5: the scope, or what a statute allows, holds the whole city."""
    law = matter.place_by_law
    if law is not None and law.scope in _CITYWIDE:
        return True
    return None if matter.scope is None else matter.scope in _CITYWIDE


def _elsewhere(matter: Matter, survey: Survey) -> bool | None:
    return survey.elsewhere(matter)


def _one_window(matter: Matter, _survey: Survey) -> bool | None:
    return None if matter.window is None else matter.window in COMPREHENSIVE


def _calls_elicence(matter: Matter, survey: Survey) -> bool | None:
    found = called_elicences(survey.registry, matter, survey.on)
    return None if found is None else bool(found)


def _cuts_days(matter: Matter, _survey: Survey) -> bool | None:
    """Say whether no day is left; what is left is weighed, not judged."""
    return None if matter.promised_working_days is None else matter.promised_working_days == 0


def _delivered(kind: Delivery) -> Judge:
    return lambda matter, _: None if matter.delivery is None else matter.delivery is kind


def _reached_at(level: Level) -> Judge:
    return lambda matter, _: None if matter.reachable_at is None else level in matter.reachable_at


ONLINE = Criterion(
    name="online",
    said="that go online at least to the application",
    said_zh="网办深度达到网上申请",
    keys=("online",),
    judge=_goes_online,
    otherwise="take applications online (`online: apply` or more)",
    otherwise_zh="开通网上申请（网办深度Ⅱ级及以上）",
)
FULLY_ONLINE = Criterion(
    name="fully_online",
    said="that go online from end to end",
    said_zh="全程网办",
    keys=("online",),
    judge=_fully_online,
    otherwise="handle it online from end to end (`online: full`)",
    otherwise_zh="实现全程网办（网办深度Ⅳ级）",
)
INSTANT = Criterion(
    name="instant",
    said="decided on the spot",
    said_zh="即办",
    keys=("promised_working_days",),
    judge=_instant,
    otherwise="decide it on the spot (`promised_working_days: 0`)",
    otherwise_zh="改为即办件（承诺办结时限为 0）",
)
CUTS_DAYS = Criterion(
    name="cuts_days",
    said="promised in less than the statutory limit",
    said_zh="承诺时限短于法定时限",
    keys=("promised_working_days",),
    judge=_cuts_days,
    otherwise="promise fewer working days (`promised_working_days`), at best 0",
    otherwise_zh="压缩承诺办结时限，至多压至即办",
)
ZERO_TRIPS = Criterion(
    name="zero_trips",
    said="that take no trip, or go online from end to end",
    said_zh="到办事现场次数为零或全程网办",
    keys=("trips", "online"),
    judge=_trips_at_most(0),
    otherwise="spare the applicant every trip (`trips: 0`)",
    otherwise_zh="到办事现场次数降为 0",
)
ONE_TRIP = Criterion(
    name="one_trip",
    said="that take at most one trip, or go online from end to end",
    said_zh="到办事现场次数不超过一次或全程网办",
    keys=("trips", "online"),
    judge=_trips_at_most(1),
    otherwise="take one trip at most (`trips: 1`)",
    otherwise_zh="到办事现场次数降为 1 次以内",
)
CITYWIDE = Criterion(
    name="citywide",
    said="that every window of the city takes",
    said_zh="全市各窗口均可受理",
    keys=("scope",),
    judge=_citywide,
    otherwise="let every window of the city take it (`scope: city` or wider)",
    otherwise_zh="通办范围扩至全市",
)
ELSEWHERE = Criterion(
    name="elsewhere",
    said="that can be handled from outside their city",
    said_zh="可在本市以外办理",
    keys=("region", "scope", "online", "presence", "modes"),
    judge=_elsewhere,
    otherwise="open a way from outside the city: a scope of province or nation, full online "
    "handling that needs nobody to come, or an agreement that names it",
    otherwise_zh="开通一种跨域方式：通办范围扩至全省或全国、无须到场的全程网办，或签订点名该事项的通办协议",
)
ONE_WINDOW = Criterion(
    name="one_window",
    said="that the comprehensive window takes",
    said_zh="由综合窗口受理",
    keys=("window",),
    judge=_one_window,
    otherwise="let the comprehensive window take it (`window: comprehensive`)",
    otherwise_zh="纳入综合窗口受理",
)
CALLS_ELICENCE = Criterion(
    name="calls_elicence",
    said="that call an e-licence instead of a paper",
    said_zh="实际调用电子证照",
    keys=("materials", "region"),
    judge=_calls_elicence,
    otherwise="call the e-licence of a paper that has one (an exemption `by: licence`)",
    otherwise_zh="对有电子证照的材料改为调用电子证照（免提交方式为电子证照调用）",
)
ESEALED = Criterion(
    name="esealed",
    said="that seal electronically what they issue",
    said_zh="结果加盖电子印章",
    keys=("eseal",),
    judge=lambda matter, _: matter.eseal,
    otherwise="seal electronically what it issues (`eseal: true`)",
    otherwise_zh="办理结果启用电子印章",
)
ASSISTED = Criterion(
    name="assisted",
    said="that somebody handles for the applicant",
    said_zh="提供帮办代办",
    keys=("assisted",),
    judge=lambda matter, _: matter.assisted,
    otherwise="offer to handle it for the applicant (`assisted: true`)",
    otherwise_zh="提供帮办代办",
)
SELF_SERVICE = Criterion(
    name="self_service",
    said="that a terminal handles",
    said_zh="可在自助终端办理",
    keys=("self_service",),
    judge=lambda matter, _: matter.self_service,
    otherwise="put it on the terminals (`self_service: true`)",
    otherwise_zh="接入自助终端",
)
_LEVELS = {
    Level.CITY: "市",
    Level.COUNTY: "县",
    Level.TOWNSHIP: "乡",
    Level.VILLAGE: "村",
}
REACHED_AT = {
    level: Criterion(
        name=f"reached_at_{level}",
        said=f"that an applicant reaches at the {level}",
        said_zh=f"在{name}级可办",
        keys=("reachable_at",),
        judge=_reached_at(level),
        otherwise=f"let applicants reach it at the {level} (`reachable_at`)",
        otherwise_zh=f"下沉至{name}级可办",
    )
    for level, name in _LEVELS.items()
}
"""By level."""

_KINDS = {
    Delivery.NO_APPLICATION: "免申即享",
    Delivery.INSTANT: "即申即享",
    Delivery.PROMISE: "承诺兑现",
}
DELIVERED = {
    kind: Criterion(
        name=f"delivered_{kind}",
        said=f"whose benefit is delivered so: `{kind}`",
        said_zh=name,
        keys=("delivery",),
        judge=_delivered(kind),
        otherwise=f"deliver it so (`delivery: {kind}`)",
        otherwise_zh=f"改为{name}",
    )
    for kind, name in _KINDS.items()
}
"""By kind."""
