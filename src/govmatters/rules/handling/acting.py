"""Who does what, and where, on each way."""

from __future__ import annotations

from collections.abc import Callable

from govmatters.rules.handling.values import Act, Way

__all__ = ["acts_of", "decides_at", "places_of"]


def decides_at(way: Way, at: str, competent: str | None, own: str | None) -> str | None:
    """
    Tell where a matter is decided on a way: the applicant at the authority's own region is there.

    Args:
        way: The way.
        at: Code of the region where the applicant is.
        competent: Code of the competent region; None: not known yet.
        own: Code of the region of the matter's authority; None: the matter names none.

    Returns:
        A code; None: not known yet.

    Source:
        HR-2.
    """
    return at if way is Way.LOCAL and at == own else competent


def acts_of(way: Way, at: str, competent: str | None) -> tuple[Act, ...]:
    """
    Tell who does what on a way.

    Args:
        way: The way.
        at: Code of the region where the applicant is.
        competent: Code of the region where it is decided; None: not known yet.

    Returns:
        The acts in their order.

    Source:
        国办发〔2020〕35号, the section on the three modes.
    """
    return _ACTS[way](at, competent)


def places_of(way: Way, at: str, competent: str) -> tuple[str, ...]:
    """
    Tell where an application is handed in and where it is decided (HR-9).

    Args:
        way: The way.
        at: Code of the region where the applicant is.
        competent: Code of the region where it is decided.

    Returns:
        Codes, distinct: online and locally the region where it is decided alone.
    """
    if way in {Way.LOCAL, Way.FULL_ONLINE}:
        return (competent,)
    return tuple(dict.fromkeys((at, competent)))


def _local(at: str, competent: str | None) -> tuple[Act, ...]:
    del at
    return (
        Act(who="applicant", at=competent, does="到属地窗口提出申请"),
        Act(who="authority", at=competent, does="受理、审查、决定、送达"),
    )


def _online(at: str, competent: str | None) -> tuple[Act, ...]:
    del at
    return (
        Act(who="applicant", at=None, does="在网上提出申请"),
        Act(who="authority", at=competent, does="网上受理、审查、决定、送达"),
    )


def _anywhere(at: str, competent: str | None) -> tuple[Act, ...]:
    return (
        Act(who="applicant", at=at, does="到当地窗口提出申请，需到场的在当地到场"),
        Act(who="window", at=at, does="按同一标准受理"),
        Act(who="authority", at=competent, does="审查、决定、送达"),
    )


def _several(at: str, competent: str | None) -> tuple[Act, ...]:
    return (
        Act(who="applicant", at=at, does="只到一地提出申请"),
        Act(who="window", at=at, does="一地受理，申请材料和档案材料共享"),
        Act(who="authority", at=competent, does="各地部门内部协同，办理、反馈结果"),
    )


def _proxy(at: str, competent: str | None) -> tuple[Act, ...]:
    return (
        Act(who="applicant", at=at, does="到收件地窗口提交申请材料"),
        Act(who="window", at=at, does="身份核验、形式审查，不作决定"),
        Act(who="window", at=at, does="将材料邮寄至业务属地部门"),
        Act(who="authority", at=competent, does="业务属地部门办理、决定"),
        Act(who="authority", at=competent, does="邮寄纸质结果或网络送达"),
    )


_ACTS: dict[Way, Callable[[str, str | None], tuple[Act, ...]]] = {
    Way.LOCAL: _local,
    Way.FULL_ONLINE: _online,
    Way.ANYWHERE: _anywhere,
    Way.MULTI_PLACE: _several,
    Way.PROXY_COLLECT: _proxy,
}
