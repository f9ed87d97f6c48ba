"""Queues of CUPS are named by address, and what their keywords mean is said as the clerk needs it."""

import pytest

from counter_app.domain.printer import Form, Trouble
from counter_app.printing.devices import device_from_url
from counter_app.printing.devices.cups import CupsDevice
from counter_app.printing.devices.cups_job import Patience
from counter_app.printing.devices.reasons import is_paper_low, trouble_of_reasons
from counter_app.printing.pages import PageSize


def test_a_queue_is_this_computers_unless_its_address_says_otherwise() -> None:
    assert device_from_url("cups://Kasir_1") == CupsDevice("Kasir_1")
    assert device_from_url("cups://Kasir_1@server-3:6310") == CupsDevice("Kasir_1", "server-3", 6310)
    assert device_from_url("cups://Kasir_1@[::1]").name == "Kasir_1@::1"
    assert device_from_url("cups://Epson_%28lama%29;$%C3%A9").name == "Epson_(lama);$é"


def test_a_queue_takes_rolls_unless_its_address_names_a_paper() -> None:
    assert device_from_url("cups://kasir").form is Form.ROLL
    pages = device_from_url("cups://kantor?paper=a5")
    assert isinstance(pages, CupsDevice)
    assert (pages.form, pages.page_size) == (Form.PAGE, PageSize.A5)
    assert pages.patience.end > Patience().end  # an office printer warms up


@pytest.mark.parametrize(
    "url",
    [
        "cups:",
        "cups://",
        "cups:kasir",
        "cups://@host",
        "cups://kasir@",
        "cups://kasir@two..dots",
        "cups://kasir@host:0",
        "cups://kasir@host:x",
        "cups://kasir/more",
        "cups://kasir#1",
        "cups://kasir?paper=letter",
        "cups://kasir?paper=a4&paper=a5",
        "cups://kasir?copies=2",
        "cups://kasir?paper",
        "cups://..",
        "cups://..%2Fadmin",
        "cups://Epson%2F2",
        "cups://kasir%3Fpaper=a4",
        "cups://kasir%23",
        "cups://kasir%0D%0AHost:x",
        "cups://dua%20kata",
        "cups://%00",
        "cups://%ff",
        "cups://" + "k" * 128,
        "cups://%E2%80%AEkasir",
    ],
)
def test_an_address_of_no_queue_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="cups://QUEUE"):
        device_from_url(url)


@pytest.mark.parametrize(
    ("reasons", "trouble"),
    [
        ((), None),
        (("none",), None),
        (("media-empty",), Trouble.NO_PAPER),
        (("media-empty-error", "paused"), Trouble.NO_PAPER),
        (("media-empty-error", "cover-open-error"), Trouble.COVER_OPEN),
        (("media-empty-warning",), None),
        (("toner-low-report",), None),
        (("door-open",), Trouble.COVER_OPEN),
        (("offline-report",), Trouble.OFF),
        (("connecting-to-device",), Trouble.OFF),
        (("spool-area-full",), Trouble.NO_ROOM),
        (("cups-missing-filter-error",), Trouble.NOT_ALLOWED),
        (("vendor-of-no-name-error",), None),
    ],
)
def test_keywords_of_a_queue_are_troubles_only_when_they_keep_paper_back(
    reasons: tuple[str, ...], trouble: Trouble | None
) -> None:
    assert trouble_of_reasons(reasons) is trouble


def test_paper_that_runs_low_is_a_hint() -> None:
    assert is_paper_low(["media-low-warning"])
    assert not is_paper_low(["media-empty"])
