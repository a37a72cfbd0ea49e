"""
Bit planes: one bit a situation, so that many situations are evaluated side by side.

A plane is a Python integer; bit *i* is the truth in situation *i*. ``ones`` has a bit for
every situation there is. A single situation is a plane of one bit: 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

__all__ = ["count_planes", "distinct_sums", "split"]


def split(planes: Sequence[int], valid: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """
    Group situations in which all planes agree.

    Args:
        planes: Any number of planes.
        valid: The situations to group.

    Yields:
        (the situations of the group, never empty; the truth of each plane in it, 0 or 1).
        Groups come in no meaningful but always the same order.

    Examples:
        >>> list(split([0b0011], 0b0111))
        [(3, (1,)), (4, (0,))]
    """
    if valid == 1:
        yield 1, tuple([plane & 1 for plane in planes])
        return
    groups = [(valid, 0)] if valid else []
    for place, plane in enumerate(planes):
        bit = 1 << place
        parted: list[tuple[int, int]] = []
        for mask, key in groups:
            inside = mask & plane
            if inside:
                parted.append((inside, key | bit))
            if inside != mask:
                parted.append((mask ^ inside, key))
        groups = parted
    for mask, key in groups:
        yield mask, tuple([key >> place & 1 for place in range(len(planes))])


def count_planes(weighted: Iterable[tuple[int, int]]) -> list[int]:
    """
    Add numbers under masks, bit-sliced: one addition serves all situations.

    Args:
        weighted: (situations, number ≥ 0 to add in each of them).

    Returns:
        Planes of the binary digits of the sums, the lowest first.

    Raises:
        ValueError: If a number is negative.

    Examples:
        >>> count_planes([(0b11, 1), (0b10, 2)])
        [3, 2]
    """
    digits: list[int] = []
    for mask, number in weighted:
        if number < 0:
            msg = f"only numbers ≥ 0 can be added, got {number}"
            raise ValueError(msg)
        left, place = number, 0
        while left:
            if left & 1:
                _carry(digits, place, mask)
            left >>= 1
            place += 1
    return digits


def _carry(digits: list[int], place: int, mask: int) -> None:
    """Add a power of two under a mask."""
    while len(digits) <= place:
        digits.append(0)
    while mask:
        if place == len(digits):
            digits.append(0)
        digits[place], mask = digits[place] ^ mask, digits[place] & mask
        place += 1


def distinct_sums(
    columns: Sequence[Iterable[tuple[int, int]]], valid: int
) -> tuple[tuple[int, ...], ...]:
    """
    Sum each column in every situation, and say which rows of sums occur.

    Args:
        columns: One a figure; each is what `count_planes` takes.
        valid: The situations that count.

    Returns:
        The distinct rows of sums, sorted; empty if no situation is valid.
    """
    sliced = [count_planes(column) for column in columns]
    flat = [digit for digits in sliced for digit in digits]
    rows = set()
    for _mask, bits in split(flat, valid):
        row, start = [], 0
        for digits in sliced:
            own = bits[start : start + len(digits)]
            row.append(sum(bit << place for place, bit in enumerate(own)))
            start += len(digits)
        rows.add(tuple(row))
    return tuple(sorted(rows))
