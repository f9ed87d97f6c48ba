"""``counter-app report``: a day or a month of this counter, on the terminal and as a PDF."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import say, say_json, table
from counter_app.cli.people import ask_pin
from counter_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.domain.report import Period, Report

HELP = "what was taken and given back on a day or in a month (supervisor, auditor)"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``report``."""
    parser.add_argument("kind", choices=("daily", "monthly"), help="of a business day, or of a month")
    parser.add_argument("--by", required=True, metavar="STAFF", help="who makes it")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="for daily; else today")
    parser.add_argument("--month", metavar="YYYY-MM", help="for monthly; else this month")
    parser.add_argument("--pdf", metavar="FILE", help="write it as a PDF: a new file, or a folder to name it in")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: Namespace) -> int:
    """Read, write and print. Raises ``Declined``, ``Unavailable``, ``OSError``."""
    from counter_app.bootstrap import build
    from counter_app.private_files import write_private
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    counter = build(load(default_home()))
    try:
        actor = counter.log_in.prove(args.by, ask_pin(args.by))
        reports = counter.day.reports
        report = reports.read(actor, _period(counter, args))
        assert report is not None  # nobody cancels it here
        file = None
        if args.pdf is not None:
            file = Path(args.pdf) / reports.file_name(report.period) if Path(args.pdf).is_dir() else Path(args.pdf)
            write_private(file, reports.pdf(actor, report))
    finally:
        counter.close()
    if args.json:
        say_json(_as_json(report))
    else:
        say(_said(report))
        say(f"written: {file}" if file else "--pdf FILE writes it.")
    return 0


def _period(counter: "Counter", args: Namespace) -> "Period":
    from counter_app.domain.months import Month
    from counter_app.domain.report import Period

    today = counter.clock.now().astimezone(counter.zone).date()
    if args.kind == "daily":
        return Period.of_day(args.day or today)
    return Period.of_month(Month.parse(args.month) if args.month else Month.of(today))


def _said(report: "Report") -> str:
    period = report.period
    days = f"{period.since}" if period.since == period.until else f"{period.since} to {period.until}"
    rows = [("taken", str(report.accepted.count), format_rupiah(report.accepted.amount))]
    rows += [
        (f"  {kind.value}", str(taken.count), format_rupiah(taken.amount)) for kind, taken, _ in report.by_tender()
    ]
    rows += [
        (f"  {programme.value}", str(amount.count), format_rupiah(amount.amount))
        for programme, amount in report.by_programme()
    ]
    rows += [
        ("given back", str(report.gone_back.count), format_rupiah(report.gone_back.amount)),
        ("pending", str(len(report.pending)), format_rupiah(sum(each.amount for each in report.pending))),
    ]
    head = f"{days}, counter {report.office.counter_id}, journal {report.head.seq} {report.head.hash[:16]}"
    return f"{head}\n{table(rows)}"


def _as_json(report: "Report") -> dict[str, object]:
    return {
        "kind": report.period.kind.value,
        "since": report.period.since.isoformat(),
        "until": report.period.until.isoformat(),
        "journal": {"sequence": report.head.seq, "head": report.head.hash},
        "payments": report.accepted.count,
        "taken": report.accepted.amount,
        "fees": report.fees,
        "returned": report.gone_back.amount,
        "net": report.net,
        "programmes": {programme.value: amount.amount for programme, amount in report.by_programme()},
        "tenders": {kind.value: taken.amount for kind, taken, _ in report.by_tender()},
        "pending": [each.number for each in report.pending],
        "shifts": [{"clerk": each.clerk_id, "z": each.number, "variance": each.variance} for each in report.shifts],
    }
