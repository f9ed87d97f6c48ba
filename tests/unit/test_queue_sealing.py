"""Who finds the stick reads nothing, and who changes it is noticed."""

import pytest

from counter_app.domain.errors import Declined
from counter_app.queue_sealing import OfficeSealer

FRONT, CONTENT = b"LOKET-QUEUE\n{}\n", b'[["payment","3273025508920002"]]'


def sealer(office: str = "40115", secret: str = "a secret of the office") -> OfficeSealer:
    return OfficeSealer(office, lambda: secret)


def test_any_counter_of_the_office_reads_what_another_sealed() -> None:
    sealed = sealer().seal(FRONT, CONTENT)
    assert sealer().unseal(FRONT, sealed) == CONTENT
    assert b"3273025508920002" not in sealed
    assert sealer().seal(FRONT, CONTENT) != sealed, "no two files look alike"


@pytest.mark.parametrize("other", [sealer(office="40116"), sealer(secret="another secret")])
def test_another_office_reads_nothing(other: OfficeSealer) -> None:
    with pytest.raises(Declined):
        other.unseal(FRONT, sealer().seal(FRONT, CONTENT))


def test_no_byte_can_be_changed_added_or_cut() -> None:
    sealed = sealer().seal(FRONT, CONTENT)
    changed = [sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :] for place in range(len(sealed))]
    cut = [sealed[:length] for length in range(len(sealed))]
    for other in (*changed, *cut, sealed + b"\0"):
        with pytest.raises(Declined):
            sealer().unseal(FRONT, other)
    with pytest.raises(Declined):
        sealer().unseal(FRONT.replace(b"{}", b"[]"), sealed)
