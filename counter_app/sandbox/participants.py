"""Services 95 and 97: the office's participants in pages, and the line check."""

from sqlalchemy import func, select

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import (
    Case,
    EchoReply,
    EchoRequest,
    Money,
    ParticipantsReply,
    ParticipantsRequest,
    ServiceCode,
)
from counter_app.gateway.wire import (
    ParticipantRow as WireParticipant,
)
from counter_app.sandbox.clock import stamp
from counter_app.sandbox.cursor import read_cursor
from counter_app.sandbox.host import Host
from counter_app.sandbox.participation import protection
from counter_app.sandbox.service import Reply, Service, said
from counter_app.sandbox.tables import ParticipantRow


def participants(host: Host, asked: ParticipantsRequest) -> Reply:
    """Whoever changes while pages are read comes once more, at the end: nobody is missed."""
    place = read_cursor(asked.cursor)
    with host.ledger.transaction() as session:
        wanted = select(ParticipantRow).where(ParticipantRow.changed > place).order_by(ParticipantRow.changed)
        found = session.scalars(wanted.limit(asked.page_size + 1)).all()
        total = session.scalar(select(func.count()).select_from(ParticipantRow)) or 0
    page = found[: asked.page_size]
    reply = ParticipantsReply(
        *said(Case.DONE, ServiceCode.PARTICIPANTS),
        participants=[_described(host, row) for row in page],
        next_cursor=str(page[-1].changed) if page else asked.cursor,
        more=len(found) > len(page),
        total=total,
    )
    return Reply(Case.DONE, reply)


def echo(host: Host, asked: EchoRequest) -> Reply:
    """Say the host's time, and back what was said."""
    return Reply(Case.DONE, EchoReply(*said(Case.DONE, ServiceCode.ECHO), host_time=stamp(host.now()), text=asked.text))


def _described(host: Host, row: ParticipantRow) -> WireParticipant:
    return WireParticipant(
        nik=row.nik,
        kpj=row.kpj,
        payment_code=row.payment_code,
        name=row.name,
        status=protection(row, host.today(), host.rules.tariff).value,
        sector=row.sector,
        income_basis=Money.of(host.rules.tariff.bracket(Rupiah(row.income)).basis),
        programmes=row.programmes.split(","),
        branch_office=row.branch_office,
        protected_until=row.protected_until.isoformat() if row.protected_until else None,
        phone=row.phone,
        government_paid=row.government_paid,
        employer=row.employer,
    )


PARTICIPANTS = Service(ServiceCode.PARTICIPANTS, ParticipantsRequest, participants)
ECHO = Service(ServiceCode.ECHO, EchoRequest, echo)
