"""The recovery key on paper: the one sheet that opens every backup, so it says where it must not lie."""

from collections.abc import Iterator, Sequence

from counter_app.domain.receipt import Office
from counter_app.printing.document import NO_BREAK, Block, Cut, Document, Field, Gap, Rule, Size, Text
from counter_app.printing.parts import centred, letterhead, signature
from counter_app.printing.text import printable

_IN_A_LINE = 2


def recovery_document(office: Office, groups: Sequence[str], made_on: str) -> Document:
    """The key in its ``groups``, numbered from 1, two a line. ``made_on``: the local date, as people write it."""
    return Document(
        title=f"Kunci pemulihan {printable(office.counter_id)}",
        author=printable(office.name),
        blocks=(
            *letterhead(office, "KUNCI PEMULIHAN", 0),
            Field("Loket", printable(office.counter_id)),
            Field("Tanggal", printable(made_on)),
            Rule(),
            *_lines(groups),
            Rule(),
            Text("Kunci ini membuka setiap cadangan data loket."),
            Text("Simpan di brankas, jauh dari komputer ini. Jangan difoto, jangan disalin."),
            Gap(),
            *signature("Penyelia"),
            Cut(),
        ),
    )


def _lines(groups: Sequence[str]) -> Iterator[Block]:
    for start in range(0, len(groups), _IN_A_LINE):
        line = enumerate(groups[start : start + _IN_A_LINE], start + 1)
        yield centred((NO_BREAK * 2).join(f"{n:02}{NO_BREAK}{group}" for n, group in line), bold=True, size=Size.TALL)
