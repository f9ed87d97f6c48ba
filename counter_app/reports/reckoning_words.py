"""The words of a reckoning's documents, in Indonesian, which is what an office files."""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.case import Case, CaseState
from counter_app.domain.reconciliation import Kind

TITLE = "Rekonsiliasi dengan Pusat"
AGREED, WAITING, DIFFERENT, TOTAL = "Cocok", "Menunggu kepastian", "Berbeda", "Jumlah"
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ONLY_HERE: "Hanya di loket",
        Kind.ONLY_THERE: "Hanya di pusat",
        Kind.TWICE: "Dua kali di pusat",
        Kind.OTHER_AMOUNT: "Jumlah lain",
        Kind.OTHER_DAY: "Hari lain",
        Kind.REVERSED_ON_ONE_SIDE: "Dibalik di satu pihak",
        Kind.OTHER_PARTICULARS: "Keterangan lain",
    }
)
_STATES: Mapping[CaseState, str] = MappingProxyType(
    {
        CaseState.OPEN: "terbuka, belum ada penanggung jawab",
        CaseState.ASSIGNED: "dikerjakan",
        CaseState.PROPOSED: "menunggu orang kedua",
        CaseState.CLOSED: "ditutup",
    }
)


def case_standing(case: Case | None) -> str:
    """Where a difference's case stands, and in whose hands."""
    if case is None:
        return "belum ada kasus"
    parts = [_STATES[case.state]]
    if case.closing is not None and case.proposal is not None:
        parts.append(f"{case.proposal.by} dan {case.closing.approved_by}")
    elif case.owner is not None:
        parts.append(case.owner)
    if case.gone_since is not None:
        parts.append("selisih tidak ditemukan lagi")
    return ", ".join(parts)


def conclusion(case: Case | None) -> str:
    """What was concluded, once two people agreed."""
    return case.proposal.conclusion if case is not None and case.is_closed and case.proposal else ""
