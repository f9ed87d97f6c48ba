"""Bringing in the printer library leaves no trace in the process or on the disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json, logging, os, sys
from counter_app.printing import escpos_library, render
from counter_app.printing.profile import THERMAL_58_BASIC
from tests.helpers.receipts import confirmed
early = "escpos" in sys.modules or "reportlab" in sys.modules or "PIL" in sys.modules
escpos_library.load()
escpos_library.load()
render.render(confirmed(), THERMAL_58_BASIC, "escpos")
report = {
    "early": early,
    "handlers": len(logging.getLogger().handlers),
    "switch": os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"],
}
with open(sys.argv[1], "w") as file:
    json.dump(report, file)
"""


def test_the_library_neither_logs_nor_prints_nor_litters(tmp_path: Path) -> None:
    litter, report = tmp_path / "tmp", tmp_path / "report.json"
    litter.mkdir()
    switches = {"TMPDIR": str(litter), "TEMP": str(litter), "TMP": str(litter)}
    switches["ESCPOS_CAPABILITIES_PICKLE_DIR"] = str(tmp_path / "somebody-elses-pickles")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(report)],
        env=os.environ | switches,
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads(report.read_text()) == {
        "early": False,
        "handlers": 0,
        "switch": switches["ESCPOS_CAPABILITIES_PICKLE_DIR"],
    }
    assert list(litter.iterdir()) == []
