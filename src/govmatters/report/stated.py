"""What a need of a way finds now, in Chinese: grounds tell it in English."""

from __future__ import annotations

import re
from collections.abc import Callable

from govmatters.codes.regions import Regions
from govmatters.registry import Registry
from govmatters.report.places import place_name
from govmatters.rules.handling.values import Ground, Way

__all__ = ["stated_now"]

_FIELDS = {
    "online": "网办深度",
    "presence": "到场要求",
    "modes": "通办方式",
    "scope": "通办范围",
}
_DEPTHS = {
    "none": "不可网办",
    "consult": "网上咨询",
    "apply": "网上申请",
    "accept": "网上受理",
    "full": "全程网办",
}
_PRESENCES = {"none": "无需到场", "on_site": "须到现场", "in_person": "须本人到场"}
_MODES = {"–": "无"} | {str(way): way.name_zh for way in Way}
_SCOPES = {"county": "仅县内", "city": "全市", "province": "全省", "nation": "全国"}


def stated_now(ground: Ground, registry: Registry) -> str:
    """
    Say in Chinese what the registry or the facts say of a need.

    Args:
        ground: The need.
        registry: What it was judged from.

    Returns:
        The Chinese, with the values and ids that the registry has; what has no Chinese here
        stays as it is.
    """
    for pattern, write in _SAID:
        if found := pattern.fullmatch(ground.found):
            return write(found, registry)
    return ground.found


def _valued(names: dict[str, str], value: str) -> str:
    return f"{names[value]} {value}" if value in names and value != "–" else names.get(value, value)


def _places(codes: str, regions: Regions) -> str:
    return "、".join(place_name(code, regions) for code in codes.split(", "))


def _scope(found: re.Match[str], _: Registry) -> str:
    stated = _valued(_SCOPES, found["scope"]) if found["scope"] else "通办范围未载明 scope"
    return f"{stated}，依法可选{_valued(_SCOPES, found['law'])}" if found["law"] else stated


def _modes(found: re.Match[str], _: Registry) -> str:
    return "、".join(_valued(_MODES, mode) for mode in found[1].split(", "))


_Writer = Callable[[re.Match[str], Registry], str]
_SAID: tuple[tuple[re.Pattern[str], _Writer], ...] = tuple(
    (re.compile(pattern), write)
    for pattern, write in (
        (r"(?:`scope` is not stated|scope is (?P<scope>\w+))(?:, by law (?P<law>\w+))?", _scope),
        (r"`(\w+)` is not stated", lambda found, _: f"{_FIELDS[found[1]]}未载明 {found[1]}"),
        (r"online is (\w+)", lambda found, _: _valued(_DEPTHS, found[1])),
        (r"presence is (\w+)", lambda found, _: _valued(_PRESENCES, found[1])),
        ("modes are (.+)", _modes),
        ("the matter is secret", lambda *_: "涉密"),
        ("the matter is not flagged as secret", lambda *_: "未标明涉密"),
        ("no agreement joins the two", lambda *_: "两地之间没有通办协议"),
        ("by agreement (.+)", lambda found, _: f"通办协议 {found[1]}"),
        ("depends on the region of the matter", lambda *_: "取决于事项所属区划 region"),
        ("depends on (.+)", lambda found, _: f"取决于问题 {found[1]}"),
        (
            "the competent region is (.+)",
            lambda found, all_: f"业务属地为 {_places(found[1], all_.geography)}",
        ),
        ("acts in (.+)", lambda found, all_: f"只在 {_places(found[1], all_.geography)} 办理"),
    )
)
