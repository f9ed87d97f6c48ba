"""What ``doctor`` says of the pole that shows payers their sums."""

from collections.abc import Iterator

from counter_app.cli.health import Finding, Level
from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Trouble
from counter_app.settings import Settings


def pole(settings: Settings) -> Iterator[Finding]:
    """Whether its line can be opened; a pole never answers, so more is not known. Nothing where there is none."""
    from counter_app.bootstrap import open_pole

    display = open_pole(settings)
    if display is None:
        return
    words = f"{settings.display.pole}, {settings.display.pole_commands}"
    try:
        display.check()
    except Undelivered as fault:
        taken = fault.trouble is Trouble.NOT_ALLOWED
        remedy = "an open window has it; otherwise give this user the line" if taken else "look at its cable"
        yield Finding("pole", Level.WARN, f"{words}: {fault.detail}; sales go on without it", remedy)
    else:
        yield Finding("pole", Level.OK, f"{words}: its line is there")
    finally:
        display.close()
