"""What the keywords of a print queue (``printer-state-reasons``, RFC 8011, 5.4.12) mean for the clerk."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from counter_app.domain.printer import Trouble

PAPER_LOW = "media-low"

_TROUBLES: Mapping[str, Trouble] = MappingProxyType(
    {
        "cover-open": Trouble.COVER_OPEN,
        "door-open": Trouble.COVER_OPEN,
        "interlock-open": Trouble.COVER_OPEN,
        "media-empty": Trouble.NO_PAPER,
        "media-needed": Trouble.NO_PAPER,
        "input-tray-missing": Trouble.NO_PAPER,
        "media-jam": Trouble.FAULT,
        "output-area-full": Trouble.FAULT,
        "marker-supply-empty": Trouble.FAULT,
        "toner-empty": Trouble.FAULT,
        "marker-failure": Trouble.FAULT,
        "fuser-over-temp": Trouble.FAULT,
        "opc-life-over": Trouble.FAULT,
        "cups-missing-filter": Trouble.NOT_ALLOWED,
        "cups-insecure-filter": Trouble.NOT_ALLOWED,
        "spool-area-full": Trouble.NO_ROOM,
        "offline": Trouble.OFF,
        "shutdown": Trouble.OFF,
        "connecting-to-device": Trouble.OFF,
        "timed-out": Trouble.HUNG,
    }
)
"""Of several the first one here is said: an open lid lifts the roll from its sensor, which then tells of no paper too."""

_MILD = ("-report", "-warning")
_REPORTED = frozenset({"offline"})
"""What CUPS's backends say as a mere report and mean: ``offline-report``."""


def trouble_of_reasons(reasons: Iterable[str]) -> Trouble | None:
    """What keeps paper from coming out, as the printer told it; a warning (one of two trays is empty) is not that."""
    found = {word for reason in reasons if (word := _grave(reason))}
    return next((trouble for word, trouble in _TROUBLES.items() if word in found), None)


def is_paper_low(reasons: Iterable[str]) -> bool:
    """Whether the roll, or a tray, nears its end."""
    return any(_bare(reason) == PAPER_LOW for reason in reasons)


def _grave(reason: str) -> str:
    """The keyword without its severity; empty when it is only a report or a warning."""
    bare = _bare(reason)
    return "" if reason.endswith(_MILD) and bare not in _REPORTED else bare


def _bare(reason: str) -> str:
    return next((reason.removesuffix(end) for end in (*_MILD, "-error") if reason.endswith(end)), reason)
