"""This counter's key for receipts becomes known: here, in the journal, and at the host, who tells of the others' keys.

Every step can be repeated: a key is made once, journaled once when it is made and once when the host has it.
"""

from counter_app.domain.counter_key import CounterKey
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.receipt import Office
from counter_app.services.ports import Clock, KeyRegister, KeyRing, ReceiptSigner, Store

ACTOR = "system:enrolment"


class Enrolment:
    """``register`` is ``None`` at a host that takes no keys: then the counter checks its own receipts only."""

    def __init__(
        self,
        store: Store,
        signer: ReceiptSigner,
        ring: KeyRing,
        register: KeyRegister | None,
        office: Office,
        clock: Clock,
    ) -> None:
        self._store = store
        self._signer = signer
        self._ring = ring
        self._register = register
        self._office = office
        self._clock = clock

    def begin(self) -> CounterKey:
        """Make the key if there is none, and put it among those known here. Raises ``Unavailable``."""
        public_key = self._signer.public_key()
        own = next((key for key in self._ring.known() if key.public_key == public_key), None)
        if own is None:
            own = CounterKey(self._office.id, self._office.counter_id, public_key, self._clock.now())
            self._note(Act.COUNTER_KEY_MADE, own)
            self._ring.keep([own])
        return own

    def run(self) -> bool:
        """Tell the host of the key and learn the others'; whether the host has it now.

        Raises ``Unavailable``, and ``Declined(HOST_REFUSED)`` for a key that the host knows as another counter's.
        """
        own = self.begin()
        if self._register is None:
            return False
        told = self._register.enrol(own)
        self._ring.keep(told)
        if own.public_key not in {key.public_key for key in told}:
            return False
        self._note(Act.COUNTER_KEY_ENROLLED, own)
        return True

    def _note(self, act: Act, key: CounterKey) -> None:
        subject = key.public_key.hex()
        facts: dict[str, Fact] = {"office": key.office_id, "counter": key.counter_id}
        with self._store.writing() as work:
            if work.journal.first(act, subject) is None:
                work.journal.append(Entry(self._clock.now(), ACTOR, act, subject, facts))
