"""Errors the clerk is told about.

``Declined`` means: something is wrong that the clerk can understand and act on.
``Unavailable`` means: something is away for now; retry or queue.
Everything else that is raised is a bug and is treated as one.

An error carries a ``Reason`` and the facts its sentence needs, never the sentence:
the window and the command line each put it into words.
"""

from enum import StrEnum

from counter_app.domain.printer import Trouble


class Reason(StrEnum):
    """Why an act was declined. Each value has a sentence in ``ui.messages`` and in ``counter_app.cli.words``."""

    # what was typed
    EMPTY = "empty"
    NOT_DIGITS = "not-digits"
    NUMBER_LENGTH = "number-length"
    NIK_LENGTH = "nik-length"
    NIK_PROVINCE = "nik-province"
    NIK_DATE = "nik-date"
    NIK_SERIAL = "nik-serial"
    AMOUNT_FORMAT = "amount-format"
    REFERENCE_FORMAT = "reference-format"
    PERIOD_FORMAT = "period-format"
    PERIOD_WITHOUT_TARIFF = "period-without-tariff"
    MONTHS_NOT_OFFERED = "months-not-offered"
    PROGRAMME_MANDATORY = "programme-mandatory"
    PROGRAMME_UNKNOWN = "programme-unknown"
    SECTOR_UNKNOWN = "sector-unknown"
    # who is acting
    LOGIN_WRONG = "login-wrong"
    USER_EXISTS = "user-exists"
    LOGIN_LOCKED = "login-locked"
    PIN_TOO_SHORT = "pin-too-short"
    PERSON_FORMAT = "person-format"
    NOT_ALLOWED = "not-allowed"
    SHIFT_NOT_OPEN = "shift-not-open"
    SHIFT_ALREADY_OPEN = "shift-already-open"
    SHIFT_OF_ANOTHER = "shift-of-another"
    # the drawer
    COUNT_FORMAT = "count-format"
    COUNTED_TWICE = "counted-twice"
    NOT_COUNTED = "not-counted"
    COUNT_REVEALED = "count-revealed"
    FLOAT_OVER_COUNT = "float-over-count"
    DRAWER_SHORT = "drawer-short"
    MOVED_ALREADY = "moved-already"
    HANDOVER_WAITING = "handover-waiting"
    HANDOVER_NOT_OPEN = "handover-not-open"
    HANDOVER_OF_ANOTHER = "handover-of-another"
    HANDOVER_RECEIVER = "handover-receiver"
    PIN_TO_BE_CHANGED = "pin-to-be-changed"
    PIN_AS_BEFORE = "pin-as-before"
    PERSON_UNKNOWN = "person-unknown"
    PERSON_IS_SELF = "person-is-self"
    PERSON_LAST = "person-last"
    PERSON_HAS_SHIFT = "person-has-shift"
    # personal data that goes
    DUE_CHANGED = "due-changed"
    NOTHING_DUE = "nothing-due"
    # the payment
    PARTICIPANT_NOT_FOUND = "participant-not-found"
    NOT_FOUND_LOCALLY = "not-found-locally"
    ALREADY_PAID = "already-paid"
    BILL_EXPIRED = "bill-expired"
    CASH_SHORT = "cash-short"
    KEY_REUSED = "key-reused"
    ILLEGAL_TRANSITION = "illegal-transition"
    HOST_REFUSED = "host-refused"
    APPROVAL_SPENT = "approval-spent"
    APPROVAL_NEEDED = "approval-needed"
    APPROVAL_BY_SELF = "approval-by-self"
    WORDS_MISSING = "words-missing"
    OFFLINE_LIMIT = "offline-limit"
    OFFLINE_STOPPED = "offline-stopped"
    MONTH_TAKEN = "month-taken"
    PAYER_UNCERTAIN = "payer-uncertain"
    CLOCK_BACK = "clock-back"
    ALREADY_SENT = "already-sent"
    NOT_REVERSIBLE = "not-reversible"
    REVERSAL_UNDER_WAY = "reversal-under-way"
    REVERSAL_TOO_LATE = "reversal-too-late"
    HOST_CANNOT = "host-cannot"
    REFUND_NOT_DUE = "refund-not-due"
    NOBODY_TO_RECALL = "nobody-to-recall"
    MONEY_IS_BACK = "money-is-back"
    NOT_IN_REVIEW = "not-in-review"
    HOST_CONTRADICTS = "host-contradicts"
    NOT_ASKED = "not-asked"
    QUEUE_FILE = "queue-file"
    # a registration
    DATE_FORMAT = "date-format"
    TEXT_FORMAT = "text-format"
    TEXT_LENGTH = "text-length"
    NAME_FORMAT = "name-format"
    PHONE_FORMAT = "phone-format"
    EMAIL_FORMAT = "email-format"
    SEX_UNKNOWN = "sex-unknown"
    SEX_DIFFERS = "sex-differs"
    BIRTH_DATE_DIFFERS = "birth-date-differs"
    AGE_TOO_LOW = "age-too-low"
    AGE_TOO_HIGH = "age-too-high"
    SECTOR_DIFFERS = "sector-differs"
    PERIOD_PAST = "period-past"
    PERIOD_FAR = "period-far"
    HEIRS_TOO_MANY = "heirs-too-many"
    HEIR_IS_APPLICANT = "heir-is-applicant"
    CONSENT_MISSING = "consent-missing"
    REGISTRATION_OPEN = "registration-open"
    ALREADY_PARTICIPANT = "already-participant"
    REGISTRATION_NOT_FOUND = "registration-not-found"
    REGISTRATION_MOVED = "registration-moved"
    LIST_FILE = "list-file"
    LIST_TWICE = "list-twice"
    LIST_NUMBER = "list-number"
    LIST_YES_NO = "list-yes-no"
    LIST_FAULTY = "list-faulty"
    # the reckoning with the host
    STOPPED = "stopped"
    SETTLEMENT_FILE = "settlement-file"
    CASE_MOVED = "case-moved"
    CASE_OWNER = "case-owner"
    CASE_PROPOSER = "case-proposer"
    # documents
    RECEIPT_NOT_FOUND = "receipt-not-found"
    PAPER_OWED = "paper-owed"
    PAPER_MOVED = "paper-moved"
    # setting up the printer
    PRINTER_ADDRESS = "printer-address"
    PRINTER_NOT_THERE = "printer-not-there"
    PRINTER_OF_TRAINING = "printer-of-training"
    SETTINGS_MOVED = "settings-moved"
    SETTINGS_UNWRITABLE = "settings-unwritable"
    # reminding
    LEFT_ALONE = "left-alone"
    TOO_MANY_LETTERS = "too-many-letters"


class Declined(Exception):
    """The act cannot be done as asked; nothing was changed.

    ``facts`` are the values a sentence about it needs (plain str and int), for example
    ``{"typed": 15, "expected": 16}``. They never hold an unmasked identity number.
    """

    def __init__(self, reason: Reason, **facts: str | int) -> None:
        super().__init__(reason.value, facts)
        self.reason = reason
        self.facts = facts


class Service(StrEnum):
    """What can be away."""

    HOST = "host"
    PRINTER = "printer"
    DATABASE = "database"


class Unavailable(Exception):
    """``service`` cannot be reached or used now. ``detail`` is for the log and ``doctor``, not for the clerk."""

    def __init__(self, service: Service, detail: str) -> None:
        super().__init__(service.value, detail)
        self.service = service
        self.detail = detail


class DiskFull(Unavailable):
    """The disk that holds the database has no room: nothing can be stored until somebody makes some."""

    def __init__(self, detail: str) -> None:
        super().__init__(Service.DATABASE, detail)


class Untrusted(Unavailable):
    """Something answered in the host's place, and nothing shows that it was the host.

    ``detail`` is the same text each time the same thing happens.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(Service.HOST, detail)


class CommitUncertain(Unavailable):
    """Nobody knows whether it was stored: the database went away while it was committing.

    Whoever does the same thing again with the same key finds what is there already. ``again``: whether that can be done
    in this run of the program.
    """

    again = True


class Undelivered(Unavailable):
    """A print job did not reach the paper whole. ``bytes_out``: how much of it the device may have printed, 0 when
    nothing can be on paper. ``trouble``: what is the matter, as far as that is known.
    """

    def __init__(self, detail: str, bytes_out: int, trouble: Trouble = Trouble.UNKNOWN) -> None:
        super().__init__(Service.PRINTER, detail)
        self.bytes_out = bytes_out
        self.trouble = trouble
