"""What a matter's guide (办事指南) says beside what the rules plan with: only checks look at it."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Channel", "Fee", "Guide", "HandlingKind", "Intermediary", "ResultKind"]


class HandlingKind(StrEnum):
    """Whether a matter is decided on the spot (办件类型: 即办件, 承诺件)."""

    INSTANT = "instant"
    PROMISED = "promised"


class Channel(StrEnum):
    """How an application may be handed in (办理形式)."""

    WINDOW = "window"
    ONLINE = "online"
    POST = "post"


class ResultKind(StrEnum):
    """What kind of result a matter gives (审批结果类型: 出证, 出文, 审批, 其他, 无)."""

    LICENCE = "licence"
    DOCUMENT = "document"
    APPROVAL = "approval"
    OTHER = "other"
    NONE = "none"


@attrs.frozen(kw_only=True)
class Fee:
    """
    Whether a matter costs something (是否收费).

    Attributes:
        charged: Whether it does.
        item: What is charged for (收费项目).
        standard: How much (收费标准).
        basis: By which law (收费依据).
        online_payment: Whether it can be paid online (是否支持网上支付).
    """

    charged: bool
    item: str | None = None
    standard: str | None = None
    basis: str | None = None
    online_payment: bool | None = None


@attrs.frozen(kw_only=True)
class Intermediary:
    """
    Whether somebody else's service is a condition of handling (中介服务).

    Attributes:
        needed: Whether it is.
        name: Which service.
        basis: By which law.
    """

    needed: bool
    name: str | None = None
    basis: str | None = None


@attrs.frozen(kw_only=True)
class Guide:
    """
    Elements of the implementation list (实施清单) that no plan rests on.

    A field that is None is not stated: nobody knows, it is neither zero nor no.

    Attributes:
        conditions: The handling condition as printed (受理条件).
        kind: On the spot or by a promised day (办件类型).
        channels: How an application may be handed in (办理形式).
        on_site_reason: Why the applicant must come (必须现场办理原因说明).
        result: What kind of result it gives (审批结果类型).
        result_sample: Whether a sample of the result is shown (审批结果样本).
        fee: Whether it costs something (是否收费).
        intermediary: Whether another's service is a condition (中介服务).
        quantity_limit: How many are granted, as printed (数量限制).
        daily_quota: How many are taken a day, at least 0.
        bookable: Whether an appointment can be made (是否支持预约办理).
        consult_phone: Where to ask (咨询方式).
        complaint_phone: Where to complain (监督投诉方式).
        place: Where it is handled (办理地点).
        hours: When it is handled (办理时间).
        person_themes: Themes under which persons find it (面向自然人主题分类).
        enterprise_themes: Themes under which enterprises find it (面向法人主题分类).
        flow: Its stages, in order (办理流程).
        common_questions: How many are answered (常见问题), at least 0.

    Source:
        GB/T 39554.2, as systems that implement its upload tables hold it.
    """

    conditions: str | None = None
    kind: HandlingKind | None = None
    channels: tuple[Channel, ...] | None = None
    on_site_reason: str | None = None
    result: ResultKind | None = None
    result_sample: bool | None = None
    fee: Fee | None = None
    intermediary: Intermediary | None = None
    quantity_limit: str | None = None
    daily_quota: int | None = None
    bookable: bool | None = None
    consult_phone: str | None = None
    complaint_phone: str | None = None
    place: str | None = None
    hours: str | None = None
    person_themes: tuple[str, ...] | None = None
    enterprise_themes: tuple[str, ...] | None = None
    flow: tuple[str, ...] | None = None
    common_questions: int | None = None
