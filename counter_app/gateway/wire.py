"""What travels between counter and host: one typed shape a message, read and written with msgspec.

Names on the wire are camelCase after SNAP; amounts are ``{"value": "16800.00", "currency": "IDR"}``.
Requests and replies are described for other readers in ``resources/host-openapi.yaml``.
"""

import re
from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import Annotated, Any, TypeVar

import msgspec

from counter_app.domain.money import LARGEST, Rupiah

PARTNER_SERVICE_ID = "   88888"
"""SNAP's ``partnerServiceId``: eight characters, padded on the left with spaces."""

_AMOUNT = re.compile(r"(0|[1-9]\d{0,14})\.00")


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


Amount15 = Annotated[str, msgspec.Meta(pattern=_AMOUNT.pattern + "$")]
Text36 = Annotated[str, msgspec.Meta(min_length=1, max_length=36)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Period = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Money(Message, frozen=True):
    """An amount in rupiah as SNAP writes it; ``value`` always ends in ``.00``."""

    value: Amount15
    currency: Annotated[str, msgspec.Meta(pattern="^IDR$")] = "IDR"

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


def plain(messages: Sequence[Message]) -> Any:
    """Messages as plain lists and dictionaries, for storing beside a row."""
    return msgspec.to_builtins(messages)
