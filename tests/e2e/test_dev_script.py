"""./dev: what somebody with a clone and a Python sees, and what it decides to do."""

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

HOME = Path(__file__).resolve().parents[2]
TRANSLATION = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en"><context>
<name>Lamp</name><message><source>Antrean</source><translation>Queue</translation></message></context></TS>"""


class Programs:
    """Stands where dev starts programs: notes what was asked for, and returns what the test wants."""

    def __init__(self, **exit_codes: int) -> None:
        self.started: list[str] = []
        self._exit_codes = exit_codes

    def __call__(self, *command: str | Path) -> int:
        name, *rest = (str(part) for part in command)
        line = " ".join([Path(name).name, *rest])
        self.started.append(line)
        return next((code for word, code in self._exit_codes.items() if word in line), 0)


def load_dev() -> ModuleType:
    """The script as a module, so that its parts can be asked."""
    loader = SourceFileLoader("dev", str(HOME / "dev"))
    spec = spec_from_loader("dev", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script in a checkout of its own, on a machine that has everything; it starts no real program."""
    module = load_dev()
    project = {"pyproject.toml": "", "requirements-dev.lock": "setuptools==84.0 \\\n    --hash=sha256:ab\nsix==1.0\n"}
    for name, text in project.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "HOME", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(module, "LOCK", tmp_path / "requirements-dev.lock")
    monkeypatch.setattr(module, "PYPROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(module, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(module, "python", lambda: str(tmp_path / ".venv" / "python"))
    monkeypatch.setattr(module, "loads", lambda library: True)
    start(module, monkeypatch)
    return module


def start(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, **exit_codes: int) -> Programs:
    """Put fresh Programs in; an environment that is "made" has an interpreter, a "compiled" translation has a file."""
    programs = Programs(**exit_codes)

    def call(*command: str | Path) -> int:
        if "venv" in command:
            dev.VENV.mkdir()
            (dev.VENV / "python").touch()
        if "-qm" in command:
            Path(command[-1]).write_text("compiled", encoding="utf-8")
        return programs(*command)

    monkeypatch.setattr(dev, "call", call)
    return programs


def installed(programs: Programs) -> list[str]:
    """What was made or installed, shortly."""
    names = {"-m venv": "venv", "builder.txt": "setuptools", "requirements-dev.lock": "lock", "--editable": "counter"}
    return [short for line in programs.started for mark, short in names.items() if mark in line]


# --- as typed -----------------------------------------------------------------------------------------------------


def test_help_names_every_command_and_what_it_does() -> None:
    result = subprocess.run([sys.executable, HOME / "dev", "--help"], capture_output=True, text=True, check=True)
    described = {line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ") and len(line) > 30}
    assert described == {"run", "test", "lint", "faults", "build", "lock", "setup", "translations", "exec"}


def test_an_unknown_command_is_refused_with_the_known_ones() -> None:
    result = subprocess.run([sys.executable, HOME / "dev", "tset"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "no command 'tset'; there are run, test, lint" in result.stderr


def test_an_old_python_is_told_so_in_one_line() -> None:
    pretend = f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(HOME / 'dev')!r})"
    result = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("dev needs Python 3.11 or newer;")
    assert result.stderr.count("\n") == 1


# --- the environment ----------------------------------------------------------------------------------------------


def test_a_fresh_clone_gets_an_environment_and_everything_in_the_lock(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert installed(programs) == ["venv", "setuptools", "lock", "counter"]
    assert all("--require-hashes" in line for line in programs.started[1:3])


def test_a_ready_environment_is_left_alone(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.make_environment()
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert programs.started == []


@pytest.mark.parametrize("broken_at", ["builder.txt", "requirements-dev.lock", "--editable"])
def test_an_interrupted_installation_is_started_over(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, broken_at: str
) -> None:
    start(dev, monkeypatch, **{broken_at: 1})
    with pytest.raises(dev.Stop, match="could not be installed"):
        dev.make_environment()
    (dev.VENV / "left-over").touch()
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert installed(programs) == ["venv", "setuptools", "lock", "counter"]
    assert not (dev.VENV / "left-over").exists()


def test_an_environment_whose_interpreter_is_gone_is_made_anew(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.make_environment()
    (dev.VENV / "python").unlink()
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert installed(programs)[0] == "venv"


def test_a_checkout_that_moved_gets_a_new_environment(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dev.make_environment()
    monkeypatch.setattr(dev, "HOME", tmp_path / "elsewhere")
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert installed(programs)[0] == "venv"


def test_a_changed_lock_is_installed_into_the_same_environment(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.make_environment()
    dev.LOCK.write_text("setuptools==85.0\n", encoding="utf-8")
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert installed(programs) == ["setuptools", "lock", "counter"]


def test_a_changed_project_is_installed_alone(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.make_environment()
    dev.PYPROJECT.write_text("[project]", encoding="utf-8")
    programs = start(dev, monkeypatch)
    dev.make_environment()
    assert installed(programs) == ["counter"]


def test_the_builder_is_the_locked_one(dev: ModuleType) -> None:
    assert dev.locked_block("setuptools") == "setuptools==84.0 \\\n    --hash=sha256:ab\n"


def test_another_pythons_settings_do_not_reach_the_programs(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "/somewhere/else")
    environment = dev.environment()
    assert {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}.isdisjoint(environment)
    assert environment["PYTHONUTF8"] == "1"
    assert environment["PATH"] == os.environ["PATH"]


# --- the machine --------------------------------------------------------------------------------------------------


@pytest.fixture
def bare_debian(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian without OpenGL, and without a screen; the value is what root runs there."""
    ran: list[list[str]] = []

    def installing(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        monkeypatch.setattr(dev, "loads", lambda library: True)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda library: "GL" not in library)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.subprocess, "run", installing)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return ran


def test_root_on_debian_gets_the_missing_libraries_installed(
    dev: ModuleType, bare_debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.need_machine(dev.qt_libraries())
    assert [command[-1].rpartition("--no-install-recommends ")[2] for command in bare_debian] == ["libgl1 libegl1"]


def test_anybody_else_is_told_the_one_command(
    dev: ModuleType,
    bare_debian: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    assert dev.main(["test"]) == 1
    told = capsys.readouterr().err.splitlines()[-1]
    packages = "apt-get install --yes --no-install-recommends libgl1 libegl1"
    assert told == f"  sudo sh -c 'apt-get update && {packages}'"
    assert bare_debian == []


def test_a_python_without_its_venv_package_is_part_of_the_one_command(
    dev: ModuleType, bare_debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "version_info", (3, 11, 2))
    with pytest.raises(dev.Stop, match=r"recommends libgl1 libegl1 python3\.11-venv'$"):
        dev.need_machine(dev.qt_libraries())


def test_where_there_is_no_apt_the_packages_are_named(
    dev: ModuleType, bare_debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(dev.Stop, match="libgl1 libegl1"):
        dev.need_machine(dev.qt_libraries())


def test_the_libraries_of_a_screen_are_wanted_only_where_there_is_one(
    dev: ModuleType, bare_debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: "xcb" not in library)
    dev.need_machine(dev.qt_libraries())
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(dev.Stop, match="libxcb-cursor0"):
        dev.need_machine(dev.qt_libraries())


def test_what_some_tests_need_is_installed_where_that_can_be_done(
    dev: ModuleType,
    bare_debian: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where it cannot be had, those tests are skipped, and nothing else is."""
    dev.want_for_tests()
    assert bare_debian == []
    monkeypatch.setattr(dev.shutil, "which", lambda name: None if name == "pg_ctl" else f"/usr/bin/{name}")
    monkeypatch.setattr(dev.Path, "glob", lambda folder, pattern: iter(()))
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    dev.want_for_tests()
    assert bare_debian == []
    assert "skipped" in capsys.readouterr().err
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.want_for_tests()
    assert bare_debian[0][-1].endswith("--no-install-recommends postgresql")


def test_a_library_is_judged_by_loading_it() -> None:
    loads = load_dev().loads
    assert not loads("libno-such-thing.so.1")
    assert sys.platform != "linux" or loads("libc.so.6")


# --- the commands -------------------------------------------------------------------------------------------------


def test_without_a_screen_run_plays_the_demo_and_says_where_the_pictures_are(
    dev: ModuleType,
    bare_debian: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: True)
    programs = start(dev, monkeypatch)
    assert dev.main(["run"]) == 0
    out = dev.HOME / "demo-out"
    assert programs.started[-1] == f"counter-app demo --out {out}"
    assert f"the pictures and receipts are in {out}" in capsys.readouterr().err


def test_with_a_screen_run_opens_the_window(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[tuple[str, ...]] = []

    def become(*command: str) -> int:
        became.append(command)
        return 0

    monkeypatch.setattr(dev, "become", become)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    assert dev.main(["run"]) == 0
    assert became == [("counter-app", "try")]


def test_a_whole_test_run_holds_the_coverage(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = start(dev, monkeypatch)
    assert dev.main(["test"]) == 0
    core, rest = (line for line in programs.started if "--fail-under" in line)
    assert "--include=counter_app/domain/*,counter_app/services/*" in core
    assert core.endswith(f"--fail-under={dev.CORE_COVERAGE}")
    assert rest.endswith("--fail-under=90")


def test_too_little_coverage_fails_the_run(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    start(dev, monkeypatch, **{f"--fail-under={dev.CORE_COVERAGE}": 2})
    assert dev.main(["test"]) == 2


def test_a_failing_test_fails_the_run_before_coverage_is_added_up(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = start(dev, monkeypatch, pytest=1)
    assert dev.main(["test"]) == 1
    assert "combine" not in " ".join(programs.started)


def test_a_chosen_test_is_run_without_counting(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = start(dev, monkeypatch)
    assert dev.main(["test", "-k", "terbilang"]) == 0
    assert programs.started[-1] == "python -m pytest -k terbilang"
    assert "coverage" not in " ".join(programs.started)


def test_lint_runs_every_check_even_when_one_fails(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = start(dev, monkeypatch, mypy=1)
    assert dev.main(["lint"]) == 1
    assert [line.split()[0] for line in programs.started[-4:]] == ["ruff", "ruff", "mypy", "lint-imports"]


def test_a_translation_is_compiled_once_and_again_when_it_changes(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, compiled = dev.TRANSLATIONS / "counter_en.ts", dev.TRANSLATIONS / "counter_en.qm"
    source.write_text(TRANSLATION, encoding="utf-8")
    programs = start(dev, monkeypatch)
    dev.make_ready()
    assert programs.started[-1].startswith(f"pyside6-lrelease -silent {source} -qm ")
    assert compiled.read_text(encoding="utf-8") == "compiled"
    programs = start(dev, monkeypatch)
    dev.make_ready()
    assert programs.started == []
    os.utime(compiled, ns=(0, 0))
    dev.make_ready()
    assert len(programs.started) == 1


@pytest.mark.parametrize("command", ["setup", "translations"])
def test_a_window_that_is_open_keeps_the_words_it_has_mapped(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Qt maps the file: written in place, it would shrink under the window, and that is a bus error."""
    source, compiled = dev.TRANSLATIONS / "counter_en.ts", dev.TRANSLATIONS / "counter_en.qm"
    compiled.write_text("the words of before", encoding="utf-8")
    source.write_text(TRANSLATION, encoding="utf-8")
    os.utime(compiled, ns=(0, 0))
    start(dev, monkeypatch)
    with compiled.open(encoding="utf-8") as mapped:
        assert dev.main([command]) == 0
        assert mapped.read() == "the words of before"
    assert compiled.read_text(encoding="utf-8") == "compiled"
    assert sorted(dev.TRANSLATIONS.glob(".made-*")) == []


def test_what_does_not_compile_leaves_the_words_of_before(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    source, compiled = dev.TRANSLATIONS / "counter_en.ts", dev.TRANSLATIONS / "counter_en.qm"
    compiled.write_text("the words of before", encoding="utf-8")
    source.write_text(TRANSLATION, encoding="utf-8")
    start(dev, monkeypatch, lrelease=1)
    assert dev.main(["translations"]) == 1
    assert compiled.read_text(encoding="utf-8") == "the words of before"


def test_the_compiler_that_comes_with_qt_makes_what_qt_reads(tmp_path: Path) -> None:
    from PySide6.QtCore import QTranslator

    source, compiled = tmp_path / "counter_en.ts", tmp_path / "counter_en.qm"
    source.write_text(TRANSLATION, encoding="utf-8")
    compiler = load_dev().program("pyside6-lrelease", Path(sys.prefix))
    subprocess.run([compiler, "-silent", source, "-qm", compiled], check=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    assert translator.translate("Lamp", "Antrean") == "Queue"
