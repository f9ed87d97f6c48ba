"""Everything that a counter prints."""

from counter_app.domain.drawer_slips import CashMovementSlip, HandoverSlip
from counter_app.domain.recall import RecallSlip
from counter_app.domain.receipt import Receipt
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip
from counter_app.domain.slip import RefundSlip, ReversalSlip
from counter_app.domain.x_report import XReport
from counter_app.domain.z_report import DepositSlip, ZReport

AboutPayment = Receipt | RefundSlip | ReversalSlip
"""Paper about one payment; its ``number`` is the receipt's."""
AboutDrawer = ZReport | DepositSlip | XReport | CashMovementSlip | HandoverSlip
"""Paper about a drawer and its shift."""
AboutRegistration = RegistrationSlip | RegistrationReading
"""Paper about a worker's application; the second is read before it counts and is of no print job."""
Paper = AboutPayment | AboutDrawer | AboutRegistration | RecallSlip
"""What a renderer puts on paper; a print job's ``document`` says which of them it is."""
