"""The picture of a reduction: from before to after, by mechanism."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

import attrs

from govmatters.measures.reduction import Reduction
from govmatters.model import Bounds, Published
from govmatters.registry import Registry
from govmatters.report.charts.lettering import span, text_width
from govmatters.report.charts.pictures import MARGIN, Canvas, Picture, headed, node

__all__ = ["reduction_picture"]

# Okabe and Ito's colours stay apart for those who see fewer of them.
_BLUE, _ORANGE, _GREY, _SILVER = "#0072b2", "#e69f00", "#4d5963", "#b4bcc3"
_FONT = 13
_ROW, _BAR = 36, 22
_PLOT = 460
_SPACE = 130
_LEGEND = 38

_ZH = MappingProxyType(
    {
        "title": "{name}：需提交材料从 {before} 份到 {after} 份",
        "removed": "减少 {removed} 份（{share}）",
        "added": "另有“一件事”自身材料 {count} 份，不计入前后",
        "exact": "各方式的份额为精确分数，图中四舍五入",
        "open": "还有 {count} 种情形未定：浅色为可能的范围，各行上下限未必同时出现",
        "outer": "还有 {count} 种情形未定：浅色为安全外界，实际范围可能更窄",
        "before": "逐项单独办理",
        "after": "“一件事”联办",
        "published before": "官方公布：办理前",
        "published after": "官方公布：办理后",
        "structural": "由联办本身减少",
        "exemption": "由免提交减少",
    }
)
_EN = MappingProxyType(
    {
        "title": "{name}: papers from {before} to {after}",
        "removed": "{removed} removed ({share})",
        "added": "The bundle adds {count} of its own, outside before and after",
        "exact": "Credits are exact fractions, rounded in the picture only",
        "open": "{count} situations are open: pale is what may be; rows need not go together",
        "outer": "{count} situations are open: pale are safe outer bounds, perhaps too wide",
        "before": "each matter alone",
        "after": "as one bundle",
        "published before": "published: before",
        "published after": "published: after",
        "structural": "removed by the bundle itself",
        "exemption": "removed by exemptions",
    }
)
Words = Mapping[str, str]


@attrs.frozen(kw_only=True)
class _Bar:
    """One row of the picture: (from, to) for certain, and how far it may reach."""

    label: str
    colour: str
    start: Fraction
    end: Fraction
    reach: Fraction
    value: str
    hint: str


def reduction_picture(
    reduction: Reduction, registry: Registry, *, english: bool = False
) -> Picture:
    """
    Draw how many papers a bundle removes, and what removes them.

    Args:
        reduction: The reduction.
        registry: What it was made from.
        english: Whether labels are English; names stay as they are.

    Returns:
        A waterfall from before to after, a bar a mechanism that removes anything. With open
        questions bars begin at nothing instead: solid to the least, pale to the greatest,
        because bounds of different rows need not be of the same situation. The authority's
        published counts stand below, and take no part.

    Source:
        RD-1, RD-3, RD-6.
    """
    words = _EN if english else _ZH
    bundle = registry.bundles[reduction.bundle]
    bars = [*_bars(reduction, words, english=english), *_published(bundle.published, words)]
    title = words["title"].format(
        name=bundle.name, before=span(reduction.before), after=span(reduction.after)
    )
    head = [f"{reduction.on} · {registry.geography.name(reduction.region)}"]
    head += _notes(reduction, words)
    return _draw(title, head, bars, words)


def _bars(reduction: Reduction, words: Words, *, english: bool) -> Iterator[_Bar]:
    known = _is_known(reduction)
    yield _total(words["before"], reduction.before)
    left = Fraction(reduction.before.low or 0)
    for mechanism, credit in reduction.by_mechanism.items():
        low, high = credit.low or Fraction(0), credit.high or Fraction(0)
        if high:
            yield _Bar(
                label=mechanism.value if english else mechanism.name_zh,
                colour=_BLUE if mechanism.is_structural else _ORANGE,
                start=left - low if known else Fraction(0),
                end=left if known else low,
                reach=left if known else high,
                value=_rounded(credit, sign="−"),
                hint=f"−{span(credit)}",
            )
            left -= low
    yield _total(words["after"], reduction.after)


def _is_known(reduction: Reduction) -> bool:
    """Whether no open situation changes a figure of the picture."""
    totals = reduction.before.is_known and reduction.after.is_known
    return totals and all(credit.is_known for credit in reduction.by_mechanism.values())


def _total(label: str, bounds: Bounds[int]) -> _Bar:
    low = Fraction(bounds.low or 0)
    high = low if bounds.high is None else Fraction(bounds.high)
    return _Bar(
        label=label,
        colour=_GREY,
        start=Fraction(0),
        end=low,
        reach=high,
        value=span(bounds),
        hint=span(bounds),
    )


def _published(claim: Published | None, words: Words) -> Iterator[_Bar]:
    if claim is None:
        return
    claims = (("before", claim.materials_before), ("after", claim.materials_after))
    for key, number in claims:
        if number is not None:
            bar = _total(words[f"published {key}"], Bounds(number, number))
            yield attrs.evolve(bar, colour=_SILVER)


def _rounded(bounds: Bounds[Fraction], *, sign: str = "") -> str:
    """Write fractions with two digits at most."""
    low, high = (
        f"{float(end or 0):.2f}".rstrip("0").rstrip(".") for end in (bounds.low, bounds.high)
    )
    return f"{sign}{low}" if low == high else f"{sign}({low}–{high})"


def _notes(reduction: Reduction, words: Words) -> Iterator[str]:
    ends = (reduction.share.low, reduction.share.high)
    percent = "–".join(dict.fromkeys(f"{float(end or 0):.0%}" for end in ends))
    yield words["removed"].format(removed=span(reduction.removed), share=percent)
    if reduction.added:
        yield words["added"].format(count=len(reduction.added))
    if not _is_known(reduction):
        key = "open" if reduction.exact else "outer"
        yield words[key].format(count=reduction.situations)
    elif any((one.low or Fraction(0)).denominator > 1 for one in reduction.by_mechanism.values()):
        yield words["exact"]


def _draw(title: str, notes: list[str], bars: list[_Bar], words: Words) -> Picture:
    names = max(text_width(bar.label, _FONT) for bar in bars) + 16
    width, height = names + _PLOT + _SPACE, _LEGEND + len(bars) * _ROW
    canvas, top = headed(title, notes, width=width, height=height)
    _draw_legend(canvas, bars, top + 20, words)
    scale = _PLOT / float(max([bar.reach for bar in bars] + [Fraction(1)]))
    plot = node(canvas, "g", transform=f"translate({MARGIN + names:.6g} {top + _LEGEND})")
    for number, bar in enumerate(bars):
        _draw_bar(plot, bar, number * _ROW, scale)
    _draw_joints(plot, bars, scale)
    return Picture.of(canvas)


def _draw_legend(canvas: Canvas, bars: list[_Bar], y: float, words: Words) -> None:
    x = float(MARGIN)
    for key, colour in (("structural", _BLUE), ("exemption", _ORANGE)):
        if any(bar.colour == colour for bar in bars):
            node(canvas, "rect", x=x, y=y - 11, width=14, height=12, fill=colour)
            node(canvas, "text", words[key], x=x + 20, y=y, font_size=12, fill="#444444")
            x += 20 + text_width(words[key], 12) + 22


def _draw_bar(plot: Canvas, bar: _Bar, y: float, scale: float) -> None:
    upper, middle = y + (_ROW - _BAR) / 2, y + _ROW / 2 + 5
    group = node(plot, "g")
    node(group, "title", f"{bar.label}: {bar.hint}")
    node(group, "text", bar.label, x=-10, y=middle, font_size=_FONT, text_anchor="end")
    start, end, reach = (float(one) * scale for one in (bar.start, bar.end, bar.reach))
    style: dict[str, str | float] = {"y": upper, "height": _BAR, "fill": bar.colour}
    if bar.colour == _SILVER:
        style.update(fill="#ffffff", stroke=_GREY, stroke_dasharray="3 3")
    if end > start or reach == end:
        node(group, "rect", x=start, width=max(end - start, 1), **style)
    if reach > end:
        node(group, "rect", x=end, width=reach - end, fill_opacity=0.35, **style)
    node(group, "text", bar.value, x=max(end, reach) + 8, y=middle, font_size=_FONT)


def _draw_joints(plot: Canvas, bars: list[_Bar], scale: float) -> None:
    """Join each bar of a waterfall to the next where one ends and the other begins."""
    for number, (one, other) in enumerate(pairwise(bars)):
        level = one.start or (one.end if number == 0 else Fraction(0))
        if level and level in {other.end, other.start} and other.colour != _SILVER:
            x, y = float(level) * scale, number * _ROW
            upper, lower = y + (_ROW + _BAR) / 2, y + _ROW + (_ROW - _BAR) / 2
            node(plot, "line", x1=x, y1=upper, x2=x, y2=lower, stroke="#888888", stroke_width=1)
