"""How far the counter has gone without the host: each limit as a bar and in words, and what follows from the fullest."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.offline import Gauge, Level, Limit, fullest
from ui.sale_words import limit_words
from ui.theme import restyle
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood

GAUGES = 3
_HOUR, _MINUTE = 3600, 60
_LOW_TITLE = 170
"""Pixels for the title on a low screen: two lines."""
_IN_DAYS = 72
"""A limit of so many hours or more is told in days, and what is used of it too."""

_MOODS: Mapping[Level, Mood] = MappingProxyType(
    {Level.FREE: Mood.OK, Level.NEAR: Mood.WAIT, Level.OVER: Mood.BAD, Level.STOPPED: Mood.BAD}
)
_LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        Level.FREE: QT_TRANSLATE_NOOP("OfflineMeter", "has room"),
        Level.NEAR: QT_TRANSLATE_NOOP("OfflineMeter", "nearly full"),
        Level.OVER: QT_TRANSLATE_NOOP("OfflineMeter", "over the limit"),
        Level.STOPPED: QT_TRANSLATE_NOOP("OfflineMeter", "stopped"),
    }
)
_TITLES: Mapping[Level, str] = MappingProxyType(
    {
        Level.FREE: QT_TRANSLATE_NOOP("OfflineMeter", "Without the host"),
        Level.NEAR: QT_TRANSLATE_NOOP("OfflineMeter", "Without the host: soon at a limit"),
        Level.OVER: QT_TRANSLATE_NOOP("OfflineMeter", "Without the host: a supervisor is needed"),
        Level.STOPPED: QT_TRANSLATE_NOOP("OfflineMeter", "Without the host: no more payments"),
    }
)
_ADVICE: Mapping[Level, str] = MappingProxyType(
    {
        Level.FREE: QT_TRANSLATE_NOOP("OfflineMeter", "What is taken now is sent as soon as the line is back."),
        Level.NEAR: QT_TRANSLATE_NOOP("OfflineMeter", "Past a limit, each payment takes a supervisor's PIN."),
        Level.OVER: QT_TRANSLATE_NOOP("OfflineMeter", "Each payment without the host takes a supervisor's PIN."),
        Level.STOPPED: QT_TRANSLATE_NOOP("OfflineMeter", "Take no money without the host. See to the line."),
    }
)


class OfflineMeter(Spoken):
    """Hidden where there is nothing to say: the host is there, and no limit is near."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("offlineMeter")
        self._meter: tuple[Gauge, ...] = ()
        self._away = False
        self._mark = StateMark()
        self._title, self._advice = WrappedLabel(role="strong"), WrappedLabel(role="small")
        self._title.setObjectName("offlineTitle")
        self._advice.setObjectName("offlineAdvice")
        self._gauges = tuple(_GaugeView(f"gauge-{number}") for number in range(1, GAUGES + 1))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addLayout(words, 5)
        for gauge in self._gauges:
            row.addSpacing(8)
            row.addWidget(gauge, 3)
        self.retranslate()

    def show_meter(self, meter: tuple[Gauge, ...], *, away: bool) -> None:
        """``meter``: empty where nobody can tell. ``away``: whether the host is."""
        self._meter, self._away = meter, away
        self.retranslate()

    def be_low(self, low: bool) -> None:
        """Whether there is little room: then the figures are in the tool tips, and only what is not free says so."""
        self._advice.setHidden(low)
        self._title.setMinimumWidth(_LOW_TITLE if low else 0)
        for gauge in self._gauges:
            gauge.be_low(low)

    @property
    def level(self) -> Level | None:
        """How full the fullest is; ``None`` while nothing is shown."""
        if not self._meter:
            return None
        level = fullest(self._meter).level
        return level if self._away or level is not Level.FREE else None

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        level = self.level
        self.setVisible(level is not None)
        if level is None:
            return
        self._mark.set_mood(Mood.WAIT if level is Level.FREE else _MOODS[level])
        self._title.setText(self.tr(_TITLES[level]))
        self._advice.setText(self.tr(_ADVICE[level]))
        restyle(self._title, "role", "strong" if level is Level.FREE else _MOODS[level].value)
        for view, gauge in zip(self._gauges, self._meter, strict=True):
            view.show_gauge(gauge, self.tr(_LEVELS[gauge.level]), self._values(gauge))
        self.setAccessibleName(f"{self._title.text()}. {self._advice.text()}")

    def _values(self, gauge: Gauge) -> str:
        match gauge.limit:
            case Limit.TOTAL:
                used, allowed = format_rupiah(Rupiah(gauge.used)), format_rupiah(Rupiah(gauge.allowed))
            case Limit.QUEUE_AGE:
                in_days = gauge.allowed >= _IN_DAYS * _HOUR
                used, allowed = self._span(gauge.used, in_days), self._span(gauge.allowed, in_days)
            case _:
                used, allowed = str(gauge.used), str(gauge.allowed)
        return self.tr("{used} of {allowed}").format(used=used, allowed=allowed)

    def _span(self, seconds: int, in_days: bool) -> str:
        hours = seconds // _HOUR
        if in_days and (hours >= 24 or not seconds):
            return self.tr("{days} days").format(days=hours // 24)
        if seconds and not hours:
            return self.tr("{minutes} min").format(minutes=seconds // _MINUTE)
        return self.tr("{hours} h").format(hours=hours)


class _GaugeView(QWidget):
    """One limit: its name and level, the bar, what is used of what is allowed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._low, self._free = False, True
        self._name, self._level = PlainLabel(role="caption"), PlainLabel(role="ok-line")
        self._values = PlainLabel(role="small")
        self._values.setObjectName(name)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._level, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._values)

    def be_low(self, low: bool) -> None:
        self._low = low
        self._values.setHidden(low)
        self._level.setHidden(low and self._free)

    def show_gauge(self, gauge: Gauge, level: str, values: str) -> None:
        """``level`` and ``values``: how it stands, in words."""
        mood = _MOODS[gauge.level]
        self._name.setText(limit_words(gauge.limit))
        self._level.setText(level)
        self._free = gauge.level is Level.FREE
        self._level.setHidden(self._low and self._free)
        restyle(self._level, "role", f"{mood}-line")
        self._values.setText(values)
        self._bar.setRange(0, max(gauge.allowed, 1))
        self._bar.setValue(min(gauge.used, self._bar.maximum()))
        restyle(self._bar, "mood", mood.value)
        self._bar.setAccessibleName(f"{self._name.text()}: {values}, {level}")
        self.setToolTip(f"{self._name.text()}: {values}")
