"""``HostGateway`` over SNAP: JSON over HTTPS after Bank Indonesia's *Standar Nasional Open API Pembayaran*."""

import logging
import secrets
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec

from counter_app.domain.anchor import Anchor
from counter_app.domain.bill import Programme
from counter_app.domain.counter_key import CounterKey
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.identity import LookupNumber
from counter_app.domain.outbox import HostReply, NoAnswer, ReversalReply, Wait
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment
from counter_app.domain.queue_file import HostAnswer, ItemAnswer, Kind, QueuedItem
from counter_app.domain.registration import Registration
from counter_app.domain.registration_form import Applicant
from counter_app.domain.registration_outbox import RegistrationAnswer
from counter_app.domain.reversal import Reversal
from counter_app.gateway import (
    carrying,
    key_messages,
    messages,
    registering,
    reversing,
    settling,
    wire,
    wire_anchor,
    wire_keys,
)
from counter_app.gateway.answers import Answer, Shape, Unheard, decoded
from counter_app.gateway.client import SnapClient
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.replies import payment_outcome, status_outcome
from counter_app.gateway.token import TokenSource
from counter_app.gateway.transport import Deadline, Transport
from counter_app.gateway.wire import Case, ServiceCode
from counter_app.services.ports import Abilities, Clock, Inquiry, ParticipantPage, SettlementPage

log = logging.getLogger(__name__)

HOST_ZONE = "Asia/Jakarta"
"""Where the host's days begin and end."""
_MOST_PARTICIPANTS = 10**9
"""More than there are people in the country: what a host may count, and a database can still hold."""

_INQUIRY_REFUSALS = {
    Case.NOT_FOUND: Reason.PARTICIPANT_NOT_FOUND,
    Case.ALREADY_PAID: Reason.ALREADY_PAID,
    Case.BAD_FORMAT: Reason.HOST_REFUSED,
    Case.MANDATORY_FIELD: Reason.HOST_REFUSED,
    Case.WRONG_AMOUNT: Reason.HOST_REFUSED,
    Case.OTHER_THAN_INQUIRED: Reason.HOST_REFUSED,
    Case.BILL_EXPIRED: Reason.HOST_REFUSED,
}


class SnapGateway:
    """The host by SNAP. Safe to call from several threads; nothing is opened before the first call.

    ``clock`` gives the time that requests carry; the host refuses one that is more than 300 s off its own.
    """

    abilities = Abilities()

    def __init__(self, options: SnapOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._zone = ZoneInfo(options.timezone)
        self._transport = Transport(options)
        tokens = TokenSource(options, self._transport, self._now)
        self._client = SnapClient(options, self._transport, tokens, self._now)

    def close(self) -> None:
        """Close all connections and the thread behind them. What is under way ends without an answer."""
        self._transport.close()

    def inquire(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Inquiry:
        """As ``HostGateway.inquire``. A bill that does not add up is ``Unavailable``: it must not be charged."""
        request = messages.inquiry_request(number, months, programmes, uuid4())
        answer = self._ask(ServiceCode.INQUIRY, request, self._options.lookup_timeout)
        if answer.case in _INQUIRY_REFUSALS:
            raise Declined(_INQUIRY_REFUSALS[Case(answer.case)], code=answer.code)
        data = self._data(answer, wire.InquiryReply).virtual_account_data
        try:
            return messages.inquiry(data, request)
        except ValueError as error:
            raise _absurd(ServiceCode.INQUIRY, error) from None

    def payment_body(self, payment: Payment, journal_head: str) -> bytes:
        """As ``HostGateway.payment_body``: minified JSON in UTF-8."""
        return wire.encode(messages.payment_request(payment, journal_head, self._zone))

    def pay(self, body: bytes) -> HostReply:
        """As ``HostGateway.pay``, at the latest after the payment time-out.

        Bytes that were made for another host, before the counter was given this one, are not sent: this host would
        refuse them, and a refusal gives money back that the other host may have posted.
        """
        if not _is_payment(body):
            return NoAnswer("this payment was made for another host", alarm=True)
        try:
            answer = self._client.call(ServiceCode.PAYMENT, body, Deadline.after(self._options.payment_timeout))
        except Unheard as unheard:
            return unheard.reply
        return payment_outcome(answer, self._now())

    def payment_status(self, payment: Payment) -> HostReply:
        """As ``HostGateway.payment_status``, at the latest after the payment time-out."""
        body = wire.encode(messages.status_request(payment))
        try:
            answer = self._client.call(ServiceCode.STATUS, body, Deadline.after(self._options.payment_timeout))
        except Unheard as unheard:
            return unheard.reply
        return status_outcome(answer, self._now())

    def reversal_body(self, reversal: Reversal, payment: Payment, journal_head: str) -> bytes:
        """As ``HostGateway.reversal_body``: minified JSON in UTF-8."""
        return wire.encode(reversing.request(reversal, payment, journal_head, self._zone))

    def reverse(self, body: bytes) -> ReversalReply:
        """As ``HostGateway.reverse``, at the latest after the payment time-out. Bytes for another host are not sent."""
        if not reversing.is_reversal(body):
            return NoAnswer("this reversal was made for another host", alarm=True)
        try:
            answer = self._client.call(ServiceCode.REVERSAL, body, Deadline.after(self._options.payment_timeout))
        except Unheard as unheard:
            return unheard.reply
        return reversing.outcome(answer, self._now())

    def registration_body(self, registration: Registration, applicant: Applicant) -> bytes:
        """As ``RegistrationHost.registration_body``: minified JSON in UTF-8."""
        return wire.encode(registering.request(registration, applicant, self._zone))

    def register(self, body: bytes) -> RegistrationAnswer:
        """As ``RegistrationHost.register``, at the latest after the payment time-out. Bytes for another host are not sent."""
        if not registering.is_registration(body):
            return NoAnswer("this application was made for another host", alarm=True)
        try:
            answer = self._client.call(ServiceCode.REGISTRATION, body, Deadline.after(self._options.payment_timeout))
        except Unheard as unheard:
            return unheard.reply
        return registering.outcome(answer, self._now())

    def registration_status(self, registration_id: UUID) -> RegistrationAnswer:
        """As ``RegistrationHost.registration_status``, at the latest after the payment time-out."""
        body, deadline = wire.encode(registering.status_request(registration_id)), self._options.payment_timeout
        try:
            answer = self._client.call(ServiceCode.REGISTRATION_STATUS, body, Deadline.after(deadline))
        except Unheard as unheard:
            return unheard.reply
        return registering.status_outcome(answer, self._now())

    def carry(self, file_id: UUID, item: QueuedItem) -> HostAnswer | NoAnswer | Wait:
        """As ``QueueCarrier.carry``, at the latest after the payment time-out. Bytes for another host are not sent."""
        ours = _is_payment if item.kind is Kind.PAYMENT else reversing.is_reversal
        if not ours(item.body):
            return NoAnswer("this was made for another host", alarm=True)
        return carrying.carry(self._client, file_id, item, self._options.payment_timeout)

    def payment_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> HostReply:
        """As ``QueueCarrier.payment_reply``."""
        return carrying.payment_reply(self._options.client_secret, file_id, told, since)

    def reversal_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> ReversalReply:
        """As ``QueueCarrier.reversal_reply``."""
        return carrying.reversal_reply(self._options.client_secret, file_id, told, since)

    def participants(self, cursor: str) -> ParticipantPage:
        """As ``HostGateway.participants``. A row the counter does not understand is left out, and counted in the log."""
        request = wire.ParticipantsRequest(cursor=cursor)
        answer = self._ask(ServiceCode.PARTICIPANTS, request, self._options.payment_timeout)
        page = self._data(answer, wire.ParticipantsReply)
        if page.more and page.next_cursor in {"", cursor}:
            raise _absurd(ServiceCode.PARTICIPANTS, messages.Absurd("a page that leads back to itself"))
        total = min(max(0, page.total), _MOST_PARTICIPANTS)
        return ParticipantPage(_readable(page.participants), page.next_cursor, page.more, total)

    def host_time(self) -> datetime:
        """As ``HostGateway.host_time``; aware, UTC."""
        text = secrets.token_hex(8)
        answer = self._ask(ServiceCode.ECHO, wire.EchoRequest(text), self._options.lookup_timeout)
        reply = self._data(answer, wire.EchoReply)
        try:
            if reply.text != text:
                raise messages.Absurd("another text came back")
            return messages.utc(reply.host_time)
        except ValueError as error:
            raise _absurd(ServiceCode.ECHO, error) from None

    def enrol(self, own: CounterKey) -> Sequence[CounterKey]:
        """As ``KeyRegister.enrol``. Keys that are none are left out."""
        answer = self._ask(
            ServiceCode.COUNTER_KEY, key_messages.request(own, self._zone), self._options.payment_timeout
        )
        if answer.case in {Case.KEY_REUSED, Case.NOT_ALLOWED, Case.BAD_FORMAT, Case.MANDATORY_FIELD}:
            raise Declined(Reason.HOST_REFUSED, code=answer.code)
        return key_messages.keys(self._data(answer, wire_keys.CounterKeyReply), own.office_id)

    def anchor(self, counter_id: str, sequence: int, head: str, business_date: date) -> Anchor:
        """As ``JournalAnchor.anchor``, at the latest after the payment time-out."""
        request = wire_anchor.request(counter_id, sequence, head, business_date)
        return wire_anchor.held(self._ask(ServiceCode.ANCHOR, request, self._options.payment_timeout), counter_id)

    @property
    def day_zone(self) -> tzinfo:
        """As ``SettlementSource.day_zone``: the host's days are Jakarta's."""
        return ZoneInfo(HOST_ZONE)

    def settlement(self, office_id: str, day: date, cursor: str) -> SettlementPage:
        """As ``SettlementSource.settlement``."""
        request = wire.SettlementRequest(office_id, day.isoformat(), cursor)
        answer = self._ask(ServiceCode.SETTLEMENT, request, self._options.payment_timeout)
        reply = self._data(answer, wire.SettlementReply)
        try:
            return settling.page(reply, self.day_zone)
        except ValueError as error:
            raise _absurd(ServiceCode.SETTLEMENT, error) from None

    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._zone)

    def _ask(self, service: ServiceCode, request: wire.Message, seconds: float) -> Answer:
        try:
            return self._client.call(service, wire.encode(request), Deadline.after(seconds))
        except Unheard as unheard:
            raise unheard.unavailable from None

    def _data(self, answer: Answer, shape: type[Shape]) -> Shape:
        if answer.case != Case.DONE:
            raise Unavailable(Service.HOST, f"the host answered {answer.code}: {answer.words}")
        try:
            return decoded(answer.body, shape, answer.code)
        except Unheard as unheard:
            raise unheard.unavailable from None


def _readable(rows: Sequence[wire.ParticipantRow]) -> tuple[Participant, ...]:
    kept = []
    for row in rows:
        try:
            kept.append(messages.participant(row))
        except ValueError:
            continue
    if len(kept) < len(rows):
        log.warning("%d of %d participants of a page were left out: not understood", len(rows) - len(kept), len(rows))
    return tuple(kept)


def _absurd(service: ServiceCode, error: ValueError) -> Unavailable:
    """The text of a library's ``ValueError`` may quote what it was given, so only our own is passed on."""
    what = str(error) if isinstance(error, messages.Absurd) else type(error).__name__
    return Unavailable(Service.HOST, f"{service.name} makes no sense: {what}")


class _Keyed(wire.Message, frozen=True):
    """The one field by which a payment of this host is known; another host's stored bytes do not have it."""

    payment_request_id: wire.Text36


def _is_payment(body: bytes) -> bool:
    try:
        wire.decode(body, _Keyed)
    except msgspec.DecodeError:
        return False
    return True
