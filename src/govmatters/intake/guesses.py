"""Every rule by which an import changes, guesses or leaves out: what it does, and how surely."""

from __future__ import annotations

import attrs

from govmatters.intake.account import Certainty

__all__ = ["RULES", "Rule"]


@attrs.frozen
class Rule:
    """
    One rule.

    Attributes:
        says: What it does, in English.
        says_zh: The same in Chinese, for the page.
        certainty: How sure it is; None for what is no guess.
    """

    says: str
    says_zh: str
    certainty: Certainty | None = None


_H, _M, _L = Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW

RULES: dict[str, Rule] = {
    # titles
    "alias": Rule("another name, or another writing, of a known paper", "已知材料的别名或不同写法"),
    "subject": Rule("the title names the bearer of a known paper", "名称中写明了材料主体"),
    "subject-as-printed": Rule(
        "what stands before a known paper is taken for its bearer",
        "把材料名前面的词当作材料主体",
        _M,
    ),
    "newer-licence": Rule(
        "a new or changed licence is taken for the one in force",
        "“新”“变更后”的证照视为现行证照",
        _M,
    ),
    "older-licence": Rule(
        "an old licence is kept apart from the one in force, whatever its code says",
        "“旧”“原”证照另作一种材料，不与现行证照合并",
        _M,
    ),
    "list": Rule(
        "the title lists papers, each known or a licence", "名称列举多种材料，逐一拆分", _M
    ),
    "alternatives": Rule(
        "the title names alternatives, each known or a licence",
        "名称列出可选材料，拆为任选其一",
        _M,
    ),
    "code-disagrees": Rule(
        "the standard code says another paper than the title; the title goes before it",
        "标准材料编码与名称不一致，以名称为准",
        _L,
    ),
    "code-only": Rule(
        "the title says no known paper; the standard code does",
        "名称未识别，按标准材料编码归并",
        _M,
    ),
    "name-inside-title": Rule(
        "the name of the coded paper stands somewhere in the title",
        "名称中含有编码对应的材料名",
        _H,
    ),
    "code-for-one-alternative": Rule(
        "the code names one alternative; the whole title stands for the others",
        "编码只对应可选材料之一，其余保留原文",
        _L,
    ),
    "code-for-one-of-list": Rule(
        "the code names one of several papers; the whole title stands for the others",
        "编码只对应多种材料之一，其余保留原文",
        _L,
    ),
    "broken-code": Rule("the standard code is none, such as T1000NaN", "标准材料编码有误，未采用"),
    "mapped-name": Rule("a mapping says what the name means", "按对照表归并"),
    "mapped-row": Rule("a mapping says what the row needs", "按对照表指定"),
    "no-material": Rule("the row says that nothing is wanted", "该行写明无需材料"),
    "row-that-is-none": Rule("the row is no record with a title", "该行没有材料名称"),
    # conditions
    "condition-in-title": Rule(
        "the title states when the paper is wanted; that became a question",
        "名称中带有条件，转为情形问题",
        _M,
    ),
    "condition-in-text": Rule(
        "free text states when the paper is wanted; that became a question",
        "说明文字中带有条件，转为情形问题",
        _M,
    ),
    "conditional-without-text": Rule(
        "the row depends on something that is not said; that became a question",
        "该行标为“视情况提供”但未写条件，转为情形问题",
        _M,
    ),
    "prose": Rule("free text that states no condition, as far as words tell", "说明文字，未见条件"),
    # exemptions
    "marked-paper": Rule(
        "the mark of free submission is of the row's only paper", "免提交标记对应该行唯一材料", _H
    ),
    "marked-licences": Rule(
        "the mark does not say of which paper; it is taken for all of the row",
        "免提交标记未写明对应哪种材料，视为该行全部材料",
        _L,
    ),
    "marked-elicences": Rule(
        "of a mapped row's papers the mark is taken for those with a known e-licence",
        "人工指定多种材料的行，免提交标记只用于已知有电子证照的材料",
        _M,
    ),
    "mark-of-several": Rule(
        "the mark is of a mapped row of several papers, none with a known e-licence",
        "人工指定多种材料且均无已知电子证照，免提交标记未采用",
    ),
    "interface-check": Rule(
        "mode 3 is read as checked by licence or data interface",
        "提交方式 3 读作证照或数据接口核验",
        _M,
    ),
    "credit-exempt": Rule("信用免交 is read as a commitment", "“信用免交”读作告知承诺", _M),
    "shared-by-text": Rule(
        "free text says that the authority gets the data itself", "说明文字写明通过数据共享获取", _M
    ),
    "given-without-elicence": Rule(
        "the known registry gives the paper no e-licence; the exemption will not work",
        "已有登记册中该材料没有电子证照，免提交不会生效",
        _L,
    ),
    # papers
    "kind-disagrees": Rule(
        "rows give one paper several kinds; the standard code's or the most frequent stays",
        "各行材料类型不一致，取编码或多数",
        _M,
    ),
    "source-disagrees": Rule(
        "rows give one paper several sources; the most frequent stays",
        "各行来源渠道不一致，取多数",
        _M,
    ),
    "several-papers": Rule(
        "the row names several papers, and does not say of which this is",
        "该行含多种材料，未写明属于哪种",
    ),
    "given-type": Rule("the known registry says it already", "已有登记册已载明，未改动"),
    # fields
    "zero-limit": Rule(
        "a statutory limit of 0 says that the law sets none", "法定时限 0 视为法律未定"
    ),
    "online-disagrees": Rule(
        "not online, though a depth is stated", "标为不可网办却有网办深度", _L
    ),
    "told-by-depth": Rule("the depth says it", "已由网办深度体现"),
    "same-result": Rule("the same as the list of results", "与结果清单相同"),
    "result-told-otherwise": Rule(
        "the list of results says otherwise", "与结果清单不同，以清单为准"
    ),
    "no-result": Rule("the result is none", "没有办理结果"),
    "result-as-printed": Rule(
        "the result is no known paper, and one under its printed name", "办理结果按原名登记", _H
    ),
    "basis-by-key": Rule(
        "the key yqtgyj is read as the basis of asking (要求提供依据)",
        "yqtgyj 读作要求提供依据",
        _H,
    ),
    "claimed-already": Rule("the bundle's claims say the same", "与公布数字相同"),
    "claimed-otherwise": Rule(
        "the bundle's claims say otherwise", "与公布数字不同，以公布数字为准"
    ),
    "first-fee": Rule("of several fees the first", "多项收费只取第一项", _L),
    "same-name": Rule("the same as the name", "与名称相同"),
    "area-in-code": Rule("the code of the list ends in the area's digits", "编码末四位为区划"),
    "area-disagrees": Rule("the area's name and the code do not agree", "区划名称与编码不一致", _L),
    "authority-region": Rule(
        "the region is read from the authority's name", "从实施主体名称推断区划", _H
    ),
    "wrong-kind": Rule("a list, a map or a scalar where another is wanted", "类型不符，未采用"),
    "unknown-word": Rule("a word that the format has none for", "格式中没有对应的词"),
    "no-whole-number": Rule("no whole number of at least 0", "不是非负整数"),
    "no-copies": Rule(
        "no copy is wanted, for which the format has no word", "份数为 0，格式不表示"
    ),
    "tidied": Rule("blanks and repeated entries are gone", "去除空白和重复"),
    "code-twice": Rule(
        "another record has the same codes; the record's own id tells them apart",
        "编码与另一条记录相同，以记录编号区分",
        _M,
    ),
    "row-key": Rule(
        "names the row in mappings; has no place in the format", "用于在对照表中指明该行"
    ),
    "empty": Rule("nothing is stated", "未填写"),
    "no-place": Rule("the format has no place for it", "格式中没有对应位置"),
}
"""By id; every note of an account names one of these, or none."""
