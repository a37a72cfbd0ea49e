"""The picture of a plan: stages from left to right, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from govmatters.model import APPLICANT, Bounds
from govmatters.registry import Registry
from govmatters.report.charts.courses import Course, Stop, Wait, course_of
from govmatters.report.charts.drafting import layout_of
from govmatters.report.charts.layouts import (
    BOX_WIDTH,
    FONT,
    LINE,
    SMALL,
    SMALL_LINE,
    Arrow,
    Box,
    Layout,
)
from govmatters.report.charts.lettering import span, text_width
from govmatters.report.charts.pictures import MARGIN, Canvas, Picture, headed, node
from govmatters.report.labels import Labels
from govmatters.report.naming import Names
from govmatters.rules.plans import Plan

__all__ = ["stages_picture"]

# Okabe and Ito's colours stay apart for those who see fewer of them; what they say is also
# said by thickness, dashes or words.
_BLUE, _ORANGE, _PURPLE, _GREY = "#0072b2", "#d55e00", "#b0508a", "#6b7680"
_PALE_BLUE, _PALE_ORANGE, _PALE_PURPLE = "#eef5fa", "#fdf0e6", "#faf0f6"
_HEAD = 9
_LEGEND = 38

Style = Mapping[str, str | float]
_FRAME: Style = MappingProxyType({"fill": _PALE_PURPLE, "stroke": _PURPLE, "stroke_width": 2})

_ZH = MappingProxyType(
    {
        "title": "{name}：办理顺序",
        "days": "办结时限 {days} 个工作日（逐项办理合计 {alone}）",
        "stage": "第 {number} 阶段",
        "promised": "{days} 个工作日",
        "legal": "法定 {days} 个工作日",
        "at once": "即办",
        "unknown": "时限未公布",
        "order": "（先后顺序）",
        "arrow": "箭头：后者等前者出具的材料",
        "chain": "最长链条：{days} 个工作日",
        "longest chain": "耗时最长情形的链条：{days} 个工作日",
        "sometimes": "视情形而定",
        "circle": "循环证明",
        "refused": "不予受理：{names}",
        "maybe refused": "可能不予受理：{names}",
        "empty": "没有需要办理的事项",
    }
)
_EN = MappingProxyType(
    {
        "title": "{name}: order of matters",
        "days": "{days} working days (each matter alone: {alone})",
        "stage": "Stage {number}",
        "promised": "working days: {days}",
        "legal": "working days by law: {days}",
        "at once": "on the spot",
        "unknown": "days not stated",
        "order": "(order)",
        "arrow": "arrow: the later waits for the earlier one's paper",
        "chain": "longest chain: {days} working days",
        "longest chain": "chain of the longest situation: {days} working days",
        "sometimes": "in some situations only",
        "circle": "circular proof",
        "refused": "Refused: {names}",
        "maybe refused": "May be refused: {names}",
        "empty": "no matter applies",
    }
)
Words = Mapping[str, str]


def stages_picture(plan: Plan, registry: Registry, *, english: bool = False) -> Picture:
    """
    Draw in which order the matters of a plan run.

    Args:
        plan: The plan.
        registry: What it was made from.
        english: Whether labels are English; names stay as they are.

    Returns:
        A box a matter, in a column a stage, with its working days as words and as a bar; an
        arrow a wait, with the papers waited for. The longest chain is thick and orange,
        circles are framed, and what only some of the open situations have is dashed.

    Raises:
        ValueError: If the plan was made from another registry.

    Source:
        PL-5, PL-6.
    """
    words = _EN if english else _ZH
    course = course_of(plan, registry)
    layout = layout_of(course, lambda wait: _label(wait, registry, words, english=english))
    names = Names(registry, registry.bundles[plan.bundle], Labels())
    title = words["title"].format(name=names.bundle.name)
    notes = [f"{plan.on} · {registry.geography.name(plan.region)}"]
    notes += _notes(plan, names, words)
    canvas, top = headed(title, notes, width=layout.width, height=layout.height + _LEGEND)
    days = span(Bounds(course.chain_days, course.chain_days if plan.working_days.high else None))
    _draw_legend(canvas, course, top + 20, words, days)
    _draw_layout(node(canvas, "g", transform=f"translate({MARGIN} {top + _LEGEND})"), layout, words)
    return Picture.of(canvas)


def _label(wait: Wait, registry: Registry, words: Words, *, english: bool) -> str:
    """Name the papers that are waited for."""
    names = []
    for paper in wait.papers:
        role = paper.subject if english else Labels().role(paper.subject)
        whose = "" if paper.subject == APPLICANT else f"（{role}）"
        names.append(registry.material_types[paper.type].name + whose)
    return "、".join(names) or words["order"]


def _notes(plan: Plan, names: Names, words: Words) -> Iterable[str]:
    """What the picture as a whole says in words."""
    if not plan.stages:
        yield words["empty"]
    yield words["days"].format(days=span(plan.working_days), alone=span(plan.working_days_alone))
    for key, always in (("refused", True), ("maybe refused", False)):
        refused = [names.matter(one.subject) for one in plan.refused if one.always is always]
        if refused:
            yield words[key].format(names="、".join(refused))


def _draw_legend(canvas: Canvas, course: Course, y: float, words: Words, days: str) -> None:
    """Explain the signs that the picture has, and no others."""
    parts: list[Stop | Wait] = [*course.stops, *course.waits]
    signs: list[tuple[str, Style]] = []
    if course.waits:
        signs.append((words["arrow"], _line_style(critical=False, always=True)))
    if any(part.critical for part in parts):
        key = "chain" if all(stop.always for stop in course.stops) else "longest chain"
        chain = words[key].format(days=days)
        signs.append((chain, _line_style(critical=True, always=True)))
    if not all(part.always for part in parts):
        signs.append((words["sometimes"], _line_style(critical=False, always=False)))
    if course.circles:
        signs.append((words["circle"], _FRAME))
    x = float(MARGIN)
    for text, style in signs:
        node(canvas, "line", x1=x, y1=y - 4, x2=x + 26, y2=y - 4, **style)
        node(canvas, "text", text, x=x + 32, y=y, font_size=12, fill="#444444")
        x += 32 + text_width(text, 12) + 22


def _line_style(*, critical: bool, always: bool) -> Style:
    style: dict[str, str | float] = {
        "fill": "none",
        "stroke": _ORANGE if critical else _GREY,
        "stroke_width": 2.6 if critical else 1.3,
    }
    return style if always else {**style, "stroke_dasharray": "5 4"}


def _draw_layout(canvas: Canvas, layout: Layout, words: Words) -> None:
    for left, upper, right, lower in layout.frames:
        size = {"width": right - left, "height": lower - upper}
        node(canvas, "rect", x=left, y=upper, rx=10, **size, **_FRAME)
    for number, x in enumerate(layout.columns, start=1):
        text = words["stage"].format(number=number)
        node(canvas, "text", text, x=x, y=16, font_size=12, fill=_GREY)
    for arrow in sorted(layout.arrows, key=lambda one: one.wait.critical):
        _draw_arrow(canvas, arrow)
    longest = max((box.stop.days or 0 for box in layout.boxes), default=0)
    for box in layout.boxes:
        _draw_box(canvas, box, words, longest)


def _draw_arrow(canvas: Canvas, arrow: Arrow) -> None:
    wait = arrow.wait
    style = _line_style(critical=wait.critical, always=wait.always)
    x, y = arrow.points[-1]
    points = [*arrow.points[:-1], (x - _HEAD, y)]
    path = " ".join(f"{px:.6g},{py:.6g}" for px, py in points)
    node(canvas, "polyline", points=path, **style)
    head = f"{x:.6g},{y:.6g} {x - _HEAD:.6g},{y - 4.5:.6g} {x - _HEAD:.6g},{y + 4.5:.6g}"
    node(canvas, "polygon", points=head, fill=style["stroke"])
    for number, line in enumerate(reversed(arrow.lines)):
        above = y - 5 - number * SMALL_LINE
        node(canvas, "text", line, x=x - _HEAD - 3, y=above, font_size=SMALL, text_anchor="end")


def _draw_box(canvas: Canvas, box: Box, words: Words, longest: int) -> None:
    stop = box.stop
    colour = _ORANGE if stop.critical else _BLUE
    group = node(canvas, "g")
    node(group, "title", f"{stop.name} [{stop.key}]")
    outline = {**_line_style(critical=stop.critical, always=stop.always), "stroke": colour}
    outline["fill"] = _PALE_ORANGE if stop.critical else _PALE_BLUE
    node(group, "rect", x=box.x, y=box.y, width=BOX_WIDTH, height=box.height, rx=6, **outline)
    text_top = box.middle - (len(box.lines) + 1) * LINE / 2 + FONT
    for number, line in enumerate((*box.lines, _days(stop, words))):
        last = number == len(box.lines)
        style: dict[str, str | float] = {"fill": colour} if last else {}
        y = text_top + number * LINE
        node(group, "text", line, x=box.x + 10, y=y, font_size=FONT - last, **style)
    if stop.days and longest:
        width = (BOX_WIDTH - 20) * stop.days / longest
        y = box.y + box.height - 6
        node(group, "rect", x=box.x + 10, y=y, width=width, height=3, rx=1.5, fill=colour)


def _days(stop: Stop, words: Words) -> str:
    if stop.days is None:
        return words["unknown"]
    if stop.days == 0:
        return words["at once"]
    return words["promised" if stop.is_promised else "legal"].format(days=stop.days)
