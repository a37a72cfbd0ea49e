"""The pytest plugin: another city tests its own folder, and reads what is wrong."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

REGISTRY = """\
format: govmatters/1
material_types:
  card: {name: 身份证, kind: licence}
  proof: {name: 证明, kind: proof}
  photo: {name: 照片, kind: other}
questions:
  local: {ask: 是否本地？, type: boolean}
matters:
  m: {name: 事项, region: "430100", materials: [{needs: card}, {needs: proof, when: not local}]}
  n: {name: 另一事项, region: "430100", materials: [{needs: card}, {needs: photo}]}
exemptions:
  - {id: photo_data, of: photo, by: data}
bundles:
  b: {name: 一件事, region: "430100", matters: [m, {matter: n, when: local}]}
"""

GOOD = """\
format: govmatters-case/1
bundle: b
rule: [PL-3]
cases:
  - name: A card is handed in once
    on: 2026-07-01
    facts: {local: true}
    expect: {to_submit: [card], before: 3, after: 1}
  - name: From elsewhere comes a proof
    rule: [AP-2]
    on: 2026-07-01
    facts: {local: false}
    expect: {to_submit: [card, proof], after: 2}
"""

WRONG = """\
format: govmatters-case/1
bundle: b
rule: [RD-3, EX-1]
cases:
  - name: Everything is expected wrongly
    on: 2026-07-01
    region: "430200"
    facts: {local: true}
    held: [card]
    expect:
      to_submit: [photo, proof]
      not_to_submit: [card]
      after: 7
      by_mechanism: {data: 3}
      stages: [[n], [m]]
      open_questions: [local]
"""

BAD = """\
format: govmatters-case/1
bundle: b
cases:
  - {name: Slips, on: soon, facts: {locall: true}, expect: {after: many}}
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A folder as another city has it."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "registry.yaml").write_text(REGISTRY, encoding="utf-8")
    (folder / "good.case.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "test_other.py").write_text(
        "import pytest\n@pytest.mark.rule('PL-1')\ndef test_other(): pass\n", encoding="utf-8"
    )
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run pytest in a folder."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_folder_is_registry_and_cases(city: Path) -> None:
    """``pytest --govmatters data/`` runs the folder's cases about the folder's registry, only."""
    code, text = run(city, "--govmatters", "data/", "-v")

    assert code == 0, text
    assert "good.case.yaml::A card is handed in once PASSED" in text
    assert "2 passed" in text
    assert "govmatters: cases state AP-2, PL-3" in text


def test_a_registry_with_an_equals_sign_leaves_what_is_collected(city: Path) -> None:
    """``--govmatters=data`` names the registry; paths and the folder are collected as ever."""
    assert "3 passed" in run(city, "--govmatters=data")[1]
    assert "2 passed" in run(city, "--govmatters=data", "data/good.case.yaml")[1]
    assert "1 passed" in run(city, "--govmatters=data", "test_other.py")[1]
    assert "3 passed" in run(city, "--govmatters", "data", "test_other.py")[1]


def test_without_the_option_cases_are_not_collected(city: Path) -> None:
    """Those who do not ask for cases have none, and wait for nothing of govmatters."""
    heavy = "{'attr', 'govmatters.io', 'govmatters.planner', 'govmatters.registry', 'yaml'}"
    probe = f"import sys\ndef test_probe(): assert {heavy}.isdisjoint(sys.modules)\n"
    (city / "test_probe.py").write_text(probe, encoding="utf-8")
    code, text = run(city, "-p", "no:hypothesispytest")

    assert (code, "2 passed" in text) == (0, True), text


def test_the_packaged_registry_is_the_default(city: Path) -> None:
    """Without a registry of its own a case is about the packaged one."""
    case = GOOD.replace("bundle: b", "bundle: restaurant").replace("facts: {local: true}", "")
    (city / "data" / "good.case.yaml").unlink()
    (city / "packaged.case.yaml").write_text(case, encoding="utf-8")
    code, text = run(city, "--govmatters", "packaged.case.yaml")

    assert code != 0
    assert "no 'local' among questions" in text
    assert "no 'card' among material_types" in text
    assert "among bundles" not in text


def test_rules_select_cases_and_tests(city: Path) -> None:
    """A rule's number selects what states it; so does ``-k``."""
    _, text = run(city, "--govmatters=data", "--govmatters-rule", "AP-2", "-v")
    assert "1 passed, 2 deselected" in text
    assert "From elsewhere comes a proof PASSED" in text
    _, text = run(city, "--govmatters=data", "--govmatters-rule=PL-3", "--govmatters-rule=PL-1")
    assert "2 passed, 1 deselected" in text
    _, text = run(city, "--govmatters=data", "-k", "AP-2")
    assert "1 passed, 2 deselected" in text
    assert "1 passed" in run(city, "--govmatters-rule", "PL-1")[1]


def test_a_failing_case_says_what_came_and_why(city: Path) -> None:
    """What was wanted, what came, the fates of the papers, where the case stands; no traceback."""
    (city / "data" / "wrong.case.yaml").write_text(WRONG, encoding="utf-8")
    code, text = run(city, "--govmatters", "data/wrong.case.yaml")
    assert "no 'b' among bundles" in text
    code, text = run(city, "--govmatters=data", "data/wrong.case.yaml")
    wanted = """\
        data/wrong.case.yaml:5: Everything is expected wrongly
          bundle: b (2026-07-01, 430200)
          facts: local = true
          held: card of applicant
          rules: RD-3, EX-1
        to_submit:
          expected photo of applicant, proof of applicant
          got      card of applicant
            photo of applicant in n, row 2: spared by data (photo_data)
            proof of applicant in m, row 2: not_applicable, when not local
        not_to_submit:
          expected not card of applicant
          got      card of applicant
            card of applicant in m, row 1: submit, shared with n
            card of applicant in n, row 1: shared, shared with m
        stages:
          expected n → m
          got      m, n
        open_questions:
          expected local
          got      (nothing)
        by_mechanism.data:
          expected 3
          got      1
        """

    assert code == 1
    assert textwrap.dedent(wanted) in text
    assert "after:\n  expected 7\n  got      1\n    handed in: card of applicant" in text
    assert "Traceback" not in text
    assert "def runtest" not in text


def test_bad_files_are_located(city: Path) -> None:
    """Each fault of a file of cases is a line of its own, with file, line and column."""
    (city / "data" / "bad.case.yaml").write_text(BAD, encoding="utf-8")
    code, text = run(city, "--govmatters", "data")

    assert code == 2
    assert "data/bad.case.yaml:4:23: " in text
    assert "did you mean local?" in text
    assert "Traceback" not in text


def test_two_cases_of_one_name_are_refused(city: Path) -> None:
    """Cases are told apart by their names."""
    text = GOOD.replace("From elsewhere comes a proof", "A card is handed in once")
    (city / "data" / "good.case.yaml").write_text(text, encoding="utf-8")
    _, text = run(city, "--govmatters", "data")

    assert "data/good.case.yaml:9: 'A card is handed in once': a case of this name stands" in text
    assert "in line 5 too; rename one" in text


def test_a_broken_registry_is_told_once(city: Path) -> None:
    """The registry's faults are shown with their places; further files of cases point there."""
    broken = REGISTRY.replace("needs: photo", "needs: foto")
    (city / "data" / "registry.yaml").write_text(broken, encoding="utf-8")
    (city / "data" / "more.case.yaml").write_text(GOOD, encoding="utf-8")
    code, text = run(city, "--govmatters", "data", "--tb=short")

    assert code == 2
    assert text.count("data/registry.yaml:10:") == 1
    assert text.count("no 'foto' among material_types") == 1
    assert "this registry has faults; they stand above" in text
    assert "Traceback" not in text


def test_a_case_that_cannot_be_planned_is_told_in_a_line(city: Path) -> None:
    """Two of a `one_of` that both apply are an error of the data, shown without a traceback."""
    ambiguous = REGISTRY.replace(
        "[m, {matter: n, when: local}]", "[{one_of: [m, {matter: n, when: local}]}]"
    )
    (city / "data" / "registry.yaml").write_text(ambiguous, encoding="utf-8")
    code, text = run(city, "--govmatters", "data")

    assert code == 1
    assert "of its one_of exactly one applies, but the facts make 'm' and 'n' apply" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--govmatters", "dta/"], "--govmatters dta/: there is no such path"),
        (["--govmatters=test_other.py"], "test_other.py: no registry"),
        (["--govmatters=empty"], "no *.yaml, *.yml, *.json or *.jsonl in this folder"),
    ],
)
def test_a_registry_that_is_not_there(city: Path, arguments: list[str], message: str) -> None:
    """A path that holds no registry is told in a line, with exit code 4 of pytest's usage."""
    (city / "empty").mkdir()
    code, text = run(city, *arguments)

    assert code == 4
    assert message in text
    assert "Traceback" not in text


def test_a_conftest_names_the_registry(city: Path) -> None:
    """The hook says which registry the cases of a folder are about."""
    (city / "other").mkdir()
    (city / "other" / "some.case.yaml").write_text(GOOD, encoding="utf-8")
    (city / "other" / "conftest.py").write_text(
        "def pytest_govmatters_registry(file_path):\n"
        "    return file_path.parents[1] / 'data' / 'registry.yaml'\n",
        encoding="utf-8",
    )

    assert "2 passed" in run(city, "--govmatters", "other")[1]
    assert "no tests ran" in run(city, "other")[1]
