"""Every key of ``settings.toml``: what it says, what it may hold, and what it is when it is left out."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any

from counter_app.domain.personal_data import LEAST_YEARS, MOST_YEARS
from counter_app.domain.printer_settings import Cutter, DrawerPin, PrinterSettings, QrKind
from counter_app.settings import (
    CareSettings,
    DisplaySettings,
    HostSettings,
    LogSettings,
    OfflineSettings,
    RetentionSettings,
    ServerSettings,
    TargetSettings,
    WindowSettings,
)
from counter_app.settings_rules import (
    FILE,
    FOLDER,
    Key,
    Rule,
    choice,
    columns,
    device,
    number,
    pins,
    pole,
    server,
    text,
    timezone,
    whole,
)

ADAPTERS = ("snap", "iak")
PROFILES = ("thermal-58", "thermal-58-basic", "thermal-80", "thermal-80-42")
CODE_PAGES = ("CP437", "CP850", "CP858")
AS_PROFILE = "empty: as the profile has it"
_PRINTABLE = r"[^\x00-\x1f\x7f]"


def _defaults(settings: Any) -> Mapping[str, object]:
    return {each.name: each.default for each in fields(settings) if each.default is not MISSING}


_HOST, _PRINTER = _defaults(HostSettings), _defaults(PrinterSettings)
_WINDOW, _CARE, _LOG = _defaults(WindowSettings), _defaults(CareSettings), _defaults(LogSettings)
_SERVER, _OFFLINE = _defaults(ServerSettings), _defaults(OfflineSettings)
_TARGET, _DISPLAY = _defaults(TargetSettings), _defaults(DisplaySettings)
_RETENTION, _YEARS = _defaults(RetentionSettings), whole(LEAST_YEARS, MOST_YEARS, "years")

KEYS: tuple[Key, ...] = (
    Key(
        "office",
        "id",
        "The office's number, as the host knows it. It begins every receipt number.",
        text(r"[0-9A-Za-z][0-9A-Za-z-]{0,15}", "1 to 16 letters, digits and dashes"),
    ),
    Key(
        "office",
        "name",
        "The office's name, as it stands on receipts.",
        text(_PRINTABLE + "{1,80}", "1 to 80 characters on one line"),
    ),
    Key(
        "office",
        "address",
        "The office's address, as it stands on receipts.",
        text(_PRINTABLE + "{1,160}", "1 to 160 characters on one line"),
    ),
    Key(
        "office",
        "counter_id",
        "This counter's number within the office; the host knows it as the channel.",
        text(r"[0-9A-Za-z]{1,5}", "1 to 5 letters and digits"),
    ),
    Key(
        "office",
        "timezone",
        "The zone of the office's clock and business day.",
        Rule("an IANA name: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)", timezone),
    ),
    Key(
        "host",
        "adapter",
        "How the host is spoken to: by SNAP, the national standard, or as the aggregator IAK. Change it only while "
        "nothing waits for the host.",
        choice(*ADAPTERS),
        _HOST["adapter"],
    ),
    Key(
        "host",
        "base_url",
        "Where the host is.",
        text(r"https?://[^\s]+", "https://NAME or https://NAME:PORT; http:// for this machine only"),
    ),
    Key(
        "host",
        "client_key",
        "The key by which the host knows this office's program; for iak, the agent's user name.",
        text(r"[\x21-\x7e]{1,200}", "1 to 200 letters, digits and signs"),
    ),
    Key(
        "host",
        "client_secret_file",
        "The file that holds the secret to that key, and nothing else; for iak, the API key.",
        FILE,
    ),
    Key(
        "host",
        "private_key_file",
        "The file that holds the private RSA key (PEM) to that key; needed for snap.",
        FILE,
        _HOST["private_key_file"],
    ),
    Key(
        "host",
        "ca_file",
        "The certificate (PEM) of the authority that signed the host's; needed for https.",
        FILE,
        _HOST["ca_file"],
    ),
    Key(
        "host",
        "pins",
        "The keys of the authorities that may stand in ca_file: the one in use, and one kept for the day it is lost. "
        "counter-app doctor says the first.",
        Rule('a list of pins: base64 of SHA-256 of the public key, ["…=", "…="]', pins),
        _HOST["pins"],
    ),
    Key(
        "host",
        "partner_id",
        "The office's name at the host.",
        text(r"[\x21-\x7e]{1,36}", "1 to 36 letters, digits and signs"),
    ),
    Key(
        "host",
        "connect_seconds",
        "How long to wait for a connection.",
        number(0.1, 120, "seconds"),
        _HOST["connect_seconds"],
    ),
    Key(
        "host",
        "read_seconds",
        "How long the host may be silent while it answers.",
        number(0.1, 120, "seconds"),
        _HOST["read_seconds"],
    ),
    Key(
        "host",
        "payment_seconds",
        "How long posting a payment, or asking about one, may take in all.",
        number(0.1, 50, "seconds"),
        _HOST["payment_seconds"],
    ),
    Key(
        "host",
        "lookup_seconds",
        "How long a lookup waits for the host before it shows local data; iak has none, and may need more.",
        number(0.1, 50, "seconds"),
        _HOST["lookup_seconds"],
    ),
    Key(
        "printer",
        "device",
        "Where receipts go: a printer by its address, or a folder that takes each one as a file.",
        Rule("tcp://, serial:, usb://, cups://, windows: or file://, as in README, Printers", device),
    ),
    Key(
        "printer",
        "profile",
        "The kind of printer: its paper in millimetres; 42: columns; basic: no QR command, no blade.",
        choice(*PROFILES),
        _PRINTER["profile"],
    ),
    Key(
        "printer",
        "columns",
        "Characters on a line, where this printer is not as its profile; the printer's page finds it out.",
        Rule("32, 42, 48; 0: as the profile has it", columns),
        _PRINTER["columns"],
    ),
    Key(
        "printer",
        "code_page",
        "The character table that the printer is switched to.",
        choice("", *CODE_PAGES, words=AS_PROFILE),
        _PRINTER["code_page"],
    ),
    Key(
        "printer",
        "cutter",
        "What the printer does at the end of a sheet.",
        choice("", *Cutter, words=AS_PROFILE),
        _PRINTER["cutter"],
    ),
    Key(
        "printer",
        "qr",
        "How codes are printed: drawn by the printer, sent as a picture, or left out.",
        choice("", *QrKind, words=AS_PROFILE),
        _PRINTER["qr"],
    ),
    Key(
        "printer",
        "qr_dots",
        "The side of one module of a code; 0: as the profile has it.",
        whole(0, 16, "dots"),
        _PRINTER["qr_dots"],
    ),
    Key(
        "printer",
        "drawer",
        "The pin of the printer's drawer socket that opens the cash drawer; none: no drawer hangs on it.",
        choice("", *DrawerPin, words=AS_PROFILE),
        _PRINTER["drawer"],
    ),
    Key(
        "display",
        "pole",
        "Where the pole is that shows the payer two lines; empty: there is none.",
        Rule("serial:///dev/ttyUSB0 or serial:COM3, both with ?baud=9600; or empty", pole),
        _DISPLAY["pole"],
    ),
    Key(
        "display",
        "pole_commands",
        "The command set that the pole is set to.",
        choice("epson", "cd5220"),
        _DISPLAY["pole_commands"],
    ),
    Key(
        "display",
        "pole_code_page",
        "The character table that an epson pole is switched to; a cd5220 one shows plain letters.",
        choice(*CODE_PAGES),
        _DISPLAY["pole_code_page"],
    ),
    Key(
        "display",
        "second_screen",
        "Whether payers see their payment on a second monitor, where there is one: the one that the window is not on, "
        "none, or always the monitor of that name.",
        text(_PRINTABLE + "{1,80}", "on, off, or the name of a monitor"),
        _DISPLAY["second_screen"],
    ),
    Key(
        "window",
        "language",
        "The clerk's language when the window opens: Indonesian or English.",
        choice("id", "en"),
        _WINDOW["language"],
    ),
    Key("window", "theme", "The window's colours.", choice("light", "dark", "system"), _WINDOW["theme"]),
    Key(
        "window",
        "idle_lock_minutes",
        "After how many idle minutes the window asks for the PIN.",
        whole(1, 120, "minutes"),
        _WINDOW["idle_lock_minutes"],
    ),
    Key(
        "window",
        "receipt_wait_seconds",
        "How long a receipt waits for the host's answer, so that the payer gets a final one.",
        number(0, 10, "seconds"),
        _WINDOW["receipt_wait_seconds"],
    ),
    Key(
        "care",
        "backup_folder",
        "Where backups are kept: all of the last day, one a day for a month, one a month for a year.",
        FOLDER,
        _CARE["backup_folder"],
    ),
    Key(
        "care",
        "backup_minutes",
        "How often a backup is made while the window is open.",
        whole(5, 1_440, "minutes"),
        _CARE["backup_minutes"],
    ),
    Key(
        "care",
        "warn_free_mb",
        "With less room than this on the disk the clerk is warned.",
        whole(0, 1_000_000, "MB"),
        _CARE["warn_free_mb"],
    ),
    Key(
        "care",
        "refuse_free_mb",
        "With less room than this on the disk no payment is taken.",
        whole(0, 1_000_000, "MB"),
        _CARE["refuse_free_mb"],
    ),
    Key(
        "server",
        "url",
        "Where the database is that all counters of the office share; empty: in this folder, for this counter alone.",
        Rule(
            "postgresql+psycopg://NAME@HOST/DATABASE?sslmode=verify-full&sslrootcert=FILE; no password; over a network "
            "sslmode must be verify-full or verify-ca",
            server,
        ),
        _SERVER["url"],
    ),
    Key(
        "server",
        "password_file",
        "The file that holds the password to it, and nothing else.",
        FILE,
        _SERVER["password_file"],
    ),
    Key(
        "offline",
        "payment",
        "The largest payment that is taken without the host.",
        whole(0, 1_000_000_000, "rupiah"),
        _OFFLINE["payment"],
    ),
    Key(
        "offline",
        "total",
        "How much may wait for the host in all.",
        whole(0, 10_000_000_000, "rupiah"),
        _OFFLINE["total"],
    ),
    Key(
        "offline",
        "count",
        "How many payments may wait for the host.",
        whole(0, 100_000, "payments"),
        _OFFLINE["count"],
    ),
    Key(
        "offline",
        "bill_age_hours",
        "How old the office's own data of a payer may be when it makes a bill.",
        whole(1, 8_760, "hours"),
        _OFFLINE["bill_age_hours"],
    ),
    Key(
        "offline",
        "queue_age_hours",
        "How long the oldest payment may have waited for the host.",
        whole(1, 8_760, "hours"),
        _OFFLINE["queue_age_hours"],
    ),
    Key(
        "retention",
        "participants_years",
        "How long the office's copy of a participant is kept after the host last told of them.",
        _YEARS,
        _RETENTION["participants_years"],
    ),
    Key(
        "retention",
        "registrations_years",
        "How long the answers of an application are kept after it was decided or withdrawn.",
        _YEARS,
        _RETENTION["registrations_years"],
    ),
    Key(
        "retention",
        "contacts_years",
        "How long it is kept who was reminded, and what was noted about it.",
        _YEARS,
        _RETENTION["contacts_years"],
    ),
    Key(
        "retention",
        "logs_years",
        "How long an old log file is kept.",
        _YEARS,
        _RETENTION["logs_years"],
    ),
    Key(
        "target",
        "active_participants",
        "How many people the office wants to be active in a month; 0: no target.",
        whole(0, 100_000_000, "people"),
        _TARGET["active_participants"],
    ),
    Key(
        "target",
        "monthly_amount",
        "What the office wants to take in contributions in a month; 0: no target.",
        whole(0, 1_000_000_000_000, "rupiah"),
        _TARGET["monthly_amount"],
    ),
    Key(
        "log",
        "level",
        "The least that is written to the log files in logs/.",
        choice("DEBUG", "INFO", "WARNING", "ERROR"),
        _LOG["level"],
    ),
)
"""In the order they stand in the file."""

TABLES: list[str] = list(dict.fromkeys(key.table for key in KEYS))

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "office": "Who we are.",
        "host": "The host that owns bills and postings.",
        "printer": "Where receipts are printed.",
        "display": "What payers see of their payment; every key here can be left out.",
        "window": "How the window behaves; every key here can be left out.",
        "care": "How the database is looked after; every key here can be left out.",
        "server": "The office's PostgreSQL, where many counters share one database; both keys can be left out.",
        "offline": "How far the counter goes without the host; a supervisor can allow up to twice as far. Every key can be left out.",
        "retention": "How long personal data is kept. Every key can be left out.",
        "target": "What the office wants to reach, as the coverage page shows it. Both keys can be left out.",
        "log": "What is written down about the program itself. Identity numbers never are.",
    }
)
"""What each table is about."""
