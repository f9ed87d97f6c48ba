"""Paper about a registration: its slip as it stands now, and the summary that is read before it counts."""

from datetime import tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from counter_app.domain.people import Actor, Right
from counter_app.domain.printer import Form
from counter_app.domain.receipt import Office
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip, registration_slip
from counter_app.services.ports import Clock, PaperRenderer, PrinterDevice, UnitOfWork
from counter_app.services.registration_summary import Summary
from counter_app.services.stored import stored

FILE = "ringkasan-pendaftaran"
"""How the summary is called on a device that keeps files; there is one at a time."""


def slip_of(work: UnitOfWork, office: Office, registration_id: UUID, copy: int) -> RegistrationSlip:
    """The slip of a submitted application, as it stands now. Raises ``LookupError``, a bug, when it is not stored."""
    registration = stored(work.registrations.get(registration_id), registration_id)
    return registration_slip(registration, office, ZoneInfo(office.timezone), copy)


class RegistrationPapers:
    """Slips are printed by ``Printing`` as all committed paper is; the summary is of nothing committed, and no job."""

    def __init__(
        self,
        renderer: PaperRenderer,
        device: PrinterDevice,
        office: Office,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._renderer = renderer
        self._device = device
        self._office = office
        self._clock = clock
        self._zone = zone

    def print_summary(self, actor: Actor, summary: Summary, consent: str) -> None:
        """Print what the worker reads; ``consent``: the words that are read out.

        Raises ``Declined(NOT_ALLOWED)``, and ``Undelivered`` or ``Unavailable(PRINTER)`` as the device does.
        """
        actor.require(Right.REGISTER)
        reading = RegistrationReading(
            office=self._office,
            clerk_id=actor.id,
            at=self._clock.now().astimezone(self._zone),
            name=summary.name,
            person=summary.person,
            work=summary.work,
            cost=summary.cost,
            parts=summary.parts,
            consent=consent,
        )
        by_page = self._device.form is Form.PAGE
        data = self._renderer.page(reading) if by_page else self._renderer.escpos(reading)
        self._device.deliver(data, FILE)
