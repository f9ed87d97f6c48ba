"""The host is whom a pinned authority vouches for: another one in its place is told nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.cli.health import Level
from counter_app.cli.health_trust import authorities
from counter_app.domain.outbox import NoAnswer, Posted
from counter_app.gateway.iak.options import IakOptions
from counter_app.gateway.pinning import is_pin, pins_of
from counter_app.gateway.transport import Deadline, HttpCall, Transport, TransportFailure
from counter_app.office_setup import with_host_files
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError
from tests.helpers.authorities import Authority
from tests.helpers.counters import settings as settings_of
from tests.helpers.hostile_host import hangs_up, hostile_host, paid, patient, posted, write_client_key

CALL = HttpCall("POST", "/", {}, b"{}")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_client_key(tmp_path_factory.mktemp("client"))


@pytest.fixture
def ours(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


def pin_of(authority: Authority) -> str:
    (pin,) = pins_of(authority.ca_path)
    return pin


def test_a_host_of_the_pinned_authority_is_believed(key: Path, ours: Authority, tmp_path: Path) -> None:
    pins = (pin_of(ours), pin_of(Authority(tmp_path, "spare")))
    with hostile_host(lambda line, heard: line.send(posted(heard)), tls=ours.server()) as host:
        reply, _ = paid(replace(patient(host.url, key, ours.ca_path), pins=pins))
    assert isinstance(reply, Posted)


def test_on_the_day_the_first_key_is_lost_the_spare_one_takes_over_without_a_change_of_pins(
    key: Path, ours: Authority, tmp_path: Path
) -> None:
    spare = Authority(tmp_path, "spare")
    both = tmp_path / "both.pem"
    both.write_bytes(ours.ca_path.read_bytes() + spare.ca_path.read_bytes())
    for ca_path in (spare.ca_path, both):
        with hostile_host(lambda line, heard: line.send(posted(heard)), tls=spare.server()) as host:
            reply, _ = paid(replace(patient(host.url, key, ca_path), pins=(pin_of(ours), pin_of(spare))))
        assert isinstance(reply, Posted)


@pytest.mark.parametrize("beside", [False, True])
def test_an_authority_that_somebody_put_into_the_file_is_told_nothing_and_raises_an_alarm(
    key: Path, ours: Authority, tmp_path: Path, *, beside: bool
) -> None:
    """Also beside the right one: it could vouch for whoever answers in the host's place."""
    theirs = Authority(tmp_path, "theirs")
    if beside:
        theirs.ca_path.write_bytes(ours.ca_path.read_bytes() + theirs.ca_path.read_bytes())
    with hostile_host(hangs_up, tls=theirs.server()) as host:
        reply, _ = paid(replace(patient(host.url, key, theirs.ca_path), pins=(pin_of(ours),)))
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)
    assert reply.alarm
    assert "host.pins" in reply.detail


def test_the_pin_holds_for_iak_as_well(ours: Authority, tmp_path: Path) -> None:
    theirs = Authority(tmp_path, "theirs")
    with hostile_host(hangs_up, tls=theirs.server()) as host:
        options = IakOptions(host.url, "agent", "secret", theirs.ca_path, pins=(pin_of(ours),))
        line = Transport(options)
        try:
            with pytest.raises(TransportFailure, match="does not name") as failed:
                line.request(CALL, Deadline.after(10))
        finally:
            line.close()
        assert failed.value.alarm
        assert host.heard == []
        assert host.tokens == 0


def test_a_renewed_certificate_with_the_same_key_has_the_same_pin(ours: Authority, tmp_path: Path) -> None:
    before = pin_of(ours)
    ours.renew()
    assert pin_of(ours) == before
    assert pin_of(Authority(tmp_path, "another")) != before


def test_what_is_no_certificate_is_named_and_nothing_is_sent(key: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.pem"
    nothing.write_bytes(b"nothing")
    with hostile_host(hangs_up) as host:
        options = patient(host.url.replace("http:", "https:"), key, nothing)
        reply, _ = paid(options)
        assert host.tokens == 0
    assert isinstance(reply, NoAnswer)
    assert "nothing.pem" in reply.detail


@pytest.mark.parametrize("text", ["", "abc", "=" * 44, "A" * 44, "A" * 42 + "B=", "é" * 44, "A" * 43 + "=\n"])
def test_what_can_be_no_pin(text: str) -> None:
    assert not is_pin(text)


def test_what_can_be_a_pin(ours: Authority) -> None:
    assert is_pin(pin_of(ours))


def test_a_counter_that_is_set_up_believes_from_then_on_whom_it_was_given(ours: Authority, tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "home")
    settings.home.mkdir()
    given = tmp_path / "given"
    given.write_text("x")
    host = replace(settings.host, client_secret_file=given, private_key_file=given, ca_file=ours.ca_path)
    made = with_host_files(replace(settings, host=host))
    assert made.host.pins == (pin_of(ours),)
    kept = with_host_files(replace(settings, host=replace(host, pins=("another",))))
    assert kept.host.pins == ("another",)
    with pytest.raises(SettingsError, match="no certificate"):
        with_host_files(replace(settings, host=replace(host, ca_file=given)))
    assert with_host_files(replace(settings, host=replace(host, ca_file=None))).host.pins == ()


# --- doctor -----------------------------------------------------------------------------------------------------


def told(settings: Settings, url: str, ca_path: Path | None, *pins: str) -> list[tuple[Level, str]]:
    host = replace(settings.host, base_url=url, ca_file=ca_path, pins=pins)
    return [(each.level, each.words + each.remedy) for each in authorities(replace(settings, host=host))]


def test_doctor_tells_what_the_pins_are_worth(ours: Authority, tmp_path: Path) -> None:
    settings, far, near = settings_of(tmp_path), "https://host.example", "https://127.0.0.1:1"
    pin, spare = pin_of(ours), pin_of(Authority(tmp_path, "spare"))
    ((none, words),) = told(settings, far, ours.ca_path)
    assert (none, pin in words) == (Level.WARN, True)
    ((alone, words),) = told(settings, far, ours.ca_path, pin)
    assert (alone, "no spare" in words) == (Level.WARN, True)
    ((other, words),) = told(settings, far, ours.ca_path, spare)
    assert (other, pin in words) == (Level.FAIL, True)
    assert told(settings, far, ours.ca_path, pin, spare) == [(Level.OK, "1 in use, 1 to spare")]
    assert told(settings, near, ours.ca_path) == told(settings, "http://127.0.0.1:1", None) == []
    assert told(settings, near, ours.ca_path, pin) == []
    assert told(settings, near, ours.ca_path, spare)[0][0] is Level.FAIL
    ((gone, _),) = told(settings, far, tmp_path / "gone.pem")
    assert gone is Level.FAIL
