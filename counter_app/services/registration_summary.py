"""What a worker reads before their registration counts: every answer once more, and what it costs.

In Indonesian whatever the clerk's window speaks, as all that is the worker's; on a screen and on paper the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from counter_app.domain.bill import Programme
from counter_app.domain.calendar_words import NAMES, day_in_words
from counter_app.domain.errors import Declined
from counter_app.domain.identity import Sex, digits_of, mask
from counter_app.domain.money import Rupiah, format_rupiah, parse_rupiah
from counter_app.domain.months import Month
from counter_app.domain.registration_form import Form, HeirForm, parse_birth_date
from counter_app.domain.registration_quote import Quote
from counter_app.domain.tariff import Sector

_SEXES: Mapping[str, str] = MappingProxyType({Sex.FEMALE.value: "perempuan", Sex.MALE.value: "laki-laki"})
_SECTORS: Mapping[str, str] = MappingProxyType(
    {Sector.TRANSPORT.value: "sektor transportasi", Sector.OTHER.value: "sektor lain"}
)
_PROGRAMMES: Mapping[Programme, str] = MappingProxyType(
    {
        Programme.JKK: "Kecelakaan Kerja (JKK)",
        Programme.JKM: "Kematian (JKM)",
        Programme.JHT: "Hari Tua (JHT)",
    }
)
UNSAID = "-"


@dataclass(frozen=True, slots=True)
class Summary:
    """``person`` and ``work``: names of the questions and their answers, in the form's order; a name has ten characters
    at most, so that it fits the left column of 58 mm paper. ``cost``: rupiah a month, ``None`` where it cannot be told;
    ``parts`` add up to it. Numbers of identity are masked.
    """

    name: str
    person: tuple[tuple[str, str], ...]
    work: tuple[tuple[str, str], ...]
    cost: Rupiah | None
    parts: tuple[tuple[str, Rupiah], ...]


def summary_of(form: Form, quote: Quote | None) -> Summary:
    """Of a form in which nothing is wrong; what cannot be read is shown as it was typed."""
    return Summary(
        name=_plain(form.name),
        person=tuple(_person(form)),
        work=tuple(_work(form)),
        cost=None if quote is None else quote.chosen(form.programmes).total,
        parts=tuple(_parts(form, quote)),
    )


def _person(form: Form) -> Iterator[tuple[str, str]]:
    yield "NIK", _masked(form.nik)
    yield "Lahir", f"{_plain(form.birth_place)}, {_day(form.birth_date)}"
    yield "Kelamin", _SEXES.get(form.sex, UNSAID)
    yield "Alamat", _plain(form.address)
    yield "Nama ibu", _plain(form.mother)
    yield "Telepon", _plain(form.phone)
    if form.email.strip():
        yield "Surel", _plain(form.email)


def _work(form: Form) -> Iterator[tuple[str, str]]:
    yield "Pekerjaan", f"{_plain(form.occupation)} ({_SECTORS.get(form.sector, UNSAID)})"
    yield "Tempat", _plain(form.work_place)
    yield "Jam", _plain(form.work_hours)
    yield "Pendapatan", f"{_rupiah(form.income)} sebulan"
    if form.employer:
        yield "Majikan", "ya, pemberi kerja: JHT wajib"
    yield "Mulai", _month(form.first_period)
    yield "Cabang", _plain(form.branch_office)
    for heir in form.heirs:
        yield "Ahli waris", _heir(heir)


def _parts(form: Form, quote: Quote | None) -> Iterator[tuple[str, Rupiah]]:
    if quote is not None:
        for line in quote.chosen(form.programmes).lines:
            relief = "" if line.relief is None else f" (keringanan {line.relief.legal_basis})"
            yield f"{_PROGRAMMES[line.programme]}{relief}", line.amount


def _heir(heir: HeirForm) -> str:
    number = f", NIK {_masked(heir.nik)}" if heir.nik.strip() else ""
    return f"{_plain(heir.name)} ({_plain(heir.relation)}){number}"


def _plain(typed: str) -> str:
    return " ".join(typed.split()) or UNSAID


def _masked(typed: str) -> str:
    try:
        return mask(digits_of(typed))
    except Declined:
        return mask(typed)


def _rupiah(typed: str) -> str:
    try:
        return format_rupiah(parse_rupiah(typed))
    except Declined:
        return _plain(typed)


def _day(typed: str) -> str:
    try:
        born = parse_birth_date(typed)
    except Declined:
        return _plain(typed)
    return day_in_words(born)


def _month(typed: str) -> str:
    try:
        first = Month.parse(typed)
    except Declined:
        return _plain(typed)
    return f"{NAMES[first.month - 1]} {first.year}"
