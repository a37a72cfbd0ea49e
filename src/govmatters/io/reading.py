"""Bytes to nodes: encoding, size, and which of the two languages a file is written in."""

from __future__ import annotations

import re

from govmatters.io.json_reading import read_json
from govmatters.io.nodes import Kind, Node, ScalarNode, WrongError

__all__ = ["MAX_BYTES", "read_bytes", "read_text"]

MAX_BYTES = 64 * 1024 * 1024
"""Largest file, in bytes; split larger registries by collection or by authority."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_bytes(
    data: bytes, file: str, problems: list[WrongError], *, is_json: bool = False
) -> Node | None:
    """
    Read a file's content.

    Args:
        data: The bytes.
        file: What to call the file in messages.
        problems: Gets what is wrong and does not keep the rest from being read.
        is_json: Whether the file is JSON, not YAML.

    Returns:
        The document; None if the file is empty or holds nothing but comments.

    Raises:
        WrongError: If nothing can be read.
    """
    if len(data) > MAX_BYTES:
        message = f"larger than {MAX_BYTES // 1024 // 1024} MiB; split it into several files"
        raise WrongError(ScalarNode("", Kind.NULL, file), message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        where = _place(data[: exc.start].decode("utf-8-sig", errors="ignore"), file)
        message = f"byte 0x{data[exc.start]:02x} is not UTF-8; save the file as UTF-8 text"
        raise WrongError(where, message) from exc
    return read_text(text, file, problems, is_json=is_json)


def read_text(
    text: str, file: str, problems: list[WrongError], *, is_json: bool = False
) -> Node | None:
    """
    Read a file's content that is decoded already.

    Args:
        text: The content.
        file: What to call it in messages.
        problems: Gets what is wrong and does not keep the rest from being read.
        is_json: Whether it is JSON, not YAML.

    Returns:
        The document; None if it is empty or holds nothing but comments.

    Raises:
        WrongError: If nothing can be read.
    """
    control = _CONTROL.search(text)
    if control:
        where = _place(text[: control.start()], file)
        message = f"control character U+{ord(control.group()):04X}; is this a binary file?"
        raise WrongError(where, message)
    if is_json:
        return read_json(text, file, problems)
    from govmatters.io.yaml_reading import read_yaml  # noqa: PLC0415 (PyYAML takes 25 ms)

    return read_yaml(text, file, problems)


def _place(before: str, file: str) -> ScalarNode:
    """Make a node that says where a text ends."""
    column = len(before) - before.rfind("\n")
    return ScalarNode("", Kind.NULL, file, before.count("\n") + 1, column)
