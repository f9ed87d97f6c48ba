"""Who may do what is refused in the service itself, whichever window, shortcut or stale dialog asks.

The table is held against the code: a public method that somebody acts through, and that has no row here, fails.
Each is called on an object without anything in it, so that a refusal which came too late could not come at all.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, get_type_hints

import pytest

from counter_app import services
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import RIGHTS, Actor, Right, Role

WHO_MAY: dict[str, Right] = {
    "Cancelling.cancel": Right.CANCEL,
    "Cases.assign": Right.WORK_CASES,
    "Cases.close": Right.WORK_CASES,
    "Cases.days": Right.RECONCILE,
    "Cases.give_back": Right.WORK_CASES,
    "Cases.note": Right.WORK_CASES,
    "Cases.of_day": Right.RECONCILE,
    "Cases.propose": Right.WORK_CASES,
    "Cases.read": Right.RECONCILE,
    "Cases.undone": Right.RECONCILE,
    "Checkout.commit": Right.SELL,
    "Checkout.doubts": Right.SELL,
    "Closings.close": Right.OPEN_SHIFT,
    "Closings.count": Right.OPEN_SHIFT,
    "Closings.reveal": Right.OPEN_SHIFT,
    "Closings.standing": Right.OPEN_SHIFT,
    "Confirmations.ask": Right.REPRINT,
    "Confirmations.waiting": Right.SEE_QUEUE,
    "CoverageReport.pdf": Right.SEE_COVERAGE,
    "CoverageReport.read": Right.SEE_COVERAGE,
    "Drawer.drop": Right.MOVE_CASH,
    "Drawer.movements": Right.MOVE_CASH,
    "Drawer.open": Right.OPEN_DRAWER,
    "Drawer.pick_up": Right.MOVE_CASH,
    "DrawerKicks.moved": Right.MOVE_CASH,
    "DrawerKicks.returned": Right.RETURN_CASH,
    "DrawerKicks.sold": Right.SELL,
    "DrawerFiles.closes": Right.OPEN_SHIFT,
    "DrawerFiles.numbered": Right.OPEN_SHIFT,
    "DrawerFiles.x_pdf": Right.OPEN_SHIFT,
    "DrawerFiles.z_pdf": Right.OPEN_SHIFT,
    "Handovers.accept": Right.OPEN_SHIFT,
    "Handovers.dispute": Right.OPEN_SHIFT,
    "Handovers.offer": Right.OPEN_SHIFT,
    "Handovers.withdraw": Right.OPEN_SHIFT,
    "Exports.make": Right.EXPORT,
    "Hurrying.hurry": Right.SELL,
    "LogIn.add": Right.ADD_USER,
    "Lookup.by_name": Right.SELL,
    "Lookup.exact": Right.SELL,
    "Oversight.entries": Right.OVERSEE,
    "Oversight.people": Right.OVERSEE,
    "Oversight.unusual": Right.OVERSEE,
    "Oversight.waiting": Right.OVERSEE,
    "Overview.day": Right.SEE_JOURNAL,
    "Overview.of_day": Right.SEE_JOURNAL,
    "Overview.payment": Right.SEE_JOURNAL,
    "PaperViews.picture": Right.SEE_JOURNAL,
    "PaperViews.preview": Right.SEE_JOURNAL,
    "PrintOutbox.dismiss": Right.REPRINT,
    "PrintOutbox.read": Right.SEE_QUEUE,
    "PrintOutbox.stale": Right.SEE_QUEUE,
    "PrintOutbox.step": Right.SEE_QUEUE,
    "Printing.reprint": Right.REPRINT,
    "Printing.again": Right.REPRINT,
    "Printing.reprint_closing": Right.REPRINT,
    "Printing.undelivered": Right.SEE_QUEUE,
    "QueueFiles.answers": Right.CARRY_QUEUE,
    "QueueFiles.export": Right.CARRY_QUEUE,
    "QueueImport.send": Right.CARRY_QUEUE,
    "QueueView.rows": Right.SEE_QUEUE,
    "Realignment.run": Right.KEEP_DATABASE,
    "ReckoningPapers.pdf": Right.RECONCILE,
    "ReckoningPapers.xlsx": Right.RECONCILE,
    "Reconciliation.run": Right.RECONCILE,
    "Reconciliation.run_file": Right.RECONCILE,
    "Recovery.answer": Right.SELL,
    "Recovery.missing_cash": Right.SELL,
    "Recovery.questions": Right.SELL,
    "Refunds.contacted": Right.RETURN_CASH,
    "Refunds.due": Right.SEE_QUEUE,
    "Refunds.pay_out": Right.RETURN_CASH,
    "Refunds.recall": Right.RETURN_CASH,
    "Recalls.list": Right.RETURN_CASH,
    "Reminders.branches": Right.REMIND,
    "Reminders.contacts": Right.REMIND,
    "Reminders.counts": Right.REMIND,
    "Reminders.letters": Right.REMIND,
    "Reminders.message": Right.REMIND,
    "Reminders.note": Right.REMIND,
    "Reminders.page": Right.REMIND,
    "Registering.ask_slip": Right.REGISTER,
    "Registering.correct": Right.REGISTER,
    "Registering.doubts": Right.REGISTER,
    "Registering.keep": Right.REGISTER,
    "Registering.last_branch": Right.REGISTER,
    "Registering.one": Right.REGISTER,
    "Registering.submit": Right.REGISTER,
    "Registering.today": Right.REGISTER,
    "Registering.withdraw": Right.REGISTER,
    "RegistrationLists.enter": Right.REGISTER,
    "RegistrationLists.read": Right.REGISTER,
    "RegistrationPapers.print_summary": Right.REGISTER,
    "Reports.pdf": Right.SEE_REPORTS,
    "Reports.read": Right.SEE_REPORTS,
    "PrinterSetUp.at": Right.SET_UP_PRINTER,
    "PrinterSetUp.find": Right.SET_UP_PRINTER,
    "PrinterSetUp.look": Right.SET_UP_PRINTER,
    "PrinterSetUp.needs_consent": Right.SET_UP_PRINTER,
    "PrinterSetUp.open_drawer": Right.SET_UP_PRINTER,
    "PrinterSetUp.print_sample": Right.SET_UP_PRINTER,
    "PrinterSetUp.print_slip": Right.SET_UP_PRINTER,
    "PrinterSetUp.save": Right.SET_UP_PRINTER,
    "PrinterSetUp.set_now": Right.SET_UP_PRINTER,
    "Retention.due": Right.RETAIN,
    "Retention.run": Right.RETAIN,
    "Reveal.nik": Right.REVEAL,
    "Reversals.ask": Right.ASK_REVERSAL,
    "Reviews.evidence": Right.RESOLVE_REVIEW,
    "Reviews.resolve": Right.RESOLVE_REVIEW,
    "Shifts.open": Right.OPEN_SHIFT,
    "Staff.all": Right.ADD_USER,
    "Staff.bring_back": Right.MANAGE_USERS,
    "Staff.change_role": Right.MANAGE_USERS,
    "Staff.rename": Right.MANAGE_USERS,
    "Staff.reset_pin": Right.MANAGE_USERS,
    "Staff.retire": Right.MANAGE_USERS,
    "Statements.of": Right.ANY_STATEMENT,
    "Statements.pdf": Right.ANY_STATEMENT,
    "Transactions.page": Right.SEE_REPORTS,
    "Transactions.sums": Right.SEE_REPORTS,
    "XReports.take": Right.OPEN_SHIFT,
}
"""What each act needs. Of a statement, somebody else's; of a shift, one's own, or a supervisor's right besides."""

EVERYBODY = {
    "Approvals.give": "who asks needs nothing; who approves proves with a PIN that they may",
    "LogIn.change_pin": "one's own PIN, by the old one",
    "CaseOpening.open": "part of a reckoning that was allowed",
    "LogIn.check_pin": "the window's lock",
    "LogIn.note_locked": "the window's lock",
    "LogIn.log_out": "leaving",
}
"""Acts of a person that need no right."""

NOBODY = {
    "Acceptance": "part of the checkout, within its transaction",
    "AnchoredStore": "a store",
    "Anchoring": "runs by itself",
    "Benefits": "public figures",
    "Care": "runs by itself; the command line asks whoever restores or realigns for a PIN",
    "CoverageLooks": "runs by itself",
    "CoverageReport.file_name": "a name",
    "Enrolment": "runs by itself",
    "DrawerFiles.file_name": "a name",
    "Exports.file_name": "a name",
    "Forwarder": "runs by itself",
    "GuardedStore": "a store",
    "HostAlarms": "what the gateway noticed",
    "LockOuts": "part of the log-in, within its transaction",
    "LogIn.add_first": "at set-up, while there is nobody",
    "LogIn.log_in": "asks for the PIN itself",
    "LogIn.log_in_anew": "asks for the PIN itself",
    "LogIn.prove": "asks for the PIN itself",
    "LogIn.unlock": "asks for the PIN itself",
    "Lookup.parse": "reads what was typed",
    "Offline": "counts",
    "OfficeLog": "the programs",
    "Overview.queue": "counts",
    "Papers": "values",
    "ParticipantSync": "runs by itself",
    "Printing.printer_status": "the lamp",
    "PaperViews.export": "the command line, of whoever may read the home",
    "PaperViews.receipt": "the command line, of whoever may read the home",
    "Printing.original": "part of a sale that was allowed",
    "Printing.print": "a job that was allowed when it was made",
    "Printing.recover": "runs by itself",
    "Proofs": "public keys only",
    "Handovers.offered": "says whether one waits",
    "Registering.current_month": "the calendar",
    "Reports.file_name": "a name",
    "Registering.faults": "reads what was typed",
    "Registering.quote": "reckons",
    "Registering.told_by_nik": "reads what was typed",
    "RegistrationForwarder": "runs by itself",
    "Shifts.current": "says whether one is open",
    "StatementCheck": "the command line, of whoever may read the home",
    "Verification": "the command line, of whoever may read the home",
}
"""What is done in nobody's name: whole services, or single methods of one."""


class Anything:
    """Whatever else a method is given."""

    def __getattr__(self, name: str) -> "Anything":
        return self


def classes() -> Iterator[type]:
    for module in pkgutil.iter_modules(services.__path__):
        if module.name == "ports":
            continue
        for value in vars(importlib.import_module(f"{services.__name__}.{module.name}")).values():
            own = inspect.isclass(value) and value.__module__ == f"{services.__name__}.{module.name}"
            if own and not value.__name__.startswith("_") and _is_service(value):
                yield value


def _is_service(kind: type) -> bool:
    value = issubclass(kind, Enum | Exception) or is_dataclass(kind) or getattr(kind, "_is_protocol", False)
    return not value


def methods() -> dict[str, tuple[type, Callable[..., Any], list[str]]]:
    """Every public method of every service, with the parameters that are a person."""
    found: dict[str, tuple[type, Callable[..., Any], list[str]]] = {}
    for kind in classes():
        for name, method in vars(kind).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                hints = get_type_hints(method)
                people = [each for each, hint in hints.items() if hint is Actor and each != "return"]
                found[f"{kind.__name__}.{name}"] = (kind, method, people)
    return found


METHODS = methods()


def test_every_act_of_a_person_says_who_may() -> None:
    acts = {name for name, (_, _, people) in METHODS.items() if people}
    assert acts == WHO_MAY.keys() | EVERYBODY.keys()


def test_what_is_done_in_nobodys_name_is_so_on_purpose() -> None:
    others = {name for name, (_, _, people) in METHODS.items() if not people}
    assert others == {name for name in others if name in NOBODY or name.partition(".")[0] in NOBODY}
    assert all(each in others or any(name.startswith(f"{each}.") for name in others) for each in NOBODY)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", sorted(WHO_MAY))
def test_an_act_is_refused_to_whoever_may_not_and_before_anything_is_looked_at(act: str, role: Role) -> None:
    kind, method, people = METHODS[act]
    given = {
        name: Actor("1001", "Dewi", role) if name in people else Anything()
        for name in inspect.signature(method).parameters
        if name != "self"
    }
    refusal: Declined | None = None
    try:
        method(object.__new__(kind), **given)
    except Declined as declined:
        refusal = declined if declined.reason is Reason.NOT_ALLOWED else None
    except (AttributeError, TypeError):
        pass  # whoever may has come as far as the empty object
    if WHO_MAY[act] in RIGHTS[role]:
        assert refusal is None
    else:
        assert refusal is not None
        assert refusal.facts == {"right": WHO_MAY[act].value, "role": role.value}
