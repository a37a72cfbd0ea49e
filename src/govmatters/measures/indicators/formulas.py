"""
Every indicator in one table: what counts, what leaves the denominator, what is reached.

The words of a formula are those of its criteria, so that what is said is what is computed.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from govmatters.measures.indicators import attaining as reach
from govmatters.measures.indicators import counting as count
from govmatters.measures.indicators.criteria import Criterion, Exclusion
from govmatters.model import Delivery, Level

__all__ = ["BEYOND", "FORMULAS", "PROPOSED", "Figure", "Formula", "Unit"]

PROPOSED = "proposed"
"""The source of a formula that no document we found prints."""

_CITIES = "formulas running in public code of government systems"
_JINING = "public code of a government system (performance statistics of Jining)"
_WENZHOU = "public code of a government system (statistics of Wenzhou)"


class Unit(StrEnum):
    """What a share counts."""

    MATTERS = "matters"
    WORKING_DAYS = "working_days"
    PAPERS = "papers"
    STEPS = "steps"
    TRIPS = "trips"


class Figure(StrEnum):
    """What of a bundle is compared, each alone and together."""

    PAPERS = "papers"
    STEPS = "steps"
    WORKING_DAYS = "working_days"
    TRIPS = "trips"


_CUTS = {
    Figure.PAPERS: ("papers that bundles remove", "papers of their matters, each alone", "材料"),
    Figure.STEPS: ("steps that bundles remove", "steps of their matters, each alone", "环节"),
    Figure.WORKING_DAYS: (
        "working days that bundles remove",
        "working days of their matters, each alone",
        "时限",
    ),
    Figure.TRIPS: ("trips that bundles remove", "trips of their matters, each alone", "跑动"),
}


@attrs.frozen(kw_only=True)
class Formula:
    """
    How an indicator is computed.

    Attributes:
        name: Its name.
        name_zh: Its Chinese name.
        source: Where the formula comes from, or `PROPOSED`.
        counts: What a matter must be to count.
        without: Why a matter leaves the denominator, if it says so.
        reached: What a matter must be to be reached; None: no matter is looked at.
        unit: What the share counts.
        bundles: What of bundles is compared, if they are what is looked at.
        missing: What no registry holds, so that it cannot be computed.
        missing_zh: The same in Chinese.
    """

    name: str
    name_zh: str
    source: str = PROPOSED
    counts: tuple[Criterion, ...] = ()
    without: tuple[Exclusion, ...] = (count.SECRET,)
    reached: Criterion | None = None
    unit: Unit = Unit.MATTERS
    bundles: Figure | None = None
    missing: tuple[str, ...] = ()
    missing_zh: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The formula in words."""
        if self.bundles is not None:
            part, whole, _ = _CUTS[self.bundles]
            return f"{part} / {whole}"
        if self.reached is None:
            return f"not computable; it would need: {', '.join(self.missing)}"
        counted = " and ".join(one.said for one in self.counts)
        left_out = ", ".join(f"{one.said}" for one in self.without)
        if self.unit is Unit.WORKING_DAYS:
            part, whole = "working days promised less than statutory", "statutory working days"
            return f"{part} / {whole}, of matters {counted}; left out: {left_out}"
        return f"matters {self.reached.said} / matters {counted}; left out: {left_out}"

    @property
    def text_zh(self) -> str:
        """The formula in Chinese."""
        if self.bundles is not None:
            name = _CUTS[self.bundles][2]
            return f"“一件事”减少的{name} ÷ 各事项单独办理的{name}"
        if self.reached is None:
            return f"无法由登记库计算；尚缺：{'、'.join(self.missing_zh)}"
        counted = "且".join(one.said_zh for one in self.counts)
        left_out = "、".join(one.said_zh for one in self.without)
        if self.unit is Unit.WORKING_DAYS:
            rest = f"法定时限之和（{counted}的事项）；不计：{left_out}"
            return f"（法定时限－承诺时限）之和 ÷ {rest}"
        reached = self.reached.said_zh
        return f"{reached}的事项数 ÷ {counted}的事项数；不计：{left_out}"


_BY_LAW = (count.SECRET, count.PRESENCE_BY_LAW)

FORMULAS: tuple[Formula, ...] = (
    Formula(
        name="online_rate",
        name_zh="网上可办率",
        source=f"{_JINING}; exclusions: 新余市数字政府建设总体方案（2025—2026年）",
        counts=(count.ON_APPLICATION,),
        without=_BY_LAW,
        reached=reach.ONLINE,
    ),
    Formula(
        name="full_online_rate",
        name_zh="全程网办率",
        source=_JINING,
        counts=(count.ON_APPLICATION,),
        without=_BY_LAW,
        reached=reach.FULLY_ONLINE,
    ),
    Formula(
        name="instant_rate",
        name_zh="即办率",
        source=f"{_WENZHOU}; {_JINING}",
        counts=(count.ON_APPLICATION,),
        reached=reach.INSTANT,
    ),
    Formula(
        name="days_cut_rate",
        name_zh="时限压缩比",
        source=f"{_WENZHOU}; {_JINING}",
        counts=(count.ON_APPLICATION, count.HAS_LIMIT),
        reached=reach.CUTS_DAYS,
        unit=Unit.WORKING_DAYS,
    ),
    Formula(
        name="zero_trip_rate",
        name_zh="零跑动率",
        source=f"{_JINING}; {_WENZHOU}",
        counts=(count.ON_APPLICATION,),
        without=_BY_LAW,
        reached=reach.ZERO_TRIPS,
    ),
    Formula(
        name="one_trip_rate",
        name_zh="最多跑一次率",
        source=f"{_CITIES}; 浙江省保障“最多跑一次”改革规定 第二条",
        counts=(count.ON_APPLICATION,),
        reached=reach.ONE_TRIP,
    ),
    Formula(
        name="citywide_rate",
        name_zh="全市通办比例",
        counts=(count.HIGH_FREQUENCY, count.ON_APPLICATION),
        reached=reach.CITYWIDE,
    ),
    Formula(
        name="cross_region_rate",
        name_zh="跨域通办比例",
        counts=(count.HIGH_FREQUENCY, count.ON_APPLICATION),
        reached=reach.ELSEWHERE,
    ),
    Formula(
        name="one_window_rate",
        name_zh="一窗综合受理率",
        counts=(count.IN_HALL, count.ON_APPLICATION),
        reached=reach.ONE_WINDOW,
    ),
    Formula(
        name="elicence_use_rate",
        name_zh="电子证照用证率",
        counts=(count.HAS_ELICENCE,),
        reached=reach.CALLS_ELICENCE,
    ),
    Formula(
        name="sharing_rate",
        name_zh="信息资源共享率",
        missing=(
            "the catalogue of data resources",
            "which of them may not be shared",
            "which are really used",
        ),
        missing_zh=("政务信息资源目录", "其中不予共享的资源", "实际被使用的资源"),
    ),
    Formula(
        name="eseal_rate",
        name_zh="电子印章应用覆盖率",
        counts=(count.SEALS,),
        reached=reach.ESEALED,
    ),
    Formula(
        name="internal_one_trip_rate",
        name_zh="机关内部办事“最多跑一次”率",
        counts=(count.INTERNAL,),
        reached=reach.ONE_TRIP,
    ),
    Formula(
        name="internal_zero_trip_rate",
        name_zh="机关内部办事“一次不跑”率",
        counts=(count.INTERNAL,),
        reached=reach.ZERO_TRIPS,
    ),
    *(
        Formula(
            name=f"{level}_reach_rate",
            name_zh=f"{name}级可办率",
            counts=(count.ON_APPLICATION,),
            reached=reach.REACHED_AT[level],
        )
        for level, name in (
            (Level.CITY, "市"),
            (Level.COUNTY, "县"),
            (Level.TOWNSHIP, "乡"),
            (Level.VILLAGE, "村"),
        )
    ),
    Formula(
        name="assisted_rate",
        name_zh="帮办代办率",
        counts=(count.ON_APPLICATION,),
        reached=reach.ASSISTED,
    ),
    Formula(
        name="self_service_rate",
        name_zh="自助可办率",
        counts=(count.ON_APPLICATION,),
        reached=reach.SELF_SERVICE,
    ),
    *(
        Formula(
            name=f"{kind}_delivery_rate",
            name_zh=f"{name}率",
            counts=(count.GRANTS_BENEFIT,),
            reached=reach.DELIVERED[kind],
        )
        for kind, name in (
            (Delivery.NO_APPLICATION, "免申即享"),
            (Delivery.INSTANT, "即申即享"),
            (Delivery.PROMISE, "承诺兑现"),
        )
    ),
    Formula(
        name="bundle_cut",
        name_zh="一件事减材料比例",
        bundles=Figure.PAPERS,
        unit=Unit.PAPERS,
    ),
    Formula(
        name="bundle_steps_cut",
        name_zh="一件事减环节比例",
        bundles=Figure.STEPS,
        unit=Unit.STEPS,
    ),
    Formula(
        name="bundle_days_cut",
        name_zh="一件事减时间比例",
        bundles=Figure.WORKING_DAYS,
        unit=Unit.WORKING_DAYS,
    ),
    Formula(
        name="bundle_trips_cut",
        name_zh="一件事减跑动比例",
        bundles=Figure.TRIPS,
        unit=Unit.TRIPS,
    ),
)
"""In the order in which they are shown."""

BEYOND: tuple[Formula, ...] = (
    Formula(
        name="work_platform_coverage",
        name_zh="政务办公平台市、县、乡、村四级覆盖率",
        missing=("which units of the four levels use the platform",),
        missing_zh=("四级各单位是否接入该平台",),
    ),
    Formula(
        name="egov_network_access",
        name_zh="政务部门政务外网接入率",
        missing=("which departments are connected to the government network",),
        missing_zh=("各政务部门是否接入政务外网",),
    ),
    Formula(
        name="cloud_rate",
        name_zh="非涉密市级自建信息系统上云率",
        missing=("the information systems of the city, and where they run",),
        missing_zh=("市级自建信息系统及其部署位置",),
    ),
)
"""Indicators that plans name and that no registry of matters can tell."""
