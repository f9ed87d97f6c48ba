"""``HostGateway`` over the biller aggregator IAK.

What does not fit, and how it is met:

- IAK knows no key of ours. A payment is its *inquiry*, paid once: the inquiry's ``ref_id`` is made here for each bill
  and never used again, ``tr_id`` comes back with the bill. Both travel in the bill's ``inquiry_id`` and so into the
  payment, next to its key; what is asked or sent for that payment names them at every attempt.
- A bill must be paid on the day it was made (Jakarta's), so it expires at midnight. One that is older is refused by
  IAK (``04``), and the money goes back.
- Without an inquiry nothing can be posted: there are no sales by the local tariff while IAK is away.
- Neither reversal nor registration, no list of participants, no echo, no choice of programmes, and a payer is known
  by the NIK only. ``abilities`` says so, and none of it is tried.
- Replies carry no signature. That one is IAK's rests on TLS alone: whoever breaks that can confirm what was never
  posted. The settings therefore name the one authority whose certificates are believed.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.identity import NIK_LENGTH, LookupNumber, NumberKind
from counter_app.domain.outbox import HostReply, NoAnswer, ReversalReply, Wait
from counter_app.domain.payment import Payment
from counter_app.domain.reversal import Reversal
from counter_app.domain.tariff import Tariff
from counter_app.gateway.answers import UNREADABLE, Unheard, one_line
from counter_app.gateway.iak import outcomes, wire
from counter_app.gateway.iak.inquiry import Asked, inquiry, names_of
from counter_app.gateway.iak.options import IakOptions
from counter_app.gateway.iak.outcomes import Ours
from counter_app.gateway.replies import retry_after
from counter_app.gateway.transport import Deadline, HttpCall, Transport, TransportFailure
from counter_app.services.ports import Abilities, Clock, Inquiry, ParticipantPage

log = logging.getLogger(__name__)

_INQUIRY_REFUSALS = {
    "01": Reason.ALREADY_PAID,
    "34": Reason.ALREADY_PAID,
    "14": Reason.PARTICIPANT_NOT_FOUND,
    **dict.fromkeys(("04", "06", "07", "09", "10", "17", "37"), Reason.HOST_REFUSED),
}
_HTTP_DONE = 200
_NOT_LET_IN = frozenset({401, 403, 429})


class IakGateway:
    """IAK as a host. Safe to call from several threads; nothing is opened before the first call.

    ``tariff`` splits the sums IAK tells into months.
    """

    abilities = Abilities(sync=False, echo=False, reversal=False, registration=False, offline=False)

    def __init__(self, options: IakOptions, clock: Clock, tariff: Tariff) -> None:
        self._options = options
        self._clock = clock
        self._tariff = tariff
        self._signer = wire.Signer(options.username, options.api_key)
        self._transport = Transport(options)

    def close(self) -> None:
        """Close all connections and the thread behind them. What is under way ends without an answer."""
        self._transport.close()

    def inquire(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Inquiry:
        """As ``HostGateway.inquire``. Raises besides: ``Declined(NIK_LENGTH)`` for any number but a NIK, and
        ``PROGRAMME_MANDATORY`` or ``PROGRAMME_UNKNOWN`` for other programmes than IAK bills, which cannot be chosen.
        """
        if number.kind is not NumberKind.NIK:
            raise Declined(Reason.NIK_LENGTH, typed=len(number.number), expected=NIK_LENGTH)
        asked = Asked(number.number, months, uuid4().hex, self._clock.now())
        try:
            data = self._exchange(
                self._signer.inquiry(asked.nik, months, asked.ref_id), Deadline.after(self._options.lookup_timeout)
            )
        except Unheard as unheard:
            raise unheard.unavailable from None
        found = self._inquired(data, asked)
        _check_programmes(programmes, found.bill.programmes)
        return found

    def payment_body(self, payment: Payment, journal_head: str) -> bytes:
        """As ``HostGateway.payment_body``: a ``wire.Stored``. IAK has no place for the journal's head.

        Raises ``Declined(BILL_EXPIRED)`` for a bill that IAK has not made.
        """
        named = names_of(payment.bill.inquiry_id)
        if named is None:
            raise Declined(Reason.BILL_EXPIRED)
        ours = _ours(payment, *named)
        send = self._signer.payment(ours.tr_id).decode()
        return wire.encode(wire.Stored(ours.key, ours.receipt, ours.ref_id, ours.tr_id, ours.months, send))

    def pay(self, body: bytes) -> HostReply:
        """As ``HostGateway.pay``, at the latest after the payment time-out."""
        try:
            stored = wire.decode(body, wire.Stored)
        except UNREADABLE:
            return NoAnswer("this payment was made for another host", alarm=True)
        ours = Ours(stored.key, stored.receipt, stored.ref_id, stored.tr_id, stored.months)
        try:
            data = self._exchange(stored.send.encode(), Deadline.after(self._options.payment_timeout))
        except Unheard as unheard:
            return unheard.reply
        return outcomes.payment_outcome(data, ours)

    def payment_status(self, payment: Payment) -> HostReply:
        """As ``HostGateway.payment_status``, at the latest after the payment time-out."""
        named = names_of(payment.bill.inquiry_id)
        if named is None:
            return NoAnswer("this payment was made for another host", alarm=True)
        ours = _ours(payment, *named)
        try:
            data = self._exchange(self._signer.status(ours.ref_id), Deadline.after(self._options.payment_timeout))
        except Unheard as unheard:
            return unheard.reply
        return outcomes.status_outcome(data, ours)

    def reversal_body(self, reversal: Reversal, payment: Payment, journal_head: str) -> bytes:
        """Not to be had here; see ``abilities.reversal``. Raises ``Declined(HOST_CANNOT)``."""
        raise Declined(Reason.HOST_CANNOT, what="reversal")

    def reverse(self, body: bytes) -> ReversalReply:
        """Not to be had here: a reversal that was asked for at another host waits until the adapter is that host's."""
        return NoAnswer("this reversal was made for another host", alarm=True)

    def participants(self, cursor: str) -> ParticipantPage:
        """Not to be had here; see ``abilities.sync``. Raises ``Unavailable(HOST)``."""
        raise Unavailable(Service.HOST, "IAK has no list of participants")

    def host_time(self) -> datetime:
        """Not to be had here; see ``abilities.echo``. Raises ``Unavailable(HOST)``."""
        raise Unavailable(Service.HOST, "IAK does not tell its time")

    def _inquired(self, data: wire.Data, asked: Asked) -> Inquiry:
        code = one_line(data.response_code)
        if code in _INQUIRY_REFUSALS:
            raise Declined(_INQUIRY_REFUSALS[code], code=code)
        if code != outcomes.DONE:
            raise Unavailable(Service.HOST, f"IAK answered {code}: {one_line(wire.text_of(data.message))}")
        try:
            return inquiry(data, asked, self._tariff)
        except wire.Absurd as absurd:
            raise Unavailable(Service.HOST, f"the inquiry makes no sense: {absurd}") from None

    def _exchange(self, body: bytes, deadline: Deadline) -> wire.Data:
        """Send exactly ``body`` and read the answer. Raises ``Unheard``; only HTTP 200 is one of IAK's."""
        call = HttpCall("POST", wire.PATH, {"Content-Type": "application/json"}, body)
        try:
            reply = self._transport.request(call, deadline)
        except TransportFailure as failure:
            log.info("IAK: %s", failure.detail)
            raise Unheard(NoAnswer(failure.detail, failure.alarm)) from None
        if reply.status in _NOT_LET_IN:
            pause = retry_after(reply.headers.get("retry-after", ""), self._clock.now().astimezone(UTC))
            raise Unheard(Wait(f"HTTP {reply.status}", "IAK does not let us in now", pause))
        if reply.status != _HTTP_DONE:
            raise Unheard(NoAnswer(f"IAK answered HTTP {reply.status}"))
        try:
            return wire.decode(reply.body, wire.Reply).data
        except UNREADABLE:
            raise Unheard(NoAnswer("IAK's answer cannot be read", alarm=True)) from None


def _ours(payment: Payment, ref_id: str, tr_id: str) -> Ours:
    return Ours(str(payment.id), payment.receipt_number, ref_id, tr_id, len(payment.bill.months))


def _check_programmes(asked: Sequence[Programme] | None, billed: Sequence[Programme]) -> None:
    if asked is None:
        return
    for programme in billed:
        if programme not in asked:
            raise Declined(Reason.PROGRAMME_MANDATORY, programme=programme.value)
    if set(asked) - set(billed):
        raise Declined(Reason.PROGRAMME_UNKNOWN, allowed=", ".join(billed))
