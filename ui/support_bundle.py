"""What a person who helps needs to see, in one file: the fault, the versions, the log. Numbers in it are masked."""

import platform
import sys
import zipfile
from datetime import datetime
from importlib import metadata
from pathlib import Path

from counter_app import __version__
from counter_app.logs import redacted
from counter_app.settings import Settings

_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "httpx", "cryptography", "python-escpos", "reportlab")


def write_bundle(settings: Settings, report: str, at: datetime) -> Path:
    """Write ``support/loket-YYYYMMDD-HHMMSS.zip`` in the home and return where it is. Raises ``OSError``.

    ``report``: what went wrong, as text. The settings themselves are left out: they name secrets' places.
    """
    folder = settings.home / "support"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"loket-{at:%Y%m%d-%H%M%S}.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("report.txt", redacted(report))
        bundle.writestr("versions.txt", versions())
        for log in sorted(settings.logs.glob("*.log*")):
            bundle.writestr(f"logs/{log.name}", redacted(log.read_text(encoding="utf-8", errors="replace")))
    file.chmod(0o600)
    return file


def versions() -> str:
    """Program, interpreter, system and the libraries that matter, a line each."""
    lines = [f"counter-app {__version__}", f"Python {sys.version}", platform.platform()]
    for name in _LIBRARIES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name}: packed in")
    return "\n".join(lines) + "\n"
