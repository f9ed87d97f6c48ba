"""Statements on the bench: the real pages, a key known to the byte."""

from datetime import date

from counter_app.receipt_keys import check_signature
from counter_app.reports.statement import StatementPages
from counter_app.services.statement_check import StatementCheck
from counter_app.services.statements import Statements
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.proofs import PocketRing, SeedSigner, key_of
from tests.integration.services.conftest import OFFICE, ZONE, Bench

TODAY = date(2026, 11, 22)


def statements(bench: Bench) -> Statements:
    return Statements(bench.store, StatementPages(), bench.signer, OFFICE, bench.clock, ZONE)


def statement_check(bench: Bench, *signers: SeedSigner) -> StatementCheck:
    """``signers``: whose keys are known as this counter's; the bench's own if none is named."""
    keys = [key_of(signer, OFFICE_ID, COUNTER_ID) for signer in signers or (bench.signer,)]
    return StatementCheck(bench.store, StatementPages(), PocketRing(*keys), check_signature, OFFICE, ZONE)
