"""``python -m counter_app`` as a program: quick to start, UTF-8 everywhere, quiet when nobody listens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import demo_office
from tests.helpers.sandbox import SandboxProcess

NIK = ["nik", "3273025508920002", "--json"]
QUOTE = ["quote", "--income", "3500000", "--sector", "other", "--from", "2026-11", "--months", "3"]
HEAVY = {
    *("PIL", "PySide6", "alembic", "argon2", "babel", "cryptography", "escpos", "httpx", "keyring", "msgspec"),
    *("platformdirs", "reportlab", "sqlalchemy", "sqlcipher3", "starlette", "uvicorn"),
}


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "counter_app", *argv]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize("argv", [NIK, QUOTE, ["--version"], ["quote", "--help"]])
def test_what_needs_no_database_loads_nothing_heavy(argv: list[str]) -> None:
    """Start-up pays for every import, and these commands are run in scripts, once for each person."""
    program = f"import sys; from counter_app.cli import main; main({argv!r}); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    loaded = {name.partition(".")[0] for name in ran.stderr.split()}
    assert "counter_app" in loaded
    assert loaded & HEAVY == set()


def test_the_module_runs_as_a_program() -> None:
    ran = run(*NIK)
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["province"] == "Jawa Barat"
    assert run("nik", "1").returncode == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_output_is_utf_8_whatever_the_console_is_set_to(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[window]\nlanguage = 'jv'\n", encoding="utf-8")
    ran = run("verify", PYTHONUTF8="0", PYTHONIOENCODING=encoding, LC_ALL="C", COUNTER_HOME=str(tmp_path))
    assert ran.returncode == 2
    assert 'settings.toml:2: window.language = "jv" – allowed: id, en' in ran.stderr.decode("utf-8")


def test_a_reader_that_hangs_up_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "counter_app", *QUOTE[:-1], "12", "--json"]
    reading, writing = os.pipe()
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE) as program:
        os.close(writing)
        os.close(reading)
        _, complaint = program.communicate(timeout=60)
    assert complaint == b""
    assert program.returncode == 1


def test_the_program_examines_a_whole_office(tmp_path: Path) -> None:
    sandbox = SandboxProcess(tmp_path / "host", "--participants", "20").start()
    try:
        demo_office.create(tmp_path / "home", tmp_path / "host" / "sandbox.json")
        home = {"COUNTER_HOME": str(tmp_path / "home")}
        doctor, verified = run("doctor", **home), run("verify", "--json", **home)
    finally:
        sandbox.stop()
    assert doctor.returncode == 0, doctor.stdout.decode()
    assert json.loads(verified.stdout)["payments"] == 0
