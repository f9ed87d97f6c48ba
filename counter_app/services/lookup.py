"""Who stands at the counter, and what do they owe."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from counter_app.domain.bill import Bill, BillDifference, BillSource, Programme, differences, explained
from counter_app.domain.errors import Declined, Reason, Unavailable, Untrusted
from counter_app.domain.identity import LookupNumber, NumberKind, parse_lookup_number
from counter_app.domain.money import Rupiah
from counter_app.domain.participant import LocalParticipant, Participant
from counter_app.domain.people import Actor, Right
from counter_app.domain.tariff import Payer, Tariff, first_month_due
from counter_app.services.alarms import HostAlarms
from counter_app.services.ports import Clock, HostGateway, Inquiry, Store
from counter_app.services.stored import stored

log = logging.getLogger(__name__)

NAMES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A participant with a bill that can be paid.

    ``local_as_of`` is ``None`` when the host answered; else it says from when the office's own data is (UTC).
    ``differences``: where the host's bill, which is charged, and the local tariff disagree.
    """

    participant: Participant
    bill: Bill
    local_as_of: datetime | None
    differences: tuple[BillDifference, ...]


class Lookup:
    """Asks the host first and falls back to the office's own participants."""

    def __init__(
        self,
        store: Store,
        host: HostGateway,
        tariff: Tariff,
        provinces: Mapping[str, str],
        clock: Clock,
        zone: tzinfo,
        alarms: HostAlarms,
    ) -> None:
        self._store = store
        self._host = host
        self._tariff = tariff
        self._provinces = provinces
        self._clock = clock
        self._zone = zone
        self._alarms = alarms

    def parse(self, text: str) -> LookupNumber:
        """Read a typed or scanned number. Raises ``Declined`` as ``parse_lookup_number`` does."""
        return parse_lookup_number(text, today=self._today(), provinces=self._provinces)

    def exact(
        self, actor: Actor, number: LookupNumber, months: int = 1, programmes: Sequence[Programme] | None = None
    ) -> Found:
        """The participant with this number and their bill for ``months`` months.

        ``programmes`` ``None``: what the participant is registered for. Raises ``Declined`` in the host's sense
        when it answered, ``NOT_FOUND_LOCALLY`` when it did not and the office does not know the number;
        ``Unavailable(HOST)`` when it did not and takes no payment billed without it.
        """
        actor.require(Right.SELL)
        try:
            inquiry = self._host.inquire(number, months, programmes)
        except Unavailable as away:
            log.info("host away at lookup: %s", away.detail)
            if isinstance(away, Untrusted):
                self._alarms.note(away)
            if not self._host.abilities.offline:
                raise
            return self._found_locally(number, months, programmes)
        return self._found_at_host(inquiry, months)

    def by_name(self, actor: Actor, text: str) -> Sequence[LocalParticipant]:
        """Local participants with a word of their name beginning with each word typed; at most ``NAMES_SHOWN``."""
        actor.require(Right.SELL)
        with self._store.reading() as work:
            return work.participants.by_name(text, NAMES_SHOWN)

    def _found_at_host(self, inquiry: Inquiry, months: int) -> Found:
        participant = self._with_local_facts(inquiry.participant)
        payer = _payer(participant)
        if payer is None:  # nothing to hold the host's bill against
            return Found(participant, inquiry.bill, local_as_of=None, differences=())
        quote = self._local_quote(payer, inquiry.bill, months)
        return Found(
            participant,
            explained(inquiry.bill, quote),
            local_as_of=None,
            differences=differences(inquiry.bill, quote),
        )

    def _found_locally(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Found:
        with self._store.reading() as work:
            local = work.participants.by_number(number)
        if local is None:
            raise Declined(Reason.NOT_FOUND_LOCALLY)
        participant = local.participant
        first = first_month_due(participant.protected_until, self._today(), self._tariff.grace_months)
        chosen = participant.programmes if programmes is None else programmes
        payer = stored(_payer(participant), number)  # the host that lists participants tells all of them
        bill = replace(self._tariff.quote(payer, chosen, first, months), expires_at=self._midnight())
        return Found(participant, bill, local_as_of=local.as_of, differences=())

    def _with_local_facts(self, participant: Participant) -> Participant:
        """Who else pays or employs is told in service 95 only, and decides about relief and JHT. Some hosts tell even
        less: then what the office knows of the participant stands in.
        """
        with self._store.reading() as work:
            local = work.participants.by_number(LookupNumber(NumberKind.NIK, participant.nik))
        if local is None:
            return participant
        known = local.participant
        return replace(
            participant,
            kpj=participant.kpj or known.kpj,
            status=participant.status or known.status,
            protected_until=participant.protected_until if participant.status else known.protected_until,
            sector=participant.sector or known.sector,
            income_basis=known.income_basis if participant.income_basis is None else participant.income_basis,
            payment_code=participant.payment_code or known.payment_code,
            phone=participant.phone or known.phone,
            government_paid=known.government_paid,
            employer=known.employer,
        )

    def _local_quote(self, payer: Payer, bill: Bill, months: int) -> Bill:
        try:
            return self._tariff.quote(payer, bill.programmes, bill.months[0], months)
        except Declined as unquotable:
            # The host bills something this tariff has no rule for: then every line is a difference.
            log.warning("the local tariff cannot follow the host's bill: %s", unquotable.reason)
            return Bill((), Rupiah(0), BillSource.TARIFF)

    def _midnight(self) -> datetime:
        """When the office's day ends (UTC): what is owed may be something else on the next."""
        return datetime.combine(self._today() + timedelta(days=1), time(), self._zone).astimezone(UTC)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()


def _payer(participant: Participant) -> Payer | None:
    """``None``: too little is known of the participant to reckon anything."""
    if participant.income_basis is None or participant.sector is None:
        return None
    return Payer(
        participant.income_basis,
        participant.sector,
        government_paid=participant.government_paid,
        employer=participant.employer,
    )
