"""What a portal's words mean in the format: types, levels, scopes, depths, necessity, sources."""

from __future__ import annotations

from govmatters.model import (
    Audience,
    Channel,
    Copy,
    IssuedBy,
    Level,
    MaterialKind,
    MatterType,
    Mechanism,
    Medium,
    Need,
    OnlineDepth,
    Scope,
)

__all__ = [
    "AUDIENCES",
    "CHANNELS",
    "COPIES",
    "GUIDE_KINDS",
    "GUIDE_MARKS",
    "GUIDE_NEEDS",
    "GUIDE_SOURCES",
    "KINDS",
    "LEVELS",
    "MARKS",
    "MEDIA",
    "NEEDS",
    "ONLINE",
    "SCOPES",
    "SOURCES",
    "TYPES",
    "YES_NO",
]

YES_NO = {"是": True, "否": False, "有": True, "无": False, "1": True, "0": False}

TYPES = {
    "行政许可": MatterType.LICENCE,
    "行政处罚": MatterType.PENALTY,
    "行政强制": MatterType.COERCION,
    "行政征收": MatterType.COLLECTION,
    "行政给付": MatterType.BENEFIT,
    "行政检查": MatterType.INSPECTION,
    "行政确认": MatterType.CONFIRMATION,
    "行政奖励": MatterType.REWARD,
    "行政裁决": MatterType.ADJUDICATION,
    "其他行政权力": MatterType.OTHER_POWER,
    "其他权力": MatterType.OTHER_POWER,
    "公共服务": MatterType.PUBLIC_SERVICE,
}
AUDIENCES = {
    "个人": Audience.PERSON,
    "自然人": Audience.PERSON,
    "法人": Audience.ENTERPRISE,
    "企业法人": Audience.ENTERPRISE,
    "企业": Audience.ENTERPRISE,
    "非法人企业": Audience.ENTERPRISE,
    "事业法人": Audience.ORGANISATION,
    "社会组织法人": Audience.ORGANISATION,
    "行政机关": Audience.ORGANISATION,
    "其他组织": Audience.ORGANISATION,
}
LEVELS = {
    "国家": Level.NATION,
    "国家级": Level.NATION,
    "省": Level.PROVINCE,
    "省级": Level.PROVINCE,
    "市": Level.CITY,
    "市级": Level.CITY,
    "县": Level.COUNTY,
    "县级": Level.COUNTY,
    "区": Level.COUNTY,
    "乡": Level.TOWNSHIP,
    "镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "乡镇": Level.TOWNSHIP,
    "乡级": Level.TOWNSHIP,
    "镇级": Level.TOWNSHIP,
    "村": Level.VILLAGE,
    "社区": Level.VILLAGE,
    "村级": Level.VILLAGE,
}
SCOPES = {
    "全国": Scope.NATION,
    "全省": Scope.PROVINCE,
    "全市": Scope.CITY,
    "全县": Scope.COUNTY,
}
ONLINE = {
    "一级标准": OnlineDepth.CONSULT,
    "二级标准": OnlineDepth.APPLY,
    "三级标准": OnlineDepth.ACCEPT,
    "四级标准": OnlineDepth.FULL,
    "一级": OnlineDepth.CONSULT,
    "二级": OnlineDepth.APPLY,
    "三级": OnlineDepth.ACCEPT,
    "四级": OnlineDepth.FULL,
    "Ⅰ级": OnlineDepth.CONSULT,
    "Ⅱ级": OnlineDepth.APPLY,
    "Ⅲ级": OnlineDepth.ACCEPT,
    "Ⅳ级": OnlineDepth.FULL,
}
CHANNELS = {
    "窗口办理": Channel.WINDOW,
    "网上办理": Channel.ONLINE,
    "快递申请": Channel.POST,
    "邮寄申请": Channel.POST,
}
NEEDS = {
    "必要": Need.REQUIRED,
    "非必要": Need.OPTIONAL,
    "容缺后补": Need.DEFERRABLE,
    "信用后补": Need.DEFERRABLE,
    "信用免交": Need.REQUIRED,
}
COPIES = {
    "原件": Copy.ORIGINAL,
    "复印件": Copy.COPY,
    "原件和复印件": Copy.BOTH,
    "原件与复印件": Copy.BOTH,
    "原件或复印件": Copy.EITHER,
}
MEDIA = {
    "纸质": Medium.PAPER,
    "电子": Medium.ELECTRONIC,
    "电子化": Medium.ELECTRONIC,
    "纸质和电子": Medium.BOTH,
    "纸质或电子": Medium.EITHER,
    "纸质/电子化": Medium.EITHER,
}
SOURCES = {"申请人自备": IssuedBy.APPLICANT, "政府部门核发": IssuedBy.GOVERNMENT}
KINDS = {
    "证照": MaterialKind.LICENCE,
    "证明材料": MaterialKind.PROOF,
    "证明": MaterialKind.PROOF,
    "申请表": MaterialKind.FORM,
    "申请表格文书": MaterialKind.FORM,
    "其他": MaterialKind.OTHER,
}
MARKS = {
    "电子证照代替": Mechanism.LICENCE,
    "电子证照": Mechanism.LICENCE,
    "数据共享": Mechanism.DATA,
    "数据共享代替": Mechanism.DATA,
    "数据核验": Mechanism.DATA,
    "部门核验": Mechanism.CHECK,
    "行政协助": Mechanism.CHECK,
    "告知承诺": Mechanism.COMMITMENT,
    "告知承诺代替": Mechanism.COMMITMENT,
    "表单自动生成": Mechanism.PREFILL,
    "已存材料复用": Mechanism.REUSE,
}
GUIDE_NEEDS = {"1": Need.REQUIRED, "2": Need.OPTIONAL, "3": Need.REQUIRED}
GUIDE_MARKS = {
    "1": Mechanism.PREFILL,
    "2": Mechanism.LICENCE,
    "3": Mechanism.DATA,
    "5": Mechanism.REUSE,
}
GUIDE_SOURCES = {"10": IssuedBy.APPLICANT, "20": IssuedBy.GOVERNMENT}
GUIDE_KINDS = {"1": MaterialKind.FORM, "2": MaterialKind.LICENCE, "3": MaterialKind.PROOF}
