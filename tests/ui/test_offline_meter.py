"""How far one has gone without the host, and what follows: in words, not by colour alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

import ui.pages.counter_offline
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.offline import Gauge, Level, Limit
from counter_app.services.offline import Offline
from tests.helpers.desk import DRIVER, TRADER, Desk, a_desk
from tests.helpers.windows import Shell
from ui.sale_flow import Stage
from ui.widgets.offline_meter import OfflineMeter
from ui.words import Mood

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path, patience=0.1) as desk:
        yield desk


@pytest.fixture
def meter(qtbot: QtBot) -> OfflineMeter:
    meter = OfflineMeter()
    qtbot.addWidget(meter)
    return meter


def gauges(count: int = 0, total: int = 0, hours: float = 0) -> tuple[Gauge, ...]:
    """Of the usual limits."""
    return (
        Gauge(Limit.COUNT, count, 200),
        Gauge(Limit.TOTAL, total, 20_000_000),
        Gauge(Limit.QUEUE_AGE, int(hours * 3600), 24 * 3600),
    )


def said(meter: OfflineMeter) -> str:
    bars = [bar.accessibleName() for bar in meter.findChildren(QProgressBar)]
    return "\n".join([meter.accessibleName(), *bars])


# --- what it says ----------------------------------------------------------------------------------------------------


def test_while_the_host_is_there_and_no_limit_is_near_nothing_is_said(meter: OfflineMeter) -> None:
    meter.show_meter(gauges(count=100), away=False)
    assert (meter.level, meter.isHidden()) == (None, True)
    meter.show_meter((), away=True)
    assert meter.level is None


def test_while_the_host_is_away_each_limit_is_told_in_words(meter: OfflineMeter) -> None:
    meter.show_meter(gauges(count=12, total=1_200_000, hours=3.5), away=True)
    assert said(meter).splitlines() == [
        "Without the host. What is taken now is sent as soon as the line is back.",
        "Payments: 12 of 200, has room",
        "Worth in all: Rp1.200.000 of Rp20.000.000, has room",
        "Oldest one: 3 h of 24 h, has room",
    ]


@pytest.mark.parametrize(
    ("used", "level", "mood", "words"),
    [
        (gauges(count=160), Level.NEAR, Mood.WAIT, "Past a limit, each payment takes a supervisor's PIN"),
        (gauges(total=20_000_001), Level.OVER, Mood.BAD, "takes a supervisor's PIN"),
        (gauges(hours=48.1), Level.STOPPED, Mood.BAD, "Take no money without the host"),
    ],
)
def test_near_a_limit_it_is_shown_whether_the_host_is_away_or_not(
    meter: OfflineMeter, used: tuple[Gauge, ...], level: Level, mood: Mood, words: str
) -> None:
    meter.show_meter(used, away=False)
    assert meter.level is level
    assert words in said(meter)
    assert mood.value in {bar.property("mood") for bar in meter.findChildren(QProgressBar)}


@pytest.mark.parametrize(("hours", "span"), [(0, "0 h"), (0.5, "30 min"), (24.5, "24 h"), (96, "96 h")])
def test_an_age_is_told_in_what_one_reckons_with(meter: OfflineMeter, hours: float, span: str) -> None:
    meter.show_meter(gauges(hours=hours), away=True)
    assert f"Oldest one: {span} of 24 h" in said(meter)


@pytest.mark.parametrize(("hours", "span"), [(0, "0 days"), (5, "5 h"), (50, "2 days")])
def test_a_long_limit_is_told_in_days(meter: OfflineMeter, hours: int, span: str) -> None:
    count, total, _ = gauges()
    meter.show_meter((count, total, Gauge(Limit.QUEUE_AGE, hours * 3600, 7 * 24 * 3600)), away=True)
    assert f"{span} of 7 days" in said(meter)


# --- at the counter --------------------------------------------------------------------------------------------------


def test_a_bill_from_the_offices_data_brings_the_meter(desk: Desk) -> None:
    assert not desk.page.meter.isVisible()
    desk.parts.host.away = True
    desk.bill_of(DRIVER)
    desk.waits(desk.page.meter.isVisible)
    assert "0 of 200" in desk.words("gauge-1")
    desk.enter()
    desk.enter()
    desk.reaches(Stage.DONE)
    desk.waits(lambda: "1 of 200" in desk.words("gauge-1"))
    assert "Rp8.400 of" in desk.words("gauge-2")


def test_a_host_that_is_back_takes_the_meter_away(desk: Desk) -> None:
    desk.parts.host.away = True
    desk.bill_of(DRIVER)
    desk.waits(desk.page.meter.isVisible)
    desk.parts.host.away = False
    desk.look_up(TRADER.nik) if desk.sees_cursor_in("lookup") else desk.scan(TRADER.nik)
    desk.waits(lambda: not desk.page.meter.isVisible())


def test_the_oldest_one_grows_older_while_nobody_does_anything(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.pages.counter_offline, "EVERY", 20)
    with a_desk(qtbot, tmp_path, patience=0.1) as desk:
        desk.parts.host.away = True
        desk.pays(DRIVER)
        desk.waits(lambda: "0 h of 24 h" in desk.words("gauge-3"))
        desk.parts.clock.advance(minutes=25 * 60)
        desk.waits(lambda: "supervisor is needed" in desk.words("offlineTitle"))
        desk.parts.clock.advance(minutes=25 * 60)
        desk.waits(lambda: "no more payments" in desk.words("offlineTitle"))


def test_a_database_that_is_away_says_nothing_of_the_limits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Offline) -> tuple[Gauge, ...]:
        raise Unavailable(Service.DATABASE, "locked")

    desk.parts.host.away = True
    desk.bill_of(DRIVER)
    desk.waits(desk.page.meter.isVisible)
    monkeypatch.setattr(Offline, "meter", away)
    desk.page.meter.look()
    desk.waits(lambda: not desk.page.meter.isVisible())


def test_the_lamps_knowledge_of_the_host_is_the_meters_too(shell: Shell) -> None:
    desk = shell.begin()
    shell.until(lambda: shell.window.bar.host.mood is Mood.OK)
    assert not desk.counter.meter.isVisible()
    background = shell.window._background
    assert background is not None
    shell.office.host.away = True
    background._host.look()
    shell.until(desk.counter.meter.isVisible)
    shell.office.host.away = False
    background._host.look()
    shell.until(lambda: not desk.counter.meter.isVisible())


def test_a_host_that_bills_everything_itself_has_no_meter(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path) as desk:
        desk.parts.host.abilities = replace(desk.parts.host.abilities, offline=False)
        strip = ui.pages.counter_offline.OfflineStrip(desk.counter, desk.jobs)
        qtbot.addWidget(strip)
        strip.know_host(there=False)
        strip.look()
        assert (strip.level, strip._reading) == (None, None)
