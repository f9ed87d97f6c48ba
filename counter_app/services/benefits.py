"""What the programmes give at one income: public figures, so nobody has to be asked who wants to know."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Protocol

from counter_app.domain.benefits import Explanation, Figures, explain
from counter_app.domain.bill import Programme
from counter_app.domain.receipt import Office
from counter_app.domain.tariff import Payer, Tariff
from counter_app.services.ports import Clock


class BenefitsRenderer(Protocol):
    """An explanation on one page."""

    def pdf(self, explanation: Explanation, office: Office, day: date) -> bytes:
        """The same bytes for the same explanation and day."""
        ...


class Benefits:
    """Reckons only."""

    def __init__(
        self,
        renderer: BenefitsRenderer,
        tariff: Tariff,
        figures: Sequence[Figures],
        office: Office,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._renderer = renderer
        self._tariff = tariff
        self._figures = figures
        self._office = office
        self._clock = clock
        self._zone = zone

    def explain(self, payer: Payer, programmes: Sequence[Programme]) -> Explanation:
        """As ``domain.benefits.explain``, today. Raises ``Declined`` as it does."""
        return explain(payer, programmes, self._tariff, self._figures, self._today())

    def pdf(self, explanation: Explanation) -> bytes:
        """One page for the payer to take along."""
        return self._renderer.pdf(explanation, self._office, self._today())

    @staticmethod
    def file_name(explanation: Explanation) -> str:
        """What the file is called."""
        return f"manfaat-{explanation.income}.pdf"

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()
