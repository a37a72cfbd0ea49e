"""Bad input on the command line: one line each, on standard error, exit code 2."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govmatters.cli import BAD_INPUT, main

SHOP = str(Path(__file__).parent / "fixtures" / "cli" / "shop.yaml")
HEAD = "format: govmatters/1\n"
Bad = Callable[[Path], list[str]]


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a command that must fail; give the lines that it says."""
    code = main(arguments)
    written = capsys.readouterr()

    assert code == BAD_INPUT
    assert written.out == ""
    assert "Traceback" not in written.err
    return written.err.splitlines()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            HEAD + "matters: {m: {name: 甲, region: '430100', trips: many}}\n",
            ":2:49: matter 'm', `trips`",
        ),
        (HEAD + "matters: {m: {name: 甲, region: '430100', trip: 1}}\n", "did you mean trips?"),
        (
            HEAD + "authorities:\n  a: {name: 甲}\n  a: {name: 乙}\n",
            ":4:3: the key 'a' stands twice",
        ),
        (HEAD + "matters: {m: {name: 甲, authority: nobody}}\n", "nobody"),
        (
            HEAD + "matters: {m: {name: 甲, region: '430100', accepts_when: 'f(1)'}}\n",
            "accepts_when",
        ),
        (
            HEAD + "matters: {m: {name: 甲, region: '430100', accepts_when: 'a.b'}}\n",
            "accepts_when",
        ),
        (
            HEAD
            + "matters: {m: {name: 甲, region: '430100', accepts_when: '"
            + "(" * 10_000
            + "x"
            + ")" * 10_000
            + "'}}\n",
            "accepts_when",
        ),
        (HEAD + "sources: {s: {retrieved: 2026-02-30}}\n", "2026-02-30"),
        ("", "empty"),
    ],
)
def test_files_that_are_no_registry(
    content: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command that reads a registry names the fault with its place, in one line."""
    file = tmp_path / "bad.yaml"
    file.write_text(content, encoding="utf-8")

    for command in (["check", str(file)], ["plan", "b", "--data", str(file)]):
        (line,) = refused(command, capsys)
        assert line.startswith(str(file))
        assert says in line
        assert len(line) < 600


def test_binary_files_and_empty_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A binary file, a folder without data and a path that is not there are one line each."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)) * 10)

    for name in ("empty", "binary.yaml", "missing"):
        (line,) = refused(["show", "--data", str(tmp_path / name)], capsys)
        assert line.startswith(str(tmp_path / name))


def test_all_faults_of_all_files_are_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run reports everything, a line each."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(HEAD + "matters: {m: {nam: 甲}}\nx: 1\n", encoding="utf-8")

    lines = refused(["check", str(tmp_path)], capsys)

    assert len(lines) >= 4
    assert all(line.startswith(str(tmp_path)) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["plan", "shp"], "no bundle 'shp' among 1; did you mean shop?"),
        (["reduce", "shp"], "no bundle 'shp' among 1; did you mean shop?"),
        (["graph", "shp"], "no bundle 'shp' among 1; did you mean shop?"),
        (["show", "bundle", "shp"], "no bundle 'shp' among 1; did you mean shop?"),
        (["show", "shp"], "did you mean shop"),
        (["show", "bundel", "shop"], "no noun 'bundel'"),
        (["show", "a", "b", "c"], "at most a noun and an id"),
        (["plan", "shop", "--on", "2026-02-30"], "write it as 2026-07-01"),
        (["plan", "shop", "--on", "20260701"], "write it as 2026-07-01"),
        (["plan", "shop", "--region", "长沙市"], "did you mean 430100?"),
        (["plan", "shop", "--held", "id_card of"], "is no paper"),
        (["plan", "shop", "--held", "id_crad"], "did you mean id_card?"),
        (["plan", "shop", "-f", "adult=yes"], "wants true or false, got 'yes'"),
        (["plan", "shop", "-f", "kind=foot"], "did you mean food?"),
        (["plan", "shop", "-f", "staff=100"], "a whole number in 0…99, got 100"),
        (["plan", "shop", "-f", "staff=" + "9" * 9999], "wants a whole number"),
        (["plan", "shop", "-f", "staf=1"], "did you mean staff?"),
        (["plan", "shop", "-f", "staff"], "wants QUESTION=VALUE"),
        (["plan", "shop", "-f", "staff=1", "-f", "staff=2"], "answered otherwise before"),
        (["plan", "shop", "--facts", "/nowhere.yaml"], "/nowhere.yaml: "),
        (["plan", "shop", "--limit", "0"], "govmatters plan: "),
        (["plan", "shop", "--jsn"], "govmatters plan: No such option"),
        (["graph", "shop", "--out", "/nowhere/graph"], "cannot be written"),
        (["graph", "shop", "--format", "png"], "govmatters graph: "),
    ],
)
def test_arguments_that_cannot_be_taken(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong, which, and what to do, in one line."""
    (line,) = refused([*arguments, "--data", SHOP], capsys)

    assert says in line
    assert len(line) < 400


@pytest.mark.parametrize("arguments", [[], ["plan"], ["frob"], ["--frob"]])
def test_what_makes_no_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Usage errors are one line that names the help."""
    (line,) = refused(arguments, capsys)

    assert "--help says what it takes" in line


def test_every_wrong_fact_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults of options, and those of files with their places, come all at once."""
    lines = refused(["plan", "shop", "--data", SHOP, "-f", "adult=1", "-f", "kind=x"], capsys)
    assert len(lines) == 2

    file = tmp_path / "facts.yaml"
    file.write_text("adult: maybe\nstaff: many\nknd: food\n", encoding="utf-8")
    lines = refused(["plan", "shop", "--data", SHOP, "--facts", str(file)], capsys)
    assert [line.split(": ")[0] for line in lines] == [
        f"{file}:1:8",
        f"{file}:2:8",
        f"{file}:3:1",
    ]

    file.write_text("- adult\n", encoding="utf-8")
    (line,) = refused(["plan", "shop", "--data", SHOP, "--facts", str(file)], capsys)
    assert "wants a map of questions to answers" in line


def test_files_of_facts_that_disagree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files may not answer one question differently."""
    one, other = tmp_path / "1.yaml", tmp_path / "2.yaml"
    one.write_text("staff: 1\n", encoding="utf-8")
    other.write_text("staff: 2\n", encoding="utf-8")

    (line,) = refused(
        ["plan", "shop", "--data", SHOP, "--facts", str(one), "--facts", str(other)], capsys
    )

    assert "'staff' is answered otherwise" in line


def test_an_id_of_several_nouns_wants_the_noun(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`show` never guesses which record is meant."""
    file = tmp_path / "twice.yaml"
    file.write_text(
        HEAD + "authorities: {a: {name: 甲}}\nmaterial_types: {a: {name: 乙}}\n", encoding="utf-8"
    )

    (line,) = refused(["show", "a", "--data", str(file)], capsys)

    assert "`show authority a` or `show material_type a`" in line


def test_without_the_extra_one_line_names_it() -> None:
    """Whoever installed the core alone learns what is missing."""
    program = (
        "import sys; sys.modules['typer'] = None\n"
        "from govmatters.cli import main; sys.exit(main(['plan', 'restaurant']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == ("the command line needs more packages: pip install 'govmatters[cli]'\n")
