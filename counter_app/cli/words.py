"""What the command line says: each reason in one English sentence that tells what is wrong and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.cli.file_words import FILE_FAULTS
from counter_app.domain.anchor import JournalCut
from counter_app.domain.errors import CommitUncertain, Declined, DiskFull, Reason, Service, Unavailable, Untrusted
from counter_app.domain.money import format_rupiah

SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.EMPTY: "Nothing was given. Type the number or amount.",
        Reason.NOT_DIGITS: "Character {position} is not a digit. Numbers hold digits only.",
        Reason.NUMBER_LENGTH: "{typed} digits are too few: a NIK has 16, a payment code 12, a KPJ 11.",
        Reason.NIK_LENGTH: "A NIK has {expected} digits; these are {typed}.",
        Reason.NIK_PROVINCE: "No province has the code {code}. Check the first two digits.",
        Reason.NIK_DATE: "Digits 7 to 12 ({typed}) are no date of birth. The day comes first; women add 40 to it.",
        Reason.NIK_SERIAL: "The last four digits of a NIK are never 0000.",
        Reason.AMOUNT_FORMAT: "That is no amount. Type whole rupiah, for example 3500000 or 3.500.000.",
        Reason.REFERENCE_FORMAT: "A reference has 4 to 32 letters, digits, dots, slashes or dashes.",
        Reason.PERIOD_FORMAT: "That is no month. Type year and month, for example 2026-11.",
        Reason.PERIOD_WITHOUT_TARIFF: "There is no tariff for {month}. The programmes began later.",
        Reason.MONTHS_NOT_OFFERED: "{months} months are not offered. Offered are: {offered}.",
        Reason.PROGRAMME_MANDATORY: "{programme} is mandatory for this payer and cannot be left out.",
        Reason.PROGRAMME_UNKNOWN: "There is no such programme. There are: {allowed}.",
        Reason.SECTOR_UNKNOWN: "There is no such sector. There are: {allowed}.",
        Reason.LOGIN_WRONG: "The staff number or the PIN is wrong. {left} tries are left.",
        Reason.USER_EXISTS: "Staff number {user} is taken.",
        Reason.LOGIN_LOCKED: "Too many wrong PINs. Wait {minutes} minutes.",
        Reason.PIN_TOO_SHORT: "A PIN has {least} digits or more, and digits only.",
        Reason.PERSON_FORMAT: "A staff number has 1 to 20 letters, digits, dots and dashes; a name 1 to 80 characters.",
        Reason.PIN_TO_BE_CHANGED: "This PIN was given to begin with. Log in at the window and choose one of your own.",
        Reason.PIN_AS_BEFORE: "The new PIN is the old one. Choose another.",
        Reason.PERSON_UNKNOWN: "Nobody with staff number {user} works here.",
        Reason.PERSON_IS_SELF: "Nobody does this to their own number ({user}). Somebody else has to.",
        Reason.PERSON_LAST: "{user} is the last one with the role {role}. Give it to somebody else first.",
        Reason.PERSON_HAS_SHIFT: "The shift of {user} is open. It has to be closed first.",
        Reason.PRINTER_ADDRESS: "This is no printer's address; one is, for example, tcp://192.168.1.50:9100.",
        Reason.PRINTER_NOT_THERE: "Nothing answers at {host}, port {port}.",
        Reason.PRINTER_OF_TRAINING: "A training office keeps its printer.",
        Reason.SETTINGS_UNWRITABLE: "The file settings.toml cannot be written; nothing was saved.",
        Reason.SETTINGS_MOVED: "The file settings.toml was changed meanwhile, or cannot be read; nothing was saved.",
        Reason.DUE_CHANGED: "Since it was shown, something else has become due. Look at it again.",
        Reason.NOTHING_DUE: "Nothing has outlived its period; there is nothing to let go.",
        Reason.NOT_ALLOWED: "A person with the role {role} may not do this ({right}).",
        Reason.SHIFT_NOT_OPEN: "No shift is open. Open one with the float first.",
        Reason.SHIFT_ALREADY_OPEN: "The shift of {clerk} is open. It has to be closed first.",
        Reason.SHIFT_OF_ANOTHER: "The open shift belongs to {clerk}.",
        Reason.COUNT_FORMAT: "That cannot be counted in a drawer. Give whole pieces of each note and coin.",
        Reason.COUNTED_TWICE: "The drawer was counted twice. It is not counted again before the close.",
        Reason.NOT_COUNTED: "The drawer has not been counted, or something moved since. Count it first.",
        Reason.COUNT_REVEALED: "What the drawer should hold was shown. The shift can only be closed now.",
        Reason.FLOAT_OVER_COUNT: "More is to stay in the drawer than was counted in it.",
        Reason.DRAWER_SHORT: "The drawer does not hold {amount}.",
        Reason.MOVED_ALREADY: "This movement was stored already, with {amount}. Begin a new one.",
        Reason.HANDOVER_WAITING: "{giver} is handing the drawer over to {receiver}. {receiver} takes it, or {giver} takes it back.",
        Reason.HANDOVER_NOT_OPEN: "This hand-over is not open any more.",
        Reason.HANDOVER_OF_ANOTHER: "This hand-over is between {giver} and {receiver}.",
        Reason.HANDOVER_RECEIVER: "{user} cannot take over a drawer: another clerk or supervisor can.",
        Reason.PARTICIPANT_NOT_FOUND: "The host knows no participant with this number. Check it, or register the person.",
        Reason.NOT_FOUND_LOCALLY: "The host is away and the office does not know this number. Try again later.",
        Reason.ALREADY_PAID: "These months are paid already. Choose others, or nothing.",
        Reason.BILL_EXPIRED: "The bill has expired. Look the participant up again.",
        Reason.CASH_SHORT: "{missing} are missing.",
        Reason.KEY_REUSED: "This sale was stored as {receipt} with other content. Begin a new one.",
        Reason.ILLEGAL_TRANSITION: "A payment that is {old} cannot become {new}.",
        Reason.HOST_REFUSED: "The host refused the request with code {code}.",
        Reason.APPROVAL_SPENT: "This approval was used already, is too old, or is for something else. Ask for a new one.",
        Reason.APPROVAL_NEEDED: "A second person has to approve this ({deed}).",
        Reason.APPROVAL_BY_SELF: "Nobody approves their own act. A second person has to.",
        Reason.WORDS_MISSING: "A reason is needed: at least {least} characters.",
        Reason.OFFLINE_LIMIT: "Over the limit for payments without the host ({limit}). A supervisor can allow this one.",
        Reason.OFFLINE_STOPPED: "The last limit for payments without the host is reached ({limit}). None is taken until the host confirms.",
        Reason.MONTH_TAKEN: "{month} of this payer is paid with {receipt} by {clerk} at counter {counter}, {at}.",
        Reason.PAYER_UNCERTAIN: "Payment {receipt} of this payer is not certain yet. A supervisor can allow another one.",
        Reason.CLOCK_BACK: "This computer's clock says a time before {last}. Set it right; a supervisor can accept it.",
        Reason.ALREADY_SENT: "{receipt} is on its way to the host already and cannot be cancelled. Ask for a reversal.",
        Reason.NOT_REVERSIBLE: "{receipt} is {state} and cannot be reversed.",
        Reason.REVERSAL_UNDER_WAY: "A reversal of {receipt} was asked for already.",
        Reason.REVERSAL_TOO_LATE: "The host posted {receipt} on {day}; it reverses on the same day only.",
        Reason.HOST_CANNOT: "This host cannot do that ({what}).",
        Reason.REFUND_NOT_DUE: "No cash is due back for {receipt}.",
        Reason.NOBODY_TO_RECALL: "Nobody's money waits here.",
        Reason.MONEY_IS_BACK: "The money for {receipt} was entered as given back at {at} by {clerk}.",
        Reason.HOST_CONTRADICTS: "The host itself says the opposite about {receipt}.",
        Reason.NOT_IN_REVIEW: "{receipt} is not under review.",
        Reason.NOT_ASKED: "There is no open question about {receipt}.",
        Reason.QUEUE_FILE: "This file cannot be used: {what}.",
        Reason.DATE_FORMAT: "That is no date. Type it as 31-12-1990.",
        Reason.TEXT_FORMAT: "It holds characters that cannot be printed.",
        Reason.TEXT_LENGTH: "At most {most} characters.",
        Reason.NAME_FORMAT: "That is no name: letters only.",
        Reason.PHONE_FORMAT: "That is no mobile number. It begins with 08.",
        Reason.EMAIL_FORMAT: "That is no e-mail address.",
        Reason.SEX_UNKNOWN: "Sex is one of: {allowed}.",
        Reason.SEX_DIFFERS: "The NIK says the other sex.",
        Reason.BIRTH_DATE_DIFFERS: "The NIK says another date of birth.",
        Reason.AGE_TOO_LOW: "{age} years are too few: at least {least}.",
        Reason.AGE_TOO_HIGH: "{age} years are too many: at most {most}.",
        Reason.SECTOR_DIFFERS: "This occupation belongs to the sector {sector}.",
        Reason.PERIOD_PAST: "The first month is over. {month} is the earliest.",
        Reason.PERIOD_FAR: "The first month is too far ahead. {month} is the latest.",
        Reason.HEIRS_TOO_MANY: "At most {most} heirs.",
        Reason.HEIR_IS_APPLICANT: "Nobody is their own heir.",
        Reason.CONSENT_MISSING: "The worker has not consented.",
        Reason.REGISTRATION_OPEN: "Registration {number} of the same NIK is on its way.",
        Reason.ALREADY_PARTICIPANT: "This NIK is a participant already. Take a payment instead.",
        Reason.REGISTRATION_NOT_FOUND: "There is no such registration at this counter.",
        Reason.REGISTRATION_MOVED: "Registration {number} is {state}; that cannot be done any more.",
        Reason.LIST_FILE: "This list cannot be read: {what}.",
        Reason.LIST_TWICE: "The same stands on line {line}.",
        Reason.LIST_NUMBER: "The spreadsheet keeps this as a number and may have lost digits. Format the column as text and type it again.",
        Reason.LIST_YES_NO: "Write ya or tidak.",
        Reason.LIST_FAULTY: "{rows} rows have faults or changed meanwhile; nothing was imported.",
        Reason.STOPPED: "Stopped before the end.",
        Reason.SETTLEMENT_FILE: "The settlement file cannot be used: {file_fault} (line {row}, {column}).",
        Reason.CASE_MOVED: "The case is {state} by now. Look at it again.",
        Reason.CASE_OWNER: "{user} cannot work on cases: a supervisor at work in this office can.",
        Reason.CASE_PROPOSER: "{user} wrote the conclusion. Another person has to agree to it.",
        Reason.RECEIPT_NOT_FOUND: "There is no receipt {number} at this counter.",
        Reason.PAPER_OWED: "This payment stands and its receipt is not out: say in words of your own why nobody needs it.",
        Reason.PAPER_MOVED: "This paper is out already, or is being printed now.",
        Reason.LEFT_ALONE: "Nobody is to be reminded here: it is paid, or contact is not wanted.",
        Reason.TOO_MANY_LETTERS: "{asked} letters are too many for one file; {most} are the most.",
    }
)

_AWAY: Mapping[Service, str] = MappingProxyType(
    {
        Service.HOST: "The host cannot be reached. Check the line; counter-app doctor says more.",
        Service.PRINTER: "The printer cannot be used. Check paper, cover and cable; counter-app doctor says more.",
        Service.DATABASE: "The database cannot be used now. Close other programs that hold it, look at the disk.",
    }
)

_DISK_FULL = "The disk is full. Take no money; make room first, counter-app doctor says where."
_UNCERTAIN = "It is not known whether this was stored. Do the same again: it is found, or done now, but never twice."
_UNCERTAIN_UNTIL_RESTART = "The disk failed while this was being stored; a restart tells whether it was."
_JOURNAL_CUT = "The host knows another journal of this counter. Nothing is sold before counter-app realign."
_UNTRUSTED = "Something answered in the host's place that cannot be trusted. Look at certificate, keys and line."

_RUPIAH_FACTS = frozenset({"amount", "missing"})


def sentence(error: Declined | Unavailable) -> str:
    """The error in words, with the facts it carries."""
    if isinstance(error, Unavailable):
        return f"{_away(error)} ({error.detail})"
    facts = {name: _fact(name, value) for name, value in error.facts.items()}
    return SENTENCES[error.reason].format(**facts)


def _away(error: Unavailable) -> str:
    if isinstance(error, CommitUncertain):
        return _UNCERTAIN if error.again else _UNCERTAIN_UNTIL_RESTART
    if isinstance(error, DiskFull):
        return _DISK_FULL
    if isinstance(error, JournalCut):
        return _JOURNAL_CUT
    return _UNTRUSTED if isinstance(error, Untrusted) else _AWAY[error.service]


def _fact(name: str, value: str | int) -> str:
    if name == "file_fault":
        return FILE_FAULTS[str(value)]
    return format_rupiah(int(value)) if name in _RUPIAH_FACTS else str(value)
