"""The stream of findings has one order, whatever the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from govmatters.io import load_document
from govmatters.national import write_national

_RUN = """
import sys
import govmatters as gm
for finding in gm.open_national(sys.argv[1]).findings(): print(finding)
"""


def nation(folder: Path) -> Path:
    """Write matters with many findings, some of which are of the matters' own columns."""
    codes = {"basic": "x", "implementation": "1"}
    items = {f"item_{n}": {"name": f"事项{n}", "type": "licence"} for n in range(6)}
    matters: dict[str, Any] = {
        f"m_{n}": {
            "name": f"事项{n % 6}",
            "of": f"item_{n % 6}",
            "region": "430102",
            "codes": codes,
            "guide": {"consult_phone": f"{n}"},
        }
        for n in range(12)
    }
    write_national(load_document({"catalogue": items, "matters": matters}), folder)
    return folder


def test_two_processes_give_one_order(tmp_path: Path) -> None:
    """Hashes of texts differ from process to process."""
    folder = nation(tmp_path / "nation")
    told = [
        subprocess.run(
            [sys.executable, "-c", _RUN, str(folder)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert told[0].count("\n") > 30
    assert told[0] == told[1]
