"""A spooler for tests: CUPS's own scheduler, private, on loopback, one a test process, with queues that tests make."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from counter_app.printing.devices.cups import CupsDevice

_PROGRAMS = Path("/usr/lib/cups")
_SBIN = ("/usr/sbin", "/sbin", "/usr/bin", "/usr/local/sbin")
_NAMES = count(1)
_PATIENCE = 20.0  # seconds for a scheduler to start, and for whatever else it is waited for


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(_SBIN))


needs_cups = pytest.mark.skipif(
    not (_program("cupsd") and _program("lpadmin") and (_PROGRAMS / "backend" / "socket").exists()),
    reason="no CUPS (Debian's packages cups and cups-client) is installed on this machine",
)

POSTSCRIPT = "drv:///sample.drv/generic.ppd"
"""The driver of an office printer that CUPS brings along: pages become PostScript by its own filters."""

needs_filters = pytest.mark.skipif(
    not (Path("/usr/share/cups/drv/sample.drv").exists() and shutil.which("gs")),
    reason="CUPS's filters (Debian's package cups-filters, and ghostscript) are not installed on this machine",
)

_SETTINGS = """\
LogLevel none
Listen 127.0.0.1:{port}
DefaultAuthType None
Browsing Off
WebInterface No
ErrorPolicy stop-printer
JobKillDelay 2
MaxLogSize 0
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues none
  <Limit Cancel-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

_PLACES = """\
ServerRoot {folder}/root
ServerBin {folder}/programs
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
FileDevice Yes
"""

_SAYS = """\
#!/bin/sh
# A backend that says of its printer what its address tells it to: says:/REASON/END, END being wait, fail or done.
[ $# -eq 0 ] && { echo 'direct says "Unknown" "a test"'; exit 0; }
rest=${DEVICE_URI#says:/}
[ "${rest%%/*}" = none ] || echo "STATE: +${rest%%/*}" >&2
case "${rest#*/}" in
  wait) exec sleep 60 ;;
  fail) exit 1 ;;
  done) cat "${6:--}" >/dev/null ;;
esac
"""


@dataclass(slots=True)
class Cups:
    """A running scheduler. Whatever is done to its queues is done as an administrator would, by CUPS's own programs."""

    folder: Path
    port: int
    _process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def queue(self, device: str, *, driver: str = "") -> str:
        """A new queue to that device, running and taking jobs, raw unless it has a driver; its name."""
        name = f"antrean{next(_NAMES)}"
        self._run("lpadmin", "-p", name, "-E", "-v", device, *(("-m", driver) if driver else ()))
        return name

    def change(self, queue: str, *options: str) -> None:
        """As ``lpadmin`` takes them."""
        self._run("lpadmin", "-p", queue, *options)

    def device(self, queue: str) -> CupsDevice:
        return CupsDevice(queue, "127.0.0.1", self.port)

    def pause(self, queue: str) -> None:
        self._run("cupsdisable", queue)

    def resume(self, queue: str) -> None:
        self._run("cupsenable", queue)

    def reject(self, queue: str) -> None:
        self._run("cupsreject", queue)

    def cancel_all(self, queue: str) -> None:
        """What somebody at the computer does who empties the queue."""
        self._run("cancel", "-a", queue)

    def waiting(self, queue: str) -> list[str]:
        """The jobs that have not come to an end."""
        return self._run("lpstat", "-W", "not-completed", "-o", queue).splitlines()

    def start(self) -> None:
        """Returns when it listens."""
        command = [str(_program("cupsd")), "-f", "-c", f"{self.folder}/root/cupsd.conf"]
        command += ["-s", f"{self.folder}/root/cups-files.conf"]
        if guard := _program("setpriv"):
            command = [guard, "--pdeathsig", "TERM", *command]  # a test process that is killed takes it along
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + _PATIENCE
        while not _listens(self.port):
            assert self._process.poll() is None, "the spooler ended as soon as it was started"
            assert time.monotonic() < deadline, "the spooler does not listen"

    def kill(self) -> None:
        """What a power cut does to it; its backends go too."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def _run(self, program: str, *options: str) -> str:
        command = [str(_program(program)), "-h", f"127.0.0.1:{self.port}", *options]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE).stdout


def new_cups() -> Cups:
    """A scheduler of its own, running; stopped and removed when the process ends."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"counter-cups-{os.getpid()}-"))
    folder.chmod(0o755)
    cups = Cups(folder, _free_port())
    for each in ("root/ppd", "spool/tmp", "cache", "state/certs", "programs/backend"):
        (folder / each).mkdir(parents=True)
    (folder / "root/cupsd.conf").write_text(_SETTINGS.format(port=cups.port))
    (folder / "root/cups-files.conf").write_text(_PLACES.format(folder=folder))
    for programs in _PROGRAMS.iterdir():
        if programs.name != "backend":
            (folder / "programs" / programs.name).symlink_to(programs)
    for name in ("socket", "ipp"):
        (folder / "programs/backend" / name).symlink_to(_PROGRAMS / "backend" / name)
    says = folder / "programs/backend/says"
    says.write_text(_SAYS)
    says.chmod(0o755)
    atexit.register(_remove, cups)
    cups.start()
    return cups


@cache
def shared_cups() -> Cups:
    """The scheduler that the tests of this process share. Tests that stop one take their own."""
    return new_cups()


def _sweep() -> None:
    """Remove what test processes left that were killed; their schedulers ended with them."""
    for left in Path(tempfile.gettempdir()).glob("counter-cups-*-*"):
        owner = left.name.split("-")[2]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)


def _remove(cups: Cups) -> None:
    with suppress(subprocess.TimeoutExpired):
        cups.stop()
    shutil.rmtree(cups.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
