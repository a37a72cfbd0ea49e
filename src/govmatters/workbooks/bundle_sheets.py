"""The sheets of bundles: the bundle itself, its matters, its own rows, the published list."""

from __future__ import annotations

from govmatters.model import Audience, Counts, Mechanism
from govmatters.workbooks import kinds
from govmatters.workbooks.columns import ID, ORDER, PROVENANCE, Column, Sheet, owner
from govmatters.workbooks.kinds import choice
from govmatters.workbooks.matter_sheets import ROW

__all__ = ["BUNDLE_SHEETS", "GROUP", "MATTERS", "NONE_ALLOWED", "PLACES"]

MATTERS = ("matters",)
GROUP = ("one_of",)
NONE_ALLOWED = ("none",)

_LEAD = (owner("一件事编号", "一件事"), ORDER)
_BUNDLE = (
    Column("一件事名称", ("name",), kinds.TEXT, required=True),
    Column("事件", ("event",), kinds.TEXT),
    Column("服务对象", ("audience",), choice(Audience)),
    Column("行政区划", ("region",), kinds.REGION, required=True),
    Column("牵头部门", ("lead",), kinds.WORD, "见《实施主体》", names="实施主体"),
    Column("材料主体", ("roles",), kinds.WORDS_LIST, "申请人 applicant 之外的主体"),
    Column("办理先后", ("after",), kinds.PAIRS, "材料看不出的先后，事项写编号或别名"),
    Column("受理窗口", ("window",), kinds.TEXT),
    Column("合并后的表单", ("form", "is"), kinds.WORD, "见《标准材料》", names="标准材料"),
    Column("被合并的表单", ("form", "replaces"), kinds.WORDS_LIST, "见《标准材料》"),
    Column("受理条件式", ("accepts_when",), kinds.CONDITION),
    Column("已知答案", ("given",), kinds.ANSWERS, "问题见《情形问题》"),
    Column("办理环节数", ("steps",), kinds.INTEGER),
    Column("承诺办结时限（工作日）", ("promised_working_days",), kinds.INTEGER),
    *PROVENANCE,
    Column("公布材料数（之前）", ("published", "materials_before"), kinds.INTEGER),
    Column("公布材料数（之后）", ("published", "materials_after"), kinds.INTEGER),
    Column("公布工作日（之前）", ("published", "days_before"), kinds.INTEGER),
    Column("公布工作日（之后）", ("published", "days_after"), kinds.INTEGER),
    Column("公布跑动次数（之前）", ("published", "trips_before"), kinds.INTEGER),
    Column("公布跑动次数（之后）", ("published", "trips_after"), kinds.INTEGER),
    Column("公布环节数（之前）", ("published", "steps_before"), kinds.INTEGER),
    Column("公布环节数（之后）", ("published", "steps_after"), kinds.INTEGER),
    Column("公布口径", ("published", "counts"), choice(Counts)),
    Column("公布资料来源", ("published", "source"), kinds.WORD, "见《来源》", names="来源"),
    Column("公布可信度", ("published", "confidence"), PROVENANCE[1].kind),
    Column("无公布材料", ("published", "list"), kinds.NO_ROWS),
    Column("无公布内容", ("published",), kinds.NO_KEYS),
)
PLACES = (
    Column("事项", ("matter",), kinds.WORD, "见《实施清单》", required=True, names="实施清单"),
    Column("别名", ("as",), kinds.WORD, "同一事项出现两次时用以区分"),
    Column("适用条件", ("when",), kinds.CONDITION, "留空则总是办理"),
    Column("主体对应", ("roles",), kinds.MAP, "事项的主体: 一件事的主体"),
    Column("择一组", GROUP, kinds.WORD, "同组事项只办其一，如 1"),
    Column("可都不办", NONE_ALLOWED, kinds.BOOLEAN, "择一组可以都不办时写是"),
)
_PUBLISHED = (
    Column("材料", ("needs",), kinds.PAPER, "见《标准材料》", required=True),
    Column("免提交方式", ("by",), choice(Mechanism)),
)

BUNDLE_SHEETS = (
    Sheet("一件事", "bundles", (ID,), _BUNDLE),
    Sheet("一件事事项", "bundles", _LEAD, PLACES, MATTERS, "matter"),
    Sheet("一件事材料", "bundles", _LEAD, ROW, ("materials",)),
    Sheet("公布材料", "bundles", _LEAD, _PUBLISHED, ("published", "list")),
)
"""Bundles, their matters, their own rows, and the published lists."""
