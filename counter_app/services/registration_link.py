"""The first payment of whoever was registered here, named in the application within the payment's own transaction."""

from counter_app.domain.payment import Payment
from counter_app.services.ports import UnitOfWork
from counter_app.services.registration_entries import paid_entry


def link_first_payment(work: UnitOfWork, payment: Payment) -> None:
    """Name ``payment`` in the payer's issued application, if there is one that names none yet. Journaled."""
    registered = work.registrations.unpaid(payment.payer.nik)
    if registered is not None and work.registrations.link(registered.id, payment.id):
        work.journal.append(paid_entry(registered, payment))
