"""A village collector's list: its columns, and a row of it as a form. One signed paper form a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import Sex, digits_of, mask
from counter_app.domain.participant import fold
from counter_app.domain.registration_form import Form, FormField, HeirForm
from counter_app.domain.tariff import Sector

FORM_NUMBER = "nomor_formulir"
"""The column that holds the number of the signed form: the consent of that row."""

HEIRS = 2
"""Heirs that a row has room for."""

COLUMNS: Mapping[str, FormField] = MappingProxyType(
    {
        "nik": FormField.NIK,
        "nama": FormField.NAME,
        "tempat_lahir": FormField.BIRTH_PLACE,
        "tanggal_lahir": FormField.BIRTH_DATE,
        "jenis_kelamin": FormField.SEX,
        "alamat": FormField.ADDRESS,
        "nama_ibu": FormField.MOTHER,
        "ponsel": FormField.PHONE,
        "surel": FormField.EMAIL,
        "pekerjaan": FormField.OCCUPATION,
        "sektor": FormField.SECTOR,
        "tempat_kerja": FormField.WORK_PLACE,
        "jam_kerja": FormField.WORK_HOURS,
        "penghasilan": FormField.INCOME,
        "jht": FormField.PROGRAMMES,
        "bulan_pertama": FormField.FIRST_PERIOD,
        "kantor_cabang": FormField.BRANCH_OFFICE,
        "ahli_waris": FormField.HEIR_NAME,
        "hubungan": FormField.HEIR_RELATION,
        "nik_ahli_waris": FormField.HEIR_NIK,
    }
)
"""The columns that ask what the form asks, by their name in a list."""

EMPLOYER = "pemberi_kerja"
SECOND_HEIR = ("ahli_waris_2", "hubungan_2", "nik_ahli_waris_2")
OPTIONAL = frozenset({"surel", "sektor", EMPLOYER, "nik_ahli_waris", *SECOND_HEIR})
HEADER = (*list(COLUMNS)[:15], EMPLOYER, *list(COLUMNS)[15:], *SECOND_HEIR, FORM_NUMBER)
"""The template's header."""

_YES, _NO = frozenset({"ya", "y", "yes", "1"}), frozenset({"tidak", "t", "no", "n", "0", ""})
_SEXES = {"l": Sex.MALE, "laki laki": Sex.MALE, "pria": Sex.MALE, "p": Sex.FEMALE, "perempuan": Sex.FEMALE} | {
    "wanita": Sex.FEMALE,
    "male": Sex.MALE,
    "female": Sex.FEMALE,
}
_SECTORS = {"transportasi": Sector.TRANSPORT, "transport": Sector.TRANSPORT, "lainnya": Sector.OTHER} | {
    "lain": Sector.OTHER,
    "other": Sector.OTHER,
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one cell; ``column`` is its name in a list, ``facts`` are those of the sentence about it."""

    column: str
    reason: Reason
    facts: tuple[tuple[str, str | int], ...] = ()

    @property
    def declined(self) -> Declined:
        """The same as an error."""
        return Declined(self.reason, **dict(self.facts))


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its line in the file, its form, the number of its signed form, and everything that is wrong with it."""

    line: int
    form: Form
    form_number: str
    faults: tuple[RowFault, ...] = field(default=())

    @property
    def good(self) -> bool:
        return not self.faults

    @property
    def masked_nik(self) -> str:
        try:
            return mask(digits_of(self.form.nik))
        except Declined:
            return mask(self.form.nik)


def places(header: Sequence[str]) -> Mapping[str, int]:
    """At which place each column stands. Raises ``Declined(LIST_FILE)``: ``what`` names a column that is missing,
    unknown or there twice.
    """
    known = {fold(name): name for name in HEADER}
    found: dict[str, int] = {}
    for place, typed in enumerate(header):
        if not typed.strip():
            continue
        name = known.get(fold(typed))
        if name is None or name in found:
            raise Declined(Reason.LIST_FILE, what=f"column {place + 1} ({typed.strip()[:40]})")
        found[name] = place
    missing = [name for name in HEADER if name not in found and name not in OPTIONAL]
    if missing:
        raise Declined(Reason.LIST_FILE, what=f"column missing: {', '.join(missing)}")
    return found


def form_of(cells: Mapping[str, str], sectors: Mapping[str, Sector]) -> Form:
    """A row as a form: abbreviations of a list spelt out, the sector filled in where the occupation tells it."""
    texts = {asked.value: cells.get(name, "").strip() for name, asked in COLUMNS.items()}
    employer = fold(cells.get(EMPLOYER, "")) in _YES
    with_jht = employer or fold(cells.get("jht", "")) in _YES
    programmes = tuple(each for each in Programme if each is not Programme.JHT or with_jht)
    sector = _SECTORS.get(
        fold(texts["sector"]), sectors.get(fold(texts["occupation"])) if not texts["sector"] else None
    )
    return Form(
        nik=texts["nik"],
        name=texts["name"],
        birth_place=texts["birth_place"],
        birth_date=texts["birth_date"],
        sex=_SEXES.get(fold(texts["sex"]), texts["sex"]),
        address=texts["address"],
        mother=texts["mother"],
        phone=_with_zero(texts["phone"]),
        email=texts["email"],
        occupation=texts["occupation"],
        sector=texts["sector"] if sector is None else sector.value,
        work_place=texts["work_place"],
        work_hours=texts["work_hours"],
        income=texts["income"],
        programmes=programmes,
        first_period=texts["first_period"][:7],
        branch_office=texts["branch_office"],
        heirs=tuple(_heirs(cells)),
        employer=employer,
    )


def own_faults(cells: Mapping[str, str]) -> Iterator[RowFault]:
    """What is wrong with a row that a form does not know: its answers yes or no, and the number of its signed form."""
    for column in ("jht", EMPLOYER):
        if fold(cells.get(column, "")) not in _YES | _NO:
            yield RowFault(column, Reason.LIST_YES_NO)
    if not form_number_of(cells):
        yield RowFault(FORM_NUMBER, Reason.CONSENT_MISSING)


def form_number_of(cells: Mapping[str, str]) -> str:
    """The number of the signed form; what cannot be printed is no number."""
    number = cells.get(FORM_NUMBER, "").strip()
    return number if number.isprintable() and len(number) <= 40 else ""


def column_of(asked: FormField, row: int | None) -> str:
    """Which column of a list a fault of the form is about; ``row`` counts the heirs from 1."""
    if asked is FormField.HEIRS:
        return "ahli_waris"
    name = next(name for name, each in COLUMNS.items() if each is asked)
    return f"{name}_{row}" if row is not None and row > 1 else name


def _heirs(cells: Mapping[str, str]) -> Iterator[HeirForm]:
    for ending in ("", "_2"):
        heir = HeirForm(
            *(cells.get(f"{name}{ending}", "").strip() for name in ("ahli_waris", "hubungan", "nik_ahli_waris"))
        )
        if heir.name or heir.relation or heir.nik:
            yield heir


def _with_zero(phone: str) -> str:
    """A spreadsheet takes the first zero of a telephone number away."""
    return f"0{phone}" if phone.startswith("8") else phone
