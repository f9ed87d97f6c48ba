"""Registering a worker: the draft that loses nothing, the checks before it counts, the submission, the way back.

Nothing here speaks to the host. What is submitted waits in the database, with or without a line; carrying it there is
the work of ``services.registration_forwarding``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, tzinfo
from uuid import UUID, uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import Nik
from counter_app.domain.months import Month
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import WAITING, Document, PrintJob
from counter_app.domain.receipt import Office
from counter_app.domain.registration import Consent, ConsentText, Registration, RegistrationState
from counter_app.domain.registration_form import Fault, Form, FormRules, applicant, faults, told_by_nik
from counter_app.domain.registration_quote import Quote
from counter_app.domain.registration_record import nik_digits
from counter_app.domain.tariff import Tariff
from counter_app.services.own import words
from counter_app.services.ports import Clock, HostGateway, NameIndex, NearName, RegistrationHost, Store, UnitOfWork
from counter_app.services.registration_doubts import Doubt, doubts_about, near_names
from counter_app.services.registration_entries import drafted_entry, slip_entry, withdrawn_entry
from counter_app.services.registration_quoting import quote_of
from counter_app.services.registration_rules import Rules
from counter_app.services.registration_submission import enter, slip_job


class Registering:
    """The counter's applications. ``names`` finds near names among the office's participants."""

    def __init__(
        self,
        store: Store,
        host: HostGateway,
        office: Office,
        clock: Clock,
        zone: tzinfo,
        rules: Rules,
        names: NameIndex,
    ) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock
        self._zone = zone
        self._rules = rules
        self._names = names

    # --- while it is typed ----------------------------------------------------------------------------------------

    @property
    def possible(self) -> bool:
        """Whether the office's host registers workers at all."""
        return self._host.abilities.registration and isinstance(self._host, RegistrationHost)

    @property
    def tariff(self) -> Tariff:
        """By which quotes are made."""
        return self._rules.tariff

    def current_month(self) -> Month:
        """The office's month: the earliest that protection can begin with."""
        return Month.of(self._form_rules().today)

    def faults(self, form: Form) -> tuple[Fault, ...]:
        """Everything that is wrong with the form as it stands, in the order of its fields."""
        return faults(form, self._form_rules())

    def told_by_nik(self, text: str) -> Nik | None:
        """Birth date, sex and province, as soon as a whole and well-formed NIK is typed."""
        return told_by_nik(text, self._form_rules())

    def quote(self, form: Form) -> Quote | None:
        """What a month costs, with and without JHT; ``None`` until income and sector are there."""
        return quote_of(form, self._rules.tariff, self.current_month())

    def doubts(self, actor: Actor, form: Form) -> Sequence[Doubt]:
        """Whether the worker may be known already; takes up to some hundred milliseconds. Empty: nothing speaks for it.

        Raises ``Declined(NOT_ALLOWED)`` or ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REGISTER)
        with self._store.reading() as work:
            certain = doubts_about(work, nik_digits(form))
        return certain or [Doubt.near(each) for each in self._near(form)]

    # --- what is kept ---------------------------------------------------------------------------------------------

    def keep(self, actor: Actor, registration_id: UUID, form: Form, corrects: UUID | None = None) -> Registration:
        """Keep a draft as it is typed; the first time makes it. ``registration_id`` is made once, when a form is begun.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``REGISTRATION_NOT_FOUND`` (another counter's) or
        ``REGISTRATION_MOVED`` (no draft any more); ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REGISTER)
        with self._store.writing() as work:
            return self._keep(work, actor, registration_id, form, corrects)

    def submit(
        self, actor: Actor, registration_id: UUID, form: Form, text: ConsentText, *, warned: int = 0
    ) -> Registration:
        """Make it count: draft, consent, submission, outbox item and print job in one transaction, with or without a line.

        ``text``: the words that were read out. ``warned``: how many doubts about the same person were shown and passed
        over. A second call with the same form changes nothing and gives the same application. Raises ``Declined`` with
        ``NOT_ALLOWED``, ``HOST_CANNOT``, the first fault (with ``field``), ``CONSENT_MISSING``, ``ALREADY_PARTICIPANT``,
        ``REGISTRATION_OPEN``, ``REGISTRATION_NOT_FOUND`` or ``REGISTRATION_MOVED``; ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REGISTER)
        self._require_host()
        read = applicant(form, self._form_rules())
        if not text.words.strip():
            raise Declined(Reason.CONSENT_MISSING)
        with self._store.writing() as work:
            earlier = work.registrations.get(registration_id)
            if earlier is not None and earlier.submitted_at is not None and earlier.form == form:
                return self._own(earlier)
            draft = self._keep(work, actor, registration_id, form, None)
            now = self._clock.now()
            consent = Consent(text.version, text.digest, now, actor.id)
            return enter(work, self._registrar(), replace(draft, clerk_id=actor.id), read, consent, now, warned=warned)

    def withdraw(self, actor: Actor, registration_id: UUID, reason: str) -> Registration:
        """Take back a draft, or an application that was never sent. Journaled with its reason.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``WORDS_MISSING``, ``REGISTRATION_NOT_FOUND`` or ``REGISTRATION_MOVED``.
        """
        actor.require(Right.REGISTER)
        why = words(reason)
        with self._store.writing() as work:
            found = self._own(work.registrations.get(registration_id))
            if found.state not in {RegistrationState.DRAFT, RegistrationState.SUBMITTED}:
                raise _moved(found)
            work.registrations.move(found.id, found.state, RegistrationState.WITHDRAWN)
            work.registration_outbox.close(found.id)
            now = self._clock.now()
            work.journal.append(withdrawn_entry(found, actor.id, why, now))
            return self._own(work.registrations.get(registration_id))

    def correct(self, actor: Actor, registration_id: UUID) -> Registration:
        """Begin anew from a refused application: a draft of its own, with its own key, that names the old one.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``REGISTRATION_NOT_FOUND`` or ``REGISTRATION_MOVED`` (not refused).
        """
        actor.require(Right.REGISTER)
        with self._store.writing() as work:
            refused = self._own(work.registrations.get(registration_id))
            if refused.state is not RegistrationState.REFUSED:
                raise _moved(refused)
            return self._keep(work, actor, uuid4(), refused.form, refused.id)

    def ask_slip(self, actor: Actor, registration_id: UUID) -> PrintJob:
        """The slip's job that waits, else a new one where none was ever asked for: whoever came on a list has none.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``REGISTRATION_NOT_FOUND``, or ``REGISTRATION_MOVED`` for a draft.
        """
        actor.require(Right.REGISTER)
        with self._store.writing() as work:
            found = self._own(work.registrations.get(registration_id))
            if found.submitted_at is None:
                raise _moved(found)
            jobs = work.prints.of_subject(found.id, Document.REGISTRATION)
            if jobs:
                return next((job for job in jobs if job.state in WAITING), jobs[-1])
            job = slip_job(found, actor.id, self._clock.now())
            work.prints.add(job)
            work.journal.append(slip_entry(found, job))
            return job

    # --- what there is --------------------------------------------------------------------------------------------

    def today(self, actor: Actor) -> Sequence[Registration]:
        """What was begun, submitted or decided today, and all that is open from before; the newest first.

        Raises ``Declined(NOT_ALLOWED)`` or ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REGISTER)
        midnight = datetime.combine(self._form_rules().today, time(), self._zone)
        with self._store.reading() as work:
            return work.registrations.touched_since(midnight)

    def one(self, actor: Actor, registration_id: UUID) -> Registration:
        """One of this counter's. Raises ``Declined`` with ``NOT_ALLOWED`` or ``REGISTRATION_NOT_FOUND``."""
        actor.require(Right.REGISTER)
        with self._store.reading() as work:
            return self._own(work.registrations.get(registration_id))

    def last_branch(self, actor: Actor) -> str:
        """The branch office that was asked for last at this counter; empty before the first time."""
        actor.require(Right.REGISTER)
        with self._store.reading() as work:
            return work.registrations.last_branch()

    # --- parts ----------------------------------------------------------------------------------------------------

    def _form_rules(self) -> FormRules:
        return self._rules.on(self._clock.now().astimezone(self._zone).date())

    def _require_host(self) -> None:
        if not self.possible:
            raise Declined(Reason.HOST_CANNOT, what="registration")

    def _registrar(self) -> RegistrationHost:
        assert isinstance(self._host, RegistrationHost)
        return self._host

    def _near(self, form: Form) -> Sequence[NearName]:
        return near_names(self._names, form, self._form_rules())

    def _own(self, found: Registration | None) -> Registration:
        if found is None or found.counter_id != self._office.counter_id:
            raise Declined(Reason.REGISTRATION_NOT_FOUND)
        return found

    def _keep(
        self, work: UnitOfWork, actor: Actor, registration_id: UUID, form: Form, corrects: UUID | None
    ) -> Registration:
        earlier = work.registrations.get(registration_id)
        if earlier is None:
            draft = Registration(
                registration_id,
                self._office.id,
                self._office.counter_id,
                actor.id,
                form,
                self._clock.now(),
                corrects=corrects,
            )
            work.registrations.add(draft)
            work.journal.append(drafted_entry(draft))
            return draft
        if not work.registrations.keep(self._own(earlier).id, form):
            raise _moved(earlier)
        return replace(earlier, form=form)


def _moved(found: Registration) -> Declined:
    return Declined(Reason.REGISTRATION_MOVED, number=found.number, state=found.state.value)
