"""What the words of the format are called in a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from govmatters.conditions import QuestionType
from govmatters.model import (
    Audience,
    Channel,
    Confidence,
    Copy,
    Counts,
    Delivery,
    HandlingKind,
    IssuedBy,
    Level,
    MaterialKind,
    MatterType,
    Mechanism,
    Medium,
    Mode,
    Need,
    OnlineDepth,
    PresenceRequired,
    ResultKind,
    Scope,
    Severity,
)

__all__ = ["NO", "NONE", "WORDS", "YES"]

YES = "是"
NO = "否"
NONE = "无"
"""A list that is stated to be empty, which is not the same as one that nobody states."""

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Audience: {
        Audience.PERSON: "自然人",
        Audience.ENTERPRISE: "企业法人",
        Audience.ORGANISATION: "其他组织",
    },
    Channel: {
        Channel.WINDOW: "窗口办理",
        Channel.ONLINE: "网上办理",
        Channel.POST: "快递申请",
    },
    Confidence: {
        Confidence.SOURCED: "有出处",
        Confidence.INFERRED: "推断",
        Confidence.DERIVED: "推算",
        Confidence.GENERAL_KNOWLEDGE: "常识",
    },
    Copy: {
        Copy.ORIGINAL: "原件",
        Copy.COPY: "复印件",
        Copy.BOTH: "原件和复印件",
        Copy.EITHER: "原件或复印件",
    },
    Counts: {
        Counts.ROWS: "按材料项",
        Counts.PAPERS: "按材料",
        Counts.LISTED: "按公布清单",
    },
    Delivery: {
        Delivery.NO_APPLICATION: "免申即享",
        Delivery.INSTANT: "即申即享",
        Delivery.PROMISE: "承诺兑现",
    },
    HandlingKind: {HandlingKind.INSTANT: "即办件", HandlingKind.PROMISED: "承诺件"},
    IssuedBy: {
        IssuedBy.GOVERNMENT: "政府部门核发",
        IssuedBy.THIRD_PARTY: "第三方出具",
        IssuedBy.APPLICANT: "申请人自备",
    },
    Level: {
        Level.NATION: "国家级",
        Level.PROVINCE: "省级",
        Level.CITY: "市级",
        Level.COUNTY: "县级",
        Level.TOWNSHIP: "镇（乡、街道）级",
        Level.VILLAGE: "村（社区）级",
    },
    MaterialKind: {
        MaterialKind.LICENCE: "证照",
        MaterialKind.FORM: "申请表",
        MaterialKind.PROOF: "证明",
        MaterialKind.OTHER: "其他",
    },
    MatterType: {
        MatterType.LICENCE: "行政许可",
        MatterType.PENALTY: "行政处罚",
        MatterType.COERCION: "行政强制",
        MatterType.COLLECTION: "行政征收",
        MatterType.BENEFIT: "行政给付",
        MatterType.INSPECTION: "行政检查",
        MatterType.CONFIRMATION: "行政确认",
        MatterType.REWARD: "行政奖励",
        MatterType.ADJUDICATION: "行政裁决",
        MatterType.OTHER_POWER: "其他行政权力",
        MatterType.PUBLIC_SERVICE: "公共服务",
        MatterType.INTERNAL: "内部管理",
    },
    Mechanism: {mechanism: mechanism.name_zh for mechanism in Mechanism},
    Medium: {
        Medium.PAPER: "纸质",
        Medium.ELECTRONIC: "电子化",
        Medium.BOTH: "纸质和电子化",
        Medium.EITHER: "纸质或电子化",
    },
    Mode: {
        Mode.FULL_ONLINE: "全程网办",
        Mode.ANYWHERE: "异地受理",
        Mode.MULTI_PLACE: "多地联办",
        Mode.PROXY_COLLECT: "代收代办",
    },
    Need: {Need.REQUIRED: "必要", Need.OPTIONAL: "非必要", Need.DEFERRABLE: "容缺后补"},
    OnlineDepth: {
        OnlineDepth.NONE: "不可网办",
        OnlineDepth.CONSULT: "网上咨询（Ⅰ级）",
        OnlineDepth.APPLY: "网上申请（Ⅱ级）",
        OnlineDepth.ACCEPT: "网上受理（Ⅲ级）",
        OnlineDepth.FULL: "全程网办（Ⅳ级）",
    },
    PresenceRequired: {
        PresenceRequired.NONE: "无需到场",
        PresenceRequired.ON_SITE: "到现场",
        PresenceRequired.IN_PERSON: "本人到场",
    },
    QuestionType: {
        QuestionType.BOOLEAN: "是非",
        QuestionType.CHOICE: "单选",
        QuestionType.CHOICES: "多选",
        QuestionType.INTEGER: "整数",
        QuestionType.REGION: "行政区划",
        QuestionType.DATE: "日期",
    },
    ResultKind: {
        ResultKind.LICENCE: "出证",
        ResultKind.DOCUMENT: "出文",
        ResultKind.APPROVAL: "审批",
        ResultKind.OTHER: "其他",
        ResultKind.NONE: "无",
    },
    Scope: {
        Scope.COUNTY: "全县",
        Scope.CITY: "全市",
        Scope.PROVINCE: "全省",
        Scope.NATION: "全国",
    },
    Severity: {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"},
}
"""By enumeration: the Chinese of each of its words."""
