"""Cash moved between drawer and vault → document, signed by the two who moved it."""

from collections.abc import Iterator
from uuid import UUID

from counter_app.domain.drawer import CashMovement
from counter_app.domain.drawer_slips import CashMovementSlip
from counter_app.domain.receipt import Office
from counter_app.printing import drawer_words, words
from counter_app.printing.document import Block, Cut, Document, Field, Gap, Rule
from counter_app.printing.parts import letterhead, signature
from counter_app.printing.sums import counted_whole
from counter_app.printing.text import printable


def movement_document(slip: CashMovementSlip) -> Document:
    """One sheet for the vault, a copy for the drawer. Raises ``LayoutError`` for a sum that cannot be put into words."""
    movement = slip.movement
    title, meaning = drawer_words.MOVEMENTS[movement.kind]
    return Document(
        title=f"{title.capitalize()} {short(movement.id)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, title, slip.copy, meaning),
            *_occasion(movement, slip.office),
            *counted_whole("PECAHAN", movement.count, "JUMLAH"),
            *signature(f"Petugas {printable(movement.clerk_id)}"),
            *signature(f"Penyelia {printable(movement.approved_by)}"),
            Cut(),
        ),
    )


def short(subject: UUID) -> str:
    """The beginning of an id, as people compare two sheets by it."""
    return subject.hex[:8]


def _occasion(movement: CashMovement, office: Office) -> Iterator[Block]:
    yield Gap()
    yield Field("Bukti", short(movement.id))
    yield Field("Waktu", words.moment_text(movement.at, office.timezone))
    yield Field("Loket", printable(office.counter_id))
    yield Field("Petugas", printable(movement.clerk_id))
    yield Field("Penyelia", printable(movement.approved_by))
    yield Field("Alasan", printable(movement.reason))
    yield Rule()
