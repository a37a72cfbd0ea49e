"""The sheets of matters and of the catalogue, after the elements of the implementation list."""

from __future__ import annotations

from govmatters.model import (
    Audience,
    Channel,
    Copy,
    Delivery,
    HandlingKind,
    Level,
    MatterType,
    Medium,
    Mode,
    Need,
    OnlineDepth,
    PresenceRequired,
    ResultKind,
    Scope,
)
from govmatters.workbooks import kinds
from govmatters.workbooks.columns import (
    DATED,
    ID,
    ORDER,
    PROVENANCE,
    Column,
    Sheet,
    owner,
)
from govmatters.workbooks.kinds import choice, choices

__all__ = ["MATTER_SHEETS", "ROW"]

_BASIC = (
    Column("实施主体", ("authority",), kinds.WORD, "见《实施主体》", names="实施主体"),
    Column("行政区划", ("region",), kinds.REGION, "留空则同实施主体"),
    Column("基本编码", ("codes", "basic"), kinds.CODE),
    Column("实施编码", ("codes", "implementation"), kinds.CODE, "31 位"),
    Column("业务办理项编码", ("codes", "item"), kinds.CODE, "序号或 33 位编码"),
    Column("地方编码", ("codes", "local"), kinds.CODE),
    Column("事项类型", ("type",), choice(MatterType)),
    Column("设定依据", ("laws",), kinds.TEXTS),
    Column("行使层级", ("levels",), choices(Level)),
    Column("服务对象", ("audience",), choices(Audience)),
    Column("受理条件", ("guide", "conditions"), kinds.TEXT, "办事指南原文"),
    Column("受理条件式", ("accepts_when",), kinds.CONDITION, "如 local_hukou and age >= 18"),
    Column("法定办结时限（工作日）", ("statutory_working_days",), kinds.INTEGER),
    Column("承诺办结时限（工作日）", ("promised_working_days",), kinds.INTEGER, "即办为 0"),
    Column("到办事现场次数", ("trips",), kinds.INTEGER),
    Column("办理环节数", ("steps",), kinds.INTEGER),
    Column("网上办理深度", ("online",), choice(OnlineDepth)),
    Column("通办范围", ("scope",), choice(Scope)),
    Column("通办方式", ("modes",), choices(Mode)),
    Column("到场要求", ("presence", "required"), choice(PresenceRequired)),
    Column("到场要求依据", ("presence", "basis"), kinds.TEXT),
    Column("管辖地问题", ("competent",), kinds.WORD, "行政区划类问题", names="情形问题"),
    Column("其他办理地问题", ("also_acts_in",), kinds.WORDS_LIST, "行政区划类问题"),
    Column("法定可选办理地范围", ("place_by_law", "scope"), choice(Scope)),
    Column("法定可选办理地依据", ("place_by_law", "basis"), kinds.TEXT),
    Column("是否适用告知承诺", ("commitment", "allowed"), kinds.BOOLEAN),
    Column("告知承诺依据", ("commitment", "basis"), kinds.TEXT),
    Column("是否涉密", ("secret",), kinds.BOOLEAN),
    Column("是否高频", ("high_frequency",), kinds.BOOLEAN),
    Column("受理窗口", ("window",), kinds.TEXT, "同名即同一窗口"),
    Column("是否进驻政务大厅", ("in_hall",), kinds.BOOLEAN),
    Column("政策兑现方式", ("delivery",), choice(Delivery)),
    Column("是否帮办代办", ("assisted",), kinds.BOOLEAN),
    Column("是否支持自助终端", ("self_service",), kinds.BOOLEAN),
    Column("就近办层级", ("reachable_at",), choices(Level), "市级及以下"),
    Column("是否应用电子印章", ("eseal",), kinds.BOOLEAN),
    Column("材料主体", ("roles",), kinds.WORDS_LIST, "申请人 applicant 之外的主体"),
)
_GUIDE = (
    Column("办件类型", ("guide", "kind"), choice(HandlingKind)),
    Column("办理形式", ("guide", "channels"), choices(Channel)),
    Column("必须现场办理原因说明", ("guide", "on_site_reason"), kinds.TEXT),
    Column("审批结果类型", ("guide", "result"), choice(ResultKind)),
    Column("是否有审批结果样本", ("guide", "result_sample"), kinds.BOOLEAN),
    Column("是否收费", ("guide", "fee", "charged"), kinds.BOOLEAN),
    Column("收费项目", ("guide", "fee", "item"), kinds.TEXT),
    Column("收费标准", ("guide", "fee", "standard"), kinds.TEXT),
    Column("收费依据", ("guide", "fee", "basis"), kinds.TEXT),
    Column("是否支持网上支付", ("guide", "fee", "online_payment"), kinds.BOOLEAN),
    Column("是否需要中介服务", ("guide", "intermediary", "needed"), kinds.BOOLEAN),
    Column("中介服务", ("guide", "intermediary", "name"), kinds.TEXT),
    Column("中介服务依据", ("guide", "intermediary", "basis"), kinds.TEXT),
    Column("数量限制", ("guide", "quantity_limit"), kinds.TEXT),
    Column("每日办理数量", ("guide", "daily_quota"), kinds.INTEGER),
    Column("是否支持预约办理", ("guide", "bookable"), kinds.BOOLEAN),
    Column("咨询方式", ("guide", "consult_phone"), kinds.TEXT),
    Column("监督投诉方式", ("guide", "complaint_phone"), kinds.TEXT),
    Column("办理地点", ("guide", "place"), kinds.TEXT),
    Column("办理时间", ("guide", "hours"), kinds.TEXT),
    Column("面向自然人主题分类", ("guide", "person_themes"), kinds.TEXTS),
    Column("面向法人主题分类", ("guide", "enterprise_themes"), kinds.TEXTS),
    Column("办理流程", ("guide", "flow"), kinds.TEXTS, "各环节按顺序"),
    Column("常见问题数", ("guide", "common_questions"), kinds.INTEGER),
)
_STATED_EMPTY = (
    Column("无编码", ("codes",), kinds.NO_KEYS, "不沿用基本目录的编码"),
    Column("无办事指南", ("guide",), kinds.NO_KEYS, "不沿用基本目录的指南"),
    Column("无申请材料", ("materials",), kinds.NO_ROWS, "留空且无材料行则为未说明"),
    Column("无办理结果", ("outputs",), kinds.NO_ROWS, "留空且无结果行则为未说明"),
)
_REST = (*_BASIC, *_GUIDE, *DATED, *PROVENANCE, *_STATED_EMPTY)
_NAME = Column("事项名称", ("name",), kinds.TEXT, required=True)
_OF = Column("基本目录", ("of",), kinds.WORD, "未填各项沿用该目录项", names="基本目录")

ROW = (
    Column("材料名称", ("name",), kinds.TEXT, "清单原文"),
    Column("所需材料", ("needs",), kinds.NEEDS, "材料见《标准材料》", required=True),
    Column("适用条件", ("when",), kinds.CONDITION, "留空则总是需要"),
    Column("材料必要性", ("need",), choice(Need), "留空则为必要"),
    Column("是否须为原有材料", ("existing",), kinds.BOOLEAN, "是则不能由前序结果代替"),
    Column("材料份数", ("copies",), kinds.INTEGER, "留空则为 1"),
    Column("材料类型", ("copy",), choice(Copy)),
    Column("材料形式", ("medium",), choice(Medium)),
    Column("补交时限（工作日）", ("deferral", "working_days"), kinds.INTEGER, "容缺后补"),
    Column("逾期未补后果", ("deferral", "consequence"), kinds.TEXT, "容缺后补"),
    Column("无补交说明", ("deferral",), kinds.NO_KEYS),
    Column("要求提供材料的依据", ("basis",), kinds.TEXT),
    *DATED,
    *PROVENANCE,
)
"""The keys of a row of a list of materials, whoever has it."""

_OUTPUT = (
    Column("结果材料", ("paper",), kinds.PAPER, "材料见《标准材料》", required=True),
    *DATED,
)


def _rows(title: str, names: str, collection: str) -> Sheet:
    lead = (owner("事项编号", names), ORDER)
    return Sheet(title, collection, lead, ROW, ("materials",))


def _outputs(title: str, names: str, collection: str) -> Sheet:
    lead = (owner("事项编号", names), ORDER)
    return Sheet(title, collection, lead, _OUTPUT, ("outputs",), "paper")


MATTER_SHEETS = (
    Sheet("基本目录", "catalogue", (ID,), (_NAME, *_REST)),
    _rows("目录申请材料", "基本目录", "catalogue"),
    _outputs("目录办理结果", "基本目录", "catalogue"),
    Sheet("实施清单", "matters", (ID,), (_NAME, _OF, *_REST)),
    _rows("申请材料", "实施清单", "matters"),
    _outputs("办理结果", "实施清单", "matters"),
)
"""Catalogue items, matters, and what they ask for and issue."""
