"""Who comes to the counter: people who owe something, some of them under names that are meant for a machine."""

from datetime import date

from counter_app import resources
from counter_app.sandbox.people import invent_people

HOSTILE = 2
"""Which of a morning's people has such a name."""

NAMES = (
    "\x1b@\x1bp0 Buka Laci",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "Budi \u202e000.000.1pR",
    "Siti " + "Nurhaliza " * 29,
    "Agus \U0001f600\U0001f4b8 Salim",
    "Dewi\nTOTAL Rp0",
    "Ani\u200b\u0000\u0007 Rahma\u2028wati",
)


def payers(count: int) -> list[str]:
    """Whoever owes something and pays it themselves, from the first on."""
    today = date.today()  # noqa: DTZ011 - as the sandbox invents them
    people = invent_people(count, 1, today, resources.tariff())
    return [each.nik for each in people if not each.government_paid and (each.paid_through or 0) <= 5]
