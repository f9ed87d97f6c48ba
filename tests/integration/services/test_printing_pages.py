"""An office without a roll: what is printed are pages, and they are books as any paper is."""

from counter_app.domain.print_job import PrintState
from counter_app.domain.printer import Form
from tests.integration.services.conftest import Bench


def test_a_device_for_pages_is_given_pages(bench: Bench) -> None:
    bench.tray.form = Form.PAGE
    payment = bench.sell()
    job = bench.printing.print(bench.printing.original(payment.id).id)
    assert job.state is PrintState.DELIVERED
    ((_, paper),) = bench.tray.printed
    assert paper.startswith(b"lembar: ")
    assert payment.receipt_number.encode() in paper
