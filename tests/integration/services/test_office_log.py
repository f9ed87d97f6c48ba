"""The journal tells when the counter ran and how it was set."""

from contextlib import AbstractContextManager
from pathlib import Path

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import Fact, first_fault
from counter_app.services.office_log import OfficeLog
from counter_app.services.ports import UnitOfWork
from counter_app.settings_facts import facts_of
from tests.helpers.counters import settings as settings_of
from tests.helpers.logfail import LogWatch
from tests.integration.services.conftest import OFFICE, Bench

BEFORE: dict[str, Fact] = {"printer.device": "tcp://10.0.0.9:9100", "window.theme": "light"}


def log_of(bench: Bench, settings: dict[str, Fact]) -> OfficeLog:
    return OfficeLog(bench.store, OFFICE, bench.clock, settings, "1.0")


def test_a_program_is_journaled_when_it_starts_and_when_it_ends(bench: Bench) -> None:
    log = log_of(bench, BEFORE)
    log.started("window")
    log.stopped("window")
    assert bench.entries("program.started") == [{"actor": "system:window", "version": "1.0"}]
    assert bench.entries("program.stopped") == [{"actor": "system:window"}]


def test_settings_are_journaled_once_and_then_only_when_they_change(bench: Bench) -> None:
    log_of(bench, BEFORE).started("window")
    log_of(bench, BEFORE).started("forward")
    (first,) = bench.entries("settings.changed")
    assert (first["changed"], first["window.theme"], first["actor"]) == ("", "light", "system:window")
    log_of(bench, {**BEFORE, "printer.device": "tcp://10.0.0.7:9100"}).started("forward")
    _, second = bench.entries("settings.changed")
    assert (second["changed"], second["actor"]) == ("printer.device", "system:forward")
    assert second["printer.device"] == "tcp://10.0.0.7:9100"


def test_a_key_that_came_with_another_version_or_went_with_it_is_a_change(bench: Bench) -> None:
    log_of(bench, BEFORE).started("window")
    log_of(bench, {"window.theme": "light", "window.size": 3}).started("window")
    _, second = bench.entries("settings.changed")
    assert second["changed"] == "printer.device, window.size"
    with bench.store.reading() as work:
        assert first_fault(work.journal.chain()) is None


def test_what_the_journal_keeps_of_the_settings_holds_no_secret(bench: Bench, tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    settings.host.client_secret_file.write_text("very secret")
    facts = facts_of(settings)
    log_of(bench, facts).started("window")
    (entry,) = bench.entries("settings.changed")
    assert entry["host.client_secret_file"] == "secret"
    assert entry["host.pins"] == ""
    assert entry["host.connect_seconds"] == "3.0"
    assert entry["host.ca_file"] is None
    assert "very secret" not in str(entry)


def test_a_program_whose_start_cannot_be_journaled_starts_nevertheless_and_says_so(
    bench: Bench, log_watch: LogWatch
) -> None:
    class Locked:
        def writing(self) -> AbstractContextManager[UnitOfWork]:
            raise Unavailable(Service.DATABASE, "locked by another program")

        reading = writing

    log_watch.expects("the start of window is not in the journal: locked")
    log_watch.expects("the end of window is not in the journal: locked")
    log = OfficeLog(Locked(), OFFICE, bench.clock, BEFORE, "1.0")
    log.started("window")
    log.stopped("window")
