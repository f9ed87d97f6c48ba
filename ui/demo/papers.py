"""What came out of the demo's printer, kept in all its forms and held against the bytes that the printer was given."""

from pathlib import Path

from counter_app.bootstrap import Counter
from counter_app.domain.paper import Paper
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.receipt import Receipt
from counter_app.services.paper_names import file_name
from counter_app.services.papers import Papers


def keep_receipt(counter: Counter, receipt: Receipt, folder: Path) -> str | None:
    """Write a receipt as .bin, .pdf, .png and .txt, and compare the .bin with what the printer was given.

    Returns what is wrong, or ``None``.
    """
    name = f"{receipt.number}-salinan-{receipt.copy}" if receipt.copy else receipt.number
    return _keep(counter, receipt, name, folder)


def keep_slip(counter: Counter, job: PrintJob, folder: Path) -> str | None:
    """As ``keep_receipt``, of any other paper.

    What a reversal's slip says moves on with the reversal, so of that one the paper alone is kept.
    """
    paper = Papers(counter.store, counter.office, counter.zone, counter.proofs).of(job)
    name = file_name(job, paper)
    if job.document is Document.REVERSAL:
        printed = _printed(counter, name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / printed.name).write_bytes(printed.read_bytes())
        return None
    return _keep(counter, paper, name, folder)


def _keep(counter: Counter, paper: Paper, name: str, folder: Path) -> str | None:
    folder.mkdir(parents=True, exist_ok=True)
    escpos = counter.renderer.escpos(paper)
    (folder / f"{name}.bin").write_bytes(escpos)
    (folder / f"{name}.pdf").write_bytes(counter.renderer.pdf(paper))
    (folder / f"{name}.png").write_bytes(counter.renderer.png(paper))
    (folder / f"{name}.txt").write_text(counter.renderer.txt(paper), encoding="utf-8")
    printed = _printed(counter, name)
    if not printed.exists():
        return f"receipt {name} never reached the printer"
    return None if printed.read_bytes() == escpos else f"receipt {name} on paper differs from the one shown"


def _printed(counter: Counter, name: str) -> Path:
    return counter.settings.home / "printer" / f"{name}.bin"
