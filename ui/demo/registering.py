"""A worker registers and pays the first contribution in the same sitting: the form, the words, the KPJ, the money."""

from PySide6.QtCore import Qt

from counter_app.domain.print_job import Document
from counter_app.domain.registration import Registration, RegistrationState
from ui.demo.day import ENTER, Day

NIK = "3273914504900011"
"""Invented: there is no district 91. A woman born on 5 April 1990; the host decides at once."""
_CTRL = Qt.KeyboardModifier.ControlModifier
_PERSON = (NIK, "Neneng Kurniasih", "Bandung", "", "")
_HOME = ("Jl. Mawar 12, Bandung", "Sulastri", "081200000112", "")
_WORK = ("", "Pasar Cihapit", "06.00-14.00", "1500000", "", "", "Bandung")
_HEIR = ("Asep Kurnia", "suami", "")


def play(day: Day) -> None:
    """From the empty form to the receipt of the first month."""
    clerk = day.clerk
    clerk.press(Qt.Key.Key_D, _CTRL)
    clerk.wait(lambda: clerk.focus() == "nik", "the form")
    clerk.type(NIK)
    clerk.picture("register-nik")
    clerk.press(ENTER)
    _answer(day, *_PERSON[1:], *_HOME)
    clerk.type("pedagang pas")
    clerk.wait(lambda: clerk.seen("occupation-offers") is not None, "the occupations that fit")
    clerk.picture("register-occupation")
    clerk.press(ENTER)
    _answer(day, *_WORK, *_HEIR)
    clerk.picture("register-form")
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("consent-words") is not None, "the words of consent")
    clerk.picture("register-consent")
    clerk.press(Qt.Key.Key_S)
    clerk.press(ENTER)
    registration = clerk.wait_for(lambda: _issued(day), "the KPJ")
    clerk.wait(lambda: clerk.seen("kpj") is not None, "the KPJ on screen")
    day.keep_about(registration.id, Document.REGISTRATION)
    clerk.picture("registered-kpj")
    _pay(day)


def _answer(day: Day, *answers: str) -> None:
    for answer in answers:
        day.clerk.type(answer)
        day.clerk.press(ENTER)


def _issued(day: Day) -> Registration | None:
    with day.counter.store.reading() as work:
        return next((each for each in work.registrations.all() if each.state is RegistrationState.ISSUED), None)


def _pay(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_B)
    clerk.wait(lambda: clerk.seen("bill") is not None, "the first bill")
    day.to_the_tender()
    day.take_the_money()
    clerk.picture("registered-first-payment")
    registration = _issued(day)
    if registration is None or registration.payment_id is None:
        day.faults.append("the first payment is not named in the worker's application")
