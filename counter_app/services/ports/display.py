"""What shows the payer their sums, beside the window."""

from typing import Protocol

from counter_app.domain.customer_view import CustomerView


class CustomerDisplay(Protocol):
    """A pole with two lines. ``name`` is what people read of it."""

    @property
    def name(self) -> str: ...

    def show(self, view: CustomerView) -> None:
        """Show it in the place of what was there, within a second. Raises ``Undelivered``; the sale goes on."""
        ...

    def check(self) -> None:
        """Whether something could be shown, without showing anything. Raises ``Undelivered``."""
        ...

    def close(self) -> None:
        """Leave it blank, and let go of it. Never raises."""
        ...
