"""A drawer handed over → document with a line to sign for each of the two clerks, and for a supervisor if they differ."""

from collections.abc import Iterator

from counter_app.domain.drawer_slips import HandoverSlip
from counter_app.domain.handover import Handover, HandoverState
from counter_app.domain.money import Rupiah
from counter_app.printing import drawer_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, Rule, Size, Text
from counter_app.printing.drawer import short
from counter_app.printing.parts import centred, letterhead, signature
from counter_app.printing.sums import counted_whole, denominations
from counter_app.printing.text import printable


def handover_document(slip: HandoverSlip) -> Document:
    """The hand-over as it stands. Raises ``LayoutError`` for a sum that cannot be put into words."""
    handover = slip.handover
    state, meaning = drawer_words.HANDOVERS[handover.state]
    return Document(
        title=f"{drawer_words.HANDOVER_TITLE.capitalize()} {short(handover.id)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, drawer_words.HANDOVER_TITLE, slip.copy),
            Gap(),
            centred(state, bold=True, size=Size.BIG),
            centred(meaning),
            Gap(),
            *_occasion(slip),
            *counted_whole("DIHITUNG YANG MENYERAHKAN", handover.count, "JUMLAH"),
            *_difference(handover),
            *_signatures(handover),
            Cut(),
        ),
    )


def _occasion(slip: HandoverSlip) -> Iterator[Block]:
    handover, timezone = slip.handover, slip.office.timezone
    yield Field("Bukti", short(handover.id))
    yield Field("Laporan Z", str(slip.z_number))
    yield Field("Loket", printable(slip.office.counter_id))
    yield Field("Dari", printable(handover.giver_id))
    yield Field("Kepada", printable(handover.receiver_id))
    yield Field("Diserahkan", words.moment_text(handover.offered_at, timezone))
    if handover.settled_at is not None:
        yield Field("Dijawab", words.moment_text(handover.settled_at, timezone))
    yield Rule()


def _difference(handover: Handover) -> Iterator[Block]:
    """Both counts stand on the paper: neither is put right by the other."""
    if handover.found is not None:
        yield Text("DIHITUNG YANG MENERIMA", bold=True)
        yield from denominations(handover.found)
        yield Amount("Jumlah", handover.found.total, bold=True)
        yield Gap()
        yield Amount("BEDA", Rupiah(handover.difference), bold=True, size=Size.BIG)
    if handover.reason:
        yield Field("Alasan", printable(handover.reason))
    if handover.approved_by:
        yield Field("Penyelia", printable(handover.approved_by))


def _signatures(handover: Handover) -> Iterator[Block]:
    yield from signature(f"Yang menyerahkan {printable(handover.giver_id)}")
    if handover.state is not HandoverState.WITHDRAWN:
        yield from signature(f"Yang menerima {printable(handover.receiver_id)}")
    if handover.approved_by:
        yield from signature(f"Penyelia {printable(handover.approved_by)}")
