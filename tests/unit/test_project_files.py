"""What holds for the files of the project, and no tool in the box checks."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
FUNCTION_LINES, MODULE_LINES = 50, 500
HEAVY = {"PIL", "alembic", "babel", "escpos", "httpx", "keyring", "reportlab"}
# Taken apart, so that this file does not name them either.
REGISTRY_HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)")


def tracked(*patterns: str) -> list[Path]:
    """The files under version control that match any of the patterns, and exist."""
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=HOME, capture_output=True, check=True)
    return [path for name in listed.stdout.decode().split("\0") if name and (path := HOME / name).is_file()]


def parsed(*patterns: str) -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax tree of each tracked Python file."""
    for path in tracked(*patterns):
        yield path.relative_to(HOME).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: Iterable[ast.AST]) -> set[str]:
    """The modules that these statements import, by their full names."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def root(module: str) -> str:
    """The top-level package of a module."""
    return module.partition(".")[0]


def pins(lock: str) -> dict[str, str]:
    """Package → version, as one lock file pins them."""
    lines = (HOME / lock).read_text(encoding="utf-8").splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def test_no_file_names_a_package_registry() -> None:
    named = [
        f"{path.relative_to(HOME)}: {host}"
        for path in tracked()
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert named == []


def test_every_locked_package_has_hashes() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (HOME / lock).read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=[a-z0-9-]+==)", text)[1:]
        assert len(blocks) == len(pins(lock)) > 0
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_program_runs_on_no_version_that_the_tests_have_not_seen() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_functions_fit_a_screen() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in parsed("*.py", "dev")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_modules_have_one_reason_to_change() -> None:
    long = [path.name for path in tracked("*.py", "dev") if path.read_bytes().count(b"\n") > MODULE_LINES]
    assert long == []


@pytest.mark.parametrize(
    ("room", "allowed"),
    [
        ("domain", ("counter_app.domain.",)),
        ("services", ("counter_app.domain.", "counter_app.services.")),
    ],
)
def test_what_decides_about_money_depends_on_the_standard_library_only(room: str, allowed: tuple[str, ...]) -> None:
    strangers = [
        f"{name}: {module}"
        for name, tree in parsed(f"counter_app/{room}/*.py")
        for module in imported(ast.walk(tree))
        if root(module) not in sys.stdlib_module_names and not module.startswith(allowed)
    ]
    assert strangers == []


def test_starting_the_program_does_not_pay_for_libraries_it_may_not_use() -> None:
    eager = [
        f"{name}: {module}"
        for name, tree in parsed("counter_app/*.py", "ui/*.py")
        for module in imported(tree.body)
        if root(module) in HEAVY and "/migrations/" not in name
    ]
    assert eager == []


@pytest.mark.parametrize("family", ["Inter", "JetBrainsMono"])
def test_each_font_travels_with_the_whole_of_its_licence(family: str) -> None:
    fonts = HOME / "resources" / "fonts"
    assert list(fonts.glob(f"{family}-*.?tf"))
    licence = (fonts / f"{family}-LICENSE.txt").read_text(encoding="utf-8")
    parts = ("Copyright", "SIL OPEN FONT LICENSE Version 1.1", "PREAMBLE", "DEFINITIONS", "PERMISSION & CONDITIONS")
    assert [part for part in (*parts, "\n5) ", "TERMINATION", "DISCLAIMER") if part not in licence] == []
