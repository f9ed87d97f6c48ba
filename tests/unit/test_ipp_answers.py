"""What a spooler answers is taken only as what it is: everything else is no answer."""

import asyncio
import getpass
import socket
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from pyipp import IPP, IPPError, IPPParseError, IPPResponseError

from counter_app.printing.devices import behind
from counter_app.printing.devices.behind import is_away
from counter_app.printing.devices.ipp import JobState, NoAnswer, QueueState, Refused, Spooler

QUEUE = {
    "printer-state": 3,
    "printer-state-reasons": ["media-low-warning", "none"],
    "printer-is-accepting-jobs": True,
    "printer-state-change-time": 100,
    "printer-up-time": 190,
    "device-uri": "usb://EPSON/TM-T82",
}
JOB = {"job-state": 5, "job-state-reasons": "job-printing", "job-impressions-completed": 0, "time-at-processing": ""}


@dataclass(slots=True)
class ScriptedIpp:
    """In the place of pyipp's ``IPP``: one answer, or one failure, and what was asked."""

    answer: dict[str, Any] | Exception
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def execute(self, _operation: object, message: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(message)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def spooler(answer: dict[str, Any] | Exception) -> Spooler:
    return Spooler(cast("IPP", ScriptedIpp(answer)))


def test_a_queue_is_read_with_its_reasons_and_how_long_they_stand() -> None:
    said = asyncio.run(spooler({"printers": [QUEUE]}).queue())
    assert (said.state, said.accepting, said.backend, said.unchanged) == (QueueState.IDLE, True, "usb", 90)
    assert said.reasons == {"media-low-warning"}


def test_a_job_that_was_not_begun_has_no_moment_of_beginning() -> None:
    said = asyncio.run(spooler({"jobs": [JOB]}).job(7))
    assert (said.state, said.begun_at, said.impressions) == (JobState.PROCESSING, None, 0)
    assert said.reasons == {"job-printing"}
    assert said.printer_reasons == frozenset()


def test_a_spooler_that_tells_less_of_a_job_is_still_followed() -> None:
    said = asyncio.run(spooler({"jobs": [{"job-state": 9}]}).job(7))
    assert (said.state, said.reasons, said.impressions) == (JobState.COMPLETED, frozenset(), None)


@pytest.mark.parametrize(
    "answer",
    [
        {"printers": []},
        {},
        {"printers": [{}]},
        {"printers": [QUEUE | {"printer-state": 77}]},
        {"printers": [QUEUE | {"printer-up-time": "soon"}]},
        {"printers": [QUEUE | {"printer-up-time": None}]},
    ],
)
def test_an_answer_without_what_was_asked_for_is_none(answer: dict[str, Any]) -> None:
    with pytest.raises(NoAnswer):
        asyncio.run(spooler(answer).queue())


@pytest.mark.parametrize(
    "failure", [IPPParseError(), IPPError("odd"), OSError("gone"), UnicodeError("what"), TimeoutError()]
)
def test_whatever_the_library_stumbles_over_is_no_answer(failure: Exception) -> None:
    with pytest.raises(NoAnswer):
        asyncio.run(spooler(failure).queue())


def test_a_refusal_keeps_its_code() -> None:
    with pytest.raises(Refused) as caught:
        asyncio.run(spooler(IPPError("no", {"status-code": 0x506})).queue())
    assert caught.value.status == 0x506
    with pytest.raises(Refused) as caught:
        asyncio.run(spooler(IPPResponseError("HTTP 401", {"status-code": 401})).queue())
    assert caught.value.status == 0


def test_a_job_belongs_to_whoever_is_logged_in_or_to_the_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid 4711")

    asked = ScriptedIpp({"jobs": [JOB]})
    asyncio.run(Spooler(cast("IPP", asked)).cancel(7))
    monkeypatch.setattr(getpass, "getuser", nobody)
    asyncio.run(Spooler(cast("IPP", asked)).cancel(7))
    users = [message["operation-attributes-tag"]["requesting-user-name"] for message in asked.asked]
    assert users[0] not in {"", "loket"}
    assert users[1] == "loket"


# --- the printer behind a queue


@pytest.mark.parametrize(
    "device",
    [
        "usb://EPSON/TM-T82",
        "",
        "dnssd://Kantor._ipp._tcp.local/",
        "socket://",
        "socket://host:x",
        "socket://two..dots:9100",
        "socket://" + "x" * 70,
        "ipp://a\0b/ipp/print",
    ],
)
def test_an_address_that_names_no_place_is_not_called_away(device: str) -> None:
    assert not asyncio.run(is_away(device))


def test_a_name_that_only_the_spooler_can_look_up_is_not_called_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_place: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio, "open_connection", unknown)
    assert not asyncio.run(is_away("ipp://kantor.local/ipp/print"))


def test_a_printer_that_takes_no_connection_in_time_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def waits(*_place: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(behind, "_WITHIN", 0.05)
    monkeypatch.setattr(asyncio, "open_connection", waits)
    assert asyncio.run(is_away("socket://192.0.2.7"))
