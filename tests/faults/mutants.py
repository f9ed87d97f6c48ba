"""Is the harness awake? Deliberate defects, one at a time in a copy of the project; each must be caught.

``python -m tests.faults.mutants`` prints a table: the defect, whether it was caught, and by which test. Where a test is
expected to catch it, that one is asked first; if it does not, all are.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
TAKEN = ("counter_app", "tests", "resources", "pyproject.toml")
LONGEST = 600.0


@dataclass(frozen=True, slots=True)
class Mutant:
    """Each ``before`` of ``patches`` stands exactly once in ``file``; its ``after`` is put in its place. ``likely``: which
    tests are asked first, as pytest chooses them by name.
    """

    name: str
    file: str
    patches: tuple[tuple[str, str], ...]
    likely: str = ""


_NEW_KEY = """\
        from uuid import uuid4

        key = str(self.row.id if call.item.attempts < 2 else uuid4())
        body = call.item.body.replace(str(self.row.id).encode(), key.encode())
        reply = host.pay(body) if call.step is Step.SEND else host.payment_status(self.row)
"""
_SAME_KEY = """\
        reply = host.pay(call.item.body) if call.step is Step.SEND else host.payment_status(self.row)
"""
_COUNT = """\
        from sqlalchemy import func

        from counter_app.database.tables import PaymentRow

        if self.scope.office_id:
            return 1 + int(self.scope.session.scalar(select(func.count()).select_from(PaymentRow)) or 0)
"""

_CLAIMED = """\
        job, claimed = self._claim(job_id, paper)
        if not claimed:
            return job
        try:
            known = self._device.deliver(data, file_name(job, paper))
"""
_UNCLAIMED = """\
        with self._store.reading() as work:
            job = stored(work.prints.get(job_id), job_id)
        known = self._device.deliver(data, file_name(job, paper))
        job, claimed = self._claim(job_id, paper)
        if not claimed:
            return job
        try:
            self._device.status()
"""

_Z_GAPS = """\
        own = select(func.count()).where(
            CloseRow.office_id == self.scope.office_id, CloseRow.counter_id == self.scope.counter_id
        )
        return int(self.scope.session.scalar(own) or 0) + int(self.scope.session.scalar(last) or 0) + 1
"""
_OTHER_REGISTRATION = """\
            from uuid import uuid4

            own = str(errand.registration.id)
            return host.register(errand.item.body.replace(own.encode(), str(uuid4()).encode()))"""
_UNHEARD = """\
        case NoAnswer():
            return _silence(reply)
        case _:
            assert_never(reply)


def forgotten("""
_HEARD = """\
        case NoAnswer():
            return Settled(PaymentState.CONFIRMED, "", "none", Undoing("none", reversal.asked_at, None))
        case _:
            assert_never(reply)


def forgotten("""
_PRINTED = """\
        claimed_as = PrintState.PRINTED if known.value == PrintState.DELIVERED else PrintState(known.value)
        return self._finish(job, claimed_as, paper)"""
_SENT = """\
        connection.shutdown(socket.SHUT_WR)
        return Certainty.DELIVERED"""
_USED_TWICE = """\
    covered = approval is not None and (approval.deed, approval.subject) == (deed, subject)
    if approval is None or not (covered and (approval.used_at or work.approvals.use(approval_id, now))):"""

MUTANTS = (
    Mutant(
        "send before commit",
        "counter_app/services/checkout.py",
        (("        work.outbox.add(", "        self._host.pay(body)\n        work.outbox.add("),),
        likely="commit",
    ),
    Mutant(
        "new key on retry",
        "counter_app/services/carriage.py",
        ((_SAME_KEY, _NEW_KEY),),
        likely="double or drop",
    ),
    Mutant(
        "fsync off",
        "counter_app/database/engine.py",
        (('("synchronous", "FULL", 2)', '("synchronous", "OFF", 0)'),),
        likely="either_side",
    ),
    Mutant(
        "time-out as rejected",
        "counter_app/services/judgement.py",
        (
            (
                "    return Again(Step.ASK, reply.code, reply.detail, doubt=True, alarm=reply.alarm)",
                "    return Settled(PaymentState.REJECTED, reply.code, reply.detail)",
            ),
        ),
        likely="delay",
    ),
    Mutant("print before commit", "counter_app/services/printing.py", ((_CLAIMED, _UNCLAIMED),), likely="either_side"),
    Mutant(
        "no lease",
        "counter_app/database/repositories/outbox.py",
        (
            (
                "    return or_(OutboxRow.leased_until.is_(None), _over(OutboxRow.leased_until, now))",
                "    return OutboxRow.sequence > 0",
            ),
        ),
        likely="forwarders",
    ),
    Mutant(
        "no signature check",
        "counter_app/gateway/answers.py",
        (("    if not signing.same_signature(", "    if reply is None and not signing.same_signature("),),
        likely="signature",
    ),
    Mutant(
        "compare-and-set removed",
        "counter_app/database/repositories/payments.py",
        (("PaymentRow.id == payment_id, PaymentRow.state == old)", "PaymentRow.id == payment_id)"),),
        likely="no_order",
    ),
    Mutant(
        "receipt number from a count",
        "counter_app/database/repositories/receipt_numbers.py",
        (("        # The update comes first", _COUNT + "        # The update comes first"),),
        likely="forged",
    ),
    Mutant(
        "refund without state check",
        "counter_app/services/refunds.py",
        (
            (
                "        raise Declined(Reason.REFUND_NOT_DUE, receipt=payment.receipt_number)\n\n\ndef all_due",
                "        return _due(work, payment, reversal)\n\n\ndef all_due",
            ),
        ),
        likely="without or reversals",
    ),
    Mutant(
        "reversal's cash before its confirmation",
        "counter_app/services/judgement.py",
        ((_UNHEARD, _HEARD),),
        likely="reversals",
    ),
    Mutant(
        "approval used twice",
        "counter_app/services/approvals.py",
        (
            (
                "    if approval is None or not (covered and _still_there(work, approval) and work.approvals.use(approval_id, now)):",
                _USED_TWICE,
            ),
        ),
        likely="without",
    ),
    Mutant(
        "month not claimed",
        "counter_app/services/acceptance.py",
        (("        self._claim(work, payment)\n", ""),),
        likely="counters or again",
    ),
    Mutant(
        "month not given back",
        "counter_app/services/carriage.py",
        (("            work.claims.release(self.payment.id)", "            pass"),),
        likely="reversals",
    ),
    Mutant(
        "offline ceiling ignored",
        "counter_app/domain/offline.py",
        (("            return Level.STOPPED\n", "            return Level.OVER\n"),),
        likely="limit",
    ),
    Mutant(
        "reversal sent before its payment",
        "counter_app/services/carriage.py",
        (("        return self.row.asked_at if self.payment.state in _UNDECIDED else None", "        return None"),),
        likely="reversals or closing",
    ),
    Mutant(
        "close forgets what is open",
        "counter_app/services/closing_papers.py",
        (
            (
                "    return unsettled(work.payments.in_states(PENDING.keys()), reversed_)",
                "    return unsettled((), reversed_)",
            ),
        ),
        likely="closing",
    ),
    Mutant(
        "clock may go back",
        "counter_app/services/acceptance.py",
        (("        if payment.accepted_at >= last - CLOCK_LEEWAY:", "        if last:"),),
        likely="clock",
    ),
    Mutant(
        "drop not subtracted",
        "counter_app/domain/drawer.py",
        (
            (
                "        return self.amount if self.kind is MovementKind.PICK_UP else -self.amount",
                "        return self.amount",
            ),
        ),
        likely="drawer",
    ),
    Mutant(
        "Z numbers with gaps",
        "counter_app/database/repositories/drawer_closes.py",
        (("        return max(self.scope.session.scalar(last) or 0, *self.skipped(), 0) + 1\n", _Z_GAPS),),
        likely="hand",
    ),
    Mutant(
        "hand-over leaves the old shift open",
        "counter_app/services/closing_act.py",
        (("    if not work.shifts.close(closed):", "    if not said.handed_to and not work.shifts.close(closed):"),),
        likely="hand",
    ),
    Mutant(
        "a second copy alone",
        "counter_app/services/same_paper.py",
        (("    if job.copy > COPIES_ALONE:", "    if job.copy > COPIES_ALONE + 9:"),),
        likely="copies",
    ),
    Mutant(
        "what failed is called delivered",
        "counter_app/services/printing.py",
        (("PrintState.FAILED if fault.bytes_out else", "PrintState.DELIVERED if fault.bytes_out else"),),
        likely="printer",
    ),
    Mutant(
        "half a paper waits as if nothing were out",
        "counter_app/services/printing.py",
        (
            (
                "            state = PrintState.FAILED if fault.bytes_out else PrintState.HELD\n",
                "            state = PrintState.HELD\n",
            ),
        ),
        likely="bad and not cut",
    ),
    Mutant(
        "what was taken is called printed",
        "counter_app/services/printing.py",
        (("        return self._finish(job, PrintState(known.value), paper)", _PRINTED),),
        likely="bad and not cut",
    ),
    Mutant(
        "delivered as soon as it is sent",
        "counter_app/printing/devices/tcp.py",
        (("        return (_closed if self._closing else _taken)(connection, deadline)", _SENT),),
        likely="bad and not cut",
    ),
    Mutant(
        "old papers come out when the printer is back",
        "counter_app/services/print_run.py",
        (("<= now - job.requested_at <= FRESH_FOR", "<= now - job.requested_at"),),
        likely="outage",
    ),
    Mutant(
        "papers overtake each other",
        "counter_app/services/printing.py",
        (
            (
                "            for before in self._held_before(job):",
                "            for before in self._held_before(job)[:0]:",
            ),
        ),
        likely="outage",
    ),
    Mutant(
        "put away without a word in the journal",
        "counter_app/services/print_outbox.py",
        (
            (
                "            work.journal.append(Entry(self._clock.now(), actor.id, Act.PRINT_DISMISSED, about, facts))\n",
                "",
            ),
        ),
        likely="outage",
    ),
    Mutant(
        "registration under a new key",
        "counter_app/services/registration_forwarding.py",
        (("            return host.register(errand.item.body)", _OTHER_REGISTRATION),),
        likely="workers",
    ),
    Mutant(
        "journal hash over the last line only",
        "counter_app/domain/journal.py",
        (
            ("hashlib.sha256(canonical)", "hashlib.sha256(canonical[-60:])"),
            ("if hashlib.sha256(entry.canonical)", "if hashlib.sha256(entry.canonical[-60:])"),
            ("return hashlib.sha256(entry.canonical)", "return hashlib.sha256(entry.canonical[-60:])"),
        ),
        likely="forged",
    ),
)


def main() -> int:
    """Exit code 1 when a defect went unseen."""
    names = sys.argv[1:]
    chosen = [each for each in MUTANTS if not names or each.name in names]
    sys.stdout.write("| defect | caught | by |\n|---|---|---|\n")
    escaped = 0
    for mutant in chosen:
        by = caught_by(mutant)
        escaped += by == ""
        sys.stdout.write(f"| {mutant.name} | {'yes' if by else '**no**'} | {by} |\n")
        sys.stdout.flush()
    return 1 if escaped else 0


def caught_by(mutant: Mutant) -> str:
    """The first test that fails with the defect in place and what it says; empty when none does."""
    with tempfile.TemporaryDirectory(prefix="loket-mutant-") as name:
        copy = Path(name)
        for part in TAKEN:
            _copied(PROJECT / part, copy / part)
        spoilt = copy / mutant.file
        spoilt.write_text(spoil(spoilt.read_text(encoding="utf-8"), mutant), encoding="utf-8")
        ran = _tested(copy, "-k", mutant.likely) if mutant.likely else None
        if ran is None or ran.returncode == 0:
            ran = _tested(copy)
    if ran.returncode == 0:
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) tests/faults/(\S+?::.+?)(?: - (.*))?$", ran.stdout, re.MULTILINE)
    assert failed is not None, ran.stdout[-2000:] + ran.stderr[-2000:]
    return f"`{failed[1].strip()}`: {_words(failed[2] or '')}"


def _tested(copy: Path, *which: str) -> "subprocess.CompletedProcess[str]":
    folder = copy / "tests" / "faults"
    tests = [str(path) for path in sorted(folder.glob("test_*.py"), key=lambda path: ("disk" in path.name, path.name))]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "--no-header",
        "--thorough",
        "-p",
        "no:cacheprovider",
        *which,
        *tests,
    ]
    environment = {**os.environ, "COLUMNS": "400"}
    return subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
    )


def _words(failure: str) -> str:
    """What the oracle said first, without where it happened."""
    return failure.removeprefix("AssertionError: ").rpartition("): ")[2].split("; ")[0][:160]


def spoil(text: str, mutant: Mutant) -> str:
    """Put the defect in. Raises ``AssertionError`` where the program has changed and the patch must follow."""
    for before, after in mutant.patches:
        assert text.count(before) == 1, f"{mutant.name}: {mutant.file} has {text.count(before)} times {before!r}"
        text = text.replace(before, after)
    return text


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main())
