"""The one change that would make a ground hold: what is changed, and into what."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Change", "Obstacle"]


class Obstacle(StrEnum):
    """What a ground looks at: what closes a way where it does not hold."""

    PLACE = "place"
    SECRET = "secret"  # noqa: S105 (no password)
    DEPTH = "depth"
    PRESENCE = "presence"
    MODE = "mode"
    SCOPE = "scope"
    AGREEMENT = "agreement"
    REACH = "reach"
    SEVERAL_PLACES = "several_places"

    @property
    def name_zh(self) -> str:
        """What it is called in Chinese."""
        return _NAMES_ZH[self]


_NAMES_ZH = {
    Obstacle.PLACE: "办理地",
    Obstacle.SECRET: "不涉密",
    Obstacle.DEPTH: "网办深度",
    Obstacle.PRESENCE: "到场要求",
    Obstacle.MODE: "已开放该方式",
    Obstacle.SCOPE: "通办范围",
    Obstacle.AGREEMENT: "通办协议",
    Obstacle.REACH: "通办范围或协议",
    Obstacle.SEVERAL_PLACES: "须在多地办理",
}


@attrs.frozen
class Change:
    """
    What would make a ground hold.

    Attributes:
        what: Which ground.
        to: A region to go to; a depth, presence, mode or scope; for an agreement its two members
            and its mode, and behind them the scope that would do as well.
    """

    what: Obstacle
    to: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in English."""
        return _ENGLISH[self.what].format(*self.to)

    @property
    def text_zh(self) -> str:
        """Say it in Chinese."""
        return _CHINESE[self.what].format(*(_WORDS_ZH.get(word, word) for word in self.to))


_WORDS_ZH = {
    "county": "全县",
    "city": "全市",
    "province": "全省",
    "nation": "全国",
    "full": "全程网办",
    "none": "无需到场",
    "on_site": "到现场即可，不必本人",
    "full_online": "全程网办",
    "multi_place": "多地联办",
    "proxy_collect": "异地代收代办",
}
_ENGLISH = {
    Obstacle.PLACE: "go to {0}",
    Obstacle.DEPTH: "make it `online: {0}`",
    Obstacle.PRESENCE: "require presence `{0}`, where the law lets you",
    Obstacle.MODE: "add {0} to `modes`",
    Obstacle.SCOPE: "widen `scope` to {0}",
    Obstacle.AGREEMENT: "an agreement of {0} and {1} that names the matter, with {2}",
    Obstacle.REACH: "an agreement of {0} and {1} that names the matter, with {2}, or `scope` {3}",
}
_CHINESE = {
    Obstacle.PLACE: "到 {0} 办理",
    Obstacle.DEPTH: "网办深度提高到{0}",
    Obstacle.PRESENCE: "到场要求改为{0}（法律允许时）",
    Obstacle.MODE: "开放{0}",
    Obstacle.SCOPE: "通办范围扩大到{0}",
    Obstacle.AGREEMENT: "{0} 与 {1} 签订列明该事项的协议（{2}）",
    Obstacle.REACH: "{0} 与 {1} 签订列明该事项的协议（{2}），或通办范围扩大到{3}",
}
