"""Wiring of the queue that goes by a file, for the command line and the window."""

from dataclasses import dataclass
from pathlib import Path

from counter_app.domain.queue_file import unusable
from counter_app.queue_sealing import OfficeSealer
from counter_app.services.ports import Clock, HostGateway, QueueCarrier, Store
from counter_app.services.queue_files import QueueFiles
from counter_app.services.queue_import import QueueImport
from counter_app.settings import Settings

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read at all; a queue of ten thousand payments is a quarter of this."""


@dataclass(frozen=True, slots=True)
class OfficeQueue:
    """``own`` queue out and its answers in; ``others``' in and their answers out."""

    own: QueueFiles
    others: QueueImport


def open_queue(settings: Settings, store: Store, host: HostGateway, clock: Clock) -> OfficeQueue:
    """Nothing is read yet. Both parts refuse with ``HOST_CANNOT`` where the host's answers cannot prove themselves."""
    from counter_app.settings_file import named_text

    file, office = settings.host.client_secret_file, settings.office
    sealer = OfficeSealer(office.id, lambda: named_text(settings, "host.client_secret_file", file))
    carrier = host if isinstance(host, QueueCarrier) else None
    return OfficeQueue(
        QueueFiles(store, carrier, sealer, office, clock), QueueImport(store, carrier, sealer, office, clock)
    )


def read_file(file: Path) -> bytes:
    """What somebody says is a queue or its answers. Raises ``Declined(QUEUE_FILE)`` for a huge one, ``OSError``."""
    with file.open("rb") as source:
        content = source.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise unusable("it is too large for a queue")
    return content
