"""What went wrong, in the clerk's words: what it is, and what to do. One sentence for every ``Reason``."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.anchor import JournalCut
from counter_app.domain.errors import CommitUncertain, Declined, DiskFull, Reason, Service, Unavailable, Untrusted
from counter_app.domain.money import format_rupiah
from counter_app.domain.months import Month
from ui import formats
from ui.settlement_words import file_fault_words
from ui.translation import QT_TRANSLATE_NOOP

_SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.EMPTY: QT_TRANSLATE_NOOP("Messages", "Nothing has been entered yet. Type it here."),
        Reason.NOT_DIGITS: QT_TRANSLATE_NOOP(
            "Messages", "Character {position} is not a digit. Correct it where the cursor stands."
        ),
        Reason.NUMBER_LENGTH: QT_TRANSLATE_NOOP(
            "Messages", "{typed} digits so far. A NIK has 16, a card number (KPJ) 11, a payment code 12."
        ),
        Reason.NIK_LENGTH: QT_TRANSLATE_NOOP(
            "Messages", "A NIK has {expected} digits, here are {typed}. Compare it with the KTP."
        ),
        Reason.NIK_PROVINCE: QT_TRANSLATE_NOOP(
            "Messages", "No province has the code {code}. Compare the first two digits with the KTP."
        ),
        Reason.NIK_DATE: QT_TRANSLATE_NOOP(
            "Messages", "Digits 7 to 12 ({typed}) are no date of birth. Compare them with the KTP."
        ),
        Reason.NIK_SERIAL: QT_TRANSLATE_NOOP(
            "Messages", "The last four digits of a NIK are never 0000. Compare them with the KTP."
        ),
        Reason.AMOUNT_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "This is not an amount in rupiah. Type digits only, for example 50000."
        ),
        Reason.REFERENCE_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "A reference has 4 to 32 letters and digits. Type it as it stands on the slip or the phone."
        ),
        Reason.PERIOD_FORMAT: QT_TRANSLATE_NOOP("Messages", "This is not a month. Type it as 2026-11."),
        Reason.PERIOD_WITHOUT_TARIFF: QT_TRANSLATE_NOOP(
            "Messages", "There is no tariff for {month}. Choose a later first month."
        ),
        Reason.MONTHS_NOT_OFFERED: QT_TRANSLATE_NOOP(
            "Messages", "{months} months cannot be paid at once. Choose one of {offered}."
        ),
        Reason.PROGRAMME_MANDATORY: QT_TRANSLATE_NOOP("Messages", "{programme} is mandatory and cannot be left out."),
        Reason.PROGRAMME_UNKNOWN: QT_TRANSLATE_NOOP("Messages", "There is no such programme. Choose from {allowed}."),
        Reason.SECTOR_UNKNOWN: QT_TRANSLATE_NOOP("Messages", "There is no such sector. Choose from {allowed}."),
        Reason.LOGIN_WRONG: QT_TRANSLATE_NOOP(
            "Messages", "Staff number or PIN is wrong. Tries left: {left}. Then log-in is closed for 30 minutes."
        ),
        Reason.USER_EXISTS: QT_TRANSLATE_NOOP("Messages", "Staff number {user} is taken. Choose another one."),
        Reason.LOGIN_LOCKED: QT_TRANSLATE_NOOP(
            "Messages", "Too many wrong PINs. Log-in is closed; try again in {minutes} min."
        ),
        Reason.PIN_TOO_SHORT: QT_TRANSLATE_NOOP("Messages", "A PIN has at least {least} digits. Type a longer one."),
        Reason.PERSON_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "A staff number has 1 to 20 letters, digits, dots and dashes; a name has 1 to 80 characters."
        ),
        Reason.PIN_TO_BE_CHANGED: QT_TRANSLATE_NOOP(
            "Messages", "This PIN was given to begin with. Choose one of your own, which nobody else knows."
        ),
        Reason.PIN_AS_BEFORE: QT_TRANSLATE_NOOP("Messages", "This is the PIN you have. Choose another one."),
        Reason.PERSON_UNKNOWN: QT_TRANSLATE_NOOP("Messages", "Nobody with staff number {user} works here."),
        Reason.PERSON_IS_SELF: QT_TRANSLATE_NOOP(
            "Messages", "Nobody does this to their own number. Ask somebody else who manages the staff."
        ),
        Reason.PERSON_LAST: QT_TRANSLATE_NOOP(
            "Messages", "{user} is the last one in this role. Give it to somebody else first."
        ),
        Reason.PERSON_HAS_SHIFT: QT_TRANSLATE_NOOP(
            "Messages", "The counter is open in the name of {user}. It has to be closed first."
        ),
        Reason.PRINTER_ADDRESS: QT_TRANSLATE_NOOP(
            "Messages",
            "This is no printer's address. Type its name or number in the network, for example 192.168.1.50.",
        ),
        Reason.PRINTER_NOT_THERE: QT_TRANSLATE_NOOP(
            "Messages", "Nothing answers at {host}, port {port}. See whether it is on, and the number right."
        ),
        Reason.PRINTER_OF_TRAINING: QT_TRANSLATE_NOOP(
            "Messages", "This is a training: its printer stays. Set up the printer at the real counter."
        ),
        Reason.SETTINGS_UNWRITABLE: QT_TRANSLATE_NOOP(
            "Messages", "The settings cannot be written. Nothing was saved; call whoever looks after this computer."
        ),
        Reason.SETTINGS_MOVED: QT_TRANSLATE_NOOP(
            "Messages",
            "The settings' file was changed meanwhile, or has a fault that counter-app doctor names. Nothing was saved; begin again.",
        ),
        Reason.DUE_CHANGED: QT_TRANSLATE_NOOP(
            "Messages", "Since it was shown, something else has become due. Look at it again."
        ),
        Reason.NOTHING_DUE: QT_TRANSLATE_NOOP(
            "Messages", "Nothing has outlived its period; there is nothing to let go."
        ),
        Reason.NOT_ALLOWED: QT_TRANSLATE_NOOP(
            "Messages", "Your role does not allow this. Ask somebody whose role does."
        ),
        Reason.SHIFT_NOT_OPEN: QT_TRANSLATE_NOOP(
            "Messages", "The counter is not open. Open it with the float before you take money."
        ),
        Reason.SHIFT_ALREADY_OPEN: QT_TRANSLATE_NOOP(
            "Messages", "The counter is already open in the name of {clerk}. Only {clerk} can close it."
        ),
        Reason.SHIFT_OF_ANOTHER: QT_TRANSLATE_NOOP(
            "Messages", "The counter is open in the name of {clerk}. Only {clerk} can use and close it."
        ),
        Reason.COUNT_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "That cannot be in a drawer. Type how many pieces there are of each note and coin."
        ),
        Reason.COUNTED_TWICE: QT_TRANSLATE_NOOP(
            "Messages", "The drawer has been counted twice. It is not counted again; go on to the close."
        ),
        Reason.NOT_COUNTED: QT_TRANSLATE_NOOP(
            "Messages", "The drawer has not been counted, or something has moved since. Count it first."
        ),
        Reason.COUNT_REVEALED: QT_TRANSLATE_NOOP(
            "Messages", "What the drawer should hold has been shown. The counter can only be closed now."
        ),
        Reason.FLOAT_OVER_COUNT: QT_TRANSLATE_NOOP(
            "Messages", "More is to stay in the drawer than was counted in it. Change what stays."
        ),
        Reason.DRAWER_SHORT: QT_TRANSLATE_NOOP("Messages", "The drawer does not hold {amount}. Count it again."),
        Reason.MOVED_ALREADY: QT_TRANSLATE_NOOP(
            "Messages", "This was already stored, with {amount}. Begin again for another one."
        ),
        Reason.HANDOVER_WAITING: QT_TRANSLATE_NOOP(
            "Messages", "{giver} is handing this drawer over to {receiver}. Only {receiver} can open the counter now."
        ),
        Reason.HANDOVER_NOT_OPEN: QT_TRANSLATE_NOOP("Messages", "This hand-over is over. Look at the drawer again."),
        Reason.HANDOVER_OF_ANOTHER: QT_TRANSLATE_NOOP(
            "Messages", "This hand-over is between {giver} and {receiver}. Only they can settle it."
        ),
        Reason.HANDOVER_RECEIVER: QT_TRANSLATE_NOOP(
            "Messages", "{user} cannot take over a drawer. Choose another clerk or a supervisor."
        ),
        Reason.PARTICIPANT_NOT_FOUND: QT_TRANSLATE_NOOP(
            "Messages", "The host knows no participant with this number. Compare it with the KTP or the card."
        ),
        Reason.NOT_FOUND_LOCALLY: QT_TRANSLATE_NOOP(
            "Messages",
            "The host cannot be reached, and this number is not in the office's data. Try again once it is connected.",
        ),
        Reason.ALREADY_PAID: QT_TRANSLATE_NOOP(
            "Messages", "These months are already paid. Take no money; choose more months, or come back next month."
        ),
        Reason.BILL_EXPIRED: QT_TRANSLATE_NOOP(
            "Messages", "This bill has expired. Press Enter in the lookup field for a new one."
        ),
        Reason.CASH_SHORT: QT_TRANSLATE_NOOP("Messages", "{missing} is missing. Ask the payer for the rest."),
        Reason.KEY_REUSED: QT_TRANSLATE_NOOP(
            "Messages", "This sale is already committed as {receipt}. Look the payer up again for another one."
        ),
        Reason.ILLEGAL_TRANSITION: QT_TRANSLATE_NOOP(
            "Messages", "The payment has moved on in the meantime. Open the journal to see how it stands."
        ),
        Reason.HOST_REFUSED: QT_TRANSLATE_NOOP(
            "Messages", "The host refuses this (code {code}). Take no money and tell your supervisor the code."
        ),
        Reason.APPROVAL_SPENT: QT_TRANSLATE_NOOP(
            "Messages",
            "This approval no longer holds: it is used, too old, or for something else. Ask the supervisor again.",
        ),
        Reason.APPROVAL_NEEDED: QT_TRANSLATE_NOOP("Messages", "A supervisor has to approve this with their PIN."),
        Reason.APPROVAL_BY_SELF: QT_TRANSLATE_NOOP(
            "Messages", "Nobody can approve their own act. Ask a second person."
        ),
        Reason.WORDS_MISSING: QT_TRANSLATE_NOOP("Messages", "Say why, in at least {least} characters."),
        Reason.OFFLINE_LIMIT: QT_TRANSLATE_NOOP(
            "Messages",
            "This goes over the limit for payments without the host. A supervisor can allow this one, or wait for the line.",
        ),
        Reason.OFFLINE_STOPPED: QT_TRANSLATE_NOOP(
            "Messages",
            "No more payments without the host: the last limit is reached. Take no money until the line is back.",
        ),
        Reason.MONTH_TAKEN: QT_TRANSLATE_NOOP(
            "Messages",
            "{month} is already paid: receipt {receipt}, {clerk} at counter {counter}, {at}. Take no money for it.",
        ),
        Reason.PAYER_UNCERTAIN: QT_TRANSLATE_NOOP(
            "Messages",
            "Receipt {receipt} of this payer is not certain yet. Only a supervisor can allow another payment before it is.",
        ),
        Reason.CLOCK_BACK: QT_TRANSLATE_NOOP(
            "Messages",
            "The clock of this computer is behind what is stored already ({last}). Set it right, or a supervisor accepts it.",
        ),
        Reason.ALREADY_SENT: QT_TRANSLATE_NOOP(
            "Messages",
            "Receipt {receipt} is already on its way to the host and cannot be cancelled. Ask for a reversal instead.",
        ),
        Reason.NOT_REVERSIBLE: QT_TRANSLATE_NOOP(
            "Messages", "Receipt {receipt} cannot be reversed as it stands now. Open the queue to see how it stands."
        ),
        Reason.REVERSAL_UNDER_WAY: QT_TRANSLATE_NOOP(
            "Messages",
            "A reversal of receipt {receipt} has been asked for already. Open the queue to see how it stands.",
        ),
        Reason.REVERSAL_TOO_LATE: QT_TRANSLATE_NOOP(
            "Messages",
            "The host posted receipt {receipt} on {day} and reverses on the same day only. Send the payer to the branch office.",
        ),
        Reason.HOST_CANNOT: QT_TRANSLATE_NOOP("Messages", "This host cannot do that. Take it to the branch office."),
        Reason.NOBODY_TO_RECALL: QT_TRANSLATE_NOOP("Messages", "Nobody's money waits here. There is no one to call."),
        Reason.REFUND_NOT_DUE: QT_TRANSLATE_NOOP(
            "Messages", "No cash is due back for receipt {receipt}. Give nothing."
        ),
        Reason.MONEY_IS_BACK: QT_TRANSLATE_NOOP(
            "Messages",
            "The money for receipt {receipt} was entered as given back at {at} by {clerk}. Hand it over only if that was "
            "you just now and the payer does not have it yet.",
        ),
        Reason.NOT_IN_REVIEW: QT_TRANSLATE_NOOP(
            "Messages", "Receipt {receipt} is no longer under review. Open the queue to see how it stands."
        ),
        Reason.HOST_CONTRADICTS: QT_TRANSLATE_NOOP(
            "Messages",
            "The host itself says the opposite about receipt {receipt}. Look at its answer again, and decide as it says.",
        ),
        Reason.NOT_ASKED: QT_TRANSLATE_NOOP(
            "Messages", "This question about receipt {receipt} has been answered already."
        ),
        Reason.QUEUE_FILE: QT_TRANSLATE_NOOP("Messages", "This file cannot be used. Ask for it to be written again."),
        Reason.DATE_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "This is not a date. Type day, month and year, for example 31-12-1990."
        ),
        Reason.TEXT_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "There is a character here that cannot be printed. Type it again."
        ),
        Reason.TEXT_LENGTH: QT_TRANSLATE_NOOP(
            "Messages", "This is too long: at most {most} characters fit. Shorten it."
        ),
        Reason.NAME_FORMAT: QT_TRANSLATE_NOOP("Messages", "A name has letters and no digits. Compare it with the KTP."),
        Reason.PHONE_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "This is not a mobile number. It begins with 08 and has 9 to 14 digits."
        ),
        Reason.EMAIL_FORMAT: QT_TRANSLATE_NOOP(
            "Messages", "This is not an e-mail address. Correct it, or leave it empty."
        ),
        Reason.SEX_UNKNOWN: QT_TRANSLATE_NOOP("Messages", "Choose the sex as it stands on the KTP."),
        Reason.SEX_DIFFERS: QT_TRANSLATE_NOOP(
            "Messages", "The NIK says otherwise. Compare the sex and the NIK with the KTP."
        ),
        Reason.BIRTH_DATE_DIFFERS: QT_TRANSLATE_NOOP(
            "Messages", "The NIK says another date of birth. Compare both with the KTP."
        ),
        Reason.AGE_TOO_LOW: QT_TRANSLATE_NOOP(
            "Messages", "The worker is {age} years old. Registering is possible from {least} years on."
        ),
        Reason.AGE_TOO_HIGH: QT_TRANSLATE_NOOP(
            "Messages", "The worker is {age} years old. Registering is possible up to {most} years of age."
        ),
        Reason.SECTOR_DIFFERS: QT_TRANSLATE_NOOP(
            "Messages", "This occupation belongs to another sector. Choose it from the list again."
        ),
        Reason.PERIOD_PAST: QT_TRANSLATE_NOOP("Messages", "This month is over. Choose {month} or later."),
        Reason.PERIOD_FAR: QT_TRANSLATE_NOOP("Messages", "This month is too far ahead. Choose {month} or earlier."),
        Reason.HEIRS_TOO_MANY: QT_TRANSLATE_NOOP("Messages", "At most {most} heirs can be named. Leave some out."),
        Reason.HEIR_IS_APPLICANT: QT_TRANSLATE_NOOP(
            "Messages", "This is the NIK of the worker. Type the NIK of the heir, or leave it empty."
        ),
        Reason.CONSENT_MISSING: QT_TRANSLATE_NOOP(
            "Messages", "The worker has not consented yet. Read the words out and record the consent."
        ),
        Reason.REGISTRATION_OPEN: QT_TRANSLATE_NOOP(
            "Messages", "Registration {number} of the same NIK is on its way already. Wait for its outcome."
        ),
        Reason.ALREADY_PARTICIPANT: QT_TRANSLATE_NOOP(
            "Messages", "This worker is a participant already. Take a payment instead."
        ),
        Reason.REGISTRATION_NOT_FOUND: QT_TRANSLATE_NOOP(
            "Messages", "There is no such registration at this counter. Open the list again."
        ),
        Reason.REGISTRATION_MOVED: QT_TRANSLATE_NOOP(
            "Messages", "Registration {number} has moved on in the meantime. Open it again to see how it stands."
        ),
        Reason.LIST_FILE: QT_TRANSLATE_NOOP(
            "Messages", "This list cannot be read. Write it with the template and choose it again."
        ),
        Reason.LIST_TWICE: QT_TRANSLATE_NOOP(
            "Messages", "The same stands on line {line} already. Leave one of them out."
        ),
        Reason.LIST_NUMBER: QT_TRANSLATE_NOOP(
            "Messages",
            "The spreadsheet kept this as a number, so digits may be lost. Make the column text and type it again.",
        ),
        Reason.LIST_YES_NO: QT_TRANSLATE_NOOP("Messages", "Write ya or tidak here."),
        Reason.LIST_FAULTY: QT_TRANSLATE_NOOP(
            "Messages", "{rows} rows have faults; nothing was imported. Correct the list and read it again."
        ),
        Reason.STOPPED: QT_TRANSLATE_NOOP("Messages", "Stopped. What was done until then stays; begin again any time."),
        Reason.SETTLEMENT_FILE: QT_TRANSLATE_NOOP(
            "Messages", "This file cannot be used. Line {row}, {column}: {file_fault} Nothing was changed."
        ),
        Reason.CASE_MOVED: QT_TRANSLATE_NOOP(
            "Messages", "Somebody has worked on this case meanwhile. Look at it again before you go on."
        ),
        Reason.CASE_OWNER: QT_TRANSLATE_NOOP(
            "Messages", "{user} cannot work on cases. Name a supervisor of this office by their staff number."
        ),
        Reason.CASE_PROPOSER: QT_TRANSLATE_NOOP(
            "Messages", "{user} wrote this conclusion. Another supervisor has to consent."
        ),
        Reason.RECEIPT_NOT_FOUND: QT_TRANSLATE_NOOP(
            "Messages", "There is no receipt {number}. Compare the number with the paper."
        ),
        Reason.PAPER_OWED: QT_TRANSLATE_NOOP(
            "Messages", "This payment stands and its receipt is not out. Type why nobody needs it."
        ),
        Reason.PAPER_MOVED: QT_TRANSLATE_NOOP("Messages", "This paper is out already, or is being printed now."),
        Reason.LEFT_ALONE: QT_TRANSLATE_NOOP(
            "Messages", "Nobody is to be reminded here: it is paid, or contact is not wanted. Read the list again."
        ),
        Reason.TOO_MANY_LETTERS: QT_TRANSLATE_NOOP(
            "Messages", "{asked} letters are too many for one file. Choose {most} at most."
        ),
    }
)
_AWAY: Mapping[Service, str] = MappingProxyType(
    {
        Service.HOST: QT_TRANSLATE_NOOP(
            "Messages", "The host cannot be reached. Nothing is lost; try again in a moment."
        ),
        Service.PRINTER: QT_TRANSLATE_NOOP(
            "Messages", "The printer does not take the receipt. Check paper, cover and cable, then print again."
        ),
        Service.DATABASE: QT_TRANSLATE_NOOP(
            "Messages",
            "Nothing could be stored, so nothing has happened. Take no money; try again, then call for help.",
        ),
    }
)
_DISK_FULL = QT_TRANSLATE_NOOP(
    "Messages", "The disk is full. Take no money, and call whoever looks after this computer to make room."
)
_UNCERTAIN = QT_TRANSLATE_NOOP(
    "Messages",
    "It is not known whether this was stored. Press Enter again: the same sale is found, or taken now, but never twice.",
)
_UNCERTAIN_UNTIL_RESTART = QT_TRANSLATE_NOOP(
    "Messages",
    "The disk failed while this was being stored, so it may be stored or not. Start the program again and look in the "
    "journal before money changes hands.",
)
_JOURNAL_CUT = QT_TRANSLATE_NOOP(
    "Messages",
    "The host knows another journal of this counter. Take no money; a supervisor has to re-align it with the host.",
)
_UNTRUSTED = QT_TRANSLATE_NOOP(
    "Messages",
    "What answered cannot be trusted to be the host, so its answer is not used. Tell your supervisor; the journal has it.",
)
_MONEY = frozenset({"amount", "missing"})
_MONTH = re.compile(r"2\d{3}-(0[1-9]|1[0-2])")
_MOMENT = re.compile(r"2\d{3}-\d\d-\d\d( \d\d:\d\d)?")
_UNSAID = "–"


class _Facts(dict[str, str]):
    """A sentence whose fact is missing is still better than none."""

    def __missing__(self, key: str) -> str:
        return _UNSAID


def sentence(error: Declined | Unavailable) -> str:
    """What to tell the clerk, in the language that is spoken now. Amounts are written ``Rp16.800``."""
    if isinstance(error, Unavailable):
        return QCoreApplication.translate("Messages", _away(error))
    words = QCoreApplication.translate("Messages", _SENTENCES[error.reason])
    return words.format_map(_Facts({name: _said(name, fact) for name, fact in error.facts.items()}))


def _away(error: Unavailable) -> str:
    if isinstance(error, CommitUncertain):
        return _UNCERTAIN if error.again else _UNCERTAIN_UNTIL_RESTART
    if isinstance(error, DiskFull):
        return _DISK_FULL
    if isinstance(error, JournalCut):
        return _JOURNAL_CUT
    return _UNTRUSTED if isinstance(error, Untrusted) else _AWAY[error.service]


def sentence_of(error: Exception) -> str:
    """As ``sentence``, for what ``Jobs`` hands to ``failed``. Raises the error if it is a bug after all."""
    if isinstance(error, Declined | Unavailable):
        return sentence(error)
    raise error


def _said(name: str, fact: str | int) -> str:
    """A fact as people read it: money, and the days, moments and months that services write as ISO 8601 does."""
    if name in _MONEY:
        return format_rupiah(int(fact))
    text = str(fact)
    if name == "file_fault":
        return file_fault_words(text)
    if _MONTH.fullmatch(text):
        return formats.month(Month.parse(text))
    if _MOMENT.fullmatch(text):
        when = datetime.fromisoformat(text).replace(tzinfo=UTC)  # the office's wall clock, only to be written
        return formats.moment(when, UTC) if ":" in text else formats.day(when.date())
    return text
