"""After the close: a supervisor reckons the day with the host, whose list differs in every way there is, and looks around.

The books stay as they are, and so do the host's postings: only what it tells of them is wrong.
"""

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.domain.case import Case, CaseState
from counter_app.domain.payment import PaymentState
from counter_app.domain.reconciliation import Kind
from counter_app.sandbox.mistold import How
from ui.demo.day import ENTER, Day

_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def play(day: Day) -> None:
    """Ends on the supervisor's page."""
    clerk = day.clerk
    day.log_in(demo_office.SUPERVISOR)
    clerk.wait(lambda: clerk.seen("amount") is not None, "to be asked for a float")
    clerk.press(Qt.Key.Key_J, _ALT)
    clerk.wait(lambda: clerk.seen("journal") is not None, "the supervisor's first page")
    _reckon(day)
    _close_a_case(day)
    _look_around(day)


def _reckon(day: Day) -> None:
    clerk = day.clerk
    standing = [number for number in day.numbers() if _stands(day, number)]
    day.sandbox.mistell(", ".join(f"{how}={number}" for how, number in zip(How, standing, strict=False)))
    clerk.press(Qt.Key.Key_E, _CTRL)
    clerk.wait(lambda: clerk.seen("reckon-fetch") is not None, "the reckoning's page")
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.focus() == "cases", "what differs")
    clerk.picture("reckoning-one-of-each-kind")
    found = sorted(case.kind for case in cases(day))
    if found != sorted(Kind):
        day.faults.append(f"the host's list differs in every way once, the reckoning found {found}")
    for modifier, ending in ((_CTRL, "pdf"), (_CTRL | _SHIFT, "xlsx")):
        clerk.press(Qt.Key.Key_S, modifier)
        clerk.save_as(day.documents / f"pencocokan.{ending}")


def _stands(day: Day, number: str) -> bool:
    payment = day.payment(number)
    return payment.state is PaymentState.CONFIRMED and day.reversal(payment) is None


def cases(day: Day) -> list[Case]:
    """All that were opened, in the order of their receipts."""
    with day.counter.store.reading() as work:
        return sorted(work.cases.all(), key=lambda case: (case.receipt_number, case.key))


def _close_a_case(day: Day) -> None:
    """Owner, note, conclusion with its evidence; then somebody else reads it and agrees."""
    clerk = day.clerk
    _begin(day, Qt.Key.Key_T, "case-owner")
    clerk.press(ENTER)
    _reaches(day, CaseState.ASSIGNED)
    _begin(day, Qt.Key.Key_U, "case-words")
    clerk.type("Daftar pusat salah, posting ada di sana")
    clerk.press(ENTER)
    clerk.type("Surat pusat 17/2026")
    clerk.picture("case-conclusion")
    clerk.press(ENTER)
    _reaches(day, CaseState.PROPOSED)
    _begin(day, Qt.Key.Key_C, "supervisor")
    day.supervisor_types(demo_office.OTHER_SUPERVISOR)
    clerk.picture("case-second-person")
    clerk.press(ENTER)
    _reaches(day, CaseState.CLOSED)
    clerk.picture("case-closed-by-two")


def _begin(day: Day, key: Qt.Key, field: str) -> None:
    """The key, once the list shows how the case stands now."""

    def asked() -> bool:
        if day.clerk.focus() == "cases":
            day.clerk.press(key)
        return day.clerk.focus() == field

    day.clerk.wait(asked, f"to be asked for the {field}")


def _reaches(day: Day, state: CaseState) -> None:
    clerk = day.clerk
    clerk.wait(lambda: state in {case.state for case in cases(day)}, f"the case to be {state}")
    clerk.wait(lambda: clerk.focus() == "cases", "the list of cases")


def _look_around(day: Day) -> None:
    """Reports and coverage, kept as files, and the supervisor's page."""
    _reports(day)
    _coverage(day)
    _oversee(day)


def _reports(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_H, _CTRL)
    clerk.wait(
        lambda: clerk.focus().startswith("report-since") or clerk.seen("report-since") is not None, "the reports"
    )
    clerk.press(ENTER)
    clerk.wait(lambda: _can(day, "report-save"), "the day's report")
    clerk.picture("report-of-the-day")
    clerk.press(Qt.Key.Key_S, _CTRL)
    clerk.save_as(day.documents / "laporan-harian.pdf")
    clerk.press(Qt.Key.Key_3, _ALT)
    clerk.press(ENTER)
    clerk.wait(lambda: _can(day, "report-csv"), "the list of payments")
    clerk.picture("list-of-payments")
    clerk.press(Qt.Key.Key_S, _CTRL)
    clerk.save_as(day.documents / "transaksi.xlsx")


def _coverage(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_G, _CTRL)
    clerk.wait(lambda: _can(day, "coverage-pdf"), "the coverage")
    clerk.picture("coverage")
    clerk.press(Qt.Key.Key_S, _CTRL)
    clerk.save_as(day.documents / "cakupan.pdf")


def _oversee(day: Day) -> None:
    """What waits for somebody, and what is unusual about the day."""
    clerk = day.clerk
    clerk.press(Qt.Key.Key_W, _CTRL)
    clerk.wait(lambda: _counted(day, "oversight-words"), "what waits")
    clerk.picture("supervisors-page")
    clerk.press(Qt.Key.Key_2, _ALT)
    clerk.wait(lambda: _counted(day, "oversight-words"), "what is unusual")
    clerk.picture("supervisors-page-unusual")


def _can(day: Day, button: str) -> bool:
    widget = day.clerk.seen(button)
    return widget is not None and widget.isEnabled()


def _counted(day: Day, words: str) -> bool:
    """Whether it is said how many there are, and no longer that they are being read."""
    return any(character.isdigit() for character in day.clerk.words(words))
