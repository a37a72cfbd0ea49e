"""Files that are damaged, but as long as they were: which one is told, and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govmatters as gm
from govmatters.cli import main
from govmatters.errors import GovMattersError, InvalidEntryError
from govmatters.national import open_national, write_national
from govmatters.national.opening import NationalRegistry

FILES = ("authorities.parquet", "catalogue.parquet", "common.json", "matters-00000.parquet")
ASKED: dict[str, Callable[[NationalRegistry], object]] = {
    "matter": lambda nation: nation.matter("food_licence"),
    "no matter": lambda nation: nation.matter("no_matter"),
    "registry": lambda nation: nation.registry("restaurant"),
    "check": lambda nation: nation.check(),
}


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the packaged records once."""
    folder = tmp_path_factory.mktemp("damaged") / "nation"
    write_national(gm.load(), folder)
    return folder


@contextmanager
def spoilt(file: Path, place: int, length: int) -> Iterator[None]:
    """Spoil some bytes for a while."""
    before = file.read_bytes()
    some = bytes(~one & 0xFF for one in before[place : place + length])
    file.write_bytes(before[:place] + some + before[place + length :])
    try:
        yield
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", FILES)
def test_damage_is_never_a_traceback(nation: Path, name: str, asked: str) -> None:
    """Wherever it is: in pages, in texts, in what Parquet says of itself."""
    size = (nation / name).stat().st_size
    for part in range(8):
        with (
            spoilt(nation / name, size * part // 8, 1 << 2 * (part % 4)),
            suppress(GovMattersError),
        ):
            ASKED[asked](open_national(nation))


def test_damaged_pages_are_named(nation: Path) -> None:
    """The first pages of the ids, of which a lookup reads a group."""
    with spoilt(nation / FILES[-1], 4, 400):
        for ask in ASKED.values():
            with pytest.raises(InvalidEntryError, match=r"matters-00000.*copy or write the folder"):
                ask(open_national(nation))


def test_digests_are_compared_when_it_is_wanted(
    nation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every file that is another is told at once; the command looks before it checks."""
    open_national(nation).verify()
    with spoilt(nation / FILES[0], 500, 1), spoilt(nation / FILES[2], 500, 1):
        known = open_national(nation)
        with pytest.raises(InvalidEntryError) as caught:
            known.verify()
        assert main(["national", "check", str(nation)]) == 2

    for said in (str(caught.value), capsys.readouterr().err):
        assert "authorities.parquet has another SHA-256" in said
        assert "common.json has another SHA-256" in said


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files on Linux")
def test_files_are_given_back(nation: Path) -> None:
    """After a `with`, and again after what is asked later; closing twice is well."""

    def are_open() -> int:
        files = list(Path("/proc/self/fd").iterdir())
        return sum(one.is_symlink() and one.readlink().parent == nation for one in files)

    with open_national(nation) as known:
        matter = known.matter("food_licence")
        assert are_open() == 1
    assert are_open() == 0

    assert known.matter("food_licence") == matter
    known.close()
    known.close()
    assert are_open() == 0


def test_other_columns_are_not_read(tmp_path: Path) -> None:
    """A table that somebody put there, with a manifest of its size."""
    folder, name = tmp_path / "nation", "catalogue.parquet"
    write_national(gm.load(), folder)
    pq.write_table(pa.table({"id": ["a"], "text": ["b"]}), folder / name)
    manifest = json.loads((folder / "national.json").read_text(encoding="utf-8"))
    manifest["files"][name]["bytes"] = (folder / name).stat().st_size
    (folder / "national.json").write_text(json.dumps(manifest), encoding="utf-8")
    known = open_national(folder)

    with pytest.raises(InvalidEntryError, match=r"catalogue.* other columns than id, record"):
        known.matter("food_licence")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """Somebody took it away after the folder was opened."""
    write_national(gm.load(), tmp_path / "nation")
    known = open_national(tmp_path / "nation")
    (tmp_path / "nation" / "common.json").unlink()

    with pytest.raises(InvalidEntryError, match=r"common.json cannot be read: No such file"):
        known.verify()
    with pytest.raises(InvalidEntryError, match=r"common.json cannot be read: No such file"):
        known.registry("restaurant")


def test_what_arrow_cannot_write_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors that are none of the system."""

    def refuse(*_given: object, **_options: object) -> None:
        raise pa.ArrowCapacityError

    monkeypatch.setattr(pq.ParquetWriter, "write_table", refuse)
    with pytest.raises(InvalidEntryError, match="cannot be written"):
        write_national(gm.load(), tmp_path / "nation")
    assert list(tmp_path.iterdir()) == []
