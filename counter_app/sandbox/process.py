"""The sandbox host as a program of its own: for trying the counter and for its demo, which turn it off and on."""

import http.client
import json
import ssl
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counter_app.sandbox.access import SandboxAccess
from counter_app.sandbox.clock import stamp

_READY_WITHIN = 30.0
_STOP_WITHIN = 10.0
_ANSWER_WITHIN = 10.0


class SandboxProcess:
    """A host in ``folder`` for ``office``. Stopped and started again it keeps its port, its people and its postings."""

    def __init__(self, folder: Path, office: str = "") -> None:
        self._folder = folder
        self._office = office
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def access(self) -> SandboxAccess:
        """How to reach it, as ``sandbox.json`` says."""
        return SandboxAccess.read(self._folder)

    def start(self, now: datetime | None = None) -> None:
        """Return when the first request can come; ``now`` sets the host's clock.

        Raises ``TimeoutError`` when it does not come up within 30 s, ``OSError`` when it cannot be started.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        options = ["--dir", str(self._folder), "--port", str(self._port)]
        options += ["--now", stamp(now)] if now else []
        options += ["--office", self._office] if self._office else []
        # The interpreter is ours and so are the options: nothing here comes from outside.
        self._process = subprocess.Popen([*_program(), "sandbox", *options], stdout=subprocess.PIPE, text=True)  # noqa: S603
        if not _says_ready(self._process):
            self.stop()
            raise TimeoutError("the sandbox host did not start")
        self._port = urlsplit(self.access.url).port or 0

    def stop(self) -> None:
        """End it; does nothing when it does not run."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def postings(self) -> list[dict[str, Any]]:
        """What the host has posted, through its own door: see ``counter_app.sandbox.control.postings``."""
        found: list[dict[str, Any]] = json.loads(self._at_the_door("GET", "/sandbox/postings"))
        return found

    def set_faults(self, specification: str) -> None:
        """Replace what goes wrong there, see ``counter_app.sandbox.faults``; empty means nothing does."""
        self._at_the_door("PUT", "/sandbox/faults", specification)

    def mistell(self, specification: str) -> None:
        """Have the settlement told wrongly, see ``counter_app.sandbox.mistold``; empty means as it is."""
        self._at_the_door("PUT", "/sandbox/mistold", specification)

    def _at_the_door(self, method: str, path: str, body: str = "") -> bytes:
        access = self.access
        address = urlsplit(access.url)
        trust = ssl.create_default_context(cafile=access.ca_path)
        line = http.client.HTTPSConnection("127.0.0.1", address.port, timeout=_ANSWER_WITHIN, context=trust)
        try:
            line.request(method, path, body or None, headers={"Authorization": f"Bearer {access.control_token}"})
            answer = line.getresponse()
            said = answer.read()
            if answer.status >= http.HTTPStatus.BAD_REQUEST:
                raise ValueError(said.decode("utf-8", "replace").strip())
            return said
        finally:
            line.close()


def _program() -> list[str]:
    """The command that runs this very program, from a checkout or built."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "counter_app"]


def _says_ready(process: "subprocess.Popen[str]") -> bool:
    """Wait for the first line, but never for ever: the reader is a thread that a dead process ends."""
    said: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        said.append(process.stdout.readline())

    reader = threading.Thread(target=read, name="sandbox ready line", daemon=True)
    reader.start()
    reader.join(_READY_WITHIN)
    return bool(said and said[0].startswith("sandbox host ready"))
