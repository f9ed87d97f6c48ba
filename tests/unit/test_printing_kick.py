"""The pulse to the drawer: where a drawer hangs, on the pin that is set, and nothing beside it."""

import pytest

from counter_app.domain.printer import Form
from counter_app.domain.printer_settings import DrawerPin, PrinterSettings
from counter_app.printing.kick import PrinterKick, pulse
from counter_app.printing.printed import Pulse
from counter_app.printing.profile import profile_of
from counter_app.printing.reader import read
from tests.helpers.paper import PaperTray


@pytest.mark.parametrize(("pin", "number"), [(DrawerPin.PIN_2, 2), (DrawerPin.PIN_5, 5)])
def test_a_kick_is_one_pulse_on_the_pin_that_is_set(pin: DrawerPin, number: int) -> None:
    tray = PaperTray()
    kick = PrinterKick(tray, lambda: pin)
    assert kick.is_there
    kick.kick()
    ((_, data),) = tray.printed
    (mark,) = read(data).marks
    assert isinstance(mark, Pulse)
    assert mark.pin == number


def test_no_drawer_hangs_where_the_settings_say_so_or_on_a_spooler() -> None:
    tray = PaperTray()
    assert not PrinterKick(tray, lambda: DrawerPin.NONE).is_there
    tray.form = Form.PAGE
    assert not PrinterKick(tray).is_there


def test_whoever_opens_it_by_hand_gets_the_usual_pin_where_none_is_set() -> None:
    assert pulse(DrawerPin.NONE) == pulse()


@pytest.mark.parametrize(
    ("device", "drawer", "pin"),
    [
        ("tcp://192.168.1.50:9100", "", DrawerPin.PIN_2),
        ("tcp://192.168.1.50:9100", "none", DrawerPin.NONE),
        ("file:///srv/paper", "", DrawerPin.NONE),
        ("file:///srv/paper", "pin-5", DrawerPin.PIN_5),
    ],
)
def test_a_folder_has_no_drawer_unless_somebody_says_so(device: str, drawer: str, pin: DrawerPin) -> None:
    assert profile_of(PrinterSettings(device, drawer=drawer)).drawer is pin
