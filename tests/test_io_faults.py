"""Bad input: one line each that says what, which, where and what to do; never a traceback."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.errors import Fault, LoadError
from govmatters.io import load, load_document, load_text
from govmatters.io.reading import MAX_BYTES

FIXTURES = Path(__file__).parent / "fixtures"
BAD = FIXTURES / "bad"
EVERY_KEY = (FIXTURES / "every_key.yaml").read_text(encoding="utf-8")
EXPECTED = (FIXTURES / "faults.txt").read_text(encoding="utf-8").splitlines()


def faults_of(*paths: Path) -> tuple[Fault, ...]:
    """Load what cannot be loaded."""
    with pytest.raises(LoadError) as caught:
        load(*paths)
    return caught.value.faults


@pytest.mark.parametrize("name", sorted(file.name for file in BAD.iterdir()))
def test_every_fault_of_a_file_in_one_run(name: str) -> None:
    """
    Each bad file gives exactly the lines of ``faults.txt`` that begin with its name.

    The files hold the bad inputs, each with as many faults as fit; a change of a message is
    seen in the review of ``faults.txt``.
    """
    lines = [str(fault).removeprefix(f"{BAD}/") for fault in faults_of(BAD / name)]

    assert [line.replace(f"{BAD}/", "") for line in lines] == [
        line for line in EXPECTED if line.startswith(f"{name}:")
    ]


def test_every_expected_fault_has_its_file() -> None:
    """No line of ``faults.txt`` is left over."""
    names = {line.partition(":")[0] for line in EXPECTED}

    assert names == {file.name for file in BAD.iterdir()}


def test_faults_of_all_files_stand_in_order() -> None:
    """A folder is read to its end, and faults are sorted by file, line and column."""
    faults = faults_of(BAD)
    places = [(fault.file, fault.line, fault.column) for fault in faults]

    assert places == sorted(places)
    assert len({fault.file for fault in faults}) == len(list(BAD.iterdir()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"# only a comment\n", "the file is empty"),
        (b"---\n", "got nothing"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "byte 0x89 is not UTF-8"),
        (b"format: \x00\x01", "control character U+0000; is this a binary file?"),
        (b"\xff\xfef\x00", "is not UTF-8; save the file as UTF-8 text"),
        (b"format: govmatters/1\nsources: {a: {url: \xb9}}", ":2:20: byte 0xb9"),
        (b"format: govmatters/1\nsources: {a: {url: '\x1b[2J'}}", ":2:21: control character"),
        (b'format: govmatters/1\nsources: {a: {url: "\\e[2J"}}', "control character U+001B"),
        (b"x" * (MAX_BYTES + 1), "larger than 64 MiB; split it"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, content: bytes, message: str) -> None:
    """Empty, binary and oversized files are named, with the place where there is one."""
    file = tmp_path / "registry.yaml"
    file.write_bytes(content)
    (fault,) = faults_of(file)

    assert message in str(fault)
    assert str(fault).startswith(f"{file}:")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Files that an editor began with a byte order mark are read."""
    file = tmp_path / "registry.yaml"
    file.write_bytes(b"\xef\xbb\xbfformat: govmatters/1\r\nsources: {a: {publisher: x}}\r\n")

    assert load(file).sources["a"].publisher == "x"


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    """A missing path, a folder without data, and what is no file are each one line."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.case.yaml").write_text("x")
    (tmp_path / "empty" / ".hidden.yaml").write_text("x")
    (tmp_path / "empty" / "readme.md").write_text("x")
    faults = faults_of(tmp_path / "empty", tmp_path / "missing", Path("/dev/null"), Path("\0"))

    assert [str(fault).partition(": ")[2].partition(";")[0] for fault in faults] == [
        "there is no such path",
        "is neither a file nor a folder",
        "no *.yaml, *.yml, *.json or *.jsonl in this folder",
        "there is no such path",
    ]


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is told in its words."""
    file = tmp_path / "registry.yaml"
    file.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: Permission denied" in str(faults_of(file)[0])
    assert "cannot be read: File name too long" in str(faults_of(Path("a" * 5000))[0])


def test_links_that_run_in_a_circle(tmp_path: Path) -> None:
    """A folder that links to itself is read once, and broken links are left aside."""
    (tmp_path / "registry.yaml").write_text("format: govmatters/1\nsources: {a: {url: x}}\n")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "missing")
    (tmp_path / "same.yaml").symlink_to(tmp_path / "registry.yaml")

    assert list(load(tmp_path, tmp_path / "registry.yaml").sources) == ["a"]


def test_an_id_in_two_files_names_both(tmp_path: Path) -> None:
    """The same id in two files is a fault of the second that names the first."""
    first, second = tmp_path / "a.yaml", tmp_path / "b.json"
    first.write_text("format: govmatters/1\nsources:\n  portal: {}\n")
    second.write_text('{"format": "govmatters/1", "sources": {"portal": {}}}')
    (fault,) = faults_of(second, first)

    assert str(fault) == (
        f"{first}:3:3: sources has 'portal' twice, first at {second}:1; drop or rename one"
    )


def test_hostile_conditions_are_refused_at_once() -> None:
    """Ten thousand nested parentheses, or a mile of text, are one short line each."""
    begun = time.perf_counter()
    for condition in ("(" * 10_000 + "x" + ")" * 10_000, "not " * 5_000 + "x", "x or " * 90_000):
        matter = {"name": "甲", "region": "430100", "accepts_when": condition}
        with pytest.raises(LoadError) as caught:
            load_document({"matters": {"m": matter}})

        assert len(str(caught.value)) < 300
    assert time.perf_counter() - begun < 5


def test_hostile_nesting_and_numbers_are_refused() -> None:
    """Data that nest too deep or hold what is no data are faults, not crashes."""
    deep: list[object] = []
    deep.append(deep)
    sources = {"a": deep, "b": {"url": object()}, "c": {"url": 10**5000}, "d": {"url": {}}}

    for name, source in sources.items():
        with pytest.raises(LoadError, match=rf"^<data>\.sources\.{name}"):
            load_document({"sources": {name: source}})
    with pytest.raises(LoadError, match="is no text; quote it"):
        load_document({"sources": {1: {}}})


def test_many_faults_are_found_in_reasonable_time() -> None:
    """A thousand dangling references do not search a thousand suggestions each."""
    rows = "\n".join(f"  m{n}: {{name: x, authority: a{n}}}" for n in range(3000))
    begun = time.perf_counter()
    with pytest.raises(LoadError) as caught:
        load_text(f"format: govmatters/1\nauthorities: {{b: {{name: x}}}}\nmatters:\n{rows}\n")

    assert len(caught.value.faults) == 3000
    assert time.perf_counter() - begun < 10


def assert_loads_or_faults(text: str, *, is_json: bool = False) -> None:
    """Load, or fail with located lines; anything else is a bug."""
    error = None
    try:
        load_text(text, is_json=is_json)
    except LoadError as raised:
        error = raised

    assert error is None or len(str(error).splitlines()) == len(error.faults) > 0


@given(st.text(alphabet=st.characters(), max_size=200), st.booleans())
def test_any_text_loads_or_faults(text: str, is_json: bool) -> None:  # noqa: FBT001
    """Whatever the text, the loader answers with a registry or with faults."""
    assert_loads_or_faults(text, is_json=is_json)


@given(st.text(alphabet="{}[]:,\"\\ \n\t-+.0123456789aeEtrufalsn/&*!|>%@`#?'~<", max_size=80))
def test_any_syntax_loads_or_faults(text: str) -> None:
    """The same for text that is full of signs that YAML and JSON know."""
    assert_loads_or_faults(text)
    assert_loads_or_faults(text, is_json=True)
    assert_loads_or_faults(f"format: govmatters/1\nsources: {text}")


@given(st.data())
def test_any_damage_loads_or_faults(data: st.DataObject) -> None:
    """The same for a whole registry of which a piece was cut out, doubled or replaced."""
    lines = EVERY_KEY.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        low = data.draw(st.integers(0, len(line)))
        high = data.draw(st.integers(low, min(len(line), low + 12)))
        pieces = ["", line[low:high] * 2, "[]", "{}", "x", "1", ": ", "null", "true", "- ", "\n"]
        lines[at] = line[:low] + data.draw(st.sampled_from(pieces)) + line[high:]
    assert_loads_or_faults("".join(lines))


@given(st.binary(max_size=100))
def test_any_bytes_load_or_fault(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """The same for bytes in a file."""
    file = tmp_path_factory.mktemp("bytes") / "registry.yaml"
    file.write_bytes(content)
    error = None
    try:
        load(file)
    except LoadError as raised:
        error = raised

    assert error is None or error.faults
