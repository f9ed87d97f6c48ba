"""Occupations of the informal sector (*pekerjaan*), each with the sector that the tariff's relief asks for."""

from dataclasses import dataclass

from counter_app.domain.tariff import Sector


@dataclass(frozen=True, slots=True)
class Occupation:
    """``name`` is Indonesian and is what the host is told; ``english`` is for whoever reads the window in English."""

    name: str
    english: str
    sector: Sector
