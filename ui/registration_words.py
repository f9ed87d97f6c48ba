"""The words of registering: what each question is called, how an application stands, why the host refused it."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.identity import Sex, mask
from counter_app.domain.registration import Refusal, RegistrationState
from counter_app.domain.registration_form import FormField
from counter_app.domain.tariff import Sector
from counter_app.services.registration_doubts import Doubt, DoubtKind
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.plain_label import inert
from ui.words import Mood

_FIELDS: Mapping[FormField, str] = MappingProxyType(
    {
        FormField.NIK: QT_TRANSLATE_NOOP("Registration", "NIK"),
        FormField.NAME: QT_TRANSLATE_NOOP("Registration", "Name, as on the KTP"),
        FormField.BIRTH_PLACE: QT_TRANSLATE_NOOP("Registration", "Place of birth"),
        FormField.BIRTH_DATE: QT_TRANSLATE_NOOP("Registration", "Date of birth"),
        FormField.SEX: QT_TRANSLATE_NOOP("Registration", "Sex"),
        FormField.ADDRESS: QT_TRANSLATE_NOOP("Registration", "Address"),
        FormField.MOTHER: QT_TRANSLATE_NOOP("Registration", "Mother's maiden name"),
        FormField.PHONE: QT_TRANSLATE_NOOP("Registration", "Mobile number"),
        FormField.EMAIL: QT_TRANSLATE_NOOP("Registration", "E-mail (optional)"),
        FormField.OCCUPATION: QT_TRANSLATE_NOOP("Registration", "Occupation"),
        FormField.SECTOR: QT_TRANSLATE_NOOP("Registration", "Sector"),
        FormField.WORK_PLACE: QT_TRANSLATE_NOOP("Registration", "Place of work"),
        FormField.WORK_HOURS: QT_TRANSLATE_NOOP("Registration", "Hours of work"),
        FormField.INCOME: QT_TRANSLATE_NOOP("Registration", "Income a month"),
        FormField.PROGRAMMES: QT_TRANSLATE_NOOP("Registration", "Programmes"),
        FormField.FIRST_PERIOD: QT_TRANSLATE_NOOP("Registration", "First month"),
        FormField.BRANCH_OFFICE: QT_TRANSLATE_NOOP("Registration", "Branch office"),
        FormField.HEIRS: QT_TRANSLATE_NOOP("Registration", "Heirs"),
        FormField.HEIR_NAME: QT_TRANSLATE_NOOP("Registration", "Heir"),
        FormField.HEIR_RELATION: QT_TRANSLATE_NOOP("Registration", "Relation"),
        FormField.HEIR_NIK: QT_TRANSLATE_NOOP("Registration", "NIK (if known)"),
    }
)
_SEXES: Mapping[Sex, str] = MappingProxyType(
    {
        Sex.FEMALE: QT_TRANSLATE_NOOP("Registration", "Woman"),
        Sex.MALE: QT_TRANSLATE_NOOP("Registration", "Man"),
    }
)
_SECTORS: Mapping[Sector, str] = MappingProxyType(
    {
        Sector.TRANSPORT: QT_TRANSLATE_NOOP("Registration", "Transport"),
        Sector.OTHER: QT_TRANSLATE_NOOP("Registration", "Other"),
    }
)
_STATES: Mapping[RegistrationState, tuple[str, Mood]] = MappingProxyType(
    {
        RegistrationState.DRAFT: (QT_TRANSLATE_NOOP("Registration", "Draft"), Mood.OFF),
        RegistrationState.SUBMITTED: (QT_TRANSLATE_NOOP("Registration", "Received, waiting for the line"), Mood.WAIT),
        RegistrationState.SENDING: (QT_TRANSLATE_NOOP("Registration", "Received, being sent"), Mood.WAIT),
        RegistrationState.UNKNOWN: (QT_TRANSLATE_NOOP("Registration", "Received, the host is asked again"), Mood.WAIT),
        RegistrationState.PENDING: (QT_TRANSLATE_NOOP("Registration", "Received, the host examines it"), Mood.WAIT),
        RegistrationState.ISSUED: (QT_TRANSLATE_NOOP("Registration", "KPJ issued"), Mood.OK),
        RegistrationState.REFUSED: (QT_TRANSLATE_NOOP("Registration", "Refused by the host"), Mood.BAD),
        RegistrationState.WITHDRAWN: (QT_TRANSLATE_NOOP("Registration", "Withdrawn"), Mood.OFF),
    }
)
_WAITING: Mapping[RegistrationState, str] = MappingProxyType(
    {
        RegistrationState.SUBMITTED: QT_TRANSLATE_NOOP(
            "Registration",
            "It is stored here and goes to the host by itself as soon as the line is there. The KPJ follows. Give the "
            "worker the slip; a payment can be taken once the KPJ is there.",
        ),
        RegistrationState.SENDING: QT_TRANSLATE_NOOP(
            "Registration", "The host is being asked. This usually takes a few seconds."
        ),
        RegistrationState.UNKNOWN: QT_TRANSLATE_NOOP(
            "Registration",
            "The host's answer did not arrive. Do not register again: it is asked by itself what became of it, and nobody "
            "is registered twice.",
        ),
        RegistrationState.PENDING: QT_TRANSLATE_NOOP(
            "Registration",
            "The host examines the application. The KPJ follows; the worker can go home with the slip.",
        ),
    }
)
_REFUSALS: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.AGE_TOO_LOW: QT_TRANSLATE_NOOP(
            "Registration", "The worker is too young by the host's rules. It cannot be done before the birthday."
        ),
        Refusal.AGE_TOO_HIGH: QT_TRANSLATE_NOOP(
            "Registration", "The worker is too old by the host's rules. The branch office can explain what is possible."
        ),
        Refusal.NIK_EXISTS: QT_TRANSLATE_NOOP(
            "Registration", "This NIK is a participant already. Look the worker up at the counter and take a payment."
        ),
        Refusal.NIK_MALFORMED: QT_TRANSLATE_NOOP(
            "Registration", "The host does not accept this NIK. Compare it with the KTP, digit by digit."
        ),
        Refusal.BIRTH_DATE_DIFFERS: QT_TRANSLATE_NOOP(
            "Registration", "The date of birth is not the NIK's. Compare both with the KTP."
        ),
        Refusal.SEX_DIFFERS: QT_TRANSLATE_NOOP("Registration", "The sex is not the NIK's. Compare both with the KTP."),
        Refusal.PROGRAMME_MANDATORY: QT_TRANSLATE_NOOP(
            "Registration", "A mandatory programme is missing. Correct it: JKK and JKM, and JHT for who employs others."
        ),
        Refusal.PERIOD_PAST: QT_TRANSLATE_NOOP(
            "Registration", "The first month is over by now. Correct it and choose this month."
        ),
        Refusal.FORM: QT_TRANSLATE_NOOP(
            "Registration",
            "The host could not read the form. Correct it, and tell your supervisor if it happens again.",
        ),
        Refusal.OTHER: QT_TRANSLATE_NOOP(
            "Registration", "The host refused it and gave no reason that is known here. Tell your supervisor."
        ),
    }
)
_SAME_TELEPHONE = QT_TRANSLATE_NOOP("Registration", "Same telephone")
_SAME_BIRTH = QT_TRANSLATE_NOOP("Registration", "Same date of birth")
CORRECTED_AT: Mapping[Refusal, FormField] = MappingProxyType(
    {
        Refusal.AGE_TOO_LOW: FormField.BIRTH_DATE,
        Refusal.AGE_TOO_HIGH: FormField.BIRTH_DATE,
        Refusal.BIRTH_DATE_DIFFERS: FormField.BIRTH_DATE,
        Refusal.SEX_DIFFERS: FormField.SEX,
        Refusal.PERIOD_PAST: FormField.FIRST_PERIOD,
    }
)
"""Where the cursor stands when a refused application is corrected; at the NIK for any other refusal."""


def field_words(asked: FormField) -> str:
    """What the question is called."""
    return _translated(_FIELDS[asked])


def sex_words(sex: Sex) -> str:
    """As the KTP says it."""
    return _translated(_SEXES[sex])


def sector_words(sector: Sector) -> str:
    """Short: beside an occupation."""
    return _translated(_SECTORS[sector])


def state_words(state: RegistrationState) -> str:
    """How an application stands."""
    return _translated(_STATES[state][0])


def state_mood(state: RegistrationState) -> Mood:
    """What kind of state it is: done, under way, a task, or over."""
    return _STATES[state][1]


def waiting_words(state: RegistrationState) -> str:
    """What is going to happen, and what to tell the worker, while the host has not decided."""
    return _translated(_WAITING[state])


def refusal_words(refusal: Refusal | None) -> str:
    """Why the host refused, and what to correct."""
    return _translated(_REFUSALS[refusal or Refusal.OTHER])


def _translated(words: str) -> str:
    return QCoreApplication.translate("Registration", words)


def doubt_words(doubt: Doubt) -> str:
    """Who the worker may be, and what to do about it; numbers masked."""
    if doubt.registration is not None:
        return QCoreApplication.translate(
            "Registration", "This NIK is being registered already ({number}: {state}). Wait for the outcome."
        ).format(number=doubt.registration.number, state=state_words(doubt.registration.state))
    if doubt.participant is None:
        return ""
    known = doubt.participant.participant
    facts = {"name": inert(known.name), "nik": mask(known.nik)}
    if doubt.kind is DoubtKind.PARTICIPANT:
        return QCoreApplication.translate(
            "Registration", "{name} is a participant already. Do not register again: take a payment."
        ).format(**facts)
    why = _SAME_TELEPHONE if doubt.same_phone else _SAME_BIRTH
    return QCoreApplication.translate(
        "Registration", "The same person? {name}, NIK {nik}, is a participant. {why}. Ask the worker."
    ).format(**facts, why=_translated(why))
