"""
Set up the clone's environment if it is missing, broken or outdated, and run a command in it.

The script ``run`` calls this with a Python of 3.11 or newer; only the standard library is used.
What gets installed stands in ``pyproject.toml``, in which versions in ``constraints.txt``.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
HOME = Path(os.environ.get("GOVMATTERS_VENV") or ROOT / ".venv").absolute()
PROGRAMS = HOME / "bin"
STAMP = HOME / "govmatters.json"

USAGE = """\
usage: ./run demo                plan and reduction of an ordinary restaurant in Changsha
       ./run test [ARGUMENT...]  all tests, or those that the arguments for pytest select
       ./run PROGRAM [ARGUMENT...]
                                 a program of the environment: govmatters, python, ruff, mypy ...

The environment is made in .venv when it is first needed, and reused until pyproject.toml or
constraints.txt ask for something else. GOVMATTERS_VENV names another folder for it,
GOVMATTERS_PYTHON the Python to make it with."""

# Each set contains the one before it.
SETS = {
    "use": ["--editable", ".[cli,population,xlsx]"],
    "develop": [
        "--editable",
        ".[cli,charts,fast,notebook,population,spark,sql,testing,xlsx]",
        "--group",
        "dev",
    ],
}
# Pinned like all else and installed first: older pips know no --group, and left to itself pip
# would fetch the newest build backend.
BUILDERS = ["pip", "hatchling", "editables", "setuptools", "wheel"]


def main(arguments: Sequence[str]) -> None:
    """Do what the first argument says."""
    match arguments:
        case ["-h" | "--help" | "help", *_]:
            print(USAGE)
        case ["demo"]:
            set_up("use")
            facts = ["--facts", os.path.relpath(ROOT / "examples" / "ordinary_restaurant.yaml")]
            sys.exit(max(show("plan", "restaurant", *facts), show("reduce", "restaurant", *facts)))
        case ["test", *rest]:
            set_up("develop")
            os.chdir(ROOT)
            become("python", ["-m", "pytest", *rest])
        case ["govmatters", *rest]:
            set_up("use")
            become("govmatters", rest)
        case [program, *rest] if program != "demo" and not program.startswith("-"):
            set_up("develop")
            become(program, rest)
        case _:
            refuse(USAGE)


def show(*arguments: str) -> int:
    """Run ``govmatters`` with the arguments, below a line that tells how to repeat it."""
    print("$ ./run govmatters", *arguments, flush=True)
    command = [str(PROGRAMS / "govmatters"), *arguments]
    return subprocess.run(command, env=environment(), check=False).returncode


def become(program: str, arguments: Sequence[str]) -> NoReturn:
    """Replace this process by a program of the environment."""
    path = PROGRAMS / program
    if "/" in program or not path.is_file():
        refuse(f"run: there is no program {program!r} in {PROGRAMS}; ./run --help says what to run")
    os.execve(path, [str(path), *arguments], environment())


def environment() -> dict[str, str]:
    """Give the variables of this process, with the environment's programs first."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", os.defpath)])
    return kept | {"VIRTUAL_ENV": str(HOME), "PATH": path}


def set_up(wanted: str) -> None:
    """Make the environment hold the wanted set, if it does not yet."""
    if holds(wanted):
        return
    with lock():
        # Whoever held the lock may have done the work.
        if not holds(wanted):
            install(wanted)


def holds(wanted: str) -> bool:
    """Whether the environment is sound and has what the project files ask for today."""
    stamp = read_stamp()
    asked = {"root": str(ROOT), "requirements": requirements()}
    return stamp.items() >= asked.items() and wanted in stamp["sets"] and imports("attrs")


def install(wanted: str) -> None:
    """Make or mend the environment, and bring it to the wanted set and all it had."""
    before = read_stamp()
    if not usable():
        make_empty()
        before = {}
    say(f"setting up {HOME}, which takes a minute or two, once")
    largest = next(name for name in reversed(SETS) if name in (wanted, *before.get("sets", ())))
    # If we are broken off from here on, the empty stamp tells the next one to start afresh.
    STAMP.write_text("{}", encoding="utf-8")
    try:
        if not imports("pip"):
            python("-m", "ensurepip", "--default-pip")
        pip_install(*BUILDERS)
        pip_install("--no-build-isolation", *SETS[largest])
    except subprocess.CalledProcessError as failure:
        if failure.returncode > 0:
            # Not killed: pip took its half-done work back, and what was there can be mended.
            write_stamp(before)
        refuse(
            "run: pip failed as it says above; see to that (or to the network) and run this again"
        )
    held = list(SETS)[: list(SETS).index(largest) + 1]
    write_stamp({"root": str(ROOT), "requirements": requirements(), "sets": held})


def usable() -> bool:
    """Whether the folder has a working environment that no setup left half-finished."""
    ours = not STAMP.exists() or read_stamp().get("root") == str(ROOT)
    return ours and imports("tomllib")  # which is in Python since 3.11


def make_empty() -> None:
    """Make the environment anew, but never clear a folder that is something else."""
    inside = {path.name for path in HOME.iterdir()} if HOME.is_dir() else set()
    if "pyvenv.cfg" not in inside and not inside <= {"bin", "include", "lib", "lib64"}:
        refuse(f"run: {HOME} is no Python environment; name a new folder in GOVMATTERS_VENV")
    venv.create(HOME, clear=True, symlinks=True)


def requirements() -> str:
    """Digest of everything that decides what gets installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tables = [project[name] for name in ("build-system", "project", "dependency-groups")] + [
        project["tool"]["hatch"],
        SETS,
        BUILDERS,
        CONSTRAINTS.read_text(encoding="utf-8"),
    ]
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def read_stamp() -> Mapping[str, Any]:
    """Give what the last setup noted; nothing if there was none or it was broken off."""
    with contextlib.suppress(OSError, ValueError):
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if isinstance(stamp, dict):
            return stamp
    return {}


def write_stamp(stamp: Mapping[str, Any]) -> None:
    """Note what the environment holds; nothing if it can only be mended."""
    if stamp:
        STAMP.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    else:
        STAMP.unlink(missing_ok=True)


def imports(module: str) -> bool:
    """Whether the environment's Python starts and finds the module."""
    command = [str(PROGRAMS / "python"), "-Ic", f"import {module}"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def pip_install(*arguments: str) -> None:
    """Install with pip, in no other version than the pinned one."""
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    python("-m", "pip", "install", *options, "--constraint", str(CONSTRAINTS), *arguments)


def python(*arguments: str) -> None:
    """Run the environment's Python; standard output belongs to the command to come."""
    subprocess.run(
        [str(PROGRAMS / "python"), "-I", *arguments],
        cwd=ROOT,
        env=environment() | {"PIP_USER": "0"},
        stdout=subprocess.DEVNULL,
        # Hand the lock down: should we be killed, pip holds it until it ends too.
        close_fds=False,
        check=True,
    )


@contextlib.contextmanager
def lock() -> Iterator[None]:
    """Let one setup of this clone work at a time; the system frees the lock of a dead one."""
    with CONSTRAINTS.open(encoding="utf-8") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("waiting for another setup of this clone")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def say(message: str) -> None:
    """Tell the one who waits what happens."""
    print(f"run: {message}", file=sys.stderr, flush=True)


def refuse(message: str) -> NoReturn:
    """End with a message and the exit code of bad input."""
    print(message, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `./run demo | head` ends quietly
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # … and Ctrl-C too
    main(sys.argv[1:])
