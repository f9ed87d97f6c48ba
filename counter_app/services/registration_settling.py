"""What became of an application, written down within the transaction that it is given."""

from dataclasses import dataclass, replace

from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act, Entry
from counter_app.domain.print_job import WAITING, Document
from counter_app.domain.registration import Issue, Outcome, Refusal, Registration, RegistrationState
from counter_app.domain.registration_participant import participant_of
from counter_app.domain.registration_record import nik_digits
from counter_app.domain.tariff import Tariff
from counter_app.services.ports import Clock, UnitOfWork
from counter_app.services.registration_entries import outcome_entry
from counter_app.services.registration_judgement import Ended, Ruling
from counter_app.services.registration_submission import slip_job


@dataclass(frozen=True, slots=True)
class RegistrationBooks:
    """The hand that writes it down. ``actor`` is whose the journal says it is."""

    clock: Clock
    actor: str
    tariff: Tariff

    def end(self, work: UnitOfWork, found: Registration, ended: Ended) -> Registration:
        """The host decided: the row moves; whoever was registered is a participant here from now on; paper says so."""
        now = self.clock.now()
        outcome = ended.outcome or Outcome(now, refusal=Refusal.FORM)
        state = RegistrationState.REFUSED if outcome.issue is None else RegistrationState.ISSUED
        work.registrations.move(found.id, found.state, state, outcome)
        moved = replace(found, state=state, outcome=outcome)
        entry = outcome_entry(moved, self.actor, state, now, code=ended.code, words=ended.words, outcome=outcome)
        work.journal.append(entry)
        if outcome.issue is not None:
            self._make_participant(work, moved, outcome.issue)
        jobs = work.prints.of_subject(found.id, Document.REGISTRATION)
        # One that waits will say what there is to say by then; whoever came on a list has none and waits for none.
        if jobs and not any(job.state in WAITING for job in jobs):
            work.prints.add(slip_job(moved, moved.clerk_id, now))
        return moved

    def examined(self, work: UnitOfWork, found: Registration, code: str) -> Registration:
        """The host has it and examines it."""
        return self._moved(work, found, RegistrationState.PENDING, code, "")

    def doubt(self, work: UnitOfWork, found: Registration, words: str) -> Registration:
        """From the moment the host may have it, what is on its way is UNKNOWN."""
        if found.state is not RegistrationState.SENDING:
            return found
        return self._moved(work, found, RegistrationState.UNKNOWN, "", words)

    def contradict(self, work: UnitOfWork, found: Registration, late: Ruling) -> None:
        """No state goes back, but a host that says two things about one key is not passed over in silence."""
        if not isinstance(late, Ended) or found.outcome is None:
            return
        said = RegistrationState.ISSUED if late.outcome and late.outcome.issue else RegistrationState.REFUSED
        if said is not found.state:
            self.alarm(work, found, f"a late answer makes it {said}: {late.code} {late.words}")
        elif late.outcome and late.outcome.issue != found.issue:
            self.alarm(work, found, f"a late answer gives another card number or payment code: {late.code}")

    def alarm(self, work: UnitOfWork, found: Registration, what: str) -> None:
        """The host said something that cannot be."""
        facts = {"registration": found.number, "what": what}
        work.journal.append(Entry(self.clock.now(), self.actor, Act.HOST_ALARM, str(found.id), facts))

    def _moved(
        self, work: UnitOfWork, found: Registration, state: RegistrationState, code: str, words: str
    ) -> Registration:
        if found.state is state:
            return found
        work.registrations.move(found.id, found.state, state)
        work.journal.append(outcome_entry(found, self.actor, state, self.clock.now(), code=code, words=words))
        return replace(found, state=state)

    def _make_participant(self, work: UnitOfWork, registration: Registration, issue: Issue) -> None:
        """Unless the host's own list has brought them already, which knows more. A number that is somebody else's here
        is the host's to explain: two cards of one number would be paid for one another.
        """
        for kind, number in ((NumberKind.KPJ, issue.kpj), (NumberKind.PAYMENT_CODE, issue.payment_code)):
            holder = work.participants.by_number(LookupNumber(kind, number))
            if holder is not None and holder.participant.nik != nik_digits(registration.form):
                self.alarm(work, registration, f"the host gives it a {kind} that somebody else has here")
        known = work.participants.by_number(LookupNumber(NumberKind.NIK, nik_digits(registration.form)))
        if known is None or known.participant.kpj != issue.kpj:
            work.participants.save([participant_of(registration, issue, self.tariff)], self.clock.now())
