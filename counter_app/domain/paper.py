"""Everything that a counter prints."""

from counter_app.domain.receipt import Receipt
from counter_app.domain.slip import RefundSlip, ReversalSlip
from counter_app.domain.z_report import ZReport

Paper = Receipt | RefundSlip | ReversalSlip | ZReport
"""What a renderer puts on paper; a print job's ``document`` says which of them it is."""
