"""Everything that a counter prints."""

from counter_app.domain.closing_slip import ClosingSlip
from counter_app.domain.receipt import Receipt
from counter_app.domain.slip import RefundSlip, ReversalSlip

Paper = Receipt | RefundSlip | ReversalSlip | ClosingSlip
"""What a renderer puts on paper; a print job's ``document`` says which of them it is."""
