"""Workers who want to take part, for tests. All people are invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from counter_app import resources
from counter_app.domain.bill import Programme
from counter_app.domain.registration import ConsentText
from counter_app.domain.registration_form import Form, FormRules, HeirForm
from counter_app.occupation_list import OccupationList

TODAY = date(2026, 11, 22)
CONSENT = ConsentText("lisan-1", "Saya setuju data pribadi saya diproses untuk kepesertaan BPJS Ketenagakerjaan.")
WOMAN = "3173064504900011"
"""Born on 5 April 1990 in Jakarta Barat; not among the sandbox's people. The serial begins with 0: decided at once."""
EXAMINED = "3173064504909011"
"""The same, whose serial begins with 9: the sandbox examines her first."""


def a_form(nik: str = WOMAN, **parts: Any) -> Form:
    """A market trader's whole form, typed as a clerk types it."""
    form = Form(
        nik=nik,
        name="Ratna Kusumawati",
        birth_place="Jakarta",
        birth_date="05-04-1990",
        sex="female",
        address="Jl. Kemanggisan Raya 12, Jakarta Barat",
        mother="Sulastri",
        phone="0812 3456 7890",
        email="",
        occupation="Pedagang pasar",
        sector="other",
        work_place="Pasar Palmerah",
        work_hours="06.00-14.00",
        income="3.500.000",
        programmes=(Programme.JKK, Programme.JKM, Programme.JHT),
        first_period="2026-11",
        branch_office="Jakarta Barat",
        heirs=(HeirForm("Bagas Kusuma", "suami", ""),),
    )
    return replace(form, **parts)


def form_rules(today: date = TODAY) -> FormRules:
    """The rules as delivered, on a day."""
    return FormRules(today, resources.provinces(), resources.tariff(), OccupationList.delivered().sectors)
