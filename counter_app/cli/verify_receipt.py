"""``counter-app verify-receipt``: did one of our counters sign this? Needs neither host nor database."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say, say_json, table
from counter_app.domain.money import format_rupiah
from counter_app.domain.proof import LONGEST, ReceiptProof
from counter_app.domain.receipt import Wording
from counter_app.domain.registration_proof import RegistrationProof
from counter_app.domain.registration_slip import RegistrationStanding

if TYPE_CHECKING:
    from counter_app.domain.counter_key import CounterKey
    from counter_app.services.proofs import Verdict

HELP = "check the text from the code of a receipt or of a registration slip"

STATES: Mapping[Wording, str] = MappingProxyType(
    {
        Wording.ACCEPTED: "money taken, the host's confirmation awaited",
        Wording.CONFIRMED: "confirmed by the host",
        Wording.REJECTED: "refused by the host, nothing was paid",
        Wording.CANCELLED: "called off at the counter, nothing was paid",
        Wording.REVERSED: "posted, then reversed by the host: nothing is paid any more",
    }
)
STANDINGS: Mapping[RegistrationStanding, str] = MappingProxyType(
    {
        RegistrationStanding.RECEIVED: "received at the counter, the host's decision awaited",
        RegistrationStanding.ISSUED: "registered by the host, card issued",
        RegistrationStanding.REFUSED: "refused by the host, nobody is registered by it",
        RegistrationStanding.WITHDRAWN: "withdrawn before it was sent, nobody is registered by it",
    }
)


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``verify-receipt``."""
    parser.add_argument("text", metavar="TEXT", help="what a scanner reads in the code; - reads it from standard input")
    parser.add_argument("--keys", metavar="FILE", help="the counters' public keys (default: receipt-keys.json here)")
    parser.add_argument("--json", action="store_true", help="for programs: genuine, finding, and what is proven")


def run(args: Namespace) -> int:
    """Check and print; 1 unless it is genuine. Raises ``SettingsError`` or ``OSError`` for the file of keys."""
    from counter_app.receipt_keys import check_signature
    from counter_app.services.proofs import Finding, examine

    keys = _keys(args.keys)
    text = sys.stdin.read(LONGEST + 1) if args.text == "-" else args.text
    verdict = examine(text, keys, check_signature)
    genuine = verdict.finding is Finding.GENUINE
    if args.json:
        say_json({"genuine": genuine, "finding": verdict.finding.value, **(_as_json(verdict) if genuine else {})})
    elif genuine:
        say(_proven(verdict))
    else:
        complain(_doubtful(verdict))
    return 0 if genuine else 1


def _keys(named: str | None) -> "Sequence[CounterKey]":
    from counter_app.receipt_keys import RING_FILE, read_keys
    from counter_app.settings import default_home
    from counter_app.settings_file import SettingsError

    if named is not None:
        return read_keys(Path(named))
    file = default_home() / RING_FILE
    if not file.exists():
        raise SettingsError(f"{file} does not exist – open the window once, or name a file with --keys")
    return read_keys(file)


def _proof(verdict: "Verdict") -> ReceiptProof | RegistrationProof:
    assert verdict.proof is not None, "only an unreadable text has none"
    return verdict.proof


def _proven(verdict: "Verdict") -> str:
    proof = _proof(verdict)
    office, counter = proof.counter
    rows = _application_rows(proof) if isinstance(proof, RegistrationProof) else _receipt_rows(proof)
    return f"Genuine: signed by counter {counter} of office {office}.\n{table(rows)}"


def _application_rows(proof: RegistrationProof) -> list[tuple[str, str]]:
    return [
        ("application", proof.number),
        ("state", STANDINGS[proof.standing]),
        ("worker", f"a NIK that ends in {proof.payer}"),
        ("card", f"a KPJ that ends in {proof.card}" if proof.card else "-"),
        ("taken at", proof.at.isoformat(sep=" ")),
        ("journal entry", f"{proof.head}…"),
    ]


def _receipt_rows(proof: ReceiptProof) -> list[tuple[str, str]]:
    months = str(proof.first) if proof.months == 1 else f"{proof.first} to {proof.last}, {proof.months} in all"
    return [
        ("receipt", proof.number),
        ("total", format_rupiah(proof.total)),
        ("months", months),
        ("state", STATES[proof.wording]),
        ("host reference", proof.host_reference or "-"),
        ("payer", f"a NIK that ends in {proof.payer}"),
        ("accepted at", proof.at.isoformat(sep=" ")),
        ("journal entry", f"{proof.head}…"),
    ]


def _as_json(verdict: "Verdict") -> dict[str, object]:
    proof = _proof(verdict)
    office, counter = proof.counter
    if isinstance(proof, RegistrationProof):
        return {
            "office": office,
            "counter": counter,
            "application": proof.number,
            "state": proof.standing.value,
            "payer": proof.payer,
            "card": proof.card,
            "taken_at": proof.at.isoformat(),
            "journal_head": proof.head,
        }
    return {
        "office": office,
        "counter": counter,
        "receipt": proof.number,
        "total": proof.total,
        "first_month": str(proof.first),
        "last_month": str(proof.last),
        "months": proof.months,
        "state": proof.wording.value,
        "host_reference": proof.host_reference,
        "payer": proof.payer,
        "accepted_at": proof.at.isoformat(),
        "journal_head": proof.head,
    }


def _doubtful(verdict: "Verdict") -> str:
    from counter_app.services.proofs import Finding

    if verdict.finding is Finding.TRAINING:
        return "Not genuine: this paper was made in training (LATIHAN). Nothing was paid with it."
    if verdict.finding is Finding.UNREADABLE:
        return "This is not the text of a receipt's code. Scan it again; no character may be missing or changed."
    office, counter = _proof(verdict).counter
    if verdict.finding is Finding.UNKNOWN_COUNTER:
        return (
            f"No key of counter {counter} of office {office} is known here, so nothing can be said. "
            "Open the window where the host can be reached, or name its keys with --keys."
        )
    if verdict.finding is Finding.RETIRED_KEY:
        return f"Not genuine: the key of counter {counter} of office {office} was out of use by then."
    return f"Not genuine: counter {counter} of office {office} never signed this. Keep the paper and call a supervisor."
