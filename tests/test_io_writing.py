"""Folders of imports: an earlier one is replaced whole, anything else is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from govmatters.errors import InvalidEntryError
from govmatters.io.writing import write_file, write_folder

NAMES = ("papers.yaml", "papers.json", "matters-[0-9]*.yaml")


def held(folder: Path) -> dict[str, str]:
    """Read what a folder holds."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


def test_an_earlier_import_is_replaced(tmp_path: Path) -> None:
    """Files that the new import has not are removed; what is read as no registry stays."""
    folder = tmp_path / "new" / "folder"
    write_folder(folder, {"papers.yaml": "1", "matters-001.yaml": "1"}, names=NAMES)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "my.mapping.yaml").write_text("mine", encoding="utf-8")

    assert write_folder(folder, {"papers.json": "2"}, names=NAMES) == (folder / "papers.json",)
    assert held(folder) == {"my.mapping.yaml": "mine", "notes.txt": "mine", "papers.json": "2"}


@pytest.mark.parametrize("other", ["mine.yaml", "matters-mine.yaml", "below/papers.yaml"])
def test_another_registry_is_left_alone(tmp_path: Path, other: str) -> None:
    """Its files would be read together with the import's."""
    file = tmp_path / other
    file.parent.mkdir(exist_ok=True)
    file.write_text("x", encoding="utf-8")
    write = {"papers.yaml": "1"}

    with pytest.raises(InvalidEntryError) as caught:
        write_folder(tmp_path, write, names=NAMES)
    assert caught.value.problem == f"holds {file.name!r} of another registry; name a new folder"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


def test_an_import_may_have_a_marker(tmp_path: Path) -> None:
    """Without it, files of the same names are somebody's own."""
    (tmp_path / "papers.yaml").write_text("mine", encoding="utf-8")

    with pytest.raises(InvalidEntryError, match="and no report of an earlier import"):
        write_folder(tmp_path, {"papers.yaml": "1"}, names=NAMES, marker="report")
    assert held(tmp_path) == {"papers.yaml": "mine"}

    files = {"papers.yaml": "1", "report": "r"}
    for _ in range(2):
        write_folder(tmp_path / "new", files, names=NAMES, marker="report")
    assert held(tmp_path / "new") == files


@pytest.mark.parametrize("name", ["file/below", "\0", "x" * 300])
def test_what_cannot_be_written_says_why(tmp_path: Path, name: str) -> None:
    """One error for a file and for a folder, short, whatever the system says."""
    (tmp_path / "file").write_bytes(b"x")
    path = tmp_path / name

    with pytest.raises(InvalidEntryError, match=r"cannot be written: .*; name another folder"):
        write_folder(path, {"a": "1"}, names=("a",))
    with pytest.raises(InvalidEntryError, match=r"cannot be written: .*; name another file"):
        write_file(path, b"1")


def test_a_file_that_breaks_off_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As does a file of a folder, and nothing lies beside them."""
    write_file(tmp_path / "file", b"before")
    write_folder(tmp_path / "folder", {"a": "before"}, names=("a",))

    def broken(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", broken)
        patched.setattr(Path, "write_text", broken)
        with pytest.raises(KeyboardInterrupt):
            write_file(tmp_path / "file", b"after")
        with pytest.raises(KeyboardInterrupt):
            write_folder(tmp_path / "folder", {"a": "after"}, names=("a",))

    assert (tmp_path / "file").read_bytes() == b"before"
    assert held(tmp_path / "folder") == {"a": "before"}
    assert len(list(tmp_path.iterdir())) == 2
