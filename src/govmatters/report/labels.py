"""What reports call things: Chinese, with the English beside it on request."""

from __future__ import annotations

import attrs

from govmatters.report.audit_words import AUDIT_WORDS
from govmatters.report.handling_words import HANDLING_WORDS
from govmatters.report.list_words import LIST_WORDS
from govmatters.report.measure_words import MEASURE_WORDS
from govmatters.report.population_words import POPULATION_WORDS

__all__ = ["Labels"]

_WORDS = {
    "accepted": ("已接受", "accepted"),
    "added": ("“一件事”另需材料", "added by the bundle"),
    "after": ("“一件事”办理", "as one bundle"),
    "agreement": ("通办协议", "agreements"),
    "answer": ("请回答", "answer"),
    "authority": ("实施主体", "authorities"),
    "before": ("单独办理", "each alone"),
    "bundle": ("一件事", "bundles"),
    "catalogue item": ("基本目录项", "catalogue items"),
    "check": ("校验问题", "findings"),
    "circle": ("循环", "circle"),
    "claim": ("公布材料数", "published papers"),
    "condition": ("条件", "condition"),
    "code": ("行政区划代码，如 430100", "code of a region"),
    "copies": ("份数", "copies"),
    "credit": ("减少材料", "credit"),
    "data": ("登记库", "registry"),
    "day": ("日期", "day"),
    "deadlocks": ("无法取得的材料", "deadlocked"),
    "decimal": ("小数", "decimal"),
    "equal": ("同样可行", "as good"),
    "error": ("错误", "errors"),
    "exemption": ("免提交", "exemptions"),
    "fact": ("已知情形", "facts"),
    "fates": ("其余材料", "what becomes of the others"),
    "figures": ("前后对比", "before and after"),
    "held": ("已持有", "held"),
    "id": ("编号", "id"),
    "issuers": ("签发事项", "issued by"),
    "material": ("材料", "paper"),
    "material type": ("材料类型", "material types"),
    "matter": ("事项", "matters"),
    "may_add": ("“一件事”可能另需材料", "may be added by the bundle"),
    "may_submit": ("可能需要提交", "may be needed"),
    "mechanism": ("免交方式", "mechanism"),
    "mechanisms": ("各方式减少的材料", "removed by"),
    "name": ("名称", "name"),
    "nobody": ("无", "none"),
    "noun": ("种类", "noun"),
    "number": ("数量", "number"),
    "note": ("提示", "notes"),
    "one": ("选一项，可写序号", "one, by its number if you like"),
    "one_of": ("择一", "one of"),
    "open": ("待回答的问题", "open questions"),
    "outcome": ("结果", "outcome"),
    "outer": (
        "情形太多，区间为安全外界，不一定取到",
        "too many situations: bounds are safe outer ones",
    ),
    "output": ("办理结果", "outputs"),
    "papers": ("材料", "papers"),
    "possible": ("可能", "sometimes"),
    "published": ("公布", "published"),
    "published_after": ("公布：之后", "published: after"),
    "published_before": ("公布：之前", "published: before"),
    "published_by": ("公布来源", "published by"),
    "published_counts": ("公布口径", "what was counted"),
    "published_list": ("公布清单", "published list"),
    "question": ("问题", "questions"),
    "reason": ("说明", "why"),
    "reduction": ("减材料", "reduction"),
    "refused": ("不予受理", "refused"),
    "region": ("区划", "regions"),
    "removed": ("减少", "removed"),
    "row": ("行", "row"),
    "rows": ("材料项", "rows"),
    "several": ("可选多项，用逗号分开，都不选写 0", "several, with commas; 0 for none"),
    "situations": ("种情形", "situations"),
    "skip": ("回车或 ? 跳过", "Enter or ? skips"),
    "source": ("来源", "sources"),
    "stages": ("办理顺序", "order"),
    "stale": ("基线中已不存在", "stale in the baseline"),
    "steps": ("环节", "steps"),
    "subject": ("主体", "whose"),
    "target": ("目标", "targets"),
    "task": ("任务", "tasks"),
    "to_submit": ("需要提交的材料", "papers to hand in"),
    "trips": ("跑动次数", "trips"),
    "undecided": ("可改变清单", "can change the list"),
    "unknown": ("未知", "unknown"),
    "unmet": ("不符合条件", "condition not met"),
    "used_for": ("用于", "for"),
    "warning": ("警告", "warnings"),
    "working_days": ("工作日", "working days"),
    "yes": ("是", "yes"),
    **AUDIT_WORDS,
    **HANDLING_WORDS,
    **LIST_WORDS,
    **MEASURE_WORDS,
    **POPULATION_WORDS,
}
_ROLES = {
    "agent": "代理人",
    "applicant": "申请人",
    "child": "子女",
    "couple": "夫妻双方",
    "deceased": "逝者",
    "driver": "驾驶员",
    "enterprise": "企业",
    "father": "父亲",
    "guardian": "监护人",
    "heir": "继承人",
    "insured": "参保人",
    "legal_representative": "法定代表人",
    "lessor": "出租人",
    "mother": "母亲",
    "spouse": "配偶",
    "vehicle": "车辆",
}


@attrs.frozen
class Labels:
    """
    The words of a report.

    Attributes:
        both: Whether the English, or the id, stands behind the Chinese.

    Examples:
        >>> Labels()("to_submit"), Labels(both=True)("to_submit")
        ('需要提交的材料', '需要提交的材料 papers to hand in')
    """

    both: bool = False

    @property
    def unknown(self) -> str:
        """What stands in place of a figure that nobody states."""
        return _WORDS["unknown"][0]

    def __call__(self, word: str) -> str:
        """Write one of the words that reports use."""
        chinese, english = _WORDS[word]
        return self.beside(chinese, english)

    def beside(self, chinese: str, english: str) -> str:
        """
        Write a name, and what it is called elsewhere if both are wanted.

        Args:
            chinese: The name.
            english: The English word, or the id.

        Returns:
            The name alone, or with the other behind it.
        """
        return f"{chinese} {english}" if self.both and english != chinese else chinese

    def role(self, role: str) -> str:
        """
        Write whose paper it is.

        Args:
            role: A role of the registry.

        Returns:
            Its Chinese name where it is a usual one; else the role as it is.
        """
        return self.beside(_ROLES.get(role, role), role)
