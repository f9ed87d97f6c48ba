"""``counter-app quote``: what the local tariff charges, and why."""

from argparse import ArgumentParser, Namespace
from typing import Any

from counter_app import resources
from counter_app.cli.output import say, say_json, table
from counter_app.domain.bill import Bill, BillLine
from counter_app.domain.money import format_rupiah, parse_rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Payer, parse_programmes, parse_sector

HELP = "the contribution by month and programme, with its reasons"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``quote``; their values are checked by the rules they belong to."""
    parser.add_argument("--income", required=True, metavar="RUPIAH", help="income a month: 3500000 or 3.500.000")
    parser.add_argument("--sector", required=True, help="transport or other")
    parser.add_argument("--programmes", default="JKK,JKM", help="comma-separated: JKK,JKM,JHT (default: %(default)s)")
    parser.add_argument("--from", required=True, dest="first", metavar="YYYY-MM", help="first contribution month")
    parser.add_argument("--months", type=int, default=1, help="how many months: 1, 2, 3, 6 or 12 (default: 1)")
    parser.add_argument("--government-paid", action="store_true", help="paid from APBN or APBD: no relief")
    parser.add_argument("--employer", action="store_true", help="the payer employs others: JHT is mandatory")
    parser.add_argument("--json", action="store_true", help="for programs: all amounts in whole rupiah")


def run(args: Namespace) -> int:
    """Quote and print. Raises ``Declined``."""
    payer = Payer(
        parse_rupiah(args.income),
        parse_sector(args.sector),
        government_paid=args.government_paid,
        employer=args.employer,
    )
    programmes = parse_programmes(args.programmes.split(","))
    bill = resources.tariff().quote(payer, programmes, Month.parse(args.first), args.months)
    if args.json:
        say_json(_as_json(bill, payer))
    else:
        say(_as_table(bill))
    return 0


def _as_json(bill: Bill, payer: Payer) -> dict[str, Any]:
    return {
        "income": payer.income,
        "basis": resources.tariff().bracket(payer.income).basis,
        "sector": payer.sector.value,
        "government_paid": payer.government_paid,
        "employer": payer.employer,
        "lines": [_line_json(line) for line in bill.lines],
        "months": [
            {"month": str(month), "total": sum(line.amount for line in bill.lines if line.month == month)}
            for month in bill.months
        ],
        "programmes": [{"programme": code.value, "total": bill.subtotal(code)} for code in bill.programmes],
        "fee": bill.fee,
        "total": bill.total,
    }


def _line_json(line: BillLine) -> dict[str, Any]:
    why, relief = line.why, line.relief
    return {
        "month": str(line.month),
        "programme": line.programme.value,
        "rate_per_mille": why.rate_per_mille if why else None,
        "basis": why.basis if why else None,
        "source": why.source if why else None,
        "full": line.full,
        "relief": relief.id if relief else None,
        "legal_basis": relief.legal_basis if relief else None,
        "reduction": relief.reduction if relief else 0,
        "amount": line.amount,
    }


def _as_table(bill: Bill) -> str:
    head = ("month", "programme", "full", "relief", "amount", "why")
    rows = [head, *(_row(line) for line in bill.lines)]
    return f"{table(rows, right=frozenset({2, 3, 4}))}\n\ntotal  {format_rupiah(bill.total)}"


def _row(line: BillLine) -> tuple[str, ...]:
    reduction = format_rupiah(-line.relief.reduction) if line.relief else ""
    amounts = (format_rupiah(line.full), reduction, format_rupiah(line.amount))
    return (str(line.month), line.programme.value, *amounts, _why(line))


def _why(line: BillLine) -> str:
    words = []
    if line.why:
        rated = line.why.rate_per_mille is not None and line.why.basis is not None
        rate = f"{(line.why.rate_per_mille or 0) / 10:g}% of {format_rupiah(line.why.basis or 0)}" if rated else "flat"
        words.append(f"{rate} ({line.why.source})")
    if line.relief:
        words.append(line.relief.legal_basis)
    return "; ".join(words)
