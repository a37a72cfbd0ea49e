"""The words of handling elsewhere: Chinese, with the English beside it."""

from __future__ import annotations

__all__ = ["HANDLING_WORDS"]

HANDLING_WORDS = {
    "act": ("做什么", "does"),
    "at": ("申请人所在地", "applicant is at"),
    "at_least": (
        "最少须到几地（未知的方式若都可办）",
        "at least, if every undecided way is open",
    ),
    "closed": ("不可办", "closed"),
    "competent": ("业务属地", "competent region"),
    "course": ("各事项怎么办", "each matter"),
    "coverage": ("各方式覆盖", "coverage"),
    "ground": ("要求", "needs"),
    "handling": ("异地办理", "handling elsewhere"),
    "home": ("在属地办理", "at home"),
    "missing": ("登记册未载明", "not stated"),
    "modes": ("办理方式", "ways"),
    "openings": ("怎样才能办更多", "what would open most"),
    "opens": ("可新增（事项×地区）", "pairs opened"),
    "pairs": ("事项×地区", "pairs"),
    "perhaps_without_visit": ("也许不必跑的事项", "perhaps need no visit"),
    "places": ("须到的地方", "places to visit"),
    "open_ways": ("可办", "open"),
    "rule": ("规则", "rule"),
    "share": ("占比", "share"),
    "weight": ("按办件量", "weighted by cases"),
    "single_change": ("只需一项改变", "single change"),
    "spared": ("两地都认可的免提交", "exemptions that hold"),
    "state": ("结论", "state"),
    "stated_now": ("现为", "now"),
    "steps_of": ("办理步骤", "who does what"),
    "stuck": ("哪里都办不了", "handled nowhere"),
    "there": ("从所在地办理", "from there"),
    "total": ("合计", "total"),
    "undecided_ways": ("待定", "undecided"),
    "visit": ("到", "visit"),
    "way": ("方式", "way"),
    "who": ("谁", "who"),
    "who_applicant": ("申请人", "applicant"),
    "who_authority": ("业务属地部门", "authority"),
    "who_window": ("所在地窗口", "window"),
}
