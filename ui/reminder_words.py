"""Protection, reminders and benefits in the clerk's words."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.benefits import Benefit, Gain
from counter_app.domain.money import format_rupiah
from counter_app.domain.reminder import Outcome, Outlook, Stage, Way
from ui import formats
from ui.translation import QT_TRANSLATE_NOOP
from ui.words import Mood

_STANDING: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.AHEAD: QT_TRANSLATE_NOOP("Reminders", "Protected until {paid}."),
        Stage.DUE: QT_TRANSLATE_NOOP("Reminders", "Protected until {paid}."),
        Stage.GRACE: QT_TRANSLATE_NOOP("Reminders", "Paid until {paid}; protection ends on {ends}."),
        Stage.LAPSED: QT_TRANSLATE_NOOP("Reminders", "No protection since {since}."),
        Stage.NEVER: QT_TRANSLATE_NOOP("Reminders", "No contribution has been paid yet."),
    }
)
_STANDING_AND_COST: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.AHEAD: QT_TRANSLATE_NOOP("Reminders", "Protected until {paid}; {amount} prolongs it."),
        Stage.DUE: QT_TRANSLATE_NOOP("Reminders", "Paid until {paid}; {amount} by then keeps the protection going."),
        Stage.GRACE: QT_TRANSLATE_NOOP("Reminders", "Paid until {paid}; protection ends on {ends}, {amount} keeps it."),
        Stage.LAPSED: QT_TRANSLATE_NOOP(
            "Reminders", "No protection since {since}; {amount} regains it from today, without fine or arrears."
        ),
        Stage.NEVER: QT_TRANSLATE_NOOP(
            "Reminders", "No contribution has been paid yet; {amount} begins the protection."
        ),
    }
)
_STAGES: Mapping[Stage, tuple[str, Mood]] = MappingProxyType(
    {
        Stage.AHEAD: (QT_TRANSLATE_NOOP("Reminders", "Paid ahead"), Mood.OK),
        Stage.DUE: (QT_TRANSLATE_NOOP("Reminders", "Due this month"), Mood.OK),
        Stage.GRACE: (QT_TRANSLATE_NOOP("Reminders", "Months of grace"), Mood.WAIT),
        Stage.LAPSED: (QT_TRANSLATE_NOOP("Reminders", "Lapsed"), Mood.BAD),
        Stage.NEVER: (QT_TRANSLATE_NOOP("Reminders", "Never paid"), Mood.OFF),
    }
)
_LISTS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.DUE: QT_TRANSLATE_NOOP("Reminders", "Due"),
        Stage.GRACE: QT_TRANSLATE_NOOP("Reminders", "Grace"),
        Stage.LAPSED: QT_TRANSLATE_NOOP("Reminders", "Lapsed"),
    }
)
_WAYS: Mapping[Way, str] = MappingProxyType(
    {
        Way.CALL: QT_TRANSLATE_NOOP("Reminders", "Call"),
        Way.MESSAGE: QT_TRANSLATE_NOOP("Reminders", "Message"),
        Way.LETTER: QT_TRANSLATE_NOOP("Reminders", "Letter"),
        Way.VISIT: QT_TRANSLATE_NOOP("Reminders", "Visit"),
    }
)
_OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.SENT: QT_TRANSLATE_NOOP("Reminders", "Sent"),
        Outcome.WILL_PAY: QT_TRANSLATE_NOOP("Reminders", "Will pay"),
        Outcome.NOT_REACHED: QT_TRANSLATE_NOOP("Reminders", "Not reached"),
        Outcome.WRONG_NUMBER: QT_TRANSLATE_NOOP("Reminders", "Wrong number"),
        Outcome.MOVED: QT_TRANSLATE_NOOP("Reminders", "Moved away"),
        Outcome.REFUSED: QT_TRANSLATE_NOOP("Reminders", "Will not pay now"),
        Outcome.DO_NOT_CONTACT: QT_TRANSLATE_NOOP("Reminders", "Do not contact again"),
    }
)
_GAINS: Mapping[Gain, str] = MappingProxyType(
    {
        Gain.CARE: QT_TRANSLATE_NOOP("Reminders", "Treatment after an accident at work, until recovered"),
        Gain.ACCIDENT_DEATH: QT_TRANSLATE_NOOP("Reminders", "Death by an accident at work: {count} × income"),
        Gain.DISABILITY: QT_TRANSLATE_NOOP("Reminders", "Total permanent disability: {count} × income"),
        Gain.ACCIDENT_SCHOLARSHIP: QT_TRANSLATE_NOOP(
            "Reminders", "Scholarship for {count} children after either, at most"
        ),
        Gain.DEATH: QT_TRANSLATE_NOOP("Reminders", "Death by any other cause, in all"),
        Gain.DEATH_SCHOLARSHIP: QT_TRANSLATE_NOOP(
            "Reminders", "Scholarship for {count} children after {years} years of contributions, at most"
        ),
        Gain.SAVINGS: QT_TRANSLATE_NOOP("Reminders", "Savings after {count} years, yield not counted"),
    }
)


def protection_sentence(outlook: Outlook) -> str:
    """What protection ends when, and what keeps or regains it, in one sentence."""
    cover, amount = outlook.cover, outlook.amount
    words = (_STANDING if amount is None else _STANDING_AND_COST)[cover.stage]
    ends = cover.ends or cover.paid_until
    return _said(words).format(
        paid=formats.day(cover.paid_until) if cover.paid_until else "",
        ends=formats.day(ends) if ends else "",
        since=formats.day(ends + timedelta(days=1)) if ends else "",
        amount="" if amount is None else format_rupiah(amount),
    )


def stage_words(stage: Stage) -> str:
    """How protection stands, in words."""
    return _said(_STAGES[stage][0])


def list_words(stage: Stage) -> str:
    """The list's name in a word. Raises ``KeyError`` for a stage without a list."""
    return _said(_LISTS[stage])


def stage_mood(stage: Stage) -> Mood:
    """How it stands at a glance."""
    return _STAGES[stage][1]


def way_words(way: Way) -> str:
    """How somebody was reached."""
    return _said(_WAYS[way])


def outcome_words(outcome: Outcome) -> str:
    """What came of it."""
    return _said(_OUTCOMES[outcome])


def gain_words(benefit: Benefit) -> str:
    """What is given, and when."""
    return _said(_GAINS[benefit.gain]).format(count=benefit.count, years=benefit.years)


def _said(words: str) -> str:
    return QCoreApplication.translate("Reminders", words)
