"""Every sheet of a workbook, in its order: this table drives writing, reading and the docs."""

from __future__ import annotations

from govmatters.conditions import QuestionType
from govmatters.model import IssuedBy, MaterialKind, Mechanism, Mode, Severity
from govmatters.workbooks import kinds
from govmatters.workbooks.bundle_sheets import BUNDLE_SHEETS
from govmatters.workbooks.columns import DATED, ID, PROVENANCE, Column, Sheet
from govmatters.workbooks.kinds import choice, choices
from govmatters.workbooks.matter_sheets import MATTER_SHEETS

__all__ = ["COVER", "FINDINGS", "REMARK", "SHEETS"]

COVER = "说明"
"""The sheet that says what the workbook is."""

REMARK = "备注"
"""How the names of sheets and columns begin that are the reader's own, and are not read."""

_SOURCE = (
    Column("发布机构", ("publisher",), kinds.TEXT),
    Column("网址", ("url",), kinds.TEXT),
    Column("获取日期", ("retrieved",), kinds.DAY),
    PROVENANCE[1],
)
_REGION = (
    Column("区划名称", ("name",), kinds.TEXT, required=True),
    Column("上级区划", ("parent",), kinds.REGION, required=True),
    *PROVENANCE,
)
_AUTHORITY = (
    Column("主体名称", ("name",), kinds.TEXT, required=True),
    Column("行政区划", ("region",), kinds.REGION),
    Column("统一社会信用代码", ("uscc",), kinds.CODE),
    *PROVENANCE,
)
_MATERIAL_TYPE = (
    Column("材料名称", ("name",), kinds.TEXT, required=True),
    Column("材料种类", ("kind",), choice(MaterialKind)),
    Column("来源渠道", ("issued_by",), choice(IssuedBy)),
    Column("别名", ("aliases",), kinds.TEXTS),
    Column("地方材料编码", ("codes",), kinds.MAP, "地方: 编码，如 hunan: L2000016"),
    Column("是否电子证照", ("elicence",), kinds.STATED),
    Column("电子证照类型代码", ("elicence", "type"), kinds.CODE, "GB/T 36902"),
    Column("电子证照认可区划", ("elicence", "recognised_in"), kinds.REGIONS, "留空则处处认可"),
    Column("电子证照生效日期", ("elicence", "since"), kinds.DAY),
    Column("电子证照失效日期", ("elicence", "until"), kinds.DAY),
    Column("是否可共用", ("shared",), kinds.BOOLEAN, "否则每个事项各要一份；留空则为是"),
    Column("是否不予共享", ("unshareable",), kinds.STATED, "列入数据负面清单"),
    Column("不予共享依据", ("unshareable", "basis"), kinds.TEXT),
    Column("不予共享生效日期", ("unshareable", "since"), kinds.DAY),
    Column("不予共享失效日期", ("unshareable", "until"), kinds.DAY),
    *PROVENANCE,
)
_QUESTION = (
    Column("问题", ("ask",), kinds.TEXT, "留空则用编号"),
    Column("类型", ("type",), choice(QuestionType), required=True),
    Column("选项", ("options",), kinds.TEXTS, "单选、多选必填"),
    Column("单位", ("unit",), kinds.TEXT, "整数类"),
    Column("最小值", ("min",), kinds.INTEGER, "整数类"),
    Column("最大值", ("max",), kinds.INTEGER, "整数类"),
    *PROVENANCE,
)
_EXEMPTION = (
    Column("标准材料", ("of",), kinds.WORD, "见《标准材料》", required=True, names="标准材料"),
    Column("免提交方式", ("by",), choice(Mechanism), required=True),
    Column("适用区划", ("in",), kinds.REGIONS, "留空则处处适用"),
    Column("适用事项", ("matters",), kinds.WORDS_LIST, "见《实施清单》；留空则所有事项"),
    Column("适用主体", ("subjects",), kinds.WORDS_LIST, "留空则不论谁的"),
    Column("适用条件", ("when",), kinds.CONDITION, "留空则总是适用"),
    Column("免提交依据", ("basis",), kinds.TEXT),
    *DATED,
    *PROVENANCE,
)
_AGREEMENT = (
    Column("协议名称", ("name",), kinds.TEXT, required=True),
    Column("成员区划", ("members",), kinds.REGIONS, required=True),
    Column("通办方式", ("modes",), choices(Mode)),
    Column("适用事项", ("items",), kinds.WORDS_LIST, "见《基本目录》《实施清单》"),
    *DATED,
    *PROVENANCE,
)
_TARGET = (
    Column("目标名称", ("name",), kinds.TEXT),
    Column("行政区划", ("region",), kinds.REGION, required=True),
    Column("完成日期", ("by",), kinds.DAY, required=True),
    Column("指标", ("indicators",), kinds.MAP, "如 online_rate: 0.95", required=True),
    *PROVENANCE,
)
_TASK = (
    Column("行政区划", ("region",), kinds.REGION, required=True),
    Column("工作任务", ("work",), kinds.TEXT, required=True),
    Column("序号", ("number",), kinds.INTEGER),
    Column("所属部分", ("section",), kinds.TEXT),
    Column("所属领域", ("area",), kinds.TEXT),
    Column("责任单位", ("units",), kinds.TEXTS),
    Column("完成时限", ("deadline",), kinds.DAY, "常态化工作留空"),
    Column("是否常态化", ("standing",), kinds.BOOLEAN),
    Column("完成日期", ("done",), kinds.DAY),
    Column("指标", ("indicators",), kinds.WORDS_LIST),
    *PROVENANCE,
)

SHEETS = (
    *MATTER_SHEETS,
    Sheet("标准材料", "material_types", (ID,), _MATERIAL_TYPE),
    Sheet("免提交", "exemptions", (ID,), _EXEMPTION),
    Sheet("情形问题", "questions", (ID,), _QUESTION),
    *BUNDLE_SHEETS,
    Sheet("实施主体", "authorities", (ID,), _AUTHORITY),
    Sheet("行政区划", "regions", (ID,), _REGION),
    Sheet("来源", "sources", (ID,), _SOURCE),
    Sheet("通办协议", "agreements", (ID,), _AGREEMENT),
    Sheet("目标", "targets", (ID,), _TARGET),
    Sheet("重点任务", "tasks", (ID,), _TASK),
)
"""All that hold the registry."""

FINDINGS = Sheet(
    "校验问题",
    "findings",
    (),
    (
        Column("严重程度", ("severity",), choice(Severity)),
        Column("对象", ("subject",), kinds.TEXT),
        Column("表内位置", ("cell",), kinds.WORD),
        Column("问题", ("message",), kinds.TEXT),
        Column("建议", ("advice",), kinds.TEXT),
        Column("依据", ("basis",), kinds.TEXT),
        Column("校验规则", ("check",), kinds.WORD),
        Column("是否必然", ("always",), kinds.BOOLEAN),
        Column("文件位置", ("place",), kinds.TEXT),
    ),
)
"""What checks found: written, never read."""
