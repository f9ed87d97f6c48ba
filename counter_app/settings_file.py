"""Reading ``settings.toml``: every fault named with file, line and what is allowed."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from counter_app.domain.printer_settings import PrinterSettings
from counter_app.domain.receipt import Office
from counter_app.settings import (
    FILE_NAME,
    CareSettings,
    DisplaySettings,
    HostSettings,
    LogSettings,
    OfflineSettings,
    RetentionSettings,
    ServerSettings,
    Settings,
    TargetSettings,
    WindowSettings,
)
from counter_app.settings_keys import KEYS, TABLES
from counter_app.settings_lines import line_of
from counter_app.settings_rules import FILE, REQUIRED
from counter_app.training import training_faults


class SettingsError(Exception):
    """The settings cannot be used. The text is for people: one fault a line, each with its place and remedy."""


class NotSetUp(SettingsError):
    """There are no settings in this home yet."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"{home / FILE_NAME} does not exist – make this counter ready with: counter-app set-up")
        self.home = home


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: ``place`` is the dotted key, or a table."""

    line: int | None
    what: str


def load(home: Path) -> Settings:
    """Read the settings of a home. Raises ``NotSetUp``, or ``SettingsError`` with every fault found."""
    file = home / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotSetUp(home) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read: {_why(error)}") from None
    return parse(text, home)


def parse(text: str, home: Path) -> Settings:
    """Read the settings from ``text`` as if it stood in ``home``. Raises ``SettingsError``."""
    file = home / FILE_NAME
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: {error}") from None
    values: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    faults = [*_unknown(content, text), *_read(content, text, home, values)]
    if not faults:
        faults = list(_at_odds(values, text))
    if faults:
        raise SettingsError("\n".join(_said(file, fault) for fault in sorted(faults, key=lambda f: f.line or 0)))
    return Settings(
        home=home,
        office=Office(**values["office"]),
        host=HostSettings(**values["host"]),
        printer=PrinterSettings(**values["printer"]),
        display=DisplaySettings(**values["display"]),
        window=WindowSettings(**values["window"]),
        care=CareSettings(**values["care"]),
        server=ServerSettings(**values["server"]),
        offline=OfflineSettings(**values["offline"]),
        retention=RetentionSettings(**values["retention"]),
        target=TargetSettings(**values["target"]),
        log=LogSettings(**values["log"]),
    )


def named_text(settings: Settings, key: str, file: Path) -> str:
    """The text of a file that the settings name under ``key``, stripped. Raises ``SettingsError``."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        table, _, name = key.partition(".")
        line = line_of(settings.file.read_text(encoding="utf-8-sig"), table, name) if settings.file.exists() else None
        fault = Fault(line, f"{key}: {file} cannot be read: {_why(error)}")
        raise SettingsError(_said(settings.file, fault)) from None


def _unknown(content: Mapping[str, Any], text: str) -> Iterator[Fault]:
    for table, keys in content.items():
        if table not in TABLES:
            yield Fault(line_of(text, table), f"[{table}] is not known – allowed: {_listed(table, TABLES)}")
        elif not isinstance(keys, dict):
            yield Fault(line_of(text, table), f"{table} must be a table: [{table}]")
        else:
            names = [key.name for key in KEYS if key.table == table]
            for name in keys.keys() - set(names):
                what = f"{table}.{name} is not known – allowed: {_listed(name, names)}"
                yield Fault(line_of(text, table, name), what)


def _read(content: Mapping[str, Any], text: str, home: Path, values: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    for key in KEYS:
        table = content.get(key.table, {})
        if not isinstance(table, dict):
            continue
        if key.name in table:
            try:
                values[key.table][key.name] = key.rule.read(table[key.name], home)
            except ValueError:
                shown = json.dumps(table[key.name], ensure_ascii=False, default=str)
                what = f"{key} = {shown} – allowed: {key.rule.allowed}"
                yield Fault(line_of(text, key.table, key.name), what)
        elif key.default is REQUIRED:
            yield Fault(line_of(text, key.table), f"{key} is missing – allowed: {key.rule.allowed}")


def _at_odds(values: Mapping[str, Mapping[str, Any]], text: str) -> Iterator[Fault]:
    """Values that are right one by one and wrong together."""
    from counter_app.gateway.options import check_base_url

    for table, name, what in training_faults(values):
        yield Fault(line_of(text, table, name), what)
    host = values["host"]
    try:
        check_base_url(host["base_url"], host.get("ca_file"))
    except ValueError as error:
        yield Fault(line_of(text, "host", "base_url"), f'host.base_url = "{host["base_url"]}" – {error}')
    if host.get("adapter", "snap") == "snap" and "private_key_file" not in host:
        yield Fault(line_of(text, "host"), f"host.private_key_file is missing – allowed: {FILE.allowed}")
    if (pole := values["display"].get("pole", "")) and pole.partition("?")[0] == values["printer"]["device"].partition(
        "?"
    )[0]:
        yield Fault(line_of(text, "display", "pole"), f'display.pole = "{pole}" – that is the printer\'s line')
    care = CareSettings(**values["care"])
    if care.refuse_free_mb > care.warn_free_mb:
        what = (
            f"care.refuse_free_mb = {care.refuse_free_mb} – must not be above care.warn_free_mb ({care.warn_free_mb})"
        )
        yield Fault(line_of(text, "care", "refuse_free_mb"), what)


def _listed(typed: str, allowed: list[str]) -> str:
    """What is allowed, with the one first that was probably meant."""
    close = get_close_matches(typed, allowed, n=1)
    return ", ".join([*close, *(name for name in allowed if name not in close)])


def _said(file: Path, fault: Fault) -> str:
    place = f"{file}:{fault.line}" if fault.line else str(file)
    return f"{place}: {fault.what}"


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
