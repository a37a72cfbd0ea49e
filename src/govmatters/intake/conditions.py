"""
Conditions in free text: what says when a paper is wanted becomes a question with that text.

A text is never understood, only recognised as a condition: the question asks whether it holds, and
stays unknown until somebody answers.
"""

from __future__ import annotations

import re

import attrs

from govmatters.names import tidied

__all__ = ["TitleParts", "condition_in", "is_shared_data", "title_parts"]

_MOST = 160
"""How many characters of a condition a question repeats."""

_HANDED = r"(?:提供|提交|出具|出示|递交|上传|报送|填写|携带)"
_SIGNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:的|时|者|情形|情况下?|之日起.{{0,20}})[，,、]?\s*(?:还|也|另|均|则|须|需要?|应当?|可|必须|由.{{1,12}}){{0,3}}{_HANDED}",
        rf"(?:如|若|当|凡|仅|只有|对于|属于|涉及|存在|有).{{1,60}}(?:需要?|须|应当?|可|另)\s*{_HANDED}",
        rf"(?:需要?|须|应当?|方可|时){_HANDED}[。；;）)]?$",
        rf"(?:可|可以|无需|无须|不需要?|不必|免予?|不用){{1,2}}(?:不)?(?:要求|{_HANDED})",
        rf"(?:不{_HANDED})",
        rf"^.{{2,40}}(?:还|也|另)?(?:需要?|须|应当?){_HANDED}",
        rf"的(?:企业|申请人|单位|人员|项目)?[，,]\s*请?{_HANDED}",
        r"适用于|仅适用|时提供|情形提供|情况提供|需要?提供|须提供",
        r"(?:仅|只).{1,40}(?:提供|提交|适用|情形)",
        r"如.{1,40}[，,].{0,20}(?:需|须|应|提交|提供|说明)",
        r"^.{2,60}的[，,]\s*(?:应|须|需|提|出)",
    )
)
_DATA = re.compile(r"数据共享|共享获取|系统自动获取|自动调取|联网核验|接口核验")
_SENTENCES = re.compile(r"(?<=[。；;\n])")
_TITLE = re.compile(
    rf"^(?P<condition>.{{2,40}}?(?:的|时|者))[，,]\s*(?:还|也|另)?(?:应当?|需要?|须|必须)?(?:另行)?{_HANDED}"
    r"(?P<paper>.{2,})$"
)
_TITLE_WITHOUT_COMMA = re.compile(
    rf"^(?P<condition>(?!依法).{{2,40}}?)(?:还|也|另)?(?:需要?|须|应当?){_HANDED}(?P<paper>[^的].+)$"
)
_BRACKETS = re.compile(r"[（(](?P<condition>[^（()）]{4,60})[)）]$")


@attrs.frozen
class TitleParts:
    """
    A title taken apart.

    Attributes:
        paper: What is left as the name of the paper.
        condition: The condition that stood in it; None: none.
    """

    paper: str
    condition: str | None = None


def condition_in(text: str) -> str | None:
    """
    Find the condition that a free text states.

    Args:
        text: As printed.

    Returns:
        The sentences that state when the paper is wanted, cut if they are long; None if none
        does, as far as words can tell.

    Examples:
        >>> condition_in("1.注销需提供。2.加盖公章。")
        '注销需提供'
        >>> condition_in("复印件加盖公章")
    """
    sentences = [tidied(part) for part in _SENTENCES.split(text)]
    stated = [part for part in sentences if part and any(s.search(part) for s in _SIGNS)]
    whole = "；".join(stated)
    if not whole:
        return None
    return whole if len(whole) <= _MOST else whole[:_MOST] + "…"


def title_parts(title: str) -> TitleParts:
    """
    Take a condition out of a title.

    Args:
        title: As printed.

    Returns:
        The paper, and the condition under which it is wanted if the title states one.

    Examples:
        >>> title_parts("委托代理的，应出具委托协议")
        TitleParts(paper='委托协议', condition='委托代理的')
        >>> title_parts("营业执照")
        TitleParts(paper='营业执照', condition=None)
    """
    plain = tidied(title)
    for pattern in (_TITLE, _TITLE_WITHOUT_COMMA):
        match = pattern.match(plain)
        if match:
            return TitleParts(tidied(match["paper"]), tidied(match["condition"]))
    match = _BRACKETS.search(plain)
    if match and any(sign.search(match["condition"]) for sign in _SIGNS):
        paper = tidied(plain[: match.start()])
        if paper:
            return TitleParts(paper, match["condition"])
    return TitleParts(plain)


def is_shared_data(text: str) -> bool:
    """Say whether a free text tells that the authority gets the paper's data itself."""
    return _DATA.search(text) is not None
