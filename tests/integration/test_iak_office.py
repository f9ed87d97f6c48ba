"""An office whose host is IAK: set up, looked over by doctor, opened, and paid at."""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app import bootstrap, hosts
from counter_app.cli.program import main
from counter_app.clock import SystemClock
from counter_app.domain.cash import TenderKind
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.gateway.iak.gateway import IakGateway
from counter_app.services.checkout import Sale
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError, load
from tests.helpers.iak_host import API_KEY, EXAMPLE_NIK, USERNAME, IakHost, Worker, served


@pytest.fixture
def host() -> Iterator[IakHost]:
    clock = SystemClock()
    with served(
        IakHost({EXAMPLE_NIK: Worker("PESERTA CONTOH", {1: {"jkk": 10_000, "jkm": 6_800}})}, clock.now)
    ) as host:
        yield host


@pytest.fixture
def settings(host: IakHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a counter set up by the command line, without a private key: IAK has none."""
    home, key = tmp_path / "home", tmp_path / "api-key"
    key.write_text(API_KEY, encoding="utf-8")
    monkeypatch.setenv("COUNTER_HOME", str(home))
    monkeypatch.setattr(sys, "stdin", io.StringIO("135790\n246810\n"))
    told = {
        "--office-id": "40115",
        "--office-name": "Kantor Pos Bandung Melati",
        "--office-address": "Jl. Melati Raya 7, Bandung 40115",
        "--adapter": "iak",
        "--host-url": host.url,
        "--client-key": USERNAME,
        "--client-secret-file": str(key),
        "--ca-file": "",
        "--printer": (tmp_path / "paper").as_uri(),
        "--supervisor-id": "2001",
        "--supervisor-name": "Agus Pratama",
        "--clerk-id": "1001",
        "--clerk-name": "Dewi Lestari",
    }
    assert main(["set-up", *(word for pair in told.items() for word in pair)]) == 0
    return load(home)


def test_a_counter_of_an_iak_agent_takes_its_first_payment(settings: Settings, host: IakHost) -> None:
    assert (settings.host.adapter, settings.host.private_key_file) == ("iak", None)
    counter = bootstrap.build(settings)
    try:
        assert isinstance(counter.host, IakGateway)
        clerk = counter.log_in.log_in("1001", "246810")
        counter.shifts.open(clerk, Rupiah(200_000))
        sale = Sale.of(counter.lookup.exact(clerk, LookupNumber(NumberKind.NIK, EXAMPLE_NIK)))
        payment = counter.checkout.commit(clerk, sale, TenderKind.CASH, Rupiah(50_000))
        forwarded = counter.forwarder.forward(payment.id)
        assert forwarded is not None
        assert (forwarded.state, forwarded.total) == (PaymentState.CONFIRMED, 20_300)
    finally:
        counter.close()
    assert len(host.postings) == 1
    assert main(["verify"]) == 0


def test_doctor_does_not_ask_iak_for_what_it_has_not(
    settings: Settings, host: IakHost, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor"])
    said = capsys.readouterr().out
    assert "has no echo" in said
    assert "participants" not in said
    assert host.asked == []


def test_snap_without_its_private_key_is_refused(settings: Settings) -> None:
    as_snap = replace(settings, host=replace(settings.host, adapter="snap"))
    with pytest.raises(SettingsError, match=r"host\.private_key_file is missing"):
        hosts.open_host(as_snap, SystemClock())
