"""When the counter's programs ran, and by which settings: what a claim about a day begins with."""

import hashlib
import json
import logging
from collections.abc import Mapping

from counter_app.domain.errors import Unavailable
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.receipt import Office
from counter_app.services.ports import Clock, Store, UnitOfWork

log = logging.getLogger(__name__)

ACTOR = "system:{program}"


class OfficeLog:
    """Journals the running of a program (``window``, ``forward``) and each change of the settings it found.

    A program whose start or end cannot be journaled now starts or ends nevertheless; its log says so.
    """

    def __init__(self, store: Store, office: Office, clock: Clock, settings: Mapping[str, Fact], version: str) -> None:
        """``settings``: every key with its value; none of them may be a secret. ``version``: the program's."""
        self._store = store
        self._office = office
        self._clock = clock
        self._settings = settings
        self._version = version

    def started(self, program: str) -> None:
        """Journal that ``program`` runs from now on, and first what was set otherwise than before."""
        try:
            with self._store.writing() as work:
                self._note_settings(work, program)
                self._note(work, program, Act.PROGRAM_STARTED, {"version": self._version})
        except Unavailable as away:
            log.warning("the start of %s is not in the journal: %s", program, away.detail)

    def stopped(self, program: str) -> None:
        """Journal that ``program`` has ended as it should."""
        try:
            with self._store.writing() as work:
                self._note(work, program, Act.PROGRAM_STOPPED, {})
        except Unavailable as away:
            log.warning("the end of %s is not in the journal: %s", program, away.detail)

    def _note_settings(self, work: UnitOfWork, program: str) -> None:
        """The entry holds all values, so that the next one can be compared with it alone."""
        last = work.journal.last(Act.SETTINGS_CHANGED, self._office.counter_id)
        before: Mapping[str, Fact] = {} if last is None else json.loads(last.canonical)["facts"]
        digest = _digest(self._settings)
        if before.get("sha256") == digest:
            return
        keys = sorted(key for key in self._settings.keys() | before.keys() if "." in key)
        changed = [key for key in keys if before.get(key) != self._settings.get(key)] if before else []
        facts = {**self._settings, "sha256": digest, "changed": ", ".join(changed)}
        self._note(work, program, Act.SETTINGS_CHANGED, facts)

    def _note(self, work: UnitOfWork, program: str, act: Act, facts: Mapping[str, Fact]) -> None:
        actor = ACTOR.format(program=program)
        work.journal.append(Entry(self._clock.now(), actor, act, self._office.counter_id, facts))


def _digest(settings: Mapping[str, Fact]) -> str:
    return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()
