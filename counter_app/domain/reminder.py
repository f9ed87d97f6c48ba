"""Who has to be reminded of a contribution: how protection stands by the calendar, and what came of reminding.

Three unpaid months make protection inactive; there is no fine and no arrears, and whoever pays again with the same NIK
is protected again (BPJS Ketenagakerjaan, public guidance; the number of months is the tariff's ``grace_months``).

What is at stake decides the order of a list. First the protection that ends soonest; of those who have lost it, who
lost it last, because they are the likeliest to come back. Among equals the smallest contribution first: JKM pays a
family the same sum whatever the income, so whoever pays least loses most for each rupiah.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote
from uuid import UUID

from counter_app.domain.bill import Bill
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.tariff import Sector

REST = timedelta(days=7)
"""Whoever was contacted within it comes last in every list."""
_COUNTRY, _TRUNK, _INTERNATIONAL = "62", "0", "00"
_MOBILE = "628"
_MOBILE_DIGITS = range(10, 15)
"""Digits of a mobile number with its country code (Ministry of Communication, numbering plan of 2018)."""


class Stage(StrEnum):
    """How protection stands by the calendar.

    ``AHEAD``: paid beyond this month. ``DUE``: paid to the end of this month, the next contribution is due by then.
    ``GRACE``: one to three months unpaid, this one counted; still protected. ``LAPSED``: longer. ``NEVER``: never paid.
    """

    AHEAD = "ahead"
    DUE = "due"
    GRACE = "grace"
    LAPSED = "lapsed"
    NEVER = "never"


LISTED = (Stage.DUE, Stage.GRACE, Stage.LAPSED)
"""Who is reminded, in the order of the lists."""


@dataclass(frozen=True, slots=True)
class Cover:
    """``paid_until``: the last paid day. ``ends``: the last day of protection if nothing more is paid, the months of
    grace included, past for ``LAPSED``; ``None`` for ``AHEAD`` and ``NEVER``.
    """

    stage: Stage
    paid_until: date | None
    ends: date | None = None


def cover_of(protected_until: date | None, today: date, grace_months: int, status: Protection | None = None) -> Cover:
    """How protection stands on ``today``. The host's word that it has lapsed counts more than the calendar."""
    if protected_until is None:
        return Cover(Stage.NEVER, None)
    paid, now = Month.of(protected_until), Month.of(today)
    if paid > now:
        return Cover(Stage.AHEAD, protected_until)
    last = (paid + grace_months).last_day
    if now - paid > grace_months:
        return Cover(Stage.LAPSED, protected_until, last)
    if status is Protection.LAPSED:
        return Cover(Stage.LAPSED, protected_until, min(protected_until, today - timedelta(days=1)))
    return Cover(Stage.DUE if paid == now else Stage.GRACE, protected_until, last)


def months_of(stage: Stage, today: date, grace_months: int) -> tuple[Month | None, Month]:
    """The first (``None``: any) and the last month that somebody in this list may have paid last.

    Raises ``KeyError`` for a stage that is not ``LISTED``.
    """
    now = Month.of(today)
    bounds: Mapping[Stage, tuple[Month | None, Month]] = MappingProxyType(
        {
            Stage.DUE: (now, now),
            Stage.GRACE: (now + -grace_months, now + -1),
            Stage.LAPSED: (None, now + -(grace_months + 1)),
        }
    )
    return bounds[stage]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one sentence about a payer needs: how protection stands, and the rupiah that keep or regain it.

    ``amount`` ``None``: nobody has billed anything, or it is paid already.
    """

    cover: Cover
    amount: Rupiah | None = None


def outlook(participant: Participant, bill: Bill | None, today: date, grace_months: int) -> Outlook:
    """The outlook of somebody with this bill in front of them; its total is what they are asked for."""
    cover = cover_of(participant.protected_until, today, grace_months, participant.status)
    return Outlook(cover, bill.total if bill is not None and bill.lines else None)


class Way(StrEnum):
    """How somebody was reached, or was to be."""

    CALL = "call"
    MESSAGE = "message"
    LETTER = "letter"
    VISIT = "visit"


class Outcome(StrEnum):
    """What came of it. ``DO_NOT_CONTACT``: asked to be left alone, and from then on is."""

    SENT = "sent"
    WILL_PAY = "will-pay"
    NOT_REACHED = "not-reached"
    WRONG_NUMBER = "wrong-number"
    MOVED = "moved"
    REFUSED = "refused"
    DO_NOT_CONTACT = "do-not-contact"


@dataclass(frozen=True, slots=True)
class Contact:
    """One try to reach a participant. ``at`` is UTC; ``clerk_id``: who noted it."""

    id: UUID
    nik: str = field(repr=False)
    at: datetime
    clerk_id: str
    way: Way
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty and ``None`` let everybody through. ``name``: beginnings of its words."""

    name: str = ""
    branch: str = ""
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody on a list. ``paid_until`` counts what was paid at the office's own counters since the host last told us.

    ``last``: the newest contact.
    """

    participant: Participant
    paid_until: date
    last: Contact | None


def chat_number(phone: str) -> str | None:
    """A mobile number as chat links want it, ``0812-…`` → ``62812…``; ``None`` for what is no Indonesian mobile."""
    digits = "".join(character for character in phone if character.isascii() and character.isdigit())
    if phone.strip().startswith("+"):
        whole = digits
    elif digits.startswith(_INTERNATIONAL):
        whole = digits.removeprefix(_INTERNATIONAL)
    elif digits.startswith(_TRUNK):
        whole = _COUNTRY + digits.removeprefix(_TRUNK)
    else:
        whole = digits if digits.startswith(_COUNTRY) else _COUNTRY + digits
    # +62 (0)812: the trunk prefix is written and not dialled
    whole = _COUNTRY + whole.removeprefix(_COUNTRY + _TRUNK) if whole.startswith(_COUNTRY + _TRUNK) else whole
    return whole if whole.startswith(_MOBILE) and len(whole) in _MOBILE_DIGITS else None


def chat_link(number: str, words: str) -> str:
    """An address that opens a chat with ``number`` (as ``chat_number`` writes it), ``words`` ready to be sent."""
    return f"https://wa.me/{number}?text={quote(words, safe='')}"
