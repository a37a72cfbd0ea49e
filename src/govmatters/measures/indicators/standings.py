"""Where one matter stands with one indicator: left out, reached, not reached, or not known."""

from __future__ import annotations

import attrs

from govmatters.measures.indicators.shares import Weight

__all__ = ["Judged", "Need", "Reason", "Standing"]


@attrs.frozen(kw_only=True)
class Need:
    """
    One thing that stands in a matter's way, or that is not known of it.

    Attributes:
        criterion: What it is about, such as ``"online"``.
        todo: What to do; ``""`` if it is enough to state what is missing.
        todo_zh: The same in Chinese.
        missing: Keys that the matter does not state, or ids of questions that are open; empty
            if it is known that something is to be done.
    """

    criterion: str
    todo: str
    todo_zh: str
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say what is to be stated, and what is to be done."""
        stated = "state " + ", ".join(f"`{key}`" for key in self.missing) if self.missing else ""
        wanted = f"wanted: {self.todo}" if self.missing and self.todo else self.todo
        return "; ".join(filter(None, (stated, wanted)))

    @property
    def text_zh(self) -> str:
        """The same in Chinese."""
        stated = "填报 " + "、".join(self.missing) if self.missing else ""
        wanted = f"应为：{self.todo_zh}" if self.missing and self.todo_zh else self.todo_zh
        return "；".join(filter(None, (stated, wanted)))


@attrs.frozen(kw_only=True)
class Reason:
    """
    Why a matter is left out of a denominator.

    Attributes:
        criterion: What it is about, such as ``"secret"``.
        text: The reason.
        text_zh: The same in Chinese.
        basis: By which law, if the matter says so.
    """

    criterion: str
    text: str
    text_zh: str
    basis: str | None = None


@attrs.frozen(kw_only=True)
class Standing:
    """
    Where a matter, or a bundle, stands.

    Attributes:
        id: Which one.
        reason: Why it is left out; None if it counts or may count.
        needs: What keeps it from being reached whole for certain; empty if nothing does.
    """

    id: str
    reason: Reason | None = None
    needs: tuple[Need, ...] = ()


@attrs.frozen(kw_only=True)
class Judged:
    """
    A matter that counts or may count, or one that is left out, as a formula sees it.

    Attributes:
        standing: Where it stands.
        weight: What it brings into the share; None if it is left out.
    """

    standing: Standing
    weight: Weight | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is known that it counts, and how far it is reached."""
        weight = self.weight
        return weight is not None and weight.is_sure and weight.low == weight.high
