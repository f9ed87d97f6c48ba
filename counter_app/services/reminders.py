"""People who stopped paying, or are about to: who they are, how to reach them, and what came of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol
from uuid import uuid4

from counter_app.domain.benefits import Figures, figures_on, lost_at_work
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import LookupNumber, NumberKind, mask, without_numbers
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.letter import Letter
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.reminder import (
    LISTED,
    REST,
    Contact,
    Cover,
    Filters,
    Outcome,
    Owing,
    Stage,
    Way,
    chat_link,
    chat_number,
    cover_of,
    months_of,
)
from counter_app.domain.tariff import Payer, Tariff, first_month_due
from counter_app.services import reminder_words
from counter_app.services.ports import Clock, Store, UnitOfWork, Wanted
from counter_app.services.stored import stored

PAGE = 50
"""People on one page of a list."""
MOST_LETTERS = 200
"""Letters in one file, a page each: what somebody folds in a morning."""
LONGEST_NOTE = 300
_CLAIMS_BACK = 24
"""Months back for which what the office's own counters took is looked at, when somebody is looked at by name."""


class LetterRenderer(Protocol):
    """Letters on pages, one each."""

    def pdf(
        self,
        letters: Sequence[Letter],
        office: Office,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> bytes | None:
        """The same bytes for the same letters; ``None`` when ``cancelled()`` before the last. ``progress(done, of)``."""
        ...


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody on a list. ``cost``: rupiah of the next month by the local tariff, ``None`` where it cannot be reckoned.

    ``stake``: what a family would go without after a death at work, rupiah. ``resting``: contacted a few days ago.
    """

    participant: Participant
    cover: Cover
    cost: Rupiah | None
    stake: Rupiah | None
    last: Contact | None
    resting: bool


@dataclass(frozen=True, slots=True)
class Message:
    """``link`` opens a chat with the payer; ``None``: no mobile number is known."""

    words: str
    link: str | None


class Reminders:
    """Asks the database, not the host. A list of 100,000 takes tenths of a second: not for the window's thread."""

    def __init__(
        self,
        store: Store,
        letters: LetterRenderer,
        tariff: Tariff,
        figures: Sequence[Figures],
        office: Office,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._store = store
        self._letters = letters
        self._tariff = tariff
        self._figures = figures
        self._office = office
        self._clock = clock
        self._zone = zone

    def page(self, actor: Actor, stage: Stage, filters: Filters, number: int = 0) -> Sequence[Reminder]:
        """Page ``number`` (from 0) of a list, ``PAGE`` people at most, by what is at stake (see ``domain.reminder``).

        Raises ``Declined(NOT_ALLOWED)``, ``Unavailable(DATABASE)``; ``KeyError`` for a stage without a list.
        """
        actor.require(Right.REMIND)
        with self._store.reading() as work:
            found = work.reminders.page(self._wanted(stage, filters), number * PAGE, PAGE)
        return [self._reminder(owing) for owing in found]

    def counts(self, actor: Actor, filters: Filters) -> Mapping[Stage, int]:
        """How many are on each list. Raises as ``page``."""
        actor.require(Right.REMIND)
        with self._store.reading() as work:
            return {stage: work.reminders.count(self._wanted(stage, filters)) for stage in LISTED}

    def branches(self, actor: Actor) -> Sequence[str]:
        """The branch offices there are to choose from. Raises as ``page``."""
        actor.require(Right.REMIND)
        with self._store.reading() as work:
            return work.reminders.branches()

    def contacts(self, actor: Actor, nik: str) -> Sequence[Contact]:
        """All tries to reach somebody, the newest first. Raises as ``page``."""
        actor.require(Right.REMIND)
        with self._store.reading() as work:
            return work.contacts.of(nik)

    def message(self, actor: Actor, nik: str) -> Message:
        """A message for one payer. Raises ``Declined`` with ``NOT_ALLOWED`` or ``LEFT_ALONE``."""
        actor.require(Right.REMIND)
        with self._store.reading() as work:
            person = self._reminder(self._one(work, nik))
        words = reminder_words.message(person.participant.name, self._office, person.cover, person.cost)
        number = chat_number(person.participant.phone)
        return Message(words, None if number is None else chat_link(number, words))

    def note(self, actor: Actor, nik: str, way: Way, outcome: Outcome, note: str = "") -> Contact:
        """Keep what came of a try to reach somebody. The journal has it without name, number and note.

        Raises ``Declined`` with ``NOT_ALLOWED`` or ``NOT_FOUND_LOCALLY``, ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REMIND)
        contact = Contact(uuid4(), nik, self._clock.now(), actor.id, way, outcome, _said(note))
        facts: dict[str, Fact] = {"payer": mask(nik), "way": way.value, "outcome": outcome.value}
        with self._store.writing() as work:
            if work.participants.by_number(LookupNumber(NumberKind.NIK, nik)) is None:
                raise Declined(Reason.NOT_FOUND_LOCALLY)
            work.contacts.add([contact])
            work.journal.append(Entry(contact.at, actor.id, Act.CONTACTED, str(contact.id), facts))
        return contact

    def letters(
        self,
        actor: Actor,
        niks: Collection[str],
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bytes | None:
        """One file, a page for each, in the order of ``niks``; each counts as a contact. ``None``: cancelled, nothing kept.

        Who is not to be contacted, or has paid ahead since, gets none. Raises ``Declined`` with ``NOT_ALLOWED``,
        ``TOO_MANY_LETTERS``, or ``LEFT_ALONE`` where nobody is left; ``Unavailable(DATABASE)``.
        """
        actor.require(Right.REMIND)
        if len(niks) > MOST_LETTERS:
            raise Declined(Reason.TOO_MANY_LETTERS, asked=len(niks), most=MOST_LETTERS)
        people = self._written_to(niks)
        if not people:
            raise Declined(Reason.LEFT_ALONE)
        made = self._letters.pdf([self._letter(each) for each in people], self._office, progress, cancelled)
        if made is not None:
            self._keep(actor, [each.participant.nik for each in people])
        return made

    @staticmethod
    def file_name(day: date) -> str:
        """What a file of letters is called."""
        return f"surat-pengingat-{day}.pdf"

    def _written_to(self, niks: Collection[str]) -> Sequence[Reminder]:
        with self._store.reading() as work:
            found = {owing.participant.nik: owing for owing in work.reminders.find(niks, self._claims_since())}
        people = [self._reminder(found[nik]) for nik in dict.fromkeys(niks) if nik in found]
        return [each for each in people if each.cover.stage in LISTED]

    def _keep(self, actor: Actor, niks: Sequence[str]) -> None:
        now = self._clock.now()
        facts: dict[str, Fact] = {"items": len(niks), "way": Way.LETTER.value}
        with self._store.writing() as work:
            work.contacts.add([Contact(uuid4(), nik, now, actor.id, Way.LETTER, Outcome.SENT) for nik in niks])
            work.journal.append(Entry(now, actor.id, Act.LETTERS_MADE, str(uuid4()), facts))

    def _letter(self, person: Reminder) -> Letter:
        today, basis = self._today(), self._basis(person.participant)
        own = figures_on(self._figures, today)
        stake = (own.jkm, lost_at_work(own, basis))
        name = person.participant.name
        return reminder_words.letter(name, self._office, person.cover, person.cost, stake, today)

    def _one(self, work: UnitOfWork, nik: str) -> Owing:
        found = work.reminders.find([nik], self._claims_since())
        if not found or self._cover(found[0]).stage not in LISTED:
            raise Declined(Reason.LEFT_ALONE)
        return found[0]

    def _reminder(self, owing: Owing) -> Reminder:
        person, now = owing.participant, self._clock.now()
        resting = owing.last is not None and owing.last.at > now - REST
        stake = lost_at_work(figures_on(self._figures, self._today()), self._basis(person))
        return Reminder(person, self._cover(owing), self._cost(owing), stake, owing.last, resting)

    def _cover(self, owing: Owing) -> Cover:
        return cover_of(owing.paid_until, self._today(), self._tariff.grace_months)

    def _basis(self, person: Participant) -> Rupiah:
        return self._tariff.bracket(person.income_basis or Rupiah(0)).basis

    def _cost(self, owing: Owing) -> Rupiah | None:
        person = owing.participant
        sector = stored(person.sector, person)  # the host that lists participants tells all of them
        payer = Payer(stored(person.income_basis, person), sector, employer=person.employer)
        first = first_month_due(owing.paid_until, self._today(), self._tariff.grace_months)
        try:
            return self._tariff.quote(payer, person.programmes, first, self._tariff.months_offered[0]).total
        except Declined:  # registered for something this tariff has no rule for: then the host alone knows
            return None

    def _wanted(self, stage: Stage, filters: Filters) -> Wanted:
        first, last = months_of(stage, self._today(), self._tariff.grace_months)
        return Wanted(first, last, filters, self._quiet_since(), newest_first=stage is Stage.LAPSED)

    def _quiet_since(self) -> datetime:
        return self._clock.now() - REST

    def _claims_since(self) -> Month:
        return Month.of(self._today()) + -_CLAIMS_BACK

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()


def _said(note: str) -> str:
    """On one line, nothing unseen in it, long numbers masked."""
    seen = "".join(each if each.isprintable() else " " for each in note[:LONGEST_NOTE])
    return without_numbers(" ".join(seen.split()))
