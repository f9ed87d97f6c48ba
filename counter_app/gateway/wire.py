"""What travels between counter and host: one typed shape a message, read and written with msgspec.

Names on the wire are camelCase after SNAP; amounts are ``{"value": "16800.00", "currency": "IDR"}``.
Requests and replies are described for other readers in ``resources/host-openapi.yaml``.
"""

import re
from enum import IntEnum, StrEnum
from typing import Annotated, TypeVar

import msgspec

from counter_app.domain.money import LARGEST, Rupiah

PARTNER_SERVICE_ID = "   88888"
"""SNAP's ``partnerServiceId``: eight characters, padded on the left with spaces."""

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,14})\.00")


class ServiceCode(IntEnum):
    """The two digits in the middle of every ``responseCode``."""

    INQUIRY = 24
    PAYMENT = 25
    STATUS = 26
    TOKEN = 73
    REVERSAL = 91
    REGISTRATION = 92
    REGISTRATION_STATUS = 93
    SETTLEMENT = 94
    PARTICIPANTS = 95
    ANCHOR = 96
    ECHO = 97
    COUNTER_KEY = 98


PATHS: dict[ServiceCode, str] = {
    ServiceCode.TOKEN: "/v1.0/access-token/b2b",
    ServiceCode.INQUIRY: "/v1.0/transfer-va/inquiry",
    ServiceCode.PAYMENT: "/v1.0/transfer-va/payment",
    ServiceCode.STATUS: "/v1.0/transfer-va/status",
    ServiceCode.REVERSAL: "/v1.0/bpu/reversal",
    ServiceCode.REGISTRATION: "/v1.0/bpu/registration",
    ServiceCode.REGISTRATION_STATUS: "/v1.0/bpu/registration-status",
    ServiceCode.SETTLEMENT: "/v1.0/bpu/settlement",
    ServiceCode.PARTICIPANTS: "/v1.0/bpu/participants",
    ServiceCode.ANCHOR: "/v1.0/bpu/journal-anchor",
    ServiceCode.ECHO: "/v1.0/bpu/echo",
    ServiceCode.COUNTER_KEY: "/v1.0/bpu/counter-key",
}


class Case(StrEnum):
    """HTTP status and case code, without the service between them: ``20000`` is ``200ss00``."""

    DONE = "20000"
    IN_PROGRESS = "20200"
    BAD_FORMAT = "40001"
    MANDATORY_FIELD = "40002"
    SIGNATURE = "40100"
    TOKEN = "40101"  # noqa: S105 - the name of a case, not a secret
    NOT_ALLOWED = "40301"
    NOT_FOUND = "40412"
    WRONG_AMOUNT = "40413"
    ALREADY_PAID = "40414"
    OTHER_THAN_INQUIRED = "40418"
    BILL_EXPIRED = "40419"
    EXTERNAL_ID_USED = "40900"
    KEY_REUSED = "40901"
    SLOW_DOWN = "42900"
    GENERAL_ERROR = "50000"
    TIMEOUT_UPSTREAM = "50400"


def response_code(case: Case, service: ServiceCode) -> str:
    """Join a case and a service: ``(DONE, PAYMENT)`` → ``2002500``."""
    return f"{case.value[:3]}{service.value:02}{case.value[3:]}"


class Message(msgspec.Struct, frozen=True, rename="camel", omit_defaults=False):
    """Base of all wire shapes."""


# \Z and [0-9], not $ and \d: Python's $ lets a newline through, and its \d every script's digits.
Amount15 = Annotated[str, msgspec.Meta(pattern=rf"^{_AMOUNT.pattern}\Z")]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Text36 = Annotated[str, msgspec.Meta(min_length=1, max_length=36)]
Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]
Period = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])\Z")]


class Money(Message, frozen=True):
    """An amount in rupiah as SNAP writes it; ``value`` always ends in ``.00``."""

    value: Amount15
    currency: Annotated[str, msgspec.Meta(pattern=r"^IDR\Z")] = "IDR"

    @classmethod
    def of(cls, amount: Rupiah) -> "Money":
        if not 0 <= amount <= LARGEST:
            raise ValueError(f"no amount for the wire: {amount}")
        return cls(f"{amount}.00")

    @property
    def rupiah(self) -> Rupiah:
        """Raises ``msgspec.ValidationError`` for a value no rupiah can have."""
        match = _AMOUNT.fullmatch(self.value)
        if match is None:
            raise msgspec.ValidationError(f"not a rupiah amount: {self.value[:24]!r}")
        return Rupiah(int(match[1]))


class TokenRequest(Message, frozen=True):
    grant_type: str


class TokenReply(Message, frozen=True):
    response_code: str
    response_message: str
    access_token: str
    token_type: str
    expires_in: int


class InquiryInfo(Message, frozen=True):
    id_type: str
    months: int
    programmes: list[str] | None = None


class InquiryRequest(Message, frozen=True):
    partner_service_id: str
    customer_no: str
    virtual_account_no: str
    inquiry_request_id: Text36
    additional_info: InquiryInfo


class Adjustment(Message, frozen=True):
    id: str
    legal_basis: str
    reduction: Money


class BillDetail(Message, frozen=True):
    """One programme in one month; ``bill_amount`` is what is charged, after the adjustment."""

    bill_code: str
    bill_name: str
    bill_period: Period
    bill_amount: Money
    adjustment: Adjustment | None = None


class InquiredParticipant(Message, frozen=True):
    nik: str
    kpj: str
    status: str
    sector: str
    income_basis: Money
    branch_office: str
    protected_until: Day | None
    coverage_from: Day
    coverage_to: Day
    bill_expires_at: str
    payment_code: str = ""
    phone: str = ""


class InquiryData(Message, frozen=True):
    virtual_account_name: str
    customer_no: str
    inquiry_request_id: str
    total_amount: Money
    fee_amount: Money
    bill_details: list[BillDetail]
    additional_info: InquiredParticipant


class InquiryReply(Message, frozen=True):
    response_code: str
    response_message: str
    virtual_account_data: InquiryData


class PaymentInfo(Message, frozen=True):
    """``journal_head`` is the hash of the counter's journal at the time of the payment."""

    office_id: str
    counter_id: str
    clerk_id: str
    business_date: Day
    tender: str
    offline: bool
    journal_head: str


class PaymentRequest(Message, frozen=True):
    """``payment_request_id`` is the idempotency key; ``inquiry_request_id`` is empty for an offline sale."""

    partner_service_id: str
    customer_no: str
    virtual_account_no: str
    inquiry_request_id: Annotated[str, msgspec.Meta(max_length=36)]
    payment_request_id: Text36
    paid_amount: Money
    total_amount: Money
    trx_date_time: str
    reference_no: Text36
    bill_details: list[BillDetail]
    additional_info: PaymentInfo


class PostingInfo(Message, frozen=True):
    host_reference: str
    posted_at: str
    coverage_from: Day
    coverage_to: Day
    kpj: str


class PaymentData(Message, frozen=True):
    """The host's posting; ``customer_no`` echoes the payer it posted for."""

    payment_request_id: str
    customer_no: str
    paid_amount: Money
    reference_no: str
    additional_info: PostingInfo


class PaymentReply(Message, frozen=True):
    response_code: str
    response_message: str
    virtual_account_data: PaymentData


class StatusRequest(Message, frozen=True):
    """Asks what became of a payment; answered as the payment was, or ``4042612`` when the key is not known."""

    partner_service_id: str
    customer_no: str
    virtual_account_no: str
    payment_request_id: Text36


class EchoRequest(Message, frozen=True):
    text: Annotated[str, msgspec.Meta(max_length=64)] = ""


class EchoReply(Message, frozen=True):
    response_code: str
    response_message: str
    host_time: str
    text: str


class ParticipantsRequest(Message, frozen=True):
    """``cursor`` is empty for the first page, then whatever the last page's ``next_cursor`` said."""

    cursor: Annotated[str, msgspec.Meta(max_length=64)] = ""
    page_size: Annotated[int, msgspec.Meta(ge=1, le=500)] = 200


class ParticipantRow(Message, frozen=True):
    nik: str
    kpj: str
    payment_code: str
    name: str
    status: str
    sector: str
    income_basis: Money
    programmes: list[str]
    branch_office: str
    protected_until: Day | None
    phone: str = ""
    government_paid: bool = False
    employer: bool = False


class ParticipantsReply(Message, frozen=True):
    """A page. ``more`` is false on the last one; its ``next_cursor`` then serves to ask for later changes."""

    response_code: str
    response_message: str
    participants: list[ParticipantRow]
    next_cursor: str
    more: bool
    total: int


class ReversalInfo(Message, frozen=True):
    """Who undoes a payment, where; ``supervisor_id`` is the second person where the office wants one."""

    office_id: Text36
    counter_id: Text36
    clerk_id: Text36
    business_date: Day
    journal_head: str
    supervisor_id: str = ""


class ReversalRequest(Message, frozen=True):
    """Undo a confirmed payment on the day it was posted, whole; ``reversal_request_id`` is its own key."""

    partner_service_id: str
    customer_no: str
    virtual_account_no: str
    reversal_request_id: Text36
    original_payment_request_id: Text36
    reversed_amount: Money
    trx_date_time: str
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=140)]
    additional_info: ReversalInfo


class ReversedInfo(Message, frozen=True):
    """``protected_until`` is the payer's protection after the reversal."""

    host_reference: str
    reversed_at: str
    protected_until: Day | None


class ReversalData(Message, frozen=True):
    reversal_request_id: str
    original_payment_request_id: str
    customer_no: str
    reversed_amount: Money
    additional_info: ReversedInfo


class ReversalReply(Message, frozen=True):
    response_code: str
    response_message: str
    virtual_account_data: ReversalData


Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Phone = Annotated[str, msgspec.Meta(pattern=r"^[0-9+][0-9 -]{5,19}\Z")]


class Heir(Message, frozen=True):
    """Who receives the death benefit (*ahli waris*); ``nik`` is empty where it is not known."""

    name: Name
    relation: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    nik: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{16})?\Z")] = ""


class Consent(Message, frozen=True):
    """The applicant's consent to process personal data (UU PDP 27/2022): when, and to which wording."""

    given_at: str
    version: Text36


class OfficeInfo(Message, frozen=True):
    office_id: Text36
    counter_id: Text36
    clerk_id: Text36


class RegistrationRequest(Message, frozen=True):
    """A new participant; ``registration_request_id`` is the idempotency key, ``income`` rupiah a month."""

    registration_request_id: Text36
    nik: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{16}\Z")]
    name: Name
    birth_place: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    birth_date: Day
    sex: str
    mother_maiden_name: Name
    phone: Phone
    address: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    occupation: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    sector: str
    work_place: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    work_hours: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    income: Money
    programmes: list[str]
    first_period: Period
    branch_office: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    heirs: Annotated[list[Heir], msgspec.Meta(max_length=10)]
    consent: Consent
    additional_info: OfficeInfo
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    employer: bool = False


class RegistrationStatusRequest(Message, frozen=True):
    registration_request_id: Text36


class RegistrationData(Message, frozen=True):
    """``state``: ``ACCEPTED`` (then with ``kpj`` and ``payment_code``), ``PENDING``, or ``REFUSED`` with a ``reason``.

    Reasons: ``AGE_TOO_LOW``, ``AGE_TOO_HIGH``, ``NIK_EXISTS``, ``NIK_MALFORMED``, ``BIRTH_DATE_DIFFERS``,
    ``SEX_DIFFERS``, ``PROGRAMME_MANDATORY``, ``PERIOD_PAST``.
    """

    registration_request_id: str
    state: str
    kpj: str = ""
    payment_code: str = ""
    reason: str = ""
    decided_at: str = ""


class RegistrationReply(Message, frozen=True):
    """Answers both services: registration, and what became of it."""

    response_code: str
    response_message: str
    registration_data: RegistrationData


class SettlementRequest(Message, frozen=True):
    """The host's postings of an office on a ``settlement_date``, a day at the host (Asia/Jakarta)."""

    office_id: Text36
    settlement_date: Day
    cursor: Annotated[str, msgspec.Meta(max_length=64)] = ""
    page_size: Annotated[int, msgspec.Meta(ge=1, le=500)] = 500


class SettlementRow(Message, frozen=True):
    """One posting. ``kind``: ``PAYMENT`` or ``REVERSAL``; a reversal names its payment in ``payment_request_id``.

    ``request_id`` is the row's own key: the payment's, or the reversal's.
    """

    kind: str
    request_id: str
    payment_request_id: str
    reference_no: str
    host_reference: str
    customer_no: str
    amount: Money
    posted_at: str
    business_date: Day
    counter_id: str
    clerk_id: str
    tender: str


class SettlementReply(Message, frozen=True):
    """A page. ``total`` counts all rows of the day; ``net_amount`` is payments less reversals of the whole day."""

    response_code: str
    response_message: str
    settlement_date: Day
    postings: list[SettlementRow]
    next_cursor: str
    more: bool
    total: int
    net_amount: Money


class AnchorRequest(Message, frozen=True):
    """The head of a counter's journal chain; ``sequence`` is the number of its last entry."""

    counter_id: Text36
    sequence: Count
    head: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    business_date: Day


class AnchorReply(Message, frozen=True):
    """What the host now holds for the counter; on a refusal, what it held before."""

    response_code: str
    response_message: str
    counter_id: str
    sequence: Count
    head: str
    anchored_at: str


class Refusal(Message, frozen=True):
    """The least every reply says; all there is where a request was not served."""

    response_code: str
    response_message: str


Shape = TypeVar("Shape")


def encode(message: Message) -> bytes:
    """Minified JSON, the exact bytes that are signed and sent."""
    return msgspec.json.encode(message)


def decode(body: bytes, shape: type[Shape]) -> Shape:
    """Read and check a message. Raises ``msgspec.DecodeError`` or its ``ValidationError``."""
    return msgspec.json.decode(body, type=shape)
