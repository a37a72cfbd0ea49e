"""Files and folders take their place when they are finished; else all is as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govmatters.errors import InvalidEntryError
from govmatters.io.whole import whole_file, whole_folder

MARKER = "what.it.is"


def keep(folder: Path, text: str) -> None:
    """Write a folder of our kind."""
    with whole_folder(folder, marker=MARKER) as new:
        (new / MARKER).write_text(text, encoding="utf-8")


def held(folder: Path) -> str:
    """Read what a folder holds."""
    return (folder / MARKER).read_text(encoding="utf-8")


def failing(monkeypatch: pytest.MonkeyPatch, *calls: int, error: type[BaseException]) -> None:
    """Let some of the renamings fail."""
    rename, done = Path.replace, []

    def replace(old: Path, new: Path) -> Path:
        done.append(old)
        if len(done) in calls:
            raise error
        return rename(old, new)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_an_earlier_folder_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int, error: type[BaseException]
) -> None:
    """Whichever of the two renamings fails, and a later writing takes nothing away."""
    folder = tmp_path / "nation"
    keep(folder, "before")
    with monkeypatch.context() as patched:
        failing(patched, call, error=error)
        with pytest.raises(InvalidEntryError if error is OSError else error):
            keep(folder, "after")

    assert [one.name for one in tmp_path.iterdir()] == ["nation"]
    assert held(folder) == "before"
    keep(folder, "later")
    assert held(folder) == "later"


def test_the_only_copy_is_never_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be put back either, it is said where it lies, and later writers keep it."""
    folder = tmp_path / "nation"
    keep(folder, "before")
    with monkeypatch.context() as patched:
        failing(patched, 2, 3, error=OSError)
        with pytest.raises(InvalidEntryError, match=r"what was there lies in .*/old, move it"):
            keep(folder, "after")
    keep(folder, "later")

    (hidden,) = (one for one in tmp_path.iterdir() if one != folder)
    assert held(hidden / "old") == "before"


def test_two_writers_leave_each_other_alone(tmp_path: Path) -> None:
    """Each works under a name of its own; who ends last stays."""
    folder, file = tmp_path / "nation", tmp_path / "file"
    with whole_folder(folder, marker=MARKER) as new, whole_file(file) as line:
        (new / MARKER).write_text("first", encoding="utf-8")
        line.write_bytes(b"first")
        keep(folder, "second")
        with whole_file(file) as other:
            other.write_bytes(b"second")
        assert (held(folder), file.read_bytes()) == ("second", b"second")

    assert (held(folder), file.read_bytes()) == ("first", b"first")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "nation"]


@pytest.mark.parametrize("marker", [None, MARKER])
def test_what_is_none_of_ours_is_not_replaced(tmp_path: Path, marker: str | None) -> None:
    """A folder of other files, and a file."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_bytes(b"x")
    for name in ("full", "full/mine"):
        with (
            pytest.raises(InvalidEntryError, match="name a new folder"),
            whole_folder(tmp_path / name, marker=marker),
        ):
            pass

    assert [one.name for one in tmp_path.rglob("*")] == ["full", "mine"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced, file or folder."""
    keep(tmp_path / "disk", "before")
    (tmp_path / "nation").symlink_to("disk", target_is_directory=True)
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "file").symlink_to("real")
    keep(tmp_path / "nation", "after")
    with whole_file(tmp_path / "file") as new:
        new.write_bytes(b"after")

    assert held(tmp_path / "disk") == "after"
    assert (tmp_path / "real").read_bytes() == b"after"
    assert (tmp_path / "nation").is_symlink()
    assert (tmp_path / "file").is_symlink()


def test_what_is_no_file_is_written_itself() -> None:
    """A device or a pipe is not replaced by a file."""
    with whole_file(Path(os.devnull)) as new:
        new.write_bytes(b"1")

    assert Path(os.devnull).is_char_device()


def test_long_names_can_be_written(tmp_path: Path) -> None:
    """A hidden name is no longer than the system's longest."""
    target = tmp_path / ("事" * 80 + ".json")
    with whole_file(target) as new:
        new.write_bytes(b"1")

    assert [one.name for one in tmp_path.iterdir()] == [target.name]
