"""Document → plain text: the sheet as a file or an e-mail can carry it."""

from dataclasses import replace

from counter_app.printing.document import Align, Amount, Band, Block, Cut, Document, Gap, Picture, Qr, Rule, Size, Text
from counter_app.printing.flow import Line, Row, lines


def text(document: Document, columns: int) -> str:
    """The sheet in ``columns`` columns, every character of one size; a QR code becomes its content in brackets."""
    plain = replace(document, blocks=tuple(_plain_block(block) for block in document.blocks))
    return (
        "\n".join(_plain_row(row, columns) for row in lines(plain, columns) if not isinstance(row, Cut | Picture))
        + "\n"
    )


def _plain_block(block: Block) -> Block:
    match block:
        case Text() | Amount():
            return replace(block, size=Size.NORMAL)
        case Band():
            return Text(f"*** {block.text} ***", Align.CENTRE)
        case _:
            return block


def _plain_row(row: Row, columns: int) -> str:
    match row:
        case Line():
            return row.text.rstrip()
        case Rule():
            return ("=" if row.heavy else "-") * columns
        case Qr():
            content = f"[{row.text}]"
            return "\n".join(content[start : start + columns] for start in range(0, len(content), columns))
        case Gap() | Cut() | Picture():
            return ""
